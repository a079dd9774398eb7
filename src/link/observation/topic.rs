//! What the article is about, and what was spoken of last: what a figure inherits when its sentence does not say.
//!
//! News names its country, company and period once, in the headline or the first sentences, and then leaves them out. What
//! its times tell is asked in [`super::spoken`], what its changes are compared with in [`super::comparisons`].

use std::cell::OnceCell;
use std::mem::{Discriminant, discriminant};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::area;
use super::entity::about;
use super::headed::Whole;
use super::home;
use super::indicator::{self, Kind, Named, Owner, Told};
use super::sentence::words;
use super::source::publisher::Publishers;
use super::table::Header;
use super::time::basis::Span;
use super::time::titled;
use super::{Area, ChangeBasis, Measure};
use crate::mention::name::Names;
use crate::mention::place::{self, CountryForm, country_name};
use crate::mention::{Mention, MentionKind, Period};
use crate::text::{Doc, keys};

/// An indicator as a figure's subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The measured thing in the article's words.
    pub phrase: String,
    /// Its row in the list, where one fits.
    pub indicator: Option<usize>,
}

impl Subject {
    /// What a percentage beside it means; a change where nothing is known.
    pub fn kind(&self) -> Kind {
        let kind = self.indicator.map_or(Kind::Amount, |i| indicator::row(i).kind);
        // "The layoff rate" is a rate, whatever layoffs are told in; "the growth rate" of sales is how they change.
        let rate = kind == Kind::Amount
            && matches!(words::last(&self.phrase), "rate" | "ratio")
            && !self.phrase.ends_with("rowth rate");
        if rate { Kind::Rate } else { kind }
    }

    /// Whose figure it is.
    pub fn owner(&self) -> Owner {
        self.indicator.map_or(Owner::Either, |i| indicator::row(i).owner)
    }

    /// How its figures are told.
    pub fn told(&self) -> Told {
        self.indicator.map_or(Told::Series, |i| indicator::row(i).told)
    }

    /// Its code.
    pub fn code(&self) -> Option<&'static str> {
        self.indicator.map(|i| indicator::row(i).code).filter(|code| !code.is_empty())
    }
}

/// How large a figure was.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Whether it was in percent, a sum or a count.
    pub kind: Discriminant<MentionKind>,
    /// Its amount, the middle of a range.
    pub value: Decimal,
}

impl Size {
    /// What a figure tells.
    pub(super) fn of(figure: &Mention) -> Option<Self> {
        Some(Self { kind: discriminant(&figure.kind), value: figure.amount()?.middle() })
    }

    /// How far another figure is from it, where they are of one kind.
    pub(super) fn apart(&self, figure: &Self) -> Option<Decimal> {
        (self.kind == figure.kind).then(|| (self.value - figure.value).abs())
    }
}

/// What one sentence told to be so, figure by figure.
#[derive(Debug, Default)]
pub struct Facts {
    /// The sentence.
    pub sentence: usize,
    /// Its figures, each of what.
    pub figures: Vec<(Size, Subject)>,
}

impl Facts {
    /// How many facts an estimate may be held against.
    const MOST: usize = 12;

    /// Takes note of a figure of a sentence.
    pub(super) fn note(&mut self, figure: &Mention, subject: &Subject) {
        if self.sentence != figure.sentence {
            self.figures.clear();
            self.sentence = figure.sentence;
        }
        if self.figures.len() < Self::MOST {
            self.figures.extend(Size::of(figure).map(|size| (size, subject.clone())));
        }
    }
}

/// A period that was spoken of.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// The period.
    pub period: Period,
    /// The last sentence that speaks of it.
    pub sentence: usize,
    /// The sentence that tells it.
    pub told: usize,
    /// Whose figures were told of it; none where no figure was.
    pub owner: Option<Owner>,
    /// The indicator that was told of it.
    pub indicator: Option<usize>,
}

impl Spoken {
    /// A period that a sentence tells.
    pub(super) fn new(period: &Period, sentence: usize, owner: Option<Owner>, indicator: Option<usize>) -> Self {
        Self { period: period.clone(), sentence, told: sentence, owner, indicator }
    }

    /// A country's statistics and a company's results are not told of one another's periods.
    pub(super) fn suits(&self, owner: Owner) -> bool {
        !matches!((self.owner, owner), (Some(Owner::Area), Owner::Entity) | (Some(Owner::Entity), Owner::Area))
    }
}

/// The running state of the walk over the article's sentences.
#[derive(Debug, Default)]
pub struct Topic {
    /// The country or region that the article is about.
    pub area: Option<Area>,
    /// Whether its headline is about a world market: oil, gold, a cryptocurrency.
    pub is_of_world: bool,
    /// The company or body that the article is about.
    pub entity: Option<String>,
    /// The article's own `entity` and `is_company`, while a paragraph that another company heads is read.
    pub whole: Option<Whole>,
    /// The subject spoken of last, and the sentence where.
    pub subject: Option<(Subject, usize)>,
    /// The subject of a sentence's first figure, and that sentence.
    pub lead: Option<(Subject, usize)>,
    /// The first and the last figure of the sentence that was told last.
    pub told: Option<[Size; 2]>,
    /// The facts of the sentence that told any last.
    pub facts: Facts,
    /// What the sentence before named, where it told no figure of it: "Household spending is weak. Outlays fell 1.4%".
    pub heading: Option<Subject>,
    /// The subject of the last count, and the sentence where.
    pub count: Option<(Subject, usize)>,
    /// The subject of the last sum, and the sentence where.
    pub sum: Option<(Subject, usize)>,
    /// What the last figure said of it.
    pub measure: Option<Measure>,
    /// The last percentage that was no change, of what, and the sentence where.
    pub portion: Option<(Subject, Measure, usize)>,
    /// Whether the article reports on its company rather than on a country.
    pub is_company: bool,
    /// What a sentence without figures opened with, and that sentence: what "it" may be in the next.
    pub opening: Option<(Subject, usize)>,
    /// The headline's or first sentence's subject.
    pub first_subject: Option<Subject>,
    /// The area that was last tied to a figure, and the sentence where.
    pub last_area: Option<(Area, usize)>,
    /// The area of the last figure, or that it has none, with its subject's words and its sentence.
    pub told_area: Option<(String, Option<Area>, usize)>,
    /// The other side of the last figure, where it had one, with its indicator and its sentence.
    pub told_partner: Option<(Option<usize>, Area, usize)>,
    /// Whose the last figure was, or that it was nobody's, and its sentence.
    pub told_entity: Option<(Option<String>, usize)>,
    /// Whether the article's first sentence speaks of what shops sell, once someone has asked.
    pub opens_with_shops: OnceCell<bool>,
    /// Whether the article speaks of a central bank.
    says_central_bank: OnceCell<bool>,
    /// Whose flow the last figure was a partner's part of, and the sentence where.
    pub part_of: Option<(Area, usize)>,
    /// With whom the balance of trade was told last, and the sentence where.
    pub balance_with: Option<(Area, usize)>,
    /// The quarter told last: "in **the quarter**".
    pub quarter: Option<Period>,
    /// A quarter of a company's own year whose days were told, where it is none of the calendar's.
    pub fiscal: Option<Period>,
    /// Who was last said to levy duties, and on whose goods.
    pub levy: Option<(Area, Option<Area>)>,
    /// The entity that was last tied to a figure, and the sentence where.
    pub last_entity: Option<(String, usize)>,
    /// The company of which a part was last bought or bid for, and the sentence where.
    pub target: Option<(String, usize)>,
    /// The period that was last tied to a figure that is no comparison value.
    pub period: Option<Spoken>,
    /// A time long before the publication, of which only the next sentence goes on: what the article reports on is none such.
    pub past: Option<Spoken>,
    /// A longer stretch that ends with what the article reports on, which only the sentence behind goes on with.
    pub to_date: Option<Spoken>,
    /// The first period tied to a figure: the one that the article reports on.
    pub first_period: Option<Spoken>,
    /// The day of the market that the first of its figures is of, where the text names it.
    pub session: Option<Date>,
    /// The day on which a policy rate is or was decided on, as told last, and the sentence where.
    pub decision: Option<(Date, usize)>,
    /// What was foreseen last of which time, and the sentence where.
    pub foreseen: Option<(Subject, Period, usize)>,
    /// The year that the first forecast of growth is for, and the sentence where.
    pub outlook: Option<(Period, usize)>,
    /// The period that the headline names, or the first sentences of a company's results.
    pub title_period: Option<Period>,
    /// What changes were said to be compared with: of what, over which span, in which sentence.
    pub bases: Vec<(Subject, Span, ChangeBasis, usize)>,
    /// The quarter spoken of, where it was spoken of as what a year ends with: "in the 12 months to the June quarter".
    pub over_year: Option<(Date, Date)>,
    /// What the heading of a section says that its changes are compared with: "Annual comparison".
    pub section: Option<ChangeBasis>,
    /// The time that the heading of a company's outlook names, if any, while what stands under it is read.
    pub guided: Option<Option<Period>>,
    /// The header of the table that is being read.
    pub table: Option<Header>,
    /// Who published the figures so far.
    pub publishers: Publishers,
}

impl Topic {
    /// Whether the article speaks of a central bank by that noun; looked for once.
    pub fn says_central_bank(&self, doc: &Doc) -> bool {
        // "The **Fed** will cut by another 25 points by June"
        let bank = |i: usize| {
            doc.starts(i, keys!["central", "bank"])
                || doc.starts(i, keys!["federal", "reserve"])
                || doc.is(i, "fed") && doc.is_capital(i)
        };
        *self.says_central_bank.get_or_init(|| (0..doc.len()).any(bank))
    }

    /// What can be said of the article before its first figure.
    pub fn new(doc: &Doc, mentions: &[Mention], names: &Names) -> Self {
        let first_subject = doc.title.as_ref().and_then(|title| {
            let named = indicator::named(title, 0..title.len(), |_| false);
            // "**Stocks** slide after hot inflation report": a headline that opens with a market is about it.
            let opens = |n: &&Named| n.tokens.start <= 1 && n.row().code == "stock_index";
            let best = named.first().filter(opens).or(named.iter().find(|n| !n.weak)).or(named.first())?;
            Some(Subject { phrase: title.slice(&best.tokens).to_owned(), indicator: Some(best.indicator) })
        });
        let of_country = first_subject.as_ref().is_some_and(|s| s.owner() == Owner::Area);
        let titled = doc.title.as_ref().map_or_else(Vec::new, |title| place::find(title, &[]));
        let entity = about::main_body(doc, names, &titled, of_country);
        let is_company = entity.as_ref().is_some_and(|(_, points)| *points >= 6);
        let entity = entity.map(|(name, _)| name);
        let area = home::main_area(doc, mentions, &titled, names);
        let mut topic = Self { is_company, area, entity, first_subject, ..Self::default() };
        topic.title_period = titled::of_title(doc).or_else(|| {
            let lead = titled::of_lead(doc, mentions).or_else(|| titled::of_quarterly(doc, mentions));
            lead.filter(|_| is_company)
        });
        topic.is_of_world = topic.first_subject.as_ref().is_some_and(|s| s.owner() == Owner::World);
        topic
    }

    /// What the sentence before this one named, until this one has told a figure itself.
    pub fn heading_of(&self, sentence: usize) -> Option<&Subject> {
        self.heading.as_ref().filter(|_| self.subject.as_ref().is_none_or(|(_, at)| *at < sentence))
    }

    /// Whether its figures are those of a market: by its name, or as what goes on with one ("the benchmark", "the token").
    pub fn is_market(&self, subject: &Subject) -> bool {
        let last = self.subject.as_ref().map(|(s, _)| s);
        subject.told() == Told::Day || subject.indicator.is_none() && last.is_some_and(|s| s.told() == Told::Day)
    }

    /// Whether the article is about the United States, whose statistics have habits of their own.
    pub fn is_american(&self) -> bool {
        self.area.as_ref().is_some_and(|a| a.code == Some("US"))
    }

    /// Whether the article is about a region, which is no country.
    pub fn is_of_region(&self) -> bool {
        self.area.is_some_and(|a| a.code.is_none_or(|code| country_name(code).is_none()))
    }
}

/// An area of a mention. Where Brussels stands for who governs there, it stands for the union.
pub fn area_of(mention: &Mention) -> Option<Area> {
    match &mention.kind {
        MentionKind::Country(c) if c.form == CountryForm::Metonym && c.iso2 == "BE" => area::of_code("EU"),
        MentionKind::Country(c) => Some(Area { name: c.name, code: Some(c.iso2) }),
        MentionKind::Region(r) => Some(Area { name: r.name, code: r.code }),
        _ => None,
    }
}
