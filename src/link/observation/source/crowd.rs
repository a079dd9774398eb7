//! Those who foresee a figure together: a poll, "analysts", "money markets", "the consensus".
//!
//! Guarantees: a crowd that is told something foresees nothing, and neither do futures and swaps that do not imply it.
//! Who foresees a figure alone is found by [`super::foreteller`].

use std::ops::Range;

use super::Asked;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::status;
use crate::link::observation::{ObsStatus, Source};
use crate::mention::Mention;
use crate::mention::name::{Name, Names};
use crate::text::{Doc, keys};

/// "Economists polled by **Reuters**", "a **Bloomberg** survey", "**FactSet** consensus estimates".
pub fn poll(doc: &Doc, frame: &Frame, names: &Names) -> Option<String> {
    let asked = names.within(&frame.tokens).iter().find(|n| is_pollster(doc, n))?;
    names.name_of(asked.entity).map(str::to_owned)
}

/// Whether a name is of who asks others what they foresee: "the **FactSet** consensus".
pub fn is_pollster(doc: &Doc, name: &Name) -> bool {
    let end = name.tokens.end;
    let behind = acts::is(doc, end, Act::Poll) || doc.is_any(end, keys!["consensus", "estimate", "estimates"]);
    behind || is_asked_by(doc, name)
}

/// "Analysts polled **by Calder**", "compiled by Calder".
pub fn is_asked_by(doc: &Doc, name: &Name) -> bool {
    let by = name.tokens.start.wrapping_sub(1);
    doc.is(by, "by") && words::is(doc, by.wrapping_sub(1), Class::Asking)
}

/// Those who foresee a figure together, where they are named before it ("analysts", "money markets", "the consensus"),
/// or as the agents right behind it ("expected by economists").
pub fn crowd(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention) -> Option<Source> {
    // "It told investors that", "relief for investors": who is told foresees nothing; "with investors anticipating" do.
    let told = |tokens: &Range<usize>| {
        let before = tokens.start.wrapping_sub(1);
        let with = doc.is(before, "with")
            && !doc.is(before.wrapping_sub(1), "compared")
            && !(tokens.end..tokens.end + 2).any(|i| doc.lower(i).ends_with("ing"));
        let to = doc.is(before, "to") && !doc.is(before.wrapping_sub(1), "according");
        // "The $1.18 seen **by Wall Street,** and it expects $3 billion"
        let closed = doc.is(before, "by") && doc.is(tokens.end, ",");
        with || to || closed || doc.is_any(before, keys!["told", "tells", "for"])
    };
    let before = (frame.tokens.start..figure.tokens.start).rev().find_map(|i| crowd_at(doc, i)).filter(|t| !told(t));
    let by = |&i: &usize| {
        // "The $1.18 **penciled in by** Wall Street"
        let noted = || doc.is(i - 1, "in") && doc.is_any(i.wrapping_sub(2), keys!["penciled", "pencilled"]);
        doc.is(i, "by")
            && (noted() || acts::is(doc, i - 1, Act::Foreseen) || doc.is_any(i - 1, keys!["seen", "estimated"]))
    };
    let end = figure.tokens.end;
    let agent = || {
        let by = (end + 1..(end + 8).min(frame.tokens.end)).find(by)?;
        (by + 1..by + 4).find_map(|i| crowd_at(doc, i))
    };
    // "The 0.3% that Wall Street had penciled in"
    let clause = || {
        let foreseen = status::is_foreseen_behind(doc, figure, frame.tokens.end);
        (end..(end + 6).min(frame.tokens.end)).find_map(|i| crowd_at(doc, i)).filter(|_| foreseen)
    };
    let tokens = agent().or_else(clause).or(before)?;
    let name = house(doc, names, tokens.end).unwrap_or_else(|| doc.slice(&tokens).to_owned());
    Some(Source { name, speaker: None })
}

/// "Economists **at Pelham Bank**": for whom a crowd works.
fn house(doc: &Doc, names: &Names, end: usize) -> Option<String> {
    let name = names.at(end + 1).filter(|n| doc.is(end, "at") && n.tokens.start == end + 1)?;
    names.name_of(name.entity).map(str::to_owned)
}

/// A crowd that tokens name.
pub(super) fn crowd_in(doc: &Doc, mut tokens: Range<usize>) -> Option<Range<usize>> {
    tokens.find_map(|i| crowd_at(doc, i))
}

/// The crowd that a token heads, with what tells it apart: "money markets", "Wall Street", "money market pricing".
pub fn crowd_at(doc: &Doc, at: usize) -> Option<Range<usize>> {
    // "Futures imply a cut": not those that fell.
    if doc.is_any(at, keys!["futures", "swaps"]) {
        let verb = at + 1 + usize::from(doc.is_any(at + 1, keys!["are", "were"]));
        let price = acts::is(doc, verb, Act::Implying);
        return price.then_some(at..at + 1);
    }
    // "Short of **analyst** expectations"
    if doc.is_any(at, keys!["analyst", "economist"]) {
        return words::is(doc, at + 1, Class::Expectation).then_some(at..at + 1);
    }
    if !words::is(doc, at, Class::Crowd) {
        return None;
    }
    let kinds = keys!["money", "financial", "futures", "bond", "market", "markets", "wall"];
    let first = (0..at).rev().take(2).take_while(|&i| doc.is_any(i, kinds)).last();
    // A street or a price alone foresees nothing.
    (first.is_some() || !doc.is_any(at, keys!["street", "pricing"])).then(|| first.unwrap_or(at)..at + 1)
}

/// "…, officials said on Tuesday", "economists say prices will rise": a crowd that tells what stands in its clause.
pub fn saying_crowd(doc: &Doc, frame: &Frame, asked: &Asked) -> Option<String> {
    let figure = asked.figure.tokens.start;
    // "…, economists reckon"; not "a sign that traders believe".
    let reckons = |i: usize| {
        let alone = i == frame.tokens.start || doc.is(i - 1, ",");
        alone && acts::is(doc, i + 1, Act::Reckoning)
    };
    let says = |&i: &usize| {
        let said = words::is(doc, i, Class::Crowd)
            && (doc.is_any(i + 1, keys!["said", "say", "saying", "told"]) || reckons(i));
        // "…, economists say, after prices rose 3%": what follows is another's; "homes sold rose 3%, and economists say": what
        // stands before.
        let onward = || i > figure && doc.is_any(i - 1, keys!["and", "while", "but"]) && doc.is(i.wrapping_sub(2), ",");
        said && !(i < figure && doc.is(i + 2, ",")) && !onward()
    };
    let at = frame.tokens.clone().find(says)?;
    // Who foresees does not tell what was.
    let was = asked.status == ObsStatus::Previous && !doc.is(at, "officials");
    (!was).then(|| doc.word(at).to_owned())
}
