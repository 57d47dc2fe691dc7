//! 重复、关联申请识别: every filing is compared with those before it, and what is like it is put before the clerk.
//!
//! Three parts that do not wait for each other more than they must:
//!
//! - the *follower* reads the log and keeps, in a file of this node, keyed digests of what identifies people, institutions, products
//!   and complaints. It writes nothing to the log. A case it cannot read is parked, named and tried again; all others go on.
//! - the *flagger* puts what was found before the clerk, in the case's own stream, on the node that holds the lease.
//! - *acceptance* compares for itself ([`House::compared`]): it waits until this one filing is in the file, looks its marks up, and flags
//!   what nobody has flagged yet. So of two filings of one dispute the later one in the log always meets the earlier, however close
//!   together they came, on whichever nodes, and whatever became of the flagger.
//!
//! The file is derived: lost, it is made again from the log and flags nothing twice, because a case knows what was flagged in it.
//!
//! Erasure: the digests lie in this file alone, not in the log and not in a view. When a person of a case is erased, the case's digests go.

pub(crate) mod facts;
mod flagging;
mod follower;
mod index;
mod lookup;

pub use index::MatchIndex;

use crate::case_follower::{CaseFollower, FollowerStatus, Progress};
use crate::execute::ExecuteError;
use crate::follower_file::FollowerFileError;
use crate::house::House;
use crate::lease::Acting;
use crate::own_thread::{OwnThread, Rank};
use domain::case::{Case, Stage};
use domain::ids::CaseId;
use follower::Filings;
use lookup::{Lookup, Standing};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::mpsc;

/// How far the comparison has come, for those who wait for it, and whom to ask.
pub(crate) struct Comparison {
    progress: Progress,
    lookup: Mutex<Option<Arc<Lookup>>>,
}

/// Why a filing was not compared yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCompared {
    /// This node has not read the log that far.
    #[error("this node has not taken the filing in yet")]
    Behind,
    /// What the filing is compared by cannot be read.
    #[error("case {0} is parked: what it is compared by cannot be read")]
    Parked(CaseId),
}

impl Comparison {
    pub(crate) fn new() -> Self {
        Self { progress: Progress::new("hejie_comparison_parked"), lookup: Mutex::new(None) }
    }

    fn lookup(&self) -> Option<Arc<Lookup>> {
        self.lookup.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl House {
    /// How the comparison of filings stands; nothing where none runs.
    #[must_use]
    pub fn comparison_status(&self) -> Option<FollowerStatus> {
        self.comparison().progress.status()
    }

    /// Compares the filing of a case with those before it and flags what nobody has flagged yet; nothing to do where no comparison runs.
    /// Waits for this filing to be taken in, and for no other.
    ///
    /// # Errors
    /// [`ExecuteError::NotCompared`]: nothing may be accepted unseen; others as [`ExecuteError`] says.
    pub(crate) async fn compared(
        &self,
        case: CaseId,
        correlation: Option<&String>,
    ) -> Result<(), ExecuteError> {
        let Some(lookup) = self.comparison().lookup() else { return Ok(()) };
        let folded = self.case_state(case).await?;
        let (Case::Filed(filed), Some(revision)) = (&folded.state, folded.revision) else { return Ok(()) };
        let (Stage::Submitted { .. } | Stage::Supplementing { .. }) = filed.stage else { return Ok(()) };
        let stream = self.case_stream(case);
        let last = self.store().read_stream(&stream, revision, 1).await;
        let last = last.map_err(|error| ExecuteError::from_read(&stream, error))?;
        let Some(last) = last.first() else { return Err(ExecuteError::Contended) };
        let begun = Instant::now();
        if !self.comparison().progress.reached(last.position).await {
            return Err(NotCompared::Behind.into());
        }
        let standing = lookup.of(case, &self.rules().matching).await.map_err(ExecuteError::Busy)?;
        let known = match standing {
            // Somebody in it was erased: there is nothing left to find it by.
            Standing::Unknown => return Ok(()),
            Standing::Parked => {
                self.comparison().progress.want();
                return Err(NotCompared::Parked(case).into());
            }
            Standing::Known(known) => known,
        };
        metrics::histogram!("hejie_comparison_seconds").record(begun.elapsed());
        let flagged = |other| filed.dossier.similar.iter().any(|it| it.case == other);
        if known.candidates.iter().all(|it| flagged(it.case)) {
            return Ok(());
        }
        flagging::flag(self, case, *known, correlation.cloned()).await
    }

    /// Waits until nothing that was erased so far lies in the files of the comparison and of the search on this node.
    ///
    /// # Errors
    /// [`ExecuteError::NotCompared`] when that takes too long: it happens all the same, and asking again tells.
    pub(crate) async fn forgotten(&self) -> Result<(), ExecuteError> {
        let head = self.store().head().await.map_err(|error| ExecuteError::Busy(error.to_string()))?;
        let (compared, found) = (self.comparison().progress.reached(head), self.search_forgot(head));
        if compared.await && found.await { Ok(()) } else { Err(NotCompared::Behind.into()) }
    }
}

/// A running comparison. Dropping it ends it; what it has not done it does when it runs again.
pub struct Matching {
    follower: OwnThread,
    flagger: tokio::task::JoinHandle<()>,
}

impl Matching {
    /// Starts the comparison of a house, its memory in `directory`; it flags with `acting`.
    ///
    /// # Errors
    /// [`FollowerFileError`] when its file cannot be opened or there is no thread for it.
    pub fn start(house: Arc<House>, acting: Acting, directory: &Path) -> Result<Self, FollowerFileError> {
        let path = directory.join("matching.db");
        let mut index = MatchIndex::open(&path, house.store().incarnation())?;
        let lookup = Arc::new(Lookup::new(path.clone()));
        let comparison = house.comparison();
        comparison.lookup.lock().unwrap_or_else(PoisonError::into_inner).replace(Arc::clone(&lookup));
        comparison.progress.tell(index.file().position());
        let (settled, settles) = mpsc::unbounded_channel();
        let flagger = tokio::spawn(flagging::run(Arc::clone(&house), lookup, acting, settled));
        let following = CaseFollower::new(house, Filings { index, settles }).run();
        // Whoever accepts a case waits until it was compared.
        let follower = OwnThread::start("hejie-matching", Rank::Equal, following)
            .map_err(|error| FollowerFileError { path, reason: error.to_string() })?;
        Ok(Self { follower, flagger })
    }

    /// Ends it, and returns when it has let go of the log.
    pub async fn stop(mut self) {
        self.flagger.abort();
        // It was told to end: that it did not come to its end is no news.
        let _ended = (&mut self.flagger).await;
        self.follower.end().await;
    }
}

impl Drop for Matching {
    fn drop(&mut self) {
        self.flagger.abort();
    }
}
