//! Facts nobody disputes: everybody agreed to have them written down, and complete is what everybody signed.

use domain::case::Event;
use domain::ids::PartyId;
use std::collections::BTreeSet;

/// The latest version of the record.
#[derive(Default)]
pub(super) struct FactsLedger {
    version: u32,
    open: bool,
    complete: bool,
    signed: BTreeSet<PartyId>,
}

impl FactsLedger {
    pub(super) fn enter(&mut self, place: &str, parties: &BTreeSet<PartyId>, event: &Event) {
        assert!(!self.complete, "{place}: what everybody signed was touched");
        if let Event::UndisputedFactsDrafted(drafted) = event {
            assert_eq!(drafted.version, self.version + 1, "{place}: versions have a gap");
            let agreed: BTreeSet<PartyId> = drafted.agreed_by.iter().copied().collect();
            assert!(agreed.is_superset(parties), "{place}: written down against somebody's will");
            *self = Self { version: drafted.version, open: true, ..Self::default() };
        }
        if let Event::UndisputedFactsSigned(signed) = event {
            assert!(self.open && signed.version == self.version, "{place}: another text");
            assert!(parties.contains(&signed.party), "{place}: signed by a stranger");
            assert!(self.signed.insert(signed.party), "{place}: signed twice");
            assert_eq!(signed.complete, self.signed == *parties, "{place}: complete without every signature");
            (self.complete, self.open) = (signed.complete, !signed.complete);
        }
        if let Event::UndisputedFactsAbandoned(abandoned) = event {
            assert!(self.open && abandoned.version == self.version, "{place}: nothing to give up");
            assert_eq!(
                abandoned.party.is_some(),
                abandoned.reason.is_some(),
                "{place}: refused without a word"
            );
            self.open = false;
        }
    }

    /// Somebody has still to sign.
    pub(super) fn waits(&self) -> bool {
        self.open
    }
}
