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
use crate::mention::name::{BodyKind, Name, NameKind, Names, RoleClass, body_noun};
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
    let search = Search { doc, names, frame };
    let start = asked.figure.tokens.start;
    let segment = &frame.segments[frame.segment_of(start)].tokens;
    // "Calder recorded a 40% increase in demand": whatever is measured, whoever recorded it has it.
    let statistic = asked.subject.owner() == Owner::Area && asked.subject.code().is_some();
    if let Some(recorder) = search.recorder(&(segment.start..start)).filter(|_| !statistic) {
        return Some(recorder);
    }
    if matches!(asked.subject.owner(), Owner::Area | Owner::World) {
        return search.recipient(asked).or_else(|| sector_beside(doc, frame, names, segment));
    }
    if is_of_an_economy(doc, asked.figure.tokens.end) || segment.clone().any(|i| is_across_industry(doc, i)) {
        return None;
    }
    // "Sales jumping 28% at Bebe Stores and 32% at American Eagle"
    let end = asked.figure.tokens.end;
    if doc.is(end, "at")
        && let Some(owner) = search.last(&(end..end + 8), true).or_else(|| search.unknown(&(end + 1..end + 5)))
    {
        return Some(owner);
    }
    // "Delta's was 8.9%", "while Coinbase gained 4%", "compared to Pelham's $17.8bn": a subject from an earlier segment
    // goes on with the owner that this one names.
    let carried = asked.subject_tokens.is_none_or(|s| !segment.contains(&s.start));
    if carried && let Some(owner) = search.opening(&(segment.start..start)) {
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
    let in_segment = search.last(&(segment.start..start), false).or_else(|| {
        let own = asked.subject.owner() == Owner::Entity || matches!(asked.figure.kind, MentionKind::Money(_));
        own.then(|| search.unknown(&(segment.start..start))).flatten()
    });
    let in_sentence = || search.last(&(frame.tokens.start..start), false);
    // "The carmaker saw", "it lost": the company that the sentences before spoke of.
    if in_segment.is_none()
        && let Some(kinds) = nominal(doc, frame.tokens.start)
        && in_sentence().is_none()
        && let Some(meant) = search.antecedent(kinds, asked.figure.sentence, topic)
    {
        return Some(meant);
    }
    if asked.subject.owner() == Owner::Either {
        // An open subject is a company's only where one stands with it, or the article speaks of one throughout.
        let sector = || sector_beside(doc, frame, names, segment);
        let main = || topic.entity.clone().filter(|_| topic.area.is_none() || topic.is_company);
        return in_segment.or_else(sector).or_else(|| main().and_then(|main| in_sentence().or(Some(main))));
    }
    let recent = || {
        topic
            .last_entity
            .as_ref()
            .filter(|(_, s)| asked.figure.sentence.saturating_sub(*s) <= 2)
            .map(|(e, _)| e.clone())
    };
    let main = || topic.entity.clone().filter(|_| topic.is_company);
    in_segment.or_else(in_sentence).or_else(main).or_else(recent).or_else(|| topic.entity.clone())
}

/// "40% **of the economy**": a country's, whatever company the article is about.
fn is_of_an_economy(doc: &Doc, end: usize) -> bool {
    let whole = |i: usize| doc.is_any(i, &["economy", "population"]) || doc.is(i, "gdp");
    doc.is(end, "of") && (end + 1..end + 4).any(whole)
}

/// "Sales **across the industry**": no one company's.
fn is_across_industry(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, &["across", "throughout"])
        && (at + 1..at + 4).any(|i| doc.is_any(i, &["industry", "sector", "market", "economy"]))
        || doc.is(at, "industry") && doc.is(at + 2, "wide")
}

/// What the sentence's subject stands for, where it points back to a company: the kinds of body that its noun can mean
/// ("the German carmaker", "the firm"); any for "it" and "its".
fn nominal(doc: &Doc, at: usize) -> Option<&'static [BodyKind]> {
    if doc.is_any(at, &["it", "its"]) {
        return Some(&[]);
    }
    let words = (at + 1..at + 5).take_while(|&i| doc.kind(i) == Some(TokenKind::Word) || doc.is(i, "-"));
    let mut kinds = words.filter_map(|i| body_noun(doc, i)).map(|(_, kinds)| kinds);
    doc.is(at, "the").then(|| kinds.find(|kinds| kinds.iter().any(|k| k.is_company()))).flatten()
}

struct Search<'a> {
    doc: &'a Doc<'a>,
    names: &'a Names,
    frame: &'a Frame,
}

impl Search<'_> {
    /// The company named first or last in the tokens.
    fn last(&self, tokens: &Range<usize>, first: bool) -> Option<String> {
        let tokens = tokens.start..tokens.end.min(self.frame.tokens.end);
        let mut owners = self.names.within(&tokens).iter().filter(|n| self.owns(n));
        let name = if first { owners.next() } else { owners.next_back() }?;
        self.name_of(name)
    }

    fn name_of(&self, name: &Name) -> Option<String> {
        self.names.entities.get(name.entity).map(|e| e.name.clone()).filter(|n| !n.is_empty())
    }

    /// Whether a name is that of a body with figures of its own, and does not only tell of another's here.
    fn owns(&self, name: &Name) -> bool {
        name.kind == NameKind::Body
            && is_owner(self.names, name.entity)
            && !self.employs(name)
            && !self.reports(name)
    }

    /// "**Pelham Securities** analyst Ana Ruiz", "Ana Ruiz, an economist at **Pelham**".
    fn employs(&self, name: &Name) -> bool {
        let role = self.names.role_at(name.tokens.end).is_some_and(|r| r.class == RoleClass::Trade);
        let before = name.tokens.start.wrapping_sub(1);
        let post = before.checked_sub(1).and_then(|i| self.names.role_at(i)).is_some_and(|r| r.class == RoleClass::Trade);
        role || post && self.doc.is_any(before, &["at", "with", "for", "from"])
    }

    /// "According to **Pelham**", "a survey by **Calder, Dunmore and Orvex**": who tells the figure.
    fn reports(&self, name: &Name) -> bool {
        const REPORTS: &[&str] =
            &["survey", "poll", "study", "report", "data", "figures", "research", "according", "compiled", "published"];
        let doc = self.doc;
        // Back over a list of names.
        let listed = |at: usize| doc.is_any(at, &[",", "and", "&", "/", "the"]) || self.names.at(at).is_some();
        let first = (self.frame.tokens.start..name.tokens.start).rev().find(|&i| !listed(i));
        first.is_some_and(|i| {
            doc.is_any(i, &["by", "from", "to"]) && (i.saturating_sub(2)..i).any(|w| doc.is_any(w, REPORTS))
        })
    }

    /// "**Calder** recorded": the owner right before a verb of having a result.
    fn recorder(&self, tokens: &Range<usize>) -> Option<String> {
        const HAVING: &[&str] =
            &["recorded", "posted", "reported", "registered", "notched", "suffered", "enjoyed", "booked", "logged"];
        let verb = tokens.clone().find(|&i| self.doc.is_any(i, HAVING))?;
        let name = self.names.within(&(tokens.start..verb)).last()?;
        let aside = self.doc.word(verb - 1) == "-";
        (self.owns(name) && (name.tokens.end == verb || aside)).then(|| self.name_of(name)).flatten()
    }

    /// The owner with which the segment opens, behind its conjunction: "while **Coinbase** gained", "; **Delta**'s was".
    fn opening(&self, tokens: &Range<usize>) -> Option<String> {
        let name = self.names.within(tokens).first().filter(|n| n.tokens.start <= tokens.start + 3)?;
        // Of whom nothing is known, but that it gained or lost: "while Coinbase gained 4%".
        let moves = |at: usize| self.frame.predicates_in(at..(at + 3).min(tokens.end)).any(|p| p.tokens.start == at);
        let unknown = name.kind == NameKind::Unknown && moves(name.tokens.end);
        if !self.owns(name) && !unknown {
            return None;
        }
        let light = (tokens.start..name.tokens.start).all(|i| {
            words::is(self.doc, i, Class::Closed)
                || words::is(self.doc, i, Class::Opening)
                || self.doc.kind(i) == Some(TokenKind::Punct)
                || self.doc.is_any(i, &["while", "and", "but", "compared", "to", "with", "rival", "whereas", "versus"])
        });
        light.then(|| self.name_of(name)).flatten().filter(|n| !unknown || !is_thing(n))
    }

    /// The company that a noun of these kinds (any, where there are none) points back to: the first owner named in the
    /// sentence before, else the article's, else the one spoken of last.
    fn antecedent(&self, kinds: &[BodyKind], sentence: usize, topic: &Topic) -> Option<String> {
        let doc = self.doc;
        let fits = |n: &&Name| {
            let entity = &self.names.entities[n.entity];
            kinds.is_empty() || kinds.contains(&entity.body) || entity.is_company
        };
        let before = sentence.checked_sub(1).and_then(|s| doc.sentences.get(s)).cloned();
        let near = before.and_then(|s| self.names.within(&s).iter().filter(|n| self.owns(n)).find(fits));
        let main = topic.entity.clone().filter(|_| topic.is_company);
        match near.and_then(|n| self.name_of(n)) {
            Some(near) if !doc.opens_paragraph(self.frame.tokens.start) => Some(near),
            near => main.or(near),
        }
    }

    /// The name that opens the tokens, whatever it names: who has sales or a profit is a company.
    fn unknown(&self, tokens: &Range<usize>) -> Option<String> {
        let name = self.names.within(tokens).first().filter(|n| n.kind == NameKind::Unknown)?;
        let opens = name.tokens.start <= tokens.start + 3;
        self.names.entities.get(name.entity).map(|e| e.name.clone()).filter(|n| opens && !is_thing(n))
    }

    /// "Grants **to Polar Semiconductor**": public money is told of the company that gets it.
    fn recipient(&self, asked: &Asked) -> Option<String> {
        let doc = self.doc;
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
    // "Unit sales", "unit revenue": before the noun of an indicator it heads nothing.
    let heads = |i: usize| frame.indicators.iter().all(|n| n.tokens.start != i + 1 && !n.tokens.contains(&i));
    let is_head = |&i: &usize| words::is(doc, i, Class::Sector) && names.at(i).is_none() && heads(i);
    let head = segment.clone().find(is_head)?;
    let is_part = |i: usize| {
        doc.kind(i) == Some(TokenKind::Word)
            && !words::is(doc, i, Class::Closed)
            && !words::is(doc, i, Class::Opening)
            && !words::is(doc, i, Class::Saying)
            && !doc.is(i, "per")
            && body_noun(doc, i).is_none_or(|(_, kinds)| !kinds.iter().any(|k| k.is_company()))
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
    let mut back = phrase.rsplit(' ');
    let last = back.next()?.to_lowercase();
    let counted = back.next().is_some_and(|w| w == "per");
    (!counted && words::has(&last, Class::Sector)).then_some(phrase)
}

/// "Manufacturers cut 12,000": the sector in the words of a part of a count; none where the words are a comparison ("ahead
/// of October's unrevised gain") or point back ("the count was trimmed by").
pub fn part(doc: &Doc, frame: &Frame, tokens: &Range<usize>) -> Option<String> {
    let other = |i: usize| frame.periods_at(i) || doc.kind(i) == Some(TokenKind::Clitic);
    let last = tokens.end.checked_sub(1)?;
    let back = words::is(doc, last, Class::Anaphor) || words::is(doc, last, Class::Value) || doc.is(last, "count");
    (!back && !tokens.clone().any(other)).then(|| doc.slice(tokens).to_owned())
}
