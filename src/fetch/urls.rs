//! Lists of URLs, one a line, from a file or standard input, read as they are needed.
//!
//! Each line that is not blank is one outcome: a reference, or an error that names the line. What a line cannot be is
//! read over in bounded memory.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use super::file;
use super::reference::is_url;
use crate::error::{Code, Error, Stage};

/// The most bytes of a line; browsers take URLs of two thousand.
const MAX_LINE: u64 = 64 << 10;

/// The URLs in a list.
pub struct Urls {
    name: String,
    line: usize,
    input: Option<Box<dyn BufRead + Send>>,
    failed: Option<Error>,
}

impl Urls {
    /// The list in a file, or on standard input if its name is `-`.
    pub fn open(name: &str) -> Self {
        let (input, failed): (Option<Box<dyn BufRead + Send>>, _) = match name {
            "-" => (Some(Box::new(BufReader::new(std::io::stdin()))), None),
            _ => match File::open(name) {
                Ok(opened) => (Some(Box::new(BufReader::new(opened))), None),
                Err(error) => (None, Some(file::failure(name.to_owned(), &error))),
            },
        };
        Self { name: name.to_owned(), line: 0, input, failed }
    }

    fn read(&mut self, input: &mut dyn BufRead) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        if input.take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.line += 1;
        if line.len() as u64 == MAX_LINE && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
        }
        Ok(Some(line))
    }
}

impl Iterator for Urls {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            return Some(Err(error));
        }
        let mut input = self.input.take()?;
        loop {
            let line = match self.read(&mut *input) {
                Ok(Some(line)) => line,
                Ok(None) => return None,
                Err(error) => return Some(Err(file::failure(self.name.clone(), &error))),
            };
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_start_matches('\u{feff}').trim();
            if text.is_empty() {
                continue;
            }
            self.input = Some(input);
            if is_url(text) && line.len() as u64 != MAX_LINE {
                return Some(Ok(text.to_owned()));
            }
            let shown: String = text.chars().take(80).collect();
            let place = format!("{}:{}", self.name, self.line);
            return Some(Err(Error::new(Stage::Fetch, Code::BadUrl, place, format_args!("not a URL: {shown}"))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_an_outcome() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("urls.txt");
        let long = format!("http://a.example/{}", "x".repeat(200_000));
        let lines = format!(
            "\u{feff}http://a.example/1\r\n\n  https://b.example/?q=a b \nno url\n# {long}\n{long}\nftp://c.example"
        );
        std::fs::write(&path, [lines.as_bytes(), b"\n\xff\xfe\n"].concat()).expect("written");
        let name = path.to_str().expect("UTF-8");
        let outcomes: Vec<String> = Urls::open(name)
            .map(|url| url.unwrap_or_else(|error| format!("{:?} {}", error.code, &error.input[name.len()..])))
            .collect();
        let bad = |line: usize| format!("BadUrl :{line}");
        let good = ["http://a.example/1".to_owned(), "https://b.example/?q=a b".to_owned()];
        let rest = [bad(4), bad(5), bad(6), "ftp://c.example".to_owned(), bad(8)];
        assert_eq!(outcomes, [&good[..], &rest[..]].concat());
    }

    #[test]
    fn a_list_that_cannot_be_read_is_an_error() {
        let codes: Vec<_> = Urls::open("no/such/list").map(|url| url.map_err(|error| error.code)).collect();
        assert_eq!(codes, [Err(Code::NotFound)]);
    }
}
