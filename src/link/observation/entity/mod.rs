//! The company, bank, sector or body whose figure it is.
//!
//! Companies have profits, shares and deals; a central bank has its policy rate and its inflation target; a sector has a
//! part of a country's statistic ("clothing stores were off 1.6%"). Ministries, statistics offices, agencies and research
//! houses publish figures and do not have them.
//!
//! [`of`] asks one step after the other, the first that answers has it: [`policy`] for what is a central bank's, [`sector`]
//! for parts of an economy, [`nobody`] for what is no one's, [`shared`] for what companies have of what countries have,
//! [`named`] for whom the sentence names; else [`carried`] tells whom it leaves out.

pub mod about;
mod carried;
mod coupled;
mod field;
mod holder;
mod market;
mod named;
mod nobody;
pub mod owner;
mod part;
mod policy;
mod reporter;
pub mod sector;
mod shared;
mod unit;

use std::ops::Range;

use super::indicator::Owner;
use super::sentence::frame::Frame;
use super::topic::{Subject, Topic};
use super::{Area, ObsStatus};
use crate::mention::Mention;
use crate::mention::name::{Names, stands_for_company};
use crate::text::{Doc, keys};
use owner::Search;
pub use owner::is_owner;
pub use part::is_part;
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
    let settled = Whose::STEPS.iter().find_map(|step| step.ask(&whose));
    settled.unwrap_or_else(|| whose.carried())
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

/// A step of the search.
enum Step<'a> {
    /// It finds whose figure it is.
    Owner(fn(&Whose<'a>) -> Option<String>),
    /// It finds that the figure is nobody's.
    Nobody(fn(&Whose<'a>) -> bool),
    /// It finds that nobody else is to be looked for, and whose figure it is, where it is someone's.
    Settled(fn(&Whose<'a>) -> Option<Option<String>>),
}

impl<'a> Step<'a> {
    fn ask(&self, whose: &Whose<'a>) -> Option<Option<String>> {
        match self {
            Self::Owner(find) => find(whose).map(Some),
            Self::Nobody(is) => is(whose).then_some(None),
            Self::Settled(settle) => settle(whose),
        }
    }
}

impl<'a> Whose<'a> {
    /// The steps in the order of their precedence: the first that answers decides.
    const STEPS: [Step<'a>; 37] = [
        // What has an owner of its own kind.
        Step::Owner(Self::reporter),          // "the $204m posted by **Pelham**"
        Step::Owner(Self::told_of),           // "the exchange said **Calder** raised $2bn"
        Step::Nobody(Self::is_an_offices),    // "the Treasury sold $40bn of bonds"
        Step::Owner(Self::price_setter),      // "**Calder** raised its fares 4%"
        Step::Settled(Self::of_central_bank), // "the **Fed**'s benchmark rate"
        Step::Owner(Self::counted_sector),    // "**chain stores** gained 3%"
        Step::Owner(Self::cartel),            // "**OPEC** plans to raise output"
        Step::Owner(Self::part_of_statistic), // "**electronics** saw a 1.2% drop"
        Step::Owner(Self::part_of_company),   // "**Calder's lighting arm** earned $3bn"
        Step::Owner(Self::part_pointed_to),   // "its lighting arm did well. Orders **at the unit** rose"
        // What is nobody's, and what companies have of what countries have.
        Step::Nobody(Self::acts_itself),          // "the UK drew 27 million visitors"
        Step::Owner(Self::counted_for),           // "900 **Lufthansa** jobs"
        Step::Nobody(Self::is_of_everyone),       // "employers hired 99,000"
        Step::Owner(Self::employer),              // "**Calder** will create 500 jobs"
        Step::Owner(Self::recorder),              // "**Calder** recorded a 40% increase in demand"
        Step::Owner(Self::of_shared),             // "**Calder** raised its wages"
        Step::Settled(Self::of_area),             // "retail sales": a country's, or a sector's part
        Step::Nobody(Self::is_of_an_economy),     // "40% of the economy"
        Step::Nobody(Self::is_of_a_goods_market), // "global smartphone sales"
        // Whom the sentence names.
        Step::Owner(Self::combined),       // "**the combined firm** will have sales of $30bn"
        Step::Owner(Self::coupled),        // "**Calder and Pelham** together have sales of $30bn"
        Step::Owner(Self::forecast_of),    // "Citigroup cut its earnings forecast", in an article on **Calder**
        Step::Owner(Self::figure_of),      // "ahead of **Pelham**'s 24%"
        Step::Owner(Self::those_of),       // "while those of **Pelham** fell 4%"
        Step::Owner(Self::subject_itself), // "**Coinbase** gained 4%"
        Step::Owner(Self::bid_for),        // "the sale valued **Calder** at $2bn"
        Step::Owner(Self::house_behind),   // "sales jumped 28% at **Calder**"
        Step::Settled(Self::of_aim),       // "Pelham cut its target for **Calder** to £11"
        Step::Owner(Self::told_of_itself), // "**Calder**, a rival of Pelham, said it would cut 500 jobs"
        Step::Owner(Self::opener_again),   // "**Calder**, Pelham's rival, is short of parts, but it sold 40 ships"
        Step::Owner(Self::foreseen_of_it), // "**Calder** reports on Friday; Pelham expects it to earn $3bn"
        Step::Owner(Self::noun_before_aside), // "**the group**, which owns Pelham, employs 3,000"
        Step::Owner(Self::its_owner),      // "**Calder**, the owner of Pelham, raised its forecast"
        Step::Owner(Self::opener),         // "while **Calder** gained 4%"
        Step::Owner(Self::of_figure_before), // "and Calder's, which had gained 4%, **lost 2%**"
        Step::Owner(Self::beside_subject), // "**Calder**'s stock"
        Step::Owner(Self::division),       // "**the cloud business** grew 30%"
    ];

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
        || frame.tokens.clone().any(|i| doc.is_any(i, keys!["it", "its"]) || stands_for_company(doc, i))
}
