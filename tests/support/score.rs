//! Records against gold entries: which belong together, and which of their slots are right.
//!
//! An entry and a record of one type belong together when their spans overlap, the closest first, each once. A record
//! is *found* when it has a partner, and *right* when all slots that its type is judged by agree. `alt` in an entry
//! lists values that are as good as the first; a slot that spans several fields may mix them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

pub type Object = Map<String, Value>;

/// Something that a record is judged by.
pub struct Slot {
    pub name: &'static str,
    /// The gold's fields that it reads.
    fields: &'static [&'static str],
    agrees: fn(&Object, &Object) -> bool,
    /// Whether the whole record hangs on it.
    pub decides: bool,
}

const fn slot(name: &'static str, fields: &'static [&'static str], agrees: fn(&Object, &Object) -> bool) -> Slot {
    Slot { name, fields, agrees, decides: true }
}

impl Slot {
    /// Whether some reading of the entry agrees with the record.
    pub fn is_right(&self, gold: &Object, record: &Object) -> bool {
        readings(gold, self.fields).iter().any(|reading| (self.agrees)(reading, record))
    }
}

const AMOUNT: Slot = slot("amount", &["value", "low", "high"], same_amount);

const PERCENTAGE: &[Slot] = &[AMOUNT, slot("unit", &["unit"], |g, r| g.get("unit") == r.get("unit"))];
const MONEY: &[Slot] = &[AMOUNT, slot("currency", &["currency"], |g, r| g.get("currency") == r.get("currency"))];
const QUANTITY: &[Slot] = &[AMOUNT, slot("unit", &["unit"], same_unit)];
const PERIOD: &[Slot] = &[slot("days", &["from", "to", "value"], same_period)];
const COUNTRY: &[Slot] = &[slot("country", &["iso2"], |g, r| g.get("iso2") == r.get("iso2"))];
const REGION: &[Slot] = &[slot("region", &["name"], |g, r| {
    let name = text(g, "name");
    phrases_agree(name, text(r, "name")) || same_area(name, Some(r))
})];
const QUOTATION: &[Slot] = &[
    slot("extent", &[], same_extent),
    slot("speaker", &["name"], |g, r| names_agree(text(g, "name"), inner(r, "speaker").and_then(|s| text(s, "name")))),
];
const OBSERVATION: &[Slot] = &[
    AMOUNT,
    slot("unit", &["unit"], same_unit),
    slot("indicator", &["indicator", "code"], same_indicator),
    slot("whose", &["area", "entity"], same_owner),
    slot("counterpart", &["counterpart"], |g, r| same_area(text(g, "counterpart"), inner(r, "counterpart_area"))),
    slot("direction", &["direction"], |g, r| g.get("direction") == r.get("direction")),
    slot("period", &["from", "to"], |g, r| same_days(g, inner(r, "time_period"))),
    slot("status", &["status"], |g, r| text(g, "status").or(Some("actual")) == text(r, "obs_status")),
    Slot { decides: false, ..slot("basis", &["basis"], |g, r| g.get("basis") == r.get("change_basis")) },
    Slot {
        decides: false,
        ..slot("source", &["source"], |g, r| {
            names_agree(text(g, "source"), inner(r, "source").and_then(|s| text(s, "name")))
        })
    },
];

/// The types that are measured, with their slots.
pub const TYPES: [(&str, &[Slot]); 8] = [
    ("percentage", PERCENTAGE),
    ("money", MONEY),
    ("quantity", QUANTITY),
    ("period", PERIOD),
    ("country", COUNTRY),
    ("region", REGION),
    ("quotation", QUOTATION),
    ("observation", OBSERVATION),
];

/// The entries and records that belong together, by index.
pub fn pairs(gold: &[&Object], records: &[&Object]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (g, entry) in gold.iter().enumerate() {
        for (r, record) in records.iter().enumerate() {
            let (shared, union) = overlap(entry, record);
            if shared > 0 {
                candidates.push((shared as f64 / union as f64, g, r));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut entries, mut taken) = (BTreeSet::new(), BTreeSet::new());
    candidates.retain(|&(_, g, r)| {
        let free = !entries.contains(&g) && !taken.contains(&r);
        if free {
            entries.insert(g);
            taken.insert(r);
        }
        free
    });
    candidates.into_iter().map(|(_, g, r)| (g, r)).collect()
}

/// The entry with every choice of the alternatives for these fields.
fn readings(gold: &Object, fields: &[&str]) -> Vec<Object> {
    let mut readings = vec![gold.clone()];
    for field in fields {
        let Some(others) = gold.get("alt").and_then(|alt| alt.get(field)).and_then(Value::as_array) else { continue };
        for reading in readings.clone() {
            for other in others {
                let mut reading = reading.clone();
                match other {
                    Value::Null => reading.remove(*field),
                    value => reading.insert((*field).to_owned(), value.clone()),
                };
                readings.push(reading);
            }
        }
    }
    readings
}

fn text<'a>(object: &'a Object, field: &str) -> Option<&'a str> {
    object.get(field).and_then(Value::as_str)
}

fn inner<'a>(object: &'a Object, field: &str) -> Option<&'a Object> {
    object.get(field).and_then(Value::as_object)
}

fn offset(object: &Object, field: &str) -> i64 {
    object.get(field).and_then(Value::as_i64).unwrap_or_default()
}

/// How many characters two spans share, and how many they cover together.
fn overlap(a: &Object, b: &Object) -> (i64, i64) {
    let (a, b) = ((offset(a, "start"), offset(a, "end")), (offset(b, "start"), offset(b, "end")));
    (a.1.min(b.1) - a.0.max(b.0), a.1.max(b.1) - a.0.min(b.0))
}

fn same_extent(gold: &Object, record: &Object) -> bool {
    let (shared, union) = overlap(gold, record);
    10 * shared >= 8 * union
}

fn same_amount(gold: &Object, record: &Object) -> bool {
    let number = |object: &Object, field: &str| object.get(field).and_then(Value::as_f64);
    ["value", "low", "high"].iter().all(|field| match (number(gold, field), number(record, field)) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    })
}

fn same_unit(gold: &Object, record: &Object) -> bool {
    match (text(gold, "unit"), text(record, "unit")) {
        (None, None) => true,
        (a, b) => phrases_agree(a, b),
    }
}

/// The codes decide where both have one, the words otherwise.
fn same_indicator(gold: &Object, record: &Object) -> bool {
    match (text(gold, "code"), text(record, "indicator_code")) {
        (Some(a), Some(b)) => a == b,
        _ => phrases_agree(text(gold, "indicator"), text(record, "indicator")),
    }
}

/// A company's figure is told by the company, any other by its area.
fn same_owner(gold: &Object, record: &Object) -> bool {
    match text(gold, "entity") {
        Some(entity) => names_agree(Some(entity), inner(record, "entity").and_then(|e| text(e, "name"))),
        None => same_area(text(gold, "area"), inner(record, "ref_area")),
    }
}

/// An area is given by its code or by its name.
fn same_area(gold: Option<&str>, record: Option<&Object>) -> bool {
    match (gold, record) {
        (None, None) => true,
        (Some(gold), Some(record)) => {
            ["code", "name"].iter().filter_map(|field| text(record, field)).any(|said| said.eq_ignore_ascii_case(gold))
        }
        _ => false,
    }
}

/// By days where the entry has some; a duration, and what cannot be resolved, by its value.
fn same_period(gold: &Object, record: &Object) -> bool {
    if gold.contains_key("from") { same_days(gold, Some(record)) } else { gold.get("value") == record.get("value") }
}

/// The days of a fiscal period may stay open.
fn same_days(gold: &Object, record: Option<&Object>) -> bool {
    let of = |object: Option<&Object>, field: &str| object.and_then(|o| o.get(field)).cloned();
    let open = gold.get("fiscal") == Some(&Value::Bool(true))
        && record.is_some_and(|r| !r.contains_key("from") && text(r, "value").is_some_and(|v| v.starts_with("FY")));
    open || ["from", "to"].iter().all(|field| of(Some(gold), field) == of(record, field))
}

/// The words that carry a name or phrase.
fn words(phrase: Option<&str>) -> BTreeSet<String> {
    const EMPTY: [&str; 12] = ["the", "a", "an", "of", "in", "for", "to", "its", "and", "s", "on", "by"];
    phrase
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .collect()
}

/// Two names agree when one is the other or a part of it; none agrees with none.
fn names_agree(a: Option<&str>, b: Option<&str>) -> bool {
    let (a, b) = (words(a), words(b));
    a.is_empty() && b.is_empty() || !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}

/// Two phrases agree when at least half of their words are shared.
fn phrases_agree(a: Option<&str>, b: Option<&str>) -> bool {
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared > 0 && 4 * shared >= a.len() + b.len()
}
