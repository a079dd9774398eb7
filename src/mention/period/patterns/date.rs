//! Days and months: "November", "Nov. 22", "3 October 2025", "2025-11-22", "10/03/2025", weekdays and holidays.

use super::{Found, Reader};
use crate::mention::period::calendar::Unit;
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Anchor, Core, Part, YearOf};
use crate::mention::period::tense;
use crate::mention::period::words::{self, Word};
use crate::mention::{given, money};
use crate::text::{Gap, TokenKind, keys};

/// The currencies of the countries whose press, where it writes English, puts the month before the day ("3/14/2025").
const MONTH_FIRST: [&str; 7] = ["USD", "CAD", "PHP", "JPY", "CNY", "KRW", "TWD"];

impl Reader<'_> {
    /// Any of them.
    pub(super) fn date(&self, at: usize) -> Option<Found> {
        self.figures(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.picked_day(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.year_first(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.day_of_month(at))
    }

    /// A month's name: the month, the end with and the end without its full stop.
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize, usize)> {
        let (month, short) = match self.word(at)? {
            Word::Month(month) => (month, false),
            Word::ShortMonth(month) => (month, true),
            _ => return None,
        };
        let dotted = short && self.doc.is(at + 1, ".") && self.doc.glued(at + 1);
        Some((month, if dotted { at + 2 } else { at + 1 }, at + 1))
    }

    /// "Nov. 22, 2025", "May the 3rd", "October 2025", "June", "Dec-2018", "May twenty nine".
    pub(super) fn month_first(&self, at: usize) -> Option<Found> {
        let (month, dotted, bare) = self.month(at)?;
        let next = self.past_hyphen(dotted);
        let the = if self.word(next) == Some(Word::The) { next + 1 } else { next };
        let day = self.day_number(the).or_else(|| self.day_words(next)).filter(|(_, end)| !self.is_counted_day(*end));
        if let Some((day, end)) = day.filter(|_| self.same_sentence(at, next)) {
            // "May 25" of a year '25 is not written so; four figures after are the year.
            let open = attacks(self, month, day, end).unwrap_or(YearOf::Open);
            let (year, end) = self.year_suffix(end).unwrap_or((open, end));
            return Some(Found::new(Core::In { part: Part::Day { month, day }, year }, end, "month-day"));
        }
        if let Some((year, end)) = self.year_suffix(dotted).or_else(|| self.year_suffix(bare)) {
            return Some(Found::new(Core::In { part: Part::Month(month), year }, end, "month-year"));
        }
        self.is_month_name(at).then(|| Found::new(Core::open(Part::Month(month)), bare, "month"))
    }

    /// "next 6th of April", "last Nov. 3".
    fn picked_day(&self, at: usize) -> Option<Found> {
        let next = match self.word(at)? {
            Word::Next | Word::Coming => true,
            Word::Last => false,
            _ => return None,
        };
        let found = self.day_first(at + 1).or_else(|| self.month_first(at + 1))?;
        let Core::In { part: part @ Part::Day { .. }, year: YearOf::Open } = found.expression.core else { return None };
        Some(Found::new(Core::Picked { part, next, anchor: Anchor::Publication }, found.end, "picked-day"))
    }

    /// Whether the words beside "May" make it a date: "in May", "May 5", "last May".
    fn is_dated(&self, at: usize) -> bool {
        self.cue(at.wrapping_sub(1), Cue::BeforeMay)
            || self.doc.kind(at.wrapping_sub(1)) == Some(TokenKind::Number)
            || self.doc.kind(at + 1) == Some(TokenKind::Number)
    }

    /// "Rival **May Department Stores**": whether the text has such a name, so that "May's debt" is of no month.
    fn names_may(&self) -> bool {
        *self.names_may.get_or_init(|| {
            let noun = |i: usize| {
                self.doc.kind(i) == Some(TokenKind::Word) && self.doc.is_capital(i) && self.word(i).is_none()
            };
            let may = |i: usize| self.word(i) == Some(Word::Month(5)) && self.doc.is_capital(i) && !self.is_dated(i);
            self.doc.all(words::ANY).any(|i| may(i) && noun(i + 1) && noun(i + 2))
        })
    }

    /// Whether the text names somebody who is called as the month May is.
    fn names_titled(&self) -> bool {
        *self
            .names_titled
            .get_or_init(|| self.doc.all(words::ANY).any(|i| self.word(i) == Some(Word::Month(5)) && self.is_titled(i)))
    }

    /// "**Mr** March", "Mrs. May's", "Prime **Minister** May": whether a title stands before a word that may be a month.
    pub(super) fn is_titled(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        let before = before.wrapping_sub(usize::from(self.doc.is(before, ".") && self.doc.glued(before)));
        self.cue(before, Cue::Titled) && self.doc.is_capital(before) && self.doc.is_capital(at)
    }

    /// "**Theresa** May", but not "April, May".
    fn has_given_name(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        // No one is called after the others: "in Virginia August sales rose".
        matches!(self.word(at), Some(Word::Month(3 | 5)))
            && self.doc.is_capital(at)
            && self.word(before).is_none()
            && given::is_common(self.doc.word(before))
            && self.doc.gap(at) == Gap::Space
    }

    /// "**May told** reporters", "sales rose, **May said**", "**August Mills said**": no month speaks.
    fn is_speaker(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        let free = self.doc.opens_sentence(at) || matches!(self.doc.word(before), "," | "”" | "\"");
        let surname =
            |i: usize| self.doc.kind(i) == Some(TokenKind::Word) && self.doc.is_capital(i) && self.word(i).is_none();
        let verb = at + 1 + usize::from(surname(at + 1));
        free && self.doc.is_capital(at)
            && self.doc.is_any(verb, keys!["told", "said", "says", "added", "insisted"])
            && !self.doc.is_any(verb + 1, keys!["to", "on", "at", "by"])
    }

    /// Whether a bare month's word is one, and no name or verb.
    fn is_month_name(&self, at: usize) -> bool {
        let (before, next) = (at.wrapping_sub(1), at + 1);
        if self.is_titled(at) || self.has_given_name(at) || self.is_speaker(at) {
            return false;
        }
        let name_before = self.doc.is_capital(before)
            && self.doc.kind(before) == Some(TokenKind::Word)
            && self.doc.sentence(at).start < before
            && self.word(before).is_none()
            && !self
                .doc
                .is_any(before, keys!["in", "by", "until", "since", "from", "for", "through", "to", "and", "or"]);
        let name_after = self.doc.is_capital(next)
            && self.doc.kind(next) == Some(TokenKind::Word)
            && self.word(next).is_none()
            && self.doc.word(next).bytes().skip(1).any(|b| b.is_ascii_lowercase());
        let opens = self.doc.opens_sentence(at);
        // "Theresa May spoke"
        let surname = before == self.doc.sentence(at).start
            && self.doc.is_capital(before)
            && self.doc.kind(before) == Some(TokenKind::Word)
            && self.word(before).is_none()
            && !self.cue(before, Cue::BeforeYear)
            && (tense::is_past(self.doc, next)
                || self.cue(next, Cue::Modal)
                || self.doc.kind(next) == Some(TokenKind::Clitic));
        // "**May told** reporters", where the text has named her with a title.
        let surname = surname || opens && tense::is_past(self.doc, next) && self.names_titled();
        let ranged = self.is_hyphen(next) && self.month(next + 1).is_some();
        match self.word(at) {
            Some(Word::ShortMonth(_)) if ranged => true,
            // "Mar the surface"
            Some(Word::ShortMonth(_)) => {
                let listed = self.doc.is_any(next, keys![".", "|", ",", "/", "-"]);
                self.doc.is_capital(at) && !name_after && !name_before && (!opens || listed)
            }
            // "May I ask", "Theresa May", "March on": a modal, a surname, a verb.
            Some(Word::Month(5)) => {
                let modal = opens
                    && self
                        .doc
                        .is_any(next, keys!["i", "you", "he", "she", "it", "we", "they", "the", "god", "not", "be"]);
                !modal && !name_before && !surname && (self.is_dated(at) || !self.names_may())
            }
            Some(Word::Month(3)) => !(opens && self.doc.is_any(next, keys!["on", "to", "out", "into"])),
            // "April Smith", "June Jones": after a first name comes a surname, unless "of", "'s" or a noun in lower case.
            Some(Word::Month(4 | 6)) => !(name_after && (opens || self.doc.is(before, ","))) && self.doc.is_capital(at),
            Some(Word::Month(_)) => self.doc.is_capital(at) || !name_before,
            _ => false,
        }
    }

    /// Whether the number before is a count and no day: "May 20 million", "March 3%".
    fn is_counted_day(&self, end: usize) -> bool {
        self.is_counted(end)
            || self.doc.glued(end)
                && matches!(self.doc.word(end), ":" | "." | "/")
                && self.doc.glued(end + 1)
                && self.doc.kind(end + 1) == Some(TokenKind::Number)
    }

    /// "3 October 2025", "the tenth of September", "4th of July", "23-September-2020".
    pub(super) fn day_first(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let (day, end) = self.day_number(start).or_else(|| self.day_words(start))?;
        if at > 0 && self.doc.glued(at) && matches!(self.doc.word(at - 1), "." | "," | "/" | "-" | "$" | "£" | "€") {
            return None;
        }
        // "23-2020-September"
        if let Some((year, second)) = self.is_hyphen(end).then(|| self.year_figures(end + 1)).flatten() {
            let (month, _, bare) = self.month(self.past_hyphen(second))?;
            let core = Core::In { part: Part::Day { month, day }, year: YearOf::Known(year) };
            return (second < bare).then(|| Found::new(core, bare, "day-month"));
        }
        let of = self.word(end) == Some(Word::Of);
        let next = if of { end + 1 } else { self.past_hyphen(end) };
        let (month, dotted, bare) = self.month(next).filter(|_| self.same_sentence(at, next))?;
        if start > at && !of && self.ordinal(start).is_none() {
            return None;
        }
        if let Some((year, end)) = self.year_suffix(dotted).or_else(|| self.year_suffix(bare)) {
            return Some(Found::new(Core::In { part: Part::Day { month, day }, year }, end, "day-month"));
        }
        let year = attacks(self, month, day, bare).unwrap_or(YearOf::Open);
        Some(Found::new(Core::In { part: Part::Day { month, day }, year }, bare, "day-month"))
    }

    /// "2015 June", "2019-aug-1".
    fn year_first(&self, at: usize) -> Option<Found> {
        let (year, end) = self.year_figures(at)?;
        let hyphen = self.is_hyphen(end);
        let (month, _, bare) = self.month(self.past_hyphen(end)).filter(|_| self.same_sentence(at, end))?;
        let year = YearOf::Known(year);
        if let Some((day, after)) = hyphen.then(|| self.day_number(self.past_hyphen(bare))).flatten() {
            return Some(Found::new(Core::In { part: Part::Day { month, day }, year }, after, "year-month"));
        }
        Some(Found::new(Core::In { part: Part::Month(month), year }, bare, "year-month"))
    }

    /// Dates all in figures: "2025-11-22", "2025-09", "10/03/2025", "12-2015", "10.03.2025".
    pub(super) fn figures(&self, at: usize) -> Option<Found> {
        let (first, width) = match self.digits(at) {
            Some(digits) => digits,
            None => return self.dotted_figures(at),
        };
        if at > 0 && self.doc.glued(at) && matches!(self.doc.word(at - 1), "/" | "-" | "." | "$" | "£" | "€") {
            return None;
        }
        let separator = self.doc.word(at + 1);
        let separated = |i: usize| self.doc.word(i) == separator && self.doc.is_tied(i);
        if !matches!(separator, "-" | "/" | "‑") || !separated(at + 1) {
            return None;
        }
        let (second, second_width) = self.digits(at + 2)?;
        let third = if separated(at + 3) { self.digits(at + 4) } else { None };
        let day = |year: i32, month: i32, day: i32| Core::In {
            part: Part::Day { month: month as i8, day: day as i8 },
            year: YearOf::Known(year as i16),
        };
        let month =
            |year: i32, month: i32| Core::In { part: Part::Month(month as i8), year: YearOf::Known(year as i16) };
        let is_year = |n: i32| (1500..=2150).contains(&n);
        let is_month = |n: i32| (1..=12).contains(&n);
        match (width, second_width, third) {
            (4, 2, Some((d, 2))) if is_year(first) && is_month(second) && (1..=31).contains(&d) => {
                Some(Found::new(day(first, second, d), at + 5, "iso-date"))
            }
            (1..=2, 1..=2, Some((year, 4))) if is_year(year) => {
                let (m, d) = self.month_and_day(first, second)?;
                Some(Found::new(day(year, m, d), at + 5, "numeric-date"))
            }
            (4, 2, None) if separator != "/" && is_year(first) && is_month(second) && self.year_range(at).is_none() => {
                (!self.is_counted(at + 3)).then(|| Found::new(month(first, second), at + 3, "iso-month"))
            }
            (1..=2, 4, None) if is_month(first) && is_year(second) => {
                Some(Found::new(month(second, first), at + 3, "numeric-month"))
            }
            _ => None,
        }
    }

    /// "10.03.2025": day first, as where it is written so.
    fn dotted_figures(&self, at: usize) -> Option<Found> {
        if self.doc.kind(at) != Some(TokenKind::Number) || self.doc.word(at).len() > 10 {
            return None;
        }
        let mut fields = self.doc.word(at).split('.');
        let mut field = |width: usize| fields.next().filter(|f| f.len() <= width)?.parse::<i16>().ok();
        let (day, month, year) = (field(2)?, field(2)?, field(4)?);
        let legal = (1..=31).contains(&day) && (1..=12).contains(&month) && (1500..=2150).contains(&year);
        let part = Part::Day { month: month as i8, day: day as i8 };
        legal.then(|| Found::new(Core::In { part, year: YearOf::Known(year) }, at + 1, "numeric-date"))
    }

    /// The month and the day of "10/03": by what is possible, else by how the text writes its other dates, else by the
    /// country that it is about.
    fn month_and_day(&self, first: i32, second: i32) -> Option<(i32, i32)> {
        let (month_first, day_first) = ((1..=12).contains(&first), (1..=12).contains(&second));
        let possible = (1..=31).contains(&first) && (1..=31).contains(&second);
        match (month_first, day_first) {
            _ if !possible => None,
            (true, true) if self.writes_day_first() => Some((second, first)),
            (true, _) => Some((first, second)),
            (false, true) => Some((second, first)),
            (false, false) => None,
        }
    }

    /// Whether the text writes the day before the month: in names ("3 October", against "October 3") or where figures
    /// leave no choice; a text that shows neither as the country does that it is about.
    fn writes_day_first(&self) -> bool {
        let shown = |at: usize| {
            if let (Some(Word::Month(_)), Some((_, 1..=2))) = (self.word(at), self.digits(at + 1)) {
                return Some(false);
            }
            let (first, width) = self.digits(at)?;
            let slashed = self.doc.word(at + 1) == "/"
                && self.doc.word(at + 3) == "/"
                && self.digits(at + 4).is_some_and(|(_, width)| width == 4);
            match self.digits(at + 2) {
                _ if width > 2 => None,
                Some((second, _)) if slashed => (first > 12 || second > 12).then_some(first > 12),
                _ => matches!(self.word(at + 1), Some(Word::Month(_))).then_some(true),
            }
        };
        let by_country = || money::main_currency(self.doc).is_some_and(|currency| !MONTH_FIRST.contains(&currency));
        *self.day_first.get_or_init(|| (0..self.doc.len()).find_map(shown).unwrap_or_else(by_country))
    }

    /// "Christmas", "Labor Day 2021", "Independence Day of this year".
    fn holiday(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some(Word::The));
        let last = match self.word(at + the) {
            Some(Word::Last | Word::Previous | Word::Past) => -1,
            Some(Word::Next | Word::Coming) => 1,
            Some(Word::This) => 0,
            _ => 2,
        };
        let start = at + the + usize::from(last < 2);
        let Some(Word::Holiday(holiday)) = self.word(start) else { return None };
        let end = self.after(start);
        // "the Good Friday Agreement", "Easter Island"
        let named = self.doc.kind(end) == Some(TokenKind::Word) && self.doc.is_capital(end) && self.word(end).is_none();
        if named && self.doc.sentence_of(end) == self.doc.sentence_of(start) {
            return None;
        }
        let (year, end) = match self.year_suffix(end) {
            Some((year, end)) => (year, end),
            None if last == 0 => (YearOf::Relative(0), end),
            None if last < 2 => {
                let core = Core::Picked { part: Part::Holiday(holiday), next: last > 0, anchor: Anchor::Publication };
                return Some(Found::new(core, end, "holiday"));
            }
            None => (YearOf::Open, end),
        };
        let core = Core::In { part: Part::Holiday(holiday), year };
        if matches!(self.word(end), Some(Word::Unit(Unit::Weekend))) {
            let core = Core::Nth { n: 1, unit: Unit::Weekend, of: Box::new(core) };
            return Some(Found::new(core, end + 1, "holiday"));
        }
        Some(Found::new(core, end, "holiday"))
    }

    /// "the 15th of next month", "the 15th day of next month".
    fn day_of_month(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let (day, end) = self.ordinal(start)?;
        let end = if self.word(end) == Some(Word::Unit(Unit::Day)) { end + 1 } else { end };
        if self.word(end) != Some(Word::Of) {
            return None;
        }
        let month = self.relative(end + 1)?;
        let is_month = matches!(month.expression.core, Core::Unit { unit: Unit::Month, .. });
        let core = Core::DayOfMonth { day, weekday: None, of: Some(Box::new(month.expression.core)) };
        is_month.then(|| Found::new(core, month.end, "day-of-month"))
    }
}

/// "the Sept. 11 attacks": the one day whose year goes without saying.
fn attacks(reader: &Reader, month: i8, day: i8, end: usize) -> Option<YearOf> {
    let named = reader.doc.is_any(end, keys!["attacks", "attack"])
        || reader.doc.is_any(end, keys!["terrorist", "terror"])
            && reader.doc.is_any(end + 1, keys!["attacks", "attack"]);
    (named && (month, day) == (9, 11)).then_some(YearOf::Known(2001))
}
