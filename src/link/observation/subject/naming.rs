//! What a listed indicator is the subject as: its words with the adjectives before them, and the indicator that it means
//! beside the others of its sentence ("**growth**" of what was just named, "**inflation** … when food and energy are
//! excluded").
//!
//! A part of the search of [`super`]. Guarantees: the words are those of the text, and no other sentence's.

use crate::text::{TokenKind, keys};
use std::ops::Range;

use super::{Found, Search, ends_as_price, rule};
use crate::link::observation::ObsStatus;
use crate::link::observation::indicator::{self, Kind, Named, Owner, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;

impl Search<'_> {
    /// A subject of the list.
    pub(super) fn found(&self, named: &Named, rule: &'static str) -> Found {
        if let Some(subject) = self.growth_of(named) {
            let tokens = Some(named.tokens.clone());
            return Found { subject, named: None, tokens, rule: "growth of what was named" };
        }
        if let Some(found) = self.loss_of(named).or_else(|| self.growth_in(named, rule)) {
            return found;
        }
        if let Some(component) = self
            .component(named)
            .or_else(|| self.interest_on(named))
            .or_else(|| self.consumption_of(named))
            .or_else(|| self.gap_of(named))
            .or_else(|| self.own_prices(named))
            .or_else(|| self.losses_on_credit(named))
        {
            return self.open(component, rule);
        }
        let narrowed = self
            .whole_of(named)
            .or_else(|| self.core_of(named))
            .or_else(|| self.index_of(named))
            .or_else(|| self.account_of(named))
            .or_else(|| self.spending_of(named))
            .or_else(|| self.sales_of_company(named))
            .or_else(|| self.spending_of_company(named))
            .or_else(|| self.profit_of_all(named));
        let indicator = narrowed.unwrap_or_else(|| self.topic.resolve(self.doc, named));
        let phrase = match self.index_for(named, indicator) {
            Some(whole) => self.doc.slice(&whole).to_owned(),
            None => self.phrase(&named.tokens),
        };
        Found {
            subject: Subject { phrase, indicator: Some(indicator) },
            tokens: Some(named.tokens.clone()),
            named: Some(Named { indicator, ..named.clone() }),
            rule,
        }
    }

    /// "**Used-car prices** fell 1%", "vegetable prices": prices of things that a noun before them names are no index of all.
    fn component(&self, named: &Named) -> Option<Range<usize>> {
        const LONGEST: usize = 3;
        let at = named.tokens.start;
        // "A night in a three-star hotel **costs** $265": a verb.
        if self.doc.is(at, "costs") && self.figure.opening() == at + 1 {
            return None;
        }
        if !named.weak || named.tokens.len() > 1 || !self.doc.is_any(at, keys!["prices", "costs"]) {
            return None;
        }
        let noun = |&i: &usize| {
            self.doc.is(i, "-")
                || self.doc.kind(i) == Some(TokenKind::Word)
                    && !self.is_border(i)
                    && !acts::is(self.doc, i, Act::Foretelling)
                    && !acts::is(self.doc, i, Act::Reckoning)
                    && self.frame.predicates_in(i..i + 1).next().is_none()
                    && !words::is(self.doc, i, Class::Qualifier)
                    && !words::is(self.doc, i, Class::Light)
                    && !words::is(self.doc, i, Class::Auxiliary)
                    && !self.frame.is_place(i)
                    && !self.frame.is_period(i)
                    // "On a monthly **basis** prices rose", "in real **terms** costs fell"
                    && !self.doc.is_any(i, keys!["basis", "terms"])
        };
        let first = (self.frame.tokens.start..at).rev().take(LONGEST).take_while(noun).last()?;
        let first = first + usize::from(self.doc.is(first, "-"));
        let last = self.doc.lower(at - 1);
        let adjective =
            ["er", "ed", "ing", "al", "ic", "ly", "an", "ous", "ive", "est"].iter().any(|e| last.ends_with(e));
        (!adjective && last.len() > 2).then_some(first..at + 1)
    }

    /// "The **interest rate on a credit card**": what a bank's clients pay is no rate that is set for banks.
    fn interest_on(&self, named: &Named) -> Option<Range<usize>> {
        const REACH: usize = 4;
        let on = named.tokens.end;
        if named.row().code != "policy_rate" || !self.doc.is_any(on, keys!["on", "for"]) {
            return None;
        }
        let noun = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word) || self.doc.is(i, "-");
        let loan = (on + 1..on + 1 + REACH).take_while(noun).any(|i| words::is(self.doc, i, Class::Loan));
        loan.then(|| named.tokens.clone())
    }

    /// "Christmas **sales** account for 23% of annual **retail sales**": what a part is of says what a bare noun means.
    fn whole_of(&self, named: &Named) -> Option<usize> {
        let of = self.figure.tokens.end;
        if !named.weak || !self.doc.is(of, "of") {
            return None;
        }
        let noun = self.doc.lower(named.tokens.end - 1);
        let mut wholes = self.frame.indicators_in(of..(of + 6).min(self.frame.tokens.end));
        wholes.find(|n| !n.weak && self.doc.lower(n.tokens.end - 1) == noun).map(|n| n.indicator)
    }

    /// "**Inflation** was 2.8% **when food and energy are excluded**": what is left out behind the figure makes it the core's.
    fn core_of(&self, named: &Named) -> Option<usize> {
        const REACH: usize = 8;
        let end = self.figure.tokens.end;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        let index = || named.weak && self.doc.is(named.tokens.end - 1, "index");
        if !percent || named.tokens.start > end || !(named.row().code == "cpi" || index()) {
            return None;
        }
        if let Some(core) = self.core_in_front(named) {
            return Some(core);
        }
        if index() {
            return None;
        }
        let mut behind = self.frame.indicators_in(end..(end + REACH).min(self.frame.tokens.end));
        let core = behind.find(|n| n.row().code == "core_cpi" && !ends_as_price(self.doc, n))?;
        let between = end..core.tokens.start;
        let apart =
            self.frame.figure_in(between.clone()) || between.into_iter().any(|i| self.doc.is_any(i, keys![",", ";"]));
        (!apart && !self.doc.is(core.tokens.start, "core")).then_some(core.indicator)
    }

    /// "**Stripping out food and energy, the index** edged up 0.2%", "excluding food and energy, **prices** rose 3%": what is left out
    /// in front.
    fn core_in_front(&self, named: &Named) -> Option<usize> {
        let own = self.frame.segment_of(named.tokens.start);
        let start = self.frame.tokens.start;
        let front = start..self.frame.segments[own].tokens.start;
        let left_out = |n: &&Named| {
            n.row().code == "core_cpi" && n.tokens.start <= start + 1 && !self.doc.is(n.tokens.start, "core")
        };
        let core = self.frame.indicators_in(front.clone()).next().filter(left_out)?;
        // "Stripping out **energy, food, alcohol and tobacco**, inflation was 2.8%": a list is of several segments.
        let next = own == 1 || own > 1 && core.tokens.end == front.end;
        let here = next && self.frame.segment_of(self.figure.tokens.start) == own;
        (here && !self.frame.figure_in(front)).then_some(core.indicator)
    }

    /// "The **index for final demand goods** fell", "the **indexes for mining and utilities**": with what an index is for, which
    /// tells it from the others of its release.
    fn index_for(&self, named: &Named, indicator: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 8;
        let (doc, end) = (self.doc, named.tokens.end);
        let index = doc.is_any(end - 1, keys!["index", "indexes", "indices"]) && doc.is(end, "for");
        if !index || indicator::row(indicator).code == "stock_index" || end > self.figure.tokens.start {
            return None;
        }
        let limit = (end + 1 + LONGEST).min(self.figure.opening());
        let joins = |i: usize| doc.is_any(i, keys!["and", "less"]) && !self.is_border(i + 1);
        let border = |i: &usize| self.is_border(*i) && !joins(*i);
        let whole = named.tokens.start..(end + 1..limit).find(border).unwrap_or(limit);
        (whole.end > end + 1).then_some(whole)
    }

    /// "The **current account** showed a **deficit** of $165bn": the balance that its sentence has named before; "when the **budget**
    /// is announced, the **deficit** will be near $500bn", whatever deficit was spoken of last.
    fn account_of(&self, named: &Named) -> Option<usize> {
        let balance = |n: &Named| indicator::is_account(n.row().code);
        if !named.weak || !balance(named) {
            return None;
        }
        let before = self.frame.tokens.start..named.tokens.start;
        if let Some(account) = self.frame.indicators_in(before.clone()).rfind(|n| !n.weak && balance(n)) {
            return Some(account.indicator);
        }
        let of_budget = indicator::of_code("budget_balance").filter(|_| named.row().code != "current_account");
        of_budget.filter(|_| before.into_iter().any(|i| self.doc.is(i, "budget")))
    }

    /// "A 2026 **budget** with **spending** of €525bn": the government's.
    fn spending_of(&self, named: &Named) -> Option<usize> {
        let spending = named.weak && named.row().code == "consumer_spending";
        indicator::of_code("government_spending").filter(|_| spending && self.is_behind_budget(named))
    }

    /// "The **budget raises defence** spending", "a **budget has a 7.5% rise in** spending", "**the cabinet** approved spending": whether a
    /// budget, no household's, stands right before what is named or has the figure, or who governs does something with it.
    fn is_behind_budget(&self, named: &Named) -> bool {
        const NEAR: usize = 4;
        let doc = self.doc;
        let start = named.tokens.start;
        let own = self.frame.segments[self.frame.segment_of(start)].tokens.start;
        let private = |i: usize| doc.is_any(i, keys!["household", "family", "advertising", "its", "their"]);
        let has = |i: usize| start - i <= NEAR || self.frame.figure_in(i..start);
        let budget = |i: usize| doc.is(i, "budget") && !private(i.wrapping_sub(1)) && has(i);
        let governs = |i: usize| words::is(doc, i, Class::Public);
        let acts = |i: usize| acts::is_past_form(doc, i) || doc.is(i, "plans");
        let other = doc.is_any(start.wrapping_sub(1), keys!["private", "tourist", "consumer", "household"]);
        let does = |i: usize| governs(i) && acts(i + 1) && !other;
        (own..start).any(|i| budget(i) || does(i))
    }

    /// "The index fell to 51.2. **Construction** stood at 56.3": where indexes of business are told, a level of a sector is its
    /// index.
    fn index_of(&self, named: &Named) -> Option<usize> {
        let sector = named.weak && matches!(named.row().code, "construction" | "manufacturing_output");
        let (subject, at) = self.topic.subject.as_ref().filter(|_| sector)?;
        let near = self.figure.sentence.saturating_sub(*at) <= 1 && subject.code() == Some("pmi");
        let moved = self.binding.predicate.is_some_and(|p| p.is_change());
        let level = matches!(self.figure.kind, MentionKind::Quantity(_) | MentionKind::Percentage(_))
            && (!moved || matches!(self.binding.role, Role::To | Role::At));
        subject.indicator.filter(|_| near && level)
    }

    /// "Sales of €140m, a growth of 110%", "a slower pace of growth than 0.4%": of what the sentence already measures.
    fn growth_of(&self, named: &Named) -> Option<Subject> {
        let bare = named.weak && self.doc.is_any(named.tokens.start, keys!["growth", "expansion", "contraction"]);
        // "Raised its **sales outlook to growth** of 5%"
        let to = named.tokens.start.wrapping_sub(1);
        if bare && self.doc.is(to, "to") && acts::is(self.doc, to.wrapping_sub(1), Act::Foretold) {
            let of = self.frame.indicators.iter().find(|n| n.tokens.end == to - 1);
            return of.map(|n| self.found(n, "outlook for").subject);
        }
        // Where a company's results are told, growth is theirs: of what was told last, or first, if that is no thing of its.
        let lead = self.topic.lead.as_ref().filter(|(s, at)| {
            self.topic.is_company && s.owner() == Owner::Entity && self.figure.sentence.saturating_sub(*at) <= 1
        });
        let other = self.topic.subject.as_ref().is_some_and(|(s, _)| s.indicator.is_none());
        if let Some((subject, _)) = lead.filter(|_| bare && other) {
            return Some(subject.clone());
        }
        let own = &self.frame.segments[self.frame.segment_of(named.tokens.start)].tokens;
        let placed = own.clone().any(|i| self.frame.is_place(i));
        let of_economy = self.doc.is_any(to, keys!["global", "economic", "world", "gdp"]);
        if let Some(result) = self.result_told().filter(|_| bare && !placed && !of_economy) {
            return Some(result.clone());
        }
        // "Expects **profit growth** of 4%": of the noun right before it.
        let before = self.frame.indicators.iter().find(|n| n.tokens.end == named.tokens.start);
        if let Some(of) = before.filter(|n| bare && n.row().owner == Owner::Entity) {
            return Some(self.found(of, rule::NOUN_OF).subject);
        }
        let (subject, sentence) = self.topic.subject.as_ref()?;
        // "Factories made 0.6% more. Economists had expected **0.5% growth**": of what was told just before.
        let crowd = || self.frame.tokens.clone().any(|i| words::is(self.doc, i, Class::Crowd));
        let near = self.status == ObsStatus::Forecast && sentence + 1 == self.figure.sentence;
        let economy = |s: &Subject| s.code() == Some("gdp");
        let spoken = bare && near && subject.owner() == Owner::Area && subject.kind() == Kind::Amount;
        if spoken && !self.topic.first_subject.as_ref().is_some_and(economy) && crowd() {
            return Some(subject.clone());
        }
        let own = &self.frame.segments[self.frame.segment_of(named.tokens.start)].tokens;
        let placed = own.clone().any(|i| self.frame.is_place(i));
        // "Raised its **growth forecast** to 2.5%": an economy's.
        let of = named.tokens.start.wrapping_sub(1);
        let outlook = acts::is(self.doc, named.tokens.end, Act::Foretold)
            || self.doc.is(of, "for") && acts::is(self.doc, of.wrapping_sub(1), Act::Foretold);
        // "“… will lose half a point,” said Ana Ruiz, who thinks that **growth** will slow": not of what was told on the other side of a mark.
        let quoted = || {
            let since = self.frame.figures_end_before(named.tokens.start).unwrap_or(named.tokens.start);
            (since..named.tokens.start).any(|i| self.doc.is_any(i, keys!["“", "”", "\""]))
        };
        // "Has held its **rate** at 3.5% and forecasts **growth** of 4%": no rate grows.
        let before = named.tokens.start.wrapping_sub(1);
        let foreseen = acts::is(self.doc, before, Act::Foretelling)
            || acts::is(self.doc, before, Act::Reckoning)
            || self.doc.is(before, "that");
        let prices = matches!(subject.code(), Some("cpi" | "core_cpi" | "ppi"));
        let rate = subject.kind() == Kind::Rate || prices && foreseen;
        (bare
            && !outlook
            && !rate
            && !quoted()
            && *sentence == self.figure.sentence
            && !placed
            && subject.code() != Some("gdp"))
        .then(|| subject.clone())
    }

    /// "Capped **growth in foreign-currency loans** at 1.5%": of what stands behind it, where that is no place and no time.
    fn growth_in(&self, named: &Named, rule: &'static str) -> Option<Found> {
        const LONGEST: usize = 5;
        let inside = named.tokens.end;
        let bare = named.weak && self.doc.is(named.tokens.end - 1, "growth") && self.doc.is(inside, "in");
        if !bare || named.tokens.end > self.figure.tokens.start {
            return None;
        }
        let border =
            |i: usize| self.is_border(i) && !self.doc.is(i, "-") || self.frame.is_place(i) || self.frame.is_period(i);
        let limit = (inside + 1 + LONGEST).min(self.figure.opening());
        let end = (inside + 1..limit).find(|&i| border(i)).unwrap_or(limit);
        let plural = end > inside + 1 && self.doc.lower(end - 1).ends_with('s');
        plural.then(|| self.open(named.tokens.start..end, rule))
    }

    /// "The **index** closed lower, taking its loss this year to 8%": in percent, a loss is how far a price fell that the
    /// sentence names.
    fn loss_of(&self, named: &Named) -> Option<Found> {
        let lost = named.weak
            && named.row().code == "net_profit"
            && self.doc.is_any(named.tokens.end - 1, keys!["loss", "losses"])
            && matches!(self.figure.kind, MentionKind::Percentage(_))
            && matches!(self.binding.role, Role::To | Role::Of);
        if !lost {
            return None;
        }
        let before = self.frame.tokens.start..named.tokens.start;
        let price = self.frame.indicators_in(before).rfind(|n| n.row().told == Told::Day)?;
        Some(self.found(price, rule::LOSS_OF_PRICE))
    }

    /// "For men $2,107, **a gap of 11.5%**", "the gap has shrunk to 7.8 points": in percent or points a gap is none of trade.
    fn gap_of(&self, named: &Named) -> Option<Range<usize>> {
        let gap = named.weak && named.row().code == "trade_balance" && self.doc.is(named.tokens.end - 1, "gap");
        let level = matches!(self.binding.role, Role::Of | Role::To | Role::At);
        let share = match &self.figure.kind {
            MentionKind::Percentage(_) => true,
            MentionKind::Quantity(q) => q.unit.as_deref() == Some("point"),
            _ => false,
        };
        let trade = || {
            let flow = |s: &Subject| s.code().is_some_and(|c| indicator::is_trade(c) || indicator::is_account(c));
            self.topic.subject.iter().map(|(s, _)| s).chain(self.topic.first_subject.as_ref()).any(flow)
        };
        (gap && level && share && !crate::link::observation::measure::of_gdp(self.doc, self.figure) && !trade())
            .then(|| named.tokens.clone())
    }

    /// "**Power consumption** grew 2.2%": of a thing, and nothing that shoppers spend.
    fn consumption_of(&self, named: &Named) -> Option<Range<usize>> {
        let at = named.tokens.start;
        if named.tokens.len() != 1 || at <= self.frame.tokens.start {
            return None;
        }
        // "**Farm output** eked out a gain" is no economy's.
        let of = self.doc.is(at, "consumption") && words::is(self.doc, at - 1, Class::Material)
            || self.doc.is(at, "output") && words::is(self.doc, at - 1, Class::Farming);
        of.then(|| at - 1..at + 1)
    }

    /// The noun phrase around the listed words: adjectives before them taken along, but no name, number or verb.
    fn phrase(&self, tokens: &Range<usize>) -> String {
        let mut start = tokens.start;
        while start > self.frame.tokens.start && tokens.start - start < 2 {
            if !words::is(self.doc, start - 1, Class::Qualifier) {
                break;
            }
            start -= 1;
        }
        // "Its portion of worldwide exports", "the share of advanced memory production": what a share is a share of.
        let noun = |&i: &usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !words::is(self.doc, i, Class::Closed)
                && !self.frame.is_period(i)
        };
        let first = (self.frame.tokens.start..start).rev().take(3).take_while(noun).last().unwrap_or(start);
        let part = words::is(self.doc, first.wrapping_sub(2), Class::Share);
        if part && self.doc.is(first.wrapping_sub(1), "of") && first >= self.frame.tokens.start + 2 {
            start = first - 2;
        }
        // "The **hires rate** dropped to 3.3%"
        let amount = || self.frame.indicators_in(tokens.clone()).any(|n| n.row().kind == Kind::Amount);
        let rate = usize::from(self.doc.is_any(tokens.end, keys!["rate", "ratio"]) && amount());
        self.doc.slice(&(start..tokens.end + rate)).to_owned()
    }
}
