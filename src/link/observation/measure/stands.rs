//! Levels that stand right beside their subject, before its verb: "the rates for men **(4.1 percent)** and women (3.7 percent)
//! **rose**", "unemployment**, at 4.3 percent, was little changed**", "**at 62.3 percent**, the rate **has declined**".
//!
//! A part of [`super`]. Guarantees: the verb is the first behind the figure and has no object, so that what the subject does to
//! something else ("the bank, at 4%, raised its outlook") says nothing of its level.

use std::ops::Range;

use crate::link::observation::Direction;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::Mention;
use crate::text::{Doc, TokenKind, keys};

/// How far behind the figure its subject's verb may stand.
const REACH: usize = 28;

/// The way of the verb whose subject a level stands beside.
pub(super) fn way_of_verb(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<Direction> {
    let (before, end) = (mention.opening().wrapping_sub(1), mention.tokens.end);
    let bracketed = doc.is(before, "(") && doc.is(end, ")") && before > frame.tokens.start;
    let opens = before == frame.tokens.start || doc.is(before.wrapping_sub(1), ",") && before > frame.tokens.start;
    let at = doc.is(before, "at") && doc.is(end, ",") && opens;
    if !bracketed && !at {
        return None;
    }
    // "At 4.3 percent, **was unchanged**": the bare "was" says nothing.
    let mut verbs = frame.predicates_in(end + 1..(end + REACH).min(frame.tokens.end));
    let verb = verbs.find(|p| p.direction.is_some() || !p.can_be(Reading::Level))?;
    let finite = verb.can_be(Reading::Verb) && !verb.can_be(Reading::Noun) || verb.direction == Some(Direction::Flat);
    let to = doc.is(verb.tokens.start.wrapping_sub(1), "to");
    let alone =
        finite && !to && !has_object(doc, frame, verb.tokens.end) && between(doc, frame, end + 1..verb.tokens.start);
    verb.direction.filter(|_| alone)
}

/// Whether nothing but the rest of the subject, others like it and auxiliaries stand between: what may come ("is expected to
/// rise") has not moved, and a word that opens a clause has a subject of its own.
fn between(doc: &Doc, frame: &Frame, tokens: Range<usize>) -> bool {
    let other = |i: usize| {
        doc.is_any(i, keys!["will", "would", "could", "may", "might", "should", "not", "be"])
            || doc.is_any(i, keys!["which", "that", "who", "while", "but", "as", "when", "if"])
            || doc.is_any(i, keys![";", ":", "\"", "“", "”", "–", "—"])
            || words::is(doc, i, Class::Saying)
            || acts::is(doc, i, Act::Foretelling)
            || acts::is(doc, i, Act::Foreseen)
    };
    // "Men (4.1 percent) **and Whites (3.7 percent)** rose": a figure that stands as this one does.
    let like = |i: usize| {
        (i.saturating_sub(3)..i).any(|b| doc.is_any(b, keys!["(", "at"])) || frame.figure_in(i.wrapping_sub(1)..i)
    };
    tokens.into_iter().all(|i| !other(i) && (!frame.figure_in(i..i + 1) || like(i)))
}

/// Whether a noun phrase stands right behind a verb: "**cut its** forecast".
fn has_object(doc: &Doc, frame: &Frame, at: usize) -> bool {
    let adverbial = doc.is_any(at, keys!["by", "from", "in", "over", "since", "for", "on", "during"])
        || doc.is_any(at, keys!["to", "at", "and", "after", "as", "again", "slightly", "while"]);
    doc.kind(at) == Some(TokenKind::Word)
        && !adverbial
        && !doc.lower(at).ends_with("ly")
        && !frame.is_period(at)
        && !frame.figure_in(at..at + 1)
        && !words::is(doc, at, Class::Light)
}
