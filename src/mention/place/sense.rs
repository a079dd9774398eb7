//! What a candidate means in its article, or that it means no place.
//!
//! The rules are tried in order; each names itself for `explain`. What the words beside it say goes before what the
//! article says, and that goes before what is usual: a binding ("Paris, Texas"), then a person or body, then the
//! evidence class of the word, then the size of the city. Each verdict, a refusal too, says what decided.

use std::cell::OnceCell;
use std::ops::Range;

use super::bodies::{self, Inside};
use super::candidates::{Candidate, Sense};
use super::cities::{City, Namesakes, Risk};
use super::evidence::Evidence;
use super::gazetteer::{self, CountryRow, NameRow, Needs, PartRow, RegionRow};
use super::risk::GeorgiaIs;
use super::surroundings::{self as around, Capitals, Role};
use super::{Country, CountryForm, Region};
use crate::mention::MentionKind;
use crate::text::{Doc, TokenKind, keys};

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
    /// The use of capitals in each sentence, once someone has asked.
    pub capitals: Vec<OnceCell<Capitals>>,
    /// What the whole article says.
    pub evidence: Evidence,
}

/// What decided: in words, and with the weights for and against where some were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Because {
    /// In words.
    pub what: &'static str,
    /// For the outcome, against it.
    pub weights: Option<(u64, u64)>,
}

impl From<&'static str> for Because {
    fn from(what: &'static str) -> Self {
        Self { what, weights: None }
    }
}

/// A candidate that is a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The rule that decided.
    pub rule: &'static str,
    /// What it is.
    pub kind: MentionKind,
    /// Its evidence.
    pub because: Because,
}

/// The outcome for a candidate; a refusal says why.
pub type Verdict = Result<Decision, Because>;

fn is(rule: &'static str, because: impl Into<Because>, kind: MentionKind) -> Verdict {
    Ok(Decision { rule, kind, because: because.into() })
}

fn no(because: &'static str) -> Verdict {
    Err(because.into())
}

const BODY: &str = "part of a body's name";
const NAME: &str = "part of another name";
const PERSON: &str = "a person's name";

impl Article<'_, '_> {
    /// Decides about one candidate.
    pub fn decide(&self, candidate: &Candidate) -> Verdict {
        let tokens = &candidate.tokens;
        if let Some(home) = candidate.home.filter(|_| !self.is_sure_country(candidate)) {
            let because = "the state or country after its comma";
            return is("city_state", because, self.place(CountryForm::City, home.country, tokens));
        }
        let mut refusal: Option<Because> = None;
        for sense in &candidate.senses {
            let verdict = match sense {
                Sense::Country(row) => self.country(candidate, row),
                Sense::Part(row) => self.part(candidate, row),
                Sense::City(cities) => self.city(candidate, cities),
                Sense::Region(row) => self.region(tokens, row),
                Sense::County => self.county(tokens),
                Sense::Town => no("a town only where a state follows it"),
            };
            match verdict {
                Ok(decision) => return Ok(decision),
                Err(because) => refusal = refusal.or(Some(because)),
            }
        }
        Err(refusal.unwrap_or("a longer name that is no place".into()))
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
        if self.in_body(tokens, inside) {
            return no(BODY);
        }
        if narrow && self.is_led_up_to(tokens) {
            return no(NAME);
        }
        if row.form == CountryForm::Demonym && around::is_language(doc, tokens) {
            return no("a language");
        }
        if row.form == CountryForm::Demonym && self.is_surname(tokens) {
            return no(PERSON);
        }
        let because: Because = match row.needs {
            Needs::Nothing => "its only sense".into(),
            Needs::Name | Needs::Town if self.is_namesake(tokens, row) => return no(PERSON),
            Needs::Borrowed if around::is_surname(doc, tokens.start) => return no(PERSON),
            Needs::Name | Needs::Town | Needs::Borrowed => {
                if let Some((home, because)) = self.borrowed(tokens, row) {
                    return is("town_of_the_article", because, self.place(CountryForm::City, home.country, tokens));
                }
                match self.evidence.speaks_of(row.country.iso2) {
                    true => "the article speaks of the country".into(),
                    false => "nothing makes a person or a town of it".into(),
                }
            }
            Needs::Support => match self.support(tokens, row) {
                Some(because) => because.into(),
                None => return no("no other sign of the country"),
            },
            Needs::Hyphen if !(doc.is(tokens.end, "-") && doc.glued(tokens.end)) => return no("no hyphen after it"),
            Needs::Hyphen => "the hyphen after it".into(),
            Needs::Unit if doc.kind(tokens.start.wrapping_sub(1)) == Some(TokenKind::Number) => return no("a unit"),
            Needs::Unit => "no number before it".into(),
            Needs::Us if !self.is_us(tokens) => return no("a pronoun or a highway"),
            Needs::Us => "neither pronoun nor highway".into(),
            Needs::Georgia if candidate.after_town.is_none() && self.is_person(tokens) => return no(PERSON),
            Needs::Georgia => match self.georgia(candidate) {
                (GeorgiaIs::State, because) => return Err(because),
                (GeorgiaIs::Country, because) => because,
            },
            Needs::Korea => {
                if self.evidence.mentions("KP") > 0 && self.evidence.mentions("KR") == 0 {
                    let north = self.named(row.form, gazetteer::country("KP"));
                    return is("korea_north", "the article names the North and not the South", north);
                }
                "the South unless the article names the North alone".into()
            }
            Needs::Congo => {
                if self.evidence.mentions("CG") > 0 && self.evidence.mentions("CD") == 0 {
                    let brazzaville = self.named(row.form, gazetteer::country("CG"));
                    return is("congo_brazzaville", "the article names Brazzaville's and not Kinshasa's", brazzaville);
                }
                "Kinshasa's unless the article names Brazzaville's alone".into()
            }
            Needs::River if self.is_river(tokens) => return no("a river"),
            Needs::River => "no river: the words beside it are a country's".into(),
            Needs::Turkey if self.is_bird(tokens) => {
                return no("the bird: food beside it, no other sign of the country");
            }
            Needs::Turkey => "no food beside it, or another sign of the country".into(),
            Needs::AfterCity => return no("a state only after a town"),
        };
        let rule = match row.form {
            CountryForm::Abbreviation => "country_abbreviation",
            CountryForm::Demonym => "demonym",
            CountryForm::Metonym => "seat_of_power",
            _ => "country_name",
        };
        is(rule, because, self.named(row.form, row.country))
    }

    fn part(&self, candidate: &Candidate, row: &'static PartRow) -> Verdict {
        let (doc, tokens) = (self.doc, &candidate.tokens);
        let named = self.evidence.speaks_of(row.country.iso2);
        let because: Because = match row.needs {
            _ if candidate.after_town.is_some() => "the town before its comma".into(),
            Needs::AfterCity if around::is_constituency(doc, tokens) => "a politician's constituency".into(),
            Needs::AfterCity => return no("a state only after a town"),
            Needs::Support | Needs::Name if self.is_person(tokens) => return no(PERSON),
            Needs::Support if !named => return no("no other sign of the country"),
            Needs::Support => "the article names the country".into(),
            Needs::Name => "nothing makes a person of it".into(),
            Needs::Georgia => self.georgia(candidate).1,
            _ => "its only sense".into(),
        };
        if candidate.after_town.is_none() {
            if self.in_body(tokens, Inside::Word) {
                return no(BODY);
            }
            if self.capitals_at(tokens) == Capitals::Sentence && around::goes_on(doc, tokens.end) {
                return no(NAME);
            }
        }
        is("subdivision", because, self.place(CountryForm::Subdivision, row.country, tokens))
    }

    fn county(&self, tokens: &Range<usize>) -> Verdict {
        if around::has(self.doc, tokens.end, Role::Organization) && self.doc.is_capital(tokens.end) {
            return no(BODY); // "Cavan County Council"
        }
        // Counties are an American way to say where: elsewhere only if the article names no state and another land.
        const LANDS: [&str; 9] = ["KE", "LR", "IE", "SE", "NO", "HU", "HR", "RO", "EE"];
        let land = LANDS.iter().copied().filter(|_| self.evidence.regions_of("US") == 0);
        let land = land.max_by_key(|iso2| self.evidence.mentions(iso2)).filter(|iso2| self.evidence.mentions(iso2) > 0);
        let because = match land {
            Some(_) => "the article names a land of counties and no American state",
            None => "counties are American unless the article names another land of them",
        };
        let country = gazetteer::country(land.unwrap_or("US"));
        is("county", because, self.place(CountryForm::Subdivision, country, tokens))
    }

    fn city(&self, candidate: &Candidate, cities: &Namesakes) -> Verdict {
        let (doc, tokens) = (self.doc, &candidate.tokens);
        let key = doc.slice(tokens).to_lowercase();
        if around::is_surname(doc, tokens.start) {
            return no(PERSON);
        }
        let plain = self.capitals_at(tokens) == Capitals::Sentence;
        if self.in_body(tokens, Inside::Word) {
            return no(BODY);
        }
        if plain && (around::goes_on(doc, tokens.end) || around::leads_up(doc, tokens.start)) {
            return no(NAME);
        }
        if let Some(home) = self.evidence.town(&key) {
            let because = "the article binds the town to its state or country elsewhere";
            return is("town_of_the_article", because, self.place(CountryForm::City, home.country, tokens));
        }
        let Some((city, because)) = self.choose(cities) else { return no("no city of the name") };
        let home_town = around::is_home_town(doc, tokens);
        let inside = home_town || around::after_inside(doc, tokens.start);
        let placed = home_town || around::after_locative(doc, tokens.start);
        let local = self.evidence.region(city.country.iso2, city.region) > 0;
        let national = self.evidence.names(city.country.iso2) && city.country.iso2 != "US";
        let english = matches!(city.country.iso2, "US" | "GB" | "CA" | "AU" | "NZ" | "IE" | "ZA");
        let size = if city.capital { city.population.max(LARGE) } else { city.population };
        let opens = doc.opens_sentence(tokens.start) || self.capitals_at(tokens) != Capitals::Sentence;
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
            return match city.risk {
                _ if another && !inside => no("a surname or a body's first word elsewhere in the article"),
                Risk::None => no("too small a city without a word that places it"),
                Risk::Name => no("more often a person's name"),
                Risk::Company => no("more often a company"),
                Risk::Word => no("more often a plain word"),
            };
        }
        if city.capital && self.is_government(tokens) {
            let because = "it speaks, or is one side of a relation";
            return is("capital_for_government", because, self.named(CountryForm::Metonym, city.country));
        }
        let rule = if size >= LARGE { "large_city" } else { "city_in_context" };
        is(rule, because, self.place(CountryForm::City, city.country, tokens))
    }

    fn region(&self, tokens: &Range<usize>, row: &'static RegionRow) -> Verdict {
        let inside = if row.abbreviation { Inside::Abbreviation } else { Inside::Word };
        if self.in_body(tokens, inside) {
            return no(BODY); // "Economic Commission for Africa"
        }
        if self.is_led_up_to(tokens) {
            return no(NAME); // "Royal Caribbean"
        }
        let region = Region { name: row.name, code: row.code, kind: row.kind };
        is("region", "its only sense", MentionKind::Region(region))
    }

    /// Whether the tokens are a part of a body's name. Where each word has a capital, only "Bank of …" tells.
    fn in_body(&self, tokens: &Range<usize>, inside: Inside) -> bool {
        let plain = self.capitals_at(tokens) == Capitals::Sentence;
        bodies::ends_body(self.doc, tokens.start) || (plain && bodies::is_beside_body(self.doc, tokens, inside))
    }

    fn is_led_up_to(&self, tokens: &Range<usize>) -> bool {
        self.capitals_at(tokens) == Capitals::Sentence && around::leads_up_to_country(self.doc, tokens.start)
    }

    /// The city of the name for which most speaks, and what does.
    fn choose(&self, cities: &Namesakes) -> Option<(City, Because)> {
        let mut best: Option<(u64, City)> = None;
        let mut second = 0;
        for city in cities.iter() {
            let weight = self.weight(&city);
            match best {
                Some((most, _)) if weight < most => second = second.max(weight),
                _ => {
                    second = best.map_or(0, |(most, _)| most);
                    best = Some((weight, city));
                }
            }
        }
        let (weight, city) = best?;
        let what = if self.evidence.region(city.country.iso2, city.region) > 0 {
            "the article names its state"
        } else if self.evidence.names(city.country.iso2) {
            "the article names its country"
        } else if city.capital {
            "a capital"
        } else {
            "the most people"
        };
        Some((city, Because { what, weights: (second > 0).then_some((weight, second)) }))
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
        let placed = doc.is_any(before, keys!["in", "at", "near", "outside", "from", "around", "across", "of", "to"]);
        let speaks = around::has(doc, tokens.end, Role::Speech);
        let relates = doc.is_any(before, keys!["with", "between", "against", "on"]);
        (speaks || relates) && !placed
    }

    /// How the sentence uses capitals.
    pub(super) fn capitals_at(&self, tokens: &Range<usize>) -> Capitals {
        let known = self.capitals.get(self.doc.sentence_of(tokens.start));
        known.map_or(Capitals::Sentence, |capitals| {
            *capitals.get_or_init(|| around::capitals_of(self.doc, &self.doc.sentence(tokens.start)))
        })
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
