//! A disk that is really full: a file system of a few megabytes, in a name space of its own.
#![allow(clippy::print_stderr, reason = "a test that cannot run here says so")]

use crate::support::{begin, log, stream};
use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected, RecordedEvent};
use event_store_sqlite::{CheckOnOpen, SqliteEventStore, SqliteOptions};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// Set for the run inside: where the small file system is mounted.
const INSIDE: &str = "SMALL_DISK";

fn open(disk: &Path, check_on_open: CheckOnOpen) -> Arc<SqliteEventStore> {
    let options =
        SqliteOptions { wal_bytes: 1 << 19, check_on_open, ..SqliteOptions::new(disk.join("log.db")) };
    SqliteEventStore::open(options).expect("the store opens")
}

/// Appends events of 20 kB until one is refused; the names of those that were acknowledged.
async fn fill(store: &SqliteEventStore, round: &str) -> (Vec<String>, AppendError) {
    let mut acknowledged = Vec::new();
    for index in 0.. {
        let name = format!("{round}-{index}");
        let mut large = event(&name);
        large.payload = vec![b'x'; 20_000];
        match store.append(&stream(&name), Expected::NoStream, vec![large]).await {
            Ok(_) => acknowledged.push(name),
            Err(error) => return (acknowledged, error),
        }
    }
    unreachable!("a disk of a few megabytes holds no endless log")
}

fn streams(events: &[RecordedEvent]) -> Vec<String> {
    events.iter().map(|event| event.stream.as_str().trim_start_matches("case-").to_owned()).collect()
}

#[tokio::test]
async fn a_full_disk_refuses_cleanly_keeps_what_was_acknowledged_and_is_left_by_freeing_space() {
    let Some(disk) = std::env::var_os(INSIDE) else { return run_inside() };
    let disk = Path::new(&disk);
    let ballast = disk.join("ballast");
    std::fs::write(&ballast, vec![0; 2 << 20]).expect("there is room for it");
    let store = open(disk, CheckOnOpen::Never);
    let (mut acknowledged, refused) = fill(&store, "first").await;
    assert!(matches!(refused, AppendError::Unavailable { .. }), "{refused:?}");
    assert!(acknowledged.len() > 10, "the disk was full from the start");
    assert_eq!(streams(&log(&store).await.expect("the log is whole")), acknowledged);

    // Full disks do not end the process: it goes on as soon as there is room.
    assert_eq!(store.failure(), None, "a write that did not fit is no failed sync");
    std::fs::remove_file(&ballast).expect("room again");
    begin(&store, "after", 1).await;
    acknowledged.push("after".to_owned());
    let (more, _) = fill(&store, "second").await;
    assert!(!more.is_empty(), "there was room for more");
    acknowledged.extend(more);
    store.close();
    drop(store);
    let reopened = open(disk, CheckOnOpen::Always);
    assert_eq!(streams(&log(&reopened).await.expect("the log is whole")), acknowledged);
    assert_eq!(reopened.verify(|_| {}), Ok(acknowledged.len() as u64));
}

/// Runs this test again where a file system of its own is mounted.
fn run_inside() {
    let place = tempfile::tempdir().expect("a directory");
    let own = std::env::current_exe().expect("a test has an executable");
    let script = "mount -t tmpfs -o size=8m tmpfs \"$1\" || exit 77; exec \"$0\" --exact \
                  disk_full::a_full_disk_refuses_cleanly_keeps_what_was_acknowledged_and_is_left_by_freeing_space";
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]).arg(own).arg(place.path());
    let done = match unshare.env(INSIDE, place.path()).output() {
        Ok(done) => done,
        Err(error) => return eprintln!("skipped: unshare: {error}"),
    };
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    if done.status.code() == Some(77) || said.contains("unshare failed") {
        return eprintln!("skipped: no file system may be mounted here: {said}");
    }
    assert!(done.status.success() && said.contains("1 passed"), "{said}");
}
