//! Times of day as English writes them: halves of the day and the names of zones, for texts and for pages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tsv;

/// A named zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// Its offset from UTC; `None` where it depends on the day ("ET").
    pub offset: Option<&'static str>,
    /// Its offset out of summer time.
    pub standard: &'static str,
}

static ZONES: LazyLock<FxHashMap<&str, Zone>> = LazyLock::new(|| {
    tsv::rows(include_str!("zones.tsv"), ["zone", "offset", "standard"])
        .map(|[zone, offset, standard]| (zone, Zone { offset: (!offset.is_empty()).then_some(offset), standard }))
        .collect()
});

/// The zone of a name in lower case.
pub fn zone(name: &str) -> Option<Zone> {
    ZONES.get(name).copied()
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// a.m.
    Morning,
    /// p.m.
    Afternoon,
}

/// The half that the text (in lower case) begins with: "pm", "p.m.", "am", "a.m.".
pub fn half(text: &str) -> Option<Half> {
    if text.starts_with("pm") || text.starts_with("p.m") {
        Some(Half::Afternoon)
    } else if text.starts_with("am") || text.starts_with("a.m") {
        Some(Half::Morning)
    } else {
        None
    }
}

/// The half that is the whole word (in lower case): not "amid".
pub fn half_word(word: &str) -> Option<Half> {
    match word {
        "am" | "a.m." | "a.m" => Some(Half::Morning),
        "pm" | "p.m." | "p.m" => Some(Half::Afternoon),
        _ => None,
    }
}

/// The hour of 24: 12 a.m. is 0, 1 p.m. is 13. An hour that is of 24 already ("14:05 PM") stays.
pub fn hour(hour: i8, half: Half) -> i8 {
    match half {
        Half::Afternoon if hour < 12 => hour + 12,
        Half::Morning if hour == 12 => 0,
        _ => hour,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_both_halves() {
        let read = |n, text| half(text).map(|half| hour(n, half));
        assert_eq!([read(12, "am"), read(1, "a.m."), read(12, "pm"), read(2, "p.m. et")], [0, 1, 12, 14].map(Some));
        assert_eq!(
            ["p.m.", "am", "amid", "p"].map(half_word),
            [Some(Half::Afternoon), Some(Half::Morning), None, None]
        );
        assert_eq!((read(14, "pm"), read(9, "uhr")), (Some(14), None));
        for zone in ZONES.values() {
            assert!(zone.offset.is_none_or(|offset| offset == zone.standard), "{zone:?}");
        }
        assert_eq!(zone("et").map(|zone| zone.offset), Some(None));
        assert_eq!(zone("xyz"), None);
    }
}
