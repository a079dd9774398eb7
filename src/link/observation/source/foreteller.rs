//! Who foresees a figure or aims at it: the one whose forecast it is ("**Calder** expects", "raised **its** forecast",
//! "**Beijing**'s target").
//!
//! Those who foresee it together are found by [`super::crowd`].

use std::ops::Range;

use super::Asked;
use super::aim::{held_aim, own_aim};
use super::crowd::{crowd_in, is_pollster};
use super::office::{nominal, office};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::{is_foreseen_now, verb_behind};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Topic;
use crate::link::observation::{ObsStatus, Source};
use crate::link::quotation::{Quotation, Quotations};
use crate::mention::name::{Name, NameKind, Names};
use crate::text::{Doc, TokenKind, keys};

/// Where a sentence says who foresees or aims at a figure.
pub struct Foreteller<'a> {
    pub doc: &'a Doc<'a>,
    pub frame: &'a Frame,
    pub names: &'a Names,
    pub quotations: &'a Quotations,
    pub asked: &'a Asked<'a>,
    pub topic: &'a Topic,
}

impl Foreteller<'_> {
    /// Who foresees the figure or aims at it.
    pub fn find(&self) -> Option<Source> {
        let own = self.by_name().or_else(|| self.by_forecast()).or_else(|| self.by_relative());
        let own = own.or_else(|| self.by_verb());
        own.or_else(|| self.by_noun()).or_else(|| self.goes_on())
    }

    /// "… has cut its forecast to 4.7%, and **Pelham** also sees 4.7%": who is named with a verb of foretelling behind what
    /// another owns.
    fn by_name(&self) -> Option<Source> {
        let its = self.its_forecast()?;
        let start = self.asked.figure.tokens.start;
        self.names.within(&(its..start)).iter().rfind(|n| self.foretells(n)).and_then(|n| self.named(n))
    }

    /// Whether a name is the subject of a verb of foretelling before the figure.
    fn foretells(&self, name: &Name) -> bool {
        let (doc, end) = (self.doc, name.tokens.end);
        // "The $1.18 penciled in **by Wall Street**, and expects"
        if doc.is(name.tokens.start.wrapping_sub(1), "by") && !is_pollster(doc, name) {
            return false;
        }
        let end = end + usize::from(acts::is(doc, end, Act::Official));
        // "The bank's governor, **Ana Ruiz**, sees": a name in apposition to its role.
        let role = name.tokens.start.checked_sub(2).is_some_and(|i| self.names.role_at(i).is_some());
        let named = role && doc.is(end, ",") && doc.is(name.tokens.start - 1, ",");
        let verb = if named { end + 1 } else { verb_behind(doc, self.frame, end) };
        verb < self.asked.figure.tokens.start && is_foretelling(doc, verb)
    }

    /// "**She** puts the effect at 0.3 points": who spoke a moment ago and reckons what the sentence tells.
    pub fn reckoner(&self) -> Option<Source> {
        let at = self.frame.tokens.start;
        let reckons = self.doc.is_any(at, keys!["he", "she"]) && acts::is(self.doc, at + 1, Act::Reckoning);
        reckons.then(|| self.meant(at)).flatten()
    }

    /// "**Pelham** cut its target for the stock": who sets a price that others' shares should have.
    pub fn by_aim(&self) -> Option<Source> {
        let before = self.before();
        let Some((its, _)) = own_aim(self.doc, &before) else { return self.by_held_aim() };
        let names = self.names.within(&(before.start..its)).iter();
        if !self.doc.is_any(its, keys!["his", "her"]) {
            // "**Analysts at Numis** cut their target": whoever they work for.
            let at = |n: &&Name| {
                let start = n.tokens.start;
                self.doc.is(start.wrapping_sub(1), "at") && words::is(self.doc, start.wrapping_sub(2), Class::Crowd)
            };
            let house = names.clone().find(at);
            return house.or_else(|| names.rev().find(|n| n.kind == NameKind::Body)).and_then(|n| self.named(n));
        }
        let person = names.rev().find(|n| n.kind == NameKind::Person).and_then(|n| self.named(n));
        person.or_else(|| self.meant(its))
    }

    /// "**Pelham** has a $680 target for the stock", "said **Ana Ruiz**, an analyst at Pelham, who has"
    fn by_held_aim(&self) -> Option<Source> {
        let (has, _) = held_aim(self.doc, self.frame, self.asked.figure)?;
        let names = self.names.within(&(self.frame.tokens.start..has)).iter();
        let who = (has.saturating_sub(12).max(self.frame.tokens.start)..has).any(|i| self.doc.is(i, "who"));
        let person = names.clone().rfind(|n| n.kind == NameKind::Person).filter(|_| who);
        person.or_else(|| names.rev().find(|n| n.kind != NameKind::Person)).and_then(|n| self.named(n))
    }

    fn before(&self) -> Range<usize> {
        self.frame.tokens.start..self.asked.figure.tokens.start
    }

    /// "Calder raised **its** 2024 forecast to 3%": the one whose forecast it is.
    pub fn by_forecast(&self) -> Option<Source> {
        self.its_forecast().and_then(|its| self.meant(its))
    }

    /// The owner's pronoun before what is foreseen.
    fn its_forecast(&self) -> Option<usize> {
        let doc = self.doc;
        self.before().rev().find(|&i| {
            // "His full-year growth forecast"
            doc.is_any(i, keys!["its", "their", "his", "her"])
                && (i + 1..i + 6)
                    .take_while(|&k| matches!(doc.kind(k), Some(TokenKind::Word | TokenKind::Number)) || doc.is(k, "-"))
                    .any(|k| acts::is(doc, k, Act::Foretold))
        })
    }

    /// "“…,” said **Ana Ruiz**, an economist at Calder, who nonetheless thinks growth will rebound to 2.4%": the person on whom
    /// a clause of reckoning hangs.
    fn by_relative(&self) -> Option<Source> {
        let (doc, before) = (self.doc, self.before());
        let who = before.clone().rev().find(|&i| doc.is(i, "who")).filter(|&i| doc.is(i.wrapping_sub(1), ","))?;
        let mut verbs = (who + 1..before.end).take(3);
        verbs.find(|&i| acts::is(doc, i, Act::Reckoning) || acts::is(doc, i, Act::Foretelling))?;
        let person = self.names.within(&(before.start..who)).iter().rfind(|n| n.kind == NameKind::Person)?;
        self.named(person)
    }

    /// "**The Bank of Korea** sees GDP rising 0.8%", "**Ana Ruiz**, who expects", "**he** sees", "**China** aims".
    pub fn by_verb(&self) -> Option<Source> {
        let (doc, start) = (self.doc, self.asked.figure.tokens.start);
        let names = self.names.within(&self.before()).iter().rev();
        if let Some(name) = names.clone().find(|n| self.foretells(n)) {
            return self.named(name);
        }
        let verb = (self.frame.tokens.start + 1..start).rev().find(|&i| acts::is(doc, i, Act::Foretelling))?;
        let light = |i: &usize| !acts::is(doc, *i, Act::Between) && !doc.is_any(*i, keys!["is", "was"]);
        let before = (self.frame.tokens.start..verb).rev().find(light)?;
        // "It is forecast to grow": in the passive, nobody is named.
        let passive =
            (before + 1..verb).any(|i| doc.is_any(i, keys!["is", "was", "been"])) && !doc.lower(verb).ends_with("ing");
        if passive {
            return None;
        }
        if doc.is(before, "who") {
            let mut person = self.names.within(&(self.frame.tokens.start..before)).iter();
            return self.named(person.rfind(|n| n.kind == NameKind::Person)?);
        }
        // "The Treasury, **which expects** to borrow $3bn"
        if doc.is(before, "which") && doc.is(before.wrapping_sub(1), ",") {
            let body = self.names.within(&(self.frame.tokens.start..before)).iter().rfind(|n| n.kind == NameKind::Body);
            return self.named(body.filter(|n| n.tokens.end + 1 == before)?);
        }
        // "Calder is less hopeful, **projecting** 3%": the sentence's subject.
        if doc.is(before, ",") && before + 1 == verb && doc.lower(verb).ends_with("ing") {
            let first = self.names.within(&self.before()).first()?;
            return self.named(first).filter(|_| first.tokens.start <= self.frame.tokens.start + 1);
        }
        // "**The Bank of Canada** held rates **and expects**": what the sentence's subject does next.
        let opens = |n: &&Name| n.kind == NameKind::Body && n.tokens.start <= self.frame.tokens.start + 1;
        if doc.is(before, "and") && before + 1 == verb {
            return self.named(self.names.within(&(self.frame.tokens.start..before)).first().filter(opens)?);
        }
        if self.frame.is_place(before) && doc.is_capital(before) {
            return Some(Source { name: doc.word(before).to_owned(), speaker: None });
        }
        if let Some(many) = self.many(verb) {
            return Some(Source { name: many, speaker: None });
        }
        if doc.is_any(before, keys!["he", "she", "it", "they", "company", "firm", "group", "management"]) {
            return self.meant(before);
        }
        nominal(doc, self.frame, self.names, self.topic).map(|(_, name)| Source { name, speaker: None })
    }

    /// "**The Bank of Korea** updates projections that put growth at 2.1%", "**the IMF** left the forecast at 3%": who does
    /// something with what is foreseen.
    fn by_noun(&self) -> Option<Source> {
        let (doc, before) = (self.doc, self.before());
        let noun = before.clone().rev().find(|&i| acts::is(doc, i, Act::Foretold))?;
        let name = self.names.within(&(before.start..noun)).iter().rfind(|n| n.kind == NameKind::Body)?;
        let verb = verb_behind(doc, self.frame, name.tokens.end);
        // One verb and the noun as its object: "released new projections", not "Calder, which beat the forecast".
        // … whenever it is for: "left next year's global growth estimate".
        let dated = (verb..noun).filter(|&i| self.frame.is_period(i) || doc.kind(i) == Some(TokenKind::Clitic)).count();
        let object = verb < noun && noun - verb <= 4 + dated && doc.kind(verb) == Some(TokenKind::Word);
        let doing = doc.lower(verb).ends_with('s') || doc.lower(verb).ends_with("ed") || doc.is(verb, "left");
        let own = doing && !doc.is_any(verb, keys!["beat", "missed", "topped", "exceeded", "as", "is", "was", "has"]);
        (object && own && !words::is(doc, verb, Class::Closed)).then(|| self.named(name)).flatten()
    }

    /// "**Airports** expect 5% more guests": many of a kind, with whom the sentence opens.
    fn many(&self, verb: usize) -> Option<String> {
        const MOST: usize = 3;
        let (doc, start) = (self.doc, self.frame.tokens.start);
        let light = |i: &usize| acts::is(doc, *i, Act::Between) || doc.is(*i, "still");
        let head = (start..verb).rev().find(|i| !light(i))?;
        let plain = |i: usize| {
            doc.kind(i) == Some(TokenKind::Word)
                && !words::is(doc, i, Class::Closed)
                && !words::is(doc, i, Class::Pronoun)
                && !self.frame.is_place(i)
                && !self.frame.is_period(i)
                && (i == start || !doc.is_capital(i))
        };
        // "Exports forecast to rise": what is foreseen foresees nothing.
        let measured = self.frame.indicators_in(start..verb).next().is_some();
        let plural =
            doc.lower(head).ends_with('s') && !doc.lower(verb).ends_with("ed") && !doc.lower(verb).ends_with('s');
        (head - start < MOST && plural && !measured && (start..head + 1).all(plain))
            .then(|| doc.slice(&(start..head + 1)).to_owned())
    }

    /// Whom a pronoun or a noun means: the company asked about, who is named before it in the sentence, else who foretold
    /// or spoke a moment ago.
    fn meant(&self, at: usize) -> Option<Source> {
        let (doc, sentence) = (self.doc, self.asked.figure.sentence);
        if doc.is_any(at, keys!["he", "she", "his", "her"]) {
            // "**Ana Ruiz** at Nordea lowered **her** forecast"
            let before = self.frame.tokens.start..at;
            let opens =
                |n: &&Name| matches!(n.kind, NameKind::Person | NameKind::Unknown) && n.tokens.start == before.start;
            if let Some(person) = self.names.within(&before).first().filter(opens) {
                return self.named(person);
            }
            // "…, said Ana Ruiz, who trimmed **her** call to 5.6%": in the same sentence, too.
            let here = doc.span(&(at..at + 1)).start;
            let near = |q: &&Quotation| q.sentence <= sentence && sentence - q.sentence <= 3 && q.span.end <= here;
            let said = self.quotations.quotations.iter().rfind(near)?;
            let speaker = said.speaker?;
            let name = self.quotations.speakers.get(speaker)?.name.clone()?;
            return Some(Source { name, speaker: Some(speaker) });
        }
        let source = |name: String| Source { name, speaker: None };
        let before = self.frame.tokens.start..at;
        // A name of which nothing is known is the owner's where it opens the sentence: "**Goldcrest** kept its forecast".
        let opens = |n: &&Name| n.kind == NameKind::Unknown && n.tokens.start <= self.frame.tokens.start + 1;
        let named = self.names.within(&before).iter().find(|n| n.kind == NameKind::Body || opens(n));
        // "Beijing kept its target"
        let place = || {
            let first = before.clone().find(|&i| self.frame.is_place(i))?;
            let opens = first <= self.frame.tokens.start + 1;
            opens.then(|| doc.word(first).to_owned()).filter(|_| doc.kind(first + 1) == Some(TokenKind::Word))
        };
        let noun = || before.clone().find_map(|i| office(doc, self.frame, self.names, self.topic, i)).map(|(_, n)| n);
        let company = self.asked.entity.filter(|_| !words::is(doc, at, Class::Crowd)).map(str::to_owned);
        company
            .or_else(|| named.and_then(|n| self.names.name_of(n.entity)).map(str::to_owned))
            .or_else(noun)
            .or_else(place)
            .or_else(|| self.spoken_of(at))
            .map(source)
            .or_else(|| self.topic.publishers.spoke_just_before(sentence).cloned())
    }

    /// "**The Bank of Korea** kept its rate at 3%. It expects …", "Its board raised its forecast": the body with which the
    /// sentence before "it" opens.
    fn spoken_of(&self, at: usize) -> Option<String> {
        let start = self.frame.tokens.start;
        let opens = at == start && self.doc.is(at, "it") || self.doc.is(start, "its") && self.doc.is(at, "its");
        if !opens || self.doc.opens_paragraph(start) {
            return None;
        }
        let before = self.doc.sentences.get(self.asked.figure.sentence.checked_sub(1)?)?;
        let first = self.names.within(before).first().filter(|n| n.kind == NameKind::Body)?;
        let opens = first.tokens.start <= before.start + 1;
        self.names.name_of(first.entity).map(str::to_owned).filter(|_| opens)
    }

    /// "Unemployment is seen at 5%", right after who foresees the other figures: the same.
    fn goes_on(&self) -> Option<Source> {
        let doc = self.doc;
        let passive = |i: usize| is_foreseen_now(doc, i);
        let sentence = self.asked.figure.sentence;
        let foreseen = self.asked.status == ObsStatus::Forecast;
        let near = foreseen && self.before().any(passive) && !doc.opens_paragraph(self.frame.tokens.start);
        let before = || self.topic.publishers.foretold_just_before(sentence).filter(|_| near).cloned();
        self.goes_on_here().filter(|_| foreseen).or_else(before)
    }

    /// "It expects growth of 3% this year **and 4% next**", "versus **3.5%** now": who foretold the figure before, where nobody
    /// else is named since.
    pub fn goes_on_here(&self) -> Option<Source> {
        let start = self.asked.figure.tokens.start;
        let source = self.topic.publishers.foretold_in(self.asked.figure.sentence)?;
        let since = self.frame.figures_end_before(start)?..start;
        // "Against an **official** forecast of 13%"
        let official = since.clone().any(|i| self.doc.is(i, "official"));
        let alone = !official && self.names.within(&since).is_empty() && crowd_in(self.doc, since).is_none();
        alone.then(|| source.clone())
    }

    fn named(&self, name: &Name) -> Option<Source> {
        let entity = self.names.entities.get(name.entity).filter(|e| !e.name.is_empty())?;
        let speaker = self.quotations.speakers.iter().position(|s| s.name.as_deref() == Some(&entity.name));
        Some(Source { name: entity.name.clone(), speaker })
    }
}

/// Whether a verb in the active, or in the progressive, foretells: "expects", "is seeking".
pub fn is_foretelling(doc: &Doc, verb: usize) -> bool {
    let progressive = doc.is_any(verb, keys!["is", "was", "are", "were"])
        && (verb + 1..verb + 3).any(|i| acts::is(doc, i, Act::Foretelling) && doc.lower(i).ends_with("ing"));
    progressive || acts::is(doc, verb, Act::Foretelling)
}
