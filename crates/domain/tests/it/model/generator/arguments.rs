//! Arguments, right more often than wrong.

use super::super::chance::Chance;
use super::opining::memoranda;
use crate::story::actors::*;
use crate::story::commands::*;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::*;
use domain::identity::Uscc;
use domain::ids::{BookingId, MediatorId, PartyId, SessionId};
use domain::mediator::MediatorFacts;
use domain::resource_calendar::ResourceId;
use std::sync::LazyLock;
use uuid::Uuid;

const PARTIES: [PartyId; 2] = [APPLICANT, BANK];

pub(super) fn any_party(chance: &mut Chance) -> PartyId {
    chance.one_of(&[APPLICANT, BANK, APPLICANT, BANK, NEWCOMER, PartyId(Uuid::from_u128(0xFF))])
}

/// Days from `at`, some of them before it.
pub(super) fn date(chance: &mut Chance, at: DateTime<Utc>, before: u64, after: u64) -> NaiveDate {
    let days = i64::try_from(chance.below(before + after + 1)).unwrap() - i64::try_from(before).unwrap();
    legal_date(at + TimeDelta::days(days))
}

/// Right, or now and then something else.
pub(super) fn mostly<T: Clone>(chance: &mut Chance, right: T, others: &[T]) -> T {
    if chance.percent(90) { right } else { chance.one_of(others) }
}

pub(super) fn application(chance: &mut Chance) -> FileApplication {
    let application = match chance.below(10) {
        0 => FileApplication { parties: vec![depositor(), depositor()], ..file_application() },
        1 => FileApplication { privacy_notice: None, ..file_application() },
        2..4 => without_prior_complaint(),
        _ => file_application(),
    };
    let sector = chance.one_of(Sector::ALL);
    let parties = application.parties;
    let parties = if chance.percent(30) { vec![depositor(), institution_of(sector)] } else { parties };
    FileApplication { parties, ..application }
}

pub(super) fn retracking(chance: &mut Chance) -> ChangeTrack {
    ChangeTrack { track: chance.one_of(Track::ALL), memoranda: memoranda(chance), ..change_track() }
}

pub(super) fn acceptance(chance: &mut Chance) -> AcceptCase {
    let reason = chance.percent(70).then(|| secret_short("网点撤并"));
    let mut checks = checks();
    if chance.percent(5) {
        checks[0].met = false;
    }
    AcceptCase { checks, without_prior_complaint: reason, memoranda: memoranda(chance), ..accept_case() }
}

pub(super) fn refusal(chance: &mut Chance) -> RefuseAcceptance {
    RefuseAcceptance { grounds: chance.some_of(Exclusion::ALL, 10), ..refuse_acceptance() }
}

pub(super) fn consent(chance: &mut Chance) -> RecordConsent {
    let mut matters = chance.some_of(ConsentMatter::ALL, 60);
    // A person agrees to be bound by silence apart from everything else.
    if chance.percent(98) {
        matters.retain(|matter| *matter != ConsentMatter::NoObjection);
    }
    if chance.percent(60) {
        matters.push(ConsentMatter::Mediate);
    }
    RecordConsent { centre_appoints: chance.percent(70), ..consent_of(any_party(chance), &matters) }
}

pub(super) fn revocation(chance: &mut Chance) -> RevokeConsent {
    revoke(any_party(chance), chance.one_of(ConsentMatter::ALL))
}

/// The roster: who may serve and who may not, each under one id for good.
pub(crate) fn roster() -> &'static [MediatorFacts] {
    static ROSTER: LazyLock<Vec<MediatorFacts>> = LazyLock::new(|| {
        let entries = [
            unbound(),
            unbound(),
            seconded_by(bank(), branch()),
            seconded_by(bank(), other_branch()),
            seconded_by(other_bank(), other_bank()),
            of_group("某集团"),
            once_employed(None),
            once_employed(Some("2024-10-01")),
            once_employed(Some("2024-10-20")),
            once_employed(Some("2026-01-01")),
            MediatorFacts { active: false, ..unbound() },
        ];
        let numbered = (0xC1..).zip(entries);
        numbered.map(|(id, facts)| MediatorFacts { id: MediatorId(Uuid::from_u128(id)), ..facts }).collect()
    });
    &ROSTER
}

pub(super) fn any_mediator(chance: &mut Chance) -> MediatorFacts {
    chance.one_of(roster())
}

pub(super) fn facts_of(id: MediatorId) -> MediatorFacts {
    roster().iter().find(|facts| facts.id == id).cloned().unwrap_or_else(unbound)
}

/// The bank's code, by which the ledger judges a conflict.
pub(crate) fn legal_person_of_the_bank() -> Uscc {
    bank()
}

pub(super) fn offer(chance: &mut Chance) -> OfferMediator {
    OfferMediator {
        mediator: any_mediator(chance),
        chosen_by_parties: chance.percent(10),
        ..offer_mediator()
    }
}

/// A session that no case has planned yet.
pub(super) fn new_session(chance: &mut Chance) -> usize {
    usize::try_from(1_000 + chance.below(1_000_000_000)).unwrap()
}

/// The how-manieth session of the case.
pub(super) fn session_id(number: usize) -> SessionId {
    SessionId(Uuid::from_u128(0x5E00 + u128::try_from(number).unwrap()))
}

pub(super) fn any_session(chance: &mut Chance) -> SessionId {
    session_id(usize::try_from(chance.below(4)).unwrap())
}

pub(super) fn planning(chance: &mut Chance, number: usize, at: DateTime<Utc>) -> ScheduleSession {
    let waived = if chance.percent(60) { PARTIES.to_vec() } else { chance.some_of(&PARTIES, 50) };
    ScheduleSession {
        session: session_id(number),
        starts_at: at + TimeDelta::minutes(i64::try_from(chance.below(60 * 24 * 9)).unwrap()),
        planned_minutes: mostly(chance, 180, &[0, 481]),
        mode: chance.one_of(SessionMode::ALL),
        notice_waived_by: waived,
        reservation: booked(chance),
        ..schedule_session()
    }
}

/// Half of the sessions are held in calendars; sometimes the mediator is missing among them.
fn booked(chance: &mut Chance) -> Option<Reservation> {
    let mediators = roster().iter().map(|facts| ResourceId::Mediator(facts.id));
    let mediators: Vec<_> = mediators.take(if chance.percent(90) { usize::MAX } else { 0 }).collect();
    let account = ResourceId::Account(applicant().user);
    let resources = mediators.into_iter().chain([account]).collect();
    let booking = a_booking(chance);
    chance.percent(50).then_some(Reservation { booking, resources })
}

pub(super) fn a_booking(chance: &mut Chance) -> BookingId {
    BookingId(Uuid::from_u128(0xB000 + u128::from(chance.below(12))))
}

pub(super) fn rescheduling(chance: &mut Chance, session: SessionId, at: DateTime<Utc>) -> RescheduleSession {
    let planned = planning(chance, 0, at);
    RescheduleSession {
        session,
        starts_at: planned.starts_at,
        planned_minutes: planned.planned_minutes,
        mode: planned.mode,
        venue: planned.venue,
        notice_waived_by: planned.notice_waived_by,
        reason: chance.one_of(CancelReason::ALL),
        reservation: planned.reservation,
    }
}

pub(super) fn opening(chance: &mut Chance, session: &Session) -> OpenSession {
    let participants = if chance.percent(90) { both_there() } else { chance.some_of(&both_there(), 50) };
    OpenSession { session: session.id, participants, recorded: chance.percent(30) }
}

pub(super) fn closing(chance: &mut Chance, session: &Session) -> CloseSession {
    let recording = SessionRecord::Recording { sha256: mostly(chance, sha(), &[String::new()]) };
    let record = if chance.percent(20) { recording } else { close_session().record };
    let record = match session.exchange_by {
        Some(_) if chance.percent(60) => SessionRecord::Exchange {},
        Some(_) | None => record,
    };
    let next_step = chance.percent(20).then(next_step);
    CloseSession { session: session.id, record, result: chance.one_of(SessionResult::ALL), next_step }
}

pub(super) fn extension(chance: &mut Chance, at: DateTime<Utc>) -> ExtendPeriod {
    let agreed_by = if chance.percent(70) { PARTIES.to_vec() } else { chance.some_of(&PARTIES, 50) };
    let court_consent = chance.percent(50).then(|| short("（2026）粤0104民初123号延期函"));
    ExtendPeriod { until: date(chance, at, 10, 90), agreed_by, court_consent }
}

pub(super) fn draft(chance: &mut Chance, at: DateTime<Utc>) -> DraftAgreement {
    let (due_on, later) = (date(chance, at, 1, 20), date(chance, at, 0, 40));
    let part = |due_on| Instalment { due_on, amount: yuan(1_000) };
    let (payer, payee, obligor) = (BANK, mostly(chance, APPLICANT, &[BANK]), BANK);
    let all = [
        clause(TermBody::Payment { payer, payee, amount: yuan(5_000), due_on }),
        clause(TermBody::Refund { payer, payee, amount: yuan(10), due_on }),
        clause(TermBody::Instalments {
            payer,
            payee,
            total: yuan(2_000),
            schedule: vec![part(due_on), part(later)],
            accelerates_after: chance.percent(70).then_some(1),
        }),
        clause(TermBody::Conduct { obligor, due_on }),
        ProposedTerm {
            term: Term {
                body: TermBody::Apology { obligor, due_on },
                wording: Some(secret_long("书面致歉。")),
            },
            amount_in_words: None,
        },
        clause(TermBody::JointConfirmation {}),
    ];
    DraftAgreement { terms: chance.some_of(&all, 35), ..draft_agreement() }
}

pub(super) fn signature(chance: &mut Chance, agreement: &Agreement, signers: &[Signer]) -> SignAgreement {
    let methods = [SignatureMethod::Electronic, SignatureMethod::Handwritten];
    SignAgreement {
        version: mostly(chance, agreement.version, &[1, 2]),
        hash: mostly(chance, agreement.hash.clone(), &[sha()]),
        special_authorisation: chance.percent(90),
        ..sign(chance.one_of(signers), chance.one_of(&methods))
    }
}

pub(super) fn sealing(chance: &mut Chance, agreement: &Agreement) -> SealAgreement {
    let hash = mostly(chance, agreement.hash.clone(), &[sha()]);
    SealAgreement { version: agreement.version, hash, ..seal_agreement() }
}

/// The version on the table, or a made-up one.
fn on_the_table(case: &Case) -> (u32, String) {
    match case {
        Case::Filed(filed) => match &filed.stage {
            Stage::Signing { agreement, .. } => (agreement.version, agreement.hash.clone()),
            Stage::Submitted { .. }
            | Stage::Supplementing { .. }
            | Stage::NotAccepted
            | Stage::ConsentPending(_)
            | Stage::MediatorSelection(_)
            | Stage::MediatorOffered { .. }
            | Stage::InMediation { .. }
            | Stage::Effective { .. }
            | Stage::Terminated { .. }
            | Stage::Closed => (1, sha()),
        },
        Case::NotFiled => (1, sha()),
    }
}

pub(super) fn any_signature(chance: &mut Chance, case: &Case) -> SignAgreement {
    let (version, hash) = on_the_table(case);
    let signers = [Signer::Party(any_party(chance)), Signer::Mediator(any_mediator(chance).id)];
    SignAgreement { version, hash, ..sign(chance.one_of(&signers), chance.one_of(SignatureMethod::ALL)) }
}

pub(super) fn any_sealing(_chance: &mut Chance, case: &Case) -> SealAgreement {
    let (version, hash) = on_the_table(case);
    SealAgreement { version, hash, ..seal_agreement() }
}

pub(super) fn preparation(chance: &mut Chance) -> PrepareConfirmation {
    let court = mostly(chance, COURT.to_owned(), &["粤0604".to_owned(), "粤01".to_owned(), "x".to_owned()]);
    PrepareConfirmation {
        party: any_party(chance),
        court,
        basis: chance.one_of(CourtBasis::ALL),
        ..prepare_confirmation()
    }
}

pub(super) fn filing(chance: &mut Chance) -> FileConfirmation {
    let papers = if chance.percent(80) { papers() } else { chance.some_of(&papers(), 80) };
    FileConfirmation { papers, party: None, green_channel: chance.percent(50) }
}

pub(super) fn court_step(chance: &mut Chance, at: DateTime<Utc>) -> RecordCourtStep {
    let number = court_number(chance.one_of(&[
        "（2026）粤0104诉前调确1716号",
        "（2026）粤0104民特9号",
        "（2026）粤0604民特9号",
    ]));
    let others = [date(chance, at, 9, 0), date(chance, at, 0, 2)];
    let on = mostly(chance, legal_date(at), &others);
    let items = vec![MissingItem { item: secret_short("营业执照副本") }];
    let ground = chance.one_of(NonAcceptanceGround::ALL);
    let party = any_party(chance);
    step(match chance.below(17) {
        0 => CourtStep::NotAccept { ground, on },
        1 | 2 => CourtStep::AskSupplement { items, supply_by: date(chance, at, 1, 9) },
        3..7 => CourtStep::Accept { court_case_no: number, on },
        7 => CourtStep::Withdraw { deemed: chance.percent(50), on },
        8 => CourtStep::Dismiss {
            ruling_no: number,
            grounds: chance.some_of(DismissalGround::ALL, 40),
            ruled_on: on,
            not_acceptable: chance.percent(20).then_some(ground),
        },
        12 => CourtStep::BeginReview { on, attend_on: chance.percent(50).then(|| date(chance, at, 1, 9)) },
        13 => CourtStep::ExtendReview { on },
        14 | 15 => CourtStep::TakeObjection {
            objector: if chance.percent(50) {
                Objector::Party { party }
            } else {
                Objector::ThirdParty { knew_on: date(chance, at, 9, 0) }
            },
            lodged_on: on,
            by_leave: chance.percent(20),
        },
        16 => CourtStep::DecideObjection {
            outcome: chance.one_of(ObjectionOutcome::ALL),
            ruling_no: number,
            ruled_on: on,
            change: None,
        },
        _ => CourtStep::Confirm { ruling_no: number, ruled_on: on, served_on: date(chance, at, 2, 1) },
    })
}
