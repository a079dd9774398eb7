//! Values that were told otherwise before: counts that are changed, estimates made anew, what was first reported.
//!
//! A part of [`super`]. Guarantees: the words beside the value, or of its sentence, say so.

use std::ops::Range;

use crate::link::observation::ObsStatus;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::time::dating::{self, Cue as Dating};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, TokenKind, keys};

/// "September's **count was trimmed** by 35,000 to 262,000": a figure published before, changed.
pub fn is_recount(doc: &Doc, frame: &Frame, own: &Range<usize>, mention: &Mention) -> bool {
    let moved = |verb: usize| {
        doc.is_any(verb, keys!["was", "were"]) && (verb + 1..verb + 4).any(|i| acts::is(doc, i, Act::Moving))
    };
    let told = |at: usize| {
        // "But **January's was** bumped up": the same of another month.
        if doc.kind(at) == Some(TokenKind::Clitic) && frame.is_period(at.wrapping_sub(1)) {
            return moved(at + 1);
        }
        // "The benchmark **rate was lowered**": moved, not told anew.
        if !words::is(doc, at, Class::Anaphor) || doc.is_any(at, keys!["rate", "benchmark"]) {
            return false;
        }
        // "The tallies **for March and April** were lowered"
        let verb = if doc.is(at + 1, "for") { (at + 2..at + 6).find(|&i| doc.is(i, "were")) } else { Some(at + 1) };
        verb.is_some_and(moved)
    };
    (own.start..mention.tokens.start).any(told)
}

/// "It sees sales of $2.1bn; **Wall Street was at** $1.98bn", "the consensus is at 3%": what many foresee, by where they stand.
pub fn is_view_of_crowd(doc: &Doc, mention: &Mention) -> bool {
    let at = mention.opening().wrapping_sub(1);
    doc.is(at, "at")
        && doc.is_any(at.wrapping_sub(1), keys!["was", "were", "is", "are", "stood", "stands"])
        && words::is(doc, at.wrapping_sub(2), Class::Crowd)
        // "Traders were at 40 desks"
        && (!matches!(mention.kind, MentionKind::Quantity(_)) || doc.is_any(at.wrapping_sub(2), keys!["consensus", "street"]))
}

/// "Is 21,000 **lower than previously reported**", "22,000 **more** people were hired **than previously believed**": by how much what was
/// published before was changed.
pub fn is_off_reported(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 12;
    let end = mention.tokens.end;
    let behind = end.wrapping_sub(2)..(end + REACH).min(frame.tokens.end);
    let more = |i: usize| doc.is_any(i, keys!["lower", "higher", "more", "fewer", "less"]);
    let than = behind.clone().find(|&i| doc.is(i, "than"));
    than.is_some_and(|than| {
        doc.is_any(than + 1, keys!["previously", "first", "initially", "originally"])
            && (acts::is(doc, than + 2, Act::Recording)
                || doc
                    .is_any(than + 2, keys!["reported", "estimated", "published", "believed", "thought", "announced"]))
            && !frame.figure_in(end..than)
            // "Shrank 0.4%**, more than first thought**" tells of the move itself.
            && !(end..than).any(|i| doc.is(i, ","))
            && (behind.start..than).any(more)
    })
}

/// "Was slashed to 89,000 from an **initially reported** 114,000": what the sentence says was told otherwise before.
pub fn is_retold(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 9;
    // "**Revisions** took March up to 315,000 but cut the February total to 236,000"
    if doc.is_any(frame.tokens.start, keys!["revision", "revisions"])
        && doc.is(mention.tokens.start.wrapping_sub(1), "to")
        && matches!(mention.kind, MentionKind::Quantity(_))
    {
        return true;
    }
    let near = mention.opening().saturating_sub(REACH)..mention.tokens.end + REACH;
    let mut otherwise = frame.tokens.clone().filter(|&i| acts::is_told_otherwise(doc, i)).peekable();
    if otherwise.peek().is_none() {
        return false;
    }
    // "And June's **was cut** to 118,000", however far from where it says so
    let own = &frame.segments[frame.segment_of(mention.tokens.start)].tokens;
    otherwise.any(|i| near.contains(&i))
        || (own.start..mention.tokens.start)
            .any(|i| doc.is_any(i, keys!["was", "were"]) && acts::is(doc, i + 1, Act::Moving))
}

/// "A **previous estimate of 0.1%** growth was downgraded **to a 0.3% decline**": a statistic estimated anew; a forecast
/// that is changed stays one.
pub fn re_estimated(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<ObsStatus> {
    let before = mention.opening() - usize::from(doc.is_any(mention.opening().wrapping_sub(1), keys!["a", "an"]));
    let link = before.checked_sub(1).filter(|&link| doc.is_any(link, keys!["of", "to"]))?;
    let former =
        |&at: &usize| dating::is(doc, at, Dating::Former) && doc.is_any(at + 1, keys!["estimate", "estimates"]);
    let at = frame.tokens.clone().find(former)?;
    if frame.tokens.clone().any(|i| doc.is_any(i, keys!["forecast", "forecasts", "outlook", "guidance", "projection"]))
    {
        return None;
    }
    if link == at + 2 && doc.is(link, "of") {
        return Some(ObsStatus::Previous);
    }
    (link >= at && doc.is(link, "to")).then_some(ObsStatus::Revised)
}

/// "Below **the 24.3% reported** for the same period last year", "not **the 2.5% reported** in April", "undoing half of **the 9.5% surge
/// recorded** a month earlier".
pub fn is_reported_before(doc: &Doc, mention: &Mention) -> bool {
    let noun = doc.kind(mention.tokens.end) == Some(TokenKind::Word);
    let verbs = mention.tokens.end..mention.tokens.end + 1 + usize::from(noun);
    let reported =
        |verb: usize| acts::is(doc, verb, Act::Recording) && doc.is_any(verb + 1, keys!["for", "in", "a", "last"]);
    doc.is(mention.opening().wrapping_sub(1), "the") && verbs.into_iter().any(reported)
}

/// "Which was **initially reported as** 11%", "**first estimated at** 200,000": what was told before it was corrected.
pub fn is_first_told(doc: &Doc, mention: &Mention) -> bool {
    tells_first(doc, mention.opening().wrapping_sub(1))
}

/// "First **reported at**": whether that word links what was told otherwise to its figure.
fn tells_first(doc: &Doc, link: usize) -> bool {
    doc.is_any(link, keys!["as", "at"]) && acts::is_told_otherwise(doc, link.wrapping_sub(2))
}

/// "June's tally, **first reported at** 8.18 million, was knocked down **to 7.91 million**": what it was corrected to.
pub fn is_corrected(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> bool {
    let first = |link: usize| tells_first(doc, link) && frame.figure_in(link + 1..link + 3);
    binding.role == Role::To && (frame.tokens.start..mention.opening()).any(first)
}

/// "Is now seen growing 10%, **having previously guided for** 3%", "they now stand at 3.6%, **having been anchored at** 3.5%": what was
/// foreseen, or so, before what the main verb tells.
pub fn is_having_been(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const LONGEST: usize = 14;
    let segment = frame.segment_of(mention.tokens.start);
    // "An increase of **as little as** 3%" stands in a segment of its own.
    let hedged = frame.segments[segment].tokens.start >= mention.opening();
    let own = &frame.segments[segment.saturating_sub(usize::from(hedged))].tokens;
    let having = own.start + usize::from(doc.is(own.start, ","));
    if !doc.is(having, "having") || mention.opening() > having + LONGEST {
        return false;
    }
    let former = usize::from(doc.is_any(having + 1, keys!["previously", "earlier", "initially", "originally", "once"]));
    let verb = having + 1 + former;
    // … but "having projected 3.9% in May" is a forecast, as it was then.
    let verb = verb + usize::from(doc.is(verb, "been") && former == 1);
    let told = acts::is(doc, verb, Act::Foreseen) || dating::is(doc, verb, Dating::Foretold) || doc.is(verb, "guided");
    let foreseen = former == 1 && told;
    // "Having **been** anchored at 3.5%", "having **stood** at 4%"
    let stood =
        doc.is(mention.opening().wrapping_sub(1), "at") && doc.is_any(verb, keys!["been", "stood", "held", "hovered"]);
    (foreseen || stood) && frame.figure_in(frame.tokens.start..own.start)
}

/// "Down from an **earlier estimate of** £11bn", "a **prior call for** 2%": what someone foresaw before and no longer does.
pub fn is_former_view(doc: &Doc, mention: &Mention) -> bool {
    const LEFT: &[Key] =
        keys!["from", "with", "than", "against", "versus", "over", "to", "and", "below", "above", "under", "withdrew"];
    let of = mention.opening().wrapping_sub(1);
    // "Up from **the 3.2% it predicted** in March", "versus the 2.4% she assumed"
    let end = mention.tokens.end;
    let verb = end + 1 + usize::from(doc.is(end + 1, "had"));
    let joint = of.wrapping_sub(1);
    if doc.is(of, "the")
        && doc.is_any(end, keys!["it", "they", "he", "she"])
        && (doc.is(joint, "from") && acts::is(doc, verb, Act::Foreseen)
            // What came is held against what "it had **forecast**".
            || doc.is_any(joint, keys!["than", "versus", "against", "with"])
                && dating::is(doc, verb, Dating::Foretold)
                && !acts::is(doc, verb, Act::Foreseen))
    {
        return true;
    }
    let noun = of.wrapping_sub(usize::from(doc.is_any(of, keys!["of", "for", "at"])));
    let own = doc.is_any(noun.wrapping_sub(2), keys!["a", "an", "its", "the", "their", "his", "her"]);
    let left = noun.wrapping_sub(2 + usize::from(own));
    acts::is(doc, noun, Act::Foretold)
        && dating::is(doc, noun.wrapping_sub(1), Dating::Former)
        && (doc.is_any(left, LEFT) || acts::is(doc, left, Act::Moving))
}
