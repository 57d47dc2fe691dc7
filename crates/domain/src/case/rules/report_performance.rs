//! 报告履行: what was paid or done, never more than is owed (PML 31).

use crate::case::command::ReportPerformance;
use crate::case::event::{Event, ObligationPerformed};
use crate::case::guard::{acting_for_one, involved, not_in_future};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::rules::urge_performance::expected;
use crate::case::settlement::{Obligation, Performance};
use crate::case::stage::{Case, Dossier};
use crate::classification::AuthorityScope;
use crate::money::Fen;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ReportPerformance,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    any_party(occasion, &filed.dossier)?;
    let obligation = expected(settlement, command.seq)?;
    not_in_future(occasion, command.performed_on)?;
    let complete = completes(obligation, command.amount)?;
    Ok(vec![Event::ObligationPerformed(ObligationPerformed {
        seq: command.seq,
        amount: command.amount,
        performed_on: command.performed_on,
        complete,
        late: command.performed_on > obligation.due_on,
        immediate: complete && command.performed_on <= settlement.effective_on,
        // What is paid in full leaves nothing that could lapse.
        limitation_interrupted_on: (command.amount.is_some() && !complete).then_some(command.performed_on),
        proof: command.proof,
    })])
}

/// Either side and the centre may report; the mediator and the court may not.
fn any_party(occasion: &Occasion<'_>, dossier: &Dossier) -> Result<(), Rejection> {
    match occasion.by.role {
        Role::Clerk | Role::Director => Ok(()),
        Role::Party | Role::InstitutionAgent => acting_for_one(occasion, dossier, AuthorityScope::Attend),
        Role::Mediator
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => Err(Rejection::NotInvolved),
    }
}

fn completes(obligation: &Obligation, amount: Option<Fen>) -> Result<bool, Rejection> {
    match (obligation.performance, amount) {
        (Performance::Conduct, None) => Ok(true),
        (Performance::Money(owed), Some(amount)) => {
            let outstanding = owed.checked_sub(obligation.paid).unwrap_or(Fen::ZERO);
            if amount > outstanding {
                Err(Rejection::AmountExceeds { outstanding })
            } else if amount == Fen::ZERO && outstanding > Fen::ZERO {
                // Paying nothing is no performance.
                Err(Rejection::AmountMismatch { seq: obligation.seq })
            } else {
                Ok(amount == outstanding)
            }
        }
        (Performance::Conduct, Some(_)) | (Performance::Money(_), None) => {
            Err(Rejection::AmountMismatch { seq: obligation.seq })
        }
    }
}
