//! What is no company's, whichever one the article is about: what a country does itself, what all do, and a part of an
//! economy.

use std::ops::Range;

use super::Whose;
use super::owner::Search;
use crate::link::observation::ObsStatus;
use crate::link::observation::area::flow;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::verb_behind;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::{companies, stands_for_company};
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

impl Whose<'_> {
    /// "Calder said that **the UK drew** 27 million visitors": whether a country itself does what the figure's verb says.
    pub(super) fn acts_itself(&self) -> bool {
        const APART: usize = 3;
        let Search { doc, frame, .. } = self.search;
        let start = self.asked.figure.opening();
        let named = |m: &&Mention| !matches!(&m.kind, MentionKind::Country(c) if c.form == CountryForm::Demonym);
        frame.places.iter().map(|&i| &self.mentions[i]).filter(named).map(|m| &m.tokens).any(|place| {
            let before = flow::before_place(doc, place);
            let opens = before.checked_add(1).is_none_or(|at| at <= frame.tokens.start)
                || doc.kind(before) == Some(TokenKind::Punct)
                || doc.is_any(before, keys!["that", "and", "while", "but"])
                || words::is(doc, before, Class::Publisher);
            // "**India has signed** a $40bn deal"
            let verb = place.end + usize::from(doc.is_any(place.end, keys!["has", "have"]));
            // … but "Calder's sales fell in Europe, while **Asia grew** 4%" is of its sales there.
            let result = self.code() == Some("revenue") && acts::is(doc, verb, Act::Growing);
            opens
                && !result
                && place.end < start
                && start - place.end <= APART
                && (acts::is_past_form(doc, verb) || self.is_of_the_worlds(verb))
                && frame.indicators_in(place.end + 1..start).next().is_none()
        }) || self.is_publics()
            || self.goes_on_with_publics()
            || self.is_part_of_a_country()
            || self.is_foreseen_of_market()
    }

    /// "Calder **expects a surplus of 9,000 tons**": how much of a stuff someone foresees that there will be, is wanted or is lacking.
    fn is_foreseen_of_market(&self) -> bool {
        let Search { doc, .. } = self.search;
        let MentionKind::Quantity(quantity) = &self.asked.figure.kind else { return false };
        let stuff = quantity.unit.as_deref().is_some_and(|unit| acts::has(unit, Act::Measuring));
        let balance = || {
            let last = words::last(&self.asked.subject.phrase).to_lowercase();
            matches!(
                last.as_str(),
                "demand" | "supply" | "surplus" | "deficit" | "shortfall" | "shortage" | "glut" | "consumption"
            )
        };
        let foreseen = |i: usize| acts::is(doc, i, Act::Foretelling);
        let own = |i: usize| doc.is_any(i, keys!["its", "their", "it"]);
        stuff && balance() && self.before().any(foreseen) && !self.before().any(own)
    }

    /// "**China's share** of the market has soared to 19%": what a country has of one.
    fn is_part_of_a_country(&self) -> bool {
        let Search { doc, frame, .. } = self.search;
        // Not "controls half of **China's market**".
        let share = |s: &&Range<usize>| (*s).clone().any(|i| words::is(doc, i, Class::Share));
        let Some(subject) = self.asked.subject_tokens.filter(share) else { return false };
        let clitic = subject.start.wrapping_sub(1);
        doc.kind(clitic) == Some(TokenKind::Clitic) && frame.is_place(clitic.wrapping_sub(1))
    }

    /// "**The government** put the cost at $3bn. **It has set** aside $2bn": who acts for a country, or what it enacts, pointed to.
    fn goes_on_with_publics(&self) -> bool {
        const REACH: usize = 3;
        let Search { doc, frame, .. } = self.search;
        let first = frame.tokens.start;
        if !doc.is(first, "it") || doc.opens_paragraph(first) {
            return false;
        }
        let before = self.asked.figure.sentence.checked_sub(1).and_then(|s| doc.sentences.get(s));
        // Not "the state-owned miner", "the government contractor put", "the bill for Calder".
        let acts =
            |i: usize| words::is(doc, i, Class::Auxiliary) || acts::is_putting(doc, i) || acts::is_past_form(doc, i);
        let public = |i: usize| words::is(doc, i, Class::Public) && acts(i + 1);
        before.is_some_and(|s| doc.is(s.start, "the") && (s.start + 1..s.start + 1 + REACH).any(public))
    }

    /// "The United States **makes 12% of the world's** chips": what a country has of it, by a verb that ends in "s".
    fn is_of_the_worlds(&self, verb: usize) -> bool {
        let (doc, end) = (self.search.doc, self.asked.figure.tokens.end);
        doc.lower(verb).ends_with('s') && doc.starts(end, keys!["of", "the", "world"])
    }

    /// "She wants **the country to produce** a fifth of them", "**the administration has** handed out $31bn": what a country or
    /// its government does, as the last who is said to do something before the figure.
    fn is_publics(&self) -> bool {
        let Search { doc, frame, names } = self.search;
        let public = |i: usize| words::is(doc, i, Class::Public);
        let stands = |&i: &usize| doc.is(i, "the") && public(i + 1);
        let Some(the) = self.before().rev().find(stands) else { return false };
        let verb = the + 2;
        let aux = words::is(doc, verb, Class::Auxiliary) || doc.is(verb, "to");
        let subject = !flow::is(doc, the.wrapping_sub(1), flow::Class::Toward)
            && !doc.is_any(the.wrapping_sub(1), keys!["in", "of", "for", "by", "across", "around", "throughout"]);
        let since = verb..self.start;
        let other = names.within(&since).iter().any(|n| self.search.owns(n))
            || since.clone().any(|i| doc.is_any(i, keys!["its", ",", "it"]))
            || frame.figure_in(since.clone());
        aux && subject && !other
    }

    /// "Calder said **private employers** hired 99,000 people": what all do is no one company's, whoever tells it; nor is
    /// what it is held against.
    pub(super) fn is_of_everyone(&self) -> bool {
        let Search { doc, frame, .. } = self.search;
        let tokens = self.before();
        let acts_here = |i: usize| doc.lower(i).ends_with("ed") || frame.predicates_in(i..i + 1).next().is_some();
        // "The two companies had" are known ones; "the economy" is everyone's.
        let some = |i: usize| {
            let before = i.saturating_sub(2).max(tokens.start)..i;
            let owner = doc.kind(i.wrapping_sub(1)) == Some(TokenKind::Clitic);
            doc.lower(i).ends_with('s')
                && (owner || before.into_iter().any(|k| doc.is_any(k, keys!["the", "these", "both", "its", "their"])))
        };
        // "Public offerings **have raised** $18bn"
        let has = |i: usize| usize::from(doc.is_any(i, keys!["have", "had"]));
        let everyone = |i: usize| acts::is(doc, i, Act::Everyone) && acts_here(i + 1 + has(i + 1)) && !some(i);
        // "**Americans spent** an average of $2,000 on clothes"
        let people = |i: usize| {
            acts::is(doc, i, Act::People)
                && (acts_here(i + 1) || doc.is_any(i + 1, keys!["spent", "spend", "paid", "pay"]))
        };
        (tokens.start..tokens.end.saturating_sub(1)).any(everyone)
            // … not "investors focused on debt, **and the stock** fell 3%".
            || people(frame.tokens.start)
                && (self.segment.start == frame.tokens.start || self.asked.subject.code() != Some("share_price"))
            || self.is_held_against_nobodys()
    }

    /// "Employers added 120,000, short of the **140,000** forecast", "12% of the world's chips, against **37%** in 1990": what is
    /// set beside the figure before, which is nobody's.
    fn is_held_against_nobodys(&self) -> bool {
        let Search { frame, names, .. } = self.search;
        let (asked, start) = (self.asked, self.start);
        // "Earnings in the U.S. rose 3.8%, **down from** 5.9% in March": of the subject of another segment.
        let goes_on = asked
            .subject_tokens
            .is_none_or(|s| asked.status == ObsStatus::Previous && !self.segment.contains(&s.start));
        if !matches!(asked.status, ObsStatus::Forecast | ObsStatus::Previous) || !goes_on {
            return false;
        }
        let told = self.topic.told_entity.as_ref();
        let nobodys = told.is_some_and(|(e, s)| e.is_none() && *s == asked.figure.sentence);
        let last = if nobodys { frame.figures_end_before(start) } else { None };
        last.is_some_and(|last| names.within(&(last..start)).is_empty())
    }

    /// "**Small and midsize lenders** hold 70% of the debt", in an article on Calder: what many of a trade have or do.
    pub(super) fn is_of_many(&self) -> bool {
        const LONGEST: usize = 5;
        let Search { doc, names, frame } = self.search;
        let light = |&i: &usize| doc.is_any(i, keys!["and", "but", "so", "yet", "still", "now", "meanwhile", ","]);
        let first = frame.tokens.start + self.sentence_before().take_while(light).count();
        let inside = |&i: &usize| {
            doc.kind(i) == Some(TokenKind::Word)
                && (doc.is(i, "and") || !words::is(doc, i, Class::Closed) && !words::is(doc, i, Class::Opening))
                && !words::is(doc, i, Class::Pronoun)
                && names.at(i).is_none()
        };
        // Stores and the like are those of whoever is spoken of.
        let own = |i: usize| doc.is_any(i, keys!["stores", "subsidiaries", "labels", "teams", "partners", "clubs"]);
        let others = |i: usize| match () {
            () if doc.starts(i, keys!["hedge", "funds"]) => Some(i + 2),
            () if doc.is(i, "banks") => Some(i + 1),
            () => None,
        };
        let many = |i: usize| companies(doc, i).or_else(|| others(i)).filter(|_| !own(i));
        let Some(end) = (first..first + LONGEST).take_while(inside).find_map(many) else { return false };
        // "Small lenders**, which hold** 40% of the loans"
        let relative = doc.is(end, ",") && doc.is_any(end + 1, keys!["which", "who"]);
        let aside = frame.segment_of(self.start) == frame.segment_of(end);
        let verb = if relative && aside { end + 2 } else { verb_behind(doc, frame, end) };
        let acts = || {
            self.is_verb(verb) || words::is(doc, verb, Class::Owning) || doc.is_any(verb, keys!["have", "are", "do"])
        };
        let back = || (end..self.start).any(|i| doc.is_any(i, keys!["its", "it"]) || stands_for_company(doc, i));
        verb < self.start && acts() && !back()
    }

    /// "**The International Energy Agency forecasts** that spending will double", in an article on Calder: what a body of many
    /// foresees is no one company's, unless its sentence points to one.
    pub(super) fn is_foreseen_of_all(&self) -> bool {
        let Search { doc, names, frame } = self.search;
        let start = frame.tokens.start;
        let Some(name) = names.within(&(start..self.start)).first().filter(|n| n.tokens.start <= start + 1) else {
            return false;
        };
        let of_many = |kind: &str| matches!(kind, "agency" | "multilateral" | "association" | "organization");
        let verb = verb_behind(doc, frame, name.tokens.end);
        let back = || (verb..self.start).any(|i| doc.is_any(i, keys!["its", "it"]) || stands_for_company(doc, i));
        names.entities.get(name.entity).is_some_and(|e| !e.is_company && of_many(e.body.0))
            && acts::is(doc, verb, Act::Foretelling)
            && !back()
    }

    /// "40% **of the economy**", "sales **across the industry**", "sales of such drugs **worldwide**": a country's or no one's,
    /// whatever company the article is about.
    pub(super) fn is_of_an_economy(&self) -> bool {
        let (doc, end) = (self.search.doc, self.asked.figure.tokens.end);
        let whole = |i: usize| doc.is_any(i, keys!["economy", "population"]) || doc.is(i, "gdp");
        // "**Its** sales worldwide" are its own, and what "Calder's" are.
        let everywhere = self.asked.subject_tokens.is_some_and(|s| {
            let before = s.start.wrapping_sub(1);
            let owned = doc.is_any(before, keys!["its", "their"]) || doc.kind(before) == Some(TokenKind::Clitic);
            let wide = (s.end..self.start).find(|&i| doc.is_any(i, keys!["worldwide", "globally"]));
            // "Sales of **its** phones worldwide", "of **Calder** phones"
            let own = |wide: usize| {
                (s.end..wide).any(|i| doc.is_any(i, keys!["its", "their"]))
                    || !self.search.names.within(&(s.end..wide)).is_empty()
            };
            doc.is(s.end, "of") && !owned && wide.is_some_and(|wide| !own(wide))
        });
        // "**Industry** profits rebounded"
        let industry = |i: usize| {
            doc.is(i, "industry")
                && doc.kind(i.wrapping_sub(1)) != Some(TokenKind::Clitic)
                && !doc.is_any(i.wrapping_sub(1), keys!["its", "their", "the"])
        };
        // "**The industry's** sales fell"
        let owned = |clitic: usize| {
            doc.kind(clitic) == Some(TokenKind::Clitic)
                && doc.is_any(clitic.wrapping_sub(1), keys!["industry", "sector"])
                && doc.is(clitic.wrapping_sub(2), "the")
        };
        let industry = |i: usize| industry(i) || owned(i);
        let all = || self.asked.subject_tokens.is_some_and(|s| industry(s.start) || industry(s.start.wrapping_sub(1)));
        everywhere
            || all()
            || doc.is(end, "of") && (end + 1..end + 4).any(whole)
            || self.segment.clone().any(|i| is_across_industry(doc, i))
            // "**Across the industry**, sales rose 5%"
            || is_across_industry(doc, self.search.frame.tokens.start)
    }
}

/// "Sales **across the industry**", "an **industry-wide** fall".
fn is_across_industry(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["across", "throughout"])
        && (at + 1..at + 4).any(|i| doc.is_any(i, keys!["industry", "sector", "market", "economy"]))
        || doc.is(at, "industry") && doc.is(at + 2, "wide")
}
