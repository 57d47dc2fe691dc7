//! Other ways to enforce the agreement.

use crate::case_view::{CaseView, OtherRouteView};
use domain::case::{
    ArbitralPaperRecorded, CourtMediationPaperRecorded, NotarialInstrumentRecorded, PaymentOrderStepRecorded,
    SuitRecorded,
};

pub(super) fn notarised(view: &mut CaseView, event: &NotarialInstrumentRecorded) {
    view.other_routes.push(OtherRouteView::NotarialInstrument {
        notary: event.notary.clone(),
        number: event.number.clone(),
        issued_on: event.issued_on,
        debtor: event.debtor,
        consent: event.consent.clone(),
    });
}

pub(super) fn payment_order(view: &mut CaseView, event: &PaymentOrderStepRecorded) {
    view.other_routes.push(OtherRouteView::PaymentOrder { step: event.step.clone() });
}

pub(super) fn court_paper(view: &mut CaseView, event: &CourtMediationPaperRecorded) {
    view.other_routes.push(OtherRouteView::CourtMediationPaper {
        number: event.number.clone(),
        issued_on: event.issued_on,
        served_on: event.served_on,
    });
}

pub(super) fn arbitral_paper(view: &mut CaseView, event: &ArbitralPaperRecorded) {
    view.other_routes.push(OtherRouteView::ArbitralPaper {
        kind: event.kind,
        commission: event.commission.clone(),
        number: event.number.clone(),
        issued_on: event.issued_on,
    });
}

pub(super) fn suit(view: &mut CaseView, event: &SuitRecorded) {
    view.other_routes.push(OtherRouteView::Suit {
        claimant: event.claimant,
        number: event.number.clone(),
        docketed_on: event.docketed_on,
    });
}
