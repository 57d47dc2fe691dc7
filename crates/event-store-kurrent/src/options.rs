//! What an operator may choose about the cluster, with defaults that suit three nodes in one place.

use event_store::Limits;
use std::fmt;
use std::time::Duration;

/// How to reach a cluster. Start from [`KurrentOptions::new`] and change what must differ.
#[derive(Clone)]
pub struct KurrentOptions {
    /// `esdb://host1:2113,host2:2113,host3:2113?tls=true&tlsCaFile=…`; `kurrentdb://` is read as the same. Several hosts are asked
    /// for the leader; one host is taken as it is. May hold a user and a password, though [`Credentials`] keeps them out of it.
    pub connection_string: String,
    /// Who calls, where the connection string does not say so. The client asks for the cluster's members without it.
    pub credentials: Option<Credentials>,
    /// Streams are called `<prefix>:<category>-<id>`; whatever else the cluster holds is not seen. 1 to 40 of `a-z A-Z 0-9 . _`.
    pub stream_prefix: String,
    /// How long anything may take.
    pub deadlines: Deadlines,
    /// The pause between two attempts to build a client.
    pub backoff: Backoff,
    /// How often a waiting reader looks for what other nodes wrote. Own appends wake it at once.
    pub poll_interval: Duration,
    /// Read every append back before it is answered. The server answers a repeat like a first write; where two nodes carry out the
    /// same command at once, only the stored bytes tell whose events stand there. Costs one read an append.
    pub confirm_appends: bool,
    /// Appends under way at most; more are refused at once.
    pub max_in_flight: usize,
    /// What one append may hold. The server has a limit of its own (1 MiB unless its operator changed it), which must be larger
    /// than `max_append_bytes` by some 200 bytes an event.
    pub limits: Limits,
}

/// How long anything may take before it counts as failed; the client has no such limits that hold on a silent node.
#[derive(Debug, Clone, Copy)]
pub struct Deadlines {
    /// One append, waiting for a connection included. After it the outcome is unknown.
    pub append: Duration,
    /// One page of a read, waiting for a connection included.
    pub read: Duration,
    /// One attempt to build a client: members, leader, first answer.
    pub connect: Duration,
    /// The first connection when the store is opened, all attempts together.
    pub open: Duration,
}

/// A pause that doubles from `first` to `longest`; each one is shortened by chance to at least half, so that the nodes of an
/// installation do not come back in step.
#[derive(Debug, Clone, Copy)]
pub struct Backoff {
    /// After the first failure.
    pub first: Duration,
    /// At most.
    pub longest: Duration,
}

/// A user of the cluster.
#[derive(Clone)]
pub struct Credentials {
    /// The name.
    pub login: String,
    /// The password, as it is (not percent-encoded).
    pub password: String,
}

impl KurrentOptions {
    /// The defaults for a cluster.
    #[must_use]
    pub fn new(connection_string: impl Into<String>) -> Self {
        let ms = Duration::from_millis;
        Self {
            connection_string: connection_string.into(),
            credentials: None,
            stream_prefix: "hejie".to_owned(),
            deadlines: Deadlines { append: ms(5000), read: ms(10_000), connect: ms(8000), open: ms(30_000) },
            backoff: Backoff { first: ms(50), longest: ms(2000) },
            poll_interval: ms(50),
            confirm_appends: true,
            max_in_flight: 1024,
            limits: Limits { max_event_bytes: 900_000, max_batch_events: 200, max_append_bytes: 1_000_000 },
        }
    }
}

impl fmt::Debug for KurrentOptions {
    /// Neither the connection string nor the credentials: both may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KurrentOptions")
            .field("stream_prefix", &self.stream_prefix)
            .field("deadlines", &self.deadlines)
            .field("backoff", &self.backoff)
            .field("poll_interval", &self.poll_interval)
            .field("confirm_appends", &self.confirm_appends)
            .field("max_in_flight", &self.max_in_flight)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}
