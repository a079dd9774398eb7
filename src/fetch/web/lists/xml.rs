//! XML as a stream of elements, for documents of which only a few small ones matter.
//!
//! Names are local: prefixes are anybody's choice. Texts are cut off at a length no date or address has, what is nested
//! too deep is passed over, and what a strict parser would refuse (stray ampersands, unknown entities, wrong
//! ends) is read as well as it goes, since feeds are full of it.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The most characters of an element's text that are kept.
const MAX_TEXT: usize = 4096;

/// The deepest nesting that is followed. Feeds and sitemaps need four.
const MAX_DEPTH: usize = 64;

/// What to do after an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    On,
    Stop,
}

/// Hears of the elements.
pub(super) trait Listener {
    /// An element begins; `attribute` gives its attributes by local name.
    fn open(&mut self, name: &str, parent: &str, attribute: &dyn Fn(&str) -> Option<String>);
    /// An element ends; `text` is its own, without that of the elements in it.
    fn close(&mut self, name: &str, parent: &str, text: &str) -> Flow;
}

struct Element {
    name: String,
    text: String,
}

/// Reads until the end, a stop, or damage that cannot be read over; that comes back as its message.
pub(super) fn listen(input: impl BufRead, listener: &mut impl Listener) -> Result<(), String> {
    let mut reader = Reader::from_reader(input);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut buffer = Vec::new();
    let mut stack: Vec<Element> = Vec::new();
    let mut too_deep = 0usize;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
            Event::Start(start) if stack.len() == MAX_DEPTH => too_deep += usize::from(!start.is_empty()),
            Event::Start(start) => stack.push(open(&start, &stack, listener)),
            Event::Empty(_) if stack.len() == MAX_DEPTH => {}
            Event::Empty(start) => {
                let element = open(&start, &stack, listener);
                if listener.close(&element.name, parent(&stack), "") == Flow::Stop {
                    return Ok(());
                }
            }
            Event::End(_) if too_deep > 0 => too_deep -= 1,
            Event::End(end) => {
                let name = end.local_name();
                // What was not closed inside ends here too; an end of nothing is passed over.
                let Some(at) = stack.iter().rposition(|element| element.name == name.as_ref()) else { continue };
                while stack.len() > at
                    && let Some(element) = stack.pop()
                {
                    if listener.close(&element.name, parent(&stack), element.text.trim()) == Flow::Stop {
                        return Ok(());
                    }
                }
            }
            Event::Text(text) => add(&mut stack, &text),
            Event::CData(text) => add(&mut stack, &text),
            Event::GeneralRef(reference) => add(&mut stack, &resolve(&reference)),
            Event::Eof if stack.is_empty() => return Ok(()),
            Event::Eof => return Err("it ends in the middle".to_owned()),
            _ => {}
        }
    }
}

fn open(start: &BytesStart, stack: &[Element], listener: &mut impl Listener) -> Element {
    let name = start.local_name().as_ref().to_owned();
    let attribute = |wanted: &str| {
        let mut attributes = start.attributes();
        let mut found = attributes.with_checks(false).flatten();
        let value = found.find(|attribute| attribute.key.local_name().as_ref() == wanted)?.value;
        Some(quick_xml::escape::unescape(&value).map_or_else(|_| value.to_string(), |plain| plain.into_owned()))
    };
    listener.open(&name, parent(stack), &attribute);
    Element { name, text: String::new() }
}

fn parent(stack: &[Element]) -> &str {
    stack.last().map_or("", |element| &element.name)
}

fn add(stack: &mut [Element], text: &str) {
    if let Some(element) = stack.last_mut() {
        let room = MAX_TEXT.saturating_sub(element.text.len());
        element.text.extend(text.chars().take(room));
    }
}

/// The character that `&name;` stands for; as written where it is not known.
fn resolve(reference: &BytesRef) -> String {
    let written = format!("&{};", &**reference);
    quick_xml::escape::unescape(&written).map(|text| text.into_owned()).unwrap_or(written)
}
