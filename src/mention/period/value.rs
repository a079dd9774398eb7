//! TIMEX3 values: how stretches, lengths and open dates are written.

use rust_decimal::Decimal;

use super::calendar::{Season, Stretch, Unit};
use jiff::civil::Date;

/// The value of a stretch: one unit (`2025-11`, `2025-W49`) or an interval of two (`2025-01/2025-11`).
pub fn stretch(stretch: &Stretch) -> String {
    if stretch.is_single() {
        return one(stretch.from, stretch.unit);
    }
    format!("{}/{}", one(stretch.from, stretch.unit), one(stretch.to, stretch.unit))
}

/// The unit that contains the day.
fn one(day: Date, unit: Unit) -> String {
    let (year, month) = (day.year(), day.month());
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => day.to_string(),
        Unit::Week | Unit::Weekend => {
            let week = day.iso_week_date();
            let end = if unit == Unit::Weekend { "-WE" } else { "" };
            format!("{:04}-W{:02}{end}", week.year(), week.week())
        }
        Unit::Month => format!("{year:04}-{month:02}"),
        Unit::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Unit::Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
        Unit::Year => format!("{year:04}"),
        Unit::Decade => format!("{:03}", year / 10),
        Unit::Century => format!("{:02}", year / 100),
    }
}

/// A season of a year; `None` is a year that is not known.
pub fn season(year: Option<i16>, season: Season) -> String {
    format!("{}-{}", open_year(year), season.code())
}

/// A year, or TIMEX3's `XXXX`.
pub fn open_year(year: Option<i16>) -> String {
    year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"))
}

/// A length of `n` units (`None` is "several"): `P5Y`, `P2Y6M`, `PT2H`, `PXM`. A decade is ten years, a half six months.
pub fn length(n: Option<Decimal>, unit: Unit) -> Option<String> {
    let (time, letter, factor) = match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Weekend => ("", "WE", 1),
        Unit::Week => ("", "W", 1),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "Q", 1),
        Unit::Half => ("", "M", 6),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "Y", 10),
        Unit::Century => ("", "Y", 100),
    };
    let Some(n) = n else {
        return Some(if factor == 10 { "PXDE".to_owned() } else { format!("P{time}X{letter}") });
    };
    let n = n.checked_mul(Decimal::from(factor))?;
    let (whole, fraction) = (n.trunc(), n.fract());
    if fraction.is_zero() {
        return Some(format!("P{time}{}{letter}", whole.normalize()));
    }
    // Halves are written in the next smaller unit, as the annotators of TIMEX3 do.
    let (small, ratio) = match unit {
        Unit::Year | Unit::Decade | Unit::Century => ("M", 12),
        Unit::Hour => ("M", 60),
        _ => return Some(format!("P{time}{}{letter}", n.normalize())),
    };
    let small_n = fraction.checked_mul(Decimal::from(ratio))?;
    if !small_n.fract().is_zero() {
        return Some(format!("P{time}{}{letter}", n.normalize()));
    }
    let head = if whole.is_zero() { String::new() } else { format!("{}{letter}", whole.normalize()) };
    Some(format!("P{time}{head}{}{small}", small_n.normalize()))
}

/// Whether the text is a TIMEX3 value as this module writes them.
#[cfg(test)]
pub fn is_timex3(value: &str) -> bool {
    use std::sync::LazyLock;
    static VALUE: LazyLock<regex::Regex> = LazyLock::new(|| {
        let date = r"(\d{2,4}|[\dX]{4}(-([\dX]{2}(-[\dX]{2})?|W[\dX]{2}(-(WE|\d))?|Q[1-4X]|H[12X]|SP|SU|FA|WI))?)";
        let time = r"T(\d\d:\d\d(Z|[+-]\d\d:\d\d)?|MO|AF|EV|NI)";
        let length = r"P(\d+(\.\d+)?|X)(D|WE|W|M|Q|Y|DE)(\d+M)?|PT((\d+(\.\d+)?|X)[HM]){1,2}|P\d+M";
        let all = format!(
            "^({date}(/{date})?|({date})?{time}|{length}|FY(\\d{{4}}|XXXX)(-(Q[1-4]|H[12]))?|(PAST|PRESENT|FUTURE)_REF)$"
        );
        regex::Regex::new(&all).expect("a pattern of ours")
    });
    VALUE.is_match(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stretches() {
        let of = |day, unit| stretch(&Stretch::containing(day, unit).unwrap());
        assert_eq!(of(date(2016, 1, 1), Unit::Week), "2015-W53");
        assert_eq!(of(date(2025, 11, 8), Unit::Weekend), "2025-W45-WE");
        assert_eq!(of(date(2025, 12, 8), Unit::Quarter), "2025-Q4");
        assert_eq!(of(date(1999, 1, 1), Unit::Decade), "199");
        assert_eq!(of(date(1999, 1, 1), Unit::Century), "19");
        let first = Stretch::year(2025).unwrap().beginning(11, Unit::Month).unwrap();
        assert_eq!(stretch(&first), "2025-01/2025-11");
        assert_eq!(season(None, Season::Autumn), "XXXX-FA");
    }

    #[test]
    fn lengths() {
        let of = |n: &str, unit| length(Some(n.parse().unwrap()), unit).unwrap();
        assert_eq!(of("2.5", Unit::Year), "P2Y6M");
        assert_eq!(of("0.5", Unit::Year), "P6M");
        assert_eq!(of("2", Unit::Decade), "P20Y");
        assert_eq!(of("1.5", Unit::Hour), "PT1H30M");
        assert_eq!(of("1.5", Unit::Month), "P1.5M");
        assert_eq!(length(None, Unit::Week).as_deref(), Some("PXW"));
        for value in ["P2Y6M", "PXW", "2025-W49", "XXXX-11-22", "199", "FY2026-Q3", "2025-12-08T14:30Z", "TMO"] {
            assert!(is_timex3(value), "{value}");
        }
        assert!(!is_timex3("2025-13X") && !is_timex3("P") && !is_timex3(""));
    }
}
