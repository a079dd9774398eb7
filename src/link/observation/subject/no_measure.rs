//! Sums that measure nothing: limits, examples, units, and which things are meant.
//!
//! A part of [`super::sums`].

use rust_decimal::Decimal;

use super::measured::Candidate;
use super::standard::OF_A_SHARE;
use crate::link::observation::sentence::acts::{self, Act};
use crate::mention::Money;
use crate::text::keys;

impl Candidate<'_> {
    /// Whether a sum is a limit, an example or a unit, and measures nothing.
    pub(super) fn is_no_measure(&self, m: &Money) -> bool {
        let end = self.figure.tokens.end;
        // "Prices in the **$80**s": a range, not a sum.
        self.doc.is(end, "s") && self.doc.glued(end)
            || self.is_size_of_loan()
            // "Homes **worth $1m or more**": which ones, not what is measured.
            || self.doc.is(self.word_before(), "worth") && self.doc.is(end, "or")
            // "Homes **priced above $1 million**"
            || self.doc.is_any(self.word_before(), keys!["priced", "costing"])
                && self.doc.lower(self.word_before().wrapping_sub(1)).ends_with('s')
                && !self.doc.is(self.word_before().wrapping_sub(1), "shares")
                && self.figure.opening() < self.figure.tokens.start
            || self.is_limit_of_price()
            || self.is_size_of_items()
            // "One dollar bought 102.55 yen": the unit of a rate.
            || m.per.is_none() && self.is_unit_of_rate()
            || self.is_of_earners()
            || self.is_denomination(m)
    }

    /// "VAT falls to 6% **for houses sold at up to €648,000**", "a levy on cars bought for more than $50,000": which ones, behind what is
    /// said to hold for them.
    fn is_limit_of_price(&self) -> bool {
        let (at, start) = (self.word_before(), self.figure.tokens.start);
        let verb = at.wrapping_sub(1);
        let priced = self.doc.is_any(at, keys!["at", "for"])
            && self.doc.is_any(verb, keys!["sold", "bought", "valued", "priced", "offered"]);
        let bounded = (self.figure.opening()..start)
            .any(|i| self.doc.is_any(i, keys!["to", "over", "above", "under", "below", "than", "least", "most"]));
        let noun = verb.wrapping_sub(1);
        let governed = (1..=2).any(|back| self.doc.is_any(noun.wrapping_sub(back), keys!["for", "on", "of", "to"]));
        priced && bounded && governed && self.doc.lower(noun).ends_with('s')
    }

    /// "Sales of big-ticket **items over $1,000** were down 6.5%", "cars **under £10,000** fell by 2%": which ones, where the verb and
    /// what is measured come behind.
    fn is_size_of_items(&self) -> bool {
        let (start, end) = (self.figure.tokens.start, self.figure.tokens.end);
        let noun = self.word_before();
        let own = &self.frame.segments[self.frame.segment_of(start)].tokens;
        let bounded = (self.figure.opening()..start)
            .any(|i| self.doc.is_any(i, keys!["over", "above", "under", "below", "than"]));
        let verb = self.frame.predicates_in(end..own.end).next();
        // "Adults **with incomes under $45,000**"
        let income = self.doc.is_any(noun, keys!["incomes", "earnings", "salaries"])
            && self.doc.is_any(noun.wrapping_sub(1), keys!["with", "on"])
            && acts::is(self.doc, noun.wrapping_sub(2), Act::People);
        if bounded && income {
            return true;
        }
        bounded
            && noun >= own.start
            && self.doc.lower(noun).ends_with('s')
            && verb.is_some_and(|p| p.tokens.start == end && self.frame.figure_in(p.tokens.end..own.end))
            && self.frame.predicates_in(own.start..start).next().is_none()
            && self.frame.indicators_in(noun..noun + 1).next().is_none()
    }

    /// "A **$5 note**", "the **10p coin**": which coin it is. Coins and notes are worth one, two or five of a unit, or so many
    /// tens of it; "a $300m note" is a debt, "a $78 bill" is to be paid.
    fn is_denomination(&self, m: &Money) -> bool {
        let piece = keys!["note", "notes", "banknote", "banknotes", "bill", "bills", "coin", "coins"];
        let leading = |mut cents: i128| {
            while cents != 0 && cents % 10 == 0 {
                cents /= 10;
            }
            cents
        };
        let cents = || m.amount.middle() * Decimal::ONE_HUNDRED;
        self.doc.is_any(self.figure.tokens.end, piece)
            && m.amount.middle() < OF_A_SHARE
            && matches!(leading(cents().trunc().mantissa()), 1 | 2 | 5)
    }

    /// "The monthly payment **on a $400,000 loan**", "20 percent down on a $400,000 house": an example of one, no statistic.
    fn is_size_of_loan(&self) -> bool {
        let article = self.figure.opening().wrapping_sub(1);
        self.doc.is_any(self.figure.tokens.end, keys!["loan", "mortgage", "house", "home"])
            && self.doc.is_any(article, keys!["a", "an"])
            && self.doc.is_any(article.wrapping_sub(1), keys!["on", "with"])
    }

    /// Whether the figure is the one euro that is "worth $1.32".
    fn is_unit_of_rate(&self) -> bool {
        let one = self.doc.is_any(self.figure.tokens.start, keys!["one", "1"]);
        // "For **every $100** in sales, it kept $17"
        let every = self.doc.is_any(self.figure.opening().wrapping_sub(1), keys!["every", "each"]);
        let end = self.figure.tokens.end;
        every || one && (acts::is(self.doc, end, Act::Fetching) || self.doc.is_any(end, keys!["is", "was"]))
    }
}
