//! 委托中立评估: every party agreed to it beforehand; by somebody independent who does not sit in this case (SZR 64; R8).

use crate::case::command::{CommissionEvaluation, ProposedEvaluator};
use crate::case::evaluation::{EvaluationStatus, Evaluator};
use crate::case::event::{EvaluationCommissioned, Event};
use crate::case::guard::{in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::offer_mediator::free_of_conflict;
use crate::case::stage::{Accepted, Case, Dossier, Filed};
use crate::classification::ConsentMatter;
use crate::mediator::MediatorFacts;
use crate::occasion::Occasion;

/// More opinions on one dispute help nobody.
const EVALUATIONS: u32 = 10;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: CommissionEvaluation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, _) = in_mediation(&filed.stage)?;
    let dossier = &filed.dossier;
    if let Some(open) = dossier.evaluations.iter().find(|it| it.status == EvaluationStatus::Pending) {
        return Err(Rejection::EvaluationPending { evaluation: open.number });
    }
    if dossier.evaluations.len() >= EVALUATIONS as usize {
        return Err(Rejection::TooMany { limit: EVALUATIONS });
    }
    if accepted.period_is_over(occasion.today()) {
        let (timer, due) = (accepted.mediate_by.timer, accepted.mediate_by.due_date);
        return Err(Rejection::DeadlinePassed { timer, due });
    }
    all_agree(dossier)?;
    let evaluator = match command.evaluator {
        ProposedEvaluator::Outside(who) => Evaluator::Outside(who),
        ProposedEvaluator::Mediator(facts) => {
            independent(occasion, filed, accepted, &facts)?;
            Evaluator::Mediator(facts.id)
        }
    };
    Ok(vec![Event::EvaluationCommissioned(EvaluationCommissioned {
        evaluation: dossier.evaluations.last().map_or(0, |it| it.number).saturating_add(1),
        evaluator,
        question: command.question,
        agreed_by: dossier.party_ids(),
        asked_on: occasion.today(),
    })])
}

/// Every party's consent to evaluation stands.
pub(super) fn all_agree(dossier: &Dossier) -> Result<(), Rejection> {
    let matter = ConsentMatter::NeutralEvaluation;
    let parties = dossier.without_consent(matter);
    if parties.is_empty() { Ok(()) } else { Err(Rejection::ConsentMissing { matter, parties }) }
}

/// Somebody of the roster who sits in this case neither now nor before, and whom no conflict bars.
fn independent(
    occasion: &Occasion<'_>,
    filed: &Filed,
    accepted: &Accepted,
    facts: &MediatorFacts,
) -> Result<(), Rejection> {
    let dossier = &filed.dossier;
    if dossier.asked.contains(&facts.id) || accepted.panel.seat(facts.id).is_some() {
        return Err(Rejection::EvaluatorMediates);
    }
    if dossier.past.evaluators.contains(&facts.id) {
        return Err(Rejection::EvaluatorTwice);
    }
    free_of_conflict(occasion, dossier, &accepted.panel, facts).map(drop)
}
