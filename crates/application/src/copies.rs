//! Copies of the files beside the log, made while a server has them open: the vault's keys and the access journal.
//!
//! A copy is written anew row by row, so that nothing a deletion left behind travels with it.

use domain::ids::SubjectId;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use uuid::Uuid;

/// Why a file was not copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The file system refused.
    #[error("{0}: {1}")]
    Io(String, std::io::Error),
    /// SQLite refused to read the one or to write the other.
    #[error("{0}: {1}")]
    Sqlite(String, rusqlite::Error),
    /// The file is damaged.
    #[error("{0} is damaged: {1}")]
    Damaged(String, String),
}

/// Copies `source` as it is at one moment to `target`, which must not exist; readable by its owner only, on the disk when this returns.
///
/// # Errors
/// See [`CopyError`]; a damaged source is refused.
pub fn copy_beside_log(source: &Path, target: &Path) -> Result<(), CopyError> {
    let connection = read_only(source)?;
    let io = |error| CopyError::Io(target.display().to_string(), error);
    // Made empty and private first: SQLite keeps the rights of a file it finds.
    let file = File::options().write(true).create_new(true).open(target).map_err(io)?;
    file.set_permissions(Permissions::from_mode(0o600)).map_err(io)?;
    let copied = connection.execute("VACUUM INTO ?1", [target.to_string_lossy().as_ref()]);
    copied.map_err(|error| CopyError::Sqlite(source.display().to_string(), error))?;
    File::open(target).and_then(|file| file.sync_all()).map_err(io)?;
    if let Some(directory) = target.parent() {
        File::open(directory).and_then(|directory| directory.sync_all()).map_err(io)?;
    }
    whole(target)
}

/// The subjects a copied vault knows: those with a key and those whose key was destroyed.
///
/// # Errors
/// See [`CopyError`].
pub fn subjects_of_vault(vault: &Path) -> Result<BTreeSet<SubjectId>, CopyError> {
    let failed = |error| CopyError::Sqlite(vault.display().to_string(), error);
    let connection = read_only(vault)?;
    let mut statement = connection.prepare("SELECT subject FROM subject_keys").map_err(failed)?;
    let rows = statement.query_map([], |row| row.get::<_, [u8; 16]>(0)).map_err(failed)?;
    rows.map(|row| row.map(|bytes| SubjectId(Uuid::from_bytes(bytes))).map_err(failed)).collect()
}

/// Destroys keys again in a vault that was brought back from an older copy: what was erased since must not rise with it. Tells how many
/// were there.
///
/// # Errors
/// See [`CopyError`].
pub fn destroy_keys(vault: &Path, subjects: &BTreeSet<SubjectId>) -> Result<usize, CopyError> {
    let failed = |error| CopyError::Sqlite(vault.display().to_string(), error);
    let mut connection = crate::group_writer::connect(vault).map_err(failed)?;
    let transaction = connection.transaction().map_err(failed)?;
    let indexed = transaction.table_exists(None::<&str>, "person_index").map_err(failed)?;
    // So has one older than the names of master keys no such column.
    let named = transaction.column_exists(None::<&str>, "subject_keys", "master").map_err(failed)?;
    let clear = if named { "wrapped = NULL, master = NULL" } else { "wrapped = NULL" };
    let mut destroyed = 0;
    for subject in subjects {
        let sql = format!("UPDATE subject_keys SET {clear} WHERE subject = ?1 AND wrapped IS NOT NULL");
        destroyed += transaction.execute(&sql, [subject.0.as_bytes()]).map_err(failed)?;
        // Made and destroyed after the copy: whoever was erased never gets a key again, or old boxes would look damaged instead of erased.
        let sql = "INSERT INTO subject_keys(subject) VALUES (?1) ON CONFLICT DO NOTHING";
        transaction.execute(sql, [subject.0.as_bytes()]).map_err(failed)?;
        // A copy older than the index has no such table, and nothing to take out of it.
        if indexed {
            let sql = "DELETE FROM person_index WHERE subject = ?1";
            transaction.execute(sql, [subject.0.as_bytes()]).map_err(failed)?;
        }
    }
    transaction.commit().map_err(failed)?;
    crate::group_writer::cut_log(&connection).map_err(failed)?;
    Ok(destroyed)
}

fn whole(path: &Path) -> Result<(), CopyError> {
    let connection = read_only(path)?;
    let verdict: Result<String, _> = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(verdict) => Err(CopyError::Damaged(path.display().to_string(), verdict)),
        Err(error) => Err(CopyError::Sqlite(path.display().to_string(), error)),
    }
}

fn read_only(path: &Path) -> Result<Connection, CopyError> {
    let failed = |error| CopyError::Sqlite(path.display().to_string(), error);
    fs::metadata(path).map_err(|error| CopyError::Io(path.display().to_string(), error))?;
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(failed)?;
    Ok(connection)
}
