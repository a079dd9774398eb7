//! What a change is compared with: said beside the figure, else what its statistic is usually compared with.

use std::sync::LazyLock;

use super::frame::Frame;
use super::role::Role;
use super::time::{Asked, Time};
use super::{ChangeBasis, Measure};
use crate::lang::tsv;
use crate::mention::period::Granularity;
use crate::text::{Case, Doc, LexiconBuilder, TableId};

const BASES: TableId = TableId(59);

static ROWS: LazyLock<Vec<(&str, ChangeBasis)>> = LazyLock::new(|| {
    tsv::rows(include_str!("basis.en.tsv"), ["phrase", "basis"])
        .map(|[phrase, basis]| {
            let basis = match basis {
                "month_on_month" => ChangeBasis::MonthOnMonth,
                "quarter_on_quarter" => ChangeBasis::QuarterOnQuarter,
                "week_on_week" => ChangeBasis::WeekOnWeek,
                "day_on_day" => ChangeBasis::DayOnDay,
                "annualized" => ChangeBasis::Annualized,
                "year_to_date" => ChangeBasis::YearToDate,
                _ => ChangeBasis::YearOnYear,
            };
            (phrase, basis)
        })
        .collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (phrase, _)) in ROWS.iter().enumerate() {
        lexicon.add(BASES, row, phrase, Case::Any);
    }
}

/// What a change is compared with: said in the figure's segment or the one after, else what its statistic is usually
/// compared with.
pub fn of(doc: &Doc, frame: &Frame, asked: &Asked, measure: Measure, time: &Time) -> Option<ChangeBasis> {
    if measure != Measure::Change {
        return None;
    }
    // "Up 3.4% for the 12 months ended in April": a change over a year.
    let year = time.period.as_ref().and_then(|p| p.days).is_some_and(|(from, to)| {
        from.month() != 1 && to.since(from).is_ok_and(|s| (364..=366).contains(&s.get_days()))
    });
    said(doc, frame, asked)
        .or_else(|| year.then_some(ChangeBasis::YearOnYear))
        .or_else(|| usual_basis(asked, time.period.as_ref().and_then(|p| p.granularity)))
}

/// The basis that the words of the figure's segment say, the nearest where there are several.
pub fn said(doc: &Doc, frame: &Frame, asked: &Asked) -> Option<ChangeBasis> {
    let segment = frame.segment_of(asked.figure.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    let said = own.clone().filter_map(|at| doc.hit(at, BASES).filter(|h| h.tokens.end <= own.end)).map(|h| {
        let basis = ROWS[h.row as usize].1;
        let distance = if h.tokens.start >= asked.figure.tokens.end {
            h.tokens.start - asked.figure.tokens.end
        } else {
            2 + asked.figure.tokens.start.saturating_sub(h.tokens.end)
        };
        (distance, basis)
    });
    said.min_by_key(|(d, _)| *d).map(|(_, basis)| basis).or_else(|| {
        // "On a monthly basis, prices rose": said before a comma.
        let before = &frame.segments[segment.checked_sub(1)?].tokens;
        let hit = before.clone().find_map(|at| doc.hit(at, BASES).filter(|h| h.tokens.end <= before.end))?;
        (before.len() <= 6).then_some(ROWS[hit.row as usize].1)
    })
}

fn usual_basis(asked: &Asked, granularity: Option<Granularity>) -> Option<ChangeBasis> {
    let code = asked.subject.code().unwrap_or("");
    match code {
        "share_price" | "stock_index" | "exchange_rate" | "oil_price" | "metal_price" | "bond_yield" => {
            Some(ChangeBasis::DayOnDay)
        }
        "policy_rate" | "tariff_rate" | "tax_rate" => None,
        "wages" | "house_prices" | "exports" | "imports" | "revenue" | "net_profit" | "operating_profit"
        | "pretax_profit" | "same_store_sales" | "eps" => Some(ChangeBasis::YearOnYear),
        "cpi" | "core_cpi" if is_inflation(&asked.subject.phrase) => Some(ChangeBasis::YearOnYear),
        _ if asked.subject.phrase.to_lowercase().contains("inflation") => Some(ChangeBasis::YearOnYear),
        // "Slowed from 3.8% to 3.6%": a rate that moves is the yearly one.
        "cpi" | "core_cpi" | "ppi" if matches!(asked.role, Role::To | Role::From) => Some(ChangeBasis::YearOnYear),
        "gdp" if granularity == Some(Granularity::Quarter) => Some(ChangeBasis::QuarterOnQuarter),
        _ => match granularity? {
            Granularity::Month => Some(ChangeBasis::MonthOnMonth),
            Granularity::Quarter => Some(ChangeBasis::QuarterOnQuarter),
            Granularity::Year => Some(ChangeBasis::YearOnYear),
            Granularity::Week => Some(ChangeBasis::WeekOnWeek),
            Granularity::Day => Some(ChangeBasis::DayOnDay),
            _ => None,
        },
    }
}

/// Inflation and the rates named after it are yearly figures by nature; "prices" and "index" move month by month.
fn is_inflation(phrase: &str) -> bool {
    let phrase = phrase.to_lowercase();
    ["inflation", "rate", "figure", "reading", "growth"].iter().any(|w| phrase.contains(w))
}
