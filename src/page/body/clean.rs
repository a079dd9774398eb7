//! Which lines of the chosen element are the text.
//!
//! Each line is judged by itself, then with the box it stands in, then by its place at the beginning or the end. A line
//! goes for one stated reason.

use super::super::title::{has_key, key};
use super::super::tree::{NodeIx, Tag, Tree};
use super::Evidence;
use super::blocks::{Block, Kind};
use super::boxes::Boxes;
use super::byline::is_byline;
use super::lines::{self, Line};
use rustc_hash::{FxHashMap, FxHashSet};

/// Why a line is no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// At or above the headline, or the headline again.
    Headline,
    /// Hardly a letter in it.
    Empty,
    /// A label, a credit, a reference, an offer, a remark: by its phrase.
    Phrase(Line),
    /// Another story's title or lead.
    OtherStory,
    /// A byline or a time.
    Byline,
    /// A caption.
    Caption,
    /// Its box is an offer or a reference.
    Box,
    /// It stood in the text before.
    Repeated,
    /// A short line before the text begins.
    Lead,
    /// Below the last paragraph and none itself.
    Below,
    /// A heading that nothing follows.
    Bare,
}

impl Why {
    /// The reason in words.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Headline => "the headline or above it",
            Self::Empty => "no words",
            Self::Phrase(Line::Label) => "a label of the page",
            Self::Phrase(Line::Credit) => "a credit",
            Self::Phrase(Line::Link) => "a reference to another story",
            Self::Phrase(Line::Tail) => "a remark after the text",
            Self::Phrase(Line::Promo) => "an offer",
            Self::Phrase(Line::Summary) => "a summary of the article",
            Self::Phrase(Line::End) => "after the end of the article",
            Self::OtherStory => "another story",
            Self::Byline => "a byline or a time",
            Self::Caption => "a caption",
            Self::Box => "in a box with an offer",
            Self::Repeated => "repeated",
            Self::Lead => "a short line before the text",
            Self::Below => "below the text",
            Self::Bare => "a heading without text",
        }
    }
}

/// The lines of a body with what is known of them.
pub(super) struct Lines<'b> {
    pub tree: &'b Tree<'b>,
    pub root: NodeIx,
    pub blocks: Vec<&'b Block>,
    pub teaser: Vec<bool>,
    pub confirmed: Vec<bool>,
}

impl Lines<'_> {
    /// Judges each line; `None` keeps it.
    pub(super) fn judge(&self, evidence: &Evidence<'_>) -> Vec<Option<Why>> {
        let boxes = Boxes::new(self.tree, self.root, &self.blocks);
        let kinds: Vec<Option<Line>> = self.blocks.iter().map(|block| lines::kind(&block.text)).collect();
        let names: Vec<String> = evidence.authors.iter().map(|name| key(name)).filter(|name| name.len() >= 4).collect();
        let persons: Vec<String> =
            evidence.authors.iter().filter(|name| name.contains(' ')).map(|name| key(name)).collect();
        let mut why: Vec<Option<Why>> =
            (0..self.blocks.len()).map(|at| self.alone(at, kinds[at], &boxes, &names)).collect();
        self.headline(&mut why, evidence);
        self.other_articles(&mut why, evidence);
        self.boxes(&mut why, &boxes, &kinds);
        self.offers(&mut why);
        self.captions(&mut why, &boxes, &kinds);
        self.introductions(&mut why, &kinds);
        self.summaries(&mut why, &kinds);
        self.cut(&mut why, &boxes, &kinds);
        self.beginning(&mut why, &boxes);
        self.repeated(&mut why);
        self.walls(&mut why);
        self.below(&mut why, &boxes);
        self.end(&mut why, &kinds, &persons);
        self.bare_headings(&mut why);
        why
    }

    /// A line by itself.
    fn alone(&self, at: usize, kind: Option<Line>, boxes: &Boxes, names: &[String]) -> Option<Why> {
        let block = self.blocks[at];
        let shouted = !block.text.chars().any(char::is_lowercase) && block.text.chars().any(char::is_uppercase);
        if block.link_share() > 80 && (shouted || kind.is_some()) && block.kind != Kind::Row {
            return Some(Why::OtherStory);
        }
        if self.confirmed[at] {
            return None;
        }
        let letters = block.text.chars().filter(|c| c.is_alphabetic()).take(2).count();
        let tabular = matches!(block.kind, Kind::Row | Kind::Cell | Kind::Item);
        if letters < 2 && !tabular {
            return Some(Why::Empty);
        }
        if self.teaser[at] {
            return Some(Why::OtherStory);
        }
        let (sentence, share) = (block.ends_sentence(), block.link_share());
        let prose = boxes.is_main(at) && sentence && !block.text.ends_with(':');
        let heading = matches!(block.kind, Kind::Heading(_));
        match kind {
            Some(kind @ Line::Label) => return Some(Why::Phrase(kind)),
            Some(kind @ Line::Credit) if !prose && block.size < 250 => return Some(Why::Phrase(kind)),
            // A subheading may begin like a reference; what follows it will tell (see `introductions`).
            Some(kind @ Line::Link) if share >= 40 || !prose && !heading && block.size <= 200 => {
                return Some(Why::Phrase(kind));
            }

            Some(kind @ Line::Promo) if !prose || block.size < 300 && lines::addresses_reader(&block.text) => {
                return Some(Why::Phrase(kind));
            }

            _ => {}
        }
        if share > 80 && block.kind != Kind::Row {
            let content = boxes.is_main(at) && sentence && block.size > 60;
            if !content {
                return Some(Why::OtherStory);
            }
        }
        if !sentence && block.size < 120 && !matches!(block.kind, Kind::Row) && is_byline(&block.text, names) {
            return Some(Why::Byline);
        }
        None
    }

    /// The headline and what is above it.
    fn headline(&self, why: &mut [Option<Why>], evidence: &Evidence<'_>) {
        let title = evidence.headline.map(key).unwrap_or_default();
        let end = evidence.headline_node.filter(|&node| node > self.root).map_or(0, |node| self.tree.nodes[node].end);
        let is_above = |block: &Block| block.first > self.root && block.first < end;
        let size = |above: bool| -> u32 {
            let prose = |block: &&&Block| block.ends_sentence() && block.link_share() < 50;
            self.blocks.iter().filter(|block| is_above(block) == above).filter(prose).map(|block| block.size).sum()
        };
        // A page may repeat its headline below the text; what is above that is the text.
        let on_top = size(true) * 8 <= size(false);
        for (at, block) in self.blocks.iter().enumerate() {
            let above = on_top && is_above(block);
            let again = block.size < 400 && !title.is_empty() && has_key(&block.text, &title);
            if above || again {
                why[at] = Some(Why::Headline);
            }
        }
    }

    /// Whole stories beside this one: other `<article>` elements, where the headline's own holds a story.
    fn other_articles(&self, why: &mut [Option<Why>], evidence: &Evidence<'_>) {
        let is_article = |up: &NodeIx| self.tree.nodes[*up].tag == Tag::Article;
        let Some(own) = evidence.headline_node.and_then(|node| self.tree.ancestors(node).find(is_article)) else {
            return;
        };
        let own = own..self.tree.nodes[own].end;
        let size = |inside: bool| -> u32 {
            self.blocks.iter().filter(|block| own.contains(&block.first) == inside).map(|block| block.size).sum()
        };
        if size(true) * 3 < size(false) {
            return;
        }
        for (at, block) in self.blocks.iter().enumerate() {
            if !own.contains(&block.first)
                && self.tree.ancestors(block.node).any(|up| is_article(&up) && up > self.root)
            {
                why[at] = why[at].or(Some(Why::OtherStory));
            }
        }
    }

    /// Boxes that one of their lines gives away.
    fn boxes(&self, why: &mut [Option<Why>], boxes: &Boxes, kinds: &[Option<Line>]) {
        const LARGE: u32 = 2_500;
        let total: u32 = self.blocks.iter().map(|block| block.size).sum();
        let mut start = 0;
        while start < self.blocks.len() {
            let Some(node) = boxes.of(start) else {
                start += 1;
                continue;
            };
            let mut end = start + 1;
            while end < self.blocks.len() && boxes.of(end) == Some(node) {
                end += 1;
            }
            let inside = start..end;
            let size: u32 = self.blocks[inside.clone()].iter().map(|block| block.size).sum();
            let linked: u32 = self.blocks[inside.clone()].iter().map(|block| block.linked).sum();
            let has = |kind| inside.clone().any(|at| kinds[at] == Some(kind) && why[at].is_some());
            let story = inside.clone().any(|at| why[at] == Some(Why::OtherStory));
            let confirmed = inside.clone().any(|at| self.confirmed[at]);
            let prose: u32 = inside
                .clone()
                .filter(|&at| why[at].is_none() && boxes.is_main(at) && self.blocks[at].ends_sentence())
                .map(|at| self.blocks[at].size)
                .sum();
            let reference = story || has(Line::Link);
            let captions =
                boxes.has_image(self.tree, node) && inside.clone().all(|at| self.is_caption(at)) && size < 500;
            let reason = if confirmed || size > LARGE || prose > 600 || size * 5 > total * 2 {
                None
            } else if reference && (linked * 4 > size || size - linked < 350) && self.tree.nodes[node].tag != Tag::Table
            {
                Some(Why::OtherStory)
            } else if captions {
                Some(Why::Caption)
            } else {
                None
            };
            if let Some(reason) = reason {
                for at in inside {
                    why[at] = why[at].or(Some(reason));
                }
            }
            start = end;
        }
    }

    /// What stands with an offer: the rest of the largest element around it that holds no prose.
    fn offers(&self, why: &mut [Option<Why>]) {
        const PROSE: u32 = 80;
        let mut prose = vec![0u32; self.tree.nodes.len() + 1];
        for (at, block) in self.blocks.iter().enumerate() {
            let is_prose = block.kind == Kind::Paragraph && block.ends_sentence() && block.size >= PROSE;
            prose[block.first + 1] = u32::from(self.confirmed[at] || why[at].is_none() && is_prose);
        }
        for at in 1..prose.len() {
            prose[at] += prose[at - 1];
        }
        let mut done = 0;
        for at in 0..self.blocks.len() {
            let block = self.blocks[at];
            if why[at] != Some(Why::Phrase(Line::Promo)) || block.first < done {
                continue;
            }
            let free = |up: &NodeIx| *up > self.root && prose[self.tree.nodes[*up].end] == prose[*up];
            let Some(around) = self.tree.ancestors(block.node).take_while(free).last() else { continue };
            done = self.tree.nodes[around].end;
            let start = self.blocks.partition_point(|block| block.first < around);
            for (other, _) in self.blocks.iter().enumerate().skip(start).take_while(|(_, block)| block.first < done) {
                why[other] = why[other].or(Some(Why::Box));
            }
        }
    }

    /// Whether a line next to a picture can be its caption: short, and no paragraph, heading or item.
    fn is_caption(&self, at: usize) -> bool {
        let block = self.blocks[at];
        block.kind == Kind::Paragraph
            && block.size < 350
            && !matches!(self.tree.nodes[block.node].tag, Tag::Quote | Tag::Pre)
    }

    /// Captions written as paragraphs: after a picture, with a credit in them or after them.
    fn captions(&self, why: &mut [Option<Why>], boxes: &Boxes, kinds: &[Option<Line>]) {
        for at in 0..self.blocks.len() {
            let before = if at == 0 { self.root } else { self.blocks[at - 1].first };
            let block = self.blocks[at];
            let after =
                why.get(at + 1).is_some_and(|next| *next == Some(Why::Phrase(Line::Credit))) && block.size < 350;
            let inside = kinds[at] == Some(Line::Credit) && block.size < 700;
            if why[at].is_none() && (after || inside) && boxes.image_between(before, block.first) {
                why[at] = Some(Why::Caption);
            }
        }
    }

    /// Short lines before something that went: with a colon, or beginning like a reference.
    fn introductions(&self, why: &mut [Option<Why>], kinds: &[Option<Line>]) {
        for at in (0..self.blocks.len().saturating_sub(1)).rev() {
            let block = self.blocks[at];
            let gone = matches!(why[at + 1], Some(Why::OtherStory | Why::Phrase(Line::Link)));
            let introduces = block.text.ends_with(':') || kinds[at] == Some(Line::Link);
            if why[at].is_none() && gone && block.size < 120 && introduces {
                why[at] = Some(Why::OtherStory);
            }
        }
    }

    /// Summary boxes: a title of the kind and the list after it.
    fn summaries(&self, why: &mut [Option<Why>], kinds: &[Option<Line>]) {
        for at in 0..self.blocks.len() {
            if kinds[at] != Some(Line::Summary) || self.blocks[at].size > 150 {
                continue;
            }
            let line = !matches!(self.blocks[at].kind, Kind::Heading(_)) && self.blocks[at].ends_sentence();
            if line {
                why[at] = Some(Why::Phrase(Line::Summary));
                continue;
            }
            let items = self.blocks[at + 1..].iter().take_while(|block| block.kind == Kind::Item).count();
            if items > 0 && items <= 8 {
                why[at..=at + items].fill(Some(Why::Phrase(Line::Summary)));
            }
        }
    }

    /// Lines that stood before, and short lines that come again and again.
    fn repeated(&self, why: &mut [Option<Why>]) {
        const OFTEN: u32 = 3;
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        for block in &self.blocks {
            *counts.entry(&block.text).or_default() += 1;
        }
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        for (block, why) in self.blocks.iter().zip(why) {
            if why.is_some() || !matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) {
                continue;
            }
            let again = block.size > 40 && !seen.insert(&block.text);
            let furniture = counts[block.text.as_str()] >= OFTEN && block.size < 80;
            if again || furniture {
                *why = Some(Why::Repeated);
            }
        }
    }
}
