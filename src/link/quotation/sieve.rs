//! Which cue and which speaker each piece has: the first stage, the surest pattern first.
//!
//! - A cue right after the piece ("“…,” said X"), before it in the frame ("X said “…”"), after it with words between.
//! - A name after a dash, in capitals inside the marks, or before a headline's colon.
//! - Words that announce it ("She said:"), or a bare attribution in the next sentence ("“Why?” X asked.").
//! - What the paragraph attributed last, or its last subject; the speaker of the paragraph before, where it goes on.

use super::content::{Frame, Frames, Item, Piece};
use super::coreference::{Event, Identity, Resolved, Resolver};
use super::cue::{self, Form};
use super::indirect;
use super::speaker::{Finder, Subject, Who};
use super::speech::{Listener, Speech, first_token, last_token, outermost};
use super::words::is_function;
use super::{QuotationKind, ResolvedBy};
use crate::mention::name::{NameKind, Names};
use crate::text::{Doc, Gap, Span, TokenKind};

/// The rule of an interviewer's question.
const QUESTION: &str = "question";

/// A quotation before speakers are numbered.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub span: Span,
    pub token: usize,
    pub kind: QuotationKind,
    pub speaker: Resolved,
    pub mention: Option<Span>,
    pub cue: Option<Span>,
    pub group: usize,
    pub rule: &'static str,
}

/// Who said the last piece, for what follows without attribution.
#[derive(Debug, Clone)]
struct Last {
    paragraph: usize,
    identity: Identity,
    mention: Option<Span>,
    group: usize,
    open: bool,
}

/// Where a piece stands.
pub(super) struct Scene<'s> {
    /// The frame's number.
    pub index: usize,
    pub frame: &'s Frame,
    pub items: &'s [Item],
}

/// Whose words a piece is found to be.
struct Voice {
    speaker: Resolved,
    mention: Option<Span>,
    cue: Option<Span>,
    /// The statement that it goes on.
    group: Option<usize>,
    rule: &'static str,
}

/// The sieve over the frames of a document; [`super::report`] is its other half.
pub(super) struct Sieve<'n, 'd, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) names: &'n Names,
    pub(super) frames: &'n Frames,
    pub(super) listener: Listener<'n, 'd, 'a>,
    pub(super) resolver: Resolver<'n, 'd, 'a>,
    pub(super) drafts: Vec<Draft>,
    last: Option<Last>,
    pub(super) groups: usize,
}

impl<'n, 'd, 'a> Sieve<'n, 'd, 'a> {
    pub fn new(doc: &'d Doc<'a>, names: &'n Names, frames: &'n Frames) -> Self {
        let resolver = Resolver { doc, names, frames, events: Vec::new() };
        let listener = Listener { doc, names, frames, finder: Finder { doc, names } };
        Self { doc, names, frames, listener, resolver, drafts: Vec::new(), last: None, groups: 0 }
    }

    pub fn run(mut self) -> Vec<Draft> {
        for index in 0..self.frames.frames.len() {
            self.frame(index);
        }
        self.drafts
    }

    fn frame(&mut self, index: usize) {
        let frame = &self.frames.frames[index];
        let items = self.frames.items(frame);
        let mut speeches = self.listener.speeches(items);
        let pieces: Vec<usize> =
            items.iter().filter_map(|i| if let Item::Piece(p) = i { Some(*p) } else { None }).collect();
        let mut group = None;
        let scene = Scene { index, frame, items };
        for &p in &pieces {
            self.piece(p, &scene, &mut speeches, &mut group);
        }
        let breaks = self.breaks(&speeches);
        // An attribution at the end takes all that stands before it, other cues included.
        for closing in [true, false] {
            for speech in &speeches {
                self.report(speech, &scene, closing, &breaks, &mut group);
            }
        }
        for speech in &speeches {
            let identity = self.resolver.resolve(&speech.subject, index).identity;
            self.resolver.events.push(Event { frame: index, identity });
        }
    }

    // ---- quoted pieces

    fn piece(&mut self, p: usize, scene: &Scene, speeches: &mut [Speech], group: &mut Option<usize>) {
        let piece = &self.frames.pieces[p];
        let place = scene.items.iter().position(|i| *i == Item::Piece(p)).unwrap_or(0);
        let kind = self.kind(piece, place, scene.items);
        let governed = self.announcing_cue(piece, speeches).map(|i| (i, "cue-before"));
        let governed = governed.or_else(|| self.right_cue(piece, speeches).map(|i| (i, "cue-after")));
        let governed = governed.or_else(|| self.left_cue(piece, speeches).map(|i| (i, "cue-before")));
        let governed = governed.or_else(|| self.far_cue(piece, speeches).map(|i| (i, "cue-later")));
        let voice = match governed {
            Some((i, _)) if self.is_no_speech(piece, kind, &speeches[i]) => None,
            Some((i, rule)) => {
                speeches[i].used = true;
                let cue = self.doc.span(&speeches[i].cue.tokens);
                Some(self.voice(&speeches[i].subject, scene.index, Some(cue), rule))
            }
            None => self.without_cue(piece, scene, place, kind),
        };
        let Some(voice) = voice else { return };
        let group = match voice.group {
            Some(of_last) => of_last,
            None => *group.get_or_insert_with(|| next(&mut self.groups)),
        };
        let last = Last {
            paragraph: scene.frame.paragraph,
            identity: voice.speaker.identity.clone(),
            mention: voice.mention,
            group,
            open: !piece.closed,
        };
        // Whoever answered the question before answers this one too.
        match self.last.as_mut().filter(|_| voice.rule == QUESTION) {
            Some(answering) => answering.paragraph = last.paragraph,
            None => self.last = Some(last),
        }
        self.drafts.push(Draft {
            span: piece.span,
            token: piece.tokens.start,
            kind,
            speaker: voice.speaker,
            mention: voice.mention,
            cue: voice.cue,
            group,
            rule: voice.rule,
        });
    }

    /// Who the words in a frame mean.
    fn voice(&self, subject: &Subject, frame: usize, cue: Option<Span>, rule: &'static str) -> Voice {
        let speaker = self.resolver.resolve(subject, frame);
        Voice { speaker, mention: Some(self.doc.span(&subject.tokens)), cue, group: None, rule }
    }

    /// The cue that announces the piece by a name and a colon, though a pronoun repeats it: "X scolded him: “…,” she said".
    fn announcing_cue(&self, piece: &Piece, speeches: &[Speech]) -> Option<usize> {
        let named = |s: &Speech| matches!(s.subject.who, Who::Name(_)) && !s.cue.negated && s.cue.frames.quote;
        let colon = piece.open.checked_sub(1).filter(|&at| self.doc.is(at, ":"))?;
        speeches.iter().position(|s| named(s) && s.cue.tokens.end <= colon && s.cue.tokens.end + 3 >= colon)
    }

    /// The cue whose attribution follows right after the piece.
    fn right_cue(&self, piece: &Piece, speeches: &[Speech]) -> Option<usize> {
        let doc = self.doc;
        let mut from = piece.close;
        while doc.is_any(from, &[",", "—", "–", "-"]) {
            from += 1;
        }
        speeches.iter().position(|s| {
            if s.cue.tokens.start < piece.close || s.cue.negated || !s.cue.frames.quote {
                return false;
            }
            if s.inverted {
                return s.cue.tokens.start <= from + 1;
            }
            // The subject, its role before it, perhaps an adverb, right after the piece.
            let start = s.subject.phrase.start;
            let between = from..start;
            start >= from
                && (between.is_empty() || between.len() <= 12 && self.listener.is_premodifier(between))
                && s.cue.tokens.start > start
        })
    }

    /// The nearest cue before the piece.
    fn left_cue(&self, piece: &Piece, speeches: &[Speech]) -> Option<usize> {
        let doc = self.doc;
        let before = speeches.iter().rposition(|s| s.cue.tokens.end <= piece.open)?;
        let nearest = &speeches[before];
        let gap = piece.open - nearest.cue.tokens.end;
        if nearest.cue.form == Form::Noun
            && gap > 0
            && !doc.is_any(nearest.cue.tokens.end, &["that", "of", "to", "as", "about", "is", ":"])
        {
            return self.left_cue(piece, &speeches[..before]);
        }
        let strong = nearest.cue.frames.core || nearest.cue.form == Form::Phrase;
        let beside = gap == 0 || gap == 1 && doc.is_any(nearest.cue.tokens.end, &[",", ":"]);
        let reaches = nearest.cue.frames.object
            && gap <= 8
            && !indirect::has_finite_verb(doc, &(nearest.cue.tokens.end..piece.open));
        // "said he hopes that …", "said it would tell …": what he hopes is what he said.
        let outer = outermost(speeches, before).filter(|&outer| !speeches[outer].cue.negated);
        let inner = matches!(nearest.subject.who, Who::Pronoun | Who::Relative(_));
        let dependent = inner && !strong || self.is_supposed(nearest);
        match outer {
            Some(outer) if dependent || !strong && !beside && !reaches => Some(outer),
            _ => Some(before).filter(|_| !nearest.cue.negated),
        }
    }

    /// "It would tell": words that are yet to be said.
    fn is_supposed(&self, speech: &Speech) -> bool {
        let start = speech.cue.tokens.start;
        (start.saturating_sub(2)..start).any(|i| self.doc.is_any(i, &["would", "will", "could", "might", "should"]))
    }

    /// A cue after the piece with words between: "prices are “sticky”, economists say".
    fn far_cue(&self, piece: &Piece, speeches: &[Speech]) -> Option<usize> {
        speeches.iter().position(|s| {
            s.cue.tokens.start >= piece.close && !s.cue.negated && (s.cue.frames.clause || s.cue.form == Form::Phrase)
        })
    }

    /// `direct` for a whole statement at the start of its clause, else `mixed`.
    fn kind(&self, piece: &Piece, place: usize, items: &[Item]) -> QuotationKind {
        let doc = self.doc;
        let before = place.checked_sub(1).map(|i| items[i]);
        let clause_start = match before {
            None | Some(Item::Piece(_)) => true,
            Some(Item::Token(_)) if doc.gap(piece.open) >= Gap::Line => true,
            Some(Item::Token(t)) => {
                doc.is_any(t, &[",", ":", "—", "–", "-", ".", ";"]) || cue::at(doc, t).is_some_and(|c| c.frames.quote)
            }
        };
        if clause_start && piece.whole { QuotationKind::Direct } else { QuotationKind::Mixed }
    }

    /// Titles, names and scare quotes under a cue are no speech of its subject.
    fn is_no_speech(&self, piece: &Piece, kind: QuotationKind, speech: &Speech) -> bool {
        let doc = self.doc;
        if kind == QuotationKind::Direct && piece.words >= 3 {
            return false;
        }
        if doc.is_any(
            piece.open.wrapping_sub(1),
            &["called", "dubbed", "named", "titled", "entitled", "known", "nicknamed", "so"],
        ) && !speech.cue.frames.object
        {
            return true;
        }
        let adjacent = speech.cue.tokens.end == piece.open
            || speech.cue.tokens.end + 1 == piece.open && doc.is_any(piece.open - 1, &[",", ":"]);
        if piece.title && !adjacent && piece.words > 1 {
            return true;
        }
        // "the “core” index": one or two quoted words that only modify the noun after them.
        let before = piece.open.wrapping_sub(1);
        let ends = doc.is_any(piece.tokens.end - 1, &[",", ".", "?", "!"]);

        piece.words <= 2
            && !ends
            && doc.kind(piece.close) == Some(TokenKind::Word)
            && !is_function(doc, piece.close)
            && (doc.kind(before) == Some(TokenKind::Punct)
                || doc
                    .is_any(before, &["the", "a", "an", "so-called", "its", "their", "his", "her", "of", "for", "in"]))
    }

    /// The speaker of a piece that no cue of its frame governs.
    fn without_cue(&self, piece: &Piece, scene: &Scene, place: usize, kind: QuotationKind) -> Option<Voice> {
        let (doc, index, paragraph) = (self.doc, scene.index, scene.frame.paragraph);
        let dash = doc.is_any(piece.close, &["—", "–", "―", "-", "("]);
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
            && self.doc.is_any(*dash, &["—", "–", "―", "-"])
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

pub(super) fn next(groups: &mut usize) -> usize {
    *groups += 1;
    *groups
}
