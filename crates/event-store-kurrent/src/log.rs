//! The log: `$all` read in pages from explicit positions, with everything that is not ours left out here.
//!
//! A checkpoint must not pass the last event of ours, because one beyond the head stops its reader. So what lies behind that event
//! and is not ours is remembered in memory only (`Tail`), and not looked at again by this process.

use crate::failure::Fault;
use crate::record::{position, recorded};
use crate::store::KurrentEventStore;
use event_store::{LogPage, Position};
use eventstore::{Client, ReadAllOptions, StreamPosition};
use std::sync::PoisonError;
use tokio::time::{Instant, timeout};

/// Entries of `$all` asked for at once, at most.
const PAGE: usize = 512;

/// Answers that bring nothing though there is something, before the server counts as away.
pub(crate) const EMPTY_HANDED: usize = 3;

/// Payload bytes after which a page is full whatever its count.
const PAGE_BYTES: usize = 8 << 20;

/// `ours` is an event of ours (or the start), and behind it there is nothing of ours up to `seen`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tail {
    ours: Position,
    seen: Position,
}

impl Tail {
    pub(crate) const NOTHING: Self = Self { ours: Position::START, seen: Position::START };
}

/// What is asked of `$all`.
#[derive(Debug, Clone, Copy)]
enum From {
    /// Upwards from here, inclusive.
    Up(Position),
    /// Downwards from the end.
    End,
    /// Downwards from here, exclusive.
    Down(Position),
}

/// An entry of `$all`.
struct Entry {
    at: Position,
    stream: String,
    event: eventstore::RecordedEvent,
}

impl KurrentEventStore {
    /// The log after `after`, at most `limit` events of ours.
    pub(crate) async fn log_after(&self, after: Position, limit: usize) -> Result<LogPage, Fault> {
        let mut page = LogPage { events: Vec::new(), safe_through: after, at_end: false };
        if limit == 0 {
            return Ok(page);
        }
        let (began, at_tail) = self.skip(after);
        if at_tail && self.ends_at(began).await? {
            page.at_end = true;
            return Ok(page);
        }
        let (mut seen, mut bytes, mut empty_handed) = (began, 0, 0);
        // The place asked from is worth remembering only if an event of ours stands there, or nothing can.
        let mut ours = (after == Position::START).then_some(after);
        // One more for the entry at `seen` itself, one to know whether there is more.
        let mut count = limit.saturating_add(2).min(PAGE);
        loop {
            let entries = self.entries(From::Up(seen), count).await?;
            let asked = seen;
            if let Some(first) = entries.first()
                && first.at == after
                && self.names.own(&first.stream).is_some()
            {
                ours = Some(after);
            }
            for entry in entries.into_iter().skip_while(|entry| entry.at <= asked) {
                if entry.at <= seen {
                    return Err(Fault::Damaged(format!("{} comes after {seen} in the log", entry.at)));
                }
                if let Some(stream) = self.names.own(&entry.stream) {
                    if page.events.len() >= limit || bytes > PAGE_BYTES {
                        // An event of ours lies beyond, so a checkpoint may pass what is not ours before it.
                        page.safe_through = page.safe_through.max(seen);
                        return Ok(page);
                    }
                    bytes += entry.event.data.len() + entry.event.custom_metadata.len();
                    page.safe_through = entry.at;
                    ours = Some(entry.at);
                    page.events.push(recorded(stream, entry.event)?);
                }
                seen = entry.at;
            }
            if seen > asked {
                // A stretch of others is crossed in larger steps.
                count = (count * 2).min(PAGE);
                continue;
            }
            // An answer cut short looks like the end; the last entry of all tells the two apart.
            if self.ends_at(seen).await? {
                self.nothing_behind(ours, began, seen);
                self.advance(ours.unwrap_or(Position::START));
                page.at_end = true;
                return Ok(page);
            }
            empty_handed += 1;
            if empty_handed > EMPTY_HANDED {
                return Err(broken_off());
            }
        }
    }

    /// Whether nothing at all lies behind `seen`.
    async fn ends_at(&self, seen: Position) -> Result<bool, Fault> {
        Ok(self.entries(From::End, 1).await?.first().is_some_and(|last| last.at <= seen))
    }

    /// Position of the last event of ours.
    pub(crate) async fn last_position(&self) -> Result<Position, Fault> {
        let tail = *self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut from, mut count, mut end, mut empty_handed) = (From::End, 8, None, 0);
        loop {
            let entries = self.entries(from, count).await?;
            end = end.or(entries.first().map(|entry| entry.at));
            let known = |at: Position| at <= tail.seen;
            let found =
                entries.iter().find(|entry| known(entry.at) || self.names.own(&entry.stream).is_some());
            let head = match (found, entries.last(), from) {
                (Some(entry), ..) if known(entry.at) => tail.ours,
                (Some(entry), ..) => entry.at,
                (None, Some(lowest), _) => {
                    from = From::Down(lowest.at);
                    count = (count * 4).min(PAGE);
                    continue;
                }
                // Nothing below: the beginning of the log, or an answer cut short.
                (None, None, From::Down(lowest)) if self.begins_at(lowest).await? => Position::START,
                (None, None, _) if empty_handed < EMPTY_HANDED => {
                    empty_handed += 1;
                    continue;
                }
                (None, None, _) => return Err(broken_off()),
            };
            self.remember(Tail { ours: head, seen: end.unwrap_or(head).max(head) });
            self.advance(head);
            return Ok(head);
        }
    }

    /// Whether nothing at all lies before `lowest`.
    async fn begins_at(&self, lowest: Position) -> Result<bool, Fault> {
        Ok(self.entries(From::Up(Position::START), 1).await?.first().is_some_and(|first| first.at >= lowest))
    }

    /// Waits until something of ours lies after `after`: told at once by this process's own appends, seen by looking otherwise.
    pub(crate) async fn wait_beyond(&self, after: Position) {
        let mut newest = self.newest.subscribe();
        loop {
            // The sender lives in `self`, so waiting itself cannot fail.
            if timeout(self.poll_interval, newest.wait_for(|newest| *newest > after)).await.is_ok() {
                return;
            }
            self.look_beyond(after).await;
        }
    }

    /// One look for everyone who waits.
    async fn look_beyond(&self, after: Position) {
        let mut looked = self.looked.lock().await;
        if looked.elapsed() < self.poll_interval || *self.newest.borrow() > after {
            return;
        }
        match self.log_after(after, 1).await {
            Ok(page) if !page.events.is_empty() => self.advance(page.safe_through),
            Ok(_nothing) => {}
            // The caller goes on waiting; its next read says what is wrong, and the supervisor has said it already.
            Err(fault) => tracing::debug!(?fault, "could not look for new events"),
        }
        *looked = Instant::now();
    }

    /// What was written up to here is known now.
    pub(crate) fn advance(&self, to: Position) {
        self.newest.send_if_modified(|newest| {
            let ahead = to > *newest;
            if ahead {
                *newest = to;
            }
            ahead
        });
    }

    /// Where reading after `after` may begin, and whether that is as far as this process has seen.
    fn skip(&self, after: Position) -> (Position, bool) {
        let tail = *self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        if tail.ours <= after && after <= tail.seen { (tail.seen, true) } else { (after, false) }
    }

    fn remember(&self, found: Tail) {
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        if found.seen >= tail.seen {
            *tail = found;
        }
    }

    /// From `began` up to `seen`, which is the end, there was nothing of ours behind `ours`.
    ///
    /// Without `ours` the reader asked from a place where nothing of ours stands, perhaps one that never was in this log: then
    /// only what was known before is carried on.
    fn nothing_behind(&self, ours: Option<Position>, began: Position, seen: Position) {
        if let Some(ours) = ours {
            self.remember(Tail { ours, seen });
            return;
        }
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        if tail.seen == began && seen > began {
            tail.seen = seen;
        }
    }

    async fn entries(&self, from: From, count: usize) -> Result<Vec<Entry>, Fault> {
        let at = |position: Position| {
            let Position { commit, prepare } = position;
            StreamPosition::Position(eventstore::Position { commit, prepare })
        };
        // The order matters: the client lets `position` decide the direction of its two ends.
        let options = match from {
            From::Up(Position::START) => ReadAllOptions::default().position(StreamPosition::Start).forwards(),
            From::Up(position) => ReadAllOptions::default().position(at(position)).forwards(),
            From::End => ReadAllOptions::default().position(StreamPosition::End).backwards(),
            From::Down(position) => ReadAllOptions::default().position(at(position)).backwards(),
        };
        let options = options.max_count(count).requires_leader(true).deadline(self.deadlines.read);
        let options = match self.caller.get() {
            Some(credentials) => options.authenticated(credentials),
            None => options,
        };
        let names = self.names.clone();
        let keep = move |stream: &str| names.own(stream).is_some();
        let read =
            self.supervisor.run(self.deadlines.read, |client| read(client, options.clone(), keep.clone()));
        read.await
    }
}

async fn read(
    client: Client,
    options: ReadAllOptions,
    ours: impl Fn(&str) -> bool,
) -> eventstore::Result<Vec<Entry>> {
    let mut answer = client.read_all(&options).await?;
    let (mut entries, mut bytes) = (Vec::new(), 0);
    while let Some(next) = answer.next().await? {
        // A link whose event is gone has only itself; links are not followed.
        let Some(mut event) = next.event.or(next.link) else { continue };
        let at = position(event.position).unwrap_or(Position::START);
        let stream = std::mem::take(&mut event.stream_id);
        if ours(&stream) {
            bytes += event.data.len() + event.custom_metadata.len();
        } else {
            // Not ours: only its place counts.
            event.data = Vec::new().into();
            event.custom_metadata = Vec::new().into();
        }
        entries.push(Entry { at, stream, event });
        if bytes > PAGE_BYTES {
            break;
        }
    }
    Ok(entries)
}

pub(crate) fn broken_off() -> Fault {
    Fault::NotDone("the server breaks off its answers".to_owned())
}
