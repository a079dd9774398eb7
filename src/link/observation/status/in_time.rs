//! The status of a figure by its time: what was before is what it is set beside, what is to come is foreseen.
//!
//! Asked by the walk once the figure's period is known; [`super::of`] has decided by the words alone.

use crate::text::keys;
use jiff::ToSpan;

use crate::link::observation::ObsStatus;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::view;
use crate::link::observation::sentence::role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::status;
use crate::link::observation::subject::rule;
use crate::link::observation::time;
use crate::link::observation::time::dating::{self, Cue};
use crate::link::observation::topic::Topic;
use crate::link::observation::walk::Walk;
use crate::mention::Mention;
use crate::mention::name::body_noun;

impl Walk<'_> {
    /// "**Pumped** around 42,000 barrels a day": a verb of the past right before a figure.
    fn is_done(&self, figure: &Mention) -> bool {
        let before = figure.opening().wrapping_sub(1);
        let hedge =
            usize::from(self.doc.is_any(before, keys!["around", "about", "some", "nearly", "roughly", "almost"]));
        let verb = before.wrapping_sub(hedge);
        // "**A revised** 3%", "an estimated 40,000"
        let attribute = dating::is(self.doc, verb, Cue::Foretold)
            || dating::is(self.doc, verb, Cue::Outlook)
            || acts::is(self.doc, verb, Act::Foreseen)
            || acts::is(self.doc, verb, Act::Stated)
            || words::is(self.doc, verb, Class::Light);
        self.doc.lower(verb).ends_with("ed") && !attribute
    }

    /// Whether a figure's own period ends before the one spoken of last begins.
    fn is_earlier(&self, time: &time::Time, topic: &Topic) -> bool {
        let own = time.mention.and_then(|_| time.period.as_ref()?.days);
        let sentence = self.doc.sentence_of(self.frame.tokens.start);
        let current = topic.spoken_in(sentence).or(topic.first_period.as_ref());
        let current = current.and_then(|s| s.period.days);
        own.zip(current).is_some_and(|(own, current)| own.1 < current.0)
    }

    /// Whether a figure is of a time more than a year before what the article reports on.
    pub(in crate::link::observation) fn is_long_past(&self, time: &time::Time, topic: &Topic) -> bool {
        let own = time.mention.and_then(|_| time.period.as_ref()?.days);
        let now = topic.first_days().map(|d| d.0).or(self.doc.published);
        own.zip(now).is_some_and(|(own, now)| own.1.saturating_add(13.months()) < now)
    }

    /// The status of a figure by its time: what was before is what it is set beside, what is to come is foreseen.
    pub(in crate::link::observation) fn status_in_time(
        &self,
        asked: &time::Asked,
        binding: &role::Binding,
        time: &time::Time,
        rule: &str,
        topic: &Topic,
    ) -> ObsStatus {
        let (figure, status) = (asked.figure, asked.status);
        // "52.1 (October: 52.6)", "missing expectations of 4% and March's 3.1%"
        let set_beside = || match status {
            // "With the price **at** $5 in March" is a statement of its own.
            ObsStatus::Actual => {
                // "In the **same** quarter of 2023 the loss was $276m"
                let same = |m: usize| self.mentions[m].tokens.clone().any(|i| self.doc.is(i, "same"));
                let ago = || time.mention.is_some_and(|m| time::period(&self.mentions[m]).comparison || same(m));
                binding
                    .predicate
                    .is_none_or(|p| binding.carried || status::was_before(self.doc, p) || p.is_still() && ago())
                    && binding.role != role::Role::At
                    // "Gained protection in 2003 after revealing debts of £14bn", "**pumped** 42,000 barrels a day in 2023"
                    && !status::happened_before(
                        self.doc,
                        self.frame,
                        self.frame.segment_of(figure.tokens.start),
                        figure,
                    )
                    && !self.is_done(figure)
                    // "More than doubled in 2022, **to** 12.4%"
                    && !self.doc.is(figure.opening().wrapping_sub(1), "to")
                    && !matches!(rule, rule::TOLD_COUNT | rule::MANY | rule::STAKE | rule::PRICE_PAID | rule::SAID)
            }
            // "Will remain near **2004's level of** 4.4 million"
            ObsStatus::Forecast => {
                let before = figure.opening().wrapping_sub(1);
                let level = self.doc.is(before, "of")
                    && self.doc.is_any(before.wrapping_sub(1), keys!["level", "rate", "figure", "total"]);
                let clitic = if level { before.wrapping_sub(2) } else { before };
                self.doc.is_any(clitic, keys!["'s", "’s"])
            }
            _ => false,
        };
        // "A proportion that stood at 37 percent **three decades ago**"
        let ago = || {
            let end = figure.tokens.end;
            let periods = self.frame.periods.iter().map(|&i| &self.mentions[i].tokens);
            let mut behind = periods.filter(|t| t.start == end);
            behind.any(|t| self.doc.is(t.end - 1, "ago")) && binding.predicate.is_some_and(|p| p.is_still())
        };
        // What is over by the day of publication is so, where a level of it is named: no one foresees it.
        let over = || {
            let days = time.mention.and_then(|_| time.period.as_ref()?.days);
            status == ObsStatus::Forecast && self.doc.published.zip(days).is_some_and(|(today, days)| days.1 < today)
        };
        if (self.is_earlier(time, topic) || over()) && set_beside() || status == ObsStatus::Actual && ago() {
            return ObsStatus::Previous;
        }
        // What is said of a time to come is foreseen, whatever its verb.
        let days = time.mention.and(time.period.as_ref()).and_then(|p| p.days);
        // "Averaging 2.5% this year, up from 2.3% in March, **and 2.2% in 2026**": what is to come is set beside nothing.
        let behind = time.mention.is_some_and(|m| self.mentions[m].tokens.start >= figure.tokens.end);
        let ahead = self.doc.published.zip(days).is_some_and(|(p, d)| d.0 > p);
        if status == ObsStatus::Previous && ahead && behind && self.doc.is(figure.opening().wrapping_sub(1), "and") {
            return ObsStatus::Forecast;
        }
        if status == ObsStatus::Actual && (ahead || time::is_of_running_time(self.doc, self.frame, asked, time)) {
            return ObsStatus::Forecast;
        }
        status
    }

    /// "The bank expects growth of 1.1%. **Calder is gloomier at 0.9%**", "the ministry is more cautious, at 1.5%": how others see
    /// what was foreseen just before.
    fn is_view(&self, figure: &Mention, topic: &Topic) -> bool {
        let near = topic.foreseen.as_ref().is_some_and(|(_, _, at)| figure.sentence.saturating_sub(*at) <= 1);
        let verb = if near { view(self.doc, self.frame.tokens.start, figure.opening()) } else { None };
        verb.is_some_and(|verb| self.names.at(verb - 1).is_some() || body_noun(self.doc, verb - 1).is_some())
    }

    /// "Sales of $5bn to $6bn" under the heading of an outlook: foreseen, unless a verb says that it has been, or that it lasts
    /// ("the company employs 3,000 people").
    pub(in crate::link::observation) fn status_under_heading(
        &self,
        status: ObsStatus,
        figure: &Mention,
        topic: &Topic,
    ) -> ObsStatus {
        if status == ObsStatus::Actual && self.is_view(figure, topic) {
            return ObsStatus::Forecast;
        }
        if status != ObsStatus::Actual || topic.guided.is_none() {
            return status;
        }
        let own = self.frame.segments[self.frame.segment_of(figure.tokens.start)].tokens.clone();
        let told = |i: usize| {
            self.doc.is_any(i, keys!["was", "were", "has", "have", "had"])
                || acts::is(self.doc, i, Act::Past)
                || words::is(self.doc, i, Class::Lasting)
        };
        if own.into_iter().any(told) { status } else { ObsStatus::Forecast }
    }
}
