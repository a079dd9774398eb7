//! When something was said, published or foreseen, which is not when it was so: "said on Monday", "**in March**, the bank forecast
//! that", "told investors **in February that** it would".
//!
//! A part of what [`super::reference`] asks of every period. Guarantees: a time that is not over dates no saying of a forecast.

use super::dating::{self, Cue};
use super::period;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::Mention;
use crate::mention::period::Granularity;
use crate::text::{Doc, TokenKind, keys};

/// Whether a word is of who says something; what is "added" may be jobs.
fn speaks(doc: &Doc, at: usize) -> bool {
    words::is(doc, at, Class::Saying) && !doc.is(at, "added")
}

/// "Said on Monday", "figures published Wednesday", "Monday's data": when it was said, not what it is about.
pub fn is_said_on(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    // "Shrank **more than forecast in August**": what was foreseen for it.
    let foreseen = acts::is(doc, at.wrapping_sub(2), Act::Foreseen);
    if foreseen && doc.is(at.wrapping_sub(3), "than") && doc.is(at.wrapping_sub(1), "in") {
        return false;
    }
    let short = period(mention).granularity <= Some(Granularity::Month);
    // "It forecast fourth-quarter revenue", "forecast 2005 earnings": nobody speaks in a quarter or a year.
    let attribute =
        matches!(period(mention).granularity, Some(Granularity::Quarter | Granularity::HalfYear | Granularity::Year));
    let from = at.saturating_sub(4).max(frame.tokens.start);
    let earlier = doc.is_any(at.wrapping_sub(1), keys!["earlier", "late", "early", "later"])
        && words::is(doc, at.wrapping_sub(2), Class::Saying);
    // "A report released in May", "its estimate of 30 July", "unveiled at the end of March"
    let published = doc.is_any(at.wrapping_sub(1), keys!["in", "on", "of", "for"])
        && (words::is(doc, at.wrapping_sub(2), Class::Publishing)
            || doc.is(at.wrapping_sub(1), "of")
                && doc.is_any(at.wrapping_sub(2), keys!["estimate", "forecast", "report"]));
    // "The federation said in October", but "the loss reported in 2004"
    let told = short && doc.is_any(at.wrapping_sub(1), keys!["in", "at"]) && speaks(doc, at.wrapping_sub(2));
    // "On Friday raised its forecast to 3%"
    let dated = period(mention).granularity == Some(Granularity::Day)
        && (at..(at + 5).min(frame.tokens.end))
            .any(|i| acts::is(doc, i, Act::Moving) && (i..i + 5).any(|n| dating::is(doc, n, Cue::Outlook)));
    // "Is scheduled **to publish earnings next week**"
    let to_be = short
        && !frame.figure_in(at.saturating_sub(6).max(frame.tokens.start)..at)
        && (at.saturating_sub(6).max(frame.tokens.start + 1)..at).any(|i| {
            doc.is_any(i, keys!["publish", "report", "release", "announce"]) && doc.is(i.wrapping_sub(1), "to")
        });
    // "Disney **this week said** its streaming arm had turned a profit"
    let spoke = short
        && speaks(doc, mention.tokens.end)
        && doc.is_any(mention.tokens.end + 1, keys!["that", "it", "its", "they", "the", "their"])
        && at > frame.tokens.start;
    // "**Last month Calder reported** that profit had jumped to $3bn"
    let opens = at == frame.tokens.start && short;
    let reported = opens
        && (mention.tokens.end + 1..mention.tokens.end + 5)
            .find(|&i| speaks(doc, i))
            .is_some_and(|i| doc.is(i + 1, "that"));
    // "Cut its annual profit outlook to $7.5 billion **in February**"
    let over = doc.published.zip(period(mention).days).is_some_and(|(p, d)| d.1 < p);
    let set_then = period(mention).granularity == Some(Granularity::Month)
        && over
        && doc.is(at.wrapping_sub(1), "in")
        && (at.saturating_sub(14).max(frame.tokens.start)..at).any(|i| {
            acts::is(doc, i, Act::Moving)
                && (i..i + 6).any(|n| dating::is(doc, n, Cue::Outlook) && !doc.is_any(n + 1, keys!["index", "survey"]))
        })
        && frame.figure_in(at.saturating_sub(3)..at);
    earlier
        || is_foretold_then(doc, frame, mention)
        || published
        || set_then
        || reported
        || spoke
        || to_be
        || dated
        || told
        || short && dating::is_of_forecast(doc, mention)
        // "157,000 jobs were added last month" says nothing of who spoke.
        || speaks(doc, at.wrapping_sub(1)) && !attribute
        || (from..at).rev().take(2).any(|i| doc.is(i, "on")) && (from..at).any(|i| words::is(doc, i, Class::Saying))
        || doc.is_any(at + 1, keys!["'s", "’s"]) && words::is(doc, at + 2, Class::Saying)
}

/// "**In March**, economists forecast that inflation would reach 4%", "told investors **in February that** it would raise prices": when
/// it was foreseen.
fn is_foretold_then(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const FRONT: usize = 2;
    const SUBJECT: usize = 8;
    const CLAUSE: usize = 8;
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    if doc.published.zip(period(mention).days).is_none_or(|(today, d)| d.1 >= today) {
        return false;
    }
    let modal = |verb: usize| (verb + 1..verb + 1 + CLAUSE).any(|i| acts::is_modal(doc, i));
    // "Told investors in February **that** it would": between the verb and what it says.
    let from = start.saturating_sub(CLAUSE).max(frame.tokens.start);
    if doc.is(end, "that") && (from..start).any(|i| speaks(doc, i)) {
        return modal(end);
    }
    // Nothing but "in" or "on" stands before it: "since March" says how long something went on.
    let fronted = start <= frame.tokens.start + FRONT
        && (frame.tokens.start..start).all(|i| doc.is_any(i, keys!["in", "on", "back", "but", "and", "late", "early"]));
    let open = end + usize::from(doc.is(end, ","));
    let inside = |&i: &usize| doc.kind(i) == Some(TokenKind::Word) && !frame.figure_in(i..i + 1);
    let foretells = |i: usize| dating::is(doc, i, Cue::Foretold) || doc.is_any(i, keys!["forecast", "expected"]);
    let mut subject = (open..open + SUBJECT).take_while(inside);
    // "In April, economists **had** forecast exports to rise 2%, but they fell", "forecast **that payrolls rose**": of that month.
    let ahead = |i: usize| !doc.is(i - 1, "had") && (!doc.is(i + 1, "that") || modal(i));
    fronted && subject.any(|i| i > open && (foretells(i) && ahead(i) || speaks(doc, i) && modal(i)))
}
