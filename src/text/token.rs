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

/// Splits `text` into tokens.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut walk = Walk {
        text,
        bytes: text.as_bytes(),
        tokens: Vec::with_capacity(text.len() / 4),
        wrapped: is_hard_wrapped(text),
    };
    walk.run();
    walk.tokens
}

struct Walk<'a> {
    text: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
    wrapped: bool,
}

impl Walk<'_> {
    fn run(&mut self) {
        let (mut at, mut gap) = (0, Gap::Paragraph);
        while at < self.bytes.len() {
            let white = self.white_space(at);
            if white > at {
                gap = gap.max(self.gap_of(at, white));
                at = white;
                continue;
            }
            at = self.token(at, gap);
            gap = Gap::None;
        }
    }

    /// The end of the white space (controls and zero-width marks with it) that begins at `at`.
    fn white_space(&self, mut at: usize) -> usize {
        while let Some(&byte) = self.bytes.get(at) {
            if byte <= b' ' || byte == 0x7f {
                at += 1;
            } else if byte < 0x80 {
                break;
            } else {
                let c = self.char_at(at);
                if !(c.is_whitespace() || c.is_control() || is_invisible(c)) {
                    break;
                }
                at += c.len_utf8();
            }
        }
        at
    }

    fn gap_of(&self, start: usize, end: usize) -> Gap {
        let white = &self.bytes[start..end];
        if white == b" " {
            return Gap::Space; // nearly every gap
        }
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

    fn push(&mut self, start: usize, end: usize, kind: TokenKind, gap: Gap) -> usize {
        let capital = match self.bytes[start] {
            byte if byte.is_ascii() => byte.is_ascii_uppercase(),
            _ => self.char_at(start).is_uppercase(),
        };
        self.tokens.push(Token { span: Span::new(start, end), kind, gap, capital });
        end
    }

    /// Reads the token (or the word and its clitic) at `at`; gives the end.
    fn token(&mut self, at: usize, gap: Gap) -> usize {
        let byte = self.bytes[at];
        if byte.is_ascii_alphabetic() {
            return self.push(at, self.word_end(at), TokenKind::Word, gap);
        }
        if byte.is_ascii_digit() || (byte == b'.' && self.opens_decimal(at, gap)) {
            return self.push(at, self.number_end(at), TokenKind::Number, gap);
        }
        if byte < 0x80 && byte != b'_' {
            if byte == b'\'' && self.is_clitic(at, 1) && self.after_word(gap) {
                return self.push(at, at + 2, TokenKind::Clitic, gap);
            }
            let kind = if matches!(byte, b'$' | b'%' | b'+' | b'<' | b'=' | b'>' | b'^' | b'|' | b'~' | b'`' | b'#') {
                TokenKind::Symbol
            } else {
                TokenKind::Punct
            };
            return self.push(at, at + 1, kind, gap);
        }
        let c = self.char_at(at);
        if c.is_alphabetic() || c == '_' {
            let end = self.word_end(at);
            return self.push(at, end, TokenKind::Word, gap);
        }
        if c == '’' && self.is_clitic(at, c.len_utf8()) && self.after_word(gap) {
            return self.push(at, at + c.len_utf8() + 1, TokenKind::Clitic, gap);
        }
        let kind = if c.is_numeric() {
            TokenKind::Number
        } else if is_punctuation(c) {
            TokenKind::Punct
        } else {
            TokenKind::Symbol
        };
        self.push(at, at + c.len_utf8(), kind, gap)
    }

    fn after_word(&self, gap: Gap) -> bool {
        gap == Gap::None && self.tokens.last().is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
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
                || self.tokens.last().is_none_or(|t| t.kind == TokenKind::Symbol || self.bytes[at - 1] == b'-'))
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
        if let Some(end) = self.dotted_end(start) {
            return end;
        }
        // Nearly all of nearly every word.
        let letters = self.bytes[start..].iter().position(|b| !b.is_ascii_alphabetic());
        let mut at = letters.map_or(self.bytes.len(), |n| start + n);
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

/// Whether single line breaks in `text` are mere wrapping: many lines go on in lower case after a line without an end.
fn is_hard_wrapped(text: &str) -> bool {
    let (mut single, mut running) = (0, 0);
    let (mut before, mut from) = ("", 0);
    for at in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[from..at];
        let (end, start) = (before.trim_end(), line.trim_start());
        if !end.is_empty() && !start.is_empty() {
            single += 1;
            let goes_on = start.starts_with(|c: char| c.is_lowercase());
            let stopped = end.ends_with(['.', '!', '?', ':', ';', '"', '”']);
            running += usize::from(goes_on && !stopped);
        }
        (before, from) = (line, at + 1);
    }
    running >= 2 && running * 5 >= single
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}')
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '«' | '»' | '¡' | '¿' | '·' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.span.of(text)).collect()
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
        let gaps: Vec<Gap> = tokenize("A b\nC\n\nd").iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Paragraph, Gap::Space, Gap::Paragraph, Gap::Paragraph]);
        let wrapped = "The bank said on\nMonday that rates would\nnot rise and\nprices fell.";
        assert!(tokenize(wrapped).iter().skip(1).all(|t| t.gap != Gap::Paragraph));
    }

    proptest::proptest! {
        /// Tokens are ordered, do not overlap, and leave out nothing but white space.
        #[test]
        fn tokens_cover_the_text(text in "\\PC{0,80}|[ -~éß“”’€½\n]{0,120}") {
            let mut at = 0;
            for token in tokenize(&text) {
                let (start, end) = (token.span.start as usize, token.span.end as usize);
                proptest::prop_assert!(at <= start && start < end);
                proptest::prop_assert!(text[at..start].chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c)));
                at = end;
            }
            proptest::prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c)));
        }
    }
}
