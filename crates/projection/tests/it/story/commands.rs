//! Each command as it is valid in a story.

use super::{COURT, Story, actor};
use chrono::TimeDelta;
use domain::case::*;
use domain::centre::CentreFacts;
use domain::classification::*;
use domain::court_number::CourtCaseNumber;
use domain::identity::{IdentityDocument, IdentityKind, Uscc};
use domain::ids::{MediatorId, SubjectId, UserId};
use domain::institution::InstitutionRegistered;
use domain::mediator::{Home, MediatorFacts, MediatorKind, MediatorRegistered, Profile};
use domain::money::Fen;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::{LongText, PersonName, Phone, ShortText};
use uuid::Uuid;

/// Completes a code by its check character.
fn uscc(seventeen: &str) -> Uscc {
    let last = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    last.map(|last| format!("{seventeen}{last}")).find_map(|code| Uscc::parse(&code).ok()).expect("a code")
}

/// The branch in dispute, and the legal person it belongs to.
pub(crate) fn branch() -> Uscc {
    uscc("91440101MA5BANK00")
}
pub(crate) fn bank() -> Uscc {
    uscc("91440000MA5BANK0X")
}
/// A bank that has nothing to do with the case.
pub(crate) fn other_bank() -> Uscc {
    uscc("91440101MA5T0CK00")
}

pub(crate) fn agent() -> Actor {
    Actor { institution: Some(branch()), ..actor("u-agent", Role::InstitutionAgent) }
}

pub(super) fn short(text: &str) -> ShortText {
    ShortText::parse(text).expect("a short text")
}
fn secret<T>(story: &Story, value: T) -> Personal<T> {
    Personal::clear(SubjectId(Uuid::from_u128(0x5B_0000_0000 + story.number())), value)
}
pub(super) fn secret_short(story: &Story, text: &str) -> Personal<ShortText> {
    secret(story, short(text))
}
pub(super) fn secret_long(story: &Story, text: &str) -> Personal<LongText> {
    secret(story, LongText::parse(text).expect("a long text"))
}
pub(super) fn yuan(yuan: i64) -> Fen {
    Fen::positive(yuan * 100).expect("a sum")
}
fn centre_facts(story: &Story) -> CentreFacts {
    let centres = CentreFacts::guangdong();
    centres.into_iter().find(|facts| facts.id == *story.centre()).expect("a centre of Guangdong")
}

fn depositor(story: &Story) -> FiledParty {
    let number = IdentityDocument::parse(IdentityKind::ResidentId, "440104199001011005", story.today())
        .expect("a document");
    let identity = PartyIdentity::Person {
        name: secret(story, PersonName::parse("陈小明").expect("a name")),
        document: Some(secret(story, number)),
        phone: Some(secret(story, Phone::parse("13800000000").expect("a number"))),
        address: Some(secret_short(story, "广州市越秀区某路1号")),
    };
    let account = Some(UserId::parse(&format!("u-applicant-{}", story.number())).expect("a user"));
    FiledParty { party: story.applicant_party(), side: Side::Applicant, account, identity }
}

fn bank_branch(story: &Story) -> FiledParty {
    let identity = PartyIdentity::Institution {
        name: short("某银行广州分行"),
        uscc: branch(),
        legal_person: bank(),
        above: vec![],
        group: Some(short("某集团")),
        sector: Sector::Bank,
    };
    FiledParty { party: story.bank_party(), side: Side::Respondent, account: None, identity }
}

/// Interest on a fixed deposit: 8,600 yuan.
pub(super) fn file_application(story: &Story) -> FileApplication {
    FileApplication {
        case: story.id(),
        centre: story.centre().clone(),
        channel: IntakeChannel::Online,
        outside_ticket: None,
        handed_over: None,
        agents: vec![],
        filed_by: None,
        parties: vec![depositor(story), bank_branch(story)],
        business: Business::RmbSavings,
        cause: Cause::ProductReturn,
        product: Some(short("三年期定期存款")),
        facts: secret_long(story, "存款到期后银行按活期利率计付部分利息。"),
        claims: vec![Claim {
            kind: ClaimKind::Payment,
            amount: Some(yuan(8_600)),
            wording: Some(secret_short(story, "支付利息差额")),
        }],
        dispute_fen: Some(yuan(200_000)),
        incident_on: Some(story.today()),
        prior_complaint: Some(PriorComplaint {
            number: Some(short("TS-2026-0815")),
            channel: None,
            replied_on: None,
            lodged_on: story.today(),
            outcome: ComplaintOutcome::Rejected,
        }),
        privacy_notice: Some(short("2026-01")),
    }
}
/// The same dispute of a firm.
pub(super) fn file_as_a_firm(story: &Story) -> FileApplication {
    let identity = PartyIdentity::Organisation {
        name: short("示例五金经营部"),
        uscc: Uscc::parse("91350100M000100Y43").expect("a code"),
        phone: Some(secret(story, Phone::parse("13800000001").expect("a number"))),
    };
    let firm = FiledParty { identity, ..depositor(story) };
    FileApplication { parties: vec![firm, bank_branch(story)], ..file_application(story) }
}
/// The same dispute, assigned by the court of Yuexiu.
pub(super) fn register_referral(story: &Story) -> RegisterReferral {
    let facts = CentreFacts::guangdong().into_iter().find(|facts| facts.id == *story.centre());
    RegisterReferral {
        application: file_application(story),
        centre: facts.expect("a centre of Guangdong"),
        court: super::COURT.to_owned(),
        referral_no: short("（2026）粤0104委派12号"),
        court_case_no: None,
        kind: ReferralKind::Assigned,
        procedure: None,
        cause_of_action: short("储蓄存款合同纠纷"),
        sent_on: story.today(),
        received_on: story.today(),
        amount: Some(yuan(8_600)),
        materials: vec![ReferredMaterial { title: secret_short(story, "起诉状副本") }],
        judge: None,
    }
}
pub(super) fn propose_transfer(story: &Story, to: &str) -> ProposeTransfer {
    let wording = secret_long(story, "支行登记地在佛山。");
    ProposeTransfer { to: super::centre(to), reason: TransferReason::WrongCity, wording }
}
pub(super) fn accept_case(story: &Story) -> AcceptCase {
    let met = |check: &AcceptanceCheck| CheckRecord { check: *check, met: true, remark: None };
    let centre = centre_facts(story);
    AcceptCase {
        track_reason: None,
        acceptor_home: None,
        memoranda: vec![],
        case_no: short(&format!("粤{}金调字〔2026〕{}号", centre.city, story.number())),
        centre,
        track: Track::Ordinary,
        checks: AcceptanceCheck::ALL.iter().map(met).collect(),
        without_prior_complaint: None,
    }
}
pub(crate) fn refuse_acceptance(story: &Story) -> RefuseAcceptance {
    RefuseAcceptance {
        checks: vec![],
        grounds: vec![Exclusion::AlreadyJudged],
        reason: secret_long(story, "同一纠纷已有生效判决。"),
    }
}
pub(crate) fn request_supplement(story: &Story) -> RequestSupplement {
    RequestSupplement { items: vec![MissingItem { item: secret_short(story, "存单复印件") }] }
}
pub(crate) fn submit_supplement(story: &Story) -> SubmitSupplement {
    let document = DocumentRef { title: secret_short(story, "存单"), sha256: "0123456789abcdef".repeat(4) };
    SubmitSupplement { party: story.applicant_party(), documents: vec![document] }
}
pub(super) fn notify_respondent() -> NotifyRespondent {
    NotifyRespondent { method: ServiceMethod::Electronic }
}
pub(super) fn consent_of(party: domain::ids::PartyId) -> RecordConsent {
    let matters = vec![
        ConsentMatter::Mediate,
        ConsentMatter::Online,
        ConsentMatter::Recording,
        ConsentMatter::ElectronicSignature,
    ];
    RecordConsent {
        party,
        representative: None,
        matters,
        form: DeclarationForm::Electronic,
        centre_appoints: true,
    }
}
pub(crate) fn withdraw_application(story: &Story) -> WithdrawApplication {
    let reason = Some(secret_long(story, "双方已自行和解。"));
    WithdrawApplication { party: story.applicant_party(), self_settled: true, reason }
}
pub(super) const fn facts(id: MediatorId) -> MediatorFacts {
    MediatorFacts::new(id)
}
pub(super) fn offer_mediator(id: MediatorId) -> OfferMediator {
    OfferMediator {
        mediator: facts(id),
        chosen_by_parties: false,
        co_mediators: vec![],
        number_agreed_by: vec![],
        roster: RosterReading::default(),
    }
}
pub(super) const fn decline_assignment(mediator: MediatorId) -> DeclineAssignment {
    DeclineAssignment { mediator, reason: DeclineReason::Workload }
}
pub(super) fn notify_rights() -> NotifyRights {
    NotifyRights { notice: short("2026-01") }
}
pub(super) fn schedule_session(story: &Story) -> ScheduleSession {
    ScheduleSession {
        session: story.session(),
        starts_at: story.now() + TimeDelta::days(5) + TimeDelta::hours(1),
        planned_minutes: 180,
        mode: SessionMode::Video,
        venue: short("video-room-3"),
        notice_waived_by: vec![],
        reservation: None,
    }
}
pub(super) fn open_session(story: &Story) -> OpenSession {
    let there = |party, check| Participant {
        party,
        representative: None,
        verified_by: Some(check),
        unverified: None,
        checked_by: None,
    };
    let participants = vec![
        there(story.applicant_party(), IdentityCheck::Face),
        there(story.bank_party(), IdentityCheck::KnownAgent),
    ];
    OpenSession { session: story.session(), participants, recorded: true }
}
pub(super) fn close_session(story: &Story, result: SessionResult) -> CloseSession {
    let record = SessionRecord::Minutes { text: secret_long(story, "双方就利息差额达成一致。") };
    CloseSession { session: story.session(), record, result, next_step: None }
}
/// The bank pays 5,000 yuan within seven days.
pub(super) fn draft_agreement(story: &Story) -> DraftAgreement {
    let pay = TermBody::Payment {
        payer: story.bank_party(),
        payee: story.applicant_party(),
        amount: yuan(5_000),
        due_on: story.pay_by(),
    };
    let wording = Some(secret_long(story, "转入申请人原账户"));
    let pay = Term { body: pay, wording };
    let joint = Term { body: TermBody::JointConfirmation {}, wording: None };
    DraftAgreement {
        terms: vec![
            ProposedTerm { term: pay, amount_in_words: Some("伍仟元整".to_owned()) },
            ProposedTerm { term: joint, amount_in_words: None },
        ],
        salt: secret_short(story, "b8f1c2d3"),
    }
}
/// The last version on the table: its number and hash.
fn on_the_table(story: &Story) -> (u32, String) {
    let draft = |event: &Event| match event {
        Event::AgreementDrafted(draft) => Some((draft.version, draft.hash.clone())),
        _ => None,
    };
    story.events().filter_map(draft).last().expect("an agreement was drafted")
}
pub(super) fn sign(story: &Story, signer: Signer, method: SignatureMethod) -> SignAgreement {
    let (version, hash) = on_the_table(story);
    SignAgreement {
        version,
        signer,
        representative: None,
        method,
        special_authorisation: matches!(signer, Signer::Party(_)),
        evidence: secret_short(story, "CA-7781"),
        scan_sha256: (method != SignatureMethod::Electronic).then(|| "5c".repeat(32)),
        hash,
        certificate: None,
    }
}
pub(super) fn seal_agreement(story: &Story) -> SealAgreement {
    let (version, hash) = on_the_table(story);
    SealAgreement { version, seal: short("SEAL-440100-01"), hash }
}
pub(super) fn prepare_confirmation(story: &Story, court: &str) -> PrepareConfirmation {
    PrepareConfirmation {
        party: story.applicant_party(),
        court: court.to_owned(),
        basis: CourtBasis::OrganisationSeat,
        centre: centre_facts(story),
        outside_province: false,
        cross_border: false,
    }
}
pub(super) const fn sign_confirmation(party: domain::ids::PartyId) -> SignConfirmation {
    SignConfirmation { party, representative: None }
}
pub(super) fn file_confirmation() -> FileConfirmation {
    let papers = vec![
        ConfirmationPaper::Application,
        ConfirmationPaper::Agreement,
        ConfirmationPaper::MediationCertificate,
        ConfirmationPaper::IdentityProofs,
        ConfirmationPaper::Authorisation,
    ];
    FileConfirmation { party: None, papers, green_channel: true }
}
/// The number under which the court keeps a story.
pub(crate) fn court_number(story: &Story) -> CourtCaseNumber {
    CourtCaseNumber::parse(&format!("（2026）{COURT}诉前调确{}号", story.number())).expect("a number")
}
pub(super) fn court_accepts(story: &Story) -> RecordCourtStep {
    RecordCourtStep { step: CourtStep::Accept { court_case_no: court_number(story), on: story.today() } }
}
pub(crate) fn court_does_not_accept(story: &Story) -> RecordCourtStep {
    RecordCourtStep {
        step: CourtStep::NotAccept { ground: NonAcceptanceGround::WrongCourt, on: story.today() },
    }
}
pub(super) fn court_confirms(story: &Story) -> RecordCourtStep {
    let ruling_no = court_number(story);
    let (ruled_on, served_on) = (story.today(), story.today());
    RecordCourtStep { step: CourtStep::Confirm { ruling_no, ruled_on, served_on } }
}
/// Half a year after the ruling, by somebody who was not party to it.
pub(crate) fn third_party_objects(story: &Story) -> RecordCourtStep {
    let (knew_on, lodged_on) = (story.today(), story.today());
    let objector = Objector::ThirdParty { knew_on };
    RecordCourtStep { step: CourtStep::TakeObjection { objector, lodged_on, by_leave: false } }
}
pub(crate) fn court_revokes(story: &Story) -> RecordCourtStep {
    let (ruling_no, ruled_on) = (court_number(story), story.today());
    let outcome = ObjectionOutcome::Revoked;
    RecordCourtStep { step: CourtStep::DecideObjection { outcome, ruling_no, ruled_on, change: None } }
}
/// A suit on the agreement.
pub(crate) fn suit(story: &Story) -> RecordOtherRoute {
    let number =
        CourtCaseNumber::parse(&format!("（2026）{COURT}民初{}号", story.number())).expect("a number");
    let (claimant, docketed_on) = (story.applicant_party(), story.today());
    RecordOtherRoute { route: OtherRoute::Suit { claimant, number, docketed_on } }
}
pub(super) fn report_performance(story: &Story) -> ReportPerformance {
    ReportPerformance {
        seq: 1,
        amount: Some(yuan(5_000)),
        performed_on: story.today(),
        proof: secret_short(story, "FT-20261027-01"),
    }
}

/// A mediator seconded by a bank that has nothing to do with the case.
pub(crate) fn mediator_entry(id: MediatorId, centre: &str) -> MediatorRegistered {
    let subject = SubjectId(Uuid::from_u128(0x3ED));
    MediatorRegistered {
        mediator: id,
        centre: super::centre(centre),
        name: Personal::clear(subject, PersonName::parse("李调解").expect("a name")),
        kind: MediatorKind::Seconded,
        home: Some(Home { uscc: other_bank(), legal_person: other_bank(), group: None }),
        employment: vec![],
        expertise: vec![Business::RmbSavings],
        account: None,
        profile: Profile::default(),
    }
}
pub(crate) fn institution(uscc: Uscc, name: &str) -> InstitutionRegistered {
    InstitutionRegistered {
        uscc,
        name: short(name),
        legal_person: bank(),
        parent: None,
        group: None,
        sector: Sector::Bank,
    }
}
