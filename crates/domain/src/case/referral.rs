//! What a case knows of the court that sent it.

use crate::case::event::{CourtReferralReceived, ReferralReceiptSigned};
use crate::classification::{ReferralKind, TrialProcedure};
use crate::deadline::{Deadline, Timer};

/// A court's referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Code of the court.
    pub court: String,
    /// Before or after docketing.
    pub kind: ReferralKind,
    /// How the suit is tried.
    pub procedure: Option<TrialProcedure>,
    /// How many materials came with it.
    pub materials: u32,
    /// T05, once the receipt was signed.
    pub mediate_by: Option<Deadline>,
    /// The court knows how it ended.
    pub reported: bool,
}

impl Referral {
    pub(super) fn of(event: &CourtReferralReceived) -> Self {
        Self {
            court: event.court.clone(),
            kind: event.kind,
            procedure: event.procedure,
            materials: u32::try_from(event.materials.len()).unwrap_or(u32::MAX),
            mediate_by: None,
            reported: false,
        }
    }

    pub(super) fn sign(&mut self, event: &ReferralReceiptSigned) {
        self.mediate_by = Some(event.mediate_by.clone());
    }

    /// How long the mediation of such a dispute lasts (SM2016 27; OM2021 24).
    #[must_use]
    pub const fn timer(&self) -> Timer {
        match (self.kind, self.procedure) {
            (ReferralKind::Assigned, _) => Timer::T05b,
            (ReferralKind::Entrusted, Some(TrialProcedure::Summary)) => Timer::T05d,
            (ReferralKind::Entrusted, Some(TrialProcedure::Ordinary) | None) => Timer::T05c,
        }
    }
}
