//! `newsfacts explain`: how the records of a text came about, sentence by sentence.
//!
//! Shows what the layers saw on the way: tokens, numbers, claims with the rule that made them and who won, mentions,
//! quotations and observations with the fields that their records carry. Offsets are code points, as in the records.

use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use clap::Args;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::reading::ReadingArgs;
use super::{Status, error_line, output_failure};
use crate::link::observation::Observation;
use crate::mention::name::{Entity, NameKind};
use crate::mention::period::Reference;
use crate::mention::place::{self, Reason};
use crate::mention::{FigureValue, MentionKind, Strength, arbiter};
use crate::record::Record;
use crate::text::Span;
use crate::text::offsets::CodePoints;
use crate::{Analysis, Article, Extractor, is_read, pipeline};

/// Show how the records of a text came about: tokens, numbers, claims and which won, by which rules
#[derive(Debug, Args)]
pub(super) struct Explain {
    #[command(flatten)]
    reading: ReadingArgs,
}

impl Explain {
    pub(super) fn run(self) -> Result<Status> {
        let (inputs, reading) = self.reading.take()?;
        let extractor = Extractor::new();
        let mut status = Status::Good;
        for article in pipeline::articles(inputs, reading) {
            match article {
                Ok(article) => {
                    let text = explain(&extractor, &article);
                    super::stdout()
                        .write_all(text.as_bytes())
                        .map_err(|error| output_failure("standard output", error))?;
                }
                Err(error) => {
                    super::say_bytes(&error_line(&error));
                    status = Status::SomeFailed;
                }
            }
        }
        Ok(status)
    }
}

fn explain(extractor: &Extractor, article: &Article) -> String {
    let mut out = format!("{}: article {}", article.input, article.id());
    let published = article.published.as_ref().map_or("no publication date", |date| date.as_str());
    let _ = writeln!(out, ", language {}, {published}", article.language.as_deref().unwrap_or("unknown"));
    if !is_read(article) {
        let _ = writeln!(out, "  there are no rules for this language");
        return out;
    }
    let analysis = extractor.analyze(article);
    let mut explanation = Explanation {
        article,
        analysis: &analysis,
        won: arbiter::decide(&analysis.doc, &analysis.claims).into_iter().collect(),
        places: place::explain(&analysis.doc, &analysis.mentions),
        fields: fields(&extractor.extract(article)),
        points: CodePoints::new(&article.text),
        out,
    };
    for index in 0..analysis.doc.sentences.len() {
        explanation.sentence(index);
    }
    explanation.out
}

/// The fields that tell of the find, by the record's type and start.
fn fields(records: &[Record]) -> FxHashMap<(&'static str, u64), String> {
    const OF_THE_PLACE: [&str; 8] = ["type", "id", "article", "start", "end", "text", "sentence", "context"];
    let mut fields = FxHashMap::default();
    for record in records {
        let Ok(Value::Object(mut object)) = serde_json::to_value(record) else { continue };
        let Some(start) = object.get("start").and_then(Value::as_u64) else { continue };
        object.retain(|name, _| !OF_THE_PLACE.contains(&name.as_str()));
        fields.insert((record.type_name(), start), Value::Object(object).to_string());
    }
    fields
}

struct Explanation<'a> {
    article: &'a Article,
    analysis: &'a Analysis<'a>,
    /// The claims that won, by their index.
    won: FxHashSet<usize>,
    /// What was made of each word that may be a place.
    places: Vec<Reason>,
    fields: FxHashMap<(&'static str, u64), String>,
    points: CodePoints,
    out: String,
}

impl Explanation<'_> {
    fn sentence(&mut self, index: usize) {
        let analysis = self.analysis;
        let doc = &analysis.doc;
        let tokens = doc.sentences[index].clone();
        let span = doc.span(&tokens);
        let (start, end) = (self.points.at(span.start), self.points.at(span.end));
        let _ = writeln!(self.out, "\nsentence {index} [{start}, {end})");
        let words: Vec<&str> = tokens.clone().map(|at| doc.word(at)).collect();
        self.row("tokens", &words.join(" | "));

        let inside = |other: &Range<usize>| tokens.contains(&other.start);
        for numeral in analysis.numerals.iter().filter(|n| inside(&n.tokens)) {
            let row = format!("{} = {}, {:?}", quoted(doc.slice(&numeral.tokens)), numeral.value, numeral.form);
            self.row("number", &row);
        }
        for (i, claim) in analysis.claims.iter().enumerate().filter(|(_, claim)| inside(&claim.tokens)) {
            let won = if self.won.contains(&i) { "won" } else { "lost" };
            let strength = match claim.strength {
                Strength::Explicit => "explicit",
                Strength::Context => "context",
                Strength::Default => "default",
            };
            let kind = figure_name(&claim.value);
            let row = format!("{} {kind}, {strength}, by {}: {won}", quoted(doc.slice(&claim.tokens)), claim.rule);
            self.row("claim", &row);
        }
        let places = self.places.iter().filter(|reason| inside(&reason.tokens)).map(|reason| {
            let rule = reason.rule.map_or("no place".to_owned(), |rule| format!("by {rule}"));
            let weights = reason.weights.map_or(String::new(), |(more, less)| format!(" ({more} to {less})"));
            format!("{} {rule}: {}{weights}", quoted(doc.slice(&reason.tokens)), reason.because)
        });
        for row in places.collect::<Vec<_>>() {
            self.row("place", &row);
        }
        for name in analysis.names.mentions.iter().filter(|name| inside(&name.tokens)) {
            let row = format!("{} {}", quoted(doc.slice(&name.tokens)), named(&analysis.names.entities[name.entity]));
            self.row("name", &row);
        }
        for mention in analysis.mentions.iter().filter(|m| m.sentence == index) {
            let rule = match mention.reference {
                Some(reference) => format!("{}, reckoned from {}", mention.rule, self.reference(reference)),
                None => mention.rule.to_owned(),
            };
            self.find("mention", mention_name(&mention.kind), mention.span, &rule);
        }
        for quotation in analysis.quotations.quotations.iter().filter(|q| q.sentence == index) {
            let steps = format!("{}, whose speaker is by {}", quotation.rule, quotation.step);
            self.find("link", "quotation", quotation.span, &steps);
        }
        for observation in &analysis.observations {
            if let Some(figure) = analysis.mentions.get(observation.figure).filter(|f| f.sentence == index) {
                self.find("link", "observation", figure.span, observation.rule);
                let row = self.links(observation, &figure.tokens);
                self.row("", &row);
            }
        }
    }

    /// Where an observation's parts come from, with their distance from the figure in tokens.
    fn links(&self, observation: &Observation, figure: &Range<usize>) -> String {
        let doc = &self.analysis.doc;
        let place = |tokens: &Range<usize>| {
            let (before, after) = (figure.start.checked_sub(tokens.end), tokens.start.checked_sub(figure.end));
            let distance = match (before, after) {
                (Some(n), _) => format!("{n} before"),
                (None, Some(n)) => format!("{n} after"),
                (None, None) => "in the figure".to_owned(),
            };
            format!("{} {distance}", quoted(doc.slice(tokens)))
        };
        let links = &observation.links;
        let subject = links.subject.as_ref().map_or("carried".to_owned(), place);
        let mut row = format!("subject {subject}");
        if let Some((tokens, carried)) = &links.predicate {
            let carried = if *carried { ", carried" } else { "" };
            let _ = write!(row, "; predicate {}{carried}", place(tokens));
        }
        if let Some(role) = links.role {
            let _ = write!(row, "; role {role:?}");
        }
        for &i in observation.mentions.iter().filter(|&&i| i != observation.figure) {
            let mention = &self.analysis.mentions[i];
            let _ = write!(row, "; {} {}", mention_name(&mention.kind), place(&mention.tokens));
        }
        if let Some(found) = links.period {
            let _ = write!(row, "; period by {found:?}");
        }
        row
    }

    /// Something that becomes a record, with the record's fields.
    fn find(&mut self, label: &str, kind: &'static str, span: Span, rule: &str) {
        let start = self.points.at(span.start) as u64;
        let words = quoted(span.of(&self.article.text));
        let fields = self.fields.get(&(kind, start)).map_or("gave way to another of its type", String::as_str);
        let row = format!("{words} {kind}, by {rule}: {fields}");
        self.row(label, &row);
    }

    /// What a period was reckoned from.
    fn reference(&mut self, reference: Reference) -> String {
        match reference {
            Reference::Publication => "the publication date".to_owned(),
            Reference::Title => "the title".to_owned(),
            Reference::Text(span) => {
                let (start, end) = (self.points.at(span.start), self.points.at(span.end));
                format!("{} [{start}, {end})", quoted(span.of(&self.article.text)))
            }
        }
    }

    fn row(&mut self, label: &str, text: &str) {
        let _ = writeln!(self.out, "  {label:<8}{text}");
    }
}

/// The words in quotation marks, on one line.
fn quoted(words: &str) -> String {
    format!("{words:?}")
}

/// What the article tells of a person or body.
fn named(entity: &Entity) -> String {
    let kind = match entity.kind {
        NameKind::Person => "person",
        NameKind::Body if entity.is_company => "company",
        NameKind::Body => "body",
        NameKind::Unknown => "unknown",
    };
    let mut text = format!("{kind} {}", quoted(&entity.name));
    for told in [&entity.role, &entity.organization].into_iter().flatten() {
        let _ = write!(text, ", {told}");
    }
    text
}

fn figure_name(value: &FigureValue) -> &'static str {
    match value {
        FigureValue::Nothing => "no figure",
        FigureValue::Percentage(_) => "percentage",
        FigureValue::Money(_) => "money",
        FigureValue::Quantity(_) => "quantity",
        FigureValue::Period(_) => "period",
    }
}

fn mention_name(kind: &MentionKind) -> &'static str {
    match kind {
        MentionKind::Percentage(_) => "percentage",
        MentionKind::Money(_) => "money",
        MentionKind::Quantity(_) => "quantity",
        MentionKind::Period(_) => "period",
        MentionKind::Country(_) => "country",
        MentionKind::Region(_) => "region",
    }
}
