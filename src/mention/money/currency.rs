//! The table of currencies: signs, codes, names and minor units, and where each may stand.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::lang::tsv;
use crate::text::{Case, Doc, Hit, LexiconBuilder, TableId, Tables};

const CURRENCIES: TableId = TableId(14);
/// Where a currency's word or sign begins.
pub(super) const ANY: Tables = Tables::of(&[CURRENCIES]);

/// How a currency is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A sign or abbreviation, before the number or after it.
    Sign,
    /// An ISO 4217 code, before the number or after it.
    Code,
    /// A name or a minor unit's, after the number.
    Name,
}

/// What must hold for a form to be money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Nothing between it and a number after it.
    Glue,
    /// The number before it.
    After,
    /// Glued to digits, or at the end of its phrase.
    Pence,
    /// A scale word, or its country in the text.
    Evidence,
    /// Glue, or a number with grouping or scale.
    LargeNumber,
    /// A sign that an encoding broke ("PS6m" was "£6m"): before a number with grouping or scale.
    Slip,
}

/// Which currency it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// This ISO 4217 code.
    Own(&'static str),
    /// One of a group's; the text must tell.
    Shared(&'static str),
}

/// A row of the table.
#[derive(Debug)]
pub struct Currency {
    /// As it is written.
    pub form: &'static str,
    /// Which it is.
    pub code: Code,
    /// How it is written.
    pub kind: Kind,
    /// Main units in one.
    pub factor: Decimal,
    /// What must hold.
    pub needs: Needs,
}

static ROWS: LazyLock<Vec<Currency>> = LazyLock::new(|| {
    tsv::rows(include_str!("currencies.tsv"), ["form", "code", "kind", "factor", "needs"])
        .map(|[form, code, kind, factor, needs]| Currency {
            form,
            code: if kind.starts_with("shared") { Code::Shared(code) } else { Code::Own(code) },
            kind: match kind {
                "sign" | "shared_sign" => Kind::Sign,
                "code" => Kind::Code,
                "name" | "shared" => Kind::Name,
                other => panic!("no kind {other}"),
            },
            factor: factor.parse().unwrap_or_else(|_| panic!("no factor {factor}")),
            needs: match needs {
                "" => Needs::Nothing,
                "glued" => Needs::Glue,
                "after" => Needs::After,
                "pence" => Needs::Pence,
                "evidence" => Needs::Evidence,
                "risky" => Needs::LargeNumber,
                "slip" => Needs::Slip,
                other => panic!("no needs {other}"),
            },
        })
        .collect()
});

pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, currency) in ROWS.iter().enumerate() {
        let letters = currency.form.chars().all(|c| c.is_alphabetic() || c == '.');
        let spaced = currency.form.contains(' ');
        let exact = currency.kind == Kind::Code
            || (currency.kind == Kind::Sign && (letters || spaced))
            || currency.form.len() == 1;
        lexicon.add(CURRENCIES, row, currency.form, if exact { Case::Exact } else { Case::Any });
    }
}

/// The currency of a hit.
fn of(hit: &Hit) -> &'static Currency {
    &ROWS[hit.row as usize]
}

/// The longest form that ends right before the token, and where it begins.
pub fn before(doc: &Doc, at: usize) -> Option<(&'static Currency, usize)> {
    const LONGEST: usize = 3;
    (at.saturating_sub(LONGEST)..at).find_map(|start| {
        let ends_here = |h: &&Hit| h.table == CURRENCIES && h.tokens.end == at && of(h).kind != Kind::Name;
        doc.hits_at(start).iter().find(ends_here).map(|hit| (of(hit), start))
    })
}

/// The longest form that begins at the token, and the token after it.
pub fn after(doc: &Doc, at: usize) -> Option<(&'static Currency, usize)> {
    doc.hit(at, CURRENCIES).map(|hit| (of(hit), hit.tokens.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::money::shared;

    #[test]
    fn the_table_is_sound() {
        let mut seen = std::collections::BTreeSet::new();
        for row in ROWS.iter() {
            assert!(seen.insert(row.form), "{} stands twice", row.form);
            assert!(row.factor > Decimal::ZERO, "{}", row.form);
            match row.code {
                Code::Own(code) => assert!(code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()), "{code}"),
                Code::Shared(group) => assert!(shared::is_group(group), "no group {group}"),
            }
        }
    }
}
