//! Which addresses are public, and what the others are.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// This machine.
    Loopback,
    /// A network of somebody's own: RFC 1918, RFC 4193.
    Private,
    /// Behind a provider's translation: RFC 6598. Metadata of a cloud is there too.
    Shared,
    /// This wire, with the metadata of clouds.
    LinkLocal,
    /// Many machines.
    Multicast,
    /// None, or this network.
    Unspecified,
    /// For examples in documents.
    Documentation,
    /// For protocols, measurements, tunnels, or nothing yet.
    Reserved,
}

impl Kind {
    /// Whether a name in `outbound.allow` may lead there; else only a network named there.
    pub(super) const fn may_have_a_name(self) -> bool {
        matches!(self, Self::Loopback | Self::Private | Self::Shared)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Loopback => "loopback",
            Self::Private => "private",
            Self::Shared => "shared",
            Self::LinkLocal => "link-local",
            Self::Multicast => "multicast",
            Self::Unspecified => "unspecified",
            Self::Documentation => "documentation",
            Self::Reserved => "reserved",
        })
    }
}

/// What an address is; `None` when it is public.
#[must_use]
pub fn kind_of(address: IpAddr) -> Option<Kind> {
    match address {
        IpAddr::V4(address) => of_v4(address),
        IpAddr::V6(address) => of_v6(address),
    }
}

fn of_v4(address: Ipv4Addr) -> Option<Kind> {
    let [a, b, c, _] = address.octets();
    Some(match (a, b, c) {
        (0, ..) => Kind::Unspecified,
        (127, ..) => Kind::Loopback,
        (10, ..) | (172, 16..=31, _) | (192, 168, _) => Kind::Private,
        (100, 64..=127, _) => Kind::Shared,
        (169, 254, _) => Kind::LinkLocal,
        (192, 0, 2) | (198, 51, 100) | (203, 0, 113) => Kind::Documentation,
        (192, 0, 0) | (192, 88, 99) | (198, 18 | 19, _) => Kind::Reserved,
        (224..=239, ..) => Kind::Multicast,
        (240.., ..) => Kind::Reserved,
        _ => return None,
    })
}

/// Whoever holds an IPv4 address in itself is what that address is; beside that only 2000::/3 is public.
fn of_v6(address: Ipv6Addr) -> Option<Kind> {
    let segments = address.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        of_v4(Ipv4Addr::new(a, b, c, d))
    };
    Some(match segments {
        [0, 0, 0, 0, 0, 0, 0, 0] => Kind::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => Kind::Loopback,
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            return embedded(high, low);
        }
        [0x2002, high, low, ..] => return embedded(high, low),
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Kind::Documentation,
        // Teredo, ORCHID and other protocols.
        [0x2001, 0..=0x1ff, ..] => Kind::Reserved,
        [0xfc00..=0xfdff, ..] => Kind::Private,
        [0xfe80..=0xfebf, ..] => Kind::LinkLocal,
        [0xfec0..=0xfeff, ..] => Kind::Private,
        [0xff00..=0xffff, ..] => Kind::Multicast,
        [0x2000..=0x3fff, ..] => return None,
        _ => Kind::Reserved,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_what_it_is_in_whatever_dress_it_comes() {
        for (text, kind) in [
            ("0.0.0.0", Kind::Unspecified),
            ("0.1.2.3", Kind::Unspecified),
            ("127.0.0.1", Kind::Loopback),
            ("127.255.255.254", Kind::Loopback),
            ("10.0.0.1", Kind::Private),
            ("172.16.0.1", Kind::Private),
            ("172.31.255.255", Kind::Private),
            ("192.168.1.1", Kind::Private),
            ("100.64.0.1", Kind::Shared),
            ("100.100.100.200", Kind::Shared),
            ("100.127.255.255", Kind::Shared),
            ("169.254.169.254", Kind::LinkLocal),
            ("192.0.2.1", Kind::Documentation),
            ("198.51.100.1", Kind::Documentation),
            ("203.0.113.1", Kind::Documentation),
            ("192.0.0.170", Kind::Reserved),
            ("192.88.99.1", Kind::Reserved),
            ("198.19.0.1", Kind::Reserved),
            ("224.0.0.1", Kind::Multicast),
            ("239.255.255.255", Kind::Multicast),
            ("240.0.0.1", Kind::Reserved),
            ("255.255.255.255", Kind::Reserved),
            ("::", Kind::Unspecified),
            ("::1", Kind::Loopback),
            ("::127.0.0.1", Kind::Reserved),
            ("::ffff:127.0.0.1", Kind::Loopback),
            ("::ffff:10.1.2.3", Kind::Private),
            ("::ffff:169.254.169.254", Kind::LinkLocal),
            ("64:ff9b::169.254.169.254", Kind::LinkLocal),
            ("64:ff9b::10.0.0.1", Kind::Private),
            ("64:ff9b:1::1", Kind::Reserved),
            ("2002:7f00:1::", Kind::Loopback),
            ("2002:c0a8:101::1", Kind::Private),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", Kind::Reserved),
            ("2001:db8::1", Kind::Documentation),
            ("3fff::1", Kind::Documentation),
            ("fc00::1", Kind::Private),
            ("fd12:3456::1", Kind::Private),
            ("fe80::1", Kind::LinkLocal),
            ("fec0::1", Kind::Private),
            ("ff02::1", Kind::Multicast),
            ("100::1", Kind::Reserved),
            ("4000::1", Kind::Reserved),
        ] {
            assert_eq!(kind_of(text.parse().unwrap()), Some(kind), "{text}");
        }
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.167.1.1",
            "198.17.0.1",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
            "2002:101:101::1",
            "2606:4700::1111",
            "2001:200::1",
            "240e::1",
        ] {
            assert_eq!(kind_of(public.parse().unwrap()), None, "{public}");
        }
    }
}
