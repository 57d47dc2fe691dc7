//! What nodes on one PostgreSQL share beside the log: the vault's wrapped keys, in a database of their own, and the access journal.
//!
//! Each desk has one connection and one task: what waits is done in one statement, and everyone is answered after its commit. A lost
//! connection is made anew and the statement sent again, which changes nothing here when it had been done.
//!
//! Absent on purpose: rules, engines of the log, keys in clear.

mod desk;
mod journal;
mod vault;

pub use journal::SharedJournal;
pub use vault::SharedVault;

use event_store_postgres::OpenError;

/// Why a desk did not open.
#[derive(Debug, thiserror::Error)]
#[error("{what}: {source}")]
pub struct DeskError {
    what: &'static str,
    source: OpenError,
}
