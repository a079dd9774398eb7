//! Names of persons and bodies. Internal: speakers and entities need them, no record shows them.
//!
//! Five steps, on the [`ground`] of figures and places: [`roles`] finds role phrases ("chief economist"), [`chunk`] the
//! capitalised runs ([`run`]) and cuts them into persons and bodies ([`kind`]), [`tie`] joins the forms that one article
//! uses for the same name ("Lynn Song", "Song"; "Federal Reserve", "Fed"), [`company`] tells companies by what is said
//! of them, [`profile`] gives each person the role and the employer that the article tells.
//!
//! Guarantees that mentions are in order and do not overlap. Pronouns and nominals ("he", "the bank") are for
//! `link::quotation` to resolve.

mod chunk;
mod company;
mod ground;
mod kind;
mod profile;
mod roles;
mod run;
mod tie;
mod vocabulary;

use std::ops::Range;

use super::Mention;
use crate::text::{Doc, LexiconBuilder};

pub use company::{heads_paragraph, is_introduced, is_owner_noun, letters_behind};
pub use roles::RolePhrase;
pub use vocabulary::{
    BodyKind, Gender, RoleClass, are_companies, body_noun, companies, company_before, stands_for_company,
};

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
    /// Its tokens, without title and possessive.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
    /// Whether it is shorter than the fullest form: a surname, an acronym.
    pub short: bool,
    /// The index of the person or body in [`Names::entities`].
    pub entity: usize,
}

/// A person or body of the article, its mentions tied together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name that the article gives.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// What kind of body it is.
    pub body: BodyKind,
    /// Whether the article tells of it what only companies have, do or undergo.
    pub is_company: bool,
    /// The country (ISO 3166-1 alpha-2) of a body, where known.
    pub country: Option<&'static str>,
    /// A person's gender, where title or given name tell it.
    pub gender: Option<Gender>,
    /// A person's role or title.
    pub role: Option<String>,
    /// A person's employer.
    pub organization: Option<String>,
}

impl Entity {
    /// Whether it is a person.
    pub fn is_person(&self) -> bool {
        self.kind == NameKind::Person
    }
}

/// The names of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// The mentions in order; they do not overlap.
    pub mentions: Vec<Name>,
    /// What they name.
    pub entities: Vec<Entity>,
    /// The role phrases in order; they do not overlap.
    pub roles: Vec<RolePhrase>,
    /// For each token, and at their end, how many mentions begin before it.
    begun: Vec<u32>,
}

impl Names {
    /// The mention that covers the token.
    #[inline(never)]
    pub fn at(&self, token: usize) -> Option<&Name> {
        self.index_at(token).map(|index| &self.mentions[index])
    }

    /// The index of the mention that covers the token.
    pub fn index_at(&self, token: usize) -> Option<usize> {
        let last = self.begun_before(token.wrapping_add(1)).checked_sub(1)?;
        (token < self.mentions[last].tokens.end).then_some(last)
    }

    /// How many mentions begin before the token.
    pub fn begun_before(&self, token: usize) -> usize {
        self.begun.get(token).map_or(self.mentions.len(), |&count| count as usize)
    }

    /// The fullest name of a person or body, where the article gives one.
    pub fn name_of(&self, entity: usize) -> Option<&str> {
        self.entities.get(entity).map(|e| e.name.as_str()).filter(|name| !name.is_empty())
    }

    /// The mentions inside the tokens.
    #[inline(never)]
    pub fn within(&self, tokens: &Range<usize>) -> &[Name] {
        let rest = &self.mentions[self.begun_before(tokens.start)..];
        &rest[..rest.iter().take_while(|m| m.tokens.end <= tokens.end).count()]
    }

    /// The role phrase that covers the token.
    pub fn role_at(&self, token: usize) -> Option<&RolePhrase> {
        let place = self.roles.partition_point(|r| r.tokens.end <= token);
        self.roles.get(place).filter(|r| r.tokens.start <= token)
    }
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    vocabulary::register(lexicon);
}

/// All names of a document outside its figures.
pub fn find(doc: &Doc, figures: &[Mention], places: &[Mention]) -> Names {
    let ground = ground::Ground::new(doc, figures, places);
    let roles = roles::find(&ground);
    let parts = chunk::parts(&ground, &roles);
    let (mentions, entities) = tie::tie(doc, parts);
    let mut begun = Vec::with_capacity(doc.len() + 1);
    for (count, mention) in (0..).zip(&mentions) {
        begun.resize(mention.tokens.start + 1, count);
    }
    begun.resize(doc.len() + 1, mentions.len() as u32);
    let mut names = Names { mentions, entities, roles, begun };
    company::recognise(doc, &mut names);
    profile::assign(doc, &mut names);
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::NameKind;
    use crate::mention::cases;
    use crate::text::offsets::CodePoints;

    /// The names with what the article tells of them. A field that is not known is not there.
    #[test]
    fn cases() {
        cases::check("src/mention/name/cases.en.tsv", |article, analysis| {
            let points = CodePoints::new(&article.text);
            let names = &analysis.names;
            let mut found = Vec::new();
            for mention in &names.mentions {
                let entity = &names.entities[mention.entity];
                let span = analysis.doc.span(&mention.tokens);
                let kind = match entity.kind {
                    NameKind::Person => "person",
                    NameKind::Body if entity.is_company => "company",
                    NameKind::Body => "body",
                    NameKind::Unknown => "unknown",
                };
                found.push(json!({
                    "start": points.at(span.start), "end": points.at(span.end), "kind": kind, "name": entity.name,
                    "body": entity.body.0, "country": entity.country, "role": entity.role,
                    "organization": entity.organization,
                }));
            }
            found
        });
    }
}
