//! Lines that say who wrote an article and when.

use super::super::title::key;
use super::super::{date, date_labels};

/// Whether a short line names an author or is a time.
pub(super) fn is_byline(text: &str, names: &[String]) -> bool {
    let line = key(text);
    if names.iter().any(|name| line.contains(name.as_str())) {
        return true;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits == 0 {
        return false;
    }
    let starts_with_clock = {
        let mut parts = text.splitn(2, [':', '.', 'h']);
        let hour = parts.next().unwrap_or_default();
        let minute = parts.next().unwrap_or_default().as_bytes();
        (1..=2).contains(&hour.len())
            && hour.bytes().all(|b| b.is_ascii_digit())
            && minute.len() >= 2
            && minute[..2].iter().all(u8::is_ascii_digit)
    };
    let words = text.split_whitespace().count();
    starts_with_clock && words <= 5
        || date::read(text).is_some()
        || date_labels::is_labelled(text)
        || text.trim_end().to_lowercase().ends_with(" ago")
        || words <= 5 && has_clock(text)
        || words <= 16 && has_date(text) && has_clock(text)
}

fn has_clock(text: &str) -> bool {
    text.as_bytes().windows(5).any(|w| {
        w[0].is_ascii_digit() && w[1].is_ascii_digit() && w[2] == b':' && w[3].is_ascii_digit() && w[4].is_ascii_digit()
    })
}

/// Whether a year and a day are written next to each other.
fn has_date(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    numbers.windows(2).any(|w| {
        let year = |n: &str| n.len() == 4 && (n.starts_with("19") || n.starts_with("20"));
        year(w[0]) && w[1].len() <= 2 || year(w[1]) && w[0].len() <= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_times_are_bylines() {
        let names = [key("Ann Smith")];
        for line in [
            "By Ann Smith",
            "ANN SMITH | Economics",
            "5 hours ago",
            "21 mins ago11:48",
            "20:24 Business desk",
            "November 13, 2025",
            "Publié le 18 juil. 2024 à 08:01 Mis à jour le 18 juil. 2024 à 09:06",
            "13.11.2025, 09:30",
            "Updated 10:00 AM EST, Fri November 14, 2025 | First published 9:30 AM EST, Thu November 13, 2025",
        ] {
            assert!(is_byline(line, &names), "{line}");
        }
        for line in [
            "By industry",
            "Exports in 2025",
            "Updated rules for 14 branches",
            "24 branches of industry",
            "At 09:30 the statistics office is to publish its figures for the month",
            "",
        ] {
            assert!(!is_byline(line, &names), "{line}");
        }
    }
}
