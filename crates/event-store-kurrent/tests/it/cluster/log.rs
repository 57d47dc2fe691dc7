//! What the nodes share: the log, who leads, who is alive, and the trouble a test orders.

use super::wire::{Expects, Place};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::Notify;
use uuid::Uuid;

/// One event as the server keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) stream: String,
    pub(crate) revision: u64,
    pub(crate) id: Uuid,
    pub(crate) event_type: String,
    pub(crate) content_type: String,
    pub(crate) ticks: u64,
    pub(crate) custom: Vec<u8>,
    pub(crate) data: Vec<u8>,
    pub(crate) at: u64,
}

/// An event that is to be written.
#[derive(Debug, Clone)]
pub(crate) struct Offered {
    pub(crate) id: Uuid,
    pub(crate) event_type: String,
    pub(crate) content_type: String,
    pub(crate) custom: Vec<u8>,
    pub(crate) data: Vec<u8>,
}

/// What the server makes of an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Written { revision: u64, at: u64 },
    Wrong { current: Option<u64> },
}

/// What shall go wrong with the next calls; each is used up by one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The append is written, and its answer is an error of the connection.
    WrittenButAnswerLost,
    /// The append is written, and no answer ever comes.
    WrittenInSilence,
    /// The append is not written, and no answer ever comes.
    NotWrittenInSilence,
    /// The node says that it is busy.
    Busy,
    /// The leader gave up waiting for a majority.
    CommitTimeout,
    /// The append is written with other bytes, as by another node that carried out the same command.
    WrittenByAnother,
    /// A read is cut short after one event and ends as if it were complete.
    ReadCutShort,
    /// A read ends before anything was said, as if it were complete.
    ReadEmptied,
    /// Events of a stream are read without their positions, as from a server before 22.6.
    NoPositions,
    /// A read leaves out the second event it should hold.
    ReadWithGap,
}

/// Shared by all nodes of a cluster.
#[derive(Debug, Default)]
pub(crate) struct SharedLog {
    inside: Mutex<Inside>,
    /// Told of each append that reaches the log.
    appended: Notify,
}

#[derive(Debug, Default)]
struct Inside {
    events: Vec<Stored>,
    streams: HashMap<String, Vec<usize>>,
    end: u64,
    leader: usize,
    ports: Vec<u16>,
    dead: Vec<usize>,
    trouble: Vec<Trouble>,
    subscriptions: usize,
    batch_appends: usize,
    gossips: usize,
    appends: usize,
    reads: usize,
    refused_as_follower: usize,
}

impl SharedLog {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn set_members(&self, ports: Vec<u16>) {
        self.inside().ports = ports;
    }

    pub(crate) fn set_alive(&self, index: usize, alive: bool) {
        let mut inside = self.inside();
        inside.dead.retain(|dead| *dead != index);
        if !alive {
            inside.dead.push(index);
        }
    }

    /// Makes a node the leader; the others know at once.
    pub(crate) fn elect(&self, index: usize) {
        self.inside().leader = index;
    }

    pub(crate) fn order(&self, trouble: Trouble) {
        self.inside().trouble.push(trouble);
    }

    /// Takes one ordered trouble out, if it is among those a call can have.
    pub(crate) fn take_trouble(&self, among: &[Trouble]) -> Option<Trouble> {
        let mut inside = self.inside();
        let at = inside.trouble.iter().position(|trouble| among.contains(trouble))?;
        Some(inside.trouble.remove(at))
    }

    pub(crate) fn leader(&self) -> (usize, u16) {
        let inside = self.inside();
        (inside.leader, inside.ports[inside.leader])
    }

    /// Port, leading, alive: of every member.
    pub(crate) fn members(&self) -> Vec<(u16, bool, bool)> {
        let mut inside = self.inside();
        inside.gossips += 1;
        let member =
            |(index, port): (usize, &u16)| (*port, index == inside.leader, !inside.dead.contains(&index));
        inside.ports.iter().enumerate().map(member).collect()
    }

    pub(crate) fn count_subscription(&self) {
        self.inside().subscriptions += 1;
    }

    pub(crate) fn count_batch_append(&self) {
        self.inside().batch_appends += 1;
    }

    pub(crate) fn count_refusal(&self) {
        self.inside().refused_as_follower += 1;
    }

    /// Calls the adapter must never make: subscriptions and batch appends.
    pub(crate) fn forbidden_calls(&self) -> usize {
        let inside = self.inside();
        inside.subscriptions + inside.batch_appends
    }

    /// How often the members were asked for: once for every client that was built.
    pub(crate) fn gossips(&self) -> usize {
        self.inside().gossips
    }

    /// Append calls that reached the log.
    pub(crate) fn appends(&self) -> usize {
        self.inside().appends
    }

    /// Waits until so many append calls have reached the log.
    pub(crate) async fn appends_reach(&self, count: usize) {
        loop {
            let appended = self.appended.notified();
            if self.appends() >= count {
                return;
            }
            appended.await;
        }
    }

    /// Pages of the whole log that were asked for.
    pub(crate) fn reads(&self) -> usize {
        self.inside().reads
    }

    /// Ordered, and not yet met by a call.
    pub(crate) fn troubles_left(&self) -> usize {
        self.inside().trouble.len()
    }

    /// Calls answered with "not the leader".
    pub(crate) fn refusals(&self) -> usize {
        self.inside().refused_as_follower
    }

    /// Somebody else's event.
    pub(crate) fn write_foreign(&self, stream: &str) {
        let mut inside = self.inside();
        let revision = inside.streams.get(stream).map_or(0, |own| own.len() as u64);
        let id = Uuid::from_u64_pair(inside.end, revision);
        let (event_type, content_type) = ("$stats".to_owned(), "application/json".to_owned());
        let offered = Offered { id, event_type, content_type, custom: Vec::new(), data: b"{}".to_vec() };
        inside.write(stream, revision, offered);
    }

    /// Everything is gone, as when the data directory of every node was lost.
    pub(crate) fn lose_everything(&self) {
        let mut inside = self.inside();
        inside.events.clear();
        inside.streams.clear();
    }

    /// How many events stand in a stream.
    pub(crate) fn length(&self, stream: &str) -> usize {
        self.inside().streams.get(stream).map_or(0, Vec::len)
    }

    /// The server's judgement, repeats included: when the expectation lies behind the stream, the ids decide one by one.
    pub(crate) fn append(&self, stream: &str, expects: Expects, offered: Vec<Offered>) -> Verdict {
        let mut inside = self.inside();
        inside.appends += 1;
        self.appended.notify_waiters();
        let own = inside.streams.get(stream).cloned().unwrap_or_default();
        let current = (own.len() as u64).checked_sub(1);
        let first = match expects {
            Expects::Revision(revision) => revision + 1,
            Expects::NoStream(_) => 0,
            Expects::Any(_) | Expects::Exists(_) => own.len() as u64,
        };
        if first > own.len() as u64 {
            return Verdict::Wrong { current };
        }
        if first < own.len() as u64 {
            let stored = |index: usize| own.get(first as usize + index).map(|at| &inside.events[*at]);
            let same = offered
                .iter()
                .enumerate()
                .all(|(index, new)| stored(index).is_some_and(|old| old.id == new.id));
            return match stored(offered.len() - 1) {
                Some(last) if same => Verdict::Written { revision: last.revision, at: last.at },
                Some(_) | None => Verdict::Wrong { current },
            };
        }
        let mut at = 0;
        let count = offered.len() as u64;
        for (revision, event) in (first..).zip(offered) {
            at = inside.write(stream, revision, event);
        }
        Verdict::Written { revision: first + count - 1, at }
    }

    /// A stream's events from a revision, and its last revision; `None`: there is no such stream.
    pub(crate) fn stream(
        &self,
        stream: &str,
        from: Option<u64>,
        back: bool,
        count: u64,
    ) -> Option<(Vec<Stored>, u64)> {
        let inside = self.inside();
        let own = inside.streams.get(stream)?;
        let of = |index: &usize| inside.events[*index].clone();
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let events = if back {
            let top = from.unwrap_or(u64::MAX);
            own.iter().rev().map(of).filter(|event| event.revision <= top).take(count).collect()
        } else {
            let from = usize::try_from(from.unwrap_or(0)).unwrap_or(usize::MAX);
            own.iter().skip(from).take(count).map(of).collect()
        };
        Some((events, own.len() as u64 - 1))
    }

    /// Entries of the whole log: upwards inclusive, downwards exclusive.
    pub(crate) fn all(&self, from: Option<Place>, back: bool, count: u64) -> Vec<Stored> {
        let mut inside = self.inside();
        inside.reads += 1;
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        if back {
            let below = from.map_or(u64::MAX, |place| place.commit);
            inside.events.iter().rev().filter(|event| event.at < below).take(count).cloned().collect()
        } else {
            let from = from.map_or(0, |place| place.commit);
            let start = inside.events.partition_point(|event| event.at < from);
            inside.events[start..].iter().take(count).cloned().collect()
        }
    }
}

impl Inside {
    fn write(&mut self, stream: &str, revision: u64, event: Offered) -> u64 {
        let Offered { id, event_type, content_type, custom, data } = event;
        // A position is an offset in bytes; the log begins with a record that is no event.
        let at = self.end + 120;
        self.end = at + 64 + (custom.len() + data.len()) as u64;
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        let ticks = u64::try_from(since.as_nanos() / 100).expect("before 60000");
        let stream = stream.to_owned();
        self.streams.entry(stream.clone()).or_default().push(self.events.len());
        self.events.push(Stored { stream, revision, id, event_type, content_type, ticks, custom, data, at });
        at
    }
}
