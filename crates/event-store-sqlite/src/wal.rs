//! The write-ahead log as a file: what may stand in it at open, and filling it with zeros ahead of the writer.

mod audit;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What the first bytes of a write-ahead log say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WalHeader {
    /// No file, an empty one, or zeros: the last close was clean, or nothing was written since.
    Nothing,
    /// Frames may follow.
    Frames,
    /// Not SQLite's: SQLite would ignore the whole file in silence, and with it commits that were acknowledged.
    Foreign,
}

/// Looks at the write-ahead log beside a database.
pub(crate) fn header(path: &Path) -> io::Result<WalHeader> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(WalHeader::Nothing),
        Err(error) => return Err(error),
    };
    let mut head = [0_u8; 32];
    let mut have = 0;
    while have < head.len() {
        match file.read(&mut head[have..])? {
            0 => break,
            n => have += n,
        }
    }
    if head == [0; 32] {
        return Ok(WalHeader::Nothing);
    }
    // The magic number, in the two byte orders of its checksums (https://www.sqlite.org/fileformat2.html#walformat).
    let magic = have == head.len() && head[..3] == [0x37, 0x7f, 0x06] && matches!(head[3], 0x82 | 0x83);
    Ok(if magic { WalHeader::Frames } else { WalHeader::Foreign })
}

/// How many bytes the file holds; 0 when there is none.
pub(crate) fn length(path: &Path) -> io::Result<u64> {
    match std::fs::metadata(path) {
        Ok(file) => Ok(file.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// Says so when the file is shorter than it was when the last process died with the store open.
pub(crate) fn shortened(path: &Path, marked: u64) -> io::Result<Option<String>> {
    let now = length(path)?;
    Ok((now < marked).then(|| {
        format!(
            "its write-ahead log (-wal) was deleted or cut off after the last process died: {now} bytes of {marked}, and acknowledged \
             events may have stood in it. Put the file back; or restore a backup, whose files need no .lock file beside them"
        )
    }))
}

/// Tells where acknowledged events would be lost by recovery, if anywhere. Reads the whole file.
pub(crate) fn lost_commits(path: &Path) -> io::Result<Option<String>> {
    audit::lost_commits(io::BufReader::with_capacity(1 << 18, File::open(path)?))
}

/// Writes zeros from the end of the file up to `bytes` and syncs them.
///
/// SQLite's frames overwrite them from the front. Zeros behind the last frame are no valid frame, so recovery ends there. The file
/// keeps its size until the store is closed, because no size limit is set for it.
pub(crate) fn fill(path: &Path, bytes: u64) -> io::Result<()> {
    let mut file = File::options().write(true).create(true).truncate(false).open(path)?;
    let before = file.seek(SeekFrom::End(0))?;
    let filled = write_zeros(&mut file, bytes.saturating_sub(before)).and_then(|()| file.sync_all());
    if filled.is_err() {
        // The disk has no room for comfort: give back what was taken.
        file.set_len(before)?;
    }
    filled
}

fn write_zeros(file: &mut File, mut bytes: u64) -> io::Result<()> {
    let zeros = vec![0_u8; 1 << 20];
    while bytes > 0 {
        let now = usize::try_from(bytes).unwrap_or(usize::MAX).min(zeros.len());
        file.write_all(&zeros[..now])?;
        bytes -= now as u64;
    }
    Ok(())
}
