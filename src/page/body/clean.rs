//! Which lines of the chosen element are the text.

use super::super::title::key;
use super::super::tree::Tree;
use super::Evidence;
use super::blocks::{Block, Kind};

/// The lines to keep.
pub(super) fn clean(
    tree: &Tree<'_>,
    blocks: &[(usize, &Block)],
    teasers: &[bool],
    confirmed: &[bool],
    evidence: &Evidence<'_>,
) -> Vec<String> {
    let _ = tree;
    let headline = evidence.headline.map(key).unwrap_or_default();
    let after = evidence.headline_node.unwrap_or(0);
    let has_headline =
        blocks.iter().any(|(_, block)| block.first > after) && blocks.first().is_some_and(|(_, b)| b.first < after + 1);
    let mut kept: Vec<&Block> = Vec::new();
    for &(at, block) in blocks {
        if has_headline && block.first <= after || teasers[at] && !confirmed[at] {
            continue;
        }
        if key(&block.text) == headline
            || block.kind != Kind::Row
                && block.link_share() > 80
                && !confirmed[at]
                && !(block.ends_sentence() && block.size > 60)
        {
            continue;
        }
        kept.push(block);
    }
    while kept.last().is_some_and(|block| matches!(block.kind, Kind::Heading(_))) {
        kept.pop();
    }
    kept.iter().map(|block| block.text.clone()).collect()
}
