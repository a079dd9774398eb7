//! Who tells what a sentence tells: "**Calder** said", "according to the **Bureau of Labor Statistics**", "**customs**
//! data showed".
//!
//! A sentence may have several ("Calder said prices rose 3% and **Pelham** reported 4%"): a figure is told by the last one
//! before it, else by the first one behind it. Who tells without a name is found by [`super::office`].

use std::ops::Range;

use super::crowd::{crowd_at, is_asked_by};
use super::told_by;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::verb_behind;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::{Name, NameKind, Names, body_noun};
use crate::text::{Doc, TokenKind, keys};

/// A name that tells.
#[derive(Debug)]
pub struct Teller {
    /// Its first token.
    pub at: usize,
    /// The name.
    pub name: String,
    /// Whether it published what is told, rather than only saying so.
    pub published: bool,
    /// Whether it is a body or its people, rather than one person.
    pub is_body: bool,
    /// Whether what follows may be told by it as well: what persons say is said once.
    pub lasts: bool,
    /// Whether it only foresees: "**Calder**, which lost $4bn last year, expects to lose more".
    pub foresees: bool,
    /// Whether it tells only what follows: "growth of 1% looks weak: **Calder**'s gauge came in at 45".
    pub onward: bool,
    /// Whether what it tells ends with it, since a statement of its own follows: "claims rose, according to **Calder**, and sales
    /// fell".
    pub closes: bool,
    /// Whether it asked others what they foresee: "what analysts were expecting, based on a survey by **Pelham**".
    pub polls: bool,
}

/// The tellers of a sentence, in order.
pub fn tellers(doc: &Doc, frame: &Frame, names: &Names) -> Vec<Teller> {
    names.within(&frame.tokens).iter().filter_map(|name| teller(doc, frame, names, name)).collect()
}

fn teller(doc: &Doc, frame: &Frame, names: &Names, name: &Name) -> Option<Teller> {
    let entity = names.entities.get(name.entity).filter(|e| !e.name.is_empty() && !is_statistic(&e.name))?;
    let end = name.tokens.end;
    let is_body = name.kind == NameKind::Body;
    // "### Household Survey Data" heads what follows.
    let heading = !is_body && doc.opens_paragraph(frame.tokens.start) && doc.opens_paragraph(frame.tokens.end);
    let data = acts::is(doc, end, Act::Data) && !is_held_against(doc, name) && !(heading && frame.figures.is_empty());
    let published = data
        || is_body && publishes(doc, frame, name)
        || name.kind == NameKind::Unknown && (is_poll_by(doc, name) || is_accorded(doc, name));
    let verb = || verb_behind(doc, frame, end);
    let polls = (is_body || published) && polls(doc, frame, name);
    let onward = is_body && (reads(doc, end) || goes_on(doc, frame, name));
    (published || onward || polls || speaks(doc, frame, end, is_body)).then(|| Teller {
        at: name.tokens.start,
        name: entity.name.clone(),
        published,
        is_body: is_body || published,
        lasts: data || is_body && !acts::is(doc, end, Act::Official),
        foresees: polls || !published && acts::is(doc, verb(), Act::Foretelling),
        onward,
        closes: closes(doc, name),
        polls,
    })
}

/// "In polls by **KFF**, half of voters": whoever asks them, of whom nothing else is known.
fn is_poll_by(doc: &Doc, name: &Name) -> bool {
    let by = name.tokens.start.wrapping_sub(1);
    let by = by.wrapping_sub(usize::from(doc.is(by, "the")));
    doc.is(by, "by") && acts::is(doc, by.wrapping_sub(1), Act::Poll)
}

/// "**According to** the Calder"
fn is_accorded(doc: &Doc, name: &Name) -> bool {
    let to = name.tokens.start.wrapping_sub(1);
    let to = to.wrapping_sub(usize::from(doc.is(to, "the")));
    doc.is(to, "to") && doc.is(to.wrapping_sub(1), "according")
}

/// "Openings fell to 7.7 million**, and payroll processor Calder said** employers hired 99,000": who begins a clause of its own
/// tells nothing of what stands before it.
fn goes_on(doc: &Doc, frame: &Frame, name: &Name) -> bool {
    const TITLE: usize = 3;
    let said = verb_behind(doc, frame, name.tokens.end);
    let is_title = |i: &usize| {
        doc.kind(*i) == Some(TokenKind::Word)
            && !words::is(doc, *i, Class::Closed)
            && !doc.is_any(*i, keys!["and", "while", "but"])
    };
    let from = frame.tokens.start..name.tokens.start;
    let title = from.rev().take(TITLE).take_while(is_title).count();
    let and = (name.tokens.start - title).wrapping_sub(1);
    let and = and.wrapping_sub(usize::from(doc.is(and, "the")));
    doc.is_any(and, keys!["and", "while", "but"])
        && doc.is(and.wrapping_sub(1), ",")
        && words::is(doc, said, Class::Publisher)
        && doc.kind(said + 1) == Some(TokenKind::Word)
        && !frame.is_period(said + 1)
}

/// "…, according to **Calder**, and sales fell"
fn closes(doc: &Doc, name: &Name) -> bool {
    let the = usize::from(doc.is(name.tokens.start.wrapping_sub(1), "the"));
    let to = name.tokens.start.wrapping_sub(1 + the);
    let end = name.tokens.end;
    is_accorded(doc, name)
        && doc.is(to.wrapping_sub(2), ",")
        && (doc.is(end, ";") || doc.is(end, ",") && doc.is_any(end + 1, keys!["and", "while", "but"]))
}

/// "**Calder**'s confidence gauge came in at 45": who asks for moods or activity, and what it reads; not the one that it only
/// looks at ("the Fed's preferred inflation gauge").
fn reads(doc: &Doc, end: usize) -> bool {
    if doc.kind(end) != Some(TokenKind::Clitic) {
        return false;
    }
    let words = end + 1..end + 5;
    let mut words = words.take_while(|&i| doc.kind(i) == Some(TokenKind::Word) && !doc.lower(i).ends_with("ed"));
    words.any(|i| acts::is(doc, i, Act::Gauge) && (i > end + 1 || doc.is(i + 1, "of")))
        && !doc.is_any(end + 1, keys!["favorite", "favourite"])
}

/// "What analysts were **expecting**, based on a **survey** by Calder".
fn polls(doc: &Doc, frame: &Frame, name: &Name) -> bool {
    const REACH: usize = 10;
    const CROWD: usize = 3;
    let from = name.tokens.start.saturating_sub(REACH).max(frame.tokens.start);
    // "Ahead of the $2.15 average **estimate of analysts compiled by** Calder"
    let by = name.tokens.start.wrapping_sub(1);
    if is_asked_by(doc, name) && (from..by).any(|i| crowd_at(doc, i).is_some() || acts::is(doc, i, Act::Foretold)) {
        return true;
    }
    // "A 1.8% fall **that analysts expected**, according to Calder"
    if is_accorded(doc, name) {
        let according = (from..name.tokens.start).rev().find(|&i| doc.is(i, "according"));
        let end = according.map(|i| i - usize::from(doc.is(i.wrapping_sub(1), ",")));
        let foreseen = |i: usize| acts::is(doc, i, Act::Foretelling) || acts::is(doc, i, Act::Foreseen);
        // "Vs. $1.68 billion **expected**, according to Calder", "the $1.02 **expected by analysts**", "analysts' average **estimate
        // of** $17 billion"
        return end.and_then(|i| i.checked_sub(1)).is_some_and(|last| {
            let crowd = |i: usize| crowd_at(doc, i).is_some();
            let by = crowd(last) && doc.is(last.wrapping_sub(1), "by") && foreseen(last.wrapping_sub(2));
            let told = foreseen(last) && (from..last).rev().take(CROWD).any(crowd);
            let bare = foreseen(last) && frame.figures_end_before(last) == Some(last);
            let estimated = frame.figures_end_before(last + 1) == Some(last + 1)
                && (from..last).rev().any(|i| acts::is(doc, i, Act::Foretold))
                && (from.saturating_sub(2)..last).any(crowd);
            // … but "more than the 2.2% forecast, according to the statistics office": who asks is known by it.
            told || told_by::is(doc, name.tokens.start, told_by::Class::Pollster) && (by || bare || estimated)
        });
    }
    // "The 90.4 that analysts **predicted in a Calder survey**"
    let end = name.tokens.end;
    let first = name.tokens.start.wrapping_sub(1);
    if (acts::is(doc, end, Act::Poll) || doc.is(end, "consensus")) && doc.is_any(first, keys!["a", "the"]) {
        return doc.is_any(first.wrapping_sub(1), keys!["in", "by"])
            && (from..first).any(|i| acts::is(doc, i, Act::Foretelling) || acts::is(doc, i, Act::Foreseen));
    }
    // "What Wall Street **anticipated**, based on consensus **estimates from** Calder"
    let estimates = doc.is_any(first, keys!["from", "by"])
        && words::is(doc, first.wrapping_sub(1), Class::Expectation)
        && doc.is_any(first.wrapping_sub(2), keys!["on", "consensus"]);
    if estimates && (from..first).any(|i| acts::is(doc, i, Act::Foretelling) || acts::is(doc, i, Act::Foreseen)) {
        return true;
    }
    let survey = (from..name.tokens.start).rev().find(|&i| acts::is(doc, i, Act::Poll));
    survey.is_some_and(|survey| {
        doc.is(survey.wrapping_sub(2), "on")
            && (survey.saturating_sub(8).max(frame.tokens.start)..survey).any(|i| acts::is(doc, i, Act::Foretelling))
    })
}

/// "Growth ran **ahead of Calder's** figures": whose figures others are only held against.
fn is_held_against(doc: &Doc, name: &Name) -> bool {
    let before = name.tokens.start.wrapping_sub(1);
    let before = before.wrapping_sub(usize::from(doc.is(before, "the")));
    doc.is_any(before, keys!["than", "above", "below", "beyond", "beating", "missing"])
        || doc.is(before, "of") && doc.is_any(before.wrapping_sub(1), keys!["ahead", "short"])
}

/// The teller of a figure; where it is `market`'s, only who published it; where it is `told`, nobody who only asks others
/// what they foresee, and where it `is_so`, nobody who only foresees.
pub fn of<'t>(
    doc: &Doc,
    tellers: &'t [Teller],
    figure: &Range<usize>,
    market: bool,
    is_so: bool,
    told: bool,
) -> Option<&'t Teller> {
    let fits = |t: &&Teller| {
        let only_foresees = is_so && t.foresees || told && t.polls;
        (t.published || !market) && !only_foresees
    };
    // "She said rates would rise, adding to worries after growth of 3%": a person's words end where a clause hangs on.
    let ends = |t: &&Teller| {
        t.is_body
            || !(t.at..figure.start).any(|i| {
                doc.is_any(i, keys!["after", "which", "who", "following"])
                    || doc.is(i, ",") && doc.lower(i + 1).ends_with("ing")
            })
    };
    let before = tellers.iter().filter(fits).rfind(|t| t.at < figure.start).filter(ends);
    // "Sales fell 4%; analysts had hoped for a rise, according to Calder": what the semicolon leaves to the author.
    let apart = |t: &&Teller| (figure.end..t.at).any(|i| doc.is(i, ";"));
    let behind = || tellers.iter().filter(fits).find(|t| t.at > figure.start && t.is_body && !t.onward && !apart(t));
    // "Claims rose, according to Calder, and sales fell 8%, **Pelham** said"
    before.filter(|t| !t.closes || behind().is_none()).or_else(behind)
}

/// "The Consumer Price Index showed": a statistic is no teller, and yet no one else told what it shows.
pub fn is_shown(doc: &Doc, frame: &Frame, names: &Names) -> bool {
    let statistic = |n: &Name| names.name_of(n.entity).is_some_and(is_statistic);
    let shows = |n: &Name| doc.is_any(n.tokens.end, keys!["showed", "shows", "show"]);
    names.within(&frame.tokens).iter().any(|n| statistic(n) && shows(n))
}

pub fn is_statistic(name: &str) -> bool {
    matches!(words::last(name), "Index" | "Rate" | "Average")
}

/// "According to **Calder**", "figures from **Calder**", "data released Wednesday by **Calder**".
fn publishes(doc: &Doc, frame: &Frame, name: &Name) -> bool {
    let the = usize::from(doc.is(name.tokens.start.wrapping_sub(1), "the"));
    let before = name.tokens.start.wrapping_sub(1 + the);
    if is_accorded(doc, name) {
        return true;
    }
    let before = before_title(doc, frame, before).unwrap_or(before);
    if !doc.is_any(before, keys!["from", "by"]) {
        return false;
    }
    // "By **Calder**'s count"
    let end = name.tokens.end;
    let owns = |end: usize| doc.kind(end - 1) == Some(TokenKind::Clitic) && acts::is(doc, end, Act::Tally);
    if doc.is(before, "by") && (owns(end) || owns(end + 1)) {
        return true;
    }
    let dated = |&i: &usize| frame.is_period(i) || doc.is(i, "on");
    let noun = (frame.tokens.start..before).rev().find(|i| !dated(i));
    noun.is_some_and(|i| acts::is(doc, i, Act::Publication))
}

/// "Figures from **the national statistics office** Calder": the word before what kind of body it is, which ends right before its
/// name.
fn before_title(doc: &Doc, frame: &Frame, last: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let from = last.saturating_sub(LONGEST).max(frame.tokens.start);
    let joint = (from..last).rev().find(|&i| doc.is_any(i, keys!["from", "by"]))?;
    let body = (joint + 1..=last).any(|i| body_noun(doc, i).is_some_and(|(end, _)| end == last + 1));
    body.then_some(joint)
}

/// Whether what follows a name makes it a teller: "'s updated forecasts", "(ticker: HD) reported", "on Friday said";
/// of what is no body only where it says.
pub(super) fn speaks(doc: &Doc, frame: &Frame, end: usize, is_body: bool) -> bool {
    if !is_body {
        return doc.is_any(verb_behind(doc, frame, end), keys!["said", "says", "reported"]);
    }
    if doc.is_any(end, keys!["'s", "’s"]) {
        // "'s **latest weekly** survey"
        let adjectives = |i: &usize| doc.kind(*i) == Some(TokenKind::Word) && !words::is(doc, *i, Class::Closed);
        let before = (end + 1..end + 3).take_while(adjectives).count();
        return (end + 1..=end + 1 + before).any(|i| words::is(doc, i, Class::Publisher));
    }
    // "Federal Reserve officials said"
    let end = end + usize::from(acts::is(doc, end, Act::Official));
    words::is(doc, verb_behind(doc, frame, end), Class::Publisher)
}
