//! Where in its sentence a figure's own period stands: in its segment, where a change arrives, before a bracket, as a
//! stretch that ends with the period spoken of.
//!
//! The first steps of the search of [`super`]. What two figures share is in [`super::shared`], which periods may be the
//! figure's own is asked in [`super::candidate`], and what a figure takes from elsewhere is in [`super::carried`].

use std::ops::Range;

use jiff::ToSpan;

use super::candidate::{is_candidate, is_of_value_left, is_said_then, is_then};
use super::dating;
use super::market::is_quoted;
use super::reference::{is_reference, is_result};
use super::search::Search;
use super::shift;
use super::{Found, Time, beside, clause, joint, mark, meant, period, previous, running, to_date, year_before};
use crate::link::observation::indicator::Owner;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::{Opener, Segment};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::{Granularity, Timex};
use crate::mention::{Mention, Period};
use crate::text::{Doc, TokenKind, keys};

/// "Up 2 percent from June 2024 (**$426,900**)": the value of the time right before its bracket; "a dividend of $3.40 (2022:
/// **$3.00**)": of the time that the bracket opens with.
pub fn bracketed(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, segment, .. } = search;
    let own = &frame.segments[segment];
    if doc.is(own.tokens.start, ":") && search.figure().start <= own.tokens.start + 2 {
        let labels = |t: &std::ops::Range<usize>| t.end == own.tokens.start && doc.is(t.start.wrapping_sub(1), "(");
        let i = frame.periods.iter().copied().find(|&i| labels(&mentions[i].tokens))?;
        return is_reference(search.period(i)).then(|| search.told(i, Found::Segment));
    }
    if own.opener != Opener::Bracket {
        return None;
    }
    let at = |i: &usize| mentions[*i].tokens.end == own.tokens.start && is_reference(search.period(*i));
    let dated = frame.periods.iter().any(|&i| own.tokens.contains(&mentions[i].tokens.start));
    let i = frame.periods.iter().copied().find(at).filter(|_| !dated)?;
    Some(search.told(i, Found::Segment))
}

/// "Above the **2019** average of 3.8%", "beating the record of $38 million set **in 2019**": when a value was come to that another
/// is held against.
pub fn of_mark(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let mark = mark::of(doc, frame, asked.figure)?;
    let named = |at: usize| frame.periods.iter().copied().find(|&i| mentions[i].tokens.contains(&at));
    let i = named(mark.time()?)?;
    let told = search.period(i);
    let dated = is_reference(told) && !told.comparison;
    // "**Last year's** peak, which was reached **in June**", read in May or in July: of the June of that year.
    let whole = mark.within().and_then(named).and_then(|whole| search.period(whole).days);
    let outside = whole.zip(told.days).is_some_and(|(whole, d)| d.0 > whole.1);
    if dated && outside {
        return Some(Time { period: shift::year_back(told), mention: Some(i), ..Time::at(Found::Segment) });
    }
    dated.then(|| search.told(i, Found::Segment))
}

/// "Slipped 11% from £3.24bn in 2003 **to £2.89bn in 2004**": a change is of the time that it arrives at.
pub fn arrival(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    if frame.periods.len() < 2 || !matches!(asked.role, Role::Direct | Role::By) {
        return None;
    }
    let place = frame.figures.iter().position(|&f| mentions[f].tokens == asked.figure.tokens)?;
    let [from, to] = *frame.figures.get(place + 1..place + 3)? else { return None };
    let (from, to) = (&mentions[from].tokens, &mentions[to].tokens);
    let moved = doc.is(from.start.wrapping_sub(1), "from") && doc.is(to.start.wrapping_sub(1), "to");
    let adjacent = from.start - asked.figure.tokens.end <= 2;
    let of = |start: usize, end: usize| {
        frame.periods.iter().copied().find(|&i| {
            let tokens = &mentions[i].tokens;
            (start..end).contains(&tokens.start) && is_reference(period(&mentions[i]))
        })
    };
    // Only where the figure left has a time of its own is that of the other one the arrival's.
    let arrives = moved && adjacent && of(from.end, to.start).is_some();
    let i = of(to.end, to.end + 4).filter(|_| arrives)?;
    Some(Time { period: Some(search.closed(i)), mention: Some(i), ..Time::at(Found::Arrival) })
}

/// "Raised its **2024 budget-deficit target** to 4.5% in March, from 2.9%": what is foreseen or aimed at is of the time that its
/// noun has, whenever it was said.
pub fn of_noun(search: &Search) -> Option<Time> {
    const LONGEST: usize = 5;
    const APART: usize = 4;
    let &Search { doc, frame, mentions, asked, .. } = search;
    let recast = || asked.status == ObsStatus::Previous && matches!(asked.role, Role::From);
    if !matches!(asked.status, ObsStatus::Forecast | ObsStatus::Target) && !recast() {
        return None;
    }
    let noun = |i: usize| acts::is(doc, i, Act::Foretold) || acts::is(doc, i, Act::Aim);
    let first = match frame.figures.iter().rev().map(|&f| &mentions[f]).find(|f| f.tokens.end <= search.figure().start)
    {
        Some(before) if asked.role == Role::From => before.opening(),
        _ => asked.figure.opening(),
    };
    let i = frame.periods.iter().copied().rev().find(|&i| {
        let tokens = &mentions[i].tokens;
        let owned =
            doc.is_any(tokens.start.wrapping_sub(1), keys!["its", "their", "the", "his", "her", "a", "’s", "'s"]);
        let head = (tokens.end..(tokens.end + LONGEST).min(first)).find(|&at| noun(at));
        let phrase =
            |head: usize| (tokens.end..head).all(|at| doc.kind(at) == Some(TokenKind::Word) || doc.is(at, "-"));
        let long = search.period(i).granularity >= Some(Granularity::Quarter) && is_reference(search.period(i));
        owned && long && head.is_some_and(|head| phrase(head) && first - head <= APART)
    })?;
    Some(search.told(i, Found::Segment))
}

/// "**Over the last 12 months**, the index, which is closely watched, increased 2.7 percent": what a sentence opens with, before its
/// first figure.
fn is_of_whole(search: &Search, period: &Range<usize>) -> bool {
    const OPENING: usize = 3;
    let &Search { doc, frame, .. } = search;
    let between = || period.end..search.own().start;
    search.asked.measure == Measure::Change
        && period.start <= frame.tokens.start + OPENING
        && frame.segment_of(period.start) == 0
        && !between().any(|i| {
            frame.figure_in(i..i + 1) || frame.is_period(i) || doc.is(i, "but") || doc.starts(i, keys![",", "and"])
        })
}

/// "Over the past 12 months": a length of time that ends with the period that the article reports on.
pub fn window(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, segment, topic, .. } = search;
    let own = search.own();
    // "Only half of its gain over the prior year" is of no such stretch.
    let is_prior = |t: usize| asked.measure != Measure::Share && doc.is_any(t, keys!["prior", "previous", "preceding"]);
    // A price has come as far as the day of publication.
    // … and a statistic as far as what the headline names, "CONSUMER PRICES – MAY 2024".
    let titled = || topic.title_period.as_ref().filter(|_| asked.subject.owner() == Owner::Area).and_then(|p| p.days);
    let reported = topic.first_days().or_else(titled).filter(|_| !is_quoted(asked)).map(|d| d.1);
    let end = reported.or(doc.published)?;
    let (i, months) = frame.periods.iter().copied().find_map(|i| {
        let (tokens, p) = (&mentions[i].tokens, period(&mentions[i]));
        let from = tokens.start.saturating_sub(2);
        // "Rents climbed 7.5% **over the 12 months**", in an account of a month
        let twelve = p.value == "P12M"
            && (from..tokens.end).any(|t| doc.is(t, "over"))
            && asked.measure == Measure::Change
            && asked.status == ObsStatus::Actual
            && reported.is_some();
        let past = (twelve || (from..tokens.end).any(|t| doc.is_any(t, keys!["past", "last"]) || is_prior(t)))
            && (from..tokens.end).any(|t| doc.is_any(t, keys!["over", "in", "for", "during"]));
        let number: i32 = p.value.strip_prefix('P')?.strip_suffix(['M', 'Y'])?.parse().ok()?;
        let months = if p.value.ends_with('Y') { number.checked_mul(12)? } else { number };
        // "Lost 21% over the past 12 months, cutting its market value to $28bn": a value is of no stretch told before.
        let opens = asked.subject.code() != Some("market_cap")
            && tokens.end <= own.start
            && (segment == frame.segment_of(tokens.start) + 1 || is_of_whole(search, tokens))
            // "The krona**, among the weakest over the past two years,** rose 2%": of what it is called there.
            && (frame.segment_of(tokens.start) == 0 || tokens.start - frame.segments[segment - 1].tokens.start <= 3)
            // "The shares**, up a third in the past 12 months,** fell 2%": of what stands between the commas.
            // … but "has fallen 20% over the past month, **while the index is up** 2%".
            && (frame.segments[segment].opener == Opener::Comparison
                || is_quoted(asked) && beside::goes_on(search)
                || !frame.figure_in(frame.segments[segment - 1].tokens.clone()));
        let inside = own.start <= tokens.start && tokens.end <= own.end || opens;
        (past && inside && p.days.is_none()).then_some((i, months))
    })?;
    // "The average gain **over the prior 12 months** was 215,000": up to where what is reported begins.
    let prior = mentions[i].tokens.clone().any(is_prior);
    let end = if prior { topic.first_days()?.0.yesterday().ok()? } else { end };
    // Whole months up to the last day of one; else from day to day ("2002-12-14/2004-12-14").
    let after = if end == end.last_of_month() { end.tomorrow().ok()? } else { end };
    let first = after.checked_sub(months.months()).ok()?;
    let value = format!("{first}/{end}");
    let shape = period(&mentions[i]).clone();
    Some(Time {
        period: Some(Period { value, days: Some((first, end)), timex: Timex::Date, ..shape }),
        mention: Some(i),
        ..Time::at(Found::Window)
    })
}

/// The period in the figure's own segment, or of what hangs on the figure.
pub fn own(search: &Search) -> Option<Time> {
    if search.frame.periods.is_empty() {
        return None;
    }
    let found = in_segment(search)
        .or_else(|| behind_bracket(search))
        .or_else(|| previous::behind_figures(search))
        .or_else(|| clause::when(search));
    let i = found.filter(|&i| !search.is_counted(i))?;
    if let Some(year) = previous::foreseen_then(search, i) {
        return Some(Time { period: Some(year), ..Time::at(Found::Carried) });
    }
    let step_back = || {
        let before = year_before::of_whole(search, i)
            .or_else(|| year_before::of_part(search, i))
            .or_else(|| previous::a_year_before(search, i))
            .or_else(|| previous::same_day(search, i))?;
        Some(Time { period: Some(before), mention: Some(i), ..Time::at(Found::StepBack) })
    };
    if let Some(time) = (search.is_previous() || is_then(search, i)).then(step_back).flatten() {
        return Some(time);
    }
    // "From $2.17 billion **a year ago**", where nothing tells of what time the results are: nor is this of a whole year.
    let tokens = &search.mentions[i].tokens;
    let then =
        search.doc.is_any(tokens.end - 1, keys!["ago", "earlier"]) || tokens.clone().any(|t| search.doc.is(t, "same"));
    let result = is_result(search.asked.subject);
    let year = search.period(i).granularity == Some(Granularity::Year);
    let annual = dating::says_whole_year(search.doc, search.own().clone());
    if search.is_previous() && result && year && then && !annual && search.frame.periods.len() == 1 {
        return Some(Time::default());
    }
    if let Some(both) = joint::both(search, i) {
        return Some(Time { period: Some(both), mention: Some(i), ..Time::at(Found::Segment) });
    }
    if let Some(quarter) = meant::reported_quarter(search, i) {
        return Some(Time { period: Some(quarter), mention: Some(i), ..Time::at(Found::Reckoned) });
    }
    if let Some(so_far) = running::so_far(search, i).or_else(|| to_date::year_to_date(search, i)) {
        return Some(Time { period: Some(so_far), mention: Some(i), ..Time::at(Found::Running) });
    }
    let period = meant::of(search, i).unwrap_or_else(|| search.closed(i));
    Some(Time { period: Some(period), mention: Some(i), ..Time::at(Found::Segment) })
}

/// "After an increase of 62,000 (+0.4%) **in July**": right behind the bracket that stands right behind the figure.
fn behind_bracket(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, segment, .. } = search;
    let opens = |at: usize| frame.segments.get(at).is_some_and(|s| s.opener == Opener::Bracket);
    let beside = opens(segment + 1) && search.figure().end == frame.segments[segment].tokens.end;
    if !beside && !opens(segment) {
        return None;
    }
    let closing = |s: &&Segment| doc.is_any(s.tokens.start, keys![")", "]"]);
    let words = &frame.segments[segment + 1..].iter().take(3).find(closing)?.tokens;
    let i = frame.periods.iter().copied().find(|&i| words.contains(&mentions[i].tokens.start))?;
    let at = mentions[i].tokens.start;
    let near = at == words.start + 2 && doc.is_any(at - 1, keys!["in", "for", "during"]);
    (near && is_reference(search.period(i))).then_some(i)
}

/// The period in the figure's own segment: right behind the figure, else before it, else behind another one.
fn in_segment(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, segment, .. } = search;
    let (own, figure) = (search.own(), search.figure());
    // "March's 0.1% loss": said of no other figure.
    if let Some(own) = possessive(doc, frame, mentions, asked.figure) {
        return Some(own);
    }
    let other_figure = |from: usize, to: usize| {
        let mut tokens = frame.figures.iter().map(|&f| &mentions[f].tokens);
        tokens.any(|t| t.start >= from && t.end <= to && t != figure)
    };
    let at = |i: usize| &mentions[i].tokens;
    let candidates = || frame.periods.iter().copied().filter(|&i| is_candidate(search, i));
    let behind = || candidates().filter(|&i| at(i).start >= figure.end && !is_said_then(search, i));
    let after = behind().find(|&i| !other_figure(figure.end, at(i).start));
    // "A 5% target for 2025"; what stands before belongs to another figure.
    if after.is_some() {
        return after;
    }
    if asked.status == ObsStatus::Target {
        // "Cut its production **target for the year** to 25,000"
        let aim = |i: usize| {
            // "For **the 2024** deficit"
            let first = at(i).start - usize::from(doc.is(at(i).start.wrapping_sub(1), "the"));
            doc.is(first.wrapping_sub(1), "for") && acts::is(doc, first.wrapping_sub(2), Act::Aim)
        };
        // "To grow 4% in 2024 **rather than the 6%** previously planned": of the same time.
        let rather = |t: usize| doc.starts(t, keys!["rather", "than"]) || doc.starts(t, keys!["instead", "of"]);
        let instead = (2..=3).any(|back| rather(asked.figure.opening().wrapping_sub(back)));
        // "**For 2005** the target is 180bn"
        let opens = |i: usize| at(i).start <= frame.tokens.start + 1;
        return candidates().rev().find(|&i| at(i).end <= figure.start && (instead || aim(i) || opens(i)));
    }
    let previous = search.is_previous();
    let before = candidates().rev().find(|&i| {
        at(i).end <= figure.start
            && !is_of_value_left(search, i)
            && (!previous || !other_figure(at(i).end, figure.start))
    });
    if matches!(asked.role, Role::From | Role::Than) {
        // "To 3.2% from 3.4% in March" shares the last one's place but not it. "After losses deepened to $5m in 2004 from
        // $1m": what stands between them is the arrival's.
        let compared = frame.segments[segment].opener == Opener::Comparison;
        return before.filter(|&i| compared && !other_figure(own.start, at(i).start));
    }
    // Over another figure only where that one is no standard of comparison with a period of its own: in "fell 3% from
    // September to 350,000 in October" only the time is.
    // … and in "an improvement **on the $375,300** of March 2023".
    let on = |t: usize| doc.starts(t, keys!["on", "the"]) && frame.figure_in(t + 2..t + 4);
    let compares = |t: usize| {
        doc.is_any(t, keys!["than", "from", "compared", "against", "versus"]) && !frame.is_period(t + 1) || on(t)
    };
    let over_another = || behind().find(|&i| !(figure.end..at(i).start).any(compares)).filter(|_| !previous);
    before.or_else(over_another)
}

/// The period whose possessive stands right before the figure.
fn possessive(doc: &Doc, frame: &Frame, mentions: &[Mention], figure: &Mention) -> Option<usize> {
    let start = figure.opening();
    let clitic = start.checked_sub(1).filter(|&i| doc.is_any(i, keys!["'s", "’s"]))?;
    frame.periods.iter().copied().find(|&i| mentions[i].tokens.end == clitic && is_reference(period(&mentions[i])))
}
