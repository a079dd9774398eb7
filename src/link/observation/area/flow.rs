//! The other side of a flow: "exports **to the U.S.**", "sells 60% of its output **to the United States**", "18.6% of
//! Japan's trade", "a levy on **European** goods".

use std::ops::Range;

use crate::lang::tsv;
use crate::link::observation::Area;
use crate::link::observation::indicator;
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words;
use crate::link::observation::topic::area_of;
use crate::mention::name::Names;
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, ListId, TokenKind, keys, word_classes};

const LIST: ListId = ListId(6);

word_classes! {
    /// What a word says of the two sides of a flow; the words are in `flow.en.tsv`.
    pub enum Class of LIST from tsv::rows(include_str!("flow.en.tsv"), ["word", "class"]);

    /// Makes a whole of all countries.
    Worldwide = "worldwide",
    /// Stands before the other side.
    Toward = "toward",
    /// What one country puts up against another's goods, or money by which others tell their own worth.
    Barring = "barring",
    /// Gives goods away, before "to" and the taker.
    Sending = "sending",
    /// Takes goods in, before "from" and the giver.
    Fetching = "fetching",
    /// What a duty is on, behind the maker's country.
    Goods = "goods",
    /// Points back to the country or region that is spoken of.
    Whole = "whole",
}

/// The word before a place, across its article.
pub fn before_place(doc: &Doc, place: &Range<usize>) -> usize {
    let before = place.start.wrapping_sub(1);
    before.wrapping_sub(usize::from(doc.is(before, "the")))
}

/// Whether a place stands for itself, rather than before a noun of its own ("the U.S. group", "Germany's BMW").
fn stands_alone(doc: &Doc, frame: &Frame, place: &Range<usize>) -> bool {
    let end = place.end;
    end >= frame.tokens.end
        || !matches!(doc.kind(end), Some(TokenKind::Word | TokenKind::Clitic))
        || words::is(doc, end, words::Class::Closed)
        || words::is(doc, end, words::Class::Auxiliary)
        || doc
            .is_any(end, keys!["and", "or", "in", "during", "last", "this", "by", "while", "a", "each", "was", "were"])
        || frame.is_period(end)
        || frame.predicates_in(end..end + 3).any(|p| p.tokens.start == end)
}

/// "Exports **to the U.S. and China**", "imports **from Germany**", "those **to Europe**", "a surplus of €9bn **with the
/// U.S.**", "deficits with Chile (…) and **Peru** ($2bn)": the places on the other side of the subject at `subject`, in order.
pub fn partners(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    figure: &Mention,
    subject: Option<&Range<usize>>,
    own: &Range<usize>,
) -> Vec<usize> {
    let goes = |i: usize| {
        is(doc, i, Class::Sending) || is(doc, i, Class::Fetching) || doc.is_any(i, keys!["those", "that", "trade"])
    };
    // In a list with brackets, each place has the figure behind it.
    let from = subject.map_or(own.start, |s| s.end);
    let listed = |&i: &usize| {
        let place = &mentions[i].tokens;
        let with = || (from..place.start).any(|k| doc.is_any(k, keys!["to", "from", "with"]));
        doc.is(place.end, "(") && place.end + 1 == figure.tokens.start && with()
    };
    if let Some(i) = frame.places.iter().copied().find(listed) {
        return vec![i];
    }
    let those = own.clone().find(|&i| goes(i) && doc.is_any(i + 1, keys!["to", "from", "with"]));
    let Some(end) = those.map(|i| i + 1).or(subject.map(|s| s.end)) else { return Vec::new() };
    let mut found: Vec<usize> = Vec::new();
    for &i in &frame.places {
        let start = mentions[i].tokens.start;
        // "Orders **from within** the euro zone"
        let before = before_place(doc, &mentions[i].tokens);
        let before = before.wrapping_sub(usize::from(doc.is(before, "within")));
        let near = before >= end && before <= end + 3;
        let behind = before == figure.tokens.end && stands_alone(doc, frame, &mentions[i].tokens);
        let opens = doc.is_any(before, keys!["to", "from", "with"]) && (near || behind);
        let goes_on = found
            .last()
            .is_some_and(|&last| (mentions[last].tokens.end..start).all(|t| doc.is_any(t, keys!["and", ",", "the"])));
        if opens || goes_on {
            found.push(i);
        }
    }
    found
}

/// The partner that goes with a figure behind another one's: "exports to the U.S. rose 5%, **to China** 3% and **Japan**
/// 2%", "against 1% **for China**". None where the subject is named again.
pub fn next_partner(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    figure: &Mention,
    subject: Option<&Range<usize>>,
) -> Option<usize> {
    const PREPOSITIONS: &[Key] = keys!["to", "from", "with", "for"];
    let start = figure.tokens.start;
    let last = frame.figures.iter().map(|&i| mentions[i].tokens.end).rfind(|&end| end <= start)?;
    if subject.is_some_and(|s| s.start >= last) {
        return None;
    }
    let before = frame.places.iter().copied().rfind(|&i| {
        let place = &mentions[i].tokens;
        let at = before_place(doc, place);
        // "And Japan 2%": what joins it to the partner before.
        let joined = doc.is_any(at, keys!["and", ","]) && place.end <= start;
        let named = doc.is_any(at, PREPOSITIONS) && !doc.is(at.wrapping_sub(1), "compared");
        place.start >= last && place.end <= start && (joined || named) && stands_alone(doc, frame, place)
            || place.end == start && place.start >= last && (joined || named)
    });
    before.or_else(|| {
        let end = figure.tokens.end;
        let behind = frame.places.iter().copied().find(|&i| before_place(doc, &mentions[i].tokens) == end)?;
        (doc.is_any(end, PREPOSITIONS) && stands_alone(doc, frame, &mentions[behind].tokens)).then_some(behind)
    })
}

/// "**Demand from** the U.S.", "**orders from** China": whose demand a subject is.
pub fn demanding(doc: &Doc, frame: &Frame, mentions: &[Mention], subject: &Range<usize>) -> Option<usize> {
    let demand = subject.end > 0 && doc.is_any(subject.end - 1, keys!["demand", "orders", "purchases"]);
    let of = || frame.places.iter().copied().find(|&i| before_place(doc, &mentions[i].tokens) == subject.end);
    of().filter(|&i| demand && doc.is(subject.end, "from") && stands_alone(doc, frame, &mentions[i].tokens))
}

/// The places of a sentence that stand behind "to", "from" or "with", and those coordinated with them; of a rate, also
/// what it is priced against.
pub fn asides(doc: &Doc, frame: &Frame, mentions: &[Mention], is_rate: bool) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for &i in &frame.places {
        let before = before_place(doc, &mentions[i].tokens);
        let goes_on = found.last().is_some_and(|&last| {
            (mentions[last].tokens.end..mentions[i].tokens.start).all(|t| doc.is_any(t, keys!["and", ",", "the"]))
        });
        let rate = is_rate && doc.is_any(before, keys!["against", "per", "versus"]);
        // "With China ($27bn), the EU ($22bn) and Mexico ($13bn)"
        let listed = !found.is_empty() && doc.is(mentions[i].tokens.end, "(");
        if goes_on || listed || rate || doc.is_any(before, keys!["to", "from", "with"]) {
            found.push(i);
        }
    }
    found
}

/// "**Sells** about 60% of its output **to the United States**", "**imported** $20bn of goods **from China**": the place
/// to which the segment's verb gives, or from which it takes.
pub fn traded(doc: &Doc, frame: &Frame, mentions: &[Mention], own: &Range<usize>) -> Option<usize> {
    let verb = |class: Class, before: usize| own.start < before && (own.start..before).any(|i| is(doc, i, class));
    frame.places.iter().copied().find(|&i| {
        let place = &mentions[i].tokens;
        let before = before_place(doc, place);
        own.contains(&place.start)
            && (doc.is_any(before, keys!["to", "from"]) && doc.is(before.wrapping_sub(1), "those")
                || doc.is(before, "to") && verb(Class::Sending, before)
                || doc.is(before, "from") && verb(Class::Fetching, before))
            && stands_alone(doc, frame, place)
    })
}

/// "**China** accounted for 20.1% of **Japan**'s trade": whose the flow is, and who has the part.
pub fn part_of_flow(doc: &Doc, frame: &Frame, mentions: &[Mention], figure: &Mention) -> Option<(usize, usize)> {
    let own = &frame.segments[frame.segment_of(figure.tokens.start)].tokens;
    let verb = (own.start..figure.tokens.start).rev().find(|&i| words::is(doc, i, words::Class::Part))?;
    let end = figure.tokens.end;
    let whole = frame.places.iter().copied().find(|&i| {
        let start = mentions[i].tokens.start;
        doc.is(end, "of") && start > end && start <= end + 3
    })?;
    let behind = mentions[whole].tokens.end;
    let flow = frame.indicators_in(behind..(behind + 5).min(frame.tokens.end)).any(|n| is_flow(n.row().code));
    let part = frame.places.iter().copied().rfind(|&i| mentions[i].tokens.end <= verb)?;
    (flow || doc.is_any(behind + 1, keys!["trade", "imports", "exports"])).then_some((whole, part))
}

/// Whether an indicator goes from one country to another.
pub fn is_flow(code: &str) -> bool {
    indicator::is_trade(code) || matches!(code, "total_trade" | "foreign_investment")
}

/// "Trade **between the U.S. and China**": the two sides of a flow that goes both ways.
pub fn between(doc: &Doc, frame: &Frame, mentions: &[Mention]) -> Option<(usize, usize)> {
    frame.places.windows(2).map(|pair| (pair[0], pair[1])).find(|&(one, other)| {
        let (first, second) = (&mentions[one].tokens, &mentions[other].tokens);
        doc.is(before_place(doc, first), "between")
            && doc.is(first.end, "and")
            && before_place(doc, second) == first.end
    })
}

/// "A levy on **European** goods", "duties on imports from **China**", "**China** faces a 30% levy": whose goods a duty is
/// on.
pub fn taxed(doc: &Doc, frame: &Frame, mentions: &[Mention], figure: &Mention) -> Option<usize> {
    frame.places.iter().copied().find(|&i| {
        let place = &mentions[i].tokens;
        let before = before_place(doc, place);
        let on = (1..=2).any(|n| doc.is(place.start.wrapping_sub(n), "on"));
        let goods = is(doc, place.end, Class::Goods)
            || is(doc, place.end + 1, Class::Goods)
            // "The tariff on **Chinese electric vehicles**"
            || matches!(&mentions[i].kind, MentionKind::Country(c) if c.form == CountryForm::Demonym)
                && doc.kind(place.end) == Some(TokenKind::Word) && doc.is(before, "on");
        let from = doc.is(before, "from")
            && (before.saturating_sub(3)..before).any(|i| is(doc, i, Class::Goods))
            && (frame.tokens.start..before).any(|i| doc.is(i, "on"));
        let faces = place.end <= figure.tokens.start
            && (place.end..place.end + 4).any(|i| doc.is_any(i, keys!["face", "faces", "faced", "facing"]));
        let made = is_origin(doc, before)
            && place.start >= figure.tokens.end
            && (frame.tokens.start..before).any(|i| doc.is(i, "on"));
        // "… to 25 percent, including the 145 percent on Chinese goods": the figure nearest before has them.
        let nearest = frame.figures.iter().all(|&f| {
            let other = mentions[f].tokens.start;
            other <= figure.tokens.start || other >= place.start
        });
        nearest && (on && (goods || stands_alone(doc, frame, place)) || from || made) || faces
    })
}

/// "A levy on shoes **made in** Vietnam": whether the preposition before a place tells where goods are from.
pub fn is_origin(doc: &Doc, before: usize) -> bool {
    doc.is(before, "in")
        && doc.is_any(before.wrapping_sub(1), keys!["made", "built", "produced", "assembled", "manufactured", "grown"])
}

/// The place that levies: the one named last before the duty and not taxed itself, else the first behind it.
pub fn levying(doc: &Doc, frame: &Frame, mentions: &[Mention], figure: &Mention) -> Option<Area> {
    let taxed = taxed(doc, frame, mentions, figure);
    let free = |i: &usize| {
        let before = before_place(doc, &mentions[*i].tokens);
        Some(*i) != taxed && !doc.is_any(before, keys!["by", "from"]) && !is_origin(doc, before)
    };
    let before = frame.places.iter().copied().filter(free).rfind(|&i| mentions[i].tokens.end <= figure.tokens.start);
    let announced = |i: usize| {
        // "… that Washington announced"
        let start = mentions[i].tokens.start;
        doc.is_any(start.wrapping_sub(1), keys!["that", "which", "by"])
            || frame.segments.iter().any(|s| s.opener == Opener::Dependent && s.tokens.start + 1 == start)
    };
    let behind = || {
        frame
            .places
            .iter()
            .copied()
            .filter(free)
            .find(|&i| mentions[i].tokens.start >= figure.tokens.end && announced(i))
    };
    before.or_else(behind).and_then(|i| area_of(&mentions[i]))
}

/// "Global growth", "the world economy": not "China's global exports", which have an owner, nor "S&P **Global**'s gauge".
pub fn is_of_the_world(doc: &Doc, frame: &Frame, names: &Names, subject: &Range<usize>) -> bool {
    let from = subject.start.saturating_sub(2).max(frame.tokens.start);
    let says = (from..subject.end).any(|i| is(doc, i, Class::Worldwide) && names.at(i).is_none());
    // "China's global exports"; not "the EU says that global trade".
    let owned = (from..subject.start).any(|i| frame.is_place(i));
    says && !owned
}
