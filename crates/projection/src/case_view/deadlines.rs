//! Which periods an event starts, and which it ends.

use super::CaseView;
use super::next_action::MEDIATION_PERIOD;
use domain::case::{Event, ObjectionOutcome, PaymentOrderEvent};
use domain::classification::NonAcceptanceGround;
use domain::deadline::{Deadline, Timer};

/// The deadlines an event carries, as the timeline shows them.
pub(crate) fn set_by(event: &Event) -> Vec<&Deadline> {
    match event {
        Event::ApplicationFiled(event) => {
            event.complaint_answer_by.iter().chain([&event.accept_by]).collect()
        }
        Event::SupplementRequested(event) => vec![&event.supply_by],
        Event::SupplementSubmitted(event) => vec![&event.accept_by],
        Event::SupplementExtended(event) => vec![&event.supply_by],
        Event::CaseAccepted(event) => vec![&event.contact_by, &event.mediate_by],
        Event::RespondentNotified(event) => vec![&event.answer_by],
        Event::PartyJoined(event) => event.answer_by.iter().collect(),
        Event::ConsentGiven(event) => event.choose_mediator_by.iter().collect(),
        Event::MediatorListSent(event) => vec![&event.answer_by],
        Event::AssignmentDeclined(event) => event.choose_by.iter().collect(),
        Event::MediatorReplaced(event) => event.choose_by.iter().collect(),
        Event::RecusalRequested(event) => vec![&event.decide_by],
        Event::SessionScheduled(event) => vec![&event.notice],
        Event::SessionRescheduled(event) => vec![&event.notice],
        Event::PeriodExtended(event) => vec![&event.mediate_by],
        Event::ProposalMade(event) => vec![&event.answer_by],
        Event::BiddingOpened(event) => vec![&event.commit_by],
        Event::BidCommitted(event) => event.reveal_by.iter().collect(),
        Event::AgreementDrafted(event) => vec![&event.sign_by],
        Event::AgreementBecameEffective(event) => vec![&event.confirm_by],
        Event::ConfirmationFiled(event) => vec![&event.court_answers_by],
        Event::ConfirmationAccepted(event) => {
            let mut deadlines = vec![&event.ruling_by];
            deadlines.extend(&event.expected_by);
            deadlines
        }
        Event::ConfirmationReviewExtended(event) => vec![&event.expected_by],
        Event::PaymentOrderStepRecorded(event) => event.step.deadline().into_iter().collect(),
        Event::ConfirmationObjected(event) => vec![&event.lodge_by],
        Event::SettlementConfirmed(event) => {
            let mut deadlines = vec![&event.party_objection_by];
            deadlines.extend(&event.enforce_by);
            deadlines
        }
        Event::CaseClosed(event) => vec![&event.archive_by],
        Event::CourtReferralReceived(event) => vec![&event.accept_by],
        Event::ReferralReceiptSigned(event) => vec![&event.mediate_by],
        Event::ExchangeOpened(event) => vec![&event.answer_by],
        Event::SessionClosed(event) => event.next_step.iter().map(|step| &step.by).collect(),
        Event::AppraisalReceived(event) => event.mediate_by.iter().collect(),
        Event::MediationResumed(event) => event.mediate_by.iter().collect(),
        Event::ComplaintFiled(event) => vec![&event.decide_by],
        Event::AcceptanceRefused(_)
        | Event::TrackChanged(_)
        | Event::SimilarCasesFound(_)
        | Event::SimilarityDecided(_)
        | Event::ApplicationJoined(_)
        | Event::RepresentativeAppointed(_)
        | Event::AuthorityChanged(_)
        | Event::RepresentativeRevoked(_)
        | Event::CapacityRecorded(_)
        | Event::PartyDataCorrected(_)
        | Event::SpecialNeedsRecorded(_)
        | Event::RiskScreened(_)
        | Event::RiskReported(_)
        | Event::ApplicationLapsed(_)
        | Event::ConsentRevoked(_)
        | Event::MediationRefused(_)
        | Event::MediatorChosen(_)
        | Event::MediatorListAnswered(_)
        | Event::MediatorListClosed(_)
        | Event::MediatorOffered(_)
        | Event::AssignmentAccepted(_)
        | Event::MediatorDisclosed(_)
        | Event::ConflictWaived(_)
        | Event::ConflictScanRepeated(_)
        | Event::AssignmentSuspended(_)
        | Event::AssignmentResumed(_)
        | Event::RecusalDecided(_)
        | Event::RightsNotified(_)
        | Event::SessionCancelled(_)
        | Event::SessionOpened(_)
        | Event::ProposalAnswered(_)
        | Event::ProposalWithdrawn(_)
        | Event::BidRevealed(_)
        | Event::BiddingClosed(_)
        | Event::SessionAdjourned(_)
        | Event::MediationSuspended(_)
        | Event::AppraisalCommissioned(_)
        | Event::CaucusRecorded(_)
        | Event::ComplaintDecided(_)
        | Event::NoteWritten(_)
        | Event::NoShowRecorded(_)
        | Event::MinutesSigned(_)
        | Event::CorrectionRequested(_)
        | Event::CorrectionRecorded(_)
        | Event::StatementPosted(_)
        | Event::BookingDropped(_)
        | Event::AgreementSigned(_)
        | Event::AgreementSealed(_)
        | Event::ConfirmationPrepared(_)
        | Event::ConfirmationApplicationSigned(_)
        | Event::ConfirmationNotAccepted(_)
        | Event::ConfirmationSupplementAsked(_)
        | Event::ConfirmationSupplemented(_)
        | Event::ConfirmationDismissed(_)
        | Event::ConfirmationWithdrawn(_)
        | Event::ConfirmationAbandoned(_)
        | Event::ConfirmationLapsed(_)
        | Event::ConfirmationReviewBegan(_)
        | Event::ConfirmationObjectionDecided(_)
        | Event::CourtMessageKept(_)
        | Event::NotarialInstrumentRecorded(_)
        | Event::CourtMediationPaperRecorded(_)
        | Event::ArbitralPaperRecorded(_)
        | Event::SuitRecorded(_)
        | Event::ObligationPerformed(_)
        | Event::ApplicationWithdrawn(_)
        | Event::MediationTerminated(_)
        | Event::ReferralReported(_)
        | Event::TransferProposed(_)
        | Event::TransferDeclined(_)
        | Event::TransferWithdrawn(_)
        | Event::TransferDisputed(_)
        | Event::TransferDecided(_)
        | Event::CaseTransferred(_) => vec![],
    }
}

/// Brings the running periods of `view` up to date; the rest of the document has seen `event` already.
///
pub(super) fn run(view: &mut CaseView, event: &Event) {
    match event {
        Event::SupplementRequested(_) => stop(view, &[Timer::T01, Timer::T01r]),
        Event::SupplementSubmitted(_) | Event::SupplementExtended(_) => stop(view, &[Timer::T02]),
        // The period of a referred dispute began with the receipt; the acceptance restates it.
        Event::CaseAccepted(_) => {
            stop(view, &[Timer::T01, Timer::T01r, Timer::T02]);
            stop(view, MEDIATION_PERIOD);
        }
        Event::CourtReferralReceived(_) => stop(view, &[Timer::T01]),
        Event::RespondentNotified(_) => stop(view, &[Timer::T03c, Timer::T03r, Timer::T03]),
        Event::PartyJoined(event) if event.answer_by.is_some() => stop(view, &[Timer::T03]),
        Event::ConsentGiven(event) if event.choose_mediator_by.is_some() => {
            stop(view, &[Timer::T03c, Timer::T03r, Timer::T03]);
        }
        Event::MediatorListSent(_) => stop(view, &[Timer::T04]),
        Event::MediatorOffered(_) => stop(view, &[Timer::T04, Timer::T04a]),
        Event::RecusalDecided(_) => stop(view, &[Timer::T08]),
        Event::MediatorReplaced(_) => stop(view, &[Timer::T08, Timer::Signing]),
        Event::PeriodExtended(_) => stop(view, MEDIATION_PERIOD),
        Event::MediationResumed(event) if event.mediate_by.is_some() => stop(view, MEDIATION_PERIOD),
        Event::AppraisalReceived(event) if event.mediate_by.is_some() => stop(view, MEDIATION_PERIOD),
        Event::BidCommitted(event) if event.reveal_by.is_some() => stop(view, &[Timer::Bid]),
        Event::BiddingClosed(_) => stop(view, &[Timer::Bid, Timer::BidReveal]),
        Event::AgreementDrafted(_) => stop(view, &[Timer::Signing]),
        Event::AgreementBecameEffective(_)
        | Event::AcceptanceRefused(_)
        | Event::ApplicationJoined(_)
        | Event::MediationTerminated(_) => {
            view.deadlines.clear();
        }
        Event::CaseClosed(_) => view.deadlines.clear(),
        Event::ConfirmationFiled(_) => stop(view, &[Timer::T10]),
        Event::ConfirmationAccepted(_) => stop(view, &[Timer::T11]),
        Event::ConfirmationNotAccepted(event) => {
            back_to_the_parties(view, event.ground == NonAcceptanceGround::WrongCourt);
        }
        Event::ConfirmationWithdrawn(event) => back_to_the_parties(view, !event.deemed),
        Event::SettlementConfirmed(_) | Event::ConfirmationDismissed(_) => {
            stop(view, &[Timer::T11, Timer::T12, Timer::T12a, Timer::T12b])
        }
        Event::PaymentOrderStepRecorded(event) => payment_order(view, &event.step),
        Event::ConfirmationLapsed(_) => stop(view, &[Timer::T10]),
        Event::ConfirmationReviewExtended(_) => stop(view, &[Timer::T12a]),
        Event::ConfirmationObjected(_) => stop(view, &[Timer::T13]),
        Event::ConfirmationObjectionDecided(event) if event.outcome == ObjectionOutcome::Revoked => {
            stop(view, &[Timer::T14])
        }
        Event::ObligationPerformed(_) if view.performed() => stop(view, &[Timer::T14]),
        Event::ApplicationFiled(_)
        | Event::TrackChanged(_)
        | Event::SimilarCasesFound(_)
        | Event::SimilarityDecided(_)
        | Event::SpecialNeedsRecorded(_)
        | Event::RiskScreened(_)
        | Event::RiskReported(_)
        | Event::ApplicationLapsed(_)
        | Event::PartyJoined(_)
        | Event::ConsentGiven(_)
        | Event::RepresentativeAppointed(_)
        | Event::AuthorityChanged(_)
        | Event::RepresentativeRevoked(_)
        | Event::CapacityRecorded(_)
        | Event::PartyDataCorrected(_)
        | Event::ConsentRevoked(_)
        | Event::MediationRefused(_)
        | Event::MediatorChosen(_)
        | Event::MediatorListAnswered(_)
        | Event::MediatorListClosed(_)
        | Event::AssignmentAccepted(_)
        | Event::AssignmentDeclined(_)
        | Event::MediatorDisclosed(_)
        | Event::ConflictWaived(_)
        | Event::ConflictScanRepeated(_)
        | Event::AssignmentSuspended(_)
        | Event::AssignmentResumed(_)
        | Event::RecusalRequested(_)
        | Event::RightsNotified(_)
        | Event::SessionScheduled(_)
        | Event::SessionCancelled(_)
        | Event::SessionOpened(_)
        | Event::SessionClosed(_)
        | Event::ProposalMade(_)
        | Event::ProposalAnswered(_)
        | Event::ProposalWithdrawn(_)
        | Event::BiddingOpened(_)
        | Event::BidCommitted(_)
        | Event::BidRevealed(_)
        | Event::SessionRescheduled(_)
        | Event::StatementPosted(_)
        | Event::ExchangeOpened(_)
        | Event::CorrectionRecorded(_)
        | Event::CorrectionRequested(_)
        | Event::MinutesSigned(_)
        | Event::NoShowRecorded(_)
        | Event::NoteWritten(_)
        | Event::CaucusRecorded(_)
        | Event::ComplaintFiled(_)
        | Event::ComplaintDecided(_)
        | Event::AppraisalReceived(_)
        | Event::AppraisalCommissioned(_)
        | Event::MediationResumed(_)
        | Event::MediationSuspended(_)
        | Event::SessionAdjourned(_)
        | Event::BookingDropped(_)
        | Event::AgreementSigned(_)
        | Event::AgreementSealed(_)
        | Event::ConfirmationPrepared(_)
        | Event::ConfirmationApplicationSigned(_)
        | Event::ConfirmationSupplementAsked(_)
        | Event::ConfirmationSupplemented(_)
        | Event::ConfirmationAbandoned(_)
        | Event::ConfirmationReviewBegan(_)
        | Event::ConfirmationObjectionDecided(_)
        | Event::CourtMessageKept(_)
        | Event::NotarialInstrumentRecorded(_)
        | Event::CourtMediationPaperRecorded(_)
        | Event::ArbitralPaperRecorded(_)
        | Event::SuitRecorded(_)
        | Event::ObligationPerformed(_)
        | Event::ApplicationWithdrawn(_)
        | Event::ReferralReceiptSigned(_)
        | Event::ReferralReported(_)
        | Event::TransferProposed(_)
        | Event::TransferDeclined(_)
        | Event::TransferWithdrawn(_)
        | Event::TransferDisputed(_)
        | Event::TransferDecided(_)
        | Event::CaseTransferred(_) => {}
    }
    // Whoever objected has used the time for it; the event only says by when it was.
    if !matches!(event, Event::ConfirmationObjected(_)) {
        let started = set_by(event).into_iter().filter(|deadline| runs(deadline.timer));
        view.deadlines.extend(started.cloned());
    }
}

/// T09 says how early a session may be, the last day of a proposal belongs to that proposal, and nobody learns of a complaint from a case's
/// periods: none of them runs for the case.
const fn runs(timer: Timer) -> bool {
    !matches!(timer, Timer::T09 | Timer::Offer | Timer::Complaint)
}

fn stop(view: &mut CaseView, timers: &[Timer]) {
    view.deadlines.retain(|deadline| !timers.contains(&deadline.timer));
}

/// An objection that does not dispute the debt stops nothing (CPLI 436).
fn payment_order(view: &mut CaseView, step: &PaymentOrderEvent) {
    if !matches!(step, PaymentOrderEvent::Objected { substantive: false, .. }) {
        stop(view, &[Timer::T15, Timer::T15a, Timer::T15b]);
    }
}

/// The court is out of it. Where the parties may apply again, the thirty days go on as if it had not been asked (CPL 205 counts from the
/// effect alone).
fn back_to_the_parties(view: &mut CaseView, again: bool) {
    stop(view, &[Timer::T10, Timer::T11, Timer::T12, Timer::T12a, Timer::T12b]);
    if again {
        let confirm_by = view.agreement.as_ref().and_then(|agreement| agreement.confirm_by.clone());
        view.deadlines.extend(confirm_by);
    }
}
