//! 通知被申请人: the respondent is asked, with a date to answer (T03). Silence is never consent.

use crate::case::command::NotifyRespondent;
use crate::case::event::{Event, RespondentNotified};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage, StageName};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: NotifyRespondent,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::ConsentPending(accepted) = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::ConsentPending]));
    };
    if accepted.answer_by.is_some() {
        return Err(Rejection::AlreadyNotified);
    }
    let answer_by = occasion.deadline(Timer::T03);
    Ok(vec![Event::RespondentNotified(RespondentNotified { method: command.method, answer_by })])
}
