//! Times of day: "9 a.m. ET", "1430 GMT", "Wednesday morning", "last night", "midnight on 1 January".

use super::{Found, Reader, Step};
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Core, Part};
use crate::mention::period::words::Word;
use crate::text::TokenKind;

/// Zones that news names, with their offset from UTC as TIMEX3 writes it. A zone with summer time in it has none of its
/// own ("ET"): the offset then depends on the day, and is left out.
const ZONES: &[(&str, &str)] = &[
    ("gmt", "Z"),
    ("utc", "Z"),
    ("est", "-05:00"),
    ("edt", "-04:00"),
    ("cst", "-06:00"),
    ("cdt", "-05:00"),
    ("mst", "-07:00"),
    ("mdt", "-06:00"),
    ("pst", "-08:00"),
    ("pdt", "-07:00"),
    ("bst", "+01:00"),
    ("cet", "+01:00"),
    ("cest", "+02:00"),
    ("ist", "+05:30"),
    ("jst", "+09:00"),
    ("aest", "+10:00"),
    ("aedt", "+11:00"),
    ("et", ""),
    ("pt", ""),
    ("ct", ""),
    ("mt", ""),
];

impl Reader<'_> {
    /// Any of them.
    pub(super) fn clock(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.part_of_day(at) {
            return Some(found);
        }
        let (time, end) = self.clock_time(at)?;
        let on = if self.doc.is_any(end, &["on", ","]) { end + 1 } else { end };
        let (day, end) = self.day(on).or_else(|| self.day(end)).unwrap_or((Core::today(0), end));
        Some(Found::new(Core::Clock { day: Box::new(day), time }, end, "clock"))
    }

    /// A day by weekday, date or "today".
    fn day(&self, at: usize) -> Step<Core> {
        if let Some(Word::DeicticDay(shift)) = self.word(at) {
            return Some((Core::today(shift), at + 1));
        }
        let found = self.date(at)?;
        let day = matches!(found.expression.core, Core::Weekday { .. } | Core::In { part: Part::Day { .. }, .. });
        day.then_some((found.expression.core, found.end))
    }

    /// "9 a.m.", "9:30 a.m. ET", "14:30 GMT", "1430 GMT", "midnight", "noon".
    fn clock_time(&self, at: usize) -> Step<String> {
        if let Some(Word::Noon(time)) = self.word(at) {
            let held = self.cue(at.wrapping_sub(1), Cue::Clock);
            return held.then(|| (time.to_owned(), at + 1));
        }
        let (n, width) = self.digits(at)?;
        if at > 0 && self.doc.glued(at) && !matches!(self.doc.word(at - 1), "(" | "[" | "\"" | "“") {
            return None;
        }
        let colon = matches!(self.doc.word(at + 1), ":") && self.doc.glued(at + 1) && self.doc.glued(at + 2);
        let (hour, minute, end) = match (colon.then(|| self.digits(at + 2)).flatten(), width) {
            (Some((minutes, 2)), 1..=2) => (n, minutes, at + 3),
            (None, 4) => (n / 100, n % 100, at + 1),
            (None, 1..=2) => (n, 0, at + 1),
            _ => return None,
        };
        let half = self.doc.lower(end);
        let (hour, end, said) = match half {
            "am" | "a.m." | "a.m" if (1..=12).contains(&hour) => (hour % 12, end + 1, true),
            "pm" | "p.m." | "p.m" if (1..=12).contains(&hour) => (hour % 12 + 12, end + 1, true),
            _ => (hour, end, false),
        };
        let zone = ZONES.iter().find(|(name, _)| self.doc.is(end, name) && self.doc.is_capital(end));
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) || !said && (zone.is_none() || !colon && width != 4) {
            return None;
        }
        let offset = zone.map_or("", |(_, offset)| offset);
        let mut end = end + usize::from(zone.is_some());
        if zone.is_none() && self.doc.is(end, "eastern") {
            end += if self.doc.is(end + 1, "time") { 2 } else { 1 };
        }
        Some((format!("{hour:02}:{minute:02}{offset}"), end))
    }

    /// "Wednesday morning", "this morning", "last night", "afternoon trade", "in the evening".
    fn part_of_day(&self, at: usize) -> Option<Found> {
        let found = |day: Core, time: &str, end| {
            Some(Found::new(Core::Clock { day: Box::new(day), time: time.to_owned() }, end, "part-of-day"))
        };
        match self.word(at)? {
            Word::Weekday(_) | Word::DeicticDay(_) => {
                let (day, end) = self.day(at).filter(|(_, end)| *end == at + 1)?;
                let Some(Word::DayPart(part)) = self.word(end) else { return None };
                found(day, part, end + 1)
            }
            Word::This => {
                let Some(Word::DayPart(part)) = self.word(at + 1) else { return None };
                found(Core::today(0), part, at + 2)
            }
            Word::Last => {
                let Some(Word::DayPart(part @ "NI")) = self.word(at + 1) else { return None };
                found(Core::today(-1), part, at + 2)
            }
            Word::DayPart(part @ ("MO" | "AF")) => {
                let trade = self.doc.is_any(at + 1, &["trade", "trading", "deals", "session"]);
                let capital = self.doc.kind(at.wrapping_sub(1)) == Some(TokenKind::Word)
                    && self.word(at.wrapping_sub(1)).is_some_and(|w| matches!(w, Word::Weekday(_)));
                (trade && !capital).then(|| found(Core::today(0), part, at + 1))?
            }
            _ => None,
        }
    }
}
