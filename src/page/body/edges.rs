//! Where the text of an article begins and ends among the lines of its element.
//!
//! Above it stand kickers, dates and labels; below it remarks, biographies and the page's furniture; other stories may
//! begin in the middle of it and end again.

use rustc_hash::FxHashSet;

use super::super::marks::Marks;
use super::super::title::key_starts_with;
use super::super::tree::{NodeIx, Tag};
use super::super::wall;
use super::blocks::Kind;
use super::boxes::Boxes;
use super::clean::{Lines, Why};
use super::lines::{self, Line};

impl Lines<'_> {
    /// What follows a line that begins other stories: up to the next paragraph that stands where the article's own do,
    /// or all of it where none comes.
    pub(super) fn cut(&self, why: &mut [Option<Why>], boxes: &Boxes, kinds: &[Option<Line>]) {
        let mut homes: FxHashSet<NodeIx> = FxHashSet::default();
        let mut at = 0;
        while at < self.blocks.len() {
            let block = self.blocks[at];
            let own =
                |at: usize| boxes.is_main(at) && self.blocks[at].ends_sentence() && self.blocks[at].link_share() < 50;
            if own(at) {
                homes.insert(self.tree.nodes[block.node].parent);
            }
            let ends = kinds[at] == Some(Line::End)
                && block.size <= 80
                && (!block.ends_sentence() || block.text.ends_with(':'));
            if !ends || homes.is_empty() {
                at += 1;
                continue;
            }
            let next = (at + 1..self.blocks.len()).find(|&next| {
                own(next)
                    && self.blocks[next].size >= 40
                    && homes.contains(&self.tree.nodes[self.blocks[next].node].parent)
            });
            let next = next.unwrap_or(self.blocks.len());
            why[at..next].fill(Some(Why::Phrase(Line::End)));
            at = next;
        }
    }

    /// Short lines before the text: kickers, dates, labels.
    pub(super) fn beginning(&self, why: &mut [Option<Why>], boxes: &Boxes) {
        const FIRST: usize = 12;
        let mut begun = false;
        for (at, why) in why.iter_mut().enumerate().take(FIRST) {
            let block = self.blocks[at];
            if boxes.is_main(at) && block.ends_sentence() && why.is_none() {
                return;
            }
            let named =
                || self.tree.ancestors(block.node).take(3).any(|up| self.tree.nodes[up].marks.has(Marks::STANDFIRST));
            let long = self.confirmed[at] || block.size >= 80 || block.size >= 30 && (block.ends_sentence() || named());
            // A kicker is short too; below a standfirst a heading is the first of the text.
            let heading = matches!(block.kind, Kind::Heading(_)) && (block.size >= 30 || begun);
            begun |= why.is_none() && long;
            if !long && !heading && matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) {
                *why = why.or(Some(Why::Lead));
            }
        }
    }

    /// What stands below the last paragraph of the article's own kind: short lines of the page's furniture, and boxes.
    pub(super) fn below(&self, why: &mut [Option<Why>], boxes: &Boxes) {
        let last = (0..why.len())
            .rev()
            .find(|&at| why[at].is_none() && boxes.is_main(at) && self.blocks[at].link_share() < 50);
        let Some(last) = last else { return };
        let size = |range: std::ops::Range<usize>| -> u32 { self.blocks[range].iter().map(|block| block.size).sum() };
        if size(last + 1..why.len()) * 4 > size(0..last + 1) {
            return;
        }
        for (at, why) in why.iter_mut().enumerate().skip(last + 1) {
            let block = self.blocks[at];
            let text = matches!(block.kind, Kind::Item | Kind::Row | Kind::Cell)
                || self.tree.nodes[block.node].tag == Tag::Quote;
            let boxed = boxes.of(at).is_some_and(|node| node != block.node);
            let furniture = !block.ends_sentence() || block.size < 40 || boxed;
            if why.is_none() && !text && !self.confirmed[at] && furniture {
                *why = Some(Why::Below);
            }
        }
    }

    /// What a page that holds back the rest of its article writes where it breaks off.
    pub(super) fn walls(&self, why: &mut [Option<Why>]) {
        const LAST: usize = 3;
        const LONG: u32 = 300;
        let kept: Vec<usize> = (0..why.len()).filter(|&at| why[at].is_none()).collect();
        for &at in kept.iter().skip(1).rev().take(LAST) {
            if self.blocks[at].size < LONG && wall::is_wall(&self.blocks[at].text) {
                why[at] = Some(Why::Phrase(Line::Promo));
            }
        }
    }

    /// Remarks, biographies and headings after the text.
    pub(super) fn end(&self, why: &mut [Option<Why>], kinds: &[Option<Line>], persons: &[String]) {
        const LAST: usize = 6;
        let kept: Vec<usize> = (0..why.len()).filter(|&at| why[at].is_none()).collect();
        if kept.len() < 4 {
            return;
        }
        for &at in kept.iter().rev().take(LAST.min(kept.len() / 3)) {
            let block = self.blocks[at];
            let remark = match kinds[at] {
                Some(Line::Promo) => lines::addresses_reader(&block.text),
                kind => kind >= Some(Line::Tail),
            } && block.size < 500;
            // A person's biography; a story may well go on about an agency that signed it.
            let about = persons.iter().any(|name| key_starts_with(&block.text, name))
                && block.size < 600
                && block.size > 40
                && !block.text.contains(['“', '"', '«']);
            if remark {
                why[at] = Some(Why::Phrase(kinds[at].unwrap_or(Line::Tail)));
            } else if about {
                why[at] = Some(Why::Byline);
            }
        }
    }

    /// Headings at the end, and headings whose text went.
    pub(super) fn bare_headings(&self, why: &mut [Option<Why>]) {
        let mut followed = false;
        for at in (0..self.blocks.len()).rev() {
            if why[at].is_some() {
                continue;
            }
            match self.blocks[at].kind {
                Kind::Heading(_) if !followed => why[at] = Some(Why::Bare),
                _ => followed = true,
            }
        }
    }
}
