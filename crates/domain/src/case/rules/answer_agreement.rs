//! 答复协议文本: a party says of the version on the table that it agrees, wants it otherwise, or will not sign.

use crate::case::agreement::Signer;
use crate::case::command::AnswerAgreement;
use crate::case::event::{AgreementAnswered, Event};
use crate::case::guard::{acting_for, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::sign_agreement::on_the_table;
use crate::case::stage::Case;
use crate::classification::{AgreementAnswer, AuthorityScope};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AnswerAgreement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    // Whoever says yes promises to settle (CPL 62); to object gives nothing away.
    let (matter, needs_reason) = match command.answer {
        AgreementAnswer::Accepted => (AuthorityScope::Settle, false),
        AgreementAnswer::ChangesWanted | AgreementAnswer::RefusedToSign => (AuthorityScope::Attend, true),
    };
    acting_for(occasion, &filed.dossier, command.party, matter)?;
    let (_, agreement) = on_the_table(&filed.stage, command.version, &command.hash)?;
    if needs_reason && command.reason.is_none() {
        return Err(Rejection::AnswerReasonMissing);
    }
    if agreement.signed_by(Signer::Party(command.party)) {
        return Err(Rejection::AlreadySigned);
    }
    if agreement.answers.get(&command.party) == Some(&command.answer) && !needs_reason {
        return Ok(vec![]);
    }
    Ok(vec![Event::AgreementAnswered(AgreementAnswered {
        version: command.version,
        party: command.party,
        answer: command.answer,
        reason: command.reason,
        hash: command.hash,
    })])
}
