//! The authors' names: from metadata, else from the byline, cleaned to names.

use super::byline_words::{Joiner, Word, is_particle, joiners, rank, word};
use super::entities;
use super::marks::Marks;
use super::metadata::Head;
use super::title::key;
use super::tree::{NodeIx, Tag, Tree};

/// Meta tags with authors, best first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "og:author",
    "dc.creator",
    "byl",
    "article:author_name",
];

/// The names, in the page's order.
pub(super) fn find(
    tree: &Tree<'_>,
    head: &Head<'_>,
    linked: &[String],
    headline: Option<NodeIx>,
    site: Option<&str>,
) -> Vec<String> {
    let site = site.map(key);
    let is_site = |name: &String| site.as_ref().is_some_and(|site| key(name) == *site);
    let sources: [&dyn Fn() -> Vec<String>; 5] = [
        &|| names_in(linked),
        &|| {
            METAS
                .iter()
                .map(|key| names_in(head.all(key).map(entities::decode)))
                .find(|names| !names.is_empty())
                .unwrap_or_default()
        },
        &|| names_in(bylines(tree)),
        &|| headline.map(|node| signed(tree, node)).unwrap_or_default(),
        &|| labelled(tree),
    ];
    let mut fallback = Vec::new();
    for source in sources {
        let mut names = source();
        // A site that names itself, alone or beside its reporters, is the publisher.
        if names.iter().all(is_site) {
            fallback = if fallback.is_empty() { names } else { fallback };
            continue;
        }
        names.retain(|name| !is_site(name));
        return names;
    }
    fallback
}

/// The names in these texts, each once.
fn names_in<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut names = Vec::new();
    for text in texts {
        add(&mut names, text.as_ref());
    }
    names
}

/// The names in the signed line below the headline.
fn signed(tree: &Tree<'_>, headline: NodeIx) -> Vec<String> {
    let Some(line) = tree.lines_below(headline).find(|line| is_signed(line)) else { return Vec::new() };
    // Only names: a line with other things in it ends at the first of them.
    let line = line.split(['|', '•', '·']).next().unwrap_or_default();
    split(line).into_iter().filter(|name| is_person(name)).collect()
}

/// The names behind a label in a short line: in Chinese and Japanese pages nothing else marks them. Who is named as
/// the writer comes before who is named as the editor.
fn labelled(tree: &Tree<'_>) -> Vec<String> {
    const LONGEST: usize = 120;
    let mut best: Option<(usize, Vec<String>)> = None;
    for node in tree.nodes.iter().filter(|node| node.tag == Tag::Text && node.text.len() <= LONGEST) {
        let line = node.text.trim().trim_matches(['(', ')', '（', '）', '[', ']', '【', '】']);
        let Some((label, rest)) = line.split_once(['：', ':', '／']) else { continue };
        let Some(rank) = rank(label.trim()) else { continue };
        let names: Vec<String> = rest
            .split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '/'))
            .map(str::trim)
            .take_while(|name| name.is_empty() || is_ideographic_name(name))
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        if !names.is_empty() && best.as_ref().is_none_or(|(known, _)| rank < *known) {
            best = Some((rank, names));
        }
    }
    best.map(|(_, names)| names).unwrap_or_default()
}

/// Two to four ideographs.
fn is_ideographic_name(text: &str) -> bool {
    (2..=4).contains(&text.chars().count()) && text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
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
    let handle = text.split_once('@').is_some_and(|(before, _)| !before.trim().contains(' '));
    if text.contains("://") || text.starts_with("www.") || text.contains('{') || handle {
        return Vec::new();
    }
    let mut pieces = vec![without_by(text)];
    const SEPARATORS: &[&str] = &[";", " | ", " / ", " & "];
    for separator in SEPARATORS.iter().copied().chain(joiners(Joiner::Always)) {
        pieces = pieces.iter().flat_map(|piece| piece.split(separator)).collect();
    }
    for separator in joiners(Joiner::BetweenWholeNames) {
        let whole = |text: &str| text.split(separator).all(|name| name.split_whitespace().count() >= 2);
        pieces = pieces
            .iter()
            .flat_map(|piece| if whole(piece) { piece.split(separator).collect() } else { vec![*piece] })
            .collect();
    }
    let mut out: Vec<String> = Vec::new();
    for piece in pieces {
        // "A. Name, B. Name" is a list, "A. Name, Economics Editor" a name and a role.
        let parts: Vec<&str> = piece.split(", ").map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.first().is_some_and(|part| matches!(introduction(part), Some((Word::Others, _)))) {
            // Who follows them is of their kind.
            break;
        }
        let all_names = parts.len() > 1 && parts.iter().all(|part| is_person(without_tail(part)));
        if all_names {
            let persons = parts.iter().filter(|part| word(part) != Some(Word::Agency));
            out.extend(persons.filter_map(|part| clean(part)));
        } else if let Some(name) = parts.first().and_then(|part| clean(part)) {
            out.push(name);
        }
    }
    out
}

fn without_by(text: &str) -> &str {
    match introduction(text) {
        Some((Word::By, names)) => names,
        _ => text,
    }
}

/// The words that a byline begins with and the rest.
fn introduction(text: &str) -> Option<(Word, &str)> {
    // The longest there are have three words.
    let spaces = text.match_indices([' ', '\u{a0}', ':']).take(3);
    let ends = spaces.flat_map(|(at, sign)| [at, at + if sign == ":" { 1 } else { 0 }]);
    ends.filter_map(|end| {
        let kind = word(&text[..end]).filter(|kind| matches!(kind, Word::By | Word::Others))?;
        Some((kind, text[end..].trim_start_matches([' ', ':', '\u{a0}'])))
    })
    .last()
}

/// A name without what stands behind it: a place, a role, a date, a mark that separates them.
fn without_tail(text: &str) -> &str {
    const MARKS: &[&str] = &[" • ", " · ", " - ", " – ", " — ", " | "];
    let text = MARKS.iter().fold(text, |text, mark| text.split(mark).next().unwrap_or_default());
    let mut at = 0;
    for (words, part) in text.split_inclusive(char::is_whitespace).enumerate() {
        let kind = word(part.trim());
        let is_role = matches!(kind, Some(Word::Role | Word::Beat));
        if words >= 2 && (is_role || kind == Some(Word::End)) {
            return text[..at].trim_end();
        }
        // A name has two words at least: "Example staff reporter" is none.
        if is_role {
            break;
        }
        at += part.len();
    }
    text
}

/// Whether a text only says what someone is: "Staff Writer", "admin".
fn is_role(text: &str) -> bool {
    text.split_whitespace().all(|part| matches!(word(part), Some(Word::Role | Word::Beat)))
}

/// Whether a line is short and begins as a byline does.
fn is_signed(line: &str) -> bool {
    line.chars().count() <= 100
        && without_by(line).len() < line.len()
        && without_by(line).starts_with(char::is_uppercase)
}

/// Two to four capitalised words.
fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words
            .iter()
            .all(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii()) || is_particle(word))
        && !words.iter().any(|part| matches!(word(part), Some(Word::Role | Word::Beat)))
}

/// A name without what surrounds it; `None` for what is none.
fn clean(text: &str) -> Option<String> {
    let text = without_by(text.trim().trim_matches([',', '.', '-', '|', '•', '·', '*', ' ', '\u{a0}']));
    let text = match text.split_once(['(', '<', '|', '@']) {
        Some((name, _)) => name.trim(),
        None => text,
    };
    let text = without_tail(text.trim_end_matches([',', '-', ' ']));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (letters >= 2
        && !is_role(text)
        && digits * 3 < letters
        && text.chars().count() <= 60
        && text.split_whitespace().count() <= 8)
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
        &|at| nodes[at].tag == Tag::A && tree.ancestors(at).take(4).any(named) && is_person(without_by(&tree.text(at))),
    ];
    for rule in rules {
        let mut found = Vec::new();
        let mut at = 0;
        while at < nodes.len() {
            if nodes[at].element.is_some() && rule(at) && !elsewhere(at) {
                let text = tree.text(at);
                if !text.is_empty() && text.chars().count() <= 100 {
                    found.push(text);
                }
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
    fn labels_tell_authors_where_nothing_else_does() {
        for (page, names) in [
            ("<p>（责编：李明、王小红）</p><p>记者：张三</p>", &["张三"][..]),
            ("<div>(责编：李明、王小红)</div>", &["李明", "王小红"]),
            ("<div>責任編輯：陳大文</div>", &["陳大文"]),
            ("<p>编辑：人民日报社新闻中心</p><p>记者协会：张三</p><p>来源：新华网</p>", &[]),
        ] {
            let html = scraper::Html::parse_document(page);
            assert_eq!(labelled(&Tree::new(&html)), names, "{page}");
        }
    }

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
            ("ann.smith@ledger.example", &[]),
            ("Ann Smith @annsmith", &["Ann Smith"]),
            ("8 December 2025", &[]),
            ("牛镛", &["牛镛"]),
            ("Ana Lopes e João Reis", &["Ana Lopes", "João Reis"]),
            ("Ana Costa e Silva", &["Ana Costa e Silva"]),
            ("Автор: Анна Лопес и Борис Рейс", &["Анна Лопес", "Борис Рейс"]),
            ("", &[]),
            ("By Ann Smith, Bo Li and Cy Reis; editing by Di Roth", &["Ann Smith", "Bo Li", "Cy Reis"]),
            ("Ann Smith in Marlo and Bo Li in London", &["Ann Smith", "Bo Li"]),
            ("By ANN SMITH and BO LI, Associated Press", &["ANN SMITH", "BO LI"]),
            ("Bo Li, Associated Press", &["Bo Li"]),
            ("Associated Press", &["Associated Press"]),
            ("Ann Smith Senior economics correspondent", &["Ann Smith"]),
            ("Ann Smith - Economics Editor", &["Ann Smith"]),
            ("Reported by Ann Smith for Example News", &["Ann Smith"]),
            ("Ann Smith • December 8, 2025", &["Ann Smith"]),
            ("Ann Smith Published December 8, 2025", &["Ann Smith"]),
            ("Example staff reporter", &["Example staff reporter"]),
            ("Max Editor", &["Max Editor"]),
            ("By Staff Writer", &[]),
            ("Posted by admin", &[]),
            ("Editing by Di Roth", &[]),
        ] {
            assert_eq!(split(text), names, "{text}");
        }
    }
}
