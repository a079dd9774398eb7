//! Tables of releases: rows of cells between `|`, a header that names the columns' periods.
//!
//! In a row nothing governs a figure but its place: the first cell says what is measured, the header cell above says
//! when, or that the column holds changes. Of two dated columns the earlier one holds the previous values.

use std::ops::Range;

use jiff::civil::Date;

use super::indicator::{self, Kind, Owner};
use super::sentence::words::{self, Class};
use super::time::{basis, shift};
use super::topic::{Subject, Topic};
use super::{ChangeBasis, Direction, Measure, ObsStatus};
use crate::mention::{Mention, MentionKind, Period};
use crate::number::Amount;
use crate::text::{Doc, TokenKind, keys};

/// The header of the table that is being read.
#[derive(Debug, Clone, Default)]
pub struct Header {
    columns: Vec<Column>,
    /// Whether the first column is headed "Index".
    indices: bool,
    /// Whether it is headed "Region" or "Country": its rows are places, of which one thing is told.
    places: bool,
    /// What the sentence right above the table says that it tells.
    caption: Option<usize>,
}

#[derive(Debug, Clone, Default)]
struct Column {
    period: Option<Period>,
    change: bool,
    /// What its changes are compared with, where the header says so.
    basis: Option<ChangeBasis>,
    /// The indicator that it names.
    indicator: Option<usize>,
}

/// What a figure's place in a table says of it.
#[derive(Debug)]
pub struct Cell {
    /// The row's label.
    pub subject: Subject,
    /// Level or change, by the header.
    pub measure: Measure,
    /// For a change: by its sign.
    pub direction: Option<Direction>,
    /// The column's period.
    pub period: Option<Period>,
    /// What the column's changes are compared with.
    pub basis: Option<ChangeBasis>,
    /// Previous, for an earlier column.
    pub status: ObsStatus,
}

/// The cells of a row, as token ranges; `None` for a sentence that is no table row.
fn cells(doc: &Doc, sentence: &Range<usize>) -> Option<Vec<Range<usize>>> {
    if doc.word(sentence.start) != "|" {
        return None;
    }
    let bars: Vec<usize> = sentence.clone().filter(|&i| doc.word(i) == "|").collect();
    (bars.len() >= 3).then(|| bars.windows(2).map(|w| w[0] + 1..w[1]).collect())
}

/// Reads a header row: a row without figures. `None` where the sentence is none.
pub fn header(
    doc: &Doc,
    sentence: &Range<usize>,
    mentions: &[Mention],
    periods: &[usize],
    topic: &Topic,
) -> Option<Header> {
    let cells = cells(doc, sentence)?;
    let has_words = cells.iter().any(|c| c.clone().any(|i| doc.word(i).starts_with(char::is_alphabetic)));
    if !has_words {
        return None; // the rule under the header
    }
    let columns = cells.iter().map(|cell| {
        let inside = |i: &&usize| cell.contains(&mentions[**i].tokens.start);
        let period = periods.iter().find(inside).and_then(|&i| match &mentions[i].kind {
            MentionKind::Period(p) => Some(p.clone()),
            _ => None,
        });
        let change = cell.clone().any(|i| doc.is_any(i, keys!["change", "chg", "difference", "diff", "growth"]));
        let basis = basis::named(doc, cell);
        let named = indicator::named(doc, cell.clone(), |_| false);
        let indicator = named.iter().find(|n| !n.weak).or(named.first()).map(|n| topic.resolve(doc, n));
        // "From May", "vs. June 2024": what its changes are compared with.
        let compared = cell.clone().any(|i| doc.is_any(i, keys!["from", "with", "vs", "versus", "over", "against"]));
        let period = period.filter(|_| !compared);
        // "Y/Y (%)", "Annual %": what is compared is a change.
        let percent = || cell.clone().any(|i| doc.is_any(i, keys!["%", "percent", "rate"])) || cell.len() <= 3;
        let change = change || compared || basis.is_some() && percent();
        Column { period, change, basis, indicator }
    });
    let mut columns: Vec<Column> = columns.collect();
    if let (Some(cells), Some(columns)) = (cells.get(1..), columns.get_mut(1..)) {
        date_by_year(doc, cells, columns);
    }
    // "Euro area, % change on previous month | March | April": said of all columns.
    let changes = |c: &Range<usize>| c.clone().any(|i| doc.is_any(i, keys!["change", "changes", "growth"]));
    if let Some((first, dated)) = columns.split_first_mut().filter(|_| cells.first().is_some_and(changes)) {
        for column in dated.iter_mut().filter(|c| c.period.is_some()) {
            column.change = true;
            column.basis = column.basis.or(first.basis);
        }
    }
    let indices = cells.first().is_some_and(|c| c.clone().any(|i| doc.is_any(i, keys!["index", "indices", "indexes"])));
    let places = cells.first().is_some_and(|c| c.clone().any(|i| words::is(doc, i, Class::Heading)));
    Some(Header { columns, indices, places, caption: None })
}

impl Header {
    /// "**Inflation rates** (%) for selected groups:" right above it: what all of its columns tell, as changes over a year.
    /// "Real **gross domestic product**, **change** on previous quarter in %" too.
    pub fn under(&mut self, doc: &Doc, caption: Option<&Subject>, header: usize) {
        let Some(caption) = caption.filter(|_| header > 0) else { return };
        let above = doc.sentence(header - 1);
        let rates = words::holds(&caption.phrase, "inflation") && caption.kind() == Kind::Growth;
        let changes = || above.clone().any(|i| doc.is_any(i, keys!["change", "changes", "growth"]));
        if !rates && !changes() {
            return;
        }
        self.caption = caption.indicator;
        let basis = basis::named(doc, &above).or(rates.then_some(ChangeBasis::YearOnYear));
        for column in self.columns.iter_mut().filter(|c| c.period.is_some()) {
            column.change = true;
            column.basis = column.basis.or(basis);
        }
    }

    /// "| | **% change compared with the previous quarter** |", right under a row of a dated table: says what its columns are
    /// from there on.
    pub fn above(self, doc: &Doc, sentence: &Range<usize>, first: Option<&Self>) -> Self {
        let Some(change) = self.columns.iter().find(|c| c.change) else { return self };
        let undated = self.columns.iter().all(|c| c.period.is_none() && c.indicator.is_none());
        let worded = |c: &Range<usize>| c.clone().any(|i| doc.kind(i) == Some(TokenKind::Word));
        let of_all = || cells(doc, sentence).is_some_and(|cells| cells.into_iter().filter(worded).count() == 1);
        let right_under = || sentence.start.checked_sub(1).is_some_and(|last| is_row(doc, &doc.sentence(last)));
        let dated = |f: &&Self| f.columns.iter().any(|c| c.period.is_some());
        let first = first.filter(|f| undated && dated(f) && of_all() && right_under());
        let Some(first) = first else { return self };
        let mut whole = first.clone();
        for column in whole.columns.iter_mut().filter(|c| c.period.is_some()) {
            column.change = true;
            column.basis = column.basis.or(change.basis);
        }
        whole
    }
}

/// "Feb 24 | Mar 24 | Apr 24" heads months of 2024: a month and two digits that are those of the last years in every dated
/// column.
fn date_by_year(doc: &Doc, cells: &[Range<usize>], columns: &mut [Column]) {
    let Some(published) = doc.published else { return };
    let month = |cell: &Range<usize>, column: &Column| {
        let day = column.period.as_ref().filter(|_| cell.len() == 2)?.days.filter(|d| d.0 == d.1)?.0;
        let year = published.year() / 100 * 100 + i16::from(day.day());
        (0..=2).contains(&(published.year() - year)).then(|| shift::calendar_month(year, day.month())).flatten()
    };
    let dated = cells.iter().zip(columns.iter()).filter(|(_, column)| column.period.is_some());
    let months: Option<Vec<Period>> = dated.map(|(cell, column)| month(cell, column)).collect();
    let Some(months) = months.filter(|months| months.len() >= 2) else { return };
    for (column, month) in columns.iter_mut().filter(|c| c.period.is_some()).zip(months) {
        column.period = Some(month);
    }
}

/// The first cell of a row, which says what the row is of.
pub fn label(doc: &Doc, sentence: &Range<usize>) -> Option<Range<usize>> {
    cells(doc, sentence)?.into_iter().next()
}

/// Whether the sentence is a table row at all.
pub fn is_row(doc: &Doc, sentence: &Range<usize>) -> bool {
    cells(doc, sentence).is_some()
}

/// A row: what its label and its header say of all its figures.
pub struct Row<'a> {
    header: &'a Header,
    cells: Vec<Range<usize>>,
    /// Its label.
    phrase: String,
    /// The indicator that its label names.
    named: Option<usize>,
    /// The one that it is of where no column names one.
    about: Option<usize>,
    /// Whether its label says that it has changes, and what they are compared with.
    changes: bool,
    basis: Option<ChangeBasis>,
    /// The time that its label is, and whether it lies before what the article reports on.
    own: Option<(Period, bool)>,
    /// The last day of the header's times.
    latest: Option<Date>,
    /// The time that the article reports on.
    spoken: Option<Period>,
}

impl<'a> Row<'a> {
    /// Reads the label of a row that is of a `place`, or whose label is a time (`own`).
    pub fn read(
        doc: &Doc,
        sentence: &Range<usize>,
        header: &'a Header,
        place: bool,
        own: Option<&Period>,
        topic: &Topic,
    ) -> Option<Self> {
        let cells = cells(doc, sentence)?;
        let label = cells.first().filter(|c| !c.is_empty())?.clone();
        // "| **Forecast June 2025, policy rate 0.00%** | 0.4 |" under a caption: a label with a figure names no statistic of the row.
        let conditional = header.caption.is_some() && label.clone().any(|i| doc.is(i, "%"));
        let named = indicator::named(doc, label.clone(), |_| false).into_iter().find(|n| !n.weak);
        // "| **Year-on-year % change** | 0.2 | 2.4 |": a row of changes of what the article is about.
        let changes = label.clone().any(|i| doc.is_any(i, keys!["change", "changes", "growth"]));
        let first = topic.first_subject.as_ref().and_then(|s| s.indicator);
        let whole = header.places || place || changes;
        let about = first.filter(|&i| whole || indicator::row(i).kind == Kind::Rate);
        let days = |p: &Period| p.days.map(|d| d.1);
        let before = |own: &Period| own.days.zip(topic.first_days()).is_some_and(|(own, last)| own.1 < last.1);
        Some(Self {
            header,
            phrase: doc.slice(&label).to_owned(),
            named: named.map(|n| n.indicator).filter(|_| !conditional),
            about: header.caption.or(about),
            changes,
            basis: basis::named(doc, &label).filter(|_| changes),
            own: own.map(|own| (own.clone(), before(own))),
            latest: header.columns.iter().filter_map(|c| days(c.period.as_ref()?)).max(),
            spoken: topic.current(doc.sentence_of(sentence.start), Owner::Either),
            cells,
        })
    }

    /// Reads a figure of the row.
    pub fn cell(&self, figure: &Mention) -> Option<Cell> {
        let at = self.cells.iter().position(|c| c.contains(&figure.tokens.start)).filter(|&i| i > 0)?;
        // Where the columns name what is measured, a column of changes is of the one before it.
        let headed = self.header.columns.get(..=at).and_then(|c| c.iter().rev().find_map(|c| c.indicator));
        let about = headed.or(self.about);
        // The rows of a table of indices are sub-indices of the one that the article is about.
        let indicator = if self.header.indices { about.or(self.named) } else { self.named.or(about) };
        let column = self.header.columns.get(at);
        let negative = matches!(figure.amount()?, Amount::Exact(v) | Amount::Range(v, _) if v.is_sign_negative());
        let (measure, direction) = match (column.is_some_and(|c| c.change) || self.changes, negative) {
            (true, false) => (Measure::Change, Some(Direction::Up)),
            (true, true) => (Measure::Change, Some(Direction::Down)),
            (false, _) => (Measure::Level, None),
        };
        let (period, earlier) = self.time(column.and_then(|c| c.period.as_ref()));
        Some(Cell {
            subject: Subject { phrase: self.phrase.clone(), indicator },
            measure,
            direction,
            period,
            basis: self.basis.or(column.and_then(|c| c.basis)),
            status: if earlier { ObsStatus::Previous } else { ObsStatus::Actual },
        })
    }

    /// The time of a figure whose column has this one, and whether it lies before others.
    fn time(&self, column: Option<&Period>) -> (Option<Period>, bool) {
        // "| **2nd quarter 2024** | 1,795 | 288 |": of the time that the row is of.
        if let Some((own, before)) = &self.own {
            return (Some(own.clone()), *before);
        }
        let last = |p: &Period| p.days.map(|d| d.1);
        let earlier = column.and_then(last).is_some_and(|day| Some(day) < self.latest);
        // A column of changes belongs to the latest period of the table.
        let latest = || self.header.columns.iter().filter_map(|c| c.period.as_ref()).find(|p| last(p) == self.latest);
        // Of the time that the article reports on, where no column is dated.
        (column.or_else(latest).or(self.spoken.as_ref()).cloned(), earlier)
    }
}
