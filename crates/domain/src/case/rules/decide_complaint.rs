//! 处理投诉 (PML 15): by the director, with a reason and a measure. Whoever has to leave the panel leaves it in the same step, under a reason
//! that does not tell of the complaint; that a suspension is entered on the roster is the shell's affair.

use crate::case::command::DecideComplaint;
use crate::case::event::{ComplaintDecided, Event};
use crate::case::guard::{involved, panel_of};
use crate::case::rejection::Rejection;
use crate::case::rules::replace_mediator::replaced;
use crate::case::stage::{Case, Dossier};
use crate::classification::{ComplaintMeasure, ReplaceReason};
use crate::ids::UserId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DecideComplaint,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let DecideComplaint { complaint, measure, reason } = command;
    let pending = filed.dossier.complaints.iter().find(|it| it.number == complaint && !it.decided);
    let pending = pending.ok_or(Rejection::ComplaintNotPending { complaint })?;
    nobodys_own(occasion, &filed.dossier)?;
    let sits = panel_of(&filed.stage).is_ok_and(|panel| panel.seat(pending.mediator).is_some());
    let leaves = match measure {
        ComplaintMeasure::Unfounded | ComplaintMeasure::Warning => false,
        ComplaintMeasure::Replacement if !sits => return Err(Rejection::MediatorNotOnPanel),
        ComplaintMeasure::Replacement => true,
        ComplaintMeasure::Suspension => sits,
    };
    let late = pending.decide_by.is_over(occasion.today());
    let mut events = vec![Event::ComplaintDecided(ComplaintDecided { complaint, measure, reason, late })];
    if leaves {
        events.push(replaced(occasion, pending.mediator, ReplaceReason::Unavailable, None));
    }
    Ok(events)
}

/// Whoever decides is no party of the case and acts for none.
fn nobodys_own(occasion: &Occasion<'_>, dossier: &Dossier) -> Result<(), Rejection> {
    let own = |account: &Option<UserId>| account.as_ref() == Some(&occasion.by.user);
    let party = dossier.parties.iter().any(|party| own(&party.account));
    if party || dossier.representatives.iter().any(|it| own(&it.account)) {
        return Err(Rejection::ApproverConflicted);
    }
    Ok(())
}
