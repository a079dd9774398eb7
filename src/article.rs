//! The article: what the reading side (`fetch`, `decode`, `page`) hands to the extracting side (`text` … `record`).
//!
//! The two sides share this type and [`crate::Error`], nothing else. It lives at the top so that neither group has to
//! import the other; the `page` module is what makes one from a web page.

use jiff::civil::Date;

/// One news article, ready for extraction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The id given with the input; without one, [`Article::id`] derives it.
    pub given_id: Option<String>,
    /// The canonical URL.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The authors' names, in the page's order.
    pub authors: Vec<String>,
    /// The publication's name.
    pub site: Option<String>,
    /// The section or topic that the publication put it under, as it names it.
    pub section: Option<String>,
    /// When it was published: the anchor of every relative period.
    pub published: Option<SourceDate>,
    /// When it was last changed.
    pub modified: Option<SourceDate>,
    /// BCP 47 tag of the text's language.
    pub language: Option<String>,
    /// Whether the text may be only the beginning of the article: its page breaks off at an offer to subscribe, or says
    /// that it is not free to read and does not show to hold all of it.
    pub partial: bool,
    /// The article's text. Offsets of all records refer to it.
    pub text: String,
    /// The path or URL that it was read from.
    pub input: String,
}

impl Article {
    /// The article's id: the given one, else the first 16 hex digits of the BLAKE3 hash of the canonical URL (without
    /// one, the input's name), a line feed, and the text.
    pub fn id(&self) -> String {
        if let Some(id) = &self.given_id {
            return id.clone();
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.url.as_deref().unwrap_or(&self.input).as_bytes());
        hasher.update(b"\n");
        hasher.update(self.text.as_bytes());
        hasher.finalize().to_hex()[..16].to_owned()
    }
}

/// A date as its source wrote it, with its calendar day: precision and offset are kept for the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDate {
    text: String,
    day: Date,
}

impl SourceDate {
    /// Reads an ISO 8601 date (`2025-12-08`) or date and time (`2025-12-08T09:14:00Z`, also with a space, a fraction
    /// or an offset such as `+02:00`). `None` for anything else, impossible dates included.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day: Date = text.get(..10)?.parse().ok()?;
        let rest = &text[10..];
        let legal = rest.is_empty() || is_time(rest);
        legal.then(|| Self { text: text.to_owned(), day })
    }

    /// The calendar day at the source's own offset.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The source's own spelling.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Whether `rest`, what follows the day, is a time of day: `T` or a space, `HH:MM`, then only seconds and an offset.
fn is_time(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    matches!(bytes.first(), Some(b'T' | b't' | b' '))
        && bytes.len() >= 6
        && bytes[1].is_ascii_digit()
        && bytes[2].is_ascii_digit()
        && bytes[3] == b':'
        && bytes[4].is_ascii_digit()
        && bytes[5].is_ascii_digit()
        && bytes[6..].iter().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z' | b'z' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_dates_keep_their_spelling() {
        for text in ["2025-12-08", "2025-12-08T09:14:00Z", "2025-12-08T09:14+02:00", "2025-12-08 09:14:00.123+0200"] {
            let date = SourceDate::parse(text).unwrap_or_else(|| panic!("{text} is a date"));
            assert_eq!(date.as_str(), text);
            assert_eq!(date.day(), jiff::civil::date(2025, 12, 8));
        }
        for text in ["", "2025", "2025-02-30", "2025-12-08x", "8 December 2025", "2025-12-08Tnoon", "２０２５-12-08"]
        {
            assert_eq!(SourceDate::parse(text), None, "{text}");
        }
    }

    /// Ids are a contract: this recipe must not change.
    #[test]
    fn ids_are_stable() {
        let mut article = Article { text: "Exports rose 5%.".into(), input: "a.txt".into(), ..Article::default() };
        assert_eq!(article.id(), "84018f00346f67b6");
        article.given_id = Some("mine".into());
        assert_eq!(article.id(), "mine");
    }
}
