//! 记录法院步骤: by the court itself, or by a clerk from its paper, in the order of CPLI 355-358.

use crate::case::command::{CourtStep, RecordCourtStep};
use crate::case::confirmation::ConfirmationStatus;
use crate::case::event::{
    ConfirmationAccepted, ConfirmationDismissed, ConfirmationNotAccepted, ConfirmationSupplementAsked,
    ConfirmationWithdrawn, Event, SettlementConfirmed,
};
use crate::case::guard::{involved, not_before, not_in_future, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::settlement::Settlement;
use crate::case::stage::Case;
use crate::court_number::CourtCaseNumber;
use crate::deadline::{Deadline, Timer};
use crate::occasion::Occasion;
use chrono::NaiveDate;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordCourtStep,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    in_order(settlement.confirmation.status, &command.step)?;
    let event = match command.step {
        CourtStep::Accept { court_case_no, on } => {
            dated(occasion, settlement, on)?;
            of_this_court(settlement, &court_case_no)?;
            let ruling_by = occasion.deadline_from(Timer::T12, on);
            Event::ConfirmationAccepted(ConfirmationAccepted { court_case_no, accepted_on: on, ruling_by })
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
        CourtStep::Confirm { ruling_no, ruled_on, served_on } => {
            confirm(occasion, settlement, ruling_no, ruled_on, served_on)?
        }
        CourtStep::Dismiss { ruling_no, grounds, ruled_on } => {
            dated(occasion, settlement, ruled_on)?;
            of_this_court(settlement, &ruling_no)?;
            some_and_at_most(&grounds, 6)?;
            Event::ConfirmationDismissed(ConfirmationDismissed { ruling_no, grounds, ruled_on })
        }
        CourtStep::Withdraw { deemed, on } => {
            dated(occasion, settlement, on)?;
            Event::ConfirmationWithdrawn(ConfirmationWithdrawn { deemed, on })
        }
    };
    Ok(vec![event])
}

/// Domain §3.2: filed → accepted or not; under review → ruled on; supplements and withdrawal in between.
fn in_order(status: ConfirmationStatus, step: &CourtStep) -> Result<(), Rejection> {
    use ConfirmationStatus::{Filed, SupplementRequested, UnderReview};
    let fits = match step {
        CourtStep::Accept { .. } | CourtStep::NotAccept { .. } => status == Filed,
        CourtStep::AskSupplement { .. } => matches!(status, Filed | UnderReview),
        CourtStep::Confirm { .. } | CourtStep::Dismiss { .. } => status == UnderReview,
        CourtStep::Withdraw { .. } => matches!(status, Filed | UnderReview | SupplementRequested),
    };
    if fits { Ok(()) } else { Err(Rejection::ConfirmationStep { status: status.code().to_owned() }) }
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
    of_this_court(settlement, &ruling_no)?;
    Ok(Event::SettlementConfirmed(SettlementConfirmed {
        ruling_no,
        ruled_on,
        served_on,
        party_objection_by: occasion.deadline_from(Timer::T13, served_on),
        enforce_by: enforce_by(occasion, settlement),
    }))
}

/// T14 runs from the last day of what is still open, for instalments from the last of them (CPL 250).
fn enforce_by(occasion: &Occasion<'_>, settlement: &Settlement) -> Option<Deadline> {
    let open = settlement.obligations.iter().filter(|obligation| !obligation.complete);
    open.map(|obligation| obligation.due_on).max().map(|last| occasion.deadline_from(Timer::T14, last))
}

/// A step of the court follows the agreement and the court's acceptance, and has happened.
fn dated(occasion: &Occasion<'_>, settlement: &Settlement, on: NaiveDate) -> Result<(), Rejection> {
    not_before(on, settlement.confirmation.accepted_on.unwrap_or(settlement.effective_on))?;
    not_in_future(occasion, on)
}

fn of_this_court(settlement: &Settlement, number: &CourtCaseNumber) -> Result<(), Rejection> {
    match settlement.confirmation.court.as_deref() {
        Some(court) if court != number.court() => {
            Err(Rejection::NumberOfAnotherCourt { court: court.to_owned() })
        }
        Some(_) | None => Ok(()),
    }
}
