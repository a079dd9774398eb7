//! Links between mentions: quotations with their speakers, observations with what they measure.
//!
//! Pure, like everything between the article and its records. Reads the document and the mentions, changes neither.

pub mod observation;
pub mod quotation;

use crate::Article;
use crate::mention::name::{self, Names};
use crate::mention::{self, Claim, Mention, place};
use crate::number::{self, Numeral};
use crate::text::{Doc, Lexicon, LexiconBuilder};

use observation::Observation;
use quotation::Quotations;

/// Hands all word lists of the links to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    quotation::register(lexicon);
    observation::register(lexicon);
}

/// All that was found on the way to the records; what `explain` shows.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The text with its structure.
    pub doc: Doc<'a>,
    /// The numbers.
    pub numerals: Vec<Numeral>,
    /// The claims from which the figures were chosen.
    pub claims: Vec<Claim>,
    /// Figures and places, by start.
    pub mentions: Vec<Mention>,
    /// Persons and bodies.
    pub names: Names,
    /// Quotations and speakers.
    pub quotations: Quotations,
    /// What each figure means.
    pub observations: Vec<Observation>,
}

/// Reads an article, layer by layer: text, numbers, mentions, links.
pub fn analyze<'a>(article: &'a Article, lexicon: &Lexicon) -> Analysis<'a> {
    let doc = Doc::new(article, lexicon);
    let numerals = number::scan(&doc);
    let (mut mentions, claims) = mention::figures(&doc, &numerals);
    let places = place::find(&doc, &mentions);
    let names = name::find(&doc, &mentions, &places);
    let quotations = quotation::find(&doc, &mentions, &places, &names);
    mentions.extend(places);
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
    let observations = observation::find(&doc, &mentions, &names, &quotations);
    Analysis { doc, numerals, claims, mentions, names, quotations, observations }
}
