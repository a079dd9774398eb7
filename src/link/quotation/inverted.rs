//! Who speaks, behind the cue: "said the company's chief executive, Ana Ruiz", "according to the bank".
//!
//! The other order is `speaker`'s; the words mean the same in both.

use std::ops::Range;

use super::cue::{Cue, Form};
use super::speaker::{Finder, Subject, Who};
use super::words::{self, Class, is_function};
use crate::mention::name::{self, NameKind};
use crate::text::{Key, TokenKind, keys};

/// "According to a first estimate **published** by the bureau": what is done with what a body tells by it.
const ISSUED: &[Key] =
    keys!["published", "released", "issued", "compiled", "made", "conducted", "collected", "prepared", "produced"];

impl Finder<'_, '_, '_> {
    /// The subject that stands after the cue, before the token `high`; with the end of all that belongs to it.
    pub fn after(&self, cue: &Cue, high: usize) -> Option<Subject> {
        let doc = self.doc;
        let mut at = cue.tokens.end;
        if cue.form == Form::Phrase && doc.is(at, "the") && doc.is_any(at + 1, keys!["latest", "new"]) {
            at += 1;
        }
        if at >= high {
            return None;
        }
        if doc.is(at, "that") {
            return None;
        }
        let quantifier = doc.is_any(at, keys!["one", "some", "many", "others"]) && !is_function(doc, at + 1);
        if words::is(doc, at, Class::Pronoun) && !quantifier {
            return Some(Subject { tokens: at..at + 1, phrase: at..at + 1, who: Who::Pronoun });
        }
        let high = high.min(at + 24).min(doc.sentence(at).end);
        let start = at + usize::from(words::is(doc, at, Class::Determiner));
        let mut role = None;
        let mut body = None;
        let mut noun = None;
        let mut document = None;
        let mut next = start;
        while next < high {
            if let Some((index, mention)) = self.mention_at(next).filter(|(_, m)| m.tokens.start == next) {
                // "Virginia AFL-CIO President NAME": a name before another's or a role is no speaker.
                let leads = self.mention_at(mention.tokens.end).is_some() || self.role_at(mention.tokens.end).is_some();
                // "the market researcher Corvid", "brewer Pilsen": a role that a body has for its trade.
                let trade = role.as_ref().is_some_and(|(_, r): &(usize, Range<usize>)| r.end == mention.tokens.start)
                    && mention.kind == NameKind::Body
                    && body.is_none();
                if mention.kind == NameKind::Person
                    || trade
                    || mention.kind == NameKind::Unknown
                        && body.is_none()
                        && role.is_none()
                        && !leads
                        && doc.kind(mention.tokens.end) != Some(TokenKind::Clitic)
                {
                    // "said NAME", "said the bank's economist NAME", "said economist NAME"
                    return Some(Subject {
                        tokens: mention.tokens.clone(),
                        phrase: at..mention.tokens.end,
                        who: Who::Name(index),
                    });
                }
                if body.is_none() {
                    body = Some((index, mention.tokens.clone()));
                }
                next = mention.tokens.end;
            } else if let Some((index, phrase)) = self
                .role_at(next)
                .filter(|(_, r)| r.tokens.start == next && !words::is(doc, r.tokens.end, Class::Document))
            {
                if role.is_none() {
                    role = Some((index, phrase.tokens.clone()));
                }
                next = phrase.tokens.end;
            } else if let Some((to, kinds)) =
                name::body_noun(doc, next).filter(|_| body.is_none() && role.is_none() && noun.is_none())
            {
                noun = Some((next..to, kinds));
                next = to;
            } else if words::is(doc, next, Class::Document) && document.is_none() {
                document = Some(next);
                next += 1;
            } else if doc.is(next, "by") && next > start + 1 && doc.is_any(next - 1, ISSUED) {
                document = document.or(Some(next - 1));
                next += 1 + usize::from(words::is(doc, next + 1, Class::Determiner));
            } else if self.is_inside(next, role.is_some() || document.is_some()) {
                next += 1;
            } else {
                break;
            }
        }
        if let Some((index, tokens)) = role {
            let owner = body.filter(|(_, b)| b.end <= tokens.start || b.start <= tokens.end + 2).map(|(i, _)| i);
            let tokens = at..tokens.end;
            return Some(Subject { tokens: tokens.clone(), phrase: tokens, who: Who::Role(index, owner) });
        }
        if let Some((index, tokens)) = body {
            // "A report by X", "X data": the words mean the document, the speaker is its body.
            let phrase = at..document.map_or(tokens.end, |d| tokens.end.max(d + 1));
            let tokens = if document.is_some() { phrase.clone() } else { tokens };
            return Some(Subject { tokens, phrase, who: Who::Name(index) });
        }
        if let Some((tokens, kinds)) = noun {
            let tokens = at..tokens.end;
            return Some(Subject { tokens: tokens.clone(), phrase: tokens, who: Who::BodyNoun(kinds) });
        }
        if let Some(last) = document {
            return Some(Subject { tokens: at..last + 1, phrase: at..last + 1, who: Who::Document });
        }
        let inside = |i: usize| {
            doc.is(i, "-") || matches!(doc.kind(i), Some(TokenKind::Word | TokenKind::Number)) && !is_function(doc, i)
        };
        let end = (start..high).find(|&i| !inside(i)).unwrap_or(high);
        let plausible = end > start && (start > at || doc.lower(end - 1).ends_with('s') || doc.is_capital(start));
        plausible.then_some(Subject { tokens: at..end, phrase: at..end, who: Who::Other })
    }

    /// Words that may stand inside the noun phrase after a cue.
    fn is_inside(&self, at: usize, after_head: bool) -> bool {
        let doc = self.doc;
        match doc.kind(at) {
            Some(TokenKind::Clitic) => true,
            Some(TokenKind::Word) => {
                !is_function(doc, at)
                    || after_head && doc.is_any(at, keys!["of", "for", "at", "from", "by", "with", "and", "the"])
            }
            Some(TokenKind::Punct) => {
                doc.is_any(at, keys!["-", "/"])
                    || doc.is(at, ".") && doc.glued(at) && words::is(doc, at - 1, Class::Title)
                    || doc.is_any(at, keys!["'", "’"])
                    || doc.is(at, ",")
                        && after_head
                        && doc.is_capital(at + 1)
                        && self.mention_at(at + 1).is_some_and(|(_, m)| m.kind == NameKind::Person)
            }
            _ => doc.kind(at) == Some(TokenKind::Number),
        }
    }
}
