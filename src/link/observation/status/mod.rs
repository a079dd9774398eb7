//! Fact, forecast, target or comparison value: what kind of statement a figure is.
//!
//! The [`cue`] nearest to the figure decides, unless it speaks of something else ([`foreign`]); a value that another is
//! compared with is found by its place ([`compared`]), one that was told otherwise before by its words ([`retold`]); what speaks of a figure from
//! behind is in [`behind`], and a figure that nothing near speaks of goes on with its statement ([`mod@carried`]).
//! Guarantees: a figure that nothing speaks of is a fact.

mod arranged;
mod behind;
mod carried;
mod compared;
mod cue;
mod foreign;
mod former;
mod in_time;
mod retold;
mod standing;

use std::ops::Range;

use super::ObsStatus;
use super::sentence::acts::{self, Act};
use super::sentence::clause::Opener;
use super::sentence::frame::Frame;
use super::sentence::predicate::Reading;
use super::sentence::role::{self, Binding, Role};
use super::sentence::words::{self, Class};
use crate::link::observation::time::mark;
use crate::mention::name::Names;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};
use arranged::{is_called_for, is_demanded, is_to_do};
use behind::{is_aimed_at_behind, is_apposed_aim, is_band, of_modal_behind};
pub use behind::{is_foreseen_behind, is_vote};
use carried::carried;
pub use compared::{begins_statement, happened_before, is_line_of_before, was_before};
use compared::{
    is_deed, is_earlier_in_brackets, is_followed, is_having_moved, is_mark_left, is_place_of_work, is_standard_clause,
    is_told_of_another, is_when_compared,
};
use cue::{CUES, ROWS, is_cue_of, nearest_cue};
pub use cue::{is_ranging, register};
pub use foreign::is_deliberated;
use former::{is_former_level, is_long_past, is_of_former_period, is_set_beside};
use retold::{is_corrected, is_recount, is_retold, re_estimated};
pub use retold::{
    is_first_told, is_former_view, is_having_been, is_off_reported, is_reported_before, is_view_of_crowd,
};
pub use standing::{is_at_present, is_size_of_moved, is_whole_of_count};

/// The status of a figure with its role and predicate.
pub fn of(doc: &Doc, frame: &Frame, names: &Names, mention: &Mention, binding: &Binding) -> ObsStatus {
    let segment = frame.segment_of(mention.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    if standing::stands(doc, frame, mention) || is_deliberated(doc, frame, mention) {
        return ObsStatus::Actual;
    }
    if is_when_compared(doc, frame, segment) {
        return ObsStatus::Previous;
    }
    if is_view_of_crowd(doc, mention)
        || foreign::is_of_foreseen_move(doc, frame, mention)
        || foreign::is_seen_to_settle(doc, mention)
    {
        return ObsStatus::Forecast;
    }
    let sayers = foreign::is_number_of_sayers(doc, mention);
    let said = if sayers { None } else { nearest_cue(doc, frame, names, mention, binding) };
    let poll = || (frame.tokens.start..mention.tokens.start).any(|i| acts::is(doc, i, Act::Poll));
    if is_part_of_people(doc, mention)
        && poll()
        && !(own.start..mention.tokens.start).any(|i| doc.hit(i, CUES).is_some() && !acts::is(doc, i, Act::Poll))
    {
        return ObsStatus::Actual;
    }
    if let Some(status) = of_versus(doc, mention) {
        return status;
    }
    if said.is_none() && is_expected_in_list(doc, frame, mention, own.end) {
        return ObsStatus::Forecast;
    }
    if is_conditional(doc, frame) && segment == 0 {
        return ObsStatus::Hypothetical;
    }
    if is_threshold(doc, mention, binding)
        || is_dividing_line(doc, mention)
        || is_of_unreal_subject(doc, frame, mention, &own)
    {
        return ObsStatus::Hypothetical;
    }
    if is_off_reported(doc, frame, mention)
        || binding.role != Role::From && is_recount(doc, frame, &own, mention)
        || is_corrected(doc, frame, mention, binding)
        || (binding.role == Role::To
            || binding.role == Role::Direct && doc.is(mention.tokens.start.wrapping_sub(1), "to"))
            && is_retold(doc, frame, mention)
            && !doc.is(mention.opening().wrapping_sub(1), "the")
    {
        return ObsStatus::Revised;
    }
    // "Was below 3% **as recently as** 2021"
    if is_reported_before(doc, mention)
        || is_line_of_before(doc, mention)
        || is_first_told(doc, mention)
        || is_former_view(doc, mention)
        || is_having_been(doc, frame, mention)
        || doc.starts(mention.tokens.end, keys!["as", "recently", "as"])
    {
        return ObsStatus::Previous;
    }
    if said.is_none()
        && let Some(status) = of_modal_behind(doc, frame, mention, &own)
    {
        return status;
    }
    if said.is_none()
        && let Some(status) = of_pair(doc, frame, segment, mention)
    {
        return status;
    }
    if let Some(status) = re_estimated(doc, frame, mention) {
        return status;
    }
    if !sayers && is_foreseen_behind(doc, mention, own.end) {
        return ObsStatus::Forecast;
    }
    if is_aimed_at_behind(doc, mention, own.end) || is_apposed_aim(doc, mention) || is_band(doc, mention) {
        return ObsStatus::Target;
    }
    if said.is_none()
        && (is_earlier_in_brackets(doc, frame, segment, mention) || is_of_former_period(doc, frame, mention))
    {
        return ObsStatus::Previous;
    }
    if said.is_none()
        && (is_set_beside(doc, frame, mention)
            || is_long_past(doc, frame, mention, binding)
            || is_former_level(doc, frame, mention, &own))
    {
        return ObsStatus::Previous;
    }
    match said {
        // "Revised from 2.1% to 1.8%": the value that was revised is the earlier one.
        Some(ObsStatus::Revised | ObsStatus::Previous) | None if is_previous(doc, frame, segment, mention, binding) => {
            ObsStatus::Previous
        }
        // "**Under the agreement**, investors would receive $61.50 a share": what it sets.
        Some(ObsStatus::Hypothetical) if standing::is_under_agreement(doc, frame) => ObsStatus::Target,
        // "The bank said rates would rise": what is future to the speaker.
        // "She added that without chips, exports **would have fallen** 4%": what is past is foreseen by nobody.
        Some(ObsStatus::Hypothetical) if is_reported(doc, frame, mention) && !would_have(doc, mention, own.start) => {
            ObsStatus::Forecast
        }
        // "Revised up their year-end **call** to 44%": what someone foresees, changed, stays foreseen.
        Some(ObsStatus::Revised)
            if binding.role == Role::To
                && (own.start..mention.tokens.start)
                    .any(|i| acts::is(doc, i, Act::Foretold) && !doc.is_any(i, keys!["estimate", "estimates"])) =>
        {
            ObsStatus::Forecast
        }
        // "down from a 5% forecast" is a forecast all the same.
        Some(status) => status,
        None if sayers => ObsStatus::Actual,
        None if is_to_do(doc, &own, mention) => ObsStatus::Forecast,
        None if binding.role != Role::From && is_demanded(doc, &own, mention) => ObsStatus::Target,
        None if is_called_for(doc, frame, binding) => ObsStatus::Hypothetical,
        None => carried(doc, frame, segment, mention).unwrap_or(ObsStatus::Actual),
    }
}

/// Whether a figure is what another one is compared with.
fn is_previous(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention, binding: &Binding) -> bool {
    let own = &frame.segments[segment];
    if begins_statement(doc, own, mention) || is_told_of_another(doc, frame, mention, binding.role) {
        return false;
    }
    match binding.role {
        // "Cooling **from a gain of 5.5%** in the first two months"
        Role::Of if is_left_gain(doc, frame, binding) => true,
        Role::From if is_ranging(doc, mention) => false,
        _ if is_mark_left(doc, frame, mention) || mark::of(doc, frame, mention).is_some() => true,
        Role::From if !is_place_of_work(doc, frame, &own.tokens, mention, binding) => true,
        _ if is_having_moved(doc, frame, segment, mention) || is_followed(doc, frame, mention) => true,
        _ if happened_before(doc, frame, segment, mention) || is_deed(doc, frame, segment, mention) => false,
        Role::Than => true,
        Role::Before if role::is_standard(doc, mention, own.tokens.start, own.opener) => true,
        _ => is_standard_clause(doc, frame, segment, mention),
    }
}

/// "Cooling **from a gain of**": whether the noun before a figure's "of" is what was before.
fn is_left_gain(doc: &Doc, frame: &Frame, binding: &Binding) -> bool {
    binding.predicate.filter(|p| !binding.carried && p.can_be(Reading::Noun)).is_some_and(|p| {
        let article = p.tokens.start.wrapping_sub(1);
        let from = article.wrapping_sub(1);
        // … and so is it at the head, "**from a gain of 5%**, exports slowed to 2%", and behind what it became, "to a loss of 4,000
        // **from a gain of** 22,000"; not in "benefited from a rise of 5%".
        // "Rose 0.4%, accelerating **from a rise** of 0.1%": behind what was told, even the same way.
        let told = || frame.figures_end_before(from).is_some();
        let left = || {
            from <= frame.tokens.start
                || frame.predicates_in(from - 1..from).any(|v| v.is_change() && (v.direction != p.direction || told()))
                || frame.figure_in(from - 1..from)
        };
        doc.is_any(article, keys!["a", "an", "the"]) && doc.is(from, "from") && left()
    })
}

/// "Revenue: $11.62 billion **vs. $11.40 billion**, according to LSEG": what a list of results sets them beside was expected, where
/// no time says otherwise.
fn is_expected_in_list(doc: &Doc, frame: &Frame, mention: &Mention, limit: usize) -> bool {
    const LABEL: usize = 12;
    let before = mention.opening().wrapping_sub(1);
    let versus = doc.is_any(before.wrapping_sub(usize::from(doc.is(before, "."))), keys!["vs", "versus"]);
    let labelled = || (frame.tokens.start + 1..frame.tokens.start + LABEL).any(|i| doc.is(i, ":"));
    let sourced = || frame.tokens.clone().any(|i| doc.starts(i, keys!["according", "to"]));
    versus && labelled() && sourced() && !(mention.tokens.end..limit).any(|i| frame.is_period(i))
}

/// "Revenue was **$45.96 billion vs. $46.00 billion estimated**": what came, and what had been expected.
fn of_versus(doc: &Doc, mention: &Mention) -> Option<ObsStatus> {
    const REACH: usize = 6;
    let foreseen = |i: usize| acts::is(doc, i, Act::Foreseen) || doc.is(i, "estimated");
    let versus = |i: usize| doc.is_any(i, keys!["vs", "versus"]);
    let end = mention.tokens.end;
    let before = mention.opening().wrapping_sub(1);
    if versus(before.wrapping_sub(usize::from(doc.is(before, ".")))) && foreseen(end) {
        return Some(ObsStatus::Forecast);
    }
    let behind = end + 1 + usize::from(doc.is(end + 1, "."));
    let ahead = |i: &usize| matches!(doc.kind(*i), Some(TokenKind::Number | TokenKind::Punct | TokenKind::Word));
    let told = versus(end) && (behind..behind + REACH).take_while(ahead).any(foreseen);
    told.then_some(ObsStatus::Actual)
}

/// "Against estimates of 0.3% **and 3.7%**": the second of two expected values that a comparison names together.
fn of_pair(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> Option<ObsStatus> {
    let [before, own] = frame.segments.get(segment.checked_sub(1)?..=segment)? else { return None };
    let and = own.tokens.start;
    let joined = own.opener == Opener::And && before.opener == Opener::Comparison && mention.opening() == and + 1;
    if !joined || !frame.figure_in(and - 1..and) {
        return None;
    }
    let mut cues = before.tokens.clone().filter_map(|at| doc.hit(at, CUES)).map(|h| ROWS[h.row as usize].status);
    cues.find(|status| matches!(status, ObsStatus::Forecast | ObsStatus::Estimate))
}

/// Whether a verb of saying governs the figure's "would" or "could".
fn is_reported(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let before = frame.tokens.start..mention.tokens.start;
    let says = before.clone().any(|i| acts::is(doc, i, Act::Reporting));
    let foretells = before.clone().any(|i| {
        // "Against **expectations it would** hold at 3.8%"
        let expected =
            words::is(doc, i, Class::Expectation) && (i + 1..i + 6).any(|i| doc.is_any(i, keys!["would", "could"]));
        let foreseen = is_cue_of(doc, i, ObsStatus::Forecast);
        expected || foreseen && !doc.is(i, "will")
    });
    (says || foretells || is_said_behind(doc, frame, mention))
        && !is_conditional(doc, frame)
        && !before.clone().any(|i| doc.is_any(i, keys!["if", "unless"]) || doc.starts(i, keys!["were", "to"]))
}

/// "71% **of voters** rank it first", "58% of those aged 18 to 34 think they will": what they think of is no forecast of their part.
fn is_part_of_people(doc: &Doc, mention: &Mention) -> bool {
    const REACH: usize = 3;
    let of = mention.tokens.end;
    doc.is(of, "of")
        && matches!(mention.kind, MentionKind::Percentage(_) | MentionKind::Quantity(_))
        && (of + 1..of + 1 + REACH).any(|i| acts::is(doc, i, Act::People) || doc.is(i, "those"))
}

/// "Dearer steel would add $4bn to its costs**, the chief executive warned**", "would raise their pay by 25%**, the union said**, and":
/// who says it stands behind it.
fn is_said_behind(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let said = frame.segments.iter().map(|s| &s.tokens).find(|words| {
        let last = words.end.saturating_sub(1 + usize::from(doc.is(words.end.wrapping_sub(1), ".")));
        words.start >= end
            && doc.is(words.start, ",")
            && acts::is(doc, last, Act::Reporting)
            && !frame.figure_in((*words).clone())
    });
    said.is_some() && !(end..frame.tokens.end).any(|i| doc.is_any(i, keys!["if", "unless", "were"]))
}

/// Whether "would have" and a participle stand right before the figure, with a hedge at most.
fn would_have(doc: &Doc, mention: &Mention, from: usize) -> bool {
    let at = mention.opening();
    (at.saturating_sub(5).max(from)..at)
        .any(|i| doc.is_any(i, keys!["would", "could", "might"]) && doc.is(i + 1, "have"))
}

/// "**Should** the war drive up oil prices by 15%, inflation would be higher": a condition without an "if"; no question.
fn is_conditional(doc: &Doc, frame: &Frame) -> bool {
    doc.is(frame.tokens.start, "should") && frame.segments.len() > 1 && !doc.is(frame.tokens.end - 1, "?")
}

/// "A reading above 50 indicates growth": a threshold, not a value; "**every 10%** decline adds half a point" neither.
fn is_threshold(doc: &Doc, mention: &Mention, binding: &Binding) -> bool {
    let end = mention.tokens.end;
    let any = doc.is_any(mention.opening().wrapping_sub(1), keys!["every", "each"]) && binding.role == Role::Before;
    // "A reading **higher than 50** reflects growth", a hedge of its own
    let beyond = || {
        let mut before = mention.opening().saturating_sub(2)..mention.tokens.start;
        doc.is(mention.tokens.start.wrapping_sub(1), "than")
            && before.any(|i| doc.is_any(i, keys!["higher", "lower", "greater"]))
    };
    // "Readings below 80 **tend to signal** a recession"
    let reach = if doc.is_any(end, keys!["tend", "tends"]) { 4 } else { 2 };
    any || (binding.role == Role::To || beyond())
        && (end..end + reach).any(|i| acts::is(doc, i, Act::Signalling))
        && binding.predicate.is_none_or(|p| binding.carried || p.tokens.start >= end)
        || doc.is_any(mention.tokens.start.wrapping_sub(1), keys!["threshold", "mark"])
}

/// "A reading below **2% would be** the lowest in years", "a yield of **5% by year-end would not surprise** anyone": the value of
/// what is only thought of.
fn is_of_unreal_subject(doc: &Doc, frame: &Frame, mention: &Mention, own: &Range<usize>) -> bool {
    const REACH: usize = 6;
    let opening = own.start + usize::from(doc.kind(own.start) == Some(TokenKind::Punct));
    // … but "**a third** of shoppers said they would" is a number.
    let one = doc.is_any(opening, keys!["a", "an", "any"]) && mention.tokens.start > opening;
    let end = mention.tokens.end;
    let would = (end..(end + REACH).min(own.end)).find(|&i| doc.is_any(i, keys!["would", "could", "might"]));
    let silent = |verb: usize| {
        let mut before = frame.predicates_in(opening..verb);
        !before.any(|p| p.can_be(Reading::Verb) || p.can_be(Reading::Level))
            && !(end..verb).any(|i| doc.is_any(i, keys!["that", "which"]))
    };
    one && would.is_some_and(silent)
}

/// "The **50 mark that separates** growth from contraction", "the 50 line dividing …": a threshold that is named as one,
/// and goes nowhere.
pub fn is_dividing_line(doc: &Doc, mention: &Mention) -> bool {
    let line = |i: usize| doc.is_any(i, keys!["mark", "line", "level", "threshold"]);
    let divides = |i: usize| acts::is(doc, i, Act::Signalling);
    // "Below the 50.0 **no-change mark**"
    let still = (mention.tokens.end..mention.tokens.end + 2).find(|&i| doc.starts(i, keys!["no", "-", "change"]));
    if still.is_some_and(|no| line(no + 3)) {
        return true;
    }
    // A unit that the number was lent may have taken the noun in.
    (mention.tokens.end - 1..mention.tokens.end + 2).any(|i| line(i) && (i + 1..i + 3).any(divides))
}
