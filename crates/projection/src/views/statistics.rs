//! 统计: the counters behind every measure (domain reference §7), by month, centre and business and one further dimension.
//!
//! Kept as numbers and never counted from cases: a question reads as many rows as there are months, centres and businesses in the answer,
//! however many cases stand behind them. Everything is told by the case as it stands at the event, and stays in the month of the event's
//! legal date; so the same log up to the same position gives the same figures, whoever adds them up.

mod counts;
mod places;
mod question;
mod spread;

pub use counts::Counts;
pub use question::{Figures, FiguresRow, Grouping, Scope, StatisticsQuestion};
pub use spread::Durations;

pub(crate) use counts::TABLES;
pub(crate) use places::Sheet;

use crate::case_view::{CaseView, Moment, SessionState};
use chrono::NaiveDate;
use domain::case::{EffectRegime, Event, ObligationDefaulted, PartyIdentity, Side};
use domain::classification::{ConsentMatter, ReferralOutcome, Termination, Track};
use domain::ids::PartyId;
use places::Places;

impl Sheet {
    /// Counts an event; `view` is the case with the event in it.
    pub(crate) fn apply(&mut self, view: &CaseView, event: &Event, moment: &Moment<'_>) {
        let on = moment.on();
        match event {
            Event::ApplicationFiled(event) => {
                let dispute = event.dispute_fen.map_or(0, domain::money::Fen::get);
                self.add(&Places::of(view), on, |counts| {
                    counts.received += 1;
                    counts.claim_fen = counts.claim_fen.saturating_add(event.claim_fen.get());
                    counts.dispute_fen = counts.dispute_fen.saturating_add(dispute);
                });
            }
            Event::CourtReferralReceived(_) => self.referred(view, on),
            Event::CaseAccepted(_) => self.add(&Places::of(view), on, |counts| {
                counts.accepted += 1;
                counts.fast_track += i64::from(view.track == Some(Track::Small));
            }),
            Event::AcceptanceRefused(_) => self.add(&Places::of(view), on, |counts| counts.refused += 1),
            Event::AgreementBecameEffective(event) => {
                let by = |regime| event.regimes.iter().any(|it| it.regime == regime);
                let (silent, opinion) = (by(EffectRegime::NoObjection), by(EffectRegime::SmallOpinion));
                let settled = view.agreement.as_ref().map_or(0, |agreement| agreement.settled_fen.get());
                self.ended(view, event.effective_on, |counts| {
                    counts.settled += 1;
                    counts.no_objection_agreed += i64::from(silent);
                    counts.opinions_accepted += i64::from(opinion);
                    counts.settled_fen = counts.settled_fen.saturating_add(settled);
                });
                let places = Places::of(view);
                for obligation in &event.obligations {
                    self.add(&places, obligation.due_on, |counts| counts.due += 1);
                }
            }
            Event::MediationTerminated(event) => {
                // It goes on in another centre, and ends there.
                if event.code != Termination::Transferred {
                    let own = view.withdrawal.as_ref().is_some_and(|withdrawal| withdrawal.self_settled);
                    let unaccepted = view.accepted_on.is_none();
                    self.ended(view, on, |counts| {
                        counts.terminated += 1;
                        counts.self_settled += i64::from(own);
                        counts.ended_unaccepted += i64::from(unaccepted);
                    });
                }
            }
            Event::NoObjectionProposed(_) => {
                self.add(&Places::of(view), on, |counts| counts.no_objection += 1);
            }
            Event::NoObjectionObjected(_) => {
                self.add(&Places::of(view), on, |counts| counts.no_objection_objected += 1);
            }
            // Of the day it was ruled, whenever the court tells of it.
            Event::SettlementConfirmed(event) => {
                self.add(&Places::of(view), event.ruled_on, |counts| counts.confirmed += 1);
            }
            Event::ObligationPerformed(event) if event.complete => {
                let due = view.obligations.iter().find(|obligation| obligation.seq == event.seq);
                let (due, late) = due.map_or((on, event.late), |it| (it.due_on, it.late));
                self.add(&Places::of(view), due, |counts| {
                    counts.performed_on_time += i64::from(!late);
                    counts.performed_late += i64::from(late);
                });
            }
            Event::ObligationDefaulted(event) => self.defaulted(view, event, on),
            Event::ObligationWaived(event) => {
                let due = view.obligations.iter().find(|it| it.seq == event.seq).map(|it| it.due_on);
                // Given up before its last day was over, it never was due.
                if let Some(due) = due.filter(|due| on <= *due) {
                    self.add(&Places::of(view), due, |counts| counts.due -= 1);
                }
            }
            // One that was given up says nothing.
            Event::EvaluationDelivered(event) if event.report.is_some() => {
                self.add(&Places::of(view), on, |counts| counts.evaluations += 1);
            }
            Event::EvaluationAnswered(event) => {
                let accepted = i64::from(agreed_to(view, event.evaluation));
                self.add(&Places::of(view), on, |counts| counts.evaluations_accepted += accepted);
            }
            Event::OpinionIssued(_) => self.add(&Places::of(view), on, |counts| counts.opinions += 1),
            Event::ReferralReported(event) => self.add(&Places::of(view), on, |counts| {
                counts.referrals_reported += 1;
                counts.referrals_returned += i64::from(event.outcome == ReferralOutcome::Returned);
            }),
            Event::ConsentGiven(event) if event.matter == ConsentMatter::Mediate => {
                self.answered(view, event.party, on, |counts| counts.consented += 1);
            }
            Event::MediationRefused(event) => {
                self.answered(view, event.party, on, |counts| counts.refused_to_take_part += 1);
            }
            Event::AssignmentAccepted(event) => {
                self.add(&Places::of_mediator(view, event.mediator), on, |counts| counts.assigned += 1);
            }
            Event::RecusalDecided(event) if event.granted => {
                self.add(&Places::of_mediator(view, event.mediator), on, |counts| counts.recused += 1);
            }
            // Nothing any measure counts.
            Event::ObligationPerformed(_)
            | Event::ReceiptConfirmed(_)
            | Event::PerformanceUrged(_)
            | Event::EnforcementRecorded(_)
            | Event::FollowUpRecorded(_)
            | Event::FollowUpFellDue(_)
            | Event::ConsentGiven(_)
            | Event::RecusalDecided(_)
            | Event::ApplicationJoined(_)
            | Event::CaseClosed(_)
            | Event::SupplementRequested(_)
            | Event::SimilarCasesFound(_)
            | Event::SimilarityDecided(_)
            | Event::SupplementSubmitted(_)
            | Event::SupplementExtended(_)
            | Event::SpecialNeedsRecorded(_)
            | Event::RiskScreened(_)
            | Event::RiskReported(_)
            | Event::ApplicationLapsed(_)
            | Event::RespondentNotified(_)
            | Event::RepresentativeAppointed(_)
            | Event::AuthorityChanged(_)
            | Event::RepresentativeRevoked(_)
            | Event::CapacityRecorded(_)
            | Event::PartyDataCorrected(_)
            | Event::PartyJoined(_)
            | Event::ConsentRevoked(_)
            | Event::MediatorChosen(_)
            | Event::MediatorListSent(_)
            | Event::MediatorListAnswered(_)
            | Event::MediatorListClosed(_)
            | Event::MediatorOffered(_)
            | Event::AssignmentDeclined(_)
            | Event::MediatorDisclosed(_)
            | Event::ConflictWaived(_)
            | Event::ConflictScanRepeated(_)
            | Event::AssignmentSuspended(_)
            | Event::AssignmentResumed(_)
            | Event::RecusalRequested(_)
            | Event::MediatorReplaced(_)
            | Event::RightsNotified(_)
            | Event::SessionScheduled(_)
            | Event::SessionCancelled(_)
            | Event::SessionOpened(_)
            | Event::SessionClosed(_)
            | Event::SessionRescheduled(_)
            | Event::SessionAdjourned(_)
            | Event::MediationSuspended(_)
            | Event::MediationResumed(_)
            | Event::AppraisalCommissioned(_)
            | Event::AppraisalReceived(_)
            | Event::EvaluationCommissioned(_)
            | Event::EvaluationDelivered(_)
            | Event::CaucusRecorded(_)
            | Event::NoteWritten(_)
            | Event::ComplaintFiled(_)
            | Event::ComplaintDecided(_)
            | Event::NoShowRecorded(_)
            | Event::MinutesSigned(_)
            | Event::CorrectionRequested(_)
            | Event::CorrectionRecorded(_)
            | Event::ExchangeOpened(_)
            | Event::StatementPosted(_)
            | Event::BookingDropped(_)
            | Event::TrackChanged(_)
            | Event::PeriodExtended(_)
            | Event::ProposalMade(_)
            | Event::ProposalAnswered(_)
            | Event::ProposalWithdrawn(_)
            | Event::NoObjectionServed(_)
            | Event::NoObjectionEnded(_)
            | Event::BiddingOpened(_)
            | Event::BidCommitted(_)
            | Event::BidRevealed(_)
            | Event::BiddingClosed(_)
            | Event::RestEnded(_)
            | Event::AuthorityRequested(_)
            | Event::AuthorityAnswered(_)
            | Event::OpinionAccepted(_)
            | Event::OpinionDeclined(_)
            | Event::AgreementDrafted(_)
            | Event::AgreementAnswered(_)
            | Event::AgreementReviewed(_)
            | Event::OralAgreementRecorded(_)
            | Event::AgreementWrittenDown(_)
            | Event::AgreementSigned(_)
            | Event::AgreementSealed(_)
            | Event::ConfirmationPrepared(_)
            | Event::ConfirmationApplicationSigned(_)
            | Event::ConfirmationFiled(_)
            | Event::ConfirmationAccepted(_)
            | Event::ConfirmationNotAccepted(_)
            | Event::ConfirmationSupplementAsked(_)
            | Event::ConfirmationSupplemented(_)
            | Event::ConfirmationDismissed(_)
            | Event::ConfirmationWithdrawn(_)
            | Event::ConfirmationAbandoned(_)
            | Event::ConfirmationLapsed(_)
            | Event::ConfirmationReviewBegan(_)
            | Event::ConfirmationReviewExtended(_)
            | Event::ConfirmationObjected(_)
            | Event::ConfirmationObjectionDecided(_)
            | Event::CourtMessageKept(_)
            | Event::CourtInquiryReceived(_)
            | Event::CourtInquiryAnswered(_)
            | Event::NotarialInstrumentRecorded(_)
            | Event::PaymentOrderStepRecorded(_)
            | Event::CourtMediationPaperRecorded(_)
            | Event::ArbitralPaperRecorded(_)
            | Event::SuitRecorded(_)
            | Event::ApplicationWithdrawn(_)
            | Event::UndisputedFactsDrafted(_)
            | Event::UndisputedFactsSigned(_)
            | Event::UndisputedFactsAbandoned(_)
            | Event::ReferralReceiptSigned(_)
            | Event::TransferProposed(_)
            | Event::TransferDeclined(_)
            | Event::TransferWithdrawn(_)
            | Event::TransferDisputed(_)
            | Event::TransferDecided(_)
            | Event::CaseTransferred(_)
            | Event::DeadlineWarned(_)
            | Event::DeadlineExpired(_)
            | Event::DeadlineEscalated(_)
            | Event::DeadlineRecomputed(_) => {}
        }
    }

    /// A default counts where the obligation was due; instalments that fall due at once are due as the one in their place, and no longer
    /// on their own days.
    fn defaulted(&mut self, view: &CaseView, event: &ObligationDefaulted, on: NaiveDate) {
        let places = Places::of(view);
        let due = |seq: u32| view.obligations.iter().find(|it| it.seq == seq).map_or(on, |it| it.due_on);
        self.add(&places, due(event.seq), |counts| counts.defaulted += 1);
        let Some(acceleration) = &event.acceleration else { return };
        for replaced in &acceleration.supersedes {
            self.add(&places, due(*replaced), |counts| counts.due -= 1);
        }
        self.add(&places, acceleration.obligation.due_on, |counts| counts.due += 1);
    }

    /// The application came just before as anybody's; now it is known whose it was.
    fn referred(&mut self, view: &CaseView, on: NaiveDate) {
        let dispute = view.dispute_fen.map_or(0, domain::money::Fen::get);
        let (claim, received) = (view.claim_fen.get(), 1);
        self.add(&Places::of_origin(view, false), on, |counts| {
            counts.received -= received;
            counts.claim_fen = counts.claim_fen.saturating_sub(claim);
            counts.dispute_fen = counts.dispute_fen.saturating_sub(dispute);
        });
        self.add(&Places::of_origin(view, true), on, |counts| {
            counts.received += received;
            counts.claim_fen = counts.claim_fen.saturating_add(claim);
            counts.dispute_fen = counts.dispute_fen.saturating_add(dispute);
        });
        self.add(&Places::of(view), on, |counts| counts.referred += 1);
    }

    /// An ending of the mediation: M3, with what M7 and M8 say of it.
    fn ended(&mut self, view: &CaseView, on: NaiveDate, also: impl Fn(&mut Counts)) {
        let places = Places::of_ending(view);
        let online = last_mode_online(view);
        let days = view.accepted_on.map(|accepted| (days(accepted, on), still(view, accepted, on)));
        self.add_with(&places, on, |counts, spread| {
            let settled = counts.settled;
            also(counts);
            let settled = counts.settled - settled;
            counts.online += i64::from(online);
            counts.online_settled += if online { settled } else { 0 };
            if let Some((gross, still)) = days {
                counts.measured += 1;
                counts.gross_days += i64::from(gross);
                counts.net_days += i64::from(gross.saturating_sub(still));
                spread.count(gross, gross.saturating_sub(still));
            }
        });
    }

    /// A respondent said whether it takes part.
    fn answered(&mut self, view: &CaseView, party: PartyId, on: NaiveDate, also: impl Fn(&mut Counts)) {
        let respondent = view.parties.iter().find(|it| it.party == party && it.side == Side::Respondent);
        let Some(respondent) = respondent else { return };
        let waited = view.respondent_notified_on.map(|notified| days(notified, on));
        let institution = matches!(respondent.identity, PartyIdentity::Institution { .. });
        if institution {
            self.add(&Places::of_respondent(view, respondent), on, |counts| {
                also(counts);
                if let Some(waited) = waited {
                    counts.answers_timed += 1;
                    counts.answer_days += i64::from(waited);
                }
            });
        }
    }
}

/// Whether every party is ready to settle along the lines of an evaluation; each answers once.
fn agreed_to(view: &CaseView, evaluation: u32) -> bool {
    let answered = view.evaluations.iter().find(|it| it.evaluation == evaluation);
    answered.is_some_and(|it| {
        view.party_ids().all(|party| it.answers.iter().any(|answer| answer.party == party && answer.accept))
    })
}

/// Calendar days between two dates; a date before the first counts as none.
fn days(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

/// Calendar days in which the mediation period stood still, days that are in two pauses counted once.
fn still(view: &CaseView, from: NaiveDate, to: NaiveDate) -> u32 {
    let pauses = view.suspensions.iter().filter(|pause| pause.clock_stops);
    let mut spans: Vec<(NaiveDate, NaiveDate)> = pauses
        .map(|pause| (pause.since, pause.resumed_on.unwrap_or(to)))
        .chain(view.appraisals.iter().map(|it| (it.since, it.received_on.unwrap_or(to))))
        .map(|(since, until)| (since.max(from), until.min(to)))
        .collect();
    spans.sort_unstable();
    let mut counted = from;
    spans.iter().fold(0, |sum: u32, (since, until)| {
        let begins = (*since).max(counted);
        counted = counted.max(*until);
        sum.saturating_add(days(begins, *until))
    })
}

/// Whether the last session that was held was held online.
fn last_mode_online(view: &CaseView) -> bool {
    let held = view.sessions.iter().rev().find(|session| session.state == SessionState::Closed);
    held.is_some_and(|session| session.mode.is_online())
}
