//! Figures that are of no time: what would be, what is aimed at, what holds in general or until it is changed.
//!
//! The steps of [`super`] behind a figure's own period: a general statement may still have a time that its words say. What
//! they keep from a time, nothing that was spoken of before gives one.

use super::dating::{self, Cue};
use super::elsewhere::opening;
use super::market::is_quoted;
use super::reference::is_result;
use super::search::Search;
use super::tendency::{is_of_decade_of_event, is_structural};
use super::{Asked, Time};
use crate::link::observation::entity::is_chance;
use crate::link::observation::indicator::{Kind, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::status::{is_at_present, is_deliberated, is_size_of_moved, is_whole_of_count};
use crate::link::observation::topic::Subject;
use crate::link::observation::{Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind, Period};
use crate::text::{Doc, TokenKind, keys};

/// Whether what a figure says is so at no time, or at one that is not told.
pub fn general(search: &Search) -> Option<Time> {
    let &Search { doc, frame, asked, .. } = search;
    let unreal = match asked.status {
        // "Without the charge, profit **would have** risen 22%": of the time spoken of.
        ObsStatus::Hypothetical => {
            // "A **reading** below 2% would be the lowest" too.
            let end = asked.figure.tokens.end;
            let would = || (end..end + 6).any(|i| doc.is(i, "would"));
            let reading = |i: usize| doc.is_any(i, keys!["reading", "print"]);
            !search.words_before().any(|i| doc.starts(i, keys!["would", "have"]) || reading(i) && would())
        }
        // "Still more than double **the 3% target**": what prices are meant to rise by stands.
        ObsStatus::Target => {
            let stands = asked.role != Role::Than || matches!(asked.subject.code(), Some("cpi" | "core_cpi"));
            stands && !is_of_the_year(search) && !is_missed(search)
        }
        _ => false,
    };
    let timeless = unreal
        || asked.status == ObsStatus::Actual
            && (search.segment <= 1 || doc.starts(frame.tokens.start, keys!["the", "last", "time"]))
            && dating::opens_some_time_ago(search.doc, search.frame, search.mentions)
        || lasts(search)
        || is_price_target_left(asked)
        || asked.subject.code() == Some("market_cap") && asked.measure == Measure::Level
        || is_habitual(doc, frame, asked)
        || is_of_an_hour(asked)
        || is_share_of_now(search)
        || is_size_of_economy(search)
        || is_part_of_a_whole(doc, asked.figure) && !goes_on(search)
        || is_part_of_staff(doc, asked)
        || is_of_a_length(search)
        || is_of_an_event(search)
        || is_from_peak(doc, frame, asked)
        || is_of_when(search)
        || is_structural(search)
        || is_still_had(search);
    timeless.then(Time::default)
}

/// What is so now, whatever the sentence says of a time to come: "close 28 **of its 410** stores by January".
pub fn now(search: &Search) -> Option<Time> {
    let &Search { doc, frame, asked, .. } = search;
    let now = is_at_present(doc, asked.figure)
        || is_deliberated(doc, frame, asked.figure)
        || is_whole_of_count(doc, frame, asked.figure)
        || is_size_of_moved(doc, frame, asked.figure)
        || lasts_since(search)
        || is_of_decade_of_event(search);
    now.then(Time::default)
}

/// "Was founded in 2016 and **employs 140 people**", "carried a rate of 4% in 2022 and **now costs 8%**": what lasts, or is so now,
/// whatever time stands before its verb.
fn lasts_since(search: &Search) -> bool {
    const REACH: usize = 3;
    let &Search { doc, frame, mentions, asked, .. } = search;
    let (from, at) = (search.own().start, asked.figure.opening());
    let verb = (at.saturating_sub(REACH).max(from)..at).rev().find(|&i| {
        let lasts = words::is(doc, i, Class::Lasting) && doc.lower(i).ends_with('s');
        lasts || doc.is(i, "now") && i + 1 < at && doc.lower(i + 1).ends_with('s')
    });
    // "… in 2016 **and** employs": the time is of another verb.
    let parted = |m: &Mention, verb: usize| doc.is(verb, "now") || (m.tokens.end..verb).any(|i| doc.is(i, "and"));
    let timed = |verb: usize| {
        let before = |m: &Mention| from <= m.tokens.start && m.tokens.end <= verb && parted(m, verb);
        frame.periods.iter().any(|&i| before(&mentions[i]))
            && !frame.periods.iter().any(|&i| (verb..search.own().end).contains(&mentions[i].tokens.start))
    };
    asked.status == ObsStatus::Actual && verb.is_some_and(timed)
}

/// "Fell 7% **on its debut**", "well below the 13.2% **seen on the eve of** the crisis": of a time that an event tells, which no
/// period names.
fn is_of_an_event(search: &Search) -> bool {
    const REACH: usize = 4;
    let &Search { doc, frame, asked, .. } = search;
    let end = asked.figure.tokens.end;
    let debut = doc.is_any(end, keys!["on", "in", "at"]) && (end + 1..end + REACH).any(|i| doc.is(i, "debut"));
    let seen = asked.status == ObsStatus::Previous
        && doc.is_any(end, keys!["seen", "recorded", "reached", "registered", "hit"])
        && doc.is_any(end + 1, keys!["on", "at", "before", "during", "after", "in"])
        && !(end..search.own().end.max(end + REACH)).any(|i| frame.is_period(i));
    // "Not far from the **all-time high of** 20.74%"
    let of = asked.figure.opening().wrapping_sub(1);
    let extreme = matches!(asked.status, ObsStatus::Previous)
        && doc.is(of, "of")
        && dating::is(doc, of.wrapping_sub(1), Cue::Extent)
        && !search.own().clone().any(|i| frame.is_period(i));
    // "Against a **five-year average of** 24 times": over a time that ends at none that was spoken of.
    let length = of.wrapping_sub(2);
    let average = asked.status == ObsStatus::Previous
        && doc.is(of, "of")
        && doc.is(of.wrapping_sub(1), "average")
        && frame.is_period(length)
        && !(end..search.own().end).any(|i| frame.is_period(i));
    debut || seen || extreme || average
}

/// "Prices have fallen 3.3% **from their July peak**", "has risen 14% **since an April low**": since a time that only the mark tells.
pub fn is_from_peak(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    const REACH: usize = 4;
    let from = asked.figure.tokens.end;
    let mark = (from + 2..from + 2 + REACH).find(|&i| dating::is(doc, i, Cue::Extent));
    asked.measure == Measure::Change
        && (doc.is(from, "from") && !is_quoted(asked) || doc.is(from, "since"))
        && doc.is_any(from + 1, keys!["its", "their", "the", "a", "an"])
        && mark.is_some_and(|mark| (from..mark).any(|i| frame.is_period(i)))
}

/// "From 71.7% **when she took office**", "a loss of 800,000 jobs **since he took office**": at or since a time that no period tells.
fn is_of_when(search: &Search) -> bool {
    const REACH: usize = 3;
    let &Search { doc, frame, asked, .. } = search;
    let end = search.figure().end;
    let told = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous);
    let word = |i: &usize| doc.kind(*i) == Some(TokenKind::Word);
    let since = || (end..end + REACH).take_while(word).find(|&i| doc.is(i, "since")).filter(|_| gathers(asked));
    let joint = if doc.is(end, "when") { Some(end) } else { since() };
    told && !is_quoted(asked)
        && joint.is_some_and(|joint| {
            let who = joint + 1;
            let clause = who..frame.segments[frame.segment_of(joint)].tokens.end;
            // "**When measured** in dollars" is no time.
            let subject = doc.is_capital(who) || doc.is_any(who, keys!["he", "she", "it", "they", "the", "its"]);
            let extreme = (search.own().start..joint).any(|i| dating::is(doc, i, Cue::Extreme));
            subject
                && !extreme
                && clause.clone().skip(1).take(REACH + 1).any(|i| acts::is_past_form(doc, i))
                && !clause.into_iter().any(|i| frame.is_period(i))
        })
}

/// Whether a figure is of what has come together over a time.
fn gathers(asked: &Asked) -> bool {
    asked.measure == Measure::Change || matches!(asked.figure.kind, MentionKind::Money(_))
}

/// "Had borrowed $31,000 in 2004 and, after two decades, **still owed** $28,000": what is so now.
fn is_still_had(search: &Search) -> bool {
    const LONGEST: usize = 8;
    let &Search { doc, asked, .. } = search;
    let at = asked.figure.opening();
    let verb = at.wrapping_sub(1 + usize::from(doc.is(at.wrapping_sub(2), "more")));
    let now = |verb: usize| doc.is_any(verb, keys!["owes", "owe", "has", "have", "holds", "hold"]);
    // "Had borrowed $3bn in 2004 **and still owed**", but "at the end of September it still had".
    let owed = |verb: usize| {
        let and = (search.own().start..verb).rev().take(LONGEST).any(|i| doc.is(i, "and"));
        and && doc.is_any(verb, keys!["owed", "had", "held"])
    };
    let before = (verb.saturating_sub(2)..=verb).rev().find(|&i| now(i) || owed(i));
    before.is_some_and(|verb| doc.is(verb.wrapping_sub(1), "still"))
}

/// "It **employs** 2,900 people", "the group **pumps** about 40% of the world's crude", "the card **now charges** 20%".
fn lasts(search: &Search) -> bool {
    const REACH: usize = 4;
    let &Search { doc, frame, asked, .. } = search;
    let at = asked.figure.opening();
    // "Now devote**, on average,** 24 percent of their income to it"
    let on_average = doc.starts(at.wrapping_sub(4), keys![",", "on", "average", ","]);
    let (last, opening) = if on_average { (at - 4, frame.tokens.start) } else { (at, search.own().start) };
    // "**Operates** retail and business banking services **from 6,000 branches**"
    let counted = matches!(&asked.figure.kind, MentionKind::Quantity(q) if q.unit.is_some());
    let from = last.saturating_sub(if counted { 2 * REACH } else { REACH }).max(opening);
    let between = |i: &usize| doc.kind(*i) == Some(TokenKind::Word);
    // "Carry prices above the $50 mark"
    let price = is_quoted(asked) && asked.measure == Measure::Level;
    asked.status == ObsStatus::Actual
        && !price
        && (from..last).rev().take_while(between).any(|i| {
            // "Holds at 3%" is a reading; what "sells at home for $10,000" has a price.
            // … as is "left **on hold** again at 4.75%".
            let reading = doc.is(i + 1, "at") && i + 2 == last
                || doc.is_any(i + 1, keys!["steady", "off"])
                || doc.is(i, "hold") && doc.is(i.wrapping_sub(1), "on");
            // "They **now earn** $9 an hour"
            let verb = doc.lower(i).ends_with('s')
                || i + 1 == last && !doc.lower(i).ends_with("ed") && !words::is(doc, i, Class::Closed);
            let now =
                doc.is(i.wrapping_sub(1), "now") && verb && !doc.is_any(i, keys!["is", "was", "has", "stands", "at"]);
            // "Is now equal to 78.5% of output"
            let equal = doc.is(i, "now")
                && doc.is_any(i.wrapping_sub(1), keys!["is", "are"])
                && doc.is_any(i + 1, keys!["equal", "equivalent", "worth"]);
            // "**Has reported** annual profits of $3bn" is done, and lasts no longer.
            let done = doc.is_any(i, keys!["has", "have"]) && acts::is_past_form(doc, i + 1);
            !reading && !done && (now || equal || words::is(doc, i, Class::Lasting))
        })
}

/// "The company is earning **$1.8m an hour**": at a pace, of no quarter.
fn is_of_an_hour(asked: &Asked) -> bool {
    let per = match &asked.figure.kind {
        MentionKind::Money(m) => m.per.as_deref(),
        _ => None,
    };
    is_result(asked.subject) && matches!(per, Some("hour" | "minute" | "second"))
}

/// "About **12 percent of homeowners now go** without cover": those who do, in no month that was spoken of.
fn is_share_of_now(search: &Search) -> bool {
    const REACH: usize = 6;
    let &Search { doc, asked, .. } = search;
    let end = search.figure().end;
    if asked.measure != Measure::Share || asked.status != ObsStatus::Actual || !doc.is(end, "of") {
        return false;
    }
    let word = |i: &usize| doc.kind(*i) == Some(TokenKind::Word);
    let now = (end + 1..end + REACH).take_while(word).find(|&i| doc.is(i, "now"));
    // "60% of respondents **now expect**" more: in the survey that is told of.
    let thinks = |verb: usize| {
        dating::is(doc, verb, Cue::ForetoldNow)
            || doc.is_any(verb, keys!["say", "think", "believe", "plan", "want", "intend"])
    };
    let finite = |verb: usize| acts::is_past_form(doc, verb) || doc.is(verb, "has");
    now.is_some_and(|now| {
        doc.lower(now - 1).ends_with('s')
            && doc.kind(now + 1) == Some(TokenKind::Word)
            && !finite(now + 1)
            && !thinks(now + 1)
    })
}

/// "Chile's **$330 billion economy** has had a bumpy year": how big it is, in no month.
fn is_size_of_economy(search: &Search) -> bool {
    let &Search { doc, asked, .. } = search;
    // "Remittances **are equivalent to 8.5%** of output"
    let to = asked.figure.opening().wrapping_sub(1);
    let equal = doc.is(to, "to")
        && doc.is_any(to.wrapping_sub(1), keys!["equivalent", "equal"])
        && doc.is_any(to.wrapping_sub(2), keys!["is", "are"]);
    equal || matches!(asked.figure.kind, MentionKind::Money(_)) && doc.is(search.figure().end, "economy")
}

/// "Lowered his price target to $38 **from $47**": what was aimed at before is of no time either.
fn is_price_target_left(asked: &Asked) -> bool {
    asked.status == ObsStatus::Previous && words::holds(&asked.subject.phrase, "price target")
}

/// "Jumping 11% in the first five months **and making up 25%** of all sales": a part of those months.
fn goes_on(search: &Search) -> bool {
    let &Search { frame, mentions, segment, .. } = search;
    frame.segments[segment].opener == Opener::And
        && frame.periods.iter().any(|&i| frame.segment_of(mentions[i].tokens.start) + 1 == segment)
}

/// What holds until it is changed, a bet on what is to come, and a season whose days are not told.
pub fn standing(search: &Search) -> Option<Time> {
    let asked = search.asked;
    // "Markets price in a 58% chance of a cut": of no month that was spoken of.
    let bet = || {
        asked.status == ObsStatus::Forecast
            && asked.subject.code().is_none()
            && is_chance(&asked.subject.phrase)
            && search.earlier().is_none()
    };
    // "Returned $252 million during the quarter, **$202 million in dividends**": a sum that was paid out in that time.
    let end = search.figure().end;
    let paid = search.doc.is(end, "in") && search.doc.is_any(end + 1, keys!["dividends", "dividend"]);
    (stands(asked.subject) && !paid || bet() || in_a_season(search)).then(Time::default)
}

/// "Raises of 19% over four years", "may lose $30m over the next three months": of a length of time whose days are not
/// told, which no period spoken of before is.
fn is_of_a_length(search: &Search) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    frame.periods.iter().any(|&i| {
        // "$3.27 on Monday, down five cents **in a week**": what it is compared with.
        let start = mentions[i].tokens.start;
        let one = mentions[i].tokens.len() == 2 && doc.starts(start.wrapping_sub(1), keys!["in", "a"]);
        search.own().contains(&start)
            && !(one && is_quoted(asked))
            && dating::is_length_of(doc, &mentions[i], search.period(i).timex, asked.figure)
    })
}

/// "It expects growth of 4.8% this year, just short of the 5% target": what a year's growth is set beside is of that year;
/// a target for inflation stands.
fn is_of_the_year(search: &Search) -> bool {
    let year = search.segment > 0 && search.asked.subject.code() == Some("gdp");
    let runs =
        |p: &Period| search.doc.published.zip(p.days).is_some_and(|(published, d)| d.0 <= published && published < d.1);
    let told = |i| search.period(i).granularity == Some(Granularity::Year) && runs(search.period(i));
    year && search.nearest_before(search.own().start).is_some_and(told)
}

/// "Grew 4% in 2004, **missing its target** of 6%": what the figure of a time is set beside was aimed at for that time; a target for
/// prices stands.
fn is_missed(search: &Search) -> bool {
    let &Search { doc, frame, asked, segment, .. } = search;
    let first = opening(doc, &frame.segments[segment]);
    let beside = acts::is(doc, first, Act::Missing)
        || dating::is(doc, first, Cue::Beside)
        || doc.is_any(first, keys!["below", "above", "short"]);
    let series = asked.subject.told() == Told::Series && !matches!(asked.subject.code(), Some("cpi" | "core_cpi"));
    let told = |i| search.period(i).granularity >= Some(Granularity::Month) && !search.period(i).comparison;
    segment > 0 && beside && series && search.nearest_before(search.own().start).is_some_and(told)
}

/// "A survey this fall found that 63% …": a time of its own, whose days are not told.
fn in_a_season(search: &Search) -> bool {
    let &Search { doc, frame, mentions, asked, .. } = search;
    frame.periods.iter().any(|&i| {
        let p = search.period(i);
        // "Summer bonuses" are of a kind, not of a time.
        let start = mentions[i].tokens.start;
        let dated = mentions[i].tokens.len() > 1
            || doc.is_any(start.wrapping_sub(1), keys!["in", "during", "over", "of", "the"]);
        p.granularity == Some(Granularity::Season)
            && dated
            && p.days.is_none()
            // "It bought the house for €1.9bn last summer"
            && (mentions[i].tokens.end <= asked.figure.tokens.start
                || start == asked.figure.tokens.end && doc.is_any(start, keys!["last", "this", "next"]))
    })
}

/// "A day pass can cost $300", "prices often exceed €40,000", "generates $5bn a year": said of no time in particular.
pub fn is_habitual(doc: &Doc, frame: &Frame, asked: &Asked) -> bool {
    let segment = &frame.segments[frame.segment_of(asked.figure.tokens.start)].tokens;
    let end = asked.figure.tokens.end;
    let yearly = doc.is_any(end, keys!["a", "per", "each", "every"])
        && doc.is_any(end + 1, keys!["year", "month", "week", "day"])
        // "It was 5% **a year ago**"
        && !doc.is_any(end + 2, keys!["ago", "earlier", "before", "later"])
        // … and not "was down 0.8% annually".
        || doc.is_any(end, keys!["annually", "yearly"]) && asked.measure != Measure::Change;
    // "A firm with combined annual sales of $30bn", "its yearly sales are $14bn": in any year.
    let any_year = |i: usize| {
        let has = (i.saturating_sub(3)..i).any(|t| {
            // … but "**has reported** annual profits of $3bn": of the year that is over.
            let done = doc.is_any(t, keys!["has", "have"]) && acts::is_past_form(doc, t + 1);
            !done && doc.is_any(t, keys!["with", "has", "have", "having", "generates", "whose"])
        });
        dating::is(doc, i, Cue::Yearly)
            && (has && asked.role == Role::Of
                || doc.is_any(asked.figure.tokens.start.wrapping_sub(1), keys!["is", "are"]))
    };
    let sum = matches!(asked.figure.kind, MentionKind::Money(_));
    // "Raised the minimum wage in January**, to** 1,412 reais **a month**" is what it came to then.
    let yearly = yearly && asked.role != Role::To;
    let yearly = yearly || sum && (segment.start..asked.figure.tokens.start).any(any_year);
    yearly || (segment.start..asked.figure.tokens.start).any(|i| words::is(doc, i, Class::Habit))
}

/// "Which makes up nearly 60% of the economy", "accounting for 70% of sales", "once accounted for 30%": of no time.
pub fn is_part_of_a_whole(doc: &Doc, figure: &Mention) -> bool {
    let start = figure.tokens.start;
    (start.saturating_sub(5).max(doc.sentence(start).start)..start).any(|i| {
        words::is(doc, i, Class::Part)
            && (words::is(doc, i, Class::General)
                || doc.is_any(i, keys!["accounting", "making"])
                || doc.is(i.wrapping_sub(1), "once"))
            && doc.is_any(i + 1, keys!["for", "up"])
    })
}

/// "Will cut 450 jobs, or 3% **of its workforce**": a part of those who work there now, of no time.
pub fn is_part_of_staff(doc: &Doc, asked: &Asked) -> bool {
    matches!(asked.figure.kind, MentionKind::Percentage(_))
        && (matches!(asked.subject.code(), Some("layoffs" | "staff"))
            || words::holds(&asked.subject.phrase, "work force"))
        && doc.is(asked.figure.tokens.end, "of")
}

/// What is set and holds until it is changed: a tariff, a tax, a dividend.
pub fn stands(subject: &Subject) -> bool {
    subject.told() == Told::Once && subject.kind() == Kind::Rate || subject.code() == Some("dividend")
}
