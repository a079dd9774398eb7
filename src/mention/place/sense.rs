//! What a candidate means in its article, or that it means no place.
//!
//! The rules are tried in order; each names itself for `explain`. What the words beside it say goes before what the
//! article says, and that goes before what is usual: a binding ("Paris, Texas"), then a person or body, then the
//! evidence class of the word, then the size of the city.

use std::ops::Range;

use super::candidates::{Candidate, Sense};
use super::cities::{City, Namesakes, Risk};
use super::evidence::Evidence;
use super::gazetteer::{self, CountryRow, NameRow, Needs, PartRow, RegionRow};
use super::surroundings::{self as around, Capitals, Inside, Role};
use super::{Country, CountryForm, Region};
use crate::mention::MentionKind;
use crate::text::{Doc, TokenKind};

/// The rules by name; a case fires each.
#[cfg(test)]
pub const RULES: [&str; 14] = [
    "city_state",
    "town_of_the_article",
    "country_name",
    "country_abbreviation",
    "demonym",
    "seat_of_power",
    "korea_north",
    "congo_brazzaville",
    "subdivision",
    "county",
    "capital_for_government",
    "large_city",
    "city_in_context",
    "region",
];

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
        let narrow = row.form != CountryForm::Demonym;
        if self.in_body(tokens, inside) || (narrow && self.is_led_up_to(tokens)) {
            return None;
        }
        if row.form == CountryForm::Demonym && (around::is_language(doc, tokens) || self.is_surname(tokens)) {
            return None;
        }
        match row.needs {
            Needs::Nothing => {}
            Needs::Name | Needs::Town if self.is_namesake(tokens, row) => return None,
            Needs::Borrowed if around::is_surname(doc, tokens.start) => return None,
            Needs::Name | Needs::Town | Needs::Borrowed => {
                if let Some(home) = self.borrowed(tokens, row) {
                    return Some(("town_of_the_article", self.place(CountryForm::City, home.country, tokens)));
                }
            }
            Needs::Support if !self.is_supported(tokens, row) => return None,
            Needs::Support => {}
            Needs::Hyphen if !(doc.is(tokens.end, "-") && doc.glued(tokens.end)) => return None,
            Needs::Hyphen => {}
            Needs::Unit if doc.kind(tokens.start.wrapping_sub(1)) == Some(TokenKind::Number) => return None,
            Needs::Unit => {}
            Needs::Us if !self.is_us(tokens) => return None,
            Needs::Us => {}
            Needs::Georgia if candidate.after_town.is_none() && self.is_person(tokens) => return None,
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
            _ if candidate.after_town.is_some() => true,
            Needs::AfterCity if around::is_constituency(doc, tokens) => true,
            Needs::AfterCity => false,
            Needs::Support => self.evidence.speaks_of(row.country.iso2) && !self.is_person(tokens),
            Needs::Name => !self.is_person(tokens),
            Needs::Georgia => true,
            _ => true,
        };
        let body = candidate.after_town.is_none()
            && (self.in_body(tokens, Inside::Word)
                || (self.capitals_at(tokens) == Capitals::Sentence && around::goes_on(doc, tokens.end)));
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
        let plain = self.capitals_at(tokens) == Capitals::Sentence;
        if self.in_body(tokens, Inside::Word)
            || (plain && (around::goes_on(doc, tokens.end) || around::leads_up(doc, tokens.start)))
        {
            return None;
        }
        if let Some(home) = self.evidence.town(&key) {
            return Some(("town_of_the_article", self.place(CountryForm::City, home.country, tokens)));
        }
        let city = cities.iter().max_by_key(|city| self.weight(city))?;
        let home_town = around::is_home_town(doc, tokens);
        let inside = home_town || around::after_inside(doc, tokens.start);
        let placed = home_town || around::after_locative(doc, tokens.start);
        let local = self.evidence.region(city.country.iso2, city.region) > 0;
        let national = self.evidence.names(city.country.iso2) && city.country.iso2 != "US";
        let english = matches!(city.country.iso2, "US" | "GB" | "CA" | "AU" | "NZ" | "IE" | "ZA");
        let size = if city.capital { city.population.max(LARGE) } else { city.population };
        let opens = doc.sentence(tokens.start).start == tokens.start || self.capitals_at(tokens) != Capitals::Sentence;
        let another = self.evidence.is_surname(&key) || (city.risk != Risk::None && self.evidence.opens_body(&key));
        let accepted = match city.risk {
            _ if another && !inside => false,
            Risk::None if size >= LARGE => true,
            Risk::None => (inside && (local || national)) || (placed && local),
            Risk::Name if size >= LARGE_FOR_A_SURNAME && (english || city.capital || placed || national) => true,
            Risk::Name => (size >= LARGE && (inside || local || city.capital)) || (inside && local),
            Risk::Company => false,
            Risk::Word if size >= LARGE_FOR_A_WORD || (city.capital && national) => true,
            Risk::Word => inside && !opens && (size >= LARGE || local),
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
        if self.in_body(tokens, inside) || self.is_led_up_to(tokens) {
            return None; // "Economic Commission for Africa", "Royal Caribbean"
        }
        let region = Region { name: row.name, code: row.code, kind: row.kind };
        Some(("region", MentionKind::Region(region)))
    }

    /// Whether the tokens are a part of a body's name. Where each word has a capital, only "Bank of …" tells.
    fn in_body(&self, tokens: &Range<usize>, inside: Inside) -> bool {
        let plain = self.capitals_at(tokens) == Capitals::Sentence;
        around::ends_body(self.doc, tokens.start) || (plain && around::is_beside_body(self.doc, tokens, inside))
    }

    fn is_led_up_to(&self, tokens: &Range<usize>) -> bool {
        self.capitals_at(tokens) == Capitals::Sentence && around::leads_up_to_country(self.doc, tokens.start)
    }

    /// How much speaks for one of several cities of a name: its people, many times more in a state or country that the
    /// article names.
    fn weight(&self, city: &City) -> u64 {
        let named = self.evidence.region(city.country.iso2, city.region) > 0;
        let local = match (named, self.evidence.counties()) {
            (true, 0) => 100,
            (true, _) => 1_000, // local news: even a world city gives way to a town nearby
            (false, _) => 1,
        };
        let national = if self.evidence.names(city.country.iso2) { 6 } else { 1 };
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

    /// How the sentence uses capitals.
    pub(super) fn capitals_at(&self, tokens: &Range<usize>) -> Capitals {
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
