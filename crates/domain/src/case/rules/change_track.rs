//! 变更程序类别: by the centre's recorded decision, within the ceiling of the track and with mediators as many as it has.

use crate::case::command::ChangeTrack;
use crate::case::event::{Event, TrackChanged};
use crate::case::fast_track::admitted;
use crate::case::guard::{involved, nothing_pending, within_ceiling, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::notify_respondent::by_memorandum;
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
    nothing_pending(&filed.stage)?;
    let (from, to) = (accepted.track, command.track);
    if from == to {
        return Err(Rejection::TrackUnchanged { track: to });
    }
    within_ceiling(occasion, to, filed.dossier.claim)?;
    same_number(occasion, accepted, to)?;
    let kept = accepted.fast_track.clone().filter(|_| to != Track::Complex);
    let fast_track = kept.or_else(|| admitted(occasion, &filed.dossier, to, &command.memoranda));
    // Whoever was told and has not answered is bound to take part from now on.
    let told = accepted.answer_by.is_some();
    let consents = by_memorandum(occasion, &filed.dossier, fast_track.as_ref().filter(|_| told));
    let changed = Event::TrackChanged(TrackChanged { from, to, reason: command.reason, fast_track });
    Ok([changed].into_iter().chain(consents.into_iter().map(Event::ConsentGiven)).collect())
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
