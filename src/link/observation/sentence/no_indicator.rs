//! Words that name an indicator elsewhere and none where they stand: "**construction** machines", "the index extended its
//! **losses**", "vacancy **rates**", "the **Dow Jones** consensus".
//!
//! [`goes_on`] tells what the words beside a phrase show, so that a shorter phrase may still fit; [`is`] what is known once the
//! indicators of a sentence stand. Leaves to the frame what names and other mentions hold.

use std::ops::Range;

use super::acts::{self, Act};
use super::predicate;
use super::words::{self, Class};
use crate::link::observation::indicator::{Named, is_numbered_index, is_of_futures};
use crate::text::{Doc, Key, TokenKind, keys};

/// Verbs of which "in" makes takings.
const TAKING: &[Key] = keys!["took", "takes", "brought", "raked", "pulled"];

/// Whether the words go on to another name or are no noun: "the Dow Jones consensus", "an oil firm", "will pay".
pub fn goes_on(doc: &Doc, tokens: &Range<usize>, code: &str) -> bool {
    const MORE: &[Key] = keys!["consensus", "estimate", "survey", "newswires", "poll", "data", "jones"];
    const AUXILIARIES: &[Key] = keys![
        "to", "will", "would", "must", "can", "could", "should", "may", "might", "not", "they", "it", "we", "who"
    ];
    let &Range { start, end } = tokens;
    // "Fixed-income trading", "low-income homes", "export-led", "the stock-to-sales ratio": half a word is no name.
    let half = || doc.is(end + 1, "to") && doc.ties(end);
    if half() || tokens.len() == 1 && (doc.ties(start.wrapping_sub(1)) || doc.ties(end)) {
        return true;
    }
    match code {
        // "The group's index", not "the lodging index"
        "stock_index" if tokens.len() == 1 && doc.is(start, "index") => {
            doc.kind(start.wrapping_sub(1)) != Some(TokenKind::Clitic) && !is_numbered_index(doc, tokens)
        }
        // "The index for electricity" is none of shares.
        "stock_index" if doc.is(end - 1, "index") => doc.is_any(end, keys!["for", "of"]) || doc.is_any(end, MORE),
        // The chemicals maker
        "stock_index" if tokens.len() == 1 && doc.is(start, "dow") => {
            doc.is_any(end, keys!["chemical", "inc", "corning"]) || doc.is_any(end, MORE)
        }
        // Who makes the indexes
        "stock_index" if doc.is(end, "indices") && doc.is(start.wrapping_sub(1), "s&p") => true,
        // "Surveyed by Dow Jones"
        "stock_index" => doc.is_any(end, MORE) || doc.is(start.wrapping_sub(1), "by"),
        // "**Olive** oil", "palm oil": for the kitchen
        "oil_price"
            if doc.is_any(
                start.wrapping_sub(1),
                keys!["olive", "palm", "vegetable", "soybean", "sunflower", "cooking", "edible", "coconut", "fish"],
            ) =>
        {
            true
        }
        "oil_price" | "gas_price" | "fuel_price" | "metal_price" => {
            words::is(doc, end, Class::Trader)
                || doc.is(start.wrapping_sub(1), "of")
                    && doc.is_any(
                        start.wrapping_sub(2),
                        keys!["barrels", "tonnes", "tons", "gallons", "litres", "ounces"],
                    )
        }
        // "Health care stocks **led the losses**"
        "net_profit" if doc.is_any(end - 1, keys!["losses", "loss"]) && doc.is(start.wrapping_sub(1), "the") => {
            is_of_day(doc, start.wrapping_sub(1))
        }
        // "**Tariffs cost** Calder $800m", "**water** tariffs": no rate, but "a **25% tariff** would cost"
        "tariff_rate"
            if (doc.is_any(end, keys!["cost", "costs"]) || doc.is(end + 1, "cost"))
                && !words::ends_percent(doc, start.wrapping_sub(1))
                || doc.is_any(
                    start.wrapping_sub(1),
                    keys!["water", "electricity", "power", "mobile", "phone", "feed", "bus", "rail"],
                ) =>
        {
            true
        }
        // "The median **price target**"
        "house_prices" if doc.is_any(end, keys!["target", "targets"]) => true,
        // "The **investment** bank cut its rating"
        "company_investment" if doc.is(end - 1, "investment") => {
            words::is(doc, end, Class::Trader) || acts::is(doc, end, Act::Financier)
        }
        // "Raised its offer to $8bn", "in current prices"
        "funds_raised" => {
            const WHOSE: &[Key] = keys!["to", "from", "by", "its", "their", "his", "her", "our", "that", "those"];
            doc.is_any(start, keys!["raised", "raise"]) && doc.is_any(end, WHOSE)
        }
        // "A gauge that **takes in** discouraged workers": what is not told in figures is no revenue.
        "revenue" if doc.is_any(start, TAKING) => {
            !(end..end + 5).any(|i| matches!(doc.kind(i), Some(TokenKind::Number | TokenKind::Symbol)))
        }
        "cpi" => doc.is(start, "prices") && doc.is_any(start.wrapping_sub(1), keys!["current", "constant"]),
        // "Sales at constant **exchange rates** were up 8%": no bank sets them.
        "policy_rate" if doc.is_any(start.wrapping_sub(1), keys!["exchange", "currency"]) => true,
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
        "aid" if doc.is(start, "grant") && tokens.len() == 1 => doc.is_any(start.wrapping_sub(1), AUXILIARIES),
        // "The August Brent contract", "crude's front-month contract"
        "deal_value" if doc.is(start, "contract") && is_of_futures(doc, start) => true,
        // "Homeowners could borrow **at** 5%"
        "budget_balance" if doc.is_any(start, keys!["borrow", "borrowed"]) => doc.is_any(end, keys!["at", "for"]),
        // "The 20 countries **sharing the euro**", "**yuan** loans": whose money it is; not "traders using the yen"
        "exchange_rate"
            if doc.is_any(start.wrapping_sub(1), keys!["sharing", "share", "adopted", "adopting", "join"])
                || doc.is_any(start.wrapping_sub(1), keys!["use", "uses", "using"])
                    && doc
                        .is_any(start.wrapping_sub(2), keys!["countries", "nations", "members", "states", "that"])
                || doc.is_any(end, keys!["loans", "deposits", "lending", "notes", "coins"]) =>
        {
            true
        }
        // "Wheat **yields**", "average **yields** per hectare": a harvest's
        "bond_yield"
            if doc.is_any(end - 1, keys!["yields", "yield"])
                && (words::is(doc, start.wrapping_sub(1), Class::Crop)
                    || (end..end + 10).any(|i| doc.is_any(i, keys!["hectare", "acre"]))) =>
        {
            true
        }
        // "The currency area", "bonds at 71 cents **on the dollar**"
        "exchange_rate" => {
            doc.is_any(end, keys!["area", "union", "bloc", "zone", "region", "nations", "countries", "swap", "swaps"])
                || doc.is(start.wrapping_sub(1), "on") && doc.is_any(start.wrapping_sub(2), keys!["cents", "pence"])
                // "Up 12% in **constant currency**", "at constant exchange rates"
                || doc.is_any(start.wrapping_sub(1), keys!["constant", "local", "reported"])
        }
        // "The dividend now **yields** 3%"
        "bond_yield" if doc.is(start, "yields") && tokens.len() == 1 => {
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

/// Whether the words beside a named indicator make something else of it. `taken` holds tokens back, `place` tells those of
/// places.
pub fn is(doc: &Doc, named: &Named, taken: impl Fn(usize) -> bool, place: impl Fn(usize) -> bool) -> bool {
    let Named { tokens, weak, .. } = named;
    let before = tokens.start.wrapping_sub(1);
    // "**Petrol's share** dropped to 27%": of what it has a part, nothing is told.
    if doc.kind(tokens.end) == Some(TokenKind::Clitic) && words::is(doc, tokens.end + 1, Class::Share) {
        return true;
    }
    match named.row().code {
        // "Dow **component** Calder", "profits at **S&P 500 companies**"
        "stock_index" if words::is(doc, tokens.end, Class::Member) => true,
        // "Kemira (**NASDAQ**: KMR)": where its shares are traded.
        "stock_index" if doc.is(before, "(") && doc.is(tokens.end, ":") => true,
        // "**Equities** trading was flat at $3bn": what a bank does.
        "stock_index" => doc.is(tokens.start, "equities") && doc.is(tokens.end, "trading"),
        "construction" => tokens.len() == 1 && stands_before_noun(doc, tokens.end, taken),
        // "**Vacancy rates** have climbed to 6.6 percent": no bank sets them.
        "policy_rate" => *weak && tokens.len() == 1 && words::is(doc, before, Class::Rated),
        // "The **bloc's** gas", "the **bloc** is to fill them": no output; "his rating **on the economy**"
        "gdp" if doc.is(tokens.end - 1, "bloc") => {
            let owns = doc.kind(tokens.end) == Some(TokenKind::Clitic) && !acts::is(doc, tokens.end + 1, Act::Foreseen);
            owns || !(tokens.end..tokens.end + 10).any(|i| grows(doc, i))
        }
        "gdp"
            if *weak
                && doc.is(tokens.end - 1, "economy")
                && doc.is_any(before.wrapping_sub(1), keys!["on", "of"])
                && {
                    let view = before.wrapping_sub(2);
                    doc.is_any(
                        view,
                        keys!["rating", "ratings", "approval", "views", "view", "handling", "confidence", "opinion"],
                    )
                } =>
        {
            true
        }
        "gdp" => *weak && is_of_subject(doc, named, taken, place),
        _ => *weak && doc.is_any(tokens.start, keys!["losses", "gains"]) && is_of_day(doc, before),
    }
}

/// Whether a word says that something grows or shrinks: "grew", "is expected to expand", "contracted".
fn grows(doc: &Doc, at: usize) -> bool {
    acts::is(doc, at, Act::Growing) || predicate::find(doc, at..at + 1, |_| false).iter().any(|p| p.is_change())
}

/// "Sales of **construction machines**": what it stands before heads the phrase.
fn stands_before_noun(doc: &Doc, noun: usize, taken: impl Fn(usize) -> bool) -> bool {
    let thing = doc.lower(noun).ends_with('s') || doc.is_any(noun, keys!["equipment", "machinery", "gear"]);
    thing
        && doc.kind(noun) == Some(TokenKind::Word)
        && !doc.is_any(noun, keys!["starts", "works", "activities", "orders", "projects", "costs", "prices"])
        && !words::is(doc, noun, Class::Closed)
        && !words::is(doc, noun, Class::Auxiliary)
        && predicate::find(doc, noun..noun + 1, taken).is_empty()
}

/// "Retail sales **showed growth of** 8%", "the unit posted **growth of** 3%": of what has it; not "the economy recorded growth of 2%".
fn is_of_subject(doc: &Doc, growth: &Named, taken: impl Fn(usize) -> bool, place: impl Fn(usize) -> bool) -> bool {
    let Range { start, end } = growth.tokens;
    let measured = || taken(end + 1) || taken(end + 2);
    if !doc.is(start, "growth") || !doc.is(end, "of") || !measured() {
        return false;
    }
    let verb = start.wrapping_sub(1);
    let has =
        acts::is(doc, verb, Act::Recording) || doc.is_any(verb, keys!["showed", "shown", "delivered", "achieved"]);
    let auxiliary = doc.is_any(verb.wrapping_sub(1), keys!["has", "have", "had", "also"]);
    let noun = verb.wrapping_sub(1 + usize::from(auxiliary));
    // … nor "economists saw growth of 2%".
    let other = |class| words::is(doc, noun, class);
    let thing = doc.kind(noun) == Some(TokenKind::Word)
        && !doc.is_capital(noun)
        && !place(noun)
        && !other(Class::Closed)
        && !other(Class::Sayer);
    has && thing && !other(Class::Country) && !doc.is_any(noun, keys!["it", "data"])
}

/// "The index **extended its losses**", "**pared** gains": how its day went on.
fn is_of_day(doc: &Doc, before: usize) -> bool {
    let verb = before.wrapping_sub(usize::from(doc.is_any(before, keys!["its", "their", "earlier", "early", "the"])));
    words::is(doc, verb, Class::Extending)
}
