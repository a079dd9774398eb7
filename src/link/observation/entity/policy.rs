//! What public bodies have of their own: a central bank its rate, its target and the chances of its moves, a cartel its output;
//! and which body that is.

use super::Whose;
use super::owner::Search;
use crate::link::observation::ObsStatus;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::verb_behind;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::name::{BodyKind, Name, Names, body_noun};
use crate::text::{Doc, TokenKind, keys};

impl Whose<'_> {
    /// The central bank whose figure it is, where it is one's.
    pub(super) fn of_central_bank(&self) -> Option<Option<String>> {
        self.is_policy().then(|| self.central_bank())
    }

    /// A central bank's own: its rate, its target, the chances of its moves; "the rate" alone where it moves one.
    fn is_policy(&self) -> bool {
        let Search { doc, names, .. } = self.search;
        let subject = self.asked.subject;
        // "**Its** benchmark stands at 6.5%", right after a central bank.
        let its = || {
            let before = self.asked.figure.sentence.checked_sub(1).and_then(|s| doc.sentences.get(s));
            let bank = before.and_then(|s| names.within(s).last()).is_some_and(|n| is_central_bank(names, n.entity));
            bank && self.asked.subject_tokens.is_some_and(|s| doc.is(s.start.wrapping_sub(1), "its"))
        };
        match subject.code() {
            Some("policy_rate") => true,
            Some("cpi" | "core_cpi") => self.asked.status == ObsStatus::Target,
            None if matches!(subject.phrase.as_str(), "rate" | "rates") => {
                self.sentence_before().any(|i| is_bank_noun(doc, i)) || its()
            }
            None if subject.phrase == "benchmark" => its(),
            _ => is_chance(&subject.phrase) && self.is_of_a_move(),
        }
    }

    /// Whether a chance is one of a central bank's moves: "the odds of a **cut**", not "the probability of missing a payment".
    fn is_of_a_move(&self) -> bool {
        let Search { doc, frame, .. } = self.search;
        let phrase = &self.asked.subject.phrase;
        let same = |s: &Subject| s.code() == Some("policy_rate") || s.phrase.eq_ignore_ascii_case(phrase);
        self.topic.subject.as_ref().is_some_and(|(s, _)| same(s))
            || frame.tokens.clone().any(|i| acts::is(doc, i, Act::Policy))
    }

    /// The central bank of the sentence, else the one of the country that the figure is about, else the only one named; "the
    /// central bank" where the article never names it.
    fn central_bank(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let topic = self.topic;
        let country = self.asked.area.and_then(|a| a.code);
        let fits = |entity: usize| country.is_none_or(|c| names.entities[entity].country.is_none_or(|own| own == c));
        let banks = || names.mentions.iter().map(|n| n.entity).filter(|&e| is_central_bank(names, e));
        let here = names.within(&frame.tokens).iter().map(|n| n.entity).find(|&e| is_central_bank(names, e) && fits(e));
        let named = here.or_else(|| banks().find(|&e| fits(e))).map(|e| names.entities[e].name.clone());
        let noun = || frame.tokens.clone().find(|&i| doc.starts(i, keys!["central", "bank"]));
        // "Colombia's **central bank** cut its rate. Chile was seen going to 8%": another country's is not that one.
        let elsewhere =
            || topic.area.as_ref().and_then(|a| a.code).zip(country).is_some_and(|(home, here)| home != here);
        let spoken = || topic.last_entity.as_ref().map(|(e, _)| e.clone()).filter(|e| e == BANK && !elsewhere());
        // "Brazil's central bank meets. … Economists see rates at 10%": that of the country which the article is about.
        let own = || {
            let area = topic.area.as_ref().and_then(|a| a.code);
            (topic.says_central_bank(doc) && country.is_some() && area == country).then(|| BANK.to_owned())
        };
        named.or_else(|| noun().map(|_| BANK.to_owned())).or_else(spoken).or_else(own)
    }

    /// "**OPEC+**, which groups the cartel with its allies, plans to raise output": a cartel has the output that it decides on;
    /// of a country's it only tells ("**OPEC** said Iran's output rose").
    pub(super) fn cartel(&self) -> Option<String> {
        if self.code() != Some("production_volume") {
            return None;
        }
        let Search { doc, names, frame } = self.search;
        let has = |name: &Name| {
            let end = name.tokens.end + usize::from(doc.is_any(name.tokens.end, keys!["ministers", "members"]));
            let verb = verb_behind(doc, frame, end);
            let says = words::is(doc, verb, Class::Publisher) || words::is(doc, verb, Class::Saying);
            let own =
                self.asked.subject_tokens.is_some_and(|s| (name.tokens.end..=name.tokens.end + 1).contains(&s.start));
            own || verb < self.start && !says && doc.kind(verb) == Some(TokenKind::Word)
        };
        let mut named = names.within(&self.sentence_before()).iter();
        let name = named.find(|n| names.entities[n.entity].body.0 == "cartel")?;
        has(name).then(|| self.search.name_of(name)).flatten()
    }
}

/// "The **central bank**", "the **MPC**", or plain "the **bank**" behind its article.
fn is_bank_noun(doc: &Doc, at: usize) -> bool {
    let central = body_noun(doc, at).is_some_and(|(_, kinds)| kinds.contains(&BodyKind("central_bank")));
    central && (doc.is(at, "central") || doc.is_any(at.wrapping_sub(1), keys!["the"]))
}

/// Whether a subject is the chance of something.
pub fn is_chance(phrase: &str) -> bool {
    let mut before: &[u8] = b"";
    phrase.as_bytes().split(u8::is_ascii_whitespace).any(|word| {
        // Length tells nearly all words apart.
        let is = |other: &[u8]| word.len() == other.len() && word.eq_ignore_ascii_case(other);
        let risk = is(b"of") && before.eq_ignore_ascii_case(b"risk");
        before = word;
        risk || is(b"odds") || is(b"chance") || is(b"chances") || is(b"likelihood") || is(b"probability")
    })
}

/// What a central bank goes by that is never named.
const BANK: &str = "central bank";

/// Whether an entity is a central bank.
pub fn is_central_bank(names: &Names, entity: usize) -> bool {
    names.entities.get(entity).is_some_and(|e| e.body.0 == "central_bank")
}
