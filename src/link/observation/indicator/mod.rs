//! The list of indicators and where a text names one.
//!
//! A row's phrases go to the lexicon. Weak phrases ("sales", "prices", "growth") name an indicator only where nothing
//! stronger is near; which one they mean, the topic decides ([`super::topic`]).

mod beside;

use std::ops::Range;
use std::sync::LazyLock;

use crate::lang::tsv;
use crate::text::{Case, Doc, Hit, LexiconBuilder, TableId, Tables};

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
    /// What a hit names.
    fn named(&self, hit: &Hit) -> &Indicator {
        &self.indicators[self.phrases[hit.row as usize].indicator]
    }

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
    beside::register(lexicon);
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
            h.tokens.end <= tokens.end
                && (!h.tokens.clone().any(&taken) || is_of_time(h))
                && !beside::goes_on(doc, &h.tokens, LIST.named(h).code)
        };
        let hit = doc.hits_of(at, PHRASES).find(fits);
        match hit {
            Some(hit) => {
                let phrase = &LIST.phrases[hit.row as usize];
                let weak = phrase.weak && !beside::is_numbered_index(doc, &hit.tokens);
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
