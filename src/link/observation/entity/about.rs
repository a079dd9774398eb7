//! The company or body that an article is about: whose figures those are that name nobody.
//!
//! Guarantees that it stands in the headline, as its text or a headline writes it ("**Man Utd**", "**GM**", "**Harlow**"
//! for Harlow Robotics), or is spoken of at the opening of the first sentences. However often a bank is quoted or an
//! example goes on, an article that begins with nobody is about nobody.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{holder, owner};
use crate::link::observation::home::place_in;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::Mention;
use crate::mention::name::{Name, Names, is_introduced};
use crate::text::{Doc, Key, keys};

/// What a name in the headline weighs, once.
const TITLE: u32 = 6;
/// The extra weight of the name that begins the headline: who acts ("**Southwest** trims jobs as Boeing slips").
const TITLE_HEAD: u32 = 2;
/// What one in the first sentence weighs.
const LEAD: u32 = 3;
/// How many sentences open the article.
const OPENING: usize = 2;

/// What is known of a name that may be what the article is about.
#[derive(Default)]
struct Weighed {
    points: u32,
    /// The place of its first mention.
    first: usize,
    titled: bool,
    /// Whether its first word stands in the headline and is another's as well.
    ambiguous: bool,
    /// Whether the first sentences speak of it.
    opens: bool,
}

/// The company or body that the article is about, with its weight. `places`: those of the headline; `of_country`: the
/// headline names a country's statistic, of which a company that says it only tells.
pub fn main_body(doc: &Doc, names: &Names, places: &[Mention], of_country: bool) -> Option<(String, u32)> {
    let mut weighed: FxHashMap<usize, Weighed> = FxHashMap::default();
    let headline = doc.title.as_ref().map(|doc| Headline { doc, places, of_country });
    let owners = names.mentions.iter().enumerate().filter(|(_, n)| owner::owns(doc, names, n));
    for (first, name) in owners {
        let entry = weighed.entry(name.entity).or_insert_with(|| Weighed { first, ..Weighed::default() });
        let sentence = doc.sentence_of(name.tokens.start);
        entry.points += if sentence == 0 { LEAD } else { 1 };
        entry.opens |= sentence < OPENING && is_spoken_of(doc, name, of_country);
        if sentence < OPENING && is_introduced(doc, &name.tokens) {
            entry.points += TITLE; // "A drug firm is to go public. The firm, **Orvex**, said"
        }
        if let Some(headline) = headline.as_ref().filter(|_| !entry.titled) {
            let core = core(doc, &name.tokens);
            if let Some(at) = place_in(headline.doc, doc, &core) {
                entry.titled = !headline.tells(at, core.len());
                entry.points += if entry.titled && at == 0 { TITLE_HEAD } else { 0 };
            } else if headline.has_shortened(doc, &name.tokens) {
                entry.titled = true;
            } else if !entry.ambiguous && headline.begins(doc, &core) {
                entry.titled = is_own_word(doc, names, name);
                entry.ambiguous = !entry.titled;
            }
            entry.points += if entry.titled { TITLE } else { 0 };
        }
    }
    let best = weighed.into_iter().filter(|(_, w)| w.points > 1 && (w.titled || w.opens));
    let (entity, best) = best.max_by_key(|(_, w)| (w.points, std::cmp::Reverse(w.first)))?;
    names.name_of(entity).map(|name| (name.to_owned(), best.points))
}

/// Whether a sentence speaks of a name: neither behind a preposition that makes it another's partner, owner or measure
/// ("sold **to Pelham**"), nor only as who says what stands before ("…, **Pelham** said").
fn is_spoken_of(doc: &Doc, name: &Name, of_country: bool) -> bool {
    let start = doc.sentence(name.tokens.start).start;
    let before = name.tokens.start.wrapping_sub(1);
    let before = before.wrapping_sub(usize::from(doc.is(before, "the")));
    let aside =
        doc.is_any(before, keys!["by", "from", "to", "against", "with", "like", "than", "as", "including", "into"]);
    let opens = name.tokens.start <= start + 1;
    let says = words::is(doc, name.tokens.end, Class::Publisher) && (of_country || doc.is(before, ","));
    let told_by = holder::is_tracker(doc, name) || holder::is_former(doc, name);
    !says && !told_by && (opens || !aside)
}

/// The headline, in which names stand shorter than in the text.
struct Headline<'a> {
    doc: &'a Doc<'a>,
    places: &'a [Mention],
    of_country: bool,
}

impl Headline<'_> {
    /// Whether the name at a token only tells a country's statistic: "House prices up, says **Calder**".
    fn tells(&self, at: usize, len: usize) -> bool {
        let says = |i: usize| self.doc.is_any(i, keys!["says", "say", "finds"]);
        self.of_country && (says(at.wrapping_sub(1)) || says(at + len))
    }

    /// Whether it has the words of a name shortened, one by one: "**Man Utd**" for Manchester United; or their initials:
    /// "**BA**" for British Airways.
    fn has_shortened(&self, doc: &Doc, name: &Range<usize>) -> bool {
        let words = || name.clone().map(|i| doc.word(i));
        let word_by_word = |at: usize| {
            let mut pairs = words().enumerate().map(|(i, word)| (self.doc.word(at + i), word));
            pairs.all(|(short, word)| short == word || abbreviates(short, word))
        };
        let initials = |at: usize| {
            let short = self.doc.word(at);
            let all = short.chars().zip(words()).all(|(c, word)| c.is_uppercase() && word.starts_with(c));
            all && short.chars().count() == name.len()
        };
        name.len() > 1 && (0..self.doc.len()).any(|at| word_by_word(at) || initials(at))
    }

    /// Whether it has the first word of a name, and that as no place: "**Harlow** lifts its dividend".
    fn begins(&self, doc: &Doc, name: &Range<usize>) -> bool {
        const SHORTEST: usize = 4;
        let word = doc.word(name.start);
        let is_place = |at: usize| self.places.iter().any(|place| place.tokens.contains(&at));
        name.len() > 1
            && word.len() >= SHORTEST
            && (0..self.doc.len()).any(|at| self.doc.word(at) == word && !is_place(at))
    }
}

/// A company's name without what tells its legal form or trade: headlines leave that out ("Nvidia Corp.", "Toyota Motor").
fn core(doc: &Doc, name: &Range<usize>) -> Range<usize> {
    const FORMS: &[Key] = keys![
        "corp",
        "corporation",
        "inc",
        "incorporated",
        "co",
        "company",
        "ltd",
        "limited",
        "plc",
        "ag",
        "sa",
        "se",
        "nv",
        "group",
        "holdings",
        "motor",
        "motors",
        "platforms",
        "technologies",
        "technology",
        "airlines",
        "stores",
        "&",
        ".",
    ];
    let end = (name.start + 1..=name.end).rev().find(|&end| !doc.is_any(end - 1, FORMS)).unwrap_or(name.end);
    name.start..end
}

/// Whether a capitalised word is another one shortened: its first letter and some of the rest, in order.
fn abbreviates(short: &str, word: &str) -> bool {
    let mut rest = word.chars();
    short.len() > 1
        && short.len() < word.len()
        && short.starts_with(char::is_uppercase)
        && word.chars().next() == short.chars().next()
        && short.chars().all(|c| rest.any(|other| other == c))
}

/// Whether the text has the first word of a name in no other use: not "General" of General Motors, whose general manager
/// it quotes, nor "Bank" of several.
fn is_own_word(doc: &Doc, names: &Names, name: &Name) -> bool {
    let first = doc.lower(name.tokens.start);
    let is_its = |i: usize| names.at(i).is_some_and(|other| other.entity == name.entity);
    (0..doc.len()).all(|i| !doc.is(i, first) || is_its(i))
}

#[cfg(test)]
mod tests {
    use crate::{Article, Extractor, SourceDate};

    /// Whose a figure is that names nobody.
    #[test]
    fn whose_article_it_is() {
        let others =
            "It took a while. Pelham Bank expects more. Pelham Bank and Pelham Bank's rivals met. Then they left.";
        let cases = [
            ("Calder Utd gains", "Calder United's profits rose 3%.", Some("Calder United")),
            ("CU gains", "Profits at Calder United rose 3%.", Some("Calder United")),
            ("Harlow lifts its dividend", "Harlow Robotics met its owners.", Some("Harlow Robotics")),
            ("Robot maker gains", "Profits at Harlow Robotics rose 3%.", Some("Harlow Robotics")),
            // Nobody's: the lender is only quoted, a rival or a customer.
            ("Builders hire again", "Builders hire again, Pelham Bank said.", None),
            ("Builders hire again", "A rise in hiring helped those who sell to Pelham Bank.", None),
            ("House prices rise, says Pelham Bank", "Pelham Bank said house prices rose.", None),
            ("General strike looms", "A general strike looms in the autumn.", None),
        ];
        for (title, text, expected) in cases {
            let article = Article {
                title: Some(title.into()),
                text: format!("{text} {others} Revenue was $3 million."),
                published: SourceDate::parse("2025-12-08"),
                ..Article::default()
            };
            let analysis = Extractor::new().analyze(&article);
            let entity = analysis.observations.last().and_then(|o| o.entity.as_deref());
            assert_eq!(entity, expected, "{title}");
        }
    }
}
