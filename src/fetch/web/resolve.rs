//! Names to addresses, with those left out that may not be reached.
//!
//! The client connects to the addresses that this gives and to no others, and asks once a connection: a name that
//! changes its address between check and use (rebinding) gains nothing, since there is no second look.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::Failure;
use super::address;

/// The system's name service behind the filter.
pub(super) struct Resolver {
    pub(super) allow_private: bool,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let kept = if allow_private { found } else { public(found)? };
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

/// Only addresses that may not be reached stand behind a name. Travels through the client's errors.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.message)]
pub(super) struct Refused(pub(super) Arc<Failure>);

/// The addresses that may be reached; an error when there are others only.
fn public(found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, Box<dyn std::error::Error + Send + Sync>> {
    let mut refusal = None;
    let mut kept = Vec::new();
    for socket in found {
        match address::refused(socket.ip()) {
            Some(what) => refusal = Some(address::refusal(socket.ip(), what)),
            None => kept.push(socket),
        }
    }
    match refusal {
        Some(failure) if kept.is_empty() => Err(Box::new(Refused(Arc::new(failure)))),
        _ if kept.is_empty() => Err(Box::new(io::Error::new(io::ErrorKind::NotFound, "the name has no address"))),
        _ => Ok(kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filtered(addresses: &[&str]) -> Option<Vec<String>> {
        let found = addresses.iter().map(|ip| SocketAddr::new(ip.parse().expect("an address"), 0)).collect();
        public(found).ok().map(|kept| kept.iter().map(|socket| socket.ip().to_string()).collect())
    }

    #[test]
    fn a_name_leads_to_public_addresses_only() {
        assert_eq!(filtered(&["8.8.8.8", "2606:4700::1"]), Some(vec!["8.8.8.8".into(), "2606:4700::1".into()]));
        // A rebinding name answers with both, in the hope that the second is tried when the first is silent.
        assert_eq!(filtered(&["8.8.8.8", "127.0.0.1", "::1", "169.254.169.254"]), Some(vec!["8.8.8.8".into()]));
        for inside in ["127.0.0.1", "::1", "10.1.2.3", "::ffff:10.0.0.1", "fd00::1"] {
            assert_eq!(filtered(&[inside]), None, "{inside}");
        }
        assert_eq!(filtered(&[]), None);
    }
}
