//! Level, change or share, and with which sign; which way it moved is found by `way`.

mod arrived;
mod counts;
mod difference;
mod joined;
mod level;
mod noun;
mod share;
mod stands;
pub mod way;

use rust_decimal::Decimal;

use super::entity::is_chance;
use super::indicator::{self, Kind, is_profit};
use super::sentence::acts::{self, Act};
use super::sentence::frame::Frame;
use super::sentence::predicate::{Predicate, Reading};
use super::sentence::role::{Binding, Role};
use super::sentence::words::{self, Class};
use super::status::{begins_statement, is_size_of_moved};
use super::subject::{Found, rule};
use super::topic::{Subject, Topic};
use super::{Direction, Measure};
use crate::mention::{Mention, MentionKind, PercentUnit};
use crate::text::{Doc, keys};
use arrived::{moved_to, up_from};
use counts::change_of_jobs;
pub use difference::taken_from;
use difference::{is_difference, is_direct_change, is_done_to, is_of_noun};
pub use joined::is_move_put_right;
use joined::way_of_gap;
use level::{is_included, is_of_rate, is_told, same_portion};
pub use noun::way_of_list;
use noun::{told_by_noun, way_of_changed, way_of_told};
use share::{is_balance, is_distance, is_held, is_said_of, is_share};
pub use share::{is_part_of, of_gdp};
use way::{apart, away_from, change_way, left_alone, way_behind, way_compared, written_sign};

/// The figure of which is asked what it says.
pub struct Asked<'a> {
    /// The article's text.
    pub doc: &'a Doc<'a>,
    /// Its sentence.
    pub frame: &'a Frame,
    /// The figure.
    pub mention: &'a Mention,
    /// Its place in its clause.
    pub binding: &'a Binding<'a>,
    /// Its subject.
    pub found: &'a Found,
    /// What was spoken of.
    pub topic: &'a Topic,
}

impl Asked<'_> {
    /// Whether its sentence has told a figure before it.
    fn is_told_here(&self) -> bool {
        self.topic.subject.as_ref().is_some_and(|(_, at)| *at == self.mention.sentence)
    }

    /// Whether it is what that figure is compared with.
    fn goes_on(&self) -> bool {
        self.is_told_here() && matches!(self.binding.role, Role::From | Role::Than)
    }
}

/// What a figure's value says, and which way it moved.
pub fn of(asked: &Asked) -> (Measure, Option<Direction>) {
    match by_text(asked) {
        (Measure::Level, None) => (Measure::Level, stands::way_of_verb(asked.doc, asked.frame, asked.mention)),
        told => told,
    }
}

/// The same, but for a level whose subject's verb is still to come.
fn by_text(asked: &Asked) -> (Measure, Option<Direction>) {
    let &Asked { doc, frame, mention, binding, found, topic } = asked;
    if let Some(told) = by_rule(doc, frame, mention, binding, found.rule) {
        return told;
    }
    if is_size_of_moved(doc, frame, mention) {
        return (Measure::Level, None);
    }
    // "… in line with 73 percent the year before", "10 percent, down from 37 percent": the same share again.
    let (told_here, goes_on) = (asked.is_told_here(), asked.goes_on());
    // "It slowed, **advancing 2.5%**": what grows by it is no share, whatever was told of it before.
    let grows = !binding.carried && (is_direct_change(binding) || binding.role == Role::By);
    // "Wind accounting for 25% **and solar for 12%**" too.
    let gapped = found.rule == rule::GAPPED && doc.is(mention.opening().wrapping_sub(1), "for");
    let again = found.rule == rule::CARRIED && !grows || goes_on || gapped;
    if again && topic.measure == Some(Measure::Share) && is_percent(mention) && !is_move_put_right(doc, frame, mention)
    {
        return (Measure::Share, None);
    }
    // "A shortfall of 0.7% this year **and 0.67% next**"
    let balance = found.subject.code().is_some_and(|code| indicator::is_account(code) || code == "public_debt");
    // … and "a deficit of 5.5% of GDP, above the target **of 4.9%**"
    let aim = acts::is(doc, mention.opening().wrapping_sub(2), Act::Aim);
    let beside = told_here && binding.role == Role::Of && aim;
    if (again || beside) && balance && topic.measure == Some(Measure::Level) && is_percent(mention) {
        return (Measure::Level, None);
    }
    if let Some(portion) = same_portion(asked) {
        return (portion, moved_to(doc, frame, mention, binding));
    }
    // "The stock **fell** 1% even after revenue edged past estimates, at $1bn": what moved before its subject was named.
    let other = |p: &Predicate| found.tokens.as_ref().is_some_and(|t| p.tokens.end <= t.start);
    // … as "the index **fell** to 47.2, with new orders at 44.6".
    let at = found.rule == rule::STANDING || binding.carried && binding.role == Role::At;
    if at && binding.predicate.is_some_and(other) && (!is_percent(mention) || found.subject.kind() == Kind::Rate) {
        let rate = found.subject.kind() == Kind::Rate;
        return (Measure::Level, if rate { left_alone(doc, frame, mention, &found.subject) } else { None });
    }
    // "To 4.4% of GDP from 4.8%": a level is left as it is arrived at.
    if goes_on && binding.role == Role::From && topic.measure == Some(Measure::Level) && is_percent(mention) {
        return (Measure::Level, None);
    }
    // "Debt, now **98% of GDP**, would swell to 125%"
    let of_product = || {
        (frame.tokens.start..mention.tokens.start)
            .any(|i| doc.is_any(i, keys!["gdp", "g.d.p", "g.d.p."]) && doc.is(i.wrapping_sub(1), "of"))
    };
    let amount = found.subject.kind() == Kind::Amount && found.subject.code() != Some("gdp");
    if told_here
        && binding.role == Role::To
        && topic.measure == Some(Measure::Level)
        && is_percent(mention)
        && amount
        && of_product()
    {
        return (Measure::Level, moved_to(doc, frame, mention, binding));
    }
    // "Was revised up to 1.6 percent **from 1.4**"
    let bare = matches!(&mention.kind, MentionKind::Quantity(q) if q.unit.is_none())
        && mention.amount().is_some_and(|a| a.middle() < Decimal::ONE_HUNDRED);
    let percent = || (frame.tokens.start..mention.tokens.start).any(|i| words::ends_percent(doc, i));
    if goes_on && bare && found.subject.kind() != Kind::Price && topic.measure == Some(Measure::Change) && percent() {
        return (Measure::Change, binding.predicate.and_then(|p| p.direction).or(Some(Direction::Up)));
    }
    if is_included(doc, frame, mention) {
        return (Measure::Level, None);
    }
    // "Lost a **$23bn contract**": the noun behind the sum says what it is, whatever becomes of it.
    let apposed = found.tokens.as_ref().is_some_and(|t| t.start == frame.past(mention.tokens.end));
    let money = matches!(mention.kind, MentionKind::Money(_));
    // … and "hurt **by a £35m write-off**" tells what hurt, not by how much it fell.
    // … nor does "to grow 1%, helped by a **$50bn fund**", whatever grew before it.
    let aside = binding.role == Role::By || binding.carried && found.rule == rule::NOUN_OF_SUM;
    if apposed && (found.subject.code() == Some("deal_value") || money && aside) {
        return (Measure::Level, None);
    }
    // "Closed **31 points**, or 0.6%, **higher** at 4,847": points behind a verb that only says that a day ends.
    if let Some(way) = way::points_away(doc, mention) {
        return (Measure::Change, Some(way));
    }
    // "The dividend now **yields** 3%", "the note fell 12/32 to **yield** 4.5%"
    let yields = || {
        let verb = mention.opening().wrapping_sub(1);
        doc.is_any(verb, keys!["yields", "yielding", "yielded"])
            || doc.is(verb, "yield") && doc.is(verb.wrapping_sub(1), "to")
    };
    if matches!(found.subject.code(), Some("dividend" | "bond_yield")) && is_percent(mention) && yields() {
        return (Measure::Level, None);
    }
    // "Earnings **beat the consensus by 6 cents**", "missed estimates by $4m"
    // … "cut its forecast by 0.2 points"
    if let Some(way) = way::of_meeting(doc, frame, mention).or_else(|| way::of_outlook(doc, frame, mention)) {
        return (Measure::Change, Some(way));
    }
    if is_result(doc, mention, binding, found) {
        // "Losses deepened to $5m"
        let moved =
            binding.predicate.filter(|p| binding.role == Role::To && !binding.carried && p.can_be(Reading::Verb));
        let way = moved.and_then(|p| p.direction).or_else(|| up_from(doc, frame, mention));
        return (Measure::Level, way);
    }
    if written_sign(doc, mention).is_none()
        && let Some(way) = way_of_list(doc, frame, mention, &found.subject)
    {
        return (Measure::Change, Some(way));
    }
    if let Some(way) = change_of_jobs(asked) {
        return (Measure::Change, Some(way));
    }
    if taken_from(doc, frame, mention).is_some() {
        return (Measure::Change, Some(Direction::Down));
    }
    let moves =
        || topic.measure == Some(Measure::Change) && (found.subject.kind() != Kind::Rate || !is_percent(mention));
    if let Some(way) = way_of_gap(doc, frame, mention, binding).filter(|_| moves()) {
        return (Measure::Change, Some(way));
    }
    by_grammar(doc, frame, mention, binding, &found.subject)
}

/// What the rule that found its subject says of a figure already.
fn by_rule(
    doc: &Doc,
    frame: &Frame,
    mention: &Mention,
    binding: &Binding,
    rule: &str,
) -> Option<(Measure, Option<Direction>)> {
    Some(match rule {
        // "Raised $500m in a round that valued it **at** $4bn": nothing says that its value rose.
        rule::VALUE if binding.role == Role::At => (Measure::Level, None),
        // "Cut its stake **by about 13%**"
        rule::STAKE
            if binding.role == Role::By && binding.predicate.is_some_and(|p| p.is_change() && !binding.carried) =>
        {
            (Measure::Change, binding.predicate.and_then(|p| p.direction))
        }
        // "Cut its stake to 60%"
        rule::STAKE => {
            let moved =
                binding.predicate.filter(|p| binding.role == Role::To && !binding.carried && p.can_be(Reading::Verb));
            (Measure::Share, moved.and_then(|p| p.direction))
        }
        rule::IN_USE => (Measure::Level, moved_to(doc, frame, mention, binding)),
        rule::PART_OF_THOSE => (Measure::Share, moved_to(doc, frame, mention, binding)),
        rule::RESPONDENTS | rule::SAME_SHARE => (Measure::Share, None),
        rule::PREMIUM => (Measure::Level, Some(Direction::Up)),
        rule::EXCEEDING => (Measure::Change, Some(Direction::Up)),
        rule::OPENED => (Measure::Change, Some(Direction::Up)),
        rule::CLOSED | rule::LOSS_OF_PRICE => (Measure::Change, Some(Direction::Down)),
        // "Set aside $940 million, **up from** $715 million"
        rule::PRICE_PAID | rule::SAID | rule::YIELD => (Measure::Level, up_from(doc, frame, mention)),
        _ => return None,
    })
}

/// Whether what is measured says itself which way it went: "a loss of $793m", "lost $31 million", "a loss of 63 cents a
/// share". A result below zero is no fall.
fn is_result(doc: &Doc, mention: &Mention, binding: &Binding, found: &Found) -> bool {
    let inside =
        |p: &Predicate| found.tokens.as_ref().is_some_and(|t| t.start <= p.tokens.start && p.tokens.end <= t.end);
    let money = matches!(mention.kind, MentionKind::Money(_));
    let code = found.subject.code();
    let result = code.is_some_and(|code| code == "eps" || is_profit(code));
    let loss = |p: &Predicate| doc.is_any(p.tokens.end - 1, keys!["loss", "losses", "lost"]);
    found.rule == rule::LOSS || money && binding.predicate.is_some_and(|p| inside(p) || result && loss(p))
}

/// Whether a figure is in percent, rather than in points.
pub fn is_percent(mention: &Mention) -> bool {
    matches!(&mention.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::Percent)
}

/// What the words around a figure make of it.
fn by_grammar(
    doc: &Doc,
    frame: &Frame,
    mention: &Mention,
    binding: &Binding,
    subject: &Subject,
) -> (Measure, Option<Direction>) {
    let way = binding.predicate.and_then(|p| p.direction);
    let sign = written_sign(doc, mention);
    match &mention.kind {
        // "A 29% chance of a bigger cut": how likely, whatever the cut would do.
        MentionKind::Percentage(p) if p.unit == PercentUnit::Percent && is_chance(&subject.phrase) => {
            // "The odds of **a quarter-point cut** at 100%": what has a figure of its own says nothing of this one.
            let own = |p: &Predicate| frame.figure_in(p.tokens.start.wrapping_sub(1)..p.tokens.start);
            let other = binding.predicate.is_some_and(own);
            (Measure::Level, if other { None } else { moved_to(doc, frame, mention, binding) })
        }
        MentionKind::Percentage(_)
            if sign.is_none() && is_percent(mention) && is_balance(doc, mention, binding, subject) =>
        {
            (Measure::Level, moved_to(doc, frame, mention, binding))
        }
        // "The fall was 2.3%": the subject says which way.
        MentionKind::Percentage(_) if let Some(way) = told_by_noun(doc, frame, binding, subject) => {
            (Measure::Change, sign.or(Some(way)))
        }
        MentionKind::Percentage(_)
            if sign.is_none()
                && subject.kind() != Kind::Rate
                && let Some(way) = way_of_changed(doc, frame, mention, binding)
                    .or_else(|| way_of_told(doc, frame, mention))
                    .or_else(|| way_compared(doc, frame, mention, binding)) =>
        {
            (Measure::Change, Some(way))
        }
        // "The cost of risk increased **to 39 basis points** from 25": so many are a level.
        MentionKind::Percentage(p)
            if p.unit == PercentUnit::BasisPoint
                && matches!(binding.role, Role::To | Role::From)
                // … but "57 points of cuts, down **from 63 points**" are how far a rate is seen to go.
                && subject.code() != Some("policy_rate")
                && binding.predicate.is_some_and(Predicate::is_change)
                && sign.is_none() =>
        {
            (Measure::Level, moved_to(doc, frame, mention, binding))
        }
        // "The gap narrowed to 117 basis points"
        MentionKind::Percentage(p)
            if p.unit != PercentUnit::Percent
                && matches!(binding.role, Role::To | Role::From | Role::At)
                && sign.is_none()
                && words::has(&head(&subject.phrase), Class::Distance) =>
        {
            (Measure::Level, moved_to(doc, frame, mention, binding))
        }
        _ if sign.is_none()
            && let Some(way) = away_from(doc, frame, mention, binding) =>
        {
            (Measure::Change, Some(way))
        }
        MentionKind::Percentage(p) if p.unit != PercentUnit::Percent => {
            let cut = || way_behind(doc, frame, mention);
            (Measure::Change, sign.or_else(cut).or(way).or(Some(Direction::Up)))
        }
        // "Lost 64% of its value", "a third of its value"
        MentionKind::Percentage(_) | MentionKind::Quantity(_)
            if doc.is_any(mention.tokens.end, keys!["of", "its", "their"])
                && is_direct_change(binding)
                && (mention.tokens.end..mention.tokens.end + 4).any(|i| doc.is_any(i, keys!["value", "worth"])) =>
        {
            (Measure::Change, sign.or(way))
        }
        MentionKind::Percentage(_) if is_share(doc, frame, mention, subject) => {
            // "Output fell to 768 million tons, **and 70% of mills are** losing money": nothing that fell.
            let of_its_own = binding.carried
                && begins_statement(doc, &frame.segments[frame.segment_of(mention.tokens.start)], mention);
            (Measure::Share, if of_its_own { None } else { moved_to(doc, frame, mention, binding) })
        }
        MentionKind::Percentage(_) if subject.kind() == Kind::Rate => {
            // "Will **keep** a 50% duty", "cut **its 3.6% cash rate**": what stands, whatever becomes of it.
            let flat = binding.predicate.is_some_and(|p| acts::is(doc, p.tokens.start, Act::Keeping));
            let by = binding.role == Role::By || is_direct_change(binding) && !binding.carried && !flat;
            // "Climbed **as high as** 4.9%": where it arrived.
            let start = mention.opening();
            let as_far = doc.is(start, "as") && doc.is_any(start + 1, keys!["high", "low"]);
            // "**Topped** 4.5%"
            let reached =
                || binding.predicate.is_some_and(|p| p.can_be(Reading::Reach)) && binding.role == Role::Direct;
            let by = by && !as_far && !reached() && !is_of_rate(doc, frame, mention, binding);
            if by {
                (Measure::Change, sign.or(way))
            } else {
                let moved = moved_to(doc, frame, mention, binding);
                (Measure::Level, moved.or_else(|| left_alone(doc, frame, mention, subject)))
            }
        }
        // "Storage sites were **34% full**"
        MentionKind::Percentage(_)
            if is_said_of(doc, mention)
                && doc
                    .is_any(mention.tokens.end, keys!["full", "empty", "complete", "vacant", "occupied", "booked"]) =>
        {
            (Measure::Level, None)
        }
        // "Gas storage **stood at 62%**", "storage fell **to 62%**": of what there is room for.
        MentionKind::Percentage(_)
            if words::last(&subject.phrase).eq_ignore_ascii_case("storage")
                && matches!(binding.role, Role::At | Role::To | Role::From) =>
        {
            (Measure::Level, moved_to(doc, frame, mention, binding))
        }
        MentionKind::Percentage(_) if is_held(doc, mention, binding, subject) => (Measure::Share, None),
        MentionKind::Percentage(_) if is_distance(doc, mention) => (Measure::Level, None),
        MentionKind::Percentage(_) if of_gdp(doc, mention) => (Measure::Level, moved_to(doc, frame, mention, binding)),
        // "Inching closer to its 4% target" does not go down to it.
        MentionKind::Percentage(_)
            if doc.is_any(mention.tokens.end, keys!["target", "goal", "objective", "ceiling"]) =>
        {
            (Measure::Change, Some(sign.unwrap_or(Direction::Up)))
        }
        MentionKind::Percentage(_) if sign.is_none() && is_told(doc, mention, binding, subject) => {
            (Measure::Level, moved_to(doc, frame, mention, binding))
        }
        MentionKind::Percentage(_) => {
            (Measure::Change, Some(sign.unwrap_or_else(|| change_way(doc, binding, subject))))
        }
        // "Fees shrank by a quarter"
        MentionKind::Quantity(q)
            if q.unit.as_deref() == Some("fraction")
                && !is_part_of(doc, mention)
                && is_difference(doc, mention, binding) =>
        {
            (Measure::Change, sign.or(way))
        }
        MentionKind::Quantity(q) if q.unit.as_deref() == Some("fraction") => {
            (Measure::Share, moved_to(doc, frame, mention, binding))
        }
        MentionKind::Money(_) if is_of_noun(doc, frame, mention, binding) => (Measure::Level, None),
        _ if is_done_to(doc, mention, binding) => (Measure::Level, None),
        _ if is_difference(doc, mention, binding) || apart(doc, mention).is_some() => (Measure::Change, sign.or(way)),
        // "Employment rose (+15,000; +0.1%)": a sum with a sign of its own, alone in brackets.
        _ if sign.is_some() && is_bracketed(doc, mention) => (Measure::Change, sign),
        _ => (Measure::Level, moved_to(doc, frame, mention, binding)),
    }
}

/// The last word of a phrase, in lower case.
fn head(phrase: &str) -> String {
    words::last(phrase).to_lowercase()
}

/// Whether a figure with its sign opens a bracket.
pub fn is_bracketed(doc: &Doc, mention: &Mention) -> bool {
    let start = mention.opening();
    doc.is_any(start.wrapping_sub(1), keys!["(", "["])
        || doc.is(start.wrapping_sub(1), "+") && doc.is_any(start.wrapping_sub(2), keys!["(", "["])
}
