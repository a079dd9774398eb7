//! The language of a text, from the text itself.
//!
//! `whatlang` (trigrams) is weak on short texts, so a guess counts only where it is reliable; a page's own tag, where
//! there is one, is the caller's to weigh against it.

/// How much of a text is looked at, in bytes: enough for certainty, bounded for speed.
const SAMPLE: usize = 2_000;

/// The BCP 47 tag of the language that `text` is surely in; `None` where it is too short or mixed to tell.
pub fn detect(text: &str) -> Option<&'static str> {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&i| text.is_char_boundary(i))?;
    let info = whatlang::detect(&text[..end])?;
    info.is_reliable().then(|| tag(info.lang()))
}

/// ISO 639-1 where the language has such a code, as BCP 47 demands, else ISO 639-3.
fn tag(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang::*;
    match lang {
        Eng => "en",
        Deu => "de",
        Fra => "fr",
        Spa => "es",
        Por => "pt",
        Ita => "it",
        Nld => "nl",
        Swe => "sv",
        Dan => "da",
        Nob => "nb",
        Fin => "fi",
        Pol => "pl",
        Ces => "cs",
        Slk => "sk",
        Slv => "sl",
        Hun => "hu",
        Ron => "ro",
        Bul => "bg",
        Ell => "el",
        Rus => "ru",
        Ukr => "uk",
        Bel => "be",
        Srp => "sr",
        Hrv => "hr",
        Tur => "tr",
        Ara => "ar",
        Heb => "he",
        Pes => "fa",
        Urd => "ur",
        Hin => "hi",
        Ben => "bn",
        Tam => "ta",
        Tel => "te",
        Jpn => "ja",
        Kor => "ko",
        Cmn => "zh",
        Vie => "vi",
        Tha => "th",
        Ind => "id",
        Cat => "ca",
        Lit => "lt",
        Lav => "lv",
        Est => "et",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sure_or_silent() {
        let english =
            "Exports climbed from a year earlier in November while imports rose, the customs office said on Monday.";
        let german = "Die Ausfuhren stiegen im November gegenüber dem Vorjahr, wie das Statistische Bundesamt am Montag mitteilte.";
        let japanese = "日本の輸出は前年同月比で増加したと財務省が月曜日に発表した。";
        assert_eq!(detect(english), Some("en"));
        assert_eq!(detect(german), Some("de"));
        assert_eq!(detect(japanese), Some("ja"));
        assert_eq!(detect("5.9%"), None);
    }
}
