//! The language of an article: the page's tag where the text confirms it, else what the text shows.
//!
//! Tags are right on 97% of news pages; the wrong ones are templates in English around another language. Detection is
//! weak on short texts and between close relatives, so it overrules a tag only when it is sure.

use whatlang::{Detector, Script};

use crate::lang::detect::code;
use crate::lang::{READ, function_words, primary};

/// Below this length a detection is a guess.
const ENOUGH: usize = 200;
/// How much text is looked at.
const SAMPLE: usize = 1_200;
/// The language of `text` as a BCP 47 tag, given the page's tags, best first.
pub(super) fn of(text: &str, tags: &[&str]) -> Option<String> {
    let tag = tags.iter().find_map(|tag| normalised(tag));
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    if tag.as_deref().is_some_and(|tag| function_words::confirm(sample, tag)) {
        return tag;
    }
    if tag.is_none() && function_words::confirm(sample, READ) {
        return Some(READ.to_owned());
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
