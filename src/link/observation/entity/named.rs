//! Whom the sentence names as the one whose figure it is: as its subject or right beside it, as who is bid for or aimed at,
//! or at the opening of the segment.

use super::Whose;
use super::holder::{foresees_it, is_thing, owns};
use super::owner::{Search, nominal};
use super::sector;
use super::unit::is_bare;
use crate::link::observation::ObsStatus;
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::{subject_of, verb_behind};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::source::aim;
use crate::mention::name::{Name, NameKind, are_companies, body_noun};
use crate::text::{TokenKind, keys};

impl Whose<'_> {
    /// "Calder's sales rose 3%, while **those of Pelham** fell 4%": whose what was just spoken of is here.
    pub(super) fn those_of(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let opens = |i: usize| {
            let before = i.wrapping_sub(1);
            doc.is_any(before, keys!["and", "while", "but", "whereas", "though", "although", ",", ";", "—"])
        };
        let stands = |&i: &usize| {
            doc.is_any(i, keys!["those", "that"]) && doc.is_any(i + 1, keys!["of", "at", "in"]) && opens(i)
        };
        let those = (frame.tokens.start + 1..self.start).rev().find(stands)?;
        let at = those + 2 + usize::from(doc.is(those + 2, "the"));
        let name = names.at(at).filter(|n| n.tokens.start == at && n.kind != NameKind::Person)?;
        let since = self.search.last(&(name.tokens.end..self.start), true);
        if since.is_none() { self.search.name_of(name).filter(|name| !is_thing(name)) } else { None }
    }

    /// "Its share is 25%, ahead of **Pelham's 24%** and Orvex's 23%": whose the figure itself is said to be, behind another.
    pub(super) fn figure_of(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let clitic = self.asked.figure.opening().checked_sub(1)?;
        if doc.kind(clitic) != Some(TokenKind::Clitic) || self.asked.subject_tokens.is_some_and(|s| s.start > clitic) {
            return None;
        }
        let name = names.at(clitic.checked_sub(1)?).filter(|n| n.tokens.end == clitic || n.tokens.end == clitic + 1)?;
        let told = frame.figure_in(frame.tokens.start..clitic);
        let firm = || self.search.owns(name) || name.kind == NameKind::Unknown;
        let called = || self.search.name_of(name).filter(|name| !is_thing(name));
        if told && firm() { called() } else { None }
    }

    /// "**Coinbase** gained 4%": of whom it is said.
    pub(super) fn subject_itself(&self) -> Option<String> {
        self.search.named(self.asked.subject_tokens?)
    }

    /// "The sale valued **Calder** - which owns Pelham - at $2bn", "that would value **the company** at $3bn": who is bid for.
    pub(super) fn bid_for(&self) -> Option<String> {
        let doc = self.search.doc;
        let is_valuing = |i: &usize| doc.is_any(*i, keys!["value", "values", "valued", "valuing"]);
        let named = || {
            let verb = self.sentence_before().rev().find(is_valuing)?;
            self.search.last(&(verb + 1..(verb + 4).min(self.start)), true)
        };
        let named = if self.code() == Some("market_cap") { named() } else { None };
        named.or_else(|| self.sold()).or_else(|| {
            let verb = self.before().rev().find(is_valuing)?;
            let (target, told) = self.topic.target.as_ref().filter(|_| nominal(doc, verb + 1).is_some())?;
            (self.asked.figure.sentence.saturating_sub(*told) <= 2).then(|| target.clone())
        })
    }

    /// "The mill, **Gorsk**, was sold for $800m", "**Orvex** has been bought for $3bn": who changes hands.
    fn sold(&self) -> Option<String> {
        const REACH: usize = 8;
        let Search { doc, names, frame } = self.search;
        if self.code() != Some("deal_value") {
            return None;
        }
        let from = self.start.saturating_sub(REACH).max(frame.tokens.start);
        let participle =
            |&i: &usize| doc.is_any(i, keys!["sold", "bought", "acquired", "resold", "auctioned", "privatised"]);
        let been = |i: usize| doc.is_any(i, keys!["was", "were", "been", "be"]);
        let adverb =
            |i: usize| doc.lower(i).ends_with("ly") || doc.is_any(i, keys!["however", "later", "then", "also"]);
        // "Was **however** sold"
        let behind = |i: usize| [1, 2].map(|back| i.wrapping_sub(back)).into_iter().find(|&i| !adverb(i));
        let be = (from..self.start).rev().filter(participle).find_map(|i| behind(i).filter(|&be| been(be)))?;
        let has = |i: usize| doc.is_any(i, keys!["has", "had", "have", "will", "would", "to", "could", "may"]);
        let verb = (frame.tokens.start..be).rev().take_while(|&i| has(i)).last().unwrap_or(be);
        // "The mill, **Gorsk**, was": the name in apposition to what it is.
        let apposed = || {
            let name = names.at(verb.checked_sub(2)?).filter(|_| doc.is(verb - 1, ","))?;
            (name.tokens.end + 1 == verb && doc.is(name.tokens.start.wrapping_sub(1), ",")).then_some(name)
        };
        // "Calder will sell its lighting arm, **Orvex**. **The unit** was bought for $2bn": the part that the sentence before named.
        if verb == frame.tokens.start + 2 && is_bare(doc, frame.tokens.start) {
            let before = self.asked.figure.sentence.checked_sub(1).and_then(|s| doc.sentences.get(s))?;
            return self.part_in(before, false);
        }
        let name = subject_of(doc, frame, names, verb).or_else(apposed).filter(|n| n.kind != NameKind::Person)?;
        self.search.name_of(name).filter(|name| !is_thing(name))
    }

    /// "Sales jumping 28% **at Bebe Stores** and 32% **at American Eagle**"
    pub(super) fn house_behind(&self) -> Option<String> {
        let Search { doc, names, .. } = self.search;
        let end = self.asked.figure.tokens.end;
        // "Compared with a 6% **gain at GM**"
        let moved = self.search.frame.predicates_in(end..end + 1).any(|p| p.is_change() && p.can_be(Reading::Noun));
        let end = end + usize::from(moved);
        // … "and a 40% **plunge for Tesla**".
        if !(doc.is(end, "at") || moved && doc.is(end, "for") && names.at(end + 1).is_some()) {
            return None;
        }
        // … "who oversees **$2.4 billion at Calder Advisors**", whatever that is known for.
        let house = || {
            let house = names.at(end + 1).filter(|n| n.kind != NameKind::Person)?;
            (self.asked.subject.phrase == "assets under management").then(|| self.search.name_of(house)).flatten()
        };
        let named = self.search.last(&(end..end + 8), true);
        named.or_else(|| self.search.unknown(&(end + 1..end + 5))).or_else(house)
    }

    /// "Pelham cut **its target** for the stock to £11", "Pelham **has** a $680 price **target** on the stock": whose stock it
    /// is, not whose target; who is not named beside it is the one the article is about, or nobody.
    pub(super) fn of_aim(&self) -> Option<Option<String>> {
        let Search { doc, frame, .. } = self.search;
        if self.code() != Some("share_price") {
            return None;
        }
        let main = || self.upgraded().or_else(|| self.topic.entity.clone());
        let status = self.asked.status;
        if matches!(status, ObsStatus::Target | ObsStatus::Previous)
            && let Some((_, aim)) = aim::own_aim(doc, &self.sentence_before())
        {
            let named = self.search.last(&(aim..self.start), true);
            return Some(named.or_else(|| self.search.unknown(&(aim + 1..self.start))).or_else(main));
        }
        let held = if status == ObsStatus::Target { aim::held_aim(doc, frame, self.asked.figure) } else { None };
        held.map(|(_, aim)| self.search.last(&(aim..aim + 8), true).or_else(main))
    }

    /// "**Harlow** rose after Pelham upgraded **the casino operator** and raised its price target to $26": whose stock a bank judges
    /// anew, as the sentence opened with it.
    fn upgraded(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let before = self.sentence_before();
        let judged = |&i: &usize| {
            let verb = i.wrapping_sub(1);
            doc.is(i, "the") && doc.is_any(verb, keys!["upgraded", "downgraded", "upgrading", "downgrading"])
        };
        let the = before.clone().find(|i| judged(i) && nominal(doc, *i).is_some())?;
        let first = names.within(&(frame.tokens.start..the)).first()?;
        let opens = first.tokens.start <= before.start + 1 && self.search.owns(first);
        if opens { self.search.name_of(first) } else { None }
    }

    /// "**Calder**, which bought Pelham last year, said on Monday that **it** would": who says what it does itself is its
    /// sentence's subject, whoever is named by the way.
    pub(super) fn told_of_itself(&self) -> Option<String> {
        const SAID: usize = 4;
        let Search { doc, names, frame } = self.search;
        let before = self.sentence_before();
        let it = self.before().rev().find(|&i| doc.is(i, "it"))?;
        let said = (it.saturating_sub(SAID).max(before.start)..it).rev().find(|&i| words::is(doc, i, Class::Saying))?;
        let first = names.within(&(before.start..said)).first()?;
        let opens = first.tokens.start <= before.start + 1 && self.search.owns(first);
        let silent = !frame.figure_in(before.start..it) && self.search.last(&(it..self.start), true).is_none();
        (opens && silent).then(|| self.search.name_of(first)).flatten()
    }

    /// "**Airbus**, Boeing's only rival, lacks engines, but **it** delivered 497 jets": whom the sentence opens with, whoever an aside
    /// behind it names.
    pub(super) fn opener_again(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let opening =
            |&i: &usize| words::is(doc, i, Class::Opening) || doc.is_any(i, keys![",", "and", "but", "while"]);
        let it = self.before().find(|i| !opening(i)).filter(|&i| doc.is(i, "it"))?;
        let start = frame.tokens.start;
        let first = names.within(&(start..it)).first().filter(|n| n.tokens.start == start && self.search.owns(n))?;
        let aside =
            frame.segments.get(1).filter(|s| s.tokens.start == first.tokens.end && doc.is(s.tokens.start, ","))?;
        let others = names.within(&(first.tokens.end..it)).iter();
        let inside = others.into_iter().all(|n| !self.search.owns(n) || n.tokens.end <= aside.tokens.end);
        let silent = self.search.last(&(it..self.start), true).is_none();
        (inside && silent).then(|| self.search.name_of(first)).flatten()
    }

    /// "Citigroup shaved **its earnings forecast** by 1.5%", in an article on Calder: whose results a bank foresees, not its own.
    pub(super) fn forecast_of(&self) -> Option<String> {
        const LONGEST: usize = 5;
        let Search { doc, names, frame } = self.search;
        if !self.topic.is_company || !self.code().is_some_and(|code| code == "revenue" || indicator::is_profit(code)) {
            return None;
        }
        let before = frame.tokens.start..self.start;
        let own = |i: &usize| doc.is_any(*i, keys!["its", "their"]);
        let its = before.rev().find(|i| own(i) && (i + 1..i + LONGEST).any(|k| acts::is(doc, k, Act::Foretold)))?;
        let teller = names.within(&(frame.tokens.start..its)).iter().find(|n| n.kind == NameKind::Body)?;
        let house = names.entities.get(teller.entity).is_some_and(|e| matches!(e.body.0, "bank" | "research"));
        let main = self.topic.entity.as_ref().filter(|main| names.name_of(teller.entity) != Some(main.as_str()))?;
        (house && names.within(&(its..self.start)).is_empty()).then(|| main.clone())
    }

    /// "Rival **Calder**, which merged with Orvex, reports on Friday; Pelham expects **it** to have made a profit": whom the
    /// sentence began with, else whom the one before spoke of, and not who foresees it.
    pub(super) fn foreseen_of_it(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let verb = self.before().rev().find(|&i| foresees_it(doc, i))?;
        let named = self.search.last(&(verb + 2..self.start), true);
        if named.is_some() {
            return named;
        }
        let first = names.within(&(frame.tokens.start..verb)).iter().find(|n| self.search.owns(n));
        match first {
            Some(first) => self.search.name_of(first),
            None => self.search.antecedent(&[], self.asked.figure.sentence, self.topic),
        }
    }

    /// "**The group**, which includes Pelham and Orvex, employs 103,000": whom the noun stands for whose verb follows an aside,
    /// whoever is named in it.
    pub(super) fn noun_before_aside(&self) -> Option<String> {
        const LONGEST: usize = 5;
        let Search { doc, names, frame } = self.search;
        let start = frame.tokens.start;
        if !doc.is(start, "the") || self.segment.start == start || !doc.is(self.segment.start, ",") {
            return None;
        }
        let noun = |i: usize| body_noun(doc, i).filter(|(_, kinds)| are_companies(kinds));
        let (end, kinds) = (start + 1..start + LONGEST).find_map(noun)?;
        // "…, **employs** 3,000", "…, **has sold** 3,000"
        let verb = self.segment.start + 1..self.segment.start + 3;
        let plain = names.within(&(start..end)).is_empty() && verb.contains(&verb_behind(doc, frame, end));
        let named = || self.search.last(&(self.segment.start..self.start), true);
        if !plain || named().is_some() {
            return None;
        }
        self.search.antecedent(kinds, self.asked.figure.sentence, self.topic)
    }

    /// "**Calder**, the owner of Pelham, raised **its** forecast": the sentence's first owner before it.
    pub(super) fn its_owner(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let tokens = self.asked.subject_tokens?;
        let its = (tokens.start.saturating_sub(3)..tokens.start).find(|&i| doc.is(i, "its"))?;
        let before = frame.tokens.start..its;
        // "Calder cut its dividend, **while Orvex raised its own**": whose clause it is.
        let clause =
            (frame.tokens.start + 1..its).rev().find(|&i| doc.is_any(i, keys!["while", "whereas", "but", ";"]));
        if let Some(own) = clause.and_then(|at| self.search.last(&(at..its), true)) {
            return Some(own);
        }
        let opens = names.within(&before).first().is_some_and(|n| owns(doc, names, n));
        opens.then(|| self.search.last(&before, true)).flatten()
    }

    /// The owner with which the segment opens, behind its conjunction: "**Delta**'s was 8.9%", "while **Coinbase** gained 4%",
    /// "compared to **Pelham**'s $17.8bn". A subject from an earlier segment goes on with it.
    pub(super) fn opener(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        if self.asked.subject_tokens.is_some_and(|s| self.segment.contains(&s.start)) {
            return None;
        }
        let tokens = self.before();
        // "While **at loss-making Calder** sales fell"
        let at = (tokens.start..tokens.start + 3).find(|&i| doc.is(i, "at")).filter(|&at| {
            let open = |i: usize| !words::is(doc, i, Class::Closed) && !frame.is_place(i);
            let name = names.within(&(at..tokens.end)).first();
            name.is_some_and(|n| n.tokens.start <= at + 4 && (at + 1..n.tokens.start).all(open))
        });
        let reach = at.map_or(tokens.start + 3, |at| at + 4);
        let Some(name) = names.within(&tokens).first().filter(|n| n.tokens.start <= reach) else {
            return self.search.head(self.segment); // "And **Calder**'s, which had gained 14%"
        };
        // "Calder said it would prefer to see Pelham return $500m": who only speaks of another.
        let others = names.within(&(name.tokens.end..tokens.end)).iter().any(|n| self.search.owns(n));
        if others && doc.is_any(verb_behind(doc, frame, name.tokens.end), keys!["said", "says"]) {
            return None;
        }
        // "UPS has shed 48,000 jobs, and **Pelham 1,800**"
        let gapped = || name.tokens.end == self.asked.figure.opening() && name.tokens.start > tokens.start;
        let unknown = name.kind == NameKind::Unknown && (at.is_some() || self.moves(name) || gapped());
        if !self.search.owns(name) && !unknown {
            return None;
        }
        let light = (tokens.start..at.unwrap_or(name.tokens.start)).all(|i| {
            words::is(doc, i, Class::Closed)
                || words::is(doc, i, Class::Opening)
                || doc.kind(i) == Some(TokenKind::Punct)
                || doc.is_any(
                    i,
                    keys!["while", "at", "and", "but", "compared", "to", "with", "rival", "whereas", "versus"],
                )
        });
        let name = light.then(|| self.search.name_of(name)).flatten();
        name.filter(|n| !unknown || !is_thing(n))
    }

    /// Whether a name of which nothing is known gained or lost, or had: "while **Coinbase gained** 4%", "**Delta's was** 8.9%".
    fn moves(&self, name: &Name) -> bool {
        let Search { doc, frame, .. } = self.search;
        let end = name.tokens.end;
        let has = doc.kind(end) == Some(TokenKind::Clitic) && doc.is_any(end + 1, keys!["was", "is", "were", "are"]);
        let limit = (end + 3).min(self.start);
        has || frame.predicates_in(end..limit).any(|p| p.tokens.start == end)
    }

    /// The owner right before or behind the subject: "**Walmart**'s stock", "shares of **Home Depot**", "profits at
    /// **Barclaycard**".
    pub(super) fn beside_subject(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let tokens = self.asked.subject_tokens?;
        // "14% of the market in Europe**; Tesla** slipped": not who the next statement is of.
        let limit = (tokens.end + 6).min(frame.tokens.end);
        let behind = tokens.end..(tokens.end..limit).find(|&i| doc.is(i, ";")).unwrap_or(limit);
        let at = || names.within(&behind).first().and_then(|n| self.search.name_of(n));
        let at = || if doc.is(tokens.end, "at") { at() } else { None };
        // "Shares in": the preposition as the subject's last word, or behind it.
        let inside = doc.is_any(tokens.end.wrapping_sub(1), keys!["of", "in"]);
        let of = inside || doc.is_any(tokens.end, keys!["of", "in", "at", "for", "by"]);
        // "Calder completed **its $4.5bn acquisition of** Pelham": who is bought pays nothing.
        let noun = tokens.end - 1 - usize::from(inside && tokens.len() > 1);
        let bought = of && self.code() == Some("deal_value") && nouns::is(doc, noun, nouns::Class::Takeover);
        let named = || if of && !bought { self.search.last(&behind, true) } else { None };
        // "Stock of XPeng", "shares in Harlow United": what has shares is a company, whatever else is known of it.
        let stock = || {
            // … and so is what someone has a stake in.
            let priced = (matches!(self.code(), Some("share_price" | "market_cap"))
                || self.asked.subject.phrase == "stake")
                && (inside || doc.is_any(tokens.end, keys!["of", "in"]));
            let name = tokens.end + usize::from(!inside);
            // "67% of **Orvex's** affiliate", "of **the Gorsk mine**" are of something else.
            let own = |n: &Name| n.tokens.start == name && doc.kind(n.tokens.end) != Some(TokenKind::Clitic);
            let whole = self.code().is_some() || names.at(name).is_some_and(own);
            (priced && whole).then(|| self.search.unknown(&(name..behind.end))).flatten()
        };
        // "After its takeover of Pelham, **the company would cut** 500 jobs"
        let clause = self.company_clause().map(|(at, _)| at).filter(|&at| at < tokens.start);
        // "Calder, which competes with Pelham**, brought in** $9bn": behind an aside it is who stands before it.
        let segment = frame.segment_of(tokens.start);
        let aside = frame.aside_before(doc, segment).map(|_| frame.segments[segment].tokens.start);
        // … and "expects planes from Pelham**, and plans to cut its staff**" is of who expects them.
        let own = &frame.segments[segment];
        let and = own.opener == Opener::And || doc.starts(own.tokens.start, keys![",", "and"]);
        let goes_on = and.then_some(own.tokens.start);
        let first = clause.or(aside).or(goes_on).unwrap_or(frame.tokens.start);
        let around = tokens.start.saturating_sub(5).max(first)..tokens.end;
        // "**Orvex** shares tumbled": right before them, too.
        let priced = || {
            let name = names.at(tokens.start.checked_sub(1)?).filter(|n| n.kind == NameKind::Unknown)?;
            self.search.unknown(&name.tokens)
        };
        let priced = || if self.code() == Some("share_price") { priced() } else { None };
        let near = self.search.possessor(tokens).or_else(at).or_else(named).or_else(stock).or_else(priced);
        let around = if bought { first..tokens.start } else { around };
        near.or_else(|| self.search.last(&around, false))
    }

    /// "**The cloud business** grew 30%": a part of a company; "**restaurants** employ 12 million people", where none is spoken of.
    pub(super) fn division(&self) -> Option<String> {
        let Search { doc, names, frame } = self.search;
        let part = sector::beside(doc, frame, names, self.segment, self.start)?;
        let employs = || !self.topic.is_company && matches!(self.code(), Some("staff" | "layoffs"));
        (words::has(words::last(&part), Class::Division) || employs()).then_some(part)
    }
}
