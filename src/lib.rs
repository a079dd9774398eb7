#![forbid(unsafe_code)]
//! Economic news into structured, checkable facts.

mod article;
mod error;

pub use article::{Article, SourceDate};
pub use error::{Code, Error, Stage};
