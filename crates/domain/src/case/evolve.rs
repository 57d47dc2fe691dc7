//! Recording: an event changes the state it finds, and judges nothing.
//!
//! The event is matched outermost and never with `_`. An event that does not fit the stage it meets (history written by another
//! version) keeps the state; nothing here can fail.

mod filing;

use crate::case::agreement::{Agreement, AgreementForm, Signature};
use crate::case::authority::AuthorityRequest;
use crate::case::clocks;
use crate::case::complaint::Complaint;
use crate::case::confirmation::{Confirmation, ConfirmationStatus};
use crate::case::conflict::InstitutionTie;
use crate::case::evaluation;
use crate::case::event::*;
use crate::case::inquiry::CourtInquiry;
use crate::case::other_route::OtherRoutes;
use crate::case::panel::Panel;
use crate::case::referral::Referral;
use crate::case::representation::Representative;
use crate::case::rules::join_party::JOINABLE;
use crate::case::seating;
use crate::case::selection::Selection;
use crate::case::session::{Session, SessionStatus};
use crate::case::settlement::Settlement;
use crate::case::stage::{Accepted, Assignment, Case, Dossier, Filed, Similar, Stage, StageName};
use crate::case::step;
use crate::case::talks::Talks;
use crate::case::transfer::{self, Transfer, TransferStep};
use crate::case::undisputed::{ENDED, UndisputedFacts};
use crate::classification::ConsentMatter;
use crate::deadline::Deadline;
use crate::ids::{PartyId, SessionId};
use crate::retention::{Retention, RetentionClass};
use filing::{file, party};

/// The state after `event`.
#[must_use]
pub fn evolve(case: Case, event: &Event) -> Case {
    if let Event::ApplicationFiled(filed) = event {
        return match case {
            Case::NotFiled => {
                let mut opened = file(filed);
                clocks::follow(&mut opened, event, false);
                Case::Filed(Box::new(opened))
            }
            Case::Filed(_) => case,
        };
    }
    match case {
        Case::NotFiled => Case::NotFiled,
        Case::Filed(mut filed) => {
            let closed = filed.stage.name() == StageName::Closed;
            record(&mut filed, event);
            clocks::follow(&mut filed, event, closed);
            Case::Filed(filed)
        }
    }
}

/// The state after a whole history.
#[must_use]
pub fn replay<'a>(history: impl IntoIterator<Item = &'a Event>) -> Case {
    history.into_iter().fold(Case::NotFiled, evolve)
}

/// One line an event, so that the whole history of a case reads from top to bottom.
fn record(filed: &mut Filed, event: &Event) {
    if let Event::CaseTransferred(event) = event {
        transfer::hand_over(filed, event);
        return;
    }
    let Filed { dossier, stage } = filed;
    match event {
        Event::ApplicationFiled(_) => {}
        Event::SimilarCasesFound(event) => found_similar(dossier, event),
        Event::SimilarityDecided(event) => {
            for known in dossier.similar.iter_mut().filter(|it| event.others.contains(&it.case)) {
                known.relation = Some(event.relation);
            }
        }
        Event::ApplicationJoined(_) => {
            dossier.transfer = None;
            advance(stage, step::not_accepted);
        }
        Event::SupplementRequested(event) => {
            if stage.name() == StageName::Submitted {
                dossier.supplements = dossier.supplements.saturating_add(1);
                dossier.supplement_extensions = 0;
            }
            advance(stage, |stage| step::supplementing(stage, event));
        }
        Event::SupplementSubmitted(event) => advance(stage, |stage| step::supplemented(stage, event)),
        Event::SupplementExtended(event) => {
            if let Stage::Supplementing { supply_by } = stage {
                *supply_by = event.supply_by.clone();
                dossier.supplement_extensions = dossier.supplement_extensions.saturating_add(1);
            }
        }
        Event::ApplicationLapsed(_) => {}
        Event::CaseAccepted(event) => {
            if matches!(stage, Stage::Submitted { .. }) {
                dossier.numbers.push(event.case_no.clone());
            }
            advance(stage, |stage| step::accepted(stage, event));
        }
        Event::TrackChanged(event) => {
            if let Some(accepted) = stage.accepted_mut() {
                accepted.track = event.to;
                accepted.fast_track.clone_from(&event.fast_track);
            }
        }
        Event::AcceptanceRefused(_) => {
            dossier.transfer = None;
            advance(stage, step::not_accepted);
        }
        Event::RespondentNotified(event) => {
            if let Some(accepted) = stage.accepted_mut() {
                accepted.answer_by = Some(event.answer_by.clone());
            }
        }
        Event::RepresentativeAppointed(event) => {
            dossier.representatives.push(Representative::of(event));
            dossier.ties.extend(InstitutionTie::of_representative(event));
        }
        Event::AuthorityChanged(event) => {
            if let Some(it) = dossier.representatives.iter_mut().find(|it| it.id == event.representative) {
                it.authority = event.authority.clone();
            }
        }
        Event::RepresentativeRevoked(event) => {
            dossier.representatives.retain(|it| it.id != event.representative);
            dossier.ties.retain(|tie| tie.through != Some(event.representative));
        }
        Event::CapacityRecorded(event) => {
            if let Some(party) = dossier.parties.iter_mut().find(|party| party.id == event.party) {
                party.capacity = event.capacity;
            }
        }
        Event::PartyJoined(event) => join(dossier, stage, event),
        Event::PartyDataCorrected(event) => {
            dossier.corrections.insert(event.request);
        }
        Event::SpecialNeedsRecorded(_) | Event::RiskScreened(_) | Event::RiskReported(_) => {
            dossier.confidential_records = dossier.confidential_records.saturating_add(1);
        }
        Event::ConsentGiven(event) => consent(dossier, stage, event),
        Event::ConsentRevoked(event) => take_back(dossier, stage, event.party, event.matter),
        Event::MediationRefused(event) => take_back(dossier, stage, event.party, ConsentMatter::Mediate),
        Event::MediatorChosen(event) => with_selection(stage, |selection| selection.chosen(event)),
        Event::MediatorListSent(event) => {
            if let Some(accepted) = stage.accepted_mut() {
                accepted.choose_by = Some(event.answer_by.clone());
                accepted.selection.sent(event);
            }
        }
        Event::MediatorListAnswered(event) => {
            with_selection(stage, |selection| selection.answered(event));
        }
        Event::MediatorListClosed(event) => {
            with_selection(stage, |selection| selection.closed(&event.chosen));
        }
        Event::MediatorOffered(event) => {
            dossier.asked.insert(event.mediator);
            dossier.asked.extend(event.co_mediators.iter().map(|other| other.mediator));
            advance(stage, |stage| step::offered(stage, event));
        }
        Event::AssignmentAccepted(event) => {
            dossier.mediated_by.extend(event.account.clone());
            advance(stage, |stage| step::assigned(stage, event));
        }
        Event::AssignmentDeclined(event) => advance(stage, |stage| step::declined(stage, event)),
        Event::MediatorDisclosed(event) => with_panel(stage, |panel| seating::disclosed(panel, event)),
        Event::ConflictWaived(event) => with_panel(stage, |panel| seating::waived(panel, event)),
        Event::ConflictScanRepeated(event) => with_panel(stage, |panel| seating::scanned(panel, event)),
        Event::AssignmentSuspended(event) => with_panel(stage, |panel| seating::suspended(panel, event)),
        Event::AssignmentResumed(event) => with_panel(stage, |panel| seating::resumed(panel, event)),
        Event::RecusalRequested(event) => with_panel(stage, |panel| seating::recusal_requested(panel, event)),
        Event::RecusalDecided(event) => with_panel(stage, |panel| seating::recusal_decided(panel, event)),
        Event::MediatorReplaced(event) => advance(stage, |stage| step::replaced(stage, event)),
        Event::RightsNotified(_) => with_assignment(stage, |assignment| assignment.rights_notified = true),
        Event::SessionScheduled(event) => {
            with_assignment(stage, |assignment| assignment.sessions.push(Session::scheduled(event)));
        }
        Event::SessionCancelled(event) => set_session(stage, event.session, SessionStatus::Cancelled),
        Event::SessionOpened(event) => {
            set_session(stage, event.session, SessionStatus::Open(event.opened_at))
        }
        Event::SessionClosed(event) => with_session(stage, event.session, |session| {
            session.status = SessionStatus::Closed(event.result);
            session.minutes.kept = matches!(event.record, SessionRecord::Minutes { .. });
        }),
        Event::SessionRescheduled(event) => {
            with_session(stage, event.session, |session| session.move_to(event))
        }
        Event::SessionAdjourned(event) => with_session(stage, event.session, |session| {
            session.status = SessionStatus::Adjourned;
            session.held_s = session.held_s.saturating_add(event.held_s);
        }),
        Event::CaucusRecorded(event) => dossier.caucuses = event.caucus,
        Event::NoteWritten(event) => dossier.notes = event.note,
        Event::ComplaintFiled(event) => dossier.complaints.push(Complaint::of(event)),
        Event::ComplaintDecided(event) => {
            if let Some(it) = dossier.complaints.iter_mut().find(|it| it.number == event.complaint) {
                it.decided = true;
            }
        }
        Event::CourtInquiryReceived(event) => dossier.inquiries.push(CourtInquiry::of(event)),
        Event::CourtInquiryAnswered(event) => {
            if let Some(it) = dossier.inquiries.iter_mut().find(|it| it.number == event.inquiry) {
                it.answered = true;
            }
        }
        Event::NoShowRecorded(event) => {
            if event.excuse.is_none() {
                for party in &event.absent {
                    let times = dossier.no_shows.entry(*party).or_default();
                    *times = times.saturating_add(1);
                }
            }
            set_session(stage, event.session, SessionStatus::Missed);
        }
        Event::MinutesSigned(event) => {
            with_session(stage, event.session, |session| session.minutes.signed_by.push(event.signer));
        }
        Event::CorrectionRequested(event) => {
            with_session(stage, event.session, |session| session.minutes.requested(event));
        }
        Event::CorrectionRecorded(event) => {
            with_session(stage, event.session, |session| session.minutes.corrected(event));
        }
        Event::ExchangeOpened(event) => {
            with_assignment(stage, |assignment| assignment.sessions.push(Session::exchange(event)));
        }
        Event::StatementPosted(event) => {
            with_session(stage, event.session, |session| session.statements = event.statement);
        }
        Event::BookingDropped(event) => {
            dossier.dropped_bookings.insert(event.booking);
        }
        Event::PeriodExtended(event) => {
            if let Some(accepted) = stage.accepted_mut() {
                accepted.mediate_by = event.mediate_by.clone();
            }
        }
        Event::MediationSuspended(event) => {
            if let Some(accepted) = stage.accepted_mut() {
                accepted.pause.suspend(event);
            }
        }
        Event::MediationResumed(event) => {
            if let Some(accepted) = stage.accepted_mut() {
                accepted.pause.suspended = None;
                run_on(accepted, event.mediate_by.as_ref());
            }
        }
        Event::AppraisalCommissioned(event) => {
            if let Some(accepted) = stage.accepted_mut() {
                accepted.pause.commission(event);
            }
        }
        Event::AppraisalReceived(event) => {
            if let Some(accepted) = stage.accepted_mut() {
                accepted.pause.appraisal = None;
                run_on(accepted, event.mediate_by.as_ref());
            }
        }
        Event::EvaluationCommissioned(event) => evaluation::commissioned(dossier, event),
        Event::EvaluationDelivered(event) => evaluation::delivered(dossier, event),
        Event::EvaluationAnswered(event) => evaluation::answered(dossier, event),
        Event::ProposalMade(event) => with_talks(stage, |talks| talks.made(event)),
        Event::ProposalAnswered(event) => with_talks(stage, |talks| talks.answered(event)),
        Event::ProposalWithdrawn(event) => with_talks(stage, |talks| talks.withdrawn(event)),
        Event::NoObjectionProposed(event) => with_assignment(stage, |assignment| {
            assignment.versions = event.version;
            assignment.talks.proposed(event);
        }),
        Event::NoObjectionServed(event) => with_talks(stage, |talks| talks.served(event)),
        Event::NoObjectionObjected(_) | Event::NoObjectionEnded(_) => {
            with_talks(stage, |talks| talks.no_objection = None);
        }
        Event::BiddingOpened(event) => with_talks(stage, |talks| talks.opened(event)),
        Event::BidCommitted(event) => with_talks(stage, |talks| talks.committed(event)),
        Event::BidRevealed(event) => with_talks(stage, |talks| talks.revealed(event)),
        Event::BiddingClosed(event) => with_talks(stage, |talks| talks.closed(event)),
        Event::AuthorityRequested(event) => dossier.authority_requests.push(AuthorityRequest::of(event)),
        Event::AuthorityAnswered(event) => {
            let mut requests = dossier.authority_requests.iter_mut();
            if let Some(it) = requests.find(|it| it.number == event.request) {
                it.answered = true;
            }
        }
        Event::OpinionIssued(event) => advance(stage, |stage| step::opinion_issued(stage, event)),
        Event::OpinionAccepted(event) => with_talks(stage, |talks| talks.opinion_accepted(event)),
        // The termination that follows says the rest.
        Event::OpinionDeclined(_) => {}
        Event::AgreementDrafted(event) => advance(stage, |stage| step::drafted(stage, event)),
        Event::AgreementAnswered(event) => with_agreement(stage, |agreement| {
            agreement.answers.insert(event.party, event.answer);
            agreement.answered = agreement.answered.saturating_add(1);
        }),
        Event::AgreementReviewed(event) => {
            with_agreement(stage, |agreement| agreement.review = Some(event.outcome))
        }
        Event::OralAgreementRecorded(event) => advance(stage, |stage| step::spoken(stage, event)),
        Event::AgreementWrittenDown(_) => {
            with_settlement(stage, |it| it.agreement.form = AgreementForm::WrittenLater)
        }
        Event::AgreementSigned(event) => with_agreement(stage, |agreement| {
            agreement.signatures.push(Signature {
                signer: event.signer,
                method: event.method,
                at: event.signed_at,
            });
        }),
        Event::AgreementSealed(event) => {
            with_agreement(stage, |agreement| agreement.sealed_at = Some(event.sealed_at))
        }
        Event::AgreementBecameEffective(event) => advance(stage, |stage| step::effective(stage, event)),
        // What is settled the agreement says; about the rest nothing is left to be judged.
        Event::RestEnded(_) => {}
        Event::ConfirmationPrepared(event) => with_confirmation(stage, |it| it.prepared(event)),
        Event::ConfirmationApplicationSigned(event) => {
            let parties = dossier.parties.len();
            with_confirmation(stage, |it| it.signed(event, parties));
        }
        Event::ConfirmationAbandoned(_) => set_confirmation(stage, ConfirmationStatus::Abandoned),
        Event::ConfirmationLapsed(_) => set_confirmation(stage, ConfirmationStatus::Lapsed),
        Event::ConfirmationFiled(event) => with_confirmation(stage, |it| it.filed(event)),
        Event::ConfirmationAccepted(event) => with_confirmation(stage, |it| it.accepted(event)),
        Event::ConfirmationNotAccepted(event) => with_confirmation(stage, |it| it.refused(event)),
        Event::ConfirmationSupplementAsked(_) => {
            set_confirmation(stage, ConfirmationStatus::SupplementRequested)
        }
        Event::ConfirmationSupplemented(_) => with_confirmation(stage, Confirmation::supplemented),
        Event::ConfirmationReviewBegan(_) => with_confirmation(stage, Confirmation::review_began),
        Event::ConfirmationReviewExtended(_) => with_confirmation(stage, |it| it.review_extended = true),
        Event::SettlementConfirmed(event) => with_confirmation(stage, |it| it.confirmed(event)),
        Event::ConfirmationDismissed(_) => set_confirmation(stage, ConfirmationStatus::Dismissed),
        Event::ConfirmationWithdrawn(event) => with_confirmation(stage, |it| it.withdrawn(event)),
        Event::ConfirmationObjected(event) => with_ruling(dossier, stage, |it| it.objected(event.lodged_on)),
        Event::ConfirmationObjectionDecided(event) => {
            with_ruling(dossier, stage, |it| it.objection_decided(event))
        }
        Event::CourtMessageKept(event) => with_ruling(dossier, stage, |it| it.kept(event)),
        Event::NotarialInstrumentRecorded(event) => {
            with_routes(stage, |routes| routes.notarial = Some(event.debtor))
        }
        Event::PaymentOrderStepRecorded(event) => {
            with_routes(stage, |routes| routes.payment_order_went_on(&event.step))
        }
        Event::CourtMediationPaperRecorded(_) => with_routes(stage, |routes| routes.court_paper = true),
        Event::ArbitralPaperRecorded(_) => with_routes(stage, |routes| routes.arbitral = true),
        Event::SuitRecorded(event) => with_routes(stage, |routes| routes.suits.push(event.number.clone())),
        Event::ObligationPerformed(event) => with_settlement(stage, |it| it.performed_by(event)),
        Event::ReceiptConfirmed(event) => with_settlement(stage, |it| it.received(event)),
        Event::PerformanceUrged(event) => with_settlement(stage, |it| it.urged(event)),
        Event::ObligationDefaulted(event) => with_settlement(stage, |it| it.defaulted(event)),
        Event::ObligationWaived(event) => with_settlement(stage, |it| it.waived(event)),
        Event::EnforcementRecorded(event) => with_settlement(stage, |it| it.enforced(event)),
        Event::FollowUpRecorded(event) => with_settlement(stage, |it| it.followed_up(event)),
        Event::FollowUpFellDue(event) => with_settlement(stage, |it| it.fell_due(event)),
        Event::ApplicationWithdrawn(_) => {}
        Event::MediationTerminated(event) => {
            dossier.transfer = None;
            advance(stage, |stage| step::terminated(stage, event));
        }
        Event::UndisputedFactsDrafted(event) => {
            with_facts(dossier, stage, |facts| *facts = Some(UndisputedFacts::drafted(event)));
        }
        Event::UndisputedFactsSigned(event) => {
            with_facts(dossier, stage, |facts| facts.iter_mut().for_each(|it| it.signed(event)));
        }
        Event::UndisputedFactsAbandoned(event) => {
            with_facts(dossier, stage, |facts| facts.iter_mut().for_each(|it| it.abandoned(event)));
        }
        Event::CaseClosed(event) => {
            dossier.transfer = None;
            if let Some(class) = RetentionClass::of(stage) {
                let closed_on = Some(event.archive_by.legal_start_date);
                dossier.retention = Retention { class: Some(class), closed_on };
            }
            if let Stage::Effective { settlement, .. } = &*stage {
                dossier.settled = Some(settlement.clone());
            }
            advance(stage, step::closed);
        }
        Event::CourtReferralReceived(event) => {
            dossier.referral = Some(Referral::of(event));
            advance(stage, |stage| step::referred(stage, event));
        }
        Event::ReferralReceiptSigned(event) => {
            if let Some(referral) = &mut dossier.referral {
                dossier.numbers.push(event.receipt_no.clone());
                referral.sign(event);
            }
        }
        Event::ReferralReported(_) => {
            if let Some(referral) = &mut dossier.referral {
                referral.reported = true;
            }
        }
        Event::TransferProposed(event) => {
            dossier.transfer = Some(Transfer { to: event.to.clone(), step: TransferStep::Proposed });
        }
        Event::TransferDeclined(_) => set_transfer(dossier, TransferStep::Declined),
        Event::TransferDisputed(_) => set_transfer(dossier, TransferStep::Disputed),
        Event::TransferWithdrawn(_) | Event::TransferDecided(_) => dossier.transfer = None,
        // Handled above: it changes dossier and stage together.
        Event::CaseTransferred(_)
        | Event::DeadlineWarned(_)
        | Event::DeadlineExpired(_)
        | Event::DeadlineEscalated(_) => {}
        Event::DeadlineRecomputed(event) => clocks::restate(dossier, stage, event),
    }
}

/// The clock that stood runs again, to its new end.
fn run_on(accepted: &mut Accepted, mediate_by: Option<&Deadline>) {
    if let Some(mediate_by) = mediate_by {
        accepted.mediate_by = mediate_by.clone();
        accepted.pause.stopped_since = None;
    }
}

fn with_facts(dossier: &mut Dossier, stage: &Stage, change: impl FnOnce(&mut Option<UndisputedFacts>)) {
    if ENDED.contains(&stage.name()) {
        change(&mut dossier.facts);
    }
}

fn set_transfer(dossier: &mut Dossier, step: TransferStep) {
    if let Some(transfer) = &mut dossier.transfer {
        transfer.step = step;
    }
}

fn found_similar(dossier: &mut Dossier, event: &SimilarCasesFound) {
    for it in &event.candidates {
        if dossier.similar.iter().all(|known| known.case != it.case) {
            dossier.similar.push(Similar { case: it.case, must_decide: it.must_decide, relation: None });
        }
    }
}

/// Whoever comes in later has not been told the rights yet.
fn join(dossier: &mut Dossier, stage: &mut Stage, event: &PartyJoined) {
    if !JOINABLE.contains(&stage.name()) {
        return;
    }
    dossier.parties.push(party(&event.party));
    dossier.ties.extend(InstitutionTie::of(&event.party));
    with_assignment(stage, |assignment| assignment.rights_notified = false);
    if let (Some(accepted), Some(answer_by)) = (stage.accepted_mut(), &event.answer_by) {
        accepted.answer_by = Some(answer_by.clone());
    }
}

fn consent(dossier: &mut Dossier, stage: &mut Stage, event: &ConsentGiven) {
    if stage.accepted().is_none() {
        return;
    }
    dossier.consents.insert((event.party, event.matter));
    if let (Some(accepted), Some(by)) = (stage.accepted_mut(), &event.choose_mediator_by) {
        accepted.choose_by = Some(by.clone());
    }
    if event.centre_appoints {
        with_selection(stage, |selection| {
            selection.left_to_centre.insert(event.party);
        });
    }
    if dossier.without_consent(ConsentMatter::Mediate).is_empty() {
        advance(stage, step::consented);
    }
}

fn take_back(dossier: &mut Dossier, stage: &Stage, party: PartyId, matter: ConsentMatter) {
    if stage.accepted().is_some() {
        dossier.consents.remove(&(party, matter));
    }
}

/// Replaces the stage by what `step` makes of it.
fn advance(stage: &mut Stage, step: impl FnOnce(Stage) -> Stage) {
    let taken = std::mem::replace(stage, Stage::Closed);
    *stage = step(taken);
}

fn with_panel(stage: &mut Stage, change: impl FnOnce(&mut Panel)) {
    if let Some(accepted) = stage.accepted_mut() {
        change(&mut accepted.panel);
    }
}

fn with_selection(stage: &mut Stage, change: impl FnOnce(&mut Selection)) {
    if let Some(accepted) = stage.accepted_mut() {
        change(&mut accepted.selection);
    }
}

fn with_assignment(stage: &mut Stage, change: impl FnOnce(&mut Assignment)) {
    if let Stage::InMediation { assignment, .. } | Stage::Signing { assignment, .. } = stage {
        change(assignment);
    }
}

fn with_talks(stage: &mut Stage, change: impl FnOnce(&mut Talks)) {
    with_assignment(stage, |assignment| change(&mut assignment.talks));
}

fn set_session(stage: &mut Stage, id: SessionId, status: SessionStatus) {
    with_session(stage, id, |session| session.status = status);
}

fn with_session(stage: &mut Stage, id: SessionId, change: impl FnOnce(&mut Session)) {
    with_assignment(stage, |assignment| {
        if let Some(session) = assignment.sessions.iter_mut().find(|session| session.id == id) {
            change(session);
        }
    });
}

fn with_agreement(stage: &mut Stage, change: impl FnOnce(&mut Agreement)) {
    if let Stage::Signing { agreement, .. } = stage {
        change(agreement);
    }
}

fn with_settlement(stage: &mut Stage, change: impl FnOnce(&mut Settlement)) {
    if let Stage::Effective { settlement, .. } = stage {
        change(settlement);
    }
}

fn with_routes(stage: &mut Stage, change: impl FnOnce(&mut OtherRoutes)) {
    with_settlement(stage, |settlement| change(&mut settlement.other_routes));
}

fn with_confirmation(stage: &mut Stage, change: impl FnOnce(&mut Confirmation)) {
    with_settlement(stage, |settlement| change(&mut settlement.confirmation));
}

/// What a court says of a ruling also reaches a case that is closed.
fn with_ruling(dossier: &mut Dossier, stage: &mut Stage, change: impl FnOnce(&mut Confirmation)) {
    match (&mut dossier.settled, &stage) {
        (Some(settled), Stage::Closed) => change(&mut settled.confirmation),
        (Some(_) | None, _) => with_confirmation(stage, change),
    }
}

fn set_confirmation(stage: &mut Stage, status: ConfirmationStatus) {
    with_confirmation(stage, |confirmation| confirmation.status = status);
}
