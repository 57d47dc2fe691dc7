//! Suspending, appraising, going on.

use super::super::chance::Chance;
use crate::story::actors::*;
use crate::story::commands::*;
use domain::case::*;
use domain::classification::SuspensionReason;

/// What ends a pause that lasts, or now and then begins one.
pub(super) fn pausing(chance: &mut Chance, accepted: &Accepted) -> Option<Command> {
    let pause = &accepted.pause;
    if pause.suspended.is_some() && chance.percent(70) {
        return Some(resume_mediation().into());
    }
    if let Some(appraisal) = pause.appraisal.filter(|_| chance.percent(30)) {
        return Some(receipt(chance, appraisal).into());
    }
    chance.percent(4).then(|| any_pause(chance))
}

pub(super) fn any_pause(chance: &mut Chance) -> Command {
    let agreed_by = chance.some_of(&[APPLICANT, BANK], 80);
    match chance.below(5) {
        0 => resume_mediation().into(),
        1 => receipt(chance, 1).into(),
        2 => CommissionAppraisal { agreed_by, ..commission_appraisal() }.into(),
        _ => {
            let reason = chance.one_of(SuspensionReason::ALL);
            SuspendMediation { reason, agreed_by, ..suspend_mediation() }.into()
        }
    }
}

fn receipt(chance: &mut Chance, appraisal: u32) -> ReceiveAppraisal {
    let document = if chance.percent(80) { Some(document()) } else { None };
    ReceiveAppraisal { appraisal, document }
}
