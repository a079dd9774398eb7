//! The two sides of an exchange rate: the country of the currency that is priced, and that of the one it is priced in.
//!
//! "The rupee lost 4.5% **against the dollar** and closed at 87.51 **per dollar**": what stands behind "against", "per" or
//! "to" is the other currency; every other one named opens a stretch in which it is the one that is priced.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::flow::before_place;
use super::of_code;
use crate::lang::tsv;
use crate::link::observation::Area;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words;
use crate::link::observation::topic::area_of;
use crate::mention::{Mention, MentionKind};
use crate::text::{Case, Doc, LexiconBuilder, TableId, keys};

const CURRENCIES: TableId = TableId(63);

/// What a currency's name tells.
struct Row {
    /// Whether it means the currency by itself.
    alone: bool,
    /// Whose it is.
    area: &'static str,
    /// Whose it is in an article about one of them.
    also: &'static str,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = tsv::rows(include_str!("currency.en.tsv"), ["alone", "area", "also"]);
    rows.map(|[alone, area, also]| Row { alone: alone == "yes", area, also }).collect()
});

impl Row {
    /// The country meant: "the peso" of an article about Manila is that of the Philippines.
    fn meant(&self, home: Option<&Area>) -> Option<Area> {
        let own = home.filter(|a| a.code.is_some_and(|code| self.also.split('|').any(|other| other == code)));
        own.copied().or_else(|| of_code(self.area))
    }
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, [word]) in tsv::rows(include_str!("currency.en.tsv"), ["word"]).enumerate() {
        lexicon.add(CURRENCIES, row, word, Case::Any);
    }
}

/// Whether a subject's words end in a currency's name: "the U.S. dollar".
pub fn is_named_by(phrase: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| tsv::rows(include_str!("currency.en.tsv"), ["word"]).map(|[word]| word).collect());
    let last = words::last(phrase);
    match last.contains(char::is_uppercase) {
        true => WORDS.contains(last.to_lowercase().as_str()),
        false => WORDS.contains(last),
    }
}

/// "In **U.S.** dollar terms", "65 **US** cents": the country of the money in which something is told; not that of "the
/// **Indian** rupee", of which it is told.
pub fn is_of_money(doc: &Doc, frame: &Frame, mentions: &[Mention], place: &Range<usize>) -> bool {
    let counted = || frame.figures.iter().any(|&i| mentions[i].tokens.contains(&place.start));
    let unit = doc.hit(place.end, CURRENCIES).is_some();
    unit && doc.is_any(before_place(doc, place), keys!["in", "against", "per", "at"]) || counted()
}

/// A currency named in a sentence.
#[derive(Debug)]
struct Coin {
    at: usize,
    area: Area,
    /// Whether something else is priced in it.
    other: bool,
}

/// The country of the currency that a figure prices, and that of the currency it is priced in; `home` is what the article
/// is about, `told` whose currency was spoken of just before.
pub fn sides(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    figure: &Mention,
    home: Option<&Area>,
    told: Option<Area>,
) -> (Option<Area>, Option<Area>) {
    let coins = coins(doc, frame, mentions, home);
    let start = figure.tokens.start;
    let priced = coins.iter().rfind(|c| !c.other && c.at < start);
    // What is said of this currency, up to where the next one is spoken of.
    let from = priced.map_or(frame.tokens.start, |c| c.at);
    let to = coins.iter().find(|c| !c.other && c.at > from.max(start)).map_or(frame.tokens.end, |c| c.at);
    // "The dollar rose to 105 yen. **That compares with** 104 yen on Monday": what was spoken of.
    let priced = priced.map(|c| c.area).or(told);
    let differs = |area: &Area| priced.as_ref() != Some(area);
    // "It has lost 7%, while **against the yen** it is down 3%": what opens the clause of another figure is that one's.
    let own = frame.segment_of(start);
    let is_others = |c: &Coin| {
        let segment = frame.segment_of(c.at);
        c.at > start && segment != own && frame.figure_in(c.at..frame.segments[segment].tokens.end)
    };
    let named = |range: Range<usize>| {
        let mut here = coins.iter().filter(|c| c.other && range.contains(&c.at) && !is_others(c));
        here.find(|c| differs(&c.area)).map(|c| c.area)
    };
    let written = || {
        let among = frame.figures.iter().filter(|&&i| from <= mentions[i].tokens.start && mentions[i].tokens.end <= to);
        let own = std::iter::once(figure);
        own.chain(among.map(|&i| &mentions[i])).find_map(|m| match &m.kind {
            MentionKind::Money(m) => of_currency(m.currency).filter(|a| differs(a)),
            _ => None,
        })
    };
    let own_money = match &figure.kind {
        MentionKind::Money(m) => of_currency(m.currency).filter(|a| differs(a)),
        _ => None,
    };
    let other = own_money.or_else(|| named(from..to)).or_else(written);
    (priced, other)
}

/// The currencies that a sentence names, in order.
fn coins(doc: &Doc, frame: &Frame, mentions: &[Mention], home: Option<&Area>) -> Vec<Coin> {
    let mut found = Vec::new();
    for at in frame.tokens.clone() {
        let currency = doc.hit(at, CURRENCIES).map(|h| &ROWS[h.row as usize]);
        let any = doc.is(at, "currency");
        let counted = || frame.figures.iter().any(|&i| mentions[i].tokens.contains(&at));
        if currency.is_none() && !any {
            continue;
        }
        // "With **one euro worth** $1.32" prices the euro; "105 yen" only counts.
        let one = doc.is_any(at.wrapping_sub(1), keys!["one", "1"]) && acts::is(doc, at + 1, Act::Fetching);
        if !one && counted() {
            continue;
        }
        let place = frame.places.iter().copied().find(|&i| mentions[i].tokens.end == at);
        let first = place.map_or(at, |i| mentions[i].tokens.start);
        let the = usize::from(doc.is(first.wrapping_sub(1), "the"));
        let before = first.wrapping_sub(1 + the);
        let other = doc.is_any(before, keys!["against", "versus", "per", "to", "into"]);
        let own = place.and_then(|i| area_of(&mentions[i]));
        let told = the == 1 || one || other || currency.is_some_and(|row| row.alone);
        let area = own.or_else(|| currency.filter(|_| told).and_then(|row| row.meant(home)));
        found.extend(area.map(|area| Coin { at, area, other }));
    }
    found
}

/// The country of a currency: ISO 4217 codes begin with the country's ISO 3166-1 code; the euro area has its own.
fn of_currency(currency: &'static str) -> Option<Area> {
    match currency {
        "EUR" => of_code("EA"),
        _ => currency.get(..2).filter(|c| *c != "XD").and_then(of_code),
    }
}
