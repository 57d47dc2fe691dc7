//! Reading one stream, both ways, in pages.

use crate::failure::Fault;
use crate::log::{EMPTY_HANDED, broken_off};
use crate::record::recorded;
use crate::store::KurrentEventStore;
use event_store::{RecordedEvent, Revision, StreamName};
use eventstore::{Client, Error, ReadEvent, ReadStreamOptions, StreamPosition};

/// Events asked for at once.
const PAGE: usize = 500;

/// Revisions are 63-bit numbers on the server; nothing is beyond.
pub(crate) const LAST_REVISION: u64 = i64::MAX as u64 / 2;

/// One answer: the events, and the last revision of the stream if the server said that this is its end.
struct Page {
    events: Vec<eventstore::RecordedEvent>,
    last: Option<u64>,
}

impl KurrentEventStore {
    /// Upwards from `from`, at most `limit`.
    pub(crate) async fn stream_up(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, Fault> {
        let mut events: Vec<RecordedEvent> = Vec::new();
        let (mut next, mut empty_handed) = (from.0, 0);
        while events.len() < limit && next <= LAST_REVISION {
            let wanted = (limit - events.len()).min(PAGE);
            let Some(page) = self.page(stream, StreamPosition::Position(next), false, wanted).await? else {
                break;
            };
            let before = events.len();
            for event in page.events.into_iter().take(wanted) {
                if event.revision != next {
                    return Err(gap(stream, next, event.revision));
                }
                next += 1;
                events.push(recorded(stream.clone(), event)?);
            }
            if page.last.is_some_and(|last| last < next) {
                break;
            }
            if events.len() == before {
                // An answer cut short ends without a word as well; where the stream ends is asked from the other side.
                let last = self.page(stream, StreamPosition::End, true, 1).await?;
                if last
                    .and_then(|page| page.events.first().map(|event| event.revision))
                    .is_some_and(|last| last < next)
                {
                    break;
                }
                empty_handed += 1;
                if empty_handed > EMPTY_HANDED {
                    return Err(broken_off());
                }
            }
        }
        Ok(events)
    }

    /// Downwards from the end, at most `limit`.
    pub(crate) async fn stream_down(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, Fault> {
        let mut events: Vec<RecordedEvent> = Vec::new();
        let (mut from, mut empty_handed) = (StreamPosition::End, 0);
        while events.len() < limit {
            let wanted = (limit - events.len()).min(PAGE);
            let Some(page) = self.page(stream, from, true, wanted).await? else { break };
            if page.events.is_empty() {
                empty_handed += 1;
                if empty_handed > EMPTY_HANDED {
                    return Err(broken_off());
                }
                continue;
            }
            for event in page.events.into_iter().take(wanted) {
                if let Some(above) = events.last()
                    && event.revision.checked_add(1) != Some(above.revision.0)
                {
                    return Err(gap(stream, above.revision.0.saturating_sub(1), event.revision));
                }
                events.push(recorded(stream.clone(), event)?);
            }
            match events.last().and_then(|lowest| lowest.revision.0.checked_sub(1)) {
                Some(below) => from = StreamPosition::Position(below),
                None => break,
            }
        }
        Ok(events)
    }

    /// One answer; `None`: there is no such stream.
    async fn page(
        &self,
        stream: &StreamName,
        from: StreamPosition<u64>,
        backwards: bool,
        count: usize,
    ) -> Result<Option<Page>, Fault> {
        let options = ReadStreamOptions::default().position(from).max_count(count);
        let options = if backwards { options.backwards() } else { options.forwards() };
        let options = options.requires_leader(true).deadline(self.deadlines.read);
        let options = match self.caller.get() {
            Some(credentials) => options.authenticated(credentials),
            None => options,
        };
        let name = self.names.full(stream);
        let page =
            self.supervisor.run(self.deadlines.read, |client| read(client, name.clone(), options.clone()));
        match page.await {
            Err(Fault::NotFound) => Ok(None),
            page => page.map(Some),
        }
    }
}

async fn read(client: Client, name: String, options: ReadStreamOptions) -> eventstore::Result<Page> {
    let mut answer = client.read_stream(name, &options).await?;
    let mut page = Page { events: Vec::new(), last: None };
    while let Some(next) = answer.next_read_event().await? {
        match next {
            ReadEvent::Event(event) => {
                let event = event.event.ok_or(Error::ResourceDeleted)?;
                page.events.push(event);
            }
            ReadEvent::LastStreamPosition(last) => page.last = Some(last),
            ReadEvent::FirstStreamPosition(_) | ReadEvent::LastAllStreamPosition(_) => {}
        }
    }
    Ok(page)
}

fn gap(stream: &StreamName, expected: u64, found: u64) -> Fault {
    Fault::Damaged(format!("{stream}: revision {found} stands where {expected} belongs"))
}
