//! Counts: which of them measure something, by what they count ("96,000 jobs", "1.25 million vehicles").
//!
//! A count is a statistic only where an indicator counts such things, or where something is said to become more or less
//! by it. A part of [`super::measured`].

use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::fate::fate;
use super::measured::{Candidate, ends_in};
use super::sold::is_told_in_money;
use super::told::measures_stuff;
use super::{Found, rule};
use crate::lang::tsv;
use crate::link::observation::area;
use crate::link::observation::indicator::{self, Kind};
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words;
use crate::link::observation::topic::Subject;
use crate::link::observation::{Direction, Measure};
use crate::number::Amount;
use crate::text::keys;

/// The codes of the indicators that count a unit.
static COUNTED: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    tsv::rows(include_str!("counted.en.tsv"), ["unit", "codes"])
        .map(|[unit, codes]| (unit, codes.split('|').collect()))
        .collect()
});

/// The codes of all indicators that count things.
static COUNTING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| COUNTED.values().flatten().copied().collect());

/// Up to how many things, named with their number, are no statistic.
const HANDFUL: Decimal = Decimal::TEN;

/// Whether an indicator of that code counts things.
pub fn is_counted(code: &str) -> bool {
    COUNTING.contains(code)
}

/// Whether figures of the unit count what the indicator of that code measures.
pub(super) fn counts(unit: &str, code: &str) -> bool {
    codes_of(unit).contains(&code)
}

/// The codes of the indicators that count a unit, per month and the like too ("116,000 jobs a month").
pub fn codes_of(unit: &str) -> &'static [&'static str] {
    COUNTED.get(unit).or_else(|| COUNTED.get(thing(unit))).map_or(&[], Vec::as_slice)
}

/// "Job" of "job per month".
pub fn thing(unit: &str) -> &str {
    unit.split_once(" per ").map_or(unit, |(thing, _)| thing)
}

/// Whether jobs are counted by the unit.
pub fn is_job(unit: &str) -> bool {
    matches!(thing(unit), "job" | "post" | "position")
}

impl Candidate<'_> {
    /// "Was **laid off** and sent out 300 applications": who comes and goes is told right behind its verb.
    fn is_of_others(&self, code: &str, found: &Found) -> bool {
        const REACH: usize = 2;
        matches!(code, "layoffs" | "staff")
            && found.named.as_ref().is_some_and(|n| {
                n.tokens.end + REACH < self.figure.opening() || n.tokens.start > self.figure.tokens.end
            })
    }

    /// "It will open 110 cafes, **40 fewer than** planned": of what its sentence has just counted.
    pub(super) fn away_from_count(&self) -> Option<Found> {
        let end = self.figure.tokens.end;
        let apart = self.doc.is_any(end, keys!["more", "fewer"]) && self.doc.is(end + 1, "than");
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| apart && *at == self.figure.sentence)?;
        let counted = subject.indicator.is_none() || subject.code().is_some_and(is_counted);
        counted.then(|| Found::again(subject, rule::COMPARED))
    }

    pub(super) fn count(&self, unit: Option<&str>, found: Option<Found>) -> Option<Found> {
        // "The price fell to £189,000, while the time to sell rose to 81 days from **53**": no price in money is told by a bare number.
        let price = |f: &Found| {
            let told = f.subject.phrase.split(' ').any(|word| word.eq_ignore_ascii_case("price"));
            f.subject.code() == Some("house_prices") && told
        };
        if self.counts_nothing() || unit.is_none() && found.as_ref().is_some_and(price) {
            return None;
        }
        let row = found.as_ref().and_then(|f| f.subject.indicator).map(indicator::row);
        let local = found.as_ref().is_some_and(|f| f.tokens.is_some());
        if unit.is_none()
            && let Some(index) = found.as_ref().and_then(|f| self.index_of_survey(f))
        {
            return Some(index);
        }
        if let Some(index) = unit.is_none().then(|| self.index_of_article(found.as_ref())).flatten() {
            return Some(index);
        }
        if let Some(part) = self.accounted_for() {
            return Some(part);
        }
        if let Some(found) = self.price_of_bond(unit, found.as_ref()).or_else(|| self.stored(unit?, found.as_ref())) {
            return Some(found);
        }
        // "A nickel **deficit of 454,000 tons**", "consumption rose to **80 million barrels a day**": of goods, whoever lacks or uses them.
        if let Some(goods) = found.as_ref().and_then(|f| self.told_in_goods(f, unit)) {
            return Some(goods);
        }
        // "The Merval **index** slipped 0.7% to **1,545 points**"
        let of_market = |f: &Found| {
            ends_in(f, "index") && f.tokens.clone().is_some_and(|mut t| t.any(|i| area::market(self.doc, i).is_some()))
        };
        if unit == Some("point") && found.as_ref().is_some_and(of_market) {
            return Some(self.listed("stock_index", found, "index of a market"));
        }
        // "The present situation gauge slid **10.3 points** to 124.3"
        if unit == Some("point")
            && let Some(gauge) = found.as_ref().and_then(|f| self.gauge_of_survey(f))
        {
            return Some(gauge);
        }
        match unit {
            // "Will make **430 workers redundant**"
            Some(unit) if self.doc.is(self.figure.tokens.end, "redundant") && counts(unit, "layoffs") => {
                let tokens = self.figure.tokens.clone();
                let workers = self.named_count((tokens.start + 1).min(tokens.end - 1)..tokens.end);
                Some(self.listed("layoffs", Some(workers), rule::COUNTED_THINGS))
            }
            // … but "officials expect it to create 1,200 jobs" counts jobs, whatever was told before.
            _ if found.as_ref().is_some_and(|f| f.rule == rule::COMPARED) && !self.is_jobs_of_its_own(unit, row) => {
                found
            }
            // "Opened 364 shops, bringing its **total to** 38,951"
            _ if self.is_total() => {
                let counted = self.topic.count.as_ref().filter(|(_, at)| *at == self.figure.sentence);
                let subject = counted.or(self.topic.subject.as_ref())?.0.clone();
                Some(Found { subject, named: None, tokens: None, rule: "total" })
            }
            // "BMW's sales rose 2.3% to 80,600": a count without a currency.
            None if self.is_count_of_sales(found.as_ref()) => Some(self.listed("unit_sales", found, "sales counted")),
            // "Sales fell to 1.25 million vehicles": sales that are counted.
            Some(unit) if row.is_some_and(|r| r.code == "revenue") && counts(unit, "unit_sales") => {
                Some(self.listed("unit_sales", found, "sales counted"))
            }
            // "Unemployment rose 206,900 to 4.64 million": heads, not the rate.
            _ if row.is_some_and(|r| r.code == "unemployment_rate")
                && found.as_ref().is_some_and(|f| !ends_in(f, "rate"))
                && self.is_of_heads(unit) =>
            {
                Some(self.listed("unemployment", found, "people counted"))
            }
            // "Fell after weak **sales** and delays to **two releases**": what is told in money counts no things.
            Some(unit) if found.as_ref().is_some_and(|f| is_told_in_money(f, unit)) => match self.sold(found) {
                Some(sold) => Some(sold),
                None => self.count(Some(unit), None),
            },
            _ if local && self.is_moved() && !matches!(unit, Some("times")) => found,
            None => self.bare_count(found),
            // "A gauge of confidence dropped six points": whatever has points and moves is an index.
            Some("point") => {
                let index = match row {
                    // "The **index of producer prices** was 121.4 points"
                    Some(row) => {
                        let index = || found.as_ref().is_some_and(|f| f.subject.phrase.contains("index"));
                        matches!(row.kind, Kind::Price | Kind::Rate) || index()
                    }
                    None => local && self.is_changed(),
                };
                index.then_some(found).flatten()
            }
            Some("fraction") => self
                .part_of_market()
                .or_else(|| self.stake())
                .or_else(|| self.fraction(found).map(|f| self.share_of(f))),
            Some("times") => self.multiple(found),
            Some(unit) => self.count_of(unit, found),
        }
    }

    /// Whether jobs are counted by their own name where what they would be compared with counts none.
    fn is_jobs_of_its_own(&self, unit: Option<&str>, row: Option<&indicator::Indicator>) -> bool {
        let noun = words::last(self.doc.slice(&self.figure.tokens)).to_lowercase();
        unit.is_some_and(|unit| thing(unit) == "job") && noun == "jobs" && row.is_none_or(|r| !counts("job", r.code))
    }

    pub(super) fn named_count(&self, tokens: std::ops::Range<usize>) -> Found {
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
        Found { subject, named: None, tokens: Some(tokens), rule: rule::NOUN_OF }
    }

    /// What the number of such things is: what its verb or its indicator counts, or the things themselves.
    fn count_of(&self, unit: &str, found: Option<Found>) -> Option<Found> {
        let row = found.as_ref().and_then(|f| f.subject.indicator).map(indicator::row);
        let local = found.as_ref().is_some_and(|f| f.tokens.is_some());
        if let Some(found) = self.operated(unit).or_else(|| self.part_of_jobs(unit, found.as_ref())) {
            return Some(found);
        }
        if let Some(found) = self.staff_of(unit).or_else(|| self.job_losers(unit)) {
            return Some(found);
        }
        // "Malta, **a nation of 540,000 people**"
        let of = self.figure.opening().wrapping_sub(1);
        let country = |i: usize| nouns::is(self.doc, i, nouns::Class::Populated);
        if counts(unit, "population") && self.doc.is(of, "of") && country(of.wrapping_sub(1)) {
            return Some(self.listed("population", found, "people of a place"));
        }
        // "Add 180,000 barrels a day of supply": what is pumped.
        if local && counts(unit, "production_volume") && found.as_ref().is_some_and(|f| ends_in(f, "supply")) {
            return Some(self.listed("production_volume", found, "supply counted"));
        }
        // "Would cut 1,200 jobs, or 4% of its **workforce**": what stands farther on is not what jobs are counted as.
        let farther = found.as_ref().is_some_and(|f| f.rule == rule::STRONG_AFTER);
        let found = found.filter(|_| !(farther && is_job(unit)));
        let row = if found.is_some() { row } else { None };
        // "How many jobs might go; in 2021 Orvex **eliminated 3,200 positions**": a company's are layoffs, whatever jobs were named.
        let jobs = row.is_some_and(|r| indicator::is_jobs(r.code));
        if jobs && fate(self.doc, self.frame, self.figure) == Some(Some(Direction::Down)) && self.is_of_company() {
            return self.by_unit(unit, found.as_ref());
        }
        let codes = codes_of(unit);
        // "It **built 433,371 vehicles**", "Americans **bought 269,000 electric cars**": no deal is told in cars.
        if counts(unit, "unit_sales") && unit != "person" && self.is_in_thousands() {
            let verb = self.word_before();
            if self.doc.is_any(verb, keys!["built", "produced", "made", "assembled", "manufactured"]) {
                return Some(self.listed("production_volume", found, "things made"));
            }
            if self.doc.is(verb, "bought") && row.is_some_and(|r| r.code == "deal_value") {
                return Some(self.listed("unit_sales", found, "things bought"));
            }
        }
        // "Employers **posted 8.1 million vacancies**": what nothing else counts.
        let named = || {
            !self.frame.figure_in(self.figure.tokens.end..self.figure.tokens.end + 1) && self.binding.role != Role::From
        };
        if row.is_none() && codes == ["job_openings"] && self.is_in_thousands() && named() {
            let tokens = self.figure.tokens.clone();
            let subject = Subject {
                phrase: self.doc.word(tokens.end - 1).to_owned(),
                indicator: indicator::of_code("job_openings"),
            };
            return Some(Found { subject, named: None, tokens: None, rule: rule::COUNTED_THINGS });
        }
        if row.is_some_and(|r| codes.contains(&r.code)) && (local || self.is_near()) {
            return found;
        }
        // "Trimmed its capacity plan and would **cut 650 management jobs**": nothing else is told in jobs.
        let jobs = is_job(unit);
        let cut = self.binding.role == Role::Direct
            && !self.binding.carried
            && self.binding.predicate.is_some_and(|p| p.direction == Some(Direction::Down));
        if jobs && cut && self.is_of_company() {
            return self.by_unit(unit, None);
        }
        // "A net loss of 800,000 jobs": no profit is told in jobs, nor is output.
        let money = row.is_some_and(|r| {
            matches!(r.code, "net_profit" | "operating_profit" | "revenue" | "gdp" | "production_volume")
        });
        if money && is_job(unit) {
            return self.by_unit(unit, None);
        }
        // "Its publishing arm, home to 1.2 million songs": no revenue is told in things.
        let found = found.filter(|f| f.tokens.is_some() || f.subject.code() != Some("revenue"));
        if found.as_ref().is_some_and(|f| self.is_counted_by(unit, codes, f)) {
            return found;
        }
        self.by_unit(unit, found.as_ref()).or_else(|| self.told(unit, codes, found))
    }

    /// Whether what was found says what the number of such things is: by its verb, as a total, as a change of what is open.
    fn is_counted_by(&self, unit: &str, codes: &[&str], found: &Found) -> bool {
        let row = found.subject.indicator.map(indicator::row);
        // "A deal with one firm", "sells four kinds": a handful of things is no statistic.
        let handful = matches!(self.figure.amount(), Some(Amount::Exact(v)) if v <= HANDFUL);
        // "Shipped 14,200 robots": the verb names the count, whatever is counted.
        let verb = || {
            // "**Supplies 150 teams**": to whom, not what.
            let served = self.doc.is_any(self.word_before(), keys!["supply", "supplies", "supplied"]);
            thing(unit) != "share"
                && (!served || measures_stuff(unit))
                && row.is_some_and(|r| matches!(r.code, "unit_sales" | "production_volume"))
                && found.named.as_ref().is_some_and(|n| {
                    n.tokens.end <= self.figure.tokens.start && n.tokens.end + 2 >= self.figure.tokens.start
                })
        };
        // "Shipments **totalled** 3,400 machines": told by a verb that only says how many there are.
        let own = self.binding.predicate.filter(|_| !self.binding.carried);
        let totalled = || {
            unit != "person"
                && row.is_some_and(|r| is_counted(r.code))
                && own.filter(|p| p.can_be(Reading::Level)).is_some_and(|p| {
                    p.tokens.end == self.figure.opening()
                        && found.tokens.as_ref().is_some_and(|t| t.end <= p.tokens.start)
                })
        };
        // Things are no sum: "a contract to hold 3,000 tests" tells no price of a deal.
        let strong = || {
            unit != "person"
                && self.binding.predicate.is_some()
                && found.named.as_ref().is_some_and(|n| !n.weak)
                && row.is_some_and(|r| {
                    r.kind == Kind::Amount && r.code != "deal_value" && !self.is_of_others(r.code, found)
                })
        };
        if !handful && (verb() || totalled() || strong()) {
            return true;
        }
        // "World temperatures dropped by 1.5 degrees", "demand will grow by 2 million barrels per day", "the labor force grew by
        // 420,000 people": the verb says that it is measured; "raised by 14 people" tells who did.
        let changed = self.binding.role == Role::By && own.is_some_and(|p| p.is_change() && p.can_be(Reading::Verb));
        let people = matches!(unit, "person" | "worker" | "employee" | "american");
        let known = found.rule == rule::OPEN || found.tokens.is_some() && !codes.is_empty();
        changed && known && (!people || self.is_in_thousands())
    }

    /// Whether something is said to have changed by the figure: "rose by a fifth", "was up a fifth", "a fifth higher".
    pub(super) fn is_changed(&self) -> bool {
        let changes = |p: &Predicate| p.is_change() && (p.can_be(Reading::Verb) || p.can_be(Reading::Adjective));
        !self.binding.carried
            && self.binding.predicate.is_some_and(changes)
            && matches!(self.binding.role, Role::By | Role::Direct | Role::Before)
    }

    /// Whether the figure is the total of what its sentence has just counted.
    fn is_total(&self) -> bool {
        let here = |told: &Option<(Subject, usize)>| told.as_ref().is_some_and(|(_, at)| *at == self.figure.sentence);
        let to = self.figure.opening().wrapping_sub(1);
        // "Bringing its total **for the year** to 203"
        let timed = |i: &usize| self.frame.is_period(*i) || self.doc.is_any(*i, keys!["for", "in", "so", "far", "the"]);
        let back = (self.frame.tokens.start..to).rev().take(4).take_while(timed).count();
        self.doc.is(to, "to")
            && self.doc.is_any(to.wrapping_sub(1 + back), keys!["total", "tally", "number"])
            && (here(&self.topic.count)
                || here(&self.topic.subject) && matches!(self.topic.measure, Some(Measure::Change)))
    }

    pub(super) fn is_in_thousands(&self) -> bool {
        self.figure.amount().is_some_and(|a| matches!(a, Amount::Exact(v) if v >= Decimal::ONE_THOUSAND))
    }

    /// Whether a figure counts people, by its unit or, without one, by its size.
    fn is_of_heads(&self, unit: Option<&str>) -> bool {
        match unit {
            None => self.is_in_thousands(),
            Some(unit) => thing(unit) == "person",
        }
    }

    /// "The time to sell a home rose to 81 days from 53": what rises and falls is measured, whatever counts it.
    fn is_moved(&self) -> bool {
        let verb = |p: &Predicate| p.is_change() && !p.can_be(Reading::Noun) && p.can_be(Reading::Verb);
        // "Was **up** 5.7% to a rate of 1.36 million" moved as well.
        let up = |p: &Predicate| p.is_change() && !p.can_be(Reading::Noun) && p.can_be(Reading::Adjective);
        // "Reserves **were cut** by 10% to 13 billion barrels"
        let passive = |p: &Predicate| {
            let auxiliary = p.tokens.start.wrapping_sub(1);
            p.is_change() && self.doc.is_any(auxiliary, keys!["was", "were", "been", "is", "are"])
        };
        match self.binding.role {
            Role::To => self.binding.predicate.is_some_and(|p| verb(p) || up(p) || passive(p)),
            Role::From => self.binding.predicate.is_some_and(verb),
            _ => false,
        }
    }

    /// Whether the subject that would be carried was spoken of in this sentence or the one before.
    pub(super) fn is_near(&self) -> bool {
        self.topic.subject.as_ref().is_some_and(|(_, s)| self.figure.sentence.saturating_sub(*s) <= 1)
    }
}
