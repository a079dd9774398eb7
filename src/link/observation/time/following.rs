//! A period that follows in the figure's sentence and is told of the figure too: "rose 2%, the office said **of
//! November**".
//!
//! A part of [`super::elsewhere`]. Guarantees: what is compared with, what another figure has and what is to come are
//! no such period.

use std::ops::Range;

use super::apart::{is_apposed, is_of_clause_behind, is_of_what_follows, is_of_what_was_done, is_participle_then};
use super::clause;
use super::dating::{self, Cue};
use super::elsewhere::{is_held_against, is_retold, is_stretch, opening};
use super::market::is_decided;
use super::reference::{follows_than, is_anothers, is_background, is_of_line, is_reference};
use super::saying::is_said_on;
use super::search::Search;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::{Opener, Segment};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::MentionKind;
use crate::mention::name::stands_for_company;
use crate::text::{Doc, TokenKind, keys};

/// What follows in the sentence: "… rose 2%, the office said of November".
pub(super) fn following(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, segment, .. } = search;
    let own = &frame.segments[segment];
    let end = own.tokens.end;
    // "In Norway, **where** the bank has raised its rate twice, output fell in May": what hangs on a place ends with it.
    // So does what hangs on a company: "the firm - **which controls half of the market** - aims to grow by 2010".
    let first = own.tokens.start + usize::from(doc.kind(own.tokens.start) == Some(TokenKind::Punct));
    if segment > 0
        && doc.is_any(first, keys!["where", "which", "who", "whose"])
        && doc.is_any(end, keys![",", "-", "–", "—"])
    {
        return None;
    }
    let limit = clause::concession(doc, frame, segment);
    // "Down from the 1.6% **initially reported** and from 3.4% in the quarter before": of the time that it was corrected for.
    if is_retold(doc, asked.figure) {
        return None;
    }
    frame
        .periods
        .iter()
        .copied()
        .find(|&i| (end..limit).contains(&mentions[i].tokens.start) && is_told_behind(search, i))
}

/// Whether a period behind the figure's segment is one that its statement ends with.
fn is_told_behind(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let (p, start) = (search.period(i), mentions[i].tokens.start);
    if is_of_line(doc, asked.figure, start) {
        return false;
    }
    let there = frame.segment_of(start);
    let words = frame.segments[there].tokens.start..start;
    let led = led_there(search, &words);
    let compares = |t: usize| {
        // "Was €52.9, a fall of **51% on** February"
        doc.is(t, "on") && words::ends_percent(doc, t.wrapping_sub(1))
            // "Rose 7% from a year earlier, **the same as in** April"
            || doc.starts(t, keys!["same", "as"])
            || doc.is_any(t, keys!["matching", "unchanged"])
            // "Nine times **what they were at** the end of December"
            || doc.is(t, "what") && doc.is_any(t + 1, keys!["it", "they"]) && doc.is_any(t + 2, keys!["was", "were"])
            // "Is at 2%, well **below the record 10.6%** that it reached in 2022", and not "above the 1.9% expected for May"
            || doc.is_any(t, keys!["below", "above"])
                && !(t..start).any(|i| acts::is(doc, i, Act::Foreseen))
                // … nor "above the Fed's **2% target** in September".
                && frame.figures.iter().map(|&f| &mentions[f].tokens).any(|f| {
                    (t..start).contains(&f.start) && !acts::is(doc, f.end, Act::Aim)
                })
            || !(led && t == words.start)
                && doc.is_any(
                    t,
                    keys![
                        "than",
                        "from",
                        "compared",
                        "compares",
                        "against",
                        "versus",
                        "exceeding",
                        "after",
                        "until",
                        "till",
                    ],
                )
    };
    is_reference(p)
        && !p.comparison
        && is_stretch(p)
        && !is_of_its_clause(search, i)
        && !is_held_against(doc, frame, &mentions[i])
        && !is_to_come(search, i)
        && !matches!(frame.segments[there].opener, Opener::Bracket | Opener::Dependent)
        && !is_anothers(doc, frame, &mentions[i], search.asked.figure)
        && !is_apposed(doc, frame, &mentions[i])
        && !is_said_on(doc, frame, &mentions[i])
        && !follows_than(doc, &mentions[i])
        && !is_background(doc, &mentions[i])
        && (is_decided(search.asked.subject) || !dating::is_of_event(doc, &mentions[i]))
        && !is_participle_then(search, i)
        && !is_of_what_follows(search, i)
        && !is_of_clause_behind(search, i)
        && !is_of_what_was_done(search, i)
        && !(search.own().end..start).any(|t| doc.is_any(t, keys!["peak", "high", "low", "highest", "lowest"]))
        && (led || !is_compared(doc, frame, there))
        && !words.clone().any(compares)
}

/// "Stands at £163,748 **after a 0.8% rise in January**": the move led there.
fn led_there(search: &Search, words: &Range<usize>) -> bool {
    let &Search { doc, frame, asked, .. } = search;
    doc.is(words.start, "after")
        && asked.measure == Measure::Level
        && !matches!(asked.figure.kind, MentionKind::Percentage(_))
        && words.clone().any(|i| words::ends_percent(doc, i))
        && !frame.predicates_in(search.words_before()).any(Predicate::is_change)
}

/// Whether a period behind the figure's segment is the time of what is said there.
fn is_of_its_clause(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let Range { start, end } = mentions[i].tokens;
    let Segment { tokens, opener } = &frame.segments[frame.segment_of(start)];
    let words = tokens.start..start;
    let first = opening(doc, &frame.segments[frame.segment_of(start)]);
    let figure_behind = || frame.figure_in(end..tokens.end);
    match opener {
        // "Fined the bank $150m **and said it had inflated** its sales between 1999 and 2001"
        _ if doc.is(first, "and") && words::is(doc, first + 1, Class::Saying) => return true,
        // "Rose 0.7% and **are** up 66% this year"
        Opener::And if doc.is_any(words.start + 1, keys!["is", "are", "has", "have", "will"]) => return true,
        // "Had a loss of $448m, **and isn't likely** to break even before 2026"
        _ if doc.is(first, "and") && is_present(doc, first + 1) => return true,
        // "Trailed the 5.9% estimate **and left** growth outside its 6%-7% goal for 2024"
        Opener::And
            if acts::is_past_form(doc, words.start + 1)
                && asked.status == ObsStatus::Forecast
                && frame.figure_in(words.clone()) =>
        {
            return true;
        }
        // "Cut its outlook to $5bn, **and Calder's sales slumped** 9% in May", "is to cut to 5%, **and economists think** it will do so in
        // 2026"
        _ if asked.status == ObsStatus::Forecast
            && doc.is_any(first, keys!["and", "but", "while"])
            && is_statement(doc, frame, first, &words) =>
        {
            return true;
        }
        // "Lost its case against the $3bn takeover, **but won** another in May"
        Opener::Contrast if doc.is(first, "but") && acts::is_past_form(doc, first + 1) => {
            return true;
        }
        // "Sales rose to €364m, **lifting revenue for the year** to €1.5bn", "bringing the year-to-date total to $391 million"
        Opener::Comma if doc.lower(first).ends_with("ing") && figure_behind() => return true,
        // "Compares with an estimate of 0.9% **and a revised 1% rise** at the start of the year"
        Opener::And
            if frame.figure_in(words.clone())
                && words.clone().any(|t| doc.is(t, "revised") || dating::is(doc, t, Cue::Former)) =>
        {
            return true;
        }
        // "Held at 2.3%; **it peaked** at 3% in April": a clause that tells of the same thing at another time.
        Opener::Start if doc.is_any(first + 1, keys!["it", "they"]) && frame.figure_in(words.clone()) => return true,
        // "Jumped to 4.1%; in April it had dropped to 3.7%": what opens a clause.
        opener if *opener != Opener::Comma && words.len() <= 3 && figure_behind() => return true,
        _ => {}
    }
    // "Wages were 25% of revenue, **and the company** raised its prices by 3% in October"
    let whose =
        doc.is(first + 1, "the") && stands_for_company(doc, first + 2) || doc.is_any(first + 1, keys!["it", "they"]);
    // "Rose to $376bn, **having bottomed out** at $317bn in 2021"
    (doc.is(first, "having") || doc.is(first, "and") && whose) && frame.figure_in(words)
}

/// Whether a verb speaks of now or of what is to come: "is", "isn't", "will".
fn is_present(doc: &Doc, verb: usize) -> bool {
    let word = doc.lower(verb);
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    matches!(stem, "is" | "isn" | "are" | "aren" | "will" | "won" | "can" | "may")
}

/// Whether what stands before a date in a clause that begins with "and" is a statement of its own, of the past or of somebody's view.
fn is_statement(doc: &Doc, frame: &Frame, and: usize, words: &Range<usize>) -> bool {
    let own_subject = and + 2..frame.segments[frame.segment_of(words.start)].tokens.end;
    let told = |p: &Predicate| {
        acts::is_past_form(doc, p.tokens.start)
            && p.can_be(Reading::Verb)
            && !words::is(doc, p.tokens.start - 1, Class::Auxiliary)
    };
    frame.predicates_in(own_subject).any(told)
        || (and + 2..words.end).any(|t| {
            acts::is(doc, t, Act::Reckoning) || acts::is(doc, t, Act::Foretelling) && !acts::is_past_form(doc, t)
        })
}

/// "Rose to $4m, and **it now expects $5m for the full year**": what has been is of no time that another figure has to come.
fn is_to_come(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    if !matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Revised)
        || doc.published.zip(search.period(i).days).is_none_or(|(published, d)| d.1 <= published)
    {
        return false;
    }
    let start = mentions[i].tokens.start;
    let there = &frame.segments[frame.segment_of(start)].tokens;
    let ahead = |t: usize| dating::is(doc, t, Cue::ForetoldNow) || acts::is_modal(doc, t);
    frame.figure_in(there.start..start) || there.clone().any(ahead)
}

/// Whether a segment is a standard of comparison or goes on with one: "compared with an estimate of 2% **and a 3% gain in
/// May**", "from 15% in November **and 20% in July**".
fn is_compared(doc: &Doc, frame: &Frame, segment: usize) -> bool {
    // "Offsetting an increase of 62,000 (+0.4%) **in July**": what goes on behind a bracket is of what stands before it.
    let closes = doc.is_any(frame.segments[segment].tokens.start, keys![")", "]"]);
    let bracket = frame.segments[..segment].iter().rposition(|s| closes && s.opener == Opener::Bracket);
    let last = bracket.map_or(segment + 1, |bracket| bracket.max(1));
    let first = frame.segments[..last].iter().rev().find(|s| s.opener != Opener::And);
    first.is_some_and(|s| {
        s.opener == Opener::Comparison || doc.is_any(opening(doc, s), keys!["from", "against", "versus"])
    })
}
