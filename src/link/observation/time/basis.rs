//! What a change is compared with: said beside the figure or of the like before, else by `usual`.

use std::ops::Range;
use std::sync::LazyLock;

use super::against;
use super::by_steps;
use super::dating::{self, Cue};
use super::joint;
use super::said;
use super::timeless;
use super::usual::{is_monthly_average, usual};
use super::{Asked, Found, Time, period};
use crate::lang::tsv;
use crate::link::observation::indicator::Owner;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::status::is_off_reported;
use crate::link::observation::topic::Topic;
use crate::link::observation::{ChangeBasis, Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind, PercentUnit, Period};
use crate::text::{Case, Doc, LexiconBuilder, TableId, keys};

pub(super) const BASES: TableId = TableId(59);

pub(super) static ROWS: LazyLock<Vec<(&'static str, ChangeBasis)>> = LazyLock::new(|| {
    tsv::rows(include_str!("basis.en.tsv"), ["phrase", "basis"])
        .map(|[phrase, basis]| {
            let basis = match basis {
                "month_on_month" => ChangeBasis::MonthOnMonth,
                "quarter_on_quarter" => ChangeBasis::QuarterOnQuarter,
                "week_on_week" => ChangeBasis::WeekOnWeek,
                "day_on_day" => ChangeBasis::DayOnDay,
                "annualized" => ChangeBasis::Annualized,
                "year_to_date" => ChangeBasis::YearToDate,
                _ => ChangeBasis::YearOnYear,
            };
            (phrase, basis)
        })
        .collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (phrase, _)) in ROWS.iter().enumerate() {
        lexicon.add(BASES, row, phrase, Case::Any);
    }
}

/// What a change is compared with: the period or the words that the figure's sentence names, what the article said of
/// such changes before, else what its statistic is usually compared with in the country or region of the code.
pub fn of(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    asked: &Asked,
    area: Option<&str>,
    time: &Time,
    topic: &mut Topic,
) -> Option<ChangeBasis> {
    if asked.measure != Measure::Change {
        return None;
    }
    let span = joint::span(mentions, time).or_else(|| time.period.as_ref().and_then(Span::of));
    if is_of_no_time(doc, frame, asked) || time.period.is_none() && timeless::is_from_peak(doc, frame, asked) {
        return None;
    }
    // A rate that is decided on is set beside none of another time, save by those who tell how far it has come in a year.
    if asked.subject.code() == Some("policy_rate") {
        let to_date = time.found == Found::Running && from_year_start(time, doc);
        return to_date.then_some(ChangeBasis::YearToDate);
    }
    // "Unchanged from the month before and above the central bank's **2% target**": rates of prices are aimed at over a year.
    if asked.status == ObsStatus::Target && matches!(asked.subject.code(), Some("cpi" | "core_cpi")) {
        return Some(ChangeBasis::YearOnYear);
    }
    if is_monthly_average(doc, frame, asked) {
        return Some(ChangeBasis::MonthOnMonth);
    }
    let told = match against::of(doc, frame, mentions, asked, time) {
        Some(told) => return note(asked, told, span, topic),
        None => said::over(doc, frame, asked, span)
            .or_else(|| by_steps::one_by_one(doc, frame, mentions, asked))
            .or_else(|| by_steps::one_before(doc, asked, span))
            .or_else(|| by_steps::first_of_two(mentions, doc, time)),
    };
    if topic.is_market(asked.subject) {
        let over_length = || {
            let own = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
            let mut lengths = frame.periods.iter().map(|&i| &mentions[i]).filter(|m| own.contains(&m.tokens.start));
            dating::opens_some_time_ago(doc, frame, mentions)
                || lengths
                    .any(|m| period(m).value != "P1D" && dating::is_length_of(doc, m, period(m).timex, asked.figure))
        };
        return of_market(doc, asked, told, time, span, over_length);
    }
    if told.is_some() {
        return note(asked, told, span, topic);
    }
    // "Up 3.4% for the 12 months ended in April": a change over a year.
    if span == Some(Span::Twelve) {
        return note(asked, Some(ChangeBasis::YearOnYear), span, topic);
    }
    // "In the 12 months to the June quarter prices rose 3%. **Rents rose 4%**": over the same year.
    let carried = time.mention.is_none() && asked.subject.owner() != Owner::Entity;
    if carried && topic.over_year.is_some() && topic.over_year == time.period.as_ref().and_then(|p| p.days) {
        return Some(ChangeBasis::YearOnYear);
    }
    if time.found == Found::Running {
        return from_year_start(time, doc).then_some(ChangeBasis::YearToDate);
    }
    let monthly = matches!(span, Some(Span::Month | Span::Quarter)) && asked.subject.owner() != Owner::Entity;
    if let Some(section) = topic.section.filter(|_| monthly) {
        return Some(section);
    }
    // "Over the past 12 months wages rose 4%. … The tally for June was 14,000": American payrolls are told month by month.
    let payrolls = span == Some(Span::Month)
        && area == Some("US")
        && asked.subject.code() == Some("nonfarm_payrolls")
        && matches!(asked.figure.kind, MentionKind::Quantity(_))
        && topic.yearly_here(asked.subject, span, asked.figure.sentence).is_none();
    if payrolls {
        return note(asked, Some(ChangeBasis::MonthOnMonth), span, topic);
    }
    // What was expected, and what was before, are measured as what they are set beside.
    let named = words::holds(&asked.subject.phrase, "inflation");
    let beside = (!named && matches!(asked.status, ObsStatus::Forecast | ObsStatus::Estimate | ObsStatus::Previous))
        .then(|| {
            let pair = place_in_pair(doc, frame, mentions, asked);
            let paired = pair.and_then(|second| topic.paired_basis(asked.subject, span, second));
            let small =
                || is_small(asked).then(|| topic.small_basis(asked.subject, span, asked.figure.sentence)).flatten();
            paired.or_else(small).or_else(|| topic.last_basis(asked.subject, span))
        })
        .flatten();
    let beside = beside.or_else(|| topic.yearly_here(asked.subject, span, asked.figure.sentence));
    // Inflation is that of a year, whatever pace growth is told at.
    let yearly = named && span == Some(Span::Quarter) && matches!(asked.subject.code(), Some("cpi" | "core_cpi"));
    let alike = || topic.basis(asked.subject, span).filter(|_| !yearly);
    let carried = beside.or_else(|| paced(doc, asked, span, topic)).or_else(alike);
    let basis = carried
        .or_else(|| monthly_beside_yearly(doc, frame, asked, span, topic))
        .or_else(|| if is_small(asked) { None } else { topic.goes_on_yearly(asked.subject, span) })
        .or_else(|| usual(doc, frame, asked, span, area, topic));
    note(asked, basis, span, topic)
}

/// Whether a percentage is what prices move by in a month rather than in a year.
fn is_small(asked: &Asked) -> bool {
    matches!(asked.figure.kind, MentionKind::Percentage(_)) && is_below_one(asked)
}

/// Whether a figure is less than one of its unit.
pub(super) fn is_below_one(asked: &Asked) -> bool {
    asked.figure.amount().is_some_and(|amount| amount.middle().abs() < rust_decimal::Decimal::ONE)
}

/// How many comparisons are remembered: each change looks through them.
const MOST_BASES: usize = 128;

/// Keeps what was said or taken for said of changes over such a span.
fn note(asked: &Asked, told: Option<ChangeBasis>, span: Option<Span>, topic: &mut Topic) -> Option<ChangeBasis> {
    if let Some((basis, span)) = told.zip(span) {
        if topic.bases.len() == MOST_BASES {
            topic.bases.remove(0);
        }
        topic.bases.push((asked.subject.clone(), span, basis, asked.figure.sentence));
    }
    told
}

/// How long the period of a change is, as far as it tells what the change is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A day.
    Day,
    /// Up to a week.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A half-year.
    Half,
    /// A calendar or fiscal year.
    Year,
    /// Twelve months that are no calendar year.
    Twelve,
    /// Years.
    Longer,
    /// The first months of a year, which are told beside those of the year before.
    ToDate,
    /// Another stretch.
    Other,
}

impl Span {
    /// That of a period.
    pub fn of(period: &Period) -> Option<Self> {
        let Some((from, to)) = period.days else {
            return match period.granularity? {
                Granularity::Quarter => Some(Self::Quarter),
                Granularity::HalfYear => Some(Self::Half),
                Granularity::Year => Some(Self::Year),
                _ => None,
            };
        };
        Some(match to.since(from).ok()?.get_days() {
            0 => Self::Day,
            1..=6 => Self::Week,
            27..=30 => Self::Month,
            83..=92 => Self::Quarter,
            180..=184 => Self::Half,
            363..=366 if from.month() != 1 && !period.fiscal => Self::Twelve,
            363..=366 => Self::Year,
            367.. => Self::Longer,
            _ if from.day_of_year() == 1 && to == to.last_of_month() => Self::ToDate,
            _ => Self::Other,
        })
    }
}

/// What is set beside no other time: a peak or a plan, the whole of which it is a part, a value foreseen or published before,
/// a time to come.
fn is_of_no_time(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    let figure = &asked.figure.tokens;
    let own = &frame.segments[frame.segment_of(figure.start)].tokens;
    let points = matches!(&asked.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::PercentagePoint);
    // "From **where it stood** a year ago" too.
    let dated = || doc.is(figure.end + 1, "where") || (figure.end + 1..figure.end + 3).any(|i| frame.is_period(i));
    let reach = (figure.end + 8).min(own.end);
    let free = (figure.end..reach).find(|&i| frame.figure_in(i..i + 1)).unwrap_or(reach);
    // "Shaved 0.6 percentage points **from growth**", "public demand **contributed** 0.6 point"
    let verb = asked.figure.opening().wrapping_sub(1);
    let part = points
        && (doc.is_any(figure.end, keys!["from", "off", "to"]) && free == reach && !dated()
            || acts::is(doc, verb, Act::Contributing));
    // "Should oil rise, inflation would be 0.7 percentage point **higher**": than it would be else.
    let supposed = points && asked.status == ObsStatus::Hypothetical;
    // "Bills are to rise 57% **by January**": from now until then.
    let until = doc.is(figure.end, "by")
        && matches!(asked.role, Role::Direct | Role::By)
        && matches!(asked.status, ObsStatus::Forecast | ObsStatus::Estimate | ObsStatus::Target)
        && dated();
    // "Has promised to **cut taxes by £4.5bn** this year": by so much less than they would bring.
    let aimed = asked.status == ObsStatus::Target && !matches!(asked.figure.kind, MentionKind::Percentage(_));
    part || supposed
        || is_off_reported(doc, frame, asked.figure)
        || aimed
        || until
        // "Has eased **to 3.7%** from a peak": what it eased to is over a year all the same.
        || asked.role != Role::To && is_beside_milestone(doc, frame, figure.end..free)
        || is_off_outlook(doc, own, asked.figure)
}

/// "20% **below its April peak**", "1% **shy of its record**", "20% higher **than before the war**", "11% **below their earlier estimate**", "0.1 point
/// more **than it projected** in January". `behind` is what follows a figure up to the next one.
fn is_beside_milestone(doc: &Doc, frame: &Frame, behind: Range<usize>) -> bool {
    let joints = behind.start..behind.end.min(behind.start + 2);
    let shy = |i: usize| doc.is(i, "of") && doc.is_any(i - 1, keys!["shy", "short"]);
    let joint = |&i: &usize| doc.is_any(i, keys!["than", "from", "above", "below", "under", "off"]) || shy(i);
    let Some(joint) = joints.into_iter().find(joint) else {
        return false;
    };
    // "A rise of 40% **from** what is expected of this year" leaves that year.
    let left = doc.is(joint, "from");
    let foreseen = |i: usize| !left && (dating::is(doc, i, Cue::Outlook) || acts::is(doc, i, Act::Foreseen));
    // "From a year before" is a time all the same; "from a year ago **and** a high for May" says another thing.
    let and = (joint + 1..behind.end).find(|&i| doc.is(i, "and")).unwrap_or(behind.end);
    (joint + 1..and).any(|i| (dating::is(doc, i, Cue::Milestone) || foreseen(i)) && !frame.is_period(i))
}

/// By how much an outlook or a published value was changed or missed: "revised **up by** 35,000", "its growth **forecast was
/// raised by** 0.6 percentage point", "missing **the consensus by** $570m".
fn is_off_outlook(doc: &Doc, own: &Range<usize>, figure: &Mention) -> bool {
    let by = figure.tokens.start.wrapping_sub(1);
    if doc.is_any(by, keys!["up", "down", "by"]) && (by.saturating_sub(2)..by).any(|i| doc.is(i, "revised")) {
        return true;
    }
    let amount = figure.opening().wrapping_sub(1);
    if !doc.is(amount, "by") {
        return false;
    }
    let before = amount.wrapping_sub(1);
    let outlook = |i: usize| dating::is(doc, i, Cue::Outlook);
    outlook(before)
        || dating::moved_outlook(doc, own.start, amount).is_some()
        || acts::is(doc, before, Act::Moving) && (own.start..amount).any(outlook)
        || words::is(doc, before, Class::Expectation) && (own.start..amount).any(|i| words::is(doc, i, Class::Meeting))
}

/// "Earnings rose 0.3% and were up 4% from a year ago": beside a change over the year, one over the month.
fn monthly_beside_yearly(
    doc: &Doc,
    frame: &Frame,
    asked: &Asked,
    span: Option<Span>,
    topic: &Topic,
) -> Option<ChangeBasis> {
    let code = asked.subject.code();
    // "Rose 0.8 per cent in the June quarter, and 3.4 per cent **for the year**" too.
    let quarter = span == Some(Span::Quarter) && is_below_one(asked);
    if code != Some("wages") || !quarter && span != Some(Span::Month) {
        return None;
    }
    let short = if quarter { ChangeBasis::QuarterOnQuarter } else { ChangeBasis::MonthOnMonth };
    // "In July, earnings rose by **9 cents, or 0.3 percent**": what American pay rises by in so short a time.
    if topic.is_american() && asked.status == ObsStatus::Actual && is_below_one(asked) {
        return Some(short);
    }
    let yearly = |at: usize| doc.hit(at, BASES).is_some_and(|h| ROWS[h.row as usize].1 == ChangeBasis::YearOnYear);
    let own = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    // "Earnings rose 0.3%. They were up 4% from a year ago": of one American report.
    let next = doc.sentences.get(doc.sentence_of(frame.tokens.start) + 1).filter(|_| topic.is_american());
    let end = next.map_or(frame.tokens.end, |s| s.end);
    let other = (frame.tokens.start..end).filter(|at| !own.contains(at)).any(yearly);
    other.then_some(short)
}

/// Whether a figure is the second of two that "and" joins, "increases of 0.3% **and 3.4%**", or the first.
fn place_in_pair(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked) -> Option<bool> {
    let place = frame.figures.iter().position(|&f| mentions[f].tokens == asked.figure.tokens)?;
    let joined = |i: usize| {
        let (first, second) = (&mentions[*frame.figures.get(i)?], &mentions[*frame.figures.get(i + 1)?]);
        (doc.is(first.tokens.end, "and") && second.opening() == first.tokens.end + 1).then_some(())
    };
    let before = place.checked_sub(1).and_then(joined).map(|()| true);
    before.or_else(|| joined(place).map(|()| false))
}

/// "Investment shrank at a 5.1 percent rate": American accounts of a quarter tell the pace of a year.
fn paced(doc: &Doc, asked: &Asked, span: Option<Span>, topic: &Topic) -> Option<ChangeBasis> {
    let figure = &asked.figure.tokens;
    let pace = doc.is_any(figure.start.wrapping_sub(2), keys!["at", "by"])
        && doc.is_any(figure.start.wrapping_sub(1), keys!["a", "an"])
        && doc.is_any(figure.end, keys!["rate", "pace"]);
    // Whose investment it is, is known only afterwards.
    let own = asked.subject.owner() == Owner::Entity && asked.subject.code() != Some("company_investment");
    let accounts = span == Some(Span::Quarter) && !own && topic.is_american();
    (pace && accounts && !topic.is_company).then_some(ChangeBasis::Annualized)
}

/// Whether a stretch began with the year of publication.
fn from_year_start(time: &Time, doc: &Doc) -> bool {
    let from = time.period.as_ref().and_then(|p| p.days).map(|d| d.0);
    from.zip(doc.published).is_some_and(|(from, p)| from.day_of_year() == 1 && from.year() == p.year())
}

/// A price's change is that of the day unless the sentence tells of a longer time.
fn of_market(
    doc: &Doc,
    asked: &Asked,
    told: Option<ChangeBasis>,
    time: &Time,
    span: Option<Span>,
    over_length: impl Fn() -> bool,
) -> Option<ChangeBasis> {
    let running = time.found == Found::Running;
    // "**For the year**, the benchmark boasts a gain of 8%", as far as that has come
    let runs = time.period.as_ref().and_then(|p| p.days).zip(doc.published).is_some_and(|((from, to), published)| {
        from < to
            && to <= published
            && published.since(to).is_ok_and(|s| s.get_days() <= 4)
            && from.year() == published.year()
    });
    let year = time.period.as_ref().is_some_and(|p| p.granularity == Some(Granularity::Year));
    let running = running || runs && year && from_year_start(time, doc);
    match span {
        _ if running && from_year_start(time, doc) => Some(ChangeBasis::YearToDate),
        // "This week", "this month", as far as they have come; not "since June".
        _ if running => match time.period.as_ref().and_then(|p| p.granularity) {
            Some(Granularity::Week) => Some(ChangeBasis::WeekOnWeek),
            Some(Granularity::Month) => Some(ChangeBasis::MonthOnMonth),
            _ => None,
        },
        _ if told.is_some() => told,
        Some(Span::Week) => Some(ChangeBasis::WeekOnWeek),
        Some(Span::Month) => Some(ChangeBasis::MonthOnMonth),
        Some(Span::Year | Span::Twelve) => Some(ChangeBasis::YearOnYear),
        // "Could rise by as much as $20": in however many days; "has lost 35% of its value in three years": in those.
        // Nor is "5% upside" of any one day.
        None if matches!(asked.status, ObsStatus::Hypothetical | ObsStatus::Forecast) || over_length() => None,
        None | Some(Span::Day) => Some(ChangeBasis::DayOnDay),
        _ => None,
    }
}

/// The basis that some words name: a table's header.
pub fn named(doc: &Doc, tokens: &Range<usize>) -> Option<ChangeBasis> {
    let hit = tokens.clone().find_map(|at| doc.hit(at, BASES).filter(|h| h.tokens.end <= tokens.end))?;
    Some(ROWS[hit.row as usize].1)
}

/// What a heading says that the changes below are compared with, or that it says nothing ("Monthly comparison", "Index
/// level"); none for what is no heading.
pub fn of_heading(doc: &Doc, tokens: &Range<usize>) -> Option<Option<ChangeBasis>> {
    const WORDS: usize = 14;
    let heading = tokens.len() <= WORDS && doc.opens_paragraph(tokens.start) && doc.is(tokens.start, "#");
    let compares = || tokens.clone().any(|i| doc.is_any(i, keys!["comparison", "comparisons", "change", "changes"]));
    heading.then(|| named(doc, tokens).filter(|_| compares()))
}
