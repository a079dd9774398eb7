//! The steps of the search for figures with two sides: rates, flows of trade with their parts and partners, duties.
//!
//! What tells the two sides apart is in [`super::flow`] and [`super::currency`]; here is when a figure asks for it.

use std::ops::Range;

use super::{Areas, Found, Search, currency, flow};
use crate::link::observation::Area;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words;
use crate::link::observation::topic::{Subject, area_of};
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::keys;

/// The places of a sentence that are the other side of the flow or the rate of a figure.
pub(super) struct Sides {
    /// Whether the figure is of a flow.
    pub is_flow: bool,
    /// Those behind the subject, in order.
    partners: Vec<usize>,
    /// To which its verb gives, or from which it takes.
    traded: Option<usize>,
    /// All that stand behind "to", "from" or "with", whichever figure they belong to.
    asides: Vec<usize>,
}

impl Sides {
    /// Whether a place is another side.
    pub fn has(&self, place: usize) -> bool {
        self.partners.contains(&place) || self.asides.contains(&place)
    }
}

impl Search<'_> {
    /// "**The dollar** rose to 105 **yen**"; maybe only the currency that another one is priced in.
    pub(super) fn rate(&self) -> Areas {
        if !self.is_rate {
            return Areas::default();
        }
        let (figure, topic) = (self.asked.figure, self.topic);
        let near = topic.told_partner.as_ref().is_some_and(|(indicator, _, sentence)| {
            *indicator == self.asked.subject.indicator && self.is_near(*sentence)
        });
        let told = topic.told_area.as_ref().filter(|_| near).and_then(|(_, of, _)| *of);
        let home = topic.area.as_ref();
        let (of, with) = currency::sides(self.doc, self.frame, self.mentions, figure, home, told);
        // "It has lost 7% this year": against what was spoken of.
        let last = topic.told_partner.as_ref().filter(|_| near).map(|(_, with, _)| *with);
        Areas { of, counterpart: with.or(last.filter(|with| of != Some(*with))), ..Areas::default() }
    }

    /// A figure that tells of a flow by a partner of it.
    pub(super) fn part_of_trade(&self) -> Option<Areas> {
        if self.frame.places.is_empty() {
            return None;
        }
        self.part_of_flow()
            .or_else(|| self.sent_from())
            .or_else(|| self.next_partner())
            .or_else(|| self.demand())
            .or_else(|| self.other_part())
            .or_else(|| self.between())
    }

    /// "**China** accounted for 20.1% of **Japan**'s trade"
    fn part_of_flow(&self) -> Option<Areas> {
        let (whole, part) = flow::part_of_flow(self.doc, self.frame, self.mentions, self.asked.figure)?;
        Some(Areas { part: true, ..self.two(whole, part) })
    }

    /// "**Exports** of wheat **from Ukraine** to Egypt fell 4%": whose they are, where nothing before them says so.
    fn sent_from(&self) -> Option<Areas> {
        const REACH: usize = 8;
        let Self { doc, frame, mentions, asked, .. } = self;
        let subject = asked.tokens.filter(|_| self.code == "exports")?;
        let governed = |word: &str| {
            let place = |&i: &usize| {
                let place = &mentions[i].tokens;
                doc.is(flow::before_place(doc, place), word) && !frame.figure_in(subject.end..place.start)
            };
            let near = |&i: &usize| (subject.end..subject.end + REACH).contains(&mentions[i].tokens.start);
            frame.places.iter().copied().filter(near).find(place)
        };
        let owned = frame.places.iter().any(|&i| mentions[i].tokens.end <= subject.end);
        let from = governed("from").filter(|_| !owned)?;
        let of = area_of(&mentions[from]);
        let to = governed("to");
        let counterpart = to.and_then(|i| area_of(&mentions[i]));
        Some(Areas { of, counterpart, mentions: std::iter::once(from).chain(to).collect(), ..Areas::default() })
    }

    /// "Exports to the U.S. rose 5%, **to China** 3%": the next partner of what was told.
    fn next_partner(&self) -> Option<Areas> {
        let (indicator, _, sentence) = self.topic.told_partner.as_ref()?;
        let (phrase, of, _) = self.topic.told_area.as_ref()?;
        let Self { doc, frame, mentions, asked, .. } = self;
        if *sentence != asked.figure.sentence
            || *indicator != asked.subject.indicator
            || *phrase != asked.subject.phrase
        {
            return None;
        }
        let i = flow::next_partner(doc, frame, mentions, asked.figure, asked.tokens)?;
        (area_of(&mentions[i]) != *of).then(|| self.with(*of, i))
    }

    /// "Exports grew 4%. **Demand from** the U.S. rose 6%": the exports to it.
    fn demand(&self) -> Option<Areas> {
        let (about, sentence) = self.topic.subject.as_ref()?;
        if about.code() != Some("exports") || !self.is_near(*sentence) {
            return None;
        }
        let i = flow::demanding(self.doc, self.frame, self.mentions, self.asked.tokens?)?;
        let home = self.topic.area.filter(|home| area_of(&self.mentions[i]) != Some(*home))?;
        Some(Areas { demand: true, ..self.with(Some(home), i) })
    }

    /// "… compared with 18.6% for **the US**": another's part of the same flow.
    fn other_part(&self) -> Option<Areas> {
        let (whole, sentence) = self.topic.part_of.as_ref()?;
        let asked = self.asked;
        if !matches!(asked.figure.kind, MentionKind::Percentage(_))
            || !self.is_near(*sentence)
            || asked.tokens.is_some_and(|s| !self.frame.is_place(s.end - 1))
        {
            return None;
        }
        let place = self.places().filter(|&i| self.own.contains(&self.mentions[i].tokens.start));
        let other = place.into_iter().find(|&i| area_of(&self.mentions[i]).is_some_and(|a| a != *whole))?;
        Some(Areas { part: true, ..self.with(Some(*whole), other) })
    }

    /// "Trade **between the U.S. and China**"
    fn between(&self) -> Option<Areas> {
        let (one, other) =
            (self.code == "total_trade").then(|| flow::between(self.doc, self.frame, self.mentions)).flatten()?;
        Some(self.two(one, other))
    }

    /// "**Germany**, which accounts for 30% of the eurozone's GDP": whose part of a larger place's it is.
    pub(super) fn part_of_whole(&self) -> Option<Found> {
        const APART: usize = 3;
        let Self { doc, frame, mentions, asked, own, .. } = self;
        let figure = &asked.figure.tokens;
        let verb = (own.start..figure.start).rev().find(|&i| words::is(doc, i, words::Class::Part))?;
        let whole = figure.end..figure.end + 5;
        let part = frame.places.iter().copied().rfind(|&i| {
            let end = mentions[i].tokens.end;
            end <= verb && verb - end <= APART
        });
        part.filter(|_| self.any_place(whole)).map(|place| self.at(place, true))
    }

    /// What another side can be of the figure: only a flow or a rate has one.
    pub(super) fn sides(&self) -> Sides {
        let Self { doc, frame, mentions, asked, own, .. } = self;
        let mut is_flow = flow::is_flow(self.code);
        let mut sides = Sides { is_flow, partners: Vec::new(), traded: None, asides: Vec::new() };
        if frame.places.is_empty() {
            return sides;
        }
        // "Factory orders **from the U.S.**", "visitors from Canada": those who order or come are others.
        let comes = |s: &Range<usize>| self.code == "factory_orders" || acts::is(doc, s.end - 1, Act::Traveller);
        is_flow |= asked.tokens.is_some_and(|s| doc.is(s.end, "from") && comes(s));
        // "**Chinese** arrivals slumped", "with **Britons** up 5.5%": who comes is from there.
        if let Some(origin) = self.origin() {
            return Sides { is_flow: true, partners: vec![origin], ..sides };
        }
        sides.traded = flow::traded(doc, frame, mentions, own);
        is_flow |= sides.traded.is_some();
        sides.is_flow = is_flow;
        if is_flow || self.is_rate {
            sides.partners = flow::partners(doc, frame, mentions, asked.figure, asked.tokens, own);
            sides.asides = flow::asides(doc, frame, mentions, self.is_rate);
        }
        sides
    }

    /// The people of another country who come, where the article has a country of its own or the clause says where to: "Mainland
    /// **Chinese** visitors to Hong Kong".
    fn origin(&self) -> Option<usize> {
        let Self { doc, frame, mentions, asked, own, topic, .. } = self;
        let subject = asked.tokens.filter(|s| acts::is(doc, s.end - 1, Act::Traveller))?;
        let people = |i: &usize| {
            let Mention { tokens, kind, .. } = &mentions[*i];
            let demonym = matches!(kind, MentionKind::Country(c) if c.form == CountryForm::Demonym);
            let adjective =
                tokens.start + 1 >= subject.start && tokens.end < subject.end || tokens.end == subject.start;
            // "**Britons** came in smaller numbers: **their** overnight stays dropped"
            let theirs = || {
                let mut before = subject.start.saturating_sub(2)..subject.start;
                tokens.start <= frame.tokens.start + 1 && before.any(|i| doc.is(i, "their"))
            };
            let plural = doc.lower(tokens.end - 1).ends_with('s') && (own.contains(&tokens.start) || theirs());
            demonym && (adjective || plural)
        };
        let home = topic.last_area.map(|(area, _)| area).or(topic.area);
        let bound = |from: Option<Area>| {
            frame.places.iter().any(|&i| {
                let place = &mentions[i].tokens;
                doc.is_any(place.start.wrapping_sub(1), keys!["to", "in"]) && area_of(&mentions[i]) != from
            })
        };
        let travels = |s: &Subject| acts::has(&words::last(&s.phrase).to_lowercase(), Act::Traveller);
        let told = || topic.subject.iter().chain(&topic.count).any(|(s, _)| travels(s));
        // "**Greek** arrivals" in an account of Greece are of those who come there.
        let abroad = |i: &usize| {
            let from = area_of(&mentions[*i]);
            people(i) && (bound(from) || home.is_some() && from != home && told())
        };
        frame.places.iter().copied().find(abroad)
    }

    /// The other side of a flow, with the place that says so.
    pub(super) fn partner(&self, sides: &Sides) -> Option<(Area, Option<usize>)> {
        let paired = self.asked.paired.filter(|i| sides.partners.contains(i));
        let partner = paired.or(sides.partners.first().copied()).filter(|_| sides.is_flow);
        match partner.or(sides.traded).or_else(|| self.part_of_balance()) {
            Some(i) => Some((area_of(&self.mentions[i])?, Some(i))),
            None => Some((self.balanced_with().or_else(|| self.told_partner(sides))?, None)),
        }
    }

    /// "The deficit with China rose to $27bn. **Exports** fell 5%": those to China.
    fn balanced_with(&self) -> Option<Area> {
        let (with, sentence) = self.topic.balance_with.as_ref()?;
        let goes_on = matches!(self.code, "exports" | "imports")
            && self.frame.places.is_empty()
            && *sentence + 1 == self.asked.figure.sentence
            && !self.doc.opens_paragraph(self.frame.tokens.start);
        goes_on.then_some(*with)
    }

    /// "Exports to China fell 3%, **after a 5% drop**", "imported $4bn from China, **which is 20% less**"
    fn told_partner(&self, sides: &Sides) -> Option<Area> {
        let (indicator, with, sentence) = self.topic.told_partner.as_ref()?;
        let same = *indicator == self.asked.subject.indicator || sides.is_flow;
        let here = *sentence == self.asked.figure.sentence && self.asked.paired.is_none();
        // … naming no other place.
        let goes_on = || self.is_carried() && !self.is_placed();
        // "The gap with China shrank to €15bn **from** €20bn"
        let behind = self.asked.figure.opening().wrapping_sub(1);
        let from = || self.doc.is(behind, "from") && *indicator == self.asked.subject.indicator;
        (same && here && (goes_on() || from() || self.is_opposite_of_lead(*with))).then_some(*with)
    }

    /// "**Trump**'s 25% levy on **European** goods": who levies a duty, and on whose goods.
    pub(super) fn duty(&self, areas: &mut Areas) {
        if self.code != "tariff_rate" {
            return;
        }
        let (doc, frame, mentions, figure) = (self.doc, self.frame, self.mentions, self.asked.figure);
        let taxed = flow::taxed(doc, frame, mentions, figure);
        areas.counterpart = taxed.and_then(|i| area_of(&mentions[i]));
        areas.mentions.extend(taxed);
        // … or "**The White House** announced new tariffs on Chinese goods"
        areas.of = flow::levying(doc, frame, mentions, figure).or_else(|| self.seat_of_opener());
        // "Steel faces a 50% levy": of who was said to levy last, on whom.
        let rate = matches!(figure.kind, MentionKind::Percentage(_));
        let Some((of, on)) = self.topic.levy.as_ref().filter(|_| rate) else { return };
        if areas.of.as_ref().is_none_or(|own| own == of) && areas.counterpart.as_ref() != Some(of) {
            areas.of = Some(*of);
            areas.counterpart = areas.counterpart.or(*on);
        }
    }

    /// Both sides named.
    fn two(&self, of: usize, with: usize) -> Areas {
        Areas { mentions: vec![of, with], ..self.with(area_of(&self.mentions[of]), with) }
    }

    /// The partner named, of a flow known before.
    fn with(&self, of: Option<Area>, with: usize) -> Areas {
        Areas { of, counterpart: area_of(&self.mentions[with]), mentions: vec![with], ..Areas::default() }
    }

    /// Whether a sentence is that of the figure or the one before.
    fn is_near(&self, sentence: usize) -> bool {
        self.asked.figure.sentence.saturating_sub(sentence) <= 1
    }

    /// Whether the subject is named before the figure's segment, or nowhere.
    fn is_carried(&self) -> bool {
        self.asked.tokens.is_none_or(|s: &Range<usize>| s.start < self.own.start)
    }
}
