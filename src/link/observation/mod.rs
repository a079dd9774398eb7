//! Observations: what each figure means.
//!
//! For each [`sentence`] a frame is made: its segments, predicates, indicators, figures, periods and places. The [`walk`]
//! then binds each figure slot by slot: its [`subject`], its [`status`], its [`measure`] with direction and sign, its
//! [`time`] with the period and the basis, its [`area`], its [`entity`], its [`source`]. A slot is a file, or a directory
//! whose `mod.rs` is the slot's search and whose other files are the mechanisms that it calls. What a sentence leaves out
//! comes from the [`topic`]. Slots ask one another what a word or a name is, and for their results, never how they search.

mod area;
mod comparisons;
mod entity;
mod follow;
mod headed;
mod home;
mod indicator;
mod measure;
mod pairing;
mod sentence;
mod session;
mod source;
mod spoken;
mod status;
mod subject;
mod table;
mod time;
mod topic;
mod unmeasured;
mod walk;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::link::quotation::Quotations;
use crate::mention::Mention;
use crate::mention::name::Names;
use crate::text::{Doc, LexiconBuilder};

pub use indicator::{Indicator, Kind, Owner, indicators};
use pairing::Pairing;
use sentence::frame::Frame;
pub use sentence::role::Role;
use sentence::{acts, dealings, nouns, predicate, words};
pub use time::Found;
use time::{basis, dating};
use topic::Topic;
use walk::Walk;

/// What the value says about the indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// How much there is.
    Level,
    /// By how much it changed.
    Change,
    /// Its part of a whole.
    Share,
    /// Its place in an order.
    Rank,
}

/// Which way it moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Direction {
    Up,
    Down,
    Flat,
}

/// What a change is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ChangeBasis {
    YearOnYear,
    MonthOnMonth,
    QuarterOnQuarter,
    WeekOnWeek,
    DayOnDay,
    Annualized,
    YearToDate,
}

/// What kind of statement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObsStatus {
    /// It is so.
    Actual,
    /// Someone reckons that it is so.
    Estimate,
    /// Someone expects it.
    Forecast,
    /// Someone aims at it.
    Target,
    /// A comparison value.
    Previous,
    /// A corrected value.
    Revised,
    /// It would be so if.
    Hypothetical,
}

/// A country or region that a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Its name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2, or the region's code.
    pub code: Option<&'static str>,
}

/// A figure with what it measures. Indices refer to the `mentions` that [`find`] was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// The figure's mention.
    pub figure: usize,
    /// The measured thing in the article's words.
    pub indicator: String,
    /// Its code in the list of indicators.
    pub indicator_code: Option<&'static str>,
    /// Whose figure it is.
    pub entity: Option<String>,
    /// What the figure is about.
    pub ref_area: Option<Area>,
    /// The other side of a flow.
    pub counterpart_area: Option<Area>,
    /// What the value says.
    pub measure: Measure,
    /// Its unit, where the figure itself has none.
    pub unit: Option<&'static str>,
    /// Which way it moved.
    pub direction: Option<Direction>,
    /// What a change is compared with.
    pub change_basis: Option<ChangeBasis>,
    /// The period: a mention, or days composed from the context.
    pub time_period: Option<crate::mention::Period>,
    /// What kind of statement it is.
    pub status: ObsStatus,
    /// Who says so.
    pub source: Option<Source>,
    /// Where its parts come from, for `explain`.
    pub links: Links,
    /// The mentions it was built from, the figure included, ascending.
    pub mentions: Vec<usize>,
    /// The rule that built it, for `explain`.
    pub rule: &'static str,
}

/// Where the parts of an observation come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The figure's place in its clause.
    pub role: Option<Role>,
    /// The words that name the subject; none where it is carried from before.
    pub subject: Option<Range<usize>>,
    /// The predicate, and whether it was carried from an earlier segment.
    pub predicate: Option<(Range<usize>, bool)>,
    /// Where the period was found.
    pub period: Option<Found>,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name.
    pub name: String,
    /// The index of the speaker, where it is one.
    pub speaker: Option<usize>,
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    indicator::register(lexicon);
    predicate::register(lexicon);
    status::register(lexicon);
    basis::register(lexicon);
    area::register(lexicon);
    words::register(lexicon);
    acts::register(lexicon);
    nouns::register(lexicon);
    dealings::register(lexicon);
    dating::register(lexicon);
    source::told_by::register(lexicon);
    subject::verbs::register(lexicon);
}

/// A mechanism that can be left out, to measure what it earns (`docs/observations.md` has the table).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// Sentences are cut into segments, inside which a figure finds its predicate and subject.
    Clauses,
    /// What was spoken of before is carried: subject, period, country and company.
    Topic,
    /// Figures of a "respectively" are paired with what stands in the same order.
    Pairing,
    /// Persons and bodies are known.
    Names,
    /// Quotations and their speakers are known.
    Quotations,
}

/// The observations of a document, by their figures' order. `mentions` are in the order of their starts.
pub fn find(doc: &Doc, mentions: &[Mention], names: &Names, quotations: &Quotations) -> Vec<Observation> {
    find_without(doc, mentions, names, quotations, &[])
}

/// As [`find`], with some mechanisms left out.
pub fn find_without(
    doc: &Doc,
    mentions: &[Mention],
    names: &Names,
    quotations: &Quotations,
    without: &[Mechanism],
) -> Vec<Observation> {
    let has = |mechanism| !without.contains(&mechanism);
    let (nobody, silence) = (Names::default(), Quotations::default());
    let names = if has(Mechanism::Names) { names } else { &nobody };
    let quotations = if has(Mechanism::Quotations) { quotations } else { &silence };
    let mut next = 0;
    let frame = |(index, tokens): (usize, &Range<usize>)| {
        let first = next;
        while next < mentions.len() && mentions[next].sentence <= index {
            next += 1;
        }
        let frame = Frame::new(doc, tokens.clone(), mentions, first..next, names);
        if has(Mechanism::Clauses) { frame } else { frame.undivided() }
    };
    // All frames first, then all walks: each keeps its own code near the processor.
    let frames: Vec<Frame> = doc.sentences.iter().enumerate().map(frame).collect();
    let start = || if has(Mechanism::Topic) { Topic::new(doc, mentions, names) } else { Topic::default() };
    let mut topic = start();
    let mut found = Vec::new();
    for frame in &frames {
        if !has(Mechanism::Topic) {
            topic = start();
        }
        let pairing =
            if has(Mechanism::Pairing) { Pairing::new(doc, frame, mentions, names) } else { Pairing::default() };
        let walk = Walk { doc, mentions, names, quotations, frame, pairing: &pairing, heard: source::Heard::default() };
        walk.sentence(&mut topic, &mut found);
    }
    if has(Mechanism::Topic) {
        source::later::attribute(mentions, names, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::mention::MentionKind;
    use crate::mention::cases::{check_cases, check_negatives};

    const CASES: &str = "src/link/observation/cases.en.tsv";

    #[test]
    fn cases() {
        check_cases(CASES, &["observation"]);
    }

    /// What measures nothing is a figure, or the line says nothing of this module.
    #[test]
    fn negative_cases_have_figures() {
        let figure = |k: &MentionKind| {
            matches!(k, MentionKind::Percentage(_) | MentionKind::Money(_) | MentionKind::Quantity(_))
        };
        check_negatives(CASES, figure);
    }
}
