//! Cases like this one: what was found, and what was decided about each before acceptance.

use crate::story::commands::CASE;
use domain::case::{ApplicationJoined, SimilarCasesFound, SimilarityDecided};
use domain::classification::SimilarRelation;
use domain::ids::CaseId;
use std::collections::BTreeMap;

/// Whether each must be decided about, and what was decided last.
#[derive(Default)]
pub(super) struct SimilarLedger(BTreeMap<CaseId, (bool, Option<SimilarRelation>)>);

impl SimilarLedger {
    pub(super) fn found(&mut self, place: &str, found: &SimilarCasesFound) {
        for it in &found.candidates {
            assert!(it.case != CASE, "{place}: like itself");
            let twice = self.0.insert(it.case, (it.must_decide, None));
            assert!(twice.is_none(), "{place}: found twice");
        }
    }

    pub(super) fn decided(&mut self, decided: &SimilarityDecided) {
        for other in &decided.others {
            let known = self.0.get_mut(other).expect("decided about what was found");
            known.1 = Some(decided.relation);
        }
    }

    pub(super) fn joined(&self, place: &str, joined: &ApplicationJoined) {
        let known = self.0.get(&joined.into).and_then(|known| known.1);
        assert_eq!(known, Some(SimilarRelation::Joined), "{place}: joined to what");
    }

    pub(super) fn accepted(&self, place: &str) {
        let settled = |known: &(bool, Option<SimilarRelation>)| match known.1 {
            None => !known.0,
            Some(relation) => !relation.is_one_dispute(),
        };
        assert!(self.0.values().all(settled), "{place}: accepted though it may be another's");
    }
}
