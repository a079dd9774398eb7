//! Quote pairs, found once for all of the house.
//!
//! Every style of news: curly and straight double and single marks, guillemets, low-high, and the doubled marks of
//! old wires (` ``…'' `). Marks pair inside their paragraph; a double mark that is opened and never closed runs to the
//! paragraph's end, as speech over several paragraphs is printed; a single one does where the next paragraph opens with
//! one. Apostrophes, decades (’90s) and inches are none.
//!
//! Whether the words inside are speech, a title or a scare quote is for `link::quotation` to say.

use super::token::{Gap, Token, TokenKind, Tokens};

/// One pair of marks. Pairs may nest; they are listed by their opening mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotePair {
    /// The opening mark's (first) token.
    pub open: usize,
    /// The first token inside.
    pub first: usize,
    /// One past the last token inside: the closing mark's token, or the paragraph's end.
    pub end: usize,
    /// Whether there is a closing mark.
    pub closed: bool,
    /// Whether the marks are single ones.
    pub single: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Backtick,
    Guillemet,
    Single,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    style: Style,
    at: usize,
    first: usize,
}

/// The quote pairs of a text.
pub fn pairs(text: &str, tokens: &Tokens) -> Vec<QuotePair> {
    let all = &tokens.all;
    let mut found = Vec::new();
    let mut paragraphs = tokens.borders.chunk_by(|_, &next| all[next as usize].gap != Gap::Paragraph).peekable();
    while let Some(borders) = paragraphs.next() {
        let end = paragraphs.peek().map_or(all.len(), |next| next[0] as usize);
        Paragraph { text, tokens: all, end, open: Vec::new(), found: &mut found }.walk(borders);
    }
    found.sort_by_key(|p| p.open);
    found
}

struct Paragraph<'a> {
    text: &'a str,
    tokens: &'a [Token],
    end: usize,
    open: Vec<Open>,
    found: &'a mut Vec<QuotePair>,
}

impl Paragraph<'_> {
    fn walk(&mut self, borders: &[u32]) {
        let mut next = 0;
        for at in borders.iter().map(|&at| at as usize) {
            if at >= next && matches!(self.tokens[at].kind, TokenKind::Punct | TokenKind::Symbol) {
                next = at + self.mark(at);
            }
        }
        // What is still open: a double mark runs to the paragraph's end, unless another pair begins inside it.
        let last = self.found.last().map_or(0, |p| p.open);
        let single = self.is_opened_anew();
        if let Some(open) = self.open.iter().rev().find(|o| (o.style != Style::Single || single) && o.at >= last) {
            self.found.push(QuotePair {
                open: open.at,
                first: open.first,
                end: self.end,
                closed: false,
                single: open.style == Style::Single,
            });
        }
    }

    /// Whether the next paragraph opens with a single mark: then one that is open here is no apostrophe either.
    fn is_opened_anew(&self) -> bool {
        self.end + 1 < self.tokens.len() && matches!(self.slice(self.end), "'" | "‘") && self.glued(self.end + 1)
    }

    /// Looks at the token; gives how many tokens the mark there took (1 if there is none).
    fn mark(&mut self, at: usize) -> usize {
        let mark = self.slice(at);
        let doubled = self.slice(at + 1) == mark && self.glued(at + 1);
        match mark {
            "“" if self.is_open(Style::Double) && !self.opens(at) => self.close(Style::Double, at),
            "“" | "„" => self.push(Style::Double, at, 1),
            "”" => self.close(Style::Double, at),
            "«" => self.push(Style::Guillemet, at, 1),
            "»" => self.close(Style::Guillemet, at),
            "\"" => {
                if self.is_inch(at) {
                } else if self.is_open(Style::Double) && (self.glued(at) || !self.opens(at)) {
                    self.close(Style::Double, at);
                } else if self.opens(at) {
                    self.push(Style::Double, at, 1);
                }
            }
            "`" if doubled => {
                self.push(Style::Backtick, at, 2);
                return 2;
            }
            "'" | "’" if doubled => {
                if self.is_open(Style::Backtick) {
                    self.close(Style::Backtick, at);
                } else if self.is_open(Style::Double) && (self.glued(at) || !self.opens(at + 1)) {
                    self.close(Style::Double, at);
                } else if self.opens(at + 1) {
                    self.push(Style::Double, at, 2);
                }
                return 2;
            }
            "‘" => self.push(Style::Single, at, 1),
            "'" | "’" | "`" => self.single(at),
            _ => {}
        }
        1
    }

    fn single(&mut self, at: usize) {
        if self.is_open(Style::Single) && self.glued(at) && !self.is_possessive(at) {
            self.close(Style::Single, at);
        } else if self.slice(at) != "’" && self.opens(at) && !self.is_elision(at) {
            self.push(Style::Single, at, 1);
        }
    }

    fn push(&mut self, style: Style, at: usize, width: usize) {
        self.open.retain(|o| o.style != style);
        self.open.push(Open { style, at, first: at + width });
    }

    fn close(&mut self, style: Style, at: usize) {
        let Some(place) = self.open.iter().rposition(|o| o.style == style) else { return };
        let open = self.open[place];
        self.open.truncate(place);
        if open.first < at {
            let single = style == Style::Single;
            self.found.push(QuotePair { open: open.at, first: open.first, end: at, closed: true, single });
        }
    }

    fn is_open(&self, style: Style) -> bool {
        self.open.iter().any(|o| o.style == style)
    }

    /// Whether a mark at `at` can open: white space, a dash or an opening bracket before, and words glued after.
    fn opens(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |i| self.slice(i));
        let free =
            !self.glued(at) || matches!(before, "(" | "[" | "-" | "–" | "—" | "“" | "\"" | "‘" | "'" | "`" | "/");
        free && at + 1 < self.end && self.glued(at + 1)
    }

    /// `27"`: an inch mark stands glued behind a number with no quotation open.
    fn is_inch(&self, at: usize) -> bool {
        self.glued(at) && !self.is_open(Style::Double) && at > 0 && self.tokens[at - 1].kind == TokenKind::Number
    }

    /// `’90s`, `'em`: an apostrophe that stands for what was left out.
    fn is_elision(&self, at: usize) -> bool {
        let next = self.slice(at + 1);
        self.tokens[at + 1].kind == TokenKind::Number && next.len() == 2 && matches!(self.slice(at + 2), "s")
            || matches!(next, "em" | "til" | "tis" | "n" | "cause")
    }

    /// `the banks' profits`: a plural possessive inside single marks, where another mark still can close them.
    fn is_possessive(&self, at: usize) -> bool {
        let plural = at > 0 && self.slice(at - 1).ends_with(['s', 'S']);
        let goes_on = at + 1 < self.end
            && !self.glued(at + 1)
            && self.tokens[at + 1].kind == TokenKind::Word
            && self.slice(at + 1).starts_with(char::is_lowercase);
        plural
            && goes_on
            && (at + 1..self.end.min(at + 120)).any(|i| matches!(self.slice(i), "'" | "’") && self.glued(i))
    }

    fn slice(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap == Gap::None)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokenize::tokenize;
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let tokens = tokenize(text);
        pairs(text, &tokens)
            .iter()
            .map(|p| &text[tokens.all[p.first].span.start as usize..tokens.all[p.end - 1].span.end as usize])
            .collect()
    }

    #[test]
    fn every_style() {
        assert_eq!(quoted("“Yes,” she said. “No.”"), ["Yes,", "No."]);
        assert_eq!(quoted("\"Yes,\" she said. \"No.\""), ["Yes,", "No."]);
        assert_eq!(quoted("``Yes,'' she said. ''No.''"), ["Yes,", "No."]);
        assert_eq!(quoted("«Oui», „Ja“ and ‘sure’ or 'no'"), ["Oui", "Ja", "sure", "no"]);
        assert_eq!(quoted("“He said ‘no’ to us,” she said"), ["He said ‘no’ to us,", "no"]);
    }

    #[test]
    fn marks_that_are_none() {
        assert_eq!(quoted("the banks' profits and the firms' costs in the '90s and ’80s"), Vec::<&str>::new());
        assert_eq!(quoted("a 27\" screen and a 6' man"), Vec::<&str>::new());
        assert_eq!(quoted("'The banks' profits fell,' he said"), ["The banks' profits fell,"]);
    }

    #[test]
    fn an_open_mark_runs_to_the_paragraph_s_end() {
        assert_eq!(quoted("“We rose.\n\n“We fell,” he said."), ["We rose.", "We fell,"]);
    }
}
