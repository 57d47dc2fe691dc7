//! What is asked next: mostly what fits the stage, by whom it concerns, with arguments that are partly wrong.

mod actors;
mod admitting;
mod arguments;
mod complaining;
mod evaluating;
mod moving;
mod opining;
mod pausing;
mod performing;
mod recusing;
mod representing;
mod selecting;
mod silence;
mod sitting;
mod talks;
mod wording;

use super::chance::Chance;
use crate::story::actors::*;
use crate::story::commands::*;
use crate::story::referrals::{report, sign_receipt};
use actors::{anybody, mediator_actor, speaker};
use admitting::admitting;
use arguments::*;
pub(crate) use arguments::{legal_person_of_the_bank, roster};
use chrono::{DateTime, TimeDelta, Utc};
use complaining::complaining;
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::*;
use domain::ids::PartyId;
use domain::occasion::Actor;
use evaluating::evaluating;
use moving::{any_moving, moving, referral, unreported, unsigned};
use opining::{answer, authorising, opining, opinion};
use pausing::{any_pause, pausing};
use performing::{about, any_performance, performing};
use recusing::{about_the_panel, decision, waiver};
use representing::*;
use selecting::selecting;
use silence::silent;
use sitting::{any_sitting, sitting};
pub(crate) use talks::BIDS;
use talks::{any_talk, talking};
use wording::{about_the_text, spoken, written_down};

/// Some time later: mostly the same day, sometimes weeks.
pub(crate) fn later(chance: &mut Chance, at: DateTime<Utc>) -> DateTime<Utc> {
    let minutes = match chance.below(100) {
        0 => 60 * 24 * chance.below(45),
        1..20 => 60 * 24 * chance.below(3),
        _ => chance.below(180),
    };
    at + TimeDelta::minutes(i64::try_from(minutes).unwrap())
}

/// Who asks what.
pub(crate) fn next(chance: &mut Chance, case: &Case, at: DateTime<Utc>) -> (Actor, Command) {
    let wild = chance.percent(25);
    let command = match case {
        _ if wild => anything(chance, case, at),
        Case::NotFiled if chance.percent(25) => referral(chance).into(),
        Case::NotFiled => application(chance).into(),
        Case::Filed(filed) if chance.percent(2) => moving(chance, filed),
        Case::Filed(filed) if chance.percent(2) => complaining(chance, filed),
        Case::Filed(filed) => fitting(chance, filed, at).unwrap_or_else(|| anything(chance, case, at)),
    };
    let by = if wild && chance.percent(60) { anybody(chance) } else { speaker(chance, case, &command) };
    (by, command)
}

/// Something that belongs to the stage.
fn fitting(chance: &mut Chance, filed: &Filed, at: DateTime<Utc>) -> Option<Command> {
    if chance.percent(8)
        && let Some(clock) = the_clock(chance, filed)
    {
        return Some(clock);
    }
    if let Some(decision) = filed.stage.accepted().and_then(|it| decision(chance, &it.panel)) {
        return Some(decision);
    }
    match &filed.stage {
        Stage::Submitted { .. } if unsigned(filed) && chance.percent(60) => Some(sign_receipt().into()),
        Stage::Submitted { .. } if chance.percent(20) => Some(similarity(chance)),
        Stage::Submitted { .. } => Some(match chance.below(20) {
            0 => refusal(chance).into(),
            1..5 => request_supplement().into(),
            _ => acceptance(chance).into(),
        }),
        Stage::Supplementing { .. } => Some(match chance.below(5) {
            0 => extend_supplement().into(),
            1 => LapseApplication.into(),
            _ => submit_supplement().into(),
        }),
        Stage::ConsentPending(accepted) => Some(match (&accepted.answer_by, chance.below(6)) {
            (None, 0..5) => notify_respondent().into(),
            _ => consent(chance).into(),
        }),
        Stage::MediatorSelection(_) if chance.percent(15) => Some(waiver(chance).into()),
        Stage::MediatorSelection(accepted) if chance.percent(60) => {
            Some(selecting(chance, &accepted.selection))
        }
        Stage::MediatorSelection(_) => Some(offer(chance).into()),
        Stage::MediatorOffered { .. } if chance.percent(12) => Some(about_the_panel(chance)),
        Stage::MediatorOffered { mediator, .. } => Some(if chance.percent(25) {
            DeclineAssignment { mediator: *mediator, ..decline_assignment() }.into()
        } else {
            AcceptAssignment { mediator: facts_of(*mediator), ..accept_assignment() }.into()
        }),
        Stage::InMediation { accepted, assignment } => Some(
            evaluating(chance, filed)
                .unwrap_or_else(|| in_mediation(chance, filed, accepted, assignment, at)),
        ),
        Stage::Signing { assignment, agreement, .. } => {
            Some(signing(chance, filed, assignment, agreement, at))
        }
        Stage::NotAccepted | Stage::Terminated { .. } | Stage::Effective { .. }
            if unreported(filed) && chance.percent(50) =>
        {
            Some(report().into())
        }
        Stage::Effective { .. } if chance.percent(3) => Some(admitting(chance, &filed.dossier)),
        Stage::Terminated { .. } if chance.percent(60) => Some(admitting(chance, &filed.dossier)),
        Stage::Effective { settlement, mediator, .. }
            if settlement.agreement.form == AgreementForm::Oral && chance.percent(20) =>
        {
            Some(written_down(chance, *mediator, &settlement.agreement))
        }
        Stage::Effective { settlement, .. } => Some(effective(chance, settlement, at)),
        Stage::NotAccepted | Stage::Terminated { .. } => chance.percent(50).then(|| CloseCase.into()),
        Stage::Closed => None,
    }
}

fn in_mediation(
    chance: &mut Chance,
    filed: &Filed,
    accepted: &Accepted,
    assignment: &Assignment,
    at: DateTime<Utc>,
) -> Command {
    let live = assignment.sessions.iter().find(|session| session.is_live());
    let held = assignment.sessions.iter().any(|session| matches!(session.status, SessionStatus::Closed(_)));
    let waits = assignment.talks.no_objection.is_some();
    let free = held && live.is_none();
    if chance.percent(if waits {
        90
    } else if free {
        35
    } else {
        0
    }) {
        return silent(chance, &filed.dossier, &assignment.talks, at);
    }
    if chance.percent(6) {
        return about_the_panel(chance);
    }
    if let Some(step) = opining(chance, accepted, &assignment.talks, at) {
        return step;
    }
    if chance.percent(3) {
        return authorising(chance);
    }
    if let Some(pause) = pausing(chance, accepted) {
        return pause;
    }
    if chance.percent(40) {
        return talking(chance, assignment, at);
    }
    if chance.percent(15) {
        return sitting(chance, assignment);
    }
    match (chance.below(14), live) {
        (0, _) => extension(chance, at).into(),
        (1, _) => revocation(chance).into(),
        (2 | 3, _) => consent(chance).into(),
        (4, Some(session)) => CancelSession { session: session.id, ..cancel_session() }.into(),
        (5, Some(session)) if session.status != SessionStatus::Scheduled => {
            AdjournSession { session: session.id, ..adjourn_session() }.into()
        }
        (6, Some(session)) => rescheduling(chance, session.id, at).into(),
        (7, _) => DropBooking { booking: a_booking(chance) }.into(),
        (_, Some(session)) if session.status == SessionStatus::Adjourned => {
            rescheduling(chance, session.id, at).into()
        }
        _ if !assignment.rights_notified && chance.percent(60) => notify_rights().into(),
        (_, Some(session)) if session.status == SessionStatus::Scheduled => opening(chance, session).into(),
        (_, Some(session)) => closing(chance, session).into(),
        (_, None) if held && chance.percent(5) => spoken(chance, at),
        (_, None) if held && chance.percent(70) => draft(chance, at).into(),
        (_, None) => planning(chance, assignment.sessions.len(), at).into(),
    }
}

fn signing(
    chance: &mut Chance,
    filed: &Filed,
    assignment: &Assignment,
    agreement: &Agreement,
    at: DateTime<Utc>,
) -> Command {
    let everybody = filed.dossier.party_ids().into_iter().map(Signer::Party);
    let everybody: Vec<Signer> = everybody.chain([Signer::Mediator(assignment.mediator)]).collect();
    let missing: Vec<Signer> = everybody.iter().copied().filter(|it| !agreement.signed_by(*it)).collect();
    match chance.below(23) {
        20 => opinion(chance, at),
        21 | 22 => about_the_text(chance, agreement),
        0 => draft(chance, at).into(),
        1 => terminate(Termination::RefusedToSign).into(),
        2 => signature(chance, agreement, &everybody).into(),
        3 => consent(chance).into(),
        4 => sealing(chance, agreement).into(),
        _ if missing.is_empty() => sealing(chance, agreement).into(),
        _ => signature(chance, agreement, &missing).into(),
    }
}

fn effective(chance: &mut Chance, settlement: &Settlement, at: DateTime<Utc>) -> Command {
    let late = settlement.confirm_by.is_over(legal_date(at));
    if chance.percent(if late { 60 } else { 2 }) {
        return LapseConfirmation.into();
    }
    if chance.percent(14) {
        return another_way(chance, at);
    }
    if settlement.is_enforceable() && chance.percent(50) {
        return performing(chance, settlement, at);
    }
    if chance.percent(30) {
        return if settlement.performed() && chance.percent(50) {
            CloseCase.into()
        } else {
            performing(chance, settlement, at)
        };
    }
    let signed = &settlement.confirmation.signed_by;
    let unsigned = [APPLICANT, BANK].into_iter().find(|party| !signed.contains(party)).unwrap_or(APPLICANT);
    match settlement.confirmation.status {
        ConfirmationStatus::NotRequested
        | ConfirmationStatus::Abandoned
        | ConfirmationStatus::NotAccepted
        | ConfirmationStatus::Withdrawn => preparation(chance).into(),
        ConfirmationStatus::Preparing if chance.percent(10) => {
            AbandonConfirmation { party: unsigned, reason: None }.into()
        }
        ConfirmationStatus::Preparing => sign_confirmation(unsigned).into(),
        ConfirmationStatus::JointlySigned => filing(chance).into(),
        ConfirmationStatus::SupplementRequested if chance.percent(80) => {
            supply_confirmation_documents().into()
        }
        ConfirmationStatus::Filed
        | ConfirmationStatus::SupplementRequested
        | ConfirmationStatus::Accepted
        | ConfirmationStatus::UnderReview
        | ConfirmationStatus::Objected => court_step(chance, at).into(),
        ConfirmationStatus::Confirmed if chance.percent(60) => court_step(chance, at).into(),
        ConfirmationStatus::Confirmed
        | ConfirmationStatus::Dismissed
        | ConfirmationStatus::Lapsed
        | ConfirmationStatus::DeemedWithdrawn
        | ConfirmationStatus::Upheld
        | ConfirmationStatus::Revoked
        | ConfirmationStatus::Changed => CloseCase.into(),
    }
}

/// A paper of a notary or an arbitral body, made out today.
fn of_today(mut way: RecordOtherRoute, at: DateTime<Utc>) -> RecordOtherRoute {
    if let OtherRoute::NotarialInstrument { issued_on, .. } | OtherRoute::ArbitralPaper { issued_on, .. } =
        &mut way.route
    {
        *issued_on = legal_date(at);
    }
    way
}

/// Another way to enforce it, whether or not its conditions hold.
fn another_way(chance: &mut Chance, at: DateTime<Utc>) -> Command {
    let objected = chance.percent(50);
    let ways = [
        notarised(),
        without_consent(),
        order_applied(),
        order_accepted(),
        order_refused(),
        order_issued("2026-11-06"),
        order_objected(objected, false),
        court_paper(),
        arbitral_paper(),
        suit(),
    ];
    let way = chance.one_of(&ways);
    if chance.percent(70) { of_today(way, at).into() } else { way.into() }
}

/// Any command at all.
fn anything(chance: &mut Chance, case: &Case, at: DateTime<Utc>) -> Command {
    let party: PartyId = any_party(chance);
    if chance.percent(10) {
        return any_talk(chance, at);
    }
    if chance.percent(10) {
        return any_sitting(chance);
    }
    if chance.percent(4) {
        return any_pause(chance);
    }
    match chance.below(53) {
        0 => application(chance).into(),
        51 => opinion(chance, at),
        52 => answer(chance, 1),
        40 => RecordSpecialNeeds { party, ..record_special_needs() }.into(),
        41 => ScreenRisk { party, ..screen_risk() }.into(),
        42 => report_risk().into(),
        30 => appointment(chance, at).into(),
        31 => new_authority(chance, at).into(),
        32 => RevokeRepresentative { representative: any_representative(chance), ..revoke_representative() }
            .into(),
        33 if chance.percent(20) => capacity(chance).into(),
        34 if chance.percent(20) => joinder(chance).into(),
        34 => correction(chance).into(),
        29 => referral(chance).into(),
        37 => sign_receipt().into(),
        38 => report().into(),
        39 => any_moving(chance, case),
        1 => request_supplement().into(),
        2 => SubmitSupplement { party, ..submit_supplement() }.into(),
        3 => acceptance(chance).into(),
        4 => refusal(chance).into(),
        5 => notify_respondent().into(),
        6 => consent(chance).into(),
        7 => revocation(chance).into(),
        8 if chance.percent(10) => refuse_mediation().into(),
        9 => offer(chance).into(),
        10 => AcceptAssignment { mediator: any_mediator(chance), ..accept_assignment() }.into(),
        11 => DeclineAssignment { mediator: any_mediator(chance).id, ..decline_assignment() }.into(),
        12 => notify_rights().into(),
        13 => {
            let session = new_session(chance);
            planning(chance, session, at).into()
        }
        14 => CancelSession { session: any_session(chance), ..cancel_session() }.into(),
        15 => OpenSession { session: any_session(chance), ..open_session() }.into(),
        16 => CloseSession { session: any_session(chance), ..close_session() }.into(),
        17 => extension(chance, at).into(),
        18 => draft(chance, at).into(),
        19 => any_signature(chance, case).into(),
        20 => any_sealing(chance, case).into(),
        21 => preparation(chance).into(),
        22 => sign_confirmation(party).into(),
        23 => filing(chance).into(),
        24 => supply_confirmation_documents().into(),
        25 => court_step(chance, at).into(),
        26 if chance.percent(50) => {
            let (which, seq) = (chance.below(6), u32::try_from(chance.below(4)).unwrap());
            about(chance, which, seq, at)
        }
        26 => any_performance(chance, at).into(),
        27 if chance.percent(10) => WithdrawApplication { party, ..withdraw_application() }.into(),
        43 => {
            let session = any_session(chance);
            rescheduling(chance, session, at).into()
        }
        44 => AdjournSession { session: any_session(chance), ..adjourn_session() }.into(),
        50 => similarity(chance),
        45 => DropBooking { booking: a_booking(chance) }.into(),
        48 | 49 => retracking(chance).into(),
        46 | 47 => selecting(chance, &Selection::default()),
        28 if chance.percent(20) => terminate(chance.one_of(Termination::ALL)).into(),
        35 | 36 => about_the_panel(chance),
        _ => CloseCase.into(),
    }
}

/// A day comes, or a notice.
fn the_clock(chance: &mut Chance, filed: &Filed) -> Option<Command> {
    if let Stage::Effective { settlement, .. } = &filed.stage
        && chance.percent(70)
    {
        let due_on = settlement
            .obligations
            .get(chance.below(settlement.obligations.len().max(1) as u64) as usize)?
            .due_on;
        return Some(FollowUpPerformance { due_on }.into());
    }
    let running = &filed.dossier.running;
    let deadline = running.get(chance.below(running.len().max(1) as u64) as usize)?;
    let (timer, due_date) = (deadline.timer, deadline.due_date);
    Some(match chance.percent(70) {
        true => FireTimer { timer, due_date }.into(),
        false => RecomputeDeadline { timer, due_date }.into(),
    })
}

/// A case like this one turns up, or somebody decides about one.
fn similarity(chance: &mut Chance) -> Command {
    let other = chance.one_of(&[TWIN, COUSIN, CASE]);
    if chance.percent(40) {
        let candidates = vec![similar(other, chance.percent(60))];
        return FlagSimilar { candidates, more: 0 }.into();
    }
    let relation =
        if chance.percent(80) { SimilarRelation::Different } else { chance.one_of(SimilarRelation::ALL) };
    let reason = if chance.percent(90) { decide_similarity().reason } else { None };
    DecideSimilarity { others: vec![other], relation, reason }.into()
}

/// The mediator whose step it is, if it is a mediator's.
pub(super) fn of_mediator(case: &Case) -> Option<Actor> {
    let Case::Filed(filed) = case else { return None };
    let asked = match &filed.stage {
        Stage::MediatorOffered { mediator, .. } => Some(*mediator),
        Stage::Submitted { .. }
        | Stage::Supplementing { .. }
        | Stage::NotAccepted
        | Stage::ConsentPending(_)
        | Stage::MediatorSelection(_)
        | Stage::InMediation { .. }
        | Stage::Signing { .. }
        | Stage::Effective { .. }
        | Stage::Terminated { .. }
        | Stage::Closed => filed.stage.mediator(),
    };
    asked.map(mediator_actor)
}
