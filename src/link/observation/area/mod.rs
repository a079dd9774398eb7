//! The country or region that a figure is about, and the other side of a flow.
//!
//! [`of`] asks one step after the other, the first that answers has it: [`trade`] for what has two sides, [`named`] for what
//! the sentence says, [`carried`] for what it leaves out.

mod carried;
pub mod currency;
pub mod flow;
mod leaders;
mod named;
mod opposite;
mod owners;
pub mod quoted;
pub mod situated;
mod trade;

use std::ops::Range;

use super::Area;
use super::sentence::frame::Frame;
use super::topic::{Subject, Topic, area_of};
use crate::mention::name::Names;
use crate::mention::place::{CountryForm, country_name};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, LexiconBuilder};
pub use owners::{market, markets, surveyed};

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    owners::register(lexicon);
    currency::register(lexicon);
    flow::register(lexicon);
}

/// Areas of one figure, with the mentions that say so.
#[derive(Debug, Default)]
pub struct Areas {
    /// What the figure is about.
    pub of: Option<Area>,
    /// The other side of a flow.
    pub counterpart: Option<Area>,
    /// The mentions used.
    pub mentions: Vec<usize>,
    /// Whether a place qualifies the subject itself: a company's figure has an area only then.
    pub beside: bool,
    /// Whether the figure is the counterpart's part of a flow of the area.
    pub part: bool,
    /// Whether it is the counterpart's demand, a part of the exports spoken of.
    pub demand: bool,
}

/// What the search for areas needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Where its subject is named; nowhere, where it is carried.
    pub tokens: Option<&'a Range<usize>>,
    /// Its subject.
    pub subject: &'a Subject,
    /// The place that a "respectively" pairs it with.
    pub paired: Option<usize>,
}

/// The areas of a figure.
pub fn of(doc: &Doc, frame: &Frame, mentions: &[Mention], names: &Names, asked: &Asked, topic: &Topic) -> Areas {
    let own = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    let code = asked.subject.code().unwrap_or("");
    let is_rate = code == "exchange_rate" || code.is_empty() && currency::is_named_by(&asked.subject.phrase);
    let search = Search { doc, frame, mentions, names, asked, topic, own, code, is_rate };

    // "The dollar rose to 105 yen"
    let mut areas = search.rate();
    if areas.of.is_some() {
        return areas;
    }
    // "China accounted for 20.1% of Japan's trade"
    if let Some(areas) = search.part_of_trade() {
        return areas;
    }
    let sides = search.sides();
    if let Some((with, place)) = search.partner(&sides) {
        // "Exports to the U.S."
        areas.counterpart = Some(with);
        areas.mentions.extend(place);
    } else if let Some(place) = asked.paired {
        // "In Spain and Italy, by 3% and 4% respectively"
        return areas.found(search.at(place, true));
    }
    // "A 25% levy on European goods"
    search.duty(&mut areas);
    if areas.of.is_some() {
        return areas;
    }
    let of = |area: Area| Found::area(Some(area));
    let found = search
        .of_the_world(&sides) // "Global growth"
        .or_else(|| search.of_a_class()) // "Emerging markets"
        .or_else(|| search.there()) // "Sales there fell"
        .or_else(|| search.of_market()) // "The Dow"
        .or_else(|| search.of_index()) // "The Pelham India Services PMI"
        .or_else(|| search.part_of_whole()) // "Italy makes up a fifth of the eurozone's economy"
        .or_else(|| search.named(&sides)) // "U.K. retail sales"
        .or_else(|| search.told()) // "To 3% from 4%"
        .or_else(|| search.pointed_to().map(of)) // "The bloc's exports"
        .or_else(|| search.seat_of_opener().map(of)) // "The Bank of Canada said"
        .or_else(|| search.recent().map(of)) // "Spain's rose 3%. Exports fell"
        .or_else(|| search.bonds_of().map(of)) // "Treasury yields rose. The 10-year was at 4.5%"
        .or_else(|| search.home().map(of))
        .or_else(|| search.seat_of_teller().map(of)); // "…, the Census Bureau said"
    // "A tariff on everything made in China": no one's is the duty on its own goods.
    let found = found.filter(|f| code != "tariff_rate" || f.of.is_none() || f.of != areas.counterpart);
    areas.found(found.unwrap_or_default())
}

/// A figure's search for its areas, with what its steps ask for again and again.
struct Search<'a> {
    doc: &'a Doc<'a>,
    frame: &'a Frame,
    mentions: &'a [Mention],
    names: &'a Names,
    asked: &'a Asked<'a>,
    topic: &'a Topic,
    /// The figure's segment.
    own: &'a Range<usize>,
    /// The subject's code, empty where it has none.
    code: &'static str,
    /// Whether it is an exchange rate.
    is_rate: bool,
}

impl Search<'_> {
    /// The places of the sentence.
    fn places(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.frame.places.iter().copied()
    }

    /// Whether a place stands in the tokens.
    fn any_place(&self, mut tokens: Range<usize>) -> bool {
        !self.frame.places.is_empty() && tokens.any(|i| self.frame.is_place(i))
    }

    /// Whether a place stands in the figure's segment.
    fn is_placed(&self) -> bool {
        self.any_place(self.own.clone())
    }

    /// What a place that is named says.
    fn at(&self, place: usize, beside: bool) -> Found {
        Found { of: area_of(&self.mentions[place]), mention: Some(place), beside }
    }
}

/// What a step found: the area, or that the figure has none.
#[derive(Debug, Default)]
struct Found {
    of: Option<Area>,
    /// The place that says so.
    mention: Option<usize>,
    /// See [`Areas::beside`].
    beside: bool,
}

impl Found {
    /// An area that no place of the sentence names.
    fn area(of: Option<Area>) -> Self {
        Self { of, ..Self::default() }
    }
}

impl Areas {
    fn found(mut self, found: Found) -> Self {
        self.of = found.of;
        self.beside = found.beside;
        self.mentions.extend(found.mention);
        self
    }
}

/// The world as an area: UN M49 001.
pub fn world() -> Area {
    Area { name: "World", code: Some("001") }
}

/// The area of a code: ISO 3166-1 alpha-2, or that of one of the regions that markets and bodies belong to.
pub fn of_code(code: &'static str) -> Option<Area> {
    let name = match code {
        "EA" => "Euro area",
        "EU" => "European Union",
        "150" => "Europe",
        _ => country_name(code)?,
    };
    Some(Area { name, code: Some(code) })
}

/// Whether an area is a cartel's, which has its output and no statistics of its own.
fn is_cartel(area: Option<Area>) -> bool {
    area.is_some_and(|a| matches!(a.code, Some("OPEC" | "OPEC+")))
}

/// Cities stand for datelines and head offices more often than for what a figure is about.
pub fn is_area(mention: &Mention) -> bool {
    match &mention.kind {
        MentionKind::Country(c) => c.form != CountryForm::City,
        MentionKind::Region(_) => true,
        _ => false,
    }
}
