//! Units relative to the publication date or to what the text speaks of: "last month", "this quarter", "that year",
//! "the previous month", "the same period last year", "a year earlier", "yesterday".

use super::{Found, Reader, Step};
use crate::mention::period::calendar::Unit;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Anchor, Core, YearOf};
use crate::mention::period::words::Word;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// Any of them.
    pub(super) fn relative(&self, at: usize) -> Option<Found> {
        self.deictic(at)
            .or_else(|| self.year_ago(at))
            .or_else(|| self.prior_year(at))
            .or_else(|| self.same_period(at))
            .or_else(|| self.vague(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.after_next(at))
            .or_else(|| self.than_last(at))
            .or_else(|| self.bare(at))
    }

    /// "today", "yesterday", "the day before yesterday", "the day after tomorrow".
    fn deictic(&self, at: usize) -> Option<Found> {
        match self.word(at)? {
            Word::DeicticDay(shift) => {
                let generic = self.doc.kind(at + 1) == Some(TokenKind::Clitic) && self.cue(at + 2, Cue::GenericDay);
                // "a better tomorrow", "USA Today"
                let before = at.wrapping_sub(1);
                let noun = self.doc.is_any(before, keys!["better", "brighter"])
                    || self.doc.is_any(before, keys!["a", "the", "our"]) && shift != 0
                    || self.doc.is_capital(at)
                        && self.doc.sentence(at).start != at
                        && matches!(self.doc.kind(before), Some(TokenKind::Word | TokenKind::Clitic));
                return (!generic && !noun).then(|| Found::new(Core::today(shift), at + 1, "deictic"));
            }
            Word::Tonight => {
                let core = Core::Clock { day: Some(Box::new(Core::today(0))), time: "NI".to_owned() };
                return Some(Found::new(core, at + 1, "deictic"));
            }
            Word::The if self.word(at + 1) == Some(Word::Unit(Unit::Day)) => {}
            _ => return None,
        }
        let sign = match self.word(at + 2)? {
            Word::Before => -1,
            Word::After => 1,
            _ => return None,
        };
        let Some(Word::DeicticDay(shift)) = self.word(at + 3) else { return None };
        Some(Found::new(Core::today(shift + sign), at + 4, "deictic"))
    }

    /// "this month", "last week", "next year", "the current quarter", "the previous month", "that year",
    /// "the latest quarter", "the month before last".
    fn shifted(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(self.word(at), Some(Word::The)));
        let start = at + the;
        let this_same =
            matches!(self.word(start), Some(Word::This | Word::That)) && self.word(start + 1) == Some(Word::Same);
        let this_past = self.word(start) == Some(Word::This) && self.word(start + 1) == Some(Word::Past);
        let this_coming = self.word(start) == Some(Word::This) && self.word(start + 1) == Some(Word::Coming);
        let start = start + usize::from(this_same || this_past || this_coming);
        // "this past weekend" is the last one; "this past year" a length.
        let word = if this_past { Word::Last } else { self.word(start)? };
        let after = self.after(start);
        // "current-quarter revenue"
        let after = if word == Word::Current { self.past_hyphen(after) } else { after };
        let next = if self.word(after) == Some(Word::Fiscal) { return None } else { after };
        let unit = match self.word(next)? {
            Word::Unit(unit) => unit,
            Word::Half => Unit::Half,
            Word::Fortnight => Unit::Week,
            Word::Month(month) | Word::ShortMonth(month) => return self.shifted_month(word, month, next),
            _ => return None,
        };
        let end = self.after(next);
        if self.is_compound(end, unit)
            || self.word(end) == Some(Word::EdgeNoun(crate::mention::period::PeriodModifier::End))
        {
            return None;
        }
        // A session of a parliament or of talks is no day, that of a market is: "the previous session".
        let sat = self.doc.is(next, "session")
            && (self.word(next + 1) == Some(Word::Of)
                || matches!(word, Word::This | Word::That | Word::Same | Word::Current | Word::Next));
        if sat || this_past && !matches!(unit, Unit::Week | Unit::Weekend | Unit::Month) {
            return None;
        }
        let (shift, anchor) = match word {
            Word::This | Word::Current => (0, Anchor::Publication),
            Word::Last | Word::Latest if unit == Unit::Day => return None,
            Word::Last | Word::Latest => (-1, Anchor::Publication),
            Word::Past if unit == Unit::Day => (-1, Anchor::Publication),
            Word::Past => return None, // "the past year" is a length
            Word::Next if unit == Unit::Day => (1, if the == 1 { Anchor::Reference } else { Anchor::Publication }),
            Word::Next | Word::Coming => (1, Anchor::Publication),
            Word::That | Word::Same => (0, Anchor::Reference),
            Word::Previous => (-1, Anchor::Reference),
            Word::Following => (1, Anchor::Reference),
            _ => return None,
        };
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
            || unit >= Unit::Decade && matches!(word, Word::Last | Word::Next | Word::Coming)
        {
            return None; // "the last decade" is a length
        }
        if word == Word::Last && self.word(end) == Some(Word::Before) && self.word(end + 1) == Some(Word::Last) {
            return Some(Found::new(Core::Unit { unit, shift: -2, anchor: Anchor::Publication }, end + 2, "shifted"));
        }
        Some(Found::new(Core::Unit { unit, shift, anchor }, end, "shifted"))
    }

    /// "last June", "this September", "next May", "the following March".
    fn shifted_month(&self, word: Word, month: i8, at: usize) -> Option<Found> {
        use crate::mention::period::expression::Part;
        let (_, dotted, bare) = self.month(at)?;
        if self.day_number(dotted).is_some() || self.year_suffix(dotted).is_some() {
            return None;
        }
        let picked = |next, anchor| Core::Picked { part: Part::Month(month), next, anchor };
        let core = match word {
            Word::Last | Word::Past => picked(false, Anchor::Publication),
            Word::Next | Word::Coming => picked(true, Anchor::Publication),
            Word::Following => picked(true, Anchor::Reference),
            Word::Previous => picked(false, Anchor::Reference),
            Word::This => Core::In { part: Part::Month(month), year: YearOf::Relative(0) },
            _ => return None,
        };
        Some(Found::new(core, bare, "shifted-month"))
    }

    /// "the week after next", "the month after the next", "the year before last".
    fn after_next(&self, at: usize) -> Option<Found> {
        let (Some(Word::The), Some(Word::Unit(unit))) = (self.word(at), self.word(at + 1)) else { return None };
        let the = usize::from(self.word(at + 3) == Some(Word::The));
        let shift = match (self.word(at + 2)?, self.word(at + 3 + the)?) {
            (Word::After, Word::Next) => 2,
            (Word::Before, Word::Last) => -2,
            _ => return None,
        };
        Some(Found::new(Core::Unit { unit, shift, anchor: Anchor::Publication }, at + 4 + the, "shifted"))
    }

    /// "more this year than last", "this year and next": the unit goes without saying the second time.
    fn than_last(&self, at: usize) -> Option<Found> {
        let shift = match self.word(at)? {
            Word::Last => -1,
            Word::Next => 1,
            _ => return None,
        };
        let joint = at.checked_sub(1)?;
        if !self.ends_phrase(at + 1) || !self.doc.is_any(joint, keys!["than", "as", "and", "or"]) {
            return None;
        }
        // Joined, the two stand together; compared, a clause may lie between them.
        let reach = if self.doc.is_any(joint, keys!["and", "or"]) { 2 } else { 12 };
        let from = self.doc.sentence(at).start.max(joint.saturating_sub(reach));
        let unit = (from..joint).rev().find_map(|i| match (self.word(i), self.word(i + 1)) {
            (Some(Word::This), Some(Word::Unit(unit))) if unit >= Unit::Week && i + 1 < joint => Some(unit),
            _ => None,
        })?;
        Some(Found::new(Core::Unit { unit, shift, anchor: Anchor::Publication }, at + 1, "elliptic-unit"))
    }

    /// "a year earlier", "a month ago" and "the year before" in their comparing forms, and as adjectives:
    /// "year-ago", "the year-earlier quarter", "the quarter a year earlier".
    fn year_ago(&self, at: usize) -> Option<Found> {
        let (start, article) = match self.word(at)? {
            Word::The => (at + 1, true),
            _ => (at, false),
        };
        let Some(Word::Unit(unit @ (Unit::Year | Unit::Quarter | Unit::Month | Unit::Week | Unit::Day))) =
            self.word(start)
        else {
            return None;
        };
        // "the quarter a year earlier"
        if article
            && self.word(start + 1) == Some(Word::A)
            && self.word(start + 2) == Some(Word::Unit(Unit::Year))
            && matches!(self.word(start + 3), Some(Word::Earlier | Word::Ago | Word::Before))
        {
            return Some(Found::new(Core::Same { years: -1, unit: Some(unit) }, start + 4, "year-ago"));
        }
        let next = self.past_hyphen(start + 1);
        let hyphen = next > start + 1;
        let (sign, place) = match self.word(next)? {
            Word::Ago | Word::Earlier => (-1, next + 1),
            Word::Before | Word::Previous if article => (-1, next + 1),
            Word::After if article => (1, next + 1),
            Word::Later if hyphen => (1, next + 1),
            _ => return None,
        };
        // "the day after Christmas", "the year before the crisis": what follows is the anchor, or a clause.
        if matches!(self.word(next), Some(Word::Before | Word::After)) && !self.ends_phrase(place) {
            return None;
        }
        if matches!(self.word(next), Some(Word::Ago | Word::Earlier))
            && !hyphen
            && !article
            && !self.is_adjective_slot(at)
        {
            return None;
        }
        if unit != Unit::Year {
            return Some(Found::new(Core::Unit { unit, shift: sign, anchor: Anchor::Reference }, place, "unit-before"));
        }
        if matches!(self.word(next), Some(Word::Before | Word::After | Word::Previous)) {
            return Some(Found::new(Core::Unit { unit, shift: sign, anchor: Anchor::Reference }, place, "unit-before"));
        }
        // The noun after the adjective: "the year-ago quarter", "the year-earlier third quarter".
        match self.word(place) {
            Some(Word::Unit(noun)) => {
                let core = Core::Same { years: sign, unit: Some(noun) };
                Some(Found::new(core, place + 1, "year-ago"))
            }
            Some(Word::Period) => Some(Found::new(Core::Same { years: sign, unit: None }, place + 1, "year-ago")),
            Some(Word::Ordinal(_)) if article => {
                let noun = self.ordinal_part(place)?;
                let Core::In { part, .. } = noun.expression.core else { return None };
                let core = Core::In { part, year: YearOf::Relative(sign) };
                Some(Found::new(core, noun.end, "year-ago"))
            }
            _ => Some(Found::new(Core::Same { years: sign, unit: None }, place, "year-ago")),
        }
    }

    /// "the prior-year period", "the previous year quarter", "last-year levels" (none).
    fn prior_year(&self, at: usize) -> Option<Found> {
        let start = if matches!(self.word(at), Some(Word::The | Word::A)) { at + 1 } else { at };
        if self.word(start) != Some(Word::Previous) {
            return None;
        }
        let year = self.past_hyphen(start + 1);
        if self.word(year) != Some(Word::Unit(Unit::Year)) {
            return None;
        }
        let unit = match self.word(year + 1)? {
            Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Half)) => Some(unit),
            Word::Half => Some(Unit::Half),
            Word::Period => None,
            _ => return None,
        };
        Some(Found::new(Core::Same { years: -1, unit }, year + 2, "year-ago"))
    }

    /// Whether a phrase ends at the token: nothing that "before" or "after" could govern follows.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        match self.doc.kind(at) {
            None | Some(TokenKind::Punct | TokenKind::Clitic) => true,
            _ => self.doc.opens_paragraph(at) || self.cue(at, Cue::EndsPhrase),
        }
    }

    /// Whether an adjective without an article may stand at the token: "from year-ago levels".
    fn is_adjective_slot(&self, at: usize) -> bool {
        !matches!(self.word(at.wrapping_sub(1)), Some(Word::Number(_) | Word::A | Word::Hedge(_)))
            && self.doc.kind(at.wrapping_sub(1)) != Some(TokenKind::Number)
            && self.doc.kind(self.past_hyphen(at + 1) + 1) == Some(TokenKind::Word)
            && self.word(at).is_some_and(|w| w == Word::Unit(Unit::Year))
    }

    /// "the same period last year", "the same month a year ago", "the corresponding quarter of 2024", "this time last
    /// year", "that time", "the comparable period".
    fn same_period(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let time = self.doc.is(start + 1, "time");
        match self.word(start) {
            Some(Word::Same) => {}
            Some(Word::This | Word::That) if time || self.word(start + 1) == Some(Word::Period) => {}
            Some(Word::Latest) if self.word(self.after(start)) == Some(Word::Period) && start > at => {}
            _ if self.doc.is_any(start, keys!["corresponding", "comparable", "equivalent"]) && start > at => {}
            _ => return None,
        }
        let next = self.after(start);
        // "the same 2004 period"
        if let Some((year, noun)) = self.year_figures(next) {
            let unit = match self.word(noun)? {
                Word::Unit(unit @ (Unit::Month | Unit::Quarter)) => unit,
                Word::Half => Unit::Half,
                Word::Period => Unit::Year,
                _ => return None,
            };
            let core = Core::Nth { n: 0, unit, of: Box::new(super::year::whole(year)) };
            return Some(Found::new(core, noun + 1, "same-period"));
        }
        let (unit, end) = match self.word(next) {
            Some(Word::Unit(unit)) => (Some(unit), next + 1),
            Some(Word::Half) => (Some(Unit::Half), next + 1),
            Some(Word::Period) => (None, next + 1),
            _ if self.doc.is(next, "date") => (Some(Unit::Day), next + 1),
            _ if time => (None, next + 1),
            _ => return None,
        };
        let last = if self.doc.is(end, ",") { end + 1 } else { end };
        if let Some((years, after)) = self.years_back(last).or_else(|| self.years_back(end)) {
            // "at this time last year"
            if time && self.word(start) == Some(Word::This) {
                return Some(Found::new(Core::ThisTime { years }, after, "same-period"));
            }
            return Some(Found::new(Core::Same { years, unit }, after, "same-period"));
        }
        let of = if matches!(self.word(end), Some(Word::Of | Word::In)) { end + 1 } else { end };
        if let Some((year, after)) = self.year_figures(of).filter(|_| of > end) {
            let core = Core::Nth { n: 0, unit: unit.unwrap_or(Unit::Year), of: Box::new(super::year::whole(year)) };
            return Some(Found::new(core, after, "same-period"));
        }
        if unit.is_some() && !time {
            return None; // "the same month" is a shifted unit
        }
        let known = matches!(self.word(start), Some(Word::That | Word::Same)) || start > at;
        (known && self.is_temporal_slot(at)).then(|| Found::new(Core::Same { years: 0, unit }, end, "same-period"))
    }

    /// "last year", "of last year", "a year earlier", "the previous year", "two years ago": how many years back.
    fn years_back(&self, at: usize) -> Step<i32> {
        let of = if matches!(self.word(at), Some(Word::Of | Word::In)) { at + 1 } else { at };
        // "the same period the year before"
        let year = self.word(of) == Some(Word::The) && self.word(of + 1) == Some(Word::Unit(Unit::Year));
        if year && matches!(self.word(of + 2), Some(Word::Before | Word::Earlier)) {
            return Some((-1, of + 3));
        }
        if let Some((YearOf::Relative(years) | YearOf::Reference(years), end)) = self.relative_year(of) {
            return (years < 0).then_some((years, end));
        }
        // "the corresponding period last fiscal"
        if matches!(self.word(of), Some(Word::Last | Word::Previous)) && self.word(of + 1) == Some(Word::Fiscal) {
            let end = if self.word(of + 2) == Some(Word::Unit(Unit::Year)) { of + 3 } else { of + 2 };
            return Some((-1, end));
        }
        let (count, unit) = self.any_count(of)?;
        let years = match self.word(unit)? {
            Word::Unit(Unit::Year) | Word::Units(Unit::Year) => count.whole()?,
            // "the same quarter twelve months earlier"
            Word::Units(Unit::Month) if count.whole()? == 12 => 1,
            _ => return None,
        };
        matches!(self.word(unit + 1), Some(Word::Ago | Word::Earlier | Word::Before)).then_some((-years, unit + 2))
    }

    /// Whether a preposition or a comparison stands before: "in the same period", "during that time".
    fn is_temporal_slot(&self, at: usize) -> bool {
        self.cue(at.wrapping_sub(1), Cue::HoldsPeriod)
    }
}
