//! The time of a comparison value: what "a year earlier" and "from $3bn" mean beside the time at hand.

use jiff::ToSpan;

use super::basis::Span;
use super::reference::{is_daily, is_reference};
use super::said;
use super::shift::{day, is_rolling_year, month_back, step_back, year_back, year_later};
use super::{Asked, period};
use crate::link::observation::ChangeBasis;
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::topic::Topic;
use crate::mention::period::{Granularity, Timex};
use crate::mention::{Mention, MentionKind, Period};
use crate::text::Doc;

/// "From $187 million, or $1.02 a share, **a year earlier**": the comparison's time behind its figures.
pub fn later_comparison(frame: &Frame, mentions: &[Mention], asked: &Asked, previous: bool) -> Option<usize> {
    let end = asked.figure.tokens.end;
    let i = frame.periods.iter().copied().find(|&i| mentions[i].tokens.start >= end)?;
    let p = period(&mentions[i]);
    (previous && p.comparison && is_reference(p) && mentions[i].tokens.start - end <= 10).then_some(i)
}

/// "Margin was 60%, down from 79% a year earlier": a year before what is spoken of, where the sentence names no time else;
/// "up from 17% **the month before**": a month before it.
pub fn a_year_before(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    asked: &Asked,
    i: usize,
    topic: &Topic,
) -> Option<Period> {
    let only = frame.periods.iter().all(|&m| m == i || period(&mentions[m]).timex == Timex::Duration);
    if is_month_before(doc, &mentions[i]) {
        let current = topic.current(asked.figure.sentence, asked.subject.owner()).filter(|_| only)?;
        let monthly = Span::of(&current) == Some(Span::Month) && !is_daily(asked.subject);
        return step_back(&current).filter(|_| monthly);
    }
    let later = year_later(doc, &mentions[i])?;
    // "£310m at the end of September, down from £342m a year earlier": of the September before.
    let named = frame.periods.iter().any(|&m| period(&mentions[m]).days == later.days);
    let said = (only || topic.is_passing(&later) && !named) && !is_daily(asked.subject);
    let current = topic.current(asked.figure.sentence, asked.subject.owner()).filter(|_| said)?;
    year_back(&current)
}

/// "The month before", "a month earlier".
fn is_month_before(doc: &Doc, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    mention.tokens.len() == 3
        && doc.is_any(start, &["a", "one", "the"])
        && doc.is(start + 1, "month")
        && doc.is_any(start + 2, &["earlier", "before"])
}

/// "Petrol averaged $3.63 a gallon on Friday, against $3.39 **a month earlier**": what has a price on every day is compared
/// with that of one day.
pub fn same_day(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    asked: &Asked,
    i: usize,
    topic: &Topic,
) -> Option<Period> {
    let tokens = mentions[i].tokens.clone();
    let back = match doc.lower(tokens.start + 1) {
        "month" => 1.month(),
        "year" => 1.year(),
        _ => return None,
    };
    let one = tokens.len() == 3 && doc.is_any(tokens.start, &["a", "one"]);
    let then = doc.is_any(tokens.start + 2, &["ago", "earlier", "before"]);
    let priced = is_daily(asked.subject) || asked.subject.code() == Some("fuel_price");
    let one_day = |i: &usize| period(&mentions[*i]).days.filter(|d| d.0 == d.1).map(|d| d.0);
    let named = frame.periods.iter().rev().filter(|&&m| mentions[m].tokens.end <= tokens.start).find_map(one_day);
    let now = named.or(topic.session).or(doc.published).filter(|_| one && then && priced)?;
    Some(Period { comparison: true, ..day(now.checked_sub(back).ok()?) })
}

/// The time that a value is compared with: a year before for what companies report, or where the change is over a year;
/// else the period before.
pub fn before(doc: &Doc, frame: &Frame, asked: &Asked, current: &Period) -> Option<Period> {
    let yearly = match said::said(doc, frame, asked) {
        Some(basis) => basis == ChangeBasis::YearOnYear,
        None => {
            asked.subject.owner() == Owner::Entity
                && asked.subject.told() == Told::Series
                && current.granularity > Some(Granularity::Week)
        }
    };
    // "The yearly rate edged up to 27.4% from 27%": the reading before, whatever each is compared with.
    if asked.role == Role::From
        && asked.subject.owner() == Owner::Area
        && matches!(asked.figure.kind, MentionKind::Percentage(_))
        && !is_rolling_year(current)
    {
        return step_back(current);
    }
    // Of changes over twelve months, the one before is told a month earlier.
    if is_rolling_year(current) && asked.subject.owner() != Owner::Entity {
        return month_back(current);
    }
    if yearly { year_back(current) } else { step_back(current) }
}
