//! 不予受理: in writing, with grounds and the other ways open (CRL 39; PML 26). The director decides.

use crate::case::command::RefuseAcceptance;
use crate::case::event::{AcceptanceRefused, Event};
use crate::case::guard::{involved, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage, StageName};
use crate::classification::{Exclusion, Remedy};
use crate::occasion::Occasion;
use crate::rule_set::PriorComplaintMode;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RefuseAcceptance,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (Stage::Submitted { .. } | Stage::Supplementing { .. }) = filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Submitted, StageName::Supplementing]));
    };
    some_and_at_most(&command.grounds, 13)?;
    let soft = |ground: &Exclusion| is_soft(*ground, occasion.rules.prior_complaint_mode);
    if let Some(ground) = command.grounds.first().filter(|_| command.grounds.iter().all(soft)) {
        return Err(Rejection::GroundNotSufficient { ground: *ground });
    }
    Ok(vec![Event::AcceptanceRefused(AcceptanceRefused {
        grounds: command.grounds,
        reason: command.reason,
        remedies: Remedy::ALL.to_vec(),
    })])
}

/// X12 bars only where the rules require an earlier complaint; X13 calls for a transfer, never for a refusal.
fn is_soft(ground: Exclusion, mode: PriorComplaintMode) -> bool {
    match ground {
        Exclusion::NoPriorComplaint => mode != PriorComplaintMode::Required,
        Exclusion::OtherCentre => true,
        Exclusion::NotFinancial
        | Exclusion::AlreadyJudged
        | Exclusion::BeforeCourt
        | Exclusion::BeforeArbitration
        | Exclusion::AlreadySettled
        | Exclusion::NotIdentifiable
        | Exclusion::Petition
        | Exclusion::SuspectedCrime
        | Exclusion::StatusOrTitle
        | Exclusion::PartyRefuses
        | Exclusion::NoAuthority => false,
    }
}
