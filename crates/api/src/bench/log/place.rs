//! Where a log under measurement is: a file, or a schema of its own in a database.

use crate::bench::{BenchError, Options};
use crate::settings::Settings;
use event_store::EventStore;
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// One of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Place {
    /// The embedded engine's file.
    File(PathBuf),
    /// A schema of a PostgreSQL database.
    Schema {
        /// Where the database is.
        url: String,
        /// The schema, removed afterwards.
        name: String,
    },
}

impl Place {
    /// A schema nobody else uses.
    pub(super) fn schema_of(url: &str) -> Self {
        Self::Schema { url: url.to_owned(), name: format!("hejie_bench_{}", std::process::id()) }
    }

    /// Opens the log, making it when it is not there. It closes with the last handle.
    pub(super) async fn open(&self, settings: &Settings) -> Result<Arc<dyn EventStore>, BenchError> {
        match self {
            Self::File(path) => Ok(SqliteEventStore::open(SqliteOptions::new(path)).map_err(log)?),
            #[cfg(feature = "postgres")]
            Self::Schema { url, name } => {
                let mut options = crate::node::postgres_options(&settings.store, url).map_err(log)?;
                options.schema.clone_from(name);
                Ok(event_store_postgres::PgEventStore::connect(options).await.map_err(log)?)
            }
            #[cfg(not(feature = "postgres"))]
            Self::Schema { .. } => {
                let _ = settings;
                Err(BenchError::Log(
                    "this build does not speak PostgreSQL: build with --features postgres".to_owned(),
                ))
            }
        }
    }

    /// Removes a file.
    pub(super) fn remove(&self) {
        if let Self::File(path) = self {
            for suffix in ["", "-wal", "-shm", ".lock"] {
                let mut name = path.clone().into_os_string();
                name.push(suffix);
                // What cannot be removed lies in the bench's own directory.
                let _ = std::fs::remove_file(name);
            }
        }
    }

    /// Removes a schema.
    pub(super) async fn clear(self, options: Options) -> Result<(), BenchError> {
        #[cfg(feature = "postgres")]
        if let Self::Schema { url, name } = &self {
            let options = crate::node::postgres_options(&options.settings.store, url).map_err(log)?;
            let session = event_store_postgres::Session::open(&options).await.map_err(log)?;
            let sql = format!("DROP SCHEMA IF EXISTS {name} CASCADE");
            session.client().batch_execute(&sql).await.map_err(log)?;
        }
        let _ = options;
        Ok(())
    }
}

fn log(error: impl std::fmt::Display) -> BenchError {
    BenchError::Log(error.to_string())
}
