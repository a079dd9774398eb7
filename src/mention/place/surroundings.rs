//! What the words beside a place name make of it: part of a person's name, of a body's, or of another place's.
//!
//! Looks at the text only, not at what the name means. The words are in `context_words.en.tsv`, the first names in
//! [`given`].

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::gazetteer;
use crate::lang::tsv;
use crate::mention::given;
use crate::text::{Doc, Gap, Key, LexiconBuilder, ListId, TokenKind, keys};

const LIST: ListId = ListId(1);

/// What a word beside a place tells. A word may have several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Stands before a person's name.
    Title = 1,
    /// May follow a place without making another name of it.
    Office = 2,
    /// Ends a body's name.
    Organization = 4,
    /// Ends a company's name.
    Company = 8,
    /// Opens the name of a body: "Bank of".
    BodyOf = 16,
    /// A company whose units carry their country.
    Maker = 32,
    /// Ends a longer place name.
    Compound = 64,
    /// Stands before a place.
    Locative = 128,
    /// What governments do.
    Speech = 256,
    /// Narrows a place down.
    Narrowing = 512,
    /// A small word that may open a sentence before a place.
    Opener = 1024,
    /// A person or thing of a town.
    Local = 2048,
    /// Stands before a place that one is inside of.
    Inside = 4096,
    /// Keeps its small letter in a title.
    Small = 8192,
}

/// The roles of each word, one bit a role.
static ROLES: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
    let mut roles = FxHashMap::default();
    for [word, role] in tsv::rows(include_str!("context_words.en.tsv"), ["word", "role"]) {
        let role = match role {
            "title" => Role::Title,
            "office" => Role::Office,
            "organization" => Role::Organization,
            "company" => Role::Company,
            "body_of" => Role::BodyOf,
            "maker" => Role::Maker,
            "compound" => Role::Compound,
            "locative" => Role::Locative,
            "speech" => Role::Speech,
            "narrowing" => Role::Narrowing,
            "opener" => Role::Opener,
            "local" => Role::Local,
            "inside" => Role::Inside,
            "small" => Role::Small,
            other => panic!("{word}: no role {other}"),
        };
        *roles.entry(word).or_insert(0) |= role as u64;
    }
    roles
});

/// How a sentence uses capitals. In a headline they tell nothing about names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capitals {
    /// Names and the first word.
    Sentence,
    /// Nearly each word.
    Title,
    /// Every letter.
    All,
}

/// The use of capitals in a sentence.
pub fn capitals_of(doc: &Doc, sentence: &Range<usize>) -> Capitals {
    let (mut words, mut capital, mut shouted) = (0, 0, 0);
    for at in sentence.clone() {
        if doc.kind(at) == Some(TokenKind::Word) && !has(doc, at, Role::Small) {
            words += 1;
            capital += usize::from(doc.is_capital(at));
            let small = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
            shouted += usize::from(!small(doc.word(at)) && !doc.word(at).contains(char::is_lowercase));
        }
    }
    let closed = doc.is(sentence.end.wrapping_sub(1), ".");
    if words >= 3 && shouted * 5 >= words * 4 {
        Capitals::All
    } else if words >= 4 && (capital == words || (capital * 6 >= words * 5 && !closed)) {
        Capitals::Title
    } else {
        Capitals::Sentence
    }
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (word, roles) in ROLES.iter() {
        lexicon.classify(LIST, word, *roles);
    }
}

/// Whether the token's word has the role.
pub fn has(doc: &Doc, at: usize, role: Role) -> bool {
    doc.classes(at, LIST) & role as u64 != 0
}

/// Whether the word, as written, is a common first name.
pub fn is_given_name(word: &str) -> bool {
    given::is_common(word)
}

/// Whether the token is a capitalised word in the same line as the token before it.
pub fn is_capital_word(doc: &Doc, at: usize) -> bool {
    doc.kind(at) == Some(TokenKind::Word) && doc.is_capital(at)
}

/// Whether the two tokens are parted by a mere space.
pub fn spaced(doc: &Doc, at: usize) -> bool {
    matches!(doc.gap(at), Gap::Space | Gap::Line)
}

/// Whether a word that takes a place after it ("in", "from") stands before the token.
pub fn after_locative(doc: &Doc, start: usize) -> bool {
    let before = start.wrapping_sub(1);
    let before = if doc.is(before, "the") { start.wrapping_sub(2) } else { before };
    has(doc, before, Role::Locative)
}

/// Whether the place word is what one is inside of: "in Leuven", "near Leuven".
pub fn after_inside(doc: &Doc, start: usize) -> bool {
    has(doc, start.wrapping_sub(1), Role::Inside)
}

/// Whether the abbreviation of a state tells where a politician is from: "(D-Wis.)", "R-Utah", "(Fla.)".
pub fn is_constituency(doc: &Doc, tokens: &Range<usize>) -> bool {
    let before = tokens.start.wrapping_sub(1);
    let party = doc.is(before, "-") && matches!(doc.word(before.wrapping_sub(1)), "D" | "R" | "I");
    party || (doc.is(before, "(") && doc.is(tokens.end, ")"))
}

/// Whether a first name, an initial or a title stands before the token: it is a surname.
pub fn is_surname(doc: &Doc, start: usize) -> bool {
    let before = start.wrapping_sub(1);
    if !spaced(doc, start) {
        return false;
    }
    if doc.is(before, ".") && doc.glued(before) {
        let word = start.wrapping_sub(2);
        let initial = doc.word(word).len() == 1 && doc.is_capital(word) && !opens_sentence(doc, word);
        return initial || (doc.is_capital(word) && has(doc, word, Role::Title));
    }
    let word = doc.word(before);
    let initials = word.len() == 4 && word.ends_with('.') && word != "U.S." && word != "U.K." && word != "U.N.";
    is_capital_word(doc, before)
        && !is_calendar_word(doc.lower(before))
        && !(has(doc, before, Role::Opener) && opens_sentence(doc, before))
        && (is_given_name(word) || initials || has(doc, before, Role::Title))
        && gazetteer_free(doc, before)
}

/// Whether no country, region or state name begins at the token.
fn gazetteer_free(doc: &Doc, at: usize) -> bool {
    let tables = [gazetteer::NAMES, gazetteer::REGIONS, gazetteer::PARTS];
    !tables.iter().any(|table| doc.hit(at, *table).is_some_and(|h| h.tokens.len() == 1 && doc.word(at).len() > 2))
}

/// Whether no word stands before the token in its sentence: a quotation mark, a bracket or a list number may.
fn opens_sentence(doc: &Doc, at: usize) -> bool {
    at < doc.len() && (doc.sentence(at).start..at).all(|before| doc.kind(before) != Some(TokenKind::Word))
}

/// Whether the word is an attribute of the noun after it: "French bonds", not "French said".
pub fn is_attribute(doc: &Doc, end: usize) -> bool {
    doc.kind(end) == Some(TokenKind::Word)
        && !doc.is_capital(end)
        && spaced(doc, end)
        && !has(doc, end, Role::Speech)
        && !has(doc, end, Role::Opener)
        && !has(doc, end, Role::Locative)
}

/// Whether the name goes on with a surname: the place word is a first name ("Chad Wolf").
pub fn is_first_name(doc: &Doc, end: usize) -> bool {
    is_capital_word(doc, end)
        && spaced(doc, end)
        && !has(doc, end, Role::Office)
        && !has(doc, end, Role::Organization)
        && !has(doc, end, Role::Company)
        && !has(doc, end, Role::Compound)
        && doc.word(end).contains(char::is_lowercase)
        && !is_calendar_word(doc.lower(end))
        && gazetteer_free(doc, end)
}

/// Whether the place word goes on into another name: "Houston Rockets", "London Bridge". A word that may follow a
/// place (an office, a weekday) or another place does not.
pub fn goes_on(doc: &Doc, end: usize) -> bool {
    is_capital_word(doc, end)
        && spaced(doc, end)
        && !has(doc, end, Role::Office)
        && !has(doc, end, Role::Title)
        && !is_calendar_word(doc.lower(end))
        && gazetteer_free(doc, end)
}

fn is_calendar_word(lower: &str) -> bool {
    const WORDS: [&str; 19] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    WORDS.contains(&lower)
}

/// Whether another name leads up to the place word: "Lake Geneva", "Wells Fargo", "Athena Advisers Portugal". What
/// only narrows a place down does not: "North Dallas" is in Dallas.
pub fn leads_up(doc: &Doc, start: usize) -> bool {
    let before = start.wrapping_sub(1);
    let small = || {
        has(doc, before, Role::Narrowing)
            || has(doc, before, Role::Locative)
            || (has(doc, before, Role::Opener) && opens_sentence(doc, before))
    };
    spaced(doc, start)
        && is_capital_word(doc, before)
        && !is_calendar_word(doc.lower(before))
        && !small()
        && gazetteer_free(doc, before)
}

/// Whether another name leads up to a country: as [`leads_up`], but never from a sentence's first word, whose capital
/// tells nothing ("Rethinking Egypt").
pub fn leads_up_to_country(doc: &Doc, start: usize) -> bool {
    leads_up(doc, start)
        && !opens_sentence(doc, start.wrapping_sub(1))
        && !has(doc, start.wrapping_sub(1), Role::Opener)
}

/// Whether a demonym is the name of a language here: "fluent in French", "a Spanish speaker".
pub fn is_language(doc: &Doc, tokens: &Range<usize>) -> bool {
    const LEARNED: &[Key] = keys![
        "mandarin",
        "cantonese",
        "speak",
        "speaks",
        "speaking",
        "spoke",
        "spoken",
        "learn",
        "learns",
        "learned",
        "learning",
        "taught",
        "teach",
        "teaches",
        "study",
        "studied",
    ];
    let before = tokens.start.wrapping_sub(1);
    let after = if doc.is(tokens.end, "-") { tokens.end + 1 } else { tokens.end };
    let noun_follows = doc.kind(tokens.end) == Some(TokenKind::Word)
        && !doc.is_any(tokens.end, keys!["and", "or", "as", "at", "to", "in", "with", "for"]);
    doc.is_any(after, keys!["speaking", "language", "languages", "speaker", "speakers", "lessons", "subtitles"])
        || (!noun_follows
            && (doc.is_any(before, LEARNED)
                || (doc.is_any(before, keys!["in", "into", "from"])
                    && doc.is_any(
                        before.wrapping_sub(1),
                        keys!["fluent", "written", "translated", "spoke", "speaking", "speech"],
                    ))))
}

/// Whether a direction stands before the place word, in small letters or capitals: "north Georgia".
pub fn after_direction(doc: &Doc, start: usize) -> bool {
    spaced(doc, start) && has(doc, start.wrapping_sub(1), Role::Narrowing)
}

/// Whether the words beside a name make a home town of it: "a Lebanon woman" (a country's woman would be Lebanese),
/// "John Smith, 44, of Palestine", "the city of Phoenix".
pub fn is_home_town(doc: &Doc, tokens: &Range<usize>) -> bool {
    let local = has(doc, tokens.end, Role::Local) && spaced(doc, tokens.end);
    let before = tokens.start.wrapping_sub(1);
    let comma = if doc.is(before, "of") { before.wrapping_sub(1) } else { before };
    let age = comma.wrapping_sub(1);
    let aged = doc.is(comma, ",")
        && doc.kind(age) == Some(TokenKind::Number)
        && doc.word(age).len() == 2
        && doc.is(age.wrapping_sub(1), ",");
    let called = doc.is(before, "of")
        && doc
            .is_any(before.wrapping_sub(1), keys!["city", "town", "village", "suburb", "port", "outskirts", "streets"]);
    local || aged || called
}
