//! Fiscal years and their parts: "fiscal 2026", "the 2024-25 financial year", "FY25", "fiscal second quarter",
//! "the current fiscal year".

use super::number::year_of_code;
use super::part::part_of;
use super::{Found, Reader, Step};
use crate::mention::period::calendar::Unit;
use crate::mention::period::expression::{Core, Part, YearOf};
use crate::mention::period::words::Word;
use crate::text::{Doc, Tables, TokenKind};

/// Whether a text has a word or a code ("FY25", "Q1FY26") without which there is no fiscal year in it.
pub(super) fn is_spoken_of(doc: &Doc, words: &[Option<Word>]) -> bool {
    words.iter().flatten().any(|word| matches!(word, Word::Fiscal | Word::Fy))
        || doc.all(Tables::CODES).any(|at| doc.lower(at).contains("fy"))
}

impl Reader<'_> {
    /// Any of them.
    pub(super) fn fiscal(&self, at: usize) -> Option<Found> {
        if !self.fiscal {
            return None;
        }
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let year = self.fiscal_year(at, start).map(|(core, end)| self.part_owned(end, &core).unwrap_or((core, end)));
        year.or_else(|| self.part_of_fiscal(start)).map(|(core, end)| {
            let mut found = Found::new(core, end, "fiscal");
            found.expression.fiscal = true;
            found
        })
    }

    /// A fiscal year, or a part that has no other expression in it.
    fn fiscal_year(&self, at: usize, start: usize) -> Step<Core> {
        self.fiscal_code(at)
            .or_else(|| self.fiscal_part_code(at))
            .or_else(|| self.fiscal_first(start))
            .or_else(|| self.fiscal_after_year(start))
            .or_else(|| self.relative_fiscal(start))
    }

    /// "FY25", "FY2026", "FY 2026", "FY2025/26".
    fn fiscal_code(&self, at: usize) -> Step<Core> {
        let word = self.doc.word(at);
        let (year, end) = match word.strip_prefix("FY").or_else(|| word.strip_prefix("fy")) {
            Some("") => {
                let next = self.past_hyphen(at + 1);
                if let Some(((_, last), end)) = self.year_range(next) {
                    (last, end)
                } else {
                    (year_of_code(self.doc.word(next))?, next + 1)
                }
            }
            Some(digits) => (year_of_code(digits)?, at + 1),
            None => return None,
        };
        // "FY2025/26", "FY25-26": the year is named by its end.
        let joint = if self.doc.word(end) == "/" { end + 1 } else { self.past_hyphen(end) };
        let (year, end) = match self.digits(joint).filter(|_| joint > end && self.doc.glued(joint)) {
            Some((n, 2)) if (year + 1) % 100 == n as i16 => (year + 1, joint + 1),
            _ => (year, end),
        };
        Some((Core::Fiscal { year: YearOf::Known(year), part: Part::Whole }, end))
    }

    /// "Q1FY26", "H1FY2025".
    fn fiscal_part_code(&self, at: usize) -> Step<Core> {
        let (part, digits) = self.doc.lower(at).split_at_checked(2)?;
        let [letter, digit] = *part.as_bytes() else { return None };
        let part = part_of(letter, i32::from(digit.checked_sub(b'0')?))?;
        let year = year_of_code(digits.strip_prefix("fy")?)?;
        Some((Core::Fiscal { year: YearOf::Known(year), part }, at + 1))
    }

    /// "fiscal 2026", "fiscal year 2026", "financial year 2025-26", "fiscal years 2025 (and 2026)", "fiscal-first quarter", "fiscal Q3".
    fn fiscal_first(&self, at: usize) -> Step<Core> {
        if self.word(at) != Some(Word::Fiscal) {
            return None;
        }
        let next = self.past_hyphen(at + 1);
        let noun = matches!(self.word(next), Some(Word::Unit(Unit::Year) | Word::Units(Unit::Year)));
        let year_at = if noun { next + 1 } else { next };
        if let Some(((_, last), end)) = self.year_range(year_at) {
            return Some((Core::Fiscal { year: YearOf::Known(last), part: Part::Whole }, end));
        }
        if let Some((year, end)) = self.year_figures(year_at).or_else(|| self.year_short(year_at)) {
            return (1900..=2150)
                .contains(&year)
                .then_some((Core::Fiscal { year: YearOf::Known(year), part: Part::Whole }, end));
        }
        let noun = self.ordinal_part(next).or_else(|| self.code(next))?;
        let Core::In { part: part @ (Part::Quarter(_) | Part::Half(_)), year } = noun.expression.core else {
            return None;
        };
        Some((Core::Fiscal { year, part }, noun.end))
    }

    /// "2025-26 financial year", "2005 fiscal year", "2026 fiscal third quarter".
    fn fiscal_after_year(&self, at: usize) -> Step<Core> {
        let (year, next) = match self.year_range(at) {
            Some(((_, last), end)) => (last, end),
            None => self.year_figures(at)?,
        };
        if self.word(next) != Some(Word::Fiscal) || self.word(next + 1) != Some(Word::Unit(Unit::Year)) {
            return None;
        }
        Some((Core::Fiscal { year: YearOf::Known(year), part: Part::Whole }, next + 2))
    }

    /// "the current fiscal year", "last financial year", "the third quarter of fiscal 2026", "the fiscal year",
    /// "its fiscal third quarter".
    fn relative_fiscal(&self, at: usize) -> Step<Core> {
        let (year, next) = match self.word(at)? {
            Word::Fiscal => (YearOf::Reference(0), at),
            // "For the full fiscal year"
            Word::Whole => (YearOf::Relative(0), at + 1),
            Word::This | Word::Current => (YearOf::Relative(0), at + 1),
            Word::Last | Word::Latest => (YearOf::Relative(-1), self.after(at)),
            Word::Next | Word::Coming => (YearOf::Relative(1), at + 1),
            Word::Previous => (YearOf::Reference(-1), at + 1),
            Word::Following => (YearOf::Reference(1), at + 1),
            Word::Same | Word::That => (YearOf::Reference(0), at + 1),
            _ => return None,
        };
        let the = self.word(at.wrapping_sub(1)) == Some(Word::The);
        let bare = next == at;
        // "so far this fiscal": the noun goes without saying in India.
        if !bare
            && matches!(year, YearOf::Relative(_))
            && self.word(next) == Some(Word::Fiscal)
            && self.ends_phrase(next + 1)
        {
            return Some((Core::Fiscal { year, part: Part::Whole }, next + 1));
        }
        if self.word(next) != Some(Word::Fiscal) || self.word(next + 1) != Some(Word::Unit(Unit::Year)) || bare && !the
        {
            return None;
        }
        let year = if bare { YearOf::Relative(0) } else { year };
        // "the financial year to February" is a stretch; "the fiscal year ending" too.
        if matches!(self.word(next + 2), Some(Word::To | Word::Ended | Word::Starting)) && !self.ends_phrase(next + 2) {
            return None;
        }
        Some((Core::Fiscal { year, part: Part::Whole }, next + 2))
    }

    /// "next fiscal year's first quarter": what the fiscal year that ends at the token owns.
    fn part_owned(&self, at: usize, year: &Core) -> Step<Core> {
        let Core::Fiscal { year, part: Part::Whole } = *year else { return None };
        let part_at = if self.doc.kind(at) == Some(TokenKind::Clitic) { at + 1 } else { return None };
        let noun = self.ordinal_part(part_at)?;
        match noun.expression.core {
            Core::In { part, year: YearOf::Open } => Some((Core::Fiscal { year, part }, noun.end)),
            _ => None,
        }
    }

    /// "third quarter of fiscal 2026", "second half of the financial year".
    fn part_of_fiscal(&self, at: usize) -> Step<Core> {
        let noun = self.ordinal_part(at).or_else(|| self.code(at))?;
        let Core::In { part: part @ (Part::Quarter(_) | Part::Half(_)), year: YearOf::Open } = noun.expression.core
        else {
            return None;
        };
        let of = if self.word(noun.end) == Some(Word::Of) { noun.end + 1 } else { noun.end };
        let the = if self.word(of) == Some(Word::The) { of + 1 } else { of };
        let (Core::Fiscal { year, part: Part::Whole }, end) = self.fiscal_year(of, the)? else { return None };
        Some((Core::Fiscal { year, part }, end))
    }
}
