//! 要求补正: what is missing is asked for once, with a clock (T02).

use crate::case::command::RequestSupplement;
use crate::case::event::{Event, SupplementRequested};
use crate::case::guard::{involved, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage, StageName};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RequestSupplement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::Submitted { .. } = filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Submitted]));
    };
    some_and_at_most(&command.items, 50)?;
    let limit = occasion.rules.supplement_max_count;
    if filed.dossier.supplements >= u16::from(limit) {
        return Err(Rejection::SupplementSpent { limit: u32::from(limit) });
    }
    let supply_by = occasion.deadline(Timer::T02);
    Ok(vec![Event::SupplementRequested(SupplementRequested { items: command.items, supply_by })])
}
