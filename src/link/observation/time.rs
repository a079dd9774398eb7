//! The period that a figure is about.
//!
//! Precedence: a period in the figure's segment (after it before others), one in an earlier segment of the sentence, one
//! that opens the sentence, the period spoken of last in the paragraph, the one that the article reports on. A
//! comparison value without a period of its own lies one step before the value it is compared with.

use jiff::ToSpan;

use super::basis;
use super::clause::Opener;
use super::dating;
use super::entity::is_chance;
use super::frame::Frame;
use super::indicator::{Kind, Owner, Told};
use super::reference::{
    follows_than, is_background, is_comparison, is_daily, is_decided, is_habitual, is_part_of_a_whole, is_reference,
    is_release_day, is_said_on, recurs, stands,
};
use super::role::Role;
use super::running;
use super::shift::{calendar_year, closed, day, last_month, step_back, year_back, year_later};
use super::topic::{Subject, Topic};
use super::{ChangeBasis, ObsStatus};
use crate::mention::period::{Granularity, Timex};
use crate::mention::{Mention, MentionKind, Period};
use crate::text::Doc;

/// A figure's period and the mention that says it, where one does.
#[derive(Debug, Default, Clone)]
pub struct Time {
    /// The period.
    pub period: Option<Period>,
    /// The mention.
    pub mention: Option<usize>,
    /// Whether it was reckoned from what the figure is compared with.
    pub reckoned: bool,
    /// How it was found.
    pub found: Found,
}

impl Time {
    fn at(found: Found) -> Self {
        Self { found, ..Self::default() }
    }
}

/// How a figure's period was found, in the order in which it is looked for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It stands where a change arrives: "from £3bn in 2003 to £2bn in **2004**".
    Arrival,
    /// It stands behind two figures and is that of the first.
    Shared,
    /// It stands in the figure's segment.
    #[default]
    Segment,
    /// A stretch that ends with the period spoken of.
    Window,
    /// It runs from a date to the day of publication.
    Running,
    /// It stands elsewhere in the sentence.
    Sentence,
    /// It was spoken of before.
    Carried,
    /// It is reckoned from what the figure is compared with.
    Reckoned,
    /// It lies one step before the period spoken of.
    StepBack,
    /// It is the last month of the period spoken of.
    LastMonth,
    /// It is the year that a company's quarter belongs to, or the last one before the publication.
    WholeYear,
    /// It is the day of publication.
    Published,
}

/// What the search for a period needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Its role.
    pub role: Role,
    /// Its status.
    pub status: ObsStatus,
    /// Its subject.
    pub subject: &'a Subject,
}

/// The period of a figure.
pub fn of(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked, topic: &Topic) -> Time {
    let previous = asked.status == ObsStatus::Previous;
    let segment = frame.segment_of(asked.figure.tokens.start);
    if let Some(i) = arrival(doc, frame, mentions, asked) {
        return Time { period: Some(closed(doc, frame, mentions, i)), mention: Some(i), ..Time::at(Found::Arrival) };
    }
    if let Some(i) = shared(frame, mentions, segment, topic) {
        let both = period(&mentions[i]);
        return match asked.role {
            Role::From => Time { period: before(doc, frame, asked, both), ..Time::at(Found::StepBack) },
            _ => Time { period: Some(both.clone()), mention: Some(i), ..Time::at(Found::Shared) },
        };
    }
    if let Some((i, period)) = running::since(doc, frame, mentions, asked) {
        return Time { period: Some(period), mention: Some(i), ..Time::at(Found::Running) };
    }
    let own =
        in_segment(doc, frame, mentions, asked, segment).or_else(|| later_comparison(frame, mentions, asked, previous));
    if let Some(i) = own {
        return match running::so_far(doc, frame, mentions, &mentions[i], asked) {
            Some(period) => Time { period: Some(period), mention: Some(i), ..Time::at(Found::Running) },
            None => Time { period: Some(closed(doc, frame, mentions, i)), mention: Some(i), ..Time::default() },
        };
    }
    if let Some(period) = window(doc, frame, mentions, segment, topic) {
        return period;
    }
    // "From its present 15%": now, which is no period.
    let present = asked.figure.tokens.start.saturating_sub(3)..asked.figure.tokens.start;
    if previous && present.clone().any(|i| doc.is_any(i, &["present", "current"])) {
        return Time::default();
    }
    if matches!(asked.status, ObsStatus::Hypothetical | ObsStatus::Target)
        || is_habitual(doc, frame, asked)
        || is_part_of_a_whole(doc, asked.figure)
    {
        return Time::default();
    }
    if is_of_a_length(doc, frame, mentions, asked, segment) {
        return Time::default();
    }
    let decided = asked.subject.code() == Some("policy_rate") && asked.status == ObsStatus::Actual;
    let start = frame.segments[segment].tokens.start;
    // "Nickel rose 43% during the year, with copper up 36%": the year of both.
    let to_come = |i: usize| doc.published.zip(period(&mentions[i]).days).is_some_and(|(p, d)| d.1 > p);
    let told =
        earlier(doc, frame, mentions, segment).filter(|&i| decided || mentions[i].tokens.end <= start && !to_come(i));
    if is_daily(asked.subject) || decided {
        // "Up 12% this year, trailing a 15% gain of the index": of the same stretch.
        let beside = running::is_beside(doc, frame, segment).then(|| nearest_before(frame, mentions, start)).flatten();
        if let Some((i, so_far)) =
            beside.and_then(|i| Some((i, running::so_far(doc, frame, mentions, &mentions[i], asked)?)))
        {
            return Time { period: Some(so_far), mention: Some(i), ..Time::at(Found::Running) };
        }
        if told.is_none() {
            let today = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Estimate);
            return Time { period: doc.published.filter(|_| today || decided).map(day), ..Time::at(Found::Published) };
        }
    }
    if asked.subject.code() == Some("policy_rate")
        && asked.status == ObsStatus::Forecast
        && earlier(doc, frame, mentions, segment).is_none()
    {
        return Time::default();
    }
    if stands(asked.subject) {
        return Time::default();
    }
    if let Some(year) = whole_year(doc, frame, asked, segment, topic) {
        let year = if previous { step_back(&year) } else { Some(year) };
        return Time { period: year, ..Time::at(Found::WholeYear) };
    }
    let mut reckoned = false;
    let current = earlier(doc, frame, mentions, segment).map(|i| (closed(doc, frame, mentions, i), Some(i)));
    let current = current.or_else(|| {
        // What it is compared with tells it: "rose 3.8% from the quarter a year earlier".
        let topic = topic.current(asked.figure.sentence, asked.subject.owner()).filter(|_| recurs(asked));
        let told = frame.periods.iter().find_map(|&i| year_later(doc, &mentions[i]));
        let finer = told.as_ref().is_some_and(|t| topic.as_ref().is_none_or(|c| t.granularity < c.granularity));
        if finer {
            reckoned = told.is_some();
            told
        } else {
            topic
        }
        .map(|p| (p, None))
    });
    // A market's article speaks of its day: what it names outside the list is priced there.
    let market = asked.subject.indicator.is_none()
        && !topic.just_spoken(asked.figure.sentence)
        && !doc.is(asked.figure.tokens.end, "of")
        && topic.first_subject.as_ref().is_some_and(is_daily)
        && recurs(asked);
    let told_here = current.as_ref().is_some_and(|(_, m)| m.is_some());
    let current = current.filter(|_| !market || told_here);
    let Some((current, mention)) = current else {
        let market = market || asked.subject.kind() == Kind::Price;
        return Time { period: doc.published.filter(|_| market).map(day), ..Time::at(Found::Published) };
    };
    // "Revised to 85,000 from 73,000": both are of the same time.
    let revised = frame.segments[segment].tokens.clone().any(|i| doc.is_any(i, &["revised", "revision", "revising"]));
    // The chance of a September cut was of that September before too.
    let chance =
        asked.subject.indicator.is_some() && asked.subject.code().is_none() && is_chance(&asked.subject.phrase);
    // "20.1% of Japan's trade, compared with 18.6% for the US": set beside it, of the same time.
    let end = asked.figure.tokens.end;
    let other = asked.role == Role::Than
        && doc.is_any(end, &["for", "in", "at"])
        && !frame.periods_at(end + 1)
        && !doc.is_any(end + 1, &["the", "its", "their", "his"])
        || doc.is_any(end, &["for", "in", "at"]) && frame.is_place(end + 1 + usize::from(doc.is(end + 1, "the")));
    if previous && !revised && !chance && !other {
        return Time { period: before(doc, frame, asked, &current), ..Time::at(Found::StepBack) };
    }
    // "On a monthly basis, prices rose 0.3%" after a yearly figure: the last month of the twelve.
    if basis::said(doc, frame, asked) == Some(ChangeBasis::MonthOnMonth)
        && let Some(month) = last_month(&current)
    {
        return Time { period: Some(month), ..Time::at(Found::LastMonth) };
    }
    let found = match mention {
        Some(_) => Found::Sentence,
        None if reckoned => Found::Reckoned,
        None => Found::Carried,
    };
    Time { period: Some(current), mention, reckoned, found }
}

/// "Raises of 19% over four years", "may lose $30m over the next three months": of a length of time whose days are not
/// told, which no period spoken of before is.
fn is_of_a_length(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked, segment: usize) -> bool {
    let own = &frame.segments[segment].tokens;
    frame.periods.iter().any(|&i| {
        own.contains(&mentions[i].tokens.start)
            && dating::is_length_of(doc, &mentions[i], period(&mentions[i]).timex, asked.figure)
    })
}

/// The time that a value is compared with: a year before for what companies report, or where the change is over a year;
/// else the period before.
fn before(doc: &Doc, frame: &Frame, asked: &Asked, current: &Period) -> Option<Period> {
    let yearly = match basis::said(doc, frame, asked) {
        Some(basis) => basis == ChangeBasis::YearOnYear,
        None => {
            asked.subject.owner() == Owner::Entity
                && asked.subject.told() == Told::Series
                && current.granularity > Some(Granularity::Week)
        }
    };
    if yearly { year_back(current) } else { step_back(current) }
}

/// "A 26% rise in annual profits to $16bn", "analysts forecast full-year profit of $2bn": the year that is reported on,
/// or for a forecast the one that runs.
fn whole_year(doc: &Doc, frame: &Frame, asked: &Asked, segment: usize, topic: &Topic) -> Option<Period> {
    let own = &frame.segments[segment].tokens;
    let opening = &frame.segments[segment.saturating_sub(1)].tokens;
    let opening = if opening.len() <= 6 { opening.clone() } else { own.clone() };
    let said = dating::says_whole_year(doc, own.clone()) || dating::says_whole_year(doc, opening);
    if asked.subject.owner() != Owner::Entity || !said {
        return None;
    }
    let reported = topic.current(asked.figure.sentence, Owner::Entity);
    if reported.as_ref().is_some_and(|p| p.granularity == Some(Granularity::Year)) {
        return reported.filter(|_| asked.status != ObsStatus::Forecast);
    }
    let quarter_end = reported.as_ref().and_then(|p| p.days).map(|d| d.1);
    let published = doc.published?;
    let year = match (asked.status, quarter_end) {
        (ObsStatus::Forecast | ObsStatus::Target, end) => end.unwrap_or(published).year(),
        (_, Some(end)) => (end.month() == 12).then_some(end.year())?,
        // Years are reported on in the months after them.
        (_, None) => (published.month() <= 6).then_some(published.year() - 1)?,
    };
    calendar_year(year)
}

/// The last period of the sentence before a token.
fn nearest_before(frame: &Frame, mentions: &[Mention], at: usize) -> Option<usize> {
    frame.periods.iter().copied().rev().find(|&i| mentions[i].tokens.end <= at && is_reference(period(&mentions[i])))
}

/// "From $187 million, or $1.02 a share, **a year earlier**": the comparison's time behind its figures.
fn later_comparison(frame: &Frame, mentions: &[Mention], asked: &Asked, previous: bool) -> Option<usize> {
    let end = asked.figure.tokens.end;
    let i = frame.periods.iter().copied().find(|&i| mentions[i].tokens.start >= end)?;
    let p = period(&mentions[i]);
    (previous && p.comparison && is_reference(p) && mentions[i].tokens.start - end <= 10).then_some(i)
}

/// "Slipped 11% from £3.24bn in 2003 **to £2.89bn in 2004**": a change is of the time that it arrives at.
fn arrival(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked) -> Option<usize> {
    if !matches!(asked.role, Role::Direct | Role::By) {
        return None;
    }
    let place = frame.figures.iter().position(|&f| mentions[f].tokens == asked.figure.tokens)?;
    let [from, to] = *frame.figures.get(place + 1..place + 3)? else { return None };
    let (from, to) = (&mentions[from].tokens, &mentions[to].tokens);
    let moved = doc.is(from.start.wrapping_sub(1), "from") && doc.is(to.start.wrapping_sub(1), "to");
    let adjacent = from.start - asked.figure.tokens.end <= 2;
    let of = |start: usize, end: usize| {
        frame.periods.iter().copied().find(|&i| {
            let tokens = &mentions[i].tokens;
            (start..end).contains(&tokens.start) && is_reference(period(&mentions[i]))
        })
    };
    // Only where the figure left has a time of its own is that of the other one the arrival's.
    (moved && adjacent && of(from.end, to.start).is_some()).then(|| of(to.end, to.end + 4)).flatten()
}

/// "Eased to 3.2% from 3.4% in March": one period behind both figures is that of the first; the second lies a step
/// before, unless the article already speaks of a later time ("to 5% from 5.4% in 2019").
fn shared(frame: &Frame, mentions: &[Mention], segment: usize, topic: &Topic) -> Option<usize> {
    let own = &frame.segments[segment].tokens;
    let inside = |i: &&usize| own.start <= mentions[**i].tokens.start && mentions[**i].tokens.end <= own.end;
    let figures: Vec<usize> = frame.figures.iter().filter(inside).copied().collect();
    let mut periods = frame.periods.iter().filter(inside).copied();
    let (only, more) = (periods.next()?, periods.next());
    let [first, second] = figures[..] else { return None };
    let p = period(&mentions[only]);
    let behind = mentions[only].tokens.start >= mentions[second].tokens.end && more.is_none();
    let close = mentions[second].tokens.start - mentions[first].tokens.end <= 4;
    let later = topic.first_days().zip(p.days).is_some_and(|(t, p)| t.1 > p.1);
    (behind && close && is_reference(p) && !p.comparison && p.granularity > Some(Granularity::Day) && !later)
        .then_some(only)
}

/// "Over the past 12 months": a length of time that ends with the period that the article reports on.
fn window(doc: &Doc, frame: &Frame, mentions: &[Mention], segment: usize, topic: &Topic) -> Option<Time> {
    let own = &frame.segments[segment].tokens;
    let end = topic.first_days().map(|d| d.1).or(doc.published)?;
    let (i, months) = frame.periods.iter().copied().find_map(|i| {
        let (tokens, p) = (&mentions[i].tokens, period(&mentions[i]));
        let from = tokens.start.saturating_sub(2);
        let past = (from..tokens.end).any(|t| doc.is_any(t, &["past", "last"]))
            && (from..tokens.end).any(|t| doc.is_any(t, &["over", "in", "for"]));
        let number: i32 = p.value.strip_prefix('P')?.strip_suffix(['M', 'Y'])?.parse().ok()?;
        let months = if p.value.ends_with('Y') { number.checked_mul(12)? } else { number };
        let opens = tokens.end <= own.start && segment == frame.segment_of(tokens.start) + 1;
        let inside = own.start <= tokens.start && tokens.end <= own.end || opens;
        (past && inside && p.days.is_none()).then_some((i, months))
    })?;
    let first = end.tomorrow().ok()?.checked_sub(months.months()).ok()?;
    let value = format!("{first}/{end}");
    let shape = period(&mentions[i]).clone();
    Some(Time {
        period: Some(Period { value, days: Some((first, end)), timex: Timex::Date, ..shape }),
        mention: Some(i),
        ..Time::at(Found::Window)
    })
}

/// The period of a mention that is one.
pub fn period(mention: &Mention) -> &Period {
    match &mention.kind {
        MentionKind::Period(p) => p,
        _ => unreachable!("frames list only periods as periods"),
    }
}

/// The period in the figure's own segment.
fn in_segment(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked, segment: usize) -> Option<usize> {
    let own = &frame.segments[segment].tokens;
    let figure = &asked.figure.tokens;
    let inside = |i: &usize| {
        let tokens = &mentions[*i].tokens;
        own.start <= tokens.start && tokens.end <= own.end && is_reference(period(&mentions[*i]))
    };
    let previous = asked.status == ObsStatus::Previous;
    // A comparison ("from a year earlier") is what a change is measured against, not when it happened; it is the
    // period of a comparison value.
    let fits = |i: &usize| {
        (previous || !is_comparison(doc, &mentions[*i], period(&mentions[*i]), asked))
            && !is_release_day(doc, period(&mentions[*i]), asked.subject)
            && !(recurs(asked) && !is_decided(asked.subject) && dating::is_of_event(doc, &mentions[*i]))
    };
    let said = |i: &usize| !is_said_on(doc, frame, mentions[*i].tokens.start);
    let other_figure = |from: usize, to: usize| {
        frame
            .figures
            .iter()
            .any(|&f| mentions[f].tokens.start >= from && mentions[f].tokens.end <= to && mentions[f].tokens != *figure)
    };
    let candidates: Vec<usize> = frame.periods.iter().copied().filter(inside).filter(fits).filter(said).collect();
    // "March's 0.1% loss": said of no other figure.
    if let Some(own) = possessive(doc, frame, mentions, asked.figure) {
        return Some(own);
    }
    let after = candidates
        .iter()
        .copied()
        .find(|&i| mentions[i].tokens.start >= figure.end && !other_figure(figure.end, mentions[i].tokens.start));
    let before = candidates.iter().copied().rev().find(|&i| {
        mentions[i].tokens.end <= figure.start && (!previous || !other_figure(mentions[i].tokens.end, figure.start))
    });
    // Over another figure only where that one is no standard of comparison with a period of its own.
    let later = candidates.iter().copied().find(|&i| {
        let start = mentions[i].tokens.start;
        start >= figure.end
            && !(figure.end..start).any(|t| doc.is_any(t, &["than", "from", "compared", "against", "versus"]))
    });
    if asked.status == ObsStatus::Target {
        return after; // "a 5% target for 2025"; what stands before belongs to another figure
    }
    match asked.role {
        // "from 3.4% in March" has its own period; "to 3.2% from 3.4% in March" shares the last one's place but not it.
        Role::From | Role::Than => after.or(before.filter(|_| frame.segments[segment].opener == Opener::Comparison)),
        _ => after.or(before).or(later.filter(|_| !previous)),
    }
}

/// The period whose possessive stands right before the figure.
fn possessive(doc: &Doc, frame: &Frame, mentions: &[Mention], figure: &Mention) -> Option<usize> {
    let start = figure.opening();
    let clitic = start.checked_sub(1).filter(|&i| doc.is_any(i, &["'s", "’s"]))?;
    frame.periods.iter().copied().find(|&i| mentions[i].tokens.end == clitic && is_reference(period(&mentions[i])))
}

/// A period in an earlier segment of the sentence that no comparison and no "said on Monday" is.
fn earlier(doc: &Doc, frame: &Frame, mentions: &[Mention], segment: usize) -> Option<usize> {
    let start = frame.segments[segment].tokens.start;
    let compared = |i: usize| frame.segments[frame.segment_of(mentions[i].tokens.start)].opener == Opener::Comparison;
    let fits = |i: &usize| {
        let p = period(&mentions[*i]);
        !compared(*i)
            && !is_said_on(doc, frame, mentions[*i].tokens.start)
            && !follows_than(doc, &mentions[*i])
            && mentions[*i].tokens.end <= start
            && is_reference(p)
            && !p.comparison
            && is_stretch(p)
            && !is_background(doc, &mentions[*i])
            && !dating::is_of_event(doc, &mentions[*i])
    };
    // "… since October 2021, when it stood at 4.5%"
    if doc.is(start, "when") || doc.is(start + 1, "when") {
        let named = frame
            .periods
            .iter()
            .copied()
            .rev()
            .find(|&i| mentions[i].tokens.end <= start && is_reference(period(&mentions[i])));
        if named.is_some() {
            return named;
        }
    }
    // "A year ago, the rate was 6.27%": a comparison that opens the sentence is what the sentence is about.
    let opening = frame.periods.first().copied().filter(|&i| {
        mentions[i].tokens.start <= frame.tokens.start + 1
            && mentions[i].tokens.end <= start
            && is_reference(period(&mentions[i]))
            && !compared(i)
            && !doc.is(mentions[i].tokens.start.wrapping_sub(1), "from")
            && !is_background(doc, &mentions[i])
    });
    frame.periods.iter().copied().rev().find(fits).or(opening).or_else(|| {
        // Else what follows in the sentence: "… rose 2%, the office said of November".
        let end = frame.segments[segment].tokens.end;
        frame.periods.iter().copied().find(|&i| {
            let p = period(&mentions[i]);
            let plain = is_reference(p) && !p.comparison && is_stretch(p) && !dating::is_of_event(doc, &mentions[i]);
            let start = mentions[i].tokens.start;
            let there = &frame.segments[frame.segment_of(start)];
            let compared = there.tokens.start..start;
            !matches!(there.opener, Opener::Bracket | Opener::Dependent)
                && !is_said_on(doc, frame, start)
                && !follows_than(doc, &mentions[i])
                && start >= end
                && plain
                && !is_background(doc, &mentions[i])
                && !(end..start).any(|t| doc.is_any(t, &["peak", "high", "low", "highest", "lowest"]))
                && !compared.clone().any(|t| {
                    doc.is_any(
                        t,
                        &["than", "from", "compared", "against", "versus", "exceeding", "after", "until", "till"],
                    )
                })
        })
    })
}

/// Whether it is more than one day.
fn is_stretch(period: &Period) -> bool {
    period.granularity > Some(Granularity::Day) || period.days.is_some_and(|(from, to)| from < to)
}

/// The period that the headline names, once it is over.
pub fn of_title(doc: &Doc) -> Option<Period> {
    let over = |p: &&Period| doc.published.zip(p.days).is_some_and(|(published, d)| d.1 <= published);
    let named = crate::mention::period::in_title(doc);
    // The rules of the periods may see a shorter one in a longer one.
    let inside = |m: &&Mention| {
        let longer = |n: &Mention| {
            n.tokens.len() > m.tokens.len() && n.tokens.start <= m.tokens.start && m.tokens.end <= n.tokens.end
        };
        named.iter().any(longer)
    };
    let mut told = named.iter().filter(|m| !inside(m)).map(period).filter(|p| is_reference(p) && !p.comparison);
    let (only, more) = (told.next()?, told.next());
    Some(only).filter(over).filter(|p| more.is_none() && p.granularity > Some(Granularity::Week)).cloned()
}

/// The period of a sentence that has no figure but names what is measured: what the next figures are about.
pub fn of_bare_sentence(doc: &Doc, frame: &Frame, mentions: &[Mention]) -> Option<Period> {
    let fits = |i: &usize| {
        let p = period(&mentions[*i]);
        // A flash figure may be of the month that still runs; a quarter or a year is told of when it is over.
        let over = doc.published.zip(p.days).is_none_or(|(published, d)| {
            d.1 <= published || d.0 <= published && p.granularity <= Some(Granularity::Month)
        });
        is_reference(p)
            && !p.comparison
            && p.granularity > Some(Granularity::Week)
            && over
            && !is_said_on(doc, frame, mentions[*i].tokens.start)
            && !is_background(doc, &mentions[*i])
    };
    let mut told = frame.periods.iter().copied().filter(fits);
    // "Gains in January, February and March": what is spoken of next is none of them.
    let (only, more) = (told.next()?, told.next());
    more.is_none().then(|| period(&mentions[only]).clone())
}
