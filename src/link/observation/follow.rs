//! What the walk takes along from a figure: the subject, the period, the place and the owner that the next figures may be
//! of.

use crate::text::keys;
use jiff::civil::Date;

use super::area::{self, situated};
use super::indicator::{self, Owner, Told};
use super::measure::is_percent;
use super::sentence::clause::Opener;
use super::sentence::words::{self, Class};
use super::subject::rule;
use super::time;
use super::time::shift;
use super::time::titled;
use super::topic::{Size, Spoken, Subject, Topic, area_of};
use super::walk::Walk;
use super::{Direction, Measure, ObsStatus};
use crate::mention::period::Granularity;
use crate::mention::{Mention, MentionKind, Period};

/// A figure with all that was found of it.
pub struct Bound<'b> {
    /// The figure.
    pub figure: &'b Mention,
    /// Its subject, as it was found.
    pub subject: &'b Subject,
    /// The same once it is known whose figure it is.
    pub settled: &'b Subject,
    /// The rule that found the subject.
    pub rule: &'static str,
    /// What it says of the subject.
    pub measure: Measure,
    /// Its status.
    pub status: ObsStatus,
    /// Its period.
    pub time: &'b time::Time,
    /// Its places.
    pub areas: &'b area::Areas,
    /// Whose it is.
    pub entity: Option<&'b str>,
}

impl Walk<'_> {
    /// Lets the topic follow a figure.
    pub(super) fn follow(&self, topic: &mut Topic, bound: &Bound) {
        let &Bound { figure, subject, status, time, areas, .. } = bound;
        self.follow_market(topic, bound);
        topic.foreseen = match &time.period {
            // "2.6% this year but cut next year's to 1.9%. **China is seen growing 5%**": of the first of the two.
            Some(period) if status == ObsStatus::Forecast => match topic.foreseen.take() {
                Some((of, year, at)) if at == figure.sentence && shift::is_year_before(&year, period) => {
                    Some((of, year, at))
                }
                _ => Some((subject.clone(), period.clone(), figure.sentence)),
            },
            // "Raised its forecast to 3% **from 2%**, and its estimate of borrowing to $4bn"
            _ if status == ObsStatus::Previous => topic.foreseen.take(),
            _ => None,
        };
        let yearly = time.period.as_ref().filter(|p| p.granularity == Some(Granularity::Year) && p.days.is_some());
        if topic.outlook.is_none() && status == ObsStatus::Forecast && subject.code() == Some("gdp") {
            topic.outlook = yearly.map(|p| (p.clone(), figure.sentence));
        }
        self.follow_period(topic, bound);
        // A count of many is told by the way: of what was counted, only another count goes on.
        if bound.rule == rule::MANY {
            topic.count = Some((subject.clone(), figure.sentence));
            return;
        }
        // "Germany's **Puma** slid 5%": where a company is from is no place that is spoken of.
        // Nor is "though excluding the sale of its **India** unit revenue was up".
        let left_out = || self.frame.tokens.clone().any(|i| words::is(self.doc, i, Class::Omitting));
        if subject.code() != Some("share_price") && !(subject.owner() == Owner::Entity && left_out()) {
            self.follow_place(topic, figure, areas);
        }
        follow_owner(topic, bound);
        // A stake and what only its verb names are mentioned by the way: what follows goes on with what was spoken of before.
        let aside = matches!(bound.rule, rule::STAKE | rule::PREMIUM)
            || bound.rule == rule::SAID && subject.indicator.is_none();
        if !aside {
            follow_subject(topic, bound);
        }
        if matches!(figure.kind, MentionKind::Money(_)) {
            topic.sum = Some((subject.clone(), figure.sentence));
        }
    }

    /// "Posted **first-quarter** profit that topped estimates, but its shares fell 6%": a lead whose figures are prices still tells
    /// what its results are of.
    fn follow_results(&self, topic: &mut Topic, figure: &Mention, subject: &Subject) {
        if subject.told() != Told::Day || figure.sentence > 1 || topic.first_period.is_some() {
            return;
        }
        let told = titled::of_results(self.doc, self.frame, self.mentions).map(|i| time::period(&self.mentions[i]));
        topic.first_period = told.map(|period| Spoken::new(period, figure.sentence, Some(Owner::Entity), None));
    }

    /// Lets the topic's period follow a figure that tells of its own time.
    pub(super) fn follow_period(&self, topic: &mut Topic, bound: &Bound) {
        let &Bound { figure, subject, status, time, .. } = bound;
        self.follow_results(topic, figure, subject);
        let Some(period) = &time.period else { return };
        if subject.owner() == Owner::Entity && shift::is_apart_from_calendar(period) {
            topic.fiscal = Some(period.clone());
        }
        if time.mention.is_some() && !shift::is_rolling_year(period) {
            topic.over_year = None;
        }
        if time.found == time::Found::Carried {
            topic.go_on(period, figure.sentence);
        }
        let reckoned = time.found == time::Found::Reckoned;
        let told =
            reckoned || time.mention.is_some_and(|m| is_same_period(&self.mentions[m], time, period) || period.fiscal);
        // "Prices **were unchanged in November**, against forecasts of a 0.1% gain": a lead whose only figure was foreseen for a time
        // that is over.
        let came = || {
            let over = self.doc.published.zip(period.days).is_some_and(|(published, d)| d.1 < published);
            let short = period.granularity < Some(Granularity::Year);
            let still = self.frame.predicates.iter().any(|p| p.direction == Some(Direction::Flat));
            over && short && still && topic.first_period.is_none() && subject.owner() == Owner::Area
        };
        let stands = matches!(status, ObsStatus::Actual | ObsStatus::Estimate | ObsStatus::Revised)
            || status == ObsStatus::Forecast && came();
        if !told || !stands {
            return;
        }
        // "Payrolls rose by 128,000 in May, **after a revised gain of 141,000 in April**. Economists had forecast 130,000": of May.
        let own = &self.frame.segments[self.frame.segment_of(figure.tokens.start)];
        let beside = || self.frame.figure_in(self.frame.tokens.start..own.tokens.start);
        if status == ObsStatus::Revised && own.opener == Opener::Comparison && beside() {
            return;
        }
        // "Added 96,000 jobs in August. June's gain was **cut to 12,000**. Wages rose 0.3%": what is put right of before is by the way.
        let before = || topic.first_days().zip(period.days).is_some_and(|(first, p)| p.1 < first.0);
        if status == ObsStatus::Revised && before() {
            return;
        }
        // "It bought its rival for £1bn in 2003. Its market share has slipped to 14%": what happens once is by the way.
        if subject.code() == Some("deal_value") && matches!(figure.kind, MentionKind::Money(_)) {
            return;
        }
        // "The Dow is down 5% **for the month**": no statistic or result is of a market's stretches.
        if subject.told() == Told::Day {
            return;
        }
        // "Sold it in June though others had offered $1.5bn. Industrial output rose 12%": a sum by the way is of no statistic's time.
        let aside = subject.indicator.is_none() && topic.first_period.is_none() && !topic.is_company;
        let short = period.granularity < Some(Granularity::Quarter);
        if aside && short && matches!(figure.kind, MentionKind::Money(_)) {
            return;
        }
        // "Food prices, which jumped 4.1% in September, were up 3.4%": told by the way.
        let segment = &self.frame.segments[self.frame.segment_of(figure.tokens.start)];
        let relative = |i: usize| self.doc.is_any(i, keys!["which", "who"]);
        // "The best year for the economy, **which grew 12%**, up from 9% in 2003": nothing else is told in its sentence.
        let compared = |start: usize| {
            let own = self.frame.segments[self.frame.segment_of(start)].tokens.start;
            self.doc.is(own, ",")
                && self.doc.is_any(own + 1, keys!["up", "down", "from", "compared", "versus", "against", "after"])
        };
        let starts = self.frame.figures.iter().map(|&f| self.mentions[f].tokens.start);
        let goes_on = starts.into_iter().any(|start| start >= segment.tokens.end && !compared(start));
        if goes_on && (segment.tokens.start..segment.tokens.start + 2).any(relative) {
            return;
        }
        // A fiscal year without days may be the outlook's; a quarter is what is reported.
        let quarter = period.fiscal && period.granularity < Some(Granularity::Year);
        // A day is a date of something that happened, not what the next figures are about; nor is the future.
        let lasting = period.days.map_or(quarter, |(from, to)| to.since(from).is_ok_and(|s| s.get_days() >= 6));
        // … and so is what a company has of its own, whatever that is called: "completions fell to 4,870 in the year to September".
        let own = subject.indicator.is_none() && bound.entity.is_some();
        let statistic = subject.owner() != Owner::Entity && !own;
        // A company reports on what is over; what still runs is its outlook.
        let begun =
            self.doc.published.zip(period.days).is_none_or(|(p, d)| if statistic { d.0 <= p } else { d.1 <= p });
        // "Exports grew 3% in the 12 months to June. Imports fell": what flows is summed up over them.
        let flows = |code: &str| indicator::is_trade(code) || matches!(code, "current_account" | "remittances");
        if shift::is_rolling_year(period) && subject.code().is_some_and(flows) && begun {
            let (owner, indicator) = (Some(subject.owner()), subject.indicator);
            topic.to_date = Some(Spoken::new(period, figure.sentence, owner, indicator));
            return;
        }
        // A yearly change is told of twelve months; what is spoken of is the last of them.
        let last = if statistic { self.last_of_year(topic, time, period) } else { None };
        let over_year = last.as_ref().filter(|p| p.granularity == Some(Granularity::Quarter)).and_then(|p| p.days);
        let period = last.as_ref().unwrap_or(period);
        if lasting && begun {
            if self.is_by_the_way(topic, period, statistic) {
                return;
            }
            let (owner, indicator) = (Some(subject.owner()), subject.indicator);
            if reckoned {
                // Reckoned, it may be what the next figures are about, but not what the article reports on.
                topic.period = Some(Spoken::new(period, figure.sentence, owner, indicator));
                return;
            }
            // "Over the three months to May, output grew 0.5%", "in the first five months": told of May by the way.
            let longer = topic.first_days().zip(period.days).is_some_and(|(f, p)| p.0 < f.0 && p.1 == f.1);
            if longer && subject.owner() == Owner::Area {
                let year = period.granularity == Some(Granularity::Year);
                let spoken = Spoken::new(period, figure.sentence, owner, indicator);
                topic.to_date = Some(spoken).filter(|_| !year);
                return;
            }
            topic.over_year = over_year;
            topic.speak(Spoken::new(period, figure.sentence, owner, indicator), self.doc.published);
        }
    }

    /// The last month of twelve, or the last quarter where they are told to end with it.
    fn last_of_year(&self, topic: &Topic, time: &time::Time, period: &Period) -> Option<Period> {
        if !shift::is_rolling_year(period) {
            return None;
        }
        // "In the 12 months to the June quarter"
        let named = || {
            let mut tokens = time.mention.map_or(0..0, |m| self.mentions[m].tokens.clone());
            tokens.any(|i| self.doc.is(i, "quarter"))
        };
        // "5.4 percent in the year to June", in an account of the quarter to June
        let first = topic.first_period.as_ref().filter(|s| s.period.granularity == Some(Granularity::Quarter));
        let reported = || first.and_then(|s| s.period.days).zip(period.days).is_some_and(|(f, p)| f.1 == p.1);
        if named() || reported() { shift::last_quarter(period) } else { shift::last_month(period) }
    }

    /// Whether a time that a figure tells of is no time of the figures that follow.
    fn is_by_the_way(&self, topic: &Topic, period: &Period, statistic: bool) -> bool {
        // "Short of the 6% that it aims at this year", in an account of a quarter: what follows is of the quarter.
        let inside = topic.first_days().zip(period.days).is_some_and(|(f, p)| p.0 <= f.0 && f.1 < p.1);
        let ahead = self.doc.published.zip(period.days).is_some_and(|(published, d)| published < d.1);
        let over = self.doc.published.zip(topic.first_days()).is_some_and(|(published, d)| d.1 <= published);
        let aimed_at = inside && period.granularity == Some(Granularity::Year);
        // "The bank goes 25 basis points in **September**", in an account of August: no statistic is of a month that runs.
        let runs = statistic && period.granularity == Some(Granularity::Month);
        // "It set aside $1bn in April": by the way, in an account of the quarter.
        topic.is_passing(period) || ahead && over && (aimed_at || runs)
    }

    /// Keeps the place spoken of where a sentence without figures points back to it: "luxury flats **in the region**".
    pub(super) fn follow_whole(&self, topic: &mut Topic) {
        let here = self.doc.sentence_of(self.frame.tokens.start);
        let back = |i: usize| self.doc.is_any(i, keys!["region", "bloc"]) && self.doc.is(i.wrapping_sub(1), "the");
        if let Some((_, sentence)) = &mut topic.last_area
            && here - *sentence <= 2
            && self.frame.places.is_empty()
            && self.frame.tokens.clone().any(back)
        {
            *sentence = here;
        }
        // "**Spain** is doing better. Unemployment is 8%"
        if let Some(&first) = self.frame.places.first()
            && self.frame.figures.is_empty()
            && situated::is_spoken_of(self.doc, self.frame, self.mentions, first)
            && let Some(area) = area_of(&self.mentions[first])
        {
            topic.last_area = Some((area, here));
        }
    }

    /// Lets the topic's place follow a figure beside which one is named.
    pub(super) fn follow_place(&self, topic: &mut Topic, figure: &Mention, areas: &area::Areas) {
        let own = &self.frame.segments[self.frame.segment_of(figure.tokens.start)].tokens;
        let inside = areas.mentions.iter().any(|&m| own.contains(&self.mentions[m].tokens.start));
        // "In France, sales rose 3%"
        let opens = |m: &usize| situated::opens_sentence(self.doc, self.frame, &self.mentions[*m].tokens);
        // "Well above **the euro area's** average of 8.9%": only held against.
        let against = |m: &usize| {
            let place = &self.mentions[*m].tokens;
            let the = place.start.wrapping_sub(1);
            let before = the.wrapping_sub(usize::from(self.doc.is(the, "the")));
            place.end <= figure.tokens.start
                && self.doc.is_any(before, keys!["than", "above", "below", "against", "versus", "over", "under"])
                && place.start >= own.start
        };
        // "The Pelham India Services PMI": the subject's own name.
        let inside = inside || areas.beside && areas.mentions.is_empty();
        let beside = (inside || areas.mentions.iter().any(opens)) && !areas.mentions.iter().any(against);
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

/// Whose figures are spoken of: places, their partners, companies.
fn follow_owner(topic: &mut Topic, bound: &Bound) {
    let &Bound { subject, areas, entity, .. } = bound;
    let sentence = bound.figure.sentence;
    topic.told_area = Some((subject.phrase.clone(), areas.of, sentence));
    topic.told_partner = areas.counterpart.map(|with| (bound.settled.indicator, with, sentence));
    topic.told_entity = Some((entity.map(str::to_owned), sentence));
    if subject.code() == Some("tariff_rate") {
        topic.levy = areas.of.map(|of| (of, areas.counterpart)).or(topic.levy.take());
    }
    if matches!(subject.code(), Some("trade_balance" | "total_trade")) {
        topic.balance_with = areas.counterpart.map(|with| (with, sentence));
    }
    if areas.part {
        topic.part_of = areas.of.map(|whole| (whole, sentence));
    }
    if let Some(entity) = entity {
        topic.last_entity = Some((entity.to_owned(), sentence));
        if bound.rule == rule::STAKE {
            topic.target = Some((entity.to_owned(), sentence));
        }
    }
}

/// What is spoken of.
fn follow_subject(topic: &mut Topic, bound: &Bound) {
    let &Bound { figure, subject, settled, .. } = bound;
    // Those out of work are told beside the jobs that the article is about.
    let jobs = |s: &Subject| s.code().is_some_and(indicator::is_jobs);
    let aside = subject.code() == Some("unemployment") && topic.first_subject.as_ref().is_some_and(jobs);
    let counted = subject.indicator.is_some() || bound.rule == rule::TOLD_COUNT;
    if matches!(figure.kind, MentionKind::Quantity(_)) && counted {
        let before = topic.count.take().filter(|_| aside).map(|(s, _)| s);
        topic.count = Some((before.unwrap_or_else(|| subject.clone()), figure.sentence));
    }
    topic.measure = Some(bound.measure);
    if is_percent(figure) {
        let portion = || (settled.clone(), bound.measure, figure.sentence);
        topic.portion = (bound.measure != Measure::Change).then(portion);
    }
    let told = Size::of(figure);
    if topic.lead.as_ref().is_none_or(|(_, at)| *at != figure.sentence) {
        topic.lead = Some((subject.clone(), figure.sentence));
        topic.told = told.map(|told| [told; 2]);
    } else if let (Some([_, last]), Some(told)) = (&mut topic.told, told) {
        *last = told;
    }
    if matches!(bound.status, ObsStatus::Actual | ObsStatus::Estimate | ObsStatus::Revised) {
        topic.facts.note(figure, settled);
    }
    topic.subject = Some((settled.clone(), figure.sentence));
    topic.first_subject.get_or_insert_with(|| subject.clone());
}

/// Whether a mention itself is the period, or begins it where the figure is told as far as what is reported, rather than
/// what a window was reckoned from.
fn is_same_period(mention: &Mention, time: &time::Time, period: &crate::mention::Period) -> bool {
    let begins = matches!(time.found, time::Found::Segment | time::Found::Sentence);
    let first = |days: Option<(Date, Date)>| days.filter(|_| begins).map(|d| d.0);
    matches!(&mention.kind, MentionKind::Period(p)
        if p.days == period.days || p.days.is_some() && first(p.days).is_some() && first(p.days) == first(period.days))
}
