//! 恢复调解: the period runs on, longer by the days that did not count.

use crate::case::command::ResumeMediation;
use crate::case::event::{Event, MediationResumed};
use crate::case::guard::{involved, mediating, nobody_suspended};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ResumeMediation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, _) = mediating(&filed.stage)?;
    nobody_suspended(&accepted.panel)?;
    let Some(suspended) = accepted.pause.suspended else { return Err(Rejection::NotSuspended) };
    let stands_on = accepted.pause.appraisal.is_some() || !suspended.clock_stops;
    let (paused_days, mediate_by) = if stands_on { (0, None) } else { accepted.run_on(occasion) };
    Ok(vec![Event::MediationResumed(MediationResumed { wording: command.wording, paused_days, mediate_by })])
}
