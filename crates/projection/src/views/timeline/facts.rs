//! The few facts of an event that a timeline shows: codes, numbers, ids, dates; never a name, a narrative or a sealed field.

use domain::case::Event;
use serde_json::{Map, Value};

/// Names, for each event, the fields that are shown; a new event does not compile until it has its row.
macro_rules! facts {
    ($($event:ident { $($field:ident),* })+) => {
        /// The facts of an event: a JSON object with the fields' own names.
        pub(super) fn of(event: &Event) -> serde_json::Result<Value> {
            let mut facts = Map::new();
            match event {
                $(Event::$event(_event) => {
                    $(facts.insert(stringify!($field).to_owned(), serde_json::to_value(&_event.$field)?);)*
                })+
            }
            Ok(Value::Object(facts))
        }
    };
}

facts! {
    ApplicationFiled { centre, channel, business, cause, claim_fen, dispute_fen }
    SimilarCasesFound { more }
    SimilarityDecided { others, relation }
    ApplicationJoined { into }
    SupplementRequested {}
    SupplementSubmitted { party }
    SupplementExtended {}
    ApplicationLapsed { due }
    CaseAccepted { case_no, track, respondent_duty, late }
    TrackChanged { from, to }
    AcceptanceRefused { grounds, remedies, same_as }
    RespondentNotified { method }
    RepresentativeAppointed { representative, party, kind }
    AuthorityChanged { representative }
    RepresentativeRevoked { representative, party }
    CapacityRecorded { party, capacity, basis }
    PartyJoined { agreed_by }
    PartyDataCorrected { party, request, agreement_stands }
    SpecialNeedsRecorded { party }
    RiskScreened { party }
    RiskReported { to, reported_on }
    ConsentGiven { party, matter, form, centre_appoints, memorandum }
    ConsentRevoked { party, matter }
    MediationRefused { party, reason, reportable }
    MediatorChosen { party, choice }
    MediatorListSent { needed, strikes }
    MediatorListAnswered { party }
    MediatorListClosed { chosen, silent }
    MediatorOffered { mediator, chosen_by_parties, number_agreed_by, basis }
    AssignmentAccepted { mediator, disclosed }
    AssignmentDeclined { mediator, reason }
    MediatorDisclosed { mediator, ground, about }
    ConflictWaived { mediator, ground, about, by, form }
    ConflictScanRepeated { mediator }
    AssignmentSuspended { mediator, findings, inactive }
    AssignmentResumed { mediator }
    RecusalRequested { mediator, by, ground }
    RecusalDecided { mediator, granted, on_request_of, late }
    MediatorReplaced { mediator, reason }
    RightsNotified { notice, parties }
    SessionScheduled { session, starts_at, planned_minutes, mode }
    SessionCancelled { session, reason }
    SessionOpened { session, opened_at, recorded }
    SessionClosed { session, closed_at, duration_s, result }
    SessionRescheduled { session, starts_at, planned_minutes, mode, reason }
    SessionAdjourned { session, adjourned_at, held_s, reason }
    NoShowRecorded { session, absent, consequence }
    MinutesSigned { session, version, signer }
    CorrectionRequested { session, request, party }
    CorrectionRecorded { session, version, answers }
    ExchangeOpened { session, opened_at }
    StatementPosted { session, statement, by }
    CaucusRecorded { caucus, party, by }
    NoteWritten {  }
    ComplaintFiled { complaint, party, mediator, grounds }
    ComplaintDecided { complaint, measure, late }
    BookingDropped {}
    PeriodExtended { agreed_by }
    MediationSuspended { reason, clock_stops, since }
    MediationResumed { paused_days }
    AppraisalCommissioned { appraisal, since }
    AppraisalReceived { appraisal }
    EvaluationCommissioned { evaluation, asked_on }
    EvaluationDelivered { evaluation }
    EvaluationAnswered { evaluation, party, accept }
    ProposalMade { proposal, replies_to }
    ProposalAnswered { proposal, party, answer }
    ProposalWithdrawn { proposal }
    NoObjectionProposed { version, settled_fen }
    NoObjectionServed { version, party, method, served_on }
    NoObjectionObjected { version, party }
    NoObjectionEnded { version, cause, party }
    BiddingOpened { round, payer, payee, split_percent }
    BidCommitted { round, party, commitment }
    BidRevealed { round, party }
    BiddingClosed { round, outcome }
    AuthorityRequested { request, party }
    AuthorityAnswered { request, late }
    OpinionIssued { version, opinion_no, settled_fen, hash }
    OpinionAccepted { version, party }
    OpinionDeclined { version, party }
    AgreementDrafted { version, agreement_no, settled_fen, hash }
    AgreementAnswered { version, party, answer, hash }
    AgreementReviewed { version, outcome, findings, hash }
    OralAgreementRecorded { version, agreement_no, settled_fen, agreed_by, hash }
    AgreementWrittenDown { version, signed_by, scan_sha256, hash }
    AgreementSigned { version, signer, method, scan_sha256, hash, signed_at }
    AgreementSealed { version, hash, sealed_at }
    RestEnded { claims, remedies }
    AgreementBecameEffective { version, regimes, effective_on }
    ConfirmationPrepared { court, basis, asked_by }
    ConfirmationApplicationSigned { party }
    ConfirmationFiled { court, filed_on, papers, green_channel }
    ConfirmationAccepted { court_case_no, accepted_on }
    ConfirmationNotAccepted { ground, decided_on }
    ConfirmationSupplementAsked { supply_by }
    ConfirmationSupplemented {}
    SettlementConfirmed { ruling_no, ruled_on, served_on }
    ConfirmationDismissed { ruling_no, grounds, ruled_on, not_acceptable }
    ConfirmationWithdrawn { deemed, on }
    ConfirmationAbandoned { party }
    ConfirmationLapsed { due, was }
    ConfirmationReviewBegan { on, attend_on }
    ConfirmationReviewExtended { on }
    ConfirmationObjected { objector, lodged_on, by_leave }
    ConfirmationObjectionDecided { outcome, ruling_no, ruled_on }
    NotarialInstrumentRecorded { notary, number, issued_on, debtor }
    PaymentOrderStepRecorded { step }
    CourtMediationPaperRecorded { number, issued_on, served_on }
    ArbitralPaperRecorded { kind, commission, number, issued_on }
    SuitRecorded { claimant, number, docketed_on }
    CourtInquiryReceived { inquiry, matter, purpose, received_on }
    CourtInquiryAnswered { inquiry, late }
    CourtMessageKept { court, step, number, dated, grounds, status, reason }
    ObligationPerformed { seq, amount, performed_on, complete, late, immediate, limitation_interrupted_on }
    ReceiptConfirmed { seq, party, received }
    PerformanceUrged { seq, obligor, asked_by, urged_on }
    ObligationDefaulted { seq, ground, defaulted_on, outstanding, acceleration }
    ObligationWaived { seq, party, given_up }
    EnforcementRecorded { party, court_case_no, applied_on, seqs, title }
    FollowUpRecorded { party, called_on, no_further }
    FollowUpFellDue { seq, obligor, step, on_day }
    ApplicationWithdrawn { party, self_settled }
    MediationTerminated { code, remedies }
    UndisputedFactsDrafted { version, agreed_by }
    UndisputedFactsSigned { version, party, method, complete }
    UndisputedFactsAbandoned { version, party }
    CaseClosed {}
    CourtReferralReceived { court, referral_no, court_case_no, kind, procedure, sent_on, received_on }
    ReferralReceiptSigned { receipt_no }
    ReferralReported { outcome, materials_returned, facts_record }
    TransferProposed { from, to, reason }
    TransferDeclined { by }
    TransferWithdrawn { by }
    TransferDisputed {}
    TransferDecided { moves }
    CaseTransferred { from, to, case_no, former_no, notice }
    DeadlineWarned { timer, due_date, days_before }
    DeadlineExpired { timer, due_date, outcome, asked }
    DeadlineEscalated { timer, due_date, asked }
    DeadlineRecomputed { former_due_date, former_holiday_table, kept_later_day }
}
