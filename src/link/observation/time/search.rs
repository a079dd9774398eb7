//! A figure's search for its period: the figure in its sentence, and what was spoken of before.
//!
//! Made for each figure and borrowed by every step of [`super`]; what costs a look at the whole sentence is looked for once,
//! when a step first asks.

use std::cell::OnceCell;
use std::ops::Range;

use super::dating::{self, Cue};
use super::{Asked, Found, Time, elsewhere, mark, period, previous, shift};
use crate::link::observation::ObsStatus;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::is_foreseen_now;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Topic;
use crate::mention::{Mention, Period};
use crate::text::{Doc, TokenKind, keys};

/// One search.
pub struct Search<'a> {
    /// The document.
    pub doc: &'a Doc<'a>,
    /// The sentence.
    pub frame: &'a Frame,
    /// The mentions of the article.
    pub mentions: &'a [Mention],
    /// The figure, and what is known of it.
    pub asked: &'a Asked<'a>,
    /// What was spoken of before.
    pub topic: &'a Topic,
    /// The segment that the figure stands in.
    pub segment: usize,
    earlier: OnceCell<Option<usize>>,
}

impl<'a> Search<'a> {
    /// That of a figure.
    pub fn new(
        doc: &'a Doc<'a>,
        frame: &'a Frame,
        mentions: &'a [Mention],
        asked: &'a Asked<'a>,
        topic: &'a Topic,
    ) -> Self {
        let segment = frame.segment_of(asked.figure.tokens.start);
        Self { doc, frame, mentions, asked, topic, segment, earlier: OnceCell::new() }
    }

    /// The figure's tokens.
    pub fn figure(&self) -> &'a Range<usize> {
        &self.asked.figure.tokens
    }

    /// The tokens of the figure's segment.
    pub fn own(&self) -> &'a Range<usize> {
        &self.frame.segments[self.segment].tokens
    }

    /// The tokens of the segment before the figure.
    pub fn words_before(&self) -> Range<usize> {
        self.own().start..self.figure().start
    }

    /// Whether others are compared with the figure.
    pub fn is_previous(&self) -> bool {
        self.asked.status == ObsStatus::Previous
    }

    /// The period of a mention that is one.
    pub fn period(&self, i: usize) -> &'a Period {
        period(&self.mentions[i])
    }

    /// The same, with days that stand behind it: see [`shift::closed`].
    pub fn closed(&self, i: usize) -> Period {
        shift::closed(self.doc, self.frame, self.mentions, i)
    }

    /// The time that a mention tells as it stands.
    pub fn told(&self, i: usize, found: Found) -> Time {
        Time { period: Some(self.period(i).clone()), mention: Some(i), ..Time::at(found) }
    }

    /// "**By 2030**", which is not over: the end of something that begins now.
    pub fn is_deadline(&self, i: usize) -> bool {
        self.doc.is(self.mentions[i].tokens.start.wrapping_sub(1), "by")
            && self.doc.published.zip(self.period(i).days).is_some_and(|(published, d)| d.1 > published)
    }

    /// "Economists **had expected** 1%", "had been expecting": whether a figure is what was foreseen of what has been.
    pub fn had_been_expected(&self) -> bool {
        let foreseen = |i: usize| acts::is(self.doc, i, Act::Foreseen);
        (self.frame.tokens.start..self.figure().start).any(|i| self.doc.is(i, "had") && (i + 1..i + 3).any(foreseen))
    }

    /// "Holiday sales **will** increase 3%", "it **sees** growth of 2%": of a time to come, where "had expected 3%" is of what is
    /// reported.
    pub fn is_foretold_now(&self) -> bool {
        if self.asked.status != ObsStatus::Forecast {
            return false;
        }
        let before = self.frame.tokens.start..self.figure().start;
        before.clone().any(|i| dating::is(self.doc, i, Cue::ForetoldNow))
            && !before.into_iter().any(|i| self.doc.is_any(i, keys!["had", "than", "against"]))
    }

    /// "**Is expected** to rise", "are **also set to** fall", "it **sees** growth": whether a figure's own words say that it is
    /// foreseen now.
    pub fn is_expected(&self) -> bool {
        let doc = self.doc;
        // "**The forecast for** growth stayed at 2.1%, and **that for** unemployment at 4%"
        let outlook = |i: usize| doc.is(i + 1, "for") && (dating::is(doc, i, Cue::Outlook) || doc.is(i, "that"));
        self.is_foretold_now() || self.words_before().any(|i| is_foreseen_now(doc, i) || outlook(i))
    }

    /// "**It forecasts** growth of 2%", "**will** cut 500 jobs", "is **likely to** expand": whether a figure's own clause foresees it now, as
    /// what is to come and not as what will soon be told of a time that is over ("economists expect", "is expected to have risen", "will
    /// show").
    pub fn is_foreseen_ahead(&self) -> bool {
        let doc = self.doc;
        if self.asked.status != ObsStatus::Forecast {
            return false;
        }
        let before = self.words_before();
        let ahead = |i: usize| {
            let verb = doc.is_any(i, keys!["expects", "forecasts", "projects", "predicts", "sees", "anticipates"]);
            let modal = doc.is(i, "will") && !doc.is_capital(i);
            let likely = doc.is(i, "likely") && doc.is(i + 1, "to");
            verb && self.is_of_one(i) || modal || likely
        };
        let told = |i: usize| {
            words::is(doc, i, Class::Crowd)
                || doc.is_any(i, keys!["had", "have", "than", "show", "report", "against", "data"])
        };
        before.clone().any(ahead) && !before.into_iter().any(told)
    }

    /// "**The government** forecasts", "it sees": whether the verb is of one who foresees, and no noun: "beating forecasts".
    fn is_of_one(&self, verb: usize) -> bool {
        let doc = self.doc;
        let Some(who) = verb.checked_sub(1).filter(|who| self.own().contains(who)) else { return false };
        let who = who - usize::from(doc.is_any(who, keys!["now", "still", "also"]) && who > self.own().start);
        let noun = doc.kind(who) == Some(TokenKind::Word) && !words::is(doc, who, Class::Meeting);
        noun && (doc.is_any(who, keys!["it", "he", "she", "which", "and"]) || !words::is(doc, who, Class::Closed))
            && (doc.is_capital(who) || !doc.lower(who).ends_with('s'))
    }

    /// The last period of the sentence before a token.
    pub fn nearest_before(&self, at: usize) -> Option<usize> {
        elsewhere::nearest_before(self.frame, self.mentions, at)
    }

    /// The period that another part of the sentence tells of the figure.
    pub fn earlier(&self) -> Option<usize> {
        *self.earlier.get_or_init(|| {
            let found = previous::left(self).or_else(|| elsewhere::earlier(self));
            found.filter(|&i| !self.is_counted(i) && !self.is_of_mark(i))
        })
    }

    /// Whether a time is that of a value that others are held against, and not of the figure: see [`mark`]. Such a value stands right
    /// beside its time.
    pub fn is_of_mark(&self, i: usize) -> bool {
        let Self { doc, frame, mentions, .. } = self;
        let period = &mentions[i].tokens;
        let next = frame.figures.partition_point(|&f| mentions[f].tokens.start < period.start);
        let beside = frame.figures[next.saturating_sub(1)..].iter().take(2).map(|&f| &mentions[f]);
        let of = |f: &Mention| mark::of(doc, frame, f).is_some_and(|mark| mark.has(period));
        beside.filter(|f| f.tokens != *self.figure()).any(of) || mark::is_of_bare(doc, frame, period)
    }

    /// A cut told by the way "for the third time this year" was on some day of it; the one that is reported, on its own.
    pub fn is_counted(&self, i: usize) -> bool {
        let decided = super::market::is_decided;
        super::dating::is_of_count(self.doc, &self.mentions[i], self.period(i))
            && (!decided(self.asked.subject) || self.topic.first_subject.as_ref().is_none_or(decided))
    }
}
