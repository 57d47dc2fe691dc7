//! Judging what may become of a file.

use super::{
    ArchiveReleased, CaseArchived, Custody, CustodyCommand, CustodyEvent, CustodyRejection, LegalHoldLifted,
    LegalHoldSet, ProcessingRestricted, RestrictionLifted, SubjectShredded,
};
use crate::case::{Case, Filed};
use crate::classification::{ErasureGround, RetentionClassCode};
use crate::ids::{DataRequestId, SubjectId, UserId};
use crate::occasion::{Occasion, Role};
use chrono::{NaiveDate, TimeDelta};

/// What happens when `command` is asked about the file of `case`; nothing when it is already so.
///
/// # Errors
/// The [`CustodyRejection`] that forbids it.
pub fn decide(
    occasion: &Occasion<'_>,
    custody: &Custody,
    case: &Case,
    command: CustodyCommand,
) -> Result<Vec<CustodyEvent>, CustodyRejection> {
    let filed = overseen(occasion, case)?;
    let case = filed.dossier.case;
    match command {
        CustodyCommand::SetHold { hold, ground, reference, reason } => {
            writable(custody, reason.subject())?;
            if custody.holds.contains_key(&hold) {
                return Ok(vec![]);
            }
            Ok(vec![CustodyEvent::LegalHoldSet(LegalHoldSet { case, hold, ground, reference, reason })])
        }
        CustodyCommand::LiftHold { hold, reason } => {
            writable(custody, reason.subject())?;
            if !custody.holds.contains_key(&hold) {
                return Err(CustodyRejection::HoldUnknown);
            }
            Ok(vec![CustodyEvent::LegalHoldLifted(LegalHoldLifted { case, hold, reason })])
        }
        CustodyCommand::Restrict { ground, request } => {
            if custody.restricted.is_some() {
                return Ok(vec![]);
            }
            Ok(vec![CustodyEvent::ProcessingRestricted(ProcessingRestricted { case, ground, request })])
        }
        CustodyCommand::LiftRestriction => match custody.restricted {
            None => Err(CustodyRejection::NotRestricted),
            Some(_) => Ok(vec![CustodyEvent::RestrictionLifted(RestrictionLifted { case })]),
        },
        CustodyCommand::Shred { subject, request, ground, proposed_by, sealed_fields } => {
            if sealed_fields == 0 {
                return Err(CustodyRejection::SubjectUnknown);
            }
            shred(occasion, custody, filed, subject, request, ground, proposed_by)
        }
        CustodyCommand::ReleaseArchive { to, reason } => {
            writable(custody, reason.subject())?;
            if custody.archived.is_none() {
                return Err(CustodyRejection::NotArchived);
            }
            let released_by = occasion.by.user.clone();
            if to == released_by {
                return Err(CustodyRejection::SecondPersonRequired);
            }
            let hours = occasion.rules.archive_release_hours;
            let until = occasion.at + TimeDelta::hours(i64::from(hours));
            Ok(vec![CustodyEvent::ArchiveReleased(ArchiveReleased { case, to, released_by, reason, until })])
        }
        CustodyCommand::Archive { dossier_no, sha256 } => {
            if custody.archived.is_some() {
                return Err(CustodyRejection::AlreadyArchived);
            }
            if custody.restricted.is_some() {
                return Err(CustodyRejection::ProcessingRestricted);
            }
            let (retention_class, keep_until) = retention(occasion, filed)?;
            let archived = CaseArchived { case, dossier_no, retention_class, keep_until, sha256 };
            Ok(vec![CustodyEvent::CaseArchived(archived)])
        }
    }
}

/// The order of the refusals: a person is told the strongest one first.
fn shred(
    occasion: &Occasion<'_>,
    custody: &Custody,
    filed: &Filed,
    subject: SubjectId,
    request: DataRequestId,
    ground: ErasureGround,
    proposed_by: UserId,
) -> Result<Vec<CustodyEvent>, CustodyRejection> {
    if custody.shredded.contains(&subject) {
        return Ok(vec![]);
    }
    if proposed_by == occasion.by.user {
        return Err(CustodyRejection::SecondPersonRequired);
    }
    if let Some(hold) = custody.holds.values().next() {
        return Err(CustodyRejection::LegalHold { ground: hold.ground });
    }
    let (class, keep_until) = retention(occasion, filed)?;
    // Data that was never lawfully held has no retention to run, except where a court has built on it.
    let binds = ground != ErasureGround::Unlawful || class == RetentionClassCode::Confirmed;
    if binds && occasion.today() <= keep_until {
        return Err(CustodyRejection::RetentionRunning { class, keep_until });
    }
    Ok(vec![CustodyEvent::SubjectShredded(SubjectShredded {
        case: filed.dossier.case,
        subject,
        request,
        ground,
        proposed_by,
        approved_by: occasion.by.user.clone(),
        on: occasion.today(),
    })])
}

/// The filed case, for the data-protection officer and the director of its centre.
fn overseen<'a>(occasion: &Occasion<'_>, case: &'a Case) -> Result<&'a Filed, CustodyRejection> {
    let Case::Filed(filed) = case else { return Err(CustodyRejection::NotFound) };
    let own = occasion.by.centre.as_ref() == Some(&filed.dossier.centre);
    match occasion.by.role {
        Role::DataProtection | Role::Director | Role::Clerk if own => Ok(filed),
        Role::DataProtection
        | Role::Director
        | Role::Clerk
        | Role::Mediator
        | Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => Err(CustodyRejection::NotFound),
    }
}

fn writable(custody: &Custody, subject: SubjectId) -> Result<(), CustodyRejection> {
    if custody.shredded.contains(&subject) { Err(CustodyRejection::SubjectErased) } else { Ok(()) }
}

/// Class and end of the retention of a closed case, by the rules in force today.
fn retention(
    occasion: &Occasion<'_>,
    filed: &Filed,
) -> Result<(RetentionClassCode, NaiveDate), CustodyRejection> {
    let known = filed.dossier.retention;
    let (Some(class), Some(closed_on)) = (known.class, known.closed_on) else {
        return Err(CustodyRejection::CaseNotClosed);
    };
    Ok((class, occasion.rules.retention.keep_until(class, closed_on)))
}
