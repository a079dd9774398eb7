//! Who speaks, in the words at hand: the subject of a cue.
//!
//! Before the cue: "Gary Lin, head of research at X, said". What stands behind one is found by `inverted`. Finds the words
//! and what they are; whom they mean is for `coreference`.

use std::ops::Range;

use super::cue::Cue;
use super::words::{self, Class, is_function};
use crate::mention::name::{self, BodyKind, NameKind, Names};
use crate::text::{Doc, TokenKind, keys};

/// What the words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// The index of a mention in [`Names::mentions`].
    Name(usize),
    /// A pronoun.
    Pronoun,
    /// A relative pronoun; the antecedent.
    Relative(Box<Subject>),
    /// A word for a person: the index of its phrase in [`Names::roles`], and the mention of the body it belongs to.
    Role(usize, Option<usize>),
    /// A common noun for a body, with the kinds it can stand for.
    BodyNoun(&'static [BodyKind]),
    /// A report, survey or other text of a body.
    Document,
    /// Any other noun.
    Other,
}

/// The words for a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The words that count as the mention.
    pub tokens: Range<usize>,
    /// The whole noun phrase, appositions left out.
    pub phrase: Range<usize>,
    pub who: Who,
}

pub(super) struct Finder<'n, 'd, 'a> {
    pub doc: &'d Doc<'a>,
    pub names: &'n Names,
}

impl<'a> Finder<'_, '_, 'a> {
    /// The subject that stands before the cue, not before the token `low`.
    pub fn before(&self, cue: &Cue, low: usize) -> Option<Subject> {
        let doc = self.doc;
        let mut end = cue.tokens.start;
        loop {
            let before = end;
            while end > low && self.is_filler(end - 1) {
                end -= 1;
            }
            end = self.before_time(end, low);
            if end == before {
                break;
            }
        }
        if end <= low {
            return None;
        }
        if doc.is_any(end - 1, keys![",", "—", "–", ")"]) || doc.is(end - 1, "-") && !doc.glued(end) {
            return self.before_parenthesis(end - 1, low);
        }
        self.ending_at(end, low)
    }

    /// Who possesses the noun of speech: "the bank's claim", "his promise".
    pub fn possessor(&self, cue: &Cue, low: usize) -> Option<Subject> {
        let doc = self.doc;
        let from = low.max(cue.tokens.start.saturating_sub(3));
        let at = (from..cue.tokens.start)
            .rev()
            .find(|&i| doc.kind(i) == Some(TokenKind::Clitic) || doc.is_any(i, keys!["his", "her", "its", "their"]))?;
        if doc.kind(at) == Some(TokenKind::Clitic) {
            let mut subject = self.ending_at(at, low)?;
            subject.tokens.end = at + 1;
            return Some(subject);
        }
        Some(Subject { tokens: at..at + 1, phrase: at..at + 1, who: Who::Pronoun })
    }

    /// Where a time before the verb begins: "X on Tuesday said", "X this month announced".
    fn before_time(&self, end: usize, low: usize) -> usize {
        let doc = self.doc;
        if end < low + 2 {
            return end;
        }
        let day = words::is(doc, end - 1, Class::Day);
        let unit = doc.is_any(
            end - 1,
            keys!["week", "month", "year", "quarter", "day", "morning", "afternoon", "evening", "night"],
        );
        let start = match (day, unit) {
            (true, _) if doc.is(end - 2, "on") => end - 2,
            (true, _) if doc.is_any(end - 2, keys!["late", "early", "last"]) => end - 2,
            (true, _) => end - 1,
            (_, true) if doc.is_any(end - 2, keys!["this", "last", "that"]) => end - 2,
            (_, true) if words::is(doc, end - 2, Class::Day) => self.before_time(end - 1, low),
            _ => return end,
        };
        let start = if start > low && doc.is_any(start - 1, keys!["earlier", "late", "early", "just"]) {
            start - 1
        } else {
            start
        };
        if start > low { start } else { end }
    }

    fn is_filler(&self, at: usize) -> bool {
        let doc = self.doc;
        let adverb = doc.kind(at) == Some(TokenKind::Word) && doc.lower(at).ends_with("ly");
        (adverb || words::is(doc, at, Class::Filler)) && !doc.is_capital(at)
    }

    /// The noun phrase that the apposition before `comma` belongs to.
    fn before_parenthesis(&self, comma: usize, low: usize) -> Option<Subject> {
        let doc = self.doc;
        let last = comma.checked_sub(1)?;
        // "The economy minister, Ana Ruiz, said": the name is the apposition.
        if let Some((index, mention)) = self.mention_at(last).filter(|(_, m)| m.tokens.end == comma) {
            let before = mention.tokens.start.wrapping_sub(1);
            let titled = doc.is(before, ",") && before > low && {
                self.role_at(before - 1).is_some()
                    || self.ending_at(before, low).is_some_and(|s| matches!(s.who, Who::Role(..)))
            };
            if titled && mention.kind == NameKind::Person || self.names_one_of(mention, low) {
                let tokens = mention.tokens.clone();
                return Some(Subject { tokens: tokens.clone(), phrase: tokens, who: Who::Name(index) });
            }
        }
        let mut fallback = None;
        for at in (low + 1..comma).rev() {
            if doc.is(at, ";") {
                break;
            }
            let opens = doc.is_any(at, keys![",", "—", "–", "("]) || doc.is(at, "-") && !doc.glued(at);
            if !opens || at == low {
                continue;
            }
            let Some(subject) = self.ending_at(at, low) else { continue };
            match &subject.who {
                Who::Name(m) if self.names.mentions[*m].kind == NameKind::Person => return Some(subject),
                Who::Name(_) | Who::Role(..) | Who::BodyNoun(_) => fallback = Some(subject),
                Who::Pronoun => {
                    fallback = fallback.or(Some(subject));
                }
                // A country with its apposition: "China, its only ally, said"; not "Meanwhile, Calder (CLD) said".
                Who::Other if fallback.is_none() && self.opens_frame(&subject, low) => fallback = Some(subject),
                _ => {}
            }
        }
        // "Later, he said" has no apposition: the comma belongs to the words before.
        fallback.or_else(|| self.ending_at(comma, low))
    }

    /// "**One of the bidders, Dublin-based Calder Group**, said": who is meant by a noun phrase without a name.
    fn names_one_of(&self, mention: &name::Name, low: usize) -> bool {
        const REACH: usize = 6;
        let doc = self.doc;
        let start = mention.tokens.start;
        let comma = (start.saturating_sub(REACH).max(low)..start).rev().find(|&i| doc.is(i, ","));
        let Some(comma) = comma else { return false };
        let first = (low..comma).find(|&i| !self.is_filler_word(i)).unwrap_or(comma);
        doc.is_any(first, keys!["one", "another"]) && first + 1 < comma && self.names.within(&(first..comma)).is_empty()
    }

    /// A capitalised phrase at the frame's start, perhaps after one small word: "China", "Even China".
    fn opens_frame(&self, subject: &Subject, low: usize) -> bool {
        let start = subject.phrase.start;
        self.doc.is_capital(start) && (start == low || start == low + 1 && self.is_filler_word(low))
    }

    fn is_filler_word(&self, at: usize) -> bool {
        words::is(self.doc, at, Class::Filler) || self.doc.is_any(at, keys!["but", "and"])
    }

    /// The noun phrase that ends before the token `end`.
    pub fn ending_at(&self, end: usize, low: usize) -> Option<Subject> {
        let doc = self.doc;
        let last = end.checked_sub(1).filter(|&l| l >= low)?;
        if doc.is_any(last, keys!["who", "which"]) {
            let before = if doc.is(last.wrapping_sub(1), ",") { last - 1 } else { last };
            let antecedent = self.ending_at(before, low)?;
            return Some(Subject { tokens: last..end, phrase: last..end, who: Who::Relative(Box::new(antecedent)) });
        }
        if words::is(doc, last, Class::Pronoun) {
            return Some(Subject { tokens: last..end, phrase: last..end, who: Who::Pronoun });
        }
        if let Some((index, mention)) = self.mention_at(last).filter(|(_, m)| m.tokens.end == end) {
            if mention.kind != NameKind::Person
                && let Some(complement) = self.with_complement(mention.tokens.start, low)
            {
                return Some(complement);
            }
            return Some(Subject {
                tokens: mention.tokens.clone(),
                phrase: mention.tokens.clone(),
                who: Who::Name(index),
            });
        }
        if let Some((index, role)) = self.role_at(last).filter(|(_, r)| r.tokens.end == end) {
            let subject = self.role(index, role.tokens.start, end);
            return Some(self.apposed(&subject, low).unwrap_or(subject));
        }
        if let Some(found) = (last.saturating_sub(2).max(low)..=last)
            .find_map(|i| name::body_noun(doc, i).filter(|(to, _)| *to == end).map(|(_, kinds)| (i, kinds)))
        {
            let phrase = self.phrase_start(found.0, low)..end;
            return Some(Subject { tokens: phrase.clone(), phrase, who: Who::BodyNoun(found.1) });
        }
        self.with_complement(end, low).or_else(|| self.plain_noun(end, low))
    }

    /// "analysts at Nomura", "a spokesman for the bank", "economists polled by X": the head before a complement that
    /// ends at `end`.
    fn with_complement(&self, end: usize, low: usize) -> Option<Subject> {
        let doc = self.doc;
        let from = low.max(end.saturating_sub(14));
        for at in (from..end).rev() {
            if doc.is_any(at, keys![",", ";", ":", "—", "that", "because", "but", "and", "when", "while", "if"]) {
                return None;
            }
            let joins = words::is(doc, at, Class::Preposition)
                || doc.is_any(at, keys!["who", "polled", "surveyed", "close", "familiar", "briefed", "involved"]);
            if !joins || at == from {
                continue;
            }
            if let Some((index, role)) = self.role_at(at - 1).filter(|(_, r)| r.tokens.end == at) {
                let mut subject = self.role(index, role.tokens.start, at);
                if let Who::Role(_, body @ None) = &mut subject.who {
                    let body_start = at + 1 + usize::from(doc.is(at + 1, "the"));
                    if doc.is_any(at, keys!["at", "of", "for", "from", "with"]) {
                        *body = self.mention_at(body_start).filter(|(_, m)| m.kind != NameKind::Person).map(|(i, _)| i);
                    }
                }
                return Some(self.apposed(&subject, low).unwrap_or(subject));
            }
            if let Some((start, kinds)) = (at.saturating_sub(2).max(low)..at)
                .find_map(|i| name::body_noun(doc, i).filter(|(to, _)| *to == at).map(|(_, kinds)| (i, kinds)))
            {
                let phrase = self.phrase_start(start, low)..at;
                return Some(Subject { tokens: phrase.clone(), phrase, who: Who::BodyNoun(kinds) });
            }
            let person = self.mention_at(at - 1).filter(|(_, m)| m.tokens.end == at && m.kind == NameKind::Person);
            if let Some((index, mention)) = person.filter(|_| doc.is_any(at, keys!["of", "at", "from", "with"])) {
                let tokens = mention.tokens.clone();
                return Some(Subject { tokens: tokens.clone(), phrase: tokens, who: Who::Name(index) });
            }
            if words::is(doc, at - 1, Class::Pronoun) {
                return Some(Subject { tokens: at - 1..at, phrase: at - 1..at, who: Who::Pronoun });
            }
            // "a person familiar with the talks", "people briefed on it"
            if doc.is_any(at, keys!["who", "close", "familiar", "briefed", "involved"]) {
                return self.plain_noun(at, low);
            }
        }
        None
    }

    /// "Ana Ruiz, an analyst at X told": the person whose apposition the role is, its second comma left out.
    fn apposed(&self, role: &Subject, low: usize) -> Option<Subject> {
        let comma = role.phrase.start.checked_sub(1).filter(|&c| c > low && self.doc.is(c, ","))?;
        let (index, person) = self.mention_at(comma - 1).filter(|(_, m)| m.tokens.end == comma)?;
        let tokens = person.tokens.clone();
        (person.kind == NameKind::Person).then(|| Subject {
            tokens: tokens.clone(),
            phrase: tokens,
            who: Who::Name(index),
        })
    }

    /// A role with its determiner, and the body that stands before it.
    fn role(&self, index: usize, start: usize, end: usize) -> Subject {
        let doc = self.doc;
        let possessive = start > 0 && doc.kind(start - 1) == Some(TokenKind::Clitic);
        let before = if possessive { start - 1 } else { start };
        let owner = before.checked_sub(1).and_then(|i| self.mention_at(i)).filter(|(_, m)| m.tokens.end == before);
        let body = owner.filter(|(_, m)| m.kind != NameKind::Person).map(|(i, _)| i);
        let from = owner.map_or(start, |(_, m)| m.tokens.start);
        let from = self.phrase_start(from, from.saturating_sub(4));
        Subject { tokens: from..end, phrase: from..end, who: Who::Role(index, body) }
    }

    /// The start of the noun phrase whose head begins at `head`: its determiner and what stands between.
    fn phrase_start(&self, head: usize, low: usize) -> usize {
        let doc = self.doc;
        let from = low.max(head.saturating_sub(6)).max(doc.sentence(head).start);
        let mut start = head;
        for at in (from..head).rev() {
            let word =
                doc.kind(at) == Some(TokenKind::Word) || doc.kind(at) == Some(TokenKind::Clitic) || doc.is(at, "-");
            if !word
                || words::is(doc, at, Class::Preposition)
                || words::is(doc, at, Class::Filler) && !doc.is_any(at, keys!["all", "both", "first", "only"])
                || words::is(doc, at, Class::Pronoun) && !doc.is_any(at, keys!["some", "many", "one"])
                || doc.is_any(
                    at,
                    keys![
                        "and", "but", "that", "said", "says", "saying", "when", "while", "because", "if", "tell",
                        "told"
                    ],
                )
            {
                break;
            }
            start = at;
            if words::is(doc, at, Class::Determiner) && !words::is(doc, at.wrapping_sub(1), Class::Determiner) {
                break;
            }
        }
        start
    }

    /// Any other noun phrase that ends before `end`.
    fn plain_noun(&self, end: usize, low: usize) -> Option<Subject> {
        let doc = self.doc;
        let last = end.checked_sub(1).filter(|&l| l >= low)?;
        if doc.kind(last) != Some(TokenKind::Word)
            || words::is(doc, last, Class::Preposition)
            || words::is(doc, last, Class::Determiner)
            || is_function(doc, last)
        {
            return None;
        }
        let start = self.phrase_start(last, low);
        let who = if words::is(doc, last, Class::Document) { Who::Document } else { Who::Other };
        Some(Subject { tokens: start..end, phrase: start..end, who })
    }

    pub fn mention_at(&self, token: usize) -> Option<(usize, &name::Name)> {
        self.names.index_at(token).map(|place| (place, &self.names.mentions[place]))
    }

    pub fn role_at(&self, token: usize) -> Option<(usize, &name::RolePhrase)> {
        let place = self.names.roles.partition_point(|r| r.tokens.end <= token);
        self.names.roles.get(place).filter(|r| r.tokens.start <= token).map(|r| (place, r))
    }
}
