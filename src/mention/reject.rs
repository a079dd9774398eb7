//! Claims for what looks like a figure and is none: list numbers, versions, phone numbers, parts of names.

use super::Claim;
use crate::number::Numeral;
use crate::text::Doc;

/// Claims the tokens of what is no figure.
pub fn claim(_doc: &Doc, _numerals: &[Numeral], _claims: &mut Vec<Claim>) {}
