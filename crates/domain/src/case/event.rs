//! What can happen to a case: facts in the past tense, frozen wire names.

mod agreement;
mod assignment;
mod authority;
mod bidding;
mod complaint;
mod confidential;
mod confirmation;
mod consent;
mod correction;
mod ending;
mod evaluation;
mod filing;
mod inquiry;
mod mediation;
mod no_objection;
mod opinion;
mod other_route;
mod pause;
mod performance;
mod proposals;
mod referral;
mod representation;
mod safety;
mod scheduling;
mod selection;
mod sessions;
mod similarity;
mod supplement;
mod time;
mod track;
mod transfer;
mod undisputed;

pub use agreement::*;
pub use assignment::*;
pub use authority::*;
pub use bidding::*;
pub use complaint::*;
pub use confidential::*;
pub use confirmation::*;
pub use consent::*;
pub use correction::*;
pub use ending::*;
pub use evaluation::*;
pub use filing::*;
pub use inquiry::*;
pub use mediation::*;
pub use no_objection::*;
pub use opinion::*;
pub use other_route::*;
pub use pause::*;
pub use performance::*;
pub use proposals::*;
pub use referral::*;
pub use representation::*;
pub use safety::*;
pub use scheduling::*;
pub use selection::*;
pub use sessions::*;
pub use similarity::*;
pub use supplement::*;
pub use time::*;
pub use track::*;
pub use transfer::*;
pub use undisputed::*;

use crate::wire::events;

events! {
    /// Everything that can have happened to a case. No `_` over this enum, ever: a new event must be answered everywhere.
    pub enum Event {
        ApplicationFiled => "case.application-filed.v1",
        SimilarCasesFound => "case.similar-cases-found.v1",
        SimilarityDecided => "case.similarity-decided.v1",
        ApplicationJoined => "case.application-joined.v1",
        SupplementRequested => "case.supplement-requested.v1",
        SupplementSubmitted => "case.supplement-submitted.v1",
        SupplementExtended => "case.supplement-extended.v1",
        ApplicationLapsed => "case.application-lapsed.v1",
        CaseAccepted => "case.accepted.v1",
        TrackChanged => "case.track-changed.v1",
        AcceptanceRefused => "case.acceptance-refused.v1",
        RespondentNotified => "case.respondent-notified.v1",
        RepresentativeAppointed => "case.representative-appointed.v1",
        AuthorityChanged => "case.authority-changed.v1",
        RepresentativeRevoked => "case.representative-revoked.v1",
        CapacityRecorded => "case.capacity-recorded.v1",
        PartyJoined => "case.party-joined.v1",
        PartyDataCorrected => "case.party-data-corrected.v1",
        SpecialNeedsRecorded => "case.special-needs-recorded.v1",
        RiskScreened => "case.risk-screened.v1",
        RiskReported => "case.risk-reported.v1",
        ConsentGiven => "case.consent-given.v1",
        ConsentRevoked => "case.consent-revoked.v1",
        MediationRefused => "case.mediation-refused.v1",
        MediatorChosen => "case.mediator-chosen.v1",
        MediatorListSent => "case.mediator-list-sent.v1",
        MediatorListAnswered => "case.mediator-list-answered.v1",
        MediatorListClosed => "case.mediator-list-closed.v1",
        MediatorOffered => "case.mediator-offered.v1",
        AssignmentAccepted => "case.assignment-accepted.v1",
        AssignmentDeclined => "case.assignment-declined.v1",
        MediatorDisclosed => "case.mediator-disclosed.v1",
        ConflictWaived => "case.conflict-waived.v1",
        ConflictScanRepeated => "case.conflict-scan-repeated.v1",
        AssignmentSuspended => "case.assignment-suspended.v1",
        AssignmentResumed => "case.assignment-resumed.v1",
        RecusalRequested => "case.recusal-requested.v1",
        RecusalDecided => "case.recusal-decided.v1",
        MediatorReplaced => "case.mediator-replaced.v1",
        RightsNotified => "case.rights-notified.v1",
        SessionScheduled => "case.session-scheduled.v1",
        SessionCancelled => "case.session-cancelled.v1",
        SessionOpened => "case.session-opened.v1",
        SessionClosed => "case.session-closed.v1",
        SessionRescheduled => "case.session-rescheduled.v1",
        SessionAdjourned => "case.session-adjourned.v1",
        NoShowRecorded => "case.no-show-recorded.v1",
        MinutesSigned => "case.minutes-signed.v1",
        CorrectionRequested => "case.correction-requested.v1",
        CorrectionRecorded => "case.correction-recorded.v1",
        ExchangeOpened => "case.exchange-opened.v1",
        StatementPosted => "case.statement-posted.v1",
        CaucusRecorded => "case.caucus-recorded.v1",
        NoteWritten => "case.note-written.v1",
        ComplaintFiled => "case.complaint-filed.v1",
        ComplaintDecided => "case.complaint-decided.v1",
        BookingDropped => "case.booking-dropped.v1",
        PeriodExtended => "case.period-extended.v1",
        MediationSuspended => "case.mediation-suspended.v1",
        MediationResumed => "case.mediation-resumed.v1",
        AppraisalCommissioned => "case.appraisal-commissioned.v1",
        AppraisalReceived => "case.appraisal-received.v1",
        EvaluationCommissioned => "case.evaluation-commissioned.v1",
        EvaluationDelivered => "case.evaluation-delivered.v1",
        EvaluationAnswered => "case.evaluation-answered.v1",
        ProposalMade => "case.proposal-made.v1",
        ProposalAnswered => "case.proposal-answered.v1",
        ProposalWithdrawn => "case.proposal-withdrawn.v1",
        NoObjectionProposed => "case.no-objection-proposed.v1",
        NoObjectionServed => "case.no-objection-served.v1",
        NoObjectionObjected => "case.no-objection-objected.v1",
        NoObjectionEnded => "case.no-objection-ended.v1",
        BiddingOpened => "case.bidding-opened.v1",
        BidCommitted => "case.bid-committed.v1",
        BidRevealed => "case.bid-revealed.v1",
        BiddingClosed => "case.bidding-closed.v1",
        AuthorityRequested => "case.authority-requested.v1",
        AuthorityAnswered => "case.authority-answered.v1",
        OpinionIssued => "case.opinion-issued.v1",
        OpinionAccepted => "case.opinion-accepted.v1",
        OpinionDeclined => "case.opinion-declined.v1",
        AgreementDrafted => "case.agreement-drafted.v1",
        AgreementAnswered => "case.agreement-answered.v1",
        AgreementReviewed => "case.agreement-reviewed.v1",
        AgreementSigned => "case.agreement-signed.v1",
        AgreementSealed => "case.agreement-sealed.v1",
        AgreementBecameEffective => "case.agreement-became-effective.v1",
        OralAgreementRecorded => "case.oral-agreement-recorded.v1",
        AgreementWrittenDown => "case.agreement-written-down.v1",
        RestEnded => "case.rest-ended.v1",
        ConfirmationPrepared => "case.confirmation-prepared.v1",
        ConfirmationApplicationSigned => "case.confirmation-application-signed.v1",
        ConfirmationFiled => "case.confirmation-filed.v1",
        ConfirmationAccepted => "case.confirmation-accepted.v1",
        ConfirmationNotAccepted => "case.confirmation-not-accepted.v1",
        ConfirmationSupplementAsked => "case.confirmation-supplement-asked.v1",
        ConfirmationSupplemented => "case.confirmation-supplemented.v1",
        SettlementConfirmed => "case.settlement-confirmed.v1",
        ConfirmationDismissed => "case.confirmation-dismissed.v1",
        ConfirmationWithdrawn => "case.confirmation-withdrawn.v1",
        ConfirmationAbandoned => "case.confirmation-abandoned.v1",
        ConfirmationLapsed => "case.confirmation-lapsed.v1",
        ConfirmationReviewBegan => "case.confirmation-review-began.v1",
        ConfirmationReviewExtended => "case.confirmation-review-extended.v1",
        ConfirmationObjected => "case.confirmation-objected.v1",
        ConfirmationObjectionDecided => "case.confirmation-objection-decided.v1",
        CourtMessageKept => "case.court-message-kept.v1",
        CourtInquiryReceived => "case.court-inquiry-received.v1",
        CourtInquiryAnswered => "case.court-inquiry-answered.v1",
        NotarialInstrumentRecorded => "case.notarial-instrument-recorded.v1",
        PaymentOrderStepRecorded => "case.payment-order-step-recorded.v1",
        CourtMediationPaperRecorded => "case.court-mediation-paper-recorded.v1",
        ArbitralPaperRecorded => "case.arbitral-paper-recorded.v1",
        SuitRecorded => "case.suit-recorded.v1",
        ObligationPerformed => "case.obligation-performed.v1",
        ReceiptConfirmed => "case.receipt-confirmed.v1",
        PerformanceUrged => "case.performance-urged.v1",
        ObligationDefaulted => "case.obligation-defaulted.v1",
        ObligationWaived => "case.obligation-waived.v1",
        EnforcementRecorded => "case.enforcement-recorded.v1",
        FollowUpRecorded => "case.follow-up-recorded.v1",
        FollowUpFellDue => "case.follow-up-fell-due.v1",
        ApplicationWithdrawn => "case.application-withdrawn.v1",
        MediationTerminated => "case.mediation-terminated.v1",
        UndisputedFactsDrafted => "case.undisputed-facts-drafted.v1",
        UndisputedFactsSigned => "case.undisputed-facts-signed.v1",
        UndisputedFactsAbandoned => "case.undisputed-facts-abandoned.v1",
        CaseClosed => "case.closed.v1",
        CourtReferralReceived => "case.court-referral-received.v1",
        ReferralReceiptSigned => "case.referral-receipt-signed.v1",
        ReferralReported => "case.referral-reported.v1",
        TransferProposed => "case.transfer-proposed.v1",
        TransferDeclined => "case.transfer-declined.v1",
        TransferWithdrawn => "case.transfer-withdrawn.v1",
        TransferDisputed => "case.transfer-disputed.v1",
        TransferDecided => "case.transfer-decided.v1",
        CaseTransferred => "case.transferred.v1",
        DeadlineWarned => "case.deadline-warned.v1",
        DeadlineExpired => "case.deadline-expired.v1",
        DeadlineEscalated => "case.deadline-escalated.v1",
        DeadlineRecomputed => "case.deadline-recomputed.v1",
    }
}
