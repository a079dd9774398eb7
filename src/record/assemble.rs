//! What was found, as records: drops overlaps inside a type, numbers the ids, converts bytes to code points.
//!
//! Order and ids are the contract's: the article, the mentions by start, the speakers by their first quotation, the
//! observations by start; `id` counts them. So the same input always gives the same ids.

use std::borrow::Cow;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::*;
use crate::Article;
use crate::link::Analysis;
use crate::link::observation::{Area, Observation};
use crate::link::quotation::{Quotation, Speaker};
use crate::mention::{Mention, MentionKind};
use crate::number::{Amount, Hedge};
use crate::text::offsets::CodePoints;
use crate::text::{Doc, Span};

/// The record of an article alone, for one in a language without rules.
pub fn bare(article: &Article) -> Vec<Record> {
    vec![Record::Article(article_record(article, article.id(), Vec::new()))]
}

/// All records of an article.
pub fn assemble(article: &Article, analysis: &Analysis) -> Vec<Record> {
    Assembler::new(article, &analysis.doc).run(analysis)
}

fn article_record(article: &Article, id: String, sentences: Vec<(usize, usize)>) -> ArticleRecord {
    let text_of = |date: &Option<crate::SourceDate>| date.as_ref().map(|d| d.as_str().to_owned());
    ArticleRecord {
        schema: SCHEMA_VERSION,
        id: id.clone(),
        article: id,
        url: article.url.clone(),
        title: article.title.clone(),
        authors: article.authors.clone(),
        site: article.site.clone(),
        section: article.section.clone(),
        published: text_of(&article.published),
        modified: text_of(&article.modified),
        language: article.language.clone(),
        partial: article.partial,
        text: Some(article.text.clone()).filter(|text| !text.is_empty()),
        sentences,
        input: article.input.clone(),
        duplicate_of: None,
        duplicate_kind: None,
    }
}

/// One thing to be written, before ids are known.
#[derive(Clone, Copy)]
enum Item<'a> {
    Mention(usize, &'a Mention),
    Quotation(usize, &'a Quotation),
}

impl Item<'_> {
    fn span(&self) -> Span {
        match self {
            Item::Mention(_, m) => m.span,
            Item::Quotation(_, q) => q.span,
        }
    }

    /// Records of one type never overlap: what counts as one type.
    fn type_rank(&self) -> usize {
        match self {
            Item::Mention(_, m) => match m.kind {
                MentionKind::Percentage(_) => 0,
                MentionKind::Money(_) => 1,
                MentionKind::Quantity(_) => 2,
                MentionKind::Period(_) => 3,
                MentionKind::Country(_) => 4,
                MentionKind::Region(_) => 5,
            },
            Item::Quotation(..) => 6,
        }
    }
}

struct Assembler<'a> {
    article: &'a Article,
    doc: &'a Doc<'a>,
    id: Arc<str>,
    points: CodePoints,
    /// The text of the last observation's sentence, which the next one mostly shares.
    context: Option<(usize, Arc<str>)>,
}

impl<'a> Assembler<'a> {
    fn new(article: &'a Article, doc: &'a Doc<'a>) -> Self {
        Self { article, doc, id: article.id().into(), points: CodePoints::new(&article.text), context: None }
    }

    fn run(mut self, analysis: &Analysis) -> Vec<Record> {
        let items = self.items(analysis);
        // The number of each record, by its index inside: filled before any record refers to another.
        let mut mention_numbers = vec![None; analysis.mentions.len()];
        let mut quotation_numbers = vec![None; analysis.quotations.quotations.len()];
        for (n, item) in items.iter().enumerate() {
            match item {
                Item::Mention(i, _) => mention_numbers[*i] = Some(n + 1),
                Item::Quotation(i, _) => quotation_numbers[*i] = Some(n + 1),
            }
        }
        let speakers = self.speakers(analysis, &quotation_numbers);
        let mut speaker_numbers = vec![None; analysis.quotations.speakers.len()];
        for (n, (i, ..)) in speakers.iter().enumerate() {
            speaker_numbers[*i] = Some(items.len() + 1 + n);
        }

        let sentences = analysis.doc.sentences.iter().map(|s| self.range(analysis.doc.span(s))).collect();
        let mut records = Vec::with_capacity(1 + items.len() + speakers.len() + analysis.observations.len());
        records.push(Record::Article(article_record(self.article, self.id.to_string(), sentences)));
        for item in &items {
            let n = records.len();
            records.push(match item {
                Item::Mention(_, mention) => self.mention(n, mention),
                Item::Quotation(_, quotation) => self.quotation(n, quotation, analysis, &speaker_numbers),
            });
        }
        for (_, speaker, quotations) in speakers {
            let id = self.record_id(records.len());
            let Speaker { name, role, organization } = speaker.clone();
            let quotations = quotations.into_iter().map(|n| self.record_id(n)).collect();
            records.push(Record::Speaker(SpeakerRecord {
                id,
                article: self.id.to_string(),
                name: name.map(plain),
                role: role.map(plain),
                organization: organization.map(plain),
                quotations,
            }));
        }
        for observation in &analysis.observations {
            // Where the figure gave way to another record of its type, its observation goes with it.
            let Some(figure) = analysis.mentions.get(observation.figure) else { continue };
            if mention_numbers[observation.figure].is_some() {
                let n = records.len();
                records.push(self.observation(n, observation, figure, &mention_numbers, &speaker_numbers));
            }
        }
        records
    }

    /// Mentions and quotations by start, without what overlaps an earlier one of its type.
    fn items<'b>(&self, analysis: &'b Analysis) -> Vec<Item<'b>> {
        let mentions = analysis.mentions.iter().enumerate().map(|(i, m)| Item::Mention(i, m));
        let quotations = analysis.quotations.quotations.iter().enumerate().map(|(i, q)| Item::Quotation(i, q));
        let mut items: Vec<Item> = mentions.chain(quotations).filter(|i| !i.span().is_empty()).collect();
        items.sort_by_key(|i| (i.span().start, i.span().end, i.type_rank()));
        let mut ends = [0; 7];
        items.retain(|item| {
            let end = &mut ends[item.type_rank()];
            let free = item.span().start >= *end;
            if free {
                *end = item.span().end;
            }
            free
        });
        items
    }

    /// The speakers that some kept quotation has, by their first one, with the numbers of their quotations.
    fn speakers<'b>(&self, analysis: &'b Analysis, numbers: &[Option<usize>]) -> Vec<(usize, &'b Speaker, Vec<usize>)> {
        let mut order: Vec<(usize, &Speaker, Vec<usize>)> = Vec::new();
        for (quotation, number) in analysis.quotations.quotations.iter().zip(numbers) {
            let (Some(speaker), Some(number)) = (quotation.speaker, number) else { continue };
            match order.iter_mut().find(|(i, ..)| *i == speaker) {
                Some((_, _, list)) => list.push(*number),
                None => order.push((speaker, &analysis.quotations.speakers[speaker], vec![*number])),
            }
        }
        order.sort_by_key(|(_, _, list)| list.iter().min().copied());
        for (_, _, list) in &mut order {
            list.sort_unstable();
        }
        order
    }

    fn record_id(&self, n: usize) -> String {
        // For each record and each reference to one: an allocation, three copies and nothing else.
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(n);
        let mut id = String::with_capacity(self.id.len() + 1 + digits.len());
        id.push_str(&self.id);
        id.push('#');
        id.push_str(digits);
        id
    }

    /// The text of a sentence: one copy for all observations in it.
    fn context(&mut self, sentence: usize) -> Arc<str> {
        if let Some((_, text)) = self.context.as_ref().filter(|(last, _)| *last == sentence) {
            return Arc::clone(text);
        }
        let tokens = self.doc.sentences.get(sentence).cloned().unwrap_or(0..0);
        let text: Arc<str> = self.doc.slice(&tokens).into();
        self.context = Some((sentence, Arc::clone(&text)));
        text
    }

    fn range(&self, span: Span) -> (usize, usize) {
        (self.points.at(span.start), self.points.at(span.end))
    }

    fn place(&self, n: usize, span: Span, sentence: usize) -> Place {
        let (start, end) = self.range(span);
        let text = span.of(&self.article.text).to_owned();
        Place { id: self.record_id(n), article: Arc::clone(&self.id), start, end, text, sentence }
    }

    fn hedge(&self, hedge: Option<&Hedge>) -> HedgeFields {
        HedgeFields {
            modifier: hedge.map(|h| h.modifier),
            modifier_text: hedge.map(|h| self.doc.slice(&h.tokens).to_owned()).filter(|t| !t.is_empty()),
        }
    }

    fn mention(&self, n: usize, mention: &Mention) -> Record {
        let place = self.place(n, mention.span, mention.sentence);
        match &mention.kind {
            MentionKind::Percentage(p) => {
                let (amount, hedge) = (amount_fields(p.amount), self.hedge(p.hedge.as_ref()));
                Record::Percentage(PercentageRecord { place, amount, unit: p.unit, hedge })
            }
            MentionKind::Money(m) => Record::Money(MoneyRecord {
                place,
                amount: amount_fields(m.amount),
                currency: m.currency,
                per: m.per.clone(),
                hedge: self.hedge(m.hedge.as_ref()),
            }),
            MentionKind::Quantity(q) => Record::Quantity(QuantityRecord {
                place,
                amount: amount_fields(q.amount),
                unit: q.unit.clone(),
                hedge: self.hedge(q.hedge.as_ref()),
            }),
            MentionKind::Period(p) => Record::Period(PeriodRecord {
                place,
                timex: p.timex,
                value: p.value.clone(),
                from: p.days.map(|d| d.0),
                to: p.days.map(|d| d.1),
                granularity: p.granularity,
                modifier: p.modifier,
                fiscal: p.fiscal,
            }),
            MentionKind::Country(c) => Record::Country(CountryRecord {
                place,
                name: c.name,
                iso2: c.iso2,
                iso3: c.iso3,
                form: c.form,
                place_name: c.place.clone().map(plain),
            }),
            MentionKind::Region(r) => Record::Region(RegionRecord { place, name: r.name, code: r.code, kind: r.kind }),
        }
    }

    fn quotation(&self, n: usize, q: &Quotation, analysis: &Analysis, speakers: &[Option<usize>]) -> Record {
        let speaker = q.speaker.and_then(|i| Some((speakers[i]?, &analysis.quotations.speakers[i])));
        let speaker = speaker.map(|(number, speaker)| {
            let range = q.speaker_span.map(|s| self.range(s));
            QuotationSpeaker {
                record: self.record_id(number),
                name: speaker.name.clone().map(plain),
                role: speaker.role.clone().map(plain),
                organization: speaker.organization.clone().map(plain),
                start: range.map(|r| r.0),
                end: range.map(|r| r.1),
                resolved_by: q.resolved_by,
            }
        });
        let cue = q.cue.map(|span| {
            let (start, end) = self.range(span);
            Cue { text: span.of(&self.article.text).to_owned(), start, end }
        });
        let place = self.place(n, q.span, q.sentence);
        Record::Quotation(QuotationRecord { place, kind: q.kind, speaker, cue, group: q.group })
    }

    fn observation(
        &mut self,
        n: usize,
        o: &Observation,
        figure: &Mention,
        mentions: &[Option<usize>],
        speakers: &[Option<usize>],
    ) -> Record {
        let negative = o.measure == Measure::Change && o.direction == Some(Direction::Down);
        let amount = figure.amount().map(|a| signed(a, negative));
        let unit = match &figure.kind {
            MentionKind::Percentage(p) => Some(percent_unit(p.unit).into()),
            MentionKind::Money(m) => Some(m.currency.into()),
            MentionKind::Quantity(q) => q.unit.clone().map(Cow::from).or(o.unit.map(Cow::from)),
            _ => None,
        };
        Record::Observation(ObservationRecord {
            place: self.place(n, figure.span, figure.sentence),
            context: self.context(figure.sentence),
            indicator: plain(o.indicator.clone()),
            indicator_code: o.indicator_code,
            entity: o.entity.clone().map(|name| Named { name: plain(name) }),
            ref_area: o.ref_area.as_ref().map(area_fields),
            counterpart_area: o.counterpart_area.as_ref().map(area_fields),
            measure: o.measure,
            amount: amount.map(amount_fields).unwrap_or_default(),
            unit,
            modifier: figure.hedge().map(|h| h.modifier),
            direction: amount.map_or(o.direction, |amount| direction(o, amount)),
            change_basis: o.change_basis,
            time_period: o.time_period.as_ref().map(|p| TimePeriod {
                value: p.value.clone(),
                from: p.days.map(|d| d.0),
                to: p.days.map(|d| d.1),
            }),
            obs_status: o.status,
            source: o.source.as_ref().map(|s| SourceFields {
                name: plain(s.name.clone()),
                record: s.speaker.and_then(|i| speakers[i]).map(|n| self.record_id(n)),
            }),
            mentions: o.mentions.iter().filter_map(|&i| mentions[i]).map(|n| self.record_id(n)).collect(),
        })
    }
}

/// Words that stand for themselves, not for a place in the text: on one line, with plain single spaces.
fn plain(words: String) -> String {
    // White space other than one space is rare, and most of it is told by its first byte.
    let mut space = false;
    let is_plain = |byte: u8| {
        let doubled = space && byte == b' ';
        space = byte == b' ';
        !doubled && (b' '..0x7f).contains(&byte)
    };
    if words.bytes().all(is_plain) || !words.contains("  ") && !words.contains(|c: char| c.is_whitespace() && c != ' ')
    {
        return words;
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn area_fields(area: &Area) -> AreaFields {
    AreaFields { name: area.name, code: area.code }
}

fn percent_unit(unit: PercentUnit) -> &'static str {
    match unit {
        PercentUnit::Percent => "percent",
        PercentUnit::PercentagePoint => "percentage_point",
        PercentUnit::BasisPoint => "basis_point",
    }
}

fn amount_fields(amount: Amount) -> AmountFields {
    match amount {
        Amount::Exact(value) => AmountFields { value: Some(Number(value)), ..AmountFields::default() },
        Amount::Range(low, high) => AmountFields { value: None, low: Some(Number(low)), high: Some(Number(high)) },
    }
}

/// A change whose number is negative as written fell, whatever the words around it; a range over zero went both ways.
fn direction(o: &Observation, amount: Amount) -> Option<Direction> {
    let (low, high) = match amount {
        Amount::Exact(value) => (value, value),
        Amount::Range(low, high) => (low, high),
    };
    match o.direction {
        Some(Direction::Up) if o.measure == Measure::Change && low < Decimal::ZERO => {
            (high <= Decimal::ZERO).then_some(Direction::Down)
        }
        other => other,
    }
}

/// A fall is negative whatever sign the text wrote; a range turns round with its sign.
fn signed(amount: Amount, negative: bool) -> Amount {
    let minus = |d: Decimal| if d.is_sign_negative() { d } else { -d };
    match amount {
        Amount::Exact(value) if negative => Amount::Exact(minus(value)),
        Amount::Range(low, high) if negative => {
            let (a, b) = (minus(low), minus(high));
            Amount::Range(a.min(b), a.max(b))
        }
        other => other,
    }
}
