//! Which events fit which stage: the table behind `domain::case::evolve`, which keeps a case as it is when an event does not fit.
//!
//! Only a history that another version wrote, or that was damaged, holds such an event. It stays in the timeline and changes nothing
//! else, so that no document, list or count can say what the rules themselves do not.

use domain::case::{Event, StageName};

/// Whether an event changes a case that stands in `stage`.
pub(super) fn fits(stage: StageName, event: &Event) -> bool {
    use StageName as S;
    match event {
        Event::ApplicationFiled(_) => false,
        Event::SupplementRequested(_) | Event::CaseAccepted(_) => stage == S::Submitted,
        Event::SupplementSubmitted(_) | Event::SupplementExtended(_) | Event::ApplicationLapsed(_) => {
            stage == S::Supplementing
        }
        Event::AcceptanceRefused(_)
        | Event::SimilarCasesFound(_)
        | Event::SimilarityDecided(_)
        | Event::ApplicationJoined(_) => matches!(stage, S::Submitted | S::Supplementing),
        Event::RespondentNotified(_)
        | Event::ConsentGiven(_)
        | Event::ConsentRevoked(_)
        | Event::MediationRefused(_)
        | Event::TrackChanged(_)
        | Event::PeriodExtended(_) => is_live(stage) || stage == S::Effective,
        Event::BookingDropped(_)
        | Event::PartyDataCorrected(_)
        | Event::CourtInquiryReceived(_)
        | Event::CourtInquiryAnswered(_)
        | Event::ComplaintFiled(_)
        | Event::ComplaintDecided(_) => true,
        Event::MediatorChosen(_)
        | Event::MediatorListSent(_)
        | Event::MediatorListAnswered(_)
        | Event::MediatorListClosed(_)
        | Event::MediatorOffered(_) => stage == S::MediatorSelection,
        Event::MediatorDisclosed(_)
        | Event::ConflictWaived(_)
        | Event::ConflictScanRepeated(_)
        | Event::AssignmentSuspended(_)
        | Event::AssignmentResumed(_)
        | Event::RecusalRequested(_)
        | Event::RecusalDecided(_) => is_live(stage) || stage == S::Effective,
        Event::MediatorReplaced(_) => matches!(stage, S::MediatorOffered | S::InMediation | S::Signing),
        Event::AssignmentAccepted(_) | Event::AssignmentDeclined(_) => stage == S::MediatorOffered,
        Event::RightsNotified(_)
        | Event::SessionScheduled(_)
        | Event::SessionCancelled(_)
        | Event::SessionOpened(_)
        | Event::SessionClosed(_)
        | Event::ProposalMade(_)
        | Event::ProposalAnswered(_)
        | Event::ProposalWithdrawn(_)
        | Event::NoObjectionProposed(_)
        | Event::NoObjectionServed(_)
        | Event::NoObjectionObjected(_)
        | Event::NoObjectionEnded(_)
        | Event::BiddingOpened(_)
        | Event::BidCommitted(_)
        | Event::BidRevealed(_)
        | Event::BiddingClosed(_)
        | Event::SessionRescheduled(_)
        | Event::SessionAdjourned(_)
        | Event::NoShowRecorded(_)
        | Event::MinutesSigned(_)
        | Event::CorrectionRequested(_)
        | Event::CorrectionRecorded(_)
        | Event::ExchangeOpened(_)
        | Event::StatementPosted(_)
        | Event::MediationSuspended(_)
        | Event::MediationResumed(_)
        | Event::AppraisalCommissioned(_)
        | Event::AppraisalReceived(_)
        | Event::EvaluationCommissioned(_)
        | Event::EvaluationDelivered(_)
        | Event::EvaluationAnswered(_)
        | Event::CaucusRecorded(_)
        | Event::NoteWritten(_)
        | Event::AuthorityRequested(_)
        | Event::OpinionIssued(_)
        | Event::OralAgreementRecorded(_)
        | Event::AgreementDrafted(_) => matches!(stage, S::InMediation | S::Signing),
        Event::AuthorityAnswered(_) => is_live(stage),
        Event::OpinionAccepted(_) | Event::OpinionDeclined(_) => stage == S::InMediation,
        Event::AgreementAnswered(_)
        | Event::AgreementReviewed(_)
        | Event::AgreementSigned(_)
        | Event::AgreementSealed(_) => stage == S::Signing,
        Event::AgreementWrittenDown(_) => stage == S::Effective,
        // What is accepted is not signed first.
        Event::AgreementBecameEffective(_) => matches!(stage, S::InMediation | S::Signing),
        Event::RepresentativeAppointed(_)
        | Event::AuthorityChanged(_)
        | Event::RepresentativeRevoked(_)
        | Event::CapacityRecorded(_)
        | Event::SpecialNeedsRecorded(_)
        | Event::RiskScreened(_)
        | Event::RiskReported(_) => {
            is_live(stage) || matches!(stage, S::Submitted | S::Supplementing | S::Effective)
        }
        Event::PartyJoined(_) => {
            matches!(stage, S::Submitted | S::Supplementing) || (is_live(stage) && stage != S::Signing)
        }
        Event::RestEnded(_)
        | Event::ConfirmationPrepared(_)
        | Event::ConfirmationApplicationSigned(_)
        | Event::ConfirmationFiled(_)
        | Event::ConfirmationAccepted(_)
        | Event::ConfirmationNotAccepted(_)
        | Event::ConfirmationSupplementAsked(_)
        | Event::ConfirmationSupplemented(_)
        | Event::SettlementConfirmed(_)
        | Event::ConfirmationDismissed(_)
        | Event::ConfirmationWithdrawn(_)
        | Event::ConfirmationAbandoned(_)
        | Event::ConfirmationLapsed(_)
        | Event::ConfirmationReviewBegan(_)
        | Event::ConfirmationReviewExtended(_)
        | Event::NotarialInstrumentRecorded(_)
        | Event::PaymentOrderStepRecorded(_)
        | Event::CourtMediationPaperRecorded(_)
        | Event::ArbitralPaperRecorded(_)
        | Event::SuitRecorded(_)
        | Event::ObligationPerformed(_)
        | Event::ReceiptConfirmed(_)
        | Event::PerformanceUrged(_)
        | Event::ObligationDefaulted(_)
        | Event::ObligationWaived(_)
        | Event::EnforcementRecorded(_)
        | Event::FollowUpRecorded(_)
        | Event::FollowUpFellDue(_) => stage == S::Effective,
        // A court hears of a ruling again long after the case was closed.
        Event::ConfirmationObjected(_)
        | Event::ConfirmationObjectionDecided(_)
        | Event::CourtMessageKept(_) => matches!(stage, S::Effective | S::Closed),
        Event::ApplicationWithdrawn(_) | Event::MediationTerminated(_) => {
            is_live(stage) || matches!(stage, S::Submitted | S::Supplementing)
        }
        Event::CaseClosed(_) | Event::ReferralReported(_) => {
            matches!(stage, S::NotAccepted | S::Effective | S::Terminated)
        }
        Event::UndisputedFactsDrafted(_)
        | Event::UndisputedFactsSigned(_)
        | Event::UndisputedFactsAbandoned(_) => matches!(stage, S::Effective | S::Terminated),
        Event::CourtReferralReceived(_) | Event::ReferralReceiptSigned(_) => stage == S::Submitted,
        Event::TransferProposed(_)
        | Event::TransferDeclined(_)
        | Event::TransferWithdrawn(_)
        | Event::TransferDisputed(_)
        | Event::TransferDecided(_)
        | Event::CaseTransferred(_) => stage != S::Closed,
        // Some periods run on after the case is closed.
        Event::DeadlineWarned(_)
        | Event::DeadlineExpired(_)
        | Event::DeadlineEscalated(_)
        | Event::DeadlineRecomputed(_) => true,
    }
}

/// Accepted, and no agreement in force yet.
const fn is_live(stage: StageName) -> bool {
    matches!(
        stage,
        StageName::ConsentPending
            | StageName::MediatorSelection
            | StageName::MediatorOffered
            | StageName::InMediation
            | StageName::Signing
    )
}
