//! Stand-in until the command line lands: JSON Lines in, records out.
use newsfacts::{Article, Extractor, SourceDate};
use std::io::{BufRead, Write};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let input = args.iter().find(|a| a.ends_with(".jsonl")).expect("an input");
    let output = args.iter().position(|a| a == "-o").map(|i| args[i + 1].clone()).expect("-o");
    let extractor = Extractor::new();
    let mut out = std::io::BufWriter::new(std::fs::File::create(output).expect("out"));
    for line in std::io::BufReader::new(std::fs::File::open(input).expect("in")).lines() {
        let v: serde_json::Value = serde_json::from_str(&line.expect("line")).expect("json");
        let s = |k: &str| v[k].as_str().map(str::to_owned);
        let article = Article {
            given_id: s("id"),
            title: s("title"),
            url: s("url"),
            text: s("text").unwrap_or_default(),
            published: s("published").and_then(|d| SourceDate::parse(&d)),
            language: s("language").or(Some("en".into())),
            input: input.clone(),
            ..Article::default()
        };
        for record in extractor.extract(&article) {
            serde_json::to_writer(&mut out, &record).expect("json");
            out.write_all(b"\n").expect("write");
        }
    }
}
