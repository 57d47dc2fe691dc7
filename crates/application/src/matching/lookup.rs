//! Questions to the file while the follower writes it: on connections of their own, off the threads that serve.

use super::index::{alike, filing, is_parked, waiting};
use domain::case::{SimilarCase, shortlist};
use domain::ids::CaseId;
use domain::rule_set::MatchingRules;
use event_store::Revision;
use rusqlite::{Connection, OpenFlags};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Connections that are kept.
const KEPT: usize = 4;

pub(super) struct Lookup {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

/// What the file says of a case.
pub(super) enum Standing {
    /// Never filed, or forgotten because somebody in it was erased.
    Unknown,
    /// It cannot be compared.
    Parked,
    /// It was taken in.
    Known(Box<Known>),
}

/// What a case is like.
pub(super) struct Known {
    /// The event that says what it is compared by.
    pub(super) cause: Revision,
    /// The likest first.
    pub(super) candidates: Vec<SimilarCase>,
    /// How many more were found.
    pub(super) more: u32,
}

impl Lookup {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// What a case is like, among everything that was taken in before it.
    pub(super) async fn of(
        self: &Arc<Self>,
        case: CaseId,
        rules: &MatchingRules,
    ) -> Result<Standing, String> {
        let rules = *rules;
        self.ask(move |connection| {
            // One moment for all the questions.
            let moment = connection.unchecked_transaction()?;
            if is_parked(&moment, case)? {
                return Ok(Standing::Parked);
            }
            let Some((facts, seq, cause)) = filing(&moment, case)? else { return Ok(Standing::Unknown) };
            let (candidates, more) = shortlist(&rules, alike(&moment, &rules, &facts, seq)?);
            Ok(Standing::Known(Box::new(Known { cause, candidates, more })))
        })
        .await
    }

    /// Cases that wait for a flag, in the order they were taken in, each with its place in it.
    pub(super) async fn pending(
        self: &Arc<Self>,
        after: u64,
        most: usize,
    ) -> Result<Vec<(u64, CaseId)>, String> {
        self.ask(move |connection| waiting(connection, after, most)).await
    }

    async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, String> {
        let this = Arc::clone(self);
        let asked = tokio::task::spawn_blocking(move || this.with(question)).await;
        asked.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
    }

    fn with<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let connection = Connection::open_with_flags(&self.path, flags)?;
                connection.busy_timeout(std::time::Duration::from_secs(1))?;
                connection
            }
        };
        let answer = question(&connection)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        Ok(answer)
    }
}
