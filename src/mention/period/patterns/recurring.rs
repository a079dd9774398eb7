//! Recurring times, TIMEX3's SET: "every month", "each of the past three years" (no), "$33 million a year", "daily".

use super::number::Count;
use super::{Found, Reader};
use jiff::civil::Weekday;

use crate::mention::period::calendar::{Season, Unit};
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::Core;
use crate::mention::period::value;
use crate::mention::period::words::Word;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// Any of them.
    pub(super) fn recurring(&self, at: usize) -> Option<Found> {
        match self.word(at)? {
            Word::Every => self.every(at),
            Word::A | Word::Per => self.rate(at),
            Word::AdverbSet(value) => self.adverb(at, value.text()),
            Word::Weekdays(weekday) => self.each_weekday(at, weekday),
            Word::Units(Unit::Weekend) if self.doc.is(at.wrapping_sub(1), "on") => {
                let value = "XXXX-WXX-WE".to_owned();
                Some(Found::new(Core::Set { value }, at + 1, "set-every"))
            }
            _ => None,
        }
    }

    /// "on Sundays", "Friday nights" (no).
    fn each_weekday(&self, at: usize, weekday: Weekday) -> Option<Found> {
        let value = format!("XXXX-WXX-{}", weekday.to_monday_one_offset());
        let named = self.doc.is_any(at.wrapping_sub(1), keys!["the", "a"]);
        (!named).then(|| Found::new(Core::Set { value }, at + 1, "set-every"))
    }

    /// "every month", "each year", "every two weeks", "every Monday", "every other year", "each spring", "every morning".
    fn every(&self, at: usize) -> Option<Found> {
        let other = self.doc.is(at + 1, "other");
        let next = if other { at + 2 } else { at + 1 };
        if let Some(Word::Weekday(weekday)) = self.word(next) {
            let value = format!("XXXX-WXX-{}", weekday.to_monday_one_offset());
            return Some(Found::new(Core::Set { value }, next + 1, "set-every"));
        }
        if let Some((month, _, bare)) = self.month(next) {
            let value = format!("XXXX-{month:02}");
            return Some(Found::new(Core::Set { value }, bare, "set-every"));
        }
        let named = match self.word(next) {
            Some(Word::Season(season)) => Some(value::season(None, season)),
            Some(Word::Fall) => Some(value::season(None, Season::Autumn)),
            Some(Word::DayPart(part)) => Some(format!("XXXX-XX-XXT{}", part.text())),
            _ => None,
        };
        if let Some(value) = named {
            return Some(Found::new(Core::Set { value }, next + 1, "set-every"));
        }
        let (count, unit_at) = match self.any_count(next) {
            Some((Count::Vague, end)) => (None, end),
            Some((n, end)) => (Some(n.whole()?), end),
            None => (Some(1), next),
        };
        let (Word::Unit(unit) | Word::Units(unit)) = self.word(unit_at)? else { return None };
        let n = if other { Some(2) } else { count };
        Some(Found::new(Core::Set { value: value::length(n.map(Into::into), unit)? }, unit_at + 1, "set-every"))
    }

    /// "a year" after an amount, "per month".
    fn rate(&self, at: usize) -> Option<Found> {
        let Some(Word::Unit(unit)) = self.word(at + 1) else { return None };
        if matches!(
            self.word(at + 2),
            Some(Word::Ago | Word::Earlier | Word::Later | Word::Before | Word::After | Word::From)
        ) {
            return None;
        }
        let per = self.word(at) == Some(Word::Per);
        let rate = per || unit != Unit::Quarter && self.is_amount_before(at);
        if !rate || self.is_compound(at + 2, unit) {
            return None;
        }
        Some(Found::new(Core::Set { value: value::length(Some(1.into()), unit)? }, at + 2, "set-rate"))
    }

    /// Whether a number, a scale word, a currency or "times" ends before the token.
    pub(super) fn is_amount_before(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        if !self.same_sentence(before, at) {
            return false;
        }
        // "70 million passengers a year": a number with its noun.
        let counted = self.doc.kind(before) == Some(TokenKind::Word)
            && (2..=4)
                .map(|back| at.wrapping_sub(back))
                .take_while(|&i| !matches!(self.doc.kind(i), None | Some(TokenKind::Punct)))
                .any(|i| self.doc.kind(i) == Some(TokenKind::Number) && !self.doc.is_any(i + 1, keys!["%", "percent"]))
            && !self.doc.is_any(
                before,
                keys![
                    "in", "for", "within", "over", "after", "of", "about", "almost", "than", "to", "by", "from",
                    "half", "only", "just",
                ],
            );
        counted
            || self.doc.kind(before) == Some(TokenKind::Number)
            || matches!(self.doc.word(before), "%")
            || self.cue(before, Cue::RateNoun)
    }

    /// "daily", "annually", "quarterly" as adverbs: as adjectives ("quarterly profit") they name no time.
    fn adverb(&self, at: usize, value: &'static str) -> Option<Found> {
        let ly = self
            .doc
            .is_any(at, keys!["annually", "daily", "monthly", "weekly", "quarterly", "hourly", "nightly", "yearly"]);
        let end = at + 1;
        let adverb = self.doc.is(at, "annually")
            || self.ends_phrase(end)
                && !self.is_hyphen(end)
                && !self.doc.is_any(at.wrapping_sub(1), keys!["the", "a", "an"]);
        // "bi-weekly"
        let compound = at > 0 && self.doc.glued(at) && self.is_hyphen(at - 1);
        let share = self.doc.is_any(at.wrapping_sub(1), keys!["%", "percent", "semi", "points"]);
        (ly && adverb && !compound && !share && !self.doc.is_capital(at))
            .then(|| Found::new(Core::Set { value: value.to_owned() }, end, "set-adverb"))
    }
}
