//! The most frequent words of languages, which tell that a text is plainly in one without a detection.
//!
//! A detection by trigrams takes as long as half of all else that is done with an article, and most texts are what they
//! are taken for. Words that two of the languages share are in no row (`function_words.tsv`). What is not confirmed is
//! not denied: a short text, a table or a list of names has too few of them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::primary;
use super::tsv::rows;

/// How many words are looked at for function words, and how many it takes.
const WORDS: usize = 120;
const ENOUGH_WORDS: usize = 40;
const FEW_WORDS: usize = 20;

/// The most frequent words of languages that others do not share, by language.
static FUNCTION_WORDS: LazyLock<FxHashMap<&str, FxHashSet<&str>>> = LazyLock::new(|| {
    let rows = rows(include_str!("function_words.tsv"), ["language", "words"]);
    rows.map(|[language, words]| (language, words.split(' ').collect())).collect()
});

/// Whether a text is plainly in the language of a BCP 47 tag: of its first words one in ten is one of the language's
/// function words, one in five of a short text.
pub fn confirm(text: &str, tag: &str) -> bool {
    let Some(known) = FUNCTION_WORDS.get(primary(tag)) else { return false };
    let (mut words, mut hits) = (0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS) {
        words += 1;
        hits += usize::from(known.contains(word));
        // As many as are enough for all that would be looked at.
        if words >= ENOUGH_WORDS && hits * 10 >= WORDS {
            return true;
        }
    }
    words >= ENOUGH_WORDS && hits * 10 >= words || words >= FEW_WORDS && hits * 5 >= words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_confirm_their_own_language_only() {
        let english =
            "Exports climbed from a year earlier in November as the factories shipped more cars and chips to the rest \
            of Asia, while imports grew more slowly than economists had expected. "
                .repeat(2);
        let german = "Die Ausfuhren sind im November gegenüber dem Vorjahr gestiegen, weil die Fabriken mehr Autos und Chips in \
            den Rest Asiens lieferten, während die Einfuhren langsamer wuchsen als von Ökonomen erwartet worden war. "
            .repeat(2);
        assert!(confirm(&english, "en") && confirm(&english, "en-GB") && confirm(&german, "de"));
        for (text, tag) in [(&english, "de"), (&german, "en"), (&german, "nl"), (&english, "fr"), (&english, "xx")] {
            assert!(!confirm(text, tag), "{tag}: {text}");
        }
        assert!(!confirm("The end of the year.", "en"), "too short");
    }

    #[test]
    fn the_function_words_are_well_formed() {
        for (language, words) in &*FUNCTION_WORDS {
            assert_eq!(primary(language), *language);
            assert!(words.len() >= 8, "{language}");
            for word in words {
                assert!(!word.is_empty() && word.chars().all(char::is_alphabetic), "{language}: {word:?}");
                assert_eq!(*word, word.to_lowercase(), "{language}");
            }
        }
        let rows = rows(include_str!("function_words.tsv"), ["language"]);
        assert_eq!(FUNCTION_WORDS.len(), rows.count(), "a language stands twice");
    }
}
