//! Sitemaps, with the news extension, and indexes of sitemaps.
//!
//! `news:publication_date` is the publisher's word on when a page was published and goes on with it; `lastmod` is about
//! the page's template as often as about the article, and does not.

use super::xml::{Flow, Listener};
use super::{Entries, Link, Role};

pub(super) struct Sitemap<'a> {
    pub(super) entries: Entries<'a>,
    pub(super) depth: usize,
    pub(super) address: String,
    pub(super) published: Option<String>,
}

impl Listener for Sitemap<'_> {
    fn open(&mut self, name: &str, _parent: &str, _attribute: &dyn Fn(&str) -> Option<String>) {
        if matches!(name, "url" | "sitemap") {
            self.address.clear();
            self.published = None;
        }
    }

    fn close(&mut self, name: &str, parent: &str, text: &str) -> Flow {
        match (name, parent) {
            ("loc", "url" | "sitemap") => text.clone_into(&mut self.address),
            ("publication_date", "news") => self.published = Some(text.to_owned()),
            ("url", "urlset") => {
                let published = self.published.take();
                return self.entries.push(&self.address, |url| Link { url, published, role: Role::Page });
            }
            ("sitemap", "sitemapindex") => {
                let role = Role::List { depth: self.depth + 1 };
                return self.entries.push(&self.address, |url| Link { url, published: None, role });
            }
            _ => {}
        }
        Flow::On
    }
}
