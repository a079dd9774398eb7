//! The period that an expression refers to: the one of the figure that it is compared with.
//!
//! In the sentence first (the nearest before, or the one that directly follows: "from a year earlier in November"),
//! then the nearest in the sentences before, then the title. Days on which someone said something, lengths, and periods
//! that are themselves comparisons or mere bounds ("the highest since 2001") are none.

use super::{Outcome, Walk};
use crate::mention::period::calendar::{Stretch, Unit};
use crate::mention::period::expression::Core;

impl Walk<'_> {
    /// The nearest period that `fits`.
    pub(super) fn reference(&self, i: usize, fits: impl Fn(&Stretch) -> bool) -> Option<Stretch> {
        let local = self.local_reference(i, &fits);
        local
            .or_else(|| {
                let before = self.items[..i].iter().rev();
                before.filter(|item| self.is_subject(item)).filter_map(|item| stretch_of(item)).find(|s| fits(s))
            })
            .or_else(|| self.title.iter().copied().find(|s| fits(s)))
    }

    /// The nearest period of the sentence that `fits`.
    pub(super) fn local_reference(&self, i: usize, fits: impl Fn(&Stretch) -> bool) -> Option<Stretch> {
        let at = &self.items[i].tokens;
        let sentence = self.doc.sentence(at.start);
        let usable = |j: usize| {
            let item = &self.items[j];
            (sentence.contains(&item.tokens.start) && self.is_subject(item))
                .then(|| stretch_of(item))
                .flatten()
                .filter(|s| fits(s))
        };
        let after = (i + 1..self.items.len()).take_while(|&j| sentence.contains(&self.items[j].tokens.start));
        let before = (0..i).rev().take_while(|&j| sentence.contains(&self.items[j].tokens.start));
        let directly = self.items.get(i + 1).is_some_and(|next| {
            next.tokens.start <= at.end + 2 && self.doc.is_any(at.end, &["in", "for", "during", "over", "to"])
        });
        if directly {
            if let Some(found) = usable(i + 1) {
                return Some(found);
            }
        }
        before.filter_map(usable).next().or_else(|| after.filter_map(usable).next())
    }

    /// Whether figures may belong to the item: no comparison, no bound, no day of a report.
    fn is_subject(&self, item: &super::Item) -> bool {
        let bound = self.doc.is_any(item.tokens.start.wrapping_sub(1), &["since", "until", "till"]);
        let aside = item.expression.core.is_comparison()
            || matches!(item.expression.core, Core::Weekday { .. } | Core::Clock { .. });
        !bound && !aside
    }

    /// The period of a figure, for "a year earlier": a month, quarter, half, year or a run of them; no single day.
    pub(super) fn figure_period(&self, i: usize) -> Option<Stretch> {
        self.reference(i, |s| is_figure_period(s))
    }

    /// The unit that the text speaks of: a period of that unit, or the unit in which a finer one lies.
    pub(super) fn spoken_unit(&self, i: usize, unit: Unit) -> Option<Stretch> {
        if unit == Unit::Week {
            return self.reference(i, |s| s.unit == Unit::Week || days(s) == 7);
        }
        if unit == Unit::Day {
            return self.reference(i, |s| s.from == s.to);
        }
        let least = match unit {
            Unit::Month => Unit::Month,
            Unit::Quarter => Unit::Quarter,
            _ => Unit::Month,
        };
        let nearest = self.reference(i, |s| {
            s.unit >= least && s.unit <= unit && Stretch::containing(s.to, unit).is_some_and(|u| u.from <= s.from)
        })?;
        if nearest.unit == unit && nearest.is_single() { Some(nearest) } else { Stretch::containing(nearest.to, unit) }
    }
}

pub(super) fn is_figure_period(s: &Stretch) -> bool {
    matches!(s.unit, Unit::Month | Unit::Quarter | Unit::Half | Unit::Year | Unit::Week) || days(s) >= 7
}

fn days(s: &Stretch) -> i32 {
    crate::mention::period::calendar::days_between(s.from, s.to) + 1
}

fn stretch_of(item: &super::Item) -> Option<Stretch> {
    match &item.outcome {
        Some(Outcome::Days(stretch)) => Some(*stretch),
        _ => None,
    }
}
