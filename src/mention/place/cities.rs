//! Cities by name, looked up in the sorted table itself.
//!
//! Some 40,000 names are too many for the lexicon's start-up time; here they cost one split into lines. A map of what
//! names open with tells of most words at once that they are no city, or which and that no longer name begins with
//! them; only what may go on is searched for among the lines.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::gazetteer::{self, CountryRow};
use crate::text::{Doc, Gap, TokenKind};

/// The longest city name that is looked for, in tokens.
const LONGEST: usize = 7;

static LINES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("cities.tsv").lines().skip_while(|line| line.starts_with('#')).skip(1).collect());

/// The lines that open with the same letters.
#[derive(Debug, Clone, Copy)]
struct Opening {
    /// The first of them. The names that are these letters and no more come first.
    first: u32,
    /// The first whose name goes on.
    longer: u32,
    /// The line after the last.
    end: u32,
    /// With what the second words of those begin: a bit for some letters of both cases.
    signs: u32,
}

/// The bit of a letter; all of them for what is no ASCII.
fn sign(byte: u8) -> u32 {
    if byte.is_ascii() { 1 << (byte & 31) } else { u32::MAX }
}

/// What opens with the same letters: most words are dismissed by one look here, and most others are told by it.
static OPENINGS: LazyLock<FxHashMap<&str, Opening>> = LazyLock::new(|| {
    let mut openings: FxHashMap<&str, Opening> = FxHashMap::default();
    for (i, line) in (0..).zip(LINES.iter()) {
        let letters = opening(line);
        let own = openings.entry(letters).or_insert(Opening { first: i, longer: i, end: i, signs: 0 });
        own.end = i + 1;
        match &line.as_bytes()[letters.len()..] {
            [b'\t', ..] => own.longer = i + 1,
            [_, next, ..] => own.signs |= sign(*next),
            _ => {}
        }
    }
    openings
});

/// The letters before the first character that is no ASCII letter; no token ends inside them.
fn opening(name: &str) -> &str {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    &name[..letters]
}

/// What else the name usually means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// Nothing.
    None,
    /// A first name or surname.
    Name,
    /// An English word.
    Word,
    /// A company.
    Company,
}

/// One city.
#[derive(Debug, Clone, Copy)]
pub struct City {
    /// Its country.
    pub country: &'static CountryRow,
    /// Postal code of its state, where the table has one.
    pub region: &'static str,
    /// How many people live there.
    pub population: u64,
    /// Whether it is its country's capital.
    pub capital: bool,
    /// What else its name means.
    pub risk: Risk,
}

/// The lines of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namesakes(Range<usize>);

impl Namesakes {
    /// The cities of that name, the largest first.
    pub fn iter(&self) -> impl Iterator<Item = City> + use<> {
        LINES[self.0.clone()].iter().map(|line| parse(line))
    }
}

/// The longest city name that begins at the token, and the token after it.
pub fn find(doc: &Doc, start: usize) -> Option<(usize, Namesakes)> {
    let (same, mut range) = open(doc, start)?;
    let mut found = (!same.is_empty()).then_some((start + 1, Namesakes(same)));
    for end in start + 2..=(start + LONGEST).min(doc.len()) {
        // Only names that go on from here remain: none, most often.
        if range.is_empty() || doc.gap(end - 1) == Gap::Paragraph {
            break;
        }
        let (same, longer) = narrow(range, &spelling(doc, &(start..end)));
        if !same.is_empty() {
            found = Some((end, Namesakes(same)));
        }
        range = longer;
    }
    found
}

/// The lines of the name that the token is by itself, and those of longer names that begin with it.
fn open(doc: &Doc, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    let written = spelling(doc, &(start..start + 1));
    let letters = opening(&written);
    let Opening { first, longer, end, signs } = *OPENINGS.get(letters)?;
    let (first, longer, end) = (first as usize, longer as usize, end as usize);
    Some(if letters.len() < written.len() {
        narrow(first..end, &written)
    } else if may_go_on(doc, start + 1, signs) {
        (first..longer, longer..end)
    } else {
        (first..longer, end..end)
    })
}

/// Whether a name may go on with the token.
fn may_go_on(doc: &Doc, at: usize, signs: u32) -> bool {
    doc.glued(at) || doc.word(at).bytes().next().is_some_and(|first| signs & sign(first) != 0)
}

/// Those of the lines whose name is the written one, and those whose name goes on from it.
fn narrow(range: Range<usize>, written: &str) -> (Range<usize>, Range<usize>) {
    let lines = &LINES[range.clone()];
    let from = range.start + lines.partition_point(|line| order(line, written) == Ordering::Less);
    let same = LINES[from..range.end].iter().take_while(|line| order(line, written) == Ordering::Equal).count();
    let longer = LINES[from..range.end].partition_point(|line| line.starts_with(written));
    (from..from + same, from + same..from + longer)
}

/// Compares a line's name with a name. The tab behind it sorts before all that a name may have, so that the whole
/// line can be compared.
fn order(line: &str, name: &str) -> Ordering {
    match line.as_bytes().split_at_checked(name.len()) {
        Some((start, rest)) => start.cmp(name.as_bytes()).then(rest.first().cmp(&Some(&b'\t'))),
        None => line.cmp(name),
    }
}

fn parse(line: &'static str) -> City {
    // The line is cut at its tabs; the name before the first one is known.
    let mut tabs = memchr::memchr_iter(b'\t', line.as_bytes());
    let mut from = tabs.next().map_or(line.len(), |tab| tab + 1);
    let mut next = || {
        let to = tabs.next().unwrap_or(line.len());
        let field = line.get(from..to).unwrap_or("");
        from = to + 1;
        field
    };
    City {
        country: gazetteer::country(next()),
        region: next(),
        population: next().parse().unwrap_or(0),
        capital: next() == "capital",
        risk: match next() {
            "word" => Risk::Word,
            "name" => Risk::Name,
            "company" => Risk::Company,
            _ => Risk::None,
        },
    }
}

/// The words as the table spells them: one space, straight apostrophes, capitals folded (`NEW YORK`).
fn spelling<'a>(doc: &Doc<'a>, tokens: &Range<usize>) -> Cow<'a, str> {
    let text = doc.slice(tokens);
    let shouted = tokens.clone().any(|t| doc.kind(t) == Some(TokenKind::Word))
        && text.len() > 2
        && !text.contains(char::is_lowercase);
    let plain = !shouted && text.bytes().all(|b| b != b'\n' && b != 0xe2);
    if plain {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '’' => out.push('\''),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if shouted && inside => out.extend(c.to_lowercase()),
            c => out.push(c),
        }
        inside = c.is_alphanumeric() || (inside && c == '.');
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lexicon;

    fn found(text: &str) -> Option<(String, &'static str)> {
        let doc = Doc::of_text(text, None, &Lexicon::default());
        let (end, cities) = find(&doc, 0)?;
        let largest = cities.iter().next()?;
        Some((doc.slice(&(0..end)).to_owned(), largest.country.iso2))
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(LINES.is_sorted_by_key(|line| line.split('\t').next()));
        assert!(LINES.len() > 30_000);
        assert!(LINES.iter().all(|line| parse(line).population > 0 || parse(line).capital));
    }

    #[test]
    fn the_longest_name_in_any_dress() {
        for (text, name, iso2) in [
            ("New York City is large", "New York City", "US"),
            ("New York, he said", "New York", "US"),
            ("NEW YORK (AP)", "NEW YORK", "US"),
            ("Port-au-Prince fell", "Port-au-Prince", "HT"),
            ("St. Louis grew", "St. Louis", "US"),
            ("N’Djamena is hot", "N’Djamena", "TD"),
            ("São Paulo", "São Paulo", "BR"),
            ("Sao Paulo", "Sao Paulo", "BR"),
            ("Frankfurt", "Frankfurt", "DE"),
        ] {
            assert_eq!(found(text), Some((name.to_owned(), iso2)), "{text}");
        }
        for text in ["Newly built", "new York", "Zzz", "New\n\nYork", ""] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
