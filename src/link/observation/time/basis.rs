//! What a change is compared with: said beside the figure or of the like before, else by `usual`.

use std::ops::Range;
use std::sync::LazyLock;

use super::dating::{self, Cue};
use super::reference::{is_in_standard, stood};
use super::usual::{is_monthly_average, usual};
use super::{Asked, Found, Time, period};
use crate::lang::tsv;
use crate::link::observation::indicator::Owner;
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Topic;
use crate::link::observation::{ChangeBasis, Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind, PercentUnit, Period};
use crate::text::{Case, Doc, LexiconBuilder, TableId};

const BASES: TableId = TableId(59);

static ROWS: LazyLock<Vec<(&'static str, ChangeBasis)>> = LazyLock::new(|| {
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

/// What a change is compared with: the period or the words that the figure's sentence names, what the article said of
/// such changes before, else what its statistic is usually compared with in the country or region of the code.
pub fn of(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    asked: &Asked,
    area: Option<&str>,
    time: &Time,
    topic: &mut Topic,
) -> Option<ChangeBasis> {
    if asked.measure != Measure::Change {
        return None;
    }
    let span = time.period.as_ref().and_then(Span::of);
    if is_of_no_time(doc, frame, asked) {
        return None;
    }
    if is_monthly_average(doc, frame, asked) {
        return Some(ChangeBasis::MonthOnMonth);
    }
    let told = match against(doc, frame, mentions, asked, time) {
        Some(told) => return note(asked, told, span, topic),
        None => said_over(doc, frame, asked, span),
    };
    if topic.is_market(asked.subject) {
        return of_market(doc, asked, told, time, span);
    }
    if told.is_some() {
        return note(asked, told, span, topic);
    }
    // "Up 3.4% for the 12 months ended in April": a change over a year.
    if span == Some(Span::Twelve) {
        return Some(ChangeBasis::YearOnYear);
    }
    if time.found == Found::Running {
        return from_year_start(time, doc).then_some(ChangeBasis::YearToDate);
    }
    let monthly = matches!(span, Some(Span::Month | Span::Quarter)) && asked.subject.owner() != Owner::Entity;
    if let Some(section) = topic.section.filter(|_| monthly) {
        return Some(section);
    }
    // What was expected, and what was before, are measured as what they are set beside.
    let named = words::holds(&asked.subject.phrase, "inflation");
    let beside = (!named && matches!(asked.status, ObsStatus::Forecast | ObsStatus::Estimate | ObsStatus::Previous))
        .then(|| topic.last_basis(asked.subject, span))
        .flatten();
    let beside = beside.or_else(|| topic.yearly_here(asked.subject, span, asked.figure.sentence));
    let carried = beside.or_else(|| paced(doc, asked, span, topic)).or_else(|| topic.basis(asked.subject, span));
    let basis = carried
        .or_else(|| monthly_beside_yearly(doc, frame, asked, span, topic))
        .or_else(|| usual(doc, frame, asked, span, area, topic));
    note(asked, basis, span, topic)
}

/// Keeps what was said or taken for said of changes over such a span.
fn note(asked: &Asked, told: Option<ChangeBasis>, span: Option<Span>, topic: &mut Topic) -> Option<ChangeBasis> {
    if let Some((basis, span)) = told.zip(span) {
        topic.bases.push((asked.subject.clone(), span, basis, asked.figure.sentence));
    }
    told
}

/// How long the period of a change is, as far as it tells what the change is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A day.
    Day,
    /// Up to a week.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A half-year.
    Half,
    /// A calendar or fiscal year.
    Year,
    /// Twelve months that are no calendar year.
    Twelve,
    /// Years.
    Longer,
    /// The first months of a year, which are told beside those of the year before.
    ToDate,
    /// Another stretch.
    Other,
}

impl Span {
    /// That of a period.
    pub fn of(period: &Period) -> Option<Self> {
        let Some((from, to)) = period.days else {
            return match period.granularity? {
                Granularity::Quarter => Some(Self::Quarter),
                Granularity::HalfYear => Some(Self::Half),
                Granularity::Year => Some(Self::Year),
                _ => None,
            };
        };
        Some(match to.since(from).ok()?.get_days() {
            0 => Self::Day,
            1..=6 => Self::Week,
            27..=30 => Self::Month,
            83..=92 => Self::Quarter,
            180..=184 => Self::Half,
            363..=366 if from.month() != 1 && !period.fiscal => Self::Twelve,
            363..=366 => Self::Year,
            367.. => Self::Longer,
            _ if from.day_of_year() == 1 && to == to.last_of_month() => Self::ToDate,
            _ => Self::Other,
        })
    }
}

/// "Up 0.4% from October", "12% more than in June 2024", "28% compared with 2019": by how far back the period named lies;
/// none inside for one that lies years back.
fn against(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked, time: &Time) -> Option<Option<ChangeBasis>> {
    let segment = frame.segment_of(asked.figure.tokens.start);
    // "Compared with" opens a segment of its own.
    let comparison = frame.segments.get(segment + 1).filter(|s| s.opener == Opener::Comparison);
    let reach = comparison.unwrap_or(&frame.segments[segment]).tokens.end;
    let figure_segment = &frame.segments[segment].tokens;
    let end = asked.figure.tokens.end;
    let next = frame.figures.iter().map(|&f| mentions[f].tokens.start).find(|&s| s >= end).unwrap_or(usize::MAX);
    // "Will grow 3% from 2023": of the year that runs, where no other is told.
    let this_year = || doc.published.filter(|_| asked.status == ObsStatus::Forecast && time.period.is_none());
    let from = match &time.period {
        Some(period) => period.days?.0,
        None => this_year()?.first_of_year(),
    };
    frame.periods.iter().copied().find_map(|i| {
        let tokens = &mentions[i].tokens;
        let named = period(&mentions[i]);
        let back = usize::from(doc.is_any(tokens.start.wrapping_sub(1), &["in", "the", "its", "their"]));
        let joint = tokens.start.wrapping_sub(1 + back);
        let compared = doc.is_any(joint, &["from", "than", "on", "versus", "over"])
            || doc.is_any(joint, &["with", "to"]) && doc.is(joint.wrapping_sub(1), "compared")
            || stood(doc, joint).is_some() && !doc.is_any(tokens.end - 1, &["ago", "earlier", "before"]);
        let compared = compared || is_in_standard(doc, tokens.start);
        // "Compared with the second quarter of 2024, output was 0.1% lower"
        let opens = segment <= 1 && tokens.end <= figure_segment.start && doc.is(frame.tokens.start, "compared");
        let close = opens || end <= joint && tokens.end <= next && tokens.start < reach && joint - end <= 6;
        // "Higher on the year" names no year.
        let bare = tokens.len() == 2 && doc.is(tokens.start, "the");
        let (then, last) = named.days.filter(|_| compared && close && !bare && !named.comparison)?;
        // "From last April", told of April
        if then == from && doc.is(tokens.start, "last") && named.granularity == Some(Granularity::Month) {
            return Some(Some(ChangeBasis::YearOnYear));
        }
        if then >= from || then == last {
            return None;
        }
        // "$3.04 on Monday, down two cents from a week ago"
        let days = from.since(then).map_or(0, |s| s.get_days());
        let months =
            (i32::from(from.year()) - i32::from(then.year())) * 12 + i32::from(from.month()) - i32::from(then.month());
        Some(match (months, named.granularity?) {
            // "16% more than last year"
            (12, _) | (12..24, Granularity::Year) => Some(ChangeBasis::YearOnYear),
            (_, Granularity::Week) if days < 14 => Some(ChangeBasis::WeekOnWeek),
            (1, Granularity::Month) => Some(ChangeBasis::MonthOnMonth),
            (3, _) => Some(ChangeBasis::QuarterOnQuarter),
            // "Than twelve months ago", reckoned from the day of publication: words that say a basis themselves.
            _ if doc.hit(tokens.start, BASES).is_some() => return None,
            _ => None,
        })
    })
}

/// What is set beside no other time: a peak or a plan ("20% below its April peak", "20% higher than before the war"), the
/// whole of which it is a part ("shaved 0.6 percentage points from growth"), a value published before ("revised up by
/// 35,000").
fn is_of_no_time(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    let figure = &asked.figure.tokens;
    let own = &frame.segments[frame.segment_of(figure.start)].tokens;
    let reach = (figure.end + 8).min(own.end);
    let free = (figure.end..reach).find(|&i| frame.figure_in(i..i + 1)).unwrap_or(reach);
    let joint =
        (figure.end..free.min(figure.end + 2)).find(|&i| doc.is_any(i, &["than", "from", "above", "below", "off"]));
    // "From a year before" is a time all the same.
    let stands = |i: usize| dating::is(doc, i, Cue::Milestone) && !frame.is_period(i);
    let milestone = joint.is_some_and(|at| (at + 1..free).any(stands));
    let points = matches!(&asked.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::PercentagePoint);
    let dated = (figure.end + 1..figure.end + 3).any(|i| frame.is_period(i));
    let part = points && doc.is_any(figure.end, &["from", "off", "to"]) && !dated && free == reach;
    let by = figure.start.wrapping_sub(1);
    // "Missing the consensus by $570m", "beat estimates by three cents": no time either.
    let amount = asked.figure.opening().wrapping_sub(1);
    let amiss = doc.is(amount, "by")
        && words::is(doc, amount.wrapping_sub(1), Class::Expectation)
        && (own.start..amount).any(|i| words::is(doc, i, Class::Meeting));
    let revised = doc.is_any(by, &["up", "down", "by"]) && (by.saturating_sub(2)..by).any(|i| doc.is(i, "revised"));
    milestone || part || revised || amiss
}

/// "Earnings rose 0.3% and were up 4% from a year ago": beside a change over the year, one over the month.
fn monthly_beside_yearly(
    doc: &Doc,
    frame: &Frame,
    asked: &Asked,
    span: Option<Span>,
    topic: &Topic,
) -> Option<ChangeBasis> {
    if asked.subject.code() != Some("wages") || span != Some(Span::Month) {
        return None;
    }
    let yearly = |at: usize| doc.hit(at, BASES).is_some_and(|h| ROWS[h.row as usize].1 == ChangeBasis::YearOnYear);
    let own = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    // "Earnings rose 0.3%. They were up 4% from a year ago": of one American report.
    let next = doc.sentences.get(doc.sentence_of(frame.tokens.start) + 1).filter(|_| topic.is_american());
    let end = next.map_or(frame.tokens.end, |s| s.end);
    let other = (frame.tokens.start..end).filter(|at| !own.contains(at)).any(yearly);
    other.then_some(ChangeBasis::MonthOnMonth)
}

/// "Investment shrank at a 5.1 percent rate": American accounts of a quarter tell the pace of a year.
fn paced(doc: &Doc, asked: &Asked, span: Option<Span>, topic: &Topic) -> Option<ChangeBasis> {
    let figure = &asked.figure.tokens;
    let pace = doc.is_any(figure.start.wrapping_sub(2), &["at", "by"])
        && doc.is_any(figure.start.wrapping_sub(1), &["a", "an"])
        && doc.is_any(figure.end, &["rate", "pace"]);
    // Whose investment it is, is known only afterwards.
    let own = asked.subject.owner() == Owner::Entity && asked.subject.code() != Some("company_investment");
    let accounts = span == Some(Span::Quarter) && !own && topic.is_american();
    (pace && accounts && !topic.is_company).then_some(ChangeBasis::Annualized)
}

/// Whether a stretch began with the year of publication.
fn from_year_start(time: &Time, doc: &Doc) -> bool {
    let from = time.period.as_ref().and_then(|p| p.days).map(|d| d.0);
    from.zip(doc.published).is_some_and(|(from, p)| from.day_of_year() == 1 && from.year() == p.year())
}

/// A price's change is that of the day unless the sentence tells of a longer time.
fn of_market(
    doc: &Doc,
    asked: &Asked,
    told: Option<ChangeBasis>,
    time: &Time,
    span: Option<Span>,
) -> Option<ChangeBasis> {
    let running = time.found == Found::Running;
    match span {
        _ if running && from_year_start(time, doc) => Some(ChangeBasis::YearToDate),
        // "This week", "this month", as far as they have come; not "since June".
        _ if running => match time.period.as_ref().and_then(|p| p.granularity) {
            Some(Granularity::Week) => Some(ChangeBasis::WeekOnWeek),
            Some(Granularity::Month) => Some(ChangeBasis::MonthOnMonth),
            _ => None,
        },
        _ if told.is_some() => told,
        Some(Span::Week) => Some(ChangeBasis::WeekOnWeek),
        Some(Span::Month) => Some(ChangeBasis::MonthOnMonth),
        Some(Span::Year | Span::Twelve) => Some(ChangeBasis::YearOnYear),
        // "Could rise by as much as $20": in however many days.
        None if asked.status == ObsStatus::Hypothetical => None,
        None | Some(Span::Day) => Some(ChangeBasis::DayOnDay),
        _ => None,
    }
}

/// The basis that some words name: a table's header.
pub fn named(doc: &Doc, tokens: &Range<usize>) -> Option<ChangeBasis> {
    let hit = tokens.clone().find_map(|at| doc.hit(at, BASES).filter(|h| h.tokens.end <= tokens.end))?;
    Some(ROWS[hit.row as usize].1)
}

/// What a heading says that the changes below are compared with, or that it says nothing ("Monthly comparison", "Index
/// level"); none for what is no heading.
pub fn of_heading(doc: &Doc, tokens: &Range<usize>) -> Option<Option<ChangeBasis>> {
    const WORDS: usize = 14;
    let heading = tokens.len() <= WORDS && doc.opens_paragraph(tokens.start) && doc.is(tokens.start, "#");
    let compares = || tokens.clone().any(|i| doc.is_any(i, &["comparison", "comparisons", "change", "changes"]));
    heading.then(|| named(doc, tokens).filter(|_| compares()))
}

/// The basis that the words of the figure's segment say, the nearest where there are several.
pub fn said(doc: &Doc, frame: &Frame, asked: &Asked) -> Option<ChangeBasis> {
    said_by(doc, frame, asked).map(|(_, basis)| basis)
}

/// What is said of a change over such a span. The "annual rate" of prices in a month is that of a year, not a quarter's
/// pace held for one: "house prices rose at an annual rate of 10.7% in December".
fn said_over(doc: &Doc, frame: &Frame, asked: &Asked, span: Option<Span>) -> Option<ChangeBasis> {
    const PRICES: [&str; 7] = ["cpi", "core_cpi", "ppi", "house_prices", "food_price", "rents", "wages"];
    let (phrase, basis) = said_by(doc, frame, asked)?;
    let price = asked.subject.code().is_some_and(|c| PRICES.contains(&c));
    let yearly = price && span != Some(Span::Quarter) && matches!(phrase, "annual rate" | "annual pace");
    Some(if yearly { ChangeBasis::YearOnYear } else { basis })
}

/// The words that say a basis, with it.
fn said_by(doc: &Doc, frame: &Frame, asked: &Asked) -> Option<(&'static str, ChangeBasis)> {
    const PUBLISHED: [&str; 9] =
        ["report", "reports", "survey", "poll", "bulletin", "review", "meeting", "update", "outlook"];
    let segment = frame.segment_of(asked.figure.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    let company = asked.subject.owner() == Owner::Entity;
    let figure = &asked.figure.tokens;
    let hit = |at: usize, end: usize| {
        let hit = doc.hit(at, BASES).filter(|h| h.tokens.end <= end)?;
        let (phrase, basis) = ROWS[hit.row as usize];
        // "Quarterly profits" are those of a quarter.
        let of_results = company && matches!(phrase, "quarterly" | "monthly" | "annual");
        // "In its monthly report"
        let of_report = doc.is_any(hit.tokens.end, &PUBLISHED) && matches!(phrase, "quarterly" | "monthly" | "annual");
        // "Fell 3 percent to an annual rate of 3.57 million": of the level arrived at.
        let of_level = basis == ChangeBasis::Annualized && (figure.end..at).any(|i| doc.is(i, "to"));
        (!of_results && !of_report && !of_level).then(|| (hit.tokens.clone(), (phrase, basis)))
    };
    let said = own.clone().filter_map(|at| hit(at, own.end)).map(|(tokens, said)| {
        let distance = if tokens.start >= figure.end {
            tokens.start - figure.end
        } else {
            2 + figure.start.saturating_sub(tokens.end)
        };
        (distance, said)
    });
    // "Down 1.3 points (−200,000) from a year earlier": a bracket's figures are said as what it stands behind, and what
    // goes on behind it.
    let (host, resumed) = around_bracket(doc, frame, segment);
    let behind_bracket = || {
        let tokens = &frame.segments[resumed?].tokens;
        (tokens.start + 1..(tokens.start + 4).min(tokens.end)).find_map(|at| hit(at, tokens.end)).map(|(_, said)| said)
    };
    let first_in = |i: usize| {
        let tokens = &frame.segments[i].tokens;
        tokens.clone().find_map(|at| hit(at, tokens.end)).map(|(_, said)| (tokens.len(), said))
    };
    // "On a monthly basis", "on a year-over-year basis"
    let is_short = |i: usize, len: usize| len <= if doc.is(frame.segments[i].tokens.start, "on") { 9 } else { 6 };
    // "Posted its biggest annual gain in a decade, at 8.8%": the figure of what stands before the comma.
    let apposed = segment > 0
        && (own.start..figure.start).all(|i| doc.is_any(i, &[",", "at", "of", "by", "to", "about", "around", "just"]));
    let in_whole = |i: usize| {
        let tokens = frame.segments[i].tokens.clone();
        tokens.clone().rev().find_map(|at| hit(at, tokens.end)).map(|(_, said)| said)
    };
    said.min_by_key(|(d, _)| *d)
        .map(|(_, said)| said)
        .or_else(behind_bracket)
        .or_else(|| in_whole(host?))
        .or_else(|| apposed.then(|| in_whole(segment - 1)).flatten())
        .or_else(|| {
            // "On a monthly basis, prices rose": said before a comma.
            let before = host.unwrap_or(segment).checked_sub(1)?;
            first_in(before).filter(|(len, _)| is_short(before, *len)).map(|(_, said)| said)
        })
        .or_else(|| {
            // "Over the past 12 months, food rose 2.4%, with food at home up 1.6%": said of the whole sentence; "on a
            // yearly basis, food rose 2%, while energy fell" even of what is set against it.
            let basis =
                (0..frame.segments[0].tokens.len()).any(|i| doc.is(frame.segments[0].tokens.start + i, "basis"));
            let clause = basis || !frame.segments[1..=segment].iter().any(|s| s.opener == Opener::Contrast);
            first_in(0).filter(|(len, _)| segment > 1 && clause && is_short(0, *len)).map(|(_, said)| said)
        })
        .or_else(|| {
            // "Down 0.4% and 6.9%, respectively, on a 12-month basis": said behind a comma, of no figure there.
            let pair = frame
                .segments
                .get(segment + 1)
                .is_some_and(|s| s.opener == Opener::And && frame.figure_in(s.tokens.start + 1..s.tokens.start + 2));
            let behind = (segment + 1 + usize::from(pair)..frame.segments.len()).take(2).take_while(|&i| {
                let tokens = &frame.segments[i].tokens;
                !frame.figure_in(tokens.clone()) && tokens.len() <= 7
            });
            behind.filter_map(first_in).map(|(_, said)| said).next()
        })
}

/// The segment before the bracket that a segment stands in, and the one behind the bracket of that or of what ends at one.
fn around_bracket(doc: &Doc, frame: &Frame, segment: usize) -> (Option<usize>, Option<usize>) {
    let inside = |i: usize| doc.is_any(frame.segments[i].tokens.start, &[";", ","]);
    let first = (segment.saturating_sub(2)..=segment).rev().find(|&i| frame.segments[i].opener == Opener::Bracket);
    let host = first.filter(|&i| (i + 1..=segment).all(inside)).and_then(|i| i.checked_sub(1));
    let opens = host.is_some() || frame.segments.get(segment + 1).is_some_and(|s| s.opener == Opener::Bracket);
    let closes = |i: &usize| doc.is_any(frame.segments[*i].tokens.start, &[")", "]"]);
    let resumed = (segment + 1..frame.segments.len()).take(3).find(closes).filter(|_| opens);
    (host, resumed)
}
