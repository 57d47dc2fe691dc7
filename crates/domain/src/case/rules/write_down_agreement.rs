//! 口头协议补签书面: what was agreed by word of mouth is put on paper, signed by all and sealed, so that a court can confirm it (CPLI 354).

use crate::case::agreement::{AgreementForm, Signer};
use crate::case::command::WriteDownAgreement;
use crate::case::event::{AgreementWrittenDown, Event};
use crate::case::guard::{involved, sha256_hex, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage, StageName};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: WriteDownAgreement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::Effective { settlement, mediator, .. } = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Effective]));
    };
    let agreement = &settlement.agreement;
    match agreement.form {
        AgreementForm::Oral => {}
        AgreementForm::Written | AgreementForm::WrittenLater => return Err(Rejection::WrittenAlready),
    }
    if agreement.version != command.version {
        return Err(Rejection::VersionNotCurrent { current: agreement.version });
    }
    if agreement.hash != command.hash {
        return Err(Rejection::HashMismatch { expected: agreement.hash.clone() });
    }
    sha256_hex(&command.scan_sha256)?;
    let signed = |signer| command.signed_by.contains(&signer);
    let parties: Vec<_> =
        filed.dossier.party_ids().into_iter().filter(|id| !signed(Signer::Party(*id))).collect();
    let mediator_missing = !signed(Signer::Mediator(*mediator));
    if !parties.is_empty() || mediator_missing {
        return Err(Rejection::SignaturesMissing { parties, mediator: mediator_missing });
    }
    Ok(vec![Event::AgreementWrittenDown(AgreementWrittenDown {
        version: command.version,
        signed_by: command.signed_by,
        seal: command.seal,
        evidence: command.evidence,
        scan_sha256: command.scan_sha256,
        hash: command.hash,
    })])
}
