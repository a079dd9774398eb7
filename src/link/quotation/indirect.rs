//! Reported clauses without quotation marks: where the content of a cue begins and ends.
//!
//! "X said (on Monday) (that) CLAUSE", "CLAUSE, X said", "according to X, CLAUSE". A clause must show a finite verb; the
//! time and place of the saying are no part of it, nor is the author's own comment after it (", signaling …").

use std::ops::Range;

use super::cue::{Cue, Form};
use super::speaker::{Subject, is_function};
use crate::text::{Doc, TokenKind};

/// The clause that follows the cue, before the token `high`.
pub(super) fn after(doc: &Doc, cue: &Cue, high: usize) -> Option<Range<usize>> {
    content(doc, content_start(doc, cue, high)?, high)
}

/// The clause that stands before the words of attribution, which begin at `end`; not before `low`.
pub(super) fn before(doc: &Doc, low: usize, end: usize) -> Option<Range<usize>> {
    let mut start = low;
    // "LONDON — …", "- …", "But …, he said": dateline, bullet and conjunction stand outside.
    if let Some(dash) = (low..end.min(low + 6)).find(|&i| doc.is_any(i, &["—", "–", "-"]) && !doc.glued(i)) {
        let dateline = (low..dash).all(|i| doc.word(i).chars().all(|c| !c.is_lowercase()));
        if dateline {
            start = dash + 1;
        }
    }
    while start < end
        && (doc.is_any(start, &["but", "and", "yet", "so", "still", "however", ","])
            || doc.kind(start) == Some(TokenKind::Symbol) && doc.is(start, "#"))
    {
        start += 1;
    }
    let clause = trim(doc, start..end);
    // Between a subject and its attribution stands a clause, unless it begins like an adjunct ("On Monday, he said").
    let adjunct = is_adjunct(doc, clause.start)
        || is_function(doc, clause.start) && !doc.is_any(clause.start, &["there", "all", "both"]);
    let plausible =
        has_finite_verb(doc, &clause) || !adjunct && clause.len() >= 5 && !doc.lower(clause.start).ends_with("ing");
    (clause.len() >= 3 && plausible).then_some(clause)
}

/// The content that begins at `start`.
pub(super) fn content(doc: &Doc, start: usize, high: usize) -> Option<Range<usize>> {
    let clause = trim(doc, start..content_end(doc, start, high));
    (clause.len() >= 3 && has_finite_verb(doc, &clause)).then_some(clause)
}

/// Whether the attribution closes what it reports: after the verb (and an inverted subject) only the time and place of
/// the saying follow, then a mark.
pub(super) fn closes(doc: &Doc, cue: &Cue) -> bool {
    let at = cue.tokens.end;
    let high = doc.sentence(at.saturating_sub(1)).end;
    let after = if cue.frames.hearer { after_hearer(doc, at, high) } else { after_adjunct(doc, at, high) };
    let circumstance = &["in", "on", "at", "during", "while", "after", "when", "as", "with", "last", "this", "by"];
    after >= high || doc.kind(after) == Some(TokenKind::Punct) || doc.is_any(after, circumstance)
}

/// Where the content begins: after "that", after the hearer, after the time and place of the saying.
fn content_start(doc: &Doc, cue: &Cue, high: usize) -> Option<usize> {
    let at = cue.tokens.end;
    if doc.is(at, "that") {
        return (!doc.is(at + 1, ".")).then_some(at + 1);
    }
    if cue.form == Form::Phrase {
        return None;
    }
    // "said on Monday that", "told reporters that", "said in a statement, issued late, that"
    let mut open = false;
    for next in at..high.min(at + 16) {
        if doc.is(next, "that") {
            let progressive =
                doc.is_any(cue.tokens.start.wrapping_sub(1), &["is", "are", "was", "were", "been", "also"]);
            let free = open || cue.frames.hearer || is_adjunct(doc, at);
            if !free || cue.form == Form::Ing && !progressive && !cue.frames.core {
                break;
            }
            return Some(next + 1);
        }
        if doc.is(next, ",") {
            open = is_adjunct(doc, at);
            if !open {
                break;
            }
        } else if doc.is_any(next, &[";", ":", "—", "who", "which", "because"]) || is_auxiliary(doc, next) {
            break;
        }
    }
    if !cue.frames.clause {
        return None;
    }
    let start = if cue.frames.hearer { after_hearer(doc, at, high) } else { after_adjunct(doc, at, high) };
    if start >= high || doc.is_any(start, &[",", ".", ":", ";", "—", "–", ")", "?", "!"]) {
        return None;
    }
    let bad = doc.is_any(
        start,
        &[
            "to",
            "of",
            "in",
            "for",
            "from",
            "and",
            "or",
            "but",
            "as",
            "so",
            "than",
            "by",
            "about",
            "it's",
            "with",
            "on",
            "at",
            "into",
            "against",
            "yes",
            "no",
            "nothing",
            "little",
            "anything",
            "something",
            "more",
            "how",
            "what",
            "why",
            "whether",
            "who",
            "him",
            "her",
            "them",
            "me",
            "us",
        ],
    );
    (!bad || doc.is_any(start, &["no", "how", "what", "more", "on", "at", "with", "her"]) && cue.frames.core)
        .then_some(start)
}

/// "on Monday", "in a note", "Tuesday", "earlier this month", "to reporters".
fn is_adjunct(doc: &Doc, at: usize) -> bool {
    doc.is_any(
        at,
        &[
            "on",
            "in",
            "at",
            "to",
            "during",
            "after",
            "before",
            "earlier",
            "late",
            "later",
            "last",
            "this",
            "today",
            "yesterday",
            "again",
            "via",
            "by",
            "through",
            "over",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "recently",
            "publicly",
            "privately",
            "repeatedly",
            "there",
            "then",
            "for",
            "back",
            "early",
            "with",
        ],
    ) || doc.lower(at).ends_with("ly")
}

fn is_time(doc: &Doc, at: usize) -> bool {
    doc.is_any(
        at,
        &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "today",
            "yesterday",
            "recently",
            "also",
            "then",
            "again",
        ],
    )
}

/// Past simple adjuncts before a clause without "that".
fn after_adjunct(doc: &Doc, at: usize, high: usize) -> usize {
    let mut start = at;
    loop {
        if is_time(doc, start) {
            start += 1;
        } else if doc.is_any(start, &["on", "late", "early"]) && is_time(doc, start + 1) {
            start += 2;
        } else if doc.is_any(start, &["late", "early"]) && doc.is(start + 1, "on") && is_time(doc, start + 2) {
            start += 3;
        } else if doc.is_any(start, &["this", "last"])
            && doc.is_any(
                start + 1,
                &["week", "month", "year", "quarter", "summer", "spring", "fall", "autumn", "winter"],
            )
        {
            start += 2;
        } else if doc.is_any(start, &["earlier", "later"]) && doc.is_any(start + 1, &["on", "in", "this"]) {
            start += 1;
        } else if doc.is(start, "in") && doc.is_any(start + 1, &["a", "an", "its", "his", "her", "their", "the"]) {
            let medium = (start + 2..high.min(start + 7)).find(|&i| {
                doc.is_any(
                    i,
                    &[
                        "statement",
                        "note",
                        "report",
                        "interview",
                        "speech",
                        "email",
                        "release",
                        "letter",
                        "filing",
                        "tweet",
                        "post",
                        "memo",
                        "conference",
                        "commentary",
                        "presentation",
                    ],
                )
            });
            match medium {
                Some(noun) if !doc.is_any(noun + 1, &["to", "with", "for", "by", "released", "published", "on"]) => {
                    start = noun + 1
                }
                Some(noun) if doc.is(noun + 1, "on") && is_time(doc, noun + 2) => start = noun + 3,
                _ => return start,
            }
        } else {
            return start;
        }
        if doc.is(start, ",") && start > at {
            return start;
        }
    }
}

/// Past whom it was said to: "told CNN", "told the Financial Times", "told reporters on Monday".
fn after_hearer(doc: &Doc, at: usize, high: usize) -> usize {
    let mut start = at;
    let determined = doc.is_any(start, &["the", "a", "an", "his", "her", "its", "their", "our", "my"]);
    if doc.is_any(start, &["him", "them", "me", "us", "you"]) {
        return start + 1;
    }
    start += usize::from(determined);
    let capital = doc.is_capital(start);
    while start < high && start < at + 6 {
        let word = doc.kind(start) == Some(TokenKind::Word)
            && !is_function(doc, start)
            && !doc.is_any(
                start,
                &["the", "a", "an", "its", "his", "her", "it", "he", "she", "they", "there", "this", "we", "i"],
            );
        if !word || capital && !doc.is_capital(start) {
            break;
        }
        start += 1;
        if !capital && doc.lower(start - 1).ends_with('s') {
            break;
        }
    }
    after_adjunct(doc, start, high)
}

/// Where the content ends: before the author's own words.
fn content_end(doc: &Doc, start: usize, high: usize) -> usize {
    for at in start + 3..high {
        if doc.is(at, ";") {
            return at;
        }
        if doc.is_any(at, &["—", "–"]) && !doc.glued(at) {
            continue;
        }
        if !doc.is(at, ",") {
            continue;
        }
        if doc.is_any(at + 1, COMMENTS) || doc.is_any(at + 1, &["according"]) {
            return at;
        }
    }
    high
}

/// Participles after a comma that are the author's comment or a further cue.
const COMMENTS: &[&str] = &[
    "signaling",
    "signalling",
    "prompting",
    "sending",
    "adding",
    "citing",
    "noting",
    "saying",
    "suggesting",
    "referring",
    "warning",
    "arguing",
    "echoing",
    "stressing",
    "emphasizing",
    "reiterating",
    "repeating",
    "calling",
    "blaming",
    "pointing",
    "urging",
    "pushing",
    "sparking",
    "fueling",
    "fuelling",
    "raising",
    "underscoring",
    "highlighting",
    "claiming",
    "insisting",
    "quoting",
    "describing",
    "dismissing",
];

/// Marks and spaces at either end do not count.
fn trim(doc: &Doc, mut clause: Range<usize>) -> Range<usize> {
    let mark = |i: usize| doc.is_any(i, &[",", ".", ";", ":", "—", "–", "\"", "”", "“", "…", "!", "?", "(", "‘", "’"]);
    while !clause.is_empty() && mark(clause.end - 1) {
        clause.end -= 1;
    }
    while !clause.is_empty() && (mark(clause.start) || doc.is(clause.start, "that")) {
        clause.start += 1;
    }
    clause
}

fn is_auxiliary(doc: &Doc, at: usize) -> bool {
    doc.is_any(
        at,
        &[
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "will",
            "would",
            "can",
            "could",
            "may",
            "might",
            "should",
            "must",
            "do",
            "does",
            "did",
            "isn't",
            "aren't",
            "wasn't",
            "weren't",
            "won't",
            "wouldn't",
            "can't",
            "couldn't",
            "doesn't",
            "don't",
            "didn't",
            "shouldn't",
            "hasn't",
            "haven't",
            "isn’t",
            "aren’t",
            "wasn’t",
            "weren’t",
            "won’t",
            "wouldn’t",
            "can’t",
            "couldn’t",
            "doesn’t",
            "don’t",
            "didn’t",
            "hasn’t",
            "haven’t",
            "cannot",
            "he's",
            "she's",
            "it's",
            "they're",
            "we're",
            "i'm",
            "it’s",
            "he’s",
            "she’s",
            "they’re",
            "we’re",
            "that's",
            "that’s",
            "there's",
            "there’s",
            "i'll",
            "we'll",
            "it'll",
            "i've",
            "we've",
            "they've",
            "shall",
        ],
    )
}

/// Whether a finite verb shows: an auxiliary, a past form, a common verb, or a third person after a noun.
pub(super) fn has_finite_verb(doc: &Doc, clause: &Range<usize>) -> bool {
    clause.clone().any(|i| {
        is_auxiliary(doc, i)
            || doc.is_any(i, VERBS)
            || i > clause.start
                && doc.kind(i) == Some(TokenKind::Word)
                && doc.lower(i).len() > 3
                && doc.lower(i).ends_with("ed")
                && !doc.is_any(i - 1, &["the", "a", "an", "of", "and", "by", "in", "more", "most"])
    })
}

const VERBS: &[&str] = &[
    "rose",
    "fell",
    "grew",
    "went",
    "came",
    "got",
    "made",
    "took",
    "gave",
    "became",
    "began",
    "left",
    "lost",
    "won",
    "held",
    "kept",
    "put",
    "set",
    "cut",
    "hit",
    "let",
    "ran",
    "sold",
    "bought",
    "spent",
    "thought",
    "knew",
    "saw",
    "found",
    "felt",
    "led",
    "met",
    "paid",
    "sent",
    "stood",
    "told",
    "wrote",
    "drove",
    "broke",
    "brought",
    "built",
    "caught",
    "chose",
    "drew",
    "sank",
    "shrank",
    "swung",
    "slid",
    "shot",
    "beat",
    "spoke",
    "said",
    "says",
    "makes",
    "takes",
    "gives",
    "needs",
    "wants",
    "remains",
    "seems",
    "means",
    "looks",
    "comes",
    "goes",
    "shows",
    "rises",
    "falls",
    "grows",
    "continues",
    "expects",
    "plans",
    "depends",
    "requires",
    "suggests",
    "faces",
    "keeps",
    "holds",
    "gets",
    "helps",
    "works",
    "supports",
    "believes",
    "believe",
    "thinks",
    "think",
    "want",
    "need",
    "make",
    "take",
    "expect",
    "remain",
    "seem",
    "look",
    "know",
    "mean",
    "see",
    "go",
    "come",
    "get",
    "feel",
    "provide",
    "provides",
    "include",
    "includes",
    "represent",
    "represents",
    "deserves",
    "deserve",
    "plan",
    "intends",
    "intend",
    "hopes",
    "hope",
    "lacks",
    "lack",
    "points",
    "reflects",
    "reflect",
    "owns",
    "own",
    "begins",
    "leads",
    "lead",
    "creates",
    "create",
    "leaves",
    "puts",
    "runs",
    "sees",
    "knows",
    "feels",
    "tells",
    "lost",
    "lies",
    "stands",
    "amounts",
    "agrees",
    "agree",
    "appears",
    "appear",
    "allows",
    "allow",
    "causes",
    "cause",
    "poses",
    "pose",
    "adds",
    "costs",
    "cost",
    "jumps",
    "supported",
    "shed",
    "stems",
    "matters",
    "matter",
    "understands",
    "understand",
    "deal",
    "deals",
    "contains",
    "boosts",
    "likes",
    "loves",
];

/// Where the words of attribution begin: the subject or, inverted, the cue.
pub(super) fn attribution_start(cue: &Cue, subject: &Subject) -> usize {
    cue.tokens.start.min(subject.phrase.start)
}
