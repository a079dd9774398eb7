//! What becomes of jobs and of those who have them: "157,000 jobs **were added**", "two million people **lost their jobs**".
//!
//! Asked by [`super::jobs`] and [`super::counted`], and by the measure of counts.

use crate::link::observation::Direction;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::Mention;
use crate::text::{Doc, TokenKind, keys};

/// What became of jobs that are counted, and which way that is where it says so: "157,000 jobs **were added**", "2,500 posts
/// **will be cut**".
pub fn fate(doc: &Doc, frame: &Frame, figure: &Mention) -> Option<Option<Direction>> {
    // "**Eliminated** 3,200 positions"
    // "Would **cost 685,000 jobs**", "had **cost the economy 166,000 jobs**"
    let cost = || {
        let article = |i: usize| doc.is_any(i, keys!["the", "its", "their", "a", "an"]);
        let who = |&i: &usize| {
            frame.is_place(i)
                || article(i)
                || doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Barrier)
        };
        let from = figure.opening().saturating_sub(6).max(frame.tokens.start);
        let verb =
            (from..figure.opening()).rev().take_while(who).find(|&i| doc.is_any(i, keys!["cost", "costs", "costing"]));
        verb.is_some_and(|i| !doc.is_any(i.wrapping_sub(1), keys!["the", "a", "at", "its", "of"]))
    };
    if acts::is(doc, figure.opening().wrapping_sub(1), Act::Losing) || cost() {
        return Some(Some(Direction::Down));
    }
    let end = figure.tokens.end;
    if lose_jobs(doc, end) {
        return Some(Some(Direction::Down));
    }
    let auxiliary = doc.is_any(
        end,
        keys!["were", "are", "was", "have", "had", "will", "would", "could", "should", "may", "might", "must", "can"],
    );
    let verbs = auxiliary.then(|| end + 1..(end + 5).min(frame.tokens.end))?;
    verbs.into_iter().find_map(|i| {
        if acts::is(doc, i, Act::Gaining) {
            Some(Some(Direction::Up))
        } else if acts::is(doc, i, Act::Losing) {
            Some(Some(Direction::Down))
        } else {
            words::is(doc, i, Class::Fate).then_some(None)
        }
    })
}

/// "Two million people **lost their jobs**", "300 workers **would lose their jobs**": whether those who are counted up to a token go.
pub fn lose_jobs(doc: &Doc, end: usize) -> bool {
    const REACH: usize = 3;
    let lost = (end..end + REACH).find(|&i| doc.is_any(i, keys!["lost", "lose", "losing"]));
    lost.is_some_and(|lost| {
        // … not "15% of workers did not lose their jobs".
        doc.is_any(lost + 1, keys!["their", "a"])
            && doc.is_any(lost + 2, keys!["work", "jobs", "job", "employment"])
            && !(end..lost).any(|i| doc.is_any(i, keys!["not", "never"]) || doc.kind(i) != Some(TokenKind::Word))
    })
}
