//! What the suite may do to the engine in memory.

use crate::memory::{Fault, Gate, MemoryBench};
use async_trait::async_trait;
use event_store::contract::{Probe, Transaction};
use event_store::{Clock, EventStore, NewEvent, Position, RecordedEvent, Revision, StreamName};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use tokio::sync::OwnedMutexGuard;

#[async_trait]
impl Probe for MemoryBench {
    async fn open_with_clock(&self, clock: Clock) -> Option<Arc<dyn EventStore>> {
        Some(self.opened(clock))
    }

    async fn begin(&self) -> Option<Box<dyn Transaction>> {
        let began = self.log.lock().expect("no poison").len();
        let (log, gate) = (Arc::clone(&self.log), Arc::clone(&self.gate));
        Some(Box::new(Held { log, gate, fault: self.fault, began, pending: Mutex::default() }))
    }

    async fn back_up(&self) -> bool {
        self.copy.lock().expect("no poison").clone_from(&self.log.lock().expect("no poison"));
        true
    }

    async fn restore(&self) {
        self.log.lock().expect("no poison").clone_from(&self.copy.lock().expect("no poison"));
        if self.fault != Fault::KeepsItsNameWhenRestored {
            self.life.fetch_add(1, Ordering::SeqCst);
        }
    }
}

struct Held {
    log: Arc<Mutex<Vec<RecordedEvent>>>,
    gate: Arc<Gate>,
    fault: Fault,
    /// Length of the log when the transaction began.
    began: usize,
    pending: Mutex<Option<Pending>>,
}

/// An event that is not committed yet, where it would stand, and what keeps others out meanwhile.
type Pending = (Option<OwnedMutexGuard<()>>, RecordedEvent, usize);

#[async_trait]
impl Transaction for Held {
    async fn append(&self, to: &StreamName, revision: Revision, event: &NewEvent) {
        let held = if self.fault == Fault::LetsOthersOvertake {
            None
        } else {
            Some(Arc::clone(&self.gate.lock).lock_owned().await)
        };
        let length = self.log.lock().expect("no poison").len();
        let event = RecordedEvent {
            position: Position::START,
            stream: to.clone(),
            revision,
            event_id: event.event_id,
            event_type: Arc::clone(&event.event_type),
            recorded_at_us: 0,
            metadata: event.metadata.clone(),
            payload: event.payload.clone(),
            previous: event.previous,
        };
        *self.pending.lock().expect("no poison") = Some((held, event, length));
    }

    async fn until_waited_for(&self) {
        let length = self.log.lock().expect("no poison").len();
        while self.gate.waiting.load(Ordering::SeqCst) == 0
            && self.log.lock().expect("no poison").len() == length
        {
            tokio::task::yield_now().await;
        }
    }

    async fn end(self: Box<Self>, commit: bool) {
        let Some((held, event, place)) = self.pending.lock().expect("no poison").take() else { return };
        if commit {
            let mut log = self.log.lock().expect("no poison");
            let place = if self.fault == Fault::SortsByBeginning { self.began } else { place };
            log.insert(place, event);
            for (position, event) in (1..).zip(log.iter_mut()) {
                event.position = Position::counter(position);
            }
        }
        drop(held);
    }
}
