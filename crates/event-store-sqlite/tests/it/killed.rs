//! SIGKILL under load, life after life of one log: the history its clients had is linearisable, stream by stream, and the log holds
//! each acknowledged append once. What was asked and answered is told through a pipe, which outlives the process that filled it.

use crate::support::{Place, log};
use async_trait::async_trait;
use event_store::contract::{
    Answered, Asked, Call, Client, History, event, is_exactly_once, is_linearisable,
};
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Set for the process that will be killed: the directory of the log, and which life it is.
const INSIDE: &str = "KILLED_LOG";
const LIFE: &str = "KILLED_LIFE";

/// Beside the log: calls of earlier lives that nobody was answered, to be made again.
const IN_DOUBT: &str = "in-doubt";

const LIVES: u64 = 12;
const CLIENTS: u64 = 6;

/// The store, with every call and answer told on standard output.
struct Told {
    store: Arc<dyn EventStore>,
    calls: AtomicU64,
}

impl Told {
    fn tell(line: &str) {
        // One write a line: the pipe holds them in the order of the moments they tell of.
        let mut out = std::io::stdout().lock();
        let told = out.write_all(format!("\n> {line}\n").as_bytes()).and_then(|()| out.flush());
        told.expect("the pipe is open as long as this process lives");
    }

    fn made(&self, words: &str) -> u64 {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        Self::tell(&format!("{call} made {words}"));
        call
    }
}

fn asked(to: &StreamName, expected: Expected, ids: &[Uuid]) -> String {
    let expected = match expected {
        Expected::NoStream => "-".to_owned(),
        Expected::Exact(revision) => revision.to_string(),
    };
    format!("{to} append {expected} {}", words(ids))
}

fn words(ids: &[Uuid]) -> String {
    ids.iter().map(|id| format!("{id} ")).collect()
}

#[async_trait]
impl EventStore for Told {
    async fn append(
        &self,
        to: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        let ids: Vec<Uuid> = events.iter().map(|event| event.event_id).collect();
        let call = self.made(&asked(to, expected, &ids));
        let answer = self.store.append(to, expected, events).await;
        let said = match &answer {
            Ok(at) => {
                format!("ok {} {} {} {}", at.first_revision, at.revision, at.position.commit, at.fresh)
            }
            Err(AppendError::Conflict { actual: Some(actual) }) => format!("conflict {actual}"),
            Err(AppendError::Conflict { actual: None }) => "conflict -".to_owned(),
            Err(AppendError::Unknown) => "unknown".to_owned(),
            Err(other) => format!("refused {other}"),
        };
        Self::tell(&format!("{call} answered {said}"));
        answer
    }

    async fn read_stream(
        &self,
        from: &StreamName,
        revision: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let call = self.made(&format!("{from} read"));
        let events = self.store.read_stream(from, revision, limit).await?;
        let ids: Vec<Uuid> = events.iter().map(|event| event.event_id).collect();
        Self::tell(&format!("{call} answered read {}", words(&ids)));
        Ok(events)
    }

    async fn read_stream_backward(
        &self,
        from: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.store.read_stream_backward(from, limit).await
    }

    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        self.store.read_log(after, limit).await
    }

    async fn head(&self) -> Result<Position, ReadError> {
        self.store.head().await
    }

    async fn changed(&self, after: Position) {
        self.store.changed(after).await;
    }

    fn incarnation(&self) -> Incarnation {
        self.store.incarnation()
    }

    fn limits(&self) -> Limits {
        self.store.limits()
    }
}

/// Not a test of its own: the process that is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_life_inside() {
    let (Some(directory), Ok(life)) = (std::env::var_os(INSIDE), std::env::var(LIFE)) else { return };
    let path = Path::new(&directory).join("events.db");
    let options = event_store_sqlite::SqliteOptions {
        wal_bytes: 1 << 18,
        ..event_store_sqlite::SqliteOptions::new(path)
    };
    let store = event_store_sqlite::SqliteEventStore::open(options).expect("a kill damages nothing");
    let store: Arc<dyn EventStore> = Arc::new(Told { store, calls: AtomicU64::new(0) });
    let doubts = std::fs::read_to_string(Path::new(&directory).join(IN_DOUBT)).unwrap_or_default();
    for doubt in doubts.lines() {
        let (to, asked) = read_asked(doubt);
        let Asked::Append { expected, ids } = asked else { continue };
        let events = ids.iter().map(|id| NewEvent { event_id: *id, ..event("again") }).collect();
        // Whatever comes is an answer; what it was is told.
        let _told = store.append(&to, expected, events).await;
    }
    let mut clients = tokio::task::JoinSet::new();
    for number in 0..CLIENTS {
        let name = format!("life {life} client {number}");
        let seed = life.parse::<u64>().unwrap_or_default() * CLIENTS + number;
        clients.spawn(Client::new(Arc::clone(&store), History::default(), &name, seed).work(10_000));
    }
    clients.join_all().await;
}

fn read_asked(words: &str) -> (StreamName, Asked) {
    let mut words = words.split_whitespace();
    let stream = StreamName::parse(words.next().expect("a stream")).expect("a stream name");
    if words.next() == Some("read") {
        return (stream, Asked::Read);
    }
    let expected = match words.next().expect("an expectation") {
        "-" => Expected::NoStream,
        revision => Expected::Exact(Revision(revision.parse().expect("a revision"))),
    };
    (stream, Asked::Append { expected, ids: words.map(id).collect() })
}

fn id(word: &str) -> Uuid {
    Uuid::parse_str(word).expect("an id")
}

fn read_answer(words: &str) -> Answered {
    let mut words = words.split_whitespace();
    let what = words.next().expect("an answer");
    let mut number = || words.next().expect("a number").parse::<u64>();
    match what {
        "ok" => Answered::Append(Ok(Appended {
            first_revision: Revision(number().expect("a revision")),
            revision: Revision(number().expect("a revision")),
            position: Position::counter(number().expect("a position")),
            fresh: words.next() == Some("true"),
        })),
        "conflict" => Answered::Append(Err(AppendError::Conflict { actual: number().ok().map(Revision) })),
        "unknown" => Answered::Append(Err(AppendError::Unknown)),
        "read" => Answered::Read(words.map(id).collect()),
        _ => Answered::Append(Err(AppendError::Unavailable { reason: what.to_owned() })),
    }
}

/// What all lives told, in the order they told it.
#[derive(Default)]
struct Lives {
    calls: Vec<Call>,
    now: u64,
}

impl Lives {
    /// One life: kills it after so many answers, and hears what it still had to say. Returns the answers.
    fn one(&mut self, place: &Path, life: u64, deadly: usize) -> usize {
        let own = std::env::current_exe().expect("a test has an executable");
        let mut child = Command::new(own)
            .args(["--exact", "killed::the_life_inside", "--nocapture"])
            .env(INSIDE, place)
            .env(LIFE, life.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let out = child.stdout.take().expect("a pipe");
        let (mut numbers, mut answers) = (HashMap::new(), 0);
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            let Some((number, words)) = line.strip_prefix("> ").and_then(|line| line.split_once(' ')) else {
                continue;
            };
            self.now += 1;
            if let Some(words) = words.strip_prefix("made ") {
                let (stream, asked) = read_asked(words);
                numbers.insert(number.to_owned(), self.calls.len());
                self.calls.push(Call { stream, asked, made: self.now, answered: None });
            } else if let Some(words) = words.strip_prefix("answered ") {
                self.calls[numbers[number]].answered = Some((read_answer(words), self.now));
                answers += 1;
                if answers == deadly {
                    child.kill().expect("it can be killed");
                }
            }
        }
        let status = child.wait().expect("it ends");
        assert!(answers >= deadly && !status.success(), "life {life} ended by itself: {status}");
        answers
    }

    fn in_doubt(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|call| call.is_in_doubt())
    }
}

#[tokio::test]
async fn a_history_of_many_lives_each_ended_by_a_kill_is_linearisable() {
    let place = Place::new();
    let directory = place.path("");
    let (mut lives, mut met, mut settled) = (Lives::default(), 0, 0);
    for life in 0..LIVES {
        let before = lives.in_doubt().count();
        // A different moment in every life; the machine adds its own chance.
        let deadly = 40 + (life as usize * 37) % 90;
        lives.one(&directory, life, deadly);
        met += lives.in_doubt().count() - before;

        let events = log(&place.store()).await.expect("the log is whole");
        is_exactly_once(&lives.calls, &events).expect("exactly once");
        let doubts: Vec<String> = lives
            .in_doubt()
            .filter_map(|call| match &call.asked {
                Asked::Append { expected, ids } => Some(asked(&call.stream, *expected, ids)),
                Asked::Read => None,
            })
            .collect();
        settled += doubts.len();
        std::fs::write(place.path(IN_DOUBT), doubts.join("\n")).expect("a file");
    }
    assert!(met > 0 && settled > 0, "no kill ever met an append: the load proves nothing");
    is_linearisable(&lives.calls).expect("one store that does one thing at a time could have answered so");
}
