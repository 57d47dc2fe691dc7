//! 安全与力量失衡筛查: a finding names what it rests on.

use crate::case::command::ScreenRisk;
use crate::case::event::{Event, RiskScreened};
use crate::case::guard::{involved, of_the_house, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::appoint_representative::LIVE;
use crate::case::stage::Case;
use crate::classification::ScreeningFinding;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ScreenRisk,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    of_the_house(occasion, command.party)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    if filed.dossier.party(command.party).is_none() {
        return Err(Rejection::PartyUnknown { party: command.party });
    }
    if command.finding.as_clear() != Some(&ScreeningFinding::Clear) {
        some_and_at_most(command.indicators.as_clear().map_or(&[], Vec::as_slice), 7)?;
    }
    Ok(vec![Event::RiskScreened(RiskScreened {
        party: command.party,
        finding: command.finding,
        indicators: command.indicators,
        measures: command.measures,
    })])
}
