//! A transfer on its way: the case has one owner all the time, and it changes with one event.

use crate::case::command::Handover;
use crate::case::event::CaseTransferred;
use crate::case::guard::{involved, nothing_pending, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Filed, Stage, StageName};
use crate::ids::CentreId;
use crate::occasion::{Occasion, Role};

/// How far an offer got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferStep {
    /// The receiving centre is asked.
    Proposed,
    /// It said no.
    Declined,
    /// The federation is asked.
    Disputed,
}

/// An offer that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Who should have the case.
    pub to: CentreId,
    /// How far it got.
    pub step: TransferStep,
}

/// Stages in which a case may change its owner: before an agreement lies on the table, whose number and seal are the old owner's.
pub(super) const MOVABLE: &[StageName] = &[
    StageName::Submitted,
    StageName::Supplementing,
    StageName::ConsentPending,
    StageName::MediatorSelection,
    StageName::MediatorOffered,
    StageName::InMediation,
];

/// The stage allows it.
pub(super) fn movable(filed: &Filed) -> Result<(), Rejection> {
    if !MOVABLE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, MOVABLE));
    }
    nothing_pending(&filed.stage)
}

/// The open offer, seen by its owner's staff.
pub(super) fn own_offer<'a>(
    occasion: &Occasion<'_>,
    case: &'a Case,
) -> Result<(&'a Filed, &'a Transfer), Rejection> {
    let filed = involved(occasion, case)?;
    let transfer = filed.dossier.transfer.as_ref().ok_or(Rejection::NoTransfer)?;
    Ok((filed, transfer))
}

/// The open offer, seen by the director it is made to. Everybody else who takes part learns that it is not theirs; a stranger nothing.
pub(super) fn offer_to<'a>(
    occasion: &Occasion<'_>,
    case: &'a Case,
) -> Result<(&'a Filed, &'a Transfer), Rejection> {
    let Case::Filed(filed) = case else { return Err(Rejection::NotInvolved) };
    let by = occasion.by;
    match &filed.dossier.transfer {
        Some(transfer)
            if transfer.step == TransferStep::Proposed
                && by.role == Role::Director
                && by.centre.as_ref() == Some(&transfer.to) =>
        {
            Ok((filed, transfer))
        }
        Some(_) => Err(involved(occasion, case).err().unwrap_or(Rejection::TransferOfAnother)),
        None => Err(involved(occasion, case).err().unwrap_or(Rejection::NoTransfer)),
    }
}

/// What goes over was looked up for this offer, and not for one that was open before.
pub(super) fn fits(filed: &Filed, transfer: &Transfer, handover: &Handover) -> Result<(), Rejection> {
    if handover.from.id == filed.dossier.centre && handover.to.id == transfer.to {
        Ok(())
    } else {
        Err(Rejection::TransferOfAnother)
    }
}

/// The new owner, the old one remembered, the number at the new centre.
pub(super) fn hand_over(filed: &mut Filed, event: &CaseTransferred) {
    let dossier = &mut filed.dossier;
    dossier.centre = event.to.id.clone();
    dossier.transfer = None;
    if !dossier.seats.iter().any(|seat| seat.id == event.from.id) {
        dossier.seats.push(event.from.clone());
    }
    dossier.former_numbers.extend(event.former_no.clone());
    dossier.numbers.extend(event.case_no.clone());
    if let Some(accepted) = filed.stage.accepted_mut() {
        accepted.legal_form = event.to.legal_form;
        if let Some(number) = &event.case_no {
            accepted.case_no = number.clone();
        }
    }
}

/// Its number, once accepted.
pub(super) fn number(stage: &Stage) -> Option<&crate::text::ShortText> {
    stage.accepted().map(|accepted| &accepted.case_no)
}
