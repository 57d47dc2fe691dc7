//! 追加当事人: freely before acceptance; afterwards with everybody's agreement, and the newcomer's own once all others have consented.

use crate::case::command::JoinParty;
use crate::case::conflict::InstitutionTie;
use crate::case::event::{ConsentGiven, Event, PartyJoined};
use crate::case::guard::{involved, nothing_pending, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::file_application::{PARTIES, code};
use crate::case::rules::record_capacity;
use crate::case::stage::{Case, Dossier, Filed, Side, StageName};
use crate::classification::ConsentMatter;
use crate::deadline::Timer;
use crate::ids::PartyId;
use crate::occasion::Occasion;

/// Stages in which a party can still come in.
pub(in crate::case) const JOINABLE: &[StageName] = &[
    StageName::Submitted,
    StageName::Supplementing,
    StageName::ConsentPending,
    StageName::MediatorSelection,
    StageName::MediatorOffered,
    StageName::InMediation,
];

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: JoinParty,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !JOINABLE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, JOINABLE));
    }
    nothing_pending(&filed.stage)?;
    fits(&filed.dossier, &command)?;
    unanimous(filed, &command.agreed_by)?;
    let told = filed.stage.accepted().is_some_and(|accepted| accepted.answer_by.is_some());
    let asked = told && command.party.side == Side::Respondent;
    if asked && command.method.is_none() {
        return Err(Rejection::JoinderNoticeMissing);
    }
    let all_consented = filed.stage.accepted().is_some() && filed.stage.name() != StageName::ConsentPending;
    if all_consented && command.consent.is_none() {
        return Err(Rejection::JoinderConsentMissing);
    }
    let party = command.party.party;
    let by_age = record_capacity::by_age(occasion, &command.party);
    if by_age.is_some() && command.consent.is_some() {
        return Err(Rejection::GuardianMissing { parties: vec![party] });
    }
    let consent = command.consent.filter(|_| filed.stage.accepted().is_some()).map(|form| {
        let matter = ConsentMatter::Mediate;
        Event::ConsentGiven(ConsentGiven {
            party,
            representative: None,
            matter,
            form,
            choose_mediator_by: None,
            centre_appoints: false,
            memorandum: None,
        })
    });
    let joined = Event::PartyJoined(PartyJoined {
        party: command.party,
        reason: command.reason,
        agreed_by: command.agreed_by,
        method: command.method.filter(|_| asked),
        answer_by: asked.then(|| occasion.deadline(Timer::T03)),
    });
    Ok([Some(joined), by_age, consent].into_iter().flatten().collect())
}

/// Somebody new, and not an organisation of the other side.
fn fits(dossier: &Dossier, command: &JoinParty) -> Result<(), Rejection> {
    if dossier.parties.len() >= PARTIES as usize {
        return Err(Rejection::TooMany { limit: PARTIES });
    }
    if dossier.party(command.party.party).is_some() {
        return Err(Rejection::AlreadyParty);
    }
    let own = code(&command.party);
    if own.is_some() && dossier.parties.iter().any(|party| party.uscc.as_ref() == own) {
        return Err(Rejection::AlreadyParty);
    }
    let Some(tie) = InstitutionTie::of(&command.party) else { return Ok(()) };
    let own = dossier.ties.iter().filter(|other| other.through.is_none());
    let across = |id: PartyId| dossier.party(id).is_some_and(|party| party.side != command.party.side);
    if own.filter(|other| other.legal_person == tie.legal_person).any(|other| across(other.party)) {
        return Err(Rejection::SamePartyOnBothSides);
    }
    Ok(())
}

/// After acceptance a newcomer changes the mediation that the others agreed to.
fn unanimous(filed: &Filed, agreed_by: &[PartyId]) -> Result<(), Rejection> {
    if let Some(party) = agreed_by.iter().find(|id| filed.dossier.party(**id).is_none()) {
        return Err(Rejection::PartyUnknown { party: *party });
    }
    if filed.stage.accepted().is_none() {
        return Ok(());
    }
    let all = filed.dossier.party_ids();
    let missing: Vec<PartyId> = all.into_iter().filter(|id| !agreed_by.contains(id)).collect();
    if missing.is_empty() { Ok(()) } else { Err(Rejection::JoinderNotUnanimous { missing }) }
}
