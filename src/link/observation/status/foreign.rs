//! Cues of status that speak of something else than the figure: of another figure, of those who are counted, of a standard.
//!
//! A part of [`super`]. Each function takes a cue and tells whether it has to be passed over.

use std::ops::Range;

use super::cue::CUES;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::dealings::{self, Class as Dealing};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Binding;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::time::spell;
use crate::mention::name::stands_for_company;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, TokenKind, keys};

/// "A loss of $5m **forecast in a poll** and a profit of $7m": what stands right behind another figure speaks of that one.
pub fn is_of_another(doc: &Doc, frame: &Frame, at: usize, mention: &Mention) -> bool {
    at < mention.tokens.start
        // "Close to its **2% target** in coming months before rising to 2.6%"
        && (acts::is(doc, at, Act::Foreseen) || acts::is(doc, at, Act::Aim))
        && frame.figure_in(at.saturating_sub(1)..at)
        && !doc.is(at + 1, "to")
}

/// "Will **vote** in March **on an offer worth** $800m", "meets this week to discuss a bid **that values** it **at** $3bn": what is only
/// deliberated on is worth that now, whenever that is done.
pub fn is_deliberated(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 8;
    const VALUES: &[Key] = keys!["values", "valued", "valuing"];
    let at = mention.opening().wrapping_sub(1);
    let reach = |from: usize| from.saturating_sub(REACH).max(frame.tokens.start)..from;
    let values = || reach(at).rev().find(|&i| doc.is_any(i, VALUES));
    let noun = if doc.is(at, "worth") {
        Some(at)
    } else if doc.is(at, "at") {
        values()
    } else {
        None
    };
    let Some(noun) = noun else { return false };
    let verb = |i: usize| {
        dealings::is(doc, i, Dealing::Deliberating)
            && (doc.is(i.wrapping_sub(1), "to") || acts::is_modal(doc, i.wrapping_sub(1)))
    };
    matches!(mention.kind, MentionKind::Money(_))
        && (frame.tokens.start..noun).rev().any(verb)
        && !frame.figure_in(frame.tokens.start..at)
}

/// "Is expected to point to figures **showing** that spending grew 4.6%", "as an **expected** rush never came, **leaving**
/// sales 5% higher": what is expected ends before what the figures show and before the verb of an adjective's noun.
pub fn is_of_other_verb(doc: &Doc, frame: &Frame, cue: &Range<usize>, mention: &Mention) -> bool {
    let between = cue.end..mention.tokens.start;
    // "Called for cuts to revive an economy **that expanded** 0.7%"
    let relative =
        |i: usize| i > cue.end && doc.is_any(i, keys!["that", "which", "who"]) && acts::is_past_form(doc, i + 1);
    // "As more people **look for work,** the jobless rate rose to 4.6%"
    let sought = doc.is(cue.end - 1, "for")
        && doc.is_any(cue.end.wrapping_sub(2), keys!["look", "looks", "looking"])
        && between.clone().any(|i| doc.is(i, ",") && !frame.figure_in(cue.end..i));
    if sought || between.clone().any(relative) {
        return true;
    }
    if !acts::is(doc, cue.end - 1, Act::Foreseen) {
        return false;
    }
    let shown = between.clone().any(|i| doc.is(i, "showing") && !doc.is(i - 1, "-"));
    let adjective = doc.is_any(cue.start.wrapping_sub(1), keys!["a", "an", "the"]) && !doc.is(cue.end, "to");
    let verb = |p: &Predicate| p.can_be(Reading::Verb) && !p.can_be(Reading::Noun);
    let left = |i: usize| doc.is_any(i, keys!["leaving", "pushing", "sending", "taking", "bringing"]);
    shown || adjective && (between.clone().any(left) || frame.predicates_in(between).any(verb))
}

/// "Below **what Wall Street was looking for**, and the stock sank 12%": a cue that closes a clause of its own behind "what"
/// or "than".
pub fn is_of_free_relative(doc: &Doc, at: usize) -> bool {
    let Some(hit) = doc.hit(at, CUES) else { return false };
    let end = hit.tokens.end;
    let closed = doc.kind(end) == Some(TokenKind::Punct) && doc.word(end) != "-"
        || doc.is_any(end, keys!["and", "but", "while"]);
    let inner = |i: &usize| matches!(doc.kind(*i), Some(TokenKind::Word));
    closed && (at.saturating_sub(9)..at).rev().take_while(inner).any(|i| doc.is_any(i, keys!["what", "than"]))
}

/// "Double the median **forecast**, and the rate quickened to 4.5%": a noun that ends its clause foresees nothing behind it.
pub fn ends_clause(doc: &Doc, cue: &Range<usize>, segment: &Range<usize>) -> bool {
    words::is(doc, cue.end - 1, Class::Expectation) && cue.end >= segment.end
}

/// "International **project finance** deals sank", "**the project** would cost $3bn", "spent $3bn on capital **projects**": a noun,
/// by its article or what goes on from it.
pub fn is_noun_project(doc: &Doc, at: usize) -> bool {
    if doc.is(at, "projects") {
        let goes_on = doc
            .is_any(at + 1, keys!["and", "or", "in", "at", "such", "including", "with", "across", "worth"])
            || doc.kind(at + 1) == Some(TokenKind::Punct)
            // "Starts on multifamily **projects were** down"
            || words::is(doc, at + 1, Class::Auxiliary)
            || acts::is_past_form(doc, at + 1);
        // "The OECD **projects**, however, growth of 2%", "the retailer projects adjusted earnings"
        let before = at.wrapping_sub(1);
        let told = doc.is_capital(before)
            || stands_for_company(doc, before)
            || words::is(doc, before, Class::Sayer)
            || doc.is_any(
                before,
                keys!["it", "bank", "fund", "office", "government", "who", "which", "also", "now", "still"],
            );
        return goes_on && !told;
    }
    if !doc.is(at, "project") {
        return false;
    }
    let determined = (words::is(doc, at.wrapping_sub(1), Class::Closed)
        || doc.is_any(at.wrapping_sub(1), keys!["the", "a", "this", "its", "their"]))
        && !doc.is_any(at.wrapping_sub(1), keys!["who", "we", "they", "now", "also", "still", "to"]);
    let goes_on = doc.is_any(at + 1, keys!["finance", "spending", "costs", "cost", "financing", "manager", "loans"]);
    determined || goes_on || doc.opens_sentence(at)
}

/// "Leaving the **target reverse repurchase rate** at 6.5%", "the target federal funds rate": what the rate is called.
pub fn is_name_of_rate(doc: &Doc, at: usize) -> bool {
    if !doc.is_any(at, keys!["target", "targeted"]) {
        return false;
    }
    // "Keeping its benchmark rate **in a target range** of 5.25% to 5.5%"
    if doc.is(at + 1, "range") {
        let from = doc.sentence(at).start;
        let rate = (from..at).rev().find(|&i| doc.is_any(i, keys!["rate", "rates"]));
        // … not "as inflation exceeded its target range".
        return rate
            .is_some_and(|rate| !(rate + 1..at).any(|i| doc.is_any(i, keys!["of", "inflation", "prices", "as"])));
    }
    let before = at.wrapping_sub(1);
    let rate = (at + 2..at + 5).find(|&i| doc.is_any(i, keys!["rate", "rates"]));
    let named =
        |i: usize| doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Closed) && !doc.is(i, "inflation");
    // Not "leaders **target growth rates** of 5%".
    let noun = doc.is_any(before, keys!["the", "its", "their", "a", "key"]) || words::is(doc, before, Class::Qualifier);
    // "Its **overnight target**" is the rate itself.
    doc.is(before, "overnight") || noun && rate.is_some_and(|rate| (at + 1..rate).all(named))
}

/// "They missed **a forecast gain of** 3.9%", "beat an expected drop of 2%".
pub fn is_of_foreseen_move(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let Some(of) = mention.opening().checked_sub(1).filter(|&of| doc.is(of, "of")) else { return false };
    let (noun, foreseen) = (of.wrapping_sub(1), of.wrapping_sub(2));
    acts::is(doc, foreseen, Act::Foreseen)
        && doc.is_any(foreseen.wrapping_sub(1), keys!["a", "an", "the"])
        && (doc.is_any(noun, keys!["growth", "loss", "profit"])
            || frame.predicates_in(noun..of).any(|p| p.is_change() && p.can_be(Reading::Noun)))
}

/// "Above the 4.3% **at which the bank expects it to settle**".
pub fn is_seen_to_settle(doc: &Doc, mention: &Mention) -> bool {
    const REACH: usize = 7;
    let end = mention.tokens.end;
    doc.starts(end, keys!["at", "which"]) && (end + 2..end + REACH).any(|i| acts::is(doc, i, Act::Foretelling))
}

/// "They do **not want to** cut 500 jobs", "has **no plans to**": what nobody aims at.
pub fn is_denied(doc: &Doc, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    doc.is_any(before, keys!["not", "no", "never"])
        || doc.lower(before).ends_with("n't")
        || doc.lower(before).ends_with("n’t")
}

/// "56% **of consumers expect** prices to rise", "40% of firms **plan to** hire": what those who are counted foresee is no
/// forecast of their number; "40% of output **is expected to** be lost" is one.
pub fn is_of_counted(doc: &Doc, mention: &Mention, cue: &Range<usize>) -> bool {
    let end = mention.tokens.end;
    let passive = acts::is(doc, cue.end - 1, Act::Foreseen)
        && (!doc.is(cue.end, "to")
            || doc.is_any(cue.start.wrapping_sub(1), keys!["is", "are", "was", "were", "be", "been"]));
    cue.start > end + 1 && doc.is(end, "of") && !passive
}

/// "**37% said** they had added a charge", "two-thirds **of them expected** prices to rise": the number of those who say or think
/// something, which is so whatever that is; not "the 2% of GDP expected by analysts".
pub fn is_number_of_sayers(doc: &Doc, mention: &Mention) -> bool {
    const REACH: usize = 7;
    const THINK: &[Key] = keys!["say", "said", "think", "thought", "believe", "believed", "expect", "plan", "planned"];
    let foresee = |i: usize| doc.is_any(i, keys!["foresee", "anticipate", "predict", "intend", "hope", "fear"]);
    let share = match &mention.kind {
        MentionKind::Percentage(_) => true,
        MentionKind::Quantity(q) => q.unit.as_deref() == Some("fraction"),
        _ => false,
    };
    let end = mention.tokens.end;
    if !share {
        return false;
    }
    let verb = end + usize::from(doc.is_any(end, keys!["that", "who"]));
    if doc.is_any(verb, THINK) || foresee(verb) {
        return true;
    }
    let word = |i: &usize| {
        doc.kind(*i) == Some(TokenKind::Word)
            && !doc.is_any(*i, keys!["is", "are", "was", "were", "has", "have", "will", "that"])
    };
    let mut words = (end + 1..end + REACH).take_while(word);
    let verb = words.find(|&i| i > end + 1 && (doc.is_any(i, THINK) || foresee(i)) || doc.is(i, "expected"));
    doc.is(end, "of")
        && verb.is_some_and(|verb| {
            doc.kind(verb + 1) == Some(TokenKind::Word) && !doc.is_any(verb + 1, keys!["by", "to", "in"])
        })
}

/// "The proportion **that thinks rates will be higher** rose to 56%": what those who are counted foresee is no forecast of
/// their number.
pub fn is_of_subject(doc: &Doc, frame: &Frame, binding: &Binding, cue: &Range<usize>) -> bool {
    let Some(verb) = binding.predicate.filter(|p| !binding.carried && p.tokens.start >= cue.end) else { return false };
    // "Who" and "that" open a segment of their own.
    let from = cue.start.saturating_sub(8).max(frame.tokens.start);
    let part = (from..cue.start).any(|i| words::is(doc, i, Class::Share)) && !frame.figure_in(from..cue.start);
    let between = cue.end..verb.tokens.start;
    part && (between.len() > 2 || frame.predicates_in(between).next().is_some())
}

/// "**Advance estimates of** sales were $714bn", "the revised September **estimate of** 1.3 million": what an office reckons of
/// what is over.
pub fn is_of_release(doc: &Doc, at: usize) -> bool {
    const REACH: usize = 2;
    let releases = keys!["advance", "flash", "preliminary", "provisional", "revised"];
    doc.is_any(at, keys!["estimate", "estimates"])
        && (1..=REACH).any(|back| doc.is_any(at.wrapping_sub(back), releases))
}

/// "**On track for** its third straight **weekly** gain, up 1.6%": what has run of a week or month so far, and no forecast.
fn is_run_so_far(doc: &Doc, at: usize) -> bool {
    const LONGEST: usize = 6;
    let run = |i: usize| doc.is_any(i, keys!["week", "weekly", "month", "monthly"]);
    let front = |i: &usize| matches!(doc.kind(*i), Some(TokenKind::Word));
    let mut phrase = (at + 3..at + 3 + LONGEST).take_while(front);
    doc.is(at, "on")
        && spell::is_headed_for(doc, at + 2)
        && doc.is_any(at + 3, keys!["a", "its", "their", "another"])
        && phrase.any(run)
}

/// "Than expected", "as expected", "beat profit forecasts": a standard, no statement of its own. "Will" and "May" may be
/// names.
pub fn is_standard(doc: &Doc, at: usize) -> bool {
    if is_run_so_far(doc, at) {
        return true;
    }
    let met = words::is(doc, at, Class::Expectation)
        // "**Topped** fourth-quarter **estimates**"
        && (1..=5).any(|back| words::is(doc, at.wrapping_sub(back), Class::Meeting))
        && !doc.is(at + 1, "of")
        // "Beating expectations for 5.4%"
        && !(doc.is(at + 1, "for") && (at + 2..at + 5).any(|i| doc.kind(i) == Some(TokenKind::Number)));
    if met || is_of_free_relative(doc, at) {
        return true;
    }
    // "**Projects** with five or more units soared", "the average employer **plan for** a family cost $9,000": nouns.
    let projects = doc.is(at, "projects") && doc.opens_sentence(at);
    let owned = |i: usize| doc.is_any(i, keys!["a", "the", "its", "their", "his", "her", "this", "'s", "’s"]);
    if projects || doc.starts(at, keys!["plan", "for"]) && !owned(at.wrapping_sub(1)) {
        return true;
    }
    // "**Floated** in August at $85 a share": what was done, and no idea.
    if doc.is(at, "floated") && doc.is_any(at + 1, keys!["in", "at", "on", "last", "its", "shares"]) {
        return true;
    }
    // "People who are looking for work"
    if doc.starts(at, keys!["looking", "for"]) && doc.is_any(at + 2, keys!["work", "jobs", "employment"]) {
        return true;
    }
    // "With volumes 7% higher **and pricing** 1% lower": what is charged.
    let charged =
        doc.is(at, "pricing") && doc.is_any(at.wrapping_sub(1), keys!["and", "with", ",", "higher", "lower", "from"]);
    if charged && doc.kind(at + 1) == Some(TokenKind::Number) {
        return true;
    }
    let participle = acts::is(doc, at, Act::Foreseen) || doc.is(at, "planned");
    participle && doc.is_any(at.wrapping_sub(1), keys!["than", "as", "-"])
        || doc.is_any(at, keys!["will", "may"]) && doc.is_capital(at)
}

/// "It **will** close its plant, **and its shares fell** 5%", "a change that **knocked** the stock down 5%": a modal governs no form
/// of the past.
pub fn is_past_behind_modal(
    doc: &Doc,
    frame: &Frame,
    cue: &Range<usize>,
    own: &Range<usize>,
    mention: &Mention,
) -> bool {
    if !acts::is_modal(doc, cue.end - 1) {
        return false;
    }
    // "Will hit", "will beat" look like the past.
    let past = |i: usize| acts::is(doc, i, Act::Past) && !doc.is_any(i, keys!["hit", "beat"]);
    let verb = |p: &Predicate| {
        let before = p.tokens.start.wrapping_sub(1);
        doc.lower(p.tokens.start).ends_with("ed")
            && !doc.is_any(before, keys!["be", "been", "being", "is", "are", "get", "have"])
    };
    let before = own.start..mention.tokens.start;
    before.clone().any(past) || frame.predicates_in(before).any(verb)
}

/// "Is projected **to end** the year at 4%, and employers **added** 9,000", "expect **an** increase, and occupancy **reached** 78%":
/// what is foreseen by an infinitive or a noun phrase ends where "and" begins a statement of the past with a subject of its own.
/// `complement` is what the cue governs in its own segment.
pub fn ends_before_statement(
    doc: &Doc,
    frame: &Frame,
    complement: Range<usize>,
    own: &Range<usize>,
    mention: &Mention,
) -> bool {
    // What a noun governs is no clause: "cut its **guidance** to $5bn".
    let noun = || (1..=2).any(|back| acts::is(doc, complement.start.wrapping_sub(back), Act::Foretold));
    let phrase = doc.is_any(complement.start, keys!["to", "a", "an"]) || noun();
    let clause = || complement.clone().any(|i| doc.is_any(i, keys!["show", "that", "showing"]));
    let opening = own.start + usize::from(doc.is(own.start, ","));
    let statement = || {
        frame.predicates_in(opening + 2..mention.tokens.start).any(|p| {
            acts::is_past_form(doc, p.tokens.start)
                && p.can_be(Reading::Verb) | p.can_be(Reading::Reach) | p.can_be(Reading::Level)
                && !words::is(doc, p.tokens.start - 1, Class::Auxiliary)
                && !doc.is_any(p.tokens.start - 1, keys!["to", "and", "will", "would", "could"])
        })
    };
    phrase && doc.is(opening, "and") && !clause() && statement()
}

/// "It expects demand to weaken **and raised** its prices by 5%", "sees growth slowing **and has cut** its rate": whether a verb of the past
/// that "and" joins stands in `between`, what a cue governs: it goes on with who foresees, not with what is foreseen. Not so "to be cut
/// and **reduced** by 5%", where it is a participle, nor "expected to show that prices fell 1% and rose 2%", where it goes on with a
/// clause.
pub fn ends_before_deed(doc: &Doc, between: Range<usize>) -> bool {
    // "Cut", "hit" and "set" may be infinitives, and "expected" may be of the figure.
    let past = |verb: usize| {
        acts::is_past_form(doc, verb)
            && !doc.is_any(verb, keys!["hit", "beat", "cut", "set", "put", "had", "was", "were"])
            && doc.hit(verb, CUES).is_none()
            && !acts::is(doc, verb, Act::Foreseen)
    };
    let joined = |and: usize| {
        let verb = and + 1 + usize::from(doc.is_any(and + 1, keys!["also", "then", "already"]));
        let done = |i: usize| acts::is_past_form(doc, i) || doc.is_any(i, keys!["cut", "set", "put", "hit"]);
        let has = doc.is_any(verb, keys!["has", "have"]) && done(verb + 1);
        // "Sales and **related costs** to rise", "and **increased demand** to lift profit": what stands before its noun is no verb.
        let object = doc.is_any(verb + 1, keys!["its", "their", "his", "her", "the", "a", "an", "that"])
            || words::is(doc, verb + 1, Class::Closed)
            || verb + 1 >= between.end
            || acts::is(doc, verb, Act::Recording);
        verb < between.end && (has || past(verb) && object)
    };
    let be = keys!["be", "been", "being", "is", "are", "get", "show", "showing", "that"];
    let finite = |i: usize| doc.is_any(i, be) || acts::is_past_form(doc, i);
    let and = between.clone().find(|&i| doc.is(i, "and") && joined(i));
    and.is_some_and(|and| and > between.start && !(between.start..and).any(finite))
}

/// "**The quarter-point move was** widely **expected**": what has come, however foreseen; not "a 3% rise was expected", "the 3% rise was
/// expected to last".
pub fn is_of_what_came(doc: &Doc, mention: &Mention, cue: &Range<usize>) -> bool {
    const REACH: usize = 6;
    let verb = cue.end - 1;
    let light = |i: usize| doc.is_any(i, keys!["widely", "broadly", "largely", "also", "fully", "well"]);
    let was = verb.wrapping_sub(1 + usize::from(light(verb.wrapping_sub(1))));
    let the = mention.opening().wrapping_sub(1);
    cue.start >= mention.tokens.end
        && verb - mention.tokens.end <= REACH
        && acts::is(doc, verb, Act::Foreseen)
        && !doc.is(cue.end, "to")
        && doc.is(was, "was")
        && doc.is_any(the, keys!["the", "its", "this"])
}
