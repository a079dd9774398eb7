//! Counted units: lengths ("five years", "10-year", "the past three months"), and what is built on them: "two years
//! ago", "a year earlier", "the first 11 months of this year", "the three months to September".

use rust_decimal::Decimal;

use super::number::Count;
use super::{Found, Reader, Step};
use crate::mention::period::calendar::Unit;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Amount, Anchor, Core, Pick};
use crate::mention::period::tense;
use crate::mention::period::value;
use crate::mention::period::words::Word;
use crate::mention::quantity;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// "more than four years", "about two years ago", "almost a decade", "around year-end".
    pub(super) fn hedged(&self, at: usize) -> Option<Found> {
        let Some(Word::Hedge(modifier)) = self.word(at) else { return None };
        let next = self.after(at);
        let spans = self.doc.is(at, "over") && !self.is_hedge_slot(at);
        if let Some(found) = self.edged(next).filter(|_| matches!(self.word(next), Some(Word::Unit(_)))) {
            return Some(found.modified(modifier));
        }
        self.any_count(next)?;
        let mut found = self.counted(next)?;
        // "5% less than a year ago" compares, "it was sold less than a year ago" tells when.
        if self.doc.is(next.wrapping_sub(1), "than")
            && matches!(found.expression.core, Core::Same { .. } | Core::Moved { .. })
            && !self.tells_when(at)
        {
            return None;
        }
        // "more than a year ago" is a time, "a year ago" mostly what a figure is compared with.
        if matches!(found.expression.core, Core::Same { .. }) && self.doc.is(found.end - 1, "ago") {
            let by = Amount { months: -12, days: 0 };
            found.expression.core = Core::Moved { by, unit: Unit::Year, anchor: Anchor::Publication };
        }
        if spans && !matches!(found.expression.core, Core::Moved { .. }) {
            return None; // "over eight years" is during them, "over 20 years ago" is not
        }
        matches!(found.expression.core, Core::Length { .. } | Core::Moved { .. }).then(|| found.modified(modifier))
    }

    /// Whether an adverbial of time begins at the token: after a verb that nothing grows or falls by, or at a clause's start.
    fn tells_when(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.doc.opens_sentence(at)
            || self.doc.is_any(before, keys![",", "just", "little", "slightly", "ended", "since"])
            || tense::is_past(self.doc, before) && crate::number::motion_at(self.doc, before).is_none()
    }

    /// Whether a preposition before "over" makes a hedge of it: "in over ten years".
    fn is_hedge_slot(&self, at: usize) -> bool {
        self.doc
            .is_any(at.wrapping_sub(1), keys!["in", "for", "by", "since", "than", "after", "of", "just", "well", "a"])
    }

    /// Everything that begins with a count, perhaps behind a determiner.
    pub(super) fn counted(&self, at: usize) -> Option<Found> {
        // "The workweek shrank to 34.3 hours" is no time but a statistic.
        if self.numeral(at).is_some_and(|n| quantity::is_statistic(self.doc, at, n.tokens.end)) {
            return None;
        }
        self.run(at)
            .or_else(|| self.away(at))
            .or_else(|| self.recent_length(at))
            .or_else(|| self.length(at))
            .or_else(|| self.uncounted(at))
    }

    /// A count with its unit: "three years", "12-month", "2½ decades", "a fortnight", "two consecutive months".
    pub(super) fn amount(&self, at: usize) -> Step<(Count, Unit, bool)> {
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
            && let Count::Exact(n) = count
        {
            count = Count::Exact(n.checked_add(Decimal::new(5, 1))?);
            end += 3;
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
                    _ => return self.vaguely_away(end),
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
        let found = |by, anchor, end| Some(Found::new(Core::Moved { by, unit, anchor }, end, "away"));
        match self.word(next)? {
            // The figure of a year ago is that of the same period then.
            Word::Ago if one_year && self.day_back(next + 1).is_none() => {
                Some(Found::new(Core::Same { years: -1, unit: None }, next + 1, "year-ago"))
            }
            Word::Ago => match self.day_back(next + 1) {
                Some((day, end)) if parts == 1 && unit >= Unit::Week => {
                    let anchor = Anchor::At(Box::new(day));
                    Some(Found::new(Core::Moved { by: back, unit, anchor }, end, "away"))
                }
                _ => found(back, Anchor::Publication, next + 1),
            },
            Word::Back if self.ends_phrase(next + 1) && parts == 1 => found(back, Anchor::Publication, next + 1),
            Word::Earlier | Word::Later if self.doc.is(next + 1, "than") => None, // "five years earlier than planned"
            Word::Earlier if one_year => Some(Found::new(Core::Same { years: -1, unit: None }, next + 1, "year-ago")),
            Word::Earlier => found(back, Anchor::Reference, next + 1),
            Word::Later => found(by, Anchor::Reference, next + 1),
            Word::FromNow => found(by, Anchor::Publication, self.after(next)),
            // "fell by a quarter from the same period": a fraction
            Word::From | Word::After | Word::Before | Word::Since if unit == Unit::Quarter && parts == 1 => None,
            // "by £35 a year from 1 January": a rate.
            // … "By 3.7 percent a year since 2020" too.
            Word::From | Word::Since if self.word(at) == Some(Word::A) && self.is_amount_before(at) => None,
            Word::From | Word::After | Word::Before | Word::Since => {
                let anchor = self.simple(next + 1).filter(|f| f.expression.core.is_date() && f.rule != "bare-unit");
                let sign = self.word(next) == Some(Word::Before);
                if let Some(anchor) = anchor {
                    let by = if sign { back } else { by };
                    // "two weeks after Christmas" is a day, "two years since 2011" a year.
                    let unit = if self.word(next) == Some(Word::Since) { unit } else { Unit::Day };
                    let core = Core::Moved { by, unit, anchor: Anchor::At(Box::new(anchor.expression.core)) };
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

    /// What an amount goes back from: "a year ago today", "two weeks ago Friday", "three years ago this month".
    fn day_back(&self, at: usize) -> Step<Core> {
        match self.word(at)? {
            Word::DeicticDay(0) => Some((Core::today(0), at + 1)),
            Word::This => match self.word(at + 1)? {
                Word::Unit(unit @ (Unit::Week | Unit::Month)) => {
                    Some((Core::Unit { unit, shift: 0, anchor: Anchor::Publication }, at + 2))
                }
                _ => None,
            },
            Word::Weekday(weekday) => Some((Core::Weekday { weekday, pick: Pick::Recent }, at + 1)),
            _ => None,
        }
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
                if the == 1
                    && (self.doc.is_any(at.wrapping_sub(1), keys!["over", "within"])
                        || unit == Unit::Week && self.doc.is(at.wrapping_sub(1), "for")) =>
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
        if self.doc.starts(at.wrapping_sub(1), keys!["as", "many"]) {
            return None; // "the second in as many months" counts what was said
        }
        if the == 1 && (self.word(at + 1) == Some(Word::A) || hyphen) {
            return None; // "the 10-year note": the length begins after its determiner
        }
        if self.is_part_of_number(at) || !self.can_be_length(at, end, unit, hyphen) {
            return None;
        }
        if self.word(at) == Some(Word::A) && count == Count::Exact(Decimal::ONE) {
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
        let clause = self.doc.opens_sentence(at) || self.doc.is(before, ",");
        let followed = matches!(self.word(end), Some(Word::After | Word::Before | Word::Later));
        (held || clause || followed)
            .then(|| length(Count::Exact(Decimal::ONE), unit))?
            .filter(|_| self.ends_phrase(end) || followed || held && !self.is_noun_after(end))
            .map(|core| Found::new(core, end, "length"))
    }

    fn is_noun_after(&self, end: usize) -> bool {
        // "spent a decade building it"
        self.doc.kind(end) == Some(TokenKind::Word) && !self.ends_phrase(end) && !self.doc.lower(end).ends_with("ing")
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
        if self.doc.is_any(self.past_hyphen(end), keys!["old", "olds"]) {
            return false;
        }
        let run = (at..end).any(|i| self.word(i) == Some(Word::Consecutive));
        if unit == Unit::Quarter && !run && (self.word(end) == Some(Word::Of) || self.word(at) == Some(Word::A)) {
            return false;
        }
        if self.doc.is_any(end, keys!["point", "points"])
            || (self.word(at) == Some(Word::A) && matches!(unit, Unit::Minute))
        {
            return false;
        }
        hyphen || !self.is_compound(end, unit)
    }
}

/// A length of time; `None` where it has no sense.
pub(super) fn length(count: Count, unit: Unit) -> Option<Core> {
    let n = match count {
        Count::Exact(n) => Some(n),
        Count::Vague => None,
    };
    Some(Core::Length { value: value::length(n, unit)?, unit })
}
