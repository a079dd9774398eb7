//! Paragraphs headed by a company: "**Orvex** — Shares of the chipmaker jumped 7%", as lists of a day's movers have them.
//!
//! Guarantees: what such a paragraph tells is its company's as if the article were about that one; the next paragraph is the
//! article's again, or that of its own head.

use super::entity::owner;
use super::topic::Topic;
use crate::mention::name::{Names, heads_paragraph};
use crate::text::Doc;

/// The company that heads the paragraph which begins at the token.
fn head(doc: &Doc, names: &Names, start: usize) -> Option<String> {
    let name = names.at(start).filter(|n| n.tokens.start == start && heads_paragraph(doc, &n.tokens))?;
    names.name_of(name.entity).filter(|_| owner::owns(doc, names, name)).map(str::to_owned)
}

/// "Orvex — **The insurer** rose 2%": the words right behind the head's dash, which stand for the company.
pub fn stands_for_head(doc: &Doc, topic: &Topic, words: usize) -> bool {
    topic.whole.is_some() && doc.is(words.wrapping_sub(1), "the") && heads_paragraph_at(doc, words.wrapping_sub(2))
}

/// Whether the mark at the token parts a paragraph's head from what is told of it.
fn heads_paragraph_at(doc: &Doc, dash: usize) -> bool {
    doc.is_any(dash, &["—", "–", "-"]) && doc.sentence(dash).clone().take(HEAD).any(|at| at == dash)
}

/// The most tokens of a head with its dash.
const HEAD: usize = 8;

impl Topic {
    /// Turns to the company that heads the paragraph which begins at the token, or back to the article's.
    pub fn turn(&mut self, doc: &Doc, names: &Names, start: usize) {
        if let Some((entity, is_company)) = self.whole.take() {
            (self.entity, self.is_company) = (entity, is_company);
        }
        if let Some(head) = head(doc, names, start) {
            self.whole = Some((self.entity.replace(head), std::mem::replace(&mut self.is_company, true)));
        }
    }
}
