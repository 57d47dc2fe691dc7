//! What can be asked of a case: one struct per intention, one file per rule.

mod acceptance;
mod agreement;
mod authority;
mod bidding;
mod complaint;
mod confidential;
mod confirmation;
mod correction;
mod evaluation;
mod inquiry;
mod no_objection;
mod opening;
mod opinion;
mod other_route;
mod pause;
mod performance;
mod proposals;
mod representation;
mod safety;
mod similarity;
mod supplement;
mod track;
mod undisputed;

pub use acceptance::*;
pub use agreement::*;
pub use authority::*;
pub use bidding::*;
pub use complaint::*;
pub use confidential::*;
pub use confirmation::*;
pub use correction::*;
pub use evaluation::*;
pub use inquiry::*;
pub use no_objection::*;
pub use opinion::*;
pub use other_route::*;
pub use pause::*;
pub use performance::*;
pub use proposals::*;
pub use representation::*;
pub use safety::*;
pub use similarity::*;
pub use supplement::*;
pub use track::*;
pub use undisputed::*;
mod referral;
mod transfer;

pub use referral::*;
pub use transfer::*;

use crate::case::event::{
    Claim, DocumentRef, FiledParty, HandedOver, MissingItem, Participant, PriorComplaint, SessionRecord,
};
use crate::case::ranking::Candidate;
use crate::case::reservation::Reservation;
use crate::classification::*;
use crate::ids::{CaseId, CentreId, MediatorId, PartyId, RepresentativeId, SessionId};
use crate::mediator::MediatorFacts;
use crate::money::Fen;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};
use chrono::{DateTime, NaiveDate, Utc};

mod assignment;

pub use assignment::*;
mod scheduling;
mod sessions;

pub use scheduling::*;
pub use sessions::*;
mod selection;
mod time;

pub use selection::*;
pub use time::*;

macro_rules! commands {
    ($($variant:ident => $name:literal,)+) => {
        /// Everything that can be asked of a case.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each payload type carries the documentation")]
        pub enum Command { $($variant(Box<$variant>),)+ }

        impl Command {
            /// Every name, in the order of a case.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The verb, as in rules, routes and tests.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)+ }
            }
        }

        $(impl From<$variant> for Command {
            fn from(command: $variant) -> Self {
                Self::$variant(Box::new(command))
            }
        })+
    };
}

commands! {
    FileApplication => "file_application",
    FlagSimilar => "flag_similar",
    DecideSimilarity => "decide_similarity",
    RequestSupplement => "request_supplement",
    SubmitSupplement => "submit_supplement",
    ExtendSupplement => "extend_supplement",
    LapseApplication => "lapse_application",
    AcceptCase => "accept_case",
    ChangeTrack => "change_track",
    RefuseAcceptance => "refuse_acceptance",
    AppointRepresentative => "appoint_representative",
    ChangeAuthority => "change_authority",
    RevokeRepresentative => "revoke_representative",
    RecordCapacity => "record_capacity",
    JoinParty => "join_party",
    CorrectPartyData => "correct_party_data",
    RecordSpecialNeeds => "record_special_needs",
    ScreenRisk => "screen_risk",
    ReportRisk => "report_risk",
    NotifyRespondent => "notify_respondent",
    RecordConsent => "record_consent",
    RevokeConsent => "revoke_consent",
    RefuseMediation => "refuse_mediation",
    ChooseMediator => "choose_mediator",
    SendMediatorList => "send_mediator_list",
    AnswerMediatorList => "answer_mediator_list",
    CloseMediatorList => "close_mediator_list",
    OfferMediator => "offer_mediator",
    AcceptAssignment => "accept_assignment",
    DeclineAssignment => "decline_assignment",
    DiscloseConflict => "disclose_conflict",
    WaiveConflict => "waive_conflict",
    ScanConflicts => "scan_conflicts",
    RequestRecusal => "request_recusal",
    DecideRecusal => "decide_recusal",
    ReplaceMediator => "replace_mediator",
    NotifyRights => "notify_rights",
    ScheduleSession => "schedule_session",
    CancelSession => "cancel_session",
    OpenSession => "open_session",
    CloseSession => "close_session",
    RescheduleSession => "reschedule_session",
    AdjournSession => "adjourn_session",
    RecordNoShow => "record_no_show",
    SignMinutes => "sign_minutes",
    RequestCorrection => "request_correction",
    RecordCorrection => "record_correction",
    OpenExchange => "open_exchange",
    PostStatement => "post_statement",
    RecordCaucus => "record_caucus",
    WriteNote => "write_note",
    FileComplaint => "file_complaint",
    DecideComplaint => "decide_complaint",
    DropBooking => "drop_booking",
    ExtendPeriod => "extend_period",
    SuspendMediation => "suspend_mediation",
    ResumeMediation => "resume_mediation",
    CommissionAppraisal => "commission_appraisal",
    ReceiveAppraisal => "receive_appraisal",
    CommissionEvaluation => "commission_evaluation",
    DeliverEvaluation => "deliver_evaluation",
    AnswerEvaluation => "answer_evaluation",
    MakeProposal => "make_proposal",
    AnswerProposal => "answer_proposal",
    WithdrawProposal => "withdraw_proposal",
    ProposeNoObjection => "propose_no_objection",
    ServeNoObjection => "serve_no_objection",
    ObjectToProposal => "object_to_proposal",
    WithdrawNoObjection => "withdraw_no_objection",
    OpenBidding => "open_bidding",
    CommitBid => "commit_bid",
    RevealBid => "reveal_bid",
    CloseBidding => "close_bidding",
    RequestAuthority => "request_authority",
    AnswerAuthority => "answer_authority",
    IssueOpinion => "issue_opinion",
    AcceptOpinion => "accept_opinion",
    DeclineOpinion => "decline_opinion",
    DraftAgreement => "draft_agreement",
    AnswerAgreement => "answer_agreement",
    ReviewAgreement => "review_agreement",
    RecordOralAgreement => "record_oral_agreement",
    WriteDownAgreement => "write_down_agreement",
    SignAgreement => "sign_agreement",
    SealAgreement => "seal_agreement",
    PrepareConfirmation => "prepare_confirmation",
    SignConfirmation => "sign_confirmation",
    FileConfirmation => "file_confirmation",
    SupplyConfirmationDocuments => "supply_confirmation_documents",
    RecordCourtStep => "record_court_step",
    ReceiveInquiry => "receive_inquiry",
    AnswerInquiry => "answer_inquiry",
    AbandonConfirmation => "abandon_confirmation",
    LapseConfirmation => "lapse_confirmation",
    RecordOtherRoute => "record_other_route",
    ReportPerformance => "report_performance",
    ConfirmReceipt => "confirm_receipt",
    UrgePerformance => "urge_performance",
    DeclareDefault => "declare_default",
    WaiveObligation => "waive_obligation",
    RecordEnforcement => "record_enforcement",
    RecordFollowUp => "record_follow_up",
    WithdrawApplication => "withdraw_application",
    TerminateMediation => "terminate_mediation",
    RecordUndisputedFacts => "record_undisputed_facts",
    SignUndisputedFacts => "sign_undisputed_facts",
    RefuseUndisputedFacts => "refuse_undisputed_facts",
    CloseCase => "close_case",
    RegisterReferral => "register_referral",
    SignReferralReceipt => "sign_referral_receipt",
    ReportReferral => "report_referral",
    ProposeTransfer => "propose_transfer",
    AcceptTransfer => "accept_transfer",
    DeclineTransfer => "decline_transfer",
    WithdrawTransfer => "withdraw_transfer",
    DisputeTransfer => "dispute_transfer",
    DecideTransfer => "decide_transfer",
    FireTimer => "fire_timer",
    FollowUpPerformance => "follow_up_performance",
    RecomputeDeadline => "recompute_deadline",
}

/// 提交申请.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileApplication {
    /// The case to open.
    pub case: CaseId,
    /// The centre it goes to.
    pub centre: CentreId,
    /// How it came in.
    pub channel: IntakeChannel,
    /// The ticket of the hotline or source system.
    pub outside_ticket: Option<ShortText>,
    /// Who handed it over.
    pub handed_over: Option<HandedOver>,
    /// Agents and guardians of the applicants, appointed with the application.
    pub agents: Vec<AppointRepresentative>,
    /// Which of them files, where an applicant does not by itself.
    pub filed_by: Option<RepresentativeId>,
    /// Both sides, applicants first, institutions with the register's facts.
    pub parties: Vec<FiledParty>,
    /// Business class.
    pub business: Business,
    /// Cause.
    pub cause: Cause,
    /// Product as named by the applicant.
    pub product: Option<ShortText>,
    /// What happened.
    pub facts: Personal<LongText>,
    /// What is asked for.
    pub claims: Vec<Claim>,
    /// Contract exposure, fen.
    pub dispute_fen: Option<Fen>,
    /// When it happened.
    pub incident_on: Option<NaiveDate>,
    /// The complaint made to the institution before.
    pub prior_complaint: Option<PriorComplaint>,
    /// Version of the privacy notice shown; without it nothing may be taken in (PIPL 17).
    pub privacy_notice: Option<ShortText>,
}

/// 要求补正.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestSupplement {
    /// What is missing.
    pub items: Vec<MissingItem>,
}

/// 提交补正材料.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmitSupplement {
    /// For which party.
    pub party: PartyId,
    /// What is handed in.
    pub documents: Vec<DocumentRef>,
}

/// 通知被申请人.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotifyRespondent {
    /// How.
    pub method: ServiceMethod,
}

/// 记录同意.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordConsent {
    /// Whose.
    pub party: PartyId,
    /// Who declares it for the party, if not the party itself.
    pub representative: Option<RepresentativeId>,
    /// To what, each apart.
    pub matters: Vec<ConsentMatter>,
    /// In which form.
    pub form: DeclarationForm,
    /// With the consent to mediate: the choice of a mediator is left to the centre (由调解组织指定).
    pub centre_appoints: bool,
}

/// 撤回同意.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevokeConsent {
    /// Whose.
    pub party: PartyId,
    /// Of what.
    pub matter: ConsentMatter,
}

/// 拒绝或退出调解.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefuseMediation {
    /// Who.
    pub party: PartyId,
    /// Reason code.
    pub reason: Option<RefusalReason>,
    /// In words.
    pub wording: Option<Personal<LongText>>,
}

/// 选定、指派调解员.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferMediator {
    /// Who, with the roster's facts.
    pub mediator: MediatorFacts,
    /// Chosen by the parties jointly, or appointed by the centre.
    pub chosen_by_parties: bool,
    /// Who sits beside the presider, with the roster's facts; nobody where one mediates.
    pub co_mediators: Vec<MediatorFacts>,
    /// Who agreed to another number of mediators than the track has.
    pub number_agreed_by: Vec<PartyId>,
    /// The roster as it was read for the choice.
    pub roster: RosterReading,
}

/// The roster of a centre with what everybody has to do, as it was read for one choice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterReading {
    /// Everybody on it, and those asked from elsewhere.
    pub candidates: Vec<Candidate>,
    /// The language the parties want, if they want one.
    pub language: Option<Language>,
    /// Place in the log up to which it was read.
    pub read_at: u64,
}

/// 接受指派.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptAssignment {
    /// The roster's facts as they stand now: the scan runs again.
    pub mediator: MediatorFacts,
    /// Circumstances disclosed.
    pub disclosed: Vec<RecusalGround>,
    /// In words.
    pub disclosure: Option<Personal<LongText>>,
}

/// 不接受指派.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclineAssignment {
    /// Who.
    pub mediator: MediatorId,
    /// Why.
    pub reason: DeclineReason,
}

/// 告知权利义务.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotifyRights {
    /// Version of the notice.
    pub notice: ShortText,
}

/// 排期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleSession {
    /// Names the session.
    pub session: SessionId,
    /// Start, UTC.
    pub starts_at: DateTime<Utc>,
    /// Planned length, minutes, 15 to 480.
    pub planned_minutes: u16,
    /// Where.
    pub mode: SessionMode,
    /// Room or reference of the video link.
    pub venue: ShortText,
    /// Who waived the notice period.
    pub notice_waived_by: Vec<PartyId>,
    /// What is held for it in the calendars.
    pub reservation: Option<Reservation>,
}

/// 取消排期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelSession {
    /// Which.
    pub session: SessionId,
    /// Why.
    pub reason: CancelReason,
}

/// 开始调解会议.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Which.
    pub session: SessionId,
    /// Who is there.
    pub participants: Vec<Participant>,
    /// Whether it is recorded.
    pub recorded: bool,
}

/// 结束调解会议.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseSession {
    /// Which.
    pub session: SessionId,
    /// Minutes or recording.
    pub record: SessionRecord,
    /// How it ended.
    pub result: SessionResult,
    /// What comes next.
    pub next_step: Option<NextStepPlan>,
}

/// 延长调解期限.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendPeriod {
    /// The new last day, legal date.
    pub until: NaiveDate,
    /// Who agreed; all parties must.
    pub agreed_by: Vec<PartyId>,
    /// The paper by which the court agreed, for an entrusted suit.
    pub court_consent: Option<ShortText>,
}

/// 撤回申请.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawApplication {
    /// By which applicant.
    pub party: PartyId,
    /// The parties settled by themselves.
    pub self_settled: bool,
    /// Why.
    pub reason: Option<Personal<LongText>>,
}

/// 终止调解.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerminateMediation {
    /// Why.
    pub code: Termination,
    /// In words.
    pub reason: Option<Personal<LongText>>,
}

/// 关闭案件.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseCase;
