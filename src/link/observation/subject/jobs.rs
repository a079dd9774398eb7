//! Counts of jobs and of who has them: whom a company has or hires, jobs that come and go, and a sector's part of those.
//!
//! A part of [`super::counted`]. Guarantees: workers are a part of an economy's jobs only where those were told just before.

use super::counted::{is_job, thing};
use super::fate::{fate, lose_jobs};
use super::measured::Candidate;
use super::{Found, phrase, rule};
use crate::link::observation::Direction;
use crate::link::observation::entity::{self, owner};
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::dealings;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::mention::name::{NameKind, stands_for_company};
use crate::text::{Doc, keys};

impl Candidate<'_> {
    /// "Kellanova **has about 23,000 workers**", "will **have some 6,000 employees** once the layoffs are complete"
    pub(super) fn staff_of(&self, unit: &str) -> Option<Found> {
        let verb = self.word_before();
        let has = self.doc.is_any(verb, keys!["has", "have", "had", "employs", "employed"]);
        let hires = acts::is(self.doc, verb, Act::Gaining);
        // "Employed approximately 14,200 **people**"
        let employs = self.doc.is(verb, "employed") && unit == "person";
        let staff = has && matches!(unit, "worker" | "employee" | "staff") || employs;
        let taken_on = hires && matches!(unit, "person" | "worker" | "employee");
        // "Calder **has shed 1,500 staff**", "will cut 300 workers"
        let fires = self.is_dismissing(verb);
        if fires && matches!(unit, "worker" | "employee" | "staff") && self.is_of_company() {
            let phrase = self.doc.word(self.figure.tokens.end - 1).to_owned();
            let subject = Subject { phrase, indicator: indicator::of_code("layoffs") };
            return Some(Found { subject, named: None, tokens: None, rule: rule::CLOSED });
        }
        if !staff && !taken_on {
            return None;
        }
        let phrase = self.doc.word(self.figure.tokens.end - 1).to_owned();
        // "US **employers** hired just 114,000 workers": a whole country's.
        const REACH: usize = 8;
        let front = verb.saturating_sub(REACH).max(self.frame.tokens.start)..verb;
        let everyone = taken_on && self.is_in_thousands() && front.into_iter().any(|i| self.doc.is(i, "employers"));
        let american = || self.topic.area.as_ref().is_some_and(|a| a.code == Some("US"));
        let code = match everyone {
            true if american() => "nonfarm_payrolls",
            true => "employment",
            false => "staff",
        };
        let subject = Subject { phrase, indicator: indicator::of_code(code) };
        let rule = if hires { rule::OPENED } else { "people that a company has" };
        Some(Found { subject, named: None, tokens: None, rule })
    }

    /// "**Two million people lost their jobs**": so many of a company's, or of a country's.
    pub(super) fn job_losers(&self, unit: &str) -> Option<Found> {
        let heads = matches!(words::last(thing(unit)), "person" | "worker" | "employee" | "staff" | "american");
        if !heads || !lose_jobs(self.doc, self.figure.tokens.end) {
            return None;
        }
        let code = if self.is_of_company() { "layoffs" } else { "employment" };
        let subject = Subject { phrase: self.things(), indicator: indicator::of_code(code) };
        Some(Found { subject, named: None, tokens: None, rule: rule::COUNTED_THINGS })
    }

    /// "Calder has **shed** 1,500 staff", "will **cut** 300 workers": whether the verb says that people lose their jobs.
    fn is_dismissing(&self, verb: usize) -> bool {
        acts::is(self.doc, verb, Act::Losing) || dealings::is(self.doc, verb, dealings::Class::Dismissing)
    }

    /// "Will **cut 5% of its staff, or about 4,250 people**": whom it lays off, told twice; and a part of the cuts that were told, "5,000 **of
    /// those jobs** are in Poland".
    pub(super) fn cut_of_staff(&self, found: &Found) -> Option<Found> {
        const REACH: usize = 5;
        let (start, end) = (self.figure.opening(), self.figure.tokens.end);
        let verb = self.word_before();
        let lays = self.is_dismissing(verb);
        let staff = found.subject.code() == Some("staff");
        let mut behind = self.frame.indicators_in(end..end + REACH);
        if lays && self.doc.is(end, "of") && staff && behind.any(|n| n.row().code == "staff") {
            return Some(self.listed("layoffs", Some(found.clone()), found.rule));
        }
        let told = |within: usize| {
            let cuts = |(s, at): &&(Subject, usize)| {
                s.code() == Some("layoffs") && self.figure.sentence.saturating_sub(*at) <= within
            };
            self.topic.subject.iter().chain(&self.topic.count).find(cuts)
        };
        let counted = matches!(self.figure.kind, MentionKind::Quantity(_));
        let or = self.doc.is(start.wrapping_sub(1), "or") && (staff || found.subject.indicator.is_none());
        if let Some((subject, _)) = told(0).filter(|_| counted && or) {
            return Some(Found::again(subject, rule::COMPARED));
        }
        let of_those = self.doc.is(end, "of")
            && self.doc.is_any(end + 1, keys!["those", "these", "the"])
            && self.doc.is_any(end + 2, keys!["jobs", "cuts", "positions", "posts", "layoffs"]);
        let (subject, _) = told(1).filter(|_| counted && of_those)?;
        Some(Found { tokens: found.tokens.clone(), ..Found::again(subject, rule::COMPARED) })
    }

    /// "Employers added 114,000 jobs. Builders **hired 25,000 workers**": of the jobs that were just told.
    pub(super) fn part_of_jobs(&self, unit: &str, found: Option<&Found>) -> Option<Found> {
        let heads = matches!(unit, "worker" | "person") && self.is_in_thousands() && self.binding.role == Role::Direct;
        let jobs = |(s, at): &&(Subject, usize)| {
            self.figure.sentence.saturating_sub(*at) <= 1 && s.code().is_some_and(indicator::is_jobs)
        };
        let mut spoken = self.topic.subject.iter().chain(&self.topic.count);
        let (subject, _) = spoken.find(jobs).filter(|_| heads)?;
        let verb = self.word_before();
        let changed =
            takes_on(self.doc, verb) || acts::is(self.doc, verb, Act::Gaining) || acts::is(self.doc, verb, Act::Losing);
        let tokens = found.and_then(|f| f.tokens.clone());
        changed.then(|| Found { subject: subject.clone(), named: None, tokens, rule: rule::PART_OF_COUNT })
    }

    /// "**Health care accounted for 68,000 of the gains**": a part of the count that was told.
    pub(super) fn accounted_for(&self) -> Option<Found> {
        const NEAR: usize = 1;
        let verb = self.word_before().checked_sub(1)?;
        let part = self.doc.is(verb + 1, "for")
            && words::is(self.doc, verb, Class::Part)
            && self.doc.is_any(self.figure.tokens.end, keys!["of", "new"]);
        if !part {
            return None;
        }
        let told = self.topic.count.as_ref().filter(|(s, at)| {
            self.figure.sentence.saturating_sub(*at) <= NEAR && s.code().is_some_and(indicator::is_jobs)
        });
        let start = self.frame.segments[self.frame.segment_of(verb)].tokens.start;
        let tokens = phrase::before(self.doc, start..verb, self.frame)?;
        told.map(|(s, _)| Found { subject: s.clone(), named: None, tokens: Some(tokens), rule: rule::PART_OF_COUNT })
    }

    /// Whether a company is told of, by the article or by the sentence.
    pub(super) fn is_of_company(&self) -> bool {
        // "**It** plans to cut 200 jobs"
        let it = || {
            let company = |e: &String| owner::is_company(self.names, e);
            self.doc.is(self.frame.tokens.start, "it") && self.topic.entity.as_ref().is_some_and(company)
        };
        // "**The bank** is to shed 20,000 jobs"
        let noun =
            |i: usize| self.doc.is(i, "the") && (stands_for_company(self.doc, i + 1) || self.doc.is(i + 1, "bank"));
        self.topic.is_company
            || it()
            || (self.frame.tokens.start..self.figure.tokens.start).any(noun)
            || self.names.within(&self.frame.tokens).iter().any(|n| {
                n.kind == NameKind::Body
                    && entity::is_owner(self.names, n.entity)
                    && self.names.entities[n.entity].body.0 != "other"
            })
    }

    /// "Employers added 96,000 jobs", "will cut 450 jobs": the counted things themselves are what is measured.
    pub(super) fn by_unit(&self, unit: &str, found: Option<&Found>) -> Option<Found> {
        if !is_job(unit) {
            return None;
        }
        let about = self.topic.subject.as_ref().and_then(|(s, _)| s.code());
        let spoken_of = self.is_near() && about.is_some_and(indicator::is_jobs);
        let fate = fate(self.doc, self.frame, self.figure);
        if self.binding.predicate.is_none() && !spoken_of && fate.is_none() {
            return None;
        }
        let made = fate == Some(Some(Direction::Up));
        let down = fate.is_some() && !made && !self.doc.is(self.figure.tokens.end, "have")
            || self.binding.predicate.is_some_and(|p| p.direction == Some(Direction::Down));
        // "US **employers** added 12,000 jobs as a strike at Boeing took its toll": all of them.
        let verb = self.word_before();
        let company = self.is_of_company() && !self.doc.is(verb.wrapping_sub(1), "employers");
        // "The project **would create** 1,200 jobs": no month's payrolls.
        let planned = self.doc.is(verb, "create")
            && self.doc.is_any(verb.wrapping_sub(1), keys!["would", "will", "could", "to", "should", "may"]);
        let american = || self.topic.area.as_ref().is_some_and(|a| a.code == Some("US")) && !company;
        let payrolls = about == Some("nonfarm_payrolls") && (spoken_of || !planned) || american() && !planned;
        let code = if company && down {
            "layoffs"
        } else if company && made {
            "staff"
        } else if payrolls {
            "nonfarm_payrolls"
        } else {
            "employment"
        };
        let per = |&i: &usize| self.doc.is_any(i, keys!["a", "an", "per", "each", "every"]);
        let end = self.figure.tokens.clone().skip(1).find(per).unwrap_or(self.figure.tokens.end);
        let phrase = self.doc.word(end - 1).to_owned();
        let indicator = indicator::of_code(code);
        let tokens = found.and_then(|f| f.tokens.clone());
        Some(Found { subject: Subject { phrase, indicator }, named: None, tokens, rule: rule::COUNTED_THINGS })
    }
}

/// "Bars **took on** 69,000 people", "construction **brought on** 23,000 workers"
pub fn takes_on(doc: &Doc, on: usize) -> bool {
    doc.is(on, "on") && doc.is_any(on.wrapping_sub(1), keys!["took", "put", "taking", "putting", "brought", "bringing"])
}
