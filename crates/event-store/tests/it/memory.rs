//! The smallest engine there can be, and ways to break it.

use async_trait::async_trait;
use event_store::contract::{Bench, Probe};
use event_store::{
    AppendError, Appended, Clock, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position,
    ReadError, RecordedEvent, Revision, StreamName,
};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;
use uuid::Uuid;

/// What is wrong with an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Nothing,
    ForgetsRepeats,
    TakesIdsTwice,
    IgnoresExpectations,
    LiesAboutTheStream,
    KeepsHalfOfARefusedAppend,
    SwapsPositions,
    SaysTheEndTooEarly,
    PassesOverAnEvent,
    SleepsThroughWrites,
    RepairsBytes,
    TakesAnySize,
    ForgetsOnReopening,
    FollowsItsClockBack,
    LetsOthersOvertake,
    SortsByBeginning,
    RefusesAndWrites,
    KeepsItsNameWhenRestored,
}

/// Events in a vector; a position is an index counted from one.
pub(crate) struct Memory {
    log: Arc<Mutex<Vec<RecordedEvent>>>,
    head: watch::Sender<u64>,
    gate: Arc<Gate>,
    fault: Fault,
    clock: Clock,
    incarnation: Incarnation,
}

/// What an append holds until it is committed.
#[derive(Default)]
pub(crate) struct Gate {
    pub(crate) lock: Arc<tokio::sync::Mutex<()>>,
    pub(crate) waiting: AtomicUsize,
}

/// The vector outlives its handles, as a file would.
pub(crate) struct MemoryBench {
    pub(crate) log: Arc<Mutex<Vec<RecordedEvent>>>,
    pub(crate) copy: Mutex<Vec<RecordedEvent>>,
    pub(crate) life: AtomicU64,
    pub(crate) gate: Arc<Gate>,
    pub(crate) fault: Fault,
}

impl MemoryBench {
    pub(crate) fn new(fault: Fault) -> Self {
        let (log, copy, life, gate) = (Arc::default(), Mutex::default(), AtomicU64::new(1), Arc::default());
        Self { log, copy, life, gate, fault }
    }

    pub(crate) fn opened(&self, clock: Clock) -> Arc<dyn EventStore> {
        let mut log = self.log.lock().expect("no poison");
        if self.fault == Fault::ForgetsOnReopening {
            log.pop();
        }
        Arc::new(Memory {
            log: Arc::clone(&self.log),
            head: watch::Sender::new(log.len() as u64),
            gate: Arc::clone(&self.gate),
            fault: self.fault,
            clock,
            incarnation: Incarnation(Uuid::from_u128(self.life.load(Ordering::SeqCst).into())),
        })
    }
}

#[async_trait]
impl Bench for MemoryBench {
    async fn open(&self) -> Arc<dyn EventStore> {
        self.opened(Clock::system())
    }

    fn probe(&self) -> &dyn Probe {
        self
    }
}

impl Memory {
    fn of_stream(log: &[RecordedEvent], stream: &StreamName) -> Vec<RecordedEvent> {
        log.iter().filter(|event| event.stream == *stream).cloned().collect()
    }

    fn repeat(&self, own: &[RecordedEvent], expected: Expected, events: &[NewEvent]) -> Option<Appended> {
        let first = usize::try_from(expected.first_revision().0).ok()?;
        let stored = own.get(first..first.checked_add(events.len())?)?;
        let same = stored.iter().zip(events).all(|(stored, new)| stored.event_id == new.event_id);
        (same && self.fault != Fault::ForgetsRepeats).then(|| answer(stored, false))
    }

    fn record(&self, log: &mut Vec<RecordedEvent>, stream: &StreamName, at: u64, event: NewEvent) {
        let count = log.len() as u64;
        let latest = log.last().map_or(0, |last| last.recorded_at_us);
        let now = self.clock.now_us();
        let recorded_at_us = if self.fault == Fault::FollowsItsClockBack { now } else { now.max(latest) };
        let mut payload = event.payload;
        if self.fault == Fault::RepairsBytes {
            payload = String::from_utf8_lossy(&payload).into_owned().into_bytes();
        }
        log.push(RecordedEvent {
            position: Position::counter(count + 1),
            stream: stream.clone(),
            revision: Revision(at),
            event_id: event.event_id,
            event_type: event.event_type,
            recorded_at_us,
            metadata: event.metadata,
            payload,
            previous: event.previous,
        });
        if self.fault == Fault::SwapsPositions && count > 0 && count.is_multiple_of(7) {
            let index = log.len() - 1;
            log.swap(index - 1, index);
            log[index - 1].position = Position::counter(count);
            log[index].position = Position::counter(count + 1);
        }
    }

    fn write(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        let mut log = self.log.lock().expect("no poison");
        let own = Self::of_stream(&log, stream);
        let actual = own.last().map(|event| event.revision);
        let holds = match expected {
            Expected::NoStream => actual.is_none(),
            Expected::Exact(revision) => actual == Some(revision),
        };
        if let Some(repeat) = (!holds).then(|| self.repeat(&own, expected, &events)).flatten() {
            return Ok(repeat);
        }
        if !holds && self.fault != Fault::IgnoresExpectations {
            let told =
                if self.fault == Fault::LiesAboutTheStream { actual.map(Revision::next) } else { actual };
            return Err(AppendError::Conflict { actual: told });
        }
        let before = log.len();
        for (event, at) in events.into_iter().zip(own.len() as u64..) {
            let taken = log.iter().any(|stored| stored.event_id == event.event_id);
            if taken && self.fault != Fault::TakesIdsTwice {
                if self.fault != Fault::KeepsHalfOfARefusedAppend {
                    log.truncate(before);
                }
                return Err(AppendError::EventIdTaken);
            }
            self.record(&mut log, stream, at, event);
        }
        if self.fault != Fault::SleepsThroughWrites {
            self.head.send_replace(log.len() as u64);
        }
        Ok(answer(&log[before..], true))
    }
}

fn answer(stored: &[RecordedEvent], fresh: bool) -> Appended {
    let (first, last) = (&stored[0], &stored[stored.len() - 1]);
    Appended { first_revision: first.revision, revision: last.revision, position: last.position, fresh }
}

#[async_trait]
impl EventStore for Memory {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        if self.fault != Fault::TakesAnySize {
            self.limits().check(&events)?;
        }
        self.gate.waiting.fetch_add(1, Ordering::SeqCst);
        let held =
            if self.fault == Fault::LetsOthersOvertake { None } else { Some(self.gate.lock.lock().await) };
        self.gate.waiting.fetch_sub(1, Ordering::SeqCst);
        let answer = self.write(stream, expected, events);
        drop(held);
        if self.fault == Fault::RefusesAndWrites
            && self.log.lock().expect("no poison").len().is_multiple_of(5)
        {
            return Err(AppendError::Unavailable { reason: "as if nothing had been written".to_owned() });
        }
        answer
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let mut own = Self::of_stream(&self.log.lock().expect("no poison"), stream);
        own.retain(|event| event.revision >= from);
        own.truncate(limit);
        Ok(own)
    }

    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let mut own = Self::of_stream(&self.log.lock().expect("no poison"), stream);
        own.reverse();
        own.truncate(limit);
        Ok(own)
    }

    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        let log = self.log.lock().expect("no poison");
        let rest: Vec<_> = log.iter().filter(|event| event.position > after).collect();
        let events: Vec<RecordedEvent> = rest.iter().take(limit).map(|event| (*event).clone()).collect();
        let mut safe_through = events.last().map_or(after, |event| event.position);
        if self.fault == Fault::PassesOverAnEvent && rest.len() > events.len() {
            safe_through.commit += 1;
        }
        let at_end = rest.len() == events.len() || self.fault == Fault::SaysTheEndTooEarly;
        Ok(LogPage { events, safe_through, at_end })
    }

    async fn head(&self) -> Result<Position, ReadError> {
        Ok(Position::counter(self.log.lock().expect("no poison").len() as u64))
    }

    async fn changed(&self, after: Position) {
        let mut head = self.head.subscribe();
        let _waited = head.wait_for(|head| *head > after.commit).await;
    }

    fn incarnation(&self) -> Incarnation {
        self.incarnation
    }

    fn limits(&self) -> Limits {
        Limits { max_event_bytes: 100_000, max_batch_events: 500, max_append_bytes: 250_000 }
    }
}
