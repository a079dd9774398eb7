//! Periods that stand elsewhere in a figure's sentence: in a segment before its own, else in one that follows.
//!
//! What is compared with, when it was said and how far back one has to look are none of them. The third part of the search
//! of [`super`], after [`super::placed`] and [`super::running`].

use std::ops::Range;

use super::apart::{is_apposed, is_participle_then, is_reached_then};
use super::candidate::is_day_of_results;
use super::clause;
use super::dating::{self, Cue};
use super::market::{is_decided, is_quoted};
use super::period;
use super::reference::{
    follows_than, is_anothers, is_background, is_of_line, is_of_multiple, is_over_the, is_reference,
};
use super::reference::{is_release_day, is_said_on};
use super::search::Search;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::{Opener, Segment};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind, Period};
use crate::text::{Doc, TokenKind, keys};

/// A period in another segment of the sentence: in an earlier one, else one that the sentence is opened with, else one that
/// follows.
pub fn earlier(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    if frame.periods.is_empty() {
        return None;
    }
    let start = clause::when_before(search).unwrap_or(search.own().start);
    // "… since October 2021, when it stood at 4.5%"
    // … but "shrank from a year ago, when analysts **had forecast** growth": of what is reported.
    if (doc.is(start, "when") || doc.is(start + 1, "when"))
        && asked.status != ObsStatus::Forecast
        && let Some(named) = nearest_before(frame, mentions, start)
    {
        return Some(named);
    }
    if let Some(named) = clause::antecedent(search).or_else(|| clause::whole_of_it(search)) {
        return Some(named);
    }
    // "Aims at savings of £20m by 2026 and **has cut** costs by £5m": what is done is of no time to come.
    let done = asked.status == ObsStatus::Actual
        && search.words_before().any(|i| doc.is_any(i, keys!["has", "have", "had"]) || acts::is(doc, i, Act::Past));
    let ahead = |i: usize| done && doc.published.zip(search.period(i).days).is_some_and(|(p, d)| d.0 > p);
    // "A September cut by the bank, **whose rate stands** at 3.75%": now.
    if doc.is(opening(doc, &frame.segments[search.segment]), "whose")
        && search.words_before().any(|i| doc.is_any(i, keys!["stands", "is", "are", "stand"]))
    {
        return None;
    }
    let told = frame.periods.iter().copied().rev().find(|&i| !ahead(i) && is_told_before(search, i));
    told.or_else(|| frame.periods.first().copied().filter(|&i| is_opening(search, i))).or_else(|| following(search))
}

/// Whether a period of an earlier segment is told of the figure too: no comparison, no "said on Monday".
fn is_told_before(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let (mention, p) = (&mentions[i], search.period(i));
    mention.tokens.end <= search.own().start
        && !is_of_line(doc, asked.figure, mention.tokens.start)
        && is_reference(p)
        && !p.comparison
        && is_stretch(p)
        && (!is_in_comparison(frame, mention) || is_retold_beside(search, i))
        && !is_compared_on(search, i)
        && !is_of_standard(doc, frame, mention)
        && !is_of_reading_left(search, i)
        && !is_of_time_before(search, i)
        && !is_aside(search, i)
        && !is_apposed(doc, frame, mention)
        && !is_reached_then(doc, frame, mention)
        && !is_said_on(doc, frame, mention)
        && !follows_than(doc, mention)
        && !is_background(doc, mention)
        && !is_day_of_results(search, i)
        && !dating::is_until(doc, mention)
        && (is_decided(search.asked.subject) || !dating::is_of_event(doc, mention))
}

/// "**A year ago**, the rate was 6.27%": a comparison that opens the sentence is what the sentence is about.
fn is_opening(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, .. } = search;
    let mention = &mentions[i];
    mention.tokens.start <= frame.tokens.start + 1
        && mention.tokens.end <= search.own().start
        && is_reference(search.period(i))
        // "**A day later**, the price index is to show": no statistic that is to come is of a day.
        && !(search.asked.status == ObsStatus::Forecast && is_release_day(doc, mention, search.asked))
        && !is_in_comparison(frame, mention)
        && !is_compared_on(search, i)
        && !doc.is(mention.tokens.start.wrapping_sub(1), "from")
        && !is_day_of_results(search, i)
        && !is_background(doc, mention)
}

fn is_in_comparison(frame: &Frame, mention: &Mention) -> bool {
    frame.segments[frame.segment_of(mention.tokens.start)].opener == Opener::Comparison
}

/// "After April deliveries came in at 15,620 vehicles, **a 134% surge** from a year before": of what stands right before it.
fn is_retold_beside(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, segment, .. } = search;
    let there = frame.segment_of(mentions[i].tokens.start);
    let own = &frame.segments[segment];
    let first = opening(doc, own);
    asked.measure == Measure::Change
        && there + 1 == segment
        && own.opener == Opener::Comma
        && doc.is_any(first, keys!["a", "an", "up", "down"])
        && first + 1 == asked.figure.tokens.start
        && frame.figure_in(mentions[i].tokens.end..frame.segments[there].tokens.end)
}

/// "**On the year**, output was 0.4% higher", "**against the same quarter of 2023**, it expanded 3.3%": what it is compared with;
/// a market's month is one it is told of.
fn is_compared_on(search: &Search, i: usize) -> bool {
    let first = search.frame.tokens.start;
    let opening = first + usize::from(search.doc.is(first, "when"));
    let words = match search.doc.lower(opening) {
        "against" | "versus" => 1,
        "relative" | "compared" => 2,
        _ => 0,
    };
    words > 0 && search.mentions[i].tokens.start == opening + words
        || is_over_the(search.doc, &search.mentions[i]) && !is_quoted(search.asked)
}

/// "Slower **than the 3% pace in May** and just shy of the 2.9% expected": of what is compared with it, not of May.
fn is_of_standard(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    let there = frame.segments[frame.segment_of(at)].tokens.start;
    // "An increase on the 3.3% growth of the second quarter", "well below the 3.4% of the fourth"
    let the = |t: usize| doc.is(t + 1, "the") && frame.figure_in(t + 2..t + 3);
    let on = |t: usize| doc.is_any(t, keys!["on", "below", "above"]) && the(t);
    // "3.1% **below the revised** September estimate"
    let near = at.saturating_sub(3).max(there);
    if (near..at).any(|i| doc.is_any(i, keys!["below", "above"]) && frame.figure_in(i.saturating_sub(1)..i)) {
        return true;
    }
    if is_of_multiple(doc, at) {
        return true;
    }
    let word = (there..at).rev().find(|&t| doc.is_any(t, keys!["than", "against", "versus"]) || on(t));
    word.is_some_and(|word| frame.figure_in(word..at)) || is_held_against(doc, frame, &mention.tokens)
}

/// "$574 million, a decrease of 2% **on the same period** of 2023": right behind the change against it.
pub fn is_held_against(doc: &Doc, frame: &Frame, period: &Range<usize>) -> bool {
    let Some(on) = period.start.checked_sub(1).filter(|&on| doc.is(on, "on")) else { return false };
    // "An 82% **jump** on 2003 figures"
    let beside = frame.figure_in(on.saturating_sub(2)..on);
    // "**Up 5% on** 2023"
    let up = (on.saturating_sub(4)..on).any(|i| doc.is_any(i, keys!["up", "down"]));
    beside && (up || doc.is(period.start, "the") || doc.is_any(period.end, keys!["figures", "levels", "results"]))
}

/// "Slid to 87 in July **from 88.6 in June**, missing the 88.9 forecast": of the reading, not of the one before it; nor is what
/// goes on with a fact, "was $2bn, up from $1bn in the same period of 2023, and revenue grew 15%".
fn is_of_reading_left(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let (at, there) = (mentions[i].tokens.start, frame.segment_of(mentions[i].tokens.start));
    let mut before = frame.figures.iter().rev().map(|&f| &mentions[f]).filter(|f| f.tokens.end <= at);
    let Some(figure) = before.next().filter(|f| frame.segment_of(f.tokens.start) == there) else { return false };
    let opening = figure.opening();
    // "From **a downwardly revised** 91,000 in July"
    let noun = |t: &usize| doc.kind(*t) == Some(TokenKind::Word) && !frame.figure_in(*t..t + 1);
    let mut ahead = (opening.saturating_sub(4)..opening).rev().take_while(noun);
    if !ahead.any(|t| doc.is(t, "from")) {
        return false;
    }
    let alone = before.next().is_none_or(|f| frame.segment_of(f.tokens.start) != there);
    let later = || {
        let now = topic.current(asked.figure.sentence, asked.subject.owner()).and_then(|p| p.days);
        now.zip(search.period(i).days).is_some_and(|(now, then)| then.1 < now.1)
    };
    asked.status == ObsStatus::Forecast || alone || later()
}

/// "It stood at 5.7% **in September**, and the bank **had projected** 5.8%", in an account of October: what someone had foreseen is of
/// what is reported, not of the time that it is set beside.
fn is_of_time_before(search: &Search, i: usize) -> bool {
    let &Search { doc, asked, topic, .. } = search;
    let around = search.own().start..search.own().end.min(search.figure().end + 9);
    if asked.status != ObsStatus::Forecast || !around.into_iter().any(|t| doc.is(t, "had")) {
        return false;
    }
    let now = topic.current(asked.figure.sentence, asked.subject.owner()).and_then(|p| p.days);
    now.zip(search.period(i).days).is_some_and(|(now, then)| then.1 < now.0)
}

/// "Exports, **which fell 3% in May**, rose 5%": the clause between the commas is closed.
fn is_aside(search: &Search, i: usize) -> bool {
    let &Search { doc, frame, mentions, segment, .. } = search;
    let there = &frame.segments[frame.segment_of(mentions[i].tokens.start)];
    let own = &frame.segments[segment];
    // "Costs**, pushed up by a contract that took effect in March,** were 5% higher"
    let participle = || {
        let first = opening(doc, there);
        let verb = opening(doc, own);
        doc.lower(first).ends_with("ed")
            && doc.is_any(verb, keys!["was", "were", "is", "are", "rose", "fell"])
            && (first..mentions[i].tokens.start).any(|t| doc.is_any(t, keys!["that", "which"]))
    };
    if own.opener == Opener::Comma && there.opener == Opener::Comma && participle() {
        return true;
    }
    // "…, resulting in a loss of 3%" goes on with it.
    matches!(own.opener, Opener::Comma | Opener::Comparison)
        && !doc.lower(opening(doc, own)).ends_with("ing")
        && doc.is_any(opening(doc, there), keys!["which", "who", "whose"])
        // "The report**, in which** firms were shown to have hired few in July": of what the sentence reports.
        && !doc.is_any(there.tokens.start.wrapping_sub(1), keys!["in", "by"])
}

/// What follows in the sentence: "… rose 2%, the office said of November".
fn following(search: &Search) -> Option<usize> {
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
        // "Rose 7% from a year earlier, **the same as in** April"
        doc.starts(t, keys!["same", "as"])
            || doc.is_any(t, keys!["matching", "unchanged"])
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
        && !is_held_against(doc, frame, &mentions[i].tokens)
        && !is_to_come(search, i)
        && !matches!(frame.segments[there].opener, Opener::Bracket | Opener::Dependent)
        && !is_anothers(doc, frame, &mentions[i], search.asked.figure)
        && !is_apposed(doc, frame, &mentions[i])
        && !is_said_on(doc, frame, &mentions[i])
        && !follows_than(doc, &mentions[i])
        && !is_background(doc, &mentions[i])
        && (is_decided(search.asked.subject) || !dating::is_of_event(doc, &mentions[i]))
        && !is_participle_then(search, i)
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
        && words.clone().any(|i| doc.is_any(i, keys!["%", "percent"]))
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
        // "Rose 0.7% and **are** up 66% this year"
        Opener::And if doc.is_any(words.start + 1, keys!["is", "are", "has", "have", "will"]) => return true,
        // "Trailed the 5.9% estimate **and left** growth outside its 6%-7% goal for 2024"
        Opener::And
            if acts::is_past_form(doc, words.start + 1)
                && asked.status == ObsStatus::Forecast
                && frame.figure_in(words.clone()) =>
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
    // "Rose to $376bn, **having bottomed out** at $317bn in 2021"
    doc.is(first, "having") && frame.figure_in(words)
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
    let ahead =
        |t: usize| dating::is(doc, t, Cue::ForetoldNow) || doc.is_any(t, keys!["would", "could", "may", "might"]);
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

/// "The 1.6% it had **initially reported**": what was told of the same time before.
pub fn is_retold(doc: &Doc, figure: &Mention) -> bool {
    const REACH: usize = 4;
    (figure.tokens.end..figure.tokens.end + REACH).any(|i| acts::is_told_otherwise(doc, i))
}

/// The last period of the sentence before a token.
pub fn nearest_before(frame: &Frame, mentions: &[Mention], at: usize) -> Option<usize> {
    frame.periods.iter().copied().rev().find(|&i| mentions[i].tokens.end <= at && is_reference(period(&mentions[i])))
}

/// The first word of a segment.
pub fn opening(doc: &Doc, segment: &Segment) -> usize {
    segment.tokens.start + usize::from(doc.is(segment.tokens.start, ","))
}

/// Whether it is more than one day.
pub(super) fn is_stretch(period: &Period) -> bool {
    period.granularity > Some(Granularity::Day) || period.days.is_some_and(|(from, to)| from < to)
}
