//! What only the engine's own tests can do to it. Each has a plain default, for engines that cannot.

use crate::{Clock, EventStore};
use async_trait::async_trait;
use std::sync::Arc;

/// The levers of one bench.
#[async_trait]
pub trait Probe: Send + Sync {
    /// Opens the store with this source of time. `None`: the engine takes the time from elsewhere.
    async fn open_with_clock(&self, _clock: Clock) -> Option<Arc<dyn EventStore>> {
        None
    }
}

/// No lever at all.
pub(super) struct Unprobed;

impl Probe for Unprobed {}
