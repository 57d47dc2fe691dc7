//! What the file of the comparison says, asked while the follower writes it.

use super::index::{alike, filing, is_parked, waiting};
use crate::follower_readers::FollowerReaders;
use domain::case::{SimilarCase, shortlist};
use domain::ids::CaseId;
use domain::rule_set::MatchingRules;
use event_store::Revision;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) struct Lookup {
    readers: Arc<FollowerReaders>,
}

/// What the file says of a case.
pub(super) enum Standing {
    /// Never filed, or forgotten because somebody in it was erased.
    Unknown,
    /// It cannot be compared.
    Parked,
    /// It was taken in.
    Known(Box<Known>),
}

/// What a case is like.
pub(super) struct Known {
    /// The event that says what it is compared by.
    pub(super) cause: Revision,
    /// The likest first.
    pub(super) candidates: Vec<SimilarCase>,
    /// How many more were found.
    pub(super) more: u32,
}

impl Lookup {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { readers: Arc::new(FollowerReaders::new(path)) }
    }

    /// What a case is like, among everything that was taken in before it.
    pub(super) async fn of(&self, case: CaseId, rules: &MatchingRules) -> Result<Standing, String> {
        let rules = *rules;
        self.readers
            .ask(move |connection| {
                // One moment for all the questions.
                let moment = connection.unchecked_transaction()?;
                if is_parked(&moment, case)? {
                    return Ok(Standing::Parked);
                }
                let Some((facts, seq, cause)) = filing(&moment, case)? else { return Ok(Standing::Unknown) };
                let (candidates, more) = shortlist(&rules, alike(&moment, &rules, &facts, seq)?);
                Ok(Standing::Known(Box::new(Known { cause, candidates, more })))
            })
            .await
    }

    /// Cases that wait for a flag, in the order they were taken in, each with its place in it.
    pub(super) async fn pending(&self, after: u64, most: usize) -> Result<Vec<(u64, CaseId)>, String> {
        self.readers.ask(move |connection| waiting(connection, after, most)).await
    }
}
