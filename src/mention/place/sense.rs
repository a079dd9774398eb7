//! What a candidate means in its article, or that it means no place.
//!
//! The rules are tried in order; each names itself for `explain`. What the words beside it say goes before what the
//! article says, and that goes before what is usual: a binding ("Paris, Texas"), then a person or body, then the
//! evidence class of the word, then the size of the city.

use std::ops::Range;

use super::candidates::{Candidate, Sense};
use super::cities::{City, Namesakes, Risk};
use super::evidence::{Evidence, Home};
use super::gazetteer::{self, CountryRow, NameRow, Needs, PartRow, RegionRow};
use super::surroundings::{self as around, Capitals, Inside, Role};
use super::{Country, CountryForm, Region};
use crate::mention::MentionKind;
use crate::text::{Doc, TokenKind};

/// A city of that many people is known by its name alone.
const LARGE: u64 = 100_000;
/// The same where its name is also a person's.
const LARGE_FOR_A_SURNAME: u64 = 400_000;
/// The same where its name is also an English word.
const LARGE_FOR_A_WORD: u64 = 5_000_000;

/// An article's candidates and what decides about them.
pub struct Article<'d, 't> {
    /// The text.
    pub doc: &'d Doc<'t>,
    /// The use of capitals in each sentence.
    pub capitals: Vec<Capitals>,
    /// What the whole article says.
    pub evidence: Evidence,
}

/// The outcome for a candidate: the rule that decided and what it is.
pub type Verdict = Option<(&'static str, MentionKind)>;

impl Article<'_, '_> {
    /// Decides about one candidate.
    pub fn decide(&self, candidate: &Candidate) -> Verdict {
        let tokens = &candidate.tokens;
        if let Some(home) = candidate.home.filter(|_| !self.is_sure_country(candidate)) {
            return Some(("city_state", self.place(CountryForm::City, home.country, tokens)));
        }
        candidate.senses.iter().find_map(|sense| match sense {
            Sense::Country(row) => self.country(candidate, row),
            Sense::Part(row) => self.part(candidate, row),
            Sense::City(cities) => self.city(candidate, cities),
            Sense::Region(row) => self.region(tokens, row),
            Sense::County => self.county(tokens),
            Sense::Town => None,
        })
    }

    /// A comma before another country does not make a town of a country: "Canada, Mexico".
    fn is_sure_country(&self, candidate: &Candidate) -> bool {
        let home_is_country = candidate.home.is_some_and(|h| h.region.is_empty());
        home_is_country && candidate.senses.iter().any(|s| matches!(s, Sense::Country(_)))
    }

    fn country(&self, candidate: &Candidate, row: &'static NameRow) -> Verdict {
        let (doc, tokens) = (self.doc, &candidate.tokens);
        let inside = if row.form == CountryForm::Abbreviation { Inside::Abbreviation } else { Inside::Word };
        if self.capitals_at(tokens) == Capitals::Sentence
            && (around::in_body(doc, tokens, inside)
                || (row.form != CountryForm::Demonym && around::leads_up_to_country(doc, tokens.start)))
        {
            return None;
        }
        if row.form == CountryForm::Demonym && around::is_language(doc, tokens) {
            return None;
        }
        match row.needs {
            Needs::Nothing => {}
            Needs::Name | Needs::Town if self.is_person(tokens) => return None,
            Needs::Name | Needs::Town => {
                if let Some(home) = self.borrowed(tokens, row) {
                    return Some(("town_of_the_article", self.place(CountryForm::City, home.country, tokens)));
                }
            }
            Needs::Support if !self.evidence.speaks_of(row.country.iso2) => return None,
            Needs::Support => {}
            Needs::Hyphen if !(doc.is(tokens.end, "-") && doc.glued(tokens.end)) => return None,
            Needs::Hyphen => {}
            Needs::Unit if doc.kind(tokens.start.wrapping_sub(1)) == Some(TokenKind::Number) => return None,
            Needs::Unit => {}
            Needs::Us if !self.is_us(tokens) => return None,
            Needs::Us => {}
            Needs::Georgia if !candidate.after_town && self.is_person(tokens) => return None,
            Needs::Georgia if self.is_state_of_georgia(candidate) => return None,
            Needs::Georgia => {}
            Needs::Korea => {
                if self.evidence.mentions("KP") > 0 && self.evidence.mentions("KR") == 0 {
                    return Some(("korea_north", self.named(row.form, gazetteer::country("KP"))));
                }
            }
            Needs::Congo => {
                if self.evidence.mentions("CG") > 0 && self.evidence.mentions("CD") == 0 {
                    return Some(("congo_brazzaville", self.named(row.form, gazetteer::country("CG"))));
                }
            }
            Needs::River if self.is_river(tokens) => return None,
            Needs::River => {}
            Needs::Turkey if self.is_bird(tokens) => return None,
            Needs::Turkey => {}
            Needs::AfterCity => return None,
        }
        let rule = match row.form {
            CountryForm::Abbreviation => "country_abbreviation",
            CountryForm::Demonym => "demonym",
            CountryForm::Metonym => "seat_of_power",
            _ => "country_name",
        };
        Some((rule, self.named(row.form, row.country)))
    }

    fn part(&self, candidate: &Candidate, row: &'static PartRow) -> Verdict {
        let (doc, tokens) = (self.doc, &candidate.tokens);
        let accepted = match row.needs {
            _ if candidate.after_town => true,
            Needs::AfterCity => false,
            Needs::Support => self.evidence.speaks_of(row.country.iso2) && !self.is_person(tokens),
            Needs::Name => !self.is_person(tokens),
            Needs::Georgia => true,
            _ => true,
        };
        let body = self.capitals_at(tokens) == Capitals::Sentence
            && !candidate.after_town
            && (around::in_body(doc, tokens, Inside::Word) || around::goes_on(doc, tokens.end));
        (accepted && !body).then(|| ("subdivision", self.place(CountryForm::Subdivision, row.country, tokens)))
    }

    fn county(&self, tokens: &Range<usize>) -> Verdict {
        if around::has(self.doc, tokens.end, Role::Organization) && self.doc.is_capital(tokens.end) {
            return None; // "Cavan County Council"
        }
        // Counties are an American way to say where: elsewhere only if the article names no state and another land.
        const LANDS: [&str; 9] = ["KE", "LR", "IE", "SE", "NO", "HU", "HR", "RO", "EE"];
        let land = LANDS.iter().copied().filter(|_| self.evidence.regions_of("US") == 0);
        let land = land.max_by_key(|iso2| self.evidence.mentions(iso2)).filter(|iso2| self.evidence.mentions(iso2) > 0);
        let country = gazetteer::country(land.unwrap_or("US"));
        Some(("county", self.place(CountryForm::Subdivision, country, tokens)))
    }

    fn city(&self, candidate: &Candidate, cities: &Namesakes) -> Verdict {
        let (doc, tokens) = (self.doc, &candidate.tokens);
        let key = doc.slice(tokens).to_lowercase();
        if around::is_surname(doc, tokens.start) {
            return None;
        }
        if self.capitals_at(tokens) == Capitals::Sentence
            && (around::goes_on(doc, tokens.end)
                || around::leads_up(doc, tokens.start)
                || around::in_body(doc, tokens, Inside::Word))
        {
            return None;
        }
        if let Some(home) = self.evidence.town(&key) {
            return Some(("town_of_the_article", self.place(CountryForm::City, home.country, tokens)));
        }
        let city = cities.iter().max_by_key(|city| self.weight(city))?;
        let placed = around::after_locative(doc, tokens.start) || around::is_home_town(doc, tokens);
        let local = self.evidence.region(city.country.iso2, city.region) > 0;
        let national = self.evidence.mentions(city.country.iso2) > 0 && city.country.iso2 != "US";
        let size = if city.capital { city.population.max(LARGE) } else { city.population };
        let opens = doc.sentence(tokens.start).start == tokens.start || self.capitals_at(tokens) != Capitals::Sentence;
        let surname = self.evidence.is_surname(&key);
        let accepted = match city.risk {
            _ if surname && !placed => false,
            Risk::None if size >= LARGE => true,
            Risk::None => placed && (local || national),
            Risk::Name => {
                size >= LARGE_FOR_A_SURNAME || (size >= LARGE && (placed || local || city.capital)) || (placed && local)
            }
            Risk::Company => false,
            Risk::Word => {
                size >= LARGE_FOR_A_WORD || (city.capital && national) || (placed && !opens && (size >= LARGE || local))
            }
        };
        if !accepted {
            return None;
        }
        if city.capital && self.is_government(tokens) {
            return Some(("capital_for_government", self.named(CountryForm::Metonym, city.country)));
        }
        let rule = if size >= LARGE { "large_city" } else { "city_in_context" };
        Some((rule, self.place(CountryForm::City, city.country, tokens)))
    }

    fn region(&self, tokens: &Range<usize>, row: &'static RegionRow) -> Verdict {
        let inside = if row.abbreviation { Inside::Abbreviation } else { Inside::Word };
        if self.capitals_at(tokens) == Capitals::Sentence
            && (around::in_body(self.doc, tokens, inside) || around::leads_up_to_country(self.doc, tokens.start))
        {
            return None; // "Economic Commission for Africa", "Royal Caribbean"
        }
        let region = Region { name: row.name, code: row.code, kind: row.kind };
        Some(("region", MentionKind::Region(region)))
    }

    /// How much speaks for one of several cities of a name: its people, many times more in a state or country that the
    /// article names.
    fn weight(&self, city: &City) -> u64 {
        let local = if self.evidence.region(city.country.iso2, city.region) > 0 { 100 } else { 1 };
        let national = if self.evidence.mentions(city.country.iso2) > 0 { 6 } else { 1 };
        let capital = if city.capital { 4 } else { 1 };
        (city.population + 1) * local * national * capital
    }

    /// Whether the capital stands for its government: it speaks, or it is one side of a relation.
    fn is_government(&self, tokens: &Range<usize>) -> bool {
        let doc = self.doc;
        let before = tokens.start.wrapping_sub(1);
        let placed = doc.is_any(before, &["in", "at", "near", "outside", "from", "around", "across", "of", "to"]);
        let speaks = around::has(doc, tokens.end, Role::Speech);
        let relates = doc.is_any(before, &["with", "between", "against", "on"]);
        (speaks || relates) && !placed
    }

    fn is_person(&self, tokens: &Range<usize>) -> bool {
        let doc = self.doc;
        let placed = around::after_locative(doc, tokens.start);
        around::is_surname(doc, tokens.start)
            || (!placed && self.evidence.is_surname(&doc.slice(tokens).to_lowercase()))
            || (around::is_given_name(doc.slice(tokens))
                && self.capitals_at(tokens) == Capitals::Sentence
                && around::is_first_name(doc, tokens.end))
    }

    /// The town that bears a country's name in this article, if it is about one.
    fn borrowed(&self, tokens: &Range<usize>, row: &NameRow) -> Option<Home> {
        if row.form != CountryForm::Name {
            return None;
        }
        if let Some(home) = self.evidence.town(&self.doc.slice(tokens).to_lowercase()) {
            return Some(home);
        }
        let evidence = &self.evidence;
        let home_town = evidence.is_home_town(&self.doc.slice(tokens).to_lowercase());
        let american = evidence.regions_of("US") + evidence.counties() >= 2 && !evidence.speaks_of_others("US");
        let local = home_town || (row.needs == Needs::Town && american);
        (local && !evidence.speaks_of(row.country.iso2)).then(|| Home { country: gazetteer::country("US"), region: "" })
    }

    /// `US` in capitals is the pronoun where all is in capitals and a verb or preposition asks for it; before a short
    /// number it is a highway.
    fn is_us(&self, tokens: &Range<usize>) -> bool {
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

    fn is_state_of_georgia(&self, candidate: &Candidate) -> bool {
        let evidence = &self.evidence;
        if candidate.after_town {
            // "Tbilisi, Georgia": bound by a city of the table, else by the article.
            let before = candidate.tokens.start.saturating_sub(2);
            return !self.is_georgian_city(before);
        }
        let near = |iso2: &str| u32::from(evidence.speaks_of(iso2));
        let country =
            3 * evidence.mentions("GE") + near("GE") + near("RU") + near("AM") + near("AZ") + near("UA") + near("TR");
        let narrowed = u32::from(around::after_direction(self.doc, candidate.tokens.start));
        let state = evidence.regions_of("US") + evidence.counties() + narrowed;
        state > country
    }

    fn is_georgian_city(&self, last: usize) -> bool {
        (last.saturating_sub(2)..=last).any(|start| {
            super::cities::find(self.doc, start)
                .is_some_and(|(end, cities)| end == last + 1 && cities.iter().any(|c| c.country.iso2 == "GE"))
        })
    }

    /// "the Niger" with nothing after it that the country could own.
    fn is_river(&self, tokens: &Range<usize>) -> bool {
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
        doc.is(tokens.start.wrapping_sub(1), "the") && !noun_follows
    }

    /// The bird: at a sentence's start (where its capital tells nothing), among food, in an article that has no other
    /// word of the country.
    fn is_bird(&self, tokens: &Range<usize>) -> bool {
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

    fn capitals_at(&self, tokens: &Range<usize>) -> Capitals {
        self.capitals.get(self.doc.sentence_of(tokens.start)).copied().unwrap_or(Capitals::Sentence)
    }

    fn named(&self, form: CountryForm, country: &CountryRow) -> MentionKind {
        let &CountryRow { iso2, iso3, name } = country;
        MentionKind::Country(Country { iso2, iso3, name, form, place: None })
    }

    fn place(&self, form: CountryForm, country: &CountryRow, tokens: &Range<usize>) -> MentionKind {
        let &CountryRow { iso2, iso3, name } = country;
        let place = Some(self.doc.slice(tokens).to_owned());
        MentionKind::Country(Country { iso2, iso3, name, form, place })
    }
}
