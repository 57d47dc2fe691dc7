//! The file's own format: tables, refusals, version, and the name of this life of the log.

use event_store::{Clock, Incarnation};
use rusqlite::Connection;
use uuid::Uuid;

/// "Heji" in ASCII, in the header of every file of ours.
pub(crate) const APPLICATION_ID: i32 = 0x4865_6a69;

/// Rises with every change of the tables below.
pub(crate) const VERSION: i32 = 2;

/// `events` is STRICT: a wrong type is a bug, not a conversion. Its key is the position, so appending touches the right-most page
/// only. The triggers hold against every connection, ours included. `store` has one row.
const TABLES: &str = "
CREATE TABLE store (
    one            INTEGER PRIMARY KEY CHECK (one = 1),
    incarnation    BLOB NOT NULL CHECK (length(incarnation) = 16),
    created_at_us  INTEGER NOT NULL,
    checksum       INTEGER NOT NULL
) STRICT;

CREATE TABLE events (
    position       INTEGER PRIMARY KEY,
    stream         TEXT    NOT NULL,
    revision       INTEGER NOT NULL,
    event_id       BLOB    NOT NULL,
    event_type     TEXT    NOT NULL,
    recorded_at_us INTEGER NOT NULL,
    metadata       BLOB    NOT NULL,
    payload        BLOB    NOT NULL,
    checksum       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
CREATE UNIQUE INDEX events_by_id ON events (event_id);

CREATE TRIGGER events_are_never_updated BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never updated'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
";

/// What version 2 adds: the link to the event before in its stream, absent in every row written before. New files get it the same way,
/// so that a file's own words do not tell its age.
const LINKS: &str = "ALTER TABLE events ADD COLUMN previous BLOB";

/// Creates everything in one transaction: a crash leaves an empty file or a whole one.
pub(crate) fn create(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(TABLES)?;
    transaction.execute_batch(LINKS)?;
    let incarnation = new_incarnation(&transaction)?;
    let created_at_us = Clock::system().now_us();
    transaction.execute(
        "INSERT INTO store (one, incarnation, created_at_us, checksum) VALUES (1, ?1, ?2, ?3)",
        (incarnation.0.as_bytes(), created_at_us, checksum(incarnation, created_at_us)),
    )?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

/// Brings a file of version 1 to this one, in one transaction; no row is touched.
pub(crate) fn upgrade(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(LINKS)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

/// Whether tables, indexes and refusals are word for word those of the version the file states: neither damaged nor dropped by somebody.
pub(crate) fn is_intact(connection: &Connection) -> rusqlite::Result<bool> {
    let reference = Connection::open_in_memory()?;
    reference.execute_batch(TABLES)?;
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > 1 {
        reference.execute_batch(LINKS)?;
    }
    Ok(words(connection)? == words(&reference)?)
}

fn words(connection: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    let mut statement =
        connection.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")?;
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// Which life of the log the file holds; `None` when its row is damaged.
pub(crate) fn incarnation(connection: &Connection) -> rusqlite::Result<Option<Incarnation>> {
    let (bytes, created_at_us, stored): ([u8; 16], i64, i64) = connection.query_row(
        "SELECT incarnation, created_at_us, checksum FROM store WHERE one = 1",
        (),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let incarnation = Incarnation(Uuid::from_bytes(bytes));
    Ok((i64::from(checksum(incarnation, created_at_us)) == stored).then_some(incarnation))
}

/// Begins another life: every position handed out before means nothing from now on.
pub(crate) fn renew_incarnation(connection: &Connection) -> rusqlite::Result<Incarnation> {
    let incarnation = new_incarnation(connection)?;
    let created_at_us = Clock::system().now_us();
    connection.execute(
        "UPDATE store SET incarnation = ?1, created_at_us = ?2, checksum = ?3",
        (incarnation.0.as_bytes(), created_at_us, checksum(incarnation, created_at_us)),
    )?;
    Ok(incarnation)
}

fn checksum(incarnation: Incarnation, created_at_us: i64) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(incarnation.0.as_bytes());
    crc.update(&created_at_us.to_le_bytes());
    crc.finalize()
}

/// A random id; SQLite's generator is seeded by the operating system, so no further crate is needed for one id a store's life.
fn new_incarnation(connection: &Connection) -> rusqlite::Result<Incarnation> {
    let bytes: [u8; 16] = connection.query_row("SELECT randomblob(16)", (), |row| row.get(0))?;
    Ok(Incarnation(uuid::Builder::from_random_bytes(bytes).into_uuid()))
}
