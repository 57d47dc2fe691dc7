//! 提出无异议调解方案: by the mediator, where nothing big divides the parties and every one of them agreed to the mechanism before (MDR2016;
//! domain §1.9). It is worded like an agreement, because silence may make it one.

use crate::case::command::ProposeNoObjection;
use crate::case::event::{Event, NoObjectionProposed};
use crate::case::guard::{all_consent, in_mediation, nothing_pending, who_mediated};
use crate::case::rejection::Rejection;
use crate::case::rules::draft_agreement::{AGREEMENT, Text, negotiated, worded};
use crate::case::stage::Case;
use crate::classification::ConsentMatter;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ProposeNoObjection,
) -> Result<Vec<Event>, Rejection> {
    let filed = who_mediated(occasion, case)?;
    let (accepted, assignment) = in_mediation(&filed.stage)?;
    if !occasion.rules.no_objection {
        return Err(Rejection::NoObjectionOff);
    }
    all_consent(&filed.dossier, ConsentMatter::NoObjection)?;
    // Nobody's silence is taken for a will he cannot have (CC 19-22).
    let parties = filed.dossier.without_guardian();
    if !parties.is_empty() {
        return Err(Rejection::GuardianMissing { parties });
    }
    nothing_pending(&filed.stage)?;
    if filed.dossier.transfer.is_some() {
        return Err(Rejection::TransferOpen);
    }
    negotiated(assignment)?;
    let Text { version, agreement_no, terms, settled_fen, hash } =
        worded(occasion, filed, (accepted, assignment), AGREEMENT, command.terms, &command.salt)?;
    Ok(vec![Event::NoObjectionProposed(NoObjectionProposed {
        version,
        agreement_no,
        terms,
        settled_fen,
        salt: command.salt,
        hash,
        proposed_on: occasion.today(),
    })])
}
