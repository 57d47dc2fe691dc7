//! 撤回同意: every consent can be taken back; leaving mediation itself is a refusal with its own consequences.

use crate::case::command::RevokeConsent;
use crate::case::event::{ConsentRevoked, Event, NoObjectionEnded};
use crate::case::guard::{acting_for, involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::record_consent::LIVE;
use crate::case::rules::withdraw_no_objection::still_open;
use crate::case::stage::{Case, Stage};
use crate::classification::{AuthorityScope, ConsentMatter, NoObjectionEnding};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RevokeConsent,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Consent)?;
    if command.matter == ConsentMatter::Mediate {
        return Err(Rejection::MediateIsNotRevoked);
    }
    if !filed.dossier.consents.contains(&(command.party, command.matter)) {
        return Ok(vec![]);
    }
    let mut events =
        vec![Event::ConsentRevoked(ConsentRevoked { party: command.party, matter: command.matter })];
    if let (ConsentMatter::NoObjection, Stage::InMediation { assignment, .. }) =
        (command.matter, &filed.stage)
        && let Some(open) = &assignment.talks.no_objection
    {
        // What silence has made an agreement stays one; until then nobody is bound by it against his will.
        still_open(occasion, &filed.dossier, open)?;
        events.push(Event::NoObjectionEnded(NoObjectionEnded {
            version: open.version,
            cause: NoObjectionEnding::ConsentRevoked,
            party: Some(command.party),
        }));
    }
    Ok(events)
}
