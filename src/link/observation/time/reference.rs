//! What a period in the text is to a figure: the time it is about, a standard of comparison; when something was said is
//! in [`super::saying`].
//!
//! And what a figure is to periods: some are told period by period, others stand for themselves. The search itself is
//! in [`super`].

use super::clause;
use super::dating::{self, Cue};
use super::market::is_quoted;
use super::{Asked, period};
use crate::link::observation::indicator::{Kind, Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words;
use crate::link::observation::topic::Subject;
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::{Granularity, Timex};
use crate::mention::{Mention, MentionKind, Period};
use crate::text::{Doc, Key, TokenKind, keys};

/// Whether a figure can be about it: a stretch of the calendar whose days are known, or a fiscal one.
pub fn is_reference(period: &Period) -> bool {
    // "A year earlier" than a fiscal quarter is one.
    period.timex == Timex::Date && (period.days.is_some() || period.fiscal || period.value.starts_with("FY"))
}

/// A single day around the publication is when a statistic was released, not what it covers; markets and decisions of
/// the day are about it.
pub fn is_release_day(doc: &Doc, mention: &Mention, asked: &Asked) -> bool {
    let period = period(mention);
    let subject = asked.subject;
    // "Reserves climbed to $35bn on July 11": a date, unlike a weekday, is what the amount is of.
    let dated = doc.is(mention.tokens.start.wrapping_sub(1), "on")
        && mention.tokens.start.checked_sub(1) == Some(asked.figure.tokens.end)
        && mention.tokens.len() > 1
        && subject.kind() == Kind::Amount;
    // "Reported a 3% rise in sales Wednesday"
    let results = is_result(subject);
    // "Stood at $3.13 a gallon on Friday"
    let priced = matches!(&asked.figure.kind, MentionKind::Money(m) if m.per.is_some());
    let statistic = subject.owner() == Owner::Area
        && !is_quoted(asked)
        && subject.code().is_some_and(|c| !matches!(c, "policy_rate" | "mortgage_rate" | "tariff_rate"));
    let near =
        doc.published.zip(period.days).is_some_and(|(p, d)| p.since(d.0).is_ok_and(|s| s.get_days().abs() <= 45));
    (statistic && !dated || results) && !priced && near && period.days.is_some_and(|d| d.0 == d.1)
}

/// What a company reports of a quarter or a year.
pub fn is_result(subject: &Subject) -> bool {
    matches!(
        subject.code(),
        Some("revenue" | "same_store_sales" | "operating_profit" | "pretax_profit" | "net_profit" | "eps" | "margin")
    )
}

/// "More than a decade ago", "since 2008", "from 2023", "from its 2003 performance", "above where it was in May".
pub fn follows_than(doc: &Doc, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let owned = usize::from(doc.is_any(start.wrapping_sub(1), keys!["its", "their", "his", "her"]));
    let joint = usize::from(doc.is_any(start.wrapping_sub(1), keys!["in", "at", "the"]));
    let the = usize::from(doc.is(start.wrapping_sub(1), "the"));
    doc.is_any(start.wrapping_sub(1 + owned.max(the)), keys!["than", "since", "from"])
        && !(doc.is(start.wrapping_sub(1), "from") && is_span(doc, mention))
        || joint == 1 && doc.is(start.wrapping_sub(2), "than")
        || is_than_at(doc, start)
        || stood(doc, start.wrapping_sub(1 + joint)).is_some()
        || is_in_standard(doc, start)
        || mention.tokens.clone().any(|i| doc.is_any(i, keys!["than", "ago"]))
}

/// "£0.4 billion less **than at the same point in** the last financial year".
fn is_than_at(doc: &Doc, start: usize) -> bool {
    const REACH: usize = 6;
    let word = |&i: &usize| doc.kind(i) == Some(TokenKind::Word);
    let near = (start.saturating_sub(REACH)..start).rev().take_while(word);
    near.filter(|&i| doc.is(i, "at")).any(|i| doc.is(i.wrapping_sub(1), "than"))
}

/// "Is expected to show a 0.3% increase **from March**": no month to come, but the one before what a statistic is foreseen for.
pub fn is_month_before(doc: &Doc, month: &Mention, period: &Period, asked: &Asked) -> bool {
    month.tokens.len() == 1
        && doc.is(month.tokens.start.wrapping_sub(1), "from")
        && period.granularity == Some(Granularity::Month)
        && asked.measure == Measure::Change
        && asked.subject.owner() == Owner::Area
        && asked.subject.told() == Told::Series
        && asked.figure.tokens.end < month.tokens.start
}

/// Whether a period stands as the standard of a comparison: "from a year earlier", "than in 2003", "since 2008".
pub fn is_comparison(doc: &Doc, mention: &Mention, period: &Period, asked: &Asked) -> bool {
    let start = mention.tokens.start;
    // "Fell 19% from its February peak", but "from its February peak of $82".
    let own = asked.figure.tokens.end <= start && doc.is_any(start.wrapping_sub(1), keys!["its", "their"]);
    let the = usize::from(own || doc.is_any(start.wrapping_sub(1), keys!["the", "in", "at", "during"]));
    let word = doc.lower(start.wrapping_sub(1 + the));
    if is_than_at(doc, start) {
        return true;
    }
    let by_word = match word {
        "from" if is_span(doc, mention) => false,
        // "On top of **the $232m charge from** the third quarter": whose time it is.
        "from" if is_of_its_noun(doc, asked, start - 1 - the) => false,
        "since" | "than" => true,
        // "From 1 December" of a date to come says since when.
        "from" => {
            asked.role != Role::From
                && !is_extreme_of(doc, asked.figure, start)
                && (doc.published.zip(period.days).is_none_or(|(p, d)| d.0 <= p)
                    || is_month_before(doc, mention, period, asked))
        }
        "with" | "to" => doc.is_any(start.wrapping_sub(2 + the), keys!["compared", "relative"]),
        // "An increase of 6% **against 2022**"
        "against" | "versus" => asked.figure.tokens.end <= start,
        // "Is running 2.6% **ahead of** last year"
        "of" if doc.is(start.wrapping_sub(2 + the), "ahead") => true,
        "as" => is_same_as(doc, start),
        "were" | "was" | "been" | "stood" | "did" => stood(doc, start.wrapping_sub(1 + the)).is_some(),
        // "11.8% higher on the year", "increased 0.4% on the month"
        "on" | "through" if is_over_the(doc, mention) => {
            doc.is(start + 1, "year") || asked.subject.told() == Told::Series
        }
        // "Earnings were up 3.8% over the year", in a report on a month of it.
        "over" if doc.starts(start, keys!["the", "year"]) && asked.subject.told() == Told::Series => {
            // "Rose by 202,000 **over the year to 30.3 million**"
            (asked.figure.tokens.end + 1 == start || asked.measure == Measure::Level)
                && doc.published.zip(period.days).is_some_and(|(p, d)| p < d.1)
        }
        // "An 82% jump on 2003 figures", "up 2.6% on 2003"
        "on" => {
            period.granularity > Some(Granularity::Day)
                && (doc.is_any(mention.tokens.end, keys!["figures", "levels", "results", "'s", "’s"])
                    || asked.figure.tokens.end + 1 == start && (mention.tokens.len() > 2 || !doc.is(start, "the")))
        }
        _ => false,
    };
    let opens = clause::opens(doc, mention) && word != "from";
    // "Earlier this month" is of the month.
    let ago = mention.tokens.clone().skip(1).any(|i| doc.is_any(i, keys!["ago", "earlier"]))
        && period.granularity > Some(Granularity::Day)
        && !is_dated_ago(doc, mention, period, asked.figure);
    // "A profit of $763m in the same period last year": that is when, not since when.
    // … "a monthly gain of 14,000 over the prior 12 months".
    let over = doc.is(start.wrapping_sub(1), "over") && doc.kind(start + 2) == Some(TokenKind::Number);
    let during = (over || doc.is_any(start.wrapping_sub(1), keys!["in", "during"]))
        && doc.is(start, "the")
        && asked.figure.tokens.end + 1 == start;
    // "While **the previous quarter was** revised down to 0.1%": what is spoken of.
    let spoken_of =
        doc.is_any(mention.tokens.end, keys!["was", "were"]) && asked.figure.tokens.start >= mention.tokens.end;
    by_word
        || is_quoted(asked) && (dating::is_of_delivery(doc, mention, period) || is_ahead(doc, asked, mention, period))
        || (period.comparison || ago) && !opens && !during && !spoken_of
        || is_in_standard(doc, start)
        || is_of_line(doc, asked.figure, start)
        // "Its April peak of $87" has its own time.
        || asked.figure.tokens.end <= start && is_of_milestone(doc, start)
        || is_background(doc, mention)
}

/// "The $232m **charge from** the third quarter": whether the word behind the noun of a definite sum ties a time to that.
fn is_of_its_noun(doc: &Doc, asked: &Asked, from: usize) -> bool {
    let noun = asked.figure.tokens.end;
    doc.is(asked.figure.opening().wrapping_sub(1), "the")
        && noun + 1 == from
        && doc.kind(noun) == Some(TokenKind::Word)
        && matches!(asked.figure.kind, MentionKind::Money(_) | MentionKind::Quantity(_))
        && asked.measure == Measure::Level
}

/// "Sold it for $30m **five years ago**", "made 4 million cars in Spain **a decade ago**": when that was, and not what it is set
/// beside; nor when something else was, "owns 40% of the firm that it bought **two years ago**".
fn is_dated_ago(doc: &Doc, mention: &Mention, period: &Period, figure: &Mention) -> bool {
    let apart = |i: usize| {
        doc.kind(i) != Some(TokenKind::Word)
            || acts::is_past_form(doc, i)
            || doc.is_any(i, keys!["than", "from", "since", "as", "like", "after", "before", "following"])
            || doc.is_any(i, keys!["when", "which", "who", "that", "it", "they", "he", "she", "and", "but"])
    };
    period.granularity >= Some(Granularity::Year)
        && !period.comparison
        && doc.is(mention.tokens.end - 1, "ago")
        && figure.tokens.end <= mention.tokens.start
        && !(figure.tokens.end..mention.tokens.start).any(apart)
}

/// "Natural gas **for March** fell 2%", "Intel fell 5% on a report of what will be **by 2027**": no price of a time to come is known,
/// but what is bought for it, or hoped of it, has one now.
fn is_ahead(doc: &Doc, asked: &Asked, mention: &Mention, period: &Period) -> bool {
    let ahead = doc.published.zip(period.days).is_some_and(|(published, d)| published < d.0);
    let behind = mention.tokens.start >= asked.figure.tokens.end;
    let bought = period.granularity == Some(Granularity::Month) && doc.is(mention.tokens.start.wrapping_sub(1), "for");
    ahead && (behind || bought) && asked.status == ObsStatus::Actual
}

/// "6% above **last year's** level", "3% below 2019", "above the revised **February** rate of 1.4 million": the time of what a
/// figure is set beside, and of no other than the one that tells how much that is.
pub fn is_of_line(doc: &Doc, figure: &Mention, start: usize) -> bool {
    let small = |i: &usize| doc.is_any(*i, keys!["the", "its", "upwardly", "downwardly", "revised", "unrevised"]);
    let first = (0..start).rev().take_while(small).last().unwrap_or(start);
    let Some(line) = first.checked_sub(1).filter(|&line| doc.is_any(line, keys!["above", "below"])) else {
        return false;
    };
    let told =
        // "5.7 percent **(±13.0 percent)** above the revised March estimate"
        words::ends_percent(doc, line.wrapping_sub(1)) || doc.is_any(line.wrapping_sub(1), keys!["points", "point", ")"]);
    let own = figure.tokens.start > start
        && !(start..figure.tokens.start).any(|i| doc.is(i, ",") || words::ends_percent(doc, i));
    (told || figure.tokens.end == line) && !own
}

/// "Rose 5% in March, **the same pace as in** February": a period in which it was the same.
pub fn is_same_as(doc: &Doc, start: usize) -> bool {
    const REACH: usize = 6;
    let at = start.wrapping_sub(usize::from(doc.is_any(start.wrapping_sub(1), keys!["in", "at", "during"])));
    let from = at.saturating_sub(REACH).max(doc.sentence(start).start);
    doc.is(at.wrapping_sub(1), "as") && (from..at).any(|i| doc.is(i, "same"))
}

/// "Grew 1.3% **from January through March**": a stretch that is told by its ends, and nothing to start from.
fn is_span(doc: &Doc, mention: &Mention) -> bool {
    mention.tokens.len() > 2 && mention.tokens.clone().any(|i| doc.is_any(i, keys!["through", "to", "until"]))
}

/// "The record close **of $691.69 from November 2021**": an extreme has a day of its own.
fn is_extreme_of(doc: &Doc, figure: &Mention, start: usize) -> bool {
    let noun = figure.opening().wrapping_sub(2);
    figure.tokens.end + 1 == start
        && doc.is(noun.wrapping_add(1), "of")
        && (dating::is(doc, noun, Cue::Milestone) || dating::is(doc, noun.wrapping_sub(1), Cue::Extreme))
}

/// The word that opens what a verb says of another time: "higher **than** they were in January", "13% above **where** it stood
/// a year ago".
pub fn stood(doc: &Doc, verb: usize) -> Option<usize> {
    let verb = verb.wrapping_sub(usize::from(doc.starts(verb.wrapping_sub(1), keys!["had", "been"])));
    let said = doc.is_any(verb, keys!["were", "was", "had", "stood", "did"]);
    (2..=3).map(|back| verb.wrapping_sub(back)).find(|&i| said && doc.is_any(i, keys!["than", "where"]))
}

/// "15% below **its 2022** peak", before what the value is set beside.
fn is_of_milestone(doc: &Doc, start: usize) -> bool {
    const OWNERS: &[Key] = keys!["the", "its", "their", "a"];
    let owner = if doc.is_any(start, OWNERS) { start } else { start.wrapping_sub(1) };
    doc.is_any(owner.wrapping_sub(1), keys!["below", "above", "under"]) && doc.is_any(owner, OWNERS)
}

/// Whether a period belongs to what a value is set beside: "than in the same months **of 2023**", "three points above the
/// level **of March**", "more than it had guided **in January**"; not "above the 3% of March", a value of its own.
pub fn is_in_standard(doc: &Doc, start: usize) -> bool {
    const REACH: usize = 6;
    let from = start.saturating_sub(REACH).max(doc.sentence(start).start);
    let between = |i: &usize| !matches!(doc.kind(*i), Some(TokenKind::Punct | TokenKind::Number));
    let of = doc.is(start.wrapping_sub(1), "of");
    let verb = doc.is_any(start.wrapping_sub(1), keys!["in", "at", "on"]) || doc.is_any(start, keys!["last", "a"]);
    (from..start).rev().take_while(between).any(|i| {
        let inner = i + 1 + usize::from(doc.is_any(i + 1, keys!["in", "at", "during"]));
        let noun =
            of && doc.is_any(i, keys!["than", "above", "below"]) && doc.is_any(inner, keys!["the", "its", "their"]);
        let pronoun = || doc.is_any(i + 1, keys!["it", "they", "he", "she", "we"]);
        // "More than Americans owed at the end of 2019", but "more than economists expected in March"
        let owed = |t: usize| doc.lower(t).ends_with("ed") && !acts::is(doc, t, Act::Foreseen);
        noun || verb && doc.is(i, "than") && (pronoun() || (i + 2..start).any(owed))
    })
}

/// "Short of forecasts for 3.8%, as well as of **March's 3.1%**": the time of the figure right behind it and of none before.
pub fn is_anothers(doc: &Doc, frame: &Frame, mention: &Mention, figure: &Mention) -> bool {
    let clitic = mention.tokens.end;
    figure.tokens.end <= mention.tokens.start
        && doc.is_any(clitic, keys!["'s", "’s"])
        && frame.figure_in(clitic + 1..clitic + 3)
}

/// "The highest since July 2021", "the first time in two years": how far back one has to look.
pub fn is_background(doc: &Doc, mention: &Mention) -> bool {
    dating::since(doc, mention).is_some()
        || dating::is_bound(doc, mention)
        || dating::is_of_extreme(doc, mention)
        || dating::is_of_turn(doc, mention)
        || is_of_average(doc, mention)
        || dating::is_of_event_named(doc, mention)
}

/// "Nearly double its **average of the decade** before": the stretch of what a figure is measured by.
fn is_of_average(doc: &Doc, mention: &Mention) -> bool {
    const REACH: usize = 4;
    let noun = mention.tokens.start.wrapping_sub(2);
    let average = doc.is_any(noun, keys!["average", "averages", "norm", "mean", "pace"]);
    let beyond = keys!["double", "twice", "triple", "half", "thrice", "times", "above", "below", "than", "under"];
    average
        && doc.is_any(noun + 1, keys!["of", "for", "over", "in", "during"])
        && (noun.saturating_sub(REACH)..noun).any(|i| doc.is_any(i, beyond))
}

/// "On the year, output was 0.4% higher", "**through the year**, it rose 3%": what a change is compared with, and no time.
pub fn is_over_the(doc: &Doc, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let over = start.wrapping_sub(1);
    let span = doc.is(over, "on") && doc.is_any(start + 1, keys!["year", "quarter", "month"])
        || doc.is(over, "through") && doc.is(start + 1, "year");
    mention.tokens.len() == 2 && doc.is(start, "the") && span
}

/// Whether a figure is one of a series told period by period, and so of the period spoken of: not the sum of a deal, a
/// fine, a loan or a stake, which stands for itself.
pub fn recurs(doc: &Doc, asked: &Asked) -> bool {
    let percent = matches!(asked.figure.kind, MentionKind::Percentage(_));
    match asked.subject.code() {
        Some(_) => {
            asked.subject.told() != Told::Once
                || percent && asked.subject.kind() == Kind::Amount
                || is_arrival(doc, asked)
                // "Net debt **dropped to** $38bn"
                // … and "capital expenditures doubled to $12 billion" too.
                || matches!(asked.subject.code(), Some("company_debt" | "public_debt" | "company_investment"))
                    && (asked.role == Role::To
                        // "Capital expenditures **totaled** $14 billion"
                        || doc.is_any(asked.figure.opening().wrapping_sub(1), keys!["totaled", "totalled"]))
                    && !is_now(doc, asked)
        }
        // "Rose 3.2% to 38.90 euros" is a price of the day.
        None if matches!(asked.role, Role::To | Role::From) => is_arrival(doc, asked) || !is_set(doc, asked),
        // "Student loan balances **fell by** $10bn"
        None => {
            let moved = asked.measure == Measure::Change && matches!(asked.role, Role::By | Role::Direct);
            let apart = doc.is_any(asked.figure.tokens.end, keys!["more", "less", "fewer"]);
            percent || moved && !apart && asked.status == ObsStatus::Actual && !is_set(doc, asked)
        }
    }
}

/// "Debt **has now** been reduced to $44bn", "it **has since** cut its borrowings": what stands now, whatever was spoken of.
fn is_now(doc: &Doc, asked: &Asked) -> bool {
    const REACH: usize = 6;
    let at = asked.figure.opening();
    (at.saturating_sub(REACH)..at).any(|i| doc.is_any(i, keys!["now", "has", "have"]))
}

/// "It **cut the cost** of its software to $8,000 from $12,000", "the fare **had fallen** to £58": set by someone, or come to by
/// now, and so of no period.
pub fn is_set(doc: &Doc, asked: &Asked) -> bool {
    const REACH: usize = 14;
    let at = asked.figure.opening();
    let from = at.saturating_sub(REACH).max(doc.sentence(at).start);
    let money = matches!(asked.figure.kind, MentionKind::Money(_));
    (from..at).any(|i| {
        // "Credit rose, taking the ratio to 82%" is told as credit is.
        let set = acts::is(doc, i, Act::Moving)
            && !doc.lower(i).ends_with("ing")
            && doc.is_any(i + 1, keys!["the", "its", "their", "his"]);
        set || money && doc.is_any(i, keys!["has", "have", "had"])
    })
}

/// "Spending climbed 5.7% **to £91bn**": told as the change is.
fn is_arrival(doc: &Doc, asked: &Asked) -> bool {
    let to = asked.figure.opening().wrapping_sub(1);
    asked.role == Role::To && doc.is(to, "to") && words::ends_percent(doc, to.wrapping_sub(1))
}

/// "Twice **as much as in the same period** of 2003, as imports surged": what stands at the token is held against.
pub fn is_of_multiple(doc: &Doc, at: usize) -> bool {
    // "Nine times **what they were at** the end of December"
    let verb = at.wrapping_sub(1 + usize::from(doc.is_any(at.wrapping_sub(1), keys!["at", "in"])));
    let what = verb.wrapping_sub(2);
    if doc.is(what, "what") && doc.is_any(what + 1, keys!["it", "they"]) && doc.is_any(verb, keys!["was", "were"]) {
        return true;
    }
    let joint = at.wrapping_sub(1 + usize::from(doc.is(at.wrapping_sub(1), "in")));
    let much = doc.is_any(joint.wrapping_sub(1), keys!["much", "many", "big", "large"]);
    much && doc.is(joint, "as") && doc.is(joint.wrapping_sub(2), "as")
}
