//! Which way a level was arrived at: "rose to 5%", "hit a record $5bn", "left at a 16-year high of 5.25%".
//!
//! A part of [`super::way`].

use super::way::way_beside;
use crate::link::observation::Direction;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::Mention;
use crate::text::{Doc, Key, keys};

/// "**Left** its rate **at a 16-year high of** 5.25%", "rates **unchanged in a range of** 5.25% to 5.5%": what stays where it is.
fn is_left_at(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 12;
    // … "in **a range between** 5.25% and 5.5%"
    let of = mention.opening().wrapping_sub(1);
    let noun = if doc.is(of, "of") { of.wrapping_sub(1) } else { of };
    let level = doc.is_any(noun, keys!["range"]) || noun < of && doc.is_any(noun, keys!["high", "low", "peak"]);
    let own = &frame.segments[frame.segment_of(mention.tokens.start)].tokens;
    let from = of.saturating_sub(REACH).max(own.start);
    let kept = |i: usize| {
        doc.is_any(i, keys!["left", "leaving", "leaves"])
            || frame.predicates_in(i..i + 1).any(|p| p.direction == Some(Direction::Flat))
    };
    level && (from..of).any(|i| doc.is_any(i, keys!["at", "in"])) && (from..of).any(kept)
}

/// "Rose to 5%", "hit $5bn": a level has a direction only where it is arrived at.
pub fn moved_to(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> Option<Direction> {
    let still = binding.predicate.is_none_or(|p| !p.is_change());
    if matches!(binding.role, Role::Of | Role::Direct) && is_left_at(doc, frame, mention) {
        return Some(Direction::Flat);
    }
    // "Before paring the advance to **settle at $10,889, up** 1.7%": where the day ended, what stands behind says.
    let closes = binding.role == Role::At && acts::is(doc, mention.opening().wrapping_sub(2), Act::Closing);
    if (still || closes)
        && !matches!(binding.role, Role::From | Role::Than)
        && let Some(way) = way_beside(doc, frame, mention)
    {
        return Some(way);
    }
    let predicate = binding.predicate?;
    // "Setting a new record at 16,742"
    let near = mention.tokens.start.saturating_sub(4)..mention.tokens.start;
    // … but "**kept** its rate at a record 4%"
    let held = predicate.direction == Some(Direction::Flat);
    if binding.role == Role::At && !held && near.clone().any(|i| doc.is_any(i, keys!["record", "high", "peak"])) {
        return Some(Direction::Up);
    }
    // "Pushed its surplus past $1tn", "slid below 3%"
    if binding.role == Role::To && !binding.carried {
        // "Was trading above $61,000" is where it was, not where it went.
        let moves = predicate.is_change() || predicate.can_be(Reading::Reach);
        if !moves {
            return None;
        }
        // "The yen **tumbled past** 160 to the dollar" all the same.
        let fell = predicate.direction == Some(Direction::Down) && near.clone().any(|i| doc.is(i, "past"));
        if !fell && near.clone().any(|i| doc.is_any(i, keys!["above", "past", "beyond"])) {
            return Some(Direction::Up);
        }
        if near.clone().any(|i| doc.is_any(i, keys!["below"])) {
            return Some(Direction::Down);
        }
    }
    if predicate.can_be(Reading::Reach) && predicate.direction.is_none() && !binding.carried {
        // "Hit a record $5bn", "touched a low of 3%".
        let between = predicate.tokens.end..mention.tokens.start;
        let says = |words: &[Key]| between.clone().any(|i| doc.is_any(i, words));
        // "Inched up by $9 billion **to reach** $1.6 trillion"
        if doc.is(predicate.tokens.start.wrapping_sub(1), "to") {
            let own = &frame.segments[frame.segment_of(mention.tokens.start)].tokens;
            let change = frame.predicates_in(own.start..predicate.tokens.start).rev().find(|p| p.is_change());
            if let Some(way) = change.and_then(|p| p.direction) {
                return Some(way);
            }
        }
        return says(keys!["record", "high", "peak"])
            .then_some(Direction::Up)
            .or(says(keys!["low"]).then_some(Direction::Down))
            .or_else(|| way_of_superlative(doc, frame, mention));
    }
    match binding.role {
        Role::From | Role::Than => None,
        Role::To => predicate.direction,
        // "Up 2%, at $74.69": where the change led.
        Role::At => predicate.direction.filter(|_| !binding.carried || predicate.is_change()),
        // "Is on track to top its **target of** $5bn": what is aimed at does not move.
        Role::Of
            if words::is(doc, mention.opening().wrapping_sub(2), Class::Expectation)
                || acts::is(doc, mention.opening().wrapping_sub(2), Act::Aim) =>
        {
            None
        }
        // "Held $50bn in assets" says how much, "held at 4%" that it stayed.
        Role::Of | Role::Direct => predicate.direction.filter(|w| !binding.carried && *w != Direction::Flat),
        Role::Before => predicate.direction.filter(|_| predicate.can_be(Reading::Adjective)),
        Role::By => None,
    }
}

/// "$940 million for bad loans, **up from** $715 million": the way of the next segment, where it opens with nothing else.
pub fn up_from(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<Direction> {
    let next = &frame.segments.get(frame.segment_of(mention.tokens.start) + 1)?.tokens;
    let up = next.start + usize::from(doc.is(next.start, ","));
    let way = frame.predicates_in(up..up + 1).next().filter(|p| p.can_be(Reading::Adjective))?;
    if doc.is(up + 1, "from") { way.direction } else { None }
}

/// "Touched 1.1%, **the highest** since 2011": a superlative behind a level that is arrived at.
fn way_of_superlative(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<Direction> {
    let next = frame.segments.get(frame.segment_of(mention.tokens.start) + 1).filter(|s| s.opener == Opener::Comma)?;
    let the = next.tokens.start + 1;
    match doc.lower(the + 1) {
        _ if !doc.is_any(the, keys!["the", "its", "their"]) => None,
        "highest" | "most" | "largest" | "biggest" | "strongest" => Some(Direction::Up),
        "lowest" | "least" | "smallest" | "weakest" => Some(Direction::Down),
        _ => None,
    }
}
