//! The company, bank, sector or body whose figure it is.
//!
//! Companies have profits, shares and deals; a central bank has its policy rate and its inflation target; a sector has a
//! part of a country's statistic ("clothing stores were off 1.6%"). Ministries, statistics offices, agencies and research
//! houses publish figures and do not have them.
//!
//! [`of`] asks one step after the other, the first that answers has it: [`policy`] for what is a central bank's, [`sector`]
//! for parts of an economy, [`nobody`] for what is no one's, [`shared`] for what companies have of what countries have,
//! [`named`] for whom the sentence names, [`carried`] for whom it leaves out.

pub mod about;
mod carried;
mod holder;
mod named;
mod nobody;
pub mod owner;
mod policy;
pub mod sector;
mod shared;

use std::ops::Range;

use super::indicator::Owner;
use super::sentence::frame::Frame;
use super::topic::{Subject, Topic};
use super::{Area, ObsStatus};
use crate::mention::Mention;
use crate::mention::name::{Names, stands_for_company};
use crate::text::Doc;
use owner::Search;
pub use owner::is_owner;
pub use policy::{is_central_bank, is_chance};

/// What the search for an entity needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Where its subject is named.
    pub subject_tokens: Option<&'a Range<usize>>,
    /// Its subject.
    pub subject: &'a Subject,
    /// Its status.
    pub status: ObsStatus,
    /// The country it is about.
    pub area: Option<&'a Area>,
}

/// The entity of a figure.
pub fn of(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    names: &Names,
    asked: &Asked,
    topic: &Topic,
) -> Option<String> {
    let start = asked.figure.tokens.start;
    let segment = &frame.segments[frame.segment_of(start)].tokens;
    let whose = Whose { search: Search { doc, names, frame }, mentions, asked, topic, start, segment };
    let known = whose
        .of_central_bank() // "The benchmark rate"
        .or_else(|| whose.counted_sector().map(Some)) // "1,963 stores"
        .or_else(|| whose.cartel().map(Some)) // "OPEC plans to raise output"
        .or_else(|| whose.part_of_statistic().map(Some)) // "Electronics saw a drop"
        .or_else(|| whose.acts_itself().then_some(None)) // "The UK drew 27 million visitors"
        .or_else(|| whose.counted_for().map(Some)) // "900 Lufthansa jobs"
        .or_else(|| whose.is_of_everyone().then_some(None)) // "Employers hired 99,000"
        .or_else(|| whose.employer().map(Some)) // "Calder will create 500 jobs"
        .or_else(|| whose.recorder().map(Some)) // "Calder recorded a 40% increase"
        .or_else(|| whose.of_shared().map(Some)) // "Its wages"
        .or_else(|| whose.is_of_area().then(|| whose.part_of_area())) // "Retail sales"
        .or_else(|| whose.is_of_an_economy().then_some(None)) // "40% of the economy"
        .or_else(|| whose.combined().map(Some)) // "The combined firm"
        .or_else(|| whose.subject_itself().map(Some)) // "Calder gained 4%"
        .or_else(|| whose.bid_for().map(Some)) // "It valued Calder at $2bn"
        .or_else(|| whose.house_behind().map(Some)) // "28% at Calder"
        .or_else(|| whose.of_aim()) // "Pelham cut its target for Calder"
        .or_else(|| whose.its_owner().map(Some)) // "Raised its forecast"
        .or_else(|| whose.opener().map(Some)) // "While Calder gained 4%"
        .or_else(|| whose.beside_subject().map(Some)) // "Calder's stock"
        .or_else(|| whose.division().map(Some)); // "The cloud business"
    known.unwrap_or_else(|| whose.carried())
}

/// The search for whose one figure is. A step finds someone, or that the figure is nobody's.
struct Whose<'a> {
    search: Search<'a>,
    mentions: &'a [Mention],
    asked: &'a Asked<'a>,
    topic: &'a Topic,
    /// Where the figure starts.
    start: usize,
    /// Its segment.
    segment: &'a Range<usize>,
}

impl Whose<'_> {
    /// The segment up to the figure.
    fn before(&self) -> Range<usize> {
        self.segment.start..self.start
    }

    /// The sentence up to the figure.
    fn sentence_before(&self) -> Range<usize> {
        self.search.frame.tokens.start..self.start
    }

    /// The code of the subject.
    fn code(&self) -> Option<&'static str> {
        self.asked.subject.code()
    }

    /// Whether a country or the world has what is measured.
    fn is_of_area(&self) -> bool {
        matches!(self.asked.subject.owner(), Owner::Area | Owner::World)
    }
}

/// Whether the sentence names the owner or points back to it: "the company", "its".
pub fn is_spoken_of(doc: &Doc, frame: &Frame, names: &Names, owner: &str) -> bool {
    names.within(&frame.tokens).iter().any(|n| names.name_of(n.entity) == Some(owner))
        || frame.tokens.clone().any(|i| doc.is_any(i, &["it", "its"]) || stands_for_company(doc, i))
}
