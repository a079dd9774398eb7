//! The year before where another word or period of the sentence tells the time at hand: "annual", a month, a quarter.
//!
//! A part of what [`super::placed`] asks of a comparison value. Guarantees: what is said of a whole year is held against one, and what
//! is said of a part of a year against that part.

use super::candidate::is_day_of_results;
use super::dating::{self, Cue};
use super::elsewhere::opening;
use super::period;
use super::reference::{is_reference, is_result};
use super::running;
use super::search::Search;
use super::shift::{step_back, year_back, year_later};
use crate::mention::Period;
use crate::mention::period::Granularity;
use crate::text::keys;

/// "Full-year profit rose to $5m from $4m **the year before**": a year before the one that "full-year" alone tells.
pub fn of_whole(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, frame, mentions, .. } = search;
    let alone = frame.periods.iter().all(|&m| m == i || is_day_of_results(search, m));
    // "**Last week** it reported a full-year profit of $5m, up from $4m **the year before**": not of that week.
    let year = |m: usize| doc.is_any(m, keys!["year", "12", "twelve"]);
    year_later(doc, &mentions[i]).filter(|_| alone && mentions[i].tokens.clone().any(year))?;
    step_back(&running::whole_year(search)?)
}

/// "Profit was $5m **in the fourth quarter**, compared with $6m **last year**": in that quarter of the year before.
pub fn of_part(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let tokens = &mentions[i].tokens;
    let joint = tokens.start.wrapping_sub(1);
    // "Compared with $6m **for the whole of** last year", "with **an average of** 6% last year"
    let whole = doc.is_any(joint, keys!["in", "for", "of", "during", "over", "all"])
        || (search.own().start..tokens.start).any(|t| dating::is(doc, t, Cue::Extent));
    // "**After** a gain of 9% last year" tells what went before.
    let own = &frame.segments[search.segment];
    let whole = whole || doc.is_any(opening(doc, own), keys!["after", "following"]);
    // "From **last year's** 46% growth"
    let behind = search.figure().end <= tokens.start;
    if !behind || !doc.starts(tokens.start, keys!["last", "year"]) || tokens.len() != 2 || whole {
        return None;
    }
    let part = |p: &Period| {
        is_reference(p)
            && !p.comparison
            && matches!(p.granularity, Some(Granularity::Month | Granularity::Quarter | Granularity::HalfYear))
    };
    let before = frame.periods.iter().copied().rev().filter(|&m| mentions[m].tokens.end <= search.figure().start);
    if let Some(named) = before.into_iter().map(|m| period(&mentions[m])).find(|p| part(p)) {
        return year_back(named);
    }
    // "Profit was $5m, compared with $6m last year", in an account of a quarter
    let alone = frame.periods.iter().all(|&m| m == i) && is_result(asked.subject);
    let told = topic.current(asked.figure.sentence, asked.subject.owner()).filter(|p| alone && part(p))?;
    year_back(&told)
}
