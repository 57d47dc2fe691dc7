//! 送达无异议调解方案: each party has it in writing and gets its own time to object (T07); whoever was not served is bound by no silence.

use crate::case::command::ServeNoObjection;
use crate::case::event::{Event, NoObjectionServed};
use crate::case::guard::{in_mediation, involved, not_before, not_in_future};
use crate::case::no_objection::NoObjection;
use crate::case::rejection::Rejection;
use crate::case::stage::{Assignment, Case, Dossier};
use crate::classification::{ConsentMatter, ServiceMethod};
use crate::deadline::Timer;
use crate::ids::PartyId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ServeNoObjection,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let open = open_version(assignment, command.version)?;
    let ServeNoObjection { version, party, method, served_on, evidence } = command;
    filed.dossier.party(party).ok_or(Rejection::PartyUnknown { party })?;
    if open.served.contains_key(&party) {
        return Err(Rejection::AlreadyServed { party });
    }
    in_writing(&filed.dossier, party, method)?;
    let served_on = served_on.unwrap_or(occasion.today());
    not_in_future(occasion, served_on)?;
    not_before(served_on, open.proposed_on)?;
    let object_by = occasion.deadline_from(Timer::T07, served_on);
    // What is entered when the time is over would have left nobody the time to object here: it is served anew.
    if object_by.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: Timer::T07, due: object_by.due_date });
    }
    let served = NoObjectionServed { version, party, method, served_on, evidence, object_by };
    Ok(vec![Event::NoObjectionServed(served)])
}

/// The proposal that waits for objections, if this is the version that is meant.
pub(super) fn open_version(assignment: &Assignment, version: u32) -> Result<&NoObjection, Rejection> {
    let open = assignment.talks.no_objection.as_ref().filter(|open| open.version == version);
    open.ok_or(Rejection::NoObjectionNotOpen { version })
}

/// A call is no writing; electronic service needs the party's consent (OL2021 29).
fn in_writing(dossier: &Dossier, party: PartyId, method: ServiceMethod) -> Result<(), Rejection> {
    let matter = ConsentMatter::ElectronicService;
    match method {
        ServiceMethod::Phone => Err(Rejection::ServiceNotWritten),
        ServiceMethod::Electronic if !dossier.consents.contains(&(party, matter)) => {
            Err(Rejection::ConsentMissing { matter, parties: vec![party] })
        }
        ServiceMethod::Electronic | ServiceMethod::Direct | ServiceMethod::Post => Ok(()),
    }
}
