//! The way to the court in a case's document.

use chrono::NaiveDate;
use domain::case::{ConfirmationStatus, DocumentRef, MissingItem};
use domain::classification::{ConfirmationPaper, CourtBasis, DismissalGround, NonAcceptanceGround};
use domain::court_number::CourtCaseNumber;
use domain::deadline::Deadline;
use domain::ids::PartyId;
use serde::{Deserialize, Serialize};

/// The joint application for judicial confirmation (司法确认) and what the court made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationView {
    /// How far it got.
    #[serde(with = "wire_status")]
    pub status: ConfirmationStatus,
    /// Court code.
    pub court: String,
    /// Why this court.
    pub basis: CourtBasis,
    /// Who asked for it.
    pub asked_by: PartyId,
    /// Who has signed the application.
    pub signed_by: Vec<PartyId>,
    /// The court it was filed with; set by the filing only, so that a court named in a draft learns nothing.
    pub filed_with: Option<String>,
    /// Legal date of the filing.
    pub filed_on: Option<NaiveDate>,
    /// The package.
    pub papers: Vec<ConfirmationPaper>,
    /// Through the green channel 绿色通道.
    pub green_channel: bool,
    /// T11.
    pub court_answers_by: Option<Deadline>,
    /// The court's number.
    pub court_case_no: Option<CourtCaseNumber>,
    /// Legal date on which the court took it.
    pub accepted_on: Option<NaiveDate>,
    /// T12.
    pub ruling_by: Option<Deadline>,
    /// Why the court did not take it.
    pub not_accepted: Option<NonAcceptanceGround>,
    /// What the court still wants, sealed.
    pub missing: Vec<MissingItem>,
    /// By when, as the court set it; legal date.
    pub supply_by: Option<NaiveDate>,
    /// What was supplied; titles sealed.
    pub documents: Vec<DocumentRef>,
    /// Number of the ruling.
    pub ruling_no: Option<CourtCaseNumber>,
    /// Legal date of the ruling, or of the decision not to take it.
    pub ruled_on: Option<NaiveDate>,
    /// Legal date of service.
    pub served_on: Option<NaiveDate>,
    /// T13.
    pub party_objection_by: Option<Deadline>,
    /// T14.
    pub enforce_by: Option<Deadline>,
    /// Why it was dismissed.
    pub dismissal: Vec<DismissalGround>,
    /// Legal date of withdrawal.
    pub withdrawn_on: Option<NaiveDate>,
    /// The court treated it as withdrawn.
    pub deemed_withdrawn: bool,
}

impl ConfirmationView {
    /// An application that somebody has just asked for.
    pub(super) const fn prepared(court: String, basis: CourtBasis, asked_by: PartyId) -> Self {
        Self {
            status: ConfirmationStatus::Preparing,
            court,
            basis,
            asked_by,
            signed_by: Vec::new(),
            filed_with: None,
            filed_on: None,
            papers: Vec::new(),
            green_channel: false,
            court_answers_by: None,
            court_case_no: None,
            accepted_on: None,
            ruling_by: None,
            not_accepted: None,
            missing: Vec::new(),
            supply_by: None,
            documents: Vec::new(),
            ruling_no: None,
            ruled_on: None,
            served_on: None,
            party_objection_by: None,
            enforce_by: None,
            dismissal: Vec::new(),
            withdrawn_on: None,
            deemed_withdrawn: false,
        }
    }
}

const STATUSES: [ConfirmationStatus; 10] = [
    ConfirmationStatus::NotRequested,
    ConfirmationStatus::Preparing,
    ConfirmationStatus::JointlySigned,
    ConfirmationStatus::Filed,
    ConfirmationStatus::SupplementRequested,
    ConfirmationStatus::UnderReview,
    ConfirmationStatus::Confirmed,
    ConfirmationStatus::Dismissed,
    ConfirmationStatus::NotAccepted,
    ConfirmationStatus::Withdrawn,
];

/// Reads the stable code of a status.
pub(crate) fn status_of(code: &str) -> Option<ConfirmationStatus> {
    STATUSES.into_iter().find(|status| status.code() == code)
}

/// The status by its stable code, in documents.
pub(crate) mod wire_status {
    use super::{ConfirmationStatus, status_of};
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    pub(crate) fn serialize<S: Serializer>(status: &ConfirmationStatus, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(status.code())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<ConfirmationStatus, D::Error> {
        let code = String::deserialize(input)?;
        status_of(&code).ok_or_else(|| D::Error::custom("unknown status of a confirmation"))
    }
}
