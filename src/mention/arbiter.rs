//! The one place that decides which claim a token belongs to.
//!
//! Guarantees that no two winners share a token. Strongest first, then longest, then period > percentage > money >
//! quantity, then the earlier one: a total order, so the result does not depend on the order of the claims.

use std::cmp::Reverse;

use super::{Claim, FigureValue};
use crate::text::Doc;

/// The indices of the winning claims, in the order of the text.
pub fn decide(doc: &Doc, claims: &mut [Claim]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..claims.len()).filter(|&i| !claims[i].tokens.is_empty()).collect();
    order.sort_by_key(|&i| {
        let claim = &claims[i];
        (Reverse(claim.strength), Reverse(claim.tokens.len()), rank(&claim.value), claim.tokens.start, i)
    });
    let mut taken = vec![false; doc.len()];
    let mut won = Vec::new();
    for i in order {
        let tokens = claims[i].tokens.clone();
        if let Some(free) = taken.get_mut(tokens).filter(|t| !t.iter().any(|&t| t)) {
            free.fill(true);
            won.push(i);
        }
    }
    won.sort_by_key(|&i| claims[i].tokens.start);
    won
}

fn rank(value: &FigureValue) -> u8 {
    match value {
        FigureValue::Nothing => 0,
        FigureValue::Period(_) => 1,
        FigureValue::Percentage(_) => 2,
        FigureValue::Money(_) => 3,
        FigureValue::Quantity(_) => 4,
    }
}
