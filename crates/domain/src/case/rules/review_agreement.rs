//! 审查协议合法性: somebody of the centre who did not mediate looks at whether a court could confirm the version (CPLI 355, 358).

use crate::case::command::ReviewAgreement;
use crate::case::event::{AgreementReviewed, Event};
use crate::case::guard::involved;
use crate::case::rejection::Rejection;
use crate::case::rules::sign_agreement::on_the_table;
use crate::case::stage::Case;
use crate::classification::ReviewOutcome;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ReviewAgreement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if filed.dossier.mediated_by.contains(&occasion.by.user) {
        return Err(Rejection::MediatorReviews);
    }
    let (_, agreement) = on_the_table(&filed.stage, command.version, &command.hash)?;
    let sound = match command.outcome {
        ReviewOutcome::Passed => command.findings.is_empty(),
        ReviewOutcome::Returned => !command.findings.is_empty(),
    };
    if !sound {
        return Err(Rejection::ReviewFindings);
    }
    match (agreement.review, command.outcome) {
        (Some(ReviewOutcome::Passed), ReviewOutcome::Passed) => return Ok(vec![]),
        // It waits for another text, not for more findings.
        (Some(ReviewOutcome::Returned), ReviewOutcome::Returned) => {
            return Err(Rejection::AgreementReturned { version: command.version });
        }
        (Some(ReviewOutcome::Passed | ReviewOutcome::Returned) | None, _) => {}
    }
    Ok(vec![Event::AgreementReviewed(AgreementReviewed {
        version: command.version,
        outcome: command.outcome,
        findings: command.findings,
        note: command.note,
        hash: command.hash,
    })])
}
