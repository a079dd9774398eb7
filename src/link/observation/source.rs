//! Who says a figure.
//!
//! The speaker of the quotation in which it stands; the poll that a forecast comes from ("economists polled by Reuters")
//! or those who foresee it together ("the 3% that analysts expected"); else who publishes it, in its own sentence or
//! before ([`super::publisher`]). What is so in general, and what lies long before the time that the article reports on,
//! is told by the journalist.

use std::ops::Range;

use super::frame::Frame;
use super::indicator::{Owner, Told};
use super::topic::{Subject, Topic};
use super::words::{self, Class};
use super::{Area, Measure, ObsStatus, Source, entity};
use crate::link::quotation::Quotations;
use crate::mention::Mention;
use crate::mention::name::{NameKind, Names};
use crate::text::{Doc, TokenKind};

/// What the search for a source needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Its subject.
    pub subject: &'a Subject,
    /// What its value says.
    pub measure: Measure,
    /// Its status.
    pub status: ObsStatus,
    /// The country that it is about.
    pub area: Option<&'a Area>,
    /// Whose figure it is.
    pub entity: Option<&'a str>,
    /// Whether it is so in general, or was so long before the time that the article reports on.
    pub aside: bool,
}

/// The source of a figure.
pub fn of(
    doc: &Doc,
    frame: &Frame,
    names: &Names,
    quotations: &Quotations,
    asked: &Asked,
    topic: &mut Topic,
) -> Option<Source> {
    if asked.status == ObsStatus::Forecast
        && let Some(poll) = poll(doc, frame, names)
    {
        return Some(Source { name: poll, speaker: None });
    }
    let (indicator, sentence) = (asked.subject.indicator, asked.figure.sentence);
    let told = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Revised);
    // "Analysts had forecast 5%", "money markets put the odds at 40%": a forecast's own before who reports it.
    let chance = entity::is_chance(&asked.subject.phrase);
    if (asked.status == ObsStatus::Forecast || chance)
        && let Some(source) = crowd(doc, frame, asked.figure)
    {
        if chance {
            topic.publishers.add(names, indicator, &source, told, sentence);
        }
        return Some(source);
    }
    if let Some(source) = speaker(quotations, asked.figure) {
        if is_body(names, &source.name) {
            topic.publishers.add(names, indicator, &source, told, sentence);
        }
        return Some(source);
    }
    // "The Bank of England's 2% target": who aims at it.
    if asked.status == ObsStatus::Target
        && let Some(name) = asked.entity
    {
        return Some(Source { name: name.to_owned(), speaker: None });
    }
    if let Some(source) = attributed(doc, frame, names) {
        topic.publishers.add(names, indicator, &source, told, sentence);
        return Some(source);
    }
    // "…, officials said on Tuesday"
    let said = |&i: &usize| words::is(doc, i, Class::Crowd) && doc.is_any(i + 1, &["said", "say", "told"]);
    if let Some(at) = frame.tokens.clone().find(said) {
        return Some(Source { name: doc.word(at).to_owned(), speaker: None });
    }
    carried(doc, frame, asked, told, topic).cloned()
}

/// Who said it before, where the reading demands it.
fn carried<'a>(doc: &Doc, frame: &Frame, asked: &Asked, told: bool, topic: &'a mut Topic) -> Option<&'a Source> {
    if shown(doc, frame) {
        return topic.publishers.last();
    }
    if let Some(indicator) = asked.subject.indicator.filter(|_| entity::is_chance(&asked.subject.phrase)) {
        return topic.publishers.named_for(indicator);
    }
    // Prices are the market's, deals are told once: only what is counted again and again has a publisher.
    if asked.aside || !told || asked.subject.told() != Told::Series {
        return None;
    }
    match (asked.entity, asked.subject.owner()) {
        (_, Owner::Area) if asked.subject.indicator.is_some() => {
            topic.publishers.of_statistic(asked.subject.indicator, asked.area)
        }
        (Some(entity), Owner::Entity | Owner::Either) => topic.publishers.own_account(entity, asked.figure.sentence),
        // "72 percent of adults": what a survey found.
        (None, Owner::Either) if asked.measure == Measure::Share && asked.subject.indicator.is_none() => {
            topic.publishers.of_statistic(None, asked.area)
        }
        _ => None,
    }
}

/// Takes note of who publishes what, in a sentence without figures: "According to figures from the ministry, the decline
/// was led by electronic parts."
pub fn note(doc: &Doc, frame: &Frame, names: &Names, topic: &mut Topic) {
    if let Some(source) = attributed(doc, frame, names).or_else(|| heading(doc, frame, names)) {
        let indicator = frame.indicators.iter().find(|n| !n.weak).map(|n| n.indicator);
        topic.publishers.add(names, indicator, &source, true, doc.sentence_of(frame.tokens.start));
    }
}

/// A line that is nothing but a body's name: who issues the release.
fn heading(doc: &Doc, frame: &Frame, names: &Names) -> Option<Source> {
    let name = names.within(&frame.tokens).first().filter(|n| n.kind == NameKind::Body)?;
    let is_rest = |i: usize| !name.tokens.contains(&i) && doc.kind(i) != Some(TokenKind::Punct) && !doc.is(i, "the");
    let name = names.entities.get(name.entity).map(|e| e.name.clone()).filter(|n| !n.is_empty())?;
    (!frame.tokens.clone().any(is_rest)).then_some(Source { name, speaker: None })
}

/// Whether the sentence opens with a publication spoken of before: "the projections show", "the survey found".
fn shown(doc: &Doc, frame: &Frame) -> bool {
    let at = frame.tokens.start;
    doc.is_any(at, &["the", "its", "their", "these", "those"])
        && (at + 1..at + 4).any(|i| {
            words::is(doc, i, Class::Publisher)
                && doc.is_any(i + 1, &["show", "showed", "shows", "suggest", "suggested", "found", "put", "see"])
        })
}

/// Those who foresee a figure together, where they are named before it ("analysts", "money markets", "the consensus"),
/// or as the agents right behind it ("expected by economists").
fn crowd(doc: &Doc, frame: &Frame, figure: &Mention) -> Option<Source> {
    let before = (frame.tokens.start..figure.tokens.start).rev().find_map(|i| crowd_at(doc, i));
    let by = |&i: &usize| {
        doc.is(i, "by") && doc.is_any(i - 1, &["expected", "forecast", "predicted", "anticipated", "seen", "estimated"])
    };
    let end = figure.tokens.end;
    let agent = || {
        let by = (end + 1..(end + 8).min(frame.tokens.end)).find(by)?;
        (by + 1..by + 4).find_map(|i| crowd_at(doc, i))
    };
    let tokens = agent().or(before)?;
    Some(Source { name: doc.slice(&tokens).to_owned(), speaker: None })
}

/// The crowd that a token heads, with what tells it apart: "money markets", "Wall Street", "money market pricing".
fn crowd_at(doc: &Doc, at: usize) -> Option<Range<usize>> {
    if !words::is(doc, at, Class::Crowd) {
        return None;
    }
    let kinds = ["money", "financial", "futures", "bond", "market", "markets", "wall"];
    let first = (0..at).rev().take(2).take_while(|&i| doc.is_any(i, &kinds)).last();
    // A street or a price alone foresees nothing.
    (first.is_some() || !doc.is_any(at, &["street", "pricing"])).then(|| first.unwrap_or(at)..at + 1)
}

/// The speaker of the quotation that the figure stands in.
fn speaker(quotations: &Quotations, figure: &Mention) -> Option<Source> {
    let quotation = quotations.quotations.iter().find(|q| q.span.contains(figure.span))?;
    let speaker = quotation.speaker?;
    let name = quotations.speakers.get(speaker)?.name.clone()?;
    Some(Source { name, speaker: Some(speaker) })
}

/// Whether a body goes by the name: what a person says is said once.
fn is_body(names: &Names, name: &str) -> bool {
    names.entities.iter().any(|e| e.kind == NameKind::Body && e.name == name)
}

/// "Economists polled by **Reuters**", "a **Bloomberg** survey", "**FactSet** consensus estimates".
fn poll(doc: &Doc, frame: &Frame, names: &Names) -> Option<String> {
    let asked = names.within(&frame.tokens).iter().find(|n| {
        let behind = doc.is_any(n.tokens.end, &["poll", "survey", "consensus"]);
        let before = n.tokens.start.wrapping_sub(1);
        behind || doc.is(before, "by") && doc.is_any(before.wrapping_sub(1), &["polled", "surveyed", "compiled"])
    })?;
    names.entities.get(asked.entity).map(|e| e.name.clone()).filter(|n| !n.is_empty())
}

/// "According to the **Bureau of Labor Statistics**", "**Freddie Mac** data showed", "figures from **FactSet**".
fn attributed(doc: &Doc, frame: &Frame, names: &Names) -> Option<Source> {
    let body = names.within(&frame.tokens).iter().filter(|n| n.kind == NameKind::Body).find(|n| {
        let the = usize::from(doc.is(n.tokens.start.wrapping_sub(1), "the"));
        let before = n.tokens.start.wrapping_sub(1 + the);
        let according = doc.is(before, "to") && doc.is(before.wrapping_sub(1), "according");
        let from = doc.is_any(before, &["from", "by"])
            && doc
                .is_any(before.wrapping_sub(1), &["data", "figures", "gathered", "compiled", "released", "published"]);
        according || from || speaks(doc, n.tokens.end)
    })?;
    let name = names.entities.get(body.entity)?.name.clone();
    (!name.is_empty()).then_some(Source { name, speaker: None })
}

/// Whether what follows a name makes it a publisher: "'s updated forecasts", "(ticker: HD) reported", "also said".
fn speaks(doc: &Doc, end: usize) -> bool {
    let bracket = (doc.word(end) == "(").then(|| (end + 1..end + 7).find(|&i| doc.word(i) == ")")).flatten();
    let end = bracket.map_or(end, |close| close + 1);
    let clitic = usize::from(doc.is_any(end, &["'s", "’s"]));
    let also = usize::from(doc.is(end, "also"));
    let adjective = clitic > 0
        && doc.kind(end + 1) == Some(TokenKind::Word)
        && !words::is(doc, end + 1, Class::Closed)
        && words::is(doc, end + 2, Class::Publisher);
    adjective || words::is(doc, end + clitic + also, Class::Publisher)
}
