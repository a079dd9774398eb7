//! Which figures measure something, and what the figure's own unit says of it.
//!
//! Percentages mostly do; money does beside an indicator or a predicate; a count does only where an indicator counts
//! such things ([`super::counted`]). The unit may also settle the indicator: "$1.18 a share", "a 25-basis-point cut".

use rust_decimal::Decimal;

use super::shares::capacity_in_use;
use super::{Found, rule};
use crate::link::observation::area;
use crate::link::observation::entity;
use crate::link::observation::headed;
use crate::link::observation::indicator::{self, Kind, Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words;
use crate::link::observation::topic::{Subject, Topic};
use crate::link::observation::{Direction, ObsStatus};
use crate::mention::name::{NameKind, Names, stands_for_company};
use crate::mention::{Mention, MentionKind, PercentUnit};
use crate::text::{Doc, keys};

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

/// What a sum can be of: no sum is a rate, whatever rate was spoken of; "rolled over a **lending facility** of $25bn" is what it
/// says.
fn no_rate(found: Found) -> Option<Found> {
    let rate = matches!(
        found.subject.code(),
        Some("policy_rate" | "unemployment_rate" | "mortgage_rate" | "participation_rate" | "saving_rate" | "margin")
    );
    // "Increases in **Income Tax (£1.3 billion)**": what it brings in.
    if found.subject.code() == Some("tax_rate") && found.rule != rule::CARRIED {
        let indicator = indicator::of_code("government_revenue");
        return Some(Found { subject: Subject { indicator, ..found.subject }, named: None, ..found });
    }
    match rate {
        true if found.rule == rule::CARRIED => None,
        true => Some(Found { subject: Subject { indicator: None, ..found.subject }, named: None, ..found }),
        false => Some(found),
    }
}

/// Whether a subject's last word is that one.
pub fn ends_in(found: &Found, word: &str) -> bool {
    words::last(&found.subject.phrase).eq_ignore_ascii_case(word)
}

impl Candidate<'_> {
    /// The figure's subject, refined by its unit; `None` where the figure measures nothing.
    pub fn measured(&self, found: Option<Found>) -> Option<Found> {
        let found = found.filter(|f| !self.is_somebody(f)).map(|f| self.bought_by_many(f));
        if let Some(shares) = found.as_ref().and_then(|f| self.closing_shares(f)) {
            return Some(shares);
        }
        if let Some(shares) = self.company_at_close(found.as_ref()) {
            return Some(shares);
        }
        if let Some(cut) = found.as_ref().and_then(|f| self.cut_of_staff(f)) {
            return Some(cut);
        }
        match &self.figure.kind {
            MentionKind::Money(_) | MentionKind::Quantity(_) if found.as_ref().is_some_and(|f| self.fits_label(f)) => {
                found
            }
            MentionKind::Percentage(p) if p.unit == PercentUnit::BasisPoint && self.is_rate_move(found.as_ref()) => {
                // … whatever else was spoken of: "the bank made a loss. Traders price in another **45 basis points of cuts**".
                let other = |f: &Found| f.tokens.is_none() && f.subject.code() != Some("policy_rate");
                if found.as_ref().is_some_and(other) {
                    let subject = Subject { phrase: "rate".to_owned(), indicator: indicator::of_code("policy_rate") };
                    return Some(Found { subject, named: None, tokens: None, rule: rule::MOVE_OF_RATE });
                }
                Some(self.listed("policy_rate", found, rule::MOVE_OF_RATE))
            }
            // "Sees another 25 basis points by June", after what the rupiah did: points are of a rate, no price has them.
            MentionKind::Percentage(p)
                if p.unit == PercentUnit::BasisPoint
                    && found.as_ref().is_none_or(|f| {
                        let carried = f.rule == rule::CARRIED && f.subject.kind() != Kind::Rate;
                        // "Two members **wanted 50 basis points**"
                        carried
                            || f.subject.indicator.is_none()
                                && matches!(f.rule, rule::OPEN | rule::OPEN_EARLIER | rule::GAPPED)
                    })
                    && self.topic.says_central_bank(self.doc) =>
            {
                Some(self.listed("policy_rate", None, rule::MOVE_OF_RATE))
            }
            MentionKind::Percentage(p)
                if p.unit == PercentUnit::PercentagePoint && self.is_point_move(found.as_ref()) =>
            {
                Some(self.point_move())
            }
            // "The Dow added 0.4%. \"We see **another half point** by June\"", "predicts **a rate of 4%**", in an article on a central bank
            MentionKind::Percentage(p) if found.as_ref().is_some_and(|f| self.is_rate_of_bank(p.unit, f)) => {
                Some(self.listed("policy_rate", None, rule::MOVE_OF_RATE))
            }
            // "The yield on its **4.25% notes due** 2029": what a bond is called by.
            MentionKind::Percentage(_)
                if words::is(self.doc, self.figure.tokens.end, words::Class::Bond)
                    && self.doc.is_any(self.figure.tokens.end + 1, keys!["due", "maturing"]) =>
            {
                None
            }
            // "A target of 3%, **plus or minus** one point"
            MentionKind::Percentage(_) if self.is_margin_of_error() => None,
            // "An 85% chance of a quarter-point **cut to 3.25%**"
            MentionKind::Percentage(_) if self.is_moved_to() => {
                let noun = self.word_before() - 1;
                let subject =
                    Subject { phrase: self.doc.word(noun).to_owned(), indicator: indicator::of_code("policy_rate") };
                Some(Found { subject, named: None, tokens: Some(noun..noun + 1), rule: rule::MOVE_OF_RATE })
            }
            // "Within the 95% confidence interval"
            MentionKind::Percentage(_) if self.doc.is(self.figure.tokens.end, "confidence") => None,
            MentionKind::Percentage(_) if found.as_ref().is_some_and(|f| self.changes_count_of_sales(f)) => {
                Some(self.listed("unit_sales", found, "sales counted"))
            }
            MentionKind::Percentage(_) if found.as_ref().is_some_and(|f| self.changes_sales_in_money(f)) => {
                Some(self.listed("revenue", found, "sales in money"))
            }
            MentionKind::Percentage(_) if let Some(spent) = self.spent_of_product(found.as_ref()) => Some(spent),
            // "Voted for a 38% raise": nobody raises funds by so much.
            MentionKind::Percentage(_) if self.is_of(found.as_ref(), "funds_raised", "raise") => {
                Some(self.listed("wages", found, "raise in pay"))
            }
            // "Some 11 million were out of work. Spain had the highest **rate, at 11.5%**", "a gain of 22,500 jobs and **a rate of 6.3%**"
            MentionKind::Percentage(_) if self.is_rate_of_jobs(found.as_ref()) => {
                let subject = Subject { phrase: "rate".to_owned(), indicator: indicator::of_code("unemployment_rate") };
                Some(Found { subject, named: None, tokens: None, rule: rule::RATE_BESIDE })
            }
            // "Germany's jobless total rose. **The rate** edged down to 6.3%"
            MentionKind::Percentage(_) if found.as_ref().is_some_and(|f| self.is_level_of_jobless(f)) => {
                let subject = Subject { phrase: "rate".to_owned(), indicator: indicator::of_code("unemployment_rate") };
                Some(Found { subject, named: None, tokens: None, rule: rule::RATE_BESIDE })
            }
            // "Pay rose 2%. Public sector workers enjoyed **increases of 4.7%**": of what was told.
            MentionKind::Percentage(_) if self.is_raise(found.as_ref()) => {
                Some(self.listed("wages", found, "raise in pay"))
            }
            // "8.3% of the workforce was jobless"
            MentionKind::Percentage(_) if self.is_out_of_work() => {
                Some(self.listed("unemployment_rate", found, "part out of work"))
            }
            // "**Consumers now expect prices to climb** 3.5% in the year ahead"
            MentionKind::Percentage(_) if found.as_ref().is_some_and(|f| self.is_expected_by_consumers(f)) => {
                Some(self.listed("inflation_expectations", found, "prices that consumers expect"))
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
            MentionKind::Percentage(_) if self.is_capacity_in_use() => Some(capacity_in_use()),
            MentionKind::Percentage(_) if self.is_limit_used() => None,
            MentionKind::Percentage(_) if self.is_premium() => {
                let noun = self.figure.tokens.end;
                let subject = Subject { phrase: self.doc.word(noun).to_owned(), indicator: None };
                Some(Found { subject, named: None, tokens: Some(noun..noun + 1), rule: rule::PREMIUM })
            }
            MentionKind::Percentage(p) => {
                let settled = self.rate_charged(found.as_ref()).or_else(|| self.chance_told(found.as_ref()));
                let settled = settled
                    .or_else(|| self.taken_off_name())
                    .or_else(|| self.part_of_market())
                    .or_else(|| self.placed());
                let settled = settled.or_else(|| self.stake()).or_else(|| self.mortgage());
                // "Would cut one percentage point **from growth**"
                let taken = || self.taken_off().filter(|_| p.unit == PercentUnit::PercentagePoint);
                let settled = settled.or_else(|| self.interest_paid(found.as_ref())).or_else(taken);
                settled.or_else(|| {
                    found.map(|f| self.portion(self.share_of(self.hung_on_name(self.told_by(self.price_asked(f))))))
                })
            }
            MentionKind::Money(money) => self.sum(money, found.and_then(no_rate)),
            MentionKind::Quantity(q) => self.count(q.unit.as_deref(), found),
            _ => None,
        }
    }

    /// "Plus or **minus one percentage point**", "give or take 2%": how wide a band is, of nothing.
    fn is_margin_of_error(&self) -> bool {
        let start = self.figure.opening();
        // "An increase of 1.4 percent (**±0.9%**)"
        if self.doc.is(start.wrapping_sub(1), "±") || self.doc.is(self.figure.tokens.start, "±") {
            return true;
        }
        // What hedges a figure is a part of its opening.
        self.doc.starts(start, keys!["give", "or", "take"])
            || self.doc.starts(start.saturating_sub(3), keys!["plus", "or", "minus"])
    }

    /// "**Minister Ana Ruiz** has cut the payments, reducing those who get them to 1.5 million": nobody is measured.
    fn is_somebody(&self, found: &Found) -> bool {
        let Some(tokens) = found.tokens.as_ref().filter(|_| found.subject.indicator.is_none()) else { return false };
        self.names.within(tokens).last().is_some_and(|n| n.kind == NameKind::Person && n.tokens.end == tokens.end)
    }

    /// Whether the figure behind a list's label is one of what the list is of: a sum where sums are told, a bare number where
    /// indexes are.
    fn fits_label(&self, found: &Found) -> bool {
        found.rule == rule::LABEL
            && match &self.figure.kind {
                MentionKind::Money(_) => found.subject.kind() == Kind::Amount,
                MentionKind::Quantity(q) => {
                    q.unit.is_none() && (found.subject.kind() == Kind::Price || found.subject.code() == Some("pmi"))
                }
                _ => false,
            }
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
    pub(super) fn share_of(&self, found: Found) -> Found {
        let Some(tokens) = found.tokens.clone().filter(|_| found.subject.indicator.is_none()) else { return found };
        // "The **RTS index closed** up 0.8%": whose day closes is of a market.
        let closes = |i: usize| acts::is(self.doc, i, Act::Closing);
        let market = || tokens.clone().any(|i| area::market(self.doc, i).is_some());
        if ends_in(&found, "index") && ((tokens.end..self.figure.opening()).any(closes) || market()) {
            return self.listed("stock_index", Some(found), "index that closes");
        }
        if let Some(grown) = self.business_grown(&found, &tokens) {
            return grown;
        }
        // In an article on markets, whatever rises or falls by a name is a company.
        // … or in a sentence that opens with one: "**Stocks** closed lower, with Calder down 4%".
        let opened = || {
            let first = self.frame.tokens.start;
            self.frame.indicators_in(first..tokens.start).next().is_some_and(|n| n.row().code == "stock_index")
        };
        let markets = self.topic.first_subject.as_ref().is_some_and(|s| s.told() == Told::Day) || opened();
        let company = self.names.within(&tokens).iter().any(|n| {
            let body = n.kind == NameKind::Body && entity::is_owner(self.names, n.entity);
            let heads = n.tokens.end == tokens.end;
            let whole = heads || n.tokens.len() + 2 >= tokens.len() && !self.is_of_owner(n, &tokens);
            (body || markets && n.kind == NameKind::Unknown) && whole
        });
        // "Rose 3%", "finished 3% lower", "**was up** 3%"
        let was = |p: &Predicate| {
            let verb = p.tokens.start.wrapping_sub(1);
            self.doc.is_any(verb, keys!["was", "were", "is", "are"]) || acts::is(self.doc, verb, Act::Closing)
        };
        let moves = self.binding.predicate.is_some_and(|p| {
            // "Chipmakers rose, with **Calder up 3%**", in an article on markets
            let adjective = p.can_be(Reading::Adjective) && (self.binding.role == Role::Before || was(p) || markets);
            p.is_change() && (p.can_be(Reading::Verb) || adjective)
        }) && matches!(self.binding.role, Role::Direct | Role::By | Role::To | Role::Before);
        // "Exel is valued at £2.6bn"
        let valued = self.binding.predicate.is_some_and(|p| self.doc.is(p.tokens.start, "valued"))
            || self.doc.is(self.figure.tokens.start.wrapping_sub(2), "valued");
        let headed = headed::stands_for_head(self.doc, self.topic, tokens.start);
        // "**The retailer** jumped 13.5%": who stands for a company does so too, but for growing, which its business does.
        let grows = self.binding.predicate.is_some_and(|p| acts::is(self.doc, p.tokens.start, Act::Growing));
        let stands = tokens.len() == 1
            && self.doc.is(tokens.start.wrapping_sub(1), "the")
            && !grows
            && !self.binding.carried
            && self.binding.role == Role::Direct
            && stands_for_company(self.doc, tokens.start);
        let company = company || headed || stands || valued && stands_for_company(self.doc, tokens.end - 1);
        if company && valued && matches!(self.figure.kind, MentionKind::Money(_)) {
            return self.listed("market_cap", Some(found), rule::VALUE);
        }
        // "Nissan notched up a 10% increase" goes on with what is spoken of.
        let supported =
            self.binding.role == Role::Before && self.binding.predicate.is_some_and(|p| p.can_be(Reading::Noun));
        // … and so does "sales were up 3%, with **Toyota up 8%**".
        let absolute = !moves
            && self.binding.role == Role::Direct
            && self.binding.predicate.is_some_and(|p| p.can_be(Reading::Adjective) && p.is_change());
        let goes_on = self.topic.subject.as_ref().filter(|(_, s)| *s == self.figure.sentence);
        let goes_on = goes_on.filter(|(s, _)| supported || s.owner() == Owner::Entity && s.told() == Told::Series);
        if let Some((subject, _)) = goes_on.filter(|_| company && (supported || absolute)) {
            return Found { subject: subject.clone(), named: None, rule: "goes on", ..found };
        }
        // "Elan finished down **$18.90 at $8**": so little that it can only be a share's.
        let small = matches!(self.figure.kind, MentionKind::Money(_))
            && !self.binding.carried
            && self.binding.predicate.is_some_and(|p| matches!(p.direction, Some(Direction::Up | Direction::Down)))
            && self.figure.amount().is_some_and(|a| a.middle() < Decimal::ONE_THOUSAND);
        let moves =
            moves || small && self.binding.role == Role::At && self.binding.predicate.is_some_and(|p| p.is_change());
        // "Harlow **lost a fifth of its value**"
        let part = matches!(&self.figure.kind, MentionKind::Quantity(q) if q.unit.as_deref() == Some("fraction"));
        let is_price =
            matches!(self.figure.kind, MentionKind::Percentage(_)) || part || small || self.binding.role == Role::To;
        if company && moves && is_price {
            self.listed("share_price", Some(found), "shares of a company")
        } else {
            found
        }
    }

    /// "An account **paying 5.35%**", "charges 20% **in interest**": interest, where it says no more.
    fn interest_paid(&self, found: Option<&Found>) -> Option<Found> {
        let verb = self.word_before();
        // "Those who buy will **pay** 21%" of a tax, "base **pay** rose"
        let pays = self.doc.is_any(verb, keys!["pays", "paying"]) && found.is_none_or(|f| f.subject.code().is_none());
        let other =
            self.doc.is_any(self.figure.tokens.end, keys!["of", "more", "less", "higher", "lower", "in", "to", "tax"]);
        let charged = self.doc.starts(self.figure.tokens.end, keys!["in", "interest"]);
        (pays && !other || charged).then(|| {
            let subject = Subject { phrase: "interest".to_owned(), indicator: None };
            Found { subject, named: None, tokens: Some(verb..verb + 1), rule: rule::SAID }
        })
    }
}
