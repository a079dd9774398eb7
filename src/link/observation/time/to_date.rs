//! Totals of a year's months so far: "**nine-month** exports", "the **year-to-date** deficit", beside a month or a quarter of that year.
//!
//! Guarantees: the last of the months is the one that is told of; where the number of months does not lead there, nothing is said.

use jiff::ToSpan;
use jiff::civil::Date;

use super::running::stretch;
use super::search::Search;
use super::{Asked, Found, Time};
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Topic;
use crate::mention::Period;
use crate::mention::period::{Granularity, Timex};
use crate::text::{TokenKind, keys};

/// "Exports rose 4% in September. **Nine-month** exports reached $300bn", "taking the **ten-month** total to $500bn": from January to the
/// month told of last.
pub fn months(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, .. } = search;
    let (own, figure) = (search.own(), search.figure());
    let i = frame.periods.iter().copied().find(|&i| {
        let tokens = &mentions[i].tokens;
        let attribute = doc.kind(tokens.end) == Some(TokenKind::Word)
            && !words::is(doc, tokens.end, Class::Closed)
            && doc.is_any(tokens.end - 1, keys!["month"]);
        own.start <= tokens.start && tokens.end < figure.start && search.period(i).timex == Timex::Duration && attribute
    })?;
    let noun = mentions[i].tokens.end;
    let summed = frame.indicators_in(noun..noun + 3).any(|n| n.row().told == Told::Series)
        || (noun..noun + 2).any(|t| doc.is_any(t, keys!["total", "figure", "sum"]));
    let count: i8 = search.period(i).value.strip_prefix('P')?.strip_suffix('M')?.parse().ok()?;
    let (_, until) = before(search, i)?.days.filter(|d| summed && d.1.month() == count && count > 1)?;
    let from = until.first_of_year();
    let value = format!("{:04}-{:02}/{:04}-{:02}", from.year(), from.month(), until.year(), until.month());
    let whole = Period { value, ..stretch(search.period(i), from, until) };
    Some(Time { period: Some(whole), mention: Some(i), ..Time::at(Found::Window) })
}

/// The month, quarter or half-year told of before a period: in the sentence, else in those before.
fn before(search: &Search, i: usize) -> Option<Period> {
    let &Search { frame, mentions, asked, topic, .. } = search;
    let part =
        |p: &&Period| matches!(p.granularity, Some(Granularity::Month | Granularity::Quarter | Granularity::HalfYear));
    let start = mentions[i].tokens.start;
    let named = frame.periods.iter().copied().rev().filter(|&m| mentions[m].tokens.end <= start);
    let named = named.map(|m| search.period(m)).find(|p| p.days.is_some() && !p.comparison).filter(part).cloned();
    named.or_else(|| topic.current(asked.figure.sentence, asked.subject.owner()).filter(|p| part(&p)))
}

/// "Year to date, the deficit rose $36bn" in an account of July: a statistic has come as far as what is reported; "the **year-to-date**
/// deficit", told in February of October: of the year of that month.
pub fn year_to_date(search: &Search, i: usize) -> Option<Period> {
    let period = search.period(i);
    let (from, to) = period.days.filter(|d| Some(d.1) == search.doc.published && d.0.day_of_year() == 1)?;
    let until =
        reported_until(from.checked_sub(1.year()).ok()?, search.asked, search.topic).filter(|until| *until < to)?;
    Some(stretch(period, until.first_of_year(), until))
}

/// The last day of what the article reports on, as far as which a country's statistics of a stretch since then are told.
pub fn reported_until(from: Date, asked: &Asked, topic: &Topic) -> Option<Date> {
    let statistic = asked.subject.owner() == Owner::Area && asked.subject.told() == Told::Series;
    topic.first_days().filter(|d| statistic && from <= d.0 && d.0 < d.1).map(|d| d.1)
}
