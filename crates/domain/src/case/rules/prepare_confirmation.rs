//! 准备司法确认: one party asks, inside T10, at a competent court (CPL 205; CPLI 352).

use crate::case::command::PrepareConfirmation;
use crate::case::event::{ConfirmationPrepared, Event};
use crate::case::guard::{acting_for, involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::settlement::Settlement;
use crate::case::stage::{Case, Stage, StageName};
use crate::classification::CourtBasis;
use crate::court_number::is_court_code;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: PrepareConfirmation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    acting_for(occasion, &filed.dossier, command.party)?;
    let status = settlement.confirmation.status;
    if !status.may_prepare() {
        return Err(Rejection::ConfirmationStep { status: status.code().to_owned() });
    }
    in_time(occasion, settlement)?;
    let fits = match command.basis {
        CourtBasis::OrganisationSeat => command.centre.has_court(&command.court),
        // Where a party lives or the subject matter lies is the court's to check; the code must at least be a court's.
        CourtBasis::PartyDomicile | CourtBasis::SubjectMatter => true,
    };
    if !(fits && is_court_code(&command.court)) {
        return Err(Rejection::CourtNotCompetent { court: command.court });
    }
    Ok(vec![Event::ConfirmationPrepared(ConfirmationPrepared {
        court: command.court,
        basis: command.basis,
        asked_by: command.party,
    })])
}

/// The settlement in force.
pub(super) fn effective(stage: &Stage) -> Result<&Settlement, Rejection> {
    if let Stage::Effective { settlement, .. } = stage {
        Ok(settlement)
    } else {
        Err(wrong_stage(stage, &[StageName::Effective]))
    }
}

/// T10 is open.
pub(super) fn in_time(occasion: &Occasion<'_>, settlement: &Settlement) -> Result<(), Rejection> {
    if settlement.confirm_by.is_over(occasion.today()) {
        Err(Rejection::ConfirmationTooLate { due: settlement.confirm_by.due_date })
    } else {
        Ok(())
    }
}
