//! Precision, recall and F1 of each record type on the gold articles, with floors that may only rise.
//!
//! The floors stand in `fixtures/floors.json`, with a digest of the gold that they were measured on. What a run
//! measures shows with `cargo test --test quality -- --nocapture`. `NEWSFACTS_FLOORS=raise` writes what is better;
//! `NEWSFACTS_FLOORS=set` writes everything, lower ones too: for a gold that has changed, with the reason in the commit.
//! `NEWSFACTS_SHOW=period` prints what is missed, superfluous or wrong of a type.

#[path = "support/gold.rs"]
mod gold;
#[path = "support/score.rs"]
mod score;
mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use newsfacts::{Article, Extractor};
use score::{Object, TYPES};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const GOLD: &str = "fixtures/gold/articles.jsonl";
const FLOORS: &str = "fixtures/floors.json";

/// The F1 scores by name, in ten-thousandths: `period.found`, `period.right`. (The slots are shown and have no floor:
/// they count over the observations that are found, and finding more of them may well make their share smaller.)
type Measures = BTreeMap<String, u32>;

#[derive(Debug, Serialize, Deserialize)]
struct Floors {
    /// The first 16 hex digits of the gold's BLAKE3 hash.
    gold: String,
    floors: Measures,
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    gold: usize,
    records: usize,
    found: usize,
    right: usize,
}

#[test]
fn no_floor_is_broken() {
    let source = fs::read_to_string(support::root().join(GOLD)).expect("readable");
    let measures = measure(&source);
    let path = support::root().join(FLOORS);
    let digest = blake3::hash(source.as_bytes()).to_hex()[..16].to_owned();
    let committed: Option<Floors> = fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str(&text).ok());
    let mode = std::env::var("NEWSFACTS_FLOORS").unwrap_or_default();
    if mode == "set" || mode == "raise" {
        let mut floors = measures.clone();
        if let Some(committed) = committed.filter(|committed| mode == "raise" && committed.gold == digest) {
            for (name, floor) in committed.floors {
                let entry = floors.entry(name).or_default();
                *entry = floor.max(*entry);
            }
        }
        let text = serde_json::to_string_pretty(&Floors { gold: digest, floors }).expect("JSON");
        fs::write(&path, text + "\n").expect("written");
        return;
    }
    let committed = committed.expect("fixtures/floors.json (NEWSFACTS_FLOORS=set writes it)");
    assert_eq!(committed.gold, digest, "the gold has changed: measure its floors anew with NEWSFACTS_FLOORS=set");
    let broken: Vec<String> = committed
        .floors
        .iter()
        .filter(|(name, floor)| measures.get(*name).is_none_or(|measured| measured < floor))
        .map(|(name, floor)| format!("{name}: {} is below the floor of {floor}", measures.get(name).unwrap_or(&0)))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn measure(source: &str) -> Measures {
    let extractor = Extractor::new();
    let show = std::env::var("NEWSFACTS_SHOW").unwrap_or_default();
    let mut counts = [Count::default(); TYPES.len()];
    let mut slots: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for line in source.lines() {
        let entry: Object = serde_json::from_str(line).expect("a gold article");
        let article = gold::article(&entry);
        let records: Vec<Object> = extractor.extract(&article).iter().map(object).collect();
        let gold: Vec<Object> = serde_json::from_value(entry["gold"].clone()).expect("a list of entries");
        for ((kind, judged), count) in TYPES.iter().zip(&mut counts) {
            let of_type =
                |list: &'_ [Object]| -> Vec<usize> { (0..list.len()).filter(|&i| list[i]["type"] == *kind).collect() };
            let (entries, found) = (of_type(&gold), of_type(&records));
            let entries: Vec<&Object> = entries.into_iter().map(|i| &gold[i]).collect();
            let found: Vec<&Object> = found.into_iter().map(|i| &records[i]).collect();
            let pairs = score::pairs(&entries, &found);
            count.gold += entries.len();
            count.records += found.len();
            count.found += pairs.len();
            for &(g, r) in &pairs {
                let wrong: Vec<&str> =
                    judged.iter().filter(|slot| !slot.is_right(entries[g], found[r])).map(|slot| slot.name).collect();
                let right = judged.iter().all(|slot| !slot.decides || !wrong.contains(&slot.name));
                count.right += usize::from(right);
                for slot in judged.iter() {
                    let (good, all) = slots.entry((kind, slot.name)).or_default();
                    *all += 1;
                    *good += usize::from(!wrong.contains(&slot.name));
                }
                if !right && show == *kind {
                    print_entry(&format!("wrong ({})", wrong.join(", ")), &article, entries[g], Some(found[r]));
                }
            }
            if show == *kind {
                let missed = (0..entries.len()).filter(|g| !pairs.iter().any(|pair| pair.0 == *g));
                missed.for_each(|g| print_entry("missed", &article, entries[g], None));
                let extra = (0..found.len()).filter(|r| !pairs.iter().any(|pair| pair.1 == *r));
                extra.for_each(|r| print_entry("superfluous", &article, found[r], None));
            }
        }
    }
    report(&counts, &slots)
}

/// Prints the table; gives what the floors are for.
fn report(counts: &[Count], slots: &BTreeMap<(&str, &str), (usize, usize)>) -> Measures {
    let mut measures = Measures::new();
    let mut table = String::from("type         gold  records  found P    R     F1     right P    R     F1\n");
    for ((kind, _), count) in TYPES.iter().zip(counts) {
        let found = rates(count.found, count.records, count.gold);
        let right = rates(count.right, count.records, count.gold);
        let [a, b, c, d, e, f] = [found, right].concat()[..] else { unreachable!("two times three") };
        let (gold, records) = (count.gold, count.records);
        let _ = writeln!(table, "{kind:12} {gold:4}  {records:7}   {a:.3} {b:.3} {c:.3}      {d:.3} {e:.3} {f:.3}");
        measures.insert(format!("{kind}.found"), ten_thousandths(c));
        measures.insert(format!("{kind}.right"), ten_thousandths(f));
    }
    for ((kind, slot), (good, all)) in slots.iter().filter(|((kind, _), _)| *kind == "observation") {
        let _ = writeln!(table, "{kind} {slot}: {good} of {all}");
    }
    println!("{table}");
    measures
}

/// Precision, recall, F1.
fn rates(good: usize, records: usize, gold: usize) -> [f64; 3] {
    let share = |all: usize| if all == 0 { 0.0 } else { good as f64 / all as f64 };
    let f1 = if records + gold == 0 { 0.0 } else { 2.0 * good as f64 / (records + gold) as f64 };
    [share(records), share(gold), f1]
}

fn ten_thousandths(share: f64) -> u32 {
    (share * 10_000.0).floor() as u32
}

fn object(record: &newsfacts::Record) -> Object {
    match serde_json::to_value(record) {
        Ok(Value::Object(object)) => object,
        other => panic!("no object: {other:?}"),
    }
}

fn print_entry(what: &str, article: &Article, entry: &Object, record: Option<&Object>) {
    let offset = |field: &str| entry[field].as_u64().expect("an offset") as usize;
    let slice = |from: usize, to: usize| article.text.chars().skip(from).take(to - from).collect::<String>();
    let (start, end) = (offset("start"), offset("end"));
    let around = [slice(start.saturating_sub(60), start), slice(start, end), slice(end, end + 40)];
    let id = article.given_id.as_deref().unwrap_or_default();
    println!("{what}: {id} {:?} [{:?}] {:?}\n  {}", around[0], around[1], around[2], brief(entry));
    if let Some(record) = record {
        println!("  {}", brief(record));
    }
}

fn brief(entry: &Object) -> Value {
    const LONG: [&str; 8] = ["type", "id", "article", "start", "end", "text", "context", "mentions"];
    Value::Object(
        entry.iter().filter(|(name, _)| !LONG.contains(&name.as_str())).map(|(n, v)| (n.clone(), v.clone())).collect(),
    )
}

#[test]
fn the_scorer_tells_right_from_wrong() {
    let gold = |value: Value| -> Object { serde_json::from_value(value).expect("an object") };
    let slot = |kind: &str, name: &str| {
        let (_, slots) = TYPES.iter().find(|(k, _)| *k == kind).expect("a type");
        slots.iter().find(|slot| slot.name == name).expect("a slot")
    };
    let entry =
        gold(json!({"indicator": "exports", "code": "exports", "area": "CN", "from": "2025-11-01", "to": "2025-11-30",
        "value": 5.9, "alt": {"area": [null], "value": [6], "indicator": ["shipments abroad"]}}));
    let cases = [
        ("amount", json!({"value": 5.9}), true),
        ("amount", json!({"value": 6}), true),
        ("amount", json!({"value": -5.9}), false),
        ("amount", json!({"low": 5.9, "high": 6}), false),
        ("indicator", json!({"indicator": "goods", "indicator_code": "exports"}), true),
        ("indicator", json!({"indicator": "exports", "indicator_code": "imports"}), false),
        ("indicator", json!({"indicator": "shipments abroad"}), true),
        ("indicator", json!({"indicator": "imports of goods"}), false),
        ("whose", json!({"ref_area": {"name": "China", "code": "CN"}}), true),
        ("whose", json!({}), true),
        ("whose", json!({"ref_area": {"name": "Japan", "code": "JP"}}), false),
        ("period", json!({"time_period": {"value": "2025-11", "from": "2025-11-01", "to": "2025-11-30"}}), true),
        ("period", json!({"time_period": {"value": "2025-11"}}), false),
        ("status", json!({"obs_status": "actual"}), true),
        ("status", json!({"obs_status": "forecast"}), false),
        ("counterpart", json!({"counterpart_area": {"name": "Japan", "code": "JP"}}), false),
    ];
    for (name, record, right) in cases {
        assert_eq!(slot("observation", name).is_right(&entry, &gold(record.clone())), right, "{name} {record}");
    }
    let speaker = gold(json!({"start": 0, "end": 100, "name": "Lynn Song"}));
    let said = |end: u64, name: &str| gold(json!({"start": 0, "end": end, "speaker": {"name": name}}));
    assert!(slot("quotation", "speaker").is_right(&speaker, &said(80, "Song")));
    assert!(!slot("quotation", "speaker").is_right(&speaker, &said(80, "Li")));
    assert!(slot("quotation", "extent").is_right(&speaker, &said(80, "")));
    assert!(!slot("quotation", "extent").is_right(&speaker, &said(79, "")));

    let spans = |list: &[(u64, u64)]| -> Vec<Object> {
        list.iter().map(|(start, end)| gold(json!({"start": start, "end": end}))).collect()
    };
    let (entries, records) = (spans(&[(0, 4), (4, 8), (20, 22)]), spans(&[(0, 8), (4, 8), (30, 31)]));
    let pairs = score::pairs(&entries.iter().collect::<Vec<_>>(), &records.iter().collect::<Vec<_>>());
    assert_eq!(pairs, [(1, 1), (0, 0)]);
}
