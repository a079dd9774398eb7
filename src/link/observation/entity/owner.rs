//! The owner that a stretch of a sentence names or points back to: "it" and "the carmaker" are the owner spoken of.

use std::ops::Range;

use super::Asked;
use super::holder::{employs, is_thing, reports};
pub use super::holder::{is_company, is_owner, owns};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::{subject_of, verb_behind};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Topic;
use crate::mention::MentionKind;
use crate::mention::name::{BodyKind, Name, NameKind, Names, are_companies, body_noun};
use crate::text::{Doc, TokenKind};

/// What the sentence's subject stands for, where it points back to a company: the kinds of body that its noun can mean
/// ("the German carmaker", "the firm"); any for "it" and "its".
pub fn nominal(doc: &Doc, at: usize) -> Option<&'static [BodyKind]> {
    if doc.is_any(at, &["it", "its"]) {
        return Some(&[]);
    }
    let inside = |&i: &usize| matches!(doc.kind(i), Some(TokenKind::Word | TokenKind::Clitic)) || doc.is(i, "-");
    let words = (at + 1..at + 6).take_while(inside);
    let mut kinds = words.filter_map(|i| body_noun(doc, i)).map(|(_, kinds)| kinds);
    doc.is(at, "the").then(|| kinds.find(|kinds| are_companies(kinds))).flatten()
}

/// The search for an owner in one sentence.
pub struct Search<'a> {
    /// The text.
    pub doc: &'a Doc<'a>,
    /// Its names.
    pub names: &'a Names,
    /// The sentence.
    pub frame: &'a Frame,
}

impl Search<'_> {
    /// The company named first or last in the tokens.
    pub fn last(&self, tokens: &Range<usize>, first: bool) -> Option<String> {
        let tokens = tokens.start..tokens.end.min(self.frame.tokens.end);
        let mut owners = self.names.within(&tokens).iter().filter(|n| self.owns(n));
        let name = if first { owners.next() } else { owners.next_back() }?;
        self.name_of(name)
    }

    fn name_of(&self, name: &Name) -> Option<String> {
        self.names.name_of(name.entity).map(str::to_owned)
    }

    /// Whether a name is an owner's and tells its own figures here.
    fn owns(&self, name: &Name) -> bool {
        owns(self.doc, self.names, name) && !self.is_measured(name) && !self.is_standard(name)
    }

    /// "Calder is more hopeful **than Pelham**, seeing a 15% rise": whom another is only held against, and whose no figure is.
    fn is_standard(&self, name: &Name) -> bool {
        let end = name.tokens.end;
        self.doc.is_any(name.tokens.start.wrapping_sub(1), &["than", "unlike"])
            && self.doc.kind(end) != Some(TokenKind::Clitic)
            && !self.frame.figure_in(end..end + 3)
    }

    /// "**Revenue**: $8.6bn", "a bigger bill: **Traffic** was up": the capital of a word in a list, or behind a colon, makes
    /// no name of what is measured.
    fn is_measured(&self, name: &Name) -> bool {
        let inside = |tokens: &Range<usize>| tokens.start <= name.tokens.start && name.tokens.end <= tokens.end;
        let begins = self.doc.is(name.tokens.start.wrapping_sub(1), ":") && name.kind == NameKind::Unknown;
        name.tokens.len() == 1 && (begins || self.frame.indicators.iter().any(|n| inside(&n.tokens)))
    }

    /// "**Calder** recorded", "**Calder**, the owner of Pelham, posted": the owner whose verb of having a result stands in
    /// the tokens.
    pub fn recorder(&self, tokens: &Range<usize>) -> Option<String> {
        // "The Observer reported on Sunday **that** half the jobs could go": who only tells has none.
        let tells = |i: usize| {
            let mut behind = i + 1..(i + 5).min(self.frame.tokens.end);
            self.doc.is(i, "reported") && behind.any(|k| self.doc.is(k, "that") && !self.frame.figure_in(i..k))
        };
        let verb = tokens.clone().find(|&i| acts::is(self.doc, i, Act::Recording) && !tells(i))?;
        let name = subject_of(self.doc, self.frame, self.names, verb)?;
        self.owns(name).then(|| self.name_of(name)).flatten()
    }

    /// Whose wages, stocks or rates they are where a company has them: the one that "its" points to in its sentence, or
    /// the article's where neither a country nor a public body stands beside the figure.
    pub fn of_shared(&self, asked: &Asked, segment: &Range<usize>, topic: &Topic) -> Option<String> {
        let doc = self.doc;
        let start = asked.figure.tokens.start;
        let before = self.frame.tokens.start..start;
        if let Some(tokens) = asked.subject_tokens
            && let Some(its) = (tokens.start.saturating_sub(4)..tokens.start).find(|&i| doc.is(i, "its"))
            && let Some(name) = self.names.within(&(self.frame.tokens.start..its)).iter().find(|n| self.has(n))
            && !(name.tokens.end..its).any(|i| self.frame.is_place(i))
        {
            return self.name_of(name);
        }
        let public = |n: &Name| n.kind == NameKind::Body && !is_owner(self.names, n.entity);
        let duty = asked.subject.code() == Some("tariff_rate");
        let other =
            !duty && segment.clone().any(|i| self.frame.is_place(i)) || self.names.within(&before).iter().any(public);
        if other {
            return None;
        }
        if !topic.is_company {
            return self.opener_before(asked);
        }
        let named = self.last(&before, false);
        let meant = || nominal(doc, before.start).and_then(|k| self.antecedent(k, asked.figure.sentence, topic));
        named.or_else(meant).or_else(|| topic.entity.clone())
    }

    /// "**Calder** will create 500 jobs", "Calder warned that **it** may move 700 jobs": the company whose jobs those are that
    /// it is said to make or to end; what "the economy" adds is nobody's, nor what Calder says that others added.
    pub fn employer(&self, asked: &Asked, segment: &Range<usize>, topic: &Topic) -> Option<String> {
        const APART: usize = 8;
        let (doc, start) = (self.doc, asked.figure.opening());
        if asked.subject.code() != Some("employment") || !matches!(asked.figure.kind, MentionKind::Quantity(_)) {
            return None;
        }
        let from = start.saturating_sub(APART).max(self.frame.tokens.start);
        let named = self.names.within(&(segment.start..start)).last();
        let after = named.map_or(from, |n| n.tokens.end.max(from));
        let meant = (after..start).rev().find_map(|i| nominal(doc, i).map(|kinds| (i, kinds)));
        if let Some((at, kinds)) = meant.filter(|(at, _)| !doc.is(*at, "its")) {
            let here = self.last(&(self.frame.tokens.start..at), true);
            return here.or_else(|| self.antecedent(kinds, asked.figure.sentence, topic));
        }
        let name = named.filter(|n| self.owns(n))?;
        let verb = verb_behind(doc, self.frame, name.tokens.end);
        let says = words::is(doc, verb, Class::Publisher) || words::is(doc, verb, Class::Saying);
        (verb < start && doc.kind(verb) == Some(TokenKind::Word) && !says).then(|| self.name_of(name)).flatten()
    }

    /// "Rio Tinto will report on Wednesday. **It** should have exported 85 million tons": the company with which the sentence
    /// before opens.
    fn opener_before(&self, asked: &Asked) -> Option<String> {
        let start = self.frame.tokens.start;
        if !self.doc.is(start, "it") || self.doc.opens_paragraph(start) {
            return None;
        }
        let before = self.doc.sentences.get(asked.figure.sentence.checked_sub(1)?)?;
        let first = self.names.within(before).first().filter(|n| n.tokens.start <= before.start + 1)?;
        (first.tokens.start >= before.start && self.owns(first)).then(|| self.name_of(first)).flatten()
    }

    /// Whether "its" can mean a name: an owner's, or one of which nothing is known but that it opens the sentence ("**Pelham
    /// Society** said it would lower its rate").
    fn has(&self, name: &Name) -> bool {
        let unknown = name.kind == NameKind::Unknown && name.tokens.start <= self.frame.tokens.start + 1;
        self.owns(name) || unknown && name.tokens.len() > 1
    }

    /// Whose the figure before was, where the sentence goes on with it and names no owner since: "Calder, which overtook
    /// Pelham, sold 3 million cars, **13% more** than a year before".
    pub fn of_figure_before(&self, asked: &Asked, topic: &Topic) -> Option<String> {
        let start = asked.figure.tokens.start;
        let (told, sentence) = topic.told_entity.as_ref()?;
        let last = self.frame.figures_end_before(start)?;
        let carried = asked.subject_tokens.is_none_or(|s| s.end <= last);
        let since = last..start;
        let named = self.names.within(&since).iter().any(|n| n.kind != NameKind::Person);
        // "… while **those of** its rivals were flat at $3bn"
        let other = named || since.into_iter().any(|i| self.doc.is_any(i, &["those", "that"]));
        let body = |told: &&String| {
            let entities = &self.names.entities;
            entities.iter().any(|e| e.kind == NameKind::Body && e.name == **told)
        };
        let same = *sentence == asked.figure.sentence && carried && !other;
        told.as_ref().filter(|_| same).filter(body).cloned()
    }

    /// The name that is a subject by itself.
    pub fn named(&self, subject: &Range<usize>) -> Option<String> {
        // "Japan's **Kinki Nippon**": what stands before it tells only where it is from.
        let from = |n: &Name| {
            let clitic = n.tokens.start.wrapping_sub(1);
            let placed =
                self.doc.kind(clitic) == Some(TokenKind::Clitic) && self.frame.is_place(clitic.wrapping_sub(1));
            n.tokens.end == subject.end && placed
        };
        let name = self.names.within(subject).first();
        let name = name.filter(|n| n.tokens.len() + 1 >= subject.len() || from(n))?;
        // A capital that opens the sentence may be any word's.
        let unknown =
            name.kind == NameKind::Unknown && name.tokens.start > self.frame.tokens.start && !self.is_measured(name);
        let known = self.owns(name) || unknown;
        self.name_of(name).filter(|n| known && !is_thing(n))
    }

    /// "**Shanghai Automotive**'s proposed £1bn investment": whose the subject is said to be, right before it.
    pub fn possessor(&self, subject: &Range<usize>) -> Option<String> {
        const APART: usize = 3;
        let doc = self.doc;
        let between = |i: &usize| doc.kind(*i) == Some(TokenKind::Word) && !words::is(doc, *i, Class::Closed);
        // A figure in between says nothing of whose it is.
        let back = (self.frame.tokens.start..subject.start).rev().filter(|&i| !self.frame.figure_in(i..i + 1));
        let clitic = back.take(APART + 1).find(|i| !between(i))?;
        let owner = clitic.checked_sub(1).filter(|_| doc.kind(clitic) == Some(TokenKind::Clitic))?;
        let name = self.names.at(owner).filter(|n| n.kind == NameKind::Unknown && !self.is_measured(n))?;
        self.name_of(name).filter(|name| !is_thing(name))
    }

    /// The owner with which the segment opens, behind its conjunction: "while **Coinbase** gained", "; **Delta**'s was".
    pub fn opening(&self, tokens: &Range<usize>) -> Option<String> {
        // "While **at loss-making Calder** sales fell"
        let at = (tokens.start..tokens.start + 3).find(|&i| self.doc.is(i, "at")).filter(|&at| {
            let open = |i: usize| !words::is(self.doc, i, Class::Closed) && !self.frame.is_place(i);
            let name = self.names.within(&(at..tokens.end)).first();
            name.is_some_and(|n| n.tokens.start <= at + 4 && (at + 1..n.tokens.start).all(open))
        });
        let reach = at.unwrap_or(tokens.start) + if at.is_some() { 4 } else { 3 };
        let name = self.names.within(tokens).first().filter(|n| n.tokens.start <= reach)?;
        // "Calder said it would prefer to see Pelham return $500m": who only speaks of another.
        let others = self.names.within(&(name.tokens.end..tokens.end)).iter().any(|n| self.owns(n));
        if others && self.doc.is_any(verb_behind(self.doc, self.frame, name.tokens.end), &["said", "says"]) {
            return None;
        }
        // Of whom nothing is known, but that it gained or lost: "while Coinbase gained 4%".
        let moves = |at: usize| self.frame.predicates_in(at..(at + 3).min(tokens.end)).any(|p| p.tokens.start == at);
        let end = name.tokens.end;
        let has =
            self.doc.kind(end) == Some(TokenKind::Clitic) && self.doc.is_any(end + 1, &["was", "is", "were", "are"]);
        let unknown = name.kind == NameKind::Unknown && (has || moves(end) || at.is_some());
        if !self.owns(name) && !unknown {
            return None;
        }
        let light = (tokens.start..at.unwrap_or(name.tokens.start)).all(|i| {
            words::is(self.doc, i, Class::Closed)
                || words::is(self.doc, i, Class::Opening)
                || self.doc.kind(i) == Some(TokenKind::Punct)
                || self
                    .doc
                    .is_any(i, &["while", "at", "and", "but", "compared", "to", "with", "rival", "whereas", "versus"])
        });
        light.then(|| self.name_of(name)).flatten().filter(|n| !unknown || !is_thing(n))
    }

    /// The company that a noun of these kinds (any, where there are none) points back to: the first owner named in the
    /// sentence before, else the article's, else the one spoken of last.
    pub fn antecedent(&self, kinds: &[BodyKind], sentence: usize, topic: &Topic) -> Option<String> {
        let doc = self.doc;
        // A rival is not what is spoken of, examples neither ("retailers **such as Walmart and Costco**").
        let fits = |n: &&Name| {
            let entity = &self.names.entities[n.entity];
            let kind = kinds.is_empty() || kinds.contains(&entity.body) || entity.is_company;
            let start = n.tokens.start;
            let example = |i: usize| doc.is(i, "such") && doc.is(i + 1, "as") || doc.is(i, "including");
            kind && !doc.is_any(start.wrapping_sub(1), &["rival", "rivals"])
                && !(doc.sentence(start).start..start).any(example)
        };
        let before = sentence.checked_sub(1).and_then(|s| doc.sentences.get(s)).cloned();
        let near = before.and_then(|s| self.names.within(&s).iter().filter(|n| owns(doc, self.names, n)).find(fits));
        let main = topic.entity.clone().filter(|_| topic.is_company);
        let goes_on = !doc.opens_paragraph(self.frame.tokens.start);
        // "It exported 85 million tons. **The company** kept its outlook": whose the figure just told was.
        let told = || {
            let (told, at) = topic.told_entity.as_ref().filter(|_| goes_on)?;
            told.clone().filter(|told| *at + 1 == sentence && is_company(self.names, told))
        };
        match near.and_then(|n| self.name_of(n)) {
            Some(near) if goes_on => Some(near),
            near => main.or_else(told).or(near),
        }
    }

    /// The name that opens the tokens, whatever it names: who has sales or a profit is a company.
    pub fn unknown(&self, tokens: &Range<usize>) -> Option<String> {
        let name = self
            .names
            .within(tokens)
            .first()
            .filter(|n| n.kind == NameKind::Unknown && !self.is_measured(n))
            .filter(|n| !reports(self.doc, self.names, n) && !employs(self.doc, self.names, n))?;
        let opens = name.tokens.start <= tokens.start + 3;
        self.names.entities.get(name.entity).map(|e| e.name.clone()).filter(|n| opens && !is_thing(n))
    }

    /// "**Zale**, which has debts of $3bn": what a relative clause hangs on, whatever is known of it.
    pub fn head(&self, segment: &Range<usize>) -> Option<String> {
        let comma = segment.start;
        if !self.doc.is(comma, ",") || !self.doc.is_any(comma + 1, &["which", "whose"]) {
            return None;
        }
        let name = self.names.at(comma.checked_sub(1)?)?;
        let fits = self.owns(name) || name.kind == NameKind::Unknown && !self.is_measured(name);
        self.name_of(name).filter(|n| fits && !is_thing(n))
    }

    /// "**Zale** is struggling under a debt burden of $3bn": whose a debt is that may be a country's; a country is no name.
    pub fn debtor(&self, asked: &Asked, segment: &Range<usize>, topic: &Topic) -> Option<String> {
        let subject = asked.subject_tokens.filter(|s| segment.contains(&s.start))?;
        if asked.subject.code() != Some("public_debt") || !matches!(asked.figure.kind, MentionKind::Money(_)) {
            return None;
        }
        let before = segment.start..subject.start;
        let has = |i: usize| self.doc.is_any(i, &["has", "had", "under", "with", "carries", "carried", "'s", "’s"]);
        if !before.clone().any(has) || before.clone().any(|i| self.frame.is_place(i)) {
            return None;
        }
        // "The firm collapsed with debts of $14bn"
        let meant = || {
            let kinds = nominal(self.doc, before.start).filter(|kinds| !kinds.is_empty())?;
            self.antecedent(kinds, asked.figure.sentence, topic).or_else(|| topic.entity.clone())
        };
        self.last(&before, true).or_else(|| self.unknown(&before)).or_else(|| self.head(segment)).or_else(meant)
    }

    /// "Grants **to Polar Semiconductor**": public money is told of the company that gets it.
    pub fn recipient(&self, asked: &Asked) -> Option<String> {
        let doc = self.doc;
        let tokens = asked.subject_tokens?;
        // "It would award Calder as much as $8bn in grants"
        let figure = asked.figure.tokens.start;
        let giving = (figure.saturating_sub(9).max(self.frame.tokens.start)..figure)
            .find(|&i| doc.is_any(i, &["award", "awarded", "awarding", "give", "gave", "grant", "granted", "provide"]));
        let given = matches!(asked.subject.code(), Some("government_spending" | "aid") | None)
            && matches!(asked.figure.kind, MentionKind::Money(_));
        if let Some(verb) = giving.filter(|_| given)
            && let Some(taker) = self.names.within(&(verb..figure)).first().filter(|n| n.tokens.start == verb + 1)
        {
            return self.owns(taker).then(|| self.name_of(taker)).flatten();
        }
        let behind = tokens.end + 1..tokens.end + 5;
        (given && doc.is_any(tokens.end, &["to", "for"]))
            .then(|| self.last(&behind, true).or_else(|| self.unknown(&behind)))
            .flatten()
    }
}
