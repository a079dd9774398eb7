//! What a robots.txt says to us: RFC 9309, with `Crawl-delay` and `Sitemap`.
//!
//! The groups that name our product token hold together, or else those for `*`; the longest pattern that matches
//! decides, and of two equally long ones the one that allows. Reading is linear in the file; matching is linear in the
//! path for each pattern, whatever its wildcards.

use std::time::Duration;

/// The rules of a site for one product token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rules {
    /// Patterns, and whether they allow; the longest first, and the allowing ones first among equals.
    patterns: Vec<(Vec<u8>, bool)>,
    pub(super) delay: Option<Duration>,
    pub(super) sitemaps: Vec<String>,
}

/// One group's lines while they are read.
#[derive(Default)]
struct Group {
    patterns: Vec<(Vec<u8>, bool)>,
    delay: Option<Duration>,
}

impl Rules {
    /// Reads a file for `token`.
    pub(super) fn read(text: &str, token: &str) -> Self {
        let (mut ours, mut general): (Option<Group>, Option<Group>) = (None, None);
        let mut sitemaps = Vec::new();
        // Whom the group at hand is for, and whether its rules have begun.
        let (mut for_us, mut for_all, mut in_rules) = (false, false, true);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if in_rules {
                    (for_us, for_all, in_rules) = (false, false, false);
                }
                for_all |= value.starts_with('*');
                for_us |= product_token(value).eq_ignore_ascii_case(token);
                let begin = |group: &mut Option<Group>, is_named: bool| {
                    if is_named {
                        group.get_or_insert_default();
                    }
                };
                begin(&mut ours, for_us);
                begin(&mut general, for_all);
                continue;
            }
            if key == "sitemap" {
                sitemaps.push(value.to_owned());
                continue;
            }
            let allows = key == "allow";
            if !allows && key != "disallow" && key != "crawl-delay" {
                continue;
            }
            in_rules = true;
            let groups = [ours.as_mut().filter(|_| for_us), general.as_mut().filter(|_| for_all)];
            for group in groups.into_iter().flatten() {
                if key == "crawl-delay" {
                    group.delay = seconds(value).or(group.delay);
                } else if !value.is_empty() {
                    group.patterns.push((normalised(value), allows));
                }
            }
        }
        let Group { mut patterns, delay } = ours.or(general).unwrap_or_default();
        patterns.sort_by_key(|(pattern, allows)| (std::cmp::Reverse(pattern.len()), !allows));
        Self { patterns, delay, sitemaps }
    }

    /// Rules that forbid everything.
    pub(super) fn closed() -> Self {
        Self { patterns: vec![(b"/".to_vec(), false)], ..Self::default() }
    }

    /// Whether a path, with its query, may be asked for.
    pub(super) fn permit(&self, path: &str) -> bool {
        let path = normalised(path);
        self.patterns.iter().find(|(pattern, _)| matches(pattern, &path)).is_none_or(|&(_, allows)| allows)
    }
}

/// The part of a user agent's name by which robots.txt knows it.
pub(super) fn product_token(agent: &str) -> &str {
    let end = agent.bytes().position(|b| !b.is_ascii_alphabetic() && !matches!(b, b'-' | b'_'));
    &agent[..end.unwrap_or(agent.len())]
}

/// `5`, `0.5`: seconds to the millisecond.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let thousandths = fraction.bytes().chain([b'0'; 3]).take(3).fold(0, |sum, b| sum * 10 + u64::from(b - b'0'));
    Some(Duration::from_millis(whole.parse::<u64>().ok()?.checked_mul(1000)? + thousandths))
}

/// One spelling for what differs only in percent-encoding: unreserved characters plain, all others encoded in capitals.
fn normalised(path: &str) -> Vec<u8> {
    let bytes = path.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|&b| char::from(b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let encode = |out: &mut Vec<u8>, byte: u8| {
        let digit = |nibble: u8| b"0123456789ABCDEF"[usize::from(nibble)];
        out.extend([b'%', digit(byte >> 4), digit(byte & 15)]);
    };
    while let Some(&byte) = bytes.get(at) {
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                let byte = (high * 16 + low) as u8;
                let is_unreserved = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
                if is_unreserved {
                    out.push(byte)
                } else {
                    encode(&mut out, byte)
                }
                at += 3;
            }
            _ => {
                if byte.is_ascii() {
                    out.push(byte)
                } else {
                    encode(&mut out, byte)
                }
                at += 1;
            }
        }
    }
    out
}

/// Whether `pattern` (`*` for anything, `$` at its end for the end) matches the beginning of `path`.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split(|&b| b == b'*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut last: Option<&[u8]> = None;
    for piece in pieces {
        if let Some(middle) = last.replace(piece) {
            let Some(at) = find(rest, middle) else { return false };
            rest = &rest[at + middle.len()..];
        }
    }
    match last {
        None => !to_end || rest.is_empty(),
        Some(last) if to_end => rest.ends_with(last),
        Some(last) => find(rest, last).is_some(),
    }
}

fn find(text: &[u8], piece: &[u8]) -> Option<usize> {
    if piece.is_empty() {
        return Some(0);
    }
    text.windows(piece.len()).position(|window| window == piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permit(text: &str, path: &str) -> bool {
        Rules::read(text, "newsfacts").permit(path)
    }

    #[test]
    fn patterns_match_as_the_standard_says() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            (
                "/fish",
                &["/fish", "/fish.html", "/fish/salmon", "/fishheads", "/fish?id=1"],
                &["/Fish", "/catfish", "/"],
            ),
            ("/fish*", &["/fish", "/fish.html"], &["/Fish"]),
            ("/fish/", &["/fish/", "/fish/?id=1"], &["/fish", "/fish.html"]),
            ("/*.php", &["/index.php", "/a/b.php?x", "/a.php/"], &["/", "/windows.PHP"]),
            ("/*.php$", &["/a.php", "/a/b.php"], &["/a.php?x", "/a.php/", "/a.php5"]),
            ("/fish*.php", &["/fish.php", "/fishheads/catfish.php?x"], &["/Fish.php"]),
            ("*/print/", &["/a/print/1", "/print/"], &["/printer"]),
            ("/a*b*c$", &["/abc", "/axbxc", "/abcbc"], &["/acb", "/abcd"]),
            ("/$", &["/"], &["/a"]),
            ("/a%3cd", &["/a%3Cd", "/a%3cd.html"], &["/a<d"]),
            ("/%7Eann/", &["/~ann/", "/%7eann/x"], &["/ann"]),
            ("/ä", &["/%C3%A4", "/%c3%a4b"], &["/a"]),
        ];
        for (pattern, caught, free) in cases {
            let text = format!("User-agent: *\nDisallow: {pattern}\n");
            for path in *caught {
                assert!(!permit(&text, path), "{pattern} must catch {path}");
            }
            for path in *free {
                assert!(permit(&text, path), "{pattern} must not catch {path}");
            }
        }
    }

    #[test]
    fn the_longest_pattern_decides_and_allow_wins_a_tie() {
        let text =
            "User-agent: *\nDisallow: /\nAllow: /news/\nDisallow: /news/private/\nAllow: /page\nDisallow: /page\n";
        for (path, permitted) in
            [("/", false), ("/x", false), ("/news/1", true), ("/news/private/1", false), ("/page", true)]
        {
            assert_eq!(permit(text, path), permitted, "{path}");
        }
    }

    #[test]
    fn our_group_holds_instead_of_the_general_one() {
        let text = "User-Agent: *\nDisallow: /\n\nuser-agent: other\nUser-agent: NewsFacts/1.0 # us\nCrawl-delay: 2.5\n\
                    Disallow: /a\n\nUser-agent: newsfacts\nDisallow: /b\nUser-agent: newsfacts-other\nDisallow: /c\n";
        let rules = Rules::read(text, "newsfacts");
        assert_eq!(rules.delay, Some(Duration::from_millis(2500)));
        for (path, permitted) in [("/", true), ("/a", false), ("/b", false), ("/c", true)] {
            assert_eq!(rules.permit(path), permitted, "{path}");
        }
        assert!(!Rules::read(text, "somebody").permit("/x"));
        // A group of our own without rules lets everything through.
        assert!(permit("User-agent: newsfacts\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/x"));
    }

    #[test]
    fn what_is_no_rule_is_passed_over() {
        assert!(permit("", "/"));
        assert!(permit("<html>Not found: sorry</html>", "/"));
        assert!(permit("Disallow: /\n", "/"), "a rule without a group");
        assert!(!permit("\u{feff}User-agent: *\r\nHost: x\rDisallow : /a # here\r\n", "/a"));
        let text = "Sitemap: https://n.example/1.xml\nUser-agent: *\nSitemap: /2.xml\nDisallow: /a\n";
        assert_eq!(Rules::read(text, "x").sitemaps, ["https://n.example/1.xml", "/2.xml"]);
        assert!(!permit(text, "/a"), "a sitemap does not end a group");
    }

    #[test]
    fn delays_are_seconds() {
        for (text, milliseconds) in
            [("10", Some(10_000)), ("0.25", Some(250)), ("1.23456", Some(1234)), ("2.", Some(2000)), ("0", Some(0))]
                .into_iter()
                .chain(["", ".5", "-1", "fast", "1e3", "99999999999999999999"].map(|bad| (bad, None)))
        {
            assert_eq!(seconds(text), milliseconds.map(Duration::from_millis), "{text}");
        }
    }

    #[test]
    fn many_wildcards_take_no_time() {
        let text = format!("User-agent: *\nDisallow: /{}b\n", "*a".repeat(2000));
        assert!(permit(&text, &format!("/{}", "a".repeat(20_000))));
    }
}
