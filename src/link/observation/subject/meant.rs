//! Which indicator a loose word means: "sales", "output", "the deficit" name several, and what was spoken of tells which.
//!
//! A part of [`Topic`]. Guarantees: a word that names one indicator alone is that one, save where another word of its own
//! field was spoken of ("gas prices" at the pump). What was spoken of is kept by `topic`.

use crate::link::observation::indicator::{self, Named, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::{Subject, Topic};
use crate::text::{Doc, TokenKind, keys};

impl Topic {
    /// Which indicator a weak phrase means: the one spoken of last or the article's, where its name ends in the same
    /// word ("sales" after "retail sales"), else the phrase's own.
    pub fn resolve(&self, doc: &Doc, named: &Named) -> usize {
        if let Some(other) = self.told_otherwise(doc, named).and_then(indicator::of_code) {
            return other;
        }
        let sentence = doc.sentence_of(named.tokens.start);
        let code = named.row().code;
        // The same words twice in a sentence are one thing: "retail prices of $3.20 a gallon, against $3.31 this year".
        let same = self.subject.as_ref().filter(|(s, at)| *at == sentence && s.phrase == doc.slice(&named.tokens));
        if let Some(indicator) = same.and_then(|(s, _)| s.indicator) {
            return indicator;
        }
        if !named.weak {
            return named.indicator;
        }
        // "Output **of** cars" and what is pumped or mined are of things, whatever output was spoken of before.
        let thing =
            code == "production_volume" && (doc.is(named.tokens.end, "of") || !doc.is(named.tokens.end - 1, "output"));
        let economy = code == "gdp" && doc.is(named.tokens.end - 1, "economy");
        let no_economy = |i: &usize| match indicator::row(*i).code {
            "gdp" => !thing,
            "production_volume" => !economy,
            _ => true,
        };
        let last = doc.lower(named.tokens.end - 1);
        // "**Stocks** fell" is no index of confidence; "the **index** rose" is one of stocks where the article is of their market.
        let of_market = || self.first_subject.as_ref().is_some_and(|s| s.told() == Told::Day);
        let loose = code != "stock_index" || last == "index" && !of_market();
        let kin =
            |subject: &Subject| subject.indicator.filter(|i| loose && are_kin(*i, named.indicator) && no_economy(i));
        let same_head = |subject: &Subject| {
            let ends_so = same_noun(words::last(&subject.phrase), last);
            subject.indicator.filter(|i| ends_so && no_economy(i))
        };
        let heading = self.heading_of(sentence);
        let recent = self.subject.as_ref().map(|(s, _)| s);
        let first = self.first_subject.as_ref();
        heading
            .and_then(|s| same_head(s).or_else(|| kin(s)))
            .or_else(|| recent.and_then(same_head))
            .or_else(|| first.and_then(same_head))
            .or_else(|| recent.and_then(kin))
            .or_else(|| first.and_then(kin))
            .unwrap_or(named.indicator)
    }

    /// The code of what a name is of that means something else than it says, by what stands beside it and what is spoken of.
    fn told_otherwise(&self, doc: &Doc, named: &Named) -> Option<&'static str> {
        let sentence = doc.sentence_of(named.tokens.start);
        let spoken = [self.heading_of(sentence), self.subject.as_ref().map(|(s, _)| s), self.first_subject.as_ref()];
        let is = |s: &Subject, codes: &[&str]| s.code().is_some_and(|c| codes.contains(&c));
        let of = |codes: &[&str]| spoken.iter().flatten().any(|s| is(s, codes));
        let last_of = |codes: &[&str]| spoken.iter().take(2).flatten().any(|s| is(s, codes));
        let code = named.row().code;
        let last_is_deal = self
            .subject
            .as_ref()
            .is_some_and(|(s, at)| s.code() == Some("deal_value") && sentence.saturating_sub(*at) <= 1);
        let last = named.tokens.end - 1;
        let is_first = |code: &str| self.first_subject.as_ref().is_some_and(|s| s.code() == Some(code));
        // "The deficit with China", "exports rose …, and the deficit narrowed"
        let trade =
            || doc.is(named.tokens.end, "with") || self.subject.as_ref().is_some_and(|(s, _)| is_flow_of_trade(s));
        let abroad =
            || self.subject.as_ref().is_some_and(|(s, at)| is_flow_of_trade(s) && sentence.saturating_sub(*at) <= 1);
        match code {
            // In an article on producer prices, "the core index" is theirs.
            "core_cpi" if !named.weak && self.first_subject.as_ref().is_some_and(|s| s.code() == Some("ppi")) => {
                Some("ppi")
            }
            // In a survey of consumers, "the expectations index" is theirs.
            "business_confidence" if doc.is(named.tokens.end - 1, "index") && of(&["consumer_confidence"]) => {
                Some("consumer_confidence")
            }
            // "The Institute for Supply Management's **index** climbed to 51.4", whatever the article is about
            "stock_index" if named.weak && doc.is(last, "index") && is_of_managers(doc, named.tokens.start) => {
                Some("pmi")
            }
            // "Stocks making the biggest moves": one **stock** is a company's all the same.
            "share_price" if doc.is(named.tokens.end - 1, "stock") => Some("share_price"),
            // Where bonds were spoken of, "the 30-year rate" is what they yield.
            "mortgage_rate"
                if doc.is(last, "rate")
                    && doc.lower(last - 1).ends_with("year")
                    && of(&["bond_yield"])
                    && !of(&["mortgage_rate"]) =>
            {
                Some("bond_yield")
            }
            // "The lowest annual **rates** were registered in France": of inflation, where that was told last.
            "policy_rate"
                if named.weak
                    && doc.is_any(last, keys!["rate", "rates"])
                    && last_of(&["cpi", "core_cpi"])
                    && !is_set(doc, named) =>
            {
                Some("cpi")
            }
            // "**Claims** had been forecast at 207,000", in an article on those for the jobless
            "" if doc.is(last, "claims") && of(&["jobless_claims"]) => Some("jobless_claims"),
            // "Excluding defense, **new orders** increased", in a report on those of factories
            "" if doc.is(last, "orders") && is_first("factory_orders") => Some("factory_orders"),
            // Where petrol was spoken of, American "gas prices" are its.
            "gas_price" if of(&["fuel_price"]) => Some("fuel_price"),
            // "Retail trade sales rose 2.3%. The **growth rate** for February was revised", with no word of the economy
            "gdp" if is_rate_of_series(doc, named) && !of(&["gdp"]) => {
                self.first_subject.as_ref().filter(|s| is(s, VOLUMES))?.code()
            }
            // "The bid comes to $25 **a share**"
            "eps" if named.weak && last_is_deal && doc.is_any(named.tokens.start, keys!["a", "per"]) => {
                Some("deal_value")
            }
            "budget_balance" if named.weak && trade() => Some("trade_balance"),
            // "Income **from** vehicle shuttles fell 7%" is taken in, "income from operations" earned.
            "net_profit" if doc.is(named.tokens.end - 1, "income") && doc.is(named.tokens.end, "from") => {
                let earned = doc.is_any(named.tokens.end + 1, keys!["operations", "continuing", "ordinary"]);
                Some("revenue").filter(|_| !earned)
            }
            // "Imports crept up, leaving a surplus of $82bn. **Sales to the US** rose 2%"
            "revenue"
                if !self.is_company
                    && doc.is(named.tokens.end - 1, "sales")
                    && doc.is(named.tokens.end, "to")
                    && abroad() =>
            {
                Some("exports")
            }
            // "Iron ore imports jumped in September. **Shipments** rose 4.9% in the nine months"
            "exports"
                if named.weak
                    && doc.is(named.tokens.end - 1, "shipments")
                    && is_first("imports")
                    && !last_of(&["exports"]) =>
            {
                Some("imports")
            }
            // "Construction spending fell. **Outlays** on private projects dropped 0.4%"
            "consumer_spending" | "government_spending"
                if named.tokens.len() == 1
                    && doc.is_any(last, keys!["outlays", "spending"])
                    && last_of(&["construction"]) =>
            {
                Some("construction")
            }
            // "Tax receipts rose but were outpaced by spending"
            "consumer_spending" if named.weak && of(FISCAL) => Some("government_spending"),
            // "Annual sales came in at $4 trillion", in an article on retail sales
            "revenue" if !self.is_company && doc.is(named.tokens.end - 1, "sales") && is_first("retail_sales") => {
                Some("retail_sales")
            }
            // "Online **sales** came to $38bn", in an article on what shoppers spend
            "revenue" if !self.is_company && doc.is(last, "sales") && is_first("consumer_spending") => {
                Some("retail_sales")
            }
            // "With **capital outlays** up 33%", in one on a state's budget
            "business_investment" | "company_investment"
                if is_first("budget_balance") && doc.is_any(last, keys!["outlays", "spending"]) =>
            {
                Some("government_spending")
            }
            // "Sales dipped 1.2%", in an article on the housing market
            "revenue"
                if !self.is_company
                    && doc.is(named.tokens.end - 1, "sales")
                    && (is_first("home_sales") || is_first("house_prices")) =>
            {
                Some("home_sales")
            }
            // "**Prices** for uncooked beef steaks", "beef and veal **prices**"
            "cpi" if named.weak && doc.is_any(last, keys!["price", "prices"]) && is_of_food(doc, named) => {
                Some("food_price")
            }
            // "Prices for well-located homes"
            "cpi" if named.weak && is_of_homes(doc, named.tokens.end) => Some("house_prices"),
            // "Expenditure climbed 8%, with capital outlays up 33%. **Revenue** was up 4%", in an article on a state's budget
            "revenue"
                if !self.is_company
                    && named.tokens.len() == 1
                    && (last_of(FISCAL)
                        || last_of(TAXES)
                        || doc.is_any(last, keys!["revenue", "revenues"]) && of(FISCAL)) =>
            {
                Some("government_revenue")
            }
            _ => None,
        }
    }
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

/// Whether an index is of those who ask purchasing managers: "Supply Management's", "the ISM's".
pub(super) fn is_of_managers(doc: &Doc, index: usize) -> bool {
    let whose = index.wrapping_sub(1 + usize::from(doc.kind(index.wrapping_sub(1)) == Some(TokenKind::Clitic)));
    doc.is(whose, "ism") || doc.is(whose, "management") && doc.is(whose.wrapping_sub(1), "supply")
}

/// Whether growth is told as that of any series is: "annual growth", "growth rates"; not "economic growth".
fn is_rate_of_series(doc: &Doc, named: &Named) -> bool {
    let tokens = &named.tokens;
    let rate = doc.is_any(tokens.end - 1, keys!["rate", "rates"]) && doc.is(tokens.start, "growth");
    rate || tokens.len() == 2 && doc.is_any(tokens.start, keys!["annual", "quarterly", "monthly"])
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
];

/// What governments take in, spend and owe.
const FISCAL: &[&str] = &["budget_balance", "government_revenue", "government_spending", "public_debt"];

/// By what they take it in.
const TAXES: &[&str] = &["tax_rate", "tariff_rate"];

fn is_flow_of_trade(subject: &Subject) -> bool {
    matches!(subject.code(), Some("exports" | "imports" | "trade_balance" | "total_trade"))
}

/// Indicators that one loose word can mean: "production" in an article about industrial output, "the deficit" in one
/// about trade.
const FAMILIES: &[&[&str]] = &[
    &["industrial_production", "manufacturing_output", "production_volume"],
    &["retail_sales", "revenue", "same_store_sales", "unit_sales"],
    &["exports", "revenue"],
    &["home_sales", "revenue"],
    &["gdp", "production_volume"],
    &["employment", "staff"],
    &["stock_index", "consumer_confidence", "business_confidence", "pmi"],
    &["stock_index", "cpi", "core_cpi", "ppi", "house_prices", "import_prices", "industrial_production"],
    &["budget_balance", "trade_balance", "current_account"],
    &["net_profit", "pretax_profit", "operating_profit"],
    &["cpi", "core_cpi", "ppi", "house_prices", "import_prices"],
    &["consumer_spending", "government_spending"],
];

fn are_kin(a: usize, b: usize) -> bool {
    let (a, b) = (indicator::row(a).code, indicator::row(b).code);
    !a.is_empty() && FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}

/// "Sale" and "sales" are one noun.
fn same_noun(a: &str, b: &str) -> bool {
    a.strip_suffix('s').unwrap_or(a).eq_ignore_ascii_case(b.strip_suffix('s').unwrap_or(b))
}

/// "The Bank of Japan **kept rates**", "raised **its** rates": what someone sets, and not what was measured.
fn is_set(doc: &Doc, named: &Named) -> bool {
    let before = named.tokens.start.wrapping_sub(1);
    let verb = before.wrapping_sub(usize::from(doc.is_any(before, keys!["its", "their"])));
    acts::is(doc, verb, Act::Keeping)
        || doc.is_any(verb, keys!["raised", "cut", "lowered", "lifted", "trimmed", "hiked"])
}
