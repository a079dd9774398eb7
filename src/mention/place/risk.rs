//! The evidence that risky words ask for: one method a class of [`super::gazetteer::Needs`].
//!
//! A word is risky where it is also a person's name, a town's, a river's, a bird's or a pronoun. Each method answers
//! from the words beside it and from what the article as a whole says.

use std::ops::Range;

use super::CountryForm;
use super::candidates::Candidate;
use super::evidence::Home;
use super::gazetteer::{self, NameRow, Needs};
use super::sense::Article;
use super::surroundings::{self as around, Capitals};
use crate::text::TokenKind;

impl Article<'_, '_> {
    /// Whether the article says by another word that it speaks of the country: another name of it, a metropolis, a
    /// neighbour that is named with it. A seat of companies needs no other word: "Jersey-based".
    pub(super) fn is_supported(&self, tokens: &Range<usize>, row: &NameRow) -> bool {
        const NEIGHBOURS: [(&str, &str); 2] = [("JE", "GG"), ("JE", "IM")];
        let (doc, iso2) = (self.doc, row.country.iso2);
        let seat = doc.is(tokens.end, "-")
            && doc.is_any(tokens.end + 1, &["based", "registered", "incorporated", "domiciled", "listed", "resident"]);
        let neighbour = NEIGHBOURS.iter().any(|(own, other)| *own == iso2 && self.evidence.mentions(other) > 0);
        seat || neighbour || self.evidence.speaks_of(iso2) || self.evidence.names(iso2)
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

    /// The town that bears a country's name in this article, if it is about one.
    pub(super) fn borrowed(&self, tokens: &Range<usize>, row: &NameRow) -> Option<Home> {
        if row.form != CountryForm::Name {
            return None;
        }
        if let Some(home) = self.evidence.town(&self.doc.slice(tokens).to_lowercase()) {
            return Some(home);
        }
        let evidence = &self.evidence;
        let america = Home { country: gazetteer::country("US"), region: "" };
        if row.needs == Needs::Borrowed {
            return around::is_home_town(self.doc, tokens).then_some(america);
        }
        let home_town = evidence.is_home_town(&self.doc.slice(tokens).to_lowercase());
        let states = evidence.regions_of("US");
        let at_home = evidence.counties() > 0 || (states >= 2 && evidence.mentions("US") == 0);
        let american = at_home && !evidence.speaks_of_others("US");
        let local = home_town || (row.needs == Needs::Town && american);
        (local && !evidence.speaks_of(row.country.iso2)).then_some(america)
    }

    /// `US` in capitals is the pronoun where all is in capitals and a verb or preposition asks for it; before a short
    /// number it is a highway.
    pub(super) fn is_us(&self, tokens: &Range<usize>) -> bool {
        const ASKS: [&str; 18] = [
            "tell", "tells", "give", "gives", "let", "lets", "join", "contact", "about", "for", "with", "to", "of",
            "help", "follow", "between", "all", "than",
        ];
        let doc = self.doc;
        let pronoun = self.capitals_at(tokens) == Capitals::All && doc.is_any(tokens.start.wrapping_sub(1), &ASKS);
        let number = if doc.is(tokens.end, "-") { tokens.end + 1 } else { tokens.end };
        let highway = doc.kind(number) == Some(TokenKind::Number)
            && doc.word(number).len() <= 3
            && !doc.is(number + 1, "-")
            && !doc.is_any(number + 1, &["year", "million", "billion", "percent", "per", "%"]);
        !pronoun && !highway
    }

    pub(super) fn is_state_of_georgia(&self, candidate: &Candidate) -> bool {
        let evidence = &self.evidence;
        if let Some(home) = candidate.after_town {
            return home.country.iso2 == "US"; // "Macon, Georgia" but "Tbilisi, Georgia"
        }
        let near = |iso2: &str| u32::from(evidence.speaks_of(iso2) || evidence.names(iso2));
        let country =
            3 * evidence.mentions("GE") + near("GE") + near("RU") + near("AM") + near("AZ") + near("UA") + near("TR");
        const AMERICAN: [&str; 13] = [
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
            + 4 * u32::from(self.doc.is_any(candidate.tokens.end, &AMERICAN));
        let state = evidence.regions_of("US") + evidence.counties() + narrowed;
        state > country
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
        const FOOD: [&str; 28] = [
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
        !capital_tells && self.evidence.mentions("TR") == 0 && sentence.into_iter().any(|at| doc.is_any(at, &FOOD))
    }
}
