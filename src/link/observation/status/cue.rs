//! The words that tell forecast from fact, and which of them speaks of a figure.
//!
//! Guarantees: the one nearest to the figure decides, and what speaks of something else ([`super::foreign`]) is passed
//! over.

use std::sync::LazyLock;

use super::behind::begins_another;
use super::foreign::{
    ends_before_deed, is_denied, is_name_of_rate, is_noun_project, is_of_another, is_of_counted, is_of_other_verb,
    is_of_release, is_of_subject, is_of_what_came, is_standard,
};
use crate::lang::tsv;
use crate::link::observation::ObsStatus;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::Names;
use crate::mention::{Mention, MentionKind};
use crate::number::Amount;
use crate::text::{Case, Doc, Key, LexiconBuilder, TableId, Tables, keys};

pub(super) const CUES: TableId = TableId(58);

pub(super) struct Cue {
    pub(super) phrase: &'static str,
    pub(super) status: ObsStatus,
    /// Whether it must stand directly beside the figure.
    pub(super) beside: bool,
}

impl Cue {
    /// Whether it speaks of what is to come.
    pub(super) fn is_ahead(&self) -> bool {
        matches!(self.status, ObsStatus::Forecast | ObsStatus::Target)
    }
}

pub(super) static ROWS: LazyLock<Vec<Cue>> = LazyLock::new(|| {
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

/// Hands the words to the lexicon; a phrase that begins with a form of "be" has room behind it: "**is also seen**", "are now set to".
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, cue) in ROWS.iter().enumerate() {
        lexicon.add(CUES, row, cue.phrase, Case::Any);
        if let Some((be @ ("is" | "are"), rest)) = cue.phrase.split_once(' ') {
            for adverb in ["also", "now", "still", "widely"] {
                lexicon.add(CUES, row, &format!("{be} {adverb} {rest}"), Case::Any);
            }
        }
    }
}

/// Words with which a comparison begins.
const COMPARING: &[Key] = keys!["from", "than", "compared", "opposed", "versus", "against", "exceeding", "vs"];

/// What the cue in the figure's own segment says; the one nearest to the figure where there are several.
pub(super) fn nearest_cue(
    doc: &Doc,
    frame: &Frame,
    names: &Names,
    mention: &Mention,
    binding: &Binding,
) -> Option<ObsStatus> {
    let own = frame.segments[frame.segment_of(mention.tokens.start)].tokens.clone();
    let mut best: Option<(usize, ObsStatus)> = None;
    // "Expected to slow to 0.8% **from** 2.4%": what is expected ends where the comparison begins.
    let compared = (matches!(binding.role, Role::From | Role::Than) && !is_ranging(doc, mention))
        .then(|| (own.start..mention.tokens.start).rev().take(9).find(|&i| doc.is_any(i, COMPARING)))
        .flatten();
    for at in doc.all_in(compared.unwrap_or(own.start)..own.end, Tables::of(&[CUES])) {
        let Some(hit) = doc.hit(at, CUES).filter(|h| h.tokens.end <= own.end) else { continue };
        let cue = &ROWS[hit.row as usize];
        // "A gauge of their **outlook slumped** to 73": what moves is no forecast.
        let moved = doc.is(hit.tokens.end - 1, "outlook")
            && binding.predicate.is_some_and(|p| p.tokens.start == hit.tokens.end && p.is_change());
        // "A **gauge of expectations for** the next months sank to 63": what is measured.
        let gauged = doc.is(at.wrapping_sub(1), "of") && acts::is(doc, at.wrapping_sub(2), Act::Gauge);
        // "A median-priced home": half a word says nothing.
        // … nor does that of "a **forecast**-beating 0.8%".
        let end = hit.tokens.end;
        let tied = doc.word(at.wrapping_sub(1)) == "-" && doc.is_tied(at - 1)
            || doc.word(end) == "-" && doc.is_tied(end) && doc.lower(end + 1).ends_with("ing");
        // "**Planned** cuts **rose** 7%" are counted, whatever comes of them.
        let counted = || {
            doc.is(at, "planned")
                && !doc.is(end, "to")
                && binding.predicate.is_some_and(|p| !binding.carried && p.tokens.start > end && p.is_change())
                && binding.predicate.is_some_and(|p| acts::is_past_form(doc, p.tokens.start))
        };
        // "Target's shares": a cue that is a name.
        if tied
            || moved
            || gauged
            || counted()
            || is_standard(doc, at)
            || is_of_release(doc, at)
            || is_noun_project(doc, at)
            // "Is widely **seen as** a haven"
            || doc.is(hit.tokens.end - 1, "seen")
                && doc.is(hit.tokens.end, "as")
                && !doc.is_any(hit.tokens.end + 1, keys!["high", "low", "much", "many"])
            // "**Priced** its shares at $28", not "markets have priced in two cuts"
            // … nor "homes **priced above** $1 million"
            || (doc.is(at, "priced") || doc.is(at, "pricing") && doc.is_any(at + 1, keys!["its", "the", "their"]))
                && !doc.is(at + 1, "in")
                && (matches!(mention.kind, MentionKind::Money(_))
                    || doc.is(mention.tokens.end - 1, "shares")
                    || doc.is_any(at + 1, keys!["above", "below", "over", "under", "between", "from"]))
            || cue.status == ObsStatus::Target && is_name_of_rate(doc, at)
            || cue.status == ObsStatus::Target && is_denied(doc, at)
            || is_of_subject(doc, frame, binding, &hit.tokens)
            || is_of_counted(doc, mention, &hit.tokens)
            || names.at(at).is_some()
            || at >= mention.tokens.start && at < mention.tokens.end
            || is_of_another(doc, frame, at, mention)
            || is_of_other_verb(doc, frame, &hit.tokens, mention)
            || cue.is_ahead() && ends_before_deed(doc, hit.tokens.end..mention.opening())
            || is_of_what_came(doc, mention, &hit.tokens)
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
        // … and "the $14.6 billion **average** estimate".
        let of_several = |i: usize| words::is(doc, i, Class::Pooling) || words::is(doc, i, Class::Sayer);
        let named = at > mention.tokens.end && (mention.tokens.end..at).all(|i| doc.is_capital(i) || of_several(i));
        if cue.beside && distance > 2 && !named {
            continue;
        }
        // Behind a figure only a noun or participle speaks of it: "the 5% target", "5% forecast by analysts".
        // "Slid to 98.7 **from an upwardly revised** 105.6" speaks of that one.
        // "The rise of 0.4% **undershot** forecasts": what is held against them.
        let line = || {
            let end = mention.tokens.end;
            doc.is_any(end, keys!["above", "below"]) || words::is(doc, end, Class::Meeting)
        };
        if at >= mention.tokens.end
            && (line() || (mention.tokens.end..at).any(|i| doc.is_any(i, keys!["from", "than"])))
        {
            continue;
        }
        // "Has closed 32 stores **and plans to** shut 40" speaks of those.
        // … and so does "sales fell 10% **and the company said it expects**".
        let another = || {
            doc.is_any(at.wrapping_sub(1), keys!["and", "but", "then"])
                || (mention.tokens.end..at).any(|i| begins_another(doc, i))
                || doc.is_any(at.wrapping_sub(1), keys!["it", "they", "he", "she"])
                    && (mention.tokens.end..at).any(|i| doc.is_any(i, keys!["and", "but"]))
        };
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

/// "Whose forecasts **ranged from** 6.9% to 7.2%": a range, and nothing that was left.
pub fn is_ranging(doc: &Doc, mention: &Mention) -> bool {
    let from = mention.opening().wrapping_sub(1);
    let verb = from.wrapping_sub(1);
    // "The range it gives **runs from** 2.9% to 7.6%"
    let runs = || {
        doc.is_any(verb, keys!["runs", "ran", "running", "goes", "extends", "stretches"])
            && matches!(&mention.kind, MentionKind::Percentage(p) if matches!(p.amount, Amount::Range(..)))
    };
    doc.is(from, "from") && (doc.is_any(verb, keys!["ranged", "ranging", "ranges", "range"]) || runs())
}

/// Whether a cue of that status begins at a token.
pub(super) fn is_cue_of(doc: &Doc, at: usize, status: ObsStatus) -> bool {
    doc.hit(at, CUES).is_some_and(|h| ROWS[h.row as usize].status == status)
}
