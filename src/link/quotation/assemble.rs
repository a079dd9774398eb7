//! Drafts to quotations: overlaps dropped, speakers numbered with all that the article tells of them, groups kept where
//! a statement has several pieces.

use rustc_hash::FxHashMap;

use super::coreference::{Identity, Resolved};
use super::sieve::Draft;
use super::{Quotation, QuotationKind, Quotations, Speaker};
use crate::mention::name::Names;
use crate::text::Doc;

/// The quotations in order, and their speakers.
pub(super) fn assemble(doc: &Doc, names: &Names, mut drafts: Vec<Draft>) -> Quotations {
    // Quoted words before reported clauses: an overlap goes to the marks.
    drafts.sort_by_key(|d| (d.span.start, d.kind == QuotationKind::Indirect, d.span.end));
    let mut end = 0;
    drafts.retain(|d| {
        let free = d.span.start >= end && !d.span.is_empty();
        if free {
            end = d.span.end;
        }
        free
    });
    let mut sizes: FxHashMap<usize, usize> = FxHashMap::default();
    for draft in &drafts {
        *sizes.entry(draft.group).or_default() += 1;
    }
    let mut found = Quotations::default();
    let mut numbers: FxHashMap<Identity, usize> = FxHashMap::default();
    let mut groups: FxHashMap<usize, usize> = FxHashMap::default();
    for draft in drafts {
        let Resolved { identity, by, step } = draft.speaker;
        let speaker = *numbers.entry(identity).or_insert_with_key(|identity| {
            found.speakers.push(speaker(names, identity));
            found.speakers.len() - 1
        });
        let several = sizes.get(&draft.group).is_some_and(|&n| n > 1);
        let count = groups.len() + 1;
        found.quotations.push(Quotation {
            span: draft.span,
            sentence: doc.sentence_of(draft.token),
            kind: draft.kind,
            speaker: Some(speaker),
            speaker_span: draft.mention,
            resolved_by: Some(by),
            step,
            cue: draft.cue,
            group: several.then(|| *groups.entry(draft.group).or_insert(count)),
            rule: draft.rule,
        });
    }
    found
}

fn speaker(names: &Names, identity: &Identity) -> Speaker {
    match identity {
        Identity::Entity(entity) => {
            let entity = &names.entities[*entity];
            Speaker {
                name: Some(entity.name.clone()),
                role: entity.role.clone(),
                organization: entity.organization.clone(),
            }
        }
        Identity::Of(body, role) => {
            let name = names.entities[*body].name.clone();
            Speaker { organization: Some(name.clone()), name: Some(name), role: role.clone() }
        }
        Identity::Anonymous(role) => {
            // "A London-based broker", "the ministry": the fullest name that the article gives. Several people have none.
            let name = role.clone().filter(|role| !role.ends_with('s'));
            Speaker { name, role: role.clone(), organization: None }
        }
    }
}
