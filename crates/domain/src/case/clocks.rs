//! Which periods an event starts, and which it ends: one list, kept alike by the case itself and by its document for readers.

use crate::case::bidding::BidStatus;
use crate::case::confirmation::ObjectionOutcome;
use crate::case::event::{DeadlineRecomputed, Event, PaymentOrderEvent};
use crate::case::other_route::PaymentOrder;
use crate::case::stage::{Dossier, Filed, Stage};
use crate::classification::NonAcceptanceGround;
use crate::deadline::{Deadline, Timer};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What was already done about a running period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firing {
    /// Which period.
    pub timer: Timer,
    /// Its last day, legal date.
    pub due_date: NaiveDate,
    /// Of how many days before the last one was warned last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned: Option<u16>,
    /// That it is over is recorded.
    #[serde(default)]
    pub expired: bool,
    /// The director was asked because the clerk did not act.
    #[serde(default)]
    pub escalated: bool,
    /// When the next one is asked, legal date; as the event says that recorded the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate_on: Option<NaiveDate>,
}

impl Firing {
    /// Nothing was done yet.
    #[must_use]
    pub const fn none(timer: Timer, due_date: NaiveDate) -> Self {
        Self { timer, due_date, warned: None, expired: false, escalated: false, escalate_on: None }
    }

    /// Whether it is about this deadline.
    #[must_use]
    pub fn is_of(&self, deadline: &Deadline) -> bool {
        self.timer == deadline.timer && self.due_date == deadline.due_date
    }
}

/// The periods within which the mediation must end.
pub const MEDIATION_PERIOD: &[Timer] = &[Timer::T05a, Timer::T05b, Timer::T05c, Timer::T05d];

/// What the rest of the state, which has seen the event already, says about periods.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Nothing is left to perform.
    pub performed: bool,
    /// T10 of the agreement in force.
    pub confirm_by: Option<Deadline>,
}

/// Brings the periods of a case up to date; the rest of it has seen `event` already. In a case that was closed before only the clock
/// goes on, and courts may still ask.
pub(super) fn follow(filed: &mut Filed, event: &Event, closed: bool) {
    let of_the_clock = matches!(
        event,
        Event::DeadlineWarned(_)
            | Event::DeadlineExpired(_)
            | Event::DeadlineEscalated(_)
            | Event::DeadlineRecomputed(_)
            | Event::CourtInquiryReceived(_)
            | Event::CourtInquiryAnswered(_)
    );
    if closed && !of_the_clock {
        return;
    }
    let facts = match &filed.stage {
        Stage::Effective { settlement, .. } => {
            Facts { performed: settlement.performed(), confirm_by: Some(settlement.confirm_by.clone()) }
        }
        Stage::Submitted { .. }
        | Stage::Supplementing { .. }
        | Stage::NotAccepted
        | Stage::ConsentPending(_)
        | Stage::MediatorSelection(_)
        | Stage::MediatorOffered { .. }
        | Stage::InMediation { .. }
        | Stage::Signing { .. }
        | Stage::Terminated { .. }
        | Stage::Closed => Facts::default(),
    };
    run(&mut filed.dossier.running, &mut filed.dossier.firings, event, &facts);
}

/// Puts a date that was computed anew wherever the case keeps the former one.
pub(super) fn restate(dossier: &mut Dossier, stage: &mut Stage, event: &DeadlineRecomputed) {
    let replace = |kept: &mut Deadline| {
        if kept.timer == event.deadline.timer && kept.due_date == event.former_due_date {
            *kept = event.deadline.clone();
        }
    };
    dossier.authority_requests.iter_mut().for_each(|it| replace(&mut it.answer_by));
    dossier.inquiries.iter_mut().for_each(|it| replace(&mut it.answer_by));
    dossier.referral.iter_mut().filter_map(|it| it.mediate_by.as_mut()).for_each(replace);
    if let Some(accepted) = stage.accepted_mut() {
        replace(&mut accepted.mediate_by);
        accepted.fast_track.iter_mut().for_each(|it| replace(&mut it.finish_by));
        accepted.answer_by.iter_mut().for_each(replace);
        accepted.choose_by.iter_mut().for_each(replace);
        accepted.selection.list.iter_mut().for_each(|it| replace(&mut it.answer_by));
        accepted.panel.recusals.iter_mut().for_each(|it| replace(&mut it.decide_by));
    }
    match stage {
        Stage::Submitted { accept_by } => replace(accept_by),
        Stage::Supplementing { supply_by } => replace(supply_by),
        Stage::InMediation { assignment, .. } => {
            assignment.sessions.iter_mut().filter_map(|it| it.exchange_by.as_mut()).for_each(replace);
            let served = assignment.talks.no_objection.iter_mut().flat_map(|open| open.served.values_mut());
            served.for_each(replace);
            assignment.talks.opinion.iter_mut().for_each(|it| replace(&mut it.accept_by));
            assignment.talks.rounds.iter_mut().for_each(|round| match &mut round.status {
                BidStatus::Committing { commit_by: by, .. } | BidStatus::Revealing { reveal_by: by, .. } => {
                    replace(by);
                }
                BidStatus::Closed(_) => {}
            });
        }
        Stage::Signing { agreement, .. } => replace(&mut agreement.sign_by),
        Stage::Effective { settlement, .. } => {
            replace(&mut settlement.confirm_by);
            settlement.confirmation.objection_by.iter_mut().for_each(replace);
            if let Some(PaymentOrder::Issued { pay_or_object_by }) =
                &mut settlement.other_routes.payment_order
            {
                replace(pay_or_object_by);
            }
        }
        Stage::NotAccepted
        | Stage::ConsentPending(_)
        | Stage::MediatorSelection(_)
        | Stage::MediatorOffered { .. }
        | Stage::Terminated { .. }
        | Stage::Closed => {}
    }
}

/// Brings the running periods, and what was done about them, up to date.
pub fn run(running: &mut Vec<Deadline>, firings: &mut Vec<Firing>, event: &Event, facts: &Facts) {
    match event {
        Event::DeadlineWarned(event) => {
            note(firings, event.timer, event.due_date, |it| it.warned = Some(event.days_before));
        }
        Event::DeadlineExpired(event) => {
            note(firings, event.timer, event.due_date, |it| {
                (it.expired, it.escalate_on) = (true, event.escalate_on);
            });
            if event.outcome.ends_the_period() {
                running.retain(|it| it.timer != event.timer || it.due_date != event.due_date);
            }
        }
        Event::DeadlineEscalated(event) => {
            note(firings, event.timer, event.due_date, |it| it.escalated = true);
        }
        Event::DeadlineRecomputed(event) => {
            let former =
                |it: &&mut Deadline| it.timer == event.deadline.timer && it.due_date == event.former_due_date;
            if let Some(running) = running.iter_mut().find(former) {
                *running = event.deadline.clone();
            }
        }
        Event::SupplementRequested(_) => stop(running, &[Timer::T01, Timer::T01r]),
        Event::SupplementSubmitted(_) | Event::SupplementExtended(_) => stop(running, &[Timer::T02]),
        // The period of a referred dispute began with the receipt; the acceptance restates it.
        Event::CaseAccepted(_) => {
            stop(running, &[Timer::T01, Timer::T01r, Timer::T02]);
            stop(running, MEDIATION_PERIOD);
        }
        Event::CourtReferralReceived(_) => stop(running, &[Timer::T01]),
        Event::RespondentNotified(_) => stop(running, &[Timer::T03c, Timer::T03r, Timer::T03]),
        Event::PartyJoined(event) if event.answer_by.is_some() => stop(running, &[Timer::T03]),
        Event::ConsentGiven(event) if event.choose_mediator_by.is_some() => {
            stop(running, &[Timer::T03c, Timer::T03r, Timer::T03]);
        }
        Event::MediatorListSent(_) => stop(running, &[Timer::T04]),
        Event::MediatorOffered(_) => stop(running, &[Timer::T04, Timer::T04a]),
        Event::RecusalDecided(_) => stop(running, &[Timer::T08]),
        Event::NoObjectionEnded(_) => stop(running, &[Timer::T07]),
        Event::MediatorReplaced(_) => {
            stop(running, &[Timer::T07, Timer::T08, Timer::Signing, Timer::Opinion])
        }
        // A case that leaves the fast track leaves its clock; one that was on it keeps the clock it has.
        Event::TrackChanged(_) => stop(running, &[Timer::T21]),
        Event::OpinionIssued(_) => stop(running, &[Timer::Signing]),
        Event::PeriodExtended(_) => stop(running, MEDIATION_PERIOD),
        Event::MediationResumed(event) if event.mediate_by.is_some() => stop(running, MEDIATION_PERIOD),
        Event::AppraisalReceived(event) if event.mediate_by.is_some() => stop(running, MEDIATION_PERIOD),
        Event::BidCommitted(event) if event.reveal_by.is_some() => stop(running, &[Timer::Bid]),
        Event::BiddingClosed(_) => stop(running, &[Timer::Bid, Timer::BidReveal]),
        Event::AgreementDrafted(_) | Event::OralAgreementRecorded(_) => stop(running, &[Timer::Signing]),
        Event::AgreementBecameEffective(_)
        | Event::AcceptanceRefused(_)
        | Event::ApplicationJoined(_)
        | Event::MediationTerminated(_) => {
            running.clear();
        }
        // What a court asked is still to be answered.
        Event::CaseClosed(_) => running.retain(|it| it.timer == Timer::T19),
        Event::CourtInquiryAnswered(event) => stop_one(running, Timer::T19, event.due_date),
        Event::AuthorityAnswered(event) => stop_one(running, Timer::Authority, event.due_date),
        Event::ConfirmationFiled(_) => stop(running, &[Timer::T10]),
        Event::ConfirmationAccepted(_) => stop(running, &[Timer::T11]),
        Event::ConfirmationNotAccepted(event) => {
            back_to_the_parties(running, facts, event.ground == NonAcceptanceGround::WrongCourt);
        }
        Event::ConfirmationWithdrawn(event) => back_to_the_parties(running, facts, !event.deemed),
        Event::SettlementConfirmed(_) | Event::ConfirmationDismissed(_) => {
            stop(running, &[Timer::T11, Timer::T12, Timer::T12a, Timer::T12b])
        }
        Event::PaymentOrderStepRecorded(event) => payment_order(running, &event.step),
        Event::ConfirmationLapsed(_) => stop(running, &[Timer::T10]),
        Event::ConfirmationReviewExtended(_) => stop(running, &[Timer::T12a]),
        Event::ConfirmationObjected(_) => stop(running, &[Timer::T13]),
        Event::ConfirmationObjectionDecided(event) if event.outcome == ObjectionOutcome::Revoked => {
            stop(running, &[Timer::T14])
        }
        Event::ObligationPerformed(_) | Event::ObligationWaived(_) if facts.performed => {
            stop(running, &[Timer::T14])
        }
        Event::ApplicationFiled(_)
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
        | Event::RestEnded(_)
        | Event::AgreementAnswered(_)
        | Event::AgreementReviewed(_)
        | Event::AgreementWrittenDown(_)
        | Event::AuthorityRequested(_)
        | Event::OpinionAccepted(_)
        | Event::OpinionDeclined(_)
        | Event::ProposalMade(_)
        | Event::ProposalAnswered(_)
        | Event::ProposalWithdrawn(_)
        | Event::NoObjectionProposed(_)
        | Event::NoObjectionServed(_)
        | Event::NoObjectionObjected(_)
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
        | Event::CourtInquiryReceived(_)
        | Event::ComplaintDecided(_)
        | Event::AppraisalReceived(_)
        | Event::AppraisalCommissioned(_)
        | Event::EvaluationCommissioned(_)
        | Event::EvaluationDelivered(_)
        | Event::EvaluationAnswered(_)
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
        | Event::ReceiptConfirmed(_)
        | Event::PerformanceUrged(_)
        | Event::ObligationDefaulted(_)
        | Event::ObligationWaived(_)
        | Event::EnforcementRecorded(_)
        | Event::FollowUpRecorded(_)
        | Event::FollowUpFellDue(_)
        | Event::ApplicationWithdrawn(_)
        | Event::UndisputedFactsDrafted(_)
        | Event::UndisputedFactsSigned(_)
        | Event::UndisputedFactsAbandoned(_)
        | Event::ReferralReceiptSigned(_)
        | Event::ReferralReported(_)
        | Event::TransferProposed(_)
        | Event::TransferDeclined(_)
        | Event::TransferWithdrawn(_)
        | Event::TransferDisputed(_)
        | Event::TransferDecided(_)
        | Event::CaseTransferred(_) => {}
    }
    // What was computed anew stands in its place already; whoever objected has used the time for it, and the event only says by when it was.
    if !matches!(event, Event::DeadlineRecomputed(_) | Event::ConfirmationObjected(_)) {
        let started = event.deadlines().into_iter().filter(|deadline| runs(deadline.timer));
        // Parties that were served on one day share their last day to object.
        let shared = |it: &&Deadline| {
            it.timer == Timer::T07
                && running.iter().any(|other| other.timer == it.timer && other.due_date == it.due_date)
        };
        let started: Vec<Deadline> = started.filter(|it| !shared(it)).cloned().collect();
        running.extend(started);
    }
    firings.retain(|firing| running.iter().any(|deadline| firing.is_of(deadline)));
}

/// T09 says how early a session may be, the last day of a proposal belongs to that proposal, and nobody learns of a complaint from a case's
/// periods, and the institution's time for an earlier complaint is its own: none of them runs for the case.
const fn runs(timer: Timer) -> bool {
    !matches!(timer, Timer::T09 | Timer::Offer | Timer::Complaint | Timer::T16)
}

/// Of several that run at once, one that was answered.
fn stop_one(running: &mut Vec<Deadline>, timer: Timer, due_date: NaiveDate) {
    if let Some(place) = running.iter().position(|it| it.timer == timer && it.due_date == due_date) {
        running.remove(place);
    }
}

fn stop(running: &mut Vec<Deadline>, timers: &[Timer]) {
    running.retain(|deadline| !timers.contains(&deadline.timer));
}

/// An objection that does not dispute the debt stops nothing (CPLI 436).
fn payment_order(running: &mut Vec<Deadline>, step: &PaymentOrderEvent) {
    if !matches!(step, PaymentOrderEvent::Objected { substantive: false, .. }) {
        stop(running, &[Timer::T15, Timer::T15a, Timer::T15b]);
    }
}

/// The court is out of it. Where the parties may apply again, the thirty days go on as if it had not been asked (CPL 205 counts from the
/// effect alone).
fn back_to_the_parties(running: &mut Vec<Deadline>, facts: &Facts, again: bool) {
    stop(running, &[Timer::T10, Timer::T11, Timer::T12, Timer::T12a, Timer::T12b]);
    if again {
        running.extend(facts.confirm_by.clone());
    }
}

fn note(firings: &mut Vec<Firing>, timer: Timer, due_date: NaiveDate, change: impl FnOnce(&mut Firing)) {
    let known = firings.iter_mut().find(|firing| firing.timer == timer && firing.due_date == due_date);
    match known {
        Some(firing) => change(firing),
        None => {
            let mut firing = Firing::none(timer, due_date);
            change(&mut firing);
            firings.push(firing);
        }
    }
}
