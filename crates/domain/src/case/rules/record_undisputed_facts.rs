//! 起草无争议事实记载: after the mediation, by whoever mediated, when all parties agree to it (SZR 73; MDR2016).

use crate::case::command::RecordUndisputedFacts;
use crate::case::event::{Event, UndisputedFactsDrafted};
use crate::case::guard::{some_and_at_most, who_mediated, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Dossier, Stage};
use crate::case::undisputed::{ENDED, FactsStanding, UndisputedFacts};
use crate::ids::PartyId;
use crate::occasion::Occasion;

/// Most facts of one record.
const FACTS: u32 = 100;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordUndisputedFacts,
) -> Result<Vec<Event>, Rejection> {
    let filed = who_mediated(occasion, case)?;
    has_ended(&filed.stage)?;
    all_agreed(&filed.dossier, &command.agreed_by)?;
    some_and_at_most(&command.facts, FACTS)?;
    let before = match &filed.dossier.facts {
        Some(UndisputedFacts { version, standing: FactsStanding::Complete }) => {
            return Err(Rejection::FactsComplete { version: *version });
        }
        Some(UndisputedFacts { version, standing: FactsStanding::Open(_) | FactsStanding::Abandoned }) => {
            *version
        }
        None => 0,
    };
    Ok(vec![Event::UndisputedFactsDrafted(UndisputedFactsDrafted {
        version: before.saturating_add(1),
        facts: command.facts,
        agreed_by: command.agreed_by,
    })])
}

/// The mediation has failed or been settled.
pub(super) fn has_ended(stage: &Stage) -> Result<(), Rejection> {
    if ENDED.contains(&stage.name()) { Ok(()) } else { Err(wrong_stage(stage, ENDED)) }
}

/// What was said in mediation is used elsewhere only when everybody agreed (OM2021 18; CPLI 107).
pub(super) fn all_agreed(dossier: &Dossier, by: &[PartyId]) -> Result<(), Rejection> {
    let missing: Vec<PartyId> = dossier.party_ids().into_iter().filter(|party| !by.contains(party)).collect();
    if missing.is_empty() { Ok(()) } else { Err(Rejection::FactsNotAgreed { missing }) }
}
