//! Whose figure it is where nothing beside its subject says so: who stands anywhere before it, who was spoken of last, whom the
//! article is about.

use std::ops::Range;

use super::Whose;
use super::holder::is_company;
use super::owner::{Search, nominal};
use super::sector;
use crate::link::observation::ObsStatus;
use crate::link::observation::area::market;
use crate::link::observation::indicator::{Named, Owner, Told};
use crate::link::observation::sentence::agent::subject_of;
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::mention::name::{BodyKind, Name, NameKind, are_companies, body_noun};
use crate::text::{TokenKind, keys};

/// How many sentences a paragraph goes on with whom it opened.
const PARAGRAPH: usize = 3;

impl Whose<'_> {
    /// Who stands in the segment, else who is pointed to, else who was spoken of.
    pub(super) fn carried(&self) -> Option<String> {
        if let Some(meant) = self.meant_by_clause() {
            return Some(meant);
        }
        let here = self.in_segment();
        if here.is_none()
            && let Some(meant) = self.pointed_to()
        {
            return Some(meant);
        }
        if here.is_none() && (self.is_of_many() || self.is_foreseen_of_all()) {
            return sector::beside(self.search.doc, self.search.frame, self.search.names, self.segment, self.start);
        }
        if self.asked.subject.owner() == Owner::Either {
            return here.or_else(|| self.open_subjects()).or_else(|| self.named_by_noun());
        }
        if self.is_of_a_market() {
            return here;
        }
        let topic = self.topic;
        here.or_else(|| self.in_sentence())
            .or_else(|| self.pointed_at())
            .or_else(|| self.again())
            .or_else(|| topic.entity.clone().filter(|_| topic.is_company))
            .or_else(|| self.recent())
            .or_else(|| topic.entity.clone())
            .or_else(|| self.sayer_behind())
    }

    /// "Revenue came in at $3bn, **Calder said**": who tells results that nobody else can have.
    fn sayer_behind(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let foreseen = self.asked.status == ObsStatus::Forecast;
        if foreseen || self.asked.subject.owner() != Owner::Entity || self.asked.subject.told() != Told::Series {
            return None;
        }
        let behind = self.asked.figure.tokens.end..frame.tokens.end;
        let says = |n: &&Name| {
            doc.is(n.tokens.start.wrapping_sub(1), ",")
                && doc.is_any(n.tokens.end, keys!["said", "reported", "announced"])
        };
        let name = names.within(&behind).iter().find(says)?;
        if self.search.owns(name) { self.search.name_of(name) } else { None }
    }

    /// The owner named last before the figure in its segment; whoever else may have it opens the segment.
    fn in_segment(&self) -> Option<String> {
        let whoever = || self.search.unknown(&self.before()).or_else(|| self.search.head(self.segment));
        self.search
            .last(&self.before(), false)
            .or_else(|| if self.is_a_companys() { whoever() } else { None })
            .or_else(|| self.across_aside())
    }

    /// "**Calder Insurance**, the one that Florida set up, carried 1.4 million policies": whose verb opens the segment, across
    /// an apposition.
    fn across_aside(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        const APART: usize = 3;
        let comma = self.segment.start;
        let verb = comma + 1;
        let says = words::is(doc, verb, Class::Publisher) || words::is(doc, verb, Class::Saying);
        if comma == frame.tokens.start || self.start > verb + APART || !doc.is(comma, ",") || says {
            return None;
        }
        let name = subject_of(doc, frame, names, verb)?;
        let known = || self.search.owns(name);
        if known() { self.search.name_of(name) } else { self.search.unknown(&name.tokens) }
    }

    /// Whether only companies have the subject, so that an unknown name is one: "**Dunmore** pumps a million barrels".
    fn is_a_companys(&self) -> bool {
        let makes = || {
            self.code() == Some("production_volume")
                && self.asked.subject_tokens.is_some_and(|s| self.search.names.at(s.start.wrapping_sub(1)).is_some())
        };
        self.asked.subject.owner() == Owner::Entity
            || matches!(self.asked.figure.kind, MentionKind::Money(_))
            || self.is_owned()
            || makes()
    }

    /// "**Calder**, which is 49% **owned** by Pelham"
    fn is_owned(&self) -> bool {
        let end = self.asked.figure.tokens.end;
        self.asked.subject.phrase == "stake" && (end..end + 3).any(|i| self.search.doc.is(i, "owned"))
    }

    /// The owner named last in the sentence; "in the US, **where rival Pelham is** first, but sales slid": not who is only told of
    /// in a clause that hangs on a place.
    fn in_sentence(&self) -> Option<String> {
        let Search { doc, frame, .. } = self.search;
        // "**Calder**, which competes with Pelham, brought in $9bn"
        if let Some(aside) = frame.aside_before(doc, frame.segment_of(self.start)) {
            let head = frame.tokens.start..frame.segments[aside].tokens.start;
            return self.search.last(&head, false).or_else(|| self.search.unknown(&head));
        }
        let apart = (1..frame.segment_of(self.start)).map(|s| &frame.segments[s].tokens).find(|s| {
            let first = s.start + usize::from(doc.is(s.start, ","));
            doc.is(first, "where") && doc.is(first + 1, "rival")
        });
        let Some(apart) = apart else { return self.search.last(&self.sentence_before(), false) };
        self.search
            .last(&(apart.end..self.start), false)
            .or_else(|| self.search.last(&(frame.tokens.start..apart.start), false))
    }

    /// Whose the figure before was, where the sentence goes on with it and names no owner since: "Calder, which overtook
    /// Pelham, sold 3 million cars, **13% more** than a year before".
    pub(super) fn of_figure_before(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let (told, sentence) = self.topic.told_entity.as_ref()?;
        let told = told.as_ref().filter(|_| *sentence == self.asked.figure.sentence)?;
        let last = frame.figures_end_before(self.start)?;
        // "Will receive $8bn in grants **and $11bn in loans**"
        let segment = frame.segment_of(self.start);
        let joined = frame.segments[segment].opener == Opener::And
            && frame.predicates_in(frame.segments[segment].tokens.clone()).next().is_none()
            && matches!(self.asked.figure.kind, MentionKind::Money(_));
        let carried = joined || self.asked.subject_tokens.is_none_or(|s| s.end <= last);
        let since = last..self.start;
        let named = || names.within(&since).iter().any(|n| n.kind != NameKind::Person);
        // "… while **those of** its rivals were flat at $3bn"
        let others = || since.clone().any(|i| doc.is_any(i, keys!["those", "that"]));
        let is_body = || names.entities.iter().any(|e| e.kind == NameKind::Body && e.name == *told);
        (carried && !named() && !others() && is_body()).then(|| told.clone())
    }

    /// "The carmaker saw", "it lost": the company that the sentences before spoke of.
    fn pointed_to(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        // "However, the carmaker saw"
        let start = frame.tokens.start;
        let light = doc.is(start + 1, ",") && doc.kind(start) == Some(TokenKind::Word);
        let at = start + if light { 2 } else { 0 };
        let kinds = nominal(doc, at).or_else(|| self.company_noun(at).map(|(_, kinds)| kinds))?;
        // "The airline expects 20 planes **from Boeing**, and plans to": who is only dealt with.
        let partner = |n: &Name| doc.is_any(n.tokens.start.wrapping_sub(1), keys!["from", "to", "with"]);
        let sentence = self.sentence_before();
        let mut owners = names.within(&sentence).iter().filter(|n| self.search.owns(n));
        if self.in_sentence().is_some() && !(owners.clone().next().is_some() && owners.all(partner)) {
            return None;
        }
        self.search.antecedent(kinds, self.asked.figure.sentence, self.topic)
    }

    /// "Once the purchase of Pelham is done, **the company would cut** 500 jobs": the one that its sentence tells of besides,
    /// or the sentences before, and not who is bought.
    fn meant_by_clause(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        // What is paid is told of who is bought.
        if self.code() == Some("deal_value") {
            return None;
        }
        let (clause, kinds) = self.company_clause()?;
        let deal = |n: &Named| n.row().code == "deal_value";
        let bought = |n: &Name| {
            let start = n.tokens.start;
            let of = start - usize::from(doc.is_any(start.wrapping_sub(1), keys!["of", "with", "for"]));
            frame.indicators.iter().any(|named| deal(named) && (of..=start).contains(&named.tokens.end))
        };
        let owners = names.within(&self.sentence_before()).iter().filter(|n| self.search.owns(n));
        let (mut target, mut buyer) = (None, None);
        for name in owners {
            *(if bought(name) { &mut target } else { &mut buyer }) = Some(name);
        }
        if target.is_none() || buyer.is_some_and(|n| n.tokens.start > clause) {
            return None;
        }
        if let Some(buyer) = buyer {
            return self.search.name_of(buyer);
        }
        self.search.antecedent(kinds, self.asked.figure.sentence, self.topic)
    }

    /// The mark or conjunction before the last clause in front of the figure that opens with a noun for a company, and the
    /// kinds of body that the noun can mean: "…**, the company** would cut, the day after, 500 jobs".
    pub(super) fn company_clause(&self) -> Option<(usize, &'static [BodyKind])> {
        let doc = self.search.doc;
        let opens = |at: usize| {
            let opens = doc.is(at + 1, "the") && doc.is_any(at, keys![",", "and", "while", "but"]);
            if opens { nominal(doc, at + 1).map(|kinds| (at, kinds)) } else { None }
        };
        (self.search.frame.tokens.start + 1..self.start).rev().find_map(opens)
    }

    /// "Her warnings led to the collapse of **the firm** after the discovery of an $11bn fraud": the company that a noun before
    /// the figure points back to.
    fn named_by_noun(&self) -> Option<String> {
        let before = || {
            self.before().rev().find_map(|i| {
                let (end, kinds) = self.company_noun(i)?;
                (!self.search.frame.figure_in(end..self.start)).then_some(kinds)
            })
        };
        // "Put $1 billion **into the bank**"
        let end = self.asked.figure.tokens.end;
        let into = || if self.search.doc.is(end, "into") { self.company_noun(end + 1) } else { None };
        let kinds = into().map(|(_, kinds)| kinds).or_else(before)?;
        self.search.antecedent(kinds, self.asked.figure.sentence, self.topic)
    }

    /// "**The bank**", "**the Texas-based company**": where the noun for a company ends whose article stands at the token, and the
    /// kinds of body that it can mean. A bank is one unless the article speaks of a central bank.
    fn company_noun(&self, the: usize) -> Option<(usize, &'static [BodyKind])> {
        const LONGEST: usize = 5;
        let doc = self.search.doc;
        let inside = |&i: &usize| {
            doc.word(i) == "-" || doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Closed)
        };
        let business = |kinds: &[BodyKind]| kinds.iter().any(|kind| kind.is_business());
        let noun = |i: usize| {
            body_noun(doc, i)
                .filter(|(_, kinds)| are_companies(kinds) || business(kinds) && !self.topic.says_central_bank(doc))
        };
        let the = Some(the).filter(|&the| doc.is(the, "the"))?;
        (the + 1..the + 1 + LONGEST).take_while(inside).find_map(noun)
    }

    /// "Net income **at the Texas-based company** rose 24% to $3bn": the company that a noun behind what it has points back to.
    fn pointed_at(&self) -> Option<String> {
        let doc = self.search.doc;
        let kinds = self.sentence_before().find_map(|i| {
            let (_, kinds) = self.company_noun(i)?;
            doc.is_any(i.wrapping_sub(1), keys!["at", "of", "for", "by"]).then_some(kinds)
        })?;
        self.search.antecedent(kinds, self.asked.figure.sentence, self.topic)
    }

    /// An open subject is a company's only where one stands with it, or the article speaks of one throughout.
    fn open_subjects(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let topic = self.topic;
        sector::beside(doc, frame, names, self.segment, self.start).or_else(|| self.opened_at()).or_else(|| {
            let main = topic.entity.clone().filter(|_| topic.area.is_none() || topic.is_company)?;
            if self.is_of_a_place() {
                return None;
            }
            self.in_sentence().or(Some(main))
        })
    }

    /// "A day pass in France costs 70 euros": whether it is told of a place, and so is no company's.
    fn is_of_a_place(&self) -> bool {
        let Search { doc, frame, .. } = self.search;
        let topic_of_company = self.topic.is_company;
        let trades = |kinds: &[BodyKind]| kinds.iter().any(|kind| kind.is_business());
        let firm = |i: usize| (i + 1..i + 4).any(|k| body_noun(doc, k).is_some_and(|(_, kinds)| trades(kinds)));
        let placed = || self.segment.clone().any(|i| frame.is_place(i) && !firm(i));
        // "Calder's sales fell. **In the U.S.**, a 7% slump in traffic was masked": of whom the sentence before told.
        let told = || {
            let topic = self.topic;
            let before =
                |(told, s): &(Option<String>, usize)| *told == topic.entity && *s + 1 >= self.asked.figure.sentence;
            topic.is_company && topic.told_entity.as_ref().is_some_and(before)
        };
        // "The number of members in **its US rewards program** fell": of whoever has it.
        let its =
            || (self.segment.start..self.start).any(|i| doc.is(i, "its") && frame.is_place(i + 1)) && topic_of_company;
        self.asked.subject.indicator.is_none() && placed() && !told() && !its()
    }

    /// "Japan's Nikkei was little changed. **Shares** fell 0.03%": all of a market's, whichever company was spoken of.
    fn is_of_a_market(&self) -> bool {
        let doc = self.search.doc;
        // "**The shares** ended Tuesday at $155", "shares rose in **extended trading**": a company's.
        let own = |s: &Range<usize>| {
            let hours = |i: usize| {
                doc.is(i, "extended") && doc.is_any(i + 1, keys!["trading", "hours", "trade"])
                    || doc.is_any(i, keys!["premarket", "after-hours"])
                    || doc.starts(i, keys!["after", "-", "hours"])
            };
            doc.is(s.start.wrapping_sub(1), "the") || self.search.frame.tokens.clone().any(hours)
        };
        let alone = || {
            self.asked
                .subject_tokens
                .is_some_and(|s| s.len() == 1 && doc.is(s.start, "shares") && !(self.topic.is_company && own(s)))
        };
        let before = || self.asked.figure.sentence.checked_sub(1).and_then(|s| doc.sentences.get(s));
        self.code() == Some("share_price")
            && alone()
            && before().is_some_and(|s| s.clone().any(|i| market(doc, i).is_some()))
    }

    /// "Pelham has reported a rise in profit. **Profit** was $5m": of whom the sentence before told it, or with whom the
    /// paragraph opened.
    fn again(&self) -> Option<String> {
        let Search { doc, names, .. } = self.search;
        let (told, sentence) = self.topic.told_entity.as_ref()?;
        let told = told.as_ref().filter(|told| is_company(names, told))?;
        let since = *sentence + 1..self.asked.figure.sentence + 1;
        let opens = |s: usize| doc.sentences.get(s).is_none_or(|s| doc.opens_paragraph(s.start));
        if !(1..=PARAGRAPH).contains(&since.len()) || since.clone().any(opens) || self.code() == Some("deal_value") {
            return None;
        }
        let indicator = self.asked.subject.indicator;
        let same = || self.topic.subject.as_ref().is_some_and(|(s, _)| s.indicator == indicator);
        (since.len() == 1 && same() || self.opens_paragraph(told)).then(|| told.clone())
    }

    /// Whether the paragraph opens with a company: "**Carlsberg**, the world's fifth-largest brewer, saw".
    fn opens_paragraph(&self, company: &str) -> bool {
        const LONGEST: usize = 6;
        let Search { doc, names, .. } = self.search;
        let back = (0..=self.asked.figure.sentence).rev().take(LONGEST).filter_map(|s| doc.sentences.get(s));
        let first = back.into_iter().find(|s| doc.opens_paragraph(s.start));
        let name = first.and_then(|s| names.within(s).first().filter(|n| n.tokens.start <= s.start + 2));
        name.is_some_and(|n| names.name_of(n.entity) == Some(company))
    }

    /// The company spoken of a moment ago.
    fn recent(&self) -> Option<String> {
        let (last, sentence) = self.topic.last_entity.as_ref()?;
        let near = self.asked.figure.sentence.saturating_sub(*sentence) <= 2;
        (near && is_company(self.search.names, last)).then(|| last.clone())
    }
}
