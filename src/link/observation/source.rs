//! Who says a figure.
//!
//! The speaker of the quotation in which it stands; the poll that a forecast comes from ("economists polled by Reuters");
//! else the office whose statistic the article reports, which news names once and then lets stand for what follows.

use super::frame::Frame;
use super::indicator::Owner;
use super::topic::{Subject, Topic};
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
    if let Some(source) = speaker(quotations, asked.figure) {
        if publishes(names, &source.name) {
            topic.publisher = Some(source.clone());
        }
        return Some(source);
    }
    if let Some(source) = attributed(doc, frame, names) {
        topic.publisher = Some(source.clone());
        return Some(source);
    }
    let statistic = asked.subject.owner() == Owner::Area
        && matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Revised);
    topic.publisher.clone().filter(|_| statistic)
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
    const DATA: &[&str] = &["data", "figures", "report", "statistics", "reported", "said", "announced"];
    let body = names.within(&frame.tokens).iter().filter(|n| n.kind == NameKind::Body).find(|n| {
        let the = usize::from(doc.is(n.tokens.start.wrapping_sub(1), "the"));
        let before = n.tokens.start.wrapping_sub(1 + the);
        let according = doc.is(before, "to") && doc.is(before.wrapping_sub(1), "according");
        let from = doc.is_any(before, &["from", "by"])
            && doc
                .is_any(before.wrapping_sub(1), &["data", "figures", "gathered", "compiled", "released", "published"]);
        let clitic = usize::from(doc.is_any(n.tokens.end, &["'s", "’s"]));
        according || from || doc.is_any(n.tokens.end + clitic, DATA)
    })?;
    let name = names.entities.get(body.entity)?.name.clone();
    (!name.is_empty()).then_some(Source { name, speaker: None })
}
