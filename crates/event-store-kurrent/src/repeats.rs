//! Telling a first write from a repeat: the server answers both alike, with the place of the first.
//!
//! A place beyond everything known before the call was sent is new, with two exceptions that are remembered here: the same call
//! may be under way twice in this process, and an earlier one may have been written without an answer. What is forgotten, or
//! was written through another process a moment ago, is reported as fresh though it is a repeat; it is stored once all the same.

use event_store::Position;
use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// Entries kept of either kind; far more than calls can be under way.
const KEPT: usize = 8192;

/// What this process has been told and not been told lately.
#[derive(Debug, Default)]
pub(crate) struct Repeats(Mutex<Lately>);

#[derive(Debug, Default)]
struct Lately {
    answered: BTreeSet<Position>,
    unanswered: HashSet<Uuid>,
}

impl Repeats {
    /// True for the first answer that names this place.
    pub(crate) fn first_to_hear_of(&self, position: Position) -> bool {
        let mut lately = self.lock();
        if lately.answered.len() >= KEPT {
            lately.answered.pop_first();
        }
        lately.answered.insert(position)
    }

    /// A call whose first event has this id got no answer.
    pub(crate) fn leave_open(&self, first: Uuid) {
        let mut lately = self.lock();
        if lately.unanswered.len() >= KEPT
            && let Some(any) = lately.unanswered.iter().next().copied()
        {
            lately.unanswered.remove(&any);
        }
        lately.unanswered.insert(first);
    }

    /// Whether such a call is open.
    pub(crate) fn is_open(&self, first: Uuid) -> bool {
        self.lock().unanswered.contains(&first)
    }

    /// The outcome of the call is known.
    pub(crate) fn settle(&self, first: Uuid) {
        self.lock().unanswered.remove(&first);
    }

    fn lock(&self) -> MutexGuard<'_, Lately> {
        // Sets are whole at every point where a panic could strike.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
