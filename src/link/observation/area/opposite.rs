//! The partner of a flow with which the sentence goes on without naming it again: that of the flow that goes the other way, and of
//! a part of the balance.
//!
//! Steps of [`super::trade`]. Guarantees: the partner is named in the figure's own sentence, and what is of all partners ("**total**
//! imports", "imports **of crude**") has none.

use super::{Search, flow};
use crate::link::observation::Area;
use crate::link::observation::sentence::words;
use crate::link::observation::topic::area_of;
use crate::text::keys;

impl Search<'_> {
    /// "Exports **to China** fell 3%, while **imports** rose 2%", "imported $4bn from China **and exported** $1bn": the partner that the
    /// sentence's first flow has is that of the other one, too, where that stands bare and the partner was the whole first clause's.
    pub(super) fn is_opposite_of_lead(&self, with: Area) -> bool {
        let Self { doc, frame, mentions, asked, .. } = self;
        let Some(subject) = asked.tokens.filter(|s| self.own.contains(&s.start)) else { return false };
        let flow = |code: &str| matches!(code, "exports" | "imports" | "trade_balance");
        let Some(lead) = frame.indicators.iter().find(|n| flow(n.row().code)) else { return false };
        let told = |code: &str| frame.indicators_in(frame.tokens.start..subject.start).any(|n| n.row().code == code);
        let other = match self.code {
            "exports" => told("imports") || told("trade_balance"),
            "imports" => told("exports") || told("trade_balance"),
            // "Narrowing **the deficit**" with a partner is what both flows with it do.
            "trade_balance" => told("imports") && told("exports"),
            _ => false,
        };
        let first = frame.figures.first().map(|&f| mentions[f].tokens.start);
        let Some(first) = first.filter(|at| *at < subject.start && lead.tokens.start < asked.figure.tokens.start)
        else {
            return false;
        };
        let clause = &frame.segments[frame.segment_of(first)].tokens;
        let whole = frame.places.iter().any(|&i| {
            let place = &mentions[i].tokens;
            let before = flow::before_place(doc, place);
            clause.contains(&place.start)
                && area_of(&mentions[i]) == Some(with)
                && doc.is_any(before, keys!["to", "from", "with"])
        });
        other && whole && !self.is_placed() && self.is_bare(subject.start, subject.end)
    }

    /// "While **imports** rose 2%", "narrowing **the deficit**", "and **exports** $1bn"; not "**total** imports", "imports **of crude**",
    /// "exported $1bn **of** grain".
    fn is_bare(&self, start: usize, end: usize) -> bool {
        let doc = self.doc;
        let before = start.wrapping_sub(1);
        let opens = words::is(doc, before, words::Class::Closed)
            || doc.is_any(before, keys![",", "the", "while", "its", "their"]);
        opens && !doc.is(end, "of") && !doc.is(self.asked.figure.tokens.end, "of")
    }

    /// "A surplus of $20bn, $12bn **of it with the US**", "with half, $6bn, **due to its trade with China**": with whom a part of the
    /// balance is.
    pub(super) fn part_of_balance(&self) -> Option<usize> {
        const REACH: usize = 8;
        const CAUSE: usize = 4;
        let Self { doc, frame, mentions, asked, .. } = self;
        if self.code != "trade_balance" {
            return None;
        }
        let figure = &asked.figure.tokens;
        let pointed = |with: usize| {
            with == figure.end + 2
                && doc.is(figure.end, "of")
                && doc.is_any(figure.end + 1, keys!["it", "that", "this"])
        };
        // "**With** half, $6bn, due to …": a part of the clause before.
        let absolute = || {
            let from = figure.start.saturating_sub(REACH).max(frame.tokens.start);
            (from + 1..figure.start).any(|i| doc.is(i, "with") && doc.is(i - 1, ","))
        };
        let traded = |with: usize| {
            let trade = with.wrapping_sub(1);
            let from = trade.saturating_sub(CAUSE).max(figure.end);
            let cause = || (from..trade).any(|i| doc.is_any(i, keys!["due", "for", "by", "from", "to"]));
            let other = || (figure.end..trade).any(|i| doc.is_any(i, keys!["with", "while", "and", "but"]));
            doc.is(trade, "trade") && trade > figure.end && cause() && !other() && absolute()
        };
        frame.places.iter().copied().find(|&i| {
            let with = flow::before_place(doc, &mentions[i].tokens);
            doc.is(with, "with") && (pointed(with) || traded(with))
        })
    }
}
