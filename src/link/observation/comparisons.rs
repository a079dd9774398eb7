//! What the article's changes have been compared with so far, for those that do not say: flows of trade and what is made and
//! sold with what others of their kind were, a statistic with what it was itself.

use super::ChangeBasis;
use super::indicator::{self, Owner};
use super::sentence::{omitted, words};
use super::time::basis::Span;
use super::topic::{Subject, Topic};

/// Prices of parts of an index of prices.
const PARTS: &[&str] = &["food_price", "fuel_price", "gas_price", "electricity_price", "rents"];

fn is_part_of_index(subject: &Subject) -> bool {
    subject.code().is_some_and(|code| PARTS.contains(&code))
}

impl Topic {
    /// What the article said that changes of such a statistic over such a span are compared with, where it said one thing:
    /// quarters with those of a year before, flows of trade and what is sold and made with the month before or the year.
    pub fn basis(&self, subject: &Subject, span: Option<Span>) -> Option<ChangeBasis> {
        const ACTIVITY: &[&str] = &[
            "retail_sales",
            "industrial_production",
            "manufacturing_output",
            "production_volume",
            "business_investment",
            "consumer_spending",
        ];
        let span = span?;
        let told_alike = |s: &Subject| {
            let both = |of: &dyn Fn(&str) -> bool| [s, subject].iter().all(|s| s.code().is_some_and(of));
            both(&indicator::is_trade) || both(&|code| ACTIVITY.contains(&code)) || both(&|code| code == "house_prices")
        };
        // "In the first 20 days exports rose 3%. Demand from China swelled 6%": such a stretch is set beside the same one.
        let part = |s: &Subject| span == Span::Other && subject.code().is_none() && s.owner() == Owner::Area;
        let kin = |s: &Subject| match span {
            // Pay is told over a year whatever the rest is told over.
            Span::Quarter => s.owner() == subject.owner() && (s.code() != Some("wages") || s.code() == subject.code()),
            _ => told_alike(s) || part(s),
        };
        // "The deficit is up 92.6% from the same stretch of 2024. Exports have risen 5%": trade with trade, whatever was told of growth.
        let traded = span == Span::Quarter && subject.code().is_some_and(indicator::is_trade);
        let mut flows = self.bases.iter().rev().filter(|(s, of, ..)| *of == span && told_alike(s));
        let yearly = traded && flows.next().is_some_and(|(.., basis, _)| *basis == ChangeBasis::YearOnYear);
        if yearly || span == Span::Month && self.is_part_of_yearly_prices(subject) {
            return Some(ChangeBasis::YearOnYear);
        }
        let mut said = self.bases.iter().filter(|(s, of, ..)| *of == span && kin(s)).map(|(_, _, basis, _)| *basis);
        let first = said.next()?;
        // In the American accounts of a quarter all parts are annualized; "from a year earlier" is said by the way.
        if self.is_american() && first == ChangeBasis::Annualized && span == Span::Quarter {
            return said.next_back().filter(|last| *last == ChangeBasis::QuarterOnQuarter).or(Some(first));
        }
        let fits = first == ChangeBasis::YearOnYear || span == Span::Month;
        (fits && said.all(|b| b == first)).then_some(first)
    }

    /// "Consumer prices rose 1.6% from a year ago. **Gasoline** was 10.7% cheaper. **Shelter costs** rose 5%": parts of an index go
    /// on with its comparison, but where each is told over a month as well.
    fn is_part_of_yearly_prices(&self, subject: &Subject) -> bool {
        let part = |s: &Subject| {
            is_part_of_index(s)
                || s.code().is_none()
                    && ["prices", "costs", "fares", "bills"].iter().any(|w| words::last(&s.phrase) == *w)
        };
        let index = |s: &Subject| matches!(s.code(), Some("cpi" | "core_cpi"));
        if !part(subject) || self.is_american() || self.is_company {
            return false;
        }
        let mut told = self.bases.iter().rev().take_while(|(s, of, ..)| *of == Span::Month && (part(s) || index(s)));
        let mut any = false;
        let yearly = told.all(|(s, _, basis, _)| {
            any |= index(s);
            *basis == ChangeBasis::YearOnYear
        });
        yearly && any
    }

    /// "Arrivals fell 7% from a year earlier. **Those from China** dropped 30%", "house prices rose 2.6% in the year to September. **In
    /// London** they fell": a part, or the same again, in an account that has told of nothing over less than a year.
    pub fn goes_on_yearly(&self, subject: &Subject, span: Option<Span>) -> Option<ChangeBasis> {
        let short = |span: Span| matches!(span, Span::Month | Span::Quarter);
        if !span.is_some_and(short) || self.is_company {
            return None;
        }
        let mut told = self.bases.iter().filter(|(_, of, ..)| short(*of) || *of == Span::Twelve);
        let (last, ..) = told.clone().next_back()?;
        let prices = is_part_of_index(subject) && !self.is_american();
        let head = words::last(&subject.phrase);
        // "The Shanghai **index** rose 1.2%" is of a market.
        let of_market = |noun: &&str| head.eq_ignore_ascii_case(noun);
        let market = ["index", "composite", "futures", "shares", "stocks"].iter().any(of_market);
        let again = || last.indicator.is_none() && head.eq_ignore_ascii_case(words::last(&last.phrase));
        let part = (subject.indicator.is_none() && !market || prices) && (last.owner() == Owner::Area || again());
        let same = last.indicator.is_some() && last.indicator == subject.indicator;
        let yearly = told.all(|(_, _, basis, _)| *basis == ChangeBasis::YearOnYear);
        (yearly && (part || same)).then_some(ChangeBasis::YearOnYear)
    }

    /// What the last change of this statistic over such a span was compared with.
    pub fn last_basis(&self, subject: &Subject, span: Option<Span>) -> Option<ChangeBasis> {
        let same = |s: &Subject| s.indicator.is_some() && s.indicator == subject.indicator;
        self.bases.iter().rev().find(|(s, of, ..)| Some(*of) == span && same(s)).map(|(_, _, basis, _)| *basis)
    }

    /// "Prices **fell 0.2% and were up 2.2% from a year ago**. The core was flat after a 0.5% rise": of two that its last sentence told,
    /// that of the month for a change that is small.
    pub fn small_basis(&self, subject: &Subject, span: Option<Span>, sentence: usize) -> Option<ChangeBasis> {
        let same = |s: &Subject| s.indicator.is_some() && s.indicator == subject.indicator;
        let mut told = self.bases.iter().rev().filter(|(s, of, ..)| Some(*of) == span && same(s));
        let (.., last, at) = told.next()?;
        let monthly =
            told.take_while(|(.., there)| there == at).any(|(.., basis, _)| *basis == ChangeBasis::MonthOnMonth);
        (*at < sentence && *last == ChangeBasis::YearOnYear && monthly).then_some(ChangeBasis::MonthOnMonth)
    }

    /// What the first or the second of two changes that are set beside two told last was compared with: "rose 0.4% on the month
    /// and 3.5% from a year before. Increases of **0.3% and 3.4%** had been expected".
    pub fn paired_basis(&self, subject: &Subject, span: Option<Span>, second: bool) -> Option<ChangeBasis> {
        let same = |s: &Subject| s.indicator.is_some() && s.indicator == subject.indicator;
        let alike = self.bases.iter().rev().filter(|(s, of, ..)| Some(*of) == span && same(s));
        let mut told = alike.map(|(_, _, basis, at)| (*basis, *at));
        let partner = if second { told.next().map(|(basis, _)| basis) } else { None };
        let ((last, at), (first, there)) = (told.next()?, told.next()?);
        let pair = at == there && first != last && partner.is_none_or(|partner| partner == first);
        pair.then_some(if second { last } else { first })
    }

    /// A yearly change of this statistic told before in the sentence: "Denver posted the biggest annual gain, at 9%, followed
    /// by Boise, with 8%".
    pub fn yearly_here(&self, subject: &Subject, span: Option<Span>, sentence: usize) -> Option<ChangeBasis> {
        let (last, of, basis, at) = self.bases.last()?;
        // "Annual inflation was 3.4%, while **core** came in at 3.6%"
        let prices = |s: &Subject| matches!(s.code(), Some("cpi" | "core_cpi"));
        let bare = omitted::is_bare(&subject.phrase);
        // "Fuel was 5.8% dearer than a year before, while groceries were up 1%"
        let alike = match subject.indicator {
            Some(_) => last.indicator == subject.indicator || bare && prices(last) && prices(subject),
            None => true,
        };
        // "Energy prices, which fell 6.1% **in the year to September**, were 4.6% cheaper" in October; "rose 3.8% in the 12 months to
        // August, down from a peak of 5.9%".
        let same = last.indicator == subject.indicator && (last.indicator.is_some() || last.phrase == subject.phrase);
        let goes_on = alike && Some(*of) == span || same && *of == Span::Twelve && span == Some(Span::Month);
        (goes_on && *at == sentence && *basis == ChangeBasis::YearOnYear).then_some(*basis)
    }
}
