//! The extractor: article to records, one pass from layer to layer.
//!
//! `text → number → mention → link → record`. Everything it needs is built once, in [`Extractor::new`]; it is `Send`
//! and `Sync`, so one can serve all threads.

use crate::link::{self, Analysis};
use crate::record::{self, Record};
use crate::text::{Lexicon, LexiconBuilder};
use crate::{Article, lang, mention};

/// Finds the records of articles.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// Builds the lexicons. Costs some milliseconds: make one and share it.
    pub fn new() -> Self {
        let mut builder = LexiconBuilder::default();
        mention::register(&mut builder);
        link::register(&mut builder);
        Self { lexicon: builder.build() }
    }

    /// The records of an article: the article itself first, then its mentions, speakers and observations. An article
    /// in a language without rules yields its `article` record alone.
    pub fn extract(&self, article: &Article) -> Vec<Record> {
        if is_read(article) { record::assemble(article, &self.analyze(article)) } else { record::bare(article) }
    }

    /// Everything found on the way to the records.
    pub fn analyze<'a>(&self, article: &'a Article) -> Analysis<'a> {
        link::analyze(article, &self.lexicon)
    }
}

/// Whether there are rules for the article's language. A text whose language cannot be told is read as English.
pub fn is_read(article: &Article) -> bool {
    match &article.language {
        Some(tag) => lang::has_rules(tag),
        None => {
            lang::function_words::confirm(&article.text, lang::READ)
                || lang::detect::detect(&article.text).is_none_or(lang::has_rules)
        }
    }
}
