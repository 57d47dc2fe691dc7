//! 记录回访: a party was asked how the agreement is performed, and how content it is (PML 31).

use crate::case::command::RecordFollowUp;
use crate::case::event::{Event, FollowUpRecorded};
use crate::case::guard::{involved, not_before, not_in_future};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::stage::Case;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordFollowUp,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    let party = command.party;
    let asks = match occasion.by.role {
        Role::Clerk | Role::Director => true,
        Role::Mediator
        | Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => false,
    };
    if !asks {
        return Err(Rejection::NotActingFor { party });
    }
    if filed.dossier.party(party).is_none() {
        return Err(Rejection::PartyUnknown { party });
    }
    not_before(command.called_on, settlement.effective_on)?;
    not_in_future(occasion, command.called_on)?;
    if command.satisfaction.is_some_and(|it| !(1..=5).contains(&it)) {
        return Err(Rejection::SatisfactionOutOfRange { highest: 5 });
    }
    Ok(vec![Event::FollowUpRecorded(FollowUpRecorded {
        party,
        called_on: command.called_on,
        satisfaction: command.satisfaction,
        remarks: command.remarks,
        no_further: command.no_further,
    })])
}
