//! Lists of words by class: one look-up of a token answers for all classes of its word.
//!
//! A list is a table with a word and a class a row; [`word_classes`] makes of it an enum whose variants are the classes, and
//! the two functions that its module needs. What the classes mean is the module's affair.

use rustc_hash::FxHashMap;

use super::{LexiconBuilder, ListId};

/// The words of a list, each with its classes as the bits of one number.
#[derive(Debug)]
pub struct WordList {
    id: ListId,
    words: FxHashMap<&'static str, u64>,
}

impl WordList {
    /// Reads rows of a word and its class; a word may stand in several. The class at place `n` of `names` is bit `n`.
    ///
    /// # Panics
    /// On a class that is none of `names`, and on more classes than a number has bits: bugs of ours, found by any test.
    pub fn new(id: ListId, names: &[&str], rows: impl IntoIterator<Item = [&'static str; 2]>) -> Self {
        assert!(names.len() <= 64, "list {id:?} has more than 64 classes");
        let mut words = FxHashMap::default();
        for [word, class] in rows {
            let bit = names.iter().position(|name| *name == class);
            let bit = bit.unwrap_or_else(|| panic!("list {id:?}: no class {class} ({word})"));
            *words.entry(word).or_insert(0) |= 1 << bit;
        }
        Self { id, words }
    }

    /// Hands the words to the lexicon.
    pub fn register(&self, lexicon: &mut LexiconBuilder) {
        for (word, classes) in &self.words {
            lexicon.classify(self.id, word, *classes);
        }
    }

    /// Whether the word, in lower case, is of the class with that bit.
    pub fn has(&self, word: &str, bit: u32) -> bool {
        self.words.get(word).is_some_and(|classes| classes & 1 << bit != 0)
    }
}

/// The enum of the classes of a list, with the words of `$rows`: makes `register` and `is` beside it.
macro_rules! word_classes {
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident of $list:ident from $rows:expr;
        $( $(#[$what:meta])* $class:ident = $label:literal, )+
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $vis enum $name { $( $(#[$what])* $class, )+ }

        static WORDS: std::sync::LazyLock<$crate::text::WordList> =
            std::sync::LazyLock::new(|| $crate::text::WordList::new($list, &[$($label),+], $rows));

        /// Hands the words to the lexicon.
        $vis fn register(lexicon: &mut $crate::text::LexiconBuilder) {
            WORDS.register(lexicon);
        }

        /// Whether the token is a word of the class, in any case.
        $vis fn is(doc: &$crate::text::Doc, at: usize, class: $name) -> bool {
            doc.classes(at, $list) & 1 << class as u32 != 0
        }
    };
}

pub(crate) use word_classes;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Doc;

    #[test]
    fn a_word_may_be_of_several_classes() {
        let list = WordList::new(
            ListId(0),
            &["fruit", "colour"],
            [["orange", "fruit"], ["orange", "colour"], ["pear", "fruit"]],
        );
        assert!(list.has("orange", 0) && list.has("orange", 1) && list.has("pear", 0));
        assert!(!list.has("pear", 1) && !list.has("plum", 0));
        let mut lexicon = LexiconBuilder::default();
        list.register(&mut lexicon);
        let doc = Doc::of_text("An Orange pear", None, &lexicon.build());
        assert_eq!([0, 1, 2].map(|at| doc.classes(at, ListId(0))), [0, 0b11, 0b01]);
    }

    #[test]
    #[should_panic(expected = "no class smell")]
    fn an_unknown_class_is_found() {
        WordList::new(ListId(0), &["fruit"], [["pear", "smell"]]);
    }
}
