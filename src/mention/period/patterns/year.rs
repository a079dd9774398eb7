//! Years: "2024", "in 1998", "the 1990s", "the 21st century", "2008-09", and the year after a part of one.
//!
//! Four figures are a year only where the words around let them be one: a unit after them, a currency before them or a
//! name before them ("hangar 1998") speaks against it, a preposition for it.

use super::number::{expand_year, year_of_code};
use super::{Found, Reader, Step};
use crate::mention::Strength;
use crate::mention::period::calendar::Unit;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Core, Part, YearOf};
use crate::mention::period::words::Word;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// A bare year, a range of years, a decade or a century.
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.decade_or_century(at).or_else(|| self.calendar_code(at)) {
            return Some(found);
        }
        if let Some(((first, last), end)) = self.year_range(at) {
            let strength = if self.is_year_context(at) || !self.doc.is_capital(at.wrapping_sub(1)) {
                Strength::Explicit
            } else {
                Strength::Context
            };
            return Some(Found { strength, ..Found::new(interval(first, last), end, "year-range") });
        }
        if let Some((year, end)) = self.year_figures(at) {
            if !self.can_be_year(at, end, year) {
                return None;
            }
            let strength = match (self.is_year_context(at), (1950..=2060).contains(&year)) {
                (true, true) => Strength::Explicit,
                (true, false) => Strength::Context,
                (false, _) => Strength::Default,
            };
            return Some(Found { strength, ..Found::new(whole(year), end, "year") });
        }
        let spelled =
            self.is_year_context(at) && !self.doc.is_any(at.wrapping_sub(1), keys!["about", "over", "a", "the"]);
        if let Some((year, end)) = self.year_words(at).filter(|_| spelled) {
            let counted = self.cue(end, Cue::Counted) || matches!(self.word(end), Some(Word::Unit(_) | Word::Units(_)));
            return (!counted && year > 1000)
                .then(|| Found { strength: Strength::Context, ..Found::new(whole(year), end, "year-words") });
        }
        let (year, end) = self.year_short(at)?;
        self.is_year_context(at)
            .then(|| Found { strength: Strength::Context, ..Found::new(whole(year), end, "year-short") })
    }

    /// "CY25", "CY2025", "CY 2025": a calendar year, told from a fiscal one.
    fn calendar_code(&self, at: usize) -> Option<Found> {
        let (year, end) = match self.doc.word(at).strip_prefix("CY")? {
            "" => self.year_figures(at + 1)?,
            digits => (year_of_code(digits)?, at + 1),
        };
        (1900..=2150).contains(&year).then(|| Found::new(whole(year), end, "year-code"))
    }

    /// "the year 2035".
    pub(super) fn the_year(&self, at: usize) -> Option<Found> {
        if self.word(at) != Some(Word::The) || self.word(at + 1) != Some(Word::Unit(Unit::Year)) {
            return None;
        }
        let (year, end) = self.year_figures(at + 2)?;
        (!self.is_counted(end)).then(|| Found::new(whole(year), end, "year"))
    }

    /// Four figures that the pattern around them takes for a year, whatever stands before.
    pub(super) fn sure_year(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.decade_or_century(at) {
            return Some(found);
        }
        let (year, end) = self.year_figures(at).or_else(|| self.year_words(at)).or_else(|| self.year_short(at))?;
        (year > 1000 && !self.is_counted(end)).then(|| Found::new(whole(year), end, "year"))
    }

    /// Whether what follows counts the number before it.
    pub(super) fn is_counted(&self, end: usize) -> bool {
        self.cue(end, Cue::Counted)
            || self.doc.glued(end) && matches!(self.doc.kind(end), Some(TokenKind::Symbol | TokenKind::Word))
            || matches!(self.doc.word(end), "%" | "½" | "¼" | "¾" | "°")
    }

    fn can_be_year(&self, at: usize, end: usize, year: i16) -> bool {
        let before = at.wrapping_sub(1);
        let glued_before = self.doc.glued(at) && at > 0;
        if glued_before
            && !matches!(self.doc.word(before), "(" | "[" | "\"" | "“" | "‘" | "'" | "—" | "–" | "/" | "*" | "|")
        {
            return false;
        }
        // "31/31/2025" is no date, and its end no year.
        if glued_before && self.doc.is(before, "/") && self.doc.kind(before.wrapping_sub(1)) == Some(TokenKind::Number)
        {
            return false;
        }
        if self.is_counted(end) || (self.is_hyphen(end) && self.doc.glued(end + 1)) {
            return false;
        }
        if self.doc.glued(end) && matches!(self.doc.word(end), ":" | "/") && self.doc.glued(end + 1) {
            return false;
        }
        if self.doc.kind(before) == Some(TokenKind::Symbol) && self.doc.word(before) != "|" {
            return false;
        }
        if self.is_year_context(at) {
            return (1500..=2150).contains(&year);
        }
        let known = self.doc.kind(end) == Some(TokenKind::Clitic)
            || self.cue(end, Cue::AfterYear)
            || self.is_inside_phrase(at, end)
            || self.is_estimated(at, end)
            || self.is_subject_year(at, end)
            || self.doc.is_any(end, keys!["and", "or", ","]) && self.year_figures(end + 1).is_some();
        (1900..=2100).contains(&year) && (known || !self.is_name_before(at))
    }

    /// Whether a verb follows that makes a year the subject: "he said 2004 had been a great year".
    fn is_subject_year(&self, at: usize, end: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.doc.kind(before) == Some(TokenKind::Word)
            && !self.doc.is_capital(before)
            && (self.doc.is_any(end, keys!["was", "had", "has", "is", "saw", "brought"])
                || self.cue(end, Cue::Modal) && !self.doc.is_any(end, keys!["to", "not"])
                || self.doc.starts(end, keys!["to", "be"]))
    }

    /// Whether the growth or inflation of a year is set to a percentage: "lowered 2026 to 1.2%".
    fn is_estimated(&self, at: usize, end: usize) -> bool {
        crate::number::motion_at(self.doc, at.wrapping_sub(1)).is_some()
            && self.doc.is_any(end, keys!["to", "from", "by"])
            && self.doc.kind(end + 1) == Some(TokenKind::Number)
            && (self.doc.word(end + 2) == "%" || self.doc.is_any(end + 2, keys!["percent", "per", "pct"]))
    }

    /// Whether the figures stand inside a noun phrase: "the annual 2004 rate", "a controversial 2002 ruling".
    fn is_inside_phrase(&self, at: usize, end: usize) -> bool {
        let lower = |i: usize| self.doc.kind(i) == Some(TokenKind::Word) && !self.doc.is_capital(i);
        lower(at.wrapping_sub(1)) && lower(end) && !self.ends_phrase(end) && !self.doc.opens_paragraph(end)
    }

    /// Whether the word before makes the number part of its own name ("hangar 1998", "Windows 2000").
    fn is_name_before(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        if self.doc.opens_paragraph(at) || self.doc.opens_sentence(at) {
            return false;
        }
        match self.doc.kind(before) {
            Some(TokenKind::Word) => {
                let word = self.doc.lower(before);
                !(word.ends_with("ly") || word.ends_with("ing") || self.word(before).is_some())
            }
            Some(TokenKind::Number) => true,
            _ => false,
        }
    }

    /// Whether the word before lets four figures be a year.
    pub(super) fn is_year_context(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        if at == 0 {
            return false;
        }
        self.cue(before, Cue::BeforeYear) || self.doc.kind(before) == Some(TokenKind::Clitic)
    }

    /// "2008-09", "2014-2018", "1997–2007": two years, at most a century apart.
    pub(super) fn year_range(&self, at: usize) -> Step<(i16, i16)> {
        let (first, hyphen) = self.year_figures(at)?;
        if at > 0 && self.doc.glued(at) && matches!(self.doc.word(at - 1), "-" | "/" | "." | "$" | "£" | "€" | "¥")
        {
            return None;
        }
        let slash = self.doc.word(hyphen) == "/" && self.doc.glued(hyphen);
        if !(self.is_hyphen(hyphen) || slash) || !self.doc.glued(hyphen + 1) || !(1500..=2150).contains(&first) {
            return None;
        }
        let (n, width) = self.digits(hyphen + 1)?;
        let end = hyphen + 2;
        if self.is_counted(end) || (self.is_hyphen(end) || self.doc.word(end) == "/") && self.doc.glued(end + 1) {
            return None;
        }
        let last = match width {
            4 => i16::try_from(n).ok()?,
            2 => first / 100 * 100 + n as i16,
            1 if n == i32::from(first % 10) + 1 => first + 1,
            _ => return None,
        };
        // "2024-09" is a month, "2008-09" two years that follow one another.
        let month = width == 2 && (1..=12).contains(&n) && last != first + 1;
        (!month && last > first && last - first <= 100).then_some(((first, last), end))
    }

    /// "1990s", "the early '90s" (without "early"), "the nineties", "the 20th century".
    fn decade_or_century(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        if let Some((year, end)) = self.year_figures(start) {
            let plural = self.doc.is(end, "s") || self.doc.is(end, "'s") || self.doc.is(end, "’s");
            let decade = plural && self.doc.glued(end) && year % 10 == 0 && (1500..=2100).contains(&year);
            let edge = matches!(self.word(at.wrapping_sub(1)), Some(Word::Edge(_)));
            let possessive = self.doc.kind(end) == Some(TokenKind::Clitic) && start == at && !edge;
            // "the 1800s" are a century; of the "2000s" only ten years are meant.
            let core = if year % 100 == 0 && year <= 1900 {
                Core::Century { first: year }
            } else {
                Core::Decade { first: year }
            };
            return (decade && !possessive).then(|| Found::new(core, end + 1, "decade"));
        }
        if let Some((short, quote)) = self.year_short(start).or_else(|| {
            // "In their 20s" is an age.
            let (n, width) = self.digits(start).filter(|_| self.doc.is(at, "the"))?;
            (width == 2 && start > at).then_some((expand_year(n), start + 1))
        }) {
            let decade = short % 10 == 0 && self.doc.is(quote, "s") && self.doc.glued(quote);
            if decade {
                return Some(Found::new(Core::Decade { first: short }, quote + 1, "decade"));
            }
        }
        // "in the sixties", "the early sixties"; "in his sixties" is an age.
        if let Some(Word::Tens(tens)) = self.word(start) {
            let edge = start == at && matches!(self.word(at.wrapping_sub(1)), Some(Word::Edge(_)));
            let known = if edge {
                self.doc.is(at.wrapping_sub(2), "the")
            } else {
                self.doc.is(at, "the") && self.is_year_context(at)
            };
            return known.then(|| Found::new(Core::Decade { first: 1900 + tens }, start + 1, "decade"));
        }
        let (n, unit) = self.ordinal(start)?;
        let century = self.past_hyphen(unit);
        // "20th Century Fox"
        let named = self.doc.is_capital(century) && self.doc.is_capital(century + 1) && !self.doc.glued(century + 1);
        (self.word(century) == Some(Word::Unit(Unit::Century)) && n > 0 && !named)
            .then(|| Found::new(Core::Century { first: (i16::from(n) - 1) * 100 }, century + 1, "century"))
    }

    /// The year after a part of one: "of 2024", ", 2024", "last year", "of the same year".
    pub(super) fn year_suffix(&self, at: usize) -> Step<YearOf> {
        if !self.same_sentence(at.wrapping_sub(1), at) {
            return None;
        }
        match self.doc.word(at) {
            // "3 October, 2025-10-03" are two dates.
            "," => {
                let iso = |end: usize| self.is_hyphen(end) && self.digits(end + 1).is_some();
                return self.known_year(at + 1).filter(|(_, end)| !self.doc.glued(at + 1) && !iso(*end));
            }
            "-" | "–" | "/" if self.doc.is_tied(at) => return self.known_year(at + 1),
            _ => {}
        }
        match self.word(at) {
            Some(Word::Of) => self.known_year(at + 1).or_else(|| self.relative_year(at + 1)),
            Some(Word::In) => self.known_year(at + 1),
            _ => self.known_year(at).or_else(|| self.relative_year(at).filter(|_| self.word(at) != Some(Word::The))),
        }
    }

    fn known_year(&self, at: usize) -> Step<YearOf> {
        let (year, end) = self.year_figures(at).or_else(|| self.year_words(at)).or_else(|| self.year_short(at))?;
        ((1500..=2150).contains(&year) && !self.is_counted(end)).then_some((YearOf::Known(year), end))
    }

    /// "this year", "the current year", "last year", "the same year", "the previous year".
    pub(super) fn relative_year(&self, at: usize) -> Step<YearOf> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let unit = if self.word(start) == Some(Word::The) { start } else { start + 1 };
        let year = match self.word(start)? {
            Word::This | Word::Current => YearOf::Relative(0),
            Word::Last | Word::Past => YearOf::Relative(-1),
            Word::Next | Word::Coming => YearOf::Relative(1),
            Word::That | Word::Same => YearOf::Reference(0),
            Word::Previous => YearOf::Reference(-1),
            Word::Following => YearOf::Reference(1),
            Word::Unit(Unit::Year) if start > at => return Some((YearOf::Reference(0), start + 1)),
            _ => return None,
        };
        (self.word(unit) == Some(Word::Unit(Unit::Year)) && !self.is_hyphen(unit + 1)).then_some((year, unit + 1))
    }
}

/// A whole year.
pub(super) fn whole(year: i16) -> Core {
    Core::In { part: Part::Whole, year: YearOf::Known(year) }
}

fn interval(first: i16, last: i16) -> Core {
    Core::Interval { from: Box::new(whole(first)), to: Box::new(whole(last)) }
}
