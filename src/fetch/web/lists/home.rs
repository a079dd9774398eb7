//! The feeds that a page names in its head.

use reqwest::Url;
use scraper::{Html, Selector};

use super::{Link, Role};

/// Media types of feeds.
const FEEDS: &[&str] = &["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"];

/// The feeds of a page, but for those of its comments.
pub(super) fn feeds(html: &str, base: &Url) -> Vec<Link> {
    let Ok(links) = Selector::parse("link[rel][href][type]") else { return Vec::new() };
    let page = Html::parse_document(html);
    let own = Selector::parse("base[href]").ok().and_then(|own| page.select(&own).next()?.value().attr("href"));
    let own = own.and_then(|own| base.join(own.trim()).ok());
    let base = own.as_ref().unwrap_or(base);
    let mut found: Vec<Link> = Vec::new();
    for link in page.select(&links).map(|element| element.value()) {
        let is_alternate =
            link.attr("rel").unwrap_or_default().split_whitespace().any(|r| r.eq_ignore_ascii_case("alternate"));
        let media = link.attr("type").unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let is_feed = FEEDS.iter().any(|feed| media.eq_ignore_ascii_case(feed));
        let Some(url) = link.attr("href").and_then(|href| base.join(href.trim()).ok()) else { continue };
        let of_comments =
            url.path_segments().into_iter().flatten().any(|segment| segment.eq_ignore_ascii_case("comments"));
        if is_alternate && is_feed && !of_comments && found.iter().all(|known| known.url != url.as_str()) {
            found.push(Link { url: url.into(), published: None, role: Role::List { depth: 1 } });
        }
    }
    found
}
