//! 委托代理人、登记监护人: at most two agents a party (CPL 61), a guardian for whoever cannot act by himself (CC 23).

use crate::case::command::AppointRepresentative;
use crate::case::event::{Authority, Event, RepresentativeAppointed};
use crate::case::guard::{involved, sha256_hex, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::representation::{Representative, calling, needs_guardian, speaks_for};
use crate::case::stage::{Case, Dossier, Party, StageName};
use crate::classification::RepresentativeKind;
use crate::ids::PartyId;
use crate::occasion::{Occasion, Role};

/// Most institutions a representative belongs to or comes from.
pub(super) const TIES: usize = 20;

/// Stages in which somebody may come to act for a party, act differently, or no more.
pub(super) const LIVE: &[StageName] = &[
    StageName::Submitted,
    StageName::Supplementing,
    StageName::ConsentPending,
    StageName::MediatorSelection,
    StageName::MediatorOffered,
    StageName::InMediation,
    StageName::Signing,
    StageName::Effective,
];

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AppointRepresentative,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    let dossier = &filed.dossier;
    let guardian = command.kind == RepresentativeKind::Guardian;
    let party = may_appoint(occasion, dossier, command.party)?;
    if guardian && !needs_guardian(party) {
        return Err(Rejection::GuardianNotNeeded { party: party.id });
    }
    if dossier.representative(command.representative).is_some() {
        return Ok(vec![]);
    }
    well_formed(&command.authority)?;
    if command.ties.len() > TIES {
        return Err(Rejection::TooMany { limit: TIES as u32 });
    }
    both_sides(dossier, party, &command)?;
    let limit = u32::from(occasion.rules.max_agents_per_party);
    let agents = dossier.representatives_of(party.id).filter(|it| !it.is_guardian());
    let agents = agents.filter(|it| it.authority.valid_to.is_none_or(|last| occasion.today() <= last));
    if !guardian && agents.count() >= limit as usize {
        return Err(Rejection::TooManyAgents { limit });
    }
    Ok(vec![appointed(command)])
}

/// The appointment as an event, whether it comes alone or with an application.
pub(super) fn appointed(command: AppointRepresentative) -> Event {
    Event::RepresentativeAppointed(appointed_as(command))
}

/// What is kept of an appointment.
pub(super) fn appointed_as(command: AppointRepresentative) -> RepresentativeAppointed {
    RepresentativeAppointed {
        representative: command.representative,
        party: command.party,
        kind: command.kind,
        name: command.name,
        licence: command.licence,
        phone: command.phone,
        account: command.account,
        ties: command.ties,
        authority: command.authority,
    }
}

/// The party itself, its guardian, or staff with the party's paper. An agent passes nothing on (CC 169).
pub(super) fn may_appoint<'a>(
    occasion: &Occasion<'_>,
    dossier: &'a Dossier,
    id: PartyId,
) -> Result<&'a Party, Rejection> {
    let party = dossier.party(id).ok_or(Rejection::PartyUnknown { party: id })?;
    if matches!(occasion.by.role, Role::Clerk | Role::Director) {
        return Ok(party);
    }
    if let Some(it) = calling(occasion, dossier, id) {
        return if it.is_guardian() { Ok(party) } else { Err(Rejection::NotActingFor { party: id }) };
    }
    if !speaks_for(occasion.by, party) {
        return Err(Rejection::NotActingFor { party: id });
    }
    if needs_guardian(party) { Err(Rejection::GuardianActs { party: id }) } else { Ok(party) }
}

/// Matters are named, the paper by its hash, and the first day is not after the last.
pub(super) fn well_formed(authority: &Authority) -> Result<(), Rejection> {
    some_and_at_most(&authority.scope, 5)?;
    if let Some(valid_to) = authority.valid_to.filter(|last| *last < authority.valid_from) {
        return Err(Rejection::AuthorityPeriod { valid_from: authority.valid_from, valid_to });
    }
    authority.document.as_ref().map_or(Ok(()), |document| sha256_hex(&document.sha256))
}

/// Nobody acts for both sides of one dispute (CC 168), as far as accounts tell.
fn both_sides(dossier: &Dossier, party: &Party, command: &AppointRepresentative) -> Result<(), Rejection> {
    let Some(account) = &command.account else { return Ok(()) };
    let across = |id: PartyId| dossier.party(id).is_some_and(|other| other.side != party.side);
    let acts = |it: &Representative| it.account.as_ref() == Some(account) && across(it.party);
    let is = |other: &Party| other.account.as_ref() == Some(account) && other.side != party.side;
    if dossier.representatives.iter().any(acts) || dossier.parties.iter().any(is) {
        return Err(Rejection::RepresentsBothSides);
    }
    Ok(())
}
