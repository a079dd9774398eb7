//! Sets of tables, with what a token is in itself: what one look at a token tells.

use super::token::{Token, TokenKind};

/// Names a table of rows, by a number from 10 to 63. Each table has one constant, in the module that owns its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(pub u8);

impl TableId {
    /// The table as one bit among all tables.
    pub(super) const fn bit(self) -> u64 {
        debug_assert!(self.0 >= 10, "the lower bits say what a token is in itself");
        1 << self.0
    }
}

/// What one look at a token can find: hits of tables that begin there, and what the token is in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tables(pub(super) u64);

impl Tables {
    /// Words that begin with a capital.
    pub const CAPITALS: Self = Self(1 << 6);
    /// Words that end in a digit ("Q3").
    pub const CODES: Self = Self(1 << 7);

    /// The set of the tables.
    pub const fn of(tables: &[TableId]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < tables.len() {
            bits |= tables[i].bit();
            i += 1;
        }
        Self(bits)
    }

    /// Tokens of the kind.
    pub const fn kind(kind: TokenKind) -> Self {
        Self(2 << kind as u8)
    }

    /// Both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the table is one of them.
    pub const fn contains(self, table: TableId) -> bool {
        self.0 & table.bit() != 0
    }

    /// What the token is in itself.
    pub(super) fn of_token(token: &Token, text: &str) -> Self {
        let word = token.kind == TokenKind::Word;
        let digit = text.as_bytes()[token.span.end as usize - 1].is_ascii_digit();
        // Without a branch: it is asked of every token.
        let capital = u64::from(word & token.capital) * Self::CAPITALS.0;
        let code = u64::from(word & digit) * Self::CODES.0;
        Self(Self::kind(token.kind).0 | capital | code)
    }
}
