//! What only the engine's own tests can do to it. Each lever has a plain default, for engines that have none; the promise that would
//! pull it is then held to what can be seen without.

use crate::{Clock, EventStore, NewEvent, Revision, StreamName};
use async_trait::async_trait;
use std::sync::Arc;

/// The levers of one bench.
#[async_trait]
pub trait Probe: Send + Sync {
    /// Opens the store with this source of time. `None`: the engine takes the time from elsewhere.
    async fn open_with_clock(&self, _clock: Clock) -> Option<Arc<dyn EventStore>> {
        None
    }

    /// Begins a transaction beside the engine, which has written something else already, so that the database knows it from now on.
    /// `None`: nobody but the engine can write.
    async fn begin(&self) -> Option<Box<dyn Transaction>> {
        None
    }

    /// Opens the store with a line in front of its writer that holds so many appends. `None`: it has none to be made shorter.
    async fn open_narrow(&self, _waiting: usize) -> Option<Arc<dyn EventStore>> {
        None
    }

    /// Makes the writer stand still.
    async fn stall(&self) -> Option<Box<dyn Stall>> {
        None
    }

    /// Takes a copy of the store; nobody has it open. False: that is not in the engine's hands.
    async fn back_up(&self) -> bool {
        false
    }

    /// Puts the copy in the place of the store, as an operator is told to; nobody has it open.
    async fn restore(&self) {}

    /// Breaks the engine's connections, or lets the answer to one of the coming appends be lost. False: there is nothing in between
    /// that could lose an answer.
    async fn cut(&self) -> bool {
        false
    }
}

/// A transaction that is held open.
#[async_trait]
pub trait Transaction: Send + Sync {
    /// Appends one event, as the engine would, without committing.
    async fn append(&self, to: &StreamName, revision: Revision, event: &NewEvent);

    /// Returns when an append of the engine waits for this transaction.
    async fn until_waited_for(&self);

    /// Commits, or rolls back.
    async fn end(self: Box<Self>, commit: bool);
}

/// A writer that stands still.
#[async_trait]
pub trait Stall: Send + Sync {
    /// Lets it go on.
    async fn release(self: Box<Self>);
}

/// No lever at all.
pub(super) struct Unprobed;

impl Probe for Unprobed {}
