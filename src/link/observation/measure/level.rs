//! Percentages that are levels though nothing in the list of indicators says so: "turnout was 65%", "fell from 65% to 60%".

use super::way::written_sign;
use super::{Asked, is_percent};
use crate::link::observation::Measure;
use crate::link::observation::indicator::Kind;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::status;
use crate::link::observation::topic::Subject;
use crate::mention::{Mention, MentionKind};
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

/// "Spends 3.4% of GDP on defence **and Latvia 3.2%**", "took 31% of the exports, **and Japan 12%**", "from 0.5% of income **to 0.3%**": a
/// percentage that nothing moves by so much, right behind one of the same that was a part or a level.
pub(super) fn same_portion(asked: &Asked) -> Option<Measure> {
    let &Asked { doc, mention, binding, found, topic, .. } = asked;
    let (subject, portion, at) = topic.portion.as_ref()?;
    let same = *subject == found.subject && mention.sentence - at <= 1;
    let still = matches!(binding.role, Role::To | Role::From | Role::At | Role::Than)
        || binding.role == Role::Direct && binding.predicate.is_none_or(|p| !p.is_change());
    let plain = is_percent(mention) && found.subject.kind() != Kind::Growth && written_sign(doc, mention).is_none();
    // "Half of them …, **up 5%**" tells how far.
    let moved = doc.is_any(mention.opening().wrapping_sub(1), keys!["up", "down", "by"]);
    (same && still && plain && !moved).then_some(*portion)
}

/// "Cut **its 3.6% cash rate**", "raised **the 4% base** rate": the rate as it is.
pub(super) fn is_of_rate(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> bool {
    let end = mention.tokens.end;
    binding.role == Role::Direct
        && doc.is_any(mention.opening().wrapping_sub(1), keys!["its", "the", "their"])
        && frame.indicators_in(end..end + 3).any(|n| n.tokens.start == end)
}

/// "The rise **included profits of $3m** from the sale", "the drop includes a charge of $4m": a part of a change or of a result is a sum of
/// its own, however that moved; not "included a rise of $3m in costs".
pub(super) fn is_included(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 6;
    let from = frame.segments[frame.segment_of(mention.tokens.start)].tokens.start;
    let at = mention.opening();
    let includes = |&i: &usize| doc.is_any(i, keys!["included", "includes", "include", "reflected", "reflects"]);
    let verb = (at.saturating_sub(REACH).max(from)..at).rev().find(includes);
    let sum =
        |i: usize| doc.is_any(i, keys!["gain", "gains", "loss", "losses", "profit", "profits", "charge", "charges"]);
    let moves = |p: &Predicate| p.is_change() && !sum(p.tokens.end - 1);
    matches!(mention.kind, MentionKind::Money(_))
        && verb.is_some_and(|verb| verb > from && !frame.predicates_in(verb..at).any(moves))
}
