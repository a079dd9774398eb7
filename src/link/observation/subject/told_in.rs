//! What a figure's verb, unit or size says of its subject, whatever the words around it name: the price of a thing sold,
//! pay by the hour, what a tax yields, the rate of a mortgage, what something costs, what people earn.
//!
//! A part of [`super::measured`], as is [`super::worth`]: what a company is valued at or lost. Guarantees: a company sold
//! is no thing sold (the sum is too large), and where no such verb or unit stands right beside the figure, nothing is
//! said.

use std::ops::Range;

use rust_decimal::Decimal;

use super::measured::Candidate;
use super::told::measures_stuff;
use super::{Found, phrase, rule};
use crate::link::observation::ObsStatus;
use crate::link::observation::entity;
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::dealings;
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::mention::name::{Name, NameKind, stands_for_company};
use crate::number::Amount;
use crate::text::{Key, TokenKind, keys};

/// What no company is sold for less than.
const PRICE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What nobody is paid by the hour.
const PAY: Decimal = Decimal::ONE_THOUSAND;

/// From how much on what something costs is told for itself, not as its price.
const COST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What people do of whose income a sum tells.
const EARNING: &[Key] = keys!["earning", "making", "worth", "make", "earn"];

/// How far before its verb a tax may be named.
const TAX: usize = 6;

impl Candidate<'_> {
    /// A balance or a consumption that is weighed or measured: no account of a country's, and no household's.
    pub(super) fn told_in_goods(&self, found: &Found, unit: Option<&str>) -> Option<Found> {
        let code = found.subject.code()?;
        let account = indicator::is_account(code) || code == "consumer_spending";
        // … named before it, not "250 million litres **of surplus wine**".
        let named = found.tokens.as_ref().is_some_and(|t| t.end <= self.figure.tokens.start);
        (account && named && unit.is_some_and(|u| measures_stuff(u) && !nouns::has(u, nouns::Class::Extending))).then(
            || Found {
                subject: Subject { indicator: None, ..found.subject.clone() },
                named: None,
                tokens: found.tokens.clone(),
                rule: "told in goods",
            },
        )
    }

    fn exact(&self) -> Option<Decimal> {
        match self.figure.amount() {
            Some(Amount::Exact(value)) => Some(value),
            _ => None,
        }
    }

    /// The word before the figure, over light ones.
    pub(super) fn word_before(&self) -> usize {
        let first = self.figure.opening();
        let light = |&i: &usize| words::is(self.doc, i, Class::Light) && !self.doc.is_any(i, keys!["at", "-"]);
        (self.frame.tokens.start..first).rev().find(|i| !light(i)).unwrap_or(first)
    }

    /// A sum whose verb or unit says what it is.
    pub(super) fn told_in_money(&self, found: Option<&Found>, per: Option<&str>) -> Option<Found> {
        let weak = found.is_none_or(|f| f.named.as_ref().is_none_or(|n| n.weak));
        // "Cooks took home an average of $16.60 an hour"
        if per == Some("hour") && weak && self.exact().is_some_and(|v| v < PAY) {
            let pay = Subject { phrase: "pay".to_owned(), indicator: indicator::of_code("wages") };
            let beside = found.filter(|f| f.tokens.is_some()).cloned();
            let bare = || Found { subject: pay, named: None, tokens: None, rule: "pay by the hour" };
            return Some(beside.map_or_else(bare, |f| self.listed("wages", Some(f), "pay by the hour")));
        }
        // "The average room **goes for** $150 a night"
        if per == Some("night") {
            return self.thing_sold();
        }
        // What something costs or yields is told by the year, a price is not.
        if !matches!(per, None | Some("year" | "month" | "quarter" | "week")) {
            return None;
        }
        self.forgone()
            .or_else(|| self.thing_sold())
            .or_else(|| self.cost(found))
            .or_else(|| self.spent(found))
            .or_else(|| self.tax_yield(found))
    }

    /// "The company **spent** $5bn on a plant", "the ministry will **spend** up to $6bn", "shoppers spent $10bn": a sum is what
    /// whoever is named before the verb spends.
    fn spent(&self, found: Option<&Found>) -> Option<Found> {
        let verb = self.word_before();
        // "Shoppers **shelled out** $12bn"
        let out = self.doc.is(verb, "out")
            && self.doc.is_any(verb.wrapping_sub(1), keys!["shelled", "forked", "splashed", "shelling", "forking"]);
        let far =
            |f: &Found| matches!(f.rule, rule::OPEN | rule::CARRIED | rule::STRONG_AFTER) || f.subject.code().is_none();
        let large = self.exact().is_some_and(|v| v >= COST);
        if !(out || self.doc.is_any(verb, keys!["spend", "spends", "spent"])) || !large || !found.is_none_or(far) {
            return None;
        }
        let code = self.spending_of(verb);
        let subject = Subject { phrase: "spending".to_owned(), indicator: code.and_then(indicator::of_code) };
        code.map(|_| Found { subject, named: None, tokens: Some(verb..verb + 1), rule: rule::SAID })
    }

    /// "**Americans bought** $150bn of gadgets", "the goods that the **United States bought from** China": what a country and its
    /// people buy is no company.
    pub(super) fn bought_by_many(&self, found: Found) -> Found {
        let deal = found.subject.code() == Some("deal_value");
        let verb = found.tokens.as_ref().filter(|t| deal && t.len() == 1).map(|t| t.start);
        let Some(verb) = verb.filter(|&i| self.doc.is_any(i, keys!["bought", "buy", "buys", "buying"])) else {
            return found;
        };
        let who = verb.wrapping_sub(1 + usize::from(words::is(self.doc, verb.wrapping_sub(1), Class::Auxiliary)));
        let end = self.frame.past(self.figure.tokens.end);
        let from = |at: usize| self.doc.is(at, "from") && (at + 1..at + 3).any(|i| self.frame.is_place(i));
        // … nor are they spent on "$3bn **of shares**"; and "**the** United States" are no people.
        let papers = || (end..end + 3).any(|i| dealings::is(self.doc, i, dealings::Class::Security));
        let state = || (who.saturating_sub(2)..who).any(|i| self.doc.is(i, "the")) && self.frame.is_place(who);
        let code = if papers() {
            return found;
        } else if self.frame.is_place(who) && (from(verb + 1) || (end..end + 4).any(from)) {
            "imports"
        } else if self.spending_of(verb) == Some("consumer_spending") && !state() {
            "consumer_spending"
        } else {
            return found;
        };
        let rule = found.rule;
        self.listed(code, Some(found), rule)
    }

    /// Which spending the verb at that token tells of, by who spends: a state, a company or all who buy.
    pub(super) fn spending_of(&self, verb: usize) -> Option<&'static str> {
        let segment = &self.frame.segments[self.frame.segment_of(verb)].tokens;
        let before = segment.start..verb;
        let any = |words: &[Key]| before.clone().any(|i| self.doc.is_any(i, words));
        let public = keys!["government", "ministry", "administration", "state", "department", "council", "congress"];
        let private = keys!["shoppers", "consumers", "households", "families", "tourists", "visitors", "customers"];
        let place = before.clone().rev().find(|&i| self.frame.is_place(i));
        if any(private) || place.is_some_and(|i| self.doc.lower(i).ends_with('s') && i + 1 == verb) {
            Some("consumer_spending")
        } else if any(public) {
            Some("government_spending")
        } else if self.is_company_before(verb) || any(keys!["company", "group", "firm", "carmaker", "chipmaker"]) {
            Some("company_investment")
        } else {
            place.map(|_| "government_spending")
        }
    }

    /// "**Eggs** sold for $4.82", "a **hatchback** that sells at home for around $10,000", "will sell you a **latte** for 9.90
    /// yuan", "**a new van** starts at $24,000": the price of what is sold.
    fn thing_sold(&self) -> Option<Found> {
        let segment = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let at = self.word_before();
        let starts = self.doc.is(at, "at")
            && at > segment.start
            && dealings::is(self.doc, at.wrapping_sub(1), dealings::Class::Pricing);
        if !(self.doc.is(at, "for") || starts) || !segment.contains(&at) || self.exact().is_none_or(|v| v >= PRICE) {
            return None;
        }
        let verb = if starts {
            at - 1
        } else {
            // "The average van **went for** $55,000"
            let sells = |&i: &usize| {
                words::is(self.doc, i, Class::Trading)
                    || acts::is(self.doc, i, Act::Offered)
                    || self.doc.is(i, "went") && i + 1 == at
            };
            // "Sells a hatchback, **the Dolphin, for** $21,000": behind what is put in between.
            let aside = at == segment.start + 1 && self.doc.is(segment.start, ",");
            let before = self.frame.segment_of(segment.start).checked_sub(2).filter(|_| aside);
            let silent = |from: usize| !self.frame.figure_in(from..at);
            let from = before.map(|s| self.frame.segments[s].tokens.start).filter(|&from| silent(from));
            (from.unwrap_or(segment.start)..at).rev().find(sells)?
        };
        // "Sell you **a latte** for"
        let article =
            (verb + 1..at).find(|&i| self.doc.is_any(i, keys!["a", "an", "the", "their", "his", "her", "its"]));
        let end = (verb + 1..at).find(|&i| self.doc.is(i, ",")).unwrap_or(at);
        // "Bought **the firm** for £10": the price of a deal.
        if article.is_some_and(|article| {
            stands_for_company(self.doc, article + 1) && (article + 2 == at || self.doc.is(article + 2, "from"))
        }) {
            return None;
        }
        let tokens = match article {
            Some(article) if article + 1 < end => article + 1..end,
            _ => {
                let that = verb.wrapping_sub(1);
                let end = if self.doc.is_any(that, keys!["that", "which"]) { that } else { verb };
                let noun = |&i: &usize| {
                    self.doc.kind(i) == Some(TokenKind::Word)
                        && !words::is(self.doc, i, Class::Closed)
                        && !words::is(self.doc, i, Class::Auxiliary)
                        && !words::is(self.doc, i, Class::Light)
                        && !words::is(self.doc, i, Class::Opening)
                        && !words::is(self.doc, i, Class::Pronoun)
                };
                let first = (segment.start..end).rev().take_while(noun).last();
                // "The average van **in Poland** goes for $54,000": where, not what.
                let placed = first.filter(|&first| (first..end).all(|i| self.frame.is_place(i)));
                let thing = placed.and_then(|_| phrase::before(self.doc, segment.start..end, self.frame));
                let first = if thing.is_some() { None } else { first };
                let passive = || self.costing(verb);
                // "It sold for $26,000 above the asking price"
                let Some(tokens) = first.map(|first| first..end).or(thing).or_else(passive) else {
                    // "Pays 5%, also **starting at £1**": nothing that is sold.
                    if starts {
                        return None;
                    }
                    return Some(self.price(verb));
                };
                tokens
            }
        };
        let listed = self.frame.indicators_in(tokens.clone()).next();
        // "A ranch **house** sold for $410,000"
        let home = tokens.clone().any(|i| acts::is(self.doc, i, Act::Home)).then(|| indicator::of_code("house_prices"));
        let indicator = home.flatten().or(listed.map(|n| n.indicator));
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator };
        (tokens.len() <= 4).then(|| Found {
            subject,
            named: listed.cloned(),
            tokens: Some(tokens),
            rule: "price of a thing",
        })
    }

    /// "**Costing** some 40bn baht", "a latte **costs** $5": what the verb says, where nothing of the list is told.
    fn cost(&self, found: Option<&Found>) -> Option<Found> {
        // "A bag of beans costs **him** $17"
        let whom = self.word_before();
        let verb =
            whom.wrapping_sub(usize::from(self.doc.is_any(whom, keys!["him", "her", "them", "us", "you", "me"])));
        if !self.doc.is_any(verb, keys!["cost", "costs", "costing"]) {
            return None;
        }
        // "A cost of", "the saving was": nouns speak for themselves.
        let noun_here = self.doc.is_any(verb.wrapping_sub(1), keys!["a", "an", "the", "its", "their"]);
        let open =
            found.is_none_or(|f| f.subject.indicator.is_none() || matches!(f.rule, rule::CARRIED | rule::STRONG_AFTER));
        let large = self.exact().is_some_and(|v| v >= COST);
        if !large && !noun_here {
            // "**A latte** costs $5"
            let Some(tokens) = self.costing(verb) else { return Some(self.price(verb)) };
            let named = self.frame.indicators_in(tokens.clone()).next().is_some();
            let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
            return (!named).then_some(Found { subject, named: None, tokens: Some(tokens), rule: "price of a thing" });
        }
        (!noun_here && open && large).then(|| Found {
            subject: Subject { phrase: "cost".to_owned(), indicator: None },
            named: None,
            tokens: Some(verb..verb + 1),
            rule: rule::SAID,
        })
    }

    /// "Cost the airline $30m **in lost revenue**", "absorbed £1.5bn **of lost sales**": what was never taken in or made.
    fn forgone(&self) -> Option<Found> {
        let lost = self.figure.tokens.end + 1;
        let told = self.doc.is_any(lost - 1, keys!["in", "of"])
            && self.doc.is_any(lost, keys!["lost", "forgone", "foregone"])
            && self.doc.kind(lost + 1) == Some(TokenKind::Word);
        told.then(|| {
            let tokens = lost..lost + 2;
            let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
            Found { subject, named: None, tokens: Some(tokens), rule: rule::SAID }
        })
    }

    /// What costs so much: "the **hatchback** which costs up to $9,000", "**the coupé**, which is new, costs".
    fn costing(&self, verb: usize) -> Option<Range<usize>> {
        let segment = self.frame.segment_of(verb);
        let start = self.frame.segments[segment].tokens.start;
        let end = verb - usize::from(self.doc.is_any(verb.wrapping_sub(1), keys!["which", "that"]));
        let word = |i: usize| self.doc.kind(i) == Some(TokenKind::Word);
        if (start..end).any(word) {
            return phrase::before(self.doc, start..end, self.frame);
        }
        let before = self.frame.segments[..segment].iter().rev().take(2);
        let mut whole = before.filter(|s| s.opener != Opener::Dependent).map(|s| s.tokens.clone());
        phrase::before(self.doc, whole.next()?, self.frame)
    }

    /// A price of what was spoken of.
    fn price(&self, verb: usize) -> Found {
        let subject = Subject { phrase: "price".to_owned(), indicator: None };
        Found { subject, named: None, tokens: Some(verb..verb + 1), rule: rule::SAID }
    }

    /// Whether a company is named before a token in its segment.
    pub(super) fn is_company_before(&self, at: usize) -> bool {
        let start = self.frame.segments[self.frame.segment_of(at)].tokens.start;
        let owner = |n: &Name| n.kind == NameKind::Body && entity::is_owner(self.names, n.entity);
        self.names.within(&(start..at)).iter().any(owner)
    }

    /// "A wealth tax that **yielded** about €4bn", "the levy will **bring in** $3bn": what a tax brings in is revenue.
    fn tax_yield(&self, found: Option<&Found>) -> Option<Found> {
        let last = self.word_before();
        let brings = |i: usize| dealings::is(self.doc, i, dealings::Class::Bringing);
        let (verb, yields) = if self.doc.is(last, "in") && brings(last.wrapping_sub(1)) {
            (last.wrapping_sub(1), true)
        } else {
            (last, acts::is(self.doc, last, Act::Yielding))
        };
        if !yields {
            return None;
        }
        // "**The tax** would raise €3bn a year", "a **tax bill** meant to raise": named before its verb, in whatever words.
        let own = &self.frame.segments[self.frame.segment_of(verb)].tokens;
        let near = verb.saturating_sub(TAX).max(own.start)..verb;
        let tax = near.clone().find(|&i| acts::is(self.doc, i, Act::Tax)).filter(|_| !self.is_company_before(verb));
        let found = found.filter(|f| f.subject.code() == Some("tax_rate")).cloned().or_else(|| {
            let tokens = tax?..tax? + 1;
            let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
            Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::SAID })
        })?;
        Some(self.listed("government_revenue", Some(found), rule::YIELD))
    }

    /// "Give up a **3% mortgage**", "locked into **mortgages below 4%**": its rate.
    pub(super) fn mortgage(&self) -> Option<Found> {
        const LOANS: &[Key] = keys!["mortgage", "mortgages"];
        let end = self.figure.tokens.end;
        let at = self.figure.tokens.start.wrapping_sub(1);
        let before = at.wrapping_sub(1);
        let stands = self.doc.is_any(at, keys!["at", "below", "above", "under", "over", "of"]);
        let tokens = if self.doc.is_any(end, LOANS) {
            end..end + 1
        } else if stands && self.doc.is_any(before, LOANS) {
            before..before + 1
        } else {
            return None;
        };
        let subject =
            Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: indicator::of_code("mortgage_rate") };
        Some(Found { subject, named: None, tokens: Some(tokens), rule: "rate of a mortgage" })
    }

    /// "**The Bank of France** is at 0.8 percent", "**Mr. Ames** wants 60%": who tells a percentage is not what it measures;
    /// that was spoken of before.
    pub(super) fn told_by(&self, found: Found) -> Found {
        let guessed = matches!(found.rule, rule::OPEN | rule::OPEN_EARLIER | rule::BEFORE_APPOSITION | rule::GAPPED);
        let teller = found.tokens.as_ref().is_some_and(|t| {
            let last = t.end - 1;
            let name = self.names.at(last);
            self.names.role_at(last).is_some()
                || name.is_some_and(|n| {
                    n.kind == NameKind::Person || n.kind == NameKind::Body && !entity::is_owner(self.names, n.entity)
                })
        });
        // "The lobby **sees** a drop of 0.5%": who foresees it is not what drops either.
        let foresees = found.tokens.as_ref().is_some_and(|t| {
            self.status == ObsStatus::Forecast
                && (acts::is(self.doc, t.end, Act::Foretelling) || self.doc.is_any(t.end, keys!["see", "sees"]))
        });
        let teller = teller || foresees;
        // "The chairs saw a 1.2% drop": what moves is measured, by whatever word.
        let moves = self.binding.predicate.is_some_and(|p| p.is_change()) && !self.binding.carried && !foresees;
        let spoken = self.topic.subject.as_ref().filter(|(_, at)| self.figure.sentence.saturating_sub(*at) <= 1);
        match spoken {
            Some((subject, _))
                if guessed && teller && !moves && matches!(self.figure.kind, MentionKind::Percentage(_)) =>
            {
                Found::again(subject, rule::CARRIED)
            }
            _ => found,
        }
    }

    /// "Those **earning more than** $200,000", "people making $25,000": who is spoken of, not what is measured.
    pub(super) fn is_of_earners(&self) -> bool {
        let start =
            self.figure.hedge().map_or(self.figure.tokens.start, |h| h.tokens.start.min(self.figure.tokens.start));
        let verb = (1..=2).map(|back| start.wrapping_sub(back)).find(|&i| self.doc.is_any(i, EARNING));
        verb.is_some_and(|verb| {
            // "Households **that** make over $100,000"
            let who = verb.wrapping_sub(1);
            let who = who.wrapping_sub(usize::from(self.doc.is_any(who, keys!["that", "who"])));
            // "Loans worth $3m" are no earners.
            let earns = !self.doc.is(verb, "worth");
            let finite = self.doc.is_any(verb, keys!["make", "earn"]);
            self.doc.is_any(who, keys!["those", "anyone", "people", "families", "households", "individuals", "couples"])
                || earns
                    && !finite
                    && self.doc.lower(who).ends_with('s')
                    && !self.doc.is_any(who, keys!["is", "was", "has"])
        })
    }
}
