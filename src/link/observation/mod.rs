//! Observations: what each figure means.
//!
//! For each sentence a [`frame`] is made: its segments ([`clause`]), predicates, indicators, figures, periods, places.
//! Each figure is then bound, slot by slot: its [`role`] and predicate, its [`subject`], its [`status`], its [`measure`]
//! with direction and sign, its period and basis ([`time`]), its [`area`], its [`entity`], its [`source`]. What a
//! sentence leaves out comes from the [`topic`]. No slot's rule looks at another slot's rule, only at its result.

mod area;
mod clause;
mod entity;
mod frame;
mod indicator;
mod measure;
mod measured;
mod pairing;
mod predicate;
mod role;
mod source;
mod status;
mod subject;
mod table;
mod time;
mod topic;

use serde::{Deserialize, Serialize};

use crate::link::quotation::Quotations;
use crate::mention::name::Names;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, LexiconBuilder};

use frame::Frame;
pub use indicator::{Indicator, Kind, Owner, indicators};
use pairing::{Pairing, partner};
use topic::{Subject, Topic};

/// What the value says about the indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// How much there is.
    Level,
    /// By how much it changed.
    Change,
    /// Its part of a whole.
    Share,
    /// Its place in an order.
    Rank,
}

/// Which way it moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Direction {
    Up,
    Down,
    Flat,
}

/// What a change is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ChangeBasis {
    YearOnYear,
    MonthOnMonth,
    QuarterOnQuarter,
    WeekOnWeek,
    DayOnDay,
    Annualized,
    YearToDate,
}

/// What kind of statement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObsStatus {
    /// It is so.
    Actual,
    /// Someone reckons that it is so.
    Estimate,
    /// Someone expects it.
    Forecast,
    /// Someone aims at it.
    Target,
    /// A comparison value.
    Previous,
    /// A corrected value.
    Revised,
    /// It would be so if.
    Hypothetical,
}

/// A country or region that a figure is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2, or the region's code.
    pub code: Option<String>,
}

/// A figure with what it measures. Indices refer to the `mentions` that [`find`] was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// The figure's mention.
    pub figure: usize,
    /// The measured thing in the article's words.
    pub indicator: String,
    /// Its code in the list of indicators.
    pub indicator_code: Option<&'static str>,
    /// Whose figure it is.
    pub entity: Option<String>,
    /// What the figure is about.
    pub ref_area: Option<Area>,
    /// The other side of a flow.
    pub counterpart_area: Option<Area>,
    /// What the value says.
    pub measure: Measure,
    /// Which way it moved.
    pub direction: Option<Direction>,
    /// What a change is compared with.
    pub change_basis: Option<ChangeBasis>,
    /// The period: a mention, or days composed from the context.
    pub time_period: Option<crate::mention::Period>,
    /// What kind of statement it is.
    pub status: ObsStatus,
    /// Who says so.
    pub source: Option<Source>,
    /// The mentions it was built from, the figure included, ascending.
    pub mentions: Vec<usize>,
    /// The rule that built it, for `explain`.
    pub rule: &'static str,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name.
    pub name: String,
    /// The index of the speaker, where it is one.
    pub speaker: Option<usize>,
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    indicator::register(lexicon);
    predicate::register(lexicon);
    status::register(lexicon);
    time::register(lexicon);
    area::register(lexicon);
}

/// The observations of a document, by their figures' order. `mentions` are in the order of their starts.
pub fn find(doc: &Doc, mentions: &[Mention], names: &Names, quotations: &Quotations) -> Vec<Observation> {
    let mut topic = Topic::new(doc, mentions, names);
    let mut found = Vec::new();
    let mut next = 0;
    for (index, tokens) in doc.sentences.iter().enumerate() {
        let first = next;
        while next < mentions.len() && mentions[next].sentence <= index {
            next += 1;
        }
        let frame = Frame::new(doc, tokens.clone(), mentions, first..next, names);
        let pairing = Pairing::new(doc, &frame, mentions);
        let walk = Walk { doc, mentions, names, quotations, frame: &frame, pairing: &pairing };
        walk.sentence(&mut topic, &mut found);
    }
    found
}

/// One sentence's walk.
struct Walk<'a> {
    doc: &'a Doc<'a>,
    mentions: &'a [Mention],
    names: &'a Names,
    quotations: &'a Quotations,
    frame: &'a Frame,
    pairing: &'a Pairing,
}

impl Walk<'_> {
    fn sentence(&self, topic: &mut Topic, found: &mut Vec<Observation>) {
        if table::is_row(self.doc, &self.frame.tokens) {
            self.row(topic, found);
            return;
        }
        let from = found.len();
        for &i in &self.frame.figures {
            let observation = self.conversion(i, &found[from..]).or_else(|| self.observe(i, topic));
            if let Some(observation) = observation {
                found.push(observation);
            }
        }
        if self.frame.figures.is_empty() {
            // A sentence without figures still says what the next ones are about.
            let strong = self.frame.indicators.iter().find(|n| !n.weak);
            if let Some(named) = strong {
                let phrase = self.doc.slice(&named.tokens).to_owned();
                let subject = Subject { phrase, indicator: Some(named.indicator) };
                topic.first_subject.get_or_insert_with(|| subject.clone());
                if let Some(period) = time::of_bare_sentence(self.doc, self.frame, self.mentions) {
                    topic.first_period.get_or_insert_with(|| period.clone());
                    topic.period = Some((period, self.doc.sentence_of(self.frame.tokens.start)));
                }
            }
        }
    }

    /// A row of a table: its figures are what their cells say.
    fn row(&self, topic: &mut Topic, found: &mut Vec<Observation>) {
        if self.frame.figures.is_empty() {
            let header = table::header(self.doc, &self.frame.tokens, self.mentions, &self.frame.periods);
            topic.table = header.or(topic.table.take());
            return;
        }
        let header = topic.table.clone().unwrap_or_default();
        for &i in &self.frame.figures {
            let figure = &self.mentions[i];
            let Some(cell) = table::cell(self.doc, &self.frame.tokens, &header, figure, topic) else { continue };
            let asked = time::Asked { figure, role: role::Role::Direct, status: cell.status, subject: &cell.subject };
            let time = time::Time { period: cell.period, ..time::Time::default() };
            found.push(Observation {
                figure: i,
                change_basis: time::basis(self.doc, self.frame, &asked, cell.measure, &time),
                indicator_code: cell.subject.code(),
                indicator: cell.subject.phrase,
                entity: None,
                ref_area: topic.area.clone(),
                counterpart_area: None,
                measure: cell.measure,
                direction: cell.direction,
                time_period: time.period,
                status: cell.status,
                source: None,
                mentions: vec![i],
                rule: "table cell",
            });
        }
    }

    /// "$349.4bn (£265.9bn)": the same amount in another currency is the same observation.
    fn conversion(&self, i: usize, found: &[Observation]) -> Option<Observation> {
        let last = found.last()?;
        let (MentionKind::Money(a), MentionKind::Money(b)) = (&self.mentions[last.figure].kind, &self.mentions[i].kind)
        else {
            return None;
        };
        let between = self.mentions[last.figure].tokens.end..self.mentions[i].tokens.start;
        let bracket = (1..=3).contains(&between.len()) && matches!(self.doc.word(between.start), "(" | "[" | "/" | ";");
        if a.currency == b.currency || !bracket {
            return None;
        }
        let mut mentions = last.mentions.clone();
        mentions.push(i);
        mentions.sort_unstable();
        Some(Observation { figure: i, mentions, rule: "conversion", ..last.clone() })
    }

    /// "Makes up two-thirds of output": said in the present, of no time.
    fn is_general(&self, binding: &role::Binding) -> bool {
        const PRESENT: &[&str] = &[
            "makes",
            "make",
            "accounts",
            "account",
            "is",
            "are",
            "has",
            "have",
            "represents",
            "represent",
            "comprises",
            "owns",
            "own",
        ];
        binding.predicate.is_some_and(|p| self.doc.is_any(p.tokens.start, PRESENT))
    }

    /// The figure before this one in its sentence.
    fn before(&self, i: usize) -> Option<&Mention> {
        let place = self.frame.figures.iter().position(|&f| f == i)?;
        place.checked_sub(1).map(|p| &self.mentions[self.frame.figures[p]])
    }

    /// Whether a figure's own period ends before the one spoken of last begins.
    fn is_earlier(&self, time: &time::Time, topic: &Topic) -> bool {
        let own = time.mention.and_then(|_| time.period.as_ref()?.days);
        let current = topic.period.as_ref().filter(|(_, s)| *s == self.doc.sentence_of(self.frame.tokens.start));
        let current = current.map(|(p, _)| p).or(topic.first_period.as_ref()).and_then(|p| p.days);
        own.zip(current).is_some_and(|(own, current)| own.1 < current.0)
    }

    fn observe(&self, i: usize, topic: &mut Topic) -> Option<Observation> {
        let figure = &self.mentions[i];
        let binding = role::bind(self.doc, self.frame, figure, self.before(i));
        let paired =
            partner(&self.pairing.indicators, i).map(|n| subject::listed(self.doc, &self.frame.indicators[n], topic));
        let found = paired.or_else(|| subject::of(self.doc, self.frame, figure, &binding, topic));
        let mut status = status::of(self.doc, self.frame, figure, &binding);
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
        let subject = found.subject;
        let (mut measure, mut direction) = measure::of(self.doc, self.frame, figure, &binding, &subject);
        if found.rule == "carried" && topic.measure == Some(Measure::Share) && is_percent(figure) {
            // "… in line with 73 percent the year before": the same share, spoken of again.
            (measure, direction) = (Measure::Share, None);
        }
        let asked = time::Asked { figure, role: binding.role, status, subject: &subject };
        let paired = partner(&self.pairing.periods, i);
        let mut time = paired.map_or_else(
            || time::of(self.doc, self.frame, self.mentions, &asked, topic),
            |m| time::Time {
                period: Some(time::period(&self.mentions[m]).clone()),
                mention: Some(m),
                ..time::Time::default()
            },
        );
        if measure == Measure::Share && time.mention.is_none() && self.is_general(&binding) {
            // A part of a whole is said to be so in general unless its sentence gives it a time.
            time = time::Time::default();
        }
        if status == ObsStatus::Actual
            && binding.predicate.is_none_or(|_| binding.carried)
            && self.is_earlier(&time, topic)
        {
            // "52.1 (October: 52.6)"
            status = ObsStatus::Previous;
        }
        let basis = time::basis(self.doc, self.frame, &asked, measure, &time);
        let place = partner(&self.pairing.places, i);
        let areas = area::of(self.doc, self.frame, self.mentions, figure, found.named.as_ref(), place, topic);
        let whose = entity::Asked {
            figure,
            subject_tokens: found.tokens.as_ref(),
            subject: &subject,
            status,
            area: areas.of.as_ref(),
        };
        let entity = match &found.tokens {
            Some(tokens) if found.rule == "part of a count" => Some(self.doc.slice(tokens).to_owned()),
            _ => entity::of(self.doc, self.frame, self.names, &whose, topic),
        };
        let whose = source::Asked { figure, subject: &subject, status };
        let source = source::of(self.doc, self.frame, self.names, self.quotations, &whose, topic);

        if matches!(status, ObsStatus::Actual | ObsStatus::Estimate | ObsStatus::Revised) {
            if let Some(period) = time
                .period
                .as_ref()
                .filter(|p| time.reckoned || time.mention.is_some_and(|m| is_same_period(&self.mentions[m], p)))
            {
                // A day is a date of something that happened, not what the next figures are about; nor is the future.
                let lasting = period.days.is_some_and(|(from, to)| to.since(from).is_ok_and(|s| s.get_days() >= 6));
                let begun = self.doc.published.zip(period.days).is_none_or(|(p, d)| d.0 <= p);
                // A yearly change is told of twelve months; what is spoken of is the last of them.
                let twelve = period.days.is_some_and(|(from, to)| {
                    from.month() != 1 && to.since(from).is_ok_and(|s| (364..=366).contains(&s.get_days()))
                });
                let last = if twelve { time::last_month(period) } else { None };
                let period = last.as_ref().unwrap_or(period);
                if lasting && begun {
                    topic.period = Some((period.clone(), figure.sentence));
                    topic.first_period.get_or_insert_with(|| period.clone());
                }
            }
        }
        let own = &self.frame.segments[self.frame.segment_of(figure.tokens.start)].tokens;
        let beside = areas.mentions.iter().any(|&m| own.contains(&self.mentions[m].tokens.start));
        if beside
            && areas.counterpart.is_none()
            && let Some(area) = &areas.of
        {
            topic.last_area = Some((area.clone(), figure.sentence));
        }
        if let Some(entity) = &entity {
            topic.last_entity = Some((entity.clone(), figure.sentence));
        }
        topic.measure = Some(measure);
        topic.subject = Some((subject.clone(), figure.sentence));
        topic.first_subject.get_or_insert_with(|| subject.clone());

        let unplaced = areas.mentions.is_empty();
        let mut mentions = areas.mentions;
        mentions.push(i);
        mentions.extend(time.mention);
        mentions.sort_unstable();
        mentions.dedup();
        // A company's figure has no country of its own unless the sentence gives it one.
        let owned = subject.owner() == Owner::Entity && entity.is_some() || subject.owner() == Owner::World && unplaced;
        // A sector's figure is its part of the statistic spoken of.
        let subject = match (&subject.indicator, &entity, &topic.subject) {
            (None, Some(sector), Some((about, _))) if *sector == subject.phrase => {
                Subject { indicator: about.indicator, ..subject }
            }
            _ => subject,
        };
        // What nobody's company spends is a country's business investment.
        let subject = match subject.code() {
            Some("company_investment") if entity.is_none() => {
                Subject { indicator: indicators().iter().position(|i| i.code == "business_investment"), ..subject }
            }
            _ => subject,
        };
        let ref_area = areas.of.filter(|_| !owned);
        Some(Observation {
            figure: i,
            indicator_code: subject.code(),
            indicator: subject.phrase,
            entity,
            ref_area,
            counterpart_area: areas.counterpart,
            measure,
            direction,
            change_basis: basis,
            time_period: time.period,
            status,
            source,
            mentions,
            rule: found.rule,
        })
    }
}

fn is_percent(figure: &Mention) -> bool {
    matches!(&figure.kind, MentionKind::Percentage(p) if p.unit == crate::mention::PercentUnit::Percent)
}

/// Whether a mention itself is the period, rather than what a window was reckoned from.
fn is_same_period(mention: &Mention, period: &crate::mention::Period) -> bool {
    matches!(&mention.kind, MentionKind::Period(p) if p.days == period.days)
}

#[cfg(test)]
mod tests {
    use crate::mention::cases::check_cases;

    #[test]
    fn cases() {
        check_cases("src/link/observation/cases.en.tsv", &["observation"]);
    }
}
