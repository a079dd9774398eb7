//! Pieces that no cue of their frame governs: who says them is told by a dash, a label, a headline, a colon, the sentence
//! before or behind, or goes on speaking.

use super::content::{Frame, Item, Piece};
use super::coreference::{Identity, Resolved};
use super::indirect;
use super::sieve::{Last, QUESTION, Scene, Sieve, Voice};
use super::speaker::{Subject, Who};
use super::speech::{first_token, last_token};
use super::{QuotationKind, ResolvedBy};
use crate::mention::name::NameKind;
use crate::text::{Span, keys};

impl Sieve<'_, '_, '_> {
    /// The speaker of a piece that no cue of its frame governs.
    pub(super) fn without_cue(&self, piece: &Piece, scene: &Scene, place: usize, kind: QuotationKind) -> Option<Voice> {
        let (doc, index, paragraph) = (self.doc, scene.index, scene.frame.paragraph);
        let dash = doc.is_any(piece.close, keys!["—", "–", "―", "-", "("]);
        if let Some(subject) = self.listener.named_after(piece.close + 1).filter(|_| dash) {
            return Some(self.voice(&subject, index, None, "dash"));
        }
        if let Some(subject) = self.label(piece) {
            return Some(self.voice(&subject, index, None, "label"));
        }
        if let Some(subject) = self.headline(scene.items, piece).filter(|_| place > 0) {
            return Some(self.voice(&subject, index, None, "headline"));
        }
        // A statement that the author finishes ("“We rose. We will rise again” this year.") goes on like a whole one.
        let begun = place == 0 && piece.begins && piece.words >= 6;
        if kind == QuotationKind::Mixed && !begun || piece.words < 2 || piece.title && piece.words < 8 {
            return None;
        }
        if let Some((subject, cue)) = self.announced(index).filter(|_| place == 0) {
            return Some(self.voice(&subject, index - 1, cue, "announced"));
        }
        let colon = place > 0 && matches!(scene.items[place - 1], Item::Token(t) if doc.is(t, ":"));
        if let Some(subject) = self.listener.main_subject(scene.items, piece.open).filter(|_| colon) {
            return Some(self.voice(&subject, index, None, "colon"));
        }
        if let Some((subject, cue)) = self.bare_attribution(index, scene.frame) {
            return Some(self.voice(&subject, index + 1, Some(cue), "next-sentence"));
        }
        let of_last = |last: &Last, mention, group, rule| {
            let speaker = goes_on(last.identity.clone(), "speaker of the piece before");
            Voice { speaker, mention, cue: None, group, rule }
        };
        if let Some(last) = self.last.as_ref().filter(|l| l.paragraph == paragraph) {
            return Some(of_last(last, last.mention, Some(last.group), "same-paragraph"));
        }
        if let Some((identity, mention)) = self.subject_before(index, scene.frame) {
            let speaker = goes_on(identity, "subject of the sentence before");
            return Some(Voice { speaker, mention, cue: None, group: None, rule: "subject-before" });
        }
        let last = self.last.as_ref().filter(|l| l.paragraph + 1 == paragraph)?;
        if self.is_asked(piece, scene, last) {
            let speaker = goes_on(Identity::Anonymous(None), "who asks in an interview");
            return Some(Voice { speaker, mention: None, cue: None, group: None, rule: QUESTION });
        }
        Some(of_last(last, None, last.open.then_some(last.group), "paragraph-before"))
    }

    /// A question that is a paragraph of its own between paragraphs of whole quotations: an interview, in which the
    /// speaker of the paragraph before does not ask himself.
    fn is_asked(&self, piece: &Piece, scene: &Scene, last: &Last) -> bool {
        let lone = |index: usize| {
            let frame = self.frames.frames.get(index)?;
            let items = self.frames.items(frame);
            matches!(items, [Item::Piece(_)]).then_some(frame.paragraph)
        };
        let question = self.doc.is(piece.tokens.end - 1, "?") && piece.closed && !last.open;
        question
            && lone(scene.index) == Some(scene.frame.paragraph)
            && lone(scene.index + 1) == Some(scene.frame.paragraph + 1)
    }

    /// The speaker whose name in capitals opens the quoted words, before a colon.
    fn label(&self, piece: &Piece) -> Option<Subject> {
        let doc = self.doc;
        let first = piece.tokens.start;
        let colon = (first + 1..first + 4).find(|&i| doc.is(i, ":"))?;
        let capitals = (first..colon).all(|i| doc.word(i).len() > 1 && doc.word(i).chars().all(|c| !c.is_lowercase()));
        self.listener.named_after(first).filter(|s| capitals && s.tokens.end == colon)
    }

    /// The person whose name, before a colon, opens the frame.
    fn headline(&self, items: &[Item], piece: &Piece) -> Option<Subject> {
        let subject = self.listener.named_after(first_token(items))?;
        let Who::Name(mention) = subject.who else { return None };
        let opens = subject.tokens.start == first_token(items) && self.doc.is(subject.tokens.end, ":");
        let person = self.names.mentions[mention].kind == NameKind::Person;
        (opens && person && subject.tokens.end < piece.open).then_some(subject)
    }

    /// Who is announced by a frame before that ends in a colon.
    fn announced(&self, index: usize) -> Option<(Subject, Option<Span>)> {
        let before = self.frames.frames.get(index.checked_sub(1)?)?;
        let items = self.frames.items(before);
        let Some(Item::Token(last)) = items.last() else { return None };
        if !self.doc.is(*last, ":") {
            return None;
        }
        match self.listener.speeches(items).pop().filter(|s| s.cue.frames.quote) {
            Some(speech) => Some((speech.subject, Some(self.doc.span(&speech.cue.tokens)))),
            None => self.listener.main_subject(items, *last).map(|s| (s, None)),
        }
    }

    /// "X asked." in the next frame: a cue that has no content of its own.
    fn bare_attribution(&self, index: usize, frame: &Frame) -> Option<(Subject, Span)> {
        let next = self.frames.frames.get(index + 1).filter(|f| f.paragraph == frame.paragraph)?;
        let items = self.frames.items(next);
        if let Some(Item::Token(dash)) = items.first()
            && self.doc.is_any(*dash, keys!["—", "–", "―", "-"])
        {
            return self.listener.named_after(dash + 1).map(|s| (s, self.doc.span(&(*dash..dash + 1))));
        }
        if items.len() > 30 || items.iter().take(3).any(|i| matches!(i, Item::Piece(_))) {
            return None;
        }
        let speeches = self.listener.speeches(items);
        let speech = speeches.first().filter(|s| s.cue.frames.quote && !s.cue.negated)?;
        let subject = speech.subject.clone();
        let start = indirect::attribution_start(&speech.cue, &subject);
        let leads = start == first_token(items)
            || self.listener.is_premodifier(first_token(items)..start) && start < first_token(items) + 8;
        let high = last_token(items, &self.frames.pieces) + 1;
        let bare = indirect::after(self.doc, &speech.cue, high, &[]).is_none()
            && !items.iter().any(|i| matches!(i, Item::Piece(_)));
        (leads && bare && !self.doc.is(speech.cue.tokens.end, ":"))
            .then(|| (subject, self.doc.span(&speech.cue.tokens)))
    }

    /// The subject of the sentence before, in the same paragraph.
    fn subject_before(&self, index: usize, frame: &Frame) -> Option<(Identity, Option<Span>)> {
        let before = index.checked_sub(1).map(|i| &self.frames.frames[i]).filter(|f| f.paragraph == frame.paragraph)?;
        let items = self.frames.items(before);
        let subject = self.listener.main_subject(items, usize::MAX)?;
        let identity = self.resolver.resolve(&subject, index - 1).identity;
        let person = identity.entity().is_some_and(|e| self.names.entities[e].kind != NameKind::Body);
        person.then(|| (identity, Some(self.doc.span(&subject.tokens))))
    }
}

fn goes_on(identity: Identity, step: &'static str) -> Resolved {
    Resolved { identity, by: ResolvedBy::Continuation, step }
}
