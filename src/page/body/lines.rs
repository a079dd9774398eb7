//! Lines that newsrooms' systems put into an article: labels, references to other stories, offers, credits.
//!
//! The phrases stand in `lines.tsv` with the place where they count (the whole line, its start, anywhere) and the kind
//! of line they tell; what a kind means for a line is `clean`'s decision.

use std::sync::LazyLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, Match, StartKind};

use super::super::tree::push_lower;
use super::super::work;
use crate::lang::tsv::rows;

/// The kind of a line that is no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Line {
    /// A label of the page: "Advertisement", "Share".
    Label,
    /// A credit of a picture.
    Credit,
    /// A reference to another story.
    Link,
    /// A remark below the article: contact, agencies, rights.
    Tail,
    /// An offer: newsletter, subscription, app.
    Promo,
    /// The title of a summary box.
    Summary,
    /// What follows belongs to other stories.
    End,
}

#[derive(Clone, Copy)]
enum Place {
    Whole,
    Start,
    Any,
}

/// Phrases of one kind of place.
struct Lexicon {
    automaton: AhoCorasick,
    rows: Vec<(Place, Line)>,
}

impl Lexicon {
    fn new(anchored: bool) -> Self {
        let rows: Vec<(&str, Place, Line)> = rows(TABLE, COLUMNS)
            .map(|row| read(row).unwrap_or_else(|| panic!("bad row: {row:?}")))
            .filter(|(_, place, _)| matches!(place, Place::Any) != anchored)
            .collect();
        let start = if anchored { StartKind::Anchored } else { StartKind::Unanchored };
        // The other kinds take half the memory and twice the time, and all text of all pages goes through.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .start_kind(start)
            .build(rows.iter().map(|row| row.0));
        Self { automaton: automaton.expect("a small automaton"), rows: rows.iter().map(|row| (row.1, row.2)).collect() }
    }
}

/// Phrases that count where a line begins: looked for there only, which nearly always ends within a few letters.
static AT_START: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(true));
/// Phrases that count anywhere.
static ANYWHERE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(false));

const TABLE: &str = include_str!("lines.tsv");
const COLUMNS: [&str; 3] = ["phrase", "place", "kind"];

fn read([phrase, place, kind]: [&str; 3]) -> Option<(&str, Place, Line)> {
    let place = match place {
        "whole" => Place::Whole,
        "start" => Place::Start,
        "any" => Place::Any,
        _ => return None,
    };
    let kind = match kind {
        "label" => Line::Label,
        "credit" => Line::Credit,
        "link" => Line::Link,
        "tail" => Line::Tail,
        "promo" => Line::Promo,
        "summary" => Line::Summary,
        "end" => Line::End,
        _ => return None,
    };
    Some((phrase, place, kind))
}

/// Longer lines are text, whatever phrases are in them.
const LONGEST: usize = 700;

/// The kind that a line's phrases tell, the strongest where there are several.
pub(super) fn kind(line: &str) -> Option<Line> {
    work::add(line.len());
    if line.len() > LONGEST {
        return None;
    }
    let line = if line.is_ascii() {
        line.to_ascii_lowercase()
    } else {
        let mut lower = String::with_capacity(line.len());
        for c in line.chars() {
            push_lower(&mut lower, if c == '’' { '\'' } else { c });
        }
        lower
    };
    let start = line.len() - line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(').len();
    let end = line.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '©').len();
    let fits = |lexicon: &Lexicon, found: Match| {
        let (place, kind) = lexicon.rows[found.pattern().as_usize()];
        let word_ends = || {
            !line[found.end()..].starts_with(char::is_alphanumeric)
                || !line[..found.end()].ends_with(char::is_alphanumeric)
                || !line.is_ascii() && !line.contains(' ')
        };
        let fits = match place {
            Place::Whole => found.start() == start && found.end() >= end,
            Place::Start => word_ends(),
            Place::Any => word_ends() && !line[..found.start()].ends_with(char::is_alphanumeric),
        };
        fits.then_some(kind)
    };
    let anywhere = ANYWHERE.automaton.find_overlapping_iter(&line).filter_map(|found| fits(&ANYWHERE, found));
    // A phrase may itself begin with the mark that others stand behind: "(Reporting by", "> Read more".
    let starts = [0].into_iter().chain((start > 0).then_some(start));
    let at_start = starts.flat_map(|start| {
        let mut state = OverlappingState::start();
        let line = &line;
        let found = std::iter::from_fn(move || {
            let input = Input::new(line).range(start..).anchored(Anchored::Yes);
            AT_START.automaton.find_overlapping(input, &mut state);
            state.get_match()
        });
        found.filter_map(|found| fits(&AT_START, found))
    });
    anywhere.chain(at_start).max()
}

/// Whether a line of which nothing but its words is known is no part of a text.
pub(super) fn is_furniture(line: &str) -> bool {
    const LONG: usize = 300;
    let sentence = line.trim_end_matches(|c: char| !c.is_alphanumeric()) != line;
    match kind(line) {
        Some(Line::Label) => true,
        Some(Line::Link | Line::End) => !sentence && line.len() < LONG,
        Some(Line::Promo) => addresses_reader(line) && line.len() < LONG,
        _ => false,
    }
}

/// Words by which a line speaks to its reader or of its own house, in the languages of the phrases.
const ADDRESS: &[&str] = &[
    "you",
    "your",
    "our",
    "us",
    "sie",
    "ihr",
    "ihre",
    "ihren",
    "uns",
    "unser",
    "unsere",
    "unseren",
    "vous",
    "votre",
    "vos",
    "notre",
    "nos",
    "nous",
    "tu",
    "su",
    "te",
    "nuestro",
    "nuestra",
    "nuestros",
    "síguenos",
    "suscríbete",
    "únete",
    "tua",
    "nostra",
    "nostro",
    "seguici",
    "iscriviti",
    "abbonati",
    "sua",
    "nosso",
    "nossa",
    "inscreva-se",
    "siga-nos",
    "je",
    "jouw",
    "uw",
    "onze",
    "ons",
    "din",
    "vår",
    "våra",
    "abonnez-vous",
    "inscrivez-vous",
    "подписывайтесь",
    "подпишитесь",
    "наш",
    "ваш",
    "edin",
    "ol",
];

/// Whether a line that names an offer also makes it: it speaks to the reader, or begins with a verb and so with the
/// offer itself. "40,000 people had to sign up for the scheme" does neither.
pub(super) fn addresses_reader(line: &str) -> bool {
    const VERBS: &[&str] = &[
        "sign",
        "subscribe",
        "register",
        "get",
        "join",
        "follow",
        "download",
        "create",
        "become",
        "support",
        "donate",
        "start",
        "already",
        "thank",
        "thanks",
        "please",
        "enter",
        "like",
        "add",
        "make",
        "don't",
    ];
    let lower = line.replace('’', "'").to_lowercase();
    let mut words =
        lower.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'').filter(|word| !word.is_empty());
    words.clone().next().is_some_and(|first| VERBS.contains(&first)) || words.any(|word| ADDRESS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_by_their_phrases() {
        for (line, expected) in [
            ("ADVERTISEMENT", Some(Line::Label)),
            ("Read more: Exports rise again", Some(Line::Link)),
            ("> Lire aussi : Le budget", Some(Line::Link)),
            ("Related stories:", Some(Line::End)),
            ("Sign up for our weekly newsletter", Some(Line::Promo)),
            ("(Reporting by Ann Smith)", Some(Line::Tail)),
            ("Key points", Some(Line::Summary)),
            ("广告", Some(Line::Label)),
            ("© 2025 Example", Some(Line::Tail)),
            ("Advertisement revenue rose 5% at the company.", None),
            ("Readers more often pay for news.", None),
            ("The summary of the report said exports rose.", None),
            ("Exports rose.", None),
        ] {
            assert_eq!(kind(line).filter(|&kind| kind != Line::Tail || expected.is_some()), expected, "{line}");
        }
    }

    #[test]
    fn furniture_is_told_by_its_words_alone() {
        for line in ["Advertisement", "Read more: Exports rise again", "Sign up for our daily newsletter.", "Most read"]
        {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["Exports rose.", "For more than a year exports have fallen.", "Imports", "Watch: it rose 5%, too."]
        {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn offers_are_told_from_reports_of_them() {
        for line in
            ["Sign up for the Morning Ledger.", "The news of the day in your inbox.", "Abonnez-vous pour tout lire."]
        {
            assert!(addresses_reader(line), "{line}");
        }
        for line in
            ["More than 40,000 people had to sign up for the scheme.", "Users must create an account, the agency said."]
        {
            assert!(!addresses_reader(line), "{line}");
        }
    }

    #[test]
    fn the_phrases_are_well_formed() {
        for row in rows(TABLE, COLUMNS) {
            let (phrase, ..) = read(row).unwrap_or_else(|| panic!("bad row: {row:?}"));
            assert_eq!(phrase, phrase.to_lowercase());
            assert!(!phrase.is_empty());
        }
    }
}
