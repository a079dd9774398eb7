//! Conversions: "$349.4bn (£265.9bn)", "more than 100 kilometres (60 miles)", "just under 296 hp (224 kW / 300 PS)".
//!
//! A conversion says the amount before it once more, in another currency or another unit of measure. So it is blurred or
//! bounded by the same words, and gets the hedge of what it converts. What else stands in brackets ("more than 2,000 jobs
//! (5%)") is a figure of its own.

use super::{Mention, MentionKind};
use crate::text::{Doc, keys};

/// The most tokens between an amount and its conversion, the bracket and words like "about"; "a year" may stand before them.
const REACH: usize = 3;

/// The conversions among `figures`, which are indices in the order of the text: what is converted, and its conversion.
pub fn find(doc: &Doc, mentions: &[Mention], figures: impl IntoIterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // The figure that was said last in its own right, and the last one of the chain that it begins.
    let mut chain: Option<(usize, usize)> = None;
    for this in figures {
        let origin = chain.filter(|&(first, last)| {
            let end = mentions[last].tokens.end;
            // "200bn euros **a year** (£140bn)"
            let each = doc.is_any(end, keys!["a", "an", "per"]) && doc.is_any(end + 2, keys!["(", "["]);
            let between = end + 2 * usize::from(each)..mentions[this].tokens.start;
            let tied = doc.is_any(between.start, keys!["(", "[", "/"])
                || first != last && doc.is_any(between.start, keys![";", ",", ":", "or"]);
            (1..=REACH).contains(&between.len()) && tied && converts(&mentions[first], &mentions[last], &mentions[this])
        });
        chain = Some(origin.map_or((this, this), |(first, _)| (first, this)));
        found.extend(origin.map(|(first, _)| (first, this)));
    }
    found
}

/// Gives conversions the hedges of what they convert. `mentions` are in the order of the text.
pub fn share_hedges(doc: &Doc, mentions: &mut [Mention]) {
    for (first, this) in find(doc, mentions, 0..mentions.len()) {
        let alone = mentions[this - 1].tokens.end + 1 == mentions[this].tokens.start
            && doc.is_any(mentions[this].tokens.end, keys![")", "]", "/", ";", ":", ",", "or"]);
        let Some(hedge) = mentions[first].hedge().filter(|_| alone).cloned() else { continue };
        if let Some(own @ None) = mentions[this].hedge_mut() {
            *own = Some(hedge);
        }
    }
}

/// Whether a figure can be the amount `first` again: money in another currency, or a measure in another unit than the
/// one before it.
fn converts(first: &Mention, last: &Mention, this: &Mention) -> bool {
    let measures = |m: &Mention| m.rule == "quantity/unit";
    match (&first.kind, &last.kind, &this.kind) {
        (MentionKind::Money(first), _, MentionKind::Money(this)) => first.currency != this.currency,
        (MentionKind::Quantity(_), MentionKind::Quantity(last), MentionKind::Quantity(own)) => {
            last.unit != own.unit && measures(first) && measures(this)
        }
        _ => false,
    }
}
