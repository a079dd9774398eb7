//! What is done with figures and by whom, as far as one word tells it; the words are in `acts.en.tsv`.

use crate::lang::tsv;
use crate::text::{Doc, ListId, keys, word_classes};

const LIST: ListId = ListId(8);

word_classes! {
    /// What a word says is done.
    pub enum Act of LIST from tsv::rows(include_str!("acts.en.tsv"), ["word", "act"]);

    /// Something is moved, by a verb before its object.
    Moving = "moving",
    /// An economy grows or shrinks.
    Growing = "growing",
    /// Those who are asked answer.
    Answering = "answering",
    /// Someone runs places of business.
    Operating = "operating",
    /// Someone opens them.
    Opening = "opening",
    /// Someone closes them.
    Shutting = "shutting",
    /// What is bought and not yet there.
    Ordering = "ordering",
    /// What is run, opened and ordered in numbers.
    Outlet = "outlet",
    /// Someone foresees or aims.
    Foretelling = "foretelling",
    /// Something was published or gathered, before "by" or "from" and its author.
    Publication = "publication",
    /// A value stands for something.
    Signalling = "signalling",
    /// Someone thinks that it is so.
    Reckoning = "reckoning",
    /// Someone tells what others will do.
    Reporting = "reporting",
    /// Something is foreseen.
    Foreseen = "foreseen",
    /// What someone foresees.
    Foretold = "foretold",
    /// What someone aims at.
    Aim = "aim",
    /// What prices tell of what will be.
    Implying = "implying",
    /// What is taken, added or let off as a part of a price.
    Charge = "charge",
    /// A market's day ends.
    Closing = "closing",
    /// There are more jobs.
    Gaining = "gaining",
    /// There are fewer.
    Losing = "losing",
    /// Someone has a result.
    Recording = "recording",
    /// What was gathered.
    Data = "data",
    /// Who speaks for a body.
    Official = "official",
    /// Who has all of a country's jobs and sales.
    Everyone = "everyone",
    /// Stands between who acts and the verb.
    Between = "between",
    /// Someone holds or leads another.
    Backing = "backing",
    /// A rate is left where it is.
    Keeping = "keeping",
    /// So was a value told, before its participle.
    Formerly = "formerly",
    /// Something was told.
    Stated = "stated",
    /// Some of those who were asked.
    Asked = "asked",
    /// A company takes back its own shares.
    Retiring = "retiring",
    /// A tax brings money in.
    Yielding = "yielding",
    /// Those who are counted have or do.
    Having = "having",
    /// How two sizes compare.
    Comparing = "comparing",
    /// Many are asked, or answer.
    Asking = "asking",
    /// Many come together.
    Gathering = "gathering",
    /// Stuff is told in it.
    Measuring = "measuring",
    /// So much of something.
    Heap = "heap",
    /// What was so, by a verb that does not end in "ed".
    Past = "past",
    /// What tells moods or activity by one number.
    Gauge = "gauge",
    /// How someone came to a number.
    Tally = "tally",
    /// What many are asked in.
    Poll = "poll",
    /// With "up" or "down" behind it, something else than a rise or a fall.
    Particled = "particled",
    /// A rise or a fall is made more or less.
    Stretching = "stretching",
    /// Companies become one.
    Merging = "merging",
    /// A unit of a currency buys some of another.
    Fetching = "fetching",
    /// Public money is given.
    Granting = "granting",
    /// A central bank moves its rate.
    Policy = "policy",
    /// Of whom surveys tell parts and ages.
    People = "people",
    /// Where something is.
    Place = "place",
    /// What people live in.
    Home = "home",
    /// Something is on sale.
    Offered = "offered",
    /// A company is to be taken over.
    Bidding = "bidding",
    /// Who is named after investing.
    Financier = "financier",
    /// Who has parts of a company.
    Holder = "holder",
    /// What owners have parts of.
    Divided = "divided",
    /// How far, how long or how hot something is, is told in it.
    Extent = "extent",
    /// What is borrowed has a rate.
    Bearing = "bearing",
    /// Who is named after selling.
    Seller = "seller",
    /// A part of an economy makes its growth more or less.
    Contributing = "contributing",
    /// What a state levies.
    Tax = "tax",
    /// Verbs of falling short of what was expected.
    Missing = "missing",
    /// Who comes from elsewhere.
    Traveller = "traveller",
}

/// Whether the word, in lower case, is of the class.
pub fn has(word: &str, act: Act) -> bool {
    WORDS.has(word, act as u32)
}

/// Whether the word says, before its "at", how much someone takes something to be: "**puts** the cost at $3bn".
pub fn is_putting(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["put", "puts", "putting", "peg", "pegs", "pegged"])
}

/// Whether the word says what was so or was done: "**rose** 3%", "prices **climbed**". Participles and adjectives end so, too ("a
/// revised 3%"): those whom that concerns ask further.
pub fn is_past_form(doc: &Doc, at: usize) -> bool {
    doc.lower(at).ends_with("ed") || is(doc, at, Act::Past)
}

/// Whether the word says what will, would, should or may be; not the month.
pub fn is_modal(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["will", "would", "should", "could", "might"]) || doc.is(at, "may") && !doc.is_capital(at)
}

/// Whether the word is of people or firms, by what it means or by how it ends: "adults", "employers", "cardholders", "Germans".
pub fn is_somebody(doc: &Doc, at: usize) -> bool {
    is(doc, at, Act::People) || is(doc, at, Act::Everyone) || is_named_by_deed(doc.lower(at))
}

/// As [`is_somebody`], of a word in lower case that is not at hand as a token.
pub fn names_somebody(word: &str) -> bool {
    has(word, Act::People) || has(word, Act::Everyone) || is_named_by_deed(word)
}

fn is_named_by_deed(word: &str) -> bool {
    const SHORTEST: usize = 7;
    ["ers", "ors", "ists", "ians", "ans"].iter().any(|end| word.ends_with(end)) && word.len() >= SHORTEST
}

/// Whether the two words at a token say that a value is no longer what was told: "from an **initially reported** 114,000".
pub fn is_told_otherwise(doc: &Doc, at: usize) -> bool {
    is(doc, at, Act::Formerly) && is(doc, at + 1, Act::Stated)
}
