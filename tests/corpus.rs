//! Awkward texts (`fixtures/corpus`), as they are and in thousands of mutations: no panic, and records that keep the
//! contract. The mutations are the same in every run; `CORPUS_SEED=7 CORPUS_ROUNDS=20000 cargo test --release --test corpus`
//! looks further.

#[path = "support/dice.rs"]
mod dice;

use std::fs;
use std::path::Path;

use dice::{Dice, number_of};
use newsfacts::record::check::check;
use newsfacts::{Article, Extractor, SourceDate};

/// Mutations of each file.
const ROUNDS: u64 = 150;
/// The most bytes of a mutated text: small texts find as much and are many more.
const LONGEST: usize = 600;

fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let read = |path: &Path| (path.display().to_string(), fs::read_to_string(path).expect("UTF-8"));
    files.iter().map(|path| read(path)).collect()
}

/// A stretch of the text at the borders of characters.
fn stretch<'a>(dice: &mut Dice, text: &'a str, longest: usize) -> &'a str {
    let border = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = border(dice.below(text.len() + 1));
    &text[start..border((start + dice.below(longest)).min(text.len()))]
}

/// Pieces of the texts in a new order, some of them twice, some cut in the middle of a word.
fn mutated(dice: &mut Dice, texts: &[(String, String)]) -> String {
    const GLUE: [&str; 8] = [" ", "", "\n\n", ", ", "-", ". ", "\u{a0}", " to "];
    let mut mutated = String::new();
    while mutated.len() < LONGEST && dice.below(12) > 0 {
        let text = &texts[dice.below(texts.len())].1;
        let longest = [4, 12, 40, 120][dice.below(4)];
        let piece = stretch(dice, text, longest);
        for _ in 0..=usize::from(dice.below(6) == 0) {
            mutated.push_str(piece);
            mutated.push_str(GLUE[dice.below(GLUE.len())]);
        }
    }
    mutated
}

fn hold_to_contract(extractor: &Extractor, text: &str, published: Option<&str>) {
    let article = Article {
        text: text.to_owned(),
        published: published.and_then(SourceDate::parse),
        language: Some("en".to_owned()),
        input: "-".to_owned(),
        ..Article::default()
    };
    let problems = check(&extractor.extract(&article));
    assert!(problems.is_empty(), "{problems:?} in {text:?}, published {published:?}");
}

#[test]
fn corpus_keeps_the_contract() {
    let extractor = Extractor::new();
    let texts = corpus();
    assert!(texts.len() >= 4, "{texts:?}");
    for (name, text) in &texts {
        assert!(text.lines().count() > 5, "{name} is short");
        for line in text.lines().chain([text.as_str()]) {
            for published in [Some("2024-02-29"), Some("0001-01-01"), Some("9999-12-31"), None] {
                hold_to_contract(&extractor, line, published);
            }
        }
    }
}

#[test]
fn mutations_keep_the_contract() {
    let extractor = Extractor::new();
    let texts = corpus();
    let mut dice = Dice::new("CORPUS_SEED");
    for _ in 0..number_of("CORPUS_ROUNDS", ROUNDS * texts.len() as u64) {
        hold_to_contract(&extractor, &mutated(&mut dice, &texts), Some("2025-12-09"));
    }
}

/// Each sentence that the rules of observations are tried on may have lost its first words: a rule that looks at what stands
/// before must bear that nothing does.
#[test]
fn a_sentence_may_begin_anywhere() {
    let extractor = Extractor::new();
    let cases = include_str!("../src/link/observation/cases.en.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut sentences = 0;
    for case in cases {
        let text = case.split('\t').next().unwrap_or("").replace(['⟦', '⟧'], "");
        sentences += 1;
        for (space, _) in text.match_indices(' ') {
            hold_to_contract(&extractor, &text[space + 1..], Some("2025-12-09"));
        }
    }
    assert!(sentences > 1000, "{sentences}");
}
