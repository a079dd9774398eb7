//! What belongs to a central bank: its rate, its target, the chances of its moves; and which bank that is.

use std::ops::Range;

use super::Asked;
use crate::link::observation::ObsStatus;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::topic::{Subject, Topic};
use crate::mention::name::{BodyKind, Names, body_noun};
use crate::text::Doc;

/// A central bank's own: its rate, its target, the chances of its moves; "the rate" alone where it moves one.
pub fn is_policy(doc: &Doc, frame: &Frame, names: &Names, asked: &Asked, topic: &Topic) -> bool {
    let subject = asked.subject;
    // "**Its** benchmark stands at 6.5%", right after a central bank.
    let its = || {
        let before = asked.figure.sentence.checked_sub(1).and_then(|s| doc.sentences.get(s));
        let bank = before.and_then(|s| names.within(s).last()).is_some_and(|n| is_central_bank(names, n.entity));
        bank && asked.subject_tokens.is_some_and(|s| doc.is(s.start.wrapping_sub(1), "its"))
    };
    match subject.code() {
        Some("policy_rate") => true,
        Some("cpi" | "core_cpi") => asked.status == ObsStatus::Target,
        None if matches!(subject.phrase.as_str(), "rate" | "rates") => {
            let before = frame.tokens.start..asked.figure.tokens.start;
            before.into_iter().any(|i| is_bank_noun(doc, i)) || its()
        }
        None if subject.phrase == "benchmark" => its(),
        _ => is_chance(&subject.phrase) && is_of_a_move(doc, frame, asked, topic),
    }
}

/// "The **central bank**", "the **MPC**", or plain "the **bank**" behind its article.
fn is_bank_noun(doc: &Doc, at: usize) -> bool {
    let central = body_noun(doc, at).is_some_and(|(_, kinds)| kinds.contains(&BodyKind("central_bank")));
    central && (doc.is(at, "central") || doc.is_any(at.wrapping_sub(1), &["the"]))
}

/// Whether a chance is one of a central bank's moves: "the odds of a **cut**", not "the probability of missing a payment".
fn is_of_a_move(doc: &Doc, frame: &Frame, asked: &Asked, topic: &Topic) -> bool {
    const MOVES: &[&str] = &[
        "cut",
        "cuts",
        "hike",
        "hikes",
        "rate",
        "rates",
        "move",
        "moves",
        "increase",
        "reduction",
        "easing",
        "tightening",
        "lowering",
        "raising",
        "pause",
        "point",
    ];
    let moves = |mut tokens: Range<usize>| tokens.any(|i| doc.is_any(i, MOVES));
    let same = |s: &Subject| s.code() == Some("policy_rate") || s.phrase.eq_ignore_ascii_case(&asked.subject.phrase);
    topic.subject.as_ref().is_some_and(|(s, _)| same(s)) || moves(frame.tokens.clone())
}

/// Whether a subject is the chance of something.
pub fn is_chance(phrase: &str) -> bool {
    let mut before: &[u8] = b"";
    phrase.as_bytes().split(u8::is_ascii_whitespace).any(|word| {
        // Length tells nearly all words apart.
        let is = |other: &[u8]| word.len() == other.len() && word.eq_ignore_ascii_case(other);
        let risk = is(b"of") && before.eq_ignore_ascii_case(b"risk");
        before = word;
        risk || is(b"odds") || is(b"chance") || is(b"chances") || is(b"likelihood") || is(b"probability")
    })
}

/// The central bank of the sentence, else the one of the country that the figure is about, else the only one named; "the
/// central bank" where the article never names it.
pub fn central_bank(doc: &Doc, names: &Names, frame: &Frame, asked: &Asked, topic: &Topic) -> Option<String> {
    let country = asked.area.and_then(|a| a.code);
    let fits = |entity: usize| country.is_none_or(|c| names.entities[entity].country.is_none_or(|own| own == c));
    let banks = || names.mentions.iter().map(|n| n.entity).filter(|&e| is_central_bank(names, e));
    let here = names.within(&frame.tokens).iter().map(|n| n.entity).find(|&e| is_central_bank(names, e) && fits(e));
    let named = here.or_else(|| banks().find(|&e| fits(e))).map(|e| names.entities[e].name.clone());
    let noun = || frame.tokens.clone().find(|&i| doc.starts(i, &["central", "bank"]));
    let spoken = || topic.last_entity.as_ref().map(|(e, _)| e.clone()).filter(|e| e == BANK);
    // "Brazil's central bank meets. … Economists see rates at 10%": that of the country which the article is about.
    let own = || {
        let area = topic.area.as_ref().and_then(|a| a.code);
        (topic.says_central_bank(doc) && country.is_some() && area == country).then(|| BANK.to_owned())
    };
    named.or_else(|| noun().map(|_| BANK.to_owned())).or_else(spoken).or_else(own)
}

/// What a central bank goes by that is never named.
const BANK: &str = "central bank";

/// Whether an entity is a central bank.
pub fn is_central_bank(names: &Names, entity: usize) -> bool {
    names.entities.get(entity).is_some_and(|e| e.body.0 == "central_bank")
}
