//! The application as it stands: one method an event, which keeps what later steps are judged by.

use super::status::{ConfirmationStatus, CourtStepKind};
use crate::case::event::{
    ConfirmationAccepted, ConfirmationApplicationSigned, ConfirmationFiled, ConfirmationNotAccepted,
    ConfirmationObjectionDecided, ConfirmationPrepared, ConfirmationWithdrawn, CourtMessageKept,
    SettlementConfirmed,
};
use crate::classification::NonAcceptanceGround;
use crate::court_number::CourtCaseNumber;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use chrono::NaiveDate;

/// An application that was with a court before the present one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierApplication {
    /// Which court.
    pub court: String,
    /// Its number, if the court had taken it.
    pub court_case_no: Option<CourtCaseNumber>,
}

/// A court's message that changed nothing: enough to know it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMessage {
    /// From which court.
    pub court: String,
    /// What it tells of.
    pub step: CourtStepKind,
    /// The number in it.
    pub number: Option<CourtCaseNumber>,
    /// The date in it, legal date.
    pub dated: NaiveDate,
}

/// The application as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// How far it got.
    pub status: ConfirmationStatus,
    /// Court code, once one is named.
    pub court: Option<String>,
    /// Who has signed the application.
    pub signed_by: Vec<PartyId>,
    /// Somebody signed through a representative, whose authorisation belongs to the package.
    pub through_representative: bool,
    /// When it was filed, legal date.
    pub filed_on: Option<NaiveDate>,
    /// When the court took it, legal date; a supplement asked for later returns there.
    pub accepted_on: Option<NaiveDate>,
    /// The court's number, once it was taken.
    pub court_case_no: Option<CourtCaseNumber>,
    /// The court has called the parties.
    pub review_began: bool,
    /// The court's president lengthened the review.
    pub review_extended: bool,
    /// Why the court did not take it.
    pub not_accepted: Option<NonAcceptanceGround>,
    /// When the confirmation was ruled, legal date.
    pub ruled_on: Option<NaiveDate>,
    /// T13: a party may object until then.
    pub objection_by: Option<Deadline>,
    /// When the objection that is open was lodged, legal date.
    pub objected_on: Option<NaiveDate>,
    /// Applications that ended before this one was prepared.
    pub earlier: Vec<EarlierApplication>,
    /// Courts' messages that changed nothing.
    pub kept: Vec<KeptMessage>,
}

impl Confirmation {
    /// Nobody asked for it.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            status: ConfirmationStatus::NotRequested,
            court: None,
            signed_by: Vec::new(),
            through_representative: false,
            filed_on: None,
            accepted_on: None,
            court_case_no: None,
            review_began: false,
            review_extended: false,
            not_accepted: None,
            ruled_on: None,
            objection_by: None,
            objected_on: None,
            earlier: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// Whether an application may be prepared (anew): never asked, given up, taken back, or handed to the wrong court (domain §3.2).
    #[must_use]
    pub fn may_prepare(&self) -> bool {
        match self.status {
            ConfirmationStatus::NotRequested
            | ConfirmationStatus::Abandoned
            | ConfirmationStatus::Withdrawn => true,
            ConfirmationStatus::NotAccepted => {
                // Histories from before the ground was kept say nothing of it.
                self.not_accepted.is_none_or(|ground| ground == NonAcceptanceGround::WrongCourt)
            }
            ConfirmationStatus::Preparing
            | ConfirmationStatus::JointlySigned
            | ConfirmationStatus::Lapsed
            | ConfirmationStatus::Filed
            | ConfirmationStatus::SupplementRequested
            | ConfirmationStatus::Accepted
            | ConfirmationStatus::UnderReview
            | ConfirmationStatus::DeemedWithdrawn
            | ConfirmationStatus::Dismissed
            | ConfirmationStatus::Confirmed
            | ConfirmationStatus::Objected
            | ConfirmationStatus::Upheld
            | ConfirmationStatus::Revoked
            | ConfirmationStatus::Changed => false,
        }
    }

    /// Whether this court has or had an application.
    #[must_use]
    pub fn is_of_court(&self, court: &str) -> bool {
        self.court.as_deref() == Some(court) || self.had(court)
    }

    /// Whether an application before the present one was with this court.
    pub(in crate::case) fn had(&self, court: &str) -> bool {
        self.earlier.iter().any(|earlier| earlier.court == court)
    }

    /// Whether this is the number of an application before the present one.
    pub(in crate::case) fn is_earlier_number(&self, number: &CourtCaseNumber) -> bool {
        self.earlier.iter().any(|earlier| earlier.court_case_no.as_ref() == Some(number))
            && self.court_case_no.as_ref() != Some(number)
    }

    pub(in crate::case) fn prepared(&mut self, event: &ConfirmationPrepared) {
        let mut earlier = std::mem::take(&mut self.earlier);
        if let (Some(court), Some(_)) = (self.court.take(), self.filed_on) {
            earlier.push(EarlierApplication { court, court_case_no: self.court_case_no.take() });
        }
        *self = Self {
            status: ConfirmationStatus::Preparing,
            court: Some(event.court.clone()),
            earlier,
            kept: std::mem::take(&mut self.kept),
            ..Self::none()
        };
    }

    pub(in crate::case) fn signed(&mut self, event: &ConfirmationApplicationSigned, parties: usize) {
        self.signed_by.push(event.party);
        self.through_representative |= event.representative.is_some();
        if self.signed_by.len() >= parties {
            self.status = ConfirmationStatus::JointlySigned;
        }
    }

    pub(in crate::case) fn filed(&mut self, event: &ConfirmationFiled) {
        self.status = ConfirmationStatus::Filed;
        self.filed_on = Some(event.filed_on);
    }

    pub(in crate::case) fn accepted(&mut self, event: &ConfirmationAccepted) {
        self.status = ConfirmationStatus::Accepted;
        self.accepted_on = Some(event.accepted_on);
        self.court_case_no = Some(event.court_case_no.clone());
    }

    pub(in crate::case) fn refused(&mut self, event: &ConfirmationNotAccepted) {
        self.status = ConfirmationStatus::NotAccepted;
        self.not_accepted = Some(event.ground);
    }

    /// Back to where the court had asked from.
    pub(in crate::case) fn supplemented(&mut self) {
        self.status = if self.review_began {
            ConfirmationStatus::UnderReview
        } else if self.accepted_on.is_some() {
            ConfirmationStatus::Accepted
        } else {
            ConfirmationStatus::Filed
        };
    }

    pub(in crate::case) fn review_began(&mut self) {
        self.status = ConfirmationStatus::UnderReview;
        self.review_began = true;
    }

    pub(in crate::case) fn confirmed(&mut self, event: &SettlementConfirmed) {
        self.status = ConfirmationStatus::Confirmed;
        self.ruled_on = Some(event.ruled_on);
        self.objection_by = Some(event.party_objection_by.clone());
    }

    pub(in crate::case) fn withdrawn(&mut self, event: &ConfirmationWithdrawn) {
        self.status =
            if event.deemed { ConfirmationStatus::DeemedWithdrawn } else { ConfirmationStatus::Withdrawn };
    }

    pub(in crate::case) fn objected(&mut self, on: NaiveDate) {
        self.status = ConfirmationStatus::Objected;
        self.objected_on = Some(on);
    }

    pub(in crate::case) fn objection_decided(&mut self, event: &ConfirmationObjectionDecided) {
        self.status = event.outcome.status();
        self.objected_on = None;
    }

    pub(in crate::case) fn kept(&mut self, event: &CourtMessageKept) {
        self.kept.push(KeptMessage {
            court: event.court.clone(),
            step: event.step,
            number: event.number.clone(),
            dated: event.dated,
        });
    }
}
