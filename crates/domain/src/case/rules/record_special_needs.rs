//! 记录特殊需求: what a party needs to take part on equal terms, for the centre and the mediator alone.

use crate::case::command::RecordSpecialNeeds;
use crate::case::event::{Event, SpecialNeedsRecorded};
use crate::case::guard::{involved, of_the_house, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::appoint_representative::LIVE;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordSpecialNeeds,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    of_the_house(occasion, command.party)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    if filed.dossier.party(command.party).is_none() {
        return Err(Rejection::PartyUnknown { party: command.party });
    }
    some_and_at_most(command.needs.as_clear().map_or(&[], Vec::as_slice), 9)?;
    Ok(vec![Event::SpecialNeedsRecorded(SpecialNeedsRecorded {
        party: command.party,
        needs: command.needs,
        remark: command.remark,
    })])
}
