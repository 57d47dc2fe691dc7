//! 开始非同步调解: everybody speaks in writing when he can, with everybody's consent, until a day that is told (OM2021 16; OL2021 20).

use crate::case::command::OpenExchange;
use crate::case::event::{Event, ExchangeOpened};
use crate::case::guard::{all_consent, days_from_today, in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::session::Session;
use crate::case::stage::Case;
use crate::classification::ConsentMatter;
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: OpenExchange,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, assignment) = in_mediation(&filed.stage)?;
    if assignment.sessions.iter().any(Session::is_live) {
        return Err(Rejection::SessionStillLive);
    }
    if !assignment.rights_notified {
        return Err(Rejection::RightsNotNotified);
    }
    all_consent(&filed.dossier, ConsentMatter::Online)?;
    all_consent(&filed.dossier, ConsentMatter::Asynchronous)?;
    let answer_by = days_from_today(occasion, Timer::Exchange, command.days)?;
    if accepted.period_is_over(answer_by.due_date) {
        return Err(Rejection::AfterMediationPeriod { due: accepted.mediate_by.due_date });
    }
    Ok(vec![Event::ExchangeOpened(ExchangeOpened {
        session: command.session,
        opened_at: occasion.at,
        answer_by,
    })])
}
