//! Fact, forecast, target or comparison value: what kind of statement a figure is.
//!
//! The cue nearest to the figure decides, unless it speaks of something else ([`foreign`]); a value that another is compared
//! with, or that was told otherwise before, is found by its place ([`compared`]). Guarantees: a figure that nothing speaks of
//! is a fact.

mod compared;
mod foreign;
mod standing;

use std::ops::Range;
use std::sync::LazyLock;

use super::ObsStatus;
use super::indicator::Told;
use super::sentence::acts::{self, Act};
use super::sentence::clause::{Opener, Segment};
use super::sentence::frame::Frame;
use super::sentence::predicate::Reading;
use super::sentence::role::{self, Binding, Role};
use super::sentence::words::{self, Class};
use super::time::dating::{self, Cue as Dating};
use crate::lang::tsv;
use crate::mention::name::Names;
use crate::mention::{Mention, MentionKind};
use crate::number::Amount;
use crate::text::{Case, Doc, LexiconBuilder, TableId, TokenKind};
pub use compared::{begins_statement, happened_before, is_reported_before, was_before};
use compared::{
    is_earlier_in_brackets, is_of_former_period, is_place_of_work, is_recount, is_retold, is_standard_clause,
    is_told_of_another, is_when_compared, re_estimated,
};
use foreign::{
    ends_before_statement, ends_clause, is_denied, is_of_another, is_of_counted, is_of_other_verb, is_of_subject,
    is_past_behind_modal, is_standard,
};
pub use standing::{is_at_present, is_whole_of_count};

const CUES: TableId = TableId(58);

struct Cue {
    phrase: &'static str,
    status: ObsStatus,
    /// Whether it must stand directly beside the figure.
    beside: bool,
}

static ROWS: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    tsv::rows(include_str!("cues.en.tsv"), ["phrase", "status", "scope"])
        .map(|[phrase, status, scope]| Cue {
            phrase,
            status: match status {
                "forecast" => ObsStatus::Forecast,
                "estimate" => ObsStatus::Estimate,
                "target" => ObsStatus::Target,
                "previous" => ObsStatus::Previous,
                "revised" => ObsStatus::Revised,
                _ => ObsStatus::Hypothetical,
            },
            beside: scope == "figure",
        })
        .collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, cue) in ROWS.iter().enumerate() {
        lexicon.add(CUES, row, cue.phrase, Case::Any);
    }
}

/// Words with which a comparison begins.
const COMPARING: &[&str] = &["from", "than", "compared", "opposed", "versus", "against", "exceeding", "vs"];

/// The status of a figure with its role and predicate.
pub fn of(doc: &Doc, frame: &Frame, names: &Names, mention: &Mention, binding: &Binding) -> ObsStatus {
    let segment = frame.segment_of(mention.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    let said = nearest_cue(doc, frame, names, mention, binding);
    if standing::stands(doc, frame, mention) {
        return ObsStatus::Actual;
    }
    if is_when_compared(doc, frame, segment) {
        return ObsStatus::Previous;
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
    if binding.role != Role::From && is_recount(doc, &own, mention)
        || binding.role == Role::To
            && is_retold(doc, frame, mention)
            && !doc.is(mention.opening().wrapping_sub(1), "the")
    {
        return ObsStatus::Revised;
    }
    // "Was below 3% **as recently as** 2021"
    if is_reported_before(doc, mention) || doc.starts(mention.tokens.end, &["as", "recently", "as"]) {
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
    if is_foreseen_behind(doc, mention, own.end) {
        return ObsStatus::Forecast;
    }
    if is_aimed_at_behind(doc, mention, own.end) || is_band(doc, mention) {
        return ObsStatus::Target;
    }
    if said.is_none()
        && (is_earlier_in_brackets(doc, frame, segment, mention) || is_of_former_period(doc, frame, mention))
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
        Some(ObsStatus::Hypothetical) if is_reported(doc, frame, mention) => ObsStatus::Forecast,
        // "down from a 5% forecast" is a forecast all the same.
        Some(status) => status,
        None => carried(doc, frame, segment, mention).unwrap_or(ObsStatus::Actual),
    }
}

/// What the cue in the figure's own segment says; the one nearest to the figure where there are several.
fn nearest_cue(doc: &Doc, frame: &Frame, names: &Names, mention: &Mention, binding: &Binding) -> Option<ObsStatus> {
    let own = frame.segments[frame.segment_of(mention.tokens.start)].tokens.clone();
    let mut best: Option<(usize, ObsStatus)> = None;
    // "Expected to slow to 0.8% **from** 2.4%": what is expected ends where the comparison begins.
    let compared = matches!(binding.role, Role::From | Role::Than)
        .then(|| (own.start..mention.tokens.start).rev().take(9).find(|&i| doc.is_any(i, COMPARING)))
        .flatten();
    for at in compared.unwrap_or(own.start)..own.end {
        let Some(hit) = doc.hit(at, CUES).filter(|h| h.tokens.end <= own.end) else { continue };
        let cue = &ROWS[hit.row as usize];
        // "A gauge of their **outlook slumped** to 73": what moves is no forecast.
        let moved = doc.is(hit.tokens.end - 1, "outlook")
            && binding.predicate.is_some_and(|p| p.tokens.start == hit.tokens.end && p.is_change());
        // "A median-priced home": half a word says nothing.
        let tied = doc.word(at.wrapping_sub(1)) == "-" && doc.is_tied(at - 1);
        // "Target's shares": a cue that is a name.
        if tied
            || moved
            || is_standard(doc, at)
            || cue.status == ObsStatus::Target && is_denied(doc, at)
            || is_of_subject(doc, frame, binding, &hit.tokens)
            || is_of_counted(doc, mention, &hit.tokens)
            || names.at(at).is_some()
            || at >= mention.tokens.start && at < mention.tokens.end
            || is_of_another(doc, frame, at, mention)
            || is_of_other_verb(doc, frame, &hit.tokens, mention)
        {
            continue;
        }
        let distance = if at < mention.tokens.start {
            mention.tokens.start - hit.tokens.end.min(mention.tokens.start)
        } else {
            // What follows a figure speaks of it only at once: "the 5% forecast", "5% expected".
            2 * (at - mention.tokens.end.min(at)) + 1
        };
        // "The 190,000 Dow Jones estimate": whose it is may stand between.
        let named = at > mention.tokens.end && (mention.tokens.end..at).all(|i| doc.is_capital(i));
        if cue.beside && distance > 2 && !named {
            continue;
        }
        // Behind a figure only a noun or participle speaks of it: "the 5% target", "5% forecast by analysts".
        // "Has closed 32 stores **and plans to** shut 40" speaks of those.
        let another = || doc.is_any(at.wrapping_sub(1), &["and", "but", "then"]);
        if at > mention.tokens.start
            && (distance > 7 || cue.status == ObsStatus::Hypothetical || doc.is(at, "will") || another())
        {
            continue;
        }
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, cue.status));
        }
    }
    best.map(|(_, status)| status)
}

/// Whether a figure is what another one is compared with.
fn is_previous(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention, binding: &Binding) -> bool {
    let own = &frame.segments[segment];
    if begins_statement(doc, own, mention) || is_told_of_another(doc, frame, mention, binding.role) {
        return false;
    }
    match binding.role {
        Role::From if !is_place_of_work(doc, frame, &own.tokens, mention, binding) => true,
        _ if happened_before(doc, frame, segment, mention) => false,
        Role::Than => true,
        Role::Before if role::is_standard(doc, mention, own.tokens.start, own.opener) => true,
        _ => is_standard_clause(doc, frame, segment, mention),
    }
}

/// "SBC said **5,125 jobs would** go", "another **1,700 will** go": what will be done to those who are counted.
fn of_modal_behind(doc: &Doc, frame: &Frame, mention: &Mention, own: &Range<usize>) -> Option<ObsStatus> {
    let modal = mention.tokens.end;
    let counted = matches!(mention.kind, MentionKind::Quantity(_));
    let verb = doc.kind(modal + 1) == Some(TokenKind::Word) && !doc.is(modal + 1, "have");
    let subject = frame.predicates_in(own.start..mention.tokens.start).next().is_none();
    if !counted || !verb || !subject {
        return None;
    }
    match doc.lower(modal) {
        "will" => Some(ObsStatus::Forecast),
        "would" if is_reported(doc, frame, mention) => Some(ObsStatus::Forecast),
        "would" => Some(ObsStatus::Hypothetical),
        _ => None,
    }
}

/// "Revenue: $11.62 billion **vs. $11.40 billion**, according to LSEG": what a list of results sets them beside was expected, where
/// no time says otherwise.
fn is_expected_in_list(doc: &Doc, frame: &Frame, mention: &Mention, limit: usize) -> bool {
    const LABEL: usize = 12;
    let before = mention.opening().wrapping_sub(1);
    let versus = doc.is_any(before.wrapping_sub(usize::from(doc.is(before, "."))), &["vs", "versus"]);
    let labelled = || (frame.tokens.start + 1..frame.tokens.start + LABEL).any(|i| doc.is(i, ":"));
    let sourced = || frame.tokens.clone().any(|i| doc.starts(i, &["according", "to"]));
    versus && labelled() && sourced() && !(mention.tokens.end..limit).any(|i| frame.is_period(i))
}

/// A part of those who were asked.
const SOME: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "others", "rest", "some", "most",
    "majority",
];

/// "The 0.3% **that Wall Street had penciled in**", "the 2 million **analysts had expected**", "the 1.5% **it forecast**": a
/// clause behind a figure that tells who foresaw it.
pub fn is_foreseen_behind(doc: &Doc, mention: &Mention, limit: usize) -> bool {
    let end = mention.tokens.end;
    // "Suggesting just **4% upside**"
    if doc.is_any(end, &["upside", "downside"]) {
        return true;
    }
    // "The 58 cents expected by analysts"
    // "Well below the 7.18% **seen at** this time last year" was so then.
    let was = doc.is(end, "seen") && !doc.is_any(end + 1, &["by", "for"]);
    if acts::is(doc, end, Act::Foreseen) && !doc.is(end + 1, "to") && !was {
        return true;
    }
    // "As forecast by 16 of 19 analysts; **three saw** a half-point cut"
    let verb = (1..=2)
        .map(|back| mention.opening().wrapping_sub(back))
        .find(|&i| doc.is_any(i, &["saw", "predicted", "favored", "favoured"]));
    let some = |who: usize| doc.kind(who) == Some(TokenKind::Number) || doc.is_any(who, SOME);
    if verb.is_some_and(|verb| {
        some(verb.wrapping_sub(1)) && (doc.sentence(verb).start..verb).any(|i| words::is(doc, i, Class::Crowd))
    }) {
        return true;
    }
    // "Faster than the 1.5% drop **seen in a Reuters poll**"
    let seen = |at: usize| doc.is(at, "seen") && doc.is_any(at + 1, &["in", "by"]);
    let polled = |at: usize| doc.is_any(at, &["poll", "survey"]) || words::is(doc, at, Class::Crowd);
    if (end..end + 3).find(|&at| seen(at)).is_some_and(|at| (at + 2..(at + 6).min(limit)).any(polled)) {
        return true;
    }
    // "In the week that ended **May** 17"
    let foreseen = |at: usize| !is_cue_of(doc, at, ObsStatus::Target) && !doc.is_any(at, &["will", "may"]);
    told_behind(doc, mention, limit).is_some_and(foreseen)
}

/// "Less than the 4 billion **it had aimed for**", "the 2% **that the bank targets**": a standard that someone set.
fn is_aimed_at_behind(doc: &Doc, mention: &Mention, limit: usize) -> bool {
    let the = doc.is(mention.opening().wrapping_sub(1), "the");
    the && told_behind(doc, mention, limit).is_some_and(|at| is_cue_of(doc, at, ObsStatus::Target))
}

/// "Within the **1% to 3% range** that the bank has to keep it in", "the top of its **2%-4% band**": what a rate is meant to stay in.
fn is_band(doc: &Doc, mention: &Mention) -> bool {
    let range = matches!(&mention.kind, MentionKind::Percentage(p) if matches!(p.amount, Amount::Range(..)));
    let (at, end) = (mention.opening(), mention.tokens.end);
    let of_bank = || {
        let bank = |i: usize| doc.is_any(i, &["'s", "’s"]) && doc.is(i.wrapping_sub(1), "bank");
        (1..=2).any(|back| {
            bank(at.wrapping_sub(back)) || doc.is_any(at.wrapping_sub(back), &["within", "inside", "outside"])
        })
    };
    // "Within the 3% to 4% range **of forecasts**"
    let foreseen = || doc.is(end + 1, "of") && (end + 2..end + 5).any(|i| dating::is(doc, i, Dating::Outlook));
    range && (doc.is(end, "band") || doc.is(end, "range") && of_bank() && !foreseen())
}

/// The first cue of a forecast or an aim in the clause right behind a figure.
fn told_behind(doc: &Doc, mention: &Mention, limit: usize) -> Option<usize> {
    let end = mention.tokens.end;
    let mut teller = false;
    for at in end..limit.min(end + 10) {
        if doc.kind(at) == Some(TokenKind::Punct) && doc.word(at) != "-" {
            return None;
        }
        // "The 4% drop that analysts **had estimated**"
        let reckoned = || doc.is(at.wrapping_sub(1), "had") && is_cue_of(doc, at, ObsStatus::Estimate);
        if teller && (is_cue_of(doc, at, ObsStatus::Forecast) || is_cue_of(doc, at, ObsStatus::Target) || reckoned()) {
            return Some(at);
        }
        teller |= words::is(doc, at, Class::Crowd) || doc.is_any(at, &["that", "which", "it", "they", "he", "she"]);
    }
    None
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

/// Whether a cue of that status begins at a token.
fn is_cue_of(doc: &Doc, at: usize, status: ObsStatus) -> bool {
    doc.hit(at, CUES).is_some_and(|h| ROWS[h.row as usize].status == status)
}

/// Whether a verb of saying governs the figure's "would" or "could".
fn is_reported(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let before = frame.tokens.start..mention.tokens.start;
    let says = before.clone().any(|i| acts::is(doc, i, Act::Reporting));
    let foretells = before.clone().any(|i| {
        // "Against **expectations it would** hold at 3.8%"
        let expected =
            words::is(doc, i, Class::Expectation) && (i + 1..i + 6).any(|i| doc.is_any(i, &["would", "could"]));
        let foreseen = is_cue_of(doc, i, ObsStatus::Forecast);
        expected || foreseen && !doc.is(i, "will")
    });
    (says || foretells)
        && !is_conditional(doc, frame)
        && !before.clone().any(|i| doc.is_any(i, &["if", "unless"]) || doc.starts(i, &["were", "to"]))
}

/// "**Should** the war drive up oil prices by 15%, inflation would be higher": a condition without an "if"; no question.
fn is_conditional(doc: &Doc, frame: &Frame) -> bool {
    doc.is(frame.tokens.start, "should") && frame.segments.len() > 1 && !doc.is(frame.tokens.end - 1, "?")
}

/// "A reading above 50 indicates growth": a threshold, not a value; "**every 10%** decline adds half a point" neither.
fn is_threshold(doc: &Doc, mention: &Mention, binding: &Binding) -> bool {
    let end = mention.tokens.end;
    let any = doc.is_any(mention.opening().wrapping_sub(1), &["every", "each"]) && binding.role == Role::Before;
    any || binding.role == Role::To
        && (end..end + 2).any(|i| acts::is(doc, i, Act::Signalling))
        && binding.predicate.is_none_or(|p| binding.carried || p.tokens.start >= end)
        || doc.is_any(mention.tokens.start.wrapping_sub(1), &["threshold", "mark"])
}

/// "A reading below **2% would be** the lowest in years", "a yield of **5% by year-end would not surprise** anyone": the value of
/// what is only thought of.
fn is_of_unreal_subject(doc: &Doc, frame: &Frame, mention: &Mention, own: &Range<usize>) -> bool {
    const REACH: usize = 6;
    let opening = own.start + usize::from(doc.kind(own.start) == Some(TokenKind::Punct));
    let one = doc.is_any(opening, &["a", "an", "any"]);
    let end = mention.tokens.end;
    let would = (end..(end + REACH).min(own.end)).find(|&i| doc.is_any(i, &["would", "could", "might"]));
    let silent = |verb: usize| {
        let mut before = frame.predicates_in(opening..verb);
        !before.any(|p| p.can_be(Reading::Verb) || p.can_be(Reading::Level))
            && !(end..verb).any(|i| doc.is_any(i, &["that", "which"]))
    };
    one && would.is_some_and(silent)
}

/// "The **50 mark that separates** growth from contraction", "the 50 line dividing …": a threshold that is named as one,
/// and goes nowhere.
pub fn is_dividing_line(doc: &Doc, mention: &Mention) -> bool {
    let line = |i: usize| doc.is_any(i, &["mark", "line", "level", "threshold"]);
    let divides = |i: usize| acts::is(doc, i, Act::Signalling);
    // A unit that the number was lent may have taken the noun in.
    (mention.tokens.end - 1..mention.tokens.end + 2).any(|i| line(i) && (i + 1..i + 3).any(divides))
}

/// "The firm, **expected to post** a profit of $3bn, **earned** $2bn": what a participle between commas foresees ends with it.
fn is_participle_aside(doc: &Doc, before: &Segment, own: &Range<usize>) -> bool {
    let verb = own.start + 1;
    before.opener == Opener::Comma
        && doc.is(own.start, ",")
        && acts::is(doc, before.tokens.start + 1, Act::Foreseen)
        && (doc.lower(verb).ends_with("ed") || acts::is(doc, verb, Act::Past))
}

/// Whether a word that may be a verb has a time of its own, or is a participle or a plural: no infinitive.
fn is_finite(doc: &Doc, at: usize) -> bool {
    let word = doc.lower(at);
    word.ends_with("ed") || word.ends_with("ing") || word.ends_with('s') || acts::is(doc, at, Act::Past)
}

/// A forecast's verb governs the segments that hang on it: "Morgan Stanley forecasts that by 2030, exports will …".
fn carried(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> Option<ObsStatus> {
    if !matches!(frame.segments[segment].opener, Opener::Comma | Opener::And | Opener::Bracket) {
        return None;
    }
    // "Expect that employers added 110,000 jobs, **and that** the jobless rate held at 4.1%": the same verb's.
    let own = &frame.segments[segment].tokens;
    let opening = own.start + usize::from(doc.kind(own.start) == Some(TokenKind::Punct));
    let again = doc.is(opening, "that") || doc.starts(opening, &["and", "that"]);
    // "Would close its offices in Austin and Oslo, **reducing** its space by 20%": what a participle adds is as uncertain; not
    // what came before ("…, having cut 5%") or followed ("…, sending its shares down 3%").
    let added = doc.lower(opening).ends_with("ing")
        && !doc.is(opening, "having")
        && frame.segments[segment].opener == Opener::Comma
        && !frame.indicators_in(own.clone()).any(|n| n.row().told == Told::Day);
    // "Is expected to make 1.3 million tons, **according to a government forecast**, up 51% from last year": who says it.
    let adjective = frame.predicates_in(opening..own.end).next().is_some_and(|p| {
        p.tokens.start == opening
            && p.is_change()
            && p.can_be(Reading::Adjective)
            && frame.figure_in(p.tokens.end..p.tokens.end + 2)
    });
    // "Expects earnings of $5 a share **(previously $4)** on sales growth of 8%": put in between.
    let bracketed = |s: usize| frame.segments[s].opener == Opener::Bracket && doc.is_any(own.start, &[")", "]"]);
    let attributed = |s: usize| {
        let words = &frame.segments[s].tokens;
        adjective && doc.starts(words.start + 1, &["according", "to"]) && !frame.figure_in(words.clone())
    };
    // The items of a list are segments without a verb.
    let silent = |words: &Range<usize>| frame.predicates_in(words.clone()).next().is_none();
    let listed = |s: usize| {
        let words = &frame.segments[s].tokens;
        // "Expects sales of $5bn, **earnings of $3 a share** and spending of $95 million"
        let item = || {
            frame.figure_in(words.clone())
                && silent(own)
                && doc.is(mention.opening().wrapping_sub(1), "of")
                && !words.clone().any(|i| doc.hit(i, CUES).is_some())
        };
        // "Will boost its capacity - **the second-largest here** - to 400,000 units": put in between, too.
        let resumed = || doc.is(mention.opening().wrapping_sub(1), "to") && mention.opening() <= own.start + 2;
        silent(words) && (added && words.len() <= 5 || item() || resumed() && !frame.figure_in(words.clone()))
    };
    let governing = (0..segment).rev().find(|&s| {
        !listed(s)
            && !attributed(s)
            && !bracketed(s)
            && (!again || frame.segments[s].tokens.clone().any(|i| doc.is(i, "that")))
    })?;
    let before = &frame.segments[governing];
    // "In the UK, **where the bank is set to meet** on May 7, inflation slowed to 2%": an aside.
    let aside =
        (before.tokens.start..before.tokens.start + 2).any(|i| doc.is_any(i, &["where", "which", "who", "when"]));
    // "Raised its guidance, **and its board authorized** a $500 million buyback": done.
    let board = doc.is_any(opening + 1, &["its", "the", "their"]) && doc.lower(opening + 3).ends_with("ed");
    if aside && !again || is_participle_aside(doc, before, own) || doc.is(opening, "and") && board {
        return None;
    }
    // "Was revised to show that prices fell 0.1% and rose 2.1% annually": a coordinated part of the same statement.
    let joined = frame.segments[segment].opener == Opener::And;
    let converted = frame.segments[segment].opener == Opener::Bracket
        && matches!(mention.kind, MentionKind::Money(_))
        && frame.figure_in(before.tokens.end - 1..before.tokens.end);
    // "Would create the world's fourth biggest bank, **valued at** $180bn"
    let valued = doc.is_any(opening, &["valued", "worth"]);
    // "Would close 28 shops **and save** some $90 million a year": the same modal's.
    let bare = joined
        && doc.kind(own.start + 1) == Some(TokenKind::Word)
        && !words::is(doc, own.start + 1, Class::Closed)
        && !is_finite(doc, own.start + 1)
        && frame.indicators_in(own.start + 1..own.start + 2).next().is_none_or(|n| n.weak);
    let goes_on = |c: &Cue| {
        c.status == ObsStatus::Forecast
            || joined && c.status == ObsStatus::Revised
            || bare && c.status == ObsStatus::Hypothetical
            // "Is worth more than 200bn euros **(£140bn)**": the same sum again.
            || converted && matches!(c.status, ObsStatus::Estimate | ObsStatus::Target)
            || (added || valued) && c.status == ObsStatus::Hypothetical
    };
    // "A loss of $5m **forecast in a poll** and a profit of $7m": what stands behind a figure goes no further.
    // "The VIX, a gauge **of expected swings**, jumped": no one expects the jump.
    let ahead = |at: &usize| {
        let adjective = acts::is(doc, *at, Act::Foreseen)
            && doc.is_any(at.wrapping_sub(1), &["of", "the", "its", "their", "in", "for"]);
        !adjective && !frame.figure_in(before.tokens.start..*at)
    };
    let cue = before
        .tokens
        .clone()
        .filter(|at| !is_standard(doc, *at) && ahead(at))
        .filter_map(|at| doc.hit(at, CUES))
        .filter(|h| !is_of_other_verb(doc, frame, &h.tokens, mention) && !ends_clause(doc, &h.tokens, &before.tokens))
        .map(|h| (h, &ROWS[h.row as usize]))
        .find(|(_, c)| !c.beside && goes_on(c))
        .filter(|(h, _)| valued || !is_past_behind_modal(doc, frame, &h.tokens, own, mention))
        .filter(|(h, _)| again || !ends_before_statement(doc, frame, h.tokens.end..before.tokens.end, own, mention))?;
    let reported = cue.1.status == ObsStatus::Hypothetical && is_reported(doc, frame, mention);
    Some(if reported { ObsStatus::Forecast } else { cue.1.status })
}
