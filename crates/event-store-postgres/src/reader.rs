//! Reading, on connections of its own: a reader never waits for the appender.

use crate::OpenError;
use crate::link::{self, Link};
use crate::row::{self, to_sql};
use crate::shared::Shared;
use event_store::{Position, ReadError, RecordedEvent, Revision, StreamName};
use futures_util::{TryStreamExt, pin_mut};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::error::Elapsed;
use tokio::time::timeout;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Error, Statement};

/// Most bytes one chunk gathers beyond its first event.
const CHUNK_BYTES: usize = 1 << 20;

/// Events of one chunk, and whether the log or stream held more when it was read.
pub(crate) struct Chunk {
    pub(crate) events: Vec<RecordedEvent>,
    pub(crate) bytes: usize,
    pub(crate) more: bool,
}

/// One reading connection with its prepared statements.
struct Reader {
    link: Link,
    stream_up: Statement,
    stream_down: Statement,
    log: Statement,
    head: Statement,
}

impl Reader {
    async fn prepare(link: Link, schema: &str) -> Result<Self, Error> {
        let select = |tail: &str| format!("SELECT {} FROM {schema}.events {tail}", row::COLUMNS);
        let up = select("WHERE stream = $1 AND revision >= $2 ORDER BY revision LIMIT $3");
        let down = select("WHERE stream = $1 AND revision <= $2 ORDER BY revision DESC LIMIT $3");
        let log = select("WHERE position > $1 ORDER BY position LIMIT $2");
        let head = format!("SELECT coalesce(max(position), 0) FROM {schema}.events");
        let client = &link.client;
        let (stream_up, stream_down, log, head) = tokio::try_join!(
            client.prepare(&up),
            client.prepare(&down),
            client.prepare(&log),
            client.prepare(&head)
        )?;
        Ok(Self { link, stream_up, stream_down, log, head })
    }

    /// Rows of one query, each verified by its checksum.
    async fn chunk(&self, ask: &Ask<'_>) -> Result<Chunk, Failed> {
        let client = &self.link.client;
        let most = one_more(ask.limit);
        let (rows, known) = match ask.what {
            What::Up(stream, from) => {
                let values: [&(dyn ToSql + Sync); 3] = [&stream.as_str(), &to_sql(from.0), &most];
                (client.query_raw(&self.stream_up, values).await, Some(stream))
            }
            What::Down(stream, from) => {
                let values: [&(dyn ToSql + Sync); 3] = [&stream.as_str(), &to_sql(from.0), &most];
                (client.query_raw(&self.stream_down, values).await, Some(stream))
            }
            What::Log(after) => {
                let values: [&(dyn ToSql + Sync); 2] = [&to_sql(after.commit), &most];
                (client.query_raw(&self.log, values).await, None)
            }
        };
        let rows = rows.map_err(Failed::Database)?;
        pin_mut!(rows);
        let mut chunk = Chunk { events: Vec::new(), bytes: 0, more: false };
        // A chunk left early costs the rest of it on the wire, not in memory.
        while let Some(row) = rows.try_next().await.map_err(Failed::Database)? {
            if chunk.events.len() >= ask.limit || chunk.bytes > CHUNK_BYTES {
                chunk.more = true;
                break;
            }
            let event = row::decode(&row, known).map_err(Failed::Found)?;
            chunk.bytes += event.payload.len() + event.metadata.len();
            chunk.events.push(event);
        }
        Ok(chunk)
    }

    async fn head(&self) -> Result<u64, Failed> {
        let row = self.link.client.query_one(&self.head, &[]).await.map_err(Failed::Database)?;
        row.try_get(0).map(row::from_sql).map_err(Failed::Database)
    }
}

/// Which events, and how many at most.
struct Ask<'a> {
    what: What<'a>,
    limit: usize,
}

enum What<'a> {
    Up(&'a StreamName, Revision),
    Down(&'a StreamName, Revision),
    Log(Position),
}

/// The pool of reading connections, opened when needed.
pub(crate) struct Readers {
    shared: Arc<Shared>,
    places: Semaphore,
    idle: Mutex<Vec<Reader>>,
}

/// A reader lent out, and the right to hold it.
struct Lease<'a> {
    reader: Reader,
    /// Connected just now: a failure is the server's.
    fresh: bool,
    _place: SemaphorePermit<'a>,
}

impl Readers {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        let places = Semaphore::new(shared.options.readers.max(1));
        Self { shared, places, idle: Mutex::new(Vec::new()) }
    }

    /// Revisions from `from` upwards.
    pub(crate) async fn stream_up(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Chunk, ReadError> {
        let chunk = self.chunk(&Ask { what: What::Up(stream, from), limit }).await?;
        let mut next = from;
        for event in &chunk.events {
            if event.revision != next {
                return Err(damaged(format!("revision {next} of stream {stream} is missing")));
            }
            next = event.revision.next();
        }
        Ok(chunk)
    }

    /// Revisions from `from` downwards.
    pub(crate) async fn stream_down(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Chunk, ReadError> {
        let chunk = self.chunk(&Ask { what: What::Down(stream, from), limit }).await?;
        let gap = chunk.events.windows(2).find(|pair| pair[1].revision.next() != pair[0].revision);
        let cut = chunk.events.last().filter(|last| !chunk.more && last.revision != Revision(0));
        match gap.map(|pair| pair[0].revision).or(cut.map(|last| last.revision)) {
            Some(above) => Err(damaged(format!("the revision below {above} of stream {stream} is missing"))),
            None => Ok(chunk),
        }
    }

    /// The log after `after`, which held at least everything up to `known`.
    pub(crate) async fn log(
        &self,
        after: Position,
        limit: usize,
        known: Position,
    ) -> Result<Chunk, ReadError> {
        let chunk = self.chunk(&Ask { what: What::Log(after), limit }).await?;
        let mut last = after.commit;
        for event in &chunk.events {
            let expected = last.saturating_add(1);
            if event.position.commit != expected {
                return Err(damaged(format!("the event at position {expected} is missing")));
            }
            last = expected;
        }
        if !chunk.more && last < known.commit {
            return Err(damaged(format!("the events after position {last} are missing")));
        }
        Ok(chunk)
    }

    /// Position of the last event.
    pub(crate) async fn head(&self) -> Result<u64, ReadError> {
        loop {
            let lease = self.lease().await?;
            let outcome = timeout(self.shared.options.deadline(), lease.reader.head()).await;
            if let Some(head) = self.settle(lease, outcome)? {
                return Ok(head);
            }
        }
    }

    async fn chunk(&self, ask: &Ask<'_>) -> Result<Chunk, ReadError> {
        loop {
            let lease = self.lease().await?;
            let outcome = timeout(self.shared.options.deadline(), lease.reader.chunk(ask)).await;
            if let Some(chunk) = self.settle(lease, outcome)? {
                return Ok(chunk);
            }
        }
    }

    /// Gives the connection back if it is still good. `None`: it had died while it was idle, so another one shall be tried; each of
    /// those leaves the pool, so this ends.
    fn settle<T>(
        &self,
        lease: Lease<'_>,
        outcome: Result<Result<T, Failed>, Elapsed>,
    ) -> Result<Option<T>, ReadError> {
        match outcome {
            Ok(Ok(done)) => {
                self.give_back(lease);
                Ok(Some(done))
            }
            Ok(Err(Failed::Found(damage))) => {
                self.give_back(lease);
                Err(damage)
            }
            Ok(Err(Failed::Database(error))) if lease.fresh || link::is_rolled_back(&error) => {
                Err(read_error(&error))
            }
            Ok(Err(Failed::Database(_))) => Ok(None),
            Err(_) => Err(away("no answer in time")),
        }
    }

    async fn lease(&self) -> Result<Lease<'_>, ReadError> {
        let deadline = self.shared.options.deadline();
        let Ok(Ok(place)) = timeout(deadline, self.places.acquire()).await else {
            return Err(away("all reading connections are busy"));
        };
        if let Some(reader) = self.take_idle() {
            return Ok(Lease { reader, fresh: false, _place: place });
        }
        let link = self.shared.connect().await.map_err(|error| match error {
            OpenError::Damaged { .. } | OpenError::Newer { .. } => damaged(error.to_string()),
            OpenError::Options { .. }
            | OpenError::Unreachable { .. }
            | OpenError::Unsuitable { .. }
            | OpenError::Schema { .. } => away(&error.to_string()),
        })?;
        match timeout(deadline, Reader::prepare(link, &self.shared.options.schema)).await {
            Ok(Ok(reader)) => Ok(Lease { reader, fresh: true, _place: place }),
            Ok(Err(error)) => Err(read_error(&error)),
            Err(_) => Err(away("no answer in time")),
        }
    }

    fn take_idle(&self) -> Option<Reader> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|reader| !reader.link.client.is_closed());
        idle.pop()
    }

    fn give_back(&self, lease: Lease<'_>) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(lease.reader);
    }
}

/// Why a read gave nothing.
enum Failed {
    /// The connection works; what it brought is wrong.
    Found(ReadError),
    /// The server or the connection failed.
    Database(Error),
}

/// One row beyond the limit tells whether there is more.
fn one_more(limit: usize) -> i64 {
    to_sql(limit as u64).saturating_add(1)
}

fn damaged(reason: String) -> ReadError {
    ReadError::Damaged { reason }
}

fn away(reason: &str) -> ReadError {
    ReadError::Unavailable { reason: reason.to_owned() }
}

fn read_error(error: &Error) -> ReadError {
    let reason = link::words(error);
    if link::is_damage(error) { ReadError::Damaged { reason } } else { ReadError::Unavailable { reason } }
}
