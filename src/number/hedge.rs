//! Hedges: the words beside a figure that blur or bound it ("nearly", "up to", "or more").
//!
//! They stay outside the figure's span. A determiner may stand between ("around a 50% chance"); after "the" only a mark
//! is bounded ("past the $1 trillion mark", not "exceeding the $992bn surplus").

use std::ops::Range;
use std::sync::LazyLock;

use super::motion;
use super::{HEDGES, Hedge, Modifier, past_hyphen};
use crate::lang::tsv;
use crate::text::{Case, Doc, Gap, LexiconBuilder, keys};

const TABLE: &str = include_str!("hedges.en.tsv");
/// The most tokens of a hedge.
const LONGEST: usize = 6;

#[derive(Debug)]
struct Row {
    phrase: &'static str,
    modifier: Modifier,
    after: bool,
    glued: bool,
    hyphen: bool,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    tsv::rows(TABLE, ["phrase", "modifier", "place", "needs"])
        .map(|[phrase, modifier, place, needs]| Row {
            phrase,
            modifier: match modifier {
                "approximately" => Modifier::Approximately,
                "less_than" => Modifier::LessThan,
                "more_than" => Modifier::MoreThan,
                "at_least" => Modifier::AtLeast,
                "at_most" => Modifier::AtMost,
                other => panic!("no modifier {other}"),
            },
            after: place == "after",
            glued: needs == "glued",
            hyphen: needs == "hyphen",
        })
        .collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, data) in ROWS.iter().enumerate() {
        lexicon.add(HEDGES, row, data.phrase, Case::Any);
    }
}

/// The hedges that stand before figures, for tests.
#[cfg(test)]
pub(super) fn phrases_before() -> impl Iterator<Item = &'static str> {
    ROWS.iter().filter(|row| !row.after && !row.hyphen).map(|row| row.phrase)
}

/// The hedge of the figure over these tokens.
pub fn find(doc: &Doc, figure: &Range<usize>) -> Option<Hedge> {
    before(doc, figure).or_else(|| after(doc, figure.end))
}

/// Where the hedge that begins at the token ends, if it is one that stands before figures.
pub fn opening(doc: &Doc, at: usize) -> Option<usize> {
    doc.hits_of(at, HEDGES).find(|h| !ROWS[h.row as usize].after).map(|h| h.tokens.end)
}

/// Where the hedge before the figure begins (or the figure itself, without one).
pub fn start(doc: &Doc, figure: &Range<usize>) -> usize {
    before(doc, figure).map_or(figure.start, |hedge| hedge.tokens.start)
}

fn before(doc: &Doc, figure: &Range<usize>) -> Option<Hedge> {
    let at = figure.start;
    if doc.gap(at) == Gap::Paragraph {
        return None;
    }
    if let Some(hedge) = ending_at(doc, at) {
        return Some(hedge);
    }
    // "sub-500 sq m", "near-400,000 complaints".
    let hyphen = at.wrapping_sub(1);
    if past_hyphen(doc, hyphen) == at && doc.is_any(hyphen.wrapping_sub(1), keys!["sub", "near"]) {
        return ending_at(doc, hyphen);
    }
    let determiner = at.checked_sub(1).filter(|&d| doc.gap(d) != Gap::Paragraph)?;
    let bounded = doc.is_any(determiner, keys!["a", "an", "another"])
        || doc.is_any(determiner, keys!["the", "key", "psychological", "symbolic"]) && is_mark(doc, figure.end);
    // "signed up to a $1bn deal" is no bound.
    bounded.then(|| ending_at(doc, determiner)).flatten().filter(|h| !doc.starts(h.tokens.start, keys!["up", "to"]))
}

/// "the $4 trillion mark", "the 5,300-level".
fn is_mark(doc: &Doc, end: usize) -> bool {
    let end = if doc.is(end, "-") && doc.glued(end) { end + 1 } else { end };
    doc.is_any(end, keys!["mark", "level", "threshold", "barrier", "milestone", "line", "figure"])
}

/// The longest hedge that ends right before `end`.
fn ending_at(doc: &Doc, end: usize) -> Option<Hedge> {
    let mut best = None;
    for start in (end.saturating_sub(LONGEST)..end).rev() {
        let hit = doc.hits_of(start, HEDGES).find(|h| {
            h.tokens.end == end
                && !ROWS[h.row as usize].after
                && (!ROWS[h.row as usize].hyphen || doc.is(end, "-"))
                && may_stand(doc, &h.tokens)
        });
        if let Some(hit) = hit {
            best = Some(Hedge { modifier: ROWS[hit.row as usize].modifier, tokens: hit.tokens.clone() });
        }
        if doc.gap(start) == Gap::Paragraph {
            break;
        }
    }
    best
}

fn after(doc: &Doc, end: usize) -> Option<Hedge> {
    let (from, hyphen) = if doc.is(end, "-") && doc.glued(end) { (end + 1, true) } else { (end, false) };
    if doc.gap(from) == Gap::Paragraph {
        return None;
    }
    let mut hits = doc.hits_of(from, HEDGES);
    let hit = hits.find(|h| {
        let row = &ROWS[h.row as usize];
        let tied = !row.glued || doc.glued(from);
        row.after && tied && may_follow(doc, &h.tokens, hyphen)
    })?;
    Some(Hedge { modifier: ROWS[hit.row as usize].modifier, tokens: hit.tokens.clone() })
}

/// "Pushing **the jobless rate** up to 6.4%", "lifted its target up to 3%": where what is moved goes, behind its verb.
fn is_pushed(doc: &Doc, noun: usize) -> bool {
    const REACH: usize = 5;
    let mover = |i: usize| {
        motion::leads_up(doc, i)
            || doc.is_any(
                i,
                keys![
                    "drove", "driving", "drive", "sent", "sending", "bring", "brings", "brought", "bringing", "take",
                    "takes", "took", "taking"
                ],
            )
    };
    let inside = |&i: &usize| doc.kind(i) == Some(crate::text::TokenKind::Word);
    let verb = (noun.saturating_sub(REACH)..noun).rev().take_while(inside).find(|&i| mover(i));
    verb.filter(|_| inside(&noun))
        .is_some_and(|verb| doc.is_any(verb + 1, keys!["the", "its", "their", "a", "it", "them"]))
}

/// "edging back up to 4.8%" is a direction; "up to 4.8%" a bound. "top 10" is a list.
fn may_stand(doc: &Doc, hedge: &Range<usize>) -> bool {
    let previous = hedge.start.checked_sub(1);
    match doc.lower(hedge.start) {
        "up" => previous.is_none_or(|p| {
            !motion::leads_up(doc, p)
                && !is_pushed(doc, p)
                && !doc.is_any(p, keys!["%", "add", "adds", "added", "adding", "sign", "signed"])
        }),
        // "5.9% more than $390bn", "2.5 times more than 30,000": by how much it is more.
        // "**Handed over** 142 planes", "took over 30 shops".
        "over"
            if previous.is_some_and(|p| {
                doc.is_any(p, keys!["handed", "hand", "hands", "handing", "took", "taken", "turned", "carried"])
            }) =>
        {
            false
        }
        "more" | "less" | "fewer" | "above" | "below" | "over" | "under" => previous
            .is_none_or(|p| !doc.is_any(p, keys!["%", "percent", "cent", "pc", "pct", "point", "points", "times"])),
        // "the past two games"
        "past" => previous.is_none_or(|p| {
            !doc.is_any(p, keys!["the", "this", "these", "his", "her", "its", "their", "our", "my", "your"])
        }),
        "top" | "tops" => {
            previous.is_some_and(|p| doc.is_any(p, keys!["to", "could", "will", "would", "may", "might", "not", "can"]))
        }
        _ => true,
    }
}

/// "5 or so", "a 50-plus majority"; "5 plus 3" and "5 at least in" are left alone.
fn may_follow(doc: &Doc, hedge: &Range<usize>, hyphen: bool) -> bool {
    match doc.lower(hedge.start) {
        "plus" | "odd" | "ish" => hyphen || doc.glued(hedge.start),
        // "27,000 homes and over 70 schools": the hedge is the next figure's.
        "and" | "or" => doc.kind(hedge.end) != Some(crate::text::TokenKind::Number),
        "+" => !doc.glued(hedge.end) || doc.kind(hedge.end) != Some(crate::text::TokenKind::Number),
        _ => !hyphen,
    }
}
