//! What changed, told to whoever listens while it happens. Nothing is kept: who was away reads again, and loses nothing by it.

use crate::Reader;
use crate::views::access::{Relation, keys_of};
use domain::ids::CaseId;
use event_store::Position;
use std::collections::BTreeSet;

/// Batches a listener may be behind before it is told to read again.
pub const KEPT: usize = 256;

/// The cases one batch changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The views stand here now.
    pub position: Position,
    pub(crate) cases: Vec<CaseChange>,
}

/// A case that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseChange {
    /// Which.
    pub case: CaseId,
    /// Its last revision.
    pub revision: u64,
    /// Who stood in a relation to it before or after: somebody who lost one is told for the last time.
    pub(crate) relations: BTreeSet<Relation>,
}

impl Changes {
    /// Those of the cases a reader stands in a relation to.
    pub fn of<'a>(&'a self, reader: &Reader) -> impl Iterator<Item = &'a CaseChange> + use<'a> {
        let keys = keys_of(reader);
        self.cases.iter().filter(move |change| keys.iter().any(|key| change.relations.contains(key)))
    }
}
