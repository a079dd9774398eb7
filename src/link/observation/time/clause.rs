//! Times that a clause of their own ties to a figure: what a time was, told right behind it, when all of something is to be,
//! and what was so in the time that the clause begins with.
//!
//! A part of [`super::elsewhere`], which asks for them first. Guarantees: the time stands right before or inside the clause.

use super::elsewhere::{is_stretch, opening};
use super::market::is_quoted;
use super::period;
use super::reference::{is_background, is_reference};
use super::search::Search;
use crate::link::observation::ObsStatus;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::Mention;
use crate::text::{Doc, keys};

/// "After an 11.6% rise **in December, which was** first reported as 11%", "down from March, **whose total** was lifted to 208,000":
/// a time that a relative clause right behind it speaks of.
pub(super) fn antecedent(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let start = search.own().start;
    let told = matches!(asked.status, ObsStatus::Previous | ObsStatus::Revised);
    if !told || !doc.is(start, ",") || !doc.is_any(start + 1, keys!["which", "whose"]) {
        return None;
    }
    let i = frame.periods.iter().copied().find(|&i| mentions[i].tokens.end == start)?;
    let p = search.period(i);
    (is_reference(p) && !p.comparison && is_stretch(p)).then_some(i)
}

/// "Expects half a point of cuts, **all of it in the fourth quarter**": when the whole or the most of it is to be.
pub(super) fn whole_of_it(search: &Search) -> Option<usize> {
    let &Search { frame, doc, mentions, segment, .. } = search;
    let next = frame.segments.get(segment + 1).map(|s| &s.tokens)?;
    let of = next.start + 2;
    let whole = doc.is_any(of - 1, keys!["all", "most", "both"]) && doc.is(of, "of");
    if !whole || !doc.is_any(of + 1, keys!["it", "them", "which"]) || !doc.is_any(of + 2, keys!["in", "by", "during"]) {
        return None;
    }
    let i = frame.periods.iter().copied().find(|&i| mentions[i].tokens.start == of + 3)?;
    is_reference(search.period(i)).then_some(i)
}

/// "Inflation was 3.4%; **a year earlier** it was 4.9%", "while **a year ago**, the deficit stood at $3bn": whether a period opens
/// a clause that has a subject of its own, or a sentence; not "up from a month **and a year ago**, the bank said".
pub fn opens(doc: &Doc, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let end = mention.tokens.end;
    let joint = start.wrapping_sub(1);
    let comma = usize::from(doc.is(end, ","));
    let apart = doc.is_any(joint, keys![";", "while", "whereas", "but"]);
    let pronoun = doc.is_any(end + comma, keys!["it", "they", "he", "she", "we"]);
    let noun = doc.is_any(end + comma, keys!["the", "its", "their"]) && (apart || comma == 0);
    let subject = (pronoun || noun) && !acts::is(doc, end + comma + 1, Act::Stated);
    start <= doc.sentence(start).start + 1 || (apart || doc.is(joint, "and")) && subject
}

/// "The margin slid to 10%, **though it** still promises more for the full year": where another statement begins behind a
/// segment, else the sentence's end.
pub fn concession(doc: &Doc, frame: &Frame, segment: usize) -> usize {
    let begins = |s: &usize| {
        let tokens = &frame.segments[*s].tokens;
        let at = tokens.start + usize::from(doc.is(tokens.start, ","));
        doc.is_any(at, keys!["though", "although", "but"])
            && doc.is_any(at + 1, keys!["it", "they", "he", "she", "the"])
            // "Beat estimates of $2bn, **yet warned** that costs would rise in the fourth quarter"
            || doc.is_any(at, keys!["yet", "but", "though", "while"])
                && (words::is(doc, at + 1, Class::Saying) || doc.is_any(at + 1, keys!["warned", "warning"]))
    };
    (segment + 1..frame.segments.len()).find(begins).map_or(frame.tokens.end, |s| frame.segments[s].tokens.start)
}

/// "Than a year earlier, **when the rate was 3.5 percent, and** the number of unemployed was 5.9 million": where the clause begins
/// that a figure of the past goes on with.
pub(super) fn when_before(search: &Search) -> Option<usize> {
    let &Search { doc, frame, asked, segment, .. } = search;
    let own = &frame.segments[segment];
    let when = &frame.segments[segment.checked_sub(1)?].tokens;
    let opens = |word: usize| doc.is(word, "when") || doc.is(word + 1, "when") && doc.is(word, ",");
    let joined = asked.status == ObsStatus::Previous && doc.is(opening(doc, own), "and") && opens(when.start);
    joined.then_some(when.start)
}

/// "Compared with 15 percent **when** it began raising rates in March 2022", "it was 4.5% when he took office in January 2021":
/// the time of the clause right behind a figure of what is over.
pub fn when(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let end = asked.figure.tokens.end;
    let told = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous);
    let clause = told && doc.is(end, "when") && !is_quoted(asked);
    let there = &frame.segments[frame.segment_of(end)].tokens;
    let reach = if clause { there.end } else { return None };
    frame.periods.iter().copied().find(|&i| {
        let (p, tokens) = (period(&mentions[i]), &mentions[i].tokens);
        let over = doc.published.zip(p.days).is_some_and(|(published, d)| d.1 <= published);
        (end..reach).contains(&tokens.start) && is_reference(p) && over && !is_background(doc, &mentions[i])
    })
}
