//! 跟进履行 (T20): a day has come on which the centre looks after what is to be performed (PML 31). Only the house itself says so; there is
//! no address for it.
//!
//! Said twice, too late, or of what is performed, given up, replaced or looked after no more, it changes nothing.

use crate::case::command::FollowUpPerformance;
use crate::case::event::{Event, FollowUpFellDue};
use crate::case::follow_up::steps_owed;
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: FollowUpPerformance,
) -> Result<Vec<Event>, Rejection> {
    let Case::Filed(filed) = case else { return Err(Rejection::NotInvolved) };
    if !occasion.by.is_the_house() {
        return Err(Rejection::NotInvolved);
    }
    let Stage::Effective { settlement, .. } = &filed.stage else { return Ok(vec![]) };
    let mut events = Vec::new();
    for obligation in settlement.looked_after().filter(|it| it.due_on == command.due_on) {
        let owed = steps_owed(obligation, &settlement.standing(obligation.seq), occasion.today());
        let (seq, obligor) = (obligation.seq, obligation.obligor);
        let event = |(step, on_day)| Event::FollowUpFellDue(FollowUpFellDue { seq, obligor, step, on_day });
        events.extend(owed.into_iter().map(event));
    }
    Ok(events)
}
