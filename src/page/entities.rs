//! Character references and tags inside text that came by another way than the parser (JSON-LD, embedded state).

use scraper::{Html, Node};

use super::scan;
use super::tree::push_folded;

/// The plain text of a string that may hold entities or tags, white space folded.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::new();
    if needs_parser(text) {
        // Written twice over by some templates: `&amp;quot;`.
        let once = strip(text);
        let twice = if once.contains("&") && once.contains(';') { strip(&once) } else { once };
        push_folded(&mut out, &twice);
    } else {
        push_folded(&mut out, text);
    }
    out.truncate(out.trim_end().len());
    out
}

/// The same, line by line: the breaks are kept.
pub(super) fn decode_lines(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(decode).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&line);
    }
    out
}

fn needs_parser(text: &str) -> bool {
    text.contains('&') && text.contains(';') || text.contains('<') && text.contains('>')
}

fn strip(text: &str) -> String {
    // Through the scanner, so that a string is no way around its limits.
    let Ok(scan) = scan::scan(text) else { return text.to_owned() };
    let html = Html::parse_fragment(&scan.html);
    let mut out = String::new();
    for node in html.tree.root().descendants() {
        match node.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if matches!(element.name(), "p" | "br" | "div" | "li") => out.push(' '),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_tags_become_text() {
        assert_eq!(decode("AT&amp;T&#39;s &quot;best&quot;  year"), "AT&T's \"best\" year");
        assert_eq!(decode("a &amp;quot;b&amp;quot;"), "a \"b\"");
        assert_eq!(decode("<b>Exports</b> rose<br>5%"), "Exports rose 5%");
        assert_eq!(decode("R&D; 3 < 4"), "R&D; 3 < 4");
        assert_eq!(decode_lines("a&amp;b\n\n c \r\nd"), "a&b\nc\nd");
    }
}
