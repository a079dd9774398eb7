//! The country or region that a figure is about, and the other side of a flow.

pub mod currency;
pub mod flow;
pub mod situated;

use std::ops::Range;
use std::sync::LazyLock;

use super::Area;
use super::entity::{self, owner};
use super::home;
use super::indicator::{Owner, Told};
use super::sentence::frame::Frame;
use super::sentence::words;
use super::time::dating::{self, Cue};
use super::topic::{Subject, Topic, area_of};
use crate::lang::tsv;
use crate::mention::name::{Name, Names};
use crate::mention::place::{CountryForm, country_name};
use crate::mention::{Mention, MentionKind};
use crate::text::{Case, Doc, LexiconBuilder, TableId, TokenKind};
use flow::Class;
use situated::{
    in_apposition, in_brackets, is_in_compound, is_of_a_noun, is_standard, opens_sentence, pointed_to, qualifies,
};

const OWNERS: TableId = TableId(62);

static OWNER_ROWS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    tsv::rows(include_str!("owners.en.tsv"), ["phrase", "area"]).map(|[phrase, area]| (phrase, area)).collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (phrase, _)) in OWNER_ROWS.iter().enumerate() {
        lexicon.add(OWNERS, row, phrase, Case::Capital);
    }
    currency::register(lexicon);
    flow::register(lexicon);
}

/// Areas of one figure, with the mentions that say so.
#[derive(Debug, Default)]
pub struct Areas {
    /// What the figure is about.
    pub of: Option<Area>,
    /// The other side of a flow.
    pub counterpart: Option<Area>,
    /// The mentions used.
    pub mentions: Vec<usize>,
    /// Whether a place qualifies the subject itself: a company's figure has an area only then.
    pub beside: bool,
    /// Whether the figure is the counterpart's part of a flow of the area.
    pub part: bool,
    /// Whether it is the counterpart's demand, a part of the exports spoken of.
    pub demand: bool,
}

/// What the search for areas needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Where its subject is named; nowhere, where it is carried.
    pub tokens: Option<&'a Range<usize>>,
    /// Its subject.
    pub subject: &'a Subject,
    /// The place that a "respectively" pairs it with.
    pub paired: Option<usize>,
}

/// The areas of a figure.
pub fn of(doc: &Doc, frame: &Frame, mentions: &[Mention], names: &Names, asked: &Asked, topic: &Topic) -> Areas {
    let mut areas = Areas::default();
    let figure = asked.figure;
    let segment = frame.segment_of(figure.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    let code = asked.subject.code().unwrap_or("");
    let is_rate = code == "exchange_rate" || code.is_empty() && currency::is_named_by(&asked.subject.phrase);
    if is_rate {
        let near = topic.told_partner.as_ref().is_some_and(|(indicator, _, sentence)| {
            *indicator == asked.subject.indicator && figure.sentence.saturating_sub(*sentence) <= 1
        });
        let told = topic.told_area.as_ref().filter(|_| near).and_then(|(_, of, _)| *of);
        (areas.of, areas.counterpart) = currency::sides(doc, frame, mentions, figure, topic.area.as_ref(), told);
        // "It has lost 7% this year": against what was spoken of.
        let with = topic.told_partner.as_ref().filter(|_| near).map(|(_, with, _)| *with);
        areas.counterpart = areas.counterpart.or(with.filter(|with| areas.of != Some(*with)));
        if areas.of.is_some() {
            return areas;
        }
    }
    if let Some((whole, part)) = flow::part_of_flow(doc, frame, mentions, figure) {
        areas.of = area_of(&mentions[whole]);
        areas.counterpart = area_of(&mentions[part]);
        areas.mentions = vec![whole, part];
        areas.part = true;
        return areas;
    }
    // "Exports to the U.S. rose 5%, **to China** 3%": the next partner of what was told.
    if let Some((indicator, _, sentence)) = &topic.told_partner
        && let Some((phrase, of, _)) = &topic.told_area
        && *sentence == figure.sentence
        && *indicator == asked.subject.indicator
        && *phrase == asked.subject.phrase
        && let Some(i) = flow::next_partner(doc, frame, mentions, figure, asked.tokens)
        && area_of(&mentions[i]) != *of
    {
        areas.of = *of;
        areas.counterpart = area_of(&mentions[i]);
        areas.mentions.push(i);
        return areas;
    }
    // "Exports grew 4%. **Demand from** the U.S. rose 6%": the exports to it.
    if let Some((about, sentence)) = &topic.subject
        && about.code() == Some("exports")
        && figure.sentence.saturating_sub(*sentence) <= 1
        && let Some(i) = asked.tokens.and_then(|s| flow::demanding(doc, frame, mentions, s))
        && let Some(home) = topic.area.filter(|home| area_of(&mentions[i]) != Some(*home))
    {
        areas.of = Some(home);
        areas.counterpart = area_of(&mentions[i]);
        areas.mentions.push(i);
        areas.demand = true;
        return areas;
    }
    let traded = flow::traded(doc, frame, mentions, &own);
    // "… compared with 18.6% for the US": another's part of the same flow.
    if matches!(figure.kind, MentionKind::Percentage(_))
        && asked.tokens.is_none_or(|s| frame.is_place(s.end - 1))
        && let Some((whole, sentence)) = &topic.part_of
        && figure.sentence.saturating_sub(*sentence) <= 1
    {
        let other = |&&i: &&usize| area_of(&mentions[i]).is_some_and(|a| a != *whole);
        let place = frame.places.iter().filter(|&&i| own.contains(&mentions[i].tokens.start)).find(other);
        if let Some(&i) = place {
            areas.of = Some(*whole);
            areas.counterpart = area_of(&mentions[i]);
            areas.mentions.push(i);
            areas.part = true;
            return areas;
        }
    }
    let is_flow = flow::is_flow(code) || traded.is_some();
    // Only a flow or a rate has another side.
    let two_sided = is_flow || is_rate;
    let partners =
        if two_sided { flow::partners(doc, frame, mentions, figure, asked.tokens, &own) } else { Vec::new() };
    let partner = asked.paired.filter(|i| partners.contains(i)).or(partners.first().copied()).filter(|_| is_flow);
    if let Some(i) = partner.or(traded) {
        areas.counterpart = area_of(&mentions[i]);
        areas.mentions.push(i);
    } else if let Some((with, _)) = topic.balance_with.as_ref().filter(|(_, sentence)| {
        // "The deficit with China rose to $27bn. **Exports** fell 5%": those to China.
        matches!(code, "exports" | "imports")
            && frame.places.is_empty()
            && *sentence + 1 == figure.sentence
            && !doc.opens_paragraph(frame.tokens.start)
    }) {
        areas.counterpart = Some(*with);
    } else if let Some((_, with, _)) = topic.told_partner.as_ref().filter(|(indicator, _, sentence)| {
        // "Exports to China fell 3%, **after a 5% drop**", "imported $4bn from China, **which is 20% less**"
        let same = *indicator == asked.subject.indicator || is_flow;
        same && asked.paired.is_none() && *sentence == figure.sentence && goes_on(frame, asked, &own)
    }) {
        areas.counterpart = Some(*with);
    } else if let Some(i) = asked.paired {
        areas.of = area_of(&mentions[i]);
        areas.mentions.push(i);
        areas.beside = true;
        return areas;
    }
    if code == "tariff_rate" {
        let taxed = flow::taxed(doc, frame, mentions, figure);
        areas.counterpart = taxed.and_then(|i| area_of(&mentions[i]));
        areas.mentions.extend(taxed);
        areas.of = flow::levying(doc, frame, mentions, figure);
        // "Steel faces a 50% levy": of who was said to levy last, on whom.
        let rate = matches!(figure.kind, MentionKind::Percentage(_));
        if let Some((of, on)) = topic.levy.as_ref().filter(|_| rate) {
            let same = areas.of.as_ref().is_none_or(|own| own == of) && areas.counterpart.as_ref() != Some(of);
            if same {
                areas.of = Some(*of);
                areas.counterpart = areas.counterpart.or(*on);
            }
        }
        if areas.of.is_some() {
            return areas;
        }
    }
    if code == "total_trade"
        && let Some((one, other)) = flow::between(doc, frame, mentions)
    {
        areas.of = area_of(&mentions[one]);
        areas.counterpart = area_of(&mentions[other]);
        areas.mentions = vec![one, other];
        return areas;
    }
    let made_in = || {
        let behind = frame.places.iter().filter(|&&i| mentions[i].tokens.start >= figure.tokens.end);
        behind.into_iter().any(|&i| {
            own.contains(&mentions[i].tokens.start) && doc.is(flow::before_place(doc, &mentions[i].tokens), "in")
        })
    };
    // "Globally, prices rose 4%", "sales of snacks worldwide".
    let placed = own.clone().any(|i| frame.is_place(i));
    // "Globally, it makes 180bn, and **in France alone**, 71bn": up to where a place is named.
    let globally = || {
        let before = frame.tokens.start..figure.tokens.start;
        doc.is(before.start, "globally") && !before.clone().any(|i| frame.is_place(i))
    };
    let everywhere = !placed && !is_flow && (globally() || own.clone().any(|i| doc.is(i, "worldwide")));
    let of_world = |s: &Range<usize>| {
        let placed_since = |&i: &usize| {
            let place = &mentions[i].tokens;
            place.start >= s.end && place.end <= own.start && doc.is(flow::before_place(doc, place), "in")
        };
        !is_flow && flow::is_of_the_world(doc, frame, names, s) && !frame.places.iter().any(placed_since)
    };
    if everywhere || asked.tokens.is_some_and(of_world) && !made_in() {
        areas.of = Some(world());
        return areas;
    }
    // "Emerging markets held $105tn": countries that no code stands for.
    if !placed && (own.start..figure.tokens.start).any(|i| is_class_of_countries(doc, i)) {
        return areas;
    }
    // Of a flow or a rate, what stands behind "to", "from" or "with" is the other side, whichever figure it belongs to.
    let asides = if two_sided { flow::asides(doc, frame, mentions, is_rate) } else { Vec::new() };
    let stock = code == "stock_index";
    let free = |i: &usize| {
        let tokens = &mentions[*i].tokens;
        let aside = partners.contains(i)
            || asides.contains(i)
            || is_of_owner(doc, names, tokens)
            || is_in_compound(doc, tokens);
        let other = is_compared(doc, tokens)
            || is_standard(doc, tokens)
            || !is_rate && currency::is_of_money(doc, frame, mentions, tokens);
        !(aside || other)
            && (is_area(&mentions[*i]) || stock && doc.is(mentions[*i].tokens.start.wrapping_sub(1), "in"))
    };
    // Beside the subject: "U.K. retail sales", "inflation in the euro area", "China's exports".
    let beside = asked.tokens.and_then(|s| beside(doc, frame, mentions, s).filter(free));
    // Else inside the segment, the nearest before the figure; else right behind it.
    let inside = || {
        frame
            .places
            .iter()
            .copied()
            .filter(free)
            .filter(|&i| own.start <= mentions[i].tokens.start && mentions[i].tokens.end <= own.end)
    };
    // A subject carried from an earlier segment lends its place only where this segment has none: "Italy's contracted".
    let own_place = || inside().rfind(|&i| mentions[i].tokens.end <= figure.tokens.start);
    let carried = asked.tokens.is_none_or(|s| !own.contains(&s.start));
    let behind = || inside().find(|&i| doc.is_any(mentions[i].tokens.start.wrapping_sub(1), &["in", "the"]));
    // "China remains a worry after sales **there** fell": the place named last.
    let there = asked.tokens.filter(|s| doc.is(s.end, "there")).and_then(|s| {
        frame.places.iter().copied().filter(|&i| is_area(&mentions[i])).rfind(|&i| mentions[i].tokens.end <= s.start)
    });
    if let Some(i) = there {
        areas.of = area_of(&mentions[i]);
        areas.mentions.push(i);
        areas.beside = true;
        return areas;
    }
    let near = if carried { own_place().or_else(behind).or(beside) } else { beside.or_else(own_place) };
    let near = near.or_else(behind);
    // "The yield on the 10-year Treasury", "on German 10-year bunds": what a yield is of stands behind it.
    let reach = if code == "bond_yield" { 5 } else { 0 };
    if let Some(market) = asked.tokens.and_then(|s| market_in(doc, &(s.start..(s.end + reach).min(frame.tokens.end)))) {
        areas.of = Some(market);
        return areas;
    }
    // "Before the ECB's move, with investors seeing a cut": of a rate that is set, the central bank named last before it.
    if near.is_none_or(|i| !own.contains(&mentions[i].tokens.start)) && code == "policy_rate" {
        let before = names.within(&(frame.tokens.start..figure.tokens.start));
        let bank = before.iter().rfind(|n| entity::is_central_bank(names, n.entity));
        if let Some(seat) = bank.and_then(|n| home::seat(names, n.entity)) {
            areas.of = Some(seat);
            return areas;
        }
    }
    // "The region's exports", "the 20-nation bloc": the one that is spoken of.
    let union = |i: usize| doc.is_any(i, &["currency", "monetary"]) && doc.is(i + 1, "union");
    // "Nationwide" is of no region.
    let region = topic.area.is_some_and(|a| a.code.is_none_or(|code| country_name(code).is_none()));
    let is_whole =
        |i: usize| flow::is(doc, i, Class::Whole) && (!region || doc.is_any(i, &["region", "regional", "bloc"]));
    let whole = || own.clone().any(|i| is_whole(i) || union(i));
    // Else, in the sentence, the place that an earlier segment names, where it is no list in brackets.
    let earlier = || {
        let apart = |i: usize| {
            in_brackets(doc, frame, mentions[i].tokens.start) || in_apposition(doc, frame, mentions[i].tokens.start)
        };
        frame.places.iter().copied().filter(free).rfind(|&i| mentions[i].tokens.end <= own.start && !apart(i))
    };
    let near = near.or_else(|| if whole() && topic.area.is_some() { None } else { earlier() });
    match near {
        Some(i) => {
            areas.of = area_of(&mentions[i]);
            areas.mentions.push(i);
            let opens = opens_sentence(doc, frame, &mentions[i].tokens) && asked.subject.told() != Told::Day;
            // A world price is of a place only where that is said of itself.
            let own = |s: &Range<usize>| {
                let place = &mentions[i].tokens;
                let by_the_way = || asked.subject.owner() == Owner::World && is_of_a_noun(doc, frame, place, s);
                qualifies(doc, names, place, s) && !by_the_way()
            };
            areas.beside = opens || asked.tokens.is_some_and(own);
        }
        None => {
            // "To 3% from 4%": a comparison is of what its sentence has just told.
            let told = topic.told_area.as_ref().filter(|(phrase, _, s)| {
                asked.tokens.is_none() && *s == figure.sentence && *phrase == asked.subject.phrase
            });
            if let Some((_, told, _)) = told {
                areas.of = *told;
                return areas;
            }
            // "The Bank of Canada held its rate": a public body speaks for its country.
            let body = names.within(&(frame.tokens.start..figure.tokens.start)).iter();
            let seat =
                body.filter(|n| n.tokens.start <= frame.tokens.start + 3).find_map(|n| home::seat(names, n.entity));
            let recent = topic
                .last_area
                .as_ref()
                .filter(|(_, s)| figure.sentence.saturating_sub(*s) <= 1 && !whole())
                .map(|(a, _)| *a);
            // Where the article is about a world market, only statistics are its country's.
            let people = PEOPLE.contains(&words::last(&asked.subject.phrase));
            let of_market = topic.is_of_world && asked.subject.owner() != Owner::Area && !people;
            // A cartel has its output and no statistics of its own.
            let cartel =
                |area: &Area| matches!(area.code, Some("OPEC" | "OPEC+")) && asked.subject.owner() == Owner::Area;
            let main = topic.area.filter(|area| !of_market && (!cartel(area) || code == "production_volume"));
            areas.of = pointed_to(doc, frame, mentions, figure, &own)
                .or(seat.filter(|_| asked.subject.owner() != Owner::Entity).or(recent).or(main));
        }
    }
    areas
}

/// Those of whom surveys tell parts: of a country, whatever the article is about.
const PEOPLE: &[&str] =
    &["adults", "people", "consumers", "households", "voters", "respondents", "workers", "investors"];

/// The world as an area: UN M49 001.
pub fn world() -> Area {
    Area { name: "World", code: Some("001") }
}

/// The area of a code: ISO 3166-1 alpha-2, or that of one of the regions that markets and bodies belong to.
pub fn of_code(code: &'static str) -> Option<Area> {
    let name = match code {
        "EA" => "Euro area",
        "EU" => "European Union",
        "150" => "Europe",
        _ => country_name(code)?,
    };
    Some(Area { name, code: Some(code) })
}

/// Whether a segment goes on with what was told before it, naming no other place.
fn goes_on(frame: &Frame, asked: &Asked, own: &Range<usize>) -> bool {
    asked.tokens.is_none_or(|s| s.start < own.start) && !own.clone().any(|i| frame.is_place(i))
}

/// "Emerging markets", "advanced economies".
fn is_class_of_countries(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, &["emerging", "developing", "advanced", "developed", "mature", "frontier"])
        && doc.is_any(at + 1, &["markets", "economies", "countries", "nations", "world", "market"])
}

/// The area of a market, an index or a kind of bond that the token begins to name.
pub fn market(doc: &Doc, at: usize) -> Option<(Range<usize>, Area)> {
    let hit = doc.hit(at, OWNERS)?;
    of_code(OWNER_ROWS[hit.row as usize].1).map(|area| (hit.tokens.clone(), area))
}

/// The markets that a text names: where, and of which area.
pub fn markets(doc: &Doc) -> impl Iterator<Item = (usize, Area)> {
    doc.hits(OWNERS).filter_map(|hit| Some((hit.tokens.start, of_code(OWNER_ROWS[hit.row as usize].1)?)))
}

/// The area of the market that the subject names.
fn market_in(doc: &Doc, subject: &Range<usize>) -> Option<Area> {
    // "The Dow", "U.S. Treasury yields": the owner's name may begin a word before the subject or lie inside it.
    (subject.start.saturating_sub(1)..subject.end).find_map(|i| market(doc, i)).map(|(_, area)| area)
}

/// Cities stand for datelines and head offices more often than for what a figure is about.
pub fn is_area(mention: &Mention) -> bool {
    match &mention.kind {
        MentionKind::Country(c) => c.form != CountryForm::City,
        MentionKind::Region(_) => true,
        _ => false,
    }
}

/// Whether a place tells where a company is from: "India's **Tata Motors**".
fn is_of_owner(doc: &Doc, names: &Names, place: &Range<usize>) -> bool {
    let behind = place.end + usize::from(doc.kind(place.end) == Some(TokenKind::Clitic));
    // … or is a part of its name: "**UK** Coal".
    let part = |name: &Name| name.tokens.start == place.start && name.tokens.end > place.end;
    let own = names.at(behind).filter(|name| name.tokens.start == behind || part(name));
    own.is_some_and(|name| owner::owns(doc, names, name))
}

/// "**Africa**'s most-populous nation", "**Europe**'s largest economy": the one spoken of, by its place among others.
fn is_compared(doc: &Doc, place: &Range<usize>) -> bool {
    let start = place.end + 1;
    doc.kind(place.end) == Some(TokenKind::Clitic)
        && (start..start + 4).any(|i| dating::is(doc, i, Cue::Extreme))
        && (start + 1..start + 6).any(|i| doc.is_any(i, &["nation", "economy", "country", "producer", "exporter"]))
}

/// The place that qualifies a subject: right before it (with adjectives between) or after "in", "of", "for".
fn beside(doc: &Doc, frame: &Frame, mentions: &[Mention], subject: &Range<usize>) -> Option<usize> {
    let gap_ok = |range: Range<usize>| {
        range.len() <= 4
            && range.clone().all(|i| {
                !doc.is_any(
                    i,
                    &[
                        ",", "and", "in", "to", "of", "from", ".", "said", ":", "largest", "biggest", "top", "leading",
                        "main", "fastest",
                    ],
                )
            })
    };
    // "The New Zealand dollar"
    let inside = frame.places.iter().copied().find(|&i| subject.contains(&mentions[i].tokens.start));
    if inside.is_some() {
        return inside;
    }
    let before = frame.places.iter().copied().rev().find(|&i| mentions[i].tokens.end <= subject.start);
    let before = before.filter(|&i| gap_ok(mentions[i].tokens.end..subject.start));
    before.or_else(|| {
        let after = frame.places.iter().copied().find(|&i| mentions[i].tokens.start >= subject.end)?;
        let between = subject.end..mentions[after].tokens.start;
        let preposition = doc.is_any(subject.end, &["in", "of", "for", "across"]);
        (preposition && between.len() <= 2).then_some(after)
    })
}
