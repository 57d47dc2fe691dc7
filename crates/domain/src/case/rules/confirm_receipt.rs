//! 确认收款: the creditor has received what was reported so far, wholly or in part.

use crate::case::command::ConfirmReceipt;
use crate::case::event::{Event, ReceiptConfirmed};
use crate::case::guard::{acting_for, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::settlement::Performance;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::money::Fen;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ConfirmReceipt,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Settle)?;
    let seq = command.seq;
    let obligation = settlement.obligation(seq).ok_or(Rejection::ObligationUnknown { seq })?;
    if !obligation.is_owed_to(command.party) {
        return Err(Rejection::NotCreditor { seq });
    }
    if obligation.paid == Fen::ZERO && !obligation.complete {
        return Err(Rejection::NothingReported { seq });
    }
    // It says what was said already.
    if settlement.standing(seq).receipt_confirmed {
        return Ok(vec![]);
    }
    let received = match obligation.performance {
        Performance::Money(_) => Some(obligation.paid),
        Performance::Conduct => None,
    };
    Ok(vec![Event::ReceiptConfirmed(ReceiptConfirmed { seq, party: command.party, received })])
}
