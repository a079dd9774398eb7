//! The subject of a figure whose clause names none of its own: what was spoken of last, or is pointed back to.
//!
//! [`super::antecedent`] looks in the sentence's earlier segments first, and [`super::verbless`] for a noun phrase
//! without a verb.

use std::ops::Range;

use super::{Found, Search, rule};
use crate::link::observation::indicator::{self, Kind, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::link::observation::{Measure, measure};
use crate::mention::MentionKind;
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// "What households owe grew by $184bn in March, **to $17.7tn**": nothing but "to" goes on with what has just moved.
    pub(super) fn arrived(&self, own: &Range<usize>) -> Option<Found> {
        let start = self.figure.opening();
        let bare = (own.start..start).all(|i| {
            self.doc.is_any(i, keys!["to", "and", "a", "an", "the"])
                || words::is(self.doc, i, Class::Light)
                || self.doc.kind(i) != Some(TokenKind::Word)
        });
        let goes_on = bare && self.binding.carried && self.binding.role == Role::To && own.start < start;
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence && goes_on)?;
        // What the list names is found where it stands, unless it is left out there: "Harvel's rose 18%, to $1.6bn".
        let left_out = |p: &Predicate| self.doc.kind(p.tokens.start.wrapping_sub(1)) == Some(TokenKind::Clitic);
        let open = subject.indicator.is_none() || self.binding.predicate.is_some_and(left_out);
        open.then(|| Found::again(subject, rule::ARRIVED))
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
        let pronoun = words::is(self.doc, first, Class::Pronoun)
            && !self.doc.is_any(first, keys!["there", "we", "i", "you", "what"]);
        let noun = words::is(self.doc, first, Class::Anaphor) && first > own.start;
        // "A reading below 2% **would be the lowest inflation rate** since 2021": what it would be.
        let end = self.figure.tokens.end;
        let be = (end..own.end).find(|&i| self.doc.is_any(i, keys!["be", "is", "was"]) && self.doc.is(i + 1, "the"));
        let what = be.and_then(|be| self.frame.indicators_in(be..own.end.min(be + 6)).find(|n| !n.weak));
        if let Some(named) = what.filter(|_| noun) {
            return Some(self.found(named, "what it is"));
        }
        // "The **economy** itself isn't the problem. **It** grew 8%"
        let opening = self.topic.opening.as_ref().filter(|(_, at)| pronoun && *at + 1 == self.figure.sentence);
        if let Some((subject, _)) = opening.filter(|_| self.doc.is_any(first, keys!["it", "they"])) {
            return Some(Found::again(subject, rule::CARRIED));
        }
        let it = front.is_empty() || self.doc.is_any(first, keys!["it", "they"]);
        (it && (pronoun || noun)).then(|| self.carried()).flatten()
    }

    /// "Traders put the odds at 45 percent; by Friday **they had sunk** to 20 percent", "those who stayed saw pay rise 4.8%; for others,
    /// **it was** 7.3%": a pronoun right before the verb is what the sentence has told last.
    pub(super) fn of_pronoun(&self, own: &Range<usize>) -> Option<Found> {
        if !matches!(self.figure.kind, MentionKind::Percentage(_)) {
            return None;
        }
        let between = |&i: &usize| words::is(self.doc, i, Class::Auxiliary);
        let verb = self.own_predicate(own).map_or(self.figure.opening(), |p| p.tokens.start);
        let it = (own.start..verb).rev().find(|i| !between(i)).filter(|&i| self.doc.is_any(i, keys!["it", "they"]))?;
        let segment = self.frame.segment_of(own.start);
        let silent = self.frame.indicators_in(own.start..self.figure.opening()).next().is_none();
        // "House prices fell for a year **as mortgage rates rose above 4%**, but are up again: **they** gained 1%": not of why.
        let why = self.frame.figures_end_before(self.figure.opening()).is_some_and(|last| {
            let segment = &self.frame.segments[self.frame.segment_of(last - 1)];
            segment.opener == Opener::Dependent && self.doc.is(segment.tokens.start, "as")
        });
        let spoken = if why { &self.topic.lead } else { &self.topic.subject };
        let (subject, _) = spoken.as_ref().filter(|(s, at)| {
            *at == self.figure.sentence
                && segment > 0
                && silent
                && (s.indicator.is_some() || s.phrase.ends_with('s') == self.doc.is(it, "they"))
        })?;
        Some(Found::again(subject, rule::CARRIED))
    }

    /// "Inflation quickened in Germany, to 2.4%; **France, by contrast, came in** at 1.5%": where nothing but a place stands before the
    /// verb, what its sentence has told last.
    pub(super) fn of_place(&self, own: &Range<usize>) -> Option<Found> {
        let verb = self.own_predicate(own)?.tokens.start;
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        let word = |i: usize| self.doc.kind(i) == Some(TokenKind::Word);
        let bare = |words: Range<usize>| {
            words.clone().any(|i| self.frame.is_place(i))
                && words.into_iter().filter(|&i| word(i)).all(|i| {
                    self.frame.is_place(i)
                        || words::is(self.doc, i, Class::Opening)
                        || words::is(self.doc, i, Class::Auxiliary)
                })
        };
        // "France, **by contrast**, came in"
        let segment = self.frame.segment_of(own.start);
        let aside = || {
            let [.., head, aside] = self.frame.segments.get(..segment)? else { return None };
            let short = aside.tokens.len() <= 4 && !self.frame.figure_in(aside.tokens.clone());
            (short && head.tokens.start > self.frame.tokens.start).then(|| head.tokens.clone())
        };
        let alone = match (own.start..verb).any(word) {
            true => bare(own.start..verb),
            false => aside().is_some_and(bare),
        };
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        (percent && alone).then(|| Found::again(subject, rule::CARRIED))
    }

    /// "Factory orders fell, hit by a plunge in bookings. **Excluding transport, they** rose 0.1%": what is measured without a part
    /// of it is what the sentence before began with.
    pub(super) fn of_the_rest(&self, own: &Range<usize>) -> Option<Found> {
        let first = self.frame.tokens.start;
        let they = own.start + usize::from(self.doc.is(own.start, ","));
        let rest = words::is(self.doc, first, Class::Omitting) && self.doc.is_any(they, keys!["they", "it"]);
        let core = || self.frame.indicators_in(first..own.start).any(|n| n.row().code == "core_cpi");
        let lead = self.topic.lead.as_ref().filter(|(_, at)| rest && *at + 1 == self.figure.sentence)?;
        (!core()).then(|| Found { subject: lead.0.clone(), named: None, tokens: None, rule: rule::CARRIED })
    }

    /// "Target's shares closed at $121, wiping out $15bn in value. **Walmart's** rose 0.7%": what an owner without a
    /// noun has is what the sentence before began with.
    pub(super) fn owner_alone(&self, own: &Range<usize>) -> Option<Found> {
        let verb = self.own_predicate(own).filter(|p| p.can_be(Reading::Verb))?;
        let noun = (own.start..verb.tokens.start).rev().find(|&i| !words::is(self.doc, i, Class::Auxiliary))?;
        let alone = self.doc.kind(noun) == Some(TokenKind::Clitic) && own.start == self.frame.tokens.start;
        let (subject, _) = self.topic.lead.as_ref().filter(|(_, at)| alone && *at + 1 == self.figure.sentence)?;
        Some(Found::again(subject, rule::CARRIED))
    }

    /// "Inflation rose to 2.6%. **Italy's rate** was just 0.8%": the rate of prices or of those without work that was spoken of.
    pub(super) fn rate_of_place(&self, own: &Range<usize>) -> Option<Found> {
        let end = self.own_predicate(own).filter(|p| p.is_still() || p.is_change())?.tokens.start;
        let rate = end.checked_sub(1).filter(|&rate| self.doc.is(rate, "rate"))?;
        let clitic = rate.checked_sub(1).filter(|&i| self.doc.kind(i) == Some(TokenKind::Clitic))?;
        let placed = clitic > own.start && self.frame.is_place(clitic - 1);
        let told = |s: &Subject| matches!(s.code(), Some("cpi" | "core_cpi" | "unemployment_rate"));
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        let (subject, _) =
            self.topic.subject.as_ref().filter(|(s, at)| told(s) && self.figure.sentence.saturating_sub(*at) <= 1)?;
        (placed && percent).then(|| Found { tokens: Some(rate..end), ..Found::again(subject, rule::CARRIED) })
    }

    /// "It added 6 million subscribers, while **Hulu's grew** 1%": what an owner without a noun has is what its sentence has just told.
    pub(super) fn owner_alone_here(&self, own: &Range<usize>) -> Option<Found> {
        let verb = self.own_predicate(own).filter(|p| p.can_be(Reading::Verb) && p.is_change())?;
        let noun = (own.start..verb.tokens.start).rev().find(|&i| !words::is(self.doc, i, Class::Auxiliary))?;
        let owner = noun.checked_sub(1).filter(|_| self.doc.kind(noun) == Some(TokenKind::Clitic))?;
        let named = self.doc.is_capital(owner) && !self.frame.is_period(owner) && own.start > self.frame.tokens.start;
        let here = |(_, at): &&(Subject, usize)| named && *at == self.figure.sentence;
        let (subject, _) = self.topic.subject.as_ref().filter(here).or(self.topic.count.as_ref().filter(here))?;
        Some(Found::again(subject, rule::COMPARED))
    }

    /// "The bank is less hopeful, projecting **a year-end rate of** 31.5%": a rate of what was spoken of.
    pub(super) fn rate_of(&self, own: &Range<usize>) -> Option<Found> {
        let of = self.figure.opening().checked_sub(2).filter(|&at| at > own.start)?;
        let rate = self.binding.role == Role::Of && self.doc.is_any(of, keys!["rate", "pace"]);
        let silent = self.frame.indicators_in(self.frame.tokens.start..self.figure.tokens.start).next().is_none();
        // "Insurance, up 20%, is now rising at a pace of 5%": of what rises.
        let moves = self.frame.predicates_in(own.start..of).next().is_some();
        (rate && silent && !moves).then(|| self.carried()).flatten()
    }

    /// "The bank is less hopeful, **projecting 31.5%** for 2026": of what was spoken of, where its sentence names nothing.
    pub(super) fn projected(&self, own: &Range<usize>) -> Option<Found> {
        let verb = self.figure.opening().checked_sub(1).filter(|&verb| verb >= own.start)?;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        if !percent || !acts::is(self.doc, verb, Act::Foretelling) {
            return None;
        }
        // "The bank, which has left its repo rate at 6.5%, **still predicts 7.2%**": of what was foreseen just before.
        let foresees = self.doc.lower(verb).ends_with('s') && self.frame.indicators_in(own.clone()).next().is_none();
        let near = |at: usize| self.figure.sentence.saturating_sub(at) <= 2;
        if self.topic.outlook.as_ref().is_some_and(|(_, at)| foresees && near(*at)) {
            let subject = Subject { phrase: "growth".to_owned(), indicator: indicator::of_code("gdp") };
            return Some(Found { subject, named: None, tokens: None, rule: rule::CARRIED });
        }
        let first = verb <= own.start + 1 && self.doc.lower(verb).ends_with("ing");
        let silent = || self.frame.indicators_in(self.frame.tokens.start..verb).next().is_none();
        (first && silent()).then(|| self.carried()).flatten()
    }

    /// The subject spoken of last, else the article's.
    pub(super) fn carried(&self) -> Option<Found> {
        let recent = self.topic.subject.as_ref().filter(|(_, s)| self.figure.sentence.saturating_sub(*s) <= 2);
        let part = self.topic.measure == Some(Measure::Share);
        let recent = recent.filter(|_| !part || !measure::is_move_put_right(self.doc, self.frame, self.figure));
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
            return Some(Found::again(subject, rule::CARRIED));
        }
        let subject = heading.or(recent.map(|(s, _)| s)).or(self.topic.first_subject.as_ref())?;
        Some(Found::again(subject, rule::CARRIED))
    }

    /// "Puts export growth at 8% for 2024 **and just 4% next year**": of what its sentence has just told, but for the time.
    pub(super) fn coordinate(&self, own: &Range<usize>) -> Option<Found> {
        let (start, end) = (self.figure.opening(), self.figure.tokens.end);
        let segment = self.frame.segment_of(own.start);
        let light = |i: usize| {
            self.doc.is_any(i, keys!["and", ",", "a", "then"])
                || words::is(self.doc, i, Class::Light)
                || words::is(self.doc, i, Class::Opening)
        };
        let rest = || {
            (end..own.end).all(|i| {
                self.frame.is_period(i)
                    || self.doc.is_any(i, keys!["in", "for", "by", "at", "the", "end", "of"])
                    || self.doc.kind(i) != Some(TokenKind::Word)
            })
        };
        let timed = || (end..own.end).any(|i| self.frame.is_period(i));
        let joined = self.frame.segments[segment].opener == Opener::And && (own.start..start).all(light);
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        (percent && joined && rest() && timed()).then(|| Found {
            subject: subject.clone(),
            named: None,
            tokens: None,
            rule: rule::CARRIED,
        })
    }

    /// "While **those** placed from elsewhere were 3% lower": of what the sentence has told, not of people.
    pub(super) fn those(&self, own: &Range<usize>) -> Option<Found> {
        let opening = |&i: &usize| {
            words::is(self.doc, i, Class::Opening) || self.doc.is_any(i, keys!["and", ",", "while", "with"])
        };
        let those = (own.start..self.figure.opening()).find(|i| !opening(i)).filter(|&i| self.doc.is(i, "those"))?;
        let participle = self.doc.lower(those + 1).ends_with("ed")
            && self.doc.is_any(those + 2, keys!["by", "from", "to", "for", "in"]);
        let hangs = participle || self.doc.is_any(those + 1, keys!["of", "from", "to", "for"]);
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| hangs && *at == self.figure.sentence)?;
        let percent =
            matches!(self.figure.kind, MentionKind::Percentage(_)) && self.topic.measure == Some(Measure::Change);
        percent.then(|| Found::again(subject, rule::CARRIED))
    }

    /// "The government is reiterating a **2.5% target**", "against an official **goal of about 2%**": of what was spoken of,
    /// where nothing is named since the figure before.
    pub(super) fn target(&self, own: &Range<usize>) -> Option<Found> {
        let start = self.figure.opening();
        let of = (self.binding.role == Role::Of)
            .then(|| (own.start..start).rev().take(4).find(|&i| self.doc.is(i, "of")))
            .flatten();
        // "For 2005 **the target is** 180bn"
        let is = start.wrapping_sub(1);
        let subject = self.doc.is_any(is, keys!["is", "was", "remains", "stands"])
            && acts::is(self.doc, is.wrapping_sub(1), Act::Aim)
            && self.doc.is_any(is.wrapping_sub(2), keys!["the", "its", "their"]);
        // "The central bank, **which targets 2%**, is expected to cut its deposit rate": what it aims at is inflation.
        let targets = self.doc.is_any(is, keys!["targets", "targeting"])
            && matches!(self.figure.kind, MentionKind::Percentage(_));
        let bank = |i: usize| self.doc.is_any(i, keys!["bank", "fed", "ecb", "reserve"]);
        let silent = || {
            let end = self.figure.tokens.end;
            self.frame.indicators_in(end..end + 3).next().is_none()
        };
        if targets && silent() && (self.frame.tokens.start..is).any(bank) {
            let subject = Subject { phrase: "inflation".to_owned(), indicator: indicator::of_code("cpi") };
            return Some(Found::again(&subject, rule::CARRIED));
        }
        let aims = acts::is(self.doc, self.figure.tokens.end, Act::Aim)
            || subject
            || of.is_some_and(|of| acts::is(self.doc, of.wrapping_sub(1), Act::Aim));
        // "The chance of **inflation** breaching **its 4.5% ceiling**"
        let its = aims && of.is_none() && self.doc.is_any(start.wrapping_sub(1), keys!["its", "their"]);
        let near = || self.frame.indicators_in(start.saturating_sub(4).max(own.start)..start).rfind(|n| !n.weak);
        if let Some(named) = its.then(near).flatten().filter(|n| matches!(n.row().kind, Kind::Growth | Kind::Rate)) {
            return Some(self.found(named, "what is aimed at"));
        }
        // "A target for growth" names it behind; "a target for 2025" does not.
        let after = self.figure.tokens.end + 1;
        let behind = after < self.frame.tokens.end
            && self.doc.is_any(after, keys!["for", "of"])
            && !self.frame.is_period(after + 1);
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
        let beside = self.doc.is_any(mark, keys!["(", "[", ";"]) && self.frame.figure_in(mark - 1..mark);
        let closed = self.doc.is_any(self.figure.tokens.end, keys![")", "]", ";"]);
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
