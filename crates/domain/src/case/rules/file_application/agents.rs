//! 代理人代为申请: agents and guardians named with the application, and who of them files it (CC 163-165; CPL 61-62).

use crate::case::command::{AppointRepresentative, FileApplication};
use crate::case::event::FiledParty;
use crate::case::rejection::Rejection;
use crate::case::representation::{Representative, within};
use crate::case::rules::appoint_representative::{TIES, appointed_as, well_formed};
use crate::case::rules::record_capacity;
use crate::case::stage::Side;
use crate::classification::{AuthorityScope, RepresentativeKind};
use crate::ids::PartyId;
use crate::occasion::Occasion;

/// Every agent has a written authority of an applicant, and no applicant too many of them; whoever files holds it today.
pub(super) fn entitled(occasion: &Occasion<'_>, command: &FileApplication) -> Result<(), Rejection> {
    for agent in &command.agents {
        let filed = applicant(command, agent.party)?;
        well_formed(&agent.authority)?;
        if agent.ties.len() > TIES {
            return Err(Rejection::TooMany { limit: TIES as u32 });
        }
        if agent.kind == RepresentativeKind::Guardian {
            if record_capacity::by_age(occasion, filed).is_none() {
                return Err(Rejection::GuardianNotNeeded { party: agent.party });
            }
        } else if agent.authority.document.is_none() {
            return Err(Rejection::AuthorityUnwritten { party: agent.party });
        }
        let limit = u32::from(occasion.rules.max_agents_per_party);
        if agents_of(command, agent.party).count() > limit as usize {
            return Err(Rejection::TooManyAgents { limit });
        }
    }
    let Some(id) = command.filed_by else { return Ok(()) };
    let files = command.agents.iter().find(|agent| agent.representative == id);
    let files = files.ok_or(Rejection::RepresentativeUnknown { representative: id })?;
    within(&representative(files), occasion.today(), AuthorityScope::Attend)
}

/// Whoever files by an account of his own is an applicant, or the agent or guardian of every applicant that is somebody else (X11).
pub(super) fn files(occasion: &Occasion<'_>, command: &FileApplication) -> Result<(), Rejection> {
    let user = &occasion.by.user;
    let applicants = command.parties.iter().filter(|filed| filed.side == Side::Applicant);
    for filed in applicants.filter(|filed| filed.account.as_ref() != Some(user)) {
        let own = |agent: &&AppointRepresentative| {
            agent.party == filed.party && agent.account.as_ref() == Some(user)
        };
        let agent = command.agents.iter().find(own);
        let agent = agent.ok_or(Rejection::FilingUnauthorised { party: filed.party })?;
        within(&representative(agent), occasion.today(), AuthorityScope::Attend)?;
    }
    Ok(())
}

/// The applicant an agent is named for: nobody names the other side's.
fn applicant(command: &FileApplication, party: PartyId) -> Result<&FiledParty, Rejection> {
    let filed = command.parties.iter().find(|filed| filed.party == party);
    match filed.ok_or(Rejection::PartyUnknown { party })? {
        filed if filed.side == Side::Applicant => Ok(filed),
        _ => Err(Rejection::NotActingFor { party }),
    }
}

fn agents_of(command: &FileApplication, party: PartyId) -> impl Iterator<Item = &AppointRepresentative> {
    let of = move |agent: &&AppointRepresentative| {
        agent.party == party && agent.kind != RepresentativeKind::Guardian
    };
    command.agents.iter().filter(of)
}

fn representative(agent: &AppointRepresentative) -> Representative {
    Representative::of(&appointed_as(agent.clone()))
}
