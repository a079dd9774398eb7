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
use crate::mention::Mention;
use crate::mention::name::{BodyKind, NameKind, Names};
use crate::text::Doc;

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
    if matches!(asked.subject.owner(), Owner::Area | Owner::World) {
        return None;
    }
    let search = Search { names, frame };
    let segment = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
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
    let in_segment = search.last(&(segment.start..asked.figure.tokens.start), false);
    if asked.subject.owner() == Owner::Either {
        // An open subject is a company's only where one stands with it, or the article speaks of one throughout.
        return in_segment.or_else(|| topic.entity.clone().filter(|_| topic.area.is_none() || topic.is_company));
    }
    let recent = || {
        topic
            .last_entity
            .as_ref()
            .filter(|(_, s)| asked.figure.sentence.saturating_sub(*s) <= 2)
            .map(|(e, _)| e.clone())
    };
    in_segment
        .or_else(|| search.last(&(frame.tokens.start..asked.figure.tokens.start), false))
        .or_else(recent)
        .or_else(|| topic.entity.clone())
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
    names
        .entities
        .get(entity)
        .is_some_and(|e| !(PUBLISHERS.contains(&e.body.0) || e.body == BodyKind::OTHER && is_thing(&e.name)))
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
    let phrase = asked.subject.phrase.to_lowercase();
    let chance = ["probability", "likelihood", "chance", "odds", "risk of"].iter().any(|w| phrase.contains(w));
    match asked.subject.code() {
        Some("policy_rate") => true,
        Some("cpi" | "core_cpi") => asked.status == ObsStatus::Target,
        _ => chance,
    }
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

/// An open subject that names sellers or makers is a sector.
fn sector(phrase: &str) -> Option<&str> {
    let last = phrase.rsplit(' ').next()?.to_lowercase();
    words::has(&last, Class::Sector).then_some(phrase)
}
