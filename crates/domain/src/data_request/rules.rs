//! Judging a step of a request about personal data.

use super::{
    Asked, DataRequest, DataRequestApproved, DataRequestCommand, DataRequestEvent, DataRequestFulfilled,
    DataRequestIdentityVerified, DataRequestProposed, DataRequestReceived, DataRequestRefused,
    DataRequestRejection, DataRequestSentBack, DataRequestWithdrawn, ReceiveDataRequest,
};
use crate::classification::{DataIdentityProof, DataRequester, DataRight, ErasureGround};
use crate::deadline::Timer;
use crate::occasion::{Occasion, Role};
use crate::personal::Personal;
use crate::text::LongText;

/// What happens when `command` is asked of a request; nothing when it is already so.
///
/// # Errors
/// The [`DataRequestRejection`] that forbids it.
pub fn decide(
    occasion: &Occasion<'_>,
    state: &DataRequest,
    command: DataRequestCommand,
) -> Result<Vec<DataRequestEvent>, DataRequestRejection> {
    if let DataRequestCommand::Receive(command) = command {
        return receive(occasion, state, *command);
    }
    if let DataRequestCommand::Withdraw { reason } = command {
        return withdraw(occasion, state, reason);
    }
    let asked = handled(occasion, state)?;
    match command {
        DataRequestCommand::Receive(_) | DataRequestCommand::Withdraw { .. } => Ok(vec![]),
        DataRequestCommand::VerifyIdentity { proof, mut scope, elsewhere } => {
            let (DataRequest::Received(_) | DataRequest::Verified(..)) = state else {
                return Err(wrong(state, "RECEIVED, VERIFIED"));
            };
            if !fits(asked.requester, proof) {
                return Err(DataRequestRejection::ProofDoesNotFit);
            }
            // A correction is about one party of one case; what else is held of the person is not touched by it.
            if let Some(correction) = &asked.correction {
                scope.retain(|item| item.case == correction.case);
            }
            scope.sort_unstable();
            scope.dedup();
            let verified = DataRequestIdentityVerified { proof, scope, elsewhere };
            Ok(vec![DataRequestEvent::DataRequestIdentityVerified(verified)])
        }
        DataRequestCommand::Propose { ground, reason } => {
            let DataRequest::Verified(_, scope) = state else { return Err(wrong(state, "VERIFIED")) };
            ground_fits(asked.right, ground)?;
            if scope.is_empty() {
                return Err(DataRequestRejection::NothingFound);
            }
            if asked.right == DataRight::Correct && reason.is_none() {
                return Err(DataRequestRejection::CorrectionNotChecked);
            }
            let proposed_by = occasion.by.user.clone();
            Ok(vec![DataRequestEvent::DataRequestProposed(DataRequestProposed {
                proposed_by,
                ground,
                reason,
            })])
        }
        DataRequestCommand::Refuse { ground, article, reason } => match state {
            DataRequest::Received(_) | DataRequest::Verified(..) => {
                Ok(vec![DataRequestEvent::DataRequestRefused(DataRequestRefused { ground, article, reason })])
            }
            DataRequest::NotReceived
            | DataRequest::Proposed(..)
            | DataRequest::Approved(..)
            | DataRequest::Fulfilled(..)
            | DataRequest::Refused(_)
            | DataRequest::Withdrawn(_) => Err(wrong(state, "RECEIVED, VERIFIED")),
        },
        DataRequestCommand::Approve => match state {
            DataRequest::Proposed(_, _, proposal) if proposal.by == occasion.by.user => {
                Err(DataRequestRejection::SecondPersonRequired)
            }
            DataRequest::Proposed(..) => {
                let approved_by = occasion.by.user.clone();
                Ok(vec![DataRequestEvent::DataRequestApproved(DataRequestApproved { approved_by })])
            }
            // Carried out halfway: the same person may go on.
            DataRequest::Approved(_, _, _, by) if *by == occasion.by.user => Ok(vec![]),
            DataRequest::NotReceived
            | DataRequest::Received(_)
            | DataRequest::Verified(..)
            | DataRequest::Approved(..)
            | DataRequest::Fulfilled(..)
            | DataRequest::Refused(_)
            | DataRequest::Withdrawn(_) => Err(wrong(state, "PROPOSED")),
        },
        DataRequestCommand::SendBack { reason } => {
            let DataRequest::Proposed(..) = state else { return Err(wrong(state, "PROPOSED")) };
            Ok(vec![DataRequestEvent::DataRequestSentBack(DataRequestSentBack { reason })])
        }
        DataRequestCommand::Fulfil { outcomes, certificate } => match state {
            DataRequest::Approved(..) => {
                let fulfilled = DataRequestFulfilled { outcomes, certificate };
                Ok(vec![DataRequestEvent::DataRequestFulfilled(fulfilled)])
            }
            DataRequest::Fulfilled(..) => Ok(vec![]),
            DataRequest::NotReceived
            | DataRequest::Received(_)
            | DataRequest::Verified(..)
            | DataRequest::Proposed(..)
            | DataRequest::Refused(_)
            | DataRequest::Withdrawn(_) => Err(wrong(state, "APPROVED")),
        },
    }
}

fn receive(
    occasion: &Occasion<'_>,
    state: &DataRequest,
    command: ReceiveDataRequest,
) -> Result<Vec<DataRequestEvent>, DataRequestRejection> {
    if *state != DataRequest::NotReceived {
        return Err(DataRequestRejection::AlreadyReceived);
    }
    if (command.right == DataRight::Correct) != command.correction.is_some() {
        return Err(DataRequestRejection::CorrectionValue);
    }
    let by = occasion.by;
    let account = match by.role {
        Role::Party => Some(by.user.clone()),
        Role::Clerk | Role::DataProtection if by.centre.as_ref() == Some(&command.centre) => None,
        Role::Clerk
        | Role::DataProtection
        | Role::Director
        | Role::Mediator
        | Role::InstitutionAgent
        | Role::Court
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => return Err(DataRequestRejection::NotFound),
    };
    Ok(vec![DataRequestEvent::DataRequestReceived(DataRequestReceived {
        request: command.request,
        centre: command.centre,
        right: command.right,
        requester: command.requester,
        account,
        name: command.name,
        phone: command.phone,
        wording: command.wording,
        correction: command.correction,
        received_at: occasion.at,
        answer_by: occasion.deadline(Timer::T24),
    })])
}

/// The person may take the request back until it is approved: from then on it is being carried out, and keys may be gone. By the
/// account that asked; for whoever asked on paper by the staff of the centre, on the person's word.
fn withdraw(
    occasion: &Occasion<'_>,
    state: &DataRequest,
    reason: Option<Personal<LongText>>,
) -> Result<Vec<DataRequestEvent>, DataRequestRejection> {
    let own = state.asked().is_some_and(|asked| asked.account.as_ref() == Some(&occasion.by.user));
    if !(own && occasion.by.role == Role::Party) {
        handled(occasion, state)?;
    }
    match state {
        DataRequest::Received(_) | DataRequest::Verified(..) | DataRequest::Proposed(..) => {
            let withdrawn_by = occasion.by.user.clone();
            Ok(vec![DataRequestEvent::DataRequestWithdrawn(DataRequestWithdrawn { withdrawn_by, reason })])
        }
        DataRequest::NotReceived
        | DataRequest::Approved(..)
        | DataRequest::Fulfilled(..)
        | DataRequest::Refused(_)
        | DataRequest::Withdrawn(_) => Err(wrong(state, "RECEIVED, VERIFIED, PROPOSED")),
    }
}

/// What was asked, for the staff of the centre that is asked.
fn handled<'a>(occasion: &Occasion<'_>, state: &'a DataRequest) -> Result<&'a Asked, DataRequestRejection> {
    let asked = state.asked().ok_or(DataRequestRejection::NotFound)?;
    match occasion.by.role {
        Role::Clerk | Role::DataProtection | Role::Director
            if occasion.by.centre.as_ref() == Some(&asked.centre) =>
        {
            Ok(asked)
        }
        Role::Clerk
        | Role::DataProtection
        | Role::Director
        | Role::Mediator
        | Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => Err(DataRequestRejection::NotFound),
    }
}

/// Guardians prove guardianship (PIPL 31), relatives of the dead kinship and death (PIPL 49).
const fn fits(requester: DataRequester, proof: DataIdentityProof) -> bool {
    matches!(
        (requester, proof),
        (DataRequester::Subject, DataIdentityProof::DocumentShown | DataIdentityProof::Account)
            | (DataRequester::Guardian, DataIdentityProof::Guardianship)
            | (DataRequester::CloseRelative, DataIdentityProof::Kinship)
    )
}

fn ground_fits(right: DataRight, ground: Option<ErasureGround>) -> Result<(), DataRequestRejection> {
    if (right == DataRight::Erase) == ground.is_some() {
        Ok(())
    } else {
        Err(DataRequestRejection::ErasureGround)
    }
}

const fn wrong(state: &DataRequest, allowed: &'static str) -> DataRequestRejection {
    DataRequestRejection::WrongState { state: state.code(), allowed }
}
