//! Who publishes the figures that an article reports, remembered from where it is named.
//!
//! News names the office once ("the Bureau of Labor Statistics said") and lets it stand for what follows. An office
//! publishes the statistics of its own country; a company tells its own results, for as long as they are spoken of.

use crate::link::observation::{Area, Source};
use crate::mention::name::{NameKind, Names};

/// Kinds of body that publish statistics of all kinds.
const OFFICES: &[&str] = &["statistics", "ministry", "department", "agency", "government", "regulator", "association"];

/// How many sentences a company's own account goes on without naming it again.
const ACCOUNT: usize = 2;

#[derive(Debug)]
struct Publisher {
    source: Source,
    /// What it was named for.
    indicator: Option<usize>,
    /// ISO 3166-1 alpha-2, where known.
    country: Option<&'static str>,
    /// Whether it was named for a figure of what is or was.
    told: bool,
    /// Whether it publishes statistics of all kinds; a central bank or a company only its own few.
    office: bool,
    /// Whether it is a trade's or a club's own: named for one statistic, it tells no prices, jobs or moods of the country.
    association: bool,
    /// The sentence in which it spoke last.
    sentence: usize,
}

/// How many sentences a forecaster is meant by "it" without being named again.
const FORETOLD: usize = 1;

/// How many sentences a poll of what is expected of a company stands for the figures that follow.
const POLLED: usize = 4;

/// The publishers named so far.
#[derive(Debug, Default)]
pub struct Publishers {
    named: Vec<Publisher>,
    /// Who foretold a figure last, and the sentence where.
    foretold: Option<(Source, usize)>,
    /// Who polled what is expected, and the sentence where.
    polled: Option<(Source, usize)>,
}

impl Publishers {
    /// Remembers who published a figure of `indicator`, or what a sentence without figures speaks of; `told` where the
    /// figure is no forecast.
    pub fn add(&mut self, names: &Names, indicator: Option<usize>, source: &Source, told: bool, sentence: usize) {
        // Of several figures of one sentence.
        if let Some(last) =
            self.named.last_mut().filter(|p| p.source == *source && p.indicator == indicator && p.told == told)
        {
            last.sentence = sentence;
            return;
        }
        let entity = names.entities.iter().position(|e| e.name == source.name && e.kind == NameKind::Body);
        self.named.push(Publisher {
            source: source.clone(),
            indicator,
            country: entity.and_then(|e| names.entities[e].country),
            told,
            office: entity.is_some_and(|e| OFFICES.contains(&names.entities[e].body.0)),
            association: entity.is_some_and(|e| names.entities[e].body.0 == "association"),
            sentence,
        });
    }

    /// Takes note of who foretells a figure.
    pub fn foretells(&mut self, source: &Source, sentence: usize) {
        self.foretold = Some((source.clone(), sentence));
    }

    /// Takes note of who polled what is expected.
    pub fn polls(&mut self, source: &Source, sentence: usize) {
        self.polled = Some((source.clone(), sentence));
    }

    /// Who polled, a few sentences before, what is expected.
    pub fn polled_just_before(&self, sentence: usize) -> Option<&Source> {
        self.polled.as_ref().filter(|(_, s)| sentence.saturating_sub(*s) <= POLLED).map(|(source, _)| source)
    }

    /// Who foretold a figure of this sentence or the one before.
    pub fn foretold_just_before(&self, sentence: usize) -> Option<&Source> {
        self.foretold.as_ref().filter(|(_, s)| sentence.saturating_sub(*s) <= FORETOLD).map(|(source, _)| source)
    }

    /// Who foretold the last figure of this sentence.
    pub fn foretold_in(&self, sentence: usize) -> Option<&Source> {
        self.foretold.as_ref().filter(|(_, s)| *s == sentence).map(|(source, _)| source)
    }

    /// Who foretold or told a figure of this sentence or the one before.
    pub fn spoke_just_before(&self, sentence: usize) -> Option<&Source> {
        let told = || self.named.last().filter(|p| sentence.saturating_sub(p.sentence) <= FORETOLD);
        self.foretold_just_before(sentence).or_else(|| told().map(|p| &p.source))
    }

    /// Who spoke last: "the report showed".
    pub fn last(&self) -> Option<&Source> {
        self.named.last().map(|p| &p.source)
    }

    /// Whose statistic this is: of those of the figure's own country the one named for the indicator, else the first
    /// office, or another, that was named for one of the same release.
    pub fn of_statistic(&self, indicator: Option<usize>, area: Option<&Area>) -> Option<&Source> {
        let code = area.and_then(|a| a.code);
        let near = |p: &&Publisher| p.told && p.country.zip(code).is_none_or(|(own, asked)| own == asked);
        let own = self.named.iter().rev().filter(near).find(|p| p.indicator == indicator);
        // Of rates that a central bank sets no other office tells.
        let set = indicator.is_some_and(|i| crate::link::observation::indicator::row(i).code == "policy_rate");
        // "Petrol fell to $3, the motorists' club said. Inflation slowed to 2.5%."
        let official = indicator.is_some_and(|i| {
            let code = crate::link::observation::indicator::row(i).code;
            RELEASES.iter().any(|codes| codes.contains(&code)) || OF_OTHERS.contains(&code)
        });
        let mut offices = self
            .named
            .iter()
            .filter(near)
            .filter(|p| p.office && !set && !(p.association && official && p.indicator.is_some()));
        let first = offices.next().filter(|p| are_of_one_release(p.indicator, indicator));
        let kin = |p: &&Publisher| p.indicator.is_some() && are_of_one_release(p.indicator, indicator);
        own.or(first).or_else(|| offices.find(kin)).map(|p| &p.source)
    }

    /// The one named for the very indicator.
    pub fn named_for(&self, indicator: usize) -> Option<&Source> {
        self.named.iter().rev().find(|p| p.indicator == Some(indicator)).map(|p| &p.source)
    }

    /// The company itself, where it spoke of its figures a moment ago.
    pub fn own_account(&mut self, entity: &str, sentence: usize) -> Option<&Source> {
        let teller = self.named.iter_mut().rev().find(|p| p.source.name == entity)?;
        (sentence.saturating_sub(teller.sentence) <= ACCOUNT).then(|| {
            teller.sentence = sentence;
            &teller.source
        })
    }
}

/// What no trade's own association tells that was named for another statistic: who sells houses builds none and lends nothing.
const OF_OTHERS: &[&str] = &["housing_starts", "building_permits", "construction", "mortgage_rate"];

/// Statistics that an office publishes in a release of their own.
const RELEASES: &[&[&str]] = &[
    &["cpi", "core_cpi", "ppi", "import_prices", "rents", "food_price", "fuel_price", "electricity_price"],
    &[
        "unemployment_rate",
        "unemployment",
        "employment",
        "nonfarm_payrolls",
        "jobless_claims",
        "job_openings",
        "layoffs",
        "participation_rate",
        "wages",
        "hours_worked",
    ],
    // What crosses the border is the customs' to tell, whoever tells of shops and factories.
    &["exports", "imports", "trade_balance", "total_trade"],
    // Who sells houses is asked by its own trade.
    &["home_sales", "house_prices"],
    // Who asks for moods counts nothing.
    &["consumer_confidence", "business_confidence", "pmi", "inflation_expectations"],
];

/// Whether an office that was named for one statistic tells the other by it: prices and jobs are each told apart from
/// output and trade, and a monthly count knows nothing of the quarter's accounts, which have all.
fn are_of_one_release(named: Option<usize>, asked: Option<usize>) -> bool {
    let Some((named, asked)) = named.zip(asked) else { return true };
    let (named, asked) =
        (crate::link::observation::indicator::row(named).code, crate::link::observation::indicator::row(asked).code);
    if named.is_empty() || asked.is_empty() {
        return true;
    }
    let release = |code: &str| RELEASES.iter().position(|codes| codes.contains(&code));
    // The accounts of output have what was exported as well.
    let of_trade = release("exports");
    (release(named) == release(asked) || named == "gdp" && release(asked) == of_trade)
        && (asked != "gdp" || named == "gdp")
}
