//! 选定、指派调解员: nobody with a conflict of interest, no way around it (domain §1.6).

use crate::case::command::OfferMediator;
use crate::case::conflict::{ConflictFinding, scan};
use crate::case::event::{Event, MediatorOffered};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Dossier, Stage, StageName};
use crate::mediator::MediatorFacts;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: OfferMediator,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorSelection(accepted) = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorSelection]));
    };
    if accepted.declined.contains(&command.mediator.id) {
        return Err(Rejection::MediatorDeclined);
    }
    let scan = free_of_conflict(occasion, &filed.dossier, &command.mediator)?;
    Ok(vec![Event::MediatorOffered(MediatorOffered {
        mediator: command.mediator.id,
        home: command.mediator.home.map(|home| home.legal_person),
        chosen_by_parties: command.chosen_by_parties,
        scan,
    })])
}

/// An active mediator without a finding, or the refusal that names every one. A waiver (R6) cannot be recorded yet, so R6 bars as well.
pub(super) fn free_of_conflict(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    mediator: &MediatorFacts,
) -> Result<Vec<ConflictFinding>, Rejection> {
    if !mediator.active {
        return Err(Rejection::MediatorInactive);
    }
    let findings = scan(mediator, &dossier.ties, occasion.today(), occasion.rules.cooling_off_years);
    if findings.is_empty() { Ok(findings) } else { Err(Rejection::ConflictOfInterest { findings }) }
}
