//! The article in a page's embedded state, for pages that a script draws: `__NEXT_DATA__`, `Fusion.globalContent` and
//! whatever the next framework calls it.
//!
//! No names are looked for. Every JSON value in a page's scripts is searched for the array of paragraphs, or the piece
//! of HTML, that holds the most prose. Only a state that also holds the headline counts: configuration and terms of use
//! are long texts too. Done only for pages that show next to no text.

use serde_json::{Map, Value};

use super::entities;
use super::title::{has_key, key};
use super::work;

/// How many places in one script are tried as the start of a value.
const TRIES: usize = 40;
/// Below this length a string is no paragraph.
const SENTENCE: usize = 40;
/// Kinds of items that are no text of the article.
const OTHER: &[&str] = &[
    "image",
    "video",
    "gallery",
    "ad",
    "related",
    "promo",
    "link_list",
    "interstitial_link",
    "embed",
    "newsletter",
    "author",
    "caption",
];
/// Where an item keeps its text, best first.
const TEXT: &[&str] =
    &["text", "html", "content", "value", "body", "paragraph", "children", "items", "data", "model", "blocks", "props"];

/// The paragraphs of the article in these scripts.
pub(super) fn paragraphs(scripts: &[&str], headline: &str) -> Vec<String> {
    let headline = key(headline);
    let mut best = Best::default();
    // What a page streams to itself in pieces: `push([1, "…"])`.
    let mut streamed = String::new();
    for script in scripts {
        let mut found = Best::default();
        for value in values(script) {
            match piece(&value) {
                Some(piece) => streamed.push_str(piece),
                None => search(&value, &headline, 0, &mut found),
            }
        }
        best = best.or(found);
    }
    let mut found = Best::default();
    for line in streamed.lines() {
        work::add(line.len());
        let row = line.split_once(':').map_or(line, |(_, row)| row);
        match serde_json::from_str(row) {
            Ok(value) => search(&value, &headline, 0, &mut found),
            Err(_) => search(&Value::String(line.to_owned()), &headline, 0, &mut found),
        }
    }
    best.or(found).paragraphs
}

/// The piece of a stream that a pushed value is.
fn piece(value: &Value) -> Option<&str> {
    match value.as_array()?.as_slice() {
        [Value::Number(_), Value::String(piece)] => Some(piece),
        _ => None,
    }
}

#[derive(Default)]
struct Best {
    size: usize,
    paragraphs: Vec<String>,
    headline: bool,
}

impl Best {
    /// The longer of two texts, of those with the headline beside them.
    fn or(self, other: Self) -> Self {
        if other.headline && other.size > self.size { other } else { self }
    }
}

/// The JSON values in a script: the whole of it, or what stands after an assignment or in a call.
fn values(script: &str) -> Vec<Value> {
    work::add(script.len());
    let script = script.trim();
    if script.starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str(script)
    {
        return vec![value];
    }
    let mut values = Vec::new();
    let mut rest = script;
    let mut tries = 0;
    while tries < TRIES {
        let Some(start) = rest.find(['{', '[', '"']) else { break };
        // A value is assigned or passed; other braces are code.
        let assigned = rest[..start].trim_end().ends_with(['=', '(', ',']);
        let mut stream = serde_json::Deserializer::from_str(&rest[start..]).into_iter::<Value>();
        tries += usize::from(assigned);
        let parsed = if assigned { stream.next().and_then(Result::ok) } else { None };
        let used = if parsed.is_some() { stream.byte_offset() } else { 1 };
        match parsed {
            // `JSON.parse("…")`: the value is written as a string. Other strings are arguments of the function that
            // makes the state.
            Some(Value::String(text)) => values.push(serde_json::from_str(&text).unwrap_or(Value::String(text))),
            Some(value) => values.push(value),
            None => {}
        }
        rest = &rest[start + used..];
    }
    values
}

/// Looks for the best text in a value. serde bounds the depth.
fn search(value: &Value, headline: &str, depth: usize, best: &mut Best) {
    work::add(1);
    match value {
        Value::String(text) => {
            best.headline |= !best.headline && !headline.is_empty() && has_key(text, headline);
            if text.len() > 300 && text.contains("<p") {
                offer(html_paragraphs(text), best);
            }
        }
        Value::Array(items) => {
            if items.len() >= 2 && depth < 60 {
                offer(items.iter().filter_map(|item| item_text(item, 0)).collect(), best);
            }
            for item in items {
                search(item, headline, depth + 1, best);
            }
        }
        Value::Object(fields) => {
            for field in fields.values() {
                search(field, headline, depth + 1, best);
            }
        }
        _ => {}
    }
}

/// Takes the paragraphs if they hold more prose than the best so far.
fn offer(paragraphs: Vec<String>, best: &mut Best) {
    let prose = || paragraphs.iter().filter(|text| text.len() >= SENTENCE && !text.starts_with("http"));
    let size = prose().map(String::len).sum();
    if prose().count() >= 2 && size > best.size {
        best.size = size;
        best.paragraphs = paragraphs;
    }
}

/// The text of one item of an array of paragraphs.
fn item_text(item: &Value, depth: usize) -> Option<String> {
    const DEEPEST: usize = 5;
    match item {
        Value::String(text) => {
            let text = entities::decode(text);
            (!text.is_empty() && !text.starts_with("http")).then_some(text)
        }
        Value::Object(fields) if depth < DEEPEST && !is_other(fields) => {
            TEXT.iter().find_map(|name| fields.get(*name).and_then(|field| item_text(field, depth + 1)))
        }
        // The pieces of one paragraph.
        Value::Array(items) if depth > 0 && depth < DEEPEST => {
            let text: String = items.iter().filter_map(|item| raw_text(item, depth + 1)).collect();
            let text = entities::decode(&text);
            (!text.is_empty()).then_some(text)
        }
        _ => None,
    }
}

/// A piece of a paragraph, its spaces kept.
fn raw_text(item: &Value, depth: usize) -> Option<String> {
    match item {
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) if !is_other(fields) => match fields.get("text").or_else(|| fields.get("value")) {
            Some(Value::String(text)) => Some(text.clone()),
            _ => item_text(item, depth),
        },
        _ => item_text(item, depth),
    }
}

fn is_other(fields: &Map<String, Value>) -> bool {
    ["type", "_type", "kind", "__typename", "name", "model"].iter().any(|name| {
        let kind = fields.get(*name).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        OTHER.contains(&kind.as_str())
    })
}

/// The paragraphs of a piece of HTML.
fn html_paragraphs(html: &str) -> Vec<String> {
    let lines = html
        .replace("</p>", "</p>\n")
        .replace("</h2>", "</h2>\n")
        .replace("</h3>", "</h3>\n")
        .replace("</li>", "</li>\n");
    // A tag may be broken over lines in the source, a paragraph's end is not.
    lines.split('\n').map(entities::decode).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "Exports rose by five percent in November, data showed on Monday.";
    const B: &str = "Imports fell for a third month, against what economists had expected.";

    #[test]
    fn paragraphs_are_found_whatever_they_are_called() {
        for script in [
            format!(
                r#"{{"p":{{"headline":"Exports rise","c":[{{"type":"text","content":"{A}"}},{{"type":"image","content":"A port seen from above in the early morning light."}},{{"content":"{B}"}}]}}}}"#
            ),
            format!(r#"window.x=1;Fusion.globalContent={{"t":"Exports rise","e":["{A}","{B}"]}};Fusion.y={{}};"#),
            format!(
                r#"window.__S__ = {{"t":"Exports rise","b":"<p>{A}</p><div>x</div><p>{B}</p>{}"}};"#,
                " ".repeat(200)
            )
            .replace("<div>x</div>", ""),
            format!(r#"S = JSON.parse("{{\"t\":\"Exports rise\",\"e\":[\"{A}\",\"{B}\"]}}")"#),
            format!(
                r#"window.N=(function(a,b){{return {{t:a,e:b,f:{{g:[]}}}}}}("Exports rise","<div><p>{A}</p><p>{B}</p>{}</div>"))"#,
                " ".repeat(200)
            ),
            format!(
                r#"{{"t":"Exports rise","e":[{{"children":[{{"text":"Exports rose by five percent in November, "}},{{"text":"data showed on Monday."}}]}},{{"children":[{{"text":"{B}"}}]}}]}}"#
            ),
        ] {
            assert_eq!(paragraphs(&[&script], "Exports rise"), [A, B], "{script}");
        }
    }

    #[test]
    fn a_text_may_be_streamed_in_pieces() {
        let rows = format!("1:[\"$\",{{\"t\":\"Exports rise\"}}]\n2:{{\"e\":[\"{A}\",\"{B}\"]}}\n");
        let (first, second) = rows.split_at(rows.len() / 2);
        let push = |piece: &str| format!("self.f.push([1,{}])", Value::from(piece));
        assert_eq!(paragraphs(&[&push(first), &push(second)], "Exports rise"), [A, B]);
        assert!(paragraphs(&[&push(second)], "Exports rise").is_empty(), "no headline in it");
    }

    #[test]
    fn other_texts_are_not_taken() {
        let terms = format!(r#"{{"terms":["{A}","{B}"]}}"#);
        assert!(paragraphs(&[&terms], "Exports rise").is_empty(), "no headline in it");
        assert!(paragraphs(&["function(){ if (a) { b({}); } }", "", "{", "x = {\"a\":"], "Exports rise").is_empty());
    }
}
