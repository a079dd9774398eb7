//! `newsfacts article`: what was found to be the article of a page, for people to read.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::reading::ReadingArgs;
use super::{Status, error_line, output_failure};
use crate::{Article, pipeline};

/// Print the article found in a page
#[derive(Debug, Args)]
pub(super) struct ArticleOf {
    #[command(flatten)]
    reading: ReadingArgs,

    /// How to print it
    #[arg(short, long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// The text alone
    Text,
    /// The title as a heading, then site, authors, dates and address, then the text
    Markdown,
}

impl ArticleOf {
    pub(super) fn run(self) -> Result<Status> {
        let (inputs, reading) = self.reading.take()?;
        let mut stdout = super::stdout();
        let mut status = Status::Good;
        for (i, article) in pipeline::articles(inputs, reading).enumerate() {
            match article {
                Ok(article) => {
                    let between = if i > 0 { "\n---\n\n" } else { "" };
                    let text = match self.format {
                        Form::Text => article.text.trim_end().to_owned(),
                        Form::Markdown => markdown(&article),
                    };
                    writeln!(stdout, "{between}{text}").map_err(|error| output_failure("standard output", error))?;
                }
                Err(error) => {
                    super::say_bytes(&error_line(&error));
                    status = Status::SomeFailed;
                }
            }
        }
        Ok(status)
    }
}

fn markdown(article: &Article) -> String {
    let mut text = String::new();
    if let Some(title) = &article.title {
        let _ = writeln!(text, "# {title}\n");
    }
    let authors = (!article.authors.is_empty()).then(|| article.authors.join(", "));
    let published = article.published.as_ref().map(|date| date.as_str().to_owned());
    let facts: Vec<String> = [article.site.clone(), authors, published].into_iter().flatten().collect();
    if !facts.is_empty() {
        let _ = writeln!(text, "*{}*\n", facts.join(" · "));
    }
    if let Some(url) = &article.url {
        let _ = writeln!(text, "<{url}>\n");
    }
    text.push_str(article.text.trim_end());
    text
}
