//! The access journal of all nodes.

use crate::DeskError;
use crate::desk::{Desk, Work, prepared};
use application::{JournalError, Looked, Read, ReadDesk};
use async_trait::async_trait;
use domain::ids::CaseId;
use event_store_postgres::{PgOptions, Session};
use tokio_postgres::{Client, Error};
use uuid::Uuid;

/// The journal in the schema `hejie_journal` of the log's database.
pub struct SharedJournal {
    writing: Desk<Writing>,
    asking: Desk<Asking>,
}

impl SharedJournal {
    /// Connects, and makes the table where it is missing.
    ///
    /// # Errors
    /// See [`DeskError`].
    pub async fn connect(options: &PgOptions) -> Result<Self, DeskError> {
        let failed = |source| DeskError::Database { what: "access journal", source };
        let sql = include_str!("../sql/journal.sql");
        let session = prepared(options, "hejie_journal", "reads", sql).await.map_err(failed)?;
        let asking = Session::open(options).await.map_err(failed)?;
        Ok(Self {
            writing: Desk::start(options.clone(), session),
            asking: Desk::start(options.clone(), asking),
        })
    }
}

#[async_trait]
impl ReadDesk for SharedJournal {
    async fn keep(&self, read: Read) -> Result<(), JournalError> {
        let actor =
            serde_json::to_string(&read.actor).map_err(|error| JournalError::Unwritten(error.to_string()))?;
        self.writing.ask((read, actor)).await.map_err(JournalError::Unwritten)
    }

    async fn reads_of(&self, case: CaseId, limit: u32) -> Result<Vec<Looked>, JournalError> {
        let rows = self.asking.ask((case, limit)).await.map_err(JournalError::Unreadable)?;
        rows.into_iter()
            .map(|row| {
                let actor = serde_json::from_str(&row.actor)
                    .map_err(|error| JournalError::Unreadable(error.to_string()))?;
                Ok(Looked { at_us: row.at_us, action: row.action, actor, request: row.request })
            })
            .collect()
    }
}

struct Writing;

#[async_trait]
impl Work for Writing {
    type Job = (Read, String);
    type Done = ();

    async fn commit(client: &Client, jobs: &[Self::Job]) -> Result<Vec<()>, Error> {
        let at: Vec<i64> = jobs.iter().map(|(read, _)| read.at_us).collect();
        let actions: Vec<&str> = jobs.iter().map(|(read, _)| read.action).collect();
        let actors: Vec<&str> = jobs.iter().map(|(_, actor)| actor.as_str()).collect();
        let requests: Vec<Option<&str>> = jobs.iter().map(|(read, _)| read.request.as_deref()).collect();
        // Lists of different lengths cannot stand in one array; as text they can.
        let cases: Vec<String> = jobs
            .iter()
            .map(|(read, _)| {
                let ids: Vec<String> = read.cases.iter().map(|case| case.0.to_string()).collect();
                format!("{{{}}}", ids.join(","))
            })
            .collect();
        let sql = "INSERT INTO hejie_journal.reads (at_us, action, actor, request, cases)
                   SELECT a, n, w, r, c::uuid[] FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
                       AS new (a, n, w, r, c)";
        client.execute(sql, &[&at, &actions, &actors, &requests, &cases]).await?;
        Ok(vec![(); jobs.len()])
    }
}

struct Asking;

struct Row {
    at_us: i64,
    action: String,
    actor: String,
    request: Option<String>,
}

#[async_trait]
impl Work for Asking {
    type Job = (CaseId, u32);
    type Done = Vec<Row>;

    async fn commit(client: &Client, jobs: &[Self::Job]) -> Result<Vec<Vec<Row>>, Error> {
        let sql = "SELECT at_us, action, actor, request FROM hejie_journal.reads
                   WHERE cases @> ARRAY[$1::uuid] ORDER BY at_us DESC, id DESC LIMIT $2";
        let mut done = Vec::with_capacity(jobs.len());
        for (case, limit) in jobs {
            let case: &Uuid = &case.0;
            let rows = client.query(sql, &[case, &i64::from(*limit)]).await?;
            let rows = rows.iter().map(|row| {
                Ok(Row {
                    at_us: row.try_get(0)?,
                    action: row.try_get(1)?,
                    actor: row.try_get(2)?,
                    request: row.try_get(3)?,
                })
            });
            done.push(rows.collect::<Result<_, Error>>()?);
        }
        Ok(done)
    }
}
