//! What a part of a country's output goes on: "spends **2.3% of GDP on defence**", "**education** takes 4.1% of its GDP".
//!
//! A part of [`super::measured`]. Guarantees: asked only of a figure that is said to be a part of an output, which itself is
//! measured by none.

use super::measured::Candidate;
use super::phrase;
use super::{Found, rule};
use crate::link::observation::indicator;
use crate::link::observation::measure::of_gdp;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::topic::Subject;
use crate::text::keys;

impl Candidate<'_> {
    /// What is spent, or takes its part, where nothing but the output itself was found.
    pub(super) fn spent_of_product(&self, found: Option<&Found>) -> Option<Found> {
        if !of_gdp(self.doc, self.figure) || found.is_some_and(|f| f.subject.code() != Some("gdp")) {
            return None;
        }
        let verb = self.word_before();
        let own = &self.frame.segments[self.frame.segment_of(verb)].tokens;
        if self.doc.is_any(verb, keys!["spend", "spends", "spent", "spending"]) {
            // "**Households** in Germany spend 2% of GDP on fuel": no state does.
            let private =
                |i: usize| acts::is(self.doc, i, Act::People) || self.doc.is_any(i, keys!["companies", "firms"]);
            let public = !(own.start..verb).any(private);
            let indicator = indicator::of_code("government_spending").filter(|_| public);
            let subject = Subject { phrase: "spending".to_owned(), indicator };
            return Some(Found { subject, named: None, tokens: Some(verb..verb + 1), rule: rule::SAID });
        }
        if !self.doc.is_any(verb, keys!["takes", "take", "took", "absorbs", "absorbed", "swallows", "swallowed"]) {
            return None;
        }
        let tokens = phrase::before(self.doc, own.start..verb, self.frame)?;
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
        Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::OPEN })
    }
}
