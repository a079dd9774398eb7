//! From the words for a speaker to the person or body: the second stage.
//!
//! Names are tied already; here pronouns take the nearest fitting person or body (the speaker of the sentence before
//! first, then the subject of the nearest sentence that has one), nominals the one whose role or kind they say, and what
//! fits nobody stays anonymous with its role.

use super::ResolvedBy;
use super::content::{Frames, Item};
use super::speaker::{Subject, Who};
use crate::mention::name::{BodyKind, Gender, NameKind, Names, RoleClass, body_noun};
use crate::text::{Doc, TokenKind, keys};

/// Whom the words mean.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Identity {
    /// An index of [`Names::entities`].
    Entity(usize),
    /// Someone of a body, without a name: "a spokesman for the bank".
    Of(usize, Option<String>),
    /// Nobody named: the role.
    Anonymous(Option<String>),
}

impl Identity {
    pub fn entity(&self) -> Option<usize> {
        match self {
            Identity::Entity(e) | Identity::Of(e, _) => Some(*e),
            Identity::Anonymous(_) => None,
        }
    }
}

/// Whom the words mean and why.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub identity: Identity,
    pub by: ResolvedBy,
    /// The step that decided, for `explain`.
    pub step: &'static str,
}

/// A speaker found so far.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub frame: usize,
    pub identity: Identity,
}

pub(super) struct Resolver<'n, 'd, 'a> {
    pub doc: &'d Doc<'a>,
    pub names: &'n Names,
    pub frames: &'n Frames,
    /// Speakers by frame, in order.
    pub events: Vec<Event>,
}

/// Whom a step finds, and its name.
type Step = (Identity, &'static str);

/// How many frames back a pronoun may reach.
const REACH: usize = 12;
/// How many mentions back a topic is counted.
const TOPIC_REACH: usize = 40;
/// How far into a frame is looked: past any sentence, short of a text without a full stop.
const LONGEST: usize = 400;

impl Resolver<'_, '_, '_> {
    /// Whom the words mean; `frame` is the frame in which they stand.
    pub fn resolve(&self, subject: &Subject, frame: usize) -> Resolved {
        let (by, (identity, step)) = match &subject.who {
            Who::Name(mention) => {
                let mention = &self.names.mentions[*mention];
                let (by, step) =
                    if mention.short { (ResolvedBy::Surname, "short name") } else { (ResolvedBy::Name, "full name") };
                (by, (Identity::Entity(mention.entity), step))
            }
            Who::Pronoun => (ResolvedBy::Pronoun, self.pronoun(subject, frame)),
            Who::Relative(antecedent) => {
                let antecedent = self.resolve(antecedent, frame);
                (ResolvedBy::Pronoun, (antecedent.identity, "antecedent"))
            }
            Who::Role(role, body) => (ResolvedBy::Nominal, self.role(subject, *role, *body, frame)),
            Who::BodyNoun(kinds) => (ResolvedBy::Nominal, self.body_noun(subject, kinds, frame)),
            Who::Document => (ResolvedBy::Nominal, self.document(subject, frame)),
            Who::Other => (ResolvedBy::Nominal, self.other(subject, frame)),
        };
        Resolved { identity, by, step }
    }

    /// Any other noun: people of a body that it names, or nobody named.
    fn other(&self, subject: &Subject, frame: usize) -> Step {
        if let Some(owner) = self.owner(subject, frame) {
            return (Identity::Of(owner, self.noun(subject)), "people of the body");
        }
        let inside = self.names.within(&subject.phrase).last();
        let titled =
            inside.filter(|m| m.kind != NameKind::Person && self.doc.kind(m.tokens.end) != Some(TokenKind::Clitic));
        match titled {
            Some(mention) => (Identity::Of(mention.entity, self.noun(subject)), "people of the body"),
            None => (Identity::Anonymous(self.noun(subject)), "nobody named"),
        }
    }

    /// The body of "company management", "the bank's officials", where a noun for it stands in the phrase.
    fn owner(&self, subject: &Subject, frame: usize) -> Option<usize> {
        let last = subject.phrase.end.checked_sub(1)?;
        let kinds = (subject.phrase.start..last).find_map(|i| body_noun(self.doc, i).filter(|(to, _)| *to <= last))?.1;
        self.body_of(kinds, subject.tokens.start, frame)
    }

    /// The body of these kinds that spoke last, else that the article speaks of most.
    fn body_of(&self, kinds: &[BodyKind], at: usize, frame: usize) -> Option<usize> {
        let fits = |e: usize| !self.names.entities[e].is_person() && kinds.contains(&self.names.entities[e].body);
        let mut spoke =
            self.events.iter().rev().take_while(|e| e.frame + 6 > frame).filter_map(|e| e.identity.entity());
        spoke.find(|&e| fits(e)).or_else(|| self.topic(at, fits))
    }

    /// The phrase without its determiner.
    fn noun(&self, subject: &Subject) -> Option<String> {
        let doc = self.doc;
        let mut tokens = subject.phrase.clone();
        while doc.is_any(
            tokens.start,
            keys![
                "the", "a", "an", "one", "some", "many", "several", "most", "other", "another", "its", "his", "her",
                "their", "this", "these", "two", "three",
            ],
        ) && tokens.len() > 1
        {
            tokens.start += 1;
        }
        Some(doc.slice(&tokens).to_owned()).filter(|t| !t.is_empty())
    }

    fn pronoun(&self, subject: &Subject, frame: usize) -> Step {
        let doc = self.doc;
        let at = subject.tokens.start;
        let found = match doc.lower(at) {
            "he" | "his" => self.latest(at, frame, |e| self.is_person(e, Some(Gender::Male))),
            "she" | "her" => self.latest(at, frame, |e| self.is_person(e, Some(Gender::Female))),
            // A paper is who says it only where it has just said something: "The Times has reported. It said …".
            "it" | "its" => self.paper_before(frame).or_else(|| {
                let body = |e: usize| !self.names.entities[e].is_person() && self.names.entities[e].body.0 != "media";
                self.latest(at, frame, body)
            }),
            "they" | "their" | "others" => {
                self.events.last().and_then(|e| e.identity.entity()).map(|e| (e, "last speaker"))
            }
            _ => None,
        };
        match found {
            Some((entity, step)) => (Identity::Entity(entity), step),
            None => (Identity::Anonymous(None), "nobody named"),
        }
    }

    /// The paper or agency that the sentence before reports of.
    fn paper_before(&self, frame: usize) -> Option<(usize, &'static str)> {
        let last = self.events.last().filter(|e| e.frame + 1 == frame)?;
        let paper = last.identity.entity().filter(|&e| self.names.entities[e].body.0 == "media")?;
        Some((paper, "speaker before"))
    }

    fn is_person(&self, entity: usize, gender: Option<Gender>) -> bool {
        let entity = &self.names.entities[entity];
        entity.kind == NameKind::Person && (entity.gender.is_none() || gender.is_none() || entity.gender == gender)
            || entity.kind == NameKind::Unknown && entity.name.contains(' ') && gender.is_some()
    }

    /// The latest entity before the token that fits: frame by frame backwards, in each the speaker first, then the
    /// first mention outside quotations that is no possessive, then any.
    fn latest(&self, at: usize, frame: usize, fits: impl Fn(usize) -> bool) -> Option<(usize, &'static str)> {
        let lowest = frame.saturating_sub(REACH);
        // "The Ellery reforms should help, **he added**.": what stands before is what he says.
        let tail = self.doc.is(at.wrapping_sub(1), ",") && self.doc.sentence(at).end <= at + 3;
        let highest = if tail && frame > 0 { frame - 1 } else { frame };
        for index in (lowest..=highest).rev() {
            if index < frame {
                // The events are in the order of their frames.
                let from = self.events.partition_point(|e| e.frame < index);
                let to = self.events.partition_point(|e| e.frame <= index);
                let speaker = self.events[from..to].iter().rev().filter_map(|e| e.identity.entity()).find(|&e| fits(e));
                if let Some(speaker) = speaker {
                    return Some((speaker, "speaker before"));
                }
            }
            let mut possessive = None;
            for item in self.frames.items(&self.frames.frames[index]).iter().take(LONGEST) {
                let Item::Token(token) = *item else { continue };
                if token >= at {
                    break;
                }
                let Some(mention) = self.names.at(token).filter(|m| m.tokens.start == token && fits(m.entity)) else {
                    continue;
                };
                if self.doc.kind(mention.tokens.end) == Some(TokenKind::Clitic) {
                    possessive = possessive.or(Some(mention.entity));
                } else {
                    return Some((mention.entity, "first named before"));
                }
            }
            if let Some(possessor) = possessive {
                return Some((possessor, "possessor before"));
            }
        }
        None
    }

    fn role(&self, subject: &Subject, role: usize, body: Option<usize>, frame: usize) -> Step {
        let doc = self.doc;
        let phrase = &self.names.roles[role];
        let body = body.map(|m| self.names.mentions[m].entity);
        let text = Some(doc.slice(&phrase.tokens).to_owned());
        let body = body.or_else(|| if phrase.plural { self.owner(subject, frame) } else { None });
        let anonymous = || match body {
            Some(body) => (Identity::Of(body, text.clone()), "people of the body"),
            None => (Identity::Anonymous(text.clone()), "nobody named"),
        };
        let definite = doc.is_any(subject.phrase.start, keys!["the", "its", "his", "her", "their"])
            || body.is_some() && phrase.class != RoleClass::Trade;
        if phrase.plural || !definite {
            return anonymous();
        }
        let at = subject.tokens.start;
        let organization = body.map(|b| self.names.entities[b].name.as_str());
        let named = |e: usize| {
            let entity = &self.names.entities[e];
            let says = entity.role.as_deref().is_some_and(|r| {
                let role = r.to_ascii_lowercase();
                role.split([' ', '-']).any(|w| w == phrase.word.rsplit(' ').next().unwrap_or(phrase.word))
            });
            let same_body = organization.is_none() || entity.organization.as_deref() == organization;
            entity.kind == NameKind::Person && says && same_body
        };
        if let Some(entity) = self.latest_anywhere(at, named) {
            return (Identity::Entity(entity), "holder of the role");
        }
        // "The official", "the senator": whoever spoke or was spoken of last.
        let male = doc.lower(phrase.head).ends_with("man")
            || doc.is_any(phrase.head, keys!["father", "son", "brother", "husband"]);
        let female = doc.lower(phrase.head).ends_with("woman")
            || doc.is_any(phrase.head, keys!["mother", "daughter", "sister", "wife"]);
        let gender = if female {
            Some(Gender::Female)
        } else if male {
            Some(Gender::Male)
        } else {
            None
        };
        let kin = doc.is_any(subject.phrase.start, keys!["his", "her", "their", "its"]);
        let found = if kin || body.is_some() {
            None
        } else {
            self.latest(at, frame, |e| self.names.entities[e].kind == NameKind::Person && self.is_person(e, gender))
        };
        found.map_or_else(anonymous, |(entity, step)| (Identity::Entity(entity), step))
    }

    /// The fitting entity with the most mentions before the token; the latest of several.
    fn topic(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let before = self.names.begun_before(at);
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for mention in self.names.mentions[..before].iter().rev().filter(|m| fits(m.entity)).take(TOPIC_REACH) {
            match counts.iter_mut().find(|(e, _)| *e == mention.entity) {
                Some((_, count)) => *count += 1,
                None => counts.push((mention.entity, 1)),
            }
        }
        counts.iter().rev().max_by_key(|(_, count)| *count).map(|(e, _)| *e)
    }

    fn latest_anywhere(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let before = self.names.begun_before(at);
        self.names.mentions[..before].iter().rev().map(|m| m.entity).find(|&e| fits(e))
    }

    fn body_noun(&self, subject: &Subject, kinds: &[BodyKind], frame: usize) -> Step {
        let doc = self.doc;
        let start = subject.phrase.start;
        if doc.is_any(start, keys!["a", "an", "some", "many", "several", "one", "another"]) {
            return (Identity::Anonymous(self.noun(subject)), "nobody named");
        }
        let at = subject.tokens.start;
        // "The Trump campaign" names itself.
        if let Some(inside) =
            self.names.within(&subject.phrase).last().filter(|m| doc.kind(m.tokens.end) != Some(TokenKind::Clitic))
        {
            if inside.kind == NameKind::Body {
                return (Identity::Entity(inside.entity), "named in the phrase");
            }
            return (Identity::Anonymous(self.noun(subject)), "nobody named");
        }
        match self.body_of(kinds, at, frame) {
            Some(body) => (Identity::Entity(body), "body of the kind"),
            None => (Identity::Anonymous(self.noun(subject)), "nobody named"),
        }
    }

    /// "The report": of the body that is named in the phrase, else that spoke last, else that makes such reports.
    fn document(&self, subject: &Subject, frame: usize) -> Step {
        if let Some(inside) = self.names.within(&subject.phrase).iter().rev().find(|m| m.kind != NameKind::Person) {
            return (Identity::Entity(inside.entity), "named in the phrase");
        }
        let kind = |e: usize| self.names.entities[e].body.0;
        let official = |e: usize| matches!(kind(e), "statistics" | "department" | "ministry" | "watchdog");
        let other = |e: usize| {
            matches!(
                kind(e),
                "research" | "association" | "agency" | "fund" | "organization" | "multilateral" | "central_bank"
            )
        };
        let spoke = |fits: &dyn Fn(usize) -> bool| {
            let mut speakers = self.events.iter().rev().filter_map(|e| e.identity.entity());
            speakers.find(|&e| !self.names.entities[e].is_person() && fits(e))
        };
        let at = subject.tokens.start;
        let spoke = spoke(&official).or_else(|| spoke(&other)).map(|e| (e, "body that spoke"));
        match spoke.or_else(|| self.latest(at, frame, |e| official(e) || other(e))) {
            Some((body, step)) => (Identity::Entity(body), step),
            None => (Identity::Anonymous(self.noun(subject)), "nobody named"),
        }
    }
}
