#![forbid(unsafe_code)]
//! Economic news into structured, checkable facts.

mod article;
mod error;
mod extract;

#[cfg(feature = "html")]
pub mod decode;
#[cfg(feature = "html")]
pub mod fetch;
pub mod lang;
pub mod link;
pub mod mention;
pub mod number;
#[cfg(feature = "html")]
pub mod page;
pub mod record;
pub mod text;

pub use article::{Article, SourceDate};
pub use error::{Code, Error, Stage};
pub use extract::{Extractor, is_read};
pub use link::Analysis;
pub use record::Record;
