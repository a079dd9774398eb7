//! What each mechanism of the observations earns: the table in `docs/observations.md`, measured anew.

#[path = "support/gold.rs"]
mod gold;
#[path = "support/score.rs"]
mod score;
mod support;

use std::fmt::Write;
use std::fs;

use newsfacts::link::observation::{self, Mechanism};
use newsfacts::{Extractor, record};
use score::{Object, TYPES};

const DOCUMENT: &str = "docs/observations.md";
const MARK: &str = "<!-- made by tests/ablation.rs -->\n";

const MECHANISMS: [(&str, &[Mechanism]); 6] = [
    ("everything", &[]),
    ("no segments", &[Mechanism::Clauses]),
    ("nothing carried from other sentences", &[Mechanism::Topic]),
    ("no pairing by \"respectively\"", &[Mechanism::Pairing]),
    ("no names", &[Mechanism::Names]),
    ("no quotations", &[Mechanism::Quotations]),
];

#[test]
fn each_mechanism_earns_what_the_document_says() {
    let scores: Vec<(&str, [f64; 2])> = MECHANISMS.iter().map(|(name, without)| (*name, measure(without))).collect();
    let mut table = String::from("| left out | right in all | slots |\n|---|---|---|\n");
    for (name, [right, slots]) in &scores {
        let _ = writeln!(table, "| {name} | {right:.3} | {slots:.3} |");
    }
    let path = support::root().join(DOCUMENT);
    let document = fs::read_to_string(&path).expect("readable");
    let (before, rest) = document.split_once(MARK).expect("the mark");
    let (_, after) = rest.split_once("<!-- end -->").expect("an end");
    support::assert_committed(&path, &format!("{before}{MARK}{table}<!-- end -->{after}"));
    // What carries most must show: segments and the topic are the two that the search stands on.
    let [full, ..] = scores[0].1;
    for (name, [right, _]) in &scores[1..3] {
        assert!(right + 0.05 < full, "{name} earns little: {right:.3} without, {full:.3} with");
    }
}

/// F1 of the wholly right and the mean share of right slots, with some mechanisms left out.
fn measure(without: &[Mechanism]) -> [f64; 2] {
    let extractor = Extractor::new();
    let source = fs::read_to_string(support::root().join("fixtures/gold/articles.jsonl")).expect("readable");
    let (_, slots) = TYPES.iter().find(|(kind, _)| *kind == "observation").expect("a type");
    assert!(slots.iter().any(|slot| slot.name == "indicator"), "the slots of observations");
    let (mut gold, mut found, mut right, mut good, mut all) = (0, 0, 0, 0, 0);
    for line in source.lines() {
        let entry: Object = serde_json::from_str(line).expect("a gold article");
        let article = gold::article(&entry);
        let mut analysis = extractor.analyze(&article);
        let (doc, mentions) = (&analysis.doc, &analysis.mentions);
        analysis.observations =
            observation::find_without(doc, mentions, &analysis.names, &analysis.quotations, without);
        let records: Vec<Object> = record::assemble(&article, &analysis)
            .iter()
            .filter_map(|record| serde_json::to_value(record).ok()?.as_object().cloned())
            .filter(|record| record["type"] == "observation")
            .collect();
        let entries: Vec<Object> = serde_json::from_value(entry["gold"].clone()).expect("a list of entries");
        let entries: Vec<&Object> = entries.iter().filter(|entry| entry["type"] == "observation").collect();
        let records: Vec<&Object> = records.iter().collect();
        let pairs = score::pairs(&entries, &records);
        gold += entries.len();
        found += records.len();
        for (g, r) in pairs {
            right += usize::from(slots.iter().all(|s| !s.decides || s.is_right(entries[g], records[r])));
            good += slots.iter().filter(|s| s.is_right(entries[g], records[r])).count();
            all += slots.len();
        }
    }
    [2.0 * right as f64 / (gold + found) as f64, good as f64 / all as f64]
}
