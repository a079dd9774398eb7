//! Who says something where: the cues of a frame, each with its subject.
//!
//! A cue has its subject before it ("X said"), after it ("said X"), from the clause it is coordinated with ("… and said",
//! ", adding that"), or, for a noun, as its possessor ("X's claim"). A cue without one is dropped.

use std::ops::Range;

use super::content::{Frames, Item, Piece};
use super::cue::{self, Cue, Form};
use super::indirect;
use super::speaker::{Finder, Subject, Who};
use super::words::is_function;
use crate::mention::name::{NameKind, Names};
use crate::text::{Doc, TokenKind, keys};

/// A cue of a frame with its subject.
#[derive(Debug, Clone)]
pub(super) struct Speech {
    pub cue: Cue,
    pub subject: Subject,
    /// The subject stands after the verb.
    pub inverted: bool,
    /// Some piece has it as its cue.
    pub used: bool,
    /// The index of the speech that reports it: "she hopes" in "Ruiz said she hopes".
    pub inside: Option<usize>,
}

/// Finds the speeches of frames.
pub(super) struct Listener<'n, 'd, 'a> {
    pub doc: &'d Doc<'a>,
    pub names: &'n Names,
    pub frames: &'n Frames,
    pub finder: Finder<'n, 'd, 'a>,
}

impl Listener<'_, '_, '_> {
    pub fn speeches(&self, items: &[Item]) -> Vec<Speech> {
        let mut found: Vec<Speech> = Vec::new();
        let tokens = first_token(items)..last_token(items, &self.frames.pieces) + 1;
        if self.doc.seek(tokens.clone(), cue::ANY) == tokens.end {
            return found; // most frames report nothing
        }
        let mut after = 0;
        for (place, item) in items.iter().enumerate() {
            let Item::Token(token) = *item else { continue };
            if token < after {
                continue;
            }
            let Some(cue) = cue::at(self.doc, token) else { continue };
            after = cue.tokens.end;
            if let Some(mut speech) = self.speech(cue, place, items, &found) {
                speech.inside = self.reporter(&speech, &found);
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
            return Some(Speech { cue, subject, inverted: true, used: false, inside: None });
        }
        if cue.form == Form::Noun {
            let subject = self.finder.possessor(&cue, low);
            return subject.map(|subject| Speech { cue, subject, inverted: false, used: false, inside: None });
        }
        if self.is_passive(&cue) {
            return None;
        }
        let finite = matches!(cue.form, Form::Past | Form::Third | Form::Base);
        let follows_content = place > 0 && (start == low || doc.is(start - 1, ",") && place > 1);
        if finite
            && follows_content
            && cue.frames.quote
            // "“…,” warned Ruiz": right behind the words no one else can be the subject.
            && (!cue.frames.hearer || start == low)
            && let Some(subject) = self.finder.after(&cue, high)
        {
            let speaks = !matches!(subject.who, Who::Other | Who::Pronoun)
                || start == low
                || doc.is(low, ",") && low + 1 == start;
            // "Jobs have gone, **state figures show**": the subject of another verb.
            let others = cue.form == Form::Base && cue::at(doc, subject.phrase.end).is_some();
            if speaks && !others && !self.is_apposition_end(start, low) {
                return Some(Speech { cue, subject, inverted: true, used: false, inside: None });
            }
        }
        // "… to maintain “…”": an infinitive has the subject of the verb it hangs on.
        let infinitive = cue.form == Form::Base && doc.is(start.wrapping_sub(1), "to");
        let subject = match cue.form {
            Form::Ing => self.seen(start),
            _ if infinitive => None,
            _ => self.finder.before(&cue, low),
        };
        let subject = subject.filter(|s| self.agrees(&cue, s));
        // A participle or a coordinated verb goes with the main clause, not with what is reported in it.
        let main = found.len().checked_sub(1).map(|last| outermost(found, last).unwrap_or(last));
        let inherited = || main.map(|main| found[main].subject.clone()).or_else(|| self.main_subject(items, start));
        let joins = cue.form == Form::Ing
            || doc.is_any(start.wrapping_sub(1), keys!["and", "but", "then", "also", "to"])
            || finite && low > first_token(items) && start <= low + 2;
        let subject = subject.or_else(|| if joins { inherited() } else { None });
        Some(Speech { cue, subject: subject?, inverted: false, used: false, inside: None })
    }

    /// "Footage of Ruiz saying": the person right before a participle, where no comma ends that clause.
    fn seen(&self, start: usize) -> Option<Subject> {
        let doc = self.doc;
        let place = self.names.mentions.partition_point(|m| m.tokens.end < start);
        let mention = self.names.mentions.get(place).filter(|m| m.tokens.end == start && m.kind == NameKind::Person)?;
        let tokens = mention.tokens.clone();
        let object = doc.is_any(tokens.start.wrapping_sub(1), keys!["of", "with", "heard", "saw", "shows", "showing"]);
        object.then(|| Subject { tokens: tokens.clone(), phrase: tokens, who: Who::Name(place) })
    }

    /// The speech in whose reported clause this one has its subject, no comma or conjunction before it. A pronoun that
    /// is repeated after a conjunction stays in the same clause: "says she hopes to win, but she knows".
    fn reporter(&self, speech: &Speech, found: &[Speech]) -> Option<usize> {
        let doc = self.doc;
        let last = found.len().checked_sub(1)?;
        let start = speech.subject.phrase.start;
        let before = start.checked_sub(1)?;
        let pronoun = |s: &Speech| s.subject.who == Who::Pronoun;
        if doc.is_any(before, keys!["and", "but"]) {
            let same = pronoun(speech)
                && pronoun(&found[last])
                && doc.lower(start) == doc.lower(found[last].subject.tokens.start);
            return found[last].inside.filter(|_| same);
        }
        if doc.is_any(before, keys![",", ";", ":", "—", "–", "―", "while", "as"]) {
            return None;
        }
        (0..=last).rev().find(|&i| {
            let outer = &found[i];
            let reports = outer.cue.frames.core || outer.cue.frames.that || outer.cue.frames.clause;
            reports && !outer.inverted && outer.cue.tokens.end <= start
        })
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
            let opens = self.doc.is_any(lead, keys!["who", "which", "whose", "a", "an", "the", "now", "then"])
                || self.doc.kind(lead) == Some(TokenKind::Number);
            gap > 0
                && matches!(&s.who, Who::Name(_))
                && self.doc.is_any(s.phrase.end, keys![",", "("])
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
        while at > 0 && (doc.lower(at - 1).ends_with("ly") || doc.is_any(at - 1, keys!["not", "also", "been", "being"]))
        {
            if doc.is_any(at - 1, keys!["been", "being"]) {
                return true;
            }
            at -= 1;
        }
        at > 0
            && (doc
                .is_any(at - 1, keys!["is", "are", "was", "were", "be", "been", "being", "as", "than", "get", "got"])
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
                keys![
                    "will", "would", "to", "did", "can", "could", "may", "might", "should", "must", "not", "do", "does"
                ],
            )
        });
        let plural = match &subject.who {
            Who::Role(index, _) => self.names.roles[*index].plural,
            Who::Pronoun => doc.is_any(subject.tokens.start, keys!["they", "we", "i", "you", "some", "many", "others"]),
            Who::Relative(_) => return true,
            Who::Name(_) => self.is_coordinated(subject),
            _ => doc.lower(subject.tokens.end - 1).ends_with('s'),
        };
        match cue.form {
            Form::Base => {
                modal
                    || plural
                    || matches!(subject.who, Who::Other)
                        && doc.is_any(subject.tokens.end - 1, keys!["people", "police", "men", "women"])
            }
            // "Trump's early-morning tweets": a compound before the noun is no subject of it.
            Form::Third if matches!(subject.who, Who::Other) => {
                let last = subject.tokens.end - 1;
                !(plural || doc.is(last.wrapping_sub(1), "-") && doc.glued(last))
            }
            Form::Third => !plural || matches!(subject.who, Who::Name(_)),
            _ => true,
        }
    }

    /// The first subject of the frame: what a participle or a coordinated verb goes with.
    pub fn main_subject(&self, items: &[Item], before: usize) -> Option<Subject> {
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
                keys!["in", "on", "at", "with", "after", "during", "for", "from", "by", "to", "of", "against", "as"],
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
            let subject = doc.is_any(token, keys!["he", "she", "it", "they", "we", "i"])
                || self.names.role_at(token).is_some_and(|r| r.tokens.start == token);
            if subject && !after_preposition {
                let end = self.names.role_at(token).map_or(token + 1, |r| r.tokens.end);
                if self.names.at(end).is_some_and(|m| m.tokens.start == end) {
                    continue;
                }
                return self.finder.ending_at(end, first_token(items));
            }
        }
        None
    }

    /// Whether the tokens are what may stand before a speaker's name: his role, employer, title, "however".
    pub fn is_premodifier(&self, tokens: Range<usize>) -> bool {
        let doc = self.doc;
        tokens.clone().all(|i| {
            self.names.at(i).is_some()
                || self.names.role_at(i).is_some()
                || doc.kind(i) == Some(TokenKind::Clitic)
                || doc.is_any(
                    i,
                    keys![
                        "the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "sir", ".", "-", "however",
                        "as", "for", "of", "and",
                    ],
                )
                || doc.is_capital(i)
                || doc.kind(i) == Some(TokenKind::Word) && tokens.len() <= 4 && !is_function(doc, i)
        })
    }

    /// A name that begins at the token.
    pub fn named_after(&self, at: usize) -> Option<Subject> {
        let place = self.names.mentions.partition_point(|m| m.tokens.end <= at);
        let mention = self.names.mentions.get(place)?;
        let lead = at..mention.tokens.start;
        let near = mention.tokens.start >= at && lead.len() <= 4 && self.is_premodifier(lead);
        near.then(|| Subject { tokens: mention.tokens.clone(), phrase: mention.tokens.clone(), who: Who::Name(place) })
    }
}

/// The speech of the main clause around another, if that one is reported.
pub(super) fn outermost(speeches: &[Speech], inner: usize) -> Option<usize> {
    let mut outer = speeches[inner].inside?;
    while let Some(around) = speeches[outer].inside {
        outer = around;
    }
    Some(outer)
}

fn piece_of(item: Item) -> usize {
    match item {
        Item::Piece(p) => p,
        Item::Token(_) => 0,
    }
}

/// The first token of the frame outside pieces.
pub(super) fn first_token(items: &[Item]) -> usize {
    items.iter().find_map(|i| if let Item::Token(t) = i { Some(*t) } else { None }).unwrap_or(0)
}

/// The last token of the frame, pieces included.
pub(super) fn last_token(items: &[Item], pieces: &[Piece]) -> usize {
    match items.last() {
        Some(Item::Token(t)) => *t,
        Some(Item::Piece(p)) => pieces[*p].close - 1,
        None => 0,
    }
}
