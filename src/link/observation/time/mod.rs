//! The period that a figure is about.
//!
//! Precedence: a period in the figure's segment (after it before others), one in an earlier segment of the sentence, one
//! that opens the sentence, the period spoken of last in the paragraph, the one that the article reports on. A
//! comparison value without a period of its own lies one step before the value it is compared with.

pub mod basis;
pub mod dating;
pub mod elsewhere;
mod meant;
pub mod placed;
pub mod previous;
pub mod reference;
pub mod running;
pub mod said;
pub mod shift;
pub mod usual;

use super::sentence::acts::{self, Act};

use super::entity::is_chance;
use super::indicator::{Kind, Owner};
use super::sentence::clause::Opener;
use super::sentence::frame::Frame;
use super::sentence::role::Role;
use dating::Cue;
use elsewhere::{earlier, is_retold, market_day, nearest_before};
use placed::{arrival, bracketed, in_segment, shared, window};
use previous::{a_year_before, before, later_comparison};
use reference::{
    is_beside_price, is_comparison, is_daily, is_decided, is_habitual, is_part_of_a_whole, is_part_of_staff, is_quoted,
    recurs, stands,
};

use super::topic::{Subject, Topic};
use super::{ChangeBasis, Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind, Period};
use crate::text::Doc;
use shift::{closed, day, last_month, step_back, year_later};

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
    pub(super) fn at(found: Found) -> Self {
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
    /// What it says of it.
    pub measure: Measure,
}

/// The period of a figure.
pub fn of(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked, topic: &Topic) -> Time {
    let previous = asked.status == ObsStatus::Previous;
    let segment = frame.segment_of(asked.figure.tokens.start);
    if let Some(i) = arrival(doc, frame, mentions, asked) {
        return Time { period: Some(closed(doc, frame, mentions, i)), mention: Some(i), ..Time::at(Found::Arrival) };
    }
    if let Some(i) = shared(doc, frame, mentions, asked, segment, topic) {
        let both = period(&mentions[i]);
        return match asked.role {
            Role::From => Time { period: before(doc, frame, asked, both), ..Time::at(Found::StepBack) },
            _ => Time { period: Some(both.clone()), mention: Some(i), ..Time::at(Found::Shared) },
        };
    }
    if let Some((i, year)) = shift::next_year(doc, frame, mentions, asked.figure) {
        return Time { period: Some(year), mention: Some(i), ..Time::at(Found::Segment) };
    }
    if let Some((i, period)) = running::since(doc, frame, mentions, asked) {
        return Time { period: Some(period), mention: Some(i), ..Time::at(Found::Running) };
    }
    if let Some(i) = bracketed(frame, mentions, segment) {
        return Time { period: Some(period(&mentions[i]).clone()), mention: Some(i), ..Time::default() };
    }
    let own = in_segment(doc, frame, mentions, asked, segment)
        .or_else(|| later_comparison(frame, mentions, asked, previous))
        .or_else(|| elsewhere::when(doc, frame, mentions, asked));
    // A cut told by the way "for the third time this year" was on some day of it; the one that is reported, on its own.
    let reported = !is_decided(asked.subject) || topic.first_subject.as_ref().is_some_and(is_decided);
    let counted = |i: usize| reported && dating::is_of_count(doc, &mentions[i], period(&mentions[i]));
    let own = own.filter(|&i| !counted(i));
    if let Some(year) = own.filter(|_| previous).and_then(|i| a_year_before(doc, frame, mentions, asked, i, topic)) {
        return Time { period: Some(year), mention: own, ..Time::at(Found::StepBack) };
    }
    if let Some(day) = own.filter(|_| previous).and_then(|i| previous::same_day(doc, frame, mentions, asked, i, topic))
    {
        return Time { period: Some(day), mention: own, ..Time::at(Found::StepBack) };
    }
    if let Some(i) = own {
        let so_far = running::so_far(doc, frame, mentions, &mentions[i], asked, topic);
        return match so_far.or_else(|| running::year_to_date(doc, &mentions[i], asked, topic)) {
            Some(period) => Time { period: Some(period), mention: Some(i), ..Time::at(Found::Running) },
            None => {
                let told = closed(doc, frame, mentions, i);
                let period = meant::of(doc, frame, mentions, asked, i, topic).unwrap_or(told);
                Time { period: Some(period), mention: Some(i), ..Time::default() }
            }
        };
    }
    if let Some(period) = window(doc, frame, mentions, segment, topic) {
        return period;
    }
    // "Cut its forecast for 2024 to 6%, from a previous target of 7.5%": what was foreseen before is of the same time.
    let from = asked.figure.tokens.start.saturating_sub(8).max(frame.segments[segment].tokens.start);
    let left = (from..asked.figure.tokens.start).rev().find(|&i| doc.is(i, "from"));
    let foreseen_before = left
        .filter(|_| asked.role == Role::From || asked.status == ObsStatus::Target)
        .filter(|&from| !frame.figure_in(from..asked.figure.tokens.start))
        .is_some_and(|from| (from..asked.figure.tokens.start).any(|i| dating::is(doc, i, Cue::Former)));
    if foreseen_before && let Some(i) = nearest_before(frame, mentions, asked.figure.tokens.start) {
        return Time { period: Some(closed(doc, frame, mentions, i)), mention: Some(i), ..Time::at(Found::Sentence) };
    }
    // "From its present 15%", "from 3.5% now": now, which is no period.
    let present = asked.figure.tokens.start.saturating_sub(3)..asked.figure.tokens.start;
    let now = doc.is(asked.figure.tokens.end, "now");
    if previous && (now || present.clone().any(|i| doc.is_any(i, &["present", "current"]))) {
        return Time::default();
    }
    if asked.status == ObsStatus::Target
        && let Some(time) = running::aimed_at(doc, frame, mentions, asked, segment, topic)
    {
        return time;
    }
    // "Without the charge, profit **would have** risen 22%": of the time spoken of.
    let own_words = frame.segments[segment].tokens.start..asked.figure.tokens.start;
    let counterfactual = own_words.clone().any(|i| doc.starts(i, &["would", "have"]));
    // "Jumping 11% in the first five months and making up 25% of all sales": of those months.
    let goes_on = frame.segments[segment].opener == Opener::And
        && frame.periods.iter().any(|&i| frame.segment_of(mentions[i].tokens.start) + 1 == segment);
    if asked.status == ObsStatus::Hypothetical && !counterfactual
        || asked.status == ObsStatus::Target
            && asked.role != Role::Than
            && !is_of_the_year(doc, frame, mentions, asked, segment)
        || is_habitual(doc, frame, asked)
        || is_part_of_a_whole(doc, asked.figure) && !goes_on
        || is_part_of_staff(doc, asked)
    {
        return Time::default();
    }
    if is_of_a_length(doc, frame, mentions, asked, segment) {
        return Time::default();
    }
    let start = frame.segments[segment].tokens.start;
    // "July's gain was revised to 85,000 from 73,000", "cut its forecast for this year to 2% from 3%": both are of the
    // same time.
    let nearest = nearest_before(frame, mentions, asked.figure.tokens.start)
        .map(|i| shift::bounds(doc, mentions, i).map_or(i, |(whole, _)| whole));
    // "June's was cut to 118,000 from 179,000"
    let owned = nearest.is_some_and(|i| doc.is_any(mentions[i].tokens.end, &["'s", "’s"]));
    let revised = (start..asked.figure.tokens.start).any(|i| {
        dating::is(doc, i, Cue::Outlook)
            || owned && doc.is_any(i, &["was", "were"]) && acts::is(doc, i + 1, Act::Moving)
            // "To average $80 in the fourth quarter **rather than** $86"
            || i + 2 == asked.figure.opening() && (doc.starts(i, &["rather", "than"]) || doc.starts(i, &["instead", "of"]))
    });
    let own = nearest.filter(|_| revised);
    if let Some(i) = own.filter(|&i| previous && mentions[i].tokens.start >= start) {
        return Time { period: Some(closed(doc, frame, mentions, i)), mention: Some(i), ..Time::at(Found::Sentence) };
    }
    let decided = is_decided(asked.subject) && asked.status == ObsStatus::Actual;
    // "Where the bank has **already** cut by 75 basis points": on days that are not told.
    let just_before = asked.figure.tokens.start.saturating_sub(4).max(start)..asked.figure.tokens.start;
    if decided && just_before.into_iter().any(|i| doc.is(i, "already")) {
        return Time::default();
    }
    // "Slowed to 2.2% in October from 2.4%, and output shrank in the second quarter": a step before October.
    let arrived = nearest_before(frame, mentions, asked.figure.tokens.start).filter(|&i| {
        let at = &mentions[i].tokens;
        let between = frame.figure_in(start..at.start) && !frame.figure_in(at.end..asked.figure.tokens.start);
        // "Down 2.8 points from November's reading of 48.1": its own month.
        let own = doc.is(at.start.wrapping_sub(1), "from");
        let left = previous && asked.role == Role::From && at.start >= start && between && !own;
        left && !is_comparison(doc, &mentions[i], period(&mentions[i]), asked)
    });
    let before_here = arrived.or_else(|| earlier(doc, frame, mentions, asked, segment, topic)).filter(|&i| !counted(i));
    // "Nickel rose 43% during the year, with copper up 36%": the year of both.
    let to_come = |i: usize| doc.published.zip(period(&mentions[i]).days).is_some_and(|(p, d)| d.1 > p);
    let told = before_here.filter(|&i| decided || mentions[i].tokens.end <= start && !to_come(i));
    // "Petrol averaged £1.36 a litre", in an account of a month's sales: over that month.
    let averaged = !is_daily(asked.subject)
        && doc.is(asked.figure.opening().wrapping_sub(1), "averaged")
        && !topic.first_subject.as_ref().is_some_and(is_daily);
    if is_quoted(asked) && !averaged || decided || is_beside_price(asked, topic) {
        // "Up 12% this year, trailing a 15% gain of the index": of the same stretch.
        // "So far this week, the index is up 1.1%": what opens the sentence is of it all.
        let beside = running::is_beside(doc, frame, segment) || segment == 1 && frame.segments[0].tokens.len() <= 5;
        let beside = beside.then(|| nearest_before(frame, mentions, start)).flatten();
        if let Some((i, so_far)) =
            beside.and_then(|i| Some((i, running::so_far(doc, frame, mentions, &mentions[i], asked, topic)?)))
        {
            return Time { period: Some(so_far), mention: Some(i), ..Time::at(Found::Running) };
        }
        // "It snapped its run on Tuesday, slipping 0.4%"
        if let Some(i) = market_day(doc, frame, mentions, asked, segment) {
            return Time { period: Some(period(&mentions[i]).clone()), mention: Some(i), ..Time::at(Found::Sentence) };
        }
        if told.is_none() {
            let today = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Estimate);
            let session = if decided { topic.decided_on(doc.published) } else { topic.session.or(doc.published) };
            return Time { period: session.filter(|_| today || decided).map(day), ..Time::at(Found::Published) };
        }
    }
    if is_decided(asked.subject) && asked.status == ObsStatus::Forecast && before_here.is_none() {
        // "Economists **had expected** a cut to 0.75%": of the decision that is reported.
        let expected = frame.tokens.start..asked.figure.tokens.start;
        let had = expected.into_iter().any(|i| doc.is(i, "had") && acts::is(doc, i + 1, Act::Foreseen));
        let awaited = || topic.awaited_on(asked.figure.sentence, doc.published);
        let on = if had { topic.decided_on(doc.published) } else { awaited() };
        return Time { period: on.map(day), ..Time::at(Found::Published) };
    }
    // "Markets price in a 58% chance of a cut": of no month that was spoken of.
    let bet = asked.subject.code().is_none() && is_chance(&asked.subject.phrase);
    if stands(asked.subject)
        || bet && asked.status == ObsStatus::Forecast && before_here.is_none()
        || in_a_season(doc, frame, mentions, asked)
    {
        return Time::default();
    }
    if let Some(year) = running::whole_year(doc, frame, asked, segment, topic) {
        let year = if previous && !revised { step_back(&year) } else { Some(year) };
        return Time { period: year, ..Time::at(Found::WholeYear) };
    }
    if asked.status == ObsStatus::Forecast
        && let Some(period) = topic.foreseen(asked.subject, asked.figure.sentence)
        && before_here.is_none()
    {
        return Time { period: Some(period), ..Time::at(Found::Carried) };
    }
    let mut reckoned = false;
    let foretold = asked.status == ObsStatus::Forecast && is_foretold_now(doc, frame, asked);
    let told_here = |i: usize| {
        let to_date = running::year_to_date(doc, &mentions[i], asked, topic);
        // "A year earlier, the gap had been $4bn": a year before what is spoken of.
        let opens = mentions[i].tokens.start == frame.tokens.start;
        let year_before = || a_year_before(doc, frame, mentions, asked, i, topic).filter(|_| opens);
        let meant = to_date.or_else(|| meant::of(doc, frame, mentions, asked, i, topic)).or_else(year_before);
        meant.unwrap_or_else(|| closed(doc, frame, mentions, i))
    };
    // "Investment rose 3% in the first eight months, while the jobless rate stood at 5.3%": a rate is told month by month.
    let rate = asked.subject.code() == Some("unemployment_rate");
    let monthly = rate && frame.segments[segment].opener == Opener::Contrast;
    let rate_of = |p: Period| {
        let to_date = p.days.is_some_and(|d| d.0.day_of_year() == 1 && d.1.month() != d.0.month() && d.1.month() < 12);
        let month = if to_date { last_month(&p) } else { None };
        month.unwrap_or(p)
    };
    let current = before_here.map(|i| (if monthly { rate_of(told_here(i)) } else { told_here(i) }, Some(i)));
    let current = current.or_else(|| {
        // What it is compared with tells it: "rose 3.8% from the quarter a year earlier".
        let over = |p: &Period| doc.published.zip(p.days).is_none_or(|(published, d)| d.1 <= published);
        let told = frame.periods.iter().find_map(|&i| year_later(doc, &mentions[i])).filter(|t| !topic.is_passing(t));
        // What is compared with a year ago is told period by period.
        // "Exports of goods fell. Consumer goods decreased $0.6bn": a part of the statistic, and of its time.
        let part = asked.subject.indicator.is_none()
            && asked.measure == Measure::Change
            && asked.status == ObsStatus::Actual
            && topic.period.as_ref().is_some_and(|s| s.owner.is_some_and(|o| o != Owner::Entity))
            && !topic.is_company
            && topic.just_spoken(asked.figure.sentence);
        let series = recurs(doc, asked) || part || told.is_some();
        let told = told.filter(over);
        let sentence = asked.figure.sentence;
        let spoken = topic.aside(sentence, asked.subject).or_else(|| topic.current(sentence, asked.subject.owner()));
        let spoken = spoken.map(|p| topic.quarter_of(asked.subject, &p).unwrap_or(p));
        // "Sales will grow 3% from last year": in no month that is over.
        let topic = spoken.filter(|p| series && !(foretold && over(p)));
        let inside = |of: &Period, p: &Period| of.days.zip(p.days).is_some_and(|(o, d)| o.0 <= d.0 && d.1 <= o.1);
        let finer =
            told.as_ref().is_some_and(|t| topic.as_ref().is_none_or(|c| t.granularity < c.granularity && inside(c, t)));
        if finer {
            reckoned = told.is_some();
            told
        } else {
            topic
        }
        .map(|p| (if rate { rate_of(p) } else { p }, None))
    });
    // A market's article speaks of its day: what it names outside the list is priced there.
    let market = asked.subject.indicator.is_none()
        && !topic.just_spoken(asked.figure.sentence)
        && !doc.is(asked.figure.tokens.end, "of")
        && topic.first_subject.as_ref().is_some_and(is_daily)
        && topic.first_period.as_ref().is_none_or(|s| s.owner != Some(Owner::Entity))
        && recurs(doc, asked);
    let told_here = current.as_ref().is_some_and(|(_, m)| m.is_some());
    let current = current.filter(|_| !market || told_here);
    // Claims for benefits are told week by week: of no month that was spoken of.
    let weekly = |p: &Period| asked.subject.code() == Some("jobless_claims") && p.granularity > Some(Granularity::Week);
    let current = current.filter(|(p, m)| m.is_some() || !weekly(p));
    let Some((current, mention)) = current else {
        let quoted = !matches!(asked.figure.kind, MentionKind::Quantity(_)) || asked.subject.owner() == Owner::World;
        let market = market || asked.subject.kind() == Kind::Price && quoted;
        return Time { period: doc.published.filter(|_| market).map(day), ..Time::at(Found::Published) };
    };
    // The chance of a September cut was of that September before too.
    let chance =
        asked.subject.indicator.is_some() && asked.subject.code().is_none() && is_chance(&asked.subject.phrase);
    // "20.1% of Japan's trade, compared with 18.6% for the US": set beside it, of the same time.
    let end = asked.figure.tokens.end;
    let other = asked.role == Role::Than
        && doc.is_any(end, &["for", "in", "at"])
        && !frame.is_period(end + 1)
        && !doc.is_any(end + 1, &["the", "its", "their", "his"])
        || doc.is_any(end, &["for", "in", "at"]) && frame.is_place(end + 1 + usize::from(doc.is(end + 1, "the")));
    if previous && !revised && !chance && !other && !is_retold(doc, asked.figure) {
        return Time { period: before(doc, frame, asked, &current), ..Time::at(Found::StepBack) };
    }
    // "On a monthly basis, prices rose 0.3%" after a yearly figure: the last month of the twelve.
    if said::said(doc, frame, asked) == Some(ChangeBasis::MonthOnMonth)
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

/// "It expects growth of 4.8% this year, just short of the 5% target": what a year's growth is set beside is of that year;
/// a target for inflation stands.
fn is_of_the_year(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked, segment: usize) -> bool {
    let year = segment > 0 && asked.subject.code() == Some("gdp");
    let told = nearest_before(frame, mentions, frame.segments[segment].tokens.start).filter(|_| year);
    let runs = |p: &Period| doc.published.zip(p.days).is_some_and(|(published, d)| d.0 <= published && published < d.1);
    told.is_some_and(|i| period(&mentions[i]).granularity == Some(Granularity::Year) && runs(period(&mentions[i])))
}

/// "A survey this fall found that 63% …": a time of its own, whose days are not told.
fn in_a_season(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked) -> bool {
    frame.periods.iter().any(|&i| {
        let p = period(&mentions[i]);
        // "Summer bonuses" are of a kind, not of a time.
        let start = mentions[i].tokens.start;
        let dated =
            mentions[i].tokens.len() > 1 || doc.is_any(start.wrapping_sub(1), &["in", "during", "over", "of", "the"]);
        p.granularity == Some(Granularity::Season)
            && dated
            && p.days.is_none()
            && mentions[i].tokens.end <= asked.figure.tokens.start
    })
}

/// "Holiday sales **will** increase 3%", "it **sees** growth of 2%": of a time to come, where "had expected 3%" is of what is
/// reported.
fn is_foretold_now(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    let before = frame.tokens.start..asked.figure.tokens.start;
    before.clone().any(|i| dating::is(doc, i, Cue::ForetoldNow))
        && !before.into_iter().any(|i| doc.is_any(i, &["had", "than", "against"]))
}

/// The period of a mention that is one.
pub fn period(mention: &Mention) -> &Period {
    match &mention.kind {
        MentionKind::Period(p) => p,
        _ => unreachable!("frames list only periods as periods"),
    }
}
