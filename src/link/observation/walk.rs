//! The walk over one sentence: each figure is bound slot by slot, and the topic follows.

use super::area::{self, quoted};
use super::entity;
use super::entity::owner;
use super::entity::sector;
use super::follow;
use super::indicator::{self, Owner, Told};
use super::measure;
use super::pairing::{Pairing, partner};
use super::sentence::frame::Frame;
use super::sentence::role;
use super::sentence::words::{self, Class};
use super::source;
use super::status;
use super::subject;
use super::subject::measured;
use super::subject::rule;
use super::table;
use super::time;
use super::time::basis;
use super::topic::{Subject, Topic, area_of};
use super::{Links, Measure, ObsStatus, Observation, Source};
use crate::link::quotation::Quotations;
use crate::mention::Mention;
use crate::mention::name::Names;
use crate::text::{Doc, keys};

/// One sentence's walk.
pub struct Walk<'a> {
    /// See [`super::find`].
    pub doc: &'a Doc<'a>,
    /// See [`super::find`].
    pub mentions: &'a [Mention],
    /// See [`super::find`].
    pub names: &'a Names,
    /// See [`super::find`].
    pub quotations: &'a Quotations,
    /// See [`super::find`].
    pub frame: &'a Frame,
    /// See [`super::find`].
    pub pairing: &'a Pairing,
    /// Who speaks in the sentence.
    pub heard: source::Heard,
}

impl Walk<'_> {
    /// Adds the observations of the sentence, in order, and lets the topic follow them.
    pub fn sentence(&self, topic: &mut Topic, found: &mut Vec<Observation>) {
        if table::is_row(self.doc, &self.frame.tokens) {
            self.row(topic, found);
            return;
        }

        // "**Separate figures** showed": of a release of their own, whatever stretch was told by the way.
        let start = self.frame.tokens.start;
        if self.doc.opens_paragraph(start) || self.doc.is_any(start, keys!["separate", "separately"]) {
            topic.to_date = None;
        }
        topic.turn(self.doc, self.names, self.frame.tokens.start);
        let before = found.len();
        for &i in &self.frame.figures {
            // The figure before this one, where it measures nothing or is a count told by the way.
            let counted = |o: &Observation| matches!(o.rule, rule::MANY | rule::TOLD_COUNT);
            let told = |o: &Observation| Some(o.figure) == self.place_before(i) && !counted(o);
            let idle = self.before(i).filter(|_| !found.last().is_some_and(told));
            let Some(observation) = self.observe(i, idle, topic) else { continue };
            let same = self.frame.conversions.iter().filter(|(first, _)| *first == i);
            let conversions: Vec<Observation> = same.map(|&(_, at)| conversion(&observation, at)).collect();
            found.push(observation);
            found.extend(conversions);
        }
        topic.heading = None;
        if found.len() == before {
            self.unmeasured(topic);
        }
    }

    /// A row of a table: its figures are what their cells say.
    fn row(&self, topic: &mut Topic, found: &mut Vec<Observation>) {
        if self.frame.figures.is_empty() {
            let mut header = table::header(self.doc, &self.frame.tokens, self.mentions, &self.frame.periods, topic);
            header = header.map(|h| h.above(self.doc, &self.frame.tokens, topic.table.as_ref()));
            if let Some(header) = &mut header {
                header.under(self.doc, topic.heading.as_ref(), self.frame.tokens.start);
            }
            topic.table = header.or(topic.table.take());
            return;
        }
        // "| **Germany** | 2.4 | 2.2 |"
        let label = table::label(self.doc, &self.frame.tokens);
        let inside = |&&i: &&usize| label.as_ref().is_some_and(|l| l.contains(&self.mentions[i].tokens.start));
        // "| **2nd quarter 2024** (r) | 1,795 |"
        let opens = |&&i: &&usize| label.as_ref().is_some_and(|l| l.start == self.mentions[i].tokens.start);
        let dated = self.frame.periods.iter().find(opens).map(|&i| time::period(&self.mentions[i]));
        let place = self.frame.places.iter().find(inside).and_then(|&i| area_of(&self.mentions[i]));
        let header = topic.table.take();
        let none = table::Header::default();
        let told = header.as_ref().unwrap_or(&none);
        let row = table::Row::read(self.doc, &self.frame.tokens, told, place.is_some(), dated, topic);
        for &i in &self.frame.figures {
            let figure = &self.mentions[i];
            let Some(cell) = row.as_ref().and_then(|row| row.cell(figure)) else { continue };
            let asked = time::Asked {
                figure,
                role: role::Role::Direct,
                status: cell.status,
                subject: &cell.subject,
                measure: cell.measure,
            };
            let time = time::Time { period: cell.period, ..time::Time::default() };
            found.push(Observation {
                figure: i,
                change_basis: cell.basis.filter(|_| cell.measure == Measure::Change).or_else(|| {
                    let area = topic.area.and_then(|a| a.code);
                    basis::of(self.doc, self.frame, self.mentions, &asked, area, &time, topic)
                }),
                indicator_code: cell.subject.code(),
                indicator: cell.subject.phrase,
                entity: None,
                ref_area: place.or(topic.area),
                counterpart_area: None,
                measure: cell.measure,
                unit: None,
                direction: cell.direction,
                time_period: time.period,
                status: cell.status,
                source: None,
                links: Links::default(),
                mentions: vec![i],
                rule: "table cell",
            });
        }
        topic.table = header;
    }

    /// "Makes up two-thirds of output": said in the present, of no time.
    fn is_general(&self, binding: &role::Binding) -> bool {
        binding.predicate.is_some_and(|p| words::is(self.doc, p.tokens.start, Class::General))
    }

    /// The figure before this one in its sentence.
    fn before(&self, i: usize) -> Option<&Mention> {
        self.place_before(i).map(|at| &self.mentions[at])
    }

    /// The same by its place among the mentions.
    fn place_before(&self, i: usize) -> Option<usize> {
        let place = self.frame.figures.iter().position(|&f| f == i)?;
        place.checked_sub(1).map(|p| self.frame.figures[p])
    }

    /// The period of the figure `i`: its partner where the sentence pairs them, else what the search finds.
    fn time(&self, i: usize, asked: &time::Asked, topic: &Topic) -> time::Time {
        match partner(&self.pairing.periods, i) {
            Some(m) => time::Time {
                period: Some(time::period(&self.mentions[m]).clone()),
                mention: Some(m),
                ..time::Time::default()
            },
            None => time::of(self.doc, self.frame, self.mentions, asked, topic),
        }
    }

    fn observe(&self, i: usize, idle: Option<&Mention>, topic: &mut Topic) -> Option<Observation> {
        let figure = &self.mentions[i];
        let binding = role::bind(self.doc, self.frame, figure, self.before(i));
        let paired =
            partner(&self.pairing.indicators, i).map(|n| subject::listed(self.doc, &self.frame.indicators[n], topic));
        let status = status::of(self.doc, self.frame, self.names, figure, &binding);
        let status = self.status_under_heading(status, figure, topic);
        let found = paired.or_else(|| subject::of(self.doc, self.frame, figure, &binding, status, topic, idle));
        let candidate = measured::Candidate {
            doc: self.doc,
            frame: self.frame,
            names: self.names,
            figure,
            binding: &binding,
            status,
            topic,
        };
        let found = candidate.measured(found)?;
        let (measure, direction) = measure::of(&measure::Asked {
            doc: self.doc,
            frame: self.frame,
            mention: figure,
            binding: &binding,
            found: &found,
            topic,
        });
        let direction = direction
            .or_else(|| measure::way::of_level_left(self.doc, self.frame, self.mentions, i, &binding, measure))
            .filter(|_| status != ObsStatus::Hypothetical || !status::is_dividing_line(self.doc, figure));
        let subject = found.subject;
        let asked = time::Asked { figure, role: binding.role, status, subject: &subject, measure };
        let mut time = self.time(i, &asked, topic);
        let part = measure == Measure::Share || measure == Measure::Level && measure::is_percent(figure);
        // "**Is** 1.9 points higher than the April reading of 52.2%" is of April.
        let general = part && time.mention.is_none() && status != ObsStatus::Previous && self.is_general(&binding);
        // "Three times what it was in 2022": the time of what it is set beside.
        let behind = || time.mention.is_some_and(|m| self.mentions[m].tokens.start >= figure.tokens.end);
        if general
            || found.rule == rule::STAKE && !(time.found == time::Found::Segment && behind())
            || found.rule == rule::MULTIPLE && behind()
        {
            // A part of a whole is said to be so in general unless its sentence gives it a time; a stake is held.
            time = time::Time::default();
        }
        let status = self.status_in_time(&asked, &binding, &time, found.rule, topic);
        // "Opened 12 shops last year": more than none, compared with nothing.
        let opened = matches!(found.rule, rule::OPENED | rule::CLOSED);
        let asked = time::Asked { status, ..asked };
        let place = partner(&self.pairing.places, i);
        let whose = area::Asked { figure, tokens: found.tokens.as_ref(), subject: &subject, paired: place };
        let areas = area::of(self.doc, self.frame, self.mentions, self.names, &whose, topic);
        let code = areas.of.and_then(|a| a.code);
        let basis = basis::of(self.doc, self.frame, self.mentions, &asked, code, &time, topic).filter(|_| !opened);
        let whose = entity::Asked {
            figure,
            subject_tokens: found.tokens.as_ref(),
            subject: &subject,
            status,
            area: areas.of.as_ref(),
        };
        let entity = match &found.tokens {
            Some(tokens) if found.rule == rule::PART_OF_COUNT => {
                sector::gapped(self.doc, self.frame, self.names, figure, topic)
                    .or_else(|| sector::before_brackets(self.doc, self.frame, self.names, figure.tokens.start))
                    .or_else(|| sector::part(self.doc, self.frame, tokens))
            }
            _ => match partner(&self.pairing.owners, i) {
                Some(owner) => self.names.name_of(owner).map(str::to_owned),
                None => entity::of(self.doc, self.frame, self.mentions, self.names, &whose, topic),
            },
        };
        let whose = source::Asked {
            figure,
            subject: &subject,
            measure,
            status,
            area: areas.of.as_ref(),
            entity: entity.as_deref(),
            aside: general || self.is_long_past(&time, topic),
        };
        let source = source::of(self.doc, self.frame, self.names, self.quotations, &self.heard, &whose, topic);

        // "US employers let go 2 million workers, according to the Labor Department": what an office counts is no company's,
        // unless the sentence speaks of one.
        let entity = entity.filter(|owner| {
            let office = |s: &Source| source::counts_for_all(self.doc, self.frame, self.names, &s.name);
            let counted = subject.owner() != Owner::Area && source.as_ref().is_some_and(office);
            !counted
                || !owner::is_company(self.names, owner)
                || entity::is_spoken_of(self.doc, self.frame, self.names, owner)
        });

        // "38% of **retailers** had seen sales fall": those who are counted have no figure of their own.
        let counted = measure == Measure::Share && found.tokens.is_some();
        let entity = entity.filter(|owner| !(counted && *owner == subject.phrase));

        // Against what was spoken of before this figure.
        let company = entity.as_deref().is_some_and(|e| owner::is_company(self.names, e) || owner::is_joint(e));
        let settled = settled(subject.clone(), entity.as_deref(), company, &areas, topic);
        let bound = follow::Bound {
            figure,
            subject: &subject,
            settled: &settled,
            rule: found.rule,
            measure,
            status,
            time: &time,
            areas: &areas,
            entity: entity.as_deref(),
        };
        self.follow(topic, &bound);

        let links = Links {
            role: Some(binding.role),
            subject: found.tokens.clone(),
            predicate: binding.predicate.map(|p| (p.tokens.clone(), binding.carried)),
            period: time.period.is_some().then_some(time.found),
        };
        let (unplaced, beside) = (areas.mentions.is_empty(), areas.beside);
        let mut mentions = areas.mentions;
        mentions.push(i);
        mentions.extend(time.mention);
        mentions.sort_unstable();
        mentions.dedup();
        // A company's figure has no country of its own unless the sentence gives it one.
        // … What a country grants to a company stays told of the country; a rescue may be anyone's.
        let granted = subject.code() == Some("aid") && !subject.phrase.contains("bail");
        let part = entity.as_deref().is_some_and(entity::is_part);
        let own = (company || part) && !granted || entity.is_some() && subject.owner() == Owner::Entity;
        let owned =
            own && !beside || subject.owner() == Owner::World && (unplaced || !beside && measure != Measure::Share);
        let subject = settled;
        let rate = subject.code() == Some("exchange_rate") && measure == Measure::Level;
        let money = || quoted::unit(self.doc, self.frame, figure, areas.of.as_ref(), areas.counterpart.as_ref());
        let unit = rate.then(money).flatten();
        let ref_area = areas.of.filter(|_| !owned);
        Some(Observation {
            figure: i,
            indicator_code: subject.code(),
            indicator: subject.phrase,
            entity,
            ref_area,
            counterpart_area: areas.counterpart,
            measure,
            unit,
            direction,
            links,
            change_basis: basis,
            time_period: time.period,
            status,
            source,
            mentions,
            rule: found.rule,
        })
    }
}

/// The subject once it is known whose figure it is.
fn settled(subject: Subject, entity: Option<&str>, company: bool, areas: &area::Areas, topic: &Topic) -> Subject {
    let indicator = match (subject.code(), entity) {
        // A sector's figure is its part of the statistic spoken of.
        (None, Some(sector)) if !company && subject.indicator.is_none() && sector == subject.phrase => {
            // … and no price's: "38% of retailers had seen sales fall" after what the pound did.
            let about = topic.subject.as_ref().filter(|(about, _)| about.told() == Told::Series);
            about.and_then(|(about, _)| about.indicator)
        }
        // "Demand from the U.S. rose 6%": of a flow that was spoken of, the partner's part.
        (None, None) if areas.demand => topic.subject.as_ref().and_then(|(about, _)| about.indicator),
        // What nobody's company spends is a country's business investment, and what none owes is a country's debt.
        (Some("company_investment"), None) => indicator::of_code("business_investment"),
        (Some("company_debt"), None) if areas.of.is_some() => indicator::of_code("public_debt"),
        _ => subject.indicator,
    };
    Subject { indicator, ..subject }
}

/// "$349.4bn (£265.9bn)": the same amount in another currency is the same observation.
fn conversion(observation: &Observation, figure: usize) -> Observation {
    let mut mentions = observation.mentions.clone();
    mentions.push(figure);
    mentions.sort_unstable();
    Observation { figure, mentions, unit: None, rule: "conversion", ..observation.clone() }
}
