//! Article to [`Doc`]: tokens, sentences, quote pairs and lexicon hits, each made once and then read-only.
//!
//! Pure: no I/O, no clock, no failure. Knows nothing of what its tokens mean; `number`, `mention` and `link` do.

pub mod lexicon;
pub mod offsets;
pub mod quotes;
pub mod sentence;
pub mod span;
pub mod token;
pub mod tokenize;

mod characters;
mod classes;
mod doc;
mod key;
mod spelling;
mod tables;
mod words;
mod wrapping;

pub use classes::WordList;
pub(crate) use classes::word_classes;
pub use doc::Doc;
pub use key::Key;
pub(crate) use key::{keys, mix};
pub use lexicon::{Hit, Lexicon, LexiconBuilder, ListId};
pub use quotes::QuotePair;
pub use span::Span;
pub use spelling::Case;
pub use tables::{TableId, Tables};
pub use token::{Gap, Token, TokenKind};
