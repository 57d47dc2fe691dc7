//! 加盖印章: last, on a paper everybody has signed; the agreement takes effect and T10 starts (domain §2.3).

use crate::calendar::legal_date;
use crate::case::agreement::{CameFrom, Signer};
use crate::case::command::SealAgreement;
use crate::case::event::{AgreementBecameEffective, AgreementSealed, Event, RegimeDate, RestEnded};
use crate::case::guard::involved;
use crate::case::performance::FollowUpDates;
use crate::case::rejection::Rejection;
use crate::case::rules::sign_agreement::{not_returned, on_the_table};
use crate::case::settlement::Obligation;
use crate::case::stage::{Case, Dossier};
use crate::classification::{ReferralKind, Remedy};
use crate::deadline::Timer;
use crate::occasion::Occasion;
use chrono::NaiveDate;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SealAgreement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (assignment, agreement) = on_the_table(&filed.stage, command.version, &command.hash)?;
    let all = filed.dossier.party_ids();
    let parties: Vec<_> = all.iter().copied().filter(|id| !agreement.signed_by(Signer::Party(*id))).collect();
    let mediator = !agreement.signed_by(Signer::Mediator(assignment.mediator));
    if !parties.is_empty() || mediator {
        return Err(Rejection::SignaturesMissing { parties, mediator });
    }
    not_returned(agreement)?;
    if occasion.rules.legality_review && agreement.review.is_none() {
        return Err(Rejection::ReviewMissing);
    }
    let regimes = agreement.effect(&all, came_from(&filed.dossier), occasion.at);
    // Everybody has signed, so at least one rule applies; the seal's moment stands in should that ever change.
    let earliest = regimes.iter().map(|date| date.at).min().unwrap_or(occasion.at);
    let rest = rest_ended(&filed.dossier, &agreement.settles);
    let mut events = vec![
        Event::AgreementSealed(AgreementSealed {
            version: command.version,
            seal: command.seal,
            hash: command.hash,
            sealed_at: occasion.at,
        }),
        Event::AgreementBecameEffective(in_force(
            occasion,
            command.version,
            regimes,
            legal_date(earliest),
            &agreement.obligations,
        )),
    ];
    events.extend(rest);
    Ok(events)
}

fn came_from(dossier: &Dossier) -> CameFrom {
    match dossier.referral.as_ref().map(|referral| referral.kind) {
        Some(ReferralKind::Assigned) => CameFrom::AssigningCourt,
        Some(ReferralKind::Entrusted) | None => CameFrom::Elsewhere,
    }
}

/// Parties who settle a part leave the rest as it was, and hear which ways are open to them (SZR 26; PML 26).
pub(super) fn rest_ended(dossier: &Dossier, settles: &[u32]) -> Option<Event> {
    let claims: Vec<u32> = (1..=dossier.claims).filter(|place| !settles.contains(place)).collect();
    let remedies = Remedy::ALL.to_vec();
    (!settles.is_empty()).then_some(Event::RestEnded(RestEnded { claims, remedies }))
}

/// What is in force from the latest of these moments on, to be confirmed within thirty days of the earliest, and looked after (T20).
pub(super) fn in_force(
    occasion: &Occasion<'_>,
    version: u32,
    regimes: Vec<RegimeDate>,
    earliest: NaiveDate,
    obligations: &[Obligation],
) -> AgreementBecameEffective {
    let latest = regimes.iter().map(|date| date.at).max().unwrap_or(occasion.at);
    AgreementBecameEffective {
        version,
        regimes,
        effective_at: latest,
        effective_on: legal_date(latest),
        confirm_by: occasion.deadline_from(Timer::T10, earliest),
        obligations: followed(occasion, obligations),
    }
}

/// What has to be performed, with the days on which the centre looks after it.
fn followed(occasion: &Occasion<'_>, obligations: &[Obligation]) -> Vec<Obligation> {
    let followed = |obligation: &Obligation| Obligation {
        follow_up: Some(FollowUpDates::of(obligation.due_on, &occasion.rules.follow_up)),
        ..obligation.clone()
    };
    obligations.iter().map(followed).collect()
}
