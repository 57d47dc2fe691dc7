//! 不予受理: in writing, with grounds and the other ways open (CRL 39; PML 26). The director decides.

use crate::case::command::RefuseAcceptance;
use crate::case::event::{AcceptanceRefused, CheckRecord, Event};
use crate::case::guard::{involved, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::accept_case::all_looked_at;
use crate::case::stage::{Case, Stage, StageName};
use crate::classification::{AcceptanceCheck, Exclusion, Remedy, SimilarRelation};
use crate::occasion::Occasion;
use crate::rule_set::PriorComplaintMode;

/// Most records of checks.
const CHECKS: u32 = 20;

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
    if !command.checks.is_empty() {
        some_and_at_most(&command.checks, CHECKS)?;
        all_looked_at(&command.checks)?;
        not_contradicted(&command.grounds, &command.checks)?;
    }
    let open = |remedy: &Remedy| command.grounds.iter().all(|ground| ground.remedies().contains(remedy));
    let told = |remedy: &Remedy| command.grounds.iter().any(|ground| ground.remedies().contains(remedy));
    let mut remedies: Vec<Remedy> = Remedy::ALL.iter().copied().filter(open).collect();
    if remedies.is_empty() {
        // Grounds that leave no way in common: each way some ground leaves.
        remedies = Remedy::ALL.iter().copied().filter(told).collect();
    }
    let same = filed.dossier.similar.iter().find(|it| it.relation == Some(SimilarRelation::Same));
    let same_as = same.filter(|_| command.grounds.contains(&Exclusion::AlreadySettled)).map(|same| same.case);
    Ok(vec![Event::AcceptanceRefused(AcceptanceRefused {
        grounds: command.grounds,
        reason: command.reason,
        remedies,
        checks: command.checks,
        same_as,
    })])
}

/// Where a ground is, one of the requirements it fails is not met.
fn not_contradicted(grounds: &[Exclusion], checks: &[CheckRecord]) -> Result<(), Rejection> {
    let not_met = |check: &AcceptanceCheck| checks.iter().any(|it| it.check == *check && !it.met);
    match grounds.iter().find(|ground| !ground.failed().iter().any(not_met)) {
        Some(ground) => Err(Rejection::CheckContradictsGround { ground: *ground }),
        None => Ok(()),
    }
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
