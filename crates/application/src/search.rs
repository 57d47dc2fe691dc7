//! 检索: cases by names, numbers, dates and words of the application.
//!
//! A follower of the log keeps, in a file of this node, keyed digests of what the application and the papers of a case say that everybody
//! who reads the case may read ([`contents`]). It writes nothing to the log. A case it cannot read is parked, named and tried again.
//!
//! The file narrows a question to the cases of a centre, of an institution, or to those named; whether the reader may see a case that was
//! found the views say afterwards, and how much of it the route does. The file never says what was found: excerpts are made from the texts
//! of the cases, opened for the one who may read them.
//!
//! Erasure: the digests lie in this file alone. When a person of a case is erased, those of the case go and do not come back; under a
//! restriction of processing they go until it is lifted.

mod asking;
mod contents;
mod index;
mod keeping;
mod sought;
mod words;

pub use asking::{FoundBy, Hit, Scope};
pub use sought::{Excerpt, Sought};

use crate::case_follower::{CaseFollower, FollowerStatus, Progress};
use crate::follower_file::FollowerFileError;
use crate::follower_readers::FollowerReaders;
use crate::house::House;
use crate::own_thread::{OwnThread, Rank};
use asking::Question;
use event_store::Position;
use index::SearchIndex;
use keeping::Texts;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How far the index has come, for those who wait for it, and whom to ask.
pub(crate) struct SearchRoom {
    progress: Progress,
    readers: Mutex<Option<Arc<FollowerReaders>>>,
}

impl SearchRoom {
    pub(crate) fn new() -> Self {
        Self { progress: Progress::new("hejie_search_parked"), readers: Mutex::new(None) }
    }

    fn readers(&self) -> Option<Arc<FollowerReaders>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl House {
    /// How the index of the search stands; nothing where none runs.
    #[must_use]
    pub fn search_status(&self) -> Option<FollowerStatus> {
        self.search_room().progress.status()
    }

    /// Waits until everything up to `position` can be found, or is parked; false when that takes longer than `longest`.
    pub async fn search_reached(&self, position: Position, longest: Duration) -> bool {
        self.search_room().progress.reached_within(position, longest).await
    }

    /// The cases of `scope` in which at least half of what is sought stands, at most `most`: a name or number that is the question itself
    /// first, then cases with all of it in names, numbers and dates, then by how much of it stands there; the newest first among equals.
    ///
    /// # Errors
    /// The reason, when the file cannot be read now or no index runs here.
    pub async fn search(&self, sought: &Sought, scope: Scope, most: usize) -> Result<Vec<Hit>, String> {
        let readers = self.search_room().readers().ok_or_else(|| "no index is kept here".to_owned())?;
        let question = Question::new(self.vault(), sought, scope);
        let begun = Instant::now();
        let hits = readers.ask(move |connection| question.hits(connection, most)).await;
        metrics::histogram!("hejie_search_seconds").record(begun.elapsed());
        hits
    }

    /// Waits until nothing of what was erased up to `position` can be found on this node; false when that takes too long.
    pub(crate) async fn search_forgot(&self, position: Position) -> bool {
        self.search_room().progress.reached(position).await
    }
}

/// A running index. Dropping it ends it; what it has not taken in it takes in when it runs again.
pub struct Search {
    follower: OwnThread,
}

impl Search {
    /// Starts the index of a house, its file in `directory`.
    ///
    /// # Errors
    /// [`FollowerFileError`] when its file cannot be opened or there is no thread for it.
    pub fn start(house: Arc<House>, directory: &Path) -> Result<Self, FollowerFileError> {
        let path = directory.join("search.db");
        let mut index = SearchIndex::open(&path, house.store().incarnation())?;
        let room = house.search_room();
        let readers = Arc::new(FollowerReaders::new(path.clone()));
        room.readers.lock().unwrap_or_else(PoisonError::into_inner).replace(readers);
        room.progress.tell(index.file().position());
        let following = CaseFollower::new(house, Texts { index }).run();
        let follower = OwnThread::start("hejie-search", Rank::Behind, following)
            .map_err(|error| FollowerFileError { path, reason: error.to_string() })?;
        Ok(Self { follower })
    }

    /// Ends it, and returns when it has let go of the log.
    pub async fn stop(mut self) {
        self.follower.end().await;
    }
}
