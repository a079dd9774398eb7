//! An entry of the gold as an article.

use newsfacts::{Article, SourceDate};
use serde_json::Value;

use super::score::Object;

/// The article of an entry.
pub fn article(entry: &Object) -> Article {
    let text = |field: &str| entry.get(field).and_then(Value::as_str).map(str::to_owned);
    Article {
        given_id: text("id"),
        title: text("title"),
        published: text("published").and_then(|date| SourceDate::parse(&date)),
        language: Some("en".into()),
        text: text("text").unwrap_or_default(),
        ..Article::default()
    }
}
