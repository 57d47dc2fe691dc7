//! The embedded engine of the event log: one SQLite file, one writer thread, group commit.
//!
//! One thread owns the only connection that writes. It takes whatever appends are waiting, checks and inserts them in one
//! transaction, commits with a full sync and answers them all; while it syncs, the next group gathers by itself, so there is no
//! timer. Positions are counted by that thread inside the transaction: they are gapless and equal to commit order.
//! Readers have connections of their own and never wait for the writer.
//!
//! Absent on purpose: no other writer, in or outside this process (an exclusive lock sees to it), no update, no delete.

mod backup;
mod checkpoint;
mod failure;
mod lock;
mod open;
mod options;
mod queue;
mod reader;
mod row;
mod schema;
mod store;
mod tail;
mod verify;
mod wal;
mod writer;

/// The locks of the queue.
mod sync {
    pub(crate) use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
}

pub use backup::{BackupError, backup, restore};
pub use open::OpenError;
pub use options::{CheckOnOpen, SqliteOptions};
pub use store::SqliteEventStore;
pub use verify::{Verified, verify_copy};
