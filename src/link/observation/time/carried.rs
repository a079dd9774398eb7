//! What a figure whose own words tell no time takes from elsewhere: from another part of its sentence, else from what was
//! spoken of before.
//!
//! The last steps of [`super`]. A comparison value then lies one step before the value that it is compared with.

use jiff::ToSpan;
use jiff::civil::Date;

use super::basis::{self, Span};
use super::dating::{self, Cue};
use super::elsewhere::is_retold;
use super::market::is_daily;
use super::previous::{self, a_year_before};
use super::reference::{is_reference, is_result, is_set, recurs};
use super::search::Search;
use super::shift::{self, day, last_month, step_back, year_later};
use super::{Found, Time, joint, meant, running, said, to_date};
use crate::link::observation::entity::is_chance;
use crate::link::observation::indicator::{Kind, Owner, Told};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::{ChangeBasis, Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{MentionKind, Period};
use crate::text::keys;

/// "A 26% rise in annual profits": the year that is reported on; what it is compared with, of the year before.
pub fn whole_year(search: &Search) -> Option<Time> {
    let year = running::whole_year(search)?;
    let before = search.is_previous() && !previous::is_recast(search);
    let period = if before { step_back(&year) } else { Some(year) };
    Some(Time { period, ..Time::at(Found::WholeYear) })
}

/// "It sees revenue of $45bn this quarter. **Analysts had expected $46bn**": of what was foreseen just before.
pub fn foreseen(search: &Search) -> Option<Time> {
    let &Search { asked, topic, .. } = search;
    // "Cut its outlook to $1.55 a share **from $1.70**": of the same time.
    let recast = asked.status == ObsStatus::Previous && previous::is_recast(search);
    if asked.status != ObsStatus::Forecast && !recast {
        return None;
    }
    // "Labour costs rose 1.3% in the first quarter. Economists **had expected** 1%": of the time just told, whatever the article is of.
    let just = || topic.period.as_ref().filter(|s| s.sentence + 1 == asked.figure.sentence);
    let same =
        || just().filter(|s| s.suits(asked.subject.owner()) && search.had_been_expected()).map(|s| s.period.clone());
    let period = topic.foreseen(asked.subject, asked.figure.sentence).or_else(same);
    let company = asked.subject.owner() == Owner::Entity || asked.subject.indicator.is_none();
    // "It expects $9 a share for the full year. … It cut **its** capital spending **forecast** to $6bn": of the year that it foresees.
    let outlook = |i: usize| {
        search.doc.is_any(i, keys!["its", "their"]) && (i + 1..i + 5).any(|n| dating::is(search.doc, n, Cue::Outlook))
    };
    let own_outlook =
        || topic.company_outlook(asked.subject, asked.figure.sentence).filter(|_| search.words_before().any(outlook));
    let period = period.or_else(own_outlook);
    // "**Once all are delivered**, it will carry 70 million": of a time of its own.
    let own = || {
        search.frame.tokens.clone().any(|i| search.doc.is_any(i, keys!["when", "once", "after", "if", "have", "show"]))
    };
    let own = || own() || !search.frame.periods.is_empty();
    let on = || topic.outlook_goes_on(asked.subject, asked.figure.sentence).filter(|_| !own());
    let goes_on = || if search.is_expected() { on() } else { None };
    let period = period.or_else(goes_on).or_else(|| topic.guided.as_ref().filter(|_| company)?.clone())?;
    search.earlier().is_none().then(|| Time { period: Some(period), ..Time::at(Found::Carried) })
}

/// "**India's growth** is seen at 6.8%", in an account of an outlook: of the year that it is for.
pub fn outlook(search: &Search) -> Option<Time> {
    let &Search { frame, asked, topic, .. } = search;
    if asked.status != ObsStatus::Forecast || asked.subject.code() != Some("gdp") || search.earlier().is_some() {
        return None;
    }
    let (period, at) = topic.outlook.as_ref()?;
    // What was expected of a quarter that is reported is no outlook.
    let reported = topic.first_period.as_ref().is_some_and(|s| s.sentence <= *at);
    // "**Five years out**, growth is seen at 3.1%"
    let dated = frame.periods.iter().any(|&i| search.own().contains(&search.mentions[i].tokens.start));
    (!reported && !dated).then(|| Time { period: Some(period.clone()), ..Time::at(Found::Carried) })
}

/// "Earnings per share: 41 cents vs. 38 cents expected", "posted an 18% jump in **quarterly** sales": results of which the
/// article has told no time are of the quarter that is just over.
pub fn quarter_over(search: &Search) -> Option<Time> {
    let &Search { doc, asked, .. } = search;
    let told = matches!(asked.status, ObsStatus::Actual | ObsStatus::Forecast);
    // "Revenue: $4.86 billion, **versus $4.79 billion expected**"
    let item = || (search.frame.tokens.start..search.figure().start).any(|i| doc.is(i, ":"));
    if !told || !is_of_results(search) || !is_quarterly(search) && !item() {
        return None;
    }
    let period = shift::quarter_before(running::told_on(search).or(doc.published)?);
    Some(Time { period, ..Time::at(Found::Published) })
}

/// Whether the figure is of a company's results.
fn is_of_results(search: &Search) -> bool {
    let subject = search.asked.subject;
    subject.owner() == Owner::Entity && subject.told() == Told::Series
}

/// "**Quarterly** revenue climbed 13%"
fn is_quarterly(search: &Search) -> bool {
    let around = search.own().start..search.own().end.min(search.figure().end + 6);
    around.into_iter().any(|i| search.doc.is(i, "quarterly"))
}

/// "**Quarterly** revenue rose 4%" where a month was spoken of; what a mover's results are in an account of a market's day.
fn is_of_quarter_over(search: &Search, spoken: &Period) -> bool {
    let of_market = || search.topic.first_subject.as_ref().is_some_and(|s| s.code() == Some("stock_index"));
    let shorter = spoken.granularity.is_some_and(|g| g < Granularity::Quarter);
    let sold = search.asked.subject.code() == Some("unit_sales");
    shorter && is_of_results(search) && (is_quarterly(search) || of_market() && !sold)
}

/// A time that another part of the sentence tells, else the one spoken of, as the figure stands to it.
pub fn told(search: &Search) -> Option<Time> {
    // "Its **first-quarter** loss narrowed to 722 million euros from 849 million": a year before that, whatever month was spoken of.
    let start = search.figure().start;
    let own = search.nearest_before(start).filter(|&i| {
        let (p, tokens) = (search.period(i), &search.mentions[i].tokens);
        let inside = search.own().start <= tokens.start && search.frame.figure_in(tokens.end..start);
        let told = is_reference(p) && !p.comparison && p.granularity >= Some(Granularity::Month);
        let result = search.asked.subject.owner() == Owner::Entity;
        search.asked.role == Role::From && result && inside && told
    });
    if let Some(i) = own.filter(|_| search.is_previous()) {
        return Some(Time { period: previous::before(search, search.period(i)), ..Time::at(Found::StepBack) });
    }
    let time = match search.earlier() {
        Some(i) => Time { period: Some(here(search, i)), mention: Some(i), ..Time::at(Found::Sentence) },
        None => spoken(search)?,
    };
    let Some(current) = &time.period else { return Some(time) };
    if time.mention.is_none() && is_long_over(search, current) {
        return Some(Time::default());
    }
    if time.mention.is_none() && !search.is_previous() && is_since_changed(search, current) {
        return Some(Time::default());
    }
    if time.mention.is_none() && !search.is_previous() && is_of_quarter_over(search, current) {
        let period = search.doc.published.and_then(shift::quarter_before);
        return Some(Time { period, ..Time::at(Found::Published) });
    }
    if search.is_previous() && lies_before(search) {
        // "Will cut its workforce from 155,000 to 110,000 **by 2030**": from what it is now; "over the weekend it cut the cost of its
        // software to $8,000 from $12,000": which it was until then.
        if time.mention.is_some_and(|m| search.is_deadline(m)) || asked_is_set(search) || is_price_of_now(search) {
            return Some(Time::default());
        }
        let period = previous::before(search, current);
        return Some(Time { period, ..Time::at(Found::StepBack) });
    }
    // "Applications ticked up 1.4% **from the week before**", behind sales of a month: of a week that is not told.
    let weekly = || said::said(search.doc, search.frame, search.asked) == Some(ChangeBasis::WeekOnWeek);
    if time.mention.is_none() && current.granularity > Some(Granularity::Week) && weekly() {
        return Some(Time::default());
    }
    // "On a monthly basis, prices rose 0.3%" after a yearly figure: the last month of the twelve.
    if let Some(month) = last_month(current)
        && said::said(search.doc, search.frame, search.asked) == Some(ChangeBasis::MonthOnMonth)
    {
        return Some(Time { period: Some(month), ..Time::at(Found::LastMonth) });
    }
    Some(time)
}

/// "Started on 950 euros in 2023 and **today makes** 1,120": what is so now is of no year that has long been over.
fn is_since_changed(search: &Search, spoken: &Period) -> bool {
    let &Search { doc, asked, .. } = search;
    let over = doc.published.zip(spoken.days).is_some_and(|(today, d)| d.1.saturating_add(6.months()) < today);
    let now = |i: usize| doc.is_any(i, keys!["today", "nowadays"]) && !doc.is_any(i + 1, keys!["'s", "’s", "that"]);
    over && asked.status == ObsStatus::Actual && search.words_before().any(now)
}

/// "Prices fell 20% in 2023. The crop **is expected** to come in at 15 billion bushels": what is still expected is of no time that
/// has been over for months.
fn is_long_over(search: &Search, period: &Period) -> bool {
    const MONTHS: i32 = 4;
    let &Search { doc, asked, .. } = search;
    // "**May have to** shed 4,900 jobs" is of no time that is over at all.
    let counted = matches!(asked.subject.code(), Some("layoffs" | "staff" | "employment"));
    let may = counted && search.words_before().any(|i| doc.is_any(i, keys!["may", "might", "could", "will"]));
    // What its own words foresee now is of no time that is over; economists foresee what is soon told of it.
    let now = search.is_foreseen_ahead();
    let months = if may || now { 0 } else { MONTHS };
    let over = |(today, days): (Date, (Date, Date))| days.1.saturating_add(months.months()) < today;
    // "The **revised reading** is expected to show growth of 0.5%" is of what was told.
    let report =
        || search.words_before().any(|i| doc.is_any(i, keys!["reading", "revised", "report", "reports", "data"]));
    asked.status == ObsStatus::Forecast
        && !report()
        && (may || now || search.is_expected())
        && doc.published.zip(period.days).is_some_and(over)
}

/// "Bitcoin was up 3%" where no day is told: what has a price, and what a market's article names, is of the day.
pub fn published(search: &Search) -> Time {
    let &Search { doc, asked, .. } = search;
    let quoted = || !matches!(asked.figure.kind, MentionKind::Quantity(_)) || asked.subject.owner() == Owner::World;
    let priced = asked.subject.kind() == Kind::Price && quoted() || is_of_market(search);
    // "Freddie Mac said the average rate had crossed 7%": told week by week, of the one that the article is of.
    let mortgage = asked.subject.code() == Some("mortgage_rate")
        && asked.measure == Measure::Level
        && asked.status == ObsStatus::Actual
        && search.topic.is_american();
    let period = doc.published.filter(|_| priced || mortgage).map(day);
    Time { period, ..Time::at(Found::Published) }
}

/// Whether what is asked for was set by someone, and no statistic.
fn asked_is_set(search: &Search) -> bool {
    let (doc, asked) = (search.doc, search.asked);
    // "A cut that **would bring** the rate to 3.75% from a record 4%": from what it is now.
    let ahead = || search.words_before().any(|i| doc.is_any(i, keys!["will", "would", "could"]));
    let rate = || asked.subject.code() == Some("policy_rate") && ahead();
    asked.role == Role::From && (asked.subject.code().is_none() && is_set(doc, asked) || rate())
}

/// "A latte **now goes for** $5.75, up from $5.25": until now, whatever was spoken of.
fn is_price_of_now(search: &Search) -> bool {
    let &Search { doc, frame, asked, .. } = search;
    let before = frame.tokens.start..asked.figure.opening();
    asked.role == Role::From
        && frame.periods.is_empty()
        && before.into_iter().any(|i| doc.is(i, "now") && doc.lower(i + 1).ends_with('s'))
}

/// What a period in another part of the sentence means.
fn here(search: &Search, i: usize) -> Period {
    let &Search { frame, mentions, segment, .. } = search;
    // "A year earlier, the gap had been $4bn": a year before what is spoken of.
    let opens = mentions[i].tokens.start == frame.tokens.start;
    let year_before = || if opens { a_year_before(search, i) } else { None };
    // "**So far this year**, inflation has totalled 101%"
    let to_date = to_date::year_to_date(search, i).or_else(|| running::so_far(search, i));
    let meant = to_date.or_else(|| joint::both(search, i)).or_else(|| meant::of(search, i)).or_else(year_before);
    let period = meant.unwrap_or_else(|| search.closed(i));
    // "Investment rose 3% in the first eight months, while the jobless rate stood at 5.3%": a rate is told month by month.
    let monthly = is_jobless_rate(search) && frame.segments[segment].opener == Opener::Contrast;
    if monthly { month_of(period) } else { period }
}

/// What was spoken of before, or what the figure's comparison tells: "rose 3.8% from the quarter a year earlier".
fn spoken(search: &Search) -> Option<Time> {
    let &Search { doc, frame, mentions, asked, topic, .. } = search;
    if is_of_market(search) {
        return None;
    }
    let over = |p: &Period| doc.published.zip(p.days).is_none_or(|(published, d)| d.1 <= published);
    let told = frame.periods.iter().find_map(|&i| year_later(doc, &mentions[i])).filter(|t| !topic.is_passing(t));
    // "**Last week** reported a profit of $3bn, down 40% from a year earlier": no profit is of a week.
    let weekly = |t: &Period| is_result(asked.subject) && t.granularity <= Some(Granularity::Week);
    let told = told.filter(|t| !weekly(t));
    // What is compared with a year ago is told period by period.
    // … and so is what is told "year on year", "on the month".
    let recurring = || asked.measure == Measure::Change && basis::named(doc, search.own()).is_some();
    let series = told.is_some()
        || recurring()
        || recurs(doc, asked)
        || is_part_of_statistic(search)
        || is_more_than_then(search)
        || is_line_of_results(search);
    let told = told.filter(over);
    let current = series.then(|| current(search)).flatten();
    // "Sales will grow 3% from last year": in no month that is over.
    let current = current.filter(|p| !(over(p) && search.is_foretold_now()));
    let inside = |of: &Period, p: &Period| of.days.zip(p.days).is_some_and(|(o, d)| o.0 <= d.0 && d.1 <= o.1);
    let finer = |t: &Period| current.as_ref().is_none_or(|c| t.granularity < c.granularity && inside(c, t));
    let (period, found) = match told.filter(finer) {
        Some(told) => (told, Found::Reckoned),
        None => (current?, Found::Carried),
    };
    // … Britain's is told of three months.
    let british = topic.area.as_ref().is_some_and(|a| a.code == Some("GB"));
    let period = if is_jobless_rate(search) && !british { month_of(period) } else { period };
    // Claims for benefits, mortgage rates and stocks of oil are told week by week: of no month that was spoken of.
    let barrels = || matches!(&asked.figure.kind, MentionKind::Quantity(q) if q.unit.as_deref() == Some("barrel"));
    let weekly = (matches!(asked.subject.code(), Some("jobless_claims" | "mortgage_rate"))
        || asked.subject.code() == Some("inventories") && barrels())
        && period.granularity > Some(Granularity::Week);
    (!weekly).then(|| Time { period: Some(period), ..Time::at(found) })
}

/// The period spoken of.
fn current(search: &Search) -> Option<Period> {
    let &Search { asked, topic, .. } = search;
    let sentence = asked.figure.sentence;
    let expected = asked.status == ObsStatus::Forecast && is_result(asked.subject) && !topic.is_company;
    let spoken = topic.aside(sentence, asked.subject).or_else(|| topic.current(sentence, asked.subject.owner()))?;
    // What a company is expected to earn is of no month, in an account of a country's exports.
    if expected && Span::of(&spoken) == Some(Span::Month) {
        return None;
    }
    Some(topic.quarter_of(asked.subject, &spoken).unwrap_or(spoken))
}

/// "Exports of goods fell. **Consumer goods decreased $0.6bn**": a part of the statistic, and of its time.
fn is_part_of_statistic(search: &Search) -> bool {
    let &Search { asked, topic, .. } = search;
    // "Job openings fell to 8 million in April. **Layoffs dropped to 1.5 million**": of a country, a statistic too.
    if asked.subject.code() == Some("layoffs") && asked.role == Role::To {
        return !topic.is_company && topic.first_period.as_ref().is_some_and(|s| s.owner == Some(Owner::Area));
    }
    asked.subject.indicator.is_none()
        && asked.measure == Measure::Change
        && asked.status == ObsStatus::Actual
        && topic.period.as_ref().is_some_and(|s| s.owner.is_some_and(|o| o != Owner::Entity))
        && !topic.is_company
        && topic.just_spoken(asked.figure.sentence)
}

/// "Free cash flow of $131 million" in an account of a quarter; "• **1.2 million** subscribers were added" in a list of what it
/// brought: of that quarter, as the results are.
fn is_line_of_results(search: &Search) -> bool {
    let &Search { doc, frame, asked, topic, .. } = search;
    let told = matches!(asked.status, ObsStatus::Actual | ObsStatus::Forecast | ObsStatus::Previous);
    if !told || !topic.is_company || asked.subject.code().is_some() || is_set(doc, asked) {
        return false;
    }
    let open = asked.subject.owner() == Owner::Entity && asked.subject.told() == Told::Series;
    let start = frame.tokens.start;
    let item =
        doc.opens_paragraph(start) && doc.is_any(start, keys!["•", "-", "–", "*", "·", "▪"]) && !doc.glued(start + 1);
    open && asked.subject.indicator.is_some() || item && asked.status == ObsStatus::Actual
}

/// "Fuel cost it $210m more **than in 2003**": set beside a time, and so told period by period.
fn is_more_than_then(search: &Search) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    let end = asked.figure.tokens.end;
    asked.measure == Measure::Change
        && doc.starts(end + 1, keys!["than", "in"])
        && frame.periods.iter().any(|&i| mentions[i].tokens.start == end + 3)
}

/// A market's article speaks of its day: what it names outside the list is priced there.
fn is_of_market(search: &Search) -> bool {
    let &Search { doc, asked, topic, .. } = search;
    asked.subject.indicator.is_none()
        && topic.first_subject.as_ref().is_some_and(is_daily)
        && !topic.just_spoken(asked.figure.sentence)
        && !doc.is(asked.figure.tokens.end, "of")
        && topic.first_period.as_ref().is_none_or(|s| s.owner != Some(Owner::Entity))
        && recurs(doc, asked)
}

fn is_jobless_rate(search: &Search) -> bool {
    search.asked.subject.code() == Some("unemployment_rate")
}

/// The last of the first months of a year, of which a rate is told.
fn month_of(period: Period) -> Period {
    let to_date = period.days.is_some_and(|d| d.0.day_of_year() == 1 && d.1.month() != d.0.month() && d.1.month() < 12);
    let month = if to_date { last_month(&period) } else { None };
    month.unwrap_or(period)
}

/// Whether a value to compare with is of an earlier time than the one at hand.
fn lies_before(search: &Search) -> bool {
    let &Search { doc, frame, asked, .. } = search;
    let end = asked.figure.tokens.end;
    // "20.1% of Japan's trade, compared with 18.6% **for the US**": set beside it, of the same time.
    let other = asked.role == Role::Than
        && doc.is_any(end, keys!["for", "in", "at"])
        && !frame.is_period(end + 1)
        && !doc.is_any(end + 1, keys!["the", "its", "their", "his"])
        || doc.is_any(end, keys!["for", "in", "at"]) && frame.is_place(end + 1 + usize::from(doc.is(end + 1, "the")));
    // The chance of a September cut was of that September before too.
    let chance =
        asked.subject.indicator.is_some() && asked.subject.code().is_none() && is_chance(&asked.subject.phrase);
    // "Compared with the fourth quarter of 2019, **when** the rate was 4.7%": of that quarter.
    let start = search.own().start;
    let when = doc.is(start, "when") || doc.is(start + 1, "when");
    !other && !when && !chance && !previous::is_recast(search) && !is_retold(doc, asked.figure)
}
