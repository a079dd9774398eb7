//! One pass over a page's bytes before it is parsed: what no article needs is dropped, scripts with data are lifted out.
//!
//! html5ever is quadratic in nesting depth and in open formatting elements, and half of a news page's bytes are
//! scripts, styles and attributes. So the page is rewritten here: script, style, noscript, template, SVG and comments
//! are dropped; tags are reduced to the few attributes that the finders read; formatting elements become plain ones
//! (`x-b`, `x-i`), whose end needs no repair; tags nested deeper than [`MAX_DEPTH`] are dropped and their text is kept.
//! Guarantees: linear in the page; the tokenizer follows the HTML standard where a page could hide text from it
//! (escaped scripts, quoted `>`, broken comments, SVG that HTML breaks out of). Text is copied as it is, entities
//! included: the parser decodes them.

mod attributes;
mod depth;
mod token;

use super::marks::is_name;
use super::work;
use crate::error::Code;
use depth::Stack;
use token::{Raw, Tag, Token, Tokens};

/// The deepest nesting that reaches the parser. Real pages reach about 34 levels, browsers flatten at 512.
const MAX_DEPTH: usize = 256;
/// The most elements of a page: a parsed element takes some hundred bytes.
const MAX_ELEMENTS: usize = 500_000;

/// A page, cleaned, with what was lifted out of it.
#[derive(Debug, Default)]
pub(super) struct Scan<'a> {
    /// The page for the parser.
    pub html: String,
    /// The contents of JSON-LD scripts.
    pub json_ld: Vec<&'a str>,
    /// The contents of other scripts that may hold the article as data: embedded state.
    pub states: Vec<&'a str>,
}

/// Embedded state below this size holds no article, nor a piece of one.
const MIN_STATE: usize = 100;

/// Scans a page.
pub(super) fn scan(page: &str) -> Result<Scan<'_>, (Code, String)> {
    let mut scanner = Scanner {
        out: Scan { html: String::with_capacity(page.len() / 2), ..Scan::default() },
        stack: Stack::default(),
        elements: 0,
        lower: String::new(),
    };
    let mut tokens = Tokens::new(page);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => scanner.out.html.push_str(text),
            Token::Start(tag) => scanner.start(&tag, &mut tokens)?,
            Token::End(name) => scanner.end(name),
        }
    }
    Ok(scanner.out)
}

struct Scanner<'a> {
    out: Scan<'a>,
    stack: Stack,
    elements: usize,
    lower: String,
}

impl<'a> Scanner<'a> {
    fn start(&mut self, tag: &Tag<'a>, tokens: &mut Tokens<'a>) -> Result<(), (Code, String)> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err((Code::TooLarge, format!("more than {MAX_ELEMENTS} elements")));
        }
        self.lower.clear();
        self.lower.extend(tag.name.chars().map(|c| c.to_ascii_lowercase()));
        match self.lower.as_str() {
            "script" => {
                let content = tokens.script();
                self.lift(tag, content);
            }
            "style" => drop(tokens.raw(Raw::Style)),
            "noscript" => drop(tokens.raw(Raw::Noscript)),
            "iframe" => drop(tokens.raw(Raw::Iframe)),
            "noembed" => drop(tokens.raw(Raw::Noembed)),
            "noframes" => drop(tokens.raw(Raw::Noframes)),
            "textarea" => drop(tokens.raw(Raw::Textarea)),
            "xmp" => drop(tokens.raw(Raw::Xmp)),
            "title" => {
                let content = tokens.raw(Raw::Title);
                self.out.html.push_str("<title>");
                self.out.html.push_str(content);
                self.out.html.push_str("</title>");
            }
            "svg" | "math" => {
                if !tag.self_closing {
                    tokens.skip_foreign(tag.name);
                }
            }
            "template" if !tag.has("shadowrootmode") => tokens.skip_template(),
            "meta" => self.write("meta", tag),
            "link" => {
                if tag.value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
                    self.write("link", tag);
                }
            }
            "html" | "head" | "body" => {
                let name = self.lower.clone();
                self.write(&name, tag);
            }
            "img" => self.out.html.push_str("<img>"),
            "br" => self.out.html.push_str("<br>"),
            "hr" => {
                self.stack.closes_p();
                self.out.html.push_str("<hr>");
            }
            _ => self.element(tag),
        }
        Ok(())
    }

    /// An element of the body, under the name that the parser is to see.
    fn element(&mut self, tag: &Tag<'a>) {
        let lower = std::mem::take(&mut self.lower);
        if let Some(name) = renamed(&lower, || tag.has("class"))
            && self.stack.open(name)
        {
            self.write(name, tag);
        }
        self.lower = lower;
    }

    fn end(&mut self, name: &str) {
        self.lower.clear();
        self.lower.extend(name.chars().map(|c| c.to_ascii_lowercase()));
        let Some(name) = renamed(&self.lower, || true) else { return };
        if self.stack.close(name) {
            self.out.html.push_str("</");
            self.out.html.push_str(name);
            self.out.html.push('>');
        }
    }

    fn write(&mut self, name: &str, tag: &Tag<'a>) {
        let html = &mut self.out.html;
        html.push('<');
        html.push_str(name);
        let bare = matches!(name, "x-b" | "x-i");
        for (key, value) in tag.attributes() {
            work::add(1);
            if key.eq_ignore_ascii_case("style") {
                if hides(value) {
                    html.push_str(" hidden");
                }
            } else if !bare && is_read(key) {
                let quote = if value.contains('"') { '\'' } else { '"' };
                if value.contains(quote) {
                    // Only a broken tag leaves both kinds in one value.
                    continue;
                }
                html.push(' ');
                html.push_str(key);
                html.push('=');
                html.push(quote);
                html.push_str(value);
                html.push(quote);
            }
        }
        html.push('>');
    }

    fn lift(&mut self, tag: &Tag<'a>, content: &'a str) {
        let kind = tag.value("type").unwrap_or_default().trim();
        if kind.eq_ignore_ascii_case("application/ld+json") {
            self.out.json_ld.push(content);
        } else if content.len() >= MIN_STATE {
            self.out.states.push(content);
        }
    }
}

/// Whether the finders read an attribute.
fn is_read(key: &str) -> bool {
    const LONGEST: usize = 24;
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..key.len()) else { return false };
    lower.copy_from_slice(key.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(key) = std::str::from_utf8(lower) else { return false };
    is_name(key)
        || matches!(key, "href" | "rel" | "property" | "content" | "datetime" | "lang" | "hidden" | "aria-hidden")
}

/// Whether an inline style takes an element off the page.
fn hides(style: &str) -> bool {
    let squeezed: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    squeezed.contains("display:none") || squeezed.contains("visibility:hidden")
}

/// The name under which an element reaches the parser; `None` for one whose tags are dropped. Names with an `x-` have
/// no rules of their own in the parser: formatting elements are not reopened, `select` does not switch modes, forms may
/// nest. Formatting that says nothing about the text is kept only where it carries a class.
fn renamed(name: &str, has_class: impl Fn() -> bool) -> Option<&str> {
    Some(match name {
        "b" | "strong" => "x-b",
        "i" | "em" | "cite" => "x-i",
        "form" => "x-form",
        "button" => "x-button",
        "select" => "x-select",
        "option" | "optgroup" => "x-option",
        "rt" | "rtc" => "x-rt",
        "rp" => "x-rp",
        "fieldset" | "center" => "div",
        "big" | "code" | "font" | "nobr" | "s" | "small" | "strike" | "tt" | "u" => {
            return has_class().then_some("x-s");
        }
        "area" | "base" | "basefont" | "bgsound" | "col" | "colgroup" | "embed" | "frame" | "frameset" | "input"
        | "keygen" | "param" | "source" | "track" | "wbr" | "object" | "applet" | "marquee" | "picture" | "ruby"
        | "rb" | "template" | "plaintext" | "image" | "svg" | "math" => return None,
        name => name,
    })
}

#[cfg(test)]
mod tests;
