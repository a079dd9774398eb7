//! Values that others are compared with, and values that were told otherwise before.
//!
//! A part of [`super`]. Guarantees: what happened first is a statement of its own ("after sales fell 16%"); what is set
//! beside another figure ("exceeding the $992bn surplus") or stands for an earlier time is a value to compare with.

use std::ops::Range;

use crate::link::observation::Direction;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::{Opener, Segment};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::{self, Binding, Role};
use crate::link::observation::sentence::words;
use crate::link::observation::status::foreign::is_number_of_sayers;
use crate::link::observation::status::standing::is_of_others;
use crate::link::observation::time::basis;
use crate::link::observation::time::dating::{self, Cue as Dating};
use crate::mention::{Mention, MentionKind, PercentUnit};
use crate::text::{Doc, TokenKind, keys};

/// "Up 2% from a year earlier **(1.32 million)**": a figure alone in brackets behind the time that it is of.
pub fn is_earlier_in_brackets(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> bool {
    let Segment { tokens, opener } = &frame.segments[segment];
    let compared = |&at: &usize| doc.is_any(at, keys!["from", "than"]);
    // "At 49.4 (**April: 49.0**)", "49.8 (**flash: 49.5**)"
    let colon = tokens.start;
    let first = keys!["flash", "preliminary", "provisional", "previous", "prior"];
    let labelled = segment > 0
        && doc.is(colon, ":")
        && (frame.is_period(colon.wrapping_sub(1)) || doc.is_any(colon.wrapping_sub(1), first))
        && frame.segments[segment - 1].opener == Opener::Bracket
        && mention.opening() == colon + 1
        && frame.figure_in(frame.tokens.start..frame.segments[segment - 1].tokens.start);
    labelled
        || *opener == Opener::Bracket
            && tokens.end <= mention.tokens.end + 1
            && frame.is_period(tokens.start.wrapping_sub(1))
            && (tokens.start.saturating_sub(6)..tokens.start)
                .any(|at| compared(&at) && !frame.figure_in(at..tokens.start))
}

/// "Starts were 11% **above the revised February estimate of 1.49 million**": a figure of before, however it was come by.
pub fn is_line_of_before(doc: &Doc, mention: &Mention) -> bool {
    const REACH: usize = 7;
    let Some(of) = mention.opening().checked_sub(1).filter(|&of| doc.is(of, "of")) else { return false };
    let mut before = (of.saturating_sub(REACH)..of).rev().take_while(|&i| doc.kind(i) != Some(TokenKind::Punct));
    let line = before.find(|&i| doc.is_any(i, keys!["above", "below"]));
    line.is_some_and(|line| {
        doc.is(line + 1, "the") && (line + 2..of).any(|i| dating::is(doc, i, Dating::Former) || doc.is(i, "revised"))
    })
}

/// "Well below **the record 4% that it reached in 2023**", "above **the 4.7% at the end of 2019**": a figure of its own time that
/// another is held against.
pub fn is_mark_left(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const LEAD: usize = 4;
    const BEHIND: usize = 6;
    let opening = mention.opening();
    let lead = opening.saturating_sub(LEAD).max(frame.tokens.start)..opening;
    let held = lead
        .rev()
        .take_while(|&i| doc.kind(i) == Some(TokenKind::Word))
        .find(|&i| doc.is_any(i, keys!["below", "above", "under"]));
    if !held.is_some_and(|i| doc.is_any(i + 1, keys!["the", "its", "their"])) {
        return false;
    }
    let end = mention.tokens.end;
    let mut behind = (end..end + BEHIND).take_while(|&i| doc.kind(i) != Some(TokenKind::Punct));
    role::is_reached_behind(doc, mention)
        || doc.is_any(end, keys!["of", "in", "at"]) && behind.any(|i| frame.is_period(i))
}

/// "Up from 26% in February, **and 28% of sales were** paid in cash": a subject with a verb of its own.
pub fn begins_statement(doc: &Doc, segment: &Segment, mention: &Mention) -> bool {
    let Segment { tokens, opener } = segment;
    let opening = tokens.start + usize::from(doc.is(tokens.start, ","));
    // Before a hedge the comma alone opens it: "**, and more than** 70% of mills are losing money".
    (*opener == Opener::And || *opener == Opener::Comma && doc.is(opening, "and"))
        && mention.opening() <= opening + 1 + usize::from(doc.is_any(opening + 1, keys!["only", "just"]))
        && (mention.tokens.end..tokens.end).any(|i| {
            // "**and** only 9% of firms **raised their** prices"
            let object = doc.is_any(i + 1, keys!["its", "their", "the", "a", "no"]);
            doc.is_any(i, keys!["was", "were", "is", "are"]) || acts::is_past_form(doc, i) && object
        })
}

/// "It **serves** its customers **from 6,000 branches**", "is **priced from £12,500**": where something is done from, with
/// nothing that moved away from it.
pub fn is_place_of_work(doc: &Doc, frame: &Frame, own: &Range<usize>, mention: &Mention, binding: &Binding) -> bool {
    let from = mention.opening().wrapping_sub(1);
    let counted = match &mention.kind {
        MentionKind::Quantity(q) => q.unit.is_some(),
        kind => matches!(kind, MentionKind::Money(_)),
    };
    if !counted || !doc.is(from, "from") || from < own.start + 2 || binding.predicate.is_some_and(Predicate::is_change)
    {
        return false;
    }
    let moved = frame.predicates_in(own.clone()).any(|p| p.is_change() || p.can_be(Reading::Reach));
    let arrives = (mention.tokens.end..own.end).any(|i| doc.is(i, "to"));
    !moved && !arrives && !frame.figure_in(own.start..from) && !(own.clone()).any(|i| frame.is_period(i))
}

/// "9% of the market, compared with **7% for electric cars**": what another has at the same time is a fact beside it.
pub fn is_told_of_another(doc: &Doc, frame: &Frame, mention: &Mention, role: Role) -> bool {
    let end = mention.tokens.end;
    // "Compared with **the Fed's** 5.25%"
    let clitic = mention.opening().wrapping_sub(1);
    let owner = || {
        let last = clitic.wrapping_sub(1);
        // … "compared with **the S&P 500's** 9.5% gains"
        let name =
            doc.is_capital(last) || doc.kind(last) == Some(TokenKind::Number) && doc.is_capital(last.wrapping_sub(1));
        doc.is_any(clitic, keys!["'s", "’s"]) && name && !frame.is_period(last)
    };
    let other = || {
        doc.is(end, "for")
            && !frame.is_period(end + 1)
            && !frame.is_period(end + 2)
            && !doc.is_any(end + 1, keys!["all", "its", "their", "his"])
            // "Compared with more than half **at Calder**"
            || doc.is(end, "at") && doc.is_capital(end + 1) && !frame.is_period(end + 1)
            // "Compared with 24 percent **who like** the idea", "with 5% **of baby boomers**"
            || doc.is(end, "who")
            // "… just **11% that anticipate** a fall"
            || is_number_of_sayers(doc, mention)
            || is_of_others(doc, frame, mention)
    };
    // "Compared with a 6% gain **at GM** and a 17% decline **at Ford**"
    let moved = frame.predicates_in(end..end + 1).any(Predicate::is_change);
    let at_another = moved && doc.is(end + 1, "at") && doc.is_capital(end + 2);
    role == Role::Than && (other() || owner())
        || moved && owner()
        || at_another
        || is_move_of_another(doc, frame, mention)
}

/// "Exports jumped 7.5%, against **a 2.3% increase in imports**": what is measured beside it moved at the same time.
fn is_move_of_another(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let noun = mention.tokens.end;
    let set_beside = (1..=2)
        .any(|back| doc.is_any(mention.opening().wrapping_sub(back), keys!["against", "with", "to", "versus", "than"]));
    if !set_beside
        || !doc.is_any(noun + 1, keys!["in", "for", "of"])
        || !frame.predicates_in(noun..noun + 1).any(Predicate::is_change)
    {
        return false;
    }
    let limit = frame.segments[frame.segment_of(noun)].tokens.end;
    let Some(other) = frame.indicators_in(noun + 2..limit.min(noun + 6)).next() else { return false };
    let mut told = frame.indicators_in(frame.tokens.start..mention.opening()).filter(|n| !n.weak);
    !(noun..limit).any(|i| frame.is_period(i)) && told.next().is_some_and(|n| n.row().code != other.row().code)
}

/// "Rose by 1.4%, **having declined by 0.2%** in the preceding quarter": what had been before, at a time of its own.
pub fn is_having_moved(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> bool {
    let Segment { tokens, opener } = &frame.segments[segment];
    let verb = tokens.start + 2;
    let percent = matches!(mention.kind, MentionKind::Percentage(_));
    // "Having **recorded growth of** 4.5% the year before" too.
    let recorded = || acts::is(doc, verb, Act::Recording) && doc.is(mention.opening().wrapping_sub(1), "of");
    let changed = percent && (frame.predicates_in(verb..verb + 1).any(Predicate::is_change) || recorded());
    // "Made a profit, **having lost £91m** the year before"
    let made = || matches!(mention.kind, MentionKind::Money(_)) && doc.is_any(verb, keys!["lost", "made", "earned"]);
    *opener == Opener::Comma
        && doc.is(tokens.start + 1, "having")
        && (changed || made())
        && frame.figure_in(frame.tokens.start..tokens.start)
        && (doc.is_any(mention.tokens.end, keys!["in", "at", "a"]) || frame.is_period(mention.tokens.end))
        && (mention.tokens.end..mention.tokens.end + 4).any(|i| frame.is_period(i))
}

/// "**It follows growth of** 0.7% in the first quarter": what the value of the sentence before came behind.
pub fn is_followed(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const REACH: usize = 7;
    let start = frame.tokens.start;
    doc.is_any(start, keys!["it", "that", "this"])
        && doc.is_any(start + 1, keys!["follows", "followed"])
        && mention.opening() <= start + REACH
        && matches!(mention.kind, MentionKind::Percentage(_))
}

/// "Compared with the fourth quarter of 2019, **when the rate was** 4.7%", "more than last August, **when** a carton could be
/// had for $2": a value of the time that is compared with.
pub fn is_when_compared(doc: &Doc, frame: &Frame, segment: usize) -> bool {
    const REACH: usize = 10;
    const JOINED: usize = 2;
    let opening_of = |segment: usize| {
        let start = frame.segments[segment].tokens.start;
        start + usize::from(doc.is(start, ","))
    };
    // "… when the jobless rate was 3.5 percent, **and the number of unemployed was** 5.9 million"
    let joined = |s: &usize| {
        let tokens = frame.segments[*s].tokens.clone();
        doc.is(opening_of(*s), "and") && frame.predicates_in(tokens).next().is_some()
    };
    let back = (1..=segment).rev().take(JOINED).take_while(joined).count();
    let own = &frame.segments[segment - back].tokens;
    let opening = opening_of(segment - back);
    doc.is(opening, "when")
        && frame.is_period(own.start.wrapping_sub(1))
        && (own.start.saturating_sub(REACH).max(frame.tokens.start)..own.start).any(|i| {
            doc.is_any(i, keys!["than", "since", "versus", "against"])
                || doc.starts(i, keys!["compared", "with"])
                || doc.starts(i, keys!["compared", "to"])
        })
}

/// Whether the segment is a standard of comparison as a whole: "after declining 1.9%", "exceeding the $992bn surplus",
/// not "after the economy grew 1.3%", which is a statement with a subject of its own.
pub fn is_standard_clause(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> bool {
    let Segment { tokens, opener } = &frame.segments[segment];
    // "Compared with a loss of $5m forecast **and a profit of** $7m a year earlier": one standard more; not "after raising
    // its dividend 10% **and authorizing** a $500 million buyback".
    // "After it agreed to pay $14bn, **or $330 a share**": the same told otherwise.
    let or = doc.is(mention.opening().wrapping_sub(1), "or") && *opener == Opener::And;
    let before = segment.checked_sub(1).filter(|_| or);
    let opening = before.and_then(|s| {
        let tokens = &frame.segments[s].tokens;
        tokens.clone().find(|&i| doc.is_any(i, keys!["after", "following"]))
    });
    if let Some(opening) = opening {
        let told = (opening..tokens.start).find(|&i| frame.figure_in(i..i + 1));
        return told.is_some_and(|first| first - opening <= 4);
    }
    let one_more = *opener == Opener::And
        && !doc.lower(tokens.start + 1).ends_with("ing")
        && segment
            .checked_sub(1)
            .map(|s| &frame.segments[s])
            .is_some_and(|before| before.opener == Opener::Comparison && frame.figure_in(before.tokens.clone()))
        && frame.predicates_in(tokens.clone()).next().is_none();
    // "Rose 2.9% over the year, compared with 2.8% in June, **and 0.3% over the month**": goes on with what rose.
    let resumed = doc.is(tokens.start.wrapping_sub(1), ",") || doc.is(tokens.start, ",");
    if one_more && !(resumed && basis::named(doc, tokens).is_some() && !frame.figure_in(tokens.end..tokens.end + 3)) {
        return true;
    }
    if *opener != Opener::Comparison {
        return false;
    }
    // "Compared with the same period in 2003 **the economy was 1.5% bigger**": what it opens with is a time alone.
    let timed = (tokens.start..mention.tokens.start).rev().find(|&i| frame.is_period(i));
    let clause = timed.is_some_and(|last| {
        tokens.start == frame.tokens.start
            && frame.indicators_in(last + 1..mention.tokens.start).next().is_some()
            && frame.predicates_in(last + 1..mention.tokens.end + 2).next().is_some()
    });
    if clause {
        return false;
    }
    let opening = tokens.clone().find(|&i| doc.is_any(i, keys!["after", "following"]));
    let Some(opening) = opening else { return true };
    // A statement has room for a subject and a verb, whatever is counted: "after **two straight** gains of 0.5%".
    let counts = |&i: &usize| nouns::is(doc, i, nouns::Class::Successive);
    let start = mention.opening();
    let counted = (opening..start).filter(counts).count();
    start.saturating_sub(opening + counted) <= 4
}

/// "Fell 4% after **Washington imposed** a 25% duty": what was done, by whom, is no standard.
pub fn is_deed(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> bool {
    let Segment { tokens, opener } = &frame.segments[segment];
    let opening = tokens.clone().find(|&i| doc.is_any(i, keys!["after", "following"]));
    let Some(opening) = opening.filter(|_| *opener == Opener::Comparison) else { return false };
    // … but "after **Germany's unexpected** 3% drop" is one, as is "after **sales fell** 16%".
    let name = (opening + 1..mention.opening()).take_while(|&i| doc.is_capital(i)).count();
    let pronoun = usize::from(doc.is_any(opening + 1, keys!["it", "they", "he", "she"]));
    let verb = opening + 1 + name.max(pronoun);
    // "Rose 3.4% after **reporting** profit of $2bn": what its subject did, too; not "a profit of $4bn after earning $3bn".
    let other = || {
        let moved = frame.figures_end_before(opening).is_some_and(|end| words::ends_percent(doc, end - 1));
        moved && mention.opening() > opening + 2 && matches!(mention.kind, MentionKind::Money(_))
    };
    let gerund = verb == opening + 1 && doc.lower(verb).ends_with("ing") && other();
    (verb > opening + 1 && acts::is_past_form(doc, verb) || gerund)
        && verb < mention.opening()
        && !frame.predicates_in(verb..verb + 1).any(|p| p.is_change() || !gerund)
        // … and so is "after Calder reported a 3% gain **in May**".
        && (gerund || !(mention.tokens.end..tokens.end).any(|i| frame.is_period(i)))
}

/// "After **sales there fell** 16%", "after **reaching a $2bn settlement**": something that happened first, with no figure
/// or change before it in its sentence that it could be compared with.
pub fn happened_before(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> bool {
    let Segment { tokens, opener } = &frame.segments[segment];
    let opening = tokens.clone().find(|&i| doc.is_any(i, keys!["after", "following"]));
    let Some(opening) = opening.filter(|_| *opener == Opener::Comparison) else { return false };
    let ahead = frame.tokens.start..opening;
    if is_done_first(doc, frame, opening, tokens.end, mention) {
        return true;
    }
    // "The firm" does not firm.
    // Neither does what "remains" change.
    let changes = |p: &Predicate| {
        p.direction.is_some_and(|d| d != Direction::Flat)
            && !doc.is_any(p.tokens.start.wrapping_sub(1), keys!["the", "a", "an"])
    };
    let figures = frame.figure_in(ahead.clone());
    // "**Gained protection** from creditors after revealing debts of £14bn": nothing measured that could be compared.
    let measured = frame.indicators_in(ahead.clone()).any(|n| !n.weak);
    let sum = matches!(mention.kind, MentionKind::Money(_));
    let compared = figures || (measured || !sum) && frame.predicates_in(ahead).any(changes);
    let told = opening..mention.tokens.start;
    let stated = frame
        .indicators_in(told.clone())
        .next()
        .is_some_and(|n| frame.predicates_in(n.tokens.end..mention.tokens.start).next().is_some());
    // "**Stands at £163,748** after a 0.8% rise in January": of the move that led there.
    let percent = |tokens: Range<usize>| tokens.into_iter().any(|i| words::ends_percent(doc, i));
    let beside = segment
        .checked_sub(1)
        .map_or(frame.tokens.start..opening, |before| frame.segments[before].tokens.start..opening);
    let led = matches!(mention.kind, MentionKind::Percentage(_))
        && frame.figure_in(frame.tokens.start..opening)
        && !percent(frame.tokens.start..opening)
        // "Shares, **which peaked in 2021**, closed at $4 after a drop of 9%": whatever was told by the way.
        && !frame.predicates_in(beside.clone()).any(changes);
    if led {
        return true;
    }
    // "Raised its outlook after **sales rose** 6%" is no value to compare with where no other is told.
    if stated && !figures {
        return true;
    }
    // "After a 2% rise", "after rising 2%" is a change, whatever it is compared with.
    // … but "after posting a **$6bn loss**" is none.
    let loss = |p: &Predicate| sum && doc.is_any(p.tokens.end - 1, keys!["loss", "losses"]);
    let mut behind = frame.predicates_in(told.start..(mention.tokens.end + 6).min(tokens.end));
    let changed = behind.any(|p| p.is_change() && !loss(p));
    !compared && !changed
}

/// "After **450 basis points of tightening**", "after **setting aside** $2bn for bad loans": what was done first is of another kind
/// than the figure before it.
fn is_done_first(doc: &Doc, frame: &Frame, opening: usize, limit: usize, mention: &Mention) -> bool {
    let verb = opening + 1;
    let moves = matches!(&mention.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::BasisPoint);
    if moves && mention.opening() == verb {
        return doc.is(mention.tokens.end, "of");
    }
    // "Said it would exit **after a $530 million charge**", of no time that is told
    let noun = mention.tokens.end;
    let sized = matches!(mention.kind, MentionKind::Money(_))
        && doc.is_any(verb, keys!["a", "an"])
        && mention.opening() == verb + 1
        && doc.is_any(noun, keys!["charge", "hit", "fine", "penalty", "writedown", "settlement"])
        && !doc.is_any(noun + 1, keys!["is", "are"]);
    if sized && !(noun..limit).any(|i| frame.is_period(i)) {
        return true;
    }
    matches!(mention.kind, MentionKind::Money(_))
        && verb < mention.tokens.start
        && doc.lower(verb).ends_with("ing")
        && doc.kind(verb) == Some(TokenKind::Word)
        && doc.is_any(mention.tokens.end, keys!["for", "on", "in", "to"])
        && !frame.is_period(mention.tokens.end + 1)
        && !acts::is(doc, verb, Act::Recording)
        && !frame.predicates_in(verb..mention.tokens.start).any(|p| p.is_change() || p.can_be(Reading::Reach))
        && !(mention.tokens.end..limit).any(|i| frame.is_period(i))
}

/// "A year earlier, the gap **had been** $4 billion": what was so before what is told.
pub fn was_before(doc: &Doc, predicate: &Predicate) -> bool {
    let start = predicate.tokens.start;
    predicate.is_still() && (doc.starts(start, keys!["had", "been"]) || doc.is(start.wrapping_sub(1), "had"))
}
