//! What a sentence that measures nothing leaves for the next ones: their subject, their period, the day of the market, of a
//! decision or of results.

use std::ops::Range;

use super::headed;
use super::indicator::{Named, Told};
use super::sentence::acts::{self, Act};
use super::sentence::nouns;
use super::sentence::predicate::{self, Predicate, Reading};
use super::sentence::words::{self, Class};
use super::source;
use super::subject::phrase;
use super::time;
use super::time::basis;
use super::time::reference::is_reference;
use super::time::titled;
use super::topic::{Spoken, Subject, Topic};
use super::walk::Walk;
use crate::mention::Period;
use crate::mention::period::Granularity;
use crate::text::{TokenKind, keys};

/// For how many days the end of a time is news.
const NEWS: i32 = 400;

impl Walk<'_> {
    /// Lets the topic follow a sentence whose figures measure nothing, or that has none.
    pub(super) fn unmeasured(&self, topic: &mut Topic) {
        let sentence = self.doc.sentence_of(self.frame.tokens.start);
        if sentence <= 1 {
            // A lead whose figures measure nothing still tells what time the article is about.
            let period = titled::of_bare_sentence(self.doc, self.frame, self.mentions);
            // "The ministry was created **five years ago**. Exports rose 4%": what is long over is told by the way.
            let recent = |p: &Period| {
                self.doc
                    .published
                    .zip(p.days)
                    .is_none_or(|(today, d)| today.since(d.1).is_ok_and(|since| since.get_days() <= NEWS))
            };
            let period = period
                .filter(|p| recent(p) || self.is_of_economy())
                .or_else(|| titled::of_running_results(self.doc, self.frame, self.mentions));
            let spoken = period.map(|period| Spoken::new(&period, sentence, None, None));
            topic.first_period = topic.first_period.take().or(spoken);
        }
        if self.frame.figures.is_empty() {
            self.without_figures(topic, sentence);
        }
        self.heads_next(topic, sentence);
    }

    /// A sentence without figures.
    fn without_figures(&self, topic: &mut Topic, sentence: usize) {
        if let Some(section) = basis::of_heading(self.doc, &self.frame.tokens) {
            topic.section = section;
        }
        if let Some(guided) = headed::outlook(self.doc, self.frame, self.mentions) {
            topic.guided = guided.filter(|_| topic.is_company);
        }
        if let Some(foreseen) = self.outlook_told() {
            topic.foreseen = Some((foreseen.0, foreseen.1, sentence));
        }
        source::note(self.doc, self.frame, self.names, topic);
        self.follow_whole(topic);
        self.follow_market_told(topic);
        // "**The economy** itself isn't the problem. It grew 8%"
        let start = self.frame.tokens.start;
        // "**Turkey's current account gap** has ballooned"
        let placed = |i: usize| {
            self.frame.is_place(i) || matches!(self.doc.kind(i), Some(TokenKind::Clitic)) || self.doc.is(i, "the")
        };
        let opens = |n: &&Named| n.tokens.start <= start + 1 || (start..n.tokens.start).all(placed);
        let first = self.frame.indicators.first().filter(opens);
        let subject = first.map(|n| {
            let phrase = self.doc.slice(&n.tokens).to_owned();
            Subject { phrase, indicator: Some(n.indicator) }
        });
        topic.opening = subject.or_else(|| self.moving()).map(|subject| (subject, sentence));
        // "The bank is set to raise interest rates on Wednesday."
        if self.frame.indicators.iter().any(|n| n.row().code == "policy_rate") {
            let mut days = self.frame.periods.iter().filter_map(|&i| time::period(&self.mentions[i]).days);
            let day = days.find(|d| d.0 == d.1);
            topic.note_decision(day, sentence, self.doc.published);
        }
        // "The news came as the firm reported its **results for the fourth quarter**. Profit dropped 28%"
        let results = |i: usize| self.doc.is_any(i, keys!["results", "earnings", "accounts"]);
        if self.frame.tokens.clone().any(results) || self.is_of_data() {
            self.speak(topic, sentence);
        }
    }

    /// "**2022 was** a hard year", "the economy **shrank** in 2020": what a sentence without figures says of its time is what is told
    /// of, however long ago it was.
    fn is_of_economy(&self) -> bool {
        let tokens = &self.frame.tokens;
        let first = tokens.start + usize::from(self.doc.is(tokens.start, "the"));
        let heads = self.frame.periods.iter().any(|&i| self.mentions[i].tokens.start <= first);
        let statistic = self.frame.indicators.iter().any(|n| n.row().told == Told::Series);
        heads || statistic || predicate::find(self.doc, tokens.clone(), |_| false).iter().any(Predicate::is_change)
    }

    /// "**Trade data for May** underscored the strain", "**May's report** was brighter": what is told next is of that time.
    fn is_of_data(&self) -> bool {
        const REACH: usize = 3;
        let data = |i: usize| nouns::is(self.doc, i, nouns::Class::Data);
        self.frame.periods.iter().any(|&i| {
            let Range { start, end } = self.mentions[i].tokens;
            let of = start.wrapping_sub(1);
            let clitic = end + usize::from(self.doc.is_any(end, keys!["'s", "’s"]));
            self.doc.is_any(of, keys!["for", "of", "from", "on"]) && data(of.wrapping_sub(1))
                || (clitic..clitic + REACH).take_while(|&i| self.doc.kind(i) == Some(TokenKind::Word)).any(data)
        })
    }

    /// "It raised **its outlook for 2026**": of a time that is not over, as the figures of the next sentence that are foreseen are.
    fn outlook_told(&self) -> Option<(Subject, Period)> {
        const REACH: usize = 4;
        if !self.frame.tokens.clone().any(|i| acts::is(self.doc, i, Act::Foretold)) {
            return None;
        }
        let published = self.doc.published?;
        let to_come = |p: &&Period| {
            is_reference(p)
                && p.granularity >= Some(Granularity::Quarter)
                && p.days.is_some_and(|(_, end)| end > published)
        };
        // … not "the bank, which will meet in March, left its outlook unchanged".
        let told = |i: usize| acts::is(self.doc, i, Act::Foretold);
        let tied = |i: &&usize| {
            let Range { start, end } = self.mentions[**i].tokens;
            let of = start.wrapping_sub(1 + usize::from(self.doc.is(start.wrapping_sub(1), "the")));
            let hung = |i: usize| self.doc.is_any(i, keys!["which", "who", "when", "where"]);
            !(start.saturating_sub(REACH)..start).any(hung)
                || told(end)
                || told(end + 1)
                || self.doc.is_any(of, keys!["for", "of"]) && (of.saturating_sub(REACH)..of).any(told)
        };
        let mut periods = self.frame.periods.iter().filter(tied).map(|&i| time::period(&self.mentions[i]));
        let period = periods.find(to_come)?;
        Some((Subject { phrase: "outlook".to_owned(), indicator: None }, period.clone()))
    }

    /// "**Airfares** have been sliding for months. They dropped 5%": a plural outside the list that opens a sentence and moves.
    fn moving(&self) -> Option<Subject> {
        const LONGEST: usize = 3;
        const REACH: usize = 10;
        let start = self.frame.tokens.start;
        // Asked only where the next sentence points back to it.
        if !self.doc.is_any(self.frame.tokens.end, keys!["they", "it"]) {
            return None;
        }
        let moves = predicate::find(self.doc, start..(start + REACH).min(self.frame.tokens.end), |_| false);
        let verb = moves.into_iter().find(|p| p.can_be(Reading::Verb) && p.is_change())?.tokens;
        // "Airlines have raised **fares**. They rose 9%": what moves something else does not move.
        let object = self.doc.kind(verb.end) == Some(TokenKind::Word) && !words::is(self.doc, verb.end, Class::Closed);
        if object {
            return None;
        }
        let verb = verb.start;
        let tokens = phrase::before(self.doc, start..verb, self.frame)?;
        let plain = |i: usize| self.names.at(i).is_none() && !words::is(self.doc, i, Class::Closed);
        let opens = tokens.start == start && tokens.len() <= LONGEST && tokens.clone().all(plain);
        let plural = self.doc.lower(tokens.end - 1).ends_with('s') && !acts::is_somebody(self.doc, tokens.end - 1);
        (opens && plural).then(|| Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None })
    }

    /// A sentence that tells no figures still says what the next ones are about: "Prices fell in 22 of the states".
    fn heads_next(&self, topic: &mut Topic, sentence: usize) {
        // "**Growth** is stalling. Output shrank 0.2%"
        let growth = |n: &&Named| n.row().code == "gdp" && n.tokens.start == self.frame.tokens.start;
        let strong = self.frame.indicators.iter().find(|n| !n.weak);
        let strong = strong.or_else(|| self.frame.indicators.first().filter(growth));
        // "Will stick to her **deficit** target when she presents a **budget**. She aims to narrow the gap"
        let budget = |n: &&Named| {
            n.row().code == "budget_balance" && self.frame.tokens.clone().any(|i| self.doc.is(i, "budget"))
        };
        let Some(named) = strong.or_else(|| self.frame.indicators.iter().find(budget)) else { return };
        let phrase = self.doc.slice(&named.tokens).to_owned();
        let subject = Subject { phrase, indicator: Some(named.indicator) };
        topic.first_subject.get_or_insert_with(|| subject.clone());
        topic.heading = Some(subject);
        // "It bought out its partner in August" tells the time of nothing else.
        if self.frame.figures.is_empty() && named.row().told != Told::Once {
            self.speak(topic, sentence);
        }
    }

    /// Lets the topic speak of the one period that the sentence names.
    fn speak(&self, topic: &mut Topic, sentence: usize) {
        if let Some(period) = titled::of_bare_sentence(self.doc, self.frame, self.mentions) {
            topic.speak(Spoken::new(&period, sentence, None, None), self.doc.published);
        }
    }
}
