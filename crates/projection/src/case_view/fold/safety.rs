//! Confidential records of the centre.

use super::Moment;
use crate::case_view::{CaseView, RiskReportView, ScreeningView, SpecialNeedsView};
use domain::case::{RiskReported, RiskScreened, SpecialNeedsRecorded};

pub(super) fn needs_recorded(view: &mut CaseView, event: &SpecialNeedsRecorded, moment: &Moment<'_>) {
    view.special_needs.retain(|needs| needs.party != event.party);
    view.special_needs.push(SpecialNeedsView {
        party: event.party,
        needs: event.needs.clone(),
        remark: event.remark.clone(),
        recorded_at: moment.at(),
    });
}

pub(super) fn screened(view: &mut CaseView, event: &RiskScreened, moment: &Moment<'_>) {
    view.screenings.push(ScreeningView {
        party: event.party,
        finding: event.finding.clone(),
        indicators: event.indicators.clone(),
        measures: event.measures.clone(),
        screened_at: moment.at(),
    });
}

pub(super) fn reported(view: &mut CaseView, event: &RiskReported) {
    let (to, reported_on, facts) = (event.to, event.reported_on, event.facts.clone());
    view.risk_reports.push(RiskReportView { to, reported_on, facts });
}
