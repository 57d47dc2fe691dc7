//! The read side: views folded from the log into a node-local SQLite file, and the questions they answer.
//!
//! Absent on purpose: no rule, no shell, no HTTP, no engine of the log; no clock, chance or outside call in anything that makes
//! a row, so that a rebuild gives the same rows. Personal data lies in views as ciphertext, exactly as it lies in the log.
//! In reading order:

mod runner;

mod applier;
mod batch;
mod changes;
mod checkpoint;
mod compare;
mod digest;
mod files;
mod look;
mod packed;
mod parked;
mod rebuild;
mod seed;
mod store;
mod succession;
mod sweep;

mod case_view;
mod views;
mod workers;

mod as_of;
mod cursor;
mod decoded;
mod error;
mod query;
mod reader;
mod stored;

pub use as_of::{AsOf, case_as_of};
pub use case_view::{
    AgreedVersion, Awaited, AwaitedCode, AwaitedFrom, IfNothing, LastDay, Operation, PageAuthority,
    PageObligation, PageReader, PartyPage, PartyTask, PerformanceCode, StandCode, TaskCode, TaskSubject,
};
pub use case_view::{
    AgreementAnswerView, AgreementReviewView, AgreementView, ArchiveView, AuthorityAnswerView,
    AuthorityRequestView, BidRoundView, CapacityView, CaseBrief, CaseView, ChoiceView, CommitmentView,
    ConfirmationEntry, ConfirmationView, ConsentView, CourtInquiryView, CustodyView, DisclosureView,
    FormerCentreView, HoldView, InquiryAnswerView, KeptMessageView, ListAnswerView, ListResultView, ListView,
    MediationRefusalView, MediatorOfferView, NextAction, ObjectionView, ObligationView, OfferAnswer,
    OtherRouteView, PartyBrief, PartyName, ProposalAnswerView, ProposalState, ProposalView, RecusalView,
    ReferralView, RefusalView, ReportView, RepresentativeView, RightsView, RiskReportView, ScreeningView,
    SeatView, SelectionView, SessionState, SessionView, SignatureView, SimilarCaseView, SpecialNeedsView,
    SupplementView, SuspensionView, TerminationView, TransferState, TransferView, WaiverView, WithdrawalView,
    WrittenDownView,
};
pub use case_view::{
    AppraisalView, CameAbout, EnforcementView, FollowUpView, OpinionState, OpinionView, PauseView,
    SilenceMeans, TrackChangeView,
};
pub use case_view::{Colour, EARLIEST_AMBER, Outstanding, Paper, UnservedPaper, WITHOUT_WARNING};
pub use case_view::{EvaluationAnswerView, EvaluationReportView, EvaluationView};
pub use case_view::{FactsSignatureView, FactsState, UndisputedFactsView};
pub use case_view::{NoObjectionServiceView, NoObjectionState, NoObjectionView, ObjectionToProposalView};
pub use changes::{CaseChange, Changes, KEPT};
pub use compare::Difference;
pub use cursor::CursorError;
pub use domain::statistics::Rate;
pub use error::{QueryError, ViewError};
pub use files::ViewFiles;
pub use look::{ViewLook, look};
pub use packed::unpacked;
pub use parked::{Discarded, Parked, Retried, RetryError, retry_parked};
pub use query::{Answer, Page, Paging, Views};
pub use reader::Reader;
pub use rebuild::{Rebuilt, rebuild, rebuild_to, resume_rebuild};
pub use runner::{Lag, NotYet, Runner, RunnerOptions, Status};
pub use seed::seed;
pub use store::ViewStore;
pub use stored::Stored;
pub use succession::{Succession, SuccessionError, SuccessionKind, SuccessionStage, SuccessionStatus};
pub use views::access::Tie;
pub use views::assignments::AssignmentView;
pub use views::batches::BatchView;
pub use views::calendar::{Booked, BookedFor, BookingRow, BookingState};
pub use views::cases::CaseFilter;
pub use views::centre_desk::{CentreDesk, KeyedCount, MediatorDesk, MonthlyCount, StageDesk};
pub use views::complaints::{ComplaintDecisionView, ComplaintView};
pub use views::confidential::ConfidentialView;
pub use views::counts::{CountsFilter, MonthCounts};
pub use views::custody::{RetentionFilter, RetentionRow};
pub use views::data_requests::{DataRequestFilter, DataRequestView};
pub use views::dockings::{DockingFigures, DockingScope, DockingView, TargetFigures};
pub use views::drafts::DraftFilter;
pub use views::due::DueRow;
pub use views::inquiry::{InquiredSettlement, Inquiry};
pub use views::institution_desk::{BranchDesk, DueObligation, InstitutionDesk, PendingApproval};
pub use views::institutions::{InstitutionEntry, InstitutionFilter, MemorandumView};
pub use views::load::LoadedEntry;
pub use views::process_log::{LoggedCase, LoggedEvent, ProcessLogFilter, UNTOLD};
pub use views::referrals::{ReferralRow, ReferralState};
pub use views::register::{
    PerformanceState, ProvedSettlement, SettlementFilter, SettlementRow, confirmation_status,
};
pub use views::roster::{InterestView, RosterEntry, RosterFilter};
pub use views::session_records::SessionRecordView;
pub use views::stalled::{StalledCase, StalledCases, StalledLine, StalledReason};
pub use views::statistics::{Counts, Durations, Figures, FiguresRow, Grouping, Scope, StatisticsQuestion};
pub use views::timeline::TimelineEntry;
pub use views::transfers::TransferRow;
pub use views::work_list::{WorkCase, WorkFilter, WorkList, WorkOrder};
