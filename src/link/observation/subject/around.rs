//! Subjects right before the line that they cross, or behind the figure.
//!
//! A part of the search of [`super`].

use std::ops::Range;

use super::{Found, Search, rule};
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::clause::opens_cause;
use crate::link::observation::sentence::words::{self, Class};
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
}
