//! 出具小额纠纷调解意见书: on the fast track, after the talks have failed, for no more than the institutions bound themselves for.

use crate::case::agreement::AgreementBytes;
use crate::case::command::IssueOpinion;
use crate::case::event::{Event, OpinionIssued};
use crate::case::fast_track::FastTrack;
use crate::case::guard::{at_work, involved, of_side, some_and_at_most};
use crate::case::proposal::ProposalStatus;
use crate::case::rejection::Rejection;
use crate::case::rules::draft_agreement::all_clear;
use crate::case::session::{Session, SessionStatus};
use crate::case::stage::{Accepted, Assignment, Case, Dossier, Filed, Side};
use crate::case::term::Term;
use crate::deadline::Timer;
use crate::money::Fen;
use crate::occasion::Occasion;
use crate::text::ShortText;

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
    some_and_at_most(&command.terms, 100)?;
    all_clear(&filed.dossier, occasion.today(), &command.terms)?;
    let terms: Vec<Term> = command.terms.into_iter().map(|proposed| proposed.term).collect();
    let too_large = Rejection::ClaimTooLarge;
    let award = Fen::sum(terms.iter().filter_map(|term| term.body.worth())).ok_or(too_large.clone())?;
    let ceiling = fast_track.ceiling();
    if award > ceiling {
        return Err(Rejection::OpinionAboveCeiling { ceiling, award });
    }
    let settled_fen = Fen::sum(terms.iter().filter_map(|term| term.body.moved())).ok_or(too_large)?;
    let version = assignment.versions.saturating_add(1);
    let opinion_no = number(&accepted.case_no, version);
    let hash = AgreementBytes::new(filed.dossier.case, &opinion_no, version, &terms, &command.salt)
        .map(|bytes| bytes.hash())
        .ok_or(Rejection::NothingGiven)?;
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

/// The number of the case with the version behind it.
fn number(case_no: &ShortText, version: u32) -> ShortText {
    let text = format!("{}-意{version}", case_no.as_str());
    ShortText::parse(&text).unwrap_or_else(|_| case_no.clone())
}
