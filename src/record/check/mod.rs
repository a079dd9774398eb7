//! Records against the contract: what `newsfacts validate` and the property tests ask.
//!
//! Three steps a line: is it JSON without surprises ([`structure`], the schema), does it fit the records before it
//! ([`article`]: slices, order, ids, overlaps), and, when its article ends, is what it refers to there. One article is
//! in memory at a time, so a file may be of any length.

mod article;
mod line;
mod points;
mod structure;

use std::fmt;

use rustc_hash::FxHashSet;
use serde_json::Value;

use super::Record;
use article::ArticleCheck;
use line::Line;
use structure::Structure;

/// What the records claim to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Everything that was found.
    #[default]
    Whole,
    /// Some types of it (`extract --only`): numbers may be missing, and so may what records refer to.
    Selection,
}

/// Something that goes against the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: u64,
    /// The record's id, where it has one.
    pub id: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    fn new(line: u64, id: &str, message: String) -> Self {
        Self { line, id: Some(id.to_owned()), message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{}: {id}: {}", self.line, self.message),
            None => write!(f, "{}: {}", self.line, self.message),
        }
    }
}

/// What was checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Of these, articles whose text is left out, so that slices could not be compared.
    pub without_text: usize,
    /// Records of all types.
    pub records: usize,
}

/// Checks records line by line.
#[derive(Debug)]
pub struct Checker {
    mode: Mode,
    structure: Structure,
    article: Option<ArticleCheck>,
    articles: FxHashSet<String>,
    counts: Counts,
    line: u64,
}

impl Checker {
    /// A checker of records that claim to be this.
    pub fn new(mode: Mode) -> Self {
        Self {
            mode,
            structure: Structure::new(),
            article: None,
            articles: FxHashSet::default(),
            counts: Counts::default(),
            line: 0,
        }
    }

    /// Checks the next line; adds what is wrong with it, and with the article that ended before it.
    pub fn line(&mut self, text: &str, problems: &mut Vec<Problem>) {
        self.line += 1;
        self.counts.records += 1;
        let at = self.line;
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                problems.push(Problem { line: at, id: None, message: format!("it is no JSON: {error}") });
                return;
            }
        };
        let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
        let faults = self.structure.problems(&value);
        if !faults.is_empty() {
            problems.extend(faults.into_iter().map(|message| Problem { line: at, id: id.clone(), message }));
        }
        // A record of the wrong structure may still be read; where not, its structure has been told.
        let line: Line = match serde_json::from_str(text) {
            Ok(line) => line,
            Err(error) => {
                if problems.last().is_none_or(|problem| problem.line != at) {
                    problems.push(Problem { line: at, id, message: error.to_string() });
                }
                return;
            }
        };
        let mut report = |message| problems.push(Problem { line: at, id: id.clone(), message });
        match &mut self.article {
            Some(article) if article.id == line.article => article.record(at, &line, &mut report),
            _ => {
                let next = ArticleCheck::begin(at, &line, self.mode, &mut report);
                if !self.articles.insert(line.article.clone()) {
                    report(format!("the records of article \"{}\" are not in one place", line.article));
                }
                self.counts.articles += 1;
                self.counts.without_text += usize::from(line.kind == "article" && line.text.is_none());
                if let Some(ended) = self.article.replace(next) {
                    ended.end(problems);
                }
            }
        }
    }

    /// Checks what is left when the last line has been seen.
    pub fn finish(mut self, problems: &mut Vec<Problem>) -> Counts {
        if let Some(article) = self.article.take() {
            article.end(problems);
        }
        self.counts
    }
}

/// Everything that is wrong with the records of whole articles.
pub fn check(records: &[Record]) -> Vec<Problem> {
    let mut checker = Checker::new(Mode::Whole);
    let mut problems = Vec::new();
    for record in records {
        let line = serde_json::to_string(record).expect("records are JSON");
        checker.line(&line, &mut problems);
    }
    checker.finish(&mut problems);
    problems
}

#[cfg(test)]
mod tests;
