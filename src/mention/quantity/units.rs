//! Units of measure: the table, where a unit may stand, and rates ("barrels a day", "miles per gallon").

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::nouns;
use crate::lang::tsv;
use crate::mention::figure_words::{WordClass, is_a, makes_a_date};
use crate::mention::money;
use crate::number::{Form, Numeral, motion_at, past_hyphen};
use crate::text::{Case, Doc, Gap, LexiconBuilder, TableId, TokenKind, keys};

const UNITS: TableId = TableId(16);

/// What a unit's form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word; its singular measures as well ("a 10 mile run").
    Word,
    /// A word whose singular follows only one or a hyphen, since it means other things ("two cup games").
    Count,
    /// Only as listed.
    Plural,
    /// A symbol, as spelled, after digits.
    Symbol,
}

#[derive(Debug)]
struct Row {
    unit: &'static str,
    form: String,
    kind: Kind,
    singular: bool,
    factor: Decimal,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut rows: Vec<Row> = Vec::new();
    for [unit, kind, forms, factor] in tsv::rows(include_str!("units.en.tsv"), ["unit", "kind", "forms", "factor"]) {
        let factor = factor.parse().unwrap_or_else(|_| panic!("no factor {factor}"));
        let kind = match kind {
            "word" => Kind::Word,
            "count" => Kind::Count,
            "plural" => Kind::Plural,
            "symbol" => Kind::Symbol,
            other => panic!("no kind {other}"),
        };
        let mut add = |form: String, singular| {
            if !form.is_empty() && !rows.iter().any(|r| r.form == form && r.unit == unit && r.kind == kind) {
                rows.push(Row { unit, form, kind, singular, factor });
            }
        };
        let own = matches!(kind, Kind::Word | Kind::Count).then_some(unit);
        for form in own.into_iter().chain(forms.split('|')) {
            add(form.to_owned(), true);
            if matches!(kind, Kind::Word | Kind::Count) && !form.is_empty() {
                add(nouns::plural_of(form), false);
            }
        }
    }
    rows
});

pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, data) in ROWS.iter().enumerate() {
        lexicon.add(UNITS, row, &data.form, if data.kind == Kind::Symbol { Case::Exact } else { Case::Any });
    }
}

/// A unit after a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Canonical singular.
    pub unit: String,
    /// Units in one of what is written.
    pub factor: Decimal,
    /// The token after it.
    pub end: usize,
}

/// The unit that stands after the numeral, a hyphen passed over, with its rate.
pub fn after(doc: &Doc, numeral: &Numeral) -> Option<Found> {
    let end = numeral.tokens.end;
    if numeral.tokens.len() == 1 && doc.lower(end - 1).ends_with("fold") {
        return Some(Found { unit: "times".to_owned(), factor: Decimal::ONE, end });
    }
    let mut at = past_hyphen(doc, end);
    let hyphen = at > end;
    if doc.gap(at) > Gap::Line {
        return None;
    }
    // "half a mile", "a quarter of an acre".
    if numeral.form == Form::Fraction && !hyphen {
        at += usize::from(doc.is(at, "of"));
        at += usize::from(doc.is_any(at, keys!["a", "an"]));
    }
    // "1/16 of a US pint", "one imperial gallon": whose measure it is.
    if doc.is_any(at, keys!["us", "u.s.", "uk", "imperial", "troy"]) && doc.hit(at + 1, UNITS).is_some() {
        at += 1;
    }
    let hit = doc
        .hits_at(at)
        .iter()
        .find(|h| h.table == UNITS && fits(doc, numeral, &ROWS[h.row as usize], at, h.tokens.end, hyphen))?;
    let row = &ROWS[hit.row as usize];
    // "Costs British companies 25 billion **pounds a year**": of money, however long they take.
    if row.unit == "pound" && row.kind == Kind::Word && !money::weighs(doc, numeral) {
        return None;
    }
    let (unit, end) = with_rate(doc, row.unit.to_owned(), hit.tokens.end);
    Some(Found { unit, factor: row.factor, end })
}

fn fits(doc: &Doc, numeral: &Numeral, row: &Row, at: usize, end: usize, hyphen: bool) -> bool {
    match row.kind {
        Kind::Word | Kind::Plural => true,
        Kind::Count if row.singular && !hyphen && numeral.form != Form::Fraction => {
            // "on one point he was clear".
            let one = numeral.value == Decimal::ONE;
            let start = numeral.tokens.start;
            // "Climbed **0.8 point**": less than one is told in the singular, too.
            let part = numeral.value > Decimal::ZERO && numeral.value < Decimal::ONE;
            let moved = || (1..5).any(|back| motion_at(doc, start.wrapping_sub(back)).is_some());
            part && numeral.form == Form::Digits && moved() || one && (numeral.form == Form::Digits || moved())
        }
        Kind::Count => true,
        Kind::Symbol => {
            let next_to_it = doc.glued(at) && !hyphen;
            let letter = row.form.len() == 1 || row.form == "PS";
            let spaced = row.form == "W"
                || (matches!(row.form.as_str(), "m" | "g" | "L" | "l" | "t" | "PS")
                    && doc.kind(end) != Some(TokenKind::Word));
            numeral.form != Form::Words
                && (!letter || next_to_it || spaced)
                && !(doc.glued(end) && matches!(doc.kind(end), Some(TokenKind::Number | TokenKind::Word)))
                && (row.form != "in" || next_to_it)
        }
    }
}

/// The token after a unit symbol that is glued to the number before it.
pub fn symbol_at(doc: &Doc, at: usize) -> Option<usize> {
    let glued = doc.glued(at) || (doc.is(at, "-") && doc.glued(at + 1));
    let at = if doc.is(at, "-") { at + 1 } else { at };
    doc.hit(at, UNITS).filter(|_| glued).map(|hit| hit.tokens.end)
}

/// "barrels a day", "miles per gallon", "homes per square kilometre": the unit with what follows it, and where it ends.
pub fn with_rate(doc: &Doc, unit: String, end: usize) -> (String, usize) {
    let preposition = past_hyphen(doc, end);
    let noun = past_hyphen(doc, preposition + 1);
    if doc.gap(preposition) > Gap::Line || doc.gap(noun) > Gap::Line || doc.kind(noun) != Some(TokenKind::Word) {
        return (unit, end);
    }
    let fits = match doc.lower(preposition) {
        "per" => true,
        "/" => doc.glued(preposition),
        "a" | "an" | "each" => is_a(doc, noun, WordClass::Rate) && !makes_a_date(doc, noun + 1),
        _ => false,
    };
    if !fits {
        return (unit, end);
    }
    let (per, after) = singular(doc, noun);
    (format!("{unit} per {per}"), after)
}

/// The canonical singular of the unit or noun at the token, and the token after it.
pub fn singular(doc: &Doc, at: usize) -> (String, usize) {
    if doc.is(at, "annum") {
        return ("year".to_owned(), at + 1);
    }
    if let Some(hit) = doc.hit(at, UNITS) {
        let row = &ROWS[hit.row as usize];
        if row.kind != Kind::Symbol || doc.word(at).len() > 1 {
            return (row.unit.to_owned(), hit.tokens.end);
        }
    }
    let word = doc.lower(at);
    (nouns::singular_of(word).map_or_else(|| word.to_owned(), |s| s.into_owned()), at + 1)
}
