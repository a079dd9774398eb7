//! The article's text by code points, in which records count.

/// A text whose slices are taken by code points.
#[derive(Debug)]
pub struct Points {
    text: String,
    /// The byte at which each code point begins, and the end; empty for ASCII, where they are the same.
    starts: Vec<usize>,
}

impl Points {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
        };
        Self { text, starts }
    }

    /// The number of its code points.
    pub fn len(&self) -> usize {
        if self.starts.is_empty() { self.text.len() } else { self.starts.len() - 1 }
    }

    /// The slice between two code points, where the text has them.
    pub fn slice(&self, start: usize, end: usize) -> Option<&str> {
        let byte = |point: usize| {
            if self.starts.is_empty() { Some(point) } else { self.starts.get(point).copied() }
        };
        self.text.get(byte(start)?..byte(end)?)
    }
}
