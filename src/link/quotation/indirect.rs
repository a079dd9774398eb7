//! Reported clauses without quotation marks: where the content of a cue begins and ends.
//!
//! "X said (on Monday) (that) CLAUSE", "CLAUSE, X said", "If …, X said, CLAUSE". Without "that" a clause must show a
//! finite verb; the time and place of the saying are no part of it, nor are the author's own comment after it
//! (", signaling …") and what someone is next said to say ("…, but she added").

use std::ops::Range;

use super::cue::{Cue, Form};
use super::speaker::Subject;
use super::words::{self, Class, is_function};
use crate::text::{Doc, Gap, TokenKind, keys};

/// The clause that follows the cue, before the token `high`; `breaks` are the tokens at which others begin to speak.
pub(super) fn after(doc: &Doc, cue: &Cue, high: usize, breaks: &[usize]) -> Option<Range<usize>> {
    let start = content_start(doc, cue, high)?;
    let clause = trim(doc, start..content_end(doc, start, high, breaks));
    let that = doc.is(start.wrapping_sub(1), "that");
    // "Construction added 34,000 jobs, and care homes had 9,000": a sum that is added is no statement.
    if !that && doc.is(cue.tokens.start, "added") && doc.kind(start) == Some(TokenKind::Number) {
        return None;
    }
    let shown = that || if cue.frames.core { has_finite_verb(doc, &clause) } else { has_main_verb(doc, &clause) };
    let least = if cue.frames.core { 2 } else { 3 };
    (clause.len() >= least && shown).then_some(clause)
}

/// The content that begins at `start`.
pub(super) fn content(doc: &Doc, start: usize, high: usize, breaks: &[usize]) -> Option<Range<usize>> {
    let clause = trim(doc, start..content_end(doc, start, high, breaks));
    (clause.len() >= 3 && has_finite_verb(doc, &clause)).then_some(clause)
}

/// The clause that stands before the words of attribution, which begin at `end`; not before `low`.
pub(super) fn before(doc: &Doc, low: usize, end: usize) -> Option<Range<usize>> {
    let mut start = low;
    // "LONDON — …", "# …", "But …, he said": dateline, heading mark and conjunction stand outside.
    let dash = (low..end.min(low + 6)).find(|&i| is_dash(doc, i));
    let is_dateline = |dash: &usize| (low..*dash).all(|i| doc.word(i).chars().all(|c| !c.is_lowercase()));
    if let Some(dash) = dash.filter(is_dateline) {
        start = dash + 1;
    }
    while start < end && (doc.is_any(start, keys!["but", "and", "yet", "so", "still", "however", ",", "#"])) {
        start += 1;
    }
    // "Rates are easing: the loan averaged 6.09%, according to X": what the colon announces; "sales fell 4%; analysts had
    // hoped for a rise, according to X": what the semicolon leaves to the author.
    let colon = (start..end).rev().find(|&i| doc.is_any(i, keys![":", ";"]) && doc.gap(i + 1) != Gap::None);
    if let Some(colon) = colon.filter(|&colon| has_finite_verb(doc, &(colon + 1..end))) {
        start = colon + 1;
    }
    let clause = trim(doc, start..end);
    // Before its attribution stands a clause, unless it begins like an adjunct ("On Monday, he said").
    let first = clause.start;
    let adjunct = words::is(doc, first, Class::Adjunct)
        || doc.lower(first).ends_with("ing")
        || doc.lower(first).ends_with("ly")
        || is_function(doc, first) && !doc.is_any(first, keys!["there", "all", "both"]);
    let plausible = has_finite_verb(doc, &clause) || !adjunct && clause.len() >= 6;
    (clause.len() >= 3 && plausible).then_some(clause)
}

/// Whether the attribution closes what it reports: after the verb only the time and place of the saying follow, then a
/// mark.
pub(super) fn closes(doc: &Doc, cue: &Cue) -> bool {
    let at = cue.tokens.end;
    let high = doc.sentence(at.saturating_sub(1)).end;
    let after = past_saying(doc, cue, high);
    after >= high || doc.kind(after) == Some(TokenKind::Punct) || words::is(doc, after, Class::Circumstance)
}

/// "If …, X said, CLAUSE": the comma after an attribution in the middle of what it reports.
pub(super) fn goes_on(doc: &Doc, cue: &Cue, high: usize) -> Option<usize> {
    let after = past_saying(doc, cue, high);
    (after < high && doc.is(after, ",")).then_some(after + 1)
}

fn past_saying(doc: &Doc, cue: &Cue, high: usize) -> usize {
    let at = cue.tokens.end;
    if cue.frames.hearer { after_hearer(doc, at, high) } else { after_adjunct(doc, at, high) }
}

/// Where the content begins: after "that", after the hearer, after the time and place of the saying.
fn content_start(doc: &Doc, cue: &Cue, high: usize) -> Option<usize> {
    let at = cue.tokens.end;
    if doc.is(at, "that") {
        return (!doc.is(at + 1, ".")).then_some(at + 1);
    }
    if let Some(that) = later_that(doc, cue, high) {
        return Some(that + 1);
    }
    if !cue.frames.clause {
        return None;
    }
    let start = past_saying(doc, cue, high);
    if start >= high || matches!(doc.kind(start), Some(TokenKind::Punct)) || adds_figure(doc, cue, start) {
        return None;
    }
    // "Said **as many as** 3,000 firms could be listed"
    let many = doc.is(start, "as") && doc.is_any(start + 1, keys!["many", "much", "few", "little"]);
    let bad = words::is(doc, start, Class::NoClause) && !many || doc.is(cue.tokens.end, "to");
    (!bad || cue.frames.core && words::is(doc, start, Class::CoreClause)).then_some(start)
}

/// "Construction **added 34,000 jobs**", "the shares **added an extra 6.4%**", "the yield **added three basis points**": no
/// speech.
fn adds_figure(doc: &Doc, cue: &Cue, start: usize) -> bool {
    let figure = |at: usize| {
        matches!(doc.kind(at), Some(TokenKind::Number | TokenKind::Symbol))
            || doc.is_any(at + 1, keys!["basis", "percentage", "percent", "points"])
    };
    let light = (start..start + 3).find(|&at| {
        !doc.is_any(at, keys!["a", "an", "another", "extra", "further", "about", "some", "only", "just", "nearly"])
    });
    doc.is_any(cue.tokens.start, keys!["add", "adds", "added", "adding"]) && light.is_some_and(figure)
}

/// "said on Monday that", "told reporters that", "said in a statement that", "is warning voters that".
fn later_that(doc: &Doc, cue: &Cue, high: usize) -> Option<usize> {
    let at = cue.tokens.end;
    let progressive = doc.is_any(cue.tokens.start.wrapping_sub(1), keys!["is", "are", "was", "were", "been", "also"]);
    if cue.form == Form::Ing && !progressive && !cue.frames.core {
        return None;
    }
    let said_to = doc.is(at, "to") && (words::is(doc, at + 1, Class::Reporter) || doc.is_capital(at + 1));
    let adjunct = words::is(doc, at, Class::Adjunct) || doc.lower(at).ends_with("ly") || said_to;
    let reach = if adjunct { 14 } else { 8 };
    if !adjunct && !cue.frames.hearer {
        return None;
    }
    for next in at..high.min(at + reach) {
        if doc.is(next, "that") {
            // "reported in data that also was …": a relative clause.
            let relative = is_finite(doc, 0, next + 1) || doc.is_any(next + 1, keys!["also", "then", "still"]);
            return (!relative).then_some(next);
        }
        let stops = doc.is_any(next, keys![";", ":", "—", "who", "which", "because", "how", "why"])
            || doc.is(next, ",") && !adjunct
            || words::is(doc, next, Class::Auxiliary)
            || next > at
                && doc.is(next, "to")
                && !doc.is_any(next - 1, keys!["letter", "note", "email", "speech", "according"]);
        if stops {
            return None;
        }
    }
    None
}

/// Past simple adjuncts before a clause without "that".
fn after_adjunct(doc: &Doc, at: usize, high: usize) -> usize {
    let time = |i: usize| words::is(doc, i, Class::Time);
    let mut start = at;
    loop {
        if time(start) || start > at && doc.is_any(start, keys!["morning", "afternoon", "evening", "night"]) {
            start += 1;
        } else if doc.is_any(start, keys!["on", "late", "early"]) && time(start + 1) {
            start += 2;
        } else if doc.is_any(start, keys!["late", "early"]) && doc.is(start + 1, "on") && time(start + 2) {
            start += 3;
        } else if doc.is_any(start, keys!["this", "last"]) && words::is(doc, start + 1, Class::Unit) {
            start += 2;
        } else if doc.is_any(start, keys!["earlier", "later"]) && doc.is_any(start + 1, keys!["on", "in", "this"]) {
            start += 1;
        } else if doc.is_any(start, keys!["in", "at"]) && words::is(doc, start + 1, Class::Determiner) {
            let Some(noun) = (start + 2..high.min(start + 7)).find(|&i| words::is(doc, i, Class::Medium)) else {
                return start;
            };
            match doc.lower(noun + 1) {
                "on" if time(noun + 2) => start = noun + 3,
                "to" | "with" | "for" | "by" | "released" | "published" | "on" | "about" | "report" => return start,
                _ => start = noun + 1,
            }
        } else {
            return start;
        }
    }
}

/// Past whom it was said to: "told CNN", "told the Financial Times", "told reporters on Monday".
fn after_hearer(doc: &Doc, at: usize, high: usize) -> usize {
    let mut start = at;
    if doc.is_any(start, keys!["him", "them", "me", "us", "you"]) {
        return after_adjunct(doc, start + 1, high);
    }
    start += usize::from(words::is(doc, start, Class::Determiner));
    let capital = doc.is_capital(start);
    while start < high && start < at + 9 {
        let noun = doc.kind(start) == Some(TokenKind::Word)
            && !is_function(doc, start)
            && !words::is(doc, start, Class::Determiner)
            && !words::is(doc, start, Class::Pronoun);
        // "told Example News Daily host Ana Ruiz": a word in lower case between two names.
        let between = noun && doc.is_capital(start + 1) && start > at;
        if !noun || capital && !doc.is_capital(start) && !between {
            break;
        }
        start += 1;
        if !capital && doc.lower(start - 1).ends_with('s') {
            break;
        }
    }
    after_adjunct(doc, start, high)
}

/// Where the content ends: before the author's own words or another's.
fn content_end(doc: &Doc, start: usize, high: usize, breaks: &[usize]) -> usize {
    let mut brackets = 0;
    for at in start..high {
        let mark = doc.kind(at) == Some(TokenKind::Punct);
        if mark && doc.is_any(at, keys!["(", "["]) {
            brackets += 1;
        } else if mark && brackets > 0 && doc.is_any(at, keys![")", "]"]) {
            brackets -= 1;
        }
        // "(£93.6bn; $181bn)": a sign in brackets separates nothing.
        if at < start + 2 || brackets > 0 {
            continue;
        }
        if mark && doc.is(at, ";") || breaks.contains(&at) {
            return at;
        }
        if mark
            && at > start + 2
            && doc.is(at, ",")
            && (words::is(doc, at + 1, Class::Comment) || doc.is(at + 1, "according"))
        {
            return at;
        }
    }
    high
}

/// Marks and spaces at either end do not count.
fn trim(doc: &Doc, mut clause: Range<usize>) -> Range<usize> {
    let mark = |i: usize| {
        doc.is_any(
            i,
            keys![",", ".", ";", ":", "—", "–", "-", "\"", "”", "“", "…", "!", "?", "(", ")", "‘", "’", "'", "`"],
        )
    };
    while !clause.is_empty() && mark(clause.end - 1) {
        clause.end -= 1;
    }
    while !clause.is_empty()
        && (mark(clause.start) || doc.is(clause.start, "that") && !is_finite(doc, 0, clause.start + 1))
    {
        clause.start += 1;
    }
    clause
}

pub(super) fn is_dash(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["—", "–", "―", "-"]) && doc.gap(at) != Gap::None
}

fn is_finite(doc: &Doc, start: usize, at: usize) -> bool {
    words::is(doc, at, Class::Auxiliary)
        || words::is(doc, at, Class::Verb)
        || at > start
            && doc.kind(at) == Some(TokenKind::Word)
            && doc.lower(at).len() > 3
            && doc.lower(at).ends_with("ed")
            && !doc
                .is_any(at - 1, keys!["the", "a", "an", "of", "and", "by", "in", "more", "most", "be", "been", "being"])
}

/// Whether a finite verb shows: an auxiliary, a common verb, a past form.
pub(super) fn has_finite_verb(doc: &Doc, clause: &Range<usize>) -> bool {
    clause.clone().any(|i| is_finite(doc, clause.start, i))
}

/// Whether one shows before any word that would make it a lesser clause's.
fn has_main_verb(doc: &Doc, clause: &Range<usize>) -> bool {
    let lesser = |i: usize| {
        doc.is_any(i, keys![",", "which", "who", "that", "to", "when", "where", "and", "—", "(", "as", "if"])
    };
    let verb = clause.clone().find(|&i| is_finite(doc, clause.start, i) || lesser(i));
    verb.is_some_and(|i| i > clause.start && !lesser(i))
}

/// Where the words of attribution begin: the subject or, inverted, the cue.
pub(super) fn attribution_start(cue: &Cue, subject: &Subject) -> usize {
    cue.tokens.start.min(subject.phrase.start)
}
