//! The words around the names in a byline, from `bylines.tsv`, and what they say.
//!
//! How a byline is taken apart by them is `authors`' business.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv::rows;

/// What a word says in a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Before the names: "By".
    By,
    /// Before the names of others who had a hand in it: "Editing by".
    Others,
    /// Behind a name, where something else begins: "in London", "for Example News", "Published".
    End,
    /// What someone is, and not who.
    Role,
    /// What a role is about: "business", "senior".
    Beat,
    /// A news agency: no author beside one with a name.
    Agency,
}

/// Where a word that means "and" stands between two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joiner {
    /// Wherever it stands.
    Always,
    /// Between whole names only: it is short, and a surname may hold it.
    BetweenWholeNames,
}

const TABLE: &str = include_str!("bylines.tsv");

#[derive(Default)]
struct Words {
    known: FxHashMap<&'static str, Word>,
    joiners: Vec<(String, Joiner)>,
    particles: Vec<&'static str>,
    labels: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for [word, kind] in rows(TABLE, ["word", "kind"]) {
        match kind {
            "and" => words.joiners.push((format!(" {word} "), Joiner::Always)),
            "short and" => words.joiners.push((format!(" {word} "), Joiner::BetweenWholeNames)),
            "particle" => words.particles.push(word),
            "label" => words.labels.push(word),
            _ => drop(words.known.insert(word, said(kind))),
        }
    }
    words
});

fn said(kind: &str) -> Word {
    match kind {
        "by" => Word::By,
        "others" => Word::Others,
        "end" => Word::End,
        "role" => Word::Role,
        "beat" => Word::Beat,
        "agency" => Word::Agency,
        _ => panic!("no kind of word: {kind}"),
    }
}

/// What a word or a phrase says, in any case.
pub(super) fn word(text: &str) -> Option<Word> {
    WORDS.known.get(text.to_lowercase().as_str()).copied()
}

/// The words between names, with the spaces around them.
pub(super) fn joiners(wanted: Joiner) -> impl Iterator<Item = &'static str> {
    WORDS.joiners.iter().filter(move |(_, joiner)| *joiner == wanted).map(|(word, _)| word.as_str())
}

/// Whether a word is one that names have in lower case: "van", "de".
pub(super) fn is_particle(word: &str) -> bool {
    WORDS.particles.contains(&word)
}

/// The place of a label ("记者：") among all of them: the sooner it comes, the more it says of who wrote.
pub(super) fn rank(label: &str) -> Option<usize> {
    WORDS.labels.iter().position(|known| *known == label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_well_formed() {
        let mut seen = Vec::new();
        let mut all = 0;
        for row in rows(TABLE, ["word", "kind"]) {
            let [word, kind] = row;
            assert_eq!(word, word.trim().to_lowercase());
            assert!(!word.is_empty() && !seen.contains(&row), "{word} stands twice as {kind}");
            seen.push(row);
            all += 1;
        }
        let Words { known, joiners, particles, labels } = &*WORDS;
        let read = known.len() + joiners.len() + particles.len() + labels.len();
        assert_eq!(read, all, "a word says two things");
    }
}
