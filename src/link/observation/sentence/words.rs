//! The word classes by which figures are bound; the words are in `words.en.tsv`.
//!
//! One hash of the word answers for all classes: a word's classes are the bits of one number.

use super::nouns;
use crate::lang::tsv;
pub use crate::mention::percentage::ends_percent;
use crate::text::{Doc, ListId, word_classes};

const LIST: ListId = ListId(4);

word_classes! {
    /// What a word does to the binding of a figure. A word may be of several classes.
    pub enum Class of LIST from tsv::rows(include_str!("words.en.tsv"), ["word", "class"]);

    /// Adjectives that belong to an indicator's name where they stand before it.
    Qualifier = "qualifier",
    /// Words that end a noun phrase.
    Closed = "closed",
    /// Words that are no subject, wherever they stand.
    Pronoun = "pronoun",
    /// Who speaks of figures: no measured thing.
    Sayer = "sayer",
    /// Nouns that point back to what was spoken of.
    Anaphor = "anaphor",
    /// Words that open a segment before its subject.
    Opening = "opening",
    /// Adverbs and auxiliaries between a subject and its verb.
    Auxiliary = "auxiliary",
    /// Nouns before "of" that say what kind of value follows, not of what.
    Value = "value",
    /// Verbs of being a part of a whole.
    Part = "part",
    /// Verbs that are no predicates of figures and yet end a noun phrase.
    Finite = "finite",
    /// Words between a preposition and its figure that leave its role.
    Light = "light",
    /// Words that no phrase between a figure and its noun goes across.
    Barrier = "barrier",
    /// Nouns through which a preposition reaches its figure (from a reading of 48).
    Reading = "reading",
    /// Nouns of what is made or lost, which "up from a loss of" compares.
    Made = "made",
    /// Words of saying and publishing, beside which a day is when it was said.
    Saying = "saying",
    /// Nouns that head the name of a part of an economy.
    Sector = "sector",
    /// Nouns of a part of a whole.
    Share = "share",
    /// Verbs of making public, whose time is not that of the figures.
    Publishing = "publishing",
    /// Words of what is so at any time.
    Habit = "habit",
    /// Who or what deals in a commodity, so that its name before them is no price.
    Trader = "trader",
    /// Words before what a measure leaves out.
    Omitting = "omitting",
    /// Nouns of a part of a company that is owned.
    Stake = "stake",
    /// Verbs of paying and offering, before the sum.
    Paying = "paying",
    /// Verbs of buying and selling, before "for" and the price.
    Trading = "trading",
    /// Verbs of what becomes of jobs, behind their number.
    Fate = "fate",
    /// Verbs of meeting and missing what was expected.
    Meeting = "meeting",
    /// Nouns of what was expected.
    Expectation = "expectation",
    /// Verbs of what is so in general, in the present.
    General = "general",
    /// Verbs in the present of what lasts: holding, employing, yielding.
    Lasting = "lasting",
    /// Nouns and verbs of a move of the policy rate.
    Move = "move",
    /// What stands behind the name of a body that says a figure.
    Publisher = "publisher",
    /// Those who foresee figures together.
    Crowd = "crowd",
    /// Nouns that head the name of a part of a company.
    Division = "division",
    /// Nouns of who moved most.
    Ranking = "ranking",
    /// Words of what several expect together.
    Pooling = "pooling",
    /// Verbs of owning and of buying and selling.
    Owning = "owning",
    /// Nouns of how far two values are apart.
    Distance = "distance",
    /// Words that begin a segment set against the one before.
    Contrast = "contrast",
    /// Words that begin a clause which depends on the one before.
    Dependent = "dependent",
    /// Words that may begin a segment, by what stands around them.
    Cutting = "cutting",
    /// What is eaten and drunk at home: its prices are those of food.
    Food = "food",
    /// What a bank's clients borrow or keep there, whose rates are not those that are set for banks.
    Loan = "loan",
    /// What is consumed that no shopper buys.
    Material = "material",
    /// What farms do.
    Farming = "farming",
    /// What heads a table's column of places or parts of an economy.
    Heading = "heading",
    /// Who acts for a country, and what it enacts.
    Public = "public",
    /// Verbs by which one flow is larger than another.
    Exceeding = "exceeding",
    /// Verbs of taking from a price or a value.
    Wiping = "wiping",
    /// Verbs of counting what others have, before "by".
    Tracking = "tracking",
    /// Verbs of asking many, before "by".
    Asking = "asking",
    /// Adjectives of a place in an order, which are no noun.
    Ranked = "ranked",
    /// Verbs of going faster or slower, and nouns of how fast something grows.
    Pacing = "pacing",
    /// Verbs of having or telling a result, before "by" and whose it is.
    Posting = "posting",
    /// Verbs of what a thing brings that is sold.
    Selling = "selling",
    /// What a state or a company borrows by.
    Bond = "bond",
    /// Of what there are rates that no bank sets: vacancies, births, arrears.
    Rated = "rated",
    /// Things that come and go in price, which a core rate leaves out, and words about them.
    Volatile = "volatile",
    /// Parts of an economy that are called by an adjective or a noun before what they employ.
    Branch = "branch",
    /// Adverbs that tie a sentence to the one before, set off by commas.
    Linking = "linking",
    /// Participles and nouns that open, before "by" or "to", what tells why something moved.
    Cause = "cause",
    /// What grows in fields, before its yields.
    Crop = "crop",
    /// Nouns of what a market's index is made of, behind its name.
    Member = "member",
    /// Verbs of how the gains and losses of a market's day went on.
    Extending = "extending",
    /// Nouns of a country or several, or of the economy that is theirs.
    Country = "country",
}

/// Whether a phrase holds the letters, which are in lower case, in any case.
pub fn holds(phrase: &str, letters: &str) -> bool {
    phrase.as_bytes().windows(letters.len()).any(|part| part.eq_ignore_ascii_case(letters.as_bytes()))
}

/// "Its **steepest** drop", "the **highest** rate": whether the token is a superlative by its ending.
pub fn is_superlative(doc: &Doc, at: usize) -> bool {
    const SHORTEST: usize = 4;
    let word = doc.lower(at);
    word.len() > SHORTEST && word.ends_with("est") && !nouns::is(doc, at, nouns::Class::Unranked)
}

/// The last word of a phrase or name, of which English makes its head; none of an empty one.
pub fn last(phrase: &str) -> &str {
    phrase.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Whether the word, in lower case, is of the class.
pub fn has(word: &str, class: Class) -> bool {
    WORDS.has(word, class as u32)
}
