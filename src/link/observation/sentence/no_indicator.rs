//! Words that name an indicator elsewhere and none where they stand: "**construction** machines", "the index extended its
//! **losses**", "vacancy **rates**".
//!
//! Asked once the indicators of a sentence stand. Leaves to the frame what names and other mentions hold.

use std::ops::Range;

use super::acts::{self, Act};
use super::nouns::{self, Class as Noun};
use super::predicate::{self, Predicate, Reading};
use super::words::{self, Class};
use crate::link::observation::indicator::{Named, Owner};
use crate::text::{Doc, Key, TokenKind, keys};

/// Whether the words beside a named indicator make something else of it. `taken` holds tokens back, `place` tells those of
/// places.
pub fn is(doc: &Doc, named: &Named, taken: impl Fn(usize) -> bool, place: impl Fn(usize) -> bool) -> bool {
    let Named { tokens, weak, .. } = named;
    let before = tokens.start.wrapping_sub(1);
    // "**Petrol's share** dropped to 27%": of what it has a part, nothing is told.
    if doc.kind(tokens.end) == Some(TokenKind::Clitic) && words::is(doc, tokens.end + 1, Class::Share) {
        return true;
    }
    if doc.is_capital(tokens.start) && is_in_law(doc, tokens.end) {
        return true;
    }
    // "Sales in the **manufacturing division** of Textron": a part of a company by what it does.
    if named.row().owner == Owner::Area && nouns::is(doc, tokens.end, Noun::Branch) || is_in_branch(doc, tokens) {
        return true;
    }
    match named.row().code {
        // "Dow **component** Calder", "profits at **S&P 500 companies**"
        "stock_index" if words::is(doc, tokens.end, Class::Member) => true,
        // "**Nasdaq said** its profit rose": who runs a market.
        "stock_index" if doc.is_any(tokens.end, keys!["said", "says"]) => true,
        // "Kemira (**NASDAQ**: KMR)": where its shares are traded.
        "stock_index" if doc.is(before, "(") && doc.is(tokens.end, ":") => true,
        // "**Equities** trading was flat at $3bn": what a bank does.
        "stock_index" => doc.is(tokens.start, "equities") && doc.is(tokens.end, "trading"),
        "construction" => tokens.len() == 1 && stands_before_noun(doc, tokens.end, taken),
        // "Student **loan delinquencies**", "the average **car loan**": what is told of loans, and what people owe.
        "company_debt" if doc.is(tokens.end - 1, "loan") => {
            let closed = |class| words::is(doc, tokens.end, class);
            let heads =
                doc.kind(tokens.end) == Some(TokenKind::Word) && !closed(Class::Closed) && !closed(Class::Auxiliary);
            // … but a "loan **agreement**" is one.
            let agreed = nouns::is(doc, tokens.end, Noun::Agreement);
            heads
                && !agreed
                && predicate::find(doc, tokens.end..tokens.end + 1, taken).iter().all(|p| p.can_be(Reading::Noun))
                || nouns::is(doc, before, Noun::Borrowing)
        }
        // "The **national average price** of petrol"
        "house_prices" if doc.is(tokens.end - 1, "price") && doc.is_any(tokens.end, keys!["of", "for"]) => {
            !(tokens.end + 1..tokens.end + 4).any(|i| nouns::is(doc, i, Noun::Home))
        }
        // "**Consumption of steel** rose": what is used up by no household.
        "consumer_spending" if doc.is(tokens.end - 1, "consumption") && doc.is(tokens.end, "of") => {
            !nouns::is(doc, before, Noun::Household) && !nouns::is(doc, tokens.end + 1, Noun::Bought)
        }
        // "**Credit card interest rates** rose to 21%": no bank that is one for all sets them.
        "policy_rate" if nouns::is(doc, before, Noun::Lender) => true,
        // "**Vacancy rates** have climbed to 6.6 percent": no bank sets them.
        "policy_rate" => *weak && tokens.len() == 1 && words::is(doc, before, Class::Rated),
        // "**Office vacancies** rose": of rooms, and no jobs.
        "job_openings" if doc.is_any(tokens.end - 1, keys!["vacancy", "vacancies"]) && tokens.len() == 1 => {
            nouns::is(doc, before, Noun::Home)
                || acts::is(doc, before, Act::Home)
                || doc
                    .is_any(before, keys!["office", "retail", "rental", "warehouse", "hotel", "industrial", "property"])
        }
        // "Will **raise the rate**", not "raise the $5 million": a verb with an object that is no money.
        "funds_raised" if tokens.len() == 1 && doc.is(tokens.start, "raise") => {
            doc.is_any(tokens.end, keys!["the", "its", "their"]) && !taken(tokens.end + 1)
        }
        // "An $850m **payout to settle** a lawsuit", "a payout to victims": no shareholder gets it.
        "dividend" if doc.is(tokens.end - 1, "payout") || doc.is(tokens.end - 1, "payouts") => {
            const SETTLED: &[Key] =
                keys!["settle", "lawsuit", "lawsuits", "victims", "claims", "court", "compensation"];
            doc.sentence(tokens.start).any(|i| doc.is_any(i, SETTLED))
        }
        // "The premium **that importers pay**": a verb.
        "wages" if tokens.len() == 1 && doc.is(tokens.start, "pay") => {
            // … but "a deal that cuts **pay by** 10%"
            let gap = words::is(doc, tokens.end, Class::Auxiliary) || doc.kind(tokens.end) == Some(TokenKind::Punct);
            gap && doc.is_any(before.wrapping_sub(1), keys!["that", "which"]) && doc.lower(before).ends_with('s')
        }
        // "The **bloc's** gas", "the **bloc** is to fill them": no output
        "gdp" if doc.is(tokens.end - 1, "bloc") => {
            const REACH: usize = 10;
            let owns = doc.kind(tokens.end) == Some(TokenKind::Clitic) && !acts::is(doc, tokens.end + 1, Act::Foreseen);
            owns || !grows(doc, tokens.end..tokens.end + REACH)
        }
        "gdp" => *weak && is_of_subject(doc, named, taken, place),
        // "On track for a **weekly loss**": how a market's week goes.
        _ if *weak && doc.is_any(tokens.start, keys!["loss", "losses", "gain", "gains"]) => {
            // … but "a monthly loss **of $3 million**" is a result.
            let of_market = doc.is_any(before, keys!["daily", "weekly", "monthly"]) && !doc.is(tokens.end, "of");
            is_of_day(doc, before) || of_market
        }
        _ => false,
    }
}

/// "Since the **Inflation Reduction Act** passed": a word of a law's name; `at` stands behind it.
fn is_in_law(doc: &Doc, at: usize) -> bool {
    const REACH: usize = 4;
    let name = |&i: &usize| doc.is_capital(i) || doc.is(i, "and");
    (at..at + REACH).take_while(name).any(|i| doc.is_capital(i) && doc.is_any(i, keys!["act", "bill"]))
}

/// "Sales in the **production** and farm tools division", "at its **employment** services arm": what a part of a company does,
/// in its name behind a preposition.
fn is_in_branch(doc: &Doc, tokens: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let determines = |i: usize| {
        doc.kind(i) == Some(TokenKind::Clitic) || doc.is_any(i, keys!["the", "its", "their", "a", "another"])
    };
    let noun = |i: usize| doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Closed) && !determines(i);
    let word = |&i: &usize| noun(i) || doc.is_any(i, keys!["and", "&"]);
    let inside = (tokens.end..tokens.end + REACH).take_while(word).any(|i| nouns::is(doc, i, Noun::Branch));
    let before = (tokens.start.saturating_sub(REACH)..tokens.start).rev().find(|i| !word(i));
    let determiner = before.filter(|&i| inside && i > 0 && determines(i));
    // "At **Norvik's** production and repair arm"
    determiner.is_some_and(|the| {
        let owner = the - usize::from(doc.kind(the) == Some(TokenKind::Clitic));
        doc.is_any(owner.wrapping_sub(1), keys!["in", "at", "of", "for", "from", "by"])
    })
}

/// Whether one of the words says that something grows or shrinks: "grew", "is expected to expand", "contracted".
fn grows(doc: &Doc, mut words: Range<usize>) -> bool {
    predicate::find(doc, words.clone(), |_| false).iter().any(Predicate::is_change)
        || words.any(|i| acts::is(doc, i, Act::Growing))
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
