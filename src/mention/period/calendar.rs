//! Stretches of the civil calendar: which days a period covers, and how it moves.
//!
//! All arithmetic is checked: a day outside the calendar (31 June, year 99999) gives `None`, never a panic.

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::Granularity;

/// A unit of calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A second of time.
    Second,
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// A calendar day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// Six calendar months.
    Half,
    /// A calendar year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years, from one that ends in 00.
    Century,
}

impl Unit {
    /// The unit as months, where it is a whole number of them.
    pub fn months(self) -> Option<i32> {
        Some(match self {
            Unit::Month => 1,
            Unit::Quarter => 3,
            Unit::Half => 6,
            Unit::Year => 12,
            Unit::Decade => 120,
            Unit::Century => 1200,
            _ => return None,
        })
    }

    /// The unit as days, where it is a whole number of them.
    pub fn days(self) -> Option<i32> {
        match self {
            Unit::Day => Some(1),
            Unit::Week | Unit::Weekend => Some(7),
            _ => None,
        }
    }

    /// The granularity that the record shows.
    pub fn granularity(self) -> Granularity {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => Granularity::Time,
            Unit::Day => Granularity::Day,
            Unit::Weekend | Unit::Week => Granularity::Week,
            Unit::Month => Granularity::Month,
            Unit::Quarter => Granularity::Quarter,
            Unit::Half => Granularity::HalfYear,
            Unit::Year => Granularity::Year,
            Unit::Decade => Granularity::Decade,
            Unit::Century => Granularity::Century,
        }
    }
}

/// A season, by the months of the northern hemisphere in which news uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    /// TIMEX3's code.
    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The season's first month; a winter begins in the year before the one it is mostly in, but is named by its start.
    pub fn first_month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A run of whole units: from the first day of the first to the last day of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The unit in which the ends are said.
    pub unit: Unit,
}

impl Stretch {
    /// A single day.
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day, unit: Unit::Day }
    }

    /// The unit that contains the day.
    pub fn containing(day: Date, unit: Unit) -> Option<Self> {
        let (from, to) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => (day, day),
            Unit::Week => {
                let monday = monday_of(day)?;
                (monday, add_days(monday, 6)?)
            }
            Unit::Weekend => {
                let monday = monday_of(day)?;
                (add_days(monday, 5)?, add_days(monday, 6)?)
            }
            Unit::Month | Unit::Quarter | Unit::Half => {
                let months = unit.months()? as i8;
                let first = (day.month() - 1) / months * months + 1;
                (
                    Date::new(day.year(), first, 1).ok()?,
                    Date::new(day.year(), first + months - 1, 1).ok()?.last_of_month(),
                )
            }
            Unit::Year | Unit::Decade | Unit::Century => {
                let years = (unit.months()? / 12) as i16;
                let first = day.year().div_euclid(years) * years;
                (Date::new(first.max(1), 1, 1).ok()?, Date::new(first.checked_add(years - 1)?, 12, 31).ok()?)
            }
        };
        Some(Self { from, to, unit })
    }

    /// A whole year.
    pub fn year(year: i16) -> Option<Self> {
        Self::containing(Date::new(year, 1, 1).ok()?, Unit::Year)
    }

    /// The `n`th unit (from 1) of a year: a month, quarter, half or ISO week.
    pub fn nth_of_year(year: i16, n: i8, unit: Unit) -> Option<Self> {
        let day = match unit {
            Unit::Week => ISOWeekDate::new(year, n, Weekday::Monday).ok()?.date(),
            _ => {
                let months = i8::try_from(unit.months()?).ok().filter(|m| *m <= 6)?;
                Date::new(year, (n.checked_sub(1)?).checked_mul(months)?.checked_add(1)?, 1).ok()?
            }
        };
        Self::containing(day, unit)
    }

    /// From the start of this one to the end of the other; the finer unit counts. `None` where it would run backwards.
    pub fn through(self, end: Self) -> Option<Self> {
        (self.from <= end.to).then_some(Self { from: self.from, to: end.to, unit: self.unit.min(end.unit) })
    }

    /// Whether it is exactly one of its units.
    pub fn is_single(&self) -> bool {
        Self::containing(self.from, self.unit).is_some_and(|one| (one.from, one.to) == (self.from, self.to))
    }

    /// Whether it is exactly one of the unit, however it was said: "July-September" is a quarter.
    pub fn is_one(&self, unit: Unit) -> bool {
        Self { unit, ..*self }.is_single()
    }

    /// The whole moved by `n` of `unit`. Month ends stay month ends.
    pub fn moved(self, n: i32, unit: Unit) -> Option<Self> {
        let (from, to) = (shift(self.from, n, unit)?, shift(self.to, n, unit)?);
        let whole_months = self.from.day() == 1 && self.to == self.to.last_of_month() && unit.months().is_some();
        let moved = Self { from, to: if whole_months { to.last_of_month() } else { to }, unit: self.unit };
        if self.unit == Unit::Week && self.is_single() { Self::containing(moved.from, Unit::Week) } else { Some(moved) }
    }

    /// The `count` units of `unit` that end with this stretch's end.
    pub fn ending(self, count: i32, unit: Unit) -> Option<Self> {
        let next = add_days(self.to, 1)?;
        let from = shift(next, count.checked_neg()?, unit)?;
        let monthly = next.day() == 1 && unit.months().is_some();
        let unit = match (monthly, unit) {
            (true, Unit::Year | Unit::Half | Unit::Quarter | Unit::Month) => Unit::Month,
            _ => Unit::Day,
        };
        (from <= self.to).then_some(Self { from, to: self.to, unit })
    }

    /// Quarters that end on a weekend near a month's end are 13 weeks each, as shops and makers of chips count them: "the
    /// three months ended Nov. 2", a Saturday, began on the Sunday before Aug. 5.
    pub fn ending_in_weeks(self, count: i32, unit: Unit) -> Option<Self> {
        let quarters = unit.months()?.checked_mul(count).filter(|m| *m < 12 && m % 3 == 0)? / 3;
        let weekend = matches!(self.to.weekday(), Weekday::Saturday | Weekday::Sunday);
        let last = self.to == self.to.last_of_month();
        let near = self.to.day() <= 7 || self.to.last_of_month().day() - self.to.day() <= 7;
        let from = add_days(self.to, 1 - quarters * 13 * 7)?;
        (self.from == self.to && weekend && near && !last).then_some(Self { from, to: self.to, unit: Unit::Day })
    }

    /// The `count` units of `unit` that begin with this stretch's start.
    pub fn beginning(self, count: i32, unit: Unit) -> Option<Self> {
        let to = add_days(shift(self.from, count, unit)?, -1)?;
        let unit = if self.from.day() == 1 && unit.months().is_some() { Unit::Month } else { Unit::Day };
        (self.from <= to).then_some(Self { from: self.from, to, unit })
    }
}

/// The day moved by `n` of `unit`; the 31st of a short month becomes its last day.
pub fn shift(day: Date, n: i32, unit: Unit) -> Option<Date> {
    if let Some(months) = unit.months() {
        return day.checked_add(Span::new().try_months(n.checked_mul(months)?).ok()?).ok();
    }
    add_days(day, n.checked_mul(unit.days()?)?)
}

/// The day `n` days on.
pub fn add_days(day: Date, n: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(n).ok()?).ok()
}

/// The Monday of the day's week.
pub fn monday_of(day: Date) -> Option<Date> {
    add_days(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// Days from one to the other, negative where the other is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Easter Sunday of a year (Gregorian).
pub fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century) = (year % 19, year / 100);
    let skipped = century - century / 4 - (8 * century + 13) / 25;
    let epact = (skipped + 19 * golden + 15) % 30;
    let moon = epact - epact / 28 * (1 - 29 / (epact + 1) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let offset = moon - weekday;
    let month = 3 + (offset + 40) / 44;
    let day = offset + 28 - 31 * (month / 4);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn units_contain_their_days() {
        let of = |day, unit| Stretch::containing(day, unit).map(|s| (s.from, s.to));
        let new_year = date(2016, 1, 1);
        assert_eq!(of(new_year, Unit::Week), Some((date(2015, 12, 28), date(2016, 1, 3))));
        assert_eq!(of(date(2024, 2, 29), Unit::Month), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(of(date(2025, 12, 8), Unit::Half), Some((date(2025, 7, 1), date(2025, 12, 31))));
        assert_eq!(of(date(1999, 5, 5), Unit::Decade), Some((date(1990, 1, 1), date(1999, 12, 31))));
        assert_eq!(Stretch::nth_of_year(2015, 53, Unit::Week).map(|s| s.to), Some(date(2016, 1, 3)));
        assert_eq!(Stretch::nth_of_year(2025, 53, Unit::Week), None);
        assert_eq!(Stretch::nth_of_year(2025, 5, Unit::Quarter), None);
    }

    #[test]
    fn moving_keeps_month_ends() {
        let february = Stretch::nth_of_year(2023, 2, Unit::Month).unwrap();
        let leap = february.moved(1, Unit::Year).unwrap();
        assert_eq!((leap.from, leap.to), (date(2024, 2, 1), date(2024, 2, 29)));
        let year = Stretch::nth_of_year(2025, 4, Unit::Month).unwrap().ending(1, Unit::Year).unwrap();
        assert_eq!((year.from, year.to, year.unit), (date(2024, 5, 1), date(2025, 4, 30), Unit::Month));
        let week = Stretch::day(date(2025, 11, 22)).ending(1, Unit::Week).unwrap();
        assert_eq!((week.from, week.to), (date(2025, 11, 16), date(2025, 11, 22)));
        assert_eq!(Stretch::day(date(9999, 12, 31)).moved(1, Unit::Year), None);
    }

    #[test]
    fn easters() {
        for (year, month, day) in [(2018, 4, 1), (2024, 3, 31), (2025, 4, 20), (1954, 4, 18), (1981, 4, 19)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }
}
