//! The page's text as blocks: paragraphs, headings, items, table rows, in the order of the page.
//!
//! A block is a run of text that no block element, double `<br>` or rule interrupts. Bare text beside blocks is a block
//! of its own. Sentences of two blocks are never glued.

use super::super::tree::{NodeIx, Tag, Tree, push_folded};
use super::super::work;

/// One block.
#[derive(Debug)]
pub(super) struct Block {
    /// The block element that holds it.
    pub node: NodeIx,
    /// Its first text node.
    pub first: NodeIx,
    pub kind: Kind,
    pub text: String,
    /// Length, an ideograph for three letters.
    pub size: u32,
    /// How much of it is link text.
    pub linked: u32,
    /// How much of it is set off (bold or italic).
    pub strong: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading(u8),
    Item,
    Cell,
    Row,
}

impl Block {
    /// Share of link text, in percent.
    pub(super) fn link_share(&self) -> u32 {
        work::add(1);
        (self.linked * 100).checked_div(self.size).unwrap_or(0)
    }

    /// Whether it ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        work::add(1);
        let text = self.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', ' ']);
        let last = text.chars().next_back().unwrap_or(' ');
        ENDS.contains(&last) || is_unpunctuated(last) && self.size >= 60
    }
}

/// Marks that end a sentence, in the scripts that have one.
const ENDS: &[char] =
    &['.', '!', '?', '…', ':', '。', '！', '？', '：', '؟', '۔', '।', '॥', '։', '።', '។', '၊', '။', '།'];

/// Letters of scripts that are written without an end mark: Thai and Lao.
fn is_unpunctuated(c: char) -> bool {
    ('\u{e01}'..='\u{eff}').contains(&c)
}

/// The blocks of what `off` leaves of the page.
pub(super) fn blocks(tree: &Tree<'_>, off: &[bool]) -> Vec<Block> {
    let mut builder = Builder { blocks: Vec::new(), current: None, breaks: 0 };
    // Open block elements with their ends, innermost last.
    let mut open: Vec<(NodeIx, NodeIx)> = vec![(0, tree.nodes.len())];
    let (mut link_end, mut strong_end, mut pre_end) = (0, 0, 0);
    let mut at = 0;
    while at < tree.nodes.len() {
        while let Some(&(closed, end)) = open.last()
            && end <= at
        {
            open.pop();
            builder.flush();
            if tree.nodes[closed].tag == Tag::Row {
                builder.join_row(closed);
            }
        }
        let node = &tree.nodes[at];
        if off[at] {
            // What is taken out of the flow of a paragraph leaves it whole, unless it was a block.
            if node.tag.is_block() {
                builder.flush();
            }
            at = node.end;
            continue;
        }
        match node.tag {
            Tag::Text => {
                let holder = open.last().map_or(0, |&(node, _)| node);
                let style = Style { linked: at < link_end, strong: at < strong_end };
                if at < pre_end {
                    // In preformatted text an empty line is what a paragraph's end is elsewhere.
                    for (part, text) in node.text.replace("\r\n", "\n").split("\n\n").enumerate() {
                        if part > 0 {
                            builder.flush();
                        }
                        builder.text(tree, at, text, holder, style);
                    }
                } else {
                    builder.text(tree, at, node.text, holder, style);
                }
            }
            Tag::Br => builder.line_break(),
            Tag::Hr => builder.flush(),
            Tag::A if node.attr("href").is_some() => link_end = link_end.max(node.end),
            Tag::Bold | Tag::Italic => strong_end = strong_end.max(node.end),
            tag if tag.is_block() => {
                if tag == Tag::Pre {
                    pre_end = pre_end.max(node.end);
                }
                builder.flush();
                open.push((at, node.end));
            }
            _ => {}
        }
        at += 1;
    }
    builder.flush();
    builder.blocks
}

/// What a text stands in.
#[derive(Clone, Copy)]
struct Style {
    linked: bool,
    strong: bool,
}

struct Builder {
    blocks: Vec<Block>,
    current: Option<Block>,
    /// Line breaks since the last text.
    breaks: u32,
}

impl Builder {
    fn text(&mut self, tree: &Tree<'_>, at: NodeIx, text: &str, holder: NodeIx, style: Style) {
        if text.trim().is_empty() {
            if let Some(block) = &mut self.current {
                push_folded(&mut block.text, text);
            }
            return;
        }
        let broken = match &self.current {
            Some(block) => self.breaks >= 2 || self.breaks == 1 && block.ends_sentence() && block.size >= 40,
            None => false,
        };
        if broken {
            self.flush();
        }
        let block = self.current.get_or_insert_with(|| Block {
            node: holder,
            first: at,
            kind: kind(tree, holder),
            text: String::new(),
            size: 0,
            linked: 0,
            strong: 0,
        });
        if self.breaks > 0 {
            push_folded(&mut block.text, " ");
        }
        self.breaks = 0;
        let start = block.text.len();
        push_folded(&mut block.text, text);
        let size = size(&block.text[start..]);
        block.size += size;
        block.linked += if style.linked { size } else { 0 };
        block.strong += if style.strong { size } else { 0 };
    }

    fn line_break(&mut self) {
        if self.current.is_some() {
            self.breaks += 1;
        }
    }

    fn flush(&mut self) {
        self.breaks = 0;
        if let Some(mut block) = self.current.take() {
            block.text.truncate(block.text.trim_end().len());
            if !block.text.is_empty() {
                self.blocks.push(block);
            }
        }
    }

    /// Makes the short cells of a table row one line.
    fn join_row(&mut self, row: NodeIx) {
        const LONG: u32 = 160;
        let start = self.blocks.iter().rposition(|block| block.first < row).map_or(0, |last| last + 1);
        let cells = &self.blocks[start..];
        if cells.len() < 2 || cells.iter().any(|cell| cell.kind != Kind::Cell || cell.size > LONG) {
            return;
        }
        let mut cells = self.blocks.drain(start..);
        let Some(mut joined) = cells.next() else { return };
        for cell in cells {
            joined.text.push('\t');
            joined.text.push_str(&cell.text);
            joined.size += cell.size;
            joined.linked += cell.linked;
            joined.strong += cell.strong;
        }
        joined.kind = Kind::Row;
        joined.node = row;
        self.blocks.push(joined);
    }
}

fn kind(tree: &Tree<'_>, holder: NodeIx) -> Kind {
    // A paragraph inside an item or a cell is one of its lines.
    for at in tree.ancestors(holder).take(3) {
        match tree.nodes[at].tag {
            Tag::Heading(level) => return Kind::Heading(level),
            Tag::Item => return Kind::Item,
            Tag::Cell => return Kind::Cell,
            Tag::P | Tag::Block => {}
            _ => break,
        }
    }
    Kind::Paragraph
}

/// Length in letters; an ideograph or kana says as much as three.
pub(in super::super) fn size(text: &str) -> u32 {
    if text.is_ascii() {
        return u32::try_from(text.len()).unwrap_or(u32::MAX);
    }
    text.chars()
        .map(|c| if ('\u{2e80}'..'\u{a000}').contains(&c) || ('\u{ac00}'..='\u{d7a3}').contains(&c) { 3 } else { 1 })
        .sum()
}
