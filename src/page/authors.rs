//! The authors' names: from metadata, else from the byline, cleaned to names.

use super::entities;
use super::marks::Marks;
use super::metadata::Head;
use super::title::key;
use super::tree::{NodeIx, Tag, Tree};

/// Words before a name in a byline, lower case, in the languages of the pages read.
const BY: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "av",
    "af",
    "door",
    "words by",
    "written by",
    "story by",
    "text:",
    "reporting by",
    "from",
];

/// The names, in the page's order.
pub(super) fn find(
    tree: &Tree<'_>,
    head: &Head<'_>,
    linked: &[String],
    headline: Option<NodeIx>,
    site: Option<&str>,
) -> Vec<String> {
    let mut names = Vec::new();
    for name in linked {
        add(&mut names, name);
    }
    if names.is_empty() {
        for key in [
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "og:author",
            "dc.creator",
            "byl",
            "article:author_name",
        ] {
            for name in head.all(key) {
                add(&mut names, &entities::decode(name));
            }
            if !names.is_empty() {
                break;
            }
        }
    }
    if names.is_empty() {
        for text in bylines(tree) {
            add(&mut names, &text);
        }
    }
    if names.is_empty()
        && let Some(line) = headline.and_then(|node| tree.lines_below(node).find(|line| is_signed(line)))
    {
        // Only names: a line with other things in it ends at the first of them.
        let line = line.split(['|', '•', '·']).next().unwrap_or_default();
        names = split(line).into_iter().filter(|name| is_person(name)).collect();
    }
    // A site that names itself beside its reporters is the publisher.
    if names.len() > 1
        && let Some(site) = site.map(key)
    {
        let kept: Vec<String> = names.iter().filter(|name| key(name) != site).cloned().collect();
        if !kept.is_empty() {
            names = kept;
        }
    }
    names
}

/// Adds the names in `text` that are not there yet.
fn add(names: &mut Vec<String>, text: &str) {
    for name in split(text) {
        if !names.iter().any(|known| key(known) == key(&name)) {
            names.push(name);
        }
    }
}

/// The names in a byline.
fn split(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.contains("://") || text.starts_with("www.") || text.contains('{') {
        return Vec::new();
    }
    let mut pieces = vec![without_by(text)];
    for separator in [";", " | ", " / ", " & ", " and ", " und ", " et ", " y ", " og ", " och ", " und "] {
        pieces = pieces.iter().flat_map(|piece| piece.split(separator)).collect();
    }
    let mut out: Vec<String> = Vec::new();
    for piece in pieces {
        // "A. Name, B. Name" is a list, "A. Name, Economics Editor" a name and a role.
        let parts: Vec<&str> = piece.split(", ").map(str::trim).filter(|part| !part.is_empty()).collect();
        let all_names = parts.len() > 1 && parts.iter().all(|part| is_person(part));
        if all_names {
            out.extend(parts.iter().filter_map(|part| clean(part)));
        } else if let Some(name) = parts.first().and_then(|part| clean(part)) {
            out.push(name);
        }
    }
    out
}

fn without_by(text: &str) -> &str {
    let lower = text.to_lowercase();
    for by in BY {
        if let Some(rest) = lower.strip_prefix(by)
            && (rest.starts_with([' ', ':', '\u{a0}']) || by.ends_with(':'))
            && lower.len() == text.len()
        {
            return text[by.len()..].trim_start_matches([' ', ':', '\u{a0}']);
        }
    }
    text
}

/// Whether a line is short and begins as a byline does.
fn is_signed(line: &str) -> bool {
    line.chars().count() <= 100
        && without_by(line).len() < line.len()
        && without_by(line).starts_with(char::is_uppercase)
}

/// Two to four capitalised words.
fn is_person(text: &str) -> bool {
    const ROLES: &[&str] = &[
        "editor",
        "reporter",
        "correspondent",
        "writer",
        "news",
        "staff",
        "chief",
        "contributor",
        "analyst",
        "columnist",
        "producer",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii())
                || ["de", "van", "der", "von", "da", "di", "la", "le", "el", "bin", "al"].contains(word)
        })
        && !words.iter().any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

/// A name without what surrounds it; `None` for what is none.
fn clean(text: &str) -> Option<String> {
    let text = without_by(text.trim().trim_matches([',', '.', '-', '|', '•', '·', '*', ' ', '\u{a0}']));
    let text = match text.split_once(['(', '<', '|', '@']) {
        Some((name, _)) => name.trim(),
        None => text,
    };
    let text = text.trim_end_matches([',', '-', ' ']);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (letters >= 2 && digits * 3 < letters && text.chars().count() <= 60 && text.split_whitespace().count() <= 8)
        .then(|| text.to_owned())
}

/// The texts of elements that say they hold an author.
fn bylines(tree: &Tree<'_>) -> Vec<String> {
    let nodes = &tree.nodes;
    let says = |at: NodeIx, attr: &str, value: &str| {
        nodes[at].attr(attr).is_some_and(|found| found.split_whitespace().any(|word| word.eq_ignore_ascii_case(value)))
    };
    let elsewhere = |at: NodeIx| {
        let away = Marks::COMMENTS.with(Marks::RELATED).with(Marks::NAV).with(Marks::TEASER);
        tree.ancestors(at).any(|up| nodes[up].marks.has(away) || matches!(nodes[up].tag, Tag::Nav | Tag::Aside))
    };
    let named = |at: NodeIx| {
        let class = nodes[at].attr("class").unwrap_or_default().to_ascii_lowercase();
        class.contains("author") || class.contains("byline")
    };
    let leads_to_author =
        |at: NodeIx| nodes[at].tag == Tag::A && nodes[at].attr("href").is_some_and(|href| href.contains("/author"));
    let rules: [&dyn Fn(NodeIx) -> bool; 4] = [
        &|at| says(at, "rel", "author") || says(at, "itemprop", "author"),
        &|at| leads_to_author(at) && tree.ancestors(at).any(|up| nodes[up].marks.has(Marks::BYLINE)),
        &|at| says(at, "class", "author") || says(at, "class", "author-name") || says(at, "class", "byline"),
        &|at| {
            nodes[at].tag == Tag::A
                && tree.ancestors(at).take(4).any(named)
                && tree.line(at).is_some_and(|text| is_person(without_by(&text)))
        },
    ];
    for rule in rules {
        let mut found = Vec::new();
        let mut at = 0;
        while at < nodes.len() {
            if nodes[at].element.is_some() && rule(at) && !elsewhere(at) {
                found.extend(tree.line(at).filter(|text| !text.is_empty() && text.chars().count() <= 100));
                at = nodes[at].end;
            } else {
                at += 1;
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_become_names() {
        for (text, names) in [
            ("By Ann Smith and Bo Li", &["Ann Smith", "Bo Li"][..]),
            ("Ann Smith, Bo Li", &["Ann Smith", "Bo Li"]),
            ("Ann Smith, Economics Editor", &["Ann Smith"]),
            ("VON ANNA MÜLLER", &["ANNA MÜLLER"]),
            ("Byron Hill", &["Byron Hill"]),
            ("Andrew Sand", &["Andrew Sand"]),
            ("Ann Smith (Reuters)", &["Ann Smith"]),
            ("https://example.org/ann", &[]),
            ("@ann", &[]),
            ("8 December 2025", &[]),
            ("牛镛", &["牛镛"]),
            ("", &[]),
        ] {
            assert_eq!(split(text), names, "{text}");
        }
    }
}
