//! Boxes inside the body: subtrees without any paragraph of the kind that the article is written in.
//!
//! The paragraphs of one article share an element and a class; what an editor or a template sets between them (offers,
//! related stories, pictures with their captions) does not. A box is not wrong by that alone (lists, quotes and
//! fact boxes are boxes too): it is the unit that goes as a whole when one of its lines shows what it is.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::super::tree::{NodeIx, Tag, Tree};
use super::blocks::{Block, Kind};

/// The boxes of a body.
pub(super) struct Boxes {
    /// For each block, the box it is in.
    of: Vec<Option<NodeIx>>,
    /// Blocks in the element and class of the article's paragraphs, wherever they stand.
    main: Vec<bool>,
    /// Pictures before each node.
    images: Vec<u32>,
}

impl Boxes {
    /// Finds the boxes among the blocks of `root`.
    pub(super) fn new(tree: &Tree<'_>, root: NodeIx, blocks: &[&Block]) -> Self {
        let main = common(blocks, &blocks.iter().map(|block| signature(tree, block.node)).collect::<Vec<_>>());
        // At home are those that stand in the element and class where the most of them do.
        let place = |block: &&Block| {
            signature(tree, block.node) ^ signature(tree, tree.nodes[block.node].parent).rotate_left(7)
        };
        let home = common(blocks, &blocks.iter().map(place).collect::<Vec<_>>());
        let mut counts = vec![0u32; tree.nodes.len() + 1];
        for (block, main) in blocks.iter().zip(&home) {
            counts[block.first + 1] += u32::from(*main);
        }
        let mut images = vec![0u32; tree.nodes.len() + 1];
        for at in 0..tree.nodes.len() {
            counts[at + 1] += counts[at];
            images[at + 1] = images[at] + u32::from(tree.nodes[at].tag == Tag::Image);
        }
        let holds_main = |at: NodeIx| counts[tree.nodes[at].end] > counts[at];
        let of = blocks
            .iter()
            .zip(&home)
            .map(|(block, home)| {
                let up = tree.ancestors(block.node).take_while(|&up| up > root && !holds_main(up));
                if *home { None } else { up.last() }
            })
            .collect();
        Self { of, main, images }
    }

    pub(super) fn of(&self, block: usize) -> Option<NodeIx> {
        self.of[block]
    }

    /// Whether a block is one of the article's own kind of paragraph.
    pub(super) fn is_main(&self, block: usize) -> bool {
        self.main[block]
    }

    pub(super) fn image_between(&self, start: NodeIx, end: NodeIx) -> bool {
        self.images[end] > self.images[start]
    }

    pub(super) fn has_image(&self, tree: &Tree<'_>, at: NodeIx) -> bool {
        self.images[tree.nodes[at].end] > self.images[at]
    }
}

/// Which blocks carry one of the signatures that the most of the prose carries.
fn common(blocks: &[&Block], signatures: &[u64]) -> Vec<bool> {
    let mut sizes: FxHashMap<u64, u32> = FxHashMap::default();
    let mut total = 0;
    for (block, signature) in blocks.iter().zip(signatures) {
        if matches!(block.kind, Kind::Paragraph) && block.ends_sentence() && block.link_share() < 50 {
            *sizes.entry(*signature).or_default() += block.size;
            total += block.size;
        }
    }
    let most = sizes.values().copied().max().unwrap_or_default();
    let is_common = |(block, signature): (&&Block, &u64)| {
        let size = sizes.get(signature).copied().unwrap_or_default();
        matches!(block.kind, Kind::Paragraph) && size > 0 && (size == most || size * 5 >= total)
    };
    blocks.iter().zip(signatures).map(is_common).collect()
}

/// The element and class that a block is written in; numbers in class names are counters, not kinds.
fn signature(tree: &Tree<'_>, node: NodeIx) -> u64 {
    let mut hasher = FxHasher::default();
    let node = &tree.nodes[node];
    std::mem::discriminant(&node.tag).hash(&mut hasher);
    for byte in node.attr("class").unwrap_or_default().bytes().filter(|b| !b.is_ascii_digit()) {
        hasher.write_u8(byte);
    }
    hasher.finish()
}
