//! 期限提醒与届满: a day has come; what it brings is decided here. Only the house itself says so; there is no address for it.
//!
//! Said twice, too late, or of a period that no longer runs, it changes nothing: everything is decided from the case and the day.

use crate::case::clocks::{Firing, MEDIATION_PERIOD};
use crate::case::command::FireTimer;
use crate::case::event::{
    ApplicationLapsed, DeadlineEscalated, DeadlineExpired, DeadlineWarned, Event, ExpiryOutcome,
    MediationTerminated,
};
use crate::case::rejection::Rejection;
use crate::case::session::SessionStatus;
use crate::case::stage::{Case, Filed, Stage};
use crate::case::timers::{OnExpiry, Owed, escalates_on, ladder, on_expiry, owed};
use crate::classification::{Remedy, Termination};
use crate::deadline::Deadline;
use crate::occasion::Occasion;
use crate::rule_set::RuleSet;

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
            expire(occasion.rules, filed, deadline, &mut events);
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

fn expire(rules: &RuleSet, filed: &Filed, deadline: &Deadline, events: &mut Vec<Event>) {
    let (timer, due_date) = (deadline.timer, deadline.due_date);
    let (outcome, asked) = match on_expiry(timer) {
        OnExpiry::ApplicationLapses if matches!(filed.stage, Stage::Supplementing { .. }) => {
            (ExpiryOutcome::ApplicationLapsed, None)
        }
        OnExpiry::MediationEnds if ends_by_itself(&filed.stage) => (ExpiryOutcome::MediationEnded, None),
        OnExpiry::RightEnds => (ExpiryOutcome::RightEnded, None),
        OnExpiry::ApplicationLapses | OnExpiry::MediationEnds | OnExpiry::Asks(_) => {
            (ExpiryOutcome::Asked, ladder(timer).0)
        }
    };
    let goes_on = outcome == ExpiryOutcome::Asked && ladder(timer).1.is_some();
    let escalate_on = goes_on.then(|| escalates_on(deadline, rules)).flatten();
    events.push(Event::DeadlineExpired(DeadlineExpired { timer, due_date, outcome, asked, escalate_on }));
    let code = match outcome {
        ExpiryOutcome::ApplicationLapsed => {
            events.push(Event::ApplicationLapsed(ApplicationLapsed { due: due_date }));
            Termination::Withdrawn
        }
        ExpiryOutcome::MediationEnded => Termination::PeriodExpired,
        ExpiryOutcome::RightEnded | ExpiryOutcome::Asked => return,
    };
    events.push(Event::MediationTerminated(MediationTerminated {
        code,
        reason: None,
        remedies: Remedy::ALL.to_vec(),
    }));
}

/// A mediation ends with its period (SM2016 27; OM2021 24) unless its parties sit together at this moment or have a text to sign: what
/// they have reached is not taken from them by a clock; a clerk is asked.
fn ends_by_itself(stage: &Stage) -> bool {
    match stage {
        Stage::ConsentPending(_) | Stage::MediatorSelection(_) | Stage::MediatorOffered { .. } => true,
        Stage::InMediation { assignment, .. } => {
            !assignment.sessions.iter().any(|session| matches!(session.status, SessionStatus::Open(_)))
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
