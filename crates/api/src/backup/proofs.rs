//! The proofs of a backup: what was signed, by whom it was witnessed, and all public keys. Tiles are not copied: they grow again
//! from the log, and must lead to what was signed. The private key goes with the keys.

use super::manifest::{Artefact, Manifest};
use super::{BackupFailure, LOG};
use application::NotaryFiles;
use proof::checkpoint::{Trust, open};
use proof::tree::Head;
use std::fs;
use std::path::{Path, PathBuf};

/// Name in a backup of the log, and name in the folder of the proofs.
const PUBLIC: [(&str, &str); 5] = [
    ("proof-checkpoint", "checkpoint"),
    ("proof-cosigned", "cosigned"),
    ("proof-journal-head", "journal-head"),
    ("proof-keys", "keys"),
    ("proof-witnesses", "witnesses"),
];
/// The same for a backup of the keys.
const PRIVATE: [(&str, &str); 2] =
    [("proof-key.pem", "key.pem"), ("proof-key.retiring.pem", "key.retiring.pem")];

/// Copies what is public. To be done before the log, so that nothing is stated that its copy does not hold.
pub(super) fn back_up_public(data: &Path, to: &Path) -> Result<Vec<Artefact>, BackupFailure> {
    copy_out(data, to, &PUBLIC)
}

/// Copies the private key of the log, unless a setting keeps it elsewhere.
pub(super) fn back_up_private(data: &Path, to: &Path) -> Result<Vec<Artefact>, BackupFailure> {
    copy_out(data, to, &PRIVATE)
}

fn copy_out(data: &Path, to: &Path, names: &[(&str, &str)]) -> Result<Vec<Artefact>, BackupFailure> {
    let mut artefacts = Vec::new();
    for (there, here) in names {
        let from = data.join("proof").join(here);
        if from.exists() {
            let io = |source| BackupFailure::Io { path: from.clone(), source };
            fs::copy(&from, to.join(there)).map_err(io)?;
            fs::File::open(to.join(there)).and_then(|file| file.sync_all()).map_err(io)?;
            artefacts.push(Artefact::of(to, there)?);
        }
    }
    Ok(artefacts)
}

/// Puts back what is not there. What is there is of a later day than the backup, and shows then what was lost.
pub(super) fn bring_back(
    from: &Path,
    manifest: &Manifest,
    data: &Path,
    begun: &mut Vec<PathBuf>,
) -> Result<(), BackupFailure> {
    let folder = data.join("proof");
    // They are of the life of the log before.
    for stale in ["state.json", "positions"] {
        let _absent = fs::remove_file(folder.join(stale));
    }
    let is_new = !folder.join("checkpoint").exists();
    for (there, here) in PUBLIC.iter().chain(&PRIVATE) {
        let to = folder.join(here);
        if manifest.holds(there) && is_new && !to.exists() {
            let io = |source| BackupFailure::Io { path: to.clone(), source };
            fs::create_dir_all(&folder).map_err(io)?;
            begun.push(to.clone());
            fs::copy(from.join(there), &to).map_err(io)?;
        }
    }
    Ok(())
}

/// What the backup says was signed of its log; nothing when it was made before there was a checkpoint.
pub(super) fn signed(from: &Path, manifest: &Manifest) -> Result<Head, BackupFailure> {
    if !manifest.holds("proof-checkpoint") {
        return Ok(Head::empty());
    }
    let not = |reason: String| BackupFailure::NotABackup { path: from.to_owned(), reason };
    let path = from.join("proof-checkpoint");
    let bytes = fs::read(&path).map_err(|source| BackupFailure::Io { path, source })?;
    let log = NotaryFiles::keys_in(&from.join("proof-keys")).map_err(|error| not(error.to_string()))?;
    let opened = open(&bytes, &Trust { log, ..Trust::default() });
    opened.map(|opened| opened.checkpoint.head).map_err(|error| not(format!("checkpoint of {LOG}: {error}")))
}
