//! Which engine keeps the log, and with it keys and access journal: files of this node, or databases all nodes share.
//!
//! A log on a KurrentDB cluster has keys and journal either in files of this one node or, for several nodes, in PostgreSQL.

#[cfg(feature = "kurrent")]
mod cluster;

use super::NodeError;
use crate::settings::{Engine, Settings};
use application::{
    Epoch, Journal, KeyCommand, LeaseDesk, MasterKeys, OtherReaders, Revocations, SoleHolder, Vault,
    VaultError,
};
use event_store::{EventStore, Incarnation};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::path::Path;
use std::sync::Arc;

#[cfg(feature = "kurrent")]
pub(crate) use cluster::options as kurrent_options;
#[cfg(feature = "postgres")]
pub(crate) use shared::options as postgres_options;

/// The log, open.
pub(crate) enum Log {
    /// One file, one process.
    Sqlite(Arc<SqliteEventStore>),
    /// One database or cluster, any number of nodes.
    #[cfg(any(feature = "postgres", feature = "kurrent"))]
    Shared {
        /// The engine.
        log: Arc<dyn EventStore>,
        /// The same, when it is a database that can refuse what comes under a lease that has passed on.
        #[cfg(feature = "postgres")]
        fencing: Option<Arc<event_store_postgres::PgEventStore>>,
        /// Keeps a second process from the views in the data directory; given back by the system when this one ends.
        _alone: std::fs::File,
    },
}

impl Log {
    /// Opens the log the settings name.
    pub(crate) async fn open(settings: &Settings) -> Result<Self, NodeError> {
        match settings.store.engine() {
            Engine::Embedded => {}
            Engine::Postgres => return shared::log(settings).await,
            #[cfg(feature = "kurrent")]
            Engine::Kurrent => return cluster::log(settings).await,
            #[cfg(not(feature = "kurrent"))]
            Engine::Kurrent => {
                let reason = "store.url names KurrentDB, which this build does not speak: build with --features kurrent";
                return Err(NodeError::Setting(reason.to_owned()));
            }
        }
        let options = SqliteOptions::new(settings.data.join("log.db"));
        let log = SqliteEventStore::open(options).map_err(|error| NodeError::Log(error.to_string()))?;
        Ok(Self::Sqlite(log))
    }

    pub(crate) fn store(&self) -> Arc<dyn EventStore> {
        match self {
            Self::Sqlite(log) => log.clone(),
            #[cfg(any(feature = "postgres", feature = "kurrent"))]
            Self::Shared { log, .. } => log.clone(),
        }
    }

    /// Who keeps the lease of those who run the processes of the house: the database of the access journal, or, where this is the only
    /// process, nobody else.
    pub(crate) async fn lease(&self, settings: &Settings) -> Result<Arc<dyn LeaseDesk>, NodeError> {
        if settings.store.shares_keys() {
            return shared::lease(settings, self).await;
        }
        Ok(Arc::new(SoleHolder::new(self.store(), next_epoch(&settings.data)?)))
    }

    /// Done when the log can no longer be written; says why. A database that is away comes back; a file that failed does not.
    pub(crate) async fn failed(&self) -> String {
        match self {
            Self::Sqlite(log) => log.failed().await,
            #[cfg(any(feature = "postgres", feature = "kurrent"))]
            Self::Shared { .. } => std::future::pending().await,
        }
    }

    /// Verifies the structure of the log's file; what is wrong with it, if something is. A database checks its own pages.
    pub(crate) fn check_structure(&self) -> Result<&'static str, String> {
        match self {
            Self::Sqlite(log) => log
                .check_structure()
                .map(|()| "pages, indexes and refusals are whole")
                .map_err(|error| error.to_string()),
            #[cfg(any(feature = "postgres", feature = "kurrent"))]
            Self::Shared { .. } => Ok("tables and refusals are whole; the server checks its own pages"),
        }
    }

    pub(crate) fn close(&self) {
        match self {
            Self::Sqlite(log) => log.close(),
            // Whatever was acknowledged is committed; the connections close with the last handle.
            #[cfg(any(feature = "postgres", feature = "kurrent"))]
            Self::Shared { .. } => {}
        }
    }
}

/// Counts the starts of a node that is alone, in the file `lease-epoch` of its data directory.
fn next_epoch(data: &Path) -> Result<Epoch, NodeError> {
    use std::io::Write as _;
    let (path, new) = (data.join("lease-epoch"), data.join("lease-epoch.new"));
    let io = |source| NodeError::Directory { path: path.clone(), source };
    let last = match std::fs::read_to_string(&path) {
        Ok(text) => text.trim().parse().unwrap_or(0),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0_u64,
        Err(error) => return Err(io(error)),
    };
    let next = last.saturating_add(1);
    let mut file = std::fs::File::create(&new).map_err(io)?;
    writeln!(file, "{next}").and_then(|()| file.sync_all()).map_err(io)?;
    std::fs::rename(&new, &path).map_err(io)?;
    Ok(Epoch(next))
}

/// Begins a new life of a log outside the data directory: positions, views and tokens of before mean nothing any more.
pub(crate) async fn begin_new_life(settings: &Settings) -> Result<Incarnation, NodeError> {
    match settings.store.engine() {
        #[cfg(feature = "postgres")]
        Engine::Postgres => {
            let options = shared::options(&settings.store, &settings.store.url)?;
            let renewed = event_store_postgres::renew_incarnation(&options).await;
            renewed.map_err(|error| NodeError::Log(error.to_string()))
        }
        #[cfg(feature = "kurrent")]
        Engine::Kurrent => {
            let options = cluster::options(&settings.store)?;
            let renewed = event_store_kurrent::KurrentEventStore::begin_new_incarnation(options).await;
            renewed.map_err(|error| NodeError::Log(error.to_string()))
        }
        _ => Err(NodeError::Setting("this build does not speak to that store".to_owned())),
    }
}

/// Opens the keys.
pub(crate) async fn vault(settings: &Settings) -> Result<Vault, NodeError> {
    let masters = master_keys(settings)?;
    if settings.store.shares_keys() {
        return shared::vault(&settings.store, masters).await;
    }
    Ok(Vault::open(&settings.data, masters)?)
}

/// The master keys: from the environment, from the file that is named, or from the one in the data directory, made on first use.
fn master_keys(settings: &Settings) -> Result<MasterKeys, NodeError> {
    let (given, file) = (settings.house.master_key.expose(), settings.house.master_key_file.as_str());
    if let Some(service) = key_service(settings)? {
        return Ok(match (given, file) {
            ("", "") => service,
            ("", file) => MasterKeys::read(Path::new(file))?.and_then(service),
            (given, _) => MasterKeys::parse(given)?.and_then(service),
        });
    }
    if !given.is_empty() {
        return Ok(MasterKeys::parse(given)?);
    }
    if !file.is_empty() {
        return Ok(MasterKeys::read(Path::new(file))?);
    }
    if settings.store.shares_keys() {
        let reason = "house.master_key_file: nodes that share their keys share the master key: name its file, or set house.master_key";
        return Err(NodeError::Setting(reason.to_owned()));
    }
    Ok(MasterKeys::read_or_make(&settings.data.join("master.key"))?)
}

/// The key service of the settings, if they name one.
pub(crate) fn key_service(settings: &Settings) -> Result<Option<MasterKeys>, VaultError> {
    let line = settings.house.master_key_command.as_str();
    if line.is_empty() {
        return Ok(None);
    }
    let patience = std::time::Duration::from_millis(u64::from(settings.house.master_key_command_ms));
    MasterKeys::command(KeyCommand::new(line, patience)?).map(Some)
}

/// Opens the access journal.
pub(crate) async fn journal(settings: &Settings) -> Result<Journal, NodeError> {
    if settings.store.shares_keys() {
        return shared::journal(&settings.store).await;
    }
    Ok(Journal::open(&settings.data)?)
}

/// Opens the list of withdrawn accesses.
pub(crate) async fn revocations(settings: &Settings, others: OtherReaders) -> Result<Revocations, NodeError> {
    if settings.store.shares_keys() {
        return shared::revocations(&settings.store, others).await;
    }
    Ok(Revocations::open(&settings.data, others).await?)
}

/// The log is everybody's, the views in a data directory are one process's.
#[cfg(any(feature = "postgres", feature = "kurrent"))]
fn alone(data: &Path) -> Result<std::fs::File, NodeError> {
    use std::fs::{File, TryLockError};
    let path = data.join("node.lock");
    let io = |source| NodeError::Directory { path: path.clone(), source };
    std::fs::create_dir_all(data).map_err(io)?;
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(NodeError::Log(format!(
            "{} is open in another process; every node has a data directory of its own",
            data.display()
        ))),
        Err(TryLockError::Error(source)) => Err(io(source)),
    }
}

#[cfg(feature = "postgres")]
mod shared {
    use super::{Journal, LeaseDesk, Log, MasterKeys, NodeError, OtherReaders, Revocations, Vault, alone};
    use crate::settings::{Engine, Settings, StoreSettings};
    use event_store_postgres::{PgEventStore, PgOptions};
    use house_postgres::{SharedJournal, SharedLease, SharedRevocations, SharedVault};
    use std::path::Path;
    use std::sync::Arc;

    pub(super) async fn log(settings: &Settings) -> Result<Log, NodeError> {
        let _alone = alone(&settings.data)?;
        let log = PgEventStore::connect(options(&settings.store, &settings.store.url)?).await;
        log.map(|log| Log::Shared { fencing: Some(Arc::clone(&log)), log, _alone })
            .map_err(|error| NodeError::Log(error.to_string()))
    }

    pub(super) async fn vault(settings: &StoreSettings, masters: MasterKeys) -> Result<Vault, NodeError> {
        let keys = options(settings, &settings.vault_url)?;
        let place = |options: &PgOptions| {
            let config = &options.config;
            (
                format!("{:?} {:?}", config.get_hosts(), config.get_ports()),
                config.get_dbname().map(str::to_owned),
            )
        };
        if settings.engine() == Engine::Postgres && place(&options(settings, &settings.url)?) == place(&keys)
        {
            let reason = "store.vault_url: keys need a database of their own, or every backup of the log carries them along";
            return Err(NodeError::Setting(reason.to_owned()));
        }
        let rows = SharedVault::connect(&keys).await.map_err(|error| NodeError::Log(error.to_string()))?;
        Ok(Vault::over(Arc::new(rows), masters).await?)
    }

    pub(super) async fn journal(settings: &StoreSettings) -> Result<Journal, NodeError> {
        let desk = SharedJournal::connect(&options(settings, beside_the_log(settings))?).await;
        let desk = desk.map_err(|error| NodeError::Log(error.to_string()))?;
        Ok(Journal::over(Arc::new(desk)))
    }

    pub(super) async fn revocations(
        settings: &StoreSettings,
        others: OtherReaders,
    ) -> Result<Revocations, NodeError> {
        let desk = SharedRevocations::connect(&options(settings, beside_the_log(settings))?).await;
        let desk = desk.map_err(|error| NodeError::Log(error.to_string()))?;
        Ok(Revocations::over(Arc::new(desk), others).await?)
    }

    pub(super) async fn lease(settings: &Settings, log: &Log) -> Result<Arc<dyn LeaseDesk>, NodeError> {
        let written = match log {
            Log::Shared { fencing: Some(log), .. } => house_postgres::Log::Beside(Arc::clone(log)),
            Log::Shared { .. } | Log::Sqlite(_) => house_postgres::Log::Elsewhere(log.store()),
        };
        let options = options(&settings.store, beside_the_log(&settings.store))?;
        let lease = SharedLease::connect(&options, "house", written).await;
        Ok(Arc::new(lease.map_err(|error| NodeError::Log(error.to_string()))?))
    }

    /// The database of what nodes share beside the log; beside a cluster there is but that of the keys.
    fn beside_the_log(settings: &StoreSettings) -> &str {
        if settings.engine() == Engine::Postgres { &settings.url } else { &settings.vault_url }
    }

    /// How to reach one of the databases.
    pub(crate) fn options(settings: &StoreSettings, url: &str) -> Result<PgOptions, NodeError> {
        let wrong = |error: &dyn std::fmt::Display| NodeError::Setting(format!("store: {error}"));
        let mut options = PgOptions::parse(url).map_err(|error| wrong(&error))?;
        if options.config.get_password().is_some() {
            return Err(wrong(
                &"a password does not belong into a URL: put it into a file and name it with store.password_file",
            ));
        }
        if !settings.password_file.is_empty() {
            let path = &settings.password_file;
            let password =
                std::fs::read_to_string(path).map_err(|error| wrong(&format!("{path}: {error}")))?;
            options.config.password(password.trim_end_matches(['\r', '\n']));
        }
        if !settings.ca_file.is_empty() {
            options = options.trust(Path::new(&settings.ca_file)).map_err(|error| wrong(&error))?;
        }
        Ok(options)
    }
}

#[cfg(not(feature = "postgres"))]
mod shared {
    use super::{Arc, Journal, LeaseDesk, Log, MasterKeys, NodeError, OtherReaders, Revocations, Vault};
    use crate::settings::{Settings, StoreSettings};

    const ABSENT: &str =
        "the settings name PostgreSQL, which this build does not speak: build with --features postgres";

    pub(super) async fn log(_: &Settings) -> Result<Log, NodeError> {
        Err(NodeError::Setting(ABSENT.to_owned()))
    }

    pub(super) async fn vault(_: &StoreSettings, _: MasterKeys) -> Result<Vault, NodeError> {
        Err(NodeError::Setting(ABSENT.to_owned()))
    }

    pub(super) async fn lease(_: &Settings, _: &Log) -> Result<Arc<dyn LeaseDesk>, NodeError> {
        Err(NodeError::Setting(ABSENT.to_owned()))
    }

    pub(super) async fn revocations(_: &StoreSettings, _: OtherReaders) -> Result<Revocations, NodeError> {
        Err(NodeError::Setting(ABSENT.to_owned()))
    }

    pub(super) async fn journal(_: &StoreSettings) -> Result<Journal, NodeError> {
        Err(NodeError::Setting(ABSENT.to_owned()))
    }
}
