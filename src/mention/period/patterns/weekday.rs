//! Weekdays: "Monday", "Monday, Nov. 3", "last Friday", "Tuesday next week", "the first Friday of March".

use super::{Found, Reader, Step};
use crate::mention::period::calendar::Unit;
use crate::mention::period::expression::{Core, Part, Pick};
use crate::mention::period::words::Word;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// "Monday", "Monday, Nov. 3", "last Friday", "Tuesday next week", "Friday the 14th", "this week Friday".
    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let (weekday, end) = match self.word(at)? {
            Word::Weekday(day) => (day, at + 1),
            Word::ShortWeekday(day) => (day, self.short_weekday_end(at)?),
            Word::This | Word::Last | Word::Past | Word::Next | Word::Previous | Word::Coming | Word::Following => {
                return self.picked_weekday(at);
            }
            Word::The => return self.nth_weekday(at + 1).or_else(|| self.picked_weekday(at + 1)),
            Word::Ordinal(_) | Word::Initial => return self.nth_weekday(at),
            _ => return None,
        };
        if self.is_weekday_name(at) || self.is_titled(at) {
            return None;
        }
        if let Some(found) = self.dated_weekday(end) {
            return Some(found);
        }
        let comma = if self.doc.is(end, ",") { end + 1 } else { end };
        let of = if self.word(end) == Some(Word::Of) { end + 1 } else { end };
        if let Some((shift, after)) = self.week_shift(of) {
            return Some(Found::new(Core::Weekday { weekday, pick: Pick::Week(shift) }, after, "weekday-week"));
        }
        let the = if self.word(comma) == Some(Word::The) { comma + 1 } else { comma };
        if let Some((day, after)) = self.ordinal(the).filter(|(day, after)| {
            (1..=31).contains(day) && !matches!(self.word(*after), Some(Word::Unit(_) | Word::Half | Word::Of))
        }) {
            let named = self.digits(the).is_some() && comma == end;
            if named {
                let core = Core::DayOfMonth { day, weekday: Some(weekday), of: None };
                return Some(Found::new(core, after, "weekday-day"));
            }
        }
        Some(Found::new(Core::Weekday { weekday, pick: Pick::Nearest }, end, "weekday"))
    }

    /// Whether a weekday is part of a name: "the Sunday Times", "Black Monday".
    fn is_weekday_name(&self, at: usize) -> bool {
        let next = at + 1;
        let paper = self.doc.is(at.wrapping_sub(1), "the")
            && self.doc.is_capital(next)
            && self.doc.kind(next) == Some(TokenKind::Word)
            && self.word(next).is_none();
        paper
            || self.doc.is_any(at.wrapping_sub(1), keys!["black", "good", "super", "ash", "fat", "bloody"])
                && self.doc.is_capital(at.wrapping_sub(1))
    }

    /// A short weekday only before a date: "Sat" and "Sun" are words of their own.
    fn short_weekday_end(&self, at: usize) -> Option<usize> {
        let dotted = if self.doc.is(at + 1, ".") && self.doc.glued(at + 1) { at + 2 } else { at + 1 };
        let comma = if self.doc.is(dotted, ",") { dotted + 1 } else { dotted };
        let dated = self.month(comma).is_some() || self.ordinal(comma).is_some() && self.digits(comma).is_some();
        dated.then_some(dotted)
    }

    /// The date that a weekday names again: "Monday, Nov. 3, 2025" is that date.
    fn dated_weekday(&self, end: usize) -> Option<Found> {
        let comma = if self.doc.is(end, ",") { end + 1 } else { end };
        let found = self.month_first(comma).or_else(|| self.day_first(comma)).or_else(|| self.figures(comma))?;
        matches!(found.expression.core, Core::In { part: Part::Day { .. }, .. })
            .then_some(Found { rule: "weekday-date", ..found })
    }

    /// "this week", "next week", "the following week" after or before a weekday: how many weeks from now.
    fn week_shift(&self, at: usize) -> Step<i32> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let shift = match self.word(start)? {
            Word::This | Word::Current => 0,
            Word::Last | Word::Previous => -1,
            Word::Next | Word::Coming | Word::Following => 1,
            _ => return None,
        };
        (self.word(start + 1) == Some(Word::Unit(Unit::Week))).then_some((shift, start + 2))
    }

    /// "last Friday", "this Monday", "next week on Friday".
    fn picked_weekday(&self, at: usize) -> Option<Found> {
        if let Some((shift, end)) = self.week_shift(at) {
            let on = if self.doc.is(end, "on") { end + 1 } else { end };
            let Some(Word::Weekday(weekday)) = self.word(on) else { return None };
            return Some(Found::new(Core::Weekday { weekday, pick: Pick::Week(shift) }, on + 1, "weekday-week"));
        }
        // "this past Friday", "this coming Monday"
        if let (Some(Word::This), Some(near), Some(Word::Weekday(weekday))) =
            (self.word(at), self.word(at + 1), self.word(at + 2))
        {
            let pick = match near {
                Word::Past => Pick::Recent,
                Word::Coming => Pick::Soonest,
                _ => return None,
            };
            return Some(Found::new(Core::Weekday { weekday, pick }, at + 3, "weekday-picked"));
        }
        let Some(Word::Weekday(weekday)) = self.word(at + 1) else { return None };
        if self.is_preposition(at) {
            return None;
        }
        let pick = match self.word(at)? {
            Word::This | Word::Coming => Pick::Week(0),
            Word::Last | Word::Previous => Pick::Last,
            Word::Past => Pick::Nearest,
            Word::Next | Word::Following => Pick::Next,
            _ => return None,
        };
        // "last Monday in April"
        let of = if matches!(self.word(at + 2), Some(Word::Of | Word::In)) { at + 3 } else { at + 2 };
        if let Some(found) = self.month_first(of).filter(|_| self.word(at) == Some(Word::Last))
            && matches!(found.expression.core, Core::In { part: Part::Month(_), .. })
        {
            let core = Core::WeekdayIn { weekday, nth: -1, of: Box::new(found.expression.core) };
            return Some(Found::new(core, found.end, "nth-weekday"));
        }
        Some(Found::new(Core::Weekday { weekday, pick }, at + 2, "weekday-picked"))
    }

    /// Whether "following" is a preposition: "Following Monday's debate".
    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.word(at) == Some(Word::Following) && self.word(at.wrapping_sub(1)) != Some(Word::The)
    }

    /// "the first Friday of March".
    fn nth_weekday(&self, at: usize) -> Option<Found> {
        let (nth, end) = self.ordinal(at).filter(|(n, _)| (1..=5).contains(n))?;
        let Some(Word::Weekday(weekday)) = self.word(end) else { return None };
        if !matches!(self.word(end + 1), Some(Word::Of | Word::In)) {
            return None;
        }
        let inner = self.month_first(end + 2).or_else(|| self.relative(end + 2))?;
        let core = Core::WeekdayIn { weekday, nth, of: Box::new(inner.expression.core) };
        Some(Found::new(core, inner.end, "nth-weekday"))
    }
}
