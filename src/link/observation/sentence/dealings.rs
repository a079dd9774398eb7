//! Words of what companies and investors do with money, goods and staff, and of what they do it with. They are data
//! (`dealings.en.tsv`).
//!
//! Beside [`super::acts`], which has the deeds that figures are told by, and [`super::nouns`].

use crate::lang::tsv;
use crate::text::{ListId, word_classes};

const LIST: ListId = ListId(12);

word_classes! {
    /// What is done, who does it and with what.
    pub enum Class of LIST from tsv::rows(include_str!("dealings.en.tsv"), ["word", "class"]);

    /// A company or a part of one is bought.
    Buying = "buying",
    /// Somebody gets money of a kind, before who gets it.
    Giving = "giving",
    /// What a price is paid in.
    Tender = "tender",
    /// Who buys and sells the securities of a country.
    Investing = "investing",
    /// Of another country.
    Abroad = "abroad",
    /// Securities change hands or money leaves them, before the sum.
    Dealt = "dealt",
    /// What is bought and sold on markets, behind the sum.
    Security = "security",
    /// With "in" behind it: a levy yields money.
    Bringing = "bringing",
    /// With "at" and a price behind it: something is on sale.
    Pricing = "pricing",
    /// Staff are let go, with how many behind it.
    Dismissing = "dismissing",
    /// Plants are in use.
    Running = "running",
    /// Money is given for something.
    Allotted = "allotted",
    /// Something is done about an offer before it is taken.
    Deliberating = "deliberating",
}
