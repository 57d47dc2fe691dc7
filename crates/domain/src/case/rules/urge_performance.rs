//! 督促履行: the organisation supervises and urges, by itself or asked by a party (PML 31; SZR 27).

use crate::case::command::UrgePerformance;
use crate::case::event::{Event, PerformanceUrged};
use crate::case::guard::{acting_for_any, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::settlement::{Obligation, Settlement};
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: UrgePerformance,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    acting_for_any(occasion, &filed.dossier, command.asked_by, AuthorityScope::Attend)?;
    let obligation = expected(settlement, command.seq)?;
    let seq = obligation.seq;
    if command.asked_by.is_some_and(|party| !obligation.is_owed_to(party)) {
        return Err(Rejection::NotCreditor { seq });
    }
    // On its last day an obligation is due, and may be called for.
    if occasion.today() < obligation.due_on {
        return Err(Rejection::ObligationNotDue { seq, due: obligation.due_on });
    }
    Ok(vec![Event::PerformanceUrged(PerformanceUrged {
        seq,
        obligor: obligation.obligor,
        asked_by: command.asked_by,
        urged_on: occasion.today(),
        wording: command.wording,
    })])
}

/// The obligation, if something is still expected under it.
pub(super) fn expected(settlement: &Settlement, seq: u32) -> Result<&Obligation, Rejection> {
    let obligation = settlement.obligation(seq).ok_or(Rejection::ObligationUnknown { seq })?;
    if obligation.complete {
        return Err(Rejection::ObligationComplete { seq });
    }
    if settlement.standing(seq).discharge.is_some() {
        return Err(Rejection::ObligationDischarged { seq });
    }
    Ok(obligation)
}
