//! What a calendar expression says, before anything is known about when: typed pieces instead of template strings.
//!
//! `patterns` builds these from words, `resolve` turns them into days. Nothing here looks at a text.

use jiff::civil::Weekday;

use super::PeriodModifier;
use super::calendar::{Season, Unit};
use super::words::Holiday;

/// A period as a claim sees it, before the resolver has walked the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    pub(super) core: Core,
    pub(super) modifier: Option<PeriodModifier>,
    pub(super) fiscal: bool,
}

impl From<Core> for Expression {
    fn from(core: Core) -> Self {
        Self { core, modifier: None, fiscal: false }
    }
}

/// Which year a part of a year belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    /// Not said: the resolver looks at the tense and at the distance to the publication date.
    Open,
    /// Said in figures.
    Known(i16),
    /// So many years from the publication year ("last year" is -1).
    Relative(i32),
    /// So many years from the year that the text speaks of ("that year" is 0, "the previous year" -1).
    Reference(i32),
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Month(i8),
    Day { month: i8, day: i8 },
    Quarter(i8),
    Half(i8),
    Season(Season),
    Week(i8),
    Holiday(Holiday),
}

/// Where a relative expression counts from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Anchor {
    /// The publication date.
    Publication,
    /// The period that the text speaks of: the one nearest in meaning.
    Reference,
    /// A period that the expression names itself ("two days after Christmas").
    At(Box<Core>),
}

/// Which of the days of a name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    /// The nearest one that the tense allows.
    Nearest,
    /// The latest one, whatever the tense ("this past Wednesday").
    Recent,
    /// The first one to come ("this coming Wednesday").
    Soonest,
    /// The one before ("last Wednesday").
    Last,
    /// The one after ("next Friday").
    Next,
    /// The one of so many weeks from now ("this Friday", "Friday next week").
    Week(i32),
}

/// A number of units, in months and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Amount {
    pub months: i32,
    pub days: i32,
}

/// A reference to no day in particular.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vague {
    Past,
    Present,
    Future,
}

/// The kinds of expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Core {
    /// A year or a part of one: "2024", "November", "Q3 2025", "the summer of 2022".
    In { part: Part, year: YearOf },
    /// The latest or the next such part: "last summer", "next June", "the following June".
    Picked { part: Part, next: bool, anchor: Anchor },
    /// "Monday", "last Friday".
    Weekday { weekday: Weekday, pick: Pick },
    /// "Monday of the following week", "the first Friday of March".
    WeekdayIn { weekday: Weekday, nth: i8, of: Box<Core> },
    /// "Friday the 14th", "the 15th of next month".
    DayOfMonth { day: i8, weekday: Option<Weekday>, of: Option<Box<Core>> },
    /// "the 1990s": its first year.
    Decade { first: i16 },
    /// "the 21st century": its first year.
    Century { first: i16 },
    /// A unit so many units from an anchor: "last month", "this quarter", "the previous week", "that year".
    Unit { unit: Unit, shift: i32, anchor: Anchor },
    /// "two years ago", "a year earlier", "three days after Christmas". `unit` is the finest one said.
    Moved { by: Amount, unit: Unit, anchor: Anchor },
    /// The period that the text speaks of, years before: "the year-ago quarter", "the same period last year".
    Same { years: i32, unit: Option<Unit> },
    /// "this time last year": the month of publication, years before.
    ThisTime { years: i32 },
    /// "the previous three months", "the two months prior": those before the period spoken of.
    Before { count: i32, unit: Unit },
    /// "the first 11 months of this year", "the last two weeks of May".
    Run { last: bool, count: i32, unit: Unit, of: Box<Core> },
    /// "the third week of 2027", "the 9th month of next year".
    Nth { n: i8, unit: Unit, of: Box<Core> },
    /// "the three months to September", "the week ended Nov. 22".
    Ending { count: i32, unit: Unit, end: Box<Core> },
    /// "the year beginning April 1".
    Starting { count: i32, unit: Unit, start: Box<Core> },
    /// "the financial year to February": from its start on.
    FiscalTo { end: Box<Core> },
    /// "year to date", "March to date".
    ToDate { start: Box<Core> },
    /// "from 1997 to 2007", "October-December".
    Interval { from: Box<Core>, to: Box<Core> },
    /// A fiscal year by its number, or a quarter or half of it.
    Fiscal { year: YearOf, part: Part },
    /// A length of time, as a TIMEX3 value.
    Length { value: String, unit: Unit },
    /// A recurring time, as a TIMEX3 value.
    Set { value: String },
    /// "recent months", "the years ahead".
    Vague(Vague),
    /// A time of day: `time` is what follows the `T` in TIMEX3. Where no day is said with it ("Tuesday at about 9 a.m."),
    /// the sentence tells.
    Clock { day: Option<Box<Core>>, time: String },
}

impl Core {
    /// Today.
    pub fn today(shift: i32) -> Self {
        Core::Unit { unit: Unit::Day, shift, anchor: Anchor::Publication }
    }

    /// The day that the text speaks of ("that night"), or one beside it ("the next morning").
    pub fn spoken_day(shift: i32) -> Self {
        Core::Unit { unit: Unit::Day, shift, anchor: Anchor::Reference }
    }

    /// A part of a year that is not said.
    pub fn open(part: Part) -> Self {
        Core::In { part, year: YearOf::Open }
    }

    /// Whether it can be an end of an interval.
    pub fn is_date(&self) -> bool {
        !matches!(
            self,
            Core::Length { .. } | Core::Set { .. } | Core::Vague(Vague::Past | Vague::Future) | Core::Clock { .. }
        )
    }

    /// Whether it is said relative to the period of another figure ("a year earlier", "the previous month").
    pub fn is_comparison(&self) -> bool {
        match self {
            Core::Same { years, .. } => *years != 0,
            Core::Before { .. } | Core::ThisTime { .. } => true,
            Core::Unit { shift, anchor: Anchor::Reference, .. } => *shift < 0,
            Core::Picked { next, anchor: Anchor::Reference, .. } => !next,
            Core::Moved { by, anchor: Anchor::Reference, .. } => by.months < 0 || by.days < 0,
            Core::In { year: YearOf::Reference(years), .. } => *years < 0,
            _ => false,
        }
    }
}
