//! What a date in a sentence dates, where that is no figure: an event, or how far back one has to look.
//!
//! "The takeover of Dunmore in May", "its steepest fall since the crash of 1987": the words are in `dating.en.tsv`. Which
//! of the other periods is a figure's, [`super`] decides.

use std::ops::Range;

use super::period;
use crate::lang::tsv;
use crate::link::observation::sentence::acts::{self, Act, is_modal};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::period::{Granularity, Timex};
use crate::mention::{Mention, Period};
use crate::text::{Doc, Key, ListId, TokenKind, keys, word_classes};

const LIST: ListId = ListId(7);

word_classes! {
    /// What a word says of the date behind it.
    pub enum Cue of LIST from tsv::rows(include_str!("dating.en.tsv"), ["word", "cue"]);

    /// What is the most or the first of its kind.
    Extreme = "extreme",
    /// What happens once.
    Event = "event",
    /// What sets a figure beside another of the same time.
    Beside = "beside",
    /// What is said of a whole year at once.
    Yearly = "yearly",
    /// What is corrected or foreseen, so that the value before is of the same time.
    Outlook = "outlook",
    /// What reaches back or ahead to a date.
    Bound = "bound",
    /// Someone foresaw, before the date when he did.
    Foretold = "foretold",
    /// What a value is set beside that is no time.
    Milestone = "milestone",
    /// What was told or foreseen before and is no longer.
    Former = "former",
    /// Someone foresees as the article is written.
    ForetoldNow = "foretold_now",
    /// What counts how often something happened.
    Ordinal = "ordinal",
    /// What is bought for a month to come.
    Delivery = "delivery",
    /// Someone will make results known.
    Disclosing = "disclosing",
    /// Nouns of what a value came to in a time of its own.
    Extent = "extent",
    /// What holds a value against another.
    Beyond = "beyond",
    /// Verbs by which a value was come to, before when that was.
    Setting = "setting",
    /// How many times another a value is.
    Multiple = "multiple",
    /// What is heard, before "that".
    News = "news",
    /// What something brought about.
    Consequence = "consequence",
}

/// "Full year", "full-year".
pub fn is_full_year(doc: &Doc, at: usize) -> bool {
    let hyphen = usize::from(doc.is(at + 1, "-"));
    doc.is(at, "full") && doc.is(at + 1 + hyphen, "year")
}

/// "Full-year profit", "a rise in annual revenues": among these words, what is said of a whole year.
pub fn says_whole_year(doc: &Doc, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|i| {
        is_full_year(doc, i)
            || is(doc, i, Cue::Yearly)
                && !doc.is_any(i + 1, keys!["rate", "pace", "basis", "rise", "increase", "fall", "drop", "gain"])
                // "With annual revenues of $44bn": in any year.
                && !doc.is_any(i.wrapping_sub(1), keys!["with", "has", "have", "having", "had", "generates", "whose"])
    })
}

/// "**Cut its forecast** for growth this year **by** 0.3 points": the verb by which an outlook is moved, before a token that is its "by";
/// not "cut its forecast, as prices fell by".
pub fn moved_outlook(doc: &Doc, from: usize, by: usize) -> Option<usize> {
    const REACH: usize = 18;
    if !doc.is(by, "by") {
        return None;
    }
    let moved =
        |i: usize| doc.is_any(i, keys!["its", "their", "his", "her", "the"]) && acts::is(doc, i - 1, Act::Moving);
    let its = (by.saturating_sub(REACH).max(from + 1)..by).rev().find(|&i| moved(i))?;
    let free = |i: usize| {
        !matches!(doc.kind(i), Some(TokenKind::Punct | TokenKind::Number))
            && !is_modal(doc, i)
            && !doc.is_any(i, keys!["that", "which", "and", "to"])
    };
    let outlook = |i: usize| is(doc, i, Cue::Outlook) || acts::is(doc, i, Act::Foretold);
    // "Its **2025** growth forecast"
    let year = |i: usize| doc.kind(i) == Some(TokenKind::Number) && doc.word(i).len() == 4;
    ((its + 1..by).any(outlook) && (its + 1..by).all(|i| free(i) || year(i))).then_some(its - 1)
}

/// The "since" whose date a period is, over the words between: "since the crash of 1987", "since the Nov. 5 election".
pub fn since(doc: &Doc, mention: &Mention) -> Option<usize> {
    let start = mention.tokens.start;
    if doc.is(start, "since") {
        return Some(start);
    }
    let from = start.saturating_sub(8).max(doc.sentence(start).start);
    let between = |i: &usize| !matches!(doc.kind(*i), Some(TokenKind::Punct | TokenKind::Number));
    (from..start).rev().take_while(between).find(|&i| doc.is(i, "since"))
}

/// The same over the value that was come to then: "**since reaching** a record $55 in October".
pub fn since_reaching(doc: &Doc, mention: &Mention) -> Option<usize> {
    const REACH: usize = 8;
    let start = mention.tokens.start;
    let from = start.saturating_sub(REACH).max(doc.sentence(start).start);
    (from..start).rev().find(|&i| doc.is(i, "since")).filter(|&i| doc.lower(i + 1).ends_with("ing"))
}

/// Whether a period only bounds what holds over many: "bonds due 2033", "payouts that date to 1992", "levels last seen in
/// the early 1960s", "last so high in 2011".
pub fn is_bound(doc: &Doc, mention: &Mention) -> bool {
    const UNITS: &[Key] = keys!["day", "week", "month", "quarter", "year"];
    // "A share last this large in 2011", "levels last seen in May"
    let last = |word: usize| {
        let from = word.saturating_sub(3).max(doc.sentence(mention.tokens.start).start);
        let between = |i: &usize| !matches!(doc.kind(*i), Some(TokenKind::Punct | TokenKind::Number));
        // "At **its last** meeting in May" was the one in May.
        let owned = |i: usize| doc.is_any(i.wrapping_sub(1), keys!["its", "their", "his", "her"]);
        (from..=word).rev().take_while(between).any(|i| doc.is(i, "last") && !doc.is_any(i + 1, UNITS) && !owned(i))
    };
    let word = before_joints(doc, mention);
    // "Loans that **will mature** this year" are bound by it, but "some $929bn in loans **will mature** this year".
    let will = |i: usize| acts::is_modal(doc, i - 1) && !doc.is_any(i.wrapping_sub(2), keys!["that", "which"]);
    word.is_some_and(|i| is(doc, i, Cue::Bound) && !(i > 0 && will(i)) || last(i))
}

/// "Revenue was $3bn **before the 2023 merger**", "fell 40% after the 2019 fire": whether a period only says which event it was, before or
/// after which something was so; "after the 2023 loss of $3m", "after first-quarter profit rose 3%" tell a figure's own time.
pub fn is_of_event_named(doc: &Doc, mention: &Mention) -> bool {
    const LONGEST: usize = 4;
    let Range { start, end } = mention.tokens;
    let the = start.wrapping_sub(1);
    if period(mention).granularity < Some(Granularity::Month)
        || !doc.is_any(the, keys!["the", "its", "their", "a"])
        || doc.kind(end) != Some(TokenKind::Word)
    {
        return false;
    }
    let joint = the.wrapping_sub(1);
    let bounds = doc.is_any(joint, keys!["before", "after", "until", "following"])
        || doc.is(joint, "to") && doc.is_any(joint.wrapping_sub(1), keys!["prior", "due"])
        || doc.is(joint, "of") && doc.is(joint.wrapping_sub(1), "ahead");
    // What the phrase names is an event where nothing is told of it but that: no figure, no verb, no part of the time itself.
    let name = |i: &usize| {
        doc.kind(*i) == Some(TokenKind::Word)
            && !doc.is_any(*i, keys!["year", "quarter", "half", "month", "season", "period", "fiscal"])
            && !words::is(doc, *i, Class::Closed)
            && !words::is(doc, *i, Class::Auxiliary)
    };
    let last = end + (end..end + LONGEST).take_while(name).count();
    let told = acts::is_past_form(doc, last.wrapping_sub(1))
        || doc.kind(last) == Some(TokenKind::Number)
        || doc.is_any(last, keys!["of", "was", "were", "had", "has", "is", "$", "'s", "’s"]);
    bounds && last > end && !told
}

/// "Imports fell 2%, **the most this year**", "their biggest gain of 2024": among how many it is the most, in an apposition.
pub fn is_of_extreme(doc: &Doc, mention: &Mention) -> bool {
    const REACH: usize = 7;
    let start = mention.tokens.start;
    let wide =
        matches!(period(mention).granularity, Some(Granularity::Quarter | Granularity::HalfYear | Granularity::Year));
    let from = start.saturating_sub(REACH).max(doc.sentence(start).start + 1);
    let between = |i: &usize| doc.kind(*i) == Some(TokenKind::Word);
    let superlative = |i: usize| is(doc, i, Cue::Extreme) && (doc.lower(i).ends_with("st") && !doc.is(i, "first"));
    wide && (from..start).rev().take_while(between).any(|i| {
        let apposed = doc.is(i.wrapping_sub(1), ",") && doc.is_any(i, keys!["the", "its", "their", "his"]);
        apposed && i + 1 < start && superlative(i + 1)
    })
}

/// "Shed 430 points to **turn negative for the year**": over which time it has turned.
pub fn is_of_turn(doc: &Doc, mention: &Mention) -> bool {
    let of = mention.tokens.start.wrapping_sub(1);
    let turned = keys!["negative", "positive", "lower", "higher"];
    doc.is_any(of, keys!["for", "on"])
        && doc.is_any(of.wrapping_sub(1), turned)
        && doc.is_any(of.wrapping_sub(2), keys!["turn", "turns", "turned", "turning", "go", "goes", "went"])
}

/// Whether a month is that in which goods are to be delivered: "the **August** Brent contract", "crude for **July** delivery".
pub fn is_of_delivery(doc: &Doc, mention: &Mention, period: &Period) -> bool {
    let Range { start, end } = mention.tokens;
    if period.granularity != Some(Granularity::Month) {
        return false;
    }
    let name = |i: &usize| doc.kind(*i) == Some(TokenKind::Word);
    let behind = (end..end + 4).take_while(name).take_while(|&i| !doc.is_any(i, keys!["in", "of", "at", "to", "and"]));
    let bare = !doc.is_any(start.wrapping_sub(1), keys!["in", "since", "until", "by", "through"]);
    let of_contract = doc.is(start.wrapping_sub(1), "for") && is(doc, start.wrapping_sub(2), Cue::Delivery);
    of_contract || bare && behind.into_iter().any(|i| is(doc, i, Cue::Delivery))
}

/// Whether a year that still runs only bounds a count: "cut its rate to 3% for the **third time this year**".
pub fn is_of_count(doc: &Doc, mention: &Mention, period: &Period) -> bool {
    let runs = doc.published.zip(period.days).is_some_and(|(p, d)| d.0 <= p && p < d.1);
    let start = mention.tokens.start;
    let from = start.saturating_sub(4).max(doc.sentence(start).start);
    let between = |i: &usize| !matches!(doc.kind(*i), Some(TokenKind::Punct | TokenKind::Number));
    runs && period.granularity == Some(Granularity::Year)
        && (from..start)
            .rev()
            .take_while(between)
            // "Has lost a fifth **of** its value this year": a part.
            .any(|i| {
                is(doc, i, Cue::Ordinal) && i + 1 < start && !doc.is(i + 1, "of")
                    || doc.starts(i, keys!["first", "time"])
            })
}

/// Whether it is when something was foreseen: "the 2.8% it projected in April", "down from its August forecast of 3%".
pub fn is_of_forecast(doc: &Doc, mention: &Mention) -> bool {
    // "The revised **February** estimate" is of February.
    let revised = doc.is(mention.tokens.start.wrapping_sub(1), "revised");
    let named =
        is(doc, mention.tokens.end, Cue::Outlook) && !revised || doc.starts(mention.tokens.end, keys!["range", "of"]);
    named || before_joints(doc, mention).is_some_and(|i| is(doc, i, Cue::Foretold))
}

/// The word before a period and its prepositions: "**projected** back in April".
fn before_joints(doc: &Doc, mention: &Mention) -> Option<usize> {
    const JOINTS: &[Key] = keys!["in", "on", "at", "to", "from", "back", "the", "early", "late", "of"];
    let start = mention.tokens.start;
    let from = start.saturating_sub(5).max(doc.sentence(start).start);
    (from..start).rev().find(|&i| !doc.is_any(i, JOINTS))
}

/// "**A few weeks ago** its shares lost a third of their value", "**the last time** prices fell this far, farmers got $28bn": a
/// sentence that opens with a time of no day that is told.
pub fn opens_some_time_ago(doc: &Doc, frame: &Frame, mentions: &[Mention]) -> bool {
    if frame.periods.is_empty() && doc.starts(frame.tokens.start, keys!["the", "last", "time"]) {
        return true;
    }
    frame.periods.first().map(|&i| &mentions[i]).is_some_and(|first| {
        let opens = first.tokens.start == frame.tokens.start && doc.is(first.tokens.end - 1, "ago");
        opens && period(first).days.is_none()
    })
}

/// "Suspend buybacks **until 2026** but keep its dividend of 37 cents": the end of what comes before it.
pub fn is_until(doc: &Doc, mention: &Mention) -> bool {
    doc.is_any(mention.tokens.start.wrapping_sub(1), keys!["until", "till"])
}

/// "Monday**'s** gain", "July's was cut": whether what stands behind a period is of it.
pub fn owns(doc: &Doc, mention: &Mention) -> bool {
    doc.is_any(mention.tokens.end, keys!["'s", "’s"])
}

/// Whether a period dates an event: "its takeover of Dunmore in May", "ahead of the election on Tuesday".
pub fn is_of_event(doc: &Doc, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    // "**Before Wednesday's** announcement, it had invested £280m"
    if owns(doc, mention)
        && (doc.is_any(start.wrapping_sub(1), keys!["before", "after"])
            || doc.starts(start.wrapping_sub(2), keys!["ahead", "of"]))
    {
        return true;
    }
    let the = usize::from(doc.is_any(start.wrapping_sub(1), keys!["the", "late", "early"]));
    let joint = start.wrapping_sub(1 + the);
    if !doc.is_any(joint, keys!["in", "on", "of", "at"]) {
        return false;
    }
    let from = joint.saturating_sub(5).max(doc.sentence(start).start);
    let between = |i: &usize| !matches!(doc.kind(*i), Some(TokenKind::Punct | TokenKind::Number));
    (from..joint).rev().take_while(between).any(|i| is(doc, i, Cue::Event))
}

/// "Rose by a fifth **in each of** the past two years": whether it is of every one of them.
pub fn is_each_of(doc: &Doc, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let the = usize::from(doc.is_any(start.wrapping_sub(1), keys!["the", "its", "his"]));
    doc.starts(start.wrapping_sub(2 + the), keys!["each", "of"])
}

/// Whether a period is a length of time that a figure is said of: "fell 5% in the three weeks after the vote", "raises of
/// 19% over four years"; not how far back one has to look ("the biggest rise in ten years").
pub fn is_length_of(doc: &Doc, mention: &Mention, timex: Timex, figure: &Mention) -> bool {
    let start = mention.tokens.start;
    let the = usize::from(doc.is_any(start.wrapping_sub(1), keys!["the", "its", "his", "a"]));
    timex == Timex::Duration
        && figure.tokens.end <= start
        && start - figure.tokens.end <= 8
        && (doc.is_any(start.wrapping_sub(1 + the), keys!["in", "over", "for", "within", "during", "across"])
            || is_each_of(doc, mention))
        && !(figure.tokens.end..start)
            .any(|i| is(doc, i, Cue::Extreme) || matches!(doc.kind(i), Some(TokenKind::Punct | TokenKind::Number)))
}
