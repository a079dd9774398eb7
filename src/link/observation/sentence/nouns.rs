//! Words by which a noun tells one measured thing from another, or whose it is: the home that a price is of, the committee that
//! sets a rate, the holder who sells a bond. They are data (`nouns.en.tsv`).
//!
//! Beside [`super::words`], which has the words of grammar, and [`super::acts`], which has those of deeds.

use crate::lang::tsv;
use crate::text::{ListId, word_classes};

const LIST: ListId = ListId(11);

word_classes! {
    /// What a noun is beside another.
    pub enum Class of LIST from tsv::rows(include_str!("nouns.en.tsv"), ["word", "class"]);

    /// Who sets a central bank's rate, where the bank is not named.
    Setter = "setter",
    /// Who makes taxes and laws, so that its committees set no such rate.
    Lawmaking = "lawmaking",
    /// Who lends, before a rate that no central bank sets.
    Lender = "lender",
    /// What a loan is for, before it.
    Borrowing = "borrowing",
    /// What is made of a loan by those who agree on it.
    Agreement = "agreement",
    /// Where people live, in a price.
    Home = "home",
    /// What households consume, behind "consumption of".
    Bought = "bought",
    /// Whose consumption is that of households, before it.
    Household = "household",
    /// Parts of a company, behind what they make.
    Branch = "branch",
    /// What a buyer of a company makes.
    Takeover = "takeover",
    /// Who holds bonds and what they do with them, so that what is sold raises no money.
    Holding = "holding",
    /// What people live in, before "of" and their number.
    Populated = "populated",
    /// How a country does, said of it without a figure.
    Faring = "faring",
    /// What is told of a country or a time without a figure.
    Data = "data",
    /// How a country is seen to do.
    Prospect = "prospect",
    /// Moves down of a rate, in the plural or told as such.
    Easing = "easing",
    /// How many of a kind came one after another.
    Successive = "successive",
    /// How often something was decided or met.
    Occasion = "occasion",
    /// Of several currencies: a rate of exchange that is told in none.
    Basket = "basket",
    /// Who or what an employer has.
    Employed = "employed",
    /// Verbs by which a state or a company sells its own bonds.
    Issuing = "issuing",
    /// Firms and places of work of which a part does something: "30% of **banks** tightened their terms".
    Acting = "acting",
    /// What is of nobody in particular: "employment in **general**".
    Overall = "overall",
    /// Words that end as superlatives do and are none.
    Unranked = "unranked",
    /// Where and for how long a traveller or a patient stays, before "stays".
    Lodged = "lodged",
    /// How long, wide or large something is: no stuff of which there is so much.
    Extending = "extending",
    /// What is spent, so that it is a part of no takings.
    Outgoing = "outgoing",
    /// Nouns that head the name of a branch of an economy: "health **care**", "retail **trade**".
    Field = "field",
    /// What makes an adverb with "in": "in **addition**, employment rose".
    Adverbial = "adverbial",
    /// What is heard and read to find something out.
    Document = "document",
    /// What consists in something to be done: "the **trick** is to cut costs".
    Purpose = "purpose",
}

/// Whether the word, in lower case, is of the class.
pub fn has(word: &str, class: Class) -> bool {
    WORDS.has(word, class as u32)
}
