//! Quotations and who said them.
//!
//! `content` makes quoted pieces and the frames they stand in, `cue` finds reporting verbs and `speech` ties them to
//! their subjects, which `speaker` finds; `indirect` bounds reported clauses; `sieve` and `report` decide, surest pattern
//! first; `coreference` says whom the words mean, and `assemble` numbers speakers and groups.
//!
//! Guarantees: quotations in order, without overlaps; a speaker only where the words name one.

mod assemble;
mod content;
mod coreference;
mod cue;
mod indirect;
mod inverted;
mod report;
mod sieve;
mod speaker;
mod speech;
mod uncued;
mod words;

use serde::{Deserialize, Serialize};

use crate::mention::Mention;
use crate::mention::name::Names;
use crate::text::{Doc, LexiconBuilder, Span};

/// How speech is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// A whole quoted statement.
    Direct,
    /// A quoted fragment inside reported speech.
    Mixed,
    /// Reported speech without quotation marks.
    Indirect,
}

/// How the words at hand led to the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResolvedBy {
    /// A full name.
    Name,
    /// A surname or the short form of a body's name.
    Surname,
    /// A pronoun.
    Pronoun,
    /// "The economist".
    Nominal,
    /// It continues an earlier speaker's words.
    Continuation,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The quoted words without their marks.
    pub span: Span,
    /// The index of its sentence.
    pub sentence: usize,
    /// How it is reported.
    pub kind: QuotationKind,
    /// The index of its speaker in [`Quotations::speakers`].
    pub speaker: Option<usize>,
    /// The words in the sentence that name the speaker.
    pub speaker_span: Option<Span>,
    /// How they led to the speaker.
    pub resolved_by: Option<ResolvedBy>,
    /// The cue ("said").
    pub cue: Option<Span>,
    /// Pieces of one statement share a group number.
    pub group: Option<usize>,
    /// The step of the sieve that found the words for the speaker, for `explain`.
    pub rule: &'static str,
    /// The step that found whom they mean, for `explain`.
    pub step: &'static str,
}

/// A person or body that is quoted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// The fullest name that the article gives ("analyst" for one whom nothing names); `None` for several people.
    pub name: Option<String>,
    /// Role or title.
    pub role: Option<String>,
    /// Employer.
    pub organization: Option<String>,
}

/// The quotations of an article by start, and their speakers by first quotation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotations {
    /// The quotations.
    pub quotations: Vec<Quotation>,
    /// Their speakers.
    pub speakers: Vec<Speaker>,
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    cue::register(lexicon);
    words::register(lexicon);
}

/// All quotations of a document.
pub fn find(doc: &Doc, _figures: &[Mention], _places: &[Mention], names: &Names) -> Quotations {
    let frames = content::Frames::of(doc);
    let drafts = sieve::Sieve::new(doc, names, &frames).run();
    assemble::assemble(doc, names, drafts)
}

#[cfg(test)]
mod tests {
    use crate::mention::cases::check_cases;

    /// The steps of the sieve by name; a case fires each.
    const RULES: [&str; 14] = [
        "cue-after",
        "cue-before",
        "cue-later",
        "dash",
        "label",
        "headline",
        "announced",
        "colon",
        "next-sentence",
        "same-paragraph",
        "subject-before",
        "paragraph-before",
        "clause-before",
        "clause-after",
    ];
    /// The steps from the words to the speaker.
    const STEPS: [&str; 15] = [
        "full name",
        "short name",
        "antecedent",
        "speaker before",
        "first named before",
        "possessor before",
        "last speaker",
        "holder of the role",
        "people of the body",
        "body of the kind",
        "named in the phrase",
        "body that spoke",
        "speaker of the piece before",
        "subject of the sentence before",
        "who asks in an interview",
    ];

    #[test]
    fn cases() {
        let fired = check_cases("src/link/quotation/cases.en.tsv", &["quotation"]);
        let missing: Vec<_> = RULES.iter().chain(&STEPS).filter(|step| !fired.contains(*step)).collect();
        assert!(missing.is_empty(), "no case fires {missing:?}");
    }
}
