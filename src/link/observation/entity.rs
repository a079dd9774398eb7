//! The company, bank, sector or body whose figure it is.
//!
//! Companies have profits, shares and deals; a central bank has its policy rate and its inflation target; a sector has a
//! part of a country's statistic ("clothing stores were off 1.6%"). Ministries, statistics offices, agencies and research
//! houses publish figures and do not have them.

use std::ops::Range;

use super::frame::Frame;
use super::indicator::Owner;
use super::topic::{Subject, Topic};
use super::words::{self, Class};
use super::{Area, ObsStatus};
use crate::mention::name::{BodyKind, NameKind, Names, body_noun};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind};

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
pub fn of(doc: &Doc, frame: &Frame, names: &Names, asked: &Asked, topic: &Topic) -> Option<String> {
    if is_policy(asked) {
        return central_bank(names, frame, asked);
    }
    if asked.subject.indicator.is_none()
        && let Some(sector) = sector(&asked.subject.phrase)
    {
        return Some(sector.to_owned());
    }
    let search = Search { names, frame };
    let segment = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    if matches!(asked.subject.owner(), Owner::Area | Owner::World) {
        return search.recipient(doc, asked).or_else(|| sector_beside(doc, frame, names, segment));
    }
    // "Sales jumping 28% at Bebe Stores and 32% at American Eagle"
    let end = asked.figure.tokens.end;
    if doc.is(end, "at")
        && let Some(owner) = search.last(&(end..end + 8), true).or_else(|| search.unknown(&(end + 1..end + 5)))
    {
        return Some(owner);
    }
    // The owner right before or behind the subject: "Walmart's stock", "shares of Home Depot", "profits at Barclaycard".
    if let Some(tokens) = asked.subject_tokens {
        let around = tokens.start.saturating_sub(5).max(frame.tokens.start)..tokens.end;
        let behind = tokens.end..(tokens.end + 6).min(frame.tokens.end);
        let of = doc.is_any(tokens.end, &["of", "in", "at", "for", "by"]);
        let at = doc.is(tokens.end, "at").then(|| names.within(&behind).first()).flatten();
        let at = at.and_then(|n| names.entities.get(n.entity)).map(|e| e.name.clone()).filter(|n| !n.is_empty());
        let near = at.or_else(|| search.last(&behind, true).filter(|_| of)).or_else(|| search.last(&around, false));
        if near.is_some() {
            return near;
        }
    }
    let is_division = |name: &String| name.rsplit(' ').next().is_some_and(|w| words::has(w, Class::Division));
    if let Some(division) = sector_beside(doc, frame, names, segment).filter(is_division) {
        return Some(division);
    }
    let in_segment = search.last(&(segment.start..asked.figure.tokens.start), false).or_else(|| {
        let own = asked.subject.owner() == Owner::Entity || matches!(asked.figure.kind, MentionKind::Money(_));
        own.then(|| search.unknown(&(segment.start..asked.figure.tokens.start))).flatten()
    });
    // "The carmaker saw": the company that the article is about.
    let nominal = in_segment.is_none() && topic.is_company && is_nominal(doc, frame.tokens.start);
    if nominal && search.last(&(frame.tokens.start..asked.figure.tokens.start), false).is_none() {
        return topic.entity.clone();
    }
    if asked.subject.owner() == Owner::Either {
        // An open subject is a company's only where one stands with it, or the article speaks of one throughout.
        let sector = || sector_beside(doc, frame, names, segment);
        return in_segment
            .or_else(sector)
            .or_else(|| topic.entity.clone().filter(|_| topic.area.is_none() || topic.is_company));
    }
    let recent = || {
        topic
            .last_entity
            .as_ref()
            .filter(|(_, s)| asked.figure.sentence.saturating_sub(*s) <= 2)
            .map(|(e, _)| e.clone())
    };
    let main = || topic.entity.clone().filter(|_| topic.is_company);
    in_segment
        .or_else(|| search.last(&(frame.tokens.start..asked.figure.tokens.start), false))
        .or_else(main)
        .or_else(recent)
        .or_else(|| topic.entity.clone())
}

/// Whether the sentence opens with a noun that stands for a company: "the German carmaker", "the firm".
fn is_nominal(doc: &Doc, at: usize) -> bool {
    doc.is(at, "the")
        && (at + 1..at + 5)
            .take_while(|&i| doc.kind(i) == Some(TokenKind::Word) || doc.is(i, "-"))
            .any(|i| body_noun(doc, i).is_some_and(|(_, kinds)| kinds.iter().any(|k| k.is_company())))
}

struct Search<'a> {
    names: &'a Names,
    frame: &'a Frame,
}

impl Search<'_> {
    /// The company named first or last in the tokens.
    fn last(&self, tokens: &Range<usize>, first: bool) -> Option<String> {
        let tokens = tokens.start..tokens.end.min(self.frame.tokens.end);
        let mut owners =
            self.names.within(&tokens).iter().filter(|n| n.kind == NameKind::Body && is_owner(self.names, n.entity));
        let name = if first { owners.next() } else { owners.next_back() }?;
        self.names.entities.get(name.entity).map(|e| e.name.clone()).filter(|n| !n.is_empty())
    }

    /// The name that opens the tokens, whatever it names: who has sales or a profit is a company.
    fn unknown(&self, tokens: &Range<usize>) -> Option<String> {
        let name = self.names.within(tokens).first().filter(|n| n.kind == NameKind::Unknown)?;
        let opens = name.tokens.start <= tokens.start + 3;
        self.names.entities.get(name.entity).map(|e| e.name.clone()).filter(|n| opens && !is_thing(n))
    }

    /// "Grants **to Polar Semiconductor**": public money is told of the company that gets it.
    fn recipient(&self, doc: &Doc, asked: &Asked) -> Option<String> {
        let tokens = asked.subject_tokens?;
        let given = matches!(asked.subject.code(), Some("government_spending" | "aid") | None)
            && matches!(asked.figure.kind, MentionKind::Money(_));
        let behind = tokens.end + 1..tokens.end + 5;
        (given && doc.is_any(tokens.end, &["to", "for"]))
            .then(|| self.last(&behind, true).or_else(|| self.unknown(&behind)))
            .flatten()
    }
}

/// Whether the name is that of a company, rather than of a sector or a public body.
pub fn is_company(names: &Names, name: &str) -> bool {
    (0..names.entities.len()).any(|e| names.entities[e].name == name && is_owner(names, e))
}

/// Whether a body has figures of its own rather than publishing those of others.
pub fn is_owner(names: &Names, entity: usize) -> bool {
    const PUBLISHERS: &[&str] = &[
        "central_bank",
        "media",
        "research",
        "statistics",
        "association",
        "regulator",
        "ministry",
        "government",
        "department",
        "agency",
        "organization",
        "exchange",
        "union",
        "rating_agency",
        "watchdog",
        "party",
        "commission",
        "cartel",
        "university",
        "market",
        "court",
        "alliance",
    ];
    // A newspaper or a research house reports figures of others, unless the article tells of its own.
    const BUSINESSES: &[&str] = &["media", "research", "exchange", "rating_agency"];
    names.entities.get(entity).is_some_and(|e| {
        e.is_company && BUSINESSES.contains(&e.body.0)
            || !(PUBLISHERS.contains(&e.body.0) || e.body == BodyKind::OTHER && is_thing(&e.name))
    })
}

/// Capitalised words that name a statistic or a law rather than a company, and bare acronyms of which nothing is known.
fn is_thing(name: &str) -> bool {
    const THINGS: &[&str] = &[
        "Index",
        "Rate",
        "Report",
        "Committee",
        "Survey",
        "Act",
        "Review",
        "Conference",
        "Street",
        "Plan",
        "Fund",
        "Program",
        "Programme",
        "Day",
        "War",
        "Deal",
        "Agreement",
        "Party",
    ];
    let last = name.rsplit(' ').next().unwrap_or(name);
    THINGS.contains(&last) || name.len() <= 4 && name.bytes().all(|b| b.is_ascii_uppercase())
}

/// A central bank's own: its rate, its target, the chances of its moves.
fn is_policy(asked: &Asked) -> bool {
    match asked.subject.code() {
        Some("policy_rate") => true,
        Some("cpi" | "core_cpi") => asked.status == ObsStatus::Target,
        _ => is_chance(&asked.subject.phrase),
    }
}

/// Whether a subject is the chance of something.
pub fn is_chance(phrase: &str) -> bool {
    let phrase = phrase.to_lowercase();
    ["probability", "likelihood", "chance", "odds", "risk of"].iter().any(|w| phrase.contains(w))
}

/// The central bank of the sentence, else the one of the country that the figure is about, else the only one named.
fn central_bank(names: &Names, frame: &Frame, asked: &Asked) -> Option<String> {
    let is_bank = |entity: usize| names.entities.get(entity).is_some_and(|e| e.body.0 == "central_bank");
    let country = asked.area.and_then(|a| a.code.as_deref());
    let fits = |entity: usize| country.is_none_or(|c| names.entities[entity].country.is_none_or(|own| own == c));
    let banks = || names.mentions.iter().map(|n| n.entity).filter(|&e| is_bank(e));
    let here = names.within(&frame.tokens).iter().map(|n| n.entity).find(|&e| is_bank(e) && fits(e));
    here.or_else(|| banks().find(|&e| fits(e))).map(|e| names.entities[e].name.clone())
}

/// "Sales up 2.1% at **service stations**", "growth in the **services sector** slowed": a part of the economy named beside
/// the figure, whoever's statistic it is.
fn sector_beside(doc: &Doc, frame: &Frame, names: &Names, segment: &Range<usize>) -> Option<String> {
    let head = segment.clone().find(|&i| words::is(doc, i, Class::Sector) && names.at(i).is_none())?;
    let is_part = |i: usize| {
        doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Closed) && !words::is(doc, i, Class::Opening)
            || doc.word(i) == "-" && doc.glued(i)
    };
    let open = |i: &usize| is_part(*i) && !frame.is_place(*i) && frame.predicates_in(*i..*i + 1).next().is_none();
    let first = (segment.start..head).rev().take(3).take_while(open).last()?;
    // "Banks" alone are anyone's; "the sector" points back.
    let named = !doc.is_any(first, &["the", "other", "many", "most", "some", "all"]);
    (named && !words::is(doc, first, Class::Sayer) && !words::is(doc, first, Class::Pronoun))
        .then(|| doc.slice(&(first..head + 1)).to_owned())
}

/// An open subject that names sellers or makers is a sector.
fn sector(phrase: &str) -> Option<&str> {
    let last = phrase.rsplit(' ').next()?.to_lowercase();
    words::has(&last, Class::Sector).then_some(phrase)
}
