//! Whose dollar, pound, peso or crown: currency words and signs that several countries share.
//!
//! A country named in the sentence decides, the nearest first; then the title and the article, the most often named;
//! then the group's default. A bare dollar is the US one unless the text writes another dollar out *and* sets it apart
//! from the US one (`US$`), or says that its figures are in it: then the bare sign is the local one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv;
use crate::text::{Case, Doc, LexiconBuilder, TableId, Tables, TokenKind, keys};

const AREAS: TableId = TableId(17);

#[derive(Debug)]
struct Group {
    default: Option<&'static str>,
    codes: Vec<&'static str>,
}

static GROUPS: LazyLock<FxHashMap<&str, Group>> = LazyLock::new(|| {
    tsv::rows(include_str!("shared.en.tsv"), ["group", "default", "codes"])
        .map(|[group, default, codes]| {
            let default = (!default.is_empty()).then_some(default);
            (group, Group { default, codes: codes.split(' ').chain(default).collect() })
        })
        .collect()
});

/// The areas' codes, by row.
static ROWS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    tsv::rows(include_str!("areas.en.tsv"), ["code", "words"])
        .flat_map(|[code, words]| words.split('|').map(move |word| (code, word)))
        .collect()
});

pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (_, word)) in ROWS.iter().enumerate() {
        let case = if word.bytes().all(|b| b.is_ascii_uppercase()) { Case::Exact } else { Case::Capital };
        lexicon.add(AREAS, row, word, case);
    }
}

/// Whether the group may stand for this currency ("$50 CAD", but not "$1 trillion mark").
pub fn may_be(group: &str, code: &str) -> bool {
    GROUPS.get(group).is_some_and(|g| g.codes.contains(&code))
}

#[cfg(test)]
pub fn is_group(name: &str) -> bool {
    GROUPS.contains_key(name)
}

/// Where a document names countries: looked up once a document, and only when a shared word occurs.
#[derive(Debug)]
pub struct Countries {
    /// Token and currency code of each naming, in order.
    named: Vec<(usize, &'static str)>,
    /// Those of the title.
    title: Vec<&'static str>,
    /// The dollar that a bare sign is.
    dollar: &'static str,
}

impl Countries {
    /// Reads the document.
    pub fn of(doc: &Doc) -> Self {
        let namings = |doc: &Doc| -> Vec<(usize, &'static str)> {
            doc.hits(AREAS).map(|h| (h.tokens.start, ROWS[h.row as usize].0)).collect()
        };
        let named = namings(doc);
        let title = doc.title.as_deref().map(namings).unwrap_or_default().into_iter().map(|(_, code)| code).collect();
        let dollar = local_dollar(doc).unwrap_or("USD");
        Self { named, title, dollar }
    }

    /// Whether the text names a country with this currency.
    pub fn names(&self, code: &str) -> bool {
        self.named.iter().any(|(_, c)| *c == code) || self.title.contains(&code)
    }

    /// The currency of the country that the text names most, the title's first.
    pub fn main(&self) -> Option<&'static str> {
        let all: Vec<&'static str> = self.named.iter().map(|(_, code)| *code).collect();
        self.title.first().copied().or_else(|| self.commonest(&all))
    }

    /// The currency of a shared word or sign at the token; `None` where nothing tells.
    pub fn resolve(&self, doc: &Doc, group: &str, at: usize) -> Option<&'static str> {
        let candidates = GROUPS.get(group)?;
        match group {
            "dollar" => return Some(self.dollar),
            // A bare yen sign is Japan's unless the sentence is about China.
            "yen" => return self.in_sentence(doc, at, &["CNY", "JPY"]).or(candidates.default),
            "cent" => {
                return Some(
                    self.in_sentence(doc, at, &["EUR", "ZAR"]).filter(|_| !has_dollar(doc, at)).unwrap_or(self.dollar),
                );
            }
            _ => {}
        }
        self.in_sentence(doc, at, &candidates.codes)
            .or_else(|| self.title.iter().copied().find(|c| candidates.codes.contains(c)))
            .or_else(|| self.commonest(&candidates.codes))
            .or(candidates.default)
    }

    /// The nearest country of the sentence, one that the sentence has already named first.
    fn in_sentence(&self, doc: &Doc, at: usize, codes: &[&str]) -> Option<&'static str> {
        let sentence = doc.sentence(at);
        let inside = |(token, code): &&(usize, &'static str)| sentence.contains(token) && codes.contains(code);
        self.named
            .iter()
            .filter(inside)
            .min_by_key(|(token, _)| (*token > at, token.abs_diff(at)))
            .map(|(_, code)| *code)
    }

    fn commonest(&self, codes: &[&str]) -> Option<&'static str> {
        let mut counts: Vec<(&'static str, usize)> = Vec::new();
        for (_, code) in self.named.iter().filter(|(_, code)| codes.contains(code)) {
            match counts.iter_mut().find(|(c, _)| c == code) {
                Some((_, n)) => *n += 1,
                None => counts.push((code, 1)),
            }
        }
        // The first named wins a tie.
        counts.iter().rev().max_by_key(|(_, n)| *n).map(|(code, _)| *code)
    }
}

fn has_dollar(doc: &Doc, at: usize) -> bool {
    doc.sentence(at).any(|i| doc.is_any(i, keys!["$", "dollar", "dollars"]))
}

/// "Unless otherwise stated, **data are in** current **Canadian dollars**": what a note says that all figures are told in.
fn is_stated(doc: &Doc, dollars: usize) -> bool {
    let sentence = doc.sentence(dollars);
    let apart = |&i: &usize| doc.is_any(i, keys!["current", "constant", "of", "millions", "thousands"]);
    let before = (sentence.start..dollars.saturating_sub(1)).rev().find(|i| !apart(i));
    let note = |i: usize| doc.is_any(i, keys!["figures", "amounts", "data", "values", "unless"]);
    before.is_some_and(|i| doc.is(i, "in")) && sentence.into_iter().any(note)
}

/// The dollar that a text calls its own: it writes "Australian dollars" out and sets US dollars apart, or says that its figures
/// are in them.
fn local_dollar(doc: &Doc) -> Option<&'static str> {
    let mut local = None;
    let mut sets_us_apart = false;
    for at in doc.all(super::currency::ANY.or(Tables::kind(TokenKind::Symbol))) {
        if doc.is(at, "$") && doc.glued(at) {
            sets_us_apart |= doc.is_any(at - 1, keys!["us", "u.s."]);
        }
        if doc.is(at, "dollars") && at > 0 {
            let before = doc.word(at - 1);
            let named = ROWS.iter().find(|(code, word)| *word == before && GROUPS["dollar"].codes.contains(code));
            match named.map(|(code, _)| *code) {
                Some("USD") => sets_us_apart = true,
                Some(code) if is_stated(doc, at) => return Some(code),
                Some(code) => local = local.or(Some(code)),
                None if doc.is_any(at - 1, keys!["zealand"]) => local = local.or(Some("NZD")),
                None if doc.is_any(at - 1, keys!["kong"]) => local = local.or(Some("HKD")),
                None => {}
            }
        }
    }
    local.filter(|_| sets_us_apart)
}
