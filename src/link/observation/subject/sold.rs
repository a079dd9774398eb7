//! A company's "sales", which may be money or a count: "sales rose to **80,600**", "annual sales of **39m cases**".
//!
//! A part of [`super::counted`]. Guarantees: what is told in money alone counts no things.

use rust_decimal::Decimal;

use super::Found;
use super::counted::counts;
use super::measured::{Candidate, ends_in};
use crate::link::observation::indicator;
use crate::mention::money;
use crate::number::Amount;
use crate::text::{TokenKind, keys};

/// Whether a subject is a company's "sales", which may be money or a count.
fn are_sales(found: &Found) -> bool {
    found.subject.code() == Some("revenue") && ends_in(found, "sales")
}

/// Whether a subject is a result, which no such unit counts.
pub(super) fn is_told_in_money(found: &Found, unit: &str) -> bool {
    let code = found.subject.code();
    code.is_some_and(|code| code == "revenue" || indicator::is_profit(code))
        && !matches!(unit, "times" | "fraction" | "point")
}

/// From how many on "sales" may be a count, and up to how many: money has a currency or is told in millions.
const SALES_COUNTED: std::ops::Range<Decimal> = Decimal::ONE_HUNDRED..Decimal::from_parts(1_000_000, 0, 0, false, 0);

impl Candidate<'_> {
    /// "Sales rose to **80,600**": without a currency, and no sum in millions, what is sold is counted.
    pub(super) fn is_count_of_sales(&self, found: Option<&Found>) -> bool {
        let counts =
            matches!(self.figure.amount(), Some(Amount::Exact(v)) if v.is_integer() && SALES_COUNTED.contains(&v));
        counts && found.is_some_and(|f| f.tokens.is_some() && are_sales(f))
    }

    /// "Sales rose **2.3% to 80,600**": a change to such a count is of the same sales.
    pub(super) fn changes_count_of_sales(&self, found: &Found) -> bool {
        let to = self.figure.tokens.end;
        let bare = self.doc.kind(to + 1) == Some(TokenKind::Number)
            && self.frame.figure_in(to + 1..to + 2)
            && !self.frame.figure_in(to + 2..to + 3);
        let comma = bare && self.doc.word(to + 1).contains(',');
        // "Climbed **6.8% to 508,083 vehicles**"
        let things = || {
            let behind = (to + 2..to + 5).find(|&i| !self.frame.figure_in(i..i + 1)).map(|end| end - 1);
            self.frame.figure_in(to + 1..to + 2)
                && behind.is_some_and(|last| counts(self.doc.lower(last).trim_end_matches('s'), "unit_sales"))
        };
        self.doc.is(to, "to") && (comma || things()) && are_sales(found)
    }

    /// "Sales rose **4.5% to $171.7bn**", in an article on how many cars are sold: a change to a sum is of sales in money.
    pub(super) fn changes_sales_in_money(&self, found: &Found) -> bool {
        let to = self.figure.tokens.end;
        found.subject.code() == Some("unit_sales")
            && ends_in(found, "sales")
            && self.doc.is_any(to, keys!["to", "at"])
            && (to + 1..to + 5).take_while(|&i| self.frame.figure_in(i..i + 1)).any(|i| money::is_currency(self.doc, i))
    }

    /// "Annual **sales of** 39m cases": sales that are counted in whatever they are of.
    pub(super) fn sold(&self, found: Option<Found>) -> Option<Found> {
        let of = |f: &Found| {
            let behind = f.tokens.as_ref().map(|t| t.end);
            behind.is_some_and(|of| of + 1 == self.figure.opening() && self.doc.is(of, "of"))
        };
        let found = found.filter(|f| are_sales(f) && of(f))?;
        Some(self.listed("unit_sales", Some(found), "sales counted"))
    }
}
