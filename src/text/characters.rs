//! Characters outside ASCII that are no letters, by what they are to a token.

/// Whether it shows nothing and parts nothing: zero-width marks, marks of direction.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// Whether it belongs to the letter before it: combining marks, variation selectors.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether it is punctuation outside ASCII.
pub fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '«' | '»' | '¡' | '¿' | '·' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}
