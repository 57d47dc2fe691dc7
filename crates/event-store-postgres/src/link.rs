//! One connection: how it is made, set up, watched and given up.

use crate::OpenError;
use crate::options::PgOptions;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_postgres::error::{Severity, SqlState};
use tokio_postgres::{AsyncMessage, Client, Error, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

/// What a connection hears next.
type NextMessage = Box<dyn FnMut(&mut Context<'_>) -> Poll<Option<Result<AsyncMessage, Error>>> + Send>;

/// How long making a connection may take altogether, name lookup and password included.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// A connection and the task that drives it. Dropping it closes the socket at once, whatever the server is doing.
pub(crate) struct Link {
    pub(crate) client: Client,
    /// Warnings the server sent without being asked.
    warnings: Arc<AtomicU64>,
    /// Rung for every notification of another backend.
    pub(crate) heard: Arc<Notify>,
    driver: JoinHandle<()>,
}

impl Drop for Link {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl Link {
    /// Connects, sets the session up and refuses a server that cannot keep what it acknowledges.
    pub(crate) async fn connect(options: &PgOptions) -> Result<Self, OpenError> {
        let to = address(options);
        let deadline = tokio::time::timeout(CONNECT_DEADLINE, Self::establish(options, &to)).await;
        deadline
            .unwrap_or_else(|_| Err(OpenError::Unreachable { to, reason: "no answer in time".to_owned() }))
    }

    async fn establish(options: &PgOptions, to: &str) -> Result<Self, OpenError> {
        let failed = |error: tokio_postgres::Error| OpenError::Unreachable {
            to: to.to_owned(),
            reason: words(&error),
        };
        let (warnings, heard) = (Arc::new(AtomicU64::new(0)), Arc::new(Notify::new()));
        let (count, bell) = (Arc::clone(&warnings), Arc::clone(&heard));
        // The backend's id, to know our own notifications by.
        let own = Arc::new(AtomicI32::new(0));
        let told_own = Arc::clone(&own);
        // One loop for a connection of either kind.
        let drive = move |mut next: NextMessage| async move {
            while let Some(Ok(message)) = poll_fn(&mut next).await {
                match message {
                    AsyncMessage::Notice(notice) => {
                        count.fetch_add(1, Ordering::SeqCst);
                        tracing::warn!(
                            code = notice.code().code(),
                            message = notice.message(),
                            "database warns"
                        );
                    }
                    AsyncMessage::Notification(told) => {
                        let from_another = told.process_id() != told_own.load(Ordering::SeqCst);
                        if from_another {
                            bell.notify_one();
                        }
                    }
                    _ => {}
                }
            }
        };
        let (client, driver) = match &options.tls {
            None => {
                let (client, mut connection) = options.config.connect(NoTls).await.map_err(failed)?;
                (client, tokio::spawn(drive(Box::new(move |cx| connection.poll_message(cx)))))
            }
            Some(tls) => {
                let tls = MakeRustlsConnect::new(tls.clone());
                let (client, mut connection) = options.config.connect(tls).await.map_err(failed)?;
                (client, tokio::spawn(drive(Box::new(move |cx| connection.poll_message(cx)))))
            }
        };
        let link = Self { client, warnings, heard, driver };
        own.store(link.set_up(options).await.map_err(failed)?, Ordering::SeqCst);
        link.check_server(options).await?;
        Ok(link)
    }

    /// Session settings, those of them that this server knows.
    async fn set_up(&self, options: &PgOptions) -> Result<i32, tokio_postgres::Error> {
        let milliseconds = options.statement_timeout.as_millis().to_string();
        // Plans are made once and must suit a log of any size: statistics of an empty table would ask for a scan of all of it.
        let settings = [
            ("statement_timeout", milliseconds.as_str()),
            ("idle_in_transaction_session_timeout", &milliseconds),
            ("default_transaction_isolation", "read committed"),
            ("plan_cache_mode", "force_generic_plan"),
            ("enable_seqscan", "off"),
            ("jit", "off"),
            ("client_min_messages", "warning"),
        ];
        let names: Vec<&str> = settings.iter().map(|(name, _)| *name).collect();
        let values: Vec<&str> = settings.iter().map(|(_, value)| *value).collect();
        let sql = "SELECT count(set_config(v.name, v.value, false)) FROM unnest($1::text[], $2::text[]) AS v (name, value)
                   WHERE v.name IN (SELECT name FROM pg_catalog.pg_settings)";
        self.client.query(sql, &[&names, &values]).await?;
        let sync = "SELECT pg_backend_pid(), set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                        WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
                    current_setting('synchronous_commit')";
        let row = self.client.query_one(sync, &[]).await?;
        row.try_get(0)
    }

    /// An acknowledged commit must be on the disk, and text must come back as it was.
    async fn check_server(&self, options: &PgOptions) -> Result<(), OpenError> {
        let sql = "SELECT name, setting FROM pg_catalog.pg_settings
                   WHERE name IN ('fsync', 'full_page_writes', 'server_encoding', 'synchronous_commit')";
        let unsuitable = |reason: String| Err(OpenError::Unsuitable { reason });
        let rows = match self.client.query(sql, &[]).await {
            Ok(rows) => rows,
            Err(error) => return unsuitable(words(&error)),
        };
        for row in rows {
            let (Ok(name), Ok(setting)) = (row.try_get::<_, &str>(0), row.try_get::<_, &str>(1)) else {
                return unsuitable("its settings cannot be read".to_owned());
            };
            match (name, setting) {
                ("server_encoding", encoding) if encoding != "UTF8" => {
                    return unsuitable(format!(
                        "the database is encoded in {encoding}; create it with ENCODING 'UTF8'"
                    ));
                }
                ("synchronous_commit", level) if !matches!(level, "on" | "remote_apply") => {
                    return unsuitable(format!("synchronous_commit is {level} and cannot be switched on"));
                }
                ("fsync" | "full_page_writes", "off") if !options.accept_unsafe_server => {
                    return unsuitable(format!(
                        "{name} is off: acknowledged events would be lost at a power cut"
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Warnings so far. One that arrives with a commit casts doubt on it: a cancelled wait for a synchronous standby commits with
    /// no more than a warning.
    pub(crate) fn warnings(&self) -> u64 {
        self.warnings.load(Ordering::SeqCst)
    }
}

/// Hosts, port and database, without user and password.
pub(crate) fn address(options: &PgOptions) -> String {
    let config = &options.config;
    format!(
        "{:?} ports {:?} database {}",
        config.get_hosts(),
        config.get_ports(),
        config.get_dbname().unwrap_or("of the user's name")
    )
}

/// The error with what the server said; the library's own words stop at "db error".
pub(crate) fn words(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), std::error::Error::source(error)) {
        // Without the detail, which may quote values of a row.
        (Some(db), _) => format!("{} ({})", db.message(), db.code().code()),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    }
}

/// Whether the server itself said that it rolled the statement back and goes on with this connection.
pub(crate) fn is_rolled_back(error: &tokio_postgres::Error) -> bool {
    // FATAL and PANIC end the connection and may come after the commit.
    error.as_db_error().is_some_and(|db| matches!(db.parsed_severity(), Some(Severity::Error)))
}

/// Whether a unique index stood in the way, or a server without row locks asks for the statement again.
pub(crate) fn is_lost_race(error: &tokio_postgres::Error) -> bool {
    let again =
        [SqlState::UNIQUE_VIOLATION, SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED];
    error.code().is_some_and(|code| again.contains(code))
}

/// Whether the server found its own files damaged.
pub(crate) fn is_damage(error: &tokio_postgres::Error) -> bool {
    error.code().is_some_and(|code| matches!(*code, SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED))
}
