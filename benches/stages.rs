//! What each stage between text and records costs, against a plain `unicode_words` pass and against one regular
//! expression for money and percentages alone.
//!
//! `cargo bench --bench stages` measures in one run, in turns over the same articles. The aim is 10 MB a second for
//! each stage, 15 for the lexicon's walk, which is a part of `text`. First of all, what starting costs.

mod texts;

use std::hint::black_box;
use std::time::Instant;

use newsfacts::link::{observation, quotation};
use newsfacts::mention::{self, name, place};
use newsfacts::record::assemble;
use newsfacts::text::{Doc, LexiconBuilder};
use newsfacts::{Article, Extractor, link, number, write::jsonl};
use unicode_segmentation::UnicodeSegmentation;

const MONEY: &str = r"(?:[$£€¥]|US\$|USD|EUR|GBP)\s?\d[\d,]*(?:\.\d+)?\s?(?:k|m|mn|bn|tn|thousand|million|billion|trillion)?\b|\b\d[\d,]*(?:\.\d+)?\s?(?:percent|per cent|%|dollars|euros|pounds|pence|cents)";

const DATES: &str = r"(?i)\b(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october)\b(?:\s\d{1,2}\b)?(?:,?\s\d{4}\b)?|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:last|this|next)\s(?:week|month|quarter|year)\b|\b(?:first|second|third|fourth)[ -]quarter\b|\ba (?:year|month) (?:ago|earlier)\b|\b(?:19|20)\d\d\b";

/// How much one kind of figure claims.
fn claims(claim: mention::Claimer, analysis: &link::Analysis) -> usize {
    let mut claims = Vec::new();
    claim(&analysis.doc, &analysis.numerals, &mut claims);
    claims.len()
}

/// What a process pays once: all tables, which the first article reads too. It must come first, or they are read already.
fn start_up() {
    let article = Article { text: "Exports to Paris rose 2% in May, Ana Ruiz said.".into(), ..Article::default() };
    let begun = Instant::now();
    let records = Extractor::new().extract(black_box(&article));
    println!("start-up and {} records: {:.1} ms; the aim is 30", records.len(), begun.elapsed().as_secs_f64() * 1e3);
}

fn main() {
    start_up();
    let mut builder = LexiconBuilder::default();
    mention::register(&mut builder);
    link::register(&mut builder);
    let lexicon = builder.build();
    let extractor = Extractor::new();
    let money = regex::Regex::new(MONEY).expect("a pattern of ours");
    let dates = regex::Regex::new(DATES).expect("a pattern of ours");
    for (density, articles) in [("releases", texts::dense()), ("news", texts::news())] {
        // Each stage reads what the ones before it left.
        let done: Vec<_> = articles.iter().map(|article| (article, extractor.analyze(article))).collect();
        let each = |work: &dyn Fn(&Article, &link::Analysis) -> usize| {
            done.iter().map(|(article, analysis)| work(black_box(article), analysis)).sum::<usize>()
        };
        let kinds: Vec<_> = done
            .iter()
            .map(|(_, analysis)| {
                let (figures, _) = mention::figures(&analysis.doc, &analysis.numerals);
                let places = place::find(&analysis.doc, &figures);
                (&analysis.doc, figures, places)
            })
            .collect();
        let records: Vec<_> = done.iter().map(|(article, analysis)| assemble(article, analysis)).collect();
        let stages: [(&str, &dyn Fn() -> usize); 16] = [
            ("unicode_words", &|| each(&|article, _| article.text.unicode_words().count())),
            ("regex: money, percentages", &|| each(&|article, _| money.find_iter(&article.text).count())),
            ("regex: dates", &|| each(&|article, _| dates.find_iter(&article.text).count())),
            ("text", &|| each(&|article, _| Doc::new(article, &lexicon).len())),
            ("numerals", &|| each(&|_, analysis| number::scan(&analysis.doc).len())),
            ("claims: percentages", &|| each(&|_, a| claims(mention::percentage::claim, a))),
            ("claims: money", &|| each(&|_, a| claims(mention::money::claim, a))),
            ("claims: quantities", &|| each(&|_, a| claims(mention::quantity::claim, a))),
            ("claims: periods", &|| each(&|_, a| claims(mention::period::claim, a))),
            ("figures and periods", &|| each(&|_, a| mention::figures(&a.doc, &a.numerals).0.len())),
            ("places", &|| kinds.iter().map(|(doc, figures, _)| place::find(doc, figures).len()).sum()),
            ("names", &|| {
                kinds.iter().map(|(doc, figures, places)| name::find(doc, figures, places).mentions.len()).sum()
            }),
            ("quotations", &|| {
                let found = done.iter().zip(&kinds);
                found.map(|((_, a), (doc, f, p))| quotation::find(doc, f, p, &a.names).quotations.len()).sum()
            }),
            ("observations", &|| each(&|_, a| observation::find(&a.doc, &a.mentions, &a.names, &a.quotations).len())),
            ("assembling", &|| each(&|article, analysis| assemble(article, analysis).len())),
            ("JSON Lines", &|| {
                let mut lines = Vec::new();
                records.iter().for_each(|records| jsonl::append(&mut lines, records));
                lines.len()
            }),
        ];
        let bytes = texts::bytes(&articles);
        println!("{density}: {bytes} bytes; speed, and against unicode_words");
        let took = texts::in_turns(&stages.map(|(_, work)| work));
        for ((name, _), took_one) in stages.iter().zip(&took) {
            texts::report(name, bytes, *took_one, took[0]);
        }
    }
}
