//! When a request is made again, and how long to wait before.
//!
//! Made again is what may pass by itself: statuses that say so, and connections that failed. The waits double and are
//! spread, so that the requests that one failure stopped do not come back in one moment; the spread is taken from the
//! URL, so that runs are alike. A server that says how long to wait is obeyed, within the limit that the user set.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// The longest wait of our own choice.
const LONGEST: Duration = Duration::from_secs(30);

/// Whether a response of this status is worth another try.
pub(super) fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429) || status.is_server_error() && !matches!(status.as_u16(), 501 | 505)
}

/// The wait before try number `tries + 1`: twice as long each time, and between half and the whole of that.
pub(super) fn back_off(first: Duration, tries: u32, url: &str) -> Duration {
    let whole = first.saturating_mul(1 << tries.saturating_sub(1).min(16)).min(LONGEST);
    let mut hasher = FxHasher::default();
    hasher.write(url.as_bytes());
    hasher.write_u32(tries);
    let spread = (hasher.finish() >> 32) as u32 % 1000;
    whole / 2 + whole / 2 * spread / 1000
}

/// What `Retry-After` says: seconds, or a date.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
    let until = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(until.as_second()).ok()?);
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_pass_is_tried_again() {
        let passing: Vec<u16> =
            (100..600).filter(|&code| is_passing(StatusCode::from_u16(code).expect("a status"))).collect();
        assert_eq!(passing[..8], [408, 425, 429, 500, 502, 503, 504, 506]);
        assert_eq!(passing.len(), 3 + 98);
    }

    #[test]
    fn waits_double_within_bounds_and_are_spread() {
        let first = Duration::from_secs(1);
        for tries in 1..20 {
            let whole = first.saturating_mul(1 << (tries - 1)).min(LONGEST);
            for url in ["http://a.example/1", "http://a.example/2", ""] {
                let wait = back_off(first, tries, url);
                assert!(wait >= whole / 2 && wait <= whole, "{tries}: {wait:?}");
            }
        }
        let waits: std::collections::BTreeSet<Duration> = (0..50).map(|i| back_off(first, 1, &i.to_string())).collect();
        assert!(waits.len() > 40, "{} of 50 differ", waits.len());
        assert_eq!(back_off(first, 3, "x"), back_off(first, 3, "x"));
    }

    #[test]
    fn retry_after_in_seconds_or_as_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_765_185_240); // 2025-12-08T09:14:00Z
        let wait = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, value.parse().expect("a header"));
            retry_after(&headers, now)
        };
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        assert_eq!(wait(" 0 "), Some(Duration::ZERO));
        assert_eq!(wait("Mon, 08 Dec 2025 09:15:30 GMT"), Some(Duration::from_secs(90)));
        assert_eq!(wait("Mon, 08 Dec 2025 09:13:00 GMT"), Some(Duration::ZERO));
        for bad in ["", "soon", "-5", "1.5", "99999999999999999999999"] {
            assert_eq!(wait(bad), None, "{bad}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
