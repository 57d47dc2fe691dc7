//! What a court's referral leaves in the document.

use super::Moment;
use crate::case_view::{CaseView, ReferralView, ReportView};
use domain::case::{CourtReferralReceived, ReferralReceiptSigned, ReferralReported};

pub(super) fn received(view: &mut CaseView, event: &CourtReferralReceived) {
    view.referral = Some(ReferralView {
        court: event.court.clone(),
        referral_no: event.referral_no.clone(),
        court_case_no: event.court_case_no.clone(),
        kind: event.kind,
        procedure: event.procedure,
        cause_of_action: event.cause_of_action.clone(),
        sent_on: event.sent_on,
        received_on: event.received_on,
        amount: event.amount,
        materials: event.materials.clone(),
        judge: event.judge.clone(),
        receipt_no: None,
        receipt_signed_on: None,
        report: None,
    });
}

pub(super) fn signed(view: &mut CaseView, event: &ReferralReceiptSigned, moment: &Moment<'_>) {
    if let Some(referral) = &mut view.referral {
        referral.receipt_no = Some(event.receipt_no.clone());
        referral.receipt_signed_on = Some(moment.on());
    }
}

pub(super) fn reported(view: &mut CaseView, event: &ReferralReported, moment: &Moment<'_>) {
    let complete = view.undisputed_facts.as_ref().filter(|it| Some(it.version) == event.facts_record);
    let recorded = complete.map_or_else(Vec::new, |it| it.facts.clone());
    if let Some(referral) = &mut view.referral {
        referral.report = Some(ReportView {
            outcome: event.outcome,
            report: event.report.clone(),
            costly_conduct: event.costly_conduct.clone(),
            to_flag: event.to_flag.clone(),
            undisputed: event.undisputed.iter().chain(&recorded).cloned().collect(),
            facts_record: event.facts_record,
            materials_returned: event.materials_returned,
            reported_on: moment.on(),
        });
    }
}
