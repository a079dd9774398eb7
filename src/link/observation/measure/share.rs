//! Figures that tell a part of a whole, and those that only look so: a part of GDP, a distance between prices.
//!
//! Asked by [`super`] where no predicate says that something moved.

use crate::link::observation::indicator::{self, Kind};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

/// "Bought 13% of the firm, 5.5% from a rival": what a deal that nothing raises or lowers is about is a part; so is what
/// someone has ("**holding** another 9%").
pub fn is_held(doc: &Doc, mention: &Mention, binding: &Binding, subject: &Subject) -> bool {
    let holds =
        |p: &Predicate| doc.is_any(p.tokens.start, keys!["hold", "holds", "held", "holding"]) && p.tokens.len() == 1;
    if binding.role == Role::Direct && !binding.carried && binding.predicate.is_some_and(holds) {
        return true;
    }
    let changed = binding.predicate.is_some_and(|p| p.is_change());
    doc.is_any(mention.tokens.end, keys!["stake", "holding", "shareholding", "interest"])
        || subject.code() == Some("deal_value") && !changed && !is_distance(doc, mention)
}

/// "At a 25% premium", "overvalued by 50 percent": how far one price is from another.
pub fn is_distance(doc: &Doc, mention: &Mention) -> bool {
    let before = mention.opening().saturating_sub(4)..mention.tokens.start;
    doc.is_any(mention.tokens.end, keys!["premium", "discount"])
        || before.clone().any(|i| doc.is_any(i, keys!["overvalued", "undervalued", "overpriced", "underpriced"]))
}

/// "Two thirds **of** the surplus", "half **the** surplus": a fraction of what stands behind it.
pub fn is_part_of(doc: &Doc, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    // "One **in** five", "six **out** of ten"
    let of_number = mention.tokens.len() > 2 && doc.is_any(mention.tokens.start + 1, keys!["in", "out"]);
    of_number || doc.is(end, "of") || doc.is(end - 1, "half") && doc.is_any(end, keys!["the", "its", "their", "all"])
}

/// "60% of GDP", "of the country's output", "of national income"; "of the country's market", "of its output" and "of gross
/// revenue" are parts of other wholes.
pub fn of_gdp(doc: &Doc, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let product = |at: usize| {
        doc.is_any(at, keys!["gdp", "g.d.p", "g.d.p."])
            || doc.is(at, "gross") && doc.is_any(at + 1, keys!["domestic", "national", "world"])
    };
    let whole = |at: usize| product(at) || doc.is_any(at, keys!["economy", "output", "income"]);
    let first = end + 1;
    let told = match doc.lower(first) {
        "output" => true,
        "world" | "global" | "national" | "economic" => {
            product(first + 1) || doc.is_any(first + 1, keys!["output", "income"])
        }
        "quarterly" | "annual" | "yearly" | "nominal" => product(first + 1),
        // "Of **last year's** GDP"
        "last" | "this" if doc.is(first + 1, "year") && doc.kind(first + 2) == Some(TokenKind::Clitic) => {
            product(first + 3)
        }
        "the" if doc.is(first + 1, "country") && doc.is_any(first + 2, keys!["'s", "’s"]) => whole(first + 3),
        "the" => whole(first + 1) || doc.is(first + 1, "country"),
        "its" | "their" => product(first + 1) || doc.is_any(first + 1, keys!["economy", "income"]),
        _ => product(first),
    };
    doc.is(end, "of") && told
}

/// "Were **89% electric**", "is **34% full**": whether a form of "be" stands right before.
pub fn is_said_of(doc: &Doc, mention: &Mention) -> bool {
    doc.is_any(mention.opening().wrapping_sub(1), keys!["is", "are", "was", "were", "be", "been"])
}

/// "Better than the 5.5% **of the previous three months**": a time is no whole; "of the year's sales" is.
fn is_of_time(doc: &Doc, frame: &Frame, at: usize) -> bool {
    let first = at + usize::from(!frame.is_period(at) && doc.is_any(at, keys!["the", "a"]));
    let end = (first..frame.tokens.end).find(|&i| !frame.is_period(i)).unwrap_or(frame.tokens.end);
    end > first
        && !doc.is_any(end, keys!["'s", "’s"])
        && frame.indicators_in(end..(end + 2).min(frame.tokens.end)).next().is_none()
}

/// "A third of exports", "10% of the world's chips", "market share of 5%".
pub fn is_share(doc: &Doc, frame: &Frame, mention: &Mention, subject: &Subject) -> bool {
    let end = mention.tokens.end;
    let of = doc.is(end, "of") && !of_gdp(doc, mention) && !is_of_time(doc, frame, end + 1);
    // "Another 18% came from overseas"
    let origin = doc.is_any(end, keys!["came", "come", "comes", "coming"]) && doc.is(end + 1, "from")
        // "Almost 83% **went to** the United States", "were **89% electric**"
        || doc.is_any(end, keys!["went", "goes", "go"]) && doc.is(end + 1, "to")
        || doc.is_any(end, keys!["electric", "female", "male", "renewable", "foreign", "owned"]) && is_said_of(doc, mention)
            && subject.kind() != Kind::Rate;
    // "All-cash sales **accounted for 28%**"
    let before = mention.opening().wrapping_sub(1);
    let before = before.wrapping_sub(usize::from(doc.is_any(before, keys!["only", "just", "merely", "barely"])));
    let part = doc.is(before, "for") && words::is(doc, before.wrapping_sub(1), Class::Part);
    if of || origin || part || is_of_which(doc, frame, mention) || subject.code() == Some("market_share") {
        return true;
    }
    let phrase = subject.phrase.to_lowercase();
    let opens = phrase.split(char::is_whitespace).next().unwrap_or("");
    let closes = words::last(&phrase);
    let of_share = words::has(opens, Class::Share) && phrase.contains(" of ");
    let head = (words::has(closes, Class::Share) || words::has(closes, Class::Stake)) && subject.code().is_none();
    of_share || head
}

/// "9,000 loans, **of which 3,600, or 40 percent,** went to first-time buyers": how large that part is.
fn is_of_which(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 6;
    let or = mention.opening().wrapping_sub(1);
    let end = or.wrapping_sub(usize::from(doc.is(or.wrapping_sub(1), ",")));
    let whole = |&i: &usize| doc.is(i, "of") && doc.is_any(i + 1, keys!["which", "these", "those", "them", "whom"]);
    doc.is(or, "or")
        && matches!(mention.kind, MentionKind::Percentage(_))
        && frame.figures_end_before(mention.opening()) == Some(end)
        && (end.saturating_sub(REACH)..end).rev().find(whole).is_some_and(|i| (i + 2..end).all(|t| !doc.is(t, ",")))
}

/// "After **a deficit of** 0.8% last year", "debt fell **to 55%**": what a state owes or lacks in percent is of an output that
/// need not be said, unless it grows by so much.
pub fn is_balance(doc: &Doc, mention: &Mention, binding: &Binding, subject: &Subject) -> bool {
    let of = mention.opening().wrapping_sub(1);
    let noun = || {
        doc.is(of, "of")
            && doc.is_any(of.wrapping_sub(1), keys!["deficit", "surplus", "shortfall", "gap", "hole", "debt"])
    };
    let moved = || {
        binding.predicate.is_some_and(|p| p.is_change() && (p.can_be(Reading::Verb) || p.can_be(Reading::Adjective)))
    };
    let stands = match binding.role {
        Role::Of => noun() || doc.is(of, "and"),
        Role::To | Role::At => true,
        Role::Direct | Role::Than => !moved(),
        Role::From | Role::By | Role::Before => false,
    };
    let owed = |code: &str| indicator::is_account(code) || matches!(code, "public_debt" | "company_debt");
    stands && subject.code().is_some_and(owed)
}
