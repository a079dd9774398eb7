//! Counted things: the noun phrase after a number and its head ("12,000 new homes" → home).
//!
//! No parser: the phrase runs over words that can be inside a noun phrase up to the first plural that no other plural
//! follows ("two consumer price index prints").

use rust_decimal::Decimal;

use super::{nouns, units};
use crate::mention::figure_words::{WordClass, is_a, is_in};
use crate::mention::{money, reject};
use crate::number::{Form, Numeral, is_number_word, past_hyphen};
use crate::text::{Doc, Gap, TokenKind, keys};

/// The most words between the number and its noun.
const REACH: usize = 6;
/// The most words of the noun phrase after "one".
const SINGLE_REACH: usize = 3;

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The noun's singular.
    pub noun: String,
    /// The token after the noun.
    pub end: usize,
    /// Whether another number stands before the noun ("eight million 250ml bottles"): the figure is the number alone.
    pub nested: bool,
}

/// What the numeral counts: the noun after it, or after "of the" ("35m of its devices").
pub fn head(doc: &Doc, numeral: &Numeral) -> Option<Head> {
    if numeral.value <= Decimal::ZERO || numeral.form == Form::Fraction {
        return None;
    }
    let end = numeral.tokens.end;
    let one = numeral.value == Decimal::ONE;
    if one && !is_cardinal_one(doc, numeral) {
        return None;
    }
    // "below the 175,000 economists had anticipated": they foresaw it, nobody counted them.
    // … "the 160,000 economists had modeled": so many were never asked, whatever they had done.
    let many =
        || numeral.value >= Decimal::ONE_THOUSAND && doc.is(end + 1, "had") && doc.lower(end + 2).ends_with("ed");
    if is_a(doc, end, WordClass::Foreseers) && (is_foreseen(doc, end + 1) || many()) {
        return None;
    }
    if let Some(head) = if one { single(doc, numeral) } else { noun_after(doc, end) } {
        return Some(head);
    }
    // "two of the five banks" counts the two. So does "one of its plants closed"; that "one of the best firms" rather
    // says which sort of firm is no matter of form, so that "one" counts like any other cardinal.
    let owner = end + 1;
    if !doc.is(end, "of") {
        return None;
    }
    let determined = is_a(doc, owner, WordClass::Owner);
    // "two of Qantas' key routes": what the name owns.
    let owned = || {
        let named = (owner..owner + 4).take_while(|&at| doc.is_capital(at)).count();
        let apostrophe = owner + named;
        let owns = doc.kind(apostrophe) == Some(TokenKind::Clitic)
            || (doc.is_any(apostrophe, keys!["'", "’"]) && doc.glued(apostrophe));
        (named > 0 && owns).then_some(apostrophe + 1)
    };
    // "8 of 12 regions", "11,000 of its 27,000 jobs", "three of its last five games": both count one thing.
    let mut whole = if determined { owner + 1 } else { owner };
    whole +=
        usize::from(determined && doc.is_any(whole, keys!["last", "past", "first", "next", "previous", "remaining"]));
    let from = match doc.kind(whole) {
        Some(TokenKind::Number) => whole + 1,
        _ if is_number_word(doc, whole) => whole + 1,
        _ if determined => whole,
        _ => owned()?,
    };
    let head = noun_after(doc, from)?;
    // "one of the reasons"
    let vague = one && is_in(&head.noun, WordClass::VagueOne);
    (!vague).then_some(Head { end, nested: true, ..head })
}

/// Whether a verb of foreseeing stands at the token: "had anticipated", "forecast", not "polled".
fn is_foreseen(doc: &Doc, at: usize) -> bool {
    let had = doc.is_any(at, keys!["had", "have", "were"]);
    is_a(doc, at + usize::from(had), WordClass::Foreseen)
}

/// Whether "one" is a number here: no pronoun ("the one", "each one of the plants") and no part of an adverb ("on one
/// hand", "on one condition").
fn is_cardinal_one(doc: &Doc, numeral: &Numeral) -> bool {
    let start = numeral.tokens.start;
    let before = start.wrapping_sub(1);
    // "said that one of its plants closed": no determiner.
    let conjunction = doc.is(before, "that") && doc.is(start + 1, "of");
    let bound = start > 0 && !conjunction && (is_a(doc, before, WordClass::Determiner) || doc.is(before, "on"));
    numeral.form == Form::Words && doc.is(start, "one") && !bound
}

/// "one man", "one local store": the word "one" before a singular ("one can say" has none).
fn single(doc: &Doc, numeral: &Numeral) -> Option<Head> {
    let end = numeral.tokens.end;
    let inside = |at: usize| {
        let word = doc.word(at);
        doc.kind(at) == Some(TokenKind::Word)
            && doc.gap(at) <= Gap::Line
            && word.len() > 2
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && !nouns::is_stop(word)
    };
    let last = (end..end + SINGLE_REACH).take_while(|&at| inside(at)).last()?;
    let participle = |word: &str| word.ends_with("ed") || word.ends_with("ing") || word.ends_with("ly");
    let last = (end..=last).rev().find(|&at| !participle(doc.word(at)))?;
    let noun = doc.lower(last);
    let counts =
        nouns::singular_of(noun).is_none() && !is_in(noun, WordClass::Time) && !is_in(noun, WordClass::VagueOne);
    (counts && !doc.glued(last + 1) || counts && doc.kind(last + 1) == Some(TokenKind::Punct) && !doc.is(last + 1, "-"))
        .then(|| Head { noun: noun.to_owned(), end: last + 1, nested: false })
}

fn noun_after(doc: &Doc, start: usize) -> Option<Head> {
    // "80-odd resorts", "200-plus banks".
    let blurred = doc.is(start, "-") && doc.is_any(start + 1, keys!["odd", "plus"]);
    let mut at = if blurred { start + 2 } else { start };
    let mut nested = blurred;
    let mut head = None;
    let mut words = 0;
    while words < REACH && doc.gap(at) <= Gap::Line {
        let word = doc.lower(at);
        match doc.kind(at) {
            Some(TokenKind::Word) => {}
            Some(TokenKind::Clitic) if words > 0 && head.is_none() => {
                at += 1;
                continue;
            }
            // Hyphens inside modifiers, brackets round them.
            Some(TokenKind::Punct) if head.is_none() && is_inside(doc, at, words) => {
                at += 1;
                continue;
            }
            // A name's number ("two 737 Max jets"), a measure ("250ml bottles").
            Some(TokenKind::Number) if head.is_none() && (reject::is_in_name(doc, at) || words == 0) => {
                let measure = units::symbol_at(doc, at + 1);
                if !reject::is_in_name(doc, at) && measure.is_none() {
                    break;
                }
                nested |= measure.is_some();
                at = measure.unwrap_or(at + 1);
                words += 1;
                continue;
            }
            _ => break,
        }
        // "14 planes and eight helicopters": another figure; "14 two-way radios" has none.
        let counts = is_number_word(doc, at) && past_hyphen(doc, at + 1) == at + 1;
        if words == 0 && is_in(word, WordClass::Time) || words > 0 && counts {
            break;
        }
        if word == "and" && words > 0 && head.is_none() && !is_end(doc, at + 1) {
            at += 1;
            continue;
        }
        let acronym = doc.word(at).len() > 1 && doc.word(at).bytes().all(|b| b.is_ascii_uppercase());
        if nouns::is_stop(word) && !acronym && !follows_hyphen(doc, at) {
            break;
        }
        let hyphenated = past_hyphen(doc, at + 1) > at + 1;
        match nouns::singular_of(word).filter(|_| !hyphenated) {
            // "the 175,000 positions economists were expecting": those who foresaw it open a clause.
            Some(_) if head.is_some() && is_a(doc, at, WordClass::Foreseers) && is_foreseen(doc, at + 1) => break,
            Some(singular) => head = Some((singular, at + 1)),
            None if head.is_some() => break,
            None => {}
        }
        words += 1;
        at += 1;
    }
    let (singular, end) = head?;
    // "11 euros a share" is a price.
    (!money::is_currency(doc, end - 1)).then(|| Head { noun: singular.into_owned(), end, nested })
}

fn is_end(doc: &Doc, at: usize) -> bool {
    doc.kind(at) != Some(TokenKind::Word) || nouns::is_stop(doc.lower(at))
}

/// "first-team", "hotter-than-expected": a stop word after a hyphen is inside a modifier.
fn follows_hyphen(doc: &Doc, at: usize) -> bool {
    doc.glued(at) && at > 0 && doc.is_any(at - 1, keys!["-", "‑"]) || past_hyphen(doc, at + 1) > at + 1
}

fn is_inside(doc: &Doc, at: usize, words: usize) -> bool {
    match doc.word(at) {
        "-" | "‑" => words > 0 && doc.is_tied(at),
        "[" | "]" => true,
        _ => false,
    }
}
