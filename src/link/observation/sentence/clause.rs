//! Sentences to segments: the stretches inside which a figure is bound to its own predicate and subject.
//!
//! Not a parse. A segment ends at a comma, semicolon, colon, dash or bracket, before a word that opens a clause ("while",
//! "but", "which", "compared with"), and before an "and" that has a figure on either side. A segment without a subject
//! or predicate of its own inherits that of the segment before it, which is how English leaves them out.
//!
//! Guarantees: segments cover the sentence's tokens in order; none is empty.

use std::ops::Range;

use super::acts::{self, Act};
use super::enumeration;
use super::words::{self, Class};
use crate::text::{Doc, Gap, TokenKind, keys};

/// What opens a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// The sentence's start, a semicolon, a colon or a dash.
    Start,
    /// A comma.
    Comma,
    /// "While", "but", "whereas": a clause of the same rank with a subject of its own.
    Contrast,
    /// "And" between two figures.
    And,
    /// "Compared with", "after", "following", "exceeding": what follows is a standard of comparison.
    Comparison,
    /// "Which", "who", "as", "because": a clause that hangs on the one before.
    Dependent,
    /// An opening bracket.
    Bracket,
}

/// A segment of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What opens it.
    pub opener: Opener,
}

/// The segments of a sentence. `inside` tells tokens that stand inside a mention, where nothing is cut; `is_figure`
/// those of figures, `is_period` those of periods.
pub fn segments(
    doc: &Doc,
    sentence: Range<usize>,
    inside: impl Fn(usize) -> bool,
    is_figure: impl Fn(usize) -> bool,
    is_period: impl Fn(usize) -> bool,
) -> Vec<Segment> {
    let mut cuts: Vec<(usize, Opener)> = Vec::new();
    // Where the list of nouns ends whose commas part nothing.
    let mut listed = sentence.start;
    for at in sentence.clone() {
        if is_move_without_comma(doc, at, sentence.start, &is_figure, &is_period) {
            cuts.push((at, Opener::Comma));
            continue;
        }
        let Some(cut) = cut_at(doc, at, &sentence) else { continue };
        if doc.is(at, ",") && at >= listed {
            let start = cuts.last().map_or(sentence.start, |&(at, _)| at + usize::from(doc.is(at, ",")));
            let end = enumeration::end(doc, at, &(start..sentence.end), |i| inside(i) || is_figure(i) || is_period(i));
            listed = end.unwrap_or(listed);
        }
        // "Lost 4.5% against the dollar since September": no standard of comparison without a figure.
        let idle = at < listed
            || doc.is_any(at, keys!["against", "versus"]) && !(at + 1..sentence.end.min(at + 7)).any(&is_figure)
            || doc.is(at, ",")
                && (is_lead(doc, at, sentence.start) && !inside(sentence.start)
                    || is_interjected(doc, at)
                    || is_behind_opening_time(doc, at, sentence.start, &is_period)
                    || is_measured(doc, at, &is_figure));
        if !idle && !inside(at) && !is_time_alone(doc, at, sentence.end, &is_figure, &is_period) {
            cuts.push(cut);
        }
    }
    let mut found = close(doc, &sentence, &cuts);
    // "And" cuts only inside one segment, with a figure on either side.
    let mut ands = Vec::new();
    for segment in &found {
        // "Homes worth $1m **or more** rose 40%": a hedge of the figure before.
        let hedge =
            |at: usize| doc.is(at, "or") && doc.is_any(at + 1, keys!["more", "less", "so", "fewer", "higher", "lower"]);
        let is_and = |at: &usize| doc.is_any(*at, keys!["and", "or"]) && !inside(*at) && !hedge(*at);
        let mut after = segment.tokens.clone().filter(|&at| is_figure(at)).peekable();
        // The stretches in front of each figure: from the figure before it, or from the segment's start.
        let mut from = segment.tokens.start;
        let mut first = true;
        while let Some(figure) = after.next() {
            // "… to 2022 **and 28%** …": right before a figure it begins a part of its own in any case; else the first
            // "and" after the figure before does ("fell 3% **and** imports of food and fuel 5%").
            let mut between = (from..figure).filter(is_and);
            let close =
                (from..figure).rev().find(|at| is_and(at) && figure - at <= 1 + usize::from(is_light(doc, at + 1)));
            let cut = match close {
                Some(at) if !first || (sentence.start..at).any(&is_figure) => Some(at),
                _ if first => None,
                _ => between.next(),
            };
            ands.extend(cut.map(|at| (at, Opener::And)));
            // A figure of several tokens is one figure.
            from = figure + 1;
            first = false;
            while after.peek() == Some(&from) {
                after.next();
                from += 1;
            }
        }
    }
    if !ands.is_empty() {
        cuts.extend(ands);
        cuts.sort_by_key(|c| c.0);
        found = close(doc, &sentence, &cuts);
    }
    found
}

/// "Rose 2.5% **compared with a year earlier to** $2.74 billion": a standard that is a time and no more is one as "from a year
/// earlier" is, and the statement goes on behind it; not "compared with May's 5%".
fn is_time_alone(
    doc: &Doc,
    at: usize,
    limit: usize,
    is_figure: impl Fn(usize) -> bool,
    is_period: impl Fn(usize) -> bool,
) -> bool {
    const LONGEST: usize = 8;
    let compares = doc.is_any(at, keys!["compared", "versus", "against"]) && !follows_comma(doc, at);
    if !compares {
        return false;
    }
    let start = at + 1 + usize::from(doc.is_any(at + 1, keys!["with", "to"]));
    let start = start + usize::from(doc.is_any(start, keys!["the", "in"]));
    let end = (start..start + LONGEST).find(|&i| !is_period(i)).unwrap_or(start);
    // … nor "6% compared with 2022 **and 28%** compared with 2019", nor what a comma cuts off.
    let another = || doc.is(end, "and") && (is_figure(end + 1) || is_figure(end + 2));
    // "In April **compared with** March **fell** by 2.3%" too.
    let goes_on = words::is(doc, end, Class::Closed) || doc.is(end, ".") || acts::is_past_form(doc, end);
    end > start && (end >= limit || goes_on) && !another()
}

/// "**Meanwhile,** the growth in loans, a part of debt, picked up": a comma behind an adverb that leads a sentence cuts nothing off.
fn is_lead(doc: &Doc, comma: usize, start: usize) -> bool {
    let adverb = || {
        words::is(doc, start, Class::Linking) || acts::is(doc, start, Act::Between) || doc.lower(start).ends_with("ly")
    };
    comma == start + 1 && adverb()
}

/// "Inflation was 3.4%; a year earlier**,** it was 4.9%", "and in May**,** they fell": a comma behind the time that a clause of the
/// same rank opens with cuts nothing off.
fn is_behind_opening_time(doc: &Doc, comma: usize, start: usize, is_period: impl Fn(usize) -> bool) -> bool {
    let pronoun = doc.is_any(comma + 1, keys!["it", "they", "he", "she", "we"]);
    if !pronoun || acts::is(doc, comma + 2, Act::Stated) {
        return false;
    }
    let first = (start..comma).rev().take_while(|&i| is_period(i)).last();
    first.is_some_and(|first| {
        let joint = first.wrapping_sub(1 + usize::from(doc.is_any(first.wrapping_sub(1), keys!["in", "during", "at"])));
        joint > start && doc.is_any(joint, keys![";", "and", "but", "while", "whereas"])
    })
}

/// "Profit**, meanwhile,** rose": the commas around an adverb cut nothing.
fn is_interjected(doc: &Doc, comma: usize) -> bool {
    let adverb = |i: usize| words::is(doc, i, Class::Linking);
    // … but ", **which**" opens a clause all the same.
    let hangs = doc.is_any(comma + 1, keys!["which", "who", "where"]);
    adverb(comma + 1) && doc.is(comma + 2, ",") || comma >= 2 && adverb(comma - 1) && doc.is(comma - 2, ",") && !hangs
}

/// "**Eggs**, however, jumped": where what stands before a verb ends, the adverb between commas left out.
pub fn without_interjected(doc: &Doc, verb: usize) -> usize {
    let comma = verb.wrapping_sub(1);
    if comma >= 3 && comma < verb && doc.is(comma, ",") && is_interjected(doc, comma) { verb - 3 } else { verb }
}

/// "A profit of $1.3 billion **down from $1.8 billion**", "95,000 cars last year **up 2.6%**": a comma is left out; not "3% up from a
/// year earlier", "exports in May up 3%", "fell 2% and ended the week up 0.3%".
fn is_move_without_comma(
    doc: &Doc,
    at: usize,
    start: usize,
    is_figure: impl Fn(usize) -> bool,
    is_period: impl Fn(usize) -> bool,
) -> bool {
    if !doc.is_any(at, keys!["up", "down"]) || at <= start {
        return false;
    }
    let period = || {
        let first = (start..at)
            .rev()
            .find(|&i| !is_period(i) && !doc.is_any(i, keys!["in", "for", "the", "of", "over", "during", "on"]));
        is_period(at - 1) && first.is_some_and(&is_figure)
    };
    let behind = is_figure(at - 1) || period();
    let from = doc.is(at + 1, "from") && (is_figure(at + 2) || is_light(doc, at + 2) && is_figure(at + 3));
    behind && (from || is_figure(at + 1))
}

/// "Output fell slightly**, by 1.9%**": by how much is told of the same verb.
fn is_measured(doc: &Doc, comma: usize, is_figure: impl Fn(usize) -> bool) -> bool {
    let by = comma + 1;
    doc.is(by, "by") && is_figure(by + 1 + usize::from(is_light(doc, by + 1))) && !is_figure(comma.wrapping_sub(1))
}

/// "**Thanks to** lower oil prices", "**helped by** exports", "**amid** a strike": whether what tells why, or in spite of what, opens
/// at a token.
pub fn opens_cause(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["amid", "despite", "because", "given"])
        || words::is(doc, at, Class::Cause) && doc.is_any(at + 1, keys!["to", "by"])
}

/// A word that may stand between "and" and its figure.
fn is_light(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["by", "about", "around", "nearly", "a", "the", "to", "from", "up", "down", "only", "just"])
}

fn close(doc: &Doc, sentence: &Range<usize>, cuts: &[(usize, Opener)]) -> Vec<Segment> {
    let mut found = Vec::new();
    let (mut start, mut opener) = (sentence.start, Opener::Start);
    for &(at, next) in cuts {
        // A comma and the word after it make one opening: the word says more.
        if (start..at).any(|i| doc.kind(i) != Some(TokenKind::Punct)) {
            found.push(Segment { tokens: start..at, opener });
            start = at;
        }
        opener = next;
    }
    if start < sentence.end {
        found.push(Segment { tokens: start..sentence.end, opener });
    }
    found
}

fn cut_at(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<(usize, Opener)> {
    if doc.kind(at) == Some(TokenKind::Punct) {
        let opener = match doc.word(at) {
            "," => Opener::Comma,
            ";" | ":" | "|" => Opener::Start,
            "(" | "[" => Opener::Bracket,
            ")" | "]" => Opener::Comma,
            "—" => Opener::Comma,
            "–" | "-" if !doc.glued(at) && doc.gap(at + 1) != Gap::None => Opener::Comma,
            _ => return None,
        };
        return Some((at, opener));
    }
    let is = |class| words::is(doc, at, class);
    let opener = if is(Class::Contrast) {
        // "Eggs, however, surged": put in between, it opens nothing.
        let between = doc.is_any(at, keys!["however", "though"]) && doc.is(at + 1, ",") && follows_comma(doc, at);
        (!between || at == sentence.start).then_some(Opener::Contrast)?
    } else if is(Class::Dependent) && at > sentence.start && doc.kind(at) == Some(TokenKind::Word) {
        let time = doc.is(at, "since") && !doc.is_any(at + 1, keys!["the", "it", "they"]);
        (!time).then_some(Opener::Dependent)?
    } else if is(Class::Cutting) {
        cut_by(doc, at, sentence.start)?
    } else {
        return None;
    };
    Some((at, opener))
}

/// What a word of [`Class::Cutting`] opens, where it opens anything.
fn cut_by(doc: &Doc, at: usize, start: usize) -> Option<Opener> {
    let number = |i: usize| doc.kind(i) == Some(TokenKind::Number);
    let inside = at > start;
    let compares = match doc.lower(at) {
        "as" => return opens_clause(doc, at).then_some(Opener::Dependent),
        "compared" | "versus" => true,
        // "Exceeding the $992bn of 2024", not "tripled, exceeding $86m".
        "exceeding" => doc.kind(at + 1) == Some(TokenKind::Word),
        // "Against 5% a year before", not "against the yen".
        // … "against **expectations** for a gain of 1.5 million".
        "against" => {
            let foreseen = (at + 1..at + 3).any(|i| words::is(doc, i, Class::Expectation));
            // … "against **a loss of** $58m".
            let noun = doc.is_any(at + 1, keys!["a", "an", "the"])
                && (at + 2..at + 5).any(|i| words::is(doc, i, Class::Made) && doc.is(i + 1, "of"));
            let found = (at + 1..at + if foreseen || noun { 9 } else { 5 }).find(|&i| number(i));
            // "Gained 0.2% against the euro **to 85.10** pence", "against the dollar **at $1.27**": where it went.
            let arrives = |i: usize| (1..=2).any(|back| i > at + back && doc.is_any(i - back, keys!["to", "at"]));
            found.is_some_and(|i| !arrives(i))
        }
        // "Grew 2%, **not the 2.5%** reported in April"
        "not" => inside && follows_comma(doc, at) && number(at + 1 + usize::from(doc.is(at + 1, "the"))),
        "after" | "following" => inside,
        // "The 3.3% increase **follows a 4% one** in May"
        "follows" | "followed" => is_behind_change(doc, at, start),
        // "Rose 2%, **reversing a 1% decline** in May", "partly **offsetting an increase of 62,000**"
        "reversing" | "undoing" | "offsetting" | "erasing" | "recouping" | "unwinding" | "extending" | "paring" => {
            inside && doc.is_any(at + 1, keys!["a", "an", "the"]) && (at + 2..at + 6).any(number)
        }
        _ => false,
    };
    compares.then_some(Opener::Comparison)
}

fn follows_comma(doc: &Doc, at: usize) -> bool {
    doc.is(at.wrapping_sub(1), ",")
}

/// Whether a verb stands between a change, told as a noun, and another one: "the 3% rise follows a 2% decline".
fn is_behind_change(doc: &Doc, at: usize, start: usize) -> bool {
    const REACH: usize = 8;
    let percent = |i: usize| doc.is_any(i, keys!["%", "percent"]) || doc.starts(i, keys!["per", "cent"]);
    let article = usize::from(doc.is_any(at + 1, keys!["a", "an", "the"]));
    let number = at + 1 + article;
    at > start
        && doc.kind(number) == Some(TokenKind::Number)
        && percent(number + 1)
        && (at.saturating_sub(REACH).max(start)..at).any(percent)
}

/// "As shares fell", against "as of Tuesday", "as much as", "such as", "as a whole".
fn opens_clause(doc: &Doc, at: usize) -> bool {
    !doc.is_any(
        at + 1,
        keys![
            "of", "much", "many", "well", "a", "an", "expected", "part", "low", "high", "little", "to", "early",
            "recently",
        ],
    ) && !doc.is_any(
        at.wrapping_sub(1),
        keys!["such", "same", "well", "much", "many", "few", "high", "low", "soon", "far", "recently", "early", "late"],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LexiconBuilder;

    fn cut(text: &str) -> Vec<String> {
        let mut lexicon = LexiconBuilder::default();
        words::register(&mut lexicon);
        let doc = Doc::of_text(text, None, &lexicon.build());
        let figure = |i: usize| doc.kind(i) == Some(TokenKind::Number);
        segments(&doc, 0..doc.len(), |_| false, figure, |_| false)
            .iter()
            .map(|s| doc.slice(&s.tokens).to_owned())
            .collect()
    }

    #[test]
    fn where_clauses_part() {
        assert_eq!(
            cut("Exports climbed 5.9% in November while imports rose 2%."),
            ["Exports climbed 5.9% in November", "while imports rose 2%."]
        );
        assert_eq!(
            cut("Exports fell 3% and imports of food and fuel 5%"),
            ["Exports fell 3%", "and imports of food and fuel 5%"]
        );
        assert_eq!(cut("Food and energy rose 3%, compared with 2%"), ["Food and energy rose 3%", ", compared with 2%"]);
        assert_eq!(cut("as of Tuesday prices rose"), ["as of Tuesday prices rose"]);
    }
}
