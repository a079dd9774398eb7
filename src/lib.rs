#![forbid(unsafe_code)]
//! Economic news into structured, checkable facts.

mod article;
mod error;

pub use article::{Article, SourceDate};
pub use error::{Code, Error, Stage};

#[cfg(feature = "html")]
pub mod decode;
#[cfg(feature = "html")]
pub mod fetch;
#[cfg(feature = "html")]
pub mod page;
