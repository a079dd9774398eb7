//! Unknown names that are companies, by what the article says of them.
//!
//! "Southcorp's shares", "a stake in Ubisoft", "Zale posted": one capitalised word tells nothing by itself, but what it
//! has, does or undergoes does. One such place settles it for all mentions of the name, and for those listed with it.
//! Persons are left alone, unless one can have shares in them; a known newspaper or research house keeps its kind and is a
//! company besides ("media group Reuters", "Reuters' revenues").

use std::ops::Range;

use super::vocabulary::{self, COMPANY, CompanyPlace};
use super::{BodyKind, Entity, Name, NameKind, Names};
use crate::text::{Doc, TokenKind, keys};

/// The longest phrase that stands before a company's name, in tokens.
const LONGEST: usize = 4;

/// How much of a headline is read, in tokens: each name is looked for in it.
const HEADLINE: usize = 40;

/// The kind of a company of which nothing else is known.
const KIND: BodyKind = BodyKind("company");

/// Turns the unknown names, and the bodies of no known kind, of which the article tells a company's things into companies.
pub(super) fn recognise(doc: &Doc, names: &mut Names) {
    for i in 0..names.mentions.len() {
        let mention = &names.mentions[i];
        let entity = &names.entities[mention.entity];
        let Range { start, end } = mention.tokens;
        // Two words of which the first is nobody's: "a rival chain, **Zale Drug**".
        let apposed = || vocabulary::given(doc, start).is_none() && is_apposed(doc, &mention.tokens);
        if entity.is_company || entity.is_person() && !is_held(doc, start) && !apposed() {
            continue;
        }
        let told = is_told(doc, start, end)
            || is_explained(doc, end)
            || is_bare_teller(doc, start, end)
            || is_listed(doc, &(start..end));
        if told || is_in_headline(doc, &mention.tokens) {
            make(&mut names.entities[mention.entity]);
        }
    }
    for list in lists(doc, &names.mentions) {
        let members = names.mentions[list].iter().map(|m| m.entity);
        if members.clone().any(|e| names.entities[e].is_company) {
            for entity in members {
                if names.entities[entity].kind == NameKind::Unknown {
                    make(&mut names.entities[entity]);
                }
            }
        }
    }
    for mention in &mut names.mentions {
        mention.kind = names.entities[mention.entity].kind;
    }
}

fn make(entity: &mut Entity) {
    entity.kind = NameKind::Body;
    entity.is_company = true;
    if entity.body == BodyKind::OTHER {
        entity.body = KIND;
    }
}

/// The mentions that stand in one list: "Corvid, Calder and Dunmore". A comma alone makes none: "Corvid, Calder said".
fn lists(doc: &Doc, mentions: &[Name]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut first = 0;
    for (i, pair) in mentions.windows(2).enumerate() {
        let between = pair[0].tokens.end..pair[1].tokens.start;
        let comma = doc.is(between.start, ",");
        let last = between.len() == 1 + usize::from(comma) && doc.is_any(between.end - 1, keys!["and", "or", "&"]);
        if last && (comma || between.len() == 1) {
            found.push(first..i + 2);
        }
        if !(comma && between.len() == 1) {
            first = i + 1;
        }
    }
    found
}

/// Whether the words around the name are of a company.
fn is_told(doc: &Doc, start: usize, end: usize) -> bool {
    let clitic = usize::from(doc.kind(end) == Some(TokenKind::Clitic) || doc.is_any(end, keys!["'", "’"]));
    // "Peugeot's **Ryton plant**": one of a company's, and none itself.
    let site = doc.kind(start.wrapping_sub(1)) == Some(TokenKind::Clitic)
        && doc.is_any(end, keys!["plant", "plants", "factory", "factories"]);
    let behind = doc.hit(end + clitic, COMPANY).map(|h| vocabulary::company(h.row)).filter(|_| !site);
    let before = (1..=LONGEST).any(|n| {
        let hit = start.checked_sub(n).and_then(|at| doc.hit(at, COMPANY));
        hit.is_some_and(|h| {
            h.tokens.end == start
                && matches!(vocabulary::company(h.row), CompanyPlace::Before | CompanyPlace::Held | CompanyPlace::Both)
        })
    });
    // "Music giant EMI"
    let noun = (1..=2).any(|n| {
        let noun = start.checked_sub(n).and_then(|at| vocabulary::body_noun(doc, at));
        noun.is_some_and(|(to, kinds)| to == start && vocabulary::are_companies(kinds))
    });
    // "Retailers such as Zale"
    let kind = doc.sentence(start).start.max(start.saturating_sub(6))..start;
    let example = doc.is(start.wrapping_sub(1), "as") && doc.is(start.wrapping_sub(2), "such")
        || doc.is_any(start.wrapping_sub(1), keys!["like", "including"]);
    let example = example && kind.into_iter().any(|i| vocabulary::companies(doc, i).is_some_and(|end| end + 3 > start));
    before
        || noun
        || example
        || is_introduced(doc, &(start..end))
        || is_apposed(doc, &(start..end))
        || heads_paragraph(doc, &(start..end))
        || matches!(behind, Some(CompanyPlace::Behind | CompanyPlace::Both))
        || behind == Some(CompanyPlace::Verb) && clitic == 0
}

/// "**Orvex**'s Chief to Leave as Company Cuts Jobs", "**Orvex** Shares Jump": what the headline tells of a company and its name.
fn is_in_headline(doc: &Doc, name: &Range<usize>) -> bool {
    let Some(title) = doc.title.as_deref() else { return false };
    let (first, end) = (doc.head(name.start), title.len().min(HEADLINE));
    let is_name =
        |at: &usize| title.head(*at) == first && name.clone().zip(*at..).all(|(i, at)| doc.word(i) == title.word(at));
    let Some(start) = (0..end).find(is_name) else { return false };
    let behind = start + name.len();
    let owns = title.kind(behind) == Some(TokenKind::Clitic);
    is_told(title, start, behind) || owns && (behind..end).any(|at| vocabulary::stands_for_company(title, at))
}

/// "Orvex **(ORX)**", "Orvex Ltd **(NYSE: ORX)**", "the Institute of Valves **(IV)**": the bracket behind a name that holds nothing but
/// capitals.
pub fn letters_behind(doc: &Doc, name: &Range<usize>) -> Option<Range<usize>> {
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
    let shouted = |i: usize| doc.word(i).bytes().all(|b| b.is_ascii_uppercase());
    if !doc.is(name.end, "(") {
        return None;
    }
    let exchange = shouted(name.end + 1) && doc.is(name.end + 2, ":");
    let at = name.end + if exchange { 3 } else { 1 };
    let alone = LETTERS.contains(&doc.word(at).len()) && shouted(at) && doc.is(at + 1, ")");
    alone.then_some(name.end..at + 2)
}

/// "Orvex (**ORX**) raised its prices", "Orvex Ltd (**NYSE: ORX**)": the symbol that it is traded by; no letters that the name is cut
/// short to ("the Institute of Valves (IV)"), nor of a party.
pub(super) fn is_listed(doc: &Doc, name: &Range<usize>) -> bool {
    let Some(bracket) = letters_behind(doc, name) else { return false };
    let exchange = bracket.len() > 3;
    let symbol = doc.word(bracket.end - 2);
    let mut first = name.clone().filter_map(|i| doc.word(i).bytes().next()).filter(u8::is_ascii_uppercase);
    let initials = name.len() > 1 && symbol.bytes().all(|b| first.any(|f| f == b));
    // Without its exchange, a symbol begins as the name does: "Inflation (CPI)", "Ruiz (SPD)" have none.
    let alike = || doc.word(name.start).bytes().next() == symbol.bytes().next();
    !initials && (exchange || alike())
}

/// "The firm, **Paion**, said": the name of whom has been told without it.
pub fn is_introduced(doc: &Doc, name: &Range<usize>) -> bool {
    let noun = name.start.wrapping_sub(2);
    doc.is(name.start.wrapping_sub(1), ",")
        && doc.is(name.end, ",")
        && doc.is(noun.wrapping_sub(1), "the")
        && vocabulary::stands_for_company(doc, noun)
}

/// "Bought a rival drugstore chain, **Zale Drug**, in May": a name behind what kind of company it is of.
fn is_apposed(doc: &Doc, name: &Range<usize>) -> bool {
    const LONGEST: usize = 4;
    let comma = name.start.wrapping_sub(1);
    if !doc.is(comma, ",") || !doc.is_any(name.end, keys![",", "."]) {
        return false;
    }
    let is_noun = |at: &usize| {
        vocabulary::body_noun(doc, *at).is_some_and(|(end, kinds)| end == comma && vocabulary::are_companies(kinds))
    };
    let Some(noun) = (1..=2).filter_map(|n| comma.checked_sub(n)).find(is_noun) else { return false };
    let inner = |i: &usize| doc.kind(*i) == Some(TokenKind::Word) && !doc.is_capital(*i);
    let from = noun.saturating_sub(LONGEST).max(doc.sentence(noun).start);
    (from..noun).rev().take_while(inner).any(|i| doc.is_any(i, keys!["a", "an", "its", "another"]))
}

/// "**Orvex** — Shares of the chipmaker jumped", "**Orvex** — The insurer rose": a name that heads its paragraph, as in a list
/// of a day's movers; where the list has lost its paragraphs, a sentence.
pub fn heads_paragraph(doc: &Doc, name: &Range<usize>) -> bool {
    let dash = name.end;
    let spaced = doc.is_any(dash, keys!["—", "–", "-"]) && !doc.glued(dash) && !doc.glued(dash + 1);
    let told = || (dash + 1..doc.sentence(dash).end).any(|i| doc.is_any(i, keys!["shares", "stock"]));
    spaced
        && doc.opens_sentence(name.start)
        && (doc.is(dash + 1, "the")
            // "**Orvex** — U.S.-listed shares of the chipmaker"
            || (dash + 1..dash + 5).any(|i| doc.is_any(i, keys!["shares", "stock"]))
            || doc.opens_paragraph(name.start) && told())
}

/// "Shares in **James Hardie**", "a stake in **Manchester United**", "building products group **James Hardie**": nobody holds a
/// part of a person, and none is a group, whatever else looks like one.
fn is_held(doc: &Doc, start: usize) -> bool {
    let noun = start.wrapping_sub(1);
    // "The boss of **the retailer** Ana Ruiz said", "**rival** Ana Ruiz": a word for persons too.
    let kind = vocabulary::stands_for_company(doc, noun)
        && doc.hit(noun, vocabulary::ROLE).is_none()
        && !doc.is_any(noun.wrapping_sub(1), keys!["the", "a", "its", "their", "our", "'s", "’s"]);
    kind || (2..=LONGEST)
        .filter_map(|n| start.checked_sub(n))
        .filter_map(|at| doc.hit(at, COMPANY))
        .any(|hit| hit.tokens.end == start && vocabulary::company(hit.row) == CompanyPlace::Held)
}

/// "Fosters said": one word of which the article tells no more, since a person's would be tied to the full name.
fn is_bare_teller(doc: &Doc, start: usize, end: usize) -> bool {
    let told = doc.hit(end, COMPANY).map(|h| vocabulary::company(h.row)) == Some(CompanyPlace::Teller);
    told && end == start + 1 && vocabulary::given(doc, start).is_none()
}

/// Whether the token is a noun for who has what stands behind its "of": "the **owner** of Zale".
pub fn is_owner_noun(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["owner", "parent", "maker", "operator"])
}

/// "Southcorp, the global winemaker behind …", "Zale, a jeweller", "Orvex, which makes …": an apposition whose noun stands
/// for a company, or a relative clause that tells what companies do.
pub(super) fn is_explained(doc: &Doc, end: usize) -> bool {
    // "Orvex **has become the** third biggest chipmaker"
    let is = doc.is_any(end, keys!["is", "was", "remains"]) || doc.starts(end, keys!["has", "become"]);
    if is {
        // "Orvex **was among the lenders** that"
        let plural = |i: usize| vocabulary::companies(doc, i).is_some();
        if doc.is(end + 1, "among") || doc.is(end + 1, "one") && doc.is(end + 2, "of") {
            let limit = doc.sentence(end).end.min(end + 8);
            return (end + 2..limit).take_while(|&i| doc.kind(i) == Some(TokenKind::Word)).any(plural);
        }
        let article = end + 1 + usize::from(doc.is(end, "has"));
        return doc.is_any(article, keys!["a", "an", "the"]) && is_company_noun_behind(doc, article);
    }
    if !doc.is(end, ",") {
        return false;
    }
    if doc.is(end + 1, "which") {
        // "Orvex, which makes valves"
        let does = doc.hit(end + 2, COMPANY).map(|h| vocabulary::company(h.row));
        // "Shelter, which **makes up** a third of the index"
        return matches!(does, Some(CompanyPlace::Verb | CompanyPlace::Both)) && !doc.is(end + 3, "up");
    }
    // "Orvex, based in Leeds, said"
    if doc.is_any(end + 1, keys!["based", "headquartered"]) && doc.is(end + 2, "in") {
        return true;
    }
    if doc.is(end + 1, "one") && doc.is(end + 2, "of") {
        // "Ubisoft, one of Europe's biggest publishers"
        let limit = doc.sentence(end).end.min(end + 10);
        return (end + 3..limit).take_while(|&i| doc.word(i) != ",").any(|i| vocabulary::companies(doc, i).is_some());
    }
    // "Calder Life, **Europe's** largest insurer", "Calder, **the world's** second-biggest carmaker"
    let owner = (end + 2..end + 5).find(|&i| doc.kind(i) == Some(TokenKind::Clitic));
    let owner = owner.filter(|&clitic| (end + 1..clitic).all(|i| doc.kind(i) == Some(TokenKind::Word)));
    if owner.is_none() && !doc.is_any(end + 1, keys!["a", "an", "the", "its"]) {
        return false;
    }
    // "Orvex, the owner of Zale"
    if is_owner_noun(doc, end + 2) && doc.is(end + 3, "of") {
        return true;
    }
    is_company_noun_behind(doc, owner.unwrap_or(end + 1))
}

/// Whether the noun phrase behind the article or owner at the token is of companies: "a **chipmaker**", "'s largest **insurer**".
fn is_company_noun_behind(doc: &Doc, article: usize) -> bool {
    // "The boss **of** the chipmaker"
    let ends = |i: usize| doc.is_any(i, keys!["of", "at", "for", "in", "with", "to", "from", "by", "who", "that"]);
    let inside = |&i: &usize| (doc.kind(i) == Some(TokenKind::Word) || doc.is(i, "-")) && !ends(i);
    let first = article + 1;
    let limit = doc.sentence(article).end.min(first + 5);
    let noun = (first..limit).take_while(inside).find_map(|i| {
        let (to, kinds) = vocabulary::body_noun(doc, i)?;
        let closes = !doc.is_any(to, keys!["-", "'s", "’s"]) && vocabulary::body_noun(doc, to).is_none();
        Some(kinds).filter(|_| closes)
    });
    noun.is_some_and(vocabulary::are_companies)
}
