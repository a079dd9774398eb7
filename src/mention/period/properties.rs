//! The cases of the periods, and what must hold of every period whatever the text.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Period, Reference, value};
use crate::mention::cases::check_cases;
use crate::mention::{Mention, MentionKind};
use crate::{Article, Extractor, SourceDate};

fn mentions(extractor: &Extractor, text: &str, published: Option<Date>) -> Vec<Mention> {
    let published = published.and_then(|day| SourceDate::parse(&day.to_string()));
    let article = Article { text: text.to_owned(), published, language: Some("en".to_owned()), ..Article::default() };
    extractor.analyze(&article).mentions
}

fn periods(extractor: &Extractor, text: &str, published: Option<Date>) -> Vec<Period> {
    let period = |kind| match kind {
        MentionKind::Period(period) => Some(period),
        _ => None,
    };
    mentions(extractor, text, published).into_iter().filter_map(|mention| period(mention.kind)).collect()
}

/// The rules of the patterns. Each must fire in a case: a rule without one is untested, or dead.
const RULES: &[&str] = &[
    "away",
    "away-from",
    "bare-unit",
    "century",
    "clock",
    "day-month",
    "day-of-month",
    "decade",
    "deictic",
    "edge",
    "fiscal",
    "holiday",
    "interval",
    "interval-days",
    "interval-framed",
    "iso-date",
    "iso-month",
    "length",
    "length-around",
    "length-long",
    "length-whole",
    "month",
    "month-day",
    "month-year",
    "nth-unit",
    "nth-weekday",
    "numeric-date",
    "numeric-month",
    "part",
    "part-code",
    "part-elliptic",
    "part-ending",
    "part-of-day",
    "parts",
    "picked-day",
    "run",
    "same-period",
    "season",
    "set-adverb",
    "set-every",
    "set-rate",
    "shifted",
    "shifted-month",
    "stretch-ending",
    "stretch-starting",
    "to-date",
    "unit-before",
    "units-before",
    "vague",
    "vague-away",
    "week-number",
    "weekday",
    "weekday-date",
    "weekday-day",
    "weekday-picked",
    "weekday-week",
    "year",
    "year-ago",
    "year-month",
    "year-range",
    "year-short",
    "year-words",
];

#[test]
fn cases() {
    let fired = check_cases("src/mention/period/cases.en.tsv", &["period"]);
    let silent: Vec<_> = RULES.iter().filter(|rule| !fired.contains(*rule)).collect();
    assert!(silent.is_empty(), "no case for {silent:?}");
}

#[test]
fn without_a_publication_date_nothing_relative_has_days() {
    let text = "Yesterday, last month, on Friday, in May, a year earlier, two weeks ago, year to date, by year-end.";
    let found = periods(&Extractor::new(), text, None);
    assert!(found.len() >= 6, "{found:?}");
    assert!(found.iter().all(|period| period.days.is_none() && value::is_timex3(&period.value)), "{found:?}");
}

/// What is told of how a period was reckoned: a part of a year from the year that owns it.
#[test]
fn an_owned_part_is_reckoned_from_its_owner() {
    let text = "Exports fell in last year's first half, and again in the second half.";
    let found = mentions(extractor(), text, Some(date(2025, 12, 9)));
    let told = |words: &str| found.iter().find(|m| m.span.of(text) == words)?.reference;
    let Some(Reference::Text(owner)) = told("first half") else { panic!("{found:?}") };
    assert_eq!(owner.of(text), "last year");
    assert_eq!(told("last year"), Some(Reference::Publication));
}

/// Phrases that call for one another, over and over: no deep recursion, no quadratic walk back.
#[test]
fn long_texts_stay_cheap() {
    let phrases = [
        "the first day of ",
        "third quarter of ",
        "the January to ",
        "a year earlier ",
        "10/03/2025 ",
        "the fiscal year ",
        "3 days after ",
        "the period from ",
        "March and ",
        "between 2001 and ",
        "the same month of ",
        "late ",
        "2 years ",
        "the year-earlier first ",
        "Monday of the following week ",
        "more than ",
        "the 12 months to ",
    ];
    for phrase in phrases {
        let found = periods(extractor(), &phrase.repeat(5_000), Some(date(2025, 12, 9)));
        assert!(found.len() <= 10_000, "{phrase}");
    }
}

const WORDS: &[&str] = &[
    "the",
    "first",
    "three",
    "months",
    "of",
    "2024",
    "to",
    "September",
    "week",
    "ended",
    "Nov.",
    "31",
    "30",
    "last",
    "next",
    "year",
    "earlier",
    "a",
    "quarter",
    "ago",
    "-",
    ",",
    "Q3",
    "FY25",
    "fiscal",
    "early",
    "mid",
    "end",
    "Monday",
    "and",
    "between",
    "from",
    "since",
    "will",
    "said",
    "29",
    "February",
    "century",
    "decade",
    "99",
    "12",
    "/",
    "03",
    "9999",
    "half",
    "previous",
    "that",
    "same",
    "period",
    "Easter",
    "at",
    "9",
    "a.m.",
    "GMT",
    "1430",
    "every",
    "'98",
    "1990",
    "s",
    ".",
    "200000",
    "years",
    "2½",
    "third",
    "summer",
    "in",
    "before",
    "after",
    "today",
    "tomorrow",
    "until",
    "(",
    "21",
    "st",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 1..24).prop_map(|words| words.join(" "))
}

fn days() -> impl Strategy<Value = Date> {
    (0..60_000i64).prop_map(|n| date(1900, 1, 1).saturating_add(n.days()))
}

proptest! {
    /// Whatever calendar words come in whatever order: no panic, days in order, values as TIMEX3 has them.
    #[test]
    fn every_period_is_well_formed(text in texts(), day in days()) {
        let extractor = extractor();
        for published in [Some(day), None] {
            for period in periods(extractor, &text, published) {
                prop_assert!(value::is_timex3(&period.value), "{text}: {period:?}");
                if let Some((from, to)) = period.days {
                    prop_assert!(from <= to, "{text}: {period:?}");
                }
            }
        }
    }

    /// Weeks are all alike: an article of the same weekday names the days of its own week.
    #[test]
    fn weekdays_move_with_the_publication(day in days(), weeks in -50i64..50, name in 0usize..7) {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let name = names[name];
        let text = format!("It fell on {name}. It will meet on {name}, after last {name}, and rested all next {name}.");
        let (here, there) = (periods(extractor(), &text, Some(day)), periods(extractor(), &text, Some(day.saturating_add((weeks * 7).days()))));
        prop_assert_eq!(here.len(), 4);
        for (a, b) in here.iter().zip(&there) {
            let moved = a.days.map(|(from, to)| (from.saturating_add((weeks * 7).days()), to.saturating_add((weeks * 7).days())));
            prop_assert_eq!(moved, b.days);
        }
    }
}

fn extractor() -> &'static Extractor {
    static EXTRACTOR: std::sync::LazyLock<Extractor> = std::sync::LazyLock::new(Extractor::new);
    &EXTRACTOR
}
