//! 接受意见书: by the customer, in time; the last acceptance puts it into force, and the institutions are bound by their memoranda.

use crate::calendar::legal_date;
use crate::case::command::AcceptOpinion;
use crate::case::event::{EffectRegime, Event, OpinionAccepted, RegimeDate};
use crate::case::guard::{involved, mediating, of_side};
use crate::case::opinion::Opinion;
use crate::case::rejection::Rejection;
use crate::case::representation::{binding, within_ceiling};
use crate::case::rules::seal_agreement::{in_force, rest_ended};
use crate::case::stage::{Case, Dossier, Filed, Side};
use crate::classification::AuthorityScope;
use crate::ids::PartyId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AcceptOpinion,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let party = command.party;
    let opinion = open_opinion(occasion, filed, command.version)?;
    addressed(&filed.dossier, party)?;
    let by = binding(occasion, &filed.dossier, party, command.representative, AuthorityScope::Settle)?;
    if let Some(representative) = by {
        within_ceiling(representative, &opinion.obligations)?;
    }
    if opinion.accepted.contains(&party) {
        return Ok(vec![]);
    }
    let representative = by.map(|it| it.id);
    let accepted =
        Event::OpinionAccepted(OpinionAccepted { version: opinion.version, party, representative });
    let everybody = of_side(&filed.dossier, Side::Applicant)
        .all(|other| other.id == party || opinion.accepted.contains(&other.id));
    if !everybody {
        return Ok(vec![accepted]);
    }
    let regimes = vec![RegimeDate { regime: EffectRegime::SmallOpinion, at: occasion.at }];
    let effect = in_force(occasion, opinion.version, regimes, legal_date(occasion.at), &opinion.obligations);
    let rest = rest_ended(&filed.dossier, &opinion.settles);
    Ok([accepted, Event::AgreementBecameEffective(effect)].into_iter().chain(rest).collect())
}

/// The opinion that can be answered today.
pub(super) fn open_opinion<'a>(
    occasion: &Occasion<'_>,
    filed: &'a Filed,
    version: u32,
) -> Result<&'a Opinion, Rejection> {
    let (_, assignment) = mediating(&filed.stage)?;
    let opinion = assignment.talks.opinion.as_ref().ok_or(Rejection::NoOpinion)?;
    if opinion.version != version {
        return Err(Rejection::VersionNotCurrent { current: opinion.version });
    }
    if opinion.accept_by.is_over(occasion.today()) {
        let (timer, due) = (opinion.accept_by.timer, opinion.accept_by.due_date);
        return Err(Rejection::DeadlinePassed { timer, due });
    }
    Ok(opinion)
}

/// An opinion is for the customer to answer; the institutions have signed beforehand.
pub(super) fn addressed(dossier: &Dossier, party: PartyId) -> Result<(), Rejection> {
    let known = dossier.party(party).ok_or(Rejection::PartyUnknown { party })?;
    match known.side {
        Side::Applicant => Ok(()),
        Side::Respondent => Err(Rejection::OpinionNotAddressed { party }),
    }
}
