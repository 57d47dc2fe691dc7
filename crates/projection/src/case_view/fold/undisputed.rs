//! What a record of undisputed facts leaves in the document.

use super::Moment;
use crate::case_view::{CaseView, FactsSignatureView, FactsState, UndisputedFactsView};
use domain::case::{UndisputedFactsAbandoned, UndisputedFactsDrafted, UndisputedFactsSigned};

pub(super) fn drafted(view: &mut CaseView, event: &UndisputedFactsDrafted, moment: &Moment<'_>) {
    view.undisputed_facts = Some(UndisputedFactsView {
        version: event.version,
        facts: event.facts.clone(),
        agreed_by: event.agreed_by.clone(),
        drafted_at: moment.at(),
        state: FactsState::Open,
        signatures: Vec::new(),
        complete_on: None,
        refused_by: None,
        refusal: None,
    });
}

pub(super) fn signed(view: &mut CaseView, event: &UndisputedFactsSigned, moment: &Moment<'_>) {
    let Some(record) = record(view, event.version) else { return };
    record.signatures.push(FactsSignatureView {
        party: event.party,
        representative: event.representative,
        method: event.method,
        signed_at: moment.at(),
    });
    if event.complete {
        record.state = FactsState::Complete;
        record.complete_on = Some(moment.on());
    }
}

pub(super) fn abandoned(view: &mut CaseView, event: &UndisputedFactsAbandoned) {
    let Some(record) = record(view, event.version) else { return };
    record.state = FactsState::Abandoned;
    record.refused_by = event.party;
    record.refusal = event.reason.clone();
}

fn record(view: &mut CaseView, version: u32) -> Option<&mut UndisputedFactsView> {
    view.undisputed_facts.as_mut().filter(|record| record.version == version)
}
