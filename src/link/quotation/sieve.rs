//! Which cue and which speaker each piece has: the first stage, the surest pattern first.
//!
//! - A cue right after the piece ("“…,” said X"), before it in the frame ("X said “…”"), after it with words between.
//!
//! Where no cue is, [`super::uncued`] goes on:
//!
//! - A name after a dash, in capitals inside the marks, or before a headline's colon.
//! - Words that announce it ("She said:"), or a bare attribution in the next sentence ("“Why?” X asked.").
//! - What the paragraph attributed last, or its last subject; the speaker of the paragraph before, where it goes on.

use super::QuotationKind;
use super::content::{Frame, Frames, Item, Piece};
use super::coreference::{Event, Identity, Resolved, Resolver};
use super::cue::{self, Form};
use super::indirect;
use super::speaker::{Finder, Subject, Who};
use super::speech::{Listener, Speech, outermost};
use super::words::is_function;
use crate::mention::name::Names;
use crate::text::{Doc, Gap, Span, TokenKind, keys};

/// The rule of an interviewer's question.
pub(super) const QUESTION: &str = "question";

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
pub(super) struct Last {
    pub paragraph: usize,
    pub identity: Identity,
    pub mention: Option<Span>,
    pub group: usize,
    pub open: bool,
}

/// Where a piece stands.
pub(super) struct Scene<'s> {
    /// The frame's number.
    pub index: usize,
    pub frame: &'s Frame,
    pub items: &'s [Item],
}

/// Whose words a piece is found to be.
pub(super) struct Voice {
    pub speaker: Resolved,
    pub mention: Option<Span>,
    pub cue: Option<Span>,
    /// The statement that it goes on.
    pub group: Option<usize>,
    pub rule: &'static str,
}

/// The sieve over the frames of a document; [`super::report`] is its other half.
pub(super) struct Sieve<'n, 'd, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) names: &'n Names,
    pub(super) frames: &'n Frames,
    pub(super) listener: Listener<'n, 'd, 'a>,
    pub(super) resolver: Resolver<'n, 'd, 'a>,
    pub(super) drafts: Vec<Draft>,
    pub(super) last: Option<Last>,
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
    pub(super) fn voice(&self, subject: &Subject, frame: usize, cue: Option<Span>, rule: &'static str) -> Voice {
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
        while doc.is_any(from, keys![",", "—", "–", "-"]) {
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
            && !doc.is_any(nearest.cue.tokens.end, keys!["that", "of", "to", "as", "about", "is", ":"])
        {
            return self.left_cue(piece, &speeches[..before]);
        }
        let strong = nearest.cue.frames.core || nearest.cue.form == Form::Phrase;
        let beside = gap == 0 || gap == 1 && doc.is_any(nearest.cue.tokens.end, keys![",", ":"]);
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
        (start.saturating_sub(2)..start).any(|i| self.doc.is_any(i, keys!["would", "will", "could", "might", "should"]))
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
                doc.is_any(t, keys![",", ":", "—", "–", "-", ".", ";"])
                    || cue::at(doc, t).is_some_and(|c| c.frames.quote)
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
            keys!["called", "dubbed", "named", "titled", "entitled", "known", "nicknamed", "so"],
        ) && !speech.cue.frames.object
        {
            return true;
        }
        let adjacent = speech.cue.tokens.end == piece.open
            || speech.cue.tokens.end + 1 == piece.open && doc.is_any(piece.open - 1, keys![",", ":"]);
        if piece.title && !adjacent && piece.words > 1 {
            return true;
        }
        // "the “core” index": one or two quoted words that only modify the noun after them.
        let before = piece.open.wrapping_sub(1);
        let ends = doc.is_any(piece.tokens.end - 1, keys![",", ".", "?", "!"]);

        piece.words <= 2
            && !ends
            && doc.kind(piece.close) == Some(TokenKind::Word)
            && !is_function(doc, piece.close)
            && (doc.kind(before) == Some(TokenKind::Punct)
                || doc.is_any(
                    before,
                    keys!["the", "a", "an", "so-called", "its", "their", "his", "her", "of", "for", "in"],
                ))
    }
}

pub(super) fn next(groups: &mut usize) -> usize {
    *groups += 1;
    *groups
}
