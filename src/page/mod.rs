//! A raw document to an [`Article`].
//!
//! A text is the article as it stands. A page is scanned (`scan`), parsed once, flattened (`tree`), and read for its
//! facts (`metadata`, `jsonld`, `title`, `authors`, `section`, `published`, `language`, `wall`) and its text (`body`).
//! What came beside the page overrules what the page says of itself. Everything is linear in the page; nothing here
//! recurses over it.

mod authors;
mod body;
mod byline_words;
mod date;
mod date_labels;
mod entities;
mod jsonld;
mod language;
mod marks;
mod metadata;
mod published;
mod scan;
mod section;
mod state;
mod title;
mod tree;
mod wall;
mod work;

use scraper::Html;
use url::Url;

use crate::article::Article;
use crate::decode::{Content, Given, RawDocument};
use crate::error::{Code, Error, Stage};
use crate::lang::primary;

/// Makes the article of a document.
pub fn article(raw: RawDocument) -> Result<Article, Error> {
    read(raw, false).map(|explained| explained.article)
}

/// An article with what was taken out of its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The article.
    pub article: Article,
    /// Lines of the page's body that are no part of the text, in the order of the page.
    pub removed: Vec<Removed>,
}

/// A line of the page's body that is no part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The line.
    pub text: String,
    /// Why it went, in words.
    pub reason: &'static str,
}

/// Makes the article of a document and tells what was taken out.
pub fn explain(raw: RawDocument) -> Result<Explained, Error> {
    read(raw, true)
}

fn read(raw: RawDocument, explain: bool) -> Result<Explained, Error> {
    let RawDocument { input, content, given } = raw;
    match content {
        Content::Text(text) => Ok(Explained { article: of_text(input, text, given), removed: Vec::new() }),
        Content::Html(page) => of_page(&input, &page, given, explain)
            .map_err(|(code, message)| Error::new(Stage::Parse, code, &input, message)),
    }
}

fn of_text(input: String, text: String, given: Given) -> Article {
    let language = language::stated(given.language.as_deref(), &text);
    Article {
        given_id: given.id,
        url: given.url,
        title: given.title,
        published: given.published.or(given.listed).as_deref().and_then(date::read),
        language,
        text,
        input,
        ..Article::default()
    }
}

fn of_page(input: &str, page: &str, given: Given, explain: bool) -> Result<Explained, (Code, String)> {
    let scan = scan::scan(page)?;
    let html = Html::parse_document(&scan.html);
    let tree = tree::Tree::new(&html);
    let head = metadata::Head::new(&tree);
    let open_graph = head.get(&["og:title", "twitter:title"]).map(entities::decode);
    let address = address(head.canonical, head.get(&["og:url"]), given.url.as_deref());
    let headline_key = title::key(open_graph.as_deref().or(head.title.as_deref()).unwrap_or_default());
    let linked = jsonld::read(&scan.json_ld, |said| {
        address.as_deref().is_some_and(|address| said.trim_end_matches('/') == address.trim_end_matches('/'))
            || title::agrees(&title::key(said), &headline_key)
    });
    let site = head.get(&["og:site_name"]).map(entities::decode).or_else(|| linked.publisher.clone());
    let site = site.or_else(|| head.get(&["application-name"]).map(entities::decode));
    let offers = title::Offers {
        linked: linked.headline.as_deref(),
        open_graph: open_graph.as_deref(),
        tag: head.title.as_deref(),
        site: site.as_deref(),
    };
    let headline = title::find(&tree, &offers);
    let authors = authors::find(&tree, &head, &linked.authors, headline.node, site.as_deref());
    let descriptions: Vec<String> = ["description", "og:description", "twitter:description"]
        .iter()
        .filter_map(|name| head.get(&[name]).map(entities::decode))
        .chain(linked.description.clone())
        .collect();
    let body::Body { text, removed, lines, .. } = body::find(
        &tree,
        &body::Evidence {
            headline: headline.text.as_deref(),
            headline_node: headline.node,
            descriptions: descriptions.iter().map(String::as_str).collect(),
            body: linked.body.as_deref(),
            states: &scan.states,
            authors: &authors,
            explain,
        },
    );
    if text.is_empty() {
        return Err((Code::NoArticle, "no article text found in the page".to_owned()));
    }
    // A template's region says nothing of the text, so only the language of a page's own tag is taken.
    let own = [head.language, head.get(&["og:locale", "content-language", "language"]), linked.language.as_deref()];
    let own = own.into_iter().flatten().map(primary);
    let tags: Vec<&str> = given.language.as_deref().into_iter().chain(own).collect();
    let latest = published::latest();
    let removed = removed.into_iter().map(|(text, reason)| Removed { text, reason }).collect();
    let others = section::Others { headline: headline.text.as_deref(), site: site.as_deref() };
    let section = section::find(&tree, &head, &linked, &others);
    let read = wall::Text { text: &text, size: body::size(&text), lines: &lines };
    let article = Article {
        partial: wall::is_partial(&tree, &head, &linked, &read),
        language: language::of(&text, &tags),
        given_id: given.id,
        title: given.title.or(headline.text),
        authors,
        site,
        section,
        published: given
            .published
            .as_deref()
            .and_then(date::read)
            .or_else(|| published::published(&tree, &head, &linked, headline.node, address.as_deref(), latest))
            .or_else(|| given.listed.as_deref().and_then(date::read)),
        modified: published::modified(&head, &linked, latest),
        url: address,
        text,
        input: input.to_owned(),
    };
    Ok(Explained { article, removed })
}

/// The canonical address: the page's own claim, when it is absolute or the given one makes it so and both name one
/// host (or the given one is a cache of AMP pages); else the given one.
fn address(canonical: Option<&str>, open_graph: Option<&str>, given: Option<&str>) -> Option<String> {
    let base = given.and_then(|given| Url::parse(given).ok());
    for claim in [canonical, open_graph].into_iter().flatten() {
        let url = match &base {
            Some(base) => base.join(claim).ok(),
            None => Url::parse(claim).ok(),
        };
        // A front page as canonical address is a template's mistake.
        let url =
            url.filter(|url| matches!(url.scheme(), "http" | "https") && (url.path() != "/" || url.query().is_some()));
        if let Some(url) = url
            && base.as_ref().is_none_or(|base| host(base) == host(&url) || is_amp_cache(host(base)))
        {
            return Some(url.into());
        }
    }
    given.map(str::to_owned)
}

/// Whether a host keeps copies of other sites' AMP pages: they name their own site as canonical.
fn is_amp_cache(host: &str) -> bool {
    [".cdn.ampproject.org", ".bing-amp.com"].iter().any(|cache| host.ends_with(cache)) || host == "cdn.ampproject.org"
}

/// The host without `www.`, `m.` and the like.
fn host(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    ["www.", "m.", "amp.", "mobile."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_address_is_the_pages_own_on_one_host() {
        for (canonical, given, expected) in [
            ("https://ledger.example/a", None, Some("https://ledger.example/a")),
            ("/a", Some("https://www.ledger.example/a?x=1"), Some("https://www.ledger.example/a")),
            ("https://ledger.example/a", Some("https://amp.ledger.example/a"), Some("https://ledger.example/a")),
            (
                "https://ledger.example/a",
                Some("https://ledger-example.cdn.ampproject.org/c/s/ledger.example/amp/a"),
                Some("https://ledger.example/a"),
            ),
            ("https://other.example/a", Some("https://ledger.example/a"), Some("https://ledger.example/a")),
            ("https://ledger.example/", Some("https://ledger.example/a"), Some("https://ledger.example/a")),
            ("javascript:void(0)", None, None),
            ("//[", None, None),
        ] {
            assert_eq!(address(Some(canonical), None, given).as_deref(), expected, "{canonical} at {given:?}");
        }
    }
}
