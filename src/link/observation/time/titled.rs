//! The period that a text tells of before its figures do: in its headline, its first sentences, a sentence without figures.

use std::ops::Range;

use jiff::civil::Date;

use super::period;
use super::reference::{is_background, is_reference};
use super::saying::is_said_on;
use super::shift;
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind, Period};
use crate::text::{Doc, TokenKind, keys};

/// The period that the headline names, once it is over.
pub fn of_title(doc: &Doc) -> Option<Period> {
    let over = |p: &&Period| doc.published.zip(p.days).is_some_and(|(published, d)| d.1 <= published);
    let named = crate::mention::period::in_title(doc);
    // The rules of the periods may see a shorter one in a longer one.
    let inside = |m: &&Mention| {
        let longer = |n: &Mention| {
            n.tokens.len() > m.tokens.len() && n.tokens.start <= m.tokens.start && m.tokens.end <= n.tokens.end
        };
        named.iter().any(longer)
    };
    let title = doc.title.as_deref()?;
    let mut told = named
        .iter()
        .filter(|m| !inside(m) && !is_background(title, m))
        .map(period)
        .filter(|p| is_reference(p) && !p.comparison);
    let (only, more) = (told.next()?, told.next());
    Some(only).filter(over).filter(|p| more.is_none() && p.granularity > Some(Granularity::Week)).cloned()
}

/// The quarter, half-year or year that a company's first sentences report on: "Profits fell 40% at Airlane. Its results for
/// the three months to December …".
pub fn of_lead(doc: &Doc, mentions: &[Mention]) -> Option<Period> {
    const SENTENCES: usize = 3;
    const DAYS: std::ops::RangeInclusive<i32> = 80..=370;
    let lead =
        mentions.iter().take_while(|m| m.sentence < SENTENCES).filter(|m| matches!(m.kind, MentionKind::Period(_)));
    let reported = |m: &&Mention| {
        let p = period(m);
        let recent = doc.published.zip(p.days).is_some_and(|(published, (from, to))| {
            let days = |from: Date, to: Date| to.since(from).map_or(0, |s| s.get_days());
            DAYS.contains(&days(from, to)) && (0..200).contains(&days(to, published)) && to < published
        });
        let placed = doc.is(m.tokens.start.wrapping_sub(1), "for");
        is_reference(p) && !p.comparison && recent && placed && !is_background(doc, m)
    };
    lead.into_iter().find(reported).map(|m| period(m).clone())
}

/// "Reported **quarterly earnings** on Tuesday that fell short": the quarter that was over last, where the article names none of the
/// company's own.
pub fn of_quarterly(doc: &Doc, mentions: &[Mention]) -> Option<Period> {
    const SENTENCES: usize = 2;
    const REACH: usize = 3;
    let end = doc.sentences.iter().take(SENTENCES).next_back()?.end;
    let result =
        |i: usize| doc.is_any(i, keys!["earnings", "results", "profit", "profits", "sales", "revenue", "loss"]);
    // … not "which will report quarterly earnings next week", "annual revenue rose despite a dip in quarterly profit".
    let reported = |i: usize| acts::is(doc, i, Act::Recording) || doc.is_any(i, keys!["announced", "released"]);
    let told = |i: &usize| {
        doc.is(*i, "quarterly") && (i + 1..i + 1 + REACH).any(result) && (i.saturating_sub(REACH)..*i).any(reported)
    };
    (0..end).find(told).filter(|_| !(0..end).any(|i| doc.is_any(i, keys!["annual", "yearly"])))?;
    let named = |m: &Mention| match &m.kind {
        MentionKind::Period(p) => p.fiscal || p.granularity == Some(Granularity::Quarter) && p.value != "P3M",
        _ => false,
    };
    if mentions.iter().any(named) { None } else { shift::quarter_before(doc.published?) }
}

/// "Posted **first-quarter profit** that topped estimates, but its shares fell 6%": the quarter, half-year or year of the results
/// that a sentence names, whatever else it measures.
pub fn of_results(doc: &Doc, frame: &Frame, mentions: &[Mention]) -> Option<usize> {
    frame.periods.iter().copied().find(|&i| is_of_results(doc, frame, &mentions[i]))
}

/// "Posted a drop in **second-quarter sales**", read on May 1: the quarter just over, as good as that of the company's own year.
pub fn of_running_results(doc: &Doc, frame: &Frame, mentions: &[Mention]) -> Option<Period> {
    let told = period(&mentions[of_results(doc, frame, mentions)?]);
    shift::quarter_reported(told, doc.published?)
}

/// Whether a period stands right before what a company has in it: "**first-quarter** profit".
pub fn is_of_results(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let p = period(mention);
    let end = mention.tokens.end;
    let series = || {
        frame.indicators_in(end..end + 2).any(|n| n.row().told == Told::Series && n.row().owner == Owner::Entity)
            || doc.is_any(end, keys!["results", "earnings", "report"])
    };
    p.granularity >= Some(Granularity::Quarter) && is_reference(p) && !p.comparison && series()
}

/// "Said that sales **in its fiscal second quarter** fell 4%, sending its stock up 6%": a part of a fiscal year, of which no price is.
pub fn is_fiscal_part(mention: &Mention) -> bool {
    let p = period(mention);
    p.fiscal && p.granularity < Some(Granularity::Year)
}

/// The period of a sentence that has no figure but names what is measured: what the next figures are about.
pub fn of_bare_sentence(doc: &Doc, frame: &Frame, mentions: &[Mention]) -> Option<Period> {
    let fits = |i: &usize| {
        let p = period(&mentions[*i]);
        // A flash figure may be of the month that still runs; a quarter or a year is told of when it is over.
        let over = doc.published.zip(p.days).is_none_or(|(published, d)| {
            d.1 <= published || d.0 <= published && p.granularity <= Some(Granularity::Month)
        });
        is_reference(p)
            && !p.comparison
            && p.granularity > Some(Granularity::Week)
            && over
            && !is_said_on(doc, frame, &mentions[*i])
            && !is_background(doc, &mentions[*i])
            && !is_standard(doc, &mentions[*i])
            && !is_by_the_way(doc, frame, &mentions[*i])
    };
    let mut told = frame.periods.iter().copied().filter(fits);
    // "Gains in January, February and March": what is spoken of next is none of them.
    let (only, more) = (told.next()?, told.next());
    let told = more.is_none().then(|| period(&mentions[only]))?;
    // "Sales were little changed **between March and April**": of the later one.
    let between = doc.is(mentions[only].tokens.start, "between")
        || doc.is(mentions[only].tokens.start.wrapping_sub(1), "between");
    let two = told.days.is_some_and(|(from, to)| (55..63).contains(&to.since(from).map_or(0, |s| s.get_days())));
    let later = if between && two { shift::last_month(told) } else { None };
    Some(later.unwrap_or_else(|| told.clone()))
}

/// "Slowed after a fire **in January**", "more than was expected **four months ago**": when something else was, and what is told next is
/// not of it.
fn is_by_the_way(doc: &Doc, frame: &Frame, period: &Mention) -> bool {
    const REACH: usize = 5;
    let Range { start, end } = period.tokens;
    let first = start.saturating_sub(REACH).max(frame.tokens.start);
    let mut before = (first..start).rev().take_while(|&i| doc.kind(i) == Some(TokenKind::Word));
    doc.is(end - 1, "ago") || before.any(|i| doc.is_any(i, keys!["after", "following"]) && i + 1 < start)
}

/// "Sales would be below **those of last year**", "fewer **than in 2003**": the time of what they are set beside.
fn is_standard(doc: &Doc, period: &Mention) -> bool {
    let before = period.tokens.start.wrapping_sub(1);
    let of = usize::from(doc.is_any(before, keys!["of", "in", "for"]));
    let joint = before.wrapping_sub(of);
    doc.is(joint, "than") || of == 1 && doc.is_any(joint, keys!["those", "that"])
}
