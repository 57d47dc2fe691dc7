//! What the contract suite may do to this engine: hold transactions open, lock the head, restore a copy, break connections.

use crate::support::Database;
use async_trait::async_trait;
use event_store::contract::{Probe, Stall, Transaction};
use event_store::{Clock, EventStore, NewEvent, Revision, StreamName};
use event_store_postgres::{PgEventStore, PgOptions, renew_incarnation};
use std::sync::Arc;
use tokio_postgres::Client;

/// Ends connections of the engine to this database and waits until they are gone.
const END_CONNECTIONS: &str = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()";

#[async_trait]
impl Probe for Database {
    async fn open_with_clock(&self, clock: Clock) -> Option<Arc<dyn EventStore>> {
        let options = PgOptions { clock, ..self.options() };
        Some(PgEventStore::connect(options).await.expect("the store opens"))
    }

    async fn begin(&self) -> Option<Box<dyn Transaction>> {
        let (holder, person) = (self.person("hejie").await, self.person("hejie").await);
        let sql = "CREATE TABLE IF NOT EXISTS inbox (id int); BEGIN; INSERT INTO inbox VALUES (1)";
        holder.batch_execute(sql).await.expect("a transaction with an id of its own");
        Some(Box::new(Held { holder, person }))
    }

    async fn open_narrow(&self, waiting: usize) -> Option<Arc<dyn EventStore>> {
        let options = PgOptions { queue_limit: waiting, ..self.options() };
        Some(PgEventStore::connect(options).await.expect("the store opens"))
    }

    async fn stall(&self) -> Option<Box<dyn Stall>> {
        let holder = self.person("hejie").await;
        holder.batch_execute("BEGIN; SELECT 1 FROM hejie.head FOR UPDATE").await.expect("a lock");
        Some(Box::new(Locked(holder)))
    }

    async fn back_up(&self) -> bool {
        let (server, name) = (self.server().await, &self.name);
        server.query(END_CONNECTIONS, &[name]).await.expect("connections are ended");
        let sql = format!("CREATE DATABASE {name}_copy TEMPLATE {name}");
        server.batch_execute(&sql).await.expect("a copy");
        true
    }

    async fn restore(&self) {
        let (server, name) = (self.server().await, &self.name);
        server.query(END_CONNECTIONS, &[name]).await.expect("connections are ended");
        for sql in [format!("DROP DATABASE {name}"), format!("CREATE DATABASE {name} TEMPLATE {name}_copy")] {
            server.batch_execute(&sql).await.expect("the copy in its place");
        }
        renew_incarnation(&self.options()).await.expect("the owner may");
    }

    async fn cut(&self) -> bool {
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = 'hejie' ORDER BY random() LIMIT 1";
        self.person("hejie").await.query(sql, &[]).await.expect("a kill");
        true
    }
}

struct Locked(Client);

#[async_trait]
impl Stall for Locked {
    async fn release(self: Box<Self>) {
        self.0.batch_execute("COMMIT").await.expect("released");
    }
}

/// A transaction past the engine, and somebody who looks on.
struct Held {
    holder: Client,
    person: Client,
}

#[async_trait]
impl Transaction for Held {
    async fn append(&self, to: &StreamName, revision: Revision, event: &NewEvent) {
        let sql = "SELECT hejie.append($1::bigint, ARRAY[$2::text], ARRAY[$3::bigint], ARRAY[$4::uuid], ARRAY[$5::text],
                                       ARRAY[$6::bytea], ARRAY[$7::bytea], ARRAY[$8::bigint], ARRAY[NULL::bytea])";
        // The clock of a stranger, far behind: the database carries the sum over to the time it writes.
        let recorded = 1_i64;
        let revision = i64::try_from(revision.0).expect("a small number");
        let (event_type, metadata, payload) = (&*event.event_type, &event.metadata[..], &event.payload[..]);
        let sum = sum(to, revision, event, recorded);
        self.holder
            .execute(
                sql,
                &[
                    &recorded,
                    &to.as_str(),
                    &revision,
                    &event.event_id,
                    &event_type,
                    &metadata,
                    &payload,
                    &sum,
                ],
            )
            .await
            .expect("an append");
    }

    async fn until_waited_for(&self) {
        let waiting =
            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'hejie' AND datname = current_database()
                       AND wait_event = 'transactionid'";
        while self.person.query_opt(waiting, &[]).await.expect("activity").is_none() {}
    }

    async fn end(self: Box<Self>, commit: bool) {
        let sql = if commit { "COMMIT" } else { "ROLLBACK" };
        self.holder.batch_execute(sql).await.expect("an end");
    }
}

/// The checksum as the format of version 3 has it, written down a second time.
fn sum(stream: &StreamName, revision: i64, event: &NewEvent, recorded: i64) -> i64 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&revision.to_le_bytes());
    crc.update(event.event_id.as_bytes());
    let parts =
        [stream.as_str().as_bytes(), event.event_type.as_bytes(), &event.metadata[..], &event.payload[..]];
    for part in parts {
        crc.update(&(part.len() as u64).to_le_bytes());
    }
    for part in parts {
        crc.update(part);
    }
    crc.update(&recorded.to_le_bytes());
    i64::from(crc.finalize()) | 1 << 62
}
