//! A store in a directory of its own.

use async_trait::async_trait;
use event_store::contract::Bench;
use event_store::{EventStore, Expected, NewEvent, Revision, StreamName};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::path::PathBuf;
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
        self.directory.path().join("events.db")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Small files: a test opens many stores.
    pub(crate) fn options(&self) -> SqliteOptions {
        SqliteOptions { wal_bytes: 1 << 20, ..SqliteOptions::new(self.file()) }
    }

    pub(crate) fn store(&self) -> Arc<SqliteEventStore> {
        SqliteEventStore::open(self.options()).expect("the store opens")
    }
}

#[async_trait]
impl Bench for Place {
    async fn open(&self) -> Arc<dyn EventStore> {
        self.store()
    }
}

pub(crate) fn stream(id: &str) -> StreamName {
    StreamName::parse(&format!("case-{id}")).expect("a stream name")
}

pub(crate) async fn append(
    store: &SqliteEventStore,
    id: &str,
    after: Option<u64>,
    events: Vec<NewEvent>,
) -> u64 {
    let expected = after.map_or(Expected::NoStream, |revision| Expected::Exact(Revision(revision)));
    store.append(&stream(id), expected, events).await.expect("the append is taken").position.commit
}
