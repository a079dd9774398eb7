//! What holds of places in any text. Tests only.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::gazetteer::{GAZETTEER, Needs};
use super::{Country, CountryForm, explain, find};
use crate::mention::MentionKind;
use crate::text::{Doc, Lexicon, LexiconBuilder};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = LexiconBuilder::default();
    super::register(&mut lexicon);
    lexicon.build()
});

/// The countries that a text names, by code.
fn countries(text: &str) -> Vec<&'static str> {
    let doc = Doc::of_text(text, None, &LEXICON);
    let code = |kind| match kind {
        MentionKind::Country(Country { iso2, .. }) => Some(iso2),
        _ => None,
    };
    find(&doc, &[]).into_iter().filter_map(|m| code(m.kind)).collect()
}

/// Every unmistakable name and abbreviation is found where a place stands, and means its country.
#[test]
fn each_sure_name_is_its_country() {
    let sure = |form| matches!(form, CountryForm::Name | CountryForm::Abbreviation);
    let mut wrong = Vec::new();
    for row in GAZETTEER.names.iter().filter(|row| row.needs == Needs::Nothing && sure(row.form)) {
        let text = format!("Prices in {} rose, it said.", row.phrase);
        if countries(&text) != [row.country.iso2] {
            wrong.push(row.phrase);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

proptest! {
    /// Whatever stands side by side: no panic, mentions in order and apart, none that is white space or a mark, and
    /// `explain` tells the same story.
    #[test]
    fn any_neighbours(words in prop::collection::vec(
        "Georgia|Jordan|Chad|US|U\\.S\\.|us|Turkey|the|The|Bank|of|in|,|\\.|-|’s|Niger|County|N\\.C\\.|Troy|Paris|Texas|\
         St|\\n\\n|44|Mr|Robert|EU|Airlines|NEW YORK|Korea|and|[A-Z][a-z]{0,8}|\\PC{1,3}", 0..24)) {
        let text = words.join(" ");
        let doc = Doc::of_text(&text, None, &LEXICON);
        let (found, mut end) = (find(&doc, &[]), 0);
        for mention in &found {
            prop_assert!(mention.span.start >= end && !mention.span.is_empty());
            end = mention.span.end;
            prop_assert!(mention.span.of(&text).starts_with(char::is_alphabetic));
        }
        let reasons = explain(&doc, &[]);
        let told: Vec<_> = reasons.iter().filter_map(|r| Some((r.tokens.clone(), r.rule?))).collect();
        let found: Vec<_> = found.into_iter().map(|m| (m.tokens, m.rule)).collect();
        prop_assert_eq!(told, found);
    }

    /// What a paragraph far away says of other things changes nothing here.
    #[test]
    fn small_talk_changes_nothing(at in 0..GAZETTEER.names.len()) {
        let row = &GAZETTEER.names[at];
        prop_assume!(row.needs == Needs::Nothing);
        let text = format!("Prices in {} rose, it said.", row.phrase);
        let longer = format!("{text}\n\nThe rain had stopped by noon and the shops were open again.");
        prop_assert_eq!(countries(&text), countries(&longer));
    }
}
