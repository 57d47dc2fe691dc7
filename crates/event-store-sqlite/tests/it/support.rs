//! A store in a directory of its own.

use async_trait::async_trait;
use event_store::contract::{Bench, Probe, events};
use event_store::{EventStore, Expected, Position, RecordedEvent, Revision, StreamName};
use event_store_sqlite::{CheckOnOpen, SqliteEventStore, SqliteOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// One store's directory; removed at the end of the test.
pub(crate) struct Place {
    directory: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { directory: tempfile::tempdir().expect("a temporary directory") }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.path("events.db")
    }

    pub(crate) fn wal(&self) -> PathBuf {
        self.path("events.db-wal")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// A small write-ahead log, checkpointed often: a test opens many stores and writes little.
    pub(crate) fn options(&self) -> SqliteOptions {
        SqliteOptions { wal_bytes: 1 << 19, ..SqliteOptions::new(self.file()) }
    }

    pub(crate) fn store(&self) -> Arc<SqliteEventStore> {
        SqliteEventStore::open(self.options()).expect("the store opens")
    }

    /// A closed store of `streams` streams with three events each.
    pub(crate) async fn filled(streams: usize) -> Self {
        let place = Self::new();
        let store = place.store();
        for index in 0..streams {
            begin(&store, &format!("s{index}"), 3).await;
        }
        place
    }
}

#[async_trait]
impl Bench for Place {
    async fn open(&self) -> Arc<dyn EventStore> {
        self.store()
    }

    fn probe(&self) -> &dyn Probe {
        self
    }
}

pub(crate) fn stream(id: &str) -> StreamName {
    StreamName::parse(&format!("case-{id}")).expect("a stream name")
}

/// Begins a stream with so many events; their ids come from its name.
pub(crate) async fn begin(store: &SqliteEventStore, id: &str, count: usize) {
    store.append(&stream(id), Expected::NoStream, events(id, count)).await.expect("the append is taken");
}

/// The whole log, or what is wrong with it.
pub(crate) async fn log(store: &SqliteEventStore) -> Result<Vec<RecordedEvent>, event_store::ReadError> {
    let (mut all, mut after) = (Vec::new(), Position::START);
    loop {
        let page = store.read_log(after, 1000).await?;
        all.extend(page.events);
        after = page.safe_through;
        if page.at_end {
            return Ok(all);
        }
    }
}

/// Every stream of `of`, read alone.
pub(crate) async fn streams(
    store: &SqliteEventStore,
    of: &[RecordedEvent],
) -> Result<Vec<RecordedEvent>, event_store::ReadError> {
    let mut all = Vec::new();
    for event in of.iter().filter(|event| event.revision == Revision(0)) {
        all.extend(store.read_stream(&event.stream, Revision(0), usize::MAX).await?);
    }
    Ok(all)
}

/// Opens a file that is not at the usual place, without filling a write-ahead log.
pub(crate) fn open_at(
    path: &Path,
    check_on_open: CheckOnOpen,
) -> Result<Arc<SqliteEventStore>, event_store_sqlite::OpenError> {
    SqliteEventStore::open(SqliteOptions { wal_bytes: 0, check_on_open, ..SqliteOptions::new(path) })
}
