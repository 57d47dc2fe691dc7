//! Who stands for a party, who comes in later, and what a party had corrected.

use super::Moment;
use crate::case_view::{CapacityView, CaseView, RepresentativeView};
use domain::case::{
    AuthorityChanged, CapacityRecorded, PartyDataCorrected, PartyIdentity, PartyJoined,
    RepresentativeAppointed, RepresentativeRevoked,
};
use domain::correction::CorrectedValue;

pub(super) fn appointed(view: &mut CaseView, event: &RepresentativeAppointed, moment: &Moment<'_>) {
    view.representatives.push(RepresentativeView {
        representative: event.representative,
        party: event.party,
        kind: event.kind,
        name: event.name.clone(),
        licence: event.licence.clone(),
        phone: event.phone.clone(),
        account: event.account.clone(),
        ties: event.ties.clone(),
        authority: event.authority.clone(),
        appointed_at: moment.at(),
        revoked_at: None,
        reason: None,
    });
}

pub(super) fn changed(view: &mut CaseView, event: &AuthorityChanged) {
    let of = view.representatives.iter_mut().find(|it| it.representative == event.representative);
    if let Some(representative) = of {
        representative.authority = event.authority.clone();
    }
}

pub(super) fn revoked(view: &mut CaseView, event: &RepresentativeRevoked, moment: &Moment<'_>) {
    let of = view.representatives.iter_mut().find(|it| it.representative == event.representative);
    if let Some(representative) = of {
        representative.revoked_at = Some(moment.at());
        representative.reason = event.reason.clone();
    }
}

pub(super) fn capacity(view: &mut CaseView, event: &CapacityRecorded) {
    view.capacities.retain(|capacity| capacity.party != event.party);
    view.capacities.push(CapacityView {
        party: event.party,
        capacity: event.capacity,
        basis: event.basis,
        remark: event.remark.clone(),
    });
}

/// Whoever comes in has not been told the rights yet.
pub(super) fn joined(view: &mut CaseView, event: &PartyJoined) {
    view.parties.push(event.party.clone());
    view.rights_notified = None;
}

/// The party reads as corrected; what does not belong to its kind changes nothing.
pub(super) fn corrected(view: &mut CaseView, event: &PartyDataCorrected) {
    let Some(filed) = view.parties.iter_mut().find(|filed| filed.party == event.party) else { return };
    match &mut filed.identity {
        PartyIdentity::Person { name, document, phone, address } => match event.value.clone() {
            CorrectedValue::Name(value) => *name = value,
            CorrectedValue::Document(value) => *document = Some(value),
            CorrectedValue::Phone(value) => *phone = Some(value),
            CorrectedValue::Address(value) => *address = Some(value),
        },
        PartyIdentity::Organisation { phone, .. } => {
            if let CorrectedValue::Phone(value) = &event.value {
                *phone = Some(value.clone());
            }
        }
        PartyIdentity::Institution { .. } => {}
    }
}
