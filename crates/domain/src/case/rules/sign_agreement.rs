//! 签署: what is on the table, by a party, an agent with special authorisation, or the mediator.

use crate::case::agreement::{Agreement, Signer};
use crate::case::command::SignAgreement;
use crate::case::event::{AgreementSigned, Event};
use crate::case::guard::{involved, nobody_suspended, sha256_hex, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::representation::{Representative, binding, within_ceiling};
use crate::case::stage::{Assignment, Case, Dossier, Filed, PartyKind, Stage, StageName};
use crate::classification::{AuthorityScope, ConsentMatter, ReviewOutcome, SignatureMethod};
use crate::deadline::Timer;
use crate::ids::PartyId;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SignAgreement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (assignment, agreement) = on_the_table(&filed.stage, command.version, &command.hash)?;
    if agreement.sign_by.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: Timer::Signing, due: agreement.sign_by.due_date });
    }
    let representative = entitled(occasion, filed, assignment, agreement, &command)?;
    if agreement.signed_by(command.signer) {
        return Err(Rejection::AlreadySigned);
    }
    not_returned(agreement)?;
    scanned(command.method, command.scan_sha256.as_deref())?;
    Ok(vec![Event::AgreementSigned(AgreementSigned {
        version: command.version,
        signer: command.signer,
        representative: representative.map(|it| it.id),
        method: command.method,
        special_authorisation: representative
            .map_or(command.special_authorisation, |it| it.authority.special),
        evidence: command.evidence,
        scan_sha256: command.scan_sha256,
        hash: command.hash,
        signed_at: occasion.at,
        certificate: command.certificate,
    })])
}

/// The version on the table, if it is the one that is meant, byte for byte.
pub(super) fn on_the_table<'a>(
    stage: &'a Stage,
    version: u32,
    hash: &str,
) -> Result<(&'a Assignment, &'a Agreement), Rejection> {
    let Stage::Signing { accepted, assignment, agreement } = stage else {
        return Err(wrong_stage(stage, &[StageName::Signing]));
    };
    nobody_suspended(&accepted.panel)?;
    if agreement.version != version {
        return Err(Rejection::VersionNotCurrent { current: agreement.version });
    }
    if agreement.hash != hash {
        return Err(Rejection::HashMismatch { expected: agreement.hash.clone() });
    }
    Ok((assignment, agreement))
}

/// What the review of the centre sent back is neither signed nor sealed.
pub(super) fn not_returned(agreement: &Agreement) -> Result<(), Rejection> {
    match agreement.review {
        Some(ReviewOutcome::Returned) => Err(Rejection::AgreementReturned { version: agreement.version }),
        Some(ReviewOutcome::Passed) | None => Ok(()),
    }
}

/// A paper is known again by the hash of its scan; an electronic signature is over the text itself.
fn scanned(method: SignatureMethod, scan: Option<&str>) -> Result<(), Rejection> {
    match (method, scan) {
        (SignatureMethod::Electronic, None) => Ok(()),
        (SignatureMethod::Electronic, Some(_)) => Err(Rejection::ScanNotNeeded),
        (SignatureMethod::Handwritten | SignatureMethod::Fingerprint | SignatureMethod::Seal, None) => {
            Err(Rejection::ScanMissing)
        }
        (SignatureMethod::Handwritten | SignatureMethod::Fingerprint | SignatureMethod::Seal, Some(scan)) => {
            sha256_hex(scan)
        }
    }
}

/// Who signs for a party, if not the party itself.
fn entitled<'a>(
    occasion: &Occasion<'_>,
    filed: &'a Filed,
    assignment: &Assignment,
    agreement: &Agreement,
    command: &SignAgreement,
) -> Result<Option<&'a Representative>, Rejection> {
    let id = match command.signer {
        Signer::Mediator(mediator) => {
            let own = occasion.by.role == Role::Mediator && assignment.mediator == mediator;
            return if own { Ok(None) } else { Err(Rejection::NotInvolved) };
        }
        Signer::Party(id) => id,
    };
    let dossier = &filed.dossier;
    let by = binding(occasion, dossier, id, command.representative, AuthorityScope::Settle)?;
    let party = dossier.party(id).ok_or(Rejection::PartyUnknown { party: id })?;
    match by {
        Some(representative) => within_ceiling(representative, &agreement.obligations)?,
        // An institution or organisation signs through somebody, and settling needs special authorisation (CPL 62).
        None if party.kind != PartyKind::Person && !command.special_authorisation => {
            return Err(Rejection::SpecialAuthorisationMissing);
        }
        None => {}
    }
    by_own_hand(occasion, dossier, id, command.method)?;
    Ok(by)
}

/// An electronic signature is made by whoever alone controls its key (ESL 13), after the party agreed to sign so: nobody makes it on behalf.
pub(super) fn by_own_hand(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    party: PartyId,
    method: SignatureMethod,
) -> Result<(), Rejection> {
    if method != SignatureMethod::Electronic {
        return Ok(());
    }
    if is_staff(occasion.by.role) {
        return Err(Rejection::NotActingFor { party });
    }
    let matter = ConsentMatter::ElectronicSignature;
    if dossier.consents.contains(&(party, matter)) {
        Ok(())
    } else {
        Err(Rejection::ConsentMissing { matter, parties: vec![party] })
    }
}

const fn is_staff(role: Role) -> bool {
    match role {
        Role::Clerk | Role::Director => true,
        Role::Mediator
        | Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => false,
    }
}
