//! 投诉调解员 (PML 15): by a party, about anybody who was asked to mediate its case, at any time, also when the case has ended.

use crate::case::command::FileComplaint;
use crate::case::event::{ComplaintFiled, Event};
use crate::case::guard::{acting_for, involved, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::deadline::Timer;
use crate::occasion::Occasion;

/// The most of one case.
const MOST: u32 = 50;
/// The most grounds of one complaint.
const MOST_GROUNDS: u32 = 10;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: FileComplaint,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let dossier = &filed.dossier;
    let FileComplaint { party, mediator, grounds, text } = command;
    let party = acting_for(occasion, dossier, party, AuthorityScope::Attend)?.id;
    if !dossier.asked.contains(&mediator) {
        return Err(Rejection::MediatorNotOnPanel);
    }
    some_and_at_most(&grounds, MOST_GROUNDS)?;
    let open = |it: &&crate::case::Complaint| it.party == party && it.mediator == mediator && !it.decided;
    if let Some(open) = dossier.complaints.iter().find(open) {
        return Err(Rejection::ComplaintPending { complaint: open.number });
    }
    let number = u32::try_from(dossier.complaints.len()).unwrap_or(u32::MAX).saturating_add(1);
    if number > MOST {
        return Err(Rejection::TooMany { limit: MOST });
    }
    Ok(vec![Event::ComplaintFiled(ComplaintFiled {
        complaint: number,
        party,
        mediator,
        grounds,
        text,
        decide_by: occasion.deadline(Timer::Complaint),
    })])
}
