//! The one place that decides which claim a token belongs to.
//!
//! Guarantees that no two winners share a token. Strongest first, then longest, then period > percentage > money >
//! quantity, then the earlier one: a total order, so the result does not depend on the order of the claims.
//!
//! A claim for no figure keeps off those that begin in it ("S&P 500 stocks" counts nothing), but a figure may reach
//! over it: in "two 737 Max jets" the name is a part of what is counted.

use std::cmp::Reverse;

use super::{Claim, FigureValue};
use crate::text::Doc;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nobody,
    NoFigure,
    Figure,
}

/// The indices of the winning claims, in the order of the text.
pub fn decide(doc: &Doc, claims: &[Claim]) -> Vec<usize> {
    let key = |(i, claim): (usize, &Claim)| {
        (Reverse(claim.strength), Reverse(claim.tokens.len()), rank(&claim.value), claim.tokens.start, i)
    };
    let mut order: Vec<_> = claims.iter().enumerate().filter(|(_, claim)| !claim.tokens.is_empty()).map(key).collect();
    order.sort_unstable();
    let mut owners = vec![Owner::Nobody; doc.len()];
    let mut won = Vec::new();
    for (.., i) in order {
        let Some(tokens) = owners.get_mut(claims[i].tokens.clone()) else { continue };
        if claims[i].value == FigureValue::Nothing {
            if !tokens.contains(&Owner::Figure) {
                tokens.fill(Owner::NoFigure);
                won.push(i);
            }
        } else if tokens[0] != Owner::NoFigure && !tokens.contains(&Owner::Figure) {
            tokens.fill(Owner::Figure);
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
