//! Intervals: two dates joined by "to", a dash or "and", and dates with "to date".

use super::{Found, Reader};
use crate::mention::period::calendar::Unit;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Core, Part, YearOf};
use crate::mention::period::words::Word;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// The found expression, or the interval that it begins.
    pub(super) fn with_end(&self, at: usize, found: Found) -> Found {
        if !found.expression.core.is_date() {
            return found;
        }
        if let Some(end) = self.to_date_end(&found) {
            let core = Core::ToDate { start: Box::new(found.expression.core) };
            return Found::new(core, end, "to-date");
        }
        let Some((last, place)) = self.other_end(at, &found) else { return found };
        let modifier = found.expression.modifier.or(last.expression.modifier);
        let fiscal = found.expression.fiscal || last.expression.fiscal;
        let core = Core::Interval { from: Box::new(found.expression.core), to: Box::new(last.expression.core) };
        let mut interval = Found::new(core, place, "interval");
        interval.expression.modifier = modifier;
        interval.expression.fiscal = fiscal;
        interval
    }

    /// "year to date", "year-to-date", "March to date".
    fn to_date_end(&self, found: &Found) -> Option<usize> {
        let dated = matches!(found.expression.core, Core::In { .. } | Core::Unit { shift: 0, .. });
        (dated && self.word(found.end) == Some(Word::ToDate) && self.doc.is(found.end, "to"))
            .then(|| self.after(found.end))
    }

    /// The end of an interval that `found` begins, and the token after it.
    fn other_end(&self, at: usize, found: &Found) -> Option<(Found, usize)> {
        let stop = self.past_stop(found.end);
        let joins = self.is_hyphen(stop) || matches!(self.word(stop), Some(Word::To | Word::And));
        let joint = if joins { stop } else { found.end };
        if !self.same_sentence(at, joint) {
            return None;
        }
        // "the July-to-September quarter"
        let to = self.past_hyphen(joint);
        if to > joint && self.doc.is(to, "to") && self.is_hyphen(to + 1) {
            let last =
                self.date(to + 2).filter(|last| self.are_alike(&found.expression.core, &last.expression.core))?;
            let end = last.end;
            return Some((last, end));
        }
        let dash =
            self.is_hyphen(joint) || matches!(self.doc.word(joint), "–" | "—" | "-") && self.doc.is_capital(joint + 1);
        let between = self.doc.is(at.wrapping_sub(1), "between");
        // "from late September until mid-October" names two periods, each with its own edge.
        let edge = matches!(self.word(at), Some(Word::Edge(_)));
        let joined = match self.word(joint) {
            Some(Word::To) => !edge && !self.is_moved_from(at),
            Some(Word::And) => between,
            _ => dash,
        };
        if !joined {
            return None;
        }
        let last = self.present(joint + 1).or_else(|| self.simple(joint + 1).or_else(|| self.sure_year(joint + 1)))?;
        let alike_or_said = self.word(joint) != Some(Word::To)
            || self.are_alike(&found.expression.core, &last.expression.core)
            || self.doc.is(at.wrapping_sub(1), "from")
                && !matches!(found.expression.core, Core::In { part: Part::Season(_), .. });
        let opposed = matches!(last.rule, "bare-unit" | "year-ago" | "elliptic");
        (alike_or_said && !opposed && last.expression.core.is_date()).then(|| {
            let end = last.end;
            (last, end)
        })
    }

    /// Behind the full stop of a month that is cut short and ends there: "**Jan.**-March", "**Dec.** to Feb."
    fn past_stop(&self, end: usize) -> usize {
        let short = || matches!(self.word(end - 1), Some(Word::ShortMonth(_)));
        end + usize::from(self.doc.is(end, ".") && self.doc.glued(end) && short())
    }

    /// Whether something is moved from one date to another: "pushed the first cut from June to August".
    fn is_moved_from(&self, at: usize) -> bool {
        let from = self.doc.sentence(at).start.max(at.saturating_sub(14));
        self.doc.is(at.wrapping_sub(1), "from") && (from..at).any(|i| self.cue(i, Cue::Movement))
    }

    /// "today", "now" and "the present" as ends.
    fn present(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.doc.is(at, "the") && self.doc.is(at + 1, "present"));
        (self.doc.is_any(at + the, keys!["now", "present"]))
            .then(|| Found::new(Core::today(0), at + the + 1, "deictic"))
    }

    /// Whether the two are of a kind: an interval joins months to months, years to years.
    fn are_alike(&self, a: &Core, b: &Core) -> bool {
        let kind = |core: &Core| match core {
            Core::In { part: Part::Day { .. }, .. } | Core::Weekday { .. } => 0,
            Core::In { part, .. } => match part {
                Part::Month(_) => 1,
                Part::Quarter(_) | Part::Half(_) => 2,
                Part::Whole => 3,
                Part::Season(_) => 4,
                _ => 5,
            },
            Core::Unit { unit: Unit::Year, .. } => 3,
            _ => 6,
        };
        kind(a) == kind(b) || kind(a) == 0 && kind(b) == 6
    }

    /// Intervals with a name: "the period between December and February", "the January to March months", "the years
    /// from 2006 to 2015", "4 to 22 January", "Nov. 3-5", "year to date".
    pub(super) fn named_interval(&self, at: usize) -> Option<Found> {
        self.year_to_date(at)
            .or_else(|| self.framed(at))
            .or_else(|| self.named_unit(at))
            .or_else(|| self.shared_month(at))
    }

    fn year_to_date(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let Some(Word::Unit(unit @ (Unit::Year | Unit::Quarter | Unit::Month | Unit::Week))) = self.word(start) else {
            return None;
        };
        let joint = self.past_hyphen(start + 1);
        if self.word(joint) != Some(Word::ToDate) || !self.doc.is(joint, "to") {
            return None;
        }
        let core = Core::ToDate {
            start: Box::new(Core::Unit {
                unit,
                shift: 0,
                anchor: crate::mention::period::expression::Anchor::Publication,
            }),
        };
        Some(Found::new(core, self.after(joint), "to-date"))
    }

    /// "the month of March", "the week of Nov. 3".
    fn named_unit(&self, at: usize) -> Option<Found> {
        if self.word(at) != Some(Word::The) || self.word(at + 2) != Some(Word::Of) {
            return None;
        }
        let Some(Word::Unit(unit @ (Unit::Month | Unit::Week))) = self.word(at + 1) else { return None };
        let found = self.month_first(at + 3).or_else(|| self.day_first(at + 3))?;
        let core = match (unit, &found.expression.core) {
            (Unit::Month, Core::In { part: Part::Month(_), .. }) => found.expression.core,
            (Unit::Week, Core::In { part: Part::Day { .. }, .. }) => {
                Core::Nth { n: 1, unit, of: Box::new(found.expression.core) }
            }
            _ => return None,
        };
        Some(Found::new(core, found.end, "named-unit"))
    }

    fn framed(&self, at: usize) -> Option<Found> {
        if self.word(at) != Some(Word::The) {
            return None;
        }
        let bare = matches!(self.word(at + 1), Some(Word::Month(_) | Word::ShortMonth(_)));
        let start = match (self.word(at + 1), self.word(at + 2)) {
            _ if bare => at + 1,
            (Some(Word::Period | Word::Units(_)), Some(Word::From | Word::Between)) => at + 3,
            _ => return None,
        };
        let first = self.plain(start)?;
        let stop = self.past_stop(first.end);
        let to = self.past_hyphen(stop);
        let joined = match self.word(to) {
            Some(Word::To) => true,
            Some(Word::And) => !bare,
            _ => to > stop,
        };
        if !joined {
            return None;
        }
        let spelled = matches!(self.word(to), Some(Word::To | Word::And));
        let last = self.plain(if spelled { self.past_hyphen(to + 1) } else { to })?;
        let stop = self.past_stop(last.end);
        let noun = matches!(self.word(stop), Some(Word::Units(Unit::Month) | Word::Period | Word::Unit(Unit::Quarter)));
        if bare && !noun {
            return None;
        }
        let mut end = if noun { stop + 1 } else { last.end };
        let mut to = last.expression.core;
        if let (Core::In { year: year @ YearOf::Open, .. }, Some((said, after))) = (&mut to, self.year_suffix(end)) {
            (*year, end) = (said, after);
        }
        let core = Core::Interval { from: Box::new(first.expression.core), to: Box::new(to) };
        Some(Found::new(core, end, "interval-framed"))
    }

    /// "4 to 22 January, 1995", "4 till 23 of this month", "Nov. 3-5", "June 3 to 5".
    fn shared_month(&self, at: usize) -> Option<Found> {
        if let Some((month, dotted, _)) = self.month(at) {
            let (first, joint) = self.day_number(dotted)?;
            if !(self.is_hyphen(joint) || self.word(joint) == Some(Word::To)) {
                return None;
            }
            let (last, end) = self.day_number(joint + 1).filter(|(day, end)| *day > first && !self.is_counted(*end))?;
            if self.month(end).is_some() || matches!(self.word(end), Some(Word::Unit(_) | Word::Units(_))) {
                return None;
            }
            let (year, end) = self.year_suffix(end).unwrap_or((YearOf::Open, end));
            let day = |day| Box::new(Core::In { part: Part::Day { month, day }, year });
            return Some(Found::new(Core::Interval { from: day(first), to: day(last) }, end, "interval-days"));
        }
        let (first, joint) = self.day_number(at)?;
        if !(self.is_hyphen(joint) || self.word(joint) == Some(Word::To))
            || self.doc.kind(joint + 1) != Some(TokenKind::Number)
        {
            return None;
        }
        if let Some(last) = self.date(joint + 1) {
            let Core::In { part: Part::Day { month, day }, year } = last.expression.core else { return None };
            if day <= first {
                return None;
            }
            let from = Box::new(Core::In { part: Part::Day { month, day: first }, year });
            let to = Box::new(last.expression.core);
            return Some(Found::new(Core::Interval { from, to }, last.end, "interval-days"));
        }
        let (last, end) = self.day_number(joint + 1)?;
        let of = if self.word(end) == Some(Word::Of) { end + 1 } else { end };
        let month = self.relative(of)?;
        let Core::Unit { unit: Unit::Month, .. } = month.expression.core else { return None };
        let day =
            |day| Box::new(Core::DayOfMonth { day, weekday: None, of: Some(Box::new(month.expression.core.clone())) });
        (last > first)
            .then(|| Found::new(Core::Interval { from: day(first), to: day(last) }, month.end, "interval-days"))
    }
}
