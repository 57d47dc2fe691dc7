//! 选定、指派调解员: one or three, nobody with a conflict of interest that is not waived, no way around it (domain §1.5, §1.6).

use crate::case::command::OfferMediator;
use crate::case::conflict::{ConflictFinding, unwaived};
use crate::case::event::{CoMediator, Event, MediatorOffered};
use crate::case::guard::{involved, wrong_stage};
use crate::case::panel::Panel;
use crate::case::rejection::Rejection;
use crate::case::stage::{Accepted, Case, Dossier, Stage, StageName};
use crate::ids::PartyId;
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
    number_fits(occasion, &filed.dossier, accepted, &command)?;
    let mediators = || std::iter::once(&command.mediator).chain(&command.co_mediators);
    if mediators().any(|mediator| accepted.declined.contains(&mediator.id)) {
        return Err(Rejection::MediatorDeclined);
    }
    let scans = mediators()
        .map(|mediator| free_of_conflict(occasion, &filed.dossier, &accepted.panel, mediator))
        .collect::<Result<Vec<_>, _>>()?;
    let mut scans = scans.into_iter();
    let presider = command.mediator;
    Ok(vec![Event::MediatorOffered(MediatorOffered {
        mediator: presider.id,
        home: presider.home.clone().map(|home| home.legal_person),
        chosen_by_parties: command.chosen_by_parties,
        scan: scans.next().unwrap_or_default(),
        facts: Some(presider),
        co_mediators: command
            .co_mediators
            .into_iter()
            .zip(scans)
            .map(|(facts, scan)| CoMediator { mediator: facts.id, facts, scan })
            .collect(),
        number_agreed_by: command.number_agreed_by,
    })])
}

/// As many as the track has (SM2016 13; OM2021 11), or another number every party agreed to; each of them once.
fn number_fits(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    accepted: &Accepted,
    command: &OfferMediator,
) -> Result<(), Rejection> {
    let mut ids: Vec<_> = command.co_mediators.iter().map(|other| other.id).collect();
    ids.push(command.mediator.id);
    let number = ids.len();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < number {
        return Err(Rejection::MediatorTwice);
    }
    let needed = occasion.rules.mediators_of(accepted.track);
    let most = usize::from(occasion.rules.max_mediators);
    let agreed = dossier.parties.iter().all(|party| command.number_agreed_by.contains(&party.id));
    // An even number could not decide between two opinions.
    let possible = number <= most && number % 2 == 1;
    if number == usize::from(needed) || (agreed && possible) {
        Ok(())
    } else {
        Err(Rejection::NumberOfMediators { needed: u32::from(needed) })
    }
}

/// Somebody who may serve and is free of every finding that was not waived by all, or the refusal that names each.
pub(super) fn free_of_conflict(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    panel: &Panel,
    mediator: &MediatorFacts,
) -> Result<Vec<ConflictFinding>, Rejection> {
    if !mediator.may_serve(occasion.today()) {
        return Err(Rejection::MediatorInactive);
    }
    let disclosed = panel.seat(mediator.id).map_or(&[][..], |seat| &seat.disclosed);
    let findings = unwaived(occasion, dossier, panel, mediator, disclosed);
    if findings.is_empty() { Ok(findings) } else { Err(Rejection::ConflictOfInterest { findings }) }
}

/// Who has not waived a ground disclosed without naming a party.
pub(super) fn not_waived(
    dossier: &Dossier,
    panel: &Panel,
    mediator: &MediatorFacts,
    ground: crate::classification::RecusalGround,
) -> Vec<PartyId> {
    let about = dossier.parties.iter().map(|party| Some(party.id)).chain([None]);
    let mut open: Vec<_> =
        about.map(|about| panel.not_waived_by(dossier, mediator.id, ground, about)).collect();
    open.sort_by_key(Vec::len);
    open.into_iter().next().unwrap_or_default()
}
