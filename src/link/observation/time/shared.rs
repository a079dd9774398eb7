//! A period behind two figures, told of the first of them or of the one it left: "eased to 3.2% from 3.4% **in March**".
//!
//! A step of the search of [`super`], asked after those of [`super::placed`] that a single figure answers. Guarantees: where more
//! than two figures or a further period stand in the segment, nothing is shared. Which step lies before the period is in
//! [`super::previous`].

use super::candidate::{is_recast_then, is_said_then, is_start_of_value_left};
use super::market::is_decided;
use super::reference::is_reference;
use super::search::Search;
use super::{Found, Time, dating, period, previous, shift};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::mention::period::{Granularity, PeriodModifier};
use crate::mention::{Mention, Period};
use crate::text::keys;

/// After how many days the end of a year is no time that is reported on.
const LONG: i32 = 150;

/// "Eased to 3.2% from 3.4% in March": one period behind both figures is that of the first; the second lies a step
/// before, unless the article already speaks of a later time ("to 5% from 5.4% in 2019") or comes when the next is known.
pub fn behind_two(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let own = search.own();
    let inside = |i: &&usize| own.start <= mentions[**i].tokens.start && mentions[**i].tokens.end <= own.end;
    let mut periods = frame.periods.iter().filter(inside).copied();
    let (only, more) = (periods.next()?, periods.next());
    let mut figures = frame.figures.iter().filter(inside).copied();
    let (Some(first), Some(second), None) = (figures.next(), figures.next(), figures.next()) else { return None };
    let p = period(&mentions[only]);
    // "To 81 days from 53 **in the summer**": of a season, which has no days.
    let right_behind = mentions[only].tokens.start <= mentions[second].tokens.end + 1;
    if asked.role == Role::From && p.granularity == Some(Granularity::Season) && right_behind {
        return Some(search.told(only, Found::Segment));
    }
    // "To $7.4 trillion from $9 trillion **at their peak in 2022**": of the value left.
    let peak = mentions[second].tokens.end..mentions[only].tokens.start;
    if peak.clone().any(|i| doc.is_any(i, keys!["peak", "height", "high", "low"])) && doc.is(peak.start, "at") {
        return if asked.role == Role::From { Some(search.told(only, Found::Segment)) } else { None };
    }
    let behind = mentions[only].tokens.start >= mentions[second].tokens.end && more.is_none();
    let close = mentions[second].tokens.start - mentions[first].tokens.end <= 4;
    // "Inflation held at 2.4% in April. The core rate cooled to 2.7% from 2.9% in March", whatever quarter comes first.
    let spoken = topic.period.as_ref().filter(|_| topic.just_spoken(asked.figure.sentence)).and_then(|s| s.period.days);
    // "Activity accelerated **in May**, and its index rose to 54.4 from 51.3 in April": of the month that the sentence tells first.
    let next = frame.periods.iter().map(|&i| &mentions[i]).find(|m| m.tokens.end <= own.start).and_then(|m| {
        let told = period(m);
        told.days.filter(|_| told.granularity == p.granularity && is_reference(told) && !told.comparison)
    });
    let later = [topic.first_days(), spoken, next].iter().flatten().any(|t| p.days.is_some_and(|p| t.1 > p.1));
    // A rate that is decided on moves on a day.
    let lasting = p.granularity > Some(Granularity::Day) || is_decided(asked.subject);
    // "Rose 0.1% rather than the 0.2% estimated last week": when it was.
    let reported = doc.is(mentions[only].tokens.start.wrapping_sub(1), "reported");
    let said = dating::is_of_forecast(doc, &mentions[only]) || reported && p.granularity <= Some(Granularity::Week);
    // "Have fallen 19% **since** reaching a record $55 in October": what has run since then.
    let since = (mentions[first].tokens.end..mentions[second].tokens.start).any(|i| doc.is(i, "since"));
    if since
        || search.is_of_mark(only)
        || is_start_of_value_left(search, only)
        || is_recast_then(search, only)
        || is_said_then(search, only)
    {
        return None;
    }
    if !(behind && close && is_reference(p) && !p.comparison && lasting && !later && !said) {
        return None;
    }
    // "To 14% from 17% **at the start of the year**": of its first month.
    if asked.role == Role::From
        && p.modifier == Some(PeriodModifier::Start)
        && p.granularity == Some(Granularity::Year)
        && let Some((from, _)) = p.days
    {
        let month = shift::calendar_month(from.year(), from.month());
        return Some(Time { period: month, mention: Some(only), ..Time::at(Found::Segment) });
    }
    // "Fell to 61,000 from 67,000 **at the end of 2022**", told in May 2024: of what it was before, and not of today.
    let long_over =
        doc.published.zip(p.days).is_some_and(|(today, d)| today.since(d.1).is_ok_and(|s| s.get_days() > LONG));
    if p.modifier == Some(PeriodModifier::End) && p.granularity == Some(Granularity::Year) && long_over {
        return Some(if asked.role == Role::From { search.told(only, Found::Segment) } else { Time::default() });
    }
    let foreseen =
        || (own.start..mentions[first].tokens.start).any(|i| acts::is_modal(doc, i) || acts::is(doc, i, Act::Foreseen));
    let left = doc.is(mentions[second].opening().wrapping_sub(1), "from");
    let latest = latest_after(search, p)
        .map(Some)
        .or_else(|| after_revised(search, p, &mentions[second]).map(Some))
        .or_else(|| if right_behind && left { year_after(search, p, foreseen()) } else { None });
    if let Some(latest) = latest {
        return match asked.role {
            Role::From => Some(search.told(only, Found::Segment)),
            Role::To => Some(Time { period: latest, ..Time::at(Found::Reckoned) }),
            _ => None,
        };
    }
    // "Trimmed from 155,000 to 110,000 **by 2030**": from what it is now; "cut to 5% from 5.25% **on Friday**": from what it was.
    let decided_on = is_decided(asked.subject) && p.granularity <= Some(Granularity::Day);
    if asked.role == Role::From && (decided_on || search.is_deadline(only)) {
        return Some(Time::default());
    }
    Some(match asked.role {
        Role::From => Time { period: previous::before(search, p), ..Time::at(Found::StepBack) },
        _ => search.told(only, Found::Shared),
    })
}

/// "Fell to 51.8 **from 53.3 in December**", first of all in a text of February: the month behind is of the value left, and
/// what is new is of the last month that is over.
fn latest_after(search: &Search, left: &Period) -> Option<Period> {
    let &Search { doc, topic, .. } = search;
    let (_, end) =
        left.days.filter(|_| left.granularity == Some(Granularity::Month) && topic.first_period.is_none())?;
    let last_over = doc.published?.first_of_month().yesterday().ok()?;
    (end.tomorrow().ok()?.last_of_month() == last_over)
        .then(|| shift::calendar_month(last_over.year(), last_over.month()))?
}

/// "Rose to 103.3 **from a revised 101.9 in July**", read at the end of August: the month behind is of what was corrected, and what is new
/// is of the next, once that can have been told: polls come out in their own month, other statistics behind it.
fn after_revised(search: &Search, left: &Period, figure: &Mention) -> Option<Period> {
    /// From which day on a poll of the month is told.
    const POLLED: i8 = 10;
    let &Search { doc, asked, topic, .. } = search;
    let revised = doc.is(figure.opening().wrapping_sub(1), "revised");
    let (_, end) = left.days.filter(|_| revised && left.granularity == Some(Granularity::Month))?;
    let next = end.tomorrow().ok()?;
    let poll = matches!(asked.subject.code(), Some("consumer_confidence" | "business_confidence" | "pmi"));
    let today = doc.published?;
    let known = if poll { next.with().day(POLLED).build().ok()? } else { next.last_of_month() };
    let reported = topic.first_days().is_some_and(|d| Some(d) == left.days);
    (known <= today && !reported).then(|| shift::calendar_month(next.year(), next.month()))?
}

/// "Will fall to 4.9% **from 5.1% last year**", "rose to 2.4bn euros **from 1.3bn in 2023**", told in February 2025: a year that is not the
/// latest is of the value left, and what is new is of the year behind it, where that is foreseen or the latest that is over.
fn year_after(search: &Search, left: &Period, foreseen: bool) -> Option<Option<Period>> {
    /// Until when a year that is over is news.
    const LATE: i8 = 6;
    let (from, _) = left.days.filter(|_| left.granularity == Some(Granularity::Year) && !left.fiscal)?;
    let today = search.doc.published?;
    let reported = search.topic.first_days().is_some_and(|d| d.0.year() > from.year());
    let next = from.year() + 1;
    let older = next < today.year() || next == today.year() && (foreseen || reported || today.month() > LATE);
    let known = if foreseen { next == today.year() } else { next + 1 == today.year() };
    (older && from.year() < today.year()).then(|| shift::calendar_year(next).filter(|_| known))
}
