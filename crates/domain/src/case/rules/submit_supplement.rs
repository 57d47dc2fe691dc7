//! 提交补正材料: in time, by or for an applicant; the time to decide on acceptance starts anew.

use crate::case::command::SubmitSupplement;
use crate::case::event::{Event, SupplementSubmitted};
use crate::case::guard::{acting_for, involved, sha256_hex, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Side, Stage, StageName};
use crate::classification::AuthorityScope;
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SubmitSupplement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::Supplementing { supply_by } = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Supplementing]));
    };
    let party = acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Attend)?;
    if party.side != Side::Applicant {
        return Err(Rejection::NotActingFor { party: party.id });
    }
    if supply_by.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: Timer::T02, due: supply_by.due_date });
    }
    some_and_at_most(&command.documents, 100)?;
    command.documents.iter().try_for_each(|document| sha256_hex(&document.sha256))?;
    Ok(vec![Event::SupplementSubmitted(SupplementSubmitted {
        party: command.party,
        documents: command.documents,
        accept_by: occasion.deadline(Timer::T01),
    })])
}
