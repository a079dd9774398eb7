//! Byte offsets to code points, for the output.
//!
//! A walk from one sorted offset to the next is linear over the text; ASCII text needs no walk at all.

/// Converts byte offsets of one text to code points; offsets may come in any order, cheap when ascending.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    ascii: bool,
    byte: usize,
    point: usize,
}

impl<'a> CodePoints<'a> {
    /// For the offsets of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, ascii: text.is_ascii(), byte: 0, point: 0 }
    }

    /// The number of code points before `byte`, which must be a character border.
    pub fn at(&mut self, byte: u32) -> usize {
        let byte = byte as usize;
        if self.ascii {
            return byte;
        }
        if byte >= self.byte {
            self.point += count(&self.text.as_bytes()[self.byte..byte]);
        } else if byte * 2 < self.byte {
            self.point = count(&self.text.as_bytes()[..byte]);
        } else {
            self.point -= count(&self.text.as_bytes()[byte..self.byte]);
        }
        self.byte = byte;
        self.point
    }
}

/// The bytes that open a code point, eight at a time: all but `10xxxxxx`.
fn count(bytes: &[u8]) -> usize {
    const LOW: u64 = 0x0101_0101_0101_0101;
    let (eights, rest) = bytes.as_chunks::<8>();
    let inner = |eight: &[u8; 8]| {
        let bits = u64::from_le_bytes(*eight);
        ((bits >> 7) & !(bits >> 6) & LOW).count_ones() as usize
    };
    let inside: usize = eights.iter().map(inner).sum();
    eights.len() * 8 - inside + rest.iter().filter(|&&b| (b as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order() {
        let text = "€5 für “Öl” 😀 x";
        let mut points = CodePoints::new(text);
        let borders: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let order = borders.iter().chain(borders.iter().rev()).chain([&borders[5], &borders[2], &borders[9]]);
        for &byte in order {
            assert_eq!(points.at(byte as u32), text[..byte].chars().count());
        }
    }
}
