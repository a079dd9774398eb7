//! The evidence that risky words ask for: one method a class of [`super::gazetteer::Needs`].
//!
//! A word is risky where it is also a person's name, a town's, a river's, a bird's or a pronoun. Each method answers
//! from the words beside it and from what the article as a whole says.

use std::ops::Range;

use super::CountryForm;
use super::candidates::Candidate;
use super::evidence::Home;
use super::gazetteer::{self, NameRow, Needs};
use super::sense::{Article, Because};
use super::surroundings::{self as around, Capitals};
use crate::text::{Key, TokenKind, keys};

/// What "Georgia" means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GeorgiaIs {
    /// The U.S. state.
    State,
    /// The country.
    Country,
}

impl Article<'_, '_> {
    /// What says by another word that the article speaks of the country: another name of it, a metropolis, a
    /// neighbour that is named with it. A seat of companies needs no other word: "Jersey-based".
    pub(super) fn support(&self, tokens: &Range<usize>, row: &NameRow) -> Option<&'static str> {
        const NEIGHBOURS: [(&str, &str); 2] = [("JE", "GG"), ("JE", "IM")];
        let (doc, iso2) = (self.doc, row.country.iso2);
        let seat = doc.is(tokens.end, "-")
            && doc.is_any(
                tokens.end + 1,
                keys!["based", "registered", "incorporated", "domiciled", "listed", "resident"],
            );
        let neighbour = NEIGHBOURS.iter().any(|(own, other)| *own == iso2 && self.evidence.mentions(other) > 0);
        let named = self.evidence.speaks_of(iso2) || self.evidence.names(iso2);
        let signs = [
            (named, "the article names the country otherwise, or a metropolis of it"),
            (seat, "a seat of companies: \"-based\""),
            (neighbour, "the article names a neighbour that goes with it"),
        ];
        signs.into_iter().find_map(|(stands, what)| stands.then_some(what))
    }

    /// Whether someone bears the country's name here. In an article that speaks of the country a lone surname is not one.
    pub(super) fn is_namesake(&self, tokens: &Range<usize>, row: &NameRow) -> bool {
        if row.form == CountryForm::Demonym {
            return self.is_surname(tokens);
        }
        let beside = around::is_surname(self.doc, tokens.start) || around::is_first_name(self.doc, tokens.end);
        self.is_person(tokens) && (beside || !self.evidence.speaks_of(row.country.iso2))
    }

    /// Whether the place word is a person's first name or surname here.
    pub(super) fn is_person(&self, tokens: &Range<usize>) -> bool {
        let plain = self.capitals_at(tokens) == Capitals::Sentence;
        around::is_surname(self.doc, tokens.start)
            || self.is_known_surname(tokens)
            || (plain && around::is_first_name(self.doc, tokens.end))
    }

    /// Whether a demonym is a surname: "Mark Cuban", and "Cuban said" after it, but not "Cuban cigars".
    pub(super) fn is_surname(&self, tokens: &Range<usize>) -> bool {
        around::is_surname(self.doc, tokens.start)
            || (self.is_known_surname(tokens) && !around::is_attribute(self.doc, tokens.end))
    }

    fn is_known_surname(&self, tokens: &Range<usize>) -> bool {
        self.evidence.is_surname(&self.doc.slice(tokens).to_lowercase())
            && !around::after_locative(self.doc, tokens.start)
    }

    /// The town that bears a country's name in this article, if it is about one, and what says so.
    pub(super) fn borrowed(&self, tokens: &Range<usize>, row: &NameRow) -> Option<(Home, &'static str)> {
        if row.form != CountryForm::Name {
            return None;
        }
        if let Some(home) = self.evidence.town(&self.doc.slice(tokens).to_lowercase()) {
            return Some((home, "the article binds the town to its state elsewhere"));
        }
        const BESIDE: &str = "the words beside it are a home town's";
        let evidence = &self.evidence;
        let america = Home { country: gazetteer::country("US"), region: "" };
        if row.needs == Needs::Borrowed {
            return around::is_home_town(self.doc, tokens).then_some((america, BESIDE));
        }
        if evidence.speaks_of(row.country.iso2) {
            return None;
        }
        if evidence.is_home_town(&self.doc.slice(tokens).to_lowercase()) {
            return Some((america, BESIDE));
        }
        let states = evidence.regions_of("US");
        let at_home = evidence.counties() > 0 || (states >= 2 && evidence.mentions("US") == 0);
        let american = at_home && !evidence.speaks_of_others("US");
        let local = row.needs == Needs::Town && american;
        local.then_some((america, "American local news: states and counties, no other country"))
    }

    /// `US` in capitals is the pronoun where all is in capitals and a verb or preposition asks for it; before a short
    /// number it is a highway.
    pub(super) fn is_us(&self, tokens: &Range<usize>) -> bool {
        const ASKS: &[Key] = keys![
            "tell", "tells", "give", "gives", "let", "lets", "join", "contact", "about", "for", "with", "to", "of",
            "help", "follow", "between", "all", "than",
        ];
        let doc = self.doc;
        let pronoun = self.capitals_at(tokens) == Capitals::All && doc.is_any(tokens.start.wrapping_sub(1), ASKS);
        let number = if doc.is(tokens.end, "-") { tokens.end + 1 } else { tokens.end };
        let highway = doc.kind(number) == Some(TokenKind::Number)
            && doc.word(number).len() <= 3
            && !doc.is(number + 1, "-")
            && !doc.is_any(number + 1, keys!["year", "million", "billion", "percent", "per", "%"]);
        !pronoun && !highway
    }

    /// Which Georgia it is, and what was weighed: what is American in the article against what is Caucasian.
    pub(super) fn georgia(&self, candidate: &Candidate) -> (GeorgiaIs, Because) {
        let evidence = &self.evidence;
        if let Some(home) = candidate.after_town {
            // "Macon, Georgia" but "Tbilisi, Georgia"
            let which = if home.country.iso2 == "US" { GeorgiaIs::State } else { GeorgiaIs::Country };
            return (which, "the town before its comma".into());
        }
        let near = |iso2: &str| u32::from(evidence.speaks_of(iso2) || evidence.names(iso2));
        let country =
            3 * evidence.mentions("GE") + near("GE") + near("RU") + near("AM") + near("AZ") + near("UA") + near("TR");
        const AMERICAN: &[Key] = keys![
            "department",
            "gov",
            "governor",
            "senate",
            "senator",
            "republican",
            "republicans",
            "democrat",
            "democrats",
            "legislature",
            "voters",
            "rep",
            "congressman",
        ];
        let narrowed = 2 * u32::from(around::after_direction(self.doc, candidate.tokens.start))
            + 4 * u32::from(self.doc.is_any(candidate.tokens.end, AMERICAN));
        let state = evidence.regions_of("US") + evidence.counties() + narrowed;
        let (state, country) = (u64::from(state), u64::from(country));
        if state > country {
            let what = "American states, counties and offices, against the country's capital, name and neighbours";
            return (GeorgiaIs::State, Because { what, weights: Some((state, country)) });
        }
        let what = "the country's capital, name and neighbours, against American states, counties and offices";
        (GeorgiaIs::Country, Because { what, weights: Some((country, state)) })
    }

    /// "the Niger" with nothing after it that the country could own.
    pub(super) fn is_river(&self, tokens: &Range<usize>) -> bool {
        let doc = self.doc;
        let next = doc.lower(tokens.end);
        let noun_follows = doc.kind(tokens.end) == Some(TokenKind::Word)
            && !matches!(
                next,
                "is" | "was"
                    | "were"
                    | "are"
                    | "and"
                    | "in"
                    | "at"
                    | "to"
                    | "near"
                    | "has"
                    | "had"
                    | "where"
                    | "for"
                    | "from"
                    | "into"
                    | "which"
                    | "that"
                    | "as"
                    | "by"
                    | "on"
                    | "or"
            );
        let before = tokens.start.wrapping_sub(1);
        doc.is(before, "river") || (doc.is(before, "the") && !noun_follows)
    }

    /// The bird: at a sentence's start (where its capital tells nothing), among food, in an article that has no other
    /// word of the country.
    pub(super) fn is_bird(&self, tokens: &Range<usize>) -> bool {
        const FOOD: &[Key] = keys![
            "thanksgiving",
            "poultry",
            "flock",
            "flocks",
            "bird",
            "birds",
            "roast",
            "roasted",
            "stuffing",
            "cranberry",
            "sandwich",
            "sandwiches",
            "meat",
            "breast",
            "chicken",
            "chickens",
            "pork",
            "ham",
            "beef",
            "eggs",
            "hens",
            "grocery",
            "supermarket",
            "supermarkets",
            "frozen",
            "dinner",
            "dinners",
            "leftovers",
        ];
        let doc = self.doc;
        let sentence = doc.sentence(tokens.start);
        let capital_tells = sentence.start != tokens.start && self.capitals_at(tokens) == Capitals::Sentence;
        !capital_tells && self.evidence.mentions("TR") == 0 && sentence.into_iter().any(|at| doc.is_any(at, FOOD))
    }
}
