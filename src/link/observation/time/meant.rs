//! What the words of a figure's own period mean beside what the article reports on: "in the quarter", "at the end of 2023" in
//! an account of quarters, "will show a fall in March".
//!
//! `shift` reckons periods from others; which one is a figure's, [`super`] decides.

use super::basis::Span;
use super::market::is_quoted;
use super::reference::{is_reference, is_result};
use super::search::Search;
use super::{Asked, period, shift};
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind, Period};
use crate::text::{Doc, TokenKind, keys};

/// How far back "at this point in 2003" may lie.
const MOST_YEARS: i16 = 30;

/// The time that the period `i` of the figure's sentence means, where that is not what it says by itself.
pub fn of(search: &Search, i: usize) -> Option<Period> {
    between(search, i)
        .or_else(|| at_this_point(search, i))
        .or_else(|| of_company_year(search, i))
        .or_else(|| anaphoric(search, i))
        .or_else(|| edge_quarter(search, i))
        .or_else(|| just_over(search.doc, &search.mentions[i], search.asked))
}

/// "Posted a 4% drop in **second-quarter** sales", read on May 1: a quarter of the company's own year, as good as the one just over.
pub(super) fn reported_quarter(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, asked, .. } = search;
    // "Has fallen 4% **so far**" is of the calendar's.
    let so_far = || search.own().clone().any(|t| doc.is_any(t, keys!["has", "have", "far", "date"]));
    if !is_result(asked.subject) || is_of_next(doc, &search.mentions[i]) || so_far() {
        return None;
    }
    match asked.status {
        ObsStatus::Actual => shift::quarter_reported(search.period(i), doc.published?),
        // "From $1.8bn **a year earlier**": of the same quarter.
        ObsStatus::Previous => {
            let later = shift::year_later(doc, &search.mentions[i])?;
            shift::quarter_reported(&later, doc.published?).and_then(|quarter| shift::year_back(&quarter))
        }
        _ => None,
    }
}

/// "In the **current** quarter", "so far **this** quarter": the calendar's.
fn is_of_next(doc: &Doc, mention: &Mention) -> bool {
    mention.tokens.clone().any(|i| doc.is_any(i, keys!["this", "current", "the", "next", "coming"]))
}

/// "For the fiscal third quarter ended June 28 … It sees **fourth-quarter** sales of $2bn": of the company's own year, as what was told of
/// it is; what is foreseen lies behind that, what has been, before it.
fn of_company_year(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, mentions, asked, topic, .. } = search;
    let told = topic.fiscal.as_ref().filter(|_| topic.is_company && is_result(asked.subject))?;
    let named = search.period(i);
    let mut tokens = mentions[i].tokens.clone();
    let ordinal = tokens.any(|t| doc.is_any(t, keys!["first", "second", "third", "fourth"]));
    let bare = ordinal && !mentions[i].tokens.clone().any(|t| doc.kind(t) == Some(TokenKind::Number));
    if !bare || named.fiscal || named.granularity != Some(Granularity::Quarter) {
        return None;
    }
    let number = |p: &Period| p.value.rsplit_once("-Q")?.1.parse::<i16>().ok();
    let apart = number(named)? - number(told)?;
    let ahead = matches!(asked.status, ObsStatus::Forecast | ObsStatus::Target | ObsStatus::Estimate);
    shift::fiscal_quarter(told, if ahead { apart.rem_euclid(4) } else { -(-apart).rem_euclid(4) })
}

/// "It stood at 6.4% **at this point in 2023**", "at the same stage of last year": what is told was so in that year, too.
fn at_this_point(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, mentions, asked, topic, .. } = search;
    let joint = mentions[i].tokens.start.wrapping_sub(1);
    let point = joint.wrapping_sub(1);
    let now = doc.is_any(joint, keys!["in", "of"])
        && doc.is_any(point, keys!["point", "stage", "time"])
        && doc.is_any(point.wrapping_sub(1), keys!["this", "same"]);
    let told = search.period(i);
    let (from, _) = told.days.filter(|_| now && told.granularity == Some(Granularity::Year))?;
    let whole = matches!(asked.subject.code(), Some("mortgage_rate" | "jobless_claims")) || is_quoted(asked);
    let here = match doc.published.filter(|_| whole) {
        Some(today) => Some(shift::day(today)),
        None => topic.current(asked.figure.sentence, asked.subject.owner()),
    };
    let mut here = here?;
    let years = here.days?.0.year() - from.year();
    for _ in 0..years.clamp(0, MOST_YEARS) {
        here = shift::year_back(&here)?;
    }
    (here.days?.0.year() == from.year()).then_some(Period { comparison: false, ..here })
}

/// "Output rose 0.1 percent **between the first and second quarters**": a change is of the second of two that it lies between.
fn between(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, mentions, asked, .. } = search;
    let tokens = &mentions[i].tokens;
    let at = tokens.start;
    let joined = doc.is(at.wrapping_sub(1), "between") || doc.is(at, "between") || doc.is(at + 1, "between");
    let two = joined && tokens.clone().any(|t| doc.is(t, "and"));
    let percent = matches!(asked.figure.kind, MentionKind::Percentage(_));
    let series = (asked.subject.owner() == Owner::Area || percent) && asked.subject.told() == Told::Series;
    let (from, to) = search.period(i).days.filter(|_| two && series && asked.measure == Measure::Change)?;
    match to.since(from).ok()?.get_days() {
        58..=62 => shift::last_month(search.period(i)),
        180..=184 if tokens.clone().any(|t| doc.is_any(t, keys!["quarters", "quarter"])) => {
            shift::last_quarter(search.period(i))
        }
        _ => None,
    }
}

/// "Growth of 0.4%, after 0.1% **at the end of 2023**" in an account of a quarter: the last quarter of that year.
fn edge_quarter(search: &Search, i: usize) -> Option<Period> {
    let &Search { frame, asked, topic, .. } = search;
    let edge = shift::edge_quarter(search.period(i))?;
    let over = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Revised);
    let change = asked.measure == Measure::Change && asked.subject.owner() != Owner::Entity && over;
    let is_quarter = |p: &Period| Span::of(p) == Some(Span::Quarter);
    // "Advancing 2.5% in the opening quarter, following 3.3% at the end of 2023"
    let named = change && frame.periods.iter().any(|&i| is_quarter(search.period(i)));
    let quarterly =
        named || change && topic.current(asked.figure.sentence, Owner::Area).is_some_and(|p| is_quarter(&p));
    quarterly.then_some(edge)
}

/// "The French economy grew 0.3% **in the quarter**", "**in the same period**": the one that is reported on, where the
/// sentence names no other.
fn anaphoric(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let tokens = &mentions[i].tokens;
    let same = usize::from(doc.is(tokens.end.wrapping_sub(2), "same"));
    let latest = doc.is(tokens.end.wrapping_sub(2), "latest");
    let whole = tokens.len() == 2 + (same | usize::from(latest)) || period(&mentions[i]).modifier.is_some();
    let bare = whole && doc.is(tokens.end.wrapping_sub(2 + (same | usize::from(latest))), "the");
    // "Rose 0.3% from the month before and 3.9% over the year": what is compared with is none.
    let told = |m: usize| is_reference(period(&mentions[m])) && !period(&mentions[m]).comparison;
    let first = frame.periods.iter().take_while(|&&m| m != i).all(|&m| !told(m));
    // "Profits for the year to 31 January fell. Sales were down 0.2% **over the year**": the company's own.
    let results = || topic.first_period.as_ref().map(|s| &s.period).filter(|p| Span::of(p) == Some(Span::Twelve));
    if bare
        && doc.is(tokens.end - 1, "year")
        && asked.subject.owner() == Owner::Entity
        && let Some(year) = results()
    {
        return Some(year.clone());
    }
    let told = topic.current(asked.figure.sentence, asked.subject.owner()).filter(|_| bare && first)?;
    let told = topic.quarter_of(asked.subject, &told).unwrap_or(told);
    // "Delivered 386,810 cars in the first quarter. … It had 140,473 employees at the end of last year. It built 433,371 **in the quarter**"
    let runs = doc.published.zip(search.period(i).days).is_some_and(|(published, d)| published < d.1);
    let another = runs && doc.is(tokens.end - 1, "quarter") && Span::of(&told) != Some(Span::Quarter);
    let quarter = topic.quarter.clone().filter(|_| another);
    let told = quarter.unwrap_or(told);
    let fits = match (doc.lower(tokens.end - 1), Span::of(&told)) {
        // "Had forecast 242,000 claims **for the latest week**"
        (_, span) if latest => span.is_some() && span == Span::of(period(&mentions[i])),
        ("quarter", span) => span == Some(Span::Quarter),
        ("period", _) => same > 0,
        // "Prices were up 3.4 percent **over the year**" in an account of May: what a statistic of May is compared with.
        ("year", Some(Span::Month | Span::Quarter)) => {
            asked.subject.owner() == Owner::Area && doc.is(tokens.start.wrapping_sub(1), "over")
        }
        _ => false,
    };
    Some(told).filter(|told| fits && told.days != period(&mentions[i]).days)
}

/// "Data due on Friday will show outlays falling 2.3% in March", read in May: a statistic is soon told of a month just over.
fn just_over(doc: &Doc, mention: &Mention, asked: &Asked) -> Option<Period> {
    const DAYS: std::ops::RangeInclusive<i32> = 0..=80;
    let told = period(mention);
    let statistic = asked.subject.owner() == Owner::Area && asked.subject.told() == Told::Series;
    let bare = told.granularity == Some(Granularity::Month) && mention.tokens.len() == 1;
    if !(statistic && bare && asked.status == ObsStatus::Forecast) {
        return None;
    }
    let published = doc.published.filter(|published| told.days.is_some_and(|d| d.0 > *published))?;
    let last = shift::year_back(told)?;
    let over = last.days.is_some_and(|d| published.since(d.1).is_ok_and(|s| DAYS.contains(&s.get_days())));
    over.then_some(Period { comparison: false, ..last })
}
