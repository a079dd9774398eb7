//! What a figure measures: an indicator of the list, an open noun phrase, or the subject carried from before.
//!
//! High precision first: the noun right after the figure ("a 4.3% jump in auto sales"), the object of a verb that moves
//! something ("lifted inflation to 3%"), the subject before the predicate, a weak phrase resolved by the topic, the open
//! noun phrase before the verb, the segment before, the topic.

use std::ops::Range;

use super::clause::Opener;
use super::frame::Frame;
use super::indicator::{Named, indicators};
use super::predicate::{Predicate, Reading};
use super::role::{Binding, Role};
use super::topic::{Subject, Topic};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind};

/// A figure's subject and where it is named; nowhere, where it is carried from another sentence.
#[derive(Debug, Clone)]
pub struct Found {
    /// The subject.
    pub subject: Subject,
    /// The words that name it, where they are of the list.
    pub named: Option<Named>,
    /// Its tokens, where it is in the sentence.
    pub tokens: Option<Range<usize>>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Finds the subject of a figure.
pub fn of(doc: &Doc, frame: &Frame, figure: &Mention, binding: &Binding, topic: &Topic) -> Option<Found> {
    let search = Search { doc, frame, figure, binding, topic };
    let segment = frame.segment_of(figure.tokens.start);
    let own = frame.segments[segment].tokens.clone();
    search
        .after_figure(&own)
        .or_else(|| search.object(&own))
        .or_else(|| search.named_by_of(&own))
        .or_else(|| search.before_predicate(own.start..figure.tokens.start, "subject"))
        .or_else(|| search.open_subject(&own))
        .or_else(|| search.weak(own.start..figure.tokens.start, "weak subject"))
        .or_else(|| search.pointed_back(&own))
        .or_else(|| search.earlier(segment))
        .or_else(|| search.weak(figure.tokens.end..own.end, "weak after"))
        .or_else(|| search.strong_after(&own))
        .or_else(|| search.carried())
}

/// An indicator of the list as a subject.
pub fn listed(doc: &Doc, named: &Named, topic: &Topic) -> Found {
    let indicator = topic.resolve(doc, named);
    Found {
        subject: Subject { phrase: doc.slice(&named.tokens).to_owned(), indicator: Some(indicator) },
        tokens: Some(named.tokens.clone()),
        named: Some(Named { indicator, ..named.clone() }),
        rule: "respectively",
    }
}

struct Search<'a> {
    doc: &'a Doc<'a>,
    frame: &'a Frame,
    figure: &'a Mention,
    binding: &'a Binding<'a>,
    topic: &'a Topic,
}

impl Search<'_> {
    fn found(&self, named: &Named, rule: &'static str) -> Found {
        let indicator = self.topic.resolve(self.doc, named);
        let phrase = self.phrase(&named.tokens);
        Found {
            subject: Subject { phrase, indicator: Some(indicator) },
            tokens: Some(named.tokens.clone()),
            named: Some(Named { indicator, ..named.clone() }),
            rule,
        }
    }

    /// The noun phrase around the listed words: adjectives before them taken along, but no name, number or verb.
    fn phrase(&self, tokens: &Range<usize>) -> String {
        let mut start = tokens.start;
        while start > self.frame.tokens.start && tokens.start - start < 2 {
            let word = self.doc.lower(start - 1);
            let adjective = QUALIFIERS.contains(&word);
            if !adjective {
                break;
            }
            start -= 1;
        }
        self.doc.slice(&(start..tokens.end)).to_owned()
    }

    /// "A 4.3% jump **in auto sales**", "$2.53 **in per-share earnings**", "5.1bn **profit**", "315tn **debt stock**".
    fn after_figure(&self, own: &Range<usize>) -> Option<Found> {
        let end = self.figure.tokens.end;
        // "Which accounts for half of the economy": of a part, the whole is not the subject.
        let part = self.binding.predicate.is_some_and(|p| {
            self.doc.is_any(
                p.tokens.start,
                &[
                    "accounts",
                    "account",
                    "accounted",
                    "accounting",
                    "makes",
                    "make",
                    "made",
                    "making",
                    "represents",
                    "represent",
                    "comprises",
                ],
            )
        });
        if part && self.doc.is(end, "of") {
            return None;
        }
        let mut from = end;
        let mut reach = 3;
        if self.binding.role == Role::Before
            && let Some(p) = self.binding.predicate.filter(|p| p.tokens.start >= end && p.can_be(Reading::Noun))
        {
            from = p.tokens.end;
            reach = 9;
            // "5% export growth": the subject stands between the figure and the noun.
            if let Some(named) =
                self.frame.indicators_in(end..p.tokens.end).find(|n| n.tokens.start < p.tokens.start && !n.weak)
            {
                return Some(self.found(named, "compound after"));
            }
            // "China will achieve 5% growth": growth itself is what a country has.
            let grows = self.frame.indicators_in(p.tokens.clone()).find(|n| n.weak && n.row().code == "gdp");
            let country = self.frame.places.iter().any(|_| (own.start..end).any(|i| self.frame.is_place(i)));
            if let Some(named) =
                grows.filter(|_| country && !self.has_subject(own) && !self.doc.is_any(from, &["in", "of"]))
            {
                return Some(self.found(named, "growth of a country"));
            }
            if !self.doc.is_any(from, &["in", "of", "for", "on"]) {
                return self
                    .frame
                    .indicators_in(end..p.tokens.end)
                    .find(|n| !n.weak)
                    .map(|n| self.found(n, "noun after"));
            }
        }
        let preposition = self.doc.is_any(from, &["in", "of", "for", "on"]);
        let next = self.frame.indicators_in(from..own.end).next();
        let glued = |next: &Named| {
            next.tokens.start == end
                || (next.tokens.start == end + 1
                    && !self.doc.is_any(end, CLOSED)
                    && self.doc.kind(end) == Some(TokenKind::Word))
        };
        // "A 40% increase in demand for properties": an open noun phrase.
        if preposition
            && from > end
            && self.frame.indicators_in(from..(from + 6).min(own.end)).next().is_none()
            && !self.is_period_preposition(from)
        {
            return self.open_after(from + 1, own.end);
        }
        let next = next?;
        let through = preposition && next.tokens.start - from <= reach && !self.is_period_preposition(from);
        if through && (from > end || !self.has_subject(own)) || glued(next) && !(next.weak && self.has_subject(own)) {
            return Some(self.found(next, "after the figure"));
        }
        None
    }

    /// The noun phrase that begins at `from`, with one "of" or "for" phrase.
    fn open_after(&self, from: usize, end: usize) -> Option<Found> {
        let from = from + usize::from(self.doc.is_any(from, &["the", "its", "their", "a", "an"]));
        let period = |i: usize| self.frame.periods_at(i);
        let mut stop = (from..end.min(from + 6)).find(|&i| self.is_border(i) || period(i)).unwrap_or(end.min(from + 6));
        if stop > from && self.doc.is_any(stop, &["for", "of"]) {
            let first = stop + 1 + usize::from(self.doc.is_any(stop + 1, &["the", "its", "their"]));
            let last =
                (first..end.min(first + 3)).find(|&i| self.is_border(i) || period(i)).unwrap_or(end.min(first + 3));
            stop = if last > first { last } else { stop };
        }
        let sayer = (from..stop).any(|i| SAYERS.contains(&self.doc.lower(i)));
        (stop > from && !sayer).then(|| {
            let phrase = self.doc.slice(&(from..stop)).to_owned();
            Found {
                subject: Subject { phrase, indicator: None },
                named: None,
                tokens: Some(from..stop),
                rule: "open noun after",
            }
        })
    }

    fn is_period_preposition(&self, at: usize) -> bool {
        self.frame.periods.is_empty() && self.doc.kind(at + 1) == Some(TokenKind::Number)
    }

    fn has_subject(&self, own: &Range<usize>) -> bool {
        self.frame.indicators_in(own.start..self.figure.tokens.start).any(|n| !n.weak)
    }

    /// "Lifted **inflation** to 3%", "cut its **key rate** by 25 basis points": the object of a transitive verb.
    fn object(&self, own: &Range<usize>) -> Option<Found> {
        let predicate = self.own_predicate(own)?;
        let between = predicate.tokens.end..self.figure.tokens.start;
        let named = self.frame.indicators_in(between.clone()).find(|n| !n.weak).or_else(|| {
            self.frame
                .indicators_in(between)
                .next()
                .filter(|_| predicate.can_be(Reading::Verb) || predicate.can_be(Reading::Noun))
        })?;
        Some(self.found(named, "object"))
    }

    /// "A **sales volume** of €140m", "72 percent of **adults**": the noun that "of" ties to the figure.
    fn named_by_of(&self, own: &Range<usize>) -> Option<Found> {
        let open = |tokens: Range<usize>, rule| {
            let phrase = self.doc.slice(&tokens).to_owned();
            Found { subject: Subject { phrase, indicator: None }, named: None, tokens: Some(tokens), rule }
        };
        let end = self.figure.tokens.end;
        if matches!(self.figure.kind, MentionKind::Percentage(_)) && self.doc.is(end, "of") && !self.has_subject(own) {
            let first = end + 1 + usize::from(self.doc.is_any(end + 1, &["the", "its", "their", "all", "those"]));
            let stop = (first..own.end.min(first + 4)).find(|&i| self.is_border(i)).unwrap_or(own.end.min(first + 4));
            let listed = self.frame.indicators_in(first..stop).next().is_some();
            return (stop > first && !listed).then(|| open(first..stop, "part of"));
        }
        if self.binding.role != Role::Of
            || self.binding.predicate.is_some_and(|p| p.is_change() && p.can_be(Reading::Noun))
        {
            return None;
        }
        let of = (own.start..self.figure.tokens.start).rev().take(5).find(|&i| self.doc.is(i, "of"))?;
        let first = (own.start..of).rev().take_while(|&i| !self.is_border(i)).last()?;
        let noun = self.frame.indicators_in(first..of).next().is_none() && self.doc.lower(of - 1).len() > 3;
        (noun
            && !self.doc.is_any(
                of - 1,
                &[
                    "rate",
                    "total",
                    "record",
                    "value",
                    "figure",
                    "reading",
                    "average",
                    "level",
                    "peak",
                    "high",
                    "low",
                    "target",
                    "forecast",
                    "estimate",
                    "range",
                    "price",
                    "expectations",
                    "consensus",
                    "threshold",
                    "projection",
                    "projections",
                    "forecasts",
                    "estimates",
                    "prediction",
                    "guidance",
                    "gain",
                    "pace",
                    "reading",
                    "face",
                    "excess",
                ],
            ))
        .then(|| open(first..of, "noun of"))
    }

    /// A word that no noun phrase goes across: closed-class words, punctuation, figures, periods, verbs.
    fn is_border(&self, at: usize) -> bool {
        self.doc.kind(at) != Some(TokenKind::Word)
            || CLOSED.contains(&self.doc.lower(at))
            || OPENING.contains(&self.doc.lower(at))
            || self.frame.predicates.iter().any(|p| p.tokens.contains(&at) && !p.can_be(Reading::Noun))
            || self
                .doc
                .is_any(at, &["reported", "indicated", "produced", "living", "making", "working", "came", "go", "come"])
    }

    fn own_predicate(&self, own: &Range<usize>) -> Option<&Predicate> {
        self.binding.predicate.filter(|p| {
            !self.binding.carried && p.tokens.end <= self.figure.tokens.start && p.tokens.start >= own.start
        })
    }

    /// The strong subject before the predicate: the head of its noun phrase, which is the first strong one where the
    /// next hangs on it by a preposition, else the last.
    fn before_predicate(&self, range: Range<usize>, rule: &'static str) -> Option<Found> {
        // "The gap between exports and imports": the head is what "between" hangs on.
        if let Some(gap) = self.frame.indicators_in(range.clone()).find(|n| self.doc.is(n.tokens.end, "between")) {
            // What lies between exports and imports is the trade balance.
            let flows = self
                .frame
                .indicators_in(gap.tokens.end..range.end)
                .any(|n| matches!(n.row().code, "exports" | "imports"));
            let trade = indicators().iter().position(|i| i.code == "trade_balance").filter(|_| flows);
            let named =
                Named { indicator: trade.unwrap_or(gap.indicator), weak: gap.weak && trade.is_none(), ..gap.clone() };
            return Some(self.found(&named, rule));
        }
        let strong: Vec<&Named> = self.frame.indicators_in(range).filter(|n| !n.weak).collect();
        let last = *strong.last()?;
        let head = strong.iter().rev().skip(1).find(|n| {
            let between = n.tokens.end..last.tokens.start;
            between.len() <= 3 && self.doc.is_any(between.start, &["of", "for", "on", "from"])
        });
        Some(self.found(head.copied().unwrap_or(last), rule))
    }

    fn weak(&self, range: Range<usize>, rule: &'static str) -> Option<Found> {
        let named = self.frame.indicators_in(range).last()?;
        Some(self.found(named, rule))
    }

    fn strong_after(&self, own: &Range<usize>) -> Option<Found> {
        let reach = own.end.max((self.figure.tokens.end + 10).min(self.frame.tokens.end));
        let named = self.frame.indicators_in(self.figure.tokens.end..reach).find(|n| !n.weak)?;
        Some(self.found(named, "strong after"))
    }

    /// "**Hospital services** increased 0.5%": an open noun phrase before the verb of the figure's own segment.
    fn open_subject(&self, own: &Range<usize>) -> Option<Found> {
        // "Electronics saw a 1.2% drop": the verb lends its subject to the noun behind the figure.
        let support =
            || self.frame.predicates_in(own.start..self.figure.tokens.start).rfind(|p| p.can_be(Reading::Level));
        let behind = self.binding.role == Role::Before;
        let predicate = self.own_predicate(own).or_else(|| behind.then(support).flatten())?;
        let verb = !predicate.can_be(Reading::Noun) || predicate.can_be(Reading::Verb);
        if !verb {
            return None;
        }
        let tokens = noun_phrase_before(self.doc, own.start..predicate.tokens.start, self.frame)?;
        // A weak phrase is the head of its noun phrase: "auto parts sales".
        if self.frame.indicators_in(tokens.clone()).next().is_some() {
            return None;
        }
        let phrase = self.doc.slice(&tokens).to_owned();
        Some(Found {
            subject: Subject { phrase, indicator: None },
            named: None,
            tokens: Some(tokens),
            rule: "open subject",
        })
    }

    /// The subject of an earlier segment: "retail sales, excluding autos, rose 2%", "exports, which fell 3%, rose 5%".
    fn earlier(&self, segment: usize) -> Option<Found> {
        for i in self.antecedents(segment) {
            let tokens = self.frame.segments[i].tokens.clone();
            let verb = |p: &&Predicate| p.can_be(Reading::Verb) || p.can_be(Reading::Level) || p.can_be(Reading::Reach);
            let predicate = self.frame.predicates_in(tokens.clone()).find(verb);
            let end = predicate.map_or(tokens.end, |p| p.tokens.start);
            // "Which" hangs on the noun right before it; else the subject of the verb comes before what else is named.
            let right_before = self.frame.segments[segment].opener == Opener::Dependent && i + 1 == segment;
            let nearest = right_before.then(|| self.frame.indicators_in(tokens.clone()).rfind(|n| !n.weak)).flatten();
            if let Some(named) = nearest {
                return Some(self.found(named, "antecedent"));
            }
            let found = self
                .before_predicate(tokens.start..end, "earlier subject")
                .or_else(|| self.weak(tokens.start..end, "earlier weak subject"))
                .or_else(|| self.before_predicate(tokens.clone(), "earlier segment"))
                .or_else(|| self.weak(tokens.clone(), "earlier weak"));
            if found.is_some() {
                return found;
            }
            let opens = self.frame.segments[i].opener == Opener::Start || predicate.is_some();
            if let Some(open) =
                noun_phrase_before(self.doc, tokens.start..end, self.frame).filter(|_| opens && predicate.is_some())
            {
                let phrase = self.doc.slice(&open).to_owned();
                return Some(Found {
                    subject: Subject { phrase, indicator: None },
                    named: None,
                    tokens: Some(open),
                    rule: "earlier open subject",
                });
            }
        }
        None
    }

    /// The earlier segments in the order in which they can lend a subject. A segment that opens with its verb goes on
    /// after what was put in between ("Growth – the main target of curbs – was 11.5%"), so what has no verb comes last.
    fn antecedents(&self, segment: usize) -> Vec<usize> {
        let own = &self.frame.segments[segment];
        let verb_first = own.opener == Opener::Comma
            && self
                .frame
                .predicates_in(own.tokens.clone())
                .next()
                .is_some_and(|p| p.tokens.start <= own.tokens.start + 2);
        let is_main = |i: &usize| {
            let tokens = self.frame.segments[*i].tokens.clone();
            let opener = self.frame.segments[*i].opener;
            matches!(opener, Opener::Start | Opener::Contrast)
                || !(verb_first && matches!(opener, Opener::Dependent | Opener::Bracket | Opener::Comparison))
                    && self.frame.predicates_in(tokens).any(|p| p.can_be(Reading::Verb) || p.can_be(Reading::Level))
        };
        if own.opener == Opener::Dependent {
            return (0..segment).rev().collect();
        }
        let head = |i: &usize| matches!(self.frame.segments[*i].opener, Opener::Start | Opener::Contrast);
        // "…, easing from 3.5%" goes on with the clause before it, not with the sentence's first.
        let opening = self.frame.predicates_in(own.tokens.clone()).next();
        let participle = opening.is_some_and(|p| self.doc.lower(p.tokens.start).ends_with("ing"));
        let first = (0..segment).rev().find(|i| {
            verb_first
                && !participle
                && head(i)
                && self.frame.indicators_in(self.frame.segments[*i].tokens.clone()).next().is_some()
        });
        let (main, aside): (Vec<usize>, Vec<usize>) = (0..segment).rev().partition(is_main);
        first.into_iter().chain(main).chain(aside).collect()
    }

    /// "A reading above 50", "the figure was 3%", "it rose": a subject that only points back is the one spoken of last.
    fn pointed_back(&self, own: &Range<usize>) -> Option<Found> {
        if own.start != self.frame.tokens.start {
            return None;
        }
        let first = (own.start..own.end)
            .find(|&i| !OPENING.contains(&self.doc.lower(i)) && self.doc.kind(i) == Some(TokenKind::Word))?;
        let pronoun =
            PRONOUNS.contains(&self.doc.lower(first)) && !self.doc.is_any(first, &["there", "we", "i", "you", "what"]);
        let noun = ANAPHORA.contains(&self.doc.lower(first)) && first > own.start;
        (pronoun || noun).then(|| self.carried()).flatten()
    }

    /// The subject spoken of last, else the article's.
    fn carried(&self) -> Option<Found> {
        let recent = self.topic.subject.as_ref().filter(|(_, s)| self.figure.sentence.saturating_sub(*s) <= 2);
        let subject = recent.map(|(s, _)| s).or(self.topic.first_subject.as_ref())?;
        Some(Found { subject: subject.clone(), named: None, tokens: None, rule: "carried" })
    }
}

/// Adjectives that belong to an indicator's name where they stand before it.
const QUALIFIERS: &[&str] = &[
    "seasonally",
    "adjusted",
    "annual",
    "quarterly",
    "monthly",
    "total",
    "overall",
    "global",
    "gross",
    "net",
    "core",
    "headline",
    "average",
    "median",
    "nominal",
    "real",
    "domestic",
    "foreign",
    "private",
    "public",
    "initial",
    "combined",
    "industrial",
    "annualized",
    "underlying",
    "services",
    "online",
    "consumer",
    "industry",
    "world",
    "worldwide",
];

/// Words that end a noun phrase.
const CLOSED: &[&str] = &[
    "in", "of", "on", "to", "from", "for", "by", "at", "with", "and", "or", "but", "as", "than", "over", "during",
    "since", "while", "will", "would", "was", "were", "is", "are", "has", "had", "have", "it", "they", "he", "she",
    "we", "into", "because", "between", "that", "which", "who", "after", "before", "said", "per", "when", "if",
    "through", "could", "may", "not", "also", "be", "been", "being", "about", "around",
];

/// Words that are no subject, wherever they stand.
const PRONOUNS: &[&str] = &[
    "it", "they", "he", "she", "we", "that", "this", "these", "those", "which", "who", "there", "what", "i", "you",
    "both", "one", "all", "here", "such", "them", "him", "her", "its", "their", "each",
];

/// Who speaks of figures: no measured thing.
const SAYERS: &[&str] = &[
    "economists",
    "analysts",
    "traders",
    "investors",
    "officials",
    "ministry",
    "forecasters",
    "strategists",
    "markets",
    "policymakers",
    "economist",
    "analyst",
    "experts",
    "respondents",
    "swaps",
    "futures",
    "report",
    "survey",
    "poll",
];

/// Nouns that point back to what was spoken of rather than name something.
const ANAPHORA: &[&str] = &[
    "category",
    "figure",
    "rate",
    "total",
    "gain",
    "measure",
    "number",
    "reading",
    "increase",
    "decline",
    "level",
    "pace",
    "figures",
    "data",
    "result",
    "results",
    "rise",
    "fall",
    "drop",
    "loss",
    "print",
    "value",
    "amount",
    "growth",
    "expansion",
    "estimate",
    "average",
    "cut",
    "hike",
    "move",
    "change",
    "gains",
    "losses",
    "jump",
    "numbers",
    "readings",
    "advance",
    "reduction",
];

/// Words that open a segment before its subject.
const OPENING: &[&str] = &[
    "the",
    "a",
    "an",
    "and",
    "but",
    "while",
    "whereas",
    "though",
    "although",
    "however",
    "meanwhile",
    "overall",
    "also",
    "still",
    "when",
    "if",
    "as",
    "so",
    "yet",
    "then",
    "or",
    "its",
    "their",
    "his",
    "her",
    "our",
    "since",
    "after",
    "only",
    "some",
    "instead",
    "whilst",
    "because",
    "even",
    "indeed",
    "separately",
    "where",
];

/// The noun phrase that ends where `range` does: its head with what stands before it and one "of" phrase. Adverbs and
/// auxiliaries between it and the verb are passed over; a pronoun is none.
fn noun_phrase_before(doc: &Doc, range: Range<usize>, frame: &Frame) -> Option<Range<usize>> {
    let mut end = range.end;
    while end > range.start && is_adverb(doc, end - 1) {
        end -= 1;
    }
    let mut start = range.start;
    while start < end && (OPENING.contains(&doc.lower(start)) || doc.kind(start) == Some(TokenKind::Punct)) {
        start += 1;
    }
    // A clause of saying before it: "The office said hospital services".
    if let Some(said) = (start..end)
        .rev()
        .find(|&i| doc.is_any(i, &["said", "says", "that", "showed", "shows", "saw", "seeing", "with", "reported"]))
    {
        start = said + 1;
        while start < end && OPENING.contains(&doc.lower(start)) {
            start += 1;
        }
    }
    // A place phrase behind the noun belongs to the area, a time phrase to the period.
    let flow = |i: usize| {
        doc.is_any(i, &["to", "from"]) && (i + 1..i + 3).any(|at| frame.is_place(at) || frame.periods_at(at))
    };
    if let Some(cut) =
        (start + 1..end).find(|&i| doc.is_any(i, &["in", "during", "for", "on", "at", "by", "since"]) || flow(i))
    {
        end = cut;
    }
    // "July's gain", "the category": a word that only points back.
    while start < end && (frame.periods_at(start) || doc.kind(start) == Some(TokenKind::Clitic)) {
        start += 1;
    }
    if end.saturating_sub(start) <= 2 && end > start && ANAPHORA.contains(&doc.lower(end - 1)) {
        return None;
    }
    let words = start..end;
    let sound = !words.is_empty()
        && words.len() <= 9
        && !(doc.lower(words.start).ends_with("ing")
            && doc.is_any(words.start + 1, &["a", "an", "the", "its", "their", "up", "down"]))
        && !words.clone().any(|i| doc.is(i, "than"))
        && !doc.is_any(words.end - 1, &["a", "an", "the", "its", "their", "and", "or", "of", "'s", "’s"])
        && !words.clone().all(|i| frame.is_place(i) || doc.kind(i) != Some(TokenKind::Word))
        && !words.clone().any(|i| doc.kind(i) == Some(TokenKind::Number))
        && !words.clone().any(|i| SAYERS.contains(&doc.lower(i)))
        && !doc.is_any(words.start, &["of", "well", "far"])
        && !doc.is(words.end - 1, "way")
        && !words.clone().any(|i| PRONOUNS.contains(&doc.lower(i)))
        && !frame.predicates_in(words.clone()).any(|p| p.can_be(Reading::Verb) && !p.can_be(Reading::Noun))
        && words.clone().any(|i| doc.kind(i) == Some(TokenKind::Word) && doc.word(i).len() > 2);
    sound.then_some(words)
}

fn is_adverb(doc: &Doc, at: usize) -> bool {
    let word = doc.lower(at);
    word.ends_with("ly") && word.len() > 4
        || matches!(
            word,
            "has"
                | "have"
                | "had"
                | "was"
                | "were"
                | "is"
                | "are"
                | "be"
                | "been"
                | "will"
                | "would"
                | "could"
                | "may"
                | "might"
                | "also"
                | "still"
                | "then"
                | "even"
                | "to"
                | "not"
                | "should"
                | "can"
                | "did"
                | "do"
                | "does"
                | ","
                | "just"
                | "now"
                | "often"
                | "usually"
                | "rarely"
                | "set"
                | "expected"
                | "likely"
                | "again"
                | "further"
        )
}
