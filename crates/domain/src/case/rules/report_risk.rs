//! 报告风险: a danger of violence or crime is reported, and that it was is kept (PML 25).

use crate::case::command::ReportRisk;
use crate::case::event::{Event, RiskReported};
use crate::case::guard::{involved, not_before, not_in_future, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::appoint_representative::LIVE;
use crate::case::stage::Case;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ReportRisk,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    match occasion.by.role {
        Role::Clerk | Role::Director | Role::Mediator => {}
        Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => {
            return Err(Rejection::NotInvolved);
        }
    }
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    not_in_future(occasion, command.reported_on)?;
    not_before(command.reported_on, crate::calendar::legal_date(filed.dossier.received_at))?;
    Ok(vec![Event::RiskReported(RiskReported {
        to: command.to,
        reported_on: command.reported_on,
        facts: command.facts,
    })])
}
