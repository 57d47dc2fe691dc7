//! What may happen to those who mediate.

use super::super::chance::Chance;
use super::arguments::{any_mediator, any_party};
use crate::story::actors::{APPLICANT, BANK};
use crate::story::commands::*;
use domain::case::*;
use domain::classification::{RecusalGround, ReplaceReason};
use domain::mediator::MediatorFacts;

/// The director decides what waits for a decision.
pub(super) fn decision(chance: &mut Chance, panel: &Panel) -> Option<Command> {
    let pending = panel.recusals.first()?;
    let decided = DecideRecusal { mediator: pending.mediator, ..decide_recusal(chance.percent(50)) };
    chance.percent(40).then(|| decided.into())
}

/// Disclosure, waiver, scan, recusal or replacement.
pub(super) fn about_the_panel(chance: &mut Chance) -> Command {
    let mediator = any_mediator(chance).id;
    let by = chance.one_of(&[Some(APPLICANT), Some(BANK), None]);
    match chance.below(12) {
        0 | 1 => DiscloseConflict {
            ground: chance.one_of(RecusalGround::ALL),
            about: chance.one_of(&[None, Some(APPLICANT), Some(BANK)]),
            wording: None,
        }
        .into(),
        2..6 => waiver(chance).into(),
        6..8 => scan_of(chance).into(),
        8 | 9 => RequestRecusal { mediator, ..request_recusal(by) }.into(),
        10 => DecideRecusal { mediator, ..decide_recusal(chance.percent(50)) }.into(),
        _ => ReplaceMediator { mediator, reason: chance.one_of(ReplaceReason::ALL), wording: None }.into(),
    }
}

pub(super) fn waiver(chance: &mut Chance) -> WaiveConflict {
    WaiveConflict {
        mediator: any_mediator(chance).id,
        ground: chance.one_of(&[
            RecusalGround::OtherRelation,
            RecusalGround::RelatedInstitution,
            RecusalGround::RelatedInstitution,
            RecusalGround::Interest,
        ]),
        about: chance.one_of(&[None, Some(APPLICANT), Some(BANK), Some(BANK)]),
        ..waive_conflict(any_party(chance))
    }
}

/// The roster's entry as it is, or as it might have become.
fn scan_of(chance: &mut Chance) -> ScanConflicts {
    let facts = any_mediator(chance);
    let revision = chance.below(4);
    let active = facts.active && chance.percent(80);
    ScanConflicts { mediator: MediatorFacts { revision, active, ..facts } }
}
