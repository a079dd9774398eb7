//! Percentage claims.

use super::Claim;
use crate::number::Numeral;
use crate::text::{Doc, LexiconBuilder};

/// Hands the words to the lexicon.
pub fn register(_lexicon: &mut LexiconBuilder) {}

/// Claims.
pub fn claim(_doc: &Doc, _numerals: &[Numeral], _claims: &mut Vec<Claim>) {}

#[cfg(test)]
mod tests {
    use crate::mention::cases::check_cases;

    #[test]
    fn cases() {
        check_cases("src/mention/percentage/cases.en.tsv", &["percentage"]);
    }
}
