//! What is taken off the page before the body is looked for: navigation, related stories, captions, forms and the like.
//!
//! An element goes by what its tag or its names say it is, unless it holds the headline, the declared body, or most of
//! the page's plain text: names on wrappers ("article with-sidebar newsletter-page") must not cost the article.

use super::super::marks::Marks;
use super::super::tree::{Node, NodeIx, Tag, Tree};

/// Marks that take an element off.
const AWAY: Marks = Marks::RELATED
    .with(Marks::SHARE)
    .with(Marks::AD)
    .with(Marks::SIGNUP)
    .with(Marks::COMMENTS)
    .with(Marks::CAPTION)
    .with(Marks::GALLERY)
    .with(Marks::NAV)
    .with(Marks::CONSENT)
    .with(Marks::MEDIA)
    .with(Marks::WIDGET)
    .with(Marks::EMBED)
    .with(Marks::HIDDEN);

/// For each node whether it is off the page.
pub(super) fn prune(tree: &Tree<'_>, headline: Option<NodeIx>, lenient: bool) -> Vec<bool> {
    let nodes = &tree.nodes;
    let sums = Sums::new(tree);
    let mut off = vec![false; nodes.len()];
    let mut at = 0;
    while at < nodes.len() {
        let end = nodes[at].end;
        let goes =
            nodes[at].element.is_some() && goes(tree, &sums, at, lenient) && !is_protected(tree, &sums, at, headline);
        if goes {
            off[at..end].fill(true);
            at = end;
        } else {
            at += 1;
        }
    }
    off
}

fn goes(tree: &Tree<'_>, sums: &Sums, at: NodeIx, lenient: bool) -> bool {
    let node = &tree.nodes[at];
    match node.tag {
        Tag::Nav | Tag::Control | Tag::Media | Tag::Figcaption | Tag::Title => return true,
        // A reading aid in brackets is text; without brackets it would run into the word.
        Tag::Annotation => return !is_bracketed(tree, at),
        Tag::Form | Tag::Footer | Tag::Aside if !lenient => return true,
        Tag::Figure => return sums.tables[node.end] == sums.tables[at],
        _ => {}
    }
    if lenient {
        return node.marks.has(Marks::HIDDEN.with(Marks::CONSENT));
    }
    if node.marks.has(AWAY) && !node.marks.has(Marks::BODY) {
        return true;
    }
    let (plain, linked) = sums.between(at, node.end);
    if node.marks.has(Marks::BYLINE) && plain + linked < 600 && node.tag != Tag::P {
        return true;
    }
    node.marks.has(Marks::TEASER) && linked * 4 > plain
}

fn is_protected(tree: &Tree<'_>, sums: &Sums, at: NodeIx, headline: Option<NodeIx>) -> bool {
    let node = &tree.nodes[at];
    if matches!(node.tag, Tag::Nav | Tag::Control | Tag::Annotation | Tag::Figcaption | Tag::Title) {
        return false;
    }
    let range = at..node.end;
    if headline.is_some_and(|headline| range.contains(&headline)) && node.marks != Marks::HIDDEN {
        return true;
    }
    let (plain, linked) = sums.between(at, node.end);
    // Consent dialogs, comments and lists of stories can be the most of a page; the rest hardly.
    let large = Marks::CONSENT.with(Marks::COMMENTS).with(Marks::RELATED).with(Marks::HIDDEN);
    let most = plain * 10 > sums.total() * if node.marks.has(large) { 6 } else { 4 };
    if most && !node.marks.has(Marks::COMMENTS) {
        return true;
    }
    let small =
        Marks::AD.with(Marks::SHARE).with(Marks::CAPTION).with(Marks::GALLERY).with(Marks::MEDIA).with(Marks::WIDGET);
    if plain > 800 && linked * 3 < plain && !node.marks.has(AWAY.without(small)) {
        return true;
    }
    let holds_body = sums.bodies[node.end] > sums.bodies[at + 1];
    let stories = node.marks.has(Marks::COMMENTS.with(Marks::RELATED).with(Marks::TEASER));
    holds_body && plain > 140 && (!stories || plain * 4 > sums.total() && !node.marks.has(Marks::COMMENTS))
}

/// Whether an annotation's neighbours are the brackets (`<rp>`) that a browser without annotations shows.
fn is_bracketed(tree: &Tree<'_>, at: NodeIx) -> bool {
    tree.nodes[at].is_named("x-rp") || at >= 2 && tree.nodes[at - 2].is_named("x-rp")
}

/// Prefix sums of text length, outside and inside links, and of telling elements.
struct Sums {
    plain: Vec<u32>,
    linked: Vec<u32>,
    /// Elements that are named as the body, paragraphs aside.
    bodies: Vec<u32>,
    tables: Vec<u32>,
}

impl Sums {
    fn new(tree: &Tree<'_>) -> Self {
        let size = tree.nodes.len() + 1;
        let (mut plain, mut linked) = (Vec::with_capacity(size), Vec::with_capacity(size));
        let (mut sum, mut link_sum, mut link_end) = (0u32, 0u32, 0);
        for (at, node) in tree.nodes.iter().enumerate() {
            plain.push(sum);
            linked.push(link_sum);
            if node.tag == Tag::A && node.attr("href").is_some() {
                link_end = link_end.max(node.end);
            }
            let size = u32::try_from(node.text.trim().len()).unwrap_or(u32::MAX);
            if at < link_end {
                link_sum = link_sum.saturating_add(size);
            } else {
                sum = sum.saturating_add(size);
            }
        }
        plain.push(sum);
        linked.push(link_sum);
        let count = |is: fn(&Node<'_>) -> bool| {
            let mut counts = Vec::with_capacity(size);
            counts.push(0);
            counts.extend(tree.nodes.iter().scan(0u32, |sum, node| {
                *sum += u32::from(is(node));
                Some(*sum)
            }));
            counts
        };
        let bodies = count(|node| node.marks.has(Marks::BODY) && node.tag != Tag::P);
        let tables = count(|node| node.tag == Tag::Table);
        Self { plain, linked, bodies, tables }
    }

    fn between(&self, start: NodeIx, end: NodeIx) -> (u32, u32) {
        (self.plain[end] - self.plain[start], self.linked[end] - self.linked[start])
    }

    fn total(&self) -> u32 {
        self.plain.last().copied().unwrap_or_default()
    }
}
