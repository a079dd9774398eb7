//! `newsfacts article`: what was found to be the article of a page, for people to read.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::reading::ReadingArgs;
use super::{Status, error_line, output_failure};
use crate::error::Error;
use crate::pipeline::{Explained, Removed};
use crate::{Article, pipeline};

/// Print the article found in a page
#[derive(Debug, Args)]
pub(super) struct ArticleOf {
    #[command(flatten)]
    reading: ReadingArgs,

    /// How to print it
    #[arg(short, long, value_enum, default_value_t = Form::Text)]
    format: Form,

    /// Also print what was taken out of the page's body, and why
    #[arg(long)]
    explain: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// The text alone
    Text,
    /// The title as a heading, then site, section, authors, date and address, then the text
    Markdown,
}

impl ArticleOf {
    pub(super) fn run(self) -> Result<Status> {
        let (inputs, reading) = self.reading.take()?;
        let mut stdout = super::stdout();
        let mut status = Status::Good;
        let articles: Box<dyn Iterator<Item = Result<Explained, Error>>> = if self.explain {
            Box::new(pipeline::explained(inputs, reading))
        } else {
            let alone = |article| Explained { article, removed: Vec::new() };
            Box::new(pipeline::articles(inputs, reading).map(move |article| article.map(alone)))
        };
        for (i, article) in articles.enumerate() {
            match article {
                Ok(Explained { article, removed }) => {
                    let between = if i > 0 { "\n---\n\n" } else { "" };
                    let mut text = match self.format {
                        Form::Text => article.text.trim_end().to_owned(),
                        Form::Markdown => markdown(&article),
                    };
                    if self.explain {
                        text.push_str(&explanation(&removed));
                    }
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

/// What was taken out, a line each with the reason before it.
fn explanation(removed: &[Removed]) -> String {
    let mut out =
        format!("\n\n---\ntaken out: {}", if removed.is_empty() { "nothing" } else { "" }).trim_end().to_owned();
    for Removed { text, reason } in removed {
        let _ = write!(out, "\n- {reason}: {text}");
    }
    out
}

fn markdown(article: &Article) -> String {
    let mut text = String::new();
    if let Some(title) = &article.title {
        let _ = writeln!(text, "# {title}\n");
    }
    let authors = (!article.authors.is_empty()).then(|| article.authors.join(", "));
    let published = article.published.as_ref().map(|date| date.as_str().to_owned());
    let facts: Vec<String> =
        [article.site.clone(), article.section.clone(), authors, published].into_iter().flatten().collect();
    if !facts.is_empty() {
        let _ = writeln!(text, "*{}*\n", facts.join(" · "));
    }
    if let Some(url) = &article.url {
        let _ = writeln!(text, "<{url}>\n");
    }
    if article.partial {
        let _ = writeln!(text, "*Perhaps only the beginning: the page is not free to read.*\n");
    }
    text.push_str(article.text.trim_end());
    text
}
