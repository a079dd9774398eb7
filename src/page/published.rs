//! When an article was published and last changed, by the page's witnesses in the order of their measured reliability.
//!
//! A date that lies after the day on which the page is read is a template's mistake, and the next witness is asked.

use jiff::civil::Date;

use super::jsonld::Linked;
use super::marks::Marks;
use super::metadata::Head;
use super::tree::{NodeIx, Tag, Tree};
use super::{date, date_labels};
use crate::article::SourceDate;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datePublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cXenseParse:recs:publishtime",
    "publish-date",
    "publishdate",
    "publish_date",
    "published_time",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "DC.date.created",
    "article.published",
    "article_date_original",
    "OriginalPublicationDate",
    "citation_publication_date",
    "dateCreated",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "dateModified",
    "article:modified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "article.updated",
];

/// The last day that a date on a page can be: tomorrow, because elsewhere it may be tomorrow already.
pub(super) fn latest() -> Date {
    let now = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now());
    now.date().saturating_add(jiff::Span::new().days(1))
}

/// The publication date.
pub(super) fn published(
    tree: &Tree<'_>,
    head: &Head<'_>,
    linked: &Linked,
    headline: Option<NodeIx>,
    address: Option<&str>,
    latest: Date,
) -> Option<SourceDate> {
    let is_past = |date: &SourceDate| date.day() <= latest;
    let metas = PUBLISHED.iter().flat_map(|name| head.all(name)).filter_map(date::read);
    let mut witnesses: Vec<SourceDate> =
        linked.published.as_deref().and_then(date::read).into_iter().chain(metas).filter(is_past).collect();
    let in_page = || in_body(tree, latest).or_else(|| below_headline(tree, headline).filter(is_past));
    if witnesses.is_empty() {
        witnesses.extend(in_page());
    }
    // The first witness tells the day; another may know the hour and the offset of the same day.
    let Some(first) = witnesses.first() else { return address.and_then(date::in_url).filter(is_past) };
    if witnesses.iter().all(|witness| precision(witness) == 0) {
        let shown = in_page().filter(|shown| shown.day() == first.day());
        return Some(shown.unwrap_or_else(|| first.clone()));
    }
    let better = witnesses.iter().find(|other| other.day() == first.day() && precision(other) > precision(first));
    Some(better.unwrap_or(first).clone())
}

/// The date of the last change.
pub(super) fn modified(head: &Head<'_>, linked: &Linked, latest: Date) -> Option<SourceDate> {
    let metas = MODIFIED.iter().flat_map(|name| head.all(name));
    linked.modified.as_deref().into_iter().chain(metas).filter_map(date::read).find(|date| date.day() <= latest)
}

/// Day, day and hour, or day, hour and offset.
fn precision(date: &SourceDate) -> u8 {
    let time = date.as_str().get(10..).unwrap_or_default();
    u8::from(!time.is_empty()) + u8::from(time.ends_with('Z') || time.contains(['+', '-']))
}

/// The dates that the page shows, best first: `<time>` elements that do not belong to other stories, then the text of
/// date lines.
fn in_body(tree: &Tree<'_>, latest: Date) -> Option<SourceDate> {
    let nodes = &tree.nodes;
    let elsewhere = Marks::RELATED.with(Marks::TEASER).with(Marks::COMMENTS).with(Marks::NAV);
    let mut found: Vec<(u8, SourceDate)> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let time = node.tag == Tag::Time;
        if !time && !node.marks.has(Marks::BYLINE) {
            continue;
        }
        let names = [node.attr("itemprop"), node.attr("class")];
        let says = |word: &str| names.iter().flatten().any(|names| names.to_ascii_lowercase().contains(word));
        let own = says("datepublished") || says("published") || says("pubdate");
        // "Updated <time>": the words before are a node of their own.
        let before = at.checked_sub(1).map(|before| nodes[before].text).unwrap_or_default();
        if says("modif") || says("updat") || time && before.len() < 60 && date_labels::is_change(before) {
            continue;
        }
        if tree
            .ancestors(at)
            .any(|up| nodes[up].marks.has(elsewhere) || matches!(nodes[up].tag, Tag::Nav | Tag::Aside | Tag::Footer))
        {
            continue;
        }
        let value = node.attr("datetime").or_else(|| node.attr("content")).and_then(date::read);
        if let Some(value) = value.or_else(|| tree.line(at).and_then(|line| date_labels::published_in(&line)))
            && value.day() <= latest
        {
            found.push((
                if own {
                    0
                } else if time {
                    1
                } else {
                    2
                },
                value,
            ));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().next().map(|(_, date)| date)
}

/// The date in a short line soon below the headline.
fn below_headline(tree: &Tree<'_>, headline: Option<NodeIx>) -> Option<SourceDate> {
    tree.lines_below(headline?)
        .filter(|line| line.chars().count() <= 100)
        .find_map(|line| date_labels::published_in(&line))
}
