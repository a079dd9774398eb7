//! The records of one article against each other: slices, order, ids, overlaps, references.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::line::Line;
use super::points::Points;
use super::{Mode, Problem};
use crate::SourceDate;
use crate::record::{Number, SCHEMA_VERSION};

/// Mentions by start, then speakers, then observations by start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Mention,
    Speaker,
    Observation,
}

/// What is kept of a record until its article ends, for others that refer to it.
#[derive(Debug)]
struct Kept {
    line: u64,
    id: String,
    kind: String,
    span: (usize, usize),
    /// The numbers of a figure or an observation.
    numbers: Vec<Decimal>,
    /// The unit of a figure as an observation gives it.
    unit: Option<String>,
    /// Name, role, organization of a speaker or of a quotation's speaker.
    speaker: [Option<String>; 3],
    /// The ids of the records that it refers to, by what they must be.
    references: References,
}

#[derive(Debug, Default)]
struct References {
    /// A quotation's speaker.
    speaker: Option<String>,
    /// A speaker's quotations.
    quotations: Vec<String>,
    /// What an observation was built from.
    mentions: Vec<String>,
    /// An observation's source.
    source: Option<String>,
}

/// The article at hand.
#[derive(Debug)]
pub(super) struct ArticleCheck {
    pub id: String,
    mode: Mode,
    text: Option<Points>,
    sentences: Vec<(usize, usize)>,
    records: Vec<Kept>,
    /// The `n` of the last id.
    number: usize,
    last: (Part, usize),
    /// Where the last record of each type ends, and the last figure.
    ends: FxHashMap<String, usize>,
    figures_end: usize,
}

impl ArticleCheck {
    /// Begins with the first record of an article.
    pub fn begin(at: u64, line: &Line, mode: Mode, report: &mut dyn FnMut(String)) -> Self {
        let mut check = Self {
            id: line.article.clone(),
            mode,
            text: None,
            sentences: Vec::new(),
            records: Vec::new(),
            number: 0,
            last: (Part::Mention, 0),
            ends: FxHashMap::default(),
            figures_end: 0,
        };
        if line.kind == "article" {
            check.article(line, report);
        } else {
            if mode == Mode::Whole {
                report(format!("the record of article \"{}\" does not come first", line.article));
            }
            check.record(at, line, report);
        }
        check
    }

    fn article(&mut self, line: &Line, report: &mut dyn FnMut(String)) {
        if line.id != line.article {
            report(format!("the id of an article record is the article's, not \"{}\"", line.id));
        }
        if line.schema != Some(SCHEMA_VERSION) {
            report(format!("schema is not {SCHEMA_VERSION}, the version that this program checks"));
        }
        for (name, date) in [("published", &line.published), ("modified", &line.modified)] {
            if let Some(date) = date.as_deref().filter(|date| SourceDate::parse(date).is_none()) {
                report(format!("{name} is \"{date}\", which is no ISO 8601 date"));
            }
        }
        self.text = line.text.clone().map(Points::new);
        self.sentences = line.sentences.clone().unwrap_or_default();
        let mut end = 0;
        for (i, &(from, to)) in self.sentences.iter().enumerate() {
            if from < end || to < from || self.text.as_ref().is_some_and(|text| to > text.len()) {
                report(format!("sentence {i} [{from}, {to}) overlaps the one before it or leaves the text"));
            }
            end = end.max(to);
        }
    }

    /// Goes on with a further record of the article.
    pub fn record(&mut self, at: u64, line: &Line, report: &mut dyn FnMut(String)) {
        if line.kind == "article" {
            report("a second article record with this id".to_owned());
            return;
        }
        self.id_in_order(line, report);
        let part = match line.kind.as_str() {
            "speaker" => Part::Speaker,
            "observation" => Part::Observation,
            _ => Part::Mention,
        };
        let span = (line.start.unwrap_or_default(), line.end.unwrap_or_default());
        if (part, span.0) < self.last {
            report("out of order: mentions come by start, then speakers, then observations by start".to_owned());
        }
        self.last = (part, span.0);
        if part != Part::Speaker {
            self.place(line, span, report);
        }
        let numbers = if line.kind == "period" { Vec::new() } else { numbers(line, report) };
        match line.kind.as_str() {
            "period" => period(line, report),
            "quotation" => self.quotation(line, report),
            "observation" => self.observation(line, &numbers, report),
            _ => {}
        }
        let speaker = line.speaker.as_ref();
        let names = match speaker {
            Some(s) => [s.name.clone(), s.role.clone(), s.organization.clone()],
            None => [line.name.clone(), line.role.clone(), line.organization.clone()],
        };
        self.records.push(Kept {
            line: at,
            id: line.id.clone(),
            kind: line.kind.clone(),
            span,
            numbers,
            unit: line.unit.clone().or_else(|| line.currency.clone()),
            speaker: names,
            references: References {
                speaker: speaker.and_then(|s| s.record.clone()),
                quotations: line.quotations.clone().unwrap_or_default(),
                mentions: line.mentions.clone().unwrap_or_default(),
                source: line.source.as_ref().and_then(|s| s.record.clone()),
            },
        });
    }

    fn id_in_order(&mut self, line: &Line, report: &mut dyn FnMut(String)) {
        let number = line.id.strip_prefix(&self.id).and_then(|rest| rest.strip_prefix('#')?.parse::<usize>().ok());
        match number {
            Some(n) if n == self.number + 1 || self.mode == Mode::Selection && n > self.number => self.number = n,
            Some(n) => {
                report(format!("number {n} follows number {}", self.number));
                self.number = n;
            }
            None => report(format!("the id is not \"{}#\" and a number", self.id)),
        }
    }

    fn place(&mut self, line: &Line, span: (usize, usize), report: &mut dyn FnMut(String)) {
        let (start, end) = span;
        let text = line.text.as_deref().unwrap_or_default();
        if start >= end {
            report(format!("[{start}, {end}) is empty"));
        }
        self.same(span, text, "text", report);
        if let Some(index) = line.sentence
            && self.text.is_some()
        {
            match self.sentences.get(index) {
                Some(&(from, to)) if from <= start && start < to => {}
                Some(&(from, to)) => report(format!("it starts at {start}, outside its sentence [{from}, {to})")),
                None => report(format!("there is no sentence {index}")),
            }
        }
        let last = self.ends.entry(line.kind.clone()).or_default();
        if start < *last {
            report(format!("it overlaps the {} before it, which ends at {last}", line.kind));
        }
        *last = end.max(*last);
        if is_figure(&line.kind) || line.kind == "period" {
            if start < self.figures_end {
                report(format!("it overlaps the figure before it, which ends at {}", self.figures_end));
            }
            self.figures_end = end.max(self.figures_end);
        }
    }

    /// That the words are what stands in the text there.
    fn same(&self, (start, end): (usize, usize), words: &str, field: &str, report: &mut dyn FnMut(String)) {
        let Some(text) = &self.text else { return };
        match text.slice(start, end) {
            Some(slice) if slice == words => {}
            Some(slice) => report(format!("{field} is \"{words}\", but [{start}, {end}) is \"{slice}\"")),
            None => report(format!("[{start}, {end}) leaves the text of {} code points", text.len())),
        }
    }

    fn quotation(&self, line: &Line, report: &mut dyn FnMut(String)) {
        if let Some(cue) = &line.cue {
            self.same((cue.start, cue.end), &cue.text, "cue.text", report);
        }
        if let Some(speaker) = &line.speaker {
            match (speaker.start, speaker.end) {
                (None, None) => {}
                (Some(start), Some(end)) => {
                    let inside = self.text.as_ref().is_none_or(|text| end <= text.len());
                    if start >= end || !inside {
                        report(format!("speaker [{start}, {end}) is empty or leaves the text"));
                    }
                }
                _ => report("speaker has one of start and end, not both".to_owned()),
            }
        }
    }

    fn observation(&self, line: &Line, numbers: &[Decimal], report: &mut dyn FnMut(String)) {
        if let Some(&sentence) = line.sentence.and_then(|index| self.sentences.get(index)) {
            self.same(sentence, line.context.as_deref().unwrap_or_default(), "context", report);
        }
        if let Some(period) = &line.time_period {
            days(period.from.as_deref(), period.to.as_deref(), report);
        }
        if line.measure.as_deref() == Some("change") {
            let wrong = match line.direction.as_deref() {
                Some("down") => numbers.iter().any(|n| n.is_sign_positive() && !n.is_zero()),
                Some("up") => numbers.iter().any(|n| n.is_sign_negative() && !n.is_zero()),
                _ => false,
            };
            if wrong {
                report("the sign of a change goes against its direction".to_owned());
            }
        }
    }

    /// Checks what can only be known at the article's end: what the records refer to.
    pub fn end(self, problems: &mut Vec<Problem>) {
        let index: Index = self.records.iter().map(|kept| (kept.id.as_str(), kept)).collect();
        let mut first_quotation = 0;
        for kept in &self.records {
            let mut report = |message| problems.push(Problem::new(kept.line, &kept.id, message));
            // In a selection of records those of other types are missing rightly.
            if self.mode == Mode::Whole {
                for id in kept.references.all().filter(|id| !index.contains_key(id.as_str())) {
                    report(format!("it refers to \"{id}\", which is not there"));
                }
            }
            match kept.kind.as_str() {
                "quotation" => quotation_references(kept, &index, &mut report),
                "observation" => observation_references(kept, &index, self.mode, &mut report),
                "speaker" => {
                    let first = speaker_references(kept, &index, &mut report);
                    if first.is_none() && self.mode == Mode::Whole {
                        report("a speaker without a quotation".to_owned());
                    }
                    if first.is_some_and(|first| first < first_quotation) {
                        report("out of order: speakers come by their first quotation".to_owned());
                    }
                    first_quotation = first.unwrap_or(first_quotation);
                }
                _ => {}
            }
        }
    }
}

/// The records of an article by id.
type Index<'a> = FxHashMap<&'a str, &'a Kept>;

fn quotation_references(quotation: &Kept, index: &Index, report: &mut dyn FnMut(String)) {
    let Some(speaker) = quotation.references.speaker.as_deref().and_then(|id| index.get(id)) else { return };
    if speaker.kind != "speaker" || speaker.speaker != quotation.speaker {
        report(format!("\"{}\" is no record of the same speaker", speaker.id));
    } else if !speaker.references.quotations.contains(&quotation.id) {
        report(format!("\"{}\" does not list this quotation", speaker.id));
    }
}

/// Gives where the speaker's first quotation begins.
fn speaker_references(speaker: &Kept, index: &Index, report: &mut dyn FnMut(String)) -> Option<usize> {
    let quotations = speaker.references.quotations.iter().filter_map(|id| index.get(id.as_str()));
    quotations
        .inspect(|quotation| {
            if quotation.references.speaker.as_deref() != Some(&speaker.id) {
                report(format!("\"{}\" is no quotation of this speaker", quotation.id));
            }
        })
        .map(|quotation| quotation.span.0)
        .min()
}

/// Whether an observation has its figure's unit, or gives a bare number the money that a rate of exchange is told in.
fn fits(figure: &Kept, observation: &Kept) -> bool {
    let currency = |unit: &String| unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase());
    figure.unit == observation.unit || figure.unit.is_none() && observation.unit.as_ref().is_some_and(currency)
}

fn observation_references(observation: &Kept, index: &Index, mode: Mode, report: &mut dyn FnMut(String)) {
    let refers = &observation.references;
    if let Some(source) = refers.source.as_deref().and_then(|id| index.get(id))
        && source.kind != "speaker"
    {
        report(format!("its source \"{}\" is no speaker", source.id));
    }
    let mentions: Vec<&Kept> = refers.mentions.iter().filter_map(|id| index.get(id.as_str()).copied()).collect();
    if mentions.iter().any(|m| matches!(m.kind.as_str(), "speaker" | "observation" | "quotation")) {
        report("it is built from something that is no figure, period or place".to_owned());
    }
    match mentions.iter().find(|m| is_figure(&m.kind) && m.span == observation.span) {
        Some(figure) if figure.sizes() != observation.sizes() || !fits(figure, observation) => {
            report(format!("its amount or unit is not that of its figure \"{}\"", figure.id));
        }
        None if mode == Mode::Whole => report("its figure is not among its mentions".to_owned()),
        _ => {}
    }
}

impl References {
    fn all(&self) -> impl Iterator<Item = &String> {
        self.speaker.iter().chain(&self.quotations).chain(&self.mentions).chain(&self.source)
    }
}

impl Kept {
    /// The numbers without their signs: a range that falls is turned round.
    fn sizes(&self) -> Vec<Decimal> {
        let mut sizes: Vec<Decimal> = self.numbers.iter().map(Decimal::abs).collect();
        sizes.sort_unstable();
        sizes
    }
}

/// The numbers of a figure or observation: one, or the two ends of a range.
fn numbers(line: &Line, report: &mut dyn FnMut(String)) -> Vec<Decimal> {
    let value = line.value.map(|raw| serde_json::from_str::<Number>(raw.get()));
    let value = value.and_then(|number| number.map_err(|error| report(format!("value: {error}"))).ok());
    if let (Some(low), Some(high)) = (line.low, line.high)
        && low > high
    {
        report("low is higher than high".to_owned());
    }
    [value, line.low, line.high].into_iter().flatten().map(|number| number.0).collect()
}

fn period(line: &Line, report: &mut dyn FnMut(String)) {
    if !line.value.is_some_and(|raw| raw.get().starts_with('"') && raw.get().len() > 2) {
        report("the value of a period is a text".to_owned());
    }
    if line.timex.as_deref() == Some("DURATION") && line.from.is_some() {
        report("a DURATION has no days".to_owned());
    }
    days(line.from.as_deref(), line.to.as_deref(), report);
}

/// Both days or none, in order. (ISO dates sort as they follow each other.)
fn days(from: Option<&str>, to: Option<&str>, report: &mut dyn FnMut(String)) {
    match (from, to) {
        (None, None) => {}
        (Some(from), Some(to)) if from <= to => {}
        (Some(from), Some(to)) => report(format!("it ends on {to}, before it begins on {from}")),
        _ => report("it has one of from and to, not both".to_owned()),
    }
}

fn is_figure(kind: &str) -> bool {
    matches!(kind, "percentage" | "money" | "quantity")
}
