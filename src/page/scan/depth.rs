//! The open elements while a page is scanned, kept as the parser will keep them.
//!
//! A counter of tags is fooled by elements that end without an end tag (`<p>`, `<li>`, cells) and by end tags that the
//! parser ignores. So the standard's rules for implied ends and for scopes are followed, as far as depth needs them.
//! Each tag looks at no more than [`super::MAX_DEPTH`] entries and a bounded number of dropped ones.

use super::super::work;
use super::MAX_DEPTH;

/// How many dropped elements are remembered; what is nested deeper is dropped with its end tags unmatched.
const MAX_DROPPED: usize = 256;

/// The stack of open elements.
#[derive(Default)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many of them are paragraphs: nearly every block asks for one, and mostly there is none.
    paragraphs: usize,
}

struct Open {
    name: Name,
    class: Class,
}

/// Element names are compared often and written never: a short name is its own bytes, longer ones are cut and carry
/// their length.
type Name = [u8; 16];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Ends where its parent ends.
    Plain,
    /// Stops the search for the start of a plain element.
    Special,
    /// Stops the search for any start.
    Barrier,
}

fn name_of(name: &str) -> Name {
    let mut key = [0; 16];
    let bytes = name.as_bytes();
    let size = bytes.len().min(15);
    key[..size].copy_from_slice(&bytes[..size]);
    key[15] = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    key
}

impl Stack {
    /// Opens an element, ending those that it ends; false where it is too deep for the parser.
    pub(super) fn open(&mut self, name: &str) -> bool {
        match name {
            "li" => self.end_item(&["li"]),
            "dd" | "dt" => self.end_item(&["dd", "dt"]),
            "td" | "th" => self.end_cell(&["td", "th"]),
            "tr" => self.end_cell(&["tr"]),
            "tbody" | "thead" | "tfoot" => self.end_cell(&["tbody", "thead", "tfoot"]),
            "a" => self.remove("a"),
            _ => {}
        }
        let class = class_of(name);
        if ends_p(name) {
            self.closes_p();
        }
        if self.open.len() >= MAX_DEPTH + MAX_DROPPED {
            return false;
        }
        self.open.push(Open { name: name_of(name), class });
        self.paragraphs += usize::from(name == "p");
        self.open.len() <= MAX_DEPTH
    }

    /// Closes an element; false where the parser would ignore the end tag or never saw the start.
    pub(super) fn close(&mut self, name: &str) -> bool {
        let key = name_of(name);
        let plain = class_of(name) == Class::Plain && name != "a";
        let barrier = class_of(name) == Class::Barrier;
        for at in (0..self.open.len()).rev() {
            work::add(1);
            let open = &self.open[at];
            if open.name == key {
                if name == "a" && self.open[at..].iter().any(|open| open.class != Class::Plain) {
                    self.open.remove(at);
                } else {
                    self.truncate(at);
                }
                return at < MAX_DEPTH;
            }
            let table = open.name == name_of("table");
            if plain && open.class != Class::Plain || !barrier && open.class == Class::Barrier || table {
                return false;
            }
        }
        false
    }

    /// Ends an open paragraph, as the start of a block does.
    pub(super) fn closes_p(&mut self) {
        if self.paragraphs == 0 {
            return;
        }
        self.end_up_to(&["p"], |open| open.class == Class::Barrier || open.name == name_of("x-button"));
    }

    fn end_item(&mut self, names: &[&str]) {
        let passed = [name_of("address"), name_of("div"), name_of("p")];
        self.end_up_to(names, |open| open.class != Class::Plain && !passed.contains(&open.name));
    }

    fn end_cell(&mut self, names: &[&str]) {
        self.end_up_to(names, |open| open.name == name_of("table"));
    }

    fn end_up_to(&mut self, names: &[&str], stops: impl Fn(&Open) -> bool) {
        for at in (0..self.open.len()).rev() {
            work::add(1);
            if names.iter().any(|name| self.open[at].name == name_of(name)) {
                self.truncate(at);
                return;
            }
            if stops(&self.open[at]) {
                return;
            }
        }
    }

    fn truncate(&mut self, at: usize) {
        if self.paragraphs > 0 {
            let p = name_of("p");
            self.paragraphs -= self.open[at..].iter().filter(|open| open.name == p).count();
        }
        self.open.truncate(at);
    }

    fn remove(&mut self, name: &str) {
        let key = name_of(name);
        if let Some(at) = self.open.iter().rposition(|open| open.name == key || open.class == Class::Barrier)
            && self.open[at].name == key
        {
            self.open.remove(at);
        }
    }
}

fn class_of(name: &str) -> Class {
    match name {
        "table" | "td" | "th" | "caption" | "template" => Class::Barrier,
        "address" | "article" | "aside" | "blockquote" | "dd" | "details" | "dir" | "div" | "dl" | "dt"
        | "figcaption" | "figure" | "footer" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "li"
        | "listing" | "main" | "menu" | "nav" | "ol" | "p" | "pre" | "section" | "summary" | "tbody" | "tfoot"
        | "thead" | "tr" | "ul" | "search" => Class::Special,
        _ => Class::Plain,
    }
}

fn ends_p(name: &str) -> bool {
    matches!(class_of(name), Class::Special) && !matches!(name, "tbody" | "tfoot" | "thead" | "tr") || name == "table"
}
