//! Who says a figure.
//!
//! The speaker of the quotation in which it stands; the poll that a forecast comes from ("economists polled by Reuters")
//! or those who foresee it together ("the 3% that analysts expected"); else who publishes it, in its own sentence or
//! before ([`publisher`]). What is so in general, and what lies long before the time that the article reports on,
//! is told by the journalist.

pub mod aim;
pub mod crowd;
pub mod estimate;
pub mod foreteller;
pub mod later;
pub mod office;
pub mod publisher;
pub mod teller;
pub mod told_by;

use std::cell::OnceCell;

use super::entity;
use super::entity::owner::is_company;
use super::indicator::{Owner, Told};
use super::sentence::acts::{self, Act};
use super::sentence::frame::Frame;
use super::sentence::words::{self, Class};
use super::topic::{Subject, Topic};
use super::{Area, Measure, ObsStatus, Source};
use crate::link::quotation::Quotations;
use crate::mention::Mention;
use crate::mention::name::{NameKind, Names, are_companies, body_noun};
use crate::text::{Doc, TokenKind, keys};
use aim::owner_of_target;
use foreteller::Foreteller;
use teller::Teller;

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
    tellers: OnceCell<Vec<Teller>>,
    nominal: OnceCell<Option<(usize, String)>>,
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
    let polled = || crowd::poll(doc, frame, names).filter(|_| asked.status == ObsStatus::Forecast);
    if let Some(poll) = estimate::poll_behind(doc, frame, names, asked.figure).or_else(polled).map(named) {
        // "Analysts polled by Pelham had seen 46 cents a share. Revenue was $3bn, against the $4bn expected": of a company's.
        if asked.subject.owner() == Owner::Entity {
            topic.publishers.polls(&poll, asked.figure.sentence);
        }
        return Some(poll);
    }
    if asked.status != ObsStatus::Actual
        && let Some(maker) = estimate::maker(doc, frame, names, asked.figure)
            .or_else(|| estimate::maker_before(doc, frame, names, asked.figure))
    {
        return Some(maker);
    }
    let viewed = asked.status == ObsStatus::Forecast;
    let viewer = || if viewed { estimate::viewer(doc, frame, names, asked.figure) } else { None };
    if let Some(putter) = estimate::putter(doc, frame, names, asked.figure).or_else(viewer) {
        // "Put inflation at 2.3% for this year, **2% for 2025** and 1.9% for 2026"
        if asked.status == ObsStatus::Forecast {
            topic.publishers.foretells(&putter, asked.figure.sentence);
        }
        return Some(putter);
    }
    let (indicator, sentence) = (asked.subject.indicator, asked.figure.sentence);
    let told = matches!(asked.status, ObsStatus::Actual | ObsStatus::Previous | ObsStatus::Revised);
    // "Analysts had forecast 5%", "money markets put the odds at 40%": a forecast's own before who reports it.
    let chance = asked.subject.code().is_none() && entity::is_chance(&asked.subject.phrase);
    if (asked.status == ObsStatus::Forecast || chance)
        && let Some(source) = crowd::crowd(doc, frame, names, asked.figure)
    {
        if chance {
            topic.publishers.add(names, indicator, &source, told, sentence);
        }
        return Some(source);
    }
    // "Prices rose 3%, Calder said, above the 2% **projected**": whoever tells what is does not foresee it; a poll of what
    // is expected, named just before, does.
    if asked.status == ObsStatus::Forecast
        && (acts::is(doc, asked.figure.tokens.end, Act::Foreseen) || estimate::is_yardstick(doc, frame, asked.figure))
    {
        // "Calder expects growth of 1.8%, down **from the 2.7% projected** in January": by the same.
        let left = doc.is(asked.figure.opening().wrapping_sub(2), "from");
        let same = topic.publishers.foretold_in(sentence).filter(|_| left);
        return same.or_else(|| topic.publishers.polled_just_before(sentence)).cloned();
    }
    let own_subject = |s: &Source| s.name.eq_ignore_ascii_case(&asked.subject.phrase);
    // "According to an **estimate** from Calder"
    let statistic =
        |s: &Source| teller::is_statistic(&s.name) || matches!(words::last(&s.name), "estimate" | "estimates");
    let tellers = || heard.tellers.get_or_init(|| teller::tellers(doc, frame, names));
    // "Sales fell 3%, more than analysts expected, according to Calder"
    // "Calder expects revenue of $3bn, above the $2bn that analysts had seen, according to Pelham": of the first, Calder's own view.
    let foreteller = Foreteller { doc, frame, names, quotations, asked, topic };
    let own_view = || asked.status == ObsStatus::Forecast && foreteller.by_verb().is_some();
    let only_asked = |s: &Source| tellers().iter().any(|t| t.polls && t.name == s.name) && (told || own_view());
    let said = speaker(quotations, asked.figure).filter(|s| !own_subject(s) && !statistic(s) && !only_asked(s));
    if let Some(source) = said {
        if is_body(names, &source.name) || is_office(doc, frame, &source.name) {
            topic.publishers.add(names, indicator, &source, told, sentence);
        }
        return Some(source);
    }
    // "Pelham cut its target for the stock to $82 from $98"
    if asked.subject.code() == Some("share_price")
        && matches!(asked.status, ObsStatus::Target | ObsStatus::Previous)
        && let Some(source) = foreteller.by_aim()
    {
        return Some(source);
    }
    // "The Bank of England's 2% target": who aims at it.
    if asked.status == ObsStatus::Target
        && let Some(name) = asked.entity.map(str::to_owned).or_else(|| owner_of_target(doc, frame, asked))
    {
        return Some(named(name));
    }
    // "Cut its forecast to 4.7% **from 4.9%**": both are of one forecast.
    let before = || {
        let own = foreteller.by_forecast().or_else(|| foreteller.goes_on_here());
        own.filter(|_| asked.status == ObsStatus::Previous)
    };
    if let Some(source) = foreteller.reckoner().or_else(|| if told { before() } else { foreteller.find() }) {
        topic.publishers.foretells(&source, sentence);
        return Some(source);
    }
    // "Apple slid after Berkshire said it had sold": what the market does nobody says.
    let market = asked.subject.told() == Told::Day;
    let tellers = tellers();
    if let Some(poll) = tellers.iter().find(|t| t.polls) {
        topic.publishers.polls(&named(poll.name.clone()), sentence);
    }
    let nominal = || heard.nominal.get_or_init(|| office::nominal(doc, frame, names, topic)).as_ref();
    let nominal = || if market { None } else { nominal() };
    // "The ministry said prices rose 3% and Calder reported 4%": who tells before the figure comes first.
    let start = asked.figure.tokens.start;
    let earlier = |t: &&Teller| t.at < start || nominal().is_none_or(|(at, _)| *at > start);
    let hangs = asked.entity.is_some() && hangs_on_subject(doc, frame, start);
    let apart = |at: usize| hangs && at < start;
    let is_so = asked.status == ObsStatus::Actual;
    if let Some(teller) =
        teller::of(doc, tellers, &asked.figure.tokens, market, is_so, told).filter(earlier).filter(|t| !apart(t.at))
    {
        let speaker = quotations.speakers.iter().position(|s| s.name.as_deref() == Some(&teller.name));
        let source = Source { name: teller.name.clone(), speaker: speaker.filter(|_| !teller.is_body) };
        if teller.lasts {
            topic.publishers.add(names, indicator, &source, told, sentence);
        }
        return Some(source);
    }
    if let Some((_, name)) = nominal().filter(|(at, _)| !apart(*at)) {
        let source = named(name.clone());
        topic.publishers.add(names, indicator, &source, told, sentence);
        return Some(source);
    }
    if let Some(crowd) = crowd::saying_crowd(doc, frame, asked) {
        return Some(named(crowd));
    }
    // What is only said of a company by the way it does not tell either.
    if hangs {
        return None;
    }
    carried(doc, frame, names, asked, told, topic)
}

/// "Calder**, which employs 18,000 people,** reported", "Ruiz**, whose pay rose to $3 million,** said": whether the figure stands
/// in a relative clause of the sentence's subject, which nobody tells but the journalist; not "Calder, **which reported** a
/// loss of $3 million, said".
fn hangs_on_subject(doc: &Doc, frame: &Frame, figure: usize) -> bool {
    const LONGEST: usize = 6;
    let from = frame.tokens.start;
    let Some(comma) = (from..from + LONGEST).find(|&i| doc.is(i, ",")) else { return false };
    let verb = comma + 2;
    let closed = || (figure..frame.tokens.end).any(|i| doc.is(i, ",") && doc.kind(i + 1) == Some(TokenKind::Word));
    comma < figure
        && doc.is_any(comma + 1, keys!["which", "who", "whose"])
        && !words::is(doc, verb, Class::Publisher)
        && !(comma + 2..figure).any(|i| doc.is(i, ","))
        && closed()
}

fn named(name: String) -> Source {
    Source { name, speaker: None }
}

/// Who said it before, where the reading demands it.
fn carried(doc: &Doc, frame: &Frame, names: &Names, asked: &Asked, told: bool, topic: &mut Topic) -> Option<Source> {
    if shown(doc, frame) {
        let source = topic.publishers.last().cloned()?;
        if !told {
            topic.publishers.foretells(&source, asked.figure.sentence);
        }
        return Some(source);
    }
    if let Some(indicator) = asked.subject.indicator.filter(|_| entity::is_chance(&asked.subject.phrase)) {
        return topic.publishers.named_for(indicator).cloned();
    }
    // Prices are the market's, deals are told once: only what is counted again and again has a publisher.
    if asked.aside || !told || asked.subject.told() != Told::Series || teller::is_shown(doc, frame, names) {
        return None;
    }
    let statistic = |subject: &Subject| {
        let of = subject.indicator.filter(|_| subject.owner() == Owner::Area && !is_of_another(doc, frame, names));
        of.and_then(|i| topic.publishers.of_statistic(Some(i), asked.area)).cloned()
    };
    match (asked.entity, asked.subject.owner()) {
        (_, Owner::Area) => statistic(asked.subject),
        // "Clothing stores were off 1.6%": a part of the statistic spoken of.
        (Some(part), Owner::Either) if asked.subject.indicator.is_none() && !is_company(names, part) => {
            topic.subject.as_ref().and_then(|(about, _)| statistic(about))
        }
        // A new paragraph is told anew.
        (Some(entity), Owner::Entity | Owner::Either) if !doc.opens_paragraph(frame.tokens.start) => {
            topic.publishers.own_account(entity, asked.figure.sentence).cloned()
        }
        // "72 percent of adults": what a survey found.
        (None, Owner::Either) if asked.measure == Measure::Share && asked.subject.indicator.is_none() => {
            topic.publishers.of_statistic(None, asked.area).cloned()
        }
        _ => None,
    }
}

/// "**Calder** won pay rises of 5%": what somebody does, told of by the way, is nobody's statistic.
fn is_of_another(doc: &Doc, frame: &Frame, names: &Names) -> bool {
    let opening = frame.tokens.start + usize::from(doc.is(frame.tokens.start, "the"));
    names.at(opening).is_some_and(|n| {
        // "**Dunmore**, the largest of the unions, won": a name of which nothing else is known.
        let body = n.kind == NameKind::Body || n.kind == NameKind::Unknown && doc.is(n.tokens.end, ",");
        body && n.tokens.start == opening && doc.kind(n.tokens.end) != Some(TokenKind::Clitic)
    })
}

/// Takes note of who publishes what, in a sentence without figures: "According to figures from the ministry, the decline
/// was led by electronic parts."
pub fn note(doc: &Doc, frame: &Frame, names: &Names, topic: &mut Topic) {
    let tellers = teller::tellers(doc, frame, names);
    // "Here is how it did against what was expected, in a survey of analysts by Pelham:"
    let survey = tellers.iter().find(|t| t.polls).map(|t| t.name.clone());
    if let Some(poll) = survey.or_else(|| crowd::poll(doc, frame, names)) {
        topic.publishers.polls(&named(poll), doc.sentence_of(frame.tokens.start));
    }
    let teller = tellers.iter().find(|t| t.lasts && !t.polls);
    if let Some(source) = teller.map(|t| named(t.name.clone())).or_else(|| heading(doc, frame, names)) {
        let here = frame.indicators.iter().find(|n| !n.weak).map(|n| n.indicator);
        // "According to the ministry's figures, it was led by parts": what was spoken of; not where somebody only speaks.
        let about = topic.subject.as_ref().filter(|_| teller.is_some_and(|t| t.published));
        let indicator = here.or_else(|| about.and_then(|(about, _)| about.indicator));
        topic.publishers.add(names, indicator, &source, true, doc.sentence_of(frame.tokens.start));
    }
}

/// A line that is nothing but a body's name: who issues the release.
fn heading(doc: &Doc, frame: &Frame, names: &Names) -> Option<Source> {
    let name = names.within(&frame.tokens).first().filter(|n| n.kind == NameKind::Body)?;
    let is_word = |i: usize| matches!(doc.kind(i), Some(TokenKind::Word | TokenKind::Number));
    let is_rest = |i: usize| !name.tokens.contains(&i) && is_word(i) && !doc.is(i, "the");
    let name = names.name_of(name.entity)?.to_owned();
    (!frame.tokens.clone().any(is_rest)).then_some(Source { name, speaker: None })
}

/// Whether the sentence opens with a publication spoken of before: "the projections show", "the survey found".
fn shown(doc: &Doc, frame: &Frame) -> bool {
    let at = frame.tokens.start;
    doc.is_any(at, keys!["the", "its", "their", "these", "those"])
        && (at + 1..at + 6).any(|i| {
            words::is(doc, i, Class::Publisher)
                && doc.is_any(i + 1, keys!["show", "showed", "shows", "suggest", "suggested", "found", "put", "see"])
        })
}

/// Whether a source is an office that counts a country's things: "the **labor department**", "**official figures**".
pub fn counts_for_all(doc: &Doc, frame: &Frame, names: &Names, source: &str) -> bool {
    const OFFICES: &[&str] = &["statistics", "ministry", "department", "government"];
    let known = names.entities.iter().find(|e| e.name == source);
    known.map_or_else(|| is_office(doc, frame, source), |e| OFFICES.contains(&e.body.0))
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

/// Whether a noun of the sentence by which someone goes is an office's: "the **trade ministry** said".
fn is_office(doc: &Doc, frame: &Frame, name: &str) -> bool {
    let last = words::last(name);
    let office = |i: usize| {
        let noun = (i.saturating_sub(1)..=i).filter_map(|at| body_noun(doc, at)).find(|(end, _)| *end == i + 1);
        noun.is_some_and(|(_, kinds)| !are_companies(kinds))
    };
    name.starts_with(char::is_lowercase) && frame.tokens.clone().any(|i| doc.word(i) == last && office(i))
}
