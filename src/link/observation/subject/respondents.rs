//! Parts of those who were asked or named: "16% said that none had been replaced", "of these, 83% were happy".
//!
//! A part of the search of [`super`]. Guarantees: only a percentage or a fraction is such a part, and the sentence itself says
//! that it is one.

use std::ops::Range;

use super::phrase;
use super::{Found, Search, rule};
use crate::link::observation::Measure;
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::{MentionKind, PercentUnit};
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// "**Of these, 83%** were happy", "**of the 145 firms** that replied, 76% had none", "**of Chile's creditors**, 38% live in Spain
    /// and 15% in Peru": a part of those named in front.
    fn of_those(&self, own: &Range<usize>) -> Option<Found> {
        const REACH: usize = 4;
        let place = self.frame.segment_of(own.start);
        let [front, between @ ..] = self.frame.segments.get(..place)? else { return None };
        let front = &front.tokens;
        // "**Among retirees**, 4 in 10 have no savings"
        let group = front.start + 1..front.end;
        if self.doc.is(front.start, "among")
            && between.is_empty()
            && self.are_people(&group)
            && self.doc.kind(self.figure.tokens.end) == Some(TokenKind::Word)
            && !self.is_border(self.figure.tokens.end)
        {
            return Some(self.open(group, rule::RESPONDENTS));
        }
        if !between.iter().all(|s| self.frame.figure_in(s.tokens.start..s.tokens.start + 3)) {
            return None;
        }
        let of = front.start + usize::from(self.doc.is_any(front.start, keys!["but", "and"]));
        let alone = |i: usize| self.doc.kind(i) != Some(TokenKind::Word) || words::is(self.doc, i, Class::Light);
        if !self.doc.is(of, "of")
            || front.start != self.frame.tokens.start
            || !(own.start..self.figure.opening()).all(alone)
        {
            return None;
        }
        if self.doc.is_any(of + 1, keys!["these", "those", "them"]) && front.end <= of + 3 {
            let (subject, _) = self.topic.subject.as_ref().filter(|_| self.topic.measure != Some(Measure::Change))?;
            return Some(Found::again(subject, rule::RESPONDENTS));
        }
        let clitic = (of + 2..front.end.min(of + REACH)).find(|&i| self.doc.kind(i) == Some(TokenKind::Clitic));
        if let Some(clitic) = clitic.filter(|&clitic| clitic + 1 < front.end && front.end - clitic <= REACH) {
            return Some(self.open(clitic + 1..front.end, rule::RESPONDENTS));
        }
        let first = phrase::past_number(self.doc, of + 2, front.end);
        let noun = |&i: &usize| !self.is_border(i) || self.frame.figure_in(i..i + 1);
        let end = (first..front.end).take(REACH).take_while(noun).last()? + 1;
        // "**Of the companies that** have reported, 78% have beaten estimates"
        let who = self.doc.is_any(end, keys!["that", "who"]) && self.are_people(&(first..end));
        (self.doc.is(of + 1, "the") && (first > of + 2 || who)).then(|| self.open(first..end, rule::RESPONDENTS))
    }

    /// Whether people are named by the tokens' last word.
    fn are_people(&self, tokens: &Range<usize>) -> bool {
        let last = tokens.end.wrapping_sub(1);
        !tokens.is_empty() && (acts::is_somebody(self.doc, last) || nouns::is(self.doc, last, nouns::Class::Acting))
    }

    /// "71% **of those who cast ballots** rejected the deal": a part of those, whatever they did.
    fn of_those_who(&self, of: usize) -> Option<Found> {
        const LONGEST: usize = 5;
        if self.doc.starts(of, keys!["of", "those", "aged"]) {
            let years = |&i: &usize| {
                self.doc.kind(i) == Some(TokenKind::Number)
                    || self.doc.is_any(i, keys!["to", "and", "-", "over", "under"])
            };
            let end = of + 3 + (of + 3..of + 6).take_while(years).count();
            return Some(self.open(of + 1..end, rule::RESPONDENTS));
        }
        if !(self.doc.starts(of, keys!["of", "those"]) && self.doc.is_any(of + 2, keys!["who", "that"])) {
            return None;
        }
        let inside = |&i: &usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !self.doc.lower(i).ends_with("ed")
                && !words::is(self.doc, i, Class::Auxiliary)
                && !acts::is(self.doc, i, Act::Answering)
        };
        let end = of + 4 + (of + 4..of + 1 + LONGEST).take_while(inside).count();
        Some(self.open(of + 1..end.min(self.frame.tokens.end), rule::RESPONDENTS))
    }

    /// "44% **of cardholders** carry debt", "compared with 48% **of women**": those who do something, whatever they do it with.
    fn of_people(&self, of: usize) -> Option<Found> {
        const LONGEST: usize = 3;
        let doc = self.doc;
        if !doc.is(of, "of") {
            return None;
        }
        let first = of + 1 + usize::from(doc.is_any(of + 1, keys!["all", "the", "its", "their"]));
        let noun = |&i: &usize| doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Closed);
        let end = (first..first + LONGEST).take_while(noun).find(|&i| self.are_people(&(first..i + 1)))? + 1;
        // "Of all **consumers' spending**", "of **firms in** the north": more is told of whose part it is.
        let verb = doc.kind(end) == Some(TokenKind::Word)
            && (!words::is(doc, end, Class::Closed) || self.is_act_of_many(end))
            && !self.frame.is_period(end)
            && !doc.is_any(end, keys!["aged", "polled", "surveyed", "asked", "questioned", "interviewed", "and", "or"])
            && !doc.lower(end).ends_with("ing");
        let beside = self.binding.role == Role::Than && doc.kind(end) == Some(TokenKind::Punct);
        (verb || beside).then(|| self.open(first..end, rule::PART_OF_THOSE))
    }

    /// "In a **poll of 1,040 independent operators**, 37% said": those whom the sentence says that were asked.
    fn those_asked(&self) -> Option<Range<usize>> {
        const REACH: usize = 4;
        let front = self.frame.tokens.start..self.figure.opening();
        let of = front.clone().find(|&i| self.doc.is(i, "of") && acts::is(self.doc, i.wrapping_sub(1), Act::Poll))?;
        let light =
            |&i: &usize| words::is(self.doc, i, Class::Light) || self.doc.is_any(i, keys!["more", "than", "the"]);
        let number = (of + 1..front.end).find(|i| !light(i))?;
        let first = phrase::past_number(self.doc, number, front.end);
        let noun = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed);
        let end = first + (first..front.end).take(REACH).take_while(noun).count();
        let plural =
            end > first && (self.doc.lower(end - 1).ends_with('s') || acts::is(self.doc, end - 1, Act::People));
        // "A survey of **firms**"
        let alone = first == of + 1 && !self.frame.indicators_in(first..end).any(|n| !n.weak);
        ((first > number || alone) && plural).then_some(first..end)
    }

    /// Whether the verb of a clause stands at the token: what people of whom a part is told do or are.
    fn is_act_of_many(&self, at: usize) -> bool {
        let verb = self.doc.lower(at);
        acts::is(self.doc, at, Act::Answering)
            || acts::is(self.doc, at, Act::Having)
            || matches!(verb, "were" | "are" | "had" | "have" | "would" | "could" | "did" | "do" | "felt")
            || verb.len() > 4 && verb.ends_with("ed") && !self.doc.is_any(at + 1, keys!["by", "to", "from"])
            || matches!(verb, "expected" | "expect" | "forecast" | "plan" | "predicted" | "predict")
    }

    /// "A **survey** of members **found** that 65% **were** short of cash and 22% **feared** worse": what a poll finds of those asked.
    fn is_found_by_poll(&self, own: &Range<usize>) -> bool {
        const FINDING: usize = 4;
        let start = self.figure.opening();
        let found = |i: usize| self.doc.is_any(i, keys!["found", "finds", "showed", "shows", "suggested", "revealed"]);
        let light =
            |i: usize| words::is(self.doc, i, Class::Light) || self.doc.is_any(i, keys!["that", "just", "only"]);
        let first = (start.saturating_sub(FINDING).max(own.start)..start).rev().find(|&i| !light(i));
        let clause = first.is_none_or(|i| found(i) || self.doc.is_any(i, keys!["and", "while", "but", ","]));
        let told = || {
            let verb = (self.frame.tokens.start..start).find(|&i| found(i));
            verb.is_some_and(|verb| (self.frame.tokens.start..verb).any(|i| acts::is(self.doc, i, Act::Poll)))
        };
        clause && self.is_act_of_many(self.figure.tokens.end) && told()
    }

    /// "**Two-thirds expected** to make less", where the sentence before told parts of those who were asked.
    fn goes_on_with_poll(&self) -> bool {
        let asked = self.topic.subject.as_ref().is_some_and(|(s, at)| {
            s.indicator.is_none() && *at + 1 == self.figure.sentence && self.topic.measure == Some(Measure::Share)
        });
        let before = || self.figure.sentence.checked_sub(1).and_then(|s| self.doc.sentences.get(s));
        let polled = || before().is_some_and(|s| s.clone().any(|i| acts::is(self.doc, i, Act::Poll)));
        asked && self.is_act_of_many(self.figure.tokens.end) && polled()
    }

    /// "16% **said** that none had been replaced": of those who were asked, as the share before or the survey has it.
    pub(super) fn respondents(&self) -> Option<Found> {
        let end = self.figure.tokens.end;
        let fraction = || {
            matches!(&self.figure.kind, MentionKind::Quantity(q) if q.unit.as_deref() == Some("fraction"))
                && (acts::is(self.doc, end, Act::Having)
                    || self.is_act_of_many(end)
                    || self.doc.is(self.frame.tokens.start, "among"))
        };
        if !matches!(self.figure.kind, MentionKind::Percentage(_)) && !fraction() {
            return None;
        }
        // "A third **(36%)** of adults have debts", "two thirds **- 65% -** of the firms asked"
        let aside = self.doc.is_any(end, keys![")", "-", "–", "—"]) && self.doc.is(end + 1, "of");
        let of = end + usize::from(aside);
        if let Some(found) = self.of_those_who(of).or_else(|| self.of_people(of)) {
            return Some(found);
        }
        // "A fifth of dealers cut prices and **59% offered** a discount": of those of whom a part was told before.
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let opens = || (own.start..self.figure.opening()).all(|i| words::is(self.doc, i, Class::Opening));
        if let Some(found) = self.of_those(own) {
            return Some(found);
        }
        let answers = acts::is(self.doc, end, Act::Answering);
        // "56% said that they were short of staff, and **46% that** they had shut a room"
        let again = || {
            self.doc.is(end, "that") && self.topic.subject.as_ref().is_some_and(|(_, at)| *at == self.figure.sentence)
        };
        let answers = answers || self.topic.measure == Some(Measure::Share) && again();
        let polled = !answers && self.is_found_by_poll(own) || opens() && self.goes_on_with_poll();
        // "38% of retailers had seen sales fall, while **22% reported** a rise"
        let beside = || {
            let here = |(s, at): &(Subject, usize)| s.indicator.is_none() && *at == self.figure.sentence;
            let share = self.topic.measure == Some(Measure::Share) && self.topic.subject.as_ref().is_some_and(here);
            let mut front = own.start..self.figure.opening();
            let idle = |i: usize| {
                words::is(self.doc, i, Class::Opening)
                    || words::is(self.doc, i, Class::Contrast)
                    || self.doc.is_any(i, keys![",", "and"])
            };
            share && front.all(idle) && self.is_act_of_many(end)
        };
        // "Some 41% of **boomers** carry a balance. **Only 10% would** take out a loan"
        let of_people = || {
            let people = |(s, _): &(Subject, usize)| acts::names_somebody(&words::last(&s.phrase).to_ascii_lowercase());
            self.is_act_of_many(end) && self.topic.subject.as_ref().is_some_and(people)
        };
        let told = answers || polled || beside() || opens() && (acts::is(self.doc, end, Act::Having) || of_people());
        if !told {
            return None;
        }
        let spoken = self.topic.subject.as_ref().filter(|(s, at)| {
            self.topic.measure == Some(Measure::Share)
                && s.indicator.is_none()
                && self.figure.sentence.saturating_sub(*at) <= 2
        });
        if spoken.is_none() && !answers && !polled {
            return None;
        }
        // "In a **survey of 2,049 adults**, 42% said", whoever was told of before
        let here = || (self.frame.tokens.start..self.figure.tokens.start).any(|i| acts::is(self.doc, i, Act::Poll));
        let anew = spoken.is_none()
            || here() && self.frame.figures_end_before(own.start).is_none()
            || polled && self.frame.figures_end_before(own.start).is_none();
        if let Some(asked) = anew.then(|| self.those_asked()).flatten() {
            return Some(self.open(asked, rule::RESPONDENTS));
        }
        let subject = spoken.map_or_else(
            || Subject { phrase: "respondents".to_owned(), indicator: None },
            |(subject, _)| subject.clone(),
        );
        Some(Found { subject, named: None, tokens: None, rule: rule::RESPONDENTS })
    }

    /// "72 percent of **adults**", "20 percent of leading-edge logic chips": what a percentage that ends at `end` is so much of.
    pub(super) fn part_named(&self, own: &Range<usize>, end: usize) -> Option<Found> {
        let first = end + 1 + usize::from(self.doc.is_any(end + 1, keys!["the", "its", "their", "all", "those"]));
        // "Not quite the 7.79% **of last October**": when.
        if self.frame.is_period(first) {
            return None;
        }
        // "**Delinquencies** rose to 9.1% of balances": what moves to a part is not what it is a part of.
        let moved = self.own_predicate(own).is_some_and(|p| p.is_change() && p.can_be(Reading::Verb));
        if moved && self.binding.role == Role::To {
            return None;
        }
        // "65% of **the 1,000 people** interviewed"
        let first = phrase::past_number(self.doc, first, own.end);
        // "The naira, which lost 40% of its value": what a price loses is its own.
        if self.doc.is_any(first, keys!["value", "worth"]) && self.doc.is_any(first - 1, keys!["its", "their"]) {
            return None;
        }
        // "Comprised 16.5% of the total": the part is what comes before.
        let part = self.own_predicate(own).is_some_and(|p| words::is(self.doc, p.tokens.start, Class::Part));
        if part && self.doc.is_any(end + 2, keys!["total", "whole"]) && self.is_border(end + 3) {
            return None;
        }
        if self.doc.is(first, "them") {
            return self.part_of_them();
        }
        if let Some(clause) = self.free_clause(first, own.end) {
            return Some(self.open(clause, "part of"));
        }
        // "7% of **Chileans** lacked a phone"
        let tied = |i: usize| self.doc.ties(i);
        // "71% of **voters** rank it first": people, and what they do.
        let people = |i: usize| acts::is(self.doc, i, Act::People);
        let act = |i: usize| {
            let next = self.doc.lower(i);
            i > first && people(i - 1) && self.doc.lower(i - 1).ends_with('s') && !next.ends_with('s')
        };
        let border =
            |i: usize| self.is_border(i) && !tied(i) || i > first && acts::is(self.doc, i, Act::Having) || act(i);
        // "6% of the country's **banking market**": what is owned, not who owns it; "of the 737's **frame**", whatever it is called.
        let owner = (first..own.end.min(first + 4)).find(|&i| border(i) && self.doc.kind(i) != Some(TokenKind::Number));
        let first = owner.filter(|&i| self.doc.kind(i) == Some(TokenKind::Clitic)).map_or(first, |i| i + 1);
        // "20 percent of **leading-edge logic chips**": what a hyphen ties is one word.
        let reach = own.end.min(first + if (first..first + 3).any(tied) { 6 } else { 4 });
        let stop = (first..reach).find(|&i| border(i)).unwrap_or(reach);
        // "98.8% of the **non-voting shares**": a class of them is no price.
        let class = |n: &Named| n.row().code == "share_price" && (first..n.tokens.start).any(tied);
        let listed = self.frame.indicators_in(first..stop).any(|n| !class(n));
        (stop > first && !listed).then(|| self.open(first..stop, "part of"))
    }

    /// "The **share of small firms** raising prices was 22%": of those who do something, whatever they do it with.
    pub(super) fn share_of_those(&self, own: &Range<usize>) -> Option<Found> {
        const LONGEST: usize = 5;
        let opening =
            |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.is_any(i, keys!["the", ",", "and"]);
        // "The share of consumers **who** said jobs were scarce": the clause of those goes on behind it.
        let who = self.doc.is(own.start, "who").then(|| self.frame.segment_of(own.start).checked_sub(1)).flatten();
        let from = who.map_or(own.start, |before| self.frame.segments[before].tokens.start);
        let share = (from..self.figure.opening()).find(|i| !opening(i))?;
        let percent = matches!(&self.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::Percent);
        let of = share + 1;
        if !percent || !words::is(self.doc, share, Class::Share) || !self.doc.is(of, "of") {
            return None;
        }
        let doing = (of + 2..of + LONGEST).find(|&i| self.doc.lower(i).ends_with("ing") || self.doc.is(i, "who"))?;
        let plural = self.doc.lower(doing - 1).ends_with('s') || acts::is(self.doc, doing - 1, Act::People);
        let named = self.frame.indicators_in(of..doing).any(|n| !n.weak);
        let mut verbs = self.frame.predicates_in(doing + 1..self.figure.tokens.start);
        let still = verbs.next_back();
        let whole = plural
            && !named
            && (of + 1..doing)
                .all(|i| self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed));
        (whole && still.is_some()).then(|| self.open(share..doing, rule::PART_OF_THOSE))
    }
}
