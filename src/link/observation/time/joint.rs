//! Two times with one figure: "will grow 2% **in 2005 and 2006**", "rose 5% **in both October and November**", "3% **this year and next**".
//!
//! A part of what [`super::placed`] asks of a figure's own period. Guarantees: the one begins where the other ends, and no second figure
//! shares them ("2% and 3% in 2005 and 2006").

use std::ops::Range;

use super::basis::Span;
use super::dating;
use super::reference::is_reference;
use super::search::Search;
use super::{Found, Time, period};
use crate::link::observation::sentence::clause::Opener;
use crate::mention::period::{Granularity, Timex};
use crate::mention::{Mention, MentionKind, Period};
use crate::text::keys;

/// The whole of two times, one of which a figure has been found to be of.
pub fn both(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, frame, mentions, .. } = search;
    let at = frame.periods.iter().position(|&m| m == i)?;
    let pair = |one: usize| {
        let (one, two) = (*frame.periods.get(one)?, *frame.periods.get(one + 1)?);
        let and = mentions[one].tokens.end;
        let again = usize::from(doc.is_any(and + 1, keys!["in", "the"]));
        (doc.is(and, "and") && mentions[two].tokens.start == and + 1 + again).then_some((one, two))
    };
    let (one, two) = pair(at).or_else(|| pair(at.checked_sub(1)?))?;
    let (start, end) = (mentions[one].tokens.start, mentions[two].tokens.end);
    let figures = frame.figures.iter().filter(|&&f| search.own().contains(&mentions[f].tokens.start)).count();
    // "In 2004 **from** October and November", "the 2005 and 2006 **outlook**", "2005 and 2006**, respectively**"
    let apart = doc.is_any(start.wrapping_sub(1), keys!["from", "than", "since", "between", "against"])
        || dating::owns(doc, &mentions[two])
        || (end..end + 2).any(|t| doc.is(t, "respectively"));
    let nearest = frame.figures.iter().rev().map(|&f| &mentions[f].tokens).find(|t| t.end <= start);
    let apart = apart || search.figure().end <= start && nearest.is_some_and(|t| t != search.figure());
    // "2% **and 3%** in 2005 and 2006"
    if figures != 1 || apart || frame.segments[search.segment].opener == Opener::And {
        return None;
    }
    let (first, last) = (search.period(one), search.period(two));
    let unit = matches!(first.granularity, Some(Granularity::Month | Granularity::Quarter | Granularity::Year));
    let alike = first.granularity == last.granularity && is_reference(first) && is_reference(last) && !last.comparison;
    let ((from, end), (begins, to)) = (first.days?, last.days?);
    let value = format!("{}/{}", first.value, last.value);
    let whole = Period { timex: Timex::Date, value, days: Some((from, to)), modifier: None, ..first.clone() };
    (unit && alike && end.tomorrow().ok()? == begins).then_some(whole)
}

/// "July's gain was cut to 6,000 and June's to 14,000. Employment **in the two months combined** is 21,000 lower": of the months told of
/// last, which follow one another; of none that is known where they are not told.
pub fn combined(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let i = frame.periods.iter().copied().find(|&i| {
        let Range { start, end } = mentions[i].tokens;
        let those =
            doc.is_any(start, keys!["those", "these"]) || doc.is_any(start.wrapping_sub(1), keys!["those", "these"]);
        let whole = search.period(i).timex == Timex::Duration && doc.is(end - 1, "months");
        let near = search.own().contains(&start);
        whole && near && (those || doc.is_any(end, keys!["combined", "together"]))
    })?;
    let mut count: usize = search.period(i).value.strip_prefix('P')?.strip_suffix('M')?.parse().ok()?;
    let mut whole: Option<Period> = None;
    let told = mentions[..i].iter().rev().take_while(|m| m.sentence + 1 >= asked.figure.sentence).filter_map(|m| {
        match &m.kind {
            MentionKind::Period(p) if p.granularity == Some(Granularity::Month) && !p.comparison => Some(p),
            _ => None,
        }
    });
    for month in told {
        let Some((from, to)) = month.days else { continue };
        let (value, days) = match whole.as_ref().and_then(|w| Some((w, w.days?))) {
            None => (month.value.clone(), (from, to)),
            Some((_, d)) if d.0 <= from && to <= d.1 => continue,
            Some((w, d)) if to.tomorrow().ok() == Some(d.0) => (joined(month, w), (from, d.1)),
            Some((w, d)) if d.1.tomorrow().ok() == Some(from) => (joined(w, month), (d.0, to)),
            Some(_) => break,
        };
        whole = Some(Period { value, days: Some(days), modifier: None, ..month.clone() });
        count = count.saturating_sub(1);
        if count == 0 {
            break;
        }
    }
    Some(Time { period: whole.filter(|_| count == 0), mention: Some(i), ..Time::at(Found::Segment) })
}

/// The value of two stretches, one of which begins where the other ends.
fn joined(first: &Period, last: &Period) -> String {
    let from = first.value.split('/').next().unwrap_or_default();
    let to = last.value.rsplit('/').next().unwrap_or_default();
    format!("{from}/{to}")
}

/// "Will grow 2% in 2005 and 2006": of two years, in each of which it is told as in one.
pub fn span(mentions: &[Mention], time: &Time) -> Option<Span> {
    let one = period(&mentions[time.mention?]);
    let both = time.period.as_ref()?;
    let (first, last) = both.value.split_once('/')?;
    (first == one.value || last == one.value).then(|| Span::of(one)).flatten()
}
