//! What a capitalised stretch names that neither lexicon nor roles explain: a person or a body by its words and its
//! neighbours, else unknown.

use std::ops::Range;

use super::NameKind;
use super::chunk::Cutter;
use super::company::is_explained;
use super::vocabulary::{self, BODY_NOUN};
use crate::text::{TokenKind, keys};

impl Cutter<'_, '_, '_> {
    pub(super) fn kind(&self, tokens: &Range<usize>, words: usize, titled: bool) -> NameKind {
        let doc = self.doc;
        let (start, end) = (tokens.start, tokens.end);
        let last = if doc.is(end - 1, ".") { end - 2 } else { end - 1 };
        let is_given = vocabulary::given(doc, start).is_some();
        let body_word = vocabulary::body_word(doc, last).is_some()
            || (start..end).any(|i| self.is_opening_body_word(i)) && (words > 2 || !is_given);
        let before = start.wrapping_sub(1);
        // "Marsh & McLennan": no person is called so.
        if (start + 1..last).any(|i| doc.is(i, "&")) {
            return NameKind::Body;
        }
        if body_word && words > 1 && !(titled && is_given) {
            return NameKind::Body;
        }
        if titled {
            return NameKind::Person;
        }
        if is_given && words >= 2 && !doc.is_any(start + 1, keys!["of", "and", "&"]) {
            return NameKind::Person;
        }
        // Companies own too, and a trade may be a company's: "brewer Fosters", "publisher Pearson".
        let trade = self.role_at(before).filter(|r| r.tokens.end == start && !r.plural);
        let firm = trade.is_some_and(|r| vocabulary::stands_for_company(doc, r.head));
        if trade.is_some_and(|r| !firm && (words > 1 || !r.is_owner())) {
            return NameKind::Person;
        }
        let noun_before =
            (1..=3).any(|n| start >= n && doc.hit(start - n, BODY_NOUN).is_some_and(|h| h.tokens.end == start));
        let acronym =
            words == 1 && doc.word(start).len() > 1 && doc.word(start).chars().all(|c| c.is_uppercase() || c == '&');
        if noun_before || acronym || body_word {
            return NameKind::Body;
        }
        let initial = (start + 1..last).any(|i| doc.word(i).len() == 1 && doc.is(i + 1, "."));
        if (2..=4).contains(&words) && (initial || !is_explained(doc, end) && self.is_explained_as_person(end)) {
            return NameKind::Person;
        }
        NameKind::Unknown
    }

    /// Whether an apposition with a role, an age or "who" follows: ", an economist", ", 54,", ", who".
    fn is_explained_as_person(&self, end: usize) -> bool {
        let doc = self.doc;
        if !doc.is(end, ",") && !doc.is(end, "(") {
            return false;
        }
        let at = end + 1;
        let age =
            doc.kind(at) == Some(TokenKind::Number) && doc.word(at).len() == 2 && doc.is_any(at + 1, keys![",", ")"]);
        let skip = usize::from(doc.is_any(at, keys!["a", "an", "the"]));
        age || doc.is(at, "who")
            || (at + skip..at + skip + 5).any(|i| self.role_at(i).is_some_and(|r| !r.plural))
                && !(at..at + skip + 4).any(|i| doc.is_any(i, keys![",", ".", "said", "says"]))
    }
}
