//! A database of its own for each test, and load on it.

use crate::cluster::{self, Cluster};
use async_trait::async_trait;
use event_store::contract::{Bench, Probe, event};
use event_store::{
    AppendError, Appended, EventStore, Expected, NewEvent, Position, ReadError, RecordedEvent, Revision,
    StreamName,
};
use event_store_postgres::{PgEventStore, PgOptions};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use tokio_postgres::{Client, NoTls};

/// A fresh database; it goes with its cluster.
pub(crate) struct Database {
    socket: String,
    pub(crate) name: String,
}

impl Database {
    /// On the shared cluster.
    pub(crate) async fn new() -> Self {
        Self::on(cluster::shared()).await
    }

    pub(crate) async fn on(cluster: &Cluster) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let postgres = Self { socket: cluster.socket().to_owned(), name: "postgres".to_owned() };
        let create = format!("CREATE DATABASE {name} TEMPLATE template0");
        postgres.person("hejie").await.batch_execute(&create).await.expect("a database");
        Self { name, ..postgres }
    }

    pub(crate) fn options(&self) -> PgOptions {
        self.options_of("hejie")
    }

    pub(crate) fn options_of(&self, user: &str) -> PgOptions {
        let text = format!("host={} user={user} dbname={}", self.socket, self.name);
        PgOptions::parse(&text).expect("these are options")
    }

    pub(crate) async fn store(&self) -> Arc<PgEventStore> {
        PgEventStore::connect(self.options()).await.expect("the store opens")
    }

    /// A connection past the engine, as a person with psql has it.
    pub(crate) async fn person(&self, user: &str) -> Client {
        let text = format!("host={} user={user} dbname={} application_name=person", self.socket, self.name);
        let (client, connection) = tokio_postgres::connect(&text, NoTls).await.expect("the server answers");
        tokio::spawn(connection);
        client
    }

    /// A connection to the server beside this database.
    pub(crate) async fn server(&self) -> Client {
        let beside = Self { socket: self.socket.clone(), name: "postgres".to_owned() };
        beside.person("hejie").await
    }

    /// The same database on another server.
    pub(crate) fn moved_to(&self, cluster: &Cluster) -> Self {
        Self { socket: cluster.socket().to_owned(), name: self.name.clone() }
    }
}

#[async_trait]
impl Bench for Database {
    async fn open(&self) -> Arc<dyn EventStore> {
        self.store().await
    }

    fn probe(&self) -> &dyn Probe {
        self
    }
}

pub(crate) fn stream(id: &str) -> StreamName {
    StreamName::parse(&format!("case-{id}")).expect("a stream name")
}

/// Begins a stream with so many events; their ids come from its name.
pub(crate) async fn begin(store: &PgEventStore, id: &str, count: usize) -> Appended {
    let events = event_store::contract::events(id, count);
    store.append(&stream(id), Expected::NoStream, events).await.expect("the append is taken")
}

/// The whole log, or what is wrong with it.
pub(crate) async fn log(store: &PgEventStore) -> Result<Vec<RecordedEvent>, ReadError> {
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

/// Repeats exactly this call until it is acknowledged, as a client does whose server is shaken. Returns the answer and how often the
/// outcome was unknown before.
pub(crate) async fn insist(
    store: &PgEventStore,
    to: &StreamName,
    expected: Expected,
    events: &[NewEvent],
) -> (Appended, u32) {
    let mut unknown = 0;
    loop {
        match store.append(to, expected, events.to_vec()).await {
            Ok(appended) => return (appended, unknown),
            Err(AppendError::Unknown) => unknown += 1,
            Err(AppendError::Unavailable { .. }) => {
                // Asking for the head takes as long as a connection needs to fail: a pace without a clock.
                let _away = store.head().await;
            }
            Err(error) => panic!("an append to {to} was refused: {error}"),
        }
    }
}

/// One writer with a stream of its own; returns what was acknowledged, in order.
pub(crate) async fn write(
    store: Arc<PgEventStore>,
    writer: String,
    appends: u64,
) -> Vec<(NewEvent, Appended)> {
    write_while(store, writer, |written| written < appends).await
}

/// The same until there was enough.
pub(crate) async fn write_until(
    store: Arc<PgEventStore>,
    writer: String,
    enough: Arc<AtomicBool>,
) -> Vec<(NewEvent, Appended)> {
    write_while(store, writer, |_| !enough.load(Ordering::SeqCst)).await
}

async fn write_while(
    store: Arc<PgEventStore>,
    writer: String,
    go_on: impl Fn(u64) -> bool,
) -> Vec<(NewEvent, Appended)> {
    let mut acknowledged = Vec::new();
    for index in (0..).take_while(|index| go_on(*index)) {
        let expected =
            index.checked_sub(1).map_or(Expected::NoStream, |last| Expected::Exact(Revision(last)));
        let event = event(&format!("{writer} {index}"));
        let (appended, _) = insist(&store, &stream(&writer), expected, std::slice::from_ref(&event)).await;
        acknowledged.push((event, appended));
    }
    acknowledged
}

/// Everything acknowledged is in the log, at its place and once, and nothing else is.
pub(crate) fn check(log: &[RecordedEvent], acknowledged: &[(NewEvent, Appended)]) {
    assert_eq!(log.len(), acknowledged.len(), "the log holds exactly what was acknowledged");
    for (event, appended) in acknowledged {
        let index = usize::try_from(appended.position.commit).expect("a small number") - 1;
        assert_eq!(log[index].event_id, event.event_id, "at {} stands another event", appended.position);
        assert_eq!((log[index].position, log[index].revision), (appended.position, appended.revision));
    }
}
