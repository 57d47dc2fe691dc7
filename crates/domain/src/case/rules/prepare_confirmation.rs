//! 准备司法确认: one party asks, inside T10, at a competent court (CPL 205; CPLI 352).

use crate::case::agreement::AgreementForm;
use crate::case::command::PrepareConfirmation;
use crate::case::confirmation::{Confirmation, ConfirmationStatus};
use crate::case::event::{ConfirmationPrepared, Event};
use crate::case::guard::{acting_for, involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::competent_court;
use crate::case::settlement::Settlement;
use crate::case::stage::{Case, Dossier, Stage, StageName};
use crate::classification::{AuthorityScope, ReferralKind};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: PrepareConfirmation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Confirm)?;
    never_entrusted(&filed.dossier)?;
    in_writing(settlement)?;
    may_prepare(&settlement.confirmation)?;
    in_time(occasion, settlement)?;
    competent_court::check(occasion, &filed.dossier, &command)?;
    Ok(vec![Event::ConfirmationPrepared(ConfirmationPrepared {
        court: command.court,
        basis: command.basis,
        asked_by: command.party,
        outside_province: command.outside_province,
        cross_border: command.cross_border,
    })])
}

/// Never asked, given up, withdrawn, or handed to the wrong court; whatever else a court refused is not asked again.
fn may_prepare(confirmation: &Confirmation) -> Result<(), Rejection> {
    if confirmation.may_prepare() {
        return Ok(());
    }
    match (confirmation.status, confirmation.not_accepted) {
        (ConfirmationStatus::NotAccepted, Some(ground)) => Err(Rejection::NotRefilable { ground }),
        (status, _) => Err(Rejection::ConfirmationStep { status: status.code().to_owned() }),
    }
}

/// The settlement in force.
pub(super) fn effective(stage: &Stage) -> Result<&Settlement, Rejection> {
    if let Stage::Effective { settlement, .. } = stage {
        Ok(settlement)
    } else {
        Err(wrong_stage(stage, &[StageName::Effective]))
    }
}

/// T10 is open.
pub(super) fn in_time(occasion: &Occasion<'_>, settlement: &Settlement) -> Result<(), Rejection> {
    if settlement.confirm_by.is_over(occasion.today()) {
        Err(Rejection::ConfirmationTooLate { due: settlement.confirm_by.due_date })
    } else {
        Ok(())
    }
}

/// The agreement itself is filed with the court (CPLI 354), so there has to be one on paper.
fn in_writing(settlement: &Settlement) -> Result<(), Rejection> {
    match settlement.agreement.form {
        AgreementForm::Oral => Err(Rejection::OralNotConfirmed),
        AgreementForm::Written | AgreementForm::WrittenLater => Ok(()),
    }
}

/// An entrusted suit is never confirmed; the court issues its own paper (JC2011 13; SM2016 20).
fn never_entrusted(dossier: &Dossier) -> Result<(), Rejection> {
    let entrusted =
        dossier.referral.as_ref().is_some_and(|referral| referral.kind == ReferralKind::Entrusted);
    if entrusted { Err(Rejection::EntrustedNotConfirmed) } else { Ok(()) }
}
