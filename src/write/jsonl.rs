//! JSON Lines: one record a line, UTF-8, `\n`.

use serde::Serialize;

/// Appends each record as one line.
///
/// ```
/// # use newsfacts::{Article, Extractor, write::jsonl};
/// let article = Article { given_id: Some("a1".into()), text: "Prices rose.".into(), ..Article::default() };
/// let mut lines = Vec::new();
/// jsonl::append(&mut lines, &Extractor::new().extract(&article));
/// assert_eq!(lines.iter().filter(|&&byte| byte == b'\n').count(), 1);
/// ```
pub fn append<T: Serialize>(lines: &mut Vec<u8>, records: &[T]) {
    for record in records {
        // Writing to memory cannot fail, and records have string keys only.
        serde_json::to_writer(&mut *lines, record).expect("records are JSON");
        lines.push(b'\n');
    }
}
