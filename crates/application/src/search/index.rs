//! The file of the search: for each case the digests by which it is found, and from each digest back to the cases.
//!
//! The way back is FTS5, used as a list of postings and nothing else: its "words" are digests in hexadecimal, it keeps no text and no
//! places. Its pages are written a segment at a time, where a table by digest would write hundreds of pages all over the file for each case.
//! What is deleted there is deleted at once (`secure-delete`), not marked as gone.

use super::contents::Mark;
use crate::follower_file::{FollowerFile, FollowerFileError, Tables, case_of};
use domain::ids::CaseId;
use event_store::Incarnation;
use rusqlite::{Connection, OptionalExtension};
use std::fmt::Write as _;
use std::path::Path;

const TABLES: Tables = Tables {
    version: 1,
    make: "
        CREATE TABLE IF NOT EXISTS cases(
            seq INTEGER PRIMARY KEY,
            case_id BLOB NOT NULL UNIQUE,
            through INTEGER NOT NULL,
            standing INTEGER NOT NULL,
            marks BLOB NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE IF NOT EXISTS postings
            USING fts5(marks, content='', detail=none, columnsize=0, tokenize='ascii');
        INSERT INTO postings(postings, rank) VALUES('secure-delete', 1);
    ",
    remove: "DROP TABLE IF EXISTS cases; DROP TABLE IF EXISTS postings;",
    empty: "DELETE FROM cases; INSERT INTO postings(postings) VALUES('delete-all');",
};

/// Whether a case is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is.
    Open = 0,
    /// It is stored and nothing else, until that is lifted (PIPL 47(2)).
    Restricted = 1,
    /// Somebody in it was erased; never again.
    Gone = 2,
}

impl Standing {
    const fn of(stored: i64) -> Self {
        match stored {
            0 => Self::Open,
            1 => Self::Restricted,
            _ => Self::Gone,
        }
    }
}

/// What is known of a case.
pub(super) struct Known {
    seq: i64,
    standing: Standing,
    /// Its events up to here were taken in.
    pub(super) through: u64,
    pub(super) marks: Vec<Mark>,
}

/// The index, while it is written.
pub(super) struct SearchIndex {
    file: FollowerFile,
}

impl SearchIndex {
    /// Opens or makes the file. What belongs to another life of the log is forgotten: everything is seen again.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub(super) fn open(path: &Path, incarnation: Incarnation) -> Result<Self, FollowerFileError> {
        Ok(Self { file: FollowerFile::open(path, incarnation, &TABLES)? })
    }

    /// The file itself.
    pub(super) const fn file(&mut self) -> &mut FollowerFile {
        &mut self.file
    }

    /// What is known of a case.
    pub(super) fn get(&self, case: CaseId) -> rusqlite::Result<Option<Known>> {
        known(self.file.connection(), case)
    }

    /// Takes a case in, as its events up to the revision `through` say. A case that was erased or is restricted stays out.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn put(&mut self, case: CaseId, through: u64, marks: &[Mark]) -> rusqlite::Result<()> {
        self.file.unpark(case)?;
        let Some(known) = self.get(case)? else {
            let seq = self.file.next().cast_signed();
            return self.insert(case, (seq, through, Standing::Open), marks);
        };
        if known.standing == Standing::Open && known.marks != marks {
            self.take_out(&known)?;
            let connection = self.file.change()?;
            connection
                .prepare_cached("UPDATE cases SET marks = ?2 WHERE seq = ?1")?
                .execute((known.seq, packed(marks)))?;
            post(connection, known.seq, marks)?;
        }
        let sql = "UPDATE cases SET through = max(through, ?2) WHERE seq = ?1";
        self.file.change()?.prepare_cached(sql)?.execute((known.seq, through.cast_signed()))?;
        Ok(())
    }

    /// A case is not found from now on.
    pub(super) fn hide(&mut self, case: CaseId, standing: Standing) -> rusqlite::Result<()> {
        self.file.unpark(case)?;
        let Some(known) = self.get(case)? else {
            let seq = self.file.next().cast_signed();
            return self.insert(case, (seq, 0, standing), &[]);
        };
        if known.standing == Standing::Gone {
            return Ok(());
        }
        self.take_out(&known)?;
        let sql = "UPDATE cases SET marks = x'', standing = ?2 WHERE seq = ?1";
        self.file.change()?.prepare_cached(sql)?.execute((known.seq, standing as i64))?;
        Ok(())
    }

    /// A restriction was lifted: the case may be taken in again. False when it may not.
    pub(super) fn show(&mut self, case: CaseId) -> rusqlite::Result<bool> {
        let sql = "UPDATE cases SET standing = 0 WHERE case_id = ?1 AND standing = 1";
        Ok(self.file.change()?.prepare_cached(sql)?.execute([case.0.as_bytes()])? > 0)
    }

    fn insert(
        &mut self,
        case: CaseId,
        (seq, through, standing): (i64, u64, Standing),
        marks: &[Mark],
    ) -> rusqlite::Result<()> {
        let connection = self.file.change()?;
        let sql = "INSERT INTO cases (seq, case_id, through, standing, marks) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = (seq, case.0.as_bytes(), through.cast_signed(), standing as i64, packed(marks));
        connection.prepare_cached(sql)?.execute(row)?;
        post(connection, seq, marks)?;
        self.file.given();
        Ok(())
    }

    /// Deletes the postings of a case, which takes the very words they were made from.
    fn take_out(&mut self, known: &Known) -> rusqlite::Result<()> {
        if known.marks.is_empty() {
            return Ok(());
        }
        let sql = "INSERT INTO postings(postings, rowid, marks) VALUES ('delete', ?1, ?2)";
        self.file.change()?.prepare_cached(sql)?.execute((known.seq, spelled(&known.marks)))?;
        self.file.forgot();
        Ok(())
    }
}

fn post(connection: &Connection, seq: i64, marks: &[Mark]) -> rusqlite::Result<()> {
    if marks.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO postings(rowid, marks) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute((seq, spelled(marks)))?;
    Ok(())
}

/// What is known of a case.
pub(super) fn known(connection: &Connection, case: CaseId) -> rusqlite::Result<Option<Known>> {
    let sql = "SELECT seq, standing, through, marks FROM cases WHERE case_id = ?1";
    let mut select = connection.prepare_cached(sql)?;
    let row = select.query_row([case.0.as_bytes()], |row| {
        Ok(Known {
            seq: row.get(0)?,
            standing: Standing::of(row.get(1)?),
            through: row.get::<_, i64>(2)?.cast_unsigned(),
            marks: unpacked(row.get_ref(3)?.as_blob()?),
        })
    });
    row.optional()
}

/// The numbers of the newest cases an expression over digests finds.
pub(super) fn newest(connection: &Connection, expression: &str, most: usize) -> rusqlite::Result<Vec<i64>> {
    let sql = "SELECT rowid FROM postings WHERE postings MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
    let mut select = connection.prepare_cached(sql)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = select.query_map((expression, most), |row| row.get(0))?;
    rows.collect()
}

/// Case and digests behind a number.
pub(super) fn numbered(connection: &Connection, seq: i64) -> rusqlite::Result<Option<(CaseId, Vec<Mark>)>> {
    let mut select = connection.prepare_cached("SELECT case_id, marks FROM cases WHERE seq = ?1")?;
    let row = select.query_row([seq], |row| Ok((case_of(row.get(0)?), unpacked(row.get_ref(1)?.as_blob()?))));
    row.optional()
}

impl Known {
    /// Its number: the higher, the newer.
    pub(super) const fn seq(&self) -> i64 {
        self.seq
    }
}

/// Digests as the words FTS5 reads.
fn spelled(marks: &[Mark]) -> String {
    let mut text = String::with_capacity(marks.len() * 17);
    for mark in marks {
        // Writing into a text does not fail.
        let _written = write!(text, "{mark:016x} ");
    }
    text
}

fn packed(marks: &[Mark]) -> Vec<u8> {
    marks.iter().flat_map(|mark| mark.to_be_bytes()).collect()
}

fn unpacked(bytes: &[u8]) -> Vec<Mark> {
    bytes.as_chunks().0.iter().map(|mark| Mark::from_be_bytes(*mark)).collect()
}
