//! "X and Y were 4% and 5%, respectively": figures and what they belong to, told apart by their order.

use super::entity::owner::owns;
use super::sentence::frame::Frame;
use crate::mention::Mention;
use crate::mention::name::{Name, NameKind, Names};
use crate::text::{Doc, TokenKind, keys};

/// The partners of the figures of one "respectively"; empty where the sentence has none.
#[derive(Debug, Default)]
pub struct Pairing {
    /// Figure and place.
    pub places: Vec<(usize, usize)>,
    /// Figure and period.
    pub periods: Vec<(usize, usize)>,
    /// Figure and indicator, by its index in the frame.
    pub indicators: Vec<(usize, usize)>,
    /// Figure and owner, by its index among the entities.
    pub owners: Vec<(usize, usize)>,
}

impl Pairing {
    /// Pairs the figures before "respectively" with as many places, periods, indicators or owners, coordinated like them.
    pub fn new(doc: &Doc, frame: &Frame, mentions: &[Mention], names: &Names) -> Self {
        let said =
            (frame.figures.len() > 1).then(|| frame.tokens.clone().find(|&i| doc.is(i, "respectively"))).flatten();
        let Some(end) = said else { return Self::default() };
        let start_of = |i: &usize| mentions[*i].tokens.clone();
        let figures: Vec<usize> = frame.figures.iter().copied().filter(|i| mentions[*i].tokens.end <= end).collect();
        let figures = last_run(doc, &figures, start_of);
        if figures.len() < 2 {
            return Self::default();
        }
        let first = mentions[figures[0]].tokens.start;
        let before = |list: &[usize]| {
            let list: Vec<usize> = list.iter().copied().filter(|i| mentions[*i].tokens.end <= first).collect();
            pair(&figures, &last_run(doc, &list, start_of))
        };
        let after: Vec<usize> = frame.periods.iter().copied().filter(|i| mentions[*i].tokens.start >= first).collect();
        let named: Vec<usize> =
            (0..frame.indicators.len()).filter(|&i| frame.indicators[i].tokens.end <= first).collect();
        let periods = before(&frame.periods);
        // "**Brandt Homes and Lakeview Building** fell 6.2% and 5.4%": whatever is known of them.
        let has = |n: &&Name| owns(doc, names, n) || n.kind == NameKind::Unknown;
        let owners: Vec<&Name> = names.within(&(frame.tokens.start..first)).iter().filter(has).collect();
        let owners = last_run(doc, &owners, |n| n.tokens.clone());
        let owners: Vec<usize> = owners.into_iter().map(|n| n.entity).collect();
        Self {
            places: before(&frame.places),
            periods: if periods.is_empty() { pair(&figures, &last_run(doc, &after, start_of)) } else { periods },
            owners: pair(&figures, &owners),
            indicators: pair(&figures, &last_run(doc, &named, |i| frame.indicators[*i].tokens.clone())),
        }
    }
}

/// The partner of a figure in a list of pairs.
pub fn partner(pairs: &[(usize, usize)], figure: usize) -> Option<usize> {
    pairs.iter().find(|(f, _)| *f == figure).map(|(_, partner)| *partner)
}

/// The last items of a list that only commas and "and" stand between.
fn last_run<T: Copy>(doc: &Doc, list: &[T], tokens: impl Fn(&T) -> std::ops::Range<usize>) -> Vec<T> {
    let Some(last) = list.last() else { return Vec::new() };
    let mut run = vec![*last];
    for item in list.iter().rev().skip(1) {
        let next = tokens(&run[run.len() - 1]).start;
        let joined = (tokens(item).end..next)
            .all(|i| doc.is_any(i, keys!["and", "the", "in"]) || doc.kind(i) == Some(TokenKind::Punct));
        if !joined {
            break;
        }
        run.push(*item);
    }
    run.reverse();
    run
}

fn pair(figures: &[usize], partners: &[usize]) -> Vec<(usize, usize)> {
    if figures.len() == partners.len() {
        figures.iter().copied().zip(partners.iter().copied()).collect()
    } else {
        Vec::new()
    }
}
