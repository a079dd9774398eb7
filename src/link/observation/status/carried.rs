//! What a statement carries on: a forecast's verb governs the segments that hang on it.
//!
//! Asked last, for a figure of which its own segment says nothing. Guarantees: what is put in between (brackets, asides, who
//! says it) neither governs nor stops what governs.

use std::ops::Range;

use super::cue::{CUES, Cue, ROWS};
use super::foreign::{
    ends_before_deed, ends_before_statement, ends_clause, is_of_other_verb, is_of_release, is_past_behind_modal,
    is_standard,
};
use super::is_reported;
use crate::link::observation::ObsStatus;
use crate::link::observation::indicator::Told;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::{Opener, Segment};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

/// "The firm, **expected to post** a profit of $3bn, **earned** $2bn": what a participle between commas foresees ends with it.
fn is_participle_aside(doc: &Doc, before: &Segment, own: &Range<usize>) -> bool {
    let verb = own.start + 1;
    before.opener == Opener::Comma
        && doc.is(own.start, ",")
        && acts::is(doc, before.tokens.start + 1, Act::Foreseen)
        && acts::is_past_form(doc, verb)
}

/// Whether a word that may be a verb has a time of its own, or is a participle or a plural: no infinitive.
fn is_finite(doc: &Doc, at: usize) -> bool {
    let word = doc.lower(at);
    word.ends_with("ing") || word.ends_with('s') || acts::is_past_form(doc, at)
}

/// A segment that may hang on one before it.
struct Hanging<'a> {
    doc: &'a Doc<'a>,
    frame: &'a Frame,
    mention: &'a Mention,
    segment: usize,
    own: &'a Range<usize>,
    /// Its first word.
    opening: usize,
    /// Whether it opens with "that" or "and that".
    again: bool,
    /// Whether it opens with the participle of what is added.
    added: bool,
}

impl<'a> Hanging<'a> {
    fn new(doc: &'a Doc<'a>, frame: &'a Frame, segment: usize, mention: &'a Mention) -> Self {
        let own = &frame.segments[segment].tokens;
        let opening = own.start + usize::from(doc.kind(own.start) == Some(TokenKind::Punct));
        // "Expect that employers added 110,000 jobs, **and that** the jobless rate held at 4.1%": the same verb's.
        // … but "**and that for** unemployment at 4%" is a noun.
        let that = opening + usize::from(doc.is(opening, "and"));
        let again = doc.is(that, "that") && !doc.is_any(that + 1, keys!["for", "of"]);
        // "Would close its offices in Austin and Oslo, **reducing** its space by 20%": what a participle adds is as uncertain; not
        // what came before ("…, having cut 5%") or followed ("…, sending its shares down 3%").
        let added = doc.lower(opening).ends_with("ing")
            && !doc.is(opening, "having")
            && frame.segments[segment].opener == Opener::Comma
            && !frame.indicators_in(own.clone()).any(|n| n.row().told == Told::Day);
        Self { doc, frame, mention, segment, own, opening, again, added }
    }

    /// The segment that governs it: the nearest before it that is no item of the same list and is not put in between.
    fn governing(&self) -> Option<usize> {
        let that = |s: usize| self.frame.segments[s].tokens.clone().any(|i| self.doc.is(i, "that"));
        // "Are forecast to have grown by 170,000 **after 187,000 in August**, with the jobless rate slipping": a standard.
        let absolute = self.doc.is(self.opening, "with");
        let standard = |s: usize| absolute && self.frame.segments[s].opener == Opener::Comparison;
        let governs = |&s: &usize| !standard(s) && !self.is_listed(s) && !self.is_put_in(s);
        (0..self.frame.aside_before(self.doc, self.segment).unwrap_or(self.segment))
            .rev()
            .find(|s| governs(s) && (!self.again || that(*s)))
    }

    /// Whether a segment tells who says it or stands in brackets.
    fn is_put_in(&self, segment: usize) -> bool {
        let &Self { doc, frame, own, opening, .. } = self;
        let words = &frame.segments[segment].tokens;
        // "Is expected to make 1.3 million tons, **according to a government forecast**, up 51% from last year": who says it.
        let adjective = || {
            frame.predicates_in(opening..own.end).next().is_some_and(|p| {
                p.tokens.start == opening
                    && p.is_change()
                    && p.can_be(Reading::Adjective)
                    && frame.figure_in(p.tokens.end..p.tokens.end + 2)
            })
        };
        let attributed = doc.starts(words.start + 1, keys!["according", "to"]);
        // "Expects earnings of $5 a share **(previously $4)** on sales growth of 8%": put in between.
        let bracketed = frame.segments[segment].opener == Opener::Bracket && doc.is_any(own.start, keys![")", "]"]);
        // "Would have to trade at $96, **according to Calder**, or at $109"
        let or = || doc.is(opening, "or");
        // "Its charge-off rate, **the part of its loans it does not expect to collect**, rose to 5%": what it is.
        let explained = frame.segments[segment].opener == Opener::Comma
            && doc.is_any(words.start + 1, keys!["the", "a", "an"])
            && doc.is(own.start, ",")
            && frame.predicates_in(own.start + 1..own.start + 2).any(|p| p.is_change() && p.can_be(Reading::Verb))
            && !frame.figure_in(words.clone());
        // "Is seen at 2.6% this year, **up from 2.4%**, and core inflation at 2.8%": what it is set beside.
        let beside = doc.is(words.start, ",")
            && doc.is_any(words.start + 1, keys!["up", "down"])
            && doc.is(words.start + 2, "from")
            && doc.is(opening, "and");
        // "Calls for sales to grow 1%, **including an extra week**, and profit to fall 2%": what is counted with it.
        let included =
            doc.is(words.start + 1, "including") && doc.is(opening, "and") && !frame.figure_in(words.clone());
        let sized = || attributed && !frame.figure_in(words.clone()) && self.is_sized();
        bracketed
            || sized()
            || explained
            || included
            || beside
            || attributed && !frame.figure_in(words.clone()) && (or() || adjective())
    }

    /// Whether a segment is an item of a list, which has no verb, or is put between the verb and its arrival.
    fn is_listed(&self, segment: usize) -> bool {
        let &Self { doc, frame, mention, own, added, .. } = self;
        let words = &frame.segments[segment].tokens;
        let silent = |words: &Range<usize>| frame.predicates_in(words.clone()).next().is_none();
        // "… **and a decline of** 3%" is an item, too.
        let noun = |p: &Predicate| p.can_be(Reading::Noun) && doc.is(p.tokens.end, "of");
        // "Expects sales of $5bn, **earnings of $3 a share** and spending of $95 million"
        let item = || {
            frame.figure_in(words.clone())
                && frame.predicates_in(own.clone()).all(noun)
                && doc.is(mention.opening().wrapping_sub(1), "of")
                && !words.clone().any(|i| doc.hit(i, CUES).is_some())
        };
        // "Will boost its capacity - **the second-largest here** - to 400,000 units": put in between, too.
        let resumed = || doc.is(mention.opening().wrapping_sub(1), "to") && mention.opening() <= own.start + 2;
        silent(words) && (added && words.len() <= 5 || item() || resumed() && !frame.figure_in(words.clone()))
    }

    /// Whether it tells by how much what stands before it has changed: "…, **a 28% increase** from 2023".
    fn is_sized(&self) -> bool {
        let &Self { doc, frame, mention, opening, .. } = self;
        doc.is_any(opening, keys!["a", "an"])
            && mention.opening() == opening + 1
            && matches!(mention.kind, MentionKind::Percentage(_))
            && frame.predicates_in(mention.tokens.end..mention.tokens.end + 1).any(|p| p.is_change())
    }

    /// Whether it goes on with the bare form of a verb: "would close 28 shops **and save** some $90 million a year".
    fn is_bare(&self) -> bool {
        let &Self { doc, frame, segment, .. } = self;
        let verb = self.own.start + 1;
        frame.segments[segment].opener == Opener::And
            && doc.kind(verb) == Some(TokenKind::Word)
            && !words::is(doc, verb, Class::Closed)
            && !is_finite(doc, verb)
            // "And **invest** $50m" is a verb, whatever it names.
            && (frame.indicators_in(verb..verb + 1).next().is_none_or(|n| n.weak)
                || self.mention.opening() == verb + 1)
    }
}

/// A forecast's verb governs the segments that hang on it: "Morgan Stanley forecasts that by 2030, exports will …".
pub(super) fn carried(doc: &Doc, frame: &Frame, segment: usize, mention: &Mention) -> Option<ObsStatus> {
    if !matches!(frame.segments[segment].opener, Opener::Comma | Opener::And | Opener::Bracket) {
        return None;
    }
    let hanging = Hanging::new(doc, frame, segment, mention);
    let &Hanging { own, opening, again, added, .. } = &hanging;
    let governing = hanging.governing()?;
    let before = &frame.segments[governing];
    // "In the UK, **where the bank is set to meet** on May 7, inflation slowed to 2%": an aside.
    let aside =
        (before.tokens.start..before.tokens.start + 2).any(|i| doc.is_any(i, keys!["where", "which", "who", "when"]));
    // "Raised its guidance, **and its board authorized** a $500 million buyback": done.
    let board = doc.is_any(opening + 1, keys!["its", "the", "their"]) && doc.lower(opening + 3).ends_with("ed");
    // "Is certain to draw scrutiny, **and Calder has agreed** to pay $480m": done, too.
    let has = || doc.is_capital(opening + 1) && (opening + 2..opening + 4).any(|i| doc.is_any(i, keys!["has", "have"]));
    // "Forecast revenue of $6bn **and said its profit was** $793 million": another thing said.
    // … unless that is to come: "and said profit **was to** be $500m", "a profit of $500m was **possible**".
    let to_come = |i: usize| {
        doc.is_any(i, keys!["possible", "likely", "maximum", "minimum", "risk", "about"])
            || doc.is_any(i, keys!["was", "were"]) && doc.is(i + 1, "to")
    };
    let said =
        || doc.is(opening, "and") && words::is(doc, opening + 1, Class::Saying) && !again && !own.clone().any(to_come);
    let board = board || has() || said();
    // … which goes on in "**which calls for** sales to rise 2% **and earnings of $8 a share**".
    // … "and **earnings to fall** 1%".
    let infinitive = doc.is(opening, "and")
        && frame.predicates_in(own.clone()).next().is_some()
        && frame.predicates_in(own.clone()).all(|p| doc.is(p.tokens.start - 1, "to"));
    // … "**and a decline of** 3%".
    let noun = |p: &Predicate| p.can_be(Reading::Noun) && doc.is(p.tokens.end, "of");
    let and = frame.segments[segment].opener == Opener::And || doc.is(opening, "and");
    let silent = || and && frame.predicates_in(own.clone()).all(noun);
    // "Which calls for sales of $3bn**, earnings of $5 a share,** and a decline of 3%": an item of such a list.
    let item = || {
        let next = frame.segments.get(segment + 1).map_or(own.end, |s| s.tokens.start);
        frame.predicates_in(own.clone()).next().is_none()
            && doc.is(mention.opening().wrapping_sub(1), "of")
            && (doc.is(next, "and") || doc.is(next + 1, "and"))
    };
    let within = infinitive || silent() || item();
    if aside && !again && !within || is_participle_aside(doc, before, own) || doc.is(opening, "and") && board {
        return None;
    }
    // "Was revised to show that prices fell 0.1% and rose 2.1% annually": a coordinated part of the same statement.
    let joined = frame.segments[segment].opener == Opener::And;
    let converted = frame.segments[segment].opener == Opener::Bracket
        && matches!(mention.kind, MentionKind::Money(_))
        // "200bn euros **a year (£140bn)**" too
        && frame.figures_end_before(before.tokens.end).is_some_and(|end| before.tokens.end - end <= 2);
    // "Would create the world's fourth biggest bank, **valued at** $180bn"
    let valued = doc.is_any(opening, keys!["valued", "worth"]);
    let bare = hanging.is_bare();
    let told = |i: usize| doc.is_any(i, keys!["estimate", "reported"]);
    let corrects = doc.is_any(opening, keys!["from", "to"])
        || doc.is_any(opening, keys!["up", "down"]) && (opening..own.end).any(told);
    // "Would create a group worth $20bn, **with** sales of $8bn"
    let absolute = doc.is(opening, "with");
    // "Hoped to pay $100m now **and another $120m** later": the same verb's.
    // … not "and another $2bn **has been spent**".
    let verb = |i: usize| acts::is_past_form(doc, i) || doc.is_any(i, keys!["has", "have", "was", "were", "is"]);
    let another = joined && doc.is(opening + 1, "another") && !(mention.tokens.end..own.end).any(verb);
    let apart = {
        let first = opening + usize::from(doc.is_any(opening, keys!["a", "an"]));
        let (noun, than) = (mention.tokens.end, mention.tokens.end + 1);
        let now = (noun..noun + 4).any(|i| doc.is_any(i, keys!["current", "latest", "actual", "close", "price"]));
        let away = !now && (doc.is_any(noun, keys!["below", "above"]) || doc.is_any(than, keys!["than", "from", "on"]));
        mention.opening() == first && matches!(mention.kind, MentionKind::Percentage(_)) && away
    };
    // "Would grow to $14bn**, up 40%**", "**, a rise of 40%**": the same move told by its size.
    let article = usize::from(doc.is_any(opening, keys!["a", "an"]));
    let moved = frame.segments[segment].opener == Opener::Comma
        && mention.opening() <= opening + 4
        && frame.predicates_in(opening + article..opening + article + 1).any(Predicate::is_change)
        && (article == 1 || doc.is_any(opening, keys!["up", "down"]));
    let goes_on = |c: &Cue| {
        c.status == ObsStatus::Forecast
            || another && c.status == ObsStatus::Target
            // "Was revised upward**, to 255,000, up 32,000 from the prior estimate**"
            || (joined || corrects) && c.status == ObsStatus::Revised
            // "Would have sales of $9bn **and 18,000 staff**"
            || (bare || doc.is(opening, "or") || joined && silent()) && c.status == ObsStatus::Hypothetical
            // "Plans to open 2,100 restaurants **and spend** $2.7 billion"
            // … not "aims to bring inflation to 2% **and unemployment is** 4%".
            || bare
                && c.status == ObsStatus::Target
                && !own.clone().any(|i| doc.is_any(i, keys!["another", "is", "are", "was", "were", "has"]))
            // "The target is 180bn, **or 3.6% of GDP**", "estimates it at $3bn, or 4% of sales"
            || doc.is(opening, "or") && matches!(c.status, ObsStatus::Target | ObsStatus::Estimate)
            // "Is worth more than 200bn euros **(£140bn)**": the same sum again.
            || converted && matches!(c.status, ObsStatus::Estimate | ObsStatus::Target)
            // "Is estimated at 139 million tons, **1.6% below** last season's", "a target of 13 trillion, **a 40% jump from**"
            || apart && matches!(c.status, ObsStatus::Target | ObsStatus::Estimate)
            || (added || valued || absolute || moved) && c.status == ObsStatus::Hypothetical
            || absolute && c.status == ObsStatus::Estimate
    };
    // "A loss of $5m **forecast in a poll** and a profit of $7m": what stands behind a figure goes no further.
    // "The VIX, a gauge **of expected swings**, jumped": no one expects the jump.
    let ahead = |at: &usize| {
        let noun = acts::is(doc, *at, Act::Foretold) && doc.is_any(at + 1, keys!["for", "of"]);
        let adjective = acts::is(doc, *at, Act::Foreseen)
            && !noun
            && doc.is_any(at.wrapping_sub(1), keys!["of", "the", "its", "their", "in", "for"]);
        // "About **9,000 jobs will** go, **or** 7% of the workforce": the same again.
        // "Some **$929bn** in loans **will** mature, **a 28% increase**": the same total by how much more it is.
        let again = doc.is(opening, "or") && mention.opening() == opening + 1 || hanging.is_sized();
        let same = || again && doc.is_any(*at, keys!["will", "would"]);
        !adjective && (!frame.figure_in(before.tokens.start..*at) || same())
    };
    let cue = before
        .tokens
        .clone()
        .filter(|at| !is_standard(doc, *at) && !is_of_release(doc, *at) && ahead(at))
        .filter_map(|at| doc.hit(at, CUES))
        .filter(|h| !is_of_other_verb(doc, frame, &h.tokens, mention) && !ends_clause(doc, &h.tokens, &before.tokens))
        .map(|h| (h, &ROWS[h.row as usize]))
        // "**Target**'s profit was $854m, or $1.85 a share": no aim.
        .find(|(h, c)| !c.beside && goes_on(c) && !(c.status == ObsStatus::Target && doc.is_capital(h.tokens.start)))
        .filter(|(h, c)| !(c.is_ahead() && ends_before_deed(doc, h.tokens.end..mention.opening())))
        .filter(|(h, _)| valued || !is_past_behind_modal(doc, frame, &h.tokens, own, mention))
        .filter(|(h, _)| again || !ends_before_statement(doc, frame, h.tokens.end..before.tokens.end, own, mention))?;
    let reported = cue.1.status == ObsStatus::Hypothetical && is_reported(doc, frame, mention);
    Some(if reported { ObsStatus::Forecast } else { cue.1.status })
}
