//! 收到鉴定、评估意见: or it is given up; the period runs on, longer by the days that did not count.

use crate::case::command::ReceiveAppraisal;
use crate::case::event::{AppraisalReceived, Event};
use crate::case::guard::{at_work, involved, sha256_hex, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, StageName};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ReceiveAppraisal,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    at_work(&filed.stage)?;
    let Some(accepted) = filed.stage.accepted() else {
        return Err(wrong_stage(&filed.stage, &[StageName::InMediation, StageName::Signing]));
    };
    let pause = &accepted.pause;
    if pause.appraisal != Some(command.appraisal) {
        return Err(Rejection::AppraisalNotPending { appraisal: command.appraisal });
    }
    if let Some(document) = &command.document {
        sha256_hex(&document.sha256)?;
    }
    let stands_on = pause.suspended.is_some_and(|suspended| suspended.clock_stops);
    let (paused_days, mediate_by) = if stands_on { (0, None) } else { accepted.run_on(occasion) };
    Ok(vec![Event::AppraisalReceived(AppraisalReceived {
        appraisal: command.appraisal,
        document: command.document,
        paused_days,
        mediate_by,
    })])
}
