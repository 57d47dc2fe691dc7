//! 期限提醒与届满: a day has come; what it brings is decided here. Only the house itself says so; there is no address for it.
//!
//! Said twice, too late, or of a period that no longer runs, it changes nothing: everything is decided from the case and the day.

use crate::case::clocks::{Firing, MEDIATION_PERIOD};
use crate::case::command::FireTimer;
use crate::case::event::{
    ApplicationLapsed, DeadlineEscalated, DeadlineExpired, DeadlineWarned, Event, ExpiryOutcome,
    MediationTerminated, NoObjectionEnded,
};
use crate::case::guard::{all_consent, in_mediation, mediating};
use crate::case::no_objection::effect_after;
use crate::case::rejection::Rejection;
use crate::case::rules::seal_agreement::{in_force, rest_ended};
use crate::case::session::{Session, SessionStatus};
use crate::case::stage::{Case, Filed, Stage};
use crate::case::timers::{OnExpiry, Owed, escalates_on, ladder, on_expiry, owed};
use crate::classification::{ConsentMatter, NoObjectionEnding, Remedy, Termination};
use crate::deadline::Deadline;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: FireTimer,
) -> Result<Vec<Event>, Rejection> {
    let Case::Filed(filed) = case else { return Err(Rejection::NotInvolved) };
    if !occasion.by.is_the_house() {
        return Err(Rejection::NotInvolved);
    }
    let mut running = filed.dossier.running.iter();
    let Some(deadline) = running.find(|it| it.timer == command.timer && it.due_date == command.due_date)
    else {
        return Ok(vec![]);
    };
    if stands_still(filed, deadline) {
        return Ok(vec![]);
    }
    let known = filed.dossier.firings.iter().find(|firing| firing.is_of(deadline));
    let today = occasion.today();
    let mut events = Vec::new();
    match owed(deadline, known, occasion.rules, today) {
        None => {}
        Some(Owed::Warning(days_before)) => {
            let (timer, due_date) = (deadline.timer, deadline.due_date);
            events.push(Event::DeadlineWarned(DeadlineWarned { timer, due_date, days_before }));
        }
        Some(Owed::Escalation(asked)) => events.push(escalated(deadline, asked)),
        Some(Owed::Expiry) => {
            expire(occasion, filed, deadline, &mut events);
            // After a long standstill the next rung may be due as well.
            let expired = Firing { expired: true, ..Firing::none(deadline.timer, deadline.due_date) };
            if events.len() == 1
                && let Some(Owed::Escalation(asked)) = owed(deadline, Some(&expired), occasion.rules, today)
            {
                events.push(escalated(deadline, asked));
            }
        }
    }
    Ok(events)
}

/// The mediation period does not run while its clock stands (OM2021 26): nothing is due then.
fn stands_still(filed: &Filed, deadline: &Deadline) -> bool {
    MEDIATION_PERIOD.contains(&deadline.timer)
        && filed.stage.accepted().is_some_and(|accepted| accepted.pause.stopped_since.is_some())
}

fn escalated(deadline: &Deadline, asked: crate::occasion::Role) -> Event {
    let (timer, due_date) = (deadline.timer, deadline.due_date);
    Event::DeadlineEscalated(DeadlineEscalated { timer, due_date, asked })
}

fn expire(occasion: &Occasion<'_>, filed: &Filed, deadline: &Deadline, events: &mut Vec<Event>) {
    let (timer, due_date) = (deadline.timer, deadline.due_date);
    if on_expiry(timer) == OnExpiry::SilenceAgrees {
        events.extend(silence(occasion, filed, deadline));
        return;
    }
    let (outcome, asked) = match on_expiry(timer) {
        OnExpiry::ApplicationLapses if matches!(filed.stage, Stage::Supplementing { .. }) => {
            (ExpiryOutcome::ApplicationLapsed, None)
        }
        OnExpiry::MediationEnds if ends_by_itself(&filed.stage) => (ExpiryOutcome::MediationEnded, None),
        OnExpiry::RightEnds | OnExpiry::SilenceAgrees => (ExpiryOutcome::RightEnded, None),
        OnExpiry::OpinionLapses if opinion_pending(&filed.stage) => (ExpiryOutcome::OpinionLapsed, None),
        OnExpiry::ApplicationLapses
        | OnExpiry::MediationEnds
        | OnExpiry::OpinionLapses
        | OnExpiry::Asks(_) => (ExpiryOutcome::Asked, ladder(timer).0),
    };
    let goes_on = outcome == ExpiryOutcome::Asked && ladder(timer).1.is_some();
    let escalate_on = goes_on.then(|| escalates_on(deadline, occasion.rules)).flatten();
    events.push(Event::DeadlineExpired(DeadlineExpired { timer, due_date, outcome, asked, escalate_on }));
    let code = match outcome {
        ExpiryOutcome::ApplicationLapsed => {
            events.push(Event::ApplicationLapsed(ApplicationLapsed { due: due_date }));
            Termination::Withdrawn
        }
        ExpiryOutcome::MediationEnded => Termination::PeriodExpired,
        // The customer's silence is no acceptance, and the parties are as far apart as when the talks failed.
        ExpiryOutcome::OpinionLapsed => Termination::TooFarApart,
        ExpiryOutcome::RightEnded | ExpiryOutcome::AgreementReached | ExpiryOutcome::Asked => return,
    };
    events.push(Event::MediationTerminated(MediationTerminated {
        code,
        reason: None,
        remedies: Remedy::ALL.to_vec(),
    }));
}

/// A party's time to object is over (domain §1.9). With the last one the proposal is an agreement, from the day after on; but nobody is
/// bound by silence in a mediation that stands still on that day, or without the consent he gave before.
fn silence(occasion: &Occasion<'_>, filed: &Filed, deadline: &Deadline) -> Vec<Event> {
    let expired = |outcome| {
        let (timer, due_date) = (deadline.timer, deadline.due_date);
        Event::DeadlineExpired(DeadlineExpired { timer, due_date, outcome, asked: None, escalate_on: None })
    };
    let parties = filed.dossier.party_ids();
    let open =
        mediating(&filed.stage).ok().and_then(|(_, assignment)| assignment.talks.no_objection.as_ref());
    let over = open.and_then(|open| Some((open, open.last_over(&parties, occasion.today())?)));
    let Some((open, last)) = over else { return vec![expired(ExpiryOutcome::RightEnded)] };
    let version = open.version;
    let hindered = if in_mediation(&filed.stage).is_err() {
        Some(NoObjectionEnding::MediationSuspended)
    } else if all_consent(&filed.dossier, ConsentMatter::NoObjection).is_err() {
        Some(NoObjectionEnding::ConsentRevoked)
    } else {
        None
    };
    if let Some(cause) = hindered {
        let ended = NoObjectionEnded { version, cause, party: None };
        return vec![expired(ExpiryOutcome::RightEnded), Event::NoObjectionEnded(ended)];
    }
    let (effective_on, regime) = effect_after(last);
    let effect = in_force(occasion, version, vec![regime], effective_on, &open.obligations);
    let agreed = [expired(ExpiryOutcome::AgreementReached), Event::AgreementBecameEffective(effect)];
    agreed.into_iter().chain(rest_ended(&filed.dossier, &open.settles)).collect()
}

/// An opinion waits for the customer's answer.
fn opinion_pending(stage: &Stage) -> bool {
    mediating(stage).is_ok_and(|(_, assignment)| assignment.talks.opinion.is_some())
}

/// A mediation ends with its period (SM2016 27; OM2021 24) unless its parties sit together at this moment, have a text to sign or to
/// object to, or an opinion to answer: what they have reached is not taken from them by a clock; a clerk is asked.
fn ends_by_itself(stage: &Stage) -> bool {
    match stage {
        Stage::ConsentPending(_) | Stage::MediatorSelection(_) | Stage::MediatorOffered { .. } => true,
        Stage::InMediation { assignment, .. } => {
            let sitting = |session: &Session| matches!(session.status, SessionStatus::Open(_));
            assignment.talks.nothing_pending().is_ok() && !assignment.sessions.iter().any(sitting)
        }
        Stage::Submitted { .. }
        | Stage::Supplementing { .. }
        | Stage::NotAccepted
        | Stage::Signing { .. }
        | Stage::Effective { .. }
        | Stage::Terminated { .. }
        | Stage::Closed => false,
    }
}
