//! 登记法院委派、委托: the court's letter and the dispute in one step (domain §1.10; SM2016 11; OM2021 12).

use crate::case::command::RegisterReferral;
use crate::case::event::{CourtReferralReceived, Event};
use crate::case::guard::{involved, not_before, not_in_future, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::rules::file_application;
use crate::case::stage::Case;
use crate::classification::ReferralKind;
use crate::court_number::is_court_code;
use crate::deadline::Timer;
use crate::occasion::{Occasion, Role};

/// Most materials of one letter.
const MATERIALS: u32 = 200;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RegisterReferral,
) -> Result<Vec<Event>, Rejection> {
    if let Case::Filed(_) = case {
        return Err(involved(occasion, case).err().unwrap_or(Rejection::AlreadyFiled));
    }
    by_whom(occasion, &command)?;
    known(&command)?;
    not_in_future(occasion, command.received_on)?;
    not_before(command.received_on, command.sent_on)?;
    some_and_at_most(&command.materials, MATERIALS)?;
    let mut events = file_application::opened(occasion, command.application)?;
    events.push(Event::CourtReferralReceived(CourtReferralReceived {
        court: command.court,
        referral_no: command.referral_no,
        court_case_no: command.court_case_no,
        kind: command.kind,
        procedure: command.procedure,
        cause_of_action: command.cause_of_action,
        sent_on: command.sent_on,
        received_on: command.received_on,
        amount: command.amount,
        materials: command.materials,
        judge: command.judge,
        accept_by: occasion.deadline_from(Timer::T01r, command.received_on),
    }));
    Ok(events)
}

/// The court itself, or the staff of the centre it wrote to.
fn by_whom(occasion: &Occasion<'_>, command: &RegisterReferral) -> Result<(), Rejection> {
    let by = occasion.by;
    let entitled = match by.role {
        Role::Clerk | Role::Director => by.centre.as_ref() == Some(&command.application.centre),
        Role::Court => by.court.as_ref() == Some(&command.court),
        Role::Mediator
        | Role::Party
        | Role::InstitutionAgent
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => false,
    };
    if entitled { Ok(()) } else { Err(Rejection::NotInvolved) }
}

/// A court of the centre's province, a number of that court, and for a docketed suit its number and procedure.
fn known(command: &RegisterReferral) -> Result<(), Rejection> {
    let same_province = command.court.chars().next() == command.centre.court_prefix.chars().next();
    if !(is_court_code(&command.court) && same_province) {
        return Err(Rejection::ReferringCourtUnknown { court: command.court.clone() });
    }
    if command.court_case_no.as_ref().is_some_and(|number| number.court() != command.court) {
        return Err(Rejection::NumberOfAnotherCourt { court: command.court.clone() });
    }
    match command.kind {
        ReferralKind::Assigned => Ok(()),
        ReferralKind::Entrusted if command.court_case_no.is_some() && command.procedure.is_some() => Ok(()),
        ReferralKind::Entrusted => Err(Rejection::EntrustmentIncomplete),
    }
}
