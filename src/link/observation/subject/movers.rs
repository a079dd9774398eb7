//! Companies that are told of beside a market, or by the way: "the index rose 1%, **led by Calder, which jumped 8%**", "Calder,
//! up for a tenth day, **was trading at $496**".
//!
//! A part of [`super::measured`]. Guarantees: asked of a figure behind a name that a clause hangs on, and of a price at which
//! something is traded; nothing else changes.

use rust_decimal::Decimal;

use super::Found;
use super::measured::Candidate;
use crate::link::observation::indicator::{self, Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::subject_of;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::mention::name::{Name, NameKind};
use crate::text::{TokenKind, keys};

/// What a share costs less than.
const SHARE: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

impl Candidate<'_> {
    /// The subject of a figure of prices, where a clause hangs on a name right before it: the name, whatever moved before.
    pub(super) fn hung_on_name(&self, found: Found) -> Found {
        if let Some(found) = self.behind_aside(&found).or_else(|| self.moved_at_name(&found)) {
            return found;
        }
        let segment = self.frame.segment_of(self.figure.tokens.start);
        let comma = self.frame.segments[segment].tokens.start;
        if segment == 0 || !self.doc.is(comma, ",") {
            return found;
        }
        let priced = matches!(found.subject.code(), Some("stock_index" | "share_price") | None);
        let here = found.tokens.as_ref().is_some_and(|t| t.end > comma);
        if !priced || here {
            return found;
        }
        let Some(name) = self.names.at(comma - 1) else { return self.hung_on_noun(comma).unwrap_or(found) };
        // "**Shares of Calder**, which had gained 22%" are named as such.
        let own = found.tokens.as_ref().is_some_and(|t| t.start < name.tokens.end && name.tokens.start <= t.end);
        let listed = self.frame.indicators.iter().any(|n| n.tokens.contains(&(comma - 1)));
        let firm = matches!(name.kind, NameKind::Body | NameKind::Unknown);
        let relative = || self.is_relative(comma);
        if own || listed || !firm || !(relative() || self.is_mover(comma, name)) {
            return found;
        }
        let tokens = name.tokens.clone();
        let indicator =
            if relative() { None } else { indicator::of_code("share_price").filter(|_| self.is_of_market()) };
        Found {
            subject: Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator },
            named: None,
            tokens: Some(tokens),
            rule: "hung on a name",
        }
    }

    /// "Wells Fargo, whose profit slid 7 percent, **ended 0.4 percent lower**": whose verb it is, not what the aside measures.
    fn behind_aside(&self, found: &Found) -> Option<Found> {
        let segment = self.frame.segment_of(self.figure.tokens.start);
        let comma = self.frame.segments[segment].tokens.start;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        let result = found.subject.code() == Some("market_cap")
            || found.subject.owner() == Owner::Entity && found.subject.told() == Told::Series;
        if segment == 0 || !percent || !self.doc.is(comma, ",") || !(result || found.subject.indicator.is_none()) {
            return None;
        }
        let verb = comma + 1;
        let moves = |i: usize| self.binding.predicate.is_some_and(|p| p.tokens.start == i && p.can_be(Reading::Verb));
        if self.binding.carried || !(moves(verb) || acts::is(self.doc, verb, Act::Closing)) {
            return None;
        }
        let name = subject_of(self.doc, self.frame, self.names, verb)?;
        let aside = name.tokens.end..comma;
        let opens =
            self.doc.is_any(aside.start + 1, keys!["which", "whose", "the", "a", "an"]) && name.kind == NameKind::Body;
        let inside = found.tokens.as_ref().is_none_or(|t| aside.contains(&t.start) || t.end < name.tokens.start);
        let tokens = name.tokens.clone();
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
        (opens && inside).then_some(Found { subject, named: None, tokens: Some(tokens), rule: "behind an aside" })
    }

    /// "Versus a 6% rise for the index and **a 40% plunge for Tesla**": whose move it is, behind it.
    fn moved_at_name(&self, found: &Found) -> Option<Found> {
        let noun = self.figure.tokens.end;
        let changed = self.frame.predicates_in(noun..noun + 1).any(|p| p.is_change());
        if !changed || !self.doc.is_any(noun + 1, keys!["at", "for", "by"]) || self.binding.role == Role::To {
            return None;
        }
        let priced = matches!(found.subject.code(), Some("stock_index" | "share_price"));
        let here = found.tokens.as_ref().is_some_and(|t| t.start >= noun);
        let name = self.names.at(noun + 2).filter(|n| priced && !here && n.tokens.start == noun + 2)?;
        let listed = self.frame.indicators.iter().any(|n| n.tokens.contains(&(noun + 2)));
        let firm = matches!(name.kind, NameKind::Body | NameKind::Unknown) && !listed;
        let tokens = name.tokens.clone();
        let subject =
            Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: indicator::of_code("share_price") };
        firm.then_some(Found { subject, named: None, tokens: Some(tokens), rule: "move of a company" })
    }

    /// "New curbs wiped **16% off Calder**": what a company's shares lost.
    pub(super) fn taken_off_name(&self) -> Option<Found> {
        let off = self.figure.tokens.end;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        // Not "took 10% off Calder jeans".
        if !percent || !self.doc.is(off, "off") || !words::is(self.doc, self.word_before(), Class::Wiping) {
            return None;
        }
        let name = self.names.at(off + 1)?;
        let firm = matches!(name.kind, NameKind::Body | NameKind::Unknown) && name.tokens.start == off + 1;
        let owns = self.doc.kind(name.tokens.end) == Some(TokenKind::Clitic);
        let indicator = indicator::of_code("share_price");
        let tokens = name.tokens.clone();
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator };
        (firm && !owns).then_some(Found { subject, named: None, tokens: Some(tokens), rule: "taken off a company" })
    }

    /// "All gained, led **by state-run banks, up 8.4%**, and energy, which climbed 6.8%": a kind of companies.
    fn hung_on_noun(&self, comma: usize) -> Option<Found> {
        const LONGEST: usize = 4;
        let noun = |&i: &usize| {
            let word = self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed);
            (word && !self.doc.is_capital(i) || self.doc.is(i, "-")) && !self.frame.is_period(i)
        };
        let first = (self.frame.tokens.start..comma).rev().take(LONGEST).take_while(noun).last()?;
        let before = first.wrapping_sub(1);
        let told = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        let led =
            self.doc.is(before, "by") || self.doc.is(before, "and") && told.is_some_and(|(s, _)| s.indicator.is_none());
        let way = self.binding.predicate.is_some_and(|p| p.tokens.start == comma + 1 && p.can_be(Reading::Adjective));
        let up = way && self.figure.opening() <= comma + 3;
        let listed = self.frame.indicators_in(first..comma).next().is_some();
        let tokens = first..comma;
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
        let found = Found { subject, named: None, tokens: Some(tokens), rule: "hung on a noun" };
        (led && !listed && self.is_of_market() && (up || self.is_relative(comma))).then_some(found)
    }

    /// "…**, which jumped** 8.2%"; not "Calder, which slashed its price target to $31".
    fn is_relative(&self, comma: usize) -> bool {
        let mut named = self.frame.indicators_in(comma..self.figure.tokens.start);
        if named.next().is_some() {
            return false;
        }
        let moves = |i: usize| self.binding.predicate.is_some_and(|p| p.tokens.start == i && p.is_change());
        self.doc.is(comma + 1, "which")
            && !self.binding.carried
            && (comma + 2..comma + 5).find(|&i| !words::is(self.doc, i, Class::Auxiliary)).is_some_and(moves)
    }

    /// "Helped **by Calder, up 8.2%**", "the biggest riser **was Calder, up 8.2%**"
    fn is_mover(&self, comma: usize, name: &Name) -> bool {
        let way = self.binding.predicate.is_some_and(|p| p.tokens.start == comma + 1 && p.can_be(Reading::Adjective));
        let word = |i: &usize| self.doc.kind(*i) == Some(TokenKind::Word) || self.doc.is(*i, "-");
        const TITLE: usize = 4;
        let start = name.tokens.start;
        let mut before = (self.frame.tokens.start..start).rev().take(TITLE).take_while(word);
        let mut told = || before.any(|i| self.doc.is_any(i, keys!["by", "was", "were", "included", "including"]));
        way && self.figure.opening() <= comma + 3 && (told() || self.goes_on(start))
    }

    /// "…, which added 2%, **and Intel**, up 3%"
    fn goes_on(&self, name: usize) -> bool {
        let told = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        self.doc.is(name.wrapping_sub(1), "and") && told.is_some_and(|(s, _)| s.code() == Some("share_price"))
    }

    /// Whether prices of a market were told in the sentence, or the article is of them.
    fn is_of_market(&self) -> bool {
        let priced = |s: &Subject| matches!(s.code(), Some("stock_index" | "share_price"));
        let told = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        told.is_some_and(|(s, _)| priced(s)) || self.topic.first_subject.as_ref().is_some_and(priced)
    }

    /// "Calder, up for a tenth day, **was trading at $496**", "Calder **closed at** $42": what a company's shares cost.
    pub(super) fn traded_at(&self) -> Option<Found> {
        let at = self.figure.opening().checked_sub(1).filter(|&at| self.doc.is(at, "at"))?;
        let verb = at.checked_sub(1).filter(|&verb| acts::is(self.doc, verb, Act::Closing))?;
        let small = matches!(&self.figure.kind, MentionKind::Money(m) if m.per.is_none() && m.amount.middle() < SHARE);
        if !small || self.binding.role != Role::At {
            return None;
        }
        let is = verb.wrapping_sub(1);
        let first = if self.doc.is_any(is, keys!["was", "were", "is", "are"]) { is } else { verb };
        let name = subject_of(self.doc, self.frame, self.names, first)?;
        let firm = name.kind == NameKind::Unknown || name.kind == NameKind::Body;
        let listed = self.frame.indicators.iter().any(|n| n.tokens.contains(&name.tokens.start));
        let tokens = name.tokens.clone();
        let subject =
            Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: indicator::of_code("share_price") };
        (firm && !listed).then_some(Found {
            subject,
            named: None,
            tokens: Some(tokens),
            rule: "price of a company's shares",
        })
    }
}
