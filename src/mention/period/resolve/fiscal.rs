//! Fiscal years. They have a name (`FY2026-Q3`) and, where the article tells when they ended, days; a government's own year
//! is known by its country.

use crate::text::keys;
use jiff::civil::Date;

use super::open::{Side, in_year};
use super::{Outcome, Walk};
use crate::mention::period::Granularity;
use crate::mention::period::calendar::{Stretch, Unit, shift};
use crate::mention::period::expression::{Anchor, Core, Part, YearOf};
use crate::mention::period::fiscal_years::Governments;
use crate::mention::period::tense::Tense;
use crate::mention::period::value;

/// The day of a month behind which the next one is the nearer to begin with.
const HALF: i8 = 15;

impl Walk<'_> {
    /// A fiscal year or a part of one.
    pub(super) fn fiscal(&self, i: usize, said: YearOf, part: Part) -> Option<Outcome> {
        let start = self.government_start(i);
        let year = match said {
            YearOf::Known(year) => Some(year),
            YearOf::Relative(shift) => self.current_fiscal_year(start)?.checked_add(i16::try_from(shift).ok()?),
            YearOf::Reference(shift) => self
                .fiscal_spoken_of(i, start)
                .or_else(|| self.current_fiscal_year(start))?
                .checked_add(i16::try_from(shift).ok()?),
            YearOf::Open => self
                .year_reported(i, part)
                .or_else(|| self.nearest_year(part, self.tense(i, false), Side::Either).map(|s| s.from.year())),
        };
        let told = self.told_days(i, part, year).or_else(|| self.beside_told(i, said, part));
        let told = told.or_else(|| self.interval_reported(i, said, part));
        let year = match (told, said) {
            (Some(days), YearOf::Open) => named_by_end(days, part),
            _ => year,
        };
        if let (Some(month), Some(year), Part::Whole) = (start, year, part) {
            let first = Date::new(year - i16::from(month > 1), month, 1).ok()?;
            let days = Stretch::containing(first, Unit::Month)?.beginning(1, Unit::Year)?;
            return Some(Outcome::Days(days));
        }
        let near = told.or_else(|| year.and_then(Stretch::year));
        Some(named(year, part, near, told.is_some()))
    }

    /// "Revenue rose in its fiscal fourth quarter. It signed 30 contracts during **the quarter**": the one that was named, whether or
    /// not its days were told.
    pub(super) fn fiscal_quarter(&self, i: usize, core: &Core) -> Option<Outcome> {
        if !matches!(core, Core::Unit { unit: Unit::Quarter, shift: 0, anchor: Anchor::Reference }) {
            return None;
        }
        let is_quarter = |item: &&super::Item| match &item.outcome {
            Some(Outcome::Named { unit, .. }) => *unit == Some(Granularity::Quarter),
            Some(Outcome::Days(days)) => days.unit == Unit::Quarter,
            _ => false,
        };
        let told = |item: &&super::Item| !item.expression.core.is_comparison() && is_quarter(item);
        let last = self.recent(i).iter().rev().find(told)?;
        match (&last.expression.core, &last.outcome) {
            (Core::Fiscal { .. }, Some(named @ Outcome::Named { .. })) => {
                self.reckon_from(last);
                Some(named.clone())
            }
            _ => None,
        }
    }

    /// The fiscal year of a quarter without its year, whoever's it is: results are told of the quarter that has just ended and
    /// foreseen for the one that runs, and a year is called after the one in which it ends.
    fn year_reported(&self, i: usize, part: Part) -> Option<i16> {
        let Part::Quarter(_) = part else { return None };
        let back = i32::from(self.tense(i, false) != Tense::Future);
        let running = Stretch::containing(self.today()?, Unit::Quarter)?;
        let days = Stretch::containing(shift(running.from, -3 * back, Unit::Month)?, Unit::Quarter)?;
        named_by_end(days, part)
    }

    /// The days of a fiscal year or a part of it whose end is said beside it: "its fiscal third quarter, which ended Jan.
    /// 31".
    fn told_days(&self, i: usize, part: Part, year: Option<i16>) -> Option<Stretch> {
        let (item, next) = (&self.items[i], self.items.get(i + 1)?);
        let joint = item.tokens.end..next.tokens.start;
        let ended = |at| self.doc.is_any(at, keys!["ended", "ending", "ends", "closed"]);
        let between = keys![",", "which", "that", "on", "in"];
        let tells = joint.len() <= 4
            && joint.clone().any(ended)
            && joint.clone().all(|at| ended(at) || self.doc.is_any(at, between));
        let end = match (&next.expression.core, part) {
            _ if !tells => return None,
            // The year is called after the one in which it ends.
            (Core::In { part: end, year: YearOf::Open }, Part::Whole) => in_year(*end, year?)?,
            (core @ Core::In { part: Part::Day { .. } | Part::Month(_), .. }, _) => self.days(i + 1, core)?,
            _ => return None,
        };
        end.ending(1, unit_of(part))
    }

    /// "Revenue rose in the fiscal second quarter, which ended March 31. For the fiscal **third quarter** it expects less": the days
    /// of a part of the same company's years, from the quarter whose end was told.
    fn beside_told(&self, i: usize, said: YearOf, part: Part) -> Option<Stretch> {
        let quarter = |item: &super::Item| match (&item.expression.core, &item.outcome) {
            (
                Core::Fiscal { part: Part::Quarter(n), .. },
                Some(Outcome::Named { near: Some(days), told: true, .. }),
            ) => Some((i32::from(*n), *days)),
            _ => None,
        };
        let (n, days) = self.recent(i).iter().rev().find_map(quarter)?;
        // "Sales fell in the third quarter, which ended June 28. … **in the third quarter**": of those days again.
        if said == YearOf::Open && part == Part::Quarter(i8::try_from(n).ok()?) && self.tense(i, false) != Tense::Future
        {
            return Some(days);
        }
        // A quarter that begins in the last days of a month is as good as one of the months behind it.
        let begun = shift(days.from, i32::from(days.from.day() > HALF), Unit::Month)?;
        let first = shift(begun, -(n - 1) * 3, Unit::Month)?;
        let years = match said {
            YearOf::Known(year) => {
                i32::from(year) - i32::from(named_by_end(days, Part::Quarter(i8::try_from(n).ok()?))?)
            }
            YearOf::Relative(years) | YearOf::Reference(years) => years,
            YearOf::Open => 0,
        };
        let (months, length) = match part {
            Part::Quarter(n) => ((i32::from(n) - 1) * 3, 3),
            Part::Half(n) => ((i32::from(n) - 1) * 6, 6),
            Part::Whole => (0, 12),
            _ => return None,
        };
        let from = |years: i32| shift(first, years * 12 + months, Unit::Month);
        let at = |from: Date| Stretch::containing(from, Unit::Month)?.beginning(length, Unit::Month);
        let found = at(from(years)?)?;
        // Without its year it is the one before or behind the day of publication, as the verb has it.
        let (today, tense) = (self.today()?, self.tense(i, false));
        let turn = match tense {
            _ if said != YearOf::Open => 0,
            Tense::Past if found.from > today => -1,
            Tense::Future if found.to < today => 1,
            _ => 0,
        };
        at(from(years + turn)?)
    }

    /// "Results for **the three months that ended May 4** … Profit in the fiscal first quarter rose": the days that were told of what
    /// is reported, where nothing says of which part of the company's year they are.
    fn interval_reported(&self, i: usize, said: YearOf, part: Part) -> Option<Stretch> {
        if said != YearOf::Open || !matches!(part, Part::Quarter(_)) || self.tense(i, false) == Tense::Future {
            return None;
        }
        let recent = self.recent(i);
        // One that was named already is told by its name.
        if recent.iter().any(|item| matches!(item.expression.core, Core::Fiscal { part: Part::Quarter(_), .. })) {
            return None;
        }
        let quarter = |item: &&super::Item| {
            matches!(
                item.expression.core,
                Core::Ending { count: 3, unit: Unit::Month, .. } | Core::Ending { count: 1, unit: Unit::Quarter, .. }
            )
        };
        let told = recent.iter().rev().find(quarter)?;
        match told.outcome {
            Some(Outcome::Days(days)) if self.published.is_none_or(|today| days.to < today) => {
                self.reckon_from(told);
                Some(days)
            }
            _ => None,
        }
    }

    /// "a year earlier" of a fiscal quarter or year is the one of the year before.
    pub(super) fn same_fiscal(&self, i: usize, years: i32, unit: Option<Unit>) -> Option<Outcome> {
        let (j, spoken) = self.nearest_subject(i).filter(|_| years != 0)?;
        let (Core::Fiscal { part, .. }, Some(Outcome::Named { near: Some(near), told: false, .. })) =
            (&spoken.expression.core, &spoken.outcome)
        else {
            return None;
        };
        // An outlook for the year is not what the next sentence compares with.
        let at_hand = self.doc.sentence_of(spoken.tokens.start) == self.doc.sentence_of(self.items[i].tokens.start)
            || *part != Part::Whole && self.tense(j, false) != Tense::Future;
        let fits = unit.is_none_or(|unit| unit == unit_of(*part));
        let year = near.from.year().checked_add(i16::try_from(years).ok()?)?;
        (at_hand && fits).then(|| {
            self.reckon_from(spoken);
            named(Some(year), *part, Stretch::year(year), false)
        })
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
            (Core::Fiscal { part, .. }, Some(Outcome::Named { near: Some(near), told: true, .. })) => {
                named_by_end(*near, *part)
            }
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
        self.governments.get_or_init(|| Governments::of(self.doc)).start(self.doc, self.items[i].tokens.start)
    }
}

fn named(year: Option<i16>, part: Part, near: Option<Stretch>, told: bool) -> Outcome {
    let name = format!("FY{}", value::open_year(year));
    let (value, unit) = match part {
        Part::Quarter(n) => (format!("{name}-Q{n}"), Granularity::Quarter),
        Part::Half(n) => (format!("{name}-H{n}"), Granularity::HalfYear),
        _ => (name, Granularity::Year),
    };
    Outcome::Named { value, unit: Some(unit), near, told }
}

fn unit_of(part: Part) -> Unit {
    match part {
        Part::Quarter(_) => Unit::Quarter,
        Part::Half(_) => Unit::Half,
        _ => Unit::Year,
    }
}

/// The number of the fiscal year of which the days are a part: that of the calendar year in which it ends.
fn named_by_end(days: Stretch, part: Part) -> Option<i16> {
    let months = match part {
        Part::Quarter(n) => (4 - i32::from(n)) * 3,
        Part::Half(n) => (2 - i32::from(n)) * 6,
        _ => 0,
    };
    Some(shift(days.to, months, Unit::Month)?.year())
}
