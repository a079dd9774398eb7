//! The tense of the verb that an expression belongs to: past and future pick different Mondays and Novembers.
//!
//! No parser: the last word with a tense before the expression in its sentence, else the first one after it. Infinitives
//! have none of their own, so that "plans to close Monday" is read at "plans". Words are data (`verbs.en.tsv`).

use std::ops::Range;
use std::sync::LazyLock;

use super::cues::{self, Cue};
use crate::lang::tsv;
use crate::mention::percentage::ends_percent;
use crate::number::hedge;
use crate::text::{Case, Doc, Key, LexiconBuilder, TableId, TokenKind, keys};

const VERBS: TableId = TableId(32);

/// What the verb says of the time of its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// It has happened.
    Past,
    /// It is to come.
    Future,
    /// It is spoken of as to come, by a noun rather than a verb: a cut, a bet, an outlook.
    Expected,
    /// It is going on, or there is no verb.
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Past,
    Future,
    Expected,
    Present,
    Promise,
    Schedule,
    /// A schedule's verb that is a noun as well ("reports").
    ScheduleOrNoun,
    Skip,
}

static TABLE: LazyLock<Vec<(&'static str, Class)>> = LazyLock::new(|| {
    tsv::rows(include_str!("verbs.en.tsv"), ["word", "class"])
        .map(|[word, class]| {
            let class = match class {
                "past" => Class::Past,
                "future" => Class::Future,
                "present" => Class::Present,
                "expected" => Class::Expected,
                "promise" => Class::Promise,
                "schedule" => Class::Schedule,
                "schedule_or_noun" => Class::ScheduleOrNoun,
                "skip" => Class::Skip,
                _ => panic!("no such class: {word} {class}"),
            };
            (word, class)
        })
        .collect()
});

/// Hands the verbs to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (word, _)) in TABLE.iter().enumerate() {
        lexicon.add(VERBS, row, word, Case::Any);
    }
}

/// How far a verb may stand from its expression, in tokens.
const REACH: usize = 40;

/// The tense at an expression. `daily` where it names a day, for which a schedule's present tense is a future.
pub fn at(doc: &Doc, tokens: &Range<usize>, daily: bool) -> Tense {
    let sentence = doc.sentence(tokens.start);
    // "Until Monday" is ahead; "attention turns to Thursday, when they are expected to meet" is told by what follows.
    if daily && doc.is_any(tokens.start.wrapping_sub(1), keys!["until", "till"]) {
        return Tense::Future;
    }
    // "Put down to April's near-10% rise", "the closing price on Friday": there is a figure of it already.
    if is_possessor_of_figure(doc, tokens.end) || daily && is_of_reading(doc, tokens.start) {
        return Tense::Past;
    }
    if is_in_silent_aside(doc, tokens) || is_of_extreme_left(doc, tokens.start) || is_of_value_left(doc, tokens) {
        return Tense::Past;
    }
    // "Said that sales **in the year to March would be** lower": the verb of what it stands in is right behind it.
    let stretch = || tokens.clone().any(|i| doc.is(i, "to"));
    if doc.is_any(tokens.end, keys!["will", "would"]) && !doc.is(tokens.end + 1, "have") && stretch() {
        return Tense::Future;
    }
    let future = |at: usize| matches!(class_at(doc, at), Some((Class::Future | Class::Promise, _)));
    if doc.starts(tokens.end, keys![",", "when"]) && (tokens.end + 2..sentence.end.min(tokens.end + 9)).any(future) {
        return Tense::Future;
    }
    // "a June rate cut": the noun that it qualifies tells.
    let qualified = class_at(doc, tokens.end).filter(|_| !daily && !doc.opens_paragraph(tokens.end));
    if let Some((Class::Expected, _)) = qualified {
        return Tense::Expected;
    }
    let from = sentence.start.max(tokens.start.saturating_sub(REACH));
    let mut i = tokens.start;
    while i > from {
        i -= 1;
        if let Some((class, _)) = class_ending(doc, i, from, tokens.start) {
            match class {
                Class::Skip => i = i.saturating_sub(1).max(from),
                Class::Future | Class::Promise if is_measure(doc, i) => i = i.saturating_sub(2).max(from),
                Class::Future | Class::Promise if is_told_then(doc, i, tokens.start) => return Tense::Past,
                Class::Past if is_own_outlook(doc, i, tokens.start) => return Tense::Expected,
                class => return tense(class, daily),
            }
        }
    }
    let to = sentence.end.min(tokens.end + REACH);
    let mut i = tokens.end;
    while i < to {
        match class_at(doc, i) {
            Some((Class::Skip, end)) => i = end,
            // "On Monday, the board **agreed to** sell": when it did.
            Some((Class::Promise, _)) => return Tense::Past,
            Some((class, _)) => return tense(class, daily),
            None => i += 1,
        }
    }
    Tense::Open
}

/// Whether a possessive stands right before a figure: "April's near-10% rise".
fn is_possessor_of_figure(doc: &Doc, end: usize) -> bool {
    doc.kind(end) == Some(TokenKind::Clitic)
        && (end + 1..end + 5).find(|&i| doc.kind(i) == Some(TokenKind::Number)).is_some_and(|number| {
            let opening = hedge::start(doc, &(number..number + 1));
            (end + 1..opening).all(|i| matches!(doc.kind(i), Some(TokenKind::Punct | TokenKind::Symbol)))
        })
}

/// "Calder **forecast** fourth-quarter revenue": whose own outlook is told; not "analysts had forecast".
fn is_own_outlook(doc: &Doc, verb: usize, start: usize) -> bool {
    const NEAR: usize = 3;
    let who = verb.wrapping_sub(1);
    let told =
        doc.is_capital(who) || doc.is_any(who, keys!["it", "company", "firm", "group", "retailer", "and", "also"]);
    doc.is(verb, "forecast") && told && start - verb <= NEAR
}

/// "A premium to its **closing price on** Friday", "up from **a third on** Tuesday".
fn is_of_reading(doc: &Doc, start: usize) -> bool {
    let noun = start.wrapping_sub(2);
    let price = doc.is_any(noun, keys!["price", "prices"]) && cues::is(doc, noun.wrapping_sub(1), Cue::Quoted);
    let left = || (noun.saturating_sub(3)..noun).any(|i| doc.is(i, "from"));
    doc.is(start.wrapping_sub(1), "on") && (price || left())
}

/// "Is expected to fall to 1.9% **from 2.2% in** August": what it was; not "to rise from 2% in March to 3% in June".
pub fn is_of_value_left(doc: &Doc, tokens: &Range<usize>) -> bool {
    let joint = tokens.start.wrapping_sub(1);
    if is_of_move_since(doc, joint) {
        return true;
    }
    let value = figure_before(doc, joint).filter(|_| doc.is(joint, "in") && !doc.is(tokens.end, "to"));
    value.is_some_and(|opening| doc.is_any(opening.wrapping_sub(1), keys!["from", "against", "versus"]))
}

/// "Is forecast to show a rate of 2.9%, **up 0.2 percentage point from** July": what it has come from.
fn is_of_move_since(doc: &Doc, from: usize) -> bool {
    let figure = figure_before(doc, from).filter(|_| doc.is(from, "from"));
    figure.is_some_and(|opening| {
        doc.is_any(opening.wrapping_sub(1), keys!["up", "down"]) && doc.is(opening.wrapping_sub(2), ",")
    })
}

/// Where a percentage, a number of points, a sum or a bare number opens that ends right before a token: "**about 3 per cent** from",
/// "**two percentage points** from", "**$5 billion** from".
pub fn figure_before(doc: &Doc, end: usize) -> Option<usize> {
    const UNITS: &[Key] = keys![
        "per",
        "basis",
        "percentage",
        "point",
        "points",
        "thousand",
        "million",
        "billion",
        "trillion",
        "m",
        "mn",
        "bn",
        "tn"
    ];
    let unit = |&i: &usize| ends_percent(doc, i) || doc.is_any(i, UNITS);
    let units = (end.saturating_sub(3)..end).rev().take_while(unit).count();
    let number = end.checked_sub(1 + units)?;
    let is_number =
        doc.kind(number) == Some(TokenKind::Number) || units > 0 && doc.kind(number) == Some(TokenKind::Word);
    let sign = usize::from(doc.kind(number.wrapping_sub(1)) == Some(TokenKind::Symbol));
    is_number.then(|| hedge::start(doc, &(number - sign..number + 1)))
}

/// "They can no longer feed them, and the herd, **at 87 million head on** January 1, **was** the smallest": what stands between the
/// commas has no verb but the one behind them.
fn is_in_silent_aside(doc: &Doc, tokens: &Range<usize>) -> bool {
    const REACH: usize = 7;
    // "Unemployment, **at 8.5 percent in** April, **will** come down"
    const FINITE: &[Key] = keys!["was", "were", "had", "will", "is", "are", "has", "should", "would", "could", "may"];
    if !doc.is(tokens.end, ",") || !doc.is_any(tokens.end + 1, FINITE) {
        return false;
    }
    let from = tokens.start.saturating_sub(REACH).max(doc.sentence(tokens.start).start);
    let comma = (from..tokens.start).rev().find(|&i| doc.is(i, ","));
    comma.is_some_and(|comma| doc.is(comma + 1, "at") && (comma + 1..tokens.start).all(|i| class_at(doc, i).is_none()))
}

/// "Is down **from a 24-year high of 13.3% in** March": when it had been there.
fn is_of_extreme_left(doc: &Doc, start: usize) -> bool {
    const REACH: usize = 12;
    let joint = start.wrapping_sub(1);
    if !doc.is(joint, "in") {
        return false;
    }
    let from = start.saturating_sub(REACH).max(doc.sentence(start).start);
    let Some(of) = (from..joint).rev().find(|&i| doc.is(i, "of")) else { return false };
    let number = (of + 1..joint).any(|i| doc.kind(i) == Some(TokenKind::Number));
    number && cues::is(doc, of.wrapping_sub(1), Cue::Peak) && (from..of).any(|i| doc.is(i, "from"))
}

/// "Grew less **than expected in** the first quarter", "than analysts expected in": what it is measured by, whose time says
/// nothing. `end` is the last word of what looks ahead.
fn is_measure(doc: &Doc, end: usize) -> bool {
    let verb = end.wrapping_sub(1);
    doc.lower(verb).ends_with("ed") && (1..=3).any(|back| doc.is_any(verb.wrapping_sub(back), keys!["than", "as"]))
}

/// "It **projected in** April": a verb that looks ahead tells when it was said, by the time right behind it; "is
/// projected in" does not.
fn is_told_then(doc: &Doc, verb: usize, start: usize) -> bool {
    // "**Having projected** 5.4% at its August meeting"
    if doc.is(verb.wrapping_sub(1), "having") {
        return true;
    }
    let passive =
        doc.is_any(verb.wrapping_sub(1), keys!["is", "are", "was", "were", "be", "been", "being", "still", "now"]);
    doc.lower(verb).ends_with("ed") && verb + 2 == start && doc.is_any(verb + 1, keys!["in", "on"]) && !passive
}

fn tense(class: Class, daily: bool) -> Tense {
    match class {
        Class::Past => Tense::Past,
        Class::Future | Class::Promise => Tense::Future,
        Class::Expected => Tense::Expected,
        Class::Schedule | Class::ScheduleOrNoun if daily => Tense::Future,
        Class::Schedule | Class::ScheduleOrNoun | Class::Present | Class::Skip => Tense::Open,
    }
}

/// The class of the phrase that covers the token, where it lies between the bounds.
fn class_ending(doc: &Doc, at: usize, from: usize, to: usize) -> Option<(Class, usize)> {
    for start in (at.saturating_sub(3).max(from)..=at).take(4) {
        // Only a phrase of the table goes on over further tokens.
        if start < at && doc.hit(start, VERBS).is_none_or(|hit| hit.tokens.end <= at) {
            continue;
        }
        if let Some((class, end)) = class_at(doc, start).filter(|(_, end)| *end > at && *end <= to) {
            return Some((class, end));
        }
    }
    None
}

fn class_at(doc: &Doc, at: usize) -> Option<(Class, usize)> {
    let Some(hit) = doc.hit(at, VERBS) else {
        return (is_regular_past(doc, at) && !is_passive_infinitive(doc, at)).then_some((Class::Past, at + 1));
    };
    let (class, end) = (TABLE[hit.row as usize].1, hit.tokens.end);
    let class = match class {
        // "to cut", "could put", "be seen": the time is in the words before.
        Class::Past if is_infinitive(doc, at) || is_passive_infinitive(doc, at) => return None,
        // "Policymakers **led by** Ana Ruiz": a participle.
        Class::Past if doc.is(end, "by") && doc.is_any(at, keys!["led", "made", "held", "run", "set"]) => return None,
        Class::Past if doc.is(at, "cut") && is_noun_slot(doc, at) => Class::Expected,
        // "May" the month, "Will" the man.
        Class::Future if doc.is_any(at, keys!["may", "will"]) && doc.is_capital(at) && doc.sentence(at).start != at => {
            return None;
        }
        // "would have been": told as past.
        Class::Future if doc.is(end, "have") && !doc.is_any(at, keys!["will", "shall"]) => Class::Past,
        Class::ScheduleOrNoun if !is_verb_slot(doc, at) => return None,
        class => class,
    };
    Some((class, end))
}

/// Whether the form is an infinitive: after "to", a modal or "do".
fn is_infinitive(doc: &Doc, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let before = if doc.is(before, "not") { before.wrapping_sub(1) } else { before };
    // "will have cut"
    let before = if doc.is(before, "have") && doc.is_any(before.wrapping_sub(1), keys!["will", "shall", "to"]) {
        before.wrapping_sub(1)
    } else {
        before
    };
    let name = doc.is_any(before, keys!["may", "will"]) && doc.is_capital(before);
    !name && cues::is(doc, before, Cue::Modal)
}

/// Whether a participle follows "be", with an adverb between them at most.
fn is_passive_infinitive(doc: &Doc, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let before = if doc.lower(before).ends_with("ly") { before.wrapping_sub(1) } else { before };
    doc.is_any(before, keys!["be", "get", "being", "getting"])
}

/// Whether a determiner, an ordinal or the like makes a noun of the word.
fn is_noun_slot(doc: &Doc, at: usize) -> bool {
    // "A back-to-back cut", "a quarter-point cut"
    let mut before = at.wrapping_sub(1);
    let compound = usize::from(doc.is(before.wrapping_sub(1), "-"));
    while doc.is(before.wrapping_sub(1), "-") {
        before = before.wrapping_sub(2);
    }
    before = before.wrapping_sub(compound);
    cues::is(doc, before, Cue::BeforeNoun) || doc.lower(before).ends_with("th")
}

/// Whether a word that is noun and verb is a verb here: its subject stands before it, no preposition after it.
fn is_verb_slot(doc: &Doc, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let subject =
        doc.is_capital(before) || doc.kind(before) == Some(TokenKind::Clitic) || cues::is(doc, before, Cue::Subject);
    subject && !doc.is_any(at + 1, keys!["of", "by", "from", "to", "showed", "said", "that"])
}

/// Whether the token is a past form.
pub fn is_past(doc: &Doc, at: usize) -> bool {
    matches!(class_at(doc, at), Some((Class::Past, _)))
}

/// A form in -ed that is a verb: not "need" or "speed", not a name, not an adjective inside a noun phrase.
fn is_regular_past(doc: &Doc, at: usize) -> bool {
    let word = doc.lower(at);
    doc.kind(at) == Some(TokenKind::Word)
        && word.len() > 4
        && word.ends_with("ed")
        && !word.ends_with("eed")
        && !word.starts_with("un")
        && !(doc.is(at.wrapping_sub(1), "-") && doc.glued(at))
        && (!doc.is_capital(at) || doc.opens_sentence(at))
        && !cues::is(doc, at, Cue::NoVerb)
        && !doc.is_any(at.wrapping_sub(1), keys!["the", "a", "an", "its", "their", "of", "his", "her", "our"])
}
