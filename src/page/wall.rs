//! Whether a page holds back a part of its article from those who have not paid or registered.
//!
//! Most pages say so in their metadata; others only show a few paragraphs and, right below them, what to do to read on.
//! An offer alone proves nothing: full articles end with offers too, and the phrases stand in dialogs that never open.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::jsonld::Linked;
use super::marks::Marks;
use super::metadata::Head;
use super::tree::{NodeIx, Tag, Tree};

/// A text longer than this is no teaser, unless it breaks off.
const TEASER: u32 = 2_500;
/// A longer line is prose.
const LINE: usize = 400;

static PHRASES: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(include_str!("walls.tsv").lines().skip(1)).expect("a small automaton"));

/// Whether the metadata says that the article is not free to read.
pub(super) fn is_told(head: &Head<'_>, linked: &Linked) -> bool {
    let free = head.all("isAccessibleForFree").any(|value| value.trim().eq_ignore_ascii_case("false"));
    let locked = head.all("article:content_tier").any(|value| value.trim().eq_ignore_ascii_case("locked"));
    linked.held_back || free || locked
}

/// Whether the page shows a wall right below the text, whose last node and size are given.
pub(super) fn is_shown(tree: &Tree<'_>, last: NodeIx, text: &str, size: u32) -> bool {
    let breaks_off = text.ends_with(['…', ']']) || text.ends_with("...");
    (size <= TEASER || breaks_off)
        && tree.blocks_below(last).any(|(at, line)| line.len() <= LINE && is_wall(&line) && is_seen(tree, at))
}

fn is_wall(line: &str) -> bool {
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

    #[test]
    fn the_phrases_are_well_formed() {
        let phrases: Vec<&str> = include_str!("walls.tsv").lines().skip(1).collect();
        for (at, phrase) in phrases.iter().enumerate() {
            assert_eq!(*phrase, phrase.to_lowercase().trim());
            assert!(!phrase.is_empty() && !phrases[..at].contains(phrase), "{phrase}");
        }
    }
}
