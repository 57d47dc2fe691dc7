//! 延长补正期限: before it ends, as often as the rules allow, counted on from the old last day.

use crate::case::command::ExtendSupplement;
use crate::case::event::{Event, SupplementExtended};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage, StageName};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ExtendSupplement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::Supplementing { supply_by } = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Supplementing]));
    };
    if supply_by.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: Timer::T02, due: supply_by.due_date });
    }
    let limit = occasion.rules.supplement_max_extensions;
    if filed.dossier.supplement_extensions >= u16::from(limit) {
        return Err(Rejection::SupplementExtensionSpent { limit: u32::from(limit) });
    }
    let supply_by = occasion.deadline_from(Timer::T02, supply_by.due_date);
    Ok(vec![Event::SupplementExtended(SupplementExtended { supply_by, reason: command.reason })])
}
