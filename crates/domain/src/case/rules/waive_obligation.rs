//! 免除义务: the creditor gives up what is left; an agent needs authority to settle (CC 575; CPL 62).

use crate::case::command::WaiveObligation;
use crate::case::event::{Event, ObligationWaived};
use crate::case::guard::involved;
use crate::case::rejection::Rejection;
use crate::case::representation::binding;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::rules::urge_performance::expected;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: WaiveObligation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    binding(occasion, &filed.dossier, command.party, command.representative, AuthorityScope::Settle)?;
    let obligation = expected(settlement, command.seq)?;
    if !obligation.is_owed_to(command.party) {
        return Err(Rejection::NotCreditor { seq: command.seq });
    }
    Ok(vec![Event::ObligationWaived(ObligationWaived {
        seq: command.seq,
        party: command.party,
        given_up: obligation.outstanding(),
        declaration: command.declaration,
    })])
}
