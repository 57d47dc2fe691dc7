//! What an operator may choose about the store, with defaults that suit a few nodes on one database.

use crate::{OpenError, tls};
use event_store::{Clock, Limits};
use rustls::ClientConfig;
use std::path::Path;
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{SslMode, TargetSessionAttrs};

/// How to reach a store and how to use it. Start from [`PgOptions::parse`] and change what must differ.
#[derive(Debug, Clone)]
pub struct PgOptions {
    /// Where the database is. Several hosts may be named: the first that accepts writes is used, so a promoted standby is found.
    pub config: Config,
    /// The schema that holds the tables; lower-case letters, digits and `_`.
    pub schema: String,
    /// Appends that may wait for the appender. More are refused at once: a caller who waits behind thousands has timed out anyway.
    pub queue_limit: usize,
    /// Bytes of payload, metadata and type names that may wait, so that the queue cannot fill the memory.
    pub queue_bytes: usize,
    /// Appends committed together at most.
    pub max_batch_appends: usize,
    /// Bytes committed together at most (the first append is taken whatever its size): everyone in the group waits for all of it.
    pub max_batch_bytes: usize,
    /// What one append may hold.
    pub limits: Limits,
    /// Reading connections at most; they are opened when needed.
    pub readers: usize,
    /// The server breaks off a statement after this long. The client gives up a second later by itself, because a server that is
    /// gone breaks off nothing.
    pub statement_timeout: Duration,
    /// How long appends may wait in line for a lost connection to come back, as during a fail-over. Afterwards they are refused
    /// until it is back.
    pub patience: Duration,
    /// How often the head is asked for. Notifications of other nodes come sooner, but may be lost.
    pub poll_interval: Duration,
    /// How the server proves who it is, where the way to it leads over a network; see [`PgOptions::trust`].
    pub tls: Option<ClientConfig>,
    /// Also use a server whose settings `fsync` or `full_page_writes` are off. It loses acknowledged events at a power cut.
    pub accept_unsafe_server: bool,
    /// What tells this node when an event was recorded. The database keeps the log from running backwards where clocks of several
    /// nodes disagree: a time before the last recorded one is not written, that one is repeated.
    pub clock: Clock,
}

impl PgOptions {
    /// The defaults for a database named by a URL (`postgresql://user:password@host/database`) or by `key=value` pairs.
    ///
    /// # Errors
    /// [`OpenError::Options`] when the text cannot be read.
    pub fn parse(text: &str) -> Result<Self, OpenError> {
        let mut config: Config =
            text.parse().map_err(|error| OpenError::Options { reason: format!("{error}") })?;
        if config.get_application_name().is_none() {
            config.application_name("hejie");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        config.keepalives_idle(Duration::from_secs(15)).keepalives_interval(Duration::from_secs(5));
        config.tcp_user_timeout(Duration::from_secs(20));
        Ok(Self {
            config,
            schema: "hejie".to_owned(),
            queue_limit: 4096,
            queue_bytes: 32 << 20,
            max_batch_appends: 512,
            max_batch_bytes: 1 << 20,
            limits: Limits { max_event_bytes: 1 << 20, max_batch_events: 512, max_append_bytes: 4 << 20 },
            readers: 8,
            statement_timeout: Duration::from_secs(10),
            patience: Duration::from_secs(2),
            poll_interval: Duration::from_millis(250),
            tls: None,
            accept_unsafe_server: false,
            clock: Clock::system(),
        })
    }

    /// Speaks TLS and nothing else with the server, whose certificate must be signed by one of the authorities in `ca_file` (PEM) for
    /// the very host name or address that is connected to.
    ///
    /// # Errors
    /// [`OpenError::Options`] when the file holds no certificate.
    pub fn trust(mut self, ca_file: &Path) -> Result<Self, OpenError> {
        self.tls = Some(tls::config(ca_file).map_err(|reason| OpenError::Options { reason })?);
        self.config.ssl_mode(SslMode::Require);
        Ok(self)
    }

    /// After this long without an answer the client gives up a statement by itself.
    pub(crate) fn deadline(&self) -> Duration {
        self.statement_timeout + Duration::from_secs(1)
    }

    /// The name is put into SQL text, where only names like these need no quoting.
    pub(crate) fn check(&self) -> Result<(), OpenError> {
        tls::check(&self.config, self.tls.is_some()).map_err(|reason| OpenError::Options { reason })?;
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let letter = self.schema.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        if letter && self.schema.len() <= 63 && self.schema.bytes().all(allowed) {
            Ok(())
        } else {
            Err(OpenError::Options { reason: format!("{:?} is no name of a schema", self.schema) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_would_be_sql_is_no_schema() {
        let mut options = PgOptions::parse("host=/tmp user=hejie").unwrap();
        for (name, good) in
            [("hejie", true), ("h_2", true), ("", false), ("2h", false), ("h;", false), ("Hejie", false)]
        {
            options.schema = name.to_owned();
            assert_eq!(options.check().is_ok(), good, "{name}");
        }
    }

    #[test]
    fn clear_text_over_a_network_is_refused_unless_it_is_asked_for_and_the_password_stays_unsaid() {
        let check = |text: &str| PgOptions::parse(text).unwrap().check();
        for unsafe_way in ["postgresql://u:secret@db/hejie", "postgresql://u:secret@db/hejie?sslmode=require"]
        {
            let refused = check(unsafe_way).unwrap_err().to_string();
            assert!(refused.contains("certificate") && !refused.contains("secret"), "{refused}");
        }
        for way in ["host=/run/postgresql user=u", "postgresql://u@localhost/h", "postgresql://u@127.0.0.1/h"]
        {
            assert!(check(way).is_ok(), "{way}");
        }
        assert!(check("postgresql://u@db/hejie?sslmode=disable").is_ok());
        let options = PgOptions::parse("postgresql://u:secret@db/hejie").unwrap();
        assert!(!format!("{options:?}").contains("secret"));
    }
}
