//! Which figures measure something, and what the figure's own unit says of it.
//!
//! Percentages mostly do; money does beside an indicator or a predicate; a count does only where an indicator counts
//! such things ([`super::counted`]). The unit may also settle the indicator: "$1.18 a share", "a 25-basis-point cut".

use super::{Found, rule};
use crate::link::observation::entity;
use crate::link::observation::indicator::{self, Kind};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::{Subject, Topic};
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::name::{NameKind, Names};
use crate::mention::{Mention, MentionKind, PercentUnit};
use crate::number::Amount;
use crate::text::{Doc, TokenKind};

/// A figure with what is known of it before it is decided whether it measures anything.
pub struct Candidate<'a> {
    /// The document.
    pub doc: &'a Doc<'a>,
    /// Its sentence.
    pub frame: &'a Frame,
    /// The names of the article.
    pub names: &'a Names,
    /// The figure.
    pub figure: &'a Mention,
    /// Its role and predicate.
    pub binding: &'a Binding<'a>,
    /// Its status.
    pub status: ObsStatus,
    /// What the article is about.
    pub topic: &'a Topic,
}

/// Whether a subject's last word is that one.
pub fn ends_in(found: &Found, word: &str) -> bool {
    found.subject.phrase.rsplit(' ').next().is_some_and(|w| w.eq_ignore_ascii_case(word))
}

impl Candidate<'_> {
    /// The figure's subject, refined by its unit; `None` where the figure measures nothing.
    pub fn measured(&self, found: Option<Found>) -> Option<Found> {
        match &self.figure.kind {
            MentionKind::Percentage(p) if p.unit == PercentUnit::BasisPoint && self.is_rate_move(found.as_ref()) => {
                Some(self.listed("policy_rate", found, "move of a rate"))
            }
            // "Sees another 25 basis points by June", after what the rupiah did: points are of a rate, no price has them.
            MentionKind::Percentage(p)
                if p.unit == PercentUnit::BasisPoint
                    && found.as_ref().is_some_and(|f| f.rule == rule::CARRIED && f.subject.kind() == Kind::Price)
                    && self.topic.says_central_bank(self.doc) =>
            {
                Some(self.listed("policy_rate", None, "move of a rate"))
            }
            MentionKind::Percentage(p)
                if p.unit == PercentUnit::PercentagePoint && self.is_point_move(found.as_ref()) =>
            {
                Some(self.point_move())
            }
            // "Within the 95% confidence interval"
            MentionKind::Percentage(_) if self.doc.is(self.figure.tokens.end, "confidence") => None,
            MentionKind::Percentage(_) if found.as_ref().is_some_and(|f| self.changes_count_of_sales(f)) => {
                Some(self.listed("unit_sales", found, "sales counted"))
            }
            // "Voted for a 38% raise": nobody raises funds by so much.
            MentionKind::Percentage(_) if self.is_of(found.as_ref(), "funds_raised", "raise") => {
                Some(self.listed("wages", found, "raise in pay"))
            }
            // "Households saved 4.8% of their income"
            MentionKind::Percentage(_) if self.is_saved() => {
                Some(self.listed("saving_rate", found, "part of income saved"))
            }
            // "Debt is to reach 99% of GDP": a country's.
            MentionKind::Percentage(_)
                if crate::link::observation::measure::of_gdp(self.doc, self.figure)
                    && self.is_of(found.as_ref(), "company_debt", "debt") =>
            {
                Some(self.listed("public_debt", found, "debt of a country"))
            }
            MentionKind::Percentage(_) => {
                let settled = self.stake().or_else(|| self.mortgage());
                settled.or_else(|| found.map(|f| self.portion(self.share_of(self.told_by(f)))))
            }
            // "One dollar bought 102.55 yen": the unit of a rate.
            MentionKind::Money(m) if m.per.is_none() && self.is_unit_of_rate() => None,
            MentionKind::Money(_) if self.is_of_earners() => None,
            // "One pound bought $1.30": what is priced is the pound.
            MentionKind::Money(m) if m.per.is_none() && self.is_bought_by_unit() => {
                let start = self.figure.opening();
                let tokens = start.saturating_sub(2)..start.saturating_sub(1);
                let indicator = indicator::of_code("exchange_rate");
                let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator };
                Some(Found { subject, named: None, tokens: Some(tokens), rule: "bought by one" })
            }
            MentionKind::Money(m) => {
                if let Some(found) = self.told_in_money(found.as_ref(), m.per.as_deref()) {
                    return Some(found);
                }
                if m.per.is_none() && self.is_loss_of_named() {
                    let subject = Subject { phrase: "loss".to_owned(), indicator: indicator::of_code("net_profit") };
                    return Some(Found { subject, named: None, tokens: None, rule: rule::LOSS });
                }
                if m.per.is_none() && self.is_price_paid() {
                    return Some(self.listed("deal_value", found, rule::PRICE_PAID));
                }
                if let Some(found) = self.valuation() {
                    return Some(found);
                }
                if self.is_paid_out() {
                    let indicator = indicator::of_code("dividend");
                    let subject = Subject { phrase: "payout".to_owned(), indicator };
                    return Some(Found { subject, named: None, tokens: None, rule: "paid to shareholders" });
                }
                if let Some(found) = self.payment(found.as_ref()) {
                    return Some(found);
                }
                let found = found.map(|f| self.share_of(f)).map(|f| self.loss(f));
                if self.is_per_share_twin() {
                    return Some(self.listed("eps", found, "profit per share"));
                }
                let loose = found.as_ref().is_none_or(|f| f.named.as_ref().is_none_or(|n| n.weak));
                let priced = match m.per.as_deref() {
                    Some("barrel") => Some("oil_price"),
                    Some("gallon" | "litre") => Some("fuel_price"),
                    _ => None,
                };
                // American gas is petrol where it is sold by the gallon, and what shops charge for one is no index.
                let of_gallon = priced == Some("fuel_price")
                    && found.as_ref().is_some_and(|f| matches!(f.subject.code(), Some("gas_price" | "cpi")));
                if let Some(code) = priced.filter(|_| loose || of_gallon) {
                    return Some(self.listed(code, found, "price of its unit"));
                }
                let found = found?;
                // Points, not money, are what an index is told in.
                if found.rule == rule::CARRIED && found.subject.code() == Some("stock_index") {
                    return None;
                }
                // "The shareholders lost $180bn", "Shell is to pay $1m": whose money it is, not what it measures.
                let open = found.subject.indicator.is_none() && found.named.is_none();
                let whose = |at: usize| {
                    self.names.role_at(at).is_some() || self.names.at(at).is_some_and(|n| n.kind == NameKind::Body)
                };
                let owner = found.tokens.as_ref().is_some_and(|t| t.end > t.start && whose(t.end - 1));
                if open && owner && matches!(found.rule, rule::OPEN | rule::OPEN_EARLIER | rule::BEFORE_APPOSITION) {
                    return None;
                }
                // "iPhone sales rose to $46.2bn": told in money, what is sold is not counted.
                let here = found.tokens.is_some() && m.per.is_none();
                if here && found.subject.code() == Some("unit_sales") && ends_in(&found, "sales") {
                    return Some(self.listed("revenue", Some(found), "sales in money"));
                }
                let local =
                    found.tokens.is_some() || matches!(found.rule, rule::COMPARED | rule::ARRIVED) || self.is_reached();
                // What has no place in the list is not carried to a sum of another sentence: better nothing than a guess.
                let heads = matches!(
                    found.subject.code(),
                    Some(
                        "staff"
                            | "employment"
                            | "nonfarm_payrolls"
                            | "population"
                            | "layoffs"
                            | "unit_sales"
                            | "jobless_claims"
                    )
                );
                let known = found.rule == rule::CARRIED && found.subject.indicator.is_some() && !heads;
                // "To match the all-time **high of** $5.02": a noun that says that a value of what is spoken of follows.
                let of = self.figure.opening().wrapping_sub(1);
                let read = self.doc.is(of, "of")
                    && words::is(self.doc, of.wrapping_sub(1), Class::Reading)
                    && found.subject.kind() == Kind::Price;
                // "Eggs sold for $4.82. He sees a retail **price of** about $3.25"
                let priced =
                    found.rule == rule::CARRIED && self.doc.is(of, "of") && self.doc.is(of.wrapping_sub(1), "price");
                let carried = priced || known && (!self.binding.carried && self.binding.predicate.is_some() || read);
                let per_share = m.per.as_deref() == Some("share");
                let profit = matches!(
                    found.subject.code(),
                    None | Some("net_profit" | "operating_profit" | "pretax_profit" | "revenue")
                );
                // "Will pay $83.50 a share"
                if per_share
                    && (words::is(self.doc, self.figure.opening().wrapping_sub(1), Class::Paying)
                        || self.is_price_paid())
                {
                    return Some(self.listed("deal_value", Some(found), rule::PRICE_PAID));
                }
                // "Expects to **earn** $8.30 a share", where shares were spoken of before
                let earned = || {
                    let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
                    let profits = ["net_profit", "operating_profit", "pretax_profit"];
                    self.frame
                        .indicators_in(own.start..self.figure.tokens.start)
                        .any(|n| profits.contains(&n.row().code))
                };
                if per_share && found.subject.code() == Some("share_price") && earned() {
                    return Some(self.listed("eps", Some(found), "profit per share"));
                }
                if per_share && profit && found.rule != rule::BEHIND {
                    return Some(self.listed("eps", Some(found), "profit per share"));
                }
                (local || carried).then_some(found)
            }
            MentionKind::Quantity(q) => self.count(q.unit.as_deref(), found),
            _ => None,
        }
    }

    /// "Loans grew by $9 billion **to reach** $1.6 trillion": what its sentence has just measured arrives there.
    fn is_reached(&self) -> bool {
        let verb = self.binding.predicate.filter(|p| p.can_be(Reading::Reach) && !self.binding.carried);
        verb.is_some_and(|p| p.tokens.start > 0 && self.doc.is(p.tokens.start - 1, "to"))
            && self.topic.subject.as_ref().is_some_and(|(_, at)| *at == self.figure.sentence)
    }

    /// Whether a subject is of the code and its words end in that one.
    fn is_of(&self, found: Option<&Found>, code: &str, word: &str) -> bool {
        found.is_some_and(|f| f.subject.code() == Some(code) && ends_in(f, word))
    }

    pub(super) fn listed(&self, code: &str, found: Option<Found>, rule: &'static str) -> Found {
        let indicator = indicator::of_code(code);
        match found {
            Some(found) => Found { subject: Subject { indicator, ..found.subject }, rule, ..found },
            None => Found {
                subject: Subject { phrase: self.doc.slice(&self.figure.tokens).to_owned(), indicator },
                named: None,
                tokens: None,
                rule,
            },
        }
    }

    /// "Tallgrass Bancorp tumbled 13%": where a company itself rises or falls, its shares do.
    fn share_of(&self, found: Found) -> Found {
        let Some(tokens) = found.tokens.clone().filter(|_| found.subject.indicator.is_none()) else { return found };
        // In an article on markets, whatever rises or falls by a name is a company.
        let markets =
            self.topic.first_subject.as_ref().is_some_and(|s| matches!(s.code(), Some("stock_index" | "share_price")));
        let company = self.names.within(&tokens).iter().any(|n| {
            let body = n.kind == NameKind::Body && entity::is_owner(self.names, n.entity);
            let heads = n.tokens.end == tokens.end;
            (body || markets && n.kind == NameKind::Unknown) && (heads || n.tokens.len() + 2 >= tokens.len())
        });
        // "Rose 3%", "finished 3% lower"
        let moves = self.binding.predicate.is_some_and(|p| {
            p.is_change()
                && (p.can_be(Reading::Verb) || p.can_be(Reading::Adjective) && self.binding.role == Role::Before)
        }) && matches!(self.binding.role, Role::Direct | Role::By | Role::To | Role::Before);
        // "Exel is valued at £2.6bn"
        let valued = self.binding.predicate.is_some_and(|p| self.doc.is(p.tokens.start, "valued"))
            || self.doc.is(self.figure.tokens.start.wrapping_sub(2), "valued");
        if company && valued && matches!(self.figure.kind, MentionKind::Money(_)) {
            return self.listed("market_cap", Some(found), "value of a company");
        }
        // "Nissan notched up a 10% increase" goes on with what is spoken of.
        let supported =
            self.binding.role == Role::Before && self.binding.predicate.is_some_and(|p| p.can_be(Reading::Noun));
        let goes_on = self.topic.subject.as_ref().filter(|(_, s)| *s == self.figure.sentence);
        if let Some((subject, _)) = goes_on.filter(|_| company && supported) {
            return Found { subject: subject.clone(), named: None, rule: "goes on", ..found };
        }
        let is_price = matches!(self.figure.kind, MentionKind::Percentage(_)) || self.binding.role == Role::To;
        if company && moves && is_price {
            self.listed("share_price", Some(found), "shares of a company")
        } else {
            found
        }
    }

    /// "A **22% stake** in Wembley", "**owns 51% of** Yukos": a part of a company.
    fn stake(&self) -> Option<Found> {
        let (start, end) = (self.figure.tokens.start, self.figure.tokens.end);
        let segment = &self.frame.segments[self.frame.segment_of(start)].tokens;
        let noun = (end..(end + 3).min(segment.end)).find(|&i| words::is(self.doc, i, Class::Stake));
        let from = start.saturating_sub(6).max(segment.start);
        let owns = (from..start).any(|i| words::is(self.doc, i, Class::Owning));
        let whose = end + 1 + usize::from(self.doc.is(end + 1, "the"));
        // "Of search-engine Google", "of German carmaker Porsche": what it is stands before its name.
        let apposed = (whose..(whose + 5).min(segment.end)).take_while(|&i| {
            self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed) || self.doc.is(i, "-")
        });
        let whose = apposed.clone().find(|&i| self.names.at(i).is_some()).unwrap_or(whose);
        let company = self.names.at(whose).is_some_and(|n| entity::is_owner(self.names, n.entity))
            || self.doc.is_any(whose, &["company", "firm", "group", "bank", "business"]);
        // "Cut its holding from 75% to 60%"
        let before = (from..start).rev().find(|&i| words::is(self.doc, i, Class::Stake));
        let prepositions = ["from", "to", "of", "by", "%", "percent", "per", "cent"];
        let reaches = |noun: usize| {
            (noun + 1..start).all(|i| self.doc.is_any(i, &prepositions) || self.doc.kind(i) != Some(TokenKind::Word))
        };
        let tokens = match noun.or(before.filter(|&noun| reaches(noun))) {
            Some(noun) if noun < start => noun..noun + 1,
            Some(noun) => end..noun + 1,
            None if owns && self.doc.is(end, "of") && company => start..end,
            // "Is 85% owned by the state", "100% Nigerian-owned"
            None if (end..end + 4).any(|i| self.doc.is(i, "owned")) => start..end,
            None => return None,
        };
        let subject = Subject { phrase: "stake".to_owned(), indicator: None };
        Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::STAKE })
    }

    /// "Bought it **for $1bn**", "will **pay $339m for** the unit": the price of a deal.
    fn is_price_paid(&self) -> bool {
        let start = self.figure.opening();
        let segment = &self.frame.segments[self.frame.segment_of(start)].tokens;
        let pays = start > segment.start && words::is(self.doc, start - 1, Class::Paying);
        let adjacent = self.doc.is(self.frame.past(self.figure.tokens.end), "for");
        let light = |i: usize| self.doc.is_any(i, &["just", "a", "about", "around", "over", "under"]);
        let at = (segment.start..start).rev().find(|&i| !light(i)).unwrap_or(segment.start);
        let trades = (self.frame.tokens.start..at).any(|i| words::is(self.doc, i, Class::Trading));
        pays && adjacent || self.doc.is(at, "for") && trades
    }

    /// "Is **to pay $1m to** its former chief": where nothing says what for, a payment.
    fn payment(&self, found: Option<&Found>) -> Option<Found> {
        let verb = self.figure.opening().wrapping_sub(1);
        let to = self.frame.past(self.figure.tokens.end);
        let pays = self.doc.is_any(verb, &["pay", "pays", "paid", "paying"])
            && self.doc.is(to, "to")
            && !words::is(self.doc, to + 1, Class::Trading);
        let far = found.is_none_or(|f| matches!(f.rule, rule::STRONG_AFTER | rule::OPEN | rule::CARRIED));
        (pays && far).then(|| Found {
            subject: Subject { phrase: "payment".to_owned(), indicator: None },
            named: None,
            tokens: Some(verb..verb + 1),
            rule: "payment",
        })
    }

    /// "Would return **$500m to its shareholders**": whatever it is called, a payout.
    fn is_paid_out(&self) -> bool {
        let to = self.frame.past(self.figure.tokens.end);
        let whom = to + 1 + usize::from(self.doc.is_any(to + 1, &["its", "their", "the"]));
        self.doc.is(to, "to") && self.doc.is_any(whom, &["shareholders", "investors", "stockholders", "unitholders"])
    }

    /// "That share is down from 78%": in percent a share is a part of something; a company's is of its market.
    fn portion(&self, found: Found) -> Found {
        let bare = found.named.as_ref().is_some_and(|n| n.weak && self.doc.is(n.tokens.end - 1, "share"));
        if !bare || !matches!(found.subject.code(), Some("share_price" | "eps")) {
            return found;
        }
        // "33% of purchases, **a share** that had been 29%"
        let spoken = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        if let Some((subject, _)) = spoken.filter(|_| self.topic.measure == Some(Measure::Share)) {
            return Found { subject: subject.clone(), named: None, rule: rule::SAME_SHARE, ..found };
        }
        if found.subject.code() != Some("share_price") {
            return found;
        }
        if self.topic.is_company {
            return self.listed("market_share", Some(found), "part of a market");
        }
        Found { subject: Subject { indicator: None, ..found.subject }, named: None, rule: "part of a whole", ..found }
    }

    /// "$1.17 billion, **or 77 cents**, a year ago": beside a profit a sum that small is that of a share.
    fn is_per_share_twin(&self) -> bool {
        let amount = |m: &Mention| match m.amount() {
            Some(Amount::Exact(value)) if matches!(m.kind, MentionKind::Money(_)) => Some(value),
            _ => None,
        };
        let profit = |s: &Subject| matches!(s.code(), Some("net_profit" | "operating_profit" | "pretax_profit"));
        let spoken = self.topic.subject.as_ref().is_some_and(|(s, at)| *at == self.figure.sentence && profit(s));
        let small = amount(self.figure).is_some_and(|v| v < rust_decimal::Decimal::ONE_HUNDRED);
        let start = self.figure.opening();
        spoken && small && self.doc.is(start.wrapping_sub(1), "or")
    }

    /// Whether the figure is what one unit of a currency buys: "one dollar **bought 102.55 yen**".
    fn is_bought_by_unit(&self) -> bool {
        let verb = self.figure.opening().wrapping_sub(1);
        let one = verb.wrapping_sub(2);
        self.doc.is_any(verb, &["bought", "buys", "fetched"])
            && (self.doc.is_any(one, &["one", "1"]) && self.frame.figure_in(one..one + 1)
                || self.doc.is(one, "the")
                    && crate::link::observation::area::currency::is_named_by(self.doc.word(verb.wrapping_sub(1))))
    }

    /// Whether the figure is the one euro that is "worth $1.32".
    fn is_unit_of_rate(&self) -> bool {
        let one = self.doc.is_any(self.figure.tokens.start, &["one", "1"]);
        one && self.doc.is_any(self.figure.tokens.end, &["worth", "bought", "buys", "buying", "is", "was", "fetched"])
    }
}
