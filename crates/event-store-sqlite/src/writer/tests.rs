//! Disks that fail. The failures are made inside SQLite, where a test can reach: a page limit for a full disk, a commit hook for a
//! commit that breaks.

use super::{Sentinel, Writer, at_commit, before_commit};
use crate::failure::Failure;
use crate::open;
use crate::options::SqliteOptions;
use crate::queue::{Job, Queue};
use event_store::contract::events;
use event_store::{AppendError, Appended, Expected, NewEvent, Position, StreamName};
use rusqlite::ffi;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tokio::sync::{oneshot, watch};

type Receiver = oneshot::Receiver<Result<Appended, AppendError>>;

fn writer(directory: &TempDir) -> Writer {
    let options = SqliteOptions { wal_bytes: 0, ..SqliteOptions::new(directory.path().join("events.db")) };
    let failure = Arc::new(Failure::none());
    let opened = open::open(&options, &failure).expect("the store opens");
    Writer {
        connection: opened.connection,
        last: opened.last,
        queue: Arc::new(Queue::new(100, 1 << 20)),
        head: Arc::new(watch::Sender::new(Position::counter(opened.last.position))),
        failure,
        tail: Arc::default(),
        checkpoints: opened.checkpoints,
        clock: options.clock,
        max_batch_appends: 100,
        max_batch_bytes: 1 << 20,
    }
}

fn job(id: &str, events: Vec<NewEvent>) -> (Job, Receiver) {
    let (reply, answer) = oneshot::channel();
    let stream = StreamName::parse(&format!("case-{id}")).expect("a stream name");
    (Job { stream, expected: Expected::NoStream, events, bytes: 1, reply }, answer)
}

fn answer(receiver: &mut Receiver) -> Result<Appended, AppendError> {
    receiver.try_recv().expect("an answer")
}

#[test]
fn a_full_disk_refuses_the_group_and_passes() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut writer = writer(&directory);
    let pages: i64 =
        writer.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("pages");
    let limit = |writer: &Writer, pages: i64| {
        writer
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .expect("a limit");
    };
    limit(&writer, pages);
    let (small, mut small_answer) = job("small", events("small", 1));
    let (large, mut large_answer) = job("large", events("large", 400));
    writer.commit(&mut vec![small, large]);
    for receiver in [&mut small_answer, &mut large_answer] {
        let refused = answer(receiver);
        assert!(
            matches!(&refused, Err(AppendError::Unavailable { reason }) if reason.contains("full")),
            "{refused:?}"
        );
    }
    assert_eq!(writer.failure.get(), None, "a full disk is not the end");
    assert_eq!(writer.last.position, 0, "nothing was counted");

    limit(&writer, 1_000_000);
    let (again, mut again_answer) = job("large", events("large", 400));
    writer.commit(&mut vec![again]);
    let appended = answer(&mut again_answer).expect("there is room again");
    assert!(appended.fresh, "the refused group had left nothing behind");
    assert_eq!(appended.position, Position::counter(400), "the refused group had used no position");
}

#[test]
fn a_broken_commit_is_an_unknown_outcome_and_the_end_of_writing() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut writer = writer(&directory);
    let commits = AtomicU32::new(0);
    writer.connection.commit_hook(Some(move || commits.fetch_add(1, Ordering::SeqCst) > 0)).expect("a hook");
    let (queue, failure, head) =
        (Arc::clone(&writer.queue), Arc::clone(&writer.failure), Arc::clone(&writer.head));
    writer.max_batch_appends = 1;
    let mut answers: Vec<Receiver> = Vec::new();
    for id in ["committed", "broken", "behind", "last"] {
        let (job, receiver) = job(id, events(id, 1));
        queue.push(job).expect("there is room");
        answers.push(receiver);
    }
    writer.run();
    assert!(answer(&mut answers[0]).is_ok());
    assert_eq!(answer(&mut answers[1]), Err(AppendError::Unknown), "nobody knows what the disk kept");
    for late in &mut answers[2..] {
        assert!(
            matches!(answer(late), Err(AppendError::Unavailable { .. })),
            "whoever waited was not written"
        );
    }
    assert!(failure.get().is_some_and(|reason| reason.contains("commit failed")), "the failure is told");
    assert_eq!(*head.borrow(), Position::counter(1), "readers never hear of the broken commit");
    let refused = queue.push(job("later", events("later", 1)).0);
    assert!(matches!(refused, Err(AppendError::Unavailable { .. })), "nothing is taken any more");
}

#[test]
fn an_error_is_fatal_unless_it_passes_by_itself() {
    let error = |code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
    for passing in [ffi::SQLITE_FULL, ffi::SQLITE_NOMEM, ffi::SQLITE_BUSY, ffi::SQLITE_LOCKED] {
        let failed = before_commit(&error(passing));
        assert!(
            failed.fatal.is_none() && matches!(failed.answer, AppendError::Unavailable { .. }),
            "{passing}"
        );
    }
    for ending in
        [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_READ, ffi::SQLITE_CORRUPT, ffi::SQLITE_CONSTRAINT_UNIQUE]
    {
        let failed = before_commit(&error(ending));
        assert!(
            failed.fatal.is_some() && matches!(failed.answer, AppendError::Unavailable { .. }),
            "{ending}"
        );
    }
    let full = at_commit(&error(ffi::SQLITE_FULL));
    assert!(full.fatal.is_none() && matches!(full.answer, AppendError::Unavailable { .. }));
    for ending in [ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR, ffi::SQLITE_BUSY] {
        let failed = at_commit(&error(ending));
        assert!(failed.fatal.is_some() && failed.answer == AppendError::Unknown, "{ending}");
    }
}

#[test]
fn a_writing_thread_that_panics_leaves_nobody_waiting() {
    let queue = Arc::new(Queue::new(100, 1 << 20));
    let failure = Arc::new(Failure::none());
    let (job, mut waiting) = job("waiting", events("waiting", 1));
    queue.push(job).expect("there is room");
    let sentinel = Sentinel { queue, failure: Arc::clone(&failure) };
    let thread = std::thread::spawn(move || {
        let _sentinel = sentinel;
        panic!("as a bug would");
    });
    assert!(thread.join().is_err());
    assert!(matches!(answer(&mut waiting), Err(AppendError::Unavailable { .. })));
    assert!(failure.get().is_some_and(|reason| reason.contains("panicked")));
}

#[test]
fn after_a_failed_checkpoint_nothing_more_is_written() {
    let directory = tempfile::tempdir().expect("a directory");
    let writer = writer(&directory);
    let (queue, failure, head) =
        (Arc::clone(&writer.queue), Arc::clone(&writer.failure), Arc::clone(&writer.head));
    let (waiting, mut waiting_answer) = job("waiting", events("waiting", 1));
    queue.push(waiting).expect("there is room");
    failure.set("a checkpoint failed");
    writer.run();
    let reason = "a checkpoint failed".to_owned();
    assert_eq!(answer(&mut waiting_answer), Err(AppendError::Unavailable { reason }));
    assert_eq!(*head.borrow(), Position::START);
}
