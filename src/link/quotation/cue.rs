//! Cues: the verbs and phrases that report speech, where they stand and how.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lang::tsv;
use crate::text::{Case, Doc, Key, LexiconBuilder, TableId, Tables, TokenKind, keys};

/// Hits of reporting verbs: the row is `verb * 8 + form`.
const CUE: TableId = TableId(60);
const FORMS: usize = 8;
/// Hits of nouns of speech.
const NOUN: TableId = TableId(61);

/// What a verb takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Frames {
    pub quote: bool,
    pub clause: bool,
    pub that: bool,
    pub hearer: bool,
    pub object: bool,
    pub core: bool,
    pub thing: bool,
}

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    Participle,
    Ing,
    /// "According to": no verb at all.
    Phrase,
    /// "Its claim that".
    Noun,
}

/// A reporting verb or phrase in the text.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub tokens: Range<usize>,
    pub form: Form,
    pub frames: Frames,
    /// Refused or denied words: "did not say", "declined to say".
    pub negated: bool,
}

const TABLE: &str = include_str!("cues.en.tsv");

static VERBS: LazyLock<Vec<Frames>> = LazyLock::new(|| {
    tsv::rows(TABLE, ["frames"])
        .map(|[frames]| {
            let has = |frame| frames.split(' ').any(|f| f == frame);
            Frames {
                quote: has("quote"),
                clause: has("clause"),
                that: has("that"),
                hearer: has("hearer"),
                object: has("object"),
                core: has("core"),
                thing: has("thing"),
            }
        })
        .collect()
});

/// Phrases that name the speaker after them, as verbs do not.
const PHRASES: &[&str] = &["according to", "in the words of", "as reported by", "as told by", "as stated by"];

pub(super) fn register(lexicon: &mut LexiconBuilder) {
    for (row, [verb, forms]) in tsv::rows(TABLE, ["verb", "forms"]).enumerate() {
        lexicon.add(CUE, row * FORMS, verb, Case::Any);
        for (form, word) in forms.split('|').enumerate() {
            lexicon.add(CUE, row * FORMS + form + 1, word, Case::Any);
        }
    }
    let nouns = tsv::rows(include_str!("speech_nouns.en.tsv"), ["noun", "plural"]);
    for (row, noun) in nouns.flatten().enumerate() {
        lexicon.add(NOUN, row, noun, Case::Any);
    }
    let verbs = tsv::rows(TABLE, ["verb"]).count();
    for phrase in PHRASES {
        lexicon.add(CUE, verbs * FORMS, phrase, Case::Any);
    }
}

/// Where a cue begins.
pub(super) const ANY: Tables = Tables::of(&[CUE, NOUN]);

/// The cue that begins at the token.
#[inline]
pub(super) fn at(doc: &Doc, at: usize) -> Option<Cue> {
    if doc.has_hit(at, ANY) { read(doc, at) } else { None }
}

// Kept out of the walk over all tokens, of which few are cues.
#[inline(never)]
fn read(doc: &Doc, at: usize) -> Option<Cue> {
    verb(doc, at).or_else(|| noun(doc, at))
}

/// A noun of speech with a possessor.
fn noun(doc: &Doc, at: usize) -> Option<Cue> {
    let hit = doc.hit(at, NOUN)?;
    let possessed = (at.saturating_sub(3)..at)
        .any(|i| doc.kind(i) == Some(TokenKind::Clitic) || doc.is_any(i, keys!["his", "her", "its", "their"]));
    let frames = Frames { object: true, ..Frames::default() };
    (possessed && !doc.is_capital(at)).then(|| Cue {
        tokens: hit.tokens.clone(),
        form: Form::Noun,
        frames,
        negated: false,
    })
}

fn verb(doc: &Doc, at: usize) -> Option<Cue> {
    let longest = doc.hit(at, CUE)?.tokens.end;
    // One word may be several forms ("said", past and participle): the first listed of the longest.
    let hit = doc.hits_of(at, CUE).filter(|h| h.tokens.end == longest).min_by_key(|h| h.row)?;
    let (verb, form) = (hit.row as usize / FORMS, hit.row as usize % FORMS);
    let Some(&frames) = VERBS.get(verb) else {
        let frames = Frames { quote: true, clause: true, core: true, ..Frames::default() };
        return Some(Cue { tokens: hit.tokens.clone(), form: Form::Phrase, frames, negated: false });
    };
    // "Put" and "put it" are their own past; after "to" they are not.
    let also_past = doc.hits_of(at, CUE).any(|h| h.tokens.end == longest && h.row as usize == verb * FORMS + 2);
    let form = match form {
        0 if also_past && !doc.is(at.wrapping_sub(1), "to") => Form::Past,
        0 => Form::Base,
        1 => Form::Third,
        2 => Form::Past,
        3 => Form::Participle,
        _ => Form::Ing,
    };
    let opens = doc.opens_sentence(at) || doc.is_any(at.wrapping_sub(1), keys!["—", "–", "―"]);
    if doc.is_capital(at)
        && !(opens && (form == Form::Ing || doc.is_any(at, keys!["said", "asked", "told", "added", "says"])))
    {
        return None;
    }
    if is_noun(doc, at, form) {
        return None;
    }
    Some(Cue { tokens: hit.tokens.clone(), form, frames, negated: is_negated(doc, at) })
}

/// "The report", "a forecast of", "its claims": the noun that looks like the verb.
fn is_noun(doc: &Doc, at: usize, form: Form) -> bool {
    if !matches!(form, Form::Base | Form::Third | Form::Past) {
        return false;
    }
    let before = at.wrapping_sub(1);
    let determined = doc.is_any(before, DETERMINERS)
        || form != Form::Past && doc.is_any(before, BEFORE_NOUNS)
        || doc.kind(before) == Some(TokenKind::Clitic);
    let glued = doc.is(before, "-") && doc.glued(at) || doc.is(at + 1, "-") && doc.glued(at + 1);
    // "Forecasts show", "on reports that": plural nouns, as before "of".
    let plural = form == Form::Third
        && !doc.is_any(at, keys!["says", "calls", "speaks", "tells", "writes", "thinks", "adds"])
        && (doc.is_any(
            at + 1,
            keys!["of", "for", "from", "show", "suggest", "point", "are", "were", "have", "will", "said", "say"],
        ) || doc
            .is_any(before, keys!["on", "about", "after", "amid", "as", "to", "and", "or", "despite", "against"]));
    determined || glued || plural || form == Form::Third && is_held_against(doc, at)
}

/// "Ahead of **IMF forecasts**", "above Pelham's **estimates**": behind a name with which something is compared.
fn is_held_against(doc: &Doc, at: usize) -> bool {
    let name = (at.saturating_sub(4)..at).rev().take_while(|&i| doc.is_capital(i)).last();
    let before = name.map_or(0, |name| name.wrapping_sub(1));
    let ahead = doc.is(before, "of") && doc.is_any(before.wrapping_sub(1), keys!["ahead", "short"]);
    name.is_some()
        && (ahead || doc.is_any(before, keys!["than", "above", "below", "beyond", "beating", "beat", "missing"]))
}

const DETERMINERS: &[Key] =
    keys!["the", "a", "an", "this", "its", "his", "her", "their", "our", "my", "your", "no", "any"];
/// What stands before nouns and never between a subject and its verb in the present.
const BEFORE_NOUNS: &[Key] = keys![
    "new",
    "latest",
    "of",
    "for",
    "from",
    "in",
    "with",
    "by",
    "per",
    "updated",
    "own",
    "recent",
    "previous",
    "earlier",
    "official",
    "some",
    "these",
    "those",
    "such",
    "media",
    "news",
    "press",
    "growth",
    "earnings",
    "consensus",
    "more",
    "other",
    "similar",
];

/// Whether the words are said not to be said.
fn is_negated(doc: &Doc, at: usize) -> bool {
    let sentence = doc.sentence(at).start;
    (sentence.max(at.saturating_sub(4))..at).any(|i| {
        doc.is_any(
            i,
            keys![
                "not",
                "n't",
                "never",
                "declined",
                "refused",
                "refuses",
                "declines",
                "refusing",
                "declining",
                "without",
                "cannot",
                "nobody",
            ],
        ) || doc.lower(i).ends_with("n't")
            || doc.lower(i).ends_with("n’t")
    })
}
