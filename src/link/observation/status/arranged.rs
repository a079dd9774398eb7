//! What is arranged, demanded or called for and not yet done: "Calder **is to** axe 1,150 jobs", "**asked** firms **to pay** £350m",
//! "sellers **must** cut prices by 8%".
//!
//! A part of [`super`]. Guarantees: the word that says so stands in the figure's own segment, before it.

use std::ops::Range;

use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::role::{Binding, Role};
use crate::mention::Mention;
use crate::text::{Doc, TokenKind, keys};

/// "Calder **is to** axe 1,150 jobs", "the duty, now 5%, **is to** rise to 25%": what is arranged and not yet done; not "the aim is to
/// cut 5%", which says what something consists in.
pub fn is_to_do(doc: &Doc, own: &Range<usize>, mention: &Mention) -> bool {
    const REACH: usize = 10;
    let first = mention.tokens.start.saturating_sub(REACH).max(own.start + 2);
    // Not "which is to blame for $3bn of losses".
    let blames = |to: usize| doc.is_any(to + 1, keys!["blame", "say", "thank", "credit", "date"]);
    let is = (first..mention.tokens.start)
        .find(|&to| doc.is(to, "to") && doc.is_any(to - 1, keys!["is", "are"]) && !blames(to));
    is.is_some_and(|to| {
        let subject = own.start..to - 1;
        // "**One way** to do it is to cut 5%", "if fares are to rise"
        let consists = |i: usize| {
            acts::is(doc, i, Act::Aim)
                || nouns::is(doc, i, nouns::Class::Purpose)
                || doc.is_any(i, keys!["what", "if", "all"])
        };
        !subject.clone().any(consists)
    })
}

/// "**Asked firms to pay** £350m", "**urged** the bank **to** cut its rate by 2%": what someone is asked to do is not done.
pub fn is_demanded(doc: &Doc, own: &Range<usize>, mention: &Mention) -> bool {
    const REACH: usize = 5;
    let start = mention.opening();
    let word = |i: &usize| doc.kind(*i) == Some(TokenKind::Word);
    let mut front = (own.start..start).rev().take(REACH).take_while(word);
    let Some(to) = front.find(|&i| doc.is(i, "to")) else { return false };
    // … not "asked to repay **a $900m loan**", which there is.
    if doc.is_any(start.wrapping_sub(1), keys!["a", "an", "the", "its", "their", "his", "her"]) {
        return false;
    }
    // … not what is only told by a participle of those who answer, "asked to name a rate, 40% said".
    let asks = |i: usize| doc.is_any(i, keys!["asked", "asks", "asking", "urged", "urges", "urging", "ordered"]);
    let object = |i: &usize| word(i) && !doc.is_any(*i, keys!["and", "but", "who", "which", "that", "said"]);
    let verb = (own.start..to).rev().take(REACH).take_while(object).find(|&i| asks(i));
    // "Was **ordered** to pay" is a sentence that was passed.
    verb.is_some_and(|verb| !doc.is(verb, "ordered") || verb + 1 < to)
}

/// "Sellers **must** cut prices by 8%", "owners must wait **and slash** prices by up to 8%": a move that someone calls for.
pub fn is_called_for(doc: &Doc, frame: &Frame, binding: &Binding) -> bool {
    const REACH: usize = 12;
    let own = matches!(binding.role, Role::By | Role::Direct) && !binding.carried;
    let moves = |verb: usize| acts::is(doc, verb, Act::Moving);
    let verb = binding.predicate.filter(|p| own && p.is_change()).map(|p| p.tokens.start).filter(|&verb| moves(verb));
    let Some(verb) = verb else { return false };
    let calls = |i: usize| {
        doc.is(i, "must") || doc.is(i, "to") && doc.is_any(i.wrapping_sub(1), keys!["need", "needs", "ought"])
    };
    let before = verb.wrapping_sub(1);
    let goes_on = |&i: &usize| !doc.is_any(i, keys![",", ";", ":", "that", "which"]) && !acts::is_past_form(doc, i);
    let front = || (frame.tokens.start..before).rev().take(REACH).take_while(goes_on).any(calls);
    // A bare infinitive: "**must** wait and **slash**", not "must wait and prices fell".
    calls(before)
        || doc.is(before, "and") && !doc.lower(verb).ends_with('s') && !acts::is_past_form(doc, verb) && front()
}
