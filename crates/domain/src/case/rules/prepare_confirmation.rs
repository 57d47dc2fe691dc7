//! 准备司法确认: one party asks, inside T10, at a competent court (CPL 205; CPLI 352).

use crate::case::command::PrepareConfirmation;
use crate::case::event::{ConfirmationPrepared, Event};
use crate::case::guard::{acting_for, involved, wrong_stage};
use crate::case::referral::Referral;
use crate::case::rejection::Rejection;
use crate::case::settlement::Settlement;
use crate::case::stage::{Case, Stage, StageName};
use crate::classification::{CourtBasis, ReferralKind};
use crate::court_number::is_court_code;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: PrepareConfirmation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    acting_for(occasion, &filed.dossier, command.party)?;
    if let Some(referral) = &filed.dossier.referral {
        invited(referral, &command.court)?;
    }
    let status = settlement.confirmation.status;
    if !status.may_prepare() {
        return Err(Rejection::ConfirmationStep { status: status.code().to_owned() });
    }
    in_time(occasion, settlement)?;
    let fits = match command.basis {
        CourtBasis::OrganisationSeat => {
            // Two organisations took part: the courts at both seats are competent (CPLI 352).
            let seats = &filed.dossier.seats;
            command.centre.has_court(&command.court)
                || seats.iter().any(|seat| seat.has_court(&command.court))
        }
        // Where a party lives or the subject matter lies is the court's to check; the code must at least be a court's.
        CourtBasis::PartyDomicile | CourtBasis::SubjectMatter => true,
    };
    if !(fits && is_court_code(&command.court)) {
        return Err(Rejection::CourtNotCompetent { court: command.court });
    }
    Ok(vec![Event::ConfirmationPrepared(ConfirmationPrepared {
        court: command.court,
        basis: command.basis,
        asked_by: command.party,
    })])
}

/// The settlement in force.
pub(super) fn effective(stage: &Stage) -> Result<&Settlement, Rejection> {
    if let Stage::Effective { settlement, .. } = stage {
        Ok(settlement)
    } else {
        Err(wrong_stage(stage, &[StageName::Effective]))
    }
}

/// T10 is open.
pub(super) fn in_time(occasion: &Occasion<'_>, settlement: &Settlement) -> Result<(), Rejection> {
    if settlement.confirm_by.is_over(occasion.today()) {
        Err(Rejection::ConfirmationTooLate { due: settlement.confirm_by.due_date })
    } else {
        Ok(())
    }
}

/// An assigned dispute is confirmed by the court that assigned it (CPL 205); an entrusted one by no confirmation at all (JC2011 13).
fn invited(referral: &Referral, court: &str) -> Result<(), Rejection> {
    match referral.kind {
        ReferralKind::Entrusted => Err(Rejection::EntrustedNotConfirmed),
        ReferralKind::Assigned if referral.court == court => Ok(()),
        ReferralKind::Assigned => Err(Rejection::CourtNotCompetent { court: court.to_owned() }),
    }
}
