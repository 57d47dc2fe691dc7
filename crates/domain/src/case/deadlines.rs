//! Which deadlines an event sets.

use crate::case::event::Event;
use crate::deadline::Deadline;

impl Event {
    /// Every deadline this event sets, in the order of its fields.
    #[must_use]
    pub fn deadlines(&self) -> Vec<&Deadline> {
        match self {
            Self::ApplicationFiled(event) => {
                event.complaint_answer_by.iter().chain([&event.accept_by]).collect()
            }
            Self::SupplementRequested(event) => vec![&event.supply_by],
            Self::SupplementSubmitted(event) => vec![&event.accept_by],
            Self::SupplementExtended(event) => vec![&event.supply_by],
            Self::CaseAccepted(event) => {
                let fast_track = event.fast_track.iter().map(|it| &it.finish_by);
                [&event.contact_by, &event.mediate_by].into_iter().chain(fast_track).collect()
            }
            Self::TrackChanged(event) => event.fast_track.iter().map(|it| &it.finish_by).collect(),
            Self::AuthorityRequested(event) => vec![&event.answer_by],
            Self::OpinionIssued(event) => vec![&event.accept_by],
            Self::RespondentNotified(event) => vec![&event.answer_by],
            Self::PartyJoined(event) => event.answer_by.iter().collect(),
            Self::ConsentGiven(event) => event.choose_mediator_by.iter().collect(),
            Self::MediatorListSent(event) => vec![&event.answer_by],
            Self::AssignmentDeclined(event) => event.choose_by.iter().collect(),
            Self::MediatorReplaced(event) => event.choose_by.iter().collect(),
            Self::RecusalRequested(event) => vec![&event.decide_by],
            Self::SessionScheduled(event) => vec![&event.notice],
            Self::SessionRescheduled(event) => vec![&event.notice],
            Self::PeriodExtended(event) => vec![&event.mediate_by],
            Self::ProposalMade(event) => vec![&event.answer_by],
            Self::NoObjectionServed(event) => vec![&event.object_by],
            Self::BiddingOpened(event) => vec![&event.commit_by],
            Self::BidCommitted(event) => event.reveal_by.iter().collect(),
            Self::AgreementDrafted(event) => vec![&event.sign_by],
            Self::AgreementBecameEffective(event) => vec![&event.confirm_by],
            Self::ConfirmationFiled(event) => vec![&event.court_answers_by],
            Self::ConfirmationAccepted(event) => {
                std::iter::once(&event.ruling_by).chain(&event.expected_by).collect()
            }
            Self::ConfirmationReviewExtended(event) => vec![&event.expected_by],
            Self::ConfirmationObjected(event) => vec![&event.lodge_by],
            Self::SettlementConfirmed(event) => {
                std::iter::once(&event.party_objection_by).chain(&event.enforce_by).collect()
            }
            Self::PaymentOrderStepRecorded(event) => event.step.deadline().into_iter().collect(),
            Self::CaseClosed(event) => vec![&event.archive_by],
            Self::CourtReferralReceived(event) => vec![&event.accept_by],
            Self::ReferralReceiptSigned(event) => vec![&event.mediate_by],
            Self::ExchangeOpened(event) => vec![&event.answer_by],
            Self::SessionClosed(event) => event.next_step.iter().map(|step| &step.by).collect(),
            Self::AppraisalReceived(event) => event.mediate_by.iter().collect(),
            Self::MediationResumed(event) => event.mediate_by.iter().collect(),
            Self::ComplaintFiled(event) => vec![&event.decide_by],
            Self::DeadlineRecomputed(event) => vec![&event.deadline],
            Self::CourtInquiryReceived(event) => vec![&event.answer_by],
            Self::SimilarCasesFound(_)
            | Self::SimilarityDecided(_)
            | Self::ApplicationJoined(_)
            | Self::AgreementAnswered(_)
            | Self::AgreementReviewed(_)
            | Self::OralAgreementRecorded(_)
            | Self::AgreementWrittenDown(_)
            | Self::AcceptanceRefused(_)
            | Self::RepresentativeAppointed(_)
            | Self::AuthorityChanged(_)
            | Self::RepresentativeRevoked(_)
            | Self::CapacityRecorded(_)
            | Self::PartyDataCorrected(_)
            | Self::SpecialNeedsRecorded(_)
            | Self::RiskScreened(_)
            | Self::RiskReported(_)
            | Self::ApplicationLapsed(_)
            | Self::ConsentRevoked(_)
            | Self::MediationRefused(_)
            | Self::MediatorChosen(_)
            | Self::MediatorListAnswered(_)
            | Self::MediatorListClosed(_)
            | Self::MediatorOffered(_)
            | Self::AssignmentAccepted(_)
            | Self::MediatorDisclosed(_)
            | Self::ConflictWaived(_)
            | Self::ConflictScanRepeated(_)
            | Self::AssignmentSuspended(_)
            | Self::AssignmentResumed(_)
            | Self::RecusalDecided(_)
            | Self::RightsNotified(_)
            | Self::SessionCancelled(_)
            | Self::SessionOpened(_)
            | Self::RestEnded(_)
            | Self::AuthorityAnswered(_)
            | Self::OpinionAccepted(_)
            | Self::OpinionDeclined(_)
            | Self::ProposalAnswered(_)
            | Self::ProposalWithdrawn(_)
            | Self::NoObjectionProposed(_)
            | Self::NoObjectionObjected(_)
            | Self::NoObjectionEnded(_)
            | Self::BidRevealed(_)
            | Self::BiddingClosed(_)
            | Self::SessionAdjourned(_)
            | Self::MediationSuspended(_)
            | Self::AppraisalCommissioned(_)
            | Self::CaucusRecorded(_)
            | Self::ComplaintDecided(_)
            | Self::CourtInquiryAnswered(_)
            | Self::EvaluationCommissioned(_)
            | Self::EvaluationDelivered(_)
            | Self::EvaluationAnswered(_)
            | Self::NoteWritten(_)
            | Self::NoShowRecorded(_)
            | Self::MinutesSigned(_)
            | Self::CorrectionRequested(_)
            | Self::CorrectionRecorded(_)
            | Self::StatementPosted(_)
            | Self::BookingDropped(_)
            | Self::AgreementSigned(_)
            | Self::AgreementSealed(_)
            | Self::ConfirmationPrepared(_)
            | Self::ConfirmationApplicationSigned(_)
            | Self::ConfirmationNotAccepted(_)
            | Self::ConfirmationSupplementAsked(_)
            | Self::ConfirmationSupplemented(_)
            | Self::ConfirmationDismissed(_)
            | Self::ConfirmationWithdrawn(_)
            | Self::ConfirmationAbandoned(_)
            | Self::ConfirmationLapsed(_)
            | Self::ConfirmationReviewBegan(_)
            | Self::ConfirmationObjectionDecided(_)
            | Self::CourtMessageKept(_)
            | Self::NotarialInstrumentRecorded(_)
            | Self::CourtMediationPaperRecorded(_)
            | Self::ArbitralPaperRecorded(_)
            | Self::SuitRecorded(_)
            | Self::ObligationPerformed(_)
            | Self::ReceiptConfirmed(_)
            | Self::PerformanceUrged(_)
            | Self::ObligationDefaulted(_)
            | Self::ObligationWaived(_)
            | Self::EnforcementRecorded(_)
            | Self::FollowUpRecorded(_)
            | Self::FollowUpFellDue(_)
            | Self::ApplicationWithdrawn(_)
            | Self::MediationTerminated(_)
            | Self::UndisputedFactsDrafted(_)
            | Self::UndisputedFactsSigned(_)
            | Self::UndisputedFactsAbandoned(_)
            | Self::ReferralReported(_)
            | Self::TransferProposed(_)
            | Self::TransferDeclined(_)
            | Self::TransferWithdrawn(_)
            | Self::TransferDisputed(_)
            | Self::TransferDecided(_)
            | Self::CaseTransferred(_)
            | Self::DeadlineWarned(_)
            | Self::DeadlineExpired(_)
            | Self::DeadlineEscalated(_) => vec![],
        }
    }
}
