//! Where an article is at home: the country or region that its figures are about where their own sentences do not say.
//!
//! Places are weighed by where they stand and by what part they play: the headline's first place owns what the headline
//! tells, while the other side of a flow ("exports **to the U.S.**", "**US** tariffs", "against the **U.S.** dollar")
//! hardly counts, however often it is named.

use std::ops::Range;

use super::Area;
use super::area::{self, flow, flow::Class};
use super::sentence::acts::{self, Act};
use super::sentence::agent;
use super::topic::area_of;
use crate::mention::name::Names;
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

/// What the headline's first place weighs, and one behind it.
const FIRST: u32 = 8;
const NEXT: u32 = 4;
/// What a place weighs that only a partner or a rival comes from.
const ASIDE: u32 = 1;
/// In how many sentences a release says who publishes it.
const HEAD: usize = 4;
/// The least weight of what an article is about: a place named once, far down, is not.
const LEAST: u32 = 4;

/// How many of a market's indexes count in a sentence.
const LISTED: usize = 2;

/// The weight of each area, and where it was first named. An article names a handful.
#[derive(Default)]
struct Weights(Vec<(u32, usize, Area)>);

impl Weights {
    fn add(&mut self, area: Area, points: u32, first: usize) {
        match self.0.iter_mut().find(|(_, _, known)| known.name == area.name) {
            Some((weight, ..)) => *weight += points,
            None => self.0.push((points, first, area)),
        }
    }

    /// Adds what the headline names: the first place that is no other side weighs most.
    fn add_title(&mut self, titled: &[Titled]) {
        let first = titled.iter().position(|t| !t.aside);
        for (i, t) in titled.iter().enumerate() {
            let points = if t.aside {
                ASIDE
            } else if first == Some(i) {
                FIRST
            } else {
                NEXT
            };
            self.add(t.area, points, usize::MAX);
        }
    }

    fn best(self) -> Option<Area> {
        let best = self.0.into_iter().rev().max_by_key(|(points, first, _)| (*points, std::cmp::Reverse(*first)));
        best.filter(|(points, ..)| *points >= LEAST).map(|(_, _, area)| area)
    }
}

/// What a place weighs by the sentence that names it.
fn in_text(sentence: usize) -> u32 {
    match sentence {
        0 => 6,
        1 | 2 => 4,
        _ => 2,
    }
}

/// The country or region that the article is about; `headline`: the places that its headline names.
pub fn main_area(doc: &Doc, mentions: &[Mention], headline: &[Mention], names: &Names) -> Option<Area> {
    let mut weights = Weights::default();
    let titled = titled(doc, mentions, headline, names);
    weights.add_title(&titled);
    let other = titled.iter().find(|t| t.aside).map(|t| t.area);
    if titled.is_empty() && doc.title.as_ref().is_some_and(|t| (0..t.len()).any(|i| flow::is(t, i, Class::Worldwide))) {
        return Some(area::world());
    }
    // Where the last place that was another side ends.
    let mut aside = None;
    for (i, mention) in mentions.iter().enumerate() {
        let Some(area) = area_of(mention).filter(|_| !agent::is_teller(doc, mention)) else { continue };
        let minor = matches!(&mention.kind, MentionKind::Country(c)
            if matches!(c.form, CountryForm::City | CountryForm::Subdivision));
        // "Exports to Spain **and Italy**"
        let joined = |end: usize| {
            end < mention.tokens.start && (end..mention.tokens.start).all(|i| doc.is_any(i, keys!["and", ",", "the"]))
        };
        let is_aside = aside.is_some_and(joined) || is_aside(doc, &mention.tokens);
        aside = is_aside.then_some(mention.tokens.end);
        let points = match mention.sentence {
            // "Tariffs **on Chinese cars**": whom the headline makes another's partner hardly counts anywhere.
            _ if minor || other == Some(area) || is_aside => ASIDE,
            sentence => in_text(sentence),
        };
        weights.add(area, points, i);
    }
    // "The Pelham **India** Services PMI": no place of its own, and yet whose survey it is.
    for (at, area) in area::surveyed(doc) {
        weights.add(area, in_text(doc.sentence_of(at)), usize::MAX);
    }
    // "The Dow gained 1%, the S&P 500 2% and the Nasdaq 3%": however many of its indexes a sentence tells, they are one market's.
    let mut listed = (None, 0);
    for (at, area) in area::markets(doc) {
        let here = Some((doc.sentence_of(at), area));
        listed = (here, if listed.0 == here { listed.1 + 1 } else { 1 });
        if listed.1 <= LISTED {
            weights.add(area, if doc.sentence_of(at) == 0 { 2 } else { 1 }, usize::MAX);
        }
    }
    // Public bodies speak for their country: "the Commerce Department", "the Fed".
    let mut times = vec![0; names.entities.len()];
    for name in &names.mentions {
        times[name.entity] += match doc.sentence_of(name.tokens.start) {
            0 => 2,
            // "Employers added 12,000 jobs, **the Labor Department** reported": whoever counts, in the first sentences.
            1 | 2 if counts(names, name.entity) => 2,
            1..HEAD if stands_alone(doc, &name.tokens) => 2,
            _ => 1,
        };
    }
    for (entity, times) in times.into_iter().enumerate() {
        if let Some((area, points)) = told_by(names, entity) {
            weights.add(area, times * points, usize::MAX);
        }
    }
    weights.best()
}

/// "## **Federal Reserve Board**": whoever stands alone above a release publishes it.
fn stands_alone(doc: &Doc, name: &Range<usize>) -> bool {
    let mut others = doc.sentence(name.start).filter(|i| !name.contains(i));
    // Most have a word right behind them.
    (doc.opens_sentence(name.end) || doc.kind(name.end) != Some(TokenKind::Word))
        && others.all(|i| doc.kind(i) != Some(TokenKind::Word))
}

/// A place, or what belongs to one, in the headline.
struct Titled {
    /// Where it stands.
    at: usize,
    area: Area,
    /// Whether it is only the other side of something.
    aside: bool,
}

/// What the headline names, in order.
fn titled(doc: &Doc, mentions: &[Mention], headline: &[Mention], names: &Names) -> Vec<Titled> {
    let Some(title) = &doc.title else { return Vec::new() };
    let place = |at: usize, area, len: usize| Titled { at, area, aside: is_aside(title, &(at..at + len)) };
    let mut named: Vec<Titled> = Vec::new();
    for mention in headline {
        named.extend(area_of(mention).map(|area| place(mention.tokens.start, area, mention.tokens.len())));
    }
    for mention in mentions {
        // What only the article's text shows to be a place.
        let Some(area) = area_of(mention).filter(|area| named.iter().all(|t| t.area != *area)) else {
            continue;
        };
        named.extend(place_in(title, doc, &mention.tokens).map(|at| place(at, area, mention.tokens.len())));
    }
    let own = |at: usize, area| Titled { at, area, aside: false };
    named.extend((0..title.len()).filter_map(|at| area::market(title, at).map(|(_, area)| own(at, area))));
    for name in &names.mentions {
        let Some((area, 2..)) = told_by(names, name.entity) else { continue };
        named.extend(place_in(title, doc, &name.tokens).map(|at| own(at, area)));
    }
    named.sort_by_key(|t| t.at);
    named.dedup_by(|next, first| next.area == first.area);
    named
}

/// The country or union for which a public body stands.
pub fn seat(names: &Names, entity: usize) -> Option<Area> {
    const PUBLIC: &[&str] = &[
        "central_bank",
        "statistics",
        "ministry",
        "government",
        "department",
        "regulator",
        "agency",
        "commission",
        "watchdog",
    ];
    let entity = names.entities.get(entity).filter(|e| PUBLIC.contains(&e.body.0))?;
    area::of_code(entity.country?)
}

/// Whether a body's own work is to count for a country.
fn counts(names: &Names, entity: usize) -> bool {
    names.entities.get(entity).is_some_and(|e| matches!(e.body.0, "statistics" | "ministry" | "department"))
}

/// The country that a body with no figures of its own tells of most, and what that weighs: public bodies and associations
/// of theirs alone, research houses of all, newspapers and agencies of any.
fn told_by(names: &Names, entity: usize) -> Option<(Area, u32)> {
    let body =
        names.entities.get(entity).filter(|_| !crate::link::observation::entity::owner::is_owner(names, entity))?;
    let points = match body.body.0 {
        "media" => return None,
        "research" | "rating_agency" => ASIDE,
        _ => 2,
    };
    area::of_code(body.country?).map(|area| (area, points))
}

/// Whether a place is only the other side of something: "to the US", "US tariffs", "the US dollar".
fn is_aside(doc: &Doc, tokens: &Range<usize>) -> bool {
    let before = flow::before_place(doc, tokens);
    // "Investors based in Portugal", "the US-based lender": where someone lives is not what is told of.
    let based = doc.is(before, "in") && doc.is_any(before.wrapping_sub(1), keys!["based", "living", "headquartered"])
        || doc.is(tokens.end, "-") && doc.is(tokens.end + 1, "based");
    // "Calder, owned by **China**'s Pelham"
    let backed = || doc.is(before, "by") && acts::is(doc, before.wrapping_sub(1), Act::Backing);
    based || backed() || flow::is(doc, before, Class::Toward) || flow::is(doc, tokens.end, Class::Barring)
}

/// Where words of the article stand in its headline: the token.
pub fn place_in(title: &Doc, doc: &Doc, words: &Range<usize>) -> Option<usize> {
    let stand = |&at: &usize| words.clone().enumerate().all(|(i, word)| title.word(at + i) == doc.word(word));
    let begins = |&at: &usize| title.head(at) == doc.head(words.start);
    (0..title.len()).filter(begins).find(stand).filter(|_| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::{Article, Extractor, SourceDate};

    /// The area of a figure whose sentence names none.
    #[test]
    fn whose_article_it_is() {
        let cases = [
            ("Korea’s exports rise even as US tariffs sting", "US tariffs bit. The US wants more.", Some("KR")),
            (
                "ECB cuts rates again",
                "The ECB met as U.S. tariffs and the U.S. dollar weighed. The U.S. waits.",
                Some("EA"),
            ),
            ("Wall Street sinks in worldwide sell-off", "Stocks fell. The S&P 500 slid.", Some("US")),
            ("Worldwide sell-off picks up speed", "Stocks fell from Tokyo to Paris.", Some("001")),
            ("Chile ships more copper to China", "China bought more. Chile grew richer on sales to China.", Some("CL")),
            ("Wages rise", "Owners based in Portugal met.", None),
        ];
        for (title, text, expected) in cases {
            let article = Article {
                title: Some(title.into()),
                text: format!("{text} They met on Friday. Then they left. Wages rose 3% in November."),
                published: SourceDate::parse("2025-12-08"),
                ..Article::default()
            };
            let analysis = Extractor::new().analyze(&article);
            let area = analysis.observations.first().and_then(|o| o.ref_area.as_ref()).and_then(|a| a.code);
            assert_eq!(area, expected, "{title}");
        }
    }
}
