//! Stretches that run up to the day of publication, "has lost 5% since June", "is up 12% this year", and the whole year of
//! "full-year profit".
//!
//! What has gathered since a date is of the time from there to the day the article tells of it; a market's year that
//! still runs is told of as far as it has come; results of a time that still runs are foreseen.

use jiff::civil::Date;

use super::basis::Span;
use super::candidate::is_day_of_results;
use super::dating::{self, Cue};
use super::elsewhere::opening;
use super::market::{is_daily, is_quoted};
use super::reference::{is_reference, is_result};
use super::search::Search;
use super::shift::calendar_year;
use super::to_date::reported_until;
use super::{Asked, Found, Time, beside, period, previous};
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::topic::Topic;
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::{Granularity, PeriodModifier, Timex};
use crate::mention::{Mention, MentionKind, PercentUnit, Period};
use crate::text::{Doc, TokenKind, keys};

/// "Has gained 9% since the start of the year", "is up 47% since the Nov. 5 election": the stretch, and the mention of
/// where it begins. Not "its highest since May".
pub fn since(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let told = matches!(asked.status, ObsStatus::Actual | ObsStatus::Estimate);
    let figure = &asked.figure.tokens;
    // "After **450 basis points of tightening since** May 2022"
    let steps = matches!(&asked.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::BasisPoint)
        && doc.is(figure.end, "of")
        // "Three **quarter-point rises since** June": what each of them was, over all that time.
        || matches!(asked.figure.kind, MentionKind::Percentage(_))
            && (figure.end..figure.end + 2).any(|t| is_step(doc, t) && doc.is(t + 1, "since"));
    let gathers = steps || matches!(asked.role, Role::Direct | Role::By | Role::Of | Role::At | Role::Before);
    let published = doc.published.filter(|_| told && gathers)?;
    let segment = frame.segment_of(figure.start);
    let own = &frame.segments[segment].tokens;
    let next = frame.segments.get(segment + 1).map(|s| s.tokens.start);
    let number = |i: &usize| frame.figures.iter().any(|&f| mentions[f].tokens.contains(i));
    frame.periods.iter().find_map(|&i| {
        // "Is 13% **higher since** the start of the year", not "the 3% rise since May".
        let gathers = steps || asked.role != Role::Before || doc.is_any(figure.end, keys!["higher", "lower"]);
        let since = dating::since(doc, &mentions[i]).or_else(|| dating::since_reaching(doc, &mentions[i]));
        let since = since.filter(|_| gathers);
        let since = since.or_else(|| than_then(search, i))?;
        // "90,000 businesses in all, **from the massive to the tiny,** have been sold off since 1992"
        let resumed = || {
            let [aside, rest] = frame.segments.get(segment + 1..segment + 3)? else { return None };
            let first = rest.tokens.start + usize::from(doc.is(rest.tokens.start, ","));
            let goes_on = doc.is_any(first, keys!["has", "have", "had"]) && rest.tokens.contains(&since);
            (goes_on && doc.is(aside.tokens.start, ",") && doc.is(rest.tokens.start, ",")).then_some(())
        };
        let near = own.contains(&since) || next == Some(since) || resumed().is_some();
        let behind = figure.end <= since && near;
        let opens = since == frame.tokens.start && segment <= 1;
        let apart = (figure.end..since).any(|t| number(&t));
        // "Its highest since May", but "has **kept** its rate at a record 4% since May".
        let kept = (own.start..figure.start).any(|t| acts::is(doc, t, Act::Keeping));
        let told = if kept { figure.end } else { own.start };
        let extreme = (told..since).any(|t| dating::is(doc, t, Cue::Extreme));
        let gathered = behind && !apart && !extreme;
        // "Has lost 5% since January, **while the index has gained 14%**", "**and the Topix is up 16%**": of the same stretch.
        let beside = segment > 0 && since < own.start && beside::goes_on(search) && is_quoted(asked);
        // "Has raised it 13 times since May 2022, **by a total of** 4.25 points": what all of them come to.
        let of = asked.figure.opening().wrapping_sub(1);
        let summed = since < figure.start
            && doc.is(of, "of")
            && doc.is_any(of.wrapping_sub(1), keys!["total", "combined", "cumulative"])
            && !(since..of).any(|t| number(&t));
        // "Eggs cost $3, **and since November** 40 million hens **have** died"
        let leads = since < figure.start
            && own.contains(&since)
            && (since <= own.start + 2 || doc.is_any(since - 1, keys!["and", "but", ","]))
            && own.clone().any(|t| doc.is_any(t, keys!["has", "have"]))
            && !(since..figure.start).any(|t| number(&t));
        if !gathered && !opens && !beside && !summed && !leads {
            return None;
        }
        // "Since **an April low**": how far back, whose day is not told.
        if is_of_extent(doc, &mentions[i]) {
            return None;
        }
        let begun = period(&mentions[i]);
        let (first, last) = begun.days?;
        let tokens = mentions[i].tokens.clone();
        let began = |unit: &str| {
            doc.is(tokens.end - 1, unit) && tokens.clone().any(|t| doc.is_any(t, keys!["start", "beginning"]))
        };
        let from = match begun.modifier {
            Some(PeriodModifier::End) => last,
            _ if began("month") => published.first_of_month(),
            _ if began("year") => Date::new(published.year(), 1, 1).ok()?,
            _ => first,
        };
        // "The jobless rate has fallen 0.4 point since January", in an account of August: as far as that.
        // … but a rate that is decided on holds until today.
        let reported = || {
            reported_until(from, asked, topic)
                .filter(|until| *until < published && asked.subject.code() != Some("policy_rate"))
        };
        let until = told_until(doc, frame, mentions).or_else(reported).unwrap_or(published);
        let whole = Period { granularity: None, ..stretch(begun, from, until) };
        (from < until).then(|| Time { period: Some(whole), mention: Some(i), ..Time::at(Found::Running) })
    })
}

/// Moves of a rate, each of which is as large as the figure before them.
fn is_step(doc: &Doc, noun: usize) -> bool {
    doc.is_any(noun, keys!["rises", "increases", "hikes", "cuts", "reductions", "moves", "steps"])
}

/// "Since **its January peak**", "since the **2022 trough**": whether a time is that of the farthest that something came.
fn is_of_extent(doc: &Doc, mention: &Mention) -> bool {
    let end = mention.tokens.end + usize::from(doc.is_any(mention.tokens.end, keys!["'s", "’s"]));
    let mut words = (end..end + 2).take_while(|&i| doc.kind(i) == Some(TokenKind::Word));
    words.any(|i| dating::is(doc, i, Cue::Extent))
}

/// "Oil is 30% higher **than at the start of 2004**": of a price that was so months ago, what it has gathered since then.
fn than_then(search: &Search, i: usize) -> Option<usize> {
    const REACH: usize = 9;
    const DAYS: i32 = 60;
    let &Search { doc, frame, asked, .. } = search;
    let (figure, start) = (search.figure(), search.mentions[i].tokens.start);
    if !is_daily(asked.subject) || asked.measure != Measure::Change || start < figure.end || start - figure.end > REACH
    {
        return None;
    }
    let than = (figure.end..start).find(|&t| doc.is(t, "than"))?;
    let then = doc.published.zip(search.period(i).days);
    let long = then.is_some_and(|(p, d)| p.since(d.0).is_ok_and(|s| s.get_days() > DAYS));
    // "Than a year ago", "than at the same time in 2023" are what it is compared with.
    let same = search.period(i).comparison || (than..start + 2).any(|t| doc.is_any(t, keys!["same", "a", "last"]));
    (long && !same && !frame.figure_in(than..start)).then_some(than)
}

/// What has run of a market's year or month by the day of publication, and of any period that the text says so of ("so
/// far this year").
pub fn so_far(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let (mention, period) = (&mentions[i], search.period(i));
    let now = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous);
    let published = doc.published.filter(|_| now)?;
    if let Some(year) = market_year(doc, frame, mention, asked, topic) {
        return Some(year);
    }
    let (from, to) = period.days.filter(|d| d.0 < published && published < d.1)?;
    let published = told_until(doc, frame, mentions).or(reported_until(from, asked, topic)).unwrap_or(published);
    let in_it = usize::from(doc.is(mention.tokens.start.wrapping_sub(1), "in"));
    let said = doc.starts(mention.tokens.start.wrapping_sub(2 + in_it), keys!["so", "far"])
        || doc.starts(mention.tokens.end, keys!["so", "far"])
        || doc.starts(mention.tokens.start, keys!["so", "far"]);
    let longer = period.granularity >= Some(Granularity::Week) && to.since(from).is_ok_and(|s| s.get_days() >= 6);
    // "Higher than at the start of 2025" is of the year so far; "at the start of the month" is of no stretch.
    let whole = period.modifier.is_none()
        || period.modifier == Some(PeriodModifier::Start) && period.granularity == Some(Granularity::Year);
    (longer && whole && (said || topic.is_market(asked.subject))).then(|| stretch(period, from, published))
}

/// "It **is** up 4% **for the year**": of a market, the year that runs, whatever year was spoken of; not in January, when it is
/// the one that has ended.
fn market_year(doc: &Doc, frame: &Frame, mention: &Mention, asked: &Asked, topic: &Topic) -> Option<Period> {
    let start = mention.tokens.start;
    let said = mention.tokens.len() == 2 && doc.is(start.wrapping_sub(1), "for") && doc.is(start + 1, "year");
    let published = doc.published.filter(|p| said && p.month() > 1 && topic.is_market(asked.subject))?;
    let own = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    let present = (own.start..asked.figure.tokens.start).any(|i| doc.is_any(i, keys!["is", "are", "still", "now"]));
    let first = published.first_of_year();
    present.then(|| Period { granularity: Some(Granularity::Year), ..stretch(period(mention), first, published) })
}

/// Whether a segment sets its figure beside the one before it, so that both are of one time: "up 12% this year, against a
/// 9% rise of the index".
pub fn is_beside(doc: &Doc, frame: &Frame, segment: usize) -> bool {
    let own = &frame.segments[segment];
    let first = opening(doc, own);
    // "**Badly** trailing the 10% climb of the index"
    let first = first + usize::from(doc.lower(first).ends_with("ly"));
    own.opener == Opener::Comparison || dating::is(doc, first, Cue::Beside)
}

/// "Through Monday they had gained 35%", "as of Wednesday's close": the day as far as which the sentence tells.
pub fn told_until(doc: &Doc, frame: &Frame, mentions: &[Mention]) -> Option<Date> {
    frame.periods.iter().find_map(|&i| {
        let start = mentions[i].tokens.start;
        let until = doc.is(start.wrapping_sub(1), "through") || doc.starts(start.wrapping_sub(2), keys!["as", "of"]);
        period(&mentions[i]).days.filter(|d| until && d.0 == d.1).map(|d| d.1)
    })
}

/// "Has more than doubled this year, gaining 92% **through Wednesday's close**": the day up to which a price has moved in a stretch
/// that the sentence has told before.
pub fn is_end_of_move(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let start = mentions[i].tokens.start;
    let longer = |p: &Period| p.granularity > Some(Granularity::Week);
    is_quoted(asked)
        && asked.measure == Measure::Change
        && doc.is(start.wrapping_sub(1), "through")
        && frame.periods.iter().take_while(|&&p| mentions[p].tokens.start < start).any(|&p| longer(search.period(p)))
}

/// "It stood by its **full-year outlook**. It expects sales of $40bn": the sentence before, which has no figure of its own.
fn stood_by(search: &Search) -> bool {
    let &Search { doc, frame, asked, .. } = search;
    let start = frame.tokens.start;
    if asked.status != ObsStatus::Forecast || !frame.periods.is_empty() || start == 0 {
        return false;
    }
    let mut before = doc.sentence(start - 1);
    let year =
        |i: usize| dating::is(doc, i, Cue::Outlook) && (i.saturating_sub(4)..i).any(|t| dating::is_full_year(doc, t));
    before.clone().any(year) && !before.any(|i| doc.kind(i) == Some(TokenKind::Number))
}

/// "A 26% rise in annual profits to $16bn", "analysts forecast full-year profit of $2bn": the year that is reported on,
/// or for a forecast the one that runs.
pub fn whole_year(search: &Search) -> Option<Period> {
    let &Search { doc, frame, asked, segment, topic, .. } = search;
    if asked.subject.owner() != Owner::Entity {
        return foreseen_year(search);
    }
    let own = &frame.segments[segment].tokens;
    let opening = &frame.segments[segment.saturating_sub(1)].tokens;
    let opening = if opening.len() <= 6 { opening.clone() } else { own.clone() };
    // "For the full-year, it posted a profit of $3bn, up 2%, while revenues grew 6%": what opens the sentence is said of it all.
    let first = &frame.segments[0].tokens;
    let opens = segment > 0 && first.len() <= 6 && dating::says_whole_year(doc, first.clone());
    // "Stuck by its **full-year forecast, which** calls for sales to grow 1% and profit to fall 2%"
    let outlook = |which: usize| {
        doc.starts(which - 1, keys![",", "which"])
            && dating::is(doc, which - 2, Cue::Outlook)
            && (which.saturating_sub(7)..which).any(|i| dating::is_full_year(doc, i))
    };
    let foreseen = asked.status == ObsStatus::Forecast && (frame.tokens.start + 2..own.end).any(outlook);
    let said = opens
        || foreseen
        || is_held_against_year(search)
        || stood_by(search)
        || dating::says_whole_year(doc, own.clone())
        || dating::says_whole_year(doc, opening);
    if !said {
        return None;
    }
    let reported = topic.current(asked.figure.sentence, Owner::Entity);
    if reported.as_ref().is_some_and(|p| p.granularity == Some(Granularity::Year)) {
        return reported.filter(|_| asked.status != ObsStatus::Forecast);
    }
    let foreseen = matches!(asked.status, ObsStatus::Forecast | ObsStatus::Target)
        || (own.start..asked.figure.tokens.start).any(|i| dating::is(doc, i, Cue::Outlook))
        || search.is_previous() && previous::is_recast(search);
    let quarter_end = reported.as_ref().and_then(|p| p.days).map(|d| d.1);
    let published = doc.published?;
    let year = match (foreseen, quarter_end) {
        (true, end) => end.unwrap_or(published).year(),
        (_, Some(end)) => (end.month() == 12).then_some(end.year())?,
        // Years are reported on in the months after them.
        (_, None) => {
            let soon = published.month() <= 6 && told_on(search).is_none_or(|day| day.year() == published.year());
            soon.then_some(published.year() - 1)?
        }
    };
    calendar_year(year)
}

/// "**Annual** sales were $5bn, **against $4bn**", "full-year profit was $3m, **up from** $2m": held against a figure of a whole year.
fn is_held_against_year(search: &Search) -> bool {
    let &Search { doc, frame, segment, .. } = search;
    let own = &frame.segments[segment];
    let compares = || own.opener == Opener::Comparison || doc.is_any(opening(doc, own), keys!["up", "down", "from"]);
    search.is_previous() && compares() && dating::says_whole_year(doc, frame.tokens.start..own.tokens.start)
}

/// "**In July**, it reported an annual profit of $5bn", read in February: the day from which to look back for what was reported.
pub(super) fn told_on(search: &Search) -> Option<Date> {
    let told = search.frame.periods.iter().copied().find(|&i| is_day_of_results(search, i))?;
    let published = search.doc.published;
    search.period(told).days.map(|d| d.0).filter(|day| published.is_none_or(|today| *day <= today))
}

/// "Cut his **full-year growth forecast** to 5.6% from 6%": the year that runs.
fn foreseen_year(search: &Search) -> Option<Period> {
    let doc = search.doc;
    let outlook = |t: usize| dating::is(doc, t, Cue::Outlook) || doc.starts(t, keys!["call", "for"]);
    let of_year = |i: usize| dating::is_full_year(doc, i) && (i..i + 6).any(outlook);
    let said = search.asked.subject.code() == Some("gdp") && search.words_before().any(of_year);
    calendar_year(doc.published.filter(|_| said)?.year())
}

/// What someone aims at for a time to come: "left its **full-year** profit target of $6 a share untouched"; "**for 2025** it
/// expects sales of $4bn, and it is aiming for a margin of 25%".
pub fn aimed_at(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, segment, .. } = search;
    if asked.status != ObsStatus::Target {
        return None;
    }
    if search.words_before().any(|i| dating::is_full_year(doc, i)) {
        return whole_year(search).map(|year| Time { period: Some(year), ..Time::at(Found::WholeYear) });
    }
    let first = *frame.periods.first().filter(|_| segment > 0)?;
    let opens = doc.is(frame.tokens.start, "for") && mentions[first].tokens.start == frame.tokens.start + 1;
    let told = period(&mentions[first]);
    let over = doc.published.zip(told.days).is_none_or(|(published, d)| d.1 <= published);
    let goes_on = matches!(frame.segments[segment].opener, Opener::And | Opener::Comma);
    let time = Time { period: Some(told.clone()), mention: Some(first), ..Time::at(Found::Sentence) };
    Some(time).filter(|_| opens && goes_on && !over && is_reference(told))
}

pub(super) fn stretch(shape: &Period, from: Date, to: Date) -> Period {
    Period {
        timex: Timex::Date,
        value: format!("{from}/{to}"),
        days: Some((from, to)),
        modifier: None,
        comparison: false,
        ..shape.clone()
    }
}

/// "For the full year it pointed to sales growth of 13%", "hopes rest on growth of 1% this year": what a company or an economy
/// makes in a year or quarter that still runs is foreseen, unless it is told as far as it has come ("it has earned $3m
/// this year").
pub fn is_of_running_time(doc: &Doc, frame: &Frame, asked: &Asked, time: &Time) -> bool {
    // In the last months of a year, what it makes is as good as known.
    const LAST_MONTH: i8 = 10;
    let Some((published, period)) = doc.published.zip(time.period.as_ref()) else { return false };
    let runs = period.days.is_some_and(|(from, to)| from <= published && published < to);
    let whole = match period.granularity {
        Some(Granularity::Year) => Span::of(period) == Some(Span::Year) && published.month() <= LAST_MONTH,
        granularity => matches!(granularity, Some(Granularity::Quarter | Granularity::HalfYear)),
    };
    let told_yearly = || asked.subject.code() == Some("gdp") || is_result(asked.subject);
    // "Put inflation at 4.3% **at the end of this year**"
    let at_end = || {
        period.modifier == Some(PeriodModifier::End)
            && period.granularity == Some(Granularity::Year)
            && asked.subject.told() == Told::Series
            && asked.subject.owner() == Owner::Area
    };
    let segment = frame.segment_of(asked.figure.tokens.start);
    let own = &frame.segments[segment].tokens;
    if runs && is_put_at(doc, frame, asked, segment, period) {
        return true;
    }
    // "Second-quarter net income **fell** to $2.4bn" has been, of whatever year the quarter is.
    let moved = |i: usize| acts::is_past_form(doc, i) && frame.predicates_in(i..i + 1).any(Predicate::is_change);
    // "It fell to $2.4bn, **or $8.53 a share**"
    let again = segment.checked_sub(1).filter(|_| doc.is(opening(doc, &frame.segments[segment]), "or"));
    let from = again.map_or(own.start, |before| frame.segments[before].tokens.start);
    let so_far =
        |i: usize| doc.is_any(i, keys!["has", "have", "had", "earned"]) || acts::is(doc, i, Act::Recording) || moved(i);
    runs && (whole && told_yearly() || at_end()) && !(from..asked.figure.tokens.start).any(so_far)
}

/// "Now **puts** export growth **at** 8% for 2024", "is put at 79 billion riyals, or 1.9% of output": what a country will have
/// made, as someone reckons.
fn is_put_at(doc: &Doc, frame: &Frame, asked: &Asked, segment: usize, period: &Period) -> bool {
    const REACH: usize = 7;
    let statistic = asked.subject.owner() == Owner::Area && asked.subject.told() == Told::Series;
    let ahead = matches!(period.granularity, Some(Granularity::Year | Granularity::Quarter | Granularity::HalfYear));
    if !statistic || !ahead {
        return false;
    }
    let again = segment.checked_sub(1).filter(|_| doc.is(opening(doc, &frame.segments[segment]), "or"));
    let own = &frame.segments[again.unwrap_or(segment)].tokens;
    let at = match again {
        Some(_) => own.clone().rev().find(|&i| doc.is(i, "at")),
        None => asked.figure.opening().checked_sub(1).filter(|&i| doc.is(i, "at")),
    };
    let puts = |i: usize| acts::is_putting(doc, i) || doc.is_any(i, keys!["estimate", "estimates"]);
    at.is_some_and(|at| (at.saturating_sub(REACH).max(own.start)..at).any(puts))
}
