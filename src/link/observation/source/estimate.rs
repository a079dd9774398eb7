//! Whose forecast a figure is, by the noun behind it: "the IMF's **7.6% forecast**", "the government's own **2.5%
//! estimate**", "the **5.9% median estimate** of economists", "a **3% Calder projection**".
//!
//! Guarantees that nobody has it but who stands in the same noun phrase: its owner before the figure, its maker between
//! the two or behind "of", "by" or "from".

use super::crowd::{crowd_at, is_pollster};
use super::office::named_last;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::view;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::time::dating::{self, Cue as Dating};
use crate::link::observation::{Source, status};
use crate::mention::Mention;
use crate::mention::name::{NameKind, Names, body_noun};
use crate::text::{Doc, TokenKind, keys};

/// How many words stand between a figure and its noun, or its owner, at most.
const APART: usize = 3;

/// "**The central bank**'s year-end inflation **forecast is** 38%", "**IMF predictions of** growth of 1.5%": whose the noun
/// before the figure is.
pub fn maker_before(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention) -> Option<Source> {
    const REACH: usize = 8;
    let start = figure.opening();
    let from = start.saturating_sub(REACH).max(frame.tokens.start + 1);
    let noun = (from..start).rev().find(|&i| acts::is(doc, i, Act::Foretold) && !frame.figure_in(i..start))?;
    // "… forecast **for 2026** is"
    let dated = |i: usize| doc.is(i, "for") && frame.is_period(i + 1) || frame.is_period(i);
    let verb = (noun + 1..start).find(|&i| !dated(i)).unwrap_or(start);
    let is = doc.is_any(verb, keys!["is", "was", "stands", "stood"]);
    let named = || {
        let name = names.at(noun - 1).filter(|n| n.kind == NameKind::Body && n.tokens.end == noun)?;
        names.name_of(name.entity).map(str::to_owned)
    };
    // … and so is "below **Gordon Brown's** forecast of 3%".
    let of = || {
        let placed = frame.is_place(noun.wrapping_sub(2));
        let named = || named().or_else(|| if placed { None } else { owner(doc, frame, names, noun) });
        doc.is_any(noun + 1, keys!["of", "for", "that"]).then(named).flatten()
    };
    let name = if is { owner(doc, frame, names, noun).or_else(named) } else { of() }?;
    Some(Source { name, speaker: None })
}

/// "The 0.6% decline **projected by Calder**": who is named as having foreseen it, behind the figure and its noun.
fn agent(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention) -> Option<String> {
    let end = figure.tokens.end;
    let by = (end..(end + 2 + APART).min(frame.tokens.end)).find(|&i| doc.is(i, "by"))?;
    // "Is **estimated at 8% by** Calder"
    let at = figure.opening().wrapping_sub(1);
    let put = by == end
        && doc.is(at, "at")
        && (acts::is(doc, at.wrapping_sub(1), Act::Foreseen) || doc.is(at.wrapping_sub(1), "estimated"));
    let foreseen = put || acts::is(doc, by - 1, Act::Foreseen) && !frame.figure_in(end..by);
    let at = by + 1 + usize::from(doc.is(by + 1, "the"));
    let name = names.at(at).filter(|n| foreseen && n.tokens.start == at)?;
    names.name_of(name.entity).map(str::to_owned)
}

/// "Which **Norges Bank puts at** 5.9%", "**Delta put** the damage **at** $200 million": who reckons how much it is.
pub fn putter(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention) -> Option<Source> {
    const REACH: usize = 9;
    let at = figure.opening().checked_sub(1).filter(|&at| doc.is(at, "at"))?;
    let from = at.saturating_sub(REACH).max(frame.tokens.start + 1);
    let verb = (from..at).rev().find(|&i| acts::is_putting(doc, i))?;
    let name = names.at(verb - 1).filter(|n| n.tokens.end == verb && !frame.figure_in(verb..at))?;
    names.name_of(name.entity).map(|name| Source { name: name.to_owned(), speaker: None })
}

/// "**Calder** is gloomier at 0.9%", "**the finance ministry** is more cautious, at 1.5%": who sees it otherwise.
pub fn viewer(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention) -> Option<Source> {
    let from = frame.tokens.start;
    let is = view(doc, from, figure.opening())?;
    let noun = is - 1;
    let name = match names.at(noun) {
        Some(name) => names.name_of(name.entity)?.to_owned(),
        None => {
            let first = (from..noun).rev().take(2).find(|&i| doc.is(i, "the"))? + 1;
            body_noun(doc, noun).map(|_| doc.slice(&(first..is)).to_owned())?
        }
    };
    Some(Source { name, speaker: None })
}

/// "The 2.25% to 3% **that the central bank penciled in**": a body whose verb of foreseeing stands behind the figure.
fn teller_behind(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention) -> Option<String> {
    const REACH: usize = 6;
    let that = figure.tokens.end;
    if !doc.is_any(that, keys!["that", "which"]) || !status::is_foreseen_behind(doc, figure, frame.tokens.end) {
        return None;
    }
    let near = that + 1..(that + REACH).min(frame.tokens.end);
    if near.clone().any(|i| crowd_at(doc, i).is_some()) {
        return None;
    }
    if let Some(name) = names.within(&near).first().filter(|n| n.kind == NameKind::Body) {
        return names.name_of(name.entity).map(str::to_owned);
    }
    let (noun, (end, kinds)) = near.into_iter().find_map(|i| body_noun(doc, i).map(|found| (i, found)))?;
    named_last(names, kinds, noun).or_else(|| Some(doc.slice(&(noun..end)).to_owned()))
}

/// "The 1.5% drop **seen in a Reuters poll**": the poll right behind a figure, whatever the figure is compared with.
pub fn poll_behind(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention) -> Option<String> {
    let end = figure.tokens.end;
    let seen = (end..end + 3).find(|&i| acts::is(doc, i, Act::Foreseen) || doc.is(i, "seen"))?;
    let near = seen..(seen + 6).min(frame.tokens.end);
    let asked = names.within(&near).iter().find(|n| is_pollster(doc, n))?;
    doc.is_any(seen + 1, keys!["in", "by"]).then(|| names.name_of(asked.entity).map(str::to_owned)).flatten()
}

/// Who made the forecast that the figure is.
pub fn maker(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention) -> Option<Source> {
    let end = figure.tokens.end;
    if let Some(name) = agent(doc, frame, names, figure).or_else(|| teller_behind(doc, frame, names, figure)) {
        return Some(Source { name, speaker: None });
    }
    let word = |i: &usize| matches!(doc.kind(*i), Some(TokenKind::Word));
    let noun = (end..frame.tokens.end)
        .take(APART)
        .take_while(word)
        .find(|&i| (acts::is(doc, i, Act::Foretold) || doc.is(i, "consensus")) && !is_verb(doc, i))?;
    let between = names.within(&(end..noun)).first().map(|n| n.entity);
    let name = |entity: usize| names.name_of(entity).map(str::to_owned);
    let name = between.and_then(name).or_else(|| owner(doc, frame, names, figure.opening())).or_else(|| {
        // "Of economists", "by Calder"
        let by = noun + 1;
        let at = by + 1 + usize::from(doc.is(by + 1, "the"));
        let crowd = || (at..at + 2).find_map(|i| crowd_at(doc, i)).map(|crowd| doc.slice(&crowd).to_owned());
        let named = names.at(at).filter(|n| n.tokens.start == at).and_then(|n| name(n.entity));
        doc.is_any(by, keys!["of", "by", "from"]).then(|| named.or_else(crowd)).flatten()
    })?;
    Some(Source { name, speaker: None })
}

/// "Output rose 0.2%, Calder said, **below expectations for a 0.7% increase**", "below the **0.2% median forecast**": what others are held
/// against, which is of nobody who tells them.
pub fn is_yardstick(doc: &Doc, frame: &Frame, figure: &Mention) -> bool {
    const REACH: usize = 7;
    let (start, end) = (figure.opening(), figure.tokens.end);
    let from = start.saturating_sub(REACH).max(frame.tokens.start);
    let expected = |i: &usize| words::is(doc, *i, Class::Expectation);
    let of = |i: &usize| expected(i) && doc.is_any(i + 1, keys!["of", "for", "that", "to"]);
    let before = (from..start).rev().take_while(|&i| !frame.figure_in(i..i + 1)).find(of);
    let Some(noun) = before.or_else(|| (end..end + APART).find(expected)) else { return false };
    // … but "compared with **an April forecast** of 3%" is of who foresees it now.
    let own = frame.is_period(noun.wrapping_sub(1))
        || dating::is(doc, noun.wrapping_sub(1), Dating::Former)
        || doc.is_any(end, keys!["it", "they", "made", "given"])
        || (noun.saturating_sub(2)..noun).any(|i| doc.is_any(i, keys!["its", "their", "own", "his", "her"]));
    let held = |i: usize| {
        words::is(doc, i, Class::Meeting)
            || doc.is_any(i, keys!["below", "above", "than", "against", "versus", "vs", "ahead", "short", "compared"])
    };
    !own && (from..noun.min(start)).any(held)
}

/// "The 3% **estimates** show": a word that is a verb behind its subject, or begins a clause.
fn is_verb(doc: &Doc, at: usize) -> bool {
    doc.is_any(at + 1, keys!["that", "a", "an", "the", "it"]) || doc.is(at - 1, "to")
}

/// "**The IMF**'s 7.6% forecast", "**the statistics office**'s own 2% estimate", "**Beijing**'s 5% projection".
fn owner(doc: &Doc, frame: &Frame, names: &Names, start: usize) -> Option<String> {
    let from = start.saturating_sub(APART).max(frame.tokens.start + 1);
    let clitic = (from..start).rev().find(|&i| doc.kind(i) == Some(TokenKind::Clitic))?;
    let light = |i: usize| doc.kind(i) == Some(TokenKind::Word) && !frame.is_period(i);
    if !(clitic + 1..start).all(light) {
        return None;
    }
    let at = clitic - 1;
    if let Some(name) = names.at(at) {
        return names.name_of(name.entity).map(str::to_owned);
    }
    if frame.is_place(at) {
        return Some(doc.word(at).to_owned());
    }
    let noun = (at.saturating_sub(1).max(frame.tokens.start)..=at)
        .find_map(|i| body_noun(doc, i).filter(|(end, _)| *end == clitic).map(|(_, kinds)| (i, kinds)));
    let (noun, kinds) = noun?;
    named_last(names, kinds, noun).or_else(|| Some(doc.slice(&(noun..clitic)).to_owned()))
}
