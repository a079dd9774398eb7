//! Finding the body of the article in the page.
//!
//! `prune` takes off what is named as something else, `blocks` makes lines of the rest, `choose` finds the element that
//! holds the article, `clean` drops the lines in it that are no part of the text. What the metadata says of the body
//! (description, JSON-LD's `articleBody`) confirms lines; it is the text only where the page shows less.

mod blocks;
mod boxes;
mod byline;
mod choose;
mod clean;
mod confirm;
mod edges;
mod lines;
mod prune;

use super::marks::Marks;
use super::state;
use super::tree::{NodeIx, Tag, Tree};
use blocks::Block;

pub(super) use blocks::size;

/// What is known of the article before its body is looked for.
pub(super) struct Evidence<'e> {
    pub headline: Option<&'e str>,
    pub headline_node: Option<NodeIx>,
    pub descriptions: Vec<&'e str>,
    pub body: Option<&'e str>,
    pub authors: &'e [String],
    /// Scripts with embedded state.
    pub states: &'e [&'e str],
    /// Whether what was taken out is to be told.
    pub explain: bool,
}

/// Below this size a page may show only the beginning of its article.
const LITTLE: u32 = 700;

/// A text shorter than this is looked for once more in all of the page; so is one of which the metadata knows nothing.
const SCANT: u32 = 250;

/// What was found of the body.
#[derive(Default)]
pub(super) struct Body {
    /// The text, paragraphs separated by an empty line; empty where the page has none.
    pub text: String,
    /// The lines of the body that are no part of the text, with the reason.
    pub removed: Vec<(String, &'static str)>,
    /// The first node and the length of each of its lines; none where the text is not what the page shows.
    pub lines: Vec<(NodeIx, u32)>,
    /// How many of its lines the metadata repeats.
    confirmed: usize,
}

/// Finds the body.
pub(super) fn find(tree: &Tree<'_>, evidence: &Evidence<'_>) -> Body {
    let known = confirm::Known::new(evidence.descriptions.iter().copied().chain(evidence.body));
    let mut body = attempt(tree, evidence, &known, false);
    if blocks::size(&body.text) < SCANT || body.confirmed == 0 && !known.is_empty() {
        let lenient = attempt(tree, evidence, &known, true);
        let longer = blocks::size(&body.text) < SCANT && lenient.text.len() > body.text.len() * 2;
        if longer || lenient.confirmed > 0 && body.confirmed == 0 {
            body = lenient;
        }
    }
    // The metadata's text where the page shows less than half of it: a page behind a wall, or drawn by a script.
    let linked = evidence.body.unwrap_or_default();
    let (shown, said) = (blocks::size(&body.text), blocks::size(linked));
    if shown * 2 < said && (said > 300 || shown == 0) {
        body.text =
            joined(linked.split('\n').map(str::trim).filter(|line| !line.is_empty() && !lines::is_furniture(line)));
        body.lines.clear();
    }
    if blocks::size(&body.text) < LITTLE {
        let drawn = state::paragraphs(evidence.states, evidence.headline.unwrap_or_default());
        let drawn = joined(drawn.iter().map(String::as_str).filter(|line| !lines::is_furniture(line)));
        if drawn.len() > body.text.len() * 2 {
            body.text = drawn;
            body.lines.clear();
        }
    }
    body
}

fn joined<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    lines.collect::<Vec<_>>().join("\n\n")
}

/// Finds the body in what is shown; `lenient` takes next to nothing off the page first.
fn attempt(tree: &Tree<'_>, evidence: &Evidence<'_>, known: &confirm::Known, lenient: bool) -> Body {
    let off = prune::prune(tree, evidence.headline_node, lenient);
    let blocks = blocks::blocks(tree, &off.nodes);
    let confirmed = known.confirmed(&blocks);
    let teasers = choose::teasers(tree, &blocks);
    let worth = choose::worth(&blocks, &confirmed, &teasers);
    let Some(root) = choose::choose(tree, &blocks, &worth) else {
        // No prose at all: a page of one line is an article of one line.
        let only = blocks.iter().filter(|block| lenient && is_paragraph(tree, block) && block.link_share() < 50);
        return Body { text: joined(only.map(|block| block.text.as_str())), ..Body::default() };
    };
    let range = root..tree.nodes[root].end;
    let mut kept: Vec<usize> = (0..blocks.len()).filter(|&at| range.contains(&blocks[at].first)).collect();
    if let Some(&start) = kept.first() {
        let lead = standfirst(tree, &blocks[..start], &confirmed, evidence);
        kept.splice(0..0, lead);
    }
    let lines = clean::Lines {
        tree,
        root,
        blocks: kept.iter().map(|&at| &blocks[at]).collect(),
        teaser: kept.iter().map(|&at| teasers[at]).collect(),
        confirmed: kept.iter().map(|&at| confirmed[at]).collect(),
    };
    let why = lines.judge(evidence);
    let judged = || lines.blocks.iter().zip(&why);
    Body {
        text: joined(judged().filter(|(_, why)| why.is_none()).map(|(block, _)| block.text.as_str())),
        confirmed: why.iter().zip(&lines.confirmed).filter(|(why, confirmed)| why.is_none() && **confirmed).count(),
        removed: if evidence.explain { removed(&lines, &why, &off) } else { Vec::new() },
        lines: judged().filter(|(_, why)| why.is_none()).map(|(block, _)| (block.first, block.size)).collect(),
    }
}

/// What of the chosen element is not in the text, in the order of the page: the lines that were judged, and what had been
/// taken off the page before.
fn removed(lines: &clean::Lines<'_>, why: &[Option<clean::Why>], off: &prune::Off) -> Vec<(String, &'static str)> {
    let tree = lines.tree;
    let root = lines.root..tree.nodes[lines.root].end;
    let judged = lines.blocks.iter().zip(why);
    let judged = judged.filter_map(|(block, why)| Some((block.first, block.text.clone(), why.as_ref()?.reason())));
    let taken = off.roots.iter().filter(|(at, _)| root.contains(at));
    let mut all: Vec<(NodeIx, String, &'static str)> =
        judged.chain(taken.map(|&(at, reason)| (at, tree.text(at), reason))).collect();
    all.sort_by_key(|&(at, ..)| at);
    all.into_iter().filter(|(_, text, _)| !text.is_empty()).map(|(_, text, reason)| (text, reason)).collect()
}

fn is_paragraph(tree: &Tree<'_>, block: &Block) -> bool {
    tree.nodes[block.node].tag == Tag::P
}

/// The standfirst before the body: said to be one, or confirmed by the description, and after the headline.
fn standfirst(tree: &Tree<'_>, before: &[Block], confirmed: &[bool], evidence: &Evidence<'_>) -> Option<usize> {
    const NEAR: usize = 30;
    before.iter().enumerate().rev().take(NEAR).find_map(|(at, block)| {
        let after_headline = evidence.headline_node.is_none_or(|headline| block.first > headline);
        let named = tree.ancestors(block.node).take(3).any(|up| tree.nodes[up].marks.has(Marks::STANDFIRST));
        let linked = block.link_share() > 30;
        (after_headline && !linked && block.size >= 30 && (named || confirmed[at])).then_some(at)
    })
}
