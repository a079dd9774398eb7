//! The times that the article has spoken of so far: the last one, what it reports on, what was foreseen, the day of a
//! decision.
//!
//! A part of [`Topic`]. Guarantees: history ("in 2022, 40% paid less") is never what the article reports on.

use jiff::ToSpan;
use jiff::civil::Date;

use super::indicator::{self, Owner, Told};
use super::sentence::words;
use super::time::basis::Span;
use super::topic::{Spoken, Subject, Topic};
use crate::mention::Period;
use crate::mention::period::Granularity;

/// What an economy's growth is told with.
const ACCOUNTS: [&str; 5] = ["exports", "imports", "consumer_spending", "business_investment", "government_spending"];

impl Topic {
    /// The period that a figure of this sentence is about where nothing near it says so: the one spoken of last, unless
    /// that looks back behind what the article reports on.
    pub fn current(&self, sentence: usize, owner: Owner) -> Option<Period> {
        let suits = |s: &&Spoken| s.suits(owner);
        // "In the first five months exports rose 4%. Imports fell 2%": of the five months.
        if let Some(to_date) = self.to_date.as_ref().filter(|s| sentence.saturating_sub(s.sentence) <= 1).filter(suits)
        {
            return Some(to_date.period.clone());
        }
        let first = self.first_period.as_ref();
        // "Stockpiles stood at 151 million tons **last week**. Overall exports rose 2.4%": no country's accounts are of a week.
        // … nor of "the week **ended April 20**".
        let week = |p: &Period| {
            p.granularity == Some(Granularity::Week)
                || p.days.is_some_and(|(from, to)| to.since(from).is_ok_and(|s| s.get_days() == 6))
        };
        let weekly = |s: &&Spoken| {
            owner == Owner::Area
                && week(&s.period)
                && first.is_some_and(|f| f.period.granularity > Some(Granularity::Week))
        };
        let near = self.period.as_ref().filter(|s| sentence.saturating_sub(s.sentence) <= 3).filter(|s| !weekly(s));
        let recent = near.filter(suits).or(near.filter(|_| !first.is_some_and(|f| f.suits(owner))));
        // Nor is what was told of a month in an account of this week's rates.
        let of_week = owner == Owner::Area && first.is_some_and(|f| f.period.granularity == Some(Granularity::Week));
        let looks_back = |s: &&Spoken| {
            let first = first.filter(|_| !of_week).and_then(|f| f.period.days);
            first.zip(s.period.days).is_some_and(|(f, p)| p.1 < f.0)
        };
        let spoken = recent.filter(|p| !looks_back(p)).or(first).or(recent);
        let past = self.past.as_ref().filter(|s| sentence.saturating_sub(s.sentence) <= 1).filter(suits);
        spoken.map(|s| &s.period).or(self.title_period.as_ref()).or(past.map(|s| &s.period)).cloned()
    }

    /// The earlier time of another statistic than the one that the article reports on, as long as that is spoken of: "Home
    /// prices rose 5% in July. In Denver they were up 3%" in an account of September's confidence.
    pub fn aside(&self, sentence: usize, subject: &Subject) -> Option<Period> {
        // "The economy grew 3.3% in the second quarter. Consumer spending was revised up to 1.6%", in an account of July's spending: a
        // part of the economy's growth.
        let code = |i: Option<usize>| i.map_or("", |i| indicator::row(i).code);
        let part = |s: &Spoken| {
            code(s.indicator) == "gdp"
                && Span::of(&s.period) == Some(Span::Quarter)
                && ACCOUNTS.contains(&code(subject.indicator))
        };
        // "Employers added 175,000 jobs in April. The unemployment rate rose to 3.9%", in an account of May's moods: of one report.
        let jobs = |s: &Spoken| {
            indicator::is_jobs(code(s.indicator))
                && matches!(subject.code(), Some("unemployment_rate" | "wages" | "participation_rate" | "unemployment"))
        };
        let of = |s: &&Spoken| s.indicator.is_some() && s.indicator == subject.indicator || part(s) || jobs(s);
        // Not in its own sentence: "food prices, which jumped 4.1% in September, were up 3.4%".
        // … but where the sentence goes on with what was told before it, "San Diego led with an 11% gain, followed by Boston, up 9%".
        // … and some sentences on where it is the same statistic, of which nothing else was told since.
        let reach = |s: &Spoken| if s.indicator == subject.indicator { 6 } else { 2 };
        let before = |s: &&Spoken| sentence.saturating_sub(s.sentence) <= reach(s) && s.told < sentence;
        let last = self.period.as_ref().filter(of).filter(before)?;
        let other = self.first_period.as_ref().is_some_and(|f| f.indicator.is_some() && f.indicator != last.indicator);
        (other && subject.owner() == Owner::Area).then(|| last.period.clone())
    }

    /// The quarter that the article reports on, where a month was spoken of since: an economy's growth is told by quarters.
    /// "Growth of 0.3% is meagre", behind what inflation was last month.
    pub fn quarter_of(&self, subject: &Subject, spoken: &Period) -> Option<Period> {
        let first = self.first_period.as_ref().filter(|s| Span::of(&s.period) == Some(Span::Quarter))?;
        // So are what households and firms spend and what is shipped abroad, in an account of it, behind prices of a month.
        let is_part = |s: &Option<usize>| s.is_some_and(|i| ACCOUNTS.contains(&indicator::row(i).code));
        let accounts = first.indicator.is_some_and(|i| indicator::row(i).code == "gdp");
        let behind = self.period.as_ref().is_some_and(|s| s.indicator.is_some() && !is_part(&s.indicator));
        let part = accounts && is_part(&subject.indicator) && behind;
        let growth =
            (matches!(subject.code(), Some("gdp" | "gdp_per_capita")) || part) && Span::of(spoken) == Some(Span::Month);
        growth.then(|| first.period.clone())
    }

    /// The time that a forecast just before is of: "It sees revenue of $45bn this quarter. Analysts had expected $46bn."
    pub fn foreseen(&self, subject: &Subject, sentence: usize) -> Option<Period> {
        let company = |s: &Subject| s.owner() == Owner::Entity;
        // "Raised its official forecast to 3%": of what was foreseen.
        let alike = |s: &Subject| {
            s.indicator == subject.indicator || company(s) && company(subject) || is_outlook(s) || is_outlook(subject)
        };
        let last = self
            .foreseen
            .as_ref()
            .filter(|(s, _, at)| alike(s) && sentence - at <= 1 + usize::from(company(s) && company(subject)));
        last.map(|(_, period, _)| period.clone())
    }

    /// The time of what a company foresaw a few sentences before of itself.
    pub fn company_outlook(&self, subject: &Subject, sentence: usize) -> Option<Period> {
        const NEAR: usize = 6;
        let company = |s: &Subject| s.owner() == Owner::Entity;
        let (_, period, _) = self.foreseen.as_ref().filter(|(s, _, at)| {
            company(s) && company(subject) && self.is_company && sentence.saturating_sub(*at) <= NEAR
        })?;
        Some(period.clone())
    }

    /// "It expects 11 million guests in 2005. **Receipts are forecast** to fall 12%": an outlook goes on in the next sentence, of
    /// whatever is told period by period.
    pub fn outlook_goes_on(&self, subject: &Subject, sentence: usize) -> Option<Period> {
        let told = |s: &Subject| s.told() == Told::Series && s.code() != Some("policy_rate");
        let (_, period, _) =
            self.foreseen.as_ref().filter(|(s, _, at)| told(s) && told(subject) && sentence - at == 1)?;
        (period.granularity >= Some(Granularity::Quarter)).then(|| period.clone())
    }

    /// Takes note of a day of these around the publication as that of a decision.
    pub fn note_decision(&mut self, days: Option<(Date, Date)>, sentence: usize, published: Option<Date>) {
        let near = |d: Date| {
            let days = published.and_then(|p| d.since(p).ok()).map(|s| s.get_days());
            days.is_some_and(|days| (-3..=8).contains(&days))
        };
        if let Some((day, _)) = days.filter(|d| d.0 == d.1 && near(d.0)) {
            self.decision = Some((day, sentence));
        }
    }

    /// The day of the decision that is reported: the one told of, else that of the publication.
    pub fn decided_on(&self, published: Option<Date>) -> Option<Date> {
        self.decision.map(|(day, _)| day).filter(|day| published.is_none_or(|p| *day <= p)).or(published)
    }

    /// The day of the decision to come, a few sentences behind where it is told: "The bank decides on Thursday. It will hold
    /// its rate at 3%".
    pub fn awaited_on(&self, sentence: usize, published: Option<Date>) -> Option<Date> {
        let near = self.decision.filter(|(_, at)| sentence.saturating_sub(*at) <= 3);
        near.map(|(day, _)| day).filter(|day| published.is_some_and(|p| *day >= p))
    }

    /// The days of the period that the article reports on.
    pub fn first_days(&self) -> Option<(Date, Date)> {
        self.first_period.as_ref().and_then(|s| s.period.days)
    }

    /// Whether a period is only a part of the quarter, half-year or year of which a company's results are told.
    pub fn is_passing(&self, period: &Period) -> bool {
        const QUARTER: i32 = 80;
        let results = self.first_period.as_ref().filter(|s| {
            (s.owner == Some(Owner::Entity) || s.owner != Some(Owner::Area) && self.is_company)
                && s.period.days.is_none_or(|(from, to)| to.since(from).is_ok_and(|s| s.get_days() >= QUARTER))
        });
        results.is_some() && period.days.is_some_and(|(from, to)| to.since(from).is_ok_and(|s| s.get_days() < QUARTER))
    }

    /// Takes note of a period that a figure or a sentence tells of. What the article reports on stays the first one,
    /// unless that has not ended yet or no figure was told of it, and this one lies in it.
    pub fn speak(&mut self, spoken: Spoken, published: Option<Date>) {
        // "In 2022, 40% of them paid less", "grew 70% between 2022 and 2023": history.
        let history = published.zip(spoken.period.days).is_some_and(|(published, (from, to))| {
            to.saturating_add(13.months()) < published || to.since(from).is_ok_and(|s| s.get_days() > 366)
        });
        if history {
            self.past = Some(spoken);
            return;
        }
        if let Some(first) = &self.first_period {
            let inside =
                first.period.days.zip(spoken.period.days).is_some_and(|(f, s)| f.0 <= s.0 && s.1 <= f.1 && f != s);
            let running = published.zip(first.period.days).is_some_and(|(p, d)| p < d.1);
            // "Labour market, **October 2024** … The rate was 4% in the three months to August": of what is told, and not of the month
            // of the release.
            let released = running
                && first.owner.is_none()
                && spoken.owner == Some(Owner::Area)
                && Span::of(&spoken.period) == Some(Span::Quarter)
                && spoken.sentence <= first.sentence + 3
                && first.period.days.zip(spoken.period.days).is_some_and(|(f, s)| s.1 < f.0);
            if released || inside && (running || first.owner.is_none() && spoken.owner.is_some()) {
                self.first_period = Some(spoken.clone());
            }
        } else {
            self.first_period = Some(spoken.clone());
        }
        if Span::of(&spoken.period) == Some(Span::Quarter) {
            self.quarter = Some(spoken.period.clone());
        }
        self.period = Some(spoken);
        self.to_date = None;
    }

    /// The time that was spoken of last in this sentence.
    pub fn spoken_in(&self, sentence: usize) -> Option<&Spoken> {
        [&self.past, &self.period].into_iter().flatten().find(|s| s.sentence == sentence)
    }

    /// Whether a period was spoken of in this sentence or the one before.
    pub fn just_spoken(&self, sentence: usize) -> bool {
        self.period.as_ref().is_some_and(|s| sentence.saturating_sub(s.sentence) <= 1)
    }

    /// What was spoken of last is still spoken of in this sentence.
    pub fn go_on(&mut self, period: &Period, sentence: usize) {
        for spoken in [&mut self.period, &mut self.to_date] {
            if let Some(last) = spoken.as_mut().filter(|s| s.period.days == period.days) {
                last.sentence = last.sentence.max(sentence);
            }
        }
    }
}

/// A forecast of what its own words do not say: "its official forecast".
fn is_outlook(subject: &Subject) -> bool {
    let said = |word: &&str| words::holds(&subject.phrase, word);
    subject.indicator.is_none() && ["forecast", "outlook", "projection", "estimate"].iter().any(said)
}
