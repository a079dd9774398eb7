//! What the first tags of a page declare before it is known in which character set they are.
//!
//! The tags are looked for as the HTML standard has it, in the bytes and no further than it says. Whether a declaration
//! is true is `charset`'s question.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far a page is searched for its declarations: the length that the HTML standard gives.
const PRESCAN: usize = 1024;

/// The encoding that a page's `<meta>` declares in its first 1,024 bytes, by the algorithm of the HTML standard: a page
/// that says UTF-16 in ASCII letters means UTF-8.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut metas = Tags::of(bytes).filter(|(name, _)| name.eq_ignore_ascii_case(b"meta"));
    metas.find_map(|(_, attributes)| declared_by(attributes))
}

/// The language that a page's `<html>` names, in lower case.
pub(super) fn language(bytes: &[u8]) -> Option<String> {
    let (_, attributes) = Tags::of(bytes).find(|(name, _)| name.eq_ignore_ascii_case(b"html"))?;
    let attributes = String::from_utf8_lossy(attributes).to_ascii_lowercase();
    let tag = value(&attributes, "lang").or_else(|| value(&attributes, "xml:lang"))?;
    Some(tag.trim().to_owned())
}

/// The tags in the first 1,024 bytes of a page: the letters of the name, and what follows them. Comments are passed
/// over.
struct Tags<'b> {
    rest: &'b [u8],
}

impl<'b> Tags<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        Self { rest: &bytes[..bytes.len().min(PRESCAN)] }
    }
}

impl<'b> Iterator for Tags<'b> {
    type Item = (&'b [u8], &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = &self.rest[self.rest.iter().position(|&b| b == b'<')?..];
            if let Some(comment) = rest.strip_prefix(b"<!--") {
                // The standard lets `<!-->` be a whole comment: the dashes of both ends may be the same.
                self.rest = &comment[comment.windows(3).position(|w| w == b"-->").unwrap_or(comment.len())..];
                continue;
            }
            let tag = tag_bytes(rest);
            self.rest = &rest[tag.len()..];
            let inside = &tag[1..];
            return Some(inside.split_at(inside.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(inside.len())));
        }
    }
}

/// A tag up to its `>`, which may stand inside a quoted value.
fn tag_bytes(bytes: &[u8]) -> &[u8] {
    let mut quote = None;
    for (i, &b) in bytes.iter().enumerate() {
        match quote {
            Some(q) if b == q => quote = None,
            Some(_) => {}
            None if b == b'>' => return &bytes[..=i],
            None if (b == b'"' || b == b'\'') && i > 0 && matches!(bytes[i - 1], b'=' | b' ') => quote = Some(b),
            None => {}
        }
    }
    bytes
}

/// The value of the attribute of that name in what follows a tag's name.
fn value<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let is_between = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>';
    let mut rest = attributes.trim_start_matches(is_between);
    while !rest.is_empty() {
        let (name, behind) = rest.split_at(rest.find(|c| is_between(c) || c == '=').unwrap_or(rest.len()));
        let Some(after) = behind.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
            rest = behind.trim_start_matches(is_between);
            continue;
        };
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, behind) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_at(after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len())),
        };
        if name == wanted {
            return Some(value);
        }
        rest = behind.trim_start_matches(is_between);
    }
    None
}

/// The encoding in the attributes of a `<meta>`.
fn declared_by(attributes: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(attributes).to_ascii_lowercase();
    let at = text.match_indices("charset").map(|(i, found)| &text[i + found.len()..]);
    let label = at.filter_map(|rest| rest.trim_start().strip_prefix('=')).next()?;
    let label = label.trim_start().trim_start_matches(['"', '\'']);
    let end =
        label.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/')).unwrap_or(label.len());
    match label[..end].trim() {
        "x-user-defined" => Some(WINDOWS_1252),
        label => Encoding::for_label(label.as_bytes()).map(|e| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_page() {
        let found = |page: &str| language(page.as_bytes());
        for page in [
            "<!DOCTYPE html>\n<HTML class=a dir='ltr' LANG=pl-PL>",
            "<!-- <html lang=cs> --><html xmlns='http://www.w3.org/1999/xhtml' xml:lang=\"pl-PL\"/>",
            "<html data-on lang = 'PL-pl' >",
            "<html lang=pl-pl>",
        ] {
            assert_eq!(found(page).as_deref(), Some("pl-pl"), "{page}");
        }
        for page in [
            "<html hreflang=pl>",
            "<html data-lang=pl>",
            "<html title='a lang=pl'>",
            "<html><link hreflang=pl><p lang=pl>",
            "<p lang=pl>",
            "<html lang",
            "<html =",
        ] {
            assert_eq!(found(page), None, "{page}");
        }
    }

    #[test]
    fn the_search_follows_the_standard() {
        let label = |page: &str| charset(page.as_bytes()).map(Encoding::name);
        assert_eq!(label("<META http-equiv=Content-Type content='text/html; charset=GB2312'>"), Some("GBK"));
        assert_eq!(label("<meta charset = euc-kr />"), Some("EUC-KR"));
        assert_eq!(label("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(label("<!-- <meta charset=gbk> --><meta charset=big5>"), Some("Big5"));
        assert_eq!(label("<metadata charset=gbk>"), None);
        assert_eq!(label("<meta name=description content='a > b'><meta charset=koi8-r>"), Some("KOI8-R"));
        assert_eq!(label(&format!("{}<meta charset=gbk>", " ".repeat(1024))), None);
        for odd in ["<", "<meta", "<meta charset", "<meta charset=", "<!--", "<meta charset='"] {
            assert_eq!(label(odd), None, "{odd}");
        }
    }
}
