//! Typed mentions: figures (percentages, money, quantities, periods), places and names.
//!
//! Each kind is a folder with its rules, its words (TSV) and its cases. Figure kinds are *claimers*: plain functions in
//! the table [`CLAIMERS`] that look at the tokens around a numeral or a calendar word and claim them with a strength,
//! without looking at one another. The [`arbiter`] decides, once, so that a token belongs to at most one figure.
//! Places and names are found outside the figures ("US" in "US$5" is no country).
//!
//! Pure: no I/O, no clock, no failure.

pub mod arbiter;
#[cfg(test)]
pub(crate) mod cases;
pub(crate) mod conversion;
mod figure_words;
mod given;
pub mod money;
pub mod name;
pub mod percentage;
pub mod period;
pub mod place;
pub mod quantity;
mod reject;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::number::{Amount, Hedge, Numeral};
use crate::text::{Doc, LexiconBuilder, Span};

pub use period::Period;
pub use place::{Country, Region};

/// A figure kind's rules: reads the document and its numerals, adds claims.
pub type Claimer = fn(&Doc, &[Numeral], &mut Vec<Claim>);

/// The figure kinds. Order does not matter: the arbiter decides.
pub const CLAIMERS: &[Claimer] = &[reject::claim, percentage::claim, money::claim, quantity::claim, period::claim];

/// Hands all word lists of the numbers and the mentions to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    crate::number::register(lexicon);
    figure_words::register(lexicon);
    reject::register(lexicon);
    percentage::register(lexicon);
    money::register(lexicon);
    quantity::register(lexicon);
    period::register(lexicon);
    place::register(lexicon);
    name::register(lexicon);
}

/// How sure a claim is of its tokens; the stronger wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Nothing but the number speaks for it.
    Default,
    /// The words around speak for it (a year-shaped number after "in").
    Context,
    /// A symbol, a unit or a calendar word says it.
    Explicit,
}

/// A claim of tokens for a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The tokens claimed: the mention's span.
    pub tokens: Range<usize>,
    /// How sure it is.
    pub strength: Strength,
    /// The rule that fired, for `explain`.
    pub rule: &'static str,
    /// What it would be.
    pub value: FigureValue,
}

/// What a claim would make of its tokens.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureValue {
    /// No figure at all: list numbers, versions, parts of names. Keeps others off its tokens.
    Nothing,
    /// A percentage.
    Percentage(Percentage),
    /// Money.
    Money(Money),
    /// Another quantity.
    Quantity(Quantity),
    /// A period, still to be resolved.
    Period(period::Expression),
}

/// The unit of a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PercentUnit {
    /// Per hundred.
    Percent,
    /// A difference between two percentages.
    PercentagePoint,
    /// A hundredth of a percentage point.
    BasisPoint,
}

/// A percentage, before its hedge is looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Percentage {
    /// Its number or range.
    pub amount: Amount,
    /// Its unit.
    pub unit: PercentUnit,
    /// The hedge around it.
    pub hedge: Option<Hedge>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// Its number or range, in main units.
    pub amount: Amount,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// For a price: the canonical singular of what it is the price of.
    pub per: Option<String>,
    /// The hedge around it.
    pub hedge: Option<Hedge>,
}

/// Another quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Its number or range.
    pub amount: Amount,
    /// The canonical singular of its unit; `None` for a bare number.
    pub unit: Option<String>,
    /// The hedge around it.
    pub hedge: Option<Hedge>,
}

/// Something found in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes. Mostly those of the tokens; a part of one where a rule says so.
    pub span: Span,
    /// The index of its sentence.
    pub sentence: usize,
    /// The rule that found it, for `explain`.
    pub rule: &'static str,
    /// What it is.
    pub kind: MentionKind,
    /// What a period was reckoned from, for `explain`.
    pub reference: Option<period::Reference>,
    /// See [`Self::opening`], which is asked a hundred times a figure.
    opening: usize,
}

/// What a mention is.
#[derive(Debug, Clone, PartialEq)]
pub enum MentionKind {
    /// A percentage.
    Percentage(Percentage),
    /// Money.
    Money(Money),
    /// Another quantity.
    Quantity(Quantity),
    /// A period, resolved as far as it can be.
    Period(Period),
    /// A country, or a place in one.
    Country(Country),
    /// A region or a group of countries.
    Region(Region),
}

impl Mention {
    /// A mention over whole tokens.
    pub fn over(doc: &Doc, tokens: Range<usize>, rule: &'static str, kind: MentionKind) -> Self {
        let (span, sentence) = (doc.span(&tokens), doc.sentence_of(tokens.start));
        let mut mention = Self { opening: tokens.start, tokens, span, sentence, rule, kind, reference: None };
        let near = mention.opening.saturating_sub(1)..=mention.opening;
        if let Some(hedge) = mention.hedge().filter(|h| near.contains(&h.tokens.end)) {
            mention.opening = hedge.tokens.start;
        }
        mention
    }

    /// The amount of a percentage, money or quantity.
    pub fn amount(&self) -> Option<Amount> {
        match &self.kind {
            MentionKind::Percentage(p) => Some(p.amount),
            MentionKind::Money(m) => Some(m.amount),
            MentionKind::Quantity(q) => Some(q.amount),
            _ => None,
        }
    }

    /// The hedge of a percentage, money or quantity.
    pub fn hedge(&self) -> Option<&Hedge> {
        match &self.kind {
            MentionKind::Percentage(p) => p.hedge.as_ref(),
            MentionKind::Money(m) => m.hedge.as_ref(),
            MentionKind::Quantity(q) => q.hedge.as_ref(),
            _ => None,
        }
    }

    fn hedge_mut(&mut self) -> Option<&mut Option<Hedge>> {
        match &mut self.kind {
            MentionKind::Percentage(p) => Some(&mut p.hedge),
            MentionKind::Money(m) => Some(&mut m.hedge),
            MentionKind::Quantity(q) => Some(&mut q.hedge),
            _ => None,
        }
    }

    /// Where it begins with the hedge before it; a determiner may stand between the two ("around a 5% chance").
    #[inline]
    pub fn opening(&self) -> usize {
        self.opening
    }
}

/// All figures of a document, periods resolved, in order; and the claims they were chosen from, for `explain`.
pub fn figures(doc: &Doc, numerals: &[Numeral]) -> (Vec<Mention>, Vec<Claim>) {
    let mut claims = Vec::new();
    for claimer in CLAIMERS {
        claimer(doc, numerals, &mut claims);
    }
    let won = arbiter::decide(doc, &claims);
    let mut mentions = Vec::new();
    let mut expressions = Vec::new();
    for &i in &won {
        let claim = &claims[i];
        let kind = match &claim.value {
            FigureValue::Nothing => continue,
            FigureValue::Percentage(p) => MentionKind::Percentage(p.clone()),
            FigureValue::Money(m) => MentionKind::Money(m.clone()),
            FigureValue::Quantity(q) => MentionKind::Quantity(q.clone()),
            FigureValue::Period(expression) => {
                expressions.push((claim.tokens.clone(), claim.rule, expression.clone()));
                continue;
            }
        };
        mentions.push(Mention::over(doc, claim.tokens.clone(), claim.rule, kind));
    }
    mentions.extend(period::resolve(doc, expressions));
    mentions.sort_by_key(|m| m.tokens.start);
    conversion::share_hedges(doc, &mut mentions);
    (mentions, claims)
}
