//! Percentages that are levels though nothing in the list of indicators says so: "turnout was 65%", "fell from 65% to 60%".

use crate::link::observation::indicator::Kind;
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::status;
use crate::link::observation::topic::Subject;
use crate::mention::Mention;
use crate::text::{Doc, keys};

/// "Turnout was 65%", "acceptances of more than 75%": what is no statistic of the list and does not rise or fall has a level,
/// as far as anyone can tell; so has what moves to or from one.
pub(super) fn is_told(doc: &Doc, mention: &Mention, binding: &Binding, subject: &Subject) -> bool {
    let still = binding.predicate.map_or(binding.role == Role::Of, |p| !p.is_change());
    let pace = subject.kind() == Kind::Growth;
    subject.indicator.is_none() && still
        || subject.code().is_none() && !pace && is_end_of_way(doc, mention, binding, subject)
}

/// "Turnout fell **from 65% to 60%**", "bonuses were cut to 2%": where a move begins and ends. A pace does so too, but it is
/// told as one: "tourism **slowed** to 3%", "its **growth** fell to 3%".
fn is_end_of_way(doc: &Doc, mention: &Mention, binding: &Binding, subject: &Subject) -> bool {
    // "Tourism receipts **growth** fell": of which the subject may be but the beginning.
    const NOUN: usize = 4;
    let paces =
        |p: &Predicate| (p.tokens.start.saturating_sub(NOUN)..p.tokens.end).any(|i| words::is(doc, i, Class::Pacing));
    let moved = binding.predicate.is_some_and(|p| p.is_change() && p.direction.is_some() && !paces(p));
    matches!(binding.role, Role::To | Role::From)
        && moved
        && !status::is_ranging(doc, mention)
        // "Fell to 12% **below** their level of 2019"
        && !doc.is_any(mention.tokens.end, keys!["below", "above", "more", "less", "higher", "lower"])
        && !words::has(&words::last(&subject.phrase).to_lowercase(), Class::Pacing)
}
