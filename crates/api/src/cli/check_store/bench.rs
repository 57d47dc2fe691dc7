//! A store of its own for each promise, removed after.
#![allow(
    clippy::panic,
    reason = "a store that does not open breaks the promise that is being held; the panic is its sentence"
)]

use crate::node::NodeError;
use crate::settings::{Engine, Settings};
use async_trait::async_trait;
use event_store::EventStore;
use event_store::contract::Bench;
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where stores are made.
pub(super) enum Place {
    /// Directories within this one.
    Directory(PathBuf),
    /// Schemas of this database.
    #[cfg(feature = "postgres")]
    Database(Box<event_store_postgres::PgOptions>),
    /// Prefixes of this cluster.
    #[cfg(feature = "kurrent")]
    Cluster(Box<event_store_kurrent::KurrentOptions>),
}

/// One of them.
pub(super) enum Site {
    Directory(PathBuf),
    #[cfg(feature = "postgres")]
    Schema(Box<event_store_postgres::PgOptions>),
    #[cfg(feature = "kurrent")]
    Prefix(Box<event_store_kurrent::KurrentOptions>),
}

impl Place {
    pub(super) fn of(settings: &Settings) -> Result<Self, NodeError> {
        match settings.store.engine() {
            Engine::Embedded => Ok(Self::Directory(settings.data.join("check-store"))),
            #[cfg(feature = "postgres")]
            Engine::Postgres => {
                let options = crate::node::postgres_options(&settings.store, &settings.store.url)?;
                Ok(Self::Database(Box::new(options)))
            }
            #[cfg(feature = "kurrent")]
            Engine::Kurrent => Ok(Self::Cluster(Box::new(crate::node::kurrent_options(&settings.store)?))),
            #[cfg(not(all(feature = "postgres", feature = "kurrent")))]
            _ => Err(NodeError::Setting(
                "this build does not speak to that store: build with --features postgres,kurrent".to_owned(),
            )),
        }
    }

    /// Promises the engine has no means to keep, as its documents say; they are not asked for.
    pub(super) fn excused(&self) -> &'static [&'static str] {
        match self {
            Self::Directory(_) => &[],
            #[cfg(feature = "postgres")]
            Self::Database(_) => &[],
            #[cfg(feature = "kurrent")]
            Self::Cluster(_) => &event_store_kurrent::NOT_PROMISED,
        }
    }

    pub(super) const fn engine(&self) -> &'static str {
        match self {
            Self::Directory(_) => "sqlite",
            #[cfg(feature = "postgres")]
            Self::Database(_) => "postgresql",
            #[cfg(feature = "kurrent")]
            Self::Cluster(_) => "kurrentdb",
        }
    }

    /// What would make every promise fail is told once.
    pub(super) async fn reachable(&self) -> Result<(), NodeError> {
        match self {
            Self::Directory(path) => std::fs::create_dir_all(path)
                .map_err(|source| NodeError::Directory { path: path.clone(), source }),
            #[cfg(feature = "postgres")]
            Self::Database(options) => event_store_postgres::Session::open(options)
                .await
                .map(|_| ())
                .map_err(|error| NodeError::Log(error.to_string())),
            #[cfg(feature = "kurrent")]
            Self::Cluster(options) => {
                event_store_kurrent::reach(options).await.map_err(|error| NodeError::Log(error.to_string()))
            }
        }
    }

    /// A name nobody else uses: the process, and a number within it.
    pub(super) fn site(&self) -> Site {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("hejie_check_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        match self {
            Self::Directory(path) => Site::Directory(path.join(name)),
            #[cfg(feature = "postgres")]
            Self::Database(options) => {
                let mut options = options.clone();
                options.schema = name;
                Site::Schema(options)
            }
            #[cfg(feature = "kurrent")]
            Self::Cluster(options) => {
                let mut options = options.clone();
                options.stream_prefix = name;
                Site::Prefix(options)
            }
        }
    }
}

impl Site {
    /// Removes it. What cannot be removed is named: it is in nobody's way.
    pub(super) async fn clear(&self) {
        let (name, cleared) = match self {
            Self::Directory(path) => {
                let removed = std::fs::remove_dir_all(path);
                // Only when it is empty by then.
                let _others = path.parent().map(std::fs::remove_dir);
                (path.display().to_string(), removed.map_err(|error| error.to_string()))
            }
            #[cfg(feature = "postgres")]
            Self::Schema(options) => (options.schema.clone(), drop_schema(options).await),
            // Nothing is deleted on a cluster: its operator scavenges what stands under the prefix.
            #[cfg(feature = "kurrent")]
            Self::Prefix(options) => (options.stream_prefix.clone(), Ok(())),
        };
        if let Err(reason) = cleared {
            crate::cli::output::complain(&format!("{name} could not be removed: {reason}"));
        }
    }
}

#[cfg(feature = "postgres")]
async fn drop_schema(options: &event_store_postgres::PgOptions) -> Result<(), String> {
    let session = event_store_postgres::Session::open(options).await.map_err(|error| error.to_string())?;
    let sql = format!("DROP SCHEMA IF EXISTS {} CASCADE", options.schema);
    session.client().batch_execute(&sql).await.map_err(|error| error.to_string())
}

#[async_trait]
impl Bench for Site {
    async fn open(&self) -> Arc<dyn EventStore> {
        match self {
            Self::Directory(path) => match SqliteEventStore::open(SqliteOptions::new(path.join("log.db"))) {
                Ok(store) => store,
                Err(error) => panic!("{error}"),
            },
            #[cfg(feature = "postgres")]
            Self::Schema(options) => {
                match event_store_postgres::PgEventStore::connect((**options).clone()).await {
                    Ok(store) => store,
                    Err(error) => panic!("{error}"),
                }
            }
            #[cfg(feature = "kurrent")]
            Self::Prefix(options) => {
                match event_store_kurrent::KurrentEventStore::connect((**options).clone()).await {
                    Ok(store) => store,
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }
}
