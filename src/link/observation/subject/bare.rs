//! Numbers without a unit: a part of what was counted before, an index, a ratio.
//!
//! A part of [`super::counted`]. Guarantees: a bare number is nobody's price, since a price has a currency.

use std::ops::Range;

use rust_decimal::Decimal;

use super::counted::is_counted;
use super::measured::{Candidate, ends_in};
use super::{Found, phrase, rule};
use crate::link::observation::indicator::{self, Kind};
use crate::link::observation::measure::way;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::link::observation::{Measure, ObsStatus};
use crate::text::{TokenKind, keys};

/// Between what a survey's indexes stand that are 50 where nothing changes.
const INDEXES: std::ops::RangeInclusive<Decimal> = Decimal::TEN..=Decimal::from_parts(90, 0, 0, false, 0);

impl Candidate<'_> {
    /// What a number without a unit counts or measures: a part of what was counted before, an index.
    pub(super) fn bare_count(&self, found: Option<Found>) -> Option<Found> {
        let predicate = self.binding.predicate.is_some();
        let row = found.as_ref().and_then(|f| f.subject.indicator).map(indicator::row);
        let local = found.as_ref().is_some_and(|f| f.tokens.is_some());
        // "Manufacturers cut 12,000": a sector's part of the count spoken of.
        let counts = |code: &str| matches!(code, "employment" | "nonfarm_payrolls" | "layoffs" | "staff");
        let about = self
            .topic
            .subject
            .as_ref()
            .filter(|(s, _)| self.is_near() && s.code().is_some_and(counts))
            .map(|(s, _)| s.clone());
        // … but not "the **labor force** shrank by 220,000".
        let whole = found.as_ref().is_some_and(|f| ends_in(f, "force") || ends_in(f, "population"));
        if let Some(subject) = about.as_ref().filter(|_| row.is_none() && predicate && !whole) {
            return found.map(|f| Found { subject: subject.clone(), named: None, rule: rule::PART_OF_COUNT, ..f });
        }
        if let Some(strong) = self.strong_in_number() {
            return Some(strong);
        }
        if let Some((subject, who)) = about.zip(self.leads_count()) {
            return Some(Found { subject, named: None, tokens: Some(who), rule: rule::PART_OF_COUNT });
        }
        if let Some(found) =
            self.ordered_bare().or_else(|| self.away_from_count()).or_else(|| self.ratio(found.as_ref()))
        {
            return Some(found);
        }
        // "Services added 26,000 jobs, followed by trade (**+24,000**)": a part of the count of its sentence.
        let signed = way::written_sign(self.doc, self.figure).is_some();
        if signed && row.is_none() {
            let (subject, _) = self.topic.count.as_ref().filter(|(_, s)| *s == self.figure.sentence)?;
            let subject = subject.clone();
            return Some(Found { subject, named: None, tokens: None, rule: rule::COUNT_SPOKEN_OF });
        }
        // "**Revisions** took March up to 315,000 but cut February to 236,000": of the count that was told.
        let revised = || self.frame.tokens.clone().any(|i| self.doc.is_any(i, keys!["revision", "revisions"]));
        if self.is_in_thousands() && row.is_none_or(|r| counts(r.code)) && revised() {
            let near = |at: usize| self.figure.sentence.saturating_sub(at) <= 3;
            let told = self.topic.count.as_ref().filter(|(s, at)| near(*at) && s.code().is_some_and(counts));
            if let Some((subject, _)) = told {
                return Some(Found::again(subject, rule::COUNT_SPOKEN_OF));
            }
        }
        // "The unemployment rate rose to 4.1%. May's gain was revised to 218,000": no rate is told in thousands.
        let thousands = self.is_in_thousands();
        let rate = row.is_some_and(|r| matches!(r.kind, Kind::Rate | Kind::Growth) && r.code != "pmi");
        if thousands && rate {
            let (subject, _) =
                self.topic.count.as_ref().filter(|(_, s)| self.figure.sentence.saturating_sub(*s) <= 3)?;
            let subject = subject.clone();
            return Some(Found { subject, named: None, tokens: None, rule: rule::COUNT_SPOKEN_OF });
        }
        // "Will create 1,200 jobs and more than **4,000 in construction**": no sector is told in thousands.
        let sector = row.is_some_and(|r| matches!(r.code, "construction" | "manufacturing_output"));
        let lost =
            acts::is(self.doc, self.word_before(), Act::Losing) || acts::is(self.doc, self.word_before(), Act::Gaining);
        let reach = usize::from(lost);
        let of_jobs = |s: &Subject| s.code().is_some_and(counts);
        let told = self.topic.count.as_ref().filter(|(s, at)| {
            let near = self.figure.sentence.saturating_sub(*at) <= reach;
            thousands && sector && near && (reach == 0 || of_jobs(s))
        });
        if let Some((subject, _)) = told {
            let subject = subject.clone();
            return Some(Found { subject, named: None, tokens: None, rule: rule::PART_OF_COUNT });
        }
        if row.is_none() && thousands && self.tallies() {
            let near = |at: usize| self.figure.sentence.saturating_sub(at) <= 1;
            if let Some((subject, _)) = self.topic.count.as_ref().filter(|(_, at)| near(*at)) {
                return Some(Found::again(subject, rule::COUNT_SPOKEN_OF));
            }
        }
        let Some(row) = row else { return self.bare_many(found) };
        let goes_on = self.topic.subject.as_ref().is_some_and(|(_, s)| *s == self.figure.sentence);
        let told = goes_on
            || predicate
            || self.status != ObsStatus::Actual
            || matches!(self.binding.role, Role::Of | Role::At | Role::To | Role::Than);
        // "The producer price **index stood at** 123.8"
        let named_index = row.kind == Kind::Growth && found.as_ref().is_some_and(|f| ends_in(f, "index"));
        let index = matches!(row.kind, Kind::Price | Kind::Rate) || named_index || self.is_index_of(found.as_ref());
        let index = index && (local || self.is_near());
        // "Alberta (**+13,000**; +0.5%)": a sign says as much as a verb.
        // "Employers added 150,000 jobs. … But momentum was lost. September's gain of **336,000** was marked down": in a report on jobs
        let of_report = || {
            let since = |at: usize| self.figure.sentence.saturating_sub(at) <= 3;
            thousands && counts(row.code) && self.topic.subject.as_ref().is_some_and(|(_, at)| since(*at))
        };
        // "**Customer numbers** fell by 20,000": those who are served have no code.
        let served = || {
            let heads = ["numbers", "base", "subscribers", "customers", "users"];
            row.code.is_empty() && found.as_ref().is_some_and(|f| heads.iter().any(|head| ends_in(f, head)))
        };
        let counted = (is_counted(row.code) || served())
            && (local || self.is_near() || of_report())
            // "The number of unemployed people**, at 6.5 million,** changed little"
            && (predicate || signed || self.status != ObsStatus::Actual || self.binding.role == Role::At);
        // A bare number measures what an index or a count is said to be; a price has a currency.
        if told && (index || counted) { found } else { self.bare_many(found) }
    }

    /// "Its **100,000-strong workforce**": how many they are.
    fn strong_in_number(&self) -> Option<Found> {
        let end = self.figure.tokens.end;
        let noun = end + 2;
        let strong = self.doc.is(end, "-") && self.doc.is(end + 1, "strong");
        let staff = self.doc.is_any(noun, keys!["workforce", "staff", "team"]);
        (strong && staff).then(|| {
            let subject = Subject { phrase: self.doc.word(noun).to_owned(), indicator: indicator::of_code("staff") };
            Found { subject, named: None, tokens: Some(noun..noun + 1), rule: rule::MANY }
        })
    }

    /// "There were 7.7 million openings. **June's tally**, first put at 8.2 million": the count just told, of another time.
    fn tallies(&self) -> bool {
        let before = self.frame.tokens.start + 1..self.figure.tokens.start;
        before.into_iter().any(|i| {
            let own = self.doc.kind(i - 1) == Some(TokenKind::Clitic) || self.doc.is_any(i - 1, keys!["the", "that"]);
            own && words::is(self.doc, i, Class::Anaphor) && !self.doc.is(i + 1, "of")
        })
    }

    /// "The **index of retail sales** was 115.4": of whatever it is, an index is told by a bare number.
    fn is_index_of(&self, found: Option<&Found>) -> bool {
        let of = found.and_then(|f| f.tokens.as_ref()).map_or(0, |t| t.start).wrapping_sub(1);
        self.doc.is_any(of, keys!["of", "for"])
            && of > self.frame.tokens.start
            && self.doc.is_any(of - 1, keys!["index", "indices", "indexes"])
    }

    /// "Health care **led with 68,000**, **followed by** government **at 43,000**": whose parts of a count are the largest.
    fn leads_count(&self) -> Option<Range<usize>> {
        const REACH: usize = 7;
        if !self.is_in_thousands() {
            return None;
        }
        let word = self.word_before();
        let front = word.saturating_sub(REACH).max(self.frame.tokens.start)..word;
        let led = self.doc.is(word, "with") && self.doc.is_any(word.wrapping_sub(1), keys!["led", "leading", "leads"]);
        let own = &self.frame.segments[self.frame.segment_of(word)].tokens;
        match led {
            true => phrase::before(self.doc, own.start..word - 1, self.frame),
            false => {
                let by = front.into_iter().find(|&i| self.doc.starts(i, keys!["followed", "by"]))? + 2;
                (by < word && self.doc.is_any(word, keys!["at", "with"])).then_some(by..word)
            }
        }
    }

    /// "The purchasing managers' index fell to 47.2, with **new orders at 44.6**": where such an index has just been told, a bare
    /// level of its size is an index of the same survey, whatever it is named after.
    pub(super) fn index_of_survey(&self, found: &Found) -> Option<Found> {
        if let Some(found) = self.gauge_of_survey(found) {
            return Some(found);
        }
        let of_managers = |s: &&Subject| s.code() == Some("pmi");
        let near = self.topic.subject.as_ref().map(|(s, _)| s).filter(|_| self.is_near());
        // … or which the article is about.
        let survey = near.filter(of_managers).or(self.topic.first_subject.as_ref().filter(of_managers))?;
        let sized = self.figure.amount().is_some_and(|a| INDEXES.contains(&a.middle()));
        // "**Consumer confidence** rose to 62.3" has a number of its own, and so has a price.
        let own = found.subject.code() == Some("pmi") || found.subject.kind() == Kind::Price;
        let other = found.tokens.is_some() && !own;
        let level = matches!(self.binding.role, Role::To | Role::From | Role::At | Role::Direct);
        let stands = level && self.binding.predicate.is_some_and(|p| p.is_change() || p.is_still())
            || self.binding.role == Role::At;
        (sized && other && stands).then(|| Found {
            subject: Subject { indicator: survey.indicator, ..found.subject.clone() },
            named: None,
            ..found.clone()
        })
    }

    /// "The confidence index fell to 98.7. **A measure of expectations** slipped to 81.7": a gauge beside an index of moods is of the
    /// same survey.
    pub(super) fn gauge_of_survey(&self, found: &Found) -> Option<Found> {
        let moods = |s: &Subject| matches!(s.code(), Some("consumer_confidence" | "business_confidence"));
        let tokens = found.tokens.clone().filter(|_| found.subject.indicator.is_none())?;
        // "Among women, **sentiment** was 86.9", wherever the survey was named
        let mood = self.doc.is_any(tokens.end - 1, keys!["sentiment", "confidence", "morale", "optimism"]);
        let last = self.topic.subject.as_ref().map(|(s, _)| s).filter(|s| self.is_near() && moods(s));
        let survey = last.or_else(|| self.topic.first_subject.as_ref().filter(|s| mood && moods(s)))?;
        let gauge = |i: usize| mood || acts::is(self.doc, i, Act::Gauge) || self.doc.is(i, "index");
        (gauge(tokens.start) || gauge(tokens.end - 1)).then(|| Found {
            subject: Subject { indicator: survey.indicator, ..found.subject.clone() },
            named: None,
            ..found.clone()
        })
    }

    /// "Sentiment fell to 65.6. Consumers see inflation at 3.1%. Economists had forecast a reading of **72**": no inflation is told
    /// without percent.
    pub(super) fn index_of_article(&self, found: Option<&Found>) -> Option<Found> {
        // … nor are those who were asked: "42% had openings. Economists had forecast a reading of **89.7**".
        let asked = |f: &Found| f.subject.indicator.is_none() && self.topic.measure == Some(Measure::Share);
        let rate = found.filter(|f| {
            f.tokens.is_none()
                && (f.subject.kind() == Kind::Growth || f.subject.code() == Some("inflation_expectations") || asked(f))
        })?;
        let moods = |s: &&Subject| matches!(s.code(), Some("consumer_confidence" | "business_confidence" | "pmi"));
        let subject = self.topic.first_subject.as_ref().filter(moods).filter(|_| !ends_in(rate, "index"))?;
        Some(Found::again(subject, "index spoken of"))
    }

    /// "A **book-to-bill ratio of 1.06**", "its current ratio stood at 1.4": a ratio is told by a bare number.
    fn ratio(&self, found: Option<&Found>) -> Option<Found> {
        const LONGEST: usize = 5;
        let named = found.filter(|f| f.tokens.is_some() && ends_in(f, "ratio") && f.subject.code().is_none());
        if let Some(found) = named.filter(|_| self.binding.predicate.is_some_and(Predicate::is_still)) {
            return Some(found.clone());
        }
        let of = self.word_before();
        let noun = of.checked_sub(1).filter(|&noun| self.doc.is(of, "of") && self.doc.is(noun, "ratio"))?;
        let part = |&i: &usize| {
            self.doc.is(i, "-")
                || self.doc.ties(i)
                || self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed)
                || self.doc.is(i, "to") && self.doc.is(i + 1, "-")
        };
        let article = |i: usize| self.doc.is_any(i, keys!["a", "an", "the", "its", "their"]);
        let from = noun.saturating_sub(LONGEST).max(self.frame.tokens.start);
        let first = (from..noun).rev().take_while(|i| part(i) && !article(*i)).last()?;
        Some(self.named_count(first..noun + 1))
    }
}
