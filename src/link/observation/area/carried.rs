//! The steps of the search for a figure whose sentence names no place of its own: what was told, who speaks, what the
//! article is about.

use super::leaders;
use super::owners::market;
use super::{Found, Search, is_cartel};
use crate::link::observation::home;
use crate::link::observation::indicator::Owner;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::verb_behind;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::{Area, area::situated};
use crate::mention::MentionKind;
use crate::mention::name::Name;
use crate::text::keys;

impl Search<'_> {
    /// "To 3% **from 4%**": a comparison is of what its sentence has just told, be it of no place.
    pub(super) fn told(&self) -> Option<Found> {
        let (phrase, told, sentence) = self.topic.told_area.as_ref()?;
        let same = self.asked.tokens.is_none()
            && *sentence == self.asked.figure.sentence
            && *phrase == self.asked.subject.phrase;
        same.then(|| Found::area(*told))
    }

    /// "GDP in **the bloc** rose": the place of the sentence before.
    pub(super) fn pointed_to(&self) -> Option<Area> {
        situated::pointed_to(self.doc, self.frame, self.mentions, self.asked.figure, self.own)
    }

    /// "**The Bank of Canada** held its rate": a public body speaks for its country.
    pub(super) fn seat_of_opener(&self) -> Option<Area> {
        if self.asked.subject.owner() == Owner::Entity {
            return None;
        }
        let from = self.frame.tokens.start;
        let opening = self.names.within(&(from..self.asked.figure.tokens.start)).iter();
        // "**Mr Trump** has proposed a 60% tariff"; what he says may be of anybody.
        let leads = |n: &Name| {
            let says = words::is(self.doc, n.tokens.end, Class::Saying);
            leaders::country_of(self.names, n.entity, self.code).filter(|_| !says)
        };
        opening
            .take_while(|n| n.tokens.start <= from + 3)
            .find_map(|n| home::seat(self.names, n.entity).or_else(|| leads(n)))
    }

    /// "Prices rose 2.5%, **the Bureau of Labor Statistics** said", where nothing else tells of a country: that of who counts.
    pub(super) fn seat_of_teller(&self) -> Option<Area> {
        if self.asked.subject.owner() != Owner::Area || self.topic.area.is_some() {
            return None;
        }
        self.names.within(&self.frame.tokens).iter().find_map(|n| home::seat(self.names, n.entity))
    }

    /// The place tied to the last figure that had one, in this sentence or the one before; of a duty, whose goods those were
    /// is not who levies it.
    pub(super) fn recent(&self) -> Option<Area> {
        // What a union's bank sets is of no member that was told of last.
        if self.code == "tariff_rate" || self.code == "policy_rate" && self.topic.is_of_region() {
            return None;
        }
        let (area, sentence) = self.topic.last_area.as_ref()?;
        if self.is_nowheres() || *sentence < self.asked.figure.sentence && self.is_of_speaker() {
            return None;
        }
        let recent = self.asked.figure.sentence.saturating_sub(*sentence) <= 1;
        // A paragraph that names no place begins anew with what the article is about.
        let anew = self.topic.area.is_some()
            && *sentence < self.asked.figure.sentence
            && self.doc.opens_paragraph(self.frame.tokens.start);
        let recent = recent && !anew;
        let cartel = is_cartel(Some(*area)) && !self.is_of_cartel();
        (recent && !cartel && !self.is_of_whole()).then_some(*area)
    }

    /// "**Treasury** yields edged lower. The 10-year fell to 4.36%": whose bonds the sentence before named.
    pub(super) fn bonds_of(&self) -> Option<Area> {
        if self.code != "bond_yield" {
            return None;
        }
        let last = self.frame.tokens.start.checked_sub(1)?;
        let named = self.doc.sentence(last).find_map(|i| market(self.doc, i)).map(|(_, area)| area);
        // "… **The 30-year** was little changed": of those whose yield was told right before.
        named.or_else(|| {
            let yields = self.topic.subject.as_ref().is_some_and(|(s, _)| s.code() == Some("bond_yield"));
            let (_, told, at) = self.topic.told_area.as_ref().filter(|_| yields)?;
            told.filter(|_| at + 1 >= self.asked.figure.sentence)
        })
    }

    /// "Germany's index fell. **We** see inflation at 2%": who speaks of himself speaks of what the article is about, whatever
    /// others were held against it.
    fn is_of_speaker(&self) -> bool {
        let start = self.doc.sentence(self.asked.figure.tokens.start).start;
        let we = |i: usize| self.doc.is_any(i, keys!["we", "our"]);
        self.topic.area.is_some() && (start..start + 2).any(we)
    }

    /// Whether the world has it, whatever country was spoken of.
    fn is_nowheres(&self) -> bool {
        self.is_world_price() || self.is_foreseen_of_world() || self.is_held_on_market()
    }

    /// "Chinese stocks of copper rose. Hedge funds held a net-long **position of 9,000 contracts**": what is held on a market of the
    /// world is told in contracts.
    fn is_held_on_market(&self) -> bool {
        let MentionKind::Quantity(quantity) = &self.asked.figure.kind else { return false };
        let contracts = matches!(quantity.unit.as_deref(), Some("contract" | "lot"));
        let held = || matches!(words::last(&self.asked.subject.phrase), "position" | "positions" | "interest");
        contracts && held()
    }

    /// "Chinese output rose. The **World** Steel Association **expects** demand of 1.8 billion tons", "the **International** Copper
    /// Study Group sees a deficit of 9,000 tons": how much of a stuff a body of the world foresees.
    fn is_foreseen_of_world(&self) -> bool {
        let MentionKind::Quantity(quantity) = &self.asked.figure.kind else { return false };
        let stuff = quantity.unit.as_deref().is_some_and(|unit| acts::has(unit, Act::Measuring));
        let open = matches!(self.code, "" | "production_volume" | "inventories");
        let start = self.frame.tokens.start;
        let body = || {
            let name = self.names.within(&(start..self.asked.figure.tokens.start)).first()?;
            let first = name.tokens.start;
            let opens = first <= start + 1 && self.doc.is_any(first, keys!["world", "international"]);
            let verb = verb_behind(self.doc, self.frame, name.tokens.end);
            (opens && acts::is(self.doc, verb, Act::Foretelling)).then_some(())
        };
        stuff && open && body().is_some()
    }

    /// "Chinese stocks of copper rose. **Cocoa** fell 4%", "**wheat futures** were up": the price of a crop by its bare name, or of
    /// contracts for it, is the world's; "food prices" are a country's.
    fn is_world_price(&self) -> bool {
        let phrase = &self.asked.subject.phrase;
        let crop = || !phrase.contains(' ') && words::has(&phrase.to_lowercase(), Class::Crop);
        let told = match self.code {
            "food_price" => crop() || words::last(phrase) == "futures",
            "" => crop(),
            _ => false,
        };
        told && !matches!(self.asked.figure.kind, MentionKind::Quantity(_))
    }

    /// What the article is about.
    pub(super) fn home(&self) -> Option<Area> {
        let home = self.topic.area.filter(|_| !self.is_nowheres())?;
        let subject = self.asked.subject;
        // Where that is a world market, only statistics are its country's.
        let people = || acts::has(words::last(&subject.phrase), Act::People);
        let statistic = || subject.owner() == Owner::Area || people();
        // A cartel has its output and no statistics of its own.
        let cartel = is_cartel(Some(home)) && subject.owner() == Owner::Area;
        ((!self.topic.is_of_world || statistic()) && (!cartel || self.is_of_cartel())).then_some(home)
    }
}
