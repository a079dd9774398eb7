//! The document that all rules read.
//!
//! Look-ups outside the text answer with an empty word or `None` instead of panicking, so that a rule can look around
//! freely: `doc.lower(i + 1)`, and `doc.lower(i.wrapping_sub(1))` before the first token.

use std::ops::Range;

use jiff::civil::Date;

use super::lexicon::{Hit, Lexicon, TableId};
use super::quotes::{self, QuotePair};
use super::sentence;
use super::span::Span;
use super::token::{Gap, Token, TokenKind, tokenize};
use crate::Article;

/// A text with its structure. Built once by [`Doc::new`], then read-only.
#[derive(Debug)]
pub struct Doc<'a> {
    /// The article's text, to which all spans refer.
    pub text: &'a str,
    /// The text with ASCII letters in lower case: the same offsets, so a token's lower form is a slice.
    lower: String,
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// The sentences, as token ranges that cover every token once.
    pub sentences: Vec<Range<usize>>,
    /// The sentence of each token.
    sentence_of: Vec<u32>,
    /// The quote pairs by their opening mark.
    pub quotes: Vec<QuotePair>,
    /// The lexicon's hits by start, longest first.
    hits: Vec<Hit>,
    /// For each token, where its hits begin in `hits`; one more entry at the end.
    hit_starts: Vec<u32>,
    /// The publication day: the anchor of relative periods.
    pub published: Option<Date>,
    /// The headline, as a document of its own: context, never a source of mentions.
    pub title: Option<Box<Doc<'a>>>,
}

impl<'a> Doc<'a> {
    /// Reads an article.
    pub fn new(article: &'a Article, lexicon: &Lexicon) -> Self {
        let published = article.published.as_ref().map(|p| p.day());
        let mut doc = Self::of_text(&article.text, published, lexicon);
        doc.title = article.title.as_deref().map(|title| Box::new(Self::of_text(title, published, lexicon)));
        doc
    }

    /// Reads a bare text.
    pub fn of_text(text: &'a str, published: Option<Date>, lexicon: &Lexicon) -> Self {
        let lower = text.to_ascii_lowercase();
        let tokens = tokenize(text);
        let sentences = sentence::split(text, &lower, &tokens);
        let mut sentence_of = Vec::with_capacity(tokens.len());
        for (i, sentence) in sentences.iter().enumerate() {
            sentence_of.resize(sentence.end, i as u32);
        }
        let quotes = quotes::pairs(text, &tokens);
        let hits = lexicon.walk(text, &lower, &tokens);
        let mut hit_starts = Vec::with_capacity(tokens.len() + 1);
        let mut next = 0;
        for token in 0..=tokens.len() {
            while hits.get(next).is_some_and(|h| h.tokens.start < token) {
                next += 1;
            }
            hit_starts.push(next as u32);
        }
        Self { text, lower, tokens, sentences, sentence_of, quotes, hits, hit_starts, published, title: None }
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token as the text spells it; empty outside the text.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// The token with its ASCII letters in lower case; empty outside the text.
    pub fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(&self.lower))
    }

    /// Whether the token is this word, in any case. `word` is in lower case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.lower(at) == word
    }

    /// Whether the token is one of these words, in any case.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(at))
    }

    /// Whether the words (in lower case) stand at `at`, one a token.
    pub fn starts(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is(at.wrapping_add(i), word))
    }

    /// The token's kind.
    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    /// What stands before the token; a paragraph's end outside the text.
    pub fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(Gap::Paragraph, |t| t.gap)
    }

    /// Whether nothing stands between the token and the one before it.
    pub fn glued(&self, at: usize) -> bool {
        self.gap(at) == Gap::None
    }

    /// Whether the token begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        let word = self.word(at);
        match word.as_bytes().first() {
            Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
            _ => word.starts_with(char::is_uppercase),
        }
    }

    /// The hits that begin at the token, longest first.
    pub fn hits_at(&self, at: usize) -> &[Hit] {
        match (self.hit_starts.get(at), self.hit_starts.get(at.wrapping_add(1))) {
            (Some(&from), Some(&to)) => &self.hits[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The longest hit of a table that begins at the token.
    pub fn hit(&self, at: usize, table: TableId) -> Option<&Hit> {
        self.hits_at(at).iter().find(|h| h.table == table)
    }

    /// All hits of a table in order of their start, longest first.
    pub fn hits(&self, table: TableId) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |h| h.table == table)
    }

    /// The index of the token's sentence.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentence_of.get(at).map_or(self.sentences.len().saturating_sub(1), |&s| s as usize)
    }

    /// The token range of the sentence in which the token stands.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.sentences.get(self.sentence_of(at)).cloned().unwrap_or(0..0)
    }

    /// Whether the token opens a paragraph.
    pub fn opens_paragraph(&self, at: usize) -> bool {
        self.gap(at) == Gap::Paragraph
    }

    /// The bytes from the first to the last of the tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end.max(first.span.start) },
            _ => Span::default(),
        }
    }

    /// The text of the tokens.
    pub fn slice(&self, tokens: &Range<usize>) -> &'a str {
        self.span(tokens).of(self.text)
    }

    /// The first token that begins at or after the byte.
    pub fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|t| t.span.start < byte)
    }
}
