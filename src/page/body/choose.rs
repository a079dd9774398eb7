//! Which element holds the article: the one whose blocks are worth most together.
//!
//! Prose counts for an element, link lists and stray lines against it, so a container grows as long as it gains text
//! and stops where boilerplate begins (the best subsequence, over subtrees). Names and tags that mean a body raise an
//! element; what the metadata confirms (JSON-LD, description) counts more.

use super::super::marks::Marks;
use super::super::tree::{NodeIx, Tag, Tree};
use super::blocks::{Block, Kind};
use super::byline::is_byline;

/// The worth of a block, by its own text and its neighbours.
pub(super) fn worth(blocks: &[Block], confirmed: &[bool], teaser: &[bool]) -> Vec<i64> {
    blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let size = i64::from(block.size);
            let share = block.link_share();
            if teaser[at] {
                return -(size.min(200) + 40);
            }
            if confirmed[at] {
                return size * 2 + 50;
            }
            match block.kind {
                Kind::Heading(_) => {
                    if share > 50 {
                        -60
                    } else {
                        0
                    }
                }
                _ if share > 60 => -(size.min(120) + 20),
                Kind::Row => {
                    if share > 30 {
                        -30
                    } else {
                        10
                    }
                }
                Kind::Item | Kind::Cell if size < 60 => -20,
                _ if size < 30 => -15,
                _ if !block.ends_sentence() && size < 100 => -10,
                _ => size * i64::from(100 - share) / 100,
            }
        })
        .collect()
}

/// Marks the leads of teasers: a short text whose neighbour before it, under one small parent, is a heading or line that
/// is one link.
pub(super) fn teasers(tree: &Tree<'_>, blocks: &[Block]) -> Vec<bool> {
    const SMALL: usize = 6;
    let mut marked = vec![false; blocks.len()];
    for at in 1..blocks.len() {
        let (title, lead) = (&blocks[at - 1], &blocks[at]);
        if title.link_share() < 80 || title.size > 250 || lead.size > 400 || matches!(lead.kind, Kind::Heading(_)) {
            continue;
        }
        // A live blog's posts begin with links to themselves.
        let link = tree.ancestors(title.first).find(|&up| tree.nodes[up].tag == Tag::A);
        let own = link.and_then(|link| tree.nodes[link].attr("href")).is_some_and(|href| href.contains('#'));
        if own || is_byline(&title.text, &[]) {
            continue;
        }
        // The smallest element around both is a card when hardly anything else is in it.
        let Some(card) = tree.ancestors(title.node).find(|&up| tree.nodes[up].end > lead.first) else { continue };
        let end = tree.nodes[card].end;
        let inside = blocks[..at - 1].iter().rev().take(SMALL).take_while(|block| block.first > card).count()
            + blocks[at..].iter().take(SMALL).take_while(|block| block.first < end).count();
        let heading = matches!(title.kind, Kind::Heading(_));
        marked[at] = inside < if heading { SMALL } else { 3 };
    }
    marked
}

/// The element that holds the article.
pub(super) fn choose(tree: &Tree<'_>, blocks: &[Block], worth: &[i64]) -> Option<NodeIx> {
    // Worth before each node, so that a subtree's is a difference.
    let mut before = Vec::with_capacity(tree.nodes.len() + 1);
    let mut sum = 0;
    let mut next = 0;
    for at in 0..tree.nodes.len() {
        before.push(sum);
        while next < blocks.len() && blocks[next].first == at {
            sum += worth[next];
            next += 1;
        }
    }
    before.push(sum);
    let mut best: Option<(i64, NodeIx)> = None;
    for (at, node) in tree.nodes.iter().enumerate() {
        if node.element.is_none() {
            continue;
        }
        let value = before[node.end] - before[at];
        if value <= 0 {
            continue;
        }
        let raised = if node.marks.has(Marks::BODY) {
            value * 13 / 10
        } else if matches!(node.tag, Tag::Article | Tag::Main) {
            value * 11 / 10
        } else {
            value
        };
        // Of equals the innermost: it comes later.
        if best.is_none_or(|(top, _)| raised >= top) {
            best = Some((raised, at));
        }
    }
    best.map(|(_, at)| at)
}
