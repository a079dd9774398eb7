//! Feeds: RSS of every version, Atom, JSON Feed.
//!
//! Of an entry only its page and its date matter. The date is the one of publication; Atom feeds that give none
//! have `updated`, which every Atom entry must have.

use reqwest::Url;
use serde::Deserialize;

use super::xml::{Flow, Listener};
use super::{Entries, Link, Role};

/// What is known of the entry at hand.
#[derive(Default)]
struct Entry {
    /// What its own address is relative to, where that is another base than the feed's.
    base: Option<Url>,
    /// The address, by how well it is known to be the page's: a link, an alternate one, an identifier.
    link: Option<String>,
    other: Option<String>,
    guid: Option<String>,
    guid_is_link: bool,
    published: Option<String>,
    updated: Option<String>,
}

pub(super) struct Feed<'a> {
    entries: Entries<'a>,
    entry: Entry,
}

impl<'a> Feed<'a> {
    pub(super) fn new(entries: Entries<'a>) -> Self {
        Self { entries, entry: Entry::default() }
    }

    /// The `xml:base` of an element.
    fn base(&self, attribute: &dyn Fn(&str) -> Option<String>) -> Option<Url> {
        self.entries.base.join(attribute("base")?.trim()).ok()
    }

    fn finish(&mut self) -> Flow {
        let Entry { base, link, other, guid, guid_is_link, published, updated } = std::mem::take(&mut self.entry);
        let address = link.or(other).or(guid.filter(|_| guid_is_link)).unwrap_or_default();
        let published = published.or(updated);
        let address = match base.map(|base| base.join(&address)) {
            Some(Ok(url)) if !address.is_empty() => url.into(),
            _ => address,
        };
        self.entries.push(&address, |url| Link { url, published, role: Role::Page })
    }
}

impl Listener for Feed<'_> {
    fn open(&mut self, name: &str, parent: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        match (name, parent) {
            ("item" | "entry", _) => self.entry = Entry { base: self.base(attribute), ..Entry::default() },
            ("rss" | "channel" | "feed" | "RDF", _) => {
                if let Some(base) = self.base(attribute) {
                    self.entries.base = base;
                }
            }
            ("link", "item" | "entry") => {
                let Some(address) = attribute("href") else { return };
                let relation = attribute("rel").unwrap_or_else(|| "alternate".to_owned());
                let is_page = attribute("type").is_none_or(|media| media.contains("html"));
                match relation.as_str() {
                    "alternate" if is_page && self.entry.link.is_none() => self.entry.link = Some(address),
                    "alternate" => self.entry.other = Some(address),
                    _ => {}
                }
            }
            ("guid", "item") => self.entry.guid_is_link = attribute("isPermaLink").is_none_or(|is| is != "false"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, parent: &str, text: &str) -> Flow {
        let entry = &mut self.entry;
        match (name, parent) {
            ("item", _) | ("entry", "feed") => return self.finish(),
            (_, "item" | "entry") if text.is_empty() => {}
            ("link", "item") => entry.link = Some(text.to_owned()),
            ("guid", "item") => entry.guid = Some(text.to_owned()),
            ("pubDate" | "date" | "published" | "issued", "item" | "entry") => entry.published = Some(text.to_owned()),
            ("updated", "entry") => entry.updated = Some(text.to_owned()),
            _ => {}
        }
        Flow::On
    }
}

/// The fields of a JSON Feed that matter.
#[derive(Deserialize)]
struct Json {
    #[serde(default)]
    items: Vec<JsonItem>,
}

#[derive(Deserialize)]
struct JsonItem {
    url: Option<String>,
    external_url: Option<String>,
    date_published: Option<String>,
}

/// Reads a JSON Feed.
pub(super) fn json(input: impl std::io::Read, entries: &mut Entries) -> Result<(), String> {
    let feed: Json = serde_json::from_reader(input).map_err(|error| error.to_string())?;
    for JsonItem { url, external_url, date_published: published } in feed.items {
        let address = url.or(external_url).unwrap_or_default();
        if entries.push(&address, |url| Link { url, published, role: Role::Page }) == Flow::Stop {
            break;
        }
    }
    Ok(())
}
