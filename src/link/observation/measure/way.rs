//! Which way a figure moved: by its own sign, by its predicate, by what stands beside it.
//!
//! What it is that moved, a level, a change or a share, is for `measure`.

use std::ops::Range;

use super::is_percent;
use crate::link::observation::indicator::{Kind, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::{Opener, Segment};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::{Binding, Role};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::time::dating::{self, Cue};
use crate::link::observation::topic::Subject;
use crate::link::observation::{Direction, Measure};
use crate::mention::{Mention, MentionKind};
use crate::number::Amount;
use crate::text::{Doc, TokenKind, keys};

/// "20% **below its April peak**", "£1.2bn **above the shortfall** of last year": how far from what stands behind.
pub fn away_from(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> Option<Direction> {
    // "$1.3bn more than June exports", "€26 (1.3%) more than"
    let bracketed = doc.is(mention.opening().wrapping_sub(1), "(") && doc.is(mention.tokens.end, ")");
    let twin = if bracketed { mention.tokens.end + 1 } else { frame.past_twin(doc, mention) };
    match doc.lower(twin) {
        "more" if doc.is(twin + 1, "than") => return Some(Direction::Up),
        "less" | "fewer" if doc.is(twin + 1, "than") => return Some(Direction::Down),
        _ => {}
    }
    let end = mention.tokens.end;
    // Whose the record is, and what it is of: "Monday's all-time".
    let owner = |under: usize| if doc.kind(under + 2) == Some(TokenKind::Clitic) { 5 } else { 0 };
    let way = match doc.lower(end) {
        "below" => Direction::Down,
        "above" => Direction::Up,
        // "19% **under the record**", not "under the plan"
        // … and "3% under **Monday's all-time high**".
        "under" if (end + 1..end + 4 + owner(end)).any(|i| dating::is(doc, i, Cue::Extent)) => Direction::Down,
        // "Less than 1% **shy of its record**", "3% **short of** the peak"
        "shy" | "short" if doc.is(end + 1, "of") => Direction::Down,
        _ => return None,
    };
    let end = end + usize::from(doc.is(end + 1, "of"));
    let stands = matches!(binding.role, Role::To | Role::From | Role::At) && !binding.carried;
    // "2% above **May's**"
    let definite = doc
        .is_any(end + 1, keys!["the", "its", "their", "his", "her", "where", "last", "a", "that", "those"])
        || doc.kind(end + 2) == Some(TokenKind::Clitic)
        // "Came in **9.8% below April 2024**"
        || frame.is_period(end + 1) && is_percent(mention);
    (definite && !stands).then_some(way)
}

/// "Earnings **beat the consensus by** 6 cents", "revenue missed estimates by $4m": how far from what was expected.
pub fn of_meeting(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<Direction> {
    const REACH: usize = 5;
    let by = mention.opening().checked_sub(1).filter(|&by| doc.is(by, "by"))?;
    let noun = by.checked_sub(1).filter(|&noun| words::is(doc, noun, Class::Expectation))?;
    let front = noun.saturating_sub(REACH).max(frame.tokens.start)..noun;
    let verb = front.rev().find(|&i| words::is(doc, i, Class::Meeting))?;
    Some(if acts::is(doc, verb, Act::Missing) { Direction::Down } else { Direction::Up })
}

/// "**Cut its forecast** for growth **by** 0.3 points to 6.3%": so far was an outlook moved, whichever way goes what is foreseen.
pub fn of_outlook(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<Direction> {
    let by = mention.opening().checked_sub(1)?;
    let from = frame.segments[frame.segment_of(by)].tokens.start;
    let verb = dating::moved_outlook(doc, from, by).filter(|_| !is_percent(mention))?;
    frame.predicates_in(verb..verb + 1).find(|p| p.is_change())?.direction
}

/// "45 basis points **of rate cuts**", "a quarter point **of easing**": the way that the points' own noun goes.
pub fn way_behind(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<Direction> {
    // "Two **cuts of** 25 basis points"
    let ahead = mention.opening().checked_sub(2).filter(|&noun| doc.is(noun + 1, "of"));
    if ahead.is_some_and(|noun| nouns::is(doc, noun, nouns::Class::Easing)) {
        return Some(Direction::Down);
    }
    let of = mention.tokens.end;
    let noun = frame.predicates_in(of..(of + 5).min(frame.tokens.end)).find(|p| p.can_be(Reading::Noun));
    let easing = || (of + 1..of + 4).any(|i| nouns::is(doc, i, nouns::Class::Easing)).then_some(Direction::Down);
    if doc.is_any(of, keys!["of", "in"]) { noun.and_then(|p| p.direction).or_else(easing) } else { None }
}

/// "8,000 **fewer** employees", "25,000 **more** Americans at work", "2% **more** cars": a count, or a part of one, that says
/// itself that it is a difference; not "5% **more or** less".
pub fn apart(doc: &Doc, mention: &Mention) -> Option<Direction> {
    if matches!(mention.kind, MentionKind::Percentage(_)) {
        // "€8 billion**, or 10 percent, more** than forecast"
        let twin = doc.is(mention.opening().wrapping_sub(1), "or") && doc.is(mention.tokens.end, ",");
        return match doc.lower(mention.tokens.end + usize::from(twin)) {
            _ if doc.is(mention.tokens.end + 1, "or") => None,
            "fewer" | "less" => Some(Direction::Down),
            "more" => Some(Direction::Up),
            _ => None,
        };
    }
    let MentionKind::Quantity(quantity) = &mention.kind else { return None };
    // "It will open 110 cafes, **40 fewer than** planned"
    let than = (quantity.unit.is_none() && doc.is(mention.tokens.end + 1, "than")).then_some(mention.tokens.end);
    mention.tokens.clone().skip(1).chain(than).find_map(|i| match doc.lower(i) {
        "fewer" => Some(Direction::Down),
        "more" | "extra" | "additional" => Some(Direction::Up),
        _ => None,
    })
}

/// The sign that the text itself writes: "-1.3%", "+0.9", "8,000 fewer employees", "25,000 more".
pub fn written_sign(doc: &Doc, mention: &Mention) -> Option<Direction> {
    if let Some(way) = apart(doc, mention) {
        return Some(way);
    }
    let negative = match mention.amount()? {
        Amount::Exact(value) => value.is_sign_negative(),
        Amount::Range(_, high) => high.is_sign_negative(),
    };
    let plus = doc.word(mention.tokens.start) == "+" || doc.word(mention.tokens.start.wrapping_sub(1)) == "+";
    if negative { Some(Direction::Down) } else { plus.then_some(Direction::Up) }
}

/// The way of a percentage that is a change. A growth rate that "eased to 3%" is still growth: its own sign is up,
/// whatever became of the rate; "prices fell 3%" and "the economy shrank by 3%" go down.
pub fn change_way(doc: &Doc, binding: &Binding, subject: &Subject) -> Direction {
    let Some(predicate) = binding.predicate else { return Direction::Up };
    let Some(way) = predicate.direction else { return Direction::Up };
    // "Retail sales growth **slowed to** 3.1%, missing expectations for 4.8%": both are growth.
    let to = predicate.tokens.end;
    if binding.carried && doc.is(to, "to") && (to + 2..to + 4).any(|i| words::ends_percent(doc, i)) {
        return Direction::Up;
    }
    let by_it = match binding.role {
        Role::Direct | Role::By | Role::Before => true,
        Role::Of => predicate.can_be(Reading::Noun) || predicate.can_be(Reading::Adjective),
        // "Rose 4%, less than the 5% expected": a mere comparative says nothing of the 5%.
        // Nor does "**lower than** July's 5.7%", which is a verb too.
        Role::Than => {
            let comparative = predicate.can_be(Reading::Adjective);
            let rate = subject.kind() == Kind::Growth && arrives_before(doc, predicate.tokens.start);
            !binding.carried
                && !comparative
                && !rate
                && (predicate.can_be(Reading::Verb) || predicate.can_be(Reading::Noun))
        }
        // "Oil fell to $80 a barrel**, or 2%**": a price has no percentage to arrive at.
        Role::To if binding.carried => subject.told() == Told::Day,
        Role::To | Role::From | Role::At => false,
    };
    let rate = subject.kind() == Kind::Growth && (binding.carried || predicate.can_be(Reading::Adjective));
    // "Prices fell by 1% in the euro area and **by** 0.9% in the EU", "were **down by** 5%": so far did they go.
    // … not "growth slowed to 2%, **slower by** a point".
    let adverb = doc.is_any(to - 1, keys!["up", "down", "higher", "lower"]);
    let so_far = binding.role == Role::By && (adverb || predicate.can_be(Reading::Verb));
    // "Following **declines of** 0.3% in the fourth quarter and 0.1% in the third": a plural is of all of them.
    let several = binding.role == Role::Of && predicate.can_be(Reading::Noun) && doc.lower(to - 1).ends_with('s');
    let of_rate = rate && !(matches!(binding.role, Role::Direct | Role::Before) || so_far || several);
    if by_it && !of_rate { way } else { Direction::Up }
}

/// "Inflation cooled **to 2.8%**, a smaller decline than the 2.7%": whether the figure before a token is what a rate came to, so that
/// what is set beside it is one too.
fn arrives_before(doc: &Doc, at: usize) -> bool {
    const REACH: usize = 14;
    let from = at.saturating_sub(REACH).max(doc.sentence(at).start + 1);
    let number = (from..at).rev().find(|&i| doc.kind(i) == Some(TokenKind::Number) && words::ends_percent(doc, i + 1));
    number.is_some_and(|i| doc.is(i.wrapping_sub(1), "to"))
}

/// "49.3, **up** from 48.4" and "**gained** 1.2% and closed at 5,308": a level takes its direction from the next segment
/// where that opens with it, else from the change that its own subject made just before.
pub fn way_beside(doc: &Doc, frame: &Frame, mention: &Mention) -> Option<Direction> {
    let segment = frame.segment_of(mention.tokens.start);
    let own = &frame.segments[segment].tokens;
    // Who said it may stand between: "$67 million, Southwest said, down from $193 million".
    let said = |s: &&Segment| {
        s.tokens.clone().any(|i| doc.is_any(i, keys!["said", "says", "reported", "according"]))
            && !frame.figure_in(s.tokens.clone())
    };
    // "$772 million, **or 68 cents a share**, down from $908 million": the same told otherwise.
    let twin =
        |s: &&Segment| doc.is(s.tokens.start + 1, "or") && frame.figure_in(s.tokens.start + 2..s.tokens.start + 4);
    let next = frame.segments[segment + 1..].iter().find(|s| !said(s) && !twin(s)).and_then(|s| {
        if let Some(way) = way_of_more(doc, frame, s) {
            return Some(way);
        }
        // "Less than 1% up on the year" is up.
        let hedge =
            |p: &&Predicate| doc.is(p.tokens.end, "than") && frame.figure_in(p.tokens.end + 1..p.tokens.end + 2);
        // "€140 million, **which represents** a growth of 110%"
        let relative = s.opener == Opener::Dependent
            && (s.tokens.start..s.tokens.start + 2).any(|i| doc.is(i, "which"))
            && (s.tokens.start + 2..s.tokens.start + 4).any(|i| doc.is_any(i, keys!["a", "an"]));
        let first = frame.predicates_in(s.tokens.clone()).find(|p| !hedge(p) && (!relative || p.is_change()))?;
        if s.opener == Opener::Comma && turns(doc, frame, mention, s.tokens.start + 1, first) {
            return first.direction;
        }
        let compares = doc.is(first.tokens.start, "ahead") && doc.is(first.tokens.end, "of");
        // "Employs 85,000 people, **laid off** workers": a particle of another verb, which moves no level.
        let particle = first.tokens.start == s.tokens.start + 2
            && doc.is_any(first.tokens.start, keys!["up", "down", "off"])
            && doc.lower(s.tokens.start + 1).ends_with(['d', 't', 'g'])
            && !frame.figure_in(first.tokens.end..first.tokens.end + 1);
        let opens =
            first.tokens.start <= s.tokens.start + 2 && first.can_be(Reading::Adjective) && !compares && !particle;
        // … by a noun phrase or a figure, not by a clause of its own ("…, faces a jump").
        let phrase = doc.is_any(s.tokens.start + 1, keys!["a", "an", "the", "its", "with"])
            || frame.figure_in(s.tokens.start + 1..s.tokens.start + 4);
        // "49.3, an increase of 0.9", "49.3, 0.9 point higher": the change is told right behind the level.
        // "… a dramatic change **from** the loss of a year before": what was left tells no way.
        let left = || (s.tokens.start..first.tokens.start).any(|i| doc.is(i, "from"));
        let told = (relative || s.opener == Opener::Comma && phrase)
            && !left()
            && first.is_change()
            && (first.can_be(Reading::Noun) || first.can_be(Reading::Adjective))
            && frame.indicators_in(s.tokens.start..first.tokens.start).next().is_none()
            && first.tokens.start <= s.tokens.start + 7;
        // "Closed at $4, **after a drop** of 9 percent"
        let led = s.opener == Opener::Comparison
            && doc.is_any(s.tokens.start + 1, keys!["after"])
            && doc.is_any(s.tokens.start + 2, keys!["a", "an"])
            && first.is_change()
            && first.can_be(Reading::Noun)
            && frame
                .predicates_in(own.start..mention.tokens.start)
                .any(|p| acts::is(doc, p.tokens.start, Act::Closing));
        (opens || told || led).then_some(first.direction)?
    });
    let has_subject = frame.indicators_in(own.start..mention.tokens.start).next().is_some();
    next.or_else(|| {
        let closing =
            frame.predicates_in(own.start..mention.tokens.start).any(|p| acts::is(doc, p.tokens.start, Act::Closing));
        // "Gained 0.6% **to trade at** 0.934"
        let ends = |p: &&Predicate| {
            acts::is(doc, p.tokens.start, Act::Closing) && doc.is(p.tokens.start.wrapping_sub(1), "to")
        };
        if let Some(end) = frame.predicates_in(own.start..mention.tokens.start).rev().find(ends) {
            return frame.predicates_in(own.start..end.tokens.start).rev().find(|p| p.is_change())?.direction;
        }
        // "Shares, **which peaked** in 2021, closed at $4": what is told by the way led nowhere.
        let aside =
            |s: &&Segment| (s.tokens.start..s.tokens.start + 2).any(|i| doc.is_any(i, keys!["which", "who", "whose"]));
        // "Crude settled lower, **and Brent**, the benchmark, finished at $65": what has a subject of its own went its own way.
        let other = |s: &&Segment| {
            let and = s.tokens.start + usize::from(doc.is(s.tokens.start, ","));
            doc.is_any(and, keys!["and", "while", "but"])
                && frame.predicates_in(s.tokens.clone()).next().is_none()
                && frame.indicators_in(s.tokens.clone()).next().is_some()
        };
        let change = frame.segments[..segment]
            .iter()
            .rev()
            .filter(|s| !aside(s))
            .take_while(|s| !other(s))
            .take(3)
            .find_map(|s| frame.predicates_in(s.tokens.clone()).rev().find(|p| p.is_change()))?;
        (closing && !has_subject).then_some(change.direction)?
    })
}

/// "**Left** its key rate **at 5%**", "expected to **leave** rates at 5%": what a central bank sets and does not touch.
pub fn left_alone(doc: &Doc, frame: &Frame, mention: &Mention, subject: &Subject) -> Option<Direction> {
    const APART: usize = 6;
    let at = mention.opening().wrapping_sub(1);
    if subject.code() != Some("policy_rate") || !doc.is(at, "at") {
        return None;
    }
    let mut before = at.saturating_sub(APART).max(frame.tokens.start)..at;
    before.any(|i| acts::is(doc, i, Act::Keeping)).then_some(Direction::Flat)
}

/// "345,000 cars, **12% more** than a year before": the way of what a segment opens by comparing; not "12 fewer than planned",
/// which is held against no time.
fn way_of_more(doc: &Doc, frame: &Frame, segment: &Segment) -> Option<Direction> {
    let Range { start, end } = segment.tokens;
    if segment.opener != Opener::Comma {
        return None;
    }
    let than = (start + 2..(start + 8).min(end)).find(|&i| doc.is(i, "than"))?;
    let dated = (than + 1..(than + 8).min(frame.tokens.end)).any(|i| frame.is_period(i));
    let way = match doc.lower(than - 1) {
        "more" => Direction::Up,
        "less" | "fewer" => Direction::Down,
        _ => return None,
    };
    (dated && frame.figure_in(start + 1..than - 1)).then_some(way)
}

/// "51.2%, **falling** back from 53%", "the index, at 52.9%, **rose** by 0.7 points": a verb of change right behind the comma
/// that closes what the level says.
fn turns(doc: &Doc, frame: &Frame, mention: &Mention, at: usize, first: &Predicate) -> bool {
    let verb = first.tokens.start == at && first.is_change() && first.can_be(Reading::Verb);
    let end = first.tokens.end + usize::from(doc.is(first.tokens.end, "back"));
    let from = doc.lower(first.tokens.start).ends_with("ing") && doc.is_any(end, keys!["from", "by"]);
    let start = mention.opening();
    let aside =
        doc.is(start.wrapping_sub(1), "at") && doc.is(start.wrapping_sub(2), ",") && start >= frame.tokens.start + 3;
    let on = aside && (doc.is(end, "by") || frame.figure_in(end..end + 1));
    verb && (from || on)
}

/// "Exports fell 3%, **more than** the 2% expected", "shrank **faster than** the 1% foreseen": of two sizes that are
/// compared, the second went the way of the first; not of two values ("fell to 3%, less than the 4% expected").
pub fn way_compared(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> Option<Direction> {
    let start = mention.opening();
    let than = (start.saturating_sub(3)..start).rev().find(|&i| doc.is(i, "than"))?;
    let size = than.wrapping_sub(1);
    if binding.role != Role::Than || !acts::is(doc, size, Act::Comparing) {
        return None;
    }
    let last = frame.predicates_in(frame.tokens.start..size).rev().find(|p| p.is_change())?;
    let measured = |at: usize| frame.figure_in(at..at + 2) && !doc.is_any(at, keys!["to", "from", "at"]);
    // "Will reduce profit **by** $180m, less than the $200m"
    let by = (last.tokens.end..size).find(|&i| doc.is(i, "by")).is_some_and(|by| measured(by + 1));
    let verb = last.can_be(Reading::Verb) && (last.tokens.end == size || measured(last.tokens.end) || by);
    let noun = last.can_be(Reading::Noun) && frame.figure_in(last.tokens.start.saturating_sub(1)..last.tokens.start);
    (verb || noun).then_some(last.direction).flatten()
}

/// "31 points, or 0.6%, **higher**": which way points went that are told in percent too, and so the percentage.
pub fn points_away(doc: &Doc, mention: &Mention) -> Option<Direction> {
    const REACH: usize = 8;
    let way = match &mention.kind {
        MentionKind::Quantity(quantity) => {
            let comma = mention.tokens.end;
            if !doc.is(comma, ",") || !doc.is(comma + 1, "or") || quantity.unit.as_deref() != Some("point") {
                return None;
            }
            (comma + 2..comma + REACH).find(|&i| doc.is_any(i, keys!["higher", "lower", ".", ";"]))?
        }
        MentionKind::Percentage(_) => {
            let points = mention.opening().checked_sub(3)?;
            if !doc.is(points + 2, "or") || !doc.is(points + 1, ",") || !doc.is_any(points, keys!["points", "point"]) {
                return None;
            }
            mention.tokens.end + usize::from(doc.is(mention.tokens.end, ","))
        }
        _ => return None,
    };
    // … but not "or 0.6%, to close **lower**".
    if !doc.is(way - 1, ",") && !words::ends_percent(doc, way - 1) {
        return None;
    }
    match doc.lower(way) {
        "higher" => Some(Direction::Up),
        "lower" => Some(Direction::Down),
        _ => None,
    }
}

/// "The duty goes **from 25%** to 100%", "now at a rate of 3%, from 2%": which way the level of the figure `i` went, by the
/// one that it left.
pub fn of_level_left(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    i: usize,
    binding: &Binding,
    measure: Measure,
) -> Option<Direction> {
    if binding.role != Role::To || measure != Measure::Level {
        return None;
    }
    let to = &mentions[i];
    let segment = frame.segment_of(to.tokens.start);
    let place = frame.figures.iter().position(|&f| f == i)?;
    let left = |at: Option<usize>| {
        let other = &mentions[*frame.figures.get(at?)?];
        let alike = std::mem::discriminant(&other.kind) == std::mem::discriminant(&to.kind);
        let left = doc.is(other.opening().wrapping_sub(1), "from");
        (alike && left && frame.segment_of(other.tokens.start) == segment).then_some(other)
    };
    let from = left(Some(place + 1)).or_else(|| left(place.checked_sub(1)))?;
    match (to.amount()?, from.amount()?) {
        (Amount::Exact(to), Amount::Exact(from)) if to > from => Some(Direction::Up),
        (Amount::Exact(to), Amount::Exact(from)) if to < from => Some(Direction::Down),
        _ => None,
    }
}
