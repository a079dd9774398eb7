//! Dates as pages write them, normalised to ISO 8601 at their own offset.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use rustc_hash::FxHashMap;

use crate::article::SourceDate;
use crate::lang::clock;
use crate::lang::tsv::rows;

/// Month names as bylines write them, in the languages of the pages read.
static MONTHS: LazyLock<FxHashMap<&str, i8>> = LazyLock::new(|| {
    let read = |[name, month]: [&'static str; 2]| {
        let month = month.parse().unwrap_or_else(|_| panic!("no month: {month}"));
        (name, month)
    };
    rows(MONTH_TABLE, ["name", "month"]).map(read).collect()
});

const MONTH_TABLE: &str = include_str!("months.tsv");

/// Years that a published article can have.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;
/// Years that a number in an address can mean.
const NEWS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Reads a date, with its time and offset where it has them.
pub(super) fn read(text: &str) -> Option<SourceDate> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    let stamp = epoch(text).or_else(|| Stamp::read(text))?;
    // The beginning of the computers' time is how templates write "none".
    let unset = stamp.date == jiff::civil::date(1970, 1, 1);
    (YEARS.contains(&stamp.date.year()) && !unset).then(|| SourceDate::parse(&stamp.iso())).flatten()
}

/// The day in an address such as `/2025/12/08/`, `/2025/dec/08/`, `/2025-12-08-`, `/20251208/` or `/AEN20251208000123`.
pub(super) fn in_url(url: &str) -> Option<SourceDate> {
    let path = url.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let day = numbers.windows(3).find_map(|w| {
        (w[0].len() == 4 && w[1].len() <= 2 && w[2].len() <= 2).then(|| civil(w[0], w[1], w[2])).flatten()
    });
    let parts: Vec<&str> = path.split(['/', '-']).collect();
    let day = day.or_else(|| {
        parts.windows(3).find_map(|w| {
            let whole = w[0].len() == 4 && w[2].len() <= 2;
            whole.then(|| month(w[1])).flatten().and_then(|month| civil(w[0], &month.to_string(), w[2]))
        })
    });
    let long = |number: &&&str| matches!(number.len(), 8 | 12 | 14 | 17);
    let day = day.or_else(|| numbers.iter().filter(long).find_map(|n| civil(&n[..4], &n[4..6], &n[6..8])))?;
    (NEWS.contains(&day.year())).then(|| SourceDate::parse(&day.to_string())).flatten()
}

struct Stamp {
    date: Date,
    time: Option<(Time, bool)>,
    offset: Option<String>,
}

impl Stamp {
    fn iso(&self) -> String {
        let mut out = self.date.to_string();
        if let Some((time, seconds)) = self.time {
            out.push('T');
            let time = time.to_string();
            out.push_str(if seconds { &time } else { &time[..5] });
            out.push_str(self.offset.as_deref().unwrap_or_default());
        }
        out
    }

    fn read(text: &str) -> Option<Self> {
        let Some((date, rest)) = numeric(text).or_else(|| compact(text)).or_else(|| named(text)) else {
            return Self::read_time_first(text);
        };
        let time = time_of_day(rest);
        let offset = time.as_ref().and_then(|(_, _, after)| offset(after));
        Some(Self { date, time: time.map(|(time, seconds, _)| (time, seconds)), offset })
    }

    /// `9:30 AM EST, Tue November 4, 2025`.
    fn read_time_first(text: &str) -> Option<Self> {
        let starts = text.find(|c: char| c.is_ascii_digit())?;
        let (time, seconds, after) =
            time_of_day(text).filter(|_| text[starts..].find(':').is_some_and(|at| at <= 2))?;
        let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (date, _) = numeric(after).or_else(|| named(after))?;
        Some(Self { date, time: Some((time, seconds)), offset: offset(after) })
    }
}

/// The months' names by themselves, as some addresses have them.
fn month(text: &str) -> Option<i8> {
    MONTHS.get(text.to_lowercase().as_str()).copied()
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The number that `text` starts with, of `1..=max` digits, and the rest.
fn digits(text: &str, max: usize) -> Option<(&str, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    (1..=max).contains(&end).then(|| text.split_at(end))
}

/// `2025-12-08`, `2025/12/08`, `2025.12.08`, and with the day first where dots or dashes say so: `08.12.2025`.
fn numeric(text: &str) -> Option<(Date, &str)> {
    let (a, rest) = digits(text, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (b, rest) = digits(&rest[1..], 2)?;
    let (c, rest) = digits(rest.strip_prefix(separator)?, 4)?;
    let date = if a.len() == 4 {
        civil(a, b, c)?
    } else if c.len() == 4 && separator != '/' {
        civil(c, b, a)?
    } else {
        // With slashes the order differs between countries: only a number above 12 tells.
        let (first, second): (u8, u8) = (a.parse().ok()?, b.parse().ok()?);
        match (first > 12, second > 12) {
            (true, false) if c.len() == 4 => civil(c, b, a)?,
            (false, true) if c.len() == 4 => civil(c, a, b)?,
            _ => return None,
        }
    };
    Some((date, rest))
}

/// `20251208`, `20251208T0914`.
fn compact(text: &str) -> Option<(Date, &str)> {
    let (all, rest) = digits(text, 14)?;
    (all.len() == 8 || all.len() == 14 || all.len() == 12).then_some(())?;
    let date = civil(&all[..4], &all[4..6], &all[6..8])?;
    Some((date, if all.len() > 8 { &text[8..] } else { rest }))
}

/// `December 8, 2025`, `8 Dec 2025`, `Mon, 08 Dec 2025`, `8th of December 2025`, `2025年12月8日`.
fn named(text: &str) -> Option<(Date, &str)> {
    let (mut month, mut day, mut year) = (None, None, None);
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let word = &rest[start..];
        let numeric = word.starts_with(|c: char| c.is_ascii_digit());
        let ends = |c: char| c.is_ascii_digit() != numeric || !c.is_alphanumeric();
        let (word, after) = word.split_at(word.find(ends).unwrap_or(word.len()));
        rest = after;
        if !numeric {
            month = month.or_else(|| self::month(word));
        } else if word.len() == 4 && year.is_none() {
            year = Some(word);
            if after.starts_with(['年', '년']) {
                return ideographic(word, after);
            }
            if month.is_some() && day.is_some() {
                break;
            }
        } else if word.len() <= 2 && day.is_none() {
            day = Some(word);
        } else {
            return None;
        }
    }
    let date = civil(year?, &month?.to_string(), day?)?;
    Some((date, rest))
}

/// The month and day after a year's sign: `年12月8日`.
fn ideographic<'a>(year: &str, after: &'a str) -> Option<(Date, &'a str)> {
    let after = after.trim_start_matches(['年', '년', ' ']);
    let (month, after) = digits(after, 2)?;
    let after = after.trim_start_matches(['月', '월', ' ']);
    let (day, after) = digits(after, 2)?;
    Some((civil(year, month, day)?, after.trim_start_matches(['日', '일'])))
}

/// The time of day in what follows a date, whether it has seconds, and the rest.
fn time_of_day(text: &str) -> Option<(Time, bool, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let text = &text[start..];
    let (hour, minute, second, rest) =
        if let Some((all, rest)) = digits(text, 6).filter(|(all, _)| all.len() == 4 || all.len() == 6) {
            (&all[..2], &all[2..4], all.get(4..6).unwrap_or_default(), rest)
        } else {
            let (hour, rest) = digits(text, 2)?;
            let (minute, rest) = digits(rest.strip_prefix([':', '.', 'h'])?, 2)?;
            let second = rest.strip_prefix(':').and_then(|rest| digits(rest, 2));
            let (second, rest) = second.unwrap_or(("", rest));
            (hour, minute, second, rest)
        };
    let (nanos, rest) = match rest.strip_prefix(['.', ',']).and_then(|rest| digits(rest, 18)) {
        Some((fraction, rest)) if !second.is_empty() => (format!("{fraction:0<9}")[..9].parse().ok()?, rest),
        _ => (0, rest),
    };
    let mut hour: i8 = hour.parse().ok()?;
    let after = rest.trim_start().to_ascii_lowercase();
    let half = clock::half(&after);
    if let Some(half) = half {
        hour = clock::hour(hour, half);
    }
    let rest = if half.is_some() { &rest[rest.len() - after.len() + 2..] } else { rest };
    let seconds = if second.is_empty() { 0 } else { second.parse().ok()? };
    let time = Time::new(hour, minute.parse().ok()?, seconds, nanos).ok()?;
    Some((time, !second.is_empty(), rest))
}

/// The offset in what follows a time.
fn offset(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '.'));
    if let Some(sign) = text.chars().next().filter(|c| matches!(c, '+' | '-' | '\u{2212}')) {
        let sign_text = if sign == '+' { '+' } else { '-' };
        let (hours, rest) = digits(&text[sign.len_utf8()..], 4)?;
        let (hours, minutes) = match hours.len() {
            4 => (hours[..2].to_owned(), hours[2..].to_owned()),
            1 | 2 => {
                let minutes =
                    rest.strip_prefix(':').and_then(|rest| digits(rest, 2)).map_or("00", |(minutes, _)| minutes);
                (format!("{hours:0>2}"), minutes.to_owned())
            }
            _ => return None,
        };
        let legal = hours.parse::<u8>().is_ok_and(|h| h <= 14) && minutes.parse::<u8>().is_ok_and(|m| m < 60);
        return legal.then(|| format!("{sign_text}{hours}:{minutes}"));
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let zone = text[..end].to_ascii_lowercase();
    let found = clock::zone(&zone)?.standard;
    // "GMT+2": the name is only the base.
    let after = &text[end..];
    if found == "Z" && after.starts_with(['+', '-']) {
        return offset(after);
    }
    Some(found.to_owned())
}

/// Seconds or milliseconds since 1970, of this century.
fn epoch(text: &str) -> Option<Stamp> {
    let all_digits = text.bytes().all(|b| b.is_ascii_digit());
    let seconds: i64 = match text.len() {
        10 if all_digits => text.parse().ok()?,
        13 if all_digits => text[..10].parse().ok()?,
        _ => return None,
    };
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    let civil = jiff::tz::Offset::UTC.to_datetime(moment);
    Some(Stamp { date: civil.date(), time: Some((civil.time(), true)), offset: Some("Z".to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_pages_become_iso() {
        for (text, iso) in [
            ("2025-12-08", "2025-12-08"),
            ("2025-12-08T09:14:00.000Z", "2025-12-08T09:14:00Z"),
            ("2025-12-08T09:14:00.842+02:00", "2025-12-08T09:14:00.842+02:00"),
            ("2025-12-08T09:14:00+0530", "2025-12-08T09:14:00+05:30"),
            ("2025-12-08 09:14", "2025-12-08T09:14"),
            ("2025-12-08T09:14+01:00[Europe/Paris]", "2025-12-08T09:14+01:00"),
            ("2025-12-08 09:14:00 +0000 UTC", "2025-12-08T09:14:00+00:00"),
            ("2025/12/8 9:14", "2025-12-08T09:14"),
            ("Mon, 08 Dec 2025 09:14:00 GMT", "2025-12-08T09:14:00Z"),
            ("December 8, 2025", "2025-12-08"),
            ("Dec. 8, 2025 2:05 PM EST", "2025-12-08T14:05-05:00"),
            ("8 December 2025, 12:30 a.m.", "2025-12-08T00:30"),
            ("8th of Sept 2025", "2025-09-08"),
            ("Monday 8 December 2025 09:14 BST", "2025-12-08T09:14+01:00"),
            ("Mon Dec 08 2025 09:14:00 GMT+0200", "2025-12-08T09:14:00+02:00"),
            ("08.12.2025 09:14", "2025-12-08T09:14"),
            ("13/12/2025", "2025-12-13"),
            ("13. November 2025, 9.05 Uhr", "2025-11-13T09:05"),
            ("Publié le 18 juil. 2024 à 08:01", "2024-07-18T08:01"),
            ("2024年12月3日 23:17", "2024-12-03T23:17"),
            ("20251208T091400Z", "2025-12-08T09:14:00Z"),
            ("9:30 AM EST, Tue November 4, 2025", "2025-11-04T09:30-05:00"),
            ("09:14 | 08.12.2025", "2025-12-08T09:14"),
            ("1765185240", "2025-12-08T09:14:00Z"),
            ("1765185240000", "2025-12-08T09:14:00Z"),
        ] {
            assert_eq!(read(text).as_ref().map(SourceDate::as_str), Some(iso), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "2025",
            "08/12/2025",
            "2025-13-01",
            "2025-02-30",
            "0001-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "9999-12-31",
            "5 million in 2025",
            "March",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_tell_a_day() {
        for (url, iso) in [
            ("https://example.org/2025/12/08/exports", Some("2025-12-08")),
            ("https://example.org/news/2025-12-08-exports-rose-5", Some("2025-12-08")),
            ("https://example.org/20251208/exports", Some("2025-12-08")),
            ("https://example.org/news/2025/dec/08/exports", Some("2025-12-08")),
            ("https://example.org/view/AEN20251208001200320", Some("2025-12-08")),
            ("https://example.org/a/98765432/x", None),
            ("https://example.org/a/18501208/x", None),
            ("https://example.org/a/2025/march/x", None),
            ("https://example.org/2025/12/exports", None),
            ("https://example.org/a?d=2025/12/08", None),
        ] {
            assert_eq!(in_url(url).as_ref().map(SourceDate::as_str), iso, "{url}");
        }
    }

    #[test]
    fn the_months_are_well_formed() {
        for (name, month) in &*MONTHS {
            assert!((1..=12).contains(month), "{name}");
            assert_eq!(*name, name.trim().to_lowercase());
        }
        assert_eq!(MONTHS.len(), rows(MONTH_TABLE, ["name"]).count(), "a name stands twice");
    }
}
