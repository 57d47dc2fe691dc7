//! The state of a case and the ledger, side by side.

use super::Ledger;
use domain::case::*;

impl Ledger {
    /// The state says the same as the ledger.
    pub(crate) fn agrees_with(&self, place: &str, case: &Case) {
        let Case::Filed(filed) = case else { return };
        assert_eq!(Some(&filed.dossier.centre), self.owner.as_ref(), "{place}: the owner");
        if let Some(accepted) = filed.stage.accepted() {
            assert_eq!(Some(accepted.mediate_by.due_date), self.mediate_by, "{place}");
            assert_eq!(filed.dossier.consents, self.consents, "{place}");
        }
        if let Stage::Effective { settlement, .. } = &filed.stage {
            assert_eq!(settlement.confirmation.status.is_pending(), self.at_court, "{place}");
            for obligation in &settlement.obligations {
                let paid = self.paid.get(&obligation.seq).copied();
                assert_eq!(obligation.complete, paid == self.owed[&obligation.seq], "{place}");
                assert_eq!(obligation.paid.get(), paid.unwrap_or(0), "{place}");
            }
        }
    }
}
