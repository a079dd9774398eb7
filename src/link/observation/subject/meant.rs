//! Which indicator a loose word means: "sales", "output", "the deficit" name several, and what was spoken of tells which.
//!
//! A part of [`Topic`]. Guarantees: a word that names one indicator alone is that one, save where another word of its own
//! field was spoken of ("gas prices" at the pump). What was spoken of is kept by `topic`; what beside it tells another
//! meaning is asked in [`super::loose`].

use super::kin::{are_kin, same_noun};
use super::loose::Loose;
use crate::link::observation::indicator::{self, Named, Told};
use crate::link::observation::sentence::words;
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
        if let Some(gdp) = self.output_of_country(doc, named) {
            return gdp;
        }
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
        // "Comparable sales fell, while **online** sales rose": of another way to sell, or of all ways.
        let channel = doc.is_any(
            named.tokens.start.wrapping_sub(1),
            keys!["digital", "online", "commerce", "total", "overall", "systemwide", "wide"],
        );
        let no_economy = |i: &usize| match indicator::row(*i).code {
            "same_store_sales" => !channel,
            "gdp" => !thing,
            "production_volume" => !economy,
            _ => true,
        };
        let last = doc.lower(named.tokens.end - 1);
        // "**Stocks** fell" is no index of confidence; "the **index** rose" is one of stocks where the article is of their market.
        let of_market = || self.first_subject.as_ref().is_some_and(|s| s.told() == Told::Day);
        let loose = code != "stock_index" || last == "index" && !of_market();
        // Nor is "the **confidence** index" one of stocks, whatever the article is about.
        let mood = named.tokens.clone().any(|i| doc.is_any(i, keys!["confidence", "sentiment"]));
        let of_mood = |i: &usize| matches!(indicator::row(*i).code, "consumer_confidence" | "business_confidence");
        let kin = |subject: &Subject| {
            let fits = |i: &usize| are_kin(*i, named.indicator) && no_economy(i) && (!mood || of_mood(i));
            subject.indicator.filter(|i| loose && fits(i))
        };
        let same_head = |subject: &Subject| {
            // "Interest on the public debt" is no debt.
            if words::holds(&subject.phrase, "interest") {
                return None;
            }
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

    /// "A country **whose output** shrank by 0.2%"
    fn is_of_economy(&self, doc: &Doc, named: &Named) -> bool {
        let whose = named.tokens.start.wrapping_sub(1);
        doc.is(whose, "whose") && doc.is_any(whose.wrapping_sub(1), keys!["country", "economy", "nation"])
    }

    /// "**Output** is forecast to have risen 0.2% in the third quarter": of a country, where the article is of none of its firms or
    /// goods, told by quarters.
    fn output_of_country(&self, doc: &Doc, named: &Named) -> Option<usize> {
        let start = named.tokens.start;
        let alone =
            named.weak && doc.is(start, "output") && doc.sentence(start).start == start && !doc.is(start + 1, "of");
        let quarter = || doc.sentence(start).any(|i| doc.is(i, "quarter"));
        let goods = || self.first_subject.as_ref().is_some_and(|s| s.code() == Some("production_volume"));
        let country = alone && self.area.is_some() && !self.is_company && !self.is_of_world && quarter() && !goods();
        indicator::of_code("gdp").filter(|_| country)
    }

    /// The code of what a name is of that means something else than it says, by what stands beside it and what is spoken of.
    fn told_otherwise(&self, doc: &Doc, named: &Named) -> Option<&'static str> {
        let sentence = doc.sentence_of(named.tokens.start);
        let spoken = [self.heading_of(sentence), self.subject.as_ref().map(|(s, _)| s), self.first_subject.as_ref()];
        let loose = Loose { topic: self, doc, named, last: named.tokens.end - 1, sentence, spoken };
        match named.row().code {
            "core_cpi"
            | "business_confidence"
            | "stock_index"
            | "mortgage_rate"
            | "policy_rate"
            | "bond_yield"
            | "gdp"
            | "company_debt" => loose.index_or_rate(),
            // "The number of **people employed** part time", in a report on a country's jobs
            "staff" if !self.is_company && loose.ends_in(keys!["employed"]) && loose.of(JOBS) => Some("employment"),
            // "Its target for **earnings growth**", in an account of a company's results
            "wages" if self.is_company && loose.ends_in(keys!["growth"]) && doc.is(named.tokens.start, "earnings") => {
                Some("net_profit")
            }
            "share_price" | "gas_price" | "cpi" => loose.price(),
            "revenue" => loose.sales(),
            "production_volume" if self.is_of_economy(doc, named) => Some("gdp"),
            // "| **Output** 12-month rate |", in a release on what producers charge
            "production_volume"
                if doc.kind(named.tokens.end) == Some(TokenKind::Number)
                    && loose.ends_in(keys!["output"])
                    && loose.last_of(&["ppi"]) =>
            {
                Some("ppi")
            }
            // "GDP shrank by 0.1%. **Production** fell 0.9%, with **manufacturing** down 1%": parts of a country's output
            "production_volume" if loose.is_part_of_growth() => Some("industrial_production"),
            "manufacturing_output"
                if loose.ends_in(keys!["manufacturing"]) && loose.of(&["gdp", "industrial_production"]) =>
            {
                Some("manufacturing_output")
            }
            "budget_balance"
            | "exports"
            | "consumer_spending"
            | "government_spending"
            | "business_investment"
            | "company_investment" => loose.flow(),
            "" | "eps" | "net_profit" => loose.sum(),
            _ => None,
        }
    }
}

/// What tells of who has work.
const JOBS: &[&str] = &["nonfarm_payrolls", "employment", "unemployment_rate", "unemployment", "participation_rate"];
