//! Who says a figure.
//!
//! The speaker of the quotation in which it stands; the poll that a forecast comes from ("economists polled by Reuters")
//! or those who foresee it together ("the 3% that analysts expected"); else who publishes it, in its own sentence or
//! before ([`super::publisher`]). What is so in general, and what lies long before the time that the article reports on,
//! is told by the journalist.

use std::cell::OnceCell;
use std::ops::Range;

use super::acts::{self, Act};
use super::frame::Frame;
use super::indicator::{Owner, Told};
use super::topic::{Subject, Topic};
use super::words::{self, Class};
use super::{Area, Measure, ObsStatus, Source, entity, status};
use crate::link::quotation::Quotations;
use crate::mention::Mention;
use crate::mention::name::{BodyKind, NameKind, Names, are_companies, body_noun};
use crate::text::{Doc, TokenKind};

/// What the search for a source needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Its subject.
    pub subject: &'a Subject,
    /// What its value says.
    pub measure: Measure,
    /// Its status.
    pub status: ObsStatus,
    /// The country that it is about.
    pub area: Option<&'a Area>,
    /// Whose figure it is.
    pub entity: Option<&'a str>,
    /// Whether it is so in general, or was so long before the time that the article reports on.
    pub aside: bool,
}

/// Who speaks in a sentence, whichever figure asks: looked for once.
#[derive(Debug, Default)]
pub struct Heard {
    attributed: OnceCell<Option<Source>>,
    by_data: OnceCell<Option<Source>>,
    nominal: OnceCell<Option<Source>>,
}

/// The source of a figure.
pub fn of(
    doc: &Doc,
    frame: &Frame,
    names: &Names,
    quotations: &Quotations,
    heard: &Heard,
    asked: &Asked,
    topic: &mut Topic,
) -> Option<Source> {
    if asked.status == ObsStatus::Forecast
        && let Some(poll) = poll(doc, frame, names)
    {
        return Some(Source { name: poll, speaker: None });
    }
    let (indicator, sentence) = (asked.subject.indicator, asked.figure.sentence);
    let told = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Revised);
    // "Analysts had forecast 5%", "money markets put the odds at 40%": a forecast's own before who reports it.
    let chance = entity::is_chance(&asked.subject.phrase);
    if (asked.status == ObsStatus::Forecast || chance)
        && let Some(source) = crowd(doc, frame, asked.figure)
    {
        if chance {
            topic.publishers.add(names, indicator, &source, told, sentence);
        }
        return Some(source);
    }
    let own_subject = |s: &Source| s.name.eq_ignore_ascii_case(&asked.subject.phrase);
    if let Some(source) = speaker(quotations, asked.figure).filter(|s| !own_subject(s)) {
        if is_body(names, &source.name) {
            topic.publishers.add(names, indicator, &source, told, sentence);
        }
        return Some(source);
    }
    // "The Bank of England's 2% target": who aims at it.
    if asked.status == ObsStatus::Target
        && let Some(name) = asked.entity
    {
        return Some(Source { name: name.to_owned(), speaker: None });
    }
    // "Apple slid after Berkshire said it had sold": what the market does nobody says.
    let market = asked.subject.told() == Told::Day;
    if let Some(source) = foreteller(doc, frame, names, quotations, asked, topic) {
        return Some(source);
    }
    let told_by = if market { &heard.by_data } else { &heard.attributed };
    let named = told_by.get_or_init(|| attributed(doc, frame, names, market)).as_ref();
    let nominal = || heard.nominal.get_or_init(|| nominal(doc, frame, names, topic)).as_ref().filter(|_| !market);
    if let Some(source) = named.or_else(nominal) {
        topic.publishers.add(names, indicator, source, told, sentence);
        return Some(source.clone());
    }
    // "…, officials said on Tuesday"
    let said = |&i: &usize| words::is(doc, i, Class::Crowd) && doc.is_any(i + 1, &["said", "say", "told"]);
    if let Some(at) = frame.tokens.clone().find(said) {
        return Some(Source { name: doc.word(at).to_owned(), speaker: None });
    }
    carried(doc, frame, asked, told, topic).cloned()
}

/// Who said it before, where the reading demands it.
fn carried<'a>(doc: &Doc, frame: &Frame, asked: &Asked, told: bool, topic: &'a mut Topic) -> Option<&'a Source> {
    if shown(doc, frame) {
        return topic.publishers.last();
    }
    if let Some(indicator) = asked.subject.indicator.filter(|_| entity::is_chance(&asked.subject.phrase)) {
        return topic.publishers.named_for(indicator);
    }
    // Prices are the market's, deals are told once: only what is counted again and again has a publisher.
    if asked.aside || !told || asked.subject.told() != Told::Series {
        return None;
    }
    match (asked.entity, asked.subject.owner()) {
        (_, Owner::Area) if asked.subject.indicator.is_some() => {
            topic.publishers.of_statistic(asked.subject.indicator, asked.area)
        }
        (Some(entity), Owner::Entity | Owner::Either) => topic.publishers.own_account(entity, asked.figure.sentence),
        // "72 percent of adults": what a survey found.
        (None, Owner::Either) if asked.measure == Measure::Share && asked.subject.indicator.is_none() => {
            topic.publishers.of_statistic(None, asked.area)
        }
        _ => None,
    }
}

/// Takes note of who publishes what, in a sentence without figures: "According to figures from the ministry, the decline
/// was led by electronic parts."
pub fn note(doc: &Doc, frame: &Frame, names: &Names, topic: &mut Topic) {
    if let Some(source) = attributed(doc, frame, names, false).or_else(|| heading(doc, frame, names)) {
        let indicator = frame.indicators.iter().find(|n| !n.weak).map(|n| n.indicator);
        topic.publishers.add(names, indicator, &source, true, doc.sentence_of(frame.tokens.start));
    }
}

/// A line that is nothing but a body's name: who issues the release.
fn heading(doc: &Doc, frame: &Frame, names: &Names) -> Option<Source> {
    let name = names.within(&frame.tokens).first().filter(|n| n.kind == NameKind::Body)?;
    let is_rest = |i: usize| !name.tokens.contains(&i) && doc.kind(i) != Some(TokenKind::Punct) && !doc.is(i, "the");
    let name = names.name_of(name.entity)?.to_owned();
    (!frame.tokens.clone().any(is_rest)).then_some(Source { name, speaker: None })
}

/// Whether the sentence opens with a publication spoken of before: "the projections show", "the survey found".
fn shown(doc: &Doc, frame: &Frame) -> bool {
    let at = frame.tokens.start;
    doc.is_any(at, &["the", "its", "their", "these", "those"])
        && (at + 1..at + 4).any(|i| {
            words::is(doc, i, Class::Publisher)
                && doc.is_any(i + 1, &["show", "showed", "shows", "suggest", "suggested", "found", "put", "see"])
        })
}

/// Those who foresee a figure together, where they are named before it ("analysts", "money markets", "the consensus"),
/// or as the agents right behind it ("expected by economists").
fn crowd(doc: &Doc, frame: &Frame, figure: &Mention) -> Option<Source> {
    // "It told investors that": who is told foresees nothing.
    let told =
        |tokens: &Range<usize>| doc.is_any(tokens.start.wrapping_sub(1), &["told", "tells", "to", "for", "with"]);
    let before = (frame.tokens.start..figure.tokens.start).rev().find_map(|i| crowd_at(doc, i)).filter(|t| !told(t));
    let by = |&i: &usize| {
        doc.is(i, "by") && (acts::is(doc, i - 1, Act::Foreseen) || doc.is_any(i - 1, &["seen", "estimated"]))
    };
    let end = figure.tokens.end;
    let agent = || {
        let by = (end + 1..(end + 8).min(frame.tokens.end)).find(by)?;
        (by + 1..by + 4).find_map(|i| crowd_at(doc, i))
    };
    // "The 0.3% that Wall Street had penciled in"
    let clause = || {
        let foreseen = status::is_foreseen_behind(doc, figure, frame.tokens.end);
        (end..(end + 6).min(frame.tokens.end)).find_map(|i| crowd_at(doc, i)).filter(|_| foreseen)
    };
    let tokens = agent().or_else(clause).or(before)?;
    Some(Source { name: doc.slice(&tokens).to_owned(), speaker: None })
}

/// The crowd that a token heads, with what tells it apart: "money markets", "Wall Street", "money market pricing".
fn crowd_at(doc: &Doc, at: usize) -> Option<Range<usize>> {
    if !words::is(doc, at, Class::Crowd) {
        return None;
    }
    let kinds = ["money", "financial", "futures", "bond", "market", "markets", "wall"];
    let first = (0..at).rev().take(2).take_while(|&i| doc.is_any(i, &kinds)).last();
    // A street or a price alone foresees nothing.
    (first.is_some() || !doc.is_any(at, &["street", "pricing"])).then(|| first.unwrap_or(at)..at + 1)
}

/// The speaker of the quotation that the figure stands in.
fn speaker(quotations: &Quotations, figure: &Mention) -> Option<Source> {
    let quotation = quotations.quotations.iter().find(|q| q.span.contains(figure.span))?;
    let speaker = quotation.speaker?;
    let name = quotations.speakers.get(speaker)?.name.clone()?;
    Some(Source { name, speaker: Some(speaker) })
}

/// Whether a body goes by the name: what a person says is said once.
fn is_body(names: &Names, name: &str) -> bool {
    names.entities.iter().any(|e| e.kind == NameKind::Body && e.name == name)
}

/// "Economists polled by **Reuters**", "a **Bloomberg** survey", "**FactSet** consensus estimates".
fn poll(doc: &Doc, frame: &Frame, names: &Names) -> Option<String> {
    let asked = names.within(&frame.tokens).iter().find(|n| {
        let behind = doc.is_any(n.tokens.end, &["poll", "survey", "consensus", "estimate", "estimates"]);
        let before = n.tokens.start.wrapping_sub(1);
        behind || doc.is(before, "by") && doc.is_any(before.wrapping_sub(1), &["polled", "surveyed", "compiled"])
    })?;
    names.name_of(asked.entity).map(str::to_owned)
}

/// "According to the **Bureau of Labor Statistics**", "**Freddie Mac** data showed", "figures from **FactSet**".
fn attributed(doc: &Doc, frame: &Frame, names: &Names, market: bool) -> Option<Source> {
    let data = |end: usize| doc.is_any(end, &["data", "figures", "statistics"]);
    let body =
        names.within(&frame.tokens).iter().filter(|n| n.kind == NameKind::Body || data(n.tokens.end)).find(|n| {
            let the = usize::from(doc.is(n.tokens.start.wrapping_sub(1), "the"));
            let before = n.tokens.start.wrapping_sub(1 + the);
            let according = doc.is(before, "to") && doc.is(before.wrapping_sub(1), "according");
            let from = doc.is_any(before, &["from", "by"]) && acts::is(doc, before.wrapping_sub(1), Act::Publication);
            according || from || data(n.tokens.end) || !market && speaks(doc, n.tokens.end)
        })?;
    let name = names.entities.get(body.entity)?.name.clone();
    (!name.is_empty()).then_some(Source { name, speaker: None })
}

/// "**The Bank of Korea** sees GDP rising 0.8%", "**Ana Ruiz** expects", "**he** sees": who foresees a figure behind the
/// verb; a pronoun is who spoke last, or the company spoken of.
fn foreteller(
    doc: &Doc,
    frame: &Frame,
    names: &Names,
    quotations: &Quotations,
    asked: &Asked,
    topic: &Topic,
) -> Option<Source> {
    if !matches!(asked.status, ObsStatus::Forecast | ObsStatus::Target | ObsStatus::Estimate) {
        return None;
    }
    let start = asked.figure.tokens.start;
    let verb = (frame.tokens.start + 1..start).rev().find(|&i| acts::is(doc, i, Act::Foretelling))?;
    // "Now sees", "has forecast", "had been seeking", "still expects"
    let light = |i: usize| {
        doc.is_any(
            i,
            &["now", "has", "had", "have", "been", "also", "still", "is", "are", "was", "previously", "currently"],
        )
    };
    let before = (frame.tokens.start..verb).rev().find(|&i| !light(i))?;
    if let Some(name) = names.at(before) {
        let entity = names.entities.get(name.entity)?;
        let speaker = quotations.speakers.iter().position(|s| s.name.as_deref() == Some(&entity.name));
        return (!entity.name.is_empty()).then(|| Source { name: entity.name.clone(), speaker });
    }
    let last = || {
        let sentence = asked.figure.sentence;
        let said = quotations.quotations.iter().rfind(|q| q.sentence < sentence && sentence - q.sentence <= 3)?;
        let speaker = said.speaker?;
        Some(Source { name: quotations.speakers.get(speaker)?.name.clone()?, speaker: Some(speaker) })
    };
    if doc.is_any(before, &["he", "she"]) {
        return last();
    }
    let company = asked.entity.filter(|_| doc.is_any(before, &["it", "company", "firm", "group", "management"]));
    company.map(|name| Source { name: name.to_owned(), speaker: None }).or_else(|| nominal(doc, frame, names, topic))
}

/// "**The ministry** now sees", "**the customs office** reported": a noun that stands for a body, that named last of its
/// kind, else the office itself.
fn nominal(doc: &Doc, frame: &Frame, names: &Names, topic: &Topic) -> Option<Source> {
    let opens = |&at: &usize| {
        doc.is(at, "the")
            && (at == frame.tokens.start
                || doc.kind(at - 1) == Some(TokenKind::Punct)
                || doc.is_any(at - 1, &["and", "while", "but"]))
    };
    frame.tokens.clone().filter(opens).find_map(|the| {
        let noun = (the + 1..the + 4).find(|&i| body_noun(doc, i).is_some())?;
        let (end, kinds) = body_noun(doc, noun)?;
        let also = usize::from(doc.is_any(end, &["now", "also", "still", "has", "had"]));
        let says = words::is(doc, end + also, Class::Publisher) || acts::is(doc, end + also, Act::Foretelling);
        if !says || !names.within(&(the..end)).is_empty() {
            return None;
        }
        let before = &names.mentions[..names.mentions.partition_point(|n| n.tokens.start < the)];
        let named = before
            .iter()
            .rev()
            .map(|n| &names.entities[n.entity])
            .find(|e| kinds.contains(&e.body) && e.body != BodyKind::OTHER || e.is_company && are_companies(kinds));
        let company = || topic.entity.clone().filter(|_| topic.is_company && are_companies(kinds));
        // An office that is never named goes by what it is: "customs office".
        let office = || (noun > the + 1 && !are_companies(kinds)).then(|| doc.slice(&(the + 1..end)).to_owned());
        let name = named.map(|e| e.name.clone()).filter(|n| !n.is_empty()).or_else(company).or_else(office)?;
        Some(Source { name, speaker: None })
    })
}

/// Whether what follows a name makes it a publisher: "'s updated forecasts", "(ticker: HD) reported", "also said".
fn speaks(doc: &Doc, end: usize) -> bool {
    let bracket = (doc.word(end) == "(").then(|| (end + 1..end + 7).find(|&i| doc.word(i) == ")")).flatten();
    let end = bracket.map_or(end, |close| close + 1);
    let clitic = usize::from(doc.is_any(end, &["'s", "’s"]));
    let also = usize::from(doc.is(end, "also"));
    let adjective = clitic > 0
        && doc.kind(end + 1) == Some(TokenKind::Word)
        && !words::is(doc, end + 1, Class::Closed)
        && words::is(doc, end + 2, Class::Publisher);
    adjective || words::is(doc, end + clitic + also, Class::Publisher)
}
