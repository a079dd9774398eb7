//! What a token is: the smallest thing that rules look at. [`super::tokenize`] makes them.

use super::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits after them.
    Word,
    /// Digits with their inner separators, or one vulgar fraction.
    Number,
    /// The possessive clitic `'s`.
    Clitic,
    /// One currency sign, percent sign or other symbol.
    Symbol,
    /// One punctuation mark.
    Punct,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: the two are glued.
    None,
    /// White space inside a line.
    Space,
    /// A line break inside a paragraph (hard-wrapped text).
    Line,
    /// A paragraph's end, or the start of the text.
    Paragraph,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// The tokens of a text.
#[derive(Debug, Default)]
pub struct Tokens {
    /// All of them, in order.
    pub all: Vec<Token>,
    /// The indices of those at which a sentence or a quotation may begin or end: the first of each paragraph, marks,
    /// symbols, and letters with dots. Few, so that who looks for such borders need not walk over every word.
    pub borders: Vec<u32>,
}
