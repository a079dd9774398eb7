//! The words of calendar expressions: tables to typed words, and the words of a text by token.
//!
//! Which words mean what is data (`words.en.tsv`, `holidays.en.tsv`); how they go together is for `patterns`.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Weekday;

use super::PeriodModifier;
use super::calendar::{Season, Unit};
use crate::lang::tsv;
use crate::text::{Case, Doc, LexiconBuilder, TableId, Tables};

const WORDS: TableId = TableId(30);
const HOLIDAYS: TableId = TableId(31);
/// Where a word of ours begins.
pub(super) const ANY: Tables = Tables::of(&[WORDS, HOLIDAYS]);

/// What a word (or a fixed phrase) means to the grammar. Small: every token of a text has one, or none, beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Word {
    Month(i8),
    ShortMonth(i8),
    Weekday(Weekday),
    ShortWeekday(Weekday),
    Weekdays(Weekday),
    Unit(Unit),
    Units(Unit),
    Fortnight,
    Half,
    /// "period": as long as what it stands for.
    Period,
    Season(Season),
    /// "fall" is a season only with a determiner.
    Fall,
    Holiday(Holiday),
    DeicticDay(i32),
    Tonight,
    DayPart(Code),
    Noon(Code),
    Number(i32),
    Scale(i32),
    /// "sixties": its first year in its century.
    Tens(i16),
    Ordinal(i8),
    Initial,
    Final,
    The,
    A,
    This,
    Current,
    That,
    Same,
    Last,
    Past,
    Future,
    Latest,
    Next,
    Coming,
    Following,
    Previous,
    Recent,
    Ago,
    Back,
    Earlier,
    Later,
    Before,
    After,
    FromNow,
    Ahead,
    /// "near term": the future with "the" before it.
    Near,
    Edge(PeriodModifier),
    EdgeNoun(PeriodModifier),
    Every,
    Per,
    Vague,
    Few,
    Couple,
    AdverbSet(Code),
    Hedge(PeriodModifier),
    Within,
    Fiscal,
    Fy,
    ToDate,
    Consecutive,
    Whole,
    Another,
    Ended,
    To,
    Starting,
    Between,
    From,
    And,
    Of,
    In,
    Since,
}

/// A part of a TIMEX3 value that a word stands for, by its place among [`Code::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(u8);

impl Code {
    /// All of them: the parts of a day, times of the clock, and the lengths of what recurs.
    const ALL: [&str; 12] = ["MO", "AF", "EV", "NI", "12:00", "00:00", "P1D", "P1W", "P1M", "P1Q", "P1Y", "PT1H"];

    /// The code that is written so, where it is one of those in the range.
    fn of(value: &str, among: Range<usize>) -> Option<Self> {
        let place = Self::ALL.iter().position(|code| *code == value).filter(|place| among.contains(place))?;
        Some(Self(place as u8))
    }

    /// As TIMEX3 writes it.
    pub fn text(self) -> &'static str {
        Self::ALL[usize::from(self.0)]
    }
}

/// How a holiday's day is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// The same day every year.
    Fixed { month: i8, day: i8 },
    /// A weekday of a month by number (-1 is the last), and days after it.
    Nth { weekday: Weekday, nth: i8, month: i8, plus: i16 },
    /// Days after Easter Sunday.
    Easter { plus: i16 },
}

static TABLE: LazyLock<Vec<(&'static str, Word, Case)>> = LazyLock::new(|| {
    tsv::rows(include_str!("words.en.tsv"), ["phrase", "class", "value", "case"])
        .map(|[phrase, class, value, case]| {
            let word = word(class, value).unwrap_or_else(|| panic!("no such word: {phrase} {class} {value}"));
            (phrase, word, if case == "capital" { Case::Capital } else { Case::Any })
        })
        .collect()
});

static HOLIDAY_TABLE: LazyLock<Vec<(&'static str, Holiday)>> = LazyLock::new(|| {
    tsv::rows(include_str!("holidays.en.tsv"), ["phrase", "rule"])
        .map(|[phrase, rule]| (phrase, holiday(rule).unwrap_or_else(|| panic!("no such rule: {phrase} {rule}"))))
        .collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (phrase, _, case)) in TABLE.iter().enumerate() {
        lexicon.add(WORDS, row, phrase, *case);
    }
    for (row, (phrase, _)) in HOLIDAY_TABLE.iter().enumerate() {
        lexicon.add(HOLIDAYS, row, phrase, Case::Any);
    }
}

fn word(class: &str, value: &str) -> Option<Word> {
    Some(match class {
        "month" => Word::Month(value.parse().ok()?),
        "short_month" => Word::ShortMonth(value.parse().ok()?),
        "weekday" => Word::Weekday(Weekday::from_monday_one_offset(value.parse().ok()?).ok()?),
        "weekdays" => Word::Weekdays(Weekday::from_monday_one_offset(value.parse().ok()?).ok()?),
        "short_weekday" => Word::ShortWeekday(Weekday::from_monday_one_offset(value.parse().ok()?).ok()?),
        "unit" if value == "fortnight" => Word::Fortnight,
        "unit" => Word::Unit(unit(value)?),
        "units" => Word::Units(unit(value)?),
        "half" => Word::Half,
        "period" => Word::Period,
        "season" => Word::Season(season(value)?),
        "fall" => Word::Fall,
        "deictic_day" => Word::DeicticDay(value.parse().ok()?),
        "tonight" => Word::Tonight,
        "daypart" => Word::DayPart(Code::of(value, 0..4)?),
        "clock_word" => Word::Noon(Code::of(value, 4..6)?),
        "number" => Word::Number(value.parse().ok()?),
        "scale" => Word::Scale(value.parse().ok()?),
        "tens" => Word::Tens(value.parse().ok()?),
        "ordinal" => Word::Ordinal(value.parse().ok()?),
        "initial" => Word::Initial,
        "final" => Word::Final,
        "the" => Word::The,
        "a" => Word::A,
        "this" => Word::This,
        "current" => Word::Current,
        "that" => Word::That,
        "same" => Word::Same,
        "last" => Word::Last,
        "past" => Word::Past,
        "future" => Word::Future,
        "latest" => Word::Latest,
        "next" => Word::Next,
        "coming" => Word::Coming,
        "following" => Word::Following,
        "previous" => Word::Previous,
        "recent" => Word::Recent,
        "ago" => Word::Ago,
        "back" => Word::Back,
        "earlier" => Word::Earlier,
        "later" => Word::Later,
        "before" => Word::Before,
        "after" => Word::After,
        "from_now" => Word::FromNow,
        "ahead" => Word::Ahead,
        "near" => Word::Near,
        "edge" => Word::Edge(modifier(value)?),
        "edge_noun" => Word::EdgeNoun(modifier(value)?),
        "every" => Word::Every,
        "per" => Word::Per,
        "vague" => Word::Vague,
        "few" => Word::Few,
        "couple" => Word::Couple,
        "adverb_set" => Word::AdverbSet(Code::of(value, 6..12)?),
        "hedge" => Word::Hedge(modifier(value)?),
        "within" => Word::Within,
        "fiscal" => Word::Fiscal,
        "fy" => Word::Fy,
        "to_date" => Word::ToDate,
        "consecutive" => Word::Consecutive,
        "whole" => Word::Whole,
        "another" => Word::Another,
        "ended" => Word::Ended,
        "to" => Word::To,
        "starting" => Word::Starting,
        "between" => Word::Between,
        "from" => Word::From,
        "and" => Word::And,
        "of" => Word::Of,
        "in" => Word::In,
        "since" => Word::Since,
        _ => return None,
    })
}

/// The units of time by their names in the table.
const UNITS: [(&str, Unit); 11] = [
    ("second", Unit::Second),
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("weekend", Unit::Weekend),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
];

fn unit(value: &str) -> Option<Unit> {
    UNITS.iter().find(|(name, _)| *name == value).map(|(_, unit)| *unit)
}

fn season(value: &str) -> Option<Season> {
    Some(match value {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

fn modifier(value: &str) -> Option<PeriodModifier> {
    Some(match value {
        "start" => PeriodModifier::Start,
        "mid" => PeriodModifier::Mid,
        "end" => PeriodModifier::End,
        "approximately" => PeriodModifier::Approximately,
        "more_than" => PeriodModifier::MoreThan,
        "less_than" => PeriodModifier::LessThan,
        "at_least" => PeriodModifier::AtLeast,
        "at_most" => PeriodModifier::AtMost,
        _ => return None,
    })
}

fn holiday(rule: &str) -> Option<Holiday> {
    if let Some((month, day)) = rule.split_once('-').filter(|(month, _)| month.len() == 2) {
        return Some(Holiday::Fixed { month: month.parse().ok()?, day: day.parse().ok()? });
    }
    let mut fields = rule.split(' ');
    let first = fields.next()?;
    if first == "easter" {
        return Some(Holiday::Easter { plus: fields.next()?.parse().ok()? });
    }
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let weekday = Weekday::from_monday_zero_offset(days.iter().position(|d| *d == first)? as i8).ok()?;
    let (nth, month) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let plus = fields.next().map_or(Some(0), |plus| plus.parse().ok())?;
    Some(Holiday::Nth { weekday, nth, month, plus })
}

/// The name of the unit of time at the token, where it is one that measures: weekends are counted.
pub fn measure_at(doc: &Doc, at: usize) -> Option<&'static str> {
    match TABLE[doc.hit(at, WORDS)?.row as usize].1 {
        Word::Fortnight => Some("fortnight"),
        Word::Unit(Unit::Weekend) | Word::Units(Unit::Weekend) => None,
        Word::Unit(unit) | Word::Units(unit) => UNITS.iter().find(|(_, u)| *u == unit).map(|(name, _)| *name),
        _ => None,
    }
}

/// Whether the token is the name of a month.
pub fn is_month(doc: &Doc, at: usize) -> bool {
    let named = doc.hit(at, WORDS).map(|hit| TABLE[hit.row as usize].1);
    matches!(named, Some(Word::Month(_) | Word::ShortMonth(_)))
}

/// The words of a text, by token: what begins there, and how many tokens it has.
pub fn of(doc: &Doc) -> (Vec<Option<Word>>, Vec<u8>) {
    let (mut words, mut lengths) = (vec![None; doc.len()], vec![1; doc.len()]);
    for at in doc.all(ANY) {
        // Longest first: the first hit of ours is the phrase that counts.
        let Some(hit) = doc.hits_at(at).iter().find(|h| h.table == WORDS || h.table == HOLIDAYS) else { continue };
        let row = hit.row as usize;
        words[at] = Some(if hit.table == WORDS { TABLE[row].1 } else { Word::Holiday(HOLIDAY_TABLE[row].1) });
        lengths[at] = hit.tokens.len() as u8;
    }
    (words, lengths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_word_is_eight_bytes() {
        assert_eq!(size_of::<Option<Word>>(), 8);
    }

    #[test]
    fn tables_parse_and_hold_each_phrase_once() {
        let mut seen = HashSet::new();
        let phrases = TABLE.iter().map(|row| row.0).chain(HOLIDAY_TABLE.iter().map(|row| row.0));
        for phrase in phrases {
            assert!(seen.insert(phrase.to_lowercase()), "{phrase} twice");
        }
    }
}
