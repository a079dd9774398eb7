//! The time of a comparison value: what "a year earlier" and "from $3bn" mean beside the time at hand.

use jiff::ToSpan;

use super::basis::Span;
use super::dating::{self, Cue};
use super::market::is_daily;
use super::reference::{follows_than, is_comparison, is_reference};
use super::search::Search;
use super::shift::{self, day, is_rolling_year, month_back, step_back, year_back, year_later};
use super::{Found, Time, period, said};
use crate::link::observation::entity::is_chance;
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::status::{is_first_told, is_former_view, is_having_been, is_reported_before};
use crate::link::observation::{ChangeBasis, ObsStatus};
use crate::mention::period::{Granularity, Timex};
use crate::mention::{Mention, MentionKind, Period};
use crate::number::Amount;
use crate::text::{Doc, keys};

/// "From $187 million, or $1.02 a share, **a year earlier**": the comparison's time behind its figures.
pub fn behind_figures(search: &Search) -> Option<usize> {
    let &Search { frame, mentions, .. } = search;
    if !search.is_previous() {
        return None;
    }
    let end = search.figure().end;
    let i = frame.periods.iter().copied().find(|&i| mentions[i].tokens.start >= end)?;
    let p = search.period(i);
    (p.comparison && is_reference(p) && mentions[i].tokens.start - end <= 10).then_some(i)
}

/// "A 5.5% expansion **in the previous three months**", in an account of a quarter: of the quarter before; not "rose 5.5% **from**
/// the previous three months".
pub fn quarter_before(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let end = search.figure().end;
    let i = frame.periods.iter().copied().find(|&i| mentions[i].tokens.start >= end)?;
    let tokens = &mentions[i].tokens;
    let former = search.period(i).value == "P3M" && tokens.clone().any(|t| dating::is(doc, t, Cue::Former));
    // "Growth of 0.4% **on the previous three months**"
    let on = doc.is_any(tokens.start.wrapping_sub(1), keys!["on", "over"])
        || doc.is(tokens.start.wrapping_sub(1), "the") && doc.is_any(tokens.start.wrapping_sub(2), keys!["on", "over"]);
    let compared = !search.is_previous() && (on || follows_than(doc, &mentions[i]));
    if !former || compared || tokens.start - end > 6 || frame.figure_in(end..tokens.start) {
        return None;
    }
    let current = topic.current(asked.figure.sentence, asked.subject.owner())?;
    let before = step_back(&current).filter(|_| Span::of(&current) == Some(Span::Quarter))?;
    Some(Time { period: Some(before), mention: Some(i), ..Time::at(Found::StepBack) })
}

/// "Cut its forecast for 2024 to 6%, **from a previous target of** 7.5%": what was foreseen before is of the same time.
pub fn foreseen(search: &Search) -> Option<Time> {
    let &Search { doc, frame, asked, .. } = search;
    if asked.role != Role::From && asked.status != ObsStatus::Target {
        return None;
    }
    if let Some(year) = foreseen_in_season(search) {
        return Some(Time { period: Some(year), ..Time::at(Found::Carried) });
    }
    let at = search.figure().start;
    let from = (at.saturating_sub(8).max(search.own().start)..at).rev().find(|&i| doc.is(i, "from"))?;
    let former = !frame.figure_in(from..at) && (from..at).any(|i| dating::is(doc, i, Cue::Former));
    let i = search.nearest_before(at).filter(|_| former)?;
    Some(Time { period: Some(search.closed(i)), mention: Some(i), ..Time::at(Found::Sentence) })
}

/// "Cut its forecast for this year to 0.1%, from 1.3% **last autumn**": when it was foreseen, of the same year.
fn foreseen_in_season(search: &Search) -> Option<Period> {
    let &Search { frame, mentions, asked, topic, .. } = search;
    let (subject, year, sentence) = topic.foreseen.as_ref()?;
    let same = *sentence == asked.figure.sentence && subject.indicator == asked.subject.indicator;
    let end = search.figure().end;
    let season = |i: &usize| (end..=end + 1).contains(&mentions[*i].tokens.start) && search.period(*i).days.is_none();
    (same && asked.role == Role::From && frame.periods.iter().any(season)).then(|| year.clone())
}

/// "China is seen growing 5% this year, up from 4.6% **in April**": when it was foreseen, of the same year.
pub fn foreseen_then(search: &Search, i: usize) -> Option<Period> {
    let &Search { asked, topic, .. } = search;
    if !search.is_previous() || asked.role != Role::From || search.period(i).granularity > Some(Granularity::Month) {
        return None;
    }
    let (subject, year, sentence) = topic.foreseen.as_ref()?;
    let same = *sentence == asked.figure.sentence && subject.indicator == asked.subject.indicator;
    Some(year.clone()).filter(|year| same && year.granularity == Some(Granularity::Year))
}

/// "From its **present** 15%", "from 3.5% **now**", "from 29,000 **before the crisis**": at a time that no period tells.
pub fn present(search: &Search) -> Option<Time> {
    let (doc, figure) = (search.doc, search.figure());
    let now = || {
        let mut before = figure.start.saturating_sub(3)..figure.start;
        doc.is(figure.end, "now") || before.any(|i| doc.is_any(i, keys!["present", "current"]))
    };
    // The chance of a September cut was of that September before the data too.
    let chance = || is_chance(&search.asked.subject.phrase);
    let before = || {
        doc.is(figure.end, "before")
            && !chance()
            && (doc.is_any(figure.end + 1, keys!["the", "its", "their"]) || doc.is_capital(figure.end + 1))
            && !(figure.end + 1..figure.end + 4).any(|i| search.frame.is_period(i))
    };
    // "See a 25% chance of a slump over the next year, **up from 15%**": of no month that was spoken of.
    let of_length = || {
        let lasting = |i: &usize| period(&search.mentions[*i]).timex == Timex::Duration;
        let dated = search.frame.periods.iter().any(|&i| search.own().contains(&search.mentions[i].tokens.start));
        chance() && !dated && search.frame.periods.iter().any(lasting)
    };
    (search.is_previous() && (now() || before() || of_length())).then(Time::default)
}

/// "**July**'s gain was revised to 85,000 from 73,000", "cut its forecast **for this year** to 2% from 3%": both are of the
/// same time.
pub fn recast(search: &Search) -> Option<Time> {
    if !search.is_previous() {
        return None;
    }
    // "Against a **July** estimate of $3.30": when that was made.
    let made = |i: usize| dating::is_of_forecast(search.doc, &search.mentions[i]);
    let i = spoken_of(search).filter(|&i| search.mentions[i].tokens.start >= search.own().start && !made(i))?;
    let time = || Time { period: Some(search.closed(i)), mention: Some(i), ..Time::at(Found::Sentence) };
    is_recast(search).then(time)
}

/// The period before a figure, or the one whose first or last day it is.
fn spoken_of(search: &Search) -> Option<usize> {
    let i = search.nearest_before(search.figure().start)?;
    Some(shift::bounds(search.doc, search.mentions, i).map_or(i, |(whole, _)| whole))
}

/// Whether a value to compare with was foreseen or published before of the time at hand.
pub fn is_recast(search: &Search) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let opening = asked.figure.opening();
    // "Up from **the 1.3% reported** a month ago", "grew 2%, not **the 2.5% reported** in April"
    if is_reported_before(doc, asked.figure) {
        return true;
    }
    // "June's tally, **first reported at** 8.18 million"
    if is_first_told(doc, asked.figure) && frame.figures_end_before(opening).is_none() {
        return true;
    }
    // "Up from **the 3.2% it predicted** in March", "is now seen growing 10%, **having guided for** 3%"
    if is_former_view(doc, asked.figure) || is_having_been(doc, frame, asked.figure) && topic_foresees(search) {
        return true;
    }
    // "At 4.3% at the end of this year, against 4.4% **previously**", "versus $1.1 billion **earlier**"
    if doc.is_any(asked.figure.tokens.end, keys!["previously", "earlier"]) {
        return true;
    }
    // "Growth is seen at **4%-7%, down from 4%-10%**": a range is left for another.
    let is_range = |f: &Mention| matches!(f.amount(), Some(Amount::Range(..)));
    let before = frame.figures.iter().map(|&f| &mentions[f]).rfind(|f| f.tokens.end <= opening);
    if asked.role == Role::From && is_range(asked.figure) && before.is_some_and(is_range) {
        return true;
    }
    // "Growth of 1.3% for 2025, down from 1.8% **seen in the spring**": of the same year, as it was foreseen then.
    let end = asked.figure.tokens.end;
    if asked.role == Role::From
        && (doc.is(end, "seen") || acts::is(doc, end, Act::Foreseen))
        && doc.is_any(end + 1, keys!["in", "last", "earlier"])
    {
        return true;
    }
    // "Raised its **target for 2024** to 4.5% from 2.9%"
    let aim = |i: usize| acts::is(doc, i, Act::Aim) && doc.is(i + 1, "for") && frame.is_period(i + 2);
    // … "its **full-year target** for growth to 25% from 20%"
    let of_year = |i: usize| acts::is(doc, i, Act::Aim) && (2..=6).any(|n| i >= n && dating::is_full_year(doc, i - n));
    if asked.role == Role::From && (frame.tokens.start..opening).any(|i| aim(i) || of_year(i)) {
        return true;
    }
    // "It **now sees** growth of 2% next year, up from 1.5%": the forecast before.
    let now = |i: usize| doc.is(i, "now") && dating::is(doc, i + 1, Cue::ForetoldNow);
    if asked.role == Role::From && (frame.tokens.start..opening).any(now) {
        return true;
    }
    // "Compared with **a March range** of 2% to 3%"
    if spoken_of(search)
        .is_some_and(|i| mentions[i].tokens.start >= search.own().start && dating::is_of_forecast(doc, &mentions[i]))
    {
        return true;
    }
    // "A step up from April**, whose total** was lifted to 192,000 from 175,000"
    if asked.role == Role::From
        && frame.is_period(search.own().start.wrapping_sub(1))
        && doc.starts(search.own().start, keys![",", "whose"])
    {
        return true;
    }
    // "June's was cut to 118,000 from 179,000"
    let owned = spoken_of(search).is_some_and(|i| dating::owns(doc, &mentions[i]));
    // "Was revised up by 55,000**, from 89,000** to 144,000": a part of what was corrected.
    let opens = search.segment > 0 && doc.starts(search.own().start, keys![",", "from"]);
    // "Lowered its 2024 **forecast** to 5.3%**, from 5.6%**": what was foreseen before.
    let outlook = |i: usize| dating::is(doc, i, Cue::Outlook) && doc.is_any(i + 1, keys!["to", "for", "of", "by"]);
    let foreseen = |i: usize| doc.is(i, "revised") || outlook(i);
    if opens && frame.segments[search.segment - 1].tokens.clone().any(foreseen) {
        return true;
    }
    // "Left its forecast for this year at 5.4% and trimmed **that for** 2024 to 4.8% from 4.5%"
    let that = |i: usize| doc.starts(i, keys!["that", "for"]);
    let told = |i: usize| dating::is(doc, i, Cue::Outlook);
    if asked.role == Role::From && search.words_before().any(that) && (frame.tokens.start..search.own().start).any(told)
    {
        return true;
    }
    // "Slower than **a revised** 1.8%": the reading before, as it is told now.
    let reread = |i: usize| {
        i + 1 == opening
            && doc.is(i, "revised")
            && doc.is_any(i.wrapping_sub(1), keys!["a", "an", "upwardly", "downwardly"])
    };
    search.words_before().any(|i| {
        dating::is(doc, i, Cue::Outlook) && !reread(i)
            || owned && doc.is_any(i, keys!["was", "were"]) && acts::is(doc, i + 1, Act::Moving)
            // "To average $80 in the fourth quarter **rather than** $86"
            || i + 2 == opening
                && (doc.starts(i, keys!["rather", "than"])
                    || doc.starts(i, keys!["instead", "of"]))
            // "Rather than its **prior range of** 5% to 7%"
            || i < opening && opening - i <= 4 && dating::is(doc, i, Cue::Former) && !frame.is_period(i)
    })
}

/// Whether something was foreseen before in the figure's sentence.
fn topic_foresees(search: &Search) -> bool {
    search.topic.foreseen.as_ref().is_some_and(|(_, _, at)| *at == search.asked.figure.sentence)
}

/// "Growth of 0.9% this year and 1.4% in 2026, **from 1.3% and 1.6%** seen in November": two that are held against two, each of the year of
/// its own.
pub fn of_pair(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let figure = |i: usize| frame.figures.get(i).map(|&f| &mentions[f]);
    let at = frame.figures.iter().position(|&f| mentions[f].tokens == asked.figure.tokens)?;
    let joined = |i: usize| {
        let and = figure(i)?.tokens.end;
        (doc.is(and, "and") && and + 1 == figure(i + 1)?.opening()).then_some(i)
    };
    let third = joined(at).or_else(|| at.checked_sub(1).and_then(joined)).filter(|third| *third >= 2)?;
    let [first, second, left, right] = [figure(third - 2)?, figure(third - 1)?, figure(third)?, figure(third + 1)?];
    let against = (second.tokens.end..left.opening())
        .any(|i| doc.is_any(i, keys!["from", "against", "instead", "than", "versus", "compared"]));
    let end = right.tokens.end;
    let foreseen = matches!(asked.status, ObsStatus::Forecast | ObsStatus::Previous | ObsStatus::Target);
    let against = against && foreseen && !doc.is_any(end, keys!["of", "for"]);
    let year = |from: usize, to: usize| {
        let mut inside = frame.periods.iter().copied().filter(|&i| (from..to).contains(&mentions[i].tokens.start));
        inside.find(|&i| is_reference(search.period(i)) && search.period(i).granularity == Some(Granularity::Year))
    };
    let this = year(first.tokens.end, second.opening()).filter(|_| against)?;
    if at == third {
        return Some(search.told(this, Found::Sentence));
    }
    // "… and 1.1% **next**, down from 0.8% and 1.3%"
    if doc.is(second.tokens.end, "next") {
        let (from, _) = search.period(this).days?;
        return Some(Time { period: shift::calendar_year(from.year() + 1), ..Time::at(Found::Sentence) });
    }
    Some(search.told(year(second.tokens.end, left.opening())?, Found::Sentence))
}

/// "Slowed to 2.2% **in October** from 2.4%, and output shrank in the second quarter": a step before October.
pub fn left(search: &Search) -> Option<usize> {
    let &Search { doc, frame, mentions, asked, .. } = search;
    if !search.is_previous() || asked.role != Role::From {
        return None;
    }
    let start = search.own().start;
    search.nearest_before(search.figure().start).filter(|&i| {
        let at = &mentions[i].tokens;
        let between = frame.figure_in(start..at.start) && !frame.figure_in(at.end..search.figure().start);
        // "Down 2.8 points from November's reading of 48.1": its own month.
        let own = doc.is(at.start.wrapping_sub(1), "from");
        at.start >= start && between && !own && !is_comparison(doc, &mentions[i], search.period(i), asked)
    })
}

/// "Margin was 60%, down from 79% a year earlier": a year before what is spoken of, where the sentence names no time else;
/// "up from 17% **the month before**": a month before it.
pub fn a_year_before(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let only = frame.periods.iter().all(|&m| m == i || period(&mentions[m]).timex == Timex::Duration);
    if let Some(span) = one_before(doc, &mentions[i]) {
        let current = topic.current(asked.figure.sentence, asked.subject.owner()).filter(|_| only)?;
        let stepped = Span::of(&current) == Some(span) && !is_daily(asked.subject);
        return step_back(&current).filter(|_| stepped);
    }
    // "33%, an improvement from 29% **last April**", in an account of April; "3.4% in May, below **last month's** 3.6%"
    let told = period(&mentions[i]);
    if doc.is(mentions[i].tokens.start, "last") && told.granularity == Some(Granularity::Month) {
        let current = topic.current(asked.figure.sentence, asked.subject.owner())?;
        let month = doc.is(mentions[i].tokens.start + 1, "month");
        // "Its shares fell 3%, more than last month's 2%": of no statistic's month.
        if month && is_daily(asked.subject) {
            return None;
        }
        let back = if month { step_back } else { year_back };
        return if current.days == told.days { back(&current) } else { None };
    }
    let later = year_later(doc, &mentions[i])?;
    // "Slumped to 10.4% **in January** from 79% **the year before**": of that January.
    let inside = |m: &&usize| later.days.zip(search.period(**m).days).is_some_and(|(l, d)| l.0 <= d.0 && d.1 <= l.1);
    let finer =
        |m: &&usize| search.period(**m).granularity < told.granularity && inside(m) && !search.period(**m).comparison;
    let beside = || frame.periods.iter().take_while(|&&m| m != i).filter(finer).last();
    if told.granularity == Some(Granularity::Year)
        && let Some(&m) = beside()
    {
        return year_back(search.period(m));
    }
    // "£310m at the end of September, down from £342m a year earlier": of the September before.
    let named = frame.periods.iter().any(|&m| period(&mentions[m]).days == later.days);
    let said = (only || topic.is_passing(&later) && !named) && !is_daily(asked.subject);
    let current = topic.current(asked.figure.sentence, asked.subject.owner()).filter(|_| said)?;
    year_back(&current)
}

/// "The month before", "a month earlier", "the preceding quarter": what lies one of these before.
fn one_before(doc: &Doc, mention: &Mention) -> Option<Span> {
    let start = mention.tokens.start;
    if mention.tokens.len() != 3 || !doc.is_any(start, keys!["a", "one", "the"]) {
        return None;
    }
    let former = doc.is_any(start + 1, keys!["previous", "preceding", "prior"]) && doc.is(start, "the");
    let behind = doc.is_any(start + 2, keys!["earlier", "before"]);
    match doc.lower(if former { start + 2 } else { start + 1 }) {
        "month" if former || behind => Some(Span::Month),
        "quarter" if former || behind => Some(Span::Quarter),
        _ => None,
    }
}

/// "Petrol averaged $3.63 a gallon on Friday, against $3.39 **a month earlier**": what has a price on every day is compared
/// with that of one day.
pub fn same_day(search: &Search, i: usize) -> Option<Period> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    let tokens = mentions[i].tokens.clone();
    let back = match doc.lower(tokens.start + 1) {
        "month" => 1.month(),
        "year" => 1.year(),
        _ => return None,
    };
    let one = tokens.len() == 3 && doc.is_any(tokens.start, keys!["a", "one"]);
    let then = doc.is_any(tokens.start + 2, keys!["ago", "earlier", "before"]);
    let priced = is_daily(asked.subject) || asked.subject.code() == Some("fuel_price");
    let one_day = |i: &usize| period(&mentions[*i]).days.filter(|d| d.0 == d.1).map(|d| d.0);
    let named = frame.periods.iter().rev().filter(|&&m| mentions[m].tokens.end <= tokens.start).find_map(one_day);
    let now = named.or(topic.session).or(doc.published).filter(|_| one && then && priced)?;
    Some(Period { comparison: true, ..day(now.checked_sub(back).ok()?) })
}

/// The time that a value is compared with: a year before for what companies report, or where the change is over a year;
/// else the period before.
pub fn before(search: &Search, current: &Period) -> Option<Period> {
    let &Search { doc, frame, asked, topic, .. } = search;
    let yearly = match said::said(doc, frame, asked) {
        Some(basis) => basis == ChangeBasis::YearOnYear,
        None => {
            // "New orders fell 0.4% in March following a 0.8% decline", in an account of a country.
            let monthly = !topic.is_company && Span::of(current) == Some(Span::Month);
            // "The average price per gallon dropped from $3.33", in an account of a company's quarter, too
            let of_company = topic.is_company && asked.subject.owner() == Owner::Either;
            (asked.subject.owner() == Owner::Entity || of_company)
                && !monthly
                && asked.subject.told() == Told::Series
                && !matches!(Span::of(current), None | Some(Span::Day | Span::Week))
        }
    };
    // "The yearly rate edged up to 27.4% from 27%": the reading before, whatever each is compared with.
    if asked.role == Role::From
        && asked.subject.owner() == Owner::Area
        && matches!(asked.figure.kind, MentionKind::Percentage(_))
        && !is_rolling_year(current)
    {
        return step_back(current);
    }
    // Of changes over twelve months, the one before is told a month earlier.
    // … but "exports fell to $14bn **from $16bn** in the year to June" are sums of a year each.
    if is_rolling_year(current) && asked.subject.owner() != Owner::Entity {
        let rate = matches!(asked.figure.kind, MentionKind::Percentage(_));
        return if rate { month_back(current) } else { year_back(current) };
    }
    if yearly { year_back(current) } else { step_back(current) }
}
