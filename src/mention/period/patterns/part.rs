//! Parts of years: "the third quarter of 2025", "Q3", "4Q25", "H1", "the first half", "last summer", "week 31".

use super::number::{expand_year, year_of_code};
use super::{Found, Reader, Step};
use crate::mention::period::calendar::{Season, Unit};
use crate::mention::period::cues::Cue;
use crate::mention::period::expression::{Anchor, Core, Part, Pick, YearOf};
use crate::mention::period::words::Word;
use crate::text::{TokenKind, keys};

impl Reader<'_> {
    /// Any of them.
    pub(super) fn part(&self, at: usize) -> Option<Found> {
        self.code(at)
            .or_else(|| self.coordinated_parts(at))
            .or_else(|| self.part_of_stretch(at))
            .or_else(|| self.ordinal_part(at))
            .or_else(|| self.year_then_part(at))
            .or_else(|| self.season(at))
            .or_else(|| self.week_number(at))
            .or_else(|| self.nth_unit(at))
            .or_else(|| self.elliptic(at))
    }

    /// "Q3", "Q3 2025", "Q3 this year", "3Q25", "1H 2026", "H2", "2017-q1", "2016H2", "9M 2025".
    pub(super) fn code(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.months_code(at) {
            return Some(found);
        }
        if let Some((year, end)) = self.year_figures(at) {
            let next = self.past_hyphen(end);
            let glued = next > end || self.doc.glued(end);
            let (part, after) = self.code_part(next).filter(|_| glued || self.same_sentence(at, next))?;
            return Some(Found::new(Core::In { part, year: YearOf::Known(year) }, after, "part-code"));
        }
        let (part, short, end) = if let Some((part, end)) = self.code_part(at) {
            (part, None, end)
        } else {
            // "4Q25", "1H": the number stands before its letter.
            let (n, 1) = self.digits(at)? else { return None };
            if !self.doc.glued(at + 1)
                || at > 0 && self.doc.glued(at) && self.doc.kind(at - 1) != Some(TokenKind::Punct)
            {
                return None;
            }
            let word = self.doc.lower(at + 1);
            let rest = word.strip_prefix(['q', 'h'])?;
            let part = part_of(*word.as_bytes().first()?, n)?;
            let short = match rest {
                "" => None,
                _ => Some(year_of_code(rest)?),
            };
            (part, short, at + 2)
        };
        let (year, end) = match short {
            Some(year) => (YearOf::Known(year), end),
            None => self
                .year_suffix(end)
                .or_else(|| {
                    // "Q3 25", "Q3-25", "Q3/25"
                    let next = if self.doc.word(end) == "/" { end + 1 } else { self.past_hyphen(end) };
                    let (n, width) = self.digits(next)?;
                    (width == 2
                        && n >= 10
                        && self.doc.gap(next) <= crate::text::Gap::Space
                        && !self.is_counted(next + 1))
                    .then_some((YearOf::Known(expand_year(n)), next + 1))
                    .filter(|_| next > end)
                })
                .unwrap_or((YearOf::Open, end)),
        };
        Some(Found::new(Core::In { part, year }, end, "part-code"))
    }

    /// "9M 2025", "9M25", "6M2025": the first months of a year, where the year is written too.
    fn months_code(&self, at: usize) -> Option<Found> {
        let (n @ (3 | 6 | 9), 1) = self.digits(at)? else { return None };
        let owned = at > 0 && self.doc.glued(at) && self.doc.kind(at - 1) != Some(TokenKind::Punct);
        let rest = self.doc.lower(at + 1).strip_prefix('m').filter(|_| self.doc.glued(at + 1) && !owned)?;
        let (year, end) = match rest {
            "" => self.year_figures(at + 2)?,
            rest => (year_of_code(rest)?, at + 2),
        };
        let of = Box::new(Core::In { part: Part::Whole, year: YearOf::Known(year) });
        Some(Found::new(Core::Run { last: false, count: n, unit: Unit::Month, of }, end, "part-code"))
    }

    /// "Q3" or "H1" alone; "Quarter 3", as statistical offices write it.
    fn code_part(&self, at: usize) -> Step<Part> {
        let word = self.doc.lower(at);
        if word == "quarter" && self.doc.is_capital(at) {
            let (n, 1) = self.digits(at + 1)? else { return None };
            return Some((part_of(b'q', n)?, at + 2));
        }
        if word.len() != 2 || self.doc.glued(at + 1) && self.doc.is(at + 1, "-") && !self.doc.glued(at + 2) {
            return None;
        }
        let [letter, digit] = *word.as_bytes() else { return None };
        Some((part_of(letter, i32::from(digit.checked_sub(b'0')?))?, at + 1))
    }

    /// "the third quarter", "third-quarter", "the first half of this year", "fourth quarter last year".
    pub(super) fn ordinal_part(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let (part, end) = self.named_part(start)?;
        if matches!(self.doc.kind(end), Some(TokenKind::Word)) && self.doc.is(end, "point") {
            return None;
        }
        let (year, end) = self.year_suffix(end).unwrap_or((YearOf::Open, end));
        Some(Found::new(Core::In { part, year }, end, "part"))
    }

    /// "the September quarter", "June-half profit", "the December quarter of 2024", "the June 2024 quarter": the one that
    /// ends with the month.
    pub(super) fn part_ending(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let (month, dotted, _) = self.month(start)?;
        let inner = self.year_figures(dotted);
        let noun = inner.map_or_else(|| self.past_hyphen(dotted), |(_, noun)| noun);
        let unit = match self.word(noun)? {
            Word::Unit(Unit::Quarter) => Unit::Quarter,
            Word::Half => Unit::Half,
            _ => return None,
        };
        let outer = self.year_suffix(noun + 1).filter(|_| inner.is_none());
        let (year, end) = outer.unwrap_or((inner.map_or(YearOf::Open, |(year, _)| YearOf::Known(year)), noun + 1));
        let core = Core::Ending { count: 1, unit, end: Box::new(Core::In { part: Part::Month(month), year }) };
        self.same_sentence(start, noun).then(|| Found::new(core, end, "part-ending"))
    }

    /// "the third quarter of the fiscal year ending March 2025".
    fn part_of_stretch(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let (part, of) = self.named_part(start).filter(|(_, of)| self.word(*of) == Some(Word::Of))?;
        let (n, unit) = match part {
            Part::Quarter(n) => (n, Unit::Quarter),
            Part::Half(n) => (n, Unit::Half),
            _ => return None,
        };
        let year = self.stretch(of + 1)?;
        let core = Core::Nth { n, unit, of: Box::new(year.expression.core) };
        let mut found = Found::new(core, year.end, "part-of-stretch");
        found.expression.fiscal = year.expression.fiscal;
        Some(found)
    }

    fn named_part(&self, at: usize) -> Step<Part> {
        let (n, next) = match self.word(at) {
            Some(Word::Final) => (0, at + 1),
            Some(Word::Last) => (-1, at + 1),
            _ if self.doc.is(at, "latter") => (2, at + 1),
            // "The **4th** quarter" too
            _ => self.ordinal(at)?,
        };
        let noun = self.past_hyphen(next);
        let part = match self.word(noun)? {
            Word::Unit(Unit::Quarter) if n == 0 => Part::Quarter(4),
            // "the last quarter of 2004" is its fourth, "the last quarter" the one before this.
            Word::Unit(Unit::Quarter) if n == -1 && self.year_suffix(noun + 1).is_some() => Part::Quarter(4),
            Word::Unit(Unit::Quarter) if (1..=4).contains(&n) => Part::Quarter(n),
            Word::Half if (1..=2).contains(&n) => Part::Half(n),
            _ => return None,
        };
        Some((part, noun + 1))
    }

    /// "the third and fourth quarters of 2023", "the first to third quarters".
    fn coordinated_parts(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let (first, joint) = self.ordinal(start).filter(|(n, _)| (1..=4).contains(n))?;
        if !matches!(self.word(joint), Some(Word::And | Word::To)) {
            return None;
        }
        let (last, noun) = self.ordinal(joint + 1).filter(|(n, _)| (1..=4).contains(n) && *n > first)?;
        let part = |n: i8| match self.word(noun) {
            Some(Word::Units(Unit::Quarter)) => Some(Part::Quarter(n)),
            _ if self.doc.is(noun, "halves") => Some(Part::Half(n)),
            _ => None,
        };
        let (from, to) = (part(first)?, part(last)?);
        let (year, end) = self.year_suffix(noun + 1).unwrap_or((YearOf::Open, noun + 1));
        let core = Core::Interval { from: Box::new(Core::open(from)), to: Box::new(Core::In { part: to, year }) };
        Some(Found::new(core, end, "parts"))
    }

    /// "2016 the third quarter", "2025's third quarter".
    fn year_then_part(&self, at: usize) -> Option<Found> {
        let (year, end) = self.year_figures(at)?;
        let clitic = if self.doc.kind(end) == Some(TokenKind::Clitic) { end + 1 } else { end };
        let the = if self.word(clitic) == Some(Word::The) { clitic + 1 } else { clitic };
        let (part, end) = self.named_part(the).filter(|_| self.same_sentence(at, the))?;
        Some(Found::new(Core::In { part, year: YearOf::Known(year) }, end, "part"))
    }

    /// "the third" or "the first" of quarters just spoken of: "0.2% in the fourth quarter from 0.6% in the third".
    fn elliptic(&self, at: usize) -> Option<Found> {
        if self.word(at) != Some(Word::The) {
            return None;
        }
        let (n, end) = self.ordinal(at + 1).filter(|(n, _)| (1..=4).contains(n))?;
        let ends = match self.doc.kind(end) {
            None | Some(TokenKind::Punct) => !self.is_hyphen(end),
            _ => {
                self.doc.opens_paragraph(end)
                    || self.doc.is_any(
                        end,
                        keys![
                            "and", "or", "from", "in", "but", "as", "after", "when", "while", "than", "to", "it",
                            "they"
                        ],
                    )
            }
        };
        if !ends
            || !self
                .doc
                .is_any(at.wrapping_sub(1), keys!["in", "of", "from", "until", "for", "since", "to", "during", "than"])
        {
            return None;
        }
        let sentence = self.doc.sentence(at);
        let part = |i: usize| self.named_part(i).map(|(part, _)| part);
        // "the first or second quarter": the noun comes with the last of them.
        if self.doc.is_any(end, keys!["and", "or"])
            && let Some(Part::Quarter(_)) = part(end + 1)
        {
            let (_, noun) = self.named_part(end + 1)?;
            let year = self.year_suffix(noun).map_or(YearOf::Open, |(year, _)| year);
            return Some(Found::new(Core::In { part: Part::Quarter(n), year }, end, "part-elliptic"));
        }
        let before = sentence.start.saturating_sub(60)..at;
        let (place, spoken) = before.rev().take(120).find_map(|i| part(i).map(|part| (i, part)))?;
        let part = match spoken {
            Part::Quarter(_) => Part::Quarter(n),
            Part::Half(_) if n <= 2 => Part::Half(n),
            _ => return None,
        };
        let (_, noun) = self.named_part(place)?;
        // The year goes along, one back where the order says so ("the first quarter of 2025 from the fourth").
        let year = match self.year_suffix(noun).map(|(year, _)| year) {
            Some(year @ (YearOf::Known(_) | YearOf::Relative(_))) => earlier_year(year, spoken, part, self.is_from(at)),
            // "After -0.3% in the second quarter and 0.2% in the first": of the same year, whatever year has begun since.
            None if is_before(part, spoken) => YearOf::Reference(0),
            _ => YearOf::Open,
        };
        Some(Found::new(Core::In { part, year }, end, "part-elliptic"))
    }

    fn is_from(&self, at: usize) -> bool {
        self.doc.is(at.wrapping_sub(1), "from")
            || self.doc.is(at.wrapping_sub(2), "from")
            || self.doc.is(at.wrapping_sub(3), "from")
    }

    /// "the summer of 2022", "last fall", "this summer", "summer".
    pub(super) fn season(&self, at: usize) -> Option<Found> {
        let (the, pick) = match self.word(at)? {
            Word::The => (1, None),
            Word::This if self.word(at + 1) == Some(Word::Past) => (2, Some(Pick::Last)),
            Word::This if self.word(at + 1) == Some(Word::Coming) => (2, Some(Pick::Next)),
            Word::This | Word::Current => (1, Some(Pick::Week(0))),
            Word::Last | Word::Past | Word::Previous => (1, Some(Pick::Last)),
            Word::Next | Word::Coming => (1, Some(Pick::Next)),
            _ => (0, None),
        };
        let season = match self.word(at + the)? {
            Word::Season(season) => season,
            Word::Fall if the > 0 || self.year_suffix(at + 1).is_some_and(|(y, _)| matches!(y, YearOf::Known(_))) => {
                Season::Autumn
            }
            _ => return None,
        };
        let end = at + the + 1;
        if matches!(self.word(at + the), Some(Word::Fall)) && self.is_fall_of_something(end) {
            return None;
        }
        // "winter tourism" is no winter in particular.
        let held =
            self.cue(at.wrapping_sub(1), Cue::HoldsUnit) || self.doc.is_any(at.wrapping_sub(1), keys!["a", "an"]);
        if the == 0 && !held && !self.ends_phrase(end) && self.year_suffix(end).is_none() {
            return None;
        }
        // "a spring in his step"
        if the == 0
            && self.doc.is(at, "spring")
            && self.doc.is_any(at.wrapping_sub(1), keys!["a", "the"])
            && self.doc.is_any(end, keys!["in", "to"])
        {
            return None;
        }
        // "spring" the coil or the verb, "Spring" the name.
        let opens = self.doc.opens_sentence(at);
        let named = self.doc.is_capital(at + the) && !opens && self.year_suffix(end).is_none();
        if named && (the == 0 || self.doc.is_capital(end) && self.word(end).is_none()) {
            return None; // "Spring" the firm, "the Winter Olympics"
        }
        if the == 0 && self.doc.is_any(end, keys!["to", "from", "up"]) {
            return None;
        }
        // "the winter of 2010-11" is that of its first year.
        let of = if self.word(end) == Some(Word::Of) { end + 1 } else { end };
        if let Some(((first, _), after)) = self.year_range(of).filter(|_| pick.is_none()) {
            let core = Core::In { part: Part::Season(season), year: YearOf::Known(first) };
            return Some(Found::new(core, after, "season"));
        }
        let year = match (self.year_suffix(end), pick) {
            (Some((year, after)), None) => {
                return Some(Found::new(Core::In { part: Part::Season(season), year }, after, "season"));
            }
            (_, Some(Pick::Week(_))) => YearOf::Relative(0),
            (_, Some(pick)) => {
                let core =
                    Core::Picked { part: Part::Season(season), next: pick == Pick::Next, anchor: Anchor::Publication };
                return Some(Found::new(core, end, "season"));
            }
            (None, None) => YearOf::Open,
        };
        Some(Found::new(Core::In { part: Part::Season(season), year }, end, "season"))
    }

    /// Whether "the fall" is a drop: "the fall in prices", "the fall of the wall".
    fn is_fall_of_something(&self, end: usize) -> bool {
        matches!(self.word(end), Some(Word::Of | Word::In)) && self.year_suffix(end).is_none()
            || self.doc.is_any(end, keys!["was", "came", "to", "on", "guy", "from", "is", "comes", "follows", "will"])
    }

    /// "week 31", "the week 3 of 2027".
    fn week_number(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        if self.word(start) != Some(Word::Unit(Unit::Week)) {
            return None;
        }
        let (n, width) = self.digits(start + 1).filter(|_| !self.doc.glued(start + 1))?;
        if width > 2 || !(1..=53).contains(&n) || self.is_counted(start + 2) {
            return None;
        }
        let (year, end) = self.year_suffix(start + 2).unwrap_or((YearOf::Relative(0), start + 2));
        Some(Found::new(Core::In { part: Part::Week(n as i8), year }, end, "week-number"))
    }

    /// "the third week of 2027", "the 9th month of next year", "last week of 2016", "the first day of the month".
    fn nth_unit(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == Some(Word::The) { at + 1 } else { at };
        let (n, unit_at) = match self.word(start) {
            Some(Word::Last | Word::Final) => (-1, start + 1),
            _ => self.ordinal(start)?,
        };
        let Some(Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month))) = self.word(unit_at) else {
            return None;
        };
        if !matches!(self.word(unit_at + 1), Some(Word::Of | Word::In)) {
            return None;
        }
        let of = self.plain(unit_at + 2)?;
        // "slowed for a fifth month in April": of a month no month is the fifth.
        if matches!(of.expression.core, Core::In { part: Part::Month(_), .. } if unit == Unit::Month) {
            return None;
        }
        let core = Core::Nth { n, unit, of: Box::new(of.expression.core) };
        Some(Found::new(core, of.end, "nth-unit"))
    }
}

/// The part of a code: a letter and its number.
pub(super) fn part_of(letter: u8, n: i32) -> Option<Part> {
    match letter {
        b'q' if (1..=4).contains(&n) => Some(Part::Quarter(n as i8)),
        b'h' if (1..=2).contains(&n) => Some(Part::Half(n as i8)),
        _ => None,
    }
}

/// Whether a part of a year comes before another of its kind.
fn is_before(part: Part, other: Part) -> bool {
    matches!((part, other), (Part::Quarter(a), Part::Quarter(b)) | (Part::Half(a), Part::Half(b)) if a < b)
}

fn earlier_year(year: YearOf, spoken: Part, part: Part, from: bool) -> YearOf {
    let number = |p: Part| match p {
        Part::Quarter(n) | Part::Half(n) => n,
        _ => 0,
    };
    match year {
        YearOf::Known(y) if from && number(part) > number(spoken) => YearOf::Known(y - 1),
        YearOf::Relative(y) if from && number(part) > number(spoken) => YearOf::Relative(y - 1),
        year => year,
    }
}
