//! Which addresses may be reached: those of the public Internet.
//!
//! A URL in a feed, a redirect or a name server must not lead into the machine or the network that the program runs
//! in. So everything that the IANA registries do not give out for global unicast is refused, also where it hides
//! an IPv4 address (mapped, 6to4, Teredo, NAT64). Names are held to it after they were resolved, by `resolve`; literal
//! addresses in URLs here, in whatever spelling: the URL parser has made them addresses already.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;
use url::Host;

use super::Failure;
use crate::error::Code;

/// Blocks of IPv4 that are not global unicast: first address and bits of the prefix, with what they are.
const REFUSED_V4: &[(Ipv4Addr, u32, &str)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8, "unspecified"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "private"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "carrier-grade NAT"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "loopback"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "link-local"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "private"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "reserved"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "6to4 relay"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "private"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "benchmarking"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "multicast"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "reserved"),
];

/// Blocks inside `2000::/3`, the global unicast addresses of IPv6, that are none.
const REFUSED_V6: &[(Ipv6Addr, u32, &str)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "reserved"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "documentation"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "6to4"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "documentation"),
];

/// Blocks outside of `2000::/3` that have a name; the rest of it is reserved.
const NAMED_V6: &[(Ipv6Addr, u32, &str)] = &[
    (Ipv6Addr::UNSPECIFIED, 128, "unspecified"),
    (Ipv6Addr::LOCALHOST, 128, "loopback"),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "IPv4-mapped"),
    (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 32, "NAT64"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "private"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "link-local"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "multicast"),
];

/// Why an address is refused, in a word; `None` for one of the public Internet.
pub(super) fn refused(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => {
            let inside =
                |&&(block, bits, _): &&(Ipv4Addr, u32, _)| (address.to_bits() ^ block.to_bits()) >> (32 - bits) == 0;
            REFUSED_V4.iter().find(inside).map(|&(_, _, what)| what)
        }
        IpAddr::V6(address) => {
            let inside =
                |&&(block, bits, _): &&(Ipv6Addr, u32, _)| (address.to_bits() ^ block.to_bits()) >> (128 - bits) == 0;
            if address.segments()[0] >> 13 == 1 {
                REFUSED_V6.iter().find(inside).map(|&(_, _, what)| what)
            } else {
                Some(NAMED_V6.iter().find(inside).map_or("reserved", |&(_, _, what)| what))
            }
        }
    }
}

/// Whether a URL may be asked for, as far as can be told without resolving its name.
pub(super) fn check(url: &Url, allow_private: bool) -> Result<(), Failure> {
    if !matches!(url.scheme(), "http" | "https") {
        let message = format!("the scheme {} is not supported, only http and https", url.scheme());
        return Err(Failure::new(Code::BadUrl, message));
    }
    let address = match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address),
        Some(Host::Domain(_)) => return Ok(()),
        None => return Err(Failure::new(Code::BadUrl, "a URL without a host".to_owned())),
    };
    match refused(address) {
        Some(what) if !allow_private => Err(refusal(address, what)),
        _ => Ok(()),
    }
}

/// The failure of a request to a refused address.
pub(super) fn refusal(address: IpAddr, what: &str) -> Failure {
    let message = format!("{address} is no public address ({what}); --allow-private permits it");
    Failure::new(Code::PrivateAddress, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spellings of addresses inside, one of each kind of disguise.
    const INSIDE: &[&str] = &[
        "http://127.0.0.1/",
        "http://127.1/",
        "http://127.255.255.254/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7F.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.0.0.1./",
        "http://%31%32%37.0.0.1/",
        "http://１２７.０.０.１/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://public.example@127.0.0.1/",
        "http:127.0.0.1",
        "http:\\\\127.0.0.1\\",
        "http://0/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://10.255.255.255/",
        "http://0xa000001/",
        "http://012.0.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://192.168.257/",
        "http://192.0.2.1/",
        "http://198.18.0.1/",
        "http://203.0.113.9/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "https://[::1]/",
        "http://[::]/",
        "http://[0:0:0:0:0:0:0:1]:8080/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://[64:ff9b:1::a00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[2001:db8::1]/",
        "http://[3fff::1]/",
        "http://[fc00::1]/",
        "http://[fd12:3456::1]/",
        "http://[fe80::1]/",
        "http://[ff02::1]/",
        "http://[fec0::1]/",
        "http://[100::1]/",
    ];

    #[test]
    fn every_spelling_of_an_address_inside_is_refused() {
        assert!(INSIDE.len() >= 40);
        for text in INSIDE {
            let url = Url::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let code = check(&url, false).map_err(|failure| failure.code);
            assert_eq!(code, Err(Code::PrivateAddress), "{text} is {url}");
            assert!(check(&url, true).is_ok(), "{text}");
        }
    }

    #[test]
    fn addresses_of_the_public_internet_and_names_pass() {
        for text in [
            "http://8.8.8.8/",
            "http://11.0.0.1/",
            "http://100.63.255.255/",
            "http://100.128.0.1/",
            "http://126.255.255.255/",
            "http://172.15.0.1/",
            "http://172.32.0.1/",
            "http://192.0.1.1/",
            "http://198.20.0.1/",
            "http://223.255.255.255/",
            "https://[2606:4700::1111]/",
            "https://[2001:4860:4860::8888]/",
            "https://[2a00:1450::1]/",
            "https://news.example/127.0.0.1",
        ] {
            assert!(check(&Url::parse(text).expect("a URL"), false).is_ok(), "{text}");
        }
    }

    #[test]
    fn only_http_and_https() {
        for text in
            ["ftp://8.8.8.8/", "file:///etc/passwd", "gopher://news.example/", "data:text/html,x", "javascript:1"]
        {
            let url = Url::parse(text).expect("a URL");
            assert_eq!(check(&url, true).map_err(|failure| failure.code), Err(Code::BadUrl), "{text}");
        }
    }
}
