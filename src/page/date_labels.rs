//! What a line says of the dates in it: that of the publication, or of a later change.
//!
//! The words stand in `date_labels.tsv`; the dates behind them are read by `date`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::date::read;
use crate::article::SourceDate;
use crate::lang::tsv::rows;

/// The day that a short line of a page gives as that of the publication: "Published 4 Nov, updated 5 Nov". A date that
/// the line calls the last change is none.
pub(super) fn published_in(line: &str) -> Option<SourceDate> {
    let lower = line.to_lowercase();
    // Where lower case is longer, places in one are none in the other.
    let line = if lower.len() == line.len() { line } else { &lower };
    let labels = labels(&lower);
    let first = labels.first().map_or(line.len(), |label| label.start);
    let segment = |i: usize| {
        let end = labels.get(i + 1).map_or(line.len(), |next| next.start);
        read(line[labels[i].end..end].trim_start_matches(|c: char| !c.is_alphanumeric()))
    };
    let published = (0..labels.len()).filter(|&i| labels[i].published).find_map(segment);
    published.or_else(|| read(line[..first].trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether a line says of a date what it is.
pub(super) fn is_labelled(line: &str) -> bool {
    let lower = line.to_lowercase();
    labels(&lower)
        .iter()
        .any(|label| read(lower[label.end..].trim_start_matches(|c: char| !c.is_alphanumeric())).is_some())
}

/// Whether the words before a date say that it is that of a change.
pub(super) fn is_change(before: &str) -> bool {
    labels(&before.to_lowercase()).last().is_some_and(|label| !label.published)
}

/// A word that says what the date behind it is.
struct Label {
    start: usize,
    end: usize,
    published: bool,
}

/// The labels in a line of lower case.
fn labels(lower: &str) -> Vec<Label> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let found = LABELS.0.find_iter(lower).filter(|found| {
        // Words of Chinese, Japanese and Korean stand without spaces.
        let spaced = lower[found.range()].chars().any(|c| c < '\u{2e80}');
        let before = lower[..found.start()].chars().next_back();
        let after = lower[found.end()..].chars().next();
        !spaced || !is_letter(before) && !is_letter(after)
    });
    found
        .map(|found| Label { start: found.start(), end: found.end(), published: LABELS.1[found.pattern().as_usize()] })
        .collect()
}

static LABELS: LazyLock<(AhoCorasick, Vec<bool>)> = LazyLock::new(|| {
    let rows: Vec<(&str, bool)> =
        rows(TABLE, ["word", "kind"]).map(|[word, kind]| (word, is_published(kind))).collect();
    let longest = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(rows.iter().map(|row| row.0));
    (longest.expect("a small automaton"), rows.iter().map(|row| row.1).collect())
});

const TABLE: &str = include_str!("date_labels.tsv");

fn is_published(kind: &str) -> bool {
    match kind {
        "published" => true,
        "changed" => false,
        _ => panic!("no kind of date: {kind}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tell_publication_from_change() {
        for (line, iso) in [
            ("Published 4 November 2025, updated 5 November 2025", Some("2025-11-04")),
            ("Updated Nov 5, 2025, 10:00 AM; first published Nov 4, 2025", Some("2025-11-04")),
            (
                "Published 9:30 AM EST, Tue November 4, 2025 | Updated 10:00 AM EST, Wed November 5, 2025",
                Some("2025-11-04T09:30-05:00"),
            ),
            ("Nov. 4, 2025 (Updated Nov. 5, 2025)", Some("2025-11-04")),
            ("Publié le 4 novembre 2025 à 9h30, mis à jour le 5 novembre 2025 à 8h00", Some("2025-11-04T09:30")),
            ("Veröffentlicht am 04.11.2025, 09:30 Uhr - Aktualisiert 05.11.2025", Some("2025-11-04T09:30")),
            ("Stand: 04.11.2025, 09:30 Uhr", Some("2025-11-04T09:30")),
            ("2025年11月4日 10:30更新", Some("2025-11-04T10:30")),
            ("更新：2025年11月5日", None),
            ("Updated 5 November 2025", None),
            ("Last modified on November 5, 2025", None),
            ("Actualizado el 5 de noviembre de 2025", None),
            ("Updated rules for exports", None),
            ("", None),
        ] {
            assert_eq!(
                is_labelled(line),
                line.chars().any(|c| c.is_ascii_digit()) && !line.starts_with("20"),
                "{line}"
            );
            assert_eq!(published_in(line).as_ref().map(SourceDate::as_str), iso, "{line}");
        }
    }

    #[test]
    fn the_words_are_well_formed() {
        let mut words: Vec<&str> = Vec::new();
        for [word, kind] in rows(TABLE, ["word", "kind"]) {
            assert!(!word.is_empty() && word == word.trim().to_lowercase(), "{word:?}");
            is_published(kind);
            words.push(word);
        }
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "a word stands twice");
    }
}
