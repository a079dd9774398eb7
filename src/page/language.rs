//! The language of an article: the page's tag where the text confirms it, else what the text shows.
//!
//! Tags are right on 97% of news pages; the wrong ones are templates in English around another language. Detection is
//! weak on short texts and between close relatives, so it overrules a tag only when it is sure.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use whatlang::{Detector, Script};

use crate::lang::detect::code;
use crate::lang::primary;
use crate::lang::tsv::rows;

/// Below this length a detection is a guess.
const ENOUGH: usize = 200;
/// How much text is looked at.
const SAMPLE: usize = 1_200;
/// How many words are looked at for function words, and how many it takes.
const WORDS: usize = 120;
const ENOUGH_WORDS: usize = 40;
const FEW_WORDS: usize = 20;

/// The most frequent words of languages that others do not share, by language.
static FUNCTION_WORDS: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = rows(include_str!("function_words.tsv"), ["language", "words"]);
    rows.map(|[language, words]| (language, words.split(' ').collect())).collect()
});

/// The language of `text` as a BCP 47 tag, given the page's tags, best first.
pub(super) fn of(text: &str, tags: &[&str]) -> Option<String> {
    let tag = tags.iter().find_map(|tag| normalised(tag));
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    if tag.as_deref().is_some_and(|tag| confirms(sample, tag)) {
        return tag;
    }
    if tag.is_none() && confirms(sample, "en") {
        return Some("en".to_owned());
    }
    let Some(found) = Detector::new().detect(sample) else { return tag };
    let detected = code(found.lang());
    let Some(tag) = tag else {
        return (sample.len() >= ENOUGH || found.is_reliable()).then(|| detected.to_owned());
    };
    let base = primary(&tag);
    let sure = found.is_reliable() && sample.len() >= ENOUGH && found.confidence() >= 0.9;
    // A script that the tagged language is never written in needs no further proof.
    let foreign = found.script() != Script::Latin && is_latin(base) && sample.len() >= 60;
    if same(base, detected) || !(sure || foreign) { Some(tag) } else { Some(detected.to_owned()) }
}

/// Whether a text is plainly in the language of its tag: one word in ten is one of the language's function words, one in
/// five of a short text. Most pages are, and detection takes as long as all else that is done with a small page.
fn confirms(sample: &str, tag: &str) -> bool {
    let Some(known) = FUNCTION_WORDS.get(primary(tag)) else { return false };
    let (mut words, mut hits) = (0usize, 0usize);
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS) {
        words += 1;
        hits += usize::from(known.contains(&word));
    }
    words >= ENOUGH_WORDS && hits * 10 >= words || words >= FEW_WORDS && hits * 5 >= words
}

/// The language that the giver of a text says it is in: taken at its word. Without one, what the text shows.
pub(super) fn stated(tag: Option<&str>, text: &str) -> Option<String> {
    tag.and_then(normalised).or_else(|| of(text, &[]))
}

/// `en_US` and `EN-us` as `en-US`; `None` for what is no tag.
fn normalised(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language =
        parts.next().filter(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let mut out = language.to_ascii_lowercase();
    for part in parts.take(2) {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            break;
        }
        out.push('-');
        match part.len() {
            2 => out.push_str(&part.to_ascii_uppercase()),
            4 => {
                out.push_str(&part[..1].to_ascii_uppercase());
                out.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => out.push_str(part),
        }
    }
    Some(out)
}

/// Whether two codes name languages that detection takes for one another.
fn same(tag: &str, detected: &str) -> bool {
    const CLOSE: &[&[&str]] = &[
        &["no", "nb", "nn", "da", "sv"],
        &["hr", "sr", "bs", "sh", "sl", "mk"],
        &["cs", "sk"],
        &["id", "ms", "jv"],
        &["es", "ca", "gl", "pt"],
        &["ru", "uk", "be", "bg", "mk"],
        &["hi", "mr", "ne"],
        &["ar", "fa", "ur"],
        &["nl", "af"],
        &["tr", "az"],
    ];
    tag == detected || CLOSE.iter().any(|group| group.contains(&tag) && group.contains(&detected))
}

fn is_latin(tag: &str) -> bool {
    matches!(
        tag,
        "en" | "de"
            | "fr"
            | "es"
            | "it"
            | "pt"
            | "nl"
            | "sv"
            | "da"
            | "no"
            | "nb"
            | "fi"
            | "pl"
            | "cs"
            | "hu"
            | "ro"
            | "tr"
            | "id"
            | "ms"
            | "vi"
            | "ca"
            | "af"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "Exports climbed from a year earlier in November as factories shipped more cars and chips to the \
        rest of Asia, while imports grew more slowly than economists had expected, customs data showed on Monday.";
    const GERMAN: &str = "Die Ausfuhren sind im November gegenüber dem Vorjahr gestiegen, weil die Fabriken mehr Autos und \
        Chips in den Rest Asiens lieferten, während die Einfuhren langsamer wuchsen als von Ökonomen erwartet worden war.";

    #[test]
    fn function_words_confirm_their_own_language_only() {
        let english = [ENGLISH, ENGLISH].join(" ");
        let german = [GERMAN, GERMAN].join(" ");
        assert!(confirms(&english, "en") && confirms(&english, "en-GB") && confirms(&german, "de"));
        for (text, tag) in [(&english, "de"), (&german, "en"), (&german, "nl"), (&english, "fr"), (&english, "xx")] {
            assert!(!confirms(text, tag), "{tag}: {text}");
        }
        assert!(!confirms("The end of the year.", "en"), "too short");
    }

    #[test]
    fn the_function_words_are_well_formed() {
        for (language, words) in &*FUNCTION_WORDS {
            assert_eq!(normalised(language).as_deref(), Some(*language));
            assert!(words.len() >= 8, "{language}");
            for word in words {
                assert!(!word.is_empty() && word.chars().all(char::is_alphabetic), "{language}: {word:?}");
                assert_eq!(*word, word.to_lowercase(), "{language}");
            }
        }
        let rows = rows(include_str!("function_words.tsv"), ["language"]);
        assert_eq!(FUNCTION_WORDS.len(), rows.count(), "a language stands twice");
    }

    #[test]
    fn the_text_confirms_or_overrules_the_tag() {
        assert_eq!(of(ENGLISH, &["en_gb"]).as_deref(), Some("en-GB"));
        assert_eq!(of(GERMAN, &["en-US"]).as_deref(), Some("de"));
        assert_eq!(of(GERMAN, &["", "de"]).as_deref(), Some("de"));
        assert_eq!(of(ENGLISH, &[]).as_deref(), Some("en"));
        assert_eq!(of("Übersicht", &["en"]).as_deref(), Some("en"), "too short to overrule");
        assert_eq!(
            of("中国十一月出口同比增长百分之五点九，海关总署周一公布的数据显示。", &["en"]).as_deref(),
            Some("zh")
        );
        assert_eq!(of("x", &[]), None);
        assert_eq!(of(ENGLISH, &["{{lang}}"]).as_deref(), Some("en"));
    }
}
