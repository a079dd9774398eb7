//! Words that say what a figure does: rises, falls, stands at, is reached.
//!
//! The words are data (`predicates.en.tsv`); one word may be verb and noun ("cut", "rise"), so a predicate carries all
//! readings of its words and the grammar around the figure picks one.

use std::ops::Range;
use std::sync::LazyLock;

use super::acts::{self, Act};
use super::nouns;
use super::words::{self, Class};
use crate::lang::tsv;
use crate::link::observation::Direction;
use crate::text::{Case, Doc, LexiconBuilder, TableId, Tables, TokenKind, keys};

const PREDICATES: TableId = TableId(57);

/// A reading of a predicate's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A change, by or to the figure.
    Verb,
    /// "A 5% rise", "a rise of 5%".
    Noun,
    /// "Up 5%", "5% higher".
    Adjective,
    /// "Stood at": it is so.
    Level,
    /// "Hit": a level that is arrived at.
    Reach,
}

struct Row {
    phrase: &'static str,
    direction: Option<Direction>,
    reading: Reading,
    /// Whether it is one only beside a figure: "edged 2% lower".
    step: bool,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    tsv::rows(include_str!("predicates.en.tsv"), ["phrase", "direction", "kind"])
        .map(|[phrase, direction, kind]| Row {
            phrase,
            direction: match direction {
                "up" => Some(Direction::Up),
                "down" => Some(Direction::Down),
                "flat" => Some(Direction::Flat),
                _ => None,
            },
            reading: match kind {
                "verb" => Reading::Verb,
                "noun" => Reading::Noun,
                "adjective" => Reading::Adjective,
                "reach" => Reading::Reach,
                _ => Reading::Level,
            },
            step: kind == "step",
        })
        .collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, entry) in ROWS.iter().enumerate() {
        lexicon.add(PREDICATES, row, entry.phrase, Case::Any);
    }
}

/// A predicate in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// Its words.
    pub tokens: Range<usize>,
    /// Which way; all readings of one word agree.
    pub direction: Option<Direction>,
    /// Whether it has the reading, by the order of [`Reading`].
    readings: [bool; 5],
}

impl Predicate {
    /// Whether its words can be read so.
    pub fn can_be(&self, reading: Reading) -> bool {
        self.readings[reading as usize]
    }

    /// Whether it only tells what is so: "was", "stood".
    pub fn is_still(&self) -> bool {
        self.can_be(Reading::Level) && !self.is_change()
    }

    /// Whether it is a change, in any reading.
    pub fn is_change(&self) -> bool {
        self.direction.is_some()
    }
}

/// Whether one of the words begins at the token, in whatever reading.
pub fn may_begin(doc: &Doc, at: usize) -> bool {
    doc.hit(at, PREDICATES).is_some()
}

/// The predicates in the tokens, longest first, none overlapping another or a token that `taken` holds back.
pub fn find(doc: &Doc, tokens: Range<usize>, taken: impl Fn(usize) -> bool) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = Vec::new();
    const ANY: Tables = Tables::of(&[PREDICATES]);
    let mut at = doc.seek(tokens.clone(), ANY);
    while at < tokens.end {
        let mut predicate: Option<Predicate> = None;
        for hit in doc.hits_of(at, PREDICATES) {
            // "A larger-than-expected cut" says nothing of getting larger.
            let compound = doc.is(hit.tokens.end, "-") && doc.is(hit.tokens.end + 1, "than");
            let other = || {
                compound
                    || is_of_noun(doc, &hit.tokens)
                    || is_auxiliary(doc, &hit.tokens)
                    || is_named(doc, &hit.tokens)
                    || is_particle(doc, &hit.tokens, &taken)
                    || is_said(doc, &hit.tokens, &taken)
                    || is_of_no_stock(doc, &hit.tokens)
                    || is_of_firm(doc, &hit.tokens, &taken)
                    || ROWS[hit.row as usize].step && !is_measured(doc, hit.tokens.end, &taken)
            };
            if hit.tokens.end > tokens.end || hit.tokens.clone().any(&taken) || other() {
                continue;
            }
            let row = &ROWS[hit.row as usize];
            let entry = predicate.get_or_insert_with(|| Predicate {
                tokens: hit.tokens.clone(),
                direction: row.direction,
                readings: [false; 5],
            });
            if entry.tokens == hit.tokens {
                entry.readings[row.reading as usize] = true;
            }
        }
        match predicate {
            Some(predicate) => {
                at = predicate.tokens.end;
                found.push(predicate);
            }
            None => at += 1,
        }
        at = doc.seek(at..tokens.end, ANY);
    }
    found
}

/// "Set **up** a fund of $5bn", "a chief who stepped **down**": a particle that makes another verb of the one before; not where
/// it has a figure itself ("paid down $5bn", "stood up 5% on the year").
fn is_particle(doc: &Doc, words: &Range<usize>, taken: impl Fn(usize) -> bool) -> bool {
    let measured = || taken(words.end) || doc.is_any(words.end, keys!["to", "by", "from"]) && taken(words.end + 1);
    // "Sending **its stock** down more than 9%": a noun has no particle.
    let noun = doc.is_any(words.start.wrapping_sub(2), keys!["its", "the", "their", "a", "'s", "’s"]);
    words.len() == 1
        && doc.is_any(words.start, keys!["up", "down"])
        && acts::is(doc, words.start.wrapping_sub(1), Act::Particled)
        && !noun
        && !measured()
}

/// "Edged **2%** lower", "edged **about 2%** lower"; not "edged past estimates".
fn is_measured(doc: &Doc, end: usize, taken: impl Fn(usize) -> bool) -> bool {
    taken(end) || words::is(doc, end, Class::Light) && taken(end + 1)
}

/// "He **added that** the deal covers 7,300 workers", "she **added** the rate was 3%": nothing is more; not "he added 500 jobs".
fn is_said(doc: &Doc, words: &Range<usize>, taken: impl Fn(usize) -> bool) -> bool {
    let spoken = || doc.is_any(words.start.wrapping_sub(1), keys!["he", "she"]) && !taken(words.end);
    words.len() == 1
        && doc.is_any(words.start, keys!["added", "adds", "adding"])
        // … nor "the 64,000 jobs **added that month**".
        && (doc.is(words.end, "that") && !doc.is_any(words.end + 1, keys!["day", "week", "month", "quarter", "year"])
            || spoken())
}

/// "Will **build** 500 homes", "drew 5,000 people": only what is stored draws and builds, by so much or by a move of so much: "a surprise
/// **build of** 4.1 million barrels", "a 1.1-million-barrel **draw**", "stocks **drew by** 2 million barrels".
fn is_of_no_stock(doc: &Doc, words: &Range<usize>) -> bool {
    const REACH: usize = 8;
    let (at, before) = (words.start, words.start.wrapping_sub(1));
    if words.len() > 1 || !doc.is_any(at, keys!["draw", "draws", "drew", "drawn", "build", "builds", "built"]) {
        return false;
    }
    let stored = |i: usize| doc.is_any(i, keys!["barrel", "barrels", "bcf"]) || doc.is(i, "cubic");
    // "Built last week **by** 2 million barrels"
    let by = (words.end..words.end + 3).any(|i| doc.is(i, "by"))
        || doc.is_any(words.end, keys!["of", "in"]) && doc.is_any(at, keys!["draw", "draws", "build", "builds"]);
    let moved = by && (words.end + 1..words.end + REACH).any(stored);
    !moved && !doc.is_any(before, keys!["barrel", "bcf"])
}

/// "**Firms** paid $3bn in fines", "fined **firms** $3bn": companies, and no currency that "firms 0.2%", "firms to 1.20" or "firms against
/// the euro".
fn is_of_firm(doc: &Doc, words: &Range<usize>, taken: impl Fn(usize) -> bool) -> bool {
    if words.len() > 1 || !doc.is_any(words.start, keys!["firm", "firms"]) {
        return false;
    }
    let (before, end) = (words.start.wrapping_sub(1), words.end);
    let measured = is_measured(doc, end, &taken)
        || doc.is_any(end, keys!["to", "at", "by", "past", "above", "near"]) && is_measured(doc, end + 1, &taken)
        || doc.is_any(end, keys!["against", "versus", "vs", "as", "ahead", "slightly", "further"]);
    // What is done to them, or what they are of, stands before the noun.
    let governed =
        acts::is_past_form(doc, before) || doc.is_any(before, keys!["of", "for", "from", "by", "with", "the"]);
    !measured || governed
}

/// "**Has delivered** 107 jets": a part of the verb behind it.
fn is_auxiliary(doc: &Doc, words: &Range<usize>) -> bool {
    words.len() == 1 && doc.is_any(words.start, keys!["has", "have"]) && acts::is_past_form(doc, words.end)
}

/// "Cut his rating to **Hold** from Buy": a capital among small letters makes a name of a word.
fn is_named(doc: &Doc, words: &Range<usize>) -> bool {
    let small = |i: usize| doc.kind(i) == Some(TokenKind::Word) && !doc.is_capital(i);
    words.len() == 1
        && doc.is_capital(words.start)
        && words.start.checked_sub(1).is_some_and(small)
        && small(words.end)
        && !doc.opens_sentence(words.start)
}

/// Whether the words are of a noun: "a **down payment**", "lowered the **cost** of its software", "cutting **costs** by
/// $1bn", "cut its **holding**", "on **top** of a charge".
fn is_of_noun(doc: &Doc, words: &Range<usize>) -> bool {
    let determined = || doc.is_any(words.start.wrapping_sub(1), keys!["the", "its", "their", "his", "her"]);
    words.len() == 1
        && (doc.is(words.start, "down") && doc.is_any(words.end, keys!["payment", "payments"])
            || doc.is(words.start, "holding") && determined()
            || doc.is(words.start, "top") && (doc.is(words.end, "of") || determined())
            // "Overnight **stays** totalled 5.6 million"
            || doc.is(words.start, "stays") && nouns::is(doc, words.start.wrapping_sub(1), nouns::Class::Lodged)
            // "For the third month **running**"
            || doc.is(words.start, "running")
                && doc.is_any(words.start.wrapping_sub(1), keys!["day", "week", "month", "quarter", "year", "session"])
            || doc.is_any(words.start, keys!["cost", "costs"]) && doc.is(words.end, "of") && determined()
            || doc.is(words.start, "costs")
                && (acts::is(doc, words.start.wrapping_sub(1), Act::Moving) || doc.is_any(words.end, keys!["by", "in"])))
}
