//! Text to tokens, in one walk.
//!
//! A token is what rules look at: a word, a number with its separators, one symbol or one punctuation mark. ASCII goes
//! through a byte loop; a chunk with other characters takes its borders from `unicode-segmentation` (UAX #29). On top
//! of UAX #29, for the sake of figures and names:
//!
//! - a number ends where letters begin (`330bn` is `330`, `bn`; `4Q25` is `4`, `Q25`), a word may end in digits (`G20`),
//!   but not one that is written like a currency before its amount (`USD34.6`, `EUR50m`, `Rs500`);
//! - dotted letters are one token with their dots (`U.S.`, `p.m.`), `&` joins (`S&P`, `AT&T`);
//! - the possessive `'s` is a token of its own, whichever apostrophe it has; a hyphen always is.
//!
//! Guarantees: tokens are in order, do not overlap, and cover every character that is not white space. Linear time.

use unicode_segmentation::UnicodeSegmentation;

use super::characters::{is_invisible, is_mark, is_punctuation};
use super::sentence::ITEM_END;
use super::span::Span;
use super::token::{Gap, Token, TokenKind, Tokens};
use super::wrapping;

/// Splits `text` into tokens.
pub fn tokenize(text: &str) -> Tokens {
    let mut walk = Walk { text, bytes: text.as_bytes(), tokens: Tokens::default(), wrapped: wrapping::is_hard(text) };
    walk.tokens.all.reserve(text.len() / 4);
    walk.tokens.borders.reserve(text.len() / 32);
    walk.run();
    walk.tokens
}

/// What an ASCII byte is to a token; all other bytes are [`Class::Wide`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    White,
    Letter,
    Digit,
    Symbol,
    Punct,
    /// `_`, part of words, and all that is not ASCII.
    Wide,
}

/// The classes of all bytes.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Wide; 256];
    let mut byte = 0;
    while byte < 0x80 {
        classes[byte] = match byte as u8 {
            0..=b' ' | 0x7f => Class::White,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'$' | b'%' | b'+' | b'<' | b'=' | b'>' | b'^' | b'|' | b'~' | b'`' | b'#' => Class::Symbol,
            b'_' => Class::Wide,
            _ => Class::Punct,
        };
        byte += 1;
    }
    classes
};

struct Walk<'a> {
    text: &'a str,
    bytes: &'a [u8],
    tokens: Tokens,
    wrapped: bool,
}

impl Walk<'_> {
    fn run(&mut self) {
        let (mut at, mut gap) = (0, Gap::Paragraph);
        while let Some(&byte) = self.bytes.get(at) {
            let class = CLASSES[usize::from(byte)];
            if byte == b' ' && self.bytes.get(at + 1).is_some_and(|&next| next > b' ' && next < 0x7f) {
                gap = gap.max(Gap::Space); // nearly every gap
                at += 1;
                continue;
            }
            if matches!(class, Class::White | Class::Wide) {
                let white = self.white_space(at);
                if white > at {
                    gap = gap.max(self.gap_of(at, white));
                    at = white;
                    continue;
                }
            }
            at = self.token(at, byte, class, gap);
            gap = Gap::None;
        }
    }

    /// The end of the white space (controls and zero-width marks with it) that begins at `at`.
    fn white_space(&self, mut at: usize) -> usize {
        while let Some(&byte) = self.bytes.get(at) {
            match CLASSES[usize::from(byte)] {
                Class::White => at += 1,
                Class::Wide => {
                    let c = self.char_at(at);
                    if !(c.is_whitespace() || c.is_control() || is_invisible(c)) {
                        break;
                    }
                    at += c.len_utf8();
                }
                _ => break,
            }
        }
        at
    }

    fn gap_of(&self, start: usize, end: usize) -> Gap {
        let white = &self.bytes[start..end];
        let lines = white.iter().filter(|&&b| b == b'\n').count();
        let bare_returns = white.iter().filter(|&&b| b == b'\r').count();
        match lines.max(bare_returns) {
            0 if self.text[start..end].chars().all(is_invisible) => Gap::None,
            0 => Gap::Space,
            1 if self.wrapped && !self.starts_block(end, white) => Gap::Line,
            _ => Gap::Paragraph,
        }
    }

    /// Whether the line at `at`, in hard-wrapped text, opens a block of its own: indented or a bullet.
    fn starts_block(&self, at: usize, white_before: &[u8]) -> bool {
        let indent = white_before.iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
        indent >= 2
            || white_before.last() == Some(&b'\t')
            || self.text[at..].strip_prefix(['-', '*']).is_some_and(|rest| rest.starts_with([' ', '\u{a0}']))
            || self.text[at..].starts_with('•')
    }

    fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    /// Reads the token (or the word and its clitic) at `at`, where a byte of that class stands; gives the end.
    fn token(&mut self, at: usize, byte: u8, class: Class, gap: Gap) -> usize {
        let (end, kind) = match class {
            Class::Letter => (self.word_end(at), TokenKind::Word),
            Class::Digit => (self.number_end(at), TokenKind::Number),
            Class::Symbol => (at + 1, TokenKind::Symbol),
            // White space never comes here.
            Class::White | Class::Punct => match byte {
                b'.' if self.opens_decimal(at, gap) => (self.number_end(at), TokenKind::Number),
                b'\'' if self.is_clitic(at, 1) && self.after_word(gap) => (at + 2, TokenKind::Clitic),
                _ => (at + 1, TokenKind::Punct),
            },
            Class::Wide => self.wide_token(at, gap),
        };
        let border = match kind {
            TokenKind::Word => {
                gap == Gap::Paragraph || self.bytes[end - 1] == b'.' || self.bytes[at..end] == *ITEM_END.as_bytes()
            }
            TokenKind::Punct | TokenKind::Symbol => true,
            _ => gap == Gap::Paragraph,
        };
        if border {
            self.tokens.borders.push(self.tokens.all.len() as u32);
        }
        let capital = if class == Class::Wide { self.char_at(at).is_uppercase() } else { byte.is_ascii_uppercase() };
        self.tokens.all.push(Token { span: Span::new(at, end), kind, gap, capital });
        end
    }

    /// The end and kind of the token that begins with a character that is not ASCII, or with `_`.
    fn wide_token(&self, at: usize, gap: Gap) -> (usize, TokenKind) {
        let c = self.char_at(at);
        if c.is_alphabetic() || c == '_' {
            return (self.word_end(at), TokenKind::Word);
        }
        let end = at + c.len_utf8();
        if c == '’' && self.is_clitic(at, c.len_utf8()) && self.after_word(gap) {
            return (end + 1, TokenKind::Clitic);
        }
        let kind = if c.is_numeric() {
            TokenKind::Number
        } else if is_punctuation(c) {
            TokenKind::Punct
        } else {
            TokenKind::Symbol
        };
        (end, kind)
    }

    fn after_word(&self, gap: Gap) -> bool {
        gap == Gap::None
            && self.tokens.all.last().is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
    }

    /// Whether an apostrophe at `at` (of `width` bytes) with the letter after it is the clitic `'s`.
    fn is_clitic(&self, at: usize, width: usize) -> bool {
        matches!(self.bytes.get(at + width), Some(b's' | b'S')) && !self.starts_word(at + width + 1)
    }

    fn starts_word(&self, at: usize) -> bool {
        self.bytes
            .get(at)
            .is_some_and(|&b| b.is_ascii_alphanumeric() || (b >= 0x80 && self.char_at(at).is_alphanumeric()))
    }

    /// `.5` after a space, a sign or a currency symbol is a number.
    fn opens_decimal(&self, at: usize, gap: Gap) -> bool {
        self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            && (gap != Gap::None
                || self.tokens.all.last().is_none_or(|t| t.kind == TokenKind::Symbol || self.bytes[at - 1] == b'-'))
    }

    /// Digits, with `.`, `,` or an apostrophe between them.
    fn number_end(&self, mut at: usize) -> usize {
        if self.bytes[at] == b'.' {
            at += 1;
        }
        loop {
            while self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            let width = match self.bytes.get(at) {
                Some(b'.' | b',') => 1,
                Some(b'\'') if self.has_three_digits(at + 1) => 1,
                Some(0xe2) if self.text[at..].starts_with('’') && self.has_three_digits(at + 3) => 3,
                _ => return at,
            };
            if !self.bytes.get(at + width).is_some_and(u8::is_ascii_digit) {
                return at;
            }
            at += width;
        }
    }

    fn has_three_digits(&self, at: usize) -> bool {
        self.bytes.len() >= at + 3
            && self.bytes[at..at + 3].iter().all(u8::is_ascii_digit)
            && !self.bytes.get(at + 3).is_some_and(u8::is_ascii_digit)
    }

    fn word_end(&self, start: usize) -> usize {
        let letters = self.bytes[start..].iter().take_while(|&&b| CLASSES[usize::from(b)] == Class::Letter).count();
        let at = start + letters;
        match self.bytes.get(at) {
            // Nearly all words.
            None | Some(b' ' | b',' | b'\n' | b'-') => at,
            Some(b'.') => self.dotted_end(start).unwrap_or(at),
            _ => self.odd_word_end(start, at),
        }
    }

    /// The end of the word of which the letters up to `at` are ASCII, where more may follow.
    fn odd_word_end(&self, start: usize, mut at: usize) -> usize {
        while let Some(&byte) = self.bytes.get(at) {
            if byte.is_ascii_digit() && self.is_amount_prefix(start, at) {
                return at;
            }
            if byte.is_ascii_alphanumeric() || byte == b'_' {
                at += 1;
                continue;
            }
            if byte >= 0x80 {
                let c = self.char_at(at);
                if c == '’' && self.joins(at, 3) {
                    at += 3;
                } else if c.is_alphanumeric() || is_mark(c) {
                    return self.unicode_word_end(start, at);
                } else if c == '\u{ad}' {
                    at += c.len_utf8(); // a soft hyphen is inside its word
                } else {
                    return at;
                }
                continue;
            }
            if (byte == b'\'' && self.joins(at, 1)) || (byte == b'&' && self.starts_letter(at + 1)) {
                at += 1;
                continue;
            }
            return at;
        }
        at
    }

    /// Whether the letters up to `at` are written before an amount without a space: three capitals like an ISO 4217
    /// code, or one of the usual abbreviations before digits that have a decimal, a group or a scale after them.
    fn is_amount_prefix(&self, start: usize, at: usize) -> bool {
        match &self.bytes[start..at] {
            b"RM" | b"Rs" | b"Rp" | b"Tk" | b"Dh" | b"Dhs" | b"Php" | b"KSh" | b"Ksh" => true,
            [a, b, c] => [a, b, c].iter().all(|b| b.is_ascii_uppercase()),
            // "$US55m", "$A82m".
            letters if start > 0 && self.bytes[start - 1] == b'$' => letters.iter().all(u8::is_ascii_alphabetic),
            b"R" | b"PS" | b"Sh" => {
                let digits = self.bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                let next = self.bytes.get(at + digits..).unwrap_or_default();
                matches!(next, [b'.' | b',', d, ..] if d.is_ascii_digit())
                    || matches!(next, [b' ', a, b, c, ..] if [a, b, c].iter().all(|d| d.is_ascii_digit()))
                    || [&b" million"[..], b" billion", b" trillion", b"bn"].iter().any(|s| next.starts_with(s))
                    || matches!(next, [b'm', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphanumeric))
            }
            _ => false,
        }
    }

    /// Whether an apostrophe of `width` bytes at `at` joins two letters of one word, and is no clitic.
    fn joins(&self, at: usize, width: usize) -> bool {
        self.starts_letter(at + width) && !self.is_clitic(at, width)
    }

    fn starts_letter(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|&b| b.is_ascii_alphabetic() || (b >= 0x80 && self.char_at(at).is_alphabetic()))
    }

    /// The end of dotted letters such as `U.S.` or `p.m.`: single letters, each with its dot (the last one may lack it).
    fn dotted_end(&self, start: usize) -> Option<usize> {
        let letter_dot = |at: usize| {
            self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && self.bytes.get(at + 1) == Some(&b'.')
        };
        if !letter_dot(start) || !self.bytes.get(start + 2).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let mut at = start;
        while letter_dot(at) {
            at += 2;
        }
        if self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            if self.starts_word(at + 1) {
                // A longer word follows ("J.P.Morgan"): the dotted part ends before it.
                return (at - start >= 4).then_some(at);
            }
            at += 1;
        }
        (at - start >= 3).then_some(at)
    }

    /// A word with other than ASCII letters: the UAX #29 border of its run. Runs are bounded so that a text without
    /// spaces stays linear.
    fn unicode_word_end(&self, start: usize, from: usize) -> usize {
        let limit = self.text[from..].char_indices().take(64).find(|(_, c)| c.is_whitespace()).map_or_else(
            || self.text[from..].char_indices().nth(64).map_or(self.text.len(), |(i, _)| from + i),
            |(i, _)| from + i,
        );
        let chunk = &self.text[start..limit];
        let mut end = start + chunk.split_word_bounds().next().map_or(chunk.len(), str::len);
        // UAX #29 keeps "Zürich's" and "Côte’s" whole: the clitic is ours to cut.
        let word = &self.text[start..end];
        for clitic in ["'s", "’s", "'S", "’S"] {
            if let Some(stem) = word.strip_suffix(clitic) {
                end = start + stem.len();
            }
        }
        end.max(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).all.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn numbers_and_units() {
        assert_eq!(words("$330.3bn, -1.3% .5"), ["$", "330.3", "bn", ",", "-", "1.3", "%", ".5"]);
        assert_eq!(words("4Q25 G20 1990s 2½ 1'200"), ["4", "Q25", "G20", "1990", "s", "2", "½", "1'200"]);
        assert_eq!(words("12,34,567. 10/03/2025"), ["12,34,567", ".", "10", "/", "03", "/", "2025"]);
        assert_eq!(
            words("USD34.6m RM23.50 $US5m R18bn R2D2"),
            ["USD", "34.6", "m", "RM", "23.50", "$", "US", "5", "m", "R", "18", "bn", "R2D2"]
        );
    }

    #[test]
    fn words_and_clitics() {
        assert_eq!(words("China’s don't AT&T's banks'"), ["China", "’s", "don't", "AT&T", "'s", "banks", "'"]);
        assert_eq!(words("the U.S. and U.K.'s p.m."), ["the", "U.S.", "and", "U.K.", "'s", "p.m."]);
        assert_eq!(
            words("year-on-year café Zürich’s São"),
            ["year", "-", "on", "-", "year", "café", "Zürich", "’s", "São"]
        );
        assert_eq!(words("J.P. Morgan, J. Smith"), ["J.P.", "Morgan", ",", "J", ".", "Smith"]);
    }

    #[test]
    fn gaps() {
        let gaps: Vec<Gap> = tokenize("A b\nC\n\nd").all.iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Paragraph, Gap::Space, Gap::Paragraph, Gap::Paragraph]);
        let wrapped = "The bank said on\nMonday that rates would\nnot rise and\nprices fell.";
        assert!(tokenize(wrapped).all.iter().skip(1).all(|t| t.gap != Gap::Paragraph));
    }

    proptest::proptest! {
        /// Tokens are ordered, do not overlap, and leave out nothing but white space.
        #[test]
        fn tokens_cover_the_text(text in "\\PC{0,80}|[ -~éß“”’€½\n]{0,120}") {
            let mut at = 0;
            for token in tokenize(&text).all {
                let (start, end) = (token.span.start as usize, token.span.end as usize);
                proptest::prop_assert!(at <= start && start < end);
                proptest::prop_assert!(text[at..start].chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c)));
                at = end;
            }
            proptest::prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c)));
        }
    }
}
