//! Numbers that count nothing: those who were asked, ages, moves of a rate, places of work.
//!
//! A part of [`super::counted`].

use rust_decimal::Decimal;

use super::measured::Candidate;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::number::Amount;
use crate::text::{TokenKind, keys};

impl Candidate<'_> {
    /// "31 **of 36** economists", "youth **aged 15 to** 24": those who were asked and ages, no statistic.
    pub(super) fn counts_nothing(&self) -> bool {
        let (start, end) = (self.figure.tokens.start, self.figure.tokens.end);
        let number = |at: usize| self.doc.kind(at) == Some(TokenKind::Number);
        // "Vacancies fell **in 14 of the 18** sectors"
        let some = self.doc.is(start.wrapping_sub(1), "in") && self.doc.is(end + 1, "the") && number(end + 2);
        let fraction = matches!(&self.figure.kind, MentionKind::Quantity(q) if q.unit.as_deref() == Some("fraction"));
        let asked = self.doc.is(end, "of") && (number(end + 1) || some) && !number(end.wrapping_sub(2)) && !fraction;
        // "A survey found that two-thirds of **1,000 executives** think": how many were asked.
        let of = self.figure.opening().wrapping_sub(1);
        let polled = self.doc.is(of, "of")
            && of > self.frame.tokens.start
            && self.frame.figure_in(of - 1..of)
            && (self.frame.tokens.start..of).any(|i| acts::is(self.doc, i, Act::Poll));
        let asked = asked || polled;
        let age = self.doc.is_any(start.wrapping_sub(1), keys!["to", "and", "or", "-", "–"])
            && number(start.wrapping_sub(2))
            && self.doc.is_any(start.wrapping_sub(3), keys!["aged", "ages", "age"])
            || self.doc.is_any(start.wrapping_sub(1), keys!["aged", "ages"])
            || self.is_of_ages();
        // "One of the better jobs": a member of a group; "two more cuts": what is counted is no size, unlike "80,000 job cuts".
        let alone = end == start + 1;
        let one_of =
            alone && self.doc.is(start, "one") && self.doc.is(end, "of") || self.doc.starts(start, keys!["one", "of"]);
        let moves = words::is(self.doc, end - 1, Class::Move)
            && !self.doc.is_any(end - 1, keys!["easing", "tightening"])
            && !self.is_in_thousands();
        // "Expect at least **one** cut"
        let alone = matches!(&self.figure.kind, MentionKind::Quantity(q) if q.unit.is_none());
        let moves =
            moves || alone && self.doc.is_any(end, keys!["cut", "cuts", "hike", "hikes"]) && !self.is_in_thousands();
        // "Two cuts, down from **four**"
        let moves = moves
            || matches!(&self.figure.kind, MentionKind::Quantity(q)
                // … "just **one rate** cut this year"
                if q.unit.as_deref().is_some_and(|u| u == "rate" || words::has(u, Class::Move)))
                && !self.is_in_thousands();
        // "Employs 9,000 people in **120 countries**": where, not what.
        let places = acts::is(self.doc, end - 1, Act::Place);
        // "Held it for the past **five meetings**": how often.
        let often = nouns::is(self.doc, end - 1, nouns::Class::Occasion);
        // "Unemployment rose **in seven out of ten** regions": where, too.
        let places = places
            || fraction
                && self.doc.is_any(start.wrapping_sub(1), keys!["in", "to", "across"])
                && (acts::is(self.doc, end, Act::Place) || self.doc.is_any(end, keys!["regions", "markets", "stores"]));
        // "Those who hold more than **one job**"
        let one_job =
            end == start + 2 && self.doc.is(start, "one") && self.doc.is_any(end - 1, keys!["job", "person", "worker"]);
        // "Evidence from **27,000 taped conversations**", "looked through 4,000 pages": what was heard and read.
        let read = nouns::is(self.doc, end - 1, nouns::Class::Document) && !self.is_compared_behind(end);
        // "A questionnaire sent to **3,200 manufacturers**"
        let sent = self.doc.is(start.wrapping_sub(1), "to")
            && self.doc.is_any(start.wrapping_sub(2), keys!["sent", "mailed", "put"]);
        // "Pays $50 **per 1,000 cubic metres**": of how much.
        let per = self.doc.is(self.figure.opening().wrapping_sub(1), "per");
        read || asked || per || age || one_of || places || often || one_job || moves || sent && self.is_in_thousands()
    }

    /// "The share of **people between 25 and 54** who work"
    fn is_of_ages(&self) -> bool {
        let between = self.figure.opening().wrapping_sub(usize::from(!self.doc.is(self.figure.opening(), "between")));
        self.doc.is(between, "between")
            && matches!(self.figure.amount(), Some(Amount::Range(..)))
            && (acts::is(self.doc, between.wrapping_sub(1), Act::People)
                || self.doc.is(between.wrapping_sub(1), "those"))
            && self.figure.amount().is_some_and(|a| a.middle() < Decimal::ONE_HUNDRED)
    }
}
