//! What a company has of its own, whatever a country has by that name: its growth, its prices, its retail sales;
//! and what a lender loses on credit.
//!
//! A part of the search of [`super`]. Guarantees: asked only of what has a company beside it, or of a sentence in which one was just
//! told of.

use std::ops::Range;

use super::Search;
use crate::link::observation::indicator::{self, Named, Owner, Told};
use crate::link::observation::topic::Subject;
use crate::mention::name::company_before;
use crate::mention::period::Granularity;
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// The result of a company that this sentence or the one before told, where that is what is spoken of.
    pub(super) fn result_told(&self) -> Option<&Subject> {
        let (subject, at) = self.topic.subject.as_ref()?;
        let of = |entity: &(Option<String>, usize)| entity.1 == *at && entity.0.is_some();
        let own = self.topic.is_company || self.topic.told_entity.as_ref().is_some_and(of);
        let near = self.figure.sentence.saturating_sub(*at) <= 1;
        (own && near && subject.owner() == Owner::Entity && subject.told() == Told::Series).then_some(subject)
    }

    /// "Calder's sales rose 4%, with **prices** up 2.8%": what a company asks is no index, where its results are told; what it is said to
    /// set is for [`super::sellers`].
    pub(super) fn own_prices(&self, named: &Named) -> Option<Range<usize>> {
        let at = named.tokens.start;
        let loose = named.weak && named.row().code == "cpi";
        let bare = loose && named.tokens.len() == 1 && self.doc.is(at, "prices");
        let own = &self.frame.segments[self.frame.segment_of(at)].tokens;
        let placed = own.clone().any(|i| self.frame.is_place(i));
        let here = self.topic.subject.as_ref().is_some_and(|(_, at)| *at == self.figure.sentence);
        // "… with lower volumes offset by **price increases** of 1%"
        let raised =
            loose && named.tokens.len() == 2 && self.doc.is_any(at + 1, keys!["increase", "increases", "rises"]);
        let beside = here && self.result_told().is_some();
        (!placed && beside && (bare || raised)).then(|| named.tokens.clone())
    }

    /// "Calder's **retail sales** in China climbed": no country's.
    pub(super) fn sales_of_company(&self, named: &Named) -> Option<usize> {
        let clitic = named.tokens.start.checked_sub(1).filter(|&i| self.doc.kind(i) == Some(TokenKind::Clitic))?;
        let report = self.doc.is_any(named.tokens.end, keys!["index", "report", "monitor", "tracker", "data"]);
        let sales = named.row().code == "retail_sales" && !report;
        indicator::of_code("revenue").filter(|_| sales && company_before(self.doc, clitic).is_some())
    }

    /// "Operating profit rose 8% in the quarter. For the full year Calder made **a profit** of $3bn": of all it did, where what was told
    /// before was of another time.
    pub(super) fn profit_of_all(&self, named: &Named) -> Option<usize> {
        let noun = named.tokens.start;
        let bare = named.weak
            && named.row().code == "net_profit"
            && named.tokens.len() == 1
            && self.doc.is_any(noun, keys!["profit", "profits"]);
        let spoken = self
            .topic
            .subject
            .as_ref()
            .filter(|(s, at)| bare && *at < self.figure.sentence && s.code() == Some("operating_profit"));
        // "A year earlier it made a profit of $2bn": of the same kind.
        let back = || {
            let mut own = self.frame.tokens.clone();
            own.any(|i| self.doc.is_any(i, keys!["earlier", "ago", "previous", "before", "compared", "against"]))
        };
        let year = |i: usize| self.doc.is(i, "year") && self.doc.is_any(i - 1, keys!["full", "whole", "the", "-"]);
        let whole = || (self.frame.tokens.start + 1..self.frame.tokens.end).any(year);
        let told = self.topic.period.as_ref().and_then(|s| s.period.granularity);
        let other = || told.is_none_or(|g| g < Granularity::Year);
        spoken.filter(|_| whole() && other() && !back()).map(|_| named.indicator)
    }

    /// "**Calder's spending** rose to $9bn": no household's.
    pub(super) fn spending_of_company(&self, named: &Named) -> Option<usize> {
        let clitic = named.tokens.start.checked_sub(1).filter(|&i| self.doc.kind(i) == Some(TokenKind::Clitic))?;
        let spending = named.weak && named.row().code == "consumer_spending";
        indicator::of_code("company_investment").filter(|_| spending && company_before(self.doc, clitic).is_some())
    }

    /// "Its **provision for credit losses** rose to $1bn", "insured losses": what others do not pay is no result.
    pub(super) fn losses_on_credit(&self, named: &Named) -> Option<Range<usize>> {
        let at = named.tokens.start.checked_sub(1)?;
        let lost = named.row().code == "net_profit" && self.doc.is_any(named.tokens.end - 1, keys!["losses", "loss"]);
        let credit = lost && self.doc.is_any(at, keys!["credit", "loan", "insured", "catastrophe"]);
        let provision = at.checked_sub(2).filter(|&i| {
            self.doc.is(at - 1, "for") && self.doc.is_any(i, keys!["provision", "provisions", "allowance", "reserves"])
        });
        credit.then(|| provision.unwrap_or(at)..named.tokens.end)
    }
}
