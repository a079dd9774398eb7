//! What a change is compared with where nothing says so: how each statistic is told.
//!
//! What the text says, or said of the like before, comes first and is for `basis`. Whose statistics are told over a year,
//! `yearly.tsv` tells.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::Asked;
use super::basis::{Span, is_below_one};
use crate::lang::tsv;
use crate::link::observation::entity::is_chance;
use crate::link::observation::indicator::{self, Owner, Told};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::{omitted, words};
use crate::link::observation::topic::Topic;
use crate::link::observation::{ChangeBasis, ObsStatus};
use crate::mention::{MentionKind, PercentUnit};
use crate::number::Amount;
use crate::text::{Doc, keys};

/// The countries and what is told over a year there.
static YEARLY: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    tsv::rows(include_str!("yearly.tsv"), ["country", "told"]).map(|[country, told]| (country, told)).collect()
});

/// What a statistic's change is compared with where nothing says so.
pub fn usual(
    doc: &Doc,
    frame: &Frame,
    asked: &Asked,
    span: Option<Span>,
    area: Option<&str>,
    topic: &Topic,
) -> Option<ChangeBasis> {
    let code = asked.subject.code().unwrap_or("");
    let of_company = topic.is_company || topic.period.as_ref().is_some_and(|s| s.owner == Some(Owner::Entity));
    // "In the June quarter prices rose 0.4 percent. Prices for rooms were up 5.8 percent"
    let quarterly = topic.last_basis(asked.subject, span) == Some(ChangeBasis::QuarterOnQuarter);
    // "The IPCA **changes 0.52% in December**. The index was 0.52%": as it was told before, where it is that small.
    let monthly_told =
        || is_below_one(asked) && topic.last_basis(asked.subject, span) == Some(ChangeBasis::MonthOnMonth);
    let inflation = matches!(code, "cpi" | "core_cpi") && is_inflation(&asked.subject.phrase)
        || words::holds(&asked.subject.phrase, "inflation")
        || is_core_of_inflation(doc, frame, asked)
        || matches!(code, "cpi" | "core_cpi") && (!quarterly && is_pace_of_prices(doc, frame, asked, span, area) || is_told_as_rate(doc, asked) && !monthly_told())
        // "Slowed from 3.8% to 3.6%": a rate that moves is the yearly one.
        || matches!(asked.role, Role::To | Role::From)
            && (matches!(code, "cpi" | "core_cpi" | "ppi") || asked.subject.indicator.is_none() && !of_company);
    // "Consumer prices rose 18%" over three years is no pace, whatever the inflation of a year is.
    let over_years = span == Some(Span::Longer)
        && !words::holds(&asked.subject.phrase, "inflation")
        && !is_average(doc, frame, asked);
    if !over_years && (inflation || is_harmonized(doc, frame, asked)) {
        return Some(ChangeBasis::YearOnYear);
    }
    // "New orders rose 1.6%" in an account of a country's factories are none of a company's.
    let of_country = code.is_empty()
        && !topic.is_company
        && topic.first_subject.as_ref().is_some_and(|s| s.owner() == Owner::Area && s.told() == Told::Series);
    let results = asked.subject.owner() == Owner::Entity && asked.subject.told() == Told::Series && !of_country
        || code.is_empty() && of_company;
    // In the accounts of a quarter, exports are set beside the quarter before, as its output is.
    if matches!(code, "exports" | "imports") && span != Some(Span::Quarter) {
        let monthly = span == Some(Span::Month) && area.is_some_and(|area| YEARLY.contains(&(area, "trade")));
        return Some(if monthly { ChangeBasis::MonthOnMonth } else { ChangeBasis::YearOnYear });
    }
    let fraction = matches!(&asked.figure.kind, MentionKind::Quantity(q) if q.unit.as_deref() == Some("fraction"));
    let basis_points = matches!(&asked.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::BasisPoint);
    // "It will be hard to reach 5% growth": a year's.
    let ahead = matches!(asked.status, ObsStatus::Forecast | ObsStatus::Target | ObsStatus::Hypothetical);
    if code == "gdp" && span.is_none() && ahead {
        return Some(ChangeBasis::YearOnYear);
    }
    if is_yearly(code, span?, area) {
        return Some(ChangeBasis::YearOnYear);
    }
    match (code, span?) {
        // "Growth has averaged 6% over the past three years": of each of them.
        ("gdp" | "cpi" | "core_cpi", Span::Longer) if is_average(doc, frame, asked) => Some(ChangeBasis::YearOnYear),
        ("policy_rate" | "tariff_rate" | "tax_rate", _) | (_, Span::Longer) => None,
        // Those let go are fewer than there were, whose ever they are.
        ("layoffs", _) => None,
        ("staff", _) if topic.is_company => None,
        // "Saved $3m more", "added 12 shops": so many more than there were.
        ("", _) if results && !matches!(asked.figure.kind, MentionKind::Percentage(_)) && !fraction => None,
        // "Plans to create 10,000 jobs": more than there are.
        ("employment", _) if asked.status == ObsStatus::Target => None,
        ("employment", Span::Year)
            if ahead && asked.role == Role::Direct && matches!(asked.figure.kind, MentionKind::Quantity(_)) =>
        {
            None
        }
        // "Plans to add 180,000 barrels a day in January": to what is pumped now.
        ("production_volume", _) if ahead && matches!(asked.figure.kind, MentionKind::Quantity(_)) => None,
        // "Pensions **will rise 2.6% in January**", "energy bills will rise 6%": what is set anew, by so much more than it was.
        ("" | "electricity_price" | "gas_price" | "rents", Span::Month | Span::Day)
            if ahead
                && !matches!(asked.role, Role::To | Role::From)
                && !is_below_one(asked)
                && is_set_anew(doc, frame, asked) =>
        {
            None
        }
        // How likely a cut is, no statistic tells over a time.
        ("", _) if is_chance(&asked.subject.phrase) => None,
        // A lender's rate is moved on a day, as the rate that it follows; who says no more of basis points speaks of such.
        ("mortgage_rate", Span::Day) | ("", Span::Month | Span::Quarter | Span::Year) if basis_points => None,
        // What a state takes in and spends goes with the seasons.
        ("government_revenue" | "government_spending", Span::Month) => Some(ChangeBasis::YearOnYear),
        ("inventories", _) if topic.is_company => Some(ChangeBasis::YearOnYear),
        // "Sales fell 2.1% in June" in an account of a country's factories
        ("revenue", Span::Month)
            if !ahead && is_of_country(area, topic) && !is_yearly("retail_sales", Span::Month, area) =>
        {
            Some(ChangeBasis::MonthOnMonth)
        }
        ("wages" | "revenue" | "dividend" | "money_supply", _) => Some(ChangeBasis::YearOnYear),
        ("house_prices", Span::Quarter | Span::Half) => Some(ChangeBasis::YearOnYear),
        ("cpi" | "core_cpi" | "ppi", Span::Week | Span::Day) => Some(ChangeBasis::YearOnYear),
        // "Private consumption climbed 4.6%" is told as the output is of which it is a part.
        (_, Span::Quarter) if !results && is_yearly("gdp", Span::Quarter, area) => Some(ChangeBasis::YearOnYear),
        _ if results => Some(ChangeBasis::YearOnYear),
        (_, Span::Month) => Some(ChangeBasis::MonthOnMonth),
        (_, Span::Quarter) => Some(ChangeBasis::QuarterOnQuarter),
        (_, Span::Half | Span::Year | Span::Twelve | Span::ToDate) => Some(ChangeBasis::YearOnYear),
        (_, Span::Week) => Some(ChangeBasis::WeekOnWeek),
        (_, Span::Day) => Some(ChangeBasis::DayOnDay),
        (_, Span::Other) => None,
    }
}

/// "Fares **will rise** by 4.6%", "is to go up", not "is expected to rise": whether it is certain, since someone sets it.
fn is_set_anew(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    const REACH: usize = 5;
    let start = asked.figure.opening();
    let from = start.saturating_sub(REACH).max(frame.tokens.start);
    (from..start).any(|i| doc.is(i, "will") || doc.is(i, "to") && doc.is_any(i.wrapping_sub(1), keys!["is", "are"]))
}

/// Whether what is sold is a country's, in an account that has told of no company.
fn is_of_country(area: Option<&str>, topic: &Topic) -> bool {
    let places = area.is_some() && topic.area.is_some();
    places && !topic.is_company && topic.entity.is_none() && topic.last_entity.is_none()
}

/// "China's economy grew 5.3% in the first quarter", "its retail sales rose 2.3%": in some countries over a year.
fn is_yearly(code: &str, span: Span, area: Option<&str>) -> bool {
    let told = match (code, span) {
        ("gdp", Span::Quarter) => "accounts",
        ("cpi" | "core_cpi" | "ppi", Span::Month) => "prices",
        (
            "retail_sales"
            | "industrial_production"
            | "manufacturing_output"
            | "production_volume"
            | "business_investment"
            | "consumer_spending",
            Span::Month,
        ) => "activity",
        _ => return false,
    };
    area.is_some_and(|area| YEARLY.contains(&(area, told)))
}

/// "**Inflation** was 3.4%, while **core** came in at 3.6%".
fn is_core_of_inflation(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    omitted::is_bare(&asked.subject.phrase)
        && frame.indicators.iter().any(|n| words::holds(doc.slice(&n.tokens), "inflation"))
}

/// "Prices **were rising** by 4%", "prices rose 6%": prices go on rising at the pace of a year, and seldom so fast in a month;
/// "U.S. prices rose 3.4% in April": nor by so much where they are slow.
fn is_pace_of_prices(doc: &Doc, frame: &Frame, asked: &Asked, span: Option<Span>, area: Option<&str>) -> bool {
    let own = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    let going = (own.start..asked.figure.tokens.start)
        .any(|i| doc.is_any(i, keys!["is", "are", "was", "were", "been"]) && doc.lower(i + 1).ends_with("ing"));
    let fast = match &asked.figure.kind {
        MentionKind::Percentage(p) => {
            let (Amount::Exact(value) | Amount::Range(value, _)) = p.amount;
            let slow = span == Some(Span::Month) && area.is_some_and(|area| YEARLY.contains(&(area, "slow")));
            value >= if slow { Decimal::new(15, 1) } else { Decimal::from(4) }
        }
        _ => false,
    };
    going || fast
}

/// "The consumer price index **was 3.2 percent** in August": an index that is a percentage is meant as its yearly rate; not
/// "was 0.2 percent higher".
fn is_told_as_rate(doc: &Doc, asked: &Asked) -> bool {
    let (before, end) = (asked.figure.opening().wrapping_sub(1), asked.figure.tokens.end);
    let moved =
        doc.is_any(end, keys!["higher", "lower", "above", "below", "up", "down", "more", "less", "dearer", "cheaper"]);
    // "The index **was at** 2.1 percent"
    let verb = before.wrapping_sub(usize::from(doc.is(before, "at")));
    let told = doc.is_any(verb, keys!["was", "is"]) || verb < before && doc.is_any(verb, keys!["stood", "stands"]);
    told && !moved
}

/// "Consumer prices rose 2.6% on a harmonized basis": made to be set beside other countries', which are told over a year.
fn is_harmonized(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    let own = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    matches!(asked.subject.code(), Some("cpi" | "core_cpi" | "ppi"))
        && own.clone().any(|i| doc.is_any(i, keys!["harmonized", "harmonised"]))
}

/// "Payroll growth has averaged 64,000 over the past three months", "added an average of 55,000 jobs a month": of each month.
pub fn is_monthly_average(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    // A rate that is told month by month has an average of its own kind.
    let jobs =
        asked.subject.code().is_some_and(indicator::is_jobs) && matches!(asked.figure.kind, MentionKind::Quantity(_));
    jobs && is_average(doc, frame, asked)
}

/// Whether the words before a figure say that it is an average.
fn is_average(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    let (figure, own) = (&asked.figure.tokens, &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens);
    (figure.start.saturating_sub(6).max(own.start)..figure.start)
        .rev()
        .take_while(|&i| !frame.figure_in(i..i + 1))
        .any(|i| doc.is_any(i, keys!["average", "averaged", "averaging"]))
}

/// Inflation and the rates named after it are yearly figures by nature; "prices" and "index" move month by month.
fn is_inflation(phrase: &str) -> bool {
    ["inflation", "rate", "figure", "reading", "growth"].iter().any(|w| words::holds(phrase, w))
}
