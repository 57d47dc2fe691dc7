//! Folding: an event changes the document it finds, and judges nothing.
//!
//! The event is matched outermost and never with `_`. The stage moves exactly as `domain::case::evolve` moves it.

mod authority;
mod confirmation;
mod evaluation;
mod filing;
mod fits;
mod inquiry;
mod mediation;
mod no_objection;
mod opinion;
mod other_route;
mod panel;
mod pause;
mod performance;
mod referral;
mod representation;
mod safety;
mod selection;
mod settlement;
mod similarity;
mod talks;
mod transfer;
mod undisputed;

pub(crate) use filing::open;

use super::{CaseView, TerminationView, TransferState, WithdrawalView, clocks, next_action};
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::legal_date;
use domain::case::{Event, StageName};
use domain::wire::Metadata;
use event_store::{Position, RecordedEvent};

/// Where and when an event happened.
#[derive(Debug, Clone)]
pub(crate) struct Moment<'a> {
    /// The stream.
    pub(crate) stream: &'a str,
    /// Place in the stream.
    pub(crate) revision: u64,
    /// Place in the log.
    pub(crate) position: Position,
    /// Who, when, by which command.
    pub(crate) metadata: &'a Metadata,
}

impl<'a> Moment<'a> {
    /// The moment of a stored event.
    pub(crate) fn of(recorded: &'a RecordedEvent, metadata: &'a Metadata) -> Self {
        Self {
            stream: recorded.stream.as_str(),
            revision: recorded.revision.0,
            position: recorded.position,
            metadata,
        }
    }

    /// When, UTC.
    pub(crate) const fn at(&self) -> DateTime<Utc> {
        self.metadata.occurred_at
    }

    /// The same as legal date.
    pub(crate) fn on(&self) -> NaiveDate {
        legal_date(self.metadata.occurred_at)
    }
}

/// Folds one more event into the document; false when it does not fit the stage and has changed nothing but the revision.
pub(crate) fn fold(view: &mut CaseView, event: &Event, moment: &Moment<'_>) -> bool {
    let fits = fits::fits(view.stage, event);
    if fits {
        record(view, event, moment);
        clocks::follow(view, event);
    }
    seen(view, moment);
    fits
}

/// What every event leaves behind.
fn seen(view: &mut CaseView, moment: &Moment<'_>) {
    (view.next_action, view.next_due) = next_action::next(view);
    view.revision = moment.revision;
    view.position = moment.position;
    view.updated_at = moment.at();
}

/// One line an event, so that the whole history of a case reads from top to bottom.
fn record(view: &mut CaseView, event: &Event, moment: &Moment<'_>) {
    match event {
        // Only the first event opens a document; a second filing is a history no version of this house wrote.
        Event::ApplicationFiled(_) => {}
        Event::SimilarCasesFound(event) => similarity::found(view, event),
        Event::SimilarityDecided(event) => similarity::decided(view, event, moment),
        Event::ApplicationJoined(event) => similarity::joined(view, event),
        Event::SupplementRequested(event) => filing::supplement_requested(view, event, moment),
        Event::SupplementSubmitted(event) => filing::supplement_submitted(view, event, moment),
        Event::SupplementExtended(event) => filing::supplement_extended(view, event),
        // The termination that follows says the rest.
        Event::ApplicationLapsed(_) => {}
        Event::CaseAccepted(event) => filing::accepted(view, event, moment),
        Event::TrackChanged(event) => filing::track_changed(view, event, moment),
        Event::AcceptanceRefused(event) => filing::refused(view, event, moment),
        Event::RespondentNotified(_) => view.respondent_notified_on = Some(moment.on()),
        Event::RepresentativeAppointed(event) => representation::appointed(view, event, moment),
        Event::AuthorityChanged(event) => representation::changed(view, event),
        Event::RepresentativeRevoked(event) => representation::revoked(view, event, moment),
        Event::CapacityRecorded(event) => representation::capacity(view, event),
        Event::PartyJoined(event) => representation::joined(view, event),
        Event::PartyDataCorrected(event) => representation::corrected(view, event),
        Event::SpecialNeedsRecorded(event) => safety::needs_recorded(view, event, moment),
        Event::RiskScreened(event) => safety::screened(view, event, moment),
        Event::RiskReported(event) => safety::reported(view, event),
        Event::ConsentGiven(event) => mediation::consent_given(view, event, moment),
        Event::ConsentRevoked(event) => mediation::consent_ended(view, event.party, event.matter),
        Event::MediationRefused(event) => mediation::refused(view, event, moment),
        Event::MediatorChosen(event) => selection::chosen(view, event, moment),
        Event::MediatorListSent(event) => selection::sent(view, event, moment),
        Event::MediatorListAnswered(event) => selection::answered(view, event, moment),
        Event::MediatorListClosed(event) => selection::closed(view, event, moment),
        Event::MediatorOffered(event) => panel::offered(view, event, moment),
        Event::AssignmentAccepted(event) => panel::assigned(view, event, moment),
        Event::AssignmentDeclined(event) => panel::declined(view, event, moment),
        Event::MediatorDisclosed(event) => panel::disclosed(view, event, moment),
        Event::ConflictWaived(event) => panel::waived(view, event, moment),
        Event::ConflictScanRepeated(event) => panel::scanned(view, event),
        Event::AssignmentSuspended(event) => panel::suspended(view, event, moment),
        Event::AssignmentResumed(event) => panel::resumed(view, event),
        Event::RecusalRequested(event) => panel::recusal_requested(view, event, moment),
        Event::RecusalDecided(event) => panel::recusal_decided(view, event, moment),
        Event::MediatorReplaced(event) => {
            no_objection::lapse(view);
            opinion::void(view);
            panel::replaced(view, event, moment);
        }
        Event::RightsNotified(event) => mediation::rights_notified(view, event, moment),
        Event::SessionScheduled(event) => mediation::scheduled(view, event),
        Event::SessionCancelled(event) => mediation::cancelled(view, event),
        Event::SessionOpened(event) => mediation::opened(view, event),
        Event::SessionClosed(event) => mediation::closed(view, event),
        Event::SessionRescheduled(event) => mediation::rescheduled(view, event),
        Event::SessionAdjourned(event) => mediation::adjourned(view, event),
        Event::NoShowRecorded(event) => mediation::missed(view, event),
        Event::ExchangeOpened(event) => mediation::exchange_opened(view, event),
        // What was said and signed is in the records of sessions, apart from the case (K3).
        Event::MinutesSigned(_)
        | Event::CorrectionRequested(_)
        | Event::CorrectionRecorded(_)
        | Event::StatementPosted(_)
        // Never part of the case as anybody else reads it (K4, K5).
        | Event::CaucusRecorded(_)
        | Event::NoteWritten(_)
        | Event::ComplaintFiled(_)
        | Event::ComplaintDecided(_) => {}
        // What was held in calendars is no part of the case as people read it.
        Event::BookingDropped(_) => {}
        // Nothing but the period changes; see `deadlines`.
        Event::PeriodExtended(_) => {}
        Event::MediationSuspended(event) => pause::suspended(view, event),
        Event::MediationResumed(_) => pause::resumed(view, moment),
        Event::AppraisalCommissioned(event) => pause::commissioned(view, event),
        Event::AppraisalReceived(event) => pause::received(view, event, moment),
        Event::EvaluationCommissioned(event) => evaluation::commissioned(view, event),
        Event::EvaluationDelivered(event) => evaluation::delivered(view, event, moment),
        Event::EvaluationAnswered(event) => evaluation::answered(view, event, moment),
        Event::ProposalMade(event) => talks::made(view, event, moment),
        Event::ProposalAnswered(event) => talks::answered(view, event, moment),
        Event::ProposalWithdrawn(event) => talks::withdrawn(view, event.proposal),
        Event::NoObjectionProposed(event) => no_objection::proposed(view, event),
        Event::NoObjectionServed(event) => no_objection::served(view, event),
        Event::NoObjectionObjected(event) => no_objection::objected(view, event, moment),
        Event::NoObjectionEnded(event) => no_objection::ended(view, event),
        Event::BiddingOpened(event) => talks::opened(view, event),
        Event::BidCommitted(event) => talks::committed(view, event),
        Event::BidRevealed(event) => talks::revealed(view, event),
        Event::BiddingClosed(event) => talks::closed(view, event),
        Event::AuthorityRequested(event) => authority::requested(view, event, moment),
        Event::AuthorityAnswered(event) => authority::answered(view, event, moment),
        Event::OpinionIssued(event) => opinion::issued(view, event, moment),
        Event::OpinionAccepted(event) => opinion::accepted(view, event),
        Event::OpinionDeclined(event) => opinion::declined(view, event),
        Event::AgreementDrafted(event) => settlement::drafted(view, event),
        Event::AgreementAnswered(event) => settlement::answered(view, event, moment),
        Event::AgreementReviewed(event) => settlement::reviewed(view, event, moment),
        Event::OralAgreementRecorded(event) => settlement::spoken(view, event),
        Event::AgreementWrittenDown(event) => settlement::written_down(view, event, moment),
        Event::AgreementSigned(event) => settlement::signed(view, event),
        Event::AgreementSealed(event) => settlement::sealed(view, event),
        Event::AgreementBecameEffective(event) => settlement::effective(view, event),
        Event::RestEnded(event) => settlement::rest_ended(view, event),
        Event::NotarialInstrumentRecorded(event) => other_route::notarised(view, event),
        Event::PaymentOrderStepRecorded(event) => other_route::payment_order(view, event),
        Event::CourtMediationPaperRecorded(event) => other_route::court_paper(view, event),
        Event::ArbitralPaperRecorded(event) => other_route::arbitral_paper(view, event),
        Event::SuitRecorded(event) => other_route::suit(view, event),
        Event::ConfirmationPrepared(event) => confirmation::prepared(view, event, moment),
        Event::ConfirmationApplicationSigned(event) => confirmation::signed(view, event, moment),
        Event::ConfirmationFiled(event) => confirmation::filed(view, event, moment),
        Event::ConfirmationAccepted(event) => confirmation::accepted(view, event, moment),
        Event::ConfirmationNotAccepted(event) => confirmation::not_accepted(view, event, moment),
        Event::ConfirmationSupplementAsked(event) => confirmation::supplement_asked(view, event, moment),
        Event::ConfirmationSupplemented(event) => confirmation::supplemented(view, event, moment),
        Event::SettlementConfirmed(event) => confirmation::confirmed(view, event, moment),
        Event::ConfirmationDismissed(event) => confirmation::dismissed(view, event, moment),
        Event::ConfirmationWithdrawn(event) => confirmation::withdrawn(view, event, moment),
        Event::ConfirmationAbandoned(event) => confirmation::abandoned(view, event, moment),
        Event::ConfirmationLapsed(event) => confirmation::lapsed(view, event, moment),
        Event::ConfirmationReviewBegan(event) => confirmation::review_began(view, event, moment),
        Event::ConfirmationReviewExtended(event) => confirmation::review_extended(view, event),
        Event::ConfirmationObjected(event) => confirmation::objected(view, event, moment),
        Event::ConfirmationObjectionDecided(event) => confirmation::objection_decided(view, event, moment),
        Event::CourtMessageKept(event) => confirmation::kept(view, event, moment),
        Event::CourtInquiryReceived(event) => inquiry::received(view, event),
        Event::CourtInquiryAnswered(event) => inquiry::answered(view, event, moment),
        Event::ObligationPerformed(event) => performance::performed(view, event),
        Event::ReceiptConfirmed(event) => performance::received(view, event),
        Event::PerformanceUrged(event) => performance::urged(view, event),
        Event::ObligationDefaulted(event) => performance::defaulted(view, event),
        Event::ObligationWaived(event) => performance::waived(view, event),
        Event::EnforcementRecorded(event) => performance::enforced(view, event),
        Event::FollowUpRecorded(event) => performance::followed_up(view, event),
        Event::FollowUpFellDue(event) => performance::fell_due(view, event),
        Event::ApplicationWithdrawn(event) => {
            view.withdrawal = Some(WithdrawalView {
                party: event.party,
                self_settled: event.self_settled,
                reason: event.reason.clone(),
                withdrawn_at: moment.at(),
            });
        }
        Event::MediationTerminated(event) => {
            panel::lapse_offer(view);
            no_objection::lapse(view);
            view.stage = StageName::Terminated;
            view.transfer = None;
            view.termination = Some(TerminationView {
                code: event.code,
                reason: event.reason.clone(),
                remedies: event.remedies.clone(),
                terminated_at: moment.at(),
            });
        }
        Event::UndisputedFactsDrafted(event) => undisputed::drafted(view, event, moment),
        Event::UndisputedFactsSigned(event) => undisputed::signed(view, event, moment),
        Event::UndisputedFactsAbandoned(event) => undisputed::abandoned(view, event),
        Event::CaseClosed(_) => {
            panel::lapse_offer(view);
            view.stage = StageName::Closed;
            view.closed_at = Some(moment.at());
            view.transfer = None;
        }
        Event::CourtReferralReceived(event) => referral::received(view, event),
        Event::ReferralReceiptSigned(event) => referral::signed(view, event, moment),
        Event::ReferralReported(event) => referral::reported(view, event, moment),
        Event::TransferProposed(event) => transfer::proposed(view, event, moment),
        Event::TransferDeclined(_) => transfer::step(view, TransferState::Declined),
        Event::TransferDisputed(_) => transfer::step(view, TransferState::Disputed),
        Event::TransferWithdrawn(_) | Event::TransferDecided(_) => view.transfer = None,
        Event::CaseTransferred(event) => transfer::moved(view, event, moment),
        Event::DeadlineExpired(event) => opinion::lapsed(view, event.outcome),
        Event::DeadlineWarned(_) | Event::DeadlineEscalated(_) => {}
        Event::DeadlineRecomputed(event) => clocks::restate(view, event),
    }
}
