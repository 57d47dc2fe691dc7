//! 开始调解会议: on its day, rights told, both sides there and identified (OM2021 17), recording only with consent.

use crate::calendar::legal_date;
use crate::case::command::OpenSession;
use crate::case::event::{Event, Participant, SessionOpened};
use crate::case::guard::{all_consent, in_mediation, involved, of_side, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::representation::within;
use crate::case::rules::cancel_session::session_of;
use crate::case::session::SessionStatus;
use crate::case::stage::{Case, Dossier, Side};
use crate::classification::{AuthorityScope, ConsentMatter};
use crate::ids::PartyId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: OpenSession,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, assignment) = in_mediation(&filed.stage)?;
    let session = session_of(assignment, command.session)?;
    if session.status != SessionStatus::Scheduled {
        return Err(Rejection::SessionNotScheduled);
    }
    if !assignment.rights_notified {
        return Err(Rejection::RightsNotNotified);
    }
    if occasion.today() < legal_date(session.starts_at) {
        return Err(Rejection::SessionTooEarly { starts_at: session.starts_at });
    }
    if accepted.period_is_over(occasion.today()) {
        return Err(Rejection::AfterMediationPeriod { due: accepted.mediate_by.due_date });
    }
    if session.mode.is_online() {
        all_consent(&filed.dossier, ConsentMatter::Online)?;
    }
    if command.recorded {
        all_consent(&filed.dossier, ConsentMatter::Recording)?;
    }
    some_and_at_most(&command.participants, 50)?;
    for participant in &command.participants {
        attends(occasion, &filed.dossier, participant)?;
    }
    identified(&command.participants)?;
    for side in [Side::Applicant, Side::Respondent] {
        let present =
            |party: &crate::case::Party| command.participants.iter().any(|there| there.party == party.id);
        if !of_side(&filed.dossier, side).any(present) {
            return Err(Rejection::SideAbsent { side });
        }
    }
    let there = |party: &PartyId| command.participants.iter().any(|it| it.party == *party);
    let absent = filed.dossier.party_ids().into_iter().filter(|party| !there(party)).collect();
    let checked = |it: Participant| Participant { checked_by: Some(occasion.by.user.clone()), ..it };
    Ok(vec![Event::SessionOpened(SessionOpened {
        session: command.session,
        opened_at: occasion.at,
        participants: command.participants.into_iter().map(checked).collect(),
        recorded: command.recorded,
        absent,
    })])
}

/// A party of the case, and whoever comes for it may do so today.
fn attends(occasion: &Occasion<'_>, dossier: &Dossier, participant: &Participant) -> Result<(), Rejection> {
    let party = participant.party;
    if dossier.party(party).is_none() {
        return Err(Rejection::PartyUnknown { party });
    }
    let Some(representative) = participant.representative else { return Ok(()) };
    let unknown = Rejection::RepresentativeUnknown { representative };
    let it = dossier.representatives_of(party).find(|it| it.id == representative).ok_or(unknown)?;
    within(it, occasion.today(), AuthorityScope::Attend)
}

/// Everybody's identity was checked, or it is said why it was not (OM2021 17).
fn identified(participants: &[Participant]) -> Result<(), Rejection> {
    let unknown = |it: &&Participant| it.verified_by.is_none() && it.unverified.is_none();
    let parties: Vec<_> = participants.iter().filter(unknown).map(|it| it.party).collect();
    if parties.is_empty() { Ok(()) } else { Err(Rejection::IdentityNotVerified { parties }) }
}
