//! What an economy tends to, and what it was in the years before or after an event: of no time that a calendar tells.
//!
//! Asked by [`super::timeless`].

use super::search::Search;
use crate::text::keys;

/// "An average of 900,000 **in the decade before the crisis**": of years that only the event tells, and not of the decade that runs.
pub(super) fn is_of_decade_of_event(search: &Search) -> bool {
    const REACH: usize = 4;
    let &Search { doc, frame, .. } = search;
    let end = search.figure().end;
    (end..end + REACH).any(|i| {
        doc.is(i, "decade")
            && doc.is(i.wrapping_sub(1), "the")
            && frame.is_period(i)
            && doc.is_any(i + 1, keys!["before", "after", "since", "leading", "following", "preceding"])
    })
}

/// "The **neutral rate** could be as high as 4%", "**trend growth** is put at 1.8%": what economists reckon that an economy tends to, in no
/// month.
pub(super) fn is_structural(search: &Search) -> bool {
    let &Search { doc, frame, .. } = search;
    let noun = |i: usize| doc.is_any(i, keys!["rate", "growth", "output"]);
    search.words_before().any(|i| doc.is_any(i, keys!["neutral", "natural", "trend", "potential"]) && noun(i + 1))
        && !search.own().clone().any(|i| frame.is_period(i))
}
