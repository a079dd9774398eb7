//! The list of indicators and where a text names one.
//!
//! A row's phrases go to the lexicon. Weak phrases ("sales", "prices", "growth") name an indicator only where nothing
//! stronger is near; which one they mean, the topic decides ([`super::topic`]).

use std::ops::Range;
use std::sync::LazyLock;

use super::sentence::acts::{self, Act};
use super::sentence::words::{self, Class};
use super::subject::phrase;
use crate::lang::tsv;
use crate::text::{Case, Doc, Hit, Key, LexiconBuilder, TableId, Tables, TokenKind, keys};

const PHRASES: TableId = TableId(56);
/// Where an indicator's phrase begins.
const ANY: Tables = Tables::of(&[PHRASES]);

/// What a percentage beside an indicator means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Its growth: "inflation of 3%" is a change of prices.
    Growth,
    /// Its level: "an unemployment rate of 4%".
    Rate,
    /// A change: its level is an amount of money or a count.
    Amount,
    /// A change: its level is a price or an index.
    Price,
}

/// Whose figure an indicator's is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A country's or region's.
    Area,
    /// A world market's: nobody's.
    World,
    /// A company's or body's.
    Entity,
    /// The text decides.
    Either,
}

/// How an indicator's figures are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Period by period: a figure is of the period spoken of.
    Series,
    /// As the market of the day.
    Day,
    /// For itself, as the sum of a deal.
    Once,
}

/// An economic indicator of the published list.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its code, as records carry it; empty for what is outside the published list.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it measures, in a few words.
    pub what: &'static str,
    /// What a percentage beside it means.
    pub kind: Kind,
    /// Whose figure it is.
    pub owner: Owner,
    /// How its figures are told.
    pub told: Told,
}

/// A phrase of the list.
#[derive(Debug)]
struct Phrase {
    words: &'static str,
    indicator: usize,
    weak: bool,
}

struct List {
    /// The published ones first, then those without a code.
    indicators: Vec<Indicator>,
    published: usize,
    phrases: Vec<Phrase>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let mut list = List { indicators: Vec::new(), published: 0, phrases: Vec::new() };
    let columns = ["code", "name", "kind", "owner", "told", "what", "phrases"];
    for [code, name, kind, owner, told, what, phrases] in tsv::rows(include_str!("indicators.en.tsv"), columns) {
        let (kind, owner, told) = (kind_of(kind), owner_of(owner), told_of(told));
        list.add(Indicator { code, name, what, kind, owner, told }, phrases);
    }
    list.published = list.indicators.len();
    for [kind, owner, told, phrases] in tsv::rows(include_str!("open.en.tsv"), ["kind", "owner", "told", "phrases"]) {
        let (kind, owner, told) = (kind_of(kind), owner_of(owner), told_of(told));
        list.add(Indicator { code: "", name: "", what: "", kind, owner, told }, phrases);
    }
    list
});

impl List {
    fn add(&mut self, indicator: Indicator, phrases: &'static str) {
        for phrase in phrases.split('|').filter(|p| !p.is_empty()) {
            let (words, weak) = phrase.strip_suffix('?').map_or((phrase, false), |p| (p, true));
            self.phrases.push(Phrase { words, indicator: self.indicators.len(), weak });
        }
        self.indicators.push(indicator);
    }
}

fn kind_of(word: &str) -> Kind {
    match word {
        "growth" => Kind::Growth,
        "rate" => Kind::Rate,
        "price" => Kind::Price,
        _ => Kind::Amount,
    }
}

fn owner_of(word: &str) -> Owner {
    match word {
        "entity" => Owner::Entity,
        "either" => Owner::Either,
        "world" => Owner::World,
        _ => Owner::Area,
    }
}

fn told_of(word: &str) -> Told {
    match word {
        "once" => Told::Once,
        "day" => Told::Day,
        _ => Told::Series,
    }
}

/// The published list, in its order.
pub fn indicators() -> &'static [Indicator] {
    &LIST.indicators[..LIST.published]
}

/// The index of the indicator with the code, in the published list.
pub fn of_code(code: &str) -> Option<usize> {
    indicators().iter().position(|i| i.code == code)
}

/// A row of the list by its index, one outside the published list too. Never inlined: it is asked in a hundred places.
#[inline(never)]
pub fn row(index: usize) -> &'static Indicator {
    &LIST.indicators[index]
}

/// The published list's phrases that settle their indicator by themselves, each with its row.
pub fn strong_phrases() -> impl Iterator<Item = (&'static str, usize)> {
    LIST.phrases.iter().filter(|p| !p.weak && p.indicator < LIST.published).map(|p| (p.words, p.indicator))
}

/// Hands the phrases to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, phrase) in LIST.phrases.iter().enumerate() {
        // "US", "Dow" and the like need their capitals; other words may open a sentence or stand in a headline.
        let acronym = phrase.words.bytes().filter(u8::is_ascii_uppercase).count() > 1 && !phrase.words.contains(' ');
        let name = phrase.words.starts_with(char::is_uppercase) && !acronym;
        let case = if acronym {
            Case::Exact
        } else if name {
            Case::Capital
        } else {
            Case::Any
        };
        lexicon.add(PHRASES, row, phrase.words, case);
    }
}

/// A place where the text names an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The words.
    pub tokens: Range<usize>,
    /// The indicator, by its index in [`indicators`].
    pub indicator: usize,
    /// Whether the words alone do not settle it.
    pub weak: bool,
}

impl Named {
    /// Its row of the list.
    pub fn row(&self) -> &'static Indicator {
        row(self.indicator)
    }
}

/// Whether the indicator of that code is how many have jobs.
pub fn is_jobs(code: &str) -> bool {
    matches!(code, "employment" | "nonfarm_payrolls")
}

/// Whether the indicator of that code is what a country sells to others, what it buys from them, or the difference.
pub fn is_trade(code: &str) -> bool {
    matches!(code, "exports" | "imports" | "trade_balance")
}

/// Whether the indicator of that code is a balance of accounts: of a state's budget, or of a country with the others.
pub fn is_account(code: &str) -> bool {
    matches!(code, "budget_balance" | "trade_balance" | "current_account")
}

/// Whether the indicator of that code is what a company earns in all.
pub fn is_profit(code: &str) -> bool {
    matches!(code, "net_profit" | "operating_profit" | "pretax_profit")
}

/// The indicators named in the tokens: longest first, none overlapping another or a token that `taken` holds back.
pub fn named(doc: &Doc, tokens: Range<usize>, taken: impl Fn(usize) -> bool) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = doc.seek(tokens.clone(), ANY);
    while at < tokens.end {
        let fits = |h: &&Hit| {
            h.tokens.end <= tokens.end && (!h.tokens.clone().any(&taken) || is_of_time(h)) && !goes_on(doc, h)
        };
        let hit = doc.hits_of(at, PHRASES).find(fits);
        match hit {
            Some(hit) => {
                let phrase = &LIST.phrases[hit.row as usize];
                let weak = phrase.weak && !is_numbered_index(doc, hit);
                found.push(Named { tokens: hit.tokens.clone(), indicator: phrase.indicator, weak });
                at = hit.tokens.end;
            }
            None => at += 1,
        }
        at = doc.seek(at..tokens.end, ANY);
    }
    found
}

/// "10-year note", "output per hour": words of time are part of the name.
fn is_of_time(hit: &Hit) -> bool {
    let words = LIST.phrases[hit.row as usize].words;
    words.contains("-year") || words.contains("hour")
}

/// "The Borsa Istanbul **100 index**": named by how many shares it has.
fn is_numbered_index(doc: &Doc, hit: &Hit) -> bool {
    let number = hit.tokens.start.wrapping_sub(1);
    hit.tokens.len() == 1
        && doc.is(hit.tokens.start, "index")
        && doc.kind(number) == Some(TokenKind::Number)
        && (2..=3).contains(&doc.word(number).len())
        && doc.kind(number.wrapping_sub(1)) == Some(TokenKind::Word)
        && doc.is_capital(number.wrapping_sub(1))
        // "The Nifty 50 index" has its name in the list.
        && !doc.hits_of(number.wrapping_sub(1), PHRASES).any(|h| h.tokens.end > number)
}

/// Whether a contract is one of a market: behind the name of what is traded, or by its month.
fn is_of_futures(doc: &Doc, contract: usize) -> bool {
    let traded = (contract.saturating_sub(3)..contract).any(|i| {
        doc.hits_of(i, PHRASES).any(|h| {
            h.tokens.end == contract && LIST.indicators[LIST.phrases[h.row as usize].indicator].told == Told::Day
        })
    });
    traded || doc.is_any(contract.wrapping_sub(1), keys!["month", "futures", "benchmark", "active", "nearby"])
}

/// Verbs of which "in" makes takings.
const TAKING: &[Key] = keys!["took", "takes", "brought", "raked", "pulled"];

/// Whether the words go on to another name or are no noun: "the Dow Jones consensus", "an oil firm", "will pay".
fn goes_on(doc: &Doc, hit: &Hit) -> bool {
    const MORE: &[Key] = keys!["consensus", "estimate", "survey", "newswires", "poll", "data", "jones"];
    const AUXILIARIES: &[Key] = keys![
        "to", "will", "would", "must", "can", "could", "should", "may", "might", "not", "they", "it", "we", "who"
    ];
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    // "Fixed-income trading", "low-income homes", "export-led", "the stock-to-sales ratio": half a word is no name.
    let half = || doc.is(end + 1, "to") && phrase::ties(doc, end);
    if half() || hit.tokens.len() == 1 && (phrase::ties(doc, start.wrapping_sub(1)) || phrase::ties(doc, end)) {
        return true;
    }
    match LIST.indicators[LIST.phrases[hit.row as usize].indicator].code {
        // "The group's index", not "the lodging index"
        "stock_index" if hit.tokens.len() == 1 && doc.is(start, "index") => {
            doc.kind(start.wrapping_sub(1)) != Some(TokenKind::Clitic) && !is_numbered_index(doc, hit)
        }
        // "The index for electricity" is none of shares.
        "stock_index" if doc.is(end - 1, "index") => doc.is_any(end, keys!["for", "of"]) || doc.is_any(end, MORE),
        // The chemicals maker
        "stock_index" if hit.tokens.len() == 1 && doc.is(start, "dow") => {
            doc.is_any(end, keys!["chemical", "inc", "corning"]) || doc.is_any(end, MORE)
        }
        // Who makes the indexes
        "stock_index" if doc.is(end, "indices") && doc.is(start.wrapping_sub(1), "s&p") => true,
        // "Surveyed by Dow Jones"
        "stock_index" => doc.is_any(end, MORE) || doc.is(start.wrapping_sub(1), "by"),
        "oil_price" | "gas_price" | "fuel_price" | "metal_price" => {
            words::is(doc, end, Class::Trader)
                || doc.is(start.wrapping_sub(1), "of")
                    && doc.is_any(
                        start.wrapping_sub(2),
                        keys!["barrels", "tonnes", "tons", "gallons", "litres", "ounces"],
                    )
        }
        // "Health care stocks **led the losses**"
        "net_profit" if doc.is_any(end - 1, keys!["losses", "loss"]) && doc.is(start.wrapping_sub(1), "the") => doc
            .is_any(
                start.wrapping_sub(2),
                keys!["led", "leading", "lead", "leads", "pared", "paring", "extended", "extending"],
            ),
        // "The **investment** bank cut its rating"
        "company_investment" if doc.is(end - 1, "investment") => {
            words::is(doc, end, Class::Trader) || acts::is(doc, end, Act::Financier)
        }
        // "Raised its offer to $8bn", "in current prices"
        "funds_raised" => {
            const WHOSE: &[Key] = keys!["to", "from", "by", "its", "their", "his", "her", "our"];
            doc.is_any(start, keys!["raised", "raise"]) && doc.is_any(end, WHOSE)
        }
        // "A gauge that **takes in** discouraged workers": what is not told in figures is no revenue.
        "revenue" if doc.is_any(start, TAKING) => {
            !(end..end + 5).any(|i| matches!(doc.kind(i), Some(TokenKind::Number | TokenKind::Symbol)))
        }
        "cpi" => doc.is(start, "prices") && doc.is_any(start.wrapping_sub(1), keys!["current", "constant"]),
        // "Held its benchmark at 5%"
        "policy_rate" if doc.is(end - 1, "benchmark") => {
            let goes_on = doc.kind(end) == Some(TokenKind::Word)
                && !words::is(doc, end, Class::Closed)
                && !doc.is_any(end, keys!["unchanged", "steady"]);
            goes_on
                || !acts::is(doc, start.wrapping_sub(1), Act::Moving)
                    && !acts::is(doc, start.wrapping_sub(1), Act::Keeping)
        }
        // "Expected to **contract** 3%"
        "deal_value" if doc.is(start, "contract") && doc.is_any(start.wrapping_sub(1), AUXILIARIES) => true,
        // "The council can **grant** raises"
        "aid" if doc.is(start, "grant") && hit.tokens.len() == 1 => doc.is_any(start.wrapping_sub(1), AUXILIARIES),
        // "The August Brent contract", "crude's front-month contract"
        "deal_value" if doc.is(start, "contract") && is_of_futures(doc, start) => true,
        // "Homeowners could borrow **at** 5%"
        "budget_balance" if doc.is_any(start, keys!["borrow", "borrowed"]) => doc.is_any(end, keys!["at", "for"]),
        // "The currency area", "bonds at 71 cents **on the dollar**"
        "exchange_rate" => {
            doc.is_any(end, keys!["area", "union", "bloc", "zone", "region", "nations", "countries", "swap", "swaps"])
                || doc.is(start.wrapping_sub(1), "on") && doc.is_any(start.wrapping_sub(2), keys!["cents", "pence"])
                // "Up 12% in **constant currency**"
                || doc.is_any(start.wrapping_sub(1), keys!["constant", "local", "reported"])
        }
        // "The dividend now **yields** 3%"
        "bond_yield" if doc.is(start, "yields") && hit.tokens.len() == 1 => {
            let noun = start.wrapping_sub(1 + usize::from(acts::is(doc, start.wrapping_sub(1), Act::Between)));
            doc.is_any(noun, keys!["dividend", "payout", "stock"]) && doc.kind(end) == Some(TokenKind::Number)
        }
        // "In a bid to cut costs"
        "deal_value" => doc.is(start, "bid") && doc.is(end, "to") && doc.kind(end + 1) == Some(TokenKind::Word),
        // "Expects Brent to trade between $70 and $85"
        "total_trade" => doc.is(start, "trade") && doc.is_any(start.wrapping_sub(1), AUXILIARIES),
        // "Regular sells for less than $3": a price.
        "unit_sales" if doc.is_any(start, keys!["sells", "sold"]) && doc.is(end, "for") => true,
        // "The median **price of a home sold** last month"
        "unit_sales" => {
            let of = (start.saturating_sub(5)..start).rev().find(|&i| doc.is(i, "of"));
            doc.is(start, "sold")
                && of.is_some_and(|of| doc.is_any(of.wrapping_sub(1), keys!["price", "prices", "cost", "value"]))
        }
        // "Will go from its **sales** department"
        "revenue" if doc.is(end - 1, "sales") && acts::is(doc, end, Act::Seller) => true,
        // "Californians **pay the most**"
        "wages" => {
            let verb =
                doc.is_any(start.wrapping_sub(1), AUXILIARIES) || doc.is_any(end, keys!["to", "the", "more", "less"]);
            doc.is(start, "pay") && verb
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sound() {
        assert!(indicators().len() > 70);
        let mut codes: Vec<&str> = indicators().iter().map(|i| i.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), indicators().len(), "codes are unique");
        let mut words: Vec<String> = LIST.phrases.iter().map(|p| p.words.to_lowercase()).collect();
        words.sort_unstable();
        let twice: Vec<&[String]> = words.windows(2).filter(|w| w[0] == w[1]).collect();
        assert!(twice.is_empty(), "a phrase names one indicator: {twice:?}");
    }
}
