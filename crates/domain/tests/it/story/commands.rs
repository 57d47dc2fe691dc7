//! Each command as it is valid in the case of the stories; a test states what differs.

mod admitting;
mod authorising;
mod complaining;
mod confidential;
mod evaluating;
mod inquiring;
mod opining;
mod pausing;
mod performing;
mod proposing;
mod recusing;
mod representing;
mod routes;
mod safety;
mod selecting;
mod sessions;
mod settling;
mod similarity;
mod talks;
mod time;

pub(crate) use admitting::*;
pub(crate) use authorising::*;
pub(crate) use complaining::*;
pub(crate) use confidential::*;
pub(crate) use evaluating::*;
pub(crate) use inquiring::*;
pub(crate) use opining::*;
pub(crate) use pausing::*;
pub(crate) use performing::*;
pub(crate) use proposing::*;
pub(crate) use recusing::*;
pub(crate) use representing::*;
pub(crate) use routes::*;
pub(crate) use safety::*;
pub(crate) use selecting::*;
pub(crate) use sessions::*;
pub(crate) use settling::*;
pub(crate) use similarity::*;
pub(crate) use talks::*;
pub(crate) use time::*;

use super::actors::*;
use super::{day, on};
use domain::case::*;
use domain::centre::CentreFacts;
use domain::classification::*;
use domain::court_number::CourtCaseNumber;
use domain::identity::{IdentityDocument, IdentityKind};
use domain::ids::{BookingId, CaseId, PartyId, PlaceId, SessionId, SubjectId, UserId};
use domain::money::Fen;
use domain::personal::Personal;
use domain::resource_calendar::ResourceId;
use domain::text::{LongText, PersonName, Phone, ShortText};
use std::sync::LazyLock;
use uuid::Uuid;

pub(crate) const CASE: CaseId = CaseId(Uuid::from_u128(0xCA5E));
pub(crate) const SUBJECT: SubjectId = SubjectId(Uuid::from_u128(0x5B));
pub(crate) const SESSION: SessionId = SessionId(Uuid::from_u128(0x5E));
pub(crate) const OTHER_SESSION: SessionId = SessionId(Uuid::from_u128(0x5F));

pub(crate) fn short(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}
pub(crate) fn secret<T>(value: T) -> Personal<T> {
    Personal::clear(SUBJECT, value)
}
pub(crate) fn secret_short(text: &str) -> Personal<ShortText> {
    secret(short(text))
}
pub(crate) fn secret_long(text: &str) -> Personal<LongText> {
    secret(LongText::parse(text).unwrap())
}
pub(crate) fn yuan(yuan: i64) -> Fen {
    Fen::positive(yuan * 100).unwrap()
}
pub(crate) fn sha() -> String {
    "0123456789abcdef".repeat(4)
}
pub(crate) fn court_number(text: &str) -> CourtCaseNumber {
    CourtCaseNumber::parse(text).unwrap()
}
pub(crate) fn centre() -> CentreFacts {
    static GUANGZHOU: LazyLock<CentreFacts> = LazyLock::new(|| CentreFacts::guangdong().remove(0));
    GUANGZHOU.clone()
}

pub(crate) fn depositor() -> FiledParty {
    let number = IdentityDocument::parse(IdentityKind::ResidentId, "440104199001011005", day("2026-10-12"));
    let identity = PartyIdentity::Person {
        name: secret(PersonName::parse("陈小明").unwrap()),
        document: Some(secret(number.unwrap())),
        phone: Some(secret(Phone::parse("13800000000").unwrap())),
        address: Some(secret_short("广州市越秀区某路1号")),
    };
    let account = Some(UserId::parse("u-applicant").unwrap());
    FiledParty { party: APPLICANT, side: Side::Applicant, account, identity }
}

pub(crate) fn bank_branch() -> FiledParty {
    let identity = PartyIdentity::Institution {
        name: short("某银行广州分行"),
        uscc: branch(),
        legal_person: bank(),
        above: vec![],
        group: Some(short("某集团")),
        sector: Sector::Bank,
    };
    FiledParty { party: BANK, side: Side::Respondent, account: None, identity }
}

/// The same institution in another sector.
pub(crate) fn institution_of(sector: Sector) -> FiledParty {
    let identity = PartyIdentity::Institution {
        name: short("某机构"),
        uscc: branch(),
        legal_person: bank(),
        above: vec![],
        group: None,
        sector,
    };
    FiledParty { identity, ..bank_branch() }
}

/// Interest on a fixed deposit (定期存款利息).
pub(crate) fn file_application() -> FileApplication {
    FileApplication {
        case: CASE,
        centre: guangzhou(),
        channel: IntakeChannel::Online,
        outside_ticket: None,
        handed_over: None,
        agents: vec![],
        filed_by: None,
        parties: vec![depositor(), bank_branch()],
        business: Business::RmbSavings,
        cause: Cause::ProductReturn,
        product: Some(short("三年期定期存款")),
        facts: secret_long("存款到期后银行按活期利率计付部分利息。"),
        claims: vec![Claim {
            kind: ClaimKind::Payment,
            amount: Some(yuan(8_600)),
            wording: Some(secret_short("支付利息差额")),
        }],
        dispute_fen: Some(yuan(200_000)),
        incident_on: Some(day("2026-08-03")),
        prior_complaint: Some(PriorComplaint {
            number: Some(short("TS-2026-0815")),
            channel: None,
            replied_on: None,
            lodged_on: day("2026-08-15"),
            outcome: ComplaintOutcome::Rejected,
        }),
        privacy_notice: Some(short("2026-01")),
    }
}
/// What a line handed over to the centre, an institution's own line with its name.
pub(crate) fn handed_over(line: HandOverLine) -> FileApplication {
    let own = LineOwner { uscc: bank(), name: short("某银行") };
    let institution = (line == HandOverLine::Institution).then_some(own);
    FileApplication {
        channel: IntakeChannel::Hotline,
        outside_ticket: Some(short("2026-0001")),
        handed_over: Some(HandedOver { line, institution }),
        ..file_application()
    }
}
pub(crate) fn without_prior_complaint() -> FileApplication {
    FileApplication { prior_complaint: None, ..file_application() }
}
/// A complaint made on that day and not answered yet.
pub(crate) fn pending_complaint(lodged_on: &str) -> PriorComplaint {
    PriorComplaint {
        number: Some(short("TS-2026-1008")),
        channel: Some(short("网点")),
        lodged_on: day(lodged_on),
        replied_on: None,
        outcome: ComplaintOutcome::Pending,
    }
}
pub(crate) fn extend_supplement() -> ExtendSupplement {
    ExtendSupplement { reason: secret_short("材料在外地") }
}
pub(crate) fn request_supplement() -> RequestSupplement {
    RequestSupplement { items: vec![MissingItem { item: secret_short("存单复印件") }] }
}
pub(crate) fn document() -> DocumentRef {
    DocumentRef { title: secret_short("存单"), sha256: sha() }
}
pub(crate) fn submit_supplement() -> SubmitSupplement {
    SubmitSupplement { party: APPLICANT, documents: vec![document()] }
}
pub(crate) fn checks() -> Vec<CheckRecord> {
    AcceptanceCheck::ALL.iter().map(|check| CheckRecord { check: *check, met: true, remark: None }).collect()
}
pub(crate) fn accept_case() -> AcceptCase {
    AcceptCase {
        case_no: short("粤广州金调字〔2026〕1号"),
        centre: centre(),
        track: Track::Ordinary,
        checks: checks(),
        without_prior_complaint: None,
        track_reason: None,
        acceptor_home: None,
        memoranda: vec![],
    }
}
pub(crate) fn change_track() -> ChangeTrack {
    ChangeTrack { track: Track::Complex, reason: secret_short("涉及多份合同"), memoranda: vec![] }
}
pub(crate) fn refuse_acceptance() -> RefuseAcceptance {
    RefuseAcceptance {
        checks: vec![],
        grounds: vec![Exclusion::AlreadyJudged],
        reason: secret_long("同一纠纷已有生效判决。"),
    }
}
/// Every check, all met but one.
pub(crate) fn all_but(failed: AcceptanceCheck) -> Vec<CheckRecord> {
    let found = |check: &AcceptanceCheck| CheckRecord {
        check: *check,
        met: *check != failed,
        remark: (*check == failed).then(|| secret_short("已有生效判决")),
    };
    AcceptanceCheck::ALL.iter().map(found).collect()
}

pub(crate) fn with_checks() -> RefuseAcceptance {
    RefuseAcceptance { checks: all_but(AcceptanceCheck::NoExclusion), ..refuse_acceptance() }
}

pub(crate) fn notify_respondent() -> NotifyRespondent {
    NotifyRespondent { method: ServiceMethod::Electronic }
}
pub(crate) fn consent_of(party: domain::ids::PartyId, matters: &[ConsentMatter]) -> RecordConsent {
    RecordConsent {
        party,
        representative: None,
        matters: matters.to_vec(),
        form: DeclarationForm::Electronic,
        centre_appoints: true,
    }
}
pub(crate) fn revoke(party: domain::ids::PartyId, matter: ConsentMatter) -> RevokeConsent {
    RevokeConsent { party, matter }
}
pub(crate) fn refuse_mediation() -> RefuseMediation {
    RefuseMediation {
        party: BANK,
        reason: Some(RefusalReason::Unfounded),
        wording: Some(secret_long("请求无依据。")),
    }
}
pub(crate) fn offer_mediator() -> OfferMediator {
    OfferMediator {
        mediator: unbound(),
        chosen_by_parties: false,
        co_mediators: vec![],
        number_agreed_by: vec![],
        roster: RosterReading::default(),
    }
}
pub(crate) fn accept_assignment() -> AcceptAssignment {
    AcceptAssignment { mediator: unbound(), disclosed: vec![], disclosure: None }
}
pub(crate) fn decline_assignment() -> DeclineAssignment {
    DeclineAssignment { mediator: MEDIATOR, reason: DeclineReason::Workload }
}
pub(crate) fn notify_rights() -> NotifyRights {
    NotifyRights { notice: short("2026-01") }
}
pub(crate) fn schedule_session() -> ScheduleSession {
    ScheduleSession {
        session: SESSION,
        starts_at: on("2026-10-19 14:00"),
        planned_minutes: 180,
        mode: SessionMode::Video,
        venue: short("video-room-3"),
        notice_waived_by: vec![],
        reservation: None,
    }
}
pub(crate) fn cancel_session() -> CancelSession {
    CancelSession { session: SESSION, reason: CancelReason::Technical }
}
/// The same session five days later.
pub(crate) fn reschedule_session() -> RescheduleSession {
    RescheduleSession {
        session: SESSION,
        starts_at: on("2026-10-26 14:00"),
        planned_minutes: 120,
        mode: SessionMode::Video,
        venue: short("video-room-4"),
        notice_waived_by: vec![],
        reason: CancelReason::PartyAsked,
        reservation: None,
    }
}
pub(crate) fn adjourn_session() -> AdjournSession {
    AdjournSession { session: SESSION, reason: CancelReason::PartyAsked }
}
/// What everybody needed for a session of the depositor's case holds.
pub(crate) fn reservation(booking: u128) -> Reservation {
    let resources = vec![
        ResourceId::Mediator(MEDIATOR),
        ResourceId::Place(PlaceId(Uuid::from_u128(0x91))),
        ResourceId::Account(applicant().user),
    ];
    Reservation { booking: BookingId(Uuid::from_u128(booking)), resources }
}
pub(crate) fn drop_booking() -> DropBooking {
    DropBooking { booking: reservation(0xB1).booking }
}
pub(crate) fn both_there() -> Vec<Participant> {
    vec![there(APPLICANT, Some(IdentityCheck::Face)), there(BANK, Some(IdentityCheck::KnownAgent))]
}
pub(crate) fn open_session() -> OpenSession {
    OpenSession { session: SESSION, participants: both_there(), recorded: true }
}
pub(crate) fn close_session() -> CloseSession {
    let record = SessionRecord::Minutes { text: secret_long("双方就利息差额达成一致。") };
    CloseSession { session: SESSION, record, result: SessionResult::Agreed, next_step: None }
}
pub(crate) fn extend_period() -> ExtendPeriod {
    ExtendPeriod { until: day("2026-12-11"), agreed_by: vec![APPLICANT, BANK], court_consent: None }
}
