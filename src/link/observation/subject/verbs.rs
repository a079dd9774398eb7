//! What a verb says that a sum is: "was **fined** £2m", "**lent** the state $6bn", "**owes** $27bn", "**sued** the firm for $3bn".
//!
//! A part of [`super::sums`]. Guarantees: the verb stands right before the sum, before who gets it, before its "for", or in
//! the clause that hangs on the sum; a noun that is spelled as a verb ("a fine of", "its award") says nothing here.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::measured::Candidate;
use super::{Found, rule};
use crate::lang::tsv;
use crate::link::observation::indicator::{self, Owner};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::dealings::{self, Class as Dealing};
use crate::link::observation::sentence::nouns::{self, Class as Noun};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::mention::name::{BodyKind, company_before};
use crate::text::{Case, Doc, LexiconBuilder, TableId, TokenKind, keys};

const VERBS: TableId = TableId(49);

/// How many words may name who gets the sum, between the verb and it.
const RECEIVER: usize = 3;

/// How far before "for" its verb may stand: "sued the Russian government for $28bn".
const REACH: usize = 8;

/// What those pay who pay.
const PAYMENT: &str = "payment";

/// What a verb says of a sum, and against what.
struct Said {
    noun: &'static str,
    indicator: Option<usize>,
    over: Over,
}

/// What the verb outweighs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Whatever else is named.
    All,
    /// What is not named right beside the sum.
    Far,
    /// Nothing but a company's result of another sentence.
    Last,
    /// Whatever else is named, but only behind its "for": "sued the firm for $3bn".
    For,
}

static ROWS: LazyLock<Vec<(&str, Said)>> = LazyLock::new(|| {
    tsv::rows(include_str!("verbs.en.tsv"), ["verb", "noun", "code", "over"])
        .map(|[verb, noun, code, over]| {
            let over = match over {
                "all" => Over::All,
                "far" => Over::Far,
                "last" => Over::Last,
                "for" => Over::For,
                other => panic!("nothing is over {other}"),
            };
            (verb, Said { noun, indicator: indicator::of_code(code).filter(|_| !code.is_empty()), over })
        })
        .collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (verb, _)) in ROWS.iter().enumerate() {
        lexicon.add(VERBS, row, verb, Case::Any);
    }
}

/// What the verb at the token says of a sum that it has beside it, or behind "for".
fn said(doc: &Doc, at: usize, behind_for: bool) -> Option<&'static Said> {
    let (_, said) = &ROWS[doc.hit(at, VERBS)?.row as usize];
    ((said.over == Over::For) == behind_for).then_some(said)
}

impl Candidate<'_> {
    /// "**Sold** $5 billion **of bonds**", "issued €2bn in five-year notes": what who sells them takes in.
    fn bonds_sold(&self) -> Option<Found> {
        const REACH: usize = 4;
        let end = self.figure.tokens.end;
        let verb = self.word_before();
        let issued = nouns::is(self.doc, verb, Noun::Issuing);
        // … not what holders sell: "**foreign investors** sold $2bn of bonds", "sold $5bn of **Treasury** bonds".
        let central = |i: usize| {
            let name = self.names.at(i).and_then(|n| self.names.entities.get(n.entity));
            name.is_some_and(|entity| entity.body == BodyKind("central_bank"))
        };
        let held = |i: usize| {
            nouns::is(self.doc, i, Noun::Holding) || dealings::is(self.doc, i, Dealing::Investing) || central(i)
        };
        let sells = self.doc.is_any(verb, keys!["sold", "sell", "sells", "selling"]);
        let sold = issued || sells && !self.frame.tokens.clone().any(held);
        let of = end + usize::from(self.doc.is(end, "worth"));
        let money = matches!(self.figure.kind, MentionKind::Money(_));
        if !money || !sold || !self.doc.is_any(of, keys!["of", "in"]) {
            return None;
        }
        let noun = (of + 1..of + 1 + REACH)
            .take_while(|&i| self.doc.kind(i) != Some(TokenKind::Punct))
            .find(|&i| words::is(self.doc, i, Class::Bond))?;
        if !issued && (of + 1..noun).any(|i| self.doc.is_capital(i)) {
            return None;
        }
        let subject = Subject { phrase: self.doc.word(noun).to_owned(), indicator: indicator::of_code("funds_raised") };
        Some(Found { subject, named: None, tokens: Some(noun..noun + 1), rule: rule::SAID })
    }

    /// "**Foreign investors bought** a net $1.9 billion **of Polish bonds**", "funds pulled $3bn from stocks": what flows into or out of a
    /// market, no deal and no price.
    fn securities_dealt(&self) -> Option<Found> {
        const REACH: usize = 4;
        let is = |i: usize, class| dealings::is(self.doc, i, class);
        let before = self.word_before();
        let verb = before.checked_sub(usize::from(self.doc.is(before, "net")))?;
        let verb = verb.checked_sub(usize::from(self.doc.is(verb, "a")))?;
        let holder = verb.checked_sub(1 + usize::from(words::is(self.doc, verb.wrapping_sub(1), Class::Auxiliary)))?;
        if !is(verb, Dealing::Dealt) || !is(holder, Dealing::Investing) {
            return None;
        }
        let end = self.frame.past(self.figure.tokens.end);
        let of = end + usize::from(self.doc.is(end, "worth"));
        let word = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed);
        let last = (of + 1..self.frame.tokens.end).take(REACH).take_while(|i| word(i) || self.frame.is_place(*i));
        let last = last.filter(|&i| is(i, Dealing::Security)).last()?;
        let between = self.doc.is_any(of, keys!["of", "in", "from", "into", "out"]);
        let abroad = is(holder, Dealing::Abroad) || is(holder.wrapping_sub(1), Dealing::Abroad);
        let subject = Subject {
            phrase: self.doc.slice(&(of + 1..last + 1)).to_owned(),
            indicator: indicator::of_code("foreign_investment").filter(|_| abroad),
        };
        between.then_some(Found { subject, named: None, tokens: Some(verb..verb + 1), rule: rule::SAID })
    }

    /// "Workers abroad **sent** a record $6bn **home**", "sends $200 back to his family": what those who are away earn and pass on.
    fn sent_home(&self) -> Option<Found> {
        const REACH: usize = 3;
        let home = self.frame.past(self.figure.tokens.end);
        let back = self.doc.is(home, "back") && self.doc.is_any(home + 1, keys!["home", "to"]);
        let opening = self.figure.opening();
        let from = opening.saturating_sub(REACH).max(self.frame.tokens.start);
        let sent = (from..opening).any(|i| self.doc.is_any(i, keys!["sent", "send", "sends", "sending"]));
        if !sent || !(back || self.doc.is(home, "home")) {
            return None;
        }
        let subject = Subject { phrase: "remittances".to_owned(), indicator: indicator::of_code("remittances") };
        Some(Found { subject, named: None, tokens: None, rule: rule::SAID })
    }

    /// What its verb says that the sum is, where that outweighs what was found.
    pub(super) fn said_by_verb(&self, found: Option<&Found>) -> Option<Found> {
        if let Some(claimed) = self.claimed() {
            return Some(claimed);
        }
        if let Some(found) = self.bonds_sold().or_else(|| self.securities_dealt()).or_else(|| self.sent_home()) {
            return Some(found);
        }
        let (verb, said) = self.verb_of_sum()?;
        let outweighs = match said.over {
            Over::All => true,
            Over::Far => found.is_none_or(|f| !self.is_beside(f, verb)),
            // "It earned $5bn. Fans **spent an average of** $123": what was told of a company before is not what they do.
            Over::Last => found.is_some_and(|f| {
                matches!(f.rule, rule::CARRIED | rule::COMPARED)
                    && f.tokens.is_none()
                    && f.subject.owner() == Owner::Entity
            }),
            Over::For => false,
        };
        let found = outweighs.then(|| said_at(verb, said))?;
        // "Orvex will have to borrow $6bn": a company's.
        // "Analysts estimate that Orvex **will lose $200m**", whatever was told before
        // … but not what investors or depositors lose.
        let people = (self.frame.tokens.start..verb)
            .any(|i| acts::is(self.doc, i, Act::People) || acts::is(self.doc, i, Act::Holder));
        let named = || company_before(self.doc, verb).is_some() || self.names.at(verb.wrapping_sub(1)).is_some();
        if found.subject.phrase == "loss" && !people && (self.is_of_company() || named()) {
            return Some(self.listed("net_profit", Some(found), rule::LOSS));
        }
        if found.subject.phrase == PAYMENT && self.pays_for_company(verb) {
            return Some(self.listed("deal_value", Some(found), rule::PRICE_PAID));
        }
        if said.noun == "loan" && self.is_for_homes() {
            return Some(self.listed("mortgage_lending", Some(found), rule::SAID));
        }
        let borrowed = found.subject.code() == Some("budget_balance") && self.is_of_company();
        Some(if borrowed { self.listed("company_debt", Some(found), rule::SAID) } else { found })
    }

    /// "Banks lent $2bn **for house purchase**", "lent £3bn **to homebuyers**": what is lent on homes.
    fn is_for_homes(&self) -> bool {
        const REACH: usize = 3;
        let end = self.frame.past(self.figure.tokens.end);
        let word = |i: &usize| self.doc.kind(*i) == Some(TokenKind::Word);
        let mut behind = (end + 1..end + 1 + REACH).take_while(word);
        let buys = |i: usize| self.doc.is_any(i, keys!["homebuyers", "mortgages", "housebuyers", "homeowners"]);
        let home = |i: usize| self.doc.is_any(i, keys!["house", "home", "housing"]);
        let purchase = |i: usize| self.doc.is_any(i, keys!["purchase", "purchases", "buyers", "loans"]);
        self.doc.is_any(end, keys!["for", "to", "in"]) && behind.any(|i| buys(i) || home(i) && purchase(i + 1))
    }

    /// The same where nothing else names the sum.
    pub(super) fn said_at_last(&self) -> Option<Found> {
        let (verb, said) = self.verb_of_sum()?;
        let found = said_at(verb, said);
        let priced = said.noun == PAYMENT && self.pays_for_company(verb);
        Some(if priced { self.listed("deal_value", Some(found), rule::PRICE_PAID) } else { found })
    }

    /// "The **$27bn** the state says Norvik **owes**", "the 4bn euros it supposedly **held** abroad": the verb of the clause that
    /// hangs on a sum.
    pub(super) fn said_of_it(&self) -> Option<Found> {
        const REACH: usize = 8;
        let end = self.frame.past(self.figure.tokens.end);
        let pronoun = self.doc.is_any(end, keys!["it", "he", "she", "they", "which"]);
        let definite = self.doc.is(self.figure.opening().wrapping_sub(1), "the");
        if !(pronoun || definite && self.doc.is_capital(end)) {
            return None;
        }
        let word = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word);
        let clause = (end..self.frame.tokens.end).take(REACH).take_while(word);
        let (verb, said) = clause.skip(1).find_map(|i| said(self.doc, i, false).map(|said| (i, said)))?;
        // Whose it is stands right before the verb, or, for a pronoun, is whoever was spoken of.
        let found = said_at(verb, said);
        let tokens = found.tokens.clone().filter(|_| self.doc.is_capital(verb - 1));
        Some(Found { tokens, ..found })
    }

    /// "The remaining **$36m will be paid** by the insurers", "another €15m is to be made available": what is done to a sum.
    pub(super) fn done_to_it(&self) -> Option<Found> {
        const REACH: usize = 7;
        let end = self.frame.past(self.figure.tokens.end);
        let is_being = |i: usize| self.doc.is_any(i, keys!["is", "are", "was", "were", "be", "been", "being"]);
        // "4bn euros **thought to be held** abroad"
        let thought = |i: usize| {
            i == end
                && self.doc.is_any(i, keys!["thought", "believed", "understood", "reported", "said", "supposed"])
                && self.doc.is(i + 1, "to")
        };
        let light =
            |i: usize| is_being(i) || thought(i) || self.doc.is(i, "to") || words::is(self.doc, i, Class::Auxiliary);
        let verb = (end..(end + REACH).min(self.frame.tokens.end)).find(|&i| !light(i))?;
        let said = said(self.doc, verb, false).filter(|_| (end..verb).any(is_being))?;
        Some(said_at(verb, said))
    }

    /// The verb right before the sum, or before who gets it.
    fn verb_of_sum(&self) -> Option<(usize, &'static Said)> {
        let segment = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let at = self.word_before();
        // "Agreed to pay **a total of** $515m"
        let total = self.doc.is(at, "of") && self.doc.is_any(at.wrapping_sub(1), keys!["total", "average"]);
        let at = if total { at.saturating_sub(3) } else { at };
        // "**Sent home** $8.5bn"
        let particle =
            at.checked_sub(1).is_some_and(|i| self.doc.hit(i, VERBS).is_some_and(|h| h.tokens.end == at + 1));
        let at = at - usize::from(particle);
        let receiver = |&i: &usize| {
            self.doc.is_capital(i)
                || self.doc.is_any(i, keys!["it", "them", "him", "her", "us", "the", "its", "their"])
                || self.doc.kind(i) == Some(TokenKind::Word) && self.doc.lower(i).ends_with('s')
        };
        let from = at.saturating_sub(RECEIVER).max(segment.start);
        let passed = (from..=at).rev().take_while(|i| said(self.doc, *i, false).is_none() && receiver(i)).count();
        let verb = at.checked_sub(passed).filter(|&verb| verb >= segment.start)?;
        let said = said(self.doc, verb, false)?;
        // "The fine of", "two awards"
        let before = verb.wrapping_sub(1);
        let noun = self.doc.is_any(before, keys!["a", "an", "the", "its", "their", "his", "her", "of", "new"])
            || self.doc.kind(before) == Some(TokenKind::Clitic);
        // "Drivers were **paying $3.25**": what is paid for one thing is its price.
        let price = said.noun == PAYMENT && self.figure.amount().is_some_and(|a| a.middle() < Decimal::ONE_HUNDRED);
        (!noun && !price).then_some((verb, said))
    }

    /// Whether what was found stands between the verb and the sum or right behind the sum.
    fn is_beside(&self, found: &Found, verb: usize) -> bool {
        let guessed = matches!(found.rule, rule::STRONG_AFTER | rule::OPEN | rule::OPEN_EARLIER | rule::CARRIED);
        let end = self.frame.past(self.figure.tokens.end);
        let beside = found
            .tokens
            .as_ref()
            .is_some_and(|t| t.start > verb && t.end <= self.figure.tokens.start || (end..=end + 3).contains(&t.start));
        beside && !guessed
    }

    /// "**Sued** the Russian government **for** $28.3bn"
    fn claimed(&self) -> Option<Found> {
        let at = self.word_before();
        if !self.doc.is(at, "for") {
            return None;
        }
        let from = at.saturating_sub(REACH).max(self.frame.tokens.start);
        (from..at).rev().find_map(|i| Some(said_at(i, said(self.doc, i, true)?)))
    }
}

fn said_at(verb: usize, said: &Said) -> Found {
    let subject = Subject { phrase: said.noun.to_owned(), indicator: said.indicator };
    Found { subject, named: None, tokens: Some(verb..verb + 1), rule: rule::SAID }
}
