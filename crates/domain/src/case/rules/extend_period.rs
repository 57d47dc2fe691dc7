//! 延长调解期限: only while it runs and only when every party agrees (SM2016 27; OM2021 24), on the clock of
//! the dispute: an assigned or entrusted one keeps its own.

use crate::calendar::Period;
use crate::case::command::ExtendPeriod;
use crate::case::event::{Event, PeriodExtended};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::record_consent::LIVE;
use crate::case::stage::{Case, Filed};
use crate::classification::ReferralKind;
use crate::deadline::Deadline;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ExtendPeriod,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Some(accepted) = filed.stage.accepted().filter(|_| LIVE.contains(&filed.stage.name())) else {
        return Err(wrong_stage(&filed.stage, LIVE));
    };
    if accepted.pause.stopped_since.is_some() {
        return Err(Rejection::ClockStands);
    }
    let present = &accepted.mediate_by;
    if present.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: present.timer, due: present.due_date });
    }
    let missing: Vec<_> =
        filed.dossier.party_ids().into_iter().filter(|party| !command.agreed_by.contains(party)).collect();
    if !missing.is_empty() {
        return Err(Rejection::ExtensionNotUnanimous { missing });
    }
    court_agrees(occasion, filed, command.court_consent.is_some())?;
    let days = command.until.signed_duration_since(present.legal_start_date).num_days();
    let (true, Ok(days @ 1..=396)) = (command.until > present.due_date, u16::try_from(days)) else {
        return Err(Rejection::ExtensionNotLonger { due: present.due_date });
    };
    // The parties agreed on a length counted from the same start; a last day that is a rest day rolls over like any other.
    let mediate_by: Deadline = occasion.rules.agreed_deadline(
        present.timer,
        Period::CalendarDays(days),
        present.legal_start_date,
        occasion.holidays,
    );
    Ok(vec![Event::PeriodExtended(PeriodExtended {
        mediate_by,
        agreed_by: filed.dossier.party_ids(),
        court_consent: command.court_consent,
    })])
}

/// An entrusted suit waits for its mediation: its court knows of the longer time, where the rules ask for that (OM2021 24).
fn court_agrees(occasion: &Occasion<'_>, filed: &Filed, agreed: bool) -> Result<(), Rejection> {
    let entrusted = filed.dossier.referral.as_ref().filter(|it| it.kind == ReferralKind::Entrusted);
    match entrusted {
        Some(referral) if occasion.rules.entrusted_extension_needs_court && !agreed => {
            Err(Rejection::CourtConsentMissing { court: referral.court.clone() })
        }
        Some(_) | None => Ok(()),
    }
}
