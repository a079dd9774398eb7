//! Number words to a decimal, and the table of all words that numbers are made of.
//!
//! "twenty-one trillion", "two hundred and two thousand", "nine point nought four", "a hundred". Fractions and what
//! follows digits are for [`super::fractions`] and [`super::scale`].

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::WORDS;
use crate::lang::tsv;
use crate::text::{Case, Doc, Gap, LexiconBuilder, Tables, keys};

const TABLE: &str = include_str!("words.en.tsv");

/// Where a number word begins.
pub const ANY: Tables = Tables::of(&[WORDS]);

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Zero to nine.
    Unit,
    /// Ten to nineteen.
    Teen,
    /// Twenty to ninety.
    Tens,
    /// Hundred.
    Hundred,
    /// Thousand, million, dozen, lakh …
    Scale,
    /// A scale in the plural: alone it is no number ("millions of").
    Plural,
    /// A scale's abbreviation, after digits.
    Short,
    /// A one-letter one, which may mean something else.
    Letter,
    /// First, second …
    Ordinal,
    /// The singular of a denominator that is no ordinal: half, quarter.
    Part,
    /// The plural of a denominator: thirds.
    Parts,
    /// A sign in words.
    Minus,
    /// The decimal point in words.
    Point,
    /// A multiple in one word ("sixfold").
    Fold,
    /// After "1.5m" it says that m is a metre.
    Distance,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// What it does.
    pub class: Class,
    /// Its value; a denominator's for parts.
    pub value: Decimal,
}

static ROWS: LazyLock<Vec<(&str, Word)>> = LazyLock::new(|| {
    tsv::rows(TABLE, ["word", "class", "value"])
        .map(|[word, class, value]| {
            let class = match class {
                "unit" => Class::Unit,
                "teen" => Class::Teen,
                "tens" => Class::Tens,
                "hundred" => Class::Hundred,
                "scale" => Class::Scale,
                "plural" => Class::Plural,
                "short" => Class::Short,
                "letter" => Class::Letter,
                "ordinal" => Class::Ordinal,
                "part" => Class::Part,
                "parts" => Class::Parts,
                "minus" => Class::Minus,
                "point" => Class::Point,
                "fold" => Class::Fold,
                "distance" => Class::Distance,
                other => panic!("no class {other}"),
            };
            (word, Word { class, value: value.parse().unwrap_or_else(|_| panic!("no value {value}")) })
        })
        .collect()
});

pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (word, _)) in ROWS.iter().enumerate() {
        lexicon.add(WORDS, row, word, Case::Any);
    }
}

/// The number word at `at`.
#[inline]
pub fn word(doc: &Doc, at: usize) -> Option<Word> {
    if doc.has_hit(at, ANY) { read_word(doc, at) } else { None }
}

// Kept out of the walk over all tokens, of which few are number words.
#[inline(never)]
fn read_word(doc: &Doc, at: usize) -> Option<Word> {
    doc.hit(at, WORDS).map(|hit| ROWS[hit.row as usize].1)
}

/// Whether the token is a cardinal in words.
pub fn is_number_word(doc: &Doc, at: usize) -> bool {
    matches!(class(doc, at), Some(Class::Unit | Class::Teen | Class::Tens))
}

/// The next token of a number, past a hyphen inside it ("twenty-one"); not across a paragraph's end.
pub fn next(doc: &Doc, at: usize) -> Option<usize> {
    let at = super::past_hyphen(doc, at);
    (doc.gap(at) != Gap::Paragraph).then_some(at)
}

/// Whether the token is one of the articles that stand for "one" before a scale or a fraction.
pub fn is_article(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["a", "an"])
}

/// The article right before the number word, from `from` on ("a hundred", "a third").
pub fn article_before(doc: &Doc, at: usize, from: usize) -> Option<usize> {
    let hyphen = at > from + 1 && super::past_hyphen(doc, at - 1) == at;
    let before = at.checked_sub(1 + usize::from(hyphen))?;
    (before >= from && is_article(doc, before)).then_some(before)
}

/// A number in words, and the token after it.
pub fn read(doc: &Doc, at: usize) -> Option<(Decimal, usize)> {
    let mut sum = Sum::default();
    let mut end = at;
    if is_article(doc, at) {
        // "a hundred", "a million"; "a" alone is no number.
        let scale = next(doc, at + 1).filter(|&i| matches!(class(doc, i), Some(Class::Hundred | Class::Scale)))?;
        sum.group = Some(Decimal::ONE);
        end = scale;
    }
    let mut last = None;
    loop {
        let from = if last.is_none() { Some(end) } else { next(doc, end) };
        let Some(mut here) = from else { break };
        let joined = last.is_some() && doc.is(here, "and") && sum.takes_and();
        if joined {
            here += 1;
        }
        let Some(word) =
            word(doc, here).filter(|w| !joined || matches!(w.class, Class::Unit | Class::Teen | Class::Tens))
        else {
            break;
        };
        if !sum.add(word) || (joined && word.value.is_zero()) {
            break;
        }
        last = Some(word.class);
        end = here + 1;
    }
    last?;
    let whole = sum.value()?;
    match decimals(doc, end) {
        Some((part, after)) if sum.total.is_zero() => Some((whole.checked_add(part)?, after)),
        _ => Some((whole, end)),
    }
}

fn class(doc: &Doc, at: usize) -> Option<Class> {
    word(doc, at).map(|w| w.class)
}

/// "point nought four": digits said one by one.
fn decimals(doc: &Doc, at: usize) -> Option<(Decimal, usize)> {
    if class(doc, at) != Some(Class::Point) || doc.glued(at) {
        return None;
    }
    let (mut part, mut place, mut at) = (Decimal::ZERO, Decimal::ONE, at + 1);
    let first = at;
    while let Some(digit) = word(doc, at).filter(|w| w.class == Class::Unit) {
        place = place.checked_div(Decimal::TEN)?;
        part = part.checked_add(digit.value.checked_mul(place)?)?;
        at += 1;
    }
    (at > first).then_some((part, at))
}

/// A number as it is said, largest scale first.
#[derive(Debug, Default)]
struct Sum {
    /// What the scales so far have closed.
    total: Decimal,
    /// What is being said now, below a thousand.
    group: Option<Decimal>,
    /// The smallest scale that closed a group.
    scale: Option<Decimal>,
    /// The class of the last word.
    last: Option<Class>,
}

impl Sum {
    /// Adds a word; `false` where it cannot follow.
    fn add(&mut self, word: Word) -> bool {
        let group = self.group;
        let next = match (word.class, self.last) {
            (Class::Unit | Class::Teen | Class::Tens, None | Some(Class::Hundred | Class::Scale)) => {
                group.unwrap_or_default().checked_add(word.value)
            }
            (Class::Unit, Some(Class::Tens)) if !word.value.is_zero() => {
                group.unwrap_or_default().checked_add(word.value)
            }
            (Class::Hundred, _) => match group {
                Some(group) if group < Decimal::ONE_HUNDRED => group.checked_mul(word.value),
                _ => None,
            },
            (Class::Scale | Class::Plural, _) => return self.close(word),
            _ => None,
        };
        let fits = next.is_some();
        if fits {
            self.group = next;
            self.last = Some(word.class);
        }
        fits
    }

    fn close(&mut self, word: Word) -> bool {
        let scaled = match (self.group, self.scale) {
            // "a thousand million": a scale of the whole number.
            (None, Some(_)) => self.total.checked_mul(word.value).map(|total| (total, None)),
            (Some(group), scale) if scale.is_none_or(|s| word.value < s) => {
                group.checked_mul(word.value).and_then(|g| self.total.checked_add(g)).map(|total| (total, None))
            }
            _ => None,
        };
        let Some((total, group)) = scaled else { return false };
        (self.total, self.group) = (total, group);
        self.scale = Some(word.value);
        self.last = Some(Class::Scale);
        true
    }

    /// "two hundred and two", "one thousand and five hundred".
    fn takes_and(&self) -> bool {
        matches!(self.last, Some(Class::Hundred | Class::Scale))
    }

    fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.group.unwrap_or_default())
    }
}
