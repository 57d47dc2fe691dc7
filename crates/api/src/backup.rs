//! Backups of a data directory: the log with access journal and proofs in one place, the keys in another.
//!
//! Whoever holds both can read personal data, so they never lie in one directory. A key that was destroyed lives on in copies of the
//! vault: those are to be kept for a shorter time than the house promises for an erasure, copies of the log as long as one likes.

mod archives;
mod manifest;
mod proofs;
mod restore;

pub use manifest::{Artefact, Kept, LogKept, Manifest};
pub use restore::{Restored, Source, restore};

use application::{CopyError, copy_beside_log};
use event_store::{Position, ReadError};
use event_store_sqlite::{BackupError, backup as copy_log, verify_copy};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Names within a data directory and within a backup alike.
pub(crate) const LOG: &str = "log.db";
const JOURNAL: &str = "journal.db";
const ACCESS: &str = "access.db";
const ACCOUNTS: &str = "accounts.db";
const VAULT: &str = "vault.db";

/// Why nothing was backed up or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupFailure {
    /// A directory that must be empty is not, or is where it must not be.
    #[error("{}: {reason}", path.display())]
    Place {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// What lies there is no finished backup, or not the one that was made.
    #[error("{}: {reason}", path.display())]
    NotABackup {
        /// Which.
        path: PathBuf,
        /// What speaks against it.
        reason: String,
    },
    /// The keys at hand were copied before some of the events were written.
    #[error(
        "{subjects} subjects of this log have no key in these keys: they were copied earlier than the log. Take keys of a later \
         backup, or --accept-missing-keys: the personal data of these subjects is unreadable then"
    )]
    MissingKeys {
        /// How many.
        subjects: usize,
    },
    /// The keys were copied too long ago: whoever was erased since would rise with them.
    #[error("key-backup-expired: {}: these keys may not be used since {since}; take a later backup and delete this one", path.display())]
    KeysExpired {
        /// Which.
        path: PathBuf,
        /// Since when, UTC.
        since: String,
    },
    /// Backups of keys that should have been deleted.
    #[error("key-backup-expired: the new backup is made, but these must be deleted: {}", listed(.0))]
    KeysToDelete(Vec<PathBuf>),
    /// The log could not be copied.
    #[error("log: {0}")]
    Log(#[from] BackupError),
    /// The copy of the log is not whole.
    #[error("log: {0}")]
    Damaged(#[from] ReadError),
    /// Journal or vault could not be copied.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The master key at hand does not open the vault.
    #[error("vault: {0}")]
    Vault(#[from] application::VaultError),
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// Copies log, journal, withdrawn accesses, accounts, archive files and public proofs of `data` into the new or empty directory `to`, and verifies every event of the copy; `progress` hears the
/// position reached. A server may be at work on `data` meanwhile.
///
/// # Errors
/// See [`BackupFailure`]. A directory without `backup.json` is no backup, whatever else lies in it.
pub fn back_up_log(
    data: &Path,
    tenant: &str,
    to: &Path,
    mut progress: impl FnMut(Position),
) -> Result<Manifest, BackupFailure> {
    prepare(to)?;
    let proofs = proofs::back_up_public(data, to)?;
    copy_log(&data.join(LOG), &to.join(LOG))?;
    let verified = verify_copy(&to.join(LOG), |events| {
        if let Some(last) = events.last() {
            progress(last.position);
        }
    })?;
    let mut artefacts = vec![Artefact::of(to, LOG)?];
    for name in [JOURNAL, ACCESS, ACCOUNTS] {
        if data.join(name).exists() {
            copy_beside_log(&data.join(name), &to.join(name))?;
            artefacts.push(Artefact::of(to, name)?);
        }
    }
    artefacts.extend(proofs);
    artefacts.extend(archives::back_up(data, to)?);
    let log = LogKept {
        incarnation: verified.incarnation,
        head: verified.head.to_string(),
        events: verified.events,
    };
    Manifest::write(to, Kept::Log, tenant, artefacts, Some(log), None)
}

/// Copies the vault of `data`, and the private key of the log, into the new or empty directory `to`, to be used for `days` days. To be
/// done after the log, so that each event of that copy finds its key here: a key is durable before the event that needs it.
///
/// # Errors
/// See [`BackupFailure`].
pub fn back_up_keys(data: &Path, tenant: &str, to: &Path, days: u16) -> Result<Manifest, BackupFailure> {
    prepare(to)?;
    copy_beside_log(&data.join(VAULT), &to.join(VAULT))?;
    let mut artefacts = vec![Artefact::of(to, VAULT)?];
    artefacts.extend(proofs::back_up_private(data, to)?);
    Manifest::write(to, Kept::Keys, tenant, artefacts, None, Some(days))
}

/// Refuses expired backups of keys beside the new one: whoever was erased since can still be read with them.
///
/// # Errors
/// [`BackupFailure::KeysToDelete`].
pub fn no_expired_keys(beside: &Path, days: u16) -> Result<(), BackupFailure> {
    let expired = Manifest::expired_beside(beside, days);
    if expired.is_empty() { Ok(()) } else { Err(BackupFailure::KeysToDelete(expired)) }
}

/// Refuses two places of which one lies within the other.
///
/// # Errors
/// [`BackupFailure::Place`].
pub fn apart(log: &Path, keys: &Path) -> Result<(), BackupFailure> {
    let absolute = |path: &Path| {
        std::path::absolute(path).map_err(|source| BackupFailure::Io { path: path.to_owned(), source })
    };
    let (log, keys) = (absolute(log)?, absolute(keys)?);
    if log.starts_with(&keys) || keys.starts_with(&log) {
        let reason =
            "keys and log must not lie in one directory: who holds both reads what was sealed".to_owned();
        return Err(BackupFailure::Place { path: keys, reason });
    }
    Ok(())
}

fn prepare(directory: &Path) -> Result<(), BackupFailure> {
    let io = |source| BackupFailure::Io { path: directory.to_owned(), source };
    fs::create_dir_all(directory).map_err(io)?;
    if fs::read_dir(directory).map_err(io)?.next().is_some() {
        let reason = "not empty; every backup has a directory of its own".to_owned();
        return Err(BackupFailure::Place { path: directory.to_owned(), reason });
    }
    Ok(())
}
