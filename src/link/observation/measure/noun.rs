//! Changes told by a noun: "the fall was 2.3%", "May's drop, initially put at 1.6%", "slowed its decline to 2%".
//!
//! Asked before [`super::way`] looks at verbs. Guarantees: however large it becomes, a fall is one.

use crate::link::observation::Direction;
use crate::link::observation::indicator::Kind;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::subject::counted::is_counted;
use crate::link::observation::topic::Subject;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, TokenKind, keys};

/// What makes a noun of a word that may be a verb.
const DETERMINERS: &[Key] = keys!["the", "a", "an", "its", "their", "this", "that", "'s", "’s"];

/// "In Toronto the **fall** was 2.3%", "first-day **gains** on the market averaged 14%": the way of a subject that is itself a
/// change, and not of one that only holds it ("the likelihood of an August **cut** was 40%").
pub fn told_by_noun(doc: &Doc, frame: &Frame, binding: &Binding, subject: &Subject) -> Option<Direction> {
    let verb = binding.predicate.filter(|p| !binding.carried && p.can_be(Reading::Level) && !p.is_change())?;
    let own = &frame.segments[frame.segment_of(verb.tokens.start)].tokens;
    let head = Some(words::last(&subject.phrase)).filter(|_| subject.indicator.is_none());
    let is_subject = |p: &&Predicate| {
        let determiner = || doc.is_any(p.tokens.start.wrapping_sub(1), DETERMINERS);
        // "The decline **would have** been 1.2%"
        let verbal = || (p.tokens.end..verb.tokens.start).all(|i| words::is(doc, i, Class::Auxiliary));
        p.can_be(Reading::Noun) && (verbal() && determiner() || head == Some(doc.slice(&p.tokens)))
    };
    frame.predicates_in(own.start..verb.tokens.start).find(is_subject)?.direction
}

/// "The **decline** in exports steepened to 9.8% from 9.5%", "March's **drop** was revised to 0.3%", "slowed its **fall** to
/// 2%": however large it becomes, a fall is one.
pub fn way_of_changed(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> Option<Direction> {
    if !matches!(binding.role, Role::To | Role::From) {
        return None;
    }
    let own = &frame.segments[frame.segment_of(mention.tokens.start)].tokens;
    // Back over "to 9.8% in April from" to the verb.
    let passed = |i: usize| {
        doc.is_any(i, keys!["to", "from", "at", "in", "over", "a", "an", "%", "percent", "per", "cent", "and"])
            || doc.kind(i) == Some(TokenKind::Number)
            || frame.is_period(i)
    };
    let last = (own.start..mention.opening()).rev().find(|&i| !passed(i))?;
    // "**Slowed** a decline in revenues to 5%": the verb may stand before the noun.
    let determined = |i: usize| doc.is_any(i, DETERMINERS);
    let changes =
        |p: &Predicate| p.is_change() && p.can_be(Reading::Verb) && !determined(p.tokens.start.wrapping_sub(1));
    let slowed = frame.predicates_in(own.start..last).rev().find(|p| {
        let noun = |n: &Predicate| n.is_change() && n.can_be(Reading::Noun);
        changes(p)
            && doc.is_any(p.tokens.end, keys!["a", "the", "its", "their"])
            && frame.predicates_in(p.tokens.end + 1..p.tokens.end + 2).any(noun)
    });
    if let Some(verb) = slowed {
        return frame.predicates_in(verb.tokens.end + 1..verb.tokens.end + 2).next()?.direction;
    }
    // "Extending its **decline** this year to 3.5%", "taking its **decline** over five days to 8%", "pared **losses** to 2%": a fall is one, whichever way the verb takes it.
    let last_noun = frame.predicates_in(own.start..last + 1).next_back().filter(|p| p.tokens.end == last + 1);
    let made_more = |at: usize| acts::is(doc, at, Act::Stretching);
    if let Some(noun) = last_noun.filter(|p| p.is_change() && p.can_be(Reading::Noun)) {
        let before = noun.tokens.start.wrapping_sub(1);
        if made_more(before) || determined(before) && made_more(before.wrapping_sub(1)) {
            return noun.direction;
        }
    }
    let told_anew = doc.is(last, "revised");
    let verb = frame.predicates_in(own.start..last + 1).next_back().filter(|p| p.tokens.end == last + 1);
    let begins = match verb {
        Some(p) if changes(p) => p.tokens.start,
        _ if told_anew => last,
        _ => return None,
    };
    let noun = frame.predicates_in(own.start..begins).rev().find(|p| p.is_change() && p.can_be(Reading::Noun))?;
    // "The fall", "a sharp fall", "March's drop", "after a 4% slide"
    let before = noun.tokens.start.wrapping_sub(1);
    let owned = determined(before)
        || determined(before.wrapping_sub(1)) && doc.kind(before) == Some(TokenKind::Word)
        || frame.figure_in(noun.tokens.start.saturating_sub(1)..noun.tokens.start);
    let of = doc.is_any(noun.tokens.end, keys!["in", "of"]) || begins - noun.tokens.end <= 2;
    let whole = (noun.tokens.end..begins).all(|i| doc.kind(i) != Some(TokenKind::Punct) || doc.word(i) == "-");
    (owned && of && whole && begins - noun.tokens.end <= 9).then_some(noun.direction).flatten()
}

/// "May's **drop**, initially put at 1.6%, was revised to 1.9%": the way of a change that opens its sentence, of which the
/// clauses behind it only tell how large it was said to be.
pub fn way_of_told(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<Direction> {
    let segment = frame.segment_of(mention.tokens.start);
    let head = frame.segments.first().filter(|_| segment > 0)?.tokens.clone();
    let mut nouns = frame.predicates_in(head.clone());
    let noun = nouns.next().filter(|p| p.tokens.end == head.end && p.is_change() && p.can_be(Reading::Noun))?;
    let own = frame.segments[segment].tokens.start..mention.opening();
    let told = |i: usize| acts::is(doc, i, Act::Stated) || doc.is_any(i, keys!["put", "revised"]);
    let owned = doc.is_any(noun.tokens.start.wrapping_sub(1), DETERMINERS);
    (owned && nouns.next().is_none() && own.into_iter().any(told)).then_some(noun.direction).flatten()
}

/// "The largest **decreases** were observed in Greece (4.8%) and Spain (2%)", "there were **gains** in trade (109,000)": the way of the
/// noun that heads a list whose figures stand alone in brackets.
pub fn way_of_list(doc: &Doc, frame: &Frame, mention: &Mention, subject: &Subject) -> Option<Direction> {
    let bracket = mention.opening().checked_sub(1).filter(|&i| doc.is(i, "(") && doc.is(mention.tokens.end, ")"))?;
    let told = match mention.kind {
        // Of an index, a bare number is its level, and so is the percentage of a rate.
        MentionKind::Quantity(_) => subject.code().is_some_and(is_counted),
        _ => subject.kind() != Kind::Rate,
    };
    let first = frame.tokens.start;
    let change = |p: &&Predicate| p.is_change() && (heads_list(doc, p, first) || !p.can_be(Reading::Noun));
    let noun = frame.predicates_in(first..bracket).rev().find(change).filter(|_| told)?;
    heads_list(doc, noun, first).then_some(noun.direction).flatten()
}

/// Whether what is recorded is the noun: "decreases **were recorded** in", "**there were** decreases in".
fn heads_list(doc: &Doc, noun: &Predicate, first: usize) -> bool {
    const REACH: usize = 4;
    let is = noun.tokens.end;
    let seen =
        |i: usize| acts::is(doc, i, Act::Recording) || doc.is_any(i, keys!["observed", "seen", "noted", "found"]);
    let was = doc.is_any(is, keys!["were", "was", "are"]);
    let recorded = seen(is) || was && (seen(is + 1) || doc.is_any(is + 1, keys!["in", "among", "for"]));
    let there = (noun.tokens.start.saturating_sub(REACH).max(first)..noun.tokens.start)
        .any(|i| doc.is(i, "there") && doc.is_any(i + 1, keys!["were", "was", "are"]));
    // "Standouts were **the rises in** meats (5.26%)", "**with increases in**"
    let before = noun.tokens.start.wrapping_sub(1);
    let named = doc.is(is, "in")
        && doc.lower(is - 1).ends_with('s')
        && doc.is_any(before, keys!["the", "with", "by", "were", "including", "saw"]);
    noun.can_be(Reading::Noun) && (recorded || there || named)
}
