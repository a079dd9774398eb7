//! Sums of money: which of them measure something, and what is done with them ("pay $83.50 a share", "return $500m to its
//! shareholders", "to reach $1.6 trillion").
//!
//! A part of [`super::measured`]. Guarantees: a sum measures nothing where no noun or verb says what it is of, and what has
//! no place in the list is not carried to a sum of another sentence.

use rust_decimal::Decimal;

use super::measured::{Candidate, ends_in};
use super::standard::OF_A_SHARE;
use super::worth::market_value;
use super::{Found, rule};
use crate::link::observation::indicator::{self, Kind};
use crate::link::observation::measure::{self, way};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::Money;
use crate::mention::name::{NameKind, stands_for_company};
use crate::text::{TokenKind, keys};

/// From what sum on nothing is the price of one share.
const OF_ALL_SHARES: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

impl Candidate<'_> {
    /// The subject of a sum, refined by what is done with it; `None` where it measures nothing.
    pub(super) fn sum(&self, m: &Money, found: Option<Found>) -> Option<Found> {
        if self.is_no_measure(m) {
            return None;
        }
        let floor = self.price_of_floor(m.per.as_deref(), found.as_ref());
        if let Some(found) = floor.or_else(|| self.done_with(m, found.as_ref())) {
            return Some(found);
        }
        if found.as_ref().is_some_and(|f| self.is_earned_by_people(f)) {
            return Some(self.listed("wages", found, "earned by people"));
        }
        let found = found.map(|f| self.share_of(self.hung_on_name(f))).map(|f| self.loss(f));
        let found = if found.as_ref().is_none_or(|f| f.subject.indicator.is_none()) {
            self.traded_at().or(found)
        } else {
            found
        };
        if self.is_per_share_twin() {
            return Some(self.listed("eps", found, "profit per share"));
        }
        // "A year earlier it **made 88 cents**": no company's whole profit is less than one dollar.
        let cents = m.per.is_none() && m.amount.middle().abs() < Decimal::ONE;
        // "A profit of 12 cents **on each litre**"
        let end = self.figure.tokens.end;
        let apiece = self.doc.is_any(end + 1, keys!["each", "every"]) || self.doc.is(end, "of");
        let profit = |f: &Found| f.subject.code().is_some_and(indicator::is_profit) && !apiece;
        let found =
            found.map(|f| if cents && profit(&f) { self.listed("eps", Some(f), "profit per share") } else { f });
        let found = found
            .map(|f| if self.is_profit_of_share(m, &f) { self.listed("eps", Some(f), "profit per share") } else { f });
        let found = found.map(|f| self.price_in_money(self.price_meant(self.price_asked(f)))).map(|f| self.held(f));
        // "The **tariffs on** more than **$300 billion** of goods will stay": on what they are.
        let taxed = |f: &Found| f.subject.code() == Some("tariff_rate") && self.doc.is(self.word_before(), "on");
        let found = found.map(|f| match taxed(&f) {
            true => Found { subject: Subject { indicator: None, ..f.subject }, named: None, ..f },
            false => f,
        });
        if let Some(code) = price_of_unit(m, found.as_ref()) {
            return Some(self.listed(code, found, "price of its unit"));
        }
        let Some(found) = found else { return self.at_last() };
        // Points, not money, are what an index is told in.
        if found.rule == rule::CARRIED && found.subject.code() == Some("stock_index") {
            return None;
        }
        if self.says_whose(&found) {
            return self.at_last();
        }
        // "iPhone sales rose to $46.2bn", "a sales volume of €140m": told in money, what is sold is not counted.
        let here = found.tokens.is_some() && m.per.is_none();
        let sold = |found: &Found| ["sales", "volume", "volumes"].iter().any(|word| ends_in(found, word));
        if here && found.subject.code() == Some("unit_sales") && sold(&found) {
            return Some(self.listed("revenue", Some(found), "sales in money"));
        }
        // "Analysts had expected 85 cents per share **and $1.66 billion**": no one share earns so much.
        let vast = m.per.is_none() && m.amount.middle() >= OF_A_SHARE;
        if vast && found.subject.code() == Some("eps") {
            let said = if found.rule == rule::COMPARED { None } else { self.said_at_last() };
            return said.or_else(|| {
                let subject = Subject { phrase: "revenue".to_owned(), indicator: indicator::of_code("revenue") };
                Some(Found { subject, named: None, tokens: None, rule: "revenue beside a share's earnings" })
            });
        }
        // "Apple, whose **stock** rose 1%, is now **valued at** $3 trillion"
        let at = self.word_before();
        let told = self.topic.subject.as_ref().is_some_and(|(_, at)| *at == self.figure.sentence);
        let stake = (at.saturating_sub(6)..at).any(|i| self.doc.is_any(i, keys!["stake", "holding", "holdings"]));
        let shares = found.subject.code() == Some("share_price") && told && m.per.is_none() && !stake;
        if shares && self.doc.is(at, "at") && self.doc.is(at.wrapping_sub(1), "valued") {
            return Some(Found { subject: market_value(), named: None, tokens: None, rule: rule::VALUE });
        }
        // "Valued at $500m", "is to spend $250 million": no share costs so much, whatever was told of shares before.
        let apiece = found.named.as_ref().is_some_and(|n| self.doc.is(n.tokens.start, "per"));
        let immense = m.per.is_none() && m.amount.middle() >= OF_ALL_SHARES;
        // "It repurchased $4.8bn **of shares** and has $31.9bn left": nor those of another clause.
        let elsewhere = || {
            let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
            found.tokens.as_ref().is_some_and(|t| t.end <= own.start)
        };
        if immense && found.subject.code() == Some("share_price") && (apiece || !here || elsewhere()) {
            return self.at_last();
        }
        if m.per.as_deref() == Some("share")
            && let Some((code, rule)) = self.of_one_share(&found)
        {
            return Some(self.listed(code, Some(found), rule));
        }
        let local = found.tokens.is_some() || matches!(found.rule, rule::COMPARED | rule::ARRIVED) || self.is_reached();
        if local || self.is_carried(&found) { Some(found) } else { self.at_last() }
    }

    /// "**Public servants earned** €2,325": what people earn is their pay.
    fn is_earned_by_people(&self, found: &Found) -> bool {
        const REACH: usize = 3;
        let Some(verb) = found.tokens.as_ref().filter(|_| found.subject.code() == Some("net_profit")) else {
            return false;
        };
        let earns = self.doc.is_any(verb.start, keys!["earn", "earns", "earned", "earning"]);
        let from = verb.start.saturating_sub(REACH).max(self.frame.tokens.start);
        // "A typical **renter** must earn $66,120"
        let typical = || {
            let mut front = verb.start.saturating_sub(REACH + 2).max(self.frame.tokens.start)..verb.start;
            front.any(|i| self.doc.is_any(i, keys!["typical", "average", "median"]))
        };
        earns && ((from..verb.start).any(|i| acts::is(self.doc, i, Act::People)) || typical())
    }

    /// What the verb beside it, or how it is written, says that is done with a sum: bought, lost, paid, made, returned.
    fn done_with(&self, m: &Money, found: Option<&Found>) -> Option<Found> {
        let whole = m.per.is_none();
        // "One pound bought $1.30": what is priced is the pound.
        if let Some(coin) = self.bought_by_unit().filter(|_| whole) {
            let tokens = coin..coin + 1;
            let indicator = indicator::of_code("exchange_rate");
            let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator };
            return Some(Found { subject, named: None, tokens: Some(tokens), rule: "bought by one" });
        }
        if let Some(subject) = self.still_buying().filter(|_| whole) {
            return Some(Found { subject, named: None, tokens: None, rule: "bought by one" });
        }
        if let Some(found) = self.sold_by_unit(found, m.per.as_deref()) {
            return Some(found);
        }
        if let Some(found) = self.told_in_money(found, m.per.as_deref()).or_else(|| self.guided()) {
            return Some(found);
        }
        if whole && (self.is_loss_of_named() || self.is_loss_behind()) {
            let subject = Subject { phrase: "loss".to_owned(), indicator: indicator::of_code("net_profit") };
            return Some(Found { subject, named: None, tokens: None, rule: rule::LOSS });
        }
        let made = self.result_made().or_else(|| self.being_spent());
        if let Some(found) = made.or_else(|| self.taken_off()).filter(|_| whole) {
            return Some(found);
        }
        if let Some(found) = self.shares_bought_back().filter(|_| whole) {
            return Some(found);
        }
        if whole && self.is_price_paid() {
            return Some(self.listed("deal_value", found.cloned(), rule::PRICE_PAID));
        }
        if let Some(found) = self.valuation() {
            return Some(found);
        }
        if self.is_paid_out() {
            let indicator = indicator::of_code("dividend");
            let subject = Subject { phrase: "payout".to_owned(), indicator };
            return Some(Found { subject, named: None, tokens: None, rule: "paid to shareholders" });
        }
        let timed = matches!(m.per.as_deref(), None | Some("year" | "month" | "quarter" | "week" | "day"));
        if let Some(found) = self.said_by_verb(found).filter(|_| timed) {
            return Some(found);
        }
        // … but "shares ended at Rs 1,246 apiece" name their price.
        let priced_by_name = found.is_some_and(|f| f.subject.kind() == Kind::Price && f.tokens.is_some());
        self.price_of_each().filter(|_| !priced_by_name)
    }

    /// "The shareholders lost $180bn", "Shell is to pay $1m": whose money it is, not what it measures.
    fn says_whose(&self, found: &Found) -> bool {
        let open = found.subject.indicator.is_none() && found.named.is_none();
        let whose = |at: usize| {
            self.names.role_at(at).is_some()
                || self.names.at(at).is_some_and(|n| n.kind != NameKind::Unknown)
                // "**The company** is seeking $20bn"
                || stands_for_company(self.doc, at)
        };
        let owner = || found.tokens.as_ref().is_some_and(|t| t.end > t.start && whose(t.end - 1));
        open && matches!(found.rule, rule::OPEN | rule::OPEN_EARLIER | rule::BEFORE_APPOSITION) && owner()
    }

    /// Whether a subject of another sentence goes on in a sum: what has no place in the list does not; better nothing than a
    /// guess.
    fn is_carried(&self, found: &Found) -> bool {
        if found.rule != rule::CARRIED {
            return false;
        }
        let of = self.figure.opening().wrapping_sub(1);
        // "Eggs sold for $4.82. He sees a retail **price of** about $3.25"
        if self.doc.is(of, "of") && self.doc.is(of.wrapping_sub(1), "price") {
            return true;
        }
        // Heads and things are told in no money.
        let counted = matches!(
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
        // "To match the all-time **high of** $5.02": a noun that says that a value of what is spoken of follows.
        let read = || {
            self.doc.is(of, "of")
                && words::is(self.doc, of.wrapping_sub(1), Class::Reading)
                && found.subject.kind() == Kind::Price
        };
        let told = !self.binding.carried && self.binding.predicate.is_some();
        // "Permits fell 3%. Quebec (**-$301 million**) led the fall": a sign in brackets says as much as a verb.
        let signed = || {
            measure::is_bracketed(self.doc, self.figure)
                && (way::written_sign(self.doc, self.figure).is_some()
                    || measure::way_of_list(self.doc, self.frame, self.figure, &found.subject).is_some())
        };
        found.subject.indicator.is_some() && !counted && (told || read() || signed())
    }

    /// What a sum is where nothing else in the sentence names it: what its verb says, the same as the sum that it is added to,
    /// the noun before "of".
    fn at_last(&self) -> Option<Found> {
        self.value_aside()
            .or_else(|| self.said_at_last())
            .or_else(|| self.said_of_it())
            .or_else(|| self.done_to_it())
            .or_else(|| self.to_the_tune())
            .or_else(|| self.added_sum())
            .or_else(|| self.value_of())
    }

    /// "Accused of **looting** the firm **to the tune of** $600m", "**support** to the tune of $5bn": what went so far, by its verb or noun.
    fn to_the_tune(&self) -> Option<Found> {
        const REACH: usize = 10;
        let to =
            self.word_before().checked_sub(3).filter(|&to| self.doc.starts(to, keys!["to", "the", "tune", "of"]))?;
        let from = self.frame.segments[self.frame.segment_of(to)].tokens.start.max(to.saturating_sub(REACH));
        let word = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word);
        let deed = |&i: &usize| self.doc.lower(i).ends_with("ing") || acts::is_past_form(self.doc, i);
        let at = (from..to).rev().take_while(word).find(deed).or_else(|| to.checked_sub(1).filter(word))?;
        let subject = Subject { phrase: self.doc.word(at).to_owned(), indicator: None };
        Some(Found { subject, named: None, tokens: Some(at..at + 1), rule: rule::SAID })
    }

    /// "Hoped to pay $100m now **and another $120m** later", "vouchers worth £250 **or £500**", "spent $5m **compared with $4m**": a
    /// sum with no noun of its own is of what the sum before it is.
    fn added_sum(&self) -> Option<Found> {
        let more = |&i: &usize| {
            words::is(self.doc, i, Class::Light) || self.doc.is_any(i, keys!["a", "another", "further", "extra"])
        };
        let start = self.figure.opening();
        let and = (self.frame.tokens.start..start).rev().find(|i| !more(i))?;
        let (subject, _) = self.topic.sum.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        let joined = self.doc.is_any(and, keys!["and", "or", "including"]) || self.binding.role == Role::Than;
        joined.then(|| Found::again(subject, rule::COMPARED))
    }

    /// "Brent fell to $75. Goldman sees **prices** averaging $77": what money tells is the price spoken of, no index of prices.
    fn price_meant(&self, found: Found) -> Found {
        let loose = found.subject.code() == Some("cpi") && found.named.as_ref().is_some_and(|n| n.weak);
        let recent = self.topic.subject.as_ref().filter(|(_, at)| self.figure.sentence.saturating_sub(*at) <= 2);
        let mut spoken = recent.map(|(s, _)| s).into_iter().chain(self.topic.first_subject.as_ref());
        let priced = |s: &&Subject| s.kind() == Kind::Price && !matches!(s.code(), Some("stock_index" | "share_price"));
        match spoken.find(priced).filter(|_| loose) {
            Some(price) => Found { subject: Subject { indicator: price.indicator, ..found.subject }, ..found },
            None => found,
        }
    }

    /// "Foreign **holdings of Treasuries** rose to $8.34 trillion": no yield is told in money.
    fn held(&self, found: Found) -> Found {
        const LONGEST: usize = 2;
        let Some(tokens) = found.tokens.clone().filter(|_| found.subject.code() == Some("bond_yield")) else {
            return found;
        };
        let of = tokens.start.wrapping_sub(1);
        let noun = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed);
        let from = of.saturating_sub(LONGEST).max(self.frame.tokens.start);
        let first = (from..of).rev().take_while(noun).last().filter(|_| self.doc.is(of, "of"));
        let phrase = self.doc.slice(&(first.unwrap_or(tokens.start)..tokens.end)).to_owned();
        Found { subject: Subject { phrase, indicator: None }, named: None, ..found }
    }

    /// "A firm order for 30 of the planes, **at $120m each**"
    fn price_of_each(&self) -> Option<Found> {
        let each = self.doc.is_any(self.frame.past(self.figure.tokens.end), keys!["each", "apiece"]);
        (each && matches!(self.binding.role, Role::At | Role::Direct)).then(|| {
            let subject = Subject { phrase: "price".to_owned(), indicator: None };
            Found { subject, named: None, tokens: None, rule: rule::PRICE_PAID }
        })
    }

    /// "With an **average value of** $327": a noun that says what kind of value follows, with its adjective.
    fn value_of(&self) -> Option<Found> {
        let of = self.word_before();
        let noun = of.checked_sub(1).filter(|_| self.doc.is(of, "of"))?;
        let first = noun.checked_sub(1).filter(|&first| first > self.frame.tokens.start)?;
        let whole = words::is(self.doc, noun, Class::Value)
            && self.doc.kind(first) == Some(TokenKind::Word)
            && !words::is(self.doc, first, Class::Closed)
            && !self.doc.ties(first - 1)
            && !self.doc.is_any(first, keys!["a", "an", "the", "its", "their"]);
        let subject = Subject { phrase: self.doc.slice(&(first..of)).to_owned(), indicator: None };
        whole.then_some(Found { subject, named: None, tokens: Some(first..of), rule: rule::NOUN_OF })
    }

    /// "Loans grew by $9 billion **to reach** $1.6 trillion": what its sentence has just measured arrives there.
    fn is_reached(&self) -> bool {
        let verb = self.binding.predicate.filter(|p| p.can_be(Reading::Reach) && !self.binding.carried);
        verb.is_some_and(|p| p.tokens.start > 0 && self.doc.is(p.tokens.start - 1, "to"))
            && self.topic.subject.as_ref().is_some_and(|(_, at)| *at == self.figure.sentence)
    }

    /// "Bought it **for $1bn**", "will **pay $339m for** the unit": the price of a deal.
    pub(super) fn is_price_paid(&self) -> bool {
        let start = self.figure.opening();
        let segment = &self.frame.segments[self.frame.segment_of(start)].tokens;
        let pays = start > segment.start && words::is(self.doc, start - 1, Class::Paying);
        let adjacent = self.doc.is(self.frame.past(self.figure.tokens.end), "for");
        let light = |i: usize| self.doc.is_any(i, keys!["just", "a", "about", "around", "over", "under"]);
        let at = (segment.start..start).rev().find(|&i| !light(i)).unwrap_or(segment.start);
        let trades = (self.frame.tokens.start..at).any(|i| words::is(self.doc, i, Class::Trading));
        // "**Took a 25% stake** in 2016 for $575 million"
        let takes = || {
            let stake = |i: usize| words::is(self.doc, i, Class::Stake);
            let mut taken =
                (segment.start..at).filter(|&i| self.doc.is_any(i, keys!["took", "take", "takes", "taking", "taken"]));
            let apart = |i: usize| self.doc.is_any(i, keys!["and", ",", "was"]);
            taken.any(|i| (i + 1..(i + 7).min(at)).any(|noun| stake(noun) && !(noun..at).any(apart)))
        };
        pays && adjacent || self.doc.is(at, "for") && (trades || takes())
    }

    /// The currency of which one unit buys the figure: "one **dollar** bought 102.55 yen", "the **pound** was buying $1.9".
    fn bought_by_unit(&self) -> Option<usize> {
        let verb = self.figure.opening().checked_sub(1)?;
        if !acts::is(self.doc, verb, Act::Fetching) {
            return None;
        }
        let coin = verb.checked_sub(1)?;
        let coin = coin.checked_sub(usize::from(self.doc.is_any(coin, keys!["was", "is"])))?;
        let one = coin.checked_sub(1)?;
        let unit = self.doc.is_any(one, keys!["one", "1"]) && self.frame.figure_in(one..coin);
        let named = || crate::link::observation::area::currency::is_named_by(self.doc.word(coin));
        let single = self.doc.is(coin, "currency") && self.doc.is(one, "single");
        (unit || single || self.doc.is(one, "the") && named()).then_some(coin)
    }

    /// "The dollar was up at $1.29 to the euro, **and buying 105 yen**": the rate that the sentence has just told.
    fn still_buying(&self) -> Option<Subject> {
        let verb = self.figure.opening().checked_sub(1)?;
        let joined = acts::is(self.doc, verb, Act::Fetching) && self.doc.is(verb.checked_sub(1)?, "and");
        let (told, sentence) = self.topic.subject.as_ref().filter(|_| joined)?;
        (*sentence == self.figure.sentence && told.code() == Some("exchange_rate")).then(|| told.clone())
    }
}

/// The price that a sum by the unit is, where nothing firmer names it: oil by the barrel, petrol by the gallon.
fn price_of_unit(m: &Money, found: Option<&Found>) -> Option<&'static str> {
    let priced = match m.per.as_deref()? {
        "barrel" => "oil_price",
        "gallon" | "litre" => "fuel_price",
        _ => return None,
    };
    let loose = found.is_none_or(|f| f.named.as_ref().is_none_or(|n| n.weak));
    // American gas is petrol where it is sold by the gallon, and what shops charge for one is no index.
    let of_gallon =
        || priced == "fuel_price" && found.is_some_and(|f| matches!(f.subject.code(), Some("gas_price" | "cpi")));
    (loose || of_gallon()).then_some(priced)
}
