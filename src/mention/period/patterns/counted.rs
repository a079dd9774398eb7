//! Counted units: lengths ("five years", "10-year", "the past three months"), and what is built on them: "two years
//! ago", "a year earlier", "the first 11 months of this year", "the three months to September".

use rust_decimal::Decimal;

use super::number::Count;
use super::{Found, Reader, Step};
use crate::mention::period::calendar::Unit;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Amount, Anchor, Core, Part, YearOf};
use crate::mention::period::value;
use crate::mention::period::words::Word;
use crate::text::TokenKind;

impl Reader<'_> {
    /// "more than four years", "about two years ago", "almost a decade", "around year-end".
    pub(super) fn hedged(&self, at: usize) -> Option<Found> {
        let Some(Word::Hedge(modifier)) = self.word(at) else { return None };
        let next = self.after(at);
        let spans = self.doc.is(at, "over") && !self.is_hedge_slot(at);
        if let Some(found) = self.edged(next).filter(|_| matches!(self.word(next), Some(Word::Unit(_)))) {
            return Some(found.modified(modifier));
        }
        if self.any_count(next).is_none() {
            return None;
        }
        let found = self.counted(next)?;
        if spans && !matches!(found.expression.core, Core::Moved { .. }) {
            return None; // "over eight years" is during them, "over 20 years ago" is not
        }
        matches!(found.expression.core, Core::Length { .. } | Core::Moved { .. }).then(|| found.modified(modifier))
    }

    /// Whether a preposition before "over" makes a hedge of it: "in over ten years".
    fn is_hedge_slot(&self, at: usize) -> bool {
        self.doc.is_any(at.wrapping_sub(1), &["in", "for", "by", "since", "than", "after", "of", "just", "well", "a"])
    }

    /// Everything that begins with a count, perhaps behind a determiner.
    pub(super) fn counted(&self, at: usize) -> Option<Found> {
        self.run(at).or_else(|| self.away(at)).or_else(|| self.recent_length(at)).or_else(|| self.length(at))
    }

    /// A count with its unit: "three years", "12-month", "2½ decades", "a fortnight", "two consecutive months".
    fn amount(&self, at: usize) -> Step<(Count, Unit, bool)> {
        let (count, next) = self.any_count(at)?;
        if count.whole().is_some_and(|n| n >= 1500) {
            return None; // "the 2005 fiscal year" has no count
        }
        let joint = self.past_hyphen(next);
        let whole = matches!(self.word(joint), Some(Word::Whole | Word::Consecutive | Word::Fiscal))
            || self.doc.is(joint, "full");
        let next = if whole { joint + 1 } else { joint };
        let (unit, count) = match self.word(next)? {
            Word::Unit(unit) | Word::Units(unit) => (unit, count),
            Word::Fortnight => {
                let Count::Exact(n) = count else { return None };
                (Unit::Week, Count::Exact(n.checked_mul(Decimal::TWO)?))
            }
            _ => return None,
        };
        let mut end = self.after(next);
        // "two and a half years" is a numeral; "a year and a half" is not.
        let mut count = count;
        if self.word(end) == Some(Word::And)
            && self.word(end + 1) == Some(Word::A)
            && self.word(end + 2) == Some(Word::Half)
        {
            if let Count::Exact(n) = count {
                count = Count::Exact(n.checked_add(Decimal::new(5, 1))?);
                end += 3;
            }
        }
        Some(((count, unit, joint > self.past_count(at)), end))
    }

    /// The token after the count at `at`.
    fn past_count(&self, at: usize) -> usize {
        self.any_count(at).map_or(at, |(_, end)| end)
    }

    /// "two years ago", "a decade ago", "2 years 1 month 21 days later", "three days after Christmas", "two weeks from now".
    fn away(&self, at: usize) -> Option<Found> {
        let (mut by, mut unit, mut at_unit) = (Amount::default(), Unit::Century, at);
        let mut parts = 0;
        while let Some(((count, u, _), end)) = self.amount(at_unit) {
            let n = match count.whole() {
                Some(n) => n,
                None => match count {
                    Count::Exact(n) if u == Unit::Year => {
                        let months = n.checked_mul(Decimal::from(12))?.round().mantissa();
                        by.months = by.months.checked_add(i32::try_from(months).ok()?)?;
                        0
                    }
                    _ => return self.vaguely_away(at, end),
                },
            };
            match (u.months(), u.days()) {
                (Some(months), _) => by.months = by.months.checked_add(n.checked_mul(months)?)?,
                (None, Some(days)) => by.days = by.days.checked_add(n.checked_mul(days)?)?,
                (None, None) => return None,
            }
            (unit, at_unit, parts) = (unit.min(u), end, parts + 1);
            if parts == 4 {
                break;
            }
        }
        if parts == 0 {
            return None;
        }
        let end = at_unit;
        let next = self.past_hyphen(end);
        let back = Amount { months: -by.months, days: -by.days };
        let one_year = by == Amount { months: 12, days: 0 } && unit == Unit::Year;
        let plus_unit = |found: Found| {
            // "a year-earlier quarter" belongs to the noun after it.
            found
        };
        let found = |by, anchor, end| Some(plus_unit(Found::new(Self::moved(by, unit, anchor), end, "away")));
        match self.word(next)? {
            // The figure of a year ago is that of the same period then.
            Word::Ago if one_year => Some(Found::new(Core::Same { years: -1, unit: None }, next + 1, "year-ago")),
            Word::Ago => found(back, Anchor::Publication, next + 1),
            Word::Back if self.ends_phrase(next + 1) && parts == 1 => found(back, Anchor::Publication, next + 1),
            Word::Earlier | Word::Later if self.doc.is(next + 1, "than") => None, // "five years earlier than planned"
            Word::Earlier if one_year => Some(Found::new(Core::Same { years: -1, unit: None }, next + 1, "year-ago")),
            Word::Earlier => found(back, Anchor::Reference, next + 1),
            Word::Later => found(by, Anchor::Reference, next + 1),
            Word::FromNow => found(by, Anchor::Publication, self.after(next)),
            Word::From | Word::After | Word::Before | Word::Since => {
                let anchor = self.simple(next + 1).filter(|f| f.expression.core.is_date() && f.rule != "bare-unit");
                let sign = self.word(next) == Some(Word::Before);
                if let Some(anchor) = anchor {
                    let by = if sign { back } else { by };
                    let core = Self::moved(by, unit.min(Unit::Day), Anchor::At(Box::new(anchor.expression.core)));
                    let core =
                        if matches!(self.word(next), Some(Word::Since)) { Self::moved_year(core, unit) } else { core };
                    return Some(Found::new(core, anchor.end, "away-from"));
                }
                let earlier = sign && self.ends_phrase(next + 1) && parts == 1;
                if earlier && one_year {
                    return Some(Found::new(Core::Same { years: -1, unit: None }, next + 1, "year-ago"));
                }
                if earlier { found(back, Anchor::Reference, next + 1) } else { None }
            }
            _ => None,
        }
    }

    fn moved_year(core: Core, unit: Unit) -> Core {
        match core {
            Core::Moved { by, anchor, .. } => Core::Moved { by, unit, anchor },
            core => core,
        }
    }

    /// "several years ago", "a few days ago": no day can be told.
    fn vaguely_away(&self, at: usize, end: usize) -> Option<Found> {
        use crate::mention::period::expression::Vague;
        let when = match self.word(end)? {
            Word::Ago => Vague::Past,
            Word::FromNow => Vague::Future,
            _ => return None,
        };
        debug_assert!(end > at);
        Some(Found::new(Core::Vague(when), self.after(end), "vague-away"))
    }

    /// "the past three months", "the next five years", "the last few weeks", "the past year", "the last decade".
    fn recent_length(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(self.word(at), Some(Word::The | Word::Whole)));
        let start = at + the;
        let rule = "length-around";
        match self.word(start)? {
            // "expected to last two months"
            Word::Last if the == 0 && self.cue(start.wrapping_sub(1), Cue::Modal) => return None,
            Word::Past | Word::Last | Word::Next | Word::Coming | Word::Following | Word::Previous | Word::Latest => {}
            _ => return None,
        }
        let after = self.after(start);
        if let Some(((count, unit, hyphen), end)) = self.amount(after).filter(|_| self.word(after) != Some(Word::A)) {
            let end = if hyphen && self.word(end) == Some(Word::Period) { end + 1 } else { end };
            if hyphen && end == self.amount(after)?.1 {
                return None;
            }
            let before =
                self.word(start) == Some(Word::Previous) && matches!(unit, Unit::Month | Unit::Quarter) && !hyphen;
            if let Some(count) = count.whole().filter(|_| before) {
                return Some(Found::new(Core::Before { count, unit }, end, "units-before"));
            }
            return Some(Found::new(length(count, unit)?, end, rule));
        }
        let Some(Word::Unit(unit)) = self.word(after) else { return None };
        let long = match self.word(start)? {
            Word::Past => unit >= Unit::Week,
            // "over the last year" spans twelve months, "last year" is the calendar's.
            Word::Last | Word::Next | Word::Coming
                if the == 1 && self.doc.is_any(at.wrapping_sub(1), &["over", "within"]) =>
            {
                unit >= Unit::Week
            }
            Word::Last | Word::Next | Word::Coming => unit >= Unit::Decade,
            _ => false,
        };
        (long && !self.is_compound(after + 1, unit))
            .then(|| Found::new(length(Count::Exact(Decimal::ONE), unit).unwrap_or(Core::today(0)), after + 1, rule))
    }

    /// "five years", "a year", "10-year", "year-long", "a 28-month period", "all week", "the nine months".
    fn length(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.whole_unit(at).or_else(|| self.long(at)) {
            return Some(found);
        }
        let the = usize::from(self.word(at) == Some(Word::The));
        let ((count, unit, hyphen), end) = self.amount(at + the)?;
        if the == 1 && (self.word(at + 1) == Some(Word::A) || hyphen) {
            return None; // "the 10-year note": the length begins after its determiner
        }
        if self.is_part_of_number(at) || !self.can_be_length(at, end, unit, hyphen) {
            return None;
        }
        if self.word(at) == Some(Word::A)
            && self.word(at + 1) != Some(Word::Few)
            && self.word(at + 1) != Some(Word::Couple)
        {
            return self.single(at, end, unit);
        }
        // "two months prior", "five years or more"
        let end = match self.word(end) {
            Some(Word::Previous | Word::Before) if self.ends_phrase(end + 1) => {
                let count = count.whole().filter(|_| matches!(unit, Unit::Month | Unit::Quarter) && !hyphen);
                if let Some(count) = count {
                    return Some(Found::new(Core::Before { count, unit }, end + 1, "units-before"));
                }
                end + 1
            }
            Some(Word::Period) if hyphen => end + 1,
            _ if hyphen && self.doc.is(end + 1, "long") && self.is_hyphen(end) => end + 2,
            _ => end,
        };
        Some(Found::new(length(count, unit)?, end, "length"))
    }

    /// "a year" as a length; its other lives are "$33 million a year" (`recurring`) and "a day pass" (none).
    fn single(&self, at: usize, end: usize, unit: Unit) -> Option<Found> {
        let before = at.wrapping_sub(1);
        let held = self.cue(before, Cue::HoldsLength);
        let clause = self.doc.sentence(at).start == at || self.doc.is(before, ",");
        let followed = matches!(self.word(end), Some(Word::After | Word::Before | Word::Later));
        (held || clause || followed)
            .then(|| length(Count::Exact(Decimal::ONE), unit))?
            .filter(|_| self.ends_phrase(end) || followed || held && !self.is_noun_after(end))
            .map(|core| Found::new(core, end, "length"))
    }

    fn is_noun_after(&self, end: usize) -> bool {
        self.doc.kind(end) == Some(TokenKind::Word) && !self.ends_phrase(end)
    }

    /// "all week", "the whole month", "full-year" (no), "another day".
    fn whole_unit(&self, at: usize) -> Option<Found> {
        let Some(Word::Whole) = self.word(at) else { return None };
        let next = self.past_hyphen(at + 1);
        let Some(Word::Unit(unit)) = self.word(next) else { return None };
        if unit == Unit::Year || !self.ends_phrase(next + 1) || self.is_compound(next + 1, unit) {
            return None;
        }
        Some(Found::new(length(Count::Exact(Decimal::ONE), unit)?, next + 1, "length-whole"))
    }

    /// "year-long", "month-long", "decades-long".
    fn long(&self, at: usize) -> Option<Found> {
        let (unit, count) = match self.word(at)? {
            Word::Unit(unit) => (unit, Count::Exact(Decimal::ONE)),
            Word::Units(unit) => (unit, Count::Vague),
            _ => return None,
        };
        let hyphen = self.past_hyphen(at + 1);
        (hyphen > at + 1 && self.doc.is(hyphen, "long"))
            .then(|| length(count, unit).map(|core| Found::new(core, hyphen + 1, "length-long")))?
    }

    /// Whether the count is the tail of something else: "8-10 weeks", "$5", "3.4".
    fn is_part_of_number(&self, at: usize) -> bool {
        at > 0
            && self.doc.glued(at)
            && (self.doc.kind(at - 1) == Some(TokenKind::Symbol)
                || matches!(self.doc.word(at - 1), "-" | "–" | "/" | ".")
                    && self.doc.kind(at.wrapping_sub(2)) == Some(TokenKind::Number))
    }

    fn can_be_length(&self, at: usize, end: usize, unit: Unit, hyphen: bool) -> bool {
        // Ages, speeds and fractions: "a 55-year-old", "20 years old", "three quarters of".
        if self.doc.is_any(self.past_hyphen(end), &["old", "olds"]) {
            return false;
        }
        let run = (at..end).any(|i| self.word(i) == Some(Word::Consecutive));
        if unit == Unit::Quarter && !run && (self.word(end) == Some(Word::Of) || self.word(at) == Some(Word::A)) {
            return false;
        }
        if self.doc.is_any(end, &["point", "points"])
            || (self.word(at) == Some(Word::A) && matches!(unit, Unit::Minute))
        {
            return false;
        }
        !(self.is_compound(end, unit) && !hyphen)
    }

    /// "the first 11 months of this year", "the last two weeks of May", "the initial 11 months of the current year",
    /// "the first nine months".
    fn run(&self, at: usize) -> Option<Found> {
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
        let whole = matches!(unit, Unit::Month) && !last && count > 1 && count < 12;
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
        if count < 1 || matches!(unit, Unit::Minute | Unit::Hour) {
            return None;
        }
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
        while self.doc.is_any(end_at, &["in", "on", "with", "the"]) && end_at < next + 3 {
            end_at += 1;
        }
        let the_before = if self.doc.is(end_at.wrapping_sub(1), "the") { end_at - 1 } else { end_at };
        let inner = self
            .edged(the_before)
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

    fn deictic_end(&self, at: usize) -> Option<Found> {
        let Some(Word::DeicticDay(shift)) = self.word(at) else { return None };
        Some(Found::new(Core::today(shift), at + 1, "deictic"))
    }
}

/// A length of time; `None` where it has no sense.
fn length(count: Count, unit: Unit) -> Option<Core> {
    let n = match count {
        Count::Exact(n) => Some(n),
        Count::Vague => None,
    };
    Some(Core::Length { value: value::length(n, unit)?, unit })
}
