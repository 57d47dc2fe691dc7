//! From names to addresses that were judged.

use super::rules::{Refused, Rules};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

/// Looks names up.
pub trait Names: Send + Sync {
    /// Every address of a host.
    fn look_up(&self, host: String) -> Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>>;
}

/// As the system does it.
#[derive(Debug, Clone, Copy)]
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, host: String) -> Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host.as_str(), 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Gives a client the addresses it connects to; one bad address spoils the name.
pub(super) struct Judged {
    pub(super) rules: Arc<Rules>,
    pub(super) names: Arc<dyn Names>,
}

impl Resolve for Judged {
    fn resolve(&self, name: Name) -> Resolving {
        let (rules, host) = (Arc::clone(&self.rules), name.as_str().to_owned());
        let found = self.names.look_up(host.clone());
        Box::pin(async move {
            let found = found.await?;
            for address in &found {
                if let Some(kind) = rules.forbids(&host, *address) {
                    return Err(Refused::Kind { host, address: *address, kind }.into());
                }
            }
            let addresses: Addrs = Box::new(found.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}
