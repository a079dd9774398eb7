//! Sums and counts that are themselves a change: "rose by $5bn", "added 5,000", "a $5bn increase".
//!
//! Guarantees: what a change arrives at ("rose to $5bn") is none; that is in [`super::arrived`].

use super::joined::beside_its_verb;
use crate::link::observation::Direction;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

/// A verb of change with the figure as its measure: "rose 5%", "added 5,000".
pub(super) fn is_direct_change(binding: &Binding) -> bool {
    binding.predicate.is_some_and(|p| p.is_change()) && matches!(binding.role, Role::Direct | Role::Before)
}

/// For money and counts: "rose by $5bn", "rose $5bn", "a $5bn increase", "an increase of 5,000", not "rose to $5bn".
pub(super) fn is_difference(doc: &Doc, mention: &Mention, binding: &Binding) -> bool {
    // What is held flat has no difference.
    let moved = |p: &&Predicate| p.is_change() && p.direction != Some(Direction::Flat);
    let Some(predicate) = binding.predicate.filter(moved) else { return false };
    // "**Contributed $2bn in net income**" tells how much of it there was; "contributed $2bn to growth" by how much that rose.
    if matches!(mention.kind, MentionKind::Money(_))
        && acts::is(doc, predicate.tokens.start, Act::Contributing)
        && doc.is_any(mention.tokens.end, keys!["in", "of"])
    {
        return false;
    }
    match binding.role {
        Role::By => true,
        // "Climbed $2", "up nine cents", "fell 2%, or 560 points"
        Role::Direct => {
            // "Up 27,900 on the month **and 237,000** on the year"
            let joint = mention.opening().wrapping_sub(1);
            let second = || doc.is(joint, "and") && beside_its_verb(doc, predicate, joint);
            // "The Nasdaq lost 1.6% **and the Dow 475.84 points**"
            let points = matches!(&mention.kind, MentionKind::Quantity(q) if q.unit.as_deref() == Some("point"));
            !is_done_to(doc, mention, binding)
                && (!binding.carried || points || doc.is(joint, "or") || second())
                && (predicate.can_be(Reading::Verb) || predicate.can_be(Reading::Adjective))
        }
        Role::Before => predicate.can_be(Reading::Noun) || predicate.can_be(Reading::Adjective),
        Role::Of => predicate.can_be(Reading::Noun) && !binding.carried,
        _ => false,
    }
}

/// "£6,500 **has been knocked off** the price", "$2bn **was cut from** its budget": a sum that is told by what is done with it to
/// something else, whose "from" or "off" this gives.
pub fn taken_from(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<usize> {
    const REACH: usize = 4;
    if !matches!(mention.kind, MentionKind::Money(_)) {
        return None;
    }
    let end = mention.tokens.end;
    let being = |i: usize| doc.is_any(i, keys!["is", "are", "was", "were", "be", "been", "being"]);
    let light = |i: usize| being(i) || words::is(doc, i, Class::Auxiliary) || acts::is_modal(doc, i);
    let verb = (end..frame.tokens.end).take(REACH).find(|&i| !light(i))?;
    let takes = words::is(doc, verb, Class::Wiping) || doc.is_any(verb, keys!["cut", "slashed", "trimmed", "lopped"]);
    (takes && doc.is_any(verb + 1, keys!["from", "off"]) && (end..verb).any(being)).then_some(verb + 1)
}

/// "Cut prices **on 5,000 items**", "froze pay **for 300 workers**": what is done to so many changes them by none.
pub(super) fn is_done_to(doc: &Doc, mention: &Mention, binding: &Binding) -> bool {
    matches!(mention.kind, MentionKind::Quantity(_))
        && binding.role == Role::Direct
        && doc.is_any(mention.opening().wrapping_sub(1), keys!["on", "for", "in", "across", "among"])
}

/// "Lost her **£7.5m case**", "raised its **$3bn bid**": a sum between a determiner and a noun is the noun's, whatever the verb
/// does with that.
pub(super) fn is_of_noun(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> bool {
    let determined =
        doc.is_any(mention.opening().wrapping_sub(1), keys!["a", "an", "the", "its", "his", "her", "their"]);
    let noun = frame.past(mention.tokens.end);
    let is_noun = || {
        doc.kind(noun) == Some(TokenKind::Word)
            && !words::is(doc, noun, Class::Closed)
            && !words::is(doc, noun, Class::Barrier)
            && !frame.is_period(noun)
    };
    // "Broke through the $4 trillion mark": a level that is arrived at.
    let reached = binding.predicate.is_some_and(|p| p.can_be(Reading::Reach));
    binding.role == Role::Direct && determined && !reached && is_noun()
}
