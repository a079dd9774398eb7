//! Pages that are lists of pages: feeds, sitemaps, indexes of sitemaps, and a site's home page.
//!
//! A list is known by its first element, whatever it is served as; gzip by its magic number. What it may cost is
//! bounded: bytes, entries, depth. A list that is damaged gives the entries before the damage and then an error: nothing
//! is lost unsaid.

mod feed;
mod home;
mod sitemap;
mod text;
mod xml;

use std::io::{self, BufRead, BufReader, Read, Seek, Take};

use flate2::bufread::MultiGzDecoder;
use reqwest::Url;
use serde::{Deserialize, Serialize};

use super::Failure;
use super::page::Page;
use crate::error::Code;
use xml::Flow;

/// The limits of the sitemap protocol, which feeds keep to easily.
const MAX_ENTRIES: usize = 50_000;
const MAX_BYTES: u64 = 50 << 20;

/// How deep lists may lead to lists: a home page to an index to a sitemap is two steps.
const MAX_DEPTH: usize = 3;

/// Bytes of a home page that are looked at for feeds, which stand in its head.
const MAX_HOME: u64 = 2 << 20;

/// Bytes by which a list is known.
const START: usize = 4096;

/// What a link is followed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    /// Named by the user: a page, a list or a home page.
    Reference,
    /// A list, so many steps from what the user named.
    List { depth: usize },
    /// A page, whatever is in it.
    Page,
}

/// A link to follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Link {
    pub(super) url: String,
    /// When the page was published, as the list spells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    pub(super) role: Role,
}

/// The entries of a list, and what is wrong with it beyond them.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) links: Vec<Link>,
    pub(super) failure: Option<Failure>,
}

/// What a page turned out to be.
pub(super) enum Sort {
    Page(Page),
    List(List),
    /// A home page that names no feed.
    Home(Page),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Feed,
    JsonFeed,
    Sitemap,
}

/// Reads a page for what it is in its role. `is_home`: whether the user named a site's front page.
pub(super) fn read(mut page: Page, role: Role, is_home: bool) -> Result<Sort, Failure> {
    let depth = match role {
        Role::Page => return Ok(Sort::Page(page)),
        Role::Reference => 0,
        Role::List { depth } => depth,
    };
    let kind = {
        let mut start = Vec::with_capacity(START);
        let mut body = plain(&mut page).map_err(|error| Failure::disk(&error))?.take(START as u64);
        // Damage shows when the list is read.
        let _ = body.read_to_end(&mut start);
        sniff(&text::decoded(&start))
    };
    match kind {
        Some(kind) if depth <= MAX_DEPTH => Ok(Sort::List(list(&mut page, kind, depth)?)),
        Some(_) => Err(Failure::new(Code::TooDeep, format!("a list more than {MAX_DEPTH} lists deep"))),
        None if matches!(role, Role::List { .. }) => {
            Err(Failure::new(Code::BadList, "neither a feed nor a sitemap".to_owned()))
        }
        None if is_home => home(page),
        None => {
            page.body.rewind().map_err(|error| Failure::disk(&error))?;
            Ok(Sort::Page(page))
        }
    }
}

fn home(mut page: Page) -> Result<Sort, Failure> {
    let mut bytes = Vec::new();
    let read = page.body.rewind().and_then(|()| page.body.by_ref().take(MAX_HOME).read_to_end(&mut bytes));
    read.and_then(|_| page.body.rewind()).map_err(|error| Failure::disk(&error))?;
    let links = home::feeds(&String::from_utf8_lossy(&bytes), &page.url);
    Ok(if links.is_empty() { Sort::Home(page) } else { Sort::List(List { links, failure: None }) })
}

fn list(page: &mut Page, kind: Kind, depth: usize) -> Result<List, Failure> {
    let base = page.url.clone();
    let mut list = List::default();
    let body = plain(page).map_err(|error| Failure::disk(&error))?;
    let mut body = text::Utf8::new(body).map_err(|error| Failure::disk(&error))?;
    let entries = Entries { base, list: &mut list };
    let outcome = match kind {
        Kind::Sitemap => {
            let mut sitemap = sitemap::Sitemap { entries, depth, address: String::new(), published: None };
            xml::listen(BufReader::new(&mut body), &mut sitemap)
        }
        Kind::Feed => xml::listen(BufReader::new(&mut body), &mut feed::Feed::new(entries)),
        Kind::JsonFeed => feed::json(BufReader::new(&mut body), &mut { entries }),
    };
    let too_large = body.into_inner().limit() == 0;
    if list.failure.is_none() {
        list.failure = match outcome {
            _ if too_large => Some(Failure::new(Code::TooLarge, format!("a list of more than {MAX_BYTES} bytes"))),
            Err(message) => Some(Failure::new(Code::BadList, format!("a damaged feed or sitemap: {message}"))),
            Ok(()) if list.links.is_empty() => {
                Some(Failure::new(Code::Empty, "a feed or sitemap without entries".to_owned()))
            }
            Ok(()) => None,
        };
    }
    Ok(list)
}

/// Takes the entries of a list.
struct Entries<'a> {
    /// What their addresses are relative to.
    base: Url,
    list: &'a mut List,
}

impl Entries<'_> {
    /// Adds an entry; one without an address that can be made out is passed over: there is no page to lose.
    fn push(&mut self, address: &str, link: impl FnOnce(String) -> Link) -> Flow {
        match self.base.join(address.trim()) {
            Ok(url) if !address.trim().is_empty() => self.add(link(url.into())),
            _ => Flow::On,
        }
    }

    fn add(&mut self, link: Link) -> Flow {
        if self.list.links.len() == MAX_ENTRIES {
            let message = format!("more than {MAX_ENTRIES} entries in a list: the rest is left out");
            self.list.failure = Some(Failure::new(Code::TooLarge, message));
            return Flow::Stop;
        }
        self.list.links.push(link);
        Flow::On
    }
}

/// The page's bytes from the start, decompressed, up to the limit.
fn plain(page: &mut Page) -> io::Result<Take<Box<dyn Read + '_>>> {
    page.body.rewind()?;
    let mut body = BufReader::new(&mut page.body);
    let is_gzip = body.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let body: Box<dyn Read + '_> = if is_gzip { Box::new(MultiGzDecoder::new(body)) } else { Box::new(body) };
    Ok(body.take(MAX_BYTES))
}

/// The kind of list that begins so.
fn sniff(text: &str) -> Option<Kind> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    if rest.starts_with('{') {
        let is_feed = rest.split("\"version\"").nth(1).is_some_and(|after| {
            after.trim_start_matches([':', ' ', '"']).replace("\\/", "/").starts_with("https://jsonfeed.org/version/")
        });
        return is_feed.then_some(Kind::JsonFeed);
    }
    loop {
        // Declarations, comments and processing instructions come before the first element.
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    match name.rsplit(':').next()? {
        "rss" | "feed" | "RDF" => Some(Kind::Feed),
        "urlset" | "sitemapindex" => Some(Kind::Sitemap),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
