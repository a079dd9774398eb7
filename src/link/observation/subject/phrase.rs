//! Noun phrases without a parser: where one ends, by closed-class words, punctuation, figures, periods and verbs.

use std::ops::Range;

use super::relative::{is_reduced_relative, is_relative};
use super::{Found, Search};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::{is_foretelling, is_who_foresees};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::name::company_before;
use crate::text::{Doc, Key, TokenKind, keys};

impl Search<'_> {
    /// The noun phrase that begins at `from`, with one "of" or "for" phrase.
    pub(super) fn open_after(&self, from: usize, end: usize) -> Option<Found> {
        if let Some(clause) = self.free_clause(from, end) {
            return Some(self.open(clause, "open noun after"));
        }
        let from = from + usize::from(self.doc.is_any(from, keys!["the", "its", "their", "a", "an"]));
        let period = |i: usize| self.frame.is_period(i);
        // "**Write-downs** of its stakes": what a hyphen ties is one word.
        let border = |i: usize| self.is_border(i) && !self.doc.ties(i) && !self.doc.ties(i.wrapping_sub(1));
        let mut stop = (from..end.min(from + 6)).find(|&i| border(i) || period(i)).unwrap_or(end.min(from + 6));
        if stop > from && self.doc.is_any(stop, keys!["for", "of"]) {
            let first = stop + 1 + usize::from(self.doc.is_any(stop + 1, keys!["the", "its", "their"]));
            let last =
                (first..end.min(first + 3)).find(|&i| self.is_border(i) || period(i)).unwrap_or(end.min(first + 3));
            stop = if last > first { last } else { stop };
        }
        let sayer = (from..stop).any(|i| words::is(self.doc, i, Class::Sayer));
        // "A profit of $1bn in the period a year earlier", "a drop in extended trading": when, not what.
        let session = self.doc.is_any(from, keys!["extended", "early", "late", "overnight"])
            && self.doc.is_any(stop - 1, keys!["trading", "trade", "session", "dealings"]);
        let time = self.doc.is_any(stop - 1, keys!["period", "quarter", "half", "year", "month", "week"]);
        let when = stop > from && (session || time);
        (stop > from && !sayer && !when).then(|| {
            let phrase = self.doc.slice(&(from..stop)).to_owned();
            Found {
                subject: Subject { phrase, indicator: None },
                named: None,
                tokens: Some(from..stop),
                rule: "open noun after",
            }
        })
    }

    /// "A rise in **what the country can owe**", "4% of **what it buys**": a clause that stands for a noun.
    pub(super) fn free_clause(&self, from: usize, end: usize) -> Option<Range<usize>> {
        const REACH: usize = 7;
        let what = self.doc.is(from, "what");
        let goes_on =
            |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word) && !self.doc.is_any(i, keys!["and", "or", "but"]);
        let stop = from + (from..end.min(from + REACH)).take_while(goes_on).count();
        (what && stop > from + 2).then_some(from..stop)
    }

    /// "A 15% drop in **North America**": where, not what.
    pub(super) fn is_only_place(&self, from: usize) -> bool {
        let first = from + usize::from(self.doc.is(from, "the"));
        let end = first + (first..self.frame.tokens.end).take_while(|&i| self.frame.is_place(i)).count();
        end > first && self.is_border(end)
    }

    /// A word that no noun phrase goes across: closed-class words, punctuation, figures, periods, verbs.
    pub(super) fn is_border(&self, at: usize) -> bool {
        // "**Direct-to-consumer** sales"
        let within = self.doc.is_any(at, keys!["to", "of", "the", "in"])
            && self.doc.ties(at.wrapping_sub(1))
            && self.doc.ties(at + 1);
        !within && self.is_apart(at)
    }

    /// The same, whatever ties the word to its neighbours.
    fn is_apart(&self, at: usize) -> bool {
        self.doc.kind(at) != Some(TokenKind::Word)
            || words::is(self.doc, at, Class::Closed)
            || words::is(self.doc, at, Class::Opening)
            || self.frame.predicates.iter().any(|p| p.tokens.contains(&at) && !p.can_be(Reading::Noun))
            || words::is(self.doc, at, Class::Finite)
    }
}

/// Words of a number.
pub const SCALES: &[Key] = keys!["hundred", "thousand", "million", "billion", "mn", "bn", "m"];

/// Behind the number of what is told by its number: "of the **1.2 million** people", "of the **near-400,000** complaints".
pub fn past_number(doc: &Doc, from: usize, end: usize) -> usize {
    let hedge = from + if doc.is(from, "near") && doc.ties(from + 1) { 2 } else { 0 };
    if doc.kind(hedge) != Some(TokenKind::Number) {
        return from;
    }
    let scale = usize::from(doc.is_any(hedge + 1, SCALES));
    let noun = hedge + 1 + scale;
    if noun < end && doc.kind(noun) == Some(TokenKind::Word) { noun } else { from }
}

/// The noun phrase that ends where `range` does: its head with what stands before it and one "of" phrase. Adverbs and
/// auxiliaries between it and the verb are passed over; a pronoun is none.
pub fn before(doc: &Doc, range: Range<usize>, frame: &Frame) -> Option<Range<usize>> {
    let mut end = range.end;
    while end > range.start && (is_adverb(doc, end - 1) || frame.is_aside(end - 1)) {
        end -= 1;
    }
    let mut start = range.start;
    // "Between 1600 and 1900 world temperatures"
    let dated = |i: usize| {
        frame.is_period(i) || frame.is_period(i + 1) && doc.is_any(i, keys!["between", "from", "since", "over", "for"])
    };
    // "In Toronto the fall"
    let placed = |i: usize, open: bool| {
        doc.is_any(i, keys!["in", "at", "across"]) && frame.is_place(i + 1) || open && frame.is_place(i)
    };
    let mut open = false;
    while start < end
        && (words::is(doc, start, Class::Opening)
            || doc.kind(start) == Some(TokenKind::Punct)
            || dated(start)
            || placed(start, open))
    {
        open = placed(start, open);
        start += 1;
    }
    // A clause of saying before it: "The office said hospital services".
    if let Some(said) = (start..end).rev().find(|&i| {
        doc.is_any(
            i,
            keys!["said", "says", "that", "showed", "shows", "showing", "saw", "seeing", "seen", "with", "reported"],
        ) && !doc.is(i + 1, "by")
            && !(i > start && is_relative(doc, frame, i))
    }) {
        start = said + 1;
        while start < end && words::is(doc, start, Class::Opening) {
            start += 1;
        }
    }
    // … not "the share of consumers **who viewed** jobs as plentiful".
    let hung = |i: usize| (start + 1..i).any(|k| is_relative(doc, frame, k));
    if let Some(foretold) = (start..end.saturating_sub(1)).rev().find(|&i| is_foretelling(doc, i) && !hung(i)) {
        start = foretold + 1;
        while start < end && words::is(doc, start, Class::Opening) {
            start += 1;
        }
    }
    if let Some(clause) = joined_clause(doc, frame, start..end) {
        start = clause;
    }
    // "The **fund** that tracks small companies": what the head is, not what it does.
    let relative = (start + 1..end).find(|&i| is_relative(doc, frame, i));
    end = relative.unwrap_or(end);
    // "A **ticket** introduced last May", "**goods** shipped from the port": what was done to it hangs on it.
    if let Some(cut) = (start + 1..end).find(|&i| is_reduced_relative(doc, frame, i)) {
        end = cut;
    }
    // "Elan finished": a verb that says that it is so ends it.
    // … while "housing **costs** jumped" ends with a noun.
    // … as does "the average **cost of** a wedding", "the average **price of** a car".
    let noun = |p: &Predicate| {
        p.tokens.end == end && doc.is(p.tokens.start, "costs")
            || doc.is_any(p.tokens.end, keys!["of", "for"])
            || doc.is(p.tokens.end - 1, "of")
    };
    let says = |p: &&Predicate| p.can_be(Reading::Level) && !p.can_be(Reading::Noun) && !noun(p);
    if let Some(p) = frame.predicates_in(start + 1..end).find(says) {
        end = p.tokens.start;
    }
    // "The **RTS index** closing up 0.8%": how its day ends is no part of its name.
    let ends_day = |i: usize| acts::is(doc, i, Act::Closing) && !doc.is_any(i, keys!["trading", "trade"]);
    while end > start + 1 && ends_day(end - 1) {
        end -= 1;
    }
    // "The **Institute for Supply Management's** index": whose it is may be a phrase of its own.
    let owner = (start + 1..end.saturating_sub(1)).rev().find(|&i| doc.kind(i) == Some(TokenKind::Clitic));
    if let Some(owner) =
        owner.filter(|&owner| (start..owner).any(|i| doc.is_any(i, keys!["for", "of"]) && doc.is_capital(i + 1)))
    {
        start = owner + 1;
    }
    // A place phrase behind the noun belongs to the area, a time phrase to the period.
    let flow = |i: usize| {
        doc.is_any(i, keys!["to", "from"]) && (i + 1..i + 3).any(|at| frame.is_place(at) || frame.is_period(at))
    };
    if let Some(cut) = (start + 1..end).find(|&i| {
        // "Sales of **homes worth $1m or more**"
        let worth = doc.is_any(i, keys!["worth", "costing", "priced"]) && frame.figure_in(i + 1..i + 4);
        // "The **index for** final demand goods": what it is for tells it from the others.
        let index = doc.is(i, "for") && doc.is_any(i - 1, keys!["index", "indexes", "indices"]);
        worth || doc.is_any(i, keys!["in", "during", "for", "on", "at", "by", "since", "aged"]) && !index || flow(i)
    }) {
        end = cut;
    }
    // "Deficits should be allowed", "charges are estimated": what follows an auxiliary is the verb's.
    if let Some(cut) = (start + 1..end).find(|&i| doc.is_any(i, VERBAL)) {
        end = cut;
    }
    // "July's gain", "the category": a word that only points back.
    while start < end && (frame.is_period(start) || doc.kind(start) == Some(TokenKind::Clitic)) {
        start += 1;
    }
    // "The **amount** that households owe" says of what.
    // … and so does "the national **average**".
    let average = end > start + 1 && doc.is(end - 1, "average");
    let anaphor = !average
        && relative.is_none()
        && end.saturating_sub(start) <= 2
        && end > start
        && words::is(doc, end - 1, Class::Anaphor);
    if anaphor && !is_rate_of(doc, start..end) {
        return None;
    }
    if is_who_foresees(doc, end) {
        return None;
    }
    let words = start..end;
    let any = |test: &dyn Fn(usize) -> bool| words.clone().any(test);
    let is_word = |i: usize| doc.kind(i) == Some(TokenKind::Word);
    // "**Users of its** app"
    let owned =
        |i: usize| i > start && doc.is(i - 1, "of") && doc.is_any(i, keys!["its", "their", "his", "her", "our"]);
    let unsound = words.is_empty()
        || words.len() > 9
        // "Paring an earlier rise" is a participle with its object.
        || doc.lower(start).ends_with("ing") && doc.is_any(start + 1, keys!["a", "an", "the", "its", "their", "up", "down"])
        || doc.is_any(end - 1, keys!["a", "an", "the", "its", "their", "and", "or", "of", "'s", "’s"])
            && company_before(doc, end).is_none()
        || doc.is_any(start, VERBAL)
        || doc.is_any(start, PREPOSED)
        // "Revised down from 3.6%", "before slowing to 2.1%": a lone participle or preposition.
        || words.len() == 1
            && (doc.lower(start).ends_with("ed")
                // "Calder expects the **first** cut"
                || doc.is_any(start, keys!["first", "second", "third", "next", "last", "latest"])
                // "Ford, which lost money, **expects** to lose"
                || acts::is(doc, start, Act::Foretelling) && !words::is(doc, start, Class::Value)
                || words::is(doc, start, Class::Closed)
                || words::is(doc, start, Class::Auxiliary)
                || words::is(doc, start, Class::Light))
        || words::is_superlative(doc, end - 1)
        || words.len() > 1 && doc.is_any(end - 1, REFLEXIVE)
        // "… and **stood** 4.1% above their level": the subject stands before.
        || words.len() == 1 && doc.is_any(start, keys!["stood", "stands", "remained", "stayed"])
        // "Asia **bore the** brunt": a clause.
        || frame.is_place(start) && words.len() > 2 && is_open_word(doc, start + 1) && doc.is_any(start + 2, keys!["the", "a", "an"])
        || any(&|i| doc.is(i, "than") || doc.kind(i) == Some(TokenKind::Number) && !is_code(doc, i))
        || any(&|i| words::is(doc, i, Class::Sayer) || words::is(doc, i, Class::Pronoun) && !is_code(doc, i) && !owned(i))
        // "Spain again **did** the heavy"
        || any(&|i| words::is(doc, i, Class::Finite))
        || frame.predicates_in(words.clone()).any(|p| {
            // "The remaining obligations": a participle behind an article or possessive is an adjective.
            let before = p.tokens.start.wrapping_sub(1);
            let determined = doc.is_any(before, keys!["the", "a", "an", "its", "their", "'s", "’s"]);
            let participle = doc.lower(p.tokens.start).ends_with("ing") || doc.lower(p.tokens.start).ends_with("ed");
            p.can_be(Reading::Verb) && !p.can_be(Reading::Noun) && !(determined && participle)
        })
        // Nothing but a place ("Italy's contracted"), nothing but short words.
        // "Shortfalls with **Mexico and Vietnam** stood at"
        || !any(&|i| is_word(i) && !frame.is_place(i) && !doc.is(i, "and"))
        || !any(&|i| is_word(i) && doc.word(i).len() > 2);
    (!unsound).then_some(words)
}

/// Where the clause of a noun phrase begins, when another one with a verb of its own stands before it: "the ticket fell out
/// of the comparison **and the** harmonized rate".
fn joined_clause(doc: &Doc, frame: &Frame, range: Range<usize>) -> Option<usize> {
    // "Industry **was** flat **and** agriculture shrank": what has its own "was" is a clause of its own.
    let was = |i: &usize| doc.is_any(*i, keys!["is", "are", "was", "were"]);
    if let Some(verb) = (range.start + 1..range.end).rev().find(was)
        && let Some(and) = (verb + 1..range.end - 1).rev().find(|&i| doc.is_any(i, keys!["and", "but"]))
        && !words::is(doc, and + 1, Class::Auxiliary)
    {
        return Some(and + 1 + usize::from(doc.is_any(and + 1, keys!["the", "its", "their", "a", "an"])));
    }
    let and = range.clone().rev().find(|&i| {
        doc.is(i, "and") && doc.is_any(i + 1, keys!["the", "its", "their", "a", "an"]) && i + 2 < range.end
    })?;
    let verb = |p: &Predicate| p.can_be(Reading::Verb) && !p.can_be(Reading::Noun) && p.tokens.start > range.start;
    // "Investors shied away and the vacancy rate"
    let finite = |i: usize| {
        doc.is_any(i, VERBAL)
            || doc.lower(i).ends_with("ed")
                && doc.is_any(i + 1, keys!["away", "out", "off", "back", "up", "down", "the", "a"])
    };
    // "Leave transport out and **the gain** shrinks": what points back begins a clause.
    let points_back = words::is(doc, and + 2, Class::Anaphor) && and + 3 == range.end;
    let before = points_back || frame.predicates_in(range.start..and).any(verb) || (range.start + 1..and).any(finite);
    before.then_some(and + 2)
}

/// Auxiliaries that no noun phrase contains.
pub const VERBAL: &[Key] =
    keys!["should", "must", "can", "could", "may", "might", "will", "would", "is", "are", "was", "were"];

/// "The bank **itself** had projected 5.8%": who did, not what is measured.
const REFLEXIVE: &[Key] = keys!["itself", "themselves", "himself", "herself"];

/// A word that is neither a name nor of a closed class.
fn is_open_word(doc: &Doc, at: usize) -> bool {
    doc.kind(at) == Some(TokenKind::Word) && !words::is(doc, at, Class::Closed) && !doc.is_capital(at)
}

/// What opens a phrase that is no subject.
const PREPOSED: &[Key] = keys![
    "in",
    "on",
    "for",
    "with",
    "over",
    "during",
    "after",
    "following",
    "under",
    "between",
    "among",
    "has",
    "have",
    "had",
    "having",
    "of",
    "well",
    "out",
    "including",
    "far",
    "way",
    "back",
    "versus",
    "against",
    "despite",
    "amid",
    "by",
    "at",
    "near",
    "from",
    "to",
];

/// "The **vacancy rate**": a rate with a noun before it, not "the annual rate", "a faster rate".
fn is_rate_of(doc: &Doc, words: Range<usize>) -> bool {
    let first = words.start;
    let told = words::is(doc, first, Class::Qualifier) || words::is(doc, first, Class::Light);
    let likened = ["er", "est", "ed", "ing"].iter().any(|end| doc.lower(first).ends_with(end));
    words.len() == 2 && doc.is(first + 1, "rate") && !told && !likened && !words::is(doc, first, Class::Closed)
}

/// The number of a name that a hyphen ties to it: "the TA-35 index", or that counts its kind: "the tier one ratio".
fn is_code(doc: &Doc, at: usize) -> bool {
    doc.is_any(at.wrapping_sub(1), keys!["tier", "scope", "class", "phase", "type"])
        || at >= 2 && doc.is(at - 1, "-") && doc.glued(at) && doc.glued(at - 1) && doc.is_capital(at - 2)
}

/// An adverb or auxiliary between a noun phrase and its verb.
fn is_adverb(doc: &Doc, at: usize) -> bool {
    let word = doc.lower(at);
    const NOUNS: &[&str] =
        &["supply", "family", "assembly", "monopoly", "rally", "anomaly", "italy", "july", "money-supply"];
    // "Eli **Lilly** rose 3%": a name's word is none.
    let named = doc.is_capital(at) && !doc.opens_sentence(at);
    word.ends_with("ly") && word.len() > 4 && !named && !NOUNS.contains(&word)
        || word == ","
        || words::is(doc, at, Class::Auxiliary)
        || acts::is(doc, at, Act::Between)
        // "Calder and Kemira **each** fell 2%": behind a noun, of how many.
        || doc.is_any(at, keys!["each", "both"])
}
