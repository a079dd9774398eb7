//! Which periods of a figure's own segment may be when the figure was so, and which are of something else: of the value
//! left, of when it was foreseen, of the day of results.
//!
//! A part of [`super::placed`], which asks where the period stands.

use super::apart::{is_of_clause_behind, is_of_purpose, is_of_what_follows};
use super::clause;
use super::dating::{self, Cue};
use super::elsewhere;
use super::market::is_decided;
use super::reference::{is_anothers, is_comparison, is_reference, is_release_day, is_result, recurs};
use super::running;
use super::saying::is_said_on;
use super::search::Search;
use super::shift::bounds;
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::{Granularity, PeriodModifier};
use crate::mention::{Mention, Period};
use crate::text::keys;

/// Whether a period of the figure's own segment may be when the figure was so.
pub(super) fn is_candidate(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let (own, mention, told) = (search.own(), &mentions[i], search.period(i));
    let inside = own.start <= mention.tokens.start && mention.tokens.end <= own.end;
    inside
        && !search.is_of_mark(i)
        && is_reference(told)
        // A comparison ("from a year earlier") is what a change is measured against, not when it happened; it is the
        // period of a comparison value.
        && (search.is_previous() || is_then(search, i) || !is_comparison(doc, mention, told, asked))
        && !is_release_day(doc, mention, asked)
        && !is_anothers(doc, frame, mention, asked.figure)
        && !is_start_of_value_left(search, i)
        && !(recurs(doc, asked) && !is_decided(asked.subject) && dating::is_of_event(doc, mention))
        && !is_day_of_results(search, i)
        && !running::is_end_of_move(search, i)
        && !is_foretold_then(search, i)
        && !is_of_what_follows(search, i)
        && !is_of_clause_behind(search, i)
        && !is_of_estimates(search, i)
        && !is_over_now(search, i)
        && !is_of_purpose(search, i)
        && !is_recast_then(search, i)
        && !(asked.measure == Measure::Change
            && told.granularity >= Some(Granularity::Month)
            && elsewhere::is_held_against(doc, frame, mention))
        && !(dating::is_until(doc, mention) && (mention.tokens.end <= search.figure().start || lasts_until(search, told)))
        && bounds(doc, mentions, i).is_none()
        && !is_said_on(doc, frame, mention)
}

/// "Will grow 1.25% this year, **having forecast 0.5% in May**": when that was foreseen.
fn is_foretold_then(search: &Search, i: usize) -> bool {
    let &Search { doc, mentions, .. } = search;
    let end = search.figure().end;
    let verb = search.asked.figure.opening().wrapping_sub(1);
    let foretold = doc.is(verb, "forecast") || dating::is(doc, verb, Cue::Foretold);
    let at = mentions[i].tokens.start;
    // "Having projected 5.4% **at its August meeting**"
    let meeting = doc.is(end, "at") && doc.is_any(end + 1, keys!["its", "the", "their"]) && at == end + 2;
    // "Versus the 2.4% **she assumed in early May**", "the 2% it had flagged a month ago"
    let who = doc.is_any(end, keys!["it", "she", "he", "they", "we"]) || words::is(doc, end, Class::Crowd);
    let told = end + 1 + usize::from(doc.is(end + 1, "had"));
    let thought = acts::is(doc, told, Act::Foreseen) || dating::is(doc, told, Cue::Foretold);
    let joint = usize::from(doc.is_any(told + 1, keys!["in", "on", "at"]));
    if who && thought && at == told + 1 + joint {
        return true;
    }
    (at == end + 1 || meeting) && foretold && doc.is_any(verb.wrapping_sub(1), keys!["having", "had"])
}

/// "Topped **fourth-quarter estimates** and lifted its dividend 10%": of the results that were estimated, and of nothing else.
fn is_of_estimates(search: &Search, i: usize) -> bool {
    let end = search.mentions[i].tokens.end;
    let subject = search.asked.subject;
    words::is(search.doc, end, Class::Expectation)
        && end < search.figure().start
        && subject.owner() == Owner::Entity
        && subject.told() != Told::Series
}

/// "Who started on €950 in 2023 **today makes** €1,120": of now, whatever was before.
pub(super) fn is_over_now(search: &Search, i: usize) -> bool {
    let doc = search.doc;
    (search.mentions[i].tokens.end..search.figure().start).any(|t| doc.is_any(t, keys!["today", "now", "nowadays"]))
}

/// "Which cut **its own projection** to 1.7% from 2.6% **in July**": when growth of a year was foreseen, too.
pub(super) fn is_recast_then(search: &Search, i: usize) -> bool {
    let &Search { doc, asked, .. } = search;
    // "Its own **growth** projection" too.
    let own = |t: usize| {
        doc.is_any(t, keys!["its", "their"]) && (t + 1..t + 4).any(|noun| acts::is(doc, noun, Act::Foretold))
    };
    let over = doc.published.zip(search.period(i).days).is_some_and(|(published, d)| d.1 < published);
    let statistic = asked.subject.owner() == Owner::Area && asked.subject.told() == Told::Series;
    statistic
        && matches!(asked.status, ObsStatus::Forecast | ObsStatus::Previous)
        && search.period(i).granularity <= Some(Granularity::Month)
        && over
        && search.words_before().any(own)
}

/// "Is holding back two million barrels a day **until the end of June**", which is to come: so it is now.
fn lasts_until(search: &Search, until: &Period) -> bool {
    let to_come = search.doc.published.zip(until.days).is_some_and(|(published, d)| d.1 > published);
    to_come && search.asked.status == ObsStatus::Actual
}

/// "Saw profits drop 33% **and warned that** earnings in 2005 may slide": of what is said there.
pub(super) fn is_said_then(search: &Search, i: usize) -> bool {
    let doc = search.doc;
    let mut between = search.figure().end..search.mentions[i].tokens.start;
    // "Took a stake in 2016 for $575 million **and bought the rest** in 2020", where its own time is told
    let own = || search.frame.periods.iter().any(|&m| search.words_before().contains(&search.mentions[m].tokens.start));
    let bought = |t: usize| search.asked.subject.told() == Told::Once && words::is(doc, t + 1, Class::Trading);
    // "Lowered her estimate to 6.3% **and now expects** cuts by June"
    let foretold = |t: usize| (t + 1..t + 3).any(|v| dating::is(doc, v, Cue::ForetoldNow));
    // "Rose 3% **and should** grow again next year"
    let may = |t: usize| acts::is_modal(doc, t + 1);
    between.any(|t| {
        doc.is_any(t, keys!["and", "but"]) && (doc.is(t + 2, "that") || foretold(t) || may(t) || bought(t) && own())
    })
}

/// "Fell from £180,126 **in November** to £178,906": of the value left.
pub(super) fn is_of_value_left(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let at = &mentions[i].tokens;
    if asked.role != Role::To || !doc.is(at.end, "to") || at.end + 1 != asked.figure.opening() {
        return false;
    }
    let left = frame.figures.iter().map(|&f| &mentions[f]).find(|f| f.tokens.end + 1 == at.start);
    // "From a peak of 11.1% in October to 2%"
    let extreme = |f: &Mention| {
        let of = f.opening().wrapping_sub(1);
        let from = of.saturating_sub(4).max(frame.tokens.start);
        doc.is(of, "of") && dating::is(doc, of.wrapping_sub(1), Cue::Milestone) && (from..of).any(|i| doc.is(i, "from"))
    };
    left.is_some_and(|f| doc.is(f.opening().wrapping_sub(1), "from") || extreme(f))
}

/// "Cutting it to 14% from 17% **at the start of the year**": of the value left, too.
pub(super) fn is_start_of_value_left(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let at = mentions[i].tokens.start;
    let mut between = frame
        .figures
        .iter()
        .map(|&f| &mentions[f])
        .filter(|f| f.tokens.start >= asked.figure.tokens.end && f.tokens.end <= at);
    search.period(i).modifier == Some(PeriodModifier::Start)
        && asked.role != Role::From
        && between.any(|f| doc.is(f.opening().wrapping_sub(1), "from"))
}

/// "It **stood at** 5.2% **a year earlier**", "the rate was 5% **a year ago**": a value of that time, of which nothing is said
/// to have changed.
pub(super) fn is_then(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let at = mentions[i].tokens.start;
    search.period(i).comparison
        && (at == asked.figure.tokens.end || at <= search.figure().start && clause::opens(doc, &mentions[i]))
        && search.words_before().any(|t| doc.is_any(t, keys!["was", "were", "stood", "been"]))
        && !frame.predicates_in(search.words_before()).any(|p| p.is_change())
}

/// "**In July**, it reported an annual turnover of £9bn", "will report profits of £9bn **later this month**": a company's year is
/// told in a month, and not of it.
pub fn is_day_of_results(search: &Search, i: usize) -> bool {
    let &Search { doc, asked, .. } = search;
    if search.period(i).granularity > Some(Granularity::Month) || asked.subject.owner() != Owner::Entity {
        return false;
    }
    let before = search.mentions[i].tokens.end <= search.figure().start;
    let reported = || search.words_before().any(|t| dating::is(doc, t, Cue::Disclosing));
    // "**Last week** it posted a 10% fall in quarterly profit": no profit is told by the week, but when it comes out.
    let week = || {
        let start = search.mentions[i].tokens.start;
        let month = || search.period(i).granularity == Some(Granularity::Month) && doc.is(start, "last");
        (search.period(i).granularity == Some(Granularity::Week) || month())
            && !doc.is_any(start.wrapping_sub(1), keys!["in", "for", "to", "of", "during"])
    };
    // "**In November**, it reported a **quarterly** profit" too
    let quarterly = || search.words_before().any(|t| doc.is(t, "quarterly")) && is_result(asked.subject);
    before && (dating::says_whole_year(doc, search.words_before()) || quarterly())
        || before
            && is_result(asked.subject)
            && week()
            && (search.mentions[i].tokens.end..search.figure().start).any(|t| acts::is(doc, t, Act::Recording))
        || asked.status == ObsStatus::Forecast && is_result(asked.subject) && reported()
}
