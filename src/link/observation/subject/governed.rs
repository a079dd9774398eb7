//! The subject that the figure's verb governs: its object ("lifted inflation to 3%"), the verb itself ("earned $4.9
//! billion"), the noun phrase before it, listed or open ("hospital services increased 0.5%"), a country that grows.
//!
//! A part of the search of [`super`]; what is put at a figure is found by [`super::put_at`].

use std::ops::Range;

use super::loose::is_of_managers;
use super::phrase;
use super::{Found, Search, rule};
use crate::link::observation::indicator::{self, Kind, Named, Owner};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::{Opener, without_interjected};
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::mention::name::company_before;
use crate::text::{Key, TokenKind, keys};

impl Search<'_> {
    /// "Lifted **inflation** to 3%", "cut its **key rate** by 25 basis points": the object of a transitive verb.
    pub(super) fn object(&self, own: &Range<usize>) -> Option<Found> {
        let predicate = self.own_predicate(own)?;
        let between = predicate.tokens.end..self.figure.tokens.start;
        let named =
            self.frame.indicators_in(between.clone()).find(|n| !n.weak && !self.is_yardstick(n)).or_else(|| {
                self.frame
                    .indicators_in(between)
                    .find(|n| !self.is_yardstick(n))
                    .filter(|_| predicate.can_be(Reading::Verb) || predicate.can_be(Reading::Noun))
            })?;
        Some(self.found(self.dividend_of(named).unwrap_or(named), "object"))
    }

    /// "Could lift **capital requirements** by 20 percent": the open object of a verb that moves something.
    pub(super) fn open_object(&self, own: &Range<usize>) -> Option<Found> {
        const REACH: usize = 6;
        if let Some(found) = self.put_at(own) {
            return Some(found);
        }
        if let Some(found) = self.price_moved(own) {
            return Some(found);
        }
        let predicate = self.own_predicate(own)?;
        // "Has pushed **circulation** up by 20%": behind the verb, before where it went.
        let apart = predicate.can_be(Reading::Adjective) && !predicate.can_be(Reading::Verb);
        let reach = predicate.tokens.start.saturating_sub(if apart { REACH } else { 0 }).max(own.start);
        let verb = (reach..=predicate.tokens.start).rev().find(|&i| acts::is(self.doc, i, Act::Moving))?;
        let from = if verb == predicate.tokens.start { predicate.tokens.end } else { verb + 1 };
        let from = from + usize::from(self.doc.is_any(from, keys!["the", "its", "their", "his", "her", "a", "an"]));
        let from = from + (from..self.figure.tokens.start).take_while(|&i| self.frame.is_period(i)).count();
        let limit = if verb < predicate.tokens.start { predicate.tokens.start } else { self.figure.tokens.start };
        // "Wants to raise **"the literacy rate** from 60% to 80%""
        let quote = |i: usize| usize::from(matches!(self.doc.word(i), "\"" | "“"));
        let from = from + quote(from);
        let from = from + usize::from(self.doc.is(from, "the") && quote(from.wrapping_sub(1)) == 1);
        if let Some(price) = self.price_driven(from, limit).filter(|_| verb < predicate.tokens.start) {
            return Some(price);
        }
        // "Increase **the number of users** from 95 million"
        let from = from + if self.doc.starts(from, keys!["number", "of"]) { 2 } else { 0 };
        let border = |i: usize| i == limit || self.is_border(i) || self.frame.is_period(i);
        let stop = (from..=limit).find(|&i| border(i))?;
        // "Will bring **the country's** debt down from $7bn": whose it is stands before it.
        let whose = stop < limit && self.doc.kind(stop) == Some(TokenKind::Clitic);
        let from = if whose { stop + 1 + quote(stop + 1) } else { from };
        let stop = (from..=limit).find(|&i| border(i))?;
        if whose && let Some(named) = self.frame.indicators_in(from..limit).find(|n| n.tokens.end == stop) {
            return Some(self.found(named, "object"));
        }
        // "Increased a **better-than-expected** 1.4% to $587 billion"
        let likened = self.doc.is(stop, "-") && self.doc.is(stop + 1, "than");
        // "Driving **the price of a panel down** 42%": right before the figure too.
        let down = apart && predicate.tokens.end == self.figure.opening() && self.binding.role == Role::Direct;
        let moved = (matches!(self.binding.role, Role::By | Role::To | Role::From) || down)
            && (1..=6).contains(&(stop - from))
            && !likened;
        let unsound = |i: usize| {
            words::is(self.doc, i, Class::Sayer)
                || words::is(self.doc, i, Class::Pronoun)
                || words::is(self.doc, i, Class::Auxiliary)
                || self.doc.lower(i).ends_with("ly")
                || self.frame.is_place(i)
                // "Increased **four basis points** to 6.8%": by how much, not what.
                || self.frame.figure_in(i..i + 1)
        };
        // "Cut rates, taking **the benchmark** down by 25 basis points": of what is spoken of.
        let bare = stop == from + 1 && self.doc.is(from, "benchmark");
        // "New **tariffs**, including one that will lift **the rate** on cars to 100%": of what is levied.
        // … not "cutting the rate on its loans".
        let loan = (stop..stop + 4).any(|i| words::is(self.doc, i, Class::Loan));
        let rate = stop == from + 1 && self.doc.is(from, "rate") && !loan;
        // "It had cut **the rate** to 2.5% in September", where a central bank's is spoken of.
        let who = verb.wrapping_sub(1 + usize::from(self.doc.is_any(verb.wrapping_sub(1), keys!["had", "has"])));
        if stop == from + 1
            && self.doc.is_any(who, keys!["it", "bank"])
            && let Some(rate) = self.policy_rate_meant(from)
        {
            return Some(rate);
        }
        let levied = |n: &&Named| matches!(n.row().code, "tariff_rate" | "tax_rate") && rate;
        if let Some(levy) = self.frame.indicators_in(self.frame.tokens.start..from).rfind(levied) {
            return Some(self.found(levy, "object"));
        }
        // "Sent **shares in** Calder up 8%": what the list names is left to the rules that know it.
        if down && self.frame.indicators_in(verb + 1..limit).next().is_some() {
            return None;
        }
        if bare || !moved || (from..stop).any(unsound) || self.frame.indicators_in(from..stop).next().is_some() {
            return None;
        }
        Some(self.outlook_of(from..stop).unwrap_or_else(|| self.open(from..stop, "open object")))
    }

    /// "Driving **the price of a panel** down 42%": what an open price is of, up to the word that says where it went.
    fn price_driven(&self, from: usize, limit: usize) -> Option<Found> {
        const LONGEST: usize = 6;
        let first = from + 2;
        let of = self.doc.is_any(from, keys!["price", "prices", "cost", "costs"])
            && self.doc.is_any(from + 1, keys!["of", "for"]);
        let noun =
            |i: usize| !self.is_border(i) || self.doc.is_any(i, keys!["a", "an", "the", "its", "their"]) && i == first;
        let whole = of && (first + 1..=first + LONGEST).contains(&limit) && (first..limit).all(noun);
        let listed = self.frame.indicators_in(from..limit).next().is_some();
        (whole && !listed).then(|| self.open(from..limit, "price moved"))
    }

    /// "Raised **the price of its monthly plan** to 12.99 euros": of what it is the price.
    fn price_moved(&self, own: &Range<usize>) -> Option<Found> {
        const LONGEST: usize = 8;
        let moved = matches!(self.binding.role, Role::By | Role::To | Role::From) && !self.binding.carried;
        let price =
            self.binding.predicate.filter(|p| moved && self.doc.starts(p.tokens.start, keys!["price", "of"]))?;
        let first = price.tokens.start;
        let verb = first.checked_sub(1 + usize::from(self.doc.is_any(first.wrapping_sub(1), keys!["the", "its"])))?;
        let of = first + 2;
        let border = |&i: &usize| self.is_border(i) && !self.doc.is_any(i, keys!["a", "an", "the", "its", "their"]);
        let end = (of..self.figure.tokens.start).find(border)?;
        let listed = self.frame.indicators_in(of..end).next().is_some();
        let whole = verb >= own.start && acts::is(self.doc, verb, Act::Moving) && (1..=LONGEST).contains(&(end - of));
        (whole && !listed).then(|| self.open(first..end, "price moved"))
    }

    /// "Is predicting **profits** to rise 50%", "expects **sales** to fall": the subject of an infinitive stands right before it.
    pub(super) fn infinitive(&self, own: &Range<usize>) -> Option<Found> {
        let predicate = self.own_predicate(own).filter(|p| self.doc.is(p.tokens.start.wrapping_sub(1), "to"))?;
        // "Expects **the rate** to reach 1%"
        let noun = predicate.tokens.start.wrapping_sub(2);
        if self.doc.is_any(noun.wrapping_sub(1), keys!["the", "its"])
            && let Some(rate) = self.policy_rate_meant(noun)
        {
            return Some(rate);
        }
        let named = self
            .frame
            .indicators_in(own.start..predicate.tokens.start)
            .rfind(|n| n.tokens.end + 1 == predicate.tokens.start)?;
        Some(self.found(named, "subject of an infinitive"))
    }

    /// "Expects **arrivals** to the islands to be down by 70%", "sees **bookings** falling 5%": what someone foresees to move.
    pub(super) fn expected(&self, own: &Range<usize>) -> Option<Found> {
        let predicate = self.own_predicate(own).filter(|p| p.is_change())?;
        let to =
            (predicate.tokens.start.saturating_sub(3)..predicate.tokens.start).rev().find(|&i| self.doc.is(i, "to"))?;
        let verb = (own.start..to).find(|&i| acts::is(self.doc, i, Act::Foretelling))?;
        let determiner = usize::from(self.doc.is_any(verb + 1, keys!["the", "its", "their", "a", "an"]));
        let from = verb + 1 + determiner;
        let stop = (from..to).find(|&i| self.is_border(i) || self.frame.is_place(i)).unwrap_or(to);
        let unsound = |i: usize| {
            words::is(self.doc, i, Class::Pronoun)
                || words::is(self.doc, i, Class::Sayer)
                || words::is(self.doc, i, Class::Light)
                || words::is(self.doc, i, Class::Anaphor)
        };
        let listed = self.frame.indicators_in(own.start..to).next().is_some();
        let sound = stop > from && stop - from <= 4 && !(from..stop).any(unsound) && !listed;
        sound.then(|| self.open(from..stop, "expected to move"))
    }

    /// "Wells Fargo **earned** $4.9 billion": a verb that says itself what is measured.
    pub(super) fn verb(&self, own: &Range<usize>) -> Option<Found> {
        let predicate = self.own_predicate(own).filter(|p| !p.is_change())?;
        let named = self.frame.indicators_in(predicate.tokens.clone()).next()?;
        let direct = self.binding.role == Role::Direct
            && matches!(self.figure.kind, MentionKind::Money(_) | MentionKind::Quantity(_));
        direct.then(|| self.found(named, "verb"))
    }

    /// "**Germany** expanded 0.3%": what grows of a country, where nothing else is named, is its economy.
    fn country_grows(&self, own: &Range<usize>, predicate: &Predicate) -> Option<Found> {
        let grows = acts::is(self.doc, predicate.tokens.start, Act::Growing)
            && matches!(self.figure.kind, MentionKind::Percentage(_));
        let opening = |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.kind(i) == Some(TokenKind::Punct);
        let start = (own.start..predicate.tokens.start).find(|i| !opening(i))?;
        let end = (start..predicate.tokens.start).find(|&i| !self.frame.is_place(i));
        let end = end.unwrap_or(predicate.tokens.start);
        // Between it and its verb only what belongs to the verb.
        let belongs = |i: usize| {
            words::is(self.doc, i, Class::Auxiliary)
                || acts::is(self.doc, i, Act::Foreseen)
                || self.doc.is_any(i, keys!["seen", "tipped", "probably"])
        };
        let clear = end > start && (end..predicate.tokens.start).all(belongs);
        // "The bank said **the region** grew by 5.5%", not "sales in the region grew".
        let says = |i: usize| {
            self.doc.is_any(i, keys!["that", ","])
                || words::is(self.doc, i, Class::Saying)
                || acts::is(self.doc, i, Act::Foretelling)
                || acts::is(self.doc, i, Act::Reckoning)
                || self.frame.is_period(i)
        };
        let opens = |the: usize| the <= start || says(the.wrapping_sub(1));
        let noun = (own.start + 1..predicate.tokens.start)
            .rev()
            .find(|&i| !belongs(i))
            .filter(|&i| words::is(self.doc, i, Class::Country) && self.doc.is(i - 1, "the") && opens(i - 1));
        let tokens = if clear { Some(start..end) } else { noun.map(|i| i..i + 1) };
        // "Calder's sales fell 3% in Europe, while **Asia grew** 4%": its sales there.
        let hangs = self.frame.segments[self.frame.segment_of(start)].opener == Opener::Dependent;
        let sold = |s: &&Subject| matches!(s.code(), Some("revenue" | "same_store_sales" | "unit_sales"));
        let here = self.topic.subject.as_ref().is_some_and(|(_, at)| *at == self.figure.sentence);
        if let Some(result) = self.result_told().filter(sold).filter(|_| grows && here && clear && !hangs) {
            return tokens.map(|tokens| Found { tokens: Some(tokens), ..Found::again(result, rule::CARRIED) });
        }
        let subject = Subject { phrase: "economy".to_owned(), indicator: indicator::of_code("gdp") };
        let found = |tokens| Found { subject, named: None, tokens: Some(tokens), rule: "growth of a country" };
        tokens.filter(|_| grows).map(found)
    }

    /// "**A steeper decline** than", where the words are the adjective: a noun behind its article, no verb.
    pub(super) fn closes_noun_phrase(&self, words: &Range<usize>, predicate: &Predicate) -> bool {
        // "Its **first** monthly decline", "the **steepest** drop"
        let ranked = |i: usize| words::is(self.doc, i, Class::Ranked);
        if words.len() == 1 && ranked(words.start) {
            return true;
        }
        // "The **highest annual** increases were in Spain": over such a time.
        let spans = |i: usize| {
            self.doc.is_any(i, keys!["annual", "yearly", "monthly", "quarterly", "year", "month", "quarter", "on", "-"])
        };
        let first = ranked(words.start) || words::is_superlative(self.doc, words.start);
        if first && predicate.can_be(Reading::Noun) && (words.start + 1..words.end).all(spans) {
            return words.end == predicate.tokens.start;
        }
        // "Up **from a revised** rise": of what was told.
        let compared = |i: usize| {
            self.doc.is_any(i, keys!["a", "an", "the"])
                && self.doc.is_any(i - 1, keys!["from", "after", "than", "with"])
        };
        predicate.can_be(Reading::Noun)
            && words.end == predicate.tokens.start
            && (self.doc.is_any(words.start.wrapping_sub(1), keys!["a", "an"])
                || (words.start + 1..words.end).any(compared)
                // "**March's historic hike**"
                || words.start >= 2
                    && self.doc.kind(words.start - 1) == Some(TokenKind::Clitic)
                    && self.frame.is_period(words.start - 2))
            // "A strike cut output"
            && !self.doc.is_any(words.end, keys!["cut", "hit", "cost"])
    }

    /// "**BP** fell 3%", "**Capital One** rose": a body's name that is the whole subject, whatever its words look like.
    fn body_alone(&self, before: Range<usize>) -> Option<Range<usize>> {
        let name = company_before(self.doc, before.end).filter(|name| name.start >= before.start)?;
        let opening = |i: usize| words::is(self.doc, i, Class::Opening) || self.doc.kind(i) == Some(TokenKind::Punct);
        (before.start..name.start).all(opening).then_some(name)
    }

    /// "**Hospital services** increased 0.5%": an open noun phrase before the verb of the figure's own segment.
    pub(super) fn open_subject(&self, own: &Range<usize>) -> Option<Found> {
        // "Electronics saw a 1.2% drop": the verb lends its subject to the noun behind the figure.
        let support = || {
            self.frame
                .predicates_in(own.start..self.figure.tokens.start)
                .rfind(|p| p.can_be(Reading::Level) || self.doc.is(p.tokens.start, "eked"))
        };
        let behind = self.binding.role == Role::Before;
        let predicate = self.own_predicate(own).or_else(|| behind.then(support).flatten())?;
        let verb = !predicate.can_be(Reading::Noun) || predicate.can_be(Reading::Verb);
        if !verb {
            return None;
        }
        if let Some(found) = self.country_grows(own, predicate) {
            return Some(found);
        }
        if self.is_change_in_general(predicate) {
            return None;
        }
        let verb = self.frame.without_aside(without_interjected(self.doc, predicate.tokens.start));
        let tokens =
            phrase::before(self.doc, own.start..verb, self.frame).or_else(|| self.body_alone(own.start..verb))?;
        // "The median **forecast** was for a 2.4% gain": of what was spoken of.
        // … and "the median **forecast was for** 13,000".
        let was_for = || self.doc.is(self.figure.opening().wrapping_sub(1), "for");
        let foretold =
            acts::is(self.doc, tokens.end - 1, Act::Foretold) && (self.binding.role == Role::Before || was_for());
        if foretold || self.closes_noun_phrase(&tokens, predicate) {
            return None;
        }
        // "The performance comes on **sales up** 21%": a noun of the list right before the verb is its subject.
        let nearer = |n: &Named| {
            let article = n.tokens.start.wrapping_sub(1);
            let before = article.wrapping_sub(usize::from(self.doc.is_any(article, keys!["the", "its", "their"])));
            // … and "Goldman sees **prices averaging** $77".
            let governed = self.doc.is_any(before, keys!["on", "with"]) || acts::is(self.doc, before, Act::Foretelling);
            n.tokens.end == predicate.tokens.start && governed
        };
        if self.frame.indicators_in(tokens.end..predicate.tokens.start).any(nearer) {
            return None;
        }
        // A weak phrase is the head of its noun phrase ("auto parts sales"), its article taken along ("the dollar").
        let whole = tokens.start.saturating_sub(1).max(own.start)..tokens.end;
        let heads = |n: &Named| tokens.start <= n.tokens.start || n.tokens.end == tokens.end;
        if self.frame.indicators_in(whole).any(heads) {
            return None;
        }
        // "The **three largest economies** grew": the noun of a count may be of the list.
        if self.frame.figure_in(tokens.end - 1..tokens.end)
            && let Some(named) = indicator::named(self.doc, tokens.end - 1..tokens.end, |_| false).first()
        {
            return Some(self.found(named, "noun of a count"));
        }
        // "**A measure that strips out** both fresh food and fuel", where prices are told: the core's.
        let leaves = || (tokens.end..tokens.end + 3).any(|i| words::is(self.doc, i, Class::Omitting));
        let prices = || self.topic.subject.as_ref().is_some_and(|(s, _)| matches!(s.code(), Some("cpi" | "core_cpi")));
        if acts::is(self.doc, tokens.end - 1, Act::Gauge) && leaves() && prices() {
            let subject =
                Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: indicator::of_code("core_cpi") };
            return Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::OPEN });
        }
        if self.doc.is(tokens.end - 1, "index") && is_of_managers(self.doc, tokens.end - 1) {
            let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: indicator::of_code("pmi") };
            return Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::OPEN });
        }
        if let Some(named) = self.adjusted_rate(&tokens) {
            return Some(self.found(named, "rate of what was named"));
        }
        Some(self.open(self.whole_list(own, tokens), rule::OPEN))
    }

    /// "Unemployment increased again: **the seasonally adjusted rate** was 2.9%": of the rate that its sentence named.
    fn adjusted_rate(&self, words: &Range<usize>) -> Option<&Named> {
        const HOW: &[Key] =
            keys!["seasonally", "adjusted", "unadjusted", "headline", "overall", "national", "official"];
        let rate = self.doc.is(words.end - 1, "rate") && (words.start..words.end - 1).all(|i| self.doc.is_any(i, HOW));
        let named = |n: &&Named| matches!(n.row().kind, Kind::Rate) && n.row().owner == Owner::Area;
        self.frame.indicators_in(self.frame.tokens.start..words.start).rfind(named).filter(|_| rate)
    }

    /// "The **year-on-year rise** is now 2.8%", "the monthly increase was 0.3%": how what was told moved over such a time.
    fn is_change_in_general(&self, verb: &Predicate) -> bool {
        const REACH: usize = 7;
        let Some(noun) = verb.tokens.start.checked_sub(1) else { return false };
        let moves = |p: &Predicate| p.is_change() && p.can_be(Reading::Noun);
        if !verb.is_still() || !self.frame.predicates_in(noun..noun + 1).any(moves) {
            return false;
        }
        const SPANS: &[Key] =
            keys!["year", "month", "quarter", "on", "over", "-", "annual", "yearly", "monthly", "quarterly", "overall"];
        let of_span = |&i: &usize| self.doc.is_any(i, SPANS);
        let spans = (noun.saturating_sub(REACH)..noun).rev().take_while(of_span).count();
        spans > 0 && self.doc.is_any(noun.wrapping_sub(1 + spans), keys!["the", "its", "their", "that"])
    }
}
