//! Moving from one stage to the next: each step takes the stage it fits and hands back any other unchanged.

#![expect(clippy::wildcard_enum_match_arm, reason = "a stage a step does not fit is kept, whichever it is")]

use crate::case::agreement::Agreement;
use crate::case::confirmation::Confirmation;
use crate::case::event::{
    AgreementBecameEffective, AgreementDrafted, AssignmentAccepted, AssignmentDeclined, MediatorOffered,
};
use crate::case::settlement::Settlement;
use crate::case::stage::{Assignment, Stage};
use crate::case::term::obligations;

/// `Err` hands the stage back.
type Step = Result<Stage, Stage>;

pub(super) fn consented(stage: Stage) -> Step {
    match stage {
        Stage::ConsentPending(accepted) => Ok(Stage::MediatorSelection(accepted)),
        other => Err(other),
    }
}

pub(super) fn offered(stage: Stage, event: &MediatorOffered) -> Step {
    match stage {
        Stage::MediatorSelection(accepted) => {
            Ok(Stage::MediatorOffered { accepted, mediator: event.mediator })
        }
        other => Err(other),
    }
}

pub(super) fn assigned(stage: Stage, event: &AssignmentAccepted) -> Step {
    match stage {
        Stage::MediatorOffered { accepted, .. } => {
            let assignment = Assignment {
                mediator: event.mediator,
                rights_notified: false,
                sessions: Vec::new(),
                versions: 0,
            };
            Ok(Stage::InMediation { accepted, assignment })
        }
        other => Err(other),
    }
}

pub(super) fn declined(stage: Stage, event: &AssignmentDeclined) -> Step {
    match stage {
        Stage::MediatorOffered { mut accepted, .. } => {
            accepted.declined.push(event.mediator);
            Ok(Stage::MediatorSelection(accepted))
        }
        other => Err(other),
    }
}

pub(super) fn drafted(stage: Stage, event: &AgreementDrafted) -> Step {
    match stage {
        Stage::InMediation { accepted, mut assignment } | Stage::Signing { accepted, mut assignment, .. } => {
            assignment.versions = event.version;
            Ok(Stage::Signing { accepted, assignment, agreement: agreement(event) })
        }
        other => Err(other),
    }
}

fn agreement(event: &AgreementDrafted) -> Agreement {
    Agreement {
        version: event.version,
        agreement_no: event.agreement_no.clone(),
        hash: event.hash.clone(),
        obligations: obligations(&event.terms),
        sign_by: event.sign_by.clone(),
        signatures: Vec::new(),
        sealed_at: None,
    }
}

pub(super) fn effective(stage: Stage, event: &AgreementBecameEffective) -> Step {
    match stage {
        Stage::Signing { accepted, assignment, agreement } => Ok(Stage::Effective {
            accepted,
            mediator: assignment.mediator,
            settlement: Box::new(Settlement {
                agreement,
                effective_at: event.effective_at,
                effective_on: event.effective_on,
                confirm_by: event.confirm_by.clone(),
                obligations: event.obligations.clone(),
                confirmation: Confirmation::none(),
            }),
        }),
        other => Err(other),
    }
}
