//! 无争议事实记载: how far a record of undisputed facts has come. What it says is for people to read, not for rules.

use crate::case::event::{UndisputedFactsAbandoned, UndisputedFactsDrafted, UndisputedFactsSigned};
use crate::case::stage::StageName;
use crate::ids::PartyId;
use std::collections::BTreeSet;

/// Stages in which a mediation has failed or been settled, and the file is open still.
pub(super) const ENDED: &[StageName] = &[StageName::Effective, StageName::Terminated];

/// The latest version of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndisputedFacts {
    /// 1, 2, 3 … within the case.
    pub version: u32,
    /// Where it stands.
    pub standing: FactsStanding,
}

/// Where a record of undisputed facts stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactsStanding {
    /// These have signed; the others have still to.
    Open(BTreeSet<PartyId>),
    /// Everybody has signed.
    Complete,
    /// Somebody refused, or the case was closed before.
    Abandoned,
}

impl UndisputedFacts {
    pub(super) fn drafted(event: &UndisputedFactsDrafted) -> Self {
        Self { version: event.version, standing: FactsStanding::Open(BTreeSet::new()) }
    }

    pub(super) fn signed(&mut self, event: &UndisputedFactsSigned) {
        let FactsStanding::Open(signed) = &mut self.standing else { return };
        signed.insert(event.party);
        if event.complete {
            self.standing = FactsStanding::Complete;
        }
    }

    pub(super) fn abandoned(&mut self, event: &UndisputedFactsAbandoned) {
        if self.version == event.version {
            self.standing = FactsStanding::Abandoned;
        }
    }

    /// Who has signed, while somebody has still to.
    #[must_use]
    pub const fn open(&self) -> Option<&BTreeSet<PartyId>> {
        match &self.standing {
            FactsStanding::Open(signed) => Some(signed),
            FactsStanding::Complete | FactsStanding::Abandoned => None,
        }
    }
}
