//! What countries and companies both have: jobs, wages, grants. Whose it is where a company has it.

use rust_decimal::Decimal;

use super::holder::is_owner;
use super::owner::{Search, nominal};
use super::{Whose, sector};
use crate::link::observation::indicator::Owner;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::{subject_of, verb_behind};
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::mention::name::{BodyKind, Name, NameKind, are_companies, body_noun};
use crate::text::{TokenKind, keys};

impl Whose<'_> {
    /// "900 new **Lufthansa** jobs"
    pub(super) fn counted_for(&self) -> Option<String> {
        matches!(self.code(), Some("employment" | "nonfarm_payrolls" | "staff" | "layoffs"))
            .then(|| self.search.last(&self.asked.figure.tokens, false))
            .flatten()
    }

    /// "**Calder** will create 500 jobs", "Calder warned that **it** may move 700 jobs": the company whose jobs those are that
    /// it is said to make or to end; what "the economy" adds is nobody's, nor what Calder says that others added.
    pub(super) fn employer(&self) -> Option<String> {
        const APART: usize = 8;
        let Search { doc, names, frame } = self.search;
        let start = self.asked.figure.opening();
        if self.code() != Some("employment") || !matches!(self.asked.figure.kind, MentionKind::Quantity(_)) {
            return None;
        }
        let from = start.saturating_sub(APART).max(frame.tokens.start);
        let named = names.within(&(self.segment.start..start)).last();
        let after = named.map_or(from, |n| n.tokens.end.max(from));
        let meant = (after..start).rev().find_map(|i| nominal(doc, i).map(|kinds| (i, kinds)));
        if let Some((at, kinds)) = meant.filter(|(at, _)| !doc.is(*at, "its")) {
            let here = self.search.last(&(frame.tokens.start..at), true);
            return here.or_else(|| self.search.antecedent(kinds, self.asked.figure.sentence, self.topic));
        }
        let name = named.filter(|n| self.search.owns(n))?;
        let verb = verb_behind(doc, frame, name.tokens.end);
        let says = words::is(doc, verb, Class::Publisher) || words::is(doc, verb, Class::Saying);
        (verb < start && doc.kind(verb) == Some(TokenKind::Word) && !says).then(|| self.search.name_of(name)).flatten()
    }

    /// "**Calder** recorded a 40% increase in demand": whatever is measured, whoever recorded it has it; a statistic stays a
    /// country's.
    pub(super) fn recorder(&self) -> Option<String> {
        let statistic = self.asked.subject.owner() == Owner::Area && self.code().is_some();
        if statistic { None } else { self.search.recorder(&self.before()) }
    }

    /// Whose wages, stocks or rates they are where a company has them: the one that "its" points to in its sentence, or
    /// the article's where neither a country nor a public body stands beside the figure.
    pub(super) fn of_shared(&self) -> Option<String> {
        if !self.is_of_area() {
            return None;
        }
        // "The lender's inflation **forecast**": what it foresees is not its own.
        let foretold = || {
            let behind = self.asked.subject_tokens.map(|s| s.end);
            behind.is_some_and(|at| acts::is(self.search.doc, at, Act::Foretold)) && !self.is_shared()
        };
        if let Some(kinds) = self.possessor_noun().filter(|_| !foretold()) {
            return self.search.antecedent(kinds, self.asked.figure.sentence, self.topic);
        }
        if let Some(debtor) = self.debtor() {
            return Some(debtor);
        }
        if !self.is_shared() {
            return None;
        }
        let Search { doc, names, frame } = self.search;
        let before = self.sentence_before();
        if let Some(tokens) = self.asked.subject_tokens
            && let Some(its) = (tokens.start.saturating_sub(4)..tokens.start).find(|&i| doc.is(i, "its"))
            && let Some(name) = names.within(&(frame.tokens.start..its)).iter().find(|n| self.can_be_its(n))
            && !(name.tokens.end..its).any(|i| frame.is_place(i))
        {
            return self.search.name_of(name);
        }
        let public = |n: &Name| n.kind == NameKind::Body && !is_owner(names, n.entity);
        let duty = self.code() == Some("tariff_rate");
        let placed = || !duty && self.segment.clone().any(|i| frame.is_place(i));
        if placed() || names.within(&before).iter().any(public) {
            return None;
        }
        if !self.topic.is_company {
            return self.opener_before();
        }
        let meant = || {
            let kinds = nominal(doc, before.start)?;
            self.search.antecedent(kinds, self.asked.figure.sentence, self.topic)
        };
        self.search.last(&before, false).or_else(meant).or_else(|| self.topic.entity.clone())
    }

    /// "**Calder**'s bonds gained, with the yield on **its** 2029 notes at 4%", "the yield on **Calder**'s notes": whose debt has it.
    fn debtor(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let on = self.asked.subject_tokens.filter(|_| self.code() == Some("bond_yield"))?.end;
        let whose = on + 1;
        if !doc.is(on, "on") {
            return None;
        }
        if doc.is(whose, "its") {
            return self.search.last(&(frame.tokens.start..on), true);
        }
        let name = names.at(whose).filter(|n| doc.kind(n.tokens.end) == Some(TokenKind::Clitic))?;
        if self.search.owns(name) { self.search.name_of(name) } else { None }
    }

    /// "**Calder**, which runs diners, raised menu prices 2%", "raised its fares by 4%": who sets its own prices.
    pub(super) fn price_setter(&self) -> Option<String> {
        const APART: usize = 3;
        let Search { doc, names, frame } = self.search;
        let tokens = self.asked.subject_tokens.filter(|s| s.end <= self.start)?;
        if !doc.is_any(tokens.end - 1, keys!["prices", "fares", "premiums", "fees"]) {
            return None;
        }
        let from = tokens.start.saturating_sub(APART).max(frame.tokens.start);
        let verb = (from..tokens.start).rev().find(|&i| {
            doc.is_any(
                i,
                keys!["raised", "lifted", "increased", "hiked", "raising", "cut", "lowered", "reduced", "raise"],
            )
        })?;
        let plain = |i: usize| doc.kind(i) == Some(TokenKind::Word) && !frame.is_place(i);
        if !(verb + 1..tokens.start).all(plain) {
            return None;
        }
        let name = subject_of(doc, frame, names, verb)?;
        if self.search.owns(name) { self.search.name_of(name) } else { self.search.unknown(&name.tokens) }
    }

    /// "**The company's** effective tax rate rose": the kinds of the company noun whose the subject is said to be.
    fn possessor_noun(&self) -> Option<&'static [BodyKind]> {
        const APART: usize = 3;
        let doc = self.search.doc;
        let subject = self.asked.subject_tokens?.start;
        let between = |i: &usize| doc.kind(*i) == Some(TokenKind::Word) && !words::is(doc, *i, Class::Closed);
        let clitic = (self.search.frame.tokens.start..subject).rev().take(APART + 1).find(|i| !between(i))?;
        let the = clitic.checked_sub(2).filter(|_| doc.kind(clitic) == Some(TokenKind::Clitic))?;
        let (end, kinds) = body_noun(doc, the + 1).filter(|_| doc.is(the, "the"))?;
        (end == clitic && are_companies(kinds)).then_some(kinds)
    }

    /// Whether what is measured is told of countries and of companies alike: wages, stocks of goods, a lender's mortgage rate.
    fn is_shared(&self) -> bool {
        const SHARED: &[&str] = &[
            "wages",
            "inventories",
            "productivity",
            "hours_worked",
            "mortgage_rate",
            "business_investment",
            "exports",
        ];
        let phrase = &self.asked.subject.phrase;
        match self.code() {
            // "Its fuel costs": a price that companies pay.
            Some("fuel_price") => phrase.ends_with("costs") || phrase.ends_with("bill"),
            // "The national minimum wage" is no company's; the millions that a rise of it adds to a bill are.
            Some("wages") => {
                let hourly = self.asked.figure.amount().is_some_and(|a| a.middle() < Decimal::ONE_THOUSAND);
                !(hourly && phrase.to_ascii_lowercase().ends_with("minimum wage"))
            }
            // "Its **rent bill** came to $190m"
            Some("rents") => {
                matches!(self.asked.figure.kind, MentionKind::Money(_))
                    && self.asked.subject_tokens.is_some_and(|s| {
                        (s.start.saturating_sub(2)..s.start).any(|i| self.search.doc.is_any(i, keys!["its", "their"]))
                    })
            }
            Some("tariff_rate") => matches!(self.asked.figure.kind, MentionKind::Money(_)),
            code => code.is_some_and(|code| SHARED.contains(&code)),
        }
    }

    /// "Rio Tinto will report on Wednesday. **It** should have exported 85 million tons": the company with which the sentence
    /// before opens.
    fn opener_before(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let start = frame.tokens.start;
        if !doc.is(start, "it") || doc.opens_paragraph(start) {
            return None;
        }
        let before = doc.sentences.get(self.asked.figure.sentence.checked_sub(1)?)?;
        let first = names.within(before).first().filter(|n| n.tokens.start <= before.start + 1)?;
        (first.tokens.start >= before.start && self.search.owns(first)).then(|| self.search.name_of(first)).flatten()
    }

    /// Whether "its" can mean a name: an owner's, or one of which nothing is known but that it opens the sentence ("**Pelham
    /// Society** said it would lower its rate").
    fn can_be_its(&self, name: &Name) -> bool {
        let opens = name.tokens.start <= self.search.frame.tokens.start + 1;
        self.search.owns(name) || name.kind == NameKind::Unknown && opens && name.tokens.len() > 1
    }

    /// What a country has: only who gets its money, and a sector, has a part of it.
    pub(super) fn of_area(&self) -> Option<Option<String>> {
        let Search { doc, names, frame } = self.search;
        let beside = || sector::beside(doc, frame, names, self.segment, self.start).or_else(|| self.opened_at());
        let part = || self.gain_of_part().or_else(beside).or_else(|| self.part_of_count());
        self.is_of_area().then(|| self.recipient().or_else(part))
    }

    /// "Grants **to Polar Semiconductor**": public money is told of the company that gets it.
    fn recipient(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let tokens = self.asked.subject_tokens?;
        let given = matches!(self.code(), Some("government_spending" | "aid") | None)
            && matches!(self.asked.figure.kind, MentionKind::Money(_));
        if !given {
            return None;
        }
        // "It would award Calder as much as $8bn in grants"
        let giving = (self.start.saturating_sub(9).max(frame.tokens.start)..self.start)
            .find(|&i| acts::is(doc, i, Act::Granting));
        if let Some(verb) = giving
            && let Some(taker) = names.within(&(verb..self.start)).first().filter(|n| n.tokens.start == verb + 1)
        {
            return self.search.owns(taker).then(|| self.search.name_of(taker)).flatten();
        }
        if let Some(taker) = self.receiver() {
            return Some(taker);
        }
        // "Including **$1.5 billion for Calder**"
        let end = frame.past(self.asked.figure.tokens.end);
        if doc.is_any(end, keys!["for", "to"]) && names.at(end + 1).is_some_and(|n| n.tokens.start == end + 1) {
            return self.search.last(&(end + 1..end + 4), true);
        }
        let behind = tokens.end + 1..tokens.end + 5;
        let named = || self.search.last(&behind, true).or_else(|| self.search.unknown(&behind));
        // "The card firm was saved by a $4bn **bail-out**", in an article on that firm.
        let rescued = || {
            let rescue = tokens.clone().any(|i| doc.is_any(i, keys!["bail", "bailout", "rescue"]));
            let theirs = self.topic.is_company && rescue && !tokens.clone().any(|i| frame.is_place(i));
            theirs.then(|| self.topic.entity.clone()).flatten()
        };
        if doc.is_any(tokens.end, keys!["to", "for"]) { named() } else { rescued() }
    }

    /// "**Calder** will receive up to $8.5bn in grants": who is said to get a sum.
    fn receiver(&self) -> Option<String> {
        const AUXILIARIES: usize = 3;
        let Search { doc, names, frame } = self.search;
        let verb = self.asked.figure.opening().checked_sub(1)?;
        if !doc.is_any(verb, keys!["receive", "receives", "received", "receiving", "won", "secured", "got", "get"]) {
            return None;
        }
        let first = verb.saturating_sub(AUXILIARIES).max(frame.tokens.start);
        let name = (first..=verb).rev().find_map(|at| subject_of(doc, frame, names, at))?;
        self.search.owns(name).then(|| self.search.name_of(name)).flatten()
    }
}
