//! What the user names to be read.

/// Something to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// A file, a directory, or `-` for standard input.
    Local(String),
    /// URLs that are fetched together and come in their order.
    Urls(Vec<String>),
    /// A file of URLs, one a line, or `-`.
    List(String),
}

impl Reference {
    /// The references in what the user named: URLs that follow each other make one, so that they are fetched together.
    /// The list of URLs, if there is one, comes last.
    pub fn of(inputs: Vec<String>, list: Option<String>) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for input in inputs {
            match found.last_mut() {
                Some(Self::Urls(urls)) if is_url(&input) => urls.push(input),
                _ if is_url(&input) => found.push(Self::Urls(vec![input])),
                _ => found.push(Self::Local(input)),
            }
        }
        found.extend(list.map(Self::List));
        found
    }

    /// Whether it leads to the web.
    pub fn is_web(&self) -> bool {
        !matches!(self, Self::Local(_))
    }

    /// What an error of the whole is told of.
    pub fn name(&self) -> &str {
        match self {
            Self::Local(name) | Self::List(name) => name,
            Self::Urls(urls) => urls.first().map_or("", String::as_str),
        }
    }
}

/// Whether a text is a URL, of whatever scheme, and not a path (`C:\news` is one).
pub(super) fn is_url(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once("://") else { return false };
    scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_told_from_paths() {
        assert!(is_url("https://example.org/a") && is_url("ftp://example.org"));
        for path in ["news/a.html", r"C:\news\a.html", "C://news", "-", "a b://c", "://x"] {
            assert!(!is_url(path), "{path}");
        }
    }

    #[test]
    fn urls_that_follow_each_other_are_one() {
        let inputs = ["a.txt", "http://a.example", "http://b.example", "-", "http://c.example"].map(str::to_owned);
        let found = Reference::of(inputs.to_vec(), Some("urls.txt".to_owned()));
        let names: Vec<&str> = found.iter().map(Reference::name).collect();
        assert_eq!(names, ["a.txt", "http://a.example", "-", "http://c.example", "urls.txt"]);
        assert!(matches!(&found[1], Reference::Urls(urls) if urls.len() == 2));
    }
}
