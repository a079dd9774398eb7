//! What the words beside an indicator's phrase make of it: "the **Dow Jones** consensus", "olive **oil**", "will **pay**".
//!
//! A part of the search for names of [`super`], which lets a shorter phrase fit where a longer one goes on. Reads words only: what
//! the sentence holds besides is not known yet.

use std::ops::Range;

use super::{LIST as INDICATORS, PHRASES, Told};
use crate::lang::tsv;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words;
use crate::text::{Doc, ListId, TokenKind, keys, word_classes};

const LIST: ListId = ListId(10);

word_classes! {
    /// What a word beside an indicator's phrase makes of it; the words are in `beside.en.tsv`.
    pub(super) enum Class of LIST from tsv::rows(include_str!("beside.en.tsv"), ["word", "class"]);

    /// Makes the name of an index that of who publishes or asks.
    Maker = "maker",
    /// Of what an oil for the kitchen is.
    Kitchen = "kitchen",
    /// Units in which goods are shipped, before "of" and the goods.
    Shipped = "shipped",
    /// What is paid for by a tariff that is no duty.
    Utility = "utility",
    /// Stands before a verb.
    Verbal = "verbal",
    /// Verbs of which "in" makes takings.
    Taking = "taking",
    /// Whose or where to, behind "raised" where no money was taken in.
    Ours = "ours",
    /// What a country does with a common currency.
    Joining = "joining",
    /// What is told in a currency.
    Counted = "counted",
    /// Those who have a currency in common, and what is done with one.
    Bloc = "bloc",
    /// At what rates of exchange a result is told.
    Levelled = "levelled",
    /// What people think, before "of" or "on" and the economy.
    View = "view",
    /// The contracts of a market.
    Nearby = "nearby",
    /// Where a tax begins and what it leaves free, behind its name.
    Untaxed = "untaxed",
}

/// Whether a quotation begins at the token.
fn is_quote(doc: &Doc, at: usize) -> bool {
    matches!(doc.word(at), "\"" | "“")
}

/// Whether the words go on to another name or are no noun: "the Dow Jones consensus", "an oil firm", "will pay".
pub fn goes_on(doc: &Doc, tokens: &Range<usize>, code: &str) -> bool {
    let &Range { start, end } = tokens;
    let (last, before) = (end - 1, start.wrapping_sub(1));
    let bare = tokens.len() == 1;
    // "Fixed-income trading", "low-income homes", "export-led", "the stock-to-sales ratio": half a word is no name.
    if doc.is(end + 1, "to") && doc.ties(end) || bare && (doc.ties(before) || doc.ties(end)) {
        return true;
    }
    // "Cost the airline $30m **in lost revenue**": what was never taken in or made.
    if doc.is_any(before, keys!["lost", "forgone", "foregone"])
        && doc.is_any(before.wrapping_sub(1), keys!["in", "of", "for", "from"])
    {
        return true;
    }
    match code {
        // "The inheritance tax **threshold** stays at £325,000"
        "tax_rate" => is(doc, end, Class::Untaxed),
        "stock_index" => is_no_index(doc, tokens),
        // "**Olive** oil", "oil **firms**", "barrels **of** oil"
        "oil_price" | "gas_price" | "fuel_price" | "metal_price" => {
            code == "oil_price" && is(doc, before, Class::Kitchen)
                || words::is(doc, end, words::Class::Trader)
                || doc.is(before, "of") && is(doc, before.wrapping_sub(1), Class::Shipped)
        }
        // "The **income** tax threshold"
        "net_profit" if doc.is(last, "income") && doc.is(end, "tax") => true,
        // "Paid out $90m in **profit** sharing"
        "net_profit" if doc.is(end, "sharing") => true,
        // "Health care stocks **led the losses**"
        "net_profit" => {
            doc.is_any(last, keys!["losses", "loss"])
                && doc.is(before, "the")
                && words::is(doc, before.wrapping_sub(1), words::Class::Extending)
        }
        // "**Tariffs cost** Calder $800m", "**water** tariffs": no rate, but "a **25% tariff** would cost"
        "tariff_rate" => {
            let costs = doc.is_any(end, keys!["cost", "costs"]) || doc.is(end + 1, "cost");
            costs && !words::ends_percent(doc, before) || is(doc, before, Class::Utility)
        }
        // "People on **employment** schemes" have none.
        "employment" => {
            doc.is_any(end, keys!["scheme", "schemes", "programme", "programmes", "program", "programs", "tribunal"])
        }
        // "The time it **takes to sell** a home": nobody has sold it.
        "unit_sales" if doc.is_any(start, keys!["sell", "sold"]) && doc.is(before, "to") => {
            doc.is_any(before.wrapping_sub(1), keys!["take", "takes", "took", "taken", "time"])
        }
        // "The median **price target**"
        "house_prices" => doc.is_any(end, keys!["target", "targets"]),
        // "The **investment** bank cut its rating"
        "company_investment" if doc.is(last, "investment") => {
            words::is(doc, end, words::Class::Trader) || acts::is(doc, end, Act::Financier)
        }
        // "Raised its offer to $8bn"
        "funds_raised" => {
            // … nor "wants to raise **"the literacy rate** from 60%"".
            doc.is_any(start, keys!["raised", "raise"]) && (is(doc, end, Class::Ours) || is_quote(doc, end))
        }
        // "A gauge that **takes in** discouraged workers": what is not told in figures is no revenue.
        "revenue" if is(doc, start, Class::Taking) => {
            !(end..end + 5).any(|i| matches!(doc.kind(i), Some(TokenKind::Number | TokenKind::Symbol)))
        }
        // "Will go from its **sales** department"
        "revenue" => doc.is(last, "sales") && acts::is(doc, end, Act::Seller),
        // "In current prices"
        "cpi" => doc.is(start, "prices") && doc.is_any(before, keys!["current", "constant"]),
        // "Sales at constant **exchange rates** were up 8%": no bank sets them.
        "policy_rate" if doc.is_any(before, keys!["exchange", "currency"]) => true,
        // "Held its benchmark at 5%"
        "policy_rate" if doc.is(last, "benchmark") => {
            let goes_on = doc.kind(end) == Some(TokenKind::Word)
                && !words::is(doc, end, words::Class::Closed)
                && !doc.is_any(end, keys!["unchanged", "steady"]);
            goes_on || !acts::is(doc, before, Act::Moving) && !acts::is(doc, before, Act::Keeping)
        }
        // "Expected to **contract** 3%", "the August Brent contract", "crude's front-month contract"
        "deal_value" if doc.is(start, "contract") => is(doc, before, Class::Verbal) || is_of_futures(doc, start),
        // "In a bid to cut costs"
        "deal_value" => doc.is(start, "bid") && doc.is(end, "to") && doc.kind(end + 1) == Some(TokenKind::Word),
        // "The council can **grant** raises"
        "aid" => bare && doc.is(start, "grant") && is(doc, before, Class::Verbal),
        // "Homeowners could borrow **at** 5%"
        "budget_balance" => doc.is_any(start, keys!["borrow", "borrowed"]) && doc.is_any(end, keys!["at", "for"]),
        // "**The real** estate firm"
        "exchange_rate" if doc.is(last, "real") && doc.is(end, "estate") => true,
        "exchange_rate" => is_no_rate_of_exchange(doc, tokens),
        // "Wheat **yields**", "average **yields** per hectare": a harvest's
        "bond_yield" => {
            let harvest = doc.is_any(last, keys!["yields", "yield"])
                && (words::is(doc, before, words::Class::Crop)
                    || (end..end + 10).any(|i| doc.is_any(i, keys!["hectare", "acre"])));
            // "The dividend now **yields** 3%"
            let noun = before.wrapping_sub(usize::from(acts::is(doc, before, Act::Between)));
            harvest
                || bare
                    && doc.is(start, "yields")
                    && doc.is_any(noun, keys!["dividend", "payout", "stock"])
                    && doc.kind(end) == Some(TokenKind::Number)
        }
        // "Expects Brent to trade between $70 and $85"
        "total_trade" => doc.is(start, "trade") && is(doc, before, Class::Verbal),
        // "Regular sells for less than $3": a price.
        "unit_sales" if doc.is_any(start, keys!["sells", "sold"]) && doc.is(end, "for") => true,
        // "The median **price of a home sold** last month"
        "unit_sales" => {
            let of = (start.saturating_sub(5)..start).rev().find(|&i| doc.is(i, "of"));
            let price = |of: usize| doc.is_any(of.wrapping_sub(1), keys!["price", "prices", "cost", "value"]);
            doc.is(start, "sold") && of.is_some_and(price)
        }
        // "His rating on the **economy**"
        "gdp" => {
            doc.is(last, "economy")
                && doc.is_any(before.wrapping_sub(1), keys!["on", "of"])
                && is(doc, before.wrapping_sub(2), Class::View)
        }
        // "Californians **pay the most**"
        "wages" => {
            let verb = is(doc, before, Class::Verbal) || doc.is_any(end, keys!["to", "the", "more", "less"]);
            doc.is(start, "pay") && verb
        }
        _ => false,
    }
}

/// "The **index** for electricity", "surveyed by **Dow Jones**": none of shares.
fn is_no_index(doc: &Doc, tokens: &Range<usize>) -> bool {
    let &Range { start, end } = tokens;
    let (before, bare) = (start.wrapping_sub(1), tokens.len() == 1);
    // "The group's index", not "the lodging index"
    if bare && doc.is(start, "index") {
        return doc.kind(before) != Some(TokenKind::Clitic) && !is_numbered_index(doc, tokens);
    }
    let other = if doc.is(end - 1, "index") {
        doc.is_any(end, keys!["for", "of"])
    } else if bare && doc.is(start, "dow") {
        // The maker of chemicals
        doc.is_any(end, keys!["chemical", "inc", "corning"])
    } else {
        // Who makes the indexes
        doc.is(before, "by") || doc.is(before, "s&p") && doc.is(end, "indices")
    };
    other || is(doc, end, Class::Maker)
}

/// "The 20 countries **sharing the euro**", "**yuan** loans", "the currency area", "71 cents **on the dollar**": whose money it is and
/// what is told in it; not "traders using the yen".
fn is_no_rate_of_exchange(doc: &Doc, tokens: &Range<usize>) -> bool {
    let &Range { start, end } = tokens;
    let (before, second) = (start.wrapping_sub(1), start.wrapping_sub(2));
    let used = || {
        doc.is_any(before, keys!["use", "uses", "using"])
            && doc.is_any(second, keys!["countries", "nations", "members", "states", "that"])
    };
    is(doc, before, Class::Joining)
        || used()
        || is(doc, end, Class::Counted)
        || is(doc, end, Class::Bloc)
        || doc.is(before, "on") && doc.is_any(second, keys!["cents", "pence"])
        // "Up 12% in **constant currency**"
        || is(doc, before, Class::Levelled)
}

/// "The Borsa Istanbul **100 index**": named by how many shares it has.
pub fn is_numbered_index(doc: &Doc, tokens: &Range<usize>) -> bool {
    let number = tokens.start.wrapping_sub(1);
    tokens.len() == 1
        && doc.is(tokens.start, "index")
        && doc.kind(number) == Some(TokenKind::Number)
        && (2..=3).contains(&doc.word(number).len())
        && doc.kind(number.wrapping_sub(1)) == Some(TokenKind::Word)
        && doc.is_capital(number.wrapping_sub(1))
        // "The Nifty 50 index" has its name in the list.
        && !doc.hits_of(number.wrapping_sub(1), PHRASES).any(|h| h.tokens.end > number)
}

/// Whether a contract is one of a market: behind the name of what is traded, or by its month.
fn is_of_futures(doc: &Doc, contract: usize) -> bool {
    let named =
        |i: usize| doc.hits_of(i, PHRASES).any(|h| h.tokens.end == contract && INDICATORS.named(h).told == Told::Day);
    is(doc, contract.wrapping_sub(1), Class::Nearby) || (contract.saturating_sub(3)..contract).any(named)
}
