//! Learns from the documents of a file of views what they have in common:
//! `cargo run --release -p projection --example learn_documents <data directory> <dictionary>`.
//!
//! The views must be of made-up cases, as `hejie bench views` makes them: what is learned goes into every copy of the program. Whoever
//! changes the dictionary raises the version of the views, so that they are built anew.
#![allow(clippy::print_stdout)]

use event_store::EventStore as _;
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use projection::{ViewFiles, ViewStore};
use std::path::PathBuf;

/// Documents to learn from.
const DOCUMENTS: usize = 20_000;
/// Bytes of the dictionary: more find little more, and each connection has one.
const BYTES: usize = 32 * 1024;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(data), Some(dictionary)) = (arguments.next(), arguments.next()) else {
        return Err("learn_documents <data directory> <dictionary>".into());
    };
    let data = PathBuf::from(data);
    let log = SqliteEventStore::open(SqliteOptions::new(data.join("log.db")))?;
    let views = ViewStore::open(ViewFiles::live_in(&data), log.incarnation())?.views();
    let documents = views.documents(DOCUMENTS)?;
    let learned = zstd::dict::from_samples(&documents, BYTES)?;
    std::fs::write(&dictionary, &learned)?;
    println!("{} bytes learned from {} documents", learned.len(), documents.len());
    Ok(())
}
