//! The period that an expression refers to: the one of the figure that it is compared with.
//!
//! In the sentence first (the nearest before, or the one that directly follows: "from a year earlier in November"),
//! then the nearest in the sentences before, then the title. Days on which someone said something, lengths, and periods
//! that are themselves comparisons or mere bounds ("the highest since 2001") are none.

use jiff::civil::Date;

use super::{Outcome, Walk};
use crate::mention::period::Reference;
use crate::mention::period::calendar::{Stretch, Unit, days_between};
use crate::mention::period::cues::{self, Cue};
use crate::mention::period::expression::{Anchor, Core};
use crate::mention::period::tense::{self, Tense};
use crate::text::{TokenKind, keys};

/// How many days back a time is none that today's reports are about.
const FAR: i32 = 400;

/// How far a candidate may be stretched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strict {
    /// Only periods that a statement is about.
    Subjects,
    /// Bases of comparisons too ("from 3.2% in March"), for want of better.
    Bases,
}

/// Where to look first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// In the sentence, ahead too, then back: a comparison and its figure stand together.
    Around,
    /// Back through the text, and ahead only for want of anything before: "the month" takes up what was said.
    Back,
}

impl Walk<'_> {
    /// The nearest period that `fits`.
    pub(super) fn reference(&self, i: usize, look: Look, fits: impl Fn(&Stretch) -> bool) -> Option<Stretch> {
        self.preferred(i, look, &[&fits])
    }

    /// The nearest period that is one of the unit: said so rather than of its length ("July-September" is a quarter).
    pub(super) fn one_of(&self, i: usize, unit: Unit) -> Option<Stretch> {
        let found = self.preferred(i, Look::Around, &[&|s| s.unit == unit, &|s| s.is_one(unit)])?;
        Some(Stretch { unit, ..found })
    }

    /// The nearest period that fits the first of the wishes that any fits; among subjects before bases.
    fn preferred(&self, i: usize, look: Look, wishes: &[&dyn Fn(&Stretch) -> bool]) -> Option<Stretch> {
        // What has been is compared with what has been.
        let ahead = match self.tense(i, false) {
            Tense::Future => true,
            Tense::Past => false,
            // "Futures for March are up 6% **for the month**": for the one that runs.
            _ => {
                let item = &self.items[i];
                let runs =
                    self.doc.is(item.tokens.start.wrapping_sub(1), "for") && self.doc.is(item.tokens.end - 1, "month");
                !(item.expression.core.is_comparison() || runs && self.doc.is(item.tokens.start, "the"))
            }
        };
        let may = |s: &Stretch| ahead || self.published.is_none_or(|today| s.from <= today);
        let find = |strict, wish: &dyn Fn(&Stretch) -> bool| {
            let fits = |s: &Stretch| wish(s) && may(s);
            let around = || if look == Look::Around { self.in_sentence(i, strict, &fits) } else { None };
            self.directly_after(i, &fits)
                .or_else(around)
                .or_else(|| self.before(i, strict, &fits))
                .or_else(|| self.in_sentence(i, strict, &fits))
        };
        let titled = || {
            let titled = self.title.iter().copied().find(|s| may(s) && wishes.iter().any(|wish| wish(s)))?;
            self.reckoned.set(Some(Reference::Title));
            Some(titled)
        };
        let mut found = None;
        for strict in [Strict::Subjects, Strict::Bases] {
            found = found.or_else(|| wishes.iter().find_map(|wish| find(strict, *wish)));
        }
        found.or_else(titled)
    }

    /// The nearest period before that `fits`.
    fn before(&self, i: usize, strict: Strict, fits: &impl Fn(&Stretch) -> bool) -> Option<Stretch> {
        self.recent(i).iter().rev().find_map(|item| self.usable(item, strict, fits))
    }

    /// The period that follows at once: "from a year earlier in November".
    fn directly_after(&self, i: usize, fits: &impl Fn(&Stretch) -> bool) -> Option<Stretch> {
        let at = &self.items[i].tokens;
        let next = self.items.get(i + 1)?;
        let directly = next.tokens.start <= at.end + 2 && self.doc.is_any(at.end, keys!["in", "for", "during", "over"]);
        directly.then(|| self.usable(next, Strict::Subjects, fits))?
    }

    /// The days of an item that may be referred to and `fits`: what refers to it is reckoned from it.
    fn usable(&self, item: &super::Item, strict: Strict, fits: &impl Fn(&Stretch) -> bool) -> Option<Stretch> {
        if !self.is_subject(item, strict) {
            return None;
        }
        let found = stretch_of(item).filter(|s| fits(s))?;
        self.reckon_from(item);
        Some(found)
    }

    /// The nearest period of the sentence that `fits`, before rather than after.
    fn in_sentence(&self, i: usize, strict: Strict, fits: &impl Fn(&Stretch) -> bool) -> Option<Stretch> {
        let sentence = self.doc.sentence(self.items[i].tokens.start);
        let usable = |item: &super::Item| self.usable(item, strict, fits);
        let inside = |item: &&super::Item| sentence.contains(&item.tokens.start);
        let before = self.items[..i].iter().rev().take_while(inside).find_map(usable);
        before.or_else(|| self.items[i + 1..].iter().take_while(inside).find_map(usable))
    }

    /// The nearest period of the sentence that `fits`.
    pub(super) fn local_reference(&self, i: usize, fits: impl Fn(&Stretch) -> bool) -> Option<Stretch> {
        self.directly_after(i, &fits).or_else(|| self.in_sentence(i, Strict::Subjects, &fits))
    }

    /// "2001 and 2002" before an item that takes up both: "during that time".
    pub(super) fn coordinated_before(&self, i: usize) -> Option<Stretch> {
        let before = self.recent(i);
        let subject = |item: &super::Item| self.is_subject(item, Strict::Subjects) && stretch_of(item).is_some();
        let last = before.iter().rposition(subject)?;
        let mut whole = stretch_of(&before[last])?;
        for j in (0..last).rev() {
            let joint = before[j].tokens.end..before[j + 1].tokens.start;
            let joined = joint.len() == 1 && self.doc.is_any(joint.start, keys!["and", ","]);
            match stretch_of(&before[j]).filter(|s| joined && s.unit == whole.unit && s.from <= whole.from) {
                Some(earlier) => whole = earlier.through(whole)?,
                None => break,
            }
        }
        (!whole.is_single() && is_figure_period(&whole)).then(|| {
            self.reckon_from(&before[last]);
            whole
        })
    }

    /// Whether figures may belong to the item: no comparison, no bound, no day of a report.
    fn is_subject(&self, item: &super::Item, strict: Strict) -> bool {
        let bound = self.doc.is_any(item.tokens.start.wrapping_sub(1), keys!["since", "until", "till"]);
        // "A month ago it warned", "at this time last year": when something happened, not what figures are of.
        let aside = item.expression.core.is_comparison()
            || matches!(
                item.expression.core,
                Core::Weekday { .. } | Core::Clock { .. } | Core::Moved { anchor: Anchor::Publication, .. }
            );
        // "A decrease of 2% **on the same period** of 2023"
        let start = item.tokens.start;
        let aside = aside || self.doc.is(start.wrapping_sub(1), "on") && self.doc.starts(start, keys!["the", "same"]);
        // "Up 38% **on 2003's** $12.7bn"
        let aside = aside
            || self.doc.is_any(start.wrapping_sub(1), keys!["on", "above", "below"])
                && self.doc.kind(item.tokens.end) == Some(TokenKind::Clitic);
        let aside = aside || self.is_far_aside(item);
        let told = self.is_told_then(item.tokens.start) || self.is_far_peak(item);
        !bound && !aside && (strict == Strict::Bases || !told && !self.is_base(item.tokens.start))
    }

    /// "As the office **predicted in** March": when something was said or set going.
    fn is_told_then(&self, start: usize) -> bool {
        self.doc.is_any(start.wrapping_sub(1), keys!["in", "on"])
            && cues::is(self.doc, start.wrapping_sub(2), Cue::Telling)
    }

    /// "Below the **6.6% peak hit in** September 2022": an extreme of long ago, that today's figures are compared with.
    fn is_far_peak(&self, item: &super::Item) -> bool {
        let start = item.tokens.start;
        let from = self.doc.sentence(start).start.max(start.saturating_sub(6));
        let extreme =
            (from..start).rev().take_while(|&at| !self.doc.is(at, ",")).any(|at| cues::is(self.doc, at, Cue::Peak));
        extreme && self.is_far(item)
    }

    /// "Calder, **which Pelham bought in 1989**, lost money in the first eight months of the year": what is told by the way of
    /// long ago.
    fn is_far_aside(&self, item: &super::Item) -> bool {
        const LONGEST: usize = 16;
        let start = item.tokens.start;
        if !self.doc.is(item.tokens.end, ",") || !self.is_far(item) {
            return false;
        }
        let from = self.doc.sentence(start).start.max(start.saturating_sub(LONGEST));
        let comma = (from..start).rev().find(|&at| self.doc.is(at, ","));
        comma.is_some_and(|at| self.doc.is_any(at + 1, keys!["which", "who", "whose", "where", "founded", "bought"]))
    }

    /// Whether an item is of long ago.
    fn is_far(&self, item: &super::Item) -> bool {
        let to = stretch_of(item).map(|s| s.to);
        self.published.zip(to).is_some_and(|(today, to)| days_between(to, today) > FAR)
    }

    /// Whether the period is that of a base: "from 3.2% in March", "compared with November", "than in 2004", and what is
    /// coordinated with one.
    fn is_base(&self, start: usize) -> bool {
        let mut start = start;
        loop {
            let before = self.items.partition_point(|item| item.tokens.start < start);
            let last_end = before.checked_sub(1).map_or(0, |j| self.items[j].tokens.end);
            let joined = last_end > 0
                && (last_end..start).all(|at| self.doc.is_any(at, keys![",", "and", "or"]))
                && last_end < start;
            if joined {
                start = self.items[before - 1].tokens.start;
                continue;
            }
            let from = self.doc.sentence(start).start.max(start.saturating_sub(8)).max(last_end);
            return (from..start).rev().find_map(|at| self.base_at(at, start)).unwrap_or(false);
        }
    }

    /// Whether the word makes a base of the figure between it and the period; `None` where it says nothing.
    fn base_at(&self, at: usize, start: usize) -> Option<bool> {
        if cues::is(self.doc, at, Cue::Base) {
            return Some(true);
        }
        if self.doc.is_any(at, keys!["to", "with"]) {
            return Some((1..=3).any(|back| cues::is(self.doc, at.wrapping_sub(back), Cue::Comparable)));
        }
        // "Rebounded 0.2% **after slipping** 0.1% in June", "after a 2% rise in May"
        if self.doc.is_any(at, keys!["after", "following"]) {
            return Some((at..start).any(|t| self.doc.kind(t) == Some(TokenKind::Number)));
        }
        let stops = self.doc.is_any(at, keys![",", ";", ":", "while", "and", "but"]) || tense::is_past(self.doc, at);
        stops.then_some(false)
    }

    /// The period of a figure, for "a year earlier": a month, quarter, half, year or a run of them; no single day.
    /// A sentence that speaks of months ("month on month") compares months.
    pub(super) fn figure_period(&self, i: usize) -> Option<Stretch> {
        let hint = self.spoken_granularity(i);
        if let Some(unit) = hint {
            let near = |s: &Stretch| s.unit == unit;
            let found = self.reference(i, Look::Around, near);
            if unit == Unit::Year {
                return found.or_else(|| self.publication_unit(unit, 0));
            }
            return found
                .or_else(|| self.reference(i, Look::Around, is_figure_period))
                .or_else(|| self.publication_unit(unit, -1));
        }
        self.reference(i, Look::Around, is_figure_period)
    }

    /// The unit of the statistics in the sentence before the item: "month on month", "quarterly profit".
    fn spoken_granularity(&self, i: usize) -> Option<Unit> {
        let start = self.items[i].tokens.start;
        let sentence = self.doc.sentence(start);
        (sentence.start..start).rev().find_map(|at| match self.doc.lower(at) {
            "monthly" => Some(Unit::Month),
            "quarterly" => Some(Unit::Quarter),
            "annual" if cues::is(self.doc, at + 1, Cue::Total) => Some(Unit::Year),
            word @ ("month" | "quarter") => {
                let joint = if self.doc.is(at + 1, "-") { at + 2 } else { at + 1 };
                let joint_end = if self.doc.is(joint + 1, "-") { joint + 2 } else { joint + 1 };
                let again = self.doc.is_any(joint, keys!["on", "over"]) && self.doc.is(joint_end, word);
                again.then_some(if word == "month" { Unit::Month } else { Unit::Quarter })
            }
            _ => None,
        })
    }

    /// The day named last, of a report too.
    fn spoken_day(&self, i: usize) -> Option<Stretch> {
        self.recent(i).iter().rev().find_map(day_of).map(Stretch::day)
    }

    /// The nearest item before that a figure may be of: a period, a fiscal one, or a run of months ("the nine months").
    pub(super) fn nearest_subject(&self, i: usize) -> Option<(usize, &super::Item)> {
        let first = i.saturating_sub(self.recent(i).len());
        let figures = |item: &super::Item| {
            stretch_of(item).is_some_and(|s| is_figure_period(&s))
                || matches!(item.expression.core, Core::Fiscal { .. })
                || self.months_run(item).is_some()
        };
        let j = (first..i).rev().find(|&j| {
            let item = &self.items[j];
            self.is_subject(item, Strict::Subjects) && figures(item)
        })?;
        Some((j, &self.items[j]))
    }

    /// How many months "the nine months" are: those of the year at hand, though they are written as a length.
    pub(super) fn months_run(&self, item: &super::Item) -> Option<i32> {
        let Core::Length { value, unit: Unit::Month } = &item.expression.core else { return None };
        let second = item.tokens.start + 1;
        let period =
            self.doc.is(item.tokens.end - 1, "period") && self.doc.is(item.tokens.start.wrapping_sub(1), "the");
        let definite = self.doc.is(item.tokens.start, "the") || period;
        let rolling = self.doc.is_any(second, keys!["past", "last", "next", "coming", "previous", "following"]);
        let months = value.strip_prefix('P')?.strip_suffix('M')?.parse().ok()?;
        (definite && !rolling && matches!(months, 6 | 9)).then_some(months)
    }

    /// The day of a time of day: the one named last in its sentence, or before it in a tale, else the publication's.
    pub(super) fn day_around(&self, i: usize) -> Option<Date> {
        let sentence = self.doc.sentence_of(self.items[i].tokens.start);
        // A tale goes on ("was hurt Monday. The crash occurred at 10 a.m."), a programme is of the day at hand.
        let told = usize::from(self.tense(i, true) == Tense::Past);
        let near = |item: &&super::Item| self.doc.sentence_of(item.tokens.start) + told >= sentence;
        match self.recent(i).iter().rev().take_while(near).find_map(|item| Some((item, day_of(item)?))) {
            Some((item, day)) => {
                self.reckon_from(item);
                Some(day)
            }
            None => self.today(),
        }
    }

    /// The unit that the text speaks of: a period of that unit, or the unit in which a finer one lies.
    pub(super) fn spoken_unit(&self, i: usize, unit: Unit, look: Look) -> Option<Stretch> {
        match unit {
            Unit::Week => return self.reference(i, look, |s| s.unit == Unit::Week || days(s) == 7),
            Unit::Weekend => return self.reference(i, look, |s| s.unit == Unit::Weekend),
            Unit::Day => return self.spoken_day(i),
            _ => {}
        }
        // "the year before" of "the year through June" is that of the twelve months before them.
        let twelve = |s: &Stretch| {
            unit == Unit::Year && s.unit == Unit::Month && s.from.month() != 1 && (365..=366).contains(&days(s))
        };
        // "up 0.5% between August and September, after a rise the month before": of months the last.
        let whole = |s: &Stretch| {
            s.unit == unit || twelve(s) || Stretch::containing(s.to, unit).is_some_and(|u| u.from <= s.from)
        };
        let spoken = |s: &Stretch| s.unit >= Unit::Month && s.unit <= unit && whole(s);
        // "It projected sales of $5bn for the current quarter. The unit lost $1bn in the quarter": in one that is over.
        let told =
            look == Look::Back && matches!(unit, Unit::Quarter | Unit::Half) && self.tense(i, false) == Tense::Past;
        // … and not "a record **in October**. Output fell in the quarter", which is the one before.
        let ended = |s: &Stretch, today| Stretch::containing(s.to, unit).is_some_and(|whole| whole.to < today);
        let over = |s: &Stretch| spoken(s) && self.published.is_none_or(|today| ended(s, today));
        let over = if told { self.reference(i, look, over) } else { None };
        // … whose days nothing else has told.
        let runs = |s: &Stretch| self.published.is_some_and(|today| s.from <= today && today <= s.to);
        let nearest = over.or_else(|| self.reference(i, look, spoken))?;
        if told && nearest.unit == unit && runs(&nearest) && self.is_reported(i, unit) {
            return self.publication_unit(unit, -1);
        }
        if nearest.unit == unit && nearest.is_single() || twelve(&nearest) {
            Some(nearest)
        } else {
            Stretch::containing(nearest.to, unit)
        }
    }
}

pub(super) fn is_figure_period(s: &Stretch) -> bool {
    s.unit <= Unit::Year && days(s) >= 7
}

fn days(s: &Stretch) -> i32 {
    days_between(s.from, s.to) + 1
}

/// The day that an item names, with or without a time.
fn day_of(item: &super::Item) -> Option<Date> {
    match &item.outcome {
        Some(Outcome::Days(stretch)) => (stretch.from == stretch.to).then_some(stretch.from),
        Some(Outcome::Time { day, .. }) => *day,
        _ => None,
    }
}

pub(super) fn stretch_of(item: &super::Item) -> Option<Stretch> {
    match &item.outcome {
        Some(Outcome::Days(stretch)) => Some(*stretch),
        Some(Outcome::Named { near, told: true, .. }) => *near,
        _ => None,
    }
}
