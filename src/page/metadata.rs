//! What the head of a page says: meta tags by any of their names, the title tag, the canonical address, the language.

use super::tree::{Tag, Tree};

/// The head's facts.
pub(super) struct Head<'a> {
    metas: Vec<(&'a str, &'a str)>,
    pub title: Option<String>,
    pub canonical: Option<&'a str>,
    pub language: Option<&'a str>,
}

impl<'a> Head<'a> {
    pub(super) fn new(tree: &Tree<'a>) -> Self {
        let mut head = Self { metas: Vec::new(), title: None, canonical: None, language: None };
        for (at, node) in tree.nodes.iter().enumerate() {
            match node.tag {
                Tag::Meta => {
                    let content = node.attr("content").map(str::trim).filter(|content| !content.is_empty());
                    for key in ["property", "name", "itemprop"] {
                        if let (Some(key), Some(content)) = (node.attr(key), content) {
                            head.metas.push((key.trim(), content));
                        }
                    }
                }
                Tag::Title if head.title.is_none() => {
                    head.title = Some(tree.text(at)).filter(|title| !title.is_empty())
                }
                Tag::Link if head.canonical.is_none() => head.canonical = node.attr("href").map(str::trim),
                Tag::Html if head.language.is_none() => head.language = node.attr("lang"),
                _ => {}
            }
        }
        head
    }

    /// The first meta tag of the first of these names that the page has.
    pub(super) fn get(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// All meta tags of this name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|&(_, content)| content)
    }
}
