//! 出具小额纠纷调解意见书: on the fast track, after the talks have failed, for no more than the institutions bound themselves for.

use crate::case::command::IssueOpinion;
use crate::case::event::{Event, OpinionIssued};
use crate::case::fast_track::FastTrack;
use crate::case::guard::{at_work, involved, of_side};
use crate::case::proposal::ProposalStatus;
use crate::case::rejection::Rejection;
use crate::case::rules::draft_agreement::{Text, worded};
use crate::case::session::{Session, SessionStatus};
use crate::case::stage::{Accepted, Assignment, Case, Dossier, Filed, Side};
use crate::deadline::Timer;
use crate::money::Fen;
use crate::occasion::Occasion;

/// What stands before the version in the number of an opinion (意见书).
const OPINION: char = '意';

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: IssueOpinion,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let assignment = at_work(&filed.stage)?;
    let (accepted, fast_track) = on_fast_track(filed)?;
    if let Some(suspended) = accepted.pause.suspended {
        return Err(Rejection::MediationStands { reason: suspended.reason });
    }
    assignment.talks.nothing_pending()?;
    talks_failed(assignment)?;
    everybody_bound(&filed.dossier, fast_track)?;
    let Text { version, agreement_no: opinion_no, terms, settled_fen, hash } =
        worded(occasion, filed, (accepted, assignment), OPINION, command.terms, &command.salt)?;
    let worth = Fen::sum(terms.iter().filter_map(|term| term.body.worth()));
    let (award, ceiling) = (worth.ok_or(Rejection::ClaimTooLarge)?, fast_track.ceiling());
    if award > ceiling {
        return Err(Rejection::OpinionAboveCeiling { ceiling, award });
    }
    Ok(vec![Event::OpinionIssued(OpinionIssued {
        version,
        opinion_no,
        terms,
        settled_fen,
        ground: command.ground,
        bound: fast_track.bound.clone(),
        salt: command.salt,
        hash,
        accept_by: occasion.deadline(Timer::Opinion),
    })])
}

fn on_fast_track(filed: &Filed) -> Result<(&Accepted, &FastTrack), Rejection> {
    let accepted = filed.stage.accepted().ok_or(Rejection::NotOnFastTrack)?;
    Ok((accepted, accepted.fast_track.as_ref().ok_or(Rejection::NotOnFastTrack)?))
}

/// They sat together, or somebody said no to what was proposed; and nobody is about to sit together.
fn talks_failed(assignment: &Assignment) -> Result<(), Rejection> {
    if assignment.sessions.iter().any(Session::is_live) {
        return Err(Rejection::SessionStillLive);
    }
    let held = assignment.sessions.iter().any(|session| matches!(session.status, SessionStatus::Closed(_)));
    let declined = assignment.talks.proposals.iter().any(|it| it.status == ProposalStatus::Declined);
    if held || declined { Ok(()) } else { Err(Rejection::NoSessionHeld) }
}

/// Whoever came in later has signed nothing.
fn everybody_bound(dossier: &Dossier, fast_track: &FastTrack) -> Result<(), Rejection> {
    let respondents = of_side(dossier, Side::Respondent).map(|party| party.id);
    let parties: Vec<_> = respondents.filter(|party| fast_track.binds(*party).is_none()).collect();
    if parties.is_empty() { Ok(()) } else { Err(Rejection::MemorandumMissing { parties }) }
}
