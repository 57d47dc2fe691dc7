//! 提交申请: an application opens a case; either side may apply (PML 17), by itself or by an agent.

mod agents;
mod channel;

use crate::case::command::FileApplication;
use crate::case::conflict::InstitutionTie;
use crate::case::event::{ApplicationFiled, Claim, Event, FiledParty, PartyIdentity};
use crate::case::guard::{involved, not_before, not_in_future, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::rules::{appoint_representative, record_capacity};
use crate::case::stage::{Case, Side};
use crate::classification::ComplaintOutcome;
use crate::deadline::Timer;
use crate::identity::Uscc;
use crate::money::Fen;
use crate::occasion::{Occasion, Role};

/// Most parties of a case, both sides together.
pub(super) const PARTIES: u32 = 50;
/// Most claims.
const CLAIMS: u32 = 50;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: FileApplication,
) -> Result<Vec<Event>, Rejection> {
    if let Case::Filed(_) = case {
        // A stranger must not learn that the case exists.
        return Err(involved(occasion, case).err().unwrap_or(Rejection::AlreadyFiled));
    }
    by_whom(occasion, &command)?;
    channel::by_whom(occasion, &command)?;
    opened(occasion, command)
}

/// The application as an event, whoever handed it in.
pub(super) fn opened(occasion: &Occasion<'_>, command: FileApplication) -> Result<Vec<Event>, Rejection> {
    let privacy_notice = command.privacy_notice.clone().ok_or(Rejection::PrivacyNoticeNotShown)?;
    some_and_at_most(&command.parties, PARTIES)?;
    both_sides(&command.parties)?;
    channel::named(&command)?;
    agents::entitled(occasion, &command)?;
    if command.claims.is_empty() {
        return Err(Rejection::ClaimMissing);
    }
    some_and_at_most(&command.claims, CLAIMS)?;
    let claim_fen = sum(&command.claims)?;
    if let Some(date) = command.incident_on {
        not_in_future(occasion, date)?;
    }
    if let Some(complaint) = &command.prior_complaint {
        not_in_future(occasion, complaint.lodged_on)?;
        if let Some(replied_on) = complaint.replied_on {
            not_in_future(occasion, replied_on)?;
            not_before(replied_on, complaint.lodged_on)?;
        }
    }
    let unanswered = command
        .prior_complaint
        .as_ref()
        .filter(|complaint| complaint.outcome == ComplaintOutcome::Pending && complaint.replied_on.is_none());
    let complaint_answer_by =
        unanswered.map(|complaint| occasion.deadline_from(Timer::T16, complaint.lodged_on));
    let by_age: Vec<Event> =
        command.parties.iter().filter_map(|party| record_capacity::by_age(occasion, party)).collect();
    let filed = Event::ApplicationFiled(ApplicationFiled {
        case: command.case,
        centre: command.centre,
        channel: command.channel,
        outside_ticket: command.outside_ticket,
        handed_over: command.handed_over,
        filed_by: command.filed_by,
        parties: command.parties,
        business: command.business,
        cause: command.cause,
        product: command.product,
        facts: command.facts,
        claims: command.claims,
        claim_fen,
        dispute_fen: command.dispute_fen,
        incident_on: command.incident_on,
        prior_complaint: command.prior_complaint,
        complaint_answer_by,
        privacy_notice,
        received_at: occasion.at,
        accept_by: occasion.deadline(Timer::T01),
    });
    let appointed = command.agents.into_iter().map(appoint_representative::appointed);
    Ok(std::iter::once(filed).chain(by_age).chain(appointed).collect())
}

/// A clerk files for anybody with the clerk's own centre; an agent only where the agent's institution is a party.
fn by_whom(occasion: &Occasion<'_>, command: &FileApplication) -> Result<(), Rejection> {
    match occasion.by.role {
        Role::Clerk | Role::Director if occasion.by.centre.as_ref() == Some(&command.centre) => Ok(()),
        Role::Party => agents::files(occasion, command),
        Role::InstitutionAgent => {
            let own = |institution: &Uscc| {
                let is_own = |filed: &FiledParty| filed.identity.codes().any(|code| code == institution);
                command.parties.iter().any(|filed| filed.side == Side::Applicant && is_own(filed))
            };
            if occasion.by.institution.as_ref().is_some_and(own) {
                Ok(())
            } else {
                Err(Rejection::NotInvolved)
            }
        }
        Role::Clerk
        | Role::Director
        | Role::Mediator
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => Err(Rejection::NotInvolved),
    }
}

fn both_sides(parties: &[FiledParty]) -> Result<(), Rejection> {
    for side in [Side::Applicant, Side::Respondent] {
        if !parties.iter().any(|party| party.side == side) {
            return Err(Rejection::SideMissing { side });
        }
    }
    // Branches of one legal person cannot have a dispute with each other.
    let of_side =
        |side| parties.iter().filter(move |party| party.side == side).filter_map(InstitutionTie::of);
    let respondents: Vec<InstitutionTie> = of_side(Side::Respondent).collect();
    let on_both = |applicant: InstitutionTie| {
        respondents.iter().any(|respondent| respondent.legal_person == applicant.legal_person)
    };
    if of_side(Side::Applicant).any(on_both) { Err(Rejection::SamePartyOnBothSides) } else { Ok(()) }
}

pub(super) const fn code(party: &FiledParty) -> Option<&Uscc> {
    match &party.identity {
        PartyIdentity::Person { .. } => None,
        PartyIdentity::Organisation { uscc, .. } | PartyIdentity::Institution { uscc, .. } => Some(uscc),
    }
}

fn sum(claims: &[Claim]) -> Result<Fen, Rejection> {
    Fen::sum(claims.iter().filter_map(|claim| claim.amount)).ok_or(Rejection::ClaimTooLarge)
}
