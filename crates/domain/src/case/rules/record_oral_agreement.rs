//! 登记口头协议: the parties think no paper is needed, and the mediator writes down what they agreed (PML 28); it binds at once (PML 30).

use crate::calendar::legal_date;
use crate::case::command::RecordOralAgreement;
use crate::case::event::{EffectRegime, Event, OralAgreementRecorded, RegimeDate};
use crate::case::guard::{at_work, involved, nobody_suspended};
use crate::case::rejection::Rejection;
use crate::case::rules::draft_agreement::{AGREEMENT, Text, negotiated, worded};
use crate::case::rules::seal_agreement::{in_force, rest_ended};
use crate::case::stage::Case;
use crate::case::term::{obligations, settled_claims};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordOralAgreement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let assignment = at_work(&filed.stage)?;
    let accepted = filed.stage.accepted().ok_or(Rejection::NoSessionHeld)?;
    nobody_suspended(&accepted.panel)?;
    if let Some(suspended) = accepted.pause.suspended {
        return Err(Rejection::MediationStands { reason: suspended.reason });
    }
    assignment.talks.nothing_pending()?;
    negotiated(assignment)?;
    let parties = filed.dossier.party_ids();
    let missing: Vec<_> = parties.iter().copied().filter(|id| !command.agreed_by.contains(id)).collect();
    if !missing.is_empty() {
        return Err(Rejection::OralNotUnanimous { missing });
    }
    let Text { version, agreement_no, terms, settled_fen, hash } =
        worded(occasion, filed, (accepted, assignment), AGREEMENT, command.terms, &command.salt)?;
    let regimes = vec![RegimeDate { regime: EffectRegime::Oral, at: occasion.at }];
    let effect = in_force(occasion, version, regimes, legal_date(occasion.at), &obligations(&terms));
    let rest = rest_ended(&filed.dossier, &settled_claims(&terms));
    let recorded = OralAgreementRecorded {
        version,
        agreement_no,
        terms,
        settled_fen,
        agreed_by: parties,
        evidence: command.evidence,
        salt: command.salt,
        hash,
    };
    let both = [Event::OralAgreementRecorded(recorded), Event::AgreementBecameEffective(effect)];
    Ok(both.into_iter().chain(rest).collect())
}
