//! The subject that a figure's own segment leaves out: from an earlier segment, or from what was spoken of before.
//!
//! The second half of the search of [`super`].

use std::ops::Range;

use super::phrase;
use super::standard::OF_A_SHARE;
use super::{Found, Search, rule};
use crate::link::observation::Measure;
use crate::link::observation::indicator::{self, Kind, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::{MentionKind, PercentUnit};
use crate::text::TokenKind;

impl Search<'_> {
    /// "Operating income of $96m, **or 11.8% of revenue**": the sum that was just told, as a part of another.
    pub(super) fn twin_share(&self) -> Option<Found> {
        let (start, end) = (self.figure.opening(), self.figure.tokens.end);
        let percent = matches!(&self.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::Percent);
        let or = start.checked_sub(1).filter(|&or| percent && self.doc.is(or, "or") && self.doc.is(end, "of"))?;
        let told = self.frame.figures_end_before(or)?;
        let mut whole = self.frame.indicators_in(end..(end + 4).min(self.frame.tokens.end));
        let sales = whole.next().is_some_and(|n| n.row().code == "revenue");
        let sum = self.topic.sum.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        let (subject, _) = sum.filter(|_| sales && told + 1 >= or)?;
        Some(Found { subject: subject.clone(), named: None, tokens: None, rule: rule::SAME_SHARE })
    }

    /// "Occupancy was 96%, **down 40 basis points**": what has no place in the list moved by what stands right behind its level.
    fn moved_beside(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        let way = self
            .binding
            .predicate
            .filter(|p| !self.binding.carried && p.can_be(Reading::Adjective) && p.is_change())?;
        let told = self.frame.figures_end_before(own.tokens.start)?;
        let beside = own.opener == Opener::Comma
            && way.tokens.start == own.tokens.start + 1
            && (told..own.tokens.start).all(|i| self.frame.is_period(i) || words::is(self.doc, i, Class::Closed));
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| beside && *at == self.figure.sentence)?;
        let open = subject.indicator.is_none() && self.frame.indicators_in(own.tokens.clone()).next().is_none();
        open.then(|| Found { subject: subject.clone(), named: None, tokens: None, rule: rule::CARRIED })
    }

    /// The subject of an earlier segment: "retail sales, excluding autos, rose 2%", "exports, which fell 3%, rose 5%".
    pub(super) fn earlier(&self, segment: usize) -> Option<Found> {
        if let Some(found) = self.part_moved() {
            return Some(found);
        }
        if let Some(found) = self.moved_beside(segment) {
            return Some(found);
        }
        if let Some(found) = self.standing_at(segment) {
            return Some(found);
        }
        if let Some(found) = self.before_apposition(segment) {
            return Some(found);
        }
        if let Some(found) = self.before_aside(segment).or_else(|| self.hung_on(segment)) {
            return Some(found);
        }
        for i in self.antecedents(segment) {
            let tokens = self.frame.segments[i].tokens.clone();
            // "…, **the agency reported**, from 5%": who tells it.
            let last = tokens.clone().rev().find(|&i| !self.frame.is_period(i)).unwrap_or(tokens.start);
            // "Gross value **added**, which …, climbed": a part of a name is no verb.
            let named = |at: usize| self.frame.indicators_in(tokens.clone()).any(|n| n.tokens.contains(&at));
            if words::is(self.doc, last, Class::Saying) && !named(last) && !self.frame.figure_in(tokens.clone()) {
                continue;
            }
            let verb = |p: &&Predicate| p.can_be(Reading::Verb) || p.can_be(Reading::Level) || p.can_be(Reading::Reach);
            let predicate = self.frame.predicates_in(tokens.clone()).find(|p| verb(p) && !named(p.tokens.start));
            let end = predicate.map_or(tokens.end, |p| p.tokens.start);
            // "Which" hangs on the noun right before it; else the subject of the verb comes before what else is named.
            let right_before = self.frame.segments[segment].opener == Opener::Dependent && i + 1 == segment;
            let ending = || self.frame.indicators_in(tokens.clone()).rfind(|n| n.tokens.end == tokens.end);
            let strong = || self.frame.indicators_in(tokens.clone()).rfind(|n| !n.weak);
            let nearest = right_before.then(|| ending().or_else(strong)).flatten();
            // "… was online sales, up 2.7%": an adjective says something of the noun right before it.
            let adjective = i + 1 == segment
                && self.frame.predicates_in(self.frame.segments[segment].tokens.clone()).next().is_some_and(|p| {
                    p.can_be(Reading::Adjective) && p.tokens.start <= self.frame.segments[segment].tokens.start + 1
                });
            // "Say **margins**, commonly in the 6% range, can't take it": nor has what has no verb another one.
            let aside = i + 1 == segment
                && self.frame.segments[segment].opener == Opener::Comma
                && self.frame.predicates_in(self.frame.segments[segment].tokens.clone()).next().is_none()
                && !self.frame.figure_in(tokens.clone());
            let closing = self
                .frame
                .indicators_in(tokens.clone())
                .rfind(|n| (adjective || aside && !n.weak) && n.tokens.end == tokens.end);
            if let Some(named) = nearest.or(closing) {
                return Some(self.found(self.head_of(named).unwrap_or(named), "antecedent"));
            }
            let found = self
                .before_predicate(tokens.start..end, "earlier subject")
                .or_else(|| self.weak(tokens.start..end, "earlier weak subject"))
                .or_else(|| self.before_predicate(tokens.clone(), "earlier segment"))
                .or_else(|| self.weak(tokens.clone(), "earlier weak"));
            if found.is_some() {
                return found;
            }
            let open = predicate.and_then(|predicate| {
                phrase::before(self.doc, tokens.start..end, self.frame)
                    .filter(|words| !self.closes_noun_phrase(words, predicate))
            });
            if let Some(open) = open {
                return Some(self.open(open, rule::OPEN_EARLIER));
            }
        }
        None
    }

    /// "Sales rose 3%, and **the order backlog**, a gauge of demand, was $2bn": inside a sentence too, a noun phrase that closes its
    /// segment has its verb behind what is put in between.
    fn before_aside(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        let aside = &self.frame.segments[segment.checked_sub(1)?];
        let head = &self.frame.segments[segment.checked_sub(2)?];
        let verb = self.frame.predicates_in(own.tokens.clone()).next()?;
        let finite = |p: &Predicate| p.can_be(Reading::Verb) || p.can_be(Reading::Level) || p.can_be(Reading::Reach);
        let opens = own.opener == Opener::Comma && verb.tokens.start == own.tokens.start + 1 && finite(verb);
        let apposed = aside.opener == Opener::Comma
            && self.doc.is_any(aside.tokens.start + 1, &["a", "an", "the", "long", "once", "still"]);
        let verbless = |tokens: &Range<usize>| {
            !self.frame.figure_in(tokens.clone())
                && self.frame.predicates_in(tokens.clone()).all(|p| p.can_be(Reading::Noun))
        };
        if !(opens && apposed && verbless(&aside.tokens) && verbless(&head.tokens))
            || head.opener == Opener::Comma && !self.doc.is(head.tokens.start + 1, "and")
        {
            return None;
        }
        if let Some(named) = self.frame.indicators_in(head.tokens.clone()).rfind(|n| n.tokens.end == head.tokens.end) {
            return Some(self.found(named, rule::BEFORE_APPOSITION));
        }
        // "… and **shelter**, the largest component, rose 0.4%"
        let opening = |&i: &usize| self.doc.kind(i) != Some(TokenKind::Word) || words::is(self.doc, i, Class::Opening);
        let first = head.tokens.clone().find(|i| !opening(i))?;
        let noun = |i: usize| !self.is_border(i) && !self.frame.is_place(i) && !self.doc.is_capital(i);
        let bare = head.tokens.end - first <= 3 && (first..head.tokens.end).all(noun);
        (bare && first > head.tokens.start).then(|| self.open(first..head.tokens.end, rule::BEFORE_APPOSITION))
    }

    /// "Reducing its **holdings of securities**, which amounted to $790bn": the noun phrase outside the list right before "which".
    fn hung_on(&self, segment: usize) -> Option<Found> {
        const LONGEST: usize = 3;
        let own = &self.frame.segments[segment];
        let before = self.frame.segments[segment.checked_sub(1)?].tokens.clone();
        let verb = self.frame.predicates_in(own.tokens.clone()).next()?;
        let level = verb.can_be(Reading::Level) && !verb.is_change() && !self.binding.carried;
        let which =
            own.opener == Opener::Dependent && (own.tokens.start..verb.tokens.start).any(|i| self.doc.is(i, "which"));
        let money = matches!(self.figure.kind, MentionKind::Money(_));
        let noun = |&i: &usize| !self.is_border(i) && !self.frame.is_place(i) && !self.frame.is_period(i);
        let back = |end: usize| (before.start..end).rev().take(LONGEST).take_while(noun).last();
        if !(which && level && money) || self.frame.figure_in(before.clone()) {
            return None;
        }
        let last = back(before.end)?;
        let of = last.checked_sub(1).filter(|&of| of > before.start && self.doc.is_any(of, &["of", "to", "in"]));
        let first = of.and_then(back).unwrap_or(last);
        // "Its holdings", "a stake"; a name, who it is.
        let owned = self.doc.is_any(first.wrapping_sub(1), &["its", "their", "the", "a", "his", "her"])
            || self.doc.kind(first.wrapping_sub(1)) == Some(TokenKind::Clitic);
        let named = self.doc.is_capital(before.end - 1) || self.frame.indicators_in(first..before.end).next().is_some();
        (owned && !named).then(|| self.open(first..before.end, rule::OPEN_EARLIER))
    }

    /// "19% of renters fell behind on their rent, **up two points**": of the part that was just told.
    fn part_moved(&self) -> Option<Found> {
        let points = matches!(&self.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::PercentagePoint);
        let beside = self.binding.predicate.is_some_and(|p| p.can_be(Reading::Adjective) && !self.binding.carried);
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        (points && beside && self.topic.measure == Some(Measure::Share)).then(|| Found {
            subject: subject.clone(),
            named: None,
            tokens: None,
            rule: rule::CARRIED,
        })
    }

    /// "Output shrank 0.1%, and **unemployment**, at 8.3%, is high": what stands at a level between commas is named right
    /// before them.
    fn standing_at(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        let before = &self.frame.segments[segment.checked_sub(1)?].tokens;
        let at =
            own.opener == Opener::Comma && self.doc.is(own.tokens.start + 1, "at") && self.binding.role == Role::At;
        let silent = !self.frame.figure_in(before.clone()) && self.frame.predicates_in(before.clone()).next().is_none();
        if let Some(named) =
            self.frame.indicators_in(before.clone()).rfind(|n| at && silent && n.tokens.end == before.end)
        {
            return Some(Found { named: None, ..self.found(named, rule::STANDING) });
        }
        // "The stock fell 1% even after **revenue** edged past estimates, at $1bn": of the clause right before it.
        let told = self.frame.figures_end_before(before.end).unwrap_or(before.start).max(before.start);
        let vast = matches!(&self.figure.kind, MentionKind::Money(m) if m.amount.middle() >= OF_A_SHARE);
        let named = self.frame.indicators_in(told..before.end).rfind(|n| !n.weak && n.tokens.end < before.end)?;
        let first = self.frame.segments[segment - 1].opener == Opener::Start && told == before.start;
        (at && vast && !first).then(|| self.found(named, rule::STANDING))
    }

    /// "**Nvidia**, the poster child of the boom, finished 6.4% lower", "while **energy**, the worst, fell 0.9%": a clause
    /// that opens with nothing but a noun phrase, whose verb comes after what was put in between. What is named there
    /// hides no subject: "the **tier one ratio**, a measure of solvency, stood at 13.5%".
    fn before_apposition(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        // "An increase of 6%", "up from 4%" say something of what was told before; right behind the noun phrase, of that:
        // "**insurance**, up 20% last year, is rising at a pace of 5%".
        let up = |p: &Predicate| p.can_be(Reading::Adjective) && !p.can_be(Reading::Verb);
        let verb = self.frame.predicates_in(own.tokens.clone()).next().filter(|p| {
            (p.can_be(Reading::Verb) || p.can_be(Reading::Level) || p.can_be(Reading::Reach) || up(p))
                && !self.doc.is_any(p.tokens.start.wrapping_sub(1), &["a", "an", "the"])
        })?;
        if verb.tokens.start > own.tokens.start + 2 {
            return None;
        }
        // "Orvex (OVX) said its **output index (OPI)** fell": what a bracket explains stands right before it.
        let bracket = segment >= 2 && self.frame.segments[segment - 1].opener == Opener::Bracket;
        if bracket && !self.frame.figure_in(self.frame.segments[segment - 1].tokens.clone()) {
            let before = self.frame.segments[segment - 2].tokens.clone();
            if let Some(named) = self.frame.indicators_in(before.clone()).rfind(|n| n.tokens.end == before.end) {
                return Some(self.found(named, rule::BEFORE_APPOSITION));
            }
        }
        let opens = |i: &usize| matches!(self.frame.segments[*i].opener, Opener::Start | Opener::Contrast);
        let first = (0..segment)
            .rev()
            .find(opens)
            .filter(|i| i + 2 - usize::from(up(verb)) <= segment && own.opener == Opener::Comma)?;
        // "Active members, **at 32.8 million**, grew 6%"
        let level = |i: usize| {
            let tokens = &self.frame.segments[i].tokens;
            self.frame.segments[i].opener == Opener::Comma
                && self.doc.is(tokens.start + 1, "at")
                && self.frame.predicates_in(tokens.clone()).next().is_none()
        };
        let aside = |i: usize| {
            level(i)
                || matches!(self.frame.segments[i].opener, Opener::Dependent | Opener::Bracket)
                || !self.frame.figure_in(self.frame.segments[i].tokens.clone())
        };
        let said_of_it =
            |i: usize| self.frame.predicates_in(self.frame.segments[i].tokens.clone()).next().is_some_and(up);
        if !(first + 1..segment).all(|i| !up(verb) && (aside(i) || i == first + 1 && said_of_it(i))) {
            return None;
        }
        let head = self.frame.segments[first].tokens.clone();
        let bare = head.len() <= 10 && self.frame.predicates_in(head.clone()).all(|p| p.can_be(Reading::Noun));
        if !bare || self.frame.indicators_in(head.clone()).next().is_some() {
            return None;
        }
        let tokens = phrase::before(self.doc, head, self.frame)?;
        // "According to the bank", "driven by demand"
        let adverbial = self.doc.is_any(tokens.start + 1, &["to", "by"]);
        (!adverbial).then(|| self.open(tokens, rule::BEFORE_APPOSITION))
    }

    /// Whether a segment behind a comma opens with its verb.
    fn is_verb_first(&self, segment: usize) -> bool {
        let own = &self.frame.segments[segment];
        let first = self.frame.predicates_in(own.tokens.clone()).next();
        // "…, **extending its** retreat from a record above $11,100"
        let verb = own.tokens.start + 1;
        let participle =
            self.doc.lower(verb).ends_with("ing") && self.doc.is_any(verb + 1, &["its", "their", "the", "a"]);
        own.opener == Opener::Comma && (participle || first.is_some_and(|p| p.tokens.start <= own.tokens.start + 2))
    }

    /// The earlier segments in the order in which they can lend a subject. A segment that opens with its verb goes on
    /// after what was put in between ("Growth – the main target of curbs – was 11.5%"), so what has no verb comes last.
    fn antecedents(&self, segment: usize) -> Vec<usize> {
        let own = &self.frame.segments[segment];
        let verb_first = self.is_verb_first(segment);
        // "… after data showed that prices were up 3%, **easing** from 4%" goes on with the clause right before it.
        let easing =
            verb_first
                && self.frame.predicates_in(own.tokens.clone()).next().is_some_and(|p| {
                    self.doc.lower(p.tokens.start).ends_with("ing") && self.binding.role == Role::From
                });
        let is_main = |i: &usize| {
            let tokens = self.frame.segments[*i].tokens.clone();
            let opener = self.frame.segments[*i].opener;
            matches!(opener, Opener::Start | Opener::Contrast)
                || !(verb_first
                    && !(easing && *i + 1 == segment)
                    && matches!(opener, Opener::Dependent | Opener::Bracket | Opener::Comparison))
                    && self.frame.predicates_in(tokens).any(|p| p.can_be(Reading::Verb) || p.can_be(Reading::Level))
        };
        if own.opener == Opener::Dependent {
            return (0..segment).rev().collect();
        }
        // "**In London**, shares in Kestrel, which owes £800m, fell": behind a phrase of place or time in front.
        let behind_front = |i: usize| {
            let front = &self.frame.segments[i - 1];
            front.opener == Opener::Start
                && self.doc.is_any(front.tokens.start, &["in", "at", "on", "among", "across"])
                && self.frame.indicators_in(front.tokens.clone()).next().is_none()
                && !self.frame.figure_in(front.tokens.clone())
        };
        let head = |i: &usize| match self.frame.segments[*i].opener {
            Opener::Start | Opener::Contrast => true,
            Opener::Comma => *i > 0 && behind_front(*i),
            _ => false,
        };
        // "…, easing from 3.5%" goes on with the clause before it, not with the sentence's first.
        let opening = self.frame.predicates_in(own.tokens.clone()).next();
        let participle = opening.is_some_and(|p| {
            let adjective = p.can_be(Reading::Adjective) && !p.can_be(Reading::Verb);
            // … nor does "profit of $2bn, up 17%", which says something of the figure right before it.
            let beside = adjective && segment > 0 && {
                let before = self.frame.segments[segment - 1].tokens.clone();
                self.frame.figure_in(before.clone()) && self.frame.indicators_in(before).next().is_some()
            };
            beside || self.doc.lower(p.tokens.start).ends_with("ing")
        });
        let first = (0..segment).rev().find(|i| {
            verb_first
                && !participle
                && head(i)
                && self.frame.indicators_in(self.frame.segments[*i].tokens.clone()).next().is_some()
        });
        let (main, aside): (Vec<usize>, Vec<usize>) = (0..segment).rev().partition(is_main);
        first.into_iter().chain(main).chain(aside).collect()
    }

    /// "What households owe grew by $184bn in March, **to $17.7tn**": nothing but "to" goes on with what has just moved.
    pub(super) fn arrived(&self, own: &Range<usize>) -> Option<Found> {
        let start = self.figure.opening();
        let bare = (own.start..start).all(|i| {
            self.doc.is_any(i, &["to", "and", "a", "an", "the"])
                || words::is(self.doc, i, Class::Light)
                || self.doc.kind(i) != Some(TokenKind::Word)
        });
        let goes_on = bare && self.binding.carried && self.binding.role == Role::To && own.start < start;
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence && goes_on)?;
        // What the list names is found where it stands, unless it is left out there: "Harvel's rose 18%, to $1.6bn".
        let left_out = |p: &Predicate| self.doc.kind(p.tokens.start.wrapping_sub(1)) == Some(TokenKind::Clitic);
        let open = subject.indicator.is_none() || self.binding.predicate.is_some_and(left_out);
        open.then(|| Found { subject: subject.clone(), named: None, tokens: None, rule: rule::ARRIVED })
    }

    /// "A reading above 50", "the figure was 3%", "it rose": a subject that only points back is the one spoken of last.
    pub(super) fn pointed_back(&self, own: &Range<usize>) -> Option<Found> {
        // "On a yearly basis, it was down 2%": what stands in front tells nothing yet.
        let front = self.frame.tokens.start..own.start;
        let silent = !self.frame.figure_in(front.clone())
            && self.frame.indicators_in(front.clone()).next().is_none()
            && self.frame.predicates_in(front.clone()).next().is_none();
        if !silent {
            return None;
        }
        let first = (own.start..own.end)
            .find(|&i| !words::is(self.doc, i, Class::Opening) && self.doc.kind(i) == Some(TokenKind::Word))?;
        let pronoun =
            words::is(self.doc, first, Class::Pronoun) && !self.doc.is_any(first, &["there", "we", "i", "you", "what"]);
        let noun = words::is(self.doc, first, Class::Anaphor) && first > own.start;
        // "A reading below 2% **would be the lowest inflation rate** since 2021": what it would be.
        let end = self.figure.tokens.end;
        let be = (end..own.end).find(|&i| self.doc.is_any(i, &["be", "is", "was"]) && self.doc.is(i + 1, "the"));
        let what = be.and_then(|be| self.frame.indicators_in(be..own.end.min(be + 6)).find(|n| !n.weak));
        if let Some(named) = what.filter(|_| noun) {
            return Some(self.found(named, "what it is"));
        }
        // "The **economy** itself isn't the problem. **It** grew 8%"
        let opening = self.topic.opening.as_ref().filter(|(_, at)| pronoun && *at + 1 == self.figure.sentence);
        if let Some((subject, _)) = opening.filter(|_| self.doc.is_any(first, &["it", "they"])) {
            return Some(Found { subject: subject.clone(), named: None, tokens: None, rule: rule::CARRIED });
        }
        let it = front.is_empty() || self.doc.is_any(first, &["it", "they"]);
        (it && (pronoun || noun)).then(|| self.carried()).flatten()
    }

    /// "Will cut prices by 9%, **at a cost of** £60m": what something else costs.
    pub(super) fn at_a_cost(&self) -> Option<Found> {
        let of = self.figure.opening().checked_sub(4).map(|at| at + 3)?;
        let cost = self.doc.is(of, "of")
            && self.doc.is(of - 1, "cost")
            && self.doc.is(of - 2, "a")
            && self.doc.is(of - 3, "at");
        let sum = matches!(self.figure.kind, MentionKind::Money(_)) && of >= self.frame.tokens.start + 3;
        (cost && sum).then(|| self.open(of - 1..of, rule::NOUN_OF))
    }

    /// "The typical card **carries a rate** above 21%", "loans bear a rate of 8%": what is borrowed has its own.
    pub(super) fn rate_borne(&self, own: &Range<usize>) -> Option<Found> {
        let start = self.figure.opening();
        let light = |&i: &usize| words::is(self.doc, i, Class::Light) || self.doc.is_any(i, &["above", "below", "of"]);
        let rate = (own.start..start).rev().find(|i| !light(i)).filter(|&i| self.doc.is(i, "rate"))?;
        let article = rate.checked_sub(1 + usize::from(self.doc.is(rate.wrapping_sub(1), "interest")))?;
        let borne = self.doc.is_any(article, &["a", "an"])
            && self.doc.is_any(
                article.wrapping_sub(1),
                &[
                    "carry", "carries", "carried", "carrying", "bear", "bears", "bore", "bearing", "charge", "charges",
                    "charged",
                ],
            );
        (borne && matches!(self.figure.kind, MentionKind::Percentage(_)))
            .then(|| self.open(article + 1..rate + 1, "rate borne"))
    }

    /// "The bank is less hopeful, projecting **a year-end rate of** 31.5%": a rate of what was spoken of.
    pub(super) fn rate_of(&self, own: &Range<usize>) -> Option<Found> {
        let of = self.figure.opening().checked_sub(2).filter(|&at| at > own.start)?;
        let rate = self.binding.role == Role::Of && self.doc.is_any(of, &["rate", "pace"]);
        let silent = self.frame.indicators_in(self.frame.tokens.start..self.figure.tokens.start).next().is_none();
        // "Insurance, up 20%, is now rising at a pace of 5%": of what rises.
        let moves = self.frame.predicates_in(own.start..of).next().is_some();
        (rate && silent && !moves).then(|| self.carried()).flatten()
    }

    /// "Target's shares closed at $121, wiping out $15bn in value. **Walmart's** rose 0.7%": what an owner without a
    /// noun has is what the sentence before began with.
    pub(super) fn owner_alone(&self, own: &Range<usize>) -> Option<Found> {
        let verb = self.own_predicate(own).filter(|p| p.can_be(Reading::Verb))?;
        let noun = (own.start..verb.tokens.start).rev().find(|&i| !words::is(self.doc, i, Class::Auxiliary))?;
        let alone = self.doc.kind(noun) == Some(TokenKind::Clitic) && own.start == self.frame.tokens.start;
        let (subject, _) = self.topic.lead.as_ref().filter(|(_, at)| alone && *at + 1 == self.figure.sentence)?;
        Some(Found { subject: subject.clone(), named: None, tokens: None, rule: rule::CARRIED })
    }

    /// The subject spoken of last, else the article's.
    pub(super) fn carried(&self) -> Option<Found> {
        let recent = self.topic.subject.as_ref().filter(|(_, s)| self.figure.sentence.saturating_sub(*s) <= 2);
        let heading = self.topic.heading_of(self.figure.sentence).filter(|s| s.told() != Told::Once);
        // A sum is not guessed at where something else was named since, and a deal is no statistic that goes on.
        let share = matches!(self.figure.kind, MentionKind::Percentage(_));
        let other = heading.is_some_and(|h| recent.is_none_or(|(s, _)| s.indicator != h.indicator));
        if other && !share {
            return None;
        }
        // "A record 71 million Americans will travel, **up 5%** on last year": of what its sentence counted, where nothing else
        // was told there.
        let counted = self.topic.count.as_ref().filter(|(_, at)| {
            let here = self.figure.sentence;
            *at == here && share && recent.is_none_or(|(_, s)| *s < here)
        });
        if let Some((subject, _)) = counted {
            return Some(Found { subject: subject.clone(), named: None, tokens: None, rule: rule::CARRIED });
        }
        let subject = heading.or(recent.map(|(s, _)| s)).or(self.topic.first_subject.as_ref())?;
        Some(Found { subject: subject.clone(), named: None, tokens: None, rule: rule::CARRIED })
    }

    /// "Health care contributed 49,000 and **social assistance** 34,000": a part without a verb goes on with that of the part
    /// before, with a subject of its own.
    pub(super) fn gapped(&self, own: &Range<usize>) -> Option<Found> {
        let segment = self.frame.segment_of(own.start);
        let joined = matches!(self.frame.segments[segment].opener, Opener::And | Opener::Comma);
        let verbless = self.binding.carried && self.frame.predicates_in(own.clone()).next().is_none();
        // "Fell by 11% **and the average ticket by** 8%"
        let by = self.figure.opening().wrapping_sub(1);
        let start = if self.binding.role == Role::By && self.doc.is(by, "by") { by } else { self.figure.tokens.start };
        let words = own.start..start;
        if !joined || !verbless || segment == 0 || words.len() > 6 {
            return None;
        }
        if self.binding.role != Role::Direct && start != by {
            return None;
        }
        let opening = |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.is_any(i, &["and", ","]);
        let first = words.clone().find(|i| !opening(i))?;
        // "SAIC, which sells under another badge, **a punishing** 38.1%": an adjective of the figure.
        if self.doc.is_any(first.wrapping_sub(1), &["a", "an"]) || self.doc.is(first, "including") {
            return None;
        }
        let noun = |i: usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !words::is(self.doc, i, Class::Closed)
                && !words::is(self.doc, i, Class::Light)
                && !words::is(self.doc, i, Class::Finite)
                && !words::is(self.doc, i, Class::Pronoun)
                && !self.doc.lower(i).ends_with("ly")
                && !self.frame.is_place(i)
                && !self.frame.is_period(i)
                && !words::is(self.doc, i, Class::Auxiliary)
        };
        let tokens = first..start;
        let told = (0..segment).any(|i| self.frame.figure_in(self.frame.segments[i].tokens.clone()));
        // "The **average** ticket"
        let qualifies = |i: usize| i + 1 < start && words::is(self.doc, i, Class::Qualifier);
        (told && !tokens.is_empty() && tokens.clone().all(|i| noun(i) || qualifies(i)))
            .then(|| self.open(tokens, "gapped"))
    }

    /// "Puts export growth at 8% for 2024 **and just 4% next year**": of what its sentence has just told, but for the time.
    pub(super) fn coordinate(&self, own: &Range<usize>) -> Option<Found> {
        let (start, end) = (self.figure.opening(), self.figure.tokens.end);
        let segment = self.frame.segment_of(own.start);
        let light = |i: usize| {
            self.doc.is_any(i, &["and", ",", "a", "then"])
                || words::is(self.doc, i, Class::Light)
                || words::is(self.doc, i, Class::Opening)
        };
        let rest = (end..own.end).all(|i| {
            self.frame.is_period(i)
                || self.doc.is_any(i, &["in", "for", "by", "at", "the", "end", "of"])
                || self.doc.kind(i) != Some(TokenKind::Word)
        });
        let timed = (end..own.end).any(|i| self.frame.is_period(i));
        let joined = self.frame.segments[segment].opener == Opener::And && (own.start..start).all(light);
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        (joined && rest && timed && percent).then(|| Found {
            subject: subject.clone(),
            named: None,
            tokens: None,
            rule: rule::CARRIED,
        })
    }

    /// "With **volumes 7% higher** and pricing 1% lower": nothing but a noun before a figure that an adjective follows.
    pub(super) fn standing_so(&self, own: &Range<usize>) -> Option<Found> {
        let start = self.figure.opening();
        let adjective = self.binding.predicate.filter(|p| p.tokens.start == self.figure.tokens.end)?;
        let opening = |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.is_any(i, &["and", ",", "with"]);
        let first = (own.start..start).find(|i| !opening(i))?;
        let noun = |i: usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !self.is_border(i)
                && !words::is(self.doc, i, Class::Pronoun)
                && !words::is(self.doc, i, Class::Finite)
                && !self.doc.is_capital(i)
        };
        let opened = first > own.start && self.doc.is_any(first - 1, &["and", "with"]);
        let so = opened && adjective.can_be(Reading::Adjective) && adjective.is_change();
        let whole = so
            && start - first <= 3
            && (first..start).all(noun)
            && self.frame.predicates_in(first..start).next().is_none();
        if !whole || !matches!(self.figure.kind, MentionKind::Percentage(_)) {
            return None;
        }
        let named = self.frame.indicators_in(first..start).rfind(|n| n.tokens.end == start);
        Some(named.map_or_else(|| self.open(first..start, "standing so"), |n| self.found(n, "standing so")))
    }

    /// "The **share of small firms** raising prices was 22%": of those who do something, whatever they do it with.
    pub(super) fn share_of_those(&self, own: &Range<usize>) -> Option<Found> {
        const LONGEST: usize = 5;
        let opening = |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.is_any(i, &["the", ",", "and"]);
        let share = (own.start..self.figure.opening()).find(|i| !opening(i))?;
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

    /// "While **those** placed from elsewhere were 3% lower": of what the sentence has told, not of people.
    pub(super) fn those(&self, own: &Range<usize>) -> Option<Found> {
        let opening = |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.is_any(i, &["and", ",", "while"]);
        let those = (own.start..self.figure.opening()).find(|i| !opening(i)).filter(|&i| self.doc.is(i, "those"))?;
        let participle =
            self.doc.lower(those + 1).ends_with("ed") && self.doc.is_any(those + 2, &["by", "from", "to", "for", "in"]);
        let hangs = participle || self.doc.is_any(those + 1, &["of", "from", "to", "for"]);
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| hangs && *at == self.figure.sentence)?;
        let percent =
            matches!(self.figure.kind, MentionKind::Percentage(_)) && self.topic.measure == Some(Measure::Change);
        percent.then(|| Found { subject: subject.clone(), named: None, tokens: None, rule: rule::CARRIED })
    }

    /// "The government is reiterating a **2.5% target**", "against an official **goal of about 2%**": of what was spoken of,
    /// where nothing is named since the figure before.
    pub(super) fn target(&self, own: &Range<usize>) -> Option<Found> {
        let start = self.figure.opening();
        let of = (self.binding.role == Role::Of)
            .then(|| (own.start..start).rev().take(4).find(|&i| self.doc.is(i, "of")))
            .flatten();
        let aims = acts::is(self.doc, self.figure.tokens.end, Act::Aim)
            || of.is_some_and(|of| acts::is(self.doc, of.wrapping_sub(1), Act::Aim));
        // "The chance of **inflation** breaching **its 4.5% ceiling**"
        let its = aims && of.is_none() && self.doc.is_any(start.wrapping_sub(1), &["its", "their"]);
        let near = || self.frame.indicators_in(start.saturating_sub(4).max(own.start)..start).rfind(|n| !n.weak);
        if let Some(named) = its.then(near).flatten().filter(|n| matches!(n.row().kind, Kind::Growth | Kind::Rate)) {
            return Some(self.found(named, "what is aimed at"));
        }
        // "A target for growth" names it behind; "a target for 2025" does not.
        let after = self.figure.tokens.end + 1;
        let behind = self.doc.is_any(after, &["for", "of"]) && !self.frame.is_period(after + 1);
        let since = self.frame.figures_end_before(start).unwrap_or(self.frame.tokens.start);
        let named = behind || self.frame.indicators_in(since.min(own.start)..own.end).next().is_some();
        let carried = (aims && !named).then(|| self.carried()).flatten()?;
        // "Kept its key rate at 5%, still short of the **2% objective**": what a central bank aims at is inflation.
        let indicator = indicator::of_code("cpi").filter(|_| carried.subject.code() == Some("policy_rate"));
        Some(match indicator {
            Some(_) => Found { subject: Subject { phrase: "inflation".to_owned(), indicator }, ..carried },
            None => carried,
        })
    }

    /// "Shops added 26,000 jobs **(+1.3%)**", "food services (+24,000; **+2.2%**)": in brackets right behind a figure, the same
    /// in percent.
    pub(super) fn bracketed(&self) -> Option<Found> {
        let start = self.figure.opening();
        let plus = usize::from(self.doc.is(start.wrapping_sub(1), "+"));
        let mark = start.checked_sub(1 + plus).filter(|&at| at > self.frame.tokens.start)?;
        let beside = self.doc.is_any(mark, &["(", "[", ";"]) && self.frame.figure_in(mark - 1..mark);
        let closed = self.doc.is_any(self.figure.tokens.end, &[")", "]", ";"]);
        let share = matches!(self.figure.kind, MentionKind::Percentage(_));
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        (share && beside && closed).then(|| Found {
            subject: subject.clone(),
            named: None,
            tokens: None,
            rule: "in brackets",
        })
    }
}
