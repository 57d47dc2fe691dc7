//! The file before SQLite sees it.

use super::OpenError;
use crate::wal::WalHeader;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The directory exists and the path has one spelling, so that two ways to the same file meet at the same lock.
pub(super) fn settle(path: &Path) -> Result<PathBuf, OpenError> {
    let io = |source| OpenError::Io { path: path.to_owned(), source };
    let absolute = std::path::absolute(path).map_err(io)?;
    if let Some(directory) = absolute.parent() {
        fs::create_dir_all(directory).map_err(io)?;
    }
    if absolute.exists() {
        return absolute.canonicalize().map_err(io);
    }
    match (absolute.parent(), absolute.file_name()) {
        (Some(directory), Some(name)) => Ok(directory.canonicalize().map_err(io)?.join(name)),
        _ => Err(OpenError::NotAStore { path: path.to_owned(), reason: "it names no file".to_owned() }),
    }
}

/// What can be said before SQLite touches anything.
pub(super) fn look(path: &Path, wal: WalHeader) -> Result<(), OpenError> {
    let io = |source| OpenError::Io { path: path.to_owned(), source };
    let mut head = Vec::new();
    let mut size = 0;
    match File::open(path) {
        Ok(file) => {
            size = file.metadata().map_err(io)?.len();
            file.take(100).read_to_end(&mut head).map_err(io)?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(io(source)),
    }
    if !head.is_empty() && (head.len() < 100 || !head.starts_with(b"SQLite format 3\0")) {
        let reason = "it does not begin as a SQLite database".to_owned();
        return Err(OpenError::NotAStore { path: path.to_owned(), reason });
    }
    let damaged = |reason: String| Err(OpenError::Damaged { path: path.to_owned(), reason });
    match wal {
        WalHeader::Foreign => damaged(
            "its write-ahead log (-wal) is unreadable and may have held acknowledged events".to_owned(),
        ),
        WalHeader::Frames if head.is_empty() => {
            damaged("the file is empty, but its write-ahead log (-wal) is not".to_owned())
        }
        WalHeader::Nothing if size < promised_size(&head) => {
            damaged(format!("it was cut off: {size} bytes of {}", promised_size(&head)))
        }
        WalHeader::Frames | WalHeader::Nothing => Ok(()),
    }
}

/// The size a SQLite header states: page size at byte 16, page count at byte 28 (<https://www.sqlite.org/fileformat2.html>).
/// Without a write-ahead log the file must have it; SQLite itself forgives a last page that is cut off.
fn promised_size(head: &[u8]) -> u64 {
    let number = |range: std::ops::Range<usize>| {
        head.get(range).unwrap_or_default().iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte))
    };
    // 1 stands for 65536, which does not fit.
    let page = if number(16..18) == 1 { 65536 } else { number(16..18) };
    page * number(28..32)
}

/// A new file is only as durable as its name in the directory.
pub(super) fn sync_directory(path: &Path) -> Result<(), OpenError> {
    let Some(directory) = path.parent() else { return Ok(()) };
    if cfg!(unix) {
        let synced = File::open(directory).and_then(|directory| directory.sync_all());
        synced.map_err(|source| OpenError::Io { path: directory.to_owned(), source })?;
    }
    Ok(())
}
