//! Who says a figure.
//!
//! The speaker of the quotation in which it stands; the poll that a forecast comes from ("economists polled by Reuters");
//! else the office whose statistic the article reports, which news names once and then lets stand for what follows.

use super::frame::Frame;
use super::indicator::Owner;
use super::topic::{Subject, Topic};
use super::words::{self, Class};
use super::{ObsStatus, Source, entity};
use crate::link::quotation::Quotations;
use crate::mention::Mention;
use crate::mention::name::{NameKind, Names};
use crate::text::Doc;

/// What the search for a source needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Its subject.
    pub subject: &'a Subject,
    /// Its status.
    pub status: ObsStatus,
    /// Whose figure it is.
    pub entity: Option<&'a str>,
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
    // "Analysts had forecast 5%", "money markets put the odds at 40%": a forecast's own before who reports it.
    let foreseen = asked.status == ObsStatus::Forecast || entity::is_chance(&asked.subject.phrase);
    if foreseen && let Some(source) = crowd(doc, frame, asked.figure) {
        return Some(source);
    }
    if let Some(source) = speaker(quotations, asked.figure) {
        if publishes(names, &source.name) {
            topic.publishers.push((asked.subject.indicator, source.clone()));
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
        topic.publishers.push((asked.subject.indicator, source.clone()));
        return Some(source);
    }
    // "…, officials said on Tuesday"
    let said = |&i: &usize| words::is(doc, i, Class::Crowd) && doc.is_any(i + 1, &["said", "say", "told"]);
    if let Some(at) = frame.tokens.clone().find(said) {
        return Some(Source { name: doc.word(at).to_owned(), speaker: None });
    }
    let statistic = asked.subject.owner() == Owner::Area
        && matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Revised);
    topic.publisher(asked.subject.indicator).cloned().filter(|_| statistic)
}

/// Those who foresee a figure together, where they are named before it: "analysts", "money markets", "the consensus".
fn crowd(doc: &Doc, frame: &Frame, figure: &Mention) -> Option<Source> {
    let is_crowd = |&i: &usize| words::is(doc, i, Class::Crowd);
    let at = (frame.tokens.start..figure.tokens.start).rev().find(is_crowd)?;
    let first = if doc.is_any(at.wrapping_sub(1), &["money", "financial", "futures", "bond"]) { at - 1 } else { at };
    Some(Source { name: doc.slice(&(first..at + 1)).to_owned(), speaker: None })
}

/// The speaker of the quotation that the figure stands in.
fn speaker(quotations: &Quotations, figure: &Mention) -> Option<Source> {
    let quotation = quotations.quotations.iter().find(|q| q.span.contains(figure.span))?;
    let speaker = quotation.speaker?;
    let name = quotations.speakers.get(speaker)?.name.clone()?;
    Some(Source { name, speaker: Some(speaker) })
}

/// Whether a name is that of a body that publishes statistics.
fn publishes(names: &Names, name: &str) -> bool {
    names
        .entities
        .iter()
        .enumerate()
        .any(|(i, e)| e.name == name && e.kind == NameKind::Body && !entity::is_owner(names, i))
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
        let clitic = usize::from(doc.is_any(n.tokens.end, &["'s", "’s"]));
        let also = usize::from(doc.is(n.tokens.end, "also"));
        according || from || words::is(doc, n.tokens.end + clitic + also, Class::Publisher)
    })?;
    let name = names.entities.get(body.entity)?.name.clone();
    (!name.is_empty()).then_some(Source { name, speaker: None })
}
