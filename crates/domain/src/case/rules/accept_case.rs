//! 受理: every requirement looked at and met, each with its result (domain §1.3).

use crate::case::command::AcceptCase;
use crate::case::event::{Acceptor, CaseAccepted, CheckRecord, Event};
use crate::case::fast_track::admitted;
use crate::case::guard::{involved, of_side, within_ceiling, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Dossier, Side, Stage, StageName};
use crate::classification::{AcceptanceCheck, RespondentDuty, SimilarRelation};
use crate::deadline::{Deadline, Timer};
use crate::occasion::{Occasion, Role};
use crate::rule_set::PriorComplaintMode;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AcceptCase,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::Submitted { accept_by } = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Submitted]));
    };
    all_looked_at(&command.checks)?;
    all_met(&command.checks)?;
    within_ceiling(occasion, command.track, filed.dossier.claim)?;
    told_apart(&filed.dossier)?;
    let parties = filed.dossier.without_guardian();
    if !parties.is_empty() {
        return Err(Rejection::GuardianMissing { parties });
    }
    licensed(occasion, &filed.dossier)?;
    let (contact, mediate_by) = periods(occasion, &filed.dossier)?;
    // A court that sends a dispute has looked at what was tried before.
    if filed.dossier.referral.is_none() {
        prior_complaint(occasion, &filed.dossier, command.without_prior_complaint.is_some())?;
    }
    let fast_track = admitted(occasion, &filed.dossier, command.track, &command.memoranda);
    Ok(vec![Event::CaseAccepted(CaseAccepted {
        case_no: command.case_no,
        centre: command.centre,
        track: command.track,
        respondent_duty: duty(&filed.dossier),
        checks: command.checks,
        without_prior_complaint: command.without_prior_complaint,
        track_reason: command.track_reason,
        acceptor: Some(Acceptor { user: occasion.by.user.clone(), home: command.acceptor_home }),
        late: accept_by.is_over(occasion.today()),
        contact_by: occasion.deadline(contact),
        mediate_by,
        fast_track,
    })])
}

/// Nothing is accepted that is another case's dispute, or may be and nobody has looked (X05).
fn told_apart(dossier: &Dossier) -> Result<(), Rejection> {
    let open = dossier.similar.iter().filter(|it| it.must_decide && it.relation.is_none());
    let others: Vec<_> = open.map(|it| it.case).collect();
    if !others.is_empty() {
        return Err(Rejection::SimilarityUndecided { others });
    }
    match dossier.similar.iter().find(|it| it.relation == Some(SimilarRelation::Same)) {
        Some(same) => Err(Rejection::SameDispute { other: same.case }),
        None => Ok(()),
    }
}

/// X08: whether to take what somebody filed for money without a licence to do so is for the director to judge.
fn licensed(occasion: &Occasion<'_>, dossier: &Dossier) -> Result<(), Rejection> {
    let filed_by = dossier.filed_by.and_then(|id| dossier.representative(id));
    match filed_by.filter(|agent| !agent.shows_capacity()) {
        Some(agent) if occasion.by.role != Role::Director => {
            Err(Rejection::AgentUnlicensed { representative: agent.id })
        }
        Some(_) | None => Ok(()),
    }
}

/// X12: whether the institution was asked first and had its time to answer (T16), as far as the centre's rules mind.
fn prior_complaint(occasion: &Occasion<'_>, dossier: &Dossier, reasoned: bool) -> Result<(), Rejection> {
    let running = dossier.complaint_answer_by.filter(|due| occasion.today() <= *due);
    if dossier.prior_complaint && running.is_none() {
        return Ok(());
    }
    match (occasion.rules.prior_complaint_mode, running) {
        (PriorComplaintMode::Required, Some(due)) => Err(Rejection::PriorComplaintRunning { due }),
        (PriorComplaintMode::Required, None) => Err(Rejection::PriorComplaintRequired),
        (PriorComplaintMode::Encouraged, _) if !reasoned => Err(Rejection::PriorComplaintReasonMissing),
        (PriorComplaintMode::Encouraged | PriorComplaintMode::Off, _) => Ok(()),
    }
}

/// When the respondent is contacted and the mediation ends: a referred dispute keeps the period that began with its receipt.
fn periods(occasion: &Occasion<'_>, dossier: &Dossier) -> Result<(Timer, Deadline), Rejection> {
    match &dossier.referral {
        None => Ok((Timer::T03c, occasion.deadline(Timer::T05a))),
        Some(referral) => {
            let mediate_by = referral.mediate_by.clone().ok_or(Rejection::ReceiptNotSigned)?;
            Ok((Timer::T03r, mediate_by))
        }
    }
}

/// Every requirement was looked at.
pub(super) fn all_looked_at(checks: &[CheckRecord]) -> Result<(), Rejection> {
    let record = |check: &AcceptanceCheck| checks.iter().find(|record| record.check == *check);
    let missing: Vec<_> =
        AcceptanceCheck::ALL.iter().copied().filter(|check| record(check).is_none()).collect();
    if missing.is_empty() { Ok(()) } else { Err(Rejection::CheckMissing { checks: missing }) }
}

fn all_met(checks: &[CheckRecord]) -> Result<(), Rejection> {
    let not_met: Vec<_> = checks.iter().filter(|record| !record.met).map(|record| record.check).collect();
    if not_met.is_empty() { Ok(()) } else { Err(Rejection::CheckNotMet { checks: not_met }) }
}

/// The strictest duty among the responding institutions; people and firms are free.
fn duty(dossier: &Dossier) -> RespondentDuty {
    let duties = of_side(dossier, Side::Respondent)
        .filter_map(|party| party.sector)
        .map(|sector| sector.respondent_duty());
    duties.min().unwrap_or(RespondentDuty::Free)
}
