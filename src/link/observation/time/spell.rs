//! Weeks and months that a market is told over by a noun: "on pace for a losing **week**", "its best **month** since May", "a **weekly**
//! loss".
//!
//! A part of [`super::market`]. Guarantees: the noun is no period of its own ("the past week"), and no figure but those that stand in its
//! clause or hang on it are of it.

use super::dating::{self, Cue};
use super::search::Search;
use super::{Found, Time, running, shift};
use crate::link::observation::Measure;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::mention::Period;
use crate::mention::period::Granularity;
use crate::text::{Doc, TokenKind, keys};

/// "The indexes are **on pace for a losing week**, with the Dow off 2.4%", "has gained 6.9% **in its best month** since May": what has run
/// of it by the day that the article tells of.
pub fn of(search: &Search) -> Option<Time> {
    let &Search { doc, frame, asked, segment, .. } = search;
    if asked.measure != Measure::Change {
        return None;
    }
    let own = search.own();
    // Its own clause, or one that it hangs on: "…**, with** the Dow off 2.4%", "…**, up** 1.6%", "…**, rising** 6%".
    let opening = own.start + usize::from(doc.is(own.start, ","));
    let hangs = segment > 0
        && frame.segments[segment].opener == Opener::Comma
        && (doc.is_any(opening, keys!["with", "up", "down"]) || doc.lower(opening).ends_with("ing"));
    // "With the Dow off 2.4% **and the S&P 500 down** 1.3%"
    let listed = segment > 1 && frame.segments[segment].opener == Opener::And;
    let from = if hangs || listed { frame.tokens.start } else { own.start };
    let i = (from..own.end).rev().find(|&i| is_spell(search, i))?;
    let published = running::told_until(doc, frame, search.mentions).or(doc.published)?;
    let (first, granularity) = match doc.lower(i) {
        "week" | "weekly" => {
            let back = i64::from(published.weekday().to_monday_zero_offset());
            (published.checked_sub(jiff::Span::new().days(back)).ok()?, Granularity::Week)
        }
        _ => (published.first_of_month(), Granularity::Month),
    };
    let days = Some((first, published));
    let run =
        Period { value: format!("{first}/{published}"), days, granularity: Some(granularity), ..shift::day(first) };
    (first < published).then(|| Time { period: Some(run), ..Time::at(Found::Running) })
}

/// Whether a token ends the noun phrase by which a week or month is told, or is the adjective of its gain.
fn is_spell(search: &Search, i: usize) -> bool {
    const LONGEST: usize = 5;
    let &Search { doc, frame, .. } = search;
    let noun = doc.is_any(i, keys!["week", "month"]);
    let adjective =
        doc.is_any(i, keys!["weekly", "monthly"]) && frame.predicates_in(i + 1..i + 2).any(|p| p.is_change());
    if !noun && !adjective || frame.is_period(i) {
        return false;
    }
    let mut front = (i.saturating_sub(LONGEST).max(frame.tokens.start + 1)..i)
        .rev()
        .take_while(|&t| matches!(doc.kind(t), Some(TokenKind::Word | TokenKind::Number)) || doc.is(t, "-"));
    let Some(article) = front.find(|&t| doc.is_any(t, keys!["a", "an", "its", "their", "another"])) else {
        return false;
    };
    // "A week", "its month" are those of any time.
    let described = adjective || article + 1 < i && !doc.is_any(article + 1, keys!["good", "few", "single"]);
    let before = article - 1;
    described && (is_headed_for(doc, before) || noun && is_had(search, article, i))
}

/// "**On pace for** a losing week", "**headed for**": whether the token is the "for" of what a market comes to.
pub fn is_headed_for(doc: &Doc, at: usize) -> bool {
    doc.is(at, "for")
        && (doc.is_any(at.wrapping_sub(1), keys!["headed", "heading", "set", "poised"])
            || doc.is(at.wrapping_sub(2), "on") && doc.is_any(at.wrapping_sub(1), keys!["pace", "track", "course"]))
}

/// "**In its best** month", "**has had a strong** month": what was so in the one that runs.
fn is_had(search: &Search, article: usize, noun: usize) -> bool {
    let &Search { doc, .. } = search;
    let before = article - 1;
    let extreme = (article + 1..noun).any(|t| dating::is(doc, t, Cue::Extreme));
    let best = extreme && (doc.is(before, "in") || acts::is(doc, before, Act::Recording));
    best || doc.is_any(before, keys!["had", "having"])
}
