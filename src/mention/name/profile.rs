//! Who a person is: role and employer, from wherever the article tells them.
//!
//! Before the name ("ING Bank chief economist for Greater China Lynn Song", "the company's chief financial officer,
//! Beatriz …"), after it (", an economist with UFJ Bank", ", Freddie Mac's chief economist,", ", who is head of …"),
//! or both ("analyst Alex Potter at Lehman Brothers"). The first telling mention counts; a later one fills what it left open.

use std::ops::Range;

use super::roles::RolePhrase;
use super::vocabulary::{self, RoleClass};
use super::{BodyKind, Name, NameKind, Names};
use crate::text::{Doc, Gap, Key, TokenKind, keys};

/// What one mention tells.
#[derive(Debug, Default)]
struct Profile {
    role: Option<String>,
    class: Option<RoleClass>,
    /// The employer's entity.
    organization: Option<usize>,
}

/// Fills role and organization of all persons.
pub(super) fn assign(doc: &Doc, names: &mut Names) {
    let mut profiles: Vec<(usize, usize, Profile)> = Vec::new();
    for (i, mention) in names.mentions.iter().enumerate() {
        if mention.kind == NameKind::Body {
            continue;
        }
        let reader = Reader { doc, names, index: i, mention };
        let before = reader.before();
        let after = reader.after();
        profiles.push((mention.entity, i, merge(before, after)));
    }
    let mut class = vec![None; names.entities.len()];
    for (entity, _, profile) in &mut profiles {
        let name = profile.organization.map(|body| without_article(&names.entities[body].name));
        let person = &mut names.entities[*entity];
        // A later role replaces an earlier one only together with an employer that the earlier one lacks.
        if (person.role.is_none() || (person.organization.is_none() && profile.role.is_some() && name.is_some()))
            && let Some(role) = profile.role.take()
        {
            person.role = Some(role);
            class[*entity] = profile.class;
        }
        if person.organization.is_none() {
            person.organization = name;
        }
        if person.role.is_some() && person.kind == NameKind::Unknown {
            person.kind = NameKind::Person;
        }
    }
    infer_employers(names, &class);
    for mention in &mut names.mentions {
        mention.kind = names.entities[mention.entity].kind;
    }
}

/// "Governor Rhee" in an article about one central bank, "CEO Menear" in one about a company: the body named last before.
fn infer_employers(names: &mut Names, class: &[Option<RoleClass>]) {
    for (entity, class) in class.iter().enumerate() {
        let person = &names.entities[entity];
        let Some(role) = person.role.as_deref().filter(|_| person.organization.is_none()) else { continue };
        let governor = role.eq_ignore_ascii_case("governor") || role.eq_ignore_ascii_case("deputy governor");
        let fits = |body: &super::Entity| match class {
            Some(RoleClass::Corporate) => !body.is_person() && is_business(body.body),
            Some(RoleClass::Office) if governor => body.body.0 == "central_bank",
            _ => false,
        };
        let Some(first) = names.mentions.iter().position(|m| m.entity == entity) else { continue };
        let employer = names.mentions[..first].iter().rev().map(|m| m.entity).find(|&e| fits(&names.entities[e]));
        if let Some(employer) = employer {
            names.entities[entity].organization = Some(without_article(&names.entities[employer].name));
        }
    }
}

/// Whether it may have chairmen and chief executives of its own.
fn is_business(kind: BodyKind) -> bool {
    kind.is_company() || kind == BodyKind::OTHER || kind.0 == "bank"
}

fn without_article(name: &str) -> String {
    name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name).to_owned()
}

fn merge(before: Profile, after: Profile) -> Profile {
    if after.role.is_some() && (before.role.is_none() || before.organization.is_none() && after.organization.is_some())
    {
        let organization = after.organization.or(before.organization);
        return Profile { organization, ..after };
    }
    Profile { organization: before.organization.or(after.organization), ..before }
}

struct Reader<'n, 'd, 'a> {
    doc: &'d Doc<'a>,
    names: &'n Names,
    index: usize,
    mention: &'n Name,
}

/// How far an apposition is read, in tokens.
const REACH: usize = 24;

impl Reader<'_, '_, '_> {
    /// What stands before the name.
    fn before(&self) -> Profile {
        let (doc, start) = (self.doc, self.mention.tokens.start);
        let adjacent =
            start.checked_sub(1).and_then(|i| self.names.role_at(i)).filter(|r| r.tokens.end == start && !r.plural);
        if let Some(role) = adjacent {
            let organization = self.employer_before(role.tokens.start);
            return self.profile(role.tokens.clone(), role, organization);
        }
        // "Corvid Research's Ana Ruiz"
        if start >= 2 && doc.kind(start - 1) == Some(TokenKind::Clitic) {
            let body = self.names.at(start - 2).filter(|n| n.kind == NameKind::Body && n.tokens.end == start - 1);
            return Profile { organization: body.map(|n| n.entity), ..Profile::default() };
        }
        // "…, the president of the Atlanta Fed, Raphael Bostic": role, complement, then perhaps a comma.
        let comma = start >= 1 && doc.is(start - 1, ",");
        let end = if comma { start - 1 } else { start };
        let from = doc.sentence(start).start.max(end.saturating_sub(REACH));
        for at in (from..end).rev() {
            if doc.is_any(at, STOPS) || doc.is_any(at, keys![",", ".", ":", ";", "”", "“", "\""]) {
                break;
            }
            let Some(role) = self.names.role_at(at).filter(|r| !r.plural) else { continue };
            let (tokens, organization) = self.complement(role, end);
            let reached = tokens.end == end || organization.is_some_and(|(_, to)| to == end);
            if !reached || !comma && !doc.is_any(role.tokens.end, keys!["for", "of"]) {
                break;
            }
            let employer = organization.map(|(e, _)| e).or_else(|| self.employer_before(role.tokens.start));
            return self.profile(tokens, role, employer);
        }
        Profile::default()
    }

    /// What stands after the name.
    fn after(&self) -> Profile {
        let (doc, end) = (self.doc, self.mention.tokens.end);
        if doc.is_any(end, keys!["at", "of", "with", "from"]) {
            let at = end + 1 + usize::from(doc.is(end + 1, "the"));
            let (employer, _) = self.body_at(at).unzip();
            return Profile { organization: employer, ..Profile::default() };
        }
        let copula = doc.is_any(end, keys!["is", "was"]) && doc.is_any(end + 1, keys!["a", "an", "the"]);
        let dash = doc.is_any(end, keys!["—", "–"]) || doc.is(end, "(");
        if !doc.is(end, ",") && !copula && !dash || doc.gap(end + 1) == Gap::Paragraph {
            return Profile::default();
        }
        let mut at = end + 1;
        while doc.is_any(
            at,
            keys!["who", "is", "was", "also", "serves", "served", "as", "a", "an", "the", "currently", "now"],
        ) {
            at += 1;
        }
        self.apposition(at, doc.sentence(end).end.min(at + REACH))
    }

    /// Role and employer in an apposition that begins at `from`.
    fn apposition(&self, from: usize, limit: usize) -> Profile {
        let doc = self.doc;
        let stop = (from..limit).find(|&i| self.ends_apposition(i)).unwrap_or(limit);
        let found = (from..stop).find_map(|i| self.names.role_at(i).filter(|r| r.tokens.start >= from && !r.plural));
        let Some(role) = found else { return self.plain_apposition(from, stop) };
        // Between the start and the role: an employer ("Freddie Mac's"), or words that belong to the role.
        let between = from..role.tokens.start;
        let employer = self.employer_before(role.tokens.start);
        let start = match (employer, between.is_empty()) {
            (Some(_), _) | (_, true) => role.tokens.start,
            (None, false) if between.len() <= 3 && between.clone().all(|i| self.is_inner(i)) => between.start,
            _ if doc.kind(role.tokens.start - 1) == Some(TokenKind::Clitic) => role.tokens.start,
            _ => return Profile::default(),
        };
        let (tokens, organization) = self.complement(role, limit);
        let mut organization = employer.or(organization.map(|(e, _)| e));
        if organization.is_none() && doc.is(tokens.end, ",") {
            // "— Nadia Petrova, chief analyst, Alfa Research"
            organization = self
                .body_at(tokens.end + 1)
                .filter(|&(_, to)| to >= limit.min(self.sentence_end()) || doc.is_any(to, keys![".", ",", ")", "—"]))
                .map(|(e, _)| e);
        }
        self.profile(start..tokens.end, role, organization)
    }

    fn sentence_end(&self) -> usize {
        self.doc.sentence(self.mention.tokens.start).end
    }

    /// An apposition without a word that we know as a role: ", directeur de la stratégie at Amundi".
    fn plain_apposition(&self, from: usize, stop: usize) -> Profile {
        let doc = self.doc;
        let Some(at) = (from..stop).find(|&i| doc.is(i, "at")) else { return Profile::default() };
        let words = from..at;
        let (Some((employer, _)), true) = (
            self.body_at(at + 1 + usize::from(doc.is(at + 1, "the"))),
            words.len() <= 6 && words.clone().all(|i| self.is_inner(i)),
        ) else {
            return Profile::default();
        };
        let role = Some(doc.slice(&words).to_owned()).filter(|r| !r.is_empty());
        Profile { role, class: Some(RoleClass::Trade), organization: Some(employer) }
    }

    /// A word that may stand inside a role: neither a mark nor a verb nor a relative word.
    fn is_inner(&self, at: usize) -> bool {
        let doc = self.doc;
        (doc.kind(at) == Some(TokenKind::Word) || doc.is_any(at, keys!["-", "&"])) && !doc.is_any(at, STOPS)
    }

    fn ends_apposition(&self, at: usize) -> bool {
        let doc = self.doc;
        doc.is_any(at, keys![",", ".", ";", ":", "”", "“", "\"", "(", ")", "—", "–"]) || doc.is_any(at, STOPS)
    }

    /// The role with its complement, and the employer that closes it with its end.
    fn complement(&self, role: &RolePhrase, limit: usize) -> (Range<usize>, Option<(usize, usize)>) {
        let doc = self.doc;
        let mut end = role.tokens.end;
        while end < limit {
            if !doc.is_any(end, keys!["at", "with", "of", "for", "from", "in"]) {
                break;
            }
            let at = end + 1 + usize::from(doc.is(end + 1, "the"));
            let inside = self.names.role_at(at).is_some();
            if !doc.is(end, "in")
                && !inside
                && let Some(found) = self.body_at(at).filter(|(_, to)| *to <= limit)
            {
                return (role.tokens.start..end, Some(found));
            }
            if doc.is_any(end, keys!["at", "with", "from"]) || doc.is(end, "in") && !doc.is(at, "charge") {
                break;
            }
            // "of fixed income", "of commerce for standards and technology", "for Greater China"
            let mut to = at;
            while to < limit
                && self.is_inner(to)
                && !doc.is_any(to, keys!["at", "with", "of", "for", "from", "in", "a", "an"])
                && !self.is_own(to)
            {
                to += 1;
            }
            if to == at {
                break;
            }
            end = to;
        }
        (role.tokens.start..end, None)
    }

    fn is_own(&self, at: usize) -> bool {
        self.mention.tokens.contains(&at)
    }

    /// The body whose name begins at the token, or after a common noun for it ("financial services firm Ebury").
    fn body_at(&self, at: usize) -> Option<(usize, usize)> {
        let doc = self.doc;
        for start in at..at + 6 {
            if let Some(name) = self.names.at(start).filter(|n| n.tokens.start == start && n.kind != NameKind::Person) {
                let mut end = name.tokens.end;
                // "director of X's research centre": a part of X.
                if doc.kind(end) == Some(TokenKind::Clitic) {
                    end += 1;
                }
                end = end.max(start + 1);
                return Some((name.entity, end));
            }
            let leads = doc.kind(start) == Some(TokenKind::Word) && !doc.is_capital(start) && !doc.is_any(start, STOPS);
            let after_noun = (start + 1..start + 5).any(|i| {
                self.names.at(i).is_some_and(|n| n.tokens.start == i && vocabulary::body_noun(doc, i - 1).is_some())
            });
            if !leads || !after_noun {
                return None;
            }
        }
        None
    }

    /// The employer right before a role: "ING Bank chief economist", "Barclays' chief", "the company's", "its".
    fn employer_before(&self, role_start: usize) -> Option<usize> {
        let doc = self.doc;
        let mut end = role_start;
        let possessive =
            end > 0 && (doc.kind(end - 1) == Some(TokenKind::Clitic) || doc.is_any(end - 1, keys!["'", "’"]));
        if possessive {
            end -= 1;
        }
        let last = end.checked_sub(1)?;
        if let Some(name) = self.names.at(last).filter(|n| n.tokens.end == end) {
            let known = name.kind == NameKind::Body || name.kind == NameKind::Unknown;
            return known.then_some(name.entity);
        }
        if doc.is_any(last, keys!["its", "their"]) {
            return self.latest_body(|_| true);
        }
        if possessive {
            let start = (last.saturating_sub(2)..=last)
                .find(|&i| vocabulary::body_noun(doc, i).is_some_and(|(to, _)| to == end))?;
            let (_, kinds) = vocabulary::body_noun(doc, start)?;
            return self.latest_body(|kind| kinds.iter().any(|k| k.0 == kind));
        }
        None
    }

    /// The body named last before this mention.
    fn latest_body(&self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let entities = &self.names.entities;
        let earlier = self.names.mentions[..self.index].iter().rev().map(|m| m.entity);
        let mut bodies = earlier.filter(|&e| !entities[e].is_person() && entities[e].body.0 != "media");
        bodies.find(|&e| fits(entities[e].body.0))
    }

    fn profile(&self, tokens: Range<usize>, role: &RolePhrase, organization: Option<usize>) -> Profile {
        // "Tarrant, the owner of Peach": a company as soon as a person.
        if role.is_owner() && self.mention.kind == NameKind::Unknown {
            return Profile::default();
        }
        let text = self.doc.slice(&tokens).to_owned();
        Profile { role: Some(text).filter(|t| !t.is_empty()), class: Some(role.class), organization }
    }
}

/// Words that no role contains.
const STOPS: &[Key] = keys![
    "said",
    "says",
    "say",
    "told",
    "wrote",
    "added",
    "who",
    "which",
    "that",
    "as",
    "when",
    "while",
    "where",
    "after",
    "before",
    "but",
    "because",
    "is",
    "was",
    "are",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "in",
    "on",
    "by",
    "he",
    "she",
    "they",
    "it",
    "if",
    "since",
    "until",
    "according",
    "warned",
    "noted",
    "called",
    "tells",
    "writes",
    "to",
];
