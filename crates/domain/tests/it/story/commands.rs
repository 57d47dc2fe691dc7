//! Each command as it is valid in the case of the stories; a test states what differs.

use super::actors::*;
use super::{day, on};
use domain::case::*;
use domain::centre::CentreFacts;
use domain::classification::*;
use domain::court_number::CourtCaseNumber;
use domain::identity::{IdentityDocument, IdentityKind};
use domain::ids::{CaseId, SessionId, SubjectId, UserId};
use domain::money::Fen;
use domain::personal::Personal;
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
            lodged_on: day("2026-08-15"),
            outcome: ComplaintOutcome::Rejected,
        }),
        privacy_notice: Some(short("2026-01")),
    }
}
pub(crate) fn without_prior_complaint() -> FileApplication {
    FileApplication { prior_complaint: None, ..file_application() }
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
    }
}
pub(crate) fn refuse_acceptance() -> RefuseAcceptance {
    RefuseAcceptance {
        grounds: vec![Exclusion::AlreadyJudged],
        reason: secret_long("同一纠纷已有生效判决。"),
    }
}
pub(crate) fn notify_respondent() -> NotifyRespondent {
    NotifyRespondent { method: ServiceMethod::Electronic }
}
pub(crate) fn consent_of(party: domain::ids::PartyId, matters: &[ConsentMatter]) -> RecordConsent {
    RecordConsent { party, matters: matters.to_vec(), form: DeclarationForm::Electronic }
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
    OfferMediator { mediator: unbound(), chosen_by_parties: true }
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
    }
}
pub(crate) fn cancel_session() -> CancelSession {
    CancelSession { session: SESSION, reason: CancelReason::Technical }
}
pub(crate) fn both_there() -> Vec<Participant> {
    vec![
        Participant { party: APPLICANT, verified_by: IdentityCheck::Face },
        Participant { party: BANK, verified_by: IdentityCheck::KnownAgent },
    ]
}
pub(crate) fn open_session() -> OpenSession {
    OpenSession { session: SESSION, participants: both_there(), recorded: true }
}
pub(crate) fn close_session() -> CloseSession {
    let record = SessionRecord::Minutes { text: secret_long("双方就利息差额达成一致。") };
    CloseSession { session: SESSION, record, result: SessionResult::Agreed }
}
pub(crate) fn extend_period() -> ExtendPeriod {
    ExtendPeriod { until: day("2026-12-11"), agreed_by: vec![APPLICANT, BANK] }
}

pub(crate) fn clause(body: TermBody) -> ProposedTerm {
    ProposedTerm { term: Term { body, wording: None }, amount_in_words: None }
}
pub(crate) fn payment(yuan_amount: i64, due_on: &str) -> TermBody {
    TermBody::Payment { payer: BANK, payee: APPLICANT, amount: yuan(yuan_amount), due_on: day(due_on) }
}
/// The bank pays 5,000 yuan within seven days.
pub(crate) fn draft_agreement() -> DraftAgreement {
    let pay = ProposedTerm {
        amount_in_words: Some("伍仟元整".to_owned()),
        ..clause(payment(5_000, "2026-10-27"))
    };
    DraftAgreement {
        terms: vec![pay, clause(TermBody::JointConfirmation {})],
        salt: secret_short("b8f1c2d3"),
    }
}

/// The hash on the table of the default draft.
pub(crate) fn hash() -> String {
    static HASH: LazyLock<String> = LazyLock::new(|| {
        let draft = draft_agreement();
        let terms: Vec<Term> = draft.terms.into_iter().map(|proposed| proposed.term).collect();
        let number = short("粤广州金调字〔2026〕1号-协1");
        AgreementBytes::new(CASE, &number, 1, &terms, &draft.salt).unwrap().hash()
    });
    HASH.clone()
}
pub(crate) fn sign(signer: Signer, method: SignatureMethod) -> SignAgreement {
    SignAgreement {
        version: 1,
        signer,
        method,
        special_authorisation: signer == Signer::Party(BANK),
        evidence: secret_short("CA-7781"),
        hash: hash(),
    }
}
pub(crate) fn sign_as_applicant() -> SignAgreement {
    sign(Signer::Party(APPLICANT), SignatureMethod::Electronic)
}
pub(crate) fn sign_as_bank() -> SignAgreement {
    sign(Signer::Party(BANK), SignatureMethod::Electronic)
}
pub(crate) fn sign_as_mediator() -> SignAgreement {
    sign(Signer::Mediator(MEDIATOR), SignatureMethod::Handwritten)
}
pub(crate) fn seal_agreement() -> SealAgreement {
    SealAgreement { version: 1, seal: short("SEAL-440100-01"), hash: hash() }
}
pub(crate) fn prepare_confirmation() -> PrepareConfirmation {
    PrepareConfirmation {
        party: APPLICANT,
        court: COURT.to_owned(),
        basis: CourtBasis::OrganisationSeat,
        centre: centre(),
    }
}
pub(crate) fn sign_confirmation(party: domain::ids::PartyId) -> SignConfirmation {
    SignConfirmation { party }
}
pub(crate) fn papers() -> Vec<ConfirmationPaper> {
    vec![
        ConfirmationPaper::Application,
        ConfirmationPaper::Agreement,
        ConfirmationPaper::MediationCertificate,
        ConfirmationPaper::IdentityProofs,
        ConfirmationPaper::Authorisation,
    ]
}
pub(crate) fn file_confirmation() -> FileConfirmation {
    FileConfirmation { party: None, papers: papers(), green_channel: true }
}
pub(crate) fn supply_confirmation_documents() -> SupplyConfirmationDocuments {
    SupplyConfirmationDocuments { party: None, documents: vec![document()] }
}
pub(crate) fn step(step: CourtStep) -> RecordCourtStep {
    RecordCourtStep { step }
}
pub(crate) fn court_accepts() -> RecordCourtStep {
    let court_case_no = court_number("（2026）粤0104诉前调确1716号");
    step(CourtStep::Accept { court_case_no, on: day("2026-10-26") })
}
pub(crate) fn court_does_not_accept() -> RecordCourtStep {
    step(CourtStep::NotAccept { ground: NonAcceptanceGround::WrongCourt, on: day("2026-10-26") })
}
pub(crate) fn court_asks_for_more() -> RecordCourtStep {
    let items = vec![MissingItem { item: secret_short("营业执照副本") }];
    step(CourtStep::AskSupplement { items, supply_by: day("2026-11-30") })
}
pub(crate) fn court_confirms() -> RecordCourtStep {
    step(CourtStep::Confirm {
        ruling_no: court_number("（2026）粤0104诉前调确1716号"),
        ruled_on: day("2026-11-03"),
        served_on: day("2026-11-04"),
    })
}
pub(crate) fn court_dismisses() -> RecordCourtStep {
    step(CourtStep::Dismiss {
        ruling_no: court_number("（2026）粤0104诉前调确1716号"),
        grounds: vec![DismissalGround::Unclear],
        ruled_on: day("2026-11-03"),
    })
}
pub(crate) fn court_lets_withdraw() -> RecordCourtStep {
    step(CourtStep::Withdraw { deemed: true, on: day("2026-11-03") })
}
pub(crate) fn report_performance() -> ReportPerformance {
    ReportPerformance {
        seq: 1,
        amount: Some(yuan(5_000)),
        performed_on: day("2026-10-27"),
        proof: secret_short("FT-20261027-01"),
    }
}
pub(crate) fn withdraw_application() -> WithdrawApplication {
    WithdrawApplication {
        party: APPLICANT,
        self_settled: true,
        reason: Some(secret_long("双方已自行和解。")),
    }
}
pub(crate) fn terminate(code: Termination) -> TerminateMediation {
    TerminateMediation { code, reason: Some(secret_long("双方分歧过大。")) }
}
pub(crate) fn terminate_mediation() -> TerminateMediation {
    terminate(Termination::TooFarApart)
}
