//! A change told against a period that is named: "up 0.4% from October", "relative to the second quarter, it was lower".
//!
//! A part of [`super::basis`]. Guarantees: a period that lies years back gives no basis, nor does one that is not the standard.

use super::apart::opens_comparing;
use super::basis::BASES;
use super::reference::{is_in_standard, is_month_before, stood};
use super::{Asked, Time, mark, period};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::{ChangeBasis, ObsStatus};
use crate::mention::Mention;
use crate::mention::period::Granularity;
use crate::text::{Doc, keys};

/// "Up 0.4% from October", "12% more than in June 2024", "28% compared with 2019": by how far back the period named lies;
/// none inside for one that lies years back.
pub fn of(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked, time: &Time) -> Option<Option<ChangeBasis>> {
    let segment = frame.segment_of(asked.figure.tokens.start);
    // "Compared with" opens a segment of its own.
    let comparison = frame.segments.get(segment + 1).filter(|s| s.opener == Opener::Comparison);
    let reach = comparison.unwrap_or(&frame.segments[segment]).tokens.end;
    let figure_segment = &frame.segments[segment].tokens;
    // "An increase of 1.4 percent **(±0.9%)** from the first quarter", "up 23 percent, **or $49 billion,** from April 2024"
    let end = frame.past_twin(doc, asked.figure);
    let reach = if end > reach { frame.segments[frame.segment_of(end)].tokens.end } else { reach };
    let next = frame.figures.iter().map(|&f| mentions[f].tokens.start).find(|&s| s >= end).unwrap_or(usize::MAX);
    // "Will grow 3% from 2023": of the year that runs, where no other is told.
    let this_year = || doc.published.filter(|_| asked.status == ObsStatus::Forecast && time.period.is_none());
    let from = match &time.period {
        Some(period) => period.days?.0,
        // "Is expected to show a 0.3% increase **from March**": of the month behind it, whichever that is.
        None if frame.periods.iter().any(|&i| is_month_before(doc, &mentions[i], period(&mentions[i]), asked)) => {
            return Some(Some(ChangeBasis::MonthOnMonth));
        }
        // "Are 2% below **their level in** 2019": of now, held against years ago.
        None if frame.periods.iter().any(|&i| is_level_of_years_ago(doc, frame, &mentions[i])) => return Some(None),
        None => this_year()?.first_of_year(),
    };
    // "A point higher **than the 3.4%** seen in early 2023": by how far back the time of that lies.
    // … "an N% improvement **on the $375,300** of March 2023".
    let standard = (doc.is_any(end + 1, keys!["than", "on"]) && doc.is(end + 2, "the") && next == end + 3)
        .then(|| frame.figures.iter().map(|&f| mentions[f].tokens.end).find(|&e| e > next))
        .flatten();
    let figure = &asked.figure.tokens;
    let opens_figures = |at: usize| frame.figures_end_before(at).is_none();
    frame.periods.iter().copied().find_map(|i| {
        let tokens = &mentions[i].tokens;
        let named = period(&mentions[i]);
        let of_standard = standard.is_some_and(|e| (e..e + 5).contains(&tokens.start));
        let back = usize::from(doc.is_any(tokens.start.wrapping_sub(1), keys!["in", "the", "its", "their", "at"]));
        let joint = tokens.start.wrapping_sub(1 + back);
        let compared = doc.is_any(joint, keys!["from", "than", "on", "versus", "over"])
            || doc.is_any(joint, keys!["below", "above"]) && joint == end
            || doc.is_any(joint, keys!["with", "to"])
                && doc.is_any(joint.wrapping_sub(1), keys!["compared", "relative"])
            || stood(doc, joint).is_some()
                && (!doc.is_any(tokens.end - 1, keys!["ago", "earlier", "before"])
                    || !doc.is_any(tokens.start, keys!["a", "one"]));
        let against = joint == frame.tokens.start && doc.is(joint, "against");
        // "Above **the level in** April 2023"
        let level = tokens.start >= end
            && mark::is_of_bare(doc, frame, tokens)
            && (end..tokens.start).any(|i| doc.is_any(i, keys!["level", "levels"]));
        let compared = compared || against || of_standard || level || is_in_standard(doc, tokens.start);
        // "**In March, compared with** February, sales rose 0.3%": a standard in front of all figures.
        let fronted =
            doc.is_any(joint, keys!["with", "to"]) && tokens.end <= figure.start && opens_figures(figure.start);
        // "Compared with (relative to, against) the second quarter of 2024, output was 0.1% lower"
        // … "when compared with" it too.
        let when = usize::from(doc.is(frame.tokens.start, "when"));
        let beside = segment > 0 && opens_comparing(doc, frame) && tokens.end <= figure_segment.start;
        let opens = segment <= 1 + when
            && tokens.end <= figure_segment.start
            && doc.is_any(frame.tokens.start + when, keys!["compared", "relative", "against", "versus"]);
        let compared = compared || beside;
        let close = opens
            || beside
            || fronted
            || of_standard
            || end <= joint && tokens.end <= next && tokens.start < reach && joint - end <= 6;
        // "Higher on the year" names no year.
        let bare = tokens.len() == 2
            && doc.is(tokens.start, "the")
            && doc.is_any(tokens.start + 1, keys!["year", "quarter", "month", "week", "period"]);
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
            (12, _) => Some(ChangeBasis::YearOnYear),
            // Not "in early 2023", told of July
            (12..24, Granularity::Year) if named.modifier.is_none() => Some(ChangeBasis::YearOnYear),
            (_, Granularity::Week) if days < 14 => Some(ChangeBasis::WeekOnWeek),
            (1, Granularity::Month) => Some(ChangeBasis::MonthOnMonth),
            (3, _) => Some(ChangeBasis::QuarterOnQuarter),
            // "Than twelve months ago", reckoned from the day of publication: words that say a basis themselves.
            _ if doc.hit(tokens.start, BASES).is_some() => return None,
            _ => None,
        })
    })
}

/// "Their level **in the fourth quarter of 2019**": a time of years ago that something is held against.
fn is_level_of_years_ago(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let ended = period(mention).days.zip(doc.published);
    ended.is_some_and(|((_, to), published)| i32::from(published.year()) - i32::from(to.year()) >= 2)
        && mark::is_of_bare(doc, frame, &mention.tokens)
}
