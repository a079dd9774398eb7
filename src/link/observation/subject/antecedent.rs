//! The subject that a figure's own segment leaves out: from an earlier segment, or from what was spoken of before.
//!
//! The second half of the search of [`super`]; what stands before something put in between is found by [`super::put_in`].

use std::ops::Range;

use super::phrase;
use super::{Found, Search, rule};
use crate::link::observation::Measure;
use crate::link::observation::indicator::{Kind, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::{Opener, opens_cause};
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::{MentionKind, PercentUnit};
use crate::text::{TokenKind, keys};

impl Search<'_> {
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
        // "A loss of $1.1bn **on sales of $4.65bn, down 31 percent**": of the sum right before it.
        let sum = told == own.tokens.start
            && subject.kind() == Kind::Amount
            && subject.told() == Told::Series
            && self.binding.role == Role::Direct;
        let open =
            (subject.indicator.is_none() || sum) && self.frame.indicators_in(own.tokens.clone()).next().is_none();
        open.then(|| Found::again(subject, rule::ARRIVED))
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
        if let Some(found) = self.right_before(segment).or_else(|| self.goes_on_to(segment)) {
            return Some(found);
        }
        for i in self.antecedents(segment) {
            let tokens = self.frame.segments[i].tokens.clone();
            // "**Thanks to lower oil prices**, the rate had been at 5%": why, before a clause with a subject of its own.
            if i + 1 == segment && self.leads_as_cause(i) && self.has_own_noun(segment) {
                continue;
            }
            // "…, **the agency reported**, from 5%": who tells it.
            let last = tokens.clone().rev().find(|&i| !self.frame.is_period(i)).unwrap_or(tokens.start);
            // "Gross value **added**, which …, climbed": a part of a name is no verb.
            let named = |at: usize| self.frame.indicators_in(tokens.clone()).any(|n| n.tokens.contains(&at));
            if words::is(self.doc, last, Class::Saying) && !named(last) && !self.frame.figure_in(tokens.clone()) {
                continue;
            }
            // "Hourly earnings, **as measured by the employment survey**, rose": by whom or what.
            let comma = usize::from(self.doc.is(tokens.start, ","));
            if self.doc.is(tokens.start + comma, "as") && self.doc.is(tokens.start + comma + 2, "by") {
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
            // "A decline of 0.56%, **due to electricity, which** fell 3.19%"
            let cause = tokens.start + usize::from(self.doc.is(tokens.start, ","));
            // … but a mover, "boosted by Calder, which rose 3%", goes by its name.
            let caused = opens_cause(self.doc, cause)
                && self.doc.is_any(cause + 1, keys!["to", "by"])
                && !self.doc.is_capital(tokens.end - 1);
            if nearest.is_none() && right_before && caused && cause + 2 < tokens.end && tokens.end - cause <= 6 {
                return Some(self.open(cause + 2..tokens.end, rule::OPEN_EARLIER));
            }
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
        let of = last.checked_sub(1).filter(|&of| of > before.start && self.doc.is_any(of, keys!["of", "to", "in"]));
        let first = of.and_then(back).unwrap_or(last);
        // "Its holdings", "a stake"; a name, who it is.
        let owned = self.doc.is_any(first.wrapping_sub(1), keys!["its", "their", "the", "a", "his", "her"])
            || self.doc.kind(first.wrapping_sub(1)) == Some(TokenKind::Clitic);
        // … and what has, however its name begins, is found as such: "**its stock**, which changed hands at $270".
        let listed = || self.frame.indicators_in(before.clone()).any(|n| n.tokens.end > first);
        let named = self.doc.is_capital(before.end - 1) || listed();
        (owned && !named).then(|| self.open(first..before.end, rule::OPEN_EARLIER))
    }

    /// "Revenue grew 5 percent, and profit, which excludes charges, rose 7 percent, **to $1.93 billion**": of the clause right before,
    /// which has something put in.
    fn goes_on_to(&self, segment: usize) -> Option<Found> {
        let own = self.frame.segments[segment].tokens.start;
        let to = self.doc.is(own, ",") && self.doc.is(own + 1, "to") && self.figure.opening() == own + 2;
        let to = to && {
            let last = own.wrapping_sub(1);
            self.frame.figure_in(last..own) || self.frame.predicates_in(last..own).next().is_some()
        };
        self.before_aside(segment.checked_sub(1).filter(|_| to)?)
    }

    /// Whether a segment that opens the sentence tells why or against what the next one happened.
    fn leads_as_cause(&self, segment: usize) -> bool {
        let start = self.frame.segments[segment].tokens.start;
        // "**As inflation slowed**, the rate fell": what is short for what the clause just named.
        let own = &self.frame.segments[segment + 1].tokens;
        let short = || {
            let named = self.frame.indicators_in(self.frame.segments[segment].tokens.clone()).next().is_some();
            let noun = own.start + 2;
            let whole = words::is(self.doc, noun, Class::Anaphor) || self.doc.is_any(noun, keys!["number", "increase"]);
            named && whole && !self.doc.is(noun + 1, "of") && self.topic.subject.is_none()
        };
        segment == 0
            && (opens_cause(self.doc, start)
                || self.doc.is(start, "reflecting")
                || self.doc.is_any(start, keys!["with", "as"]) && !short())
            && !self.frame.figure_in(self.frame.segments[segment].tokens.clone())
    }

    /// Whether a clause behind a comma has a noun with its article before the verb.
    fn has_own_noun(&self, segment: usize) -> bool {
        let own = &self.frame.segments[segment];
        let noun = own.tokens.start + 1;
        own.opener == Opener::Comma
            && self.doc.is_any(noun, keys!["the", "its", "their", "a", "an"])
            && self.frame.predicates_in(noun + 2..own.tokens.end).next().is_some()
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

    /// Whether a segment behind a comma opens with its verb.
    fn is_verb_first(&self, segment: usize) -> bool {
        let own = &self.frame.segments[segment];
        let first = self.frame.predicates_in(own.tokens.clone()).next();
        // "…, **extending its** retreat from a record above $11,100"
        let verb = own.tokens.start + 1;
        let participle =
            self.doc.lower(verb).ends_with("ing") && self.doc.is_any(verb + 1, keys!["its", "their", "the", "a"]);
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
            // "**More than offsetting a decline in gasoline**, the index for shelter rose, up 0.4%": whatever it names.
            let first = front.tokens.start;
            let aside = front.opener == Opener::Start || front.opener == Opener::Comparison;
            let hangs = self.doc.is_any(first, keys!["with", "despite", "amid", "reflecting"])
                || self.doc.starts(first, keys!["more", "than", "offsetting"]);
            if aside && i == 1 && hangs && !self.frame.figure_in(front.tokens.clone()) {
                return true;
            }
            front.opener == Opener::Start && self.is_adverbial(i - 1)
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

    /// "Will cut prices by 9%, **at a cost of** £60m", "sold it **at a loss of** $3m": what the clause before comes to.
    pub(super) fn at_sum_of(&self) -> Option<Found> {
        if !matches!(self.figure.kind, MentionKind::Money(_)) {
            return None;
        }
        let of = self.figure.opening().checked_sub(1).filter(|&of| self.doc.is(of, "of"))?;
        let noun = of.checked_sub(1)?;
        let at = noun.checked_sub(2).filter(|&at| at >= self.frame.tokens.start && self.doc.is(at, "at"))?;
        // "At a **price of** $5": of what, the text has said.
        if !self.doc.is_any(at + 1, keys!["a", "an"]) || words::is(self.doc, noun, Class::Value) {
            return None;
        }
        match self.frame.indicators_in(noun..of).next() {
            Some(named) if named.row().kind == Kind::Price => None,
            Some(named) => Some(self.found(named, rule::NOUN_OF)),
            None => Some(self.open(noun..of, rule::NOUN_OF)),
        }
    }

    /// "The typical card **carries a rate** above 21%", "loans bear a rate of 8%": what is borrowed has its own.
    pub(super) fn rate_borne(&self, own: &Range<usize>) -> Option<Found> {
        let start = self.figure.opening();
        let light =
            |&i: &usize| words::is(self.doc, i, Class::Light) || self.doc.is_any(i, keys!["above", "below", "of"]);
        let rate = (own.start..start).rev().find(|i| !light(i)).filter(|&i| self.doc.is(i, "rate"))?;
        let article = rate.checked_sub(1 + usize::from(self.doc.is(rate.wrapping_sub(1), "interest")))?;
        let borne =
            self.doc.is_any(article, keys!["a", "an"]) && acts::is(self.doc, article.wrapping_sub(1), Act::Bearing);
        (borne && matches!(self.figure.kind, MentionKind::Percentage(_)))
            .then(|| self.open(article + 1..rate + 1, "rate borne"))
    }
}
