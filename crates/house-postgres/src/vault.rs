//! The wrapped keys of all nodes.

mod masters;

use crate::DeskError;
use crate::desk::{Desk, Work, prepared};
use application::{Kept, KeyRows, Offer, Wrapped};
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
        let failed = |source| DeskError::Database { what: "vault", source };
        let sql = include_str!("../sql/vault.sql");
        let session = prepared(options, "hejie_vault", "subject_keys", sql).await.map_err(failed)?;
        let sql = include_str!("../sql/masters.sql");
        session.create_once("hejie_vault", "masters", sql).await.map_err(failed)?;
        let sql = include_str!("../sql/forget.sql");
        session.create_once("hejie_vault", "forget", sql).await.map_err(failed)?;
        let rare = Session::open(options).await.map_err(failed)?;
        Ok(Self {
            keeping: Desk::start(options.clone(), session),
            looking: Desk::start_apart("vault-look", options.clone())?,
            rare: Desk::start(options.clone(), rare),
        })
    }
}

#[async_trait]
impl KeyRows for SharedVault {
    async fn keep(&self, offer: Offer) -> Result<Option<Vec<Kept>>, String> {
        self.keeping.ask(offer).await
    }

    async fn forget(&self, digest: [u8; 32], subject: SubjectId) -> Result<(), String> {
        self.rare.ask(Seldom::Forget(digest, subject.0)).await.map(|_| ())
    }

    async fn destroy(&self, subject: SubjectId) -> Result<(), String> {
        self.rare.ask(Seldom::Destroy(subject.0)).await.map(|_| ())
    }

    fn look(&self, subject: SubjectId) -> Result<Option<Wrapped>, String> {
        let (answer, answered) = sync_channel(1);
        let _posted = self.looking.post((subject.0, answer))?;
        match answered.recv_timeout(LONGEST_LOOK) {
            Ok(found) => Ok(found),
            Err(RecvTimeoutError::Timeout) => Err("no answer in time".to_owned()),
            Err(RecvTimeoutError::Disconnected) => Err("the database did not answer".to_owned()),
        }
    }

    async fn find(&self, digest: [u8; 32]) -> Result<Vec<(SubjectId, String)>, String> {
        let Told::Found(found) = self.rare.ask(Seldom::Find(digest)).await? else {
            return Err(UNASKED.to_owned());
        };
        Ok(found)
    }

    async fn destroyed_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), String> {
        let told = self.rare.ask(Seldom::DestroyedAfter(seen)).await?;
        let Told::Destroyed(destroyed) = told else { return Err(UNASKED.to_owned()) };
        let last = destroyed.iter().map(|(seq, _)| *seq).max().unwrap_or(seen);
        Ok((last, destroyed.into_iter().map(|(_, subject)| SubjectId(subject)).collect()))
    }
}

struct Keeping;

#[async_trait]
impl Work for Keeping {
    type Job = Offer;
    type Done = Option<Vec<Kept>>;

    async fn commit(client: &Client, jobs: &[Offer]) -> Result<Vec<Self::Done>, Error> {
        // Offers under another master key than the first one's are told to come again; there is one current key at a time.
        let under = jobs.first().map_or("", |job| job.master.as_str());
        let taken = |job: &&Offer| job.master == under;
        let (subjects, offered): (Vec<Uuid>, Vec<&[u8]>) = jobs
            .iter()
            .filter(taken)
            .flat_map(|job| &job.keys)
            .map(|(subject, wrapped)| (subject.0, wrapped.as_slice()))
            .unzip();
        let traces: Vec<_> = jobs.iter().filter(taken).flat_map(|job| &job.traces).collect();
        let digests: Vec<&[u8]> = traces.iter().map(|(digest, _, _)| digest.as_slice()).collect();
        let traced: Vec<Uuid> = traces.iter().map(|(_, subject, _)| subject.0).collect();
        let streams: Vec<&str> = traces.iter().map(|(_, _, stream)| stream.as_str()).collect();
        let sql =
            "SELECT kept_for, kept, kept_under, kept_at_all FROM hejie_vault.keep($1, $2, $3, $4, $5, $6)";
        let mut kept: HashMap<Uuid, Kept> = HashMap::new();
        for row in client.query(sql, &[&under, &subjects, &offered, &digests, &traced, &streams]).await? {
            if !row.try_get::<_, bool>(3)? {
                return Ok(vec![None; jobs.len()]);
            }
            let key = match row.try_get::<_, Option<Vec<u8>>>(1)? {
                Some(bytes) => Kept::Key(Wrapped { master: row.try_get(2)?, bytes }),
                None => Kept::Destroyed,
            };
            kept.insert(row.try_get(0)?, key);
        }
        // Every subject of an offer has a row now.
        let of =
            |(subject, _): &(SubjectId, Vec<u8>)| kept.get(&subject.0).cloned().unwrap_or(Kept::Destroyed);
        Ok(jobs.iter().map(|job| taken(&job).then(|| job.keys.iter().map(of).collect())).collect())
    }
}

struct Looking;

#[async_trait]
impl Work for Looking {
    /// Whose key, and the waiting thread.
    type Job = (Uuid, SyncSender<Option<Wrapped>>);
    type Done = ();

    async fn commit(client: &Client, jobs: &[Self::Job]) -> Result<Vec<()>, Error> {
        let sql = "SELECT subject, wrapped, coalesce(master, '') FROM hejie_vault.subject_keys
                   WHERE subject = ANY ($1) AND wrapped IS NOT NULL";
        let subjects: Vec<Uuid> = jobs.iter().map(|(subject, _)| *subject).collect();
        let mut kept: HashMap<Uuid, Wrapped> = HashMap::new();
        for row in client.query(sql, &[&subjects]).await? {
            kept.insert(row.try_get(0)?, Wrapped { bytes: row.try_get(1)?, master: row.try_get(2)? });
        }
        for (subject, waiting) in jobs {
            // The thread may have given up.
            let _gone = waiting.try_send(kept.get(subject).cloned());
        }
        Ok(vec![(); jobs.len()])
    }
}

/// What the task answers when it was asked for something else; it never does.
const UNASKED: &str = "the answer belongs to another question";

/// What is asked for now and then, one after the other.
enum Seldom {
    Destroy(Uuid),
    Forget([u8; 32], Uuid),
    DestroyedAfter(i64),
    Find([u8; 32]),
    Master(masters::Question),
}

enum Told {
    Done,
    Destroyed(Vec<(i64, Uuid)>),
    Found(Vec<(SubjectId, String)>),
    Master(masters::Answer),
}

struct Rare;

#[async_trait]
impl Work for Rare {
    type Job = Seldom;
    type Done = Told;

    async fn commit(client: &Client, jobs: &[Seldom]) -> Result<Vec<Told>, Error> {
        let mut done = Vec::with_capacity(jobs.len());
        for job in jobs {
            done.push(match job {
                Seldom::Destroy(subject) => {
                    client.execute("SELECT hejie_vault.destroy($1)", &[subject]).await?;
                    Told::Done
                }
                Seldom::Forget(digest, subject) => {
                    let sql = "SELECT hejie_vault.forget($1, $2)";
                    client.execute(sql, &[&digest.as_slice(), subject]).await?;
                    Told::Done
                }
                Seldom::DestroyedAfter(seen) => {
                    let sql = "SELECT seq, subject FROM hejie_vault.destroyed WHERE seq > $1 ORDER BY seq";
                    let rows = client.query(sql, &[seen]).await?;
                    let destroyed = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
                    Told::Destroyed(destroyed.collect::<Result<_, Error>>()?)
                }
                Seldom::Find(digest) => {
                    let sql =
                        "SELECT subject, stream FROM hejie_vault.person_index WHERE digest = $1 ORDER BY subject";
                    let rows = client.query(sql, &[&digest.as_slice()]).await?;
                    let found = rows.iter().map(|row| Ok((SubjectId(row.try_get(0)?), row.try_get(1)?)));
                    Told::Found(found.collect::<Result<_, Error>>()?)
                }
                Seldom::Master(question) => Told::Master(masters::answer(client, question).await?),
            });
        }
        Ok(done)
    }
}
