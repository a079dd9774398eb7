//! The tense of the verb that an expression belongs to: past and future pick different Mondays and Novembers.
//!
//! No parser: the last word with a tense before the expression in its sentence, else the first one after it. Infinitives
//! have none of their own, so that "plans to close Monday" is read at "plans". Words are data (`verbs.en.tsv`).

use std::ops::Range;
use std::sync::LazyLock;

use crate::lang::tsv;
use crate::text::{Case, Doc, LexiconBuilder, TableId, TokenKind};

const VERBS: TableId = TableId(32);

/// What the verb says of the time of its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// It has happened.
    Past,
    /// It is to come.
    Future,
    /// It is going on, or there is no verb.
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Past,
    Future,
    Present,
    Schedule,
    Skip,
}

static TABLE: LazyLock<Vec<(&'static str, Class)>> = LazyLock::new(|| {
    tsv::rows(include_str!("verbs.en.tsv"), ["word", "class"])
        .map(|[word, class]| {
            let class = match class {
                "past" => Class::Past,
                "future" => Class::Future,
                "present" => Class::Present,
                "schedule" => Class::Schedule,
                "skip" => Class::Skip,
                _ => panic!("no such class: {word} {class}"),
            };
            (word, class)
        })
        .collect()
});

/// Hands the verbs to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (word, _)) in TABLE.iter().enumerate() {
        lexicon.add(VERBS, row, word, Case::Any);
    }
}

/// How far a verb may stand from its expression, in tokens.
const REACH: usize = 40;

/// The tense at an expression. `daily` where it names a day, for which a schedule's present tense is a future.
pub fn at(doc: &Doc, tokens: &Range<usize>, daily: bool) -> Tense {
    let sentence = doc.sentence(tokens.start);
    let from = sentence.start.max(tokens.start.saturating_sub(REACH));
    let mut i = tokens.start;
    while i > from {
        i -= 1;
        if let Some((class, _)) = class_ending(doc, i, from, tokens.start) {
            match class {
                Class::Skip => i = i.saturating_sub(1).max(from),
                class => return tense(class, daily),
            }
        }
    }
    let to = sentence.end.min(tokens.end + REACH);
    let mut i = tokens.end;
    while i < to {
        match class_at(doc, i) {
            Some((Class::Skip, end)) => i = end,
            Some((class, _)) => return tense(class, daily),
            None => i += 1,
        }
    }
    Tense::Open
}

fn tense(class: Class, daily: bool) -> Tense {
    match class {
        Class::Past => Tense::Past,
        Class::Future => Tense::Future,
        Class::Schedule if daily => Tense::Future,
        Class::Schedule | Class::Present | Class::Skip => Tense::Open,
    }
}

/// The class of the phrase that covers the token, where it lies between the bounds.
fn class_ending(doc: &Doc, at: usize, from: usize, to: usize) -> Option<(Class, usize)> {
    for start in (at.saturating_sub(3).max(from)..=at).take(4) {
        if let Some((class, end)) = class_at(doc, start).filter(|(_, end)| *end > at && *end <= to) {
            return Some((class, end));
        }
    }
    None
}

fn class_at(doc: &Doc, at: usize) -> Option<(Class, usize)> {
    if let Some(hit) = doc.hit(at, VERBS) {
        let class = TABLE[hit.row as usize].1;
        // "May" the month, "Will" the man.
        let name = doc.is_any(at, &["may", "will"]) && doc.is_capital(at) && doc.sentence(at).start != at;
        return (!name).then_some((class, hit.tokens.end));
    }
    is_regular_past(doc, at).then_some((Class::Past, at + 1))
}

/// A form in -ed that is a verb: not "need" or "speed", not a name.
fn is_regular_past(doc: &Doc, at: usize) -> bool {
    let word = doc.lower(at);
    doc.kind(at) == Some(TokenKind::Word)
        && word.len() > 4
        && word.ends_with("ed")
        && !word.ends_with("eed")
        && (!doc.is_capital(at) || doc.sentence(at).start == at)
        && !matches!(word, "hundred" | "united" | "sacred" | "naked" | "hatred" | "based" | "related" | "so-called")
}
