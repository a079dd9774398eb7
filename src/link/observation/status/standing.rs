//! Figures of what stands now, whatever is expected of it or aimed at: the whole of which a part is closed, those who do
//! something, what a country owes. And what an agreement sets.
//!
//! A part of [`super`]. Guarantees: a cue of a time to come says nothing of what is found here.

use super::cue::CUES;
use crate::link::observation::indicator::{self, Named};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

/// Whether a figure is of what is so now.
pub fn stands(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    is_at_present(doc, mention)
        || is_in_dated_aside(doc, mention)
        || is_definite_count(doc, mention)
        || is_standing_gap(doc, frame, mention)
        || is_closing_price(doc, mention)
        || is_whole_of_count(doc, frame, mention)
        || is_whole_told_behind(doc, frame, mention)
        || is_size_of_moved(doc, frame, mention)
        || is_of_charge(doc, frame, mention)
}

/// "The trial will hear a man **accused of looting** it to the tune of $600m", "convicted of a $9m fraud": what someone is tried for has
/// been, whatever is to come of that.
fn is_of_charge(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 12;
    let start = mention.tokens.start;
    let front = frame.segments[frame.segment_of(start)].tokens.start.max(start.saturating_sub(REACH))..start;
    let tried = |i: usize| doc.is_any(i, keys!["accused", "convicted", "guilty", "suspected", "acquitted"]);
    matches!(mention.kind, MentionKind::Money(_))
        && front.into_iter().any(|i| tried(i) && doc.is(i + 1, "of") && !acts::is(doc, i + 2, Act::Aim))
}

/// "Plans to cut **its workforce of 75,000** by 10%": how large it is before that.
pub fn is_size_of_moved(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const LONGEST: usize = 4;
    let Some(of) = mention.opening().checked_sub(1).filter(|&of| doc.is(of, "of")) else { return false };
    let by = frame.past(mention.tokens.end);
    let owned = || {
        let noun = of.saturating_sub(LONGEST).max(frame.tokens.start)..of;
        let inside = |i: &usize| matches!(doc.kind(*i), Some(TokenKind::Word | TokenKind::Clitic));
        noun.rev().take_while(inside).any(|i| doc.is_any(i, keys!["its", "their", "the", "'s", "’s"]))
    };
    doc.is(by, "by")
        && frame.figure_in(by + 1..by + 4)
        && matches!(mention.kind, MentionKind::Money(_) | MentionKind::Quantity(_))
        && owned()
}

/// "See the rate, **at present** 10.5%, staying there": what is so now, whatever is expected of it.
pub fn is_at_present(doc: &Doc, mention: &Mention) -> bool {
    let before = mention.opening().wrapping_sub(1);
    let opens = |i: usize| doc.is_any(i, keys![",", "(", "—", "–"]);
    // "Will lift the rate, **at 10.5% since May**, by a quarter point"
    let held = doc.is(before, "at") && opens(before.wrapping_sub(1)) && doc.is(mention.tokens.end, "since");
    held || doc.is(before, "present") && doc.is(before.wrapping_sub(1), "at") && opens(before.wrapping_sub(2))
        || doc.is_any(before, keys!["currently", "now"]) && opens(before.wrapping_sub(1))
}

/// "Unemployment, **at 8.5 percent in April**, will come down", "its debt, **$3bn in March**, will": what was so then, whatever becomes
/// of it.
fn is_in_dated_aside(doc: &Doc, mention: &Mention) -> bool {
    let (at, end) = (mention.opening().wrapping_sub(1), mention.tokens.end);
    let closes = |i: usize| doc.is(i, ",") && doc.is_any(i + 1, keys!["will", "should", "is"]);
    let opens = doc.is(at.wrapping_sub(usize::from(doc.is(at, "at"))), ",");
    opens && doc.is(end, "in") && (end + 1..end + 4).any(closes)
}

/// "Will pay $229 a share, a third more than **Friday's closing price of** $172.61": what shares did cost.
pub fn is_closing_price(doc: &Doc, mention: &Mention) -> bool {
    let of = mention.opening().wrapping_sub(1);
    let price = of.wrapping_sub(1);
    matches!(mention.kind, MentionKind::Money(_))
        && doc.is(of, "of")
        && (doc.is(price, "price") && doc.is(price.wrapping_sub(1), "closing") || doc.is(price, "close"))
}

/// "Would close 28 **of its 410 stores**": how many there are now.
pub fn is_whole_of_count(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let start = mention.opening();
    doc.is_any(start.wrapping_sub(1), keys!["its", "their", "our"])
        && doc.is(start.wrapping_sub(2), "of")
        && start >= frame.tokens.start + 3
        && frame.figure_in(start - 3..start - 2)
        && matches!(mention.kind, MentionKind::Quantity(_))
}

/// "Will repay $220m **of the $550m it lost**": the whole of a part, which a clause behind it says has been.
fn is_whole_told_behind(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let (the, end) = (mention.opening().wrapping_sub(1), mention.tokens.end);
    let of = the.wrapping_sub(1);
    let part = || frame.figures_end_before(of).is_some_and(|part| frame.past(part) == of);
    let verb = end + 1;
    doc.is(the, "the")
        && doc.is(of, "of")
        && doc.is_any(end, keys!["it", "they", "he", "she", "we"])
        && acts::is_past_form(doc, verb)
        && doc.hit(verb, CUES).is_none()
        && part()
}

/// "15% of renters were late, compared with **5% of baby boomers**": what is so of others at the same time, not of the same a year
/// before.
pub fn is_of_others(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 3;
    let of = mention.tokens.end;
    let timed = |i: usize| frame.is_period(i) || doc.is_any(i, keys!["ago", "earlier", "before"]);
    // "Compared with 4.1% **in the private sector**"
    let part = |i: usize| doc.is_any(i, keys!["sector", "industry"]) && !doc.is(i - 1, "the");
    if doc.starts(of, keys!["in", "the"]) && (of + 3..of + 2 + REACH).any(part) {
        return !(of..frame.tokens.end).any(timed);
    }
    let people = |&i: &usize| acts::is(doc, i, Act::People) || doc.lower(i).ends_with("mers");
    let Some(who) = (of + 1..of + 1 + REACH).find(people).filter(|_| doc.is(of, "of")) else { return false };
    let again = (frame.tokens.start..mention.tokens.start).any(|i| doc.is_same(i, who));
    !again && !(who..frame.tokens.end).any(timed)
}

/// "Will affect **the two million tourists who visit** the island": those who do, whatever becomes of them.
pub fn is_definite_count(doc: &Doc, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    matches!(mention.kind, MentionKind::Quantity(_))
        && doc.is(mention.opening().wrapping_sub(1), "the")
        && doc.is_any(end, keys!["who", "that"])
        && !acts::is_modal(doc, end + 1)
        && !doc.is_any(end + 1, keys!["had", "he", "she", "it", "they"])
        && doc.kind(end + 1) == Some(TokenKind::Word)
        // Not "the 500 workers that Orvex plans to hire": what another does to them.
        && !doc.is_capital(end + 1)
        && !doc.is_any(end + 1, keys!["a", "the", "its", "their"])
        && !words::is(doc, end + 1, Class::Crowd)
}

/// "Pledged to bring **America's $422bn budget deficit** under control": what a country has now.
pub fn is_standing_gap(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let owned = doc.is_any(mention.opening().wrapping_sub(1), keys!["'s", "’s"]);
    let noun = |n: &Named| indicator::is_account(n.row().code) || n.row().code == "public_debt";
    matches!(mention.kind, MentionKind::Money(_))
        && owned
        && frame.is_place(mention.opening().wrapping_sub(2))
        && frame.indicators_in(end..end + 4).any(noun)
}

/// "Under the agreement", "under the terms of the deal", at the head of a sentence.
pub fn is_under_agreement(doc: &Doc, frame: &Frame) -> bool {
    const REACH: usize = 7;
    let start = frame.tokens.start;
    let agreed = |i: usize| doc.is_any(i, keys!["agreement", "deal", "terms", "accord", "merger", "offer", "pact"]);
    let comma = (start..start + REACH).find(|&i| doc.is(i, ","));
    doc.is(start, "under") && comma.is_some_and(|end| (start..end).any(agreed))
}
