//! A sentence with all that its figures can be bound to: segments, predicates, indicators, figures, periods, places.
//!
//! Made once a sentence and then read by every rule of the observation.

use std::ops::Range;

use super::acts::{self, Act};
use super::agent;
use super::bank_rate;
use super::clause::{self, Opener, Segment};
use super::complement;
use super::no_indicator;
use super::omitted;
use super::predicate::{self, Predicate};
use super::tenor;
use super::words;
use crate::link::observation::indicator::{self, Named};
use crate::mention::conversion;
use crate::mention::name::{BodyKind, Name, Names, letters_behind};
use crate::mention::period::is_past;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

/// A sentence, ready for binding. Mentions are indices into the article's list.
#[derive(Debug)]
pub struct Frame {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its segments in order.
    pub segments: Vec<Segment>,
    /// The segment of each token; empty where there is but one.
    segment_of: Vec<u16>,
    /// Its predicates in order.
    pub predicates: Vec<Predicate>,
    /// The indicators that it names, in order.
    pub indicators: Vec<Named>,
    /// Percentages, money and quantities, in order.
    pub figures: Vec<usize>,
    /// Figures that give the one before them in another currency, each with that one: "$349.4bn (£265.9bn)". They are
    /// none of `figures`, and their brackets cut nothing.
    pub conversions: Vec<(usize, usize)>,
    /// Periods, in order.
    pub periods: Vec<usize>,
    /// Countries and regions, in order.
    pub places: Vec<usize>,
    /// What each token is part of; empty where no mention stands in the sentence.
    cover: Vec<Cover>,
}

impl Frame {
    /// Reads the sentence of `tokens`, whose mentions are `mentions[among]`.
    pub fn new(doc: &Doc, tokens: Range<usize>, mentions: &[Mention], among: Range<usize>, names: &Names) -> Self {
        let (mut figures, mut periods, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for i in among.clone() {
            match &mentions[i].kind {
                // "Yields on **2030 bonds**": when they are paid back.
                MentionKind::Period(_) if doc.is_any(mentions[i].tokens.end, keys!["bonds", "bond", "notes"]) => {}
                MentionKind::Period(_) => periods.push(i),
                // "26 **US** cents": of the currency.
                MentionKind::Country(_) | MentionKind::Region(_)
                    if is_of_unit(doc, mentions, &figures, i)
                        || agent::is_teller(doc, &mentions[i])
                        || is_bygone(doc, &mentions[i]) => {}
                MentionKind::Country(_) | MentionKind::Region(_) => places.push(i),
                _ => figures.push(i),
            }
        }
        let conversions = take_conversions(doc, mentions, &mut figures);
        let mut cover = if among.is_empty() { Vec::new() } else { vec![Cover::Free; tokens.len()] };
        for i in among {
            let kind = match &mentions[i].kind {
                MentionKind::Period(_) => Cover::Period,
                MentionKind::Country(_) | MentionKind::Region(_) => Cover::Place,
                _ => Cover::Figure,
            };
            for at in mentions[i].tokens.clone() {
                if let Some(slot) = at.checked_sub(tokens.start).and_then(|at| cover.get_mut(at)) {
                    *slot = kind;
                }
            }
        }
        for &(first, last) in &conversions {
            let end = mentions[last].tokens.end;
            let end = end + usize::from(doc.is_any(end, keys![")", "]"]));
            for at in mentions[first].tokens.end..end {
                if let Some(slot) = at.checked_sub(tokens.start).and_then(|at| cover.get_mut(at)) {
                    *slot = Cover::Aside;
                }
            }
        }
        // "Brenlow **(BNW)** rose 3%": what else it is called cuts nothing off.
        for at in names.within(&tokens).iter().filter_map(|name| letters_behind(doc, &name.tokens)).flatten() {
            if let Some(slot) = at.checked_sub(tokens.start).and_then(|at| cover.get_mut(at)) {
                *slot = Cover::Aside;
            }
        }
        let at = |i: usize| i.checked_sub(tokens.start).and_then(|i| cover.get(i)).copied().unwrap_or(Cover::Free);
        let taken = |i: usize| matches!(at(i), Cover::Figure | Cover::Period | Cover::Aside);
        // A sentence without figures binds nothing: what it names is all that is read of it.
        let bare = figures.is_empty();
        let segments = if bare {
            vec![Segment { tokens: tokens.clone(), opener: Opener::Start }]
        } else {
            // "Challenger, Gray & Christmas": a comma inside a name cuts nothing.
            let in_name = |i: usize| {
                doc.is(i, ",") && names.at(i).is_some_and(|name| name.tokens.start < i && i + 1 < name.tokens.end)
            };
            let opens_name = |i: usize| i == tokens.start && names.at(i).is_some();
            let inside = |i: usize| at(i) != Cover::Free || in_name(i) || opens_name(i);
            clause::segments(doc, tokens.clone(), inside, |i| at(i) == Cover::Figure, |i| at(i) == Cover::Period)
        };
        // "Barclays Capital investment bank": no indicator begins or ends inside a longer name.
        let known =
            |n: &Name| n.tokens.len() > 1 && names.entities.get(n.entity).is_some_and(|e| e.body != BodyKind::OTHER);
        let named = |i: usize| taken(i) || names.at(i).is_some_and(known);
        let mut indicators = indicator::named(doc, tokens.clone(), taken);
        let company = |n: &Named| {
            let name = names.at(n.tokens.start).filter(|name| name.tokens == n.tokens);
            name.and_then(|name| names.entities.get(name.entity)).is_some_and(|e| e.body.is_company())
        };
        omitted::read(doc, &tokens, taken, &mut indicators);
        indicators.retain(|n| {
            // "**Gap** slid 3%", which is a name.
            if no_indicator::is(doc, n, taken, |i| at(i) == Cover::Place) || n.weak && company(n) {
                return false;
            }
            // An index is a name itself ("the Norland **Services PMI**"), and what holds a taken token has its tenor there
            // ("10-year note").
            let index = n.row().code == "stock_index" || n.row().code == "pmi" && doc.is_capital(n.tokens.end - 1);
            if index || n.tokens.clone().any(taken) {
                return true;
            }
            // "The euro area" is no currency.
            let cut = |i: usize| at(i) == Cover::Place && (at(n.tokens.end) == Cover::Place);
            if n.tokens.clone().any(cut) {
                return false;
            }
            // "The Producer Price Index" is a name, and holds one.
            let inside = |name: &Name| n.tokens.start <= name.tokens.start && name.tokens.end <= n.tokens.end;
            n.tokens.clone().all(|i| !named(i) || names.at(i).is_some_and(inside))
        });
        // "Defence takes the **largest share**", "Japan's share": a part, and no price.
        indicators.retain(|n| {
            if n.row().code != "share_price" {
                return true;
            }
            let before = n.tokens.start.wrapping_sub(1);
            let part = n.tokens.len() == 1 && doc.is(n.tokens.start, "share");
            // "4.8 percent of **its stock**"
            let whole = doc.starts(before, keys!["of", "its", "stock"]) && at(before.wrapping_sub(1)) == Cover::Figure;
            !whole
                && !(part
                    && (words::is_superlative(doc, before)
                        || doc.kind(before) == Some(TokenKind::Clitic) && at(before.wrapping_sub(1)) == Cover::Place))
        });
        let mut predicates = if bare { Vec::new() } else { predicate::find(doc, tokens.clone(), taken) };
        // "Reduced **borrowing costs** by 25 points": a noun of an indicator, unless a figure is its object.
        predicates.retain(|p| {
            let inside = |n: &Named| n.tokens.start < p.tokens.start && p.tokens.end <= n.tokens.end;
            p.is_change() || at(p.tokens.end) == Cover::Figure || !indicators.iter().any(inside)
        });
        // "Will contract": the second word of a predicate names nothing.
        indicators
            .retain(|n| !predicates.iter().any(|p| p.tokens.start < n.tokens.start && n.tokens.end <= p.tokens.end));
        if !bare {
            complement::read(doc, tokens.clone(), &predicates, named, &mut indicators);
            bank_rate::read(doc, &tokens, names, taken, &mut indicators);
            omitted::read_bare(doc, &tokens, &predicates, |i| at(i) == Cover::Figure, &mut indicators);
            let spans = [periods.as_slice(), figures.as_slice()];
            tenor::read(doc, mentions, spans, &predicates, |i| at(i) == Cover::Place, &mut indicators);
        }
        let segment_of = segment_of(&segments);
        Self { segments, segment_of, predicates, indicators, figures, conversions, periods, places, tokens, cover }
    }

    fn cover_at(&self, at: usize) -> Cover {
        at.checked_sub(self.tokens.start).and_then(|i| self.cover.get(i)).copied().unwrap_or(Cover::Free)
    }

    /// The token itself, or the one behind the conversion that begins there: "$676m (£352m) **loss**".
    pub fn past(&self, at: usize) -> usize {
        (at..self.tokens.end).find(|&i| self.cover_at(i) != Cover::Aside).unwrap_or(at)
    }

    /// Where a figure's statement goes on: behind the bracket, or between the commas, that tells it otherwise: "€26 **(1.3%)** more
    /// than", "26 euros**, or 1.3%,** more".
    pub fn past_twin(&self, doc: &Doc, figure: &Mention) -> usize {
        const LONGEST: usize = 8;
        let end = self.past(figure.tokens.end);
        let or = doc.starts(end, keys![",", "or"]);
        if !doc.is(end, "(") && !or {
            return end;
        }
        let closes = |&i: &usize| doc.is(i, if or { "," } else { ")" });
        let close = (end + 1..(end + LONGEST).min(self.tokens.end)).find(closes);
        close.filter(|&close| self.figure_in(end..close)).map_or(end, |close| close + 1)
    }

    /// Whether the token stands in a conversion, or in the symbol that a company is traded by.
    pub fn is_aside(&self, at: usize) -> bool {
        self.cover_at(at) == Cover::Aside
    }

    /// The token itself, or the one where the bracket opens that ends before it: "**Calder** (CLD) rose".
    pub fn without_aside(&self, at: usize) -> usize {
        (self.tokens.start..at).rev().find(|&i| self.cover_at(i) != Cover::Aside).map_or(at, |last| last + 1)
    }

    /// Whether the token stands in a place's name.
    pub fn is_place(&self, at: usize) -> bool {
        self.cover_at(at) == Cover::Place
    }

    /// The end of the figure that stands last before a token.
    pub fn figures_end_before(&self, at: usize) -> Option<usize> {
        let last = (self.tokens.start..at).rev().find(|&i| self.figure_in(i..i + 1))?;
        Some(last + 1)
    }

    /// Whether a figure stands in the tokens.
    pub fn figure_in(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|at| self.cover_at(at) == Cover::Figure)
    }

    /// Whether the token stands in a period.
    pub fn is_period(&self, at: usize) -> bool {
        self.cover_at(at) == Cover::Period
    }

    /// The index of the segment in which a token stands.
    pub fn segment_of(&self, at: usize) -> usize {
        let token = at.saturating_sub(self.tokens.start);
        self.segment_of.get(token).or(self.segment_of.last()).map_or(0, |&segment| usize::from(segment))
    }

    /// "Shares of Calder, **which lost money but kept its outlook**, ended 1.5% higher": the segment with which the relative clause
    /// begins behind which a segment goes on with its verb.
    pub fn aside_before(&self, doc: &Doc, segment: usize) -> Option<usize> {
        let own = &self.segments[segment].tokens;
        let hangs = |s: &usize| {
            let words = &self.segments[*s].tokens;
            (words.start..words.start + 2).any(|i| doc.is_any(i, keys!["which", "who", "whose"]))
        };
        let verb = own.start + 1;
        // … and not ", based in Oslo", ", expected on Friday".
        let finite = || is_past(doc, verb) || self.predicates_in(verb..verb + 1).any(Predicate::is_change);
        let resumes = doc.is(own.start, ",") && (finite() || acts::is(doc, verb, Act::Past));
        if resumes { (1..segment).rev().find(hangs) } else { None }
    }

    /// The same sentence in one segment.
    pub fn undivided(mut self) -> Self {
        self.segments = vec![Segment { tokens: self.tokens.clone(), opener: Opener::Start }];
        self.segment_of = Vec::new();
        self
    }

    /// The predicates inside the tokens.
    #[inline(never)]
    pub fn predicates_in(&self, tokens: Range<usize>) -> std::slice::Iter<'_, Predicate> {
        inside(&self.predicates, &tokens, |p| &p.tokens).iter()
    }

    /// The indicators named inside the tokens.
    #[inline(never)]
    pub fn indicators_in(&self, tokens: Range<usize>) -> std::slice::Iter<'_, Named> {
        inside(&self.indicators, &tokens, |n| &n.tokens).iter()
    }
}

/// "The economy of the **former British colony**": whose it was.
fn is_bygone(doc: &Doc, place: &Mention) -> bool {
    doc.is(place.tokens.start.wrapping_sub(1), "former")
        && doc.is_any(place.tokens.end, keys!["colony", "territory", "republic", "protectorate", "state"])
}

/// Whether a place stands inside the figure before it: "26 **US** cents".
fn is_of_unit(doc: &Doc, mentions: &[Mention], figures: &[usize], place: usize) -> bool {
    let at = &mentions[place].tokens;
    let inside =
        figures.last().is_some_and(|&f| mentions[f].tokens.start < at.start && at.end <= mentions[f].tokens.end);
    inside && doc.is_any(at.end, keys!["cents", "cent", "dollars", "dollar"])
}

/// Those wholly inside the tokens, of what stands in order and does not overlap.
fn inside<'a, T>(all: &'a [T], tokens: &Range<usize>, of: impl Fn(&T) -> &Range<usize>) -> &'a [T] {
    let from = all.iter().take_while(|one| of(one).start < tokens.start).count();
    let rest = &all[from..];
    &rest[..rest.iter().take_while(|one| of(one).end <= tokens.end).count()]
}

/// The segment of each token; empty where there is but one.
fn segment_of(segments: &[Segment]) -> Vec<u16> {
    let mut of = Vec::new();
    if segments.len() > 1 {
        of.reserve(segments.iter().map(|s| s.tokens.len()).sum());
        for (segment, index) in segments.iter().zip(0..=u16::MAX) {
            of.resize(of.len() + segment.tokens.len(), index);
        }
    }
    of
}

/// Takes out of `figures` those that give the one before them in another currency or unit, and gives both.
fn take_conversions(doc: &Doc, mentions: &[Mention], figures: &mut Vec<usize>) -> Vec<(usize, usize)> {
    let found = conversion::find(doc, mentions, figures.iter().copied());
    figures.retain(|i| !found.iter().any(|(_, at)| at == i));
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cover {
    /// A conversion, or the letters behind a name, with its brackets.
    Aside,
    Free,
    Figure,
    Period,
    Place,
}
