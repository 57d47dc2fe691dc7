//! The way to the court in a case's document.

use chrono::NaiveDate;
use domain::case::{
    ConfirmationStatus, CourtStepKind, DocumentRef, KeptReason, MissingItem, ObjectionOutcome, Objector,
};
use domain::classification::{ConfirmationPaper, CourtBasis, DismissalGround, NonAcceptanceGround};
use domain::court_number::CourtCaseNumber;
use domain::deadline::Deadline;
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::{Deserialize, Serialize};

/// The joint application for judicial confirmation (司法确认) and what the court made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationView {
    /// How far it got.
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
    /// T12: the outer limit.
    pub ruling_by: Option<Deadline>,
    /// T12a, or T12b once the president lengthened it: when the review is expected to end.
    pub expected_by: Option<Deadline>,
    /// Legal date on which the court called the parties.
    pub review_began_on: Option<NaiveDate>,
    /// When both are to attend, legal date.
    pub attend_on: Option<NaiveDate>,
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
    /// Why it should not have been taken, when that was found after the acceptance.
    pub not_acceptable: Option<NonAcceptanceGround>,
    /// Legal date of withdrawal.
    pub withdrawn_on: Option<NaiveDate>,
    /// The court treated it as withdrawn.
    pub deemed_withdrawn: bool,
    /// Which party would not join.
    pub abandoned_by: Option<PartyId>,
    /// Objections to the ruling, in the order they were lodged.
    pub objections: Vec<ObjectionView>,
    /// What became of it, step by step, in the order it was recorded; earlier applications among it.
    pub history: Vec<ConfirmationEntry>,
    /// Messages of courts that changed nothing: repeated, out of order, or about an application that had ended.
    pub kept: Vec<KeptMessageView>,
}

/// An objection to the confirmation (CPLI 372).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionView {
    /// By whom.
    pub objector: Objector,
    /// Legal date.
    pub lodged_on: NaiveDate,
    /// T13 or T13a.
    pub lodge_by: Deadline,
    /// Taken after its time, by leave of the court.
    pub by_leave: bool,
    /// What came of it.
    pub outcome: Option<ObjectionOutcome>,
    /// Number of the ruling on it.
    pub ruling_no: Option<CourtCaseNumber>,
    /// Legal date of that ruling.
    pub ruled_on: Option<NaiveDate>,
    /// What the new ruling says, sealed.
    pub change: Option<Personal<LongText>>,
}

/// One entry of the history of a confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationEntry {
    /// Where the application stood from then on.
    pub status: ConfirmationStatus,
    /// The court it was with, or was meant for.
    pub court: String,
    /// The court's number in it.
    pub number: Option<CourtCaseNumber>,
    /// The date it is about, legal date: of the paper, not of its recording.
    pub on: NaiveDate,
    /// Revision of the case at which it was recorded.
    pub revision: u64,
}

/// A court's message that changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMessageView {
    /// From which court.
    pub court: String,
    /// What it tells of.
    pub step: CourtStepKind,
    /// The number in it.
    pub number: Option<CourtCaseNumber>,
    /// The date in it, legal date.
    pub dated: NaiveDate,
    /// Where the application stood.
    pub status: ConfirmationStatus,
    /// Why it changed nothing.
    pub reason: KeptReason,
    /// Revision of the case at which it was recorded.
    pub revision: u64,
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
            expected_by: None,
            review_began_on: None,
            attend_on: None,
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
            not_acceptable: None,
            withdrawn_on: None,
            deemed_withdrawn: false,
            abandoned_by: None,
            objections: Vec::new(),
            history: Vec::new(),
            kept: Vec::new(),
        }
    }
}

/// Reads the stable code of a status.
pub(crate) fn status_of(code: &str) -> Option<ConfirmationStatus> {
    ConfirmationStatus::ALL.iter().copied().find(|status| status.code() == code)
}
