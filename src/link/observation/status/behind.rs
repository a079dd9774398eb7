//! What stands behind a figure and tells its status: "the 2% analysts had expected", "5,125 jobs would go".

use std::ops::Range;

use super::cue::{CUES, ROWS, is_cue_of};
use super::is_reported;
use crate::link::observation::ObsStatus;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::dealings::{self, Class as Dealing};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::time::dating::{self, Cue as Dating};
use crate::mention::{Mention, MentionKind};
use crate::number::Amount;
use crate::text::{Doc, TokenKind, keys};

/// How many tokens the whole may have whose part is told.
const WHOLE: usize = 8;

/// "SBC said **5,125 jobs would** go", "another **1,700 will** go", "**$36m will be** paid": what will be done to those who are
/// counted, or with a sum; "**half of its plants could be** closed" may be done.
pub(super) fn of_modal_behind(doc: &Doc, frame: &Frame, mention: &Mention, own: &Range<usize>) -> Option<ObsStatus> {
    // "Half **of its plants** could be closed"
    let fraction = matches!(&mention.kind, MentionKind::Quantity(q) if q.unit.as_deref() == Some("fraction"))
        || matches!(mention.kind, MentionKind::Percentage(_));
    let of = fraction && doc.is(mention.tokens.end, "of");
    let behind = mention.tokens.end..(mention.tokens.end + WHOLE).min(own.end);
    if let Some(modal) = behind_apposed(doc, mention).or_else(|| behind_phrase(doc, frame, mention, own)) {
        return doc.is_any(modal, keys!["will", "would"]).then_some(ObsStatus::Forecast);
    }
    let modal = if of { behind.into_iter().find(|&i| acts::is_modal(doc, i))? } else { mention.tokens.end };
    let counted = matches!(mention.kind, MentionKind::Quantity(_))
        || (of || matches!(mention.kind, MentionKind::Money(_))) && doc.is(modal + 1, "be");
    // "Half of patients **could not get** an appointment": what a part does is told, what is done to it may be.
    if of && !doc.is(modal + 1, "be") {
        return None;
    }
    let verb = doc.kind(modal + 1) == Some(TokenKind::Word) && !doc.is(modal + 1, "have");
    // "**The remaining** $36m"
    let said = |p: &Predicate| !doc.is(p.tokens.start, "remaining");
    let subject = !frame.predicates_in(own.start..mention.tokens.start).any(said);
    if !counted || !verb || !subject {
        return None;
    }
    match doc.lower(modal) {
        "will" => Some(ObsStatus::Forecast),
        "would" if is_reported(doc, frame, mention) => Some(ObsStatus::Forecast),
        "would" => Some(ObsStatus::Hypothetical),
        // The others say of it what they say of what stands behind them.
        _ if acts::is_modal(doc, modal) => doc.hit(modal, CUES).map(|hit| ROWS[hit.row as usize].status),
        _ => None,
    }
}

/// "Most of the money**, some $3bn, will** be offered as loans", "the rest **– $3bn – will** go to": the modal behind a sum that is put
/// in behind what is given.
fn behind_apposed(doc: &Doc, mention: &Mention) -> Option<usize> {
    let (before, end) = (mention.opening().checked_sub(1)?, mention.tokens.end);
    let closed = doc.is(before, ",") && doc.is(end, ",")
        || doc.is_any(before, keys!["-", "–", "—"]) && doc.is_any(end, keys!["-", "–", "—"]);
    let modal = end + 1;
    let verb = modal + 1 + usize::from(doc.is(modal + 1, "be"));
    let given = dealings::is(doc, verb, Dealing::Allotted);
    let gone = doc.is_any(verb, keys!["go", "come", "flow"]) && doc.is_any(verb + 1, keys!["to", "from", "into"]);
    (closed && acts::is_modal(doc, modal) && (given || gone) && matches!(mention.kind, MentionKind::Money(_)))
        .then_some(modal)
}

/// "Some **$929 billion in property loans will** mature this year": the modal behind the phrase that a sum opens, where it is what the
/// clause is about.
fn behind_phrase(doc: &Doc, frame: &Frame, mention: &Mention, own: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 6;
    let end = mention.tokens.end;
    let opens =
        mention.opening() <= own.start + 1 && frame.predicates_in(own.start..mention.opening()).next().is_none();
    let linked = doc.is_any(end, keys!["in", "of"]) || doc.is(end, "worth") && doc.is(end + 1, "of");
    if !opens || !linked || !matches!(mention.kind, MentionKind::Money(_)) {
        return None;
    }
    let word = |i: &usize| doc.kind(*i) == Some(TokenKind::Word);
    (end + 1..end + 1 + LONGEST).take_while(word).find(|&i| acts::is_modal(doc, i))
}

/// "Three **saw** a half-point cut": the verb of some of those who were asked what will be.
pub fn is_vote(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["saw", "predicted", "favored", "favoured"])
}

/// "The 0.3% **that Wall Street had penciled in**", "the 2 million **analysts had expected**", "the 1.5% **it forecast**": a
/// clause behind a figure that tells who foresaw it.
pub fn is_foreseen_behind(doc: &Doc, mention: &Mention, limit: usize) -> bool {
    let end = mention.tokens.end;
    // "Suggesting just **4% upside**"
    if doc.is_any(end, keys!["upside", "downside"]) {
        return true;
    }
    // "The 58 cents expected by analysts"
    if acts::is(doc, end, Act::Foreseen) && !doc.is(end + 1, "to") {
        return true;
    }
    // "Shy of **the** $14.67 billion **analysts had modeled**": what a crowd had before the figure came, whatever the verb.
    let who = end + usize::from(doc.is_any(end, keys!["that", "which"]));
    let the = doc.is(mention.opening().wrapping_sub(1), "the");
    if the && words::is(doc, who, Class::Crowd) && doc.is(who + 1, "had") && acts::is_past_form(doc, who + 2) {
        return true;
    }
    // "As forecast by 16 of 19 analysts; **three saw** a half-point cut"
    let verb = (1..=2).map(|back| mention.opening().wrapping_sub(back)).find(|&i| is_vote(doc, i));
    let some = |who: usize| doc.kind(who) == Some(TokenKind::Number) || acts::is(doc, who, Act::Asked);
    if verb.is_some_and(|verb| {
        some(verb.wrapping_sub(1)) && (doc.sentence(verb).start..verb).any(|i| words::is(doc, i, Class::Crowd))
    }) {
        return true;
    }
    // "Faster than the 1.5% drop **seen in a Reuters poll**"
    let seen = |at: usize| doc.is(at, "seen") && doc.is_any(at + 1, keys!["in", "by"]);
    let polled = |at: usize| doc.is_any(at, keys!["poll", "survey"]) || words::is(doc, at, Class::Crowd);
    if (end..end + 3).find(|&at| seen(at)).is_some_and(|at| (at + 2..(at + 6).min(limit)).any(polled)) {
        return true;
    }
    // "In the week that ended **May** 17"
    let foreseen = |at: usize| !is_cue_of(doc, at, ObsStatus::Target) && !doc.is_any(at, keys!["will", "may"]);
    told_behind(doc, mention, limit).is_some_and(foreseen)
}

/// "Less than the 4 billion **it had aimed for**", "the 2% **that the bank targets**": a standard that someone set.
pub(super) fn is_aimed_at_behind(doc: &Doc, mention: &Mention, limit: usize) -> bool {
    let the = doc.is(mention.opening().wrapping_sub(1), "the");
    the && told_behind(doc, mention, limit).is_some_and(|at| is_cue_of(doc, at, ObsStatus::Target))
        || is_called_aim(doc, mention, limit)
}

/// "Earnings of $10 a share **remain Calder's goal**", "sales of $10bn in 2027 **are our target**": what the verb of being calls an aim;
/// not "3% is the bank's target for the moment that it has missed".
fn is_called_aim(doc: &Doc, mention: &Mention, limit: usize) -> bool {
    const REACH: usize = 6;
    const OWNER: usize = 4;
    let end = mention.tokens.end;
    let word = |i: &usize| doc.kind(*i) == Some(TokenKind::Word) || doc.kind(*i) == Some(TokenKind::Number);
    let being = |i: usize| doc.is_any(i, keys!["is", "are", "was", "were", "remain", "remains", "remained"]);
    let Some(be) = (end..limit.min(end + REACH)).take_while(word).find(|&i| being(i)) else { return false };
    let first = be + 1 + usize::from(doc.is_any(be + 1, keys!["still", "now", "also", "only"]));
    let owner =
        doc.is_any(first, keys!["the", "a", "our", "its", "their", "my", "his", "her"]) || doc.is_capital(first);
    let noun = (first + 1..first + 1 + OWNER).find(|&i| acts::is(doc, i, Act::Aim));
    owner && noun.is_some_and(|noun| (first + 1..noun).all(|i| !words::is(doc, i, Class::Closed)))
}

/// "The third month below **2%, the level targeted by the bank**", "below 3%, its goal": a standard that is called an aim behind it.
pub(super) fn is_apposed_aim(doc: &Doc, mention: &Mention) -> bool {
    const REACH: usize = 8;
    let end = mention.tokens.end;
    let standard = keys!["below", "above", "under", "over", "beyond", "exceeding"];
    // What sets it apart may be a hedge of its own.
    let apart = || (mention.opening().wrapping_sub(1)..mention.tokens.start).any(|i| doc.is_any(i, standard));
    if !doc.is(end, ",") || mention.opening() == 0 || !apart() {
        return false;
    }
    let mut words = (end + 1..end + REACH).take_while(|&i| doc.kind(i) != Some(TokenKind::Punct));
    doc.is_any(end + 1, keys!["the", "its", "their"]) && words.any(|i| is_cue_of(doc, i, ObsStatus::Target))
}

/// "Within the **1% to 3% range** that the bank has to keep it in", "the top of its **2%-4% band**": what a rate is meant to stay in.
pub(super) fn is_band(doc: &Doc, mention: &Mention) -> bool {
    let range = matches!(&mention.kind, MentionKind::Percentage(p) if matches!(p.amount, Amount::Range(..)));
    let (at, end) = (mention.opening(), mention.tokens.end);
    let of_bank = || {
        let bank = |i: usize| doc.is_any(i, keys!["'s", "’s"]) && doc.is(i.wrapping_sub(1), "bank");
        (1..=2).any(|back| {
            bank(at.wrapping_sub(back)) || doc.is_any(at.wrapping_sub(back), keys!["within", "inside", "outside"])
        })
    };
    // "Within the 3% to 4% range **of forecasts**"
    let foreseen = || doc.is(end + 1, "of") && (end + 2..end + 5).any(|i| dating::is(doc, i, Dating::Outlook));
    // "Inside the official **band of** 2.5% to 7.5%"
    let named = || {
        let noun = at.saturating_sub(2);
        doc.is(at.wrapping_sub(1), "of")
            && doc.is(noun, "band")
            && (noun.saturating_sub(4)..noun)
                .any(|i| doc.is_any(i, keys!["within", "inside", "outside", "official", "tolerance"]))
    };
    let band = doc.is(end + usize::from(doc.is_any(end, keys!["tolerance", "target", "comfort"])), "band");
    range && (named() || band || doc.is(end, "range") && of_bank() && !foreseen())
}

/// The first cue of a forecast or an aim in the clause right behind a figure.
fn told_behind(doc: &Doc, mention: &Mention, limit: usize) -> Option<usize> {
    let end = mention.tokens.end;
    let mut teller = false;
    for at in end..limit.min(end + 10) {
        if doc.kind(at) == Some(TokenKind::Punct) && doc.word(at) != "-" {
            return None;
        }
        if begins_another(doc, at) {
            return None;
        }
        // "The 4% drop that analysts **had estimated**"
        let reckoned = || doc.is(at.wrapping_sub(1), "had") && is_cue_of(doc, at, ObsStatus::Estimate);
        if teller && (is_cue_of(doc, at, ObsStatus::Forecast) || is_cue_of(doc, at, ObsStatus::Target) || reckoned()) {
            return Some(at);
        }
        teller |= words::is(doc, at, Class::Crowd) || doc.is_any(at, keys!["that", "which", "it", "they", "he", "she"]);
    }
    None
}

/// "Sales fell 10% **and the company** said it expects more", "to 1.75% **and said** it would", "3% **and economists** expect",
/// "$4bn **and should** grow": a statement of its own behind a figure.
pub(super) fn begins_another(doc: &Doc, and: usize) -> bool {
    if !doc.is_any(and, keys!["and", "but"]) {
        return false;
    }
    // "And **also** said"
    let next = and + 1 + usize::from(doc.is_any(and + 1, keys!["also", "now", "then"]));
    doc.is_any(next, keys!["the", "it", "its", "they", "he", "she", "is", "are"])
        || acts::is_modal(doc, next)
        || words::is(doc, next, Class::Saying)
        || words::is(doc, next, Class::Crowd)
}
