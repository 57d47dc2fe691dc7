//! Which cases have events that an answer of the views may not know yet.
//!
//! What the views say of a case is what the log says of it, unless the case has moved since. So whoever must not be misled by views that
//! are behind asks here first, and folds from the log only what has moved: as a rule nothing.

use crate::execute::ExecuteError;
use crate::house::House;
use domain::ids::CaseId;
use event_store::{EventStore, Position, ReadError, RecordedEvent};
use std::collections::{HashMap, HashSet, VecDeque};
use tokio::sync::Mutex;

/// Events read at once.
const PAGE: usize = 1_000;
/// Moves remembered.
const REMEMBERED: usize = 65_536;
/// Pages read for one question. Views that are behind by more say nothing about what has moved.
const PAGES: usize = 20;

/// The cases that moved after a position of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moved {
    /// These, and no others.
    These(HashSet<CaseId>),
    /// Too many to say: any case may have.
    Any,
}

impl Moved {
    /// Whether the case may have.
    #[must_use]
    pub fn may_have(&self, case: CaseId) -> bool {
        match self {
            Self::These(cases) => cases.contains(&case),
            Self::Any => true,
        }
    }
}

/// The end of the log as far as it was looked at.
pub(crate) struct Lately(Mutex<Tail>);

impl Default for Lately {
    fn default() -> Self {
        Self(Mutex::new(Tail::at(Position::START)))
    }
}

struct Tail {
    /// Every move after this and up to `through` is remembered.
    from: Position,
    through: Position,
    moves: VecDeque<(Position, CaseId)>,
    last: HashMap<CaseId, Position>,
}

impl House {
    /// Of `asked`, the cases that may have events after `position`; as the log stands when this is called, or later.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn moved_since(&self, position: Position, asked: &[CaseId]) -> Result<Moved, ExecuteError> {
        let head = self.store().head().await.map_err(log_unread)?;
        if head <= position {
            return Ok(Moved::These(HashSet::new()));
        }
        let mut tail = self.lately().0.lock().await;
        if !tail.reach(self.store().as_ref(), position, head).await? {
            return Ok(Moved::Any);
        }
        let moved = |case: &CaseId| tail.last.get(case).is_some_and(|last| *last > position);
        Ok(Moved::These(asked.iter().copied().filter(moved).collect()))
    }
}

fn log_unread(error: ReadError) -> ExecuteError {
    match error {
        ReadError::Unavailable { reason } => ExecuteError::Busy(reason),
        ReadError::Damaged { reason } => ExecuteError::Unreadable { stream: "$all".to_owned(), reason },
    }
}

impl Tail {
    fn at(position: Position) -> Self {
        Self { from: position, through: position, moves: VecDeque::new(), last: HashMap::new() }
    }

    /// Looks on until everything between `position` and `head` was looked at; false when that is more than is remembered or read at once.
    async fn reach(
        &mut self,
        store: &dyn EventStore,
        position: Position,
        head: Position,
    ) -> Result<bool, ExecuteError> {
        // Views overtake what was looked at when nobody asks; then nobody asks about what lies between. Somebody who was answered a
        // moment earlier may come a moment later, and that moment is looked at again.
        if self.through < position || position < self.from {
            *self = Self::at(position);
        }
        for _ in 0..PAGES {
            if self.through >= head {
                break;
            }
            let page = store.read_news(self.through, PAGE).await.map_err(log_unread)?;
            page.events.iter().for_each(|event| self.note(event));
            self.through = page.safe_through.max(self.through);
            if page.at_end {
                break;
            }
        }
        Ok(self.from <= position && self.through >= head)
    }

    fn note(&mut self, event: &RecordedEvent) {
        if event.stream.category() != "case" {
            return;
        }
        let id = event.stream.as_str().rsplit_once('~').map_or("", |(_, id)| id);
        let Ok(case) = CaseId::parse(id) else { return };
        self.moves.push_back((event.position, case));
        self.last.insert(case, event.position);
        if self.moves.len() > REMEMBERED
            && let Some((position, case)) = self.moves.pop_front()
        {
            self.from = position;
            if self.last.get(&case) == Some(&position) {
                self.last.remove(&case);
            }
        }
    }
}
