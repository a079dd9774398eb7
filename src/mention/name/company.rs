//! Unknown names that are companies, by what the article says of them.
//!
//! "Southcorp's shares", "a stake in Ubisoft", "Zale posted": one capitalised word tells nothing by itself, but what it
//! has, does or undergoes does. One such place settles it for all mentions of the name. Persons are left alone.

use super::vocabulary::{self, COMPANY, CompanyPlace};
use super::{BodyKind, NameKind, Names};
use crate::text::{Doc, TokenKind};

/// The kind of a company of which nothing else is known.
const KIND: BodyKind = BodyKind("company");

/// Turns the unknown names, and the bodies of no known kind, of which the article tells a company's things into companies.
pub(super) fn recognise(doc: &Doc, names: &mut Names) {
    for i in 0..names.mentions.len() {
        let mention = &names.mentions[i];
        let entity = &names.entities[mention.entity];
        if entity.is_person() || entity.body != BodyKind::OTHER {
            continue;
        }
        if is_told(doc, mention.tokens.start, mention.tokens.end) || is_explained(doc, mention.tokens.end) {
            let entity = &mut names.entities[mention.entity];
            entity.kind = NameKind::Body;
            entity.body = KIND;
        }
    }
    for mention in &mut names.mentions {
        mention.kind = names.entities[mention.entity].kind;
    }
}

/// Whether the words around the name are of a company.
fn is_told(doc: &Doc, start: usize, end: usize) -> bool {
    let clitic = usize::from(doc.kind(end) == Some(TokenKind::Clitic) || doc.is_any(end, &["'", "’"]));
    let behind = doc.hit(end + clitic, COMPANY).map(|h| vocabulary::company(h.row));
    let before = (1..=2).any(|n| {
        let hit = start.checked_sub(n).and_then(|at| doc.hit(at, COMPANY));
        hit.is_some_and(|h| h.tokens.end == start && vocabulary::company(h.row) == CompanyPlace::Before)
    });
    before || behind == Some(CompanyPlace::Behind) || behind == Some(CompanyPlace::Verb) && clitic == 0
}

/// "Southcorp, the global winemaker behind …", "Zale, a jeweller": an apposition whose noun stands for a company.
fn is_explained(doc: &Doc, end: usize) -> bool {
    if !doc.is(end, ",") || !doc.is_any(end + 1, &["a", "an", "the"]) {
        return false;
    }
    let limit = doc.sentence(end).end.min(end + 7);
    let noun = (end + 2..limit).take_while(|&i| doc.kind(i) == Some(TokenKind::Word) || doc.is(i, "-")).find_map(|i| {
        let (to, kinds) = vocabulary::body_noun(doc, i)?;
        let closes = !doc.is_any(to, &["-", "'s", "’s"]) && vocabulary::body_noun(doc, to).is_none();
        Some(kinds).filter(|_| closes)
    });
    noun.is_some_and(|kinds| kinds.iter().any(|k| matches!(k.0, "company" | "retailer" | "carmaker" | "airline")))
}
