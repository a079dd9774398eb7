//! Who belongs to a group of countries, and when: `members.tsv`.
//!
//! For readers of the records: a `region` of code `EU` in an article of 2019 is another set of countries than in one of
//! 2021. Nothing in the text depends on it.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::gazetteer::{self, GAZETTEER};
use crate::lang::tsv;

/// One country's time in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The group's code, as in the records: `EU`.
    pub group: &'static str,
    /// The country: ISO 3166-1 alpha-2.
    pub iso2: &'static str,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub to: Option<Date>,
}

impl Membership {
    /// Whether the country belongs to the group on that day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// The group's name, as in the records.
    pub fn group_name(&self) -> &'static str {
        GAZETTEER.regions.iter().find(|r| r.code == Some(self.group)).map_or(self.group, |r| r.name)
    }
}

static MEMBERSHIPS: LazyLock<Vec<Membership>> = LazyLock::new(|| {
    let rows = tsv::rows(include_str!("members.tsv"), ["group", "iso2", "from", "to"]);
    let day = |text: &str, row: &str| -> Date { text.parse().unwrap_or_else(|_| panic!("{row}: no day {text}")) };
    rows.map(|[group, iso2, from, to]| Membership {
        group,
        iso2: gazetteer::country(iso2).iso2,
        from: day(from, group),
        to: (!to.is_empty()).then(|| day(to, group)),
    })
    .collect()
});

/// All memberships, by group, country and first day.
pub fn memberships() -> &'static [Membership] {
    &MEMBERSHIPS
}

/// The members of a group (by its code in the records) on a day: ISO 3166-1 alpha-2, sorted. None for a code of no
/// group, or of one without settled membership.
pub fn members(group: &str, day: Date) -> impl Iterator<Item = &'static str> {
    MEMBERSHIPS.iter().filter(move |m| m.group == group && m.holds_on(day)).map(|m| m.iso2)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_table_is_sound() {
        let groups: HashSet<&str> = GAZETTEER.regions.iter().filter_map(|r| r.code).collect();
        for membership in memberships() {
            assert!(groups.contains(membership.group), "{}", membership.group);
            assert!(membership.to.is_none_or(|to| membership.from < to), "{membership:?}");
        }
        let sorted = memberships().is_sorted_by(|a, b| (a.group, a.iso2, a.from) < (b.group, b.iso2, b.from));
        assert!(sorted, "sorted, each once");
    }

    #[test]
    fn members_change() {
        let on = |group, year, month, day| members(group, date(year, month, day)).collect::<Vec<_>>();
        assert_eq!(on("EU", 2019, 6, 1).len(), 28);
        assert_eq!(on("EU", 2021, 6, 1).len(), 27);
        assert!(on("EU", 2020, 1, 31).contains(&"GB") && !on("EU", 2020, 2, 1).contains(&"GB"));
        assert!(!on("EA", 2022, 12, 31).contains(&"HR") && on("EA", 2023, 1, 1).contains(&"HR"));
        assert_eq!(on("002", 2021, 6, 1), [""; 0]);
        assert_eq!(memberships()[0].group_name(), "APEC");
    }
}
