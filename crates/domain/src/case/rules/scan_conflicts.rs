//! 重新核查利益冲突: the roster's entry as it stands now against the case as it stands now. Whoever is barred stops at once; nobody barred
//! is put in the place.

use crate::case::command::ScanConflicts;
use crate::case::conflict::rescan;
use crate::case::event::{ConflictScanRepeated, Event};
use crate::case::guard::involved;
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ScanConflicts,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let facts = command.mediator;
    let seated = filed.stage.accepted().and_then(|accepted| Some((accepted, accepted.panel.seat(facts.id)?)));
    let (accepted, seat) = seated.ok_or(Rejection::MediatorNotOnPanel)?;
    // Facts older than those the case holds are a repeat that came late.
    if facts.revision < seat.facts.revision {
        return Ok(vec![]);
    }
    let mut events = Vec::new();
    if facts != seat.facts {
        let facts = facts.clone();
        events.push(Event::ConflictScanRepeated(ConflictScanRepeated { mediator: facts.id, facts }));
    }
    events.extend(rescan(occasion, &filed.dossier, accepted, Some(&facts)));
    Ok(events)
}
