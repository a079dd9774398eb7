//! Who does what a verb says: the verb behind a name, over what English puts between the two ("Calder **on Wednesday**
//! reported", "Calder, **the owner of Pelham,** reported", "Calder - **owner of Pelham** - will assume").

use super::acts::{self, Act};
use super::frame::Frame;
use super::words::{self, Class};
use crate::mention::name::{Name, Names, is_owner_noun};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Gap, keys};

/// How many tokens an aside between a subject and its verb has at most.
const ASIDE: usize = 24;

/// Where the verb stands of a subject that ends before `end`.
pub fn verb_behind(doc: &Doc, frame: &Frame, end: usize) -> usize {
    let limit = frame.tokens.end;
    // "Calder Inc. also sees"
    let end = end + usize::from(doc.is(end, ".") && end + 1 < limit);
    let mut at = aside_end(doc, end, limit);
    if at > end && doc.is(end, "(") {
        at = aside_end(doc, at, limit); // "Calder (CLD), which runs diners, raised"
    }
    // "Calder, which earned $3bn, **up 6 percent**, lost"
    if at > end && doc.is_any(at, keys!["up", "down"]) && frame.figure_in(at + 1..at + 3) {
        let comma = (at + 1..limit.min(at + 6)).find(|&i| doc.is(i, ","));
        at = comma.map_or(at, |comma| comma + 1);
    }
    let day = |at: usize| {
        frame.is_period(at) || doc.is_any(at, keys!["on", "in", "late", "early", "last"]) && frame.is_period(at + 1)
    };
    while at < limit && (day(at) || acts::is(doc, at, Act::Between)) {
        at += 1;
    }
    at
}

/// The name whose verb stands at `verb`, of those that begin in the sentence before it.
pub fn subject_of<'n>(doc: &Doc, frame: &Frame, names: &'n Names, verb: usize) -> Option<&'n Name> {
    names.within(&(frame.tokens.start..verb)).iter().find(|n| verb_behind(doc, frame, n.tokens.end) == verb)
}

/// The end of what stands in brackets, between dashes or between commas at `at`; `at` itself where nothing does.
fn aside_end(doc: &Doc, at: usize, limit: usize) -> usize {
    let limit = limit.min(at + ASIDE);
    let close = |closes: &dyn Fn(usize) -> bool| (at + 1..limit).find(|&i| closes(i)).map(|i| i + 1);
    let dash = |i: usize| {
        doc.word(i) == "—" || matches!(doc.word(i), "-" | "–") && !doc.glued(i) && doc.gap(i + 1) != Gap::None
    };
    let end = match doc.word(at) {
        "(" => close(&|i| doc.word(i) == ")"),
        // An apposition or a relative clause, not the next item of a list: by how it opens, or since a verb of saying
        // follows it at once.
        "," => close(&|i| doc.word(i) == ",").filter(|&end| {
            doc.is_any(at + 1, keys!["a", "an", "the", "which", "whose", "who", "its", "part", "up", "down", "still"])
                || is_owner_noun(doc, at + 1)
                || doc.is_any(end, keys!["said", "says", "reported", "expects"])
        }),
        _ if dash(at) => close(&dash),
        _ => None,
    };
    end.unwrap_or(at)
}

/// "**Calder thinks** the year-end figure", "she **reckons** spending": the verb of one who foresees, right behind a name or
/// pronoun or between commas.
pub fn is_foretelling(doc: &Doc, at: usize) -> bool {
    let verb = acts::is(doc, at, Act::Foretelling) || acts::is(doc, at, Act::Reckoning);
    let before = at.wrapping_sub(1);
    verb && doc.lower(at).ends_with('s')
        && (doc.is_capital(before) || doc.is_any(before, keys![",", "he", "she", "it", "who", "which", "now", "also"]))
        && !doc.is_any(at + 1, keys!["of", "for", "in", "by", "at"])
        && !words::is(doc, at, Class::Value)
}

/// "**Is expected** to rise", "are **also set to** fall", "**is widely seen** at": whether what begins with a form of "be" says that
/// something is foreseen now.
pub fn is_foreseen_now(doc: &Doc, be: usize) -> bool {
    const MOST: usize = 2;
    let between = |&i: &usize| acts::is(doc, i, Act::Between) || doc.is(i, "widely");
    let verb = be + 1 + (be + 1..be + 1 + MOST).take_while(between).count();
    doc.is_any(be, keys!["is", "are"])
        && (acts::is(doc, verb, Act::Foreseen)
            || doc.is_any(verb, keys!["likely", "seen"])
            || doc.starts(verb, keys!["set", "to"]))
}

/// "**Market watchers polled by Calder had** expected", "**bankers were** looking for a rise": whether those whose noun ends before
/// `end` are who foresees; not "sales are expected to rise", "a deal expected to close".
pub fn is_who_foresees(doc: &Doc, end: usize) -> bool {
    /// The most words of the name of who asked them.
    const ASKER: usize = 5;
    let looks = |i: usize| doc.starts(i, keys!["looking", "for"]) || doc.starts(i, keys!["looked", "for"]);
    let foretells = |i: usize| acts::is(doc, i, Act::Foretelling) || looks(i);
    let asked = words::is(doc, end, Class::Asking) && doc.is(end + 1, "by");
    let named = |i: &usize| doc.is_capital(*i) || doc.is_any(*i, keys!["the", "of", "and"]);
    let start = if asked { end + 2 + (end + 2..end + 2 + ASKER).take_while(named).count() } else { end };
    // "Had", "have also been", "were": what stands before the verb itself.
    let be = |i: usize| doc.is_any(i, keys!["was", "were", "is", "are", "been"]);
    let mut verb = start;
    while acts::is(doc, verb, Act::Between) || be(verb) {
        verb += 1;
    }
    if (start..verb).any(be) {
        return foretells(verb) && doc.lower(verb).ends_with("ing");
    }
    let active = asked || looks(verb) || (start..verb).any(|i| doc.is_any(i, keys!["had", "have", "has"]));
    let passive = doc.is_any(verb + 1, keys!["to", "for", "by", "at", "of", "in"]) && !active;
    foretells(verb) && !passive
}

/// Where the "is" of one stands who is "more cautious, **at** 1.5%", "gloomier at 0.9%", "at 0.4%": a view, told by a figure that
/// opens at `opening`. Behind the name or noun of who has it.
pub fn view(doc: &Doc, from: usize, opening: usize) -> Option<usize> {
    let at = opening.checked_sub(1).filter(|&at| at > from && doc.is(at, "at"))?;
    let last = (at - 1).checked_sub(usize::from(doc.is(at - 1, ",")))?;
    let is = |i: usize| i > from && doc.is_any(i, keys!["is", "are"]);
    if is(last) {
        return Some(last);
    }
    let more = last.checked_sub(1).filter(|&i| doc.is_any(i, keys!["more", "less"]));
    let verb = match more {
        Some(more) => more.checked_sub(1)?,
        None if doc.lower(last).ends_with("er") => last.checked_sub(1)?,
        None => return None,
    };
    let degree = usize::from(doc.is_any(verb, keys!["even", "slightly", "still", "far", "much", "a", "bit"]));
    let verb = verb.checked_sub(degree)?;
    is(verb).then_some(verb)
}

/// "**The OECD** said", "according to the OECD": a group of countries that only tells; not "OECD inflation".
pub fn is_teller(doc: &Doc, mention: &Mention) -> bool {
    if !matches!(&mention.kind, MentionKind::Region(r) if r.code == Some("OECD")) {
        return false;
    }
    let (before, end) = (mention.tokens.start.wrapping_sub(1), mention.tokens.end);
    let before = before.wrapping_sub(usize::from(doc.is(before, "the")));
    let accorded = doc.is(before, "by") || doc.starts(before.wrapping_sub(1), keys!["according", "to"]);
    // "The 1% that the OECD **had forecast**"
    let end = end + usize::from(doc.is_any(end, keys!["had", "has"]));
    let tells = words::is(doc, end, Class::Saying)
        || words::is(doc, end, Class::Publisher)
        || acts::is(doc, end, Act::Foretelling)
        || acts::is(doc, end, Act::Reckoning);
    accorded || tells
}
