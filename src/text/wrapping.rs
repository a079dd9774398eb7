//! Whether a text's lines were cut to a width, so that a line break ends nothing.

/// Whether single line breaks in `text` are mere wrapping: many lines go on in lower case after a line without an end.
pub fn is_hard(text: &str) -> bool {
    let (mut single, mut running) = (0, 0);
    let (mut before, mut from) = ("", 0);
    for at in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[from..at];
        let (end, start) = (before.trim_end(), line.trim_start());
        if !end.is_empty() && !start.is_empty() {
            single += 1;
            let goes_on = start.starts_with(|c: char| c.is_lowercase());
            let stopped = end.ends_with(['.', '!', '?', ':', ';', '"', '”']);
            running += usize::from(goes_on && !stopped);
        }
        (before, from) = (line, at + 1);
    }
    running >= 2 && running * 5 >= single
}
