//! Bytes to text: the character set as declared, unless the bytes contradict it.
//!
//! The order is the browsers' (byte order mark, HTTP header, `<meta>` in the first 1,024 bytes, detection), with three
//! corrections that a reader of archives needs and a browser does not make: text that is valid UTF-8 beyond chance is
//! UTF-8 whatever was declared, a declaration under which the bytes do not decode gives way to detection, and so does
//! one of Latin-1 over a language that it cannot write, where the bytes do not look like it either.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Failure, head};
use crate::error::Code;

/// How much of a document the detector looks at.
const DETECT: usize = 1 << 20;
/// Of how many characters at most one may be beyond repair.
const REPAIR: usize = 50;

/// The `charset` parameter of a media type.
pub(super) fn of_media_type(media: &str) -> Option<&'static Encoding> {
    let start = media.to_ascii_lowercase().find("charset=")? + "charset=".len();
    let label = media[start..].split(';').next().unwrap_or_default();
    Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())
}

/// Decodes a page.
pub(super) fn decode_page(bytes: Vec<u8>, header: Option<&'static Encoding>) -> Result<String, Failure> {
    let declared = header.or_else(|| head::charset(&bytes));
    decode(bytes, declared)
}

/// Decodes a plain text.
pub(super) fn decode_text(bytes: Vec<u8>, header: Option<&'static Encoding>) -> Result<String, Failure> {
    decode(bytes, header)
}

fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<String, Failure> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return checked(text.into_owned(), encoding);
    }
    let declared = declared.or_else(|| utf_16(&bytes));
    let wide = declared.is_some_and(|encoding| encoding == UTF_16LE || encoding == UTF_16BE);
    if !wide && is_binary(&bytes) {
        return Err((Code::NotText, "the bytes are no text".to_owned()));
    }
    let bytes = match utf_8(bytes, declared) {
        Ok(text) => return Ok(text),
        Err(bytes) => bytes,
    };
    let encoding = choose(&bytes, declared);
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    checked(text.into_owned(), encoding)
}

/// The bytes as UTF-8 where they are that: when valid, and either nothing else was declared or enough of it is beyond
/// ASCII not to be chance. (ISO-2022-JP and UTF-16 of ASCII are valid UTF-8 as well; hence the escape and the zero.)
fn utf_8(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<String, Vec<u8>> {
    let plain = !bytes.contains(&0x1b) && !bytes.contains(&0);
    let free = declared.is_none_or(|encoding| encoding == UTF_8 || encoding == WINDOWS_1252);
    let text = String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes)?;
    if free || plain && !text.is_ascii() { Ok(text) } else { Err(text.into_bytes()) }
}

/// The encoding of bytes that are no valid UTF-8.
fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let Some(declared) = declared else {
        return if mostly(bytes, UTF_8) { UTF_8 } else { detect(bytes) };
    };
    if !mostly(bytes, declared) {
        return detect(bytes);
    }
    // A page in Polish that says Latin-1 cannot be in it: the set has none of its letters. Templates name languages
    // that their pages are not in; so the bytes must speak against Latin-1 themselves, and the language then tells
    // which of the sets like theirs it is.
    if declared == WINDOWS_1252
        && let Some(domain) = foreign_to_latin_1(bytes)
        && detect(bytes) != WINDOWS_1252
    {
        let detected = guess(bytes, Some(domain));
        if mostly(bytes, detected) {
            return detected;
        }
    }
    if declared.is_single_byte() && looks_double_byte(bytes) {
        let detected = detect(bytes);
        // Windows-1252 is what servers and templates say without looking; other alphabets have runs of their own.
        let unlikely = declared == WINDOWS_1252 && detected != WINDOWS_1252;
        if (unlikely || !detected.is_single_byte()) && mostly(bytes, detected) {
            return detected;
        }
    }
    declared
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    guess(bytes, None)
}

/// What the detector takes the bytes for, in the light of the domain of a country where its language is at home.
fn guess(bytes: &[u8], domain: Option<&[u8]>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(DETECT)], bytes.len() <= DETECT);
    detector.guess(domain, Utf8Detection::Allow)
}

/// The domain of the language that the page's `<html>` names, where Latin-1 has not its letters.
fn foreign_to_latin_1(bytes: &[u8]) -> Option<&'static [u8]> {
    let tag = head::language(bytes)?;
    let language = tag.split(['-', '_']).next()?;
    BEYOND_LATIN_1.iter().find(|(code, _)| *code == language).map(|(_, domain)| *domain)
}

/// Languages of Latin letters that Latin-1 lacks, by their BCP 47 codes, with the domain of their country.
const BEYOND_LATIN_1: &[(&str, &[u8])] = &[
    ("cs", b"cz"),
    ("hr", b"hr"),
    ("hu", b"hu"),
    ("lt", b"lt"),
    ("lv", b"lv"),
    ("pl", b"pl"),
    ("ro", b"ro"),
    ("sk", b"sk"),
    ("sl", b"si"),
    ("tr", b"tr"),
];

/// Whether nearly all bytes beyond ASCII decode.
fn mostly(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    if !errors {
        return true;
    }
    let (mut bad, mut beyond_ascii) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        beyond_ascii += 1;
        bad += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    bad * 5 < beyond_ascii
}

/// Whether the bytes beyond ASCII come in runs, as in the double-byte sets of East Asia; accents stand alone.
fn looks_double_byte(bytes: &[u8]) -> bool {
    let (mut all, mut in_runs, mut run) = (0usize, 0usize, 0usize);
    for &byte in bytes.iter().chain(b" ") {
        if byte >= 0x80 {
            run += 1;
        } else if run > 0 {
            all += run;
            in_runs += if run > 2 { run } else { 0 };
            run = 0;
        }
    }
    all >= 32 && in_runs * 10 >= all * 7
}

/// UTF-16 without a mark: the ASCII characters that any markup begins with leave a zero in every other byte.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(64) & !1];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let pairs = start.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 2 {
        None
    } else if odd * 10 >= pairs * 7 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 7 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether control bytes are too many for text in any byte-oriented set: random bytes hold about 9%.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64 << 10)];
    let control = start.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b) || b == 0x7f);
    control.count() * 50 > start.len()
}

fn checked(text: String, encoding: &'static Encoding) -> Result<String, Failure> {
    let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
    if bad * REPAIR <= text.len() {
        return Ok(text);
    }
    let code = if encoding == UTF_8 { Code::InvalidUtf8 } else { Code::NotText };
    Err((code, format!("{bad} places that are no {}: too many to repair", encoding.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Die Ausfuhren stiegen im November um 5,9 Prozent, wie das Zollamt für Außenhandel mitteilte. \
        Für das Jahr erwarten Ökonomen ein Plus; die Einfuhren blieben schwächer als im Frühjahr. Übrige Länder zögern.";
    const POLISH: &str = "Eksport wzrósł w listopadzie o 5,9 procent rok do roku, podał urząd statystyczny. Zdaniem \
        ekonomistów źródłem wzrostu są części samochodowe, a także żywność i usługi świadczone zagranicą.";
    const JAPANESE: &str = "中国の輸出は十一月に前年同月比で五・九パーセント増加した。エコノミストは、アメリカ向けの輸出が減少する一方で、\
        東南アジアとヨーロッパへの輸出が伸びたと説明している。貿易黒字は過去最高を更新した。";
    const CHINESE: &str = "中国十一月出口同比增长百分之五点九，海关总署周一公布的数据显示。经济学家认为，对美国的出口继续下降，\
        但对东南亚和欧洲的出口保持增长，贸易顺差再创历史新高。";
    const TAIWANESE: &str = "財政部公布十一月出口統計，年增率達百分之五點九，連續第十個月成長。經濟學家認為，\
        對美國的出口受惠於人工智慧伺服器需求，對歐洲的出口則持平。";
    const KOREAN: &str = "지난달 수출이 지난해 같은 달보다 오 점 구 퍼센트 늘었다고 관세청이 밝혔다. 전문가들은 미국으로 가는 수출이 \
        줄었지만 동남아시아와 유럽으로 가는 수출이 늘었다고 설명했다.";

    const RUSSIAN: &str = "Экспорт в ноябре вырос на пять процентов в годовом выражении, сообщило статистическое ведомство. \
        Экономисты ожидали роста на четыре процента; импорт снизился третий месяц подряд, а торговый профицит вырос.";

    fn page(charset: Option<&str>, text: &str) -> String {
        let meta = charset.map(|c| format!("<meta charset=\"{c}\">")).unwrap_or_default();
        format!(
            "<!DOCTYPE html><html><head>{meta}<title>{text}</title></head><body><p>{text}</p><p>{text}</p></body></html>"
        )
    }

    fn encoded(label: &str, page: &str) -> Vec<u8> {
        if let Some(little) = label.strip_prefix("utf-16") {
            let bytes = |unit: u16| if little == "le" { unit.to_le_bytes() } else { unit.to_be_bytes() };
            return page.encode_utf16().flat_map(bytes).collect();
        }
        let encoding = Encoding::for_label(label.as_bytes()).expect("a known label");
        let (bytes, _, lossy) = encoding.encode(page);
        assert!(!lossy, "{label} cannot write the sample");
        bytes.into_owned()
    }

    const CZECH: &str = "Vývoz v listopadu vzrostl o pět celých devět procenta, uvedl statistický úřad. Ekonomové čekali růst o čtyři \
        procenta; dovoz klesl třetí měsíc v řadě a přebytek obchodu se zvýšil na nejvyšší úroveň za poslední léta.";
    const TURKISH: &str = "İhracat kasım ayında yıllık bazda yüzde beş arttı, istatistik kurumu açıkladı. Ekonomistler yüzde dört artış \
        bekliyordu; ithalat üçüncü ayda da düştü, dış ticaret fazlası ise yükseldi.";

    const FRENCH: &str = "Les exportations ont augmenté de cinq pour cent en novembre par rapport à l'année précédente, a annoncé \
        l'institut de la statistique. Même les importations ont été plus élevées, grâce à la reprise européenne.";
    const PORTUGUESE: &str = "As exportações cresceram cinco por cento em novembro, informou o instituto de estatística. Os \
        economistas não esperavam tanto; as importações também subiram, graças às peças de automóveis e à energia.";
    const SPANISH: &str = "Las exportaciones de España crecieron un cinco por ciento en noviembre respecto al año anterior, \
        según el instituto de estadística. ¿Qué esperaban los economistas? Un aumento más pequeño que el de los daños.";

    /// A language that Latin-1 cannot write is in another set, whatever the page says; one that it can write stays.
    #[test]
    fn a_page_is_not_in_a_set_without_its_letters() {
        let told = |language: &str, text: &str| {
            page(Some("iso-8859-1"), text).replace("<html>", &format!("<html lang=\"{language}\">"))
        };
        let sets = [
            ("pl", "iso-8859-2", POLISH),
            ("pl-PL", "windows-1250", POLISH),
            ("cs", "windows-1250", CZECH),
            ("tr", "windows-1254", TURKISH),
            ("de", "windows-1252", GERMAN),
        ];
        for (language, set, text) in sets {
            let page = told(language, text);
            assert_eq!(
                decode_page(encoded(set, &page), None).ok().as_deref(),
                Some(page.as_str()),
                "{language} in {set}"
            );
        }
        // What is named is not always the page's language.
        for text in [FRENCH, PORTUGUESE, SPANISH, GERMAN] {
            let pages = BEYOND_LATIN_1.iter().flat_map(|(language, _)| {
                let link =
                    format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"/?lang={language}\"><title>");
                [told(language, text), page(Some("iso-8859-1"), text).replace("<title>", &link)]
            });
            for page in pages {
                let found = decode_page(encoded("windows-1252", &page), None);
                assert_eq!(found.ok().as_deref(), Some(page.as_str()));
            }
        }
    }

    const SETS: &[(&str, &str)] = &[
        ("windows-1252", GERMAN),
        ("iso-8859-2", POLISH),
        ("shift_jis", JAPANESE),
        ("euc-jp", JAPANESE),
        ("gbk", CHINESE),
        ("big5", TAIWANESE),
        ("euc-kr", KOREAN),
        ("windows-1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("utf-16le", GERMAN),
        ("utf-16be", JAPANESE),
        ("utf-8", KOREAN),
    ];

    #[test]
    fn pages_decode_with_and_without_a_declaration() {
        for &(label, text) in SETS {
            for charset in [Some(label), None] {
                let page = page(charset, text);
                assert_eq!(
                    decode_page(encoded(label, &page), None).as_ref(),
                    Ok(&page),
                    "{label}, declared {charset:?}"
                );
            }
            let page = page(None, text);
            let header = Encoding::for_label(label.as_bytes());
            assert_eq!(decode_page(encoded(label, &page), header).as_ref(), Ok(&page), "{label} by header");
        }
    }

    #[test]
    fn a_wrong_declaration_gives_way_to_the_bytes() {
        for (declared, label, text) in [
            ("utf-8", "windows-1252", GERMAN),
            ("iso-8859-1", "utf-8", GERMAN),
            ("iso-8859-1", "utf-8", JAPANESE),
            ("iso-8859-1", "gbk", CHINESE),
            ("iso-8859-1", "windows-1251", RUSSIAN),
            ("windows-1252", "koi8-r", RUSSIAN),
            ("utf-8", "shift_jis", JAPANESE),
            ("shift_jis", "utf-8", JAPANESE),
            ("euc-kr", "utf-8", KOREAN),
            ("no-such-set", "euc-jp", JAPANESE),
        ] {
            let page = page(Some(declared), text);
            let found = decode_page(encoded(label, &page), None);
            assert_eq!(found.as_ref(), Ok(&page), "declared {declared}, written {label}");
        }
    }

    #[test]
    fn a_mark_beats_a_declaration_and_is_no_text() {
        let page = page(Some("windows-1252"), KOREAN);
        let bytes = [b"\xef\xbb\xbf", page.as_bytes()].concat();
        assert_eq!(decode_page(bytes, Some(WINDOWS_1252)).as_ref(), Ok(&page));
    }

    #[test]
    fn a_few_broken_bytes_are_repaired_and_many_are_not() {
        let mut bytes = KOREAN.as_bytes().to_vec();
        bytes[1] = b'?';
        let text = decode_text(bytes, None).expect("repaired");
        assert!(text.ends_with("설명했다.") && text.contains(char::REPLACEMENT_CHARACTER));
        let broken = b"\xef\xbb\xbf".iter().copied().chain([b'a', 0xff].repeat(100)).collect::<Vec<u8>>();
        assert_eq!(decode_text(broken, None).map_err(|(code, _)| code), Err(Code::InvalidUtf8));
    }
}
