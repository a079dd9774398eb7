//! Whether a page holds back a part of its article from those who have not paid or registered.
//!
//! Most pages say so in their metadata; others only show a few paragraphs and, right below them, what to do to read on.
//! An offer alone proves nothing: full articles end with offers too, and the phrases stand in dialogs that never open.
//! What the metadata says is meant for search engines, and many pages that say it hold the whole article all the same:
//! then the count of words, what stands where the held-back part should, and the length of the text decide.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::jsonld::Linked;
use super::marks::Marks;
use super::metadata::Head;
use super::tree::{Node, NodeIx, Tag, Tree};
use crate::lang::tsv::rows;

/// A text longer than this is no teaser, unless it breaks off.
const TEASER: u32 = 2_500;
/// A held-back part of this length is there, and no mere fading-out of the beginning.
const PART: u32 = 600;
/// Below this count of words what is counted is something else: a caption, a teaser.
const COUNT: usize = 100;
/// A longer line is prose.
const LINE: usize = 400;

static PHRASES: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(phrases()).expect("a small automaton"));

fn phrases() -> impl Iterator<Item = &'static str> {
    rows(include_str!("walls.tsv"), ["phrase"]).map(|[phrase]| phrase)
}

/// The text as far as its completeness is asked.
pub(super) struct Text<'t> {
    pub text: &'t str,
    /// Its length in letters.
    pub size: u32,
    /// The first node and the length of each of its lines; none where the text is not what the page shows.
    pub lines: &'t [(NodeIx, u32)],
}

/// Whether the text may be only the beginning of the article.
pub(super) fn is_partial(tree: &Tree<'_>, head: &Head<'_>, linked: &Linked, text: &Text<'_>) -> bool {
    let breaks_off = text.text.ends_with(['…', ']']) || text.text.ends_with("...");
    let wall = text.lines.last().is_some_and(|&(last, _)| is_shown(tree, last));
    if wall && (text.size <= TEASER || breaks_off) {
        return true;
    }
    let Some(selectors) = told(head, linked) else { return false };
    if breaks_off {
        return true;
    }
    if let Some(whole) = linked.words.and_then(|count| holds(text.text, count)) {
        return !whole;
    }
    if text.lines.is_empty() {
        // JSON-LD or embedded state: a body there that is longer than what the page shows is there to be read.
        return text.size * 2 < TEASER;
    }
    let (found, inside, outside) = held_back(tree, selectors, text.lines);
    let present = inside >= PART && outside > 0;
    let missing = found && inside == 0;
    wall || missing || !present && text.size <= TEASER
}

/// The selectors of what is not free to read, if the metadata says that something is not.
fn told<'l>(head: &Head<'_>, linked: &'l Linked) -> Option<&'l [String]> {
    let free = head.all("isAccessibleForFree").any(|value| value.trim().eq_ignore_ascii_case("false"));
    let locked = head.all("article:content_tier").any(|value| value.trim().eq_ignore_ascii_case("locked"));
    let held = linked.held_back.as_ref().map(|held| held.selectors.as_slice());
    held.or_else(|| (free || locked).then_some(&[]))
}

/// Whether a text has about as many words as the article; `None` where that cannot be told.
fn holds(text: &str, count: usize) -> Option<bool> {
    let words = text.split_whitespace().count();
    // Languages without spaces are counted in ways of their own.
    let spaced = words * 15 >= text.chars().count();
    (count >= COUNT && spaced).then_some(words * 10 >= count * 8)
}

/// Whether the page has elements of these selectors, and how much of the text stands in them and outside.
fn held_back(tree: &Tree<'_>, selectors: &[String], lines: &[(NodeIx, u32)]) -> (bool, u32, u32) {
    const MOST: usize = 8;
    let names: Vec<Vec<&str>> =
        selectors.iter().flat_map(|list| list.split(',')).take(MOST).filter_map(names_of).collect();
    let (mut found, mut inside, mut outside) = (false, 0, 0);
    let mut next = 0;
    // The end of the outermost held-back element that has begun.
    let mut end = 0;
    for (at, node) in tree.nodes.iter().enumerate() {
        if at >= end && node.element.is_some() && names.iter().any(|names| names.iter().all(|name| is(node, name))) {
            found = true;
            end = node.end;
        }
        while let Some(&(first, size)) = lines.get(next)
            && first <= at
        {
            *(if first < end { &mut inside } else { &mut outside }) += size;
            next += 1;
        }
    }
    (found, inside, outside)
}

/// The classes (`.a`) and the id (`#a`) that the element of a selector must have; `None` where it asks for anything
/// that is not kept of a page.
fn names_of(selector: &str) -> Option<Vec<&str>> {
    let last = selector.trim().rsplit([' ', '>', '+', '~']).next()?;
    let start = last.find(['.', '#'])?;
    if last.contains(['[', ':', '*']) {
        return None;
    }
    let mut names = Vec::new();
    let mut rest = &last[start..];
    while !rest.is_empty() {
        let end = rest[1..].find(['.', '#']).map_or(rest.len(), |end| end + 1);
        names.push(&rest[..end]);
        rest = &rest[end..];
    }
    names.iter().all(|name| name.len() > 1).then_some(names)
}

fn is(node: &Node<'_>, name: &str) -> bool {
    match name.split_at(1) {
        (".", class) => {
            node.attr("class").is_some_and(|names| names.split_ascii_whitespace().any(|name| name == class))
        }
        (_, id) => node.attr("id") == Some(id),
    }
}

/// Whether the page shows a wall right below the last line of the text.
fn is_shown(tree: &Tree<'_>, last: NodeIx) -> bool {
    tree.blocks_below(last).any(|(at, line)| line.len() <= LINE && is_wall(&line) && is_seen(tree, at))
}

/// Whether a line tells what to do to read on.
pub(super) fn is_wall(line: &str) -> bool {
    PHRASES.is_match(&line.replace('’', "'").to_lowercase())
}

/// Whether a line is on the page for all to see, and not among comments or below the page.
fn is_seen(tree: &Tree<'_>, at: NodeIx) -> bool {
    let unseen = Marks::HIDDEN.with(Marks::COMMENTS).with(Marks::CONSENT);
    tree.ancestors(at).all(|up| !tree.nodes[up].marks.has(unseen) && tree.nodes[up].tag != Tag::Footer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walls_are_told_from_offers() {
        for line in [
            "Subscribe to continue reading",
            "Already a subscriber? Log in to keep reading",
            "This article is for subscribers only.",
            "You’ve reached your limit of free articles",
            "Il vous reste 78,5% de cet article à lire. La suite est réservée aux abonnés.",
            "Jetzt testen, um weiterzulesen",
            "Suscríbete para seguir leyendo",
            "この記事は会員限定です",
        ] {
            assert!(is_wall(line), "{line}");
        }
        for line in [
            "Sign up for our daily newsletter",
            "Subscribe now for 1 crown a month",
            "Read more: exports rise",
            "Click here to read the full report of the statistics office",
            "The number of subscribers rose 5% in the quarter.",
            "Lesen Sie auch: Ausfuhren steigen",
            "You have 3 free articles left this month",
        ] {
            assert!(!is_wall(line), "{line}");
        }
    }

    /// A page that says it is not free, with the text of its paragraphs.
    fn partial(script: &str, body: &str) -> bool {
        let html = scraper::Html::parse_document(body);
        let tree = Tree::new(&html);
        let linked = super::super::jsonld::read(&[script], |_| true);
        let lines: Vec<(NodeIx, String)> =
            tree.elements(Tag::P).map(|at| (at, tree.text(at))).filter(|(_, line)| !is_wall(line)).collect();
        let text = lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n\n");
        let size = |text: &str| super::super::body::size(text);
        let lines: Vec<(NodeIx, u32)> = lines.iter().map(|(at, line)| (*at, size(line))).collect();
        is_partial(&tree, &Head::new(&tree), &linked, &Text { text: &text, size: size(&text), lines: &lines })
    }

    #[test]
    fn what_is_said_not_to_be_free_may_be_there() {
        let sentence = "Exports rose by 5.9 percent in November from a year earlier, customs data showed on Monday.";
        let some = |class: &str, n: usize| format!("<div class='{class}'>{}</div>", format!("<p>{sentence}").repeat(n));
        let said = |more: &str| format!(r#"{{"@type":"NewsArticle","isAccessibleForFree":false{more}}}"#);
        let part =
            |selector: &str| said(&format!(r#","hasPart":{{"isAccessibleForFree":"False","cssSelector":{selector}}}"#));
        let wall = "<p>Subscribe to continue reading</p>";
        for (script, body) in [
            (said(r#","wordCount":150"#), some("a", 10)),
            (part(r#"".locked""#), some("free", 2) + &some("x locked", 8)),
            (part(r##"["#no, .story > div.locked.x"]"##), some("free", 2) + &some("x locked", 8)),
            (said(""), some("a", 40)),
            (part(r#"".paywall""#), some("a", 40)),
            (r#"{"@type":"NewsArticle"}"#.to_owned(), some("a", 2)),
        ] {
            assert!(!partial(&script, &body), "{script} {body}");
        }
        for (script, body) in [
            (said(""), some("a", 10)),
            (said(r#","wordCount":400"#), some("a", 10)),
            (said(r#","wordCount":420"#), some("a", 10) + &some("b", 10)),
            (said(r#","wordCount":12"#), some("a", 3)),
            (part(r#"".locked""#), some("free", 40) + "<div class='locked'></div>"),
            (part(r#"".locked""#), some("free", 2) + &some("locked", 1)),
            (part(r#"".locked""#), some("locked", 10)),
            (part(r#"".locked""#), some("free", 2) + &some("unlocked", 8)),
            (part(r#""[data-locked]""#), some("free", 4)),
            (said(""), some("a", 40) + wall),
            (said(""), some("a", 40) + "<p>The agency said more…"),
            (r#"{"@type":"NewsArticle"}"#.to_owned(), some("a", 2) + wall),
        ] {
            assert!(partial(&script, &body), "{script} {body}");
        }
    }

    #[test]
    fn the_phrases_are_well_formed() {
        let phrases: Vec<&str> = phrases().collect();
        for (at, phrase) in phrases.iter().enumerate() {
            assert_eq!(*phrase, phrase.to_lowercase().trim());
            assert!(!phrase.is_empty() && !phrases[..at].contains(phrase), "{phrase}");
        }
    }
}
