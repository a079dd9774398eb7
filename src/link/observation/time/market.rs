//! Prices of the markets and rates that are decided on: of the day that the article tells of, unless their words say another.
//!
//! Steps of [`super`]: what has a price on every day or is decided on a day is of that day, what is expected of a decision
//! of the day on which it is to be made. And what such figures are.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashSet;

use super::reference::{is_background, is_reference};
use super::saying::is_said_on;
use super::search::Search;
use super::shift::day;
use super::titled::{is_fiscal_part, is_of_results};
use super::{Asked, Found, Time, beside, dating, running, spell};
use crate::lang::tsv;
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words;
use crate::link::observation::status::is_vote;
use crate::link::observation::topic::{Subject, Topic};
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::MentionKind;
use crate::mention::period::{Granularity, Timex};
use crate::text::{Key, keys};

/// The countries whose exchanges are open on Sundays.
static SUNDAYS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| tsv::rows(include_str!("sundays.tsv"), ["country"]).map(|[country]| country).collect());

/// "Where the bank has **already** cut by 75 basis points": on days that are not told.
pub fn decided_before(search: &Search) -> Option<Time> {
    let at = search.figure().start;
    let just_before = at.saturating_sub(4).max(search.own().start)..at;
    (is_decision(search.asked) && just_before.into_iter().any(|i| search.doc.is(i, "already"))).then(Time::default)
}

/// The day of a price or of a decision that the sentence tells no other time of.
pub fn of_the_day(search: &Search) -> Option<Time> {
    let &Search { asked, topic, .. } = search;
    let decided = is_decision(asked);
    if !(decided || is_quoted(asked) && !is_averaged(search) || is_beside_price(asked, topic) || is_crop(asked, topic))
    {
        return None;
    }
    if is_part_of_price_index(search) {
        return None;
    }
    if let Some(time) = beside::of(search).or_else(|| spell::of(search)) {
        return Some(time);
    }
    // "Was trading at $1.364 **at 1800 GMT on Monday**"
    let clock = |i: &usize| search.own().contains(&search.mentions[*i].tokens.start) && is_recent_clock(search, *i);
    if let Some(i) = search.frame.periods.iter().copied().find(clock).filter(|_| !decided) {
        let day = search.period(i).days.map(|d| day(d.0));
        return Some(Time { period: day, mention: Some(i), ..Time::at(Found::Segment) });
    }
    // "It snapped its run on Tuesday, slipping 0.4%"
    if let Some(i) = market_day(search) {
        return Some(search.told(i, Found::Sentence));
    }
    // "Nickel rose 43% during the year, with copper up 36%": the year of both.
    let to_come = |i: usize| {
        let days = search.doc.published.zip(search.period(i).days);
        days.is_some_and(|(published, d)| d.1 > published)
    };
    let before = |i: usize| search.mentions[i].tokens.end <= search.own().start && !to_come(i);
    // "Cuts could shave two points off growth **this year**, the bank warned as it raised its rate": raised by now.
    let done = |i: usize| {
        let wide = search.period(i).granularity > Some(Granularity::Day);
        let runs = search.doc.published.zip(search.period(i).days).is_some_and(|(p, d)| d.0 <= p);
        decided && wide && runs && to_come(i) && asked.status == ObsStatus::Actual
    };
    // "Posted **first-quarter profit** of $3bn, but its shares fell 6%": of what else it tells.
    let of_results = |i: usize| {
        let told = &search.mentions[i];
        is_daily(asked.subject) && (is_of_results(search.doc, search.frame, told) || is_fiscal_part(told))
    };
    if search.earlier().is_some_and(|i| (decided || before(i)) && !done(i) && !of_results(i)) {
        return None;
    }
    let published = search.doc.published;
    let today = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Estimate);
    let session = if decided {
        topic.decided_on(published)
    } else {
        topic.session.or_else(|| Some(last_session(published?, asked.subject, topic)))
    };
    Some(Time { period: session.filter(|_| today || decided).map(day), ..Time::at(Found::Published) })
}

/// "**As of Wednesday's close**, … and the company was worth $15.5 billion": a market value of the day that the sentence tells of.
pub fn worth_then(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let value = asked.subject.code() == Some("market_cap") && asked.measure == Measure::Level;
    if !value || asked.status != ObsStatus::Actual {
        return None;
    }
    let until = running::told_until(doc, frame, mentions)?;
    Some(Time { period: Some(day(until)), ..Time::at(Found::Sentence) })
}

/// "Natural gas prices declined 18%", among consumer or import prices: a part of their index, and of its month.
fn is_part_of_price_index(search: &Search) -> bool {
    let &Search { asked, topic, .. } = search;
    let part = matches!(
        asked.subject.code(),
        Some("oil_price" | "gas_price" | "fuel_price" | "metal_price" | "food_price" | "electricity_price")
    );
    let prices = |s: &Subject| matches!(s.code(), Some("cpi" | "core_cpi" | "ppi" | "import_prices"));
    part && asked.measure == Measure::Change
        && matches!(asked.figure.kind, MentionKind::Percentage(_))
        && topic.session.is_none()
        && (topic.first_subject.as_ref().is_some_and(prices) || topic.subject.as_ref().is_some_and(|(s, _)| prices(s)))
}

/// "Cocoa tumbled to £6,230 a ton", in an account of a market: what crops cost there on the day, and not what food costs in shops.
fn is_crop(asked: &Asked, topic: &Topic) -> bool {
    let market = || topic.first_subject.as_ref().is_some_and(|s| is_daily(s) && s.owner() == Owner::World);
    asked.subject.code() == Some("food_price") && asked.status == ObsStatus::Actual && market()
}

/// An hour of one of the last days, which is told with it.
fn is_recent_clock(search: &Search, i: usize) -> bool {
    const WEEK: &[Key] = keys!["monday", "tuesday", "wednesday", "thursday", "friday"];
    let told = search.period(i);
    if !search.doc.is_any(search.mentions[i].tokens.end - 1, WEEK) {
        return false;
    }
    let days = told.days.filter(|d| told.timex == Timex::Time && d.0 == d.1).zip(search.doc.published);
    days.is_some_and(|(d, published)| published.since(d.0).is_ok_and(|s| (0..5).contains(&s.get_days())))
}

/// "Petrol averaged £1.36 a litre", in an account of a month's sales: over that month.
fn is_averaged(search: &Search) -> bool {
    let &Search { doc, asked, topic, .. } = search;
    // "The average price of a litre was $2.79", in an account of a quarter's prices
    let prices = topic.first_subject.as_ref().is_some_and(|s| matches!(s.code(), Some("cpi" | "core_cpi")));
    let average = || prices && search.words_before().any(|i| doc.is(i, "average"));
    let averaged = doc.is(asked.figure.opening().wrapping_sub(1), "averaged");
    // "Gas averaged €27 in the quarter. Brent **averaged** $82"
    let spoken = topic.period.as_ref().filter(|s| asked.figure.sentence.saturating_sub(s.sentence) <= 2);
    if averaged && is_daily(asked.subject) && spoken.is_some_and(|s| s.period.granularity >= Some(Granularity::Month)) {
        return true;
    }
    !is_daily(asked.subject) && (averaged || average()) && !topic.first_subject.as_ref().is_some_and(is_daily)
}

/// "Economists **had expected** a cut to 0.75%": of the decision that is reported; a cut that is foreseen, of the one to
/// come.
pub fn decision_foreseen(search: &Search) -> Option<Time> {
    let &Search { doc, frame, asked, topic, .. } = search;
    let foreseen = is_decided(asked.subject) && asked.status == ObsStatus::Forecast;
    if !foreseen || search.earlier().is_some() {
        return None;
    }
    let expected = frame.tokens.start..asked.figure.tokens.start;
    // "Three **saw** a half-point cut"
    let saw = |i: usize| is_vote(doc, i) && doc.is_any(i + 1, keys!["a", "an", "no"]);
    let had = search.had_been_expected() || expected.into_iter().any(saw);
    // "By a quarter of a point **when it meets next week**"
    let end = asked.figure.tokens.end;
    let meets =
        doc.is(end, "when") && doc.is_any(end + 2, keys!["meets", "gathers", "convenes", "meet", "gather", "convene"]);
    if let Some(&i) = frame.periods.iter().find(|&&i| meets && search.mentions[i].tokens.start == end + 3)
        && is_reference(search.period(i))
    {
        return Some(search.told(i, Found::Sentence));
    }
    // "Have priced a cut **next Thursday**, which would bring the rate down to 3.75%"
    let ahead = |i: &&usize| {
        let days = search.period(**i).days.filter(|d| d.0 == d.1);
        !had && doc.published.zip(days).is_some_and(|(p, d)| d.0 > p)
    };
    if let Some(&i) =
        frame.periods.iter().take_while(|&&i| search.mentions[i].tokens.end <= search.figure().start).find(ahead)
    {
        return Some(search.told(i, Found::Sentence));
    }
    let awaited = || topic.awaited_on(asked.figure.sentence, doc.published);
    let on = if had { topic.decided_on(doc.published) } else { awaited() };
    Some(Time { period: on.map(day), ..Time::at(Found::Published) })
}

/// A rate that was decided on.
fn is_decision(asked: &Asked) -> bool {
    is_decided(asked.subject) && asked.status == ObsStatus::Actual
}

/// The day of the last days before the publication that an earlier part of the sentence names for no figure of its own.
fn market_day(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, segment, .. } = search;
    if asked.status != ObsStatus::Actual {
        return None;
    }
    let start = search.own().start;
    let is_recent = |i: &usize| {
        let days = search.period(*i).days.filter(|d| d.0 == d.1).zip(doc.published);
        days.is_some_and(|(d, p)| {
            p.since(d.1).is_ok_and(|s| {
                (0..7).contains(&s.get_days()) || is_decided(asked.subject) && (0..10).contains(&s.get_days())
            })
        })
    };
    // "Giving back part of **Monday's** gain" is of that gain.
    let before = |i: &usize| mentions[*i].tokens.end <= start && !dating::owns(doc, &mentions[*i]);
    let Some(i) = frame.periods.iter().copied().rev().filter(before).find(is_recent) else {
        return closing_day(search).filter(is_recent).filter(|&i| !is_said_on(doc, frame, &mentions[i]));
    };
    let at = mentions[i].tokens.start;
    let there = &frame.segments[frame.segment_of(at)];
    // "Lowered its rate last Thursday by a quarter of a point, to 3.5%": both are of the decision.
    let decided = is_decided(asked.subject)
        && (matches!(asked.role, Role::To | Role::By) && frame.segments[segment].opener == Opener::Comma
            // "Cut rates on Thursday; **the half-point move** was the first since 2020": the one just told.
            || doc.is(asked.figure.opening().wrapping_sub(1), "the"));
    let free =
        !frame.figure_in(there.tokens.clone()) && !matches!(there.opener, Opener::Dependent | Opener::Comparison);
    let told =
        is_daily(asked.subject) && !is_said_on(doc, frame, &mentions[i]) && !dating::is_of_event(doc, &mentions[i]);
    ((free && told || decided) && !is_background(doc, &mentions[i])).then_some(i)
}

/// "Were up 8 pence, or 1.3%, at 605 pence **on Monday**": the day behind the same move told otherwise.
fn closing_day(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let end = search.own().end;
    if asked.measure != Measure::Change || !doc.is(end, ",") {
        return None;
    }
    let i =
        frame.periods.iter().copied().find(|&i| mentions[i].tokens.start >= end && is_reference(search.period(i)))?;
    let start = mentions[i].tokens.start;
    let moves =
        frame.predicates_in(end..start).any(Predicate::is_change) || frame.indicators_in(end..start).next().is_some();
    let retold = doc.is(end + 1, "or") || doc.is_any(end + 1, keys!["at", "to"]);
    (retold && frame.figure_in(end..start) && !moves).then_some(i)
}

/// A rate that a body decides on: its day is that of the decision.
pub fn is_decided(subject: &Subject) -> bool {
    subject.code() == Some("policy_rate")
}

/// Prices of the markets are those of the day where nothing else is said.
pub fn is_daily(subject: &Subject) -> bool {
    subject.told() == Told::Day
}

/// The last day on which there was a market, told on a day: a Friday for what is told on a Saturday. Cryptocurrencies, which no code
/// names, and fuel are sold on all days.
fn last_session(published: Date, subject: &Subject, topic: &Topic) -> Date {
    let traded = is_daily(subject) && !matches!(subject.code(), None | Some("fuel_price" | "electricity_price"));
    // From Cairo to Muscat exchanges are open on Sundays.
    let sunday = topic.area.and_then(|a| a.code).is_some_and(|code| SUNDAYS.contains(code));
    let closed = match published.weekday() {
        Weekday::Sunday if sunday => 0,
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    let back = if traded { closed } else { 0 };
    published.checked_sub(back.days()).unwrap_or(published)
}

/// What has a price on every day: what markets trade, what a company is worth there, a gallon at the pump told in money.
pub fn is_quoted(asked: &Asked) -> bool {
    // … not "its fuel costs".
    let pump = asked.subject.code() == Some("fuel_price")
        && !asked.subject.phrase.ends_with("costs")
        && !asked.subject.phrase.ends_with("bill")
        && asked.status == ObsStatus::Actual
        && matches!(asked.figure.kind, MentionKind::Money(_));
    is_daily(asked.subject)
        || pump
        || asked.subject.code() == Some("market_cap") && words::holds(&asked.subject.phrase, "market")
}

/// "Shares of Pelham rose 3%, while Kestrel gained 2%": what moves beside a market's price is one.
pub fn is_beside_price(asked: &Asked, topic: &Topic) -> bool {
    let last = topic.subject.as_ref().filter(|(_, at)| *at == asked.figure.sentence);
    asked.subject.indicator.is_none()
        && asked.measure == Measure::Change
        && matches!(asked.figure.kind, MentionKind::Percentage(_))
        && last.is_some_and(|(s, _)| is_daily(s))
}
