//! Figures that leave out their verb: a part that moves as the one before it.
//!
//! A part of [`super`]. Guarantees: the figure of the verb stands right beside it.

use super::{apart, is_percent};
use crate::link::observation::Direction;
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::{Binding, Role};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, TokenKind, keys};

/// "Exports have **risen $41.1 billion** and imports $230.7 billion", "goods were **2.9% dearer**, services 4.3%": a part that leaves
/// out its verb moves as the one before, whose figure stands right beside that.
pub(super) fn way_of_gap(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> Option<Direction> {
    const LONGEST: usize = 5;
    const NEAR: usize = 6;
    let own = &frame.segments[frame.segment_of(mention.tokens.start)];
    let joined = matches!(own.opener, Opener::And | Opener::Comma) && mention.opening() > own.tokens.start + 1;
    // "… and shipped 2% **more** vans" says itself which way.
    let bare = binding.carried && binding.role == Role::Direct && apart(doc, mention).is_none();
    const OTHER: &[Key] = keys!["another", "further", "stood", "stands", "remained", "was", "were", "is", "are"];
    let bare = bare && !(own.tokens.start..mention.opening()).any(|i| doc.is_any(i, OTHER));
    if !bare || !joined || mention.opening() - own.tokens.start > LONGEST {
        return None;
    }
    let end = frame.figures_end_before(own.tokens.start).filter(|&end| end + NEAR >= own.tokens.start)?;
    let dearer = frame.predicates_in(end..end + 1).find(|p| p.can_be(Reading::Adjective) && p.is_change());
    if let Some(adjective) = dearer {
        return adjective.direction.filter(|_| is_percent(mention));
    }
    // "**Were up** 5%": of which the adjective says where it went.
    let up = |p: &Predicate| {
        let behind = p.tokens.end..p.tokens.end + 1;
        frame.predicates_in(behind).find(|a| a.is_change() && a.can_be(Reading::Adjective))
    };
    let moves = |p: &&Predicate| p.is_change() && (p.can_be(Reading::Verb) || p.can_be(Reading::Adjective));
    let verb = binding.predicate.and_then(|p| Some(p).filter(moves).or_else(|| up(p)))?;
    let first = (verb.tokens.end..end).take_while(|&i| frame.figure_in(i..i + 1)).count();
    let told = verb.tokens.end + first;
    let beside = first > 0 && told == end && matches!(mention.kind, MentionKind::Money(_));
    // Nothing is told of a part in "rose 1.7%, **and 20% of** flats were empty".
    let named =
        (own.tokens.start..mention.opening()).any(|i| doc.kind(i) == Some(TokenKind::Word) && !doc.is(i, "and"));
    // "Rents **were up 8.6%** on the year, hotels 7% **and food 1.5%**"
    let list =
        first > 0 && named && is_percent(mention) && frame.predicates_in(told..mention.opening()).next().is_none();
    verb.direction.filter(|_| beside || list)
}

/// Whether a number stands right behind a verb or adjective, before the "and" of another: "up 27,900 on the month and".
pub(super) fn beside_its_verb(doc: &Doc, verb: &Predicate, and: usize) -> bool {
    const REACH: usize = 7;
    let first = verb.tokens.end;
    first < and
        && and - first <= REACH
        && doc.kind(first) == Some(TokenKind::Number)
        && !doc.is_any(first + 1, keys!["%", "percent", "per"])
}

/// "E-commerce was 6% of the total. June's **increase was revised** to 1.6%": a move that was told before, whatever part of
/// something was told since.
pub fn is_move_put_right(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 8;
    let start = mention.opening();
    let mut near = (start.saturating_sub(REACH).max(frame.tokens.start + 1)..start).rev();
    let Some(was) = near.find(|&i| doc.is_any(i, keys!["was", "were"])) else { return false };
    doc.is_any(was + 1, keys!["revised", "raised", "lowered", "trimmed"])
        && frame.predicates_in(was - 1..was).any(|p| p.is_change() && p.can_be(Reading::Noun))
}
