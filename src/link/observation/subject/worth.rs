//! What a company is valued at, what it loses, and its shares where they close.
//!
//! A part of [`super::measured`]. Guarantees: a value is told by "worth" or "to value" alone, and by no verb that moves
//! it.

use std::ops::Range;

use super::measured::Candidate;
use super::{Found, rule};
use crate::link::observation::entity;
use crate::link::observation::indicator::{self, Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::mention::name::{NameKind, stands_for_company};
use crate::text::{Key, TokenKind, keys};

/// Of "is worth".
const BEING: &[Key] = keys!["is", "was", "be", "are", "were", "been", "being"];

/// What a company is worth, where no noun says it.
pub(super) fn market_value() -> Subject {
    Subject { phrase: "value".to_owned(), indicator: indicator::of_code("market_cap") }
}

impl Candidate<'_> {
    /// "**Ford, which lost** $4.7 billion on electric cars": right behind its name, a company's loss.
    pub(super) fn is_loss_of_named(&self) -> bool {
        let verb = self.word_before();
        let which = verb.wrapping_sub(1);
        let name = (which.wrapping_sub(2)..which).rev().find(|&i| self.doc.kind(i) == Some(TokenKind::Word));
        // "Made a profit of £664m, **having lost** £91m the year before", "after losing £5m"
        let first = self.doc.is(verb, "lost") && self.doc.is(which, "having")
            || self.doc.is(verb, "losing") && self.doc.is(which, "after");
        let result = |s: &Subject| s.code().is_some_and(indicator::is_profit);
        let told = self.topic.subject.as_ref().is_some_and(|(s, at)| *at == self.figure.sentence && result(s));
        // "It **lost $3m on sales** of $50m"
        let end = self.figure.tokens.end;
        let on = self.doc.is(verb, "lost") && self.doc.is(end, "on");
        let on_sales = on && self.frame.indicators_in(end..end + 4).any(|n| n.row().code == "revenue");
        // "Its joint **ventures lost** $106 million", "the foundry unit lost $7bn"
        let part = self.doc.is(verb, "lost")
            && (words::is(self.doc, which, Class::Division) || self.doc.is_any(which, keys!["venture", "ventures"]));
        // "**It lost £212m** in 2002", not "lost a $3bn contract"
        let alone = self.doc.kind(end) != Some(TokenKind::Word)
            || self.frame.is_period(end)
            || self.doc.is_any(end, keys!["in", "last", "before", "during", "over", "and", "as", "for"]);
        // "Calder's stock slid. It lost $30bn in a day": of its value.
        let priced = self.topic.subject.as_ref().is_some_and(|(s, _)| s.told() == Told::Day);
        let it = self.doc.is(verb, "lost") && self.doc.is(which, "it") && alone && self.is_of_company() && !priced;
        first && told
            || it
            || part
            || on_sales
            || self.doc.is_any(verb, keys!["lost", "loses"])
                && self.doc.is(which, "which")
                && name.is_some_and(|at| {
                    self.names
                        .at(at)
                        .is_some_and(|n| n.kind == NameKind::Body && entity::is_owner(self.names, n.entity))
                })
    }

    /// "**Calder, valued at** $90 billion, said", "**Calder, worth** $90bn, fell": what an aside says that a company is worth.
    pub(super) fn value_aside(&self) -> Option<Found> {
        let at = self.word_before();
        let verb = if self.doc.is(at, "at") { at.wrapping_sub(1) } else { at };
        let valued = self.doc.is(at, "worth") || verb != at && self.doc.is(verb, "valued");
        let comma = verb.checked_sub(1).filter(|&comma| valued && self.doc.is(comma, ","))?;
        // "Orvex **Inc.**, valued at"
        let last = comma.checked_sub(1 + usize::from(self.doc.is(comma.wrapping_sub(1), ".")))?;
        let name =
            self.names.at(last).filter(|n| n.kind == NameKind::Body && entity::is_owner(self.names, n.entity))?;
        let subject = market_value();
        // "Won an order **from** Boeing, valued at $9bn": of the order.
        let other = self.doc.is_any(
            name.tokens.start.wrapping_sub(1),
            keys!["in", "from", "of", "at", "to", "with", "by", "for", "on"],
        );
        let own = name.tokens.end >= comma.saturating_sub(1) && !other;
        own.then_some(Found { subject, named: None, tokens: None, rule: rule::VALUE })
    }

    /// "Sent its shares tumbling. **They closed** down 36.5p at 204p": what closes, of a company, is its shares.
    pub(super) fn closing_shares(&self, found: &Found) -> Option<Found> {
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let verb = (own.start..self.figure.opening()).find(|&i| acts::is(self.doc, i, Act::Closing))?;
        let pronoun = verb > own.start && self.doc.is_any(verb - 1, keys!["they", "it"]);
        // "They closed **their fund** at $3bn"
        let object = !self.doc.is_any(verb + 1, keys!["down", "up", "at", "higher", "lower", "about", "nearly"])
            && !self.frame.figure_in(verb + 1..verb + 2);
        let other = object || found.subject.told() == Told::Day || matches!(self.figure.kind, MentionKind::Quantity(_));
        (pronoun && !other && found.tokens.is_none() && found.subject.owner() == Owner::Entity).then(|| {
            let subject = Subject { phrase: "shares".to_owned(), indicator: indicator::of_code("share_price") };
            Found { subject, named: None, tokens: None, rule: rule::CARRIED }
        })
    }

    /// "Shares in Calder fell 15%. **The company**, which builds ships, **closed at** $8.08": what a company closes at are its shares, where
    /// those were just told of.
    pub(super) fn company_at_close(&self, found: Option<&Found>) -> Option<Found> {
        const REACH: usize = 4;
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let at = self.word_before();
        if !matches!(self.figure.kind, MentionKind::Money(_)) || !self.doc.is(at, "at") {
            return None;
        }
        let verb = (own.start..at).find(|&i| acts::is(self.doc, i, Act::Closing))?;
        // Named by nothing, or by the words of the close itself.
        let open = found.is_none_or(|f| f.subject.indicator.is_none() || f.tokens.is_none());
        let start = self.frame.tokens.start;
        let noun = (start + 1..verb.min(start + REACH)).any(|i| stands_for_company(self.doc, i));
        let who = self.doc.is(start, "the") && noun
            || self.names.at(start).is_some_and(|n| n.kind == NameKind::Body && verb == n.tokens.end);
        let (subject, sentence) = self.topic.subject.as_ref().filter(|_| open && who)?;
        let near = self.figure.sentence.saturating_sub(*sentence) <= 1 && subject.code() == Some("share_price");
        let plain = self.doc.is_any(verb + 1, keys!["at", "down", "up", "higher", "lower", "trading", "the"]);
        (near && plain).then(|| Found::again(subject, rule::CARRIED))
    }

    /// "Of **the $550m it lost** on oil", "the $3bn that the bank lost": a sum that a clause without a joint says the loss of; who
    /// loses is a company or what stands for one.
    pub(super) fn is_loss_behind(&self) -> bool {
        const LONGEST: usize = 4;
        let end = self.frame.past(self.figure.tokens.end);
        let first = end + usize::from(self.doc.is_any(end, keys!["that", "which"]));
        let verb = (first + 1..first + LONGEST).find(|&i| self.doc.is(i, "lost"));
        let who = |verb: usize| {
            let named = |i: usize| self.names.at(i).is_some_and(|n| n.kind != NameKind::Person);
            let it = self.doc.is(first, "it") && (self.is_of_company() || (self.frame.tokens.start..first).any(named));
            let whose = stands_for_company(self.doc, verb - 1)
                || self.names.at(verb - 1).is_some_and(|n| {
                    n.tokens.start == first && n.kind == NameKind::Body && entity::is_owner(self.names, n.entity)
                });
            (first..verb)
                .all(|i| !words::is(self.doc, i, Class::Closed) || self.doc.is_any(i, keys!["it", "the", "has", "had"]))
                && (it || whose)
        };
        // "It lost its licence": something else.
        let whole = |verb: usize| !self.doc.is_any(verb + 1, keys!["its", "their", "the", "a", "an", "to"]);
        self.doc.is_any(self.word_before(), keys!["the", "of"]) && verb.is_some_and(|verb| who(verb) && whole(verb))
    }

    /// "Seeks **contracts for three projects, valued at** $500m", "awarded three **contracts worth** $2bn": what was agreed on, over what
    /// it is for.
    fn worth_of_deal(&self) -> Option<Found> {
        const REACH: usize = 5;
        let at = self.word_before();
        let verb = if self.doc.is(at, "at") { at.checked_sub(1)? } else { at };
        let valued = self.doc.is(at, "worth") || verb != at && self.doc.is(verb, "valued");
        let last = verb.checked_sub(1).filter(|_| valued)?;
        let last = if self.doc.is(last, ",") { last.checked_sub(1)? } else { last };
        let deal = |i: usize| {
            self.doc.is_any(i, keys!["contract", "contracts", "order", "orders", "agreement", "agreements", "deals"])
        };
        let inside = |i: &usize| {
            let linked = self.doc.is_any(*i, keys!["for", "with", "of", "in", "the", "its", "to"]);
            self.doc.kind(*i) != Some(TokenKind::Punct) && (linked || !words::is(self.doc, *i, Class::Closed))
        };
        let noun = (self.frame.tokens.start..=last).rev().take(REACH).take_while(inside).find(|&i| deal(i))?;
        // "In order to win", "ordered": no noun, or one that the list names as it is.
        let idiom = self.doc.is(noun.wrapping_sub(1), "in") || self.doc.is(noun + 1, "to");
        let named = self.frame.indicators_in(noun..noun + 1).next().is_some();
        (!idiom && !named).then(|| {
            let phrase = self.doc.word(noun).to_owned();
            let subject = Subject { phrase, indicator: indicator::of_code("deal_value") };
            Found { subject, named: None, tokens: Some(noun..noun + 1), rule: rule::SAID }
        })
    }

    /// "**The company** is now **worth** about $61bn", "would create **a bank, valued at** $180bn".
    fn worth_of_company(&self) -> Option<Found> {
        let word = self.word_before();
        let end = if self.doc.is(word, "worth") {
            let being = |&i: &usize| words::is(self.doc, i, Class::Auxiliary) || self.doc.is_any(i, BEING);
            // "That **makes Lilly worth** $740 billion"
            let makes = self.doc.is_any(word.wrapping_sub(2), keys!["makes", "made", "making", "leaves", "leaving"]);
            let it = || self.doc.is(word - 1, "it") && self.is_of_company();
            if makes && (it() || self.names.at(word - 1).is_some()) {
                let subject = market_value();
                return Some(Found { subject, named: None, tokens: Some(word - 1..word), rule: rule::VALUE });
            }
            let first = (self.frame.tokens.start..word).rev().take_while(being).last()?;
            (first..word).any(|i| self.doc.is_any(i, BEING)).then_some(first)?
        } else {
            let valued = word.checked_sub(1).filter(|&i| self.doc.is(word, "at") && self.doc.is(i, "valued"))?;
            valued.checked_sub(1).filter(|&comma| self.doc.is(comma, ","))?
        };
        let noun = end.checked_sub(1).filter(|&noun| noun >= self.frame.tokens.start)?;
        // "The deal valued Heartland at $57 a share. Including debt, **it was worth** $9.7bn"
        let spoken = self.topic.subject.as_ref().filter(|(_, at)| self.figure.sentence.saturating_sub(*at) <= 1);
        if let Some((subject, _)) = spoken.filter(|(s, _)| self.doc.is(noun, "it") && s.code() == Some("deal_value")) {
            return Some(Found::again(subject, rule::COMPARED));
        }
        let company = stands_for_company(self.doc, noun)
            || self.doc.is(noun, "bank")
            || self.is_company_before(end) && self.names.at(noun).is_some();
        company.then(|| {
            let subject = market_value();
            Found { subject, named: None, tokens: Some(noun..end), rule: rule::VALUE }
        })
    }

    /// "A proposal that **values the club at** £800m", "analysts **value Calder at** $2bn"; what is no company has a value and no
    /// market: "valued **the six hotels** at £40m".
    pub(super) fn valuation(&self) -> Option<Found> {
        if let Some(found) = self.worth_of_company().or_else(|| self.worth_of_deal()) {
            return Some(found);
        }
        let start = self.figure.tokens.start;
        let from = start.saturating_sub(14).max(self.frame.tokens.start);
        let verb = (from..start).rev().find(|&i| self.is_valuing(i))?;
        let at = (verb + 1..start).rfind(|&i| self.doc.is(i, "at"))?;
        // "The deal **valued the firm at $57 a share**": what is paid for one.
        let per_share = matches!(&self.figure.kind, MentionKind::Money(m) if m.per.as_deref() == Some("share"));
        let code = if per_share { "deal_value" } else { "market_cap" };
        // "Documents **value its shares** at $7"
        let shares = at > verb + 1 && self.doc.is_any(at - 1, keys!["shares", "stock"]);
        let code = if shares { "share_price" } else { code };
        let indicator = indicator::of_code(code).filter(|_| per_share || shares || !self.is_thing(verb + 1..at));
        (self.binding.role == Role::At && at > verb + 1).then(|| Found {
            subject: Subject { phrase: "value".to_owned(), indicator },
            named: None,
            tokens: Some(verb + 1..at),
            rule: rule::VALUE,
        })
    }

    /// "Analysts **value** Calder at", "a bid that **values**": a verb, and not the noun ("the value of the deal at").
    fn is_valuing(&self, at: usize) -> bool {
        let who = at.wrapping_sub(1);
        let plural = self.doc.kind(who) == Some(TokenKind::Word)
            && self.doc.lower(who).ends_with('s')
            && !words::is(self.doc, who, Class::Closed);
        self.doc.is_any(at, keys!["values", "valuing", "valued"])
            || self.doc.is(at, "value")
                && at > self.frame.tokens.start
                && (plural || self.doc.is_any(who, keys!["they", "would", "will", "could", "to", "might"]))
    }

    /// "The six **hotels**", "its gold **reserves**": several things are valued, and no company.
    fn is_thing(&self, valued: Range<usize>) -> bool {
        let last = valued.end - 1;
        let several = self.doc.kind(last) == Some(TokenKind::Word)
            && self.doc.lower(last).ends_with('s')
            && !words::is(self.doc, last, Class::Closed);
        let company =
            valued.into_iter().any(|i| stands_for_company(self.doc, i) || words::is(self.doc, i, Class::Division));
        several && !company && self.names.at(last).is_none() && !self.doc.is_capital(last)
    }

    /// "The company lost $31 million": what a company loses, unless it says of what, is its result.
    pub(super) fn loss(&self, found: Found) -> Found {
        let verb = self
            .binding
            .predicate
            .filter(|p| self.doc.is_any(p.tokens.start, keys!["lost", "lose", "loses", "losing"]));
        let Some(verb) = verb.map(|p| p.tokens.start) else { return found };
        let open = found.subject.indicator.is_none() && found.named.is_none();
        let end = self.frame.past(self.figure.tokens.end);
        let other = self.doc.is_any(end, keys!["of", "to", "on", "from"]) && !self.frame.is_period(end + 1)
            || self.doc.is_any(end + 1, keys!["market", "value"]);
        let company = found.tokens.as_ref().is_some_and(|t| {
            let last = t.end - 1;
            stands_for_company(self.doc, last)
                || words::is(self.doc, last, Class::Division)
                || self
                    .names
                    .at(last)
                    .is_some_and(|n| n.kind == NameKind::Body && entity::is_owner(self.names, n.entity))
        });
        // "**Delmere** delivered 6,240 vans, **and lost** $402 million"
        let own = &self.frame.segments[self.frame.segment_of(verb)].tokens;
        let joined =
            self.doc.is(verb.wrapping_sub(1), "and") && verb <= own.start + 2 && own.start > self.frame.tokens.start;
        let owners = || {
            self.names
                .within(&(self.frame.tokens.start..own.start))
                .iter()
                .any(|n| entity::is_owner(self.names, n.entity))
        };
        let whole = open && company || joined && owners();
        if !whole || other || self.binding.role != Role::Direct {
            return found;
        }
        let indicator = indicator::of_code("net_profit");
        Found { subject: Subject { phrase: "loss".to_owned(), indicator }, rule: rule::LOSS, ..found }
    }
}
