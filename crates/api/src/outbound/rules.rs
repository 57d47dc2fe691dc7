//! What may be asked.

use super::addresses::{Kind, kind_of};
use ipnet::IpNet;
use reqwest::Url;
use std::net::{IpAddr, SocketAddr};

/// Why somebody is not asked.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refused {
    /// It is no address at all, or brings a user.
    #[error("{0} is no address to be asked: scheme, host and path are needed, and no user")]
    Address(String),
    /// It is not public.
    #[error("{host} is at {address}, a {kind} address: name it in outbound.allow if it is meant")]
    Kind {
        /// The host as it was named.
        host: String,
        /// Where it is.
        address: IpAddr,
        /// What that is.
        kind: Kind,
    },
    /// Nobody on the way may read or change what is asked.
    #[error("{0} is to be asked in clear text: only what outbound.allow names may be")]
    ClearText(String),
    /// Another service's port.
    #[error("{host} is to be asked at port {port}, which is none of outbound.ports")]
    Port {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
}

/// The rules in force.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) allowed: Vec<Allowed>,
    pub(super) ports: Vec<u16>,
}

/// What is allowed though it is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allowed {
    what: What,
    port: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Name(String),
    Net(IpNet),
}

/// An address that may be asked.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) url: Url,
    /// Because `outbound.allow` names it.
    pub(super) is_allowed: bool,
}

impl Rules {
    /// Judges an address without looking its name up.
    pub(super) fn judge(&self, address: &str) -> Result<Passed, Refused> {
        let no_address = || Refused::Address(address.to_owned());
        let url = Url::parse(address).map_err(|_| no_address())?;
        let (Some(host), Some(port)) = (url.host_str().map(plain), url.port_or_known_default()) else {
            return Err(no_address());
        };
        if !["http", "https"].contains(&url.scheme())
            || !url.username().is_empty()
            || url.password().is_some()
        {
            return Err(no_address());
        }
        let literal = match host.parse::<IpAddr>() {
            Ok(address) => Some(address),
            Err(_) if host == "localhost" || host.ends_with(".localhost") => {
                Some(IpAddr::from([127, 0, 0, 1]))
            }
            Err(_) => None,
        };
        let is_allowed = self.allowed.iter().any(|allowed| {
            allowed.port.is_none_or(|only| only == port)
                && match &allowed.what {
                    What::Name(name) => *name == host,
                    What::Net(net) => literal.is_some_and(|address| net.contains(&address.to_canonical())),
                }
        });
        if let Some(address) = literal
            && let Some(kind) = kind_of(address)
            && !is_allowed
        {
            return Err(Refused::Kind { host, address, kind });
        }
        if url.scheme() == "http" && !is_allowed {
            return Err(Refused::ClearText(host));
        }
        if !self.ports.contains(&port) && !is_allowed {
            return Err(Refused::Port { host, port });
        }
        Ok(Passed { url, is_allowed })
    }

    /// What is wrong with an address a host was found to have.
    pub(super) fn forbids(&self, host: &str, address: IpAddr) -> Option<Kind> {
        let kind = kind_of(address)?;
        let host = plain(host);
        let allowed = self.allowed.iter().any(|allowed| match &allowed.what {
            What::Name(name) => *name == host && kind.may_have_a_name(),
            // A port was named for an address, and a name is not that address.
            What::Net(net) => allowed.port.is_none() && net.contains(&address.to_canonical()),
        });
        (!allowed).then_some(kind)
    }
}

/// A host in one spelling.
fn plain(host: &str) -> String {
    host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase()
}

/// Names, addresses and networks, blanks between.
///
/// # Errors
/// The first word that is none of them.
pub(crate) fn allowed(text: &str) -> Result<Vec<Allowed>, String> {
    text.split_whitespace().map(|word| one(word).ok_or_else(|| word.to_owned())).collect()
}

fn one(word: &str) -> Option<Allowed> {
    let net = |net: IpNet, port| Some(Allowed { what: What::Net(net), port });
    if let Ok(found) = word.parse::<IpNet>() {
        return net(found, None);
    }
    if let Ok(found) = word.parse::<IpAddr>() {
        return net(found.to_canonical().into(), None);
    }
    if let Ok(found) = word.parse::<SocketAddr>() {
        return net(found.ip().to_canonical().into(), Some(found.port()));
    }
    let (name, port) = match word.split_once(':') {
        Some((name, port)) => (name, Some(port.parse::<u16>().ok()?)),
        None => (word, None),
    };
    let name = plain(name);
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let is_name =
        !name.is_empty() && name.chars().all(fits) && name.contains(|c: char| c.is_ascii_alphabetic());
    is_name.then_some(Allowed { what: What::Name(name), port })
}

/// Ports, blanks between.
///
/// # Errors
/// The first word that is none.
pub(crate) fn ports(text: &str) -> Result<Vec<u16>, String> {
    text.split_whitespace().map(|word| word.parse().map_err(|_| word.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(allow: &str) -> Rules {
        Rules { allowed: allowed(allow).unwrap(), ports: vec![443] }
    }

    #[test]
    fn without_a_word_only_public_hosts_over_tls_at_known_ports_are_asked() {
        let rules = rules("");
        for fine in ["https://id.example.cn/keys", "https://id.example.cn:443/", "https://1.1.1.1/"] {
            assert!(rules.judge(fine).is_ok(), "{fine}");
        }
        for wrong in [
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0177.0.0.1/",
            "https://127.1/",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://a.localhost/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:a9fe:a9fe]/",
            "https://169.254.169.254/latest/meta-data",
            "https://10.0.0.7/",
            "http://id.example.cn/",
            "https://id.example.cn:22/",
            "https://user@id.example.cn/",
            "https://user:word@id.example.cn/",
            "ftp://id.example.cn/",
            "file:///etc/passwd",
            "https://",
            "id.example.cn",
            "",
        ] {
            assert!(rules.judge(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_named_is_allowed_and_nothing_beside_it() {
        let rules = rules("127.0.0.1:8443 10.0.0.0/8 id.centre.lan sso.lan:9443 169.254.7.0/24");
        for fine in [
            "http://127.0.0.1:8443/x",
            "https://10.9.8.7:9000/",
            "http://id.centre.lan/",
            "https://ID.centre.lan.:8443/",
            "https://sso.lan:9443/",
        ] {
            assert!(rules.judge(fine).is_ok(), "{fine}");
        }
        for wrong in [
            "http://127.0.0.1:8444/",
            "https://11.0.0.1:22/",
            "https://xid.centre.lan:22/",
            "https://sso.lan:9444/",
        ] {
            assert!(rules.judge(wrong).is_err(), "{wrong}");
        }
        let at = |host: &str, address: &str| rules.forbids(host, address.parse().unwrap());
        assert_eq!(at("id.centre.lan", "192.168.1.1"), None);
        assert_eq!(at("id.centre.lan", "169.254.169.254"), Some(Kind::LinkLocal), "no name leads there");
        assert_eq!(at("id.centre.lan", "169.254.7.1"), None, "but a network does");
        assert_eq!(at("elsewhere.cn", "10.1.1.1"), None);
        assert_eq!(at("elsewhere.cn", "192.168.1.1"), Some(Kind::Private));
        assert_eq!(at("elsewhere.cn", "::ffff:10.1.1.1"), None);
        assert_eq!(at("elsewhere.cn", "127.0.0.1"), Some(Kind::Loopback), "allowed at one port, by address");
    }

    #[test]
    fn words_that_are_nothing_are_told() {
        for wrong in ["10.0.0.0/40", "a b_c", "x:y", ":80", "1.2.3", "*.example.cn"] {
            assert!(allowed(wrong).is_err(), "{wrong}");
        }
        assert_eq!(ports("443 8443"), Ok(vec![443, 8443]));
        assert_eq!(ports("443 x"), Err("x".to_owned()));
    }
}
