//! Whose a figure is by who is said behind it to have had or told it: "the $204m **announced by rival Pelham**".
//!
//! Asked before what stands in front of the figure: a participle that follows it says whose it is, whoever the clause is of.

use super::Whose;
use super::holder::is_thing;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::mention::name::NameKind;
use crate::text::keys;

impl Whose<'_> {
    /// "Was dwarfed by the $204m **announced by** rival **Pelham**", "below the 24% posted by Calder": who had it.
    pub(super) fn reporter(&self) -> Option<String> {
        /// How many words may stand between "by" and the name.
        const BETWEEN: usize = 4;
        let doc = self.search.doc;
        let participle = self.search.frame.past(self.asked.figure.tokens.end);
        let had = words::is(doc, participle, Class::Posting);
        let by = participle + 1;
        // "Ordered 150 jets **made by** Boeing": things are made by others than those whose they are.
        let things = matches!(self.asked.figure.kind, MentionKind::Quantity(_));
        if things || self.is_of_area() || !had || !doc.is(by, "by") {
            return None;
        }
        let inside = |i: usize| !words::is(doc, i, Class::Closed) || doc.is_any(i, keys!["the", "its", "a", "an"]);
        let names = self.search.names.within(&(by + 1..(by + 1 + BETWEEN).min(self.search.frame.tokens.end)));
        let name = names.first().filter(|n| n.kind != NameKind::Person && (by + 1..n.tokens.start).all(inside))?;
        self.search.name_of(name).filter(|name| !is_thing(name))
    }
}
