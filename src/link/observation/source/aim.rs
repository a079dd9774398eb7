//! What someone aims at: whose target a sentence tells of, and where it says so.

use std::ops::Range;

use super::Asked;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::mention::Mention;
use crate::text::{Doc, TokenKind, keys};

/// "Pelham **has** a $680 price **target**", "who **has** a **target** of $680": where someone is said to have one, and the noun.
pub fn held_aim(doc: &Doc, frame: &Frame, figure: &Mention) -> Option<(usize, usize)> {
    const APART: usize = 3;
    let end = figure.tokens.end;
    let aim = |&i: &usize| acts::is(doc, i, Act::Aim);
    let behind = (end..(end + APART).min(frame.tokens.end)).find(aim);
    let aim = behind.or_else(|| (figure.opening().saturating_sub(APART)..figure.opening()).rev().find(aim))?;
    let start = aim.min(figure.opening());
    let has = (start.saturating_sub(APART).max(frame.tokens.start)..start)
        .rev()
        .find(|&i| doc.is_any(i, keys!["has", "have", "had", "with", "set", "sets"]))?;
    Some((has, aim))
}

/// "Pelham cut **its target**", "she lowered **her** price **target**": the pronoun, and the noun of what its owner aims at.
pub fn own_aim(doc: &Doc, tokens: &Range<usize>) -> Option<(usize, usize)> {
    tokens.clone().filter(|&i| doc.is_any(i, keys!["its", "his", "her", "their"])).find_map(|its| {
        (its + 1..(its + 4).min(tokens.end)).find(|&i| acts::is(doc, i, Act::Aim)).map(|aim| (its, aim))
    })
}

/// Whose target it is: "**Beijing**'s target of around 5%", "China will reach **its** goal of 5%".
pub fn owner_of_target(doc: &Doc, frame: &Frame, asked: &Asked) -> Option<String> {
    let figure = &asked.figure.tokens;
    let noun = |&i: &usize| acts::is(doc, i, Act::Aim);
    let before = (figure.start.saturating_sub(4).max(frame.tokens.start)..figure.start).rev().find(noun);
    let at = before.or_else(|| (figure.end..figure.end + 3).find(noun))?;
    let from = if before.is_some() { at } else { figure.start };
    let owner = (from.saturating_sub(4).max(frame.tokens.start)..from).rev();
    let owner = owner.take_while(|&i| matches!(doc.kind(i), Some(TokenKind::Word | TokenKind::Clitic)));
    for i in owner {
        if doc.kind(i) == Some(TokenKind::Clitic) && i > 0 {
            let body = frame.is_place(i - 1) || doc.is_any(i - 1, keys!["government", "administration"]);
            return body.then(|| doc.word(i - 1).to_owned());
        }
        if doc.is_any(i, keys!["its", "their"]) {
            let names_it = frame.tokens.start..i;
            return asked.area.map(|a| a.name.to_owned()).filter(|_| names_it.into_iter().any(|k| frame.is_place(k)));
        }
    }
    None
}
