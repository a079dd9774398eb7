//! Paragraphs headed by a company: "**Orvex** — Shares of the chipmaker jumped 7%", as lists of a day's movers have them, also
//! where the list has lost its paragraphs; and those under the heading of an outlook, as a company's release has them.
//!
//! Guarantees: what such a paragraph tells is its company's as if the article were about that one; the next paragraph is the
//! article's again, or that of its own head.

use super::entity::owner;
use super::sentence::frame::Frame;
use super::time::period;
use super::time::reference::is_reference;
use super::topic::Topic;
use crate::mention::name::{Names, heads_paragraph};
use crate::mention::{Mention, Period};
use crate::text::{Doc, TokenKind, keys};

/// What the article is about, kept while a paragraph that another company heads is read.
#[derive(Debug)]
pub struct Whole {
    entity: Option<String>,
    is_company: bool,
    /// The dash behind the paragraph's head.
    dash: usize,
}

/// The company that heads the paragraph which begins at the token, and the dash behind it.
fn head(doc: &Doc, names: &Names, start: usize) -> Option<(String, usize)> {
    let name = names.at(start).filter(|n| n.tokens.start == start && heads_paragraph(doc, &n.tokens))?;
    let head = names.name_of(name.entity).filter(|_| owner::owns(doc, names, name))?;
    Some((head.to_owned(), name.tokens.end))
}

/// What a heading over the next paragraphs says of their time, where it is that of a company's outlook ("Full-Year 2024
/// Outlook"), or that it is none ("Segment Results"); none for what is no heading.
pub fn outlook(doc: &Doc, frame: &Frame, mentions: &[Mention]) -> Option<Option<Option<Period>>> {
    const WORDS: usize = 8;
    let tokens = &frame.tokens;
    let alone = doc.opens_paragraph(tokens.start) && doc.opens_paragraph(tokens.end) && tokens.len() <= WORDS;
    if !alone || !frame.figures.is_empty() || doc.kind(tokens.end - 1) == Some(TokenKind::Punct) {
        return None;
    }
    let ahead = tokens.clone().any(|i| doc.is_any(i, keys!["outlook", "guidance"]));
    let time = || frame.periods.iter().map(|&i| period(&mentions[i])).find(|p| is_reference(p)).cloned();
    Some(ahead.then(time))
}

/// "Orvex — **The insurer** rose 2%": the words right behind the head's dash, which stand for the company.
pub fn stands_for_head(doc: &Doc, topic: &Topic, words: usize) -> bool {
    topic.whole.as_ref().is_some_and(|whole| whole.dash + 2 == words) && doc.is(words - 1, "the")
}

impl Topic {
    /// Turns to the company that heads the sentence which begins at the token, or back to the article's where a paragraph begins.
    pub fn turn(&mut self, doc: &Doc, names: &Names, start: usize) {
        let head = head(doc, names, start);
        if head.is_none() && !doc.opens_paragraph(start) {
            return;
        }
        if let Some(whole) = self.whole.take() {
            (self.entity, self.is_company) = (whole.entity, whole.is_company);
        }
        if let Some((head, dash)) = head {
            let entity = self.entity.replace(head);
            self.whole = Some(Whole { entity, is_company: std::mem::replace(&mut self.is_company, true), dash });
        }
    }
}
