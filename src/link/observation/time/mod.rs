//! The period that a figure is about.
//!
//! The search is a chain of [`STEPS`], each a function of the file where its questions are asked, all of which borrow one
//! [`Search`]: the words of the figure's own segment, the day of markets and decisions, another part of the sentence, the
//! period spoken of last, the one that the article reports on. Guarantees: the first step that answers decides, and no step
//! asks another how it decided.

mod after;
mod against;
pub mod apart;
pub mod basis;
mod beside;
mod by_steps;
mod candidate;
mod carried;
mod clause;
pub mod dating;
mod elsewhere;
mod following;
mod joint;
pub mod mark;
pub mod market;
mod meant;
mod placed;
mod previous;
pub mod reference;
mod running;
mod said;
pub mod saying;
mod search;
mod shared;
pub mod shift;
pub mod spell;
mod tendency;
mod timeless;
pub mod titled;
mod to_date;
mod usual;
mod year_before;

use super::Measure;
use super::ObsStatus;
use super::sentence::frame::Frame;
use super::sentence::role::Role;
use super::topic::{Subject, Topic};
use crate::mention::{Mention, MentionKind, Period};
use crate::text::Doc;
pub use running::is_of_running_time;
use search::Search;

/// A figure's period and the mention that says it, where one does.
#[derive(Debug, Default, Clone)]
pub struct Time {
    /// The period.
    pub period: Option<Period>,
    /// The mention.
    pub mention: Option<usize>,
    /// How it was found.
    pub found: Found,
}

impl Time {
    pub(super) fn at(found: Found) -> Self {
        Self { found, ..Self::default() }
    }
}

/// How a figure's period was found, in the order in which it is looked for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It stands where a change arrives: "from £3bn in 2003 to £2bn in **2004**".
    Arrival,
    /// It stands behind two figures and is that of the first.
    Shared,
    /// It stands in the figure's segment.
    #[default]
    Segment,
    /// A stretch that ends with the period spoken of.
    Window,
    /// It runs from a date to the day of publication.
    Running,
    /// It stands elsewhere in the sentence.
    Sentence,
    /// It was spoken of before.
    Carried,
    /// It is reckoned from what the figure is compared with.
    Reckoned,
    /// It lies one step before the period spoken of.
    StepBack,
    /// It is the last month of the period spoken of.
    LastMonth,
    /// It is the year that a company's quarter belongs to, or the last one before the publication.
    WholeYear,
    /// It is the day of publication.
    Published,
}

/// What the search for a period needs to know of its figure.
pub struct Asked<'a> {
    /// The figure.
    pub figure: &'a Mention,
    /// Its role.
    pub role: Role,
    /// Its status.
    pub status: ObsStatus,
    /// Its subject.
    pub subject: &'a Subject,
    /// What it says of it.
    pub measure: Measure,
}

/// The steps of the search, in the order of their precedence: the first that answers decides.
const STEPS: [fn(&Search) -> Option<Time>; 31] = [
    timeless::now, // "close 28 of its **410** stores by January": now
    // What the figure's own words say.
    placed::of_mark,          // "above the **2019** average of 3.8%"
    placed::arrival,          // "slipped 11% from £3bn in 2003 to £2bn in **2004**"
    placed::of_noun,          // "its **2024** target to 4.5% in March"
    shared::behind_two,       // "eased to 3.2% from 3.4% **in March**"
    previous::of_pair,        // "0.9% this year and 1.4% in **2026**, from 1.3% and 1.6%"
    shift::next_year,         // "3.2% this year and 2.7% **next**"
    running::since,           // "has gained 9% **since June**"
    joint::combined,          // "**in the two months combined**"
    placed::bracketed,        // "up 2% from **June 2024** ($426,900)"
    placed::own,              // "rose 3% **in May**"
    previous::quarter_before, // "a 2% gain **in the previous three months**"
    to_date::months,          // "**nine-month** exports reached $300bn"
    placed::window,           // "up 3% **over the past 12 months**"
    // What someone foresaw, aims at or told before.
    previous::foreseen, // "its forecast **for 2024** to 6%, from a previous 7.5%"
    previous::present,  // "from its present 15%": now, which is no period
    running::aimed_at,  // "left its **full-year** target of $6 a share untouched"
    market::worth_then, // "**as of Friday's close** … it was worth $3bn"
    timeless::general,  // "a day pass can cost $300": at no time
    previous::recast,   // "**July**'s gain was revised to 85,000 from 73,000"
    // What is of a day.
    market::decided_before,    // "has already cut by 75 basis points": on days not told
    market::of_the_day,        // "shares rose 3%": on the day of the article
    market::decision_foreseen, // "is expected to cut to 3% next week"
    timeless::standing,        // "a tariff of 25%": until it is changed
    // What was spoken of.
    carried::whole_year,   // "**full-year** profit rose 6%"
    carried::foreseen,     // "It sees $45bn **this quarter**. Analysts had expected $46bn."
    carried::outlook,      // "India, at 6.8%, leads": of the year that the outlook is for
    after::year_on,        // "New leases cost €8, up 10% **on the second quarter of last year**"
    carried::told,         // "Exports fell **in May**. Imports rose 2%."
    after::year_after,     // "Sales were 3% higher **than in 2003**": of 2004
    carried::quarter_over, // "Revenue: $1.3 billion vs. $1.4 billion expected"
];

/// The period of a figure.
pub fn of(doc: &Doc, frame: &Frame, mentions: &[Mention], asked: &Asked, topic: &Topic) -> Time {
    let search = Search::new(doc, frame, mentions, asked, topic);
    let found = STEPS.iter().find_map(|step| step(&search));
    found.unwrap_or_else(|| carried::published(&search))
}

/// The period of a mention that is one.
pub fn period(mention: &Mention) -> &Period {
    match &mention.kind {
        MentionKind::Period(p) => p,
        _ => unreachable!("frames list only periods as periods"),
    }
}
