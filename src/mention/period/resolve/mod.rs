//! Expressions to periods: a walk through the article.
//!
//! Two passes in the order of the text. The first settles what needs only the publication date and the tense of its
//! verb; the second what refers to another period ("that month", "a year earlier"), which may also stand after it in
//! its sentence. Without a publication date explicit periods resolve; the rest keeps the open value that TIMEX3 has.

mod compose;
mod fiscal;
mod open;
mod reference;
mod relative;

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use jiff::civil::Date;

use super::calendar::{Stretch, Unit};
use super::expression::{Anchor, Core, Expression, YearOf};
use super::fiscal_years::Governments;
use super::tense::{self, Tense};
use super::{Period, Reference, Timex, value};
use crate::mention::{Mention, MentionKind};
use crate::text::Doc;

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq)]
enum Outcome {
    /// Days.
    Days(Stretch),
    /// A value with a name of its own, a season or a fiscal year. `near` is where it lies, `told` whether those are its
    /// days and not only a guess to reckon from.
    Named { value: String, unit: Option<super::Granularity>, near: Option<Stretch>, told: bool },
    /// A value without a place in the calendar.
    Open { value: String, timex: Timex, unit: Option<Unit> },
    /// A time of a day.
    Time { value: String, day: Option<Date> },
}

struct Item {
    tokens: Range<usize>,
    rule: &'static str,
    expression: Expression,
    outcome: Option<Outcome>,
    reference: Option<Reference>,
}

struct Walk<'a> {
    doc: &'a Doc<'a>,
    published: Option<Date>,
    items: Vec<Item>,
    /// Periods that the title names, a last resort for references.
    title: Vec<Stretch>,
    /// Looked for once a fiscal year asks.
    governments: OnceCell<Governments>,
    /// What the item at hand was reckoned from.
    reckoned: Cell<Option<Reference>>,
}

/// How many expressions back a reference may reach: bounds the work on a text that is nothing but references.
const REACH: usize = 200;

/// Resolves the expressions that the arbiter let stand, in the order of the text.
pub fn resolve(doc: &Doc, expressions: Vec<(Range<usize>, &'static str, Expression)>) -> Vec<Mention> {
    let items = expressions
        .into_iter()
        .map(|(tokens, rule, expression)| Item { tokens, rule, expression, outcome: None, reference: None })
        .collect();
    let mut walk = Walk {
        doc,
        published: doc.published,
        items,
        title: title_periods(doc),
        governments: OnceCell::new(),
        reckoned: Cell::new(None),
    };
    for refers in [false, true] {
        for i in 0..walk.items.len() {
            if refers_back(&walk.items[i].expression.core) == refers {
                walk.items[i].outcome = walk.outcome(i);
                walk.items[i].reference = walk.reckoned.take();
            }
        }
    }
    walk.items.into_iter().filter_map(|item| mention(doc, item)).collect()
}

/// The periods that the headline names, as mentions of the headline.
pub fn in_title(doc: &Doc) -> Vec<Mention> {
    let items = title_items(doc);
    doc.title.as_deref().map_or_else(Vec::new, |title| items.into_iter().filter_map(|i| mention(title, i)).collect())
}

/// The days that the headline names by themselves.
fn title_periods(doc: &Doc) -> Vec<Stretch> {
    let days = |item: Item| match item.outcome {
        Some(Outcome::Days(stretch)) => Some(stretch),
        _ => None,
    };
    title_items(doc).into_iter().filter_map(days).collect()
}

/// The headline's expressions that need no other period, resolved.
fn title_items(doc: &Doc) -> Vec<Item> {
    let Some(title) = doc.title.as_deref() else { return Vec::new() };
    let numerals = crate::number::scan(title);
    let mut claims = Vec::new();
    super::patterns::claim(title, &numerals, &mut claims);
    let items = claims
        .into_iter()
        .filter_map(|claim| match claim.value {
            crate::mention::FigureValue::Period(expression) if !refers_back(&expression.core) => {
                Some(Item { tokens: claim.tokens, rule: claim.rule, expression, outcome: None, reference: None })
            }
            _ => None,
        })
        .collect();
    let mut walk = Walk {
        doc: title,
        published: doc.published,
        items,
        title: Vec::new(),
        governments: OnceCell::new(),
        reckoned: Cell::new(None),
    };
    for i in 0..walk.items.len() {
        walk.items[i].outcome = walk.outcome(i);
    }
    walk.items
}

/// Whether it needs another period of the text.
fn refers_back(core: &Core) -> bool {
    match core {
        Core::Unit { anchor: Anchor::Reference, .. }
        | Core::Moved { anchor: Anchor::Reference, .. }
        | Core::Picked { anchor: Anchor::Reference, .. }
        | Core::Same { .. }
        | Core::Before { .. } => true,
        Core::In { year: YearOf::Reference(_), .. } | Core::Fiscal { year: YearOf::Reference(_), .. } => true,
        Core::Nth { n: 0, .. } => true,
        Core::Moved { anchor: Anchor::At(of), .. }
        | Core::Run { of, .. }
        | Core::Nth { of, .. }
        | Core::WeekdayIn { of, .. }
        | Core::DayOfMonth { of: Some(of), .. }
        | Core::Ending { end: of, .. }
        | Core::Starting { start: of, .. }
        | Core::FiscalTo { end: of }
        | Core::ToDate { start: of }
        | Core::Clock { day: Some(of), .. } => refers_back(of),
        Core::Clock { day: None, .. } => true,
        Core::Interval { from, to } => refers_back(from) || refers_back(to),
        _ => false,
    }
}

impl Walk<'_> {
    /// The items before item `i` that it may refer to.
    fn recent(&self, i: usize) -> &[Item] {
        &self.items[i.saturating_sub(REACH)..i]
    }

    /// The publication date, to reckon from.
    fn today(&self) -> Option<Date> {
        if self.published.is_some() && self.reckoned.get().is_none() {
            self.reckoned.set(Some(Reference::Publication));
        }
        self.published
    }

    /// The days of an item, to reckon from.
    fn reckon_from(&self, item: &Item) {
        self.reckoned.set(Some(Reference::Text(self.doc.span(&item.tokens))));
    }

    /// The publication date as a unit moved.
    fn publication_unit(&self, unit: Unit, shift: i32) -> Option<Stretch> {
        Stretch::containing(self.today()?, unit)?.moved(shift, unit)
    }

    /// The tense at an item.
    fn tense(&self, i: usize, daily: bool) -> Tense {
        tense::at(self.doc, &self.items[i].tokens, daily)
    }
}

/// The record of a resolved item.
fn mention(doc: &Doc, item: Item) -> Option<Mention> {
    let Expression { core, modifier, fiscal } = item.expression;
    let mut period = Period {
        timex: Timex::Date,
        value: String::new(),
        days: None,
        granularity: None,
        modifier,
        fiscal,
        comparison: core.is_comparison(),
    };
    match item.outcome? {
        Outcome::Days(stretch) => {
            // Reckoned back before the calendar's first year ("21 centuries earlier"): no period.
            if stretch.from > stretch.to || stretch.from.year() < 1 {
                return None;
            }
            period.value = value::stretch(&stretch);
            period.days = Some((stretch.from, stretch.to));
            period.granularity = Some(stretch.unit.granularity());
        }
        Outcome::Named { value, unit, near, told } => {
            (period.value, period.granularity) = (value, unit);
            period.days = near.filter(|_| told).map(|s| (s.from, s.to));
        }
        Outcome::Open { value, timex, unit } => {
            (period.value, period.timex) = (value, timex);
            period.granularity = unit.map(Unit::granularity);
        }
        Outcome::Time { value, day } => {
            (period.value, period.timex) = (value, Timex::Time);
            period.days = day.map(|day| (day, day));
            period.granularity = Some(super::Granularity::Time);
        }
    }
    let mention = Mention::over(doc, item.tokens, item.rule, MentionKind::Period(period));
    Some(Mention { reference: item.reference, ..mention })
}
