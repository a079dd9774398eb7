//! What is taken off the page before the body is looked for: navigation, related stories, captions, forms and the like.
//!
//! An element goes by what its tag or its names say it is, unless it holds the headline, the declared body, or most of
//! the page's plain text: names on wrappers ("article with-sidebar newsletter-page") must not cost the article.

use super::super::marks::Marks;
use super::super::tree::{NodeIx, Tag, Tree};

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
        Tag::Figure => return !tree.inside(at).any(|below| tree.nodes[below].tag == Tag::Table),
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
    let most = plain * 10 > sums.total() * 6;
    if most && !node.marks.has(Marks::COMMENTS) {
        return true;
    }
    let small = Marks::AD.with(Marks::SHARE).with(Marks::CAPTION).with(Marks::GALLERY).with(Marks::MEDIA);
    if plain > 800 && linked * 3 < plain && !node.marks.has(AWAY.without(small)) {
        return true;
    }
    let holds_body = tree.inside(at).any(|below| {
        let below = &tree.nodes[below];
        below.marks.has(Marks::BODY) && below.tag != Tag::P
    });
    let stories = node.marks.has(Marks::COMMENTS.with(Marks::RELATED).with(Marks::TEASER));
    holds_body && plain > 140 && (!stories || plain * 4 > sums.total() && !node.marks.has(Marks::COMMENTS))
}

/// Whether an annotation's neighbours are the brackets (`<rp>`) that a browser without annotations shows.
fn is_bracketed(tree: &Tree<'_>, at: NodeIx) -> bool {
    tree.nodes[at].is_named("x-rp") || at >= 2 && tree.nodes[at - 2].is_named("x-rp")
}

/// Prefix sums of text length, outside and inside links.
struct Sums {
    plain: Vec<u32>,
    linked: Vec<u32>,
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
        Self { plain, linked }
    }

    fn between(&self, start: NodeIx, end: NodeIx) -> (u32, u32) {
        (self.plain[end] - self.plain[start], self.linked[end] - self.linked[start])
    }

    fn total(&self) -> u32 {
        self.plain.last().copied().unwrap_or_default()
    }
}
