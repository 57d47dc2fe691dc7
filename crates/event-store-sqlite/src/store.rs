//! The store as its users see it.

use crate::failure::Failure;
use crate::lock::LockFile;
use crate::open::{self, OpenError, Opened};
use crate::options::SqliteOptions;
use crate::queue::{Job, Queue};
use crate::reader::Readers;
use crate::tail::Tail;
use crate::writer::Writer;
use async_trait::async_trait;
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::{oneshot, watch};

/// Events read at a stretch before other tasks get their turn.
const CHUNK_EVENTS: usize = 256;

/// A page of the log ends beyond this many bytes, however many events were asked for.
const PAGE_BYTES: usize = 8 << 20;

/// An event log in one SQLite file. Closed by [`SqliteEventStore::close`] or by dropping the last handle.
pub struct SqliteEventStore {
    path: PathBuf,
    queue: Arc<Queue>,
    head: Arc<watch::Sender<Position>>,
    failure: Arc<Failure>,
    tail: Arc<Tail>,
    readers: Readers,
    incarnation: Incarnation,
    limits: Limits,
    /// The writing thread and the lock it works under, until closed.
    writer: Mutex<Option<(JoinHandle<()>, LockFile)>>,
}

impl SqliteEventStore {
    /// Opens the store, creating it when there is no file, and starts its threads. Blocks for some milliseconds; longer after a
    /// crash, by what [`crate::CheckOnOpen`] allows.
    ///
    /// # Errors
    /// See [`OpenError`]; the file is untouched when it is not a store of this format.
    pub fn open(options: SqliteOptions) -> Result<Arc<Self>, OpenError> {
        let failure = Arc::new(Failure::none());
        let opened = open::open(&options, &failure)?;
        let Opened { path, lock, connection, checkpoints, incarnation, last } = opened;
        let queue = Arc::new(Queue::new(options.queue_limit, options.queue_bytes));
        let head = Arc::new(watch::Sender::new(Position::counter(last.position)));
        let tail = Arc::new(Tail::default());
        let writer = Writer {
            connection,
            last,
            queue: Arc::clone(&queue),
            head: Arc::clone(&head),
            failure: Arc::clone(&failure),
            tail: Arc::clone(&tail),
            checkpoints,
            clock: options.clock,
            max_batch_appends: options.max_batch_appends.max(1),
            max_batch_bytes: options.max_batch_bytes,
        };
        let thread = std::thread::Builder::new()
            .name("event-store-writer".to_owned())
            .spawn(move || writer.run())
            .map_err(|source| OpenError::Io { path: path.clone(), source })?;
        tracing::info!(path = %path.display(), %incarnation, head = last.position, "event store open");
        Ok(Arc::new(Self {
            readers: Readers::new(path.clone()),
            path,
            queue,
            head,
            failure,
            tail,
            incarnation,
            limits: options.limits,
            writer: Mutex::new(Some((thread, lock))),
        }))
    }

    /// Refuses new appends, commits and answers those already taken in, leaves the file without a write-ahead log and releases it.
    /// Blocks until done; a second call does nothing. Reads go on working until the store is dropped.
    pub fn close(&self) {
        self.queue.close("the event store is closed");
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((thread, lock)) = writer {
            if thread.join().is_err() {
                tracing::error!("the writing thread had panicked");
            }
            drop(lock);
        }
    }

    /// Why the store stopped writing, if it did. It never starts again: the process must be restarted, because only a fresh look at
    /// the file tells what the disk kept.
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        self.failure.get()
    }

    /// Waits until the store has stopped writing because of a failure, and says why. A server waits for this beside its work and
    /// ends the process.
    pub async fn failed(&self) -> String {
        self.failure.wait().await
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn readers(&self) -> &Readers {
        &self.readers
    }

    pub(crate) fn known_head(&self) -> Position {
        *self.head.borrow()
    }

    /// Takes away what a commit that failed may have left in the write-ahead log: once its writer is gone SQLite recovers the log for
    /// the next reader and shows it, but nobody knows whether the disk keeps it. Only what was acknowledged is served then.
    ///
    /// To be called after reading: the failure is recorded before the writer goes.
    fn only_acknowledged(&self, events: &mut Vec<RecordedEvent>) {
        if self.failure.is_set() {
            let head = self.known_head();
            events.retain(|event| event.position <= head);
        }
    }
}

impl Drop for SqliteEventStore {
    fn drop(&mut self) {
        self.close();
    }
}

#[async_trait]
impl EventStore for SqliteEventStore {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        let bytes = self.limits.check(&events)?;
        let (reply, answer) = oneshot::channel();
        self.queue.push(Job { stream: stream.clone(), expected, events, bytes, reply })?;
        // No answer means that the writing thread died with the job in hand.
        answer.await.unwrap_or(Err(AppendError::Unknown))
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let mut events = Vec::new();
        let mut next = from;
        loop {
            let wanted = (limit - events.len()).min(CHUNK_EVENTS);
            let chunk = self.readers.stream_up(stream, next, wanted)?;
            events.extend(chunk.events);
            match events.last() {
                Some(last) if chunk.more && events.len() < limit => next = last.revision.next(),
                _ => {
                    self.only_acknowledged(&mut events);
                    return Ok(events);
                }
            }
            tokio::task::yield_now().await;
        }
    }

    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let mut events = Vec::new();
        let mut next = Revision(u64::MAX);
        loop {
            let wanted = (limit - events.len()).min(CHUNK_EVENTS);
            let chunk = self.readers.stream_down(stream, next, wanted)?;
            events.extend(chunk.events);
            match events.last().map(|last: &RecordedEvent| last.revision.0.checked_sub(1)) {
                Some(Some(below)) if chunk.more && events.len() < limit => next = Revision(below),
                _ => {
                    self.only_acknowledged(&mut events);
                    return Ok(events);
                }
            }
            tokio::task::yield_now().await;
        }
    }

    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        // Taken before reading: what was committed by now must be found.
        let known = self.known_head();
        let mut page = LogPage { events: Vec::new(), safe_through: after, at_end: false };
        let mut bytes = 0;
        loop {
            let wanted = (limit - page.events.len()).min(CHUNK_EVENTS);
            let chunk = self.readers.log(page.safe_through, wanted, known)?;
            bytes += chunk.bytes;
            page.events.extend(chunk.events);
            self.only_acknowledged(&mut page.events);
            page.at_end = !chunk.more;
            if let Some(last) = page.events.last() {
                page.safe_through = last.position;
            }
            if page.at_end || page.events.len() >= limit || bytes > PAGE_BYTES {
                return Ok(page);
            }
            tokio::task::yield_now().await;
        }
    }

    async fn read_news(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        match self.tail.page(after, limit) {
            Some(page) => Ok(page),
            None => self.read_log(after, limit).await,
        }
    }

    async fn head(&self) -> Result<Position, ReadError> {
        Ok(self.known_head())
    }

    async fn changed(&self, after: Position) {
        // The sender lives in `self`, so waiting cannot fail.
        let mut head = self.head.subscribe();
        let _waited = head.wait_for(|head| *head > after).await;
    }

    fn incarnation(&self) -> Incarnation {
        self.incarnation
    }

    fn limits(&self) -> Limits {
        self.limits
    }

    /// The lock file keeps every other process out.
    fn is_sole_writer(&self) -> bool {
        true
    }
}
