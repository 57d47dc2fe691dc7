//! The port of the event log: what every engine promises, and the suite that holds it to it.
//!
//! Absent on purpose: no engine, no SQL, no network, no domain type. An engine implements [`EventStore`] and calls
//! `contract_tests!` (feature `contract`) from its own tests; nothing else decides whether it may carry the product.

mod clock;
mod envelope;
mod error;
mod follow;
mod position;
mod store;

#[cfg(feature = "contract")]
pub mod contract;

pub use clock::Clock;
pub use envelope::{CHAIN_START, NewEvent, RecordedEvent, StreamName, StreamNameError};
pub use error::{AppendError, ReadError};
pub use follow::{Follow, FollowItem};
pub use position::{Expected, Incarnation, Position, Revision};
pub use store::{Appended, EventStore, Limits, LogPage};
