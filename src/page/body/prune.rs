//! What is taken off the page before the body is looked for: navigation, related stories, captions, forms and the like.
//!
//! An element goes by what its tag or its names say it is, unless it holds the headline, the declared body, or most of
//! the page's plain text: names on wrappers ("article with-sidebar newsletter-page") must not cost the article.

use super::super::marks::Marks;
use super::super::tree::{Node, NodeIx, Tag, Tree};

/// Marks that take an element off, with the reason in words.
const REASONS: [(Marks, &str); 13] = [
    (Marks::RELATED, "named as other stories"),
    (Marks::SHARE, "named as share buttons"),
    (Marks::AD, "named as an advertisement"),
    (Marks::SIGNUP, "named as an offer or login"),
    (Marks::COMMENTS, "named as comments"),
    (Marks::CAPTION, "named as a caption or credit"),
    (Marks::GALLERY, "named as a gallery"),
    (Marks::NAV, "named as navigation"),
    (Marks::CONSENT, "named as a consent notice"),
    (Marks::MEDIA, "named as a player"),
    (Marks::WIDGET, "named as a widget"),
    (Marks::EMBED, "named as an embedded post"),
    (Marks::HIDDEN, "not shown"),
];

/// All of them.
const AWAY: Marks = {
    let mut away = Marks::NONE;
    let mut at = 0;
    while at < REASONS.len() {
        away = away.with(REASONS[at].0);
        at += 1;
    }
    away
};

/// What is off the page.
pub(super) struct Off {
    /// For each node whether it is.
    pub nodes: Vec<bool>,
    /// The elements that went, with the reason in words.
    pub roots: Vec<(NodeIx, &'static str)>,
}

/// Finds what is off the page.
pub(super) fn prune(tree: &Tree<'_>, headline: Option<NodeIx>, lenient: bool) -> Off {
    let nodes = &tree.nodes;
    let sums = Sums::new(tree);
    let mut off = Off { nodes: vec![false; nodes.len()], roots: Vec::new() };
    let mut at = 0;
    while at < nodes.len() {
        let end = nodes[at].end;
        let reason = if nodes[at].element.is_some() { goes(tree, &sums, at, lenient) } else { None };
        match reason.filter(|_| !is_protected(tree, &sums, at, headline)) {
            Some(reason) => {
                off.nodes[at..end].fill(true);
                off.roots.push((at, reason));
                at = end;
            }
            None => at += 1,
        }
    }
    off
}

/// Why an element goes.
fn goes(tree: &Tree<'_>, sums: &Sums, at: NodeIx, lenient: bool) -> Option<&'static str> {
    let node = &tree.nodes[at];
    match node.tag {
        Tag::Nav => return Some("navigation"),
        Tag::Control => return Some("a control of the page"),
        Tag::Media => return Some("a player or picture"),
        Tag::Title => return Some("the page's title"),
        Tag::Figcaption => return Some("a caption"),
        // A reading aid in brackets is text; without brackets it would run into the word.
        Tag::Annotation => return (!is_bracketed(tree, at)).then_some("a reading aid"),
        Tag::Form if !lenient => return Some("a form"),
        Tag::Footer if !lenient => return Some("a footer"),
        Tag::Aside if !lenient => return Some("an aside"),
        Tag::Figure => return (sums.tables[node.end] == sums.tables[at]).then_some("a figure"),
        _ => {}
    }
    let away = if lenient { Marks::HIDDEN.with(Marks::CONSENT) } else { AWAY };
    if node.marks.has(away) && (lenient || !node.marks.has(Marks::BODY)) {
        return REASONS.iter().find(|(mark, _)| node.marks.has(*mark) && away.has(*mark)).map(|&(_, reason)| reason);
    }
    if lenient {
        return None;
    }
    let (plain, linked) = sums.between(at, node.end);
    if node.marks.has(Marks::BYLINE) && plain + linked < 600 && node.tag != Tag::P {
        return Some("named as a byline or date");
    }
    (node.marks.has(Marks::TEASER) && linked * 4 > plain).then_some("named as a teaser")
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
