//! 拒绝或退出调解: a party may refuse or leave at any time before the agreement is effective (PML 17, 23); an institution has given that up for
//! small disputes where it signed a memorandum (domain §1.9).

use crate::case::command::RefuseMediation;
use crate::case::event::{Event, MediationRefused, MediationTerminated};
use crate::case::fast_track::BoundBy;
use crate::case::guard::{acting_for, involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::record_consent::LIVE;
use crate::case::stage::{Accepted, Case, Party, Side};
use crate::classification::{AuthorityScope, RefusalReason, Remedy, RespondentDuty, Sector, Termination};
use crate::occasion::Occasion;
use crate::personal::Personal;
use crate::text::LongText;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RefuseMediation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    let party = acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Consent)?;
    if let Some(bound) = filed.stage.accepted().and_then(|accepted| bound(accepted, party)) {
        return Err(Rejection::MemorandumBinds { reference: bound.reference.as_str().to_owned() });
    }
    let duty = duty(party);
    if duty != RespondentDuty::Free && matches!(command.reason, None | Some(RefusalReason::None)) {
        return Err(Rejection::ReasonRequired { duty });
    }
    Ok(left_by(&[party], command.reason, command.wording))
}

/// The memorandum by which this party takes part in every small dispute.
pub(super) fn bound<'a>(accepted: &'a Accepted, party: &Party) -> Option<&'a BoundBy> {
    accepted.fast_track.as_ref().and_then(|fast_track| fast_track.binds(party.id))
}

/// These parties go on no longer, and so the mediation ends.
pub(super) fn left_by(
    parties: &[&Party],
    reason: Option<RefusalReason>,
    wording: Option<Personal<LongText>>,
) -> Vec<Event> {
    let refused = |party: &&Party| {
        Event::MediationRefused(MediationRefused {
            party: party.id,
            reason,
            wording: wording.clone(),
            reportable: duty(party) != RespondentDuty::Free,
        })
    };
    let ended = Event::MediationTerminated(MediationTerminated {
        code: Termination::PartyRefuses,
        reason: None,
        remedies: Remedy::ALL.to_vec(),
    });
    parties.iter().map(refused).chain([ended]).collect()
}

/// How free this party is to refuse: an institution that is asked is bound by its sector, everybody else is free.
fn duty(party: &Party) -> RespondentDuty {
    match party.side {
        Side::Applicant => RespondentDuty::Free,
        Side::Respondent => party.sector.map_or(RespondentDuty::Free, Sector::respondent_duty),
    }
}
