//! Fact, forecast, target or comparison value: what kind of statement a figure is.

use std::ops::Range;
use std::sync::LazyLock;

use super::ObsStatus;
use super::sentence::acts::{self, Act};
use super::sentence::clause::{Opener, Segment};
use super::sentence::frame::Frame;
use super::sentence::predicate::{Predicate, Reading};
use super::sentence::role::{self, Binding, Role};
use super::sentence::words::{self, Class};
use super::time::dating::{self, Cue as Dating};
use crate::lang::tsv;
use crate::mention::Mention;
use crate::mention::name::Names;
use crate::text::{Case, Doc, LexiconBuilder, TableId, TokenKind};

const CUES: TableId = TableId(58);

struct Cue {
    phrase: &'static str,
    status: ObsStatus,
    /// Whether it must stand directly beside the figure.
    beside: bool,
}

static ROWS: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    tsv::rows(include_str!("status.en.tsv"), ["phrase", "status", "scope"])
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
const COMPARING: &[&str] = &["from", "than", "compared", "versus", "against", "exceeding", "vs"];

/// The status of a figure with its role and predicate.
pub fn of(doc: &Doc, frame: &Frame, names: &Names, mention: &Mention, binding: &Binding) -> ObsStatus {
    let segment = frame.segment_of(mention.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    // The cue in the figure's own segment decides; the one nearest to the figure where there are several.
    let mut best: Option<(usize, ObsStatus)> = None;
    // "Expected to slow to 0.8% **from** 2.4%": what is expected ends where the comparison begins.
    let compared = matches!(binding.role, Role::From | Role::Than)
        .then(|| (own.start..mention.tokens.start).rev().take(9).find(|&i| doc.is_any(i, COMPARING)))
        .flatten();
    for at in compared.unwrap_or(own.start)..own.end {
        let Some(hit) = doc.hit(at, CUES).filter(|h| h.tokens.end <= own.end) else { continue };
        let cue = &ROWS[hit.row as usize];
        // "Target's shares": a cue that is a name.
        if is_standard(doc, at)
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
        if at > mention.tokens.start && (distance > 7 || cue.status == ObsStatus::Hypothetical || doc.is(at, "will")) {
            continue;
        }
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, cue.status));
        }
    }
    let previous = binding.role == Role::From
        || !happened_before(doc, frame, segment, mention)
            && (binding.role == Role::Than
                || binding.role == Role::Before
                    && role::is_standard(doc, mention, own.start, frame.segments[segment].opener)
                || is_standard_clause(doc, frame, segment, mention));
    if is_threshold(doc, mention, binding) || is_dividing_line(doc, mention) {
        return ObsStatus::Hypothetical;
    }
    if binding.role != Role::From && is_recount(doc, &own, mention) || binding.role == Role::To && is_retold(doc, frame)
    {
        return ObsStatus::Revised;
    }
    if let Some(status) = re_estimated(doc, frame, mention) {
        return status;
    }
    if is_foreseen_behind(doc, mention, own.end) {
        return ObsStatus::Forecast;
    }
    if best.is_none()
        && (is_earlier_in_brackets(doc, frame, segment, mention) || is_of_former_period(doc, frame, mention))
    {
        return ObsStatus::Previous;
    }
    match best {
        // "Revised from 2.1% to 1.8%": the value that was revised is the earlier one.
        Some((_, ObsStatus::Revised)) if previous => ObsStatus::Previous,
        Some((_, ObsStatus::Previous)) | None if previous => ObsStatus::Previous,
        // "The bank said rates would rise": what is future to the speaker.
        Some((_, ObsStatus::Hypothetical)) if is_reported(doc, frame, mention) => ObsStatus::Forecast,
        // "down from a 5% forecast" is a forecast all the same.
        Some((_, status)) => status,
        None => carried(doc, frame, segment, mention).unwrap_or(ObsStatus::Actual),
    }
}

/// "A loss of $5m **forecast in a poll** and a profit of $7m": what stands right behind another figure speaks of that one.
fn is_of_another(doc: &Doc, frame: &Frame, at: usize, mention: &Mention) -> bool {
    at < mention.tokens.start
        && acts::is(doc, at, Act::Foreseen)
        && frame.figure_in(at.saturating_sub(1)..at)
        && !doc.is(at + 1, "to")
}

/// "Is expected to point to figures **showing** that spending grew 4.6%", "as an **expected** rush never came, **leaving**
/// sales 5% higher": what is expected ends before what the figures show and before the verb of an adjective's noun.
fn is_of_other_verb(doc: &Doc, frame: &Frame, cue: &Range<usize>, mention: &Mention) -> bool {
    if !acts::is(doc, cue.end - 1, Act::Foreseen) {
        return false;
    }
    let between = cue.end..mention.tokens.start;
    let shown = between.clone().any(|i| doc.is(i, "showing") && !doc.is(i - 1, "-"));
    let adjective = doc.is_any(cue.start.wrapping_sub(1), &["a", "an", "the"]) && !doc.is(cue.end, "to");
    let verb = |p: &Predicate| p.can_be(Reading::Verb) && !p.can_be(Reading::Noun);
    let left = |i: usize| doc.is_any(i, &["leaving", "pushing", "sending", "taking", "bringing"]);
    shown || adjective && (between.clone().any(left) || frame.predicates_in(between).any(verb))
}

/// "The 0.3% **that Wall Street had penciled in**", "the 2 million **analysts had expected**", "the 1.5% **it forecast**": a
/// clause behind a figure that tells who foresaw it.
pub fn is_foreseen_behind(doc: &Doc, mention: &Mention, limit: usize) -> bool {
    let end = mention.tokens.end;
    // "The 58 cents expected by analysts"
    if acts::is(doc, end, Act::Foreseen) && !doc.is(end + 1, "to") {
        return true;
    }
    let mut teller = false;
    for at in end..limit.min(end + 10) {
        if doc.kind(at) == Some(TokenKind::Punct) && doc.word(at) != "-" {
            return false;
        }
        if teller && doc.hit(at, CUES).is_some_and(|h| ROWS[h.row as usize].status == ObsStatus::Forecast) {
            return !doc.is(at, "will");
        }
        teller |= words::is(doc, at, Class::Crowd) || doc.is_any(at, &["that", "which", "it", "they", "he", "she"]);
    }
    false
}

/// "September's **count was trimmed** by 35,000 to 262,000": a figure published before, changed.
fn is_recount(doc: &Doc, own: &Range<usize>, mention: &Mention) -> bool {
    let told = |at: usize| {
        doc.is_any(at + 1, &["was", "were"])
            && words::is(doc, at, Class::Anaphor)
            && (at + 2..at + 5).any(|i| acts::is(doc, i, Act::Moving))
    };
    (own.start..mention.tokens.start).any(told)
}

/// "Was slashed to 89,000 from an **initially reported** 114,000": what the sentence says was told otherwise before.
fn is_retold(doc: &Doc, frame: &Frame) -> bool {
    frame.tokens.clone().any(|i| acts::is_told_otherwise(doc, i))
}

/// "A **previous estimate of 0.1%** growth was downgraded **to a 0.3% decline**": a statistic estimated anew; a forecast
/// that is changed stays one.
fn re_estimated(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<ObsStatus> {
    let former = |&at: &usize| dating::is(doc, at, Dating::Former) && doc.is_any(at + 1, &["estimate", "estimates"]);
    let at = frame.tokens.clone().find(former)?;
    if frame.tokens.clone().any(|i| doc.is_any(i, &["forecast", "forecasts", "outlook", "guidance", "projection"])) {
        return None;
    }
    let before = mention.opening() - usize::from(doc.is_any(mention.opening().wrapping_sub(1), &["a", "an"]));
    if before == at + 3 && doc.is(at + 2, "of") {
        return Some(ObsStatus::Previous);
    }
    (before > at && doc.is(before.wrapping_sub(1), "to")).then_some(ObsStatus::Revised)
}

/// "Up 2% from a year earlier **(1.32 million)**": a figure alone in brackets behind the time that it is of.
fn is_earlier_in_brackets(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> bool {
    let Segment { tokens, opener } = &frame.segments[segment];
    let compared = |&at: &usize| doc.is_any(at, &["from", "than"]);
    *opener == Opener::Bracket
        && tokens.end <= mention.tokens.end + 1
        && frame.is_period(tokens.start.wrapping_sub(1))
        && (tokens.start.saturating_sub(6)..tokens.start).any(|at| compared(&at))
}

/// "More than offsetting **the previous month's** increase of 2,700": beside a figure of the time at hand, of the one before.
fn is_of_former_period(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let start = mention.opening();
    let owner =
        (start.saturating_sub(4).max(frame.tokens.start + 2)..start).rev().find(|&i| doc.is_any(i, &["'s", "’s"]));
    owner.is_some_and(|owner| {
        dating::is(doc, owner - 2, Dating::Former)
            && frame.is_period(owner - 1)
            && frame.figure_in(frame.tokens.start..owner)
    })
}

/// Whether a verb of saying governs the figure's "would" or "could".
fn is_reported(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let before = frame.tokens.start..mention.tokens.start;
    let says = before.clone().any(|i| acts::is(doc, i, Act::Reporting));
    let foretells = before.clone().any(|i| {
        // "Against **expectations it would** hold at 3.8%"
        let expected =
            words::is(doc, i, Class::Expectation) && (i + 1..i + 6).any(|i| doc.is_any(i, &["would", "could"]));
        let foreseen = doc.hit(i, CUES).is_some_and(|h| ROWS[h.row as usize].status == ObsStatus::Forecast);
        expected || foreseen && !doc.is(i, "will")
    });
    (says || foretells) && !before.clone().any(|i| doc.is_any(i, &["if", "unless"]) || doc.starts(i, &["were", "to"]))
}

/// "A reading above 50 indicates growth": a threshold, not a value.
fn is_threshold(doc: &Doc, mention: &Mention, binding: &Binding) -> bool {
    let end = mention.tokens.end;
    binding.role == Role::To
        && (end..end + 2).any(|i| acts::is(doc, i, Act::Signalling))
        && binding.predicate.is_none_or(|p| binding.carried || p.tokens.start >= end)
        || doc.is_any(mention.tokens.start.wrapping_sub(1), &["threshold", "mark"])
}

/// "The **50 mark that separates** growth from contraction", "the 50 line dividing …": a threshold that is named as one.
fn is_dividing_line(doc: &Doc, mention: &Mention) -> bool {
    let line = |i: usize| doc.is_any(i, &["mark", "line", "level", "threshold"]);
    let divides = |i: usize| acts::is(doc, i, Act::Signalling);
    // A unit that the number was lent may have taken the noun in.
    (mention.tokens.end - 1..mention.tokens.end + 2).any(|i| line(i) && (i + 1..i + 3).any(divides))
}

/// Whether the segment is a standard of comparison as a whole: "after declining 1.9%", "exceeding the $992bn surplus",
/// not "after the economy grew 1.3%", which is a statement with a subject of its own.
fn is_standard_clause(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> bool {
    let Segment { tokens, opener } = &frame.segments[segment];
    // "Compared with a loss of $5m forecast **and a profit of** $7m a year earlier": one standard more.
    let one_more = *opener == Opener::And
        && segment
            .checked_sub(1)
            .map(|s| &frame.segments[s])
            .is_some_and(|before| before.opener == Opener::Comparison && frame.figure_in(before.tokens.clone()))
        && frame.predicates_in(tokens.clone()).next().is_none();
    if one_more {
        return true;
    }
    if *opener != Opener::Comparison {
        return false;
    }
    let opening = tokens.clone().find(|&i| doc.is_any(i, &["after", "following"]));
    let Some(opening) = opening else { return true };
    // A statement has room for a subject and a verb.
    let start = mention.opening();
    start.saturating_sub(opening) <= 4
}

/// "After **sales there fell** 16%", "after **reaching a $2bn settlement**": something that happened first, with no figure
/// or change before it in its sentence that it could be compared with.
fn happened_before(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> bool {
    let Segment { tokens, opener } = &frame.segments[segment];
    let opening = tokens.clone().find(|&i| doc.is_any(i, &["after", "following"]));
    let Some(opening) = opening.filter(|_| *opener == Opener::Comparison) else { return false };
    let ahead = frame.tokens.start..opening;
    // "The firm" does not firm.
    let changes = |p: &Predicate| p.is_change() && !doc.is_any(p.tokens.start.wrapping_sub(1), &["the", "a", "an"]);
    let compared = frame.figure_in(ahead.clone()) || frame.predicates_in(ahead).any(changes);
    let told = opening..mention.tokens.start;
    let stated = frame
        .indicators_in(told.clone())
        .next()
        .is_some_and(|n| frame.predicates_in(n.tokens.end..mention.tokens.start).next().is_some());
    // "After a 2% rise", "after rising 2%" is a change, whatever it is compared with.
    let changed = frame.predicates_in(told.start..(mention.tokens.end + 6).min(tokens.end)).any(Predicate::is_change);
    !compared && (stated || !changed)
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
    let governing =
        (0..segment).rev().find(|&s| !again || frame.segments[s].tokens.clone().any(|i| doc.is(i, "that")))?;
    let before = &frame.segments[governing];
    // "In the UK, **where the bank is set to meet** on May 7, inflation slowed to 2%": an aside.
    let aside =
        (before.tokens.start..before.tokens.start + 2).any(|i| doc.is_any(i, &["where", "which", "who", "when"]));
    if aside && !again {
        return None;
    }
    // "Was revised to show that prices fell 0.1% and rose 2.1% annually": a coordinated part of the same statement.
    let joined = frame.segments[segment].opener == Opener::And;
    let goes_on = |c: &Cue| c.status == ObsStatus::Forecast || joined && c.status == ObsStatus::Revised;
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
        .filter(|h| !is_of_other_verb(doc, frame, &h.tokens, mention))
        .map(|h| &ROWS[h.row as usize])
        .find(|c| !c.beside && goes_on(c))?;
    Some(cue.status)
}

/// "Below **what Wall Street was looking for**, and the stock sank 12%": a cue that closes a clause of its own behind "what"
/// or "than".
fn is_of_free_relative(doc: &Doc, at: usize) -> bool {
    let Some(hit) = doc.hit(at, CUES) else { return false };
    let end = hit.tokens.end;
    let closed =
        doc.kind(end) == Some(TokenKind::Punct) && doc.word(end) != "-" || doc.is_any(end, &["and", "but", "while"]);
    let inner = |i: &usize| matches!(doc.kind(*i), Some(TokenKind::Word));
    closed && (at.saturating_sub(9)..at).rev().take_while(inner).any(|i| doc.is_any(i, &["what", "than"]))
}

/// "They do **not want to** cut 500 jobs", "has **no plans to**": what nobody aims at.
fn is_denied(doc: &Doc, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    doc.is_any(before, &["not", "no", "never"])
        || doc.lower(before).ends_with("n't")
        || doc.lower(before).ends_with("n’t")
}

/// "56% **of consumers expect** prices to rise", "40% of firms **plan to** hire": what those who are counted foresee is no
/// forecast of their number; "40% of output **is expected to** be lost" is one.
fn is_of_counted(doc: &Doc, mention: &Mention, cue: &Range<usize>) -> bool {
    let end = mention.tokens.end;
    let passive = acts::is(doc, cue.end - 1, Act::Foreseen)
        && (!doc.is(cue.end, "to") || doc.is_any(cue.start - 1, &["is", "are", "was", "were", "be", "been"]));
    cue.start > end + 1 && doc.is(end, "of") && !passive
}

/// "The proportion **that thinks rates will be higher** rose to 56%": what those who are counted foresee is no forecast of
/// their number.
fn is_of_subject(doc: &Doc, frame: &Frame, binding: &Binding, cue: &Range<usize>) -> bool {
    let Some(verb) = binding.predicate.filter(|p| !binding.carried && p.tokens.start >= cue.end) else { return false };
    // "Who" and "that" open a segment of their own.
    let from = cue.start.saturating_sub(8).max(frame.tokens.start);
    let part = (from..cue.start).any(|i| words::is(doc, i, Class::Share)) && !frame.figure_in(from..cue.start);
    let between = cue.end..verb.tokens.start;
    part && (between.len() > 2 || frame.predicates_in(between).next().is_some())
}

/// "Than expected", "as expected", "beat profit forecasts": a standard, no statement of its own. "Will" and "May" may be
/// names.
fn is_standard(doc: &Doc, at: usize) -> bool {
    let met = words::is(doc, at, Class::Expectation)
        && (1..=3).any(|back| words::is(doc, at.wrapping_sub(back), Class::Meeting))
        && !doc.is(at + 1, "of")
        // "Beating expectations for 5.4%"
        && !(doc.is(at + 1, "for") && (at + 2..at + 5).any(|i| doc.kind(i) == Some(TokenKind::Number)));
    if met || is_of_free_relative(doc, at) {
        return true;
    }
    // "People who are looking for work"
    if doc.starts(at, &["looking", "for"]) && doc.is_any(at + 2, &["work", "jobs", "employment"]) {
        return true;
    }
    let participle = acts::is(doc, at, Act::Foreseen) || doc.is(at, "planned");
    participle && doc.is_any(at.wrapping_sub(1), &["than", "as", "-"])
        || doc.is_any(at, &["will", "may"]) && doc.is_capital(at)
}
