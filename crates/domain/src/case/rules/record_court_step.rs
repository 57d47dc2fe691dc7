//! 记录法院步骤: by the court itself, or by a clerk from its paper, in the order of CPLI 355-358 and 372.
//!
//! A message that does not follow (it came twice, too early, or about an application that had ended) changes nothing and is kept: the
//! court did send it, and whoever reads the record later must see that.

use crate::case::command::{CourtStep, RecordCourtStep};
use crate::case::confirmation::{Confirmation, KeptMessage};
use crate::case::event::{
    ConfirmationAccepted, ConfirmationDismissed, ConfirmationNotAccepted, ConfirmationObjected,
    ConfirmationObjectionDecided, ConfirmationReviewBegan, ConfirmationReviewExtended,
    ConfirmationSupplementAsked, ConfirmationWithdrawn, CourtMessageKept, Event, Objector,
    SettlementConfirmed,
};
use crate::case::guard::{heard, not_before, not_in_future, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::court_message::{sender, why_kept};
use crate::case::settlement::Settlement;
use crate::case::stage::{Case, Dossier, Filed, StageName};
use crate::court_number::CourtCaseNumber;
use crate::deadline::{Deadline, Timer};
use crate::occasion::Occasion;
use chrono::NaiveDate;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordCourtStep,
) -> Result<Vec<Event>, Rejection> {
    let filed = heard(occasion, case)?;
    let settlement = known_to_court(filed)?;
    let confirmation = &settlement.confirmation;
    let court = sender(occasion, confirmation, &command.step)?;
    if let Some(reason) = why_kept(confirmation, &court, &command.step) {
        not_in_future_unless_set(occasion, &command.step)?;
        let (step, number) = (command.step.kind(), command.step.number().cloned());
        let message = KeptMessage { court, step, number, dated: command.step.dated() };
        if confirmation.kept.contains(&message) {
            return Ok(Vec::new());
        }
        return Ok(vec![Event::CourtMessageKept(CourtMessageKept {
            court: message.court,
            step: message.step,
            number: message.number,
            dated: message.dated,
            grounds: command.step.grounds(),
            status: confirmation.status,
            reason,
        })]);
    }
    follow(occasion, &filed.dossier, settlement, command.step).map(|event| vec![event])
}

/// The settlement a court can have to do with: in force, or of a closed case once anything was filed. A third party objects to a
/// ruling long after the case was closed.
fn known_to_court(filed: &Filed) -> Result<&Settlement, Rejection> {
    let settlement = filed.settlement().ok_or_else(|| wrong_stage(&filed.stage, &[StageName::Effective]))?;
    let Confirmation { status, filed_on, earlier, .. } = &settlement.confirmation;
    if filed_on.is_none() && earlier.is_empty() {
        return Err(Rejection::ConfirmationStep { status: status.code().to_owned() });
    }
    Ok(settlement)
}

/// The step follows: what it comes to.
fn follow(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    settlement: &Settlement,
    step: CourtStep,
) -> Result<Event, Rejection> {
    let event = match step {
        CourtStep::Accept { court_case_no, on } => {
            dated(occasion, settlement, on)?;
            Event::ConfirmationAccepted(ConfirmationAccepted {
                court_case_no,
                accepted_on: on,
                ruling_by: occasion.deadline_from(Timer::T12, on),
                expected_by: Some(occasion.deadline_from(Timer::T12a, on)),
            })
        }
        CourtStep::NotAccept { ground, on } => {
            dated(occasion, settlement, on)?;
            Event::ConfirmationNotAccepted(ConfirmationNotAccepted { ground, decided_on: on })
        }
        CourtStep::AskSupplement { items, supply_by } => {
            some_and_at_most(&items, 50)?;
            not_before(supply_by, occasion.today())?;
            Event::ConfirmationSupplementAsked(ConfirmationSupplementAsked { items, supply_by })
        }
        CourtStep::BeginReview { on, attend_on } => {
            dated(occasion, settlement, on)?;
            attend_on.map_or(Ok(()), |attend| not_before(attend, on))?;
            Event::ConfirmationReviewBegan(ConfirmationReviewBegan { on, attend_on })
        }
        CourtStep::ExtendReview { on } => {
            dated(occasion, settlement, on)?;
            let docketed = settlement.confirmation.accepted_on.unwrap_or(on);
            let expected_by = occasion.deadline_from(Timer::T12b, docketed);
            Event::ConfirmationReviewExtended(ConfirmationReviewExtended { on, expected_by })
        }
        CourtStep::Confirm { ruling_no, ruled_on, served_on } => {
            confirm(occasion, settlement, ruling_no, ruled_on, served_on)?
        }
        CourtStep::Dismiss { ruling_no, grounds, ruled_on, not_acceptable } => {
            dated(occasion, settlement, ruled_on)?;
            if not_acceptable.is_none() || !grounds.is_empty() {
                some_and_at_most(&grounds, 6)?;
            }
            Event::ConfirmationDismissed(ConfirmationDismissed {
                ruling_no,
                grounds,
                ruled_on,
                not_acceptable,
            })
        }
        CourtStep::Withdraw { deemed, on } => {
            dated(occasion, settlement, on)?;
            Event::ConfirmationWithdrawn(ConfirmationWithdrawn { deemed, on })
        }
        CourtStep::TakeObjection { objector, lodged_on, by_leave } => {
            object(occasion, dossier, &settlement.confirmation, (objector, lodged_on, by_leave))?
        }
        CourtStep::DecideObjection { outcome, ruling_no, ruled_on, change } => {
            let Confirmation { objected_on, ruled_on: first, .. } = settlement.confirmation;
            not_before(ruled_on, objected_on.or(first).unwrap_or(settlement.effective_on))?;
            not_in_future(occasion, ruled_on)?;
            let decided = ConfirmationObjectionDecided { outcome, ruling_no, ruled_on, change };
            Event::ConfirmationObjectionDecided(decided)
        }
    };
    Ok(event)
}

fn confirm(
    occasion: &Occasion<'_>,
    settlement: &Settlement,
    ruling_no: CourtCaseNumber,
    ruled_on: NaiveDate,
    served_on: NaiveDate,
) -> Result<Event, Rejection> {
    dated(occasion, settlement, ruled_on)?;
    not_before(served_on, ruled_on)?;
    not_in_future(occasion, served_on)?;
    Ok(Event::SettlementConfirmed(SettlementConfirmed {
        ruling_no,
        ruled_on,
        served_on,
        party_objection_by: occasion.deadline_from(Timer::T13, served_on),
        enforce_by: enforce_by(occasion, settlement),
    }))
}

/// A party objects within T13 of receiving the ruling, a third party within T13a of knowing; later only where the court lets it (CPL 86).
fn object(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    confirmation: &Confirmation,
    (objector, lodged_on, by_leave): (Objector, NaiveDate, bool),
) -> Result<Event, Rejection> {
    not_in_future(occasion, lodged_on)?;
    if let Some(ruled_on) = confirmation.ruled_on {
        not_before(lodged_on, ruled_on)?;
    }
    let lodge_by = match objector {
        Objector::Party { party } => {
            dossier.party(party).ok_or(Rejection::PartyUnknown { party })?;
            let running = confirmation.objection_by.clone();
            running.unwrap_or_else(|| occasion.deadline_from(Timer::T13, lodged_on))
        }
        Objector::ThirdParty { knew_on } => {
            not_before(lodged_on, knew_on)?;
            occasion.deadline_from(Timer::T13a, knew_on)
        }
    };
    let late = lodge_by.is_over(lodged_on);
    if late && !by_leave {
        return Err(Rejection::ObjectionTooLate { due: lodge_by.due_date });
    }
    Ok(Event::ConfirmationObjected(ConfirmationObjected { objector, lodged_on, lodge_by, by_leave: late }))
}

/// T14 runs from the last day of what is still open, for instalments from the last of them (CPL 250).
fn enforce_by(occasion: &Occasion<'_>, settlement: &Settlement) -> Option<Deadline> {
    settlement
        .open()
        .map(|obligation| obligation.due_on)
        .max()
        .map(|last| occasion.deadline_from(Timer::T14, last))
}

/// A step of the court follows the agreement and the court's acceptance, and has happened.
fn dated(occasion: &Occasion<'_>, settlement: &Settlement, on: NaiveDate) -> Result<(), Rejection> {
    not_before(on, settlement.confirmation.accepted_on.unwrap_or(settlement.effective_on))?;
    not_in_future(occasion, on)
}

/// The day by which something is to be supplied lies ahead; everything else in a message has happened.
fn not_in_future_unless_set(occasion: &Occasion<'_>, step: &CourtStep) -> Result<(), Rejection> {
    if matches!(step, CourtStep::AskSupplement { .. }) {
        Ok(())
    } else {
        not_in_future(occasion, step.dated())
    }
}
