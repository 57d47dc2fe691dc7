//! The parts of a case's document.

use chrono::{DateTime, Utc};
use domain::case::CheckRecord;
use domain::case::{ConflictFinding, DocumentRef, MissingItem, NextStep, Participant};
use domain::classification::{
    CancelReason, ConsentMatter, DeclarationForm, DeclineReason, Exclusion, NoShowConsequence, RecusalGround,
    RefusalReason, Remedy, ReplaceReason, SessionMode, SessionResult, Termination,
};
use domain::deadline::Deadline;
use domain::identity::Uscc;
use domain::ids::{CaseId, MediatorId, PartyId, SessionId};
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// A supplement that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementView {
    /// When it was asked for, UTC.
    pub requested_at: DateTime<Utc>,
    /// What was missing, sealed.
    pub items: Vec<MissingItem>,
    /// T02, as it stands after any extension.
    pub supply_by: Deadline,
    /// Why it was lengthened, sealed.
    #[serde(default)]
    pub extended: Option<Personal<ShortText>>,
    /// When it was handed in, UTC.
    pub submitted_at: Option<DateTime<Utc>>,
    /// By whom.
    pub submitted_by: Option<PartyId>,
    /// What was handed in; titles sealed.
    pub documents: Vec<DocumentRef>,
}

/// Why an application was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalView {
    /// The grounds.
    pub grounds: Vec<Exclusion>,
    /// In words, sealed.
    pub reason: Personal<LongText>,
    /// Other ways told to the applicant.
    pub remedies: Vec<Remedy>,
    /// The checks, when they were recorded; remarks sealed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<CheckRecord>,
    /// The case that is about the same dispute (X05).
    #[serde(default)]
    pub same_as: Option<CaseId>,
    /// When, UTC.
    pub refused_at: DateTime<Utc>,
}

/// A consent in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentView {
    /// Whose.
    pub party: PartyId,
    /// To what.
    pub matter: ConsentMatter,
    /// In which form.
    pub form: DeclarationForm,
    /// When, UTC.
    pub given_at: DateTime<Utc>,
}

/// A party that refused or left the mediation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationRefusalView {
    /// Who.
    pub party: PartyId,
    /// Reason code.
    pub reason: Option<RefusalReason>,
    /// In words, sealed.
    pub wording: Option<Personal<LongText>>,
    /// Reportable: the sector has a duty to take part.
    pub reportable: bool,
    /// When, UTC.
    pub refused_at: DateTime<Utc>,
}

/// What became of asking a mediator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OfferAnswer {
    /// Asked, not answered yet.
    Offered,
    /// Took the case.
    Accepted,
    /// Did not take it.
    Declined,
    /// The case ended before an answer came.
    Lapsed,
    /// Took the case or was asked, and left the panel.
    Replaced,
}

/// A mediator who was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorOfferView {
    /// Who.
    pub mediator: MediatorId,
    /// Legal person of the home institution, if seconded.
    pub home: Option<Uscc>,
    /// Chosen by the parties jointly, or appointed by the centre.
    pub chosen_by_parties: bool,
    /// What the conflict scan found, nothing of it barring.
    pub scan: Vec<ConflictFinding>,
    /// When asked, UTC.
    pub offered_at: DateTime<Utc>,
    /// What became of it.
    pub answer: OfferAnswer,
    /// When answered, UTC.
    pub answered_at: Option<DateTime<Utc>>,
    /// Why not, when declined.
    pub reason: Option<DeclineReason>,
    /// Circumstances disclosed on accepting.
    pub disclosed: Vec<RecusalGround>,
    /// The same in words, sealed.
    pub disclosure: Option<Personal<LongText>>,
    /// Why he or she left the panel.
    #[serde(default)]
    pub left_because: Option<ReplaceReason>,
    /// When, UTC.
    #[serde(default)]
    pub left_at: Option<DateTime<Utc>>,
}

/// Rights and duties told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsView {
    /// Version of the notice.
    pub notice: ShortText,
    /// Who was told.
    pub parties: Vec<PartyId>,
    /// When, UTC.
    pub notified_at: DateTime<Utc>,
}

/// How far a meeting got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SessionState {
    /// Interrupted; a time for the rest is to be found.
    Adjourned,
    /// Planned.
    Scheduled,
    /// Going on.
    Open,
    /// Over.
    Closed,
    /// Will not take place.
    Cancelled,
    /// Somebody did not come.
    Missed,
}

/// A meeting, without what was said in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Which.
    pub session: SessionId,
    /// How far it got.
    pub state: SessionState,
    /// Where.
    pub mode: SessionMode,
    /// Planned start, UTC.
    pub starts_at: DateTime<Utc>,
    /// Planned length, minutes.
    pub planned_minutes: u16,
    /// Room or reference of the video link; none for a session in writing.
    pub venue: Option<ShortText>,
    /// Who waived the notice period.
    pub notice_waived_by: Vec<PartyId>,
    /// Actual start, UTC.
    pub opened_at: Option<DateTime<Utc>>,
    /// Who was there.
    pub participants: Vec<Participant>,
    /// Whether it was recorded.
    pub recorded: bool,
    /// Actual end, UTC.
    pub closed_at: Option<DateTime<Utc>>,
    /// From opening to closing, seconds.
    pub duration_s: Option<i64>,
    /// How it ended.
    pub result: Option<SessionResult>,
    /// Why it did not take place.
    pub cancelled: Option<CancelReason>,
    /// Who did not come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<PartyId>,
    /// What followed from it, where the session did not take place for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence: Option<NoShowConsequence>,
    /// The last day for statements, where it is held in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange_by: Option<Deadline>,
    /// What was agreed to be done next; wording sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<NextStep>,
}

/// The applicant's withdrawal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawalView {
    /// By whom.
    pub party: PartyId,
    /// The parties settled by themselves.
    pub self_settled: bool,
    /// Why, sealed.
    pub reason: Option<Personal<LongText>>,
    /// When, UTC.
    pub withdrawn_at: DateTime<Utc>,
}

/// How a mediation ended without an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminationView {
    /// Why.
    pub code: Termination,
    /// In words, sealed.
    pub reason: Option<Personal<LongText>>,
    /// Other ways told to the parties.
    pub remedies: Vec<Remedy>,
    /// When, UTC.
    pub terminated_at: DateTime<Utc>,
}
