//! One expression to its outcome.

use jiff::civil::Date;

use super::open::in_year;
use super::reference::{Look, is_figure_period};
use super::{Outcome, Walk};
use crate::mention::period::calendar::{Stretch, Unit, add_days, days_between};
use crate::mention::period::cues::{self, Cue};
use crate::mention::period::expression::{Anchor, Core, Part, Pick, Vague, YearOf};
use crate::mention::period::tense::Tense;
use crate::mention::period::{Granularity, PeriodModifier, Timex, value};
use crate::text::keys;

/// How many days after its end a part of a year is what reports are about.
const JUST_OVER: i32 = 120;

impl Walk<'_> {
    /// What item `i` comes to; `None` where it is no period at all (31 June).
    pub(super) fn outcome(&self, i: usize) -> Option<Outcome> {
        let core = &self.items[i].expression.core;
        match core {
            Core::Length { value, unit } => {
                Some(Outcome::Open { value: value.clone(), timex: Timex::Duration, unit: Some(*unit) })
            }
            Core::Before { count, unit } => Some(match self.units_before(i, *count, *unit) {
                Some(days) => Outcome::Days(days),
                // Before nothing that is named it is a length.
                None => Outcome::Open {
                    value: value::length(Some((*count).into()), *unit)?,
                    timex: Timex::Duration,
                    unit: Some(*unit),
                },
            }),
            Core::Set { value } => Some(Outcome::Open { value: value.clone(), timex: Timex::Set, unit: None }),
            Core::Vague(vague) => Some(reference_value(*vague)),
            Core::In { part: Part::Season(season), year } => {
                let near = self.part_of_year(i, Part::Season(*season), *year);
                let year = near.map(|s| s.from.year());
                let value = value::season(year, *season);
                Some(Outcome::Named { value, unit: Some(Granularity::Season), near, told: false })
            }
            Core::Picked { part: Part::Season(season), next, .. } => {
                let near = self.picked(Part::Season(*season), *next, self.today()?);
                let year = near.map(|s| s.from.year());
                let value = value::season(year, *season);
                Some(Outcome::Named { value, unit: Some(Granularity::Season), near, told: false })
            }
            Core::Fiscal { year, part } => self.fiscal(i, *year, *part),
            Core::FiscalTo { end } => self.fiscal_to(i, end),
            Core::Same { years, unit } => match self.same_fiscal(i, *years, *unit) {
                Some(named) => Some(named),
                None => self.same(i, *years, *unit).map(Outcome::Days).or_else(|| self.unresolved(core)),
            },
            Core::Clock { day, time } => {
                let day = match day {
                    Some(day) => self.days(i, day).map(|s| s.from),
                    None => self.day_around(i),
                };
                let date = day.map(|d| d.to_string()).unwrap_or_default();
                Some(Outcome::Time { value: format!("{date}T{time}"), day })
            }
            core => self
                .fiscal_quarter(i, core)
                .or_else(|| self.days(i, core).map(Outcome::Days))
                .or_else(|| self.unresolved(core)),
        }
    }

    /// The days of an expression.
    pub(super) fn days(&self, i: usize, core: &Core) -> Option<Stretch> {
        match core {
            Core::In { part, year } => self.part_of_year(i, *part, *year),
            Core::Picked { part, next, anchor: Anchor::Reference } => {
                let spoken = self.reference(i, Look::Around, |s| s.unit >= Unit::Month && s.unit <= Unit::Year)?;
                self.picked(*part, *next, if *next { spoken.to } else { spoken.from })
            }
            Core::Picked { part, next, .. } => {
                let picked = self.picked(*part, *next, self.today()?)?;
                // "in October, 2% up on last October": one month is not compared with itself.
                let same = !next && self.local_reference(i, |s| *s == picked).is_some();
                if same { picked.moved(-1, Unit::Year) } else { Some(picked) }
            }
            Core::Weekday { weekday, pick } => {
                Some(Stretch::day(self.weekday(*weekday, *pick, self.weekday_tense(i))?))
            }
            Core::WeekdayIn { weekday, nth, of } => {
                let of = self.days(i, of)?;
                Some(Stretch::day(of.from.nth_weekday_of_month(*nth, *weekday).ok()?))
            }
            Core::DayOfMonth { day, weekday: None, of } => {
                let of = match of {
                    Some(of) => self.days(i, of)?,
                    None => self.publication_unit(Unit::Month, 0)?,
                };
                Some(Stretch::day(Date::new(of.from.year(), of.from.month(), *day).ok()?))
            }
            Core::DayOfMonth { day, weekday: Some(weekday), .. } => {
                let future = self.tense(i, true) == Tense::Future;
                let today = self.publication_unit(Unit::Month, 0)?;
                let months = (0..=13).map(|n| if future { n } else { -n });
                let mut days = months.filter_map(|n| {
                    let month = today.moved(n, Unit::Month)?;
                    Date::new(month.from.year(), month.from.month(), *day).ok()
                });
                Some(Stretch::day(days.find(|d| d.weekday() == *weekday && (future || Some(*d) <= self.published))?))
            }
            Core::Decade { first } => Stretch::containing(Date::new(*first, 1, 1).ok()?, Unit::Decade),
            Core::Century { first } => Stretch::containing(Date::new((*first).max(1), 1, 1).ok()?, Unit::Century),
            Core::Unit { unit, shift, anchor: Anchor::Publication } => {
                self.publication_unit(*unit, if self.has_ended(i) { shift - 1 } else { *shift })
            }
            Core::Unit { unit, shift, .. } => {
                let referred = self.referred_unit(i, *unit, *shift)?;
                let runs = self.published.is_some_and(|today| referred.to > today);
                if runs && self.has_ended(i) { self.publication_unit(*unit, shift - 1) } else { Some(referred) }
            }
            Core::Moved { by, unit, anchor } => self.moved(i, *by, *unit, anchor),
            Core::Before { count, unit } => self.units_before(i, *count, *unit),
            Core::Same { years, unit } => self.same(i, *years, *unit),
            Core::ThisTime { years } => self.publication_unit(Unit::Month, 0)?.moved(*years, Unit::Year),
            Core::Run { last, count, unit, of } => self.run(i, *last, *count, *unit, of),
            Core::Nth { n, unit, of } => self.nth(i, *n, *unit, of),
            Core::Ending { count, unit, end } => {
                let end = self.days(i, end)?;
                let run = end.ending_in_weeks(*count, *unit).or_else(|| end.ending(*count, *unit))?;
                Some(as_one(run, *count, *unit))
            }
            Core::Starting { count, unit, start } => {
                let first = self.days(i, start)?;
                // Of a year that is spoken of as a fact the start is past.
                let open =
                    matches!(**start, Core::In { year: YearOf::Open, .. }) && self.tense(i, false) != Tense::Future;
                let early = open && self.published.is_some_and(|today| days_between(today, first.from) > 180);
                let first = if early { first.moved(-1, Unit::Year)? } else { first };
                let run = first.beginning(*count, *unit)?;
                Some(as_one(run, *count, *unit))
            }
            Core::ToDate { start } => {
                let start = self.days(i, start)?;
                let today = self.today()?;
                let start = if start.from > today { start.moved(-1, Unit::Year)? } else { start };
                (start.from <= today).then_some(Stretch { from: start.from, to: today, unit: Unit::Day })
            }
            Core::Interval { from, to } => self.interval(i, from, to),
            Core::Fiscal { .. } | Core::FiscalTo { .. } => match self.outcome_of_fiscal(i, core)? {
                Outcome::Days(stretch) => Some(stretch),
                Outcome::Named { near, .. } => near,
                _ => None,
            },
            Core::Clock { day: Some(day), .. } => self.days(i, day),
            Core::Clock { day: None, .. } => self.day_around(i).map(Stretch::day),
            Core::Vague(Vague::Present) => self.publication_unit(Unit::Day, 0),
            Core::Length { .. } | Core::Set { .. } | Core::Vague(_) => None,
        }
    }

    fn outcome_of_fiscal(&self, i: usize, core: &Core) -> Option<Outcome> {
        match core {
            Core::Fiscal { year, part } => self.fiscal(i, *year, *part),
            Core::FiscalTo { end } => self.fiscal_to(i, end),
            _ => None,
        }
    }

    /// A year or a part of one.
    fn part_of_year(&self, i: usize, part: Part, year: YearOf) -> Option<Stretch> {
        let year = match year {
            YearOf::Known(year) => year,
            YearOf::Relative(shift) => self.today()?.year().checked_add(i16::try_from(shift).ok()?)?,
            YearOf::Reference(shift) => self.year_spoken_of(i)?.checked_add(i16::try_from(shift).ok()?)?,
            YearOf::Open => {
                let daily = matches!(part, Part::Day { .. } | Part::Holiday(_));
                // A month is no complement of "on" unless something is settled on it: "zero in on June".
                let start = self.items[i].tokens.start;
                let bare = matches!(self.items[i].expression.core, Core::In { part: Part::Month(_), .. });
                let aimed = bare && self.doc.is(start.wrapping_sub(1), "on");
                let delivered = bare && cues::is(self.doc, self.items[i].tokens.end, Cue::Delivered);
                // "the year's first half" is of the year that owns it, as is the March of "last year in March".
                if let Some(year) = self.owner_year(i) {
                    return in_year(part, year);
                }
                // "Its August forecast" was made in August.
                let made = matches!(part, Part::Month(_) | Part::Day { .. })
                    && cues::is(self.doc, self.items[i].tokens.end, Cue::ForecastNoun)
                    && self.is_owned(start);
                let tense = match (aimed, delivered) {
                    _ if made => Tense::Past,
                    (true, _) => Tense::Expected,
                    (_, true) => Tense::Future,
                    _ => self.tense(i, daily),
                };
                return self.nearest_year(part, tense, self.side(start));
            }
        };
        in_year(part, year)
    }

    /// Whether "the", a possessive pronoun or a genitive stands before the token.
    fn is_owned(&self, start: usize) -> bool {
        let before = start.wrapping_sub(1);
        cues::is(self.doc, before, Cue::Determiner) && !self.doc.is(before, "a")
            || self.doc.kind(before) == Some(crate::text::TokenKind::Clitic)
    }

    /// The year of "last year's" or of "two years ago in" before an item.
    fn owner_year(&self, i: usize) -> Option<i16> {
        let owner = &self.items[i.checked_sub(1)?];
        let calendar = matches!(
            owner.expression.core,
            Core::Unit { unit: Unit::Year, .. } | Core::Moved { .. } | Core::In { part: Part::Whole, .. }
        );
        let clitic = self.doc.kind(owner.tokens.end) == Some(crate::text::TokenKind::Clitic)
            || self.doc.is(owner.tokens.end, "in") && !owner.expression.core.is_comparison();
        let owns = calendar && clitic && owner.tokens.end + 1 == self.items[i].tokens.start;
        let year = self.days(i - 1, owns.then_some(&owner.expression.core)?)?;
        (year.unit == Unit::Year && year.is_single()).then(|| {
            self.reckon_from(owner);
            year.from.year()
        })
    }

    /// Whether an end is told as past that is still to come: "it had 300 workers at year-end", "ended the year with 300" in a
    /// spring.
    fn has_ended(&self, i: usize) -> bool {
        let item = &self.items[i];
        let before = item.tokens.start.wrapping_sub(1);
        let end = item.expression.modifier == Some(PeriodModifier::End) && self.doc.is(before, "at")
            || cues::is(self.doc, before, Cue::YearEnded);
        let year_end = end && matches!(item.expression.core, Core::Unit { unit: Unit::Year, shift: 0, .. });
        year_end && self.published.is_some_and(|today| today.month() <= 6) && self.tense(i, false) == Tense::Past
    }

    /// The tense at a weekday. "Tuesday's announcement" has been, whatever verb stands before; a meeting may be to come.
    pub(super) fn weekday_tense(&self, i: usize) -> Tense {
        let end = self.items[i].tokens.end;
        let attribute = cues::is(self.doc, self.items[i].tokens.start.wrapping_sub(1), Cue::Determiner);
        let owner = attribute || self.doc.kind(end) == Some(crate::text::TokenKind::Clitic);
        let scheduled = (end..end + 4).any(|at| cues::is(self.doc, at, Cue::Scheduled));
        if owner && !scheduled { Tense::Past } else { self.tense(i, true) }
    }

    /// The year that the text speaks of, the publication's where it speaks of none.
    fn year_spoken_of(&self, i: usize) -> Option<i16> {
        let spoken = self.reference(i, Look::Around, |s| s.unit <= Unit::Year).map(|s| s.to.year());
        spoken.or_else(|| self.today().map(Date::year))
    }

    /// "the first 11 months of this year".
    pub(super) fn run(&self, i: usize, last: bool, count: i32, unit: Unit, of: &Core) -> Option<Stretch> {
        let of = match of {
            // "the first nine months" alone: the latest that are over.
            Core::In { part: Part::Whole, year: YearOf::Open } => {
                let today = self.today()?;
                let this = Stretch::containing(today, Unit::Year)?;
                let over = this.beginning(count, unit).is_some_and(|run| days_between(run.to, today) >= -15);
                if over || self.tense(i, false) == Tense::Future { this } else { this.moved(-1, Unit::Year)? }
            }
            // "Grew in **the final three months of the year**", told in a spring: of the year that is over.
            Core::Unit { unit: Unit::Year, shift: 0, .. } if last && self.tense(i, false) == Tense::Past => {
                let year = self.days(i, of)?;
                let ahead =
                    self.published.is_some_and(|today| year.ending(count, unit).is_some_and(|run| run.from > today));
                if ahead { year.moved(-1, Unit::Year)? } else { year }
            }
            // "Grew in **the first three months of the year**", after what was told of the year before: of this one, once they are over.
            Core::Unit { unit: Unit::Year, shift: 0, .. } if !last => {
                let (year, this) = (self.days(i, of)?, self.publication_unit(Unit::Year, 0)?);
                let over = this.beginning(count, unit).zip(self.today());
                let just = over.is_some_and(|(run, today)| (0..JUST_OVER).contains(&days_between(run.to, today)));
                // "2.9% in 2024, **after growing** 1% in the first three months of the year": of the year told there.
                let retold = |at: usize| self.doc.is_any(at, keys!["had", "having", "after", "then"]);
                let sentence = self.doc.sentence(self.items[i].tokens.start);
                let just = just && !sentence.clone().any(retold);
                if just && year.to < this.from { this } else { year }
            }
            of => self.days(i, of)?,
        };
        let run = if last { of.ending(count, unit)? } else { of.beginning(count, unit)? };
        (of.from <= run.from && run.to <= of.to).then_some(as_one(run, count, unit))
    }

    /// "the third week of 2027", "the first day of the month".
    fn nth(&self, i: usize, n: i8, unit: Unit, of: &Core) -> Option<Stretch> {
        let of_stretch = self.days(i, of)?;
        let year = of_stretch.from.year();
        match (n, unit) {
            // "the same period of 2023"
            (0, unit) => {
                let spoken = match unit {
                    Unit::Year => self.reference(i, Look::Around, is_figure_period),
                    unit => self.one_of(i, unit),
                };
                match spoken {
                    Some(spoken) => spoken.moved(i32::from(year) - i32::from(spoken.to.year()), Unit::Year),
                    None => Some(of_stretch),
                }
            }
            (_, Unit::Weekend) if of_stretch.unit == Unit::Day => {
                // A holiday's weekend is the one that it lengthens.
                let day = of_stretch.from;
                let offset = i32::from(day.weekday().to_monday_zero_offset());
                Stretch::containing(add_days(day, if offset <= 1 { -(offset + 1) } else { 0 })?, Unit::Weekend)
            }
            (n, Unit::Week) if of_stretch.unit == Unit::Year => {
                let last = Date::new(year, 12, 28).ok()?.iso_week_date().week();
                Stretch::nth_of_year(year, if n < 0 { last } else { n }, Unit::Week)
            }
            (n, Unit::Month) if n > 0 && of_stretch.unit == Unit::Year => Stretch::nth_of_year(year, n, Unit::Month),
            (-1, unit) => Stretch::containing(of_stretch.to, unit),
            // A year that a company begins in February has its own quarters.
            (n, Unit::Quarter | Unit::Half) => {
                let first = of_stretch.beginning(1, unit)?;
                let from = first.moved(i32::from(n) - 1, unit)?.from;
                let nth = Stretch { from, ..first }.beginning(1, unit)?;
                (nth.to <= of_stretch.to).then(|| as_one(nth, 1, unit))
            }
            (n, unit) => {
                let first = Stretch::containing(of_stretch.from, unit)?;
                let nth = first.moved(i32::from(n) - 1, unit)?;
                (nth.from <= of_stretch.to).then_some(nth)
            }
        }
    }

    /// Two ends: the second lends the first its year, and where it is open itself it is the next after the first.
    fn interval(&self, i: usize, from: &Core, to: &Core) -> Option<Stretch> {
        match (from, to) {
            (Core::In { part, year: YearOf::Open }, Core::In { part: last_part, year }) => {
                let last = self.part_of_year(i, *last_part, *year)?;
                let years = [last.from.year(), last.from.year().checked_sub(1)?];
                let first = years.into_iter().filter_map(|y| in_year(*part, y)).find(|s| s.from <= last.from)?;
                first.through(last)
            }
            (_, Core::In { part, year: YearOf::Open }) if *part != Part::Whole => {
                let first = self.days(i, from)?;
                let years = [first.from.year(), first.from.year().checked_add(1)?];
                let last = years.into_iter().filter_map(|y| in_year(*part, y)).find(|s| s.from >= first.from)?;
                first.through(last)
            }
            (_, Core::Weekday { weekday, pick: Pick::Nearest }) => {
                let first = self.days(i, from)?;
                let ahead = i32::from(weekday.since(first.from.weekday()));
                let near = self.weekday(*weekday, Pick::Nearest, self.tense(i, true)).filter(|d| *d >= first.from);
                first.through(Stretch::day(match near {
                    Some(day) => day,
                    None => add_days(first.from, ahead)?,
                }))
            }
            _ => self.days(i, from)?.through(self.days(i, to)?),
        }
    }

    /// TIMEX3's open value of what cannot be resolved.
    fn unresolved(&self, core: &Core) -> Option<Outcome> {
        let open = |value: String, unit| Some(Outcome::Open { value, timex: Timex::Date, unit: Some(unit) });
        match core {
            Core::In { year: YearOf::Known(_), .. } => None,
            _ if self.published.is_some() => None,
            Core::In { part, .. } => match part {
                Part::Month(month) => open(format!("XXXX-{month:02}"), Unit::Month),
                Part::Day { month, day } => open(format!("XXXX-{month:02}-{day:02}"), Unit::Day),
                Part::Quarter(n) => open(format!("XXXX-Q{n}"), Unit::Quarter),
                Part::Half(n) => open(format!("XXXX-H{n}"), Unit::Half),
                Part::Week(n) => open(format!("XXXX-W{n:02}"), Unit::Week),
                Part::Whole => open("XXXX".to_owned(), Unit::Year),
                Part::Season(_) | Part::Holiday(_) => None,
            },
            Core::Weekday { weekday, .. } => open(format!("XXXX-WXX-{}", weekday.to_monday_one_offset()), Unit::Day),
            Core::Unit { shift, .. } => Some(reference_value(match shift {
                0 => Vague::Present,
                s if *s < 0 => Vague::Past,
                _ => Vague::Future,
            })),
            Core::Moved { by, .. } => {
                Some(reference_value(if by.months < 0 || by.days < 0 { Vague::Past } else { Vague::Future }))
            }
            Core::Same { .. } | Core::ThisTime { .. } => Some(reference_value(Vague::Past)),
            _ => None,
        }
    }
}

/// A run of one unit that is a whole unit of the calendar is that unit: "the year to 31 December".
fn as_one(run: Stretch, count: i32, unit: Unit) -> Stretch {
    let one = Stretch { unit, ..run };
    if count == 1 && one.is_single() { one } else { run }
}

fn reference_value(vague: Vague) -> Outcome {
    let value = match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    };
    Outcome::Open { value: value.to_owned(), timex: Timex::Date, unit: None }
}
