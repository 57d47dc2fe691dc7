//! The archive files of a backup: each lies under its own hash, so what is there already is the same file.

use super::BackupFailure;
use super::manifest::{Artefact, Manifest};
use application::Shelf;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the archive, in a data directory and in a backup of the log.
const FOLDER: &str = "archive";

/// Whether `name` is `archive/<SHA-256>.json`, and so leads nowhere else.
pub(super) fn is_archive(name: &str) -> bool {
    let hash = name.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/'));
    let hash = hash.and_then(|rest| rest.strip_suffix(".json"));
    hash.is_some_and(|hash| {
        hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

/// Copies every archive file of `data` that is what its name says. To be done after the log was copied: a file whose event came
/// later harms nobody, an event of the copy finds its file.
pub(super) fn back_up(data: &Path, to: &Path) -> Result<Vec<Artefact>, BackupFailure> {
    let folder = data.join(FOLDER);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(BackupFailure::Io { path: folder, source }),
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str().map(|name| format!("{FOLDER}/{name}")))
        .filter(|name| is_archive(name))
        .collect();
    names.sort();
    let mut artefacts = Vec::with_capacity(names.len());
    for name in names {
        copy_whole(&data.join(&name), &to.join(&name))?;
        let artefact = Artefact::of(to, &name)?;
        if Path::new(&name).file_stem() != Some(OsStr::new(&artefact.sha256)) {
            let reason = "the archive file is not what was put there; take it from where the centre keeps its archive, \
                          or remove it and archive the case again";
            return Err(BackupFailure::Place { path: data.join(name), reason: reason.to_owned() });
        }
        artefacts.push(artefact);
    }
    Ok(artefacts)
}

/// Puts the archive files of a backup back where they are missing.
pub(super) fn bring_back(
    from: &Path,
    manifest: &Manifest,
    data: &Path,
    begun: &mut Vec<PathBuf>,
) -> Result<(), BackupFailure> {
    let shelf = Shelf::new(&data.join(FOLDER));
    for artefact in manifest.artefacts.iter().filter(|artefact| is_archive(&artefact.name)) {
        let to = data.join(&artefact.name);
        let is_there = shelf.get(&artefact.sha256).ok().flatten().is_some();
        if !is_there {
            begun.push(to.clone());
            copy_whole(&from.join(&artefact.name), &to)?;
        }
    }
    Ok(())
}

fn copy_whole(from: &Path, to: &Path) -> Result<(), BackupFailure> {
    let copy = || -> io::Result<()> {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(from, to)?;
        File::open(to)?.sync_all()
    };
    copy().map_err(|source| BackupFailure::Io { path: from.to_owned(), source })
}
