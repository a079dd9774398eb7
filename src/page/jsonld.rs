//! JSON-LD: the article node of a page and what it says.
//!
//! Publishers write it by machine and often badly: several scripts, graphs with references, lists of other stories,
//! line breaks inside strings, entities. A script that cannot be read is as good as absent; nothing here fails.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::entities;
use super::work;

/// What a page's JSON-LD says of its article.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub headline: Option<String>,
    pub description: Option<String>,
    pub body: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub language: Option<String>,
    /// Sections, and the names on the way to the page from the site's front page.
    pub sections: Vec<String>,
    pub trail: Vec<String>,
    /// How many words the whole article has.
    pub words: Option<usize>,
    /// What is said not to be free to read, if anything is.
    pub held_back: Option<HeldBack>,
}

/// What of an article is not free to read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HeldBack {
    /// CSS selectors of the elements that hold it.
    pub selectors: Vec<String>,
}

type Object = Map<String, Value>;

/// Types of an article, with what they count for when a page has several.
const TYPES: &[(&str, u32)] = &[
    ("NewsArticle", 4),
    ("ReportageNewsArticle", 4),
    ("AnalysisNewsArticle", 4),
    ("BackgroundNewsArticle", 4),
    ("AskPublicNewsArticle", 4),
    ("OpinionNewsArticle", 4),
    ("ReviewNewsArticle", 4),
    ("LiveBlogPosting", 4),
    ("Article", 3),
    ("BlogPosting", 3),
    ("Report", 3),
    ("AdvertiserContentArticle", 3),
    ("SatiricalArticle", 3),
    ("ScholarlyArticle", 3),
    ("TechArticle", 3),
    ("SocialMediaPosting", 2),
    ("CreativeWork", 1),
    ("WebPage", 1),
    ("ItemPage", 1),
    ("VideoObject", 1),
];

/// Reads the scripts. `is_this` says whether a headline or an address is this page's.
pub(super) fn read(scripts: &[&str], is_this: impl Fn(&str) -> bool) -> Linked {
    let documents: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects: Vec<&Object> = Vec::new();
    for document in &documents {
        collect(document, &mut objects);
    }
    let by_id: FxHashMap<&str, &Object> =
        objects.iter().filter(|o| o.len() > 1).filter_map(|o| Some((o.get("@id")?.as_str()?, *o))).collect();
    let mut best: Option<(u32, &Object)> = None;
    for object in &objects {
        let kind = types(object).filter_map(|t| TYPES.iter().find(|(name, _)| *name == t)).map(|&(_, n)| n).max();
        let Some(kind) = kind else { continue };
        let says = |key: &str| object.get(key).is_some();
        let mine = ["headline", "name", "url", "@id", "mainEntityOfPage"]
            .iter()
            .filter_map(|key| text(object.get(*key)))
            .any(|value| is_this(&value));
        let score = kind * 10
            + u32::from(mine) * 25
            + u32::from(says("datePublished")) * 5
            + u32::from(says("headline")) * 3
            + u32::from(says("author")) * 2
            + u32::from(says("articleBody")) * 2;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, object));
        }
    }
    let trail = trail(&objects);
    let Some((_, article)) = best else { return Linked { trail, ..Linked::default() } };
    let get = |key: &str| text(article.get(key));
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            names(article.get(key), &by_id, &mut authors);
        }
    }
    let mut publishers = Vec::new();
    names(article.get("publisher"), &by_id, &mut publishers);
    Linked {
        headline: get("headline").or_else(|| get("name")),
        description: get("description"),
        body: article.get("articleBody").and_then(Value::as_str).map(entities::decode_lines),
        authors,
        publisher: publishers.into_iter().next(),
        published: get("datePublished").or_else(|| get("dateCreated")).or_else(|| get("uploadDate")),
        modified: get("dateModified"),
        language: get("inLanguage"),
        sections: texts(article.get("articleSection")),
        trail,
        words: get("wordCount").and_then(|count| count.parse().ok()),
        held_back: held_back(article, &objects),
    }
}

/// The article, its page or a part of one of them that is said not to be free to read. What is said of other stories
/// in the same script is not asked.
fn held_back(article: &Object, objects: &[&Object]) -> Option<HeldBack> {
    let is_page = |object: &Object| types(object).any(|t| matches!(t, "WebPage" | "WebPageElement"));
    let pages = objects.iter().copied().filter(|object| is_page(object));
    let mut held: Option<HeldBack> = None;
    for object in
        std::iter::once(article).chain(items(article.get("hasPart")).filter_map(Value::as_object)).chain(pages)
    {
        if object.get("isAccessibleForFree").is_some_and(is_false) {
            let held = held.get_or_insert_default();
            held.selectors.extend(texts(object.get("cssSelector")));
        }
    }
    held
}

/// The names of the first list of breadcrumbs, in their order.
fn trail(objects: &[&Object]) -> Vec<String> {
    let Some(list) = objects.iter().find(|object| types(object).any(|t| t == "BreadcrumbList")) else {
        return Vec::new();
    };
    let place = |item: &Object| match item.get("position") {
        Some(Value::String(text)) => text.trim().parse().unwrap_or(u64::MAX),
        Some(value) => value.as_u64().unwrap_or(u64::MAX),
        None => u64::MAX,
    };
    let mut crumbs: Vec<&Object> = items(list.get("itemListElement")).filter_map(Value::as_object).collect();
    crumbs.sort_by_key(|item| place(item));
    crumbs.iter().filter_map(|item| text(item.get("name").or_else(|| item.get("item")?.get("name")))).collect()
}

/// A value that may be one or a list.
fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
    .iter()
}

/// The texts that a value or the items of a list stand for.
fn texts(value: Option<&Value>) -> Vec<String> {
    items(value).filter_map(|item| text(Some(item))).collect()
}

/// `false` in the spellings of publishers: the value, the word, the address of schema.org.
fn is_false(value: &Value) -> bool {
    match value {
        Value::Bool(value) => !value,
        Value::String(text) => text.rsplit('/').next().is_some_and(|word| word.trim().eq_ignore_ascii_case("false")),
        _ => false,
    }
}

/// Reads one script, with the damage repaired that publishers' templates do.
fn parse(script: &str) -> Option<Value> {
    work::add(script.len());
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let script = script.trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let repaired = repair(script);
    // Of several objects without an array around them the first one counts.
    serde_json::Deserializer::from_str(&repaired).into_iter::<Value>().next()?.ok()
}

/// Raw control characters inside strings become spaces, commas before a closing bracket go, bad escapes lose their
/// backslash.
fn repair(script: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(script.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in script.chars() {
        if escaped {
            escaped = false;
            if !matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                out.pop();
            }
            out.push(c);
            continue;
        }
        match c {
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ']' | '}' if !quoted => {
                let kept = out.trim_end();
                if let Some(before) = kept.strip_suffix(',') {
                    out.truncate(before.len());
                }
            }
            _ => {}
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    Cow::Owned(out)
}

/// All objects of a document, outer ones first.
fn collect<'a>(document: &'a Value, objects: &mut Vec<&'a Object>) {
    let mut pending = vec![document];
    while let Some(value) = pending.pop() {
        work::add(1);
        match value {
            Value::Array(items) => pending.extend(items.iter().rev()),
            Value::Object(object) => {
                objects.push(object);
                pending.extend(object.values().rev().filter(|v| v.is_array() || v.is_object()));
            }
            _ => {}
        }
    }
}

fn types(object: &Object) -> impl Iterator<Item = &str> {
    items(object.get("@type")).filter_map(Value::as_str).map(|t| t.rsplit(['/', ':']).next().unwrap_or(t))
}

/// The text that a value stands for: itself, its first item, or its name, value or id.
fn text(value: Option<&Value>) -> Option<String> {
    let mut value = value?;
    for _ in 0..4 {
        value = match value {
            Value::String(text) => {
                let text = entities::decode(text);
                return (!text.is_empty()).then_some(text);
            }
            Value::Number(number) => return Some(number.to_string()),
            Value::Array(items) => items.first()?,
            Value::Object(object) => object
                .get("name")
                .or_else(|| object.get("@value"))
                .or_else(|| object.get("alternateName"))
                .or_else(|| object.get("@id"))?,
            _ => return None,
        };
    }
    None
}

/// The names of persons and bodies in an author or publisher field, references followed.
fn names(value: Option<&Value>, by_id: &FxHashMap<&str, &Object>, out: &mut Vec<String>) {
    let mut pending: Vec<(&Value, u8)> = value.into_iter().map(|value| (value, 0)).collect();
    while let Some((value, depth)) = pending.pop() {
        match value {
            Value::String(name) => out.push(entities::decode(name)),
            Value::Array(items) if depth < 4 => pending.extend(items.iter().rev().map(|item| (item, depth + 1))),
            Value::Object(object) if depth < 4 => {
                let named = if object.contains_key("name") {
                    object
                } else {
                    object.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id)).copied().unwrap_or(object)
                };
                match named.get("name") {
                    Some(name) => pending.push((name, depth + 1)),
                    None => {
                        let part = |key| text(named.get(key)).unwrap_or_default();
                        let name = format!("{} {}", part("givenName"), part("familyName"));
                        if !name.trim().is_empty() {
                            out.push(name.trim().to_owned());
                        }
                    }
                }
            }
            _ => {}
        }
    }
    out.retain(|name| !name.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_free_is_told_in_many_ways() {
        let held = |script: &str| read(&[script], |said| said == "Exports rise").held_back.is_some();
        for script in [
            r#"{"@type":"NewsArticle","isAccessibleForFree":false}"#,
            r#"{"@type":"NewsArticle","isAccessibleForFree":"False"}"#,
            r#"{"@type":"NewsArticle","isAccessibleForFree":"https://schema.org/False"}"#,
            r#"{"@type":"NewsArticle","isAccessibleForFree":true,"hasPart":{"isAccessibleForFree":"false"}}"#,
            r#"{"@type":"NewsArticle","hasPart":[null,{"isAccessibleForFree":false}]}"#,
            r#"{"@graph":[{"@type":"NewsArticle","isPartOf":{"@id":"/x"}},{"@id":"/x","@type":"WebPage","isAccessibleForFree":false}]}"#,
        ] {
            assert!(held(script), "{script}");
        }
        for script in [
            r#"{"@type":"NewsArticle"}"#,
            r#"{"@type":"NewsArticle","isAccessibleForFree":true}"#,
            r#"{"@type":"NewsArticle","isAccessibleForFree":"True","hasPart":[]}"#,
            r#"{"@type":"NewsArticle","isAccessibleForFree":null}"#,
            r#"[{"@type":"NewsArticle","headline":"Exports rise"},{"@type":"NewsArticle","headline":"Other","isAccessibleForFree":false}]"#,
            "",
        ] {
            assert!(!held(script), "{script}");
        }
    }

    #[test]
    fn sections_and_trails_are_read() {
        let linked = read(
            &[
                r#"{"@type":"NewsArticle","articleSection":["Markets",{"name":"Oil &amp; gas"},7],"wordCount":"812"}"#,
                r#"{"@type":"BreadcrumbList","itemListElement":[{"position":2,"item":{"name":"Economy"}},{"position":"1","name":"Home"},{"position":3},null]}"#,
            ],
            |_| false,
        );
        assert_eq!(linked.sections, ["Markets", "Oil & gas", "7"]);
        assert_eq!((linked.trail, linked.words), (vec!["Home".to_owned(), "Economy".to_owned()], Some(812)));
        let alone = read(&[r#"{"@type":"BreadcrumbList","itemListElement":[{"name":"Economy"}]}"#], |_| false);
        assert_eq!(alone.trail, ["Economy"]);
        let none = read(&[r#"{"@type":"NewsArticle","articleSection":null,"wordCount":-1}"#], |_| false);
        assert_eq!((none.sections.len(), none.trail.len(), none.words), (0, 0, None));
    }

    #[test]
    fn damaged_scripts_are_repaired() {
        let linked = read(
            &["{\"@type\":\"NewsArticle\",\"headline\":\"A\tb\\'c\",\"author\":[{\"name\":\"Ann Smith\"},],}"],
            |_| false,
        );
        assert_eq!(
            (linked.headline.as_deref(), linked.authors.as_slice()),
            (Some("A b'c"), &["Ann Smith".to_owned()][..])
        );
        assert_eq!(read(&["{", "[", "null", "{\"@type\":\"Person\"}"], |_| false).headline, None);
    }
}
