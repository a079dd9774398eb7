//! Which cue and which speaker each piece has: the first stage, the surest pattern first.
//!
//! 1. A cue right after the piece ("“…,” said X", "“…,” X said"). 2. A cue before it in the frame ("X said “…”").
//! 3. A cue after it with words between. 4. A name after a dash, or before a colon. 5. A bare attribution in the next
//! sentence ("“Why?” X asked."). 6. What the paragraph attributed last, or its last subject. 7. The speaker of the
//! paragraph before, when the piece only goes on.

use super::content::{Frame, Frames, Item, Piece};
use super::coreference::{Event, Identity, Resolver};
use super::cue::{self, Cue, Form};
use super::indirect;
use super::speaker::{Finder, Subject, Who};
use super::words::{self, Class, is_function};
use super::{QuotationKind, ResolvedBy};
use crate::mention::name::{NameKind, Names};
use crate::text::{Doc, Gap, Span, TokenKind};

/// A quotation before speakers are numbered.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub span: Span,
    pub token: usize,
    pub kind: QuotationKind,
    pub speaker: Option<(Identity, ResolvedBy)>,
    pub mention: Option<Span>,
    pub cue: Option<Span>,
    pub group: usize,
    pub rule: &'static str,
}

/// A cue of a frame with its subject.
#[derive(Debug, Clone)]
struct Speech {
    cue: Cue,
    subject: Option<Subject>,
    /// The subject stands after the verb.
    inverted: bool,
    /// Some piece has it as its cue.
    used: bool,
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

pub(super) struct Sieve<'n, 'd, 'a> {
    doc: &'d Doc<'a>,
    names: &'n Names,
    frames: &'n Frames,
    finder: Finder<'n, 'd, 'a>,
    resolver: Resolver<'n, 'd, 'a>,
    drafts: Vec<Draft>,
    last: Option<Last>,
    groups: usize,
}

impl<'n, 'd, 'a> Sieve<'n, 'd, 'a> {
    pub fn new(doc: &'d Doc<'a>, names: &'n Names, frames: &'n Frames) -> Self {
        let resolver = Resolver { doc, names, frames, events: Vec::new() };
        Self { doc, names, frames, finder: Finder { doc, names }, resolver, drafts: Vec::new(), last: None, groups: 0 }
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
        let mut speeches = self.speeches(items);
        let pieces: Vec<usize> =
            items.iter().filter_map(|i| if let Item::Piece(p) = i { Some(*p) } else { None }).collect();
        let mut group = None;
        for &p in &pieces {
            self.piece(p, index, frame, items, &mut speeches, &mut group);
        }
        let breaks = self.breaks(&speeches);
        // An attribution at the end takes all that stands before it, other cues included.
        for closing in [true, false] {
            for speech in &speeches {
                self.indirect(speech, index, items, closing, &breaks, &mut group);
            }
        }
        for speech in &speeches {
            if let Some(subject) = &speech.subject {
                let identity = self.resolver.resolve(subject, index).0;
                self.resolver.events.push(Event { frame: index, identity });
            }
        }
    }

    // ---- cues and their subjects

    fn speeches(&self, items: &[Item]) -> Vec<Speech> {
        let mut found: Vec<Speech> = Vec::new();
        let mut after = 0;
        for (place, item) in items.iter().enumerate() {
            let Item::Token(token) = *item else { continue };
            if token < after {
                continue;
            }
            let Some(cue) = cue::at(self.doc, token) else { continue };
            after = cue.tokens.end;
            if let Some(speech) = self.speech(cue, place, items, &found) {
                found.push(speech);
            }
        }
        found
    }

    fn speech(&self, cue: Cue, place: usize, items: &[Item], found: &[Speech]) -> Option<Speech> {
        let doc = self.doc;
        let low = items[..place]
            .iter()
            .rposition(|i| matches!(i, Item::Piece(_)))
            .map_or_else(|| first_token(items), |p| self.frames.pieces[piece_of(items[p])].close);
        let high = items[place..]
            .iter()
            .find_map(|i| if let Item::Piece(p) = i { Some(self.frames.pieces[*p].open) } else { None });
        let high = high.unwrap_or_else(|| last_token(items, &self.frames.pieces) + 1);
        let start = cue.tokens.start;
        if cue.form == Form::Phrase {
            let subject = self.finder.after(&cue, high)?;
            return Some(Speech { cue, subject: Some(subject), inverted: true, used: false });
        }
        if cue.form == Form::Noun {
            let subject = self.finder.possessor(&cue, low);
            return subject.map(|s| Speech { cue, subject: Some(s), inverted: false, used: false });
        }
        if self.is_passive(&cue) {
            return None;
        }
        let finite = matches!(cue.form, Form::Past | Form::Third | Form::Base);
        let follows_content =
            start == low && place > 0 || doc.is(start.wrapping_sub(1), ",") && start > first_token(items) + 1;
        if finite && follows_content && cue.frames.quote && !cue.frames.hearer {
            if let Some(subject) = self.finder.after(&cue, high) {
                let speaks = !matches!(subject.who, Who::Other | Who::Pronoun)
                    || start == low
                    || doc.is(low, ",") && low + 1 == start;
                if speaks && !self.is_apposition_end(start, low) {
                    return Some(Speech { cue, subject: Some(subject), inverted: true, used: false });
                }
            }
        }
        let subject = if cue.form == Form::Ing { None } else { self.finder.before(&cue, low) };
        let subject = subject.filter(|s| self.agrees(&cue, s));
        let inherited =
            || found.iter().rev().find_map(|s| s.subject.clone()).or_else(|| self.main_subject(items, start));
        let joins = cue.form == Form::Ing
            || doc.is_any(start.wrapping_sub(1), &["and", "but", "then", "also", "to"])
            || finite && low > first_token(items) && start <= low + 2;
        let subject = subject.or_else(|| if joins { inherited() } else { None });
        subject.as_ref()?;
        Some(Speech { cue, subject, inverted: false, used: false })
    }

    /// "…, head of research at X, said": the comma closes an apposition, so the subject stands before it.
    fn is_apposition_end(&self, start: usize, low: usize) -> bool {
        if !self.doc.is(start.wrapping_sub(1), ",") || start == low + 1 {
            return false;
        }
        let fake = Cue { tokens: start..start + 1, form: Form::Past, frames: cue::Frames::default(), negated: false };
        self.finder.before(&fake, low).is_some_and(|s| {
            let gap = start - 1 - s.phrase.end.min(start - 1);
            let lead = s.phrase.end + 1;
            let opens = self.doc.is_any(lead, &["who", "which", "whose", "a", "an", "the", "now", "then"])
                || self.doc.kind(lead) == Some(TokenKind::Number);
            gap > 0
                && matches!(&s.who, Who::Name(_))
                && self.doc.is_any(s.phrase.end, &[",", "("])
                && (opens
                    || self.doc.is(s.phrase.end, "(")
                    || !indirect::has_finite_verb(self.doc, &(s.phrase.end..start)))
        })
    }

    fn is_passive(&self, cue: &Cue) -> bool {
        let doc = self.doc;
        if !matches!(cue.form, Form::Past | Form::Participle) {
            return false;
        }
        let mut at = cue.tokens.start;
        while at > 0 && (doc.lower(at - 1).ends_with("ly") || doc.is_any(at - 1, &["not", "also", "been", "being"])) {
            if doc.is_any(at - 1, &["been", "being"]) {
                return true;
            }
            at -= 1;
        }
        at > 0
            && (doc.is_any(at - 1, &["is", "are", "was", "were", "be", "been", "being", "as", "than", "get", "got"])
                || doc.lower(at - 1).ends_with("'re"))
            || doc.is(cue.tokens.end, "by")
    }

    /// "Mr Grassley and Mr Leahy say": the name is the last of several.
    fn is_coordinated(&self, subject: &Subject) -> bool {
        let doc = self.doc;
        let start = subject.tokens.start;
        (start.saturating_sub(4)..start).any(|i| doc.is(i, "and")) || doc.lower(subject.tokens.end - 1).ends_with("ers")
    }

    /// Whether verb and subject agree: nouns that look like verbs ("growth estimates") do not.
    fn agrees(&self, cue: &Cue, subject: &Subject) -> bool {
        let doc = self.doc;
        let modal = (cue.tokens.start.saturating_sub(3)..cue.tokens.start).any(|i| {
            doc.is_any(
                i,
                &["will", "would", "to", "did", "can", "could", "may", "might", "should", "must", "not", "do", "does"],
            )
        });
        let plural = match &subject.who {
            Who::Role(index, _) => self.names.roles[*index].plural,
            Who::Pronoun => doc.is_any(subject.tokens.start, &["they", "we", "i", "you", "some", "many", "others"]),
            Who::Relative(_) => return true,
            Who::Name(_) => self.is_coordinated(subject),
            _ => doc.lower(subject.tokens.end - 1).ends_with('s'),
        };
        match cue.form {
            Form::Base => {
                modal
                    || plural
                    || matches!(subject.who, Who::Other)
                        && doc.is_any(subject.tokens.end - 1, &["people", "police", "men", "women"])
            }
            Form::Third => !plural || matches!(subject.who, Who::Name(_)),
            _ => true,
        }
    }

    /// The first subject of the frame: what a participle or a coordinated verb goes with.
    fn main_subject(&self, items: &[Item], before: usize) -> Option<Subject> {
        let doc = self.doc;
        let mut after_preposition = false;
        for item in items {
            let Item::Token(token) = *item else {
                after_preposition = false;
                continue;
            };
            if token >= before {
                break;
            }
            if doc.is_any(
                token,
                &["in", "on", "at", "with", "after", "during", "for", "from", "by", "to", "of", "against", "as"],
            ) {
                after_preposition = true;
                continue;
            }
            if doc.is(token, ",") {
                after_preposition = false;
                continue;
            }
            let named = self.names.at(token).filter(|m| m.tokens.start == token);
            if let Some(mention) = named {
                let possessive = doc.kind(mention.tokens.end) == Some(TokenKind::Clitic);
                if !after_preposition && !possessive {
                    return self.finder.ending_at(mention.tokens.end, first_token(items));
                }
                continue;
            }
            let subject = doc.is_any(token, &["he", "she", "it", "they", "we", "i"])
                || self.names.role_at(token).is_some_and(|r| r.tokens.start == token);
            if subject && !after_preposition {
                let end = self.names.role_at(token).map_or(token + 1, |r| r.tokens.end);
                if self.names.mentions.iter().any(|m| m.tokens.start == end) {
                    continue;
                }
                return self.finder.ending_at(end, first_token(items));
            }
        }
        None
    }

    // ---- quoted pieces

    fn piece(
        &mut self,
        p: usize,
        index: usize,
        frame: &Frame,
        items: &[Item],
        speeches: &mut [Speech],
        group: &mut Option<usize>,
    ) {
        let piece = &self.frames.pieces[p];
        let place = items.iter().position(|i| *i == Item::Piece(p)).unwrap_or(0);
        let kind = self.kind(piece, place, items);
        let governed = self.right_cue(piece, speeches).map(|i| (i, "cue-after"));
        let governed = governed.or_else(|| self.left_cue(piece, speeches).map(|i| (i, "cue-before")));
        let governed = governed.or_else(|| self.far_cue(piece, speeches).map(|i| (i, "cue-later")));
        if let Some((i, rule)) = governed {
            if self.is_no_speech(piece, kind, &speeches[i], items, place) {
                return;
            }
            speeches[i].used = true;
            let speech = &speeches[i];
            let subject = speech.subject.clone();
            let cue = self.doc.span(&speech.cue.tokens);
            let resolved = subject.as_ref().map(|s| self.resolver.resolve(s, index));
            let mention = subject.as_ref().map(|s| self.doc.span(&s.tokens));
            let group = *group.get_or_insert_with(|| next(&mut self.groups));
            self.push(p, frame, kind, resolved, mention, Some(cue), group, rule);
            return;
        }
        self.without_cue(p, index, frame, items, place, kind, group);
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
            let Some(subject) = &s.subject else { return false };
            // The subject, its role before it, perhaps an adverb, right after the piece.
            let start = subject.phrase.start;
            let between = from..start;
            start >= from
                && (between.is_empty() || between.len() <= 12 && self.is_premodifier(between))
                && s.cue.tokens.start > start
        })
    }

    /// Whether the tokens are what may stand before a speaker's name: his role, employer, title, "however".
    fn is_premodifier(&self, tokens: std::ops::Range<usize>) -> bool {
        let doc = self.doc;
        tokens.clone().all(|i| {
            self.names.at(i).is_some()
                || self.names.role_at(i).is_some()
                || doc.kind(i) == Some(TokenKind::Clitic)
                || doc.is_any(
                    i,
                    &[
                        "the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "sir", ".", "-", "however",
                        "as", "for", "of", "and",
                    ],
                )
                || doc.is_capital(i)
                || doc.kind(i) == Some(TokenKind::Word) && tokens.len() <= 4 && !is_function(doc, i)
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
        let near = gap == 0 || nearest.cue.frames.object && gap <= 8;
        // "said he hopes that …", "said she recalled thinking": what he hopes is what he said.
        let outer = speeches[..before].iter().rposition(|s| {
            (s.cue.frames.core || s.cue.frames.that) && !s.inverted && !s.cue.negated && s.cue.form != Form::Ing
        });
        let inner = |s: &Subject| matches!(s.who, Who::Pronoun | Who::Relative(_));
        let dependent = nearest.subject.as_ref().is_none_or(inner) && !strong;
        match outer {
            Some(outer) if dependent || !strong && !near => Some(outer),
            _ => Some(before).filter(|_| !nearest.cue.negated),
        }
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
    fn is_no_speech(&self, piece: &Piece, kind: QuotationKind, speech: &Speech, items: &[Item], place: usize) -> bool {
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
        let attributive = piece.words <= 2
            && !ends
            && doc.kind(piece.close) == Some(TokenKind::Word)
            && !is_function(doc, piece.close)
            && (doc.kind(before) == Some(TokenKind::Punct)
                || doc
                    .is_any(before, &["the", "a", "an", "so-called", "its", "their", "his", "her", "of", "for", "in"]));
        let _ = (items, place);
        attributive
    }

    #[allow(clippy::too_many_arguments)]
    fn without_cue(
        &mut self,
        p: usize,
        index: usize,
        frame: &Frame,
        items: &[Item],
        place: usize,
        kind: QuotationKind,
        group: &mut Option<usize>,
    ) {
        let doc = self.doc;
        let piece = &self.frames.pieces[p];
        // "“…” — NAME"
        let dash = doc.is_any(piece.close, &["—", "–", "―", "-"]) || doc.is(piece.close, "(");
        if dash {
            if let Some(subject) = self.named_after(piece.close + 1) {
                let resolved = self.resolver.resolve(&subject, index);
                let group = *group.get_or_insert_with(|| next(&mut self.groups));
                self.push(p, frame, kind, Some(resolved), Some(doc.span(&subject.tokens)), None, group, "dash");
                return;
            }
        }
        // "NAME: We must …": a transcript inside the marks.
        if let Some(subject) = self.label(piece) {
            let resolved = self.resolver.resolve(&subject, index);
            let group = *group.get_or_insert_with(|| next(&mut self.groups));
            self.push(p, frame, kind, Some(resolved), Some(doc.span(&subject.tokens)), None, group, "label");
            return;
        }
        // "Ruiz: no ‘magic’ answer": a headline with its speaker before the colon.
        let headline = if place > 0 { self.headline(items, piece) } else { None };
        if let Some(subject) = headline {
            let resolved = self.resolver.resolve(&subject, index);
            let group = *group.get_or_insert_with(|| next(&mut self.groups));
            self.push(p, frame, kind, Some(resolved), Some(doc.span(&subject.tokens)), None, group, "headline");
            return;
        }
        // A statement that the author finishes ("“We rose. We will rise again” this year.") goes on like a whole one.
        let begun = place == 0 && piece.begins && piece.words >= 6;
        if kind == QuotationKind::Mixed && !begun || piece.words < 2 || piece.title && piece.words < 8 {
            return;
        }
        // "She said:", and the words in the next paragraph.
        if place == 0 {
            if let Some((subject, cue)) = self.announced(index) {
                let resolved = self.resolver.resolve(&subject, index - 1);
                let group = *group.get_or_insert_with(|| next(&mut self.groups));
                self.push(p, frame, kind, Some(resolved), Some(doc.span(&subject.tokens)), cue, group, "announced");
                return;
            }
        }
        // "NAME: “…”", "Ruiz was blunt: “…”"
        let colon = place > 0 && matches!(items[place - 1], Item::Token(t) if doc.is(t, ":"));
        if colon {
            let subject = self.main_subject(items, piece.open);
            let resolved = subject.as_ref().map(|s| self.resolver.resolve(s, index));
            let mention = subject.as_ref().map(|s| doc.span(&s.tokens));
            if resolved.is_some() {
                let group = *group.get_or_insert_with(|| next(&mut self.groups));
                self.push(p, frame, kind, resolved, mention, None, group, "colon");
                return;
            }
        }
        if let Some((subject, cue)) = self.bare_attribution(index, frame) {
            let resolved = self.resolver.resolve(&subject, index + 1);
            let group = *group.get_or_insert_with(|| next(&mut self.groups));
            self.push(
                p,
                frame,
                kind,
                Some(resolved),
                Some(doc.span(&subject.tokens)),
                Some(cue),
                group,
                "next-sentence",
            );
            return;
        }
        if let Some(last) = self.last.clone().filter(|l| l.paragraph == frame.paragraph) {
            let resolved = Some((last.identity.clone(), ResolvedBy::Continuation));
            *group = Some(last.group);
            self.push(p, frame, kind, resolved, last.mention, None, last.group, "same-paragraph");
            return;
        }
        if let Some((identity, mention)) = self.subject_before(index, frame) {
            let group = *group.get_or_insert_with(|| next(&mut self.groups));
            self.push(
                p,
                frame,
                kind,
                Some((identity, ResolvedBy::Continuation)),
                mention,
                None,
                group,
                "subject-before",
            );
            return;
        }
        if let Some(last) = self.last.clone().filter(|l| l.paragraph + 1 == frame.paragraph) {
            let resolved = Some((last.identity.clone(), ResolvedBy::Continuation));
            let group = if last.open { last.group } else { next(&mut self.groups) };
            self.push(p, frame, kind, resolved, None, None, group, "paragraph-before");
        }
    }

    /// The speaker whose name in capitals opens the quoted words, before a colon.
    fn label(&self, piece: &Piece) -> Option<Subject> {
        let doc = self.doc;
        let first = piece.tokens.start;
        let colon = (first + 1..first + 4).find(|&i| doc.is(i, ":"))?;
        let capitals = (first..colon).all(|i| doc.word(i).len() > 1 && doc.word(i).chars().all(|c| !c.is_lowercase()));
        self.named_after(first).filter(|s| capitals && s.tokens.end == colon)
    }

    /// The person whose name, before a colon, opens the frame.
    fn headline(&self, items: &[Item], piece: &Piece) -> Option<Subject> {
        let subject = self.named_after(first_token(items))?;
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
        let speech = self.speeches(items).pop().filter(|s| s.cue.frames.quote && s.subject.is_some());
        match speech {
            Some(Speech { cue, subject: Some(subject), .. }) => Some((subject, Some(self.doc.span(&cue.tokens)))),
            _ => self.main_subject(items, *last).map(|s| (s, None)),
        }
    }

    /// A name that begins at the token.
    fn named_after(&self, at: usize) -> Option<Subject> {
        let place = self.names.mentions.partition_point(|m| m.tokens.end <= at);
        let mention = self.names.mentions.get(place)?;
        let lead = at..mention.tokens.start;
        let near = mention.tokens.start >= at && lead.len() <= 4 && self.is_premodifier(lead);
        near.then(|| Subject { tokens: mention.tokens.clone(), phrase: mention.tokens.clone(), who: Who::Name(place) })
    }

    /// "X asked." in the next frame: a cue that has no content of its own.
    fn bare_attribution(&self, index: usize, frame: &Frame) -> Option<(Subject, Span)> {
        let next = self.frames.frames.get(index + 1).filter(|f| f.paragraph == frame.paragraph)?;
        let items = self.frames.items(next);
        if let Some(Item::Token(dash)) = items.first() {
            if self.doc.is_any(*dash, &["—", "–", "―", "-"]) {
                return self.named_after(dash + 1).map(|s| (s, self.doc.span(&(*dash..dash + 1))));
            }
        }
        if items.len() > 30 || items.iter().take(3).any(|i| matches!(i, Item::Piece(_))) {
            return None;
        }
        let speeches = self.speeches(items);
        let speech = speeches.first().filter(|s| s.cue.frames.quote && !s.cue.negated)?;
        let subject = speech.subject.clone()?;
        let start = indirect::attribution_start(&speech.cue, &subject);
        let leads = start == first_token(items)
            || self.is_premodifier(first_token(items)..start) && start < first_token(items) + 8;
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
        let subject = self.main_subject(items, usize::MAX)?;
        let identity = self.resolver.resolve(&subject, index - 1).0;
        let person = identity.entity().is_some_and(|e| self.names.entities[e].kind != NameKind::Body);
        person.then(|| (identity, Some(self.doc.span(&subject.tokens))))
    }

    // ---- reported clauses

    fn indirect(
        &mut self,
        speech: &Speech,
        index: usize,
        items: &[Item],
        closing: bool,
        breaks: &[usize],
        group: &mut Option<usize>,
    ) {
        let doc = self.doc;
        let Some(subject) = &speech.subject else { return };
        let frames = speech.cue.frames;
        let infinitive = speech.cue.form == Form::Base && doc.is(speech.cue.tokens.start.wrapping_sub(1), "to");
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
        if self.is_nobody(subject, &resolved.0) {
            return;
        }
        let mention = Some(doc.span(&subject.tokens));
        let group = *group.get_or_insert_with(|| next(&mut self.groups));
        let cue = Some(doc.span(&speech.cue.tokens));
        self.drafts.push(Draft {
            span,
            token: clause.start,
            kind: QuotationKind::Indirect,
            speaker: Some(resolved),
            mention,
            cue,
            group,
            rule: "clause",
        });
    }

    /// "Figures indicate that …" is no speech, "the report said that …" is; "as he expects" reports nothing either.
    fn is_thing(&self, speech: &Speech, subject: &Subject) -> bool {
        let doc = self.doc;
        let thing = matches!(subject.who, Who::Document | Who::Other);
        let verb = speech.cue.frames.thing || !speech.cue.frames.core && matches!(subject.who, Who::Other);
        let aside = doc.is(subject.phrase.start.wrapping_sub(1), "as") && !doc.is(speech.cue.tokens.end, "that")
            || doc.is_any(speech.cue.tokens.start.wrapping_sub(1), &["worth", "having"]);
        speech.cue.form != Form::Phrase && (thing && verb || aside)
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
            Who::Pronoun => self.doc.is_any(subject.tokens.start, &["it", "they", "one", "some", "many", "others"]),
            Who::Relative(antecedent) => self.is_nobody(antecedent, identity),
            _ => false,
        }
    }

    /// Nouns that are no speakers, or no one in particular.
    fn is_crowd(&self, subject: &Subject) -> bool {
        let last = self.doc.lower(subject.tokens.end - 1);
        let singular = last.strip_suffix('s').unwrap_or(last);
        words::of(singular, Class::Crowd) || doc_is_thing(self.doc, subject)
    }

    /// "his advisers", "attorneys for the family": people of someone in particular.
    fn is_some_ones(&self, subject: &Subject) -> bool {
        let doc = self.doc;
        doc.is_any(subject.phrase.start, &["his", "her", "its", "their"])
            || doc.is_any(subject.phrase.end, &["to", "for"])
            || subject.phrase.clone().any(|i| doc.kind(i) == Some(TokenKind::Clitic))
    }

    /// "… “good,” but that CLAUSE": the reported clause that goes on after the last quoted piece.
    fn clause_after_piece(&self, speech: &Speech, items: &[Item], breaks: &[usize]) -> Option<std::ops::Range<usize>> {
        let doc = self.doc;
        let piece = items
            .iter()
            .rev()
            .find_map(|i| if let Item::Piece(p) = i { Some(&self.frames.pieces[*p]) } else { None })?;
        if piece.open < speech.cue.tokens.end || speech.inverted {
            return None;
        }
        let at = piece.close + usize::from(doc.is(piece.close, ","));
        let joined = doc.is_any(at, &["and", "but"]) && doc.is(at + 1, "that");
        let last = last_token(items, &self.frames.pieces) + 1;
        joined.then(|| indirect::content(doc, at + 2, last, breaks)).flatten()
    }

    /// "CLAUSE, X said": the attribution closes what it reports.
    fn clause_before(
        &self,
        speech: &Speech,
        subject: &Subject,
        first: usize,
        items: &[Item],
    ) -> Option<std::ops::Range<usize>> {
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
        indirect::before(doc, first, comma).filter(|c| !self.is_subordinate(c.start))
    }

    /// "X said that CLAUSE", "according to X, CLAUSE", "if …, X said, CLAUSE".
    fn clause_after(
        &self,
        speech: &Speech,
        subject: &Subject,
        first: usize,
        last: usize,
        breaks: &[usize],
    ) -> Option<std::ops::Range<usize>> {
        let doc = self.doc;
        let start = indirect::attribution_start(&speech.cue, subject);
        if speech.cue.form == Form::Phrase {
            let opens = start <= first + 1;
            let comma = (subject.phrase.end..last).find(|&i| doc.is(i, ",")).filter(|_| opens)?;
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
        let within = self.is_subordinate(first) && start <= first + 8;
        let comma = (speech.cue.tokens.end + 3..last).find(|&i| doc.is(i, ",") && within);
        indirect::after(doc, &speech.cue, comma.unwrap_or(last), breaks)
    }

    /// Where others begin to speak, or the same one anew: "…, but she added", "… and called it".
    fn breaks(&self, speeches: &[Speech]) -> Vec<usize> {
        let doc = self.doc;
        let joint =
            |i: usize| doc.is_any(i, &["and", "but", "though", "although", "while"]) || indirect::is_dash(doc, i);
        let begins = |speech: &Speech| {
            let subject = speech.subject.as_ref()?;
            let own = subject.phrase.start < speech.cue.tokens.start
                && speech.cue.tokens.start - subject.phrase.end.min(speech.cue.tokens.start) <= 3;
            let start = if own { subject.phrase.start } else { speech.cue.tokens.start };
            let coordinated = matches!(speech.cue.form, Form::Past | Form::Third) && speech.cue.frames.quote
                || speech.cue.frames.object;
            let joint = (start.saturating_sub(if own { 6 } else { 2 })..start).rev().find(|&i| joint(i))?;
            let adjacent = if own {
                self.is_premodifier(joint + 1..start) || joint + 1 == start
            } else {
                joint + 1 == start && coordinated
            };
            adjacent.then(|| if doc.is(joint.wrapping_sub(1), ",") { joint - 1 } else { joint })
        };
        speeches.iter().filter(|s| !s.inverted && s.cue.form != Form::Noun).filter_map(begins).collect()
    }

    /// The comma that ends the clause before a subject at `at + 1`: right there, or before the subject's role.
    fn comma_before(&self, at: usize, first: usize) -> Option<usize> {
        let doc = self.doc;
        let low = first.max(at.saturating_sub(12));
        (low..=at).rev().find(|&i| doc.is(i, ",")).filter(|&c| self.is_premodifier(c + 1..at + 1))
    }

    fn is_subordinate(&self, at: usize) -> bool {
        words::is(self.doc, at, Class::Subordinate)
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &mut self,
        p: usize,
        frame: &Frame,
        kind: QuotationKind,
        speaker: Option<(Identity, ResolvedBy)>,
        mention: Option<Span>,
        cue: Option<Span>,
        group: usize,
        rule: &'static str,
    ) {
        let piece = &self.frames.pieces[p];
        if let Some((identity, _)) = &speaker {
            self.last = Some(Last {
                paragraph: frame.paragraph,
                identity: identity.clone(),
                mention,
                group,
                open: !piece.closed,
            });
        }
        self.drafts.push(Draft {
            span: piece.span,
            token: piece.tokens.start,
            kind,
            speaker,
            mention,
            cue,
            group,
            rule,
        });
    }
}

/// A share or a thing: "65 percent", "the move".
fn doc_is_thing(doc: &Doc, subject: &Subject) -> bool {
    doc.is(subject.tokens.end - 1, "percent")
}

fn next(groups: &mut usize) -> usize {
    *groups += 1;
    *groups
}

fn piece_of(item: Item) -> usize {
    match item {
        Item::Piece(p) => p,
        Item::Token(_) => 0,
    }
}

fn first_token(items: &[Item]) -> usize {
    items.iter().find_map(|i| if let Item::Token(t) = i { Some(*t) } else { None }).unwrap_or(0)
}

/// The last token of the frame, pieces included.
fn last_token(items: &[Item], pieces: &[Piece]) -> usize {
    match items.last() {
        Some(Item::Token(t)) => *t,
        Some(Item::Piece(p)) => pieces[*p].close - 1,
        None => 0,
    }
}
