//! The day of the market that the article tells of: what its first price was of, what a sentence without figures says, and the later
//! day that it goes on with.

use jiff::civil::Date;

use super::ObsStatus;
use super::follow::Bound;
use super::indicator::Told;
use super::sentence::acts::{self, Act};
use super::sentence::predicate::{self, Reading};
use super::time::{self, dating, market};
use super::topic::Topic;
use super::walk::Walk;
use crate::text::keys;

impl Walk<'_> {
    /// The first price tells which day of the market the article is about; a decision, when it was made.
    pub(super) fn follow_market(&self, topic: &mut Topic, bound: &Bound) {
        let &Bound { figure, subject, status, time, .. } = bound;
        let days = time.period.as_ref().and_then(|p| p.days);
        // "Late Wednesday" was after the market of that day.
        let late = time.mention.is_some_and(|m| {
            let start = self.mentions[m].tokens.start;
            // "$171, based on **Friday's close**": neither is that the day of what is told.
            self.doc.is(start, "late")
                || self.doc.is(start.wrapping_sub(1), "late")
                || dating::owns(self.doc, &self.mentions[m]) && !self.doc.opens_sentence(start)
        });
        // "The shares, **which closed at $27 on Tuesday**, jumped 6%": a day told by the way.
        let segment = &self.frame.segments[self.frame.segment_of(figure.tokens.start)].tokens;
        let aside = (segment.start..segment.start + 2).any(|i| self.doc.is(i, "which"))
            && segment.end < self.frame.tokens.end - 1;
        if subject.told() == Told::Day && status == ObsStatus::Actual && !late && !aside {
            let session = days.filter(|d| d.0 == d.1).map(|d| d.0);
            // The latest one told of: "fell 3% on Monday and rose 2% on Tuesday. The yen gained 1%".
            topic.session = topic.session.max(session.filter(|d| self.doc.published.is_none_or(|p| *d <= p)));
        }
        if market::is_decided(subject) && time.mention.is_some() {
            topic.note_decision(days, figure.sentence, self.doc.published);
        }
    }

    /// "**Shares** in both **plunged on Monday**": a sentence without figures tells the day of the market, too.
    pub(super) fn follow_market_told(&self, topic: &mut Topic) {
        const LONGEST: i32 = 4;
        let Some(published) = self.doc.published else { return };
        topic.session = topic.session.map(|session| self.later_day(session, published).unwrap_or(session));
        let named = self.frame.indicators.iter().find(|n| n.row().told == Told::Day);
        let Some(named) = named.filter(|_| topic.session.is_none()) else { return };
        let day = |&i: &usize| {
            let (day, last) = time::period(&self.mentions[i]).days?;
            let recent = published.since(day).is_ok_and(|s| (0..=LONGEST).contains(&s.get_days()));
            let between = named.tokens.end..self.mentions[i].tokens.start;
            let moved = || {
                let verb = predicate::find(self.doc, between, |_| false).pop();
                verb.is_some_and(|p| p.is_change() && p.can_be(Reading::Verb))
            };
            (recent && day == last && moved()).then_some(day)
        };
        topic.session = self.frame.periods.iter().find_map(day);
    }

    /// "The yen rose 2% on Thursday. Data showed **on Friday** that output shrank. The index fell 1%": the later day that a sentence without
    /// figures tells of, as prices go on from there.
    fn later_day(&self, session: Date, published: Date) -> Option<Date> {
        // "A report **due** on Friday **may** show", "the bank is **expected** to act on Friday"
        let ahead = |i: usize| {
            acts::is_modal(self.doc, i)
                || acts::is(self.doc, i, Act::Foreseen)
                || self.doc.is_any(i, keys!["due", "until"])
        };
        if self.frame.tokens.clone().any(ahead) {
            return None;
        }
        let told = |&i: &usize| {
            let (day, last) = time::period(&self.mentions[i]).days?;
            (day == last && session < day && day <= published).then_some(day)
        };
        self.frame.periods.iter().filter_map(told).max()
    }
}
