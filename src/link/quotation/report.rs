//! Reported clauses of a frame: the half of the sieve that has no quotation marks to go by.
//!
//! "CLAUSE, X said" before "X said CLAUSE", so that an attribution at the end takes all that stands before it. What
//! nobody in particular says ("analysts say"), what things show, and what is quoted already is left out.

use std::ops::Range;

use super::QuotationKind;
use super::content::Item;
use super::coreference::Identity;
use super::cue::Form;
use super::indirect;
use super::sieve::{Draft, Scene, Sieve, next};
use super::speaker::{Subject, Who};
use super::speech::{Speech, first_token, last_token};
use super::words::{self, Class};
use crate::mention::name::body_noun;
use crate::text::{Doc, TokenKind, keys};

impl Sieve<'_, '_, '_> {
    pub fn report(
        &mut self,
        speech: &Speech,
        scene: &Scene,
        closing: bool,
        breaks: &[usize],
        group: &mut Option<usize>,
    ) {
        let (index, items) = (scene.index, scene.items);
        let doc = self.doc;
        let subject = &speech.subject;
        let frames = speech.cue.frames;
        // "Hopes **to say** that" reports nothing, "**went on to say** that" does.
        let to = speech.cue.tokens.start.wrapping_sub(1);
        let went_on = doc.is(to.wrapping_sub(1), "on") && doc.is_any(to.wrapping_sub(2), keys!["went", "goes", "go"]);
        let infinitive = speech.cue.form == Form::Base && doc.is(to, "to") && !went_on;
        if speech.cue.negated || infinitive || !(frames.that || frames.clause) || self.is_thing(speech, subject) {
            return;
        }
        let first = first_token(items);
        let last = last_token(items, &self.frames.pieces) + 1;
        let clause = match (speech.used, closing) {
            (true, true) => None,
            (true, false) => self.clause_after_piece(speech, items, breaks),
            (false, true) => self.clause_before(speech, subject, first, items),
            (false, false) => self.clause_after(speech, subject, first, last, breaks),
        };
        let Some(clause) = clause else { return };
        let span = doc.span(&clause);
        let inside = |i: &Item| matches!(i, Item::Piece(p) if self.frames.pieces[*p].span.overlaps(span));
        let from = self.drafts.partition_point(|d| d.token < first);
        let taken = self.drafts[from..].iter().any(|d| d.span.overlaps(span));
        if taken || speech.used && items.iter().any(inside) {
            return;
        }
        let resolved = self.resolver.resolve(subject, index);
        if self.is_nobody(subject, &resolved.identity) {
            return;
        }
        let mention = Some(doc.span(&subject.tokens));
        let group = *group.get_or_insert_with(|| next(&mut self.groups));
        let cue = Some(doc.span(&speech.cue.tokens));
        self.drafts.push(Draft {
            span,
            token: clause.start,
            kind: QuotationKind::Indirect,
            speaker: resolved,
            mention,
            cue,
            group,
            rule: if closing { "clause-before" } else { "clause-after" },
        });
    }

    /// Where others begin to speak, or the same one anew: "…, but she added", "… and called it".
    pub fn breaks(&self, speeches: &[Speech]) -> Vec<usize> {
        let doc = self.doc;
        let joint =
            |i: usize| doc.is_any(i, keys!["and", "but", "though", "although", "while"]) || indirect::is_dash(doc, i);
        let begins = |speech: &Speech| {
            let subject = &speech.subject;
            let own = subject.phrase.start < speech.cue.tokens.start
                && speech.cue.tokens.start - subject.phrase.end.min(speech.cue.tokens.start) <= 3;
            let start = if own { subject.phrase.start } else { speech.cue.tokens.start };
            let coordinated = matches!(speech.cue.form, Form::Past | Form::Third) && speech.cue.frames.quote
                || speech.cue.frames.object;
            let joint = (start.saturating_sub(if own { 6 } else { 2 })..start).rev().find(|&i| joint(i))?;
            let adjacent = if own {
                self.listener.is_premodifier(joint + 1..start) || joint + 1 == start
            } else {
                joint + 1 == start && coordinated
            };
            adjacent.then(|| if doc.is(joint.wrapping_sub(1), ",") { joint - 1 } else { joint })
        };
        speeches.iter().filter(|s| !s.inverted && s.cue.form != Form::Noun).filter_map(begins).collect()
    }

    /// "Figures indicate that …" is no speech, "the report said that …" is; "as he expects" reports nothing either.
    fn is_thing(&self, speech: &Speech, subject: &Subject) -> bool {
        let doc = self.doc;
        let thing = matches!(subject.who, Who::Document | Who::Other);
        let verb = speech.cue.frames.thing || !speech.cue.frames.core && matches!(subject.who, Who::Other);
        // "Wages tell us that …": what tells us something is a sign of it.
        let sign = matches!(subject.who, Who::Other) && doc.is_any(speech.cue.tokens.end, keys!["us", "you"]);
        let before = subject.phrase.start.wrapping_sub(1);
        // "The firms, **which he says** were sold": put into a relative clause, it reports no clause of its own.
        let relative = matches!(subject.who, Who::Pronoun) && doc.is_any(before, keys!["who", "which", "that", "what"]);
        // "Here is what it reported, **according to** LSEG**:**" announces a list.
        let heading = speech.cue.form == Form::Phrase && doc.is(subject.phrase.end, ":");
        if relative && !doc.is(speech.cue.tokens.end, "that") || heading {
            return true;
        }
        let aside = doc.is(before, "as") && !doc.is(speech.cue.tokens.end, "that")
            || doc.is_any(speech.cue.tokens.start.wrapping_sub(1), keys!["worth", "having"]);
        if speech.cue.form == Form::Phrase {
            // "According to data from X": X made the data, it did not say so; "X data" is how X says it.
            let body = self.names.within(&subject.phrase).first().map_or(subject.phrase.end, |m| m.tokens.start);
            return (subject.phrase.start..body).any(|i| words::is(doc, i, Class::Figures));
        }
        thing && verb || sign || aside
    }

    /// Nobody in particular: "analysts", "officials", "most people". What they are said to say has no speaker.
    fn is_nobody(&self, subject: &Subject, identity: &Identity) -> bool {
        if !matches!(identity, Identity::Anonymous(_)) {
            return false;
        }
        match &subject.who {
            Who::Role(role, _) => {
                let role = &self.names.roles[*role];
                role.plural && words::of(role.word, Class::Crowd) && !self.is_some_ones(subject)
            }
            Who::Document => true,
            Who::Other => self.is_crowd(subject),
            Who::Pronoun => self.doc.is_any(subject.tokens.start, keys!["it", "they", "one", "some", "many", "others"]),
            Who::Relative(antecedent) => self.is_nobody(antecedent, identity),
            _ => false,
        }
    }

    /// Nouns that are no speakers, or no one in particular.
    fn is_crowd(&self, subject: &Subject) -> bool {
        let last = self.doc.lower(subject.tokens.end - 1);
        let singular = last.strip_suffix('s').unwrap_or(last);
        words::of(singular, Class::Crowd) || last == "percent"
    }

    /// "his advisers", "attorneys for the family": people of someone in particular.
    fn is_some_ones(&self, subject: &Subject) -> bool {
        let doc = self.doc;
        doc.is_any(subject.phrase.start, keys!["his", "her", "its", "their"])
            || doc.is_any(subject.phrase.end, keys!["to", "for"])
            || subject.phrase.clone().any(|i| doc.kind(i) == Some(TokenKind::Clitic))
    }

    /// "… “good,” but that CLAUSE": the reported clause that goes on after the last quoted piece.
    fn clause_after_piece(&self, speech: &Speech, items: &[Item], breaks: &[usize]) -> Option<Range<usize>> {
        let doc = self.doc;
        let piece = items
            .iter()
            .rev()
            .find_map(|i| if let Item::Piece(p) = i { Some(&self.frames.pieces[*p]) } else { None })?;
        if piece.open < speech.cue.tokens.end || speech.inverted {
            return None;
        }
        let at = piece.close + usize::from(doc.is(piece.close, ","));
        let joined = doc.is_any(at, keys!["and", "but"]) && doc.is(at + 1, "that");
        let last = last_token(items, &self.frames.pieces) + 1;
        joined.then(|| indirect::content(doc, at + 2, last, breaks)).flatten()
    }

    /// "CLAUSE, X said": the attribution closes what it reports.
    fn clause_before(&self, speech: &Speech, subject: &Subject, first: usize, items: &[Item]) -> Option<Range<usize>> {
        let doc = self.doc;
        let start = indirect::attribution_start(&speech.cue, subject);
        if speech.cue.form == Form::Phrase {
            let end = if doc.is(start.wrapping_sub(1), ",") { start - 1 } else { start };
            return if start > first + 1 { indirect::before(doc, first, end) } else { None };
        }
        if matches!(subject.who, Who::Relative(_)) || !speech.inverted && !indirect::closes(doc, &speech.cue) {
            return None;
        }
        if items.iter().any(|i| matches!(i, Item::Piece(p) if self.frames.pieces[*p].close == first)) {
            return None;
        }
        let comma = start.checked_sub(1).filter(|&c| c > first).and_then(|c| self.comma_before(c, first))?;
        indirect::before(doc, first, comma).filter(|c| !is_subordinate(doc, c.start) || leads_to_clause(doc, c))
    }

    /// "X said that CLAUSE", "according to X, CLAUSE", "if …, X said, CLAUSE".
    fn clause_after(
        &self,
        speech: &Speech,
        subject: &Subject,
        first: usize,
        last: usize,
        breaks: &[usize],
    ) -> Option<Range<usize>> {
        let doc = self.doc;
        let start = indirect::attribution_start(&speech.cue, subject);
        if speech.cue.form == Form::Phrase {
            let opens = start <= first + 1;
            let comma = (subject.phrase.end..last).find(|&i| doc.is(i, ",")).filter(|_| opens)?;
            let comma = self.apposition_end(comma, last).unwrap_or(comma);
            return indirect::content(doc, comma + 1, last, breaks);
        }
        if speech.inverted {
            return None;
        }
        let aside = doc.is(start.wrapping_sub(1), ",") && start > first + 1 && speech.cue.frames.quote;
        if let Some(rest) = indirect::goes_on(doc, &speech.cue, last).filter(|_| aside) {
            return indirect::content(doc, rest, last, breaks);
        }
        // "While he has said CLAUSE, …": what follows the subordinate clause is the author's.
        let within = is_subordinate(doc, first) && start <= first + 8;
        let comma = (speech.cue.tokens.end + 3..last).find(|&i| doc.is(i, ",") && within);
        indirect::after(doc, &speech.cue, comma.unwrap_or(last), breaks)
    }

    /// "According to Quillon, a research firm in Oslo, …": the comma that closes an apposition after a first one.
    fn apposition_end(&self, comma: usize, last: usize) -> Option<usize> {
        let doc = self.doc;
        let close = (comma + 2..last).find(|&i| doc.is(i, ","))?;
        let relative = doc.is_any(comma + 1, keys!["who", "which", "whose"]);
        let noun = doc.is_any(comma + 1, keys!["a", "an", "the", "its"])
            && (comma + 2..close).any(|i| self.names.role_at(i).is_some() || body_noun(doc, i).is_some())
            && !indirect::has_finite_verb(doc, &(comma + 1..close));
        (relative || noun).then_some(close)
    }

    /// The comma that ends the clause before a subject at `at + 1`: right there, or before the subject's role.
    fn comma_before(&self, at: usize, first: usize) -> Option<usize> {
        let doc = self.doc;
        let low = first.max(at.saturating_sub(12));
        (low..=at).rev().find(|&i| doc.is(i, ",")).filter(|&c| self.listener.is_premodifier(c + 1..at + 1))
    }
}

fn is_subordinate(doc: &Doc, at: usize) -> bool {
    words::is(doc, at, Class::Subordinate)
}

/// "**In London,** shares rose 3%, he said", not "in remarks prepared for the day, he said": what opens like an adjunct is
/// content where a clause of its own follows the comma.
fn leads_to_clause(doc: &Doc, clause: &Range<usize>) -> bool {
    let opens = |at: usize| {
        let lesser =
            is_subordinate(doc, at) || doc.is_any(at, keys!["which", "who", "whose", "where", "and", "or", "but"]);
        let participle = doc.lower(at).ends_with("ed") || doc.lower(at).ends_with("ing");
        !lesser && !participle && indirect::has_finite_verb(doc, &(at + 1..clause.end))
    };
    clause.clone().any(|i| doc.is(i, ",") && opens(i + 1))
}
