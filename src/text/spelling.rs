//! How the text must spell the phrases of the lexicon: their capitals, their apostrophes.

use super::token::{Token, TokenKind};

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

/// How the text must spell a phrase; punctuation does not count.
#[derive(Debug)]
pub(super) enum Spelling {
    /// In any way.
    Any,
    /// With a capital at each of these words, one bit a word from the lowest on.
    Capitals(u32),
    /// In these very words.
    Exact(Box<[Box<str>]>),
}

impl Spelling {
    /// What the phrase asks for.
    pub fn of(phrase: &str, tokens: &[Token], case: Case) -> Self {
        let words = || tokens.iter().filter(|t| t.kind != TokenKind::Punct);
        match case {
            Case::Any => Self::Any,
            Case::Capital => Self::Capitals(words().zip(0..32).map(|(t, i)| u32::from(t.capital) << i).sum()),
            Case::Exact => Self::Exact(words().map(|t| Box::from(t.span.of(phrase))).collect()),
        }
    }

    /// Whether the tokens of the text are spelled so.
    pub fn allows(&self, text: &str, tokens: &[Token]) -> bool {
        let mut words = tokens.iter().filter(|t| t.kind != TokenKind::Punct);
        match self {
            Spelling::Any => true,
            Spelling::Capitals(capitals) => words.zip(0..32).all(|(t, i)| t.capital || capitals >> i & 1 == 0),
            Spelling::Exact(phrase) => {
                phrase.iter().all(|phrase| words.next().is_none_or(|word| same_spelling(phrase, word.span.of(text))))
            }
        }
    }
}

fn same_spelling(phrase: &str, word: &str) -> bool {
    phrase == word || (!word.is_ascii() && phrase == straight(word))
}

/// A word as the lexicon keys it: lower case, straight apostrophe.
pub(super) fn fold(word: &str) -> String {
    straight(word).to_lowercase()
}

fn straight(word: &str) -> String {
    word.replace('’', "'").replace('\u{ad}', "")
}
