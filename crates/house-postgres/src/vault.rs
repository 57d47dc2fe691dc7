//! The wrapped keys of all nodes.

use crate::DeskError;
use crate::desk::{Desk, Work, prepared};
use application::KeyRows;
use async_trait::async_trait;
use domain::ids::SubjectId;
use event_store_postgres::{PgOptions, Session};
use std::collections::HashMap;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use tokio_postgres::{Client, Error};
use uuid::Uuid;

/// Longest wait of a reader for a key that is not in memory; it holds its thread meanwhile.
const LONGEST_LOOK: Duration = Duration::from_secs(3);

/// The keys in the schema `hejie_vault` of a database of their own.
pub struct SharedVault {
    keeping: Desk<Keeping>,
    looking: Desk<Looking>,
    rare: Desk<Rare>,
}

impl SharedVault {
    /// Connects, and makes the tables where they are missing.
    ///
    /// # Errors
    /// See [`DeskError`].
    pub async fn connect(options: &PgOptions) -> Result<Self, DeskError> {
        let failed = |source| DeskError { what: "vault", source };
        let sql = include_str!("../sql/vault.sql");
        let session = prepared(options, "hejie_vault", "subject_keys", sql).await.map_err(failed)?;
        let looking = Session::open(options).await.map_err(failed)?;
        let rare = Session::open(options).await.map_err(failed)?;
        Ok(Self {
            keeping: Desk::start(options.clone(), session),
            looking: Desk::start(options.clone(), looking),
            rare: Desk::start(options.clone(), rare),
        })
    }
}

#[async_trait]
impl KeyRows for SharedVault {
    async fn keep(&self, offered: Vec<(SubjectId, Vec<u8>)>) -> Result<Vec<Option<Vec<u8>>>, String> {
        self.keeping.ask(offered).await
    }

    async fn destroy(&self, subject: SubjectId) -> Result<(), String> {
        self.rare.ask(Seldom::Destroy(subject.0)).await.map(|_| ())
    }

    fn look(&self, subject: SubjectId) -> Result<Option<Vec<u8>>, String> {
        let (answer, answered) = sync_channel(1);
        let _posted = self.looking.post((subject.0, answer))?;
        match answered.recv_timeout(LONGEST_LOOK) {
            Ok(found) => Ok(found),
            Err(RecvTimeoutError::Timeout) => Err("no answer in time".to_owned()),
            Err(RecvTimeoutError::Disconnected) => Err("the database did not answer".to_owned()),
        }
    }

    async fn house_key(&self, name: &str, offered: Vec<u8>) -> Result<Vec<u8>, String> {
        let told = self.rare.ask(Seldom::HouseKey(name.to_owned(), offered)).await?;
        told.key.ok_or_else(|| "no key came back".to_owned())
    }

    async fn destroyed_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), String> {
        let told = self.rare.ask(Seldom::DestroyedAfter(seen)).await?;
        let last = told.destroyed.iter().map(|(seq, _)| *seq).max().unwrap_or(seen);
        Ok((last, told.destroyed.into_iter().map(|(_, subject)| SubjectId(subject)).collect()))
    }
}

struct Keeping;

#[async_trait]
impl Work for Keeping {
    type Job = Vec<(SubjectId, Vec<u8>)>;
    type Done = Vec<Option<Vec<u8>>>;

    async fn commit(client: &Client, jobs: &[Self::Job]) -> Result<Vec<Self::Done>, Error> {
        let (subjects, offered): (Vec<Uuid>, Vec<&[u8]>) =
            jobs.iter().flatten().map(|(subject, wrapped)| (subject.0, wrapped.as_slice())).unzip();
        let sql = "SELECT kept_for, kept FROM hejie_vault.keep($1, $2)";
        let mut kept: HashMap<Uuid, Option<Vec<u8>>> = HashMap::new();
        for row in client.query(sql, &[&subjects, &offered]).await? {
            kept.insert(row.try_get(0)?, row.try_get(1)?);
        }
        let of = |subject: &SubjectId| kept.get(&subject.0).cloned().flatten();
        Ok(jobs.iter().map(|job| job.iter().map(|(subject, _)| of(subject)).collect()).collect())
    }
}

struct Looking;

#[async_trait]
impl Work for Looking {
    /// Whose key, and the waiting thread.
    type Job = (Uuid, SyncSender<Option<Vec<u8>>>);
    type Done = ();

    async fn commit(client: &Client, jobs: &[Self::Job]) -> Result<Vec<()>, Error> {
        let sql = "SELECT subject, wrapped FROM hejie_vault.subject_keys WHERE subject = ANY ($1)";
        let subjects: Vec<Uuid> = jobs.iter().map(|(subject, _)| *subject).collect();
        let mut kept: HashMap<Uuid, Option<Vec<u8>>> = HashMap::new();
        for row in client.query(sql, &[&subjects]).await? {
            kept.insert(row.try_get(0)?, row.try_get(1)?);
        }
        for (subject, waiting) in jobs {
            // The thread may have given up.
            let _gone = waiting.try_send(kept.get(subject).cloned().flatten());
        }
        Ok(vec![(); jobs.len()])
    }
}

enum Seldom {
    Destroy(Uuid),
    HouseKey(String, Vec<u8>),
    DestroyedAfter(i64),
}

#[derive(Default)]
struct Told {
    key: Option<Vec<u8>>,
    destroyed: Vec<(i64, Uuid)>,
}

struct Rare;

#[async_trait]
impl Work for Rare {
    type Job = Seldom;
    type Done = Told;

    async fn commit(client: &Client, jobs: &[Seldom]) -> Result<Vec<Told>, Error> {
        let mut done = Vec::with_capacity(jobs.len());
        for job in jobs {
            let mut told = Told::default();
            match job {
                Seldom::Destroy(subject) => {
                    client.execute("SELECT hejie_vault.destroy($1)", &[subject]).await?;
                }
                Seldom::HouseKey(name, offered) => {
                    let row =
                        client.query_one("SELECT hejie_vault.house_key($1, $2)", &[name, offered]).await?;
                    told.key = Some(row.try_get(0)?);
                }
                Seldom::DestroyedAfter(seen) => {
                    let sql = "SELECT seq, subject FROM hejie_vault.destroyed WHERE seq > $1 ORDER BY seq";
                    for row in client.query(sql, &[seen]).await? {
                        told.destroyed.push((row.try_get(0)?, row.try_get(1)?));
                    }
                }
            }
            done.push(told);
        }
        Ok(done)
    }
}
