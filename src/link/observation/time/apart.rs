//! Dates that belong to what stands beside a figure's statement: to a noun between commas, to a participle, to an earlier value.
//!
//! Asked by [`super::elsewhere`], which takes none of them for a figure's own.

use super::dating::{self, Cue};
use super::elsewhere::opening;
use super::search::Search;
use crate::link::observation::indicator::Told;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

/// "Costs were $152m, **reflecting the cut of 350 posts announced in April**": when that was done.
pub fn is_participle_then(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, .. } = search;
    let joint = mentions[i].tokens.start.wrapping_sub(1);
    let there = &frame.segments[frame.segment_of(joint)];
    let done = joint.wrapping_sub(1);
    there.opener == Opener::Comma
        && doc.is_any(joint, keys!["in", "on"])
        && doc.lower(opening(doc, there)).ends_with("ing")
        && done > opening(doc, there) + 1
        && doc.lower(done).ends_with("ed")
        && !frame.predicates_in(done..joint).any(Predicate::is_change)
}

/// Whether a date behind a figure is of a clause of its own that hangs on another noun.
pub fn is_of_clause_behind(search: &Search, i: usize) -> bool {
    let &Search { doc, mentions, .. } = search;
    let between = search.figure().end..mentions[i].tokens.start;
    // "Jumped 5% **on news that** deposits had swelled **in February**"
    let news = |that: usize| doc.is(that, "that") && dating::is(doc, that - 1, Cue::News);
    // "Rose 4.1%, ending a slump **that had** cost a tenth of output **in 2023**"
    let before = |that: usize| doc.is(that + 1, "had") && !search.words_before().any(|t| doc.is(t, "had"));
    // "An $11bn fraud **that eventually led** to its collapse **in July 2002**"
    let followed = |that: usize| {
        let verb = that + 1 + usize::from(doc.lower(that + 1).ends_with("ly"));
        dating::is(doc, verb, Cue::Consequence)
    };
    between.into_iter().any(|t| news(t) || doc.is_any(t, keys!["that", "which"]) && (before(t) || followed(t)))
}

/// "Will peak this month at 75% **before easing in the second half**", "fell 3% before it rose in May": when what comes after is so.
pub fn is_of_what_follows(search: &Search, i: usize) -> bool {
    let &Search { doc, mentions, .. } = search;
    let between = search.figure().end..mentions[i].tokens.start;
    // "Rose 1% before closing **on Friday** slightly lower" is of that day all along.
    search.period(i).granularity > Some(Granularity::Week)
        && between.into_iter().any(|t| {
            let verb = doc.lower(t + 1).ends_with("ing") || doc.is_any(t + 1, keys!["it", "they"]);
            doc.is(t, "before") && verb && t + 1 < mentions[i].tokens.start
        })
}

/// "Has set aside $3bn **to build the plant by 2028**", "borrowed €900m to fund a line **that it will open** in 2026": when that for which a
/// sum was paid is to be done; what is paid is over.
pub fn is_of_purpose(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let (end, start) = (search.figure().end, mentions[i].tokens.start);
    let ahead = doc.published.zip(search.period(i).days).is_some_and(|(published, d)| d.0 > published);
    if asked.status != ObsStatus::Actual || !ahead || start < end || !matches!(asked.figure.kind, MentionKind::Money(_))
    {
        return false;
    }
    // A verb of the past before the sum, or one that is done.
    let paid = search.words_before().any(|t| acts::is_past_form(doc, t) || doc.is_any(t, keys!["has", "have", "had"]));
    let verb = |t: usize| {
        doc.kind(t) == Some(TokenKind::Word)
            && !doc.is_capital(t)
            && !words::is(doc, t, Class::Closed)
            && !doc.lower(t).ends_with('s')
            && !doc.lower(t).ends_with("ed")
    };
    // "Raised $3bn **to be repaid** in 2031" too, but "agreed **to pay** $3bn to settle the claims by 2027" is of then.
    let infinitive = |t: usize| doc.is(t, "to") && (verb(t + 1) || doc.is(t + 1, "be"));
    let paid = paid && !search.words_before().any(infinitive);
    let relative = |t: usize| doc.is_any(t, keys!["that", "which"]) && (t + 1..start).any(|w| doc.is(w, "will"));
    paid && !frame.figure_in(end..start) && (end..start).any(|t| infinitive(t) || relative(t))
}

/// "Nokia cut jobs **in March**, and Ericsson **is laying off** 1,200": what is being done is of no time that is over; a statistic is told
/// period by period, whatever its tense.
pub fn is_of_what_was_done(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let over = doc.published.zip(search.period(i).days).is_some_and(|(published, d)| d.1 < published);
    let outside = !search.own().contains(&mentions[i].tokens.start);
    let doing = |t: usize| {
        let verb = t + 1 + usize::from(doc.is_any(t + 1, keys!["now", "also", "still"]));
        doc.is_any(t, keys!["is", "are"]) && doc.lower(verb).ends_with("ing") && verb < asked.figure.opening()
    };
    let series = asked.subject.indicator.is_some() && asked.subject.told() == Told::Series;
    over && outside
        && !series
        && frame.segments[search.segment].opener != Opener::Dependent
        && search.words_before().any(doing)
}

/// "Cars, **the star of last year**, fell 4%": what a noun is called between commas has a time of its own; "the office said
/// of November" tells the figure's.
pub fn is_apposed(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let there = &frame.segments[frame.segment_of(start)];
    let named = opening(doc, there);
    doc.is(start.wrapping_sub(1), "of")
        && there.opener == Opener::Comma
        && doc.is_any(named, keys!["the", "a", "an", "its", "their"])
        && doc.is(mention.tokens.end, ",")
        && !frame.figure_in(there.tokens.clone())
        && !(named..start).any(|i| words::is(doc, i, Class::Saying))
}

/// "**This compares with** 3.4% in April 2023**, an increase of** 0.2 points": the time of what was told before is set beside, of which the
/// change up to that is not.
pub fn is_of_standard_set_beside(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, segment, .. } = search;
    let own = &frame.segments[segment];
    asked.measure == Measure::Change
        && asked.status == ObsStatus::Actual
        && own.opener == Opener::Comma
        && mentions[i].tokens.end <= own.tokens.start
        && doc.is_any(opening(doc, own), keys!["a", "an", "up", "down"])
        && opens_comparing(doc, frame)
}

/// Whether a sentence sets something beside what was told before: "**This compares with** 3.4% in April 2023".
pub fn opens_comparing(doc: &Doc, frame: &Frame) -> bool {
    let start = frame.tokens.start;
    doc.is_any(start, keys!["that", "this", "it", "which"])
        && doc.is_any(start + 1, keys!["compares", "compared"])
        && doc.is_any(start + 2, keys!["with", "to"])
}

/// "Below the record of $426,900, **reached in June**, but 50% higher": when a figure was reached is the time of that one.
pub fn is_reached_then(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let there = &frame.segments[frame.segment_of(mention.tokens.start)];
    let verb = opening(doc, there);
    let participle = acts::is_past_form(doc, verb) || acts::is(doc, verb, Act::Recording);
    there.opener == Opener::Comma
        && frame.figure_in(there.tokens.start.saturating_sub(1)..there.tokens.start)
        && participle
        && doc.is_any(verb + 1, keys!["in", "on", "at"])
        && mention.tokens.start <= verb + 3
        && mention.tokens.end == there.tokens.end
}
