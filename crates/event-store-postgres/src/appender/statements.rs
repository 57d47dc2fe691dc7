//! The appender's connection: its prepared statements, its deadlines, and what a failure of each means.

use super::plan::{Found, Plan, Stored};
use crate::OpenError;
use crate::fenced::Fence;
use crate::link::{self, Link};
use crate::options::PgOptions;
use crate::queue::Job;
use crate::row::{self, Place, from_sql};
use event_store::{AppendError, Clock, StreamName};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio_postgres::{Error, Statement};
use uuid::Uuid;

/// Why a group was not acknowledged.
#[derive(Debug)]
pub(crate) enum Failed {
    /// A unique index stood in the way; nothing was written.
    LostRace,
    /// Nothing was written.
    NotWritten(String),
    /// Sent, and no answer that can be trusted.
    Unknown(String),
}

impl Failed {
    /// What everyone in the group is told.
    pub(crate) fn answer(self) -> AppendError {
        match self {
            Self::LostRace => {
                AppendError::Unavailable { reason: "another node was faster, twice".to_owned() }
            }
            Self::NotWritten(reason) => AppendError::Unavailable { reason },
            Self::Unknown(reason) => {
                tracing::error!(reason, "nobody knows whether a group of appends was written");
                metrics::counter!("event_store_unknown_total").increment(1);
                AppendError::Unknown
            }
        }
    }
}

/// A connection that can append.
pub(crate) struct Statements {
    link: Link,
    look: Statement,
    append: Statement,
    lock: Statement,
    deadline: Duration,
    clock: Clock,
    /// Set when nobody knows what the server makes of it any more.
    broken: AtomicBool,
}

impl Statements {
    pub(crate) async fn prepare(link: Link, options: &PgOptions) -> Result<Self, OpenError> {
        let schema = &options.schema;
        // One statement, so that streams and ids are seen at one moment.
        let look = format!(
            "SELECT w.stream, h.revision, NULL::uuid, NULL::bigint
             FROM unnest($1::text[]) AS w (stream)
             CROSS JOIN LATERAL (SELECT e.revision FROM {schema}.events e WHERE e.stream = w.stream
                                 ORDER BY e.revision DESC LIMIT 1) h
             UNION ALL
             SELECT e.stream, e.revision, e.event_id, e.position FROM {schema}.events e WHERE e.event_id = ANY($2::uuid[])"
        );
        let append = format!("SELECT {schema}.append($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        let lock = format!("SELECT 1 FROM {schema}.head FOR UPDATE");
        let (deadline, clock) = (options.deadline(), options.clock.clone());
        let client = &link.client;
        let prepare =
            async { tokio::try_join!(client.prepare(&look), client.prepare(&append), client.prepare(&lock)) };
        let failed = |reason: String| OpenError::Schema { schema: schema.clone(), reason };
        let (look, append, lock) = tokio::time::timeout(deadline, prepare)
            .await
            .map_err(|_| failed("no answer in time".to_owned()))?
            .map_err(|error| failed(link::words(&error)))?;
        Ok(Self { link, look, append, lock, deadline, clock, broken: AtomicBool::new(false) })
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed) || self.link.client.is_closed()
    }

    /// Where the streams of these appends stand, and which of their event ids are stored.
    pub(crate) async fn look(&self, jobs: &[&Job]) -> Result<Found, Failed> {
        let mut streams: Vec<&str> = jobs.iter().map(|job| job.stream.as_str()).collect();
        streams.sort_unstable();
        streams.dedup();
        let ids: Vec<Uuid> = jobs.iter().flat_map(|job| &job.events).map(|event| event.event_id).collect();
        let rows = self.before_writing(self.link.client.query(&self.look, &[&streams, &ids])).await?;
        let mut found = Found::default();
        for row in &rows {
            read_found(row, &mut found)
                .map_err(|reason| Failed::NotWritten(format!("the lookup is unreadable: {reason}")))?;
        }
        Ok(found)
    }

    /// Writes and commits in one round trip. The position before the first new event.
    pub(crate) async fn append(&self, group: &[Job], plan: &Plan) -> Result<u64, Failed> {
        let warnings = self.link.warnings();
        let answer = tokio::time::timeout(self.deadline, self.send(group, plan)).await;
        match answer {
            Ok(Ok(base)) => self.unless_warned(warnings, base),
            Ok(Err(error)) if link::is_rolled_back(&error) => Err(self.rolled_back(&error)),
            Ok(Err(error)) => Err(self.unknown(link::words(&error))),
            Err(_) => Err(self.unknown("no answer in time".to_owned())),
        }
    }

    /// Takes the head, so that nobody writes until [`Statements::commit`].
    pub(crate) async fn begin_and_lock(&self) -> Result<(), Failed> {
        self.before_writing(self.link.client.batch_execute("BEGIN")).await?;
        self.before_writing(self.link.client.query(&self.lock, &[])).await.map(|_| ())
    }

    /// Whether a fence stands; it does until the commit then, because its row is locked.
    pub(crate) async fn stands(&self, fence: &Fence) -> Result<bool, Failed> {
        let sql = format!("SELECT 1 FROM {} WHERE name = $1 AND epoch = $2 FOR SHARE", fence.table);
        let row = self.before_writing(self.link.client.query_opt(&sql, &[&fence.name, &fence.epoch])).await?;
        Ok(row.is_some())
    }

    /// Writes without committing: whatever goes wrong here, the transaction ends with the connection.
    pub(crate) async fn append_in_transaction(&self, group: &[Job], plan: &Plan) -> Result<u64, Failed> {
        self.before_writing(self.send(group, plan)).await
    }

    pub(crate) async fn commit(&self) -> Result<(), Failed> {
        let warnings = self.link.warnings();
        match tokio::time::timeout(self.deadline, self.link.client.batch_execute("COMMIT")).await {
            Ok(Ok(())) => self.unless_warned(warnings, ()),
            Ok(Err(error)) if link::is_rolled_back(&error) => Err(self.not_written(link::words(&error))),
            Ok(Err(error)) => Err(self.unknown(link::words(&error))),
            Err(_) => Err(self.unknown("no answer in time".to_owned())),
        }
    }

    async fn send(&self, group: &[Job], plan: &Plan) -> Result<u64, Error> {
        let count = plan.rows.len();
        let recorded_at_us = self.clock.now_us();
        let (mut streams, mut revisions) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut ids, mut types) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut metadatas, mut payloads) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut checksums, mut links) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for new in &plan.rows {
            let Some((job, event)) =
                group.get(new.job).and_then(|job| job.events.get(new.event).map(|event| (job, event)))
            else {
                continue;
            };
            let place = Place { stream: job.stream.as_str(), revision: new.revision, recorded_at_us };
            streams.push(place.stream);
            revisions.push(row::to_sql(new.revision));
            ids.push(event.event_id);
            types.push(&*event.event_type);
            metadatas.push(event.metadata.as_slice());
            payloads.push(event.payload.as_slice());
            checksums.push(row::checksum_of(&place, event));
            links.push(event.previous.as_ref().map(<[u8; 32]>::as_slice));
        }
        let client = &self.link.client;
        let answer = client
            .query_one(
                &self.append,
                &[
                    &recorded_at_us,
                    &streams,
                    &revisions,
                    &ids,
                    &types,
                    &metadatas,
                    &payloads,
                    &checksums,
                    &links,
                ],
            )
            .await?;
        answer.try_get(0).map(from_sql)
    }

    /// A step after which nothing is committed yet.
    async fn before_writing<T>(&self, step: impl Future<Output = Result<T, Error>>) -> Result<T, Failed> {
        match tokio::time::timeout(self.deadline, step).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(self.not_written(link::words(&error))),
            Err(_) => Err(self.not_written("no answer in time".to_owned())),
        }
    }

    fn unless_warned<T>(&self, warnings_before: u64, done: T) -> Result<T, Failed> {
        if self.link.warnings() == warnings_before {
            Ok(done)
        } else {
            Err(self.unknown("the server warned while it committed".to_owned()))
        }
    }

    fn rolled_back(&self, error: &Error) -> Failed {
        if link::is_lost_race(error) {
            return Failed::LostRace;
        }
        self.not_written(link::words(error))
    }

    /// The next group begins with a fresh connection: to another server perhaps, if this one became read-only.
    fn not_written(&self, reason: String) -> Failed {
        self.broken.store(true, Ordering::Relaxed);
        Failed::NotWritten(reason)
    }

    fn unknown(&self, reason: String) -> Failed {
        self.broken.store(true, Ordering::Relaxed);
        Failed::Unknown(reason)
    }
}

fn read_found(row: &tokio_postgres::Row, found: &mut Found) -> Result<(), String> {
    let words = |error: Error| error.to_string();
    let name: &str = row.try_get(0).map_err(words)?;
    let stream = StreamName::parse(name).map_err(|error| error.to_string())?;
    let revision = from_sql(row.try_get(1).map_err(words)?);
    let id: Option<Uuid> = row.try_get(2).map_err(words)?;
    let position: Option<i64> = row.try_get(3).map_err(words)?;
    match (id, position) {
        (Some(id), Some(position)) => {
            found.ids.insert(id, Stored { stream, revision, position: from_sql(position) });
        }
        _ => {
            found.heads.insert(stream, revision);
        }
    }
    Ok(())
}
