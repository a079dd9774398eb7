//! Which November, which Monday: the year or week that an expression leaves open.
//!
//! Each reading has a cost: its distance from the publication date, weighted by how well it goes with the tense. The
//! past is what news tells, so an untold tense leans to it; but a month or day close ahead beats one almost a year back.

use crate::text::keys;
use jiff::civil::{Date, Weekday};

use super::Walk;
use crate::mention::period::calendar::{Stretch, Unit, add_days, days_between, easter, monday_of};
use crate::mention::period::expression::{Part, Pick};
use crate::mention::period::tense::{Tense, figure_before, is_of_value_left};
use crate::mention::period::words::Holiday;

/// What the words before an expression say of its side of the publication date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// "since": it is past, whatever the verb.
    Behind,
    /// "by", "until": a deadline, mostly ahead.
    Deadline,
    /// "rose 3% from", "lower than in": what a past move is held against is past.
    Standard,
    /// "in", "on" and the like: the tense decides.
    Either,
}

impl Walk<'_> {
    /// What the word before the tokens says.
    pub(super) fn side(&self, start: usize) -> Side {
        let mut before = start.wrapping_sub(1);
        if self.doc.is_any(before, keys!["the", "early", "late", "around", "about"]) {
            before = before.wrapping_sub(1);
        }
        match self.doc.lower(before) {
            "since" => Side::Behind,
            "by" | "until" | "till" | "to" | "before" | "for" | "payable" | "due" | "record" | "set" => Side::Deadline,
            "from" if self.is_by_figure(before) => Side::Standard,
            // "No later than December"
            "than" if self.doc.is_any(before.wrapping_sub(1), keys!["later", "earlier", "sooner"]) => Side::Deadline,
            "than" if !self.doc.is(before.wrapping_sub(1), "rather") => Side::Standard,
            "in" if self.doc.is(before.wrapping_sub(1), "than") => Side::Standard,
            "in" if is_of_value_left(self.doc, &(start..start + 1)) => Side::Standard,
            "after" if self.doc.is_any(before.wrapping_sub(1), keys!["until", "till"]) => Side::Deadline,
            _ => Side::Either,
        }
    }

    /// "Rose **3%** from", "up **two points** from": whether by how much something moved stands there; not "raised it to 3% from".
    fn is_by_figure(&self, end: usize) -> bool {
        figure_before(self.doc, end)
            .is_some_and(|opening| !self.doc.is_any(opening.wrapping_sub(1), keys!["to", "at", "of"]))
    }

    /// The reading of lowest cost among a part of the years around the publication.
    pub(super) fn nearest_year(&self, part: Part, tense: Tense, side: Side) -> Option<Stretch> {
        let today = self.today()?;
        let readings = (-1..=1).filter_map(|shift| in_year(part, today.year().checked_add(shift)?));
        readings.min_by_key(|reading| match (part, tense, side) {
            // A day almost a year back would have its year: what is told of it is then no event.
            (Part::Day { .. }, Tense::Past, Side::Either) => behind(reading, today) + ahead(reading, today) * 8,
            // An article of August does not speak of the September before as "September", whatever the verb: "told its
            // customers of a cut in September". One of the first months looks back on the year that is over.
            (Part::Month(_), Tense::Past, Side::Either) if today.month() > 3 && reading.from.year() == today.year() => {
                behind(reading, today) + if ahead(reading, today) > 0 { 300 + ahead(reading, today) } else { 0 }
            }
            _ => cost(reading, today, tense, side),
        })
    }

    /// The latest reading that is over on a day, or the first that is to come.
    pub(super) fn picked(&self, part: Part, next: bool, on: Date) -> Option<Stretch> {
        let mut readings = (-2..=2).filter_map(|shift| in_year(part, on.year().checked_add(shift)?));
        if next { readings.find(|r| r.from > on) } else { readings.rfind(|r| r.to < on) }
    }

    /// The day of a weekday.
    pub(super) fn weekday(&self, weekday: Weekday, pick: Pick, tense: Tense) -> Option<Date> {
        let today = self.today()?;
        let back = i32::from(today.weekday().since(weekday));
        let ahead = if back == 0 { 0 } else { 7 - back };
        let in_week = |shift: i32| add_days(monday_of(today)?, shift * 7 + i32::from(weekday.to_monday_zero_offset()));
        match pick {
            Pick::Soonest => add_days(today, ahead),
            Pick::Nearest if matches!(tense, Tense::Future | Tense::Expected) => add_days(today, ahead),
            Pick::Nearest | Pick::Recent => add_days(today, -back),
            // In news "last Friday" is the latest one that is over; of this week's days only where one is yesterday's.
            Pick::Last => in_week(-1),
            Pick::Next => in_week(1),
            Pick::Week(shift) => in_week(shift),
        }
    }
}

/// The days of a part in a year. A day that the year does not have has none.
pub(super) fn in_year(part: Part, year: i16) -> Option<Stretch> {
    match part {
        Part::Whole => Stretch::year(year),
        Part::Month(n) => Stretch::nth_of_year(year, n, Unit::Month),
        Part::Quarter(n) => Stretch::nth_of_year(year, n, Unit::Quarter),
        Part::Half(n) => Stretch::nth_of_year(year, n, Unit::Half),
        Part::Week(n) => Stretch::nth_of_year(year, n, Unit::Week),
        Part::Day { month, day } => Some(Stretch::day(Date::new(year, month, day).ok()?)),
        Part::Season(season) => {
            let first = Stretch::containing(Date::new(year, season.first_month(), 1).ok()?, Unit::Month)?;
            first.beginning(1, Unit::Quarter)
        }
        Part::Holiday(holiday) => Some(Stretch::day(holiday_in(holiday, year)?)),
    }
}

fn holiday_in(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed { month, day } => Date::new(year, month, day).ok(),
        Holiday::Nth { weekday, nth, month, plus } => {
            let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
            add_days(day, plus.into())
        }
        Holiday::Easter { plus } => add_days(easter(year)?, plus.into()),
    }
}

/// Lower is likelier.
fn cost(reading: &Stretch, today: Date, tense: Tense, side: Side) -> i32 {
    const NEVER: i32 = 1_000_000;
    let (behind, ahead) = (behind(reading, today), ahead(reading, today));
    if side == Side::Behind {
        return if ahead > 0 { NEVER } else { behind };
    }
    match tense {
        Tense::Past if side == Side::Deadline => behind + ahead * 4,
        Tense::Past => behind + if ahead > 0 { NEVER } else { 0 },
        Tense::Future => behind * 8 + ahead,
        Tense::Open if side == Side::Deadline => behind * 2 + ahead,
        // "pricing in cuts by March": nobody bets on what is over.
        Tense::Expected if side == Side::Deadline => behind * 8 + ahead,
        Tense::Expected => behind * 2 + ahead,
        Tense::Open => behind + ahead * 2,
    }
}

/// How many days it is over.
fn behind(reading: &Stretch, today: Date) -> i32 {
    days_between(reading.to, today).max(0)
}

/// In how many days it begins.
fn ahead(reading: &Stretch, today: Date) -> i32 {
    days_between(today, reading.from).max(0)
}
