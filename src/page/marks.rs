//! What class names and ids say an element is for.
//!
//! The words stand in `marks.tsv` and are found by one automaton over an element's names. A word counts whole, at the
//! start of a name's word, or anywhere, as its row says; word borders are punctuation and a change of case, so that
//! `ad` is in `ArticleAd` and `top-ad` but not in `read`. `has-`, `no-` and the like before it make it a statement
//! about something else.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use scraper::node::Element;

use super::work;
use crate::lang::tsv::rows;

/// A set of purposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u32);

impl Marks {
    pub const NONE: Self = Self(0);
    pub const BODY: Self = Self(1);
    pub const STANDFIRST: Self = Self(1 << 1);
    pub const RELATED: Self = Self(1 << 2);
    pub const TEASER: Self = Self(1 << 3);
    pub const SHARE: Self = Self(1 << 4);
    pub const AD: Self = Self(1 << 5);
    pub const SIGNUP: Self = Self(1 << 6);
    pub const COMMENTS: Self = Self(1 << 7);
    pub const CAPTION: Self = Self(1 << 8);
    pub const GALLERY: Self = Self(1 << 9);
    pub const BYLINE: Self = Self(1 << 10);
    pub const NAV: Self = Self(1 << 11);
    pub const HIDDEN: Self = Self(1 << 12);
    pub const CONSENT: Self = Self(1 << 13);
    pub const MEDIA: Self = Self(1 << 14);
    pub const WIDGET: Self = Self(1 << 15);
    pub const EMBED: Self = Self(1 << 16);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "body" => Self::BODY,
            "standfirst" => Self::STANDFIRST,
            "related" => Self::RELATED,
            "teaser" => Self::TEASER,
            "share" => Self::SHARE,
            "ad" => Self::AD,
            "signup" => Self::SIGNUP,
            "comments" => Self::COMMENTS,
            "caption" => Self::CAPTION,
            "gallery" => Self::GALLERY,
            "byline" => Self::BYLINE,
            "nav" => Self::NAV,
            "hidden" => Self::HIDDEN,
            "consent" => Self::CONSENT,
            "media" => Self::MEDIA,
            "widget" => Self::WIDGET,
            "embed" => Self::EMBED,
            _ => return None,
        })
    }
}

/// Where a word may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Word,
    Start,
    Part,
}

struct Lexicon {
    automaton: AhoCorasick,
    rows: Vec<(Place, Marks)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let rows = rows(TABLE, ["word", "match", "mark"]);
    let rows: Vec<(&str, Place, Marks)> =
        rows.map(|row| read(row).unwrap_or_else(|| panic!("bad row: {row:?}"))).collect();
    let words = rows.iter().map(|row| row.0);
    let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("a small automaton");
    Lexicon { automaton, rows: rows.iter().map(|row| (row.1, row.2)).collect() }
});

const TABLE: &str = include_str!("marks.tsv");

fn read([word, place, mark]: [&str; 3]) -> Option<(&str, Place, Marks)> {
    let place = match place {
        "word" => Place::Word,
        "start" => Place::Start,
        "part" => Place::Part,
        _ => return None,
    };
    Some((word, place, Marks::named(mark)?))
}

/// Whether the values of an attribute are names given by the page's authors.
pub(super) fn is_name(attribute: &str) -> bool {
    matches!(
        attribute,
        "class"
            | "id"
            | "itemprop"
            | "role"
            | "name"
            | "data-testid"
            | "data-test-id"
            | "data-component"
            | "data-component-name"
            | "data-qa"
            | "data-type"
            | "data-gu-name"
            | "data-block"
            | "data-module"
            | "data-name"
            | "data-test"
    )
}

/// The marks of a page's elements. A template repeats its names on hundreds of elements, so each value of an attribute
/// is looked at once.
#[derive(Default)]
pub(super) struct Names<'a> {
    known: FxHashMap<(bool, &'a str), Marks>,
}

impl<'a> Names<'a> {
    pub(super) fn marks(&mut self, element: &'a Element) -> Marks {
        if matches!(element.name(), "html" | "body" | "head" | "meta" | "link") {
            return Marks::NONE;
        }
        let mut marks = Marks::NONE;
        for (name, value) in element.attrs() {
            work::add(1);
            if value.is_empty() && name != "hidden" {
                continue;
            }
            if is_name(name) {
                let is_class = name == "class";
                let of_value = self.known.entry((is_class, value)).or_insert_with(|| {
                    let hidden = if is_class && hides(value) { Marks::HIDDEN } else { Marks::NONE };
                    of_names(value).with(hidden)
                });
                marks = marks.with(*of_value);
            } else if name == "hidden" || name == "aria-hidden" && value == "true" {
                marks = marks.with(Marks::HIDDEN);
            }
        }
        marks
    }
}

/// Whether the utility class `hidden` takes an element off at every screen width.
fn hides(class: &str) -> bool {
    class.split_ascii_whitespace().any(|name| name == "hidden")
        && !class.split_ascii_whitespace().any(|name| name.contains(":") && !name.contains(":hidden"))
}

fn of_names(names: &str) -> Marks {
    work::add(names.len());
    let lexicon = &*LEXICON;
    // `article__body`, `article_body` and `article-body` are one name.
    let names = &*if names.contains('_') {
        Cow::Owned(names.replace("__", "-").replace('_', "-"))
    } else {
        Cow::Borrowed(names)
    };
    let mut marks = Marks::NONE;
    for found in lexicon.automaton.find_overlapping_iter(names) {
        let (place, mark) = lexicon.rows[found.pattern().as_usize()];
        let fits = match place {
            Place::Part => true,
            Place::Start => is_border(names, found.start()),
            Place::Word => is_border(names, found.start()) && is_border(names, number_end(names, found.end())),
        };
        if fits && !is_state(&names[..found.start()], &names[found.end()..]) {
            marks = marks.with(mark);
        }
    }
    marks
}

/// Whether a word of a name ends and another begins at `at`.
fn is_border(names: &str, at: usize) -> bool {
    let bytes = names.as_bytes();
    if at == 0 || at == bytes.len() {
        return true;
    }
    let (before, after) = (bytes[at - 1], bytes[at]);
    !before.is_ascii_alphanumeric()
        || !after.is_ascii_alphanumeric()
        || before.is_ascii_lowercase() && after.is_ascii_uppercase()
}

/// Past the number after a word (`ad1`); the `ad` of a random `ad6ed79d` stays inside one.
fn number_end(names: &str, at: usize) -> usize {
    at + names[at..].bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether the words around a word make it a state of the page (`has-sidebar`, `comments-enabled`) and no purpose of
/// this element.
fn is_state(before: &str, after: &str) -> bool {
    let joined = |c: char| c == '-' || c == '_';
    let name = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = name.trim_end_matches(joined).rsplit(joined).next().unwrap_or_default();
    let has = name.ends_with(joined)
        && ["has", "no", "not", "with", "without", "hide", "show", "is", "enable"].contains(&word);
    let next = after.strip_prefix(joined).unwrap_or_default();
    let next = next.split(|c: char| c.is_whitespace() || joined(c)).next().unwrap_or_default();
    has || ["enabled", "disabled", "open", "closed", "on", "off", "allowed", "active", "visible", "ready", "loaded"]
        .contains(&next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_are_found_at_their_borders() {
        for (names, mark) in [
            ("styles__ArticleBody-sc-1x2", Marks::BODY),
            ("story top-ad", Marks::AD),
            ("InlineAd", Marks::AD),
            ("ad-2 ad1", Marks::AD),
            ("relatedStories", Marks::RELATED),
            ("c-newsletterBox", Marks::SIGNUP),
            ("image__caption", Marks::CAPTION),
        ] {
            assert!(of_names(names).has(mark), "{names}");
        }
        for names in [
            "reader-heading",
            "has-sidebar",
            "no-ads",
            "article--with-comments",
            "correlated",
            "leading-6",
            "ad6ed79d-88fd",
            "",
        ] {
            assert_eq!(of_names(names), Marks::NONE, "{names}");
        }
    }

    #[test]
    fn the_words_are_well_formed() {
        let mut words: Vec<&str> = Vec::new();
        for row in rows(TABLE, ["word", "match", "mark"]) {
            let (word, ..) = read(row).unwrap_or_else(|| panic!("bad row: {row:?}"));
            assert_eq!(word, word.to_ascii_lowercase());
            words.push(word);
        }
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "a word stands twice");
    }
}
