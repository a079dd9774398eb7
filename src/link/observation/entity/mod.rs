//! The company, bank, sector or body whose figure it is.
//!
//! Companies have profits, shares and deals; a central bank has its policy rate and its inflation target; a sector has a
//! part of a country's statistic ("clothing stores were off 1.6%"). Ministries, statistics offices, agencies and research
//! houses publish figures and do not have them.

pub mod about;
mod holder;
pub mod owner;
mod policy;
pub mod sector;

use std::ops::Range;

use rust_decimal::Decimal;

use super::area::{flow, market};
use super::indicator::Owner;
use super::sentence::acts::{self, Act};
use super::sentence::agent::verb_behind;
use super::sentence::frame::Frame;
pub use owner::is_owner;
use owner::{Search, is_company, nominal};
use policy::{central_bank, is_policy};
pub use policy::{is_central_bank, is_chance};

use super::sentence::words::{self, Class};
use super::source;
use super::topic::{Subject, Topic};
use super::{Area, ObsStatus};
use crate::mention::name::{BodyKind, Name, NameKind, Names, are_companies, body_noun, stands_for_company};
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind};

/// What the search for an entity needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Where its subject is named.
    pub subject_tokens: Option<&'a Range<usize>>,
    /// Its subject.
    pub subject: &'a Subject,
    /// Its status.
    pub status: ObsStatus,
    /// The country it is about.
    pub area: Option<&'a Area>,
}

/// The entity of a figure.
pub fn of(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    names: &Names,
    asked: &Asked,
    topic: &Topic,
) -> Option<String> {
    if is_policy(doc, frame, names, asked, topic) {
        return central_bank(doc, names, frame, asked, topic);
    }
    // "Operates 1,963 stores": what is counted owns nothing.
    if asked.subject.indicator.is_none()
        && !matches!(asked.figure.kind, MentionKind::Quantity(_) if asked.subject_tokens.is_none())
        && let Some(sector) = sector::named(&asked.subject.phrase)
    {
        return Some(sector.to_owned());
    }
    if let Some(group) = cartel(doc, frame, names, asked) {
        return Some(group);
    }
    if let Some(part) = sector::of_statistic(doc, frame, names, asked, topic) {
        return Some(part);
    }
    if acts_itself(doc, frame, mentions, asked.figure) {
        return None;
    }
    let search = Search { doc, names, frame };
    // "900 new **Lufthansa** jobs"
    let counted = matches!(asked.subject.code(), Some("employment" | "nonfarm_payrolls" | "staff" | "layoffs"));
    if let Some(owner) = search.last(&asked.figure.tokens, false).filter(|_| counted) {
        return Some(owner);
    }
    let start = asked.figure.tokens.start;
    let segment = &frame.segments[frame.segment_of(start)].tokens;
    // "…, short of the **140,000** forecast": of the same.
    let goes_on = || {
        let nobody = topic.told_entity.as_ref().is_some_and(|(e, s)| e.is_none() && *s == asked.figure.sentence);
        let since = || frame.figures_end_before(start).is_some_and(|last| names.within(&(last..start)).is_empty());
        nobody && asked.subject_tokens.is_none() && asked.status == ObsStatus::Forecast && since()
    };
    if is_of_everyone(doc, frame, &(segment.start..start)) || goes_on() {
        return None;
    }
    if let Some(employer) = search.employer(asked, segment, topic) {
        return Some(employer);
    }
    // "Calder recorded a 40% increase in demand": whatever is measured, whoever recorded it has it.
    let statistic = asked.subject.owner() == Owner::Area && asked.subject.code().is_some();
    if let Some(recorder) = search.recorder(&(segment.start..start)).filter(|_| !statistic) {
        return Some(recorder);
    }
    if matches!(asked.subject.owner(), Owner::Area | Owner::World)
        && is_shared(asked)
        && let Some(owner) = search.of_shared(asked, segment, topic)
    {
        return Some(owner);
    }
    if matches!(asked.subject.owner(), Owner::Area | Owner::World) {
        return search
            .recipient(asked)
            .or_else(|| search.debtor(asked, segment, topic))
            .or_else(|| sector::beside(doc, frame, names, segment))
            .or_else(|| sector::of_count(doc, frame, names, asked, segment, topic));
    }
    if is_of_an_economy(doc, asked.figure.tokens.end) || segment.clone().any(|i| is_across_industry(doc, i)) {
        return None;
    }
    // "**The combined firm** will have sales of $30bn"
    if let Some(new) = combined(doc, frame, segment) {
        return Some(new);
    }
    // "Coinbase gained 4%": of whom it is said.
    if let Some(named) = asked.subject_tokens.and_then(|s| search.named(s)) {
        return Some(named);
    }
    // "The sale valued Calder - which owns Pelham - at $2bn", "that would value the company at $3bn": who is bid for.
    let is_valuing = |i: usize| doc.is_any(i, &["value", "values", "valued", "valuing"]);
    let verb = (frame.tokens.start..start).rev().find(|&i| is_valuing(i) && asked.subject.code() == Some("market_cap"));
    if let Some(target) = verb.and_then(|verb| search.last(&(verb + 1..(verb + 4).min(start)), true)) {
        return Some(target);
    }
    let valued = (segment.start..start).rev().find(|&i| is_valuing(i));
    if let Some(verb) = valued
        && nominal(doc, verb + 1).is_some()
        && let Some((target, _)) = topic.target.as_ref().filter(|(_, s)| asked.figure.sentence.saturating_sub(*s) <= 2)
    {
        return Some(target.clone());
    }
    // "Sales jumping 28% at Bebe Stores and 32% at American Eagle"
    let end = asked.figure.tokens.end;
    // … "who oversees **$2.4 billion at Calder Advisors**", whatever that is known for.
    let house = || {
        names.at(end + 1).filter(|n| n.kind != NameKind::Person && asked.subject.phrase == "assets under management")
    };
    let house = || house().and_then(|n| names.name_of(n.entity)).map(str::to_owned);
    if doc.is(end, "at")
        && let Some(owner) =
            search.last(&(end..end + 8), true).or_else(|| search.unknown(&(end + 1..end + 5))).or_else(house)
    {
        return Some(owner);
    }
    // "Pelham cut **its target** for the stock to £11": whose stock it is, not whose target.
    if asked.subject.code() == Some("share_price")
        && matches!(asked.status, ObsStatus::Target | ObsStatus::Previous)
        && let Some((_, aim)) = source::aim::own_aim(doc, &(frame.tokens.start..start))
    {
        let named = search.last(&(aim..start), true).or_else(|| search.unknown(&(aim + 1..start)));
        return named.or_else(|| topic.entity.clone());
    }
    // "Pelham has a $680 price target on the stock": likewise.
    if asked.subject.code() == Some("share_price")
        && asked.status == ObsStatus::Target
        && let Some((_, aim)) = source::aim::held_aim(doc, frame, asked.figure)
    {
        return search.last(&(aim..aim + 8), true).or_else(|| topic.entity.clone());
    }
    // "Calder, the owner of Pelham, raised **its** forecast": the sentence's first owner before it.
    if let Some(tokens) = asked.subject_tokens
        && let Some(its) = (tokens.start.saturating_sub(3)..tokens.start).find(|&i| doc.is(i, "its"))
        && let Some(owner) = search.last(&(frame.tokens.start..its), true)
        && names.within(&(frame.tokens.start..its)).first().is_some_and(|n| owner::owns(doc, names, n))
    {
        return Some(owner);
    }
    // "Delta's was 8.9%", "while Coinbase gained 4%", "compared to Pelham's $17.8bn": a subject from an earlier segment
    // goes on with the owner that this one names.
    let carried = asked.subject_tokens.is_none_or(|s| !segment.contains(&s.start));
    if carried && let Some(owner) = search.opening(&(segment.start..start)) {
        return Some(owner);
    }
    // The owner right before or behind the subject: "Walmart's stock", "shares of Home Depot", "profits at Barclaycard".
    if let Some(tokens) = asked.subject_tokens {
        let around = tokens.start.saturating_sub(5).max(frame.tokens.start)..tokens.end;
        let behind = tokens.end..(tokens.end + 6).min(frame.tokens.end);
        let of = doc.is_any(tokens.end, &["of", "in", "at", "for", "by"]);
        let at = doc.is(tokens.end, "at").then(|| names.within(&behind).first()).flatten();
        let at = at.and_then(|n| names.name_of(n.entity)).map(str::to_owned);
        // "Stock of XPeng", "shares in Harlow United": what has shares is a company, whatever else is known of it.
        let inside = doc.is_any(tokens.end.wrapping_sub(1), &["of", "in"]);
        let priced = matches!(asked.subject.code(), Some("share_price" | "market_cap"));
        let priced = priced && (inside || doc.is_any(tokens.end, &["of", "in"]));
        let name = tokens.end + usize::from(!inside);
        let stock = || priced.then(|| search.unknown(&(name..behind.end))).flatten();
        let of = of || inside;
        let near = search.possessor(tokens).or(at).or_else(|| search.last(&behind, true).filter(|_| of)).or_else(stock);
        let near = near.or_else(|| search.last(&around, false));
        if near.is_some() {
            return near;
        }
    }
    let is_division = |name: &String| words::has(words::last(name), Class::Division);
    if let Some(division) = sector::beside(doc, frame, names, segment).filter(is_division) {
        return Some(division);
    }
    let in_segment = search.last(&(segment.start..start), false).or_else(|| {
        // "Dunmore pumps a million barrels": whoever stands before the verb makes it.
        let makes = asked.subject.code() == Some("production_volume")
            && asked.subject_tokens.is_some_and(|s| names.at(s.start.wrapping_sub(1)).is_some());
        let own = asked.subject.owner() == Owner::Entity || makes || matches!(asked.figure.kind, MentionKind::Money(_));
        own.then(|| search.unknown(&(segment.start..start)).or_else(|| search.head(segment))).flatten()
    });
    let in_segment = in_segment.or_else(|| search.of_figure_before(asked, topic));
    let in_sentence = || search.last(&(frame.tokens.start..start), false);
    // "The carmaker saw", "it lost": the company that the sentences before spoke of.
    if in_segment.is_none()
        && let Some(kinds) = nominal(doc, opening(doc, frame))
        && in_sentence().is_none()
        && let Some(meant) = search.antecedent(kinds, asked.figure.sentence, topic)
    {
        return Some(meant);
    }
    if asked.subject.owner() == Owner::Either {
        // An open subject is a company's only where one stands with it, or the article speaks of one throughout.
        let sector = || sector::beside(doc, frame, names, segment);
        // "A day pass in France costs 70 euros": what is told of a place is no company's.
        let trades = |kinds: &[BodyKind]| are_companies(kinds) || kinds.contains(&BodyKind("bank"));
        let firm = |i: usize| (i + 1..i + 4).any(|k| body_noun(doc, k).is_some_and(|(_, kinds)| trades(kinds)));
        let placed = asked.subject.indicator.is_none() && segment.clone().any(|i| frame.is_place(i) && !firm(i));
        // "Calder's sales fell. **In the U.S.**, a 7% slump in traffic was masked": of whom the sentence before told.
        let told = || {
            let before = |(told, s): &(Option<String>, usize)| *told == topic.entity && *s + 1 >= asked.figure.sentence;
            topic.is_company && topic.told_entity.as_ref().is_some_and(before)
        };
        let placed = placed && !told();
        let main = || topic.entity.clone().filter(|_| !placed && (topic.area.is_none() || topic.is_company));
        return in_segment.or_else(sector).or_else(|| main().and_then(|main| in_sentence().or(Some(main))));
    }
    // "Japan's Nikkei was little changed. **Shares** fell 0.03%": all of a market's, whichever company was spoken of.
    let of_a_market = || {
        let before = asked.figure.sentence.checked_sub(1).and_then(|s| doc.sentences.get(s));
        let alone = asked.subject_tokens.is_some_and(|s| s.len() == 1 && doc.is(s.start, "shares"));
        alone && before.is_some_and(|s| s.clone().any(|i| market(doc, i).is_some()))
    };
    if asked.subject.code() == Some("share_price") && of_a_market() {
        return in_segment;
    }
    let recent = || {
        topic
            .last_entity
            .as_ref()
            .filter(|(e, s)| asked.figure.sentence.saturating_sub(*s) <= 2 && is_company(names, e))
            .map(|(e, _)| e.clone())
    };
    let main = || topic.entity.clone().filter(|_| topic.is_company);
    // "Pelham has reported a rise in profit. **Profit** was $5m": of whom the sentence before told it, or with whom the
    // paragraph opened.
    let again = || {
        let (told, sentence) = topic.told_entity.as_ref()?;
        let told = told.clone().filter(|told| is_company(names, told))?;
        let here = asked.figure.sentence;
        let since = *sentence + 1..here + 1;
        let opens = |s: usize| doc.sentences.get(s).is_none_or(|s| doc.opens_paragraph(s.start));
        let one_paragraph = !since.clone().any(opens);
        let same = || topic.subject.as_ref().is_some_and(|(s, _)| s.indicator == asked.subject.indicator);
        let goes_on =
            (1..=PARAGRAPH).contains(&since.len()) && one_paragraph && asked.subject.code() != Some("deal_value");
        (goes_on && (since.len() == 1 && same() || opens_paragraph_of(doc, names, here, &told))).then_some(told)
    };
    in_segment.or_else(in_sentence).or_else(again).or_else(main).or_else(recent).or_else(|| topic.entity.clone())
}

/// How many sentences a paragraph goes on with whom it opened.
const PARAGRAPH: usize = 3;

/// Whether the paragraph of a sentence opens with a company: "**Carlsberg**, the world's fifth-largest brewer, saw".
fn opens_paragraph_of(doc: &Doc, names: &Names, sentence: usize, company: &str) -> bool {
    const LONGEST: usize = 6;
    let back = (0..=sentence).rev().take(LONGEST).filter_map(|s| doc.sentences.get(s));
    let first = back.into_iter().find(|s| doc.opens_paragraph(s.start));
    let name = first.and_then(|s| names.within(s).first().filter(|n| n.tokens.start <= s.start + 2));
    name.is_some_and(|n| names.name_of(n.entity) == Some(company))
}

/// Where a sentence begins to speak of something: behind "However," and the like.
fn opening(doc: &Doc, frame: &Frame) -> usize {
    let start = frame.tokens.start;
    start + if doc.is(start + 1, ",") && doc.kind(start) == Some(TokenKind::Word) { 2 } else { 0 }
}

/// Whether the sentence names the owner or points back to it: "the company", "its".
pub fn is_spoken_of(doc: &Doc, frame: &Frame, names: &Names, owner: &str) -> bool {
    names.within(&frame.tokens).iter().any(|n| names.name_of(n.entity) == Some(owner))
        || frame.tokens.clone().any(|i| doc.is_any(i, &["it", "its"]) || stands_for_company(doc, i))
}

/// "Calder said that **the UK drew** 27 million visitors": whether a country itself does what the figure's verb says.
fn acts_itself(doc: &Doc, frame: &Frame, mentions: &[Mention], figure: &Mention) -> bool {
    const APART: usize = 3;
    let start = figure.opening();
    let named = |m: &&Mention| !matches!(&m.kind, MentionKind::Country(c) if c.form == CountryForm::Demonym);
    frame.places.iter().map(|&i| &mentions[i]).filter(named).map(|m| &m.tokens).any(|place| {
        let before = flow::before_place(doc, place);
        let opens = before.checked_add(1).is_none_or(|at| at <= frame.tokens.start)
            || doc.kind(before) == Some(TokenKind::Punct)
            || doc.is_any(before, &["that", "and", "while", "but"])
            || words::is(doc, before, Class::Publisher);
        // "**India has signed** a $40bn deal"
        let verb = place.end + usize::from(doc.is_any(place.end, &["has", "have"]));
        opens
            && place.end < start
            && start - place.end <= APART
            && (acts::is(doc, verb, Act::Past) || doc.lower(verb).ends_with("ed"))
            && frame.indicators_in(place.end + 1..start).next().is_none()
    })
}

/// "**The combined group** would make 10% of the world's cars": what two companies will be, at the head of its clause.
fn combined(doc: &Doc, frame: &Frame, segment: &Range<usize>) -> Option<String> {
    let at = segment.start + usize::from(doc.kind(segment.start) == Some(TokenKind::Punct));
    let first = at + usize::from(doc.is_any(at, &["the", "a"]));
    // "…, with combined annual sales of $30bn"
    let first = if doc.is(first, "with") { frame.tokens.start + 1 } else { first };
    if !doc.is_any(first, &["combined", "merged", "enlarged"]) {
        return None;
    }
    let (end, kinds) = body_noun(doc, first + 1)?;
    are_companies(kinds).then(|| doc.slice(&(first..end)).to_owned())
}

/// Whether what is measured is told of countries and of companies alike: wages, stocks of goods, a lender's mortgage rate.
fn is_shared(asked: &Asked) -> bool {
    const SHARED: &[&str] =
        &["wages", "inventories", "productivity", "hours_worked", "mortgage_rate", "business_investment", "exports"];
    match asked.subject.code() {
        // "Its fuel costs": a price that companies pay.
        Some("fuel_price") => asked.subject.phrase.ends_with("costs") || asked.subject.phrase.ends_with("bill"),
        // "The national minimum wage" is no company's; the millions that a rise of it adds to a bill are.
        Some("wages") => {
            let hourly = asked.figure.amount().is_some_and(|a| a.middle() < Decimal::ONE_THOUSAND);
            !(hourly && asked.subject.phrase.to_ascii_lowercase().ends_with("minimum wage"))
        }
        Some("tariff_rate") => matches!(asked.figure.kind, MentionKind::Money(_)),
        code => code.is_some_and(|code| SHARED.contains(&code)),
    }
}

/// "Calder said **private employers** hired 99,000 people": what all do is no one company's, whoever tells it.
fn is_of_everyone(doc: &Doc, frame: &Frame, tokens: &Range<usize>) -> bool {
    let acts_here = |i: usize| doc.lower(i).ends_with("ed") || frame.predicates_in(i..i + 1).next().is_some();
    // "The two companies had" are known ones; "the economy" is everyone's.
    let some = |i: usize| {
        let before = i.saturating_sub(2).max(tokens.start)..i;
        doc.lower(i).ends_with('s')
            && before.into_iter().any(|k| doc.is_any(k, &["the", "these", "both", "its", "their"]))
    };
    let everyone = |i: usize| acts::is(doc, i, Act::Everyone) && acts_here(i + 1) && !some(i);
    (tokens.start..tokens.end.saturating_sub(1)).any(everyone)
}

/// "40% **of the economy**": a country's, whatever company the article is about.
fn is_of_an_economy(doc: &Doc, end: usize) -> bool {
    let whole = |i: usize| doc.is_any(i, &["economy", "population"]) || doc.is(i, "gdp");
    doc.is(end, "of") && (end + 1..end + 4).any(whole)
}

/// "Sales **across the industry**": no one company's.
fn is_across_industry(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, &["across", "throughout"])
        && (at + 1..at + 4).any(|i| doc.is_any(i, &["industry", "sector", "market", "economy"]))
        || doc.is(at, "industry") && doc.is(at + 2, "wide")
}

/// "**OPEC+**, which groups the cartel with its allies, plans to raise output": a cartel has the output that it decides on; of
/// a country's it only tells ("**OPEC** said Iran's output rose").
fn cartel(doc: &Doc, frame: &Frame, names: &Names, asked: &Asked) -> Option<String> {
    if asked.subject.code() != Some("production_volume") {
        return None;
    }
    let start = asked.figure.tokens.start;
    let has = |name: &Name| {
        let end = name.tokens.end + usize::from(doc.is_any(name.tokens.end, &["ministers", "members"]));
        let verb = verb_behind(doc, frame, end);
        let says = words::is(doc, verb, Class::Publisher) || words::is(doc, verb, Class::Saying);
        let own = asked.subject_tokens.is_some_and(|s| (name.tokens.end..=name.tokens.end + 1).contains(&s.start));
        own || verb < start && !says && doc.kind(verb) == Some(TokenKind::Word)
    };
    let mut names_before = names.within(&(frame.tokens.start..start)).iter();
    let name = names_before.find(|n| names.entities[n.entity].body.0 == "cartel")?;
    has(name).then(|| names.name_of(name.entity).map(str::to_owned)).flatten()
}
