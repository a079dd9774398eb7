//! Capitalised runs, cut into the names of persons and bodies.
//!
//! A run is what capitals, name particles ("van der") and the connectors of body names ("Ministry of Economy, Trade
//! and Industry") hold together. It is cut by what the lexicon knows in it, by roles, titles and places; what is left
//! is a person or a body by its words and its neighbours, or stays unknown.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::NameKind;
use super::roles::RolePhrase;
use super::vocabulary::{self, BODY, BODY_NOUN, BodyWordPlace, Gender};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Gap, TokenKind};

/// What the names stand on: which tokens are figures, places and known bodies, and how the article spells its words.
pub(super) struct Ground<'d, 'a> {
    pub doc: &'d Doc<'a>,
    taken: Vec<bool>,
    place: Vec<bool>,
    body: Vec<bool>,
    /// Of the words that open something, those that the article also writes in lower case.
    lowercase: FxHashSet<&'a str>,
    /// Of the words that open something, those that have a capital elsewhere too.
    inner_capitals: FxHashSet<&'a str>,
}

impl<'d, 'a> Ground<'d, 'a> {
    pub fn new(doc: &'d Doc<'a>, figures: &[Mention], places: &[Mention]) -> Self {
        let mut ground = Self {
            doc,
            taken: vec![false; doc.len()],
            place: vec![false; doc.len()],
            body: vec![false; doc.len()],
            lowercase: FxHashSet::default(),
            inner_capitals: FxHashSet::default(),
        };
        for figure in figures {
            // "Theresa May", "Mr March": a month after a given name or a title is a surname.
            let at = figure.tokens.start;
            let titled =
                (1..=2).any(|n| at >= n && vocabulary::title(doc, at - n).is_some_and(|(width, _)| width == n));
            let surname = figure.tokens.len() == 1 && at > 0 && (vocabulary::given(doc, at - 1).is_some() || titled);
            if !surname {
                fill(&mut ground.taken, &figure.tokens);
            }
        }
        for place in places {
            if matches!(place.kind, MentionKind::Country(_) | MentionKind::Region(_)) {
                fill(&mut ground.place, &place.tokens);
            }
        }
        for hit in doc.hits(BODY) {
            fill(&mut ground.body, &hit.tokens);
        }
        let words = || (0..doc.len()).filter(|&at| doc.kind(at) == Some(TokenKind::Word));
        let openers: FxHashSet<&str> = words().filter(|&at| ground.opens(at)).map(|at| doc.lower(at)).collect();
        for at in words() {
            if !doc.is_capital(at) {
                if openers.contains(doc.word(at)) {
                    ground.lowercase.insert(doc.word(at));
                }
            } else if !doc.is_capital(at + 1) && !ground.opens(at) && openers.contains(doc.lower(at)) {
                ground.inner_capitals.insert(doc.word(at));
            }
        }
        ground
    }

    pub fn is_place(&self, at: usize) -> bool {
        self.place.get(at).copied().unwrap_or(false)
    }

    pub fn is_body(&self, at: usize) -> bool {
        self.body.get(at).copied().unwrap_or(false)
    }

    /// Whether the token opens a sentence, a quotation or what follows a colon: its capital says nothing.
    fn opens(&self, at: usize) -> bool {
        let doc = self.doc;
        let before = at.wrapping_sub(1);
        doc.sentence(at).start == at
            || matches!(doc.kind(before), Some(TokenKind::Punct | TokenKind::Symbol))
                && matches!(doc.word(before), "“" | "\"" | "‘" | "'" | ":" | "•" | "—" | "*" | "`" | "(" | "#")
    }

    fn is_capital(&self, at: usize) -> bool {
        let doc = self.doc;
        doc.kind(at) == Some(TokenKind::Word) && doc.is_capital(at) && !self.taken[at]
            || self.is_body(at) && doc.kind(at) == Some(TokenKind::Word)
    }
}

fn fill(bits: &mut [bool], tokens: &Range<usize>) {
    if let Some(bits) = bits.get_mut(tokens.clone()) {
        bits.fill(true);
    }
}

/// A name before it is tied to others.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub tokens: Range<usize>,
    pub kind: NameKind,
    /// The row of `bodies.tsv`.
    pub row: Option<u32>,
    /// What its title tells.
    pub gender: Option<Gender>,
    /// Whether a title or role stands before it.
    pub titled: bool,
}

/// The names of a text, in order, without overlaps.
pub(super) fn parts(ground: &Ground, roles: &[RolePhrase]) -> Vec<Part> {
    let mut cutter = Cutter { ground, doc: ground.doc, roles, parts: Vec::new() };
    let mut at = 0;
    while at < ground.doc.len() {
        if !ground.is_capital(at) {
            at += 1;
            continue;
        }
        let end = cutter.run_end(at);
        cutter.cut(at..end);
        at = end.max(at + 1);
    }
    cutter.parts
}

struct Cutter<'g, 'd, 'a> {
    ground: &'g Ground<'d, 'a>,
    doc: &'d Doc<'a>,
    roles: &'g [RolePhrase],
    parts: Vec<Part>,
}

const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "das", "du", "van", "von", "der", "den", "ter", "ten", "bin", "bint",
    "ibn", "al", "el", "la", "le", "y", "zu", "af", "ng",
];
const DOTTED: &[&str] = &[
    "del", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "prof", "lt", "col", "rev", "st", "jr", "sr", "inc",
    "co", "corp", "ltd", "bros",
];

impl<'d> Cutter<'_, 'd, '_> {
    fn run_end(&self, start: usize) -> usize {
        let doc = self.doc;
        let sentence = doc.sentence(start).end;
        let mut end = start + 1;
        while end < sentence {
            // A known name holds together whatever it contains.
            if let Some(hit) = doc.hit(end - 1, BODY).filter(|h| h.tokens.end > end && h.tokens.end <= sentence) {
                end = hit.tokens.end;
                continue;
            }
            let next = end;
            let word = doc.word(next);
            if doc.gap(next) == Gap::Paragraph {
                break;
            }
            if self.ground.is_capital(next) && (doc.gap(next) != Gap::None || doc.is(next - 1, ".")) {
                end += 1;
            } else if matches!(word, "-" | "‑") && doc.glued(next) && doc.glued(next + 1) && self.joins_hyphen(next) {
                end += 2;
            } else if word == "." && doc.glued(next) && self.is_dotted(next - 1) && next + 1 < sentence {
                end += 1;
            } else if word == "&" && self.ground.is_capital(next + 1) && !doc.glued(next) {
                end += 2;
            } else if let Some(to) = self.connector(start, next) {
                end = to;
            } else {
                break;
            }
        }
        end
    }

    fn joins_hyphen(&self, hyphen: usize) -> bool {
        let doc = self.doc;
        let next = hyphen + 1;
        if self.ground.is_capital(next) {
            return !self.ground.is_place(next) || !self.ground.is_place(hyphen - 1);
        }
        // "Chang-yong", against "Beijing-based".
        doc.kind(next) == Some(TokenKind::Word)
            && (vocabulary::given(doc, hyphen - 1).is_some() || self.ground.is_capital(hyphen.wrapping_sub(2)))
            && doc.word(next).len() <= 5
            && !doc.lower(next).ends_with("ed")
            && !doc.is_any(next, &["run", "style", "wide", "era", "like", "born", "owned", "made", "term", "bound"])
    }

    fn is_dotted(&self, at: usize) -> bool {
        let doc = self.doc;
        DOTTED.contains(&doc.lower(at)) || (doc.word(at).len() == 1 && doc.is_capital(at))
    }

    /// Where a connector at `at` leads the run that began at `start`, if the run goes on after it.
    fn connector(&self, start: usize, at: usize) -> Option<usize> {
        let doc = self.doc;
        let word = doc.lower(at);
        if PARTICLES.contains(&word) {
            let next = if PARTICLES.contains(&doc.lower(at + 1)) { at + 2 } else { at + 1 };
            return self.ground.is_capital(next).then_some(next + 1);
        }
        let is_body_name = || (start..at).any(|i| self.is_opening_body_word(i));
        match word {
            "of" | "for" => {
                let next = if doc.is(at + 1, "the") { at + 2 } else { at + 1 };
                (self.ground.is_capital(next) && !vocabulary::is_plain(doc, next) && self.is_opening(start, at))
                    .then_some(next + 1)
            }
            "and" => {
                let goes_on = self.ground.is_capital(at + 1)
                    && vocabulary::given(doc, at + 1).is_none()
                    && !self.ground.is_body(at + 1)
                    && doc.hit(at + 1, vocabulary::ROLE).is_none()
                    && vocabulary::title(doc, at + 1).is_none();
                let has_of = (start..at).any(|i| doc.is_any(i, &["of", "for"]));
                (goes_on && has_of && is_body_name()).then_some(at + 2)
            }
            // "Ministry of Economy, Trade and Industry": a list that ends in "and".
            "," => {
                let has_of = (start..at).any(|i| doc.is_any(i, &["of", "for"]));
                let second = at + 1;
                let and = if self.ground.is_capital(second + 1) { second + 2 } else { second + 1 };
                let list =
                    self.ground.is_capital(second) && doc.is_any(and, &["and", "&"]) && self.ground.is_capital(and + 1);
                let ministry = (start..at).any(|i| doc.is_any(i, &["ministry", "department", "committee", "board"]));
                (list && has_of && ministry).then_some(and + 2)
            }
            _ => None,
        }
    }

    fn is_opening_body_word(&self, at: usize) -> bool {
        vocabulary::body_word(self.doc, at).is_some_and(|(place, _)| place == BodyWordPlace::Any)
    }

    /// Whether `start..at` may be the first part of "Bank of …", "Office for …": its last or first word opens a body.
    fn is_opening(&self, start: usize, at: usize) -> bool {
        self.is_opening_body_word(at - 1) || (start..at).any(|i| self.is_opening_body_word(i)) && !self.is_role(at - 1)
    }

    fn is_role(&self, at: usize) -> bool {
        self.role_at(at).is_some()
    }

    fn role_at(&self, at: usize) -> Option<&RolePhrase> {
        let place = self.roles.partition_point(|r| r.tokens.end <= at);
        self.roles.get(place).filter(|r| r.tokens.start <= at)
    }

    /// Cuts a run into parts.
    fn cut(&mut self, run: Range<usize>) {
        let doc = self.doc;
        let mut at = run.start;
        let mut titled = false;
        let mut gender = None;
        while at < run.end {
            if let Some(hit) = doc.hit(at, BODY).filter(|h| h.tokens.end <= run.end) {
                let (row, mut end) = (hit.row, hit.tokens.end);
                let longer = self.extend_body(end, run.end);
                let row = if longer > end { None } else { Some(row) };
                end = longer;
                self.push(at..end, NameKind::Body, row, None, titled);
                (at, titled) = (end, false);
            } else if let Some(role) = self.role_at(at) {
                at = role.tokens.end.max(at + 1);
                titled = true;
            } else if let Some((width, told)) = vocabulary::title(doc, at).filter(|(w, _)| at + w < run.end) {
                at += width;
                (titled, gender) = (true, told);
            } else if self.is_break(at, &run) {
                at += 1;
                titled = false;
            } else {
                let end = self.rest_end(at, run.end);
                self.rest(at..end, titled, gender);
                (at, titled, gender) = (end, false, None);
            }
        }
    }

    /// How far the name of a known body goes on: "Barclays" in "Barclays Capital", "CIBC" in "CIBC Private Wealth".
    fn extend_body(&self, end: usize, limit: usize) -> usize {
        let doc = self.doc;
        let mut to = end;
        for at in end..limit {
            if self.is_role(at)
                || vocabulary::given(doc, at).is_some()
                || vocabulary::is_plain(doc, at)
                || doc.hit(at, BODY).is_some()
                || doc.is_any(at, &["of", "for", "and", ",", "-"]) && at == end
            {
                break;
            }
            if vocabulary::body_word(doc, at).is_some() || (at + 1 == limit && to > end && self.ground.is_place(at)) {
                to = at + 1;
            }
        }
        to
    }

    /// Whether the token belongs to no name: a calendar word, an opener of the sentence, a mark, a bare place.
    fn is_break(&self, at: usize, run: &Range<usize>) -> bool {
        let doc = self.doc;
        if doc.kind(at) != Some(TokenKind::Word) {
            return true;
        }
        if vocabulary::is_plain(doc, at) && (self.ground.opens(at) || !doc.is_any(at, &["will", "may", "mark"])) {
            return true;
        }
        if !self.ground.is_capital(at) && !PARTICLES.contains(&doc.lower(at)) {
            return true;
        }
        if self.ground.is_place(at) {
            // A place before a person or alone is no name; before the words of a body it is part of its name.
            let end = self.rest_end(at, run.end);
            let body = (at..end).any(|i| vocabulary::body_word(doc, i).is_some());
            return !body;
        }
        // "Jeweller Zale": a noun that opens the sentence before a company's name.
        let noun = vocabulary::body_noun(doc, at).is_some_and(|(end, kinds)| {
            end < run.end
                && self.ground.is_capital(end)
                && kinds.iter().all(|k| matches!(k.0, "company" | "retailer" | "airline" | "carmaker" | "other"))
        });
        if noun && self.ground.opens(at) {
            return true;
        }
        // "Exports rose": one capital that only opens the sentence, or a word the article also writes in lower case.
        let opens = self.ground.opens(at);
        if opens && at + 1 < run.end && vocabulary::given(doc, at).is_none() && self.is_common(at) {
            return true;
        }
        opens && at + 1 == run.end && !self.stands_alone(at)
    }

    fn is_common(&self, at: usize) -> bool {
        self.ground.lowercase.contains(self.doc.lower(at))
    }

    /// Whether one capitalised word that opens a sentence is a name all the same.
    fn stands_alone(&self, at: usize) -> bool {
        let doc = self.doc;
        let word = doc.word(at);
        let inner = word.len() > 1 && word.chars().skip(1).any(char::is_uppercase);
        let possessive = doc.kind(at + 1) == Some(TokenKind::Clitic);
        inner
            || super::company::is_explained(doc, at + 1)
            || self.ground.inner_capitals.contains(word)
            || !self.is_common(at)
                && (vocabulary::given(doc, at).is_some()
                    || possessive && !word.ends_with('s')
                    || doc.is_any(at + 1, NAMING_VERBS) && !word.ends_with('s'))
    }

    fn rest_end(&self, start: usize, limit: usize) -> usize {
        let doc = self.doc;
        let mut end = start + 1;
        while end < limit {
            let boundary = self.role_at(end).is_some_and(|r| r.tokens.start == end && doc.is_capital(r.head))
                || doc.hit(end, BODY).is_some_and(|h| h.tokens.end <= limit && self.is_cut_by_body(start, end))
                || vocabulary::title(doc, end).is_some_and(|(width, _)| end + width < limit)
                || (vocabulary::is_plain(doc, end)
                    && doc.is_capital(end)
                    && !doc.is_any(end, &["will", "may", "new", "trade"])
                    && !doc.is(end - 1, "of"));
            if boundary {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether a known body inside a run begins a name of its own: not in "Japan Post Bank", yet in "Maria Reuters".
    fn is_cut_by_body(&self, start: usize, at: usize) -> bool {
        let doc = self.doc;
        !doc.is_any(at - 1, &["of", "and", "&", "-", "the", "for"]) && vocabulary::body_word(doc, start).is_none()
    }

    /// Judges a stretch that neither lexicon nor roles explain.
    fn rest(&mut self, tokens: Range<usize>, titled: bool, gender: Option<Gender>) {
        let doc = self.doc;
        let Range { mut start, mut end } = tokens;
        while end > start + 1 && self.is_loose_end(end - 1) {
            end -= 1;
        }
        // "Greater China Lynn Song", "Democrat Hillary Clinton": what stands before a given name is none of the person's.
        if let Some(first) = (start + 1..end).find(|&i| {
            i + 1 < end
                && vocabulary::given(doc, i).is_some()
                && !doc.glued(i)
                && vocabulary::given(doc, i - 1).is_none()
        }) {
            let foreign = (start..first).all(|i| self.ground.is_place(i))
                || self.is_party(first - 1)
                || doc.hit(first - 1, BODY_NOUN).is_some();
            if foreign {
                start = first;
            }
        }
        let words = (start..end).filter(|&i| doc.kind(i) == Some(TokenKind::Word)).count();
        let bare = words == 1
            && vocabulary::body_word(doc, start).is_some()
            && doc.word(start).chars().skip(1).any(char::is_lowercase);
        // ", C.P.M., chair of …": letters after a name.
        let letters = words == 1 && doc.word(start).ends_with('.') && doc.is(start.wrapping_sub(1), ",");
        if words == 0 || words > 9 || bare || letters {
            return;
        }
        let kind = self.kind(&(start..end), words, titled);
        let known = if kind == NameKind::Person { vocabulary::given(doc, start).flatten() } else { None };
        self.push(start..end, kind, None, gender.or(known), titled);
    }

    fn is_party(&self, at: usize) -> bool {
        self.doc.is_any(at, &["republican", "democrat", "democratic", "labour", "conservative", "gop"])
    }

    fn is_loose_end(&self, at: usize) -> bool {
        let doc = self.doc;
        doc.kind(at) != Some(TokenKind::Word) && !doc.is(at, ".")
            || PARTICLES.contains(&doc.lower(at)) && !doc.is_capital(at)
            || doc.is(at, ".") && doc.word(at - 1).len() > 1 && !DOTTED.contains(&doc.lower(at - 1))
    }

    fn kind(&self, tokens: &Range<usize>, words: usize, titled: bool) -> NameKind {
        let doc = self.doc;
        let (start, end) = (tokens.start, tokens.end);
        let last = if doc.is(end - 1, ".") { end - 2 } else { end - 1 };
        let is_given = vocabulary::given(doc, start).is_some();
        let body_word = vocabulary::body_word(doc, last).is_some()
            || (start..end).any(|i| self.is_opening_body_word(i)) && (words > 2 || !is_given);
        let before = start.wrapping_sub(1);
        // "Marsh & McLennan": no person is called so.
        if (start + 1..last).any(|i| doc.is(i, "&")) {
            return NameKind::Body;
        }
        if body_word && words > 1 && !(titled && is_given) {
            return NameKind::Body;
        }
        if titled {
            return NameKind::Person;
        }
        if is_given && words >= 2 && !doc.is_any(start + 1, &["of", "and", "&"]) {
            return NameKind::Person;
        }
        if self.role_at(before).is_some_and(|r| r.tokens.end == start && !r.plural) {
            return NameKind::Person;
        }
        let noun_before =
            (1..=3).any(|n| start >= n && doc.hit(start - n, BODY_NOUN).is_some_and(|h| h.tokens.end == start));
        let acronym =
            words == 1 && doc.word(start).len() > 1 && doc.word(start).chars().all(|c| c.is_uppercase() || c == '&');
        if noun_before || acronym || body_word {
            return NameKind::Body;
        }
        let initial = (start + 1..last).any(|i| doc.word(i).len() == 1 && doc.is(i + 1, "."));
        if (2..=4).contains(&words) && (initial || self.is_explained_as_person(end)) {
            return NameKind::Person;
        }
        NameKind::Unknown
    }

    /// Whether an apposition with a role, an age or "who" follows: ", an economist", ", 54,", ", who".
    fn is_explained_as_person(&self, end: usize) -> bool {
        let doc = self.doc;
        if !doc.is(end, ",") && !doc.is(end, "(") {
            return false;
        }
        let at = end + 1;
        let age = doc.kind(at) == Some(TokenKind::Number) && doc.word(at).len() == 2 && doc.is_any(at + 1, &[",", ")"]);
        let skip = usize::from(doc.is_any(at, &["a", "an", "the"]));
        age || doc.is(at, "who")
            || (at + skip..at + skip + 5).any(|i| self.role_at(i).is_some_and(|r| !r.plural))
                && !(at..at + skip + 4).any(|i| doc.is_any(i, &[",", ".", "said", "says"]))
    }

    fn push(&mut self, tokens: Range<usize>, kind: NameKind, row: Option<u32>, gender: Option<Gender>, titled: bool) {
        self.parts.push(Part { tokens, kind, row, gender, titled });
    }
}

/// What companies do at the start of news: the word before is a name.
const NAMING_VERBS: &[&str] = &[
    "said",
    "says",
    "reported",
    "reports",
    "posted",
    "announced",
    "expects",
    "plans",
    "agreed",
    "unveiled",
    "warned",
    "told",
    "added",
    "has",
    "is",
    "was",
    "will",
];
