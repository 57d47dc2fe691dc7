//! How far the views have come: one row, compared before it is set, in the transaction of the rows it speaks for.

use crate::error::ViewError;
use event_store::{Incarnation, Position};
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;

/// All views of this version move together.
const NAME: &str = "views";

/// Rises when a table of any view changes or when old events would now make other rows: a file of an older version is built anew from
/// the log when it is opened.
pub(crate) const VERSION: u32 = 14;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS checkpoint (
    name        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    incarnation TEXT    NOT NULL,
    commit_pos  INTEGER NOT NULL,
    prepare_pos INTEGER NOT NULL,
    PRIMARY KEY (name, version)
) STRICT;
";

/// Whether the file was built by an older version; forgets its checkpoint then.
pub(crate) fn outdated(
    connection: &Connection,
    path: &Path,
    incarnation: Incarnation,
) -> Result<bool, ViewError> {
    foreign(connection, path, incarnation)?;
    Ok(connection.execute("DELETE FROM checkpoint WHERE version < ?1", [VERSION])? > 0)
}

/// The views of another life of the log are nobody's here.
pub(crate) fn foreign(connection: &Connection, path: &Path, expected: Incarnation) -> Result<(), ViewError> {
    let sql = "SELECT incarnation FROM checkpoint WHERE incarnation <> ?1";
    let found: Option<String> =
        connection.query_row(sql, [expected.to_string()], |row| row.get(0)).optional()?;
    match found {
        Some(found) => Err(ViewError::ForeignIncarnation { path: path.to_owned(), expected, found }),
        None => Ok(()),
    }
}

/// Where the views stand; creates the row of a new file.
pub(crate) fn load(
    connection: &Connection,
    path: &Path,
    incarnation: Incarnation,
) -> Result<Position, ViewError> {
    let expected = incarnation.to_string();
    foreign(connection, path, incarnation)?;
    connection.execute(
        "INSERT INTO checkpoint (name, version, incarnation, commit_pos, prepare_pos) VALUES (?1, ?2, ?3, 0, 0)
         ON CONFLICT DO NOTHING",
        (NAME, VERSION, &expected),
    )?;
    Ok(read(connection)?)
}

/// Where the views of this version stand, if the file holds any.
pub(crate) fn found(connection: &Connection) -> rusqlite::Result<Option<Position>> {
    read(connection).optional()
}

/// Where the views stand.
pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Position> {
    let sql = "SELECT commit_pos, prepare_pos FROM checkpoint WHERE name = ?1 AND version = ?2";
    connection.prepare_cached(sql)?.query_row((NAME, VERSION), |row| {
        let (commit, prepare): (i64, i64) = (row.get(0)?, row.get(1)?);
        Ok(Position { commit: commit.cast_unsigned(), prepare: prepare.cast_unsigned() })
    })
}

/// Moves the checkpoint from `from` to `to`.
///
/// # Errors
/// [`ViewError::NotAlone`] when it does not stand at `from`.
pub(crate) fn advance(connection: &Connection, from: Position, to: Position) -> Result<(), ViewError> {
    let sql = "UPDATE checkpoint SET commit_pos = ?1, prepare_pos = ?2
               WHERE name = ?3 AND version = ?4 AND commit_pos = ?5 AND prepare_pos = ?6";
    let values = (
        to.commit.cast_signed(),
        to.prepare.cast_signed(),
        NAME,
        VERSION,
        from.commit.cast_signed(),
        from.prepare.cast_signed(),
    );
    match connection.prepare_cached(sql)?.execute(values)? {
        1 => Ok(()),
        _ => Err(ViewError::NotAlone),
    }
}
