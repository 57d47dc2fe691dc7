//! A disk that fails: writes and syncs that end with an error, and a write that was only done in part and reported as whole.
//!
//! The faults are injected into the system calls of a process of its own (strace), so that everything above them is what runs in
//! production: SQLite, the engine, the threads.
#![allow(clippy::print_stderr, reason = "a test that cannot run here says so")]

use crate::support::{begin, log, stream};
use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected, ReadError};
use event_store_sqlite::{CheckOnOpen, OpenError, SqliteEventStore, SqliteOptions};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

/// Set for the run inside: the directory of the store.
const INSIDE: &str = "FAILING_DISK";

/// Appends tried in a life, and how many at once.
const APPENDS: usize = 400;
const AT_ONCE: usize = 4;

/// A write-ahead log that is carried over several times in a life, or never.
const SMALL: u64 = 1 << 19;
const LARGE: u64 = 1 << 24;

/// Beside the store inside: the log is not carried over, and the process ends without closing.
const DIE: &str = "die";

fn open(directory: &Path, check_on_open: CheckOnOpen) -> Result<Arc<SqliteEventStore>, OpenError> {
    let wal_bytes = if directory.join(DIE).exists() { LARGE } else { SMALL };
    SqliteEventStore::open(SqliteOptions {
        wal_bytes,
        check_on_open,
        ..SqliteOptions::new(directory.join("log.db"))
    })
}

/// What the process with the bad disk told before it ended.
#[derive(Debug, Default)]
struct Told {
    /// In the order of their answers: the name of the append and `ok`, `unknown` or `refused`.
    answers: Vec<(String, String)>,
    /// Why the store stopped writing.
    failure: String,
    /// What was read afterwards from the same store: names of streams, or `damaged`.
    served: Vec<String>,
}

impl Told {
    fn of(&self, answer: &str) -> BTreeSet<&str> {
        self.answers.iter().filter(|(_, was)| was == answer).map(|(name, _)| name.as_str()).collect()
    }
}

/// The life inside: appends until enough were refused, then reads, then ends without closing if it was told to.
async fn live(directory: &Path) {
    let store = open(directory, CheckOnOpen::Never).expect("the disk is still well");
    let mut told = String::new();
    let mut refused = 0;
    for round in 0..APPENDS / AT_ONCE {
        let calls = (0..AT_ONCE).map(|call| {
            let (store, name) = (Arc::clone(&store), format!("n{}", round * AT_ONCE + call));
            tokio::spawn(async move {
                let mut large = event(&name);
                large.payload = vec![b'x'; 3000];
                (store.append(&stream(&name), Expected::NoStream, vec![large]).await, name)
            })
        });
        for call in calls.collect::<Vec<_>>() {
            let (answer, name) = call.await.expect("an append does not panic");
            let word = match answer {
                Ok(_) => "ok",
                Err(AppendError::Unknown) => "unknown",
                Err(_) => "refused",
            };
            refused += usize::from(word == "refused");
            told.push_str(&format!("answer {name} {word}\n"));
        }
        if refused > 5 * AT_ONCE {
            break;
        }
    }
    if let Some(failure) = store.failure() {
        told.push_str(&format!("failure {}\n", failure.replace('\n', " ")));
    }
    match log(&store).await {
        Ok(events) => {
            let names = events.iter().map(|event| event.stream.as_str().trim_start_matches("case-"));
            told.extend(names.map(|name| format!("served {name}\n")));
        }
        Err(ReadError::Damaged { .. }) => told.push_str("served damaged\n"),
        Err(ReadError::Unavailable { .. }) => {}
    }
    fs::write(directory.join("told"), told).expect("this file is on a disk that is well");
    if directory.join(DIE).exists() {
        std::process::abort();
    }
    store.close();
}

/// Lives once with this fault in the system calls on these files. `None`: no process may be traced here.
fn with_fault(place: &TempDir, files: &[&str], fault: &str) -> Option<Told> {
    let own = std::env::current_exe().expect("a test has an executable");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "--seccomp-bpf", "-o"]).arg(place.path().join("trace"));
    for file in files {
        strace.arg("-P").arg(place.path().join(file));
    }
    let calls = fault.split(':').next().expect("a fault names its calls");
    strace.args(["-e", &format!("trace={calls}"), "-e", &format!("inject={fault}")]);
    strace.arg(own).args(["--exact", "failing_disk::the_life_inside", "--nocapture"]);
    let _none = fs::remove_file(place.path().join("told"));
    let done = match strace.env(INSIDE, place.path()).output() {
        Ok(done) => done,
        Err(error) => {
            eprintln!("skipped: strace: {error}");
            return None;
        }
    };
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    if said.contains("ptrace") && said.contains("Operation not permitted") {
        eprintln!("skipped: no process may be traced here: {said}");
        return None;
    }
    let told = fs::read_to_string(place.path().join("told")).unwrap_or_else(|_| {
        unreachable!("the life inside told nothing: {said} {}", String::from_utf8_lossy(&done.stdout))
    });
    let trace = fs::read_to_string(place.path().join("trace")).expect("a trace");
    assert!(trace.contains("(INJECTED)"), "the fault {fault} never struck: {told}");
    Some(read(&told))
}

fn read(told: &str) -> Told {
    let mut all = Told::default();
    for line in told.lines() {
        let (what, rest) = line.split_once(' ').expect("a word and more");
        match what {
            "answer" => {
                let (name, answer) = rest.split_once(' ').expect("a name and an answer");
                all.answers.push((name.to_owned(), answer.to_owned()));
            }
            "failure" => rest.clone_into(&mut all.failure),
            _ => all.served.push(rest.to_owned()),
        }
    }
    all
}

/// A store that was made and closed while the disk was well.
async fn made() -> TempDir {
    let place = tempfile::tempdir().expect("a directory");
    let store = open(place.path(), CheckOnOpen::Never).expect("it opens");
    begin(&store, "before", 1).await;
    store.close();
    place
}

/// The names of the streams in the reopened log, which must be whole.
async fn reopened(place: &TempDir) -> Vec<String> {
    let store = open(place.path(), CheckOnOpen::Always).expect("the disk is well again: the store opens");
    let events = log(&store).await.expect("the log is whole");
    assert_eq!(store.verify(|_| {}), Ok(events.len() as u64));
    begin(&store, "after", 1).await;
    events.iter().map(|event| event.stream.as_str().trim_start_matches("case-").to_owned()).collect()
}

/// Not a test of its own: what the others run under a tracer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_life_inside() {
    if let Some(directory) = std::env::var_os(INSIDE) {
        live(Path::new(&directory)).await;
    }
}

/// After a failed write or sync nobody knows what the disk kept, and the kernel may report success the next time (it drops what it
/// could not write). So nothing more is acknowledged by this process; what was before is there when the file is looked at afresh.
async fn ends_writing_and_keeps_what_was_acknowledged(files: &[&str], fault: &str) {
    let place = made().await;
    let Some(told) = with_fault(&place, files, fault) else { return };
    let acknowledged = told.of("ok");
    assert!(!told.failure.is_empty(), "{fault}: the store goes on as if nothing had happened");
    assert!(acknowledged.len() > AT_ONCE, "{fault}: it struck before anything was acknowledged");
    let first_bad = told.answers.iter().position(|(_, answer)| answer != "ok").expect("a refusal");
    // Answers of one round are read in the order of their calls, not of their writing.
    let later = &told.answers[first_bad / AT_ONCE * AT_ONCE + AT_ONCE..];
    assert!(!later.is_empty() && later.iter().all(|(_, answer)| answer == "refused"), "{fault}: {later:?}");
    let served: BTreeSet<&str> = told.served.iter().map(String::as_str).collect();
    assert!(acknowledged.is_subset(&served), "{fault}: an acknowledged event is not served any more");
    assert_eq!(served.len(), acknowledged.len() + 1, "{fault}: what was not acknowledged was served");

    let kept = reopened(&place).await;
    let found: BTreeSet<&str> = kept.iter().map(String::as_str).collect();
    assert_eq!(found.len(), kept.len(), "{fault}: an append stands twice in the log");
    assert!(acknowledged.is_subset(&found), "{fault}: an acknowledged event is lost");
    let unheard: BTreeSet<&str> =
        found.difference(&acknowledged).copied().filter(|name| *name != "before").collect();
    assert!(unheard.is_subset(&told.of("unknown")), "{fault}: what was refused was written: {unheard:?}");
}

#[tokio::test]
async fn a_failed_sync_of_the_write_ahead_log_ends_writing_for_good() {
    for nth in [5, 40] {
        let fault = format!("fsync,fdatasync:error=EIO:when={nth}");
        ends_writing_and_keeps_what_was_acknowledged(&["log.db-wal"], &fault).await;
    }
}

#[tokio::test]
async fn a_failed_write_to_the_write_ahead_log_ends_writing_for_good() {
    for nth in [90, 301] {
        let fault = format!("write,pwrite64:error=EIO:when={nth}");
        ends_writing_and_keeps_what_was_acknowledged(&["log.db-wal"], &fault).await;
    }
}

/// Carrying the write-ahead log over fails: the log still has it all, and nobody writes upon pages the disk may have lost.
#[tokio::test]
async fn a_failed_write_or_sync_of_a_checkpoint_ends_writing_for_good() {
    for fault in ["write,pwrite64:error=EIO:when=20", "fsync,fdatasync:error=EIO:when=1"] {
        ends_writing_and_keeps_what_was_acknowledged(&["log.db"], fault).await;
    }
}

/// The disk loses the beginning of one write and reports the whole as done. Nobody can notice that at once; but whatever is read
/// later is either what was written or an error, from the running store, after a clean close and after a crash.
#[tokio::test]
async fn a_torn_write_that_was_reported_as_done_is_never_served_as_truth() {
    for (nth, dies) in [(101, true), (102, true), (203, true), (204, true), (103, false), (104, false)] {
        let place = made().await;
        if dies {
            fs::write(place.path().join(DIE), b"").expect("a file");
        }
        let fault = format!("write,pwrite64:retval=8:when={nth}");
        let Some(told) = with_fault(&place, &["log.db-wal"], &fault) else { return };
        let mut truth: BTreeSet<&str> = told.of("ok");
        truth.insert("before");
        if !told.served.iter().any(|name| name == "damaged") && told.failure.is_empty() {
            let served: BTreeSet<&str> = told.served.iter().map(String::as_str).collect();
            assert_eq!(served, truth, "{fault}: the running store served something else");
        }
        let opened = open(place.path(), CheckOnOpen::Never);
        if dies {
            let error =
                opened.err().expect("acknowledged events behind a torn frame are not dropped in silence");
            assert!(
                matches!(&error, OpenError::Damaged { reason, .. } if reason.contains("frame")),
                "{error}"
            );
            continue;
        }
        if let Ok(store) = opened
            && let Ok(events) = log(&store).await
        {
            let found: BTreeSet<&str> =
                events.iter().map(|event| event.stream.as_str().trim_start_matches("case-")).collect();
            assert_eq!(found, truth, "{fault}: another log was served as truth after a clean close");
        }
    }
}
