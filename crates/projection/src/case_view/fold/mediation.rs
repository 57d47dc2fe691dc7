//! Consents and sessions.

use super::{Moment, selection};
use crate::case_view::{CaseView, ConsentView, MediationRefusalView, RightsView, SessionState, SessionView};
use domain::case::{
    ConsentGiven, ExchangeOpened, MediationRefused, MediatorChoice, NoShowRecorded, RightsNotified,
    SessionAdjourned, SessionCancelled, SessionClosed, SessionOpened, SessionRescheduled, SessionScheduled,
    StageName,
};
use domain::classification::{ConsentMatter, SessionMode};
use domain::ids::{PartyId, SessionId};

pub(super) fn consent_given(view: &mut CaseView, event: &ConsentGiven, moment: &Moment<'_>) {
    consent_ended(view, event.party, event.matter);
    view.consents.push(ConsentView {
        party: event.party,
        matter: event.matter,
        form: event.form,
        given_at: moment.at(),
    });
    if event.centre_appoints {
        selection::choose(view, event.party, MediatorChoice::LeftToCentre {}, moment);
    }
    if view.stage == StageName::ConsentPending && view.all_consent(ConsentMatter::Mediate) {
        view.stage = StageName::MediatorSelection;
    }
}

pub(super) fn consent_ended(view: &mut CaseView, party: PartyId, matter: ConsentMatter) {
    view.consents.retain(|consent| (consent.party, consent.matter) != (party, matter));
}

pub(super) fn refused(view: &mut CaseView, event: &MediationRefused, moment: &Moment<'_>) {
    consent_ended(view, event.party, ConsentMatter::Mediate);
    view.mediation_refusals.push(MediationRefusalView {
        party: event.party,
        reason: event.reason,
        wording: event.wording.clone(),
        reportable: event.reportable,
        refused_at: moment.at(),
    });
}

pub(super) fn rights_notified(view: &mut CaseView, event: &RightsNotified, moment: &Moment<'_>) {
    view.rights_notified = Some(RightsView {
        notice: event.notice.clone(),
        parties: event.parties.clone(),
        notified_at: moment.at(),
    });
}

pub(super) fn scheduled(view: &mut CaseView, event: &SessionScheduled) {
    view.sessions.push(SessionView {
        session: event.session,
        state: SessionState::Scheduled,
        mode: event.mode,
        starts_at: event.starts_at,
        planned_minutes: event.planned_minutes,
        venue: Some(event.venue.clone()),
        notice_waived_by: event.notice_waived_by.clone(),
        opened_at: None,
        participants: Vec::new(),
        recorded: false,
        closed_at: None,
        duration_s: None,
        result: None,
        cancelled: None,
        absent: Vec::new(),
        consequence: None,
        exchange_by: None,
        next_step: None,
    });
}

/// A session in writing is planned and opened at once.
pub(super) fn exchange_opened(view: &mut CaseView, event: &ExchangeOpened) {
    view.sessions.push(SessionView {
        session: event.session,
        state: SessionState::Open,
        mode: SessionMode::Asynchronous,
        starts_at: event.opened_at,
        planned_minutes: 0,
        venue: None,
        notice_waived_by: Vec::new(),
        opened_at: Some(event.opened_at),
        participants: Vec::new(),
        recorded: false,
        closed_at: None,
        duration_s: None,
        result: None,
        cancelled: None,
        absent: Vec::new(),
        consequence: None,
        exchange_by: Some(event.answer_by.clone()),
        next_step: None,
    });
}

pub(super) fn missed(view: &mut CaseView, event: &NoShowRecorded) {
    if let Some(session) = session(view, event.session) {
        session.state = SessionState::Missed;
        session.absent = event.absent.clone();
        session.consequence = Some(event.consequence);
    }
}

pub(super) fn rescheduled(view: &mut CaseView, event: &SessionRescheduled) {
    if let Some(session) = session(view, event.session) {
        session.state = SessionState::Scheduled;
        session.starts_at = event.starts_at;
        session.planned_minutes = event.planned_minutes;
        session.mode = event.mode;
        session.venue = Some(event.venue.clone());
        session.notice_waived_by = event.notice_waived_by.clone();
    }
}

pub(super) fn adjourned(view: &mut CaseView, event: &SessionAdjourned) {
    if let Some(session) = session(view, event.session) {
        session.state = SessionState::Adjourned;
        session.duration_s = Some(session.duration_s.unwrap_or(0).saturating_add(event.held_s));
    }
}

pub(super) fn cancelled(view: &mut CaseView, event: &SessionCancelled) {
    if let Some(session) = session(view, event.session) {
        session.state = SessionState::Cancelled;
        session.cancelled = Some(event.reason);
    }
}

pub(super) fn opened(view: &mut CaseView, event: &SessionOpened) {
    if let Some(session) = session(view, event.session) {
        session.state = SessionState::Open;
        session.opened_at = Some(event.opened_at);
        session.participants = event.participants.clone();
        session.recorded = event.recorded;
        session.absent = event.absent.clone();
    }
}

pub(super) fn closed(view: &mut CaseView, event: &SessionClosed) {
    if let Some(session) = session(view, event.session) {
        session.state = SessionState::Closed;
        session.closed_at = Some(event.closed_at);
        session.duration_s = Some(event.duration_s);
        session.result = Some(event.result);
        session.next_step = event.next_step.clone();
    }
}

fn session(view: &mut CaseView, id: SessionId) -> Option<&mut SessionView> {
    view.sessions.iter_mut().find(|session| session.session == id)
}
