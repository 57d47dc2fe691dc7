//! What finds entries by case, account, question and time: made from the journal, in a file beside it, and a moment behind it.
//!
//! An answer waits only until its entry is durable. Where it is found again follows in large steps on a thread of its own, and whoever
//! searches walks what the index does not know yet. The file can be lost: it is made anew from the entries.

use super::JournalError;
use super::file::{number, unreadable};
use crate::journal::chain::{Indexed, KeptRead};
use domain::occasion::Actor;
use rusqlite::{Connection, OpenFlags, OptionalExtension, ToSql, Transaction, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The name of the file.
const FILE: &str = "journal-index.db";
/// Entries of one step.
const STEP: i64 = 16_384;
/// How long entries gather before a step: cases are read in any order, and a page of the index is written once for all of a step. Whoever
/// searches meanwhile walks what has gathered.
const GATHER: Duration = Duration::from_secs(10);
/// Pages of 4 KiB kept in memory: those a step changes are not written twice.
const CACHED_PAGES: i64 = 4_096;
/// Entries whose times are kept as one span.
const SPAN: i64 = 1_024;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS position(one INTEGER PRIMARY KEY CHECK (one = 1), done INTEGER NOT NULL, hash BLOB) STRICT;
    INSERT OR IGNORE INTO position VALUES (1, 0, NULL);
    CREATE TABLE IF NOT EXISTS cases(case_id BLOB NOT NULL, read_id INTEGER NOT NULL, PRIMARY KEY (case_id, read_id))
        WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS accounts(account TEXT NOT NULL, read_id INTEGER NOT NULL, PRIMARY KEY (account, read_id))
        WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS actions(action TEXT NOT NULL, read_id INTEGER NOT NULL, PRIMARY KEY (action, read_id))
        WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS spans(number INTEGER PRIMARY KEY, earliest_us INTEGER NOT NULL, latest_us INTEGER NOT NULL)
        STRICT;
";

/// Follows the journal until nobody writes to it any more.
pub(super) struct Follower(Option<JoinHandle<()>>);

impl Follower {
    /// Opens or makes the index of the journal in `directory`; `written` tells that there is more to find, and ends with the writer.
    pub(super) fn start(directory: &Path, written: Receiver<()>) -> Result<Self, JournalError> {
        let mut index = opened(directory)?;
        let journal = Connection::open_with_flags(
            directory.join(super::file::NAME),
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(unreadable)?;
        journal.busy_timeout(Duration::from_secs(5)).map_err(unreadable)?;
        let thread = std::thread::Builder::new()
            .name("hejie-journal-ix".to_owned())
            .spawn(move || follow(&journal, &mut index, &written))
            .map_err(|error| JournalError::Unreadable(error.to_string()))?;
        Ok(Self(Some(thread)))
    }
}

impl Drop for Follower {
    /// Waits until everything that was written is found.
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            // A thread that panicked has nothing more to say; the next start goes on where it stood.
            let _ = thread.join();
        }
    }
}

/// The file, as this version makes it. One that is not whole, or that was not made from this journal, is made anew.
fn opened(directory: &Path) -> Result<Connection, JournalError> {
    let path = directory.join(FILE);
    match prepared(&path, &directory.join(super::file::NAME)) {
        Ok(Some(index)) => Ok(index),
        Ok(None) => {
            tracing::warn!("the index of the journal was made from another journal, and is made anew");
            anew(&path)
        }
        Err(error) => {
            tracing::warn!(%error, "the index of the journal cannot be used, and is made anew");
            anew(&path)
        }
    }
}

fn anew(path: &Path) -> Result<Connection, JournalError> {
    for suffix in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{suffix}", path.display()));
        match std::fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(JournalError::Unreadable(format!("{}: {error}", file.display()))),
        }
    }
    connected(path).map_err(unreadable)
}

fn connected(path: &Path) -> rusqlite::Result<Connection> {
    let index = Connection::open(path)?;
    // What a loss of power takes away is found again in the journal: a step and its position are lost together.
    index.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;")?;
    index.pragma_update(None, "cache_size", CACHED_PAGES)?;
    index.execute_batch(TABLES)?;
    Ok(index)
}

fn prepared(path: &Path, journal: &Path) -> rusqlite::Result<Option<Connection>> {
    let index = connected(path)?;
    let (done, hash): (i64, Option<Vec<u8>>) =
        index.query_row("SELECT done, hash FROM position", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if done == 0 {
        return Ok(Some(index));
    }
    let journal = Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let there = journal.query_row("SELECT hash FROM reads WHERE id = ?1", [done], |row| row.get(0));
    let there: Option<Option<Vec<u8>>> = there.optional()?;
    Ok((there == Some(hash)).then_some(index))
}

fn follow(journal: &Connection, index: &mut Connection, written: &Receiver<()>) {
    let mut goes_on = true;
    loop {
        if let Err(error) = catch_up(journal, index) {
            // What is not in the index is found by walking; the next step tries again.
            tracing::warn!(%error, "the index of the journal stays behind");
        }
        if !goes_on || written.recv().is_err() {
            return;
        }
        let until = Instant::now() + GATHER;
        while goes_on && Instant::now() < until {
            let left = until.saturating_duration_since(Instant::now());
            goes_on = written.recv_timeout(left) != Err(RecvTimeoutError::Disconnected);
        }
    }
}

fn catch_up(journal: &Connection, index: &mut Connection) -> rusqlite::Result<()> {
    loop {
        let transaction = index.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done: i64 = transaction.query_row("SELECT done FROM position", [], |row| row.get(0))?;
        let step = Step::after(journal, done)?;
        let Some((last, hash)) = &step.last else { return Ok(()) };
        step.put(&transaction)?;
        transaction.execute("UPDATE position SET done = ?1, hash = ?2", params![last, hash])?;
        transaction.commit()?;
    }
}

/// Entries on their way into the index, each list in the order of its tree.
#[derive(Default)]
struct Step {
    last: Option<(i64, Option<Vec<u8>>)>,
    cases: Vec<([u8; 16], i64)>,
    accounts: Vec<(String, i64)>,
    actions: Vec<(String, i64)>,
    times: Vec<(i64, i64)>,
}

impl Step {
    fn after(journal: &Connection, done: i64) -> rusqlite::Result<Self> {
        let sql = "SELECT id, at_us, action, ifnull(json_extract(actor, '$.user'), ''), cases, hash
                   FROM reads WHERE id > ?1 ORDER BY id LIMIT ?2";
        let mut entries = journal.prepare_cached(sql)?;
        let mut rows = entries.query(params![done, STEP])?;
        let mut step = Self::default();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            step.last = Some((id, row.get(5)?));
            step.times.push((id, row.get(1)?));
            step.actions.push((row.get(2)?, id));
            step.accounts.push((row.get(3)?, id));
            let cases: Option<Vec<u8>> = row.get(4)?;
            step.cases.extend(cases.unwrap_or_default().as_chunks::<16>().0.iter().map(|case| (*case, id)));
        }
        step.cases.sort_unstable();
        step.accounts.sort_unstable();
        step.actions.sort_unstable();
        Ok(step)
    }

    fn put(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        let mut put = transaction.prepare_cached("INSERT OR IGNORE INTO cases VALUES (?1, ?2)")?;
        self.cases.iter().try_for_each(|(case, id)| put.execute(params![case, id]).map(|_| ()))?;
        let mut put = transaction.prepare_cached("INSERT OR IGNORE INTO accounts VALUES (?1, ?2)")?;
        self.accounts.iter().try_for_each(|(account, id)| put.execute(params![account, id]).map(|_| ()))?;
        let mut put = transaction.prepare_cached("INSERT OR IGNORE INTO actions VALUES (?1, ?2)")?;
        self.actions.iter().try_for_each(|(action, id)| put.execute(params![action, id]).map(|_| ()))?;
        let sql = "INSERT INTO spans VALUES (?1, ?2, ?2) ON CONFLICT (number) DO UPDATE
                   SET earliest_us = min(earliest_us, ?2), latest_us = max(latest_us, ?2)";
        let mut put = transaction.prepare_cached(sql)?;
        self.times.iter().try_for_each(|(id, at)| put.execute(params![span_of(*id), at]).map(|_| ()))
    }
}

const fn span_of(id: i64) -> i64 {
    id.saturating_sub(1) / SPAN
}

/// The index as whoever searches sees it, attached to the connection that reads the entries; there may be none yet.
pub(super) struct View {
    there: bool,
}

impl View {
    /// Attaches it as `found`, if there is one.
    pub(super) fn attach(connection: &Connection, directory: &Path) -> rusqlite::Result<Self> {
        let path = directory.join(FILE);
        let there = path.exists();
        if there {
            connection.execute("ATTACH ?1 AS found", [path.to_string_lossy()])?;
        }
        Ok(Self { there })
    }

    /// The last entry it knows.
    pub(super) fn done(&self, connection: &Connection) -> rusqlite::Result<i64> {
        if !self.there {
            return Ok(0);
        }
        connection.prepare_cached("SELECT done FROM found.position")?.query_row([], |row| row.get(0))
    }

    /// How many pairs of case and entry it holds, and up to which entry.
    pub(super) fn indexed(&self, connection: &Connection) -> rusqlite::Result<Option<Indexed>> {
        if !self.there {
            return Ok(None);
        }
        let sql = "SELECT done, (SELECT count(*) FROM found.cases) FROM found.position";
        let counted = connection
            .query_row(sql, [], |row| Ok(Indexed { until: number(row.get(0)?), pairs: number(row.get(1)?) }));
        counted.map(Some)
    }

    /// Whether an entry it knows is found by each of its cases, by who asked and by what.
    pub(super) fn finds(connection: &Connection, id: i64, kept: &KeptRead) -> rusqlite::Result<bool> {
        let there = |table: &str, column: &str, value: &dyn ToSql| {
            let sql =
                format!("SELECT EXISTS (SELECT 1 FROM found.{table} WHERE {column} = ?1 AND read_id = ?2)");
            connection.prepare_cached(&sql)?.query_row(params![value, id], |row| row.get::<_, bool>(0))
        };
        for case in &kept.cases {
            if !there("cases", "case_id", &case.0.as_bytes())? {
                return Ok(false);
            }
        }
        // What is no actor is not what was written, and found out by its hash.
        let actor: Option<Actor> = serde_json::from_str(&kept.actor).ok();
        let account = actor.map(|actor| actor.user.as_str().to_owned()).unwrap_or_default();
        Ok(there("accounts", "account", &account)? && there("actions", "action", &kept.action)?)
    }

    /// The entries between which everything lies that was written from one time until before another, as far as it knows: the first and the last.
    pub(super) fn between(
        connection: &Connection,
        from_us: Option<i64>,
        until_us: Option<i64>,
    ) -> rusqlite::Result<Option<(i64, i64)>> {
        let sql =
            "SELECT min(number), max(number) FROM found.spans WHERE latest_us >= ?1 AND earliest_us < ?2";
        let times = params![from_us.unwrap_or(i64::MIN), until_us.unwrap_or(i64::MAX)];
        let spans: (Option<i64>, Option<i64>) =
            connection.prepare_cached(sql)?.query_row(times, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (Some(first), Some(last)) = spans else { return Ok(None) };
        Ok(Some((first.saturating_mul(SPAN) + 1, last.saturating_add(1).saturating_mul(SPAN))))
    }
}
