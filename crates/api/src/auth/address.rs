//! At most so many requests a second from one address, whoever asks and whatever for; off by default.
//!
//! Before anything else is looked at, so that guessing tokens is bounded too. Behind a proxy the address is the one the proxy tells, if the
//! settings trust it; what anybody else claims to forward for is not believed.

use super::throttle::Throttle;
use crate::settings::ServerSettings;
use actix_web::dev::ServiceRequest;
use ipnet::{IpNet, Ipv6Net};
use std::net::IpAddr;

/// Who forwards for others, newest last.
const FORWARDED_FOR: &str = "x-forwarded-for";
/// A provider gives each customer at least so much of IPv6: counted as one.
const CUSTOMER_PREFIX: u8 = 64;

/// Counts requests by address.
pub struct Addresses {
    trusted: Vec<IpNet>,
    throttle: Throttle<IpAddr>,
}

impl Addresses {
    /// As the settings say; networks that cannot be read were refused with them.
    #[must_use]
    pub fn new(settings: &ServerSettings) -> Self {
        Self {
            trusted: networks(&settings.trusted_proxies).unwrap_or_default(),
            throttle: Throttle::new(settings.address_requests_per_second),
        }
    }

    /// Whether a request from there may go on now. Whoever watches the health of the house always may.
    pub(crate) fn admits(&self, request: &ServiceRequest) -> bool {
        if self.throttle.is_off() || request.path().starts_with("/health/") {
            return true;
        }
        let Some(peer) = request.peer_addr() else { return true };
        let told: Vec<&str> =
            request.headers().get_all(FORWARDED_FOR).filter_map(|value| value.to_str().ok()).collect();
        self.throttle.admits(&counted(client(peer.ip(), &told, &self.trusted)))
    }
}

/// Networks and single addresses, blanks between; the first that is neither.
///
/// # Errors
/// What cannot be read.
pub(crate) fn networks(text: &str) -> Result<Vec<IpNet>, String> {
    let parsed = |word: &str| {
        let net = word.parse::<IpNet>().or_else(|_| word.parse::<IpAddr>().map(IpNet::from));
        net.map_err(|_| word.to_owned())
    };
    text.split_whitespace().map(parsed).collect()
}

/// The nearest address that is no trusted proxy's; where one told nonsense, the proxy itself.
fn client(peer: IpAddr, told: &[&str], trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    let mut nearest = peer.to_canonical();
    let hops = told.iter().rev().flat_map(|line| line.rsplit(','));
    for hop in hops {
        if !is_trusted(&nearest) {
            break;
        }
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        nearest = address.to_canonical();
    }
    nearest
}

/// Under which address it is counted.
fn counted(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            Ipv6Net::new(six, CUSTOMER_PREFIX).map_or(address, |net| IpAddr::V6(net.network()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{client, counted, networks};
    use std::net::IpAddr;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_for_what_it_saw_itself() {
        let trusted = networks("10.0.0.0/8 192.0.2.7").unwrap();
        let seen = |peer: &str, told: &[&str]| client(address(peer), told, &trusted).to_string();
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"]), "203.0.113.9", "a stranger claims to forward");
        assert_eq!(seen("10.1.2.3", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen("10.1.2.3", &["1.2.3.4, 198.51.100.1", "192.0.2.7"]), "198.51.100.1", "two proxies");
        assert_eq!(seen("10.1.2.3", &["1.2.3.4, nonsense"]), "10.1.2.3");
        assert_eq!(seen("10.1.2.3", &[]), "10.1.2.3");
        assert_eq!(seen("::ffff:10.1.2.3", &["2001:db8::1"]), "2001:db8::1");
        assert_eq!(networks("10.0.0.0/8 localhost"), Err("localhost".to_owned()));
    }

    #[test]
    fn a_customer_with_many_addresses_is_one() {
        assert_eq!(counted(address("2001:db8::1")), counted(address("2001:db8::ffff:2")));
        assert_ne!(counted(address("2001:db8::1")), counted(address("2001:db8:0:1::1")));
        assert_ne!(counted(address("192.0.2.1")), counted(address("192.0.2.2")));
    }
}
