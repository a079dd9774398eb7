//! The word classes by which figures are bound; the words are in `words.en.tsv`.
//!
//! One hash of the word answers for all classes: a word's classes are the bits of one number.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv;
use crate::text::{Doc, LexiconBuilder, ListId};

const LIST: ListId = ListId(4);

/// What a word does to the binding of a figure. A word may be of several classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Adjectives that belong to an indicator's name where they stand before it.
    Qualifier,
    /// Words that end a noun phrase.
    Closed,
    /// Words that are no subject, wherever they stand.
    Pronoun,
    /// Who speaks of figures: no measured thing.
    Sayer,
    /// Nouns that point back to what was spoken of.
    Anaphor,
    /// Words that open a segment before its subject.
    Opening,
    /// Adverbs and auxiliaries between a subject and its verb.
    Auxiliary,
    /// Nouns before "of" that say what kind of value follows, not of what.
    Value,
    /// Verbs of being a part of a whole.
    Part,
    /// Verbs that are no predicates of figures and yet end a noun phrase.
    Finite,
    /// Words between a preposition and its figure that leave its role.
    Light,
    /// Words that no phrase between a figure and its noun goes across.
    Barrier,
    /// Nouns through which a preposition reaches its figure (from a reading of 48).
    Reading,
    /// Words of saying and publishing, beside which a day is when it was said.
    Saying,
    /// Nouns that head the name of a part of an economy.
    Sector,
    /// Nouns of a part of a whole.
    Share,
    /// Verbs of making public, whose time is not that of the figures.
    Publishing,
    /// Words of what is so at any time.
    Habit,
    /// Who or what deals in a commodity, so that its name before them is no price.
    Trader,
    /// Nouns of a part of a company that is owned.
    Stake,
    /// Verbs of paying and offering, before the sum.
    Paying,
    /// Verbs of buying and selling, before "for" and the price.
    Trading,
    /// Verbs of what becomes of jobs, behind their number.
    Fate,
    /// Verbs of meeting and missing what was expected.
    Meeting,
    /// Nouns of what was expected.
    Expectation,
    /// Verbs of what is so in general, in the present.
    General,
    /// Nouns and verbs of a move of the policy rate.
    Move,
    /// What stands behind the name of a body that says a figure.
    Publisher,
    /// Those who foresee figures together.
    Crowd,
    /// Nouns that head the name of a part of a company.
    Division,
    /// Verbs of owning and of buying and selling.
    Owning,
    /// Nouns of how far two values are apart.
    Distance,
}

static CLASSES: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let mut classes = FxHashMap::default();
    for [word, class] in tsv::rows(include_str!("words.en.tsv"), ["word", "class"]) {
        *classes.entry(word).or_insert(0) |= 1 << class_of(class) as u32;
    }
    classes
});

/// # Panics
/// On a class that the table has and this file does not: a bug of ours, found by any test.
fn class_of(name: &str) -> Class {
    match name {
        "qualifier" => Class::Qualifier,
        "closed" => Class::Closed,
        "pronoun" => Class::Pronoun,
        "sayer" => Class::Sayer,
        "anaphor" => Class::Anaphor,
        "opening" => Class::Opening,
        "auxiliary" => Class::Auxiliary,
        "value" => Class::Value,
        "part" => Class::Part,
        "finite" => Class::Finite,
        "light" => Class::Light,
        "barrier" => Class::Barrier,
        "reading" => Class::Reading,
        "saying" => Class::Saying,
        "sector" => Class::Sector,
        "share" => Class::Share,
        "publishing" => Class::Publishing,
        "habit" => Class::Habit,
        "trader" => Class::Trader,
        "stake" => Class::Stake,
        "owning" => Class::Owning,
        "distance" => Class::Distance,
        "division" => Class::Division,
        "paying" => Class::Paying,
        "trading" => Class::Trading,
        "fate" => Class::Fate,
        "meeting" => Class::Meeting,
        "expectation" => Class::Expectation,
        "general" => Class::General,
        "move" => Class::Move,
        "publisher" => Class::Publisher,
        "crowd" => Class::Crowd,
        other => panic!("words.en.tsv: no class {other}"),
    }
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (word, classes) in CLASSES.iter() {
        lexicon.classify(LIST, word, *classes);
    }
}

/// Whether the token is a word of the class, in any case.
pub fn is(doc: &Doc, at: usize, class: Class) -> bool {
    doc.classes(at, LIST) & 1 << class as u32 != 0
}

/// Whether a phrase holds the letters, which are in lower case, in any case.
pub fn holds(phrase: &str, letters: &str) -> bool {
    phrase.as_bytes().windows(letters.len()).any(|part| part.eq_ignore_ascii_case(letters.as_bytes()))
}

/// Whether the word, in lower case, is of the class.
pub fn has(word: &str, class: Class) -> bool {
    CLASSES.get(word).is_some_and(|bits| bits & (1 << class as u32) != 0)
}
