//! The tokenizer: text, start tags and end tags of a page, after the states of the HTML standard.
//!
//! Comments, doctypes and bogus markup are passed over. Content that is not markup (scripts, raw text, SVG) is taken
//! by the caller with [`Tokens::script`], [`Tokens::raw`] and [`Tokens::skip_foreign`] right after its start tag.

use memchr::{memchr, memmem};

use super::super::work;
use super::attributes::Attributes;

/// A piece of the page.
pub(super) enum Token<'a> {
    Text(&'a str),
    Start(Tag<'a>),
    End(&'a str),
}

/// A start tag.
pub(super) struct Tag<'a> {
    /// The name as written.
    pub name: &'a str,
    /// Whether it ends in `/>`, which counts in SVG only.
    pub self_closing: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }
}

/// Elements whose content is text up to their own end tag.
#[derive(Clone, Copy)]
pub(super) enum Raw {
    Style,
    Noscript,
    Iframe,
    Noembed,
    Noframes,
    Textarea,
    Title,
    Xmp,
}

impl Raw {
    fn name(self) -> &'static str {
        match self {
            Self::Style => "style",
            Self::Noscript => "noscript",
            Self::Iframe => "iframe",
            Self::Noembed => "noembed",
            Self::Noframes => "noframes",
            Self::Textarea => "textarea",
            Self::Title => "title",
            Self::Xmp => "xmp",
        }
    }
}

/// The tokens of a page.
pub(super) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    /// Set when a search ran to the end of the page in vain: the next one of its kind would as well, and a page of
    /// thousands of them must not take as many runs.
    no_template_end: bool,
    no_escape_end: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(page: &'a str) -> Self {
        Self { page, at: 0, no_template_end: false, no_escape_end: false }
    }

    /// Reads the tag at the cursor, whose name starts `offset` bytes on.
    fn tag(&mut self, offset: usize) -> Tag<'a> {
        let bytes = self.page.as_bytes();
        let start = self.at + offset;
        let is_end = |b: u8| b.is_ascii_whitespace() || b == b'/' || b == b'>';
        let name_end = bytes[start..].iter().position(|&b| is_end(b)).map_or(bytes.len(), |i| start + i);
        let mut attributes = Attributes { rest: &self.page[name_end..] };
        while attributes.next().is_some() {}
        let end = self.page.len() - attributes.rest.len();
        self.at = (end + 1).min(self.page.len());
        work::add(self.at - start);
        Tag {
            name: &self.page[start..name_end],
            self_closing: bytes[..end].last() == Some(&b'/'),
            attributes: &self.page[name_end..end],
        }
    }

    /// Passes over a comment, a doctype or a bogus comment.
    fn declaration(&mut self) {
        let rest = &self.page[self.at..];
        let Some(comment) = rest.strip_prefix("<!--") else { return self.pass(">") };
        // The standard ends a comment at `-->` and `--!>`, and lets `<!-->` and `<!--->` be whole ones.
        if comment.starts_with('>') {
            self.at += 5;
        } else if comment.starts_with("->") {
            self.at += 6;
        } else {
            let mut from = 0;
            let end = loop {
                let Some(dashes) = memmem::find(&comment.as_bytes()[from..], b"--").map(|i| from + i) else {
                    break comment.len();
                };
                if comment[dashes + 2..].starts_with('>') {
                    break dashes + 3;
                }
                if comment[dashes + 2..].starts_with("!>") {
                    break dashes + 4;
                }
                from = dashes + 1;
            };
            self.at += 4 + end;
            work::add(end);
        }
    }

    /// Moves past the next `end`.
    fn pass(&mut self, end: &str) {
        let rest = &self.page[self.at..];
        let passed = rest.find(end).map_or(rest.len(), |i| i + end.len());
        work::add(passed);
        self.at += passed;
    }

    /// The content of raw text up to its end tag, which is passed too. Without one it is the rest of the page.
    pub(super) fn raw(&mut self, element: Raw) -> &'a str {
        let start = self.at;
        let end = self.find_end_tag(start, element.name());
        self.take(start, end)
    }

    /// The content of a script. `<!--` and a `<script` after it make `</script>` part of the content, as in browsers.
    pub(super) fn script(&mut self) -> &'a str {
        let start = self.at;
        // Nearly no script has an escape, and looking for two strings is much faster than for states.
        if let Some(end) = self.find_end_tag(start, "script")
            && (self.no_escape_end || memmem::find(&self.page.as_bytes()[start..end], b"<!--").is_none())
        {
            return self.take(start, Some(end));
        }
        let mut from = start;
        let (mut escaped, mut double) = (false, false);
        loop {
            let rest = &self.page[from..];
            let Some(at) = rest.find(['<', '-']).map(|i| from + i) else {
                // An unfinished escape would swallow the page: browsers do, a reader takes the first end tag.
                let end = if escaped { self.find_end_tag(start, "script") } else { None };
                self.no_escape_end = true;
                return self.take(start, end);
            };
            let here = &self.page[at..];
            work::add(at + 1 - from);
            from = at + 1;
            if here.starts_with("<!--") && !self.no_escape_end {
                escaped = true;
                from = at + 4;
            } else if here.starts_with("-->") {
                (escaped, double) = (false, false);
            } else if escaped && !double && starts_tag(here, "<script") {
                double = true;
            } else if starts_tag(here, "</script") {
                if !double {
                    return self.take(start, Some(at));
                }
                double = false;
            }
        }
    }

    /// Passes over the rest of an SVG or MathML element. HTML elements that break out of it end it, as in browsers,
    /// unless they stand where it embeds HTML.
    pub(super) fn skip_foreign(&mut self, root: &str) {
        let (mut depth, mut embedded) = (1usize, 0usize);
        loop {
            let rest = &self.page[self.at..];
            let Some(open) = find(rest, b'<') else {
                self.at = self.page.len();
                return;
            };
            self.at += open;
            let here = &self.page[self.at..];
            let next = here.as_bytes().get(1).copied().unwrap_or_default();
            if here.starts_with("<![CDATA[") {
                self.pass("]]>");
            } else if next == b'!' {
                self.declaration();
            } else if next.is_ascii_alphabetic() {
                let start = self.at;
                let tag = self.tag(1);
                if embedded == 0 && breaks_out(tag.name) {
                    self.at = start;
                    return;
                }
                if !tag.self_closing {
                    depth += usize::from(tag.name.eq_ignore_ascii_case(root));
                    embedded += usize::from(embeds_html(tag.name));
                }
            } else if next == b'/' && here.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
                let tag = self.tag(2);
                depth -= usize::from(tag.name.eq_ignore_ascii_case(root));
                embedded = embedded.saturating_sub(usize::from(embeds_html(tag.name)));
                if depth == 0 {
                    return;
                }
            } else {
                self.at += 1;
            }
        }
    }

    /// Passes over the rest of a template, templates inside it included. One without an end is as if not there.
    pub(super) fn skip_template(&mut self) {
        if self.no_template_end {
            return;
        }
        let start = self.at;
        let mut depth = 1usize;
        while let Some(token) = self.next() {
            match token {
                Token::Start(tag) if tag.name.eq_ignore_ascii_case("template") => depth += 1,
                Token::Start(tag) if tag.name.eq_ignore_ascii_case("script") => drop(self.script()),
                Token::Start(tag) if tag.name.eq_ignore_ascii_case("style") => drop(self.raw(Raw::Style)),
                Token::End(name) if name.eq_ignore_ascii_case("template") => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
        self.no_template_end = true;
        self.at = start;
    }

    fn take(&mut self, start: usize, end: Option<usize>) -> &'a str {
        match end {
            Some(end) => {
                self.at = end;
                self.tag(2);
                &self.page[start..end]
            }
            None => {
                self.at = self.page.len();
                &self.page[start..]
            }
        }
    }

    fn find_end_tag(&self, start: usize, name: &str) -> Option<usize> {
        let mut from = start;
        loop {
            let found = memmem::find(&self.page.as_bytes()[from..], b"</");
            work::add(found.unwrap_or(self.page.len() - from));
            let at = from + found?;
            let here = &self.page[at + 2..];
            let matched = here.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
            if matched && ends_name(here.as_bytes().get(name.len())) {
                return Some(at);
            }
            from = at + 2;
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.page.as_bytes();
        loop {
            let rest = &self.page[self.at..];
            if rest.is_empty() {
                return None;
            }
            let Some(open) = find(rest, b'<') else {
                self.at = self.page.len();
                return Some(Token::Text(rest));
            };
            if open > 0 {
                self.at += open;
                return Some(Token::Text(&rest[..open]));
            }
            match bytes.get(self.at + 1) {
                Some(b) if b.is_ascii_alphabetic() => return Some(Token::Start(self.tag(1))),
                Some(b'/') => match bytes.get(self.at + 2) {
                    Some(b) if b.is_ascii_alphabetic() => return Some(Token::End(self.tag(2).name)),
                    Some(b'>') => self.at += 3,
                    Some(_) => self.pass(">"),
                    None => self.at = self.page.len(),
                },
                Some(b'!') => self.declaration(),
                Some(b'?') => self.pass(">"),
                _ => {
                    // A bare `<` is text; it is left to the parser to say so.
                    self.at += 1;
                    return Some(Token::Text("&lt;"));
                }
            }
        }
    }
}

fn find(text: &str, byte: u8) -> Option<usize> {
    let found = memchr(byte, text.as_bytes());
    work::add(found.unwrap_or(text.len()));
    found
}

fn ends_name(byte: Option<&u8>) -> bool {
    byte.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
}

fn starts_tag(text: &str, tag: &str) -> bool {
    text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        && ends_name(text.as_bytes().get(tag.len()))
}

/// Elements that end SVG and MathML when they turn up inside, from the standard's list.
fn breaks_out(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "strike",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Elements of SVG and MathML whose content is HTML again.
fn embeds_html(name: &str) -> bool {
    ["foreignobject", "desc", "title", "annotation-xml", "mtext", "mi", "mo", "mn", "ms"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}
