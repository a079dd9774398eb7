//! Awkward pages (`fixtures/awkward`), as they are, cut, spliced and with damaged bytes, thousands of them: each is an
//! article or an error, no panic, and its records keep the contract. The mutations are the same in every run;
//! `AWKWARD_SEED=7 AWKWARD_ROUNDS=50000 cargo test --release --test awkward` looks further.
#![cfg(feature = "html")]

#[path = "support/dice.rs"]
mod dice;

use std::fs;
use std::path::Path;

use dice::{Dice, number_of};
use newsfacts::fetch::Payload;
use newsfacts::record::check::check;
use newsfacts::{Extractor, decode, page};

/// Mutations of each page.
const ROUNDS: u64 = 200;

fn corpus() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/awkward");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() >= 4, "only {} pages found", files.len());
    files.iter().map(|file| fs::read(file).expect("readable")).collect()
}

/// Pieces of the pages in a new order, with bytes between them that mean something to a tokenizer or a decoder.
fn mutated(dice: &mut Dice, pages: &[Vec<u8>]) -> Vec<u8> {
    const GLUE: [&[u8]; 16] = [
        b"",
        b"<",
        b">",
        b"\"",
        b"'",
        b"</",
        b"<!--",
        b"-->",
        b"<script>",
        b"</script>",
        b"<p>",
        b"</div>",
        b"&",
        b"\xff\xfe",
        b"\x00",
        b"{\"@type\":",
    ];
    let mut out = Vec::new();
    for _ in 0..=dice.below(6) {
        let page = &pages[dice.below(pages.len())];
        let start = dice.below(page.len());
        let longest = [8, 64, 512, 4096][dice.below(4)];
        let end = (start + dice.below(longest)).min(page.len());
        for _ in 0..=dice.below(2) {
            out.extend_from_slice(&page[start..end]);
            out.extend_from_slice(GLUE[dice.below(GLUE.len())]);
        }
    }
    for _ in 0..dice.below(4) {
        let at = dice.below(out.len());
        if let Some(byte) = out.get_mut(at) {
            *byte = dice.below(256) as u8;
        }
    }
    out
}

/// Whether there is an article in it.
fn hold_to_contract(extractor: &Extractor, bytes: &[u8]) -> bool {
    let payload = Payload { name: Some("page.html".into()), ..Payload::from_bytes("page.html", bytes.to_vec()) };
    let mut documents = decode::documents(payload, &decode::Options::default());
    let outcome = documents.next().expect("one outcome");
    assert!(documents.next().is_none(), "a page is one outcome");
    let Ok(article) = outcome.and_then(page::article) else { return false };
    let problems = check(&extractor.extract(&article));
    assert!(problems.is_empty(), "{problems:?} in {:?}", String::from_utf8_lossy(bytes));
    true
}

#[test]
fn awkward_pages_keep_the_contract() {
    let extractor = Extractor::new();
    for page in corpus() {
        assert!(hold_to_contract(&extractor, &page), "each of them holds an article");
        for end in (0..page.len()).step_by(7) {
            hold_to_contract(&extractor, &page[..end]);
        }
    }
}

#[test]
fn mutations_keep_the_contract() {
    let extractor = Extractor::new();
    let pages = corpus();
    let rounds = number_of("AWKWARD_ROUNDS", ROUNDS * pages.len() as u64);
    let mut dice = Dice::new("AWKWARD_SEED");
    let articles = (0..rounds).filter(|_| hold_to_contract(&extractor, &mutated(&mut dice, &pages))).count() as u64;
    // Else the mutations would test the error path alone.
    assert!(articles * 4 >= rounds, "{articles} articles in {rounds} pages");
}
