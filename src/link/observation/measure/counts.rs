//! Counts of jobs and of what is set beside them: which of them are changes, and which way they went.
//!
//! A part of [`super`].

use rust_decimal::Decimal;

use super::Asked;
use super::noun::way_of_changed;
use super::way::{way_compared, written_sign};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words;
use crate::link::observation::subject::{Found, fate, jobs, rule};
use crate::link::observation::topic::Topic;
use crate::link::observation::{Direction, Measure, indicator};
use crate::mention::{Mention, MentionKind};
use crate::number::Amount;
use crate::text::Doc;

/// The way of a count that is a change: of jobs, which are told by their growth, or of what is set against one; `None` where it
/// is none.
pub(super) fn change_of_jobs(asked: &Asked) -> Option<Direction> {
    let &Asked { doc, frame, mention, binding, found, topic } = asked;
    // "Below the 175,000 that were expected", "a gain revised to 85,000 from 73,000": payrolls are told by their growth.
    if is_month_of_jobs(mention, found)
        || asked.goes_on() && binding.role == Role::Than && is_count_of_change(doc, frame, mention, topic)
    {
        // "After **shedding** a revised 11,800": the verb of the comparison itself.
        let shed = |p: &Predicate| {
            !binding.carried
                && p.can_be(Reading::Verb)
                && p.tokens.end + 4 >= mention.opening()
                && doc.lower(p.tokens.start).ends_with("ing")
        };
        let way = binding.predicate.filter(|p| !matches!(binding.role, Role::To | Role::From | Role::Than) || shed(p));
        let way = written_sign(doc, mention)
            .or_else(|| way.and_then(|p| p.direction))
            // "The **drop** in payrolls was revised to 26,000"
            .or_else(|| way_of_changed(doc, frame, mention, binding))
            .or_else(|| way_compared(doc, frame, mention, binding))
            .or_else(|| fate::fate(doc, frame, mention).flatten().filter(|_| binding.role == Role::Direct));
        return way.or(Some(Direction::Up));
    }
    // "Schools added 46,000 jobs, **health care 31,000**": a part without a verb went the way of the part before.
    // … and so did one in brackets, "other sectors showing rises included **retail (20,000)**".
    let bracketed = || found.rule == rule::PART_OF_COUNT && doc.is(mention.opening().wrapping_sub(1), "(");
    let part = asked.is_told_here() || bracketed() || topic.count.as_ref().is_some_and(|(_, s)| *s == mention.sentence);
    let verbless = binding.carried || binding.predicate.is_none() || bracketed();
    // … "up 8,700 **and part-time jobs 6,300**", "added 54,000, **including 29,000** in Alberta"
    let before = mention.opening().wrapping_sub(1);
    let included = doc.is(before, "including")
        || doc.is(before, "and") && (frame.tokens.start..before).any(|i| doc.is(i, "including"));
    let right_before = found.tokens.as_ref().is_some_and(|t| t.end == mention.opening());
    let again = binding.carried && binding.role == Role::Direct && asked.is_told_here() && (included || right_before);
    let same = again
        || part
            && matches!(found.rule, rule::COMPARED | rule::PART_OF_COUNT)
            && verbless
            && binding.role == Role::Direct;
    let counted = matches!(found.subject.code(), Some("employment" | "nonfarm_payrolls" | "job_openings" | "layoffs"));
    if same && topic.measure == Some(Measure::Change) && counted {
        // "Laid off 2,500 workers, **including 2,199** in Texas"
        if found.subject.code() == Some("layoffs") {
            return Some(Direction::Down);
        }
        return binding.predicate.and_then(|p| p.direction).or(Some(Direction::Up));
    }
    // "Construction led with 34,000 **new** jobs"
    let new = || mention.tokens.clone().any(|i| doc.is(i, "new"));
    if found.subject.code().is_some_and(indicator::is_jobs) && new() {
        return Some(Direction::Up);
    }
    // "Employers added 150,000 jobs. Construction **brought on** 23,000 workers"
    if found.rule == rule::PART_OF_COUNT && jobs::takes_on(doc, mention.opening().wrapping_sub(1)) {
        return Some(Direction::Up);
    }
    // "157,000 jobs were added"
    let fate = if found.rule == rule::COUNTED_THINGS { fate::fate(doc, frame, mention) } else { None };
    fate.flatten()
}

/// Whether a count of payrolls is far below what an economy employs: it is what a month added.
fn is_month_of_jobs(mention: &Mention, found: &Found) -> bool {
    let highest = |amount: Amount| match amount {
        Amount::Exact(value) => value,
        Amount::Range(_, high) => high,
    };
    found.subject.code() == Some("nonfarm_payrolls")
        && matches!(mention.kind, MentionKind::Quantity(_))
        && mention.amount().is_some_and(|amount| highest(amount) < Decimal::from(5_000_000))
}

/// Whether a count or a sum is set against one that was a change: "rose by £1.5bn, more than the **£1.4bn** expected".
fn is_count_of_change(doc: &Doc, frame: &Frame, mention: &Mention, topic: &Topic) -> bool {
    // "Revenue was 7.6bn, up 2% and above the 7.5bn expected": what changed was told in percent.
    // "104 million tons, 2.6% higher than August's **101 million tons**" neither.
    let percent =
        || (frame.tokens.start..mention.tokens.start).any(|i| words::ends_percent(doc, i) || doc.is(i, "percentage"));
    let alike = match mention.kind {
        MentionKind::Quantity(_) | MentionKind::Money(_) => !percent(),
        _ => false,
    };
    alike && topic.measure == Some(Measure::Change)
}
