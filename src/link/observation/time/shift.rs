//! Periods reckoned from others: a step back, a year later, the last month of twelve, one day.

use jiff::civil::Date;
use jiff::{Span as Shift, ToSpan};

use super::basis::Span;
use super::search::Search;
use super::{Found, Time, period};
use crate::link::observation::sentence::frame::Frame;
use crate::mention::period::{Granularity, PeriodModifier, Timex};
use crate::mention::{Mention, MentionKind, Period};
use crate::text::{Doc, Key, TokenKind, keys};

/// The same stretch one step earlier: the month before a month, the quarter before a quarter, the year before a year.
pub fn step_back(period: &Period) -> Option<Period> {
    let (from, to) = period.days?;
    let granularity = period.granularity?;
    let step: Shift = match granularity {
        // "The three months ended May 4": as many days.
        Granularity::Day => to.tomorrow().ok()?.since(from).ok()?,
        Granularity::Week => 1.week(),
        Granularity::Month => i32::from(whole_months(from, to)?).months(),
        Granularity::Quarter => 3.months(),
        Granularity::HalfYear => 6.months(),
        Granularity::Year => 1.year(),
        _ => return None,
    };
    let first = from.checked_sub(step).ok()?;
    let last = from.yesterday().ok()?;
    let value = match granularity {
        Granularity::Month if whole_months(from, to)? == 1 => format!("{:04}-{:02}", first.year(), first.month()),
        // "The fiscal third quarter", whose days were told
        Granularity::Quarter if period.value.starts_with("FY") => quarter_named(&period.value, -1)?,
        Granularity::Quarter => format!("{:04}-Q{}", first.year(), (first.month() + 2) / 3),
        Granularity::HalfYear => format!("{:04}-H{}", first.year(), (first.month() + 5) / 6),
        Granularity::Year if first.month() == 1 => format!("{:04}", first.year()),
        Granularity::Day if from == to => first.to_string(),
        _ => format!("{first}/{last}"),
    };
    Some(Period { value, days: Some((first, last)), comparison: true, ..period.clone() })
}

/// Whether it is a quarter of a fiscal year whose days are told and are not those of the calendar's quarter of that name.
pub fn is_apart_from_calendar(period: &Period) -> bool {
    const DAYS: i32 = 20;
    let first = |name: &str| {
        let (year, quarter) = name.strip_prefix("FY")?.split_once("-Q")?;
        let month = quarter.parse::<i8>().ok()?.checked_mul(3)?.checked_sub(2)?;
        Date::new(year.parse().ok()?, month, 1).ok()
    };
    let begins = period.days.zip(first(&period.value)).filter(|_| period.granularity == Some(Granularity::Quarter));
    begins.is_some_and(|((from, _), first)| from.since(first).is_ok_and(|s| s.get_days().abs() > DAYS))
}

/// The quarter of the same company's year so many behind one whose days are told; one that begins in the last days of a month is as good
/// as one of the months behind it.
pub fn fiscal_quarter(told: &Period, by: i16) -> Option<Period> {
    const HALF: i8 = 15;
    let (from, to) = told.days?;
    let value = quarter_named(&told.value, by)?;
    let first = from.checked_add(i32::from(from.day() > HALF).months()).ok()?.first_of_month();
    let begins = first.checked_add((3 * i32::from(by)).months()).ok()?;
    let ends = begins.checked_add(3.months()).ok()?.yesterday().ok()?;
    let days = if by == 0 { (from, to) } else { (begins, ends) };
    Some(Period { value, days: Some(days), comparison: false, ..told.clone() })
}

/// The name of the quarter of a fiscal year so many quarters behind one that is named: "FY2025-Q1" behind "FY2024-Q4".
pub fn quarter_named(name: &str, by: i16) -> Option<String> {
    let (year, quarter) = name.strip_prefix("FY")?.split_once("-Q")?;
    let (year, quarter): (i16, i16) = (year.parse().ok()?, quarter.parse().ok()?);
    let at = year.checked_mul(4)?.checked_add(quarter - 1)?.checked_add(by)?;
    Some(format!("FY{:04}-Q{}", at.div_euclid(4), at.rem_euclid(4) + 1))
}

/// The first or last quarter of a year of which only its start or end is told.
pub fn edge_quarter(period: &Period) -> Option<Period> {
    let (from, to) = period.days.filter(|_| period.granularity == Some(Granularity::Year))?;
    let (first, last) = match period.modifier? {
        PeriodModifier::Start => (from, from.checked_add(3.months()).ok()?.yesterday().ok()?),
        PeriodModifier::End => (to.tomorrow().ok()?.checked_sub(3.months()).ok()?, to),
        _ => return None,
    };
    let value = format!("{:04}-Q{}", first.year(), (first.month() + 2) / 3);
    let (granularity, modifier) = (Some(Granularity::Quarter), None);
    Some(Period { value, days: Some((first, last)), granularity, modifier, ..period.clone() })
}

/// Whether it is twelve months that are no calendar year.
pub fn is_rolling_year(period: &Period) -> bool {
    period.days.is_some_and(|(from, to)| {
        from.month() != 1 && !period.fiscal && to.since(from).is_ok_and(|s| (364..=366).contains(&s.get_days()))
    })
}

/// The same stretch a month earlier.
pub fn month_back(period: &Period) -> Option<Period> {
    let (from, to) = period.days?;
    let (first, last) = (from.checked_sub(1.month()).ok()?, to.checked_sub(1.month()).ok()?);
    let last = if to == to.last_of_month() { last.last_of_month() } else { last };
    Some(Period { value: format!("{first}/{last}"), days: Some((first, last)), comparison: true, ..period.clone() })
}

/// Whether it is a calendar year, and the other a later one.
pub fn is_year_before(period: &Period, other: &Period) -> bool {
    let year = |p: &Period| p.days.filter(|_| p.granularity == Some(Granularity::Year)).map(|d| d.0);
    year(period).zip(year(other)).is_some_and(|(one, other)| one < other)
}

/// The same stretch a year earlier.
pub fn year_back(period: &Period) -> Option<Period> {
    let part = |part: &str| Some(format!("{:04}{}", part.get(..4)?.parse::<i16>().ok()? - 1, part.get(4..)?));
    let Some((from, to)) = period.days else {
        // "FY2024-Q2", whose days are not told.
        let value = format!("FY{}", part(period.value.strip_prefix("FY").filter(|_| period.fiscal)?)?);
        return Some(Period { value, comparison: true, ..period.clone() });
    };
    let (first, last) = years_on(from, to, -1)?;
    let value = match period.value.strip_prefix("FY") {
        Some(named) => format!("FY{}", part(named)?),
        None => period.value.split('/').map(part).collect::<Option<Vec<_>>>()?.join("/"),
    };
    Some(Period { value, days: Some((first, last)), comparison: true, ..period.clone() })
}

/// The days some years later; the last of a month stays the last.
fn years_on(from: Date, to: Date, years: i16) -> Option<(Date, Date)> {
    let on = |d: Date| d.checked_add(i32::from(years).years()).ok();
    let (first, mut last) = (on(from)?, on(to)?);
    if to == to.last_of_month() {
        last = last.last_of_month();
    }
    Some((first, last))
}

/// The period of a mention; one whose first or last day stands behind it with its days: "its fiscal third quarter ended
/// June 1", "the first quarter ended June 30", "the fiscal year that began in April", "the week that ended May 24".
pub fn closed(doc: &Doc, frame: &Frame, mentions: &[Mention], i: usize) -> Period {
    /// How many days a quarter of weeks may end before or after that of the calendar.
    const APART: i32 = 20;
    let mut told = period(&mentions[i]);
    // "August's gain was larger than July's, but **that month's** total": July's.
    if doc.is(mentions[i].tokens.start, "that") && mentions[i].tokens.len() == 2 {
        let like = |p: &&Period| p.granularity == told.granularity && p.days.is_some();
        let before = frame.periods.iter().rev().filter(|&&m| m < i).map(|&m| period(&mentions[m]));
        told = before.into_iter().find(like).unwrap_or(told);
    }
    let week = told.granularity == Some(Granularity::Week);
    let quarter = told.granularity == Some(Granularity::Quarter) && !told.fiscal;
    if !(week || quarter || told.fiscal && told.days.is_none()) {
        return told.clone();
    }
    let edge = frame.periods.iter().find_map(|&m| Some((m, bounds(doc, mentions, m).filter(|(at, _)| *at == i)?.1)));
    let length: Option<Shift> = match told.granularity {
        Some(Granularity::Week) => Some(7.days()),
        Some(Granularity::Quarter) => Some(3.months()),
        Some(Granularity::HalfYear) => Some(6.months()),
        Some(Granularity::Year) => Some(12.months()),
        _ => None,
    };
    let days = edge.zip(length).and_then(|((m, begins), length)| {
        let (from, to) = period(&mentions[m]).days?;
        Some(match begins {
            true => (from, from.checked_add(length).ok()?.yesterday().ok()?),
            false => (to.tomorrow().ok()?.checked_sub(length).ok()?, to),
        })
    });
    match days {
        // "Profit for the **fourth** quarter ended June 30": of the company's own year, which its days tell.
        Some((from, to)) if quarter => {
            let other = told.days.is_some_and(|(_, end)| end.since(to).is_ok_and(|s| s.get_days().abs() > APART));
            let calendar = || to.tomorrow().ok().and_then(quarter_before).filter(|q| q.days == days);
            let stretch = || Period { value: format!("{from}/{to}"), days, ..told.clone() };
            if other { calendar().unwrap_or_else(stretch) } else { told.clone() }
        }
        Some((from, to)) if week => Period { value: format!("{from}/{to}"), days, timex: Timex::Date, ..told.clone() },
        _ => Period { days: days.or(told.days), ..told.clone() },
    }
}

/// The period right before a date of which that date is the first day (true) or the last: "the week that ended **May 24**".
pub fn bounds(doc: &Doc, mentions: &[Mention], i: usize) -> Option<(usize, bool)> {
    let joint = usize::from(doc.is_any(mentions[i].tokens.start.wrapping_sub(1), keys!["in", "on"]));
    let verb = mentions[i].tokens.start.checked_sub(1 + joint)?;
    let begins = doc.is_any(verb, keys!["began", "begins", "beginning", "started", "starting"]);
    if !begins && !doc.is_any(verb, keys!["ended", "ends", "ending"]) {
        return None;
    }
    let that = usize::from(doc.is_any(verb.wrapping_sub(1), keys!["that", "which"]));
    // "The first quarter**, which** ended on June 30"
    let comma = usize::from(that == 1 && doc.is(verb.wrapping_sub(2), ","));
    let whole = i.checked_sub(1).filter(|&w| matches!(mentions[w].kind, MentionKind::Period(_)))?;
    (mentions[whole].tokens.end + comma + that == verb).then_some((whole, begins))
}

/// The last calendar month of a longer stretch.
pub fn last_month(period: &Period) -> Option<Period> {
    let (from, to) = period.days?;
    let first = to.first_of_month();
    (from < first && to == to.last_of_month()).then(|| Period {
        value: format!("{:04}-{:02}", to.year(), to.month()),
        days: Some((first, to)),
        granularity: Some(Granularity::Month),
        ..period.clone()
    })
}

/// The last three calendar months of a longer stretch.
pub fn last_quarter(period: &Period) -> Option<Period> {
    let (from, to) = period.days?;
    let first = to.tomorrow().ok()?.checked_sub(3.months()).ok()?;
    (from < first && to == to.last_of_month() && to.month() % 3 == 0).then(|| Period {
        value: format!("{:04}-Q{}", to.year(), to.month() / 3),
        days: Some((first, to)),
        granularity: Some(Granularity::Quarter),
        ..period.clone()
    })
}

/// The period that "a year earlier" is a year before of.
pub fn year_later(doc: &Doc, mention: &Mention) -> Option<Period> {
    let period = period(mention);
    let says = |words: &[Key]| mention.tokens.clone().any(|i| doc.is_any(i, words));
    // "In the same period of 2023"
    // "From $1.8bn **twelve months earlier**"
    let year = says(keys!["year"]) || says(keys!["12", "twelve"]) && says(keys!["months"]);
    let year_before = says(keys!["same"]) || year && says(keys!["earlier", "ago", "before", "previous", "prior"]);
    let compared = period.comparison
        || says(keys!["same"]) && mention.tokens.clone().any(|i| doc.kind(i) == Some(TokenKind::Number));
    let (from, to) = period.days.filter(|_| compared && year_before)?;
    let (first, last) = years_on(from, to, 1)?;
    let part_ahead = |part: &str| Some(format!("{:04}{}", part.get(..4)?.parse::<i16>().ok()? + 1, part.get(4..)?));
    let value = period.value.split('/').map(part_ahead).collect::<Option<Vec<_>>>()?.join("/");
    Some(Period { value, days: Some((first, last)), comparison: false, ..period.clone() })
}

/// One calendar day as a period.
pub fn day(date: Date) -> Period {
    Period {
        timex: Timex::Date,
        value: date.to_string(),
        days: Some((date, date)),
        granularity: Some(Granularity::Day),
        modifier: None,
        fiscal: false,
        comparison: false,
    }
}

/// One calendar year as a period.
pub fn calendar_year(year: i16) -> Option<Period> {
    let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    let value = format!("{year:04}");
    Some(Period { value, days: Some((first, last)), granularity: Some(Granularity::Year), ..day(first) })
}

/// "3.2% this year and 2.7% **next**": the year after the one named before it, and the mention of that one.
pub fn next_year(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, .. } = search;
    let figure = search.figure();
    if !doc.is(figure.end, "next") {
        return None;
    }
    let closed =
        doc.kind(figure.end + 1) == Some(TokenKind::Punct) || doc.is_any(figure.end + 1, keys!["and", "as", "with"]);
    let i = frame.periods.iter().copied().rev().find(|&i| closed && mentions[i].tokens.end <= figure.start)?;
    let named = search.period(i);
    let (from, _) = named.days.filter(|_| named.granularity == Some(Granularity::Year))?;
    Some(Time { period: Some(calendar_year(from.year() + 1)?), mention: Some(i), ..Time::at(Found::Segment) })
}

/// The calendar quarter that was over last, for one that had run for few weeks on that day: what a company reports of then is of
/// its own year, and as good as that.
pub fn quarter_reported(told: &Period, published: Date) -> Option<Period> {
    const WEEKS: i32 = 6;
    let (from, to) = told.days.filter(|_| Span::of(told) == Some(Span::Quarter) && !told.fiscal)?;
    let begun = from <= published && published < to && published.since(from).ok()?.get_days() <= 7 * WEEKS;
    if begun { quarter_before(published) } else { None }
}

/// The calendar quarter that was over last on a day.
pub fn quarter_before(date: Date) -> Option<Period> {
    let month = (date.month() - 1) / 3 * 3 + 1;
    let next = Date::new(date.year(), month, 1).ok()?;
    let (first, last) = (next.checked_sub(3.months()).ok()?, next.yesterday().ok()?);
    let value = format!("{:04}-Q{}", first.year(), (first.month() + 2) / 3);
    Some(Period { value, days: Some((first, last)), granularity: Some(Granularity::Quarter), ..day(first) })
}

/// One calendar month as a period.
pub fn calendar_month(year: i16, month: i8) -> Option<Period> {
    let first = Date::new(year, month, 1).ok()?;
    let days = Some((first, first.last_of_month()));
    let value = format!("{year:04}-{month:02}");
    Some(Period { value, days, granularity: Some(Granularity::Month), ..day(first) })
}

/// How many whole calendar months the days cover; `None` where they do not begin and end with one.
fn whole_months(from: Date, to: Date) -> Option<i8> {
    let next = to.tomorrow().ok()?;
    let months =
        (i32::from(next.year()) - i32::from(from.year())) * 12 + i32::from(next.month()) - i32::from(from.month());
    (from.day() == 1 && next.day() == 1).then(|| i8::try_from(months).ok()).flatten().filter(|m| *m > 0)
}
