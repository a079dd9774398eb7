//! A bare unit, which the text speaks of: "the month", "the year", "the quarter", "the day".

use super::{Found, Reader};
use crate::mention::period::calendar::Unit;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Anchor, Core};
use crate::mention::period::tense;
use crate::mention::period::words::Word;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// "the month", "the year", "the quarter", "the day": the one spoken of.
    pub(super) fn bare(&self, at: usize) -> Option<Found> {
        if !self.doc.is(at, "the") {
            return None;
        }
        // "the full year" is the year, only the more so.
        let whole =
            usize::from(self.word(at + 1) == Some(Word::Whole) && self.word(at + 2) == Some(Word::Unit(Unit::Year)));
        let place = at + 1 + whole;
        // "Businessman of the Year"
        let named = self.doc.is_capital(place) && !self.doc.is_capital(at);
        // "the week of the vote" is told by the vote, "the quarter of a million" is none.
        let qualified = self.word(place + 1) == Some(Word::Of);
        if !self.is_bare_unit(place) || self.doc.is(place, "session") || named || qualified {
            return None;
        }
        let Some(Word::Unit(unit)) = self.word(place) else { return None };
        let before = at.wrapping_sub(1);
        // "the quarter just ended"
        if self.doc.starts(place + 1, keys!["just", "ended"]) && unit >= Unit::Week {
            let core = Core::Unit { unit, shift: -1, anchor: Anchor::Publication };
            return Some(Found::new(core, place + 3, "shifted"));
        }
        let held = self.cue(before, Cue::HoldsUnit);
        let opens = self.doc.opens_sentence(at);
        let end = place + 1;
        // "During the quarter the company bought back shares"; not "in the year the company was founded".
        // … "For the week the Dow gained 1%".
        let clause_follows = self.doc.is_any(before, keys!["during", "over", "for"])
            && self.doc.opens_sentence(before)
            && self.doc.is_any(end, keys!["the", "a", "its", "their", "our"]);
        let noun_follows = self.doc.kind(end) == Some(TokenKind::Word)
            && !self.ends_phrase(end)
            && !clause_follows
            && !self.cue(end, Cue::AfterUnit)
            && !tense::is_past(self.doc, end);
        let day = unit != Unit::Day
            || self.cue(before, Cue::HoldsDay) && !self.doc.is_any(before.wrapping_sub(1), keys!["end", "rest"]);
        (day && (held || opens) && !noun_follows).then(|| Found::new(self.bare_unit(unit), end, "bare-unit"))
    }

    /// Whether a unit stands at the token that is no part of a longer word ("year-on-year", "month-end").
    pub(super) fn is_bare_unit(&self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Unit(unit)) if unit >= Unit::Day
            && unit != Unit::Century
            && !self.is_compound(at + 1, unit))
    }

    /// The unit that the text speaks of.
    pub(super) fn bare_unit(&self, unit: Unit) -> Core {
        Core::Unit { unit, shift: 0, anchor: Anchor::Reference }
    }

    /// Whether a unit's word goes on as a compound at `end`: "year-on-year", "month over month", "day-to-day".
    pub(super) fn is_compound(&self, end: usize, unit: Unit) -> bool {
        let joint = self.past_hyphen(end);
        let hyphen = joint > end;
        let on = self.doc.is_any(joint, keys!["on", "over", "by", "after", "to", "in"]);
        let again = |i: usize| matches!(self.word(self.past_hyphen(i)), Some(Word::Unit(u)) if u == unit);
        hyphen && !matches!(self.word(joint), Some(Word::Month(_) | Word::Edge(_))) || on && again(joint + 1)
    }
}
