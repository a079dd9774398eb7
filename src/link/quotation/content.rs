//! Quoted pieces, and the frames in which they stand.
//!
//! A piece is the words of one outermost quote pair. A frame is a sentence as its author wrote it, each piece in it
//! shrunk to one item, so that "“…. …,” said X" is one short frame however many sentences the quotation holds.

use std::ops::Range;

use crate::text::{Doc, Gap, Span, TokenKind, keys};

/// The words of one outermost quote pair.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The opening mark's token.
    pub open: usize,
    /// The tokens inside.
    pub tokens: Range<usize>,
    /// One past the closing mark.
    pub close: usize,
    /// The bytes inside, without marks.
    pub span: Span,
    /// Whether a closing mark stands.
    pub closed: bool,
    /// Whether it is a statement by its looks: begins with a capital and ends with punctuation.
    pub whole: bool,
    /// Whether it begins with a capital.
    pub begins: bool,
    /// Whether it is a title, a name, a nickname by its looks.
    pub title: bool,
    /// The number of words.
    pub words: usize,
}

/// What a frame is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A token outside all pieces.
    Token(usize),
    /// The index of a piece.
    Piece(usize),
}

/// One sentence of the author's.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// Its items, as a range of [`Frames::items`].
    pub items: Range<usize>,
    /// The number of its paragraph.
    pub paragraph: usize,
}

/// The frames of a document.
#[derive(Debug, Default)]
pub(super) struct Frames {
    pub pieces: Vec<Piece>,
    pub items: Vec<Item>,
    pub frames: Vec<Frame>,
    /// The frame of each piece.
    pub frame_of_piece: Vec<usize>,
}

impl Frames {
    pub fn of(doc: &Doc) -> Self {
        let mut frames = Self { pieces: pieces(doc), ..Self::default() };
        frames.build(doc);
        frames
    }

    pub fn items(&self, frame: &Frame) -> &[Item] {
        &self.items[frame.items.clone()]
    }

    fn build(&mut self, doc: &Doc) {
        self.items.reserve(doc.len());
        let (mut at, mut next, mut start, mut paragraph) = (0, 0, 0, 0);
        while at < doc.len() {
            if at > 0 && doc.opens_paragraph(at) {
                self.end_frame(&mut start, paragraph);
                paragraph += 1;
            }
            if let Some(piece) = self.pieces.get(next).filter(|p| p.open == at) {
                let (close, tokens, closed) = (piece.close, piece.tokens.clone(), piece.closed);
                // A whole statement after a full stop begins a frame; so it may stand alone.
                self.items.push(Item::Piece(next));
                next += 1;
                at = close.max(at + 1);
                if !closed || self.ends_after(doc, &tokens, close) {
                    self.end_frame(&mut start, paragraph);
                }
                continue;
            }
            // To the next piece or the sentence's end, which no paragraph's end goes beyond.
            let sentence = doc.sentence(at).end;
            let stop = self.pieces.get(next).map_or(sentence, |p| p.open.clamp(at + 1, sentence));
            self.items.extend((at..stop).map(Item::Token));
            at = stop;
            if at == sentence {
                self.end_frame(&mut start, paragraph);
            }
        }
        self.end_frame(&mut start, paragraph);
    }

    /// Whether the author's sentence ends with the piece: it ends in a full stop and a new sentence follows.
    fn ends_after(&self, doc: &Doc, tokens: &Range<usize>, close: usize) -> bool {
        let last = doc.word(tokens.end - 1);
        let stops = matches!(last, "." | "!" | "?" | "…")
            || doc.kind(tokens.end - 1) == Some(TokenKind::Word) && last.ends_with('.');
        stops && doc.sentence(close - 1).end <= close
    }

    fn end_frame(&mut self, start: &mut usize, paragraph: usize) {
        if *start < self.items.len() {
            let items = *start..self.items.len();
            for item in &self.items[items.clone()] {
                if let Item::Piece(_) = item {
                    self.frame_of_piece.push(self.frames.len());
                }
            }
            self.frames.push(Frame { items, paragraph });
            *start = self.items.len();
        }
    }
}

fn pieces(doc: &Doc) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut end = 0;
    for pair in &doc.quotes {
        if pair.open < end || pair.first >= pair.end {
            continue;
        }
        let tokens = pair.first..pair.end;
        let close = if pair.closed { closing_end(doc, pair.end) } else { pair.end };
        end = close;
        let words = tokens.clone().filter(|&i| doc.kind(i) == Some(TokenKind::Word)).count();
        if words == 0 || is_defined(doc, pair.open, close) || is_of_show(doc, pair.open, &tokens) {
            continue;
        }
        found.push(Piece {
            open: pair.open,
            span: doc.span(&tokens),
            closed: pair.closed,
            begins: begins_whole(doc, &tokens),
            whole: begins_whole(doc, &tokens) && ends_whole(doc, &tokens, close),
            title: is_title(doc, &tokens, words),
            words,
            tokens,
            close,
        });
    }
    found
}

/// "Calder Group plc (**“Calder”** or **the “Company”**)": what a release calls someone from here on, which nobody says.
fn is_defined(doc: &Doc, open: usize, close: usize) -> bool {
    let before = open.wrapping_sub(1 + usize::from(doc.is(open.wrapping_sub(1), "the")));
    let first = doc.is_any(before, keys!["(", "["]);
    let second = doc.is_any(before, keys!["or", "and"]) && doc.is_any(close, keys![")", "]"]);
    first && doc.is_any(close, keys![")", "]", "or", "and", ","]) || second
}

/// "Told CNBC's **“Squawk Box.”**": a programme, by who makes it.
fn is_of_show(doc: &Doc, open: usize, tokens: &Range<usize>) -> bool {
    let capitals = || {
        tokens.clone().all(|i| {
            doc.is_capital(i) || doc.kind(i) != Some(TokenKind::Word) || doc.is_any(i, keys!["the", "of", "on"])
        })
    };
    let owner = open.wrapping_sub(2);
    doc.kind(open.wrapping_sub(1)) == Some(TokenKind::Clitic)
        && doc.is_capital(owner)
        && tokens.len() <= 5
        && capitals()
}

/// One past the closing mark, which may be two tokens wide (`''`).
fn closing_end(doc: &Doc, mark: usize) -> usize {
    let doubled =
        matches!(doc.word(mark), "'" | "’" | "`") && doc.word(mark + 1) == doc.word(mark) && doc.glued(mark + 1);
    if doubled { mark + 2 } else { mark + 1 }
}

fn begins_whole(doc: &Doc, tokens: &Range<usize>) -> bool {
    let first =
        tokens.clone().find(|&i| matches!(doc.kind(i), Some(TokenKind::Word | TokenKind::Number | TokenKind::Symbol)));
    first.is_some_and(|i| doc.is_capital(i) || doc.kind(i) != Some(TokenKind::Word))
}

fn ends_whole(doc: &Doc, tokens: &Range<usize>, close: usize) -> bool {
    let last = doc.word(tokens.end - 1);
    last.ends_with(['.', ',', '!', '?', '…', '—', '–', '-', ';', ':', ')', ']', '’', '\'', '”'])
        || matches!(doc.word(close), "," | "." | "?" | "!" | ";" | "—" | "–") && doc.gap(close) <= Gap::Space
}

/// Titles of works, names and nicknames: capitalised throughout, without the punctuation of speech.
fn is_title(doc: &Doc, tokens: &Range<usize>, words: usize) -> bool {
    let last = doc.word(tokens.end - 1);
    let small = |i: usize| {
        doc.is_any(
            i,
            keys![
                "a", "an", "the", "of", "and", "or", "in", "on", "to", "for", "at", "by", "with", "from", "vs", "as",
                "is",
            ],
        )
    };
    let is_word = |&i: &usize| doc.kind(i) == Some(TokenKind::Word);
    let content = tokens.clone().filter(is_word).filter(|&i| !small(i));
    let (all, capitals) =
        content.fold((0, 0), |(all, capitals), i| (all + 1, capitals + usize::from(doc.is_capital(i))));
    words <= 12 && all > 0 && capitals == all && !matches!(last, "!" | "?" | ".") && (words > 1 || !matches!(last, ","))
}
