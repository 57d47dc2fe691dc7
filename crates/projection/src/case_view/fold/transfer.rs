//! What a transfer leaves in the document: the offer while it is open, the new owner and the old one afterwards.

use super::Moment;
use crate::case_view::{CaseView, FormerCentreView, TransferState, TransferView};
use domain::case::{CaseTransferred, TransferProposed};

pub(super) fn proposed(view: &mut CaseView, event: &TransferProposed, moment: &Moment<'_>) {
    view.transfer = Some(TransferView {
        from: event.from.clone(),
        to: event.to.clone(),
        reason: event.reason,
        wording: event.wording.clone(),
        state: TransferState::Proposed,
        proposed_at: moment.at(),
    });
}

pub(super) fn step(view: &mut CaseView, state: TransferState) {
    if let Some(transfer) = &mut view.transfer {
        transfer.state = state;
    }
}

pub(super) fn moved(view: &mut CaseView, event: &CaseTransferred, moment: &Moment<'_>) {
    view.transfer = None;
    view.participating.push(FormerCentreView {
        centre: event.from.id.clone(),
        case_no: event.former_no.clone(),
        until: moment.at(),
    });
    view.centre = event.to.id.clone();
    if view.centre_facts.is_some() {
        view.centre_facts = Some(event.to.clone());
    }
    if let Some(number) = &event.case_no {
        view.case_no = Some(number.clone());
    }
}
