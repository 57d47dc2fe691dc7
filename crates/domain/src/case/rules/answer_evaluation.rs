//! 对中立评估意见的答复: each party once; to accept is no agreement, to decline costs nothing (SZR 64).

use crate::case::command::AnswerEvaluation;
use crate::case::evaluation::EvaluationStatus;
use crate::case::event::{EvaluationAnswered, Event};
use crate::case::guard::{acting_for, at_work, involved};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AnswerEvaluation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    at_work(&filed.stage)?;
    let party = acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Attend)?.id;
    let evaluation = command.evaluation;
    let delivered = filed.dossier.evaluations.iter().find(|it| it.number == evaluation);
    match delivered.map(|it| &it.status) {
        Some(EvaluationStatus::Delivered(answered)) if !answered.contains(&party) => {}
        Some(EvaluationStatus::Delivered(_)) => return Err(Rejection::EvaluationAnswered { evaluation }),
        Some(EvaluationStatus::Pending | EvaluationStatus::GivenUp) | None => {
            return Err(Rejection::EvaluationNotDelivered { evaluation });
        }
    }
    Ok(vec![Event::EvaluationAnswered(EvaluationAnswered {
        evaluation,
        party,
        accept: command.accept,
        reason: command.reason,
    })])
}
