//! Fractions: parts of what stands behind them ("a quarter of builders", "one in five cardholders"), of what stands before
//! ("private consumption, about three-quarters of the economy") and sizes of a change ("up by a fifth").
//!
//! A part of [`super::measured`]. Guarantees: a part is of something that is named; "half the town" measures nothing, and
//! neither does what someone says of "half of your friends".

use std::ops::Range;

use super::measured::Candidate;
use super::{Found, phrase, rule};
use crate::link::observation::Measure;
use crate::link::observation::entity;
use crate::link::observation::indicator::Told;
use crate::link::observation::measure::{self, way};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::text::{TokenKind, keys};

/// How many words the name of a whole may have.
const LONGEST: usize = 5;

impl Candidate<'_> {
    /// What a fraction is of; `None` where it measures nothing.
    pub(super) fn fraction(&self, found: Option<Found>) -> Option<Found> {
        // "Up 1.6%, **half the pace** seen in 2023", "half the prior month's 1.4% pace" compare, and tell no part.
        let end = self.figure.tokens.end;
        let pace = |i: usize| self.doc.is_any(i, keys!["pace", "rate", "speed"]);
        if self.doc.is(end, "the") && (end + 1..(end + 8).min(self.frame.tokens.end)).any(pace) {
            return None;
        }
        let local = found.as_ref().is_some_and(|f| f.tokens.is_some());
        // "A **chance** of more than four in five that it will"
        let of = self.word_before();
        if self.doc.is(of, "of") && entity::is_chance(self.doc.lower(of.wrapping_sub(1))) {
            let subject = Subject { phrase: self.doc.word(of - 1).to_owned(), indicator: None };
            return Some(Found { subject, named: None, tokens: Some(of - 1..of), rule: rule::PART });
        }
        if self.doc.is(self.figure.tokens.end, "of") && self.is_pronoun(self.figure.tokens.end + 1) {
            return self.part();
        }
        // "**Nearly a quarter said** they struggled", "a third of renters were late, **up from about a quarter** in 2019"
        let compared =
            matches!(self.binding.role, Role::From | Role::Than) && self.topic.measure == Some(Measure::Share);
        let of_people = |f: &Found| matches!(f.rule, rule::RESPONDENTS | rule::PART_OF_THOSE);
        if found.as_ref().is_some_and(|f| of_people(f) || compared && f.named.is_none() && self.is_near()) {
            return found;
        }
        if measure::is_part_of(self.doc, self.figure) {
            // "A quarter of its sales came from Asia"
            let whole = found.as_ref().is_some_and(|f| f.rule == rule::BEHIND);
            let own = (self.binding.predicate.is_some() || whole) && local && !self.opens_clause();
            // "**Calder** does two thirds of its business in Asia": of the business; what loses a fifth of its value is a price.
            let end = self.figure.tokens.end;
            let value = (end..end + 3).any(|i| self.doc.is_any(i, keys!["value", "worth"]));
            let named = |f: &Found| {
                let name = f.tokens.as_ref().and_then(|t| self.names.at(t.start));
                f.named.is_none() && name.zip(f.tokens.as_ref()).is_some_and(|(n, t)| n.tokens.end >= t.end)
            };
            // "**Linden**, which …, **closed** a quarter of the stores": what was named before its clause is not what it is a part of.
            let far = |f: &Found| {
                matches!(f.rule, rule::BEFORE_APPOSITION | rule::OPEN_EARLIER)
                    && f.named.is_none()
                    && !self.is_share_of_whole()
            };
            // "The shares rose. They **have lost half of their value** in a year": of the price spoken of.
            let price = |f: &Found| {
                value && self.binding.predicate.is_some() && f.tokens.is_none() && f.subject.told() == Told::Day
            };
            return found
                .filter(|f| own && (value || !far(f) && !named(f)) || price(f) && self.is_near())
                .or_else(|| self.apposed())
                .or_else(|| self.part());
        }
        let inside = self.doc.is(self.figure.tokens.start.wrapping_sub(1), "in");
        // "A third below where they stood", "a fifth more than last year"
        let away = way::away_from(self.doc, self.frame, self.figure, self.binding).is_some();
        // "The Middle East was **up by a fifth**", of what was spoken of just before
        // … and "hit 21 million, **a third more than** last year"
        let near = local || self.is_near() && (self.binding.role == Role::By || away);
        found.filter(|_| near && !inside && (self.is_changed() || away))
    }

    /// "**Accounts for** a quarter of", "makes up half of": the verb says that what was named is the part.
    fn is_share_of_whole(&self) -> bool {
        self.binding.predicate.is_some_and(|p| words::is(self.doc, p.tokens.start, Class::Part))
            || words::is(self.doc, self.word_before().wrapping_sub(1), Class::Part)
    }

    /// "A shortfall **five times the 74,000** of last season", "is **three times the size of** its rival's", "**four times as many**":
    /// so much more of what the sentence measures. "Cut rates three times" measures nothing.
    pub(super) fn multiple(&self, found: Option<Found>) -> Option<Found> {
        let end = self.figure.tokens.end;
        // "Exports rose **four-fold**": a change told in times.
        if self.doc.lower(end - 1).ends_with("fold") {
            return found.filter(|_| self.binding.predicate.is_some_and(Predicate::is_change));
        }
        let than = self.doc.is_any(end, keys!["the", "what", "as", "its", "their", "that"])
            || self.doc.is_any(end, keys!["higher", "more", "larger", "bigger", "greater"]);
        // "As many as three times as the bank said" tells how often.
        let timed = self.doc.is(end, "as") && !self.doc.is_any(end + 1, keys!["many", "much", "large", "big", "high"]);
        let spoken = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        let start = self.figure.opening();
        let local = found.filter(|f| f.tokens.as_ref().is_some_and(|t| t.end <= start));
        if !(than || self.is_ratio(local.as_ref())) || timed {
            return None;
        }
        // What stands right before it, else what the sentence has told.
        let rule = if than { rule::MULTIPLE } else { "ratio" };
        match (local, spoken) {
            (Some(f), spoken) if spoken.is_none() || f.tokens.as_ref().is_some_and(|t| t.end == start) => {
                Some(Found { rule, ..f })
            }
            (_, Some((subject, _))) => Some(Found { subject: subject.clone(), named: None, tokens: None, rule }),
            _ => None,
        }
    }

    /// "**Net leverage** was 1.8 times", "debt of €640 million, or 1.5 times **adjusted EBITDA**, **versus** 2.1 times a year ago":
    /// one size told in another.
    fn is_ratio(&self, local: Option<&Found>) -> bool {
        const NOUNS: &[&str] = &["leverage", "ratio", "coverage", "cover", "multiple", "gearing"];
        let (start, end) = (self.figure.opening(), self.figure.tokens.end);
        let named = local.is_some_and(|f| NOUNS.iter().any(|n| words::last(&f.subject.phrase).eq_ignore_ascii_case(n)));
        let still = self.binding.predicate.is_some_and(Predicate::is_still) || self.binding.role == Role::Of;
        // "1.8 times **trailing twelve-month** EBITDA"
        let over = |&i: &usize| self.doc.is(i, "trailing") || self.doc.is(i, "-") || self.frame.is_period(i);
        let measure = end + (end..self.frame.tokens.end).take_while(over).count();
        let behind = self.frame.indicators_in(measure..measure + 3).next().is_some();
        let before =
            self.frame.figures_end_before(start).filter(|&e| self.doc.is_any(e.wrapping_sub(1), keys!["times", "x"]));
        let again = matches!(self.binding.role, Role::Than | Role::From) && before.is_some();
        named && still || behind || again
    }

    /// "A quarter **of builders** trimmed prices", "nearly one in five **cardholders** uses most of the credit".
    fn part(&self) -> Option<Found> {
        let end = self.figure.tokens.end;
        let of_number = self.doc.is_any(self.figure.tokens.start + 1, keys!["in", "out"]);
        let from = match self.doc.lower(end) {
            "of" => end + 1,
            _ if of_number => end,
            _ => return None,
        };
        let found = |phrase: String, tokens| {
            Some(Found { subject: Subject { phrase, indicator: None }, named: None, tokens, rule: rule::PART })
        };
        // "More than three-fifths **of them**", "about half **of that**"
        if self.is_pronoun(from) {
            let (subject, _) = self.topic.subject.as_ref().filter(|_| self.is_near())?;
            let tokens = Some(from..from + 1);
            return Some(Found { subject: subject.clone(), named: None, tokens, rule: rule::PART });
        }
        let tokens = self.whole(from)?;
        // Of several, or of what is measured or changes: "half of the town came" tells of neither.
        let last = tokens.end - 1;
        // "Is cutting 12,000 jobs – a fifth **of the European total**": of what its sentence has just counted.
        let counted = self.topic.count.as_ref().or(self.topic.subject.as_ref());
        if let Some((subject, _)) = counted.filter(|(_, at)| *at == self.figure.sentence && self.doc.is(last, "total"))
        {
            return Some(Found { subject: subject.clone(), named: None, tokens: Some(tokens), rule: rule::PART });
        }
        let many = self.doc.lower(last).ends_with('s')
            || self.doc.is_any(last, keys!["people", "those", "surveyed", "women", "value", "staff", "workforce"]);
        let measured = || {
            self.frame.indicators_in(tokens.clone()).next().is_some()
                || self.frame.predicates_in(tokens.clone()).any(Predicate::is_change)
        };
        if !many && !measured() {
            return None;
        }
        found(self.doc.slice(&tokens).to_owned(), Some(tokens))
    }

    /// Whether a pronoun that stands for what was measured is at the token, with no noun of its own behind it.
    fn is_pronoun(&self, at: usize) -> bool {
        let free = |i: usize| {
            self.doc.kind(i) != Some(TokenKind::Word)
                || words::is(self.doc, i, Class::Closed)
                || words::is(self.doc, i, Class::Barrier)
        };
        self.doc.is_any(at, keys!["it", "them", "these", "those", "that"]) && free(at + 1)
    }

    /// The noun phrase of a whole that begins at a token, up to its verb.
    fn whole(&self, from: usize) -> Option<Range<usize>> {
        let doc = self.doc;
        let from =
            from + usize::from(doc.is_any(from, keys!["the", "its", "their", "all", "these", "those", "a", "an"]));
        let from = phrase::past_number(doc, from, self.frame.tokens.end);
        let from = if doc.is_any(from, keys!["surveyed", "polled", "asked"]) { from - 1 } else { from };
        let limit = (from + LONGEST).min(self.frame.tokens.end);
        let verb = |p: &Predicate| {
            let may = p.can_be(Reading::Verb) || p.can_be(Reading::Level) || p.can_be(Reading::Reach);
            // "The monthly **gain**", "builders **gain**"
            may && (!p.can_be(Reading::Noun) || doc.lower(p.tokens.start - 1).ends_with('s'))
        };
        let ends = |&i: &usize| {
            let word = matches!(doc.kind(i), Some(TokenKind::Word | TokenKind::Clitic)) || doc.ties(i);
            !word
                || self.frame.is_period(i)
                || i > from && self.frame.predicates_in(i..i + 1).any(verb)
                || words::is(doc, i, Class::Barrier)
                || words::is(doc, i, Class::Closed)
                || words::is(doc, i, Class::Auxiliary)
                || words::is(doc, i, Class::Finite)
                || acts::is(doc, i, Act::Having)
                || acts::is(doc, i, Act::Answering)
                || i > from && doc.lower(i).ends_with("ed") && !doc.is_any(i - 1, keys!["those", "most"])
                || i > from && (acts::is(doc, i, Act::Foretelling) || acts::is(doc, i, Act::Past))
                || doc.is_any(i, keys!["who", "which", "can", "will", "would", "with", "to"])
        };
        let end = (from..limit).find(ends).unwrap_or(limit);
        let whose = doc.is_any(from, keys!["your", "you", "my", "us", "our", "me", "it", "them", "what", "his", "her"]);
        (end > from && !whose).then_some(from..end)
    }

    /// Whether only what opens a clause stands before the figure in its segment.
    fn opens_clause(&self) -> bool {
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let light = |i: usize| {
            words::is(self.doc, i, Class::Opening)
                || words::is(self.doc, i, Class::Light)
                || self.doc.is_any(i, keys!["and", "but", "that"])
                || self.doc.kind(i) == Some(TokenKind::Punct)
        };
        let clause = (own.start..self.figure.opening()).all(light);
        let end = self.figure.tokens.end;
        clause && self.whole(end + usize::from(self.doc.is(end, "of"))).is_some_and(|w| self.is_verb_behind(w.end))
    }

    fn is_verb_behind(&self, at: usize) -> bool {
        self.frame.predicates_in(at..at + 1).next().is_some()
            || acts::is(self.doc, at, Act::Having)
            || acts::is(self.doc, at, Act::Answering)
    }

    /// "**Private consumption**, about three-quarters of the economy, climbed": the noun before the comma.
    fn apposed(&self) -> Option<Found> {
        let segment = self.frame.segment_of(self.figure.tokens.start);
        let own = &self.frame.segments[segment];
        let before = &self.frame.segments[segment.checked_sub(1)?].tokens;
        let light = |i: usize| words::is(self.doc, i, Class::Light) || self.doc.kind(i) == Some(TokenKind::Punct);
        let bare = own.opener == Opener::Comma
            && (own.tokens.start..self.figure.opening()).all(light)
            && self.frame.predicates_in(own.tokens.clone()).next().is_none()
            && self.frame.predicates_in(before.clone()).next().is_none()
            && !self.frame.figure_in(before.clone());
        if !bare {
            return None;
        }
        if let Some(named) = self.frame.indicators_in(before.clone()).next_back().filter(|n| n.tokens.end == before.end)
        {
            let subject =
                Subject { phrase: self.doc.slice(&named.tokens).to_owned(), indicator: Some(named.indicator) };
            let tokens = Some(named.tokens.clone());
            return Some(Found { subject, named: Some(named.clone()), tokens, rule: rule::BEFORE_APPOSITION });
        }
        let tokens = phrase::before(self.doc, before.clone(), self.frame).filter(|t| t.end == before.end)?;
        let phrase = self.doc.slice(&tokens).to_owned();
        let subject = Subject { phrase, indicator: None };
        Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::BEFORE_APPOSITION })
    }
}
