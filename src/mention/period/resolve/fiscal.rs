//! Fiscal years. A company's start is not told, so they have a name (`FY2026-Q3`) and no days; a government's own
//! year is known by its country.

use jiff::civil::Date;

use super::open::Side;
use super::{Outcome, Walk};
use crate::mention::period::Granularity;
use crate::mention::period::calendar::{Stretch, Unit};
use crate::mention::period::expression::{Core, Part, YearOf};
use crate::mention::period::value;

impl Walk<'_> {
    /// A fiscal year or a part of one.
    pub(super) fn fiscal(&self, i: usize, year: YearOf, part: Part) -> Option<Outcome> {
        let start = self.government_start(i);
        let year = match year {
            YearOf::Known(year) => Some(year),
            YearOf::Relative(shift) => self.current_fiscal_year(start)?.checked_add(i16::try_from(shift).ok()?),
            YearOf::Reference(shift) => self
                .fiscal_spoken_of(i, start)
                .or_else(|| self.current_fiscal_year(start))?
                .checked_add(i16::try_from(shift).ok()?),
            YearOf::Open => self.nearest_year(part, self.tense(i, false), Side::Either).map(|s| s.from.year()),
        };
        let name = format!("FY{}", value::open_year(year));
        let (name, unit) = match part {
            Part::Quarter(n) => (format!("{name}-Q{n}"), Granularity::Quarter),
            Part::Half(n) => (format!("{name}-H{n}"), Granularity::HalfYear),
            _ => (name, Granularity::Year),
        };
        if let (Some(month), Some(year), Part::Whole) = (start, year, part) {
            let first = Date::new(year - i16::from(month > 1), month, 1).ok()?;
            let days = Stretch::containing(first, Unit::Month)?.beginning(1, Unit::Year)?;
            return Some(Outcome::Days(days));
        }
        let near = year.and_then(Stretch::year);
        Some(Outcome::Named { value: name, unit: Some(unit), near })
    }

    /// "the financial year to February": from the start of a government's year, else a year of unknown start.
    pub(super) fn fiscal_to(&self, i: usize, end: &Core) -> Option<Outcome> {
        let end = self.days(i, end)?;
        let Some(month) = self.government_start(i) else {
            return Some(Outcome::Days(end.ending(1, Unit::Year)?));
        };
        let year = end.to.year() - i16::from(end.to.month() < month);
        let start = Stretch::containing(Date::new(year, month, 1).ok()?, Unit::Month)?;
        Some(Outcome::Days(start.through(end)?))
    }

    /// The number of the fiscal year in which the article was published.
    fn current_fiscal_year(&self, start: Option<i8>) -> Option<i16> {
        let today = self.today()?;
        let later = start.is_some_and(|month| month > 1 && today.month() >= month);
        Some(today.year() + i16::from(later))
    }

    /// The number of the fiscal year named last.
    fn fiscal_spoken_of(&self, i: usize, start: Option<i8>) -> Option<i16> {
        let year = |item: &super::Item| match (&item.expression.core, &item.outcome) {
            (Core::Fiscal { .. }, Some(Outcome::Named { near: Some(near), .. })) => Some(near.from.year()),
            (Core::Fiscal { .. }, Some(Outcome::Days(days))) => Some(days.to.year()),
            // "the 12 months to 30 September 2004" of a year that begins in October.
            (Core::Ending { .. }, Some(Outcome::Days(days))) if start == Some(days.from.month()) => {
                Some(days.to.year())
            }
            _ => None,
        };
        self.recent(i).iter().rev().find_map(|item| {
            let year = year(item)?;
            self.reckon_from(item);
            Some(year)
        })
    }

    /// The first month of the fiscal year of the government that the sentence or the text is about.
    fn government_start(&self, i: usize) -> Option<i8> {
        self.governments.start(self.doc, self.items[i].tokens.start)
    }
}
