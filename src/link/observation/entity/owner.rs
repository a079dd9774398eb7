//! The owner that a stretch of a sentence names or points back to: "it" and "the carmaker" are the owner spoken of.

use std::ops::Range;

use super::holder::{employs, is_former, is_thing, is_tracker, reports};
pub use super::holder::{is_company, is_joint, is_owner, owns};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::subject_of;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Topic;
use crate::mention::name::{BodyKind, Name, NameKind, Names, are_companies, body_noun};
use crate::text::{Doc, TokenKind, keys};

/// What the sentence's subject stands for, where it points back to a company: the kinds of body that its noun can mean
/// ("the German carmaker", "the firm"); any for "it" and "its".
pub fn nominal(doc: &Doc, at: usize) -> Option<&'static [BodyKind]> {
    if doc.is_any(at, keys!["it", "its"]) {
        return Some(&[]);
    }
    let inside = |&i: &usize| matches!(doc.kind(i), Some(TokenKind::Word | TokenKind::Clitic)) || doc.is(i, "-");
    let words = (at + 1..at + 6).take_while(inside);
    let mut kinds = words.filter_map(|i| body_noun(doc, i)).map(|(_, kinds)| kinds);
    doc.is(at, "the").then(|| kinds.find(|kinds| are_companies(kinds))).flatten()
}

/// The search for an owner in one sentence.
#[derive(Clone, Copy)]
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

    /// What a name is called.
    pub fn name_of(&self, name: &Name) -> Option<String> {
        self.names.name_of(name.entity).map(str::to_owned)
    }

    /// Whether a name is an owner's and tells its own figures here.
    pub fn owns(&self, name: &Name) -> bool {
        owns(self.doc, self.names, name)
            && !self.is_measured(name)
            && !self.is_standard(name)
            && !self.is_held(name)
            // "Ordered **20 Airbus jets**": what is counted has a maker, and another buys it.
            && !self.is_maker(name)
            && !is_tracker(self.doc, name)
    }

    /// "Ordered **20 Airbus jets**"; "900 **Lufthansa** jobs" are its own.
    fn is_maker(&self, name: &Name) -> bool {
        let inside = |&i: &usize| self.frame.figure_in(i..i + 1);
        let last = (name.tokens.start..self.frame.tokens.end).take_while(inside).last();
        let employed = |i: usize| acts::is(self.doc, i, Act::People) || nouns::is(self.doc, i, nouns::Class::Employed);
        last.is_some_and(|last| !employed(last))
    }

    /// "The streaming arm, **which includes Calder and Pelham**, earned $3bn": what belongs to whose figure it is.
    fn is_held(&self, name: &Name) -> bool {
        const REACH: usize = 12;
        let doc = self.doc;
        let listed = |&i: &usize| doc.is_capital(i) || doc.is_any(i, keys![",", "and", "+", "the"]);
        // "… which includes Calder, **whose** revenue rose" is Calder's.
        let end = name.tokens.end;
        if doc.kind(end) == Some(TokenKind::Clitic) || doc.is_any(end + 1, keys!["whose", "which"]) {
            return false;
        }
        let first = (self.frame.tokens.start..name.tokens.start).rev().take(REACH).find(|i| !listed(i));
        first.is_some_and(|i| {
            doc.is_any(i, keys!["includes", "comprises"]) && doc.is_any(i.wrapping_sub(1), keys!["which", "that"])
        })
    }

    /// "Calder is more hopeful **than Pelham**, seeing a 15% rise": whom another is only held against, and whose no figure is.
    fn is_standard(&self, name: &Name) -> bool {
        const REACH: usize = 3;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let front = start.saturating_sub(REACH).max(self.frame.tokens.start)..start;
        let word = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word);
        // "Kraft, **unlike its rival Pelham**, earned $2bn"
        let unlike = front.rev().take_while(word).any(|i| self.doc.is(i, "unlike"));
        let than = self.doc.is(start.wrapping_sub(1), "than") && !self.frame.figure_in(end..end + 3);
        // "Kraft, **which Pelham wants to buy**, lost $2bn": whose doing the clause between the commas tells.
        let comma = (end..self.frame.tokens.end).find(|&i| self.doc.is(i, ","));
        let doing = || {
            self.doc.is_any(start.wrapping_sub(1), keys!["which", "whom"])
                && self.doc.is(start.wrapping_sub(2), ",")
                && comma.is_some_and(|comma| comma > end + 1 && !self.frame.figure_in(end..comma))
        };
        (unlike || than || doing()) && self.doc.kind(end) != Some(TokenKind::Clitic)
    }

    /// "**Revenue**: $8.6bn", "a bigger bill: **Traffic** was up": the capital of a word in a list, or behind a colon, makes
    /// no name of what is measured.
    fn is_measured(&self, name: &Name) -> bool {
        let inside = |tokens: &Range<usize>| tokens.start <= name.tokens.start && name.tokens.end <= tokens.end;
        let unknown = name.kind == NameKind::Unknown;
        let begins = unknown && self.doc.is(name.tokens.start.wrapping_sub(1), ":");
        // "The **Imacec** index": what a statistic is called.
        let called = unknown && self.doc.is_any(name.tokens.end, keys!["index", "gauge", "barometer", "indicator"]);
        // "**Total** UK sales", "**Total** sales rose": no oil firm.
        let end = name.tokens.end + usize::from(self.frame.is_place(name.tokens.end));
        let total =
            || self.doc.is(name.tokens.start, "total") && self.frame.indicators.iter().any(|n| n.tokens.contains(&end));
        name.tokens.len() == 1
            && (total() || begins || called || self.frame.indicators.iter().any(|n| inside(&n.tokens)))
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

    /// The name that is a subject by itself.
    pub fn named(&self, subject: &Range<usize>) -> Option<String> {
        // "Japan's **Kinki Nippon**": what stands before it tells only where it is from.
        let from = |n: &Name| {
            let clitic = n.tokens.start.wrapping_sub(1);
            let placed =
                self.doc.kind(clitic) == Some(TokenKind::Clitic) && self.frame.is_place(clitic.wrapping_sub(1));
            n.tokens.end == subject.end && placed
        };
        // "**Calder (CLD)** and Kemira each fell 2%": of several, the first.
        let joined = |n: &Name| {
            let listed = |i: usize| self.doc.is_any(i, keys![",", "and"]) || self.names.at(i).is_some();
            let twice = |other: &Name| {
                other.tokens.start > n.tokens.start && self.doc.slice(&other.tokens) == self.doc.slice(&n.tokens)
            };
            n.tokens.start == subject.start
                && !self.names.within(subject).iter().any(twice)
                && self.doc.is(self.frame.past(n.tokens.end), "and")
                && (n.tokens.end..subject.end).all(|i| self.frame.is_aside(i) || listed(i))
        };
        let name = self.names.within(subject).first();
        // "**Microsoft**, Apple and Amazon gained": the list may begin before what was found.
        let name = name.map(|n| if joined(n) { self.first_listed(n) } else { n });
        let name = name
            .filter(|n| n.tokens.len() + 1 >= subject.len() || from(n) || joined(n) || n.tokens.end <= subject.start)?;
        let unknown = name.kind == NameKind::Unknown && !self.is_measured(name);
        // "Led by **Calder**, which rose 3%": a subject does not tell what others do.
        let body = || name.kind == NameKind::Body && is_owner(self.names, name.entity) && !self.is_measured(name);
        let known = unknown || body();
        self.name_of(name).filter(|n| known && !is_thing(n))
    }

    /// The first of the names that commas set before one.
    fn first_listed<'n>(&'n self, name: &'n Name) -> &'n Name {
        let comma = name.tokens.start.wrapping_sub(1);
        let before = if self.doc.is(comma, ",") { self.names.at(comma.wrapping_sub(1)) } else { None };
        before.filter(|n| n.tokens.end == comma).map_or(name, |n| self.first_listed(n))
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
            kind && !doc.is_any(start.wrapping_sub(1), keys!["rival", "rivals"])
                && !is_former(doc, n)
                && !(doc.sentence(start).start..start).any(example)
        };
        let before = sentence.checked_sub(1).and_then(|s| doc.sentences.get(s)).cloned();
        // "The supplier, **which Calder spun off**, makes wings. It": who is told of whom the sentence is of.
        let aside = |n: &Name| doc.is_any(n.tokens.start.wrapping_sub(1), keys!["which", "that", "whom"]);
        let pointed = before.as_ref().is_some_and(|s| nominal(doc, s.start).is_some());
        let main = || topic.entity.clone().filter(|_| topic.is_company);
        // "**In 2003 it bought** Pelham's 12% holding. Its ratio stood at 69%": whom the sentence before points to itself.
        let it = |s: &Range<usize>| (s.start..s.start + 4).find(|&i| doc.is(i, "it"));
        let pronoun = before.as_ref().and_then(it).filter(|_| main().is_some());
        let object = |n: &Name| pronoun.is_some_and(|it| n.tokens.start > it);
        // "**Citigroup and UBS** have paid $3m. Its debts": two are no "it".
        let joined = |and: usize, other: usize| doc.is(and, "and") && self.names.at(other).is_some();
        let two = |n: &Name| {
            let (before, end) = (n.tokens.start.wrapping_sub(1), n.tokens.end);
            (joined(end, end + 1) || joined(before, before.wrapping_sub(1))) && main().is_some()
        };
        // "**At Calder**, sales rose 3%. The retailer will": one of its parts, in an account of the retailer.
        // … "and **at the beauty chain Pelham** they rose 4%"
        let at = |n: &Name| {
            let mut back = (1..=4).map(|back| n.tokens.start.wrapping_sub(back)).take_while(|&i| !doc.is(i, ","));
            back.any(|i| doc.is(i, "at"))
        };
        let part = |n: &Name| at(n) && main().is_some();
        let other = |n: &Name| pointed && aside(n) || part(n) || object(n) || two(n);
        let fits = |n: &&Name| fits(n) && !other(n);
        let near = before.and_then(|s| self.names.within(&s).iter().filter(|n| owns(doc, self.names, n)).find(fits));
        let main = main();
        let goes_on = !doc.opens_paragraph(self.frame.tokens.start);
        // "It exported 85 million tons. **The company** kept its outlook": whose the figure just told was.
        let told = || {
            let (told, at) = topic.told_entity.as_ref().filter(|_| goes_on)?;
            // "The combined group will have sales of $3bn. **It** would": what two companies will be has no other name.
            told.clone().filter(|told| *at + 1 == sentence && (is_company(self.names, told) || is_joint(told)))
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
            // "**Sales of Wegovy** doubled": what is sold.
            .filter(|n| {
                let of = n.tokens.start.wrapping_sub(1);
                !(self.doc.is(of, "of")
                    && self.doc.is_any(of.wrapping_sub(1), keys!["sales", "shipments", "deliveries"]))
            })
            .filter(|n| !reports(self.doc, self.names, n) && !employs(self.doc, self.names, n))?;
        let opens = name.tokens.start <= tokens.start + 3;
        self.names.entities.get(name.entity).map(|e| e.name.clone()).filter(|n| opens && !is_thing(n))
    }

    /// "**Zale**, which has debts of $3bn": what a relative clause hangs on, whatever is known of it.
    pub fn head(&self, segment: &Range<usize>) -> Option<String> {
        let comma = segment.start;
        if !self.doc.is(comma, ",") || !self.doc.is_any(comma + 1, keys!["which", "whose"]) {
            return None;
        }
        // "And **HVB's**, which had gained"
        let clitic = usize::from(self.doc.kind(comma.wrapping_sub(1)) == Some(TokenKind::Clitic));
        let last = self.names.at(comma.checked_sub(1 + clitic)?)?;
        // "**Costco** Wholesale, which": the rest of a name belongs to what stands before it.
        let name = last.tokens.start.checked_sub(1).and_then(|at| self.names.at(at)).unwrap_or(last);
        let fits = self.owns(name) || name.kind == NameKind::Unknown && !self.is_measured(name);
        self.name_of(name).filter(|n| fits && !is_thing(n))
    }
}
