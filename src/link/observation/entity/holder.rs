//! Who has figures of its own.
//!
//! A company's name owns what stands around it, unless it only tells ("according to **Pelham**") or employs who does
//! ("**Pelham** analyst Ana Ruiz").

use super::field::is_field_name;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::source::crowd;
use crate::mention::name::{BodyKind, Name, NameKind, Names, RoleClass, body_noun, is_owner_noun};
use crate::text::{Doc, TokenKind, keys};

/// "Layoff plans **tracked by** outplacement firm **Calder**": who counts what others have.
pub fn is_tracker(doc: &Doc, name: &Name) -> bool {
    const TITLE: usize = 4;
    let start = name.tokens.start;
    let title = |i: &usize| doc.kind(*i) == Some(TokenKind::Word) && !doc.is(*i, "by");
    let by = (start.saturating_sub(TITLE)..start).rev().find(|i| !title(i));
    by.is_some_and(|by| doc.is(by, "by") && words::is(doc, by.wrapping_sub(1), Class::Tracking))
}

/// "The **former Netflix and Spotify** executive who runs Orvex": whom someone used to work for.
pub fn is_former(doc: &Doc, name: &Name) -> bool {
    const REACH: usize = 5;
    let start = name.tokens.start;
    let former = |i: usize| doc.is_any(i, keys!["former", "onetime", "ex"]);
    let inner = |i: &usize| doc.is_capital(*i) || doc.is_any(*i, keys!["and", ",", "-"]);
    let first = doc.sentence(start).start.max(start.saturating_sub(REACH));
    let mut before = (first..start).rev();
    before.find(|&i| former(i) || !inner(&i)).is_some_and(former)
}

/// Whether a name is that of a body with figures of its own, and does not only tell of another's here.
pub fn owns(doc: &Doc, names: &Names, name: &Name) -> bool {
    let before = name.tokens.start.wrapping_sub(1);
    // "German **union** Verdi reckoned that 2,200 posts were at risk": whose members have them.
    let of_workers = || doc.is(before, "union") && !doc.is(before.wrapping_sub(1), "credit");
    // "Cut **its Apple** stake", "sales at **its Taobao** group": a part of whoever has it.
    let held = doc.is(before, "its");
    // "**High Street** stores" are nobody's.
    let street = doc.is(before, "high") && doc.is(name.tokens.start, "street");
    name.kind == NameKind::Body
        && is_owner(names, name.entity)
        && !held
        && !street
        && !of_workers()
        && !employs(doc, names, name)
        && !reports(doc, names, name)
        && !foretells(doc, name)
}

/// "Pelham **expects it to** report a profit": the verb of one who foresees what another will have, not what "it will".
pub fn foresees_it(doc: &Doc, verb: usize) -> bool {
    doc.starts(verb + 1, keys!["it", "to"]) && acts::is(doc, verb, Act::Foretelling)
}

/// "**Pelham** expects it to report a profit": who foresees what another will have.
fn foretells(doc: &Doc, name: &Name) -> bool {
    foresees_it(doc, name.tokens.end)
}

/// "**Pelham Securities** analyst Ana Ruiz", "Ana Ruiz, an economist at **Pelham**", "analysts at **Pelham**".
pub fn employs(doc: &Doc, names: &Names, name: &Name) -> bool {
    let role = names.role_at(name.tokens.end).is_some_and(|r| r.class == RoleClass::Trade);
    let before = name.tokens.start.wrapping_sub(1);
    // "Ana Ruiz, **head of UK shares for Pelham**, said"
    let in_apposition = || {
        const LONGEST: usize = 6;
        let words =
            (before.saturating_sub(LONGEST)..before).rev().take_while(|&i| doc.kind(i) == Some(TokenKind::Word));
        let mut roles = words.filter_map(|i| names.role_at(i)).filter(|r| r.class == RoleClass::Trade);
        roles.any(|r| doc.is(r.tokens.start.wrapping_sub(1), ","))
    };
    let post = || {
        let one = before.checked_sub(1).and_then(|i| names.role_at(i)).is_some_and(|r| r.class == RoleClass::Trade);
        one || words::is(doc, before.wrapping_sub(1), Class::Crowd) || in_apposition()
    };
    // "Said **Ana Ruiz of Pelham**, who reckons"
    let person = || names.at(before.wrapping_sub(1)).is_some_and(|n| n.kind == NameKind::Person);
    role || doc.is_any(before, keys!["at", "with", "for", "from"]) && post() || doc.is(before, "of") && person()
}

/// "According to **Pelham**", "a survey by **Calder, Dunmore and Orvex**", "the **Pelham** consensus": who tells the figure;
/// "the carmaker, owned by **Pelham**": who owns the owner.
pub fn reports(doc: &Doc, names: &Names, name: &Name) -> bool {
    if crowd::is_pollster(doc, name) {
        return true;
    }
    let reports = |i: usize| {
        acts::is(doc, i, Act::Publication)
            || acts::is(doc, i, Act::Backing)
            || doc.is_any(i, keys!["according", "surveyed", "polled"])
    };
    // Back over a list of names.
    let listed = |at: usize| {
        doc.is_any(at, keys![",", "and", "&", "/", "the"])
            || names.at(at).is_some()
            || doc.is_capital(at)
            || doc.kind(at) == Some(TokenKind::Clitic)
            || at + 1 == name.tokens.start && body_noun(doc, at).is_some()
    };
    let first = (doc.sentence(name.tokens.start).start..name.tokens.start).rev().find(|&i| !listed(i));
    first.is_some_and(|i| {
        // "Orvex - owner of **Calder and Pelham** - will pay"
        doc.is(i, "of") && is_owner_noun(doc, i.wrapping_sub(1))
            || doc.is_any(i, keys!["by", "from", "to"]) && (i.saturating_sub(2)..i).any(reports)
            // "A survey of 1,200 owners **published on Thursday by** the consultancy **Pelham**"
            || doc.is(i, "by") && (i.saturating_sub(4)..i).any(|at| doc.is_any(at, keys!["published", "conducted", "compiled"]))
    })
}

/// Whether the name is that of a company, rather than of a sector or a public body.
pub fn is_company(names: &Names, name: &str) -> bool {
    // "**Construction** was weak, shedding 24,000 jobs": a branch, whatever its capital.
    !is_field_name(name) && (0..names.entities.len()).any(|e| names.entities[e].name == name && is_owner(names, e))
}

/// Whether it is what two companies are or will be together: "combined group", "combination of Calder and Orvex", "Calder and Orvex".
pub fn is_joint(name: &str) -> bool {
    let capital = |half: &str| half.starts_with(char::is_uppercase);
    name.split_once(" and ").is_some_and(|(one, other)| capital(one) && capital(other))
        || name.split(' ').next().is_some_and(|first| first == "combination" || acts::has(first, Act::Merging))
}

/// Whether a body has figures of its own rather than publishing those of others.
pub fn is_owner(names: &Names, entity: usize) -> bool {
    let publishes = |kind: &str| {
        matches!(
            kind,
            "central_bank"
                | "media"
                | "research"
                | "statistics"
                | "association"
                | "regulator"
                | "ministry"
                | "government"
                | "department"
                | "agency"
                | "organization"
                | "multilateral"
                | "exchange"
                | "union"
                | "rating_agency"
                | "watchdog"
                | "party"
                | "commission"
                | "committee"
                | "cartel"
                | "university"
                | "market"
                | "court"
                | "alliance"
        )
    };
    // A newspaper or a research house reports figures of others, unless the article tells of its own.
    let business = |kind: &str| matches!(kind, "media" | "research" | "exchange" | "rating_agency");
    names.entities.get(entity).is_some_and(|e| {
        let thing = e.body == BodyKind::OTHER && !e.is_company && is_thing(&e.name);
        e.is_company && business(e.body.0) || !(publishes(e.body.0) || thing)
    })
}

/// Capitalised words that name a statistic or a law rather than a company, and bare acronyms of which nothing is known.
pub fn is_thing(name: &str) -> bool {
    const THINGS: &[&str] = &[
        "Index",
        "Rate",
        "Report",
        "Committee",
        "Survey",
        "Act",
        "Review",
        "Conference",
        "Street",
        "Plan",
        "Fund",
        "Program",
        "Programme",
        "Day",
        "War",
        "Deal",
        "Agreement",
        "Party",
    ];
    // "Central and Eastern European sales"
    let quarter = matches!(name, "Central" | "Eastern" | "Western" | "Northern" | "Southern");
    // "The **Anglo-Dutch** group": where it is from.
    let from = ["Anglo-", "Franco-", "Sino-", "Austro-"].iter().any(|prefix| name.starts_with(prefix));
    // "The **City** had hoped for more": many who foresee.
    // "**Class A** shares"
    let many = matches!(name, "City" | "Class");
    quarter
        || many
        || from
        || THINGS.contains(&words::last(name))
        || name.len() <= 4 && name.bytes().all(|b| b.is_ascii_uppercase())
}
