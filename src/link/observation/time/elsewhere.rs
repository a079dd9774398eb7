//! Periods that stand elsewhere in a figure's sentence: in a segment before its own, else in one that follows
//! ([`super::following`]).
//!
//! What is compared with, when it was said and how far back one has to look are none of them. The third part of the search
//! of [`super`], after [`super::placed`] and [`super::running`].

use super::apart::{is_apposed, is_of_standard_set_beside, is_of_what_was_done, is_reached_then};
use super::candidate::{is_day_of_results, is_over_now};
use super::clause;
use super::dating;
use super::following::following;
use super::market::{is_decided, is_quoted};
use super::period;
use super::reference::is_release_day;
use super::reference::{
    follows_than, is_background, is_of_line, is_of_multiple, is_over_the, is_reference, is_same_as,
};
use super::saying::is_said_on;
use super::search::Search;
use crate::link::observation::sentence::acts;
use crate::link::observation::sentence::clause::{Opener, Segment};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, Period};
use crate::text::{Doc, TokenKind, keys};

/// A period in another segment of the sentence: in an earlier one, else one that the sentence is opened with, else one that
/// follows.
pub fn earlier(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    if frame.periods.is_empty() {
        return None;
    }
    let start = clause::when_before(search).unwrap_or(search.own().start);
    // "… since October 2021, when it stood at 4.5%"
    // … but "shrank from a year ago, when analysts **had forecast** growth": of what is reported.
    if (doc.is(start, "when") || doc.is(start + 1, "when"))
        && asked.status != ObsStatus::Forecast
        && let Some(named) = nearest_before(frame, mentions, start)
    {
        return Some(named);
    }
    if let Some(named) = clause::antecedent(search).or_else(|| clause::whole_of_it(search)) {
        return Some(named);
    }
    // "Aims at savings of £20m by 2026 and **has cut** costs by £5m": what is done is of no time to come.
    let done = asked.status == ObsStatus::Actual
        && search.words_before().any(|i| doc.is_any(i, keys!["has", "have", "had"]) || acts::is_past_form(doc, i));
    let ahead = |i: usize| done && doc.published.zip(search.period(i).days).is_some_and(|(p, d)| d.0 > p);
    // "A September cut by the bank, **whose rate stands** at 3.75%": now.
    if doc.is(opening(doc, &frame.segments[search.segment]), "whose")
        && search.words_before().any(|i| doc.is_any(i, keys!["stands", "is", "are", "stand"]))
    {
        return None;
    }
    // "It had 140,473 employees **at the end of last year**, so at least 14,000 people **are likely to** go": to come.
    // "Sales fell 2% in 2024, and **it expects** a drop of 1%" too.
    let to_come = asked.status == ObsStatus::Forecast
        && (doc.is_any(search.figure().end, keys!["are", "is", "will", "could", "may"]) || search.is_foreseen_ahead());
    let past = |i: usize| to_come && doc.published.zip(search.period(i).days).is_some_and(|(p, d)| d.1 < p);
    let told = frame.periods.iter().copied().rev().find(|&i| !ahead(i) && !past(i) && is_told_before(search, i));
    told.or_else(|| frame.periods.first().copied().filter(|&i| is_opening(search, i))).or_else(|| following(search))
}

/// Whether a period of an earlier segment is told of the figure too: no comparison, no "said on Monday".
fn is_told_before(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let (mention, p) = (&mentions[i], search.period(i));
    let over = || doc.published.zip(p.days).is_some_and(|(published, d)| d.1 < published);
    let past = is_over_now(search, i) && over();
    mention.tokens.end <= search.own().start
        && !search.is_of_mark(i)
        && !past
        // "**Having spent September** above the line, the gauge sank to 49"
        && !doc.is(frame.segments[frame.segment_of(mention.tokens.start)].tokens.start, "having")
        && !is_of_other_saying(search, i)
        && !is_of_line(doc, asked.figure, mention.tokens.start)
        && is_reference(p)
        && !p.comparison
        && is_stretch(p)
        && (!is_in_comparison(frame, mention) || is_retold_beside(search, i))
        && !is_compared_on(search, i)
        && !is_of_standard(doc, frame, mention)
        && !is_of_reading_left(search, i)
        && !is_of_time_before(search, i)
        && !is_aside(search, i)
        && !is_of_what_was_done(search, i)
        && !is_of_standard_set_beside(search, i)
        && !is_apposed(doc, frame, mention)
        && !is_reached_then(doc, frame, mention)
        && !is_said_on(doc, frame, mention)
        && !follows_than(doc, mention)
        && !is_background(doc, mention)
        && !is_day_of_results(search, i)
        && !dating::is_until(doc, mention)
        && (is_decided(search.asked.subject) || !dating::is_of_event(doc, mention))
}

/// "Forecast **third-quarter** revenue of $6bn **and said** its profit was $793 million": of what was foreseen.
fn is_of_other_saying(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, segment, asked, .. } = search;
    let first = opening(doc, &frame.segments[segment]);
    let (at, own) = (mentions[i].tokens.start, search.own().start);
    doc.is(first, "and")
        && words::is(doc, first + 1, Class::Saying)
        && asked.status == ObsStatus::Actual
        && at > frame.tokens.start + 1
        && frame.figure_in(at..own)
}

/// "**A year ago**, the rate was 6.27%": a comparison that opens the sentence is what the sentence is about.
fn is_opening(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, .. } = search;
    let mention = &mentions[i];
    mention.tokens.start <= frame.tokens.start + 1
        && mention.tokens.end <= search.own().start
        && !search.is_of_mark(i)
        && is_reference(search.period(i))
        // "**A day later**, the price index is to show": no statistic that is to come is of a day.
        && !(search.asked.status == ObsStatus::Forecast && is_release_day(doc, mention, search.asked))
        && !is_in_comparison(frame, mention)
        && !is_compared_on(search, i)
        && !doc.is(mention.tokens.start.wrapping_sub(1), "from")
        && !is_day_of_results(search, i)
        && !is_said_on(doc, frame, mention)
        && !is_background(doc, mention)
}

fn is_in_comparison(frame: &Frame, mention: &Mention) -> bool {
    frame.segments[frame.segment_of(mention.tokens.start)].opener == Opener::Comparison
}

/// "After April deliveries came in at 15,620 vehicles, **a 134% surge** from a year before": of what stands right before it.
fn is_retold_beside(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, segment, .. } = search;
    let there = frame.segment_of(mentions[i].tokens.start);
    let own = &frame.segments[segment];
    let first = opening(doc, own);
    asked.measure == Measure::Change
        && there + 1 == segment
        && own.opener == Opener::Comma
        && doc.is_any(first, keys!["a", "an", "up", "down"])
        && first + 1 == asked.figure.tokens.start
        && frame.figure_in(mentions[i].tokens.end..frame.segments[there].tokens.end)
}

/// "**On the year**, output was 0.4% higher", "**against the same quarter of 2023**, it expanded 3.3%": what it is compared with;
/// a market's month is one it is told of.
fn is_compared_on(search: &Search, i: usize) -> bool {
    let first = search.frame.tokens.start;
    let opening = first + usize::from(search.doc.is(first, "when"));
    let words = match search.doc.lower(opening) {
        "against" | "versus" => 1,
        "relative" | "compared" => 2,
        _ => 0,
    };
    words > 0 && search.mentions[i].tokens.start == opening + words
        || is_over_the(search.doc, &search.mentions[i]) && !is_quoted(search.asked)
}

/// "Slower **than the 3% pace in May** and just shy of the 2.9% expected": of what is compared with it, not of May.
fn is_of_standard(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    let there = frame.segments[frame.segment_of(at)].tokens.start;
    // "An increase on the 3.3% growth of the second quarter", "well below the 3.4% of the fourth"
    let the = |t: usize| doc.is(t + 1, "the") && frame.figure_in(t + 2..t + 3);
    let on = |t: usize| doc.is_any(t, keys!["on", "below", "above"]) && the(t);
    // "A touch **below October's 52.5**, and services rose"
    let joint = doc.is_any(at.wrapping_sub(1), keys!["below", "above", "than", "from", "against", "versus"]);
    let clitic = mention.tokens.end;
    if joint && doc.is_any(clitic, keys!["'s", "’s"]) && frame.figure_in(clitic + 1..clitic + 3) {
        return true;
    }
    // "3.1% **below the revised** September estimate"
    let near = at.saturating_sub(3).max(there);
    if (near..at).any(|i| doc.is_any(i, keys!["below", "above"]) && frame.figure_in(i.saturating_sub(1)..i)) {
        return true;
    }
    if is_of_multiple(doc, at) || is_same_as(doc, at) {
        return true;
    }
    // … and not "fell a better-**than**-expected 9% in February".
    let compares = |t: usize| doc.is_any(t, keys!["than", "against", "versus"]) && !doc.is(t.wrapping_sub(1), "-");
    let word = (there..at).rev().find(|&t| compares(t) || on(t));
    word.is_some_and(|word| frame.figure_in(word..at)) || is_held_against(doc, frame, mention)
}

/// "$574 million, a decrease of 2% **on the same period** of 2023": right behind the change against it.
pub fn is_held_against(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let period = &mention.tokens;
    let Some(on) = period.start.checked_sub(1).filter(|&on| doc.is(on, "on")) else { return false };
    // "An 82% **jump** on 2003 figures"
    let beside = frame.figure_in(on.saturating_sub(2)..on);
    // "**Up 5% on** 2023"
    let up = (on.saturating_sub(4)..on).any(|i| doc.is_any(i, keys!["up", "down"]));
    // "An 11% **increase on September**", but "a 3% fall on Monday"
    let noun = |p: &Predicate| p.is_change() && p.can_be(Reading::Noun);
    let change = frame.predicates_in(on.saturating_sub(1)..on).any(noun)
        && super::period(mention).granularity >= Some(Granularity::Month);
    beside
        && (up
            || change
            || doc.is(period.start, "the")
            || doc.is_any(period.end, keys!["figures", "levels", "results"]))
}

/// "Slid to 87 in July **from 88.6 in June**, missing the 88.9 forecast": of the reading, not of the one before it; nor is what
/// goes on with a fact, "was $2bn, up from $1bn in the same period of 2023, and revenue grew 15%".
fn is_of_reading_left(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let (at, there) = (mentions[i].tokens.start, frame.segment_of(mentions[i].tokens.start));
    let mut before = frame.figures.iter().rev().map(|&f| &mentions[f]).filter(|f| f.tokens.end <= at);
    let Some(figure) = before.next().filter(|f| frame.segment_of(f.tokens.start) == there) else { return false };
    let opening = figure.opening();
    // "From **a downwardly revised** 91,000 in July"
    let noun = |t: &usize| doc.kind(*t) == Some(TokenKind::Word) && !frame.figure_in(*t..t + 1);
    let mut ahead = (opening.saturating_sub(4)..opening).rev().take_while(noun);
    if !ahead.any(|t| doc.is(t, "from")) {
        return false;
    }
    let alone = before.next().is_none_or(|f| frame.segment_of(f.tokens.start) != there);
    let later = || {
        let now = topic.current(asked.figure.sentence, asked.subject.owner()).and_then(|p| p.days);
        now.zip(search.period(i).days).is_some_and(|(now, then)| then.1 < now.1)
    };
    asked.status == ObsStatus::Forecast || alone || later()
}

/// "It stood at 5.7% **in September**, and the bank **had projected** 5.8%", in an account of October: what someone had foreseen is of
/// what is reported, not of the time that it is set beside.
fn is_of_time_before(search: &Search, i: usize) -> bool {
    let &Search { doc, asked, topic, .. } = search;
    let around = search.own().start..search.own().end.min(search.figure().end + 9);
    if asked.status != ObsStatus::Forecast || !around.into_iter().any(|t| doc.is(t, "had")) {
        return false;
    }
    let now = topic.current(asked.figure.sentence, asked.subject.owner()).and_then(|p| p.days);
    now.zip(search.period(i).days).is_some_and(|(now, then)| then.1 < now.0)
}

/// "Exports, **which fell 3% in May**, rose 5%": the clause between the commas is closed.
fn is_aside(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, segment, .. } = search;
    let there = &frame.segments[frame.segment_of(mentions[i].tokens.start)];
    let own = &frame.segments[segment];
    // "Costs**, pushed up by a contract that took effect in March,** were 5% higher"
    let participle = || {
        let first = opening(doc, there);
        let verb = opening(doc, own);
        doc.lower(first).ends_with("ed")
            && doc.is_any(verb, keys!["was", "were", "is", "are", "rose", "fell"])
            && (first..mentions[i].tokens.start).any(|t| doc.is_any(t, keys!["that", "which"]))
    };
    if own.opener == Opener::Comma && there.opener == Opener::Comma && participle() {
        return true;
    }
    // "…, resulting in a loss of 3%" goes on with it.
    matches!(own.opener, Opener::Comma | Opener::Comparison)
        && !doc.lower(opening(doc, own)).ends_with("ing")
        && doc.is_any(opening(doc, there), keys!["which", "who", "whose"])
        // "The report**, in which** firms were shown to have hired few in July": of what the sentence reports.
        && !doc.is_any(there.tokens.start.wrapping_sub(1), keys!["in", "by"])
}

/// "The 1.6% it had **initially reported**": what was told of the same time before.
pub fn is_retold(doc: &Doc, figure: &Mention) -> bool {
    const REACH: usize = 4;
    (figure.tokens.end..figure.tokens.end + REACH).any(|i| acts::is_told_otherwise(doc, i))
}

/// The last period of the sentence before a token.
pub fn nearest_before(frame: &Frame, mentions: &[Mention], at: usize) -> Option<usize> {
    frame.periods.iter().copied().rev().find(|&i| mentions[i].tokens.end <= at && is_reference(period(&mentions[i])))
}

/// The first word of a segment.
pub fn opening(doc: &Doc, segment: &Segment) -> usize {
    segment.tokens.start + usize::from(doc.is(segment.tokens.start, ","))
}

/// Whether it is more than one day.
pub(super) fn is_stretch(period: &Period) -> bool {
    period.granularity > Some(Granularity::Day) || period.days.is_some_and(|(from, to)| from < to)
}
