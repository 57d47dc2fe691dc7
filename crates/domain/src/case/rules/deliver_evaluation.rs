//! 出具中立评估意见: in writing, by somebody who declared to be independent; or it is given up. It binds nobody (SZR 64).

use crate::case::command::DeliverEvaluation;
use crate::case::evaluation::EvaluationStatus;
use crate::case::event::{EvaluationDelivered, Event};
use crate::case::guard::{at_work, involved, sha256_hex};
use crate::case::rejection::Rejection;
use crate::case::rules::commission_evaluation::all_agree;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DeliverEvaluation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    at_work(&filed.stage)?;
    let asked = filed.dossier.evaluations.iter().find(|it| it.number == command.evaluation);
    if asked.is_none_or(|it| it.status != EvaluationStatus::Pending) {
        return Err(Rejection::EvaluationNotPending { evaluation: command.evaluation });
    }
    if let Some(report) = &command.report {
        // Who took the consent back is told no opinion; it can still be given up.
        all_agree(&filed.dossier)?;
        sha256_hex(&report.document.sha256)?;
        if !report.independence_declared {
            return Err(Rejection::IndependenceNotDeclared);
        }
    }
    Ok(vec![Event::EvaluationDelivered(EvaluationDelivered {
        evaluation: command.evaluation,
        report: command.report,
    })])
}
