//! What a backup says about itself: the file `backup.json`, written last.

use super::{BackupFailure, archives};
use chrono::{DateTime, TimeDelta, Utc};
use event_store::Incarnation;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

const FILE: &str = "backup.json";
const FORMAT: &str = "hejie-backup-v1";

/// Which half of a data directory a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kept {
    /// Log and journal.
    Log,
    /// The vault.
    Keys,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artefact {
    /// Its name in the directory.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, hexadecimal.
    pub sha256: String,
}

/// What the copied log holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogKept {
    /// The life the copy was given; what is restored from it gets another one.
    pub incarnation: Incarnation,
    /// Position of the last event.
    pub head: String,
    /// How many events.
    pub events: u64,
}

/// Everything said about a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this format.
    pub format: String,
    /// Which half it is.
    pub kept: Kept,
    /// When it was finished, UTC.
    pub made_at: String,
    /// From when on a backup of keys is not to be used and not to be kept, UTC.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expires_at: Option<String>,
    /// The federation the log belongs to.
    pub tenant: String,
    /// The version of the program.
    pub version: String,
    /// The files.
    pub artefacts: Vec<Artefact>,
    /// About the log, where it is part of this backup.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub log: Option<LogKept>,
}

fn now() -> DateTime<Utc> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    DateTime::from_timestamp(i64::try_from(seconds).unwrap_or(0), 0).unwrap_or_default()
}

impl Artefact {
    /// Reads a file of `directory` through.
    pub(super) fn of(directory: &Path, name: &str) -> Result<Self, BackupFailure> {
        let path = directory.join(name);
        let read = || -> io::Result<(u64, String)> {
            let mut file = File::open(&path)?;
            let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 20]);
            loop {
                let read = file.read(&mut buffer)?;
                let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { break };
                hash.update(piece);
                bytes += read as u64;
            }
            Ok((bytes, hex::encode(hash.finalize())))
        };
        let (bytes, sha256) = read().map_err(|source| BackupFailure::Io { path: path.clone(), source })?;
        Ok(Self { name: name.to_owned(), bytes, sha256 })
    }
}

impl Manifest {
    /// Finishes a backup.
    pub(super) fn write(
        directory: &Path,
        kept: Kept,
        tenant: &str,
        artefacts: Vec<Artefact>,
        log: Option<LogKept>,
        days: Option<u16>,
    ) -> Result<Self, BackupFailure> {
        let made_at = now();
        let expires_at = days.map(|days| (made_at + TimeDelta::days(days.into())).to_rfc3339());
        let manifest = Self {
            format: FORMAT.to_owned(),
            kept,
            made_at: made_at.to_rfc3339(),
            expires_at,
            tenant: tenant.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            artefacts,
            log,
        };
        let path = directory.join(FILE);
        let write = || -> io::Result<()> {
            let partial = directory.join("backup.json.partial");
            let mut file = File::create(&partial)?;
            serde_json::to_writer_pretty(&mut file, &manifest)?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            fs::rename(&partial, &path)?;
            File::open(directory)?.sync_all()
        };
        write().map_err(|source| BackupFailure::Io { path: path.clone(), source })?;
        Ok(manifest)
    }

    /// Reads what a backup says about itself, and reads its files through: they must be what it says.
    pub(super) fn check(directory: &Path, kept: Kept) -> Result<Self, BackupFailure> {
        let not = |reason: String| BackupFailure::NotABackup { path: directory.to_owned(), reason };
        let text = fs::read(directory.join(FILE))
            .map_err(|error| not(format!("no finished backup: {FILE}: {error}")))?;
        let manifest: Self =
            serde_json::from_slice(&text).map_err(|error| not(format!("{FILE}: {error}")))?;
        if manifest.format != FORMAT {
            return Err(not(format!("its format is {:?}, this program knows {FORMAT}", manifest.format)));
        }
        if manifest.kept != kept {
            let wanted = match kept {
                Kept::Log => "a backup of keys; --from wants one of a log",
                Kept::Keys => "a backup of a log; --keys-from wants one of keys",
            };
            return Err(not(format!("this is {wanted}")));
        }
        for artefact in &manifest.artefacts {
            if Path::new(&artefact.name).components().count() != 1 && !archives::is_archive(&artefact.name) {
                return Err(not(format!("{:?} is no name of a file", artefact.name)));
            }
            if Artefact::of(directory, &artefact.name)? != *artefact {
                return Err(not(format!(
                    "{} is not what was backed up: it was changed or damaged",
                    artefact.name
                )));
            }
        }
        Ok(manifest)
    }

    /// Since when a backup of keys is expired, if it is: by what it says of itself, or after `days` when that is sooner or it says
    /// nothing. A time that cannot be read has passed.
    pub(super) fn expired(&self, days: u16) -> Option<String> {
        let read =
            |text: &str| DateTime::parse_from_rfc3339(text).map_or(DateTime::UNIX_EPOCH, |at| at.to_utc());
        let by_age = read(&self.made_at) + TimeDelta::days(days.into());
        let ends = self.expires_at.as_deref().map_or(by_age, |stated| by_age.min(read(stated)));
        (self.kept == Kept::Keys && ends <= now()).then(|| ends.to_rfc3339())
    }

    /// Expired backups of keys that lie beside `directory`.
    pub(super) fn expired_beside(directory: &Path, days: u16) -> Vec<PathBuf> {
        let parent = directory.parent().filter(|parent| !parent.as_os_str().is_empty());
        let entries = fs::read_dir(parent.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
        let expired = |path: &PathBuf| {
            let text = fs::read(path.join(FILE)).unwrap_or_default();
            serde_json::from_slice::<Self>(&text).is_ok_and(|manifest| manifest.expired(days).is_some())
        };
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(expired).collect();
        found.sort();
        found
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.artefacts.iter().any(|artefact| artefact.name == name)
    }
}
