//! Times of day: "9 a.m. ET", "1430 GMT", "Wednesday morning", "last night", "midnight on 1 January".

use super::{Found, Reader, Step};
use crate::lang::clock;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Core, Part};
use crate::mention::period::words::Word;
use crate::text::TokenKind;

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
        let dotted = self.dotted_time(at);
        let (n, width) = match dotted {
            Some((hour, _)) => (hour, 2),
            None => self.digits(at)?,
        };
        if at > 0 && self.doc.glued(at) && !matches!(self.doc.word(at - 1), "(" | "[" | "\"" | "“") {
            return None;
        }
        let colon = matches!(self.doc.word(at + 1), ":") && self.doc.glued(at + 1) && self.doc.glued(at + 2);
        let minutes = colon.then(|| self.digits(at + 2)).flatten();
        let (hour, minute, end) = match (minutes, width) {
            _ if dotted.is_some() => (n, dotted?.1, at + 1),
            (Some((minutes, 2)), 1..=2) => (n, minutes, at + 3),
            (None, 4) => (n / 100, n % 100, at + 1),
            (None, 1..=2) => (n, 0, at + 1),
            _ => return None,
        };
        let half =
            Some(self.doc.lower(end)).filter(|word| matches!(*word, "am" | "a.m." | "a.m" | "pm" | "p.m." | "p.m"));
        let half = half.and_then(clock::half).filter(|_| (1..=12).contains(&hour));
        let (hour, end) = match half {
            Some(half) => (i32::from(clock::hour(i8::try_from(hour).ok()?, half)), end + 1),
            None => (hour, end),
        };
        let zone = clock::zone(self.doc.lower(end)).filter(|_| self.doc.is_capital(end));
        if !(0..24).contains(&hour)
            || !(0..60).contains(&minute)
            || half.is_none() && (zone.is_none() || !colon && width != 4)
        {
            return None;
        }
        let offset = zone.and_then(|zone| zone.offset).unwrap_or_default();
        let mut end = end + usize::from(zone.is_some());
        if zone.is_none() && self.doc.is(end, "eastern") {
            end += if self.doc.is(end + 1, "time") { 2 } else { 1 };
        }
        Some((format!("{hour:02}:{minute:02}{offset}"), end))
    }

    /// "2.15" of "2.15pm", as Britain writes it.
    fn dotted_time(&self, at: usize) -> Option<(i32, i32)> {
        if self.doc.kind(at) != Some(TokenKind::Number) || clock::half(self.doc.lower(at + 1)).is_none() {
            return None;
        }
        let (hour, minutes) = self.doc.word(at).split_once('.')?;
        (hour.len() <= 2 && minutes.len() == 2).then(|| Some((hour.parse().ok()?, minutes.parse().ok()?)))?
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
