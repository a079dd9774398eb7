//! Byte offsets to code points, for the output.
//!
//! The two differ by the bytes that continue a character, and most text has few characters of several bytes: those are
//! listed once, and an offset is looked up among them.

/// Converts byte offsets of one text to code points.
#[derive(Debug)]
pub struct CodePoints {
    /// Where the characters of several bytes end, in order; the number of bytes less code points up to there is
    /// in `beyond`.
    ends: Vec<u32>,
    beyond: Vec<u32>,
}

impl CodePoints {
    /// For the offsets of `text`.
    pub fn new(text: &str) -> Self {
        let (mut ends, mut beyond) = (Vec::new(), Vec::new());
        let bytes = text.as_bytes();
        let (mut at, mut more) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            // Eight bytes at once where all are ASCII.
            if let Some(eight) = bytes[at..].first_chunk::<8>()
                && u64::from_le_bytes(*eight) & HIGH == 0
            {
                at += 8;
                continue;
            }
            let width = match byte {
                0..0xc0 => 1,
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
            at += width;
            if width > 1 {
                more += width as u32 - 1;
                ends.push(at as u32);
                beyond.push(more);
            }
        }
        Self { ends, beyond }
    }

    /// The number of code points before `byte`, which must be a character border.
    pub fn at(&self, byte: u32) -> usize {
        let wide = self.ends.partition_point(|&end| end <= byte);
        let beyond = wide.checked_sub(1).map_or(0, |last| self.beyond[last]);
        (byte - beyond) as usize
    }
}

/// The high bit of each of eight bytes: none is set where all are ASCII.
const HIGH: u64 = 0x8080_8080_8080_8080;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order() {
        let text = "€5 für “Öl” 😀 x";
        let points = CodePoints::new(text);
        let borders: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let order = borders.iter().chain(borders.iter().rev()).chain([&borders[5], &borders[2], &borders[9]]);
        for &byte in order {
            assert_eq!(points.at(byte as u32), text[..byte].chars().count());
        }
    }
}
