//! The section of the publication that an article stands in: "Markets", "Wirtschaft", "国際".
//!
//! Metadata first, then the trail of breadcrumbs. Words that name no section ("Home", "Uncategorized") are passed over,
//! and those that name all of them ("News") count only where nothing else is said; both stand in `sections.tsv`. What is
//! found is kept as the page writes it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::entities;
use super::jsonld::Linked;
use super::marks::Marks;
use super::metadata::Head;
use super::title::{agrees, key};
use super::tree::{NodeIx, Tag, Tree};
use crate::lang::tsv::rows;

/// Longer names are titles.
const LONGEST: usize = 60;

/// Meta tags with the section, best first.
const METAS: &[&str] = &[
    "article:section",
    "og:article:section",
    "articleSection",
    "section",
    "parsely-section",
    "sailthru.section",
    "cXenseParse:section",
    "article.section",
    "page-section",
    "category",
];

/// What a name is worth as a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    /// A section.
    Section,
    /// All of a news site.
    Broad,
    /// None at all.
    None,
}

static WORDS: LazyLock<FxHashMap<&str, Worth>> =
    LazyLock::new(|| rows(TABLE, ["word", "kind"]).map(|[word, kind]| (word, worth_named(kind))).collect());

const TABLE: &str = include_str!("sections.tsv");

fn worth_named(kind: &str) -> Worth {
    match kind {
        "none" => Worth::None,
        "broad" => Worth::Broad,
        _ => panic!("no kind of word: {kind}"),
    }
}

/// What else the names of a page are.
pub(super) struct Others<'t> {
    pub headline: Option<&'t str>,
    pub site: Option<&'t str>,
}

/// Finds the section.
pub(super) fn find(tree: &Tree<'_>, head: &Head<'_>, linked: &Linked, others: &Others<'_>) -> Option<String> {
    let site = others.site.map(key).unwrap_or_default();
    let headline = others.headline.map(key).unwrap_or_default();
    let sources: [&dyn Fn() -> Vec<String>; 5] = [
        &|| linked.sections.clone(),
        &|| METAS.iter().flat_map(|name| head.all(name)).map(entities::decode).collect(),
        &|| labelled(tree),
        &|| linked.trail.clone(),
        &|| breadcrumbs(tree),
    ];
    let mut broad = None;
    for source in sources {
        for name in source().iter().flat_map(|names| split(names)) {
            let own = key(name);
            // Breadcrumbs begin at the site and end at the page.
            if own.is_empty() || own == site || agrees(&own, &headline) && own.len() * 2 > headline.len() {
                continue;
            }
            match worth(name) {
                Worth::Section => return Some(name.to_owned()),
                Worth::Broad => broad = broad.or_else(|| Some(name.to_owned())),
                Worth::None => {}
            }
        }
    }
    broad
}

/// The names in a list or a path: `Global,Innovation`, `News > Economy`, `/business/`. A comma or slash with spaces
/// around it, or a word before it, may be part of a name: "Food, drink and travel", "Oil/gas".
fn split(text: &str) -> impl Iterator<Item = &str> {
    let listed = text.contains(',') && !text.contains(", ");
    let path = text.starts_with('/');
    text.split(move |c: char| matches!(c, '>' | '»' | '›' | '|' | ';') || listed && c == ',' || path && c == '/')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

fn worth(name: &str) -> Worth {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let address = name.contains("://") || name.starts_with("www.") || name.contains(['{', '@', '_', '=']);
    if letters < 2 || address || name.chars().count() > LONGEST {
        return Worth::None;
    }
    WORDS.get(name.to_lowercase().as_str()).copied().unwrap_or(Worth::Section)
}

/// What elements of the body say they are.
fn labelled(tree: &Tree<'_>) -> Vec<String> {
    let says = |at: NodeIx| {
        let name = tree.nodes[at].attr("itemprop");
        name.is_some_and(|name| name.split_whitespace().any(|name| name.eq_ignore_ascii_case("articleSection")))
    };
    let found = (0..tree.nodes.len()).filter(|&at| tree.nodes[at].tag != Tag::Meta && says(at));
    found.take(3).filter_map(|at| tree.line(at)).collect()
}

/// The links of the first trail of breadcrumbs that the page shows.
fn breadcrumbs(tree: &Tree<'_>) -> Vec<String> {
    const FAR: usize = 8;
    let says = |at: NodeIx| {
        let named = |name: &str| {
            tree.nodes[at].attr(name).is_some_and(|value| value.to_ascii_lowercase().contains("breadcrumb"))
        };
        tree.nodes[at].marks.has(Marks::NAV) && ["class", "id", "data-testid"].into_iter().any(named)
    };
    let Some(list) = (0..tree.nodes.len()).find(|&at| says(at)) else { return Vec::new() };
    let links = tree.inside(list).filter(|&at| tree.nodes[at].tag == Tag::A).take(FAR);
    links.filter_map(|at| tree.line(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str, sections: &[&str], trail: &[&str]) -> Option<String> {
        let html = scraper::Html::parse_document(html);
        let tree = Tree::new(&html);
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let linked = Linked { sections: owned(sections), trail: owned(trail), ..Linked::default() };
        let others = Others { headline: Some("Exports rise 5% in November"), site: Some("Marlo Ledger") };
        find(&tree, &Head::new(&tree), &linked, &others)
    }

    #[test]
    fn the_section_is_found_where_pages_say_it() {
        let meta = "<meta property='article:section' content='Market &amp;amp; money'>";
        let crumbs = "<ol class='c-Breadcrumbs'><li><a href='/'>Home</a><li><a href='/e'>Economy</a></ol>";
        for (html, sections, trail, section) in [
            (meta, &["Business"][..], &[][..], Some("Business")),
            (meta, &["News"], &[], Some("Market & money")),
            (meta, &[], &["Home", "Economy"], Some("Market & money")),
            ("<span itemprop='articleSection'>Handel</span>", &[], &[], Some("Handel")),
            (crumbs, &["Articles", "Uncategorized"], &[], Some("Economy")),
            (crumbs, &[], &["Marlo Ledger", "News", "Trade", "Exports rise 5% in November"], Some("Trade")),
            ("", &["Global,Innovation"], &[], Some("Global")),
            ("", &["News > Economy > Trade"], &[], Some("Economy")),
            ("", &["/business/trade/"], &[], Some("business")),
            ("", &["Food, drink and travel"], &[], Some("Food, drink and travel")),
            ("", &["ニュース"], &["国際"], Some("国際")),
            ("", &["Nachrichten"], &["Startseite"], Some("Nachrichten")),
        ] {
            assert_eq!(of(html, sections, trail).as_deref(), section, "{html} {sections:?} {trail:?}");
        }
    }

    #[test]
    fn what_is_no_section_is_not_taken() {
        for (html, sections, trail) in [
            ("", &[][..], &[][..]),
            ("", &["Home", "Marlo Ledger", "7", "null"], &["Home", "Exports rise 5% in November"]),
            ("", &["https://ledger.example/economy", "{{section}}", "section_id=4"], &[]),
            ("<meta name='section' content=' '>", &[], &["MARLO LEDGER"]),
            ("<nav class='menu'><a href='/e'>Economy</a></nav>", &[], &[]),
            ("<div class='breadcrumb'>Economy</div>", &[], &[]),
        ] {
            assert_eq!(of(html, sections, trail), None, "{html} {sections:?} {trail:?}");
        }
    }

    #[test]
    fn the_words_are_well_formed() {
        for [word] in rows(TABLE, ["word"]) {
            assert_eq!(word, word.trim().to_lowercase());
        }
        assert_eq!(WORDS.len(), rows(TABLE, ["word"]).count(), "a word stands twice");
    }
}
