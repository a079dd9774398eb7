//! What all makers of a product sell together: "**global smartphone sales** rose 3%", "**sales of electric cars in Europe**", "the
//! **chip market** grew".
//!
//! Guarantees: what is sold belongs to nobody only where a product is named and neither an owner nor a brand stands with it: "its global
//! phone sales", "global sales", "sales of iPhones in China" are a company's.

use std::ops::Range;

use super::Whose;
use super::owner::Search;
use crate::link::observation::area::flow;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::{Name, Names};
use crate::text::{Doc, TokenKind, keys};

impl Whose<'_> {
    /// Whether the subject is what a whole market sells, or the market itself.
    pub(super) fn is_of_a_goods_market(&self) -> bool {
        const REACH: usize = 4;
        let Search { doc, frame, names } = self.search;
        let Some(subject) = self.asked.subject_tokens else { return false };
        let sold = |i: &usize| doc.is_any(*i, keys!["sales", "shipments", "deliveries"]);
        let Some(head) = subject.clone().find(sold).or_else(|| self.market_in(subject)) else { return false };
        let from = head.saturating_sub(REACH).max(frame.tokens.start);
        let inside = |i: &usize| is_plain(doc, *i) || frame.is_place(*i) || doc.word(*i) == "-" && doc.glued(*i);
        let first = (from..head).rev().take_while(inside).last().unwrap_or(head);
        let before = first.wrapping_sub(1);
        if doc.kind(before) == Some(TokenKind::Clitic)
            || doc.is_any(before, keys!["its", "their", "our", "his"])
            || has_name(doc, names, first..head)
        {
            return false;
        }
        if doc.is(head, "market") {
            return true;
        }
        let worldwide = (first..head).find(|&i| flow::is(doc, i, flow::Class::Worldwide));
        let product = |from: usize| (from..head).any(|i| is_product(doc, i) && !frame.is_place(i));
        worldwide.is_some_and(|at| product(at + 1)) || self.is_sold_in_a_place(head)
    }

    /// "The global chip **market**": the noun that ends a subject outside the list.
    fn market_in(&self, subject: &Range<usize>) -> Option<usize> {
        let last = subject.end.checked_sub(1)?;
        // "Calder holds 23% **of the market**": a part of one is whose it is.
        let part = self.search.doc.is(self.asked.figure.tokens.end, "of");
        (self.asked.subject.indicator.is_none() && self.search.doc.is(last, "market") && !part).then_some(last)
    }

    /// "Sales **of electric cars in Europe**": of a product in the plural, somewhere.
    fn is_sold_in_a_place(&self, head: usize) -> bool {
        const REACH: usize = 5;
        let Search { doc, frame, names } = self.search;
        let first = head + 2;
        if !doc.is(head + 1, "of") || !is_plain(doc, first) {
            return false;
        }
        let inside = |i: &usize| is_plain(doc, *i) || doc.word(*i) == "-" && doc.glued(*i);
        let end = first + (first..first + REACH).take_while(inside).count();
        let place = end + 1 + usize::from(doc.is(end + 1, "the"));
        doc.is_any(end, keys!["in", "across"])
            && frame.is_place(place)
            && place < self.start
            && doc.lower(end - 1).ends_with('s')
            && is_product(doc, end - 1)
            && !has_name(doc, names, first..end)
    }
}

/// Whether a word may stand in the name of a product.
fn is_plain(doc: &Doc, at: usize) -> bool {
    doc.kind(at) == Some(TokenKind::Word) && !words::is(doc, at, Class::Closed) && !words::is(doc, at, Class::Opening)
}

/// Whether a word says what is sold, and not when, how or in all: "smartphone", not "quarterly", "total", "retail".
fn is_product(doc: &Doc, at: usize) -> bool {
    is_plain(doc, at)
        && !words::is(doc, at, Class::Qualifier)
        && !words::is(doc, at, Class::Value)
        && !doc.is_any(at, keys!["group", "company", "unit", "total", "overall", "organic", "retail", "comparable"])
        && !doc.is_any(at, keys!["quarterly", "annual", "monthly", "yearly", "net", "online", "digital", "product"])
}

/// Whether a name or a brand stands in the tokens: "global **iPhone** sales".
fn has_name(doc: &Doc, names: &Names, tokens: Range<usize>) -> bool {
    let inner = |i: usize| doc.lower(i) != doc.word(i) && !doc.is_capital(i);
    // "**Worldwide** PC shipments" name nobody, whatever the sentence's first word looks like.
    let name = |n: &Name| n.tokens.len() > 1 || !flow::is(doc, n.tokens.start, flow::Class::Worldwide);
    names.within(&tokens).iter().any(name) || tokens.into_iter().any(inner)
}
