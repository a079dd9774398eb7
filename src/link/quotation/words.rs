//! Small words by what they do around a cue: one look-up a token, however many classes are asked.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv;
use crate::text::{Doc, LexiconBuilder, ListId};

const LIST: ListId = ListId(3);

/// What a word does. The names are those of `words.en.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Class {
    /// Stands for a speaker.
    Pronoun,
    /// May stand between a subject and its verb.
    Filler,
    Preposition,
    Determiner,
    /// A text of a body that "says".
    Document,
    /// Numbers of a body, which say nothing.
    Figures,
    /// Stands before a name.
    Title,
    /// No noun, besides prepositions and fillers.
    Function,
    Day,
    /// A time that may stand alone after a verb.
    Time,
    /// A stretch of time, after "last".
    Unit,
    /// What words are said in: "statement".
    Medium,
    /// Opens the time or place of a saying.
    Adjunct,
    /// A participle that opens the author's comment.
    Comment,
    /// Cannot open a clause without "that".
    NoClause,
    /// Can, after a plain verb of saying.
    CoreClause,
    /// To whom things are said: "said to reporters".
    Reporter,
    /// May follow a closing attribution.
    Circumstance,
    /// Opens a clause that is no statement of its own.
    Subordinate,
    /// A finite auxiliary.
    Auxiliary,
    /// A common finite verb.
    Verb,
    /// A word for people who are nobody in particular.
    Crowd,
}

const NAMES: &[(&str, Class)] = &[
    ("pronoun", Class::Pronoun),
    ("filler", Class::Filler),
    ("preposition", Class::Preposition),
    ("determiner", Class::Determiner),
    ("document", Class::Document),
    ("figures", Class::Figures),
    ("title", Class::Title),
    ("function", Class::Function),
    ("day", Class::Day),
    ("time", Class::Time),
    ("unit", Class::Unit),
    ("medium", Class::Medium),
    ("adjunct", Class::Adjunct),
    ("comment", Class::Comment),
    ("no_clause", Class::NoClause),
    ("core_clause", Class::CoreClause),
    ("reporter", Class::Reporter),
    ("circumstance", Class::Circumstance),
    ("subordinate", Class::Subordinate),
    ("auxiliary", Class::Auxiliary),
    ("verb", Class::Verb),
    ("crowd", Class::Crowd),
];

static WORDS: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
    let mut words: FxHashMap<&str, u64> = FxHashMap::default();
    for [class, list] in tsv::rows(include_str!("words.en.tsv"), ["class", "words"]) {
        let Some((_, class)) = NAMES.iter().find(|(name, _)| *name == class) else { continue };
        for word in list.split(' ') {
            *words.entry(word).or_default() |= bit(*class);
        }
    }
    words
});

const fn bit(class: Class) -> u64 {
    1 << class as u32
}

/// Hands the words to the lexicon.
pub(super) fn register(lexicon: &mut LexiconBuilder) {
    for (word, classes) in WORDS.iter() {
        lexicon.classify(LIST, word, *classes);
    }
}

/// Whether the token is a word of the class.
pub(super) fn is(doc: &Doc, at: usize, class: Class) -> bool {
    doc.classes(at, LIST) & bit(class) != 0
}

/// Whether the word, in lower case, is of the class.
pub(super) fn of(word: &str, class: Class) -> bool {
    WORDS.get(word).is_some_and(|classes| classes & bit(class) != 0)
}

/// Whether the token is no noun and ends a noun phrase.
pub(super) fn is_function(doc: &Doc, at: usize) -> bool {
    let any = bit(Class::Function) | bit(Class::Preposition) | bit(Class::Filler);
    doc.classes(at, LIST) & any != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_words() {
        let table: Vec<&str> = tsv::rows(include_str!("words.en.tsv"), ["class"]).map(|[class]| class).collect();
        let known: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        assert_eq!(table, known);
    }
}
