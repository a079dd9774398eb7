//! The case files beside the rules: texts with what must be found in them, one a line. Tests only.
//!
//! A line is a text with its mentions in `⟦ ⟧`, then for each mention, in order, a tab and `field=value` pairs:
//!
//! ```text
//! # published=2025-12-08
//! Exports rose nearly ⟦2%⟧ to ⟦$330bn⟧.<TAB>value=2 modifier=approximately<TAB>value=330000000000
//! The 737 Max returned.
//! ? A known gap: the line asserts today's wrong answer, a comment above says what would be right.
//! ```
//!
//! - The brackets must be the records' spans exactly. Fields are those of the records (`speaker.name` looks inside);
//!   fields not listed are not tested; `field=-` means that the record must not have it.
//! - No brackets: nothing may match. At least a third of a file's lines must be such, or the rules only ever learn to
//!   find more.
//! - `⏎` stands for a line break; `# published=…` sets the publication day of the lines after it.
//! - `UPDATE_CASES=1` rewrites the lines that differ; read the diff before you commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::mention::MentionKind;
use crate::record::{self, Record};
use crate::{Analysis, Article, Extractor, SourceDate};

/// Runs the cases of a file (its path from the package's root) on the records of these types. Panics with every
/// difference; gives the rules that fired, so that a module can demand that each of its rules does.
pub(crate) fn check_cases(file: &str, types: &[&str]) -> BTreeSet<&'static str> {
    check(file, |article, analysis| {
        let records = record::assemble(article, analysis);
        records.iter().map(json).filter(|r| types.iter().any(|t| r["type"] == *t)).collect()
    })
}

/// The same on anything else that was found: `find` gives it as objects with `start` and `end` in code points.
pub(crate) fn check(file: &str, find: impl Fn(&Article, &Analysis) -> Vec<Value>) -> BTreeSet<&'static str> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let content = read(&path);
    let extractor = Extractor::new();
    let mut run = Run { published: None, fired: BTreeSet::new(), positive: 0, negative: 0 };
    let mut differences = Vec::new();
    let mut rewritten = String::with_capacity(content.len());
    for (n, line) in content.lines().enumerate() {
        match run.line(&extractor, line, &find) {
            None => rewritten.push_str(line),
            Some(got) => {
                differences.push(format!("{file}:{}\n  expected {line}\n  got      {got}", n + 1));
                rewritten.push_str(&got);
            }
        }
        rewritten.push('\n');
    }
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&path, rewritten).unwrap_or_else(|e| panic!("{file}: {e}"));
    } else {
        assert!(differences.is_empty(), "{} cases differ\n{}", differences.len(), differences.join("\n"));
    }
    assert!(
        run.negative * 2 >= run.positive,
        "{file}: {} negative cases to {} positive ones: at least a third must be negative",
        run.negative,
        run.positive
    );
    run.fired
}

/// Panics with the file's lines without brackets whose text has nothing that `near` asks for: they could not fail.
pub(crate) fn check_negatives(file: &str, near: impl Fn(&MentionKind) -> bool) {
    let extractor = Extractor::new();
    let has = |text: &str| {
        let article = Article { text: text.to_owned(), language: Some("en".to_owned()), ..Article::default() };
        extractor.analyze(&article).mentions.iter().any(|m| near(&m.kind))
    };
    let content = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file));
    let cases = content.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(Case::parse);
    let idle: Vec<String> = cases.filter(|c| c.spans.is_empty() && !has(&c.text)).map(|c| c.text).collect();
    assert!(idle.is_empty(), "{file}: {} negative cases that cannot fail\n{}", idle.len(), idle.join("\n"));
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

struct Run {
    published: Option<SourceDate>,
    fired: BTreeSet<&'static str>,
    positive: usize,
    negative: usize,
}

impl Run {
    /// `None` where the line holds, else the line as it would hold.
    fn line(
        &mut self,
        extractor: &Extractor,
        line: &str,
        find: &dyn Fn(&Article, &Analysis) -> Vec<Value>,
    ) -> Option<String> {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(day) = comment.trim().strip_prefix("published=") {
                self.published = Some(SourceDate::parse(day).unwrap_or_else(|| panic!("no date: {line}")));
            }
            return None;
        }
        if line.trim().is_empty() {
            return None;
        }
        let case = Case::parse(line);
        *(if case.spans.is_empty() { &mut self.negative } else { &mut self.positive }) += 1;
        let article = Article {
            text: case.text.clone(),
            published: self.published.clone(),
            language: Some("en".to_owned()),
            ..Article::default()
        };
        let analysis = extractor.analyze(&article);
        self.fired.extend(analysis.mentions.iter().map(|m| m.rule));
        self.fired.extend(analysis.quotations.quotations.iter().flat_map(|q| [q.rule, q.step]));
        let found = find(&article, &analysis);
        (!case.holds(&found)).then(|| case.rewrite(&found))
    }
}

/// The record as a reader of the output sees it.
fn json(record: &Record) -> Value {
    serde_json::to_string(record).ok().and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default()
}

struct Case {
    /// The mark of a known gap, kept for the rewriting.
    gap: bool,
    text: String,
    /// In code points, as in the records.
    spans: Vec<(u64, u64)>,
    fields: Vec<Vec<(String, String)>>,
}

impl Case {
    fn parse(line: &str) -> Self {
        let (gap, line) = match line.strip_prefix('?') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, line),
        };
        let mut columns = line.split('\t');
        let marked = columns.next().unwrap_or("").replace('⏎', "\n");
        let (mut text, mut spans, mut open, mut at) = (String::new(), Vec::new(), None, 0);
        for c in marked.chars() {
            match c {
                '⟦' => open = Some(at),
                '⟧' => spans.push((open.take().unwrap_or_else(|| panic!("no ⟦ before ⟧: {line}")), at)),
                _ => {
                    text.push(c);
                    at += 1;
                }
            }
        }
        assert!(open.is_none(), "no ⟧ after ⟦: {line}");
        let mut fields: Vec<_> = columns.map(pairs).collect();
        assert!(fields.len() <= spans.len(), "more columns than brackets: {line}");
        fields.resize(spans.len(), Vec::new());
        Self { gap, text, spans, fields }
    }

    fn holds(&self, found: &[Value]) -> bool {
        found.len() == self.spans.len()
            && found.iter().zip(&self.spans).zip(&self.fields).all(|((record, span), fields)| {
                (record["start"].as_u64(), record["end"].as_u64()) == (Some(span.0), Some(span.1))
                    && fields.iter().all(|(name, value)| agrees(&field(record, name), value))
            })
    }

    /// The line with what was found, in the fields that it tests (all of them where it tests none).
    fn rewrite(&self, found: &[Value]) -> String {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.fields.iter().flatten() {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let starts = |at: u64, key: &str| found.iter().any(|r| r[key].as_u64() == Some(at));
        let mut line = String::from(if self.gap { "? " } else { "" });
        for (at, c) in self.text.chars().chain([' ']).enumerate() {
            line.extend(starts(at as u64, "end").then_some('⟧'));
            line.extend(starts(at as u64, "start").then_some('⟦'));
            line.push(if c == '\n' { '⏎' } else { c });
        }
        line.pop();
        for record in found {
            line.push('\t');
            let own = record.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
            let own = own.filter(|n| !["type", "id", "article", "start", "end", "text", "sentence"].contains(n));
            let shown: Vec<&str> = if names.is_empty() { own.collect() } else { names.clone() };
            let shown = shown.iter().map(|n| (n, field(record, n))).filter(|(_, value)| value != "-");
            line.push_str(&shown.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "));
        }
        line
    }
}

/// `name=value` pairs; a word without `=` belongs to the value before it.
fn pairs(column: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for word in column.split(' ').filter(|w| !w.is_empty()) {
        match (word.split_once('='), pairs.last_mut()) {
            (Some((name, value)), _) => pairs.push((name.to_owned(), value.to_owned())),
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(word);
            }
            (None, None) => panic!("no field=value: {column}"),
        }
    }
    pairs
}

/// Numbers agree as numbers: `Value` has read the digits as a float, so a third of 18 digits has lost some.
fn agrees(got: &str, expected: &str) -> bool {
    got == expected || matches!((got.parse::<f64>(), expected.parse::<f64>()), (Ok(a), Ok(b)) if a == b)
}

/// A record's field as text, `-` where it has none.
fn field(record: &Value, name: &str) -> String {
    let mut value = record;
    for part in name.split('.') {
        value = &value[part];
    }
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "É ⟦2%⟧ or⏎⟦a barrel⟧\tvalue=2 modifier=-\tunit=barrel per day speaker.name=A B";

    fn record(start: u64, end: u64, more: &str) -> Value {
        serde_json::from_str(&format!("{{\"start\":{start},\"end\":{end},{more}}}")).unwrap()
    }

    #[test]
    fn a_line_holds_or_is_rewritten() {
        let case = Case::parse(LINE);
        assert_eq!(case.text, "É 2% or\na barrel");
        let second = record(8, 16, r#""unit":"barrel per day","speaker":{"name":"A B"}"#);
        let right = [record(2, 4, "\"value\":2"), second.clone()];
        assert!(case.holds(&right));
        assert_eq!(case.rewrite(&right), LINE.replace(" modifier=-", ""));
        for wrong in ["\"value\":3", "\"value\":2,\"modifier\":\"at_most\""] {
            assert!(!case.holds(&[record(2, 4, wrong), second.clone()]), "{wrong}");
        }
        assert!(!case.holds(&[record(2, 5, "\"value\":2"), second.clone()]));
        let lone = [second];
        assert!(!case.holds(&lone) && !Case::parse("? nothing").holds(&lone));
        assert!(Case::parse("? nothing").holds(&[]));
    }
}
