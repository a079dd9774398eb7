//! Two times with one figure: "will grow 2% **in 2005 and 2006**", "rose 5% **in both October and November**", "3% **this year and next**".
//!
//! A part of what [`super::placed`] asks of a figure's own period. Guarantees: the one begins where the other ends, and no second figure
//! shares them ("2% and 3% in 2005 and 2006").

use super::basis::Span;
use super::dating;
use super::reference::is_reference;
use super::search::Search;
use super::{Time, period};
use crate::link::observation::sentence::clause::Opener;
use crate::mention::period::{Granularity, Timex};
use crate::mention::{Mention, Period};
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

/// "Will grow 2% in 2005 and 2006": of two years, in each of which it is told as in one.
pub fn span(mentions: &[Mention], time: &Time) -> Option<Span> {
    let one = period(&mentions[time.mention?]);
    let both = time.period.as_ref()?;
    let (first, last) = both.value.split_once('/')?;
    (first == one.value || last == one.value).then(|| Span::of(one)).flatten()
}
