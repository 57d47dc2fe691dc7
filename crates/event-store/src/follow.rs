//! Following the log from a stored position, live, without a gap.

use crate::{EventStore, Position, ReadError, RecordedEvent};
use std::collections::VecDeque;
use std::sync::Arc;

/// One step of a follower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowItem {
    /// The next event.
    Event(Box<RecordedEvent>),
    /// Everything up to here was seen; a checkpoint may move.
    Progress(Position),
    /// The end of the log was reached here; the next item comes when something is appended.
    CaughtUp(Position),
}

/// A follower of the log. It always starts from a position, never "from the end", so nothing can fall between two of them.
pub struct Follow {
    store: Arc<dyn EventStore>,
    after: Position,
    page: usize,
    ready: VecDeque<FollowItem>,
    at_end: bool,
}

impl Follow {
    /// Follows `store` after `after` (exclusive), holding at most `page` events in memory.
    #[must_use]
    pub fn new(store: Arc<dyn EventStore>, after: Position, page: usize) -> Self {
        Self { store, after, page: page.max(1), ready: VecDeque::new(), at_end: false }
    }

    /// The next item; waits for an append when caught up. Cancel-safe.
    ///
    /// # Errors
    /// See [`ReadError`]; the follower may be asked again and goes on from where it was.
    pub async fn next(&mut self) -> Result<FollowItem, ReadError> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(item);
            }
            if self.at_end {
                self.store.changed(self.after).await;
                self.at_end = false;
            }
            let page = self.store.read_news(self.after, self.page).await?;
            self.ready.extend(page.events.into_iter().map(|event| FollowItem::Event(Box::new(event))));
            self.ready.push_back(FollowItem::Progress(page.safe_through));
            if page.at_end {
                self.ready.push_back(FollowItem::CaughtUp(page.safe_through));
            }
            self.after = page.safe_through;
            self.at_end = page.at_end;
        }
    }
}
