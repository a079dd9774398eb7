//! Every word list of the house in one trie over tokens, walked once over the text.
//!
//! A module hands its rows to the [`LexiconBuilder`] under a [`TableId`] of its own; the lexicon knows ids, not what
//! they mean. Phrases are split by the tokenizer of the text, so a phrase matches on token borders and nowhere else.
//!
//! - Case folds by default; [`Case`] asks for capitals or the exact spelling.
//! - Between words of a phrase the text may have white space inside its paragraph, or a hyphen (`per cent`,
//!   `year-on-year` against a row "year on year"); tokens that the phrase glues must be glued in the text (`US$`).
//! - All matches are given, overlapping ones too: the reader of a table takes the longest that makes sense to it.
//!
//! Cost: one hash of the token's letters to its word id, then hashes of small integers.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::token::{Gap, Token, TokenKind, tokenize};

/// Names a table of rows. Each table has one constant, in the module that owns its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(pub u8);

/// How a phrase's capitals count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Not at all.
    Any,
    /// A token that begins with a capital in the phrase must begin with one in the text (`CHINA` matches `China`).
    Capital,
    /// The text must spell it as the phrase does.
    Exact,
}

/// One match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The table of the row.
    pub table: TableId,
    /// The row's index in its table.
    pub row: u32,
}

#[derive(Debug)]
struct Leaf {
    table: TableId,
    row: u32,
    /// What must hold of the text's capitals.
    case: Case,
    /// The phrase's words as it spells them, punctuation left out; empty where case does not count.
    words: Box<[Box<str>]>,
}

type Node = u32;
const ROOT: Node = 0;
const LONGEST_WORD: usize = 64;

/// The trie. Built once, shared by all threads.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, u32>,
    edges: FxHashMap<(Node, u32, bool), Node>,
    /// For single-word look-ups: whether any phrase begins with the word.
    firsts: Vec<Option<Node>>,
    leaves: FxHashMap<Node, Vec<Leaf>>,
}

/// Collects rows and makes the [`Lexicon`].
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    lexicon: Lexicon,
    nodes: Node,
}

impl LexiconBuilder {
    /// Adds `phrase` as row `row` of `table`.
    pub fn add(&mut self, table: TableId, row: usize, phrase: &str, case: Case) {
        let tokens = tokenize(phrase);
        let mut node = ROOT;
        for (i, token) in tokens.iter().enumerate() {
            if i > 0 && is_hyphen(token.span.of(phrase)) {
                continue; // a hyphen inside a phrase is as optional as one inside the text
            }
            let word = self.word(token.span.of(phrase));
            let after_hyphen = i > 0 && phrase[..token.span.start as usize].ends_with(['-', '‑']);
            let glued = i > 0 && token.gap == Gap::None && !after_hyphen;
            node = self.step(node, word, glued);
        }
        let spelled = |t: &Token| Box::from(t.span.of(phrase));
        let words = tokens.iter().filter(|t| case != Case::Any && t.kind != TokenKind::Punct).map(spelled).collect();
        let leaf = Leaf { table, row: row as u32, case, words };
        self.lexicon.leaves.entry(node).or_default().push(leaf);
    }

    fn word(&mut self, word: &str) -> u32 {
        let folded = fold(word);
        let next = self.lexicon.words.len() as u32;
        *self.lexicon.words.entry(folded.into()).or_insert(next)
    }

    fn step(&mut self, node: Node, word: u32, glued: bool) -> Node {
        let nodes = &mut self.nodes;
        *self.lexicon.edges.entry((node, word, glued)).or_insert_with(|| {
            *nodes += 1;
            *nodes
        })
    }

    /// The finished lexicon.
    pub fn build(mut self) -> Lexicon {
        self.lexicon.firsts = vec![None; self.lexicon.words.len()];
        for (&(node, word, _), &next) in &self.lexicon.edges {
            if node == ROOT {
                self.lexicon.firsts[word as usize] = Some(next);
            }
        }
        self.lexicon
    }
}

impl Lexicon {
    /// All matches in a text, by start, the longest first.
    pub fn walk(&self, text: &str, lower: &str, tokens: &[Token]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let words: Vec<Option<u32>> = tokens.iter().map(|t| self.word_id(t.span.of(text), t.span.of(lower))).collect();
        for start in 0..tokens.len() {
            let Some(first) = words[start].and_then(|w| self.firsts[w as usize]) else { continue };
            let from = hits.len();
            self.collect(first, start, start + 1, text, tokens, &mut hits);
            let (mut node, mut at) = (first, start + 1);
            while at < tokens.len() && tokens[at].gap != Gap::Paragraph {
                let mut spaced = tokens[at].gap != Gap::None;
                // A hyphen glued on both sides stands for the space between two words of a phrase.
                if !spaced && is_hyphen(tokens[at].span.of(text)) {
                    if tokens.get(at + 1).is_none_or(|next| next.gap != Gap::None) {
                        break;
                    }
                    at += 1;
                    spaced = true;
                }
                let Some(word) = words[at] else { break };
                let Some(&next) = self.edges.get(&(node, word, !spaced)) else { break };
                node = next;
                at += 1;
                self.collect(node, start, at, text, tokens, &mut hits);
            }
            hits[from..].reverse();
        }
        hits
    }

    fn collect(&self, node: Node, start: usize, end: usize, text: &str, tokens: &[Token], hits: &mut Vec<Hit>) {
        let Some(leaves) = self.leaves.get(&node) else { return };
        // Reversed here and again by the caller: rows of one phrase stay in the order they were added.
        for leaf in leaves.iter().rev() {
            if leaf.allows(text, &tokens[start..end]) {
                hits.push(Hit { tokens: start..end, table: leaf.table, row: leaf.row });
            }
        }
    }

    fn word_id(&self, word: &str, lower: &str) -> Option<u32> {
        if word.len() > LONGEST_WORD {
            return None;
        }
        if lower.is_ascii() { self.words.get(lower).copied() } else { self.words.get(fold(word).as_str()).copied() }
    }
}

impl Leaf {
    fn allows(&self, text: &str, tokens: &[Token]) -> bool {
        match self.case {
            Case::Any => true,
            Case::Exact => self.agrees(text, tokens, same_spelling),
            Case::Capital => self.agrees(text, tokens, |phrase, word| {
                !phrase.starts_with(char::is_uppercase) || word.starts_with(char::is_uppercase)
            }),
        }
    }

    fn agrees(&self, text: &str, tokens: &[Token], fits: impl Fn(&str, &str) -> bool) -> bool {
        let words = tokens.iter().filter(|t| t.kind != TokenKind::Punct).map(|t| t.span.of(text));
        self.words.iter().zip(words).all(|(phrase, word)| fits(phrase, word))
    }
}

fn same_spelling(phrase: &str, word: &str) -> bool {
    phrase == word || (!word.is_ascii() && phrase == straight(word))
}

fn is_hyphen(token: &str) -> bool {
    matches!(token, "-" | "‑" | "‐")
}

/// A word as the lexicon keys it: lower case, straight apostrophe.
fn fold(word: &str) -> String {
    straight(word).to_lowercase()
}

fn straight(word: &str) -> String {
    word.replace('’', "'").replace('\u{ad}', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: TableId = TableId(0);

    fn found(rows: &[(&str, Case)], text: &str) -> Vec<String> {
        let mut builder = LexiconBuilder::default();
        for (row, (phrase, case)) in rows.iter().enumerate() {
            builder.add(T, row, phrase, *case);
        }
        let tokens = tokenize(text);
        let hits = builder.build().walk(text, &text.to_ascii_lowercase(), &tokens);
        let slice = |h: &Hit| {
            text[tokens[h.tokens.start].span.start as usize..tokens[h.tokens.end - 1].span.end as usize].to_owned()
        };
        hits.iter().map(slice).collect()
    }

    #[test]
    fn longest_first_on_token_borders() {
        let rows = [("New", Case::Any), ("New York", Case::Any), ("york", Case::Any)];
        assert_eq!(found(&rows, "In New York, newer"), ["New York", "New", "York"]);
        assert_eq!(found(&rows, "New\n\nYork"), ["New", "York"]);
    }

    #[test]
    fn glue_hyphens_and_case() {
        assert_eq!(found(&[("US$", Case::Exact)], "US$5 us$5 US $5"), ["US$"]);
        assert_eq!(found(&[("per cent", Case::Any)], "5 per cent, per-cent, per - cent"), ["per cent", "per-cent"]);
        assert_eq!(
            found(&[("year-on-year", Case::Any)], "year on year, year-on-year"),
            ["year on year", "year-on-year"]
        );
        assert_eq!(found(&[("US", Case::Exact)], "US us Us"), ["US"]);
        assert_eq!(found(&[("Turkey", Case::Capital)], "Turkey turkey TURKEY"), ["Turkey", "TURKEY"]);
        assert_eq!(found(&[("China's", Case::Any)], "china’s"), ["china’s"]);
        assert_eq!(found(&[("São Paulo", Case::Any), ("École", Case::Any)], "SÃO PAULO école"), ["SÃO PAULO", "école"]);
    }
}
