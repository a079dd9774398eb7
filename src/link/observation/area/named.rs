//! The steps of the search that read the figure's own sentence: the world, a place beside the subject or before the figure.

use std::ops::Range;

use super::flow::{self, Class};
use super::owners::{country_of_index, market_in};
use super::situated::{
    in_apposition, in_brackets, is_in_compound, is_of_a_noun, is_one_of_several, is_standard, opens_clause,
    opens_sentence, qualifies,
};
use super::trade::Sides;
use super::{Found, Search, currency, is_area, is_cartel, world};
use crate::link::observation::entity::{self, owner};
use crate::link::observation::home;
use crate::link::observation::indicator::{Owner, Told};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words;
use crate::link::observation::time::dating::{self, Cue};
use crate::link::observation::topic::area_of;
use crate::mention::name::{Name, Names};
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, TokenKind, keys};

impl Search<'_> {
    /// "**Global** growth", "sales of snacks **worldwide**", "**Globally**, prices rose 4%"
    pub(super) fn of_the_world(&self, sides: &Sides) -> Option<Found> {
        let Self { doc, frame, own, asked, .. } = self;
        // "**Global trade** in pirated wares", which has no sides.
        let whole = || asked.tokens.is_some_and(|s| flow::is(doc, s.start, flow::Class::Worldwide));
        if sides.is_flow && !whole() {
            return None;
        }
        let from = frame.tokens.start;
        // "Globally, it makes 180bn, and **in France alone**, 71bn": up to where a place is named.
        let globally =
            || doc.is_any(from, keys!["globally", "worldwide"]) && !self.any_place(from..asked.figure.tokens.start);
        let everywhere = || globally() || (*own).clone().any(|i| doc.is(i, "worldwide"));
        let of_world = |s: &Range<usize>| {
            let placed_since = |place: &Range<usize>| {
                place.start >= s.end && place.end <= own.start && doc.is(flow::before_place(doc, place), "in")
            };
            flow::is_of_the_world(doc, frame, self.names, s)
                && !self.places().any(|i| placed_since(&self.mentions[i].tokens))
                && !self.is_made_in()
        };
        // "**Its share of** world trade": the part is another's.
        let part = || {
            let its = |s: &Range<usize>| doc.is_any(s.start.wrapping_sub(1), keys!["its", "their"]);
            asked.tokens.is_some_and(its) && asked.subject.phrase.starts_with("share of")
        };
        if part() {
            return None;
        }
        let says = !self.is_placed() && everywhere() || asked.tokens.is_some_and(of_world) && !self.has_of_the_world();
        says.then(|| Found::area(Some(world())))
    }

    /// "**The United States makes** 12% of the world's chips": a country that has a part of what the world has.
    fn has_of_the_world(&self) -> bool {
        let (doc, figure) = (self.doc, self.asked.figure);
        let holds = |place: &Range<usize>| {
            let before = flow::before_place(doc, place);
            let opens = before.checked_add(1).is_none_or(|at| at <= self.own.start)
                || doc.is_any(before, keys![",", "and", "that", "while", "but"]);
            let verb = place.end;
            opens
                && doc.kind(verb) == Some(TokenKind::Word)
                && doc.lower(verb).ends_with(['s', 'd'])
                && !self.frame.figure_in(verb..figure.tokens.start)
                && self.frame.indicators_in(verb + 1..figure.tokens.start).next().is_none()
        };
        doc.is(figure.tokens.end, "of")
            && self.places().map(|i| &self.mentions[i]).filter(|m| is_self(m)).map(|m| &m.tokens).any(holds)
    }

    /// "The world's chips, 60% of which are made **in Taiwan**"
    fn is_made_in(&self) -> bool {
        self.places().map(|i| &self.mentions[i].tokens).any(|place| {
            place.start >= self.asked.figure.tokens.end
                && self.own.contains(&place.start)
                && self.doc.is(flow::before_place(self.doc, place), "in")
        })
    }

    /// "**Emerging markets** held $105tn": countries that no code stands for.
    pub(super) fn of_a_class(&self) -> Option<Found> {
        let mut before = self.own.start..self.asked.figure.tokens.start;
        (before.any(|i| is_class_of_countries(self.doc, i)) && !self.is_placed()).then(|| Found::area(None))
    }

    /// "China remains a worry after sales **there** fell": the place named last.
    pub(super) fn there(&self) -> Option<Found> {
        let subject = self.asked.tokens.filter(|s| self.doc.is(s.end, "there"))?;
        let places = self.places().filter(|&i| is_area(&self.mentions[i]));
        let here = places.rev().find(|&i| self.mentions[i].tokens.end <= subject.start);
        // "Results were worse in China. Sales **there** fell 11%"
        let sentence = self.doc.sentence_of(subject.start);
        let before = || {
            let end = self.mentions.partition_point(|m| m.sentence < sentence);
            let near = |i: &usize| self.mentions[*i].sentence + 1 == sentence;
            (0..end).rev().take_while(near).find(|&i| is_area(&self.mentions[i]))
        };
        Some(self.at(here.or_else(before)?, true))
    }

    /// "**The Dow**", "the yield on the 10-year **Treasury**"
    pub(super) fn of_market(&self) -> Option<Found> {
        let subject = self.asked.tokens?;
        // "On German 10-year bunds": what a yield is of stands behind it.
        let reach = if self.code == "bond_yield" { 6 } else { 0 };
        let named = subject.start..(subject.end + reach).min(self.frame.tokens.end);
        market_in(self.doc, &named).map(|area| Found::area(Some(area)))
    }

    /// "The Pelham **India** Services PMI": an index whose name holds its country.
    pub(super) fn of_index(&self) -> Option<Found> {
        let index = matches!(self.code, "pmi" | "consumer_confidence" | "business_confidence");
        let subject = self.asked.tokens.filter(|_| index)?;
        country_of_index(self.doc, subject).map(|area| Found { beside: true, ..Found::area(Some(area)) })
    }

    /// The place nearest to the figure or its subject.
    pub(super) fn named(&self, sides: &Sides) -> Option<Found> {
        let near = self.near(sides);
        if let Some(seat) = self.set_by_bank(near) {
            return Some(seat);
        }
        let i = near.or_else(|| self.earlier(sides))?;
        let place = &self.mentions[i].tokens;
        let (doc, frame, subject) = (self.doc, self.frame, self.asked.subject);
        // "Sales in **France, Italy and Spain** rose 4%": of all of them, and of none; what others do in a clause before tells nothing.
        if is_one_of_several(doc, frame, self.mentions, i) {
            let tells = near.is_some() || doc.is_any(frame.tokens.start, keys!["in", "across"]);
            return tells.then(Found::default);
        }
        let opens = opens_sentence(doc, frame, place) && subject.told() != Told::Day
            || opens_clause(doc, frame, place, self.asked.figure.tokens.start)
            || self.has_part(place);
        // A world price is of a place only where that is said of itself.
        let own = |s: &Range<usize>| {
            let by_the_way = || subject.owner() == Owner::World && is_of_a_noun(doc, frame, place, s);
            qualifies(doc, self.names, place, s) && !by_the_way()
        };
        // "Is to cut **200 jobs in Sweden**": what a company's jobs are counted by.
        let counted = || {
            let jobs = matches!(self.code, "layoffs" | "staff" | "employment");
            jobs && doc.is(self.asked.figure.tokens.end, "in")
                && flow::before_place(doc, place) == self.asked.figure.tokens.end
        };
        Some(self.at(i, opens || self.asked.tokens.is_some_and(own) || counted()))
    }

    /// "**The US business** accounts for 90% of profit", "said **the UK market** had seen growth": a company's part in a place,
    /// as the subject of the figure's segment.
    fn has_part(&self, place: &Range<usize>) -> bool {
        let (doc, part) = (self.doc, place.end);
        let head = words::is(doc, part, words::Class::Division) || doc.is(part, "market");
        let verb = part + 1;
        let acts = doc.is_any(verb, keys!["had", "has", "have", "is", "are", "was", "were", "accounts", "accounted"])
            || self.frame.predicates_in(verb..verb + 1).next().is_some();
        head && acts
            && self.own.contains(&place.start)
            && verb < self.asked.figure.tokens.start
            && !self.frame.figure_in(verb..self.asked.figure.tokens.start)
    }

    /// Beside the subject ("**U.K.** retail sales", "inflation in **the euro area**"), else inside the segment.
    fn near(&self, sides: &Sides) -> Option<usize> {
        if self.frame.places.is_empty() {
            return None;
        }
        let (doc, asked) = (self.doc, self.asked);
        let beside = || {
            let subject = asked.tokens?;
            beside(doc, self.frame, self.mentions, subject).filter(|&i| self.is_free(i, sides))
        };
        let tokens = |i: usize| &self.mentions[i].tokens;
        let inside = || {
            let inside = |&i: &usize| self.own.start <= tokens(i).start && tokens(i).end <= self.own.end;
            self.places().filter(inside).filter(|&i| self.is_free(i, sides))
        };
        let before = || inside().rev().find(|&i| tokens(i).end <= asked.figure.tokens.start);
        let behind = || inside().find(|&i| doc.is_any(tokens(i).start.wrapping_sub(1), keys!["in", "the"]));
        // "Against 0.8% **for Germany** and 1.9% **for Italy**", "were flat in the US and up 2% **in China**": whom the figure
        // itself is said to be for.
        let end = asked.figure.tokens.end;
        let behind_it = || inside().find(|&i| flow::before_place(doc, tokens(i)) == end);
        let at_it = |by: &[Key]| if doc.is_any(end, by) { behind_it() } else { None };
        // "Few German cars are sold in **Mexico, where** they make up 4% of sales": the place that the figure's clause is of.
        let clause = |&i: &usize| {
            let place = tokens(i);
            opens_clause(doc, self.frame, place, asked.figure.tokens.start)
                && !self.any_place(place.end..asked.figure.tokens.start)
        };
        if let Some(place) = self.places().rev().find(clause).filter(|&i| self.is_free(i, sides)) {
            return Some(place);
        }
        // A subject carried from an earlier segment lends its place only where this segment has none: "Italy's contracted".
        if let Some(subject) = asked.tokens.filter(|s| self.own.contains(&s.start)) {
            let other = self.any_place(subject.end..asked.figure.tokens.start);
            let own = if other { at_it(keys!["in"]) } else { None };
            own.or_else(beside).or_else(before).or_else(behind)
        } else {
            at_it(keys!["for", "in"]).or_else(before).or_else(behind).or_else(beside)
        }
    }

    /// "Before the **ECB**'s move, with investors seeing a cut": of a rate that is set, the central bank named last before it,
    /// unless the segment names a place.
    fn set_by_bank(&self, near: Option<usize>) -> Option<Found> {
        if self.code != "policy_rate" || near.is_some_and(|i| self.own.contains(&self.mentions[i].tokens.start)) {
            return None;
        }
        let before = self.names.within(&(self.frame.tokens.start..self.asked.figure.tokens.start));
        let bank = before.iter().rfind(|n| entity::is_central_bank(self.names, n.entity))?;
        Some(Found::area(Some(home::seat(self.names, bank.entity)?)))
    }

    /// Else the place that an earlier segment of the sentence names, where it is no list in brackets.
    fn earlier(&self, sides: &Sides) -> Option<usize> {
        let (doc, frame) = (self.doc, self.frame);
        let apart = |at: usize| in_brackets(doc, frame, at) || in_apposition(doc, frame, at);
        let free = |&i: &usize| {
            let place = &self.mentions[i].tokens;
            place.end <= self.own.start && self.is_free(i, sides) && !apart(place.start)
        };
        let found = self.places().rev().find(free)?;
        (self.topic.area.is_none() || !self.is_of_whole()).then_some(found)
    }

    /// Whether a place may be what the figure is about: no other side, nobody's home, no standard and no currency's.
    fn is_free(&self, i: usize, sides: &Sides) -> bool {
        let doc = self.doc;
        let tokens = &self.mentions[i].tokens;
        let stock = || self.code == "stock_index" && doc.is(tokens.start.wrapping_sub(1), "in");
        (is_area(&self.mentions[i]) || stock())
            && !sides.has(i)
            && !is_of_owner(doc, self.names, tokens)
            && !is_in_compound(doc, tokens)
            && !is_compared(doc, tokens)
            && !is_where_from(doc, &self.mentions[i])
            && !is_asked(doc, tokens.end)
            && !(self.code == "tariff_rate" && flow::is_origin(doc, flow::before_place(doc, tokens)))
            && !is_standard(doc, tokens, self.asked.figure.tokens.start)
            && (!is_cartel(area_of(&self.mentions[i])) || self.is_of_cartel())
            && !self.is_where_quoted(tokens)
            && !self.is_left_out(tokens)
            && !self.is_ranked_within(i)
            && (self.is_rate || !currency::is_of_money(doc, self.frame, self.mentions, tokens))
    }

    /// "Among the **highest in Europe**", "the sixth largest exporter in Europe": the region in which a country has its rank.
    fn is_ranked_within(&self, i: usize) -> bool {
        const REACH: usize = 5;
        let doc = self.doc;
        let of = self.mentions[i].tokens.start.wrapping_sub(1);
        let region = matches!(&self.mentions[i].kind, MentionKind::Region(_)) && doc.is_any(of, keys!["in", "of"]);
        let ranked = |at: usize| words::is_superlative(doc, at) && !doc.is(at, "latest");
        let mut before = (of.saturating_sub(REACH).max(self.frame.tokens.start)..of)
            .rev()
            .take_while(|&at| doc.kind(at) == Some(TokenKind::Word));
        let known = self.topic.last_area.map(|(area, _)| area).or(self.topic.area).is_some();
        let other = || self.frame.places.iter().any(|&p| matches!(&self.mentions[p].kind, MentionKind::Country(_)));
        // "The biggest **economies in** Europe" are the region itself; "its biggest drop in Europe" is a company's there.
        let many = doc.lower(of.wrapping_sub(1)).ends_with('s');
        let of_area = self.asked.subject.owner() != Owner::Entity;
        region && of_area && !many && (known || other()) && before.any(ranked)
    }

    /// "Excluding the sale of its **India** unit, revenue was up": what a company's figure leaves out.
    fn is_left_out(&self, place: &Range<usize>) -> bool {
        const REACH: usize = 6;
        let from = place.start.saturating_sub(REACH).max(self.frame.tokens.start);
        let mut before = (from..place.start).rev().take_while(|&i| self.doc.kind(i) == Some(TokenKind::Word));
        self.asked.subject.owner() == Owner::Entity && before.any(|i| words::is(self.doc, i, words::Class::Omitting))
    }

    /// "Bullion was at $2,329 by 3:14 p.m. **in New York**": where the price of the world is read.
    fn is_where_quoted(&self, place: &Range<usize>) -> bool {
        let before = flow::before_place(self.doc, place);
        self.asked.subject.owner() == Owner::World
            && self.doc.is(before, "in")
            && before.checked_sub(1).is_some_and(|i| self.frame.is_period(i))
    }

    /// "**OPEC** members pump", "have spare capacity": what a cartel has of its own.
    pub(super) fn is_of_cartel(&self) -> bool {
        matches!(self.code, "production_volume" | "exports" | "capacity")
            || self.asked.subject.phrase.ends_with("capacity")
    }

    /// Whether the segment points back to the country or region that is spoken of: "**the region**'s exports", "the 20-nation
    /// **bloc**".
    pub(super) fn is_of_whole(&self) -> bool {
        let doc = self.doc;
        let union = |i: usize| doc.is(i + 1, "union") && doc.is_any(i, keys!["currency", "monetary"]);
        // "Nationwide" is of no region.
        let whole = |i: usize| {
            flow::is(doc, i, Class::Whole)
                && (doc.is_any(i, keys!["region", "regional", "bloc"]) || !self.topic.is_of_region())
        };
        // "**At home**, by contrast, bookings rose"
        let home = |i: usize| doc.starts(i, keys!["at", "home"]);
        self.own.clone().any(|i| whole(i) || union(i) || home(i))
    }
}

/// Whether a place is named, rather than told of as where something is from ("Chinese").
fn is_self(mention: &Mention) -> bool {
    is_area(mention) && !matches!(&mention.kind, MentionKind::Country(c) if c.form == CountryForm::Demonym)
}

/// "Emerging markets", "advanced economies".
fn is_class_of_countries(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["emerging", "developing", "advanced", "developed", "mature", "frontier"])
        && doc.is_any(at + 1, keys!["markets", "economies", "countries", "nations", "world", "market"])
}

/// Whether a place tells where a company is from: "India's **Tata Motors**".
fn is_of_owner(doc: &Doc, names: &Names, place: &Range<usize>) -> bool {
    let behind = place.end + usize::from(doc.kind(place.end) == Some(TokenKind::Clitic));
    // … or is a part of its name: "**UK** Coal".
    let part = |name: &Name| name.tokens.start == place.start && name.tokens.end > place.end;
    let own = names.at(behind).filter(|name| name.tokens.start == behind || part(name));
    own.is_some_and(|name| owner::owns(doc, names, name))
}

/// "**Africa**'s most-populous nation", "**Europe**'s largest economy": the one spoken of, by its place among others.
fn is_compared(doc: &Doc, place: &Range<usize>) -> bool {
    let start = place.end + 1;
    doc.kind(place.end) == Some(TokenKind::Clitic)
        && (start..start + 4).any(|i| dating::is(doc, i, Cue::Extreme))
        && (start + 1..start + 6).any(|i| doc.is_any(i, keys!["nation", "economy", "country", "producer", "exporter"]))
}

/// "The **Southeast Asian** nation's exports": a country of the region that is spoken of, and not the region.
fn is_where_from(doc: &Doc, place: &Mention) -> bool {
    let noun = place.tokens.end;
    matches!(place.kind, MentionKind::Region(_)) && doc.is_any(noun, keys!["nation", "country", "kingdom", "republic"])
}

/// "Poland needs **German approval** to raise output": who is only asked for leave or help.
fn is_asked(doc: &Doc, behind: usize) -> bool {
    let noun = behind + usize::from(doc.kind(behind) == Some(TokenKind::Clitic));
    doc.is_any(noun, keys!["approval", "permission", "consent", "clearance", "backing", "blessing", "authorisation"])
}

/// The place that qualifies a subject: right before it (with adjectives between) or after "in", "of", "for".
fn beside(doc: &Doc, frame: &Frame, mentions: &[Mention], subject: &Range<usize>) -> Option<usize> {
    let gap_ok = |range: Range<usize>| {
        range.len() <= 4
            && range.clone().all(|i| {
                !doc.is_any(
                    i,
                    keys![
                        ",", "and", "in", "to", "of", "from", ".", "said", ":", "largest", "biggest", "top", "leading",
                        "main", "fastest",
                    ],
                )
            })
    };
    // "The New Zealand dollar"
    let inside = frame.places.iter().copied().find(|&i| subject.contains(&mentions[i].tokens.start));
    if inside.is_some() {
        return inside;
    }
    let before = frame.places.iter().copied().rev().find(|&i| mentions[i].tokens.end <= subject.start);
    let before = before.filter(|&i| gap_ok(mentions[i].tokens.end..subject.start));
    before.or_else(|| {
        let after = frame.places.iter().copied().find(|&i| mentions[i].tokens.start >= subject.end)?;
        let between = subject.end..mentions[after].tokens.start;
        let preposition = doc.is_any(subject.end, keys!["in", "of", "for", "across"]);
        (preposition && between.len() <= 2).then_some(after)
    })
}
