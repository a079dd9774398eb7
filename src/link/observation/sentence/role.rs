//! What stands beside a figure: the preposition or verb before it, the noun or adjective after it.
//!
//! "fell **to** 3%", "**from** 4%", "**by** 5%", "a deficit **of** $5bn", "5% **rise**", "5% **higher**": the role decides
//! whether the figure is a level or a change, and whether it is the value at hand or the one it is compared with.

use super::acts::{self, Act};
use super::clause::Opener;
use super::frame::Frame;
use super::predicate::{Predicate, Reading};
use super::words::{self, Class};
use crate::mention::Mention;
use crate::number::Hedge;
use crate::text::{Doc, TokenKind, keys};

/// The grammatical place of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// "to 3%": the level arrived at.
    To,
    /// "from 4%": the level left.
    From,
    /// "by 5%": the size of the change.
    By,
    /// "of $5bn": the value of the noun before.
    Of,
    /// "at 3%": where it stands.
    At,
    /// "than the 5%", "compared with 5%", "against 5%": a standard of comparison.
    Than,
    /// "a 5% rise", "5% higher", "5% growth": the word after says it.
    Before,
    /// Straight after its verb, or alone.
    Direct,
}

/// A figure's role and the predicate that governs it.
#[derive(Debug, Clone, Copy)]
pub struct Binding<'f> {
    /// The role.
    pub role: Role,
    /// The predicate, in the figure's segment or carried from one before.
    pub predicate: Option<&'f Predicate>,
    /// Whether the predicate is carried from an earlier segment.
    pub carried: bool,
}

/// Finds the role and the predicate of the figure `mention`; `earlier` is the figure before it in the sentence.
pub fn bind<'f>(doc: &Doc, frame: &'f Frame, mention: &Mention, earlier: Option<&Mention>) -> Binding<'f> {
    let segment = frame.segment_of(mention.tokens.start);
    let inside = frame.segments[segment].tokens.clone();
    if let Some(predicate) = after(doc, frame, mention, inside.end) {
        return Binding { role: Role::Before, predicate: Some(predicate), carried: false };
    }
    let (role, end) = before(doc, mention, inside.start, frame.segments[segment].opener);
    // A verb that also hedges ("topped 4.5%", "shot above 4.5%") is the predicate all the same.
    let hedging = || {
        let near = end.saturating_sub(1).max(inside.start)..mention.tokens.start;
        governor(doc, frame, near, role).filter(|p| p.can_be(Reading::Reach) && p.tokens.end > end)
    };
    let own = governor(doc, frame, inside.start..end, role).or_else(hedging);
    if let Some(predicate) = own {
        // "Shrank **at a** 5.1% **rate**": a pace is the size of the change.
        let paced = matches!(role, Role::At | Role::Of) && predicate.is_change() && is_pace(doc, mention, end);
        let role = if paced { Role::By } else { role };
        return Binding { role, predicate: Some(predicate), carried: false };
    }
    // "$187 million, **or** $1.02 a share", "15% on cars **and** 50% on steel": the same role as the figure before.
    if role == Role::Direct
        && doc.is_any(end.wrapping_sub(1), keys!["and", "or"])
        && let Some(before) = earlier
    {
        let twin = bind(doc, frame, before, None);
        if twin.role != Role::Before {
            return Binding { carried: true, ..twin };
        }
    }
    // No predicate in the segment: it goes on with the one before, where English leaves it out.
    // "Two points **less** than forecast, and stood 4.1% above": an adjective that has its own figure says nothing of another.
    let had = |p: &&Predicate| {
        let less = doc.is_any(p.tokens.start, keys!["less", "more", "fewer"]);
        less && frame.figure_in(p.tokens.start.wrapping_sub(1)..p.tokens.start)
    };
    let mut before = frame.segments[..segment].iter().rev().take(3);
    let carried = before.find_map(|s| governor(doc, frame, s.tokens.clone(), role).filter(|p| !had(p)));
    Binding { role, predicate: carried, carried: true }
}

/// The predicate before a figure: the nearest one, where a mere "was" gives way to a change right before it
/// ("was up", "had fallen", "has been growing").
fn governor<'f>(doc: &Doc, frame: &'f Frame, tokens: std::ops::Range<usize>, role: Role) -> Option<&'f Predicate> {
    let end = tokens.end;
    // "Up", "off" and "higher" say something of a figure only right before it.
    let adjective =
        |p: &Predicate| p.can_be(Reading::Adjective) && !p.can_be(Reading::Verb) && !p.can_be(Reading::Noun);
    let measured = |p: &Predicate| frame.figure_in(p.tokens.start.wrapping_sub(1)..p.tokens.start);
    frame.predicates_in(tokens).rev().find(|p| {
        // "Was 28 pence lower at 925p": of a level, a little farther before.
        let reach = if matches!(role, Role::At | Role::To) { 8 } else { 3 };
        // "Was **up 5.7%** from the month before to an annual rate of 1.36 million": with a figure of its own, as far as it leads.
        let leads = role == Role::To && frame.figure_in(p.tokens.end..p.tokens.end + 1);
        let near = !adjective(p) || end - p.tokens.end <= reach || leads;
        if doc.is(p.tokens.start, "off") && p.tokens.end != end && !(role == Role::By && p.tokens.end + 1 >= end) {
            return false; // "some way off the peak of 43%", but "off by 0.8%"
        }
        if doc.is(p.tokens.start, "ahead") && doc.is(p.tokens.end, "of") {
            return false; // "ahead of the $1.30 expected"
        }
        // "A loss of $1.43 a share on revenue **of** $3.75 billion": what has its own figure has no other.
        // "Lost $2.8bn on sales of $4.3bn" neither.
        let told = role == Role::Of && frame.figure_in(p.tokens.end..end);
        // "The **cuts** by the end of the year and to take a charge **of** $2.8bn": another verb's noun lies between.
        let parted = role == Role::Of && (p.tokens.end..end).any(|i| doc.is(i, "to"));
        // "Would **create** a company with assets of $1bn": what the new thing has is not what is created.
        // Neither does what someone "collapsed **with** debts of" fall.
        let had = matches!(role, Role::Of | Role::Direct)
            && p.can_be(Reading::Verb)
            && (doc.is_any(p.tokens.end, keys!["a", "an", "the", "its", "new"])
                && (p.tokens.end..end).any(|i| doc.is(i, "with"))
                || role == Role::Of && doc.is(p.tokens.end, "with"));
        // "Would cut economic **growth by** one point": the object of another verb, which says what becomes of it.
        let object = role == Role::By
            && p.can_be(Reading::Noun)
            && p.tokens.end + 1 == end
            && frame
                .predicates_in(p.tokens.start.saturating_sub(5)..p.tokens.start)
                .any(|v| v.is_change() && v.can_be(Reading::Verb));
        if told || parted || had || object {
            return false;
        }
        // "A contract with the state for 3,000 tests": a verb's word behind an article is another word.
        let namesake = !p.can_be(Reading::Noun)
            && p.can_be(Reading::Verb)
            && doc.is_any(p.tokens.start.wrapping_sub(1), keys!["a", "an", "the"]);
        if namesake {
            return false;
        }
        // "A sharp fall in the April print will take inflation to 2%": a noun says something of a figure only by "of",
        // "to" and the like.
        // So does "the odds of a **half-point cut** at 43%", which a figure of its own tells.
        let noun = || {
            is_noun_here(doc, p)
                || p.can_be(Reading::Noun) && measured(p) && doc.is_any(p.tokens.end, keys!["at", "to"])
        };
        // "Is **less sanguine**, projecting 41.5%": an adverb of another adjective.
        let adverb = || {
            doc.is_any(p.tokens.start, keys!["less", "more"])
                && doc.kind(p.tokens.end) == Some(TokenKind::Word)
                && !doc.is_any(p.tokens.end, keys!["than", "so"])
                && !measured(p)
        };
        near && !(matches!(role, Role::Direct | Role::At) && noun()) && !adverb()
    })
}

/// Whether a word that may be verb or noun is a noun here: an article, possessive or adjective stands before it.
fn is_noun_here(doc: &Doc, predicate: &Predicate) -> bool {
    let before = predicate.tokens.start.wrapping_sub(1);
    let determiner = |i: usize| {
        doc.is_any(i, keys!["a", "an", "the", "this", "that", "its", "their", "any", "'s", "’s", "no", "another"])
    };
    // "The odds of a September cut": a noun phrase closed by the noun.
    let closes = (1..3).any(|back| determiner(before.wrapping_sub(back)))
        && !doc.is_any(before, keys!["has", "have", "had", "also", "and", "but"])
        && doc.is_capital(before);
    predicate.can_be(Reading::Noun)
        && (closes
            || determiner(before)
            || determiner(before.wrapping_sub(1))
                && !doc.is_any(before, keys!["has", "have", "had", "also"])
                && doc.is_any(predicate.tokens.end, keys!["in", "of", "on", "for", "with"]))
}

/// The predicate right after a figure: "5% rise", "5% year-on-year increase", "5% higher", "5% worse than".
fn after<'f>(doc: &Doc, frame: &'f Frame, mention: &Mention, end: usize) -> Option<&'f Predicate> {
    let start = frame.past(mention.tokens.end);
    // "Were **29% and 18% lower** respectively": the same of both.
    if doc.is(start, "and") && frame.figure_in(start + 1..start + 2) {
        let next = (start + 1..frame.tokens.end).find(|&i| !frame.figure_in(i..i + 1))?;
        return frame.predicates_in(next..next + 1).next().filter(|p| p.can_be(Reading::Adjective) && p.is_change());
    }
    // "£3.6 billion **(or 4.8%) more** than a year before"
    if doc.is(start, "(") && doc.is(start + 1, "or") && frame.figure_in(start + 2..start + 3) {
        let more = (start + 2..frame.tokens.end).find(|&i| doc.is(i, ")"))? + 1;
        return frame.predicates_in(more..more + 1).next().filter(|p| p.can_be(Reading::Adjective) && p.is_change());
    }
    if doc.is(start, ",") {
        let noun = behind_twins(doc, frame, mention, start)?;
        return frame.predicates_in(noun..noun + 1).next().filter(|p| p.can_be(Reading::Noun) && p.is_change());
    }
    // "To 141.70 **before easing**": what came later.
    if doc.is(start, "before") {
        return None;
    }
    let predicate = frame.predicates_in(start..end).next()?;
    let between = start..predicate.tokens.start;
    if predicate.can_be(Reading::Adjective) && predicate.is_change() {
        // "Put 30 million shares up for sale"
        if doc.starts(predicate.tokens.start, keys!["up", "for"]) {
            return None;
        }
        // "To $33 billion **on** cheaper gas", "7% **amid** lower demand": what stands behind a preposition is another noun's.
        // "Above 50 **indicates** slower deliveries" neither.
        let apart = words::is(doc, start, Class::Barrier)
            || acts::is(doc, start, Act::Signalling)
            || doc.is_any(start, keys!["to", "with", "amid", "despite", "against"]);
        return (between.len() <= 1 && !(between.len() == 1 && apart)).then_some(predicate);
    }
    if !predicate.can_be(Reading::Noun) || between.len() > 5 {
        return None;
    }
    // Only words of one noun phrase may stand between: no preposition, verb or article.
    let one_phrase = between.clone().all(|i| {
        // "A reading above 50 **signals** growth"
        let barrier = words::is(doc, i, Class::Barrier) || acts::is(doc, i, Act::Signalling);
        matches!(doc.kind(i), Some(TokenKind::Word)) && !barrier
            || doc.word(i) == "-"
            || (doc.is(i, "on") || doc.is(i, "over")) && doc.word(i.wrapping_sub(1)) == "-"
    });
    one_phrase.then_some(predicate)
}

/// "A **$27 billion, or 5.8%, increase**": the noun behind both of two that are the same change; `comma` is that behind the figure.
fn behind_twins(doc: &Doc, frame: &Frame, mention: &Mention, comma: usize) -> Option<usize> {
    let opening = mention.opening();
    let second = doc.is(opening.wrapping_sub(1), "or") && doc.is(opening.wrapping_sub(2), ",");
    if second {
        return Some(comma + 1);
    }
    let article = doc.is_any(opening.wrapping_sub(1), keys!["a", "an", "the"]);
    let or = doc.is(comma + 1, "or") && frame.figure_in(comma + 2..comma + 4);
    let first = (comma + 2..comma + 4).find(|&i| article && or && frame.figure_in(i..i + 1))?;
    let end = (first..frame.tokens.end).find(|&i| !frame.figure_in(i..i + 1))?;
    Some(end + usize::from(doc.is(end, ",")))
}

/// Whether a figure with its noun behind it is a standard of comparison: "less than the 5.1% increase of a year earlier".
pub fn is_standard(doc: &Doc, mention: &Mention, start: usize, opener: Opener) -> bool {
    matches!(before(doc, mention, start, opener).0, Role::Than | Role::From)
}

/// The role by what stands before the figure, and where the search for its predicate ends.
fn before(doc: &Doc, mention: &Mention, start: usize, opener: Opener) -> (Role, usize) {
    let mut at = mention.tokens.start;
    let beside = |h: &&Hedge| h.tokens.end <= at && h.tokens.start >= start && h.tokens.end + 1 >= at;
    if let Some(hedge) = mention.hedge().filter(beside) {
        if hedge.tokens.clone().any(|i| doc.is_any(i, keys!["below", "above", "beyond", "past"])) {
            return (Role::To, hedge.tokens.start);
        }
        // "Dipped **under** $3", not "rose just under 2%"
        let under = hedge.tokens.len() == 1 && doc.is(hedge.tokens.start, "under") && hedge.tokens.start > start;
        if under && crate::number::motion_at(doc, hedge.tokens.start - 1).is_some() {
            return (Role::To, hedge.tokens.start);
        }
        at = hedge.tokens.start;
        // "Sales were $805m**, higher than $394m** a year earlier": a standard, where a comma sets it off.
        let compares = doc.is_any(at, keys!["higher", "lower"]) && doc.is(at + 1, "than");
        if compares && opener == Opener::Comma && at == start + 1 && doc.is(start, ",") {
            return (Role::Than, at);
        }
    }
    // "From an **initially reported** 114,000"
    if at >= start + 2 && acts::is_told_otherwise(doc, at - 2) {
        at -= 2;
    }
    // "To **an annualized** 1.32 million": over which time it is told.
    if at >= start + 3
        && doc.is_any(at - 1, keys!["annualized", "annualised", "annual"])
        && doc.is_any(at - 2, keys!["a", "an"])
        && doc.is_any(at - 3, keys!["to", "from"])
    {
        at -= 2;
    }
    let mut steps = 0;
    while at > start && steps < 6 && words::is(doc, at - 1, Class::Light) {
        // "up 5%", "down to", "than 5%" are for the rules below, not light words.
        if doc.is_any(at - 1, keys!["up", "than", "at", "over", "above", "below", "under"]) {
            break;
        }
        at -= 1;
        steps += 1;
    }
    let word = if at > start { doc.lower(at - 1) } else { "" };
    let role = match word {
        "to" if doc.is_any(at.wrapping_sub(2), keys!["compared", "relative", "opposed"]) => Role::Than,
        // "Nearly **double the** $430 million that it spent a year ago"
        "double" | "twice" | "triple" | "treble" | "quadruple" | "half" if doc.is(at, "the") => Role::Than,
        // "Ahead of the 3% forecast", "under the 87.5 economists had predicted"
        "of" if doc.is_any(at.wrapping_sub(2), keys!["ahead", "short", "shy"]) => Role::Than,
        "below" | "above" | "under" | "over" | "past"
            if doc.is(at, "the")
                && (crate::link::observation::status::is_foreseen_behind(
                    doc,
                    mention,
                    doc.sentence(mention.tokens.start).end,
                ) || is_reached_behind(doc, mention)) =>
        {
            Role::Than
        }
        // "Fell below 3%", "rose past 5%": a level that is crossed.
        "to" | "towards" | "toward" | "into" | "below" | "above" | "past" | "beyond" => Role::To,
        "from" => Role::From,
        "by" => Role::By,
        "of" => read_through(doc, start, at - 1),
        "at" => Role::At,
        // "No difference **other than** £20m less debt": an exception, nothing to compare with.
        "than" if doc.is_any(at.wrapping_sub(2), keys!["other", "rather"]) => Role::Direct,
        "than" | "against" | "versus" | "vs" | "since" => Role::Than,
        "." if doc.is(at.wrapping_sub(2), "vs") => Role::Than,
        "'s" | "’s" => through_owner(doc, start, at - 1).unwrap_or(Role::Direct),
        "with" if doc.is_any(at.wrapping_sub(2), keys!["compared", "compares", "comparing", "line"]) => Role::Than,
        _ if opener == Opener::Comparison && at.saturating_sub(start) <= 3 => Role::Than,
        _ => Role::Direct,
    };
    (role, at)
}

/// "Below the $91 **it fetched** in April", "the record 4% **that it reached**", "above the 3% **seen** in May", "above the 3.8% **of a
/// year earlier**".
pub fn is_reached_behind(doc: &Doc, mention: &Mention) -> bool {
    let end = mention.tokens.end + usize::from(doc.is(mention.tokens.end, "that"));
    let earlier = doc.is(end, "of") && doc.is_any(end + 1, keys!["a", "one", "last"]);
    earlier && doc.is_any(end + 2, keys!["year", "month", "quarter", "week"])
        || doc.is_any(end, keys!["it", "they", "seen", "reached", "hit"])
        || acts::is(doc, end, Act::Recording)
}

/// "At a 5.1% rate", "at an annualized pace of 0.7%".
fn is_pace(doc: &Doc, mention: &Mention, end: usize) -> bool {
    let pace = |at: usize| doc.is_any(at, keys!["rate", "pace", "clip"]);
    if doc.is(end.wrapping_sub(1), "of") {
        let at = |back: usize| {
            doc.is(end.wrapping_sub(back), "at") && doc.is_any(end.wrapping_sub(back) + 1, keys!["a", "an"])
        };
        return pace(end.wrapping_sub(2)) && (4..=6).any(at);
    }
    let behind = mention.tokens.end..mention.tokens.end + 3;
    doc.is(end.wrapping_sub(1), "at") && doc.is_any(end, keys!["a", "an"]) && behind.into_iter().any(pace)
}

/// "Than **September's** 254,000", "from **last year's** 3%": the preposition before a time that owns the figure.
fn through_owner(doc: &Doc, start: usize, clitic: usize) -> Option<Role> {
    // "More than half **of** March's 0.4% increase": the rise itself.
    (start..clitic).rev().take(4).take_while(|&at| !doc.is(at, "of")).find_map(|at| match doc.lower(at) {
        "from" => Some(Role::From),
        // "A 22% increase **over last year's** $90 billion"
        "than" | "against" | "versus" | "over" => Some(Role::Than),
        "with" | "to" if doc.is_any(at.wrapping_sub(1), keys!["compared", "compares", "relative"]) => Some(Role::Than),
        _ => None,
    })
}

/// "Up **from** a loss of $5m", "a turn **from the** net loss of $5m"; not "income from sales of $5m".
fn is_made_before(doc: &Doc, start: usize, noun: usize) -> bool {
    const REACH: usize = 4;
    let from = (noun.saturating_sub(REACH).max(start)..noun).rev().find(|&i| doc.is(i, "from"));
    from.is_some_and(|i| {
        doc.is_any(i + 1, keys!["a", "an", "the", "its", "last"])
            || doc.is_any(i.wrapping_sub(1), keys!["up", "down", ","])
    })
}

/// "From November's reading **of** 48.1", "from a peak **of** 11.1%": the preposition before the noun gives the role.
fn read_through(doc: &Doc, start: usize, of: usize) -> Role {
    let noun = of.wrapping_sub(1);
    if words::is(doc, noun, Class::Made) {
        return if is_made_before(doc, start, noun) { Role::From } else { Role::Of };
    }
    if !words::is(doc, noun, Class::Reading) {
        // "Up 51% **from last year's** poor harvest **of** 854,000 tons"
        let clitic = (of.saturating_sub(5).max(start)..of).rev().find(|&i| doc.is_any(i, keys!["'s", "’s"]));
        let year = clitic.filter(|&i| doc.is_any(i.wrapping_sub(1), keys!["year", "month", "quarter"]));
        return year.and_then(|clitic| through_owner(doc, start, clitic)).unwrap_or(Role::Of);
    }
    for at in (start..of - 1).rev().take(6) {
        match doc.lower(at) {
            "from" => return Role::From,
            "than" | "against" | "versus" | "off" => return Role::Than,
            "to" | "with" if doc.is_any(at.wrapping_sub(1), keys!["compared", "relative"]) => return Role::Than,
            "to" => return Role::To,
            // "Orders from within Germany grew **at a pace of** 1.7%"
            "at" | "by" => break,
            // "A **10-year** average" is one noun phrase.
            _ if doc.kind(at) == Some(TokenKind::Number) && doc.word(at + 1) != "-" || doc.word(at) == "%" => break,
            _ => {}
        }
    }
    Role::Of
}
