//! 记录缺席: the hour has come and somebody is not there; too often without a proper reason counts as a refusal, where the rules say so.

use crate::case::command::RecordNoShow;
use crate::case::event::{Event, NoShowRecorded};
use crate::case::guard::{in_mediation, involved, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::rules::refuse_mediation::{bound, left_by};
use crate::case::session::SessionStatus;
use crate::case::stage::{Case, Dossier, Party};
use crate::classification::{NoShowConsequence, RefusalReason};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordNoShow,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, assignment) = in_mediation(&filed.stage)?;
    let session = session_of(assignment, command.session)?;
    if session.status != SessionStatus::Scheduled {
        return Err(Rejection::SessionNotScheduled);
    }
    if occasion.at < session.starts_at {
        return Err(Rejection::HourNotCome { starts_at: session.starts_at });
    }
    some_and_at_most(&command.absent, 50)?;
    if let Some(party) = command.absent.iter().copied().find(|party| filed.dossier.party(*party).is_none()) {
        return Err(Rejection::PartyUnknown { party });
    }
    let mut absent = command.absent;
    absent.sort_unstable();
    absent.dedup();
    let excused = command.excuse.is_some();
    let gone = |party: &&Party| {
        // Whoever may not refuse does not get out of it by staying away: the mediator can give an opinion.
        let free = bound(accepted, party).is_none();
        absent.contains(&party.id) && !excused && free && counts_as_refusal(occasion, &filed.dossier, party)
    };
    let gone: Vec<&Party> = filed.dossier.parties.iter().filter(gone).collect();
    let consequence =
        if gone.is_empty() { NoShowConsequence::Rearranged } else { NoShowConsequence::CountsAsRefusal };
    let missed = NoShowRecorded { session: command.session, absent, excuse: command.excuse, consequence };
    let mut events = vec![Event::NoShowRecorded(missed)];
    if !gone.is_empty() {
        events.extend(left_by(&gone, Some(RefusalReason::Absence), None));
    }
    Ok(events)
}

/// Whether one more absence is the one that counts as a refusal.
fn counts_as_refusal(occasion: &Occasion<'_>, dossier: &Dossier, party: &Party) -> bool {
    let before = dossier.no_shows.get(&party.id).copied().unwrap_or(0);
    occasion.rules.no_shows_count_as_refusal.is_some_and(|limit| before.saturating_add(1) >= u32::from(limit))
}
