//! Sectors: the part of an economy whose part of a statistic a figure is.
//!
//! Sales and jobs are told by their parts: "sales up 2.1% at **service stations**", "**manufacturers** shed 24,000
//! positions", "led by **construction**, which added 34,000", "employment fell in **retail trade** (-18,000)". What
//! everyone is part of is none: "**employers** added 110,000 jobs" are all the jobs of the country.

use std::ops::Range;

use super::Whose;
use super::field::is_field;
use super::owner::Search;
use crate::link::observation::ObsStatus;
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Topic;
use crate::mention::name::Names;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, TokenKind, keys};

/// Statistics that are told by their parts.
const PARTED: &[&str] = &[
    "retail_sales",
    "employment",
    "nonfarm_payrolls",
    "job_openings",
    "industrial_production",
    "manufacturing_output",
];

impl Whose<'_> {
    /// "Operates 1,963 **stores**": what is counted owns nothing; an open subject that names sellers or makers is a sector.
    pub(super) fn counted_sector(&self) -> Option<String> {
        let subject = self.asked.subject;
        let counted = self.asked.subject_tokens.is_none() && matches!(self.asked.figure.kind, MentionKind::Quantity(_));
        if counted || subject.indicator.is_some() {
            return None;
        }
        named(&subject.phrase).map(str::to_owned)
    }

    /// "… while **electronics and appliances** saw a 1.2% drop", after a statistic that has parts: an open subject is one.
    pub(super) fn part_of_statistic(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let tokens = self.asked.subject_tokens.filter(|_| self.asked.subject.indicator.is_none())?;
        let (about, sentence) = self.topic.subject.as_ref()?;
        let near = self.asked.figure.sentence.saturating_sub(*sentence) <= 1;
        let parted = about.code().is_some_and(|code| PARTED.contains(&code));
        let had = acts::is(doc, tokens.end, Act::Recording) && frame.tokens.contains(&tokens.end);
        let plain = names.within(tokens).is_empty() && doc.lower(tokens.end - 1).ends_with('s');
        (near && parted && had && plain).then(|| self.asked.subject.phrase.clone())
    }

    /// What stands right behind a gain or a loss of a statistic told by its parts.
    pub(super) fn gain_of_part(&self) -> Option<String> {
        let parted = self.code().is_some_and(|code| PARTED.contains(&code));
        if parted { self.gained_in() } else { None }
    }

    /// The sector that has a part of a statistic told by its parts, where the words around the figure name one.
    pub(super) fn part_of_count(&self) -> Option<String> {
        if !self.code().is_some_and(|code| PARTED.contains(&code)) {
            return None;
        }
        let Search { doc, names, frame } = self.search;
        // "Added 31,000 jobs, **below** the average gain of 42,000": what the figure before is held against.
        let standard = || {
            let last = frame.figures_end_before(self.start).unwrap_or(self.start);
            (last..self.start).any(|i| doc.is_any(i, keys!["below", "above", "than", "against", "versus"]))
        };
        // "Which added 34,000, **up from 21,000**": of the same part.
        let same = || {
            let (entity, sentence) = self.topic.told_entity.as_ref()?;
            let held = self.asked.status == ObsStatus::Previous || standard();
            entity.clone().filter(|_| held && *sentence == self.asked.figure.sentence)
        };
        gapped(doc, frame, names, self.asked.figure, self.topic)
            .or_else(|| self.has_gain())
            .or_else(|| self.compound())
            .or_else(|| self.fronted())
            .or_else(|| self.within())
            .or_else(|| self.led())
            .or_else(|| self.of_participle())
            .or_else(|| self.led_with())
            .or_else(|| self.sellers())
            .or_else(|| self.alone())
            .or_else(|| self.relative())
            .or_else(|| before_brackets(doc, frame, names, self.start))
            .or_else(same)
    }

    /// "Employment **in manufacturing** fell by 8,000", "jobs in **health care**": the sector behind the statistic.
    fn within(&self) -> Option<String> {
        const LONGEST: usize = 4;
        let Search { doc, names, frame } = self.search;
        let end = self.asked.subject_tokens?.end;
        let first = end + 1;
        let inside = |&i: &usize| is_of_sector(doc, frame, names, i);
        let last = (first..first + LONGEST).take_while(inside).last().filter(|_| doc.is(end, "in"))?;
        let verb = frame.predicates_in(last + 1..last + 2).next().is_some();
        // "Employment **in general** fell"
        let all = nouns::is(doc, first, nouns::Class::Overall);
        (verb && !all && last < self.start).then(|| doc.slice(&(first..last + 1)).to_owned())
    }

    /// "**Manufacturers** shed 24,000 positions", "**health care** added 72,000 jobs": the subject of the verb that tells of the
    /// count; behind a count of all, it may be anyone of whom nothing else is known.
    fn alone(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let predicate = frame.predicates_in(self.segment.start..self.start).last()?;
        let verb = predicate.tokens.start;
        let head = verb.checked_sub(1).filter(|&i| frame.tokens.contains(&i))?;
        let light = |i: &usize| {
            words::is(doc, *i, Class::Opening) || doc.is(*i, "but") || doc.kind(*i) == Some(TokenKind::Punct)
        };
        // "**U.S.** manufacturing"
        let first = (self.segment.start..=head).find(|i| !light(i) && !frame.is_place(*i))?;
        if acts::is(doc, head, Act::Everyone) || names.at(head).is_some() {
            return None;
        }
        let part = || {
            predicate.can_be(Reading::Verb)
                && self.asked.figure.opening() <= predicate.tokens.end + 1
                && matches!(self.asked.figure.kind, MentionKind::Quantity(_))
                && (first..=head).all(|i| is_of_sector(doc, frame, names, i))
                && (!is_statistic(frame, &(first..head + 1)) || first == head && is_field(doc, head))
                && (self.is_near_count() || is_field(doc, head))
        };
        let heads = first == head && words::is(doc, head, Class::Sector);
        (heads || part()).then(|| doc.slice(&(first..head + 1)).to_owned())
    }

    /// "**At full-service restaurants** that use cards, the average tip slid": where the sentence opens, whatever is measured there.
    pub(super) fn opened_at(&self) -> Option<String> {
        const LONGEST: usize = 4;
        let Search { doc, names, frame } = self.search;
        let at = frame.tokens.start;
        if !doc.is_any(at, keys!["at", "among"]) || self.topic.is_company {
            return None;
        }
        let inside = |i: &usize| is_of_sector(doc, frame, names, *i) || doc.word(*i) == "-" && doc.glued(*i);
        let head = (at + 1..=at + LONGEST).take_while(inside).find(|&i| words::is(doc, i, Class::Sector))?;
        (head < self.start && doc.lower(head).ends_with('s')).then(|| doc.slice(&(at + 1..head + 1)).to_owned())
    }

    /// "Led by **construction**, which added 34,000": what a relative clause tells of.
    fn relative(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let which =
            (self.segment.start..self.start).rev().find(|&i| doc.is(i, "which") && doc.is(i.wrapping_sub(1), ","))?;
        let end = which - 1;
        let is_part = |i: &usize| {
            doc.kind(*i) == Some(TokenKind::Word)
                && !words::is(doc, *i, Class::Closed)
                && !words::is(doc, *i, Class::Opening)
                && !words::is(doc, *i, Class::Sayer)
                && !frame.is_place(*i)
                && !frame.is_period(*i)
                && names.at(*i).is_none()
                && frame.predicates_in(*i..*i + 1).next().is_none()
        };
        let first = (frame.tokens.start..end).rev().take(5).take_while(is_part).last()?;
        // "Employment, which rose", "the sector, which had": the statistic itself, and what points back.
        let back = doc.is_any(first.wrapping_sub(1), keys!["the", "this", "that", "its", "their", "a", "an"]);
        (!is_statistic(frame, &(first..end)) && !back && !acts::is(doc, end - 1, Act::Everyone))
            .then(|| doc.slice(&(first..end)).to_owned())
    }

    /// "**Government** jobs increased by 8,000", "**manufacturing** payrolls fell": the part in front of the statistic's noun.
    fn compound(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let noun = self.asked.subject_tokens.filter(|s| s.len() == 1 && s.end <= self.start)?.start;
        let counted = doc.is_any(noun, keys!["jobs", "employment", "payrolls", "hiring"]);
        let part = noun.checked_sub(1).filter(|&part| counted && frame.tokens.contains(&part))?;
        // "**Retail trade** employment", "**health care** jobs": with what says which trade or care it is.
        let inside = |i: &usize| is_of_sector(doc, frame, names, *i) && !words::is(doc, *i, Class::Qualifier);
        let first = || (frame.tokens.start..part).rev().take(4).take_while(inside).last();
        let first = if nouns::is(doc, part, nouns::Class::Field) { first() } else { None };
        let named = first.is_some() || words::is(doc, part, Class::Branch);
        // "**Non-government** jobs" are all others.
        let other = doc.is(part.wrapping_sub(1), "-");
        (named && !other && names.at(part).is_none()).then(|| doc.slice(&(first.unwrap_or(part)..noun)).to_owned())
    }

    /// "**Health care** led job creation, with a 56,000 increase": whose part was the largest.
    fn led_with(&self) -> Option<String> {
        const LONGEST: usize = 4;
        let Search { doc, names, frame } = self.search;
        // "Led the gains **with 34,000 jobs**"
        let opening = self.asked.figure.opening();
        let with = (opening.saturating_sub(2)..opening).find(|&i| doc.is(i, "with"))?;
        let leads = |i: &usize| doc.is_any(*i, keys!["led", "leading"]) && !doc.is(i + 1, "by");
        let verb = (frame.tokens.start..with).rev().find(leads).filter(|&verb| !frame.figure_in(verb..with))?;
        let inside = |i: &usize| is_of_sector(doc, frame, names, *i);
        let end = verb - usize::from(doc.is_any(verb.checked_sub(1)?, keys!["again", "also"]));
        let first = (frame.tokens.start..end).rev().take(LONGEST).take_while(inside).last()?;
        (!is_statistic(frame, &(first..end))).then(|| doc.slice(&(first..end)).to_owned())
    }

    /// "**Health care** led the way, adding 68,000 jobs": who leads has the count of the participle behind.
    fn led(&self) -> Option<String> {
        const LONGEST: usize = 8;
        let Search { doc, names, frame } = self.search;
        let adds = self.segment.start + 1;
        if !doc.is(self.segment.start, ",")
            || !doc.lower(adds).ends_with("ing")
            || self.asked.figure.opening() > adds + 2
        {
            return None;
        }
        let verb = (frame.tokens.start..self.segment.start)
            .rev()
            .take(LONGEST)
            .find(|&i| doc.is_any(i, keys!["led", "leading"]))?;
        let inside = |i: &usize| is_of_sector(doc, frame, names, *i);
        let end = verb - usize::from(doc.is_any(verb.checked_sub(1)?, keys!["again", "also"]));
        let first = (frame.tokens.start..end).rev().take(LONGEST).take_while(inside).last()?;
        (!is_statistic(frame, &(first..end))).then(|| doc.slice(&(first..end)).to_owned())
    }

    /// "**Sporting goods, hobbies and books** posted a 1.8% decrease": of a statistic that was spoken of, the part that had it.
    fn sellers(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let verb = (self.segment.start..self.start).rev().find(|&i| acts::is(doc, i, Act::Recording))?;
        let is_part = |i: usize| {
            let comma = doc.is(i, ",") && doc.kind(i + 1) == Some(TokenKind::Word);
            let word = doc.kind(i) == Some(TokenKind::Word)
                && (doc.is(i, "and") || !words::is(doc, i, Class::Closed))
                && !words::is(doc, i, Class::Opening)
                && !words::is(doc, i, Class::Pronoun)
                && !words::is(doc, i, Class::Sayer);
            (word || comma) && !frame.is_place(i) && !frame.is_period(i) && names.at(i).is_none()
        };
        let first = (frame.tokens.start..verb).rev().take_while(|&i| is_part(i)).last()?;
        let first = first + usize::from(doc.is_any(first, keys![",", "and"]));
        let own = self.asked.subject_tokens.is_some_and(|s| s.end > first);
        (!own && first < verb && doc.lower(verb - 1).ends_with('s')).then(|| doc.slice(&(first..verb)).to_owned())
    }
}

/// "Sales up 2.1% at **service stations**", "growth in the **services sector** slowed": a part of the economy named beside
/// the figure, whoever's statistic it is.
pub fn beside(doc: &Doc, frame: &Frame, names: &Names, segment: &Range<usize>, figure: usize) -> Option<String> {
    const LONGEST: usize = 6;
    // "Unit sales", "unit revenue": before the noun of an indicator it heads nothing.
    let heads = |i: usize| frame.indicators.iter().all(|n| n.tokens.start != i + 1 && !n.tokens.contains(&i));
    let is_head = |&i: &usize| words::is(doc, i, Class::Sector) && names.at(i).is_none() && heads(i);
    // "Debt **excluding public sector banks**": what is left out has no part.
    let left_out = |i: usize| (i.saturating_sub(3)..i).any(|w| words::is(doc, w, Class::Omitting));
    let head = segment.clone().find(is_head).filter(|&i| !left_out(i))?;
    let is_part = |i: usize| {
        doc.kind(i) == Some(TokenKind::Word)
            && !words::is(doc, i, Class::Closed)
            && !words::is(doc, i, Class::Opening)
            && !words::is(doc, i, Class::Saying)
            && !doc.is_any(i, keys!["per", "among", "across", "within", "between"])
            || doc.word(i) == "-" && doc.glued(i)
    };
    // "The **FSA fined** firms", "the regulator **asked** firms": a verb by who stands before it, or one of what is done to people.
    let deed = |i: usize| {
        let before = i.wrapping_sub(1);
        let acts = names.at(before).is_some() || doc.is_any(before, keys!["having", "has", "have", "had"]);
        acts::is_past_form(doc, i) && acts
            || doc.is_any(i, keys!["asked", "told", "ordered", "urged", "fined", "forced", "warned", "allowed"])
    };
    let open =
        |i: &usize| is_part(*i) && !frame.is_place(*i) && frame.predicates_in(*i..*i + 1).next().is_none() && !deed(*i);
    let first = (segment.start..head).rev().take(3).take_while(open).last()?;
    // "Unemployment is 12% **and manufacturing firms** are cutting jobs": who acts in the clause behind.
    if first > figure && doc.is(first - 1, "and") {
        return None;
    }
    // "Those of **clothing, shoe and jewellery shops**": all that the head is of.
    let listed = |i: &usize| open(i) || doc.is(*i, ",");
    let and = first.checked_sub(1).filter(|&and| doc.is(and, "and") && and > segment.start);
    let whole = and.and_then(|and| (segment.start..and).rev().take(LONGEST).take_while(listed).last());
    let governed = |first: &usize| first.checked_sub(1).is_some_and(|of| doc.is_any(of, keys!["of", "at", "in"]));
    let first = whole.filter(governed).unwrap_or(first);
    // "**That battered industry**" points back.
    let back = doc.is_any(first.wrapping_sub(1), keys!["that", "this", "those", "these"]);
    // "Its **struggling** wine industry": how it fares is no part of its name.
    let fares = |&i: &usize| {
        doc.is_any(i, keys!["struggling", "ailing", "troubled", "battered", "embattled", "booming", "flagging"])
    };
    let first = first + (first..head).take_while(fares).count();
    // "Banks" alone are anyone's; "the sector" points back.
    let named = !back && !doc.is_any(first, keys!["the", "other", "many", "most", "some", "all"]);
    (named && !words::is(doc, first, Class::Sayer) && !words::is(doc, first, Class::Pronoun))
        .then(|| doc.slice(&(first..head + 1)).to_owned())
}

/// "Health care added 68,000 jobs, while government contributed 62,000 and **leisure and hospitality another 49,000**",
/// "followed by **trade with 21,000**": the part right before its own number, of a count that its sentence has just told.
pub fn gapped(doc: &Doc, frame: &Frame, names: &Names, figure: &Mention, topic: &Topic) -> Option<String> {
    const LONGEST: usize = 6;
    topic.count.as_ref().filter(|(_, sentence)| *sentence == figure.sentence)?;
    let start = figure.opening();
    let skipped = usize::from(doc.is_any(start.checked_sub(1)?, keys!["another", "with", "for"]));
    let end = start - skipped;
    let inside = |i: &usize| is_of_sector(doc, frame, names, *i);
    let first = (frame.tokens.start..end).rev().take(LONGEST).take_while(inside).last()?;
    // "Compared with 21,000"
    let joins: &[Key] = if doc.is(end, "with") { keys!["by"] } else { keys![",", ";", "by", "while"] };
    let opens = doc.is_any(first.checked_sub(1)?, joins) || doc.is(first, "and") && frame.figure_in(first - 1..first);
    let first = first + usize::from(doc.is(first, "and"));
    let included = doc.is(first, "including");
    (opens && first < end && !included && !is_statistic(frame, &(first..end)))
        .then(|| doc.slice(&(first..end)).to_owned())
}

/// "Employment rose in **business, building and other support services** (+29,000; +4.2%)", "gains **included social assistance**
/// (31,000)": what stands between "in" and the brackets of the figures.
pub fn before_brackets(doc: &Doc, frame: &Frame, names: &Names, start: usize) -> Option<String> {
    let includes = |i: usize| doc.is_any(i, keys!["included", "include", "including"]);
    let open = (frame.tokens.start..start).rev().find(|&i| doc.is_any(i, keys!["(", ")"]))?;
    let listed = |i: &usize| {
        (doc.kind(*i) == Some(TokenKind::Word) || doc.is_any(*i, keys![",", "-"]))
            && !doc.is_any(*i, keys!["in", "by"])
            && !includes(*i)
            && !frame.is_place(*i)
            && !frame.is_period(*i)
            && !frame.figure_in(*i..*i + 1)
            && names.at(*i).is_none()
    };
    let first = (frame.tokens.start..open).rev().take_while(listed).last().filter(|_| doc.is(open, "("))?;
    let first = (first..open).find(|&i| !doc.is_any(i, keys![",", "and"]))?;
    let verb = first.checked_sub(2)?;
    // "Gains were **focused in** health care (54,000), leisure and hospitality (53,000)"
    let focused = doc.is_any(verb, keys!["focused", "concentrated", "centered", "centred"]);
    let led = focused || frame.predicates_in(verb..verb + 1).next().is_some();
    // "Followed by **construction** (34,000)"
    let followed = doc.is(verb + 1, "by") && doc.is_any(verb, keys!["followed", "led"]);
    let moved =
        doc.is(verb + 1, "in") && led || followed || includes(verb + 1) || is_next_in_brackets(doc, frame, first);
    // "Growth in employment (+303,000)"
    (moved && !is_statistic(frame, &(first..open))).then(|| doc.slice(&(first..open)).to_owned())
}

/// "Health care (54,000), **leisure and hospitality** (53,000) and **government** (33,000)": behind another's brackets.
fn is_next_in_brackets(doc: &Doc, frame: &Frame, first: usize) -> bool {
    let mut mark = first.wrapping_sub(1);
    while doc.is_any(mark, keys![",", "and"]) {
        mark = mark.wrapping_sub(1);
    }
    doc.is(mark, ")") && frame.figure_in(mark.saturating_sub(2)..mark)
}

/// "Manufacturers cut 12,000": the sector in the words of a part of a count; none where the words are a comparison ("ahead
/// of October's unrevised gain") or point back ("the count was trimmed by").
pub fn part(doc: &Doc, frame: &Frame, tokens: &Range<usize>) -> Option<String> {
    // "The downwardly revised gain"
    let other = |i: usize| frame.is_period(i) || doc.kind(i) == Some(TokenKind::Clitic) || doc.is(i, "revised");
    let last = tokens.end.checked_sub(1)?;
    let back = words::is(doc, last, Class::Anaphor) || words::is(doc, last, Class::Value) || doc.is(last, "count");
    let back = back || acts::is(doc, last, Act::Everyone);
    (!back && !tokens.clone().any(other)).then(|| doc.slice(tokens).to_owned())
}

/// An open subject that names sellers or makers is a sector.
fn named(phrase: &str) -> Option<&str> {
    let mut back = phrase.rsplit(char::is_whitespace);
    let last = back.next()?.to_lowercase();
    let counted = back.next().is_some_and(|w| w == "per");
    // "An index of regional banks" is none of theirs.
    let index = phrase.split(char::is_whitespace).any(|w| w.eq_ignore_ascii_case("index"));
    (!counted && !index && words::has(&last, Class::Sector)).then_some(phrase)
}

/// Whether a token may stand in the name of a sector: "leisure and hospitality", "health care".
pub fn is_of_sector(doc: &Doc, frame: &Frame, names: &Names, at: usize) -> bool {
    doc.kind(at) == Some(TokenKind::Word)
        && (doc.is(at, "and") || !words::is(doc, at, Class::Closed) && !words::is(doc, at, Class::Opening))
        && !words::is(doc, at, Class::Pronoun)
        && !doc.is_any(at, keys!["with", "by", "while", "revised", "another", "about", "some", "from", "to", "against"])
        && !frame.is_place(at)
        && !frame.is_period(at)
        && !frame.figure_in(at..at + 1)
        && names.at(at).is_none_or(|n| n.tokens.len() == 1 && is_field(doc, at))
        && frame.predicates_in(at..at + 1).next().is_none()
}

/// Whether tokens name a statistic that is told by its parts, rather than one of the parts.
fn is_statistic(frame: &Frame, tokens: &Range<usize>) -> bool {
    frame.indicators.iter().any(|n| {
        n.tokens.start < tokens.end && n.tokens.end > tokens.start && PARTED.contains(&indicator::row(n.indicator).code)
    })
}
