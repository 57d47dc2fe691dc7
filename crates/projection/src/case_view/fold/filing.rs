//! From the application to the decision on acceptance.

use super::{Moment, seen};
use crate::case_view::{CaseView, CustodyView, RefusalView, SelectionView, SupplementView, TrackChangeView};
use domain::case::{
    AcceptanceRefused, ApplicationFiled, CaseAccepted, StageName, SupplementExtended, SupplementRequested,
    SupplementSubmitted, TrackChanged,
};

/// Opens the document of a case.
pub(crate) fn open(filed: &ApplicationFiled, moment: &Moment<'_>) -> CaseView {
    let mut view = CaseView {
        case: filed.case,
        stream: moment.stream.to_owned(),
        centre: filed.centre.clone(),
        centre_facts: None,
        case_no: None,
        stage: StageName::Submitted,
        track: None,
        track_changes: Vec::new(),
        fast_track: None,
        respondent_duty: None,
        channel: filed.channel,
        outside_ticket: filed.outside_ticket.clone(),
        handed_over: filed.handed_over.clone(),
        filed_by: filed.filed_by,
        business: filed.business,
        cause: filed.cause,
        product: filed.product.clone(),
        parties: filed.parties.clone(),
        representatives: Vec::new(),
        capacities: Vec::new(),
        similar: Vec::new(),
        similar_unlisted: 0,
        joined_into: None,
        special_needs: Vec::new(),
        screenings: Vec::new(),
        risk_reports: Vec::new(),
        claims: filed.claims.clone(),
        claim_fen: filed.claim_fen,
        dispute_fen: filed.dispute_fen,
        incident_on: filed.incident_on,
        received_at: filed.received_at,
        prior_complaint: filed.prior_complaint.clone(),
        complaint_answer_by: filed.complaint_answer_by.clone(),
        privacy_notice: filed.privacy_notice.clone(),
        facts: filed.facts.clone(),
        supplements: Vec::new(),
        checks: Vec::new(),
        without_prior_complaint: None,
        accepted_on: None,
        accepted_late: false,
        refusal: None,
        track_reason: None,
        respondent_notified_on: None,
        consents: Vec::new(),
        mediation_refusals: Vec::new(),
        selection: SelectionView::default(),
        mediator: None,
        panel: Vec::new(),
        staying: Vec::new(),
        waivers: Vec::new(),
        recusals: Vec::new(),
        mediator_history: Vec::new(),
        rights_notified: None,
        suspensions: Vec::new(),
        appraisals: Vec::new(),
        evaluations: Vec::new(),
        sessions: Vec::new(),
        proposals: Vec::new(),
        bid_rounds: Vec::new(),
        authority_requests: Vec::new(),
        opinion: None,
        agreement: None,
        earlier_agreements: Vec::new(),
        obligations: Vec::new(),
        enforcements: Vec::new(),
        follow_ups: Vec::new(),
        confirmation: None,
        confirmation_lapsed_on: None,
        other_routes: Vec::new(),
        withdrawal: None,
        termination: None,
        closed_at: None,
        // T16 is the institution's own; it explains acceptance and runs in no list of the centre.
        referral: None,
        court_inquiries: Vec::new(),
        no_objection: None,
        undisputed_facts: None,
        transfer: None,
        participating: Vec::new(),
        deadlines: vec![filed.accept_by.clone()],
        firings: Vec::new(),
        custody: CustodyView::default(),
        next_action: None,
        next_due: None,
        revision: moment.revision,
        updated_at: moment.at(),
        position: moment.position,
    };
    seen(&mut view, moment);
    view
}

pub(super) fn supplement_requested(view: &mut CaseView, event: &SupplementRequested, moment: &Moment<'_>) {
    view.stage = StageName::Supplementing;
    view.supplements.push(SupplementView {
        requested_at: moment.at(),
        items: event.items.clone(),
        supply_by: event.supply_by.clone(),
        extended: None,
        submitted_at: None,
        submitted_by: None,
        documents: Vec::new(),
    });
}

pub(super) fn supplement_submitted(view: &mut CaseView, event: &SupplementSubmitted, moment: &Moment<'_>) {
    view.stage = StageName::Submitted;
    if let Some(supplement) = view.supplements.last_mut() {
        supplement.submitted_at = Some(moment.at());
        supplement.submitted_by = Some(event.party);
        supplement.documents.extend(event.documents.iter().cloned());
    }
}

pub(super) fn supplement_extended(view: &mut CaseView, event: &SupplementExtended) {
    if let Some(supplement) = view.supplements.last_mut() {
        supplement.supply_by = event.supply_by.clone();
        supplement.extended = Some(event.reason.clone());
    }
}

pub(super) fn track_changed(view: &mut CaseView, event: &TrackChanged, moment: &Moment<'_>) {
    view.track = Some(event.to);
    view.fast_track.clone_from(&event.fast_track);
    view.track_changes.push(TrackChangeView {
        from: event.from,
        to: event.to,
        reason: event.reason.clone(),
        changed_on: moment.on(),
    });
}

pub(super) fn accepted(view: &mut CaseView, event: &CaseAccepted, moment: &Moment<'_>) {
    view.stage = StageName::ConsentPending;
    view.case_no = Some(event.case_no.clone());
    view.centre_facts = Some(event.centre.clone());
    view.track = Some(event.track);
    view.fast_track.clone_from(&event.fast_track);
    view.track_reason = event.track_reason.clone();
    view.respondent_duty = Some(event.respondent_duty);
    view.checks = event.checks.clone();
    view.without_prior_complaint = event.without_prior_complaint.clone();
    view.accepted_on = Some(moment.on());
    view.accepted_late = event.late;
}

pub(super) fn refused(view: &mut CaseView, event: &AcceptanceRefused, moment: &Moment<'_>) {
    view.stage = StageName::NotAccepted;
    view.transfer = None;
    view.refusal = Some(RefusalView {
        grounds: event.grounds.clone(),
        reason: event.reason.clone(),
        remedies: event.remedies.clone(),
        checks: event.checks.clone(),
        same_as: event.same_as,
        refused_at: moment.at(),
    });
}
