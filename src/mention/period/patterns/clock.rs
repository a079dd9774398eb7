//! Times of day: "9 a.m. ET", "1430 GMT", "Wednesday morning", "late Thursday night", "the night of June 3", "midnight on
//! 1 January".

use super::{Found, Reader, Step};
use crate::lang::clock;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Core, Part};
use crate::mention::period::words::Word;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// Any of them.
    pub(super) fn clock(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.part_of_day(at) {
            return Some(found);
        }
        let (time, end) = self.clock_time(at)?;
        let on = if self.doc.is_any(end, keys!["on", ","]) { end + 1 } else { end };
        let (day, end) = match self.day(on).or_else(|| self.day(end)) {
            // "6am tomorrow morning" says it twice.
            Some((day, end)) => {
                (Some(Box::new(day)), end + usize::from(matches!(self.word(end), Some(Word::DayPart(_)))))
            }
            None => (None, end),
        };
        Some(Found::new(Core::Clock { day, time }, end, "clock"))
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
            return held.then(|| (time.text().to_owned(), at + 1));
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
        let half = clock::half_word(self.doc.lower(end)).filter(|_| (1..=12).contains(&hour));
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
        // "9 a.m. local time", "10 p.m. Moscow time"
        if zone.is_none() && self.doc.is(end + 1, "time") && self.doc.kind(end) == Some(TokenKind::Word) {
            end += 2;
        } else if zone.is_none() && self.doc.is(end, "eastern") {
            end += 1;
        }
        Some((format!("{hour:02}:{minute:02}{offset}"), end))
    }

    /// "2.15" of "2.15pm", as Britain writes it.
    fn dotted_time(&self, at: usize) -> Option<(i32, i32)> {
        if self.doc.kind(at) != Some(TokenKind::Number) || clock::half_word(self.doc.lower(at + 1)).is_none() {
            return None;
        }
        let (hour, minutes) = self.doc.word(at).split_once('.')?;
        (hour.len() <= 2 && minutes.len() == 2).then(|| Some((hour.parse().ok()?, minutes.parse().ok()?)))?
    }

    /// "Wednesday morning", "this morning", "last night", "that evening", "the next morning", "the night of June 3",
    /// "late Thursday night", "afternoon trade".
    fn part_of_day(&self, at: usize) -> Option<Found> {
        let found = |day: Core, time: &str, end| {
            let core = Core::Clock { day: Some(Box::new(day)), time: time.to_owned() };
            Some(Found::new(core, end, "part-of-day"))
        };
        let part = |at: usize| match self.word(at) {
            Some(Word::DayPart(part)) => Some(part.text()),
            _ => None,
        };
        match self.word(at)? {
            Word::Edge(modifier)
                if matches!(self.word(at + 1)?, Word::Weekday(_) | Word::DeicticDay(_) | Word::This | Word::Last) =>
            {
                self.part_of_day(at + 1).map(|found| found.modified(modifier))
            }
            Word::Weekday(_) | Word::DeicticDay(_) => {
                let (day, end) = self.day(at).filter(|(_, end)| *end == at + 1)?;
                found(day, part(end)?, end + 1)
            }
            // "this past Saturday night"
            Word::This if self.word(at + 1) == Some(Word::Past) => {
                let weekday = self.weekday(at)?;
                found(weekday.expression.core, part(weekday.end)?, weekday.end + 1)
            }
            Word::This => found(Core::today(0), part(at + 1)?, at + 2),
            Word::That => {
                let same = at + 1 + usize::from(self.word(at + 1) == Some(Word::Same));
                found(Core::spoken_day(0), part(same)?, same + 1)
            }
            Word::Last => found(Core::today(-1), part(at + 1).filter(|part| matches!(*part, "NI" | "EV"))?, at + 2),
            Word::The => {
                let shift = match self.word(at + 1)? {
                    Word::Following | Word::Next => 1,
                    Word::Previous => -1,
                    Word::Same => 0,
                    // "the night before", where nothing comes that it is before.
                    Word::DayPart(part) if self.word(at + 2) == Some(Word::Before) && self.ends_phrase(at + 3) => {
                        return found(Core::spoken_day(-1), part.text(), at + 3);
                    }
                    Word::DayPart(part) if self.word(at + 2) == Some(Word::Of) => {
                        let (day, end) = self.day(at + 3)?;
                        return found(day, part.text(), end);
                    }
                    _ => return None,
                };
                found(Core::spoken_day(shift), part(at + 2)?, at + 3)
            }
            Word::DayPart(part) if matches!(part.text(), "MO" | "AF") => {
                let trade = self.doc.is_any(at + 1, keys!["trade", "trading", "deals", "session"]);
                let capital = self.doc.kind(at.wrapping_sub(1)) == Some(TokenKind::Word)
                    && self.word(at.wrapping_sub(1)).is_some_and(|w| matches!(w, Word::Weekday(_)));
                (trade && !capital).then(|| found(Core::today(0), part.text(), at + 1))?
            }
            _ => None,
        }
    }
}
