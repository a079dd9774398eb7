//! What the walk takes along from a figure: the period and the place that the next figures may be of.

use jiff::civil::Date;

use super::ObsStatus;
use super::area::{self, situated};
use super::indicator::Owner;
use super::time;
use super::time::shift;
use super::topic::{Spoken, Subject, Topic};
use super::walk::Walk;
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind};

impl Walk<'_> {
    /// Lets the topic's period follow a figure that tells of its own time.
    pub(super) fn follow_period(
        &self,
        topic: &mut Topic,
        figure: &Mention,
        subject: &Subject,
        status: ObsStatus,
        time: &time::Time,
    ) {
        let Some(period) = &time.period else { return };
        if time.found == time::Found::Carried {
            topic.go_on(period, figure.sentence);
        }
        let told = time.reckoned
            || time.mention.is_some_and(|m| is_same_period(&self.mentions[m], time, period) || period.fiscal);
        if !told || !matches!(status, ObsStatus::Actual | ObsStatus::Estimate | ObsStatus::Revised) {
            return;
        }
        // "Food prices, which jumped 4.1% in September, were up 3.4%": told by the way.
        let segment = &self.frame.segments[self.frame.segment_of(figure.tokens.start)];
        let relative = |i: usize| self.doc.is_any(i, &["which", "who"]);
        let goes_on = self.frame.figures.iter().any(|&f| self.mentions[f].tokens.start >= segment.tokens.end);
        if goes_on && (segment.tokens.start..segment.tokens.start + 2).any(relative) {
            return;
        }
        // A fiscal year without days may be the outlook's; a quarter is what is reported.
        let quarter = period.fiscal && period.granularity < Some(Granularity::Year);
        // A day is a date of something that happened, not what the next figures are about; nor is the future.
        let lasting = period.days.map_or(quarter, |(from, to)| to.since(from).is_ok_and(|s| s.get_days() >= 6));
        let statistic = subject.owner() != Owner::Entity;
        // A company reports on what is over; what still runs is its outlook.
        let begun =
            self.doc.published.zip(period.days).is_none_or(|(p, d)| if statistic { d.0 <= p } else { d.1 <= p });
        // A yearly change is told of twelve months; what is spoken of is the last of them.
        let twelve = shift::is_rolling_year(period);
        let last = if twelve && statistic { shift::last_month(period) } else { None };
        let period = last.as_ref().unwrap_or(period);
        if lasting && begun {
            // "It set aside $1bn in April": by the way, in an account of the quarter.
            if topic.is_passing(period) {
                return;
            }
            // "Short of the 6% that it aims at this year", in an account of a quarter: what follows is of the quarter.
            let inside = topic.first_days().zip(period.days).is_some_and(|(f, p)| p.0 <= f.0 && f.1 < p.1);
            let ahead = self.doc.published.zip(period.days).is_some_and(|(published, d)| published < d.1);
            let over = self.doc.published.zip(topic.first_days()).is_some_and(|(published, d)| d.1 <= published);
            if inside && ahead && over && period.granularity == Some(Granularity::Year) {
                return;
            }
            let (owner, indicator) = (Some(subject.owner()), subject.indicator);
            if time.reckoned {
                // Reckoned, it may be what the next figures are about, but not what the article reports on.
                topic.period = Some(Spoken { period: period.clone(), sentence: figure.sentence, owner, indicator });
                return;
            }
            // "Over the three months to May, output grew 0.5%", "in the first five months": told of May by the way.
            let longer = topic.first_days().zip(period.days).is_some_and(|(f, p)| p.0 < f.0 && p.1 == f.1);
            if longer && subject.owner() == Owner::Area {
                let year = period.granularity == Some(Granularity::Year);
                let spoken = Spoken { period: period.clone(), sentence: figure.sentence, owner, indicator };
                topic.to_date = Some(spoken).filter(|_| !year);
                return;
            }
            topic.speak(
                Spoken { period: period.clone(), sentence: figure.sentence, owner, indicator },
                self.doc.published,
            );
        }
    }

    /// Keeps the place spoken of where a sentence without figures points back to it: "luxury flats **in the region**".
    pub(super) fn follow_whole(&self, topic: &mut Topic) {
        let here = self.doc.sentence_of(self.frame.tokens.start);
        let back = |i: usize| self.doc.is_any(i, &["region", "bloc"]) && self.doc.is(i.wrapping_sub(1), "the");
        if let Some((_, sentence)) = &mut topic.last_area
            && here - *sentence <= 2
            && self.frame.places.is_empty()
            && self.frame.tokens.clone().any(back)
        {
            *sentence = here;
        }
    }

    /// Lets the topic's place follow a figure beside which one is named.
    pub(super) fn follow_place(&self, topic: &mut Topic, figure: &Mention, areas: &area::Areas) {
        let own = &self.frame.segments[self.frame.segment_of(figure.tokens.start)].tokens;
        let inside = areas.mentions.iter().any(|&m| own.contains(&self.mentions[m].tokens.start));
        // "In France, sales rose 3%"
        let opens = |m: &usize| situated::opens_sentence(self.doc, self.frame, &self.mentions[*m].tokens);
        let beside = inside || areas.mentions.iter().any(opens);
        if let Some(area) = areas.of.as_ref().filter(|_| beside && areas.counterpart.is_none()) {
            topic.last_area = Some((*area, figure.sentence));
        } else if let Some((area, sentence)) = &mut topic.last_area
            && areas.of == Some(*area)
            && figure.sentence == *sentence + 1
            && !self.doc.opens_paragraph(self.frame.tokens.start)
        {
            // A paragraph goes on with the place that was named in it.
            *sentence = figure.sentence;
        }
    }
}

/// Whether a mention itself is the period, or begins it where the figure is told as far as what is reported, rather than
/// what a window was reckoned from.
fn is_same_period(mention: &Mention, time: &time::Time, period: &crate::mention::Period) -> bool {
    let begins = matches!(time.found, time::Found::Segment | time::Found::Sentence);
    let first = |days: Option<(Date, Date)>| days.filter(|_| begins).map(|d| d.0);
    matches!(&mention.kind, MentionKind::Period(p)
        if p.days == period.days || p.days.is_some() && first(p.days).is_some() && first(p.days) == first(period.days))
}
