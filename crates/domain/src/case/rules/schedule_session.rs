//! 排期: inside the mediation period, with notice kept or waived by all, online only with everybody's consent.

use crate::calendar::legal_date;
use crate::case::command::ScheduleSession;
use crate::case::event::{Event, SessionScheduled};
use crate::case::guard::{all_consent, in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::reservation::Reservation;
use crate::case::session::Session;
use crate::case::stage::{Accepted, Case, Dossier, Filed};
use crate::classification::{ConsentMatter, SessionMode};
use crate::deadline::{Deadline, Timer};
use crate::ids::PartyId;
use crate::occasion::Occasion;
use chrono::{DateTime, NaiveDate, Utc};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ScheduleSession,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, assignment) = in_mediation(&filed.stage)?;
    if assignment.sessions.iter().any(Session::is_live) {
        return Err(Rejection::SessionStillLive);
    }
    let plan = Plan {
        starts_at: command.starts_at,
        planned_minutes: command.planned_minutes,
        mode: command.mode,
        notice_waived_by: &command.notice_waived_by,
        reservation: command.reservation.as_ref(),
    };
    let notice = plan.judge(occasion, filed, accepted)?;
    let kept = legal_date(command.starts_at) >= notice.due_date;
    Ok(vec![Event::SessionScheduled(SessionScheduled {
        session: command.session,
        starts_at: command.starts_at,
        planned_minutes: command.planned_minutes,
        mode: command.mode,
        venue: command.venue,
        notice_waived_by: if kept { vec![] } else { command.notice_waived_by },
        notice,
        reservation: command.reservation,
    })])
}

/// When and how a session is to take place.
pub(super) struct Plan<'a> {
    pub(super) starts_at: DateTime<Utc>,
    pub(super) planned_minutes: u16,
    pub(super) mode: SessionMode,
    pub(super) notice_waived_by: &'a [PartyId],
    pub(super) reservation: Option<&'a Reservation>,
}

impl Plan<'_> {
    /// Whether a session of the case may take place so; yields T09.
    pub(super) fn judge(
        &self,
        occasion: &Occasion<'_>,
        filed: &Filed,
        accepted: &Accepted,
    ) -> Result<Deadline, Rejection> {
        if !(15..=480).contains(&self.planned_minutes) {
            return Err(Rejection::SessionLength);
        }
        if self.mode == SessionMode::Asynchronous {
            return Err(Rejection::ExchangeHasNoHour);
        }
        if self.starts_at <= occasion.at {
            return Err(Rejection::SessionInPast);
        }
        if self.mode.is_online() {
            all_consent(&filed.dossier, ConsentMatter::Online)?;
        }
        let day = legal_date(self.starts_at);
        if accepted.period_is_over(day) {
            return Err(Rejection::AfterMediationPeriod { due: accepted.mediate_by.due_date });
        }
        let notice = occasion.deadline(Timer::T09);
        kept_or_waived(occasion, &filed.dossier, &notice, day, self.notice_waived_by)?;
        match self.reservation {
            Some(reservation) if !reservation.still_serves(filed) => Err(Rejection::BookingDropped),
            Some(_) | None => Ok(notice),
        }
    }
}

/// Everybody gets the notice period, or everybody has waived it.
fn kept_or_waived(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    notice: &Deadline,
    day: NaiveDate,
    waived_by: &[PartyId],
) -> Result<(), Rejection> {
    let waivers: &[PartyId] = if occasion.rules.session_notice_waivable { waived_by } else { &[] };
    let not_waived_by: Vec<_> =
        dossier.party_ids().into_iter().filter(|party| !waivers.contains(party)).collect();
    if day >= notice.due_date || not_waived_by.is_empty() {
        Ok(())
    } else {
        Err(Rejection::NoticeTooShort { earliest: notice.due_date, not_waived_by })
    }
}
