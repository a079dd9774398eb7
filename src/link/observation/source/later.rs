//! Who publishes the figures of a lead, where that is said only afterwards: "Exports rose 5.9% in November. … shipments to
//! Africa grew 26%, **customs data showed**. …"
//!
//! Guarantees: a country's statistic only, told by a body, of the same country and time, a few sentences on; what has a
//! source keeps it.

use crate::link::observation::indicator::{self, Kind, Owner, Told};
use crate::link::observation::{ObsStatus, Observation};
use crate::mention::Mention;
use crate::mention::name::{NameKind, Names};

/// How many sentences open an article.
const LEAD: usize = 3;
/// How many sentences later the publisher may be named.
const REACH: usize = 3;

/// Gives the figures of the lead the publisher that is named later.
pub fn attribute(mentions: &[Mention], names: &Names, found: &mut [Observation]) {
    let sentence = |o: &Observation| mentions[o.figure].sentence;
    let lead = found.iter().take_while(|o| sentence(o) < LEAD).count();
    for i in 0..lead {
        let own = &found[i];
        if own.source.is_some() || !own.indicator_code.is_some_and(is_statistic) {
            continue;
        }
        let source = match own.status {
            ObsStatus::Actual => {
                let near = found[i + 1..].iter().take_while(|o| sentence(o) <= sentence(own) + REACH);
                near.filter(|o| o.status == ObsStatus::Actual && is_same(own, o)).find_map(|o| o.source.clone())
            }
            // "Rose 1.2%, compared with **0.1%**": with what it is compared with.
            ObsStatus::Previous => {
                let before = i.checked_sub(1).map(|k| &found[k]);
                let of_one = before.filter(|b| {
                    sentence(b) == sentence(own)
                        && b.indicator_code == own.indicator_code
                        && b.status == ObsStatus::Actual
                });
                of_one.and_then(|b| b.source.clone())
            }
            _ => None,
        };
        let person = |name: &str| names.entities.iter().any(|e| e.name == name && e.kind == NameKind::Person);
        found[i].source = source.filter(|s| !person(&s.name));
    }
}

/// Whether a code is that of a country's statistic, told period by period; prices are anyone's to tell.
fn is_statistic(code: &str) -> bool {
    indicator::of_code(code).is_some_and(|i| {
        let row = indicator::row(i);
        row.owner == Owner::Area && row.told == Told::Series && row.kind != Kind::Price
    })
}

/// Whether two figures are of one statistic of one time.
fn is_same(own: &Observation, other: &Observation) -> bool {
    let days = |o: &Observation| o.time_period.as_ref().and_then(|p| p.days);
    own.indicator_code == other.indicator_code
        && own.ref_area == other.ref_area
        && days(own).is_some()
        && days(own) == days(other)
}
