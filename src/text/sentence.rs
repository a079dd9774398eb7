//! Tokens to sentences.
//!
//! UAX #29 ends a sentence after every full stop before a capital; news text has "U.S. exports", "Inc. said", "No. 2"
//! and "J. Smith". The rules here decide at each `.`, `!`, `?` by the token before it and the one after, from a table
//! of abbreviations and one of words that open sentences. A paragraph's end always ends a sentence, so that bullet
//! lists and headings need no full stop.
//!
//! Guarantees: sentences are in order, cover every token once, and none is longer than [`LONGEST`] tokens, so that
//! work inside a sentence stays bounded whatever the text.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::token::{Gap, Token, TokenKind, Tokens};
use crate::lang::tsv;

/// The most tokens in a sentence; a text that goes on without an end is cut there.
pub const LONGEST: usize = 600;

/// The word with which the items of a list of results end, whose lines a page may have lost: "vs. 75 cents **expected** Revenue: …".
pub(super) const ITEM_END: &str = "expected";

/// How an abbreviation behaves before its full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    /// A title before a name: never ends a sentence (`Mr.`).
    Title,
    /// Before a number: ends one only where no number follows (`No. 2`).
    Numeric,
    /// After a name or in running text: ends one where an opener follows (`Inc. The`).
    Open,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&str, Abbreviation>> = LazyLock::new(|| {
    tsv::rows(include_str!("abbreviations.en.tsv"), ["word", "class"])
        .map(|[word, class]| {
            let class = match class {
                "title" => Abbreviation::Title,
                "numeric" => Abbreviation::Numeric,
                _ => Abbreviation::Open,
            };
            (word, class)
        })
        .collect()
});

static OPENERS: LazyLock<FxHashMap<&str, ()>> =
    LazyLock::new(|| tsv::rows(include_str!("openers.en.tsv"), ["word"]).map(|[word]| (word, ())).collect());

/// The token ranges of the sentences.
pub fn split(text: &str, lower: &str, tokens: &Tokens) -> Vec<Range<usize>> {
    let all = &tokens.all;
    let mut sentences = Vec::with_capacity(tokens.borders.len() / 2);
    let mut start = 0;
    let mut close = |start: &mut usize, end: usize| {
        while *start < end {
            let cut = end.min(*start + LONGEST);
            sentences.push(*start..cut);
            *start = cut;
        }
    };
    for at in tokens.borders.iter().map(|&at| at as usize) {
        if at < start {
            continue; // a quote or bracket that the sentence before took along
        }
        if all[at].gap == Gap::Paragraph {
            close(&mut start, at);
        }
        let end = sentence_end(text, lower, all, at);
        if end > at {
            close(&mut start, end);
        }
    }
    close(&mut start, all.len());
    sentences
}

/// Where the sentence ends if the token at `at` closes it (closing quotes and brackets taken along); `at` if not.
fn sentence_end(text: &str, lower: &str, tokens: &[Token], at: usize) -> usize {
    let token = &tokens[at];
    let mark = token.span.of(text);
    if mark == ITEM_END {
        return if ends_item(text, tokens, at) { at + 1 } else { at };
    }
    let dotted = token.kind == TokenKind::Word && mark.ends_with('.');
    if !dotted && !matches!(mark, "." | "!" | "?" | "…" | "。" | "！" | "？") {
        return at;
    }
    let mut end = at + 1;
    while tokens.get(end).is_some_and(|t| t.gap == Gap::None && is_closer(t.span.of(text), tokens, end)) {
        end += 1;
    }
    let Some(next) = tokens.get(end) else { return end };
    if matches!(mark, "。" | "！" | "？") || next.gap == Gap::Paragraph {
        return end;
    }
    if next.gap == Gap::None {
        return if is_glued_end(text, tokens, at, end) { end } else { at };
    }
    // The first word of what follows, quotes and brackets passed over.
    let opening = (end..tokens.len()).find(|&i| !is_opener_mark(tokens[i].span.of(text)));
    let Some(opening) = opening.filter(|&i| tokens[i].gap != Gap::Paragraph) else { return end };
    let closed_by_quote = end > at + 1;
    if ends_before(text, lower, tokens, at, opening, closed_by_quote) { end } else { at }
}

/// "77 cents **vs. 75 cents expected** Revenue: $12.6 billion": the item of a list of results whose lines a page has lost.
fn ends_item(text: &str, tokens: &[Token], at: usize) -> bool {
    const REACH: usize = 9;
    let word = |i: usize| tokens[i].span.of(text);
    let versus = |i: usize| matches!(word(i), "vs" | "vs." | "versus");
    let figure = (at.saturating_sub(3)..at).any(|i| tokens[i].kind == TokenKind::Number);
    tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.capital && next.gap <= Gap::Line)
        && figure
        && (at.saturating_sub(REACH)..at).any(versus)
}

/// Whether the mark at `at` ends a sentence, given that the token `next` follows after white space.
fn ends_before(text: &str, lower: &str, tokens: &[Token], at: usize, next: usize, closed_by_quote: bool) -> bool {
    let following = tokens[next].span.of(text);
    let mark = tokens[at].span.of(text);
    let capital = following.starts_with(char::is_uppercase);
    if mark == "!" || mark == "?" || mark == "…" {
        return capital || (tokens[next].kind == TokenKind::Number && mark != "…");
    }
    let opener = OPENERS.contains_key(tokens[next].span.of(lower));
    if tokens[at].kind == TokenKind::Word {
        // Dotted letters: "U.S. exports", "the U.S. Experienced", "at 5 p.m. The".
        return capital && opener;
    }
    let number = tokens[next].kind == TokenKind::Number || following == "$" || following == "£" || following == "€";
    if !capital && !number {
        // Lower case goes on, save after a bullet or a bare symbol.
        return !following.starts_with(char::is_alphabetic)
            && !matches!(following, "," | ";" | "-" | "–" | "—" | ")" | "%" | "&");
    }
    if closed_by_quote {
        return true;
    }
    let Some(before) = at.checked_sub(1).filter(|&i| tokens[at].gap == Gap::None && tokens[i].kind == TokenKind::Word)
    else {
        return !is_list_number(text, tokens, at);
    };
    let word = tokens[before].span.of(text);
    match ABBREVIATIONS.get(tokens[before].span.of(lower)) {
        Some(Abbreviation::Title) => word.starts_with(char::is_lowercase),
        Some(Abbreviation::Numeric) => !number && (opener || word.starts_with(char::is_lowercase)),
        Some(Abbreviation::Open) => capital && opener,
        None if is_initial(word) => capital && opener && !is_name_initial(text, tokens, before),
        None => true,
    }
}

/// A full stop with nothing after it ends a sentence where the space was lost ("rose.The bank"), never in a name.
fn is_glued_end(text: &str, tokens: &[Token], at: usize, next: usize) -> bool {
    let (Some(before), following) = (at.checked_sub(1).map(|i| tokens[i].span.of(text)), tokens[next].span.of(text))
    else {
        return false;
    };
    tokens[at].kind == TokenKind::Punct
        && before.len() > 2
        && before.bytes().all(|b| b.is_ascii_lowercase())
        && following.len() > 1
        && following.starts_with(char::is_uppercase)
        && following.chars().skip(1).all(|c| c.is_ascii_lowercase())
        && tokens.get(next + 1).is_none_or(|t| t.gap != Gap::None)
}

fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.starts_with(char::is_uppercase)
}

/// "John F. Kennedy": a capitalised word or another initial stands before the initial.
fn is_name_initial(text: &str, tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|i| tokens[i].span.of(text).starts_with(char::is_uppercase) || tokens[i].span.of(text) == ".")
}

/// "1. Exports": the number opens its paragraph.
fn is_list_number(text: &str, tokens: &[Token], dot: usize) -> bool {
    let Some(number) = dot.checked_sub(1) else { return false };
    tokens[number].gap == Gap::Paragraph && tokens[number].span.of(text).len() <= 2
}

fn is_closer(mark: &str, tokens: &[Token], at: usize) -> bool {
    match mark {
        ")" | "]" | "”" | "’" | "»" | "." | "!" | "?" | "…" => true,
        // A straight mark closes where white space follows.
        "\"" | "'" => tokens.get(at + 1).is_none_or(|t| t.gap != Gap::None || matches!(t.kind, TokenKind::Punct)),
        _ => false,
    }
}

fn is_opener_mark(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "“" | "‘" | "«" | "„" | "`" | "(" | "[" | "*" | "•" | "-" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::super::tokenize::tokenize;
    use super::*;

    /// One text a line of `sentences.en.txt`, `⏎` where a paragraph ends and ` ‖ ` where a sentence does.
    #[test]
    fn cases() {
        for line in include_str!("sentences.en.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let text = line.replace(" ‖ ", " ").replace(" ‖", "").replace('‖', "").replace('⏎', "\n");
            let tokens = tokenize(&text);
            let lower = text.to_ascii_lowercase();
            let cover = |r: &Range<usize>| {
                &text[tokens.all[r.start].span.start as usize..tokens.all[r.end - 1].span.end as usize]
            };
            let got: Vec<&str> = split(&text, &lower, &tokens).iter().map(cover).collect();
            let expected: Vec<String> =
                line.split(['‖', '⏎']).map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect();
            assert_eq!(got, expected, "{line}");
        }
    }

    #[test]
    fn a_text_without_an_end_is_cut() {
        let text = "word ".repeat(LONGEST * 2 + 5);
        let tokens = tokenize(&text);
        let lengths: Vec<usize> = split(&text, &text, &tokens).iter().map(Range::len).collect();
        assert_eq!(lengths, [LONGEST, LONGEST, 5]);
    }
}
