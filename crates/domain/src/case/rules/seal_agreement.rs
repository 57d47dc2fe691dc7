//! 加盖印章: last, on a paper everybody has signed; the agreement takes effect and T10 starts (domain §2.3).

use crate::calendar::legal_date;
use crate::case::agreement::Signer;
use crate::case::command::SealAgreement;
use crate::case::event::{AgreementBecameEffective, AgreementSealed, Event};
use crate::case::guard::involved;
use crate::case::performance::FollowUpDates;
use crate::case::rejection::Rejection;
use crate::case::rules::sign_agreement::on_the_table;
use crate::case::settlement::Obligation;
use crate::case::stage::Case;
use crate::deadline::Timer;
use crate::occasion::Occasion;

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
    let regimes = agreement.effect(&all, occasion.at);
    // Everybody has signed, so at least one rule applies; the seal's moment stands in should that ever change.
    let latest = regimes.iter().map(|date| date.at).max().unwrap_or(occasion.at);
    let earliest = regimes.iter().map(|date| date.at).min().unwrap_or(occasion.at);
    Ok(vec![
        Event::AgreementSealed(AgreementSealed {
            version: command.version,
            seal: command.seal,
            hash: command.hash,
            sealed_at: occasion.at,
        }),
        Event::AgreementBecameEffective(AgreementBecameEffective {
            version: command.version,
            regimes,
            effective_at: latest,
            effective_on: legal_date(latest),
            confirm_by: occasion.deadline_from(Timer::T10, legal_date(earliest)),
            obligations: followed(occasion, &agreement.obligations),
        }),
    ])
}

/// What has to be performed, with the days on which the centre looks after it.
pub(super) fn followed(occasion: &Occasion<'_>, obligations: &[Obligation]) -> Vec<Obligation> {
    let followed = |obligation: &Obligation| Obligation {
        follow_up: Some(FollowUpDates::of(obligation.due_on, &occasion.rules.follow_up)),
        ..obligation.clone()
    };
    obligations.iter().map(followed).collect()
}
