//! Nouns: which words are plurals, their singulars, and which words end a noun phrase.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang::tsv;

static PLURALS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    tsv::rows(include_str!("plurals.en.tsv"), ["plural", "singular"])
        .map(|[plural, singular]| (plural, singular))
        .collect()
});

static STOPS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| tsv::rows(include_str!("stops.en.tsv"), ["word"]).map(|[word]| word).collect());

/// Whether the word (in lower case) ends a noun phrase or never begins one.
pub fn is_stop(word: &str) -> bool {
    STOPS.contains(word)
}

/// The singular of a plural noun (in lower case); `None` for what is no plural.
pub fn singular_of(word: &str) -> Option<Cow<'_, str>> {
    match PLURALS.get(word) {
        Some(&"-") => return None,
        Some(singular) => return Some(Cow::Borrowed(singular)),
        None => {}
    }
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return if word.len() == 3
            && word.ends_with('s')
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !word.ends_with("as")
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
        {
            Some(Cow::Borrowed(&word[..2]))
        } else {
            men(word)
        };
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(if stem.len() > 1 {
            Cow::Owned(format!("{stem}y"))
        } else {
            Cow::Borrowed(&word[..word.len() - 1])
        });
    }
    for ending in ["ches", "shes", "xes", "sses", "zzes"] {
        if word.ends_with(ending) {
            return Some(Cow::Borrowed(&word[..word.len() - 2]));
        }
    }
    match word.strip_suffix('s') {
        Some(stem) => Some(Cow::Borrowed(stem)),
        None => men(word),
    }
}

/// Businessmen, policewomen, Frenchmen.
fn men(word: &str) -> Option<Cow<'_, str>> {
    let stem = word.strip_suffix("men").filter(|stem| stem.len() > 2)?;
    (!matches!(word, "specimen" | "regimen" | "abdomen" | "omen" | "acumen")).then(|| Cow::Owned(format!("{stem}man")))
}

/// The plural of a regular noun, for the tables.
pub fn plural_of(noun: &str) -> String {
    let y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singulars() {
        for (plural, singular) in [
            ("jobs", "job"),
            ("companies", "company"),
            ("boxes", "box"),
            ("watches", "watch"),
            ("people", "person"),
            ("businessmen", "businessman"),
            ("bonuses", "bonus"),
            ("houses", "house"),
            ("aircraft", "aircraft"),
            ("ties", "tie"),
        ] {
            assert_eq!(singular_of(plural).as_deref(), Some(singular));
        }
        for word in ["business", "loss", "surplus", "analysis", "oil", "specimen", "years", "texas"] {
            assert_eq!(singular_of(word), None, "{word}");
        }
    }

    #[test]
    fn plurals() {
        assert_eq!(["barrel", "inch", "century", "day"].map(plural_of), ["barrels", "inches", "centuries", "days"]);
    }
}
