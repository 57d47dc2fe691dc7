//! 提交司法确认申请: jointly signed, complete (CPLI 354; JC2011 3), inside T10.

use crate::case::command::FileConfirmation;
use crate::case::confirmation::{Confirmation, ConfirmationStatus};
use crate::case::event::{ConfirmationFiled, Event};
use crate::case::guard::{acting_for_any, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::{effective, in_time};
use crate::case::stage::{Case, Dossier, PartyKind};
use crate::classification::{AuthorityScope, ConfirmationPaper};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: FileConfirmation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    acting_for_any(occasion, &filed.dossier, command.party, AuthorityScope::Confirm)?;
    let confirmation = &settlement.confirmation;
    let (Some(court), true) = (&confirmation.court, confirmation.status == ConfirmationStatus::JointlySigned)
    else {
        let missing: Vec<_> =
            filed.dossier.party_ids().into_iter().filter(|id| !confirmation.signed_by.contains(id)).collect();
        return Err(if confirmation.status == ConfirmationStatus::Preparing {
            Rejection::ApplicationNotJoint { missing }
        } else {
            Rejection::ConfirmationStep { status: confirmation.status.code().to_owned() }
        });
    };
    in_time(occasion, settlement)?;
    let papers: Vec<_> = required(&filed.dossier, confirmation)
        .into_iter()
        .filter(|paper| !command.papers.contains(paper))
        .collect();
    if !papers.is_empty() {
        return Err(Rejection::PaperMissing { papers });
    }
    Ok(vec![Event::ConfirmationFiled(ConfirmationFiled {
        court: court.clone(),
        filed_on: occasion.today(),
        papers: command.papers,
        green_channel: command.green_channel,
        court_answers_by: occasion.deadline(Timer::T11),
    })])
}

/// The papers without which a court asks back; whoever applies through somebody, as an organisation must, adds the authorisation.
fn required(dossier: &Dossier, confirmation: &Confirmation) -> Vec<ConfirmationPaper> {
    let mut papers = vec![
        ConfirmationPaper::Application,
        ConfirmationPaper::Agreement,
        ConfirmationPaper::MediationCertificate,
        ConfirmationPaper::IdentityProofs,
    ];
    let organisation = dossier.parties.iter().any(|party| party.kind != PartyKind::Person);
    if organisation || confirmation.through_representative {
        papers.push(ConfirmationPaper::Authorisation);
    }
    papers
}
