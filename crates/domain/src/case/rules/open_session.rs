//! 开始调解会议: on its day, rights told, both sides there and identified (OM2021 17), recording only with consent.

use crate::calendar::legal_date;
use crate::case::command::OpenSession;
use crate::case::event::{Event, SessionOpened};
use crate::case::guard::{all_consent, in_mediation, involved, of_side, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::session::SessionStatus;
use crate::case::stage::{Case, Side};
use crate::classification::ConsentMatter;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: OpenSession,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, assignment) = in_mediation(&filed.stage)?;
    let session = session_of(assignment, command.session)?;
    if session.status != SessionStatus::Scheduled {
        return Err(Rejection::SessionNotScheduled);
    }
    if !assignment.rights_notified {
        return Err(Rejection::RightsNotNotified);
    }
    if occasion.today() < legal_date(session.starts_at) {
        return Err(Rejection::SessionTooEarly { starts_at: session.starts_at });
    }
    if accepted.mediate_by.is_over(occasion.today()) {
        return Err(Rejection::AfterMediationPeriod { due: accepted.mediate_by.due_date });
    }
    if session.mode.is_online() {
        all_consent(&filed.dossier, ConsentMatter::Online)?;
    }
    if command.recorded {
        all_consent(&filed.dossier, ConsentMatter::Recording)?;
    }
    some_and_at_most(&command.participants, 50)?;
    for participant in &command.participants {
        if filed.dossier.party(participant.party).is_none() {
            return Err(Rejection::PartyUnknown { party: participant.party });
        }
    }
    for side in [Side::Applicant, Side::Respondent] {
        let present =
            |party: &crate::case::Party| command.participants.iter().any(|there| there.party == party.id);
        if !of_side(&filed.dossier, side).any(present) {
            return Err(Rejection::SideAbsent { side });
        }
    }
    Ok(vec![Event::SessionOpened(SessionOpened {
        session: command.session,
        opened_at: occasion.at,
        participants: command.participants,
        recorded: command.recorded,
    })])
}
