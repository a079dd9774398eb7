//! Finding the body of the article in the page.
//!
//! `prune` takes off what is named as something else, `blocks` makes lines of the rest, `choose` finds the element that
//! holds the article, `clean` drops the lines in it that are no part of the text. What the metadata says of the body
//! (description, JSON-LD's `articleBody`) confirms lines; it is the text only where the page shows less.

mod blocks;
mod boxes;
mod choose;
mod clean;
mod lines;
mod prune;

use rustc_hash::FxHashSet;

use super::marks::Marks;
use super::title::key;
use super::tree::{NodeIx, Tree};
use blocks::Block;

/// What is known of the article before its body is looked for.
pub(super) struct Evidence<'e> {
    pub headline: Option<&'e str>,
    pub headline_node: Option<NodeIx>,
    pub descriptions: Vec<&'e str>,
    pub body: Option<&'e str>,
    pub authors: &'e [String],
}

/// The text of the article, paragraphs separated by an empty line; empty where the page has none.
pub(super) fn find(tree: &Tree<'_>, evidence: &Evidence<'_>) -> String {
    let mut text = attempt(tree, evidence, false);
    if blocks::size(&text) < 250 {
        let lenient = attempt(tree, evidence, true);
        if lenient.len() > text.len() * 2 {
            text = lenient;
        }
    }
    if let Some(body) = evidence.body {
        let (shown, linked) = (blocks::size(&text), blocks::size(body));
        if linked > 300 && shown * 2 < linked {
            text = body.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
    }
    text
}

fn attempt(tree: &Tree<'_>, evidence: &Evidence<'_>, lenient: bool) -> String {
    let off = prune::prune(tree, evidence.headline_node, lenient);
    let blocks = blocks::blocks(tree, &off);
    let confirmed = confirmed(&blocks, evidence);
    let teasers = choose::teasers(tree, &blocks);
    let worth = choose::worth(&blocks, &confirmed, &teasers);
    let Some(root) = choose::choose(tree, &blocks, &worth) else { return String::new() };
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
    if std::env::var_os("PAGE_DEBUG").is_some() {
        let e = tree.nodes[root].element.unwrap();
        eprintln!("ROOT {} {:?} {:?}", e.name(), e.attr("class"), e.attr("id"));
        let mut j = 0;
        for (i, b) in blocks.iter().enumerate() {
            let inside = kept.get(j) == Some(&i);
            let e = tree.nodes[b.node].element;
            eprintln!(
                "{} {:5} {} {} {:?} l{} <{} {:?}> {} {}",
                if inside { "+" } else { "-" },
                worth[i],
                if confirmed[i] { "C" } else { " " },
                if teasers[i] { "T" } else { " " },
                b.kind,
                b.link_share(),
                e.map_or("", |e| e.name()),
                e.and_then(|e| e.attr("class")).unwrap_or(""),
                b.text.chars().take(90).collect::<String>(),
                if inside { format!("   {:?}", why[j]) } else { String::new() }
            );
            if inside {
                j += 1;
            }
        }
    }
    let text: Vec<&str> =
        lines.blocks.iter().zip(&why).filter(|(_, why)| why.is_none()).map(|(block, _)| block.text.as_str()).collect();
    text.join("\n\n")
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

/// Which blocks the metadata repeats.
fn confirmed(blocks: &[Block], evidence: &Evidence<'_>) -> Vec<bool> {
    const SHINGLE: usize = 40;
    let mut known: FxHashSet<String> = FxHashSet::default();
    let mut whole: Vec<String> = Vec::new();
    for text in evidence.descriptions.iter().copied() {
        whole.push(key(text));
    }
    if let Some(body) = evidence.body {
        let _ = &mut known;
        whole.push(key(body));
    }
    blocks
        .iter()
        .map(|block| {
            let text = key(&block.text);
            let start: String = text.chars().take(SHINGLE).collect();
            text.len() >= 30 && whole.iter().any(|whole| whole.contains(&start))
        })
        .collect()
}
