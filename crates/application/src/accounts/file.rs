//! The file: accounts, attempts, sessions. Every change is on the disk before anybody is answered.

use super::SignInError;
use super::password::{Hashed, same};
use crate::group_writer::connect;
use domain::ids::UserId;
use domain::occasion::Actor;
use rusqlite::{Connection, OptionalExtension as _, Row, TransactionBehavior, params};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS accounts(
        name TEXT PRIMARY KEY,
        actor TEXT NOT NULL,
        salt BLOB NOT NULL,
        hash BLOB NOT NULL,
        memory_kib INTEGER NOT NULL,
        passes INTEGER NOT NULL,
        initial INTEGER NOT NULL,
        made_us INTEGER NOT NULL,
        factor BLOB,
        factor_step INTEGER NOT NULL DEFAULT 0,
        pending BLOB,
        pending_us INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS attempts(
        name BLOB PRIMARY KEY,
        wrong INTEGER NOT NULL,
        until_us INTEGER NOT NULL,
        last_us INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS attempts_by_time ON attempts(last_us);
    CREATE TABLE IF NOT EXISTS sessions(
        id BLOB PRIMARY KEY,
        name TEXT NOT NULL,
        current BLOB NOT NULL,
        previous BLOB,
        begun_us INTEGER NOT NULL,
        used_us INTEGER NOT NULL,
        ended_us INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS sessions_by_name ON sessions(name);
    CREATE INDEX IF NOT EXISTS sessions_by_time ON sessions(begun_us);
";

/// Wrong ones in a row from which on is waited.
const PATIENCE: u32 = 5;
/// The first wait, and the longest: each is twice the one before.
const FIRST_WAIT_S: u64 = 60;
const LONGEST_WAIT_S: u64 = 3_600;
/// Attempts of so long ago are forgotten.
const REMEMBERED_US: i64 = 24 * 3_600 * 1_000_000;

/// An account as it is kept.
pub(super) struct AccountRow {
    pub(super) actor: Actor,
    pub(super) password: Hashed,
    pub(super) initial: bool,
    pub(super) factor: Option<Vec<u8>>,
    pub(super) factor_step: u64,
    pub(super) pending: Option<(Vec<u8>, i64)>,
}

/// An account as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAccount {
    /// Name, role and what the role is bound to.
    pub actor: Actor,
    /// Whether its password still is the one somebody else gave it.
    pub initial: bool,
    /// Whether it has a second factor.
    pub factor: bool,
    /// Since when there is one, microseconds since 1970.
    pub made_us: i64,
}

/// A session as it is kept.
pub(super) struct SessionRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) begun_us: i64,
}

/// What became of a refresh.
pub(super) enum Refreshed {
    /// It goes on.
    Anew(SessionRow),
    /// It had ended, or never was.
    Ended,
    /// Its secret was used before: it ends now.
    Twice,
}

pub(super) struct File(Mutex<Connection>);

type Outcome<T> = Result<T, SignInError>;

impl File {
    pub(super) fn open(directory: &Path) -> Outcome<Self> {
        let path = directory.join("accounts.db");
        let connection = connect(&path).map_err(failed)?;
        connection.execute_batch(TABLES).map_err(failed)?;
        private(&path).map_err(|error| SignInError::Failed(error.to_string()))?;
        Ok(Self(Mutex::new(connection)))
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a statement changed a row.
    fn change(&self, sql: &str, values: impl rusqlite::Params) -> Outcome<bool> {
        self.lock().execute(sql, values).map(|rows| rows > 0).map_err(failed)
    }

    pub(super) fn add(&self, actor: &Actor, password: &Hashed, now: i64) -> Outcome<bool> {
        let text = serde_json::to_string(actor).map_err(|error| SignInError::Failed(error.to_string()))?;
        let Hashed { salt, hash, memory_kib, passes } = password;
        self.change(
            "INSERT INTO accounts(name, actor, salt, hash, memory_kib, passes, initial, made_us)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7) ON CONFLICT(name) DO NOTHING",
            params![actor.user.as_str(), text, salt, hash, memory_kib, passes, now],
        )
    }

    pub(super) fn reset(&self, name: &UserId, password: &Hashed) -> Outcome<bool> {
        let Hashed { salt, hash, memory_kib, passes } = password;
        self.change(
            "UPDATE accounts SET salt = ?2, hash = ?3, memory_kib = ?4, passes = ?5, initial = 1,
             factor = NULL, factor_step = 0, pending = NULL, pending_us = NULL WHERE name = ?1",
            params![name.as_str(), salt, hash, memory_kib, passes],
        )
    }

    pub(super) fn set_password(&self, name: &str, password: &Hashed) -> Outcome<bool> {
        let Hashed { salt, hash, memory_kib, passes } = password;
        self.change(
            "UPDATE accounts SET salt = ?2, hash = ?3, memory_kib = ?4, passes = ?5, initial = 0 WHERE name = ?1",
            params![name, salt, hash, memory_kib, passes],
        )
    }

    pub(super) fn set_pending(&self, name: &str, sealed: &[u8], now: i64) -> Outcome<bool> {
        let sql = "UPDATE accounts SET pending = ?2, pending_us = ?3 WHERE name = ?1";
        self.change(sql, params![name, sealed, now])
    }

    pub(super) fn set_factor(&self, name: &str, sealed: &[u8], step: u64) -> Outcome<bool> {
        self.change(
            "UPDATE accounts SET factor = ?2, factor_step = ?3, pending = NULL, pending_us = NULL WHERE name = ?1",
            params![name, sealed, whole(step)],
        )
    }

    /// Uses a code up; `false` when it, or a later one, was used before.
    pub(super) fn take_step(&self, name: &str, step: u64) -> Outcome<bool> {
        let sql = "UPDATE accounts SET factor_step = ?2 WHERE name = ?1 AND factor_step < ?2";
        self.change(sql, params![name, whole(step)])
    }

    pub(super) fn account(&self, name: &str) -> Outcome<Option<AccountRow>> {
        let sql =
            "SELECT actor, salt, hash, memory_kib, passes, initial, factor, factor_step, pending, pending_us
                   FROM accounts WHERE name = ?1";
        let connection = self.lock();
        let mut statement = connection.prepare_cached(sql).map_err(failed)?;
        let row = statement.query_row([name], |row| {
            let pending: Option<Vec<u8>> = row.get(8)?;
            let since: Option<i64> = row.get(9)?;
            let password =
                Hashed { salt: row.get(1)?, hash: row.get(2)?, memory_kib: row.get(3)?, passes: row.get(4)? };
            let step: i64 = row.get(7)?;
            Ok((
                row.get::<_, String>(0)?,
                AccountParts {
                    password,
                    initial: row.get(5)?,
                    factor: row.get(6)?,
                    factor_step: u64::try_from(step).unwrap_or(0),
                    pending: pending.zip(since),
                },
            ))
        });
        let Some((text, parts)) = row.optional().map_err(failed)? else { return Ok(None) };
        let AccountParts { password, initial, factor, factor_step, pending } = parts;
        let actor = actor(&text)?;
        Ok(Some(AccountRow { actor, password, initial, factor, factor_step, pending }))
    }

    pub(super) fn page(&self, after: &str, limit: u32) -> Outcome<Vec<ListedAccount>> {
        let sql = "SELECT actor, initial, factor IS NOT NULL, made_us FROM accounts WHERE name > ?1
                   ORDER BY name LIMIT ?2";
        let connection = self.lock();
        let mut statement = connection.prepare_cached(sql).map_err(failed)?;
        let read = |row: &Row<'_>| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, bool>(1)?,
                row.get::<_, bool>(2)?,
                row.get::<_, i64>(3)?,
            ))
        };
        let rows = statement.query_map(params![after, limit], read).map_err(failed)?;
        rows.map(|row| {
            let (text, initial, factor, made_us) = row.map_err(failed)?;
            Ok(ListedAccount { actor: actor(&text)?, initial, factor, made_us })
        })
        .collect()
    }

    /// Counts one more attempt under a name, known or not; how many seconds are to be waited, when it is too early for one.
    pub(super) fn count_attempt(&self, name: &str, now: i64) -> Outcome<Option<u64>> {
        let key: [u8; 32] = Sha256::digest(name).into();
        let mut connection = self.lock();
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let before = transaction
            .query_row("SELECT wrong, until_us FROM attempts WHERE name = ?1", [key], |row| {
                Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?))
            })
            .optional()
            .map_err(failed)?;
        let (wrong, until) = before.unwrap_or((0, 0));
        if now < until {
            let wait_us = u64::try_from(until.saturating_sub(now)).unwrap_or(0);
            return Ok(Some(wait_us.div_ceil(1_000_000)));
        }
        let wrong = wrong.saturating_add(1);
        let until = now.saturating_add(super::micros(wait_after(wrong)));
        transaction
            .execute("DELETE FROM attempts WHERE last_us < ?1", [now - REMEMBERED_US])
            .map_err(failed)?;
        transaction
            .execute(
                "INSERT INTO attempts(name, wrong, until_us, last_us) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT(name) DO UPDATE SET wrong = ?2, until_us = ?3, last_us = ?4",
                params![key, wrong, until, now],
            )
            .map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(None)
    }

    pub(super) fn forget_attempts(&self, name: &str) -> Outcome<bool> {
        let key: [u8; 32] = Sha256::digest(name).into();
        self.change("DELETE FROM attempts WHERE name = ?1", [key])
    }

    pub(super) fn open_session(&self, row: &SessionRow, digest: &[u8; 32], forget_us: i64) -> Outcome<()> {
        let mut connection = self.lock();
        let transaction = connection.transaction().map_err(failed)?;
        transaction.execute("DELETE FROM sessions WHERE begun_us < ?1", [forget_us]).map_err(failed)?;
        transaction
            .execute(
                "INSERT INTO sessions(id, name, current, begun_us, used_us) VALUES (?1, ?2, ?3, ?4, ?4)",
                params![row.id.as_bytes(), row.name, digest, row.begun_us],
            )
            .map_err(failed)?;
        transaction.commit().map_err(failed)
    }

    /// `ends` are the longest times without a refresh and altogether, microseconds.
    pub(super) fn refresh(
        &self,
        id: Uuid,
        digest: &[u8; 32],
        next: &[u8; 32],
        now: i64,
        ends: (i64, i64),
    ) -> Outcome<Refreshed> {
        let mut connection = self.lock();
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let sql = "SELECT name, current, previous, begun_us, used_us FROM sessions WHERE id = ?1 AND ended_us IS NULL";
        let read = |row: &Row<'_>| {
            let (current, previous): ([u8; 32], Option<[u8; 32]>) = (row.get(1)?, row.get(2)?);
            Ok((row.get::<_, String>(0)?, current, previous, row.get::<_, i64>(3)?, row.get::<_, i64>(4)?))
        };
        let found = transaction.query_row(sql, [id.as_bytes()], read).optional().map_err(failed)?;
        let Some((name, current, previous, begun_us, used_us)) = found else { return Ok(Refreshed::Ended) };
        let (idle, longest) = ends;
        if now.saturating_sub(used_us) > idle || now.saturating_sub(begun_us) > longest {
            return Ok(Refreshed::Ended);
        }
        let done = if same(&current, digest) {
            let sql = "UPDATE sessions SET previous = current, current = ?2, used_us = ?3 WHERE id = ?1";
            transaction.execute(sql, params![id.as_bytes(), next, now]).map_err(failed)?;
            Refreshed::Anew(SessionRow { id, name, begun_us })
        } else if previous.is_some_and(|previous| same(&previous, digest)) {
            let sql = "UPDATE sessions SET ended_us = ?2 WHERE id = ?1";
            transaction.execute(sql, params![id.as_bytes(), now]).map_err(failed)?;
            Refreshed::Twice
        } else {
            Refreshed::Ended
        };
        transaction.commit().map_err(failed)?;
        Ok(done)
    }

    /// Whether it is the secret of a session; that has ended then.
    pub(super) fn end_session(&self, id: Uuid, digest: &[u8; 32], now: i64) -> Outcome<bool> {
        let sql = "UPDATE sessions SET ended_us = coalesce(ended_us, ?3) WHERE id = ?1 AND current = ?2";
        self.change(sql, params![id.as_bytes(), digest, now])
    }

    /// Ends every session under a name; which ones.
    pub(super) fn end_all(&self, name: &str, now: i64) -> Outcome<Vec<Uuid>> {
        let connection = self.lock();
        let sql = "UPDATE sessions SET ended_us = ?2 WHERE name = ?1 AND ended_us IS NULL RETURNING id";
        let mut statement = connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement.query_map(params![name, now], |row| row.get(0)).map_err(failed)?;
        rows.map(|row| row.map(Uuid::from_bytes).map_err(failed)).collect()
    }

    pub(super) fn ended_since(&self, since: i64) -> Outcome<Vec<(Uuid, i64)>> {
        let connection = self.lock();
        let mut statement =
            connection.prepare("SELECT id, ended_us FROM sessions WHERE ended_us > ?1").map_err(failed)?;
        let read = |row: &Row<'_>| Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?));
        let rows = statement.query_map([since], read).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }
}

/// What of a row is no text to be read.
struct AccountParts {
    password: Hashed,
    initial: bool,
    factor: Option<Vec<u8>>,
    factor_step: u64,
    pending: Option<(Vec<u8>, i64)>,
}

fn actor(text: &str) -> Outcome<Actor> {
    serde_json::from_str(text).map_err(|_| SignInError::Failed("an account is not well-formed".to_owned()))
}

/// Seconds to wait after so many wrong ones in a row.
fn wait_after(wrong: u32) -> u64 {
    wrong.checked_sub(PATIENCE).map_or(0, |more| {
        FIRST_WAIT_S.saturating_mul(1_u64.checked_shl(more).unwrap_or(u64::MAX)).min(LONGEST_WAIT_S)
    })
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Readable by its owner only, like the keys.
fn private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

#[allow(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn failed(error: rusqlite::Error) -> SignInError {
    SignInError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn the_wait_doubles_from_a_minute_to_an_hour() {
        let waits: Vec<u64> = [1, 4, 5, 6, 7, 10, 11, 12, 90, u32::MAX].map(wait_after).to_vec();
        assert_eq!(waits, [0, 0, 60, 120, 240, 1920, 3600, 3600, 3600, 3600]);
    }
}
