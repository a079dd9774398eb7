//! How fast extraction is, against the least that any reader of words must do.
//!
//! `cargo bench --bench extract` measures in one run, in turns over the same articles: a plain `unicode_words` pass, the
//! layer `text` (tokens, sentences, quote pairs, lexicon hits), the records, and the records written as JSON Lines; for
//! the density of releases and for that of news. The aim is half the speed of the plain pass for the layer `text`, and
//! 10 MB a second for the whole.

mod texts;

use std::hint::black_box;
use std::time::Instant;

use newsfacts::text::{Doc, LexiconBuilder};
use newsfacts::write::jsonl;
use newsfacts::{Extractor, link, mention};
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    let start = Instant::now();
    let extractor = Extractor::new();
    println!("the extractor is built in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut builder = LexiconBuilder::default();
    mention::register(&mut builder);
    link::register(&mut builder);
    let lexicon = builder.build();
    for (density, articles) in [("releases", texts::dense()), ("news", texts::news())] {
        let words = || articles.iter().map(|a| black_box(&a.text).unicode_words().count()).sum();
        let text = || articles.iter().map(|a| Doc::new(black_box(a), &lexicon).len()).sum();
        let records = || articles.iter().map(|a| extractor.extract(black_box(a)).len()).sum();
        let lines = || {
            let write = |lines: &mut Vec<u8>, a| {
                lines.clear();
                jsonl::append(lines, &extractor.extract(black_box(a)));
                lines.len()
            };
            let mut lines = Vec::new();
            articles.iter().map(|a| write(&mut lines, a)).sum()
        };
        let bytes = texts::bytes(&articles);
        println!("{density}: {bytes} bytes; speed, and against unicode_words");
        let took = texts::in_turns(&[&words, &text, &records, &lines]);
        for (name, took_one) in ["unicode_words", "text", "records", "records as JSON Lines"].iter().zip(&took) {
            texts::report(name, bytes, *took_one, took[0]);
        }
    }
}
