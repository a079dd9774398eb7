//! Names that may mean something else than they say: "sales" of a country's shops, "the deficit" with a partner, "prices
//! for new homes".
//!
//! A part of [`super::meant`]. Guarantees: another meaning is told by what stands beside the name or by what was spoken
//! of; where neither tells, a name means what it says.

use super::kin::{is_flow_of_trade, is_of_shops, is_rate_of_series, is_set};
use crate::link::observation::indicator::{Named, Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::{Subject, Topic};
use crate::text::{Doc, Key, TokenKind, keys};

/// A name that may mean something else than it says, with what was spoken of.
pub(super) struct Loose<'a> {
    pub(super) topic: &'a Topic,
    pub(super) doc: &'a Doc<'a>,
    pub(super) named: &'a Named,
    /// Its last word.
    pub(super) last: usize,
    pub(super) sentence: usize,
    /// What the sentence before named, what was told last, and what the article is about.
    pub(super) spoken: [Option<&'a Subject>; 3],
}

/// What a release tells the volume of, by its parts.
const VOLUMES: &[&str] = &[
    "retail_sales",
    "industrial_production",
    "manufacturing_output",
    "production_volume",
    "exports",
    "imports",
    "construction",
    "consumer_spending",
    "house_prices",
    "rents",
    "wages",
    "bank_lending",
    "mortgage_lending",
    "money_supply",
];

/// What governments take in, spend and owe.
const FISCAL: &[&str] = &["budget_balance", "government_revenue", "government_spending", "public_debt"];

/// By what they take it in.
const TAXES: &[&str] = &["tax_rate", "tariff_rate"];

impl Loose<'_> {
    /// Whether one of the codes was spoken of.
    pub(super) fn of(&self, codes: &[&str]) -> bool {
        self.spoken.iter().flatten().any(|s| is_one(s, codes))
    }

    /// Whether one of the codes was named or told last.
    pub(super) fn last_of(&self, codes: &[&str]) -> bool {
        self.spoken.iter().take(2).flatten().any(|s| is_one(s, codes))
    }

    /// Whether the article is about one of the codes.
    fn is_first(&self, codes: &[&str]) -> bool {
        self.topic.first_subject.as_ref().is_some_and(|s| is_one(s, codes))
    }

    /// Whether a bank's prime rate was told last, which has tenors as bonds do.
    fn is_prime_told(&self) -> bool {
        let [_, last, _] = self.spoken;
        last.is_some_and(|s| {
            s.code() == Some("policy_rate") && ["prime", "LPR"].iter().any(|w| words::holds(&s.phrase, w))
        })
    }

    /// Whether the last word is this one.
    pub(super) fn ends_in(&self, words: &[Key]) -> bool {
        self.doc.is_any(self.last, words)
    }

    /// Whether the article is about a company or what becomes of one.
    fn is_of_company(&self) -> bool {
        self.topic.is_company || self.topic.first_subject.as_ref().is_some_and(|s| s.owner() == Owner::Entity)
    }

    /// "**Production** fell 0.9%", bare at the head of its sentence, where an economy's growth is told.
    pub(super) fn is_part_of_growth(&self) -> bool {
        let at = self.named.tokens.start;
        let bare = self.named.tokens.len() == 1 && self.doc.is(at, "production") && self.doc.opens_sentence(at);
        bare && !self.topic.is_company && self.of(&["gdp"]) && !self.doc.is(self.named.tokens.end, "of")
    }

    pub(super) fn index_or_rate(&self) -> Option<&'static str> {
        let &Self { doc, named, last, .. } = self;
        match named.row().code {
            // In an article on producer prices, "the core index" is theirs.
            "core_cpi" if !named.weak && self.is_first(&["ppi"]) => Some("ppi"),
            // In a survey of consumers, "the expectations index" is theirs.
            "business_confidence" if self.ends_in(keys!["index"]) && self.of(&["consumer_confidence"]) => {
                Some("consumer_confidence")
            }
            // "The Institute for Supply Management's **index** climbed to 51.4", whatever the article is about
            "stock_index" if named.weak && self.ends_in(keys!["index"]) && is_of_managers(doc, named.tokens.start) => {
                Some("pmi")
            }
            // Where bonds were spoken of, "the 30-year rate" is what they yield.
            "mortgage_rate"
                if self.ends_in(keys!["rate"])
                    && doc.lower(last.wrapping_sub(1)).ends_with("year")
                    && self.of(&["bond_yield"])
                    && !self.of(&["mortgage_rate"]) =>
            {
                Some("bond_yield")
            }
            // Beside a 30-year mortgage, "the 15-year **loan** averaged 5.94%"
            "company_debt"
                if self.ends_in(keys!["loan"])
                    && doc.lower(last.wrapping_sub(1)).ends_with("year")
                    && self.last_of(&["mortgage_rate"]) =>
            {
                Some("mortgage_rate")
            }
            // "The 30-year mortgage averaged 6.8%. **The 15-year** rose to 6%": of loans, where those were told last
            "bond_yield" if self.ends_in(keys!["year"]) && self.last_of(&["mortgage_rate"]) => Some("mortgage_rate"),
            // "The one-year loan prime rate is 3%. **The five-year** is 3.5%"
            "bond_yield" if self.ends_in(keys!["year"]) && self.is_prime_told() => Some("policy_rate"),
            // "**The rate on** the benchmark 10-year **note**"
            "policy_rate" | "mortgage_rate" if is_on_bond(doc, named) => Some("bond_yield"),
            // "The lowest annual **rates** were registered in France": of inflation, where that was told last.
            "policy_rate"
                if named.weak
                    && self.ends_in(keys!["rate", "rates"])
                    && self.last_of(&["cpi", "core_cpi"])
                    && !is_set(doc, named) =>
            {
                Some("cpi")
            }
            // "Unemployment rose. The **highest rates** were in Spain": of those without work, where that was told last.
            "policy_rate"
                if named.weak
                    && self.ends_in(keys!["rate", "rates"])
                    && words::is_superlative(doc, named.tokens.start.wrapping_sub(1))
                    && self.last_of(&["unemployment_rate"]) =>
            {
                Some("unemployment_rate")
            }
            // "Retail trade sales rose 2.3%. The **growth rate** for February was revised", with no word of the economy
            "gdp" if is_rate_of_series(doc, named) && !self.of(&["gdp"]) => {
                let [_, last, first] = self.spoken;
                [last, first].into_iter().flatten().find(|s| is_one(s, VOLUMES))?.code()
            }
            _ => None,
        }
    }

    pub(super) fn price(&self) -> Option<&'static str> {
        let &Self { doc, named, .. } = self;
        match named.row().code {
            // "Stocks making the biggest moves": one **stock** is a company's all the same.
            "share_price" if self.ends_in(keys!["stock"]) => Some("share_price"),
            // Where petrol was spoken of, American "gas prices" are its.
            "gas_price" if self.of(&["fuel_price"]) => Some("fuel_price"),
            // "**Prices** for uncooked beef steaks", "beef and veal **prices**"
            "cpi" if named.weak && self.ends_in(keys!["price", "prices"]) && is_of_food(doc, named) => {
                Some("food_price")
            }
            // "**Headline** prices advanced 0.14%", whatever was told of the core
            "cpi" if doc.is(named.tokens.start.wrapping_sub(1), "headline") => Some("cpi"),
            // "London's annual **inflation** was the lowest", in an article on what homes cost
            "cpi" if self.ends_in(keys!["inflation"]) && self.is_first(&["house_prices", "rents"]) => {
                let last = self.topic.subject.as_ref().map(|(s, _)| s);
                last.filter(|s| is_one(s, &["house_prices", "rents"])).and_then(Subject::code)
            }
            // "US crude fell to $41. **Prices** have tumbled by a quarter": in an account of a commodity's market, its own
            "cpi" if named.weak && self.ends_in(keys!["prices"]) && self.is_of_commodity() => {
                self.topic.first_subject.as_ref().and_then(Subject::code)
            }
            // "The **housing market** has slowed: prices rose 0.3%"
            "cpi" if named.weak && self.ends_in(keys!["prices"]) && is_of_housing(doc, named.tokens.start) => {
                Some("house_prices")
            }
            // "Prices for well-located homes"
            "cpi" if named.weak && is_of_homes(doc, named.tokens.end) => Some("house_prices"),
            _ => None,
        }
    }

    /// Whether the article is about a commodity's price, which its last figure told.
    fn is_of_commodity(&self) -> bool {
        let first = self.topic.first_subject.as_ref().filter(|s| s.owner() == Owner::World && s.told() == Told::Day);
        let near = |at: usize| self.sentence.saturating_sub(at) <= 1;
        let last = self.topic.subject.as_ref().filter(|(_, at)| near(*at));
        first.is_some_and(|first| last.is_some_and(|(s, _)| s.indicator == first.indicator))
    }

    /// What is sold or taken in by nobody in particular: by a country's shops, its exporters or its state.
    pub(super) fn sales(&self) -> Option<&'static str> {
        let &Self { doc, named, topic, .. } = self;
        // "Toyota **sales** jumped 11%", in an article that opens on how many cars are sold
        // … but not "**overall** sales" in a company's results
        let all = topic.is_company && doc.is_any(named.tokens.start.wrapping_sub(1), keys!["overall", "total", "net"]);
        if self.ends_in(keys!["sales"]) && self.is_first(&["unit_sales"]) && !all {
            return Some("unit_sales");
        }
        if topic.is_company {
            return None;
        }
        // "**Receipts** at British **retailers**", "sales climbed", in an article that opens so
        let taken = self.ends_in(keys!["sales", "receipts", "turnover"]);
        if taken
            && (is_of_shops(doc, self.last)
                || *topic.opens_with_shops.get_or_init(|| (0..doc.sentence(0).end).any(|i| is_of_shops(doc, i))))
        {
            return Some("retail_sales");
        }
        // "**Total sales** for the quarter were up 3%", where those of shops were told last
        let first = named.tokens.start;
        let total = doc.is(first, "total") || doc.is_any(first.wrapping_sub(1), keys!["total", "overall"]);
        if total && taken && self.last_of(&["retail_sales"]) {
            return Some("retail_sales");
        }
        let trade = |(s, at): &(Subject, usize)| is_flow_of_trade(s) && self.sentence.saturating_sub(*at) <= 1;
        if self.ends_in(keys!["sales"]) {
            // "Imports crept up, leaving a surplus of $82bn. **Sales to the US** rose 2%"
            if doc.is(named.tokens.end, "to") && topic.subject.as_ref().is_some_and(trade) {
                return Some("exports");
            }
            // "Annual **sales** came in at $4 trillion", in an article on retail sales or on what shoppers spend
            if self.is_first(&["retail_sales", "consumer_spending"]) {
                return Some("retail_sales");
            }
            // "**Sales** dipped 1.2%", in one on the housing market
            if self.is_first(&["home_sales", "house_prices"]) {
                return Some("home_sales");
            }
        }
        // "Expenditure climbed 8%, with capital outlays up 33%. **Revenue** was up 4%", in an article on a state's budget
        // "Withheld taxes **brought in** $269bn" too
        let taken = self.ends_in(keys!["in"]);
        // "**Final sales** to private buyers rose 3.1%", in an account of growth, are no state's.
        let state = !self.ends_in(keys!["sales"])
            && (named.tokens.len() == 1 || taken)
            && (self.last_of(FISCAL)
                || self.last_of(TAXES)
                || (taken || self.ends_in(keys!["revenue", "revenues", "receipts"])) && self.of(FISCAL));
        state.then_some("government_revenue")
    }

    pub(super) fn flow(&self) -> Option<&'static str> {
        let &Self { doc, named, topic, .. } = self;
        match named.row().code {
            // "Cut the amount of **borrowing** needed", of whoever is bought
            "budget_balance" if self.ends_in(keys!["borrowing"]) && self.is_of_company() => Some("company_debt"),
            // "The deficit with China", "exports rose …, and the deficit narrowed"
            "budget_balance" if named.weak => {
                let flow = topic.subject.as_ref().is_some_and(|(s, _)| is_flow_of_trade(s));
                (doc.is(named.tokens.end, "with") || flow).then_some("trade_balance")
            }
            // "The carmaker's **shipments** dropped 18% to 838,000 vehicles": what a firm ships it sells.
            "exports" if named.weak && self.ends_in(keys!["shipments"]) && topic.is_company => Some("unit_sales"),
            // "Iron ore imports jumped in September. **Shipments** rose 4.9% in the nine months"
            "exports"
                if named.weak
                    && self.ends_in(keys!["shipments"])
                    && self.is_first(&["imports"])
                    && !self.last_of(&["exports"]) =>
            {
                Some("imports")
            }
            // "Construction spending fell. **Outlays** on private projects dropped 0.4%"
            "consumer_spending" | "government_spending"
                if named.tokens.len() == 1
                    && self.ends_in(keys!["outlays", "spending"])
                    && self.last_of(&["construction"]) =>
            {
                Some("construction")
            }
            // "Ford has delayed $12 billion in **spending**"
            "consumer_spending" if named.weak && self.ends_in(keys!["spending", "outlays"]) && topic.is_company => {
                Some("company_investment")
            }
            // "Tax receipts rose but were outpaced by spending"
            "consumer_spending" if named.weak && self.of(FISCAL) => Some("government_spending"),
            // "With **capital outlays** up 33%", in an article on a state's budget
            "business_investment" | "company_investment"
                if self.is_first(&["budget_balance"]) && self.ends_in(keys!["outlays", "spending"]) =>
            {
                Some("government_spending")
            }
            _ => None,
        }
    }

    pub(super) fn sum(&self) -> Option<&'static str> {
        let &Self { doc, named, topic, .. } = self;
        match named.row().code {
            // "Total **earnings** will grow by 3.9%", in a report on pay
            "net_profit" if self.ends_in(keys!["earnings"]) && !topic.is_company && self.of(&["wages"]) => {
                Some("wages")
            }
            // "**Income** was up 0.3%", in a report on what people spend and save
            "net_profit"
                if self.ends_in(keys!["income", "incomes"])
                    && !topic.is_company
                    && self.of(&["consumer_spending", "personal_income", "saving_rate"]) =>
            {
                Some("personal_income")
            }
            // "**Claims** had been forecast at 207,000", in an article on those for the jobless
            "" if self.ends_in(keys!["claims"]) && self.of(&["jobless_claims"]) => Some("jobless_claims"),
            // "Excluding defense, **new orders** increased", in a report on those of factories
            "" if self.ends_in(keys!["orders"]) && self.is_first(&["factory_orders"]) => Some("factory_orders"),
            // "The bid comes to $25 **a share**"
            "eps" if named.weak && doc.is_any(named.tokens.start, keys!["a", "per"]) => {
                let (told, at) = topic.subject.as_ref()?;
                let deal = told.code() == Some("deal_value") && self.sentence.saturating_sub(*at) <= 1;
                deal.then_some("deal_value")
            }
            // "Income **from** vehicle shuttles fell 7%" is taken in, "income from operations" earned.
            "net_profit" if self.ends_in(keys!["income"]) && doc.is(named.tokens.end, "from") => {
                let earned = doc.is_any(named.tokens.end + 1, keys!["operations", "continuing", "ordinary"]);
                (!earned).then_some("revenue")
            }
            _ => None,
        }
    }
}

/// Whether a subject is of one of the codes.
fn is_one(subject: &Subject, codes: &[&str]) -> bool {
    subject.code().is_some_and(|code| codes.contains(&code))
}

/// Whether what is priced is food: the noun before, or one behind "of" or "for".
fn is_of_food(doc: &Doc, named: &Named) -> bool {
    const REACH: usize = 4;
    let (before, end) = (named.tokens.start.wrapping_sub(1), named.tokens.end);
    let mut behind = (end + 1..end + 1 + REACH).take_while(|&i| {
        doc.kind(i) == Some(TokenKind::Word)
            && (!words::is(doc, i, Class::Closed) || doc.is_any(i, keys!["the", "and"]))
    });
    let food = |i: usize| words::is(doc, i, Class::Food);
    food(before) || doc.is_any(end, keys!["for", "of"]) && behind.any(food)
}

/// Whether what is priced, behind "of" or "for", is homes: "prices **for new homes**".
fn is_of_homes(doc: &Doc, at: usize) -> bool {
    let goes_on = |&i: &usize| doc.kind(i) == Some(TokenKind::Word) || doc.is_any(i, keys![",", "-"]);
    // "The median price of **a home**", not "prices of home insurance"
    let single = doc.is_any(at + 1, keys!["a", "an"]);
    doc.is_any(at, keys!["of", "for"])
        && (at + 1..at + 7).take_while(goes_on).any(|i| {
            acts::is(doc, i, Act::Home) && (single || doc.lower(i).ends_with('s'))
                || doc.is_any(i, keys!["properties", "property", "housing"])
        })
}

/// Whether the sentence has spoken of the housing market before the colon that stands before the token.
fn is_of_housing(doc: &Doc, at: usize) -> bool {
    let market = |i: usize| doc.is_any(i, keys!["housing", "property"]) && doc.is(i + 1, "market");
    doc.is(at.wrapping_sub(1), ":") && (doc.sentence(at).start..at).any(market)
}

/// Whether an index is of those who ask purchasing managers: "Supply Management's", "the ISM's".
pub(super) fn is_of_managers(doc: &Doc, index: usize) -> bool {
    let whose = index.wrapping_sub(1 + usize::from(doc.kind(index.wrapping_sub(1)) == Some(TokenKind::Clitic)));
    doc.is(whose, "ism") || doc.is(whose, "management") && doc.is(whose.wrapping_sub(1), "supply")
}

/// Whether a rate is that of a bond, which stands behind its "on".
fn is_on_bond(doc: &Doc, named: &Named) -> bool {
    const REACH: usize = 10;
    let first = named.tokens.start;
    let bond = |i: usize| words::is(doc, i, Class::Bond);
    doc.is(first, "rate") && doc.is(first + 1, "on") && (first + 2..first + REACH).any(bond)
}
