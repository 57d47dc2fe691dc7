//! Moving from one stage to the next: each step takes the stage it fits and gives back any other unchanged.

#![expect(clippy::wildcard_enum_match_arm, reason = "a stage a step does not fit is kept, whichever it is")]

use crate::case::agreement::{Agreement, AgreementForm};
use crate::case::confirmation::Confirmation;
use crate::case::event::{
    AgreementBecameEffective, AgreementDrafted, AssignmentAccepted, AssignmentDeclined, CaseAccepted,
    CourtReferralReceived, MediationTerminated, MediatorOffered, MediatorReplaced, OpinionIssued,
    OralAgreementRecorded, SupplementRequested, SupplementSubmitted,
};
use crate::case::opinion::Opinion;
use crate::case::other_route::OtherRoutes;
use crate::case::panel::Panel;
use crate::case::pause::Pause;
use crate::case::performance::standings_at_first;
use crate::case::selection::Selection;
use crate::case::settlement::Settlement;
use crate::case::stage::{Accepted, Assignment, Stage};
use crate::case::talks::Talks;
use crate::case::term::{obligations, settled_claims};
use crate::deadline::Deadline;
use crate::ids::MediatorId;

pub(super) fn supplementing(stage: Stage, event: &SupplementRequested) -> Stage {
    match stage {
        Stage::Submitted { .. } => Stage::Supplementing { supply_by: event.supply_by.clone() },
        other => other,
    }
}

pub(super) fn supplemented(stage: Stage, event: &SupplementSubmitted) -> Stage {
    match stage {
        Stage::Supplementing { .. } => Stage::Submitted { accept_by: event.accept_by.clone() },
        other => other,
    }
}

pub(super) fn accepted(stage: Stage, event: &CaseAccepted) -> Stage {
    match stage {
        Stage::Submitted { .. } => Stage::ConsentPending(Accepted {
            case_no: event.case_no.clone(),
            legal_form: event.centre.legal_form,
            respondent_duty: event.respondent_duty,
            acceptor: event.acceptor.clone(),
            mediate_by: event.mediate_by.clone(),
            pause: Pause::default(),
            answer_by: None,
            track: event.track,
            fast_track: event.fast_track.clone(),
            choose_by: None,
            selection: Selection::default(),
            declined: Vec::new(),
            panel: Panel::default(),
            handed_over: None,
        }),
        other => other,
    }
}

pub(super) fn not_accepted(stage: Stage) -> Stage {
    match stage {
        Stage::Submitted { .. } | Stage::Supplementing { .. } => Stage::NotAccepted,
        other => other,
    }
}

pub(super) fn terminated(stage: Stage, event: &MediationTerminated) -> Stage {
    match stage {
        Stage::NotAccepted | Stage::Effective { .. } | Stage::Terminated { .. } | Stage::Closed => stage,
        Stage::Submitted { .. }
        | Stage::Supplementing { .. }
        | Stage::ConsentPending(_)
        | Stage::MediatorSelection(_)
        | Stage::MediatorOffered { .. } => Stage::Terminated { code: event.code, mediator: None },
        Stage::InMediation { accepted, assignment } | Stage::Signing { accepted, assignment, .. } => {
            let mediator = Some(assignment.mediator).filter(|mediator| accepted.panel.admits(*mediator));
            Stage::Terminated { code: event.code, mediator }
        }
    }
}

pub(super) fn closed(stage: Stage) -> Stage {
    match stage {
        Stage::NotAccepted | Stage::Effective { .. } | Stage::Terminated { .. } => Stage::Closed,
        other => other,
    }
}

pub(super) fn consented(stage: Stage) -> Stage {
    match stage {
        Stage::ConsentPending(accepted) => Stage::MediatorSelection(accepted),
        other => other,
    }
}

pub(super) fn offered(stage: Stage, event: &MediatorOffered) -> Stage {
    match stage {
        Stage::MediatorSelection(mut accepted) => {
            accepted.panel.offer(event);
            Stage::MediatorOffered { accepted, mediator: event.mediator }
        }
        other => other,
    }
}

pub(super) fn assigned(stage: Stage, event: &AssignmentAccepted) -> Stage {
    match stage {
        Stage::MediatorOffered { mut accepted, mediator } => {
            if let Some(seat) = accepted.panel.seat_mut(event.mediator) {
                seat.accepted = true;
            }
            if !accepted.panel.complete() {
                return Stage::MediatorOffered { accepted, mediator };
            }
            let assignment = match accepted.handed_over.take() {
                Some(before) => Assignment { mediator, rights_notified: false, ..*before },
                None => Assignment {
                    mediator,
                    rights_notified: false,
                    sessions: Vec::new(),
                    versions: 0,
                    talks: Talks::default(),
                },
            };
            Stage::InMediation { accepted, assignment }
        }
        other => other,
    }
}

pub(super) fn declined(stage: Stage, event: &AssignmentDeclined) -> Stage {
    match stage {
        Stage::MediatorOffered { mut accepted, .. } => {
            accepted.declined.push(event.mediator);
            accepted.panel.vacate(event.mediator);
            reopen(&mut accepted, event.choose_by.as_ref());
            Stage::MediatorSelection(accepted)
        }
        other => other,
    }
}

/// The parties may choose again, within a period of its own.
fn reopen(accepted: &mut Accepted, choose_by: Option<&Deadline>) {
    accepted.selection.reopen();
    if let Some(by) = choose_by {
        accepted.choose_by = Some(by.clone());
    }
}

/// Somebody leaves the panel: the choice opens again, what was done so far is kept, an agreement or opinion not in force is void.
pub(super) fn replaced(stage: Stage, event: &MediatorReplaced) -> Stage {
    let (mut accepted, before) = match stage {
        Stage::MediatorOffered { accepted, .. } => (accepted, None),
        Stage::InMediation { accepted, assignment } | Stage::Signing { accepted, assignment, .. } => {
            (accepted, Some(assignment))
        }
        other => return other,
    };
    accepted.declined.push(event.mediator);
    accepted.panel.vacate(event.mediator);
    reopen(&mut accepted, event.choose_by.as_ref());
    if let Some(mut before) = before {
        before.talks.no_objection = None;
        // An opinion is the word of whoever issued it.
        before.talks.opinion = None;
        accepted.handed_over = Some(Box::new(before));
    }
    Stage::MediatorSelection(accepted)
}

pub(super) fn drafted(stage: Stage, event: &AgreementDrafted) -> Stage {
    match stage {
        Stage::InMediation { accepted, mut assignment } | Stage::Signing { accepted, mut assignment, .. } => {
            assignment.versions = event.version;
            Stage::Signing { accepted, assignment, agreement: Box::new(agreement(event)) }
        }
        other => other,
    }
}

/// What was said stands in the place of whatever text was on the table; the moment of effect follows at once.
pub(super) fn spoken(stage: Stage, event: &OralAgreementRecorded) -> Stage {
    match stage {
        Stage::InMediation { accepted, mut assignment } | Stage::Signing { accepted, mut assignment, .. } => {
            assignment.versions = event.version;
            let name = (event.version, event.agreement_no.clone(), event.hash.clone());
            let settles = settled_claims(&event.terms);
            let agreement = Box::new(Agreement {
                form: AgreementForm::Oral,
                ..Agreement::unsigned(name, obligations(&event.terms), settles, accepted.mediate_by.clone())
            });
            Stage::Signing { accepted, assignment, agreement }
        }
        other => other,
    }
}

/// A text on the table that was not signed is void.
pub(super) fn opinion_issued(stage: Stage, event: &OpinionIssued) -> Stage {
    match stage {
        Stage::InMediation { accepted, mut assignment } | Stage::Signing { accepted, mut assignment, .. } => {
            assignment.versions = event.version;
            assignment.talks.opinion = Some(Opinion::issued(event));
            Stage::InMediation { accepted, assignment }
        }
        other => other,
    }
}

fn agreement(event: &AgreementDrafted) -> Agreement {
    let name = (event.version, event.agreement_no.clone(), event.hash.clone());
    Agreement::unsigned(name, obligations(&event.terms), settled_claims(&event.terms), event.sign_by.clone())
}

pub(super) fn effective(stage: Stage, event: &AgreementBecameEffective) -> Stage {
    match stage {
        Stage::Signing { accepted, assignment, agreement } => {
            in_force(accepted, assignment.mediator, *agreement, event)
        }
        // Nobody signs what silence has made an agreement, nor an opinion every customer has accepted: the institutions did so beforehand.
        Stage::InMediation { accepted, mut assignment } => {
            let silent = assignment.talks.no_objection.take_if(|open| open.version == event.version);
            let agreement = match silent {
                Some(silent) => silent.agreement(),
                None => assignment.talks.opinion.take().map(accepted_opinion),
            };
            match agreement {
                Some(agreement) => in_force(accepted, assignment.mediator, agreement, event),
                None => Stage::InMediation { accepted, assignment },
            }
        }
        other => other,
    }
}

fn accepted_opinion(opinion: Opinion) -> Agreement {
    let name = (opinion.version, opinion.opinion_no, opinion.hash);
    Agreement::unsigned(name, opinion.obligations, opinion.settles, opinion.accept_by)
}

fn in_force(
    accepted: Accepted,
    mediator: MediatorId,
    agreement: Agreement,
    event: &AgreementBecameEffective,
) -> Stage {
    let settlement = Box::new(Settlement {
        agreement,
        effective_at: event.effective_at,
        effective_on: event.effective_on,
        confirm_by: event.confirm_by.clone(),
        obligations: event.obligations.clone(),
        standings: standings_at_first(event),
        follow_ups: 0,
        told_to_stop: std::collections::BTreeSet::new(),
        confirmation: Confirmation::none(),
        other_routes: OtherRoutes::default(),
    });
    Stage::Effective { accepted, mediator, settlement }
}

pub(super) fn referred(stage: Stage, event: &CourtReferralReceived) -> Stage {
    match stage {
        Stage::Submitted { .. } => Stage::Submitted { accept_by: event.accept_by.clone() },
        other => other,
    }
}
