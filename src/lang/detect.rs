//! The language of a text, from the text itself.
//!
//! `whatlang` (trigrams) is weak on short texts, so a guess counts only where it is reliable; a page's own tag, where
//! there is one, is the caller's to weigh against it.

use whatlang::Lang;

/// How much of a text is looked at, in bytes: enough for certainty, bounded for speed.
const SAMPLE: usize = 2_000;

/// The BCP 47 tag of the language that `text` is surely in; `None` where it is too short or mixed to tell.
pub fn detect(text: &str) -> Option<&'static str> {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&i| text.is_char_boundary(i))?;
    let info = whatlang::detect(&text[..end])?;
    info.is_reliable().then(|| code(info.lang()))
}

/// The ISO 639-1 code of a detected language where it has one, as BCP 47 demands, else ISO 639-3.
pub fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "no",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => lang.code(),
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
