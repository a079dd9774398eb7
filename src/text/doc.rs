//! The document that all rules read.
//!
//! Look-ups outside the text answer with an empty word or `None` instead of panicking, so that a rule can look around
//! freely: `doc.lower(i + 1)`, and `doc.lower(i.wrapping_sub(1))` before the first token.

use std::ops::Range;

use jiff::civil::Date;

use super::key::{self, Key};
use super::lexicon::{Hit, Lexicon, ListId, Reading};
use super::quotes::{self, QuotePair};
use super::sentence;
use super::span::Span;
use super::tables::{TableId, Tables};
use super::token::{Gap, Token, TokenKind};
use super::tokenize::tokenize;
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
    /// For each token, the head of its lower form.
    heads: Vec<u64>,
    /// The sentences, as token ranges that cover every token once.
    pub sentences: Vec<Range<usize>>,
    /// The sentence of each token.
    sentence_of: Vec<u32>,
    /// The quote pairs by their opening mark.
    pub quotes: Vec<QuotePair>,
    /// What the lexicon says: phrases and word classes.
    lexicon: Reading,
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
        let mut sentence_of = Vec::with_capacity(tokens.all.len());
        for (i, sentence) in sentences.iter().enumerate() {
            sentence_of.resize(sentence.end, i as u32);
        }
        let quotes = quotes::pairs(text, &tokens);
        let tokens = tokens.all;
        let head = |token: &Token| key::head_at(lower.as_bytes(), token.span.start as usize, token.span.len());
        let heads = tokens.iter().map(head).collect();
        let lexicon = lexicon.read(text, &lower, &tokens);
        Self { text, lower, tokens, heads, sentences, sentence_of, quotes, lexicon, published, title: None }
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

    /// As [`Self::lower`], in bytes: for comparing, which is most of what rules do.
    pub fn bytes(&self, at: usize) -> &[u8] {
        let span = self.tokens.get(at).map_or(Span::default(), |t| t.span);
        self.lower.as_bytes().get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Whether the token is this word, in any case. `word` is in lower case, and best a literal: then this is one
    /// comparison of numbers.
    #[inline(always)]
    pub fn is(&self, at: usize, word: &str) -> bool {
        debug_assert!(!word.bytes().any(|b| b.is_ascii_uppercase()), "{word} is in no lower form");
        self.head(at) == key::head(word.as_bytes()) && (word.len() <= key::WHOLE || self.is_whole(at, word))
    }

    /// Whether the token is one of these words, in any case.
    pub fn is_any(&self, at: usize, words: &[Key]) -> bool {
        let head = self.head(at);
        words.iter().any(|key| key.head == head && (key.word.len() <= key::WHOLE || self.is_whole(at, key.word)))
    }

    /// Whether the words stand at `at`, one a token.
    pub fn starts(&self, at: usize, words: &[Key]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is_any(at.wrapping_add(i), std::slice::from_ref(word)))
    }

    /// Whether two tokens are the same word, in any case.
    #[inline]
    pub fn is_same(&self, one: usize, other: usize) -> bool {
        self.head(one) == self.head(other)
            && (self.bytes(one).len() <= key::WHOLE || self.bytes(one) == self.bytes(other))
    }

    /// The head of the token's lower form, a number that tells most words apart; zero outside the text.
    #[inline(always)]
    pub fn head(&self, at: usize) -> u64 {
        self.heads.get(at).copied().unwrap_or(0)
    }

    /// Whether the token is this word, whose head is known to be the same.
    #[cold]
    fn is_whole(&self, at: usize, word: &str) -> bool {
        self.bytes(at) == word.as_bytes()
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

    /// Whether nothing stands between the token and those on its sides: a hyphen in a word, a slash between numbers.
    pub fn is_tied(&self, at: usize) -> bool {
        self.glued(at) && self.glued(at + 1)
    }

    /// Whether the token is a hyphen that makes one word of what stands on its sides.
    pub fn ties(&self, hyphen: usize) -> bool {
        self.is(hyphen, "-") && self.is_tied(hyphen)
    }

    /// Whether the token begins with a capital.
    #[inline]
    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// The hits that begin at the token, longest first.
    pub fn hits_at(&self, at: usize) -> &[Hit] {
        let (from, to) = self.lexicon.hits_at.get(at).copied().unwrap_or_default();
        &self.lexicon.hits[from as usize..to as usize]
    }

    /// The classes that the token's word has in a list, one bit a class; none outside the text.
    pub fn classes(&self, at: usize, list: ListId) -> u64 {
        let Reading { words, classes, .. } = &self.lexicon;
        words.get(at).map_or(0, |word| classes[word.class_row as usize][usize::from(list.0)])
    }

    /// The hits of a table that begin at the token, longest first.
    #[inline]
    pub fn hits_of(&self, at: usize, table: TableId) -> impl Iterator<Item = &Hit> {
        let any = self.lexicon.tables.get(at).is_some_and(|tables| tables & table.bit() != 0);
        let hits = if any { self.hits_at(at) } else { &[] };
        hits.iter().filter(move |h| h.table == table)
    }

    /// Whether a hit of one of the tables begins at the token.
    #[inline]
    pub fn has_hit(&self, at: usize, tables: Tables) -> bool {
        self.lexicon.tables.get(at).is_some_and(|found| found & tables.0 != 0)
    }

    /// The first of the tokens at which one of them is found; the end of the tokens if there is none.
    #[inline]
    pub fn seek(&self, tokens: Range<usize>, tables: Tables) -> usize {
        let found = self.lexicon.tables.get(tokens.clone()).unwrap_or_default();
        found.iter().position(|found| found & tables.0 != 0).map_or(tokens.end, |n| tokens.start + n)
    }

    /// All tokens at which one of them is found, in order.
    #[inline]
    pub fn all(&self, tables: Tables) -> impl Iterator<Item = usize> {
        self.all_in(0..self.len(), tables)
    }

    /// Those of the tokens at which one of them is found, in order.
    #[inline]
    pub fn all_in(&self, tokens: Range<usize>, tables: Tables) -> impl DoubleEndedIterator<Item = usize> {
        let found = self.lexicon.tables.get(tokens.clone()).unwrap_or_default().iter().enumerate();
        found.filter(move |(_, found)| *found & tables.0 != 0).map(move |(n, _)| tokens.start + n)
    }

    /// The longest hit of a table that begins at the token.
    #[inline]
    pub fn hit(&self, at: usize, table: TableId) -> Option<&Hit> {
        self.hits_of(at, table).next()
    }

    /// All hits of a table in order of their start, longest first.
    pub fn hits(&self, table: TableId) -> impl Iterator<Item = &Hit> {
        self.all(Tables::of(&[table])).flat_map(move |at| self.hits_at(at)).filter(move |h| h.table == table)
    }

    /// The index of the token's sentence.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentence_of.get(at).map_or(self.sentences.len().saturating_sub(1), |&s| s as usize)
    }

    /// The token range of the sentence in which the token stands.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.sentences.get(self.sentence_of(at)).cloned().unwrap_or(0..0)
    }

    /// Whether the token opens its sentence.
    pub fn opens_sentence(&self, at: usize) -> bool {
        at == 0 || self.sentence_of.get(at) != self.sentence_of.get(at - 1)
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
