//! The basis of a change as its words say it: "on the year", "from a month earlier", beside the figure, before a comma or
//! around a bracket.
//!
//! A part of [`super::basis`], which weighs it against everything else. Guarantees: the nearest words decide.

use std::ops::Range;

use super::Asked;
use super::basis::{BASES, ROWS, Span};
use crate::link::observation::ChangeBasis;
use crate::link::observation::indicator::{Kind, Owner, Told};
use crate::link::observation::sentence::clause::{Opener, Segment};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::Role;
use crate::text::{Doc, Key, Tables, keys};

/// The basis that the words of the figure's segment say, the nearest where there are several.
pub(super) fn said(doc: &Doc, frame: &Frame, asked: &Asked) -> Option<ChangeBasis> {
    said_by(doc, frame, asked).map(|(_, basis)| basis)
}

/// What is said of a change over such a span. The "annual rate" of prices in a month is that of a year, not a quarter's
/// pace held for one: "house prices rose at an annual rate of 10.7% in December".
pub(super) fn over(doc: &Doc, frame: &Frame, asked: &Asked, span: Option<Span>) -> Option<ChangeBasis> {
    const PRICES: [&str; 7] = ["cpi", "core_cpi", "ppi", "house_prices", "food_price", "rents", "wages"];
    let (phrase, basis) = said_by(doc, frame, asked)?;
    let price = asked.subject.code().is_some_and(|c| PRICES.contains(&c));
    // … but "the annual rate rose to 3% in the June quarter" is none of a pace either: "**at an** annual rate" is.
    let paced = || {
        const REACH: usize = 7;
        let at = |i: usize| doc.is_any(i, keys!["at", "to", "ran"]) && doc.is_any(i + 1, keys!["a", "an"]);
        frame.tokens.clone().any(|i| doc.is(i, "annual") && (i.saturating_sub(REACH)..i).any(at))
    };
    let yearly = price && matches!(phrase, "annual rate" | "annual pace") && (span != Some(Span::Quarter) || !paced());
    Some(if yearly { ChangeBasis::YearOnYear } else { basis })
}

/// The words that say a basis, with it.
fn said_by(doc: &Doc, frame: &Frame, asked: &Asked) -> Option<(&'static str, ChangeBasis)> {
    const PUBLISHED: &[Key] = keys![
        "report",
        "reports",
        "survey",
        "poll",
        "bulletin",
        "review",
        "meeting",
        "update",
        "outlook",
        "projections",
        "forecasts",
        "statement",
    ];
    const ON: &[Key] = keys!["economic", "inflation", "monetary", "policy", "stability"];
    let segment = frame.segment_of(asked.figure.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    let company = asked.subject.owner() == Owner::Entity;
    let figure = &asked.figure.tokens;
    let hit = |at: usize, end: usize| {
        let hit = doc.hit(at, BASES).filter(|h| h.tokens.end <= end)?;
        let (phrase, basis) = ROWS[hit.row as usize];
        // "Quarterly profits" are those of a quarter.
        let of_results = company && matches!(phrase, "quarterly" | "monthly" | "annual");
        // "Average **monthly wages**" are those of a month; "turned **negative for the year**" is what became of the year's change.
        let of_length = matches!(phrase, "monthly" | "weekly")
            && doc.is_any(
                hit.tokens.end,
                keys![
                    "wages", "wage", "salary", "salaries", "pay", "income", "rent", "rents", "payment", "payments",
                    "bill", "bills",
                ],
            );
        // "Australia's **monthly inflation gauge** slowed to 3.5%" comes out each month.
        let of_gauge = phrase == "monthly"
            && (hit.tokens.end..hit.tokens.end + 3).any(|i| doc.is_any(i, keys!["gauge", "indicator"]));
        let of_sign = phrase == "for the year" && doc.is_any(at.wrapping_sub(1), keys!["negative", "positive"]);
        // "In its monthly report", "in their quarterly economic projections"
        let published = (hit.tokens.end..hit.tokens.end + 3).find(|&i| !doc.is_any(i, ON));
        let of_report =
            matches!(phrase, "quarterly" | "monthly" | "annual") && published.is_some_and(|i| doc.is_any(i, PUBLISHED));
        // "Fell 3 percent to an annual rate of 3.57 million": of the level arrived at.
        // … whichever figure stands before it.
        let arrives = || doc.is_any(at.wrapping_sub(1), keys!["a", "an"]) && doc.is(at.wrapping_sub(2), "to");
        let of_level = basis == ChangeBasis::Annualized && ((figure.end..at).any(|i| doc.is(i, "to")) || arrives());
        // "After **dipping to 1.7% a month earlier**": when it was there.
        let of_time = asked.role == Role::To && hit.tokens.start == figure.end && doc.is_any(at, keys!["a", "one"]);
        // "Inflation slowed to 3.57% **from 3.76% a month earlier**": when a rate was there that is left.
        let of_left = matches!(asked.role, Role::To | Role::From)
            && asked.subject.kind() == Kind::Growth
            && doc.is_any(at, keys!["a", "one"])
            && frame.figures_end_before(at) == Some(at)
            && (at.saturating_sub(4)..at).any(|i| doc.is(i, "from"));
        // "Climbed 5% **on news that assets had swelled 16% from the month before**": of what the news tells.
        let of_news = asked.subject.told() == Told::Day
            && figure.end < at
            && frame.figure_in(figure.end..at)
            && (figure.end..at).any(|i| doc.is(i, "that"));
        (!of_news
            && !of_results
            && !of_report
            && !of_level
            && !of_time
            && !of_length
            && !of_gauge
            && !of_sign
            && !of_left)
            .then(|| (hit.tokens.clone(), (phrase, basis)))
    };
    let based = |tokens: &Range<usize>| doc.all_in(tokens.clone(), Tables::of(&[BASES]));
    let said = based(&own).filter_map(|at| hit(at, own.end)).map(|(tokens, said)| {
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
        let near = tokens.start + 1..(tokens.start + 4).min(tokens.end);
        based(&near).find_map(|at| hit(at, tokens.end)).map(|(_, said)| said)
    };
    let first_in = |i: usize| {
        let tokens = &frame.segments[i].tokens;
        based(tokens).find_map(|at| hit(at, tokens.end)).map(|(_, said)| (tokens.len(), said))
    };
    // "On a monthly basis", "on a year-over-year basis"
    let is_short = |i: usize, len: usize| {
        // "Compared with the same quarter a year earlier", "when set against a year before"
        // … or "on a seasonally adjusted, **month-on-month basis**".
        let Range { start: front, end } = frame.segments[i].tokens;
        if doc.is(end - 1, "basis") {
            return true;
        }
        len <= if doc.is_any(front, keys!["on", "compared", "versus", "against", "when", "relative"]) { 9 } else { 6 }
    };
    // "Posted its biggest annual gain in a decade, at 8.8%": the figure of what stands before the comma.
    let apposed = segment > 0
        && (own.start..figure.start)
            .all(|i| doc.is_any(i, keys![",", "at", "of", "by", "to", "about", "around", "just"]));
    let in_whole = |i: usize| {
        let tokens = frame.segments[i].tokens.clone();
        based(&tokens).rev().find_map(|at| hit(at, tokens.end)).map(|(_, said)| said)
    };
    said.min_by_key(|(d, _)| *d)
        .map(|(_, said)| said)
        .or_else(behind_bracket)
        .or_else(|| in_whole(host?))
        .or_else(|| apposed.then(|| in_whole(segment - 1)).flatten())
        .or_else(|| {
            // "On a monthly basis, prices rose": said before a comma.
            let before = host.unwrap_or(segment).checked_sub(1)?;
            // … but in "the stock, **down 29% since the start of the year**, slipped 0.6%" of another figure.
            let hangs = before > 0 && frame.segments[before].opener == Opener::Dependent;
            let whole = frame.segments[before - usize::from(hangs)].tokens.start..frame.segments[before].tokens.end;
            let own_figure = frame.figure_in(whole);
            first_in(before).filter(|(len, _)| is_short(before, *len) && !own_figure).map(|(_, said)| said)
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
            // "A $27 billion, or 5.8%, increase from a year earlier" too.
            let pair = frame.segments.get(segment + 1).is_some_and(|s| {
                let first = s.tokens.start + 1;
                let or = usize::from(doc.is(first, "or"));
                (s.opener == Opener::And || or == 1) && frame.figure_in(first + or..first + or + 1)
            });
            let behind = (segment + 1 + usize::from(pair)..frame.segments.len()).take(2).take_while(|&i| {
                // "Fell by 20,000 **but has changed little over the year**" tells of another change.
                let Segment { tokens, opener } = &frame.segments[i];
                // … and so does "**and is little changed** for the year".
                let and = tokens.start + usize::from(doc.is(tokens.start, ","));
                let verb = doc.is(and, "and") && doc.is_any(and + 1, keys!["is", "are", "was", "were", "has", "have"]);
                *opener != Opener::Contrast && !verb && !frame.figure_in(tokens.clone()) && tokens.len() <= 9
            });
            behind.filter_map(first_in).map(|(_, said)| said).next()
        })
        .or_else(|| in_whole(gapped(doc, frame, segment, figure)?))
}

/// "Rents were up 8.6% on the year, hotels 7% **and food 1.5%**": the segment whose verb a figure leaves out, over those that leave it
/// out too.
fn gapped(doc: &Doc, frame: &Frame, segment: usize, figure: &Range<usize>) -> Option<usize> {
    let part = |s: &Segment| {
        let first = s.tokens.start + usize::from(doc.is(s.tokens.start, ","));
        let first = first + usize::from(doc.is(first, "and"));
        matches!(s.opener, Opener::And | Opener::Comma)
            && frame.predicates_in(s.tokens.clone()).next().is_none()
            && !frame.figure_in(first..first + 1)
            && !doc.is_any(first, keys!["or", "a", "an", "at", "which", "with", "the"])
    };
    let own = frame.segments.get(segment).filter(|s| part(s) && figure.start > s.tokens.start + 1)?;
    let host = (0..segment).rev().find(|&i| !part(&frame.segments[i]))?;
    let listed = (host + 1..segment).all(|i| frame.figure_in(frame.segments[i].tokens.clone()));
    let tokens = &frame.segments[host].tokens;
    let verb = frame.predicates_in(tokens.clone()).find(|p| p.is_change())?;
    let near = (own.tokens.start..figure.start).len() <= 6;
    (listed && near && frame.figure_in(verb.tokens.end..tokens.end)).then_some(host)
}

/// The segment before the bracket that a segment stands in, and the one behind the bracket of that or of what ends at one.
fn around_bracket(doc: &Doc, frame: &Frame, segment: usize) -> (Option<usize>, Option<usize>) {
    let inside = |i: usize| doc.is_any(frame.segments[i].tokens.start, keys![";", ","]);
    let first = (segment.saturating_sub(2)..=segment).rev().find(|&i| frame.segments[i].opener == Opener::Bracket);
    let host = first.filter(|&i| (i + 1..=segment).all(inside)).and_then(|i| i.checked_sub(1));
    let opens = host.is_some() || frame.segments.get(segment + 1).is_some_and(|s| s.opener == Opener::Bracket);
    let closes = |i: &usize| doc.is_any(frame.segments[*i].tokens.start, keys![")", "]"]);
    let resumed = (segment + 1..frame.segments.len()).take(3).find(closes).filter(|_| opens);
    (host, resumed)
}
