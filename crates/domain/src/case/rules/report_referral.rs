//! 调解情况复函: the court learns how it ended and gets its papers back (SM2016 19-21, 26; OM2021 21).

use crate::case::command::ReportReferral;
use crate::case::event::{Event, ReferralReported};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::record_undisputed_facts::all_agreed;
use crate::case::stage::{Case, Stage, StageName};
use crate::case::undisputed::FactsStanding;
use crate::classification::{ReferralKind, ReferralOutcome};
use crate::occasion::Occasion;

/// Stages in which a referral has ended.
const ENDED: &[StageName] = &[StageName::NotAccepted, StageName::Effective, StageName::Terminated];
/// Most facts of one report.
const FACTS: usize = 100;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ReportReferral,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let referral = filed.dossier.referral.as_ref().ok_or(Rejection::NoReferral)?;
    if !ENDED.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, ENDED));
    }
    if referral.reported {
        return Err(Rejection::ReferralAlreadyReported);
    }
    let outcome = match (&filed.stage, referral.kind) {
        (Stage::Effective { .. }, ReferralKind::Assigned) => ReferralOutcome::FiledForRecord,
        (Stage::Effective { .. }, ReferralKind::Entrusted) => ReferralOutcome::HandedOver,
        (_, ReferralKind::Assigned | ReferralKind::Entrusted) => ReferralOutcome::Returned,
    };
    let expected = referral.materials;
    let goes_back = outcome == ReferralOutcome::Returned;
    if command.materials_returned > expected || goes_back && command.materials_returned < expected {
        return Err(Rejection::MaterialsNotReturned { expected, returned: command.materials_returned });
    }
    if command.undisputed.len() > FACTS {
        return Err(Rejection::TooMany { limit: 100 });
    }
    if !command.undisputed.is_empty() {
        all_agreed(&filed.dossier, &command.facts_agreed_by)?;
    }
    Ok(vec![Event::ReferralReported(ReferralReported {
        outcome,
        report: command.report,
        costly_conduct: command.costly_conduct,
        to_flag: command.to_flag,
        undisputed: command.undisputed,
        facts_agreed_by: command.facts_agreed_by,
        materials_returned: command.materials_returned,
        facts_record: filed
            .dossier
            .facts
            .as_ref()
            .filter(|it| it.standing == FactsStanding::Complete)
            .map(|it| it.version),
    })])
}
