//! The engine as the port sees it.

use crate::connection::{OpenError, claim_tls_provider, settings};
use crate::failure::Fault;
use crate::identity;
use crate::log::Tail;
use crate::names::Names;
use crate::options::{Deadlines, KurrentOptions};
use crate::repeats::Repeats;
use crate::supervisor::{Caller, Supervisor};
use async_trait::async_trait;
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, timeout};

/// A log on a KurrentDB or EventStoreDB cluster (22.6 or newer: older servers tell no positions when a stream is read).
///
/// It keeps the contract of the port except for one promise the server has no means for: an event id that stands elsewhere, in
/// another stream or further down the same one, is taken again. Ids derived from the command and commands remembered in the folded
/// stream keep a command from being carried out twice in its own stream; nothing guards one id in two streams.
/// [`AppendError::EventIdTaken`] is told only for an id twice in one append.
pub struct KurrentEventStore {
    pub(crate) supervisor: Supervisor,
    pub(crate) caller: Caller,
    pub(crate) names: Names,
    pub(crate) deadlines: Deadlines,
    pub(crate) limits: Limits,
    pub(crate) poll_interval: Duration,
    pub(crate) confirm_appends: bool,
    /// The last position of ours this process knows of.
    pub(crate) newest: watch::Sender<Position>,
    pub(crate) tail: Mutex<Tail>,
    pub(crate) repeats: Repeats,
    pub(crate) permits: Semaphore,
    /// When somebody last looked for events of other nodes.
    pub(crate) looked: tokio::sync::Mutex<Instant>,
    incarnation: Incarnation,
}

impl KurrentEventStore {
    /// Opens the log under the prefix; begins it where there is none. Tries until `deadlines.open` has passed.
    ///
    /// Must be called before anything in the process installs a TLS provider of its own.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn connect(options: KurrentOptions) -> Result<Arc<Self>, OpenError> {
        let (supervisor, names, caller) = start(&options)?;
        let open = options.deadlines.open;
        let incarnation = identity::establish(&supervisor, &names, &caller, open).await?;
        supervisor.expect(incarnation)?;
        let store = Self {
            supervisor,
            caller,
            names,
            deadlines: options.deadlines,
            limits: options.limits,
            poll_interval: options.poll_interval,
            confirm_appends: options.confirm_appends,
            newest: watch::Sender::new(Position::START),
            tail: Mutex::new(Tail::NOTHING),
            repeats: Repeats::default(),
            permits: Semaphore::new(options.max_in_flight.max(1)),
            looked: tokio::sync::Mutex::new(Instant::now()),
            incarnation,
        };
        // What was written before now is known as old from now on.
        let head = timeout(open, store.last_position()).await;
        match head {
            Ok(Ok(_head)) => Ok(Arc::new(store)),
            Ok(Err(Fault::Damaged(reason) | Fault::Foreign(reason))) => Err(OpenError::Damaged(reason)),
            Ok(Err(fault)) => Err(OpenError::Away(fault.of_read().to_string())),
            Err(_elapsed) => Err(OpenError::Away("the end of the log could not be found in time".to_owned())),
        }
    }

    /// Begins a new life of the log after the cluster was restored from a backup: positions handed out since then mean nothing any
    /// more, and every checkpoint of the old life must be refused. No node may be running.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn begin_new_incarnation(options: KurrentOptions) -> Result<Incarnation, OpenError> {
        let (supervisor, names, caller) = start(&options)?;
        identity::renew(&supervisor, &names, &caller, options.deadlines.open).await
    }
}

/// Promises of the port's contract that the server has no means to keep: see [`KurrentEventStore`].
pub const NOT_PROMISED: [&str; 2] =
    ["an_event_id_is_used_once_in_the_whole_log", "an_append_is_all_or_nothing"];

/// Asks whether a leader answers under these options, and writes nothing.
///
/// # Errors
/// See [`OpenError`].
pub async fn reach(options: &KurrentOptions) -> Result<(), OpenError> {
    let (supervisor, names, caller) = start(options)?;
    let (deadline, stream) = (options.deadlines.read, names.identity());
    let asked = supervisor.run(options.deadlines.open, |client| {
        let (stream, caller) = (stream.clone(), caller.clone());
        async move { identity::read(client, stream, caller, deadline).await }
    });
    match asked.await {
        Ok(Ok(_incarnation)) => Ok(()),
        Ok(Err(reason)) => Err(OpenError::Damaged(reason)),
        Err(fault) => Err(OpenError::Away(fault.of_read().to_string())),
    }
}

fn start(options: &KurrentOptions) -> Result<(Supervisor, Names, Caller), OpenError> {
    claim_tls_provider()?;
    let names = Names::under(&options.stream_prefix)
        .ok_or_else(|| OpenError::Options(format!("`{}` is no stream prefix", options.stream_prefix)))?;
    let caller = Caller::new(options.credentials.as_ref());
    let settings = settings(options)?;
    let supervisor =
        Supervisor::start(settings, caller.clone(), options.deadlines, options.backoff, names.clone());
    Ok((supervisor, names, caller))
}

#[async_trait]
impl EventStore for KurrentEventStore {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.append_all(stream, expected, &events).await
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.stream_up(stream, from, limit).await.map_err(Fault::of_read)
    }

    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.stream_down(stream, limit).await.map_err(Fault::of_read)
    }

    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        self.log_after(after, limit).await.map_err(Fault::of_read)
    }

    async fn head(&self) -> Result<Position, ReadError> {
        self.last_position().await.map_err(Fault::of_read)
    }

    async fn changed(&self, after: Position) {
        self.wait_beyond(after).await;
    }

    fn incarnation(&self) -> Incarnation {
        self.incarnation
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}
