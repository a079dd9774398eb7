//! Counts that are statistics though no indicator counts such things: of whatever there are thousands of ("10 million people
//! live abroad", "carried 2.1 million passengers"), of people with and without work ("1.3 million unemployed people"), of
//! months of supply, of whatever is compared with another count ("113 orders, compared with 15 the month before").
//!
//! A part of [`super::counted`]. Guarantees: those who are asked for a statistic are none themselves; fewer than a thousand
//! are one only where they are compared, by a figure right behind the count.

use rust_decimal::Decimal;

use super::counted::{is_counted, thing};
use super::measured::Candidate;
use super::{Found, phrase, rule};
use crate::link::observation::indicator::{self, Kind, Named, Owner};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::text::{TokenKind, keys};

/// From how many on things that are counted are a statistic; of fewer the text has to say so.
const MANY: Decimal = Decimal::ONE_THOUSAND;

/// How far behind those who are asked their verb may stand: "9,000 managers in 104 countries were surveyed".
const ASKED: usize = 5;

/// How many words the name of what a measure is of may have.
const LONGEST: usize = 4;

/// Whether the unit is one by which stuff is told ("barrel per day"), not one of the things counted.
pub(super) fn measures_stuff(unit: &str) -> bool {
    acts::has(words::last(thing(unit)), Act::Measuring)
}

impl Candidate<'_> {
    /// The count of whom a company serves, of who works or not, of what is compared.
    pub(super) fn told(&self, unit: &str, codes: &[&str], found: Option<Found>) -> Option<Found> {
        let head = words::last(thing(unit));
        let end = self.figure.tokens.end;
        // "Equal to 3.5 months' supply": its unit says what is measured.
        if self.doc.is_any(end - 1, keys!["supply", "inventory"]) {
            let phrase = self.doc.word(end - 1).to_owned();
            return Some(Found {
                subject: Subject { phrase, indicator: None },
                named: None,
                tokens: None,
                rule: "supply",
            });
        }
        // "The **supply** of new homes fell to 7.6 months", "enough to **last** 2.9 months at the current pace"
        if unit == "month" {
            let lasts = self.doc.is(end, "at") && self.doc.is_any(self.word_before(), keys!["last", "lasts", "for"]);
            let supply = Subject { phrase: "supply".to_owned(), indicator: None };
            let named = found.as_ref().is_some_and(|f| f.subject.phrase.ends_with("supply"));
            return found
                .filter(|_| named)
                .or_else(|| lasts.then_some(Found { subject: supply, named: None, tokens: None, rule: "supply" }));
        }
        // "Up from 34.3 million": the same things as before.
        let same = self.topic.count.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        if let Some((subject, _)) = same.filter(|_| matches!(self.binding.role, Role::From | Role::Than)) {
            return Some(Found::again(subject, rule::COMPARED));
        }
        let person = matches!(head, "person" | "worker" | "american" | "adult");
        if let Some(code) = person.then(|| self.work_of(end)).flatten() {
            let subject = Subject { phrase: self.things(), indicator: indicator::of_code(code) };
            return Some(Found { subject, named: None, tokens: None, rule: rule::COUNTED_THINGS });
        }
        // "Starts were revised down to **1.287 million**": no noun of its own.
        let bare = self.doc.kind(end - 1) == Some(TokenKind::Number) || self.doc.is_any(end - 1, phrase::SCALES);
        if bare {
            return self.bare_many(found);
        }
        let compared = self.is_compared_behind(end);
        let many = !acts::has(head, Act::Extent) && self.figure.amount().is_some_and(|a| a.middle() >= MANY);
        if many && self.is_of_sample() || !many && !compared {
            return None;
        }
        if let Some(found) = many.then(|| self.measured_in(unit, found)).flatten() {
            return Some(found);
        }
        let code = codes.first().copied().filter(|&code| matches!(code, "unit_sales" | "mortgage_lending"));
        let named = indicator::named(self.doc, self.figure.tokens.clone(), |_| false).pop();
        // "2.5 million **customers**" are a company's, whatever code they lack.
        let kept = |n: &Named| is_counted(n.row().code) || n.row().code.is_empty() && n.row().owner == Owner::Entity;
        let named = named.filter(|n| n.tokens.end == end && kept(n));
        // "**Recalled** 1.3 million vehicles" sells none.
        let recalled = self.doc.is_any(self.word_before(), keys!["recall", "recalls", "recalled", "recalling"]);
        let code = code.filter(|_| !recalled);
        let indicator = named.map(|n| n.indicator).or_else(|| code.and_then(indicator::of_code));
        let phrase = if compared { self.things() } else { self.things_told() };
        let subject = Subject { phrase, indicator };
        // Whose they are, their own noun does not say.
        let rule = if compared { rule::TOLD_COUNT } else { rule::MANY };
        Some(Found { subject, named: None, tokens: None, rule })
    }

    /// "People **on the new drug**", "homes **for survivors of the flood**": the things with what their noun has behind it.
    fn things_told(&self) -> String {
        let mut phrase = self.things();
        let end = self.figure.tokens.end;
        let part = |&i: &usize| {
            let inside = i == end || self.doc.is_any(i, keys!["of", "the", "and", "-"]) || self.doc.ties(i);
            (inside || self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed))
                && !words::is(self.doc, i, Class::Pronoun)
                && !words::is(self.doc, i, Class::Auxiliary)
                && !words::is(self.doc, i, Class::Finite)
                && !self.frame.is_period(i)
                && !self.frame.is_place(i)
                && !self.frame.figure_in(i..i + 1)
        };
        let mut stop = end + (end..self.frame.tokens.end).take(LONGEST + 2).take_while(part).count();
        let hangs = |i: usize| words::is(self.doc, i, Class::Closed) || self.doc.is_any(i, keys!["the", "a", "-"]);
        while stop > end && hangs(stop - 1) {
            stop -= 1;
        }
        // "17 million shares **in a bid** to raise money" tells why.
        let aim =
            self.doc.is(end, "in") && self.doc.is_any(end + 1, keys!["a", "an", "order", "return", "exchange", "cash"]);
        if self.doc.is_any(end, keys!["on", "of", "for", "in", "with", "without"]) && stop > end + 1 && !aim {
            phrase.push(' ');
            phrase.push_str(self.doc.slice(&(end..stop)));
        }
        phrase
    }

    /// "Active members" of "32.8 million active members"; the unit's name where the noun is left out: "and 20 more".
    pub(super) fn things(&self) -> String {
        let tokens = self.figure.tokens.clone();
        let number = |&i: &usize| {
            self.doc.word(i).starts_with(|c: char| c.is_ascii_digit())
                || words::is(self.doc, i, Class::Light)
                || self.doc.is_any(i, phrase::SCALES)
        };
        // "Barrels" of "13.9 million barrels a day"
        let per = |&i: &usize| self.doc.is_any(i, keys!["a", "an", "per", "each", "every"]);
        let rate = matches!(&self.figure.kind, MentionKind::Quantity(q) if q.unit.as_deref().is_some_and(|u| u.contains(" per ")));
        let end = tokens.clone().rev().find(|i| rate && per(i)).unwrap_or(tokens.end);
        let from = (tokens.start..end).rev().find(number).map_or(tokens.start, |i| i + 1);
        match &self.figure.kind {
            MentionKind::Quantity(q) if from >= end && q.unit.is_some() => {
                thing(q.unit.as_deref().unwrap_or_default()).to_owned()
            }
            _ => self.doc.slice(&(from.min(end - 1)..end)).to_owned(),
        }
    }

    /// Whether those who are counted work or not: "unemployed people", "people out of work", "Americans at work".
    fn work_of(&self, end: usize) -> Option<&'static str> {
        let doc = self.doc;
        let idle = |i: usize| doc.is_any(i, keys!["unemployed", "jobless"]);
        let of_work = |i: usize| doc.is_any(i, keys!["work", "jobs", "job", "employment"]);
        let at = end + usize::from(doc.is_any(end, keys!["were", "was", "are", "is"]));
        let out = doc.starts(at, keys!["out", "of", "work"])
            || doc.is(at, "without") && (of_work(at + 1) || doc.starts(at + 1, keys!["a", "job"]));
        if self.figure.tokens.clone().any(idle) || idle(at) || out {
            return Some("unemployment");
        }
        let inside = doc.is_any(at, keys!["at", "in"]) && of_work(at + 1) && !doc.is(at + 2, "programs");
        (inside || doc.is(at, "employed") && !doc.is(at + 1, "by")).then_some("employment")
    }

    /// "Almost **9,000 managers were surveyed**", "replies from 3,000 makers", "4,000 leaders will **attend**": those who are
    /// asked for a statistic or come together.
    fn is_of_sample(&self) -> bool {
        let asks = |i: usize| acts::is(self.doc, i, Act::Poll) || acts::is(self.doc, i, Act::Asking);
        // "A **survey showed that** 400,000 people lost their jobs"
        let told = |i: &usize| words::is(self.doc, *i, Class::Saying) || self.doc.is(*i, "that");
        let before = (self.frame.tokens.start..self.figure.opening()).rev().take_while(|i| !told(i));
        let behind = self.figure.tokens.end..(self.figure.tokens.end + ASKED).min(self.frame.tokens.end);
        before.chain(behind.clone()).any(asks)
            || behind.into_iter().any(|i| acts::is(self.doc, i, Act::Gathering) && !self.frame.is_period(i))
    }

    /// Of what there is so much: the noun that "of" ties to the count ("a surplus **of 600,000 barrels**"), the subject of a
    /// level ("consumption **averaged 8.9 million barrels**"), what a measure is of ("250 million litres **of wine**").
    fn measured_in(&self, unit: &str, found: Option<Found>) -> Option<Found> {
        // "A list of 3,000 firms" says what is listed.
        let heap = |f: &Found| acts::has(words::last(&f.subject.phrase), Act::Heap);
        if found.as_ref().is_some_and(|f| f.rule == rule::NOUN_OF && !heap(f)) {
            return found;
        }
        let measure = measures_stuff(unit);
        let of = self.figure.tokens.end;
        let noun = |&i: &usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !words::is(self.doc, i, Class::Closed)
                && !self.frame.is_period(i)
                && !self.frame.is_place(i)
        };
        let end = of + 1 + (of + 1..self.frame.tokens.end).take(LONGEST).take_while(noun).count();
        // "Output will drop 10% to 4.45 million tons": of what its sentence says.
        let named = found.filter(|f| measure && f.named.is_some() && f.subject.kind() != Kind::Price);
        if measure && self.doc.is(of, "of") && end > of + 1 {
            let subject = Subject { phrase: self.doc.slice(&(of + 1..end)).to_owned(), indicator: None };
            return Some(Found { subject, named: None, tokens: Some(of + 1..end), rule: rule::MANY });
        }
        if let Some(named) = named {
            // No economy's output is told in tons.
            let made = named.subject.code() == Some("gdp");
            return Some(if made { self.listed("production_volume", Some(named), "output counted") } else { named });
        }
        // "The scheme **has** 2 million members": whose they are.
        let level = self.binding.predicate.filter(|p| {
            // "Demand **peaked at** 85,000 megawatts"
            let right = p.tokens.end + 1 == self.figure.opening();
            let arrives =
                measure && right && self.binding.role == Role::At && (p.is_change() || p.can_be(Reading::Reach));
            (p.can_be(Reading::Level) && self.binding.role == Role::Direct || arrives)
                && !self.binding.carried
                && p.tokens.end <= self.figure.tokens.start
                && !self.doc.is_any(p.tokens.start, keys!["has", "have", "had"])
        })?;
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let tokens = phrase::before(self.doc, own.start..level.tokens.start, self.frame)?;
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
        Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::OPEN })
    }

    /// "Total memberships **stood at 269.6 million**", "enrollment **hit 21.3 million**", "after **263,000** in all of last year": a
    /// number in the thousands without a unit is of what its sentence says, or of what was counted there before.
    pub(super) fn bare_many(&self, found: Option<Found>) -> Option<Found> {
        if self.figure.amount().is_none_or(|a| a.middle() < MANY) {
            return None;
        }
        // "Trimmed **losses** to trade at 16,160": no sum is told without its currency.
        let sound = |f: &Found| {
            let counted = f.subject.owner() != Owner::Entity || f.subject.code().is_none_or(is_counted);
            counted && !words::has(words::last(&f.subject.phrase), Class::Anaphor)
        };
        let local = found.filter(|f| f.tokens.is_some() && self.binding.predicate.is_some() && sound(f));
        let here = |spoken: &&(Subject, usize)| spoken.1 == self.figure.sentence;
        // "Is to get 1bn euros now, with **another 550m** to follow"
        let added =
            || self.topic.sum.as_ref().filter(|_| self.doc.is(self.figure.opening().wrapping_sub(1), "another"));
        let counted = self.topic.count.as_ref().filter(here);
        let counted = counted.or_else(|| added().filter(here));
        // "Firms announced 80,000 job cuts, after 263,000 in 2024": without a verb of its own, of what was counted.
        match counted.filter(|_| local.is_none() || self.binding.carried) {
            Some((subject, _)) => Some(Found::again(subject, rule::COMPARED)),
            None => local,
        }
    }

    /// "Members, **up 6%** from a year ago", "orders, **compared with just 15**", "deliveries, **13% more than** a year ago":
    /// what is compared right behind the count. Its time may stand between.
    pub(super) fn is_compared_behind(&self, end: usize) -> bool {
        let doc = self.doc;
        let limit = self.frame.tokens.end;
        let comma = (end..(end + 6).min(limit)).find(|&i| doc.is(i, ","));
        let at = match comma {
            Some(comma)
                if comma == end || doc.is_any(end, keys!["in", "for", "during", "last", "this", "at", "on"]) =>
            {
                comma + 1
            }
            _ => return false,
        };
        let figure_at = |i: usize| self.frame.figure_in(i..i + 3);
        let moved = doc.is_any(at, keys!["up", "down"]) && (figure_at(at + 1) || doc.is(at + 1, "from"));
        let set_beside = doc.is_any(at, keys!["compared", "versus", "against"])
            && (at + 1..at + 4).any(|i| doc.kind(i) == Some(TokenKind::Number));
        // "13% more than", "256,000 fewer than"
        let than = (at..(at + 7).min(limit)).find(|&i| doc.is(i, "than"));
        let apart = than.is_some_and(|than| {
            acts::is(doc, than - 1, Act::Comparing) && than >= at + 2 && self.frame.figure_in(at..than - 1)
        }) || (at..at + 5)
            .any(|i| doc.is_any(i, keys!["more", "fewer"]) && self.frame.figure_in(at..i) && doc.is(i + 1, "than"));
        moved || set_beside || apart
    }
}
