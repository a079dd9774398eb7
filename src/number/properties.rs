//! Property tests: numbers read back as they were written, hedges change nothing but the modifier, nothing panics.

use std::sync::LazyLock;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::scan;
use crate::mention::{self, Mention, MentionKind};
use crate::text::{Doc, Lexicon, LexiconBuilder};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut builder = LexiconBuilder::default();
    mention::register(&mut builder);
    builder.build()
});

/// The values of all numerals of a text.
fn values(text: &str) -> Vec<Decimal> {
    scan(&Doc::of_text(text, None, &LEXICON)).iter().map(|n| n.value).collect()
}

fn figures(text: &str) -> Vec<(String, Mention)> {
    let doc = Doc::of_text(text, None, &LEXICON);
    let (mentions, _) = mention::figures(&doc, &scan(&doc));
    mentions.into_iter().map(|m| (m.span.of(text).to_owned(), m)).collect()
}

/// Groups the digits before the decimal point from the right: `sizes` from the last group on, the last size repeated.
fn grouped(value: Decimal, sizes: &[usize], mark: &str, point: &str) -> String {
    let plain = value.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let (mut groups, mut rest, mut i) = (Vec::new(), whole, 0);
    while rest.len() > sizes[i] {
        let (head, tail) = rest.split_at(rest.len() - sizes[i]);
        groups.push(tail);
        rest = head;
        i = (i + 1).min(sizes.len() - 1);
    }
    groups.push(rest);
    groups.reverse();
    let whole = groups.join(mark);
    if part.is_empty() { whole } else { format!("{whole}{point}{part}") }
}

/// A whole number in words.
fn spelled(n: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    for (scale, name) in
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")]
    {
        if n >= scale {
            let head = format!("{} {name}", spelled(n / scale));
            return if n.is_multiple_of(scale) { head } else { format!("{head} {}", spelled(n % scale)) };
        }
    }
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[n as usize / 10 - 2].to_owned(),
        20..100 => format!("{}-{}", TENS[n as usize / 10 - 2], SMALL[n as usize % 10]),
        _ if n.is_multiple_of(100) => format!("{} hundred", SMALL[n as usize / 100]),
        _ => format!("{} hundred and {}", SMALL[n as usize / 100], spelled(n % 100)),
    }
}

proptest! {
    #[test]
    fn digits_read_back(mantissa in 0i64..1_000_000_000_000_000, places in 0u32..5) {
        let value = Decimal::new(mantissa, places);
        let mut styles = vec![
            value.to_string(),
            grouped(value, &[3], ",", "."),
            grouped(value, &[3, 2], ",", "."),
            grouped(value, &[3], "\u{a0}", "."),
            grouped(value, &[3], "\u{202f}", "."),
        ];
        if places == 0 {
            styles.push(grouped(value, &[3], "'", "."));
            styles.push(grouped(value, &[3], "’", "."));
        }
        if value >= Decimal::from(1_000_000) {
            styles.push(grouped(value, &[3], ".", ","));
        }
        for style in styles.iter().filter(|s| places < 3 || !s.contains(['\u{a0}', '\u{202f}'])) {
            prop_assert_eq!(values(&format!("It was {style} in all")), vec![value], "{}", style);
            prop_assert_eq!(values(&format!("It was -{style} in all")), vec![-value], "-{}", style);
        }
    }

    #[test]
    fn words_read_back(n in prop_oneof![0u64..2000, 0u64..1_000_000_000_000_000]) {
        let text = format!("It was {} in all", spelled(n));
        prop_assert_eq!(values(&text), vec![Decimal::from(n)], "{}", text);
    }

    #[test]
    fn scales_multiply(mantissa in 1i64..100_000, places in 0u32..3, scale in 0usize..8) {
        let value = Decimal::new(mantissa, places);
        let (name, factor) = [
            ("million", 1_000_000u64), ("bn", 1_000_000_000), ("trillion", 1_000_000_000_000), ("m", 1_000_000),
            ("lakh", 100_000), ("crore", 10_000_000), ("thousand", 1000), ("k", 1000),
        ][scale];
        let text = format!("It made ${value}{}{name}", if name.len() > 2 { " " } else { "" });
        prop_assert_eq!(values(&text), vec![value * Decimal::from(factor)], "{}", text);
    }

    #[test]
    fn nothing_panics(text in "[-0-9.,%$£€/() a-z]{0,60}|((between|from|about|half|a|two|million|to|and|of|-|5|1.5|%|\\$|p|points|jobs|the|mark|S&P 500|é|½|,|\\.) ?){0,24}|\\PC{0,60}") {
        let mut end = 0;
        for (slice, mention) in figures(&text) {
            prop_assert!(!slice.is_empty() && mention.tokens.start >= end);
            end = mention.tokens.end;
        }
    }
}

/// Every hedge in front of every kind of figure: same value, same span, and a modifier.
#[test]
fn a_hedge_changes_nothing_else() {
    let bare = |kind: &MentionKind| match kind.clone() {
        MentionKind::Percentage(p) => (format!("{:?}", (p.amount, p.unit)), p.hedge),
        MentionKind::Money(m) => (format!("{:?}", (m.amount, m.currency, m.per)), m.hedge),
        MentionKind::Quantity(q) => (format!("{:?}", (q.amount, q.unit)), q.hedge),
        other => panic!("{other:?}"),
    };
    for figure in [
        "5%",
        "2 to 3 percent",
        "$330.3 billion",
        "between $2 and $3 billion",
        "50 cents",
        "150,000 jobs",
        "8 million barrels",
    ] {
        let plain = figures(&format!("The sum was {figure} again"));
        assert_eq!(plain.len(), 1, "{figure}");
        for phrase in super::hedge::phrases_before() {
            let text = format!("The sum was {phrase} {figure} again");
            let hedged = figures(&text);
            assert_eq!(hedged.len(), 1, "{text}");
            assert_eq!(hedged[0].0, plain[0].0, "{text}");
            let ((before, _), (after, hedge)) = (bare(&plain[0].1.kind), bare(&hedged[0].1.kind));
            assert_eq!(before, after, "{text}");
            // "the sum was tops 5%": only after "could" and the like; "between" keeps a hedge off.
            let takes_hedges = !figure.starts_with("between") && !phrase.starts_with("top");
            assert!(hedge.is_some() || !takes_hedges, "{text}");
        }
    }
}
