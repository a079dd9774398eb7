//! The company, bank or body whose figure it is.

use std::ops::Range;

use super::frame::Frame;
use super::indicator::Owner;
use super::topic::{Subject, Topic};
use crate::mention::Mention;
use crate::mention::name::{NameKind, Names};
use crate::text::Doc;

/// The entity of a figure: only for what companies and bodies have (profits, shares, deals).
pub fn of(
    doc: &Doc,
    frame: &Frame,
    names: &Names,
    figure: &Mention,
    subject_tokens: Option<&Range<usize>>,
    subject: &Subject,
    topic: &Topic,
) -> Option<String> {
    if subject.owner() == Owner::Area {
        return None;
    }
    let inside = |tokens: &Range<usize>| {
        let from = names.mentions.partition_point(|n| n.tokens.start < tokens.start);
        names.mentions[from..]
            .iter()
            .take_while(|n| n.tokens.end <= tokens.end)
            .filter(|n| n.kind == NameKind::Body)
            .collect::<Vec<_>>()
    };
    let name_of = |entity: usize| names.entities.get(entity).map(|e| e.name.clone()).filter(|n| !n.is_empty());
    let segment = &frame.segments[frame.segment_of(figure.tokens.start)].tokens;
    // The owner right before or behind the subject: "Walmart's stock", "shares of Home Depot".
    if let Some(tokens) = subject_tokens {
        let around = tokens.start.saturating_sub(5).max(frame.tokens.start)..tokens.end;
        let behind = tokens.end..(tokens.end + 5).min(frame.tokens.end);
        let of = doc.is_any(tokens.end, &["of", "in", "at", "for"]);
        let near = inside(&around)
            .last()
            .map(|n| n.entity)
            .or_else(|| inside(&behind).first().filter(|_| of).map(|n| n.entity));
        if let Some(name) = near.and_then(name_of) {
            return Some(name);
        }
    }
    let before = segment.start..figure.tokens.start;
    let in_segment = inside(&before).last().map(|n| n.entity).and_then(name_of);
    if subject.owner() == Owner::Either {
        // An open subject is a company's only where one stands with it, or the article speaks of one throughout.
        return in_segment.or_else(|| topic.entity.clone().filter(|_| topic.area.is_none()));
    }
    let in_sentence = || inside(&(frame.tokens.start..figure.tokens.start)).last().map(|n| n.entity).and_then(name_of);
    let recent =
        || topic.last_entity.as_ref().filter(|(_, s)| figure.sentence.saturating_sub(*s) <= 2).map(|(e, _)| e.clone());
    in_segment.or_else(in_sentence).or_else(recent).or_else(|| topic.entity.clone())
}
