//! Runs of units with an end: "the first 11 months of this year", "the three months to September", "the week ended
//! Nov. 22", "the year beginning April 1".

use super::{Found, Reader};
use crate::mention::period::calendar::Unit;
use crate::mention::period::expression::{Core, Part, YearOf};
use crate::mention::period::words::Word;
use crate::text::keys;

impl Reader<'_> {
    /// "the first 11 months of this year", "the last two weeks of May", "the initial 11 months of the current year",
    /// "the first nine months".
    pub(super) fn run(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let last = match self.word(start)? {
            Word::Initial | Word::Ordinal(1) => false,
            Word::Final | Word::Last => true,
            _ => return None,
        };
        let (count, unit_at) = self.exact_count(start + 1)?;
        let hyphen = self.past_hyphen(unit_at);
        let (Word::Units(unit) | Word::Unit(unit)) = self.word(hyphen)? else { return None };
        let count = count.whole().filter(|n| (1..=366).contains(n))?;
        let end = hyphen + 1;
        let of = match self.word(end) {
            Some(Word::Of | Word::In) => self.inner_date(end + 1).map(|f| (f.expression, f.end)),
            _ => self.year_suffix(end).map(|(year, end)| (Core::In { part: Part::Whole, year }.into(), end)),
        };
        if let Some((of, end)) = of.filter(|(of, _)| of.modifier.is_none()) {
            let fiscal = of.fiscal || matches!(of.core, Core::Fiscal { .. });
            let mut found = Found::new(Core::Run { last, count, unit, of: Box::new(of.core) }, end, "run");
            found.expression.fiscal = fiscal;
            return Some(found);
        }
        // "the first nine months" alone are those of the year at hand; "the last nine months" are a length.
        let whole = match unit {
            Unit::Month => (2..12).contains(&count),
            // … and so are "the first three quarters".
            Unit::Quarter => (2..4).contains(&count),
            _ => false,
        };
        let whole = whole && !last;
        let of = Core::In { part: Part::Whole, year: YearOf::Open };
        whole.then(|| Found::new(Core::Run { last, count, unit, of: Box::new(of) }, end, "run"))
    }

    /// "the three months to September", "the week ended Nov. 22", "the year to 31 December", "the 12 months ended in
    /// April", "the quarter ending September 30", "the financial year to February", "the year beginning April 1".
    pub(super) fn stretch(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(self.word(at), Some(Word::The | Word::A)));
        let start = at + the;
        let fiscal = self.word(start) == Some(Word::Fiscal);
        let start = if fiscal { start + 1 } else { start };
        let (count, unit, next) = match self.word(start) {
            Some(Word::Unit(unit)) if the == 1 || fiscal => (1, unit, start + 1),
            Some(Word::Half) if the == 1 => (1, Unit::Half, start + 1),
            // "the full year to March"
            Some(Word::Whole) if the == 1 && matches!(self.word(start + 1), Some(Word::Unit(_))) => {
                let Some(Word::Unit(unit)) = self.word(start + 1) else { return None };
                (1, unit, start + 2)
            }
            _ => {
                let ((count, unit, _), end) = self.amount(start)?;
                let end = if self.word(end) == Some(Word::Period) { end + 1 } else { end };
                (count.whole()?, unit, end)
            }
        };
        if count < 1 || matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        // "The three months **that** ended Feb. 29"
        // … "the year **that begins** on April 1".
        let relative = self.doc.is_any(next, keys!["that", "which"])
            && matches!(self.word(next + 1), Some(Word::Ended | Word::Starting));
        let next = next + usize::from(relative);
        let backward = match self.word(next)? {
            Word::Ended | Word::To => true,
            Word::Starting => false,
            Word::EdgeNoun(_) if self.doc.is(next, "beginning") => false,
            _ => return None,
        };
        if self.word(next) == Some(Word::To) && self.word(next + 1) == Some(Word::ToDate) {
            return None;
        }
        let mut end_at = next + 1;
        while self.doc.is_any(end_at, keys!["in", "on", "with", "the"]) && end_at < next + 3 {
            end_at += 1;
        }
        let the_before = if self.doc.is(end_at.wrapping_sub(1), "the") { end_at - 1 } else { end_at };
        let inner = self
            .edged(the_before)
            // "the 12 months to the June quarter"
            .or_else(|| self.part_ending(end_at))
            .or_else(|| self.date(the_before))
            .or_else(|| self.date(end_at))
            .or_else(|| self.part(the_before))
            .or_else(|| self.deictic_end(end_at))?;
        if !inner.expression.core.is_date() {
            return None;
        }
        let edge = Box::new(inner.expression.core);
        let core = match (backward, fiscal) {
            (true, true) => Core::FiscalTo { end: edge },
            (true, false) => Core::Ending { count, unit, end: edge },
            (false, _) => Core::Starting { count, unit, start: edge },
        };
        let mut found = Found::new(core, inner.end, if backward { "stretch-ending" } else { "stretch-starting" });
        found.expression.fiscal = fiscal;
        Some(found)
    }

    /// "the two weeks to today", "the 12 months ended last month".
    fn deictic_end(&self, at: usize) -> Option<Found> {
        if let Some(Word::DeicticDay(shift)) = self.word(at) {
            return Some(Found::new(Core::today(shift), at + 1, "deictic"));
        }
        let last = self.relative(at).filter(|_| self.doc.is(at, "last"))?;
        matches!(last.expression.core, Core::Unit { shift: -1, .. }).then_some(last)
    }
}
