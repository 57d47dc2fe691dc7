//! The last events that were committed, in memory: whoever follows the log at its end need not read from the disk what was written a
//! moment ago.

use event_store::{LogPage, Position, RecordedEvent};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Most events kept, and most bytes of them.
const EVENTS: usize = 4_096;
const BYTES: usize = 8 << 20;

/// The end of the log.
#[derive(Default)]
pub(crate) struct Tail(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// Without a gap.
    events: VecDeque<Arc<RecordedEvent>>,
    bytes: usize,
}

impl Tail {
    /// Takes in what was just committed, in the order of the log.
    pub(crate) fn push(&self, committed: impl Iterator<Item = RecordedEvent>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for event in committed {
            kept.bytes += size(&event);
            kept.events.push_back(Arc::new(event));
            while kept.events.len() > EVENTS || kept.bytes > BYTES {
                let Some(oldest) = kept.events.pop_front() else { break };
                kept.bytes -= size(&oldest);
            }
        }
    }

    /// The events after `after`, at most `limit`; nothing where they are not all here.
    pub(crate) fn page(&self, after: Position, limit: usize) -> Option<LogPage> {
        let (events, at_end) = {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let first = kept.events.front()?.position.commit;
            let passed = usize::try_from(after.commit.checked_add(1)?.checked_sub(first)?).ok()?;
            let left = kept.events.len().checked_sub(passed)?;
            let events: Vec<_> = kept.events.range(passed..).take(limit).cloned().collect();
            let at_end = events.len() == left;
            (events, at_end)
        };
        let safe_through = events.last().map_or(after, |last| last.position);
        Some(LogPage { events: events.iter().map(|event| (**event).clone()).collect(), safe_through, at_end })
    }
}

fn size(event: &RecordedEvent) -> usize {
    event.payload.len() + event.metadata.len()
}

#[cfg(test)]
mod tests {
    use super::{EVENTS, Tail};
    use event_store::{Position, RecordedEvent, Revision, StreamName};
    use uuid::Uuid;

    fn event(position: u64, bytes: usize) -> RecordedEvent {
        RecordedEvent {
            position: Position::counter(position),
            stream: StreamName::parse("case-gd~1").expect("a name"),
            revision: Revision(position),
            event_id: Uuid::from_u128(position.into()),
            event_type: "noise.v1".into(),
            recorded_at_us: 0,
            metadata: Vec::new(),
            payload: vec![0; bytes],
            previous: None,
        }
    }

    fn positions(tail: &Tail, after: u64, limit: usize) -> Option<(Vec<u64>, u64, bool)> {
        let page = tail.page(Position::counter(after), limit)?;
        let events = page.events.iter().map(|event| event.position.commit).collect();
        Some((events, page.safe_through.commit, page.at_end))
    }

    #[test]
    fn what_was_committed_last_is_there_and_what_came_before_is_not() {
        let tail = Tail::default();
        assert_eq!(positions(&tail, 0, 10), None);
        tail.push((11..=14).map(|position| event(position, 1)));
        assert_eq!(positions(&tail, 9, 10), None, "event 10 is not here");
        assert_eq!(positions(&tail, 10, 10), Some((vec![11, 12, 13, 14], 14, true)));
        assert_eq!(positions(&tail, 12, 1), Some((vec![13], 13, false)));
        assert_eq!(positions(&tail, 13, 1), Some((vec![14], 14, true)));
        assert_eq!(positions(&tail, 14, 10), Some((vec![], 14, true)));
        assert_eq!(positions(&tail, 15, 10), None, "nobody knows such a position");
        assert_eq!(positions(&tail, u64::MAX, 10), None);
    }

    #[test]
    fn it_holds_so_many_events_and_bytes_and_no_more() {
        let tail = Tail::default();
        let events = EVENTS as u64;
        tail.push((1..=events + 5).map(|position| event(position, 1)));
        assert_eq!(positions(&tail, 4, 1), None);
        assert_eq!(positions(&tail, 5, 1), Some((vec![6], 6, false)));
        tail.push((events + 6..=events + 15).map(|position| event(position, 1 << 20)));
        assert_eq!(positions(&tail, events + 15 - 8, 1), Some((vec![events + 8], events + 8, false)));
        assert_eq!(positions(&tail, events + 15 - 9, 1), None);
    }
}
