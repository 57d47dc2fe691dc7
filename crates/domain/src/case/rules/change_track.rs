//! 变更程序类别: by the centre's recorded decision, within the ceiling of the track and with mediators as many as it has.

use crate::case::command::ChangeTrack;
use crate::case::event::{Event, TrackChanged};
use crate::case::guard::{involved, within_ceiling, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Accepted, Case, StageName};
use crate::classification::Track;
use crate::occasion::Occasion;

/// Stages in which the procedure can still be another.
const CHANGEABLE: &[StageName] = &[
    StageName::ConsentPending,
    StageName::MediatorSelection,
    StageName::MediatorOffered,
    StageName::InMediation,
];

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ChangeTrack,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let changeable = CHANGEABLE.contains(&filed.stage.name());
    let Some(accepted) = filed.stage.accepted().filter(|_| changeable) else {
        return Err(wrong_stage(&filed.stage, CHANGEABLE));
    };
    let (from, to) = (accepted.track, command.track);
    if from == to {
        return Err(Rejection::TrackUnchanged { track: to });
    }
    within_ceiling(occasion, to, filed.dossier.claim)?;
    same_number(occasion, accepted, to)?;
    Ok(vec![Event::TrackChanged(TrackChanged { from, to, reason: command.reason })])
}

/// Whoever was asked, sits, or stands on a list was found for the number of the old track.
fn same_number(occasion: &Occasion<'_>, accepted: &Accepted, to: Track) -> Result<(), Rejection> {
    let needed = occasion.rules.mediators_of(to);
    let found = !accepted.panel.seats.is_empty() || accepted.selection.list.is_some();
    if found && needed != occasion.rules.mediators_of(accepted.track) {
        return Err(Rejection::PanelOfAnotherNumber { needed: u32::from(needed) });
    }
    Ok(())
}
