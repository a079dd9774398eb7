//! Names of persons and bodies. Internal: speakers and entities need them, no record shows them.

use std::ops::Range;

use super::Mention;
use crate::text::{Doc, LexiconBuilder};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, bank, agency, ministry or other body.
    Body,
    /// Capitalised words that could be either.
    Unknown,
}

/// A mention of a person or body in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
    /// The index of the person or body in [`Names::entities`].
    pub entity: usize,
}

/// A person or body of the article, its mentions tied together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entity {
    /// The fullest name that the article gives.
    pub name: String,
    /// Whether it is a person.
    pub person: bool,
    /// The country (ISO 3166-1 alpha-2) of a body, where known.
    pub country: Option<&'static str>,
}

/// The names of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// The mentions in order; they do not overlap.
    pub mentions: Vec<Name>,
    /// What they name.
    pub entities: Vec<Entity>,
}

/// Hands the words to the lexicon.
pub fn register(_lexicon: &mut LexiconBuilder) {}

/// All names of a document outside its figures.
pub fn find(_doc: &Doc, _figures: &[Mention], _places: &[Mention]) -> Names {
    Names::default()
}
