//! The grammar: words of a text to calendar expressions.
//!
//! A [`Reader`] knows the calendar words by token; each file here is one family of patterns, as functions from a token
//! to what begins there and where it ends. [`Reader::expression`] tries them, the widest first. Nothing is resolved:
//! a pattern may not look further than its own phrase, except to see that a word is none of ours ("May" as a name).

mod bare;
mod clock;
mod counted;
mod date;
mod fiscal;
mod interval;
mod number;
mod part;
mod recurring;
mod relative;
mod stretch;
mod vague;
mod weekday;
mod year;

use std::cell::OnceCell;

use super::calendar::Unit;
use super::cues::{self, Cue};
use super::expression::{Anchor, Core, Expression, Part};
use super::words::{self, Word};
use super::{Claim, PeriodModifier};
use crate::lang;
use crate::mention::{FigureValue, Strength};
use crate::number::Numeral;
use crate::text::{Doc, Gap, Tables, TokenKind, keys};

/// What begins at a token, and the token after it.
pub(super) type Step<T> = Option<(T, usize)>;

/// How far behind a number the calendar word may stand that makes a period of it, in tokens.
const NEAR: usize = 6;

/// An expression with what the claim needs to know.
pub(super) struct Found {
    pub expression: Expression,
    pub end: usize,
    pub rule: &'static str,
    pub strength: Strength,
}

impl Found {
    fn new(core: Core, end: usize, rule: &'static str) -> Self {
        Self { expression: core.into(), end, rule, strength: Strength::Explicit }
    }

    fn modified(mut self, modifier: PeriodModifier) -> Self {
        self.expression.modifier = Some(modifier);
        self
    }
}

/// A text with its calendar words.
pub(super) struct Reader<'a> {
    pub doc: &'a Doc<'a>,
    words: Vec<Option<Word>>,
    /// For each token, how many the word has that begins there.
    lengths: Vec<u8>,
    /// For each token, its number and how many digits it has, where it is of a few digits alone.
    digits: Vec<(i32, u8)>,
    numerals: &'a [Numeral],
    /// For each token, one more than the index of the numeral that begins there; zero where none does.
    numeral_at: Vec<u32>,
    /// Whether the text speaks of fiscal years anywhere; most do not, and are not searched for them.
    fiscal: bool,
    /// Whether the text writes the day before the month, once someone has asked.
    day_first: OnceCell<bool>,
    /// Whether the text names a firm that begins as the month does, once someone has asked.
    names_may: OnceCell<bool>,
    /// Whether it names somebody with a title who is called so, once someone has asked.
    names_titled: OnceCell<bool>,
}

/// Claims the expressions of a text.
pub(super) fn claim(doc: &Doc, numerals: &[Numeral], claims: &mut Vec<Claim>) {
    let mut numeral_at = vec![0; doc.len()];
    for (n, numeral) in (1..).zip(numerals) {
        numeral_at[numeral.tokens.start] = n;
    }
    let (words, lengths) = words::of(doc);
    let fiscal = fiscal::is_spoken_of(doc, &words);
    let digits = number::digits(doc);
    let (day_first, names_may, names_titled) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
    let reader =
        Reader { doc, words, lengths, digits, numerals, numeral_at, fiscal, day_first, names_may, names_titled };
    const ANY: Tables =
        words::ANY.or(Tables::CODES).or(Tables::kind(TokenKind::Number)).or(Tables::kind(TokenKind::Punct));
    let mut at = doc.seek(0..doc.len(), ANY);
    while at < doc.len() {
        let Some(found) = reader.opens(at).then(|| reader.expression(at)).flatten() else {
            at = doc.seek(at + 1..doc.len(), ANY);
            continue;
        };
        claims.push(Claim {
            tokens: at..found.end,
            strength: found.strength,
            rule: found.rule,
            value: FigureValue::Period(found.expression),
        });
        at = doc.seek(found.end.max(at + 1)..doc.len(), ANY);
    }
}

impl<'a> Reader<'a> {
    /// Whether an expression can begin at the token: a calendar word, a number, a code. Most tokens are none.
    #[inline]
    fn opens(&self, at: usize) -> bool {
        match self.word(at) {
            Some(word) => {
                !matches!(word, Word::Of | Word::In | Word::And | Word::To | Word::From | Word::Between | Word::Since)
            }
            None => self.doc.kind(at) == Some(TokenKind::Number) || self.is_code(at),
        }
    }

    /// The widest expression that begins at the token, which may open one.
    fn expression(&self, at: usize) -> Option<Found> {
        if !self.is_promising(at, self.word(at)) {
            return None;
        }
        let found = self
            .clock(at)
            .or_else(|| self.hedged(at))
            .or_else(|| self.stretch(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.recurring(at))
            .or_else(|| self.simple(at))?;
        Some(self.with_end(at, found))
    }

    /// Whether the tokens after a word that opens many things may make a period of it. Most do not, and are not tried.
    fn is_promising(&self, at: usize, word: Option<Word>) -> bool {
        let number = |i: usize| self.doc.kind(i) == Some(TokenKind::Number);
        match word {
            // "the 30 years", "a six-year high", but not "a 6% rise", "the two firms".
            Some(Word::The | Word::A | Word::This | Word::Vague) => match self.word(at + 1) {
                Some(Word::Number(_)) => self.counts_near(at + 1),
                Some(_) => true,
                None if number(at + 1) => self.is_promising(at + 1, None),
                None => self.is_noun(at + 2) || number(at + 2),
            },
            // They end expressions and begin none.
            Some(Word::After | Word::Before | Word::Back | Word::Ahead | Word::Ago | Word::FromNow) => false,
            Some(Word::That) => self.is_firm(at + 1) || self.doc.is(at + 1, "time"),
            Some(Word::Hedge(_)) => {
                let next = self.after(at);
                match self.word(next) {
                    Some(Word::Hedge(_)) => false,
                    None => number(next) && self.is_promising(next, None),
                    word => self.is_promising(next, word),
                }
            }
            Some(Word::Number(_)) => self.counts_near(at),
            Some(Word::Ordinal(_)) => (at + 1..=at + 3).any(|i| self.is_noun(i) || number(i)),
            Some(Word::Whole | Word::Fiscal) => (at + 1..=at + 3).any(|i| self.is_firm(i) || number(i)),
            None if number(at) => self.is_promising_number(at),
            _ => true,
        }
    }

    /// The same of a number in figures.
    fn is_promising_number(&self, at: usize) -> bool {
        // "$268 a year", "3.75 per cent": a number with a unit of its own counts no calendar units.
        if self.is_money(at) || self.is_percent(at + 1) {
            return false;
        }
        let digits = self.doc.word(at).as_bytes();
        let separators = digits.iter().filter(|b| !b.is_ascii_digit()).count();
        let shaped = match digits.len() {
            _ if lang::clock::half_word(self.doc.lower(at + 1)).is_some() => true,
            // A day before a slash, "1H26", not "5%".
            1 | 2 => separators == 0 && self.doc.glued(at + 1) && self.goes_on(at + 1),
            3 => false,
            4 => separators == 0,
            _ => separators != 1,
        };
        shaped || self.counts_near(at)
    }

    /// Whether one of the next tokens may be what a number counts, or goes on with it.
    fn counts_near(&self, at: usize) -> bool {
        (at + 1..=at + NEAR).any(|i| self.is_noun(i))
    }

    /// Whether the token is a calendar word that can come after one that is none: only a unit or the like goes on with
    /// it, so not "the head of".
    fn is_firm(&self, at: usize) -> bool {
        let small =
            |word| matches!(word, Word::Of | Word::In | Word::And | Word::To | Word::From | Word::The | Word::A);
        self.word(at).is_some_and(|word| !small(word))
    }

    /// Whether it can also come at a distance: not "the fact that", "the gap between".
    fn is_noun(&self, at: usize) -> bool {
        self.is_firm(at)
            && !matches!(self.word(at), Some(Word::That | Word::Hedge(_) | Word::Between | Word::Since | Word::Per))
    }

    /// Whether a currency sign stands right before the number.
    fn is_money(&self, at: usize) -> bool {
        at > 0 && self.doc.glued(at) && matches!(self.doc.word(at - 1), "$" | "£" | "€" | "¥")
    }

    /// Whether a percent sign or word stands at the token.
    fn is_percent(&self, at: usize) -> bool {
        self.doc.is_any(at, keys!["%", "percent"]) || self.doc.starts(at, keys!["per", "cent"])
    }

    /// Whether a token glued to a number may go on with it as a date or a code.
    fn goes_on(&self, at: usize) -> bool {
        self.doc.kind(at) == Some(TokenKind::Word) || self.doc.is_any(at, keys!["/", "-", "–", "‑", ".", ":"])
    }

    /// One date, without the interval that it may begin.
    pub(super) fn simple(&self, at: usize) -> Option<Found> {
        self.edged(at)
            .or_else(|| self.named_interval(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.part_ending(at))
            .or_else(|| self.date(at))
            .or_else(|| self.part(at))
            .or_else(|| self.the_year(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.year(at))
    }

    /// "early 1990s", "mid-October", "the end of 2027", "later this month", "year-end".
    fn edged(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some(Word::The));
        let start = at + the;
        let half = self.word(start + 1) == Some(Word::Half) && self.word(start + 2) == Some(Word::Of);
        let (modifier, next) = match self.word(start)? {
            Word::Edge(modifier) => (modifier, self.past_hyphen(start + 1)),
            Word::Earlier if the == 0 => return self.within_unit(start, PeriodModifier::Start),
            Word::Later if the == 0 => return self.within_unit(start, PeriodModifier::End),
            Word::EdgeNoun(modifier) => {
                let hyphen = self.past_hyphen(start + 1);
                let of = if self.word(hyphen) == Some(Word::Of) && hyphen == start + 1 {
                    hyphen + 1
                } else if hyphen > start + 1 && (self.year_figures(hyphen).is_some() || self.month(hyphen).is_some()) {
                    hyphen // "end-2025", "end-March"
                } else {
                    return None;
                };
                (modifier, of)
            }
            Word::Unit(_) => return self.unit_end(start),
            Word::Ordinal(1 | 2) if half => (self.half_edge(start), start + 3),
            Word::Initial | Word::Ordinal(1) => (PeriodModifier::Start, self.past_units(start + 1)?),
            Word::Last | Word::Final => (PeriodModifier::End, self.past_units(start + 1)?),
            _ => return None,
        };
        let inner = self.inner_date(next)?;
        if inner.expression.modifier.is_some() || half && !is_halved(&inner.expression.core) {
            return None;
        }
        let bare_weekday = matches!(self.word(start), Some(Word::Edge(PeriodModifier::Mid)));
        if bare_weekday && matches!(inner.expression.core, Core::Weekday { .. }) {
            return None;
        }
        Some(Found { rule: "edge", ..inner }.modified(modifier))
    }

    /// Which edge the first or the second half is.
    fn half_edge(&self, at: usize) -> PeriodModifier {
        if self.word(at) == Some(Word::Ordinal(1)) { PeriodModifier::Start } else { PeriodModifier::End }
    }

    /// The token after "months of", "few weeks of": no number of units, so an edge of what follows.
    fn past_units(&self, at: usize) -> Option<usize> {
        let units = if self.word(at) == Some(Word::Few) { at + 1 } else { at };
        let named = matches!(self.word(units), Some(Word::Units(_))) && self.word(units + 1) == Some(Word::Of);
        named.then_some(units + 2)
    }

    /// The date inside an edge: no edge again, no interval.
    fn inner_date(&self, at: usize) -> Option<Found> {
        self.fiscal(at)
            .or_else(|| self.date(at))
            .or_else(|| self.part(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.sure_year(at))
            .filter(|found| found.expression.core.is_date())
    }

    /// A date without parts of parts, so that patterns which hold a date cannot nest without end.
    pub(super) fn plain(&self, at: usize) -> Option<Found> {
        self.date(at)
            .or_else(|| self.code(at))
            .or_else(|| self.ordinal_part(at))
            .or_else(|| self.season(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.sure_year(at))
    }

    /// "earlier this year", "later in the week".
    fn within_unit(&self, at: usize, modifier: PeriodModifier) -> Option<Found> {
        let next = if self.word(at + 1) == Some(Word::In) { at + 2 } else { at + 1 };
        let inner = self.relative(next).or_else(|| {
            let (Some(Word::DeicticDay(shift)), true) = (self.word(next), next == at + 1) else { return None };
            Some(Found::new(Core::today(shift), next + 1, "edge"))
        })?;
        let this = matches!(inner.expression.core, Core::Unit { shift: 0, .. } | Core::Unit { shift: -1, .. })
            && self.word(next) != Some(Word::A);
        this.then(|| Found { rule: "edge", ..inner }.modified(modifier))
    }

    /// "year-end", "month end", "the year end".
    fn unit_end(&self, at: usize) -> Option<Found> {
        let Some(Word::Unit(unit)) = self.word(at) else { return None };
        // "year-end", "year end", "year's end"
        let end = match self.doc.kind(at + 1) {
            Some(TokenKind::Clitic) => at + 2,
            _ => self.past_hyphen(at + 1),
        };
        let glued = end > at + 1 || self.doc.gap(end) == Gap::Space;
        if self.word(end) != Some(Word::EdgeNoun(PeriodModifier::End)) || !glued || unit < Unit::Month {
            return None;
        }
        let core = match self.year_suffix(end + 1) {
            Some((year, after)) if unit == Unit::Year => {
                return Some(
                    Found::new(Core::In { part: Part::Whole, year }, after, "edge").modified(PeriodModifier::End),
                );
            }
            // "Net debt was $2bn at quarter end": of the one spoken of.
            _ if unit == Unit::Quarter && self.doc.is(at.wrapping_sub(1), "at") => self.bare_unit(unit),
            // "by year-end" is of the year at hand, whatever others are spoken of.
            _ => Core::Unit { unit, shift: 0, anchor: Anchor::Publication },
        };
        Some(Found::new(core, end + 1, "edge").modified(PeriodModifier::End))
    }

    /// Whether the token is of the shape of a code: "Q3", "FY25", "H1".
    fn is_code(&self, at: usize) -> bool {
        match self.doc.kind(at) {
            Some(TokenKind::Word) => {
                let word = self.doc.word(at).as_bytes();
                word.last().is_some_and(u8::is_ascii_digit)
                    && word.len() <= 8
                    && matches!(word[0] | 0x20, b'q' | b'h' | b'f' | b'c')
            }
            // "'90s"
            Some(TokenKind::Punct) => {
                self.doc.kind(at + 1) == Some(TokenKind::Number) && matches!(self.doc.word(at), "'" | "’" | "‘")
            }
            _ => false,
        }
    }

    /// The calendar word at the token.
    pub(super) fn word(&self, at: usize) -> Option<Word> {
        self.words.get(at).copied().flatten()
    }

    /// The token after the word at `at` (a phrase may have several).
    pub(super) fn after(&self, at: usize) -> usize {
        at + self.lengths.get(at).map_or(1, |&length| usize::from(length))
    }

    /// Whether the token is a word of the cue.
    pub(super) fn cue(&self, at: usize, cue: Cue) -> bool {
        cues::is(self.doc, at, cue)
    }

    /// The numeral that begins at the token.
    fn numeral(&self, at: usize) -> Option<&Numeral> {
        let n = self.numeral_at.get(at)?.checked_sub(1)?;
        self.numerals.get(n as usize)
    }

    /// The token after a hyphen at `at`, else `at`.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) && self.doc.glued(at + 1) { at + 1 } else { at }
    }

    /// Whether a glued hyphen or dash stands at the token.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.doc.is_any(at, keys!["-", "‑", "‐", "–"]) && self.doc.glued(at)
    }

    /// Whether the tokens from `a` to `b` are in one sentence.
    pub(super) fn same_sentence(&self, a: usize, b: usize) -> bool {
        b < self.doc.len() && self.doc.sentence_of(a) == self.doc.sentence_of(b)
    }
}

/// Whether the halves of the period have no value of their own, as a year's have: "the first half of the decade".
fn is_halved(core: &Core) -> bool {
    match core {
        Core::Decade { .. } | Core::Century { .. } | Core::In { part: Part::Month(_), .. } => true,
        Core::Unit { unit, .. } => !matches!(unit, Unit::Year | Unit::Half),
        _ => false,
    }
}
