//! The attributes inside a start tag, after the states of the HTML standard: quoted, unquoted or without a value.
//!
//! References in their values are left as they are; most values are never looked at.

use memchr::memchr;

/// The attributes of a tag: name and value, as written.
pub(super) struct Attributes<'a> {
    /// What is still to be read.
    pub rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    /// At the end `rest` starts with the `>` of the tag, or is empty.
    fn next(&mut self) -> Option<Self::Item> {
        let rest = skip(self.rest, |b| b.is_ascii_whitespace() || b == b'/');
        if rest.is_empty() || rest.starts_with('>') {
            self.rest = rest;
            return None;
        }
        // A name may start with `=`, so the first character is taken whatever it is.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let is_end = |b: u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'=');
        let (name, after) = rest.split_at(position(rest, first, is_end));
        let Some(value) = skip(after, |b| b.is_ascii_whitespace()).strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = skip(value, |b| b.is_ascii_whitespace());
        let (value, rest) = match value.as_bytes().first() {
            Some(&quote @ (b'"' | b'\'')) => match memchr(quote, &value.as_bytes()[1..]) {
                Some(end) => (&value[1..=end], &value[end + 2..]),
                None => (&value[1..], ""),
            },
            _ => value.split_at(position(value, 0, |b| b.is_ascii_whitespace() || b == b'>')),
        };
        self.rest = rest;
        Some((name, value))
    }
}

/// The text without the ASCII characters at its start that `is` names.
fn skip(text: &str, is: impl Fn(u8) -> bool) -> &str {
    &text[position(text, 0, |b| !is(b))..]
}

/// The first byte from `from` on that `is` names, which names either ASCII characters alone or all others too.
fn position(text: &str, from: usize, is: impl Fn(u8) -> bool) -> usize {
    let bytes = &text.as_bytes()[from..];
    bytes.iter().position(|&b| is(b)).map_or(text.len(), |at| from + at)
}
