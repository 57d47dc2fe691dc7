//! What the contract suite may do to this engine. Nobody but the engine can write to its file, and nothing lies between the two that
//! could lose an answer.

use crate::support::Place;
use async_trait::async_trait;
use event_store::contract::{Probe, Stall};
use event_store::{Clock, EventStore};
use event_store_sqlite::{SqliteEventStore, SqliteOptions, backup, restore};
use rusqlite::Connection;
use std::fs;
use std::sync::{Arc, Mutex};

#[async_trait]
impl Probe for Place {
    async fn open_with_clock(&self, clock: Clock) -> Option<Arc<dyn EventStore>> {
        Some(SqliteEventStore::open(SqliteOptions { clock, ..self.options() }).expect("the store opens"))
    }

    async fn open_narrow(&self, waiting: usize) -> Option<Arc<dyn EventStore>> {
        let options = SqliteOptions { queue_limit: waiting, ..self.options() };
        Some(SqliteEventStore::open(options).expect("the store opens"))
    }

    async fn stall(&self) -> Option<Box<dyn Stall>> {
        let shell = Connection::open(self.file()).expect("a shell opens the file");
        shell.execute_batch("BEGIN IMMEDIATE").expect("the shell gets the lock");
        Some(Box::new(Shell(Mutex::new(shell))))
    }

    async fn back_up(&self) -> bool {
        backup(&self.file(), &self.path("copy.db")).expect("the copy is made");
        true
    }

    async fn restore(&self) {
        for suffix in ["", "-wal", "-shm"] {
            // A clean close leaves no shared memory behind.
            let _absent = fs::remove_file(self.path(&format!("events.db{suffix}")));
        }
        restore(&self.path("copy.db"), &self.file()).expect("the copy is restored");
    }
}

/// Somebody's shell that holds the lock of the writer.
struct Shell(Mutex<Connection>);

#[async_trait]
impl Stall for Shell {
    async fn release(self: Box<Self>) {
        self.0.lock().expect("no poison").execute_batch("ROLLBACK").expect("the shell lets go");
    }
}
