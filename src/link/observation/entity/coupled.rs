//! Two companies whose figure is that of both: what they will be together ("**the combined group** would employ 90,000") and what they
//! have between them ("**a tie-up between Calder and Pelham**").
//!
//! Guarantees: they stand at the head of the clause or sentence, and nobody else is named since.

use super::Whose;
use super::owner::Search;
use crate::link::observation::sentence::acts::{self, Act};
use crate::mention::name::{NameKind, are_companies, body_noun};
use crate::text::{TokenKind, keys};

impl Whose<'_> {
    /// "**The combined group** would make 10% of the world's cars and employ 90,000": what two companies will be, at the head of
    /// its clause, or of its sentence where nobody is named since.
    pub(super) fn combined(&self) -> Option<String> {
        let (doc, sentence) = (self.search.doc, self.search.frame.tokens.start);
        let opening = self.segment.start;
        let here = opening + usize::from(doc.kind(opening) == Some(TokenKind::Punct));
        self.combined_at(here).or_else(|| {
            let goes_on =
                self.search.last(&self.sentence_before(), false).is_none() || doc.is(sentence + 1, "combination");
            if goes_on { self.combined_at(sentence) } else { None }
        })
    }

    /// "**A tie-up between Calder and Pelham** would create a bank valued at $9bn", "**Calder and Pelham together** employ 3,000": two
    /// companies whose figure is that of both, at the head of its clause or sentence, where nobody is named since.
    pub(super) fn coupled(&self) -> Option<String> {
        let opening = self.segment.start;
        let here = opening + usize::from(self.search.doc.kind(opening) == Some(TokenKind::Punct));
        let found = [here, self.search.frame.tokens.start].into_iter().find_map(|at| self.coupled_at(at));
        let alone = |end: usize| self.search.names.within(&(end..self.start.max(end))).is_empty();
        found.filter(|(_, end)| alone(*end)).map(|(pair, _)| pair)
    }

    /// The names of the two, and where the second one ends.
    fn coupled_at(&self, at: usize) -> Option<(String, usize)> {
        /// How far the second may stand behind the "and": "and **California-based** Pelham".
        const APART: usize = 5;
        let Search { doc, names, .. } = self.search;
        let first = at + usize::from(doc.is_any(at, keys!["the", "a"]));
        let tie_up = doc.starts(first, keys!["tie", "-", "up"]);
        let noun = first + if tie_up { 2 } else { 0 };
        let united = tie_up || doc.is_any(first, keys!["merger", "marriage", "union", "alliance"]);
        let governed = united && doc.is_any(noun + 1, keys!["of", "between"]);
        let start = if governed { noun + 2 } else { at };
        let name = |at: usize| names.at(at).filter(|n| n.tokens.start == at && n.kind != NameKind::Person);
        let one = name(start)?;
        let and = one.tokens.end;
        let apart = if governed { APART } else { 1 };
        let other = (and + 1..and + 1 + apart).find_map(name).filter(|_| doc.is(and, "and"))?;
        let together = doc.is_any(other.tokens.end, keys!["together", "combined", "jointly"]);
        let pair = || Some(format!("{} and {}", names.name_of(one.entity)?, names.name_of(other.entity)?));
        if governed || together { pair().map(|pair| (pair, other.tokens.end)) } else { None }
    }

    /// The name of what two companies will be, which begins at the token.
    fn combined_at(&self, at: usize) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let first = at + usize::from(doc.is_any(at, keys!["the", "a"]));
        // "A **combination of Calder and Pelham**"
        if doc.is(first, "combination") && doc.is(first + 1, "of") {
            let one = names.at(first + 2)?;
            let other = names.at(one.tokens.end + 1).filter(|_| doc.is_any(one.tokens.end, keys!["and", "with"]))?;
            return Some(doc.slice(&(first..other.tokens.end)).to_owned());
        }
        // "…, with combined annual sales of $30bn"
        let first = if doc.is(first, "with") { frame.tokens.start + 1 } else { first };
        if !acts::is(doc, first, Act::Merging) {
            return None;
        }
        let (end, kinds) = body_noun(doc, first + 1)?;
        are_companies(kinds).then(|| doc.slice(&(first..end)).to_owned())
    }
}
