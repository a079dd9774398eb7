//! Stretches of a market that hold for more than the clause that tells them: "is up 4% **so far this year** and the Nasdaq has gained
//! 22%", "has soared **this year**, rising 92%".
//!
//! A part of [`super::market`] and [`super::running`]. Guarantees: a clause that tells a time of its own never asks here; a new
//! sentence has its own day.

use rust_decimal::Decimal;

use super::elsewhere::opening;
use super::search::Search;
use super::{Found, Time, running};
use crate::link::observation::Measure;
use crate::link::observation::sentence::acts;
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::words::{self, Class};
use crate::text::keys;

/// "Up 12% this year, trailing a 15% gain of the index": of the same stretch. "So far this week, the index is up 1.1%": what
/// opens the sentence is of it all.
pub fn of(search: &Search) -> Option<Time> {
    let &Search { doc, frame, segment, .. } = search;
    let own = &frame.segments[segment];
    // "Has lost 7% this year, **while against** the yen it is down 3%"
    let against = own.opener == Opener::Contrast && doc.is(opening(doc, own) + 1, "against");
    let opened = segment == 1 && frame.segments[0].tokens.len() <= 5;
    let i = search.nearest_before(own.tokens.start)?;
    let shared = against
        || running::is_beside(doc, frame, segment)
        || opened
        || goes_on(search)
        || is_listed(search)
        || hangs_on(search, i)
        || is_parallel(search, i);
    if !shared {
        return None;
    }
    let so_far = running::so_far(search, i)?;
    Some(Time { period: Some(so_far), mention: Some(i), ..Time::at(Found::Running) })
}

/// Whether the figure's clause is told as the one before it and of as long a time: by what has been up to now.
pub fn goes_on(search: &Search) -> bool {
    has_moved(search) || stands(search)
}

/// "Is up 4% so far this year **and the Nasdaq has gained** 22%", "lagging the index, **which has gained** 9%".
fn has_moved(search: &Search) -> bool {
    let &Search { doc, frame, segment, .. } = search;
    let own = &frame.segments[segment];
    let first = opening(doc, own);
    let has = |i: usize| doc.is_any(i, keys!["has", "have", "had"]);
    let Some(has) = search.words_before().find(|&i| has(i)) else { return false };
    let and = own.opener == Opener::And || doc.is(first, "and") || doc.is(own.tokens.start, ";");
    let named = has > first + usize::from(doc.is(first, "and")) && !words::is(doc, has - 1, Class::Pronoun);
    own.opener == Opener::Contrast || and && named || doc.is(first, "which") && has == first + 1
}

/// "The Dow has risen 4% this year**, and the Nasdaq is up** 11%", "…, while the won **is down** 6%".
fn stands(search: &Search) -> bool {
    let &Search { doc, frame, segment, .. } = search;
    let own = &frame.segments[segment];
    let joined = matches!(own.opener, Opener::Contrast | Opener::And)
        || doc.is(opening(doc, own), "and")
        || doc.is(own.tokens.start, ";");
    let up = |i: &usize| doc.is_any(*i, keys!["is", "are"]) && doc.is_any(*i + 1, keys!["up", "down", "off"]);
    let Some(is) = search.words_before().find(up) else { return false };
    // "…; Calder**’s are** down 8%"
    let subject = frame.indicators_in(search.words_before()).next().is_some()
        || doc.is_any(is.wrapping_sub(1), keys!["'s", "’s"]);
    // … not "is up 0.5% **at $81**", "is up 0.1% **in early trading**", which are of the day.
    let day = doc.is_any(search.figure().end, keys!["at", "to", "in", "against", "on"]);
    let large = search.asked.figure.amount().is_some_and(|a| a.middle().abs() >= Decimal::ONE);
    joined && subject && large && !day && search.asked.measure == Measure::Change
}

/// "Has soared this year**, rising** 92%", "have broken records in 2004**, reaching** $55": how far something went that was told
/// without a figure.
fn hangs_on(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, segment, .. } = search;
    let own = &frame.segments[segment];
    let verb = own.tokens.start + 1;
    let moves = |p: &Predicate| p.is_change() || p.can_be(Reading::Reach);
    let gone = doc.is(own.tokens.start, ",")
        && doc.lower(verb).ends_with("ing")
        && frame.predicates_in(verb..verb + 1).any(moves);
    let before = frame.tokens.start..own.tokens.start;
    let perfect = before.clone().any(|t| doc.is_any(t, keys!["has", "have"]));
    gone && perfect && mentions[i].tokens.start >= before.start && !frame.figure_in(before)
}

/// "Gained 1.5% **for the week, and the Nasdaq added** 2.4%": the same said of another in the same tense.
fn is_parallel(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, segment, .. } = search;
    let own = &frame.segments[segment];
    let joined = matches!(own.opener, Opener::Contrast | Opener::And) || doc.is(opening(doc, own), "and");
    let start = mentions[i].tokens.start;
    let of_all = doc.is(start.wrapping_sub(1), "for") && doc.is(start, "the");
    let past = |p: &Predicate| p.is_change() && acts::is_past_form(doc, p.tokens.start);
    let told = segment > 0 && frame.figure_in(frame.segments[segment - 1].tokens.clone());
    // "… **and the Nasdaq added** 2.4% **on Friday**"
    let timed = frame.periods.iter().any(|&p| own.tokens.contains(&mentions[p].tokens.start));
    joined
        && !timed
        && search.asked.measure == Measure::Change
        && of_all
        && told
        && frame.indicators_in(search.words_before()).next().is_some()
        && frame.predicates_in(search.words_before()).any(past)
        && !doc.is_any(search.figure().end, keys!["at", "to"])
}

/// "For the week the Dow rose 0.7%, **the Nasdaq 1.2%** and the S&P 500 1%", "rose 0.7% for the week **and the Nasdaq 1.2%**": what
/// goes on without a verb.
fn is_listed(search: &Search) -> bool {
    let &Search { frame, segment, .. } = search;
    let own = &frame.segments[segment];
    // "Compared with a 6% gain at GM **and a 17% decline** at Ford"
    let before = segment.checked_sub(1).map(|s| frame.segments[s].opener);
    if own.opener == Opener::And && before == Some(Opener::Comparison) {
        return true;
    }
    matches!(own.opener, Opener::And | Opener::Comma)
        && segment > 0
        && frame.figure_in(frame.tokens.start..own.tokens.start)
        && frame.predicates_in(own.tokens.start..search.figure().start).next().is_none()
        && frame.indicators_in(own.tokens.start..search.figure().start).next().is_some()
}
