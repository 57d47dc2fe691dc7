//! What nodes on one PostgreSQL share beside the log: the vault's wrapped keys, in a database of their own, the access journal,
//! whose access was withdrawn, and the lease of whoever runs the processes of the house.
//!
//! Each desk has one connection and one task: what waits is done in one statement, and everyone is answered after its commit. A lost
//! connection is made anew and the statement sent again, which changes nothing here when it had been done.
//!
//! Absent on purpose: rules, engines of the log, keys in clear.

mod desk;
mod journal;
mod lease;
mod revocation;
mod vault;

pub use journal::SharedJournal;
pub use lease::{Log, SharedLease};
pub use revocation::SharedRevocations;
pub use vault::SharedVault;

use event_store_postgres::OpenError;

/// Why a desk did not open.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The database.
    #[error("{what}: {source}")]
    Database {
        /// Whose.
        what: &'static str,
        /// Why.
        source: OpenError,
    },
    /// The machine has no thread for it.
    #[error("vault: no thread to ask the database from: {0}")]
    Thread(#[from] std::io::Error),
}
