//! A time that only what a change is held against tells: "1.5% lower than in 2003", "rose 0.8% from the March quarter".
//!
//! One of the last steps of [`super`]. Guarantees: asked of a fact for which nothing else tells a time; what comes is over on the day
//! of publication, and was not long before.

use jiff::ToSpan;
use jiff::civil::Date;

use super::basis::Span;
use super::search::Search;
use super::shift;
use super::{Found, Time};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::text::{Key, TokenKind, keys};

/// "Net profit was 791m euros, 1.5% lower **than in 2003**": of the year behind the one that it is held against, where that is
/// the last one that is over.
pub fn year_after(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    if asked.status != ObsStatus::Actual || search.is_previous() {
        return None;
    }
    if let Some(time) = part_after(search) {
        return Some(time);
    }
    let last = doc.published?.year() - 1;
    let standard = frame.periods.iter().copied().find(|&i| {
        let period = search.period(i);
        let whole = period.granularity == Some(Granularity::Year) && period.modifier.is_none();
        let year = period.days.filter(|_| whole).map(|days| days.0.year());
        year == Some(last - 1) && mentions[i].tokens.start >= search.figure().end && is_standard(search, i)
    })?;
    let period = shift::calendar_year(last);
    Some(Time { period, mention: Some(standard), ..Time::at(Found::Reckoned) })
}

/// "Wages rose 0.8% **from the March quarter**", read in August: of the month or quarter behind it, where that has just been over.
fn part_after(search: &Search) -> Option<Time> {
    const DAYS: i32 = 100;
    let &Search { doc, frame, mentions, asked, .. } = search;
    let published = doc.published.filter(|_| asked.measure == Measure::Change)?;
    let behind = |&i: &usize| mentions[i].tokens.start >= search.figure().end && is_standard(search, i);
    let standard = frame.periods.iter().copied().find(behind)?;
    if let Some(same) = year_behind(search, standard, published) {
        return Some(same);
    }
    let (_, end) = search.period(standard).days?;
    let next = end.tomorrow().ok()?;
    let period = match Span::of(search.period(standard))? {
        Span::Month => shift::calendar_month(next.year(), next.month())?,
        Span::Quarter => shift::quarter_before(next.checked_add(3.months()).ok()?)?,
        _ => return None,
    };
    let over = published.since(period.days?.1).ok()?.get_days();
    let found = Time { period: Some(period), mention: Some(standard), ..Time::at(Found::Reckoned) };
    (0..DAYS).contains(&over).then_some(found)
}

/// "Up 10% **on the second quarter of last year**", "compared with August of last year": of the same month or quarter a year on, where
/// that is over.
fn year_behind(search: &Search, standard: usize, published: Date) -> Option<Time> {
    const DAYS: i32 = 200;
    // "From a year earlier" is reckoned from whatever was told last.
    let period = Some(search.period(standard)).filter(|p| !p.comparison)?;
    let end = period.days?.1.checked_add(1.year()).ok()?;
    let next = end.tomorrow().ok()?;
    let same = match Span::of(period)? {
        Span::Month => shift::calendar_month(end.year(), end.month())?,
        Span::Quarter => shift::quarter_before(next)?,
        _ => return None,
    };
    let over = (0..DAYS).contains(&published.since(end).ok()?.get_days());
    over.then(|| Time { period: Some(same), mention: Some(standard), ..Time::at(Found::Reckoned) })
}

/// "New leases were signed at €8.22 a metre, **up 10% on the second quarter of last year**": of the same quarter a year on, both, whatever
/// was spoken of before.
pub fn year_on(search: &Search) -> Option<Time> {
    const NEAR: usize = 3;
    const APART: usize = 8;
    let &Search { doc, frame, mentions, asked, .. } = search;
    let published = doc.published?;
    if asked.status != ObsStatus::Actual || frame.periods.is_empty() {
        return None;
    }
    let change = match asked.measure {
        Measure::Change => asked.figure,
        // … the level by the change behind a comma.
        Measure::Level => {
            let next = frame.figures.iter().map(|&f| &mentions[f]).find(|f| f.tokens.start >= search.figure().end)?;
            let up = next.opening().checked_sub(1)?;
            let near = up > search.figure().end && up - search.figure().end <= APART;
            let apposed = doc.is_any(up, keys!["up", "down"]) && doc.is(up - 1, ",");
            Some(next).filter(|_| near && apposed)?
        }
        _ => return None,
    };
    let end = change.tokens.end;
    let behind = |&i: &usize| {
        let start = mentions[i].tokens.start;
        (end..end + NEAR).contains(&start) && is_standard(search, i)
    };
    let standard = frame.periods.iter().copied().find(behind)?;
    let before = frame.periods.iter().any(|&i| i != standard && mentions[i].tokens.end <= search.figure().start);
    if before { None } else { year_behind(search, standard, published) }
}

/// Whether the period is what a figure is held against: "than in 2003", "on 2003", "from $3bn in 2003".
fn is_standard(search: &Search, i: usize) -> bool {
    const STANDARD: &[Key] = keys!["than", "from", "on", "over", "versus", "against", "with"];
    let &Search { doc, frame, mentions, .. } = search;
    let at = mentions[i].tokens.start;
    let joint = at.wrapping_sub(1 + usize::from(doc.is(at.wrapping_sub(1), "in")));
    let value = frame.figures.iter().map(|&f| &mentions[f]).find(|f| f.tokens.end == joint.wrapping_add(1));
    // "Its view on **2003 wages**"
    let end = mentions[i].tokens.end;
    if doc.kind(end) == Some(TokenKind::Word) && !words::is(doc, end, Class::Closed) {
        return false;
    }
    // "5% more than **two years ago**" says nothing of which year has ended since.
    if doc.is(end - 1, "ago") {
        return false;
    }
    doc.is_any(joint, STANDARD) || value.is_some_and(|f| doc.is_any(f.opening().wrapping_sub(1), STANDARD))
}
