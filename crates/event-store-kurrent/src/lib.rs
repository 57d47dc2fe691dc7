//! The KurrentDB engine of the event log: a supervising adapter around the client that loses its connection for good.
//!
//! The client (`eventstore`) keeps calling a leader that died, ends its connection task when a server is down at the wrong moment,
//! and spins without an end when a subscription is closed from the other side. So the adapter holds a client only as long as it
//! answers: any error of the connection and any missed deadline drops it, one task builds the next one with a growing pause, and
//! everyone else waits for that task within a deadline of their own. The log is followed by reads from explicit positions.
//!
//! Absent on purpose: subscriptions, the batch-append call, "any" as an expectation, deletion, a start "from the end".
//! What this engine cannot promise (an event id used once in the whole log) is said at [`KurrentEventStore`].

mod append;
mod connection;
mod failure;
mod identity;
mod log;
mod names;
mod options;
mod record;
mod repeats;
mod store;
mod stream;
mod supervisor;

pub use connection::OpenError;
pub use options::{Backoff, Credentials, Deadlines, KurrentOptions};
pub use store::{KurrentEventStore, NOT_PROMISED, reach};
