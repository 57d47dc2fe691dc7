//! 关闭案件: nothing left to perform and nothing pending at court; the file goes to the archive (T22).

use crate::case::command::CloseCase;
use crate::case::event::{CaseClosed, Event, UndisputedFactsAbandoned};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::settlement::Settlement;
use crate::case::stage::{Case, Stage, StageName};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    _command: CloseCase,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if filed.dossier.mediated_by.contains(&occasion.by.user) {
        return Err(Rejection::MediatorCloses);
    }
    match &filed.stage {
        Stage::Effective { settlement, .. } => done(settlement)?,
        Stage::NotAccepted | Stage::Terminated { .. } => {}
        Stage::Submitted { .. }
        | Stage::Supplementing { .. }
        | Stage::ConsentPending(_)
        | Stage::MediatorSelection(_)
        | Stage::MediatorOffered { .. }
        | Stage::InMediation { .. }
        | Stage::Signing { .. }
        | Stage::Closed => {
            let allowed = [StageName::NotAccepted, StageName::Effective, StageName::Terminated];
            return Err(wrong_stage(&filed.stage, &allowed));
        }
    }
    if filed.dossier.referral.as_ref().is_some_and(|referral| !referral.reported) {
        return Err(Rejection::ReferralNotReported);
    }
    // What waits for a signature will not get it any more.
    let unsigned = filed.dossier.facts.as_ref().filter(|it| it.open().is_some());
    let abandoned = unsigned.map(|it| {
        let version = it.version;
        Event::UndisputedFactsAbandoned(UndisputedFactsAbandoned { version, party: None, reason: None })
    });
    let closed = Event::CaseClosed(CaseClosed { archive_by: occasion.deadline(Timer::T22) });
    Ok(abandoned.into_iter().chain([closed]).collect())
}

fn done(settlement: &Settlement) -> Result<(), Rejection> {
    if settlement.confirmation.status.is_pending() {
        return Err(Rejection::ConfirmationPending);
    }
    // Whoever it is owed to may tell the centre to look after it no more: the debt stays, the file goes.
    let seqs: Vec<u32> = settlement.looked_after().map(|obligation| obligation.seq).collect();
    if seqs.is_empty() { Ok(()) } else { Err(Rejection::ObligationsOpen { seqs }) }
}
