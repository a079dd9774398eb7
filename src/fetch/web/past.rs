//! What an earlier run has learned and done behind a URL: so that a later one asks for none of it again.
//!
//! Pages that are done are passed over by their number. The lists that led to them are kept, because theirs is the
//! number: a feed that has grown in between would shift it. All of it is in the order in which it came, which is always
//! the same.

use std::borrow::Cow;
use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::Failure;
use super::lists::{Link, List};
use crate::error::Code;

/// A list as a line of JSON.
#[derive(Serialize, Deserialize)]
struct Line<'l> {
    url: Cow<'l, str>,
    links: Cow<'l, [Link]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failure: Option<(Code, Cow<'l, str>)>,
}

/// What is known of an earlier run.
#[derive(Default)]
pub(super) struct Past {
    /// How many outcomes it is done with.
    done: u64,
    /// The lists that it has gone into.
    lists: VecDeque<Line<'static>>,
}

impl Past {
    /// So many outcomes are done, and these lists have been learned. What is no list of ours is none.
    pub(super) fn new(done: u64, learned: &[u8]) -> Self {
        let lines = learned.split(|&byte| byte == b'\n');
        Self { done, lists: lines.map_while(|line| serde_json::from_slice(line).ok()).collect() }
    }

    /// Whether all that is left is new.
    pub(super) fn is_over(&self) -> bool {
        self.done == 0 && self.lists.is_empty()
    }

    /// The list that stood behind a link.
    pub(super) fn list(&mut self, link: &Link) -> Option<List> {
        self.lists.front().filter(|line| line.url == link.url)?;
        let Line { links, failure, .. } = self.lists.pop_front()?;
        let failure = failure.map(|(code, message)| Failure::new(code, message.into_owned()));
        Some(List { links: links.into_owned(), failure })
    }

    /// Whether the next outcome is one that is done.
    pub(super) fn pass(&mut self) -> bool {
        let is_done = self.done > 0;
        self.done = self.done.saturating_sub(1);
        is_done
    }

    /// From here on, all is new.
    pub(super) fn end(&mut self) {
        *self = Self::default();
    }
}

/// Adds a list to what a later run is to know.
pub(super) fn learn(learned: &mut Vec<u8>, url: &str, list: &List) {
    let failure = list.failure.as_ref().map(|failure| (failure.code, failure.message.as_str().into()));
    let line = Line { url: url.into(), links: list.links.as_slice().into(), failure };
    // Strings and numbers: it cannot fail, and would be learned again if it did.
    if let Ok(line) = serde_json::to_vec(&line) {
        learned.extend(line);
        learned.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::super::lists::Role;
    use super::*;

    #[test]
    fn what_was_learned_is_known() {
        let link = |url: &str, published: Option<&str>, role| Link {
            url: url.to_owned(),
            published: published.map(str::to_owned),
            role,
        };
        let index = List { links: vec![link("http://a.example/1.xml", None, Role::List { depth: 1 })], failure: None };
        let failure = Failure::new(Code::BadList, "damaged\nhere".to_owned());
        let pages = vec![link("http://a.example/1", Some("2025-12-08"), Role::Page)];
        let map = List { links: pages.clone(), failure: Some(failure) };
        let mut learned = Vec::new();
        learn(&mut learned, "http://a.example/", &index);
        learn(&mut learned, "http://a.example/1.xml", &map);
        // What was being written when the power failed.
        learned.extend(b"{\"url\":\"http");

        let mut past = Past::new(2, &learned);
        let home = link("http://a.example/", None, Role::Reference);
        assert!(past.list(&pages[0]).is_none(), "not in its turn");
        let known = past.list(&home).expect("known");
        assert_eq!((known.links.clone(), known.failure.is_none()), (index.links, true));
        let known = past.list(&known.links[0]).expect("known");
        assert_eq!((known.links, known.failure.expect("a failure").message.as_str()), (pages, "damaged\nhere"));
        assert!(!past.is_over() && past.pass() && past.pass());
        assert!(past.is_over() && !past.pass());
    }
}
