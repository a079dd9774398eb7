//! The parsed page as one flat array in document order.
//!
//! A node knows its parent and the end of its subtree, so a subtree is a range, sums over it are differences of prefix
//! sums, and no walk over the page needs recursion.

use std::ops::{Index, IndexMut, Range};

use scraper::Html;
use scraper::node::{Element, Node as DomNode};

use super::marks::{self, Marks};
use super::work;

/// Index of a node.
pub(super) type NodeIx = usize;

/// One element or text.
pub(super) struct Node<'a> {
    pub tag: Tag,
    pub parent: NodeIx,
    /// One past the last node of the subtree.
    pub end: NodeIx,
    pub marks: Marks,
    /// The text of a text node.
    pub text: &'a str,
    pub element: Option<&'a Element>,
}

impl<'a> Node<'a> {
    /// The value of an attribute. Elements have few of them, and the parser's own look-up makes an atom of the name first.
    pub(super) fn attr(&self, name: &str) -> Option<&'a str> {
        self.element?.attrs().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub(super) fn is_named(&self, name: &str) -> bool {
        self.element.is_some_and(|element| element.name() == name)
    }
}

/// The nodes of a page in document order. Tests count each look at one (`work`).
#[derive(Default)]
pub(super) struct Nodes<'a>(Vec<Node<'a>>);

impl<'a> Nodes<'a> {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Node<'a>> {
        self[0..self.len()].iter()
    }
}

impl<'a> Index<NodeIx> for Nodes<'a> {
    type Output = Node<'a>;

    fn index(&self, at: NodeIx) -> &Node<'a> {
        work::add(1);
        &self.0[at]
    }
}

impl IndexMut<NodeIx> for Nodes<'_> {
    fn index_mut(&mut self, at: NodeIx) -> &mut Self::Output {
        work::add(1);
        &mut self.0[at]
    }
}

impl<'a> Index<Range<NodeIx>> for Nodes<'a> {
    type Output = [Node<'a>];

    fn index(&self, range: Range<NodeIx>) -> &[Node<'a>] {
        work::add(range.len());
        &self.0[range]
    }
}

/// The page.
pub(super) struct Tree<'a> {
    pub nodes: Nodes<'a>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(html: &'a Html) -> Self {
        let mut nodes = Nodes::default();
        let mut names = marks::Names::default();
        let mut parent = 0;
        let mut here = html.tree.root();
        'walk: loop {
            let at = nodes.len();
            match here.value() {
                DomNode::Element(element) => {
                    let tag = Tag::of(element.name());
                    let marks = names.marks(element);
                    nodes.0.push(Node { tag, parent, end: at + 1, marks, text: "", element: Some(element) });
                    parent = at;
                }
                DomNode::Text(text) => {
                    nodes.0.push(Node { tag: Tag::Text, parent, end: at + 1, marks: Marks::NONE, text, element: None });
                }
                _ => {}
            }
            if let Some(child) = here.first_child() {
                here = child;
                continue;
            }
            loop {
                if here.value().is_element() {
                    nodes[parent].end = nodes.len();
                    parent = nodes[parent].parent;
                }
                if let Some(next) = here.next_sibling() {
                    here = next;
                    break;
                }
                match here.parent() {
                    Some(up) => here = up,
                    None => break 'walk,
                }
            }
        }
        Self { nodes }
    }

    /// The nodes below `at`.
    pub(super) fn inside(&self, at: NodeIx) -> Range<NodeIx> {
        at + 1..self.nodes[at].end
    }

    /// The text below `at`, spaces folded.
    pub(super) fn text(&self, at: NodeIx) -> String {
        self.text_between(at, self.nodes[at].end)
    }

    /// The text of the nodes from `start` up to `end`, spaces folded.
    pub(super) fn text_between(&self, start: NodeIx, end: NodeIx) -> String {
        let mut text = String::new();
        for node in &self.nodes[start..end] {
            if node.tag == Tag::Text {
                push_folded(&mut text, node.text);
            } else if node.tag.is_block() || node.tag == Tag::Br {
                push_folded(&mut text, " ");
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// The same, `None` where it is longer than a line: for elements that may be wrappers of whole pages.
    pub(super) fn line(&self, at: NodeIx) -> Option<String> {
        const LONGEST: usize = 1_000;
        const NODES: usize = 64;
        (self.nodes[at].end - at <= NODES).then(|| self.text(at)).filter(|text| text.len() <= LONGEST)
    }

    /// `at` and the elements around it, innermost first.
    pub(super) fn ancestors(&self, at: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
        let parent = move |&at: &NodeIx| (at > 0).then(|| self.nodes[at].parent);
        std::iter::successors(Some(at), parent)
    }

    /// The texts of the innermost block elements in the neighbourhood below a heading: where bylines and dates stand.
    pub(super) fn lines_below(&self, heading: NodeIx) -> impl Iterator<Item = String> + '_ {
        self.blocks_below(heading).map(|(_, line)| line)
    }

    /// The same with the elements.
    pub(super) fn blocks_below(&self, node: NodeIx) -> impl Iterator<Item = (NodeIx, String)> + '_ {
        const NEAR: usize = 120;
        const LINES: usize = 12;
        let start = self.nodes[node].end;
        (start..self.nodes.len().min(start + NEAR))
            .filter(|&at| {
                self.nodes[at].tag.is_block() && !self.inside(at).any(|below| self.nodes[below].tag.is_block())
            })
            .filter_map(|at| Some((at, self.line(at)?)))
            .filter(|(_, text)| !text.is_empty())
            .take(LINES)
    }

    pub(super) fn elements(&self, tag: Tag) -> impl Iterator<Item = NodeIx> + '_ {
        (0..self.nodes.len()).filter(move |&at| self.nodes[at].tag == tag)
    }
}

/// Appends text with each run of white space as one space, and none at the start.
pub(super) fn push_folded(out: &mut String, text: &str) {
    work::add(text.len());
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let plain = plain_start(rest.as_bytes());
        if plain > 0 {
            out.push_str(&rest[..plain]);
            rest = &rest[plain..];
            continue;
        }
        let c = if first.is_ascii() { char::from(first) } else { rest.chars().next().unwrap_or_default() };
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
}

/// How long the start of a text is that can be copied whole: words of ASCII with single spaces between them, which is
/// most of most texts.
fn plain_start(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let between = *byte == b' ' && at > 0 && text.get(at + 1).is_some_and(u8::is_ascii_graphic);
        if !byte.is_ascii_graphic() && !between {
            break;
        }
        at += 1;
    }
    at
}

/// Appends a character in lower case. Nearly all of them are ASCII, and the general way is ten times as long.
pub(super) fn push_lower(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else {
        out.extend(c.to_lowercase());
    }
}

/// Characters that are there for layout only: soft hyphens, zero-width spaces and joints, byte order marks. The joiners
/// of Arabic and Indic scripts belong to the spelling and are not among them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// What kind of element a node is, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Text,
    Html,
    Title,
    Meta,
    Link,
    Heading(u8),
    P,
    Pre,
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    Article,
    Main,
    Section,
    Aside,
    Nav,
    Header,
    Footer,
    Figure,
    Figcaption,
    Form,
    Control,
    Image,
    Media,
    Address,
    Time,
    A,
    Bold,
    Italic,
    Br,
    Hr,
    Annotation,
    Block,
    Inline,
}

impl Tag {
    fn of(name: &str) -> Self {
        match name {
            "html" => Self::Html,
            "title" => Self::Title,
            "meta" => Self::Meta,
            "link" => Self::Link,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "p" => Self::P,
            "pre" | "listing" => Self::Pre,
            "blockquote" => Self::Quote,
            "ul" | "ol" | "dl" | "menu" | "dir" => Self::List,
            "li" | "dt" | "dd" => Self::Item,
            "table" => Self::Table,
            "tr" | "caption" => Self::Row,
            "td" | "th" => Self::Cell,
            "article" => Self::Article,
            "main" => Self::Main,
            "section" => Self::Section,
            "aside" => Self::Aside,
            "nav" => Self::Nav,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "figure" => Self::Figure,
            "figcaption" => Self::Figcaption,
            "x-form" => Self::Form,
            "x-button" | "x-select" | "x-option" => Self::Control,
            "img" | "amp-img" | "amp-anim" => Self::Image,
            "video" | "audio" | "canvas" => Self::Media,
            name if name.starts_with("amp-") => Self::of_amp(name),
            "address" => Self::Address,
            "time" => Self::Time,
            "a" => Self::A,
            "x-b" => Self::Bold,
            "x-i" => Self::Italic,
            "br" => Self::Br,
            "hr" => Self::Hr,
            "x-rt" | "x-rp" => Self::Annotation,
            "div" | "body" | "head" | "hgroup" | "details" | "summary" | "tbody" | "thead" | "tfoot" | "dialog"
            | "search" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// The components of AMP pages: what they hold is a stand-in for something that a script loads, or furniture.
    fn of_amp(name: &str) -> Self {
        match name {
            "amp-sidebar" | "amp-mega-menu" | "amp-nested-menu" | "amp-list" | "amp-next-page" => Self::Nav,
            "amp-carousel" | "amp-base-carousel" | "amp-stream-gallery" | "amp-image-slider" => Self::Figure,
            // Boxes around content of the page itself.
            "amp-accordion" | "amp-selector" | "amp-layout" | "amp-fit-text" | "amp-script" | "amp-timeago"
            | "amp-date-display" | "amp-truncate-text" => Self::Block,
            "amp-ad"
            | "amp-sticky-ad"
            | "amp-auto-ads"
            | "amp-embed"
            | "amp-consent"
            | "amp-user-notification"
            | "amp-lightbox"
            | "amp-social-share"
            | "amp-addthis"
            | "amp-app-banner"
            | "amp-form" => Self::Control,
            _ => Self::Media,
        }
    }

    /// Whether it starts and ends a line of text.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Text
                | Self::A
                | Self::Bold
                | Self::Italic
                | Self::Br
                | Self::Time
                | Self::Image
                | Self::Annotation
                | Self::Inline
        )
    }
}
