//! Referrals by courts, and cases on their way between centres.

use super::super::chance::Chance;
use crate::story::actors::*;
use crate::story::referrals::*;
use domain::case::*;
use domain::centre::CentreFacts;
use domain::classification::{ServiceMethod, TrialProcedure};
use domain::ids::CentreId;
use domain::text::ShortText;

pub(super) fn referral(chance: &mut Chance) -> RegisterReferral {
    match chance.below(3) {
        0 => assignment(),
        1 => entrustment(TrialProcedure::Ordinary),
        _ => entrustment(TrialProcedure::Summary),
    }
}

/// A court's papers nobody signed for.
pub(super) fn unsigned(filed: &Filed) -> bool {
    filed.dossier.referral.as_ref().is_some_and(|referral| referral.mediate_by.is_none())
}

/// A court that was not told.
pub(super) fn unreported(filed: &Filed) -> bool {
    filed.dossier.referral.as_ref().is_some_and(|referral| !referral.reported)
}

/// The next step of a transfer.
pub(super) fn moving(chance: &mut Chance, filed: &Filed) -> Command {
    let dossier = &filed.dossier;
    let elsewhere = if dossier.centre == foshan() { guangzhou() } else { foshan() };
    let Some(transfer) = &dossier.transfer else {
        return ProposeTransfer { to: elsewhere, ..propose_transfer() }.into();
    };
    let over = handover_of(chance, &dossier.centre, &transfer.to, filed.stage.accepted().is_some());
    match (transfer.step, chance.below(4)) {
        (_, 0) => WithdrawTransfer.into(),
        (TransferStep::Proposed, 1) => decline_transfer().into(),
        (TransferStep::Proposed, _) => AcceptTransfer { handover: over }.into(),
        (TransferStep::Declined, _) => dispute_transfer().into(),
        (TransferStep::Disputed, 1) => decide_transfer(false).into(),
        (TransferStep::Disputed, _) => {
            DecideTransfer { handover: Some(over), ..decide_transfer(true) }.into()
        }
    }
}

/// Any step of a transfer, fitting or not.
pub(super) fn any_moving(chance: &mut Chance, case: &Case) -> Command {
    match (case, chance.below(6)) {
        (_, 0) => accept_transfer().into(),
        (_, 1) => decline_transfer().into(),
        (_, 2) => dispute_transfer().into(),
        (_, 3) => decide_transfer(true).into(),
        (_, 4) => WithdrawTransfer.into(),
        (Case::Filed(filed), _) => moving(chance, filed),
        (Case::NotFiled, _) => propose_transfer().into(),
    }
}

fn handover_of(chance: &mut Chance, from: &CentreId, to: &CentreId, numbered: bool) -> Handover {
    let facts = |id: &CentreId| CentreFacts::guangdong().into_iter().find(|it| it.id == *id).unwrap();
    let to = facts(to);
    let number = to.case_number(2026, u32::try_from(chance.below(1_000_000_000)).unwrap() + 2);
    let case_no = numbered.then(|| ShortText::parse(&number).unwrap());
    Handover { from: facts(from), to, case_no, notice: ServiceMethod::Electronic }
}
