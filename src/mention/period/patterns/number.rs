//! Numbers inside calendar expressions: counts, ordinals, days of a month and years, in figures and in words.

use rust_decimal::Decimal;

use super::{Reader, Step};
use crate::mention::period::words::Word;
use crate::number::Form;
use crate::text::{Doc, Tables, TokenKind, keys};

/// How many units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Count {
    /// Said.
    Exact(Decimal),
    /// "several", "a few".
    Vague,
}

impl Count {
    /// The count as a small whole number.
    pub fn whole(self) -> Option<i32> {
        match self {
            Count::Exact(n) if n.fract().is_zero() => i32::try_from(n.mantissa() / 10i128.checked_pow(n.scale())?).ok(),
            _ => None,
        }
        .filter(|n| (0..100_000).contains(n))
    }
}

/// For each token, the number of its digits without separators and how many they are; none where there are others.
pub(super) fn digits(doc: &Doc) -> Vec<(i32, u8)> {
    let mut found = vec![(0, 0); doc.len()];
    for at in doc.all(Tables::kind(TokenKind::Number)) {
        let word = doc.bytes(at);
        let add = |n: i32, digit: &u8| digit.is_ascii_digit().then(|| n * 10 + i32::from(digit - b'0'));
        if word.len() <= 6
            && let Some(n) = word.iter().try_fold(0, add)
        {
            found[at] = (n, word.len() as u8);
        }
    }
    found
}

impl Reader<'_> {
    /// Digits without separators: the number and how many digits it has.
    pub(super) fn digits(&self, at: usize) -> Option<(i32, usize)> {
        let (n, width) = *self.digits.get(at)?;
        (width > 0).then_some((n, usize::from(width)))
    }

    /// A number below a hundred in words: "nine", "twenty", "twenty two", "twenty-two".
    pub(super) fn small_words(&self, at: usize) -> Step<i32> {
        let Some(Word::Number(n)) = self.word(at) else { return None };
        if n >= 20 {
            let next = self.past_hyphen(at + 1);
            if let Some(Word::Number(ones @ 1..=9)) = self.word(next) {
                return Some((n + ones, next + 1));
            }
        }
        Some((n, at + 1))
    }

    /// A count before a unit: "3", "2½", "three", "twenty-five", "a", "several", "a few", "a couple of".
    pub(super) fn count(&self, at: usize) -> Step<Count> {
        let one = |end| Some((Count::Exact(Decimal::ONE), end));
        match self.word(at)? {
            Word::Vague | Word::Few => return Some((Count::Vague, self.after_of(at + 1))),
            Word::Couple => return Some((Count::Exact(Decimal::TWO), self.after_of(at + 1))),
            Word::A => {
                return match self.word(at + 1) {
                    Some(Word::Few | Word::Couple) => self.count(at + 1),
                    _ if self.doc.is(at + 1, "good") || self.doc.is(at + 1, "single") => one(at + 2),
                    _ => one(at + 1),
                };
            }
            Word::Another => return one(at + 1),
            _ => {}
        }
        None
    }

    /// A count in figures or number words, without "a" and "several".
    pub(super) fn exact_count(&self, at: usize) -> Step<Count> {
        // "three quarters" is a fraction elsewhere, three of the calendar's here.
        let numeral = self.numeral(at).filter(|n| n.form != Form::Ordinal && !n.value.is_sign_negative());
        let calendar = |i: usize| matches!(self.word(i), Some(Word::Unit(_) | Word::Units(_)));
        if let Some(numeral) = numeral.filter(|n| !n.tokens.clone().skip(1).any(calendar)) {
            return Some((Count::Exact(numeral.value), numeral.tokens.end));
        }
        let (n, end) = self.small_words(at)?;
        Some((Count::Exact(n.into()), end))
    }

    /// Any count.
    pub(super) fn any_count(&self, at: usize) -> Step<Count> {
        self.half_a(at).or_else(|| self.exact_count(at)).or_else(|| self.count(at))
    }

    /// "half an" of "half an hour".
    fn half_a(&self, at: usize) -> Step<Count> {
        let half = self.word(at) == Some(Word::Half) && self.word(at + 1) == Some(Word::A);
        half.then_some((Count::Exact(Decimal::new(5, 1)), at + 2))
    }

    /// "of" after "a couple", "several".
    fn after_of(&self, at: usize) -> usize {
        if self.word(at) == Some(Word::Of) { at + 1 } else { at }
    }

    /// An ordinal: "third", "21st", "twenty-first".
    pub(super) fn ordinal(&self, at: usize) -> Step<i8> {
        match self.word(at) {
            Some(Word::Ordinal(n)) => return Some((n, at + 1)),
            Some(Word::Initial) => return Some((1, at + 1)),
            Some(Word::Number(tens @ (20 | 30))) => {
                let next = self.past_hyphen(at + 1);
                let Some(Word::Ordinal(ones @ 1..=9)) = self.word(next) else { return None };
                return Some((tens as i8 + ones, next + 1));
            }
            _ => {}
        }
        let (n, width) = self.digits(at)?;
        let suffix = self.doc.glued(at + 1) && self.doc.is_any(at + 1, keys!["st", "nd", "rd", "th"]);
        (width <= 2 && suffix).then_some((n as i8, at + 2))
    }

    /// The day of a month: "3", "03", "3rd", "third", "twenty first".
    pub(super) fn day_number(&self, at: usize) -> Step<i8> {
        let (day, end) = self.ordinal(at).or_else(|| {
            let (n, width) = self.digits(at)?;
            (width <= 2).then_some((n as i8, at + 1))
        })?;
        (1..=31).contains(&day).then_some((day, end))
    }

    /// The day of a month in words: "twenty nine". Only beside a month.
    pub(super) fn day_words(&self, at: usize) -> Step<i8> {
        let (n, end) = self.small_words(at)?;
        (2..=31).contains(&n).then_some((n as i8, end))
    }

    /// A year in four figures.
    pub(super) fn year_figures(&self, at: usize) -> Step<i16> {
        let (n, width) = self.digits(at)?;
        (width == 4 && (1000..=2199).contains(&n)).then_some((n as i16, at + 1))
    }

    /// A year in words: "nineteen ninety nine", "nineteen zero one", "two thousand and fourteen", "twenty twenty-five",
    /// "one thousand seven hundred and eighty nine".
    pub(super) fn year_words(&self, at: usize) -> Step<i16> {
        let Some(Word::Number(first)) = self.word(at) else { return None };
        if (10..=20).contains(&first) {
            if self.word(at + 1) == Some(Word::Number(0)) {
                let (ones, end) = self.small_words(at + 2)?;
                return (ones < 10).then_some(((first * 100 + ones) as i16, end));
            }
            if self.word(at + 1) == Some(Word::Scale(100)) {
                return Some(((first * 100) as i16, at + 2));
            }
            let (rest, end) = self.small_words(self.past_hyphen(at + 1))?;
            return (10..=99).contains(&rest).then_some(((first * 100 + rest) as i16, end));
        }
        if !(1..=2).contains(&first) || self.word(at + 1) != Some(Word::Scale(1000)) {
            return None;
        }
        let (mut year, mut end) = (first * 1000, at + 2);
        if let (Some(Word::Number(hundreds @ 1..=9)), Some(Word::Scale(100))) = (self.word(end), self.word(end + 1)) {
            (year, end) = (year + hundreds * 100, end + 2);
        }
        let rest = if self.word(end) == Some(Word::And) { end + 1 } else { end };
        if let Some((small, after)) = self.small_words(rest) {
            (year, end) = (year + small, after);
        }
        Some((year as i16, end))
    }

    /// A year in two figures after an apostrophe: "'98", "’25".
    pub(super) fn year_short(&self, at: usize) -> Step<i16> {
        if !matches!(self.doc.word(at), "'" | "’" | "‘") || !self.doc.glued(at + 1) {
            return None;
        }
        let (n, width) = self.digits(at + 1)?;
        (width == 2).then_some((expand_year(n), at + 2))
    }
}

/// A year of two figures: 50 and later are of the last century.
pub(super) fn expand_year(short: i32) -> i16 {
    (short + if short < 50 { 2000 } else { 1900 }) as i16
}

/// The year of a code's digits: two or four of them ("FY25", "1H2026").
pub(super) fn year_of_code(digits: &str) -> Option<i16> {
    let n: i32 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(expand_year(n)),
        4 if (1900..=2150).contains(&n) => i16::try_from(n).ok(),
        _ => None,
    }
}
