//! What a figure measures: an indicator of the list, an open noun phrase, or the subject carried from before.
//!
//! High precision first: the noun right after the figure ("a 4.3% jump in auto sales"), the object of a verb that moves
//! something ("lifted inflation to 3%"), the subject before the predicate, a weak phrase resolved by the topic, the open
//! noun phrase before the verb, the segment before, the topic.

use std::ops::Range;

use super::frame::Frame;
use super::indicator::{Named, indicators};
use super::phrase;
use super::predicate::{Predicate, Reading};
use super::role::{Binding, Role};
use super::topic::{Subject, Topic};
use super::words::{self, Class};
use super::{Measure, ObsStatus};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind};

/// A figure's subject and where it is named; nowhere, where it is carried from another sentence.
#[derive(Debug, Clone)]
pub struct Found {
    /// The subject.
    pub subject: Subject,
    /// The words that name it, where they are of the list.
    pub named: Option<Named>,
    /// Its tokens, where it is in the sentence.
    pub tokens: Option<Range<usize>>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The rule of a standard of comparison without a subject of its own.
pub const COMPARED: &str = "compared";

/// The rule of the share of those who gave an answer.
pub const RESPONDENTS: &str = "respondents";

/// Finds the subject of a figure.
pub fn of(
    doc: &Doc,
    frame: &Frame,
    figure: &Mention,
    binding: &Binding,
    status: ObsStatus,
    topic: &Topic,
) -> Option<Found> {
    let search = Search { doc, frame, figure, binding, status, topic };
    let segment = frame.segment_of(figure.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    search
        .respondents()
        .or_else(|| search.compared())
        .or_else(|| search.after_figure(&own))
        .or_else(|| search.object(&own))
        .or_else(|| search.open_object(&own))
        .or_else(|| search.named_by_of(&own))
        .or_else(|| search.before_predicate(own.start..figure.tokens.start, "subject"))
        .or_else(|| search.infinitive(&own))
        .or_else(|| search.verb(&own))
        .or_else(|| search.open_subject(&own))
        .or_else(|| search.weak(own.start..figure.tokens.start, "weak subject"))
        .or_else(|| search.pointed_back(&own))
        .or_else(|| search.earlier(segment))
        .or_else(|| search.weak(figure.tokens.end..own.end, "weak after"))
        .or_else(|| search.strong_after(&own))
        .or_else(|| search.carried())
}

/// An indicator of the list as a subject.
pub fn listed(doc: &Doc, named: &Named, topic: &Topic) -> Found {
    let indicator = topic.resolve(doc, named);
    Found {
        subject: Subject { phrase: doc.slice(&named.tokens).to_owned(), indicator: Some(indicator) },
        tokens: Some(named.tokens.clone()),
        named: Some(Named { indicator, ..named.clone() }),
        rule: "respectively",
    }
}

/// The search for the subject of one figure.
pub(super) struct Search<'a> {
    pub(super) doc: &'a Doc<'a>,
    pub(super) frame: &'a Frame,
    pub(super) figure: &'a Mention,
    pub(super) binding: &'a Binding<'a>,
    pub(super) status: ObsStatus,
    pub(super) topic: &'a Topic,
}

impl Search<'_> {
    pub(super) fn found(&self, named: &Named, rule: &'static str) -> Found {
        if let Some(subject) = self.growth_of(named) {
            let tokens = Some(named.tokens.clone());
            return Found { subject, named: None, tokens, rule: "growth of what was named" };
        }
        let indicator = self.topic.resolve(self.doc, named);
        let phrase = self.phrase(&named.tokens);
        Found {
            subject: Subject { phrase, indicator: Some(indicator) },
            tokens: Some(named.tokens.clone()),
            named: Some(Named { indicator, ..named.clone() }),
            rule,
        }
    }

    /// "Sales of €140m, a growth of 110%", "a slower pace of growth than 0.4%": of what the sentence already measures.
    fn growth_of(&self, named: &Named) -> Option<Subject> {
        let bare = named.weak && self.doc.is_any(named.tokens.start, &["growth", "expansion", "contraction"]);
        let (subject, sentence) = self.topic.subject.as_ref()?;
        let own = &self.frame.segments[self.frame.segment_of(named.tokens.start)].tokens;
        let placed = own.clone().any(|i| self.frame.is_place(i));
        (bare && *sentence == self.figure.sentence && !placed && subject.code() != Some("gdp")).then(|| subject.clone())
    }

    /// The noun phrase around the listed words: adjectives before them taken along, but no name, number or verb.
    fn phrase(&self, tokens: &Range<usize>) -> String {
        let mut start = tokens.start;
        while start > self.frame.tokens.start && tokens.start - start < 2 {
            if !words::is(self.doc, start - 1, Class::Qualifier) {
                break;
            }
            start -= 1;
        }
        // "Its portion of worldwide exports": what a share is a share of.
        let part = words::is(self.doc, start.wrapping_sub(2), Class::Share);
        if part && self.doc.is(start.wrapping_sub(1), "of") && start >= self.frame.tokens.start + 2 {
            start -= 2;
        }
        self.doc.slice(&(start..tokens.end)).to_owned()
    }

    /// "A 4.3% jump **in auto sales**", "$2.53 **in per-share earnings**", "5.1bn **profit**", "315tn **debt stock**".
    fn after_figure(&self, own: &Range<usize>) -> Option<Found> {
        let end = self.frame.past(self.figure.tokens.end);
        if let Some(found) = self.attributive(own, end) {
            return Some(found);
        }
        // "Which accounts for half of the economy": of a part, the whole is not the subject.
        let part = self.binding.predicate.is_some_and(|p| words::is(self.doc, p.tokens.start, Class::Part));
        // What a part of its owner's profit is measured in is the profit: "accounts for 90% of Wembley's profit".
        let owned = || (end + 1..own.end.min(end + 6)).any(|i| self.doc.kind(i) == Some(TokenKind::Clitic));
        if part && self.doc.is(end, "of") && !owned() {
            return None;
        }
        let mut from = end;
        let mut reach = 3;
        if self.binding.role == Role::Before
            && let Some(p) = self.binding.predicate.filter(|p| p.tokens.start >= end && p.can_be(Reading::Noun))
        {
            from = p.tokens.end;
            reach = 9;
            // "5% export growth": the subject stands between the figure and the noun.
            if let Some(named) =
                self.frame.indicators_in(end..p.tokens.end).find(|n| n.tokens.start < p.tokens.start && !n.weak)
            {
                return Some(self.found(named, "compound after"));
            }
            // "China will achieve 5% growth": growth itself is what a country has.
            let grows = self.frame.indicators_in(p.tokens.clone()).find(|n| n.weak && n.row().code == "gdp");
            let country = self.frame.places.iter().any(|_| (own.start..end).any(|i| self.frame.is_place(i)));
            if let Some(named) =
                grows.filter(|_| country && !self.has_subject(own) && !self.doc.is_any(from, &["in", "of"]))
            {
                return Some(self.found(named, "growth of a country"));
            }
            // "Posted a $676m loss for the quarter": a loss is both what is measured and how it went.
            let money = matches!(self.figure.kind, MentionKind::Money(_));
            let nouns = || self.frame.indicators_in(end..p.tokens.end);
            if let Some(named) = nouns().find(|n| money && n.weak && n.row().code == "net_profit") {
                return Some(self.found(named, "noun after"));
            }
            if !self.doc.is_any(from, &["in", "of", "for", "on"]) {
                return nouns().find(|n| !n.weak).map(|n| self.found(n, "noun after"));
            }
        }
        // "$300bn **in agricultural subsidies**", "£105m **of savings**"
        let sum =
            matches!(self.figure.kind, MentionKind::Money(_)) && from == end && self.doc.is_any(end, &["in", "of"]);
        if sum
            && !self.frame.periods_at(end + 1)
            && !self.frame.is_place(end + 1)
            && !(end + 1..end + 3).any(|i| self.doc.is_capital(i))
            && self.binding.predicate.is_none_or(|p| !p.is_change())
            && !self.has_subject(own)
            && self.frame.indicators_in(end..(end + 5).min(own.end)).next().is_none()
            && let Some(found) = self.open_after(end + 1, own.end)
        {
            return Some(found);
        }
        // "Knocked 125m euros **off its operating profits**"
        let off = from == end && self.doc.is(from, "off");
        if let Some(named) = self.frame.indicators_in(from..(from + 6).min(own.end)).next().filter(|_| off) {
            return Some(self.found(named, "off what"));
        }
        let preposition = self.doc.is_any(from, &["in", "of", "for", "on"]);
        let next = self.frame.indicators_in(from..own.end).next();
        let glued = |next: &Named| {
            next.tokens.start == end
                || (next.tokens.start == end + 1
                    && !words::is(self.doc, end, Class::Closed)
                    && self.doc.kind(end) == Some(TokenKind::Word))
        };
        // "A 40% increase in demand for properties": an open noun phrase.
        if preposition
            && from > end
            && self.frame.indicators_in(from..(from + 6).min(own.end)).next().is_none()
            && !self.is_period_preposition(from)
        {
            return self.open_after(from + 1, own.end);
        }
        let next = next?;
        let through = preposition && next.tokens.start - from <= reach && !self.is_period_preposition(from);
        if through && (from > end || !self.has_subject(own)) || glued(next) && !(next.weak && self.has_subject(own)) {
            return Some(self.found(next, "after the figure"));
        }
        None
    }

    /// "An £80m **restructuring charge**", "a 4bn-euro **hole**": a sum before its noun measures that.
    fn attributive(&self, own: &Range<usize>, end: usize) -> Option<Found> {
        let start = self.figure.opening();
        let article =
            start > own.start && self.doc.is_any(start - 1, &["a", "an", "another", "its", "further", "initial"]);
        if !article || !matches!(self.figure.kind, MentionKind::Money(_)) || self.doc.kind(end) != Some(TokenKind::Word)
        {
            return None;
        }
        let closed = |i: usize| {
            self.doc.kind(i) != Some(TokenKind::Word)
                || words::is(self.doc, i, Class::Closed)
                || self.frame.periods_at(i)
        };
        let stop = (end..own.end.min(end + 4)).find(|&i| closed(i)).unwrap_or(own.end.min(end + 4));
        let change = self.frame.predicates_in(end..stop).any(|p| p.is_change() && p.tokens.end == stop);
        // "A $10bn bid for Harvel": the words of the list may reach farther.
        let listed = self.frame.indicators.iter().any(|n| (end..stop).contains(&n.tokens.start));
        if stop == end || listed || change && self.binding.role == Role::Before {
            return None;
        }
        let subject = Subject { phrase: self.doc.slice(&(end..stop)).to_owned(), indicator: None };
        Some(Found { subject, named: None, tokens: Some(end..stop), rule: "noun of a sum" })
    }

    fn is_period_preposition(&self, at: usize) -> bool {
        self.frame.periods.is_empty() && self.doc.kind(at + 1) == Some(TokenKind::Number)
    }

    fn has_subject(&self, own: &Range<usize>) -> bool {
        self.frame.indicators_in(own.start..self.figure.tokens.start).any(|n| !n.weak)
    }

    /// "Could lift **capital requirements** by 20 percent": the open object of a verb that moves something.
    fn open_object(&self, own: &Range<usize>) -> Option<Found> {
        const TRANSITIVE: &[&str] = &[
            "lift",
            "lifts",
            "lifted",
            "lifting",
            "raise",
            "raises",
            "raised",
            "raising",
            "cut",
            "cuts",
            "cutting",
            "boost",
            "boosts",
            "boosted",
            "boosting",
            "reduce",
            "reduces",
            "reduced",
            "reducing",
            "lower",
            "lowers",
            "lowered",
            "lowering",
            "trim",
            "trims",
            "trimmed",
            "trimming",
            "slash",
            "slashes",
            "slashed",
            "slashing",
            "increase",
            "increases",
            "increased",
            "increasing",
            "hike",
            "hikes",
            "hiked",
            "hiking",
            "push",
            "pushes",
            "pushed",
            "pushing",
        ];
        let predicate = self.own_predicate(own).filter(|p| self.doc.is_any(p.tokens.start, TRANSITIVE))?;
        let from = predicate.tokens.end;
        let from = from + usize::from(self.doc.is_any(from, &["the", "its", "their", "his", "her", "a", "an"]));
        let stop = (from..self.figure.tokens.start).find(|&i| self.is_border(i) || self.frame.periods_at(i))?;
        let moved = matches!(self.binding.role, Role::By | Role::To | Role::From) && (1..=5).contains(&(stop - from));
        let unsound = |i: usize| {
            words::is(self.doc, i, Class::Sayer)
                || words::is(self.doc, i, Class::Pronoun)
                || words::is(self.doc, i, Class::Auxiliary)
                || self.doc.lower(i).ends_with("ly")
                || self.frame.is_place(i)
        };
        if !moved || (from..stop).any(unsound) || self.frame.indicators_in(from..stop).next().is_some() {
            return None;
        }
        let phrase = self.doc.slice(&(from..stop)).to_owned();
        Some(Found {
            subject: Subject { phrase, indicator: None },
            named: None,
            tokens: Some(from..stop),
            rule: "open object",
        })
    }

    /// "Lifted **inflation** to 3%", "cut its **key rate** by 25 basis points": the object of a transitive verb.
    fn object(&self, own: &Range<usize>) -> Option<Found> {
        let predicate = self.own_predicate(own)?;
        let between = predicate.tokens.end..self.figure.tokens.start;
        let named = self.frame.indicators_in(between.clone()).find(|n| !n.weak).or_else(|| {
            self.frame
                .indicators_in(between)
                .next()
                .filter(|_| predicate.can_be(Reading::Verb) || predicate.can_be(Reading::Noun))
        })?;
        Some(self.found(named, "object"))
    }

    /// "A **sales volume** of €140m", "72 percent of **adults**": the noun that "of" ties to the figure.
    fn named_by_of(&self, own: &Range<usize>) -> Option<Found> {
        let open = |tokens: Range<usize>, rule| {
            let phrase = self.doc.slice(&tokens).to_owned();
            Found { subject: Subject { phrase, indicator: None }, named: None, tokens: Some(tokens), rule }
        };
        let end = self.figure.tokens.end;
        if matches!(self.figure.kind, MentionKind::Percentage(_)) && self.doc.is(end, "of") && !self.has_subject(own) {
            let first = end + 1 + usize::from(self.doc.is_any(end + 1, &["the", "its", "their", "all", "those"]));
            // "Comprised 16.5% of the total": the part is what comes before.
            let part = self.own_predicate(own).is_some_and(|p| words::is(self.doc, p.tokens.start, Class::Part));
            if part && self.doc.is_any(end + 2, &["total", "whole"]) && self.is_border(end + 3) {
                return None;
            }
            let stop = (first..own.end.min(first + 4)).find(|&i| self.is_border(i)).unwrap_or(own.end.min(first + 4));
            let listed = self.frame.indicators_in(first..stop).next().is_some();
            return (stop > first && !listed).then(|| open(first..stop, "part of"));
        }
        if self.binding.role != Role::Of
            || self.binding.predicate.is_some_and(|p| p.is_change() && p.can_be(Reading::Noun))
        {
            return None;
        }
        let of = (own.start..self.figure.tokens.start).rev().take(5).find(|&i| self.doc.is(i, "of"))?;
        // "A pre-tax profit of £75m": the words of the list reach over the hyphen.
        let reaches = |n: &&Named| n.tokens.end == of && n.tokens.start >= own.start && !n.weak;
        if let Some(named) = self.frame.indicators.iter().find(reaches) {
            return Some(self.found(named, "noun of"));
        }
        let first = (own.start..of).rev().take_while(|&i| !self.is_border(i)).last()?;
        // "A gain of 3%" is a change of what was spoken of.
        if self.frame.predicates_in(first..of).any(|p| p.tokens.end == of && p.can_be(Reading::Noun)) {
            return None;
        }
        // "A sales volume of €140m": of whoever recorded it.
        if let Some(named) = self.frame.indicators_in(first..of).last() {
            return Some(self.found(named, "noun of"));
        }
        let noun = self.doc.lower(of - 1).len() > 3;
        (noun && !words::is(self.doc, of - 1, Class::Value)).then(|| open(first..of, "noun of"))
    }

    fn own_predicate(&self, own: &Range<usize>) -> Option<&Predicate> {
        self.binding.predicate.filter(|p| {
            !self.binding.carried && p.tokens.end <= self.figure.tokens.start && p.tokens.start >= own.start
        })
    }

    /// "16% **said** that none had been replaced": of those who were asked, as the share before or the survey has it.
    fn respondents(&self) -> Option<Found> {
        const ANSWERS: &[&str] = &[
            "said", "say", "think", "thought", "believe", "believed", "felt", "feel", "agreed", "admitted", "want",
            "wanted", "plan", "intend", "expect", "worry",
        ];
        let end = self.figure.tokens.end;
        let share = matches!(self.figure.kind, MentionKind::Percentage(_));
        if !share || !self.doc.is_any(end, ANSWERS) {
            return None;
        }
        let spoken = self.topic.subject.as_ref().filter(|(s, at)| {
            self.topic.measure == Some(Measure::Share)
                && s.indicator.is_none()
                && self.figure.sentence.saturating_sub(*at) <= 2
        });
        let subject = spoken.map_or_else(
            || Subject { phrase: "respondents".to_owned(), indicator: None },
            |(subject, _)| subject.clone(),
        );
        Some(Found { subject, named: None, tokens: None, rule: RESPONDENTS })
    }

    /// "A shade higher than the 6.4% it penciled in", "well under the 87.5 economists had predicted": a standard that names
    /// no subject of its own is of what the sentence measures.
    fn compared(&self) -> Option<Found> {
        let (subject, sentence) = self.topic.subject.as_ref()?;
        let (start, end) = (self.figure.tokens.start, self.figure.tokens.end);
        let since = self.frame.figures_end_before(start).unwrap_or(start);
        let near = |tokens: Range<usize>| self.frame.indicators_in(tokens).next().is_none();
        let foreseen = super::status::is_foreseen_behind(self.doc, self.figure, self.frame.tokens.end);
        // "Fell to 1.25 million vehicles from 1.27 million" too.
        let beside = self.binding.role == Role::From
            && since < start
            && self.frame.segment_of(since - 1) == self.frame.segment_of(start);
        let standard = *sentence == self.figure.sentence && (self.binding.role == Role::Than && foreseen || beside);
        // "Analysts had expected $1.24": of what was told just before.
        let own = &self.frame.segments[self.frame.segment_of(start)].tokens;
        let crowd = || (own.start..start).any(|i| words::is(self.doc, i, Class::Crowd));
        let expected = self.status == ObsStatus::Forecast
            && self.figure.sentence.saturating_sub(*sentence) <= 1
            && matches!(self.binding.role, Role::Direct | Role::To | Role::At)
            && near(own.start..start)
            && crowd();
        (standard && near(since.max(self.frame.tokens.start)..start) && near(end..(end + 2).min(self.frame.tokens.end))
            || expected && near(end..(end + 4).min(self.frame.tokens.end)))
        .then(|| Found { subject: subject.clone(), named: None, tokens: None, rule: COMPARED })
    }

    /// "Is predicting **profits** to rise 50%", "expects **sales** to fall": the subject of an infinitive stands right before it.
    fn infinitive(&self, own: &Range<usize>) -> Option<Found> {
        let predicate = self.own_predicate(own).filter(|p| self.doc.is(p.tokens.start.wrapping_sub(1), "to"))?;
        let named = self
            .frame
            .indicators_in(own.start..predicate.tokens.start)
            .rfind(|n| n.tokens.end + 1 == predicate.tokens.start)?;
        Some(self.found(named, "subject of an infinitive"))
    }

    /// "Wells Fargo **earned** $4.9 billion": a verb that says itself what is measured.
    fn verb(&self, own: &Range<usize>) -> Option<Found> {
        let predicate = self.own_predicate(own).filter(|p| !p.is_change())?;
        let named = self.frame.indicators_in(predicate.tokens.clone()).next()?;
        let direct = self.binding.role == Role::Direct
            && matches!(self.figure.kind, MentionKind::Money(_) | MentionKind::Quantity(_));
        direct.then(|| self.found(named, "verb"))
    }

    /// "**Germany** expanded 0.3%": what grows of a country, where nothing else is named, is its economy.
    fn country_grows(&self, own: &Range<usize>, predicate: &Predicate) -> Option<Found> {
        const GROWTH: &[&str] = &[
            "grew",
            "grow",
            "grows",
            "growing",
            "grown",
            "expanded",
            "expand",
            "expands",
            "expanding",
            "shrank",
            "shrink",
            "shrinks",
            "shrinking",
            "shrunk",
            "contracted",
            "contract",
            "contracts",
            "contracting",
        ];
        let grows =
            self.doc.is_any(predicate.tokens.start, GROWTH) && matches!(self.figure.kind, MentionKind::Percentage(_));
        let opening = |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.kind(i) == Some(TokenKind::Punct);
        let start = (own.start..predicate.tokens.start).find(|i| !opening(i))?;
        let end = (start..predicate.tokens.start).find(|&i| !self.frame.is_place(i));
        let end = end.unwrap_or(predicate.tokens.start);
        // Between it and its verb only what belongs to the verb.
        let clear = (end..predicate.tokens.start).all(|i| {
            words::is(self.doc, i, Class::Auxiliary)
                || self.doc.is_any(
                    i,
                    &[
                        "will", "would", "could", "may", "to", "is", "was", "had", "has", "likely", "expected",
                        "probably",
                    ],
                )
        });
        let indicator = indicators().iter().position(|i| i.code == "gdp");
        (grows && end > start && clear).then(|| Found {
            subject: Subject { phrase: "economy".to_owned(), indicator },
            named: None,
            tokens: Some(start..end),
            rule: "growth of a country",
        })
    }

    /// The strong subject before the predicate: the head of its noun phrase, which is the first strong one where the
    /// next hangs on it by a preposition, else the last.
    pub(super) fn before_predicate(&self, range: Range<usize>, rule: &'static str) -> Option<Found> {
        // "The gap between exports and imports": the head is what "between" hangs on.
        if let Some(gap) = self.frame.indicators_in(range.clone()).find(|n| self.doc.is(n.tokens.end, "between")) {
            // What lies between exports and imports is the trade balance.
            let flows = self
                .frame
                .indicators_in(gap.tokens.end..range.end)
                .any(|n| matches!(n.row().code, "exports" | "imports"));
            let trade = indicators().iter().position(|i| i.code == "trade_balance").filter(|_| flows);
            let named =
                Named { indicator: trade.unwrap_or(gap.indicator), weak: gap.weak && trade.is_none(), ..gap.clone() };
            return Some(self.found(&named, rule));
        }
        let range = self.before_relative(range);
        let strong: Vec<&Named> =
            self.frame.indicators_in(range).filter(|n| !n.weak && !self.is_left_out(n.tokens.start)).collect();
        let last = *strong.last()?;
        let head = strong.iter().rev().skip(1).find(|n| {
            let between = n.tokens.end..last.tokens.start;
            between.len() <= 3 && self.doc.is_any(between.start, &["of", "for", "on", "from"])
        });
        Some(self.found(head.copied().unwrap_or(last), rule))
    }

    /// "A gauge of joblessness **that counts discouraged workers** fell": the head is what the clause hangs on.
    fn before_relative(&self, range: Range<usize>) -> Range<usize> {
        let opens = |&at: &usize| {
            self.doc.is_any(at, &["that", "who"])
                && (self.doc.lower(at + 1).ends_with('s') || self.doc.is_any(at + 1, &["have", "are", "were", "had"]))
                && self.frame.indicators_in(range.start..at).any(|n| n.tokens.end == at)
        };
        let end = range.clone().find(opens).unwrap_or(range.end);
        range.start..end
    }

    /// "Sales **excluding** VAT and fuel": what a measure leaves out is not what it measures.
    fn is_left_out(&self, at: usize) -> bool {
        let listed = |i: &usize| self.doc.kind(*i) == Some(TokenKind::Word) || self.doc.is(*i, ",");
        let mut before = (self.frame.tokens.start..at).rev().take(4).take_while(listed);
        before.any(|i| self.doc.is_any(i, &["excluding", "without", "barring", "minus", "excludes"]))
    }

    pub(super) fn weak(&self, range: Range<usize>, rule: &'static str) -> Option<Found> {
        let named = self.frame.indicators_in(range).rfind(|n| !self.is_left_out(n.tokens.start))?;
        Some(self.found(named, rule))
    }

    fn strong_after(&self, own: &Range<usize>) -> Option<Found> {
        let reach = own.end.max((self.figure.tokens.end + 10).min(self.frame.tokens.end));
        let named = self.frame.indicators_in(self.figure.tokens.end..reach).find(|n| !n.weak)?;
        Some(self.found(named, "strong after"))
    }

    /// "**Hospital services** increased 0.5%": an open noun phrase before the verb of the figure's own segment.
    fn open_subject(&self, own: &Range<usize>) -> Option<Found> {
        // "Electronics saw a 1.2% drop": the verb lends its subject to the noun behind the figure.
        let support =
            || self.frame.predicates_in(own.start..self.figure.tokens.start).rfind(|p| p.can_be(Reading::Level));
        let behind = self.binding.role == Role::Before;
        let predicate = self.own_predicate(own).or_else(|| behind.then(support).flatten())?;
        let verb = !predicate.can_be(Reading::Noun) || predicate.can_be(Reading::Verb);
        if !verb {
            return None;
        }
        if let Some(found) = self.country_grows(own, predicate) {
            return Some(found);
        }
        let tokens = phrase::before(self.doc, own.start..predicate.tokens.start, self.frame)?;
        // A weak phrase is the head of its noun phrase ("auto parts sales"), its article taken along ("the dollar").
        let whole = tokens.start.saturating_sub(1).max(own.start)..tokens.end;
        let heads = |n: &Named| tokens.start <= n.tokens.start || n.tokens.end == tokens.end;
        if self.frame.indicators_in(whole).any(heads) {
            return None;
        }
        let phrase = self.doc.slice(&tokens).to_owned();
        Some(Found {
            subject: Subject { phrase, indicator: None },
            named: None,
            tokens: Some(tokens),
            rule: "open subject",
        })
    }
}
