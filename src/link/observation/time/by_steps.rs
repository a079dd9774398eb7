//! Changes from one stretch to the next: "in each of the past two years", "up 79% from the previous one", "between July and August".
//!
//! A part of [`super::basis`]. Guarantees: how long a step is, is said or is the length of the change's own period.

use super::basis::Span;
use super::dating;
use super::{Asked, Time, period};
use crate::link::observation::ChangeBasis;
use crate::link::observation::indicator::Owner;
use crate::link::observation::sentence::frame::Frame;
use crate::mention::Mention;
use crate::text::{Doc, keys};

/// "Expanded 9% **in each of the past two years**", "in each of the last six months": one of them is compared with the one
/// before.
pub(super) fn one_by_one(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked) -> Option<ChangeBasis> {
    let own = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    let each = |m: &&Mention| own.contains(&m.tokens.start) && dating::is_each_of(doc, m);
    let lengths = frame.periods.iter().map(|&i| &mentions[i]).find(each)?;
    Some(match doc.lower(lengths.tokens.end - 1) {
        "years" => ChangeBasis::YearOnYear,
        // A company's quarter is told beside that of the year before.
        "quarters" if asked.subject.owner() != Owner::Entity => ChangeBasis::QuarterOnQuarter,
        "months" => ChangeBasis::MonthOnMonth,
        "weeks" => ChangeBasis::WeekOnWeek,
        "days" => ChangeBasis::DayOnDay,
        _ => return None,
    })
}

/// "Rose to $3bn in the first quarter, up 79% **from the previous one**": from the quarter before.
pub(super) fn one_before(doc: &Doc, asked: &Asked, span: Option<Span>) -> Option<ChangeBasis> {
    let end = asked.figure.tokens.end;
    let before = doc.is_any(end, keys!["from", "on", "over"])
        && doc.is(end + 1, "the")
        && doc.is_any(end + 2, keys!["previous", "prior", "preceding"])
        && doc.is(end + 3, "one");
    by_step(span.filter(|_| before)?)
}

/// "Grew 0.6% **between July and August**": from the first to the second of the two.
pub(super) fn first_of_two(mentions: &[Mention], doc: &Doc, time: &Time) -> Option<ChangeBasis> {
    let named = &mentions[time.mention?];
    let start = named.tokens.start;
    let between = (start.wrapping_sub(1)..start + 2).any(|i| doc.is(i, "between"));
    let (two, last) = (period(named).days?, time.period.as_ref()?.days?);
    by_step(Span::of(time.period.as_ref()?).filter(|_| between && two.0 < last.0 && two.1 == last.1)?)
}

/// What a change from one stretch to the next is compared with.
fn by_step(span: Span) -> Option<ChangeBasis> {
    Some(match span {
        Span::Week => ChangeBasis::WeekOnWeek,
        Span::Month => ChangeBasis::MonthOnMonth,
        Span::Quarter => ChangeBasis::QuarterOnQuarter,
        Span::Year => ChangeBasis::YearOnYear,
        _ => return None,
    })
}
