//! The subject that stands right beside the figure: behind it ("a 4.3% jump in auto sales", "a £80m restructuring charge"),
//! or tied to it by "of" ("a sales volume of €140m", "72 percent of adults").
//!
//! A part of the search of [`super`].

use std::ops::Range;

use super::{Found, Search, phrase, rule};
use crate::link::observation::indicator::{self, Kind, Named, Owner, Told};
use crate::link::observation::measure;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::dealings;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::stands_for_company;
use crate::mention::{MentionKind, PercentUnit};
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// "A 4.3% jump **in auto sales**", "$2.53 **in per-share earnings**", "5.1bn **profit**", "315tn **debt stock**".
    pub(super) fn behind(&self, own: &Range<usize>) -> Option<Found> {
        // "Up 7% **once** currency swings are stripped out": a clause of its own.
        if self.doc.is(self.figure.tokens.end, "once") || self.is_of_dividend() {
            return None;
        }
        let end = self.frame.past(self.figure.tokens.end);
        if let Some(found) = self.attributive(own, end).or_else(|| self.worth(own, end)) {
            return Some(found);
        }
        // "31.7% **of consumers said** jobs were plentiful": what they said is nothing that is measured.
        if self.doc.is(end, "of")
            && let Some(said) = (end + 2..(end + 5).min(own.end)).find(|&i| acts::is(self.doc, i, Act::Answering))
            && self.frame.indicators_in(end..said).next().is_none()
        {
            return None;
        }
        // "Margins will be lower, at 4% **of sales**": what a margin is so much of.
        let margin = || {
            self.frame
                .indicators_in(self.frame.tokens.start..own.end)
                .any(|n| n.row().code == "margin" && n.tokens.end <= self.figure.tokens.start)
        };
        if self.doc.is(end, "of") && matches!(self.figure.kind, MentionKind::Percentage(_)) && margin() {
            return None;
        }
        // "Expenses climbed to 21% **of sales**"
        let yardstick = || {
            self.frame
                .indicators_in(end..(end + 4).min(own.end))
                .next()
                .filter(|n| n.row().code == "revenue" && self.is_yardstick(n))
        };
        if self.doc.is(end, "of") && yardstick().is_some() && !measure::of_gdp(self.doc, self.figure) {
            return None;
        }
        if let Some(found) = self.part_of_sum(own, end) {
            return Some(found);
        }
        // "Under the deal it will take on **€700m of debt**": what a sum is so much of, whatever stands before it.
        let money = matches!(self.figure.kind, MentionKind::Money(_));
        if self.doc.is(end, "of")
            && money
            && self.binding.role == Role::Direct
            && let Some(named) = self.frame.indicators_in(end + 1..(end + 4).min(own.end)).next()
            && named.tokens.start <= end + 2
            && named.row().kind == Kind::Amount
        {
            return Some(self.found(named, rule::BEHIND));
        }
        // "Which accounts for half of the economy": of a part, the whole is not the subject.
        let part = self.binding.predicate.is_some_and(|p| words::is(self.doc, p.tokens.start, Class::Part));
        // Of what is so much of GDP, GDP is the yardstick.
        if measure::of_gdp(self.doc, self.figure) {
            return None;
        }
        // What a part of its owner's profit is measured in is the profit: "accounts for 90% of Wembley's profit".
        // … but "half of Japan's output" is a part of the economy.
        let owned = || {
            let reach = end + 1..own.end.min(end + 6);
            let product =
                self.frame.indicators_in(reach.clone()).any(|n| matches!(n.row().code, "gdp" | "production_volume"));
            // "AWS accounted for 62% of **total operating profit**"
            let total = || self.doc.is_any(end + 1, keys!["total", "overall", "group", "companywide"]);
            let result = |n: &Named| n.row().owner == Owner::Entity && n.row().told == Told::Series;
            let whole = total() && self.frame.indicators_in(reach.clone()).any(result);
            !product && (whole || reach.into_iter().any(|i| self.doc.kind(i) == Some(TokenKind::Clitic)))
        };
        if part && self.doc.is(end, "of") && !owned() {
            return None;
        }
        let mut from = end;
        let mut reach = 3;
        if self.binding.role == Role::Before
            && let Some(p) = self.binding.predicate.filter(|p| p.tokens.start >= end && p.can_be(Reading::Noun))
        {
            from = p.tokens.end;
            reach = 9;
            // "5% export growth": the subject stands between the figure and the noun.
            // "A quarter-point **rate** rise": in points, "rate" alone says what rises.
            let points = matches!(&self.figure.kind, MentionKind::Percentage(f) if f.unit != PercentUnit::Percent);
            let says = |n: &Named| !n.weak || points && n.row().kind == Kind::Rate;
            // "5% **price increases**": the noun of change is a part of the name.
            let whole = |n: &&Named| n.tokens.start == end && n.tokens.len() > 1 && n.tokens.end == p.tokens.end;
            if let Some(named) = self.frame.indicators_in(end..p.tokens.end).find(whole) {
                return Some(self.found(named, "compound after"));
            }
            if let Some(named) =
                self.frame.indicators_in(end..p.tokens.end).find(|n| n.tokens.start < p.tokens.start && says(n))
            {
                return Some(self.found(named, "compound after"));
            }
            // "China will achieve 5% growth": growth itself is what a country has.
            let grows = self.frame.indicators_in(p.tokens.clone()).find(|n| n.weak && n.row().code == "gdp");
            let country = (own.start..end).any(|i| self.frame.is_place(i));
            let whose = !self.doc.is_any(from, keys!["in", "of"]);
            // "0.1% growth in Japan"
            let inside =
                self.doc.is(from, "in") && self.frame.is_place(from + 1 + usize::from(self.doc.is(from + 1, "the")));
            if let Some(named) = grows.filter(|_| (country && whose || inside) && !self.has_subject(own)) {
                return Some(self.found(named, "growth of a country"));
            }
            // "Posted a $676m loss for the quarter": a loss is both what is measured and how it went.
            let money = matches!(self.figure.kind, MentionKind::Money(_));
            let nouns = || self.frame.indicators_in(end..p.tokens.end);
            if let Some(named) = nouns().find(|n| money && n.weak && n.row().code == "net_profit") {
                return Some(self.found(named, "noun after"));
            }
            if !self.doc.is_any(from, keys!["in", "of", "for", "on"]) {
                return nouns().find(|n| !n.weak).map(|n| self.found(n, "noun after"));
            }
        }
        // "$300bn **in agricultural subsidies**", "£105m **of savings**"
        // … but "**imported** $427 billion in goods"
        let traded = || {
            let verb = |n: &Named| n.tokens.end == self.figure.opening() && indicator::is_trade(n.row().code);
            self.frame.indicators_in(own.start..self.figure.opening()).any(verb)
        };
        let sum = matches!(self.figure.kind, MentionKind::Money(_))
            && from == end
            && self.doc.is_any(end, keys!["in", "of"])
            && !traded();
        let given = sum && self.is_given(own, end);
        // "Made a loss and **burned through $4 billion in cash**", not "fell 3%, to $5 in early trading"
        let direct = self.binding.role == Role::Direct;
        if sum
            && !self.frame.is_period(end + 1)
            && !self.frame.is_place(end + 1)
            && !(end + 1..end + 3).any(|i| self.doc.is_capital(i))
            && (self.binding.predicate.is_none_or(|p| !p.is_change() || self.binding.carried && direct)
                || self.is_cause(own)
                // "Boosted **by an extra** $5m **in funding**"
                || self.doc.is_any(self.figure.opening().wrapping_sub(1), keys!["extra", "additional"]))
            && (!self.has_subject(own) || given)
            && self.frame.indicators_in(end..(end + 5).min(own.end)).next().is_none()
            && let Some(found) = self.open_after(end + 1, own.end)
        {
            return Some(found);
        }
        // "Adding $244 billion **to its market value**"
        let adds = self.binding.predicate.is_some_and(|p| self.doc.lower(p.tokens.start).starts_with("add"));
        if from == end
            && adds
            && self.doc.is(from, "to")
            && let Some(named) = self.frame.indicators_in(from..(from + 6).min(own.end)).next()
        {
            return Some(self.found(named, "added to what"));
        }
        // "Knocked 125m euros **off its operating profits**"
        let off = from == end && self.doc.is(from, "off");
        if let Some(named) = self.frame.indicators_in(from..(from + 6).min(own.end)).next().filter(|_| off) {
            return Some(self.found(named, "off what"));
        }
        // "Took $2,000 **off the price of its vans**"
        let determined = self.doc.is_any(from + 1, keys!["the", "its", "their", "his", "her"]);
        if off && determined && matches!(self.figure.kind, MentionKind::Money(_)) {
            return self.open_after(from + 1, own.end);
        }
        // "Advanced 7.5% **on tourism**": why it moved; "profits of £21m **on a turnover** of £392m".
        let moved = || self.binding.predicate.is_some_and(|p| p.is_change() && p.tokens.start < end);
        // … "**earned** $2.1bn on revenue of $11.5bn".
        let opening = self.figure.opening();
        let earned = || {
            self.doc.is_any(opening.wrapping_sub(1), keys!["lost", "made"])
                || self.frame.indicators_in(own.start..opening).any(|n| n.tokens.end == opening)
        };
        let cause = || self.doc.is(end, "on") && (self.binding.role == Role::Of || moved() || earned());
        let preposition = self.doc.is_any(from, keys!["in", "of", "for", "on"]) && !(from == end && cause());
        // "Has weakened 2% **against the greenback**": what a currency is priced in.
        let against = |n: &&Named| {
            let at = n.tokens.start.wrapping_sub(1);
            n.row().code == "exchange_rate" && self.doc.is_any(at, keys!["against", "versus"])
        };
        let next = self.frame.indicators_in(from..own.end).next().filter(|n| !against(n));
        let people = match &self.figure.kind {
            MentionKind::Quantity(q) => matches!(q.unit.as_deref(), Some("person" | "worker")),
            _ => false,
        };
        let glued = |next: &Named| {
            // "10.8 million people were out of work"
            people && next.tokens.start == end + 1 && self.doc.is_any(end, keys!["were", "are", "was", "is"])
                || next.tokens.start == end
                || (next.tokens.start == end + 1
                    && !words::is(self.doc, end, Class::Closed)
                    && !self.doc.is(end, "against")
                    && !acts::is(self.doc, end, Act::Signalling)
                    && self.doc.kind(end) == Some(TokenKind::Word))
        };
        // "A 4% drop in **second-quarter** same-store sales": over its time.
        let timed = (from..(from + 6).min(own.end)).filter(|&i| self.frame.is_period(i)).count();
        // "A 40% increase in demand for properties": an open noun phrase; "a 1% gain **on the news**" tells why.
        if self.is_fall_in(own, end) {
            return self.open_after(end + 1, own.end);
        }
        if preposition
            && from > end
            && !(self.doc.is(from, "on") && (self.doc.is(from + 1, "the") || self.frame.is_period(from + 1)))
            && self.frame.indicators_in(from..(from + 6 + timed).min(own.end)).next().is_none()
            && !self.is_period_preposition(from)
            && !self.is_only_place(from + 1)
        {
            return self.open_after(from + 1, own.end);
        }
        // "$39 billion **in manufacturing subsidies**": of two names side by side the last is the head.
        let head = |of: &Named| {
            self.frame.indicators_in(of.tokens.end..own.end).next().filter(|n| of.tokens.end == n.tokens.start)
        };
        let next = next.and_then(|n| if sum { head(n).or(Some(n)) } else { Some(n) })?;
        // "Fined £11m for having broken takeover rules": what was done, not what the sum is for.
        // … nor is a fine "for illegally **hiring** an aide".
        let gerund = next.tokens.start > from + 1 && self.doc.lower(from + 1).ends_with("ing")
            || self.doc.lower(next.tokens.start).ends_with("ing");
        let done = self.doc.is(from, "for") && gerund;
        // "25% of dealers **trimmed** prices"
        let of = from == end && self.doc.is(from, "of");
        // … and "25% of **builders cut prices**"
        let acts = |p: &Predicate| {
            self.doc.is(p.tokens.start, "cut")
                && p.tokens.end == next.tokens.start
                && self.doc.lower(p.tokens.start - 1).ends_with('s')
        };
        let verb = |p: &Predicate| {
            p.can_be(Reading::Verb) && (!p.can_be(Reading::Noun) || acts(p)) && p.tokens.start > from + 1
        };
        // "25% of **owners raised** prices": what they do names nothing.
        let does = of
            && next.tokens.start > from + 1
            && self.doc.lower(next.tokens.end - 1).ends_with("ed")
            && next.tokens.len() == 1
            && self.doc.lower(next.tokens.start - 1).ends_with('s');
        // "Half of **adults with incomes** under $45,000": whom it is so much of.
        let people = of
            && self.doc.is_any(next.tokens.start.wrapping_sub(1), keys!["with", "on", "whose"])
            && acts::is(self.doc, next.tokens.start.wrapping_sub(2), Act::People);
        let done = done || people || does || of && self.frame.predicates_in(from..next.tokens.start).any(verb);
        // "€10bn **of this year's outlays**": over the time that owns it.
        let timed = (from..next.tokens.start)
            .filter(|&i| of && (self.frame.is_period(i) || self.doc.kind(i) == Some(TokenKind::Clitic)))
            .count();
        // "**In new long-term debt**": a compound adjective is one word.
        let tied = (from..next.tokens.start).filter(|&i| self.doc.is(from, "in") && self.doc.ties(i));
        let compound = tied.count() * 2;
        let apart = reach + timed + compound;
        let through = preposition && !done && next.tokens.start - from <= apart && !self.is_period_preposition(from);
        // "**The lira** was little changed at 34.2 per dollar": the coin that is priced.
        let per = next.row().code == "exchange_rate" && self.doc.is(next.tokens.start, "per");
        let coin = |n: &&Named| n.row().code == "exchange_rate";
        let mut before = self.frame.indicators_in(own.start..self.figure.tokens.start);
        if let Some(coin) = before.find(coin).filter(|_| per) {
            return Some(self.found(coin, "coin that is priced"));
        }
        if through && (from > end || given || !self.has_subject(own))
            || glued(next) && !(next.weak && self.has_subject(own))
        {
            return Some(self.found(next, rule::BEHIND));
        }
        None
    }

    /// "The deal **gives Calder** $6bn **in loans**", "said it would provide $2bn in aid": what somebody gets is what stands behind "in", and
    /// no price of what gives it ("gives Calder $6bn in cash").
    fn is_given(&self, own: &Range<usize>, end: usize) -> bool {
        let passed = |&i: &usize| {
            words::is(self.doc, i, Class::Light)
                || self.doc.is_capital(i)
                || self.doc.is_any(i, keys!["it", "them", "the", "its"])
                || stands_for_company(self.doc, i)
        };
        let verb = (own.start..self.figure.opening()).rev().find(|i| !passed(i));
        verb.is_some_and(|verb| dealings::is(self.doc, verb, dealings::Class::Giving))
            && self.doc.is(end, "in")
            && !dealings::is(self.doc, end + 1, dealings::Class::Tender)
    }

    /// "**Attributed the loss to** $721 million in write-downs": what a result is put down to.
    fn is_cause(&self, own: &Range<usize>) -> bool {
        let to = self.figure.opening().wrapping_sub(1);
        let puts = |i: usize| self.doc.is_any(i, keys!["attributed", "attributes", "attributing", "owing", "due"]);
        self.doc.is(to, "to") && (own.start..to).any(puts)
    }

    pub(super) fn is_period_preposition(&self, at: usize) -> bool {
        self.frame.periods.is_empty() && self.doc.kind(at + 1) == Some(TokenKind::Number)
    }

    pub(super) fn has_subject(&self, own: &Range<usize>) -> bool {
        self.frame.indicators_in(own.start..self.figure.tokens.start).any(|n| !n.weak)
    }

    /// "A **sales volume** of €140m", "72 percent of **adults**": the noun that "of" ties to the figure.
    pub(super) fn named_by_of(&self, own: &Range<usize>) -> Option<Found> {
        let end = self.figure.tokens.end;
        if matches!(self.figure.kind, MentionKind::Percentage(_)) && self.doc.is(end, "of") && !self.has_subject(own) {
            // "Consumer spending, **which accounts for 68% of activity**": the part is what the clause hangs on.
            let part = self.own_predicate(own).is_some_and(|p| words::is(self.doc, p.tokens.start, Class::Part));
            let owned = self.doc.is_any(end + 1, keys!["its", "their"]);
            if part && !owned && (own.start..own.start + 2).any(|i| self.doc.is(i, "which")) {
                // "**Retail loans**, which make up 58% of the book"
                let before = self.frame.tokens.start..own.start;
                let open = self.frame.indicators_in(before.clone()).next().is_none();
                let noun = if open { phrase::before(self.doc, before, self.frame) } else { None };
                return noun.map(|tokens| self.open(tokens, rule::SAME_SHARE));
            }
            return self.part_named(own, end);
        }
        if let Some(found) = self.ratio_at(own) {
            return Some(found);
        }
        if self.binding.role != Role::Of
            || self.binding.predicate.is_some_and(|p| p.is_change() && p.can_be(Reading::Noun))
        {
            return None;
        }
        let of = (own.start..self.figure.tokens.start).rev().take(5).find(|&i| self.doc.is(i, "of"))?;
        // "**Profits** for the year to the end of January **of** £48m": what stands before their time.
        if of.checked_sub(1).is_some_and(|at| self.frame.is_period(at)) {
            let named = self.frame.indicators_in(own.start..of).next_back()?;
            return Some(self.found(named, rule::NOUN_OF));
        }
        // "This followed month-on-month **changes of** 0.1%": of what was told.
        // … and so is "**a downward revision of** $28.3 billion".
        if self.doc.is_any(of.wrapping_sub(1), keys!["change", "changes", "revision"]) {
            return None;
        }
        // "A surplus of €18bn, compared with **one of** €9bn a year earlier": the same again; "shrank by 0.2% last year, **on top of**
        // 0.3% in 2023" too.
        if (self.doc.is_any(of.wrapping_sub(1), keys!["one", "that"])
            || self.doc.is(of.wrapping_sub(1), "top") && self.doc.is(of.wrapping_sub(2), "on"))
            && let Some((subject, _)) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)
        {
            return Some(Found::again(subject, rule::COMPARED));
        }
        if let Some(named) = self.levied_on(own, of) {
            return Some(self.found(named, rule::NOUN_OF));
        }
        // "A pre-tax profit of £75m": the words of the list reach over the hyphen.
        let reaches = |n: &&Named| n.tokens.end == of && n.tokens.start >= own.start && !n.weak;
        if let Some(named) = self.frame.indicators.iter().find(reaches) {
            return Some(self.found(named, rule::NOUN_OF));
        }
        // "Net income **attributable to the company** of $772m"
        let owned = (of.saturating_sub(4)..of).rev().find(|&i| self.doc.is(i, "attributable"));
        let mut earned = self.frame.indicators_in(own.start..of).rev();
        if let Some(named) = owned.and_then(|at| earned.find(|n| n.tokens.end == at)) {
            return Some(self.found(named, rule::NOUN_OF));
        }
        // "A payment **from Harvel** of £25m": who pays is not what is paid.
        let parties = (own.start..of).rev().take_while(|&i| self.doc.is_capital(i)).count();
        let from = of - parties;
        let of =
            if parties > 0 && self.doc.is_any(from.wrapping_sub(1), keys!["from", "to", "by"]) { from - 1 } else { of };
        let first = (own.start..of).rev().take_while(|&i| !self.is_border(i)).last()?;
        // "A gain of 3%" is a change of what was spoken of.
        if self.frame.predicates_in(first..of).any(|p| p.tokens.end == of && p.can_be(Reading::Noun)) {
            return None;
        }
        // "A sales volume of €140m": of whoever recorded it.
        if let Some(named) = self.frame.indicators_in(first..of).last() {
            return Some(self.found(named, rule::NOUN_OF));
        }
        // "Two-thirds of the $315tn": a figure is no noun; "still north of the 800,000" neither.
        let noun = self.doc.lower(of - 1).len() > 2
            && !self.frame.figure_in(of - 1..of)
            && !self.doc.is_any(of - 1, keys!["north", "south", "short", "ahead", "instead", "tune"]);
        // "A rate of 79% **at an average price of** €161": a sum behind another figure has its own noun.
        let priced = || {
            matches!(self.figure.kind, MentionKind::Money(_))
                && self.doc.is_any(of - 1, keys!["price", "cost", "fee", "wage", "rent"])
                && self.frame.figure_in(own.start..first)
        };
        // "Up from a previous **view of** 2%": of what is foreseen.
        let value = words::is(self.doc, of - 1, Class::Value) || acts::is(self.doc, of - 1, Act::Foretold);
        (noun && (!value || priced())).then(|| self.open(first..of, rule::NOUN_OF))
    }
    /// "**Duties on softwood lumber** of up to 27%", "spending on roads of £3bn": what is levied or spent on something is the thing
    /// that has the figure.
    fn levied_on(&self, own: &Range<usize>, of: usize) -> Option<&Named> {
        const LONGEST: usize = 4;
        let inside = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word) && !self.doc.is(i, "on");
        let first = of - (own.start..of).rev().take(LONGEST).take_while(inside).count();
        let on = first.checked_sub(1).filter(|&on| self.doc.is(on, "on"))?;
        let levied = ["tariff_rate", "tax_rate", "government_spending", "consumer_spending"];
        let mut named = self.frame.indicators_in(own.start..on).rev();
        named.find(|n| n.tokens.end == on && levied.contains(&n.row().code))
    }
}
