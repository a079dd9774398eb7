//! Parts of a company: its units, arms and divisions, which have results and staff of their own.

use super::Whose;
use super::owner::Search;
use crate::link::observation::sentence::acts;
use crate::link::observation::sentence::agent::verb_behind;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::{are_companies, body_noun};
use crate::text::{TokenKind, keys};

/// How many words stand between whose part it is and its noun at most.
const LONGEST: usize = 5;

/// Whether a name is that of a part of a company: "lighting division".
pub fn is_part(name: &str) -> bool {
    words::has(words::last(name), Class::Division)
}

impl Whose<'_> {
    /// "**Calder's lighting division** earned $3bn on sales of $9bn", "it will sell its **lighting arm**, which employs 4,000": the
    /// part of a company that is said to do or have it, with every verb.
    pub(super) fn part_of_company(&self) -> Option<String> {
        // What countries have is told of parts of an economy; who is bought pays nothing.
        let jobs = matches!(self.code(), Some("employment" | "staff" | "layoffs"));
        if self.is_of_area() && !jobs || self.code() == Some("deal_value") {
            return None;
        }
        // "Its **cloud business** jumped 22%": what is measured is whoever's it is.
        let measured = |i: usize| self.asked.subject_tokens.is_some_and(|t| t.contains(&i));
        let heads = |&i: &usize| words::is(self.search.doc, i, Class::Division) && !measured(i);
        self.sentence_before().rev().filter(heads).find_map(|head| {
            let Search { doc, names, .. } = self.search;
            let first = self.search.part_before(head)?;
            // "Calder's lighting arm **Pelham**"
            let name = names.at(head + 1).filter(|n| n.tokens.start == head + 1);
            let end = name.map_or(head + 1, |n| n.tokens.end);
            if !(self.told_in_relative(end) || self.is_of_verb_behind(end, first)) {
                return None;
            }
            name.map_or_else(|| Some(doc.slice(&(first..end)).to_owned()), |n| self.search.name_of(n))
        })
    }

    /// "Its lighting arm**, which employs** 4,000": whether the figure stands in the clause that hangs on the part
    /// whose words end there.
    fn told_in_relative(&self, end: usize) -> bool {
        let doc = self.search.doc;
        let which = end + usize::from(doc.is(end, ","));
        doc.is_any(which, keys!["which", "that", "where"])
            && (which + 1..self.start).all(|i| !doc.is_any(i, keys![",", ";", "—"]))
            && self.is_silent(which + 1)
    }

    /// "Calder's lighting division **earned** a record $3bn": whether the verb behind the part is that of the figure's clause.
    fn is_of_verb_behind(&self, end: usize, first: usize) -> bool {
        let Search { doc, frame, .. } = self.search;
        let verb = verb_behind(doc, frame, end);
        // "Calder lost $3bn as its lighting arm shrank, **and cut** 500 jobs": who has the part goes on.
        let its = doc.is_any(first.wrapping_sub(1), keys!["its", "their"]);
        let returns = |i: usize| its && doc.is(i, ",") && doc.is_any(i + 1, keys!["and", "but"]) && self.is_verb(i + 2);
        // "Revenue **from its lighting arm rose**", but not "saw revenue from its lighting arm rise".
        let governed =
            doc.is_any(self.search.possessor_start(first).wrapping_sub(1), keys!["from", "in", "at", "of", "by"]);
        let acts = if governed { acts::is_past_form(doc, verb) } else { self.is_verb(verb) };
        verb < self.start && acts && !(verb + 1..self.start).any(returns) && self.is_silent(verb + 1)
    }

    /// Whether the word may be the verb of who stands before it.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let Search { doc, frame, .. } = self.search;
        acts::is_past_form(doc, at)
            || acts::is_modal(doc, at)
            || words::is(doc, at, Class::Lasting)
            || doc.is_any(at, keys!["has", "is", "does"])
            || frame.predicates_in(at..at + 1).any(|p| p.can_be(Reading::Verb))
    }

    /// Whether nobody else is named or pointed to between a token and the figure, and no clause is set against theirs.
    fn is_silent(&self, from: usize) -> bool {
        let Search { doc, names, .. } = self.search;
        let since = from..self.start;
        let firm = |i: usize| body_noun(doc, i).is_some_and(|(_, kinds)| are_companies(kinds));
        let apart = |i: usize| doc.is_any(i, keys![";", "while", "although", "though", "whereas", "but"]);
        !since.clone().any(|i| apart(i) || firm(i)) && !names.within(&since).iter().any(|n| self.search.owns(n))
    }
}

impl Search<'_> {
    /// Where that begins whose part the words at a token tell: "**its** lighting arm", "**Calder Group**'s lighting arm".
    fn possessor_start(&self, first: usize) -> usize {
        let before = first.saturating_sub(1);
        let name = if self.doc.kind(before) == Some(TokenKind::Clitic) {
            self.names.at(before.saturating_sub(1))
        } else {
            None
        };
        name.map_or(before, |n| n.tokens.start)
    }

    /// Where the words begin that tell which part of a company a noun heads, behind whose it is: "Calder's **lighting**
    /// division"; nowhere where no word does ("its business").
    fn part_before(&self, head: usize) -> Option<usize> {
        let Self { doc, names, frame } = *self;
        let own = |i: usize| doc.is_any(i, keys!["its", "their"]);
        let inside = |&i: &usize| {
            let word = doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Closed);
            word && !own(i) || doc.word(i) == "-" || doc.is(i, "and")
        };
        let first = (frame.tokens.start..head).rev().take(LONGEST).take_while(inside).last()?;
        let before = first.checked_sub(1)?;
        // "Norway's fishing business" is a country's.
        let owner = names.at(before.checked_sub(1)?);
        let owned = doc.kind(before) == Some(TokenKind::Clitic) && owner.is_some() && !frame.is_place(before - 1);
        (owned || own(before)).then_some(first)
    }
}
