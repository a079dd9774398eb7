//! The subject of a standard of comparison: "compared with 3% a year before", "missing the 2% expected", "down from 5%" are of
//! what they are set beside.
//!
//! A part of the search of [`super`].

use std::ops::Range;

use rust_decimal::Decimal;

use super::phrase;
use super::{Found, Search, rule};
use crate::link::observation::ObsStatus;
use crate::link::observation::entity::is_chance;
use crate::link::observation::indicator::{self, Named};
use crate::link::observation::measure;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::view;
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::status;
use crate::link::observation::topic::{Size, Subject};
use crate::mention::MentionKind;
use crate::mention::name::body_noun;
use crate::text::{TokenKind, keys};

/// Below what a sum may be that of one share.
pub(super) const OF_A_SHARE: Decimal = Decimal::ONE_THOUSAND;

impl Search<'_> {
    /// "**Exports exceeded imports** by $3.6 billion, versus $4.6 billion in March": by how much is the balance of trade.
    pub(super) fn flows_apart(&self) -> Option<Found> {
        if !matches!(self.figure.kind, MentionKind::Money(_)) {
            return None;
        }
        let before = self.frame.tokens.start..self.figure.tokens.start;
        let mut flows = self.frame.indicators_in(before).filter(|n| matches!(n.row().code, "exports" | "imports"));
        let (one, other) = (flows.next()?, flows.next()?);
        let verb = one.tokens.end;
        let apart = words::is(self.doc, verb, Class::Exceeding)
            && other.tokens.start == verb + 1
            && self.doc.is(other.tokens.end, "by");
        let tokens = one.tokens.start..other.tokens.end;
        (apart && one.row().code != other.row().code).then(|| Found {
            subject: Subject {
                phrase: self.doc.slice(&tokens).to_owned(),
                indicator: indicator::of_code("trade_balance"),
            },
            named: None,
            tokens: Some(tokens),
            rule: "flows apart",
        })
    }

    /// "**Production is outstripping demand** by 30%": what is larger is told, not what it is larger than.
    pub(super) fn exceeding(&self, own: &Range<usize>) -> Option<Found> {
        const REACH: usize = 5;
        let by = self.figure.opening().checked_sub(1).filter(|_| self.binding.role == Role::By)?;
        let verb =
            (by.saturating_sub(REACH).max(own.start)..by).rev().find(|&i| words::is(self.doc, i, Class::Exceeding))?;
        // "The index **exceeded 50** by two points": a value, not a thing.
        if verb + 1 >= by || !self.doc.is(by, "by") || self.frame.figure_in(verb..by) {
            return None;
        }
        // "Profit **exceeded estimates** by $4m" is told of profit anyway.
        if (verb..by).any(|i| words::is(self.doc, i, Class::Expectation)) {
            return None;
        }
        let first = self.frame.indicators_in(own.start..verb).next_back();
        match first {
            Some(named) => Some(self.found(named, rule::EXCEEDING)),
            None => {
                let auxiliary = |&i: &usize| words::is(self.doc, i, Class::Auxiliary) || self.doc.is(i, "currently");
                let end = verb - (own.start..verb).rev().take_while(auxiliary).count();
                Some(self.open(phrase::before(self.doc, own.start..end, self.frame)?, rule::EXCEEDING))
            }
        }
    }

    /// "Inflation slowed to 3%**, with food prices rising 2%**. **Analysts had predicted** 3.2%": of what the sentence before told, not of
    /// what went with it.
    fn is_of_main(&self) -> bool {
        let (doc, here) = (self.doc, self.figure.sentence);
        let crowd = words::is(doc, self.frame.tokens.start, Class::Crowd);
        let before = here.checked_sub(1).and_then(|s| doc.sentences.get(s)).filter(|_| crowd);
        let adjunct = |i: usize| doc.is(i, ",") && doc.is_any(i + 1, keys!["with", "as"]);
        // … of which it is the nearer in size: "with core prices rising 4%. Analysts had predicted 3.9%".
        let nearer = || {
            let [main, last] = self.topic.told?;
            let figure = Size::of(self.figure)?;
            let main = main.apart(&figure)?;
            Some(last.apart(&figure).is_none_or(|last| main < last))
        };
        self.status == ObsStatus::Forecast && before.is_some_and(|s| s.clone().any(adjunct)) && nearer() == Some(true)
    }

    /// "A shade higher than the 6.4% it penciled in", "well under the 87.5 economists had predicted": a standard that names
    /// no subject of its own is of what the sentence measures.
    pub(super) fn compared(&self) -> Option<Found> {
        let opener = self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].opener;
        if !matches!(self.binding.role, Role::Than | Role::From)
            && self.status != ObsStatus::Forecast
            && opener != Opener::Comparison
        {
            return None;
        }
        if let Some(profit) = self.whole_profit() {
            return Some(profit);
        }
        let (last, sentence) = self.topic.subject.as_ref()?;
        // "See an 85% chance of a quarter-point cut to 3.25%, **up from 25%**": how likely it was, not where the rate goes.
        let chance = self.topic.lead.as_ref().filter(|(s, at)| at == sentence && is_chance(&s.phrase));
        let was = self.binding.role == Role::From
            && last.code() == Some("policy_rate")
            && self.doc.is_any(self.figure.opening().wrapping_sub(2), keys!["up", "down"]);
        if let Some((chance, _)) = chance.filter(|_| was && *sentence == self.figure.sentence) {
            return Some(Found::again(chance, rule::COMPARED));
        }
        // "Same-store sales fell 4% as visits fell 6%; analysts had expected a rise of 1%": of what the list knows.
        let lead = self.topic.lead.as_ref().filter(|(s, at)| at == sentence && s.indicator.is_some());
        let foretold = self.status == ObsStatus::Forecast && last.indicator.is_none();
        let subject = lead.filter(|_| foretold || self.is_of_main()).map_or(last, |(s, _)| s);
        let (start, end) = (self.figure.tokens.start, self.figure.tokens.end);
        let since = self.frame.figures_end_before(start).unwrap_or(start);
        // "To fall to 2.9% **of GDP** from 3.9%"
        let yardstick = self.doc.is(since, "of").then(|| self.frame.indicators_in(since..start).next()).flatten();
        // "Expanded to 23.4% **of revenue** from 22.7%": of two parts that are set beside one another the whole is none.
        let part = |n: &Named| {
            matches!(self.figure.kind, MentionKind::Percentage(_))
                && words::ends_percent(self.doc, since - 1)
                && n.tokens.start <= since + 3
        };
        let since = yardstick
            .filter(|n| n.row().code == "gdp" || self.is_yardstick(n) || part(n))
            .map_or(since, |n| n.tokens.end);
        let near = |tokens: Range<usize>| self.frame.indicators_in(tokens).next().is_none();
        // "On revenue of $9.4 billion **versus $9.3 billion**": right behind what it is set beside.
        let behind =
            *sentence == self.figure.sentence && since < start && self.is_set_beside(since..self.figure.opening());
        if behind && self.status != ObsStatus::Forecast {
            return Some(Found::again(last, rule::COMPARED));
        }
        // "37% said they had added a charge, **up from 22%**": the same part of those.
        let same_part = self.topic.measure == Some(crate::link::observation::Measure::Share)
            && self.binding.role == Role::From
            && *sentence == self.figure.sentence
            && last.indicator.is_none()
            && self.doc.is_any(self.figure.opening().wrapping_sub(2), keys!["up", "down"])
            && matches!(self.figure.kind, MentionKind::Percentage(_));
        if same_part {
            return Some(Found::again(last, rule::COMPARED));
        }
        let bare = *sentence == self.figure.sentence && (self.is_bare_comparison() || self.is_left_behind(since));
        let foreseen = status::is_foreseen_behind(self.doc, self.figure, self.frame.tokens.end);
        // "Fell to 1.25 million vehicles from 1.27 million" too.
        let beside = self.binding.role == Role::From
            && since < start
            && self.frame.segment_of(since - 1) == self.frame.segment_of(start);
        let standard = *sentence == self.figure.sentence && (self.binding.role == Role::Than && foreseen || beside);
        // "Analysts had expected $1.24": of what was told just before.
        let own = &self.frame.segments[self.frame.segment_of(start)].tokens;
        let crowd = || (own.start..start).any(|i| words::is(self.doc, i, Class::Crowd));
        // "A reading of 104"
        // … or "against **expectations of** $5.3 billion"
        let of = self.figure.opening().wrapping_sub(1);
        let expected_of = self.doc.is(of, "of") && words::is(self.doc, of.wrapping_sub(1), Class::Expectation);
        let read = || self.binding.role == Role::Of && self.is_read_at(own);
        if expected_of
            && *sentence == self.figure.sentence
            && near(own.start..start)
            && near(end..(end + 3).min(own.end))
        {
            return Some(Found::again(last, rule::COMPARED));
        }
        // "Had expected a 1% increase", not "a quarter-point cut that would take its rate to 3%".
        let increase = || self.binding.role == Role::Before && near(end..own.end);
        let expected = self.status == ObsStatus::Forecast
            && self.figure.sentence.saturating_sub(*sentence) <= 1
            && (matches!(self.binding.role, Role::Direct | Role::To | Role::At) || increase() || read())
            && near(own.start..start)
            && (crowd() || self.is_foreseen_by_name(own) || view(self.doc, self.frame.tokens.start, start).is_some());
        // "**This compares with** $2 billion a year earlier": set beside what the sentence before told.
        let contrasted = self.binding.role == Role::Than
            && self.figure.sentence.saturating_sub(*sentence) <= 1
            && self.doc.is_any(own.start, keys!["this", "that", "it", "which"])
            && self.doc.is_any(own.start + 1, keys!["compares", "compared"])
            && near(own.start..(end + 2).min(self.frame.tokens.end));
        (contrasted
            || standard
                && near(since.max(self.frame.tokens.start)..start)
                && near(end..(end + 2).min(self.frame.tokens.end))
            || bare
            || expected && near(end..(end + 4).min(self.frame.tokens.end)))
        .then(|| self.share_of_profit(subject).unwrap_or_else(|| subject.clone()))
        .map(|subject| Found { subject, named: None, tokens: None, rule: rule::COMPARED })
    }

    /// "Spent £4.1bn on aid last year, **or 0.34% of gross national income**": the sum again.
    pub(super) fn or_of_output(&self) -> Option<Found> {
        let start = self.figure.opening();
        // "Will stand at $1.2tn by the end of the year**, 29.3% of GDP**"
        let or = self.doc.is_any(start.wrapping_sub(1), keys!["or", ","]);
        let again = or && measure::of_gdp(self.doc, self.figure);
        let (subject, _) = self.topic.sum.as_ref().filter(|(_, at)| again && *at == self.figure.sentence)?;
        let since = self.frame.figures_end_before(start)?;
        let named = self.frame.indicators_in(since..start).next().is_some();
        (!named).then(|| Found::again(subject, rule::COMPARED))
    }

    /// "Net income was $168m, or $1.21 a share, compared with **$131m**, or 92 cents": no share earns so much.
    fn whole_profit(&self) -> Option<Found> {
        let (last, at) = self.topic.subject.as_ref()?;
        let of_share = *at == self.figure.sentence && last.code() == Some("eps");
        if !of_share || self.sum().is_none_or(|v| v < OF_A_SHARE) {
            return None;
        }
        // "… to $3.10 a share, and authorized a **$500m buyback**"
        let end = self.figure.tokens.end;
        if self.frame.indicators_in(end..(end + 2).min(self.frame.tokens.end)).any(|n| n.tokens.start == end) {
            return None;
        }
        // "A loss of 7 cents a share on **revenue of** $598m"
        let of = self.figure.opening().wrapping_sub(1);
        if self.doc.is(of, "of") && self.frame.indicators_in(self.frame.tokens.start..of).any(|n| n.tokens.end == of) {
            return None;
        }
        // … "on $598 million **in revenue**"
        let end = self.frame.past(self.figure.tokens.end);
        if self.doc.is(end, "in") && self.frame.indicators_in(end..end + 3).next().is_some() {
            return None;
        }
        let before = self.frame.tokens.start..self.figure.opening();
        let profit = self.frame.indicators_in(before).rfind(|n| indicator::is_profit(n.row().code))?;
        Some(Found { tokens: None, named: None, ..self.found(profit, rule::COMPARED) })
    }

    /// "Earned 45 cents a share on revenue of $13bn. Analysts had expected **36 cents**": no revenue is so small.
    pub(super) fn share_of_profit(&self, subject: &Subject) -> Option<Subject> {
        let foreseen = self.status == ObsStatus::Forecast && subject.code() == Some("revenue");
        let small = foreseen && self.sum().is_some_and(|v| v < OF_A_SHARE);
        small.then(|| Subject { phrase: "per share".to_owned(), indicator: indicator::of_code("eps") })
    }

    /// The figure's sum of money.
    fn sum(&self) -> Option<Decimal> {
        let bare = matches!(&self.figure.kind, MentionKind::Money(m) if m.per.is_none());
        self.figure.amount().filter(|_| bare).map(|a| a.middle())
    }

    /// "Raised its estimate of inflation to 4.1%, **up from the 3.5%** it predicted": right behind the figure that it is left for.
    fn is_left_behind(&self, since: usize) -> bool {
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)];
        let way = own.tokens.start + 1;
        // "Amounted to $790bn **at the end of October**, down from $900bn": but for its time.
        // "$7.5 billion **in cash**, down from $16 billion"
        let named =
            |i: usize| self.topic.subject.as_ref().is_some_and(|(s, _)| words::last(&s.phrase) == self.doc.word(i));
        let time = |i: usize| {
            self.frame.is_period(i)
                || named(i)
                || words::is(self.doc, i, Class::Closed)
                || words::is(self.doc, i, Class::Opening)
        };
        // "Came in at £138m, **a far cry from** £163m"
        if self.doc.starts(way, keys!["a", "far", "cry", "from"]) {
            return since == own.tokens.start;
        }
        own.opener == Opener::Comma
            && since <= own.tokens.start
            && (since..own.tokens.start).all(time)
            && self.binding.role == Role::From
            && self.binding.predicate.is_some_and(|p| p.can_be(Reading::Adjective) && p.tokens.start == way)
            && self.doc.is(way + 1, "from")
            && self.frame.indicators_in(own.tokens.clone()).next().is_none()
    }

    /// Whether nothing but a word of comparison stands between two figures.
    fn is_set_beside(&self, mut between: Range<usize>) -> bool {
        let versus = |i: usize| self.doc.is_any(i, keys!["versus", "vs", "against", "compared", "opposed"]);
        let light = |i: usize| {
            self.doc.is_any(i, keys!["with", "to", "the", "a", ",", "about", "around", "."])
                || self.doc.is(i, "as") && self.doc.is(i + 1, "opposed")
        };
        between.clone().any(versus) && between.all(|i| versus(i) || light(i))
    }

    /// "An average **reading of** 104": a noun that only says that a value follows.
    fn is_read_at(&self, own: &Range<usize>) -> bool {
        let of = (own.start..self.figure.opening()).rev().take(4).find(|&i| self.doc.is(i, "of"));
        of.is_some_and(|of| words::is(self.doc, of.wrapping_sub(1), Class::Reading))
    }

    /// "… and **the IMF sees** 0.2% **and 1.3%**": by one who foresees what was told before.
    fn is_foreseen_by_name(&self, own: &Range<usize>) -> bool {
        let (mut from, mut start) = (own.start, self.figure.opening());
        let alone = |i: usize| words::is(self.doc, i, Class::Light) || self.doc.is(i, "and");
        let segment = self.frame.segment_of(start);
        if segment > 0 && (from..start).all(alone) {
            // Nothing but "and" before it: as the figure before.
            let before = &self.frame.segments[segment - 1].tokens;
            from = before.start;
            start = before.clone().find(|&i| self.frame.figure_in(i..i + 1)).unwrap_or(from);
        }
        // "Had pencilled **in** £15bn"
        let particle = |i: usize| self.doc.is(i, "in") && acts::is(self.doc, i.wrapping_sub(1), Act::Foretelling);
        let light =
            |&i: &usize| words::is(self.doc, i, Class::Light) || self.doc.is_any(i, keys!["it", "at"]) || particle(i);
        let verb = (from..start).rev().find(|i| !light(i));
        let Some(verb) = verb.filter(|&verb| acts::is(self.doc, verb, Act::Foretelling)) else { return false };
        let name =
            (from..verb).rev().find(|&i| !words::is(self.doc, i, Class::Auxiliary) && !self.doc.is(i, "currently"));
        // "**The government**, which sets the budget, is expecting 0.2%", where the verb opens what stands behind the aside
        let first = self.frame.tokens.start;
        let body = |at: usize| body_noun(self.doc, at).is_some() && self.doc.is(at.wrapping_sub(1), "the");
        let aside = || {
            let which = self.frame.segments.get(1).is_some_and(|s| self.doc.is_any(s.tokens.start + 1, keys!["which"]));
            which && body(first + 1)
        };
        name.filter(|&name| !self.doc.is(name, ",")).map_or_else(aside, |name| {
            body(name) || self.doc.is_capital(name) && !self.frame.is_place(name) || self.doc.is(name, ".")
        })
    }

    /// "**After a 2.8% gain** in the spring", "compared with a consensus of 2.4%": set beside what its sentence has just
    /// told, with no noun of its own.
    fn is_bare_comparison(&self) -> bool {
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)];
        // "Against **expectations for a gain of** 1.5 million"
        let moved = |i: usize| {
            self.doc.is_any(i.wrapping_sub(1), keys!["a", "an"])
                && self.frame.indicators_in(i..i + 1).next().is_none()
                && self.frame.predicates_in(i..i + 1).any(|p| p.is_change() && p.can_be(Reading::Noun))
        };
        let plain = |i: usize| {
            words::is(self.doc, i, Class::Closed)
                || words::is(self.doc, i, Class::Expectation)
                || moved(i)
                || words::is(self.doc, i, Class::Opening)
                || words::is(self.doc, i, Class::Light)
                || words::is(self.doc, i, Class::Value)
                || self.frame.is_period(i)
                || self.doc.kind(i) != Some(TokenKind::Word)
                || self.doc.is_any(i, keys!["compared", "not", "against"])
        };
        own.opener == Opener::Comparison
            && (own.tokens.start..self.figure.tokens.start).all(plain)
            && self.frame.indicators_in(self.figure.tokens.end..own.tokens.end).next().is_none()
    }
}
