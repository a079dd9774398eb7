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
//! Words that matter one at a time are no phrases but members of classes: a [`ListId`] has up to 64 of them, and a token
//! carries the classes that it has in every list.
//!
//! Cost: one hash of the token's letters to its word id ([`Words`]); the rest is look-ups by index.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::spelling::{Case, Spelling, fold};
use super::tables::{TableId, Tables};
use super::token::{Gap, Token};
use super::tokenize::tokenize;
use super::words::{UNKNOWN, Words};

/// Names a list of word classes. Each list has one constant, in the module that owns its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListId(pub u8);

/// The number of lists of word classes: one more than the highest [`ListId`].
const LISTS: usize = 13;

/// The classes of one word, one bit a class, in every list.
pub(super) type Classes = [u64; LISTS];

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

/// What ends at a node, small enough to be near: the row in the upper bits, then whether any spelling will do, then the
/// table. How it must be spelled stands elsewhere.
#[derive(Debug, Clone, Copy)]
struct Leaf(u32);

impl Leaf {
    const ROW: u32 = 8;
    const FREE: u32 = 1 << 7;

    fn new(row: usize, table: TableId, free: bool) -> Self {
        let row = u32::try_from(row).ok().filter(|row| row >> (u32::BITS - Self::ROW) == 0);
        let row = row.expect("a table has fewer than sixteen million rows");
        Self(row << Self::ROW | if free { Self::FREE } else { 0 } | u32::from(table.0))
    }

    fn row(self) -> u32 {
        self.0 >> Self::ROW
    }

    fn table(self) -> TableId {
        TableId((self.0 & (Self::FREE - 1)) as u8)
    }

    fn is_free(self) -> bool {
        self.0 & Self::FREE != 0
    }
}

type Node = u32;
const ROOT: Node = 0;
const LONGEST_WORD: usize = 64;

/// The trie and the word classes. Built once, shared by all threads.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Words<Entry>,
    /// By node; one more at the end.
    nodes: Vec<Place>,
    /// From node to node by a [`step`]; sorted inside a node.
    edges: Vec<(u32, Node)>,
    /// What ends at each node.
    leaves: Vec<Leaf>,
    /// How the text must spell each leaf.
    spellings: Vec<Spelling>,
    /// The different rows of classes; the first is of words without any.
    classes: Arc<[Classes]>,
}

/// Where what follows a node begins.
#[derive(Debug)]
struct Place {
    /// In `edges`.
    edge: u32,
    /// In `leaves`.
    leaf: u32,
    /// The words of its edges, a bit for those of one [`sign`]: most words that stand behind a node are none of them.
    signs: u32,
}

/// One of the bits, by the word's id.
#[inline]
const fn sign(word: u32) -> u32 {
    1 << (word & 31)
}

/// From a node on: the next word, and whether it must be glued.
#[inline]
const fn step(word: u32, glued: bool) -> u32 {
    word << 1 | glued as u32
}

/// What the lists say of one word; by default nothing.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// The node of the phrases that begin with it; the root where none does.
    first: Node,
    /// The row of its classes.
    class_row: u32,
}

/// Collects rows and makes the [`Lexicon`].
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    words: Words<Entry>,
    edges: FxHashMap<(Node, u32), Node>,
    leaves: Vec<(Node, Leaf, Spelling)>,
    nodes: Node,
    classes: FxHashMap<u32, Classes>,
}

impl LexiconBuilder {
    /// Adds `phrase` as row `row` of `table`.
    pub fn add(&mut self, table: TableId, row: usize, phrase: &str, case: Case) {
        let tokens = tokenize(phrase).all;
        let mut node = ROOT;
        for (i, token) in tokens.iter().enumerate() {
            if i > 0 && is_hyphen(token.span.of(phrase)) {
                continue; // a hyphen inside a phrase is as optional as one inside the text
            }
            let word = self.words.insert(&fold(token.span.of(phrase)));
            let after_hyphen = i > 0 && phrase[..token.span.start as usize].ends_with(['-', '‑']);
            let glued = i > 0 && token.gap == Gap::None && !after_hyphen;
            node = *self.edges.entry((node, step(word, glued))).or_insert_with(|| {
                self.nodes += 1;
                self.nodes
            });
        }
        let spelling = Spelling::of(phrase, &tokens, case);
        let free = matches!(spelling, Spelling::Any);
        self.leaves.push((node, Leaf::new(row, table, free), spelling));
    }

    /// Adds classes (their bits) of `list` to a word, which must be in ASCII lower case to be found.
    pub fn classify(&mut self, list: ListId, word: &str, bits: u64) {
        let word = self.words.insert(word);
        self.classes.entry(word).or_default()[usize::from(list.0)] |= bits;
    }

    /// The finished lexicon.
    pub fn build(mut self) -> Lexicon {
        let mut edges: Vec<(Node, u32, Node)> =
            self.edges.into_iter().map(|((node, step), next)| (node, step, next)).collect();
        edges.sort_unstable();
        self.leaves.sort_by_key(|(node, ..)| *node);
        for (_, step, next) in edges.iter().take_while(|(node, ..)| *node == ROOT) {
            self.words.told_mut(step >> 1).first = *next;
        }
        let (mut edge, mut leaf) = (0, 0);
        let mut nodes = Vec::with_capacity(self.nodes as usize + 2);
        for node in 0..self.nodes + 2 {
            edge += edges[edge..].iter().take_while(|(from, ..)| *from < node).count();
            leaf += self.leaves[leaf..].iter().take_while(|(at, ..)| *at < node).count();
            let own = edges[edge..].iter().take_while(|(from, ..)| *from == node);
            let signs = own.fold(0, |signs, (_, step, _)| signs | sign(step >> 1));
            nodes.push(Place { edge: edge as u32, leaf: leaf as u32, signs });
        }
        let mut classes = vec![Classes::default()];
        let mut rows: FxHashMap<Classes, u32> = FxHashMap::default();
        for (word, bits) in self.classes {
            self.words.told_mut(word).class_row = *rows.entry(bits).or_insert_with(|| {
                classes.push(bits);
                classes.len() as u32 - 1
            });
        }
        Lexicon {
            words: self.words,
            nodes,
            edges: edges.into_iter().map(|(_, step, next)| (step, next)).collect(),
            leaves: self.leaves.iter().map(|(_, leaf, _)| *leaf).collect(),
            spellings: self.leaves.into_iter().map(|(.., spelling)| spelling).collect(),
            classes: classes.into(),
        }
    }
}

/// What the lexicon finds in a text.
#[derive(Debug)]
pub(super) struct Reading {
    /// All matches, by start, the longest first.
    pub hits: Vec<Hit>,
    /// For each token, its matches as a range of `hits`.
    pub hits_at: Vec<(u32, u32)>,
    /// For each token, the [`Tables`] of it: what it is, and of what a match begins there.
    pub tables: Vec<u64>,
    /// For each token, its word.
    pub words: Vec<Word>,
    /// The rows of classes.
    pub classes: Arc<[Classes]>,
}

/// A token's word, as the lexicon knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Its id.
    id: u32,
    /// The node of the phrases that begin with it; the root where none does.
    first: Node,
    /// The row of its classes.
    pub class_row: u32,
}

impl Lexicon {
    /// Reads a text: `lower` is `text` with its ASCII letters in lower case.
    pub(super) fn read(&self, text: &str, lower: &str, tokens: &[Token]) -> Reading {
        let word_at = |token: &Token| match self.words.at(lower, token.span) {
            (UNKNOWN, _) => self.folded(token.span.of(text)),
            (id, Entry { first, class_row }) => Word { id, first, class_row },
        };
        let words = tokens.iter().map(word_at).collect();
        let mut tables: Vec<u64> = tokens.iter().map(|token| Tables::of_token(token, text).0).collect();
        let walk = Walk { lexicon: self, text, tokens, words };
        let mut hits = Vec::with_capacity(tokens.len());
        let mut hits_at = vec![(0, 0); tokens.len()];
        for (start, word) in walk.words.iter().enumerate() {
            if word.first != ROOT {
                let from = hits.len();
                tables[start] |= walk.from(start, word.first, &mut hits);
                hits_at[start] = (from as u32, hits.len() as u32);
            }
        }
        Reading { hits, hits_at, tables, words: walk.words, classes: Arc::clone(&self.classes) }
    }

    /// A word that only folding other than of ASCII letters may make known. Classes are of words as they stand.
    #[inline]
    fn folded(&self, word: &str) -> Word {
        let odd = !word.is_ascii() && word.len() <= LONGEST_WORD;
        let (id, told) = if odd { self.words.get(&fold(word)) } else { (UNKNOWN, Entry::default()) };
        Word { id, first: told.first, class_row: 0 }
    }

    fn next(&self, node: Node, word: u32, glued: bool) -> Option<Node> {
        let place = &self.nodes[node as usize];
        if place.signs & sign(word) == 0 {
            return None;
        }
        let edges = &self.edges[place.edge as usize..self.nodes[node as usize + 1].edge as usize];
        edges.binary_search_by_key(&step(word, glued), |edge| edge.0).ok().map(|i| edges[i].1)
    }

    /// The leaves of a node, as a range of them all.
    fn leaves(&self, node: Node) -> Range<usize> {
        self.nodes[node as usize].leaf as usize..self.nodes[node as usize + 1].leaf as usize
    }
}

/// A text with its words, for the walk along the trie.
struct Walk<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    tokens: &'a [Token],
    words: Vec<Word>,
}

impl Walk<'_> {
    /// Adds the matches that begin at the token, the longest first; gives their tables, one bit a table.
    fn from(&self, start: usize, first: Node, hits: &mut Vec<Hit>) -> u64 {
        let from = hits.len();
        let mut tables = self.collect(first, start..start + 1, hits);
        let (mut node, mut at) = (first, start + 1);
        while let Some(token) = self.tokens.get(at).filter(|t| t.gap != Gap::Paragraph) {
            let mut spaced = token.gap != Gap::None;
            // A hyphen glued on both sides stands for the space between two words of a phrase.
            if !spaced && is_hyphen(token.span.of(self.text)) {
                if self.tokens.get(at + 1).is_none_or(|next| next.gap != Gap::None) {
                    break;
                }
                at += 1;
                spaced = true;
            }
            let Some(next) = self.lexicon.next(node, self.words[at].id, !spaced) else { break };
            node = next;
            at += 1;
            tables |= self.collect(node, start..at, hits);
        }
        if hits.len() > from + 1 {
            hits[from..].reverse();
        }
        tables
    }

    fn collect(&self, node: Node, tokens: Range<usize>, hits: &mut Vec<Hit>) -> u64 {
        let mut tables = 0;
        // Reversed here and again by the caller: rows of one phrase stay in the order they were added.
        let Lexicon { leaves, spellings, .. } = self.lexicon;
        for at in self.lexicon.leaves(node).rev() {
            let leaf = leaves[at];
            if leaf.is_free() || spellings[at].allows(self.text, &self.tokens[tokens.clone()]) {
                hits.push(Hit { tokens: tokens.clone(), table: leaf.table(), row: leaf.row() });
                tables |= leaf.table().bit();
            }
        }
        tables
    }
}

fn is_hyphen(token: &str) -> bool {
    matches!(token, "-" | "‑" | "‐")
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: TableId = TableId(10);

    fn found(rows: &[(&str, Case)], text: &str) -> Vec<String> {
        let mut builder = LexiconBuilder::default();
        for (row, (phrase, case)) in rows.iter().enumerate() {
            builder.add(T, row, phrase, *case);
        }
        let tokens = tokenize(text).all;
        let hits = builder.build().read(text, &text.to_ascii_lowercase(), &tokens).hits;
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
