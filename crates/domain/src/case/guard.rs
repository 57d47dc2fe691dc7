//! Questions several rules ask: is the caller involved, for whom does he speak, is the case where it should be.

use crate::calendar::Period;
use crate::case::panel::Panel;
use crate::case::representation::{caller_may, calling, needs_guardian, speaks_for};
use crate::case::stage::{Accepted, Case, Dossier, Filed, Party, Side, Stage, StageName};
use crate::case::{Assignment, Rejection};
use crate::classification::{AuthorityScope, ConsentMatter, Track};
use crate::deadline::{Deadline, Timer};
use crate::ids::{MediatorId, PartyId};
use crate::money::Fen;
use crate::occasion::{Occasion, Role};
use chrono::NaiveDate;

/// The filed case, if the caller may act on it at all: staff of its centre, its mediator, a party's own account,
/// an agent of a party institution, the court it was filed with. Everybody else learns nothing.
pub(super) fn involved<'a>(occasion: &Occasion<'_>, case: &'a Case) -> Result<&'a Filed, Rejection> {
    let Case::Filed(filed) = case else { return Err(Rejection::NotInvolved) };
    let by = occasion.by;
    let dossier = &filed.dossier;
    let involved = match by.role {
        Role::Clerk | Role::Director => by.centre.as_ref() == Some(&dossier.centre),
        Role::Mediator => by.mediator.is_some_and(|mediator| admitted(occasion, &filed.stage, mediator)),
        Role::Party | Role::InstitutionAgent => {
            let represents = |party: &Party| calling(occasion, dossier, party.id).is_some();
            dossier.parties.iter().any(|party| speaks_for(by, party) || represents(party))
        }
        Role::Court => {
            let applied_to = |court: &str| match &filed.stage {
                Stage::Effective { settlement, .. } => settlement.confirmation.is_of_court(court),
                Stage::Submitted { .. }
                | Stage::Supplementing { .. }
                | Stage::NotAccepted
                | Stage::ConsentPending(_)
                | Stage::MediatorSelection(_)
                | Stage::MediatorOffered { .. }
                | Stage::InMediation { .. }
                | Stage::Signing { .. }
                | Stage::Terminated { .. }
                | Stage::Closed => false,
            };
            let referred = dossier.referral.as_ref();
            by.court.as_deref().is_some_and(|court| {
                applied_to(court) || referred.is_some_and(|referral| referral.court == court)
            })
        }
        Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => false,
    };
    if involved { Ok(filed) } else { Err(Rejection::NotInvolved) }
}

/// The mediator who leads the mediation, or led it to its end; nobody else writes down what came of it.
pub(super) fn who_mediated<'a>(occasion: &Occasion<'_>, case: &'a Case) -> Result<&'a Filed, Rejection> {
    let own = |filed: &Filed| {
        occasion.by.role == Role::Mediator
            && occasion.by.mediator.is_some()
            && filed.stage.mediator() == occasion.by.mediator
    };
    match case {
        Case::Filed(filed) if own(filed) && matches!(filed.stage, Stage::Terminated { .. }) => Ok(filed),
        Case::Filed(filed) if own(filed) => involved(occasion, case).map(|_| &**filed),
        Case::Filed(_) | Case::NotFiled => Err(Rejection::NotInvolved),
    }
}

/// Whoever is involved; of a closed case also the court that ruled on it, for nothing but its own messages.
pub(super) fn heard<'a>(occasion: &Occasion<'_>, case: &'a Case) -> Result<&'a Filed, Rejection> {
    let own = |filed: &Filed| match (&filed.dossier.settled, occasion.by.court.as_deref()) {
        (Some(settled), Some(court)) => settled.confirmation.is_of_court(court),
        (None, _) | (_, None) => false,
    };
    match case {
        Case::Filed(filed) if occasion.by.role == Role::Court && own(filed) => Ok(filed),
        Case::Filed(_) | Case::NotFiled => involved(occasion, case),
    }
}

/// Whether a track takes a dispute about so much.
pub(super) fn within_ceiling(occasion: &Occasion<'_>, track: Track, claim: Fen) -> Result<(), Rejection> {
    match occasion.rules.ceiling_of(track) {
        Some(ceiling) if claim > ceiling => Err(Rejection::TrackCeilingExceeded { track, ceiling, claim }),
        Some(_) | None => Ok(()),
    }
}

/// Asked or at work, not suspended, and within the term: a barred mediator is a stranger.
fn admitted(occasion: &Occasion<'_>, stage: &Stage, mediator: MediatorId) -> bool {
    stage.accepted().is_some_and(|accepted| accepted.panel.admits_on(mediator, occasion.today()))
}

/// The party the caller acts for: its own account, an agent whose authority holds and covers the matter, a guardian, or the centre's staff on
/// its behalf (paper, phone, counter).
pub(super) fn acting_for<'a>(
    occasion: &Occasion<'_>,
    dossier: &'a Dossier,
    id: PartyId,
    matter: AuthorityScope,
) -> Result<&'a Party, Rejection> {
    let party = dossier.party(id).ok_or(Rejection::PartyUnknown { party: id })?;
    match occasion.by.role {
        Role::Clerk | Role::Director => Ok(party),
        Role::Party | Role::InstitutionAgent if calling(occasion, dossier, id).is_some() => {
            caller_may(occasion, dossier, id, matter).map(|()| party)
        }
        Role::Party | Role::InstitutionAgent if speaks_for(occasion.by, party) => {
            if needs_guardian(party) {
                Err(Rejection::GuardianActs { party: id })
            } else {
                Ok(party)
            }
        }
        Role::Party
        | Role::InstitutionAgent
        | Role::Mediator
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => Err(Rejection::NotActingFor { party: id }),
    }
}

/// The party itself or its own agent, and nobody of the centre for it: what staff must not even learn.
pub(super) fn oneself<'a>(
    occasion: &Occasion<'_>,
    dossier: &'a Dossier,
    id: PartyId,
    matter: AuthorityScope,
) -> Result<&'a Party, Rejection> {
    match occasion.by.role {
        Role::Clerk | Role::Director => Err(Rejection::NotOneself { party: id }),
        Role::Party
        | Role::InstitutionAgent
        | Role::Mediator
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => acting_for(occasion, dossier, id, matter),
    }
}

/// The centre's staff or the mediator, whose confidential records no party writes.
pub(super) fn of_the_house(occasion: &Occasion<'_>, party: PartyId) -> Result<(), Rejection> {
    match occasion.by.role {
        Role::Clerk | Role::Director | Role::Mediator => Ok(()),
        Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => Err(Rejection::NotActingFor { party }),
    }
}

/// Staff need not name a party; everybody else must name one and speak for it.
pub(super) fn acting_for_any(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    party: Option<PartyId>,
    matter: AuthorityScope,
) -> Result<(), Rejection> {
    match (occasion.by.role, party) {
        (Role::Clerk | Role::Director, None) => Ok(()),
        (_, Some(party)) => acting_for(occasion, dossier, party, matter).map(|_| ()),
        (_, None) => Err(Rejection::NothingGiven),
    }
}

/// One of the parties, whichever it is.
pub(super) fn acting_for_one(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    matter: AuthorityScope,
) -> Result<(), Rejection> {
    let mut refused = Rejection::NotInvolved;
    for party in &dossier.parties {
        match acting_for(occasion, dossier, party.id, matter) {
            Ok(_) => return Ok(()),
            Err(Rejection::NotActingFor { .. }) => {}
            Err(narrow) => refused = narrow,
        }
    }
    Err(refused)
}

/// A refusal that says where the step belongs.
pub(super) fn wrong_stage(stage: &Stage, allowed: &[StageName]) -> Rejection {
    Rejection::WrongStage { stage: stage.name(), allowed: allowed.to_vec() }
}

/// Those asked or at work, while a mediation goes on.
pub(super) fn panel_of(stage: &Stage) -> Result<&Panel, Rejection> {
    match stage {
        Stage::MediatorOffered { accepted, .. }
        | Stage::InMediation { accepted, .. }
        | Stage::Signing { accepted, .. } => Ok(&accepted.panel),
        Stage::Submitted { .. }
        | Stage::Supplementing { .. }
        | Stage::NotAccepted
        | Stage::ConsentPending(_)
        | Stage::MediatorSelection(_)
        | Stage::Effective { .. }
        | Stage::Terminated { .. }
        | Stage::Closed => {
            let allowed = [StageName::MediatorOffered, StageName::InMediation, StageName::Signing];
            Err(wrong_stage(stage, &allowed))
        }
    }
}

/// The case from the choice of a mediator until an agreement takes effect.
pub(super) fn choosing_or_mediating(stage: &Stage) -> Result<&Accepted, Rejection> {
    match stage {
        Stage::MediatorSelection(accepted)
        | Stage::MediatorOffered { accepted, .. }
        | Stage::InMediation { accepted, .. }
        | Stage::Signing { accepted, .. } => Ok(accepted),
        Stage::Submitted { .. }
        | Stage::Supplementing { .. }
        | Stage::NotAccepted
        | Stage::ConsentPending(_)
        | Stage::Effective { .. }
        | Stage::Terminated { .. }
        | Stage::Closed => {
            let allowed = [
                StageName::MediatorSelection,
                StageName::MediatorOffered,
                StageName::InMediation,
                StageName::Signing,
            ];
            Err(wrong_stage(stage, &allowed))
        }
    }
}

/// Nobody on the panel is suspended: work that needs the mediators waits.
pub(super) fn nobody_suspended(panel: &Panel) -> Result<(), Rejection> {
    match panel.suspended() {
        None => Ok(()),
        Some(seat) => Err(Rejection::AssignmentSuspended {
            findings: seat.suspended.as_ref().map_or_else(Vec::new, |it| it.findings.clone()),
        }),
    }
}

/// The case in mediation, whether or not it is suspended.
pub(super) fn mediating(stage: &Stage) -> Result<(&Accepted, &Assignment), Rejection> {
    if let Stage::InMediation { accepted, assignment } = stage {
        Ok((accepted, assignment))
    } else {
        Err(wrong_stage(stage, &[StageName::InMediation]))
    }
}

/// No text waits for an answer or an objection; none can outside a mediation.
pub(super) fn nothing_pending(stage: &Stage) -> Result<(), Rejection> {
    mediating(stage).map_or(Ok(()), |(_, assignment)| assignment.talks.nothing_pending())
}

/// Every party is among those who agreed.
pub(super) fn unanimous(dossier: &Dossier, agreed_by: &[PartyId]) -> Result<(), Rejection> {
    let missing: Vec<_> =
        dossier.party_ids().into_iter().filter(|party| !agreed_by.contains(party)).collect();
    if missing.is_empty() { Ok(()) } else { Err(Rejection::PauseNotUnanimous { missing }) }
}

/// The case in mediation, everybody on the panel free to act, nothing suspended, and no opinion that waits for an answer.
pub(super) fn in_mediation(stage: &Stage) -> Result<(&Accepted, &Assignment), Rejection> {
    if let Stage::InMediation { accepted, assignment } = stage {
        nobody_suspended(&accepted.panel)?;
        if let Some(suspended) = accepted.pause.suspended {
            return Err(Rejection::MediationStands { reason: suspended.reason });
        }
        assignment.talks.no_opinion()?;
        Ok((accepted, assignment))
    } else {
        Err(wrong_stage(stage, &[StageName::InMediation]))
    }
}

/// Everybody has agreed to `matter`.
pub(super) fn all_consent(dossier: &Dossier, matter: ConsentMatter) -> Result<(), Rejection> {
    let parties = dossier.without_consent(matter);
    if parties.is_empty() { Ok(()) } else { Err(Rejection::ConsentMissing { matter, parties }) }
}

/// A date of something that has happened.
pub(super) fn not_in_future(occasion: &Occasion<'_>, date: NaiveDate) -> Result<(), Rejection> {
    if date > occasion.today() { Err(Rejection::DateInFuture { date }) } else { Ok(()) }
}

/// A date that follows `earliest`.
pub(super) fn not_before(date: NaiveDate, earliest: NaiveDate) -> Result<(), Rejection> {
    if date < earliest { Err(Rejection::DateTooEarly { date, earliest }) } else { Ok(()) }
}

/// A list that says something and not too much.
pub(super) fn some_and_at_most<T>(list: &[T], limit: u32) -> Result<(), Rejection> {
    if list.is_empty() {
        Err(Rejection::NothingGiven)
    } else if list.len() > limit as usize {
        Err(Rejection::TooMany { limit })
    } else {
        Ok(())
    }
}

/// The longest time that is set in a single case, calendar days.
const LONGEST: u16 = 90;

/// The time that was set in this case, or the rule's own.
pub(super) fn days_from_today(
    occasion: &Occasion<'_>,
    timer: Timer,
    days: Option<u16>,
) -> Result<Deadline, Rejection> {
    match days {
        None => Ok(occasion.deadline(timer)),
        Some(days @ 1..=LONGEST) => {
            let period = Period::CalendarDays(days);
            Ok(occasion.rules.agreed_deadline(timer, period, occasion.today(), occasion.holidays))
        }
        Some(_) => Err(Rejection::DaysOutOfRange { longest: u32::from(LONGEST) }),
    }
}

/// The work of the panel, while the parties talk or sign; nobody on it is suspended.
pub(super) fn at_work(stage: &Stage) -> Result<&Assignment, Rejection> {
    if let Stage::InMediation { accepted, assignment } | Stage::Signing { accepted, assignment, .. } = stage {
        nobody_suspended(&accepted.panel)?;
        Ok(assignment)
    } else {
        Err(wrong_stage(stage, &[StageName::InMediation, StageName::Signing]))
    }
}

/// 64 lower-case hexadecimal digits.
pub(super) fn sha256_hex(text: &str) -> Result<(), Rejection> {
    let digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if text.len() == 64 && text.bytes().all(digit) { Ok(()) } else { Err(Rejection::HashMalformed) }
}

/// Parties of one side.
pub(super) fn of_side(dossier: &Dossier, side: Side) -> impl Iterator<Item = &Party> {
    dossier.parties.iter().filter(move |party| party.side == side)
}
