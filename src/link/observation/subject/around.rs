//! Subjects right before the line that they cross, or behind the figure.
//!
//! A part of the search of [`super`].

use std::ops::Range;

use super::{Found, Search, rule};
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::clause::opens_cause;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::text::{Key, keys};

/// Prepositions of a line that is crossed.
const CROSSING: &[Key] = keys!["above", "below", "past", "beyond", "over", "under"];

impl Search<'_> {
    /// "Carried **prices above** the $50 mark", "keeps **inflation below** 3%": what stands right before the line that it
    /// crosses.
    pub(super) fn crossing(&self, own: &Range<usize>) -> Option<Found> {
        let light =
            |&i: &usize| words::is(self.doc, i, Class::Light) && !self.doc.is_any(i, CROSSING) || self.doc.is(i, "the");
        let line = (own.start..self.figure.opening()).rev().find(|i| !light(i))?;
        let named = self.frame.indicators_in(own.start..line).rfind(|n| n.tokens.end == line)?;
        self.doc.is_any(line, CROSSING).then(|| self.found(named, "crossing"))
    }

    /// "At 4.2%, **unemployment** is the highest in years", "at 91.3, **the index** was little changed": a level in front of the
    /// subject of its sentence, which may point back to what was spoken of.
    pub(super) fn fronted(&self) -> Option<Found> {
        const LONGEST: usize = 6;
        let (at, comma) = (self.figure.opening().checked_sub(1)?, self.figure.tokens.end);
        if at != self.frame.tokens.start || !self.doc.is(at, "at") || !self.doc.is(comma, ",") {
            return None;
        }
        let the = usize::from(self.doc.is_any(comma + 1, keys!["the", "its", "their", "that"]));
        let first = comma + 1 + the;
        let verb = |&i: &usize| words::is(self.doc, i, Class::Finite) || words::is(self.doc, i, Class::Auxiliary);
        let verb = (first + 1..(first + LONGEST).min(self.frame.tokens.end)).find(verb)?;
        let anaphor = words::is(self.doc, verb - 1, Class::Anaphor) || self.doc.is(verb - 1, "index");
        if the == 1 && first + 1 == verb && anaphor {
            let near = |spoken: &&(Subject, usize)| self.figure.sentence - spoken.1 <= 1;
            let opening = self.topic.opening.as_ref().filter(|(_, last)| *last + 1 == self.figure.sentence);
            let (subject, _) = opening.or_else(|| self.topic.subject.as_ref().filter(near))?;
            return Some(Found { tokens: Some(first..verb), ..Found::again(subject, "fronted") });
        }
        let named = self.frame.indicators_in(first..verb).rfind(|n| n.tokens.end == verb)?;
        Some(self.found(named, "fronted"))
    }

    /// "Job openings have fallen. **There were 8.5 million** in March": so many of what the sentence before was about.
    pub(super) fn existing(&self) -> Option<Found> {
        let first = self.frame.tokens.start;
        let there = self.doc.is(first, "there") && self.doc.is_any(first + 1, keys!["were", "are", "was", "is"]);
        let bare = matches!(&self.figure.kind, MentionKind::Quantity(q) if q.unit.is_none());
        let (subject, last) = self.topic.opening.as_ref().filter(|_| there && bare)?;
        let next = self.figure.opening() == first + 2 && *last + 1 == self.figure.sentence;
        next.then(|| Found { tokens: Some(first..first + 1), ..Found::again(subject, "existing") })
    }

    pub(super) fn strong_after(&self, own: &Range<usize>) -> Option<Found> {
        let reach = own.end.max((self.figure.tokens.end + 10).min(self.frame.tokens.end));
        let named = self.frame.indicators_in(self.figure.tokens.end..reach).find(|n| !n.weak)?;
        if self.is_left_out(named.tokens.start) && named.row().code != "core_cpi" {
            return None;
        }
        // "A fall of 1.4%**, raising hopes of a** rate cut", "up 2%**, helped by** higher energy prices": what came of it, and why.
        let hangs = |i: usize| {
            let word = self.doc.lower(i + 1);
            // … but ", **according to** the consumer price index", "measured by" it, tell what.
            let tells = word == "according" || words::is(self.doc, i + 1, Class::Tracking) || word == "measured";
            self.doc.is(i, ",") && !tells && (word.ends_with("ing") || word.ends_with("ed") && self.doc.is(i + 2, "by"))
                || opens_cause(self.doc, i)
        };
        // … while the subject of "at 4.6%, **following four rises,** the rate is high" stands behind a comma of its own.
        let before = named.tokens.start;
        let own = |comma: usize| (comma + 1..before).any(|i| self.doc.is(i, ","));
        if (self.figure.tokens.end..before).any(|i| hangs(i) && i + 1 < before && !own(i)) {
            return None;
        }
        // "Will cost £80m but deliver **annual savings of £45m**": what has a figure of its own right behind it is of that.
        let sum = matches!(self.figure.kind, MentionKind::Money(_));
        let of = named.tokens.end;
        let told = self.doc.is_any(of, keys!["of", "to"]) && self.frame.figure_in(of + 1..of + 3);
        // "Lost $312m and **employs** 46,000 people": no sum counts those.
        let counted = named.row().code == "staff";
        (!(sum && (told || counted))).then(|| self.found(named, rule::STRONG_AFTER))
    }

    /// "The final **dividend** is held at 6.2p **a share**": what each share has of it.
    pub(super) fn is_of_dividend(&self) -> bool {
        let end = self.frame.past(self.figure.tokens.end);
        self.doc.starts(end, keys!["a", "share"]) && self.dividend_before(self.figure.tokens.start).is_some()
    }

    /// "Cut the **dividend** to 4p **a share** from 6.5p": what is told a share, where that is a dividend.
    pub(super) fn dividend_of(&self, share: &Named) -> Option<&Named> {
        let first = share.tokens.start;
        let told = self.doc.is_any(first, keys!["a", "per"]) && self.frame.figure_in(first.wrapping_sub(1)..first);
        if told { self.dividend_before(first) } else { None }
    }

    /// The dividend that the sentence names last before a token.
    fn dividend_before(&self, at: usize) -> Option<&Named> {
        let last = self.frame.indicators_in(self.frame.tokens.start..at).next_back();
        // "Kept its dividend although **it lost** 40 cents a share"
        let other = |n: &&Named| (n.tokens.end..at).any(|i| self.doc.is_any(i, keys!["it", "they", "lost", "earned"]));
        last.filter(|n| n.row().code == "dividend" && !other(n))
    }

    /// "Shopkeepers reported **a fall of** some 15% **in custom**": what fell stands behind the size of its fall, whoever tells it.
    pub(super) fn is_fall_in(&self, own: &Range<usize>, end: usize) -> bool {
        const REACH: usize = 4;
        let fall = self
            .binding
            .predicate
            .is_some_and(|p| p.is_change() && p.can_be(Reading::Noun) && p.tokens.end + REACH > self.figure.opening());
        let article = |p: &Predicate| {
            (p.tokens.start.saturating_sub(2)..p.tokens.start).any(|i| self.doc.is_any(i, keys!["a", "an"]))
        };
        let noun = end + 1;
        // "In dollar **terms**", "in **volume**": how it is measured.
        let manner =
            |i: usize| self.doc.is_any(i, keys!["terms", "volume", "value", "total", "all", "trading", "which"]);
        self.doc.is(end, "in")
            && matches!(self.figure.kind, MentionKind::Percentage(_))
            && self.binding.role == Role::Of
            && !self.binding.carried
            && fall
            && self.binding.predicate.is_some_and(article)
            && !self.has_subject(own)
            && !self.frame.is_period(noun)
            && !self.is_only_place(noun)
            && !(noun..noun + 3).any(|i| self.doc.is_capital(i) || manner(i))
            && self.frame.indicators_in(noun..(noun + 6).min(own.end)).next().is_none()
    }
}
