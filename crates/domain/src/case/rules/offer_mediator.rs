//! 选定、指派调解员: one or three, nobody with a conflict of interest that is not waived, no way around it (domain §1.5, §1.6).
//!
//! The centre appoints when the parties leave it to the centre, when their time (T04) is over, or when a list left nobody.

use crate::case::assignment_record::AssignmentRecord;
use crate::case::command::{OfferMediator, RosterReading};
use crate::case::conflict::{CaseFacts, ConflictFinding, unwaived};
use crate::case::event::{CoMediator, Event, MediatorOffered};
use crate::case::guard::{involved, wrong_stage};
use crate::case::panel::Panel;
use crate::case::ranking::{Candidate, Matter, NotProposed, cap_of, rank, reasons_against};
use crate::case::rejection::Rejection;
use crate::case::stage::{Accepted, Case, Dossier, Filed, Stage, StageName};
use crate::classification::{AssignmentBasis, Language, RecusalGround};
use crate::ids::{MediatorId, PartyId};
use crate::mediator::MediatorFacts;
use crate::occasion::Occasion;
use crate::rule_set::SeparateAppointment;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: OfferMediator,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorSelection(accepted) = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorSelection]));
    };
    let OfferMediator { mediator: presider, chosen_by_parties, co_mediators, number_agreed_by, roster } =
        command;
    let mediators = || std::iter::once(&presider).chain(&co_mediators);
    let ids: Vec<MediatorId> = mediators().map(|mediator| mediator.id).collect();
    number_fits(occasion, &filed.dossier, accepted, &ids, &number_agreed_by)?;
    if ids.iter().any(|mediator| accepted.declined.contains(mediator)) {
        return Err(Rejection::MediatorDeclined);
    }
    for mediator in mediators() {
        free_of_conflict(occasion, &filed.dossier, &accepted.panel, mediator)?;
    }
    for candidate in roster.candidates.iter().filter(|candidate| ids.contains(&candidate.facts.id)) {
        has_room(occasion, candidate)?;
    }
    let basis = basis(occasion, &filed.dossier, accepted, chosen_by_parties, &ids)?;
    if !matches!(basis, AssignmentBasis::JointChoice | AssignmentBasis::List) {
        another_appoints(occasion, &filed.dossier, accepted)?;
    }
    let assignment = explained(occasion, filed, accepted, &roster, &ids);
    let asked = Asked { presider, others: co_mediators, number_agreed_by, basis, assignment };
    Ok(vec![ask(occasion, filed, accepted, asked)?])
}

/// Whoever accepted the case does not appoint its mediator alone where the duties are kept apart.
fn another_appoints(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    accepted: &Accepted,
) -> Result<(), Rejection> {
    let Some(acceptor) = accepted.acceptor.as_ref().filter(|it| it.user == occasion.by.user) else {
        return Ok(());
    };
    let own = || {
        let home = acceptor.home.as_ref();
        home.is_some_and(|home| dossier.ties.iter().any(|tie| tie.legal_person == *home))
    };
    match occasion.rules.separate_appointment {
        SeparateAppointment::OwnInstitution if !own() => Ok(()),
        SeparateAppointment::OwnInstitution | SeparateAppointment::Always => Err(Rejection::AcceptorAppoints),
    }
}

/// Whose turn it is to choose.
fn basis(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    accepted: &Accepted,
    chosen_by_parties: bool,
    ids: &[MediatorId],
) -> Result<AssignmentBasis, Rejection> {
    let selection = &accepted.selection;
    if chosen_by_parties {
        let joint = selection.jointly_named(dossier) == Some(ids);
        return if joint { Ok(AssignmentBasis::JointChoice) } else { Err(Rejection::ChoiceNotJoint) };
    }
    let parties = selection.not_left_by(dossier);
    if parties.is_empty() {
        return Ok(AssignmentBasis::LeftToCentre);
    }
    if selection.exhausted {
        return Ok(AssignmentBasis::ListExhausted);
    }
    match &accepted.choose_by {
        Some(by) if !by.is_over(occasion.today()) => {
            Err(Rejection::ChoiceStillOpen { due: by.due_date, parties })
        }
        // Histories older than the period have no day.
        Some(_) | None => Ok(AssignmentBasis::PeriodOver),
    }
}

/// Who is to be asked, and how that came about.
pub(super) struct Asked {
    pub(super) presider: MediatorFacts,
    pub(super) others: Vec<MediatorFacts>,
    pub(super) number_agreed_by: Vec<PartyId>,
    pub(super) basis: AssignmentBasis,
    pub(super) assignment: Option<Box<AssignmentRecord>>,
}

/// The offer; the conflict scan runs here, whoever chose.
pub(super) fn ask(
    occasion: &Occasion<'_>,
    filed: &Filed,
    accepted: &Accepted,
    asked: Asked,
) -> Result<Event, Rejection> {
    let seat = |facts: MediatorFacts| {
        let scan = free_of_conflict(occasion, &filed.dossier, &accepted.panel, &facts)?;
        Ok(CoMediator { mediator: facts.id, facts, scan })
    };
    let presider = seat(asked.presider)?;
    let co_mediators = asked.others.into_iter().map(seat).collect::<Result<Vec<_>, Rejection>>()?;
    Ok(Event::MediatorOffered(MediatorOffered {
        mediator: presider.mediator,
        home: presider.facts.home.clone().map(|home| home.legal_person),
        chosen_by_parties: matches!(asked.basis, AssignmentBasis::JointChoice | AssignmentBasis::List),
        scan: presider.scan,
        facts: Some(presider.facts),
        co_mediators,
        number_agreed_by: asked.number_agreed_by,
        basis: Some(asked.basis),
        assignment: asked.assignment,
    }))
}

/// The roster judged for this case, as the offer keeps it.
fn explained(
    occasion: &Occasion<'_>,
    filed: &Filed,
    accepted: &Accepted,
    roster: &RosterReading,
    ids: &[MediatorId],
) -> Option<Box<AssignmentRecord>> {
    if roster.candidates.is_empty() {
        return None;
    }
    let matter = matter_of(filed, accepted, roster.language);
    let ranking = rank(&matter, &roster.candidates, occasion.today(), occasion.rules);
    Some(Box::new(AssignmentRecord::of(&matter, ranking, ids, roster.read_at, occasion)))
}

fn matter_of(filed: &Filed, accepted: &Accepted, language: Option<Language>) -> Matter {
    Matter {
        facts: CaseFacts::of(&filed.dossier),
        business: filed.dossier.business,
        language,
        declined: accepted.declined.clone(),
        sitting: accepted.panel.seats.iter().map(|seat| seat.mediator).collect(),
    }
}

/// Every reason for which somebody cannot be chosen in this case.
pub(super) fn out_of_reach(
    occasion: &Occasion<'_>,
    filed: &Filed,
    accepted: &Accepted,
    candidate: &Candidate,
) -> Vec<NotProposed> {
    let matter = matter_of(filed, accepted, None);
    reasons_against(&matter, candidate, occasion.today(), occasion.rules)
}

/// Somebody the parties may choose: did not decline, may serve, is free of conflicts, has room.
pub(super) fn open_to(
    occasion: &Occasion<'_>,
    filed: &Filed,
    accepted: &Accepted,
    candidate: &Candidate,
) -> Result<Vec<ConflictFinding>, Rejection> {
    if accepted.declined.contains(&candidate.facts.id) {
        return Err(Rejection::MediatorDeclined);
    }
    let scan = free_of_conflict(occasion, &filed.dossier, &accepted.panel, &candidate.facts)?;
    has_room(occasion, candidate)?;
    Ok(scan)
}

/// Whether one more case fits under the load cap. The load is as the views knew it when the command was made.
fn has_room(occasion: &Occasion<'_>, candidate: &Candidate) -> Result<(), Rejection> {
    let (load, cap) = (candidate.load, u32::from(cap_of(candidate, occasion.rules)));
    if load >= cap { Err(Rejection::LoadCapReached { load, cap }) } else { Ok(()) }
}

/// Nobody is named twice.
pub(super) fn each_once(ids: impl Iterator<Item = MediatorId>) -> Result<(), Rejection> {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Rejection::MediatorTwice);
        }
    }
    Ok(())
}

/// As many as the track has (SM2016 13; OM2021 11), or another number every party agreed to; each of them once.
fn number_fits(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    accepted: &Accepted,
    ids: &[MediatorId],
    agreed_by: &[PartyId],
) -> Result<(), Rejection> {
    each_once(ids.iter().copied())?;
    let number = ids.len();
    let needed = occasion.rules.mediators_of(accepted.track);
    let most = usize::from(occasion.rules.max_mediators);
    let agreed = dossier.parties.iter().all(|party| agreed_by.contains(&party.id));
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
    ground: RecusalGround,
) -> Vec<PartyId> {
    let about = dossier.parties.iter().map(|party| Some(party.id)).chain([None]);
    let mut open: Vec<_> =
        about.map(|about| panel.not_waived_by(dossier, mediator.id, ground, about)).collect();
    open.sort_by_key(Vec::len);
    open.into_iter().next().unwrap_or_default()
}
