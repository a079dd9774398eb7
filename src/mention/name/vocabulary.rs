//! The words by which names are known: bodies, roles, given names, and the words that make or break a name.
//!
//! Phrases go into the house's lexicon; single words are looked up here, by their form in ASCII lower case.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv;
use crate::mention::given;
use crate::mention::quantity::plural_of;
use crate::text::{Case, Doc, LexiconBuilder, ListId, TableId};

/// Hits of `bodies.tsv` and `companies.tsv`.
pub(super) const BODY: TableId = TableId(50);
/// Hits of roles in the singular.
pub(super) const ROLE: TableId = TableId(51);
/// Hits of roles in the plural.
pub(super) const ROLES: TableId = TableId(52);
/// Hits of common nouns that stand for a body.
pub(super) const BODY_NOUN: TableId = TableId(53);
/// Hits of the same nouns in the plural.
pub(super) const BODY_NOUNS_PLURAL: TableId = TableId(55);
/// Hits of what only companies have, do or undergo.
pub(super) const COMPANY: TableId = TableId(54);

/// What single words do in names.
const LIST: ListId = ListId(5);
/// Stands before a role.
const MODIFIER: u64 = 1;
/// A given name, perhaps of one gender.
const GIVEN: u64 = 1 << 1;
const MALE: u64 = 1 << 2;
const FEMALE: u64 = 1 << 3;
/// Makes the name of a body: a key of [`Vocabulary::body_words`].
const BODY_WORD: u64 = 1 << 4;
/// Part of no name, though capitalised.
const PLAIN: u64 = 1 << 5;
/// A title, perhaps of one gender.
const TITLE: u64 = 1 << 6;
const TITLE_MALE: u64 = 1 << 7;
const TITLE_FEMALE: u64 = 1 << 8;

/// What kind of body it is: a key of `bodies.tsv` or `companies.tsv` such as `central_bank`, for matching "the central bank".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BodyKind(pub &'static str);

impl BodyKind {
    /// A capitalised name of which nothing else is known.
    pub const OTHER: BodyKind = BodyKind("other");

    /// Whether it is a company whatever else.
    pub fn is_company(self) -> bool {
        const TRADES: &[&str] =
            &["company", "retailer", "carmaker", "airline", "manufacturer", "chipmaker", "oil_company"];
        TRADES.contains(&self.0)
    }

    /// Whether it is a company or a bank: who has results, and shares.
    pub fn is_business(self) -> bool {
        self.is_company() || self == BodyKind("bank")
    }
}

/// Whether one of the kinds is a company's: a noun that can stand for these can stand for a company.
pub fn are_companies(kinds: &[BodyKind]) -> bool {
    kinds.iter().any(|kind| kind.is_company())
}

/// Which pronouns a person takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// What a word for a person says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoleClass {
    /// An office, which also stands as a title before a name (`President`).
    Office,
    /// A post at the head of a company.
    Corporate,
    /// Any other word for a person.
    Trade,
}

/// A row of `bodies.tsv` or `companies.tsv`.
#[derive(Debug, Clone, Copy)]
pub(super) struct BodyRow {
    pub kind: BodyKind,
    pub country: Option<&'static str>,
    pub also: Option<Also>,
}

/// What else the bare name of a body may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Also {
    /// A common word ("Target", "Next").
    Word,
    /// A person's surname ("Pearson").
    Surname,
}

/// Where a word stands in the name of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyWordPlace {
    /// It closes the name ("Securities").
    Last,
    /// It opens it or stands anywhere ("Ministry of Trade", "Finance Ministry").
    Any,
}

/// Where a name stands beside what only companies have, do or undergo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CompanyPlace {
    /// The name or its possessive stands before it.
    Behind,
    /// The name is its subject.
    Verb,
    /// It stands before the name.
    Before,
    /// It stands before the name, and who bears that can be held or bought: no person.
    Held,
    /// Its subject and its object are companies.
    Both,
    /// The name is its subject, and persons can be too: a company where one bare word is all that the article calls it,
    /// since persons are introduced by their full name.
    Teller,
}

struct Vocabulary {
    company: Vec<CompanyPlace>,
    bodies: Vec<BodyRow>,
    roles: Vec<(&'static str, RoleClass)>,
    body_nouns: Vec<Vec<BodyKind>>,
    body_words: FxHashMap<&'static str, (BodyWordPlace, BodyKind)>,
}

const BODIES: [&str; 2] = [include_str!("bodies.tsv"), include_str!("companies.tsv")];
const ROLE_ROWS: &str = include_str!("roles.en.tsv");
const BODY_NOUNS: &str = include_str!("body_nouns.en.tsv");
const COMPANY_ROWS: &str = include_str!("company.en.tsv");

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let also = |also| match also {
        "word" => Some(Also::Word),
        "surname" => Some(Also::Surname),
        _ => None,
    };
    let bodies = body_rows(["kind", "country", "also"]).map(|[kind, country, other]| BodyRow {
        kind: BodyKind(kind),
        country: Some(country).filter(|c| !c.is_empty()),
        also: also(other),
    });
    let class = |class| match class {
        "office" => RoleClass::Office,
        "corporate" => RoleClass::Corporate,
        _ => RoleClass::Trade,
    };
    let role_rows = || tsv::rows(ROLE_ROWS, ["role", "class"]);
    let kinds = |kinds: &'static str| kinds.split('|').map(BodyKind).collect();
    let place = |place| if place == "last" { BodyWordPlace::Last } else { BodyWordPlace::Any };
    let company_place = |place| match place {
        "behind" => CompanyPlace::Behind,
        "verb" => CompanyPlace::Verb,
        "held" => CompanyPlace::Held,
        "both" => CompanyPlace::Both,
        "teller" => CompanyPlace::Teller,
        _ => CompanyPlace::Before,
    };
    Vocabulary {
        company: tsv::rows(COMPANY_ROWS, ["place"]).map(|[p]| company_place(p)).collect(),
        bodies: bodies.collect(),
        roles: role_rows().map(|[role, c]| (role, class(c))).collect(),
        body_nouns: tsv::rows(BODY_NOUNS, ["kinds"]).map(|[k]| kinds(k)).collect(),
        body_words: tsv::rows(include_str!("body_words.en.tsv"), ["word", "place", "kind"])
            .map(|[word, p, kind]| (word, (place(p), BodyKind(kind))))
            .collect(),
    }
});

/// The rows of both tables of bodies, in the order of [`BodyRow`]s.
fn body_rows<const N: usize>(columns: [&'static str; N]) -> impl Iterator<Item = [&'static str; N]> {
    BODIES.into_iter().flat_map(move |table| tsv::rows(table, columns))
}

/// Hands the words and phrases to the lexicon.
pub(super) fn register(lexicon: &mut LexiconBuilder) {
    for (row, [name, names]) in body_rows(["name", "names"]).enumerate() {
        for form in std::iter::once(name).chain(names.split('|')).filter(|f| !f.is_empty()) {
            // One word alone must be spelled as the table does: "Target" and "target", "Fed" and "fed".
            let case = if form.contains(' ') { Case::Capital } else { Case::Exact };
            lexicon.add(BODY, row, form, case);
        }
    }
    for (row, [role, plural, class]) in tsv::rows(ROLE_ROWS, ["role", "plural", "class"]).enumerate() {
        if class == "modifier" {
            lexicon.classify(LIST, role, MODIFIER);
        } else {
            lexicon.add(ROLE, row, role, Case::Any);
            for form in plural.split('|').filter(|f| !f.is_empty()) {
                lexicon.add(ROLES, row, form, Case::Any);
            }
        }
    }
    for (row, [phrase]) in tsv::rows(COMPANY_ROWS, ["phrase"]).enumerate() {
        lexicon.add(COMPANY, row, phrase, Case::Any);
    }
    for (row, [noun]) in tsv::rows(BODY_NOUNS, ["noun"]).enumerate() {
        lexicon.add(BODY_NOUN, row, noun, Case::Any);
        lexicon.add(BODY_NOUNS_PLURAL, row, &plural_of(noun), Case::Any);
    }
    for given in given::rows() {
        let gender = match given.gender {
            Some("m") => MALE,
            Some("f") => FEMALE,
            Some(_) => 0,
            None => continue,
        };
        lexicon.classify(LIST, &given.name.to_ascii_lowercase(), GIVEN | gender);
    }
    for word in VOCABULARY.body_words.keys() {
        lexicon.classify(LIST, word, BODY_WORD);
    }
    for [word] in tsv::rows(include_str!("plain.en.tsv"), ["word"]) {
        lexicon.classify(LIST, word, PLAIN);
    }
    for [word, gender] in tsv::rows(include_str!("titles.en.tsv"), ["word", "gender"]) {
        let gender = match gender {
            "m" => TITLE_MALE,
            "f" => TITLE_FEMALE,
            _ => 0,
        };
        lexicon.classify(LIST, word, TITLE | gender);
    }
}

fn is(doc: &Doc, at: usize, class: u64) -> bool {
    doc.classes(at, LIST) & class != 0
}

/// The row of a [`BODY`] hit.
pub(super) fn body(row: u32) -> BodyRow {
    VOCABULARY.bodies[row as usize]
}

/// The longest name of a known company or bank that ends before the token, "Macy's" with its possessive.
pub fn company_before(doc: &Doc, end: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 6;
    let ends = |at: usize| {
        let mut hits = doc.hits_of(at, BODY);
        hits.find(|hit| hit.tokens.end == end && body(hit.row).kind.is_business()).map(|hit| hit.tokens.clone())
    };
    (1..=LONGEST).rev().filter_map(|n| end.checked_sub(n)).find_map(ends)
}

/// Where the name stands beside a [`COMPANY`] hit.
pub(super) fn company(row: u32) -> CompanyPlace {
    VOCABULARY.company[row as usize]
}

/// What a [`ROLE`] or [`ROLES`] hit says.
pub(super) fn role(row: u32) -> (&'static str, RoleClass) {
    VOCABULARY.roles[row as usize]
}

/// The kinds of body for which the noun that begins at the token can stand, and the noun's end.
pub fn body_noun(doc: &Doc, at: usize) -> Option<(usize, &'static [BodyKind])> {
    let hit = doc.hit(at, BODY_NOUN)?;
    Some((hit.tokens.end, &VOCABULARY.body_nouns[hit.row as usize]))
}

/// Whether the noun that begins at the token can stand for a company ("the lender").
pub fn stands_for_company(doc: &Doc, at: usize) -> bool {
    body_noun(doc, at).is_some_and(|(_, kinds)| are_companies(kinds))
}

/// Whether the plural that begins at the token stands for companies ("retailers"); gives its end.
pub fn companies(doc: &Doc, at: usize) -> Option<usize> {
    let hit = doc.hit(at, BODY_NOUNS_PLURAL)?;
    let kinds = &VOCABULARY.body_nouns[hit.row as usize];
    are_companies(kinds).then_some(hit.tokens.end)
}

/// Whether the word stands before a role ("senior", "portfolio").
pub(super) fn is_modifier(doc: &Doc, at: usize) -> bool {
    is(doc, at, MODIFIER)
}

/// Whether the word is a given name, and whose.
pub(super) fn given(doc: &Doc, at: usize) -> Option<Option<Gender>> {
    if !is(doc, at, GIVEN) || !doc.is_capital(at) {
        return None;
    }
    let female = is(doc, at, FEMALE).then_some(Gender::Female);
    Some(if is(doc, at, MALE) { Some(Gender::Male) } else { female })
}

/// Whether the word makes the name of a body.
pub(super) fn body_word(doc: &Doc, at: usize) -> Option<(BodyWordPlace, BodyKind)> {
    if !is(doc, at, BODY_WORD) || !doc.is_capital(at) {
        return None;
    }
    let (place, kind) = VOCABULARY.body_words.get(doc.lower(at)).copied()?;
    // "Pelham **Building Society**": the longer noun says more than its last word.
    let longer = at.checked_sub(1).filter(|&before| doc.is_capital(before)).and_then(|before| body_noun(doc, before));
    let longer = longer.filter(|(end, _)| *end == at + 1).and_then(|(_, kinds)| kinds.first());
    Some((place, longer.copied().unwrap_or(kind)))
}

/// Whether the word, though capitalised, is part of no name; in "US Airways" it is no pronoun.
pub(super) fn is_plain(doc: &Doc, at: usize) -> bool {
    is(doc, at, PLAIN) && doc.word(at) != "US"
}

/// The title at the token ("Mr", "Dr.", "Sen.") and the gender it tells; gives the number of tokens too.
pub(super) fn title(doc: &Doc, at: usize) -> Option<(usize, Option<Gender>)> {
    if !is(doc, at, TITLE) || !doc.is_capital(at) {
        return None;
    }
    let female = is(doc, at, TITLE_FEMALE).then_some(Gender::Female);
    let gender = if is(doc, at, TITLE_MALE) { Some(Gender::Male) } else { female };
    Some((if doc.is(at + 1, ".") && doc.glued(at + 1) { 2 } else { 1 }, gender))
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    /// Every table parses, is sorted or free of doubles where look-ups need it, and uses known words.
    #[test]
    fn tables_are_sound() {
        let mut forms = FxHashSet::default();
        for [name, names, kind, country, also] in body_rows(["name", "names", "kind", "country", "also"]) {
            for form in std::iter::once(name).chain(names.split('|')).filter(|f| !f.is_empty()) {
                assert!(forms.insert(form), "{form} stands twice");
            }
            assert!(!kind.is_empty(), "{name} has no kind");
            let bare = std::iter::once(name).chain(names.split('|')).any(|form| !form.contains(' '));
            assert!(["", "word", "surname"].contains(&also) && (also.is_empty() || bare), "{name}: {also}");
            assert!(country.is_empty() || country.len() == 2, "{name}: {country} is no ISO 3166-1 code");
        }
        let mut roles = FxHashSet::default();
        for [role, class] in tsv::rows(ROLE_ROWS, ["role", "class"]) {
            assert!(roles.insert((role, class)), "{role} stands twice");
            assert!(["office", "corporate", "trade", "modifier"].contains(&class), "{role}: {class}");
        }
        let known: FxHashSet<&str> = body_rows(["kind"]).map(|[kind]| kind).collect();
        for [noun, kinds] in tsv::rows(BODY_NOUNS, ["noun", "kinds"]) {
            for kind in kinds.split('|') {
                let made_by_word = VOCABULARY.body_words.values().any(|(_, k)| k.0 == kind);
                assert!(known.contains(kind) || made_by_word || kind == "other", "{noun}: {kind}");
            }
        }
    }
}
