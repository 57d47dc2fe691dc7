//! 终止调解: with a code whose condition holds, and the other ways told (OM2021 25; SM2016 26; PML 26).

use crate::case::command::TerminateMediation;
use crate::case::event::{Event, MediationTerminated};
use crate::case::guard::{involved, nobody_suspended, nothing_pending, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::record_consent::LIVE;
use crate::case::stage::{Accepted, Case, Filed, Stage, StageName};
use crate::classification::{AgreementAnswer, Remedy, Termination};
use crate::deadline::Timer;
use crate::ids::UserId;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: TerminateMediation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Some(accepted) = filed.stage.accepted().filter(|_| LIVE.contains(&filed.stage.name())) else {
        return Err(wrong_stage(&filed.stage, LIVE));
    };
    condition(occasion, &filed.stage, accepted, command.code)?;
    opinion_first(&filed.stage, accepted, command.code)?;
    if needs_judgement(command.code) {
        free_of_conflict(occasion, filed, accepted)?;
    }
    Ok(vec![Event::MediationTerminated(MediationTerminated {
        code: command.code,
        reason: command.reason,
        remedies: Remedy::ALL.to_vec(),
    })])
}

/// Endings that rest on somebody's judgement of the parties: E05 to E09.
const fn needs_judgement(code: Termination) -> bool {
    match code {
        Termination::TooFarApart
        | Termination::PeriodExpired
        | Termination::RefusedToSign
        | Termination::BadFaith
        | Termination::Collusion => true,
        Termination::AgreementReached
        | Termination::Withdrawn
        | Termination::PartyRefuses
        | Termination::Unreachable
        | Termination::Litigation
        | Termination::ProposalObjected
        | Termination::Transferred
        | Termination::OtherReason => false,
    }
}

/// Whoever judges is nobody's party or agent, and no mediator while his or her own fairness is in question (domain §1.6, §6.3).
fn free_of_conflict(occasion: &Occasion<'_>, filed: &Filed, accepted: &Accepted) -> Result<(), Rejection> {
    let own = |account: &Option<UserId>| account.as_ref() == Some(&occasion.by.user);
    let dossier = &filed.dossier;
    if dossier.parties.iter().any(|party| own(&party.account))
        || dossier.representatives.iter().any(|it| own(&it.account))
    {
        return Err(Rejection::ApproverConflicted);
    }
    if occasion.by.role != Role::Mediator {
        return Ok(());
    }
    nobody_suspended(&accepted.panel)?;
    if accepted.panel.recusals.is_empty() { Ok(()) } else { Err(Rejection::RecusalPending) }
}

/// On the fast track the customer is not left without the opinion the institutions promised to abide by; once it is there, it is answered.
fn opinion_first(stage: &Stage, accepted: &Accepted, code: Termination) -> Result<(), Rejection> {
    let people_differ = matches!(code, Termination::TooFarApart | Termination::RefusedToSign);
    let by_the_centre = matches!(code, Termination::PeriodExpired | Termination::OtherReason);
    if people_differ || by_the_centre {
        nothing_pending(stage)?;
    }
    if people_differ && accepted.fast_track.is_some() && stage.mediator().is_some() {
        return Err(Rejection::OpinionOwed);
    }
    Ok(())
}

/// What has to be so before a mediation may end with this code.
fn condition(
    occasion: &Occasion<'_>,
    stage: &Stage,
    accepted: &Accepted,
    code: Termination,
) -> Result<(), Rejection> {
    match code {
        // These follow from the step that causes them.
        Termination::AgreementReached
        | Termination::Withdrawn
        | Termination::PartyRefuses
        | Termination::ProposalObjected
        | Termination::Transferred => Err(Rejection::TerminationNotDeclared { code }),
        // Whoever has answered was reached.
        Termination::Unreachable if stage.name() != StageName::ConsentPending => {
            Err(wrong_stage(stage, &[StageName::ConsentPending]))
        }
        Termination::Unreachable => match &accepted.answer_by {
            None => Err(Rejection::RespondentNotNotified),
            Some(answer_by) if !answer_by.is_over(occasion.today()) => {
                Err(Rejection::PeriodRunning { timer: Timer::T03, due: answer_by.due_date })
            }
            Some(_) => Ok(()),
        },
        Termination::PeriodExpired if accepted.pause.stopped_since.is_some() => Err(Rejection::ClockStands),
        Termination::PeriodExpired if !accepted.period_is_over(occasion.today()) => {
            Err(Rejection::PeriodRunning {
                timer: accepted.mediate_by.timer,
                due: accepted.mediate_by.due_date,
            })
        }
        Termination::RefusedToSign => nobody_will_sign(occasion, stage),
        Termination::BadFaith | Termination::Collusion if occasion.by.role != Role::Director => {
            Err(Rejection::TerminationNeedsDirector { code })
        }
        Termination::TooFarApart
        | Termination::PeriodExpired
        | Termination::BadFaith
        | Termination::Collusion
        | Termination::Litigation
        | Termination::OtherReason => Ok(()),
    }
}

/// Somebody said so, or the time to sign went by.
fn nobody_will_sign(occasion: &Occasion<'_>, stage: &Stage) -> Result<(), Rejection> {
    let Stage::Signing { agreement, .. } = stage else {
        return Err(wrong_stage(stage, &[StageName::Signing]));
    };
    let refused = agreement.answers.values().any(|answer| *answer == AgreementAnswer::RefusedToSign);
    if refused || agreement.sign_by.is_over(occasion.today()) {
        return Ok(());
    }
    Err(Rejection::NobodyRefusedToSign { due: agreement.sign_by.due_date })
}
