//! The country or region that a figure is about, and the other side of a flow.

use std::ops::Range;
use std::sync::LazyLock;

use super::Area;
use super::frame::Frame;
use super::indicator::Named;
use super::topic::{Topic, area_of};
use crate::lang::tsv;
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::{Case, Doc, LexiconBuilder, TableId};

const OWNERS: TableId = TableId(62);

static OWNER_ROWS: LazyLock<Vec<(&str, &str, &str)>> = LazyLock::new(|| {
    tsv::rows(include_str!("owners.en.tsv"), ["phrase", "area", "name"])
        .map(|[phrase, area, name]| (phrase, area, name))
        .collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (phrase, ..)) in OWNER_ROWS.iter().enumerate() {
        lexicon.add(OWNERS, row, phrase, Case::Capital);
    }
}

/// Areas of one figure, with the mentions that say so.
#[derive(Debug, Default)]
pub struct Areas {
    /// What the figure is about.
    pub of: Option<Area>,
    /// The other side of a flow.
    pub counterpart: Option<Area>,
    /// The mentions used.
    pub mentions: Vec<usize>,
}

/// The areas of a figure whose subject stands at `subject` (nowhere, where it is carried).
pub fn of(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    figure: &Mention,
    subject: Option<&Named>,
    paired: Option<usize>,
    topic: &Topic,
) -> Areas {
    let mut areas = Areas::default();
    let segment = frame.segment_of(figure.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    let is_flow = subject.is_some_and(|s| {
        matches!(s.row().code, "exports" | "imports" | "trade_balance" | "total_trade" | "foreign_investment")
    });
    let partners = counterparts(doc, frame, mentions, subject, &own);
    if is_flow && let Some(i) = paired.filter(|i| partners.contains(i)).or(partners.first().copied()) {
        areas.counterpart = area_of(&mentions[i]);
        areas.mentions.push(i);
    } else if let Some(i) = paired {
        areas.of = area_of(&mentions[i]);
        areas.mentions.push(i);
        return areas;
    }
    if subject.is_some_and(|s| s.row().code == "exchange_rate") && areas.counterpart.is_none() {
        areas.counterpart = other_currency(doc, frame, mentions, figure, subject);
    }
    if subject.is_some_and(|s| !is_flow && is_of_the_world(doc, frame, &s.tokens)) {
        areas.of = Some(world());
        return areas;
    }
    // Of a flow, what stands behind "to", "from" or "with" is the other side, whichever figure it belongs to.
    let aside = |i: usize| {
        let start = mentions[i].tokens.start;
        let the = usize::from(doc.is(start.wrapping_sub(1), "the"));
        doc.is_any(start.wrapping_sub(1 + the), &["to", "from", "with"])
    };
    let free = |i: &usize| !(is_flow && (partners.contains(i) || aside(*i))) && is_area(&mentions[*i]);
    // Beside the subject: "U.K. retail sales", "inflation in the euro area", "China's exports".
    let beside = subject.and_then(|s| beside(doc, frame, mentions, &s.tokens).filter(free));
    // Else inside the segment, the nearest before the figure; else right behind it.
    let inside = || {
        frame
            .places
            .iter()
            .copied()
            .filter(free)
            .filter(|&i| own.start <= mentions[i].tokens.start && mentions[i].tokens.end <= own.end)
    };
    // A subject carried from an earlier segment lends its place only where this segment has none: "Italy's contracted".
    let own_place = || inside().rfind(|&i| mentions[i].tokens.end <= figure.tokens.start);
    let carried = subject.is_none_or(|s| !own.contains(&s.tokens.start));
    let near = if carried { own_place().or(beside) } else { beside.or_else(own_place) };
    let near =
        near.or_else(|| inside().find(|&i| doc.is_any(mentions[i].tokens.start.wrapping_sub(1), &["in", "the"])));
    // Else, in the sentence, the place that its first segment names as a subject's.
    let near =
        near.or_else(|| frame.places.iter().copied().filter(free).rfind(|&i| mentions[i].tokens.end <= own.start));
    if let Some(owner) = subject.and_then(|s| owner(doc, &s.tokens)) {
        areas.of = Some(owner);
        return areas;
    }
    match near {
        Some(i) => {
            areas.of = area_of(&mentions[i]);
            areas.mentions.push(i);
        }
        None => {
            let recent = topic
                .last_area
                .as_ref()
                .filter(|(_, s)| figure.sentence.saturating_sub(*s) <= 1)
                .map(|(a, _)| a.clone());
            areas.of = recent.or_else(|| topic.area.clone());
        }
    }
    areas
}

/// The world as an area: UN M49 001.
pub fn world() -> Area {
    Area { name: "World".to_owned(), code: Some("001".to_owned()) }
}

/// "Global growth", "the world economy": not "China's global exports", which have an owner.
fn is_of_the_world(doc: &Doc, frame: &Frame, subject: &Range<usize>) -> bool {
    let from = subject.start.saturating_sub(2).max(frame.tokens.start);
    let says = (from..subject.end).any(|i| doc.is_any(i, &["global", "world", "worldwide", "world's"]));
    let owned = (from.saturating_sub(2)..subject.start).any(|i| frame.is_place(i));
    says && !owned
}

/// The other currency of an exchange rate: named after "against" or "to", else the one that the rate is written in.
fn other_currency(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    figure: &Mention,
    subject: Option<&Named>,
) -> Option<Area> {
    let own = &frame.segments[frame.segment_of(figure.tokens.start)].tokens;
    let priced = subject.and_then(|s| owner(doc, &s.tokens));
    let named = own
        .clone()
        .filter(|&i| doc.is_any(i, &["against", "versus", "to", "per"]))
        .find_map(|i| (i + 1..i + 3).find_map(|at| doc.hit(at, OWNERS)).map(|h| OWNER_ROWS[h.row as usize]));
    if let Some((_, code, name)) =
        named.filter(|(_, code, _)| priced.as_ref().is_none_or(|p| p.code.as_deref() != Some(code)))
    {
        return Some(Area { name: name.to_owned(), code: Some(code.to_owned()) });
    }
    let written = frame.figures.iter().find_map(|&i| match &mentions[i].kind {
        MentionKind::Money(m) => area_of_currency(m.currency),
        _ => None,
    })?;
    (priced.as_ref() != Some(&written)).then_some(written)
}

/// The country of a currency: ISO 4217 codes begin with the country's ISO 3166-1 code; the euro area has its own.
fn area_of_currency(currency: &str) -> Option<Area> {
    let (code, name) = match currency {
        "EUR" => ("EA", "Euro area"),
        _ => {
            let code = currency.get(..2).filter(|c| *c != "XD")?;
            (code, crate::mention::place::country_name(code)?)
        }
    };
    Some(Area { name: name.to_owned(), code: Some(code.to_owned()) })
}

/// The area of an index or a currency that the subject names.
fn owner(doc: &Doc, subject: &Range<usize>) -> Option<Area> {
    // "The Dow", "U.S. Treasury yields": the owner's name may begin a word before the subject or lie inside it.
    let (_, code, name) = (subject.start.saturating_sub(1)..subject.end)
        .find_map(|i| doc.hit(i, OWNERS))
        .map(|h| OWNER_ROWS[h.row as usize])?;
    Some(Area { name: name.to_owned(), code: Some(code.to_owned()) })
}

/// Cities stand for datelines and head offices more often than for what a figure is about.
fn is_area(mention: &Mention) -> bool {
    match &mention.kind {
        MentionKind::Country(c) => c.form != CountryForm::City,
        MentionKind::Region(_) => true,
        _ => false,
    }
}

/// The place that qualifies a subject: right before it (with adjectives between) or after "in", "of", "for".
fn beside(doc: &Doc, frame: &Frame, mentions: &[Mention], subject: &Range<usize>) -> Option<usize> {
    let gap_ok = |range: Range<usize>| {
        range.len() <= 4
            && range.clone().all(|i| {
                !doc.is_any(
                    i,
                    &[
                        ",", "and", "in", "to", "of", "from", ".", "said", ":", "largest", "biggest", "top", "leading",
                        "main", "fastest",
                    ],
                )
            })
    };
    // "The New Zealand dollar"
    let inside = frame.places.iter().copied().find(|&i| subject.contains(&mentions[i].tokens.start));
    if inside.is_some() {
        return inside;
    }
    let before = frame.places.iter().copied().rev().find(|&i| mentions[i].tokens.end <= subject.start);
    let before = before.filter(|&i| gap_ok(mentions[i].tokens.end..subject.start));
    before.or_else(|| {
        let after = frame.places.iter().copied().find(|&i| mentions[i].tokens.start >= subject.end)?;
        let between = subject.end..mentions[after].tokens.start;
        let preposition = doc.is_any(subject.end, &["in", "of", "for", "across"]);
        (preposition && between.len() <= 2).then_some(after)
    })
}

/// "Exports **to the U.S. and China**", "imports **from Germany**", "those **to Europe**": the places behind the subject
/// and its preposition, in order.
fn counterparts(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    subject: Option<&Named>,
    own: &Range<usize>,
) -> Vec<usize> {
    let those = own.clone().find(|&i| doc.is_any(i, &["those", "shipments", "sales"])).map(|i| i + 1);
    let Some(end) = those.or(subject.map(|s| s.tokens.end)) else { return Vec::new() };
    let mut found: Vec<usize> = Vec::new();
    for &i in &frame.places {
        let start = mentions[i].tokens.start;
        let the = usize::from(doc.is(start.wrapping_sub(1), "the"));
        let before = start.wrapping_sub(1 + the);
        let opens = doc.is_any(before, &["to", "from", "with"]) && before >= end && before <= end + 3;
        let goes_on = found
            .last()
            .is_some_and(|&last| (mentions[last].tokens.end..start).all(|t| doc.is_any(t, &["and", ",", "the"])));
        if opens || goes_on {
            found.push(i);
        }
    }
    found
}
