//! Languages: which one a text is in, and which of them have rules.
//!
//! The lowest layer of the extracting side: it knows nothing of tokens. Word lists of a language lie beside the
//! module that uses them, as `*.en.tsv`; [`tsv`] reads them all, [`clock`] the ones that texts and pages share.

pub mod clock;
pub mod detect;
pub mod function_words;
pub mod tsv;

/// The language that there are rules for, as a BCP 47 tag.
pub const READ: &str = "en";

/// Whether there are rules for the language of this BCP 47 tag (`en`, `en-GB`, `EN_us`).
pub fn has_rules(tag: &str) -> bool {
    primary(tag).eq_ignore_ascii_case(READ)
}

/// The primary subtag: `en` of `en-GB`.
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_in_any_spelling() {
        assert!(has_rules("en") && has_rules("en-GB") && has_rules("EN_us"));
        assert!(!has_rules("de") && !has_rules("") && !has_rules("enm"));
    }
}
