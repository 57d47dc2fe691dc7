//! What an operator may choose about the store, with defaults that suit one centre on one machine.

use event_store::{Clock, Limits};
use std::path::PathBuf;

/// How to open a store. Start from [`SqliteOptions::new`] and change what must differ.
#[derive(Debug, Clone)]
pub struct SqliteOptions {
    /// The database file; its `-wal`, `-shm` and `.lock` neighbours are the store's too. Missing directories are created.
    pub path: PathBuf,
    /// Appends that may wait for the writer. More are refused at once: a caller who waits behind thousands has timed out anyway.
    pub queue_limit: usize,
    /// Bytes of payload, metadata and type names that may wait, so that the queue cannot fill the memory.
    pub queue_bytes: usize,
    /// Appends committed together at most.
    pub max_batch_appends: usize,
    /// Bytes committed together at most (the first append is taken whatever its size): a large sync costs more than a small one,
    /// and everyone in the group waits for it.
    pub max_batch_bytes: usize,
    /// What one append may hold.
    pub limits: Limits,
    /// The write-ahead log is carried over into the database when it has grown by this many bytes. It is also filled with zeros
    /// up to here when the store opens: overwriting allocated space spares every sync a change of the file's size. Twice as much
    /// halves the copying, because pages changed again and again are copied once; a start after a crash reads it all once.
    pub wal_bytes: u64,
    /// When the whole file is checked for structural damage before use.
    pub check_on_open: CheckOnOpen,
    /// What tells when an event was recorded. A time before the last recorded one is not written: that one is repeated.
    pub clock: Clock,
}

/// When the structure of the whole file, and that its indexes agree with the events, is checked at open: about 0.3 s for 100 MB.
/// Events themselves are verified by checksum on every read in any case; see also [`crate::SqliteEventStore::verify`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckOnOpen {
    /// Never: the fastest start.
    Never,
    /// When the last close was not clean and the file is at most this many bytes.
    AfterCrashUpTo(u64),
    /// Always, however long it takes.
    Always,
}

impl SqliteOptions {
    /// The defaults for a store at `path`.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            queue_limit: 4096,
            queue_bytes: 32 << 20,
            max_batch_appends: 512,
            max_batch_bytes: 1 << 20,
            limits: Limits { max_event_bytes: 1 << 20, max_batch_events: 512, max_append_bytes: 4 << 20 },
            wal_bytes: 64 << 20,
            check_on_open: CheckOnOpen::AfterCrashUpTo(64 << 20),
            clock: Clock::system(),
        }
    }
}
