//! Expressions that move another period: "the previous month", "a year earlier", "two weeks ago".

use crate::text::keys;
use jiff::civil::Date;

use super::Walk;
use super::open::Side;
use super::reference::{Look, stretch_of};
use crate::mention::period::calendar::{Stretch, Unit, add_days, days_between, shift};
use crate::mention::period::cues::{self, Cue};
use crate::mention::period::expression::{Amount, Anchor, Core, Part, YearOf};
use crate::mention::period::tense::{self, Tense};

impl Walk<'_> {
    /// "the month", "that year", "the previous quarter".
    pub(super) fn referred_unit(&self, i: usize, unit: Unit, by: i32) -> Option<Stretch> {
        // "that day" is one that was named, "on the day" the one at hand.
        let start = self.items[i].tokens.start;
        let pointed = self.doc.is(start, "that") || self.doc.is_any(start + 1, keys!["same", "very"]);
        if unit == Unit::Day && by == 0 && !pointed && self.local_reference(i, |s| s.from == s.to).is_none() {
            return self.publication_unit(Unit::Day, 0);
        }
        if by == 0
            && unit == Unit::Year
            && let Some(year) = self.that_year(i)
        {
            return Some(year);
        }
        // "since the start of the year": the year at hand, whatever was spoken of.
        if by == 0 && self.side(start) == Side::Behind && unit >= Unit::Week && unit <= Unit::Year {
            return self.publication_unit(unit, 0);
        }
        // "Settled lower on Friday, bringing its loss for the week to 8%", read on Monday: the week of that Friday.
        if unit == Unit::Week
            && by == 0
            && let Some(day) = self.weekday_before(i).filter(|day| Some(*day) < self.published)
        {
            return Stretch::containing(day, Unit::Week);
        }
        let look = if by == 0 { Look::Back } else { Look::Around };
        match self.spoken_unit(i, unit, look) {
            // What is to come happens in the year at hand, whatever was spoken of.
            Some(spoken) if by == 0 && Some(spoken.to) < self.published && self.tense(i, false) == Tense::Future => {
                self.publication_unit(unit, 0)
            }
            // "To 2.75% **by the end of the year**, before falling below 2% in 2026": one that is only named later is another.
            Some(spoken) if by == 0 && unit == Unit::Year && self.is_named_later(i, &spoken) => {
                self.publication_unit(unit, 0)
            }
            Some(spoken) => spoken.moved(by, unit),
            None if unit == Unit::Weekend && by == 0 => {
                // Said on a weekday it is the last one, unless it is to come.
                let weekday = self.today()?.weekday().to_monday_zero_offset() < 5;
                let back = weekday && self.tense(i, true) != Tense::Future;
                self.publication_unit(unit, -i32::from(back))
            }
            None => self.publication_unit(unit, if by == 0 && self.is_reported(i, unit) { -1 } else { by }),
        }
    }

    /// "Not until early 2027, and will fall by the end of **that year**": the year named last, be it to come.
    fn that_year(&self, i: usize) -> Option<Stretch> {
        self.items[i].tokens.clone().find(|&at| self.doc.is(at, "that"))?;
        let year = |item: &super::Item| stretch_of(item).filter(|s| (Unit::Month..=Unit::Year).contains(&s.unit));
        let (item, named) = self.recent(i).iter().rev().find_map(|item| Some((item, year(item)?)))?;
        self.reckon_from(item);
        Stretch::containing(named.to, Unit::Year)
    }

    /// "Sales **rose** 5% in **the quarter**", where none was spoken of: the one that is over, for it is told when it has been.
    pub(super) fn is_reported(&self, i: usize, unit: Unit) -> bool {
        /// So near its end, who tells of it may mean the one at hand.
        const DAYS_LEFT: i32 = 10;
        let left =
            self.publication_unit(unit, 0).zip(self.today()).map_or(0, |(unit, today)| days_between(today, unit.to));
        // "The yen has lost 5% in the quarter", "oil was down 11% for the quarter": the one that runs, as far as it has come.
        let sentence = self.doc.sentence(self.items[i].tokens.start);
        let runs = |at: usize| {
            // … but "earned 68 cents **a share** in the quarter" has no price.
            cues::is(self.doc, at, Cue::Priced) && !self.doc.is_any(at.wrapping_sub(1), keys!["a", "per"])
                || self.doc.is_any(
                    at,
                    keys!["has", "have", "already", "still", "far", "model", "nowcast", "would", "could", "seen"],
                )
        };
        matches!(unit, Unit::Quarter | Unit::Half)
            && left > DAYS_LEFT
            && self.tense(i, false) == Tense::Past
            && !sentence.clone().any(runs)
    }

    /// Whether a year that is not the one at hand was not spoken of before an item.
    fn is_named_later(&self, i: usize, year: &Stretch) -> bool {
        let spoken = |item: &super::Item| stretch_of(item).is_some_and(|s| year.from <= s.from && s.to <= year.to);
        self.published.is_some_and(|today| today < year.from || year.to < today) && !self.recent(i).iter().any(spoken)
    }

    /// The day that the sentence names before an item by its weekday.
    fn weekday_before(&self, i: usize) -> Option<Date> {
        let sentence = self.doc.sentence(self.items[i].tokens.start);
        let before = self.items[..i].iter().rev().take_while(|item| sentence.contains(&item.tokens.start));
        let mut days = before.filter(|item| matches!(item.expression.core, Core::Weekday { .. }));
        days.next().and_then(stretch_of).map(|s| s.from)
    }

    /// "two years ago", "a month earlier", "three days after Christmas".
    pub(super) fn moved(&self, i: usize, by: Amount, unit: Unit, anchor: &Anchor) -> Option<Stretch> {
        // Tens of years are told to the year.
        let fine = if unit > Unit::Year { Unit::Year } else { unit };
        let from = match anchor {
            Anchor::At(core) => {
                let at = self.days(i, core)?;
                let day = moved_day(at.from, by)?;
                let unit = if by.days != 0 || at.unit == Unit::Day { Unit::Day } else { fine.min(at.unit) };
                return Stretch::containing(day, unit);
            }
            Anchor::Publication => self.today()?,
            Anchor::Reference => {
                let reference = match unit {
                    Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter => {
                        self.moving_reference(i, unit)
                    }
                    _ => self.figure_period(i),
                };
                match reference {
                    Some(stretch) => {
                        return match (by.months, by.days) {
                            (months, 0) => stretch.moved(months, Unit::Month),
                            (_, days) => stretch.moved(days, Unit::Day),
                        };
                    }
                    None => self.today()?,
                }
            }
        };
        let day = moved_day(from, by)?;
        let plain = by.months == 0 || by.days == 0;
        Stretch::containing(day, if plain { fine } else { Unit::Day })
    }

    /// What "a month earlier" moves: in a comparison the figure's period; of "a month ago" elsewhere nothing.
    fn moving_reference(&self, i: usize, unit: Unit) -> Option<Stretch> {
        if self.is_ago(i) && (self.opens_sentence(i) || !self.is_compared(i)) {
            return None;
        }
        if self.is_ago(i) {
            return self.local_reference(i, |s| s.unit == unit);
        }
        self.spoken_unit(i, unit, Look::Around)
    }

    fn is_ago(&self, i: usize) -> bool {
        self.doc.is(self.items[i].tokens.end - 1, "ago")
    }

    fn is_latest(&self, i: usize) -> bool {
        self.doc.is_any(self.items[i].tokens.start + 1, keys!["latest", "most"])
    }

    fn opens_sentence(&self, i: usize) -> bool {
        let start = self.items[i].tokens.start;
        let sentence = self.doc.sentence(start).start;
        start == sentence || start == sentence + 1 && !self.doc.is_any(sentence, keys!["from", "than", "versus"])
    }

    /// Whether something happened then: "was arrested a year ago", not "the 2% recorded a year ago".
    fn is_event(&self, i: usize) -> bool {
        let before = self.items[i].tokens.start.wrapping_sub(1);
        tense::is_past(self.doc, before) && !cues::is(self.doc, before, Cue::Measured)
    }

    /// Whether a comparing word or a figure stands before the item.
    fn is_compared(&self, i: usize) -> bool {
        let before = self.items[i].tokens.start.wrapping_sub(1);
        cues::is(self.doc, before, Cue::Compared) || self.doc.kind(before) == Some(crate::text::TokenKind::Number)
    }

    /// The units before the period of the sentence.
    pub(super) fn units_before(&self, i: usize, count: i32, unit: Unit) -> Option<Stretch> {
        let months = |s: &Stretch| s.unit >= Unit::Month && s.unit <= Unit::Year;
        let spoken = self.local_reference(i, months)?;
        let (from, to) = (shift(spoken.from, count.checked_neg()?, unit)?, add_days(spoken.from, -1)?);
        Some(Stretch { from, to, unit: Unit::Month })
    }

    /// "the same period last year", "a year earlier".
    pub(super) fn same(&self, i: usize, years: i32, unit: Option<Unit>) -> Option<Stretch> {
        let fallback = || match (unit, years) {
            // "the latest period" where none is named is the quarter that is over.
            (None, 0) if self.is_latest(i) => self.publication_unit(Unit::Quarter, -1),
            _ => self.publication_unit(unit.unwrap_or(Unit::Year), 0)?.moved(years, Unit::Year),
        };
        if self.is_ago(i) && (self.opens_sentence(i) || self.is_event(i)) {
            return fallback();
        }
        // "the nine months" are compared with those of the year before.
        let run =
            self.nearest_subject(i).filter(|_| unit.is_none()).and_then(|(j, item)| Some((j, self.months_run(item)?)));
        if let Some((j, months)) = run {
            self.reckon_from(&self.items[j]);
            let of = Core::In { part: Part::Whole, year: YearOf::Open };
            return self.run(j, false, months, Unit::Month, &of)?.moved(years, Unit::Year);
        }
        let reference = match unit {
            Some(unit @ (Unit::Quarter | Unit::Month | Unit::Half | Unit::Week)) => {
                self.one_of(i, unit).or_else(|| self.publication_unit(unit, -1))
            }
            Some(Unit::Year) => self.reference(i, Look::Around, |s| s.unit == Unit::Year),
            Some(Unit::Day) => {
                self.spoken_unit(i, Unit::Day, Look::Back).or_else(|| self.publication_unit(Unit::Day, 0))
            }
            _ if years == 0 => self.coordinated_before(i).or_else(|| self.figure_period(i)),
            _ => self.figure_period(i),
        };
        // "It bought Denby in 2003. Its share was 15% a year ago": reckoned from now, not from what is long over.
        let long_over = |s: &Stretch| {
            let end = shift(s.to, 13, Unit::Month);
            end.zip(self.published).is_some_and(|(end, published)| end < published)
        };
        match reference {
            Some(stretch) if self.is_ago(i) && long_over(&stretch) => fallback(),
            Some(stretch) => stretch.moved(years, Unit::Year),
            None => fallback(),
        }
    }
}

fn moved_day(day: Date, by: Amount) -> Option<Date> {
    add_days(shift(day, by.months, Unit::Month)?, by.days)
}
